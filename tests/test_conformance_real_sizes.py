"""Calls of real sizes: faults that only ordinary shapes, large ones or narrow types show are found, and right
implementations are accepted in every type."""

import contextlib
import dataclasses
import io

import ml_dtypes  # noqa: F401  NumPy knows bfloat16 by its name then
import numpy as np
import pytest
import scipy.fft

from mathcnn import activation, convolution, layers, normalization, pooling
from mathcnn.conformance import Target, fill_choice, real_sizes
from mathcnn.conformance.plan import fills, thresholds
from mathcnn.conformance.plan.points import EVERYDAY, Point
from mathcnn.conformance.rows import Rows
from mathcnn.evidence.verdicts import FAILS, HOLDS, NORMWISE, NOT_OFFERED

from .marks import slow_but

CONV, POOL, SOFTMAX = layers.conv, pooling.max_pool, activation.softmax


def rows_of(fn, of=CONV, part="everyday", **options):
    """The rows of a planted function in one part, by type of numbers."""
    subject = Target("planted", {of.name: fn}, typed="planted", **options).subject(of)
    rows = Rows(subject, 8, 0)
    return {row.dtype: row for row in getattr(real_sizes, part)(rows)}


def first_row(fn, of=CONV):
    """The row of a planted function among everyday sizes in float32."""
    subject = Target("planted", {of.name: fn}, ("float32",), typed="planted").subject(of)
    return next(real_sizes.everyday(Rows(subject, 8, 0)))


def judged(fn, of, *points, dtypes=("float64", "float32"), fills_a_call=2):
    """The rows of a planted function at a few points."""
    subject = Target("planted", {of.name: fn}, dtypes, typed="planted").subject(of)
    return {r.dtype: r for r in real_sizes.verdicts(Rows(subject, 8, 0), real_sizes.EVERYDAY, points, fills_a_call)}


def point(shapes, **kwargs):
    return Point(shapes, kwargs, EVERYDAY, "planted")


# ---------------------------------------------------------------- right implementations


def naive_conv(x, w, b=None, *, stride, padding, dilation, groups, flip=False):
    """Every step in the type of the arguments."""
    if flip:
        w = np.flip(w, tuple(range(2, w.ndim)))
    x = np.pad(x, ((0, 0), (0, 0), *padding))
    reach = [(k - 1) * d + 1 for k, d in zip(w.shape[2:], dilation, strict=True)]
    views = np.lib.stride_tricks.sliding_window_view(x, reach, tuple(range(2, x.ndim)))
    views = views[(..., *(slice(None, None, d) for d in dilation))]
    views = views[(slice(None), slice(None), *(slice(None, None, s) for s in stride))]
    n, c, *size = views.shape[: 2 + len(reach)]
    views = views.reshape(n, groups, c // groups, *views.shape[2:])
    kernels = w.reshape(groups, -1, *w.shape[1:])
    places, taps = "ijk"[: len(reach)], "uvt"[: len(reach)]
    y = np.einsum(f"ngc{places}{taps},gmc{taps}->ngm{places}", views, kernels).reshape(n, -1, *size)
    return y if b is None else y + b.reshape(-1, *[1] * len(reach))


def naive_softmax(x, axis=-1):
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return e / e.sum(axis=axis, keepdims=True)


def naive_batch_norm(
    x,
    gamma,
    beta,
    eps=1e-5,
    *,
    training=True,
    running_mean=None,
    running_var=None,
    momentum=0.1,
    correction=0,
    running_correction=1,
):
    over = (0, *range(2, x.ndim))
    each = lambda v: np.asarray(v, x.dtype).reshape(1, -1, *[1] * (x.ndim - 2))
    if training:
        mean, count = x.mean(over), x.size // x.shape[1]
        var = ((x - each(mean)) ** 2).sum(over) / x.dtype.type(count - correction)
    else:
        mean, var = running_mean, running_var
    return (x - each(mean)) / np.sqrt(each(var) + x.dtype.type(eps)) * each(gamma) + each(beta)


SMALL = [
    point({"x": (2, 16, 14, 14), "w": (16, 16, 3, 3), "b": (16,)}, padding=1),
    point({"x": (2, 16, 15, 15), "w": (32, 16, 1, 1)}, stride=2),
    point({"x": (1, 32, 9, 9), "w": (64, 1, 3, 3)}, padding="same", groups=32),
    point({"x": (1, 3, 33, 33), "w": (8, 3, 11, 11), "b": (8,)}, stride=4),
    point({"x": (1, 64, 8, 8), "w": (8, 64, 3, 3)}, padding=1),
]
CLASSES = [point({"x": (4, n)}, axis=-1) for n in (10, 64, 65, 1000)]
NORMS = [point({"x": (n, 6, 8, 8), "gamma": (6,), "beta": (6,)}, training=True) for n in (1, 4, 5, 32)]


@pytest.mark.parametrize(
    ("fn", "of", "points"),
    [
        (naive_conv, CONV, SMALL),
        (naive_softmax, SOFTMAX, CLASSES),
        (naive_batch_norm, normalization.batch_norm, NORMS),
        (CONV, CONV, SMALL),
        (SOFTMAX, SOFTMAX, CLASSES),
    ],
)
def test_right_implementations_hold_in_every_type(fn, of, points):
    rows = judged(fn, of, *points, fills_a_call=6)
    assert {"float64", "float32", "float16"} <= rows.keys()
    assert all(row.verdict == HOLDS for row in rows.values()), [(d, r.counterexample, r.says) for d, r in rows.items()]
    assert all(row.cases >= len(points) for row in rows.values())


def test_arithmetic_that_rounds_each_step_to_half_precision_is_remarked():
    row = judged(naive_softmax, SOFTMAX, *CLASSES)["float16"]
    assert row.verdict == HOLDS and "rounds to float16 at every step" in row.says


def test_a_type_that_is_refused_at_once_is_not_offered():
    def only_wide(x):
        if x.dtype == np.float16 or x.dtype.kind == "i":
            raise TypeError("no kernel for this type")
        return np.maximum(x, 0)

    rows = judged(only_wide, activation.relu, point({"x": (2, 3, 9)}))
    assert set(rows) == {"float64", "float32"} and all(row.verdict == HOLDS for row in rows.values())


def test_a_transform_holds_normwise():
    def by_fft(f, g):
        n = len(f) + len(g) - 1
        y = np.fft.irfft(np.fft.rfft(f, 2 * n) * np.fft.rfft(g, 2 * n), 2 * n)[:n]
        return y.astype(np.result_type(f, g) if f.dtype.kind == "f" else float)

    rows = judged(by_fft, convolution.discrete, point({"f": (900,), "g": (31,)}))
    assert {rows[d].verdict for d in ("float64", "float32")} <= {NORMWISE, HOLDS}
    assert rows["float64"].verdict == NORMWISE


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_a_convolution_by_fft_is_not_one_of_rounded_inputs(dtype):
    def by_fft(x, w, b=None, *, padding=0):
        size = [n + 2 * padding for n in x.shape[2:]]
        inner = np.pad(x, ((0, 0), (0, 0), (padding, padding), (padding, padding)))
        product = np.einsum("nchw,mchw->nmhw", *(scipy.fft.rfft2(v, size) for v in (inner, np.flip(w, (2, 3)))))
        y = scipy.fft.irfft2(product, size)[..., w.shape[2] - 1 :, w.shape[3] - 1 :]
        return (y if b is None else y + b[:, None, None]).astype(x.dtype)

    points = [dataclasses.replace(one, fill=fills.REAL) for one in (SMALL[0], SMALL[4])]
    row = judged(by_fft, CONV, *points, dtypes=(dtype,))[dtype]
    assert row.verdict == NORMWISE and row.cases == 2


# ---------------------------------------------------------------- planted faults


def planted(change, of=CONV):
    """The formula's own fast form, whose result is changed."""

    def fn(*args, **kwargs):
        call = of.read(args, kwargs)
        y = np.array(of(*args, **kwargs)).astype(args[0].dtype)
        return change(y, {**kwargs, **call.scalars}, *args)

    return fn


def zero(y):
    return np.zeros_like(y)


FAULTS = {
    "3 x 3, stride 1, padding 1": lambda y, k, x, w, b=None: (
        zero(y) if w.shape[2:] == (3, 3) and k["stride"] == (1, 1) and k["padding"] == ((1, 1), (1, 1)) else y
    ),
    "square and equal strides": lambda y, k, x, w, b=None: (
        zero(y) if len(set(w.shape[2:])) == 1 and len(set(k["stride"])) == 1 and k["stride"][0] > 1 else y
    ),
    "4 groups or more": lambda y, k, x, w, b=None: y[:, ::-1] if k["groups"] >= 4 else y,
    "stride 4 or more": lambda y, k, x, w, b=None: y[..., ::-1] if k["stride"][-1] >= 4 else y,
    "1 x 1, more than 16 channels": lambda y, k, x, w, b=None: (
        zero(y) if set(w.shape[2:]) == {1} and x.shape[1] > 16 else y
    ),
    "the last channel of many": lambda y, k, x, w, b=None: last_channel(y) if y.shape[1] >= 64 else y,
    "the last image": lambda y, k, x, w, b=None: np.concatenate([y[:-1], 0 * y[-1:]]) if len(y) > 1 else y,
    "the last column": lambda y, k, x, w, b=None: last_column(y) if w.shape[-1] == 3 else y,
    "one entry": lambda y, k, x, w, b=None: one_entry(y) if y.size > 500 else y,
    "bfloat16 products": lambda y, k, x, w, b=None: y + (y * 2.0**-9).astype(y.dtype),
}


def last_channel(y):
    y[:, -1] = 0
    return y


def last_column(y):
    y[..., -1] = 0
    return y


def one_entry(y):
    y.flat[y.size * 2 // 3] += 1
    return y


@pytest.mark.parametrize("name", slow_but(FAULTS, "square and equal strides"))
def test_faults_of_convolutions_are_found_among_everyday_sizes(name):
    row = first_row(planted(FAULTS[name]))
    assert row.verdict == FAILS and "entries wrong" in row.counterexample, (name, row.says)
    assert "rng = np.random.default_rng(" in row.reproduce


@pytest.mark.parametrize("bits", [11, 16, 20])
@pytest.mark.parametrize("rounded", [{"w"}, {"x", "w"}])
def test_inputs_of_fewer_bits_are_no_transform(bits, rounded):
    """The errors are within the bound of a transform, and those of the rounded inputs explain them."""

    def short(v):
        significand, exponent = np.frexp(v)
        return np.ldexp(np.rint(np.ldexp(significand, bits)), exponent - bits).astype(v.dtype)

    def conv(x, w, b=None, **kwargs):
        return CONV(short(x) if "x" in rounded else x, short(w), b, **kwargs)

    points = [dataclasses.replace(SMALL[4], fill=fill) for fill in (fills.INTEGERS, fills.REAL)]
    row = judged(conv, CONV, *points, dtypes=("float32",))["float32"]
    assert row.verdict == FAILS and f"agrees with inputs rounded to {bits} bits (" in row.says, row.says


@pytest.mark.slow
def test_faults_of_half_precision_only():
    rows = rows_of(planted(lambda y, k, x, w, b=None: zero(y) if x.dtype == np.float16 else y))
    assert rows["float16"].verdict == FAILS and "; 0.0 instead of" in rows["float16"].counterexample
    assert rows["float64"].verdict == rows["float32"].verdict == HOLDS
    rows = judged(
        planted(lambda y, k, x, *others: zero(y) if x.dtype == np.float16 and x.shape[-1] > 64 else y, SOFTMAX),
        SOFTMAX,
        *CLASSES,
    )
    assert rows["float16"].verdict == FAILS and rows["float32"].verdict == HOLDS


@pytest.mark.parametrize(("limit", "factor", "verdict"), [(1, 0, HOLDS), (16, 0, FAILS), (1, 2, FAILS)])
def test_only_results_below_the_normal_numbers_may_be_zero(limit, factor, verdict):
    """The check of subnormal numbers says that they are flushed; the smallest normal ones are not excused."""

    def relu(x):
        y = np.maximum(x, 0)
        return np.where(y < limit * np.finfo(x.dtype).tiny, factor * y, y).astype(x.dtype)

    assert rows_of(relu, activation.relu)["float16"].verdict == verdict


def test_faults_of_other_layers_are_found_among_everyday_sizes():
    def many_classes(y, k, x, *others):
        return np.where(np.arange(y.shape[-1]) < 64, y, 0).astype(y.dtype) if k["axis"] in ((y.ndim - 1,), -1) else y

    def many_values(y, k, x, *others):
        return zero(y) if k["training"] and x.size // x.shape[1] > 256 else y

    def last_of_3(y, k, x, *others):
        return last_column(y) if set(k["kernel_size"]) == {3} and set(k["stride"]) == {2} else y

    def doubled(y, k, x, *others):
        return y * 2 if set(k["stride"]) == {2} else y

    for change, of in (
        (many_classes, SOFTMAX),
        (many_values, normalization.batch_norm),
        (last_of_3, POOL),
        (last_of_3, pooling.avg_pool),
        (doubled, layers.conv_transpose),
    ):
        row = first_row(planted(change, of), of)
        assert row.verdict == FAILS, (of.name, row.says)


def test_results_of_integers_are_wrong():
    rows = judged(planted(lambda y, k, x, w, b=None: np.rint(y).astype(np.int64)), CONV, *SMALL)
    assert (
        rows["float64"].verdict == FAILS and "returned integers (int64) for float64" in rows["float64"].counterexample
    )


def test_integers_in_a_narrow_type_are_wrong():
    def narrow(f, g):
        if f.dtype.kind == "i":
            return np.convolve(f.astype(np.int8), g.astype(np.int8))
        return np.convolve(f, g)

    rows = judged(narrow, convolution.discrete, point({"f": (30,), "g": (5,)}))
    assert rows["int64"].verdict == FAILS and rows["float64"].verdict == HOLDS


def test_arguments_overwritten_in_large_calls_only():
    def writes(x, w, b=None, **kwargs):
        y = CONV(x, w, b, **kwargs)
        if x.size > 3000:
            x *= 2
        return y

    row = judged(writes, CONV, *SMALL)["float32"]
    assert row.verdict == FAILS and "wrote into" in row.counterexample


@pytest.mark.parametrize("dtype", ["bfloat16", "float16"])
@pytest.mark.parametrize(
    ("of", "shapes", "kwargs"),
    [
        (CONV, {"x": (1, 64, 8, 8), "w": (2, 64, 3, 3)}, {"padding": 1}),
        (CONV, {"x": (1, 32, 9, 9), "w": (8, 32, 3, 3), "b": (8,)}, {}),
        (layers.linear, {"x": (2, 4096), "w": (10, 4096)}, {}),
        (pooling.avg_pool, {"x": (2, 3, 64, 64)}, {"kernel_size": 16}),
    ],
)
def test_zeros_are_wrong_in_half_precision_whatever_the_entries(of, shapes, kwargs, dtype):
    """Sums of hundreds of terms with both signs are no larger than what rounding may change, so others are made."""
    nothing, count = planted(lambda y, k, *arrays: zero(y), of), len(fill_choice.SUMS)
    points = [dataclasses.replace(point(shapes, **kwargs), fill=fill) for fill in fill_choice.SUMS]
    row = judged(nothing, of, *points, dtypes=(dtype,))[dtype]
    assert row.verdict == FAILS and row.cases == count and f"{count} of {count} calls" in row.says
    right = judged(of, of, *points, dtypes=(dtype,))[dtype]
    assert right.verdict == HOLDS and right.cases == count


# ---------------------------------------------------------------- what is said


def test_a_counterexample_is_small_and_its_program_runs():
    def wrong(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1):
        y = CONV(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups)
        return np.concatenate([y[..., :-1], y[..., -1:] + 1], -1).astype(x.dtype) if w.shape[2:] == (3, 3) else y

    row = judged(wrong, CONV, *SMALL)["float32"]
    assert row.verdict == FAILS
    assert "x (1, 32, 1, 1), w (32, 1, 3, 3)" in row.counterexample, row.counterexample
    lines = row.reproduce.splitlines()
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec("\n".join(one.replace("planted.conv(", "wrong(") for one in lines), {"wrong": wrong})
    assert f"; {printed.getvalue().strip()} instead of" in lines[-1]


@pytest.mark.parametrize(
    ("where", "said"),
    [
        ((..., -1), "only the last column"),
        ((..., 0, slice(None)), "only row 0"),
        ((slice(None), slice(None, None, 2)), "every second channel, from 0"),
        ((slice(None), slice(7, None)), "channel 7 onwards"),
        ((1,), "only image 1"),
        ((slice(None),), "all"),
        ((..., [0, -1]), "the first and the last column"),
    ],
)
def test_which_entries_are_wrong_is_said(where, said):
    from mathcnn.conformance.judgement import described

    wrong = np.zeros((3, 16, 6, 5), bool)
    wrong[where] = True
    text = described(CONV, point({"x": (3, 4, 8, 7)}), wrong, np.ones(wrong.shape))
    assert said in text and f"{int(wrong.sum()):,} of 1,440 entries wrong" in text


# ---------------------------------------------------------------- results of millions of entries, and of none


@pytest.mark.slow
def test_one_entry_of_ten_million():
    of, (one,) = layers.pad, thresholds.large(layers.pad)

    def wrong(*args, **kwargs):
        y = np.array(of(*args, **kwargs))
        if y.size > 7_654_321:
            y.flat[7_654_321] += 1
        return y

    row = judged(wrong, of, dataclasses.replace(one, dtype="float32"))["float32"]
    assert row.verdict == FAILS and "x (5, 3, 811, 620)" in row.counterexample  # the least width that is wrong
    assert "1 of 7,655,670 entries wrong" in row.counterexample


def test_a_call_that_is_not_offered_is_no_evidence():
    from mathcnn.evidence.checks import NotOffered

    def nothing(x):
        raise NotOffered("nothing at all")

    row = judged(nothing, activation.relu, point({"x": (5,)}))["float64"]
    assert row.verdict == NOT_OFFERED and row.cases == 0 and "nothing at all" in row.says
