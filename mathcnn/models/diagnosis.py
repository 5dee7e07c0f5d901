"""What a wrong node computes instead: by another convention, with other numbers, or in narrower arithmetic.

Each alternative is the node with some attributes, inputs or its operator changed. One explains a result if the formula,
with the change, gives it within the rounding bound. Alternatives are tried in an order from plain to rare.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any  # Any: attributes of nodes

import numpy as np

from ..evidence.verdicts import HOLDS, NORMWISE
from ..numbers.formats import UNIT
from ..numbers.rounding import wide
from .calls import NotChecked
from .graph import Node
from .rules import computed
from .taps import changed_weight, stepped
from .values import Value
from .verifying import judged_entries

Values = list[Value | None]


@dataclass(frozen=True)
class Alternative:
    """Another reading of a node.

    says: what it computes, as the end of "it computes ..."; attributes: that are changed; inputs: inputs that are
    changed, by their places; op: another operator; kind: "convention", "numbers" or "arithmetic"
    """

    says: str
    attributes: Mapping[str, Any] = field(default_factory=dict)
    inputs: Mapping[int, Value] = field(default_factory=dict)
    op: str = ""
    kind: str = "convention"

    def of(self, node: Node, given: Values) -> tuple[Node, Values]:
        """The node with the change, and its inputs."""
        values = [self.inputs.get(k, v) for k, v in enumerate(given)]
        values += [v for k, v in sorted(self.inputs.items()) if k >= len(given)]
        changed = replace(node, op=self.op or node.op, attributes={**node.attributes, **self.attributes})
        return changed, values


def explained(node: Node, given: Values, got: np.ndarray, output: int = 0) -> Alternative | None:
    """The first alternative that explains a result; None if none does.

    node: the node; given: its inputs; got: the result; output: which of its outputs that is.
    """
    for one in alternatives(node, given, got):
        try:
            found, _ = computed(*one.of(node, given))
        except NotChecked:
            continue
        if output < len(found) and judged_entries(got, found[output]).verdict in (HOLDS, NORMWISE):
            return one
    return None


def diagnosis(node: Node, given: Values, got: np.ndarray, want: Value, output: int = 0) -> str:
    """What a wrong result looks like, in words; "" if nothing explains it."""
    if got.shape == want.x.shape and got.dtype.kind == "f":
        y = wide(got)
        should = wide(want.x)
        if (np.isnan(y) & ~np.isnan(should)).any():
            return f"{int((np.isnan(y) & ~np.isnan(should)).sum()):,} entries are NaN where the formula gives numbers"
    one = explained(node, given, got, output)
    if one is not None:
        return f"it computes {one.says}"
    if got.shape != want.x.shape:
        return ""
    with np.errstate(all="ignore"):
        wrong = np.abs(wide(got) - wide(want.x)) > want.radius
    count = int(wrong.sum())
    if found := changed_weight(node, given, got, want) or stepped(got, want):
        return found
    if 0 < count <= max(1, got.size // 10_000):
        return f"all other entries are right: {count:,} of {got.size:,} damaged, not computed otherwise"
    return narrower(node, given, got, want)


# ---------------------------------------------------------------- alternatives


def alternatives(node: Node, given: Values, got: np.ndarray) -> Iterator[Alternative]:
    """Other readings of a node, from plain to rare."""
    by_op: dict[str, Callable[[Node, Values], Iterator[Alternative]]] = {
        "Conv": of_conv,
        "ConvTranspose": of_conv,
        "MaxPool": of_pool,
        "AveragePool": of_pool,
        "BatchNormalization": of_batch_norm,
        "Resize": of_resize,
        "Relu": of_relu,
        "Clip": of_clip,
        "LeakyRelu": of_slope,
        "HardSigmoid": of_hard_sigmoid,
        "Softmax": of_softmax,
        "Gemm": of_product,
        "MatMul": of_product,
        "Concat": of_order,
        "Sub": of_order,
        "Div": of_order,
        "Flatten": of_flatten,
        "Reshape": of_flatten,
        "Transpose": of_transpose,
        "InstanceNormalization": of_epsilon,
        "LayerNormalization": of_epsilon,
        "GroupNormalization": of_epsilon,
        "QuantizeLinear": of_rounding,
        "QLinearConv": of_rounding,
        "QLinearMatMul": of_rounding,
    }
    if node.op in by_op and not node.domain:
        yield from by_op[node.op](node, given)
    yield from of_channels(given)
    yield from of_inputs(given)


def changed(v: Value, change: Callable[[np.ndarray], np.ndarray]) -> Value:
    """An input with other entries."""
    return Value(change(v.x), v.rad, v.dtype)


def splits(node: Node, rank: int) -> Iterator[Alternative]:
    """The same padding in all, on other sides."""
    pads = tuple(node.attributes.get("pads", (0,) * (2 * rank)))
    totals = [pads[k] + pads[rank + k] for k in range(rank)]
    ways = [list(dict.fromkeys([pads[k], t - t // 2, t // 2, 0, t])) for k, t in enumerate(totals)]
    for before in itertools.islice(itertools.product(*ways), 64):
        other = (*before, *(t - p for t, p in zip(totals, before, strict=True)))
        if other != pads:
            yield Alternative(
                f"padding {tuple(before)} before and {other[rank:]} after, where the node has {pads[:rank]} and "
                f"{pads[rank:]}",
                {"pads": other, "auto_pad": "NOTSET"},
            )


def of_conv(node: Node, given: Values) -> Iterator[Alternative]:
    x, w = given[0], given[1]
    if x is None or w is None:
        return
    rank = x.x.ndim - 2
    yield from splits(node, rank)
    space = tuple(range(2, rank + 2))
    yield Alternative("with the kernel flipped", inputs={1: changed(w, lambda y: np.flip(y, space))})
    if len(given) > 2 and given[2] is not None:
        yield Alternative("no bias", inputs={2: changed(given[2], np.zeros_like)})
    if rank == 2 and w.x.shape[2] == w.x.shape[3]:
        yield Alternative(
            "with rows and columns of the kernel exchanged", inputs={1: changed(w, lambda y: y.swapaxes(2, 3))}
        )
    for name, axis in (("input", 1), ("output", 0)):
        if w.x.shape[axis] > 1:
            text = f"with the {name} channels of the weights in reverse order"
            yield Alternative(text, inputs={1: changed(w, functools.partial(np.flip, axis=axis))})
    groups = int(node.attributes.get("group", 1))
    if groups > 1:
        text = "with the channels of groups interleaved"
        mixed = lambda y: y.reshape(y.shape[0], groups, -1, *y.shape[2:]).swapaxes(1, 2).reshape(y.shape)
        yield Alternative(text, inputs={0: changed(x, mixed)})
        if x.x.shape[1] == groups:
            text = "every group with the kernel of the first one"
            yield Alternative(text, inputs={1: changed(w, lambda y: np.broadcast_to(y[:1], y.shape).copy())})
    for name in ("dilations", "strides"):
        if set(node.attributes.get(name, (1,))) != {1}:
            yield Alternative(f"with {name} of 1", {name: (1,) * rank})


def of_pool(node: Node, given: Values) -> Iterator[Alternative]:
    x = given[0]
    if x is None:
        return
    yield from splits(node, x.x.ndim - 2)
    if node.op == "AveragePool":
        counted = int(node.attributes.get("count_include_pad", 0))
        yield Alternative(f"count_include_pad = {1 - counted}", {"count_include_pad": 1 - counted})
        yield Alternative("the maximum, not the mean", op="MaxPool")
    else:
        yield Alternative("the mean, not the maximum", op="AveragePool")
        yield Alternative("the mean, not the maximum, of padded windows", {"count_include_pad": 1}, op="AveragePool")
    ceil = int(node.attributes.get("ceil_mode", 0))
    yield Alternative(f"ceil_mode = {1 - ceil}", {"ceil_mode": 1 - ceil})


TINY = 1e-30  # the formulas want an epsilon above 0; this one changes no result
EPSILONS = (TINY, 1e-3, 1e-5, 1e-6, 1e-12, 1e-4, 1e-2)


def of_epsilon(node: Node, given: Values) -> Iterator[Alternative]:
    own = float(node.attributes.get("epsilon", 1e-5))
    for eps in EPSILONS:
        if abs(eps - own) > 1e-6 * own:  # attributes are float32
            text = f"epsilon = {eps:g}, not {own:.3g}" if eps > TINY else f"without epsilon, which is {own:.3g}"
            yield Alternative(text, {"epsilon": eps})


def of_batch_norm(node: Node, given: Values) -> Iterator[Alternative]:
    yield from of_epsilon(node, given)
    eps = float(node.attributes.get("epsilon", 1e-5))
    if len(given) < 5 or given[4] is None:
        return
    outside = lambda y: (np.sqrt(wide(y).astype(np.float64)) + eps) ** 2 - eps
    yield Alternative("epsilon outside the root", inputs={4: changed(given[4], outside).kept(given[4].dtype)})
    yield Alternative("with the variance taken for a standard deviation", inputs={4: changed(given[4], np.square)})
    for place, name, value in ((1, "scale", np.ones_like), (2, "shift", np.zeros_like), (3, "mean", np.zeros_like)):
        if (v := given[place]) is not None:
            yield Alternative(f"without its {name}", inputs={place: changed(v, value)})
    x, mean, var = given[0], given[3], given[4]
    if x is not None and mean is not None:
        y = wide(x.x).astype(np.float64)
        axes = (0, *range(2, y.ndim))
        own = float(node.attributes.get("momentum", 0.9))
        for kept, text in ((0.0, "as in training"), (own, f"blended with momentum {own:g}")):
            blend = [kept * wide(v.x) + (1 - kept) * now for v, now in ((mean, y.mean(axes)), (var, y.var(axes)))]
            statistics = {k: Value(v, None, x.dtype) for k, v in zip((3, 4), blend, strict=True)}
            yield Alternative(f"with the statistics of this batch, {text}", inputs=statistics)
    if given[1] is not None and given[2] is not None:
        yield Alternative("with scale and shift exchanged", inputs={1: given[2], 2: given[1]})


def of_resize(node: Node, given: Values) -> Iterator[Alternative]:
    coordinates = ("half_pixel", "align_corners", "asymmetric", "pytorch_half_pixel")
    own = (
        node.attributes.get("mode", "nearest"),
        node.attributes.get("coordinate_transformation_mode", "half_pixel"),
        node.attributes.get("nearest_mode", "round_prefer_floor"),
    )
    ways = [("linear", c, own[2]) for c in coordinates]
    ways += [
        ("nearest", c, r) for c in coordinates for r in ("round_prefer_floor", "floor", "round_prefer_ceil", "ceil")
    ]
    same = lambda way: sum(a == b for a, b in zip(way, own, strict=True))
    for mode, where, rounding in sorted(ways, key=same, reverse=True):
        if (mode, where, rounding) != own:
            text = f"{mode}, {where}" + (f", {rounding}" if mode == "nearest" else "")
            yield Alternative(
                f"{text}, where the node says {own[0]}, {own[1]}" + (f", {own[2]}" if own[0] == "nearest" else ""),
                {"mode": mode, "coordinate_transformation_mode": where, "nearest_mode": rounding},
            )


def limits(low: float, high: float, x: Value) -> dict[int, Value]:
    dtype = x.x.dtype if x.x.dtype.kind == "f" else np.dtype(np.float32)
    return {1: Value(np.asarray(low, dtype)), 2: Value(np.asarray(high, dtype))}


def of_relu(node: Node, given: Values) -> Iterator[Alternative]:
    if (x := given[0]) is None:
        return
    yield Alternative("ReLU6, which is cut off at 6", inputs=limits(0, 6, x), op="Clip")
    for alpha in (0.01, 0.1, 0.2, 0.3):
        yield Alternative(f"leaky ReLU with slope {alpha}", {"alpha": alpha}, op="LeakyRelu")
    yield Alternative("its input unchanged", op="Identity")
    yield Alternative("the absolute value", op="Abs")


def of_clip(node: Node, given: Values) -> Iterator[Alternative]:
    if (x := given[0]) is None:
        return
    yield Alternative("ReLU, which is not cut off above", op="Relu", attributes={"alpha": 0.0})
    yield Alternative("ReLU6, which is cut off at 6", inputs=limits(0, 6, x))
    yield Alternative("its input unchanged", op="Identity")


def of_slope(node: Node, given: Values) -> Iterator[Alternative]:
    for alpha in (0.01, 0.1, 0.2, 0.3, 0.0, 1.0):
        yield Alternative(f"slope {alpha}, not {float(node.attributes.get('alpha', 0.01)):.3g}", {"alpha": alpha})


def of_hard_sigmoid(node: Node, given: Values) -> Iterator[Alternative]:
    own = float(node.attributes.get("alpha", 0.2))
    for text, alpha in (("ONNX's default", 0.2), ("as PyTorch", 1 / 6), ("1/4", 0.25)):
        yield Alternative(f"slope {alpha:.4g} ({text}), not {own:.4g}", {"alpha": float(np.float32(alpha))})
    yield Alternative("the smooth sigmoid", op="Sigmoid")


def of_softmax(node: Node, given: Values) -> Iterator[Alternative]:
    if (x := given[0]) is None:
        return
    for axis in range(x.x.ndim):
        yield Alternative(f"a softmax over axis {axis}", {"axis": axis})
    yield Alternative("the logarithm of the softmax", op="LogSoftmax")
    yield Alternative("its input unchanged", op="Identity")


def of_product(node: Node, given: Values) -> Iterator[Alternative]:
    w = given[1]
    if w is not None and w.x.ndim == 2 and w.x.shape[0] == w.x.shape[1]:
        yield Alternative("with the second matrix transposed", inputs={1: changed(w, np.transpose)})
    if len(given) > 2 and given[2] is not None:
        yield Alternative("no bias", inputs={2: changed(given[2], np.zeros_like)})


def of_order(node: Node, given: Values) -> Iterator[Alternative]:
    backwards = {k: v for k, v in enumerate(reversed(given)) if v is not None}
    yield Alternative("with its inputs in reverse order", inputs=backwards)


def of_flatten(node: Node, given: Values) -> Iterator[Alternative]:
    x = given[0]
    if x is not None and x.x.ndim == 4:
        nhwc = lambda y: y.transpose(0, 2, 3, 1).reshape(y.shape)
        nchw = lambda y: y.reshape(y.shape[0], *y.shape[2:], y.shape[1]).transpose(0, 3, 1, 2)
        yield Alternative("entries in the order of NHWC, not NCHW", inputs={0: changed(x, nhwc)})
        yield Alternative("entries in the order of NCHW, not NHWC", inputs={0: changed(x, nchw)})


def of_transpose(node: Node, given: Values) -> Iterator[Alternative]:
    if (x := given[0]) is not None and x.x.ndim <= 4:
        for order in itertools.permutations(range(x.x.ndim)):
            yield Alternative(f"perm = {order}", {"perm": order})


def of_rounding(node: Node, given: Values) -> Iterator[Alternative]:
    for word, text in (
        ("away", "rounding of halves away from 0, not to even"),
        ("up", "rounding of halves up, not to even"),
        ("down", "rounding down (floor)"),
        ("zero", "rounding towards 0 (truncation)"),
    ):
        yield Alternative(text, {"rounding": word})


def of_channels(given: Values) -> Iterator[Alternative]:
    x = given[0] if given else None
    if x is not None and x.x.ndim >= 3 and x.x.shape[1] > 1:
        yield Alternative(
            "with the channels of its input in reverse order", inputs={0: changed(x, lambda y: np.flip(y, 1))}
        )


# ---------------------------------------------------------------- arithmetic


def rounded_to(x: np.ndarray, name: str) -> np.ndarray:
    """Numbers rounded to a narrower format, in their own type."""
    y = np.ascontiguousarray(wide(x), np.float32)
    if name == "TF32":  # 10 bits of the fraction are kept, halves to even
        bits = y.view(np.uint32).astype(np.uint64)
        bits = (bits + 0xFFF + ((bits >> 13) & 1)) & ~np.uint64(0x1FFF)
        return bits.astype(np.uint32).view(np.float32).reshape(x.shape)
    import ml_dtypes

    dtype = np.dtype(getattr(ml_dtypes, name, name))
    with np.errstate(over="ignore"):
        return y.astype(dtype).astype(np.float32)


def of_inputs(given: Values) -> Iterator[Alternative]:
    """All inputs rounded to a narrower format, and computed with as the type says."""
    floats = {k: v for k, v in enumerate(given) if v is not None and v.dtype in ("float32", "float64")}
    for name, text in (
        ("bfloat16", "bfloat16"),
        ("TF32", "TF32 or float16, which keep 11 bits"),
        ("float16", "float16"),
    ):
        if floats:
            inputs = {k: Value(rounded_to(v.x, name), v.rad, v.dtype) for k, v in floats.items()}
            yield Alternative(f"with inputs rounded to {text}", inputs=inputs, kind="arithmetic")


SHARE = (
    2.0**-7
)  # of the bound of narrower arithmetic that the errors must reach, so that small errors are not called so


def narrower(node: Node, given: Values, got: np.ndarray, want: Value) -> str:
    """Whether a result is that of narrower arithmetic: its entries are numbers of the narrower format, or its errors
    are as large as those of its roundings, and within their bound."""
    if want.dtype not in ("float32", "float64") or got.dtype.kind != "f":
        return ""
    for name in ("bfloat16", "float16"):
        values = [v.kept(name) if v is not None and v.dtype in UNIT else v for v in given]
        try:
            found, _ = computed(node, values)
        except NotChecked:
            return ""
        one = found[0]
        bound = one.radius if one.loose is None else np.maximum(one.radius, one.loose)
        with np.errstate(all="ignore"):
            error = np.abs(wide(got) - wide(one.x))
            within = bool((error <= bound).all())
            held = bool((rounded_to(got, name) == wide(got).astype(np.float32)).all())
            reached = float(np.max(np.where(bound > 0, error / bound, 0), initial=0)) > SHARE
        if within and held:
            return f"its entries are numbers of {name}, and right for arithmetic in {name}"
        if within and reached and not held:
            return f"its errors are those of sums in {name}, and within their bound"
    return ""
