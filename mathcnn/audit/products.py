"""Sections 2.0.1 and 2.0.2: convolution of functions, of sequences and of images."""

from __future__ import annotations

from typing import Any

import numpy as np
import sympy as sp
from sympy import Eq, Integral, Sum, oo

from .. import convolution, geometry
from ..convolution import continuous, image, two_sided
from ..convolution.continuous import convolved
from ..convolution.curves import f, g, t, x
from ..convolution.letters import H as height
from ..convolution.letters import I, K, s
from ..convolution.letters import i as place
from ..convolution.letters import y as result
from ..convolution.two_sided import ONES, STEP
from ..numbers.integrals import closed
from .propositions import Every, Lawful
from .readings import Defined
from .statements import Corrected, Statement, Under

ONE = sp.S.One  # the function that is 1 everywhere


def at_zero(f: Any, g: Any) -> tuple[Any, Any]:
    """(f * g)(0) and (g * f)(0), for functions on the line."""
    return continuous(f, g, sp.S.Zero), continuous(g, f, sp.S.Zero)


# ---------------------------------------------------------------- functions

FUNCTIONS = [
    {"f": convolution.box(0, 1), "g": convolution.box(0, 1)},
    {"f": convolution.exponential(1), "g": convolution.box(-1, 2)},
    {"f": ONE, "g": ONE},
]

bilinear_commutative = Statement(
    "bilinear-commutative",
    "2.0.1",
    "convolution of functions is a bilinear, commutative product",
    source="goodfellow2016, section 9.1; bracewell2000, chapter 3",
    formula=continuous.laws["commutes_on_the_line"],
    printed=(Every("f * g = g * f at 0, for functions on the line", FUNCTIONS, at_zero),),
    under=Under(
        "f and g are integrable (in L¹), so that the integral exists at almost every x",
        (
            Lawful("convolution.continuous::commutes_on_the_line"),
            Lawful("convolution.continuous::distributes_on_the_line"),
            Lawful("convolution.continuous::scales_on_the_line"),
        ),
    ),
    corrected=Corrected(
        "on the integrable functions convolution is a bilinear, commutative (and associative) product",
        formula=continuous,
    ),
    note="The formula that the document prints below it does not commute: see `continuous`.",
)


def exists(f: Any, g: Any) -> tuple[Any, Any]:
    """(f * g)(0) by the formula, twice: only whether it has a value is checked."""
    value = continuous(f, g, sp.S.Zero)
    return value, value


def norms(f: Any, g: Any) -> tuple[Any, Any]:
    """The integral of |f * g|, and the product of the integrals of |f| and |g|."""
    x = sp.Symbol("t", real=True)
    size = lambda h: closed(sp.Abs(h).rewrite(sp.Piecewise), x)
    return sp.simplify(size(continuous(f, g, x))), sp.simplify(size(f) * size(g))


SIGNED = sp.Piecewise((0, t < 0), (1, t < 1), (-1, t < 2), (0, True))
INTEGRABLE = [
    {"f": convolution.box(0, 1), "g": convolution.box(-1, 2)},
    {"f": SIGNED, "g": convolution.box(0, 1)},
    {"f": SIGNED, "g": convolution.box(-1, 2)},
]


def root_against_itself(eps: Any) -> Any:
    """The part of the integral of f(t) f(0 - t), f(t) = |t|^(-1/2) on (-1, 1), that lies beyond eps: of 1/|t| from eps
    to 1, twice.
    """
    return 2 * sp.integrate(1 / t, (t, eps, 1))


domain = Statement(
    "domain",
    "2.0.1",
    "the convolution is defined for all (f, g) in (R^R)²",
    source="bracewell2000, chapter 3",
    formula=continuous,
    printed=(Every("(f * g)(0) has a value", FUNCTIONS, exists),),
    corrected=Corrected(
        "it is defined for all measurable f and g with finite integrals of |f| and |g|, at almost every x, and is "
        "integrable again: "
        "the integral of |f * g| is at most the product of theirs",
        (
            Every("the integral of |f * g| is at most the product", INTEGRABLE, norms, "<="),
            Lawful("convolution.continuous::multiplies_areas"),
        ),
        continuous,
    ),
    beside=(
        Every(
            "the integral of 1 · 1 over [-T, T] grows without bound",
            [{"T": 10}, {"T": 1000}],
            lambda T: (sp.integrate(ONE, (t, -T, T)), 2 * T),
        ),
        Every(
            "“almost every”: of f(t) = |t|^(-1/2) on (-1, 1), integral 4, with itself at 0 there is no value",
            [{"eps": sp.Rational(1, 10**k)} for k in (1, 3, 6)],
            lambda eps: (root_against_itself(eps), -2 * sp.log(eps)),
        ),
    ),
    note="(R^R)² holds every pair of functions, constants and unmeasurable ones among them.",
    figure="document.no_integral",
)


# ---------------------------------------------------------------- the integral

PRINTED_INTEGRAL = continuous.restated(Eq(convolved(x), Integral(g(t - x) * f(t), (t, -oo, oo))))


@PRINTED_INTEGRAL.law()
def is_convolution(product, f, g, x):
    """The integral as printed, and that of f(t) g(x - t)."""
    return product(f, g, x), continuous(f, g, x)


def of_two_boxes() -> dict[str, list[float]]:
    """The convolution of two boxes on [0, 1), as it is and as it is printed, at x = -2, ..., 3."""
    f = convolution.box(0, 1)
    at = [sp.Rational(k, 6) - 2 for k in range(31)]
    return {
        "f(t) g(x - t)": [float(continuous(f, f, x)) for x in at],
        "f(t) g(t - x)": [float(PRINTED_INTEGRAL.literal(f, f, x)) for x in at],
    }


integral = Statement(
    "continuous",
    "2.0.1",
    "(f * g)(x) is the integral of g(t - x) f(t) over all t",
    source="goodfellow2016, eq. 9.1; bracewell2000, chapter 3",
    formula=PRINTED_INTEGRAL,
    printed=(Lawful(is_convolution), Lawful(PRINTED_INTEGRAL.laws["commutes_on_the_line"])),
    corrected=Corrected(
        "g is turned: g(x - t). What is printed is the cross-correlation, which does not commute",
        (
            Lawful("convolution.continuous::commutes_on_the_line"),
            Lawful("convolution.continuous::associates_on_the_line"),
            Lawful("convolution.continuous::is_translation_equivariant_on_the_line"),
        ),
        continuous,
    ),
    beside=(
        Every(
            "for an even g, such as a Gaussian, both are the same",
            [{"mu": sp.Rational(1, 2)}, {"mu": sp.S(2)}],
            lambda mu: (
                PRINTED_INTEGRAL.literal(convolution.gaussian(mu), convolution.gaussian(), sp.S.One),
                continuous(convolution.gaussian(mu), convolution.gaussian(), sp.S.One),
            ),
        ),
    ),
    curves=of_two_boxes,
    note="The discrete formula two paragraphs later has g[n - m], which is right.",
    figure="document.turned_or_not",
)


# ---------------------------------------------------------------- sums


def summed(f: Any, g: Any, n: int = 0) -> Any:
    """(f * g)[n]; a ValueError that says which terms have no sum."""
    try:
        return two_sided(f, g, n)
    except ValueError:
        far = max(abs(f.start), abs(f.end), abs(g.start), abs(g.end)) + abs(n) + 1
        terms = " and ".join(dict.fromkeys(f"{f(m)} · {g(n - m)}" for m in (-far, far) if f(m) * g(n - m)))
        raise ValueError(f"the sum at n = {n} has infinitely many terms {terms}, and no value") from None


discrete = Statement(
    "discrete",
    "2.0.2",
    "(f * g)[n] is the sum of f[m] g[n - m] over all whole m",
    source="goodfellow2016, eq. 9.3; oppenheim2010, section 2.3",
    formula=two_sided,
    printed=(
        Every(
            "the sum exists, and is that of g * f",
            [{"f": f, "g": g} for f, g in ((STEP, STEP), (ONES, ONES))],
            lambda f, g: (summed(f, g), summed(g, f)),
        ),
    ),
    under=Under(
        "the sum converges: f or g has finite support, as images have (or one is summable and the other bounded)",
        tuple(
            Lawful(f"convolution.two_sided::{law}")
            for law in (
                "commutes_on_the_integers",
                "distributes_on_the_integers",
                "has_unit_on_the_integers",
                "is_shift_equivariant_on_the_integers",
            )
        ),
    ),
    corrected=Corrected(
        "the same sum, of sequences for which it converges; of finite ones it has as many terms as the shorter",
        formula=convolution.discrete,
    ),
    beside=(Lawful("convolution.discrete::multiplies_polynomials"),),
)

PRINTED_IMAGE = image.restated(Eq(result[place], Sum(I[s] * K[place - s], (s, 0, height - 1))))


@PRINTED_IMAGE.law(plain=True)
def is_the_full_convolution(product, I, K):
    """With zeros outside it is convolution in mode “full”."""
    return product(I, K), image(I, K)


of_images = Statement(
    "image",
    "2.0.2",
    "(I * K)[i, j] is the sum over m and n of I[m, n] K[i - m, j - n]",
    source="goodfellow2016, eq. 9.4",
    formula=PRINTED_IMAGE,
    printed=(Defined(PRINTED_IMAGE),),
    under=Under(
        "I and K are zero outside, and (i, j) runs over all places with a term: H + A - 1 rows for H rows "
        "and a kernel of A",
        (
            Lawful(is_the_full_convolution),
            *(
                Lawful(f"convolution.image::{law}")
                for law in ("commutes_in_full", "has_unit_kernel", "is_translation_equivariant", "associates_in_full")
            ),
        ),
    ),
    corrected=Corrected("the same sum over the places where both have an entry", formula=image),
    note="For m > i the kernel would be read before its first row.",
)


# ---------------------------------------------------------------- edges


def sizes(mode: str) -> Every:
    """The length of a result and of its image, for kernels of more than one tap."""
    return Every(
        "the result is smaller than the image",
        [{"image": n, "kernel": k} for n, k in ((3, 2), (4, 3), (7, 5))],
        lambda image, kernel: (len(convolution.image(np.ones(image), np.ones(kernel), mode=mode)), image),
        "<",
    )


edges = Statement(
    "edges",
    "2.0.2",
    "the edges get trimmed off; padding with fake pixels gives an output as large as the input",
    source="dumoulin2016, section 2; scipy.signal.convolve, for the modes",
    conventions={
        "“valid”: only where the kernel lies inside the image": (sizes("valid"),),
        "“full”: the sum printed above it, and Julia's conv": (sizes("full"),),
        "“same”: the middle of “full”": (sizes("same"),),
    },
    corrected=Corrected(
        "in mode “valid” k - 1 rows and columns are lost; (k - 1)/2 zeros on each side restore them, for a kernel of "
        "odd size k",
        (Lawful("geometry.output_size::relationship_3"), Lawful("convolution.image::valid_is_inside")),
    ),
    beside=(
        Every(
            "with an even kernel no padding that is equal on both sides gives the size of the input: it is off by one",
            [{"k": k, "p": p} for k in (2, 4) for p in range(k)],
            lambda k, p: (geometry.output_size(9, k, padding=p), 9),
            "!=",
        ),
        Lawful("convolution.image::same_is_as_large"),
    ),
    figure="geometry.padding",
    note="The sum that is printed above trims nothing: its result is larger than the image.",
)

STATEMENTS = (bilinear_commutative, domain, integral, discrete, of_images, edges)
