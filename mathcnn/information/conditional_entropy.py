"""The conditional entropy: what remains uncertain about some variables if others are known."""

from __future__ import annotations

from sympy import Sum

from ..language.formula import AxisArgument, formula
from ..language.statement import PLog, equation
from ..laws.families import nonnegative
from ..laws.words import every_axis, independent
from ..probability.axes import others
from ..probability.domains import TABLE
from ..probability.letters import X, Y, joint, row, x, y
from ..probability.marginal import marginal
from .entropy import entropy
from .letters import H, base
from .logarithms import A_BASE, mean_log, slope_of_log
from .words import with_a_copy


@formula(
    equation(H, -Sum(PLog(joint[x, y], joint[x, y] / row[x], base), (x, 0, X - 1), (y, 0, Y - 1))),
    where=[marginal.statement],
    shapes="(X..., Y...) -> ()",
    requires=A_BASE,
    axis=AxisArgument("X"),
    domain={"joint": TABLE},
    notation="H",
    source="cover2006, eq. 2.12",
)
def conditional_entropy(joint, axis=0, base=2):
    """The entropy that remains if the variables that `axis` names are known: H(Y|X) of a table p(x, y) for `axis=0`.

    joint: the table, an array with one axis for each variable. axis: the axes whose values are known, an integer or a
    tuple of integers; the entropy is that of all others. base: of the logarithm, a number > 0 other than 1 (2: bits,
    math.e: nats). Returns a number >= 0, in the type of the table; for a base below 1 all signs are reversed. A
    negative sum that rounding of the table or of the computation explains is returned as 0; a positive one is never
    changed. Raises ValueError if an entry is negative or NaN, if the entries do not sum to 1 up to rounding, if an
    axis does not exist, or for another base.

    >>> float(conditional_entropy([[0.5, 0.0], [0.25, 0.25]], axis=0))
    0.5
    """
    return mean_log(joint, (joint,), (joint.sum(axis=others(joint, axis), keepdims=True),), base, sign=-1)


@conditional_entropy.gradient
def conditional_entropy_backward(dy, joint, axis, base):
    """The derivative by an entry is -log of the conditional probability; the other terms cancel."""
    known = joint.sum(axis=others(joint, axis), keepdims=True)
    return (-dy * slope_of_log(joint, (joint,), (known,), base, plus=0),)


@conditional_entropy.law(plain=True)
def chain(conditional_entropy, joint, axis):
    """The entropy of all variables is that of the known ones, plus that of the others given them."""
    return entropy(joint), entropy(marginal(joint, axis=axis)) + conditional_entropy(joint, axis=axis)


@conditional_entropy.law(plain=True, t="(A, B)", domain={"t": TABLE})
def knows_the_first_by_default(conditional_entropy, t):
    """By default the first variable is known."""
    return conditional_entropy(t), conditional_entropy(t, axis=0)


@conditional_entropy.law(plain=True)
def given_nothing(conditional_entropy, joint):
    """If nothing is known, the entropy of the table remains."""
    return conditional_entropy(joint, axis=()), entropy(joint)


@conditional_entropy.law()
def given_everything(conditional_entropy, joint):
    """If all variables are known, nothing remains uncertain."""
    return conditional_entropy(joint, axis=every_axis(joint)), 0


@conditional_entropy.law(plain=True, p="(A)", r="(B)", domain={"p": TABLE, "r": TABLE})
def given_the_independent(conditional_entropy, p, r):
    """Knowing an independent variable leaves the entropy as it is."""
    return conditional_entropy(independent(p, r), axis=0), entropy(r)


@conditional_entropy.law(p="(A)", domain={"p": TABLE})
def given_a_copy(conditional_entropy, p):
    """Knowing a copy of a variable leaves no entropy."""
    return conditional_entropy(with_a_copy(p), axis=0), 0


@conditional_entropy.law()
def conditional_changes_base(conditional_entropy, joint, axis, base):
    """Logarithms to the base b^2 are half as large as those to b."""
    return 2 * conditional_entropy(joint, axis=axis, base=base**2), conditional_entropy(joint, axis=axis, base=base)


conditional_entropy.law(
    nonnegative("axis"),
    name="conditional_is_nonnegative",
    says="For bases above 1 the conditional entropy is never negative.",
    plain=True,
)


@conditional_entropy.law("<=", plain=True, t="(A, B)", domain={"t": TABLE})
def knowing_never_adds(conditional_entropy, t):
    """Knowing one variable never increases the entropy of another."""
    return conditional_entropy(t, axis=0), entropy(marginal(t, axis=1))


@conditional_entropy.fails(plain=True, t="(A, B)", domain={"t": TABLE})
def can_be_reversed(conditional_entropy, t):
    """H(Y | X) is not H(X | Y)."""
    return conditional_entropy(t, axis=0), conditional_entropy(t, axis=1)
