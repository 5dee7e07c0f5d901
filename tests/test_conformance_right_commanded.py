"""The command accepts right implementations in the forms that users write: objects, partial functions, names only, bits
of numbers, scalars, one argument only."""

import pytest

from .planted import right_commanded, right_other_forms, right_seldom
from .test_conformance_command import commanded

MODULES = (right_commanded, right_other_forms, right_seldom)
RIGHT = {f"{m.__name__}:{name}": of for m in MODULES for name, (of, _) in m.RIGHT.items()}
QUICK = (
    "by_a_matrix",
    "step",
    "by_masked_logarithms",
    "as_a_float",
    "by_counting",
)  # those of which the command takes some seconds


@pytest.mark.parametrize(
    "path",
    [
        pytest.param(p, marks=pytest.mark.slow if p.endswith(QUICK) else pytest.mark.deep, id=p.partition(":")[2])
        for p in RIGHT
    ],
)
def test_the_command_accepts_it(path):
    code, causes = commanded(path, RIGHT[path])
    assert (code, [one["says"] for one in causes if one["verdict"] in ("fails", "suspect")]) == (0, [])
