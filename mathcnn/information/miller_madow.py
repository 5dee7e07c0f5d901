"""By how much the entropy of observed frequencies falls short of the true one, on average and to first order."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Piecewise, Sum, log

from ..language.formula import Domain, formula, is_definite
from ..language.latex import writable
from ..numbers.choosing import arithmetic_of
from ..numbers.scaled import Scaled
from ..probability.domains import first, is_zero
from ..probability.words import relabelled, total
from .letters import S, base, bias, counts, s
from .logarithms import A_BASE
from .words import and_impossible, nats, size


def no_counts(c, env):
    """What keeps an array from being counts of observations."""
    with np.errstate(invalid="ignore"):
        wrong = np.asarray(~((c >= 0) & (c % 1 == 0)), bool)  # so an infinity is no count, and neither is a NaN
    if wrong.any():
        return f"holds {c[first(wrong)]} at {first(wrong)}; a count is a whole number that is not negative"
    return "" if c.any() else "counts no observation at all"


def counted(raw, env):
    """Any numbers as counts, of one observation at least."""
    if not is_definite(raw):  # letters stand for any counts
        return raw
    counts = abs(raw) // 1
    return counts if not is_zero(counts).all() else counts + 1


COUNTS = Domain(r"c \in \mathbb{N}, \; \textstyle\sum c > 0", no_counts, counted, nonnegative=True)


@formula(
    Eq(
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
    """By how much the entropy of observed frequencies falls short of the true one, on average and to first order.

    counts: how often each outcome was observed; base: of the logarithm. With m outcomes that were seen and n
    observations it is (m - 1) / (2 n) nats, to be added to the entropy of the frequencies. Raises ValueError where a
    count is negative or not whole, or nothing was observed.

    >>> import math
    >>> float(miller_madow([3, 2, 0, 5], base=math.e))
    0.1
    """
    n = Scaled.block(counts).sum()  # the sum alone may overflow
    return (Scaled((np.count_nonzero(counts) - 1) / (2 * nats(base, counts))) / n).value


@writable(r"{} + 1", tight=False)
def each_seen(counts):
    """One observation more of each outcome."""
    return counts + 1


@writable(r"\ln {base}")
def natural(*, base, like):
    """The natural logarithm of a base, in the number type of an array."""
    kind = arithmetic_of(like.ravel().tolist())
    return kind.log(kind.read(base, False))


@miller_madow.law()
def counts_outcomes(miller_madow, counts, base):
    """Half a nat for each outcome but one, shared among the observations."""
    seen = each_seen(counts)
    return 2 * total(seen) * miller_madow(seen, base=base) * natural(base=base, like=counts), size(counts) - 1


@miller_madow.law()
def ignores_the_unseen(miller_madow, counts):
    return miller_madow(and_impossible(counts)), miller_madow(counts)


@miller_madow.law(k="1..4")
def falls_with_observations(miller_madow, counts, k):
    return k * miller_madow(k * counts), miller_madow(counts)


@miller_madow.law()
def bias_ignores_labels(miller_madow, counts):
    return miller_madow(relabelled(counts)), miller_madow(counts)
