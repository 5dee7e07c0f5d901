"""One call, drawn from a formula's shape line, arguments and conventions. The same seed and index give the same
call."""

from __future__ import annotations

import functools
import math
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import Any

import numpy as np

from mathcnn.catalogue import catalog
from mathcnn.evidence import cases
from mathcnn.language.formula import Formula

from . import arrays as A
from . import bad

SLOW = {"convolution.continuous": 0.02, "convolution.two_sided": 0.3}  # how often, beside others: these take seconds
MOST = {"large": 20_000, "very large": 300_000}  # entries of a call, arrays and result
ORDINARY = 300
PRODUCTS = 10**9  # that a call may take


class Ordinary(cases.Random):
    """Squares and equal strides: one size for all axes of a call, and one small number."""

    def __init__(self, rng: random.Random, sizes: tuple[int, ...] = (1, 2, 3, 4, 5)):
        super().__init__(rng)
        self.one, self.small = rng.choice(sizes), rng.randrange(3)

    def size(self, least: int, used: set[int]) -> int:
        return max(least, self.one)

    def number(self, least: int, used: set[int]) -> int:
        return least + self.small


class Layers(cases.Random):
    """Sizes that layers have."""

    def size(self, least: int, used: set[int]) -> int:
        return max(least, self.rng.choice((1, 1, 2, 3, 3, 3, 4, 8, 16)))

    def number(self, least: int, used: set[int]) -> int:
        return least + self.rng.choice((0, 0, 1, 1, 2))


class Thresholds(cases.Random):
    """Small sizes, and now and then one at or beside a power of two."""

    def __init__(self, rng: random.Random, powers: tuple[int, ...] = (8, 16, 32, 64)):
        super().__init__(rng)
        self.powers = powers

    def size(self, least: int, used: set[int]) -> int:
        if self.rng.random() < 0.25:
            return max(least, self.rng.choice(self.powers) + self.rng.randint(-1, 1))
        return max(least, self.rng.choice((1, 1, 2, 3)))


SHAPES: dict[str, tuple[float, Callable[[random.Random], cases.Random]]] = {
    "ordinary": (3, Ordinary),
    "distinct": (4, cases.Random),
    "layers": (2, Layers),
    "thresholds": (2, Thresholds),
    "large": (0.4, lambda rng: Thresholds(rng, (32, 128, 256, 512, 1024, 4096))),
    "very large": (0.05, lambda rng: Thresholds(rng, (100, 1000, 4096, 16384, 65536))),
}


@dataclass
class Given:
    """An argument as it is passed, as Python, and the number or the array that it stands for."""

    value: Any
    text: Callable[[], str]
    means: Any
    types: list[np.dtype] = field(default_factory=list)  # that take part in promotion
    weak: bool = False  # a Python float, which adapts


@dataclass
class Call:
    of: Formula
    seed: str
    shapes: str
    style: str
    arguments: dict[str, Given]
    rank: int = 1
    positional: int = 0
    wrong: str = ""  # the argument that is wrong, if any
    refuse: bool = False  # whether it has to be refused
    gradient: Any = None  # dy, for a call of the gradient
    earlier: Call | None = None  # a call that comes before it, and may not matter

    def __call__(self) -> Any:
        values = {a: g.value for a, g in self.arguments.items()}
        first = [values.pop(a) for a in list(values)[: self.positional]]
        if self.gradient is not None:
            return self.of.backward(self.gradient, *first, **values)  # type: ignore[misc]
        return self.of(*first, **values)

    @property
    def name(self) -> str:
        return self.of.name + (".backward" if self.gradient is not None else "")

    @property
    def size(self) -> int:
        """How long the call is, to choose the smallest of several."""
        values = [g.value for g in self.arguments.values()]
        return sum(v.size if isinstance(v, np.ndarray) else len(repr(v)) // 4 for v in values)

    @property
    def given_arrays(self) -> dict[str, Given]:
        return {a: g for a, g in self.arguments.items() if a in self.of.arrays and g.means is not None}

    def text(self) -> str:
        """The call as Python, after `from tests.differential import arrays as A; from tests.differential.arrays
        import dtype_of`."""
        shown = [
            g.text() if k < self.positional else f"{a}={g.text()}" for k, (a, g) in enumerate(self.arguments.items())
        ]
        if self.gradient is not None:
            shown.insert(0, A.written(self.gradient))
        return f"{self.name}({', '.join(shown)})"


@functools.cache
def formulas() -> tuple[list[Formula], list[float]]:
    found = list(catalog().formulas.values())
    return found, [SLOW.get(of.name, 1.0) * (0.1 if not of.names else 1.0) for of in found]


def draw(seed: int, index: int, only: str = "") -> Call:
    """The call with this index."""
    text = f"{seed}:{index}"
    rng = random.Random(text)
    known, weights = formulas()
    of = catalog().formulas[only] if only else rng.choices(known, weights)[0]
    while True:
        shapes = rng.choices(list(SHAPES), [weight for weight, _ in SHAPES.values()])[0]
        try:
            case = cases.draw(of, SHAPES[shapes][1](rng))
        except cases.Reject:
            continue
        entries, result = sorted(map(math.prod, case.shapes.values())), math.prod(case.result)
        if sum(entries) + result <= MOST.get(shapes, ORDINARY) and (
            len(entries) < 2 or entries[-2] * result <= PRODUCTS
        ):
            break
    call = filled(of, case, rng, text, shapes)
    if rng.random() < 0.2 and of.names:
        return spoiled(call, rng)
    if of.backward is not None and not of.functions and rng.random() < 0.1:
        return backward(call, rng)
    return call


def filled(of: Formula, case: cases.Case, rng: random.Random, seed: str, shapes: str) -> Call:
    """Arrays and numbers for a geometry, each written in one of its ways."""
    style = rng.choices(A.STYLES, [6, 3, 2, 1, 1, 1])[0]
    of_all = rng.choices(
        [rng.choice(A.ORDINARY), rng.choice(A.FLOATS), rng.choice(A.INTEGERS), "exact", "list"], [5, 4, 3, 0.5, 1.5]
    )[0]
    of_all = "float64" if of_all == "exact" and case.entries > 30 else of_all  # fractions grow
    mixed = rng.random() < 0.25 and of_all not in ("exact", "list")

    def kind(a: str) -> str:
        if a in of.labels:
            return rng.choice(["int64", "int32", "uint8", "list"])
        return rng.choice([*A.ORDINARY, *A.FLOATS, *A.INTEGERS, "list"]) if mixed else of_all

    kinds = {a: kind(a) for a in case.shapes}
    free = case.filled(lambda a, shape: numbers(a, shape, kinds[a], style, rng, a in case.domain))
    found = {a: array(of, a, x, kinds[a], rng, a in case.domain) for a, x in free.items()}
    found |= {a: scalar(v, rng) for a, v in case.kwargs.items() if not isinstance(v, np.ndarray)}
    for a, space in of.spaces.items():
        member = rng.choice([*space.members, space.sample(rng)])
        found[a] = Given(member, lambda member=member: repr(member), member)  # type: ignore[misc]
    ordered = {a: found[a] for a in of.names if a in found}
    leading = 0
    for a, named in zip(of.names, ordered, strict=False):
        if a != named or of.signature.parameters[a].kind is of.signature.parameters[a].KEYWORD_ONLY:
            break
        leading += 1
    return Call(of, seed, shapes, style, ordered, case.plan.rank, rng.randint(0, leading))


def numbers(a: str, shape: tuple[int, ...], kind: str, style: str, rng: random.Random, within: bool) -> np.ndarray:
    """Free values; in a domain, and where everything is exact, Python's numbers."""
    if within or kind == "exact":
        top = 8 if kind != "exact" or style == "whole" else 99
        values = [
            Fraction(rng.randint(-top, top), 1 if within else rng.choice((1, 1, 2, 3, 7)))
            for _ in range(math.prod(shape))
        ]
        out = np.empty(len(values), object)
        out[:] = values if within else [int(v) if v.denominator == 1 and rng.random() < 0.5 else v for v in values]
        return out.reshape(shape)
    return A.values(A.dtype_of("float64" if kind == "list" else kind), style, shape, rng)


def array(of: Formula, a: str, x: np.ndarray, kind: str, rng: random.Random, within: bool) -> Given:
    """An array, written as an array in some layout, a list, or exact numbers."""
    whole = x.dtype == object and all(Fraction(v).denominator == 1 for v in x.flat)
    if within and kind != "exact":
        kind = "float64" if kind == "longdouble" else kind  # a table lies in its domain up to roundings of its own type
        integer = kind in ("int64", "int32", "uint8") or (kind != "list" and not A.is_float(A.dtype_of(kind)))
        fits = whole and (not x.size or (x.min() >= 0 and x.max() < 128)) and kind != "bool"
        kind = kind if not integer or fits else "int64" if whole else "float64"
        through = np.int64 if whole and not (kind != "list" and A.is_float(A.dtype_of(kind))) else np.float64
        x = x.astype(through).astype(through if kind == "list" else A.dtype_of(kind))
    if kind == "exact":
        if not x.ndim:
            return Given(v := x.item(), lambda: repr(v), x.item())
        if rng.random() < 0.5:
            return Given(x, lambda: A.written(x), x)
        listed = x.tolist()
        dtype = np.asarray(listed).dtype  # integers alone are an array of NumPy's
        return Given(listed, lambda: repr(listed), x, [] if dtype.hasobject else [dtype])
    if kind == "list" or not x.ndim and rng.random() < 0.5:
        return as_list(x, rng, within)
    layout = rng.choice(A.LAYOUTS) if rng.random() < 0.5 else "plain"
    if within and layout == "broadcast" or not x.ndim or not x.size:
        layout = "plain"
    y = A.laid_out(x, layout)
    source = np.array(y) if layout == "broadcast" else x
    text = lambda: A.written(source) if layout == "plain" else f"A.{layout}({A.written(source)})"
    return Given(y, text, A.widened(y), [y.dtype])


def as_list(x: np.ndarray, rng: random.Random, within: bool) -> Given:
    """Nested lists or tuples of Python's numbers; without axes, a number."""
    floats = A.is_float(x.dtype)
    wide = x.astype(np.float64) if floats else x
    if floats and not within and rng.random() < 0.3 and (abs(wide) < 2**50).all():
        wide = np.rint(wide).astype(np.int64)
    v = wide.tolist()
    means = A.widened(np.asarray(v))
    if not x.ndim:
        return Given(v, lambda: repr(v), means if means.ndim else means[()], [], isinstance(v, float))
    if rng.random() < 0.2:
        v = tuple(v)
    return Given(v, lambda: repr(v), means, [np.asarray(v).dtype])


def scalar(v: Any, rng: random.Random) -> Given:
    """A number, a word, or one number or pair an axis, written in one of its ways."""
    if isinstance(v, (str, bool, type(None))):
        return Given(v, lambda: repr(v), v)
    if isinstance(v, tuple):
        if rng.random() < 0.3 and len(set(v)) == 1 and isinstance(v[0], int):
            return scalar(v[0], rng)
        w: Any = list(v) if rng.random() < 0.3 else np.array(v) if rng.random() < 0.15 else v
        return Given(w, lambda: repr(w) if not isinstance(w, np.ndarray) else f"np.array({w.tolist()})", v)
    if isinstance(v, int):
        make = rng.choice([int, int, int, np.int64, np.int32, np.uint8] if 0 <= v < 256 else [int, np.int64])
        return Given(make(v), lambda: repr(make(v)), v)
    number = Fraction(v).limit_denominator(10**6) if isinstance(v, float) else v
    make = rng.choice([float, float, float, np.float64, np.float32, np.float16, Fraction])
    w = make(number) if make is Fraction else make(float(number))
    types = [w.dtype] if isinstance(w, np.floating) else []
    return Given(w, lambda: repr(w), w if make is Fraction else float(w), types, make is float)


# ---------------------------------------------------------------- wrong calls, and calls of gradients


def spoiled(call: Call, rng: random.Random) -> Call:
    """The call with one argument replaced, left out, or beside one more."""
    of = call.of
    a = rng.choice(list(call.arguments))
    others = {b: g for b, g in call.arguments.items() if b != a}
    if (how := rng.random()) < 0.05:
        return replace(
            call, arguments={**call.arguments, "paddding": Given(1, lambda: "1", 1)}, wrong="paddding", refuse=True
        )
    if how < 0.1:
        needed = of.signature.parameters[a].default is of.signature.parameters[a].empty
        return replace(call, arguments=others, positional=0, wrong=a, refuse=needed)
    counts = [b for b, letters in of.scalars.items() if b not in of.words and all(s.is_integer for s in letters)]
    whole = [b for b in counts if b in call.arguments and is_whole(call.arguments[b].means)]
    if how < 0.35 and whole:  # equal numbers, which the same call with integers may have made known
        a = rng.choice(whole)
        equal = as_floats(call.arguments[a].means)
        given = {**call.arguments, a: Given(equal, lambda: repr(equal), None)}
        return replace(call, arguments=given, wrong=a, refuse=True, earlier=call)
    table = {**bad.ANYTHING, **bad.optional(), **(bad.ARRAYS if a in of.arrays else bad.NUMBERS)}
    text = rng.choice(list(table))
    letters = of.scalars.get(a, ())
    refuse = (
        text in bad.REFUSED
        and (a in of.arrays or text != "[1, [2, 3]]")
        and a not in of.functions
        and a not in of.along
    )
    refuse |= bool(letters) and all(s.is_integer for s in letters) and text in bad.NOT_AN_INTEGER and a not in of.words
    if of.axiswise and text.startswith(("(", "[")) or a in of.optional and text == "None":
        refuse = False
    value = table[text]()
    earlier = call if rng.random() < 0.5 else None
    return replace(
        call,
        arguments={b: Given(value, lambda: text, None) if b == a else g for b, g in call.arguments.items()},
        wrong=a,
        refuse=refuse,
        earlier=earlier,
    )


def is_whole(v: Any) -> bool:
    """Whether an argument is an integer, or several."""
    return type(v) is int or isinstance(v, tuple) and all(map(is_whole, v))


def as_floats(v: Any) -> Any:
    """The same numbers, as floats; 1 as True."""
    return tuple(map(as_floats, v)) if isinstance(v, tuple) else v == 1 or float(v)


def backward(call: Call, rng: random.Random) -> Call:
    """A call of the gradient."""
    try:
        shape = call.of.shape(**{a: g.value for a, g in call.arguments.items()})
    except (ValueError, TypeError):
        return call
    return replace(
        call, gradient=np.random.default_rng(rng.randrange(2**32)).standard_normal(shape).astype(rng.choice(A.ORDINARY))
    )


@dataclass
class Drawn:
    """What a summary keeps of a call: text, which can be sent to another process."""

    name: str
    size: int
    said: str

    def text(self) -> str:
        return self.said
