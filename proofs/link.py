"""Holds theorems against laws, by running both: `python proofs/link.py [LAW ...]`.

A law of `mathcnn` and a theorem of `rocq` are linked by their names: `convolution.discrete::commutes` is
`discrete_commutes` in a file called `ConvolutionLaws`, or `Convolution...Laws`. That both say the same is not read off
the names. Random arguments are drawn as for every other check of the law; the theorem is instantiated with them, by the
names of its variables; Coq computes its premises, which have to be true, and both of its sides, which have to be what
the two sides of the law give in Python, entry by entry. So a theorem about something else, a definition that says
something else and a premise that cannot be met all show: see `rocq/Link.v`.

What a theorem's variables may be called, and be:

    R, F              the numbers, of any structure of MathComp from additive groups to ordered fields; they become rational
    G                 the indices of all spatial axes together, as a commutative ring or as a `Space.space`; it becomes Z, Z * Z or Z * Z * Z
    an argument       of the law or the formula: an array is a function of its indices (counted from 0), zero outside; a choice of words is
                      a truth value, or the place of the word in the list
                      a sequence on all of Z is its values, their start, what stands before and what after, as nested pairs
    a letter          of the formula's shape line: `H`, `kernel_size`, `p`; of type G all axes together, else that of one axis
    K_sizes           the sizes of the axes that a letter `K` of the shape line stands for where it stands for several
    anything else     the index of an entry of the result; one variable an axis, or one of type G for the last axes

A theorem that speaks of Coq's real numbers has no ring among its variables. Its sides are enclosed by intervals.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import pathlib
import random
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from mathcnn import catalogue
from mathcnn.evidence import cases, checks, functions, symbolic
from mathcnn.language.formula import Formula, Law
from mathcnn.language.shapes import AxisGroups
from mathcnn.language.statement import Axis, Convention, Root
from mathcnn.numbers.sequences import Sequence
from mathcnn.text import resources

audit = resources.module("proofs", "audit")  # by its full name, since this file is also run by itself

HERE = pathlib.Path(__file__).parent
STRUCTURE = re.compile(
    r"\w*([zZ]mod|[rR]ing|[dD]omain|[fF]ield)Type|(Space\.)?space"
)  # MathComp's, from additive groups to ordered fields; places
ENTRIES = 2  # of a result that are compared in each case; one, where intervals enclose it
LONGEST = 60  # seconds for one case
MISFIT = "an argument or a premise does not fit"
TOLERANCE = Fraction(
    1, 10**9
)  # half the width of the interval, relative, around a value of Python that real numbers have to lie in


class Unlinked(Exception):
    """A theorem and a law don't meet; the message says where."""


# ---------------------------------------------------------------- what a theorem says


@dataclasses.dataclass(frozen=True)
class Theorem:
    """A theorem as Coq prints it, with its variables."""

    name: str  # "ConvolutionLaws.discrete_commutes"
    says: str
    variables: tuple[tuple[str, str], ...]  # name and type, a premise between them as ("", premise)

    @property
    def law(self) -> tuple[str, str]:
        """The topic, and the formula and law in one."""
        file, _, name = self.name.partition(".")
        return re.match(r"[A-Z][a-z]*", file)[0].lower(), name  # type: ignore[index]

    @property
    def numbers(self) -> str | None:
        return next((v for v, t in self.variables if STRUCTURE.fullmatch(t) and v != "G"), None)

    @property
    def real(self) -> bool:
        """Whether it speaks of Coq's real numbers."""
        return self.numbers is None and re.search(r"\bR\b(?! ?:=)", self.says) is not None


def theorem(name: str, answer: str) -> Theorem:
    """A theorem from the answer of `Check`."""
    says = re.sub(r"\s+", " ", answer.partition(":")[2]).strip().replace("Space.places G", "G")
    says = re.sub(r"\bS0\b", "S", says)  # so a variable S is printed beside the successor of a natural number
    return Theorem(name, says, tuple(variables(says)))


def variables(says: str) -> Iterator[tuple[str, str]]:
    """The variables and premises of a statement, in order.

    >>> list(variables("forall (R : ringType) (f g : nat -> R), 0 < n -> forall n : nat, f n = g n"))
    [('R', 'ringType'), ('f', 'nat -> R'), ('g', 'nat -> R'), ('', '0 < n'), ('n', 'nat')]
    """
    while True:
        if says.startswith("forall "):
            head, says = _split(says.removeprefix("forall "), ",")
            groups = re.findall(r"\(((?:[^()]|\((?:[^()]|\([^()]*\))*\))*)\)", head) if head.startswith("(") else [head]
            for group in groups:
                names, _, kind = group.partition(" : ")
                yield from ((v, kind.strip()) for v in names.split())
        else:
            head, rest = _split(says, "->")
            if not rest:
                return
            yield "", head
            says = rest


def _split(text: str, at: str) -> tuple[str, str]:
    """A text at the first `at` that stands in no brackets."""
    depth = 0
    for k, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if not depth and text.startswith(at, k):
            return text[:k].strip(), text[k + len(at) :].strip()
    return text, ""


# ---------------------------------------------------------------- what a law says


@dataclasses.dataclass
class Example:
    """A case of a law: what its letters and arguments are, and its two sides."""

    rank: int
    values: dict[str, Any]
    axes: dict[str, tuple[int, ...]]  # letters of spatial axes, an entry an axis
    lhs: np.ndarray
    rhs: np.ndarray
    folds: tuple[AxisGroups, ...] = ()  # of arrays of any number of variables

    def sides(self, axes: int) -> tuple[np.ndarray, np.ndarray]:
        """Both sides with so many axes: one for all those that a letter stands for, as the statement sees them."""
        lhs, rhs = (
            next((seen for seen in self._seen(side) if seen.ndim == axes), side) for side in (self.lhs, self.rhs)
        )
        return lhs, rhs

    def _seen(self, side: np.ndarray) -> Iterator[np.ndarray]:
        for fold in self.folds:
            if fold.shape == side.shape:
                yield fold(side)
            if any(fold.sizes(letter) == side.shape for letter in fold.letters):
                yield side.reshape(-1)
            for group in fold.groups:  # a sum over the axes of one letter, which stay
                if side.shape == tuple(1 if axis in group else size for axis, size in enumerate(fold.shape)):
                    yield dataclasses.replace(fold, shape=side.shape)(side)
        for fold in self.folds:  # a result that has its first axes in common with an argument
            for sizes in map(fold.sizes, fold.letters):
                if side.shape[: len(sizes)] == sizes:
                    yield side.reshape(-1 if sizes else 1, *side.shape[len(sizes) :])


def examples(
    law: Law, count: int, seed: int, rank: int | None = None, limit: int = 3, entries: int = 60
) -> Iterator[Example]:
    """Random cases of a law, both sides computed by the statement itself: `count`, and more until every word of every
    convention was said, and every argument set, that can be. Where a case has no value, or nothing but zeros, another
    is drawn."""
    if law.of.families:
        yield from sequence_examples(law, count, seed)
        return
    drawn, said = 0, set[tuple[str, Any]]()
    for case, rng in cases.sampled(law.of, 40 * count, seed, law, limit=limit, rank=rank):
        words = {a: _word(law.of, a, v) for a, v in case.kwargs.items() if a in law.of.words and law.of.is_word(a, v)}
        spoken = {(a, word) for a, word in words.items() if isinstance(law.of.words[a], Convention)}
        spoken |= {
            (a, True)
            for a, v in case.kwargs.items()
            if a in law.of.names and v != law.of.signature.parameters[a].default
        }
        if case.entries > entries or drawn >= count and spoken <= said:
            continue
        arrays = (
            cases.distinct(case, rng)
            if "select" in case.plan.operations and rng.random() < 0.5
            else cases.integers(case, rng, 3)
        )
        kwargs = checks.exact_scalars(case)
        try:
            lhs, rhs = (np.asarray(side, object) for side in checks.sides(law, law.of.literal, case, arrays, kwargs))
        except (ValueError, ZeroDivisionError):
            continue
        if lhs.shape != rhs.shape:
            lhs, rhs = np.broadcast_arrays(lhs, rhs)
        if not case.constant and not any(v != 0 for v in lhs.ravel()) and drawn * 4 < 40 * count and rng.random() < 0.9:
            continue
        seen = (
            law.of.read((), {a: v for a, v in {**kwargs, **arrays}.items() if a in law.of.names})
            if _readable(law, arrays)
            else None
        )
        said |= spoken
        folds = {np.shape(arrays[a]): fold for a, fold in seen.folds.items()} if seen else {}
        # an array of any number of variables as the statement sees it; one that the law alone has is seen like one of
        # the formula's
        many = {
            a
            for a, x in arrays.items()
            if np.shape(x) in folds and (a not in law.of.names or (seen and a in seen.folds))
        }
        values = {
            **case.env,
            **kwargs,
            **(dict(seen.env) if seen else {}),
            **words,
            **{a: None for a in law.of.optional},
            **{f"{letter}_sizes": fold.sizes(letter) for fold in folds.values() for letter in fold.letters},
            **{a: folds[np.shape(x)](x) if a in many else x for a, x in arrays.items()},
        }
        yield Example(case.plan.rank, values, _axes(case), lhs, rhs, tuple(folds.values()))
        drawn += 1


def sequence_examples(law: Law, count: int, seed: int) -> Iterator[Example]:
    """Random cases of a law about sequences on all of Z, at random places; where a sum diverges, another is drawn."""
    name, letter = functions.point_of(law.of)
    if not letter.is_integer:
        raise Unlinked("a function on the line is no data")
    rng = random.Random(seed)
    drawn = list(functions.choices(functions.families(law.of, law), 40 * count, seed, law.requires))
    rng.shuffle(drawn)
    for chosen in drawn:
        values = {**chosen, name: rng.randint(-3, 4)} if name in law.names else chosen
        try:
            lhs, rhs = (np.asarray(side, object) for side in law(law.of.literal, *(values[a] for a in law.names)))
        except ValueError:
            continue
        if lhs == 0 and rng.random() < 0.9:
            continue
        yield Example(1, values, {}, lhs, rhs)
        count -= 1
        if not count:
            return


def turns(of: Formula) -> bool:
    """Whether a formula has roots of unity, which are real numbers up to the second."""
    return not of.families and bool(of.plan(1, of.default_words()).output.rhs.atoms(Root))


def _readable(law: Law, arrays: dict[str, Any]) -> bool:
    return all(a in arrays or a in law.of.optional for a in law.of.arrays)


def _word(of: Formula, a: str, v: Any) -> Any:
    word = of.word(a, v)
    return word if isinstance(word, bool) else list(of.words[a].words).index(word)


def _axes(case: cases.Case) -> dict[str, tuple[int, ...]]:
    """Letters of spatial axes with an entry for each axis: `p` for p_1 and p_2, `H` for H and W."""
    found: dict[str, tuple[int, ...]] = {}
    for s in case.of.scope.values():
        if isinstance(s, Axis):
            letters = [s.at(k, case.plan.rank).name for k in range(case.plan.rank)]
            if all(one in case.env for one in letters):
                found[s.name.split()[0]] = tuple(case.env[one] for one in letters)
    return found


# ---------------------------------------------------------------- both, run


def datum(v: Any) -> str:
    """A number, or an array of numbers, as Coq's `data`."""
    if v is None:
        return "(Row [::])"
    if isinstance(v, np.ndarray) and not v.ndim:
        v = v.item()
    if isinstance(v, Sequence):
        v = nested((v.values, v.start, v.before, v.after))
    if isinstance(v, (list, tuple, np.ndarray)):
        return "(Row [:: " + "; ".join(map(datum, v)) + "])"
    if isinstance(v, (bool, np.bool_)):
        v = int(v)
    if isinstance(v, float):
        if np.isnan(v):
            return "(Row [::])"  # of an optional number: None
        v = _fraction(v) if np.isfinite(v) else v
    if not isinstance(v, (int, np.integer, Fraction, sp.Rational)):
        v = symbolic.sympified(v)
        v = sp.nsimplify(v) if not isinstance(v, sp.Rational) else v
        if not isinstance(v, sp.Rational):
            raise Unlinked(f"{v} is not rational")
    v = Fraction(int(v.p), int(v.q)) if isinstance(v, sp.Rational) else Fraction(v)
    return f"(Num ({v.numerator}) {v.denominator})"


def _fraction(v: float) -> Fraction:
    """The fraction that a float was rounded from where that is a short one, as beside a NaN, which makes floats of
    exact numbers.
    """
    short = Fraction(v).limit_denominator(10**4)
    return short if float(short) == v or abs(short - Fraction(v)) <= abs(Fraction(v)) / 2**50 else Fraction(v)


def nested(at: Iterable[Any]) -> Any:
    """Axes as the pairs of Coq: 2, (2, 3), ((2, 3), 4)."""
    first, *rest = at
    for one in rest:
        first = (first, one)
    return first


def interval(v: Any) -> str:
    """Two rational numbers around a value, as Coq's real numbers."""
    value = sp.sympify(symbolic.sympified(v)).evalf(40)
    if value in (sp.oo, -sp.oo):
        return f"{'Rbar.p_infty' if value == sp.oo else 'Rbar.m_infty'} " * 2
    if not value.is_number or not value.is_finite:
        raise Unlinked(f"{v} is not a number")
    parts = value.as_real_imag()
    if parts[1]:  # a pair of real numbers
        (low, high), (below, above) = (
            interval(part).removeprefix("(").removesuffix(")%R").split(")%R (") for part in parts
        )
        return f"(({low})%R, ({below})%R) (({high})%R, ({above})%R)"
    exact = Fraction(str(value)) if value.is_Float else Fraction(int(value.p), int(value.q))
    radius = TOLERANCE * max(1, abs(exact))
    low, high = (Fraction(int((exact + d) * 10**20), 10**20) for d in (-radius, radius))
    return f"({low.numerator} / {low.denominator})%R ({high.numerator} / {high.denominator})%R"


def script(of: Theorem, law: Law, example: Example, label: str, rng: random.Random) -> str:
    """A goal that holds where the theorem, on this example, says what the law gives."""
    real = of.real
    free, axes = [], None
    applied, waiting = f"@CNN.{of.name}", False
    lines: list[str] = []
    for v, kind in of.variables:
        if not v:
            waiting = True
            continue
        if STRUCTURE.fullmatch(kind):
            if v == "G":
                if example.rank > 3:
                    raise Unlinked(f"{of.name}: more than three axes")
                axes = f"{'CNN.Space.space' if kind.endswith('space') else 'axes'}{example.rank}"
            found = axes if v == "G" else "rationals"
        elif v in example.axes and (kind == "G" or "*" in kind):
            found = f"(read {datum(nested(example.axes[v]))})"
        elif v in example.values:
            found = f"(read {datum(example.values[v])})"
        else:
            found = ""
        if free and found:
            raise Unlinked(
                f"{of.name}: {v} stands after {free[0][0]}, which is neither an argument nor a letter: {sorted(example.values)}"
            )
        if waiting and not free:
            again = f"let H' := fresh in pose proof ({applied}) as H'; clear H; rename H' into H; discharge H."
            lines.append(again if lines else f"pose proof ({applied}) as H; discharge H.")
            applied, waiting = "H", False
        if found:
            applied += f" {found}"
        else:
            free.append((v, kind))
    sizes = [example.rank if kind == "G" else kind.count("*") + 1 for _, kind in free]
    lhs, rhs = example.sides(sum(sizes))
    if sum(sizes) != lhs.ndim:
        raise Unlinked(
            f"{of.name}: its entries have the indices {[v for v, _ in free]}; those of the law have shape {lhs.shape}"
        )
    places = list(np.ndindex(lhs.shape))
    checked = []
    mixed = sorted(
        rng.sample(places, len(places)), key=lambda at: not (isinstance(lhs[at], sp.Expr) and lhs[at].has(sp.I))
    )
    kinds = [
        [at for at in mixed if bool(lhs[at] != 0) is other] for other in (True, False)
    ]  # one that is not zero, one that is, and so on
    telling = [at for pair in itertools.zip_longest(*kinds) for at in pair if at is not None]
    for at in telling[: 1 if real else ENTRIES]:
        try:
            sides = [lhs[at], rhs[at]]
            if law.relation == ">=":
                sides.reverse()
            said = " ".join((interval if real else datum)(one) for one in sides)
        except Unlinked:
            continue
        parts = iter(at)
        indices = " ".join(f"(read {datum(nested(itertools.islice(parts, size)))})" for size in sizes)
        checked.append(
            f"pose proof ({applied} {indices}) as E; discharge E; {'enclose' if real else 'compare'} E {said}; clear E"
        )
    if not checked:
        raise Unlinked(f"{of.name}: no entry of this case is a number")
    body = "".join(f"{line[:-1]}; " for line in lines) + "; ".join(checked)
    return f'Goal True. first [timeout {LONGEST} ({body}); idtac "LINKED {label}" | idtac "DIFFERS {label}"]. Abort.'


def unguarded(goal: str) -> str:
    """The same goal, which stops where it does not hold, with Coq's own words."""
    return goal.replace("first [", "", 1).partition('; idtac "LINKED')[0] + ". Abort."


NOTATIONS = [
    "From Coq Require Import ZArith Reals.",
    "From mathcomp Require Import all_ssreflect all_algebra.",
    "Import GRing.Theory Num.Theory.",
    "Open Scope ring_scope.",
]
PREAMBLE = ["From mathcomp Require Import all_ssreflect all_algebra.", "From CNN Require Import Link."]
REAL = ["From CNN Require Import RealLink."]
NUMBERS = ["From Coq Require Import ZArith.", "Open Scope Z_scope."]


@dataclasses.dataclass
class Linked:
    """How a theorem fared against its law: on how many cases both said the same, at which numbers of axes, or why they
    don't meet.
    """

    law: str
    theorem: str
    says: str
    cases: int = 0
    ranks: tuple[int, ...] = ()
    fault: str = ""


def theorems(work: pathlib.Path, files: dict[str, Iterable[str]]) -> list[Theorem]:
    """The statements of compiled files, as Coq prints them: {file: statements}."""
    names = [f"{file}.{one}" for file, those in files.items() for one in those]
    answers = (
        audit.said_to(work, "Theorems", list(files), [f"Check @{audit.LIBRARY}.{name}." for name in names], NOTATIONS)
        if names
        else []
    )
    return [theorem(name, answer) for name, answer in zip(names, answers, strict=True)]


RANK = re.compile(r"_rank([123])$")
LAWS = re.compile(r"^[A-Z][a-z]*([A-Z]\w*)?Laws$")


def law_of(one: Theorem) -> Law | None:
    """The law that a theorem is called after."""
    topic, name = one.law
    laws = (
        {law.name.partition(".")[2].replace("::", "_"): law for law in catalogue.topic(topic).laws.values()}
        if topic in catalogue.TOPICS
        else {}
    )
    return laws.get(RANK.sub("", name))


def link(work: pathlib.Path, found: Iterable[Theorem], count: int = 2, seed: int = 0) -> list[Linked]:
    """Runs theorems against the laws that they are called after. `work` holds the compiled files."""
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
                at = len(rows) - 1
                goals[one.real] += [
                    (one, at, example.rank, script(one, law, example, f"{at} {example.rank}", rng)) for example in drawn
                ]
        except Unlinked as error:
            row.fault = str(error)
        except Exception as error:
            row.fault = f"{type(error).__name__}: {error}"
    for real, those in goals.items():
        by_file: dict[str, list[str]] = {}
        for one, at, _, goal in those:
            if not rows[at].fault:
                by_file.setdefault(one.name.partition(".")[0], []).append(goal)
        for file, lines in by_file.items():
            head = [*PREAMBLE, *(REAL if real else []), f"Require CNN.{file}.", *NUMBERS]
            _judge(rows, _run(work, f"Link{'Real' * real}{file}", [*head, *lines]))
            for one, at, _, goal in those:
                if one.name.startswith(f"{file}.") and rows[at].fault.endswith(MISFIT):
                    said = _run(work, f"LinkFault{file}", [*head, unguarded(goal)])
                    why = " ".join(said.partition("Error:")[2].split())[:400]
                    rows[at].fault = rows[at].fault.replace(MISFIT, why or "another case does not fit")
    for row in rows:
        if not row.cases and not row.fault:
            row.fault = "it was not run"
    return rows


def _run(work: pathlib.Path, name: str, lines: list[str]) -> str:
    (work / f"{name}.v").write_text("\n".join(lines) + "\n", encoding="utf-8")
    try:
        said = audit.coq("coqc", f"{name}.v", work=work, longest=audit.LONGEST + LONGEST * len(lines))
    except subprocess.TimeoutExpired:
        return "Error: it takes too long"
    return said.stdout + said.stderr


def _judge(rows: list[Linked], answer: str) -> None:
    """Notes in each row what Coq said of its cases."""
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


# ---------------------------------------------------------------- while proofs are being written


def built(work: pathlib.Path, names: Iterable[str]) -> list[str]:
    """Compiles files and all that they import, where they changed since; returns their names in order.

    Raises ValueError.
    """
    work.mkdir(parents=True, exist_ok=True)
    every = sorted(path.stem for path in audit.SOURCE.glob("*.v"))
    fresh = set()
    for name in every:
        text = (audit.SOURCE / f"{name}.v").read_bytes()
        if not (work / f"{name}.v").is_file() or (work / f"{name}.v").read_bytes() != text:
            (work / f"{name}.v").write_bytes(text)
            (work / f"{name}.vo").unlink(missing_ok=True)
            fresh.add(name)
    imports = audit.needs(work, every)
    order: list[str] = []

    def visit(name: str) -> None:
        if name not in order:
            for one in sorted(imports[name]):
                visit(one)
            order.append(name)

    for name in names:
        visit(name)
    renewed: set[str] = set()
    for name in order:
        if not (work / f"{name}.vo").is_file() or imports[name] & renewed:
            said = audit.coq("coqc", f"{name}.v", work=work)
            if said.returncode:
                raise ValueError(f"{name} does not compile: {said.stderr.strip()}")
            renewed.add(name)
    return order


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description="Hold theorems against laws, by running both.")
    parser.add_argument(
        "laws",
        nargs="*",
        metavar="LAW",
        help="layers.conv::pads, layers.conv or layers (default: all that have a theorem)",
    )
    parser.add_argument(
        "--work",
        type=pathlib.Path,
        metavar="DIR",
        help="where compiled files are kept for the next time (default: nowhere)",
    )
    parser.add_argument("--cases", type=int, default=2, metavar="N", help="cases of each number of axes, at least (2)")
    parser.add_argument("--seed", type=int, default=0, metavar="S")
    options = parser.parse_args(argv)
    with tempfile.TemporaryDirectory(prefix="link-") as fresh:
        work = options.work or pathlib.Path(fresh)
        wanted = set()
        for name in options.laws:
            thing = catalogue.find(name)
            wanted |= {law.name for law in thing.laws.values()} if not isinstance(thing, Law) else {thing.name}
        topics = {name.partition(".")[0].capitalize() for name in wanted}
        files = [
            path.stem
            for path in audit.SOURCE.glob("*Laws.v")
            if not topics or re.match(r"[A-Z][a-z]*", path.stem)[0] in topics
        ]  # type: ignore[index]
        try:
            built(work, [*files, "Link", *(["RealLink"] if (audit.SOURCE / "RealLink.v").exists() else [])])
            stated = audit.stated(work, files) if files else {}
            found = theorems(
                work, {file: sorted(one.removeprefix(f"{file}.") for one in those) for file, those in stated.items()}
            )
            found = [one for one in found if (law := law_of(one)) is not None and (not wanted or law.name in wanted)]
            rows = link(work, found, options.cases, options.seed)
        except (ValueError, audit.Missing) as error:
            print(f"link: {error}", file=sys.stderr)
            return 1
    for row in rows:
        print(
            f"{row.law:50s} {row.theorem:45s} "
            + (f"WRONG: {row.fault}" if row.fault else f"{row.cases} cases, axes {row.ranks}")
        )
    held = {row.law for row in rows if not row.fault}
    print(f"{len(held)} laws linked, {sum(bool(row.fault) for row in rows)} theorems that don't meet their law")
    return 1 if any(row.fault for row in rows) or not rows else 0


if __name__ == "__main__":
    sys.exit(main())
