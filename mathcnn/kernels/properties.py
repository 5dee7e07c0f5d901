"""Properties of any kernel: whether it is separable, its symmetries, its frequency response."""

from __future__ import annotations

import math
from fractions import Fraction

import numpy as np
import sympy as sp

from .taylor import exact, taps_of


def separates(K):
    """The column and the row whose outer product is the kernel.

    K: the kernel, an array (2k+1, 2l+1) of finite numbers. Returns (column, row), two arrays of fractions, the row of
    coprime integers; None if the kernel is not separable. Raises ValueError if a side is even or a tap is not finite.

    >>> from mathcnn.kernels import laplacian
    >>> from mathcnn.kernels import sobel_x
    >>> column, row = separates(sobel_x())
    >>> [int(v) for v in column], [int(v) for v in row]
    ([1, 2, 1], [-1, 0, 1])
    >>> separates(laplacian()) is None
    True
    """
    taps = exact(K)
    rows = [row for row in taps if any(row)]
    if not rows:
        return taps[:, 0], taps[0]
    scale = math.lcm(*(v.denominator for v in rows[0]))
    row = rows[0] * Fraction(scale, math.gcd(*(int(v * scale) for v in rows[0])))
    at = next(c for c, v in enumerate(row) if v)
    column = taps[:, at] / row[at]
    return (column, row) if np.array_equal(np.outer(column, row), taps) else None


TURNS = {
    "left-right": lambda K: K[:, ::-1],
    "up-down": lambda K: K[::-1],
    "transpose": lambda K: K.T,
    "half turn": lambda K: K[::-1, ::-1],
}


def symmetries(K):
    """The reflections and turns that leave a kernel as it is or change its sign.

    K: the kernel, an array (2k+1, 2l+1) of finite numbers. Returns a dict from "left-right", "up-down", "transpose"
    and "half turn" to 1 (the kernel stays as it is) or -1 (it changes its sign); others are left out. Raises
    ValueError if a side is even or a tap is not finite.

    >>> from mathcnn.kernels import sobel_x
    >>> symmetries(sobel_x())
    {'left-right': -1, 'up-down': 1, 'half turn': -1}
    """
    taps = exact(K)
    found = {}
    for name, turn in TURNS.items():
        sign = next((s for s in (1, -1) if np.array_equal(turn(taps), s * taps)), None)
        if sign:
            found[name] = sign
    return found


def response(K, wy, wx, flip=False):
    """The frequency response: the factor by which the kernel multiplies the wave exp(i (wy y + wx x)).

    K: the kernel, an array (2k+1, 2l+1) of finite numbers. wy, wx: the frequencies in radians per pixel, numbers or
    SymPy expressions. flip: True turns the kernel about its centre first. Returns a SymPy expression in cosines and
    sines; a complex number if a frequency is a float. Raises TypeError if a frequency is neither a number nor an
    expression, ValueError if one is not finite, a side is even or a tap is not finite.

    >>> from mathcnn.kernels import laplacian
    >>> from mathcnn.kernels import sobel_x
    >>> response(sobel_x(), 0, sp.Symbol("w", real=True))
    8*I*sin(w)
    >>> response(laplacian(), 0.0, 0.0)
    0j
    """
    for name, w in (("wy", wy), ("wx", wx)):
        if isinstance(w, bool) or not isinstance(w, (int, float, np.integer, np.floating, sp.Expr)):
            raise TypeError(f"kernels: {name} = {w!r}: it must be a number or a SymPy expression")
        if isinstance(w, (float, np.floating)) and not math.isfinite(w):
            raise ValueError(f"kernels: {name} = {w!r}: it must be finite")
    angles = ((v, row * sp.sympify(wy) + column * sp.sympify(wx)) for row, column, v in taps_of(K, flip))
    found = sp.expand(sum((v * (sp.cos(w) + sp.I * sp.sin(w)) for v, w in angles), sp.S.Zero))
    return (
        complex(found)
        if found.is_number and any(isinstance(w, (float, np.floating, sp.Float)) for w in (wy, wx))
        else found
    )
