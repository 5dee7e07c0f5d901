"""Section 3.0.4: what convolution does as a product."""

from __future__ import annotations

from ..convolution import continuous, cross_correlation, discrete, two_sided
from ..convolution.two_sided import IMPULSE, ONES, STEP, STEP_DOWN
from .products import summed
from .propositions import Every, Fails, Lawful
from .statements import Corrected, Statement, Under


def lawful(*names: str) -> tuple[Lawful, ...]:
    """Laws of the topic `convolution`, by their names in it."""
    return tuple(Lawful(f"convolution.{name}") for name in names)


commutativity = Statement(
    "commutativity",
    "3.0.4",
    "f * g = g * f",
    source="bracewell2000, chapter 3; oppenheim2010, section 2.4",
    formula=discrete.laws["commutes"],
    printed=lawful("discrete::commutes", "cross_correlation::commutes_without_turning", "image::same_commutes"),
    under=Under(
        "* is convolution and not cross-correlation, all of its result is kept (mode “full”, or a torus), and its "
        "sums and integrals exist",
        lawful(
            "discrete::commutes",
            "image::commutes_in_full",
            "circular::commutes_on_the_torus",
            "two_sided::commutes_on_the_integers",
            "continuous::commutes_on_the_line",
        ),
    ),
    corrected=Corrected(
        "f * g = g * f for finite sequences and images in mode “full”, on the torus, and for integrable functions; the "
        "cross-correlation of frameworks turns instead: f ⋆ g is g ⋆ f turned about its centre",
        formula=cross_correlation.laws["turns_when_swapped"],
    ),
    beside=(
        *lawful("cross_correlation::turns_when_swapped"),
        Fails("convolution.image::same_commutes", "mode “same” does not commute: it is as large as its first argument"),
    ),
)

associativity = Statement(
    "associativity",
    "3.0.4",
    "(f * g) * h = f * (g * h)",
    source="oppenheim2010, section 2.4; bracewell2000, chapter 3",
    formula=two_sided.laws["associates_where_summable"],
    printed=lawful("two_sided::associates_without_summability"),
    under=Under(
        "two of f, g and h have finite support (or are summable, the third bounded), so that the double sum converges "
        "absolutely; all of the "
        "result is kept, and * is no cross-correlation",
        lawful(
            "two_sided::associates_where_summable",
            "discrete::associates",
            "image::associates_in_full",
            "circular::associates_on_the_torus",
            "continuous::associates_on_the_line",
        ),
    ),
    corrected=Corrected(
        "(f * g) * h = f * (g * h) for summable sequences, and images in mode “full”",
        formula=discrete.laws["associates"],
    ),
    beside=(
        Every(
            "1 * (δ₀ - δ₁) = 0, and (δ₀ - δ₁) * step = δ₀: so (1 * (δ₀ - δ₁)) * step = 0, and 1 * ((δ₀ - δ₁) * step) "
            "= 1, at every n",
            [{"n": n} for n in range(-3, 4)],
            lambda n: (
                [
                    two_sided(ONES, STEP_DOWN, n),
                    two_sided(STEP_DOWN, STEP, n) - IMPULSE(n),
                    two_sided(ONES, IMPULSE, n),
                ],
                [0, 0, 1],
            ),
        ),
        Fails(
            "convolution.image::same_associates",
            "mode “same” discards entries after the first step that the second step needs",
        ),
        Fails("convolution.cross_correlation::associates_without_turning", "cross-correlation does not associate"),
    ),
    figure="document.sums_in_two_orders",
)

distributivity = Statement(
    "distributivity",
    "3.0.4",
    "f * (g + h) = f * g + f * h",
    source="oppenheim2010, section 2.4",
    formula=discrete.laws["distributes"],
    printed=(
        *lawful("discrete::distributes"),
        Every(
            "on all of Z, at n = 0",
            [{"f": STEP, "g": STEP, "h": STEP}, {"f": ONES, "g": ONES, "h": ONES * -1}],
            lambda f, g, h: (summed(f, g + h), summed(f, g) + summed(f, h)),
        ),
    ),
    under=Under(
        "f * g and f * h exist, which for finite sequences and images they always do",
        lawful(
            "discrete::distributes",
            "image::distributes_over_kernels",
            "circular::distributes_on_the_torus",
            "two_sided::distributes_on_the_integers",
            "continuous::distributes_on_the_line",
        ),
    ),
    corrected=Corrected(
        "f * (g + h) = f * g + f * h wherever the right side exists; the left may exist without it: 1 * (1 - 1) = 0",
        formula=discrete.laws["distributes"],
    ),
)

differentiation = Statement(
    "differentiation",
    "3.0.4",
    "d/dx (f * g) = f' * g = f * g'",
    source="bracewell2000, chapter 6",
    formula=continuous.laws["differentiates_on_the_line"],
    printed=lawful("continuous::differentiates_across_jumps"),
    under=Under(
        "the function that is differentiated is absolutely continuous (no jumps) with an integrable derivative, and "
        "the other is integrable: so "
        "that, at almost every x, the derivative may be taken under the integral; for both equations, both functions "
        "must satisfy this",
        lawful("continuous::differentiates_on_the_line", "discrete::differentiates", "discrete::differentiates_either"),
    ),
    corrected=Corrected(
        "the derivative may be taken of either function that has no jumps; of sequences, the difference Δ of either, "
        "always",
        formula=discrete.laws["differentiates"],
    ),
    beside=lawful("discrete::differentiates", "difference::is_a_convolution"),
    figure="document.lost_at_the_jumps",
)

STATEMENTS = (commutativity, associativity, distributivity, differentiation)
