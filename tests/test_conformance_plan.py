"""The plan of calls: everyday layers, covering arrays, and what they cover."""

from __future__ import annotations

import math

import numpy as np
import pytest

from mathcnn import catalogue, layers, pooling
from mathcnn.conformance.plan import (
    EVERYDAY,
    Point,
    covering,
    covering_calls,
    everyday,
    factors,
    fills,
    networks,
    thresholds,
)
from mathcnn.language.formula import Formula

FORMULAS = {name: of for name, of in catalogue.catalog().formulas.items() if not of.spaces}


def is_valid(of: Formula, point: Point) -> str:
    """What the formula says against a call, "" if nothing; entries count as in their domains."""
    arrays = {a: np.zeros(shape, np.int64 if a in of.labels else float) for a, shape in point.shapes.items()}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(of.binder, "check_domains", lambda call, values: None)
        try:
            of.read((), {**arrays, **point.kwargs})
        except (TypeError, ValueError) as error:
            return f"{point}: {error}"
    return ""


@pytest.mark.parametrize("name", FORMULAS)
def test_every_formula_has_everyday_calls_that_it_accepts(name):
    points = everyday(FORMULAS[name])
    assert points and all(point.origin == EVERYDAY and point.name for point in points)
    assert not [fault for point in points if (fault := is_valid(FORMULAS[name], point))]
    assert max(sum(map(math.prod, point.shapes.values())) for point in points) <= 2**22


def test_reduced_layers_keep_what_code_switches_on():
    by_name = {layer.title: layer for layer in networks.layers()}
    for layer in by_name.values():
        assert all(n <= m for n, m in zip(layer.width, layer.asked, strict=True))
        for n, m, s in zip(layer.width, layer.asked, layer.per_axis("stride", 1), strict=True):
            assert n % s == m % s and n % 4 == m % 4, layer
        assert layer.into % 16 == layer.channels[0] % 16 or layer.groups > 1, layer
        if layer.kind in networks.FULL:
            assert networks.cost(layer) <= 2 * networks.MADDS
    assert by_name["AlexNet, conv1"].x[2:] == (19, 19)  # (227 - 11) and (19 - 11) are multiples of 4


@pytest.mark.parametrize("of", [layers.conv, pooling.max_pool], ids=lambda of: of.name)
def test_widths_have_more_than_one_remainder_by_the_stride(of):
    """Networks for images of 224 x 224 have even widths at every 3 x 3 kernel with stride 2."""
    seen = {}
    for point in everyday(of):
        kernel = point.shapes["w"][2:] if "w" in point.shapes else point.kwargs["kernel_size"]
        if kernel in ((3, 3), 3) and point.kwargs.get("stride") in (2, (2, 2)):
            seen.setdefault(str(point.kwargs.get("padding", 0)), set()).add(point.shapes["x"][-1] % 2)
    assert seen["1" if of is layers.conv else "0"] == {0, 1}, seen


def test_everyday_convolutions_have_the_kernels_strides_and_paddings_of_networks():
    points = everyday(FORMULAS["layers.conv"])
    square = {p.shapes["w"][-1] for p in points if len(set(p.shapes["w"][2:])) == 1 and len(p.shapes["w"]) == 4}
    assert square >= {1, 2, 3, 4, 5, 7, 9, 11, 16}
    assert {p.kwargs.get("stride", 1) for p in points} >= {1, 2, 4, 16}
    assert {p.kwargs.get("groups", 1) for p in points} >= {1, 2, 4, 16, 32}
    spelled = {
        (p.shapes["x"], p.shapes["w"], p.kwargs.get("stride", 1)) for p in points if p.kwargs.get("padding") == "same"
    }
    in_numbers = {
        (p.shapes["x"], p.shapes["w"], p.kwargs.get("stride", 1)) for p in points if p.kwargs.get("padding") != "same"
    }
    assert len(spelled & in_numbers) >= 15  # both spellings of one call
    assert {len(p.shapes["x"]) for p in points} == {3, 4, 5}


def test_layers_are_asked_for_at_full_size_for_one_image():
    points = [p for p in everyday(FORMULAS["layers.conv"]) if p.dtype]
    shapes = {(p.shapes["x"][1:], p.shapes["w"][2:]) for p in points}
    assert ((3, 224, 224), (7, 7)) in shapes and ((1, 28, 28), (5, 5)) in shapes and ((1, 32, 32), (5, 5)) in shapes
    assert all(p.shapes["x"][0] == 1 for p in points)
    for layer in networks.whole_layers():
        assert layer.width == layer.asked and layer.groups <= layer.into
        if layer.kind in networks.FULL:
            assert networks.cost(layer) <= 2 * networks.WHOLE_MADDS, layer
    widths = {p.shapes["x"][2:] for p in everyday(FORMULAS["pooling.max_pool"])}
    assert widths >= {(224, 224), (112, 112), (13, 13), (7981,)}


def test_rare_values_have_a_call_each_and_no_pairs():
    eps = next(f for f in factors.factors(FORMULAS["normalization.batch_norm"]) if f.name == "eps")
    assert set(factors.RARE) - set(factors.BELOW) <= set(eps.values) and not {str(v) for v in factors.RARE} & set(
        eps.levels
    )
    fills = {
        p.kwargs.get("eps"): p.fill for p in everyday(FORMULAS["normalization.batch_norm"]) if p.fill == "near zero"
    }
    assert fills.keys() >= {1e-5, 1e-3, 1e-12}


@pytest.mark.parametrize(
    ("name", "argument"),
    [("activation.leaky_relu", "alpha"), ("normalization.group_norm", "eps"), ("optimization.next_weight", "rate")],
)
def test_rare_values_are_asked_for_with_several_entries(name, argument):
    """One entry may be positive, or a group of one value, which no slope and no epsilon changes."""
    of = FORMULAS[name]
    rare = [v for v in factors.RARE if v not in factors.BELOW or argument != "eps"]
    entries = {p.kwargs.get(argument): math.prod(next(iter(p.shapes.values()))) for p in covering_calls(of, 0)}
    assert all(entries[v] >= covering.ENTRIES for v in rare), entries


def test_arguments_are_negative_where_they_may_be():
    negative = {
        f"{of.name} {one.name}" for of in FORMULAS.values() for one in factors.factors(of) if -0.5 in one.values
    }
    assert negative >= {"activation.leaky_relu alpha", "activation.silu beta", "activation.clip low"}
    assert not {"normalization.batch_norm eps", "information.entropy base"} & negative


def test_axes_with_others_between_are_asked_for():
    points = covering_calls(FORMULAS["arrays.mean"], 0)
    places = {p.kwargs["axis"] for p in points if isinstance(p.kwargs.get("axis"), tuple)}
    assert places >= {(0, -1), (1, 2)}


def test_every_small_kernel_is_asked_for():
    for name in thresholds.WITH_KERNELS:
        points = thresholds.kernels(FORMULAS[name], ("float64", "float32"))
        assert not [fault for point in points if (fault := is_valid(FORMULAS[name], point))]
        sizes = [p.shapes["w"][2:] if "w" in p.shapes else p.kwargs["kernel_size"] for p in points]
        assert set(sizes) == {(a, b) for a in thresholds.SIDES for b in thresholds.SIDES}
        asked = {(size, p.kwargs.get("stride")) for size, p in zip(sizes, points, strict=True)}
        assert {((1, 3), 2), ((3, 1), 2), ((1, 3), 1), ((5, 2), 2)} <= asked
        assert {p.dtype for p in points} == {"float64", "float32"}
    assert thresholds.kernels(FORMULAS["activation.relu"], ("float64",)) == []


@pytest.mark.parametrize(
    ("fill", "holds"),
    [
        (fills.FAR, lambda x: np.abs(x).min() > 1000),
        (fills.NEAR_ZERO, lambda x: np.abs(x).max() < 0.02),
        (fills.NEGATIVE, lambda x: x.max() < 0),
        (fills.EQUAL, lambda x: np.ptp(x) == 0),
        (fills.SPREAD, lambda x: np.abs(x).max() > 1000 and np.abs(x).min() < 0.001),
    ],
)
def test_fills_are_what_they_are_called(fill, holds):
    of = FORMULAS["activation.relu"]
    point = Point({"x": (20, 30)}, {}, EVERYDAY)
    for dtype in ("float64", "float32"):
        assert holds(fills.drawn(of, point, fill, dtype, 1, 0).arrays["x"]), dtype
    for dtype in ("float16", "bfloat16"):
        x = fills.drawn(of, point, fill, dtype, 1, 0).arrays["x"].astype(float)
        assert np.isfinite(x).all() and x.any()


@pytest.mark.parametrize("name", ["information.entropy", "information.kl_divergence"])
def test_probabilities_are_as_different_as_their_fill(name):
    """A logarithm of small ones is computed in another way by some implementations."""
    of = FORMULAS[name]
    drawn = fills.drawn(of, next(p for p in everyday(of) if max(p.shapes["p"]) > 30), fills.SPREAD, "float64", 1, 0)
    p = drawn.arrays["p"]
    assert 0 < p.min() < 1e-9 and p.max() > 0.01 and abs(p.sum() - 1) < 1e-12
