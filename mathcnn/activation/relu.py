"""The rectified linear unit, and its leaky variant."""

from __future__ import annotations

import numpy as np
from sympy import Max, Piecewise, Symbol

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import additive, equivariant, idempotent, leaves, odd, positively_homogeneous
from ..laws.words import zeros
from ..memory import like
from .letters import n, x, y
from .words import magnitude


@formula(equation(y[n], Max(0, x[n])), shapes="(N...) -> (N...)", source="goodfellow2016, section 6.3.1")
def relu(x):
    """The rectified linear unit: max(0, x) for each entry.

    x: array of any shape. Returns an array of the same shape and type; NaN stays NaN. The derivative at 0 is 0.

    >>> relu([-2, 0, 3]).tolist()
    [0, 0, 3]
    """
    if x.dtype.kind != "f":
        return np.maximum(x, 0, out=like(x))
    # NaN stays NaN here, too; np.maximum with one number takes three times as long
    return x.clip(0, np.inf, out=like(x))


@relu.gradient
def relu_backward(dy, x):
    """dy where x > 0, else 0, also where dy is infinite or NaN."""
    positive = np.greater(x, 0, out=like(x, dtype=bool))
    if dy.dtype.kind != "f" or dy.dtype.itemsize not in (4, 8):
        return (np.where(positive, dy, dy.dtype.type(0) if dy.dtype.kind == "f" else 0),)
    # a mask of bits is as fast as a product with 0 or 1, and keeps inf * 0 from giving NaN
    bits = np.dtype(f"i{dy.dtype.itemsize}")
    kept = np.negative(positive.view(np.int8), out=like(dy, dtype=bits))
    return (np.bitwise_and(dy.view(bits), kept, out=kept).view(dy.dtype),)


@writable(r"{}_{{\text{{NaN}}}}")
def with_nan(x):
    """The array with its middle entry replaced by NaN."""
    out = x.copy()
    out.flat[x.size // 2] = np.nan
    return out


@relu.law()
def is_positive_part(relu, x):
    """The positive part of x is (x + |x|) / 2."""
    return relu(x) + relu(x), x + magnitude(x)


@relu.law()
def splits(relu, x):
    """x is its positive part minus the positive part of -x."""
    return relu(x) - relu(-x), x


relu.law(idempotent("x"), name="is_idempotent", says="Applied twice, it gives the same as applied once.")


@relu.law("<=", z="x")
def is_monotone(relu, x, z):
    """A larger argument never gives a smaller result."""
    return relu(x), relu(x + magnitude(z))


@relu.law(">=")
def is_at_least_zero(relu, x):
    """No entry of the result is negative."""
    return relu(x), zeros(x)


relu.law(
    positively_homogeneous("x", "z", magnitude),
    name="is_positively_homogeneous",
    says="A positive multiple of x gives the same multiple of the result.",
)


relu.law(equivariant("x", with_nan), name="passes_nan_on", says="NaN stays NaN, and changes no other entry.")


relu.fails(
    additive("x", "z"), name="is_linear", says="It is not additive: positive and negative entries do not cancel."
)


relu.fails(odd("x"), name="is_odd", says="The opposite of x does not give the opposite result.")


alpha = Symbol("alpha", real=True)


@formula(
    equation(y[n], Piecewise((x[n], x[n] > 0), (alpha * x[n], True))),
    shapes="(N...) -> (N...)",
    source="maas2013, section 2",
)
def leaky_relu(x, alpha=0.01):
    """The leaky rectified linear unit: x for positive entries, alpha x for the others.

    x: array of any shape. alpha: the slope for negative entries, any finite number. Returns an array of the shape of
    x; NaN stays NaN. The derivative at 0 is alpha. Raises ValueError if alpha is not finite.

    >>> leaky_relu([-2.0, 0.0, 3.0], alpha=0.5).tolist()
    [-1.0, 0.0, 3.0]
    """
    return np.where(x > 0, x, alpha * np.minimum(x, 0))  # the minimum avoids 0 * inf, which is NaN, at positive x


@leaky_relu.gradient
def leaky_relu_backward(dy, x, alpha):
    """dy where x > 0, else alpha dy."""
    return (np.where(x > 0, dy, alpha * dy),)


leaky_relu.law(leaves("x", alpha=1), name="is_identity_at_one", says="With alpha = 1 it changes nothing.")


@leaky_relu.law()
def is_relu_at_zero(leaky_relu, x):
    """With alpha = 0 it is the rectified linear unit."""
    return leaky_relu(x, alpha=0), relu(x)


@leaky_relu.law()
def leaks(leaky_relu, x, alpha):
    """It is relu(x) - alpha relu(-x)."""
    return leaky_relu(x, alpha=alpha), relu(x) - alpha * relu(-x)


leaky_relu.law(
    positively_homogeneous("x", "z", magnitude),
    name="leaky_is_positively_homogeneous",
    says="A positive multiple of x gives the same multiple of the result.",
)


leaky_relu.law(
    equivariant("x", with_nan), name="leaky_passes_nan_on", says="NaN stays NaN, and changes no other entry."
)


leaky_relu.fails(
    additive("x", "z"),
    name="leaky_is_linear",
    says="It is not additive: the slopes for positive and negative entries differ.",
)


leaky_relu.fails(
    idempotent("x"), name="leaky_is_idempotent", says="Applied twice, it multiplies negative entries by alpha twice."
)
