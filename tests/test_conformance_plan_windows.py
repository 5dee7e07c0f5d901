"""The parts of the plan beside covering arrays: windows that kernels are written for, axes of one length, paddings that
differ on every side, one long axis at a time."""

import pytest

from mathcnn import catalogue
from mathcnn.conformance import gradient_sizes
from mathcnn.conformance.plan import alike, singly, specialised, window_grids

from .test_conformance_plan import FORMULAS, is_valid

TYPES = ("float64", "float32", "float16", "bfloat16")


@pytest.mark.parametrize("name", FORMULAS)
def test_a_formula_accepts_its_calls(name):
    of = FORMULAS[name]
    points = [
        *specialised.specialised(of, TYPES),
        *window_grids.window_grids(of, TYPES),
        *alike.points_of(of, TYPES),
        *singly.points_of(of),
    ]
    assert not [wrong for wrong in (is_valid(of, point) for point in points) if wrong]


@pytest.mark.parametrize("name", ["layers.conv", "pooling.max_pool"])
def test_a_window_meets_every_remainder_of_the_width_and_of_the_channels(name):
    points = specialised.specialised(catalogue.find_formula(name), TYPES)
    for window in specialised.WINDOWS[name]:
        title = f"window {' x '.join(map(str, window.size))}, "
        said = ", ".join(f"{a} {v}" for a, v in window.kwargs.items()) or "plain"
        mine = [point for point in points if point.name.startswith(f"{title}{said}, call")]
        if window.calls >= specialised.SOME:
            assert {point.shapes["x"][-1] % 8 for point in mine} == set(range(8)), window
            assert {point.shapes["x"][0] for point in mine} == {1, 2, 3}, window
        if window.calls == specialised.MANY and len(window.size) == 2:
            pairs = {tuple(n % 4 for n in point.shapes["x"][2:]) for point in mine}
            assert len(pairs) == 16, window


def test_windows_with_one_channel_a_group():
    points = specialised.specialised(catalogue.find_formula("layers.conv"), TYPES)
    several = [point for point in points if point.kwargs.get("groups", 1) == point.shapes["x"][1] > 1]
    assert {point.shapes["w"][2:] for point in several} >= {(3, 3), (5, 5), (7, 7), (3,), (3, 3, 3)}
    allowed = specialised.specialised(catalogue.find_formula("layers.conv"), TYPES, (("groups", (1,)),))
    assert allowed and all("groups" not in point.kwargs for point in allowed)


def test_axes_of_one_length_for_every_place_of_an_axis():
    points = alike.points_of(catalogue.find_formula("activation.softmax"), TYPES)
    shapes = {(point.shapes["x"], point.kwargs.get("axis", -1)) for point in points}
    assert shapes >= {((4, 4, 4, 4), axis) for axis in (-1, 0, 1, 3)}


def test_paddings_that_differ_on_every_side_in_every_mode():
    points = alike.points_of(catalogue.find_formula("layers.pad"), TYPES)
    found = {(len(point.shapes["x"]) - 2, point.kwargs.get("mode", "zero")) for point in points if "," in point.name}
    assert found >= {(rank, mode) for rank in (1, 2, 3) for mode in ("zero", "circular", "reflect", "replicate")}


def test_gradients_are_asked_for_along_a_long_axis_and_for_negative_slopes():
    of = catalogue.find_formula("normalization.layer_norm")
    shapes = {case.shapes["x"] for _, (case, _) in gradient_sizes.cases_of(of, 0, True)}
    assert (singly.LENGTH, 3) in shapes
    slopes = {
        case.kwargs.get("alpha") for _, (case, _) in gradient_sizes.cases_of(FORMULAS["activation.leaky_relu"], 0, True)
    }
    assert -0.5 in slopes


def test_inputs_that_are_shorter_than_a_dilated_window():
    points = window_grids.window_grids(catalogue.find_formula("layers.conv"), TYPES)
    images = [point for point in points if len(point.shapes["x"]) == 4]
    short = {(p.shapes["w"][2], p.kwargs.get("dilation", 1), p.shapes["x"][2]) for p in images}
    assert {(3, d, rows) for d in (2, 4, 6) for rows in (1, d - 1, d, d + 1, 2 * d - 1, 2 * d, 2 * d + 1)} <= short


def test_every_small_length_strides_that_differ_and_one_axis():
    lengths = {point.shapes["x"] for point in alike.points_of(FORMULAS["arrays.matmul"], TYPES)}
    assert {(n, n, n, n) for n in range(1, 17)} <= lengths
    points = window_grids.window_grids(FORMULAS["layers.conv"], TYPES)
    assert {(2, 1), (1, 2)} <= {stride for p in points if isinstance(stride := p.kwargs.get("stride"), tuple)}
    one = {
        (p.kwargs["kernel_size"], p.kwargs["stride"])
        for p in window_grids.window_grids(FORMULAS["pooling.avg_pool"], TYPES)
    }
    assert {(k, s) for k in (1, 2, 3, 4, 5, 7, 8) for s in (1, 2, 3)} <= one


def test_gradients_are_asked_for_each_convention_and_for_a_dy_with_one_number_in_memory():
    of = FORMULAS["normalization.batch_norm"]
    assert {case.kwargs.get("correction", 0) for _, (case, _) in gradient_sizes.cases_of(of, 0, True)} == {0, 1}
    seen = []

    def backward(dy, **given):
        seen.append(not any(dy.strides))
        if seen[-1]:
            raise TypeError("not this layout")  # then a copy is passed
        return of.backward(dy, **given)

    result = gradient_sizes.check(of, backward, 0, "float64")
    assert not result.wrong and 0 < sum(seen) < len(seen) / 3
