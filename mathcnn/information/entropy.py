"""The entropy of a distribution."""

from __future__ import annotations

from sympy import Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import PLog, equation
from ..laws.families import changes_base, invariant, nonnegative
from ..laws.words import independent, mixed, relabelled, size
from ..numbers.choosing import arithmetic_of
from ..probability.domains import TABLE
from ..probability.marginal import marginal
from .letters import H, S, base, p, s
from .logarithms import A_BASE, least_entropy, mean_log, slope_of_log
from .words import and_impossible, in_one_row, last_of, refined, uniform


@formula(
    equation(H, -Sum(PLog(p[s], p[s], base), (s, 0, S - 1))),
    shapes="(S...) -> ()",
    requires=A_BASE,
    domain={"p": TABLE},
    notation="H",
    source="cover2006, eq. 2.1; of several variables, eq. 2.8",
)
def entropy(p, base=2):
    """The entropy of a distribution, of all its variables together.

    p: the table of probabilities, of any shape. base: of the logarithm, a number > 0 other than 1 (2: bits, math.e:
    nats). Returns a number from 0 to log(p.size), in the type of the table; for a base below 1 all signs are reversed.
    A negative sum that rounding of the table or of the computation explains is returned as 0; a positive one is never
    changed. Raises ValueError if an entry is negative or NaN, if the entries do not sum to 1 up to rounding, or for
    another base. The gradient is infinite at p = 0.

    >>> float(entropy([0.5, 0.25, 0.125, 0.125]))
    1.75
    """
    return mean_log(p, (p,), (), base, sign=-1, least=least_entropy(p.sum()))


@entropy.gradient
def entropy_backward(dy, p, base):
    """The derivative of -p log p is -(log p + 1 / ln base), infinite at p = 0."""
    return (-dy * slope_of_log(p, (p,), (), base, plus=1),)


@writable(r"\log_{{{base}}} {}")
def logarithm(n, *, base, like):
    """The logarithm of an integer, in the number type of an array."""
    return arithmetic_of(like.ravel().tolist()).plog(1, lambda: n, base)


@entropy.law(parts="(2)", domain={"parts": TABLE})
def divides(entropy, p, parts):
    """Dividing an outcome into two parts adds the entropy of the parts, times the probability of the outcome."""
    return entropy(refined(p, parts)), entropy(p) + entropy(parts) * last_of(p)


@entropy.law()
def of_uniform(entropy, p, base):
    """The entropy of n equally likely outcomes is log n."""
    return entropy(uniform(p), base=base), logarithm(size(p), base=base, like=p)


entropy.law(invariant("p", relabelled), name="ignores_labels", says="The order of the outcomes does not matter.")


entropy.law(
    invariant("p", and_impossible),
    name="ignores_the_impossible",
    says="An outcome of probability 0 adds nothing, since 0 log 0 = 0.",
)


@entropy.law()
def is_of_all_variables(entropy, p):
    """A table of several variables has the entropy of one variable with the same outcomes."""
    return entropy(p), entropy(in_one_row(p))


@entropy.law(r="(2)", domain={"r": TABLE})
def adds_over_independent(entropy, p, r):
    """The entropies of independent variables add up, if one has two outcomes."""
    return entropy(independent(p, r)), entropy(p) + entropy(r)


entropy.law(changes_base(), name="changes_base", says="Logarithms to the base b^2 are half as large as those to b.")


entropy.law(nonnegative(), name="is_nonnegative", says="For bases above 1 the entropy is never negative.", plain=True)


@entropy.law("<=", plain=True)
def is_largest_for_uniform(entropy, p):
    """No distribution over the same outcomes has a larger entropy than the uniform one."""
    return entropy(p), entropy(uniform(p))


@entropy.law(">=", plain=True, r="p", domain={"r": TABLE})
def is_concave(entropy, p, r):
    """The entropy of the mean of two tables is at least the mean of their entropies."""
    return 2 * entropy(mixed(p, r)), entropy(p) + entropy(r)


@entropy.fails(plain=True, t="(A, B)", domain={"t": TABLE})
def adds_over_variables(entropy, t):
    """The entropies of dependent variables do not add up: what they share would count twice."""
    return entropy(t), entropy(marginal(t, axis=0)) + entropy(marginal(t, axis=1))


entropy.fails(nonnegative("base"), name="is_nonnegative_in_every_base", says="A base below 1 reverses the sign.")
