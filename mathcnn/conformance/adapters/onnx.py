"""Operators of ONNX, each as a model of one node; what runs the model is an argument."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import numpy as np
import onnx
import onnx.parser

from ..aliases import Function, Scalar
from ..aliases import LibraryArray as Array
from ..recording import Library, Record, current
from . import Ints, Pairs, lacks, one_axis, over

OPSET = 22
TYPES = {"float64": "double", "float32": "float", "float16": "float16", "bfloat16": "bfloat16", "int64": "int64"}
Outputs = Callable[[onnx.ModelProto, dict[str, np.ndarray]], list[np.ndarray]]


def native(x: np.ndarray) -> np.ndarray:
    """An array as both evaluators read it: contiguous, and in the machine's order of bytes.

    ONNX Runtime reads the bytes of others in that order, too, and says nothing.
    """
    return np.ascontiguousarray(x, x.dtype.newbyteorder("="))


def kind(x: np.ndarray) -> str:
    """The name of an array's type in the text of a model."""
    return TYPES[x.dtype.name]


def shape_of(a: str, x: np.ndarray) -> str:
    """The shape of an input in the text of a model: a name for each axis, or the sizes if they say a shape."""
    return ", ".join(str(n) if a in ("sizes", "scales") else f"{a}_{k}" for k, n in enumerate(x.shape))


def in_32_bits(v: Scalar) -> bool:
    """Whether a 32-bit float holds a number; words and integers, which are no floats, count as held."""
    return not isinstance(v, (float, Fraction)) or Fraction(float(np.float32(float(v)))) == v


def attribute(v: Scalar) -> str:
    """The value of an attribute in the text of a model."""
    if isinstance(v, str):
        return f'"{v}"'
    return repr(list(v)) if isinstance(v, (tuple, list)) else repr(v)


def operators(
    outputs: Callable[[onnx.ModelProto, dict[str, np.ndarray]], list[np.ndarray]], line: str
) -> dict[str, Function]:
    """The table of an adapter.

    outputs: the outputs of a model for its inputs. line: the start of the same call as Python, where the model is
    `model`; a call that is recorded is written in this way.
    """

    def run(model: onnx.ModelProto, text: str, arrays: dict[str, np.ndarray]) -> list[np.ndarray]:
        if (record := current()) is None:
            return outputs(model, arrays)
        record.lines.append(f"model = onnx.parser.parse_model({text!r})")
        found: list[np.ndarray] = record.run(
            f"{line}.run(None, {feeds_text(arrays, record)})", lambda: outputs(model, arrays)
        )
        return found

    def node(
        op: str, outputs: int = 1, like: str = "", _ints: str = "", _order: str = "", **inputs: Scalar
    ) -> list[np.ndarray]:
        """One operator on arrays; other keywords are its attributes. `_order`: its inputs, if some are left out."""
        arrays = {a: v for a, v in inputs.items() if isinstance(v, np.ndarray)}
        attributes = {a: v for a, v in inputs.items() if a not in arrays and v is not None}
        said = ", ".join(f"{a} = {attribute(v)}" for a, v in attributes.items())
        taken = ", ".join(f"{kind(x)}[{shape_of(a, x)}] {a}" for a, x in arrays.items())
        first = kind(next(iter(arrays.values())))
        if first == "double":  # an attribute is a 32-bit float: what such a number becomes is ONNX's format, no fault
            lacks(numbers_that_a_32_bit_attribute_does_not_hold=not all(map(in_32_bits, attributes.values())))
        names = ["y", "second", "third"][:outputs]
        given = ", ".join(f"{'int64' if n in _ints else first}[] {n}".replace("[]", "") for n in names)
        text = (
            f'<ir_version: 10, opset_import: ["" : {OPSET}]> model ({taken}) => ({given}) '
            f"{{ {', '.join(names)} = {op}{f' <{said}>' if said else ''} ({_order or ', '.join(arrays)}) }}"
        )
        return run(onnx.parser.parse_model(text), text, arrays)

    def flat(padding: Pairs) -> list[int]:
        return [before for before, _ in padding] + [after for _, after in padding]

    def conv(
        x: Array,
        w: Array,
        b: Array | None = None,
        *,
        stride: Ints,
        padding: Pairs,
        dilation: Ints,
        groups: int,
        flip: bool,
    ) -> Array:
        lacks(flip=flip)
        return node("Conv", x=x, w=w, b=b, strides=stride, pads=flat(padding), dilations=dilation, group=groups)[0]

    def conv_transpose(
        x: Array,
        w: Array,
        b: Array | None = None,
        *,
        stride: Ints,
        padding: Pairs,
        output_padding: Ints,
        dilation: Ints,
        groups: int,
    ) -> Array:
        return node(
            "ConvTranspose",
            x=x,
            w=w,
            b=b,
            strides=stride,
            pads=flat(padding),
            output_padding=output_padding,
            dilations=dilation,
            group=groups,
        )[0]

    def linear(x: Array, w: Array, b: Array | None = None) -> Array:
        lacks(other_than_two_axes=x.ndim != 2)
        return node("Gemm", x=x, w=w, b=b, transB=1)[0]

    def pad(x: Array, padding: Pairs, mode: str) -> Array:
        named = {"zero": "constant", "circular": "wrap", "reflect": "reflect", "replicate": "edge"}
        pads = np.array([0, 0, *(p for p, _ in padding), 0, 0, *(q for _, q in padding)], np.int64)
        return node("Pad", x=x, pads=pads, mode=named[mode])[0]

    def window(kernel_size: Ints, stride: Ints, padding: Pairs, dilation: Ints, ceil_mode: bool) -> dict[str, Scalar]:
        return {
            "kernel_shape": kernel_size,
            "strides": stride,
            "pads": flat(padding),
            "dilations": dilation,
            "ceil_mode": int(ceil_mode),
        }

    def max_pool(
        x: Array, kernel_size: Ints, *, stride: Ints, padding: Pairs, dilation: Ints, ceil_mode: bool
    ) -> Array:
        return node("MaxPool", x=x, **window(kernel_size, stride, padding, dilation, ceil_mode))[0]

    def max_pool_indices(
        x: Array, kernel_size: Ints, *, stride: Ints, padding: Pairs, dilation: Ints, ceil_mode: bool
    ) -> Array:
        """The operator counts through the whole array, the formula through one channel."""
        places = node("MaxPool", 2, _ints="second", x=x, **window(kernel_size, stride, padding, dilation, ceil_mode))[1]
        channels = np.arange(x.shape[0] * x.shape[1]).reshape(*x.shape[:2], *[1] * (x.ndim - 2))
        found: Array = Library(np, "np").subtract(places, channels * np.prod(x.shape[2:], dtype=np.int64))
        return found

    def avg_pool(
        x: Array,
        kernel_size: Ints,
        *,
        stride: Ints,
        padding: Pairs,
        dilation: Ints,
        ceil_mode: bool,
        count_include_pad: bool,
        divisor_override: int | None,
    ) -> Array:
        lacks(divisor_override=divisor_override is not None)
        return node(
            "AveragePool",
            x=x,
            **window(kernel_size, stride, padding, dilation, ceil_mode),
            count_include_pad=int(count_include_pad),
        )[0]

    def batch_mean(x: Array) -> Array:
        return node("ReduceMean", x=x, axes=np.array(over(x), np.int64), keepdims=0)[0]

    def batch_norm(
        x: Array,
        gamma: Array,
        beta: Array,
        eps: float,
        *,
        training: bool,
        running_mean: Array | None = None,
        running_var: Array | None = None,
        momentum: float,
        correction: int,
        running_correction: int,
    ) -> Array:
        lacks(correction_of_the_variance_in_training=training and correction != 0)
        C = x.shape[1]
        mean = np.zeros(C, x.dtype) if running_mean is None else running_mean
        var = np.ones(C, x.dtype) if running_var is None else running_var
        return node(
            "BatchNormalization",
            3 if training else 1,
            x=x,
            scale=gamma,
            bias=beta,
            mean=mean,
            var=var,
            epsilon=float(eps),
            training_mode=int(training),
        )[0]

    def clip(x: Array, low: float, high: float) -> Array:
        bounds: dict[str, Scalar] = {"low": np.array(low, x.dtype), "high": np.array(high, x.dtype)}
        return node("Clip", x=x, **bounds)[0]

    def hard_sigmoid(x: Array, alpha: float | str, beta: float) -> Array:
        slope = {"onnx": 0.2, "pytorch": 1 / 6}[alpha] if isinstance(alpha, str) else float(alpha)
        return node("HardSigmoid", x=x, alpha=slope, beta=float(beta))[0]

    def resize(
        x: Array,
        size: Ints,
        scale: tuple[Fraction, ...],
        mode: str,
        coordinates: str,
        rounding: str,
    ) -> Array:
        how: dict[str, Scalar] = {
            "mode": mode,
            "coordinate_transformation_mode": coordinates,
            "nearest_mode": rounding if mode == "nearest" else None,
        }
        exact = all(l == h * s for l, h, s in zip(size, x.shape[2:], scale, strict=True))
        if exact:
            return node(
                "Resize", _order='x, "", "", sizes', x=x, sizes=np.array([*x.shape[:2], *size], np.int64), **how
            )[0]
        lacks(scales_that_a_32_bit_float_does_not_hold=not all(map(in_32_bits, scale)))
        return node(
            "Resize", _order='x, "", scales', x=x, scales=np.array([1, 1, *map(float, scale)], np.float32), **how
        )[0]

    def group_norm(x: Array, gamma: Array, beta: Array, groups: int, eps: float) -> Array:
        stage = onnx.TensorProto.DOUBLE if x.dtype == np.float64 else None  # of mean and variance; float if left out
        how: dict[str, Scalar] = {"num_groups": groups, "epsilon": float(eps), "stash_type": stage}
        return node("GroupNormalization", x=x, gamma=gamma, beta=beta, **how)[0]

    def layer_norm(x: Array, gamma: Array, beta: Array, eps: float) -> Array:
        return node("LayerNormalization", x=x, gamma=gamma, beta=beta, epsilon=float(eps))[0]

    def running(x: Array, mean: Array, var: Array, momentum: float) -> list[np.ndarray]:
        one = np.ones(x.shape[1], x.dtype)
        if x.dtype.name == "float32":  # the attribute is 1 - momentum, which the evaluator subtracts from 1 again
            again = np.float32(1) - np.float32(1 - float(momentum))
            lacks(a_momentum_that_1_minus_a_32_bit_attribute_does_not_give=again != np.float32(momentum))
        return node(
            "BatchNormalization",
            3,
            x=x,
            scale=one,
            bias=one,
            mean=mean,
            var=var,
            momentum=1 - float(momentum),
            training_mode=1,
        )[1:]

    def next_running_mean(x: Array, running_mean: Array, momentum: float) -> Array:
        return running(x, running_mean, np.ones(x.shape[1], x.dtype), momentum)[0]

    def next_running_var(x: Array, running_var: Array, momentum: float, running_correction: int) -> Array:
        lacks(running_correction_1=running_correction == 1)
        return running(x, np.zeros(x.shape[1], x.dtype), running_var, momentum)[1]

    return {
        "layers.conv": conv,
        "layers.conv_transpose": conv_transpose,
        "layers.linear": linear,
        "layers.pad": pad,
        "layers.resize": resize,
        "layers.flatten": lambda x: node("Flatten", x=x, axis=1)[0],
        "arrays.add": lambda x, z: node("Add", x=x, z=z)[0],
        "arrays.sub": lambda x, z: node("Sub", x=x, z=z)[0],
        "arrays.mul": lambda x, z: node("Mul", x=x, z=z)[0],
        "arrays.div": lambda x, z: node("Div", x=x, z=z)[0],
        "arrays.matmul": lambda x, z: node("MatMul", x=x, z=z)[0],
        "arrays.mean": lambda x, axis: node("ReduceMean", x=x, axes=np.ravel(axis).astype(np.int64), keepdims=0)[0],
        "pooling.max_pool": max_pool,
        "pooling.max_pool_indices": max_pool_indices,
        "pooling.avg_pool": avg_pool,
        "pooling.global_max_pool": lambda x: node("GlobalMaxPool", x=x)[0],
        "pooling.global_avg_pool": lambda x: node("GlobalAveragePool", x=x)[0],
        "activation.relu": lambda x: node("Relu", x=x)[0],
        "activation.leaky_relu": lambda x, alpha: node("LeakyRelu", x=x, alpha=float(alpha))[0],
        "activation.sigmoid": lambda x: node("Sigmoid", x=x)[0],
        "activation.clip": clip,
        "activation.hard_sigmoid": hard_sigmoid,
        "activation.hard_swish": lambda x: node("HardSwish", x=x)[0],
        "activation.softmax": lambda x, axis: node("Softmax", x=x, axis=one_axis(axis))[0],
        "activation.log_softmax": lambda x, axis: node("LogSoftmax", x=x, axis=one_axis(axis))[0],
        "activation.cross_entropy": lambda x, t: node("SoftmaxCrossEntropyLoss", x=x, t=t)[0],
        "normalization.batch_mean": batch_mean,
        "normalization.batch_norm": batch_norm,
        "normalization.group_norm": group_norm,
        "normalization.layer_norm": layer_norm,
        "normalization.next_running_mean": next_running_mean,
        "normalization.next_running_var": next_running_var,
    }


def feeds_text(arrays: dict[str, np.ndarray], record: Record) -> str:
    """The inputs of a model as Python."""
    return "{" + ", ".join(f"{a!r}: {record.text(x)}" for a, x in arrays.items()) + "}"
