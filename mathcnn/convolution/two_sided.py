"""The convolution of two sequences on all of Z that are constant outside a finite range.

The sum of infinitely many terms either has finitely many that are not zero, or diverges. The fast form adds the terms
where one of the sequences changes, and multiplies the constant one between.
"""

from __future__ import annotations

import random

from sympy import Sum, oo, symbols

from ..language.formula import FunctionSpace, formula
from ..language.latex import writable
from ..language.shapes import shown
from ..language.statement import equation
from ..laws.families import additive, commutes, multiplied_by
from ..numbers.sequences import Sequence
from .continuous import convolved
from .curves import f, g

n, m = symbols("n m", integer=True)


def admitted(name, v):
    """A sequence, as it is; a TypeError for anything else."""
    if not isinstance(v, Sequence):
        raise TypeError(f"{name} = {v!r}; must be a Sequence")
    return v


def drawn_sequence(rng: random.Random) -> Sequence:
    """A sequence of up to four values and constants on both sides."""
    values = [rng.randint(-3, 3) for _ in range(rng.randint(1, 4))]
    return Sequence(
        values,
        rng.randint(-2, 2),
        *((0, 0), (0, 0), (0, rng.randint(1, 2)), (1, 1), (rng.randint(1, 2), 0))[rng.randrange(5)],
    )


IMPULSE, ONES, STEP, STEP_DOWN = Sequence([1]), Sequence(before=1, after=1), Sequence(after=1), Sequence([1, -1])
SEQUENCES = FunctionSpace(
    admitted,
    (
        IMPULSE,
        ONES,
        STEP_DOWN,
        STEP,
        Sequence([1, 1]),
        Sequence([1], 1),
        Sequence([1, 2], -1, 1, 1),
        Sequence(before=1),
    ),
    drawn_sequence,
)


@formula(
    equation(convolved(n), Sum(f(m) * g(n - m), (m, -oo, oo))),
    notation=r"({} * {})({})",
    source="goodfellow2016, eq. 9.3; oppenheim2010, section 2.3",
    f=SEQUENCES,
    g=SEQUENCES,
)
def two_sided(f, g, n):
    """The convolution of two sequences on all of Z, at n.

    Parameters
    ----------
    f, g : `Sequence`, constant outside a finite range
    n : an integer, or an array of integers

    Returns
    -------
    A number, or an array of numbers in the shape of n.

    Raises
    ------
    ValueError : the sum diverges: it has infinitely many terms that are not zero.
    TypeError : f or g is no `Sequence`.

    >>> [two_sided(Sequence(after=1), Sequence(after=1), n) for n in range(-1, 3)]
    [0, 1, 2, 3]
    """
    n = int(n)  # NumPy's integers would wrap around
    changes = (f.start, f.end), (n - g.end + 1, n - g.start + 1)  # where f(m) and g(n - m) are not constant
    lo, left = min(changes)
    right, hi = max(changes)
    hi = max(left, hi)
    if f(lo - 1) * g(n - lo + 1) != 0 or f(hi) * g(n - hi) != 0:
        raise ValueError(
            f"convolution.two_sided: the sum at n = {shown(n)} diverges: f = {f!r} and g = {g!r} "
            "have infinitely many products that are not zero"
        )
    if right <= left:
        return sum(f(m) * g(n - m) for m in range(lo, hi))
    between = f(left) * g(n - left)  # the same from left to right - 1, however far these are apart
    ends = sum(f(m) * g(n - m) for m in (*range(lo, left), *range(right, hi)))
    try:
        return ends + between * (right - left) if between != 0 else ends
    except OverflowError:
        raise ValueError(f"convolution.two_sided: the sum at n = {shown(n)} is too large for a float") from None


@writable(r"\left({} * {}\right)")
def whole_product(f, g, *, by):
    """The convolution as a sequence, if it is constant outside a finite range."""
    lo, hi = f.start + g.start - 2, f.end + g.end + 2
    values = [by(f, g, n) for n in range(lo, hi)]
    if values[0] != values[1] or values[-1] != values[-2]:
        raise ValueError(f"the convolution of {f!r} and {g!r} is not constant from some place on")
    return Sequence(values, lo, values[0], values[-1])


@writable(r"{}({})")
def entry(f, n):
    """The entry at n."""
    return f(n)


@writable(r"\tau {}")
def delayed(f):
    """The sequence one place later."""
    return f.shifted(1)


@writable(r"\delta")
def impulse(like):
    """The impulse at 0."""
    return IMPULSE


@writable(r"\textstyle\sum {}")
def whole_sum(f):
    """The sum of all entries."""
    return f.total()


two_sided.law(commutes("f", "g"), name="commutes_on_the_integers", says="The two sequences may be exchanged.")


@two_sided.law(h=SEQUENCES, requires=[lambda f, g, h: f.finite + g.finite + h.finite >= 2])
def associates_where_summable(two_sided, f, g, h, n):
    """Two of the three sequences have to be summable."""
    return two_sided(whole_product(f, g, by=two_sided), h, n), two_sided(f, whole_product(g, h, by=two_sided), n)


two_sided.law(
    additive("g", "h"),
    name="distributes_on_the_integers",
    says="The convolution with a sum is the sum of the convolutions.",
    h=SEQUENCES,
)
two_sided.law(
    multiplied_by("f", 3), name="scales_on_the_integers", says="Three times a sequence gives three times the result."
)


@two_sided.law()
def has_unit_on_the_integers(two_sided, f, n):
    """The convolution with the impulse at 0 changes nothing."""
    return two_sided(f, impulse(f), n), entry(f, n)


@two_sided.law()
def is_shift_equivariant_on_the_integers(two_sided, f, g, n):
    """A sequence delayed by one place gives the result delayed by one place."""
    return two_sided(delayed(f), g, n), two_sided(f, g, n - 1)


@two_sided.law(requires=[lambda f, g: f.finite and g.finite])
def multiplies_sums_on_the_integers(two_sided, f, g):
    """The sum of a convolution is the product of the sums."""
    return whole_sum(whole_product(f, g, by=two_sided)), whole_sum(f) * whole_sum(g)


@two_sided.fails(h=SEQUENCES)
def associates_without_summability(two_sided, f, g, h, n):
    """Every sum here exists; but the double sum does not converge absolutely, and the order of summation matters."""
    return two_sided(whole_product(f, g, by=two_sided), h, n), two_sided(f, whole_product(g, h, by=two_sided), n)
