"""Derivations of laws of layers, along one spatial axis; most of them reduce one parameter to the others."""

from __future__ import annotations

from mathcnn import layers as topic

from .derivation import by_definition, by_linearity, derives
from .kernel import Chain

conv, conv_transpose, linear = topic.conv.laws, topic.conv_transpose.laws, topic.linear.laws
pad, crop = topic.pad.laws, topic.crop.laws

by_definition(
    [
        conv["subsamples"],
        conv["pads"],
        conv["flips"],
        conv["adds_bias"],
        conv["treats_images_alone"],
        conv["shifts"],
        conv_transpose["transpose_adds_bias"],
        linear["adds_a_bias"],
        pad["adds"],
        pad["wraps_around"],
        pad["commutes_with_a_cyclic_shift"],
        crop["is_a_slice"],
        crop["undoes_padding"],
        crop["crop_reverses"],
        crop["crop_adds"],
    ]
)
by_linearity(
    [
        conv["adds_kernels"],
        conv["adds_inputs"],
        conv_transpose["transpose_adds_kernels"],
        conv_transpose["transpose_adds_inputs"],
        linear["adds_weights"],
        linear["adds_rows"],
    ]
)


@derives(conv["dilates"])
def dilates(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    """Between the taps of a dilated kernel there are zeros, so only multiples of the dilation count."""
    return left, right.everywhere("u").multiples("u", "dilation").over("u", 0, "kernel_size - 1")


@derives(conv["treats_outputs_alone"])
def treats_outputs_alone(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    return left.where("o", 0), right.where("o", 0)


@derives(conv["has_unit"])
def has_unit(left: Chain, right: Chain) -> Chain:
    return left.only("u").only("c").reduce()


@derives(conv_transpose["transpose_has_unit"])
def transpose_has_unit(left: Chain, right: Chain) -> Chain:
    return left.only("u").reduce().only("c")


@derives(conv["reads_later"])
def reads_later(left: Chain, right: Chain) -> Chain:
    return left.reindex("u", "u + 1").over("u", 0, "kernel_size - 1")


@derives(conv["transposes"])
def transposes(left: Chain, right: Chain) -> Chain:
    return left.swap("u", "v")


@derives(conv["adds_input_channels"])
def adds_input_channels(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    return left.reduce().cut("c", 0).only("c").split("u"), right.reduce().only("c").reindex("c", "c - 1").lean()


@derives(conv["knows_its_axis"])
def knows_its_axis(left: Chain, right: Chain) -> Chain:
    return left.only("u")


@derives(conv_transpose["is_the_adjoint"])
def is_the_adjoint(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    """Every tap joins a place of x with the place of y that reads it; indexed by either, these are the same pairs."""
    from_x = left.into("u").divide("j", "C", "g", "e").reduce().order("e", "k", "u", "c", "g", "i")
    from_y = right.into("u").divide("j", "M", "g", "r").reduce().order("c", "k", "u", "r", "g", "i")
    return from_x, from_y.everywhere("k").reindex("k", "k + dilation*u - p").multiples("k", "stride").over(
        "k", 0, "H - 1"
    )


@derives(linear["has_the_unit_matrix"])
def has_the_unit_matrix(left: Chain, right: Chain) -> Chain:
    return left.only("c")


@derives(linear["composes"])
def composes(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    """The map of a product of matrices is the composition of their maps."""
    return left.into("m").swap("m", "c"), right.into("i")


@derives(linear["is_a_convolution_of_one_tap"])
def is_a_convolution_of_one_tap(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    return left, right.only("u").reduce()


@derives(pad["is_a_convolution_with_a_unit"])
def is_a_convolution_with_a_unit(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    return left, right.only("u").only("m").reduce()


@derives(crop["is_the_adjoint_of_padding"])
def is_the_adjoint_of_padding(left: Chain, right: Chain) -> Chain:
    return left.reindex("k", "k - p").over("k", 0, "H - 1")
