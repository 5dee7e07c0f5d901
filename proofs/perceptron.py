"""Derivations of laws from the dense layer to the convolution.

Each is a change of the letters that are summed over: offsets instead of places.
"""

from __future__ import annotations

from mathcnn import perceptron as topic

from .derivation import by_definition, by_linearity, derives, settled
from .kernel import Chain

dense, centred, shift_invariant, local = (
    topic.dense.laws,
    topic.centred.laws,
    topic.shift_invariant.laws,
    topic.local.laws,
)

by_definition(
    [
        topic.reindex.laws["is_undone"],
        topic.reindex_inverse.laws["undoes"],
        shift_invariant["shares_weights"],
        shift_invariant["is_equivariant_on_the_torus"],
    ]
)
by_linearity([dense["adds_weights"], dense["adds_inputs"], local["adds_kernels"], local["adds_images"]])


@derives(dense["responds_to_impulses"])
def responds_to_impulses(left: Chain, right: Chain) -> Chain:
    return left.only("k").only("l")


@derives(dense["has_adjoint"])
def has_adjoint(left: Chain, right: Chain) -> tuple[Chain, Chain]:
    """A double sum over pairs of pixels, taken in the other order."""
    return left.into("l").order("i", "j", "l", "k"), right.into("l")


@derives(centred["is_dense"], centred["ignores_the_outside"])
def is_dense(left: Chain, right: Chain) -> Chain:
    """An offset (a, b) from the pixel (i, j) is the pixel (i + a, j + b)."""
    offsets = left.everywhere("a", "b").reindex("a", "k - i", "k").reindex("b", "l - j", "l")
    return offsets.over("k", 0, "H - 1").over("l", 0, "W - 1")


@derives(local["is_cross_correlation"])
def is_cross_correlation(left: Chain, right: Chain) -> Chain:
    """Offsets from the middle, or places from the first tap."""
    return left.reindex("a", "a - k").reindex("b", "b - l")


@derives(local["has_unit_tap"])
def has_unit_tap(left: Chain, right: Chain) -> Chain:
    return settled(left.only("a").only("b"), "reduce")
