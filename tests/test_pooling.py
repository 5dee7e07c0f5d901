"""Pooling against hand-worked numbers and independent oracles."""

import importlib.util
import itertools
from fractions import Fraction

import numpy as np
import pytest
import scipy.ndimage

from mathcnn.pooling import adaptive_avg_pool, avg_pool, global_avg_pool, global_max_pool, max_pool, max_pool_indices

TORCH = importlib.util.find_spec("torch") is not None
needs_torch = pytest.mark.skipif(
    not TORCH, reason="PyTorch is not installed here, so nothing is compared with it: pip install torch==2.13.0"
)

# Dumoulin & Visin 2016, figures 1.5 and 1.6: a 3 x 3 window on the 5 x 5 map
MAP = [[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]]


def row(*entries):
    return np.array([[entries]])


def test_maximum_by_hand():
    assert max_pool([[MAP]], 3, stride=1)[0, 0].tolist() == [[3, 3, 3], [3, 3, 3], [3, 2, 3]]


def test_mean_by_hand():
    """Dumoulin & Visin print the means to one place: 1.7 1.7 1.7 / 1.0 1.2 1.8 / 1.1 0.8 1.3."""
    sums = [[15, 15, 15], [9, 11, 16], [10, 7, 12]]
    want = [[Fraction(s, 9) for s in line] for line in sums]
    assert avg_pool.literal([[MAP]], 3, stride=1)[0, 0].tolist() == want
    assert [[round(float(v), 1) for v in line] for line in want] == [[1.7, 1.7, 1.7], [1.0, 1.2, 1.8], [1.1, 0.8, 1.3]]
    got = avg_pool([[MAP]], 3, stride=1)[0, 0]
    assert (np.abs(got - np.array(sums) / 9) <= 2 * 2.0**-53 * got).all()  # one division on either side


def test_ceil_mode_by_hand():
    """Windows 0..1, 2..3, 4..5 of five entries: the last one hangs over and has one entry."""
    x = row(1.0, 2.0, 3.0, 4.0, 5.0)
    assert max_pool(x, 2, ceil_mode=True).tolist() == [[[2, 4, 5]]]
    assert avg_pool(x, 2, ceil_mode=True).tolist() == [[[1.5, 3.5, 5.0]]]
    assert avg_pool(x, 2, ceil_mode=True, divisor_override=4).tolist() == [[[0.75, 1.75, 1.25]]]


def test_the_divisor_by_hand():
    """Windows of three on a padded row 0 | 6 12 18 | 0, a place apart by two; in ceil mode a third one hangs over."""
    x = row(6.0, 12.0, 18.0, 24.0)
    assert avg_pool(x, 3, stride=2, padding=1).tolist() == [[[6.0, 18.0]]]
    assert avg_pool(x, 3, stride=2, padding=1, count_include_pad=False).tolist() == [[[9.0, 18.0]]]
    assert avg_pool(x, 3, stride=2, padding=1, ceil_mode=True).tolist() == [
        [[6.0, 18.0, 12.0]]
    ]  # (24 + 0) / 2: one entry, one place of padding
    assert avg_pool(x, 3, stride=2, padding=1, ceil_mode=True, count_include_pad=False).tolist() == [
        [[9.0, 18.0, 24.0]]
    ]


def test_asymmetric_padding_and_dilation_by_hand():
    """Taps at 2i - 1 and 2i + 2 of 5 1 4 2 3: (outside, 4), (1, outside from 4 on: 3), (2, outside)."""
    x = row(5, 1, 4, 2, 3)
    assert max_pool(x, 2, stride=2, padding=((1, 2),), dilation=3).tolist() == [[[4, 3, 2]]]
    assert max_pool_indices(x, 2, stride=2, padding=((1, 2),), dilation=3).tolist() == [[[2, 4, 3]]]


def test_onnx_evaluator_one_axis():
    """MaxPool of [-2, 8, -2], k = 2, pads (0, 1), stride 1: three windows, the last over the last entry alone."""
    assert max_pool(row(-2, 8, -2), 2, stride=1, padding=((0, 1),)).tolist() == [[[8, 8, -2]]]


def test_padding_takes_no_part_in_a_maximum():
    x = -np.arange(1.0, 10.0).reshape(1, 1, 3, 3)
    assert (max_pool(x, 3, stride=1, padding=1) < 0).all()
    assert max_pool(x, 2, padding=1)[0, 0].tolist() == [[-1, -2], [-4, -5]]


def test_whole_numbers_stay_whole():
    lowest = np.iinfo(np.int64).min
    x = row(lowest, lowest, 2**53 + 1, 2**53)
    y, at = max_pool(x, 2, return_indices=True)
    assert y.dtype == np.int64 and y.tolist() == [[[lowest, 2**53 + 1]]] and at.tolist() == [[[0, 2]]]
    assert max_pool(np.array([[[200, 100]]], np.uint8), 2).tolist() == [[[200]]]


def test_ties_go_to_the_first():
    x = np.array([[[[1, 7, 7], [7, 7, 1]]]])
    assert max_pool_indices(x, (2, 3)).tolist() == [[[[1]]]]
    assert max_pool_indices(x, (2, 2), stride=1).tolist() == [[[[1, 1]]]]
    assert max_pool_indices(np.full((1, 1, 2, 2), -np.inf), 2).tolist() == [[[[0]]]]


def test_nan_reaches_exactly_its_windows():
    for k in range(4):  # wherever it stands in its window
        x = np.arange(8.0).reshape(1, 1, 8)
        x[0, 0, k] = np.nan
        y, at = max_pool(x, 4, return_indices=True)
        assert np.isnan(y[0, 0, 0]) and y[0, 0, 1] == 7 and at.tolist() == [[[k, 7]]]
        assert np.isnan(avg_pool(x, 4)[0, 0]).tolist() == [True, False]
        assert np.isnan(global_max_pool(x)).all() and np.isnan(global_avg_pool(x)).all()
    assert max_pool(row(-np.inf, -np.inf), 2).tolist() == [[[-np.inf]]]


def test_signed_zero():
    assert np.signbit(max_pool(row(-0.0, -1.0), 2)).all()  # max(-0, -1) = -0
    assert not np.signbit(max_pool(row(-1.0, 0.0), 2)).any()


def test_indices_beside_values_in_the_literal_form():
    x = np.array([[[Fraction(1, 3), Fraction(1, 2)]]], object)
    for found in (max_pool(x, 2, return_indices=True), max_pool.literal(x, 2, return_indices=True)):
        assert [part.tolist() for part in found] == [[[[Fraction(1, 2)]]], [[[1]]]]


def test_scipy_filters():
    """Windows of odd size on every place: maximum_filter with -inf outside, uniform_filter with 0 outside."""
    rng = np.random.default_rng(2)
    for shape, kernel in (((9,), (3,)), ((7, 6), (3, 5)), ((4, 5, 6), (3, 1, 5))):
        x = rng.integers(-50, 50, shape).astype(float)
        half = tuple(k // 2 for k in kernel)
        want = scipy.ndimage.maximum_filter(x, kernel, mode="constant", cval=-np.inf)
        assert (max_pool(x[None, None], kernel, stride=1, padding=half)[0, 0] == want).all()
        near = scipy.ndimage.uniform_filter(x, kernel, mode="constant")
        got = avg_pool(x[None, None], kernel, stride=1, padding=half)[0, 0]
        # the filter keeps a running sum along each axis: at most 4 n roundings an axis of sums below 50 times the
        # kernel
        assert (np.abs(got - near) <= 4 * len(shape) * max(shape) * 50 * max(kernel) * 2.0**-53).all()
        uniform = avg_pool(x[None, None], kernel, stride=1, padding=half, divisor_override=1)[0, 0]
        assert (uniform == scipy.ndimage.correlate(x, np.ones(kernel), mode="constant")).all()


def test_windows_side_by_side_are_a_reshape():
    x = np.random.default_rng(3).integers(-99, 99, (2, 3, 6, 8))
    tiles = x.reshape(2, 3, 3, 2, 2, 4)
    assert (max_pool(x, (2, 4)) == tiles.max(axis=(3, 5))).all()
    assert (avg_pool(x, (2, 4)) == tiles.sum(axis=(3, 5)) / 8).all()  # a division by 8 is exact
    assert (max_pool(np.moveaxis(x, 2, 3), (4, 2)) == np.moveaxis(tiles.max(axis=(3, 5)), 2, 3)).all()


def test_global_forms_keep_the_axes():
    x = np.arange(24).reshape(1, 2, 3, 4)
    assert global_max_pool(x).tolist() == [[[[11]], [[23]]]] and global_avg_pool(x).tolist() == [[[[5.5]], [[17.5]]]]


def test_windows_by_hand_everywhere():
    """Every geometry of a row of up to five entries, by walking through the taps."""
    for h, k, s, p, q, d, ceil in itertools.product(
        range(1, 6), (1, 2, 3), (1, 2, 3), (0, 1), (0, 2), (1, 2), (False, True)
    ):
        x = np.array([[[(7 * j) % 5 - 9 for j in range(h)]]])
        reach = d * (k - 1) + 1
        room = h + p + q - reach
        if room < 0:
            continue
        count = -(-room // s) + 1 if ceil else room // s + 1
        while ceil and (count - 1) * s >= h + p:
            count -= 1
        windows = [[s * j + d * u - p for u in range(k) if 0 <= s * j + d * u - p < h] for j in range(count)]
        options = {"stride": s, "padding": ((p, q),), "dilation": d, "ceil_mode": ceil}
        if not all(windows):
            with pytest.raises(ValueError, match="needs every window to meet the input; i = "):
                max_pool(x, k, **options)
            continue
        assert max_pool(x, k, **options).tolist() == [[[max(x[0, 0, w]) for w in windows]]]
        inside = avg_pool.literal(x, k, **options, count_include_pad=False)[0, 0].tolist()
        assert inside == [Fraction(int(sum(x[0, 0, w])), len(w)) for w in windows]
        counted = [sum(-p <= s * j + d * u - p < h + q for u in range(k)) for j in range(count)]
        assert avg_pool.literal(x, k, **options)[0, 0].tolist() == [
            Fraction(int(sum(x[0, 0, w])), m) for w, m in zip(windows, counted, strict=True)
        ]


def test_many_taps_cost_little():
    """A window of 64 x 64 is swept along one axis after the other."""
    x = np.random.default_rng(4).standard_normal((1, 1, 128, 128))
    want = scipy.ndimage.maximum_filter(x[0, 0], 63, mode="constant", cval=-np.inf)[31:-31, 31:-31]
    assert (max_pool(x, 63, stride=1)[0, 0] == want).all()


def test_constants_in_half_precision():
    """float16 input is summed in float32: the average of many ones is 1."""
    assert avg_pool(np.ones((1, 1, 64, 64), np.float16), 64).tolist() == [[[[1.0]]]]


def test_gradient_goes_to_the_first_maximum():
    (dx,) = max_pool.backward([[[1.0, 10.0]]], row(2.0, 2.0, 5.0, 1.0), 2)
    assert dx.tolist() == [[[1, 0, 10, 0]]]
    (dx,) = max_pool.backward([[[1.0, 10.0]]], row(2.0, 5.0, 5.0), 2, stride=1)
    assert dx.tolist() == [[[0, 11, 0]]]  # both windows read the same first maximum
    (dx,) = avg_pool.backward([[[3.0, 5.0]]], row(1.0, 2.0, 3.0), 2, ceil_mode=True)
    assert dx.tolist() == [[[1.5, 1.5, 5.0]]]
    (dx,) = global_max_pool.backward([[[7.0]]], row(1.0, 4.0, 4.0))
    assert dx.tolist() == [[[0, 7, 0]]]
    (dx,) = global_avg_pool.backward([[[7.0]]], row(1.0, 4.0, 4.0, 0.0))
    assert dx.tolist() == [[[1.75] * 4]]


@needs_torch
def test_torch():
    import torch

    rng = np.random.default_rng(5)
    F = torch.nn.functional
    for rank, k, s, p, ceil in itertools.product((1, 2, 3), (2, 3), (1, 2, 3), (0, 1), (False, True)):
        x = rng.integers(-9, 10, (2, 3, *range(7, 7 - rank, -1))).astype(float)
        t = torch.tensor(x)
        y, at = getattr(F, f"max_pool{rank}d")(t, k, s, p, 1, ceil, return_indices=True)
        got = max_pool(x, k, stride=s, padding=p, ceil_mode=ceil, return_indices=True)
        assert (got[0] == y.numpy()).all()
        assert (
            np.take_along_axis(x.reshape(2, 3, -1), at.numpy().reshape(2, 3, -1), 2).reshape(y.shape) == got[0]
        ).all()
        for counted in (True, False):
            near = getattr(F, f"avg_pool{rank}d")(t, k, s, p, ceil, counted).numpy()
            mean = avg_pool(x, k, stride=s, padding=p, ceil_mode=ceil, count_include_pad=counted)
            assert (np.abs(mean - near) <= 2 * 2.0**-53 * np.abs(mean)).all()  # whole sums, one division on either side


def test_adaptive_windows_by_hand():
    """Of 5 entries, 3 windows are 0..1, 1..3, 3..4; 7 windows have one or two entries, each read at least once."""
    x = row(1.0, 2.0, 4.0, 8.0, 16.0)
    assert adaptive_avg_pool(x, 3).ravel().tolist() == [1.5, 14 / 3, 12]
    assert adaptive_avg_pool(x, 7).ravel().tolist() == [1, 1.5, 3, 4, 6, 12, 16]
    exact = adaptive_avg_pool(np.array([[[Fraction(1), Fraction(2), Fraction(4)]]], object), 2)
    assert exact.ravel().tolist() == [Fraction(3, 2), 3]
    assert adaptive_avg_pool.backward(row(1.0, 3.0, 1.0), x, 3)[0].ravel().tolist() == [0.5, 1.5, 1, 1.5, 0.5]


@needs_torch
@pytest.mark.parametrize(
    ("shape", "size"),
    [((2, 3, 13, 7), (5, 4)), ((1, 8, 7, 7), 1), ((1, 2, 6, 6), 3), ((1, 2, 17), 5), ((1, 1, 3, 5, 8), 4)],
)
def test_adaptive_as_pytorch_does(shape, size):
    import torch

    x = np.random.default_rng(11).standard_normal(shape)
    t = torch.from_numpy(x).requires_grad_(True)
    y = getattr(torch.nn.functional, f"adaptive_avg_pool{len(shape) - 2}d")(t, size)
    dy = np.random.default_rng(12).standard_normal(y.shape)
    y.backward(torch.from_numpy(dy))
    bound = 2.0**-53 * x[0, 0].size * np.abs(x).max()
    assert np.abs(adaptive_avg_pool(x, size) - y.detach().numpy()).max() <= bound
    assert np.abs(adaptive_avg_pool.backward(dy, x, size)[0] - t.grad.numpy()).max() <= 2.0**-53 * 64 * np.abs(dy).max()
