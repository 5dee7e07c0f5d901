"""Kernels on smooth images, by Taylor's theorem: the leading term, and the polynomials that become 0 or stay as they
are.
"""

from __future__ import annotations

import itertools
import math
from fractions import Fraction

import numpy as np
import sympy as sp

from ..language.formula import as_objects
from ..language.latex import writable
from .letters import f, h, x, y
from .moments import moments, total


def exact(K):
    """The taps as fractions, indexed [a + k, b + l]. Raises ValueError if K is no kernel or a tap is not finite."""
    taps = total.read((K,), {}).arrays["K"]
    for at, v in np.ndenumerate(taps):
        if not isinstance(v, (int, Fraction, np.integer, sp.Rational)) and not (
            isinstance(v, (float, np.floating)) and math.isfinite(v)
        ):
            raise ValueError(f"kernels: K holds {v} at {at}; a tap must be a finite number")
    return as_objects(
        Fraction(int(v.p), int(v.q)) if isinstance(v, sp.Rational) else Fraction(v) for v in taps.ravel().tolist()
    ).reshape(taps.shape)


def degree_of(v):
    """A degree as an integer. Raises TypeError if it is not an integer, ValueError if it is negative."""
    if isinstance(v, bool) or not isinstance(v, (int, np.integer)) or v < 0:
        raise (ValueError if isinstance(v, (int, np.integer)) and not isinstance(v, bool) else TypeError)(
            f"kernels: degree = {v!r}: it must be an integer >= 0"
        )
    return int(v)


def taps_of(K, flip):
    """(a, b, tap) for each tap that is not 0, of the kernel turned about its centre if `flip`."""
    if not isinstance(flip, (bool, np.bool_)):
        raise TypeError(f"kernels: flip = {flip!r}: it must be True or False")
    taps = exact(K)
    middle = [n // 2 for n in taps.shape]
    for (row, column), v in np.ndenumerate(taps[::-1, ::-1] if flip else taps):
        if v:
            yield row - middle[0], column - middle[1], sp.Rational(v.numerator, v.denominator)


@writable(r"{} \star f", tight=False)
def leading_term(K, flip=False):
    """The result of a kernel on a smooth image f, to leading order in the distance h of pixels.

    K: the kernel, an array (2k+1, 2l+1) of finite numbers. flip: True turns it about its centre first (true
    convolution). Returns a SymPy expression: the multiple of f, the derivatives f_x, f_xy, ... of the least order that
    has any, and the order of the remainder. Raises ValueError if a side is even or a tap is not finite, TypeError if
    `flip` is not a bool.

    >>> from mathcnn.kernels import gaussian
    >>> from mathcnn.kernels import laplacian
    >>> from mathcnn.kernels import sobel_x
    >>> leading_term(laplacian()), leading_term(sobel_x(), flip=True)
    (-3*h**2*(f_xx + f_yy) + O(h**4), -8*f_x*h + O(h**3))
    >>> leading_term(gaussian())
    h**2*(f_xx + f_yy)/4 + f + O(h**4)
    """
    taps = list(taps_of(K, flip))
    value = sum((v for _, _, v in taps), sp.S.Zero) * f
    if all(row == column == 0 for row, column, _ in taps):
        return value
    turned_taps = exact(K)[::-1, ::-1] if flip else exact(K)

    def term(n):
        M = moments(turned_taps, n)
        parts = (
            sp.Rational(M[p, n - p]) / (math.factorial(p) * math.factorial(n - p)) * derivative(p, n - p)
            for p in range(n + 1)
        )
        return sp.factor_terms(h**n * sum(parts))

    # with taps off the centre the sum of K exp(a s + b t) is no polynomial, so infinitely many orders have a term
    first, after = itertools.islice((n for n in itertools.count(1) if term(n) != 0), 2)
    return value + term(first) + sp.O(h**after)


def derivative(p, q):
    """The symbol for f differentiated p times along y and q times along x."""
    return sp.Symbol("f_" + "x" * q + "y" * p) if p + q else f


@writable(r"{} \star {}", tight=False)
def applied(K, polynomial, flip=False):
    """The result of a kernel on the image of a polynomial in x and y, on the whole plane, with pixels 1 apart.

    K: the kernel, an array (2k+1, 2l+1) of finite numbers. polynomial: a SymPy expression. flip: True turns the kernel
    about its centre first. Returns a SymPy expression. Raises ValueError if the expression is no polynomial in x and
    y, a side is even or a tap is not finite.

    >>> from mathcnn.kernels import laplacian
    >>> from mathcnn.kernels import sharpen
    >>> applied(sharpen(), x**2), applied(laplacian(), x * y)
    (x**2 - 2, 0)
    """
    polynomial = sp.sympify(polynomial)
    if not polynomial.free_symbols <= {x, y} or not polynomial.is_polynomial(x, y):
        raise ValueError(f"kernels: {polynomial} must be a polynomial in x and y")
    seen = (v * polynomial.subs({x: x + column, y: y + row}, simultaneous=True) for row, column, v in taps_of(K, flip))
    return sp.expand(sum(seen, sp.S.Zero))


def monomials(degree):
    """1, x, y, x^2, x y, y^2, ... up to a total degree."""
    return [x ** (n - m) * y**m for n in range(degree_of(degree) + 1) for m in range(n + 1)]


@writable(r"\ker {}")
def annihilates(K, degree=2):
    """The monomials x^p y^q up to a total degree that the kernel maps to 0 everywhere.

    K: the kernel, an array (2k+1, 2l+1) of finite numbers. degree: the largest p + q, an integer >= 0. Returns a tuple
    of SymPy expressions. Raises ValueError if a side is even, a tap is not finite or the degree is negative, TypeError
    if the degree is not an integer.

    >>> from mathcnn.kernels import sobel_x
    >>> annihilates(sobel_x())
    (1, y, y**2)
    """
    return tuple(m for m in monomials(degree) if applied(K, m) == 0)


@writable(r"\operatorname{{Fix}} {}")
def preserves(K, degree=2):
    """The monomials x^p y^q up to a total degree that the kernel leaves as they are.

    K: the kernel, an array (2k+1, 2l+1) of finite numbers. degree: the largest p + q, an integer >= 0. Returns a tuple
    of SymPy expressions. Raises as `annihilates`.

    >>> from mathcnn.kernels import gaussian
    >>> preserves(gaussian())
    (1, x, y, x*y)
    """
    return tuple(m for m in monomials(degree) if applied(K, m) == m)
