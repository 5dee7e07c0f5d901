"""What the strategies can produce, and what they shrink to."""

from fractions import Fraction

import numpy as np
from hypothesis import Phase, find, given, settings

from mathcnn import layers, strategies


@settings(max_examples=50)
@given(strategies.images(), strategies.kernels(odd=True), strategies.signals())
def test_shapes(image, kernel, signal):
    assert image.ndim == 2 and image.shape[0] != image.shape[1]
    assert kernel.shape[0] % 2 == kernel.shape[1] % 2 == 1 and kernel.shape[0] != kernel.shape[1]
    assert signal.ndim == 1 and len(signal) >= 1


@settings(max_examples=50)
@given(strategies.probability_tables(dtype=object), strategies.markov_chains(dtype=object))
def test_tables_are_exact(table, chain):
    assert table.sum() == 1 == chain.sum() and min(table.flat) >= 0
    assert isinstance(table.flat[0], Fraction)
    x_y, y_z = chain.sum(axis=2), chain.sum(axis=0)
    for (a, b, c), p in np.ndenumerate(chain):  # p(x, y, z) p(y) = p(x, y) p(y, z)
        assert p * x_y[:, b].sum() == x_y[a, b] * y_z[b, c]


def test_geometries_reach_the_corners():
    only = settings(max_examples=2000, phases=[Phase.generate], database=None)
    reached = lambda what: find(strategies.layer_geometries(rank=2), what, settings=only)
    assert reached(lambda c: c.kwargs["groups"] == 2 and c.shapes["w"][0] == 4)
    assert reached(lambda c: c.kwargs["padding"] == "same" and c.shapes["w"][2] == 2)
    assert reached(
        lambda c: isinstance(c.kwargs["dilation"], tuple) and c.kwargs["dilation"][0] != c.kwargs["dilation"][1]
    )
    assert reached(lambda c: "b" in c.shapes) and reached(lambda c: "b" not in c.shapes)


def test_geometries_shrink():
    """To few entries, with sizes that still differ."""
    smallest = find(strategies.layer_geometries(rank=1), lambda c: True, settings=settings(max_examples=50))
    assert smallest.entries <= 14 and smallest.kwargs == {
        "stride": 1,
        "padding": 0,
        "dilation": 1,
        "groups": 1,
        "flip": False,
    }


@settings(max_examples=50)
@given(strategies.arguments(layers.conv, dtype=object))
def test_arguments_are_accepted(arguments):
    assert (layers.conv(**arguments) == layers.conv.literal(**arguments)).all()
