"""The windows of nodes, in numbers and in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from .calls import Call, NotChecked
from .counts import CONVOLUTIONS
from .graph import Graph, Node
from .layers import Pairs, padding_of
from .values import Value

Shape = tuple[int, ...]
POOLS = ("MaxPool", "AveragePool", "LpPool")


class Window(NamedTuple):
    """What one result reads along each spatial axis, and the padding before and after it."""

    kernel: Shape
    stride: Shape
    dilation: Shape
    padding: Pairs


def window_of(node: Node, graph: Graph, shapes: Mapping[str, Shape]) -> Window | None:
    """The window of a node; None if it has none, or if a shape is not known."""
    source = shapes.get(node.inputs[0], ()) if node.inputs else ()
    if node.op in POOLS:
        kernel = tuple(node.attributes.get("kernel_shape", ()))
    elif node.op in (*CONVOLUTIONS, "ConvTranspose"):
        which = node.inputs[CONVOLUTIONS.get(node.op, 1)]
        kernel = tuple(shapes.get(which, ()) or getattr(graph.constants.get(which), "shape", ()))[2:]
    else:
        return None
    if not kernel or len(source) != len(kernel) + 2:
        return None
    call = Call(node, list[Value | None]())
    rank = len(kernel)
    try:
        padding = padding_of(call, source[2:], kernel)
    except (NotChecked, ValueError):
        return None
    return Window(kernel, call.ints("strides", rank, 1), call.ints("dilations", rank, 1), padding)


def padding_in_words(window: Window, transposed: bool = False) -> str:
    """Padding in words: "same", "none", or the amounts before and after, with "asymmetric" where they differ."""
    pads = window.padding
    if all(pair == (0, 0) for pair in pads):
        return "none"
    whole = [d * (k - 1) for k, d in zip(window.kernel, window.dilation, strict=True)]
    same = all(p + q == n for (p, q), n in zip(pads, whole, strict=True)) and not transposed
    if all(p == q for p, q in pads):
        amounts = str(pads[0][0]) if len(set(pads)) == 1 else " x ".join(str(p) for p, _ in pads)
        return f"same ({amounts})" if same else amounts
    by_axis = dict.fromkeys(f"before {p}, after {q}" for p, q in pads)
    text = "; ".join(by_axis) if len(by_axis) == 1 else "; ".join(f"before {p}, after {q}" for p, q in pads)
    return f"{'same, ' if same else ''}asymmetric: {text}"


def window_at(node: Node, x: np.ndarray, w: np.ndarray, place: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """What one result of a convolution reads, and the weights of its channel, so that without stride, dilation and
    padding they give this result.

    node: the convolution; x, w: its input and weights; place: of the result.
    """
    rank, kernel = x.ndim - 2, w.shape[2:]
    call = Call(node, list[Value | None]())
    stride, dilation = call.ints("strides", rank, 1), call.ints("dilations", rank, 1)
    padding = padding_of(call, x.shape[2:], kernel)
    group = place[1] // (w.shape[0] // int(node.attributes.get("group", 1)))
    seen = np.pad(x[place[0], group * w.shape[1] : (group + 1) * w.shape[1]], [(0, 0), *padding])
    at = [s * i + d * np.arange(k) for s, i, d, k in zip(stride, place[2:], dilation, kernel, strict=True)]
    return seen[np.ix_(np.arange(w.shape[1]), *at)][None], w[place[1] : place[1] + 1]
