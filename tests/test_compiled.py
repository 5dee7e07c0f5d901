"""Compiled forms: equal to the other forms at ordinary sizes, at distinct ones and beside the widths of vectors."""

import os
import re
import signal
import time

import numpy as np
import pytest

import mathcnn
from mathcnn import activation, arrays, convolution, fitting, geometry, information, layers, normalization, pooling
from mathcnn.compiled import Compiled, NotCompiled, compiled, native, phases
from mathcnn.compiled.integers import Indices
from mathcnn.compiled.loops import Loops
from mathcnn.compiled.nests import Nest
from mathcnn.compiled.writer import Writer, whole
from mathcnn.testing import assert_computes
from mathcnn.text import extras

pytest.importorskip("llvmlite", reason="compiled forms need the extra `native`")
pytestmark = pytest.mark.usefixtures("compiling")
BOTH = pytest.mark.parametrize("fixed", [False, True], ids=["any size", "fixed sizes"])
UNEVEN = {"stride": (2, 1), "padding": ((1, 0), (2, 3)), "dilation": (1, 2), "groups": 2}


def whole_numbers(*shape, dtype="float64", seed=0):
    return np.random.default_rng([seed, *shape]).integers(-4, 5, shape).astype(dtype)


EXACT = {  # of whole numbers: a formula, its arrays and its options
    "conv": (layers.conv, [(2, 4, 8, 8), (6, 4, 3, 3), (6,)], {"padding": 1}),
    "conv, distinct axes": (layers.conv, [(2, 4, 9, 21), (6, 2, 3, 2), (6,)], UNEVEN),
    "conv, depthwise": (layers.conv, [(1, 5, 7, 33), (5, 1, 3, 3)], {"groups": 5, "padding": 1}),
    "conv, flipped": (layers.conv, [(1, 2, 5, 18), (3, 2, 2, 3)], {"flip": True}),
    "conv of sequences": (layers.conv, [(2, 3, 40), (4, 3, 5)], {"stride": 3, "padding": 2}),
    "conv of volumes": (layers.conv, [(1, 2, 4, 5, 19), (3, 2, 2, 3, 2)], {"dilation": (1, 2, 3)}),
    "conv_transpose": (layers.conv_transpose, [(2, 4, 5, 6), (4, 3, 3, 2)], {"stride": (2, 3), "groups": 2}),
    "linear": (layers.linear, [(5, 37), (3, 37), (3,)], {}),
    "matmul": (arrays.matmul, [(2, 3, 17), (2, 17, 9)], {}),
    "discrete": (convolution.discrete, [(37,), (20,)], {}),
    "image": (convolution.image, [(9, 35), (4, 3)], {}),
    "max_pool": (pooling.max_pool, [(2, 3, 9, 20)], {"kernel_size": (3, 2), "padding": 1}),
    "max_pool_indices": (pooling.max_pool_indices, [(1, 2, 6, 19)], {"kernel_size": 2, "stride": (1, 2)}),
    "relu": (activation.relu, [(3, 17)], {}),
    "pad": (layers.pad, [(2, 3, 5, 6)], {"padding": ((1, 2), (0, 3))}),
}

ROUNDED = {
    "avg_pool": (pooling.avg_pool, [(1, 2, 6, 18)], {"kernel_size": (3, 2), "padding": 1, "stride": (1, 2)}),
    "softmax": (activation.softmax, [(2, 5, 19)], {"axis": 1}),
    "log_softmax": (activation.log_softmax, [(3, 17)], {}),
    "batch_norm": (normalization.batch_norm, [(2, 3, 4, 5), (3,), (3,)], {}),
    "group_norm": (normalization.group_norm, [(2, 6, 3, 5), (6,), (6,)], {"groups": 2}),
    "sigmoid": (activation.sigmoid, [(2, 17)], {}),
}
GRADIENTS = ("conv", "conv, distinct axes", "conv, depthwise", "linear", "discrete", "image", "max_pool")


def arguments(case, dtype):
    of, shapes, options = {**EXACT, **ROUNDED}[case]
    return of, [whole_numbers(*shape, dtype=dtype, seed=k) for k, shape in enumerate(shapes)], options


@BOTH
@pytest.mark.parametrize("case", EXACT)
def test_whole_numbers_are_exact(case, fixed):
    for dtype in ("float32", "float64", "int64") if case in ("conv, distinct axes", "max_pool") else ("float32",):
        of, given, options = arguments(case, dtype)
        got, want = Compiled(of, 1, fixed)(*given, **options), of(*given, **options)
        assert got.dtype == want.dtype
        np.testing.assert_array_equal(got, want)


@BOTH
@pytest.mark.parametrize("case", GRADIENTS)
def test_derived_gradients_are_exact(case, fixed):
    of, given, options = arguments(case, "float32")
    dy = whole_numbers(*of(*given, **options).shape, dtype="float32", seed=9)
    want = dict(zip(of.arrays, of.backward(dy, *given, **options), strict=False))
    for a in list(of.gradient)[: len(given)]:
        np.testing.assert_array_equal(Compiled(of.gradient[a], 1, fixed)(dy, *given, **options), want[a])


@BOTH
@pytest.mark.parametrize("case", ROUNDED)
def test_rounding_stays_within_the_bound(case, fixed):
    of, given, options = arguments(case, "float32")
    given = [x + np.float32(0.25) * whole_numbers(*x.shape, dtype="float32", seed=7) / 3 for x in given]
    assert_computes(of, *given, result=Compiled(of, 1, fixed)(*given, **options), **options)


@pytest.mark.parametrize("width", [1, 16, 33])
def test_widths_beside_those_of_vectors(width):
    x, w = whole_numbers(2, 3, 4, width + 2, dtype="float32"), whole_numbers(9, 3, 3, 3, dtype="float32")
    for options in ({}, {"padding": 1}, {"stride": (1, 2), "padding": (0, 2)}):
        np.testing.assert_array_equal(Compiled(layers.conv, 1, True)(x, w, **options), layers.conv(x, w, **options))


@pytest.mark.parametrize("order", ["C", "F", "batch last", "reversed", "every second"])
def test_memory_orders(order):
    x = whole_numbers(18, 3, 6, 7, dtype="float32")
    view = {
        "C": x,
        "F": np.asfortranarray(x),
        "batch last": np.ascontiguousarray(x.transpose(1, 2, 3, 0)).transpose(3, 0, 1, 2),
        "reversed": x[::-1, :, ::-1, ::-1],
        "every second": x[::2, :, :, ::2],
    }[order]
    w = whole_numbers(4, 3, 2, 3, dtype="float32")
    for fixed in (False, True):
        np.testing.assert_array_equal(Compiled(layers.conv, 1, fixed)(view, w), layers.conv(view, w))


STRIDED = {
    "2": {"stride": 2, "padding": 1},
    "1 x 2, dilated": {"stride": (1, 2), "padding": (0, 3), "dilation": (1, 3)},
    "3 x 2, dilated by 2": {"stride": (3, 2), "padding": (2, 1), "dilation": (1, 2)},
    "2 x 3, groups": {"stride": (2, 3), "groups": 2},
    "4, more than the kernel": {"stride": 4},
}


@pytest.mark.usefixtures("sharing")
@pytest.mark.parametrize("case", STRIDED)
@pytest.mark.parametrize("kernel", [(3, 3), (1, 1), (2, 5)], ids=str)
def test_gradients_with_strides(case, kernel):
    options = STRIDED[case]
    x = whole_numbers(4, 4, 9, 37, dtype="float32")
    w = whole_numbers(6, 4 // options.get("groups", 1), *kernel, dtype="float32")
    dy = whole_numbers(*layers.conv(x, w, **options).shape, dtype="float32", seed=9)
    want = layers.conv.backward(dy, x, w, **options)[0]
    for threads in (1, 2):
        np.testing.assert_array_equal(Compiled(layers.conv.gradient["x"], threads, True)(dy, x, w, **options), want)


@pytest.mark.parametrize("windows", [(2, 2, 0), (3, 2, 1), (2, 3, 0), ((3, 2), (2, 1), 0)], ids=str)
def test_gradients_of_pooling_with_strides(windows):
    size, stride, padding = windows
    x = whole_numbers(3, 4, 13, 37, dtype="float32")
    dy = whole_numbers(*pooling.max_pool(x, size, stride=stride, padding=padding).shape, dtype="float32", seed=9)
    got = Compiled(pooling.max_pool.gradient["x"], 1, True)(dy, x, size, stride=stride, padding=padding)
    np.testing.assert_array_equal(got, pooling.max_pool.backward(dy, x, size, stride=stride, padding=padding)[0])


@pytest.mark.parametrize("case", ["plain", "padded", *STRIDED])
@pytest.mark.parametrize("batch", [3, 16, 37])
def test_gradients_with_the_batch_innermost(case, batch):
    """Sums over the batch have its images as lanes, and blocks along two axes of the weights."""
    options = {"plain": {}, "padded": {"padding": 1}, **STRIDED}[case]
    inner = lambda *shape: whole_numbers(*shape[1:], shape[0], dtype="float32").transpose(-1, *range(len(shape) - 1))
    x, w = inner(batch, 4, 9, 11), whole_numbers(10, 4 // options.get("groups", 1), 3, 5, dtype="float32")
    dy = inner(*layers.conv(x, w, **options).shape)
    want = layers.conv.backward(dy, x, w, np.zeros(10, "float32"), **options)
    for a, right in zip(layers.conv.arrays, want, strict=True):
        got = Compiled(layers.conv.gradient[a], 1, True)(dy, x, w, np.zeros(10, "float32"), **options)
        np.testing.assert_array_equal(got, right)


@pytest.mark.usefixtures("sharing")
@pytest.mark.parametrize("sizes", [(8, 5, 4), (7, 11, 13), (1, 5, 33), (23, 1, 16)], ids=str)
def test_blocks_along_two_axes(sizes):
    of, (rows, columns, terms) = layers.linear.gradient["w"], sizes
    dy, x = whole_numbers(rows, terms, dtype="float32").T, whole_numbers(columns, terms, dtype="float32", seed=1).T
    w = np.zeros((rows, columns), "float32")
    for threads in (1, 3):
        np.testing.assert_array_equal(Compiled(of, threads, True)(dy, x, w), dy.T @ x)


def test_arrays_in_different_orders_are_copied_into_one():
    x, dy = whole_numbers(3, 12, 13, 16, dtype="float32"), whole_numbers(16, 5, 10, 11, dtype="float32")
    w = whole_numbers(5, 3, 3, 3, dtype="float32")
    of = Compiled(layers.conv.gradient["w"], 1, True)
    got = of(dy, x.transpose(3, 0, 1, 2), w)  # the batch axis of x innermost, the columns of dy
    np.testing.assert_array_equal(got, layers.conv.backward(dy, x.transpose(3, 0, 1, 2), w)[1])
    assert [made[3] for made in of.made.values()] == [True]
    assert not any(made[0].is_slow for made in of.made.values())


@BOTH
def test_special_values_are_those_of_the_statement(fixed):
    x = np.array([[0.0, -0.0, np.inf, -np.inf, np.nan, 1.0, -1.0, 5e-324]])
    relu = Compiled(activation.relu, 1, fixed)(x)
    np.testing.assert_array_equal(relu, np.maximum(x, 0))
    pooled = Compiled(pooling.max_pool, 1, fixed)(x[None], 3, stride=1)
    np.testing.assert_array_equal(pooled, pooling.max_pool(x[None], 3, stride=1))
    padded = Compiled(layers.conv, 1, fixed)(np.zeros((1, 1, 3)), np.array([[[np.inf, 1.0, 1.0]]]), padding=1)
    np.testing.assert_array_equal(padded, [[[0, np.nan, np.nan]]])  # what lies outside takes no part, whatever w is
    assert not np.signbit(Compiled(layers.linear, 1, fixed)(np.array([[0.0]]), np.array([[-1.0]]))).any()


# ---------------------------------------------------------------- planted faults of the generator


def found_by_the_checks(case):
    """Whether comparison on whole numbers finds a fault of the generator."""
    of, given, options = arguments(case, "float32")
    return not np.array_equal(Compiled(of, 1, True)(*given, **options), of(*given, **options))


def one_short(counted):
    return lambda self, low, high, step, body: counted(self, low, self.out.minus(high, whole(step == 1)), step, body)


def test_a_loop_that_ends_one_early_is_found(monkeypatch):
    monkeypatch.setattr(Loops, "counted", one_short(Loops.counted))
    for case in ("conv", "linear", "max_pool"):
        assert found_by_the_checks(case)


def test_code_that_writes_beyond_its_result_is_seen(monkeypatch, compiling):
    counted = Loops.counted
    longer = lambda self, low, high, step, body: counted(
        self, low, self.out.minus(high, whole(-1 if step == 1 else 0)), step, body
    )
    monkeypatch.setattr(Loops, "counted", longer)
    found_by_the_checks("linear")
    assert any((part != 0xA5).any() for part in compiling)
    compiling.clear()


def test_a_tail_that_is_left_out_is_found(monkeypatch):
    tile = Nest._tile
    monkeypatch.setattr(Nest, "_tile", lambda self, places: tile(self, places) if self.tail is True else None)
    assert found_by_the_checks("conv of sequences") and found_by_the_checks("image")


def test_a_wrong_sign_of_an_offset_is_found(monkeypatch):
    integer = Indices.integer
    turned = lambda self, e, at: integer(self, -e if e.is_Integer and e < 0 else e, at)  # of the padding
    monkeypatch.setattr(Indices, "integer", turned)
    assert found_by_the_checks("conv") and found_by_the_checks("conv, distinct axes")


def test_lanes_that_read_what_is_outside_are_found(monkeypatch):
    monkeypatch.setattr(Nest, "kept", lambda self, test, a, b: a)
    assert found_by_the_checks("max_pool")


def test_a_phase_with_the_taps_of_another_is_found(monkeypatch):
    terms = phases._terms
    shifted = lambda *given: (1, *found[1:]) if (found := terms(*given)) and found[0] == 0 else found
    monkeypatch.setattr(phases, "_terms", shifted)
    with pytest.raises(AssertionError):
        test_gradients_with_strides("2", (3, 3))


def test_fast_math_is_found(monkeypatch):
    new = Writer.new
    fast = lambda text: re.sub(r"call (.*@llvm\.maximum)", r"call fast \1", text.replace(" contract ", " fast "))
    monkeypatch.setattr(Writer, "new", lambda self, text: new(self, fast(text)))
    with pytest.raises(AssertionError):
        test_special_values_are_those_of_the_statement(True)


# ---------------------------------------------------------------- what cannot be compiled, and the cache


def test_what_cannot_be_compiled_says_why():
    for of, why in (
        (geometry.output_size, "it has no array argument"),
        (convolution.continuous, "it has no array argument"),
        (convolution.dft, "it is stated with Root, for which there is no code"),
    ):
        with pytest.raises(NotCompiled, match=why):
            of.compiled()
    with pytest.raises(TypeError, match="takes floats and integers"):
        layers.linear.compiled()([[mathcnn.language.symbols.sp.Symbol("a")]], [[1]])


def test_errors_are_those_of_the_formula():
    for fn in (layers.conv, layers.conv.compiled()):
        with pytest.raises(ValueError, match="axis 1 is 3; it must be C = 2"):
            fn(np.ones((1, 2, 4, 4)), np.ones((1, 3, 2, 2)))
    for threads, error in ((0, ValueError), (True, TypeError), ("2", TypeError)):
        with pytest.raises(error, match=r"threads = .*: must be an integer >= 1"):
            compiled(layers.conv, threads)


def test_results_are_new_arrays():
    x = np.ones((2, 3))
    y = activation.relu.compiled()(x)
    y += 1
    assert y.flags.writeable and not np.shares_memory(x, y) and (x == 1).all()


def test_a_damaged_file_of_the_cache_is_not_loaded(monkeypatch, tmp_path):
    monkeypatch.setenv("MATHCNN_CACHE", str(tmp_path))
    x = np.array([[-1.0, 2.0]])
    Compiled(activation.relu, 1, False)(x)
    (file,) = (tmp_path / "native").glob("*.o")
    again = Compiled(activation.relu, 1, False)
    again(x)
    assert all(made[0].code.from_cache for made in again.made.values())
    for damaged in (b"", file.read_bytes()[:-1], bytes(64)):
        file.write_bytes(damaged)
        assert native.kept(file) is None
        other = Compiled(activation.relu, 1, False)
        np.testing.assert_array_equal(other(x), [[0, 2]])
        assert not any(made[0].code.from_cache for made in other.made.values())


def test_a_missing_package_is_named(monkeypatch):
    monkeypatch.setitem(extras.EXTRAS, "native", ("no_such_package",))
    native.llvm.cache_clear()
    try:
        with pytest.raises(extras.MissingExtra, match=r"pip install 'mathcnn\[native\]'"):
            native.llvm()
    finally:
        native.llvm.cache_clear()


def test_a_sum_inside_a_sum_that_depends_on_no_index():
    x, y = np.array([1.0, 2.0, 6.0]), np.array([3.0, 5.0, 13.0])
    for fixed in (False, True):
        assert Compiled(fitting.least_squares_slope, 1, fixed)(x, y) == fitting.least_squares_slope(x, y) == 2


def test_logarithms_of_nothing():
    joint = np.array([[0.5, 0.0], [0.0, 0.5]])
    assert information.mutual_information.compiled()(joint) == 1


@pytest.mark.skipif(not hasattr(os, "fork"), reason="processes are not forked on this system")
@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # of a process with threads, from Python 3.12 on
def test_threads_work_in_a_forked_process():
    x, w = np.ones((2, 8, 30, 33)), np.ones((16, 8, 3, 3))
    conv = Compiled(layers.conv, 2, True)
    want = conv(x, w)
    if (child := os.fork()) == 0:
        os._exit(0 if np.array_equal(conv(x, w), want) else 1)
    for _ in range(600):
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            break
        time.sleep(0.05)
    else:
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise AssertionError("the forked process hangs")
    assert status == 0


@BOTH
@pytest.mark.parametrize("dtype", [np.float32, np.float64])
def test_logarithms_of_quotients_beyond_the_range_of_the_numbers(dtype, fixed):
    tiny = {np.float32: 1e-40, np.float64: 1e-320}[dtype]
    steps = 16 * np.finfo(dtype).eps
    least = np.array([0.5, 0.5], dtype), np.array([1, np.finfo(dtype).smallest_subnormal], dtype)
    diagonal = np.array([[tiny, 0], [0, 1]], dtype)
    small = np.array([[tiny, 1 / 4], [1 / 4, 1 / 2]], dtype)
    for of, given in (
        (information.kl_divergence, least),
        (information.mutual_information, (diagonal,)),
        (information.mutual_information, (small,)),
        (information.conditional_mutual_information, (np.stack([small / 4, diagonal * 0, small * 3 / 4], 2),)),
    ):
        got, want = Compiled(of, 1, fixed)(*given), of(*(x.astype(np.float64) for x in given))
        assert abs(float(got) - want) <= steps * abs(want), of.name


def test_a_product_before_its_logarithm_is_found(monkeypatch):
    plain = lambda self, e, tile: [self.own("log", self.numeric(v)) for v in self.values(e, tile)]
    monkeypatch.setattr(Nest, "logarithms", plain)
    with pytest.raises(AssertionError):
        test_logarithms_of_quotients_beyond_the_range_of_the_numbers(np.float64, True)
