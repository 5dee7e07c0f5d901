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
from typing import Any  # Any: tensors of a library

import numpy as np

from .aliases import Function, LibraryArray
from .written import Writer, array, expression

AsPython = Callable[[LibraryArray], str | None]


class Record:
    """Recorded lines of Python; the result of a line has a name that later lines use.

    as_python: writes an array of the library as Python, and returns None for any other value
    """

    def __init__(self, as_python: AsPython):
        self.as_python = as_python
        self.lines: list[str] = []
        self.names: list[tuple[Any, str]] = []  # each result, and each array that has a name, with it
        self.results: list[str] = []
        self.writer: Writer | None = None  # writes arrays that are no small ones in the order of C
        self.parameters = False  # whether each array of the call is written by the name of its argument
        self.given: dict[str, LibraryArray] = {}  # the arrays of the call, as the library's own
        self.result: LibraryArray = None  # of the adapter
        self.heard: Callable[[Record], object] = lambda record: None  # called before a line is run

    def text(self, v: object) -> str:
        """A value as Python: the name of a recorded result, an array, or the value's repr."""
        for known, name in self.names:
            if v is known:
                return name
        module, own = getattr(v, "__module__", None), getattr(v, "__name__", None)
        if callable(v) and isinstance(module, str) and isinstance(own, str):
            return f"{module}.{own}"
        if isinstance(v, (tuple, list)):
            inside = ", ".join(map(self.text, v))
            return f"[{inside}]" if isinstance(v, list) else f"({inside}{',' * (len(v) == 1)})"
        text: str = self._moved(v) or self.as_python(v) or numpy_text(v) or repr(v)
        return text

    def _moved(self, v: Any) -> str:
        """A tensor that holds the entries of one with a name, in another memory layout; "" for any other value."""
        if not (self.writer or self.parameters) or not callable(getattr(v, "stride", None)):
            return ""
        for known, name in self.names:
            alike = type(known) is type(v) and known.shape == v.shape and known.dtype == v.dtype
            if alike and bool(((known == v) | (known != known) & (v != v)).all()):  # NaN is in the same places
                return f"torch.empty_strided({tuple(v.shape)}, {tuple(v.stride())}, dtype={v.dtype}).copy_({name})"
        return ""

    def arrays(self, given: dict[str, np.ndarray], tensors: dict[str, LibraryArray]) -> None:
        """Note how the arrays of a call are written that are large, or lie in memory in a way of their own.

        given: the arrays, by name; tensors: the same as the library's own.
        """
        from .reproductions import lifted

        self.given = tensors
        if self.parameters:
            self.names += [(tensors[a], a) for a in given]
            return
        for a, x in given.items() if self.writer is not None else ():
            if self.writer is not None and (id(x) in self.writer.named or not expression(x)):
                self.names.append((tensors[a], lifted(x, self.writer.text(x, a), tensors[a])))

    def call(self, name: str, args: tuple[object, ...], kwargs: dict[str, object]) -> str:
        """A call of a function with this name as Python."""
        return f"{name}({', '.join([*map(self.text, args), *(f'{k}={self.text(v)}' for k, v in kwargs.items())])})"

    def run(self, line: str, function: Callable[[], LibraryArray]) -> LibraryArray:
        """Record a line, then call the function that it stands for; so a line that raises is recorded, too.

        Returns what the function returns.
        """
        name = f"y{len(self.lines) + 1}"
        self.lines.append(f"{name} = {line}")
        self.heard(self)
        value = function()
        self.names.append((value, name))
        self.results.append(name)
        return value

    def result_name(self) -> str:
        """The adapter's result as Python: a recorded one, an entry of one, or the last if the call has raised."""
        if self.result is None:
            return self.lines[-1].partition(" = ")[0]
        for value, name in reversed(self.names):
            if value is self.result:
                return str(name)
            entries: list[LibraryArray] = list(value) if isinstance(value, (tuple, list)) else []
            for k, one in enumerate(entries):
                if one is self.result:
                    return f"{name}[{k}]"
        return ""


Noted = Callable[[dict[str, np.ndarray], dict[str, Any], np.ndarray | None], None]  # arrays, the rest, and dy
_current: Record | None = None
_noted: Noted | None = None


@contextlib.contextmanager
def noted_calls(note: Noted) -> Iterator[None]:
    """Pass the arguments of every call of a target to a function, before it is made, in this block."""
    global _noted
    before, _noted = _noted, note
    try:
        yield
    finally:
        _noted = before


def note(arrays: dict[str, np.ndarray], scalars: dict[str, Any], dy: np.ndarray | None) -> None:
    """Note a call, if calls are noted. dy: the weights of the results, if it is one of the gradient."""
    if _noted is not None:
        _noted(arrays, scalars, dy)


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
    return array(x)
