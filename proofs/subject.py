"""What a formula is about: arrays, or functions on the line and sequences on all of Z. The one place that decides.

Trusted. It trusts that a formula of functions declares a space of functions for each of these arguments (`spaces`).
"""

from __future__ import annotations

from typing import TypeVar

from mathcnn.language.formula import Formula

T = TypeVar("T")


def by_subject(of: Formula, *, arrays: T, functions: T) -> T:
    """One of two implementations of the same task: `functions` if the formula takes functions or sequences."""
    return functions if of.spaces else arrays
