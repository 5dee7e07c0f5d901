"""Activations against hand-worked numbers and independent oracles."""

import importlib.util
import math
from fractions import Fraction

import flint
import numpy as np
import pytest
import scipy.special

from mathcnn.activation import (
    clip,
    cross_entropy,
    hard_sigmoid,
    hard_swish,
    leaky_relu,
    log_softmax,
    relu,
    scaled_tanh,
    sigmoid,
    silu,
    softmax,
)

TORCH = importlib.util.find_spec("torch") is not None
needs_torch = pytest.mark.skipif(
    not TORCH, reason="PyTorch is not installed here, so nothing is compared with it: pip install torch==2.13.0"
)

U = 2.0**-53
INF, NAN = math.inf, math.nan


def near(got, want, units):
    """Within so many units of roundoff of the wanted number."""
    return bool((np.abs(np.asarray(got) - want) <= units * U * np.abs(want)).all())


def test_relu_by_hand():
    assert relu([-2, -1, 0, 1, 2]).tolist() == [0, 0, 0, 1, 2] and relu(np.array([3], np.uint8)).tolist() == [3]
    assert relu(-0.0) == 0 and relu([[-INF, INF]]).tolist() == [[0, INF]]
    assert leaky_relu([-2.0, 0.0, 4.0]).tolist() == [-0.02, 0.0, 4.0] and leaky_relu([-2, 4], alpha=3).tolist() == [
        -6,
        4,
    ]


def test_whole_numbers_stay_whole():
    assert relu([2**62, -(2**62)]).dtype == np.int64 and relu([2**62]).tolist() == [2**62]


def test_lecun_chose_one_at_one():
    """LeCun 1998, appendix A: f(1) = 1, f(-1) = -1.

    Truly 1.7159 tanh(2/3) = 0.99999725...: within 3e-6 of 1, and not 1.
    """
    e = math.exp(4 / 3)
    assert near(scaled_tanh(1.0), 1.7159 * (e - 1) / (e + 1), 16)
    assert 2e-6 < 1 - scaled_tanh(1.0) < 3e-6 and scaled_tanh(-1.0) == -scaled_tanh(1.0)
    assert near(scaled_tanh.backward(1.0, 0.0)[0], 1.7159 * 2 / 3, 4)


def test_values_by_hand():
    assert sigmoid(0.0) == 0.5 and near(sigmoid(math.log(3.0)), 0.75, 16)
    assert near(softmax([0.0, math.log(2.0), math.log(5.0)]), np.array([1, 2, 5]) / 8, 16)
    assert near(cross_entropy([[0.0, math.log(3.0)], [0.0, 0.0]], [1, 0]), (math.log(4 / 3) + math.log(2)) / 2, 32)
    assert near(cross_entropy(np.zeros((3, 10)), [0, 4, 9]), math.log(10), 16)


def test_softmax_along_any_axes():
    x = np.random.default_rng(1).standard_normal((2, 3, 4))
    for axis in (0, 1, -1, (0, 2), (1, 2)):
        want = scipy.special.softmax(x, axis)
        assert near(softmax(x, axis), want, 64) and near(log_softmax(x, axis), scipy.special.log_softmax(x, axis), 256)


@pytest.mark.parametrize("axis", [(1, 2), (2, 3), (0, 1), (0, 3), (3, 0), (0, 1, 2, 3), (1,), -1, 1])
@pytest.mark.parametrize("of", [softmax, log_softmax])
def test_the_statement_keeps_the_axes_that_are_selected(of, axis):
    x, dy = np.random.default_rng(7).standard_normal((2, 2, 3, 2, 4))
    y = of(x, axis)
    assert of.literal(x, axis).shape == of.shape(x, axis) == y.shape == x.shape
    assert near(of.literal(x, axis).astype(float), y, 256)
    pull = of.gradient["x"]
    assert pull.literal(dy, x, axis).shape == x.shape
    assert near(pull.literal(dy, x, axis).astype(float), pull(dy, x, axis), 1024)


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_large_numbers_do_not_overflow(dtype):
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        x = np.array([1e4, -1e4, 0, 9999.5], dtype)
        assert sigmoid(x).tolist() == [1, 0, 0.5, 1] and np.isfinite(scaled_tanh(x)).all()
        y = softmax(x)
        assert y.dtype == dtype and near(
            y[[0, 3]], np.array([1, math.exp(-0.5)]) / (1 + math.exp(-0.5)), 8 * 2**29 if dtype == "float32" else 16
        )
        assert log_softmax(np.array([1e4, -1e4], dtype)).tolist() == [0, -2e4]
        assert (
            cross_entropy(np.array([[1e4, -1e4]], dtype), [1]) == 2e4
            and cross_entropy(np.array([[-1e4, -1e4]], dtype), [1]) > 0
        )
        for pull in (sigmoid, scaled_tanh, softmax, log_softmax):
            assert np.isfinite(pull.backward(np.ones(4, dtype), x)[0]).all()


def test_against_enclosures():
    """expit and softmax of SciPy, and Arb's balls with 200 bits, at the same floats."""
    x = np.linspace(-700, 700, 141)
    with flint.ctx.workprec(200):
        exact = [float(1 / (1 + (-flint.arb(v)).exp())) for v in x]
    assert near(sigmoid(x), np.array(exact), 8) and near(sigmoid(x), scipy.special.expit(x), 16)
    with flint.ctx.workprec(200):
        squashed = [float(flint.arb("1.7159") * (flint.arb(v) * 2 / 3).tanh()) for v in x / 100]
    assert near(scaled_tanh(x / 100), np.array(squashed), 16)


def test_special_values():
    """-inf has the share 0; inf makes its row NaN, and no other; NaN stays in its row."""
    with np.errstate(all="raise"):
        assert softmax([[0.0, -INF], [0.0, 0.0]]).tolist() == [[1, 0], [0.5, 0.5]]
        for odd in (INF, NAN):
            found = np.isnan(softmax([[0.0, odd], [0.0, 0.0]]))
            assert found.tolist() == [[True, True], [False, False]]
            assert np.isnan(log_softmax([0.0, odd])).all() and np.isnan(cross_entropy([[0.0, odd]], [0]))
        assert log_softmax([0.0, -INF]).tolist() == [0, -INF] and cross_entropy([[0.0, -INF]], [1]) == INF
        assert sigmoid([INF, -INF]).tolist() == [1, 0] and scaled_tanh([INF, -INF]).tolist() == [1.7159, -1.7159]
        for f in (relu, leaky_relu, sigmoid, scaled_tanh):
            assert np.isnan(f(NAN)) and np.isnan(f([NAN, 1.0])).tolist() == [True, False]
        assert leaky_relu(-INF) == -INF and not np.isnan(leaky_relu(INF, alpha=0.0))


def test_gradients_by_hand():
    assert relu.backward([1.0, 1, 1], [-1.0, 0, 2])[0].tolist() == [0, 0, 1]
    assert leaky_relu.backward([1.0, 1, 1], [-1.0, 0, 2], alpha=0.25)[0].tolist() == [0.25, 0.25, 1]
    assert sigmoid.backward(1.0, 0.0)[0] == 0.25
    (dx,) = cross_entropy.backward(1.0, [[0.0, 0.0], [0.0, 0.0]], [0, 1])
    assert dx.tolist() == [[-0.25, 0.25], [0.25, -0.25]]  # (p - y) / N
    (dx,) = softmax.backward([1.0, 0.0], [0.0, 0.0])
    assert dx.tolist() == [0.25, -0.25]
    s = sigmoid(np.array([40.0]))
    assert near(sigmoid.backward([1.0], [40.0])[0], math.exp(-40), 16) and s * (1 - s) == 0  # s (1 - s) has cancelled


def test_labels_may_be_whole_floats():
    assert cross_entropy([[0.0, 1.0]], np.array([1.0])) == cross_entropy([[0.0, 1.0]], [1])


def test_half_precision_is_computed_in_single():
    assert softmax(np.zeros(4, np.float16)).dtype == np.float32


@needs_torch
def test_torch():
    import torch

    x = np.random.default_rng(2).standard_normal((5, 7)) * 20
    t, F = torch.tensor(x), torch.nn.functional
    labels = np.array([0, 6, 3, 3, 1])
    assert (relu(x) == F.relu(t).numpy()).all() and (leaky_relu(x, 0.25) == F.leaky_relu(t, 0.25).numpy()).all()
    assert near(sigmoid(x), torch.sigmoid(t).numpy(), 64)
    # exponents of up to 160, rounded once on either side, move a share by 160 units each
    assert near(softmax(x, 1), F.softmax(t, 1).numpy(), 512)
    # a logarithm of a share near 1 is small, and its error is that of the sum beside it: absolute
    assert (np.abs(log_softmax(x, 1) - F.log_softmax(t, 1).numpy()) <= 4 * 170 * U).all()
    assert abs(cross_entropy(x, labels) - F.cross_entropy(t, torch.tensor(labels)).item()) <= 4 * 170 * U


def test_straight_pieces_by_hand():
    assert clip([-1.0, 2.0, 9.0], 0, 6).tolist() == [0, 2, 6] and clip([-9, 9], -2, 3).tolist() == [-2, 3]
    assert clip([1, 2, 3], 0, 2).dtype == np.int64 and clip([0.0, 9.0], 5, 1).tolist() == [1, 1]  # crossed: the upper
    assert np.isnan(clip(NAN, 0, 1)) and clip([INF, -INF], -1, 1).tolist() == [1, -1]
    assert hard_sigmoid([-2.5, -1.0, 0.0, 2.0, 2.5]).tolist() == [0, 0.3, 0.5, 0.9, 1]
    assert near(hard_sigmoid([1.0, -2.0], "pytorch"), np.array([2 / 3, 1 / 6]), 4)
    assert hard_sigmoid([Fraction(1)], "pytorch")[0] == Fraction(2, 3)
    assert hard_swish([-4.0, -3.0, 0.0, 3.0, 5.0]).tolist() == [0, 0, 0, 3, 5]
    assert near(hard_swish([1.0, -1.0]), np.array([2 / 3, -1 / 3]), 4)
    assert np.isnan(hard_swish(-INF)) and hard_swish(INF) == INF


def test_silu_by_hand():
    assert near(silu(math.log(3.0)), 0.75 * math.log(3.0), 16) and silu(0.0) == 0
    assert near(silu(1.0, beta=math.log(3.0)), 0.75, 16) and silu(3.0, beta=0) == 1.5
    assert silu(1e300) == 1e300 and silu(-1e300) == 0 and np.isnan(silu(-INF)) and silu(INF) == INF
    assert near(silu.backward(1.0, 0.0)[0], 0.5, 4)
    least = 1.2784645427610738  # where the derivative is 0
    assert abs(silu.backward(1.0, -least)[0]) <= 4 * U and near(silu(-least), -0.2784645427610738, 64)


def test_derivatives_at_kinks():
    """0 at a bound of clip, and where the line of the hard sigmoid meets 0 or 1, as in PyTorch 2.14."""
    one = np.ones(4)
    assert clip.backward(one, np.array([-1.0, 0.0, 6.0, 7.0]), 0, 6)[0].tolist() == [0, 0, 0, 0]
    assert clip.backward(one, np.array([0.5, 3.0, 5.0, np.nan]), 0, 6)[0].tolist() == [1, 1, 1, 0]
    assert clip.backward(one, one, 1, 1)[0].tolist() == [0, 0, 0, 0]  # where all entries become 1
    assert clip.backward(one, np.arange(4.0), 3, 1)[0].tolist() == [0, 0, 0, 0]  # crossed bounds
    x = np.array([-3.0, -2.0, 2.0, 3.0])
    assert near(hard_sigmoid.backward(one, x, "pytorch")[0], np.array([0, 1 / 6, 1 / 6, 0]), 4)
    assert near(hard_swish.backward(one, x)[0], np.array([0, -1 / 6, 7 / 6, 1]), 8)


@needs_torch
def test_straight_pieces_as_pytorch_does():
    import torch

    x = np.random.default_rng(5).standard_normal((3, 5, 7)) * 4
    pairs = [
        (clip(x, -1.5, 2.5), torch.clamp, (-1.5, 2.5)),
        (clip(x, 0, 6), torch.nn.functional.relu6, ()),
        (clip(x, 3, -3), torch.clamp, (3, -3)),
        (hard_sigmoid(x, "pytorch"), torch.nn.functional.hardsigmoid, ()),
        (hard_swish(x), torch.nn.functional.hardswish, ()),
        (silu(x), torch.nn.functional.silu, ()),
    ]
    for got, theirs, options in pairs:
        assert np.abs(got - theirs(torch.from_numpy(x), *options).numpy()).max() <= 8 * U * np.abs(x).max()
