"""The distribution of the variables that `axis` names: these are KEPT, all others are summed over."""

from __future__ import annotations

import numpy as np

from ..language.formula import AxisArgument, formula
from .domains import TABLE
from .letters import Y, joint, row, x, y
from .words import every_axis, independent, mixed, others, relabelled, summed, swapped, total


@formula(
    summed(row[x], joint[x, y], (y, Y)),
    shapes="(X..., Y...) -> (X...)",
    axis=AxisArgument("X"),
    domain={"joint": TABLE},
    notation=r"{{{}}}_{{{axis}}}",
    source="goodfellow2016, eq. 3.3",
)
def marginal(joint, axis):
    """The distribution of the variables that `axis` names: these are KEPT, all others are summed over.

    joint: a table of any number of variables; axis: one axis or several, in any order (the result has them in the
    table's). Raises ValueError where the table has an entry that is negative or NaN, or doesn't sum to one.

    >>> marginal([[0.5, 0.25], [0.125, 0.125]], axis=0).tolist()
    [0.75, 0.25]
    """
    return joint.sum(axis=others(joint, axis))


@marginal.gradient
def marginal_backward(dy, joint, axis):
    return (np.array(np.broadcast_to(np.expand_dims(dy, others(joint, axis)), joint.shape)),)


@marginal.law()
def sums_to_one(marginal, joint, axis):
    return total(marginal(joint, axis=axis)), 1


@marginal.law(p="(A)", r="(B)", domain={"p": TABLE, "r": TABLE})
def keeps_the_first(marginal, p, r):
    """Of two independent variables `axis=0` keeps the first."""
    return marginal(independent(p, r), axis=0), p


@marginal.law(p="(A)", r="(B)", domain={"p": TABLE, "r": TABLE})
def keeps_the_last(marginal, p, r):
    return marginal(independent(p, r), axis=-1), r


@marginal.law(r="joint", domain={"r": TABLE})
def mixes(marginal, joint, r, axis):
    """Linear on tables, so independent variables determine it."""
    return marginal(mixed(joint, r), axis=axis), mixed(marginal(joint, axis=axis), marginal(r, axis=axis))


@marginal.law()
def keeps_everything(marginal, joint):
    return marginal(joint, axis=every_axis(joint)), joint


@marginal.law()
def keeps_nothing(marginal, joint):
    """What remains of no variable is the probability of anything at all."""
    return marginal(joint, axis=()), 1


@marginal.law(p="(A, B, C)", domain={"p": TABLE})
def of_a_marginal(marginal, p):
    """A marginal of a marginal is a marginal: the third variable is the second of those kept."""
    return marginal(marginal(p, axis=(0, 2)), axis=1), marginal(p, axis=2)


@marginal.law(p="(A, B, C)", domain={"p": TABLE})
def ignores_order(marginal, p):
    """The result has the variables in the table's order, however they are named."""
    return marginal(p, axis=(2, 0)), marginal(p, axis=(0, -1))


@marginal.law(p="(A, B, C)", domain={"p": TABLE})
def follows_the_variables(marginal, p):
    """A table with its variables in reverse order has the same marginals, in reverse order."""
    return marginal(swapped(p), axis=(0, 1)), swapped(marginal(p, axis=(1, 2)))


@marginal.law()
def follows_relabelling(marginal, joint, axis):
    return marginal(relabelled(joint), axis=axis), relabelled(marginal(joint, axis=axis))


@marginal.fails(p="(A, A)", domain={"p": TABLE})
def is_the_same_for_each(marginal, p):
    """Variables that share their values differ in distribution."""
    return marginal(p, axis=0), marginal(p, axis=1)


@marginal.fails(p="(A, B)", domain={"p": TABLE})
def determine_the_joint(marginal, p):
    """Marginals say nothing about dependence."""
    return independent(marginal(p, axis=0), marginal(p, axis=1)), p
