"""The discrete Fourier transform of a real sequence."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Root, equation
from ..laws.families import additive
from ..laws.words import first_entry, total
from .circular import circular
from .letters import N, f, k, n, y
from .words import rolled


@formula(
    equation(y[k], Sum(f[n] * Root(k * n, N), (n, 0, N - 1))),
    shapes="(N) -> (N)",
    notation=r"\widehat{{{}}}",
    source="oppenheim2010, section 8.5",
)
def dft(f):
    """The discrete Fourier transform. The fast form is checked against the rounding bound of the direct sum.

    Parameters
    ----------
    f : array (N) of real numbers

    Returns
    -------
    Array (N) of complex numbers.

    >>> dft([1.0, 0.0, -1.0, 0.0]).tolist()
    [0j, (2+0j), 0j, (2+0j)]
    """
    return np.fft.fft(f)


@writable(r"(1, -i, -1, i) \cdot {}")
def quarter_turns(y):
    """Four complex numbers times 1, -i, -1 and i."""
    from sympy import I as i

    symbolic = y.dtype == object and any(getattr(v, "is_commutative", False) for v in y)
    return y * np.array([1, -i, -1, i] if symbolic else [1, -1j, -1, 1j], object if symbolic else complex)


@dft.law(g="f")
def turns_convolution_into_product(dft, f, g):
    """The convolution theorem, on the torus."""
    return dft(circular(f, g)), dft(f) * dft(g)


@dft.law(f="(4)")
def turns_delay_into_phase(dft, f):
    """A delay by one of four places multiplies the coefficients by powers of -i."""
    return dft(rolled(f)), quarter_turns(dft(f))


@dft.law()
def begins_with_the_sum(dft, f):
    """The first coefficient is the sum of all entries."""
    return first_entry(dft(f)), total(f)


dft.law(additive("f", "g"), name="adds", says="The transform of a sum is the sum of the transforms.")


@dft.fails(g="f")
def turns_product_into_product(dft, f, g):
    """The transform of a product is not the product of the transforms."""
    return dft(f * g), dft(f) * dft(g)
