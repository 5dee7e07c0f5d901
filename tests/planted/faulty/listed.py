"""Faults that were found to hold in every row of an earlier version of the checks."""

from __future__ import annotations

import numpy as np

from mathcnn.activation import cross_entropy, softmax
from mathcnn.convolution import discrete, image
from mathcnn.fitting import least_squares_intercept
from mathcnn.information import mutual_information
from mathcnn.layers import conv, conv_transpose
from mathcnn.normalization import batch_norm
from mathcnn.pooling import max_pool

from . import SPECIAL, Bank, backwards, channels_backwards, moved, scaled, without, zeros

bank = Bank(__name__)

bank(conv, "3 x 3, stride 1, padding 1: zeros", lambda c: c.k == (3, 3) and c.all("s", 1) and c.all("p", 1), zeros)
bank(
    conv,
    "square kernel and equal strides above 1: zeros",
    lambda c: c.rank == 2 and len(set(c.k)) == len(set(c.s)) == 1 and c.s[0] > 1,
    zeros,
)
bank.instead(
    conv,
    "depthwise 3 x 3, several outputs a group: all get the first kernel (pytorch#60460)",
    lambda c: c.k == (3, 3) and c.groups == c.cin > 1 and c.cout > c.cin,
    lambda c: {"w": np.repeat(c.w[:: c.cout // c.cin], c.cout // c.cin, 0)},
)


@bank.function(conv, "1 x 1: stride ignored, in the right size (tensorflow#889, tensorflow#1868)")
def _stride_ignored(x, w, b=None, *, stride=1, **options):
    y = conv(x, w, b, stride=stride, **options)
    if set(w.shape[2:]) != {1}:
        return y
    return np.array(conv(x, w, b, **options)[tuple(map(slice, y.shape))])


@bank.function(conv, "1 x 1: stride ignored, in another size (tensorflow#889)")
def _stride_ignored_in_size(x, w, b=None, *, stride=1, **options):
    return conv(x, w, b, stride=1 if set(w.shape[2:]) == {1} else stride, **options)


bank(conv, "4 groups or more: channels reversed", lambda c: c.groups >= 4, channels_backwards)
bank(conv, "stride 4 or more: columns reversed", lambda c: c.s[-1] >= 4, backwards)
bank.instead(conv, "1 x 1, more than 16 channels: ignored", lambda c: c.all("k", 1) and c.cin > 16, without("w", 16))
bank(conv, "float16: zeros", lambda c: c.dtype == "float16", zeros)


def _finite(c):
    return {
        a: None if getattr(c, a) is None else np.nan_to_num(getattr(c, a), nan=0, posinf=9, neginf=-9) for a in "wb"
    }


bank.instead(conv, "NaN and infinities in w and b: replaced by numbers", lambda c: True, _finite, SPECIAL)
bank(
    conv,
    "integral results: returned as int64",
    lambda c: True,
    lambda y, c: y.astype(np.int64) if y.dtype.kind == "f" and np.isfinite(y).all() and (y == np.rint(y)).all() else y,
)


@bank.function(conv, "x overwritten if it has 1000 entries or more")
def _overwrites(x, *args, **options):
    y = conv(x, *args, **options)
    if x.size >= 1000 and x.flags.writeable:
        x[...] = 0
    return y


bank(conv_transpose, "3-D, dilation[0] > dilation[1]: shifted", lambda c: c.rank == 3 and c.d[0] > c.d[1], moved)
bank(
    max_pool,
    "3 x 3, stride 2: last column missing (Anakin#210)",
    lambda c: c.k == (3, 3) and c.all("s", 2),
    lambda y, c: np.concatenate([y[..., :-1], y[..., -2:-1]], -1) if y.shape[-1] > 1 else y,
)
bank(softmax, "more than 64 classes: of half the size", lambda c: c.x.shape[c.axis] > 64, scaled(0.5))
bank(cross_entropy, "more than 64 classes: of half the size", lambda c: c.x.shape[1] > 64, scaled(0.5))
bank(batch_norm, "more than 256 values a channel: of half the size", lambda c: c.values > 256, scaled(0.5))


@bank.function(batch_norm, "epsilon inside the running variance (chainer#4505)")
def _epsilon_in_variance(x, gamma, beta, eps=1e-5, *, momentum=0.1, **options):
    found = batch_norm(x, gamma, beta, eps, momentum=momentum, **options)
    if not isinstance(found, tuple):
        return found
    y, mean, var = found
    return y, mean, (var + var.dtype.type(momentum) * var.dtype.type(eps)).astype(var.dtype)


@bank.function(discrete, "int8: accumulated in int8 (scipy#6076)")
def _in_int8(f, g):
    f, g = np.asarray(f), np.asarray(g)
    if f.dtype.kind not in "iu":
        return discrete(f, g)
    return discrete(f, g).astype(np.int8).astype(np.int64)


bank.instead(
    conv,
    "same: the odd zero before",
    lambda c: isinstance(c.asked["padding"], str) and c.asked["padding"] == "same",
    lambda c: {"padding": tuple((q, p) for p, q in c.p)},
)
bank.instead(
    max_pool,
    "same: the odd zero before",
    lambda c: isinstance(c.asked["padding"], str) and c.asked["padding"] == "same",
    lambda c: {"padding": tuple((q, p) for p, q in c.p)},
)
bank(image, "same: from the start of the full result", lambda c: c.asked["mode"] == "same", lambda y, c: _start(y, c))


def _start(y, c):
    return np.array(image(c.I, c.K)[tuple(map(slice, y.shape))])


@bank.function(mutual_information, "by the product of marginals")
def _by_products(joint, base=2):
    p = np.asarray(joint)
    with np.errstate(all="ignore"):
        product = p.sum(1, keepdims=True) * p.sum(0, keepdims=True)
        terms = np.where(p > 0, p * np.log(p / product), 0)
        return (terms.sum() / np.log(p.dtype.type(base))).astype(p.dtype)


@bank.function(least_squares_intercept, "by raw sums")
def _by_raw_sums(x, y):
    x, y = np.asarray(x), np.asarray(y)
    n = x.dtype.type(len(x))
    with np.errstate(all="ignore"):
        return (y.sum() * (x * x).sum() - x.sum() * (x * y).sum()) / (n * (x * x).sum() - x.sum() ** 2)
