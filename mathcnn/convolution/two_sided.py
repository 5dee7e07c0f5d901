"""The convolution of two sequences on all of Z, at n."""

from __future__ import annotations

import random

from sympy import Eq, Sum, oo, symbols

from ..language.formula import FunctionSpace, formula
from ..language.latex import writable
from ..numbers.sequences import Sequence
from .continuous import convolved
from .curves import f, g

n, m = symbols("n m", integer=True)


def admitted(name, v):
    if not isinstance(v, Sequence):
        raise TypeError(f"{name} = {v!r}: it has to be a Sequence, constant from some place on in both directions")
    return v


def drawn_sequence(rng: random.Random) -> Sequence:
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
    Eq(convolved(n), Sum(f(m) * g(n - m), (m, -oo, oo))),
    notation=r"({} * {})({})",
    source="goodfellow2016, eq. 9.3; oppenheim2010, section 2.3",
    f=SEQUENCES,
    g=SEQUENCES,
)
def two_sided(f, g, n):
    """The convolution of two sequences on all of Z, at n.

    f, g: `Sequence`, constant from some place on in both directions; n: a whole number, or an array of them.
    Raises ValueError where the sum diverges: it has infinitely many terms that are not zero.

    >>> [two_sided(Sequence(after=1), Sequence(after=1), n) for n in range(-1, 3)]
    [0, 1, 2, 3]
    """
    n = int(n)  # NumPy's whole numbers would wrap around
    lo, hi = min(f.start, n - g.end + 1), max(f.end, n - g.start + 1)
    if f(lo - 1) * g(n - lo + 1) != 0 or f(hi) * g(n - hi) != 0:
        raise ValueError(
            f"convolution.two_sided: the sum at n = {n} diverges: f = {f!r} and g = {g!r} do not fall off together"
        )
    return sum(f(m) * g(n - m) for m in range(lo, hi))


@writable(r"\left({} * {}\right)")
def whole_product(f, g, *, by):
    """The convolution as a sequence, where it is constant from some place on."""
    lo, hi = f.start + g.start - 2, f.end + g.end + 2
    values = [by(f, g, n) for n in range(lo, hi)]
    if values[0] != values[1] or values[-1] != values[-2]:
        raise ValueError(f"the convolution of {f!r} and {g!r} is not constant from some place on")
    return Sequence(values, lo, values[0], values[-1])


@writable(r"{}({})")
def entry(f, n):
    return f(n)


@writable(r"\tau {}")
def delayed(f):
    return f.shifted(1)


@writable(r"\delta")
def impulse(like):
    return IMPULSE


@writable(r"\textstyle\sum {}")
def whole_sum(f):
    return f.total()


@two_sided.law()
def commutes_on_the_integers(two_sided, f, g, n):
    return two_sided(f, g, n), two_sided(g, f, n)


@two_sided.law(h=SEQUENCES, requires=[lambda f, g, h: f.finite + g.finite + h.finite >= 2])
def associates_where_summable(two_sided, f, g, h, n):
    """Two of the three have to be summable."""
    return two_sided(whole_product(f, g, by=two_sided), h, n), two_sided(f, whole_product(g, h, by=two_sided), n)


@two_sided.law(h=SEQUENCES)
def distributes_on_the_integers(two_sided, f, g, h, n):
    return two_sided(f, g + h, n), two_sided(f, g, n) + two_sided(f, h, n)


@two_sided.law()
def scales_on_the_integers(two_sided, f, g, n):
    return two_sided(3 * f, g, n), 3 * two_sided(f, g, n)


@two_sided.law()
def has_unit_on_the_integers(two_sided, f, n):
    return two_sided(f, impulse(f), n), entry(f, n)


@two_sided.law()
def is_shift_equivariant_on_the_integers(two_sided, f, g, n):
    return two_sided(delayed(f), g, n), two_sided(f, g, n - 1)


@two_sided.law(requires=[lambda f, g: f.finite and g.finite])
def multiplies_sums_on_the_integers(two_sided, f, g):
    return whole_sum(whole_product(f, g, by=two_sided)), whole_sum(f) * whole_sum(g)


@two_sided.fails(h=SEQUENCES)
def associates_without_summability(two_sided, f, g, h, n):
    """Every sum here exists; but the double sum does not converge absolutely, and the order of summation matters."""
    return two_sided(whole_product(f, g, by=two_sided), h, n), two_sided(f, whole_product(g, h, by=two_sided), n)
