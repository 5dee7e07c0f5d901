"""Records: what a call came to, kept in the cache, so that a process that makes it again needs neither plan nor text.

A record is named after all that decides it: the formula and its statement, the sources of this package, the versions
of Python, SymPy and LLVM, the processor, and the types, shapes, strides and options of the call. Formulas that are not
part of the package have no records, and nothing has while its sources are being changed or its functions are replaced.
"""

from __future__ import annotations

import functools
import hashlib
import os
import pathlib
import pickle
import sys
import time
from collections.abc import Sequence
from types import FunctionType, ModuleType
from typing import Any  # Any: records hold what calls hold, and modules hold anything

import sympy as sp

from ..language.formula import Formula
from .native import directory, keep, kept, machine

PACKAGE = __name__.partition(".")[0]
FLOORS = tuple(  # that decide what a kernel is, and what a network is made of
    f"{PACKAGE}.{floor}" for floor in ("compiled.", "language.", "numbers.", "networks.chunks")
)
LIBRARIES = {PACKAGE, "numpy", "sympy", "llvmlite"}
TIDE = 2.0  # seconds: a file system may give two changes within less the same time
NOT_DECIDING = {f"{PACKAGE}.compiled.running": {"memory"}}  # where results are put, which tests choose


def sources_changed(folder: str) -> tuple[str, float]:
    """A digest of the paths, sizes, inodes and times of the Python files below a folder, and the latest of the times.

    Contents are not read, which would take longer than a kernel from the cache may. A change of a file changes its
    time; its time of change (ctime) cannot be set back.
    """
    found, latest, folders = [], 0.0, [folder]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for one in entries:
                if one.is_dir():
                    folders.append(one.path)
                elif one.name.endswith(".py"):
                    s = one.stat()
                    latest = max(latest, s.st_mtime, s.st_ctime)
                    found.append(f"{one.path} {s.st_size} {s.st_ino} {s.st_mtime_ns} {s.st_ctime_ns}")
    if not found:
        raise FileNotFoundError(folder)
    return hashlib.sha256("\n".join(sorted(found)).encode()).hexdigest(), latest


@functools.cache
def origin() -> str | None:
    """What decides all kernels of this process; None if the sources cannot be seen, or have just been changed."""
    try:
        sources, latest = sources_changed(str(pathlib.Path(__file__).parents[1]))
    except OSError:  # such as a package in an archive
        return None
    if time.time() - latest < TIDE:
        return None
    return f"{sources} {sys.version} {sp.__version__} {machine()[1]}"


class Seen:
    """What a module and its classes held under each name when they were first seen; tables are copied."""

    def __init__(self, module: ModuleType):
        self.module = module
        left_out = NOT_DECIDING.get(module.__name__, set())
        own = [v for v in vars(module).values() if isinstance(v, type) and v.__module__ == module.__name__]
        self.classes = [(one, _count(one)) for one in own]
        self.held = [
            (space, k, v)
            for space in [vars(module), *map(vars, own)]
            for k, v in space.items()
            if k not in left_out and (k.isupper() or isinstance(v, (FunctionType, type, property, classmethod)))
        ]
        self.tables = [(v, v.copy()) for _, k, v in self.held if k.isupper() and isinstance(v, (dict, list, set))]

    @property
    def is_written_here(self) -> bool:
        """Whether the functions come from this package, from one that it uses, or from Python's library, which makes
        those of data classes."""
        names = {(v.__module__ or "").partition(".")[0] for _, _, v in self.held if type(v) is FunctionType}
        return all(name in LIBRARIES or name in sys.stdlib_module_names for name in names)

    @property
    def is_same(self) -> bool:
        """Whether the same names hold the same objects, and the tables what they held."""
        return (
            all(space.get(k) is v for space, k, v in self.held)
            and all(_count(one) == count for one, count in self.classes)
            and all(table == copy for table, copy in self.tables)
        )


def _count(one: type) -> int:
    """How many names a class holds, but for the one that pickle adds."""
    return len(vars(one)) - ("__slotnames__" in vars(one))


_seen: dict[str, Seen] = {}


def is_as_written() -> bool:
    """Whether no function, class or constant of the modules that write kernels has been replaced since it was seen.

    Tests replace functions to plant faults: their kernels are neither kept nor taken from the cache.
    """
    same = True
    for name, module in list(sys.modules.items()):
        if not name.startswith(FLOORS):
            continue
        if (seen := _seen.get(name)) is None or seen.module is not module:
            seen = _seen[name] = Seen(module)
            same = same and seen.is_written_here
        same = same and seen.is_same
    return same


def identity(of: Formula) -> str | None:
    """What tells a formula of this package, or a gradient of one, from others; None for other formulas."""
    arrays, base = [], of
    while (inner := getattr(base, "of", None)) is not None:
        if inner.gradient.get(base.array) is not base:  # type: ignore[attr-defined]  # of a gradient
            return None
        arrays.append(base.array)
        base = inner
    module = base.fn.__module__
    if not module.startswith(f"{PACKAGE}.") or getattr(sys.modules.get(module), base.fn.__name__, None) is not base:
        return None
    stated = base.definition
    if stated.statement is not base.statement:
        return None
    return f"{module} {base.fn.__name__} {arrays} {_text((base.statement, *base.where))} {base.shapes}"


@functools.cache
def _text(equations: tuple[sp.Basic, ...]) -> str:
    return str(equations)


def path_of(of: Formula, *what: object) -> pathlib.Path | None:
    """Where the record of a call is kept; None if it has none. what : all else that decides it, as stable texts."""
    return path_of_all([of], *what)


def path_of_all(formulas: Sequence[Formula], *what: object) -> pathlib.Path | None:
    """Where the record of calls of several formulas is kept, as `path_of` says."""
    if (begun := origin()) is None or not is_as_written():
        return None
    names = [name for of in formulas if (name := identity(of)) is not None]
    if len(names) < len(formulas):
        return None
    text = "\n".join([begun, *names, *map(repr, what)])
    return directory() / f"{hashlib.sha256(text.encode()).hexdigest()}.r"


def beside(path: pathlib.Path | None, *what: object) -> pathlib.Path | None:
    """Where another record of a call is kept, from the path of the first one."""
    if path is None:
        return None
    text = "\n".join([path.stem, *map(repr, what)])
    return path.with_name(f"{hashlib.sha256(text.encode()).hexdigest()}.r")


def recalled(path: pathlib.Path | None) -> Any:
    """What a record holds; None if there is none. Like machine code, it is trusted as far as the folder is."""
    data = None if path is None else kept(path)
    return None if data is None else pickle.loads(data)


def record(path: pathlib.Path | None, what: object) -> None:
    """Keep what a call came to."""
    if path is not None:
        keep(path, pickle.dumps(what))
