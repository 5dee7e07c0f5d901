"""NaN, infinities and numbers of any size in single formulas: results that are known by hand, and every way in which
they are computed.
"""

import math
from fractions import Fraction

import numpy as np
import pytest

from mathcnn import activation, classic, layers, pooling
from mathcnn.catalogue import catalog
from mathcnn.evidence import cases, checks
from mathcnn.layers.windows import is_long as layers_is_long
from mathcnn.numbers import rounding
from mathcnn.numbers.exact import EXACT
from mathcnn.numbers.floats import FLOATS
from mathcnn.pooling.boxes import Boxes, Line

INF, NAN = math.inf, math.nan
GRADIENTS = [of for of in catalog().formulas.values() if of.backward]
pytestmark = pytest.mark.filterwarnings("error")


def name_of(of):
    return of.name


def gradient_of(of):
    assert of.backward is not None
    return of.backward


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
    """From large sizes on each group's one channel takes another way; on integers all give the same, bit for bit."""
    rng = np.random.default_rng(0)
    x, w, b = (rng.integers(-8, 9, shape).astype(float) for shape in ((2, 3, 40), (3, 1, 5), (3,)))
    options = {**options, "groups": 3}
    results = []
    for long in (False, True):
        for of in (layers.conv, layers.conv_transpose):  # in the module of each
            monkeypatch.setitem(of.home, "is_long", lambda *_, long=long: long)
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
        with pytest.raises(ValueError, match=r"(stride|dilation) = .*2147483647"):
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
        with pytest.raises(ValueError, match=r"divisor_override = .*2147483647"):
            pooling.avg_pool(case, 2, divisor_override=limit)
    assert pooling.avg_pool(np.full((1, 1, 2), Fraction(1)), 2, divisor_override=10**9).tolist() == [
        [[Fraction(2, 10**9)]]
    ]


# ---------------------------------------------------------------- each way of pooling


@pytest.mark.parametrize("way", ["taps", "windows", "doubling"])
def test_every_way_of_pooling(way, monkeypatch):
    monkeypatch.setattr(Line, "way", lambda self, others: way)
    for of in (pooling.max_pool, pooling.max_pool_indices, pooling.avg_pool):  # without boxes that were kept
        monkeypatch.setitem(of.home, "windows_of", Boxes)
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
