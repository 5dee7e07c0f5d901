"""What is checked against the formulas: a library by its adapter, a module with functions of the formulas' names, or
one function.

target("torch")                       an adapter: torch, jax, onnxruntime, onnx-reference, scipy, mathcnn, compiled
target("package.module")              every function of the module that has a formula's name
target("package.module:function")     one function, with the signature of the formula that it computes
"""

from __future__ import annotations

import contextlib
import difflib
import functools
import importlib
import importlib.util
import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from importlib import metadata
from types import ModuleType
from typing import Any  # Any: fields of a dataclass

import numpy as np

from .. import catalogue
from ..evidence.checks import NotOffered, said
from ..language.formula import Formula
from ..text.extras import MissingExtra, need
from .aliases import Function, LibraryArray
from .own_gradient import gradient_by
from .recording import AsPython, numpy_text
from .scope import MARK, BadScope, Scope, declared_by, parsed
from .signatures import DoesNotImport, NoTarget, check_signature, fit
from .subject import Subject

EXTRAS: dict[str, tuple[str, ...]] = {  # of each adapter: the extra that installs its packages, and those it needs
    "torch": ("torch", "torch", "ml_dtypes"),
    "jax": ("jax", "jax"),
    "onnxruntime": ("onnx", "onnx", "onnxruntime"),
    "onnx-reference": ("onnx", "onnx"),
    "scipy": (),  # which mathcnn itself needs
    "mathcnn": (),
    "compiled": ("native", "llvmlite"),
}
BUILT_IN = tuple(EXTRAS)
ALL_TYPES: tuple[str, ...] = ("float64", "float32", "float16")  # which functions of one's own are asked for
with contextlib.suppress(ImportError):
    import ml_dtypes  # noqa: F401  NumPy knows bfloat16 by it

    ALL_TYPES = (*ALL_TYPES, "bfloat16")


@dataclass
class Target:
    """A library, a module or a function, with everything that the checks ask of it."""

    name: str
    functions: Mapping[str, Function]  # by the names of the formulas that they compute
    dtypes: tuple[str, ...] = ("float64", "float32")  # the types of numbers that it has, widest first
    versions: dict[str, str] = field(default_factory=dict)
    imports: list[str] = field(default_factory=lambda: ["import numpy as np"])  # the first lines of a reproduction
    lifted: Callable[[np.ndarray], LibraryArray] = np.asarray  # an array as the target's own
    lowered: Callable[[LibraryArray], np.ndarray] = np.asarray  # and back
    as_python: AsPython = numpy_text
    gradient: Callable[..., dict[str, LibraryArray]] | None = None  # its automatic differentiation
    typed: str = ""  # how a reproduction writes the function, or the module that the functions are in
    single: bool = False  # whether `typed` is the only function, and not the module that it is in
    adapted: bool = False  # whether its functions take all arguments by keyword, and arrays as `lifted` makes them
    slow: bool = False  # whether large cases are made smaller
    steady: float = 0.0  # seconds that a call counts as beside its operations, where compiling decides; 0: its time
    fixed: frozenset[str] = frozenset()  # arrays for which it has no derivative
    layouts: Mapping[str, Mapping[str, Function]] = field(default_factory=dict)  # functions in layouts of its own
    layout: str = ""  # the one of these that its functions are in
    scope: Scope = field(default_factory=Scope)  # what is asked of its functions, beside what each of them declares
    memory: dict[str, Any] = field(default_factory=dict, compare=False)  # what was found out; see `Subject.learn`

    def laid_out(self, layout: str) -> Target:
        """The target with its functions in one of its own layouts. Raises KeyError if it has no such layout."""
        return replace(self, functions=self.layouts[layout], layouts={}, layout=layout, memory={})

    def subject(self, of: Formula) -> Subject:
        """What the target has for a formula, to be called as the formula. Raises NotOffered if it has nothing."""
        if of.name not in self.functions:
            raise NotOffered(f"{self.name} has no {of.name}")
        fn = self.functions[of.name]
        scope = declared_by(fn).merged(self.scope)
        scope.check(of)
        return Subject(of, self if scope == Scope() else scoped(self, scope), fn, scope)

    def ready(self, of: Formula) -> None:
        """Make one array of another library, as the scope says, so that this library has loaded what it needs.

        With the first one, the driver of a GPU reserved 13 GiB of address space in a measurement with PyTorch, and none
        of that says what calls need. of: the formula. What this raises, the first call raises and reports.
        """
        with contextlib.suppress(Exception):
            subject = self.subject(of)
            if subject.scope.arrays != "numpy":
                subject.target.lowered(subject.target.lifted(np.zeros(1, subject.target.dtypes[-1])))


def scoped(held: Target, scope: Scope) -> Target:
    """A target with the types of numbers, and the arrays, of a scope. Raises NoTarget if these arrays need a package
    that is not installed."""
    changes: dict[str, Any] = {}
    if scope.dtypes:
        changes["dtypes"] = tuple(d for d in ALL_TYPES if d in scope.dtypes)
    if scope.arrays == "torch":
        from .adapters import torch

        at = scope.device or "cpu"
        changes |= {"lifted": lambda x: torch.lifted(x).to(at), "lowered": lambda y: torch.lowered(y.cpu())}
    elif scope.arrays != "numpy":
        try:
            library = importlib.import_module(scope.arrays)
            lift = getattr(library, lifting(library))
        except (ImportError, AttributeError) as error:
            raise NoTarget(
                f"scope: arrays = {scope.arrays!r}: no module with asarray or from_dlpack ({error})"
            ) from None
        changes |= {
            "lifted": lambda x: lift(np.array(x, x.dtype.newbyteorder("="), order="C")),
            "lowered": from_library,
        }
    return replace(held, **changes)


def lifting(library: ModuleType) -> str:
    """The name of the function of a module that makes its arrays of NumPy's: `asarray` of the array API standard, which
    puts them on the module's own device, or else `from_dlpack`, which leaves them where they are. Raises AttributeError
    if it has neither."""
    if hasattr(library, "asarray"):
        return "asarray"
    if hasattr(library, "from_dlpack"):
        return "from_dlpack"
    raise AttributeError(f"{library.__name__} has neither asarray nor from_dlpack")


def from_library(y: LibraryArray) -> np.ndarray:
    """An array of a module as NumPy's: by DLPack from any device, or in another way for types that it does not know."""
    try:
        return np.from_dlpack(y, device="cpu")
    except (AttributeError, BufferError, RuntimeError):  # no array of a library; bfloat16
        return np.asarray(y)


@functools.cache
def target(name: str, formula: str = "") -> Target:
    """The target with a name.

    name: an adapter, a module, or "package.module:function", after which a scope may stand: "ops:conv?ranks=2"; see
    `scope`. formula: the name of the formula that a single function computes; that which it declares, if left out.
    Raises NoTarget if there is no such target, and `catalogue.Unknown` if there is no such formula.
    """
    plain, mark, text = name.partition(MARK)
    try:
        said = parsed(text)
    except BadScope as error:
        raise NoTarget(str(error)) from None
    if mark and plain in BUILT_IN:
        raise NoTarget(f"scope: {plain} is an adapter, which says itself what it offers")
    return replace(found_by_name(plain, formula, said), name=name, scope=said, memory={})


def found_by_name(name: str, formula: str, said: Scope) -> Target:
    """The target with a name that holds no scope. said: the scope that is asked; other parameters as for `target`."""
    if name in BUILT_IN:
        return adapter(name)
    path, colon, function = name.partition(":")
    module = imported(path, name)
    if not colon:
        return whole_module(name, module, said)
    found = named_in(module, path, function)
    declared = declared_by(found).merged(said)
    if not (formula or declared.formula):
        raise NoTarget(needs_formula(name))
    of = catalogue.find_formula(formula or declared.formula)
    check(of, found, name, said)
    imports = ["import numpy as np", f"import {path}"]
    typed, gradient = f"{path}.{function}", None
    if declared.gradient:
        path, _, function = declared.gradient.partition(":")
        own = named_in(imported(path, declared.gradient), path, function)
        gradient = functools.partial(gradient_by, of, own)
    return Target(
        name, {of.name: found}, ALL_TYPES, version_of(module), imports, typed=typed, single=True, gradient=gradient
    )


def named_in(module: ModuleType, path: str, function: str) -> Function:
    """A function of a module, or of a class or an object in it. Raises NoTarget if there is none."""
    found: Function | ModuleType = module
    for part in function.split("."):
        if not hasattr(found, part):
            raise NoTarget(f"{path} has no {function}")
        found = getattr(found, part)
    if not callable(found):
        raise NoTarget(f"{path}:{function} is {type(found).__name__}, which cannot be called")
    return found


def check(of: Formula, fn: Function, name: str, said: Scope) -> None:
    """Raise NoTarget if a function cannot be called with a formula's arguments, by the names that its scope has.

    said: the scope that is asked, beside what the function declares.
    """
    declared = declared_by(fn).merged(said)
    try:
        declared.check(of)
    except BadScope as error:
        raise NoTarget(f"{name}: {error}") from None
    check_signature(of, fn, name, fit(of, fn, declared.arguments, declared.order, declared.state), declared.state)


def is_function(name: str) -> bool:
    """Whether a target's name is that of a single function."""
    return ":" in name.partition(MARK)[0]


def needs_formula(name: str) -> str:
    """The message for a single function whose formula is not named."""
    return f"{name} is one function: name the formula that it computes, mathcnn verify FORMULA --against {name}"


def adapter(name: str) -> Target:
    """A built-in target. Raises NoTarget if its library is not installed, or does not import."""
    module_name = f"{__package__}.adapters.{name.replace('-', '_')}"
    try:
        if EXTRAS[name]:
            extra, *packages = EXTRAS[name]
            need(extra, name, *packages)
        module = importlib.import_module(module_name)
    except MissingExtra as error:
        raise NoTarget(str(error)) from None
    except ImportError as error:
        raise NoTarget(f"{name} does not import: {error}") from None
    offered = getattr(module, "offered", lambda fn: fn)
    return Target(
        name,
        {one: offered(fn) for one, fn in module.FORMULAS.items()},
        module.DTYPES,
        module.VERSIONS,
        module.IMPORTS,
        module.lifted,
        module.lowered,
        module.as_python,
        getattr(module, "gradient", None),
        adapted=getattr(module, "ADAPTED", True),
        slow=getattr(module, "slow", False),
        steady=getattr(module, "STEADY", 0.0),
        fixed=getattr(module, "FIXED", frozenset()),
        layouts={
            layout: {one: offered(fn) for one, fn in table.items()}
            for layout, table in getattr(module, "LAYOUTS", {}).items()
        },
    )


def imported(path: str, name: str) -> ModuleType:
    """A module, looked for in the working directory, too.

    path: the module's name; name: the target's, for messages. Raises NoTarget if it does not import.
    """
    look_for(name)
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError as error:
        raise NoTarget(no_module(name, str(error.name))) from None
    except BaseException as error:  # a module may do anything when it is imported
        raise DoesNotImport(f"{name} does not import: {said(error)}") from None


def look_for(name: str) -> None:
    """Raise NoTarget if a target's name is no adapter and no module that exists; nothing of the target is imported."""
    plain = name.partition(MARK)[0]
    if plain in BUILT_IN:
        return
    path = plain.partition(":")[0]
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    if not all(part.isidentifier() for part in path.split(".")):
        raise NoTarget(f"no target {name!r}: it is one of {', '.join(BUILT_IN)}, a module, or package.module:function")
    top = path.partition(".")[0]
    importlib.invalidate_caches()
    if top not in sys.modules and importlib.util.find_spec(top) is None:
        raise NoTarget(no_module(name, top))


def no_module(name: str, module: str) -> str:
    """The message for a target whose module does not exist."""
    close = difflib.get_close_matches(name, BUILT_IN, 1)
    return f"{name}: no module {module}" + (f"; did you mean {close[0]}?" if close else "")


def whole_module(name: str, module: ModuleType, said: Scope) -> Target:
    """The functions of a module that have a formula's name and a signature that fits.

    A name that several topics have stands for each formula that fits. Raises NoTarget if no function fits.
    """
    found = {}
    formulas = catalogue.catalog().formulas
    for full, of in formulas.items():
        fn = getattr(module, of.__name__, None)
        if callable(fn) and not isinstance(fn, type) and declared_by(fn).formula in ("", full):
            with contextlib.suppress(NoTarget):
                check(of, fn, name, said)
                found[full] = fn
    for fn in vars(module).values():
        full = declared_by(fn).formula if callable(fn) else ""
        if full:
            of = catalogue.find_formula(full)
            check(of, fn, f"{name}:{getattr(fn, '__name__', full)}", said)
            found[of.name] = fn
    if not found:
        raise NoTarget(f"{name} has no function with a formula's name and signature (mathcnn list shows them)")
    imports = ["import numpy as np", f"import {name}"]
    return Target(name, found, ALL_TYPES, version_of(module), imports, typed=name)


def version_of(module: ModuleType) -> dict[str, str]:
    """The versions of NumPy, and of the distribution that a module belongs to if it belongs to one."""
    top = module.__name__.partition(".")[0]
    found = metadata.packages_distributions().get(top, [])
    return {"numpy": np.__version__, **{one: metadata.version(one) for one in found[:1]}}
