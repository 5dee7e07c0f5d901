"""The entropy that is left of the other variables once those of `axis` are known: H(Y|X) of a table p(x, y)."""

from __future__ import annotations

from sympy import Eq, Sum

from ..language.formula import AxisArgument, formula
from ..language.statement import PLog
from ..probability.domains import TABLE
from ..probability.letters import X, Y, joint, row, x, y
from ..probability.marginal import marginal
from ..probability.words import every_axis, independent, others
from .entropy import entropy
from .letters import H, base
from .logarithms import A_BASE, mean_log, slope_of_log
from .words import with_a_copy


@formula(
    Eq(H, -Sum(PLog(joint[x, y], joint[x, y] / row[x], base), (x, 0, X - 1), (y, 0, Y - 1))),
    where=[marginal.statement],
    shapes="(X..., Y...) -> ()",
    requires=A_BASE,
    axis=AxisArgument("X"),
    domain={"joint": TABLE},
    notation=r"H",
    source="cover2006, eq. 2.12",
)
def conditional_entropy(joint, axis=0, base=2):
    """The entropy that is left of the other variables once those of `axis` are known: H(Y|X) of a table p(x, y).

    joint: a table of any number of variables; axis: one axis or several, KNOWN (all others are asked for); base: of the
    logarithm. Raises ValueError where the table has an entry that is negative or NaN, or doesn't sum to one.

    >>> float(conditional_entropy([[0.5, 0.0], [0.25, 0.25]], axis=0))
    0.5
    """
    return mean_log(joint, (joint,), (joint.sum(axis=others(joint, axis), keepdims=True),), base, sign=-1)


@conditional_entropy.gradient
def conditional_entropy_backward(dy, joint, axis, base):
    known = joint.sum(axis=others(joint, axis), keepdims=True)
    return (-dy * slope_of_log(joint, (joint,), (known,), base, plus=0),)


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
