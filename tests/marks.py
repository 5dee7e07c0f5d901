"""Cases of a parametrized test that take long are marked `slow`; the others stay in the everyday run."""

from collections.abc import Iterable
from typing import Any  # Any: cases are whatever a test takes

import pytest


def slow_but(cases: Iterable[Any], *quick: Any) -> list[Any]:
    """Cases of a parametrized test, all of them slow but the quick ones."""
    cases = list(cases)
    return slow_only(cases, *(case for case in cases if case not in quick))


def slow_only(cases: Iterable[Any], *slow: Any) -> list[Any]:
    """Cases of a parametrized test, the given ones of them slow; raises LookupError for a given one that is no case."""
    cases = list(cases)
    if lost := [case for case in slow if case not in cases]:
        raise LookupError(f"{lost} are no cases of {cases}")
    return [marked(case) if case in slow else case for case in cases]


def thinned(cases: Iterable[Any], every: int, others: pytest.MarkDecorator = pytest.mark.slow) -> list[Any]:
    """Cases of a parametrized test of which each takes a second or so: the first of every so many stays, the others
    are marked."""
    return [case if k % every == 0 else marked(case, others) for k, case in enumerate(cases)]


def marked(case: Any, mark: pytest.MarkDecorator = pytest.mark.slow) -> Any:
    """One case with a mark."""
    return pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=mark)
