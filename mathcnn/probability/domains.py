"""Which arrays are tables of probabilities: the conditions, their error messages, and how free numbers are made into
tables for checks.
"""

from __future__ import annotations

import numpy as np

from ..language.formula import Domain
from ..numbers.formats import ACCUMULATOR, UNDERFLOW, UNIT
from ..numbers.threads import in_blocks

ROUNDINGS = 16  # operations that a table may have come through, beyond the n + 1 of dividing n entries by their sum
HALVES = (
    8  # roundings of each entry of a table of halves: itself, the sum that divided it, the quotient, products after
)


def rounding_allowed(p):
    """How far the sum of a table may be from 1: 2 (n + 16) eps for n floats, and 0 for integers and fractions.

    p: the table. Dividing n numbers by their computed sum leaves a total within (n + 1) u of 1, where u = eps / 2; the
    rest is for what is done with tables afterwards (products, sums over a variable, a channel). float16 and bfloat16
    are summed in single precision, so their own eps counts only for the rounding of each entry, at most 8 u = 4 eps,
    and for half the distance of subnormal numbers; what is allowed for single precision is added.
    """
    if (name := p.dtype.name) in ACCUMULATOR:
        return (
            HALVES * UNIT[name] + p.size * UNDERFLOW[name] / 2 + 2 * (p.size + ROUNDINGS) * 2 * UNIT[ACCUMULATOR[name]]
        )
    return 2 * (p.size + ROUNDINGS) * float(np.finfo(p.dtype).eps) if p.dtype.kind == "f" else 0


def summed_up(p, axis=None):
    """The sum of a table, more accurate than its own type: floats in double precision at least, integers without
    wrapping around.
    """
    if p.dtype.kind == "i" and p.max() > 1:  # no table; the sum is for the message
        return p.astype(object).sum(axis=axis)
    if p.dtype.kind not in "iO":
        p = p.astype(np.result_type(p.dtype, float) if p.dtype.kind == "f" else float, copy=False)
    with np.errstate(over="ignore"):
        if axis is None and p.ndim and p.dtype.kind == "f":
            return np.sum(in_blocks(lambda at: p[at].sum(), p))
        return p.sum(axis=axis)


def no_table(p, env):
    """What is wrong with an array as a table of probabilities; an empty string if nothing is."""
    return no_probability(p) or wrong_total(summed_up(p), rounding_allowed(p))


def no_positive_table(p, env):
    """What is wrong with an array as a table of positive probabilities; an empty string if nothing is."""
    if not (p > 0).all():
        at = first_true(~(p > 0))
        return f"holds {p[at]} at {at}; every probability must be > 0 here"
    return no_table(p, env)


def no_channel(p, env):
    """What is wrong with an array as a channel, whose last axis has the probabilities of the output for one input."""
    if fault := no_probability(p):
        return fault
    totals, allowed = np.asarray(summed_up(p, axis=-1)), rounding_allowed(p)
    for at in np.ndindex(totals.shape):
        if fault := wrong_total(totals[at], allowed):
            return f"{fault} (in row {at})"
    return ""


def no_probability(p):
    """The first entry that is negative or NaN, as a message; an empty string if there is none."""
    if not (np.min(in_blocks(lambda at: p[at].min(), p)) if p.ndim else p) >= 0:  # a NaN is no probability either
        at = first_true(~(p >= 0))
        return f"holds {p[at]} at {at}; a probability must be >= 0"
    return ""


def wrong_total(total, allowed):
    """A total that differs from 1 by more than rounding, as a message; an empty string otherwise."""
    if abs(total - 1) <= allowed:
        return ""
    explained = f", and rounding explains at most {allowed:.1e}" if allowed else ""
    return f"sums to {total}; probabilities must sum to 1 (it is off by {total - 1}{explained})"


def first_true(wrong):
    """The index of the first true entry."""
    return tuple(int(k) for k in np.argwhere(wrong.astype(bool))[0])


def normalised(raw, axis=None):
    """Any numbers as probabilities along an axis, or along all of them: their absolute values, divided by the sum.

    Where all numbers are zero, all outcomes become equally likely. Letters have no absolute value; there the last
    entry is 1 minus the others.
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
    """An array of letters whose last entry is replaced by 1 minus the others, so that no division is needed."""
    flat = letters.reshape(1, -1) if axis is None else letters.reshape(-1, letters.shape[-1])
    left = 1 - flat[:, :-1].sum(axis=1, keepdims=True) + flat[:, -1:] * 0
    return np.concatenate([flat[:, :-1], left], axis=1).reshape(letters.shape)


def without_zeros(raw):
    """An array with every zero replaced by 1."""
    return np.where(is_zero(raw), raw + 1, raw)


TABLE = Domain(
    r"p \geq 0, \; \textstyle\sum p = 1", no_table, lambda raw, env: normalised(raw), exact=False, nonnegative=True
)
POSITIVE_TABLE = Domain(
    r"p > 0, \; \textstyle\sum p = 1",
    no_positive_table,
    lambda raw, env: normalised(without_zeros(raw)),
    exact=False,
    nonnegative=True,
)
CHANNEL = Domain(
    r"c \geq 0, \; \textstyle\sum_z c_{y,z} = 1",
    no_channel,
    lambda raw, env: normalised(raw, -1),
    exact=False,
    nonnegative=True,
)
