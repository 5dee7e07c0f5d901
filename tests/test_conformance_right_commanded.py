"""The command accepts right implementations in the forms that users write: objects, partial functions, names only, bits
of numbers, scalars, one argument only."""

import pytest

from .planted import right_commanded, right_fresh, right_other_forms, right_partial, right_seldom
from .test_conformance_command import commanded

MODULES = (right_commanded, right_other_forms, right_seldom, right_partial, right_fresh)
RIGHT = {f"{m.__name__}:{name}": of for m in MODULES for name, (of, _) in m.RIGHT.items()}
QUICK = (
    "by_a_matrix",
    "step",
    "by_masked_logarithms",
    "as_a_float",
    "by_counting",
    "softmax_of_rows",
    "softmax_of_tensors",
    "linear_of_rows",
    "relu_of_a_line",
    "product_of_matrices",
    "product_in_single_precision",
    "loss_in_single_precision",
    "pool_without_a_rest",
    "one_axis",
    "norm_as_in_a_framework",
    "by_polyval",
    "by_rel_entr",
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
