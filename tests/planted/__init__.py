"""Faults to plant in the fast forms, by topic: each must be found. And right implementations: each must be accepted."""

from collections.abc import Callable
from typing import Any  # Any: implementations take the arguments of their formula

Named = dict[str, tuple[str, Callable[..., Any]]]


def table() -> tuple[Named, Callable[[str], Callable[..., Any]]]:
    """A table of implementations by their names, each with the name of its formula, and the decorator that fills it."""
    found: Named = {}

    def of(formula: str) -> Callable[..., Any]:
        def keep(fn: Callable[..., Any]) -> Callable[..., Any]:
            found[fn.__name__] = (formula, fn)
            return fn

        return keep

    return found, of
