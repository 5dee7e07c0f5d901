"""The Kullback-Leibler divergence of two distributions."""

from __future__ import annotations

import math

import numpy as np
from sympy import Ne, Piecewise, Sum, log, oo

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import PLog, Single, equation
from ..laws.families import commutes
from ..laws.words import independent, relabelled
from ..numbers.scaled import Scaled
from ..probability.domains import CHANNEL, POSITIVE_TABLE, TABLE
from .entropy import entropy
from .letters import D, S, base, dp, dy, p, q, ratio, s
from .logarithms import A_BASE, least_divergence, mean_log, nats, quotient, slope_of_log
from .words import (
    and_impossible,
    distance_squared,
    in_one_row,
    last_of,
    refined,
    through,
    uniform,
)


@formula(
    equation(D, Sum(PLog(p[s], ratio[s], base), (s, 0, S - 1))),
    where=[equation(ratio[s], Piecewise((p[s] / q[s], Ne(q[s], 0)), (oo, True)))],
    shapes="(S...), (S...) -> ()",
    requires=A_BASE,
    domain={"p": TABLE, "q": TABLE},
    notation="D",
    source="cover2006, eq. 2.26",
)
def kl_divergence(p, q, base=2):
    """The Kullback-Leibler divergence, or relative entropy, D(p || q): how many bits more a code for q needs on
    average, if p is the true distribution.

    p, q: tables of probabilities of one shape. base: of the logarithm, a number > 0 other than 1 (2: bits, math.e:
    nats). Returns a number >= 0, in the type of the tables, infinite where q = 0 < p for some entry; for a base below
    1 all signs are reversed. A negative sum that rounding of the tables or of the computation explains is returned as
    0; a positive one is never changed. Raises ValueError if the shapes differ, if an entry is negative or NaN, if the
    entries of a table do not sum to 1 up to rounding, or for another base.

    >>> float(kl_divergence([1.0, 0.0], [0.25, 0.75])), float(kl_divergence([0.5, 0.5], [1.0, 0.0]))
    (2.0, inf)
    """
    return mean_log(p, (p,), (q,), base, least=least_divergence(p.sum(), q.sum()))


@kl_divergence.gradient
def kl_divergence_backward(dy, p, q, base):
    """By p the derivative is log(p / q) + 1 / ln base, by q it is -p / (q ln base)."""
    by_q = Scaled.entries(-dy) * quotient((p,), (q,), p) / Scaled.entries(nats(base, p))
    return dy * slope_of_log(p, (p,), (q,), base, plus=1), np.where(p == 0, 0, by_q.value)


kl_divergence.gradient.has_textbook_form(
    "p",
    equation(dp[s], Single(dy) * (log(ratio[s]) + 1) / log(base)),
    where=[kl_divergence.where[0]],
    source="cover2006, eq. 2.26, differentiated by p where q is not 0",
)


@writable(r"(\tfrac12, \tfrac12 {})")
def half_elsewhere(p):
    """The outcomes in one row, each half as likely, after a new outcome of probability 1/2."""
    halved = p.ravel() / 2
    return np.append(halved.sum(), halved)


@writable("(0, {})")
def nowhere_else(p):
    """The outcomes in one row, after a new outcome of probability 0."""
    return np.append(p.ravel()[:1] * 0, p.ravel())


@writable(r"\infty")
def infinity(like):
    """Infinity, whatever the argument."""
    return math.inf


@kl_divergence.law(
    d="(A)", e="(A)", f="(2)", g="(2)", domain={"d": TABLE, "e": POSITIVE_TABLE, "f": TABLE, "g": POSITIVE_TABLE}
)
def divergence_divides(kl_divergence, d, e, f, g):
    """Dividing an outcome into two parts adds the divergence of the parts, times the probability of the outcome."""
    return kl_divergence(refined(d, f), refined(e, g)), kl_divergence(d, e) + kl_divergence(f, g) * last_of(d)


@kl_divergence.law(plain=True)
def from_uniform(kl_divergence, p):
    """The divergence from the uniform distribution is its entropy minus that of p."""
    return kl_divergence(p, uniform(p)), entropy(uniform(p)) - entropy(p)


@kl_divergence.law(plain=True)
def is_infinite_off_the_support(kl_divergence, p, q):
    """The divergence is infinite if q excludes an outcome that p does not exclude."""
    return kl_divergence(half_elsewhere(p), nowhere_else(q)), infinity(p)


@kl_divergence.law(plain=True, domain={"q": POSITIVE_TABLE})
def pays_for_what_never_occurs(kl_divergence, p, q):
    """If q gives half of its probability to what p excludes, the divergence grows by one bit."""
    return kl_divergence(nowhere_else(p), half_elsewhere(q)), kl_divergence(p, q) + 1


@kl_divergence.law()
def ignores_what_both_exclude(kl_divergence, p, q):
    """An outcome that has probability 0 in both tables adds nothing."""
    return kl_divergence(and_impossible(p), and_impossible(q)), kl_divergence(p, q)


@kl_divergence.law()
def is_zero_for_equals(kl_divergence, p):
    """The divergence of a distribution from itself is 0."""
    return kl_divergence(p, p), 0


@kl_divergence.law(">=", plain=True)
def bounds_the_distance(kl_divergence, p, q):
    """Pinsker's inequality, in a weaker form for bits: the divergence is 0 for equal distributions only."""
    return kl_divergence(p, q), distance_squared(p, q) / 2


@kl_divergence.law(
    d="(A)", e="(A)", f="(2)", g="(2)", domain={"d": TABLE, "e": POSITIVE_TABLE, "f": TABLE, "g": POSITIVE_TABLE}
)
def divergence_adds_over_independent(kl_divergence, d, e, f, g):
    """The divergences of independent variables add up, if one has two outcomes."""
    return kl_divergence(independent(d, f), independent(e, g)), kl_divergence(d, e) + kl_divergence(f, g)


@kl_divergence.law()
def divergence_ignores_labels(kl_divergence, p, q):
    """The order of the outcomes does not matter, if it is the same in both tables."""
    return kl_divergence(relabelled(p), relabelled(q)), kl_divergence(p, q)


@kl_divergence.law()
def divergence_is_of_all_variables(kl_divergence, p, q):
    """Tables of several variables have the divergence of one variable with the same outcomes."""
    return kl_divergence(p, q), kl_divergence(in_one_row(p), in_one_row(q))


@kl_divergence.law(domain={"q": POSITIVE_TABLE})
def divergence_changes_base(kl_divergence, p, q, base):
    """Logarithms to the base b^2 are half as large as those to b."""
    return 2 * kl_divergence(p, q, base=base**2), kl_divergence(p, q, base=base)


@kl_divergence.law(
    "<=", plain=True, f="(A)", g="(A)", channel="(A, B)", domain={"f": TABLE, "g": TABLE, "channel": CHANNEL}
)
def shrinks_through_a_channel(kl_divergence, f, g, channel):
    """Sending both through one channel never increases the divergence."""
    return kl_divergence(through(f, channel), through(g, channel)), kl_divergence(f, g)


kl_divergence.fails(
    commutes("p", "q"),
    name="divergence_is_symmetric",
    says="Exchanging the two distributions changes the divergence.",
    plain=True,
    domain={"p": POSITIVE_TABLE, "q": POSITIVE_TABLE},
)


@kl_divergence.fails("<=", plain=True, f="(A)", g="(A)", h="(A)", domain=dict.fromkeys("fgh", POSITIVE_TABLE))
def obeys_the_triangle(kl_divergence, f, g, h):
    """The divergence is no distance: it breaks the triangle inequality."""
    return kl_divergence(f, h), kl_divergence(f, g) + kl_divergence(g, h)
