"""Theorems as Coq prints them, and the laws that they are called after.

Trusted. It trusts Coq's `Check` to print the statement of a theorem, and reads its variables and premises by their
notation.

What a theorem's variables may be called, and be:

    R, F              the numbers, of any structure of MathComp from additive groups to ordered fields; they become
                      rational
    G                 the indices of all spatial axes together, as a commutative ring or as a `Space.space`; it becomes
                      Z, Z * Z or Z * Z * Z
    an argument       of the law or the formula: an array is a function of its indices (counted from 0), zero outside;
                      a choice of words is a truth value, or the place of the word in the list; a sequence on all of Z
                      is its values, their start, what stands before and what after, as nested pairs
    a letter          of the formula's shape line: `H`, `kernel_size`, `p`; of type G for all axes together, else for
                      one axis
    K_sizes           the sizes of the axes that a letter `K` of the shape line stands for, if it stands for several
    anything else     an index of the result; one variable an axis, or one of type G for the last axes

A theorem about Coq's real numbers has no ring among its variables.
"""

from __future__ import annotations

import dataclasses
import pathlib
import re
from collections.abc import Iterable, Iterator, Mapping

from mathcnn import catalogue
from mathcnn.language.formula import Law

from .. import assumptions, audit

# types of numbers, MathComp's from additive groups to ordered fields, and of places
STRUCTURE = re.compile(r"\w*([zZ]mod|[rR]ing|[dD]omain|[fF]ield)Type|(Space\.)?space")
NOTATIONS = [
    "From Coq Require Import ZArith Reals.",
    "From mathcomp Require Import all_ssreflect all_algebra.",
    "Import GRing.Theory Num.Theory.",
    "Open Scope ring_scope.",
]
RANK = re.compile(r"_rank([123])$")
LAWS = re.compile(r"^[A-Z][a-z]*([A-Z]\w*)?Laws$")


class Unlinked(Exception):
    """A theorem cannot be run against a law; the message says why."""


@dataclasses.dataclass(frozen=True)
class Theorem:
    """A theorem as Coq prints it.

    name: file and name, such as "PoolingMaxLaws.max_pool_pads". says: the statement. variables: name and type of
    each variable, and ("", premise) for each premise, in their order.
    """

    name: str
    says: str
    variables: tuple[tuple[str, str], ...]

    @property
    def law(self) -> tuple[str, str]:
        """The topic, and formula and law together."""
        file, _, name = self.name.partition(".")
        return re.match(r"[A-Z][a-z]*", file)[0].lower(), name  # type: ignore[index]  # names of files begin so

    @property
    def numbers(self) -> str | None:
        """The variable for the type of numbers, if there is one."""
        return next((v for v, t in self.variables if STRUCTURE.fullmatch(t) and v != "G"), None)

    @property
    def real(self) -> bool:
        """Whether it is about Coq's real numbers."""
        return self.numbers is None and re.search(r"\bR\b(?! ?:=)", self.says) is not None


def theorem(name: str, answer: str) -> Theorem:
    """A theorem from its name and the answer of `Check`."""
    says = re.sub(r"\s+", " ", answer.partition(":")[2]).strip().replace("Space.places G", "G")
    says = re.sub(r"\bS0\b", "S", says)  # a variable S is printed so, since S is also the successor
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
    """The parts of a text before and after the first `at` outside of brackets; the text and "" if there is none."""
    depth = 0
    for k, c in enumerate(text):
        depth += (c in "([{") - (c in ")]}")
        if not depth and text.startswith(at, k):
            return text[:k].strip(), text[k + len(at) :].strip()
    return text, ""


def theorems(work: pathlib.Path, files: Mapping[str, Iterable[str]]) -> list[Theorem]:
    """Theorems as Coq prints them.

    work: the folder with the compiled files. files: the names of theorems for each file.
    """
    names = [f"{file}.{one}" for file, those in files.items() for one in those]
    queries = [f"Check @{audit.LIBRARY}.{name}." for name in names]
    answers = assumptions.answers(work, "Theorems", list(files), queries, NOTATIONS) if names else []
    return [theorem(name, answer) for name, answer in zip(names, answers, strict=True)]


def law_of(one: Theorem) -> Law | None:
    """The law that a theorem is called after, or None."""
    topic, name = one.law
    laws = (
        {law.name.partition(".")[2].replace("::", "_"): law for law in catalogue.topic(topic).laws.values()}
        if topic in catalogue.TOPICS
        else {}
    )
    return laws.get(RANK.sub("", name))
