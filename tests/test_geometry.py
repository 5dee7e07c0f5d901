"""Sizes and counts against published numbers, and against the layers themselves."""

import itertools
from fractions import Fraction

import numpy as np
import pytest

from mathcnn import geometry as G
from mathcnn.layers import conv, conv_transpose


def test_lenet_5_as_published():
    """LeCun et al. 1998, section II.B: trainable parameters and connections of LeNet-5."""
    assert G.conv_parameters(1, 6, (5, 5)) == 156
    assert G.conv_connections(1, 6, (5, 5), (28, 28)) == 122_304
    assert G.conv_parameters(16, 120, (5, 5)) == G.conv_connections(16, 120, (5, 5), (1, 1)) == 48_120
    assert G.conv_parameters(120, 84, 1) == 10_164
    # S2 sums four inputs, multiplies by a coefficient and adds a bias: five connections a result
    assert G.pool_connections(6, (2, 2), (14, 14)) + 6 * 14 * 14 == 5_880
    assert G.pool_connections(16, (2, 2), (5, 5)) + 16 * 5 * 5 == 2_000
    # C3 by its table of connections: 6 maps see 3, 9 see 4, 1 sees 6
    assert sum(n * G.conv_parameters(k, 1, (5, 5)) for n, k in ((6, 3), (9, 4), (1, 6))) == 1_516
    assert sum(n * G.conv_connections(k, 1, (5, 5), (10, 10)) for n, k in ((6, 3), (9, 4), (1, 6))) == 151_600


def test_lenet_5_as_the_document_lists_it():
    sizes = [(1, 6, (5, 5)), (6, 16, (5, 5)), (16, 120, (5, 5)), (120, 84, 1), (84, 10, 1)]
    assert sum(G.conv_parameters(*s) for s in sizes) == 61_706


def test_the_dense_map():
    assert G.dense_parameters(28, 28) == 28**4 + 28**2 == 615_440
    assert G.dense_parameters(3, 5) == 15**2 + 15


def test_sizes_of_dumoulin_and_visin():
    """Their figures 2.1 to 2.8 and 4.1 to 4.7."""
    assert G.output_size(4, 3) == 2
    assert G.output_size(5, 4, padding=2) == 6
    assert G.output_size(5, 3, padding=1) == 5
    assert G.output_size(5, 3, padding="full") == 7
    assert G.output_size(5, 3, stride=2) == 2
    assert G.output_size(5, 3, stride=2, padding=1) == G.output_size(6, 3, stride=2, padding=1) == 3
    assert G.output_size(7, 3, dilation=2) == 3
    assert G.transposed_output_size(2, 3) == 4
    assert G.transposed_output_size(3, 3, stride=2, padding=1) == 5
    assert G.transposed_output_size(3, 3, stride=2, padding=1, output_padding=1) == 6


def test_stride_with_dilation():
    """tensorflow#57128: 64 positions, not 65."""
    assert G.output_size(128, 3, stride=2, dilation=2, padding="same") == 64


def test_ceil_mode_is_clamped():
    """pytorch#36977: the last window has to start in the input or in the padding before it."""
    assert G.output_size(1, 1, stride=3, padding=0, ceil_mode=True) == 1
    assert G.output_size(4, 2, stride=3, padding=1, ceil_mode=True) == 2
    assert G.output_size(5, 2, stride=2, ceil_mode=True) == 3


def test_one_number_or_one_an_axis():
    assert G.output_size((28, 30), (5, 3), stride=(2, 1)) == (12, 28)
    assert G.output_size((5, 6), 3, padding=((1, 0), (0, 2))) == (4, 6)
    assert G.output_size.literal((5, 6), 3, padding=((1, 0), (0, 2))) == (4, 6)
    assert G.output_size(5, 3, padding=(1, 0)) == 4


def test_every_size_by_counting():
    """The positions at which a kernel fits, counted one by one."""
    for h, k, s, p, q, d in itertools.product(range(1, 8), range(1, 4), (1, 2, 3), (0, 1, 2), (0, 2), (1, 2)):
        fits = [i for i in range(0, h + p + q, s) if i + d * (k - 1) < h + p + q]
        if fits:
            assert G.output_size(h, k, stride=s, padding=(p, q), dilation=d) == len(fits)
        else:
            with pytest.raises(ValueError, match=r"geometry\.output_size needs"):
                G.output_size(h, k, stride=s, padding=(p, q), dilation=d)


def test_the_transpose_leads_back():
    for h, k, s, d in itertools.product((3, 5), (1, 2, 3), (1, 2, 3), (1, 2)):
        size = G.transposed_output_size(h, k, stride=s, dilation=d)
        assert conv_transpose(np.ones((1, 1, h)), np.ones((1, 1, k)), stride=s, dilation=d).shape[2] == size
        assert G.output_size(size, k, stride=s, dilation=d) == h


def test_receptive_field_by_moving_one_pixel():
    """The inputs that change the result of a stack, counted."""
    stack = [(3, 2, 1), (2, 1, 2), (3, 3, 1)]

    def run(x):
        for k, s, d in stack:
            x = conv(x, np.ones((1, 1, k)), stride=s, dilation=d)
        return x[0, 0, 0]

    n = 40
    felt = [run(np.eye(n)[i][None, None]) != 0 for i in range(n)]
    last = max(i for i in range(n) if felt[i])
    assert last + 1 == G.receptive_field(*map(list, zip(*stack, strict=True)))


@pytest.mark.parametrize("make", [list, np.array, lambda v: np.array(v, np.uint8), lambda v: [Fraction(k) for k in v]])
@pytest.mark.parametrize("layers", [1, 10, 62, 63, 64, 100, 1000])
def test_receptive_fields_of_deep_stacks_are_exact(layers, make):
    """2^(L + 1) - 1 for L layers of 3 taps and stride 2, at and beyond what int64 holds."""
    found = G.receptive_field(make([3] * layers), make([2] * layers), make([1] * layers))
    assert found == 2 ** (layers + 1) - 1 and not isinstance(found, (float, np.floating))


def test_receptive_fields_of_floats_are_floats():
    assert isinstance(G.receptive_field([3.0] * 100, [2] * 100, [1] * 100), float)
    assert G.receptive_field([3.0, 5.0], [2, 1], [1, 2]) == 19
    with pytest.raises(ValueError, match=r"kernel_sizes holds 2.5; must be integers >= 1"):
        G.receptive_field([2.5], [1], [1])
