"""The convolution over the torus: what leaves on one side comes in on the other."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Mod, Sum

from ..language.formula import formula
from ..language.latex import writable
from .image import flip, image
from .letters import H, f, g, i, s, y
from .words import centre, rolled


@formula(
    Eq(y[i], Sum(f[s] * g[Mod(i - s, H)], (s, 0, H - 1))),
    shapes="(*H), (*H) -> (*H)",
    notation=r"{} \circledast {}",
    source="oppenheim2010, section 8.6.5",
)
def circular(f, g):
    """The convolution over the torus: what leaves on one side comes in on the other.

    f, g: (*space), 1 to 3 axes. Returns the same shape.

    >>> circular([1, 2, 3], [0, 1, 0]).tolist()
    [3, 1, 2]
    """
    return wrapped(image.fn(f, g), like=f)


@circular.gradient
def circular_backward(dy, f, g):
    return circular(dy, mirrored(g)), circular(dy, mirrored(f))


def mirrored(x):
    """x at -n on the torus."""
    return np.roll(flip.fn(x), 1, tuple(range(x.ndim)))


@writable(r"\operatorname{{wrap}} {}")
def wrapped(y, *, like):
    """A full result laid around the torus, where places a period apart add up."""
    for axis, h in enumerate(like.shape):
        y = np.moveaxis(y, axis, 0)
        once = y[:h].copy()
        once[: len(y) - h] += y[h:]
        y = np.moveaxis(once, 0, axis)
    return y


@writable(r"\delta_0")
def unit_on_torus(like):
    """The impulse at the origin, as large as the torus."""
    one = np.zeros(like.shape, np.int64)
    one[(0,) * like.ndim] = 1
    return one


@circular.law()
def commutes_on_the_torus(conv, f, g):
    return conv(f, g), conv(g, f)


@circular.law(h="f")
def associates_on_the_torus(conv, f, g, h):
    return conv(conv(f, g), h), conv(f, conv(g, h))


@circular.law(h="f")
def distributes_on_the_torus(conv, f, g, h):
    return conv(f, g + h), conv(f, g) + conv(f, h)


@circular.law(c="()")
def scales_on_the_torus(conv, f, g, c):
    return conv(c * f, g), c * conv(f, g)


@circular.law()
def has_unit_of_the_torus(conv, f):
    return conv(f, unit_on_torus(f)), f


@circular.law()
def is_equivariant_on_the_torus(conv, f, g):
    return conv(rolled(f), g), rolled(conv(f, g))


@circular.law()
def periodises(conv, f, g):
    """The linear convolution, wrapped around the torus."""
    return conv(f, g), wrapped(image(f, g), like=f)


@circular.fails()
def is_the_linear_one(conv, f, g):
    """Without wrapping, what leaves the torus is lost."""
    return conv(f, g), centre(image(f, g), like=f)
