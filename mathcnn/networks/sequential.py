"""The plain stack of layers: one array in, one array out.

Shapes are checked once, when the stack is built; a call then runs the fast forms one after another without further
checks. A layer is a formula with its arguments: `Layer(layers.conv, w=w, b=b, padding=2)`, or a bare formula.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from .. import geometry, layers
from ..language.formula import Formula, as_numbers
from ..text import markdown


class Layer:
    """A formula with all its arguments but the first, which is the array that the stack passes on."""

    def __init__(self, formula: Formula, **arguments: Any):
        if not isinstance(formula, Formula):
            raise TypeError(f"Layer: {formula!r} is no formula of mathcnn")
        self.formula, self.arguments = formula, arguments
        self.name, self.held = "", frozenset[str]()

    def named(self, name: str) -> Layer:
        """The same layer under a name."""
        return self._but(name=name)

    def holding(self, *arrays: str) -> Layer:
        """The same layer, of which these arrays are no parameters: nothing trains them."""
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
    """What a layer does to one image: its result, and what it costs."""

    name: str
    layer: str
    output: tuple[int, ...]
    parameters: int  # that are trained
    connections: int
    multiply_adds: int
    receptive_field: tuple[int, ...]  # at most the image itself


@dataclass(frozen=True)
class _Step:
    """A layer as functions of one array, its other arguments checked and made definite."""

    run: Any
    pull: Any
    given: dict[str, Any]
    selective: bool  # its gradient can be asked for some arrays only


class Sequential:
    """A stack of layers for images of one shape, (C, *space) or (features,), in batches of any size.

    Raises ValueError or TypeError, naming the layer, where the shapes don't fit. Arrays of floats are not copied:
    writing into them changes the stack.

    >>> net = Sequential((1, 6, 5), [Layer(layers.conv, w=np.ones((2, 1, 3, 2))), layers.flatten])
    >>> net.output_shape, net(np.ones((7, 1, 6, 5))).shape
    ((32,), (7, 32))
    """

    def __init__(self, input_shape: Iterable[int], stack: Iterable[Layer | Formula]):
        self.input_shape = tuple(int(n) for n in input_shape)
        if not self.input_shape or min(self.input_shape) < 1:
            raise ValueError(
                f"Sequential: input_shape = {self.input_shape}; it has one size >= 1 an axis, without the batch"
            )
        self.layers = [layer if isinstance(layer, Layer) else Layer(layer) for layer in stack]
        if not self.layers:
            raise ValueError("Sequential: the stack is empty")
        self.shapes = [self.input_shape]
        self._steps: list[_Step] = []
        for k, layer in enumerate(self.layers):
            self._steps.append(self._built(k, layer))
        self.output_shape = self.shapes[-1]

    def _built(self, k: int, layer: Layer) -> _Step:
        of, first = layer.formula, layer.formula.names[0]
        if of.arrays[:1] != [first] or first in layer.arguments:
            raise TypeError(f"Sequential: layer {k}, {of.name}, takes no array that the stack could pass on")
        try:
            reading = of.read((np.zeros((1, *self.shapes[-1])),), layer.arguments)
        except (ValueError, TypeError) as error:
            raise type(error)(f"Sequential: layer {k}: {error}") from None
        if any(when(reading.values) for when, _ in of.companions):
            raise ValueError(f"Sequential: layer {k}, {of.name}, gives more than one array")
        if reading.shape[:1] != (1,):
            raise ValueError(
                f"Sequential: layer {k}, {of.name}, gives shape {reading.shape}, without an axis for the batch"
            )
        self.shapes.append(reading.shape[1:])
        given = {a: x for a, x in reading.values.items() if a != first}
        pull = of.backward.fn if of.backward else None
        selective = pull is not None and "wrt" in inspect.signature(pull).parameters
        return _Step(functools.partial(of.fn, **given), pull, given, selective)

    def __call__(self, x: Any) -> np.ndarray:
        """The result for a batch (N, *input_shape)."""
        x = self._batch(x)
        for step in self._steps:
            x = step.run(x)
        return x

    def _batch(self, x: Any) -> np.ndarray:
        if type(x) is not np.ndarray or x.dtype.kind != "f":
            x = as_numbers("Sequential: x", x)
            x = x.astype(np.float64) if x.dtype.kind == "i" else x
        if x.shape[1:] != self.input_shape or not len(x):
            raise ValueError(
                f"Sequential: x has shape {x.shape}; the stack was built for (N, {', '.join(map(str, self.input_shape))}), N >= 1"
            )
        return x

    def activations(self, x: Any) -> Iterator[np.ndarray]:
        """The batch, and the result of each layer in turn."""
        x = self._batch(x)
        yield x
        for step in self._steps:
            x = step.run(x)
            yield x

    def backward(self, dy: Any, x: Any) -> tuple[np.ndarray, list[dict[str, np.ndarray]]]:
        """The gradient with respect to x, and for each layer with respect to its own arrays, from dy, that of the
        result.
        """
        held = list(self.activations(x))
        dy = np.asarray(dy)
        if dy.shape != held[-1].shape:
            raise ValueError(f"Sequential.backward: dy has shape {dy.shape}; the result has shape {held[-1].shape}")
        for k, step in enumerate(self._steps):
            if step.pull is None:
                raise TypeError(f"Sequential.backward: layer {k}, {self.layers[k].formula.name}, has no gradient")
        dx, grads = self.pulled(dy, held, [layer.formula.arrays[1:] for layer in self.layers])
        assert dx is not None
        return dx, grads

    def pulled(
        self, dy: np.ndarray, held: Sequence[np.ndarray], wanted: Sequence[Collection[str]], to_input: bool = True
    ) -> tuple[np.ndarray | None, list[dict[str, np.ndarray]]]:
        """`backward` from the activations that are held, without checks; of each layer only the arrays that are wanted,
        and of the first one the gradient with respect to x only if asked for."""
        grads: list[dict[str, np.ndarray]] = []
        for k in range(len(self.layers) - 1, -1, -1):
            of, step = self.layers[k].formula, self._steps[k]
            wrt = [*of.arrays[:1], *wanted[k]] if k or to_input else wanted[k]
            dx, *rest = step.pull(dy, held[k], **step.given, **({"wrt": wrt} if step.selective else {}))
            grads.append({a: g for a, g in zip(of.arrays[1:], rest, strict=False) if g is not None and a in wanted[k]})
            dy = dx
        return dy, grads[::-1]

    def literal(self, x: Any) -> Any:
        """The same stack of statements, over the number type of x."""
        for layer in self.layers:
            x = layer.formula.literal(x, **layer.arguments)
        return x

    def table(self) -> list[Row]:
        """Each layer's shape, parameters, connections, multiply-adds and receptive field, for one image."""
        rows, kernels = [], []
        rank = len(self.input_shape) - 1
        for layer, step, before, after in zip(self.layers, self._steps, self.shapes, self.shapes[1:], strict=False):
            kernel, stride, dilation = _window(layer.formula, step.given, before)
            kernels.append((kernel, stride, dilation))
            along = [
                [[part[axis] for part in parts] for parts in zip(*_at_rank(kernels, rank), strict=True)]
                for axis in range(rank)
            ]
            field = tuple(
                min(int(geometry.receptive_field(*one)), h) for one, h in zip(along, self.input_shape[1:], strict=True)
            )
            rows.append(Row(layer.name, repr(layer), after, *_costs(layer, step.given, before, after), field))
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
                markdown.plain(r.layer),
                size(r.output),
                *(count(getattr(r, a)) for a in counts),
                size(r.receptive_field),
            ]
            for r in rows
        ]
        in_all = ["", "in all", "", *(count(sum(getattr(r, a) for r in rows)) for a in counts), ""]
        numbers = [a.replace("_", "-") for a in counts]
        return markdown.table(["", "layer", "output", *numbers, "sees"], [*lines, in_all], right=numbers)


Window = tuple[tuple[int, ...], tuple[int, ...], tuple[int, ...]]


def _window(of: Formula, given: dict[str, Any], before: tuple[int, ...]) -> Window:
    """Kernel, stride and dilation of a layer, one number an axis; a layer that sees everything has a kernel of that
    size.
    """
    space = before[1:]
    ones = (1,) * len(space)
    match of.name:
        case "layers.conv" | "classic.conv_by_table":
            return given["w"].shape[2:], given["stride"], given["dilation"]
        case "pooling.max_pool" | "pooling.avg_pool":
            return given["kernel_size"], given["stride"], given["dilation"]
        case "pooling.global_max_pool" | "pooling.global_avg_pool":
            return space, ones, ones
        case "classic.subsample":
            return given["kernel_size"], given["kernel_size"], ones
        case "layers.flatten" | "layers.linear" | "classic.euclidean_rbf":  # all the rest of the image
            return space, ones, ones
    return ones, ones, ones


def _at_rank(kernels: list[Window], rank: int) -> list[Window]:
    """Windows of layers that no longer have all spatial axes, as windows of one entry on the others."""
    return [tuple((*part, *(1,) * (rank - len(part))) for part in parts) for parts in kernels]  # type: ignore[misc]


def _costs(
    layer: Layer, given: dict[str, Any], before: tuple[int, ...], after: tuple[int, ...]
) -> tuple[int, int, int]:
    """Trained parameters, connections and multiply-adds of a layer for one image."""
    of = layer.formula
    match of.name:
        case "layers.conv" | "layers.linear":
            w = given["w"]
            groups, taps = given.get("groups", 1), w.shape[2:] or (1,)
            positions = (
                after[1:] if of is layers.conv else (int(np.prod(after[:-1], dtype=int)) if len(after) > 1 else 1,)
            )
            args = (groups * w.shape[1], len(w), taps)
            bias = given.get("b") is not None
            return (
                geometry.conv_parameters(*args, groups=groups, bias=bias),
                geometry.conv_connections(*args, positions, groups=groups, bias=bias),
                geometry.conv_multiply_adds(*args, positions, groups=groups),
            )
        case "layers.conv_transpose":  # the convolution that it transposes, the other way round
            w, groups, bias = given["w"], given["groups"], given.get("b") is not None
            args = (groups * w.shape[1], len(w), w.shape[2:])
            outputs = groups * w.shape[1] * bias
            return (
                geometry.conv_parameters(*args, groups=groups, bias=False) + outputs,
                geometry.conv_connections(*args, before[1:], groups=groups, bias=False)
                + outputs * int(np.prod(after[1:])),
                geometry.conv_multiply_adds(*args, before[1:], groups=groups),
            )
        case "classic.conv_by_table":  # a convolution each result, of those channels that it reads
            w, bias = given["w"], given.get("b") is not None
            each = [(int(reads), 1, w.shape[2:]) for reads in np.count_nonzero(given["table"], axis=1)]
            return (
                sum(geometry.conv_parameters(*args, bias=bias) for args in each),
                sum(geometry.conv_connections(*args, after[1:], bias=bias) for args in each),
                sum(geometry.conv_multiply_adds(*args, after[1:]) for args in each),
            )
        case "classic.subsample":
            return (
                geometry.subsample_parameters(before[0]),
                geometry.subsample_connections(before[0], given["kernel_size"], after[1:]),
                int(np.prod(after)),
            )
        case "classic.euclidean_rbf":  # a weight a connection: a linear layer without a bias
            inputs, outputs = *before, *after
            return (
                geometry.conv_parameters(inputs, outputs, 1, bias=False) if "w" in layer.trained else 0,
                geometry.conv_connections(inputs, outputs, 1, 1, bias=False),
                geometry.conv_multiply_adds(inputs, outputs, 1, 1),
            )
        case "pooling.max_pool" | "pooling.avg_pool":
            return 0, geometry.pool_connections(before[0], given["kernel_size"], after[1:]), 0
        case "pooling.global_max_pool" | "pooling.global_avg_pool":
            return 0, geometry.pool_connections(before[0], before[1:], (1,) * len(before[1:])), 0
        case "normalization.batch_norm":
            return geometry.batch_norm_parameters(before[0]), 0, 0
    return 0, 0, 0
