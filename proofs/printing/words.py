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

from mathcnn.activation.cross_entropy import label_share, logarithm, mean_at
from mathcnn.activation.letters import labels
from mathcnn.activation.sigmoid import hyperbolic_tangent
from mathcnn.activation.words import exponential
from mathcnn.convolution.discrete import value
from mathcnn.language.formula import Formula, formula
from mathcnn.language.statement import Axis, Single, axes
from mathcnn.layers.conv import spaced

STATED: dict[Callable[..., Any], Formula] = {}  # by the function without its way of being written

# the letters of all statements here and in `image_words`
o, c, n, e, i, j, l, b, p, q = symbols("o c n e i j l b p q", integer=True)
k, m = symbols("k m", integer=True, nonnegative=True)
N, C, O, K, M, H, W, factor, size = symbols("N C O K M H W factor size", integer=True, positive=True)
a = Axis("a")
A, S, dilation = axes("A, S, dilation", positive=True)
left, right = axes("left, right", nonnegative=True)
f, t, v, x, y, w, z, at = map(IndexedBase, ("f", "t", "v", "x", "y", "w", "z", "at"))


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
# entries at labels
stated(mean_at, Eq(z, Sum(y[n, at[n]], (n, 0, N - 1)) / N), "(N, K), (N) -> ()", domain={"at": labels})
stated(label_share, Eq(z[n], y[n, t[0]]), "(N, K), (M) -> (N)", domain={"t": labels})
