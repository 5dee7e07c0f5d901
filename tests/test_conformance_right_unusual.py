"""Right implementations that compute in unusual ways are accepted, at everyday sizes, too."""

import numpy as np
import pytest

from mathcnn import catalogue
from mathcnn.conformance import Target, judging
from mathcnn.conformance.acceptance import falls_short
from mathcnn.conformance.target import ALL_TYPES

from .planted.right_unusual import RIGHT


@pytest.mark.slow
@pytest.mark.parametrize("name", RIGHT)
def test_it_is_accepted(name):
    formula, fn = RIGHT[name]
    of = catalogue.find_formula(formula)
    held = Target("planted", {of.name: fn}, ALL_TYPES, typed="planted")
    with np.errstate(all="ignore"):
        rows = [row for part in ("form", "everyday") for row in judging.verdicts(held, of, part, 8, 0)]
    assert len(rows) > 2 and not falls_short(rows), [(row.law, row.dtype, row.says) for row in falls_short(rows)]
