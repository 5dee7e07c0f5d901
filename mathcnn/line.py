"""Convolution of functions on the line, and of sequences on all of Z: the second room of `convolution`.

Conventions: a function is a SymPy expression in one real letter (t, where it has several), a Lambda, or a Python function of
floats. What it is at a jump plays no part. `Sequence` is a sequence that is constant from some place on.
"""

from __future__ import annotations

import random
from fractions import Fraction

import flint
import numpy as np
import sympy as sp
from sympy import Eq, Function, Integral, Sum, oo, symbols

from .balls import NotEnclosed
from .enclosures import enclosed
from .formula import Family, formula
from .integrals import VARIABLE, as_curve, closed
from .quadrature import QUADRATURE, quadrature
from .sequences import Sequence
from .writing import writable

__topic__ = "convolution"

t, x = symbols("t x", real=True)
n, m = symbols("n m", integer=True)
f, g = map(Function, "fg")
convolved = Function("convolved")
SAMPLE = sp.Dummy("x", real=True)


# ---------------------------------------------------------------- functions of the document's kind


def box(a=0, b=1):
    """1 on [a, b), 0 elsewhere.

    >>> box(0, 2)
    Piecewise((0, t < 0), (1, t < 2), (0, True))
    """
    return polynomial([1], a, b)


def polynomial(coefficients, a, b):
    """coefficients[0] + coefficients[1] t + ... on [a, b), 0 elsewhere."""
    a, b = (number(f"polynomial: {name}", end) for name, end in (("a", a), ("b", b)))
    if (b - a).is_positive is False:
        raise ValueError(f"polynomial on [{a}, {b}): it needs a < b")
    if not len(coefficients):
        raise ValueError("polynomial: coefficients is empty; the constant 0 is [0]")
    whole = sp.Add(*(number("polynomial: coefficients", c) * t**k for k, c in enumerate(coefficients)))
    return sp.Piecewise((0, t < a), (whole, t < b), (0, True))


def gaussian(mu=0, sigma=1):
    """The normal density with mean mu and standard deviation sigma > 0.

    >>> gaussian(0, 1)
    sqrt(2)*exp(-t**2/2)/(2*sqrt(pi))
    """
    mu, sigma = number("gaussian: mu", mu), number("gaussian: sigma", sigma)
    if sigma.is_positive is False:
        raise ValueError(f"gaussian: sigma = {sigma}: it has to be positive")
    return sp.exp(-((t - mu) ** 2) / (2 * sigma**2)) / (sp.sqrt(2 * sp.pi) * sigma)


def exponential(rate=1):
    """The exponential density: rate exp(-rate t) for t >= 0, 0 before.

    >>> exponential(2)
    Piecewise((0, t < 0), (2*exp(-2*t), True))
    """
    rate = number("exponential: rate", rate)
    if rate.is_positive is False:
        raise ValueError(f"exponential: rate = {rate}: it has to be positive")
    return sp.Piecewise((0, t < 0), (rate * sp.exp(-rate * t), True))


def number(name, v):
    """An exact real number or a letter; a float is taken at its exact value."""
    if isinstance(v, (str, bool, type(None), list, tuple)):
        raise TypeError(f"{name} = {v!r}: it has to be a number")
    v = sp.Rational(v) if isinstance(v, float) and np.isfinite(v) else sp.sympify(v)
    if v.is_finite is False or v.is_real is False or v is sp.nan:
        raise ValueError(f"{name} = {v}: it has to be a finite real number")
    return v


def drawn_curve(rng: random.Random) -> sp.Expr:
    """A box, a polynomial on an interval, or a one-sided exponential."""
    a = Fraction(rng.randint(-4, 4), 2)
    b = a + Fraction(rng.randint(1, 4), 2)
    return rng.choice([
        lambda: box(a, b),
        lambda: polynomial([rng.randint(-3, 3), rng.randint(1, 3)], a, b),
        lambda: exponential(Fraction(rng.randint(1, 6), 2)),
    ])()  # fmt: skip


def drawn_bell(rng: random.Random) -> sp.Expr:
    return gaussian(Fraction(rng.randint(-4, 4), 2), Fraction(rng.randint(1, 6), 2))


TENT = sp.Piecewise((0, t < 0), (t, t < 1), (2 - t, t < 2), (0, True))
CURVES = Family(as_curve, (box(0, 1), exponential(1), polynomial([0, 1], 0, 1), gaussian(0, 1), box(-1, 2), exponential(2)), drawn_curve)
FALLING = Family(as_curve, (box(0, 1), exponential(1), polynomial([0, 1], 0, 1), box(-1, 2), exponential(2)), drawn_curve)
BELLS = Family(as_curve, (gaussian(0, 1), gaussian(1, 2), gaussian(Fraction(-1, 2), Fraction(2, 3))), drawn_bell)
WITHOUT_JUMPS = Family(as_curve, (TENT, gaussian(0, 1), sp.exp(-sp.Abs(t))), drawn_bell)
WITH_JUMPS = Family(as_curve, (box(0, 1), exponential(1)), drawn_curve)


# ---------------------------------------------------------------- functions


@formula(
    Eq(convolved(x), Integral(f(t) * g(x - t), (t, -oo, oo))),
    notation=r"({} * {})({})",
    source="goodfellow2016, eq. 9.1; bracewell2000, chapter 3",
    f=CURVES, g=CURVES,
)  # fmt: skip
def continuous(f, g, x):
    """The convolution of two functions on the line, at x.

    f, g: functions (see above). x: a letter or an exact number gives the closed form, which balls have confirmed; a float or an
    array of them, a float with an error of at most 1e-9 (1 + |result|); a `flint.arb`, a ball that holds the value, unbounded for
    an infinite ball. Of expressions the error is certain. Of Python functions only their values are known, and a feature narrower
    than 1/100 of its distance from the nearest named place may be missed; named are 0, x, the numbers in an attribute `breaks` of
    f, and those of g taken from x.
    Raises ValueError where the integral is shown to diverge, and `balls.NotEnclosed`, a ValueError, where no confirmed closed
    form or no bounded ball was found.

    >>> continuous(box(0, 1), box(0, 1), symbols("x", real=True))
    Piecewise((0, x < 0), (x, x < 1), (2 - x, x < 2), (0, True))
    >>> continuous(exponential(1), exponential(1), 2.0)
    0.2706705664732...
    """
    try:
        return value_at(f, g, x)
    except ValueError as error:
        raise type(error)(f"convolution.continuous at x = {x}: {error}") from None


def value_at(f, g, x):
    """What `continuous` returns, by the type of x."""
    if isinstance(x, flint.arb):
        return enclosed(f(VARIABLE) * g(SAMPLE - VARIABLE), VARIABLE, {SAMPLE: x})
    if isinstance(x, (complex, flint.acb)) or sp.sympify(x).is_real is False:
        raise TypeError(f"convolution.continuous: x = {x!r}: it has to be real")
    if not isinstance(x, (float, np.floating)):
        return continuous.literal(f, g, x)
    x = float(x)
    if f.expression is not None and g.expression is not None:
        return certified(f, g, x)
    marks = {0.0, x, *f.marks, *(x - mark for mark in g.marks)}

    def integrand(t):
        left, right = f(t), g(x - t)
        return left * right if left and right else 0.0   # where one is 0 the other may overflow

    return quadrature(integrand, marks)


def certified(f, g, x):
    """The convolution at a float, as the middle of a ball that holds it."""
    for bits, tolerance in ((64, 2e-12), (128, 1e-18)):
        with flint.ctx.workprec(bits):
            found = enclosed(f(VARIABLE) * g(SAMPLE - VARIABLE), VARIABLE, {SAMPLE: flint.arb(x)}, tolerance=tolerance)
            if found.rad() <= QUADRATURE / 4 * (1 + abs(found).lower()):
                return float(found.mid())
    raise NotEnclosed(f"balls enclose the integral no better than {found.str(6)}")


@writable(r"\left({} * {}\right)")
def product(f, g, *, by):
    """The convolution as a function of t."""
    return by(f, g, t)


@writable(r"{}'")
def derivative(f):
    return sp.diff(f.rewrite(sp.Piecewise), t)


@writable(r"{}({})")
def at(f, x):
    """The value of a function."""
    return as_curve("f", f)(x)


@writable(r"\tau {}")
def later(f):
    """The function, one unit later."""
    return f.xreplace({t: t - 1})


@writable(r"\textstyle\int {}")
def area(f):
    return closed(f, t)


@writable(r"\mu_{{{}}}")
def mean(f):
    return closed(t * f, t)


@writable(r"\sigma^2_{{{}}}")
def variance(f):
    return closed(t**2 * f, t) - mean(f) ** 2


@writable(r"\mathcal{{N}}\left({}, {}\right)")
def bell(mu, squared):
    """The normal density with this mean and variance."""
    return gaussian(mu, sp.sqrt(squared))


@continuous.law()
def commutes_on_the_line(continuous, f, g, x):
    return continuous(f, g, x), continuous(g, f, x)


@continuous.law(h=CURVES)
def distributes_on_the_line(continuous, f, g, h, x):
    return continuous(f, g + h, x), continuous(f, g, x) + continuous(f, h, x)


@continuous.law()
def scales_on_the_line(continuous, f, g, x):
    return continuous(3 * f, g, x), 3 * continuous(f, g, x)


@continuous.law()
def is_translation_equivariant_on_the_line(continuous, f, g, x):
    return continuous(later(f), g, x), continuous(f, g, x - 1)


@continuous.law(f=FALLING, g=FALLING)
def multiplies_areas(continuous, f, g):
    return area(product(f, g, by=continuous)), area(f) * area(g)


@continuous.law(f=BELLS, g=BELLS)
def adds_means_and_variances_of_bells(continuous, f, g, x):
    """The convolution of two normal densities is normal."""
    return continuous(f, g, x), at(bell(mean(f) + mean(g), variance(f) + variance(g)), x)


@continuous.law(f=FALLING, g=FALLING, h=FALLING)
def associates_on_the_line(continuous, f, g, h, x):
    return continuous(product(f, g, by=continuous), h, x), continuous(f, product(g, h, by=continuous), x)


@continuous.law(f=WITHOUT_JUMPS)
def differentiates_on_the_line(continuous, f, g, x):
    """The derivative may be taken of either argument, as long as that one has no jumps."""
    return at(derivative(product(f, g, by=continuous)), x), continuous(derivative(f), g, x)


@continuous.fails(f=WITH_JUMPS, g=WITH_JUMPS)
def differentiates_across_jumps(continuous, f, g, x):
    """At a jump the derivative is no function, and what it gives is lost."""
    return at(derivative(product(f, g, by=continuous)), x), continuous(derivative(f), g, x)


@continuous.fails()
def is_the_pointwise_product(continuous, f, g, x):
    return continuous(f, g, x), at(f, x) * at(g, x)


# ---------------------------------------------------------------- sequences on Z


def admitted(name, v):
    if not isinstance(v, Sequence):
        raise TypeError(f"{name} = {v!r}: it has to be a Sequence, constant from some place on in both directions")
    return v


def drawn_sequence(rng: random.Random) -> Sequence:
    values = [rng.randint(-3, 3) for _ in range(rng.randint(1, 4))]
    return Sequence(values, rng.randint(-2, 2), *((0, 0), (0, 0), (0, rng.randint(1, 2)), (1, 1), (rng.randint(1, 2), 0))[rng.randrange(5)])


IMPULSE, ONES, STEP, STEP_DOWN = Sequence([1]), Sequence(before=1, after=1), Sequence(after=1), Sequence([1, -1])
SEQUENCES = Family(admitted, (IMPULSE, ONES, STEP_DOWN, STEP, Sequence([1, 1]), Sequence([1], 1), Sequence([1, 2], -1, 1, 1), Sequence(before=1)),
                   drawn_sequence)  # fmt: skip


@formula(
    Eq(convolved(n), Sum(f(m) * g(n - m), (m, -oo, oo))),
    notation=r"({} * {})({})",
    source="goodfellow2016, eq. 9.3; oppenheim2010, section 2.3",
    f=SEQUENCES, g=SEQUENCES,
)  # fmt: skip
def two_sided(f, g, n):
    """The convolution of two sequences on all of Z, at n.

    f, g: `Sequence`, constant from some place on in both directions; n: a whole number, or an array of them.
    Raises ValueError where the sum diverges: it has infinitely many terms that are not zero.

    >>> [two_sided(Sequence(after=1), Sequence(after=1), n) for n in range(-1, 3)]
    [0, 1, 2, 3]
    """
    n = int(n)                                           # NumPy's whole numbers would wrap around
    lo, hi = min(f.start, n - g.end + 1), max(f.end, n - g.start + 1)
    if f(lo - 1) * g(n - lo + 1) != 0 or f(hi) * g(n - hi) != 0:
        raise ValueError(f"convolution.two_sided: the sum at n = {n} diverges: f = {f!r} and g = {g!r} do not fall off together")
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
