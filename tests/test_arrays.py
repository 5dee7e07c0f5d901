"""Arithmetic and layouts of arrays against NumPy, ONNX's reference evaluator, and values by hand."""

import importlib.util
import itertools
from fractions import Fraction

import numpy as np
import pytest

from mathcnn import arrays

U = 2.0**-53
SHAPES = [((2, 3, 4, 5), (1, 3, 1, 1)), ((1, 3, 1), (2, 1, 5)), ((7,), (1,)), ((2, 1, 3, 1, 2, 2), (2, 4, 1, 1, 2, 1))]
NUMPY = {"add": np.add, "sub": np.subtract, "mul": np.multiply, "div": np.divide}
needs_onnx = pytest.mark.skipif(
    importlib.util.find_spec("onnx") is None,
    reason="ONNX is not installed here, so nothing is compared with it: pip install onnx",
)


@pytest.mark.parametrize("name", NUMPY)
@pytest.mark.parametrize(("one", "other"), SHAPES)
def test_arithmetic_as_numpy_does(name, one, other):
    """Results bit for bit; gradients as sums over the entries that share an entry."""
    rng = np.random.default_rng(3)
    x, z = rng.standard_normal(one), rng.standard_normal(other)
    ours, theirs = getattr(arrays, name), NUMPY[name]
    assert np.array_equal(ours(x, z), theirs(x, z))
    dy = rng.standard_normal(theirs(x, z).shape)
    step = 2.0**-20
    for k, got in enumerate(ours.backward(dy, x, z)):
        d = rng.standard_normal((x, z)[k].shape)
        ahead = [v + step * d * (k == n) for n, v in enumerate((x, z))]
        back = [v - step * d * (k == n) for n, v in enumerate((x, z))]
        slope = ((theirs(*ahead) - theirs(*back)) * dy).sum() / (2 * step)
        assert got.shape == (x, z)[k].shape
        assert abs((got * d).sum() - slope) <= 1e-6 * (1 + np.abs(theirs(x, z)).max() ** 3)


def test_types_and_exact_numbers():
    assert arrays.add([1, 2], [3]).dtype == np.int64 and arrays.div([1, 3], [2]).tolist() == [0.5, 1.5]
    assert arrays.mul(np.float32([1, 2]), np.float32([3])).dtype == np.float32
    assert arrays.div([Fraction(1)], [Fraction(3), Fraction(2)]).tolist() == [Fraction(1, 3), Fraction(1, 2)]
    with pytest.raises(ValueError, match=r"arrays.div: z holds 0 at \(1,\); a divisor of exact numbers must not be 0"):
        arrays.div([Fraction(1)], [Fraction(3), Fraction(0)])
    assert arrays.div([1.0, 0.0], [0.0]).tolist()[0] == np.inf


def test_batches_of_matrices():
    rng = np.random.default_rng(4)
    for one, other in [((2, 4, 3, 5), (1, 4, 5, 2)), ((1, 3, 5), (6, 5, 7)), ((2, 1, 3, 2, 4), (1, 5, 1, 4, 2))]:
        x, z = rng.standard_normal(one), rng.standard_normal(other)
        got = arrays.matmul(x, z)
        want = np.einsum("...mk,...kl->...ml", x, z)
        assert np.abs(got - want).max() <= 2 * x.shape[-1] * U * np.abs(x).max() * np.abs(z).max() * x.shape[-1]
        dx, dz = arrays.matmul.backward(np.ones_like(got), x, z)
        assert dx.shape == x.shape and dz.shape == z.shape
    assert arrays.matmul([[[1, 2], [3, 4]]], [[[5, 6], [7, 8]]]).tolist() == [[[19, 22], [43, 50]]]


def test_means_by_hand():
    x = np.arange(24.0).reshape(2, 3, 4)
    assert arrays.mean(x, axis=(0, -1)).tolist() == [7.5, 11.5, 15.5] and arrays.mean([1.0, 2.0, 6.0]) == 3
    assert arrays.mean.backward(np.ones(3), x, axis=(0, 2))[0].tolist() == np.full(x.shape, 1 / 8).tolist()


# ---------------------------------------------------------------- layouts


def test_every_cut_of_a_short_axis_is_pythons():
    """Start, end and step on all sides of the border, as a slice of a list; -h - 1 is before the first entry."""
    x = np.arange(5)
    for start, stop, step in itertools.product(range(-7, 8), range(-7, 8), (-3, -2, -1, 1, 2, 3)):
        assert arrays.cut(x, start, stop, step).tolist() == x.tolist()[start:stop:step], (start, stop, step)


def test_cuts_along_axes():
    x = np.arange(24).reshape(2, 3, 4)
    assert np.array_equal(arrays.cut(x, (1, -1), (100, -100), (1, -2), axes=(-2, 2)), x[:, 1:, ::-2])
    assert np.array_equal(arrays.cut(x, 1, 3, axes=[1]), x[:, 1:3]) and arrays.cut(x, 5, 9, axes=1).shape == (2, 0, 4)


@needs_onnx
def test_cuts_as_the_reference_evaluator_does():
    import onnx.parser
    from onnx.reference import ReferenceEvaluator

    text = '<ir_version: 10, opset_import: ["" : 22]> m (int64[n] x, int64[1] a, int64[1] b, int64[1] c, int64[1] d)'
    model = ReferenceEvaluator(onnx.parser.parse_model(text + " => (int64[k] y) { y = Slice (x, a, b, c, d) }"))
    x = np.arange(4)
    for start, stop, step in itertools.product((-6, -4, -1, 0, 2, 9), (-9, -4, -1, 0, 3, 2**31), (-2, -1, 1, 3)):
        given = {"x": x, "a": [start], "b": [stop], "c": [0], "d": [step]}
        (want,) = model.run(None, {name: np.asarray(v) for name, v in given.items()})
        assert np.array_equal(arrays.cut(x, start, stop, step, axes=0), want), (start, stop, step)


def test_joined_and_split():
    x = np.arange(24).reshape(2, 3, 4)
    for axis in (-3, -2, -1, 0, 1, 2):
        h = x.shape[axis]
        parts = arrays.split(x, [1, h - 1], axis)
        assert np.array_equal(arrays.concat(parts, axis), x) and parts[0].shape[axis] == 1
    assert [len(part) for part in arrays.split(np.arange(7), 3)] == [3, 3, 1]  # ONNX: the last one is smaller
    assert [len(part) for part in arrays.split(np.arange(4), [0, 4])] == [0, 4]
    assert arrays.concat([np.float32([1]), np.float32([2])]).dtype == np.float32


def test_moved():
    x = np.arange(24).reshape(2, 3, 4)
    for order in itertools.permutations(range(3)):
        y = arrays.transpose(x, order)
        for at in np.ndindex(*y.shape):
            assert y[at] == x[tuple(at[order.index(axis)] for axis in range(3))]
    assert arrays.transpose(x).shape == (4, 3, 2) and arrays.transpose(x, (0, -1, 1)).shape == (2, 4, 3)
    assert arrays.reshape(x, (0, -1)).shape == (2, 12) and arrays.reshape(x, (4, 0, 2)).shape == (4, 3, 2)
    assert arrays.reshape(np.zeros((0, 3)), (3, 0), allow_zero=True).shape == (3, 0)
    assert arrays.reshape(x, -1).tolist() == list(range(24)) and arrays.reshape(np.array(7), ()).shape == ()


def test_gathered():
    x = np.arange(12).reshape(3, 4)
    assert arrays.gather(x, [[0, -1], [2, 1]], axis=1).tolist() == x[:, [[0, 3], [2, 1]]].tolist()
    assert arrays.gather(x, 1).tolist() == x[1].tolist() and arrays.gather(x, np.uint8([2]), axis=-2).shape == (1, 4)


@pytest.mark.parametrize("fn", ["concat", "split", "cut", "transpose", "reshape", "gather"])
def test_results_are_new(fn):
    x = np.arange(6).reshape(2, 3)
    given = {"concat": ([x],), "split": (x, 1), "cut": (x, 0, 2), "reshape": (x, (2, 3)), "gather": (x, [0, 1])}
    got = getattr(arrays, fn)(*given.get(fn, (x, (0, 1))))
    got = got[0] if isinstance(got, list) else got
    assert not np.shares_memory(got, x) and got.flags.writeable
    assert np.array_equal(got, x)


x = np.ones((2, 3))
BAD = [
    (lambda: arrays.concat([]), r"arrays.concat: parts = \[\]: it must be one array or several"),
    (lambda: arrays.concat([x, np.ones((3, 3))], 1), r"parts\[1\] has shape \(3, 3\); along all axes but 1"),
    (lambda: arrays.concat([x, np.ones(3)], 0), r"parts\[1\] has shape \(3,\)"),
    (lambda: arrays.concat([x], 2), r"arrays.concat: axis = 2: x has 2 axes"),
    (lambda: arrays.concat([x], True), "arrays.concat: axis = True: it must be one axis, as an integer"),
    (lambda: arrays.cut(x, 0, 1, axes=[True]), "arrays.cut: axes = True: it must be one axis"),
    (lambda: arrays.split(x, [1, 2]), "they must add up to 2, the size of axis 0"),
    (lambda: arrays.split(x, [3, -1]), "sizes = .*: it must be an integer >= 0, or several"),
    (lambda: arrays.split(x, 0), "sizes = 0: it must be an integer >= 1"),
    (lambda: arrays.split(x, 1.5), "sizes = 1.5: it must be an integer"),
    (lambda: arrays.cut(x, 0, 2, 0), "step = 0: it must not be 0"),
    (lambda: arrays.cut(x, 0.5, 2), "start = 0.5: it must be an integer, or several"),
    (lambda: arrays.cut(x, (0, 0), (1, 1), axes=(0, 0)), "each may be named once"),
    (lambda: arrays.cut(x, (0, 0), (1, 1, 1)), "axes = None: x has 2 axes"),
    (lambda: arrays.transpose(x, (0, 0)), r"order = \(0, 0\): it must have each of the 2 axes of x once"),
    (lambda: arrays.transpose(x, (0,)), "each of the 2 axes"),
    (lambda: arrays.reshape(x, (4, 2)), r"shape = \(4, 2\): x has shape \(2, 3\), which is 6 entries"),
    (lambda: arrays.reshape(x, (-1, -1)), "which is 6 entries"),
    (lambda: arrays.reshape(x, (1, 1, 0)), "x has no axis 2, whose size 0 would keep"),
    (lambda: arrays.reshape(x, (2.0, 3)), "shape = .*: it must be an integer >= -1"),
    (lambda: arrays.gather(x, [2]), "index holds 2; it must hold integers from -2 to 1"),
    (lambda: arrays.gather(x, [0.0]), "index has dtype float64; it must hold integers"),
]


@pytest.mark.parametrize("call", range(len(BAD)))
def test_wrong_calls_of_layouts(call):
    run, message = BAD[call]
    with pytest.raises((ValueError, TypeError), match=message) as error:
        run()
    assert "\n" not in str(error.value)
