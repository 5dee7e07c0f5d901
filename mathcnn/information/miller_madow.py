"""The Miller-Madow correction of the entropy of observed frequencies."""

from __future__ import annotations

import numpy as np
from sympy import Piecewise, Sum, log

from ..language.formula import Domain, formula, is_definite
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import invariant
from ..laws.words import relabelled, size, total
from ..numbers.choosing import arithmetic_of
from ..numbers.scaled import Scaled
from ..probability.domains import first_true, is_zero
from .letters import S, base, bias, counts, s
from .logarithms import A_BASE, nats
from .words import and_impossible


def no_counts(c, env):
    """What is wrong with an array as counts of observations; an empty string if nothing is."""
    with np.errstate(invalid="ignore"):
        wrong = np.asarray(~((c >= 0) & (c % 1 == 0)), bool)  # so an infinity is no count, and neither is a NaN
    if wrong.any():
        return f"holds {c[first_true(wrong)]} at {first_true(wrong)}; a count must be an integer >= 0"
    return "" if c.any() else "holds only zeros; at least one count must be > 0"


def counted(raw, env):
    """Any numbers as counts, at least one of them positive."""
    if not is_definite(raw):  # letters stand for any counts
        return raw
    counts = abs(raw) // 1
    return counts if not is_zero(counts).all() else counts + 1


COUNTS = Domain(r"c \in \mathbb{N}, \; \textstyle\sum c > 0", no_counts, counted, nonnegative=True)


@formula(
    equation(
        bias,
        (Sum(Piecewise((1, counts[s] > 0), (0, True)), (s, 0, S - 1)) - 1)
        / (2 * log(base) * Sum(counts[s], (s, 0, S - 1))),
    ),
    shapes="(S...) -> ()",
    requires=A_BASE,
    domain={"counts": COUNTS},
    notation=r"\beta",
    source="miller1955",
)
def miller_madow(counts, base=2):
    """By how much the entropy of observed frequencies is too small, on average and to first order.

    counts: how often each outcome was observed, integers >= 0 (or floats with integer values) of any shape. base: of
    the logarithm, a number > 0 other than 1 (2: bits, math.e: nats). Returns (m - 1) / (2 n ln base) for m outcomes
    with a count > 0 and n observations, to be added to the entropy of the frequencies counts / n. The type is float64
    for counts of integers, else that of the counts. Raises ValueError if a count is negative or no integer, if all
    counts are 0, or for another base.

    >>> import math
    >>> float(miller_madow([3, 2, 0, 5], base=math.e))
    0.1
    """
    n = Scaled.block(counts).sum()  # the sum alone may overflow
    return (Scaled((np.count_nonzero(counts) - 1) / (2 * nats(base, counts))) / n).value


@writable(r"{} + 1", tight=False)
def each_seen(counts):
    """Each count raised by 1."""
    return counts + 1


@writable(r"\ln {base}")
def natural(*, base, like):
    """The natural logarithm of a base, in the number type of an array."""
    kind = arithmetic_of(like.ravel().tolist())
    return kind.log(kind.read(base, False))


@miller_madow.law()
def counts_outcomes(miller_madow, counts, base):
    """If each of m outcomes was seen, the correction times twice the observations is m - 1, in nats."""
    seen = each_seen(counts)
    return 2 * total(seen) * miller_madow(seen, base=base) * natural(base=base, like=counts), size(counts) - 1


miller_madow.law(
    invariant("counts", and_impossible), name="ignores_the_unseen", says="An outcome with the count 0 changes nothing."
)


@miller_madow.law(k="1..4")
def falls_with_observations(miller_madow, counts, k):
    """With k times as many observations of each outcome the correction is k times smaller."""
    return k * miller_madow(k * counts), miller_madow(counts)


miller_madow.law(
    invariant("counts", relabelled), name="bias_ignores_labels", says="The order of the outcomes does not matter."
)
