"""The calls that an adapter makes on its library, told as Python that makes them again without mathcnn.

F = Library(torch.nn.functional, "torch.nn.functional")
with telling(written) as notes: F.relu(x)
notes.lines                                          # ["y1 = torch.nn.functional.relu(torch.tensor(...))"]
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np


class Notes:
    """Lines of Python; what a line returned goes by a name in the lines after it."""

    def __init__(self, written: Callable[[Any], str | None]):
        self.written, self.lines, self.names = written, list[str](), list[tuple[Any, str]]()

    def text(self, v: Any) -> str:
        """A value as it is typed: by its name, as an array, or by its repr."""
        for known, name in self.names:
            if v is known:
                return name
        if isinstance(v, (tuple, list)):
            inside = ", ".join(map(self.text, v))
            return f"[{inside}]" if isinstance(v, list) else f"({inside}{',' * (len(v) == 1)})"
        return self.written(v) or repr(v)

    def call(self, name: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> str:
        return f"{name}({', '.join([*map(self.text, args), *(f'{k}={self.text(v)}' for k, v in kwargs.items())])})"

    def note(self, line: str, run: Callable[[], Any]) -> Any:
        """Write a line, then run it, so that a line that fails is there, too."""
        name = f"y{len(self.names) + 1}"
        self.lines.append(f"{name} = {line}")
        value = run()
        self.names.append((value, name))
        return value


_notes: Notes | None = None


@contextlib.contextmanager
def telling(written: Callable[[Any], str | None]) -> Iterator[Notes]:
    """Calls in this block are written down."""
    global _notes
    before, _notes = _notes, Notes(written)
    try:
        yield _notes
    finally:
        _notes = before


def current() -> Notes | None:
    """Where calls are written down, if they are."""
    return _notes


def told(name: str, fn: Callable[..., Any]) -> Callable[..., Any]:
    """A function whose calls can be written down under its full name."""

    @functools.wraps(fn)
    def run(*args: Any, **kwargs: Any) -> Any:
        if (notes := current()) is None:
            return fn(*args, **kwargs)
        return notes.note(notes.call(name, args, kwargs), lambda: fn(*args, **kwargs))

    return run


class Library:
    """A module whose functions can be written down."""

    def __init__(self, module: Any, name: str):
        self.module, self.name = module, name

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self.module, attribute)
        return told(f"{self.name}.{attribute}", found) if callable(found) else found


def numpy_text(x: Any) -> str | None:
    """An array as NumPy reads it; nothing for what is none."""
    if not isinstance(x, (np.ndarray, np.generic)):
        return None
    x = np.asarray(x)
    values = str(x.astype(float).tolist() if x.dtype.kind == "V" or x.dtype.name == "bfloat16" else x.tolist())
    values = values.replace("nan", "np.nan").replace("inf", "np.inf")
    return f"np.array({values}, {x.dtype.name!r})"
