"""Right implementations that compute in unusual ways are accepted, at everyday sizes, too; faults in them are not."""

import numpy as np
import pytest

from mathcnn import catalogue
from mathcnn.conformance import Target, judging, narrow_integers
from mathcnn.conformance.acceptance import falls_short
from mathcnn.conformance.edges import SUBNORMAL
from mathcnn.conformance.rows import Rows
from mathcnn.conformance.target import ALL_TYPES
from mathcnn.evidence import deviations
from mathcnn.evidence.checks import transforms
from mathcnn.evidence.verdicts import FAILS, NORMWISE, SPECIAL

from .planted import right_unusual
from .planted.right_unusual import RIGHT

TRANSFORMS = {"by_transforms", "by_winograd", "by_cumulative_sums"}
LONG = {"by_transforms", "by_winograd", "columns_by_groups", "from_the_last_tap", "in_tiles"}  # half a minute and more
EACH = [pytest.param(name, marks=pytest.mark.deep if name in LONG else pytest.mark.slow) for name in RIGHT]
OF_LIMITS = {"by_pairs": deviations.NAN_TO_INFINITY}  # log_softmax has a limit of -inf where the formula has inf - inf


def rows_of(fn, formula, parts, types=ALL_TYPES):
    of = catalogue.find_formula(formula)
    held = Target("planted", {of.name: fn}, types, typed="planted")
    with np.errstate(all="ignore"):
        return [row for part in parts for row in judging.verdicts(held, of, part, 8, 0)]


def shown(rows):
    return [(row.law, row.dtype, row.verdict, row.says, row.counterexample) for row in rows]


@pytest.mark.filterwarnings("ignore:invalid value encountered in cast")  # of floats that an integer cannot hold
@pytest.mark.parametrize("name", EACH)
def test_it_is_accepted(name):
    formula, fn = RIGHT[name]
    rows = rows_of(fn, formula, ["form", "edges", "calls"])
    short = falls_short(rows)
    if name in OF_LIMITS:
        assert {deviations.kind_of(row.says) for row in rows if row.verdict == SPECIAL} == {OF_LIMITS[name]}
    assert len(rows) > 8 and not short, shown(short)


@pytest.mark.parametrize("name", EACH)
def test_it_is_accepted_at_everyday_sizes(name):
    rows = rows_of(RIGHT[name][1], RIGHT[name][0], ["everyday"])
    assert len(rows) > 2 and not falls_short(rows), shown(falls_short(rows))
    assert any(row.verdict == NORMWISE for row in rows) == (name in TRANSFORMS)


# ---------------------------------------------------------------- small numbers in transforms


def by_transforms(change):
    def run(x, w, b=None, *, stride, padding, dilation, groups):
        y = right_unusual.by_transforms(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups)
        return change(y)

    return run


@pytest.mark.slow
@pytest.mark.parametrize("change", [lambda y: y * y.dtype.type(1.01), lambda y: np.zeros_like(y), lambda y: -y])
def test_a_fault_beside_small_numbers_is_none_of_a_transform(change):
    held = lambda fn: [row for row in rows_of(fn, "layers.conv", ["edges"], ("float32",)) if row.law == SUBNORMAL]
    assert {row.verdict for row in held(by_transforms(lambda y: y))} <= {NORMWISE, SPECIAL}
    assert not any(row.verdict == NORMWISE or row.good for row in held(by_transforms(change)))


@pytest.mark.parametrize("scale", [1e-300, 2.0**-1030, 5e-324])
def test_norms_of_small_numbers_do_not_vanish(scale):
    of = catalogue.find_formula("convolution.discrete")
    x = np.array([3.0, -4.0]) * scale
    found = transforms.allowance(of, "float64", {"f": x, "g": np.array([1e16, 0.0])})
    size = float(np.abs(x).max())
    assert size < found < 1e3 * size


# ---------------------------------------------------------------- integers beyond their type


def in_type(wide, narrow=None):
    """A convolution in a wider type, and in the arguments' type at the end; narrow: a type between them."""

    def run(f, g):
        y = np.convolve(f.astype(wide), g.astype(wide))
        return y.astype(f.dtype) if narrow is None or f.dtype.kind == "f" else y.astype(narrow).astype(f.dtype)

    return run


def clipped(f, g):
    """A convolution in 64 bits, whose results end at the least and the largest number of the type."""
    ends = np.iinfo(f.dtype) if f.dtype.kind in "iu" else np.finfo(f.dtype)
    wide = np.int64 if f.dtype.kind in "iu" else f.dtype
    return np.clip(np.convolve(f.astype(wide), g.astype(wide)), ends.min, ends.max).astype(f.dtype)


@pytest.mark.filterwarnings("ignore:invalid value encountered in cast")
@pytest.mark.parametrize(
    ("fn", "wrong"),
    [
        (in_type(np.float64), set()),
        (clipped, set()),
        (in_type(np.float64, np.int8), {"int16", "int32"}),  # int8 keeps all bits of uint8
        (in_type(np.int64, np.int16), {"int32"}),
        (
            lambda f, g: np.where((y := np.convolve(f, g)) > 100, 0, y).astype(f.dtype),
            {"int8", "int16", "int32", "uint8"},
        ),
    ],
)
def test_results_beyond_the_type_are_not_judged_and_others_are(fn, wrong):
    of = catalogue.find_formula("convolution.discrete")
    subject = Target("planted", {of.name: fn}, typed="planted").subject(of)
    with np.errstate(all="ignore"):
        rows = {row.dtype: row for row in narrow_integers.verdicts(Rows(subject, 20, 0))}
    assert {dtype for dtype, row in rows.items() if row.verdict == FAILS} == wrong, shown(rows.values())
