"""The conditional distribution of some variables of a table, given the values of the others."""

from __future__ import annotations

import numpy as np
from sympy import Ne, Piecewise, nan

from ..language.formula import AxisArgument, formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.words import axes_reversed, every_axis, first_entry, independent, ones
from .axes import others
from .domains import POSITIVE_TABLE, TABLE
from .letters import joint, q, row, x, y
from .marginal import marginal


@formula(
    equation(q[x, y], Piecewise((joint[x, y] / row[x], Ne(row[x], 0)), (nan, True))),
    where=[marginal.statement],
    shapes="(X..., Y...) -> (X..., Y...)",
    axis=AxisArgument("X"),
    domain={"joint": TABLE},
    notation=r"{{{}}}_{{\cdot|{axis}}}",
    source="goodfellow2016, eq. 3.5",
)
def conditional(joint, axis):
    """The distribution of the other variables, given the values of those that `axis` names.

    joint: the table, an array with one axis for each variable. axis: the axes whose values are known, an integer or a
    tuple of integers in any order; negative ones count from the end. Returns an array of the shape of `joint`, whose
    entries sum to 1 for each combination of known values. Where the known values have probability 0 there is no such
    distribution, and the entries are NaN. Raises ValueError if an entry of the table is negative or NaN, if its
    entries do not sum to 1 up to rounding, or if an axis does not exist or is named twice.

    >>> conditional([[0.5, 0.25], [0.125, 0.125]], axis=1).tolist()
    [[0.8, 0.6666666666666666], [0.2, 0.3333333333333333]]
    """
    known = joint.sum(axis=others(joint, axis), keepdims=True)
    return np.divide(joint, known, out=np.full_like(joint, np.nan), where=known != 0)


@conditional.gradient
def conditional_backward(dy, joint, axis):
    """An entry changes its own quotient, and the probability of the known values, which divides several."""
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
    """The joint distribution: that of the known variables times that of the others given them."""
    return np.expand_dims(known, others(given, axis)) * given


@writable(r"\binom{{0}}{{{}}}")
def after_impossible(p):
    """The table with a new first value of the first variable, which has probability 0."""
    return np.concatenate([p[:1] * 0, p])


@writable(r"\binom{{\mathrm{{NaN}}}}{{{}}}")
def after_nan(p):
    """The table with a new first value of the first variable, whose entries are NaN."""
    return np.concatenate([np.full(p[:1].shape, np.nan), p])


@conditional.law(domain={"joint": POSITIVE_TABLE})
def chain(conditional, joint, axis):
    """The probability of what is known times the conditional distribution is the joint distribution."""
    return times(marginal(joint, axis=axis), conditional(joint, axis=axis), axis=axis), joint


@conditional.law(domain={"joint": POSITIVE_TABLE})
def sums_to_one_each(conditional, joint, axis):
    """For each combination of known values the entries sum to 1."""
    return total_of_others(conditional(joint, axis=axis), axis=axis), ones(marginal(joint, axis=axis))


@conditional.law(p="(A, B)", domain={"p": TABLE})
def is_undefined_given_the_impossible(conditional, p):
    """NaN where the known value has probability 0, and nowhere else."""
    return conditional(after_impossible(p), axis=0), after_nan(conditional(p, axis=0))


@conditional.law(p="(A, B)", domain={"p": POSITIVE_TABLE})
def bayes(conditional, p):
    """Bayes' theorem: p(x | y) p(y) = p(y | x) p(x)."""
    return (
        times(marginal(p, axis=(1,)), conditional(p, axis=(1,)), axis=(1,)),
        times(marginal(p, axis=(0,)), conditional(p, axis=(0,)), axis=(0,)),
    )


@conditional.law(p="(A)", r="(B)", domain={"p": POSITIVE_TABLE, "r": TABLE})
def ignores_the_independent(conditional, p, r):
    """Knowing an independent variable does not change a distribution."""
    return conditional(independent(p, r), axis=0), independent(ones(p), r)


@conditional.law()
def given_nothing(conditional, joint):
    """If nothing is known, the conditional distribution is the joint distribution."""
    return conditional(joint, axis=()), joint


@conditional.law(domain={"joint": POSITIVE_TABLE})
def given_everything(conditional, joint):
    """If all variables are known, what occurred has probability 1."""
    return conditional(joint, axis=every_axis(joint)), ones(joint)


@conditional.law(p="(A, B, 2)", domain={"p": POSITIVE_TABLE})
def given_one_after_the_other(conditional, p):
    """Conditioning on x and then on y is conditioning on both, if the third variable has two values."""
    return conditional(first_entry(conditional(p, axis=0)), axis=0), first_entry(conditional(p, axis=(0, 1)))


@conditional.law(p="(A, 2, C)", domain={"p": POSITIVE_TABLE})
def follows_the_order_of_variables(conditional, p):
    """With the axes of the table reversed, those of the result are reversed, if the second variable has two values."""
    return conditional(axes_reversed(p), axis=0), axes_reversed(conditional(p, axis=2))


@conditional.fails(p="(A, A)", domain={"p": POSITIVE_TABLE})
def can_be_reversed(conditional, p):
    """p(y | x) differs from p(x | y); taking one for the other is the prosecutor's fallacy."""
    return conditional(p, axis=0), conditional(p, axis=1)


@conditional.fails(p="(A, B)", domain={"p": POSITIVE_TABLE})
def is_the_marginal(conditional, p):
    """Knowing x changes the distribution of y."""
    return first_entry(conditional(p, axis=0)), marginal(p, axis=1)
