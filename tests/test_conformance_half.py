"""Half precision that a function does not declare may lose digits in long sums, and is not wrong otherwise."""

import dataclasses

import numpy as np
import pytest

from mathcnn import catalogue, pooling
from mathcnn.conformance import Target, judging, scope
from mathcnn.conformance.acceptance import falls_short
from mathcnn.conformance.plan import fills
from mathcnn.evidence.verdicts import FAILS, HOLDS, SUSPECT

from .planted import right
from .test_conformance_real_sizes import judged, point
from .test_conformance_scope import last_column_lost, rows_of, shown

AVERAGE = pooling.avg_pool


def in_half(fault):
    """Prefix sums with a fault in float16 only."""

    def fn(x, kernel_size, *, stride=None, padding=0):
        y = right.by_prefix_sums(x, kernel_size, stride=stride, padding=padding)
        return fault(y) if x.dtype == np.float16 else y

    return fn


@pytest.mark.slow
def test_half_precision_may_lose_digits_where_it_is_not_declared():
    """Sums rounded at every step are right, and say little where they lose most digits."""
    with np.errstate(all="ignore"):
        for name, lost in (("by_prefix_sums", "prefix sums"), ("online_softmax", "sums term by term")):
            formula, fn = right.RIGHT[name]
            rows = rows_of(fn, formula, ["everyday"], types=("float32", "float16"))
            assert not falls_short(rows), shown(rows)
            assert any(f"{lost} that lose most digits in float16" in row.says for row in rows), shown(rows)
            declared = scope(dtypes=("float16",))(lambda *args, fn=fn, **options: fn(*args, **options))
            held = Target("planted", {formula: declared}, ("float16",), typed="planted")
            found = list(judging.verdicts(held, catalogue.find_formula(formula), "everyday", 8, 0))
            assert {row.verdict for row in found} <= {SUSPECT, FAILS}, shown(found)


@pytest.mark.parametrize("fault", [last_column_lost, np.zeros_like, lambda y: y[:, ::-1].copy(), lambda y: y * 0.9])
def test_a_fault_in_half_precision_is_no_loss_of_digits(fault):
    with np.errstate(all="ignore"):
        rows = rows_of(in_half(fault), "pooling.avg_pool", ["everyday"], types=("float32", "float16"))
    assert {row.dtype for row in rows if row.verdict == FAILS} == {"float16"}, shown(rows)


@pytest.mark.parametrize(
    ("shape", "size", "fill"),
    [((1, 1, 3300), 3270, fills.REAL), ((1, 1, 7000), 6553, fills.IMPULSES), ((3, 2, 3), 2, fills.IMPULSES)],
)
def test_zeros_are_wrong_where_few_of_many_terms_are_not_zero(shape, size, fill):
    """Nor are they right where the entries that are not zero happen to lie in no window."""
    points = [
        dataclasses.replace(point({"x": shape}, kernel_size=size), fill=fill, layout=layout)
        for layout in ("C order", "broadcast", "reversed")
    ]
    row = judged(lambda x, *size, **options: AVERAGE(x, *size, **options) * 0, AVERAGE, *points, dtypes=("bfloat16",))
    assert row["bfloat16"].verdict in (FAILS, SUSPECT) and "3 of 3 calls" in row["bfloat16"].says
    right = judged(AVERAGE, AVERAGE, *points, dtypes=("bfloat16",))["bfloat16"]
    assert right.verdict == HOLDS and right.cases == 3
