"""Convolution of periodic arrays, or on the torus: the fast form wraps the full convolution."""

from __future__ import annotations

import numpy as np
from sympy import Mod, Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import additive, associates, commutes, equivariant, has_unit, homogeneous
from .image import flip, image
from .letters import H, f, g, i, s, y
from .words import centre, rolled


@formula(
    equation(y[i], Sum(f[s] * g[Mod(i - s, H)], (s, 0, H - 1))),
    shapes="(*H), (*H) -> (*H)",
    notation=r"{} \circledast {}",
    source="oppenheim2010, section 8.6.5",
)
def circular(f, g):
    """The convolution on the torus: what leaves on one side comes in on the other.

    Parameters
    ----------
    f, g : arrays (*space) of the same shape, 1 to 3 axes

    Returns
    -------
    Array of the same shape.

    Raises
    ------
    ValueError : the shapes differ.

    >>> circular([1, 2, 3], [0, 1, 0]).tolist()
    [3, 1, 2]
    """
    return wrapped(image.fn(f, g), like=f)


@circular.gradient
def circular_backward(dy, f, g):
    """The gradient: convolutions of dy with the other argument reversed on the torus."""
    return circular(dy, mirrored(g)), circular(dy, mirrored(f))


def mirrored(x):
    """x at -n on the torus."""
    return np.roll(flip.fn(x), 1, tuple(range(x.ndim)))


@writable(r"\operatorname{{wrap}} {}")
def wrapped(y, *, like):
    """A full result laid around the torus: entries one period apart are added."""
    for axis, h in enumerate(like.shape):
        y = np.moveaxis(y, axis, 0)
        once = y[:h].copy()
        once[: len(y) - h] += y[h:]
        y = np.moveaxis(once, 0, axis)
    return y


@writable(r"\delta_0")
def unit_on_torus(like):
    """The impulse at the origin, in the shape of the torus."""
    one = np.zeros(like.shape, np.int64)
    one[(0,) * like.ndim] = 1
    return one


circular.law(commutes("f", "g"), name="commutes_on_the_torus", says="The two arguments may be exchanged.")
circular.law(
    associates("f", "g", "h", "f"),
    name="associates_on_the_torus",
    says="Of three arguments, either two neighbours may be convolved first.",
)
circular.law(
    additive("g", "h"),
    name="distributes_on_the_torus",
    says="The convolution with a sum is the sum of the convolutions.",
    h="f",
)
circular.law(
    homogeneous("f", "c"),
    name="scales_on_the_torus",
    says="A multiple of an argument gives the same multiple of the result.",
)
circular.law(
    has_unit("f", "g", unit_on_torus),
    name="has_unit_of_the_torus",
    says="The convolution with the impulse at the origin changes nothing.",
)
circular.law(
    equivariant("f", rolled),
    name="is_equivariant_on_the_torus",
    says="An argument moved around the torus gives the result moved in the same way.",
)


@circular.law()
def periodises(conv, f, g):
    """It is the full convolution, wrapped around the torus."""
    return conv(f, g), wrapped(image(f, g), like=f)


@circular.fails()
def is_the_linear_one(conv, f, g):
    """Without wrapping, what leaves the torus is lost."""
    return conv(f, g), centre(image(f, g), like=f)
