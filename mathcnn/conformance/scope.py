"""What a function of one's own takes, as its author declares it: outside of that nothing is asked.

    @mathcnn.conformance.scope(formula="layers.conv", ranks={2}, dtypes=("float32",), layout="NHWC",
                               layouts={"w": "HWIO"}, arguments={"input": "x", "filters": "w"}, symmetric_padding=True)
    def conv2d(input, filters, stride=1, padding=0): ...

The same on the command line, in one option or as TOML in a file:

    mathcnn verify layers.conv --against mypkg.ops:conv2d --scope ranks=2,dtypes=float32,layout=NHWC
    mathcnn verify layers.conv --against mypkg.ops:conv2d --scope scope.toml

Several values are joined by "+" (`dtypes=float32+float64`, `arguments=input:x+filters:w`).

An object whose weights are its state, such as a torch.nn.Module or a layer of Keras, is checked by a factory: a
function that gets the weights, named in `state`, and every argument that is not an array, and returns the object. The
object is then called with the arrays that are left:

    @mathcnn.conformance.scope(formula="layers.linear", state=("w", "b"), arrays="torch")
    def dense(w, b=None):
        layer = torch.nn.Linear(w.shape[1], w.shape[0], bias=b is not None)
        layer.load_state_dict({"weight": w} | ({"bias": b} if b is not None else {}))
        return layer
"""

from __future__ import annotations

import dataclasses
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar  # Any: entries of a scope, which are checked here

import numpy as np

from ..evidence.checks import NotOffered
from ..language.formula import Formula
from ..numbers import formats
from . import signatures
from .aliases import Function, LibraryArray, Scalar

ATTRIBUTE = "__mathcnn_scope__"  # of a decorated function
MARK = "?"  # between the name of a target and its scope: "ops:conv?ranks=2"
CHANNELS_LAST = "channels last"
SPATIAL = "DHW"
F = TypeVar("F", bound=Callable[..., Any])  # a decorated function is returned as it is


class BadScope(ValueError):
    """A scope that cannot be; the message names the entry, its value and the rule."""


def bad(name: str, value: object, rule: str) -> BadScope:
    return BadScope(f"scope: {name} = {value!r}: {rule}")


@dataclass(frozen=True)
class Scope:
    """What a function takes. Every entry that is left out is no restriction.

    formula: the name of the formula that it computes
    ranks: the numbers of spatial axes; for formulas without spatial axes, those of axes of the first array
    dtypes: the types of numbers, of float64, float32, float16, bfloat16 and int64
    layout: the order of the axes of the first array and of the result, such as "NHWC", for those of three axes or more;
        "channels last" for arrays in the formula's own order of axes whose channels are next to each other in memory
    layouts: the same for single arrays, by the formula's names, and "result": {"w": "HWIO"}
    arguments: the function's names for arguments: the formula's names
    order: the formula's names of the arguments that are passed by position, in the function's order
    only: the values that an argument has: {"groups": 1, "mode": ("same", "valid")}
    lacks: arguments that it does not have
    symmetric_padding: whether padding before and after must be equal
    square: whether kernels, strides, dilations and paddings must be equal along all axes
    negative_strides, read_only: whether it takes arrays of this kind
    contiguous: whether arrays must be contiguous, in the order of C
    arrays: what it takes arrays as: "numpy", "torch", or a module that has `asarray` or `from_dlpack` ("cupy")
    device: where these arrays are, for torch
    state: the formula's names of the arrays that a factory gets; see above
    largest: the most entries that an array may have
    gradient: its gradient, "package.module:function": a function (dy, then what the function takes) that returns one
        array for each array argument, as for `mathcnn.check`
    """

    formula: str = ""
    ranks: frozenset[int] = frozenset()
    dtypes: tuple[str, ...] = ()
    layout: str = ""
    layouts: Mapping[str, str] = field(default_factory=dict)
    arguments: Mapping[str, str] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    only: Mapping[str, tuple[Scalar, ...]] = field(default_factory=dict)
    lacks: frozenset[str] = frozenset()
    symmetric_padding: bool = False
    square: bool = False
    negative_strides: bool = True
    read_only: bool = True
    contiguous: bool = False
    arrays: str = "numpy"
    device: str = ""
    state: tuple[str, ...] = ()
    largest: int = 0
    gradient: str = ""

    def __post_init__(self) -> None:
        def set_(name: str, v: object) -> None:
            object.__setattr__(self, name, v)

        for name in ("ranks", "lacks"):
            set_(name, frozenset(_several(name, getattr(self, name))))
        for name in ("dtypes", "order", "state"):
            set_(name, tuple(_several(name, getattr(self, name))))
        for name in ("layouts", "arguments", "only"):
            if not isinstance(getattr(self, name), Mapping):
                raise bad(name, getattr(self, name), "must be a mapping from names")
        set_("only", {a: tuple(v) if isinstance(v, (tuple, list)) else (v,) for a, v in self.only.items()})
        for n in self.ranks:
            if type(n) is not int or not 0 <= n <= 8:
                raise bad("ranks", n, "each must be an integer from 0 to 8")
        for d in self.dtypes:
            if d not in (*formats.UNIT, "int64"):
                raise bad("dtypes", d, f"each must be one of {', '.join([*formats.UNIT, 'int64'])}")
        if self.dtypes and not set(self.dtypes) & set(formats.UNIT):
            raise bad("dtypes", self.dtypes, "one must be a floating type")
        for name in ("symmetric_padding", "square", "negative_strides", "read_only", "contiguous"):
            if type(getattr(self, name)) is not bool:
                raise bad(name, getattr(self, name), "must be True or False")
        for a, one in [("layout", self.layout), *((f"layouts[{a!r}]", v) for a, v in self.layouts.items())]:
            if one and one != CHANNELS_LAST:
                axes_of(a, one, len(one))
        if type(self.largest) is not int or self.largest < 0:
            raise bad("largest", self.largest, "must be an integer >= 0")
        if not self.arrays or not all(part.isidentifier() for part in str(self.arrays).split(".")):
            raise bad("arrays", self.arrays, 'must be "numpy", "torch" or a module with asarray or from_dlpack')
        if self.device and self.arrays != "torch":
            raise bad("device", self.device, 'needs arrays = "torch"')
        module, _, function = str(self.gradient).partition(":")
        if self.gradient and not all(part.isidentifier() for part in (*module.split("."), *function.split("."))):
            raise bad("gradient", self.gradient, "must be package.module:function")

    def check(self, of: Formula) -> None:
        """Raise BadScope for names that the formula does not have."""
        for name in ("order", "lacks", "only"):
            for a in getattr(self, name):
                if a not in of.names:
                    raise bad(name, a, f"{of.name} has no such argument, but {', '.join(of.names)}")
        for a in self.arguments.values():
            if a not in of.names:
                raise bad("arguments", a, f"{of.name} has no such argument, but {', '.join(of.names)}")
        for a in self.state:
            if a not in of.arrays:
                raise bad("state", a, f"must be an array of {of.name}: {', '.join(of.arrays)}")
        for a in self.layouts:
            if a not in (*of.arrays, "result"):
                raise bad("layouts", a, f"must be an array of {of.name} or result: {', '.join(of.arrays)}")
        if needed := [a for a in self.lacks if of.signature.parameters[a].default is of.signature.empty]:
            raise bad("lacks", needed[0], f"{of.name} cannot be asked without it")

    # -- what is refused

    def refuse(self, of: Formula, rank: int, arrays: Mapping[str, Any], scalars: Mapping[str, Scalar]) -> None:
        """Raise NotOffered for a call outside of the scope.

        of: the formula; rank: the number of spatial axes; arrays: their values or their shapes, by name; scalars: the
        other arguments, resolved to numbers.
        """
        shapes = {a: getattr(x, "shape", x) for a, x in arrays.items()}
        if not of.ranked and of.arrays:
            rank = len(shapes.get(of.arrays[0], ()))
        if self.ranks and rank not in self.ranks:
            raise NotOffered(f"{rank} {'spatial ' * of.ranked}axes")
        if given := next((a for a in self.lacks if a in shapes), ""):
            raise NotOffered(given)
        for a, values in self.only.items():
            if a in scalars and not any(signatures.has(scalars[a], v) for v in values):
                raise NotOffered(f"{a} = {scalars[a]}")
        padding = scalars.get("padding")
        pairs = padding if isinstance(padding, tuple) else ()
        if self.symmetric_padding and any(isinstance(p, tuple) and p[0] != p[-1] for p in pairs):
            raise NotOffered("padding that differs before and after")
        if self.square:
            for a in ("kernel_size", "stride", "dilation", "padding"):
                v = scalars.get(a)
                if isinstance(v, tuple) and len(set(v)) > 1:
                    raise NotOffered(f"{a} that differs by axis")
            if "kernel_size" not in of.names and "w" in shapes and len(set(shapes["w"][2:])) > 1:
                raise NotOffered("a kernel that is not square")
        if self.largest and (big := [a for a, s in shapes.items() if np.prod(s, dtype=float) > self.largest]):
            raise NotOffered(f"{big[0]} of more than {self.largest} entries")

    def refuse_memory(self, arrays: Mapping[str, np.ndarray]) -> None:
        """Raise NotOffered for arrays that lie in memory as the function does not take them."""
        for a, x in arrays.items():
            if not self.negative_strides and any(step < 0 for step in x.strides):
                raise NotOffered(f"{a} with negative strides")
            if not self.read_only and not x.flags.writeable:
                raise NotOffered(f"{a} that is read-only")
            if self.contiguous and not x.flags.c_contiguous:
                raise NotOffered(f"{a} that is not contiguous")

    # -- arrays in the function's own order of axes

    @property
    def converts(self) -> bool:
        """Whether arrays are passed as something else than the formula's own."""
        return bool(self.layout or self.layouts or self.arrays != "numpy" or self.state)

    def given(self, of: Formula, a: str, x: np.ndarray) -> np.ndarray:
        """An array as the function takes it."""
        layout = self.layouts.get(a, self.layout if of.arrays and a == of.arrays[0] else "")
        if not layout or x.ndim < 3:
            return x
        if layout == CHANNELS_LAST:
            last = np.ascontiguousarray(np.moveaxis(x, 1, -1))
            return np.moveaxis(last, -1, 1)
        return np.ascontiguousarray(x.transpose(axes_of(a, layout, x.ndim)))

    def returned(self, y: LibraryArray, lowered: Callable[[LibraryArray], np.ndarray]) -> LibraryArray:
        """What the function returned, one array or a tuple of several, as the formula has it; as it is if nothing is
        declared about arrays.

        y: it; lowered: an array of the library -> one of NumPy
        """
        if not self.converts:
            return y
        return tuple(self.taken(lowered(one)) for one in y) if isinstance(y, tuple) else self.taken(lowered(y))

    def taken(self, y: np.ndarray) -> np.ndarray:
        """A result of the function as the formula has it."""
        layout = self.layouts.get("result", self.layout)
        if not layout or layout == CHANNELS_LAST or not isinstance(y, np.ndarray) or y.ndim < 3:
            return y
        return y.transpose(np.argsort(axes_of("result", layout, y.ndim)))

    def merged(self, other: Scope) -> Scope:
        """This scope with the entries that another declares."""
        said = {f.name: getattr(other, f.name) for f in dataclasses.fields(Scope)}
        default = Scope()
        return dataclasses.replace(self, **{a: v for a, v in said.items() if v != getattr(default, a)})


def axes_of(name: str, layout: str, ndim: int) -> tuple[int, ...]:
    """The formula's axes, (N, C, *spatial) or (O, I, *spatial), in the order of a layout such as "NHWC"."""
    text = str(layout)
    spatial = [c for c in text if c in SPATIAL]
    others = [c for c in text if c not in SPATIAL]
    joined = "".join(spatial)
    if sorted(others) not in (["C", "N"], ["I", "O"]) or not spatial or joined not in text or joined not in SPATIAL:
        raise bad(name, layout, 'must be "channels last", N and C (or O and I) with H, HW or DHW, as in NHWC or HWIO')
    first, second = ("N", "C") if "N" in others else ("O", "I")
    order: list[int] = []
    for c in text.replace(joined, "*"):
        order += range(2, ndim) if c == "*" else [{first: 0, second: 1}[c]]
    return tuple(order)


def _several(name: str, v: object) -> Iterable[Any]:  # Any: numbers or names, which the caller checks
    """One value, or several, as several."""
    if isinstance(v, (str, int)):
        return (v,)
    if not isinstance(v, Iterable):
        raise bad(name, v, "must be a value or several")
    return v


# ---------------------------------------------------------------- declared in Python, on a line, in a file


def scope(**entries: Any) -> Callable[[F], F]:  # Any: the entries of `Scope`, which it checks
    """Declare what a function takes.

    entries: those of `Scope`. Returns a decorator that returns the function as it is. Raises BadScope, a ValueError,
    which names the entry, its value and the rule.
    """
    declared = made(entries)

    def decorate(fn: F) -> F:
        setattr(fn, ATTRIBUTE, declared)
        return fn

    return decorate


def made(entries: Mapping[str, Any]) -> Scope:
    """A scope of entries. Raises BadScope."""
    known = [f.name for f in dataclasses.fields(Scope)]
    for name, v in entries.items():
        if name not in known:
            raise bad(name, v, f"must be one of {', '.join(known)}")
    return Scope(**entries)


def declared_by(fn: Function) -> Scope:
    """The scope that a function declares, or the one without restrictions."""
    found = getattr(fn, ATTRIBUTE, None)
    return found if isinstance(found, Scope) else Scope()


def parsed(text: str) -> Scope:
    """A scope from one line, "ranks=2,dtypes=float32+float64,layout=NHWC", or from the TOML file of that name, after
    which other entries may stand: "scope.toml,ranks=2".

    Raises BadScope.
    """
    entries: dict[str, Any] = {}
    path, mark, rest = text.partition(".toml")
    if mark and rest[:1] in ("", ","):
        try:
            entries |= tomllib.loads(Path(path + mark).read_text("utf-8"))
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
            raise BadScope(f"scope: {path}{mark}: {error}") from None
        text = rest
    for part in filter(None, text.split(",")):
        name, equals, value = part.partition("=")
        if not equals:
            raise bad(name, "", "must be written NAME=VALUE")
        if name in entries:
            raise bad(name, value, "is given twice; join values by +")
        entries[name] = _value(name, value)
    return made(entries)


def _value(name: str, text: str) -> Any:  # Any: the entries of `Scope`
    """The value of an entry that is written on one line."""

    def single(one: str) -> Scalar:
        return {"true": True, "false": False, "none": None}.get(one.lower(), int(one) if one.isdigit() else one)

    if name in ("ranks", "dtypes", "order", "lacks", "state"):
        return tuple(single(one) for one in text.split("+"))
    if name not in ("layouts", "arguments", "only"):
        return single(text)
    found: dict[str, Any] = {}
    for pair in text.split("+"):
        key, colon, value = pair.partition(":")
        if not colon:
            raise bad(name, pair, "must be written NAME:VALUE")
        found[key] = (*found.get(key, ()), single(value)) if name == "only" else single(value)
    return found
