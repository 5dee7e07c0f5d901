"""The sum of the taps: what the kernel multiplies a constant image by."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Sum, symbols

from ..language.formula import formula
from ..language.latex import writable
from ..laws.words import axes_reversed, before_last, mirrored, ones
from ..perceptron.local import local
from .letters import K, M, S, a, b

p, q, k, l, order = symbols("p q k l order", integer=True, nonnegative=True)


@formula(
    Eq(S, Sum(K[a, b], (a, -k, k), (b, -l, l))),
    shapes="(-k..k, -l..l) -> ()",
    source="gonzalez2018, section 3.4",
)
def total(K):
    """The sum of the taps: what the kernel multiplies a constant image by.

    K: (2k+1, 2l+1). Returns a number. Raises ValueError where a side is even.

    >>> from mathcnn.kernels import sharpen
    >>> int(total(sharpen()))
    1
    """
    return K.sum()


@total.gradient
def total_backward(dy, K):
    return (np.ones_like(K) * dy,)


@formula(
    Eq(M[p, q], Sum(a**p * b**q * K[a, b], (a, -k, k), (b, -l, l))),
    shapes="(-k..k, -l..l) -> (order + 1, order + 1)",
    source="leveque2007, section 1.5",
)
def moments(K, order):
    """The moments M_pq up to p, q = order, p along y and q along x; 0^0 = 1.

    K: (2k+1, 2l+1). Returns (order+1, order+1). Raises ValueError where a side is even.

    >>> from mathcnn.kernels import sobel_x
    >>> moments(sobel_x(), 2).tolist()
    [[0, 8, 0], [0, 0, 0], [0, 4, 0]]
    """
    return np.tensordot(powers(K, order), K, 2)


@moments.gradient
def moments_backward(dy, K, order):
    return (np.tensordot(dy, powers(K, order), 2),)


def powers(K, order):
    """a^p b^q, indexed [p, q, a, b]."""
    a, b = (np.vander(np.arange(-(n // 2), n // 2 + 1).astype(K.dtype), order + 1, increasing=True).T for n in K.shape)
    return (a[:, None, :, None] * b[:, None, :]).astype(K.dtype)


@writable(r"{}_{{00}}")
def entry_00(M):
    return M[0, 0]


@writable(r"{}_{{p < n, q + 1}}")
def but_first_along_x(M):
    """Without p = n and q = 0."""
    return M[:-1, 1:]


@writable(r"b {}")
def weighed_by_column(K):
    """Each tap times its column's offset."""
    return K * np.arange(-(K.shape[1] // 2), K.shape[1] // 2 + 1)


@writable("0")
def nothing(I):
    """Zero, as an array without axes."""
    return np.zeros((), I.dtype)


@total.law(I="(H, W)")
def answers_to_constants(total, K, I):
    """A constant image on a torus becomes the sum of the taps everywhere."""
    return total(K) * ones(I), local(ones(I), K, nothing(I), border="circular")


@total.law(J="K")
def adds(total, K, J):
    return total(K + J), total(K) + total(J)


@total.law()
def ignores_turning(total, K):
    return total(mirrored(K)), total(K)


@moments.law()
def begin_with_the_total(moments, K, order):
    """The moment of order 0 is the sum of the taps."""
    return entry_00(moments(K, order)), total(K)


@moments.law()
def count_columns(moments, K, order):
    """Taps times their column's offset have the moments of one order more along x."""
    return moments(weighed_by_column(K), order), but_first_along_x(moments(K, order + 1))


@moments.law()
def transpose(moments, K, order):
    """Swapping rows and columns swaps p and q."""
    return moments(axes_reversed(K), order), axes_reversed(moments(K, order))


@moments.law()
def are_nested(moments, K, order):
    """Higher orders add moments, and change none."""
    return before_last(moments(K, order + 1)), moments(K, order)


@moments.fails(plain=True)
def ignore_turning(moments, K, order):
    """Turned about its centre a kernel has the moments of odd p + q with the other sign."""
    return moments(mirrored(K), order), moments(K, order)
