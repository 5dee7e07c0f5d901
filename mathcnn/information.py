"""Information: how much is uncertain, and how much one variable tells about another.

Everything is in bits (`base=2`; `base=math.e` gives nats), of tables of probabilities as in `probability`: one axis a variable.

Conventions: 0 log 0 = 0, whatever the logarithm is of; p log(p / 0) is infinite for p > 0; `axis` names the variables that are KNOWN.
A base below 1 is admitted, and turns signs: the inequalities hold for bases above 1.
"""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
from sympy import Eq, IndexedBase, Ne, Piecewise, Sum, log, oo, symbols

from . import kinds
from .formula import Along, Domain, formula, is_definite, nearest
from .probability import (  # fmt: skip
    CHANNEL,
    POSITIVE_TABLE,
    ROUNDINGS,
    TABLE,
    X,
    Y,
    conditional,
    every_axis,
    first,
    independent,
    is_zero,
    joint,
    marginal,
    mixed,
    others,
    relabelled,
    row,
    summed,
    swapped,
    total,
    x,
    y,
)
from .samples import contingency as contingency
from .samples import tally
from .scaled import Scaled
from .statement import PLog
from .writing import writable

s, z = symbols("s z", integer=True)
S, Z = symbols("S Z", integer=True, positive=True)
base = symbols("base", positive=True)
p, q, ratio, col, xz, yz, last, counts = map(IndexedBase, ("p", "q", "r", "col", "p_XZ", "p_YZ", "p_Z", "counts"))
H, D, I, bias = symbols("H D I beta")

A_BASE = {Ne(base, 1): "a base other than 1"}


def quotient(above, below, where):
    """The product of some tables over the product of others, and 1 where not `where`; it neither overflows nor underflows."""
    result = Scaled(np.ones(np.shape(where), where.dtype if where.dtype.kind == "f" else float))
    with np.errstate(divide="ignore", invalid="ignore"):  # p / 0 is infinite; what 0 / 0 gives is not looked at
        for part in above:
            result *= Scaled.entries(part)
        for part in below:
            result /= Scaled.entries(part)
    return Scaled(np.where(where != 0, result.mantissa, 1), np.where(where != 0, result.exponent, 0))


def mean_log(p, above, below, base, sign=1, least=0.0):
    """sign times the sum of p log(quotient), in which terms with p = 0 count nothing.

    In bits every measure here is >= 0 for tables that sum to one. A sum below 0 that rounding explains is returned as 0: that of these
    tables, whose exact sum is `least` bits or more, and that of this computation, at most n + 16 units in the last place of the largest
    sum on the way. What rounding does not explain is returned as it is.
    """
    terms = p * quotient(above, below, p).log2()
    total = sign * terms.sum()
    if total < 0:
        computing = (p.size + ROUNDINGS) * float(np.finfo(p.dtype).eps) * (float(np.abs(terms).sum()) + 2 * float(p.sum()))
        if total >= least - computing:
            total = p.dtype.type(0)
    return total / bits(base, p) + 0                     # 0 and not -0 in bases below 1


def bits(v, like):
    """The binary logarithm of a number, in the type of an array of floats."""
    return np.log2(like.dtype.type(v)) if like.dtype.itemsize > 8 else like.dtype.type(math.log2(v))


def nats(v, like):
    """The natural logarithm of a number, in the type of an array of floats."""
    return np.log(like.dtype.type(v)) if like.dtype.itemsize > 8 else like.dtype.type(math.log(v))


def least_divergence(total, other):
    """The least that p log(p / q) can sum to, in bits, where p sums to `total` and q to `other` (the log sum inequality; cover2006,
    theorem 2.7.1)."""
    return min(0.0, float(total) * math.log2(float(total) / float(other)))


def slope_of_log(p, above, below, base, plus):
    """log(quotient) + plus, in units of the base: how a sum of p log(quotient) grows with p. Minus infinity where p = 0."""
    logs = np.where(p == 0, -math.inf, quotient(above, below, p).log2()).astype(p.dtype)
    return (logs + plus / nats(2, p)) / bits(base, p)


# ---------------------------------------------------------------- entropy


@formula(
    Eq(H, -Sum(PLog(p[s], p[s], base), (s, 0, S - 1))),
    shapes="(S...) -> ()",
    requires=A_BASE,
    domain={"p": TABLE},
    notation="H",
    source="cover2006, eq. 2.1; of several variables, eq. 2.8",
)
def entropy(p, base=2):
    """The entropy of a table of any number of variables together: the bits that say what happened, on average.

    p: a table; base: of the logarithm (2: bits, math.e: nats). Returns a number from 0 to log(p.size).
    Raises ValueError where the table has an entry that is negative or NaN, or doesn't sum to one. The gradient is infinite at p = 0.

    >>> float(entropy([0.5, 0.25, 0.125, 0.125]))
    1.75
    """
    return mean_log(p, (p,), (), base, sign=-1, least=least_divergence(p.sum(), 1))  # of p from ones: below 0 where p sums to more than 1


@entropy.gradient
def entropy_backward(dy, p, base):
    return (-dy * slope_of_log(p, (p,), (), base, plus=1),)


@formula(
    Eq(H, -Sum(PLog(joint[x, y], joint[x, y] / row[x], base), (x, 0, X - 1), (y, 0, Y - 1))),
    where=[marginal.statement],
    shapes="(X..., Y...) -> ()",
    requires=A_BASE,
    axis=Along("X"),
    domain={"joint": TABLE},
    notation=r"H",
    source="cover2006, eq. 2.12",
)
def conditional_entropy(joint, axis=0, base=2):
    """The entropy that is left of the other variables once those of `axis` are known: H(Y|X) of a table p(x, y).

    joint: a table of any number of variables; axis: one axis or several, KNOWN (all others are asked for); base: of the logarithm.
    Raises ValueError where the table has an entry that is negative or NaN, or doesn't sum to one.

    >>> float(conditional_entropy([[0.5, 0.0], [0.25, 0.25]], axis=0))
    0.5
    """
    return mean_log(joint, (joint,), (joint.sum(axis=others(joint, axis), keepdims=True),), base, sign=-1)


@conditional_entropy.gradient
def conditional_entropy_backward(dy, joint, axis, base):
    known = joint.sum(axis=others(joint, axis), keepdims=True)
    return (-dy * slope_of_log(joint, (joint,), (known,), base, plus=0),)


# ---------------------------------------------------------------- divergence


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


# ---------------------------------------------------------------- mutual information


@formula(
    Eq(I, Sum(PLog(joint[x, y], joint[x, y] / (row[x] * col[y]), base), (x, 0, X - 1), (y, 0, Y - 1))),
    where=[summed(row[x], joint[x, y], (y, Y)), summed(col[y], joint[x, y], (x, X))],
    shapes="(X, Y) -> ()",
    requires=A_BASE,
    domain={"joint": TABLE},
    notation="I",
    source="cover2006, eq. 2.28",
)
def mutual_information(joint, base=2):
    """The mutual information I(X; Y) of the two variables of a table: the bits that one tells about the other.

    joint: a table of two axes; base: of the logarithm. From observations: `mutual_information_from_samples`.
    Raises ValueError where the table has an entry that is negative or NaN, or doesn't sum to one.

    >>> float(mutual_information([[0.5, 0.0], [0.0, 0.5]])), float(mutual_information([[0.25, 0.25], [0.25, 0.25]]))
    (1.0, 0.0)
    """
    total = joint.sum()
    return mean_log(joint, (joint,), apart(joint), base, least=least_divergence(total, total * total))


@mutual_information.gradient
def mutual_information_backward(dy, joint, base):
    return (dy * slope_of_log(joint, (joint,), apart(joint), base, plus=-1),)


def apart(joint):
    """The marginals of two variables, as a column and a row."""
    return joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)


@formula(
    Eq(I, Sum(PLog(joint[x, y, z], last[z] * joint[x, y, z] / (xz[x, z] * yz[y, z]), base), (x, 0, X - 1), (y, 0, Y - 1), (z, 0, Z - 1))),
    where=[
        summed(last[z], joint[x, y, z], (x, X), (y, Y)),
        summed(xz[x, z], joint[x, y, z], (y, Y)),
        summed(yz[y, z], joint[x, y, z], (x, X)),
    ],
    shapes="(X, Y, Z) -> ()",
    requires=A_BASE,
    domain={"joint": TABLE},
    notation="I",
    source="cover2006, eq. 2.61",
)
def conditional_mutual_information(joint, base=2):
    """The mutual information I(X; Y | Z) of the first two variables of a table, once the third is known.

    joint: a table of three axes X, Y, Z; base: of the logarithm.
    Raises ValueError where the table has an entry that is negative or NaN, or doesn't sum to one.

    >>> coins = [[[0.25, 0.0], [0.0, 0.25]], [[0.0, 0.25], [0.25, 0.0]]]       # Z says whether two fair coins differ
    >>> float(conditional_mutual_information(coins))
    1.0
    """
    last, *pairs = apart_given_last(joint)
    return mean_log(joint, (joint, last), pairs, base)


@conditional_mutual_information.gradient
def conditional_mutual_information_backward(dy, joint, base):
    last, *pairs = apart_given_last(joint)
    return (dy * slope_of_log(joint, (joint, last), pairs, base, plus=0),)


def apart_given_last(joint):
    """p(z), p(x, z) and p(y, z), in the axes of p(x, y, z)."""
    first, second = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    return second.sum(axis=1, keepdims=True), first, second


# ---------------------------------------------------------------- from samples


def no_counts(c, env):
    """What keeps an array from being counts of observations."""
    with np.errstate(invalid="ignore"):
        wrong = np.asarray(~((c >= 0) & (c % 1 == 0)), bool)  # so an infinity is no count, and neither is a NaN
    if wrong.any():
        return f"holds {c[first(wrong)]} at {first(wrong)}; a count is a whole number that is not negative"
    return "" if c.any() else "counts no observation at all"


def counted(raw, env):
    """Any numbers as counts, of one observation at least."""
    if not is_definite(raw):                             # letters stand for any counts
        return raw
    counts = abs(raw) // 1
    return counts if not is_zero(counts).all() else counts + 1


COUNTS = Domain(r"c \in \mathbb{N}, \; \textstyle\sum c > 0", no_counts, counted)


@formula(
    Eq(bias, (Sum(Piecewise((1, counts[s] > 0), (0, True)), (s, 0, S - 1)) - 1) / (2 * log(base) * Sum(counts[s], (s, 0, S - 1)))),
    shapes="(S...) -> ()",
    requires=A_BASE,
    domain={"counts": COUNTS},
    notation=r"\beta",
    source="miller1955",
)
def miller_madow(counts, base=2):
    """By how much the entropy of observed frequencies falls short of the true one, on average and to first order.

    counts: how often each outcome was observed; base: of the logarithm. With m outcomes that were seen and n observations it is
    (m - 1) / (2 n) nats, to be added to the entropy of the frequencies.
    Raises ValueError where a count is negative or not whole, or nothing was observed.

    >>> float(miller_madow([3, 2, 0, 5], base=math.e))
    0.1
    """
    n = Scaled.block(counts).sum()                       # the sum alone may overflow
    return (Scaled((np.count_nonzero(counts) - 1) / (2 * nats(base, counts))) / n).value


CORRECTIONS = ("miller-madow", None)


def mutual_information_from_samples(x, y, correction="miller-madow", base=2):
    """The mutual information of two variables, estimated from pairs of observations.

    x, y: equally many observations, as `samples.tally` reads them: of any hashable values, distinct where Python's == tells them apart.
    correction: "miller-madow" (the default) adds to each of the three entropies of I = H(X) + H(Y) - H(X, Y) what `miller_madow` says it
    lacks, so the estimate may fall a little below 0; None takes the observed frequencies for the probabilities, which is never negative
    (a sum below 0 that rounding explains is returned as 0) and, on average, too large. base: of the logarithm.
    Time and memory grow with the number of observations, however many distinct values there are.
    Raises ValueError where there are no observations, or not as many of one as of the other, or one is missing (NaN, NaT, None); TypeError
    where one is not hashable.

    >>> mutual_information_from_samples([0, 0, 1, 1], [0, 0, 1, 1], correction=None)
    1.0
    """
    who = "mutual_information_from_samples"
    if correction not in CORRECTIONS:
        known = " or ".join(map(repr, CORRECTIONS))
        raise ValueError(f"{who}: correction = {correction!r}: it has to be {known}{nearest(correction, CORRECTIONS)}")
    mutual_information.read(([[1.0]],), {"base": base})  # the same base under the same conditions
    pairs = tally(who, x, y)
    observed = information_of(pairs, base)
    if correction is None:
        return observed
    lacking = [float(miller_madow(counts, base=base)) for counts in (pairs.of_x, pairs.of_y, pairs.counts)]
    return observed + lacking[0] + lacking[1] - lacking[2]


def information_of(pairs, base=2):
    """The mutual information of observed frequencies, as it stands: from the pairs that were seen, with quotients of whole numbers."""
    counts, n = pairs.counts.astype(float), float(pairs.counts.sum())
    return float(mean_log(counts / n, (counts, n), (pairs.of_x[pairs.at_x].astype(float), pairs.of_y[pairs.at_y].astype(float)), base))


# ---------------------------------------------------------------- what laws are said with


@writable(r"\log_{{{base}}} {}")
def logarithm(n, *, base, like):
    """The logarithm of a whole number, in the number type of an array."""
    return kinds.kind_of(like.ravel().tolist()).plog(1, lambda: n, base)


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


@writable(r"(\tfrac12, \tfrac12 {})")
def half_elsewhere(p):
    """A new outcome with probability one half, else what was."""
    halved = p.ravel() / 2
    return np.append(halved.sum(), halved)


@writable("(0, {})")
def nowhere_else(p):
    """A new outcome that never occurs, and what was."""
    return np.append(p.ravel()[:1] * 0, p.ravel())


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


@writable(r"{} \rightarrow {}", tight=False)
def chained(p, channel):
    """The table of a Markov chain X, Y, Z: Z is what comes out when Y is sent through a channel."""
    return p[..., None] * channel


@writable(r"\operatorname{{diag}} {}")
def with_a_copy(p):
    """The table of a variable and its copy."""
    return np.where(np.eye(len(p), dtype=bool), p, p * 0)


@writable(r"{}_{{Y,X,Z}}")
def first_two_swapped(p):
    return np.swapaxes(p, 0, 1)


@writable(r"{}_{{X,Z,Y}}")
def last_two_swapped(p):
    return np.swapaxes(p, 1, 2)


@writable(r"{}_{{X,(Y,Z)}}")
def last_two_as_one(p):
    return p.reshape(len(p), -1)


@writable(r"{} \otimes 1", tight=False)
def and_a_constant(p):
    """A last variable that has one value only."""
    return p[..., None]


@writable(r"{0}_{{X,Z}} \, {0}_{{Y|Z}}")
def independent_given_last(p):
    """What the table would be if the first two variables were independent once the last is known."""
    return np.expand_dims(marginal(p, axis=(0, 2)), 1) * conditional(marginal(p, axis=(1, 2)), axis=1)


@writable("({}, {})")
def both(a, b):
    """Two numbers side by side."""
    return np.array([a, b])


@writable(r"\lVert {} - {} \rVert_1^2")
def distance_squared(p, q):
    """The square of the sum of absolute differences."""
    differences = (p - q).ravel().tolist()
    distance = sum(map(kinds.kind_of(differences).absolute, differences))
    return distance * distance


@writable(r"\infty")
def infinity(like):
    return math.inf


# ---------------------------------------------------------------- laws of entropy: divided outcomes and the uniform distribution fix it


@entropy.law(parts="(2)", domain={"parts": TABLE})
def divides(entropy, p, parts):
    """Dividing an outcome adds the entropy of its parts, as often as it occurs."""
    return entropy(refined(p, parts)), entropy(p) + entropy(parts) * last_of(p)


@entropy.law()
def of_uniform(entropy, p, base):
    return entropy(uniform(p), base=base), logarithm(size(p), base=base, like=p)


@entropy.law()
def ignores_labels(entropy, p):
    return entropy(relabelled(p)), entropy(p)


@entropy.law()
def ignores_the_impossible(entropy, p):
    """0 log 0 = 0."""
    return entropy(and_impossible(p)), entropy(p)


@entropy.law()
def is_of_all_variables(entropy, p):
    """Several variables count as one."""
    return entropy(p), entropy(in_one_row(p))


@entropy.law(r="(2)", domain={"r": TABLE})
def adds_over_independent(entropy, p, r):
    return entropy(independent(p, r)), entropy(p) + entropy(r)


@entropy.law()
def changes_base(entropy, p, base):
    """Twice as few units, each worth twice as much."""
    return 2 * entropy(p, base=base**2), entropy(p, base=base)


@entropy.law(">=", plain=True)
def is_nonnegative(entropy, p):
    return entropy(p), 0


@entropy.law("<=", plain=True)
def is_largest_for_uniform(entropy, p):
    return entropy(p), entropy(uniform(p))


@entropy.law(">=", plain=True, r="p", domain={"r": TABLE})
def is_concave(entropy, p, r):
    """Not knowing which of two tables holds adds to the uncertainty."""
    return 2 * entropy(mixed(p, r)), entropy(p) + entropy(r)


@entropy.fails(plain=True, t="(A, B)", domain={"t": TABLE})
def adds_over_variables(entropy, t):
    """What two variables share counts once only."""
    return entropy(t), entropy(marginal(t, axis=0)) + entropy(marginal(t, axis=1))


@entropy.fails(">=")
def is_nonnegative_in_every_base(entropy, p, base):
    return entropy(p, base=base), 0


# ---------------------------------------------------------------- laws of conditional entropy


@conditional_entropy.law(plain=True)
def chain(conditional_entropy, joint, axis):
    """What is known, and what is left once it is known."""
    return entropy(joint), entropy(marginal(joint, axis=axis)) + conditional_entropy(joint, axis=axis)


@conditional_entropy.law(plain=True, t="(A, B)", domain={"t": TABLE})
def knows_the_first_by_default(conditional_entropy, t):
    return conditional_entropy(t), conditional_entropy(t, axis=0)


@conditional_entropy.law(plain=True)
def given_nothing(conditional_entropy, joint):
    return conditional_entropy(joint, axis=()), entropy(joint)


@conditional_entropy.law()
def given_everything(conditional_entropy, joint):
    return conditional_entropy(joint, axis=every_axis(joint)), 0


@conditional_entropy.law(plain=True, p="(A)", r="(B)", domain={"p": TABLE, "r": TABLE})
def given_the_independent(conditional_entropy, p, r):
    """An independent variable takes nothing away."""
    return conditional_entropy(independent(p, r), axis=0), entropy(r)


@conditional_entropy.law(p="(A)", domain={"p": TABLE})
def given_a_copy(conditional_entropy, p):
    return conditional_entropy(with_a_copy(p), axis=0), 0


@conditional_entropy.law()
def conditional_changes_base(conditional_entropy, joint, axis, base):
    return 2 * conditional_entropy(joint, axis=axis, base=base**2), conditional_entropy(joint, axis=axis, base=base)


@conditional_entropy.law(">=", plain=True)
def conditional_is_nonnegative(conditional_entropy, joint, axis):
    return conditional_entropy(joint, axis=axis), 0


@conditional_entropy.law("<=", plain=True, t="(A, B)", domain={"t": TABLE})
def knowing_never_adds(conditional_entropy, t):
    return conditional_entropy(t, axis=0), entropy(marginal(t, axis=1))


@conditional_entropy.fails(plain=True, t="(A, B)", domain={"t": TABLE})
def can_be_reversed(conditional_entropy, t):
    """H(Y | X) is not H(X | Y)."""
    return conditional_entropy(t, axis=0), conditional_entropy(t, axis=1)


# ---------------------------------------------------------------- laws of divergence


@kl_divergence.law(d="(A)", e="(A)", f="(2)", g="(2)", domain={"d": TABLE, "e": POSITIVE_TABLE, "f": TABLE, "g": POSITIVE_TABLE})
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


@kl_divergence.law(d="(A)", e="(A)", f="(2)", g="(2)", domain={"d": TABLE, "e": POSITIVE_TABLE, "f": TABLE, "g": POSITIVE_TABLE})
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


@kl_divergence.law("<=", plain=True, f="(A)", g="(A)", channel="(A, B)", domain={"f": TABLE, "g": TABLE, "channel": CHANNEL})
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


# ---------------------------------------------------------------- laws of mutual information


@mutual_information.law(plain=True)
def in_entropies(mutual_information, joint):
    """What two variables hold one by one, and don't hold together."""
    return mutual_information(joint), entropy(marginal(joint, axis=0)) + entropy(marginal(joint, axis=1)) - entropy(joint)


@mutual_information.law(plain=True)
def is_a_divergence(mutual_information, joint):
    """How far the table is from independence."""
    return mutual_information(joint), kl_divergence(joint, independent(marginal(joint, axis=0), marginal(joint, axis=1)))


@mutual_information.law(plain=True)
def is_uncertainty_removed(mutual_information, joint):
    return mutual_information(joint), entropy(marginal(joint, axis=1)) - conditional_entropy(joint, axis=0)


@mutual_information.law()
def is_symmetric(mutual_information, joint):
    return mutual_information(swapped(joint)), mutual_information(joint)


@mutual_information.law(">=", plain=True)
def information_is_nonnegative(mutual_information, joint):
    return mutual_information(joint), 0


@mutual_information.law("<=", plain=True)
def is_at_most_either_entropy(mutual_information, joint):
    return mutual_information(joint), both(entropy(marginal(joint, axis=0)), entropy(marginal(joint, axis=1)))


@mutual_information.law(p="(A)", r="(B)", domain={"p": TABLE, "r": TABLE})
def is_zero_for_independence(mutual_information, p, r):
    return mutual_information(independent(p, r)), 0


@mutual_information.law(">=", plain=True)
def is_zero_for_independence_only(mutual_information, joint):
    """It bounds how far the table is from independence."""
    return mutual_information(joint), distance_squared(joint, independent(marginal(joint, axis=0), marginal(joint, axis=1))) / 2


@mutual_information.law(plain=True, p="(A)", domain={"p": TABLE})
def with_itself(mutual_information, p):
    """A variable tells all of its entropy about itself."""
    return mutual_information(with_a_copy(p)), entropy(p)


@mutual_information.law()
def information_ignores_labels(mutual_information, joint):
    return mutual_information(relabelled(joint)), mutual_information(joint)


@mutual_information.law()
def information_changes_base(mutual_information, joint, base):
    return 2 * mutual_information(joint, base=base**2), mutual_information(joint, base=base)


@mutual_information.law("<=", plain=True, channel="(Y, Z)", domain={"channel": CHANNEL})
def data_processing(mutual_information, joint, channel):
    """Along a Markov chain X, Y, Z: nothing that is done to Y tells more about X than Y itself."""
    return mutual_information(through(joint, channel)), mutual_information(joint)


@mutual_information.law(plain=True, channel="(Y, Z)", domain={"channel": CHANNEL})
def lost_in_processing(mutual_information, joint, channel):
    """What processing loses is what Y still tells about X once Z is known."""
    return mutual_information(joint), mutual_information(through(joint, channel)) + conditional_mutual_information(chained(joint, channel))


@mutual_information.fails("<=", plain=True, channel="(Y, Z)", domain={"channel": CHANNEL})
def processing_loses_nothing(mutual_information, joint, channel):
    return mutual_information(joint), mutual_information(through(joint, channel))


# ---------------------------------------------------------------- laws of conditional mutual information


@conditional_mutual_information.law(plain=True)
def chain_rule(conditional_mutual_information, joint):
    """What Z tells about X, and what Y adds to it."""
    return (mutual_information(last_two_as_one(joint)),
            mutual_information(marginal(joint, axis=(0, 2))) + conditional_mutual_information(joint))  # fmt: skip


@conditional_mutual_information.law(plain=True)
def in_conditional_entropies(conditional_mutual_information, joint):
    return (conditional_mutual_information(joint),
            conditional_entropy(marginal(joint, axis=(0, 2)), axis=1) + conditional_entropy(marginal(joint, axis=(1, 2)), axis=1)
            - conditional_entropy(joint, axis=2))  # fmt: skip


@conditional_mutual_information.law(plain=True, t="(A, B)", domain={"t": TABLE})
def given_a_constant(conditional_mutual_information, t):
    return conditional_mutual_information(and_a_constant(t)), mutual_information(t)


@conditional_mutual_information.law(t="(A, B)", channel="(B, C)", domain={"t": TABLE, "channel": CHANNEL})
def is_zero_along_a_chain(conditional_mutual_information, t, channel):
    """In a Markov chain X, Y, Z the ends are independent once the middle is known."""
    return conditional_mutual_information(last_two_swapped(chained(t, channel))), 0


@conditional_mutual_information.law(">=", plain=True, domain={"joint": POSITIVE_TABLE})
def is_zero_for_conditional_independence_only(conditional_mutual_information, joint):
    return conditional_mutual_information(joint), distance_squared(joint, independent_given_last(joint)) / 2


@conditional_mutual_information.law()
def is_symmetric_in_the_first_two(conditional_mutual_information, joint):
    return conditional_mutual_information(first_two_swapped(joint)), conditional_mutual_information(joint)


@conditional_mutual_information.law(">=", plain=True)
def remaining_information_is_nonnegative(conditional_mutual_information, joint):
    return conditional_mutual_information(joint), 0


@conditional_mutual_information.law()
def remaining_information_changes_base(conditional_mutual_information, joint, base):
    return 2 * conditional_mutual_information(joint, base=base**2), conditional_mutual_information(joint, base=base)


@conditional_mutual_information.fails("<=", plain=True)
def knowing_never_adds_information(conditional_mutual_information, joint):
    """Two coins say nothing about each other, until it is known whether they differ."""
    return conditional_mutual_information(joint), mutual_information(marginal(joint, axis=(0, 1)))


# ---------------------------------------------------------------- laws of the correction


@writable(r"{} + 1", tight=False)
def each_seen(counts):
    """One observation more of each outcome."""
    return counts + 1


@writable(r"\ln {base}")
def natural(*, base, like):
    """The natural logarithm of a base, in the number type of an array."""
    kind = kinds.kind_of(like.ravel().tolist())
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
