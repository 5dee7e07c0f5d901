"""Points of a plan: one call of a formula each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..aliases import Scalar

EVERYDAY, AT_THRESHOLDS = "everyday", "at thresholds of implementations"  # where a point comes from


@dataclass(frozen=True)
class Point:
    """One call: the shapes of the arrays, the other arguments, and how the arrays are held.

    shapes: of the arrays that are passed, in the order of the formula; an optional array may be missing
    kwargs: the other arguments, as a user writes them; those that are missing have their defaults
    origin: EVERYDAY or AT_THRESHOLDS
    name: what the call is known as, such as "ResNet-50, conv1", or the levels of a covering array
    dtype: the type of the numbers; "" for each type that the target has
    layout: how the arrays lie in memory, a key of `layouts.LAYOUTS`
    fill: what the arrays hold, a key of `fills.FILLS`; "" for each of them in turn
    """

    shapes: Mapping[str, tuple[int, ...]]
    kwargs: Mapping[str, Scalar]
    origin: str
    name: str = ""
    dtype: str = ""
    layout: str = "C order"
    fill: str = ""
