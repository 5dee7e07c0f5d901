"""Probability: what a table of joint probabilities says about some of its variables.

A table of n variables is an array of n axes, one a variable; its entries are not negative and sum to one. The variables that
a formula is about are named by `axis`.

Convention: `axis` names the variables that are KEPT (`marginal`) or KNOWN (`conditional`), as `dimensions` does for scipy.stats
and as dit's `marginal` does. It is the opposite of `axis` in `numpy.sum`, which names what is summed away.
"""

from __future__ import annotations

import numpy as np
from sympy import Eq, IndexedBase, Ne, Piecewise, Sum, nan, symbols

from .formula import Along, Domain, formula
from .rounding import ACCUMULATOR, UNDERFLOW, UNIT
from .writing import writable

x, y = symbols("x y", integer=True)                      # values of the variables that `axis` names, and of the others
X, Y = symbols("X Y", integer=True, positive=True)       # how many values there are
joint, row, q = map(IndexedBase, ("joint", "row", "q"))


# ---------------------------------------------------------------- what is a table

ROUNDINGS = 16  # a table may have come through a few operations more than the n + 1 of dividing n entries by their sum
HALVES = 8  # roundings of each entry of a table of halves: of itself, of the sum that it was divided by, of the quotient, of products after


def rounding_allowed(p):
    """How far the sum of a table may lie from one: 2 (n + 16) eps for n floats, nothing for whole numbers and fractions.

    Dividing n numbers by their computed sum leaves a total within (n + 1) u of one, u = eps / 2; the rest is left to what is
    done with tables afterwards (products, sums over a variable, a channel). float16 and bfloat16 are added up in single precision, so that
    their eps counts for the roundings of each entry only, at most 8 u = 4 eps, and for half the distance of
    subnormal numbers; what is allowed for single precision is added.
    """
    if (name := p.dtype.name) in ACCUMULATOR:
        return HALVES * UNIT[name] + p.size * UNDERFLOW[name] / 2 + 2 * (p.size + ROUNDINGS) * 2 * UNIT[ACCUMULATOR[name]]
    return 2 * (p.size + ROUNDINGS) * float(np.finfo(p.dtype).eps) if p.dtype.kind == "f" else 0


def summed_up(p, axis=None):
    """The sum of a table, more exactly than its own type has it: floats in double precision at least, whole numbers without wrapping around."""
    if p.dtype.kind == "i" and p.max() > 1:              # no table; the sum is for the message
        return p.astype(object).sum(axis=axis)
    if p.dtype.kind not in "iO":
        p = p.astype(np.result_type(p.dtype, float) if p.dtype.kind == "f" else float, copy=False)
    with np.errstate(over="ignore"):
        return p.sum(axis=axis)


def no_table(p, env):
    """What keeps an array from being a table of probabilities; nothing where it is one."""
    return no_probability(p) or wrong_total(summed_up(p), rounding_allowed(p))


def no_positive_table(p, env):
    if not (p > 0).all():
        at = first(~(p > 0))
        return f"holds {p[at]} at {at}; every probability has to be positive here"
    return no_table(p, env)


def no_channel(p, env):
    """What keeps an array from being a channel: its last axis holds the probabilities of the output, given an input."""
    if fault := no_probability(p):
        return fault
    totals, allowed = np.asarray(summed_up(p, axis=-1)), rounding_allowed(p)
    for at in np.ndindex(totals.shape):
        if fault := wrong_total(totals[at], allowed):
            return f"{fault} (in row {at})"
    return ""


def no_probability(p):
    if not p.min() >= 0:                                 # a NaN is no probability either
        at = first(~(p >= 0))
        return f"holds {p[at]} at {at}; a probability is a number that is not negative"
    return ""


def wrong_total(total, allowed):
    """A total is one, up to rounding."""
    if abs(total - 1) <= allowed:
        return ""
    explained = f", and rounding explains at most {allowed:.1e}" if allowed else ""
    return f"sums to {total}; probabilities sum to 1 (it is off by {total - 1}{explained})"


def first(wrong):
    """The first place at which something is wrong."""
    return tuple(int(k) for k in np.argwhere(wrong.astype(bool))[0])


def normalised(raw, axis=None):
    """Any numbers as probabilities along an axis (along all of them by default): without sign, divided by their sum.

    Where everything is zero, every outcome is as likely as any other. Letters have no sign; the last is what the others leave.
    """
    try:
        sizes = np.abs(raw)
    except TypeError:
        return completed(raw, axis)
    total = np.sum(sizes, axis=axis, keepdims=True)
    if (empty := is_zero(total)).any():
        sizes = np.where(np.broadcast_to(empty, np.shape(sizes)), sizes + 1, sizes)
        total = np.sum(sizes, axis=axis, keepdims=True)
    return np.asarray(sizes / total, raw.dtype if raw.dtype.kind in "fO" else float)


def is_zero(x):
    """Where an array of any numbers is zero."""
    return np.asarray(x == 0, bool)


def completed(letters, axis):
    """The last entry replaced by one minus the others: a table of letters that sums to one, without a division."""
    flat = letters.reshape(1, -1) if axis is None else letters.reshape(-1, letters.shape[-1])
    left = 1 - flat[:, :-1].sum(axis=1, keepdims=True) + flat[:, -1:] * 0
    return np.concatenate([flat[:, :-1], left], axis=1).reshape(letters.shape)


def without_zeros(raw):
    return np.where(is_zero(raw), raw + 1, raw)


TABLE = Domain(r"p \geq 0, \; \textstyle\sum p = 1", no_table, lambda raw, env: normalised(raw), exact=False)
POSITIVE_TABLE = Domain(r"p > 0, \; \textstyle\sum p = 1", no_positive_table, lambda raw, env: normalised(without_zeros(raw)), exact=False)
CHANNEL = Domain(r"c \geq 0, \; \textstyle\sum_z c_{y,z} = 1", no_channel, lambda raw, env: normalised(raw, -1), exact=False)


# ---------------------------------------------------------------- the variables kept, the variables known


def summed(kept, table, *over):
    """The statement of a marginal: the variables (letter, number of values) in `over` are summed away."""
    return Eq(kept, Sum(table, *((v, 0, n - 1) for v, n in over)))


@formula(
    summed(row[x], joint[x, y], (y, Y)),
    shapes="(X..., Y...) -> (X...)",
    axis=Along("X"),
    domain={"joint": TABLE},
    notation=r"{{{}}}_{{{axis}}}",
    source="goodfellow2016, eq. 3.3",
)
def marginal(joint, axis):
    """The distribution of the variables that `axis` names: these are KEPT, all others are summed over.

    joint: a table of any number of variables; axis: one axis or several, in any order (the result has them in the table's).
    Raises ValueError where the table has an entry that is negative or NaN, or doesn't sum to one.

    >>> marginal([[0.5, 0.25], [0.125, 0.125]], axis=0).tolist()
    [0.75, 0.25]
    """
    return joint.sum(axis=others(joint, axis))


@marginal.gradient
def marginal_backward(dy, joint, axis):
    return (np.array(np.broadcast_to(np.expand_dims(dy, others(joint, axis)), joint.shape)),)


def others(joint, axis):
    """The axes of a table that are not named."""
    return tuple(k for k in range(joint.ndim) if k not in axis)


@formula(
    Eq(q[x, y], Piecewise((joint[x, y] / row[x], Ne(row[x], 0)), (nan, True))),
    where=[marginal.statement],
    shapes="(X..., Y...) -> (X..., Y...)",
    axis=Along("X"),
    domain={"joint": TABLE},
    notation=r"{{{}}}_{{\cdot|{axis}}}",
    source="goodfellow2016, eq. 3.5",
)
def conditional(joint, axis):
    """The distribution of the other variables, given those that `axis` names; the shape is that of the table.

    joint: a table of any number of variables; axis: one axis or several, whose values are KNOWN. For each of these values
    the entries sum to one. Where the known values have probability 0 there is no such distribution: NaN.
    Raises ValueError where the table has an entry that is negative or NaN, or doesn't sum to one.

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
    with np.errstate(over="ignore"):                     # beyond the largest float it is infinite
        return ((dy - (dy * share).sum(axis=rest, keepdims=True)) / np.where(known, known, np.nan),)


# ---------------------------------------------------------------- what laws are said with


@writable(r"\textstyle\sum {}")
def total(p):
    """The sum of all entries."""
    return p.sum()


@writable(r"\textstyle\sum_{{\neg {axis}}} {}")
def total_of_others(p, *, axis):
    """The sum over the axes that are not named."""
    return p.sum(axis=others(p, axis))


@writable(r"\{{1, \dots, n\}}")
def every_axis(p):
    """All axes of a table."""
    return tuple(range(p.ndim))


@writable(r"{} \otimes {}")
def independent(p, r):
    """The table of two independent groups of variables."""
    return p.reshape(p.shape + (1,) * r.ndim) * r


@writable(r"{} \cdot {}")
def times(known, given, *, axis):
    """A distribution of the known variables times one of the others that depends on them."""
    return np.expand_dims(known, others(given, axis)) * given


@writable(r"{}^{{\top}}")
def swapped(p):
    """The variables in reverse order."""
    return p.T


@writable(r"{}^{{\pi}}")
def relabelled(p):
    """The same variables, the values of each in reverse order."""
    return np.flip(p)


@writable(r"\tfrac12 ({} + {})")
def mixed(p, r):
    """One of two tables, by the toss of a coin."""
    return (p + r) / 2


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


# ---------------------------------------------------------------- laws of the marginal: linear, and right on independent variables


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


# ---------------------------------------------------------------- laws of the conditional: chain rule, Bayes


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
    return (times(marginal(p, axis=(1,)), conditional(p, axis=(1,)), axis=(1,)),
            times(marginal(p, axis=(0,)), conditional(p, axis=(0,)), axis=(0,)))  # fmt: skip


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
