"""The calls that a target is checked with: which shapes, arguments, types, layouts and entries, and what they cover."""

from __future__ import annotations

from .covering import covering_calls
from .everyday import everyday
from .points import AT_THRESHOLDS, EVERYDAY, Point

__all__ = ["AT_THRESHOLDS", "EVERYDAY", "Point", "covering_calls", "everyday"]
