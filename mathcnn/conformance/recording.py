"""Recording of the calls that an adapter makes, as Python that repeats them without mathcnn.

F = Library(torch.nn.functional, "torch.nn.functional")
with recorded_calls(as_python) as record: F.relu(x)
record.lines                                         # ["y1 = torch.nn.functional.relu(torch.tensor(...))"]
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Callable, Iterator
from types import ModuleType

import numpy as np

from .aliases import Function, LibraryArray

AsPython = Callable[[LibraryArray], str | None]


class Record:
    """Recorded lines of Python; the result of a line has a name that later lines use.

    as_python: writes an array of the library as Python, and returns None for any other value
    """

    def __init__(self, as_python: AsPython):
        self.as_python = as_python
        self.lines: list[str] = []
        self.names: list[tuple[object, str]] = []  # each result with its name

    def text(self, v: object) -> str:
        """A value as Python: the name of a recorded result, an array, or the value's repr."""
        for known, name in self.names:
            if v is known:
                return name
        if isinstance(v, (tuple, list)):
            inside = ", ".join(map(self.text, v))
            return f"[{inside}]" if isinstance(v, list) else f"({inside}{',' * (len(v) == 1)})"
        return self.as_python(v) or repr(v)

    def call(self, name: str, args: tuple[object, ...], kwargs: dict[str, object]) -> str:
        """A call of a function with this name as Python."""
        return f"{name}({', '.join([*map(self.text, args), *(f'{k}={self.text(v)}' for k, v in kwargs.items())])})"

    def run(self, line: str, function: Callable[[], LibraryArray]) -> LibraryArray:
        """Record a line, then call the function that it stands for; so a line that raises is recorded, too.

        Returns what the function returns.
        """
        name = f"y{len(self.names) + 1}"
        self.lines.append(f"{name} = {line}")
        value = function()
        self.names.append((value, name))
        return value


_current: Record | None = None


@contextlib.contextmanager
def recorded_calls(as_python: AsPython) -> Iterator[Record]:
    """Record the calls that are made in this block; yields the record."""
    global _current
    before, _current = _current, Record(as_python)
    try:
        yield _current
    finally:
        _current = before


def current() -> Record | None:
    """The record of the block that is running, or None if calls are not recorded."""
    return _current


def recorded(name: str, fn: Function) -> Function:
    """A function whose calls are recorded under its full name within `recorded_calls`."""

    @functools.wraps(fn)
    def run(*args: LibraryArray, **kwargs: LibraryArray) -> LibraryArray:
        if (record := current()) is None:
            return fn(*args, **kwargs)
        return record.run(record.call(name, args, kwargs), lambda: fn(*args, **kwargs))

    return run


class Library:
    """A module whose functions are recorded.

    module: the module; name: its full name, as a reproduction writes it
    """

    def __init__(self, module: ModuleType, name: str):
        self.module, self.name = module, name

    def __getattr__(self, attribute: str) -> Function:
        found: Function = getattr(self.module, attribute)
        return recorded(f"{self.name}.{attribute}", found) if callable(found) else found


def numpy_text(x: LibraryArray) -> str | None:
    """An array of NumPy as Python that makes it; None for any other value."""
    if not isinstance(x, (np.ndarray, np.generic)):
        return None
    x = np.asarray(x)
    values = str(x.astype(float).tolist() if x.dtype.kind == "V" or x.dtype.name == "bfloat16" else x.tolist())
    values = values.replace("nan", "np.nan").replace("inf", "np.inf")
    return f"np.array({values}, {x.dtype.name!r})"
