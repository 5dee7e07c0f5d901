"""References of calls of real sizes, and what their arrays hold: checked against the literal form in balls."""

from fractions import Fraction

import ml_dtypes  # noqa: F401  NumPy knows bfloat16 by its name then
import numpy as np
import pytest

from mathcnn import activation, catalogue, layers, normalization
from mathcnn.conformance.everywhere import Everywhere, NoRule
from mathcnn.conformance.plan import fills, layouts, thresholds
from mathcnn.conformance.plan.points import Point
from mathcnn.conformance.products import products
from mathcnn.conformance.reference import reference
from mathcnn.evidence import cases, checks
from mathcnn.numbers import rounded, spreads

from .limits import address_space
from .test_conformance_real_sizes import CONV, SMALL

ARRAYS = [of for of in catalogue.catalog().formulas.values() if of.arrays and not of.spaces]


@pytest.mark.parametrize("of", ARRAYS, ids=lambda of: of.name)
def test_the_reference_is_the_literal_form_in_balls(of):
    """Every entry lies in the reference's bound, and that is not much larger than the radius of the ball."""
    found = 0
    for case, rng in cases.sampled(of, 6, 1):
        for dtype in ("float64", "float32", "float16"):
            arrays, kwargs = cases.floats(case, rng, dtype), checks.float_scalars(case.kwargs)
            got = reference(of, arrays, kwargs, dtype)
            if got.tier == "0 ulp":
                assert np.array_equal(got.want, np.asarray(of.literal(**arrays, **kwargs), float))
                continue
            with rounded.precision():
                balls = np.asarray(checks.tiers.bounded(of, dtype, arrays, kwargs), object)
            for at in np.ndindex(balls.shape):
                ball = rounded.enclosed(balls[at])
                middle, radius = complex(ball.mid()), max(float(ball.real.rad()), float(ball.imag.rad()))
                mine = float(got.radius[at])
                if np.isfinite(radius) and np.isfinite(middle) and np.isfinite(mine):
                    assert abs(complex(got.want[at]) - middle) <= 1.01 * max(mine, radius), (case.kwargs, at)
                    # a ball holds roundings of integers that are none: of n - 1, of the ends of a window and its length
                    share = 0.2 if of.name == "pooling.adaptive_avg_pool" else 0.3
                    assert mine >= share * radius or mine == 0 == radius or of.plan(1, of.default_words()).exact
                    found += 1
    assert found or of.plan(1, of.default_words()).selects


@pytest.mark.parametrize("block", [1, 7, 30])
@pytest.mark.parametrize("name", ["layers.conv", "layers.resize", "activation.softmax", "convolution.dft"])
def test_blocks_of_a_result_are_the_whole(name, block, monkeypatch):
    from mathcnn.conformance import everywhere

    of = catalogue.find_formula(name)
    for case, rng in cases.sampled(of, 4, 2):
        arrays, kwargs = cases.floats(case, rng, "float32"), checks.float_scalars(case.kwargs)
        call = of.read((), {**arrays, **kwargs})
        with monkeypatch.context() as patched:
            whole = Everywhere(call, spreads.Spreads("float32")).result()
            patched.setattr(everywhere, "BLOCK", block)
            found = Everywhere(call, spreads.Spreads("float32")).result()
        assert np.array_equal(found.mid, whole.mid), case.kwargs
        terms = max(case.entries, 2)  # a sum of radii in another order differs by that many roundings at most
        assert (np.abs(found.rad - whole.rad) <= terms * 2.0**-53 * whole.rad).all(), case.kwargs


def test_which_statements_are_sums_of_products_follows_from_them():
    is_sum = {of.name for of in ARRAYS if products(of.plan(1, of.default_words()))}
    assert {"layers.conv", "layers.conv_transpose", "layers.linear", "pooling.avg_pool", "convolution.image"} <= is_sum
    assert not is_sum & {
        "activation.softmax",
        "normalization.batch_var",
        "convolution.difference",
        "classic.euclidean_rbf",
    }


def test_a_wrong_fast_form_is_not_the_measure_of_others(monkeypatch):
    from mathcnn.conformance import sums

    fast = sums.fast
    monkeypatch.setattr(sums, "fast", lambda of, arrays, kwargs, *by: fast(of, arrays, kwargs, *by) + 1)
    for scale in (1, 0.7):  # integers, and numbers that are not
        x = {"x": np.full((1, 2, 5, 5), scale), "w": np.ones((3, 2, 3, 3))}
        with pytest.raises(AssertionError, match="the literal form"):
            reference(CONV, x, {}, "float64")


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
@pytest.mark.parametrize("scale", [1.0, 0.7, 1e-30, 1e30])
@pytest.mark.parametrize("sparse", [False, True])
def test_what_float32_computes_of_a_reference_is_what_float64_does(dtype, scale, sparse, monkeypatch):
    """The gauge is no smaller, and larger by a few roundings of float32 at most; so are the bounds."""
    from mathcnn.conformance import sums

    rng = np.random.default_rng(3)
    scale = scale if dtype == "float64" or scale in (1.0, 0.7) else 1.5
    arrays = {"x": rng.integers(-9, 10, (2, 6, 7, 5)) * scale, "w": rng.integers(-9, 10, (4, 6, 3, 2)) * scale}
    if sparse:
        arrays["w"][np.abs(arrays["w"]) < 7 * scale] = 0
    arrays = {a: x.astype(dtype) for a, x in arrays.items()}
    narrow = reference(CONV, arrays, {}, dtype)
    with monkeypatch.context() as patched:
        patched.setattr(sums, "RANGE", 0.0)  # nothing is within it
        wide = reference(CONV, arrays, {}, dtype)
    assert np.array_equal(narrow.want, wide.want)
    for mine, other in [(narrow.radius, wide.radius), (narrow.likely, wide.likely), (narrow.loose, wide.loose)]:
        assert (mine is None) == (other is None)
        if mine is not None:
            assert (mine >= other * (1 - 1e-12)).all() and (mine <= other * (1 + 1e-4)).all()


# ---------------------------------------------------------------- fills, layouts, large calls


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
def test_integers_stay_exact_and_are_changed_by_narrower_types(dtype):
    """Sums of products are exact in the type of the call, and products of entries in TF32 or bfloat16 are not."""
    one = SMALL[0]
    for fill in (fills.INTEGERS, fills.WEIGHTS, fills.COPIES, fills.IMPULSES):
        drawn = fills.drawn(CONV, one, fill, dtype, 145, 0)
        want = reference(CONV, drawn.arrays, one.kwargs, dtype)
        assert dtype == "float16" or not want.radius.any(), fill
        if dtype != "float16":
            narrow = "bfloat16" if dtype == "float64" else "float16"
            short = {a: x.astype(np.dtype(narrow)).astype(dtype) for a, x in drawn.arrays.items()}
            assert not np.array_equal(CONV(**short, **one.kwargs), want.want), fill


def test_layouts_keep_entries_and_are_what_they_say():
    x = np.arange(120.0, dtype=np.float32).reshape(2, 3, 4, 5)
    for name, layout in layouts.LAYOUTS.items():
        y = layout(x)
        assert y.shape == x.shape and (np.array_equal(x, y) or name in layouts.EQUAL), name
        space = {"np": np, "w": x}
        exec(layout.of("w"), space)
        assert space["w"].strides == y.strides and space["w"].dtype == y.dtype, name
        assert layout(np.float32(3).reshape(())).shape == ()
    held = {name: layout(x) for name, layout in layouts.LAYOUTS.items()}
    assert not held["read-only"].flags.writeable and not held["unaligned"].flags.aligned
    assert not held["big-endian"].dtype.isnative and 0 in held["broadcast"].strides
    assert min(held["reversed"].strides) < 0 and held["Fortran order"].flags.f_contiguous


def test_large_calls_are_large():
    for name, found in thresholds.LARGE.items():
        of = catalogue.find_formula(name)
        for one in thresholds.large(of):
            shapes = {a: np.broadcast_to(np.float64(1), s) for a, s in one.shapes.items()}
            entries = int(np.prod(of.shape(**shapes, **one.kwargs)))
            assert entries > 10_000_000 if one.name == thresholds.MANY else "4,6" in one.name, name
        assert found


@pytest.mark.parametrize(("batch", "classes"), [(1024, 1023), (1024, 1022), (257, 256), (1025, 257), (1, 1), (3, 1000)])
def test_labels_are_places_among_the_classes(batch, classes):
    """One draw may leave out the places that are refused, so that another one holds them."""
    of = activation.cross_entropy
    point = Point({"x": (batch, classes), "t": (batch,)}, {}, "")
    for seed in range(20):
        labels = fills.drawn(of, point, fills.NORMAL, "float32", 1, seed).arrays["t"]
        assert labels.min() >= 0 and labels.max() < classes


@pytest.mark.parametrize(
    ("dtype", "layers_", "judged"), [("float32", 40, False), ("int64", 12, False), ("float32", 3, True)]
)
def test_a_result_that_the_type_cannot_hold_is_not_judged(dtype, layers_, judged):
    of, x = catalogue.find_formula("geometry.receptive_field"), np.full(layers_, 99, dtype)
    found = reference(of, {a: x for a in of.arrays}, {}, dtype)
    assert np.isfinite(found.radius).all() == judged


def test_a_fill_is_checked_in_the_draw_that_makes_it():
    """Another draw of the same expression may be in the domain where this one is not."""
    of = catalogue.find_formula("geometry.receptive_field")
    point = Point(dict.fromkeys(of.arrays, (256,)), {}, "")
    for fill in fills.FILLS:
        assert all(x.min() >= 1 for x in fills.drawn(of, point, fill, "float64", 1, 0).arrays.values()), fill


@pytest.mark.parametrize(("channels", "groups"), [(16383, 1), (16385, 16385), (64, 8), (96, 3), (97, 97)])
def test_a_mean_is_computed_once_for_all_that_ask_for_it(channels, groups):
    """A group of 16,383 channels has one mean, not one for each of them: that would be 2^28 terms at once."""
    rng = np.random.default_rng(3)
    x, gamma, beta = rng.normal(size=(1, channels, 2)), rng.normal(size=channels), rng.normal(size=channels)
    of = normalization.group_norm
    with address_space(3 << 30):
        found = Everywhere(of.read((x, gamma, beta), {"groups": groups}), spreads.Spreads("float64")).result()
    z = x.reshape(1, groups, -1)
    z = ((z - z.mean(-1, keepdims=True)) / np.sqrt(z.var(-1, keepdims=True) + 1e-5)).reshape(x.shape)
    want = z * gamma[:, None] + beta[:, None]
    assert found.mid.shape == x.shape and (np.abs(found.mid - want) <= found.rad).all()
    assert (found.rad < 1e-6).all()


def test_a_sum_that_does_not_fit_into_memory_has_no_reference(monkeypatch):
    from mathcnn.conformance import everywhere

    call = normalization.group_norm.read((np.ones((1, 64, 2)), np.ones(64), np.ones(64)), {"groups": 8})
    assert Everywhere(call, spreads.Spreads("float64")).result().mid.shape == (1, 64, 2)
    monkeypatch.setattr(everywhere, "TOO_MANY", 100)
    with pytest.raises(NoRule, match="a sum of more than 100 terms at once"):
        Everywhere(call, spreads.Spreads("float64")).result()


@pytest.mark.parametrize("dtype", ["float32", "float16"])
def test_what_few_judgements_ask_for_is_computed_when_it_is_asked_for(dtype, monkeypatch):
    from mathcnn.conformance import normwise

    asked = []
    for name in ("of_products", "of_prefix_sums"):
        monkeypatch.setattr(normwise, name, lambda *_: asked.append(1) or 0.5)
    rng = np.random.default_rng(0)
    x, w = (rng.standard_normal(shape).astype(dtype) for shape in ((2, 3, 7), (4, 3, 3)))
    want = reference(catalogue.find_formula("layers.conv"), {"x": x, "w": w}, {}, dtype)
    assert want.half == (dtype == "float16") and not asked
    assert want.norm == 0.5 and want.norm == 0.5 and len(asked) == 1
    if want.half:
        assert (want.loose >= want.radius).all() and (want.likely >= want.radius).all()
    else:
        assert want.loose is None and (want.likely > 0).all()


def test_entries_are_converted_once_and_only_where_they_are_read():
    from mathcnn.numbers.outside import OUTSIDE, Entries

    read = []
    x = Entries(np.arange(6).reshape(2, 3), [range(2), range(1, 4)], lambda v: read.append(v) or Fraction(v))
    assert x((1, 3)) == x((1, 3)) == 5 and read == [5] and isinstance(x((1, 3)), Fraction)
    assert x((1, 0)) is OUTSIDE and x((2, 1)) is OUTSIDE and (0, 1) in x and (0, 4) not in x and read == [5]


@pytest.mark.parametrize("terms", [4_095, 4_096, 4_097, 70_000])
def test_the_roundings_of_float32_add_less_than_a_thousandth_to_a_bound(terms, monkeypatch):
    from mathcnn.conformance import sums

    of = catalogue.find_formula("layers.linear")
    arrays = {"x": np.linspace(-1.1, 1.3, terms)[None], "w": np.linspace(0.9, -1.7, 2 * terms).reshape(2, terms)}
    with monkeypatch.context() as patched:
        patched.setattr(sums, "RANGE", 0.0)
        wide = reference(of, arrays, {}, "float64").radius
    narrow = reference(of, arrays, {}, "float64").radius
    assert (narrow >= wide * (1 - 1e-12)).all() and (narrow <= 1.001 * wide).all()
    assert np.array_equal(narrow, wide) == (terms + 1 > sums.FEW)  # with the bias


def _interpolated(x, size):
    """Linear interpolation of one axis whose places are computed in float32, by a product with the scale's inverse, as
    ONNX Runtime does: a place that is an integer may be a little less."""
    n = x.shape[-1]
    at = np.maximum(
        (np.arange(size, dtype=np.float32) + np.float32(0.5)) / (np.float32(size) / np.float32(n)) - np.float32(0.5), 0
    )
    at = np.nextafter(at, np.float32(-1)).clip(0)
    k = np.floor(at).astype(int)
    share = at - k.astype(np.float32)
    return x[..., k.clip(0, n - 1)] * (1 - share) + x[..., (k + 1).clip(0, n - 1)] * share


@pytest.mark.parametrize(("n", "size"), [(7, 1), (9, 3), (15, 5), (21, 7)])
def test_a_place_that_is_an_integer_may_be_rounded_down(n, size):
    """The entry before it then has a weight that is 0 but for rounding. Where all others are 0 the radius was 6e-12."""
    x = np.zeros((1, 1, n), np.float32)
    x[..., n // 2 - 1] = 3
    found = reference(layers.resize, {"x": x}, {"size": size, "mode": "linear"}, "float32")
    got = _interpolated(x, size)
    assert np.abs(got).max() > 0
    assert (np.abs(got - found.want) <= found.radius).all()
    assert found.radius.max() < 1e-4  # a real weight is seen
