"""Which checker a formula has. This is the only place that asks."""

from __future__ import annotations

from ..language.formula import Formula
from .arrays import ArrayChecker
from .checkers import Checker
from .functions import FunctionChecker


def checker_of(of: Formula) -> Checker:
    """The checker of a formula: of functions on the line if it has arguments of that kind, else of arrays."""
    return FunctionChecker(of) if of.spaces else ArrayChecker(of)
