"""The kernel: the steps of which derivations are made. Each is checked when it is taken.

Trusted. A derivation shows no more than these modules are right about:

    letters        replacing letters without capturing bound ones
    given          what is known: supports of arrays, inequalities of integers
    equality       are two expressions equal?
    inequalities   does an inequality follow from others?
    rewriting      where a step acts in an expression, and what is known there
    chain          expressions, each equal to the one before
    sums, linearity, integrals, forms      the steps

Each question may be answered by "not known", which refuses the step; "yes" has to be right. The letters for sizes stay
letters: no step depends on a value of theirs.

Sums are finite, or have finitely many terms that are not zero, which is checked where that matters. What a step needs
of a series, an integral or a logarithm and cannot check is a hypothesis, which the chain lists.
"""

from __future__ import annotations

import sympy as sp
from sympy import Expr

from .chain import BACKWARDS, Line, Unchanged, started
from .forms import FormSteps
from .given import Given, Refused
from .integrals import IntegralSteps, prime
from .letters import without_assumptions
from .linearity import LinearSteps
from .rewriting import doubtful
from .sums import SumSteps

__all__ = ["BACKWARDS", "Chain", "Given", "Line", "Refused", "Unchanged", "begin", "prime"]


class Chain(SumSteps, LinearSteps, IntegralSteps, FormSteps):
    """Expressions, each equal to the one before. `begin` starts a chain; its steps return longer ones."""


def begin(expr: Expr, given: Given) -> Chain:
    """A chain of one line.

    expr: the first line. given: what its steps may use. Divisors that may be zero, by what is known, become
    hypotheses; later steps do not add others.
    """
    expr = without_assumptions(expr)
    nonzero = tuple(sp.Ne(d, 0, evaluate=False) for d in dict.fromkeys(doubtful(expr, given)))
    return started(Chain, expr, given, nonzero)
