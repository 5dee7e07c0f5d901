"""Bounds of the errors of transforms, whose error at one place grows with all entries of the arrays."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from ..language.formula import Formula
from ..numbers.formats import LARGEST, SIGNIFICAND, UNIT
from ..numbers.rounding import LAMBDA

# Roundings of a transform for each doubling of the entries. A convolution by FFT takes three transforms; each has a
# relative error of 6.7 u log2 N in the 2-norm (Higham, Accuracy and Stability of Numerical Algorithms, 2002, theorem
# 24.2, with twiddle factors that err by u). That is 20. Both errors and results of random entries are spread evenly, so
# that the largest ones have the same ratio. Winograd's algorithm has no such bound: its errors grow with the norms of
# its matrices (Barabasz, Anderson, Soodhalter and Gregg, ACM TOMS 46, 2020). The worst that was measured, of tiles of
# 2, 4 and 6 for 3 taps and 1 to 512 channels, is 30 (`tests/test_conformance_transforms.py`): 64 is twice it. Products
# in TF32 reach 670.
TRANSFORMS = 64


def of_products(entries: int, want: np.ndarray, dtype: str) -> float:
    """The largest error of an FFT or of Winograd's algorithm: TRANSFORMS log2(2 N) u times the largest result.

    entries: N, those of all arrays and of the result; want: the result; dtype: the format. Products in TF32 or bfloat16
    err more on normal entries, with which every such result is confirmed.
    """
    return TRANSFORMS * math.log2(2 * max(1, entries)) * UNIT[dtype] * float(np.abs(want).max(initial=0))


def of_prefix_sums(of: Formula, x: np.ndarray, dtype: str, fast: Callable[[np.ndarray], np.ndarray]) -> float:
    """The largest error of differences of prefix sums, times the largest weight of an entry.

    A prefix sum over r axes with N entries is made of N additions at most, each with an error of u M, where M is the
    largest prefix sum along the first axes or all of them. Errors of N roundings stay below LAMBDA sqrt(N) of one
    (Higham and Mary, A new approach to probabilistic rounding error analysis, SIAM J. Sci. Comput. 41, 2019, theorem
    2.4). A result is the difference of 2^r prefix sums (axes of size 1 do not count), with as many roundings more, and
    one of its division. Prefix sums of integers that the format holds have no error. The weight is seen from the result
    for 1 at the first and the last places.

    of: the formula, of one array; x: that array; dtype: the format; fast: the result for another array of this shape.
    Returns infinity if prefix sums overflow.
    """
    if not x.size:
        return 0.0
    ends: np.ndarray = np.zeros(x.shape)
    if of.ranked and x.ndim > 2:
        sums, axes = x, tuple(range(2, x.ndim))
        flat = ends.reshape(*x.shape[:2], -1)
        flat[..., [0, -1]] = 1
    else:
        sums, axes = x.ravel(), (0,)
        ends.flat[[0, -1]] = 1
    sizes = [sums.shape[k] for k in axes]
    corners, entries, most = 2 ** sum(n > 1 for n in sizes), math.prod(sizes), 0.0
    for axis in axes:
        sums = sums.cumsum(axis)
        most = max(most, float(np.abs(sums).max()))
    if corners * most > LARGEST[dtype]:
        return math.inf
    weight = float(np.abs(fast(ends)).max(initial=0))
    exact = corners * most <= 2.0 ** SIGNIFICAND[dtype] and bool((x == np.rint(x)).all())
    roundings = 1.0 if exact else min(entries, LAMBDA * math.sqrt(entries)) + corners + 1
    found: float = weight * corners * most * UNIT[dtype] * roundings
    return found
