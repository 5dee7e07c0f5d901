"""The Kullback-Leibler divergence, or relative entropy, D(p || q): the bits lost by taking q for p."""

from __future__ import annotations

import math

import numpy as np
from sympy import Eq, Ne, Piecewise, Sum, oo

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import PLog
from ..laws.words import independent, relabelled
from ..numbers.scaled import Scaled
from ..probability.domains import CHANNEL, POSITIVE_TABLE, TABLE
from .entropy import entropy
from .letters import D, S, base, p, q, ratio, s
from .logarithms import A_BASE, mean_log, slope_of_log
from .words import (
    and_impossible,
    distance_squared,
    in_one_row,
    last_of,
    least_divergence,
    nats,
    quotient,
    refined,
    through,
    uniform,
)


@formula(
    Eq(D, Sum(PLog(p[s], ratio[s], base), (s, 0, S - 1))),
    where=[Eq(ratio[s], Piecewise((p[s] / q[s], Ne(q[s], 0)), (oo, True)))],
    shapes="(S...), (S...) -> ()",
    requires=A_BASE,
    domain={"p": TABLE, "q": TABLE},
    notation="D",
    source="cover2006, eq. 2.26",
)
def kl_divergence(p, q, base=2):
    """The Kullback-Leibler divergence, or relative entropy, D(p || q): the bits lost by taking q for p.

    p, q: tables of the same shape; base: of the logarithm. Infinite where q = 0 < p somewhere.
    Raises ValueError where the shapes differ, or a table has an entry that is negative or NaN, or doesn't sum to one.

    >>> float(kl_divergence([1.0, 0.0], [0.25, 0.75])), float(kl_divergence([0.5, 0.5], [1.0, 0.0]))
    (2.0, inf)
    """
    return mean_log(p, (p,), (q,), base, least=least_divergence(p.sum(), q.sum()))


@kl_divergence.gradient
def kl_divergence_backward(dy, p, q, base):
    by_q = Scaled.entries(-dy) * quotient((p,), (q,), p) / Scaled.entries(nats(base, p))
    return dy * slope_of_log(p, (p,), (q,), base, plus=1), np.where(p == 0, 0, by_q.value)


@writable(r"(\tfrac12, \tfrac12 {})")
def half_elsewhere(p):
    """A new outcome with probability one half, else what was."""
    halved = p.ravel() / 2
    return np.append(halved.sum(), halved)


@writable("(0, {})")
def nowhere_else(p):
    """A new outcome that never occurs, and what was."""
    return np.append(p.ravel()[:1] * 0, p.ravel())


@writable(r"\infty")
def infinity(like):
    return math.inf


@kl_divergence.law(
    d="(A)", e="(A)", f="(2)", g="(2)", domain={"d": TABLE, "e": POSITIVE_TABLE, "f": TABLE, "g": POSITIVE_TABLE}
)
def divergence_divides(kl_divergence, d, e, f, g):
    """Dividing an outcome adds the divergence of its parts, as often as it occurs."""
    return kl_divergence(refined(d, f), refined(e, g)), kl_divergence(d, e) + kl_divergence(f, g) * last_of(d)


@kl_divergence.law(plain=True)
def from_uniform(kl_divergence, p):
    """What the uniform distribution misses is what the entropy lacks."""
    return kl_divergence(p, uniform(p)), entropy(uniform(p)) - entropy(p)


@kl_divergence.law(plain=True)
def is_infinite_off_the_support(kl_divergence, p, q):
    """What q excludes and p does not."""
    return kl_divergence(half_elsewhere(p), nowhere_else(q)), infinity(p)


@kl_divergence.law(plain=True, domain={"q": POSITIVE_TABLE})
def pays_for_what_never_occurs(kl_divergence, p, q):
    """Half of q spent on what p excludes costs one bit."""
    return kl_divergence(nowhere_else(p), half_elsewhere(q)), kl_divergence(p, q) + 1


@kl_divergence.law()
def ignores_what_both_exclude(kl_divergence, p, q):
    return kl_divergence(and_impossible(p), and_impossible(q)), kl_divergence(p, q)


@kl_divergence.law()
def is_zero_for_equals(kl_divergence, p):
    return kl_divergence(p, p), 0


@kl_divergence.law(">=", plain=True)
def bounds_the_distance(kl_divergence, p, q):
    """Pinsker's inequality (here in bits, so with room to spare): zero for equals only."""
    return kl_divergence(p, q), distance_squared(p, q) / 2


@kl_divergence.law(
    d="(A)", e="(A)", f="(2)", g="(2)", domain={"d": TABLE, "e": POSITIVE_TABLE, "f": TABLE, "g": POSITIVE_TABLE}
)
def divergence_adds_over_independent(kl_divergence, d, e, f, g):
    return kl_divergence(independent(d, f), independent(e, g)), kl_divergence(d, e) + kl_divergence(f, g)


@kl_divergence.law()
def divergence_ignores_labels(kl_divergence, p, q):
    return kl_divergence(relabelled(p), relabelled(q)), kl_divergence(p, q)


@kl_divergence.law()
def divergence_is_of_all_variables(kl_divergence, p, q):
    return kl_divergence(p, q), kl_divergence(in_one_row(p), in_one_row(q))


@kl_divergence.law(domain={"q": POSITIVE_TABLE})
def divergence_changes_base(kl_divergence, p, q, base):
    return 2 * kl_divergence(p, q, base=base**2), kl_divergence(p, q, base=base)


@kl_divergence.law(
    "<=", plain=True, f="(A)", g="(A)", channel="(A, B)", domain={"f": TABLE, "g": TABLE, "channel": CHANNEL}
)
def shrinks_through_a_channel(kl_divergence, f, g, channel):
    """Nothing that is done to what is observed makes two distributions easier to tell apart."""
    return kl_divergence(through(f, channel), through(g, channel)), kl_divergence(f, g)


@kl_divergence.fails(plain=True, domain={"p": POSITIVE_TABLE, "q": POSITIVE_TABLE})
def divergence_is_symmetric(kl_divergence, p, q):
    return kl_divergence(p, q), kl_divergence(q, p)


@kl_divergence.fails("<=", plain=True, f="(A)", g="(A)", h="(A)", domain=dict.fromkeys("fgh", POSITIVE_TABLE))
def obeys_the_triangle(kl_divergence, f, g, h):
    """A divergence is no distance."""
    return kl_divergence(f, h), kl_divergence(f, g) + kl_divergence(g, h)
