"""Functions of arrays that only the laws about information use. Each can be printed."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from ..language.latex import writable
from ..numbers.choosing import arithmetic_of


@writable("u")
def uniform(p):
    """The uniform distribution over as many outcomes."""
    return p * 0 + (1 / p.size if p.dtype.kind == "f" else Fraction(1, p.size))


@writable("({}, 0)")
def and_impossible(p):
    """The outcomes in one row, and a further one of probability or count 0."""
    return np.append(p.ravel(), p.ravel()[:1] * 0)


@writable(r"\operatorname{{vec}} {}")
def in_one_row(p):
    """All variables of a table as one."""
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
    """The table with its last variable sent through a channel."""
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
