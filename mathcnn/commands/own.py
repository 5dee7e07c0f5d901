"""Formulas of one's own on the command line: `my_formulas.py`, `my_formulas.py:group_norm`,
`package.module:group_norm`, and a law of one, `my_formulas.py:group_norm::shifts`.

A name with a single colon, or one that ends in .py, is of this kind. Every other name is one of the catalogue; if that
has no such name, `module.group_norm`, as reports write it, stands for `module:group_norm` of a module in the working
directory.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import sys
import traceback
from collections.abc import Iterable
from types import ModuleType

from ..catalogue import Topic, Unknown, find
from ..language.formula import Formula, Law, nearest
from ..processes import Ended
from .usage import Misuse

OWN = re.compile(r"(?P<where>.+?\.py|[^:]+(?=:(?!:)))(?::(?P<formula>[^:]*))?(?:::(?P<law>.*))?", re.DOTALL)


def is_own(name: str) -> bool:
    """Whether a name is that of formulas of one's own, and not of the catalogue."""
    return bool(OWN.fullmatch(name))


def found(name: str) -> list[Formula | Law | Topic]:
    """What a name on the command line stands for: one thing, or all formulas of a file or module of one's own.

    Raises Misuse if the file or module does not load or has no such formula or law; `catalogue.Unknown` if the
    catalogue has no such name.
    """
    parts = OWN.fullmatch(name)
    if not parts:
        try:
            return [find(name)]
        except Unknown:
            parts = OWN.fullmatch(_as_own(name))
            if not parts:
                raise
    where, formula, law = parts["where"], parts["formula"], parts["law"]
    module = _file(where) if where.endswith(".py") else _module(where)
    formulas = {key: one for key, one in vars(module).items() if isinstance(one, Formula)}
    if formula is None:
        if law is not None:
            raise Misuse(f"{name}: a law needs the name of its formula: {where}:FORMULA::{law}")
        here = {id(one): one for one in formulas.values() if one.fn.__module__ == module.__name__}
        if not here:
            raise Misuse(f"{where} has no formula (a function decorated with @mathcnn.formula)")
        return list(here.values())
    if formula not in formulas:
        if formula in vars(module):
            raise Misuse(f"{where}: {formula} is not a formula (a function decorated with @mathcnn.formula)")
        raise Misuse(f"{where} has no formula {formula or repr(formula)}{nearest(formula, formulas)}")
    of = formulas[formula]
    if law is None:
        return [of]
    if law not in of.laws:
        raise Misuse(f"{where}: no law {law or repr(law)} of {formula}{nearest(law, of.laws)}")
    return [of.laws[law]]


def all_found(names: Iterable[str]) -> list[Formula | Law | Topic]:
    """What several names stand for, each once and in their order. Raises what `found` raises."""
    return list({id(thing): thing for name in names for thing in found(name)}.values())


def the_one(name: str) -> Formula | Law | Topic:
    """The one thing that a name stands for. Raises what `found` raises, and Misuse if there are several formulas."""
    things = found(name)
    if len(things) > 1:
        each = ", ".join(f"{name}:{one.name.rpartition('.')[2]}" for one in things)
        raise Misuse(f"{name} has several formulas: {each}")
    return things[0]


def _as_own(name: str) -> str:
    """`module.group_norm` as `module:group_norm`, if the working directory has the module; else the name as it is."""
    path, _, law = name.partition("::")
    module, _, formula = path.rpartition(".")
    places = [os.path.join(*module.split(".")) + ending for ending in (".py", f"{os.sep}__init__.py")] if module else []
    if not any(map(os.path.isfile, places)):
        return name
    return f"{module}:{formula}" + (f"::{law}" if law else "")


def _file(path: str) -> ModuleType:
    """The module that a file holds, under the name of the file. Files beside it can be imported by it, as by a script.

    Raises Misuse if it is not there, its name is not one of a module, or it does not load.
    """
    if not os.path.isfile(path):
        raise Misuse(f"{path}: no such file")
    full = os.path.realpath(path)
    name = os.path.basename(full).removesuffix(".py")
    if not name.isidentifier():
        raise Misuse(f"{path}: the name of the file must be that of a module: letters, digits and underscores")
    loaded = sys.modules.get(name)
    if loaded is not None:
        if os.path.realpath(getattr(loaded, "__file__", None) or "") == full:
            return loaded
        raise Misuse(f"{path}: Python has another module called {name}; give the file another name")
    spec = importlib.util.spec_from_file_location(name, full)
    if spec is None or spec.loader is None:
        raise Misuse(f"{path}: Python cannot load it")
    module = importlib.util.module_from_spec(spec)
    _look_in(os.path.dirname(full))
    sys.modules[name] = module
    try:
        spec.loader.exec_module(module)
    except (Ended, KeyboardInterrupt):
        sys.modules.pop(name, None)
        raise
    except BaseException as error:  # a file may do anything when it is loaded
        sys.modules.pop(name, None)
        raise Misuse(_does_not_load(path, full, error)) from error
    return module


def _module(name: str) -> ModuleType:
    """A module by its name, looked for in the working directory, too. Raises Misuse if it does not load."""
    if not all(part.isidentifier() for part in name.split(".")):
        raise Misuse(f"{name!r}: it must be a file that ends in .py, or the name of a module")
    _look_in(os.getcwd())
    importlib.invalidate_caches()
    try:
        return importlib.import_module(name)
    except (Ended, KeyboardInterrupt):
        raise
    except BaseException as error:  # a module may do anything when it is imported
        if isinstance(error, ModuleNotFoundError) and f"{name}.".startswith(f"{error.name}."):
            raise Misuse(f"no module {error.name}") from None
        raise Misuse(_does_not_load(name, "", error)) from error


def _look_in(folder: str) -> None:
    if folder not in sys.path:
        sys.path.insert(0, folder)


def _does_not_load(where: str, full: str, error: BaseException) -> str:
    """One line: what was loaded, the line of it that raised, and the error."""
    lines = [frame.lineno for frame in traceback.extract_tb(error.__traceback__) if frame.filename == full]
    if isinstance(error, SyntaxError) and error.filename == full:
        lines, text = [error.lineno], error.msg
    else:
        text = str(error)
    place = f", line {lines[-1]}" if lines else ""
    return f"{where}{place}: {type(error).__name__}: {text}" if text else f"{where}{place}: {type(error).__name__}"
