"""The mutual information I(X; Y) of the two variables of a table: the bits that one tells about the other."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import PLog
from ..laws.words import axes_reversed, independent, relabelled
from ..probability.conditional import conditional
from ..probability.domains import CHANNEL, POSITIVE_TABLE, TABLE
from ..probability.letters import X, Y, joint, row, x, y
from ..probability.marginal import marginal
from ..probability.words import summed
from .conditional_entropy import conditional_entropy
from .entropy import entropy
from .kl_divergence import kl_divergence
from .letters import I, Z, base, col, last, xz, yz, z
from .logarithms import A_BASE, mean_log, slope_of_log
from .words import distance_squared, least_divergence, through, with_a_copy


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
    Eq(
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


@writable(r"{} \rightarrow {}", tight=False)
def chained(p, channel):
    """The table of a Markov chain X, Y, Z: Z is what comes out when Y is sent through a channel."""
    return p[..., None] * channel


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


@mutual_information.law(plain=True)
def in_entropies(mutual_information, joint):
    """What two variables hold one by one, and don't hold together."""
    return mutual_information(joint), entropy(marginal(joint, axis=0)) + entropy(marginal(joint, axis=1)) - entropy(
        joint
    )


@mutual_information.law(plain=True)
def is_a_divergence(mutual_information, joint):
    """How far the table is from independence."""
    return mutual_information(joint), kl_divergence(
        joint, independent(marginal(joint, axis=0), marginal(joint, axis=1))
    )


@mutual_information.law(plain=True)
def is_uncertainty_removed(mutual_information, joint):
    return mutual_information(joint), entropy(marginal(joint, axis=1)) - conditional_entropy(joint, axis=0)


@mutual_information.law()
def is_symmetric(mutual_information, joint):
    return mutual_information(axes_reversed(joint)), mutual_information(joint)


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
    return mutual_information(joint), distance_squared(
        joint, independent(marginal(joint, axis=0), marginal(joint, axis=1))
    ) / 2


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
    return mutual_information(joint), mutual_information(through(joint, channel)) + conditional_mutual_information(
        chained(joint, channel)
    )


@mutual_information.fails("<=", plain=True, channel="(Y, Z)", domain={"channel": CHANNEL})
def processing_loses_nothing(mutual_information, joint, channel):
    return mutual_information(joint), mutual_information(through(joint, channel))


@conditional_mutual_information.law(plain=True)
def chain_rule(conditional_mutual_information, joint):
    """What Z tells about X, and what Y adds to it."""
    return (
        mutual_information(last_two_as_one(joint)),
        mutual_information(marginal(joint, axis=(0, 2))) + conditional_mutual_information(joint),
    )


@conditional_mutual_information.law(plain=True)
def in_conditional_entropies(conditional_mutual_information, joint):
    return (
        conditional_mutual_information(joint),
        conditional_entropy(marginal(joint, axis=(0, 2)), axis=1)
        + conditional_entropy(marginal(joint, axis=(1, 2)), axis=1)
        - conditional_entropy(joint, axis=2),
    )


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
