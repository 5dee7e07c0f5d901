"""Running a function of a law with other meanings of the names outside it.

Trusted. It trusts that a Python function reaches what is outside it by its globals, its closure and its defaults only.

A law's function calls formulas, helpers and NumPy by names of its module, or, where a factory made it, by names of its
closure. To trace the law these names stand for other objects. Nothing in the modules is changed, and nothing is kept:
each call of `rebound` makes a new namespace.
"""

from __future__ import annotations

import builtins
import functools
import inspect
import types
from collections.abc import Callable, Iterator
from typing import Any

StandIn = Callable[[Any], Any]  # an object that a name stands for -> what stands in for it


def rebound(fn: Callable[..., Any], stand_in: StandIn) -> Callable[..., Any]:
    """A copy of a function in which each name from outside stands for another object.

    fn: a Python function, possibly decorated by `functools.wraps`; the innermost one is copied. stand_in: returns the
    other object, or the same one. It is applied to the globals and built-in functions that the function names, to what
    its closure holds and to its defaults; functions of functions, sequences and modules: see `within`.
    """
    fn = inspect.unwrap(fn)
    assert isinstance(fn, types.FunctionType)
    around = {**vars(builtins), **fn.__globals__}
    space = {name: stand_in(around[name]) for name in names_in(fn.__code__) if name in around}
    space |= {"__name__": fn.__globals__["__name__"], "__builtins__": builtins}
    closure = tuple(map(functools.partial(_cell, stand_in=stand_in), fn.__closure__)) if fn.__closure__ else None
    copy = types.FunctionType(
        fn.__code__, space, fn.__name__, tuple(map(stand_in, fn.__defaults__)) if fn.__defaults__ else None, closure
    )
    copy.__kwdefaults__ = {a: stand_in(v) for a, v in (fn.__kwdefaults__ or {}).items()}
    return copy


def within(stand_in: StandIn, homes: tuple[str, ...]) -> StandIn:
    """The same for what is inside other objects, too.

    stand_in: returns what stands in for an object, or the object itself. homes: names of packages. Functions and
    modules of these are rebound when they are called or read, with the same meanings; tuples, lists, dictionaries and
    partial functions are rebuilt. All other objects stay as they are.
    """

    def at_home(module: str) -> bool:
        return any(module == home or module.startswith(f"{home}.") for home in homes)

    def found(v: Any) -> Any:
        if (other := stand_in(v)) is not v:
            return other
        if isinstance(v, types.FunctionType) and at_home(inspect.unwrap(v).__module__):
            return functools.wraps(v)(lambda *args, **kwargs: rebound(v, found)(*args, **kwargs))
        if isinstance(v, types.ModuleType) and at_home(v.__name__):
            return Module(v, found)
        if isinstance(v, functools.partial):
            return functools.partial(found(v.func), *map(found, v.args), **{a: found(x) for a, x in v.keywords.items()})
        if type(v) in (tuple, list):
            return type(v)(map(found, v))
        if type(v) is dict:
            return {key: found(x) for key, x in v.items()}
        return v

    return found


class Module:
    """A module whose names stand for other objects."""

    def __init__(self, module: types.ModuleType, stand_in: StandIn):
        self._module, self._stand_in = module, stand_in

    def __getattr__(self, name: str) -> Any:
        return self._stand_in(getattr(self._module, name))


def names_in(code: types.CodeType) -> Iterator[str]:
    """The names that a function uses, with those of the functions inside it."""
    yield from code.co_names
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            yield from names_in(one)


def _cell(cell: types.CellType, stand_in: StandIn) -> types.CellType:
    """A cell of a closure with what stands in for its object; an empty cell stays empty."""
    try:
        held = cell.cell_contents
    except ValueError:
        return types.CellType()
    return types.CellType(stand_in(held))
