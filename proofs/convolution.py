"""Derivations of laws of convolution.

Most have one idea: the sum is taken over all of Z, where re-indexing needs no care at the ends, and then back.
"""

from __future__ import annotations

from mathcnn import convolution as topic

from .derivation import aligned, by_definition, by_linearity, derives, linearly
from .kernel import Chain

discrete, delta, shift, difference = topic.discrete.laws, topic.delta.laws, topic.shift.laws, topic.difference.laws
image, cross_correlation, flip, circular = (
    topic.image.laws,
    topic.cross_correlation.laws,
    topic.flip.laws,
    topic.circular.laws,
)

by_definition(
    [shift["adds_up"], topic.toeplitz.laws["convolves"], image["same_is_the_centre"], flip["is_an_involution"]]
)
by_linearity(
    [
        discrete["distributes"],
        discrete["distributes_on_the_left"],
        discrete["scales"],
        image["distributes_over_kernels"],
        image["distributes_over_images"],
        image["scales_images"],
        circular["distributes_on_the_torus"],
        circular["scales_on_the_torus"],
    ]
)


# ---------------------------------------------------------------- sequences


@derives(discrete["commutes"])
def commutes(left: Chain, right: Chain) -> Chain:
    """The substitution m -> n - m turns one product into the other."""
    return left.everywhere("m").reindex("m", "n - m").over("m", 0, "L - 1")


@derives(discrete["associates"], image["associates_in_full"])
def associates(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    """A sum over pairs of places may be taken in either order."""
    return (
        left.into("k").everywhere("k", "m").swap("k", "m").reindex("m", "m + k"),
        right.into("k").everywhere("k", "m"),
    )


@derives(discrete["has_unit"], discrete["delays"], image["has_unit_kernel"], cross_correlation["has_unit_tap"])
def has_unit(left: Chain, right: Chain) -> Chain:
    """With the impulse, one term of the sum is left."""
    return left.only(str(left.expr.limits[0][0]))


@derives(discrete["is_shift_equivariant"])
def is_shift_equivariant(left: Chain, right: Chain) -> Chain:
    return left.reindex("m", "m + k").over("m", 0, "M - 1")


@derives(discrete["differentiates"])
def differentiates(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    """Summation by parts: the difference moves from one factor to the other; at both ends the terms are zero."""
    return left, by_parts(right)


@derives(discrete["differentiates_either"])
def differentiates_either(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    return by_parts(left), right.distribute().lean().split("m")


def by_parts(chain: Chain) -> Chain:
    """The sum over f[m - 1] as one over f[m]."""
    return linearly(chain).reindex("m", "m + 1", reading="f[m - 1]").over("m", 0, "M - 1")


@derives(discrete["multiplies_sums"])
def multiplies_sums(left: Chain, right: Chain) -> Chain:
    """Summed over all places, the inner sum does not depend on where it starts."""
    return left.swap("m", "i").out("i").everywhere("i").reindex("i", "i + m").over("i", 0, "L - 1").out("m")


@derives(discrete["reverses"])
def reverses(left: Chain, right: Chain) -> Chain:
    return left.reindex("m", "M - 1 - m")


@derives(delta["sifts"])
def sifts(left: Chain, right: Chain) -> Chain:
    return left.only("i")


@derives(delta["adds_delays"])
def adds_delays(left: Chain, right: Chain) -> Chain:
    return left.only("m")


@derives(difference["is_a_convolution"])
def is_a_convolution(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    return left, right.distribute().split("m").only("m")


@derives(difference["is_undone_by_sums"])
def is_undone_by_sums(left: Chain, right: Chain) -> Chain:
    """The sum telescopes, and before its first entry the sequence is zero."""
    return left.telescope("i", "f[i - 1]").lean()


# ---------------------------------------------------------------- images, along one axis


@derives(image["commutes_in_full"])
def commutes_in_full(left: Chain, right: Chain) -> Chain:
    return left.everywhere("m").reindex("m", "i - m").over("m", 0, "A - 1")


@derives(image["is_translation_equivariant"])
def is_translation_equivariant(left: Chain, right: Chain) -> Chain:
    return left.reindex("m", "m + 1").over("m", 0, "H - 1")


@derives(image["separates"])
def separates(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    """The column is applied at one index of a row, the row at one index of a column."""
    return left.out("m"), right.only("m").only("l")


@derives(image["has_correlation_as_adjoint"])
def has_correlation_as_adjoint(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    """What a pixel contributes to a place is what that place reads from the pixel."""
    return (left.into("m").swap("m", "i").reindex("i", "i + m").over("i", 0, "A - 1"), right.into("u"))


@derives(image["multiplies_totals"])
def multiplies_totals(left: Chain, right: Chain) -> Chain:
    return left.swap("m", "i").out("i").everywhere("i").reindex("i", "i + m").over("i", 0, "A - 1").out("m")


@derives(cross_correlation["is_convolution_with_the_kernel_turned"], cross_correlation["turns_when_swapped"])
def is_convolution_with_the_kernel_turned(left: Chain, right: Chain) -> Chain:
    """The same pairs, indexed by the place in the image instead of the tap."""
    return aligned(left, "u", "I").over("u", 0, "H - 1")


@derives(cross_correlation["starts_at_the_last_tap"])
def starts_at_the_last_tap(left: Chain, right: Chain) -> Chain:
    return left.reindex("u", "u + 1").over("u", 0, "A - 1")


@derives(flip["pairs"])
def pairs(left: Chain, right: Chain) -> Chain:
    return left.reindex("i", "H - 1 - i")


# ------------------------------------------------ on the torus: m -> n - m modulo the size is a bijection of the places


@derives(circular["commutes_on_the_torus"])
def commutes_on_the_torus(left: Chain, right: Chain) -> Chain:
    return left.reindex("m", "Mod(i - m, H)").reduce()


@derives(circular["associates_on_the_torus"])
def associates_on_the_torus(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    return left.into("k").swap("k", "m").reindex("m", "Mod(m + k, H)").reduce(), right.into("k")


@derives(circular["is_equivariant_on_the_torus"])
def is_equivariant_on_the_torus(left: Chain, right: Chain) -> Chain:
    return left.reindex("m", "Mod(m + 1, H)").reduce()
