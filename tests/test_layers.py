"""The layers against hand-worked numbers and independent oracles."""

import importlib.util
import itertools
from fractions import Fraction

import numpy as np
import pytest
import scipy.signal

from mathcnn.evidence import cases, checks
from mathcnn.layers import conv, conv_transpose, crop, flatten, linear, pad
from mathcnn.numbers import rounding

TORCH = importlib.util.find_spec("torch") is not None
needs_torch = pytest.mark.skipif(
    not TORCH, reason="PyTorch is not installed here, so nothing is compared with it: pip install 'mathcnn[torch]'"
)


def test_by_hand():
    """Dumoulin & Visin 2016, figure 1.1: the 3 x 3 kernel on the 5 x 5 map."""
    x = [[3, 3, 2, 1, 0], [0, 0, 1, 3, 1], [3, 1, 2, 2, 3], [2, 0, 0, 2, 2], [2, 0, 0, 0, 1]]
    w = [[0, 1, 2], [2, 2, 0], [0, 1, 2]]
    assert conv([[x]], [[w]])[0, 0].tolist() == [[12, 12, 17], [10, 17, 19], [9, 6, 14]]


def test_transpose_by_hand():
    """Each entry of [1, 2] lays down [1, 10, 100], two places apart: they overlap in the third."""
    assert conv_transpose([[[1, 2]]], [[[1, 10, 100]]], stride=2)[0, 0].tolist() == [1, 10, 102, 20, 200]
    assert conv_transpose([[[1, 2]]], [[[1, 10, 100]]], stride=2, padding=1, output_padding=1)[0, 0].tolist() == [
        10,
        102,
        20,
        200,
    ]


def test_true_convolution_by_hand():
    assert conv([[[1, 2, 3]]], [[[1, 10]]], flip=True, padding="full")[0, 0].tolist() == [1, 12, 23, 30]


def test_same_keeps_ceil_of_size_over_stride():
    for h, k, s, d in itertools.product((4, 7, 9), (1, 2, 5), (1, 2, 3), (1, 2)):
        assert conv(np.ones((1, 1, h)), np.ones((1, 1, k)), stride=s, dilation=d, padding="same").shape[2] == -(-h // s)


def test_single_channel_is_scipy_correlate():
    rng = np.random.default_rng(1)
    x, w = rng.integers(-9, 10, (7, 5)), rng.integers(-9, 10, (3, 2))
    for mode in ("valid", "full"):
        assert (
            conv(x[None, None], w[None, None], padding=mode)[0, 0] == scipy.signal.correlate(x, w, mode, "direct")
        ).all()
        assert (
            conv(x[None, None], w[None, None], padding=mode, flip=True)[0, 0]
            == scipy.signal.convolve(x, w, mode, "direct")
        ).all()


def test_fractions_and_symbols_run_the_statement():
    x = np.array([[[Fraction(1, 3), Fraction(1, 6)]]], object)
    assert conv(x, np.array([[[Fraction(1, 2), 1]]], object))[0, 0, 0] == Fraction(1, 3)


def test_a_layout_does_not_matter():
    rng = np.random.default_rng(2)
    x, w = rng.integers(-9, 9, (2, 4, 6, 5)).astype(float), rng.integers(-9, 9, (4, 2, 3, 2)).astype(float)
    want = conv(x, w, groups=2)
    for view in (
        np.asfortranarray(x),
        x[::-1][::-1],
        np.repeat(x, 2, -1)[..., ::2],
        x.transpose(3, 2, 1, 0).copy().transpose(3, 2, 1, 0),
    ):
        assert (conv(view, w, groups=2) == want).all()


def test_linear_keeps_leading_axes():
    x = np.arange(24.0).reshape(2, 3, 4)
    assert linear(x, np.eye(4)).tolist() == x.tolist() and linear(x[0, 0], np.eye(4)).shape == (4,)


def test_flatten_is_reshape():
    x = np.arange(120).reshape(2, 3, 4, 5)
    assert (flatten(x) == x.reshape(2, 60)).all() and (flatten.literal(x) == x.reshape(2, 60)).all()


@pytest.mark.parametrize(
    ("mode", "name"), [("zero", "constant"), ("circular", "wrap"), ("reflect", "reflect"), ("replicate", "edge")]
)
def test_pad_is_numpy_pad(mode, name):
    x = np.arange(1, 25).reshape(1, 2, 3, 4)
    for pairs in (((0, 1), (2, 0)), ((5, 7), (9, 4))):
        assert (pad(x, pairs, mode) == np.pad(x, ((0, 0), (0, 0), *pairs), name)).all()


def test_nan_reaches_its_windows_only():
    x = np.zeros((1, 1, 6, 5))
    x[0, 0, 3, 2] = np.nan
    hit = np.isnan(conv(x, np.ones((1, 1, 2, 3))))[0, 0]
    assert {tuple(at) for at in np.argwhere(hit).tolist()} == {(i, j) for i in (2, 3) for j in (0, 1, 2)}


def test_whole_numbers_do_not_wrap():
    image = np.full((1, 1, 3, 4), 255, np.uint8)
    assert conv(image, np.full((1, 1, 2, 2), 255, np.uint8)).max() == 4 * 255**2
    with pytest.raises(ValueError, match="2\\^63"):
        conv(np.full((1, 1, 2, 2), 2**40), np.full((1, 1, 2, 2), 2**40))
    exact = conv(np.full((1, 1, 2, 2), 2**40, object), np.full((1, 1, 2, 2), 2**40, object))
    assert exact[0, 0, 0, 0] == 2**82


def test_dtypes():
    f4 = conv(np.ones((1, 1, 3), np.float32), np.ones((1, 1, 2), np.float32))
    assert f4.dtype == np.float32 and conv(np.ones((1, 1, 3), int), np.ones((1, 1, 2), int)).dtype == np.int64
    assert conv(np.ones((1, 1, 3), np.float16), np.ones((1, 1, 2), np.float16)).dtype == np.float32


def _torch_conv(x, w, b=None, *, stride, padding, dilation, groups, flip=False):
    import torch.nn.functional as F
    from torch import from_numpy

    rank = x.ndim - 2
    x, w, b = (None if v is None else from_numpy(np.array(v, order="C")) for v in (x, w, b))
    w = w.flip(*range(2, 2 + rank)) if flip else w
    x = F.pad(x, [n for pair in padding[::-1] for n in pair])
    return (F.conv1d, F.conv2d, F.conv3d)[rank - 1](x, w, b, stride=stride, dilation=dilation, groups=groups).numpy()


@needs_torch
def test_conv_is_pytorch():
    """Bit for bit on whole numbers, and within the bound on floats."""
    seen = 0
    for case, rng in cases.sampled(conv, 60, 7):
        exact, kwargs = cases.integers(case, rng), case.kwargs
        options = conv.read((), {**exact, **kwargs}).scalars
        arrays = cases.as_floats(exact, set())
        assert not rounding.exactly(_torch_conv(**arrays, **options), conv(**arrays, **kwargs)).rho, (
            case.shapes,
            kwargs,
        )
        seen += 1
    assert seen == 60
    run = checks.form_rounded(
        conv, lambda *a, **k: _torch_conv(*a, **{x: v for x, v in conv.read(a, k).scalars.items()}), 20, 0
    )
    assert run.count == 20 and run.worst.rho <= 1, run.worst


@pytest.mark.parametrize("groups", [1, 3])
@pytest.mark.parametrize("bias", [False, True])
def test_conv_transpose_whose_padding_leaves_less_is_the_rest_of_the_full_one(groups, bias):
    """The fast form is another one there: it makes no products that padding cuts off."""
    rng = np.random.default_rng(1)
    for space, kernel, padding, more in [
        ((9,), (5,), ((3, 4),), {}),
        ((9,), (5,), ((4, 4),), {}),
        ((6, 7), (4, 3), ((2, 3), (1, 2)), {}),
        ((9, 8), (3, 2), ((5, 4), (2, 1)), {"dilation": (3, 2), "output_padding": (2, 1)}),
        ((5, 4, 6), (2, 3, 4), ((1, 1), (2, 1), (3, 0)), {}),
    ]:
        x = rng.integers(-9, 10, (2, 2 * groups, *space)).astype(float)
        w = rng.integers(-9, 10, (2 * groups, 4, *kernel)).astype(float)
        x[0, 0].flat[1], w[1, 2].flat[-1] = np.nan, np.inf
        b = rng.integers(-9, 10, 4 * groups).astype(float) if bias else None
        full = conv_transpose(x, w, b, groups=groups, **more)
        kept = tuple(slice(before, full.shape[2 + k] - after) for k, (before, after) in enumerate(padding))
        got = conv_transpose(x, w, b, padding=padding, groups=groups, **more)
        assert np.prod(got.shape[2:]) < np.prod(space)
        assert np.array_equal(got, full[(..., *kept)], equal_nan=True), (space, kernel, padding, more)
        assert np.isfinite(got).any() and not np.isfinite(got).all()


@needs_torch
def test_conv_transpose_is_pytorch():
    import torch.nn.functional as F
    from torch import from_numpy

    seen = 0
    for case, rng in cases.sampled(conv_transpose, 120, 8):
        exact = cases.integers(case, rng)
        options = conv_transpose.read((), {**exact, **case.kwargs}).scalars
        if any(before != after for before, after in options["padding"]):
            continue  # PyTorch pads alike on both sides only
        options["padding"] = tuple(before for before, _ in options["padding"])
        arrays = cases.as_floats(exact, set())
        run = (F.conv_transpose1d, F.conv_transpose2d, F.conv_transpose3d)[arrays["x"].ndim - 3]
        x, w, b = (from_numpy(arrays[a]) if a in arrays else None for a in ("x", "w", "b"))
        got = run(x, w, b, **options).numpy()
        assert not rounding.exactly(got, conv_transpose(**arrays, **case.kwargs)).rho, (case.shapes, case.kwargs)
        seen += 1
    assert seen > 20


@needs_torch
def test_gradient_is_pytorch():
    import torch

    rng = np.random.default_rng(4)
    x, w, b = rng.integers(-4, 5, (2, 4, 7, 6)), rng.integers(-4, 5, (6, 2, 3, 2)), rng.integers(-4, 5, 6)
    tensors = [torch.tensor(v, dtype=torch.float64, requires_grad=True) for v in (x, w, b)]
    y = torch.nn.functional.conv2d(*tensors, stride=(2, 1), padding=(1, 2), dilation=(1, 2), groups=2)
    dy = rng.integers(-4, 5, tuple(y.shape)).astype(float)
    y.backward(torch.tensor(dy))
    got = conv.backward(dy, x, w, b, stride=(2, 1), padding=(1, 2), dilation=(1, 2), groups=2)
    for g, t in zip(got, tensors, strict=True):
        assert (g == t.grad.numpy()).all()


def test_cropping_by_hand():
    x = np.arange(12.0).reshape(1, 1, 3, 4)
    assert crop(x, ((1, 0), (0, 2)))[0, 0].tolist() == [[4, 5], [8, 9]]
    assert crop(x, 1)[0, 0].tolist() == [[5, 6]] and (crop(x, 0) == x).all()
    (dx,) = crop.backward([[[[7.0, 8.0]]]], x, 1)
    assert dx[0, 0].tolist() == [[0, 0, 0, 0], [0, 7, 8, 0], [0, 0, 0, 0]]
    with pytest.raises(ValueError, match=r"layers\.crop: x \(1, 1, 3, 4\) leave no result"):
        crop(x, 2)


@needs_torch
def test_cropping_is_negative_padding():
    import torch

    x = np.arange(60.0).reshape(1, 1, 3, 4, 5)
    got = crop(x, ((0, 1), (2, 1), (1, 0)))
    assert (got == torch.nn.functional.pad(torch.tensor(x), (-1, 0, -2, -1, 0, -1)).numpy()).all()
