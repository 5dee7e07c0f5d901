"""Right implementations as people write them in NumPy: no false alarm about special values, outputs or calls."""

import itertools
from typing import Any

import numpy as np
import pytest
from numpy.lib.stride_tricks import sliding_window_view

from mathcnn import catalogue
from mathcnn.conformance import Target, acceptance, judging
from mathcnn.evidence import deviations, verdicts

from .marks import slow_only


def quiet(fn):
    return lambda *args, **kwargs: np.errstate(all="ignore")(fn)(*args, **kwargs)


def im2col(x, w, b=None, *, stride, padding, dilation, groups):
    """A matrix product of all windows of the input that is padded by zeros."""
    wide = np.pad(x, [(0, 0), (0, 0), *padding])
    reach = [d * (k - 1) + 1 for d, k in zip(dilation, w.shape[2:], strict=True)]
    axes = tuple(range(2, x.ndim))
    windows = sliding_window_view(wide, reach, axes)
    windows = windows[(slice(None), slice(None), *(slice(None, None, s) for s in stride))]
    windows = windows[(..., *(slice(None, None, d) for d in dilation))]
    outs = []
    for part, kernel in zip(np.split(windows, groups, 1), np.split(w, groups, 0), strict=True):
        cols = np.moveaxis(part, 1, len(stride) + 1)
        flat = cols.reshape(*cols.shape[: len(stride) + 1], -1)
        outs.append(np.moveaxis(flat @ kernel.reshape(len(kernel), -1).T, -1, 1))
    y = np.concatenate(outs, 1)
    return y if b is None else y + b.reshape(-1, *[1] * (x.ndim - 2))


def tap_by_tap(x, w, b=None, *, stride, padding, dilation, groups):
    """A sum over the taps of the kernel, by einsum."""
    wide = np.pad(x, [(0, 0), (0, 0), *padding])
    sizes = [
        (n - d * (k - 1) - 1) // s + 1 for n, d, k, s in zip(wide.shape[2:], dilation, w.shape[2:], stride, strict=True)
    ]
    y = np.zeros((len(x), len(w), *sizes), x.dtype)
    per = len(w) // groups
    for tap in np.ndindex(*w.shape[2:]):
        seen = wide[
            (
                ...,
                *(
                    slice(d * t, d * t + s * (m - 1) + 1, s)
                    for d, t, s, m in zip(dilation, tap, stride, sizes, strict=True)
                ),
            )
        ]
        for g in range(groups):
            part = np.split(seen, groups, 1)[g]
            y[:, g * per : (g + 1) * per] += np.einsum("nc...,oc->no...", part, w[g * per : (g + 1) * per, :, *tap])
    return y if b is None else y + b.reshape(-1, *[1] * (x.ndim - 2))


def max_pool(x, kernel_size, *, stride, padding, dilation):
    wide = np.pad(x, [(0, 0), (0, 0), *padding], constant_values=-np.inf)
    reach = [d * (k - 1) + 1 for d, k in zip(dilation, kernel_size, strict=True)]
    windows = sliding_window_view(wide, reach, tuple(range(2, x.ndim)))
    windows = windows[(slice(None), slice(None), *(slice(None, None, s) for s in stride))]
    windows = windows[(..., *(slice(None, None, d) for d in dilation))]
    return windows.max(axis=tuple(range(x.ndim, windows.ndim)))


def softmax(x, axis=1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def log_softmax(x, axis=1):
    shifted = x - x.max(axis=axis, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def cross_entropy(x, t):
    return -log_softmax(x)[np.arange(len(x)), t].mean(dtype=x.dtype)


def folded_norm(x, gamma, beta, eps=1e-5):
    """The scale and the shift are folded into one factor and one term."""
    axes, shape = (0, *range(2, x.ndim)), (1, -1, *[1] * (x.ndim - 2))
    mean = x.mean(axis=axes)
    scale = gamma / np.sqrt(((x - mean.reshape(shape)) ** 2).mean(axis=axes) + x.dtype.type(eps))
    return (x - mean.reshape(shape)) * scale.reshape(shape) + beta.reshape(shape)


def leaky(x, alpha=0.01):
    return np.where(x > 0, x, x.dtype.type(alpha) * x)


def pad(x, padding, mode="zero"):
    modes = {"zero": "constant", "reflect": "reflect", "replicate": "edge", "circular": "wrap"}
    return np.pad(x, [(0, 0), (0, 0), *padding], modes[mode])


RIGHT: dict[str, list[Any]] = {
    "layers.conv": [im2col, tap_by_tap],
    "layers.linear": [
        lambda x, w, b=None: x @ w.T + (0 if b is None else b),
        lambda x, w, b=None: np.einsum("...i,oi->...o", x, w) + (x.dtype.type(0) if b is None else b),
    ],
    "layers.flatten": [lambda x: x.reshape(len(x), -1), lambda x: x.reshape(len(x), -1).copy()],
    "layers.pad": [pad],
    "pooling.max_pool": [max_pool],
    "pooling.global_max_pool": [lambda x: x.max(axis=tuple(range(2, x.ndim)), keepdims=True)],
    "pooling.global_avg_pool": [lambda x: x.mean(axis=tuple(range(2, x.ndim)), keepdims=True)],
    "activation.relu": [
        lambda x: np.maximum(x, 0),
        lambda x: np.maximum(0, x),
        lambda x: np.where(x < 0, x.dtype.type(0), x),
        lambda x: np.where(x != x, x, np.where(x > 0, x, x.dtype.type(0))),
    ],
    "activation.leaky_relu": [leaky],
    "activation.sigmoid": [
        lambda x: x.dtype.type(1) / (x.dtype.type(1) + np.exp(-x)),
        lambda x: np.where(x >= 0, 1 / (1 + np.exp(-x)), np.exp(x) / (1 + np.exp(x))).astype(x.dtype),
    ],
    "activation.softmax": [softmax],
    "activation.log_softmax": [log_softmax],
    "activation.cross_entropy": [cross_entropy],
    "normalization.batch_norm": [folded_norm],
    "normalization.batch_mean": [lambda x: x.mean(axis=(0, *range(2, x.ndim)))],
    "convolution.discrete": [np.convolve],
    "convolution.flip": [np.flip],
    "fitting.mean_squared_error": [lambda prediction, target: np.mean((prediction - target) ** 2)],
}
CASES = [(name, fn) for name, found in RIGHT.items() for fn in found]
LONG = [(name, fn) for name, found in RIGHT.items() for fn in found[1:]]  # one of each formula is run every day


@pytest.mark.parametrize(
    ("name", "fn"), slow_only(CASES, *LONG), ids=[f"{name}-{k}" for k, (name, _) in enumerate(CASES)]
)
def test_no_false_alarm(name, fn):
    of = catalogue.find_formula(name)
    held = Target("right", {name: quiet(fn) if fn not in (im2col, tap_by_tap, max_pool, folded_norm, pad) else fn})
    if fn in (im2col, tap_by_tap, max_pool, folded_norm, pad):
        held = Target("right", {name: fn})
    parts = [part for part in ("edges", "outputs", "calls") if part in judging.parts(of)]
    with np.errstate(all="ignore"):
        rows = list(itertools.chain.from_iterable(judging.verdicts(held, of, part, 12, 0) for part in parts))
    short = [row for row in acceptance.falls_short(rows) if row.verdict != verdicts.NOT_OFFERED]
    assert not short, [(row.law, row.dtype, row.verdict, row.says, row.counterexample) for row in short]
    differ = [row for row in rows if row.verdict == verdicts.SPECIAL]
    assert all(deviations.kind_of(row.says) in deviations.HARMLESS for row in differ)
    assert len([row for row in rows if row.good]) >= 4
