"""Short texts that several packages write: counts, JSON, and the versions that results depend on."""

from __future__ import annotations

import json
import platform
from importlib import metadata


def plural(count: int, thing: str) -> str:
    """A count with its noun: "1 case", "3 cases".

    count: how many; thing: the noun in the singular, whose plural ends in s.
    """
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def as_json(what: object) -> str:
    """A value as JSON that any reader accepts: ASCII, one indented entry a line, without NaN and infinities.

    what: dictionaries, lists, texts and numbers; other objects are written as their `str`. Raises ValueError for a
    number that is not finite.
    """
    return json.dumps(what, indent=1, allow_nan=False, default=str)


def versions() -> dict[str, str]:
    """The versions of Python and of the packages that results depend on, by name."""
    packages = ("numpy", "scipy", "sympy", "python-flint")
    return {"python": platform.python_version(), **{one: metadata.version(one) for one in packages}}
