"""Operators that ONNX Runtime puts in the place of several: they are judged as what they replace."""

from __future__ import annotations

from .calls import Call, NotChecked, Rule, aligned
from .layers import conv, gemm, matmul, scaled, transposed
from .values import Value

DOMAIN = "com.microsoft"


def activated(c: Call, x: Value, name: str, parameters: tuple[float, ...]) -> Value:
    """The activation at the end of a fused operator."""
    first, second = (*parameters, None, None)[:2]
    if name in ("", "Relu"):
        return c.formula("activation.relu", {"x": x}) if name else x
    if name == "Clip":
        return c.formula("activation.clip", {"x": x}, low=first, high=second)
    if name == "LeakyRelu":
        return c.formula("activation.leaky_relu", {"x": x}, alpha=first)
    if name == "HardSigmoid":
        return c.formula("activation.hard_sigmoid", {"x": x}, alpha=first, beta=second)
    if name == "Sigmoid":
        return c.formula("activation.sigmoid", {"x": x})
    if name == "Tanh":
        return c.operations("tanh(x)", lambda k, given: k.tanh(given[0]), x)
    raise NotChecked(f"the fused activation {name}")


def fused_conv(c: Call) -> Value:
    """A convolution, a sum with a further input, and an activation."""
    found = conv(c)
    if (more := c.optional(3)) is not None:
        found = c.formula("arrays.add", dict(zip("xz", aligned(found, more), strict=True)))
    return activated(c, found, c.attribute("activation", ""), tuple(c.attribute("activation_params", ())))


def fused_gemm(c: Call) -> Value:
    names = ("activation_alpha", "activation_beta", "activation_gamma")
    parameters = tuple(float(v) for v in map(c.attribute, names) if v is not None)
    return activated(c, gemm(c), c.attribute("activation", ""), parameters)


def fused_matmul(c: Call) -> Value:
    if c.attribute("transBatchA", 0) or c.attribute("transBatchB", 0):
        raise NotChecked("a product of matrices whose batch axes are moved")
    a = transposed(c.input(0)) if c.attribute("transA", 0) else c.input(0)
    b = transposed(c.input(1)) if c.attribute("transB", 0) else c.input(1)
    alpha = float(c.attribute("alpha", 1.0))
    if alpha == 1:
        return matmul(c, a, b)
    return scaled(matmul(c, a.map(lambda x: x.astype(float) * alpha).kept(a.dtype), b), alpha)


def quick_gelu(c: Call) -> Value:
    return c.formula("activation.silu", {"x": c.input(0)}, beta=float(c.attribute("alpha", 1.702)))


RULES: dict[str, Rule] = {
    "FusedConv": fused_conv,
    "FusedGemm": fused_gemm,
    "FusedMatMul": fused_matmul,
    "QuickGelu": quick_gelu,
}
