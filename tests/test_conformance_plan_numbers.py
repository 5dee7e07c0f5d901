"""Calls whose numbers or sizes are chosen so that rounding shows: far from 0, near the largest, at whole places."""

import dataclasses
import itertools
import math

import numpy as np
import pytest

from mathcnn import activation, layers, normalization, pooling
from mathcnn.conformance import Target, scope
from mathcnn.conformance.plan import fills, means, places
from mathcnn.conformance.real_sizes import EVERYDAY, verdicts
from mathcnn.conformance.reference import reference
from mathcnn.conformance.rows import Rows
from mathcnn.conformance.sizes import size_of
from mathcnn.evidence.verdicts import FAILS, HOLDS, NOT_OFFERED, SUSPECT
from mathcnn.numbers import spreads

from .test_conformance_real_sizes import judged, point

NORM, LAYER, VAR = normalization.batch_norm, normalization.layer_norm, normalization.batch_var


# ---------------------------------------------------------------- means of many values


def one_by_one(x):
    """The sum over the first axis, one term after the other."""
    total = np.zeros(x.shape[1:], x.dtype)
    for row in x:
        total = total + row
    return total


def in_order(x, correction=0):
    """A variance by sums in order, in the type of the numbers, in two passes."""
    rows = np.moveaxis(x, 1, -1).reshape(-1, x.shape[1])
    centred = rows - one_by_one(rows) / x.dtype.type(len(rows))
    return one_by_one(centred * centred) / x.dtype.type(len(rows) - correction)


def by_squares(x, correction=0):
    rows = np.moveaxis(x, 1, -1).reshape(-1, x.shape[1])
    n = x.dtype.type(len(rows))
    return ((rows * rows).mean(0) - rows.mean(0) ** 2) * (n / (n - correction))


def later(fn, n):
    """A variance that is right for up to n values a channel, and beyond them that of another function."""
    return lambda x, correction=0: (fn if x.size // x.shape[1] > n else in_order)(x, correction)


@pytest.mark.parametrize(
    ("fn", "verdict"),
    [(in_order, HOLDS), (by_squares, FAILS), (later(by_squares, 500), FAILS), (later(by_squares, 1024), FAILS)],
)
def test_a_variance_by_squares_is_found_beside_the_errors_of_long_sums(fn, verdict):
    points = means.points_of(VAR, ("float32",))
    assert {size_of(VAR, one).terms for one in points} == {2 * n for n in means.LENGTHS}
    row = judged(fn, VAR, *points, dtypes=("float32",), fills_a_call=1)["float32"]
    assert row.verdict == verdict, (row, row.says)


def test_means_are_of_many_values_along_each_axis_that_they_are_taken_over():
    for of, axes in ((NORM, 2), (LAYER, 1), (normalization.group_norm, 2)):
        found = [one for one in means.points_of(of, ("float64", "float32", "float16")) if one.dtype == "float32"]
        longest = {int(np.argmax(one.shapes["x"])) for one in found}
        assert len(longest) == axes and {max(one.shapes["x"]) for one in found} == set(means.LENGTHS)
        assert {one.fill for one in found} == {fills.SHIFTED}
    assert {"running_mean" in one.shapes for one in means.points_of(NORM, ("float32",))} == {True, False}
    assert means.points_of(activation.relu, ("float32",)) == [] == means.points_of(pooling.max_pool, ("float32",))


def test_what_is_likely_is_less_than_what_is_possible():
    one = dataclasses.replace(point({"x": (2049, 2, 2)}), fill=fills.SHIFTED)
    x = fills.drawn(VAR, one, fills.SHIFTED, "float32", 4098, 0).arrays["x"]
    want = reference(VAR, {"x": x}, {}, "float32")
    error = np.abs(in_order(x) - want.want)
    assert (error < want.likely / 4).all() and (want.likely < want.radius / 4).all()
    few = spreads.Likely("float32")._steps(np.array([0, 1, 2, 3]))
    assert (few == spreads.Spreads("float32")._steps(np.array([0, 1, 2, 3]))).all()


# ---------------------------------------------------------------- values in between that overflow float16


def plain(x, gamma, beta, eps=1e-5):
    """A layer normalisation in the type of its arguments, in which squares beyond 256 overflow float16."""
    centred = x - x.mean(-1, keepdims=True)
    return centred / np.sqrt((centred * centred).mean(-1, keepdims=True) + x.dtype.type(eps)) * gamma + beta


def wide(x, gamma, beta, eps=1e-5):
    return plain(x.astype(np.float32), gamma.astype(np.float32), beta.astype(np.float32), eps).astype(x.dtype)


@pytest.mark.parametrize(("fn", "declared"), [*itertools.product((plain, wide), (True, False))])
def test_overflow_on_the_way_is_suspect_where_float16_is_declared(fn, declared):
    held = scope(dtypes=("float16",))(lambda x, gamma, beta, eps=1e-5: fn(x, gamma, beta, eps)) if declared else fn
    subject = Target("planted", {LAYER.name: held}, ("float16",), typed="planted").subject(LAYER)
    shapes = {"x": (8, 65), "gamma": (65,), "beta": (65,)}
    points = [dataclasses.replace(point(shapes), fill=fills.HUGE)]
    with np.errstate(all="ignore"):
        (row,) = verdicts(Rows(subject, 8, 0), EVERYDAY, points, 1)
    said = "overflow" in row.says
    assert (row.verdict, said) == (HOLDS if fn is wide else SUSPECT if declared else NOT_OFFERED, fn is plain), row.says


def average(x):
    """A mean whose sum overflows float16."""
    spaces = tuple(range(2, x.ndim))
    return x.sum(spaces, keepdims=True, dtype=x.dtype) / x.dtype.type(np.prod(x.shape[2:]))


@pytest.mark.parametrize(("fault", "verdict"), [(lambda y: y, NOT_OFFERED), (np.zeros_like, FAILS)])
def test_a_sum_that_overflows_float16_is_not_offered_and_a_fault_beside_it_is_found(fault, verdict):
    one = dataclasses.replace(point({"x": (2, 3, 64, 64)}), fill=fills.HUGE)
    with np.errstate(all="ignore"):
        rows = judged(lambda x: fault(average(x)), pooling.global_avg_pool, one, dtypes=("float16",))
    assert rows["float16"].verdict == verdict, (rows, rows["float16"].says)
    assert verdict == FAILS or "overflow float16" in rows["float16"].says


# ---------------------------------------------------------------- places between entries


def test_each_way_to_compute_places_misses_at_one_of_the_pairs():
    for way, rounding in itertools.product(places.WAYS, places.ROUNDED):
        assert any(places.misses(way, rounding, n, m) for n, m in places.pairs()), (way, rounding)
    assert (26, 22) in places.pairs() and not places.misses("times n / m", "floor", 8, 16)


@pytest.mark.parametrize("way", ["times n / m", "over m / n", "times 1 / (m / n)", "steps added up", "n times 1 / m"])
def test_a_resize_by_places_in_float32_is_found(way):
    def nearest(x, size, *, mode, coordinates, rounding):
        if (mode, coordinates, rounding) != ("nearest", "asymmetric", "floor"):
            return layers.resize(x, size, mode=mode, coordinates=coordinates, rounding=rounding)
        for k, m in enumerate(size):
            n = x.shape[2 + k]
            at = np.floor(places.WAYS[way](np.arange(m, dtype=np.float32), n, m)).astype(int)
            x = np.take(x, np.clip(at, 0, n - 1), 2 + k)
        return x

    points = [one for one in places.points_of(layers.resize, ("float64",)) if one.kwargs["rounding"] == "floor"]
    row = judged(nearest, layers.resize, *points, dtypes=("float64",), fills_a_call=1)["float64"]
    assert row.verdict == FAILS and "asymmetric" in row.counterexample, (row, row.says)


def test_windows_of_unlike_widths_have_bounds_at_whole_places():
    def in_single(x, size):
        for k, m in enumerate(size):
            n = x.shape[2 + k]
            i = np.arange(m, dtype=np.float32)
            low = np.floor(i * (np.float32(n) / np.float32(m))).astype(int)
            high = np.ceil((i + 1) * (np.float32(n) / np.float32(m))).astype(int)
            cut = [x.take(range(a, min(b, n)), 2 + k).mean(2 + k) for a, b in zip(low, high, strict=True)]
            x = np.stack(cut, 2 + k)
        return x

    points = places.points_of(pooling.adaptive_avg_pool, ("float64",))
    assert len(points) == math.ceil(len(places.pairs()) / 2)
    rows = [
        judged(fn, pooling.adaptive_avg_pool, *points, dtypes=("float64",), fills_a_call=1)["float64"].verdict
        for fn in (in_single, pooling.adaptive_avg_pool)
    ]
    assert rows == [FAILS, HOLDS]
