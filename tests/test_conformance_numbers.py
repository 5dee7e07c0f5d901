"""Formulas of numbers are asked at the sizes of networks and at thresholds."""

import pytest

from mathcnn import arrays, optimization
from mathcnn.conformance import judging, target
from mathcnn.conformance.plan.points import EVERYDAY, Point
from mathcnn.conformance.shrunk import shrunk
from mathcnn.geometry import conv_parameters, output_size

from .marks import thinned
from .planted.faulty.numbers import bank
from .planted.run_bank import rejection

SIZES = ("everyday", "thresholds")
OF_NUMBERS = {fault.name: fault for fault in bank if not fault.of.arrays}


@pytest.mark.parametrize("name", thinned(OF_NUMBERS, 5))
def test_faults_at_real_sizes_are_found(name):
    fault = OF_NUMBERS[name]
    row = rejection(fault, SIZES, others=False)
    if "warm_up_as_long" in fault.name:  # a law is about this one
        row = row or rejection(fault, ("reaches_its_peak",), others=False)
    assert row is not None
    assert row.reproduce and "rng" not in row.reproduce


@pytest.mark.parametrize("path", ["mathcnn.geometry:output_size", "mathcnn.optimization:scheduled_rate"])
def test_what_is_right_at_real_sizes_holds(path):
    held = target(path, path.removeprefix("mathcnn.").replace(":", "."))
    of = output_size if "geometry" in path else optimization.scheduled_rate
    rows = [row for part in SIZES for row in judging.verdicts(held, of, part, 4, 0)]
    assert {row.law for row in rows} == {"everyday sizes", "sizes at thresholds"}
    assert all(row.good and row.cases for row in rows)


def test_numbers_are_made_smaller():
    point = Point({}, {"inputs": 64, "outputs": 192, "kernel_size": (11, 7), "groups": 1, "bias": True}, EVERYDAY)
    found = shrunk(
        conv_parameters, point, lambda one: one.kwargs["outputs"] >= 100 and one.kwargs["kernel_size"][1] > 4
    )
    assert found.kwargs == {"inputs": 1, "outputs": 100, "kernel_size": (1, 5), "groups": 1, "bias": True}


def test_equal_sizes_are_made_smaller_together():
    point = Point({"x": (16, 16), "z": (1, 16)}, {}, EVERYDAY)

    def wrong(one):
        (rows, columns), (_, across) = one.shapes["x"], one.shapes["z"]
        return rows == columns == across > 2

    assert shrunk(arrays.mul, point, wrong).shapes == {"x": (3, 3), "z": (1, 3)}
