"""Functions of arrays that laws are said with, each by a statement.

Trusted: that each statement says what its function computes. The function itself is run in Python; the tests compare
its results with those of the statement, on numbers, with one to three spatial axes. Functions that do the same along
each axis by themselves (slices, sums, products) need no statement: their own code is run on arrays of text.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from sympy import Eq, IndexedBase, Mod, Piecewise, Sum, exp, floor, log, symbols, tanh

from mathcnn.activation.cross_entropy import logarithm
from mathcnn.activation.sigmoid import hyperbolic_tangent
from mathcnn.activation.words import exponential
from mathcnn.convolution.discrete import value
from mathcnn.language.formula import Formula, formula
from mathcnn.language.statement import Axis, Single, axes
from mathcnn.layers.conv import spaced

STATED: dict[Callable[..., Any], Formula] = {}  # by the function without its way of being written

o, c, n = symbols("o c n", integer=True)
m = symbols("m", integer=True, nonnegative=True)
N, C, O = symbols("N C O", integer=True, positive=True)
a = Axis("a")
A, dilation = axes("A, dilation", positive=True)
f, x, y, w, z = map(IndexedBase, "fxywz")


def stated(word: Callable[..., Any], statement: Eq, shapes: str, **options: Any) -> None:
    """Add a function of arrays with its statement."""
    fn = inspect.unwrap(word)

    def called(*args: Any, **kwargs: Any) -> Any:
        return fn(*args, **kwargs)

    called.__name__ = called.__qualname__ = fn.__name__
    called.__signature__ = inspect.signature(fn)  # type: ignore[attr-defined]  # read by inspect.signature
    called.__module__ = "words"  # the same however this package is imported
    STATED[fn] = formula(statement, shapes=shapes, **options)(called)


# the polynomial with coefficients f, at z
stated(value, Eq(y, Sum(f[m] * Single(z) ** m, (m, 0, N - 1))), "(N), () -> ()")
# functions of real numbers, entry by entry
stated(exponential, Eq(y[n], exp(x[n])), "(N...) -> (N...)")
stated(hyperbolic_tangent, Eq(y[n], tanh(x[n])), "(N...) -> (N...)")
stated(logarithm, Eq(y[n], log(x[n])), "(N...) -> (N...)")
# zeros between the taps of a kernel
apart = Piecewise((w[o, c, floor(a / dilation)], Eq(Mod(a, dilation), 0)), (0, True))
stated(spaced, Eq(y[o, c, a], apart), "(O, C, *A) -> (O, C, *dilation * (A - 1) + 1)")
