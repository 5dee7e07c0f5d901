"""The chain of gradients of a stack of layers: the formulas that a backward pass computes, at the sizes of the stack.

`Sequential.chain` says which gradients are computed and in which order; training goes through it. Here each of them is
the derived formula, with the numbers of its layer, and can be computed by its statement.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any  # Any: arguments of layers, and numbers of every type

import numpy as np

from ..language.formula import Formula
from ..language.latex import latex_of
from ..language.sized import sized
from ..language.statement import limits_of
from ..text import markdown
from .lenet import Network
from .sequential import Layer, Sequential


@dataclass(frozen=True)
class GradientRow:
    """One gradient of the chain.

    name: of the layer, or ""; formula: of the layer; array: the argument that it is the gradient by; shape: of the
    gradient, None for the number of images; latex: the derived formula at the sizes of the layer, its named parts
    after it.
    """

    name: str
    formula: str
    array: str
    shape: tuple[int | None, ...]
    latex: tuple[str, ...]


class Chain(list[GradientRow]):
    """The gradients of a backward pass, in its order; in a notebook a table of formulas."""

    def _repr_markdown_(self) -> str:
        said = [
            [
                f"**{row.name}**" if row.name else "",
                markdown.escaped(row.formula),
                shown(row.shape, "\N{NO-BREAK SPACE}×\N{NO-BREAK SPACE}"),
                "<br>".join(map(markdown.math, row.latex)),
            ]
            for row in self
        ]
        return markdown.table(["", "layer", "shape", "gradient"], said)


def shown(shape: tuple[int | None, ...], times: str = " x ") -> str:
    """The shape of a gradient, with N for the number of images."""
    return times.join("N" if n is None else str(n) for n in shape)


def rows(stack: Sequential, wanted: Sequence[Collection[str]] | None = None, to_input: bool = True) -> Chain:
    """The gradients that a backward pass of a stack computes, in its order. Parameters as for `Sequential.chain`."""
    found = Chain()
    for link in stack.chain(wanted, to_input):
        layer, before, after = stack.layers[link.layer], stack.shapes[link.layer], stack.shapes[link.layer + 1]
        passed_on = layer.formula.arrays[0]
        for a in sorted(link.arrays, key=lambda a: a == passed_on):  # what a layer passes on comes last, before its use
            found.append(_row(layer, a, np.zeros((1, *after)), np.zeros((1, *before))))
    return found


def of_network(network: Network) -> Chain:
    """The gradients that a step of training computes, in its order: that of the loss, then those of the layers."""
    of, settings, logits = network.loss, network.loss_settings, network.training.output_shape
    labels = {a: np.zeros(1, int) for a in of.labels}
    loss = _row(Layer(of, **labels, **settings).named("loss"), of.arrays[0], np.zeros(()), np.zeros((1, *logits)))
    own = [layer.trained for layer in network.training.layers]
    return Chain([loss, *rows(network.training, own, to_input=False)])


def _row(layer: Layer, array: str, dy: np.ndarray, x: np.ndarray) -> GradientRow:
    """The gradient of a layer by one array, for one image; dy and x have the shapes of its result and of its input."""
    gradient: Formula[..., Any] = layer.formula.gradient[array]
    call = gradient.read((dy, x), layer.arguments)
    plan, first = call.plan, layer.formula.arrays[0]
    batch = str(plan.arrays[first][0].size)  # the letter of the number of images
    equations = sized(plan, call.env, {batch})
    bound = [*plan.indices, *(s for e in equations for s in limits_of(e.rhs))]
    tex = latex_of(equations, [*bound, *plan.letters.values()], bound)
    shape = (None, *x.shape[1:]) if array == first else call.shape
    return GradientRow(layer.name, layer.formula.name, array, shape, tuple(tex))


def literal(stack: Sequential, dy: Any, x: Any) -> tuple[Any, list[dict[str, Any]]]:
    """The gradients of a backward pass by the derived formulas of `rows`, in the number type of the arguments.

    dy: the gradient by the result of the stack, of shape (N, *output_shape); x: a batch. Returns what
    `Sequential.backward` returns, as arrays of objects.
    """
    activations = [x]
    for layer in stack.layers[:-1]:
        activations.append(layer.formula.literal(activations[-1], **layer.arguments))
    grads: list[dict[str, Any]] = []
    for link in stack.chain():
        layer = stack.layers[link.layer]
        computed = {
            a: layer.formula.gradient[a].literal(dy, activations[link.layer], **layer.arguments) for a in link.arrays
        }
        dy = computed.pop(link.arrays[0])
        grads.append(computed)
    return dy, grads[::-1]
