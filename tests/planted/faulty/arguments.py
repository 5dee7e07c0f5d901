"""Faults in ordinary conditions of arguments: a switch with another one, a number of 0, an array without axes, one array
given twice, bounds that are crossed, ties and repeated labels, sums that overflow. They were written down for the
command before any check had been run on them."""

from __future__ import annotations

import math

import numpy as np

from mathcnn.activation import clip, cross_entropy, leaky_relu, log_softmax, sigmoid, silu
from mathcnn.arrays import add, div, matmul, mean, sub
from mathcnn.classic import euclidean_rbf
from mathcnn.evidence.verdicts import FAILS, SUSPECT
from mathcnn.geometry import output_size
from mathcnn.layers import conv, conv_transpose, flatten, linear, pad, resize
from mathcnn.normalization import batch_norm, group_norm, layer_norm
from mathcnn.optimization import next_velocity, next_weight
from mathcnn.pooling import avg_pool, global_avg_pool, max_pool, max_pool_indices

from . import SPECIAL, Bank, last_column, negated, zeros

bank = Bank(__name__)
DOUBTED = (FAILS, SUSPECT)

# ---------------------------------------------------------------- products and layers


def _before_as_undilated(c):
    before = [min((k - 1) // 2, sum(p)) for k, p in zip(c.k, c.p, strict=True)]
    return {"padding": tuple((p, sum(both) - p) for p, both in zip(before, c.p, strict=True))}


bank.instead(
    conv,
    "same with dilation: zeros before as without dilation",
    lambda c: isinstance(c.asked["padding"], str) and c.asked["padding"] == "same" and max(c.d) > 1,
    _before_as_undilated,
)
bank.instead(
    conv_transpose,
    "1-D, stride 1, dilation beyond 1: taps in reverse",
    lambda c: c.rank == 1 and c.s == (1,) and c.d[0] > 1,
    lambda c: {"w": np.asarray(c.w)[..., ::-1]},
)
bank(
    linear,
    "x of one axis: no bias",
    lambda c: c.first.ndim == 1 and c.b is not None,
    lambda y, c: y - np.asarray(c.b),
)


@bank.function(matmul, "one array given twice: below the diagonal zero")
def _given_twice(x, z):
    y = np.asarray(matmul(x, z))
    return np.triu(y) if x is z else y


bank(sub, "first repeated along the last axis: exchanged", lambda c: c.width == 1 < np.shape(c.z)[-1], negated)
bank(
    div,
    "integers: whole quotients",
    lambda c: np.asarray(c.x).dtype.kind in "iu" and np.asarray(c.z).dtype.kind in "iu",
    lambda y, c: np.floor(y),
)


def _axes(c):
    axis = c.asked["axis"]
    return sorted(int(a) % c.first.ndim for a in (axis if isinstance(axis, tuple) else (axis,)))


bank(
    mean,
    "two axes with one between: divided by the first length",
    lambda c: len(_axes(c)) == 2 and _axes(c)[1] - _axes(c)[0] > 1,
    lambda y, c: y * y.dtype.type(c.first.shape[_axes(c)[1]]),
)


@bank.function(flatten, "Fortran order: in the order of memory")
def _order_of_memory(x):
    return np.array(np.reshape(x, (len(x), math.prod(np.shape(x)[1:])), order="A"))


bank(
    pad,
    "replicate, after the last entry only: zeros there",
    lambda c: c.mode == "replicate" and c.p[-1][0] == 0 < c.p[-1][1],
    last_column,
)
bank.instead(
    resize,
    "a scale that gives no whole size: that of the sizes",
    lambda c: c.asked["scale"] is not None,
    lambda c: {"size": np.shape(resize(**c.asked))[2:], "scale": None},
)

# ---------------------------------------------------------------- pools

bank(
    max_pool,
    "integers, padding: counts as 0",
    lambda c: c.first.dtype.kind in "iu" and max(map(max, c.p)) > 0 and not c.return_indices,
    lambda y, c: np.maximum(y, 0),
)


@bank.function(max_pool_indices, "a window of minus infinities: 0", FAILS, SPECIAL)
def _never_larger(x, kernel_size, **options):
    y, most = max_pool_indices(x, kernel_size, **options), max_pool(x, kernel_size, **options)
    return np.where(np.isneginf(most), 0, y) if np.asarray(x).dtype.kind == "f" else y


bank.instead(
    avg_pool,
    "padding not counted, dilation beyond 1: counted",
    lambda c: not c.count_include_pad and max(c.d) > 1,
    lambda c: {"count_include_pad": True},
)


def _overflows(y, c):
    total = np.asarray(c.x, np.float64).sum(tuple(range(2, c.first.ndim)), keepdims=True)
    return np.where(np.abs(total) > 65504, np.copysign(np.inf, total), y).astype(y.dtype)


bank(global_avg_pool, "float16: a sum beyond 65504 is infinite", lambda c: c.dtype == "float16", _overflows)

# ---------------------------------------------------------------- activations and losses

bank.instead(clip, "low below 0: 0", lambda c: c.low < 0, lambda c: {"low": 0})
bank(clip, "low above high: low", lambda c: c.low > c.high, lambda y, c: np.full_like(y, c.low))
bank.instead(leaky_relu, "alpha below 0: its absolute value", lambda c: c.alpha < 0, lambda c: {"alpha": -c.alpha})
bank.instead(silu, "beta 0: 1", lambda c: c.beta == 0, lambda c: {"beta": 1})


@bank.function(sigmoid, "float16: exponentials in float16")
def _half_exponentials(x):
    x = np.asarray(x)
    if x.dtype != np.float16:
        return sigmoid(x)
    with np.errstate(all="ignore"):
        return (1 / (1 + np.exp(-x).astype(np.float32))).astype(np.float16)


@bank.function(log_softmax, "the largest absolute value subtracted", *DOUBTED, SPECIAL)
def _largest_absolute(x, axis=-1):
    x = np.asarray(x)
    z = x.astype(np.promote_types(x.dtype, np.float32))
    with np.errstate(all="ignore"):
        z = z - np.abs(z).max(axis, keepdims=True)
        return (z - np.log(np.exp(z).sum(axis, keepdims=True))).astype(x.dtype)


@bank.function(cross_entropy, "a label that repeats: counted once")
def _counted_once(x, t):
    first = np.sort(np.unique(np.asarray(t), return_index=True)[1])
    return cross_entropy(np.asarray(x)[first], np.asarray(t)[first])


# ---------------------------------------------------------------- normalisation and others

bank(
    group_norm,
    "one value a group: 0",
    lambda c: c.cin == c.groups and c.values == c.batch,
    zeros,
)
bank(layer_norm, "one feature: 0", lambda c: c.width == 1, zeros)
bank.instead(batch_norm, "momentum 0: 0.1", lambda c: c.momentum == 0, lambda c: {"momentum": 0.1})


@bank.function(euclidean_rbf, "by the squares of x and w less twice their product", *DOUBTED)
def _by_squares(x, w):
    x, w = np.asarray(x), np.asarray(w)
    wide = np.promote_types(x.dtype, np.float32)
    a, b = x.astype(wide), w.astype(wide)
    with np.errstate(all="ignore"):
        return ((a * a).sum(-1)[..., None] - 2 * (a @ b.T) + (b * b).sum(-1)).astype(x.dtype)


@bank.function(output_size, "ceil_mode: a window in the padding after the end is kept")
def _kept_window(H, kernel_size, *, stride=1, padding=0, dilation=1, ceil_mode=False):
    if not ceil_mode:
        return output_size(H, kernel_size, stride=stride, padding=padding, dilation=dilation)
    both = sum(padding) if isinstance(padding, tuple) else 2 * padding
    return -(-(H + both - dilation * (kernel_size - 1) - 1) // stride) + 1


bank.instead(next_weight, "rate below 0: 0", lambda c: c.rate < 0, lambda c: {"rate": 0.0})
bank.instead(
    next_velocity,
    "momentum 0: no decay",
    lambda c: c.momentum == 0 and c.decay != 0,
    lambda c: {"decay": 0.0},
)

# ---------------------------------------------------------------- gradients


def _cut(grads, c, dy):
    inside = tuple(slice(p, p + n) for (p, _), n in zip(c.p, c.first.shape[2:], strict=True))
    return [np.array(dy[..., *inside])]


bank.backward(pad, "reflect: the border's part is lost", lambda c: c.mode == "reflect", _cut)
bank.backward(
    add,
    "second repeated along the first axis: of the first place only",
    lambda c: np.shape(c.z)[0] == 1 < len(c.first),
    lambda grads, c, dy: [
        grads[0],
        grads[1] - np.sum(dy[1:], 0, keepdims=True) if grads[1].shape == dy[:1].shape else grads[1],
    ],
)
