"""The marginal distribution of some variables of a table of joint probabilities."""

from __future__ import annotations

import numpy as np

from ..language.formula import AxisArgument, formula
from ..laws.words import axes_reversed, every_axis, independent, mixed, relabelled, total
from .axes import others
from .domains import TABLE
from .letters import Y, joint, row, summed, x, y


@formula(
    summed(row[x], joint[x, y], (y, Y)),
    shapes="(X..., Y...) -> (X...)",
    axis=AxisArgument("X"),
    domain={"joint": TABLE},
    notation=r"{{{}}}_{{{axis}}}",
    source="goodfellow2016, eq. 3.3",
)
def marginal(joint, axis):
    """The distribution of the variables that `axis` names: these are kept, all others are summed over.

    joint: the table, an array with one axis for each variable. axis: the axes to keep, an integer or a tuple of
    integers in any order; negative ones count from the end, and () keeps none. Returns the table of the kept
    variables, with their axes in the order of `joint`; a number for `axis=()`. Raises ValueError if an entry of the
    table is negative or NaN, if its entries do not sum to 1 up to rounding, or if an axis does not exist or is named
    twice.

    >>> marginal([[0.5, 0.25], [0.125, 0.125]], axis=0).tolist()
    [0.75, 0.25]
    """
    return joint.sum(axis=others(joint, axis))


@marginal.gradient
def marginal_backward(dy, joint, axis):
    """Each entry of the table counts once, in the entry of the result that belongs to its kept values."""
    return (np.array(np.broadcast_to(np.expand_dims(dy, others(joint, axis)), joint.shape)),)


@marginal.law()
def sums_to_one(marginal, joint, axis):
    """A marginal distribution is a distribution: its entries sum to 1."""
    return total(marginal(joint, axis=axis)), 1


@marginal.law(p="(A)", r="(B)", domain={"p": TABLE, "r": TABLE})
def keeps_the_first(marginal, p, r):
    """Of two independent variables `axis=0` keeps the first."""
    return marginal(independent(p, r), axis=0), p


@marginal.law(p="(A)", r="(B)", domain={"p": TABLE, "r": TABLE})
def keeps_the_last(marginal, p, r):
    """Of two independent variables `axis=-1` keeps the last."""
    return marginal(independent(p, r), axis=-1), r


@marginal.law(r="joint", domain={"r": TABLE})
def mixes(marginal, joint, r, axis):
    """The marginal of the mean of two tables is the mean of their marginals."""
    return marginal(mixed(joint, r), axis=axis), mixed(marginal(joint, axis=axis), marginal(r, axis=axis))


@marginal.law()
def keeps_everything(marginal, joint):
    """Keeping all variables changes nothing."""
    return marginal(joint, axis=every_axis(joint)), joint


@marginal.law()
def keeps_nothing(marginal, joint):
    """If no variable is kept, the sum of all probabilities is left, which is 1."""
    return marginal(joint, axis=()), 1


@marginal.law(p="(A, B, C)", domain={"p": TABLE})
def of_a_marginal(marginal, p):
    """A marginal of a marginal is a marginal: the third variable is the second of those kept."""
    return marginal(marginal(p, axis=(0, 2)), axis=1), marginal(p, axis=2)


@marginal.law(p="(A, B, C)", domain={"p": TABLE})
def ignores_order(marginal, p):
    """The result has the variables in the order of the table, in whatever order they are named."""
    return marginal(p, axis=(2, 0)), marginal(p, axis=(0, -1))


@marginal.law(p="(A, B, C)", domain={"p": TABLE})
def follows_the_variables(marginal, p):
    """A table with its variables in reverse order has the same marginals, in reverse order."""
    return marginal(axes_reversed(p), axis=(0, 1)), axes_reversed(marginal(p, axis=(1, 2)))


@marginal.law()
def follows_relabelling(marginal, joint, axis):
    """If the values of every variable are reversed, those of the marginal are reversed."""
    return marginal(relabelled(joint), axis=axis), relabelled(marginal(joint, axis=axis))


@marginal.fails(p="(A, A)", domain={"p": TABLE})
def is_the_same_for_each(marginal, p):
    """Variables that share their values differ in distribution."""
    return marginal(p, axis=0), marginal(p, axis=1)


@marginal.fails(p="(A, B)", domain={"p": TABLE})
def determine_the_joint(marginal, p):
    """Marginals do not determine the joint distribution: they contain nothing about dependence."""
    return independent(marginal(p, axis=0), marginal(p, axis=1)), p
