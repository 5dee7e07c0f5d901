"""What a network costs and sees: multiply-adds, parameters, memory, receptive fields and where they lie.

The counts are those of `mathcnn.geometry`; a tensor has its shape from a run or from inference.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from fractions import Fraction

from .. import geometry
from .graph import Graph, Node

Shape = tuple[int, ...]
CONVOLUTIONS = {"Conv": 1, "FusedConv": 1, "ConvInteger": 1, "QLinearConv": 3}  # which input the weights are
PRODUCTS = {"Gemm": 1, "MatMul": 1, "FusedGemm": 1, "FusedMatMul": 1, "MatMulInteger": 1, "QLinearMatMul": 3}


def multiply_adds(node: Node, inputs: Sequence[Shape], output: Shape) -> int:
    """The multiply-adds of a node: of convolutions and of products of matrices; 0 for others.

    node: the node; inputs: shapes of its inputs that are given; output: the shape of its result.
    """
    if node.op in CONVOLUTIONS and len(inputs) > CONVOLUTIONS[node.op]:
        w, groups = inputs[CONVOLUTIONS[node.op]], int(node.attributes.get("group", 1))
        if len(output) < 3 or len(w) != len(output):
            return 0
        each = geometry.conv_multiply_adds(w[1] * groups, w[0], w[2:], output[2:], groups=groups)
        return int(output[0] * each)
    if node.op == "ConvTranspose" and len(inputs) > 1:
        x, w, groups = inputs[0], inputs[1], int(node.attributes.get("group", 1))
        each = geometry.conv_multiply_adds(w[1] * groups, w[0], w[2:], x[2:], groups=groups)
        return int(x[0] * each)
    if node.op in PRODUCTS and len(inputs) > PRODUCTS[node.op] and output:
        x = inputs[0]
        flipped = node.op in ("Gemm", "FusedGemm", "FusedMatMul") and node.attributes.get("transA", 0)
        inner = x[-2] if flipped else x[-1]
        return math.prod(output) * inner
    return 0


# ---------------------------------------------------------------- receptive fields


class Field:
    """What one entry of a tensor sees of the input, along each spatial axis.

    size: how many entries; step: how far apart two neighbours see; start: where the first entry begins to see, negative
    in the padding; a fraction after a transposed convolution or a resize
    """

    __slots__ = ("size", "start", "step")

    def __init__(self, size: Sequence[Fraction], step: Sequence[Fraction], start: Sequence[Fraction]):
        self.size, self.step, self.start = tuple(size), tuple(step), tuple(start)

    @property
    def centre(self) -> tuple[Fraction, ...]:
        """The middle of what the first entry sees."""
        return tuple(b + (n - 1) / 2 for b, n in zip(self.start, self.size, strict=True))


def first_field(rank: int) -> Field:
    """The field of an input: each entry sees itself."""
    one, zero = Fraction(1), Fraction(0)
    return Field([one] * rank, [one] * rank, [zero] * rank)


def through_window(f: Field, kernel: Shape, stride: Shape, dilation: Shape, before: Sequence[int]) -> Field:
    """The field after a window, by the rule of `geometry.receptive_field` for one layer more."""
    return Field(
        [n + d * (k - 1) * s for n, s, k, d in zip(f.size, f.step, kernel, dilation, strict=True)],
        [s * t for s, t in zip(f.step, stride, strict=True)],
        [b - p * s for b, s, p in zip(f.start, f.step, before, strict=True)],
    )


def through_transposed(f: Field, kernel: Shape, stride: Shape, dilation: Shape, before: Sequence[int]) -> Field:
    """The field after a transposed convolution: an entry sees at most ceil(k / stride) entries along an axis."""
    size, step, start = [], [], []
    for n, s, b, k, t, d, p in zip(f.size, f.step, f.start, kernel, stride, dilation, before, strict=True):
        reach = d * (k - 1)
        size.append(n + (-(-(reach + 1) // t) - 1) * s)
        step.append(s / t)
        start.append(b + Fraction(math.ceil(Fraction(p - reach, t))) * s)
    return Field(size, step, start)


def through_scale(f: Field, scale: Sequence[Fraction], linear: bool, half_pixel: bool) -> Field:
    """The field after a resize: neighbours lie closer together, or further apart.

    linear: whether an entry is computed from two neighbours; half_pixel: whether the first lies half a pixel inside
    """
    step = [s / r for s, r in zip(f.step, scale, strict=True)]
    if not linear:
        return Field(f.size, step, f.start)
    first = [math.floor((1 / r - 1) / 2) if half_pixel else 0 for r in scale]
    start = [b + k * s for b, k, s in zip(f.start, first, f.step, strict=True)]
    return Field([n + s for n, s in zip(f.size, f.step, strict=True)], step, start)


def joined(fields: Sequence[Field]) -> Field:
    """The field of what is computed from several tensors: it holds those of all."""
    rank = min(len(f.size) for f in fields)
    start = [min(f.start[a] for f in fields) for a in range(rank)]
    end = [max(f.start[a] + f.size[a] for f in fields) for a in range(rank)]
    step = [max(f.step[a] for f in fields) for a in range(rank)]
    return Field([e - b for b, e in zip(start, end, strict=True)], step, start)


def fields(graph: Graph, shapes: Mapping[str, Shape]) -> dict[str, Field | None]:
    """The receptive field of each tensor; None where an entry sees everything, or where it is not known."""
    known: dict[str, Field | None] = {}
    for name in graph.inputs:
        rank = len(shapes.get(name, ())) - 2
        known[name] = first_field(rank) if rank >= 1 else None
    for node in graph.nodes:
        before = [known[n] for n in node.inputs if n in known]
        found: Field | None = None
        if before and all(one is not None for one in before):
            found = joined([one for one in before if one is not None])
            found = _after(node, found, shapes, graph)
        for name in node.results:
            known[name] = found
    return known


def _after(node: Node, f: Field, shapes: Mapping[str, Shape], graph: Graph) -> Field | None:
    """The field after a node."""
    from .windows import window_of

    source, result = shapes.get(node.inputs[0], ()), shapes.get(node.results[0] if node.results else "", ())
    rank = len(f.size)
    window = window_of(node, graph, shapes)
    if window is not None and len(window.kernel) == rank:
        pads = [p for p, _ in window.padding]
        go = through_transposed if node.op == "ConvTranspose" else through_window
        return go(f, window.kernel, window.stride, window.dilation, pads)
    if node.op in ("Resize", "Upsample") and len(source) == len(result) == rank + 2:
        linear = node.attributes.get("mode", "nearest") in ("linear", "bilinear")
        half = "half_pixel" in node.attributes.get("coordinate_transformation_mode", "half_pixel")
        scale = [Fraction(m, n) for m, n in zip(result[2:], source[2:], strict=True)]
        return through_scale(f, scale, linear, half)
    if node.op.startswith(("Global", "Reduce", "MatMul", "Gemm", "Flatten", "InstanceNorm", "GroupNorm")):
        return None
    return f if len(result) == rank + 2 else None
