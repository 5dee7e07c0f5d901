"""The mutual information of two variables, and that of two variables given a third."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import PLog, equation
from ..laws.families import changes_base, invariant, nonnegative
from ..laws.words import axes_reversed, independent, relabelled
from ..numbers.threads import in_blocks
from ..probability.conditional import conditional
from ..probability.domains import CHANNEL, POSITIVE_TABLE, TABLE
from ..probability.letters import X, Y, joint, row, summed, x, y
from ..probability.marginal import marginal
from .conditional_entropy import conditional_entropy
from .entropy import entropy
from .kl_divergence import kl_divergence
from .letters import I, Z, base, col, last, xz, yz, z
from .logarithms import A_BASE, least_divergence, mean_log, slope_of_log
from .words import distance_squared, through, with_a_copy


@formula(
    equation(I, Sum(PLog(joint[x, y], joint[x, y] / (row[x] * col[y]), base), (x, 0, X - 1), (y, 0, Y - 1))),
    where=[summed(row[x], joint[x, y], (y, Y)), summed(col[y], joint[x, y], (x, X))],
    shapes="(X, Y) -> ()",
    requires=A_BASE,
    domain={"joint": TABLE},
    notation="I",
    source="cover2006, eq. 2.28",
)
def mutual_information(joint, base=2):
    """The mutual information I(X; Y) of the two variables of a table: the bits that one gives about the other.

    joint: the table (X, Y). base: of the logarithm, a number > 0 other than 1 (2: bits, math.e: nats). Returns a
    number >= 0, in the type of the table; for a base below 1 all signs are reversed. A negative sum that rounding of
    the table (its entries sum to 1 only up to rounding) or of the computation explains is returned as 0; a positive
    one is never changed. For observations instead of probabilities see `mutual_information_from_samples`. Raises
    ValueError if the table does not have two axes, if an entry is negative or NaN, if the entries do not sum to 1 up
    to rounding, or for another base.

    >>> float(mutual_information([[0.5, 0.0], [0.0, 0.5]])), float(mutual_information([[0.25, 0.25], [0.25, 0.25]]))
    (1.0, 0.0)
    """
    rows, columns = marginals(joint)
    total = rows.sum()
    return mean_log(joint, (joint,), (rows, columns), base, least=least_divergence(total, total * total))


def marginals(joint):
    """The marginals of two variables, as a column and a row."""
    sums = in_blocks(lambda at: (joint[at].sum(axis=1), joint[at].sum(axis=0)), joint)
    rows, columns = zip(*sums, strict=True)
    return np.concatenate(rows)[:, None], np.sum(columns, axis=0)[None, :]


@mutual_information.gradient
def mutual_information_backward(dy, joint, base):
    """The derivative by p(x, y) is log(p(x, y) / (p(x) p(y))) - 1 / ln base."""
    return (dy * slope_of_log(joint, (joint,), marginals(joint), base, plus=-1),)


@writable(r"{} \rightarrow {}", tight=False)
def chained(p, channel):
    """The table of a Markov chain X, Y, Z, in which Y is sent through a channel, and Z is its output."""
    return p[..., None] * channel


@writable("({}, {})")
def both(a, b):
    """Two numbers side by side."""
    return np.array([a, b])


@mutual_information.law(plain=True)
def in_entropies(mutual_information, joint):
    """The mutual information is the sum of both entropies minus that of the pair."""
    return mutual_information(joint), entropy(marginal(joint, axis=0)) + entropy(marginal(joint, axis=1)) - entropy(
        joint
    )


@mutual_information.law(plain=True)
def is_a_divergence(mutual_information, joint):
    """The mutual information is the divergence of the table from that of independent variables."""
    return mutual_information(joint), kl_divergence(
        joint, independent(marginal(joint, axis=0), marginal(joint, axis=1))
    )


@mutual_information.law(plain=True)
def is_uncertainty_removed(mutual_information, joint):
    """The mutual information is by how much knowing X reduces the entropy of Y."""
    return mutual_information(joint), entropy(marginal(joint, axis=1)) - conditional_entropy(joint, axis=0)


mutual_information.law(
    invariant("joint", axes_reversed), name="is_symmetric", says="X tells as much about Y as Y about X."
)


mutual_information.law(
    nonnegative(),
    name="information_is_nonnegative",
    says="For bases above 1 the mutual information is never negative.",
    plain=True,
)


@mutual_information.law("<=", plain=True)
def is_at_most_either_entropy(mutual_information, joint):
    """The mutual information is at most the entropy of either variable."""
    return mutual_information(joint), both(entropy(marginal(joint, axis=0)), entropy(marginal(joint, axis=1)))


@mutual_information.law(p="(A)", r="(B)", domain={"p": TABLE, "r": TABLE})
def is_zero_for_independence(mutual_information, p, r):
    """Independent variables have the mutual information 0."""
    return mutual_information(independent(p, r)), 0


@mutual_information.law(">=", plain=True)
def is_zero_for_independence_only(mutual_information, joint):
    """The mutual information bounds the distance from independence, so only independent variables have 0."""
    return mutual_information(joint), distance_squared(
        joint, independent(marginal(joint, axis=0), marginal(joint, axis=1))
    ) / 2


@mutual_information.law(plain=True, p="(A)", domain={"p": TABLE})
def with_itself(mutual_information, p):
    """The information of a variable about itself is its entropy."""
    return mutual_information(with_a_copy(p)), entropy(p)


mutual_information.law(
    invariant("joint", relabelled), name="information_ignores_labels", says="The order of the values does not matter."
)


mutual_information.law(
    changes_base(), name="information_changes_base", says="Logarithms to the base b^2 are half as large as those to b."
)


@mutual_information.law("<=", plain=True, channel="(Y, Z)", domain={"channel": CHANNEL})
def data_processing(mutual_information, joint, channel):
    """The data processing inequality: what is computed from Y has no more information about X than Y has."""
    return mutual_information(through(joint, channel)), mutual_information(joint)


@mutual_information.law(plain=True, channel="(Y, Z)", domain={"channel": CHANNEL})
def lost_in_processing(mutual_information, joint, channel):
    """The information lost by processing is the information of Y about X given Z."""
    return mutual_information(joint), mutual_information(through(joint, channel)) + conditional_mutual_information(
        chained(joint, channel)
    )


@mutual_information.fails("<=", plain=True, channel="(Y, Z)", domain={"channel": CHANNEL})
def processing_loses_nothing(mutual_information, joint, channel):
    """A noisy channel loses information."""
    return mutual_information(joint), mutual_information(through(joint, channel))


@formula(
    equation(
        I,
        Sum(
            PLog(joint[x, y, z], last[z] * joint[x, y, z] / (xz[x, z] * yz[y, z]), base),
            (x, 0, X - 1),
            (y, 0, Y - 1),
            (z, 0, Z - 1),
        ),
    ),
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
    """The mutual information I(X; Y | Z) of the first two variables of a table, given the third.

    joint: the table (X, Y, Z). base: of the logarithm, a number > 0 other than 1 (2: bits, math.e: nats). Returns a
    number >= 0, in the type of the table; for a base below 1 all signs are reversed. A negative sum that rounding of
    the computation explains is returned as 0; a positive one is never changed. Raises ValueError if the table does not
    have three axes, if an entry is negative or NaN, if the entries do not sum to 1 up to rounding, or for another
    base.

    >>> coins = [[[0.25, 0.0], [0.0, 0.25]], [[0.0, 0.25], [0.25, 0.0]]]  # Z is 1 if two fair coins differ
    >>> float(conditional_mutual_information(coins))
    1.0
    """
    last, *pairs = marginals_with_last(joint)
    return mean_log(joint, (joint, last), pairs, base)


def marginals_with_last(joint):
    """p(z), p(x, z) and p(y, z), each with the axes of p(x, y, z)."""
    first, second = joint.sum(axis=1, keepdims=True), joint.sum(axis=0, keepdims=True)
    return second.sum(axis=1, keepdims=True), first, second


@conditional_mutual_information.gradient
def conditional_mutual_information_backward(dy, joint, base):
    """The derivative by p(x, y, z) is log(p(z) p(x, y, z) / (p(x, z) p(y, z))); the other terms cancel."""
    last, *pairs = marginals_with_last(joint)
    return (dy * slope_of_log(joint, (joint, last), pairs, base, plus=0),)


@writable(r"{}_{{Y,X,Z}}")
def first_two_swapped(p):
    """The first two variables exchanged."""
    return np.swapaxes(p, 0, 1)


@writable(r"{}_{{X,Z,Y}}")
def last_two_swapped(p):
    """The last two variables exchanged."""
    return np.swapaxes(p, 1, 2)


@writable(r"{}_{{X,(Y,Z)}}")
def last_two_as_one(p):
    """The last two variables of three as one."""
    return p.reshape(len(p), -1)


@writable(r"{} \otimes 1", tight=False)
def and_a_constant(p):
    """A further, last variable that has only one value."""
    return p[..., None]


@writable(r"{0}_{{X,Z}} \, {0}_{{Y|Z}}")
def independent_given_last(p):
    """The table in which the first two variables are independent given the last, with the same marginals."""
    return np.expand_dims(marginal(p, axis=(0, 2)), 1) * conditional(marginal(p, axis=(1, 2)), axis=1)


@conditional_mutual_information.law(plain=True)
def chain_rule(conditional_mutual_information, joint):
    """The information of Y and Z about X is that of Z, plus that of Y given Z."""
    return (
        mutual_information(last_two_as_one(joint)),
        mutual_information(marginal(joint, axis=(0, 2))) + conditional_mutual_information(joint),
    )


@conditional_mutual_information.law(plain=True)
def in_conditional_entropies(conditional_mutual_information, joint):
    """The conditional mutual information is H(X|Z) + H(Y|Z) - H(X,Y|Z)."""
    return (
        conditional_mutual_information(joint),
        conditional_entropy(marginal(joint, axis=(0, 2)), axis=1)
        + conditional_entropy(marginal(joint, axis=(1, 2)), axis=1)
        - conditional_entropy(joint, axis=2),
    )


@conditional_mutual_information.law(plain=True, t="(A, B)", domain={"t": TABLE})
def given_a_constant(conditional_mutual_information, t):
    """Knowing a constant changes nothing."""
    return conditional_mutual_information(and_a_constant(t)), mutual_information(t)


@conditional_mutual_information.law(t="(A, B)", channel="(B, C)", domain={"t": TABLE, "channel": CHANNEL})
def is_zero_along_a_chain(conditional_mutual_information, t, channel):
    """In a Markov chain X, Y, Z the ends are independent given the middle."""
    return conditional_mutual_information(last_two_swapped(chained(t, channel))), 0


@conditional_mutual_information.law(">=", plain=True, domain={"joint": POSITIVE_TABLE})
def is_zero_for_conditional_independence_only(conditional_mutual_information, joint):
    """It bounds the distance from conditional independence, so only conditionally independent variables have 0."""
    return conditional_mutual_information(joint), distance_squared(joint, independent_given_last(joint)) / 2


conditional_mutual_information.law(
    invariant("joint", first_two_swapped),
    name="is_symmetric_in_the_first_two",
    says="The first two variables may be exchanged.",
)


conditional_mutual_information.law(
    nonnegative(),
    name="remaining_information_is_nonnegative",
    says="For bases above 1 the conditional mutual information is never negative.",
    plain=True,
)


conditional_mutual_information.law(
    changes_base(),
    name="remaining_information_changes_base",
    says="Logarithms to the base b^2 are half as large as those to b.",
)


@conditional_mutual_information.fails("<=", plain=True)
def knowing_never_adds_information(conditional_mutual_information, joint):
    """Two independent coins tell nothing about each other, until it is known whether they differ."""
    return conditional_mutual_information(joint), mutual_information(marginal(joint, axis=(0, 1)))
