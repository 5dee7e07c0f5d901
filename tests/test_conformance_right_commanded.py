"""The command accepts right implementations in the forms that users write: objects, partial functions, names only."""

import pytest

from .planted.right_commanded import RIGHT
from .test_conformance_command import commanded

QUICK = ("by_a_matrix", "step", "by_masked_logarithms")  # those of which the command takes some seconds


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=pytest.mark.slow if name in QUICK else pytest.mark.deep) for name in RIGHT]
)
def test_the_command_accepts_it(name):
    code, causes = commanded(f"tests.planted.right_commanded:{name}", RIGHT[name][0])
    assert (code, [one["says"] for one in causes if one["verdict"] in ("fails", "suspect")]) == (0, [])
