"""Functions of arrays that laws about images and sequences are said with, each by a statement.

Trusted, as `words` is. They set entries, or take them from places that are found by counting.
"""

from __future__ import annotations

import inspect
from typing import Any

import numpy as np
from sympy import And, Eq, Mod, Piecewise, Sum, Symbol, floor, symbols

from mathcnn.convolution.circular import wrapped
from mathcnn.convolution.discrete import running_sum
from mathcnn.convolution.words import rolled
from mathcnn.language.statement import Axis, MaxOver, Spelling, Where
from mathcnn.layers.conv import as_a_view
from mathcnn.normalization.local_response_norm import summed_around
from mathcnn.perceptron.dense import averaged
from mathcnn.perceptron.local import clear_edge, tiled
from mathcnn.perceptron.reindex import pruned
from mathcnn.pooling.adaptive_avg_pool import repeated, side_by_side
from mathcnn.pooling.global_pools import max_of_entries, sum_of_entries
from mathcnn.pooling.words import surrounded

from .arrays import Array
from .calls import Called
from .places import expanded
from .words import STATED as STATED
from .words import H, S, W, c, e, f, factor, i, j, k, l, left, m, n, p, q, right, size, stated, v, w, x, y, z

h, g = symbols("h g", integer=True)  # offsets along two axes
by = Symbol("by", real=True)
place, one = Axis("i j k"), Axis("r s t")
turn = Axis("turn")  # how often the torus is gone around

# ---- images with two axes

before = w[Mod(i - p, H), Mod(j - q, W), Mod(k - p, H), Mod(l - q, W)]
stated(averaged, Eq(y[i, j, k, l], Sum(before, (p, 0, H - 1), (q, 0, W - 1))), "(H, W, H, W) -> (H, W, H, W)")
inside = And(i + h >= 0, i + h < H, j + g >= 0, j + g < W)
stated(
    pruned,
    Eq(y[i, j, h, g], Where(v[i, j, h, g], inside)),
    "(H, W, 1-H..H-1, 1-W..W-1) -> (H, W, 1-H..H-1, 1-W..W-1)",
)
stated(clear_edge, Eq(y[i, j], Where(x[i, j], And(i < H - 1, j < W - 1))), "(H, W) -> (H, W)")
stated(tiled, Eq(y[i, j], x[Mod(i, H), Mod(j, W)]), "(H, W) -> (3*H, 3*W)")

# ---- the same along each axis

stated(rolled, Eq(y[place], x[Mod(place - 1, S)]), "(*S) -> (*S)")
stated(as_a_view, Eq(y[n, c, place], x[n, c, place]), "(N, C, *S) -> (N, C, *S)")
stated(side_by_side, Eq(y[n, c, place], x[n, c, Mod(place, S)]), "(N, C, *S) -> (N, C, *factor * S)")
stated(
    repeated,
    Eq(y[n, c, place], x[n, c, floor(place / factor)]),
    "(N, C, *S) -> (N, C, *factor * S)",
)

before = And(place - left >= 0, place - left < S)
stated(
    surrounded,
    Eq(y[n, c, place], Piecewise((x[n, c, place - left], before), (by, True))),
    "(N, C, *S) -> (N, C, *S + left + right)",
    padding=Spelling((left, right), {}),
)

# ---- the torus


def around_the_torus(y: Any) -> Any:
    """A full convolution of two arrays of one size, laid around the torus of this size."""
    return wrapped(y, like=np.zeros([(full + 1) // 2 for full in y.shape]))


stated(around_the_torus, Eq(z[place], Sum(y[place + turn * S], (turn, 0, 1))), "(*2 * S - 1) -> (*S)")


def _wrapped(y: Array, *, like: Array) -> Array:
    """The same for an array of text, whose sizes the law says to be those of the torus."""
    found: Array = Called(STATED[around_the_torus], y.trace)(y)
    for have, wanted in zip(found.shape, like.shape, strict=True):
        y.trace.claim(Eq(expanded(have - wanted), 0))
    return found


WORDS = {inspect.unwrap(wrapped): _wrapped}  # functions that take more than their statement reads

# ---- sums

in_channel = (place, 0, S - 1)
stated(sum_of_entries, Eq(y[n, c, one], Sum(x[n, c, place], in_channel)), "(N, C, *S) -> (N, C, *1)")
stated(max_of_entries, Eq(y[n, c, one], MaxOver(x[n, c, place], in_channel)), "(N, C, *S) -> (N, C, *1)")
stated(running_sum, Eq(y[n], Sum(f[m], (m, 0, n))), "(N) -> (N)")
near = (e, -floor(size / 2), size - 1 - floor(size / 2))
stated(summed_around, Eq(y[n, c, place], Sum(x[n, c + e, place], near)), "(N, C, *S) -> (N, C, *S)")
