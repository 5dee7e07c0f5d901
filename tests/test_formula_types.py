"""One rule for result types, one for memory, and no call that depends on an earlier one: over all formulas and
gradients.
"""

import itertools
import math
from fractions import Fraction

import ml_dtypes
import numpy as np
import pytest

from mathcnn import activation, layers
from mathcnn.information import entropy
from mathcnn.language import plan as plans

from .calls import FORMULAS, LAYOUTS, WITH_ARRAYS, arguments, results, rng, whole

HALVES = {np.dtype(np.float16), np.dtype(ml_dtypes.bfloat16)}
TYPES = [
    np.dtype(t) for t in ("f2", ml_dtypes.bfloat16, "f4", "f8", ">f4", ">f8", ">f2", "g", "i1", ">i2", "i4", "i8", "?")
]
TABLES = ("probability.", "information.")  # probabilities sum to one in some types only
GRADIENTS = {name: of for name, of in WITH_ARRAYS.items() if of.backward}


def expected(of, arrays, scalars=()):
    """The rule, by NumPy's promotion: halves count as float32, integers alone are another rule, labels take no part."""
    types = [
        np.dtype(np.float32) if x.dtype.newbyteorder("=") in HALVES else x.dtype
        for a, x in arrays.items()
        if a not in of.labels
    ]
    if not any(t.kind == "f" for t in types):
        return None
    return np.result_type(*types, *scalars).newbyteorder("=")


def typed(of, name, arrays, types):
    """The arrays in these types, one after the other; labels stay whole, and arrays of a domain floating."""
    out = {}
    for (a, x), t in zip(arrays.items(), itertools.cycle(types), strict=False):
        if a in of.labels:
            out[a] = x
        elif (
            a in of.domain
            and (t.kind not in "f" or t.itemsize not in (4, 8))
            or name.startswith(TABLES)
            and t.newbyteorder("=") in HALVES
        ):
            out[a] = x if a in of.domain else x.astype(np.float32)
        else:
            out[a] = (np.rint(np.clip(x, -3, 3)) if t.kind in "iV" else x).astype(t)
    return out


def check(y, dtype, given):
    for part in results(y):
        x = np.asarray(part)
        if dtype is not None and x.dtype.kind in "fc":
            assert (
                x.dtype == (dtype if x.dtype.kind == "f" else np.result_type(dtype, np.complex64))
                and type(part) is not float
            )
        assert x.dtype.kind in "fci" and x.dtype.isnative and x.dtype.itemsize >= 4
        if isinstance(part, np.ndarray):
            assert part.flags.writeable
            assert not any(np.shares_memory(part, other) for other in given if isinstance(other, np.ndarray))


def same(y, z, exactly=True):
    for one, other in zip(results(y), results(z), strict=True):
        one, other = np.asarray(one), np.asarray(other)
        assert one.dtype == other.dtype and one.shape == other.shape
        if exactly or one.dtype.kind == "i":
            np.testing.assert_array_equal(one, other)
        else:  # sums in another order
            unit = np.finfo(one.dtype).eps
            scale = np.abs(one[np.isfinite(one)]).max(initial=1)
            np.testing.assert_allclose(one, other, rtol=512 * unit, atol=512 * unit * scale)


def forgotten(of):
    """As if the formula had never been called."""
    of.ready.clear()
    if of.backward:
        of.backward.ready.clear()


def mixtures(name, count):
    """Every type alone, and mixtures."""
    chosen = rng(name)
    return [[t] for t in TYPES] + [chosen.sample(TYPES, 3) for _ in range(0 if count < 2 else 8)]


@pytest.mark.parametrize("name", WITH_ARRAYS)
def test_result_types(name):
    """What NumPy's promotion says, however the arrays are mixed, on the first call and on later ones."""
    of = FORMULAS[name]
    arrays, others = arguments(name)
    for types in mixtures(name, len(arrays)):
        given = typed(of, name, arrays, types)
        forgotten(of)
        first = of(**given, **others)
        check(first, expected(of, given), given.values())
        of(**arguments(name)[0], **others)  # another call between them changes nothing
        again = of(**given, **others)
        check(again, expected(of, given), given.values())
        same(first, again)


@pytest.mark.parametrize(
    "name", [name for name, of in WITH_ARRAYS.items() if any(not w for w in of.whole.values()) and not of.functions]
)
def test_result_types_with_scalars(name):
    """NumPy's own floats take part in promotion, Python's numbers adapt."""
    of = FORMULAS[name]
    arrays, others = arguments(name)
    for t in ("f4", "f8"):
        given = {a: x if a in of.labels else x.astype(t) for a, x in arrays.items()}
        plain = {
            a: float(v)
            if a in of.whole and not of.whole[a] and isinstance(v, (int, float)) and not isinstance(v, bool)
            else v
            for a, v in others.items()
        }
        floats = [a for a, v in plain.items() if type(v) is float]
        assert np.asarray(results(of(**given, **plain))[0]).dtype in (t, np.int64)
        for a, scalar in itertools.product(
            floats, (np.float16, np.float32, np.float64, np.longdouble, ml_dtypes.bfloat16)
        ):
            counts = np.float32 if np.dtype(scalar) in HALVES else scalar
            v = scalar(0.5)  # a value that every type holds
            for _ in range(2):
                check(of(**given, **{**plain, a: v}), expected(of, given, [counts]), given.values())


@pytest.mark.parametrize("name", [name for name, of in WITH_ARRAYS.items() if not of.functions])
@pytest.mark.parametrize("dtype", ["f4", "f8", ">f8", "i8"])
def test_memory(name, dtype):
    """Results are new arrays, whatever the layout of the arguments, which stay as they are."""
    of = FORMULAS[name]
    arrays, others = arguments(name)
    if dtype == "i8":
        arrays = whole(of, arrays)
    kept = of.labels | (of.domain.keys() if dtype == "i8" else set())
    arrays = {a: x if a in kept else x.astype(dtype) for a, x in arrays.items()}
    plain = of(**arrays, **others)
    for layout in LAYOUTS:
        given = {a: layout(x) for a, x in arrays.items()}
        y = of(**given, **others)
        check(y, expected(of, given), given.values())
        same(plain, y, exactly=False)
        for a, x in given.items():
            np.testing.assert_array_equal(x, arrays[a])
    fixed = of.labels | of.domain.keys()
    spread = {
        a: x if a in fixed else np.broadcast_to(x.ravel()[:1].reshape((1,) * x.ndim), x.shape)
        for a, x in arrays.items()
    }
    check(of(**spread, **others), expected(of, spread), spread.values())


@pytest.mark.parametrize("name", GRADIENTS)
def test_gradients(name):
    """The same rules for gradients, with dy among the arguments."""
    of = FORMULAS[name]
    arrays, others = arguments(name)
    dy = np.random.default_rng(3).standard_normal(of.shape(**arrays, **others))
    for t, s in itertools.product(("f4", "f8", ">f4", ml_dtypes.bfloat16), repeat=2):
        t = np.dtype("f4") if name.startswith(TABLES) and np.dtype(t) in HALVES else np.dtype(t)
        given = {a: x if a in of.labels else x.astype(t) for a, x in arrays.items()}
        given = {
            a: arrays[a].astype("f4") if a in of.domain and a not in of.labels and x.dtype in HALVES else x
            for a, x in given.items()
        }
        weights = np.asarray(dy).astype(s)
        forgotten(of)
        first = of.backward(weights, **given, **others)
        of.backward(np.asarray(dy), **arrays, **others)
        again = of.backward(weights, **given, **others)
        want = expected(of, {**given, "": weights})
        for y in (first, again):
            check(y, want, [weights, *given.values()])
        same(first, again)
        for layout in LAYOUTS:
            other = {a: layout(x) for a, x in given.items()}
            turned = layout(weights) if weights.ndim else weights
            y = of.backward(turned, **other, **others)
            check(y, want, [turned, *other.values()])
            same(first, y, exactly=False)


@pytest.mark.parametrize("name", [name for name, of in FORMULAS.items() if not of.functions])
def test_earlier_calls_change_nothing(name):
    """Equal values of other types are other calls: what is refused at first is refused after its equal was accepted."""
    of = FORMULAS[name]
    arrays, others = arguments(name)

    def outcome(given):
        try:
            return [(np.asarray(part).dtype, np.asarray(part).tolist()) for part in results(of(**given))]
        except (TypeError, ValueError) as error:
            return str(error)

    for a, v in others.items():
        if not isinstance(v, str):
            for value, retype in itertools.product((1, 0, (1,), (1, 1), (1, 1, 1), (0, 0), ((1, 0),) * 2, v), RETYPED):
                given = {**arrays, **others, a: retyped(value, retype)}
                forgotten(of)
                fresh = outcome(given)
                outcome({**arrays, **others, a: value})
                assert repr(outcome(given)) == repr(fresh), (a, given[a])


RETYPED = [float, bool, np.int64, np.int8, np.float32, np.bool_, lambda v: -v, lambda v: -float(v), Fraction]


def retyped(v, by):
    """Every number in nested tuples, as another type that compares equal (or as zero with another sign)."""
    return tuple(retyped(e, by) for e in v) if isinstance(v, (tuple, list)) else v if v is None else by(v)


FAULTS = {
    "a result of another type": ("settled", lambda y, dtype, arrays: np.asarray(y, np.float64), "layers.linear"),
    "a result that is a view": ("settled", lambda y, dtype, arrays: y, "layers.flatten"),
    "the type of the first array": ("common", lambda strong, weak: next(iter(strong), None), "layers.linear"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_sees_faults(fault, monkeypatch):
    """The checks above see what they are for."""
    what, wrong, name = FAULTS[fault]
    of = FORMULAS[name]
    forgotten(of)
    monkeypatch.setattr(f"mathcnn.language.admission.{what}", wrong)
    with pytest.raises(AssertionError):
        test_result_types(name)
        test_memory(name, "f4")
    forgotten(of)


def test_sees_a_key_without_types(monkeypatch):
    monkeypatch.setattr("mathcnn.language.keys.value_key", lambda v: v if type(v) is not list else tuple(v))
    monkeypatch.setattr("mathcnn.language.keys.tuple_key", lambda v: v)
    with pytest.raises(AssertionError):
        test_earlier_calls_change_nothing("layers.conv")
    forgotten(FORMULAS["layers.conv"])


def test_halves_do_not_change_on_the_second_call():
    """A sum of 4,096 ones is no bfloat16; the mean was 0.0625 on the second call."""
    of = FORMULAS["pooling.avg_pool"]
    x = np.ones((1, 1, 4096), ml_dtypes.bfloat16)
    assert [float(of(x, 4096).squeeze()) for _ in range(3)] == [1.0] * 3
    assert {of(x, 4096).dtype for _ in range(3)} == {np.dtype(np.float32)}
    pooled = [FORMULAS["pooling.max_pool"](x, 2) for _ in range(2)]
    same(*pooled)


@pytest.mark.parametrize(
    ("joint", "base", "want"),
    [(1.0, "f4", "f4"), (1, "f4", "f4"), (1, "f2", "f4"), (1, "f8", "f8"), ([1], "f4", "f8"), (np.int8(1), "f4", "f4")],
)
def test_pythons_numbers_adapt_to_numpys_floats(joint, base, want):
    """As in NumPy: a number of Python has no type of its own, and a list of integers is an array of int64."""
    assert np.asarray(entropy(joint, base=np.dtype(base).type(0.5))).dtype == np.dtype(want)


def test_a_call_that_equals_an_earlier_one_but_for_types_is_bound_anew(monkeypatch):
    """What calls were bound to is kept, and told apart by types, since True == 1, and by signs, since 0.0 == -0.0."""
    plan, sizes = activation.leaky_relu.plan(1, ()), {"x": (6,)}

    def signs():
        return [math.copysign(1, plan.bind(sizes, {"alpha": alpha})["alpha"]) for alpha in (0.0, -0.0, 0.0)]

    assert signs() == [1, -1, 1]
    first = plan.bind(sizes, {"alpha": 0.5})
    first["alpha"] = 7
    assert plan.bind(sizes, {"alpha": 0.5})["alpha"] == 0.5
    x = np.ones((1, 1, 3))
    assert layers.conv(x, x, stride=1).shape == (1, 1, 1)
    for wrong in (True, (True,), "1", 1.5, [np.nan]):
        with pytest.raises((TypeError, ValueError), match="stride"):
            layers.conv(x, x, stride=wrong)
    monkeypatch.setattr(plans, "exact_key", lambda v: v)
    assert signs() == [1, 1, 1]  # the fault that is planted
