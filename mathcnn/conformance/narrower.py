"""Whether a wrong result of real size is that of inputs rounded to a narrower type, such as TF32 on a GPU."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping

import numpy as np

from ..evidence.checks.tiers import INPUTS, NARROW, narrowed
from ..evidence.verdicts import HOLDS
from ..language.formula import Formula
from ..numbers.formats import ACCUMULATOR, UNIT
from .everywhere import NoRule
from .judgement import judge
from .plan.points import Point
from .reference import reference


def explained(of: Formula, point: Point, arrays: Mapping[str, np.ndarray], got: np.ndarray, dtype: str) -> str:
    """What a wrong result is explained by: the widest of the types to which its inputs may have been rounded.

    Parameters
    ----------
    of : the formula.
    point : the call.
    arrays : its arrays.
    got : the result, of the right shape.
    dtype : the type of the arrays.

    Returns
    -------
    A sentence that names the type, if every entry is within the bound of arithmetic in `dtype` on the rounded inputs;
    "" if none explains the result, and for half precision.
    """
    if dtype in ACCUMULATOR or dtype not in UNIT:
        return ""
    for name, (bits, said) in NARROW.items():
        if UNIT[name] <= UNIT[dtype]:
            continue
        for given in narrowed(of, dict(arrays), bits):
            with contextlib.suppress(NoRule, ValueError, ZeroDivisionError):
                want = reference(of, given, point.kwargs, dtype, 0)
                if judge(of, point, got, want, dtype, False).verdict == HOLDS:
                    return INPUTS.format(said, dtype)
    return ""
