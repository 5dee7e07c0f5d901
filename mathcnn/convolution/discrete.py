"""Convolution of finite sequences: the full product, and the sequences and maps that belong to it (the impulse, delays,
differences, Toeplitz matrices).
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from sympy import Eq, Piecewise, Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..language.symbols import Method
from ..laws.families import (
    additive,
    associates,
    commutes,
    equivariant,
    has_unit,
    homogeneous,
    invariant,
    multiplicative,
)
from ..laws.words import inner, total
from .image import cross_correlation, flip
from .letters import M, T, f, g, k, m, n, y
from .methods import METHODS, convolution
from .words import unit


@formula(
    equation(y[n], Sum(f[m] * g[n - m], (m, 0, M - 1))),
    shapes="(M), (L) -> (M + L - 1)",
    notation="{} * {}",
    source="goodfellow2016, eq. 9.3; oppenheim2010, section 2.3",
    method=Method(*METHODS),
)
def discrete(f, g, *, method="auto"):
    """The full linear convolution of two finite sequences.

    Parameters
    ----------
    f : array (M)
    g : array (L)
    method : "auto", what takes the least time with the error bound of direct sums; "direct", sums of products;
        "matrix", products with Toeplitz matrices; "separable", as "auto" for sequences; "transform", Fourier
        transforms, with another error bound. `convolution.methods` says what each promises.

    Returns
    -------
    Array (M + L - 1).

    Raises
    ------
    ValueError : integers whose sums may exceed int64, or another method.

    >>> discrete([1, 2], [1, 0, 3]).tolist()
    [1, 2, 3, 6]
    """
    return convolution(f, g, (slice(0, len(f) + len(g) - 1),), method)


@discrete.gradient
def discrete_backward(dy, f, g):
    """The gradient: cross-correlations of dy, the adjoint of convolution."""
    return cross_correlation(dy, g, mode="valid"), cross_correlation(dy, f, mode="valid")


@formula(
    equation(y[n], Piecewise((1, Eq(n, k)), (0, True))),
    shapes="-> (k + 1)",
    notation=r"\delta_{{{}}}",
    source="oppenheim2010, section 2.1",
)
def delta(k):
    """The unit impulse: the sequence of length k + 1 with a 1 at k.

    Parameters
    ----------
    k : int >= 0

    Returns
    -------
    Array (k + 1) of integers.

    Raises
    ------
    ValueError : k is negative, or the result does not fit into memory.

    >>> delta(2).tolist()
    [0, 0, 1]
    """
    return np.eye(1, k + 1, k, dtype=np.int64)[0]


@formula(
    equation(y[n], f[n - k]),
    shapes="(N) -> (N + k)",
    notation=r"\tau^{{{k}}} {}",
    source="oppenheim2010, section 2.2",
)
def shift(f, k):
    """The sequence delayed by k places: zeros before it, no entry lost.

    Parameters
    ----------
    f : array (N)
    k : int >= 0

    Returns
    -------
    Array (N + k).

    Raises
    ------
    ValueError : k is negative, or the result does not fit into memory.

    >>> shift([5, 7], 2).tolist()
    [0, 0, 5, 7]
    """
    return np.concatenate([np.zeros(k, f.dtype), f])


@shift.gradient
def shift_backward(dy, f, k):
    """The gradient: dy from place k on."""
    return (dy[k:],)


@formula(
    equation(y[n], f[n] - f[n - 1]),
    shapes="(N) -> (N + 1)",
    notation=r"\Delta {}",
    source="oppenheim2010, section 2.4",
)
def difference(f):
    """The differences f[n] - f[n - 1], with zeros before and after the sequence.

    Parameters
    ----------
    f : array (N)

    Returns
    -------
    Array (N + 1).

    >>> difference([2, 5, 5]).tolist()
    [2, 3, 0, -5]
    """
    y = np.concatenate([f, np.zeros(1, f.dtype)])
    y[1:] -= f
    return y


@difference.gradient
def difference_backward(dy, f):
    """The gradient: dy[n] - dy[n + 1]."""
    return (dy[:-1] - dy[1:],)


@formula(
    equation(T[n, m], g[n - m]),
    shapes="(L) -> (M + L - 1, M)",
    notation=r"T_{{{M}}}({})",
    source="golub2013, section 4.7; scipy.linalg.convolution_matrix",
)
def toeplitz(g, M):
    """The matrix that convolves a sequence of length M with g.

    Parameters
    ----------
    g : array (L)
    M : int >= 1

    Returns
    -------
    Array (M + L - 1, M), constant along its diagonals.

    Raises
    ------
    ValueError : M is less than 1, or the result does not fit into memory.

    >>> toeplitz([1, 2], 3).tolist()
    [[1, 0, 0], [2, 1, 0], [0, 2, 1], [0, 0, 2]]
    """
    around = np.zeros(M - 1, g.dtype)
    return sliding_window_view(np.concatenate([around, g, around]), M)[:, ::-1].copy()


@toeplitz.gradient
def toeplitz_backward(dy, g, M):
    """The gradient: an entry of g is at all places of one diagonal."""
    return (np.array([dy.diagonal(-at).sum() for at in range(len(g))]),)


@writable(r"(\delta_0 - \delta_1)", tight=True)
def step_down(like):
    """The sequence (1, -1)."""
    return np.array([1, -1])


@writable(r"{}(z)")
def value(f, z):
    """The polynomial with coefficients f, at z."""
    return functools.reduce(lambda so_far, c: so_far * z[()] + c, f[::-1])


@writable(r"{}_{{\text{{last}}}}")
def last(x):
    """The last entry."""
    return x[-1]


@writable(r"({}, 0)")
def before_zero(f):
    """The sequence with a 0 after it."""
    return np.concatenate([f, f[:1] * 0])


@writable(r"\Sigma {}")
def running_sum(f):
    """The running sums."""
    return np.cumsum(f)


discrete.law(commutes("f", "g"), name="commutes", says="The two arguments may be exchanged.")
discrete.law(
    associates("f", "g", "h", "(N)"),
    name="associates",
    says="Of three sequences, either two neighbours may be convolved first.",
)
discrete.law(additive("g", "h"), name="distributes", says="The convolution with a sum is the sum of the convolutions.")
discrete.law(
    additive("f", "h"), name="distributes_on_the_left", says="The convolution of a sum is the sum of the convolutions."
)
discrete.law(
    homogeneous("f", "c"), name="scales", says="A multiple of an argument gives the same multiple of the result."
)
discrete.law(has_unit("f", "g", unit), name="has_unit", says="The convolution with the impulse at 0 changes nothing.")


@discrete.law(k="0..3")
def delays(conv, f, k):
    """The convolution with the impulse at k delays by k places."""
    return conv(f, delta(k)), shift(f, k=k)


@discrete.law(k="0..3")
def is_shift_equivariant(conv, f, g, k):
    """An argument delayed by k places gives the result delayed by k places."""
    return conv(shift(f, k=k), g), shift(conv(f, g), k=k)


@discrete.law()
def differentiates(conv, f, g):
    """The difference of a convolution is the convolution with the difference of the first argument."""
    return difference(conv(f, g)), conv(difference(f), g)


@discrete.law()
def differentiates_either(conv, f, g):
    """The difference may be taken of either argument."""
    return conv(difference(f), g), conv(f, difference(g))


discrete.law(
    multiplicative("f", "g", total), name="multiplies_sums", says="The sum of a convolution is the product of the sums."
)


@discrete.law(z="()")
def multiplies_polynomials(conv, f, g, z):
    """The coefficients of a product of polynomials are the convolution of those of the factors."""
    return value(conv(f, g), z), value(f, z) * value(g, z)


discrete.law(
    equivariant("f", flip, g=flip),
    name="reverses",
    says="Both arguments in reverse order give the result in reverse order.",
)
discrete.fails(
    invariant("g", flip),
    name="ignores_order_of_taps",
    says="A kernel in reverse order gives another result, unless it is symmetric.",
)


@delta.law(f="(k + 1)")
def sifts(delta, k, f):
    """The inner product with the impulse at k is the entry at k."""
    return inner(delta(k), f), last(f)


@delta.law(j="0..3")
def adds_delays(delta, k, j):
    """The convolution of two impulses is the impulse at the sum of their places."""
    return discrete(delta(k), delta(j)), delta(k + j)


@shift.law(z="()")
def multiplies_by_powers(shift, f, k, z):
    """Each place of delay is a factor z of the polynomial."""
    return value(shift(f, k=k), z), z**k * value(f, z)


@shift.law(j="0..3")
def adds_up(shift, f, k, j):
    """Two delays are one delay by their sum."""
    return shift(shift(f, k=j), k=k), shift(f, k=j + k)


@difference.law()
def is_a_convolution(difference, f):
    """The difference is the convolution with (1, -1)."""
    return difference(f), discrete(f, step_down(f))


@difference.law()
def is_undone_by_sums(difference, f):
    """The running sums of the differences are the sequence and a 0."""
    return running_sum(difference(f)), before_zero(f)


@toeplitz.law(f="(M)")
def convolves(toeplitz, f, g, M):
    """The product with the matrix is the convolution with g."""
    return toeplitz(g, M=M) @ f, discrete(f, g)
