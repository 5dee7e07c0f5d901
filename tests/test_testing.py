"""`mathcnn.testing`: assertions within the bounds of formulas, for arrays and tensors."""

import numpy as np
import pytest

from mathcnn import activation, convolution, layers, normalization, pooling
from mathcnn.testing import assert_computes, errors

RNG = np.random.default_rng(5)


def numbers(*shape, dtype=np.float32):
    return RNG.standard_normal(shape).astype(dtype)


@pytest.mark.parametrize("dtype", [np.float32, np.float64, np.float16])
def test_right_results_pass(dtype):
    x, w, b = numbers(2, 4, 9, 7, dtype=dtype), numbers(6, 2, 3, 2, dtype=dtype), numbers(6, dtype=dtype)
    words = {"stride": (2, 1), "padding": ((1, 0), (0, 1)), "groups": 2}
    assert_computes(layers.conv, x, w, b, **words, result=layers.conv(x, w, b, **words))
    assert_computes(activation.relu, x, result=np.maximum(x, 0))
    assert_computes(pooling.max_pool, x, 2, result=pooling.max_pool(x, 2))
    assert_computes(convolution.discrete, [1, 2, 3], [4, 5], result=np.convolve([1, 2, 3], [4, 5]))


def test_each_wrong_entry_is_named_with_both_values():
    x, w = numbers(1, 3, 8, 6), numbers(4, 3, 3, 3)
    y = layers.conv(x, w)
    for place in [(0, 0, 0, 0), (0, 3, 5, 3), (0, 1, 2, 3)]:
        wrong = y.copy()
        wrong[place] += 0.01
        with pytest.raises(AssertionError, match=r"layers\.conv: fails: 1 of 96 entries wrong.*instead of") as raised:
            assert_computes(layers.conv, x, w, result=wrong)
        assert str(place) in str(raised.value) and str(wrong[place]) in str(raised.value)


def test_the_bound_is_returned_and_is_the_one_that_is_used():
    x, w = numbers(1, 3, 8, 6), numbers(4, 3, 3, 3)
    y = layers.conv(x.astype(float), w.astype(float))
    bound = assert_computes(layers.conv, x, w, result=y, bound=True)
    assert bound.shape == y.shape and (bound > 0).all()
    # 27 products of numbers about 1: between one rounding and (27 + 1) roundings of their sum
    assert 2**-24 < np.median(bound) < 28 * 2**-24 * 60
    place = np.unravel_index(np.argmin(bound), bound.shape)
    moved = y.copy()
    moved[place] += 0.9 * bound[place]
    assert assert_computes(layers.conv, x, w, result=moved) is None
    moved[place] += 0.2 * bound[place]
    with pytest.raises(AssertionError, match="holds normwise: 1 of 96 entries wrong"):
        assert_computes(layers.conv, x, w, result=moved)
    assert_computes(layers.conv, x, w, result=moved, transform=True)


def test_a_convention_is_named():
    x, w = numbers(1, 2, 8, 6), numbers(3, 2, 3, 3)
    with pytest.raises(AssertionError, match="differs by convention: it is right for flip = True"):
        assert_computes(layers.conv, x, w, result=layers.conv(x, w, flip=True))


def test_shapes_types_and_nan_are_named():
    x, w = numbers(1, 2, 8, 6), numbers(3, 2, 3, 3)
    y = layers.conv(x, w)
    with pytest.raises(AssertionError, match=r"shape \(1, 3, 6, 3\) instead of \(1, 3, 6, 4\)"):
        assert_computes(layers.conv, x, w, result=y[..., :3])
    with pytest.raises(AssertionError, match="returned integers"):
        assert_computes(layers.conv, x, w, result=y.astype(int))
    y[0, 1, 2, 3] = np.nan
    with pytest.raises(AssertionError, match="1 are NaN"):
        assert_computes(layers.conv, x, w, result=y)
    with pytest.raises(ValueError, match="channels"):
        assert_computes(layers.conv, x, w, channels=3, result=y)
    with pytest.raises(TypeError, match="formula is function"):
        assert_computes(np.convolve.__wrapped__ if hasattr(np.convolve, "__wrapped__") else len, x, result=y)


def test_a_narrower_accumulator_fails_where_a_usual_tolerance_passes():
    x, w = numbers(1, 64, 8, 6), numbers(4, 64, 3, 3)
    exact = layers.conv(x.astype(float), w.astype(float))
    halves = layers.conv(x.astype(np.float16).astype(float), w.astype(np.float16).astype(float))
    assert np.abs(halves - exact).max() < 0.25  # a tolerance in use for such sums
    with pytest.raises(AssertionError):
        assert_computes(layers.conv, x, w, result=halves.astype(np.float32))


def truncating(x, w):
    """Products of matrices whose sums are cut off towards 0 after each step, to float32."""
    total = np.zeros((len(x), len(w)), np.float32)
    for k in range(x.shape[1]):
        wider = total.astype(float) + x[:, None, k].astype(float) * w[None, :, k].astype(float)
        total = wider.astype(np.float32)
        over = np.abs(total.astype(float)) > np.abs(wider)
        total = np.where(over, np.nextafter(total, np.float32(0)), total)
    return total


def nearest(x, w):
    """The same with rounding to nearest."""
    total = np.zeros((len(x), len(w)), np.float32)
    for k in range(x.shape[1]):
        wider = total.astype(float) + x[:, None, k].astype(float) * w[None, :, k].astype(float)
        total = wider.astype(np.float32)
    return total


@pytest.mark.parametrize("terms", [30, 300])
def test_statistics_show_a_truncating_accumulator(terms):
    x, w = numbers(40, terms), numbers(30, terms)
    good, cut = nearest(x, w), truncating(x, w)
    assert_computes(layers.linear, x, w, result=cut)  # each entry is within its bound
    assert_computes(layers.linear, x, w, result=good, aggregate=True)
    with pytest.raises(AssertionError, match="not those of roundings to nearest: bias -"):
        assert_computes(layers.linear, x, w, result=cut, aggregate=True)
    found = errors(layers.linear, x, w, result=cut)
    assert found.bias < -2 * found.limits[0] and found.rho < 1
    assert abs(errors(layers.linear, x, w, result=good).bias) < found.limits[0]


def test_statistics_need_many_entries_of_sums():
    x, w = numbers(3, 4), numbers(2, 4)
    with pytest.raises(ValueError, match="aggregate needs a sum of products, and 30 entries"):
        assert_computes(layers.linear, x, w, result=x @ w.T, aggregate=True)
    assert errors(layers.linear, x, w, result=x @ w.T).bias is None


def test_no_alarm_for_right_statistics():
    for seed in range(40):
        rng = np.random.default_rng(seed)
        x = rng.standard_normal((20, 64)).astype(np.float32)
        w = rng.standard_normal((16, 64)).astype(np.float32)
        assert_computes(layers.linear, x, w, result=nearest(x, w), aggregate=True)


def test_tensors_are_taken():
    torch = pytest.importorskip("torch", reason="PyTorch is not installed")
    x, w = torch.randn(2, 3, 8, 7, requires_grad=True), torch.randn(4, 3, 3, 3)
    y = torch.nn.functional.conv2d(x, w, stride=2)
    assert_computes(layers.conv, x, w, stride=2, result=y)
    norm = torch.nn.BatchNorm2d(3).eval()
    assert_computes(
        normalization.batch_norm, x, norm.weight, norm.bias, norm.eps, training=False,
        running_mean=norm.running_mean, running_var=norm.running_var, result=norm(x),
    )  # fmt: skip
    half = torch.nn.functional.conv2d(x.bfloat16(), w.bfloat16())
    assert_computes(layers.conv, x.bfloat16(), w.bfloat16(), result=half)
    with pytest.raises(AssertionError):
        assert_computes(layers.conv, x, w, stride=2, result=y + 0.01)
