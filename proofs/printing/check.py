"""Theorems checked against the propositions that are printed from laws, in a Coq process of its own.

Trusted. It trusts `files` for what a law says, the few words of `PRELUDE`, and Coq's kernel. A proof file is not: it is
compiled elsewhere, and what it could change (notations, tactics, hints, instances, options) is not imported.

    1. The prelude and the generated file are compiled from their text in a folder that no proof file was compiled in.
    2. `Asked.v` names each proposition, before any proof is loaded.
    3. `Judged.v` requires one proof file and defines a constant of the type asked, which is the theorem and no more. Coq's
       kernel accepts it only if the theorem has this type. Its assumptions are printed there.

Coq refuses a proof that was compiled with other contents of the generated file.
"""

from __future__ import annotations

import pathlib
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass

from mathcnn.language.formula import Law

from .. import audit
from .files import NAME, Generated, generated, generated_from

PRELUDE = ("Space", "Arrays", "Printed")
THEOREM = re.compile(r"^(?:Theorem|Lemma|Corollary) (\w+)\s*:\s*(\w+)\.$", re.M)
CHECKS = ["Set Guard Checking.", "Set Positivity Checking.", "Set Universe Checking."]


@dataclass(frozen=True)
class Result:
    """What was found of a theorem.

    law: the law. theorem: file and name. says: the generated proposition. axioms: that the theorem depends on.
    by_definition: whether both sides are the same by computation alone. fault: why it does not prove the law, or "".
    """

    law: str
    theorem: str
    says: str
    axioms: tuple[str, ...] = ()
    by_definition: bool = False
    fault: str = ""


def found(source: pathlib.Path = audit.SOURCE, of: Generated | None = None) -> dict[str, str]:
    """The theorems that claim to prove a generated proposition, by the law's name: "ProvedSequences.discrete_commutes".

    That they do is not read off the text; see `check_all`.
    """
    of = of or generated()
    laws = {one.name: law for law, one in of.propositions.items()}
    theorems = {}
    for path in sorted(source.glob("Proved*.v")):
        for name, proposition in THEOREM.findall(path.read_text(encoding="utf-8")):
            if proposition in laws:
                theorems[laws[proposition]] = f"{path.stem}.{name}"
    return theorems


def check(law: Law, theorem: str, source: pathlib.Path = audit.SOURCE) -> Result:
    """Check one theorem against a law.

    law: the law; its proposition is generated here. theorem: its file and name. source: the folder with the proof files.
    Returns the result. Raises Unprinted if the law is not printed, audit.Missing without Coq.
    """
    of = generated()
    if of.propositions.get(law.name) is None or law.of.laws.get(law.fn.__name__) is not law:
        of = generated_from([law])
    if law.name in of.why:
        return Result(law.name, theorem, "", fault=of.why[law.name])
    (one,) = check_all({law.name: theorem}, source, of)
    return one


def check_all(
    theorems: dict[str, str] | None = None, source: pathlib.Path = audit.SOURCE, of: Generated | None = None
) -> list[Result]:
    """Check theorems against the propositions of their laws.

    theorems: by the law's name; by default those that are found. source: the folder with the proof files. of: what is
    printed. Raises audit.Missing without Coq, ValueError if the generated file does not compile.
    """
    of = of or generated()
    theorems = found(source, of) if theorems is None else theorems
    with tempfile.TemporaryDirectory(prefix="printed-") as folder:
        trusted, work, asking = (pathlib.Path(folder) / name for name in ("trusted", "work", "asking"))
        for each in (trusted, work, asking):
            each.mkdir()
        for name in PRELUDE:
            shutil.copyfile(audit.SOURCE / f"{name}.v", trusted / f"{name}.v")
        (trusted / f"{NAME}.v").write_text(of.text, encoding="utf-8")
        for name in (*PRELUDE, NAME):
            _compile(trusted, name)
        for name in (*PRELUDE, NAME):
            for to in (work, asking):
                shutil.copyfile(trusted / f"{name}.vo", to / f"{name}.vo")
        asked = {law: f"asked_{k}" for k, law in enumerate(theorems)}
        lines = [f"Definition {asked[law]} : Prop := {audit.LIBRARY}.{NAME}.{of.propositions[law].name}." for law in asked]
        (asking / "Asked.v").write_text("\n".join([f"Require {audit.LIBRARY}.{NAME}.", *lines, ""]), encoding="utf-8")
        _compile(asking, "Asked")
        faults = _proofs_compiled(source, work, {theorem.partition(".")[0] for theorem in theorems.values()})
        for path in work.glob("*.vo"):
            if path.stem not in (*PRELUDE, NAME):
                shutil.copyfile(path, asking / path.name)
        plain = _by_definition(asking, asked)
        by_file: dict[str, dict[str, str]] = {}
        for law, theorem in theorems.items():
            by_file.setdefault(theorem.partition(".")[0], {})[law] = theorem
        results: list[Result] = []
        for file, those in by_file.items():
            judged = {law: faults.get(file, "") or () for law in those}
            if file not in faults:
                judged = _judged(asking, file, those, asked)
            for law, theorem in those.items():
                answer, says = judged[law], of.propositions[law].text
                if isinstance(answer, str):
                    results.append(Result(law, theorem, says, fault=answer))
                    continue
                wrong = [one for one in answer if not audit.permitted(one, audit.ALLOWED.get(file, set()))]
                fault = f"depends on {', '.join(wrong)}" if wrong else ""
                results.append(Result(law, theorem, says, answer, law in plain, fault))
        return results


def _compile(work: pathlib.Path, name: str) -> None:
    said = audit.coq("coqc", f"{name}.v", work=work)
    if said.returncode:
        raise ValueError(f"{name}.v does not compile: {' '.join(said.stderr.split())}")


def _proofs_compiled(source: pathlib.Path, work: pathlib.Path, files: Iterable[str]) -> dict[str, str]:
    """Compile proof files and what they import; returns the fault of each that fails."""
    names = sorted({path.stem for path in source.glob("*.v")} - {*PRELUDE, NAME})
    for name in names:
        shutil.copyfile(source / f"{name}.v", work / f"{name}.v")
    imports = audit.needs(work, names)
    faults: dict[str, str] = {}
    done: set[str] = set()

    def visit(name: str) -> None:
        if name in done:
            return
        done.add(name)
        for one in sorted(imports.get(name, set()) - {*PRELUDE, NAME}):
            visit(one)
        try:
            _compile(work, name)
        except (ValueError, subprocess.TimeoutExpired) as error:
            faults[name] = str(error)

    for file in sorted(files):
        if file in names:
            visit(file)
        else:
            faults[file] = f"{file}.v is missing"
    return faults


def _judged(
    work: pathlib.Path, file: str, theorems: dict[str, str], asked: dict[str, str]
) -> dict[str, tuple[str, ...] | str]:
    """The theorems of one file against the propositions that were asked, in a fresh process: for each law the axioms, or
    why the theorem does not prove it."""
    laws = list(theorems)
    lines = [
        f"Definition judged_{k} : {audit.LIBRARY}.Asked.{asked[law]} := {audit.LIBRARY}.{theorems[law]}."
        for k, law in enumerate(laws)
    ]
    queries = [f"Print Assumptions judged_{k}." for k in range(len(laws))]
    try:
        answers = audit.answers(work, "Judged", ["Asked", file], queries, before=[*CHECKS, *lines])
    except (ValueError, subprocess.TimeoutExpired) as error:
        if len(laws) == 1:
            return {laws[0]: f"does not prove what the law says: {str(error)[-300:]}"}
        return {law: found for one in laws for law, found in _judged(work, file, {one: theorems[one]}, asked).items()}
    return {law: tuple(audit.assumptions(answer)) for law, answer in zip(laws, answers, strict=True)}


def _by_definition(work: pathlib.Path, asked: dict[str, str]) -> set[str]:
    """The laws whose propositions hold by computation alone; no proof file is loaded."""
    tactic = "hnf; repeat split; intros; reflexivity"
    lines = [
        f'Goal {audit.LIBRARY}.Asked.{one}. first [timeout 5 (solve [{tactic}]); idtac "PLAIN {one}" | idtac]. Abort.'
        for one in asked.values()
    ]
    (work / "Plain.v").write_text("\n".join([f"Require {audit.LIBRARY}.Asked.", *lines, ""]), encoding="utf-8")
    said = audit.coq("coqc", "Plain.v", work=work).stdout.split()
    return {law for law, one in asked.items() if one in said}
