"""Arrays of several types in one call, and integers where results are fractions."""

import numpy as np
import pytest

from mathcnn import activation, arrays, layers, normalization, pooling
from mathcnn.conformance import Target, mixed_types
from mathcnn.conformance.rows import Rows
from mathcnn.conformance.scope import Scope
from mathcnn.conformance.subject import Subject
from mathcnn.evidence.verdicts import FAILS, HOLDS


def rows_of(function, of):
    subject = Subject(of, Target("one's own", {of.name: function}, ("float64", "float32")), function)
    return list(mixed_types.verdicts(Rows(subject, 8, 0)))


def bias_in_the_type_of_images(x, w, b=None):
    """The bytes of a bias read in the type of the images, as a kernel does that is told one type for all arrays."""
    if b is not None and x.dtype == w.dtype == np.float16 and b.dtype == np.float32:
        b = np.ascontiguousarray(b).view(np.float16)[: len(b)]
    return layers.linear(x, w, b)


def mean_in_16_bits(x, axis=-1):
    axis = tuple(np.atleast_1d(axis))
    sums = x.sum(axis, dtype=np.uint16) if x.dtype == np.uint8 else x.sum(axis)
    return sums / np.prod([x.shape[a] for a in axis])


def sums_in_32_bits(x):
    spaces = tuple(range(2, x.ndim))
    sums = x.sum(spaces, keepdims=True, dtype=x.dtype if x.dtype == np.int32 else None)
    return sums / np.prod(x.shape[2:])


@pytest.mark.parametrize(
    ("function", "of", "types"),
    [
        (bias_in_the_type_of_images, layers.linear, "x in float16, w in float16, b in float32"),
        (mean_in_16_bits, arrays.mean, "x in uint8"),
        (sums_in_32_bits, pooling.global_avg_pool, "x in int32"),
    ],
)
def test_a_fault_that_needs_these_types_is_found(function, of, types):
    (row,) = rows_of(function, of)
    assert row.verdict == FAILS and row.says == f"wrong for {types}", (row, row.says)
    assert types.split(", ")[0].rpartition(" ")[2] in row.reproduce


@pytest.mark.parametrize(
    "of", [layers.linear, layers.conv, arrays.mean, normalization.layer_norm, arrays.matmul, pooling.avg_pool]
)
def test_this_package_takes_them(of):
    (row,) = rows_of(of, of)
    assert row.verdict == HOLDS and row.cases >= 6, (row, row.says)


def one_type_only(x, w, b=None):
    if x.dtype != w.dtype:
        raise TypeError(f"expected {x.dtype}, got {w.dtype}")
    return layers.linear(x, w, b)


def keeps_the_type(x, axis=-1):
    """A mean that is written for floats, and cuts fractions off where its result has the type of integers."""
    return np.mean(x, axis).astype(x.dtype)


def test_nothing_is_asked_of_a_function_that_refuses_them_or_returns_integers():
    (row,) = rows_of(one_type_only, layers.linear)
    assert row.verdict == HOLDS and "TypeError" in row.says  # the bias may have another type
    assert rows_of(keeps_the_type, arrays.mean) == []
    one_type = Target("one type", {"layers.linear": layers.linear}, ("float32",), scope=Scope(dtypes=("float32",)))
    assert list(mixed_types.verdicts(Rows(one_type.subject(layers.linear), 8, 0))) == []


def test_squares_of_integers_and_places_are_not_asked_for():
    assert mixed_types.types_of(normalization.batch_var) == [] == mixed_types.types_of(pooling.max_pool_indices)
    assert mixed_types.types_of(activation.sigmoid) == [] == mixed_types.types_of(activation.relu)
    assert mixed_types.BYTES in mixed_types.types_of(layers.conv)
    assert mixed_types.BYTES not in mixed_types.types_of(normalization.layer_norm)
