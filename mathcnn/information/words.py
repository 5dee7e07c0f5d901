"""What laws of this topic are said with: functions of arrays that can be printed."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np

from ..language.latex import writable
from ..numbers.choosing import arithmetic_of
from ..numbers.scaled import Scaled


def quotient(above, below, where):
    """The product of some tables over the product of others, and 1 where not `where`; it neither overflows nor
    underflows.
    """
    result = Scaled(np.ones(np.shape(where), where.dtype if where.dtype.kind == "f" else float))
    with np.errstate(divide="ignore", invalid="ignore"):  # p / 0 is infinite; what 0 / 0 gives is not looked at
        for part in above:
            result *= Scaled.entries(part)
        for part in below:
            result /= Scaled.entries(part)
    return Scaled(np.where(where != 0, result.mantissa, 1), np.where(where != 0, result.exponent, 0))


def nats(v, like):
    """The natural logarithm of a number, in the type of an array of floats."""
    return np.log(like.dtype.type(v)) if like.dtype.itemsize > 8 else like.dtype.type(math.log(v))


def least_divergence(total, other):
    """The least that p log(p / q) can sum to, in bits, where p sums to `total` and q to `other` (the log sum
    inequality; cover2006, theorem 2.7.1)."""
    return min(0.0, float(total) * math.log2(float(total) / float(other)))


@writable("|{}|")
def size(p):
    """How many outcomes there are."""
    return p.size


@writable("u")
def uniform(p):
    """As many outcomes, each as likely as any other."""
    return p * 0 + (1 / p.size if p.dtype.kind == "f" else Fraction(1, p.size))


@writable("({}, 0)")
def and_impossible(p):
    """The outcomes in one row, and one more that never occurs."""
    return np.append(p.ravel(), p.ravel()[:1] * 0)


@writable(r"\operatorname{{vec}} {}")
def in_one_row(p):
    """Several variables as one."""
    return p.ravel()


@writable(r"{} \triangleleft {}", tight=False)
def refined(p, parts):
    """The last outcome divided into parts of given shares."""
    flat = p.ravel()
    return np.append(flat[:-1], parts.ravel() * flat[-1])


@writable("{}_n")
def last_of(p):
    """The probability of the last outcome."""
    return p.ravel()[-1]


@writable(r"{} \, {}")
def through(p, channel):
    """What comes out of a channel: the last variable of a table sent through it."""
    return p @ channel


@writable(r"\operatorname{{diag}} {}")
def with_a_copy(p):
    """The table of a variable and its copy."""
    return np.where(np.eye(len(p), dtype=bool), p, p * 0)


@writable(r"\lVert {} - {} \rVert_1^2")
def distance_squared(p, q):
    """The square of the sum of absolute differences."""
    differences = (p - q).ravel().tolist()
    distance = sum(map(arithmetic_of(differences).absolute, differences))
    return distance * distance
