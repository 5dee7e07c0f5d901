"""The entropy of a table of any number of variables together: the bits that say what happened, on average."""

from __future__ import annotations

from sympy import Eq, Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import PLog
from ..numbers.choosing import arithmetic_of
from ..probability.domains import TABLE
from ..probability.marginal import marginal
from ..probability.words import independent, mixed, relabelled
from .letters import H, S, base, p, s
from .logarithms import A_BASE, mean_log, slope_of_log
from .words import and_impossible, in_one_row, last_of, least_divergence, refined, size, uniform


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

    p: a table; base: of the logarithm (2: bits, math.e: nats). Returns a number from 0 to log(p.size). Raises
    ValueError where the table has an entry that is negative or NaN, or doesn't sum to one. The gradient is infinite at
    p = 0.

    >>> float(entropy([0.5, 0.25, 0.125, 0.125]))
    1.75
    """
    return mean_log(
        p, (p,), (), base, sign=-1, least=least_divergence(p.sum(), 1)
    )  # of p from ones: below 0 where p sums to more than 1


@entropy.gradient
def entropy_backward(dy, p, base):
    return (-dy * slope_of_log(p, (p,), (), base, plus=1),)


@writable(r"\log_{{{base}}} {}")
def logarithm(n, *, base, like):
    """The logarithm of a whole number, in the number type of an array."""
    return arithmetic_of(like.ravel().tolist()).plog(1, lambda: n, base)


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
