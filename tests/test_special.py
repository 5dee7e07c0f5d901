"""What fast forms and gradients promise about NaN, infinities, signed zeros and subnormal numbers: for all formulas and
all arrays.
"""

import importlib
import math
import warnings
from fractions import Fraction

import numpy as np
import pytest

import mathcnn
from mathcnn import activation, classic, convolution, layers, normalization, optimization, pooling
from mathcnn.evidence import cases, checks, special, verdicts
from mathcnn.language.formula import Formula
from mathcnn.layers.windows import is_long as layers_is_long
from mathcnn.numbers import formats, rounded, rounding
from mathcnn.numbers.exact import EXACT
from mathcnn.numbers.floats import FLOATS
from mathcnn.pooling.boxes import Boxes, Line

INF, NAN = math.inf, math.nan
ALL = list(
    dict.fromkeys(
        f
        for t in mathcnn.TOPICS
        for f in vars(importlib.import_module(f"mathcnn.{t}")).values()
        if isinstance(f, Formula) and f.topic == t and not f.families
    )
)
FORMS = [f for f in ALL if set(f.arrays) - set(f.domain) - f.labels]
GRADIENTS = [f for f in ALL if f.backward]


def name_of(of):
    return of.name


def gradient_of(of):
    assert of.backward is not None
    return of.backward


@pytest.fixture(autouse=True)
def no_warnings():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


# ---------------------------------------------------------------- all formulas


@pytest.mark.parametrize("of", FORMS, ids=name_of)
def test_every_fast_form_keeps_its_promise_in_every_array(of):
    run = checks.form_special(of, of, 16, 0, ("float64", "float32"))
    assert run.count >= 16
    assert not run.wrong, f"{run.worst} {run.fault} {run.case.kwargs} {run.arrays}"
    assert run.informative or of is pooling.max_pool_indices  # places are finite; they are compared below


@pytest.mark.parametrize("of", GRADIENTS, ids=name_of)
def test_every_gradient_keeps_its_promise(of):
    run = checks.gradient_special(of, of.backward, 16, 0)
    if special.promise(of.name, gradient=True).kind == special.NOTHING:
        assert run.count == 0
        return
    assert run.count >= 8
    assert run.informative
    assert not run.wrong, f"{run.worst} {run.fault} {run.case.kwargs} {run.arrays}"


@pytest.mark.parametrize("of", [f for f in FORMS if f.name != "convolution.dft"], ids=name_of)
def test_subnormal_numbers_are_kept(of):
    """Within the rounding bound, underflow included."""
    for (case, rng), dtype in zip(cases.sampled(of, 6, 0), ["float64", "float32"] * 3, strict=True):
        arrays, first = cases.floats(case, rng, dtype), checks.free(of, of.arrays)[0]
        scales = 2.0 ** np.random.default_rng(rng.randrange(2**32)).integers(-6, 2, arrays[first].shape)
        arrays[first] = np.array((np.sign(arrays[first]) * formats.NORMAL[dtype] * scales).astype(dtype))
        kwargs = checks.float_scalars(case.kwargs)
        got = checks.call(of, of, arrays, kwargs)
        if "ArgMax" in str(of.statement.rhs.func):
            assert rounding.exactly(got, of.literal(**arrays, **kwargs)).rho == 0
            continue
        with rounded.precision():
            assert rounding.rho(got, checks.bounded(of, dtype, arrays, kwargs)).rho <= (
                2 if of.name in special.SUBNORMAL else 1
            )


@pytest.mark.parametrize("of", [f for f in FORMS if not f.plan(1, f.default_words()).operations], ids=name_of)
def test_signed_zeros_keep_their_sign_where_entries_are_moved(of):
    seen = 0
    for case, rng in cases.sampled(of, 12, 0):
        arrays = {
            a: np.where(np.random.default_rng(rng.randrange(2**32)).random(x.shape) < 0.5, -0.0, 0.0)
            for a, x in cases.floats(case, rng, "float64").items()
        }
        got = np.asarray(checks.call(of, of, arrays, checks.float_scalars(case.kwargs)), float)
        want = np.asarray(of.literal(**arrays, **checks.float_scalars(case.kwargs), number=FLOATS), float)
        assert (np.signbit(got) == np.signbit(want)).all()
        seen += np.signbit(want).any()
    assert seen


def test_weaker_promises_are_about_formulas_that_there_are_and_are_printed():
    names = {f.name for f in ALL}
    assert set(special.WEAKER) | set(special.WEAKER_GRADIENTS) <= names
    for name, found in [*special.WEAKER.items(), *special.WEAKER_GRADIENTS.items()]:
        assert f"{name}" in special.table()
        assert found.why in special.table()
    row = next(
        r for r in verdicts.verify_formula(optimization.next_velocity, 20, 0, only="form") if r.law == "special values"
    )
    assert row.good
    assert "is not read" in row.says


@pytest.mark.parametrize("name", [name for name in special.WEAKER if name != "convolution.dft"])
def test_a_weaker_promise_is_needed(name, monkeypatch):
    """Otherwise the form keeps the statement's, and the table says too little."""
    of = next(f for f in ALL if f.name == name)
    monkeypatch.delitem(special.WEAKER, name)
    assert checks.form_special(of, of, 60, 0).wrong


def test_of_complex_results_being_finite_is_compared():
    """A NaN reaches every result of a transform; one that loses it is caught."""
    assert not np.isfinite(convolution.dft([1.0, INF, 2.0, 5.0])).any()
    assert checks.form_special(convolution.dft, lambda f: convolution.dft(np.nan_to_num(f)), 20, 0, strict=True).wrong


@pytest.mark.parametrize("name", [n for n, found in special.WEAKER_GRADIENTS.items() if found.kind != special.NOTHING])
def test_a_weaker_promise_of_a_gradient_is_needed(name, monkeypatch):
    of = next(f for f in ALL if f.name == name)
    monkeypatch.delitem(special.WEAKER_GRADIENTS, name)
    assert checks.gradient_special(of, of.backward, 150, 0).wrong


# ---------------------------------------------------------------- by hand


def test_an_infinite_weight_over_the_padding_takes_no_part():
    x, w = np.ones((1, 1, 3)), np.array([[[INF, 1.0]]])
    assert layers.conv(x, w, padding=1).tolist() == [[[1.0, INF, INF, INF]]]
    x, w = np.ones((1, 1, 2, 3)), np.array([[[[INF], [1.0]]]])
    assert layers.conv(x, w, padding=((1, 0), (0, 0)))[0, 0].tolist() == [[1.0, 1.0, 1.0], [INF, INF, INF]]
    w[0, 0, 0] = NAN
    assert layers.conv(x, w, padding=((1, 0), (0, 0)))[0, 0, 0].tolist() == [1.0, 1.0, 1.0]
    assert classic.conv_by_table(x, w, [[1.0]], padding=((1, 0), (0, 0)))[0, 0, 0].tolist() == [1.0, 1.0, 1.0]


@pytest.mark.parametrize(
    "options",
    [
        {"stride": (2, 3), "padding": ((2, 1), (0, 3)), "dilation": (1, 2), "groups": 2},
        {"padding": "same", "flip": True, "groups": 1},
        {"padding": 2, "stride": 3, "groups": 2},
    ],
)
@pytest.mark.parametrize("value", [INF, -INF, NAN])
def test_convolution_with_special_weights(options, value):
    rng = np.random.default_rng(0)
    x, w, b = (
        rng.standard_normal((2, 4, 7, 6)),
        rng.standard_normal((6, 4 // options["groups"], 3, 2)),
        rng.standard_normal(6),
    )
    for array, place in ((w, (1, 0, 0, 1)), (b, (2,)), (x, (0, 1, 6, 0))):
        kept, array[place] = array[place], value
        got, want = layers.conv(x, w, b, **options), np.asarray(layers.conv.literal(x, w, b, **options), float)
        assert (checks.specials(got) == checks.specials(want))[~np.isnan(want)].all()
        assert (np.isnan(got) == np.isnan(want)).all()
        assert np.nanmax(np.abs(np.where(np.isfinite(want), got - np.where(np.isfinite(want), want, 0), 0))) < 1e-12
        array[place] = kept


def test_a_transposed_convolution_multiplies_the_zeros_between_entries():
    """As its statement says: they are entries of z."""
    w = np.array([[[1.0, INF, 1.0]]])
    got = layers.conv_transpose(np.ones((1, 1, 2)), w, stride=2)
    assert (
        np.isnan(got).tolist()
        == np.isnan(np.asarray(layers.conv_transpose.literal(np.ones((1, 1, 2)), w, stride=2), float)).tolist()
    )
    assert np.isnan(got).any()


@pytest.mark.parametrize("value", [INF, -INF, NAN])
def test_what_a_gradient_stops_is_zero_whatever_comes_in(value):
    assert activation.relu.backward([value], [-1.0])[0].tolist() == [0.0]
    assert activation.relu.backward(np.float32([value, 2]), np.float32([0, 1]))[0].tolist() == [0.0, 2.0]
    assert activation.relu.backward([value, 1.0], [Fraction(-1), Fraction(1, 2)])[0].tolist() == [0, 1.0]
    one = pooling.max_pool.backward([[[value, 1.0]]], [[[1.0, 3.0, 5.0, 2.0]]], 2)[0]
    assert one[0, 0, 0] == 0.0
    assert one[0, 0, 2] == 1.0
    assert pooling.global_max_pool.backward([[[value]]], [[[1.0, 3.0]]])[0][0, 0, 0] == 0.0
    sent = pooling.avg_pool.backward([[[value, 1.0]]], [[[1.0, 3.0, 5.0, 2.0]]], 2)[0]
    assert sent[0, 0, 2:].tolist() == [0.5, 0.5]
    assert layers.crop.backward([[[value]]], [[[1.0, 2.0, 3.0]]], 1)[0][0, 0, [0, 2]].tolist() == [0.0, 0.0]


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64, np.longdouble, ">f8"])
def test_the_gradient_of_relu_in_every_type_and_layout(dtype):
    rng = np.random.default_rng(0)
    x, dy = (rng.standard_normal((5, 3, 4)).astype(dtype).transpose(2, 0, 1) for _ in range(2))
    assert (activation.relu.backward(dy, x)[0] == np.where(x > 0, dy, 0)).all()


@pytest.mark.parametrize("flip", [False, True])
@pytest.mark.parametrize("options", [{"padding": ((2, 3),)}, {"padding": 2, "stride": 2}, {"dilation": 3}, {}])
def test_the_ways_of_one_channel_are_those_of_matrices(options, flip, monkeypatch):
    """From large sizes on each group's one channel takes another way; on whole numbers all give the same, bit for bit."""
    rng = np.random.default_rng(0)
    x, w, b = (rng.integers(-8, 9, shape).astype(float) for shape in ((2, 3, 40), (3, 1, 5), (3,)))
    options = {**options, "groups": 3}
    results = []
    for long in (False, True):
        monkeypatch.setattr(layers, "is_long", lambda *_, long=long: long)
        y = layers.conv(x, w, b, flip=flip, **options)
        back = layers.conv_transpose(y, w, b, **options)
        dy = np.arange(y.size, dtype=float).reshape(y.shape)
        dz = np.arange(back.size, dtype=float).reshape(back.shape)
        pulled = gradient_of(layers.conv)(dy, x, w, b, flip=flip, **options)
        results.append([y, back, *pulled, *gradient_of(layers.conv_transpose)(dz, y, w, b, **options)])
    for one, other in zip(*results, strict=True):
        assert one.shape == other.shape
        assert (one == other).all()


def test_a_kernel_as_long_as_it_is_infinite():
    """The ways that are taken from large sizes on."""
    rng = np.random.default_rng(0)
    x = rng.standard_normal((1, 2, 6000))
    w = rng.standard_normal((2, 1, 200))
    dy = rng.standard_normal((1, 2, 6004 - 199 + 0))
    options = {"padding": 2, "groups": 2}
    assert layers_is_long(w, (5805,), 1, 2)
    blocks = np.lib.stride_tricks.sliding_window_view(np.pad(x, ((0, 0), (0, 0), (2, 2))), 200, 2)
    want = np.einsum("ncik,ck->nci", blocks, w[:, 0])
    scale = np.einsum("ncik,ck->nci", abs(blocks), abs(w[:, 0]))
    assert (abs(layers.conv(x, w, **options) - want) <= 400 * 2.0**-53 * scale).all()
    dx, dw, _ = layers.conv.backward(dy, x, w, **options)
    assert abs((dx * x).sum() - (dy * want).sum()) <= 1e-9 * abs(dy * want).sum()
    assert abs((dw * w).sum() - (dy * want).sum()) <= 1e-9 * abs(dy * want).sum()
    back = layers.conv_transpose(dy, w, **options)
    assert (abs(back - dx) <= 1e-10).all()
    z = rng.standard_normal(back.shape)
    tx, tw, _ = layers.conv_transpose.backward(z, dy, w, **options)
    assert abs((tx * dy).sum() - (z * back).sum()) <= 1e-9 * abs(z * back).sum()
    assert abs((tw * w).sum() - (z * back).sum()) <= 1e-9 * abs(z * back).sum()
    w[0, 0, 0] = INF
    assert np.isfinite(layers.conv(x, w, **options)[0, 0, :2]).all()
    assert not np.isfinite(layers.conv(x, w, **options)[0, 0, 2:]).any()


# ---------------------------------------------------------------- numbers that NumPy has no type for


@pytest.mark.parametrize(
    "of",
    [
        f
        for f in GRADIENTS
        if f.topic
        in {
            "layers",
            "pooling",
            "activation",
            "normalization",
            "classic",
            "optimization",
            "perceptron",
            "kernels",
            "convolution",
        }
    ],
    ids=name_of,
)
def test_gradients_on_fractions_are_exact(of):
    for case, rng in cases.sampled(of, 3, 1, limit=2):
        kwargs = checks.exact_scalars(case)
        moved = lambda a, x: np.array(
            [Fraction(v) + Fraction(a not in of.domain, 3) for v in x.ravel().tolist()], object
        ).reshape(x.shape)
        arrays = {a: x if a in of.labels else moved(a, x) for a, x in cases.integers(case, rng, 3).items()}
        dy = np.full(of.shape(**arrays, **kwargs), Fraction(1, 3), object)
        got, want = (
            checks.returned(of, of.backward(dy, **arrays, **kwargs), arrays),
            checks.pulled(of, arrays, dy, kwargs, EXACT),
        )
        for a, known in want.items():
            if got[a] is not None:
                assert np.array_equal(np.asarray(got[a], object), known)
                assert not any(isinstance(v, float) for v in np.ravel(got[a]))


# ---------------------------------------------------------------- numbers of any size


@pytest.mark.parametrize("huge", [2**31, 2**60, 2**63, 2**64, 10**30, 10**400])
def test_strides_and_dilations_beyond_the_limit_are_refused(huge):
    x, one = np.arange(1.0, 4.0)[None, None], np.ones((1, 1, 1))
    for call in (
        lambda: layers.conv(x, one, stride=huge),
        lambda: layers.conv(x, one, dilation=huge),
        lambda: layers.conv_transpose(x, one, stride=huge),
        lambda: pooling.avg_pool(x, 2, stride=huge),
        lambda: pooling.max_pool(x, 2, dilation=huge),
        lambda: layers.conv.backward([[[1.0]]], x, one, stride=huge),
    ):
        with pytest.raises(ValueError, match="(stride|dilation) = .*2147483647"):
            call()


@pytest.mark.parametrize("huge", [2**16, 2**31 - 1])
def test_large_strides_and_dilations(huge):
    x, one = np.arange(1.0, 4.0)[None, None], np.ones((1, 1, 1))
    assert layers.conv(x, one, stride=huge).tolist() == [[[1.0]]]
    assert layers.conv(x, one, dilation=huge).tolist() == [[[1.0, 2.0, 3.0]]]
    assert layers.conv(x[..., :1], np.ones((1, 1, 1)), padding="same", stride=huge, dilation=huge).tolist() == [[[1.0]]]
    assert layers.conv_transpose(x, one, dilation=huge).tolist() == [[[1.0, 2.0, 3.0]]]
    assert layers.conv_transpose(x[..., :1], one, stride=huge).tolist() == [[[1.0]]]
    assert [g.tolist() for g in layers.conv.backward([[[1.0]]], x, one, stride=huge)[:2]] == [
        [[[1.0, 0.0, 0.0]]],
        [[[1.0]]],
    ]
    assert layers.conv.backward(x, x, one, dilation=huge)[1].tolist() == [[[14.0]]]
    assert pooling.avg_pool(x, 2, stride=huge).tolist() == [[[1.5]]]
    assert pooling.max_pool(x, 2, stride=huge, return_indices=True)[1].tolist() == [[[1]]]
    assert pooling.max_pool(x, 1, stride=1, dilation=huge).tolist() == x.tolist()
    wide = {"stride": huge, "padding": ((huge - 1, huge - 1),)}
    assert pooling.max_pool(x, huge, **wide).tolist() == [[[1.0, 3.0]]]
    assert pooling.max_pool_indices(x, huge, **wide).tolist() == [[[0, 2]]]
    assert pooling.avg_pool(x, huge, divisor_override=1, **wide).tolist() == [[[1.0, 5.0]]]
    assert pooling.avg_pool(x, huge, count_include_pad=False, **wide).tolist() == [[[1.0, 2.5]]]
    assert pooling.avg_pool.backward([[[1.0, 2.0]]], x, huge, divisor_override=2, **wide)[0].tolist() == [
        [[0.5, 1.0, 1.0]]
    ]


def test_a_divisor_that_is_no_float():
    x = np.ones((1, 1, 4))
    for case, limit in ((x, 10**400), (x, 10**5000), (x.astype("f4"), 10**39), (x, 2**31)):
        with pytest.raises(ValueError, match="divisor_override = .*2147483647"):
            pooling.avg_pool(case, 2, divisor_override=limit)
    assert pooling.avg_pool(np.full((1, 1, 2), Fraction(1)), 2, divisor_override=10**9).tolist() == [
        [[Fraction(2, 10**9)]]
    ]


# ---------------------------------------------------------------- each way of pooling


@pytest.mark.parametrize("way", ["taps", "windows", "doubling"])
def test_every_way_of_pooling(way, monkeypatch):
    monkeypatch.setattr(Line, "way", lambda self, others: way)
    monkeypatch.setattr(pooling, "windows_of", Boxes)
    rng, seen = np.random.default_rng(0), 0
    for _ in range(250):
        h, k, s, d, p, q = (
            int(rng.integers(low, high)) for low, high in ((1, 20), (1, 12), (1, 6), (1, 4), (0, 7), (0, 7))
        )
        x = rng.integers(-4, 5, (2, 1, h)).astype(float)
        x.flat[rng.integers(x.size)] = rng.choice([NAN, INF, -INF, 0])
        options = {"stride": s, "padding": ((p, q),), "dilation": d, "ceil_mode": bool(rng.integers(2))}
        try:
            shape = pooling.max_pool.shape(x, k, **options)
        except ValueError:
            continue
        seen += 1
        for pool in (pooling.max_pool, pooling.max_pool_indices):
            assert rounding.exactly(pool(x, k, **options), pool.literal(x, k, **options)).rho == 0
        whole = np.where(np.isfinite(x), x, 3)
        sums, dy = {**options, "divisor_override": 1}, rng.integers(-4, 5, shape).astype(float)
        assert rounding.exactly(pooling.avg_pool(whole, k, **sums), pooling.avg_pool.literal(whole, k, **sums)).rho == 0
        want = checks.pulled(pooling.avg_pool, {"x": whole}, dy, {"kernel_size": k, **sums}, EXACT)["x"]
        assert rounding.exactly(pooling.avg_pool.backward(dy, whole, k, **sums)[0], want.astype(float)).rho == 0
        got, stated = (
            pooling.avg_pool(x, k, **sums),
            np.asarray(pooling.avg_pool.literal(x, k, number=FLOATS, **sums), float),
        )
        assert rounding.exactly(checks.specials(got), checks.specials(stated)).rho == 0
    assert seen > 80


def test_the_cheapest_way_is_taken():
    line = lambda h, k, s=1: Line(2, h, k, s, (0, 0), 1, (h - k) // s + 1)
    assert line(10**6, 3).way(1) == "taps"
    assert line(10**5, 50_000).way(1) == "doubling"
    assert line(10**6, 10**5, 10**5).way(1) == "windows"


# ---------------------------------------------------------------- planted faults: forms that break a promise are caught


def multiplies_the_border(x, w, b=None, **options):
    """Zeros around the input meet infinite weights."""
    y = layers.conv(x, w, b, **options)
    wild = ~np.isfinite(w).all(axis=tuple(range(1, w.ndim)))
    y[:, wild] += NAN
    return y


FAULTS = {
    "a border that is multiplied": (layers.conv, multiplies_the_border),
    "a bias that is cleaned": (
        layers.conv,
        lambda x, w, b=None, **o: layers.conv(x, w, None if b is None else np.nan_to_num(b), **o),
    ),
    "weights that are cleaned": (layers.linear, lambda x, w, b=None: layers.linear(x, np.nan_to_num(w), b)),
    "zeros between entries left out": (
        layers.conv_transpose,
        lambda x, w, b=None, **o: np.nan_to_num(layers.conv_transpose(x, w, b, **o), nan=0.0),
    ),
    "a NaN that a maximum drops": (
        pooling.max_pool,
        lambda x, k, **o: pooling.max_pool(np.where(np.isnan(x), -INF, x), k, **o),
    ),
    "prefix sums": (pooling.avg_pool, lambda x, k, **o: pooling.avg_pool(x, k, **o) + 0 * x.sum()),
    "an infinity made finite": (activation.relu, lambda x: np.nan_to_num(activation.relu(x), nan=NAN, posinf=1e308)),
    "NaN for a row with -inf": (
        activation.softmax,
        lambda x, axis=-1: activation.softmax(x, axis) + 0 * x.min(axis=axis, keepdims=True),
    ),
    "gamma that is cleaned": (
        normalization.batch_norm,
        lambda x, g, b, *a, **o: normalization.batch_norm(x, np.nan_to_num(g), b, *a, **o),
    ),
    "a kernel by transforms": (
        convolution.image,
        lambda I, K, mode="full": convolution.image(I, K, mode) + 0 * K.sum(),
    ),
    "a velocity that is cleaned": (
        optimization.next_velocity,
        lambda v, g, w, **o: optimization.next_velocity(v, np.nan_to_num(g), w, **o),
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_form_that_breaks_its_promise_is_caught(fault):
    of, wrong = FAULTS[fault]
    assert checks.form_special(of, wrong, 60, 0, strict=True).wrong


BAD_GRADIENTS = {
    "relu by a product": (activation.relu, lambda dy, x: (dy * (x > 0),)),
    "a NaN swallowed": (activation.relu, lambda dy, x: (np.nan_to_num(gradient_of(activation.relu)(dy, x)[0]),)),
    "a mean of everything": (
        pooling.avg_pool,
        lambda dy, x, k, **o: (gradient_of(pooling.avg_pool)(dy, x, k, **o)[0] + 0 * dy.sum(),),
    ),
    "softmax that cleans dy": (
        activation.softmax,
        lambda dy, x, axis: gradient_of(activation.softmax)(np.nan_to_num(dy), x, axis=axis),
    ),
    "a warning": (
        layers.linear,
        lambda dy, x, w, b=None: ((dy - dy * 0) @ w, *gradient_of(layers.linear)(dy, x, w, b)[1:]),
    ),
}


@pytest.mark.parametrize("fault", BAD_GRADIENTS)
def test_a_gradient_that_breaks_its_promise_is_caught(fault):
    of, wrong = BAD_GRADIENTS[fault]
    assert checks.gradient_special(of, wrong, 60, 0).wrong


# ---------------------------------------------------------------- implementations of others


OTHERS = {
    "zeros around the input meet the weights": (
        layers.conv,
        lambda x, w, b=None, **o: over_a_padded_input(x, w, b, **o),
    ),
    "zeros between entries do not": (
        layers.conv_transpose,
        lambda x, w, b=None, **o: np.asarray(
            layers.conv_transpose.literal(x, w, b, number=special.ZEROS_ABSORB, **o), float
        ),
    ),
    "negative zeros": (layers.linear, lambda x, w, b=None: np.where((y := layers.linear(x, w, b)) == 0, -0.0, y)),
    "subnormal numbers flushed": (
        layers.linear,
        lambda x, w, b=None: np.where(abs(y := layers.linear(x, w, b)) < 2.3e-308, 0.0, y),
    ),
}


def over_a_padded_input(x, w, b=None, **options):
    """As frameworks compute."""
    pairs = layers.conv.read((x, w, b), options).scalars["padding"]
    return layers.conv(np.pad(x, ((0, 0), (0, 0), *pairs)), w, b, **{**options, "padding": 0})


@pytest.mark.parametrize("reading", OTHERS)
def test_other_readings_of_zeros_are_not_called_wrong(reading):
    of, implementation = OTHERS[reading]
    assert not checks.form_special(of, implementation, 40, 0).wrong
    if "zeros " in reading and of is not layers.linear:
        assert checks.form_special(of, implementation, 40, 0, strict=True).wrong


def test_others_are_judged_in_every_array():
    cleaned = lambda x, w, b=None: layers.linear(x, np.nan_to_num(w), b)
    assert checks.form_special(layers.linear, cleaned, 40, 0).wrong
    assert checks.form_special(
        layers.linear, lambda x, w, b=None: layers.linear(x, w, None if b is None else np.nan_to_num(b)), 40, 0
    ).wrong
