"""Single numbers of NumPy, and of packages that add types to it, wherever a number is an argument."""

import ml_dtypes
import numpy as np
import pytest
import sympy as sp

from mathcnn import activation, fitting, information, pooling
from mathcnn.convolution import box, continuous, two_sided
from mathcnn.numbers.scalars import plain_number
from mathcnn.numbers.sequences import Sequence

FLOATS = [np.float16, np.float32, np.float64, np.longdouble, ml_dtypes.bfloat16, ml_dtypes.float8_e4m3fn]
INTEGERS = [np.int8, np.uint8, np.int64, np.uint64, ml_dtypes.int4, ml_dtypes.uint4]
NONE = [np.True_, np.datetime64("2020"), np.timedelta64(1, "s"), np.str_("1"), np.bytes_(b"1"), np.complex64(1)]


@pytest.mark.parametrize("kind", FLOATS + INTEGERS)
def test_a_number_of_any_type_is_taken(kind):
    v = kind(1)
    assert plain_number(v) == 1 and type(plain_number(v)) is (int if kind in INTEGERS else float)
    assert type(plain_number(np.array(v))) is type(plain_number(v))
    assert activation.leaky_relu([1.0, -2.0], v).tolist() == [1, -2]
    assert activation.relu([v, -v if kind in FLOATS else v]).tolist()[0] == 1
    assert activation.relu(np.array([v, -1], object)).tolist() == [1, 0]
    assert continuous(v, box(0, 1), 0.5) == 1 == continuous(box(0, 1), box(0, 1), v)
    assert two_sided(Sequence([v]), Sequence([1]), 0) == 1 and type(Sequence([v])(0)) is type(plain_number(v))
    assert abs(fitting.descend([1, 2, 3], [1, 2, 3], tolerance=v)[0] - 1) <= 1
    assert information.mutual_information_from_samples([v, v], [1, 2], None) == 0


@pytest.mark.parametrize("kind", INTEGERS)
def test_integers_of_any_type_are_strides(kind):
    x = np.arange(6.0).reshape(1, 1, 6)
    assert pooling.max_pool(x, 2, stride=kind(2)).tolist() == [[[1, 3, 5]]] == pooling.max_pool(x, kind(2)).tolist()


@pytest.mark.parametrize("kind", FLOATS)
def test_floats_are_no_strides(kind):
    with pytest.raises(TypeError, match=r"pooling\.max_pool: stride = .*: it must be an integer >= 1"):
        pooling.max_pool(np.ones((1, 1, 4)), 2, stride=kind(1))


@pytest.mark.parametrize("v", NONE)
def test_what_is_no_number_is_refused(v):
    assert plain_number(v) is v
    for use in (
        lambda: pooling.max_pool(np.ones((1, 1, 4)), 2, stride=v),
        lambda: activation.leaky_relu([1.0], v),
        lambda: continuous(v, box(0, 1), 0.5),
        lambda: Sequence([v]),
        lambda: fitting.descend([1, 2, 3], [1, 2, 3], tolerance=v),
    ):
        with pytest.raises((TypeError, ValueError), match="must be"):
            use()


def test_observations_that_cannot_be_hashed_or_compared():
    class Odd:
        def __init__(self, what):
            self.what = what

        def __hash__(self):
            if self.what == "hash":
                raise RuntimeError("no hash")
            return 1

        def __eq__(self, other):
            raise RuntimeError("no comparison")

    with pytest.raises(TypeError, match=r"x holds .* at 0; an observation must be hashable"):
        information.mutual_information_from_samples([Odd("hash"), 1], [1, 2])
    with pytest.raises(TypeError, match="x holds observations that cannot be compared: no comparison"):
        information.mutual_information_from_samples([Odd("eq"), Odd("eq")], [1, 2])
    assert information.mutual_information_from_samples([sp.Symbol("a"), sp.Symbol("a")], [1, 2], None) == 0


def test_a_start_that_overflows_is_named():
    with pytest.raises(ValueError, match=r"start = \(1e\+308, 1e\+308\): with it step 1 overflows; start nearer"):
        fitting.descend([1, 2], [1, 2], start=(1e308, 1e308))
