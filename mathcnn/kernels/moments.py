"""The sum of the taps of a kernel, and its moments."""

from __future__ import annotations

import numpy as np
from sympy import Sum, symbols

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import additive, invariant
from ..laws.words import axes_reversed, before_last, mirrored, ones
from ..perceptron.local import local
from .letters import K, M, S, a, b

p, q, k, l, order = symbols("p q k l order", integer=True, nonnegative=True)


@formula(
    equation(S, Sum(K[a, b], (a, -k, k), (b, -l, l))),
    shapes="(-k..k, -l..l) -> ()",
    source="gonzalez2018, section 3.4",
)
def total(K):
    """The sum of the taps: the factor by which the kernel multiplies a constant image.

    K: the kernel, an array (2k+1, 2l+1). Returns a number. Raises ValueError if a side is even.

    >>> from mathcnn.kernels import sharpen
    >>> int(total(sharpen()))
    1
    """
    return K.sum()


@total.gradient
def total_backward(dy, K):
    """Each tap counts once."""
    return (np.ones_like(K) * dy,)


@writable("0")
def nothing(I):
    """Zero, as an array without axes."""
    return np.zeros((), I.dtype)


@total.law(I="(H, W)")
def answers_to_constants(total, K, I):
    """On a torus a constant image is multiplied by the sum of the taps."""
    return total(K) * ones(I), local(ones(I), K, nothing(I), border="circular")


total.law(additive("K", "J"), name="adds", says="The sum of two kernels has the sum of their sums.")


total.law(invariant("K", mirrored), name="ignores_turning", says="Exchanging left and right does not change the sum.")


@formula(
    equation(M[p, q], Sum(a**p * b**q * K[a, b], (a, -k, k), (b, -l, l))),
    shapes="(-k..k, -l..l) -> (order + 1, order + 1)",
    source="leveque2007, section 1.5",
)
def moments(K, order):
    """The moments M_pq, the sum over taps K_ab of a^p b^q K_ab, for p, q from 0 to an order; 0^0 = 1.

    K: the kernel, an array (2k+1, 2l+1) whose middle tap has a = b = 0; a counts rows down and b columns to the right.
    order: the largest p and q, an integer >= 0. Returns an array (order+1, order+1), indexed [p, q]. Raises ValueError
    if a side is even or the order is negative, TypeError if the order is not an integer.

    >>> from mathcnn.kernels import sobel_x
    >>> moments(sobel_x(), 2).tolist()
    [[0, 8, 0], [0, 0, 0], [0, 4, 0]]
    """
    return np.tensordot(powers(K, order), K, 2)


def powers(K, order):
    """The factors a^p b^q, indexed [p, q, a, b], in the type of K."""
    a, b = (np.vander(np.arange(-(n // 2), n // 2 + 1).astype(K.dtype), order + 1, increasing=True).T for n in K.shape)
    return (a[:, None, :, None] * b[:, None, :]).astype(K.dtype)


@moments.gradient
def moments_backward(dy, K, order):
    """Each moment is linear in the taps, with the factors a^p b^q."""
    return (np.tensordot(dy, powers(K, order), 2),)


@writable(r"{}_{{00}}")
def entry_00(M):
    """The moment with p = q = 0."""
    return M[0, 0]


@writable(r"{}_{{p < n, q + 1}}")
def but_first_along_x(M):
    """Without the largest p, and without q = 0."""
    return M[:-1, 1:]


@writable(r"b {}")
def weighed_by_column(K):
    """Each tap times b, the offset of its column."""
    return K * np.arange(-(K.shape[1] // 2), K.shape[1] // 2 + 1)


@moments.law()
def begin_with_the_total(moments, K, order):
    """The moment with p = q = 0 is the sum of the taps."""
    return entry_00(moments(K, order)), total(K)


@moments.law()
def count_columns(moments, K, order):
    """Taps times the offset of their column have the moments of one order more along x."""
    return moments(weighed_by_column(K), order), but_first_along_x(moments(K, order + 1))


@moments.law()
def transpose(moments, K, order):
    """Exchanging rows and columns exchanges p and q."""
    return moments(axes_reversed(K), order), axes_reversed(moments(K, order))


@moments.law()
def are_nested(moments, K, order):
    """A larger order adds moments and changes none."""
    return before_last(moments(K, order + 1)), moments(K, order)


@moments.fails(plain=True)
def ignore_turning(moments, K, order):
    """Exchanging left and right changes the sign of the moments with odd q."""
    return moments(mirrored(K), order), moments(K, order)
