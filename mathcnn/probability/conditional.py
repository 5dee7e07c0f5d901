"""The distribution of the other variables, given those that `axis` names; the shape is that of the table."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Ne, Piecewise, nan

from ..language.formula import AxisArgument, formula
from ..language.latex import writable
from .domains import POSITIVE_TABLE, TABLE
from .letters import joint, q, row, x, y
from .marginal import marginal
from .words import every_axis, independent, others, swapped


@formula(
    Eq(q[x, y], Piecewise((joint[x, y] / row[x], Ne(row[x], 0)), (nan, True))),
    where=[marginal.statement],
    shapes="(X..., Y...) -> (X..., Y...)",
    axis=AxisArgument("X"),
    domain={"joint": TABLE},
    notation=r"{{{}}}_{{\cdot|{axis}}}",
    source="goodfellow2016, eq. 3.5",
)
def conditional(joint, axis):
    """The distribution of the other variables, given those that `axis` names; the shape is that of the table.

    joint: a table of any number of variables; axis: one axis or several, whose values are KNOWN. For each of these
    values the entries sum to one. Where the known values have probability 0 there is no such distribution: NaN. Raises
    ValueError where the table has an entry that is negative or NaN, or doesn't sum to one.

    >>> conditional([[0.5, 0.25], [0.125, 0.125]], axis=1).tolist()
    [[0.8, 0.6666666666666666], [0.2, 0.3333333333333333]]
    """
    known = joint.sum(axis=others(joint, axis), keepdims=True)
    return np.divide(joint, known, out=np.full_like(joint, np.nan), where=known != 0)


@conditional.gradient
def conditional_backward(dy, joint, axis):
    """Each entry moves its own quotient, and the probability of what is known moves all of them."""
    rest = others(joint, axis)
    known = joint.sum(axis=rest, keepdims=True)
    share = np.divide(joint, known, out=np.full_like(joint, np.nan), where=known != 0)
    with np.errstate(over="ignore"):  # beyond the largest float it is infinite
        return ((dy - (dy * share).sum(axis=rest, keepdims=True)) / np.where(known, known, np.nan),)


@writable(r"\textstyle\sum_{{\neg {axis}}} {}")
def total_of_others(p, *, axis):
    """The sum over the axes that are not named."""
    return p.sum(axis=others(p, axis))


@writable(r"{} \cdot {}")
def times(known, given, *, axis):
    """A distribution of the known variables times one of the others that depends on them."""
    return np.expand_dims(known, others(given, axis)) * given


@writable(r"\mathbf{{1}}")
def certain(p):
    """Ones, in the shape and type of an array."""
    return p * 0 + 1


@writable(r"\binom{{0}}{{{}}}")
def after_impossible(p):
    """A first value of the first variable that never occurs."""
    return np.concatenate([p[:1] * 0, p])


@writable(r"\binom{{\mathrm{{NaN}}}}{{{}}}")
def after_nan(p):
    """Not a number, before the first value of the first variable."""
    return np.concatenate([np.full(p[:1].shape, np.nan), p])


@writable(r"{}[0]")
def given_first(p):
    """The entries at the first value of the first variable."""
    return p[0]


@conditional.law(domain={"joint": POSITIVE_TABLE})
def chain(conditional, joint, axis):
    """What is known times the rest given it: the joint distribution."""
    return times(marginal(joint, axis=axis), conditional(joint, axis=axis), axis=axis), joint


@conditional.law(domain={"joint": POSITIVE_TABLE})
def sums_to_one_each(conditional, joint, axis):
    """One distribution for each value of what is known."""
    return total_of_others(conditional(joint, axis=axis), axis=axis), certain(marginal(joint, axis=axis))


@conditional.law(p="(A, B)", domain={"p": TABLE})
def is_undefined_given_the_impossible(conditional, p):
    """NaN where what is known has probability 0, and nowhere else."""
    return conditional(after_impossible(p), axis=0), after_nan(conditional(p, axis=0))


@conditional.law(p="(A, B)", domain={"p": POSITIVE_TABLE})
def bayes(conditional, p):
    """p(x | y) p(y) = p(y | x) p(x)."""
    return (
        times(marginal(p, axis=(1,)), conditional(p, axis=(1,)), axis=(1,)),
        times(marginal(p, axis=(0,)), conditional(p, axis=(0,)), axis=(0,)),
    )


@conditional.law(p="(A)", r="(B)", domain={"p": POSITIVE_TABLE, "r": TABLE})
def ignores_the_independent(conditional, p, r):
    """Independent variables say nothing about each other."""
    return conditional(independent(p, r), axis=0), independent(certain(p), r)


@conditional.law()
def given_nothing(conditional, joint):
    return conditional(joint, axis=()), joint


@conditional.law(domain={"joint": POSITIVE_TABLE})
def given_everything(conditional, joint):
    return conditional(joint, axis=every_axis(joint)), certain(joint)


@conditional.law(p="(A, B, 2)", domain={"p": POSITIVE_TABLE})
def given_one_after_the_other(conditional, p):
    """Given x, and then y, is given both."""
    return conditional(given_first(conditional(p, axis=0)), axis=0), given_first(conditional(p, axis=(0, 1)))


@conditional.law(p="(A, 2, C)", domain={"p": POSITIVE_TABLE})
def follows_the_order_of_variables(conditional, p):
    return conditional(swapped(p), axis=0), swapped(conditional(p, axis=2))


@conditional.fails(p="(A, A)", domain={"p": POSITIVE_TABLE})
def can_be_reversed(conditional, p):
    """p(y | x) is not p(x | y), which is what takes one for the other in a courtroom."""
    return conditional(p, axis=0), conditional(p, axis=1)


@conditional.fails(p="(A, B)", domain={"p": POSITIVE_TABLE})
def is_the_marginal(conditional, p):
    """Knowing x changes what is to be expected of y."""
    return given_first(conditional(p, axis=0)), marginal(p, axis=1)
