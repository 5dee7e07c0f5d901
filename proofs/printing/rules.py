"""What a law requires of its sizes, as a condition of letters.

Trusted. A rule is a function of Python, which may say `and`, `or` and `not`: it is run once for each way in which the
comparisons that it asks may turn out.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from unittest import mock

import sympy as sp
from sympy.core.relational import Relational


def condition_of(rule: Callable[..., Any], known: dict[str, Any]) -> sp.Basic:
    """The condition that a rule says of letters.

    rule: a function of integers. known: a letter for each argument. Returns a condition: an `Or` of the ways in which
    the rule is true.
    """
    ways: list[sp.Basic] = []
    waiting: list[tuple[bool, ...]] = [()]
    while waiting:
        path = waiting.pop()
        asked: list[sp.Basic] = []

        def turned_out(relation: Relational, path: tuple[bool, ...] = path, asked: list[Any] = asked) -> bool:
            answers = [*path, *[True] * (len(asked) + 1 - len(path))]
            if len(asked) >= len(path):
                waiting.append((*answers[: len(asked)], False))
            answer = answers[len(asked)]
            asked.append(relation if answer else sp.Not(relation))
            return answer

        with mock.patch.object(Relational, "__bool__", turned_out):
            result = rule(**known)
        if result not in (False, sp.false):
            ways.append(sp.And(*asked, sp.true if result is True else result, evaluate=False) if asked else result)
    return ways[0] if len(ways) == 1 else sp.Or(*ways)
