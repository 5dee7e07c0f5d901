"""The rectified linear unit: negative entries become 0."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Max, Piecewise, Symbol

from ..language.formula import formula
from ..language.latex import writable
from ..laws.words import zeros
from ..memory import like
from .letters import n, x, y
from .words import magnitude

alpha = Symbol("alpha", real=True)


@formula(Eq(y[n], Max(0, x[n])), shapes="(N...) -> (N...)", source="goodfellow2016, section 6.3.1")
def relu(x):
    """The rectified linear unit: negative entries become 0.

    x: any shape. Returns the same shape and type.

    >>> relu([-2, 0, 3]).tolist()
    [0, 0, 3]
    """
    if x.dtype.kind != "f":
        return np.maximum(x, 0, out=like(x))
    return x.clip(
        0, np.inf, out=like(x)
    )  # a NaN stays one, too; NumPy takes three times as long for a maximum with one number


@relu.gradient
def relu_backward(dy, x):
    positive = np.greater(x, 0, out=like(x, dtype=bool))
    if dy.dtype.kind != "f" or dy.dtype.itemsize not in (4, 8):
        return (np.where(positive, dy, dy.dtype.type(0) if dy.dtype.kind == "f" else 0),)
    bits = np.dtype(f"i{dy.dtype.itemsize}")  # where a product with 0 would make NaN of inf; as fast as a product
    kept = np.negative(positive.view(np.int8), out=like(dy, dtype=bits))
    return (np.bitwise_and(dy.view(bits), kept, out=kept).view(dy.dtype),)


@formula(
    Eq(y[n], Piecewise((x[n], x[n] > 0), (alpha * x[n], True))),
    shapes="(N...) -> (N...)",
    source="maas2013, section 2",
)
def leaky_relu(x, alpha=0.01):
    """A rectified linear unit that lets a share alpha of the negative entries through.

    x: any shape; alpha: any finite number. Returns the shape of x.

    >>> leaky_relu([-2.0, 0.0, 3.0], alpha=0.5).tolist()
    [-1.0, 0.0, 3.0]
    """
    return np.where(x > 0, x, alpha * np.minimum(x, 0))  # so that 0 inf is met only where it is stated


@leaky_relu.gradient
def leaky_relu_backward(dy, x, alpha):
    return (np.where(x > 0, dy, alpha * dy),)


@writable(r"{}_{{\text{{NaN}}}}")
def with_nan(x):
    """The middle entry of all replaced by NaN."""
    out = x.copy()
    out.flat[x.size // 2] = np.nan
    return out


@relu.law()
def is_positive_part(relu, x):
    """(x + |x|) / 2."""
    return relu(x) + relu(x), x + magnitude(x)


@relu.law()
def splits(relu, x):
    """What is kept of x less what is kept of -x."""
    return relu(x) - relu(-x), x


@relu.law()
def is_idempotent(relu, x):
    return relu(relu(x)), relu(x)


@relu.law("<=", z="x")
def is_monotone(relu, x, z):
    return relu(x), relu(x + magnitude(z))


@relu.law(">=")
def is_at_least_zero(relu, x):
    return relu(x), zeros(x)


@relu.law(z="()")
def is_positively_homogeneous(relu, x, z):
    return relu(magnitude(z) * x), magnitude(z) * relu(x)


@relu.law()
def passes_nan_on(relu, x):
    """A NaN stays a NaN, and is no reason to be 0; no other entry notices it."""
    return relu(with_nan(x)), with_nan(relu(x))


@relu.fails(z="x")
def is_linear(relu, x, z):
    return relu(x + z), relu(x) + relu(z)


@relu.fails()
def is_odd(relu, x):
    return relu(-x), -relu(x)


@leaky_relu.law()
def is_identity_at_one(leaky_relu, x):
    return leaky_relu(x, alpha=1), x


@leaky_relu.law()
def is_relu_at_zero(leaky_relu, x):
    return leaky_relu(x, alpha=0), relu(x)


@leaky_relu.law()
def leaks(leaky_relu, x, alpha):
    """Two rectified linear units."""
    return leaky_relu(x, alpha=alpha), relu(x) - alpha * relu(-x)


@leaky_relu.law(z="()")
def leaky_is_positively_homogeneous(leaky_relu, x, z):
    return leaky_relu(magnitude(z) * x), magnitude(z) * leaky_relu(x)


@leaky_relu.law()
def leaky_passes_nan_on(leaky_relu, x):
    return leaky_relu(with_nan(x)), with_nan(leaky_relu(x))


@leaky_relu.fails(z="x")
def leaky_is_linear(leaky_relu, x, z):
    return leaky_relu(x + z), leaky_relu(x) + leaky_relu(z)


@leaky_relu.fails()
def leaky_is_idempotent(leaky_relu, x):
    """The second time leaks again."""
    return leaky_relu(leaky_relu(x)), leaky_relu(x)
