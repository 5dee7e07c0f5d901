"""Wrong gradients: statements as a derivation might end with, and fast forms as one might write them."""

from __future__ import annotations

import numpy as np
import sympy as sp

from mathcnn import activation, layers, normalization, pooling
from mathcnn.language.statement import Where

CONV, MAX, BATCH = layers.conv, pooling.max_pool, normalization.batch_norm


def negated(gradient):
    """With the other sign."""
    return sp.Eq(gradient.statement.lhs, -gradient.statement.rhs, evaluate=False), gradient.where


def unconditional(gradient):
    """Without the test that the stride divides."""
    rhs = gradient.statement.rhs
    return sp.Eq(gradient.statement.lhs, rhs.replace(Where, lambda value, _: value), evaluate=False), gradient.where


def unflipped(gradient):
    """The true convolution, whose taps stand in the order of the input: the kernel is not turned."""
    u = gradient.statement.lhs.indices[2]
    k = next(s for s in gradient.of.statement.rhs.free_symbols if s.name == "kernel_size")
    turned = gradient.statement.rhs.subs(u, k - 1 - u, simultaneous=True)
    return sp.Eq(gradient.statement.lhs, turned, evaluate=False), gradient.where


def with_ties(word):
    """Another convention at ties."""

    def of(gradient):
        found = gradient.derivation(ties=word)
        return found.output, found.parts

    return of


def at_kinks(word):
    """Another convention at kinks."""

    def of(gradient):
        found = gradient.derivation(kink=word)
        return found.output, found.parts

    return of


def without_variance(gradient):
    """Without the term of the variance, the product of two deviations."""
    x = sp.IndexedBase("x")
    squares = lambda e: isinstance(e, sp.Mul) and any(f.is_Add and f.has(x) for f in e.args) and e.has(sp.Sum)
    rhs = gradient.statement.rhs
    total = next(e for e in rhs.atoms(sp.Add) if any(squares(part) for part in e.args))
    kept = sp.Add(*(part for part in total.args if not squares(part)))
    return sp.Eq(gradient.statement.lhs, rhs.xreplace({total: kept}), evaluate=False), gradient.where


STATEMENTS = {  # name: the gradient, and what is wrong with its statement
    "conv, wrong sign": (CONV, "w", negated),
    "conv, no divisibility": (CONV, "x", unconditional),
    "conv, forgotten flip": (CONV, "w", unflipped),
    "max_pool, a tie counted twice": (MAX, "x", with_ties("all")),
    "max_pool, a tie shared": (MAX, "x", with_ties("shared")),
    "relu, 1 at 0": (activation.relu, "x", at_kinks(1)),
    "batch_norm, no variance": (BATCH, "x", without_variance),
    "softmax, wrong sign": (activation.softmax, "x", negated),
}


def returns(of, position, change):
    """The gradient of a formula with one of its arrays changed."""

    def wrong(dy, *args, **kwargs):
        found = list(of.backward(dy, *args, **kwargs))
        found[position] = change(found[position], dy, args, kwargs)
        return tuple(found)

    return wrong


def every_tie(dy, x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    """Every entry that equals the maximum of its window gets dy, so that a tie counts twice."""
    options = {"padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    call = MAX.read((x, kernel_size), {"stride": stride, **options})
    y, dx, rank, env = MAX(x, kernel_size, stride=stride, **options), np.zeros(x.shape), x.ndim - 2, call.env
    of = lambda name, k: env[name if rank == 1 else f"{name}_{k + 1}"]
    for tap in np.ndindex(*(of("kernel_size", k) for k in range(rank))):
        at, here = [], []
        for k, u in enumerate(tap):
            i = np.arange(y.shape[k + 2])
            place = of("stride", k) * i + of("dilation", k) * u - of("p", k)
            inside = (place >= 0) & (place < x.shape[k + 2])
            at.append(place[inside])
            here.append(i[inside])
        read, written = np.ix_(*map(np.arange, x.shape[:2]), *at), np.ix_(*map(np.arange, x.shape[:2]), *here)
        dx[read] += dy[written] * (x[read] == y[written])
    return (dx,)


def direct_only(dy, x, gamma, beta, eps=1e-5, *, training=True, correction=0, **options):
    """Batch normalisation in training without the terms of the mean and of the variance."""
    found = list(BATCH.backward(dy, x, gamma, beta, eps, training=training, correction=correction, **options))
    if training:
        axes = (0, *range(2, x.ndim))
        spread = x.var(axis=axes, ddof=correction, keepdims=True)
        slope = dy * gamma.reshape(1, -1, *[1] * (x.ndim - 2)) / np.sqrt(spread + eps)
        found[0] = slope - slope.mean(axis=axes, keepdims=True)
    return tuple(found)


def before_the_stride(dy, x, w, b=None, *, stride=1, **options):
    """dx as if a place that a stride leaves out had been read, too."""
    found = list(CONV.backward(dy, x, w, b, stride=stride, **options))
    strides = (stride,) * (x.ndim - 2) if isinstance(stride, int) else stride
    for axis, s in enumerate(strides, 2):
        if s > 1:
            found[0] = found[0] + np.roll(found[0], 1, axis)
    return tuple(found)


FAST = {  # name: the formula, and its wrong gradient
    "conv, wrong sign": (CONV, returns(CONV, 1, lambda dw, *_: -dw)),
    "conv, forgotten flip": (CONV, returns(CONV, 1, lambda dw, *_: dw[..., ::-1])),
    "conv, no divisibility": (CONV, before_the_stride),
    "max_pool, a tie counted twice": (MAX, every_tie),
    "batch_norm, no variance": (BATCH, direct_only),
    "softmax, not centred": (activation.softmax, lambda dy, x, axis=-1: (dy * activation.softmax(x, axis),)),
}
