"""The kernel: the steps of which derivations are made. Each is checked when it is taken.

Trusted. A derivation shows no more than these modules are right about:

    letters        replacing letters without capturing bound ones
    terms          what a line may be made of: real numbers, integers where integers are demanded
    given          what is known: supports of arrays, inequalities of integers
    equality       are two expressions equal?
    inequalities   does an inequality follow from others?
    conditions     divisors, logarithms, roots, sums without end: when does an expression have a value?
    rewriting      where a step acts in an expression, and what is known there
    chain          expressions, each equal to the one before
    sums, linearity, integrals, forms      the steps

What else is trusted: Python; SymPy's `expand`, `together`, `cancel`, its assumptions of the classes in `terms`, and
what it simplifies when an expression of them is made (x / x is 1 before the kernel sees it); and the sides and facts
that a chain begins with, which `tracing` makes. A script is not trusted. What it returns is taken as a list of steps,
and each is taken again from the law's own sides (`chain.replayed`). A script that rewrites the kernel, SymPy or Python
while it runs is not excluded; `altered` notices a function of the kernel that was replaced.

Each question may be answered by "not known", which refuses the step; "yes" has to be right. The letters for sizes stay
letters: no step depends on a value of theirs.

Sums are finite, or have finitely many terms that are not zero, which is checked where that matters. What a step needs
of a series, an integral or a logarithm and cannot check is a hypothesis, which the chain lists.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr

from . import (
    chain,
    conditions,
    equality,
    forms,
    given,
    inequalities,
    integrals,
    letters,
    linearity,
    rewriting,
    sums,
    terms,
)
from .chain import BACKWARDS, Line, Unchanged, replayed, started
from .conditions import conditions as conditions_of
from .forms import FormSteps
from .given import Given, Refused
from .integrals import IntegralSteps, prime
from .letters import without_assumptions
from .linearity import LinearSteps
from .sums import SumSteps
from .terms import apart

__all__ = ["BACKWARDS", "Chain", "Given", "Line", "Refused", "Unchanged", "altered", "begin", "prime", "replayed"]


CONVERGE = "the integrals, and the sums without end, converge"


class Chain(SumSteps, LinearSteps, IntegralSteps, FormSteps):
    """Expressions, each equal to the one before. `begin` starts a chain; its steps return longer ones."""

    __slots__ = ()


def begin(expr: Expr, given: Given) -> Chain:
    """A chain of one line.

    expr: the first line. given: what its steps may use. What the line needs to have a value, and what is not known,
    becomes a hypothesis; later steps do not add others of this kind. Raises Refused if it is no line of a derivation.
    """
    given, expr = given.copied(), apart(without_assumptions(expr))
    if wrong := terms.fault(expr, chain.letters_of(expr, given)):
        raise Refused(f"this cannot be derived: {wrong}")
    return started(Chain, expr, given, tuple(dict.fromkeys(map(hypothesis, conditions_of(expr, given)))))


def hypothesis(one: conditions.Condition) -> sp.Basic | str:
    """A condition as a hypothesis of a chain."""
    if one.what == "converges":
        return CONVERGE
    return sp.Ne(one.of, 0, evaluate=False) if one.what == "!= 0" else f"{one.of} {one.what}"


# ---------------------------------------------------------------- the kernel as it was loaded

MODULES = (
    chain, conditions, equality, forms, given, inequalities, integrals, letters, linearity, rewriting, sums, terms,
)  # fmt: skip


def _functions() -> dict[tuple[str, str], tuple[object, object]]:
    """Every function and class of the kernel, and every method, with its code."""
    found: dict[tuple[str, str], tuple[object, object]] = {}
    for module in MODULES:
        for name, one in vars(module).items():
            for label, part in (
                ((name, one), *((f"{name}.{n}", v) for n, v in vars(one).items()))
                if isinstance(one, type) and one.__module__.startswith(__name__)
                else ((name, one),)
            ):
                if callable(part) or isinstance(part, property | staticmethod):
                    found[module.__name__, label] = part, getattr(part, "__code__", None)
    return found


_LOADED = _functions()


def altered() -> str:
    """The first function of the kernel that is no longer what was loaded, or ""."""
    now = _functions()
    return next(
        (".".join(key) for key in {**_LOADED, **now} if now.get(key) != _LOADED.get(key)),
        "",
    )
