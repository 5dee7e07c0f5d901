"""The costs of layers: window, trained parameters, connections and multiply-adds, by the formulas of `geometry`.

One table, `COSTS`, has an entry for each formula that reads several entries or has parameters. A formula without an
entry, such as an activation, maps each entry by itself and costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from .. import geometry
from ..classic import conv_by_table, euclidean_rbf, subsample
from ..language.formula import Formula
from ..layers import conv, conv_transpose, flatten, linear
from ..normalization import batch_norm
from ..pooling import avg_pool, global_avg_pool, global_max_pool, max_pool

Shape = tuple[int, ...]
Given = dict[str, Any]  # the arguments of a layer but the first: arrays, numbers, tuples, words


class Window(NamedTuple):
    """What one result reads along each spatial axis."""

    kernel: Shape
    stride: Shape
    dilation: Shape


class Costs(NamedTuple):
    """The costs of a layer for one image."""

    parameters: int = 0  # trained ones
    connections: int = 0
    multiply_adds: int = 0


class Call(NamedTuple):
    """A layer in its place: its arguments, the shapes before and after it without the batch, its trained arrays."""

    given: Given
    before: Shape
    after: Shape
    trained: Collection[str]


@dataclass(frozen=True)
class Entry:
    """The window of a formula, and its costs."""

    window: Callable[[Given, Shape], Window]
    costs: Callable[[Call], Costs]


def window_of(of: Formula, given: Given, before: Shape) -> Window:
    """The window of a layer with these arguments, on images of this shape."""
    return COSTS[of].window(given, before) if of in COSTS else one_entry(given, before)


def costs_of(of: Formula, given: Given, before: Shape, after: Shape, trained: Collection[str]) -> Costs:
    """The costs of a layer with these arguments and trained arrays, between images of these shapes."""
    return COSTS[of].costs(Call(given, before, after, trained)) if of in COSTS else Costs()


def padded(window: Window, rank: int) -> Window:
    """A window with `rank` axes; the axes that a layer no longer has get a kernel of one entry."""
    return Window(*((*part, *(1,) * (rank - len(part))) for part in window))


# ---------------------------------------------------------------- windows


def one_entry(given: Given, before: Shape) -> Window:
    ones = (1,) * len(before[1:])
    return Window(ones, ones, ones)


def all_entries(given: Given, before: Shape) -> Window:
    ones = (1,) * len(before[1:])
    return Window(before[1:], ones, ones)


def of_weights(given: Given, before: Shape) -> Window:
    return Window(given["w"].shape[2:], given["stride"], given["dilation"])


def of_pooling(given: Given, before: Shape) -> Window:
    return Window(given["kernel_size"], given["stride"], given["dilation"])


def side_by_side(given: Given, before: Shape) -> Window:
    return Window(given["kernel_size"], given["kernel_size"], (1,) * len(before[1:]))


# ---------------------------------------------------------------- costs


def of_conv(call: Call) -> Costs:
    return _convolution(call, call.after[1:])


def of_linear(call: Call) -> Costs:
    """A convolution with a kernel of one entry, at each position of the axes before the last."""
    return _convolution(call, (int(np.prod(call.after[:-1], dtype=int)),))


def _convolution(call: Call, positions: Shape) -> Costs:
    w, groups, bias = call.given["w"], call.given.get("groups", 1), call.given.get("b") is not None
    sizes = (groups * w.shape[1], len(w), w.shape[2:] or (1,))
    return Costs(
        geometry.conv_parameters(*sizes, groups=groups, bias=bias),
        geometry.conv_connections(*sizes, positions, groups=groups, bias=bias),
        geometry.conv_multiply_adds(*sizes, positions, groups=groups),
    )


def of_conv_transpose(call: Call) -> Costs:
    """Those of the convolution that it transposes, from its result to its input; biases belong to the result."""
    w, groups, bias = call.given["w"], call.given["groups"], call.given.get("b") is not None
    sizes, biases = (groups * w.shape[1], len(w), w.shape[2:]), groups * w.shape[1] * bias
    positions = call.before[1:]
    return Costs(
        geometry.conv_parameters(*sizes, groups=groups, bias=False) + biases,
        geometry.conv_connections(*sizes, positions, groups=groups, bias=False) + biases * int(np.prod(call.after[1:])),
        geometry.conv_multiply_adds(*sizes, positions, groups=groups),
    )


def of_conv_by_table(call: Call) -> Costs:
    """A convolution for each result, of the channels that it reads."""
    w, bias, positions = call.given["w"], call.given.get("b") is not None, call.after[1:]
    each = [(int(reads), 1, w.shape[2:]) for reads in np.count_nonzero(call.given["table"], axis=1)]
    return Costs(
        sum(geometry.conv_parameters(*sizes, bias=bias) for sizes in each),
        sum(geometry.conv_connections(*sizes, positions, bias=bias) for sizes in each),
        sum(geometry.conv_multiply_adds(*sizes, positions) for sizes in each),
    )


def of_subsample(call: Call) -> Costs:
    channels, size = call.before[0], call.given["kernel_size"]
    connections = geometry.subsample_connections(channels, size, call.after[1:])
    return Costs(geometry.subsample_parameters(channels), connections, int(np.prod(call.after)))


def of_euclidean_rbf(call: Call) -> Costs:
    """A linear layer without a bias, whose weights may be fixed."""
    (inputs,), (outputs,) = call.before, call.after
    return Costs(
        geometry.conv_parameters(inputs, outputs, 1, bias=False) if "w" in call.trained else 0,
        geometry.conv_connections(inputs, outputs, 1, 1, bias=False),
        geometry.conv_multiply_adds(inputs, outputs, 1, 1),
    )


def of_pool(call: Call) -> Costs:
    return Costs(0, geometry.pool_connections(call.before[0], call.given["kernel_size"], call.after[1:]))


def of_global_pool(call: Call) -> Costs:
    space = call.before[1:]
    return Costs(0, geometry.pool_connections(call.before[0], space, (1,) * len(space)))


def of_batch_norm(call: Call) -> Costs:
    return Costs(geometry.batch_norm_parameters(call.before[0]))


def nothing(call: Call) -> Costs:
    return Costs()


COSTS: dict[Formula, Entry] = {
    conv: Entry(of_weights, of_conv),
    conv_by_table: Entry(of_weights, of_conv_by_table),
    conv_transpose: Entry(one_entry, of_conv_transpose),
    linear: Entry(all_entries, of_linear),
    flatten: Entry(all_entries, nothing),
    euclidean_rbf: Entry(all_entries, of_euclidean_rbf),
    subsample: Entry(side_by_side, of_subsample),
    max_pool: Entry(of_pooling, of_pool),
    avg_pool: Entry(of_pooling, of_pool),
    global_max_pool: Entry(all_entries, of_global_pool),
    global_avg_pool: Entry(all_entries, of_global_pool),
    batch_norm: Entry(one_entry, of_batch_norm),
}
