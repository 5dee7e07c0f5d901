"""Batch normalisation against hand-worked numbers and independent oracles."""

import importlib.util
import time
from fractions import Fraction

import numpy as np
import pytest
import scipy.stats

from mathcnn.normalization import (
    batch_mean,
    batch_norm,
    batch_var,
    group_norm,
    layer_norm,
    local_response_norm,
    next_running_mean,
    next_running_var,
)

TORCH = importlib.util.find_spec("torch") is not None
needs_torch = pytest.mark.skipif(
    not TORCH, reason="PyTorch is not installed here, so nothing is compared with it: pip install torch==2.13.0"
)

U = 2.0**-53


def test_by_hand():
    """1, 3, 5, 7: mean 4, squares 9 1 1 9, variance 5; with eps = 4 the root is 3."""
    x = [[[1.0, 3.0]], [[5.0, 7.0]]]
    assert batch_mean(x) == 4 and batch_var(x) == 5
    assert batch_var([[[0, 1, 5]]], correction=1) == 7  # mean 2, squares 4 1 9, 14 / 2
    y = batch_norm.literal(np.array([[[1, 3]], [[5, 7]]], object), np.array([6]), np.array([10]), eps=4)
    assert y.ravel().tolist() == [4, 8, 12, 16]  # 10 + 6 (-3, -1, 1, 3) / 3
    got = batch_norm(x, [6.0], [10.0], eps=4.0).ravel()
    assert (np.abs(got - [4, 8, 12, 16]) <= 4 * U * 16).all()


def test_the_corrected_variance_by_hand():
    """0, 4: mean 2, squares 4 4; by N the variance is 4, by N - 1 it is 8; eps = 1 makes the roots sqrt 5 and 3."""
    x = np.array([[[0, 4]]], object)
    assert batch_norm.literal(x, np.array([3]), np.array([0]), eps=1, correction=1).ravel().tolist() == [-2, 2]


def test_statistics_are_numpy_s_and_scipy_s():
    x = np.random.default_rng(1).integers(-9, 10, (2, 3, 2, 4)).astype(float)
    flat = np.moveaxis(x, 1, 0).reshape(3, 16)
    assert (batch_mean(x) == flat.mean(axis=1)).all()  # sixteen whole numbers: sum and division are exact
    bound = 32 * U * flat.var(axis=1)
    assert (np.abs(batch_var(x) - flat.var(axis=1)) <= bound).all()
    assert (np.abs(batch_var(x, 1) - scipy.stats.tvar(flat, axis=1)) <= bound).all()
    want = np.moveaxis(
        ((flat - flat.mean(axis=1, keepdims=True)) / flat.std(axis=1, keepdims=True)).reshape(3, 2, 2, 4), 0, 1
    )
    assert (np.abs(batch_norm(x, np.ones(3), np.zeros(3), eps=1e-300) - want) <= 32 * U * np.abs(want)).all()


def test_a_large_mean_does_not_cancel():
    """1e8 + (0, 1, 2):

    E[x^2] - E[x]^2 loses every digit in double precision (and gives 2 or 0 or less); two passes lose none.
    """
    x = 1e8 + np.array([[[0.0, 1.0, 2.0]]])
    assert batch_var(x) == Fraction(2, 3).numerator / 3
    assert (x**2).mean() - x.mean() ** 2 != batch_var(x)[0]
    x = np.float32(10000) + np.array([[[0, 1, 2, 3]]], np.float32)
    assert batch_var(x) == 1.25 and batch_var(x).dtype == np.float32


def test_running_statistics_by_hand():
    """1, 3: mean 2, variance 1 by N and 2 by N - 1. A quarter of the batch, three quarters of what was."""
    x, ones, zeros = np.array([[[1.0, 3.0]]]), [1.0], [0.0]
    old_mean, old_var = np.array([10.0]), np.array([4.0])
    y, mean, var = batch_norm(x, ones, zeros, running_mean=old_mean, running_var=old_var, momentum=0.25)
    assert mean == 8 and var == 3.5 and (y == batch_norm(x, ones, zeros)).all()
    _, _, var = batch_norm(
        x, ones, zeros, running_mean=old_mean, running_var=old_var, momentum=0.25, running_correction=0
    )
    assert var == 3.25
    assert old_mean == 10 and old_var == 4  # never in place
    assert next_running_mean(x, old_mean, 0.25) == 8 and next_running_var(x, old_var, 0.25) == 3.5


def test_literal_returns_running_statistics_too():
    x = np.array([[[1, 3]]], object)
    zero = np.array([0])
    y, mean, var = batch_norm.literal(
        x, np.array([1]), zero, eps=3, running_mean=zero, running_var=zero, momentum=Fraction(1, 2)
    )
    assert y.ravel().tolist() == [Fraction(-1, 2), Fraction(1, 2)] and mean.tolist() == [1] and var.tolist() == [1]


def test_inference_by_hand():
    """(x - 1) / sqrt(3 + 1) 2 + 5 = x + 4, whatever the batch."""
    options = {"training": False, "running_mean": [1.0], "running_var": [3.0], "eps": 1.0}
    assert batch_norm([[[7.0, -2.0]]], [2.0], [5.0], **options).tolist() == [[[11, 2]]]
    assert isinstance(batch_norm([[[7.0]]], [2.0], [5.0], **options), np.ndarray)  # y alone: inference changes nothing


def test_a_constant_gives_beta():
    assert batch_norm(np.full((2, 1, 3), 0.5), [7.0], [3.0]).tolist() == [[[3.0] * 3]] * 2


def test_nan_stays_in_its_channel():
    x = np.ones((2, 2, 3))
    x[0, 0, 1] = np.nan
    y = batch_norm(x, np.ones(2), np.zeros(2))
    assert np.isnan(y[:, 0]).all() and (y[:, 1] == 0).all()
    y = batch_norm(x, np.ones(2), np.zeros(2), training=False, running_mean=np.zeros(2), running_var=np.ones(2))
    assert np.isnan(y).sum() == 1


def test_gradient_by_differences():
    """Central differences of step h: the error is at most h^2 times a third derivative (bounded by 100 here) and 1e-15
    / h.
    """
    rng, h = np.random.default_rng(2), 1e-5
    x, gamma, beta = rng.standard_normal((2, 2, 3)), np.array([1.5, -0.5]), np.array([0.25, 2.0])
    run = {"running_mean": np.array([0.5, -1.0]), "running_var": np.array([1.0, 2.0])}
    dy = rng.standard_normal(x.shape)
    for options in ({"correction": 1}, {"training": False, **run}):
        value = lambda v, options=options: (dy * batch_norm(v, gamma, beta, eps=0.1, **options)).sum()
        dx = batch_norm.backward(dy, x, gamma, beta, eps=0.1, **options)[0]
        for at in np.ndindex(x.shape):
            step = np.zeros_like(x)
            step[at] = h
            assert abs((value(x + step) - value(x - step)) / (2 * h) - dx[at]) <= 100 * h * h + 100 * U / h


@needs_torch
def test_torch():
    import torch

    rng = np.random.default_rng(3)
    x, gamma, beta, mean, var = (
        rng.standard_normal((4, 3, 5, 2)),
        rng.random(3),
        rng.random(3),
        rng.random(3),
        rng.random(3),
    )
    args = [torch.tensor(v) for v in (x, mean, var, gamma, beta)]
    want = torch.nn.functional.batch_norm(*args, training=True, momentum=0.3, eps=1e-3).numpy()
    got, new_mean, new_var = batch_norm(x, gamma, beta, 1e-3, running_mean=mean, running_var=var, momentum=0.3)
    scale = 4 * 40 * U  # sums of forty terms of size about one, on either side
    for ours, theirs in ((got, want), (new_mean, args[1].numpy()), (new_var, args[2].numpy())):
        assert (np.abs(ours - theirs) <= scale * (1 + np.abs(theirs))).all()
    args = [torch.tensor(v) for v in (x, mean, var, gamma, beta)]
    want = torch.nn.functional.batch_norm(*args, training=False, eps=1e-3).numpy()
    got = batch_norm(x, gamma, beta, 1e-3, training=False, running_mean=mean, running_var=var)
    assert (np.abs(got - want) <= 16 * U * (1 + np.abs(want)) * 64).all()


def test_local_responses_by_hand():
    """Channels 3, 4, 0, 12 with three neighbours and alpha = 3, whose share is 1: divided by 1 + 25, 1 + 25, 1 + 160, 1
    + 144.
    """
    x = np.array([3, 4, 0, 12], object).reshape(1, 4, 1)
    squares = [9 + 16, 9 + 16 + 0, 16 + 0 + 144, 0 + 144]
    want = [Fraction(v, 1 + s) for v, s in zip((3, 4, 0, 12), squares, strict=True)]
    assert local_response_norm.literal(x, 3, Fraction(3), 1, 1).ravel().tolist() == want
    got = local_response_norm(x.astype(float), 3, 3.0, 1.0, 1.0).ravel()
    assert (np.abs(got - [float(v) for v in want]) <= 4 * U * got).all()


def test_more_neighbours_than_channels_by_hand():
    """Three channels of 1 with nine neighbours: the share of alpha = 9 is 1, and three squares exist: 1 / (1 + 3)."""
    x = np.ones((1, 3, 2))
    assert (local_response_norm(x, 9, 9.0, 1.0, 1.0) == 0.25).all()
    assert (local_response_norm(x, 9, 9.0, 0.5, 1.0) == 0.5).all()
    with pytest.raises(ValueError, match="an odd number of neighbours"):
        local_response_norm(x, 4)


@needs_torch
def test_local_responses_are_pytorch_s():
    import torch

    x = np.random.default_rng(7).standard_normal((2, 5, 3, 4))
    for size, alpha, beta, bias in ((3, 0.5, 0.75, 1.0), (7, 2.0, 0.4, 0.3), (15, 1e-4, 0.75, 2.0)):
        near = torch.nn.functional.local_response_norm(torch.tensor(x), size, alpha, beta, bias).numpy()
        got = local_response_norm(x, size, alpha, beta, bias)
        # either side rounds size squares and their sum, a product, a sum, a power (4 units) and a quotient
        assert (np.abs(got - near) <= 2 * (size + 12) * U * np.abs(got)).all()


def test_local_response_of_a_fraction_takes_no_time():
    """NumPy's floats have exponents with denominators of 2^54: such powers stay unevaluated, instead of being computed
    with numbers of 2^53 digits."""
    begin = time.perf_counter()
    x, numbers = [[[Fraction(1, 3)]]], {"alpha": np.float64(0.3), "beta": np.float64(0.3), "bias": np.float64(0.7)}
    exactly = local_response_norm(x, **numbers)[0, 0, 0]
    rounded = local_response_norm([[[1 / 3]]], **numbers)[0, 0, 0]
    assert abs(float(exactly) - rounded) <= 4 * np.finfo(float).eps * rounded
    assert time.perf_counter() - begin < 5


def test_groups_by_hand():
    """Two groups of two channels, 1, 3 and 5, 13: means 2 and 9, variances 1 and 16; eps = 9 makes sqrt 10 and 5."""
    x = np.array([[[1], [3], [5], [13]]], object)
    y = group_norm.literal(x, np.array([1, 1, 5, 10]), np.array([0, 0, 1, 2]), groups=2, eps=9)
    assert y[0, 2:, 0].tolist() == [-3, 10]  # 1 + 5 (-4) / 5, 2 + 10 * 4 / 5
    assert np.abs(group_norm(x.astype(float), np.ones(4), np.zeros(4), groups=2, eps=9.0)[0, 0, 0] + 10**-0.5) <= 8 * U
    assert layer_norm([[1.0, 5.0], [2.0, 2.0]], [3.0, 6.0], [1.0, 2.0], eps=5.0).tolist() == [[-1, 6], [1, 2]]


@needs_torch
@pytest.mark.parametrize(
    ("shape", "groups"), [((2, 6, 5, 7), 3), ((1, 32, 4, 4), 8), ((3, 4, 9), 4), ((2, 5, 3, 4), 1)]
)
def test_groups_as_pytorch_does(shape, groups):
    import torch

    rng = np.random.default_rng(13)
    arrays = [rng.standard_normal(shape), rng.standard_normal(shape[1]), rng.standard_normal(shape[1])]
    tensors = [torch.from_numpy(v).requires_grad_(True) for v in arrays]
    y = torch.nn.functional.group_norm(tensors[0], groups, *tensors[1:], eps=1e-3)
    dy = rng.standard_normal(shape)
    y.backward(torch.from_numpy(dy))
    assert np.abs(group_norm(*arrays, groups, 1e-3) - y.detach().numpy()).max() <= 64 * U * 10
    for ours, theirs in zip(group_norm.backward(dy, *arrays, groups, 1e-3), tensors, strict=True):
        assert np.abs(ours - theirs.grad.numpy()).max() <= 1000 * U * 10


@needs_torch
def test_rows_as_pytorch_does():
    import torch

    rng = np.random.default_rng(14)
    arrays = [rng.standard_normal((3, 4, 11)), rng.standard_normal(11), rng.standard_normal(11)]
    tensors = [torch.from_numpy(v).requires_grad_(True) for v in arrays]
    y = torch.nn.functional.layer_norm(tensors[0], (11,), *tensors[1:])
    dy = rng.standard_normal(y.shape)
    y.backward(torch.from_numpy(dy))
    assert np.abs(layer_norm(*arrays) - y.detach().numpy()).max() <= 64 * U * 10
    for ours, theirs in zip(layer_norm.backward(dy, *arrays), tensors, strict=True):
        assert np.abs(ours - theirs.grad.numpy()).max() <= 1000 * U * 10
