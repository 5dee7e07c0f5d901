"""Theorems run against the laws that they are called after, by Coq.

Trusted. It trusts `theorems`, `examples` and `goals`, and that Coq prints LINKED only where a goal was proved.
"""

from __future__ import annotations

import dataclasses
import pathlib
import random
import subprocess
from collections.abc import Iterable

from mathcnn import catalogue

from .. import audit
from .examples import examples, turns
from .goals import LONGEST, nature, natures, script, unguarded
from .theorems import RANK, Theorem, Unlinked, law_of

LONG, LARGE = 2, {"limit": 11, "entries": 240}  # cases with larger sizes than the others, along one axis
MISFIT = "an argument or a premise does not fit"
PREAMBLE = ["From mathcomp Require Import all_ssreflect all_algebra.", "From CNN Require Import Link."]
REAL = ["From CNN Require Import RealLink."]
NUMBERS = ["From Coq Require Import ZArith.", "Open Scope Z_scope."]


@dataclasses.dataclass
class Linked:
    """What was found of a theorem and its law.

    law, theorem: their names. says: the theorem's statement. cases: the number of cases on which both agree. ranks: the
    numbers of axes of these. fault: why they are not linked, or "". relation: that the theorem concludes, "=" or "<=".
    by_definition: whether its two sides are equal by computation alone, so that it holds by reflexivity.
    """

    law: str
    theorem: str
    says: str
    cases: int = 0
    ranks: tuple[int, ...] = ()
    fault: str = ""
    relation: str = ""
    by_definition: bool = False


def link(work: pathlib.Path, found: Iterable[Theorem], count: int = 2, seed: int = 0) -> list[Linked]:
    """Run theorems against the laws that they are called after.

    work: the folder with the compiled files. found: the theorems; those that are called after no law are left out.
    count: cases for each number of axes. seed: of the random numbers.
    """
    rows: list[Linked] = []
    goals: dict[bool, list[tuple[Theorem, int, int, str]]] = {False: [], True: []}
    for one in found:
        if (law := law_of(one)) is None:
            continue
        row = Linked(law.name, one.name, one.says)
        rows.append(row)
        ranks = (
            [int(suffix[1])]
            if (suffix := RANK.search(one.name))
            else [1, 2, 3]
            if any(v == "G" for v, _ in one.variables)
            else [None]
        )
        rng = random.Random(f"{seed} {one.name}")
        try:
            for rank in ranks:
                if law.rank and rank not in (None, law.rank):
                    continue
                cases = count if len(ranks) > 1 else 2 * count
                small = (
                    {"limit": 3 if turns(law.of) else 2, "entries": 8} if one.real else {"limit": 2 if rank == 3 else 3}
                )
                drawn = list(examples(law, cases, rng.randrange(2**32), rank, **small))
                if not drawn:
                    raise Unlinked("no case of the law could be drawn")
                if not one.real and rank in (None, 1):
                    drawn += list(examples(law, LONG, rng.randrange(2**32), rank, **LARGE))[:LONG]
                at = len(rows) - 1
                goals[one.real] += [
                    (one, at, example.rank, script(one, law, example, f"{at} {example.rank}", rng)) for example in drawn
                ]
        except Unlinked as error:
            row.fault = str(error)
        except Exception as error:  # a link that breaks down is a row with a fault, whatever it raises
            row.fault = f"{type(error).__name__}: {error}"
    for real, those in goals.items():
        by_file: dict[str, list[str]] = {}
        for one, at, _, goal in those:
            if not rows[at].fault:
                by_file.setdefault(one.name.partition(".")[0], []).append(goal)
        for file, lines in by_file.items():
            head = [*PREAMBLE, *(REAL if real else []), f"Require CNN.{file}.", *NUMBERS]
            asked = {at: nature(one, str(at)) for one, at, _, _ in those if one.name.startswith(f"{file}.")}
            said = _run(work, f"Link{'Real' * real}{file}", [*head, *natures(real), *asked.values(), *lines])
            _judge(rows, said)
            _concludes(rows, said, asked)
            for one, at, _, goal in those:
                if one.name.startswith(f"{file}.") and rows[at].fault.endswith(MISFIT):
                    said = _run(work, f"LinkFault{file}", [*head, unguarded(goal)])
                    why = " ".join(said.partition("Error:")[2].split())[:400]
                    rows[at].fault = rows[at].fault.replace(MISFIT, why or "another case does not fit")
    for row in rows:
        if not row.cases and not row.fault:
            row.fault = "was not run"
    return rows


def _run(work: pathlib.Path, name: str, lines: list[str]) -> str:
    """What Coq prints for a script."""
    (work / f"{name}.v").write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        said = audit.coq("coqc", f"{name}.v", work=work, longest=audit.LONGEST + LONGEST * len(lines))
    except subprocess.TimeoutExpired:
        return "Error: it takes too long"
    return said.stdout + said.stderr


def _concludes(rows: list[Linked], answer: str, asked: Iterable[int]) -> None:
    """Note in each row what its theorem concludes; it must have the law's relation, and not one term on both sides."""
    told = [line.split() for line in answer.splitlines() if line.startswith(("RELATION ", "NATURE "))]
    relations = {int(at): sign for word, at, sign in told if word == "RELATION"}
    natures = {int(at): kind for word, at, kind in told if word == "NATURE"}
    for at in asked:
        row = rows[at]
        row.relation, kind = relations.get(at, "?"), natures.get(at, "")
        row.by_definition = kind == "definition"
        wanted = catalogue.find_law(row.law).relation
        if row.relation != {">=": "<="}.get(wanted, wanted):
            row.fault = f"it concludes {row.relation}, and the law says {wanted}"
        elif kind not in ("same", "definition", "theorem"):
            row.fault = row.fault or "Coq did not say what it concludes"
        elif kind == "same":
            row.fault = "its two sides are one term, so that it says nothing about the law"


def _judge(rows: list[Linked], answer: str) -> None:
    """Note in each row what Coq printed about its cases."""
    seen: dict[int, set[int]] = {}
    last = ""
    for line in answer.splitlines():
        word, _, rest = line.strip().partition(" ")
        if word in ("LINKED", "DIFFERS"):
            at, rank = map(int, rest.split())
            if word == "LINKED":
                rows[at].cases += 1
                seen.setdefault(at, set()).add(rank)
            else:
                rows[at].fault = rows[at].fault or f"differs from the law with {rank} axes: {last or MISFIT}"
            last = ""
        elif line.startswith(("RELATION ", "NATURE ")):
            last = ""
        elif line.strip():
            last = f"{last} {line.strip()}".strip() if last else line.strip()
        if line.startswith("Error"):
            last = line
    for at, ranks in seen.items():
        rows[at].ranks = tuple(sorted(ranks))
    if last:  # the script ended early
        for row in rows:
            if not row.cases and not row.fault:
                row.fault = f"could not be run: {last}"
