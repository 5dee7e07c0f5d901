"""Clipping: each entry moved to the nearest number between two bounds."""

from __future__ import annotations

import numpy as np
from sympy import Max, Min, symbols

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import additive, equivariant, idempotent, odd
from ..laws.words import ones
from ..memory import like
from .letters import n, x, y
from .relu import relu, with_nan
from .words import magnitude

low, high = symbols("low high", real=True)


@formula(
    equation(y[n], Min(high, Max(low, x[n]))),
    shapes="(N...) -> (N...)",
    source="ONNX, Clip; PyTorch, torch.clamp, for bounds that are crossed",
)
def clip(x, low, high):
    """Each entry if it lies between two bounds, else the bound that it exceeds.

    x: array of any shape. low, high: the bounds, finite numbers; if low > high, every entry becomes high, as in ONNX
    and PyTorch. ReLU6 is `clip(x, 0, 6)`. Returns an array of the shape of x; NaN stays NaN. The derivative at a bound
    is 0. Its gradient names other conventions: with kink = 1 it is 1 at a bound, and with kink = 1/2 it is 1/2. If
    low = high, the function is constant and has the derivative 0, but implementations treat x = low = high as a bound,
    once or twice: the derivative is 1 there with kink = 1, and 1/4 with kink = 1/2. Raises ValueError if a bound is
    not finite.

    >>> clip([-1.0, 2.0, 9.0], 0, 6).tolist()
    [0.0, 2.0, 6.0]
    """
    if x.dtype.kind != "f":
        return np.minimum(np.maximum(x, low), high)
    y = np.maximum(x, low, out=like(x))
    return np.minimum(y, high, out=y)


@clip.gradient
def clip_backward(dy, x, low, high):
    """dy where x lies between the bounds and on none of them, else 0, also where dy is infinite or NaN."""
    kept = (low < x) & (x < high)
    return (np.where(kept, dy, dy * 0 if dy.dtype.kind != "f" else dy.dtype.type(0)),)


@writable("{bound}")
def constant(x, *, bound):
    """One number, in the shape and number type of x."""
    return ones(x) * bound


ORDERED = [lambda low, high: low <= high]

clip.law(idempotent("x"), name="clip_is_idempotent", says="Applied twice, it gives the same as applied once.")


@clip.law(requires=ORDERED)
def is_made_of_relus(clip, x, low, high):
    """Between bounds in order it is low + relu(x - low) - relu(x - high)."""
    return (
        clip(x, low=low, high=high),
        constant(x, bound=low) + relu(x - constant(x, bound=low)) - relu(x - constant(x, bound=high)),
    )


@clip.law(requires=[lambda low, high: low > high])
def crossed_bounds_give_the_upper(clip, x, low, high):
    """If the lower bound is above the upper one, every entry becomes the upper one."""
    return clip(x, low=low, high=high), constant(x, bound=high)


@clip.law("<=")
def is_at_most_high(clip, x, low, high):
    """No entry of the result is above the upper bound."""
    return clip(x, low=low, high=high), constant(x, bound=high)


@clip.law(">=", requires=ORDERED)
def is_at_least_low(clip, x, low, high):
    """No entry of the result is below the lower bound, if the bounds are in order."""
    return clip(x, low=low, high=high), constant(x, bound=low)


@clip.law("<=", z="x")
def clip_is_monotone(clip, x, low, high, z):
    """A larger argument never gives a smaller result."""
    return clip(x, low=low, high=high), clip(x + magnitude(z), low=low, high=high)


@clip.law(requires=ORDERED)
def reflects(clip, x, low, high):
    """The opposite of x between the opposite bounds gives the opposite result, if the bounds are in order."""
    return clip(-x, low=-high, high=-low), -clip(x, low=low, high=high)


clip.law(equivariant("x", with_nan), name="clip_passes_nan_on", says="NaN stays NaN, and changes no other entry.")
clip.fails(additive("x", "z"), name="clip_is_linear", says="It is not additive: what a bound cuts off is lost.")
clip.fails(odd("x"), name="clip_is_odd", says="The opposite of x between the same bounds gives another result.")
