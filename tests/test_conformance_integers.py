"""Integers narrower than 64 bits: a narrower type on the way is found, results of the arguments' type are not."""

import numpy as np
import pytest

from mathcnn import activation, convolution, layers, pooling
from mathcnn.conformance import Target, narrow_integers
from mathcnn.conformance.rows import Rows
from mathcnn.evidence import verdicts

DISCRETE, LINEAR, POOL, RELU = convolution.discrete, layers.linear, pooling.max_pool, activation.relu


def rows_of(fn, of):
    subject = Target("planted", {of.name: fn}, typed="planted").subject(of)
    return {row.dtype: row for row in narrow_integers.verdicts(Rows(subject, 20, 0))}


@pytest.mark.parametrize("of", [DISCRETE, LINEAR, POOL, RELU, layers.conv, layers.pad, convolution.image])
def test_our_own_forms_hold(of):
    rows = rows_of(of, of)
    several = [narrow_integers.SIGNED] * (len(of.arrays) > 1)
    assert set(rows) == {*narrow_integers.TYPES, *several} and all(row.good for row in rows.values()), rows


def narrow(dtype, back=True):
    """A convolution whose arguments are in a narrower type."""

    def run(f, g):
        found = np.convolve(f.astype(dtype), g.astype(dtype))
        return found.astype(np.int64) if back or f.dtype.kind == "f" else found

    return run


def saturated(f, g):
    """A convolution of bytes and signed bytes, whose sums of two neighbouring products are cut off at 16 bits."""
    if (f.dtype, g.dtype) != (np.uint8, np.int8):
        return DISCRETE(f, g)
    size, f, g = len(f) + len(g) - 1, f.astype(int), np.pad(g.astype(int), (0, len(g) % 2))
    pairs = [np.clip(np.convolve(f, g[k : k + 2]), -(2**15), 2**15 - 1) for k in range(0, len(g), 2)]
    y = np.zeros(len(f) + len(g) - 1, np.int64)
    for k, one in enumerate(pairs):
        y[2 * k : 2 * k + len(one)] += one
    return y[:size]


ALL = {"int8", "int16", "int32", "uint8", narrow_integers.SIGNED}


@pytest.mark.parametrize(
    ("fn", "wrong"),
    [
        (narrow(np.int8), ALL),
        (narrow(np.int16), ALL),
        (narrow(np.int8, back=False), {"int16", "int32", "uint8"}),
        (lambda f, g: np.convolve(f, g).astype(np.int64), ALL),
        (lambda f, g: np.clip(np.convolve(f.astype(int), g.astype(int)), 0, 255), ALL),
        (saturated, {narrow_integers.SIGNED}),
        (np.convolve, set()),
        (lambda f, g: np.convolve(f.astype(float), g.astype(float)), set()),
    ],
)
def test_a_narrower_type_on_the_way_is_found(fn, wrong):
    rows = rows_of(fn, DISCRETE)
    assert {dtype for dtype, row in rows.items() if row.verdict == verdicts.FAILS} == wrong, rows
    assert all(row.good for dtype, row in rows.items() if dtype not in wrong)


def test_results_of_the_own_type_are_noted():
    says = rows_of(np.convolve, DISCRETE)["int8"].says
    assert says == "not offered: results that int8, the type of the arguments, cannot hold"


def test_minima_as_unsigned_numbers_are_found():
    def run(x, *args, **k):
        return POOL(x.view(np.uint8).reshape(x.shape), *args, **k) if x.dtype == np.int8 else POOL(x, *args, **k)

    rows = rows_of(run, POOL)
    assert {dtype for dtype, row in rows.items() if row.verdict == verdicts.FAILS} == {"int8"}


def test_a_function_that_refuses_integers_is_not_asked():
    def refuses(f, g):
        if f.dtype.kind != "f":
            raise TypeError("floats only")
        return DISCRETE(f, g)

    assert rows_of(refuses, DISCRETE) == {}
