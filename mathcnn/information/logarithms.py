"""Sums of p log(quotient), without overflow and underflow: the computation that all measures of information share."""

from __future__ import annotations

import math

import numpy as np
from sympy import Ne

from ..numbers.scaled import Scaled
from ..numbers.threads import BLOCK, in_blocks
from ..probability.domains import ROUNDINGS
from .letters import base

# Floats of which any four have a product and quotients that neither overflow nor underflow, by the bytes of their type.
SAFE = {4: (2.0**-30, 2.0**30), 8: (2.0**-250, 2.0**250)}

A_BASE = {Ne(base, 1): "a base other than 1"}


def mean_log(p, above, below, base, sign=1, least=0.0):
    """sign times the sum of p log(quotient), where terms with p = 0 are 0.

    p: the weights. above, below: the factors of the quotient and of its divisor, arrays that broadcast with p. base: of
    the logarithm. sign: 1 or -1. least: what the exact sum of these tables is at least, in bits. Returns a number in
    the type of p.

    In bits every measure here is >= 0 for tables whose entries sum to exactly 1. A sum below 0 is returned as 0 if
    rounding explains it: that of the tables, by which the exact sum may be as low as `least`, and that of this
    computation, at most n + 16 units in the last place of the largest intermediate sum. Any other sum is returned as it
    was computed; so no positive value, however small, is changed.
    """
    total = sign * sum_of_terms(p, above, below)
    if total < 0:
        sizes = sum_of_terms(p, above, below, np.abs)
        computing = (p.size + ROUNDINGS) * float(np.finfo(p.dtype).eps) * (float(sizes) + 2 * float(p.sum()))
        if total >= least - computing:
            total = p.dtype.type(0)
    return total / bits(base, p) + 0  # 0 and not -0 in bases below 1


def sum_of_terms(p, above, below, of=None):
    """The sum of p log2(quotient), or of a function of these terms, for blocks of the table after one another.

    of: the function, which takes and returns an array; other parameters as for `mean_log`. Each block is small enough
    for a cache; blocks are shared by threads, and which thread computes a block changes nothing.
    """
    if not p.ndim or p.size <= BLOCK:
        return block_of_terms(p, above, below, of)

    def of_rows(at):
        cut = lambda x: x[at] if np.ndim(x) == p.ndim and len(x) == len(p) else x
        return block_of_terms(cut(p), tuple(map(cut, above)), tuple(map(cut, below)), of)

    found = in_blocks(of_rows, p)
    return np.array(found, p.dtype).sum()


def block_of_terms(p, above, below, of=None):
    """The sum of p log2(quotient), or of a function of these terms."""
    factors = (*above, *below)
    low, high = SAFE[p.dtype.itemsize] if p.dtype.itemsize in SAFE and p.dtype.kind == "f" else (1.0, 0.0)
    lacking = None
    with np.errstate(all="ignore"):
        for x in factors:
            least, largest = (np.min(x), np.max(x)) if np.ndim(x) else (x, x)
            if least == 0 and lacking is None:
                lacking = p == 0
            if least == 0:
                least = np.min(x, where=x != 0, initial=high) if np.ndim(x) else 0
            if not low <= least or not largest <= high:
                terms = p * quotient(above, below, p).log2()
                return (terms if of is None else of(terms)).sum()
        terms = np.empty(p.shape, p.dtype)
        if below:  # one division for all factors, which takes longer than products
            np.multiply(below[0], below[1] if len(below) > 1 else 1, out=terms)
            for x in below[2:]:
                terms *= x
            np.divide(above[0], terms, out=terms)
        else:
            np.copyto(terms, above[0])
        for x in above[1:]:
            terms *= x
        if lacking is not None:
            terms[lacking] = 1
        np.log2(terms, out=terms)
        terms *= p
        return (terms if of is None else of(terms)).sum()


def bits(v, like):
    """The binary logarithm of a number, in the type of an array of floats."""
    return np.log2(like.dtype.type(v)) if like.dtype.itemsize > 8 else like.dtype.type(math.log2(v))


def slope_of_log(p, above, below, base, plus):
    """(ln(quotient) + plus) / ln(base), the derivative of a sum of p log(quotient) by p; minus infinity where p = 0."""
    logs = np.where(p == 0, -math.inf, quotient(above, below, p).log2()).astype(p.dtype)
    return (logs + plus / nats(2, p)) / bits(base, p)


def quotient(above, below, where):
    """The product of the arrays `above` over the product of those `below`, and 1 where the array `where` is 0.

    Returns a `Scaled`, so it neither overflows nor underflows.
    """
    result = Scaled(np.ones(np.shape(where), where.dtype if where.dtype.kind == "f" else float))
    with np.errstate(divide="ignore", invalid="ignore"):  # p / 0 is infinite; the result of 0 / 0 is not used
        for part in above:
            result *= Scaled.entries(part)
        for part in below:
            result /= Scaled.entries(part)
    return Scaled(np.where(where != 0, result.mantissa, 1), np.where(where != 0, result.exponent, 0))


def nats(v, like):
    """The natural logarithm of a number, in the type of an array of floats."""
    return np.log(like.dtype.type(v)) if like.dtype.itemsize > 8 else like.dtype.type(math.log(v))


def least_divergence(total, other):
    """What the sum of p log(p / q) is at least, in bits, where p sums to `total` and q to `other`; at most 0.

    This is the log sum inequality (cover2006, theorem 2.7.1).
    """
    total, other = np.longdouble(total), np.longdouble(other)
    return min(0.0, total * np.log2(total / other))


def least_entropy(total):
    """What minus the sum of p log p is at least, in bits, where p >= 0 sums to `total`; at most 0.

    Each p is at most `total`, so its logarithm is at most that of `total`.
    """
    total = np.longdouble(total)
    return min(0.0, -total * np.log2(total))
