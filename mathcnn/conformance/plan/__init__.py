"""The calls that a target is checked with: which shapes, arguments, types, layouts and entries, and what they cover."""

from __future__ import annotations

from .covering import edges
from .everyday import everyday
from .points import EDGES, EVERYDAY, Point

__all__ = ["EDGES", "EVERYDAY", "Point", "edges", "everyday"]
