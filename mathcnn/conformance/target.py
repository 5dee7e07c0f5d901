"""What is held against the formulas: a library by its adapter, a module with functions of the formulas' names, or one
function.

target("torch")                       an adapter: torch, jax, onnxruntime, onnx-reference, scipy
target("package.module")              every function there that has a formula's name
target("package.module:function")     one function, with the signature of the formula that it is held against
"""

from __future__ import annotations

import contextlib
import functools
import importlib
import importlib.util
import inspect
import io
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import metadata
from types import ModuleType
from typing import Any

import numpy as np

from .. import catalogue
from ..evidence.checks import NotOffered, Sample, call, exact_scalars, parted, plain_scalars, sides
from ..language.formula import Formula, Law
from ..numbers.rounding import Gap
from .recording import numpy_text, telling

EXTRAS = {
    "torch": "torch",
    "jax": "jax",
    "onnxruntime": "onnx",
    "onnx-reference": "onnx",
    "scipy": "",
}  # target: the extra that installs it
BUILT_IN = tuple(EXTRAS)


class NoTarget(Exception):
    """A target that cannot be held against anything; the message says why in one line."""


@dataclass
class Target:
    """A library, a module or a function, with everything that the checks ask of it."""

    name: str
    functions: Mapping[str, Callable[..., Any]]
    dtypes: tuple[str, ...] = ("float64", "float32")
    versions: dict[str, str] = field(default_factory=dict)
    imports: list[str] = field(default_factory=lambda: ["import numpy as np"])
    lifted: Callable[[np.ndarray], Any] = np.asarray
    lowered: Callable[[Any], Any] = np.asarray
    written: Callable[[Any], str | None] = numpy_text
    gradient: Callable[..., dict[str, Any]] | None = None
    typed: str = ""  # how a function of one's own is called in a reproduction
    slow: bool = False
    fixed: frozenset[str] = frozenset()  # arrays by which it does not differentiate

    def subject(self, of: Formula) -> Subject:
        """What the target has for a formula; NotOffered where it has nothing."""
        if of.name not in self.functions:
            raise NotOffered(f"{self.name} has no {of.name}")
        return Subject(of, self, self.functions[of.name])


@functools.cache
def target(name: str, formula: str = "") -> Target:
    """The target of a name. A single function computes `formula`."""
    if name in BUILT_IN:
        return adapter(name)
    path, colon, function = name.partition(":")
    module = imported(path, name)
    if not colon:
        return whole_module(name, module)
    found: Any = module
    for part in function.split("."):
        if not hasattr(found, part):
            raise NoTarget(f"{path} has no {function}")
        found = getattr(found, part)
    if not callable(found):
        raise NoTarget(f"{name} is {type(found).__name__}, which cannot be called")
    if not formula:
        raise NoTarget(
            f"{name} is one function: name the formula that it computes, mathcnn verify FORMULA --against {name}"
        )
    of = catalogue.find_formula(formula)
    fits(of, found, name)
    return Target(
        name,
        {of.name: found},
        versions=version_of(module),
        imports=["import numpy as np", f"import {path}"],
        typed=f"{path}.{function}",
    )


def adapter(name: str) -> Target:
    """A built-in target; its library may need an extra."""
    try:
        module = importlib.import_module(f"{__package__}.adapters.{name.replace('-', '_')}")
    except ModuleNotFoundError as error:
        raise NoTarget(f"{name} needs {error.name}: pip install 'mathcnn[{EXTRAS[name] or name}]'") from None
    except ImportError as error:
        raise NoTarget(f"{name} does not import: {error}") from None
    functions = {one: module.offered(fn) for one, fn in module.FORMULAS.items()}
    return Target(
        name,
        functions,
        module.DTYPES,
        module.VERSIONS,
        module.IMPORTS,
        module.lifted,
        module.lowered,
        module.written,
        getattr(module, "gradient", None),
        slow=getattr(module, "slow", False),
        fixed=getattr(module, "FIXED", frozenset()),
    )


def imported(path: str, name: str) -> ModuleType:
    """A module, from the folder that the command was given in, too."""
    if os.getcwd() not in sys.path:
        sys.path.insert(0, os.getcwd())
    if not all(part.isidentifier() for part in path.split(".")):
        raise NoTarget(f"no target {name!r}: it is one of {', '.join(BUILT_IN)}, a module, or package.module:function")
    try:
        return importlib.import_module(path)
    except ModuleNotFoundError as error:
        import difflib

        close = difflib.get_close_matches(name, BUILT_IN, 1)
        hint = f"; did you mean {close[0]}?" if close else ""
        raise NoTarget(f"{name}: no module {error.name}{hint}") from None
    except BaseException as error:  # a module may do anything when it is imported
        raise NoTarget(f"{name} does not import: {type(error).__name__}: {error}") from None


def whole_module(name: str, module: ModuleType) -> Target:
    """Functions of the formulas' names. A name that several topics have is meant for each whose signature fits."""
    found = {}
    for full, of in catalogue.catalog().formulas.items():
        fn = getattr(module, of.__name__, None)
        if callable(fn) and not isinstance(fn, type):
            with contextlib.suppress(NoTarget):
                fits(of, fn, name)
                found[full] = fn
    if not found:
        raise NoTarget(f"{name} has no function with a formula's name and signature (mathcnn list shows them)")
    return Target(
        name, found, versions=version_of(module), imports=["import numpy as np", f"import {name}"], typed=name
    )


def version_of(module: ModuleType) -> dict[str, str]:
    """The version of the distribution that a module belongs to, where it has one."""
    top = module.__name__.partition(".")[0]
    found = metadata.packages_distributions().get(top, [])
    return {"numpy": np.__version__, **{one: metadata.version(one) for one in found[:1]}}


# ---------------------------------------------------------------- signatures


def parameters(fn: Callable[..., Any]) -> list[inspect.Parameter] | None:
    """The parameters of a function; None where Python cannot say, as of some that are written in C."""
    try:
        return list(inspect.signature(fn).parameters.values())
    except (ValueError, TypeError):
        return None


def fits(of: Formula, fn: Callable[..., Any], name: str) -> None:
    """NoTarget where a function cannot be called with the formula's arguments."""
    theirs = parameters(fn)
    if theirs is None:
        return
    P = inspect.Parameter
    positional = [p for p in theirs if p.kind in (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)]
    ours = [p for p in of.signature.parameters.values() if p.kind is P.POSITIONAL_OR_KEYWORD]
    needed = [p for p in ours if p.default is P.empty]
    missing = len(needed) > len(positional) and not any(p.kind is P.VAR_POSITIONAL for p in theirs)
    extra = [p.name for p in positional[len(ours) :] if p.default is P.empty and p.name not in of.names]
    extra += [p.name for p in theirs if p.kind is P.KEYWORD_ONLY and p.default is P.empty and p.name not in of.names]
    if missing or extra:
        raise NoTarget(f"{name}{inspect.signature(fn)} has another signature than {of.name}{of.signature}")


# ---------------------------------------------------------------- a function as the checks call it


class Subject:
    """A function of a target, called with a formula's arguments. It sees them as the formula's own fast form does:
    words resolved to numbers, one number or one pair a spatial axis. What it lacks is NotOffered, unless it is asked
    for its default."""

    def __init__(self, of: Formula, held: Target, fn: Callable[..., Any]):
        self.of, self.target, self.fn = of, held, fn
        self.theirs = None if held.name in BUILT_IN else parameters(fn)
        self.before: Callable[[str], None] | None = None  # told of every call, in case it is the last
        self.misfits: dict[str, str] = {}  # results of another type than was asked for

    def __call__(self, *args: Any, **kwargs: Any) -> np.ndarray:
        reading, arrays, dtype = self.read(args, kwargs)
        scalars = self.passed({a: v for a, v in reading.scalars.items() if a not in self.of.switches})
        if self.before:
            self.before(self.line(arrays, scalars))
        lifted = {a: self.target.lifted(x) for a, x in arrays.items()}
        result = (
            self.target.lowered(self.call(lifted, scalars))
            if self.target.name in BUILT_IN
            else self.call(lifted, scalars)
        )
        return self.checked(result, dtype)

    def read(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[Any, dict[str, np.ndarray], str]:
        """The formula's own reading of a call, its arrays in the type in which they came, and that type."""
        of, bound = self.of, self.of.bound(args, kwargs).arguments
        reading = of.read(args, kwargs)
        given = {a: np.asarray(bound[a]) for a in of.arrays if bound.get(a) is not None}
        kinds = {
            x.dtype
            for a, x in given.items()
            if a not in of.labels and (x.dtype.kind == "f" or x.dtype.name == "bfloat16")
        }
        dtype = next(iter(kinds)).name if len(kinds) == 1 else np.result_type(*kinds).name if kinds else "float64"
        if dtype not in self.target.dtypes:
            raise NotOffered(dtype)
        return (
            reading,
            {a: x if a in of.labels or x.dtype.name == dtype else x.astype(dtype) for a, x in given.items()},
            dtype,
        )

    def passed(self, scalars: dict[str, Any]) -> dict[str, Any]:
        """The arguments beside arrays that the function takes; what it lacks has to be at its default."""
        if self.theirs is None:
            return {a: float(v) if type(v).__name__ == "Fraction" else v for a, v in scalars.items()}
        names = {p.name for p in self.theirs}
        if any(p.kind is inspect.Parameter.VAR_KEYWORD for p in self.theirs):
            names |= scalars.keys()
        slots = sum(
            p.kind in (inspect.Parameter.POSITIONAL_ONLY, inspect.Parameter.POSITIONAL_OR_KEYWORD) for p in self.theirs
        )
        names |= {
            a
            for a in self.of.names[:slots]
            if self.of.signature.parameters[a].kind is inspect.Parameter.POSITIONAL_OR_KEYWORD
        }
        taken = {}
        for a, v in scalars.items():
            if a in names:
                taken[a] = float(v) if type(v).__name__ == "Fraction" else v
            elif not self.at_default(a, v):
                raise NotOffered(f"{a} = {v}: the function has no such argument")
        return taken

    def at_default(self, a: str, v: Any) -> bool:
        default = self.of.signature.parameters[a].default
        if v == default or default is inspect.Parameter.empty:
            return bool(v == default)
        flat = np.ravel(np.asarray(v, object)).tolist()
        if default is None and a == "stride":  # windows side by side: what the kernel's size says
            return False
        return bool(flat) and all(one == default for one in flat)

    def call(self, arrays: dict[str, Any], scalars: dict[str, Any]) -> Any:
        """The function, arrays by their places and the rest by keyword; of a function of one's own, what comes first by
        its place.
        """
        if self.target.name in BUILT_IN:
            return self.fn(**arrays, **scalars)
        positional, named = self.placed(arrays, scalars)
        return self.fn(*positional, **named)

    def placed(self, arrays: dict[str, Any], scalars: dict[str, Any]) -> tuple[list[Any], dict[str, Any]]:
        both, positional = {**arrays, **scalars}, []
        for a, p in self.of.signature.parameters.items():
            if p.kind is inspect.Parameter.KEYWORD_ONLY or a not in both:
                break
            positional.append(both.pop(a))
        return positional, both

    def checked(self, y: Any, dtype: str) -> np.ndarray:
        """A result as an array; one of another type of numbers than it was given is noted."""
        if not (isinstance(y, (np.ndarray, np.generic, float, int)) or hasattr(y, "__array__")) or isinstance(y, bool):
            raise TypeError(f"returned {type(y).__name__}, which is no array")
        y = np.asarray(y)
        if y.dtype.kind not in "fciV" or y.dtype.kind == "V" and y.dtype.name != "bfloat16":
            raise TypeError(f"returned an array of {y.dtype}, which holds no numbers")
        wanted = {"f": dtype, "V": dtype, "c": {"float32": "complex64"}.get(dtype, "complex128")}.get(
            y.dtype.kind, y.dtype.name
        )
        if y.dtype.name != wanted:
            self.misfits.setdefault(dtype, f"{y.dtype.name} for {dtype}")
        return y

    def backward(self, dy: np.ndarray, **given: Any) -> tuple[Any, ...]:
        """The vector-Jacobian product by the target's automatic differentiation."""
        if self.target.gradient is None:
            raise NotOffered(f"{self.target.name} has no automatic differentiation")
        reading, arrays, dtype = self.read((), given)
        scalars = self.passed({a: v for a, v in reading.scalars.items() if a not in self.of.switches})
        lifted = {a: self.target.lifted(x) for a, x in arrays.items()}
        found = self.target.gradient(
            functools.partial(self.fn, **scalars), self.target.lifted(np.asarray(dy, dtype)), lifted
        )
        return tuple(
            self.target.lowered(found[a]) if a in found else None for a in self.of.arrays if a not in self.of.labels
        )

    # -- reproductions

    def line(self, arrays: dict[str, np.ndarray], scalars: dict[str, Any]) -> str:
        """The call of a function of one's own as Python; of an adapter's, by its table."""
        fn = self.target.typed or f"target({self.target.name!r}).functions[{self.of.name!r}]"
        if self.target.typed and ":" not in self.target.name:
            fn = f"{self.target.typed}.{self.of.__name__}"
        positional, named = self.placed(arrays, scalars)
        brief = lambda x: numpy_text(x) if x.size <= 300 else f"np.ones({x.shape}, {x.dtype.name!r})"
        text = lambda v: str(brief(v)) if isinstance(v, np.ndarray) else repr(v)
        return f"{fn}({', '.join([*map(text, positional), *(f'{a}={text(v)}' for a, v in named.items())])})"

    def reproduction(
        self, sample: Sample, gap: Gap, fault: str, law: Law | None, dtype: str, gradient: bool = False
    ) -> str:
        """A few lines that run a sample again with the target alone."""
        whole = any(x.dtype == object for x in sample.arrays.values())
        given, dy = parted(sample) if gradient else (sample.arrays, None)
        kwargs = plain_scalars(exact_scalars(sample.case, whole=whole))
        arrays = {
            a: x.astype(np.int64 if a in self.of.labels else dtype) if x.dtype == object else x
            for a, x in given.items()
        }
        lines: list[str] = []

        def noted(*args: Any, **options: Any) -> Any:
            reading, found, _ = self.read(args, options)
            scalars = self.passed({a: v for a, v in reading.scalars.items() if a not in self.of.switches})
            lines.append(f"print({self.line(found, scalars)})")
            return self(*args, **options)

        try:
            with telling(self.target.written) as notes, contextlib.redirect_stdout(io.StringIO()):
                if gradient:
                    self.backward(dy, **arrays, **kwargs)  # type: ignore[arg-type]
                elif law is not None:
                    sides(law, noted, sample.case, arrays, kwargs)
                else:
                    call(self.of, noted, arrays, kwargs)
        except Exception:  # it fails: the lines so far, and the call that failed, are what is wanted
            pass
        if notes.lines:
            lines = [*notes.lines, *(f"print({name})" for _, name in notes.names)]
            if gradient:
                weights = np.array2string(np.asarray(dy, float), separator=", ").replace("\n", "")
                lines.append(f"# the gradient of its sum with weights dy = {weights}")
        elif not self.target.typed:
            lines = ["from mathcnn.conformance import target", *lines]
        if fault:
            said = f"# raises {fault}"
        else:
            at = f" at {gap.place}" if gap.place is not None else ""
            said = f"# {gap.got}{at}, and {'the other side' if law else 'the formula'} says {gap.want}"
        return "\n".join([*self.target.imports, *lines, " ".join(said.split())])


def versions(held: Target) -> Iterator[tuple[str, str]]:
    yield from held.versions.items()


def offered_formulas(held: Target, names: Sequence[str]) -> list[str]:
    """Of the formulas named, those that a target has something for."""
    return [name for name in names if name in held.functions]
