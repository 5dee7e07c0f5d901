"""Digests of Python objects by their content, the same wherever the objects are defined.

`digest` covers an object and everything that it reaches: of a function its syntax tree, the values of its defaults and
of the variables around it, and each global name that it uses; of a class its body and its present methods; of an array
its type, shape and bytes; of a SymPy expression its tree and the classes of this project in it. It does not cover names
of modules, functions and classes, positions, comments, docstrings and annotations: equal content gives an equal digest,
whether it was moved, renamed or copied.

A function that another one made, such as a law made by a family, counts by its source and by the values of the
variables around it: equal arguments of equal factories give equal digests.

Functions and classes of the standard library and of installed packages count by their names. What a source reaches by
other means than names, such as `getattr(module, name)` with a computed name, is not covered.
"""

from __future__ import annotations

import builtins
import functools
import hashlib
import importlib
import json
import pathlib
import re
import sys
import types
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
import sympy as sp
from sympy.core.function import AppliedUndef, UndefinedFunction

from . import syntax
from .syntax import Use

Object: TypeAlias = Any  # whatever a function may reach
Description: TypeAlias = Any  # nested lists of strings, numbers, None and `Part`
Describe: TypeAlias = Callable[[Any], Description]  # Any: of the type that it is registered for
LEAVES = (type(None), bool, int, float, complex, str, bytes, types.EllipsisType, types.NotImplementedType)
UNORDERED = (sp.Add, sp.Mul, sp.And, sp.Or, sp.Max, sp.Min)
PREFIX = __name__.partition(".")[0]


@dataclass(frozen=True, eq=False)
class Part:
    """Another object, at its place in a description."""

    of: Object


@functools.cache
def is_foreign(root: str) -> bool:
    """Whether a top-level module belongs to Python or to an installed package, and not to this project or to a
    script."""
    if root == PREFIX or root == "__main__":
        return False
    if root in sys.stdlib_module_names:
        return True
    module = sys.modules.get(root)  # none, or without a file: made by a program
    path = getattr(module, "__file__", None) or next(iter(getattr(module, "__path__", ())), "")
    return any(part in ("site-packages", "dist-packages") for part in pathlib.Path(path).parts)


def root_of(thing: Object) -> str:
    """The top-level module that a function, class or other object comes from."""
    if isinstance(thing, types.FunctionType):
        return str(thing.__globals__.get("__name__", "__main__")).partition(".")[0]
    home = getattr(thing, "__module__", None)
    return (home if isinstance(home, str) else type(thing).__module__).partition(".")[0]


def part(of: Object) -> Description:
    """A value in a description: numbers, strings and the like as they are, others as a `Part`."""
    return [type(of).__name__, repr(of)] if type(of) in LEAVES else Part(of)


def digest(
    root: Object, special: Mapping[type, Describe] | None = None, opened: Mapping[type, tuple[str, ...]] | None = None
) -> str:
    """The digest of an object.

    Parameters
    ----------
    root : the object.
    special : functions by type that describe objects of that type, as nested lists of texts with a `Part` for each
        object that belongs to them.
    opened : attributes by type whose values count where a source reads them.

    Returns
    -------
    64 hexadecimal digits.

    Raises
    ------
    ValueError : a function has no source text.
    """
    reader, nodes, kept = _Reader(special or {}, opened or {}), dict[int, tuple[str, list[int]]](), [root]
    for one in kept:  # it grows; it keeps the objects alive as long as their ids are used
        if id(one) not in nodes:
            text, parts = _cut(reader.describe(one))
            nodes[id(one)] = text, list(map(id, parts))
            kept += parts
    # Objects may refer to each other in circles. Each is marked by its own text, then by its text and the marks of its
    # parts, until no two objects that had the same mark get different ones. Equal objects have equal marks, so copies
    # count once.
    texts = {key: _hash(text) for key, (text, _) in nodes.items()}
    marks, before = texts, 0
    while len(set(marks.values())) > before:
        before = len(set(marks.values()))
        marks = {key: _hash(texts[key], *(marks[child] for child in parts)) for key, (_, parts) in nodes.items()}
    return _hash(marks[id(root)], *sorted(set(marks.values())))


def _cut(described: Description) -> tuple[str, list[Object]]:
    """A description as a text, and its parts in their order."""
    parts: list[Object] = []

    def cut(found: Part) -> str:
        parts.append(found.of)
        return "*"

    return json.dumps(described, default=cut), parts


def _hash(*texts: str) -> str:
    """The hash of one text, or of several hashes, which have one length."""
    return hashlib.sha256("".join(texts).encode()).hexdigest()


class _Reader:
    """Describes objects one by one, without their parts."""

    def __init__(self, special: Mapping[type, Describe], opened: Mapping[type, tuple[str, ...]]):
        self.special, self.opened = special, opened

    def describe(self, one: Object) -> Description:
        """An object as nested lists of texts and parts."""
        kind = type(one)
        if kind in LEAVES:
            return part(one)
        if describe := next((self.special[base] for base in kind.__mro__ if base in self.special), None):
            found = describe(one)
            if found is not NotImplemented:
                return found
        if isinstance(one, sp.Basic):
            return expression(one)
        if isinstance(one, (np.ndarray, np.generic)):
            entries = (
                [part(v) for v in one.ravel().tolist()]
                if one.dtype.hasobject
                else np.ascontiguousarray(one).tobytes().hex()
            )
            return [*self._class_of(one), one.dtype.str, list(one.shape), entries]
        if isinstance(one, types.FunctionType):
            return self._function(one)
        if isinstance(one, type):
            return self._class(one)
        if isinstance(one, types.ModuleType):
            return ["module", one.__name__]
        if isinstance(one, types.MethodType):
            return ["method", Part(one.__func__), part(one.__self__)]
        if isinstance(one, (staticmethod, classmethod)):
            return [kind.__name__, Part(one.__func__)]
        if isinstance(one, property):
            return ["property", *(part(fn) for fn in (one.fget, one.fset, one.fdel))]
        if isinstance(one, functools.cached_property):
            return ["property", Part(one.func)]
        if isinstance(one, functools.partial):
            return ["partial", Part(one.func), part(one.args), part(one.keywords)]
        if hasattr(one, "cache_info") and hasattr(one, "__wrapped__"):
            return ["cached", Part(one.__wrapped__)]
        return self._value(one)

    def _value(self, one: Object) -> Description:
        """A container, or an instance of a class."""
        items: list[Description] = []
        if isinstance(one, Mapping):
            items = [[part(k), part(v)] for k, v in one.items()]
        elif isinstance(one, (list, tuple)):
            items = list(map(part, one))
        elif isinstance(one, (set, frozenset)):
            items = sorted(digest(v, self.special, self.opened) for v in one)
        name = getattr(one, "__qualname__", getattr(one, "__name__", None))
        if callable(one) and isinstance(name, str) and is_foreign(root_of(one)):
            return ["foreign", root_of(one), name]  # built in functions, ufuncs, functions that choose a backend
        if items or isinstance(one, (Mapping, list, tuple, set, frozenset)):
            return [*self._class_of(one), items, *(self._attributes(one) if not is_foreign(root_of(type(one))) else [])]
        if not is_foreign(root_of(type(one))):
            return [*self._class_of(one), self._attributes(one)]
        if isinstance(one, re.Pattern):
            return ["pattern", repr(one.pattern), one.flags]
        if isinstance(name, str):  # methods of built in types
            return ["foreign", root_of(one), name]
        said = repr(one)
        return [*self._class_of(one), self._attributes(one) if " at 0x" in said else said]

    def _class_of(self, one: Object) -> list[Description]:
        kind = type(one)
        return ["foreign", root_of(kind), kind.__qualname__] if is_foreign(root_of(kind)) else ["instance", Part(kind)]

    def _attributes(self, one: Object) -> list[Description]:
        kept = {
            name
            for base in type(one).__mro__
            for name, v in vars(base).items()
            if isinstance(v, functools.cached_property)
        }
        found = {name: v for name, v in getattr(one, "__dict__", {}).items() if name not in kept}
        slots = [
            name
            for base in type(one).__mro__
            for name, v in vars(base).items()
            if isinstance(v, types.MemberDescriptorType)
        ]
        found |= {name: getattr(one, name) for name in slots if hasattr(one, name)}
        return [[name, part(v)] for name, v in sorted(found.items())]

    def _function(self, fn: types.FunctionType) -> Description:
        if registry := getattr(fn, "registry", None):  # functools.singledispatch
            return ["dispatch", sorted(digest([kind, v], self.special, self.opened) for kind, v in registry.items())]
        if is_foreign(root_of(fn)):
            return ["foreign", root_of(fn), fn.__qualname__]
        shape = syntax.of_function(fn)
        around = {name: cell for name, cell in zip(fn.__code__.co_freevars, fn.__closure__ or (), strict=True)}
        defaults = [
            [part(v) for v in fn.__defaults__ or ()],
            [[k, part(v)] for k, v in sorted((fn.__kwdefaults__ or {}).items())],
        ]
        uses = [self._used(use, fn.__globals__, around) for use in shape.uses]
        return [
            "function",
            shape.text,
            defaults,
            uses,
            [[k, part(v)] for k, v in sorted(vars(fn).items()) if k != "__wrapped__"],
        ]

    def _class(self, kind: type) -> Description:
        if isinstance(kind, UndefinedFunction):
            return ["letter of a function", kind.__name__]
        if is_foreign(root_of(kind)):
            return ["foreign", root_of(kind), kind.__qualname__]
        shape = syntax.of_class(kind)
        own = {
            name: v
            for name, v in vars(kind).items()
            if name in shape.names or syntax.has_source(v) and not is_foreign(root_of(syntax.bare(v)))
        }
        functions = [fn for fn in map(syntax.bare, own.values()) if isinstance(fn, types.FunctionType)]
        space = functions[0].__globals__ if functions else vars(sys.modules.get(kind.__module__, builtins))
        bases = [part(base) for base in (*kind.__bases__, type(kind))]
        uses = [self._used(use, space, {}) for use in shape.uses]
        return ["class", shape.text, bases, uses, [[name, part(v)] for name, v in sorted(own.items())]]

    def _used(self, use: Use, space: Mapping[str, Object], around: Mapping[str, types.CellType]) -> Description:
        """What a name in a source means here, and the attributes that are read from it."""
        attributes = list(use.attributes)
        if use.module is not None:  # imported where it is used
            name = "." * use.level + use.module
            home = importlib.import_module(name, space.get("__package__") if use.level else None)
            found = home
            if use.name:
                found = (
                    getattr(home, use.name)
                    if hasattr(home, use.name)
                    else importlib.import_module(f"{home.__name__}.{use.name}")
                )
        elif use.name in around:
            try:
                found = around[use.name].cell_contents
            except ValueError:
                return ["not yet set"]
        elif use.name in space:
            found = space[use.name]
        elif hasattr(builtins, use.name):
            found = getattr(builtins, use.name)
        else:
            return ["unknown", use.name, attributes]
        while isinstance(found, types.ModuleType) and attributes and hasattr(found, attributes[0]):
            value = getattr(found, attributes[0])
            if isinstance(value, (str, list, dict)) and is_foreign(found.__name__.partition(".")[0]):
                return ["of the machine", found.__name__, attributes]  # such as sys.executable: its name counts
            found = value
            attributes.pop(0)
        more = next((names for kind, names in self.opened.items() if isinstance(found, kind)), ())
        return [part(found), attributes, *(part(getattr(found, name)) for name in attributes[:1] if name in more)]


@functools.lru_cache(maxsize=4096)
def expression(e: sp.Basic) -> Description:
    """A SymPy expression: its tree, in an order that does not depend on the version of SymPy, and the classes of this
    project in it."""
    kind = type(e)
    name = (
        ["sympy", kind.__name__] if is_foreign(root_of(kind)) or isinstance(kind, UndefinedFunction) else [Part(kind)]
    )
    if isinstance(e, sp.Symbol):
        return [*name, e.name, sorted((k, v) for k, v in e._assumptions_orig.items() if v is not None)]
    if isinstance(e, AppliedUndef):
        return ["letter of a function", kind.__name__, *map(expression, e.args)]
    if not e.args:
        return [*name, sp.srepr(e)]
    args = [expression(a) if isinstance(a, sp.Basic) else part(a) for a in e.args]
    if isinstance(e, UNORDERED):
        args.sort(key=lambda one: json.dumps(one, default=lambda found: found.of.__name__))
    return [*name, *args]
