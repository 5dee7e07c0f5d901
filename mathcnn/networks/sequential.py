"""A stack of layers: one array in, one array out.

Shapes are checked once, when the stack is built; a call then runs the fast forms one after another without further
checks. A layer is a formula with its arguments: `Layer(layers.conv, w=w, b=b, padding=2)`, or a bare formula.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

import numpy as np

from .. import geometry
from ..compiled import NotCompiled, compiled, why_not
from ..language.formula import Formula, as_numbers
from ..text import markdown
from ..text.extras import need
from .chunks import Chunks, Pass
from .costs import Window, costs_of, padded, window_of

ENGINES = ("numpy", "compiled")  # the fast forms, or the statements as machine code


class Layer:
    """A formula with all arguments but the first, which is the array that the stack passes on.

    formula: any formula whose first argument is an array; arguments: the others. Raises TypeError if `formula` is not a
    formula.
    """

    def __init__(self, formula: Formula, **arguments: Any):
        if not isinstance(formula, Formula):
            raise TypeError(f"Layer: {formula!r} is not a formula of mathcnn")
        self.formula, self.arguments = formula, arguments
        self.name, self.held = "", frozenset[str]()

    def named(self, name: str) -> Layer:
        """The same layer with a name."""
        return self._but(name=name)

    def holding(self, *arrays: str) -> Layer:
        """The same layer, with these arrays fixed: training does not change them."""
        if unknown := sorted({*arrays} - {*self.arguments}):
            raise ValueError(f"Layer.holding: {self!r} has no argument {unknown[0]}")
        return self._but(held=frozenset(arrays))

    def with_(self, **arguments: Any) -> Layer:
        """The same layer with some arguments changed."""
        return self._but(arguments={**self.arguments, **arguments})

    def _but(self, **changes: Any) -> Layer:
        other = Layer(self.formula, **self.arguments)
        other.name, other.held = self.name, self.held
        vars(other).update(changes)
        return other

    @property
    def trained(self) -> list[str]:
        """The arrays that are parameters."""
        return [a for a in self.formula.arrays if self.arguments.get(a) is not None and a not in self.held]

    def __repr__(self) -> str:
        said = {
            a: f"array {np.shape(v)}" if a in self.formula.arrays else repr(v)
            for a, v in self.arguments.items()
            if v is not None
        }
        return f"{self.formula.name}({', '.join(f'{a}={text}' for a, text in said.items())})"


@dataclass(frozen=True)
class Row:
    """A layer for one image: the shape of its result, and its costs."""

    name: str
    layer: str
    output: tuple[int, ...]
    parameters: int  # trained ones
    connections: int
    multiply_adds: int
    receptive_field: tuple[int, ...]  # at most the image itself


@dataclass(frozen=True)
class Link:
    """One layer of the chain of gradients that a backward pass goes through, from the last layer to the first.

    layer: its place in the stack; arrays: the arguments whose gradients are computed, in the order of the formula; the
    first one, if it is there, is the array that the stack passes on, and its gradient goes to the layer before.
    """

    layer: int
    arrays: tuple[str, ...]


@dataclass(frozen=True)
class _Step:
    """A layer as functions of one array, with its other arguments checked."""

    run: Any
    pull: Any
    given: dict[str, Any]
    selective: bool  # whether its gradient can be computed for some arrays only


def _compiled_gradients(of: Formula, dy: np.ndarray, x: np.ndarray, *, wrt: Collection[str], **given: Any) -> Any:
    """The gradients of a formula by the arrays `wrt`, from its derived statements; None for the others."""
    arrays = {of.arrays[0]: x, **given}
    asked = [a if a in wrt and arrays.get(a) is not None else None for a in of.arrays]
    return [None if a is None else compiled(of.gradient[a])(dy, **arrays) for a in asked]


class Forward(Sequence[np.ndarray]):
    """A batch that went through a stack: as a sequence, the batch and the result of each layer.

    stack : the stack; through : the arrays, or the parts of the batch, of which an array is made when it is asked for.
    """

    def __init__(self, stack: Sequential, through: list[np.ndarray] | Pass):
        self.stack, self.through = stack, through

    def __len__(self) -> int:
        return len(self.stack.layers) + 1

    @overload
    def __getitem__(self, k: int) -> np.ndarray: ...
    @overload
    def __getitem__(self, k: slice) -> list[np.ndarray]: ...
    def __getitem__(self, k: int | slice) -> np.ndarray | list[np.ndarray]:
        if isinstance(k, slice):
            return [self[n] for n in range(len(self))[k]]
        if isinstance(self.through, list):
            return self.through[k]
        return self.through.activation(range(len(self))[k])

    def pulled(
        self, dy: np.ndarray, wanted: Sequence[Collection[str]], to_input: bool = True
    ) -> tuple[np.ndarray | None, list[dict[str, np.ndarray]]]:
        """The gradients, as `Sequential.pulled` says."""
        if isinstance(self.through, list):
            return self.stack.pulled(dy, self.through, wanted, to_input)
        try:
            return self.through.pulled(dy, wanted, to_input)
        except NotCompiled:  # a gradient that is not computed part by part
            return self.stack.pulled(dy, self[:], wanted, to_input)


class Sequential:
    """A stack of layers for images of one shape, (C, *space) or (features,), in batches of any size.

    Arrays of floats are not copied: writing into them changes the stack.

    Parameters
    ----------
    input_shape : the shape of one image, without the batch axis.
    stack : the layers, or formulas without further arguments.
    engine : "numpy", the fast forms, or "compiled", the statements and derived gradients as machine code; a statement
        for which there is no code runs its fast form.

    Raises
    ------
    ValueError, TypeError : the shapes do not fit; the message names the layer. The engine is unknown.
    MissingExtra : the engine is "compiled", and llvmlite is not installed.

    >>> from mathcnn import layers
    >>> net = Sequential((1, 6, 5), [Layer(layers.conv, w=np.ones((2, 1, 3, 2))), layers.flatten])
    >>> net.output_shape, net(np.ones((7, 1, 6, 5))).shape
    ((32,), (7, 32))
    """

    def __init__(self, input_shape: Iterable[int], stack: Iterable[Layer | Formula], engine: str = "numpy"):
        if engine not in ENGINES:
            raise ValueError(f"Sequential: engine = {engine!r}: it must be one of {', '.join(map(repr, ENGINES))}")
        if engine == "compiled":
            need("native", "engine = 'compiled'", load=False)
        self.engine = engine
        self.input_shape = tuple(int(n) for n in input_shape)
        if not self.input_shape or min(self.input_shape) < 1:
            raise ValueError(
                f"Sequential: input_shape = {self.input_shape}: it must have one size >= 1 for each axis but the batch"
            )
        self.layers = [layer if isinstance(layer, Layer) else Layer(layer) for layer in stack]
        if not self.layers:
            raise ValueError("Sequential: the stack is empty")
        self.shapes = [self.input_shape]
        self._steps: list[_Step] = []
        for k, layer in enumerate(self.layers):
            self._steps.append(self._built(k, layer))
        self.output_shape = self.shapes[-1]
        self._chunks = Chunks(self) if engine == "compiled" else None

    def _built(self, k: int, layer: Layer) -> _Step:
        of, first = layer.formula, layer.formula.names[0]
        if of.arrays[:1] != [first] or first in layer.arguments:
            raise TypeError(f"Sequential: layer {k}, {of.name}, must take its first argument, an array, from the stack")
        try:
            reading = of.read((np.zeros((1, *self.shapes[-1])),), layer.arguments)
        except (ValueError, TypeError) as error:
            raise type(error)(f"Sequential: layer {k}: {error}") from None
        if any(when(reading.values) for when, _ in of.companions):
            raise ValueError(f"Sequential: layer {k}, {of.name}, returns more than one array")
        if reading.shape[:1] != (1,):
            raise ValueError(
                f"Sequential: layer {k}, {of.name}, returns shape {reading.shape}, without an axis for the batch"
            )
        self.shapes.append(reading.shape[1:])
        given = {a: x for a, x in reading.values.items() if a != first}
        pull = of.backward.fn if of.backward else None
        selective = pull is not None and "wrt" in inspect.signature(pull).parameters
        if self.engine == "compiled" and why_not(of) is None:
            run = functools.partial(compiled(of), **given)
            return _Step(run, functools.partial(_compiled_gradients, of), given, pull is not None)
        return _Step(functools.partial(of.fn, **given), pull, given, selective)

    def __call__(self, x: Any) -> np.ndarray:
        """The result for a batch (N, *input_shape)."""
        x = self._batch(x)
        if self._chunks and (through := self._chunks.forward(x, keep=False)):
            return through.activation(len(self.layers))
        for step in self._steps:
            x = step.run(x)
        return x

    def _batch(self, x: Any) -> np.ndarray:
        if type(x) is not np.ndarray or x.dtype.kind != "f":
            x = as_numbers("Sequential: x", x)
            x = x.astype(np.float64) if x.dtype.kind == "i" else x
        if x.shape[1:] != self.input_shape or not len(x):
            raise ValueError(
                f"Sequential: x has shape {x.shape}; it must be (N, {str(self.input_shape)[1:-1].rstrip(',')}), N >= 1"
            )
        return x

    def activations(self, x: Any) -> Iterator[np.ndarray]:
        """The batch, and the result of each layer in turn."""
        yield from self.forward(x) if self._chunks else self._one_by_one(self._batch(x))

    def _one_by_one(self, x: np.ndarray) -> Iterator[np.ndarray]:
        yield x
        for step in self._steps:
            x = step.run(x)
            yield x

    def forward(self, x: Any) -> Forward:
        """A batch (N, *input_shape), put through the stack, with what gradients read."""
        x = self._batch(x)
        through = self._chunks.forward(x, keep=True) if self._chunks else None
        return Forward(self, through or list(self._one_by_one(x)))

    def given(self, k: int) -> dict[str, Any]:
        """All arguments of a layer but the first, checked."""
        return self._steps[k].given

    def backward(self, dy: Any, x: Any) -> tuple[np.ndarray, list[dict[str, np.ndarray]]]:
        """The gradients with respect to x, and for each layer with respect to its own arrays.

        dy: the gradient with respect to the result, (N, *output_shape); x: a batch (N, *input_shape). Raises ValueError
        for another shape, TypeError if a layer has no gradient.
        """
        through = self.forward(x)
        dy, result = np.asarray(dy), through[-1]
        if dy.shape != result.shape:
            raise ValueError(f"Sequential.backward: dy has shape {dy.shape}; the result has shape {result.shape}")
        for k, step in enumerate(self._steps):
            if step.pull is None:
                raise TypeError(f"Sequential.backward: layer {k}, {self.layers[k].formula.name}, has no gradient")
        dx, grads = through.pulled(dy, [layer.formula.arrays[1:] for layer in self.layers])
        assert dx is not None
        return dx, grads

    def chain(self, wanted: Sequence[Collection[str]] | None = None, to_input: bool = True) -> list[Link]:
        """The gradients that a backward pass computes, in its order: from the last layer to the first.

        wanted: for each layer the names of its own arrays whose gradients are wanted; those that are trained if None;
        to_input: whether the gradient with respect to the input of the stack is wanted.
        """
        asked = [layer.trained for layer in self.layers] if wanted is None else wanted
        links = []
        for k in range(len(self.layers) - 1, -1, -1):
            first, *own = self.layers[k].formula.arrays
            passes_on = (first,) if k or to_input else ()
            links.append(Link(k, (*passes_on, *(a for a in own if a in asked[k]))))
        return links

    def pulled(
        self,
        dy: np.ndarray,
        activations: Sequence[np.ndarray],
        wanted: Sequence[Collection[str]],
        to_input: bool = True,
    ) -> tuple[np.ndarray | None, list[dict[str, np.ndarray]]]:
        """`backward` without checks, from activations that were kept: goes through `chain`.

        dy: the gradient with respect to the result; activations: what `activations` yields; wanted: for each layer,
        the names of the arrays whose gradients are returned; to_input: if false, the gradient with respect to x is
        None.
        """
        grads: list[dict[str, np.ndarray]] = []
        for link in self.chain(wanted, to_input):
            k, of, step = link.layer, self.layers[link.layer].formula, self._steps[link.layer]
            which = {"wrt": link.arrays} if step.selective else {}
            dx, *rest = step.pull(dy, activations[k], **step.given, **which)
            grads.append(
                {a: g for a, g in zip(of.arrays[1:], rest, strict=False) if g is not None and a in link.arrays}
            )
            dy = dx
        return dy, grads[::-1]

    def literal(self, x: Any) -> Any:
        """The result by the statements of the layers, in the number type of x."""
        for layer in self.layers:
            x = layer.formula.literal(x, **layer.arguments)
        return x

    def table(self) -> list[Row]:
        """For each layer and one image: shape, parameters, connections, multiply-adds and receptive field."""
        rows: list[Row] = []
        windows: list[Window] = []
        rank = len(self.input_shape) - 1
        for layer, step, before, after in zip(self.layers, self._steps, self.shapes, self.shapes[1:], strict=False):
            windows.append(window_of(layer.formula, step.given, before))
            all_axes = [padded(window, rank) for window in windows]
            along = [[[part[axis] for part in parts] for parts in zip(*all_axes, strict=True)] for axis in range(rank)]
            field = tuple(
                min(int(geometry.receptive_field(*one)), h) for one, h in zip(along, self.input_shape[1:], strict=True)
            )
            costs = costs_of(layer.formula, step.given, before, after, layer.trained)
            rows.append(
                Row(layer.name, repr(layer), after, costs.parameters, costs.connections, costs.multiply_adds, field)
            )
        return rows

    def __repr__(self) -> str:
        return f"Sequential({self.input_shape}, [{', '.join(map(repr, self.layers))}])"

    def _repr_markdown_(self) -> str:
        counts = ("parameters", "connections", "multiply_adds")
        count, size = (
            lambda n: f"{n:,}" if n else "",
            lambda shape: "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}".join(map(str, shape)),
        )
        rows = self.table()
        lines = [
            [
                f"**{r.name}**" if r.name else "",
                markdown.escaped(r.layer),
                size(r.output),
                *(count(getattr(r, a)) for a in counts),
                size(r.receptive_field),
            ]
            for r in rows
        ]
        in_all = ["", "in all", "", *(count(sum(getattr(r, a) for r in rows)) for a in counts), ""]
        numbers = [a.replace("_", "-") for a in counts]
        return markdown.table(["", "layer", "output", *numbers, "sees"], [*lines, in_all], right=numbers)
