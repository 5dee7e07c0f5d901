"""What several formulas of this topic share."""

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
    """The taps as fractions, indexed [a + k, b + l]; errors name what is no kernel."""
    taps = total.read((K,), {}).arrays["K"]
    for at, v in np.ndenumerate(taps):
        if not isinstance(v, (int, Fraction, np.integer, sp.Rational)) and not (
            isinstance(v, (float, np.floating)) and math.isfinite(v)
        ):
            raise ValueError(f"kernels: K holds {v} at {at}; a tap has to be a finite number")
    return as_objects(
        Fraction(int(v.p), int(v.q)) if isinstance(v, sp.Rational) else Fraction(v) for v in taps.ravel().tolist()
    ).reshape(taps.shape)


def degree_of(v):
    if isinstance(v, bool) or not isinstance(v, (int, np.integer)) or v < 0:
        raise (ValueError if isinstance(v, (int, np.integer)) and not isinstance(v, bool) else TypeError)(
            f"kernels: degree = {v!r}: it has to be a whole number >= 0"
        )
    return int(v)


def taps_of(K, flip):
    """(a, b, tap) of each tap that is not zero."""
    if not isinstance(flip, (bool, np.bool_)):
        raise TypeError(f"kernels: flip = {flip!r}: it has to be True or False")
    taps = exact(K)
    middle = [n // 2 for n in taps.shape]
    for (row, column), v in np.ndenumerate(taps[::-1, ::-1] if flip else taps):
        if v:
            yield row - middle[0], column - middle[1], sp.Rational(v.numerator, v.denominator)


@writable(r"{} \star f", tight=False)
def leading_term(K, flip=False):
    """What a kernel makes of a smooth image f: its multiple of f, its derivatives of least order, and the order of the
    rest.

    Returns a SymPy expression in f, f_x, f_xy, ... and the distance h of pixels.

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

    # taps off the centre make the sum of K exp(a s + b t) no polynomial, so infinitely many orders have a term
    first, after = itertools.islice((n for n in itertools.count(1) if term(n) != 0), 2)
    return value + term(first) + sp.O(h**after)


def derivative(p, q):
    """f differentiated p times along y and q times along x."""
    return sp.Symbol("f_" + "x" * q + "y" * p) if p + q else f


@writable(r"{} \star {}", tight=False)
def applied(K, polynomial, flip=False):
    """A kernel on the image of a polynomial in x and y, on the whole plane with pixels 1 apart.

    >>> from mathcnn.kernels import laplacian
    >>> from mathcnn.kernels import sharpen
    >>> applied(sharpen(), x**2), applied(laplacian(), x * y)
    (x**2 - 2, 0)
    """
    polynomial = sp.sympify(polynomial)
    if not polynomial.free_symbols <= {x, y} or not polynomial.is_polynomial(x, y):
        raise ValueError(f"kernels: {polynomial} is no polynomial in x and y")
    seen = (v * polynomial.subs({x: x + column, y: y + row}, simultaneous=True) for row, column, v in taps_of(K, flip))
    return sp.expand(sum(seen, sp.S.Zero))


def monomials(degree):
    """1, x, y, x^2, x y, y^2, ... up to a total degree."""
    return [x ** (n - m) * y**m for n in range(degree_of(degree) + 1) for m in range(n + 1)]


@writable(r"\ker {}")
def annihilates(K, degree=2):
    """The monomials up to a total degree that the kernel maps to zero everywhere.

    >>> from mathcnn.kernels import sobel_x
    >>> annihilates(sobel_x())
    (1, y, y**2)
    """
    return tuple(m for m in monomials(degree) if applied(K, m) == 0)


@writable(r"\operatorname{{Fix}} {}")
def preserves(K, degree=2):
    """The monomials up to a total degree that the kernel leaves as they are.

    >>> from mathcnn.kernels import gaussian
    >>> preserves(gaussian())
    (1, x, y, x*y)
    """
    return tuple(m for m in monomials(degree) if applied(K, m) == m)
