"""A convolution in which a table says which channels each output reads.

The fast form is a convolution with the weights times the table. If such a product is too large for the type of the
arrays, everything is computed in long double.
"""

from __future__ import annotations

import numpy as np
from sympy import Sum

from .. import layers
from ..geometry.letters import dilation, kernel_size, p, padding, stride
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import additive
from ..laws.layers import adds_bias
from ..laws.words import ones
from ..layers.taps import taps_that_see
from ..layers.windows import given, is_finite, is_padded, wanted
from .letters import C, a, b, c, i, n, o, table, w, x, y


@formula(
    equation(
        y[n, o, i],
        b[o]
        + Sum(
            table[o, c] * w[o, c, a] * x[n, c, stride * i + dilation * a - p], (c, 0, C - 1), (a, 0, kernel_size - 1)
        ),
    ),
    shapes="(N, C, *H), (O, C, *kernel_size), (O, C), (O)? -> (N, O, *size)",
    source="lecun1998, section II.B and table I",
    padding=padding,
)
def conv_by_table(x, w, table, b=None, *, stride=1, padding=0, dilation=1):
    """A convolution whose outputs read only the channels that a table names.

    Parameters
    ----------
    x : array (N, C, *space), 1 to 3 spatial axes
    w : array (O, C, *kernel), the weights
    table : array (O, C), 1 where output o reads channel c; where it is 0, w does not matter
    b : array (O) or None, a number added to each output channel
    stride, padding, dilation : as for `layers.conv`

    Returns
    -------
    Array (N, O, *positions).

    Raises
    ------
    ValueError : the kernel does not fit the padded input, or the sizes of the arguments do not fit.

    >>> conv_by_table([[[1.0, 2.0], [3.0, 5.0]]], np.ones((2, 2, 1)), [[1.0, 0.0], [1.0, 1.0]]).tolist()
    [[[1.0, 2.0], [4.0, 7.0]]]
    """
    effective = where_read(w, table=table)
    if overflows(effective, lambda: finite_factors(w, table)):
        y = conv_by_table.fn(*widened(x, w, table, b), stride=stride, padding=padding, dilation=dilation)
        return y.astype(effective.dtype)
    return layers.conv.fn(x, effective, b, stride=stride, padding=padding, dilation=dilation, groups=1, flip=False)


@writable(r"{table}_{{\cdot\cdot}} {}")
def where_read(w, *, table):
    """Weights times the table, 0 where nothing is read."""
    return w * table.reshape(*table.shape, *[1] * (w.ndim - 2))


def overflows(product, finite):
    """Whether to compute in a wider type: a product of finite numbers is infinite, and times an entry that is 0 would
    give NaN for 0. `finite()` says where the factors are finite. There is no type wider than long double.
    """
    if product.dtype.kind != "f" or product.dtype == np.longdouble or is_finite(product):
        return False
    return bool((~np.isfinite(product) & finite()).any())


def widened(*arrays):
    """Arrays as long doubles; None stays None."""
    return [None if v is None else v.astype(np.longdouble) for v in arrays]


def finite_factors(w, table):
    """Where a weight and its entry of the table are finite."""
    return np.isfinite(w) & np.isfinite(table).reshape(*table.shape, *[1] * (w.ndim - 2))


@conv_by_table.gradient
def conv_by_table_backward(dy, x, w, table, b=None, *, stride, padding, dilation, wrt=None):
    """The gradient of a convolution with the product of weights and table; a weight that is not read has none, and an
    entry of the table has the sum of those of all its taps.
    """
    effective = where_read(w, table=table)
    needed = None if wrt is None else {"w" if a == "table" else a for a in wrt}
    options = {"stride": stride, "padding": padding, "dilation": dilation}
    dx, by_taps, db = layers.conv.backward.fn(dy, x, effective, b, **options, groups=1, flip=False, wrt=needed)
    too_large = overflows(effective, lambda: finite_factors(w, table))
    if too_large or by_taps is not None and overflows(by_taps, lambda: is_finite(dy) and is_finite(x)):
        found = conv_by_table_backward.fn(*widened(dy, x, w, table, b), **options, wrt=wrt)
        return tuple(None if v is None else v.astype(dy.dtype) for v in found)
    dw = where_read(by_taps, table=table) if wanted(wrt, "w") else None
    weighed = by_taps * w if wanted(wrt, "table") else None
    if is_padded(padding) and not is_finite(effective):  # a tap that reads the padding alone has no gradient
        blind = np.ones(w.shape[2:], bool)
        for tap, *_ in taps_that_see(x.shape[2:], w.shape[2:], stride, padding, dilation, dy.shape[2:]):
            blind[tap] = False
        for product in given(dw, weighed):
            product[..., blind] = 0
    dtable = None if weighed is None else weighed.sum(axis=tuple(range(2, w.ndim)))
    return dx, dw, dtable, db


@conv_by_table.law()
def is_a_convolution_of_what_is_read(conv_by_table, x, w, table, b, stride, padding, dilation):
    """A convolution whose weights are 0 where the table is 0."""
    common = {"stride": stride, "padding": padding, "dilation": dilation}
    return conv_by_table(x, w, table, b, **common), layers.conv(x, where_read(w, table=table), b, **common)


@conv_by_table.law()
def with_a_full_table_is_a_convolution(conv_by_table, x, w, table, stride):
    """With a table of ones it is a convolution."""
    return conv_by_table(x, w, ones(table), stride=stride, padding=0, dilation=1), layers.conv(x, w, stride=stride)


conv_by_table.law(additive("table", "u"), name="adds_tables", says="A sum of tables gives the sum of the results.")
conv_by_table.law(adds_bias(), name="adds_a_bias", says="The bias is added to each channel of the result.")


@conv_by_table.fails()
def table_does_not_matter(conv_by_table, x, w, table):
    """A table with zeros gives another result."""
    return conv_by_table(x, w, table), layers.conv(x, w)
