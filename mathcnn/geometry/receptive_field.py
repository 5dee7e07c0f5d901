"""The receptive field of a stack of layers along one axis."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
import sympy as sp
from sympy import IndexedBase, Product, Sum, symbols

from ..language.formula import Domain, as_objects, formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.words import backwards
from .words import product

k, s, d = map(IndexedBase, ("kernel_sizes", "strides", "dilations"))
L = sp.Symbol("L", integer=True, positive=True)  # layers of a stack
l, m = symbols("l m", integer=True)


def _not_counts(x, env):
    """Why an array is no array of integers >= 1; "" if it is one."""
    bad = [v for v in x.ravel().tolist() if v != int(v) or v < 1]
    return f"holds {bad[0]!r}; must be integers >= 1" if bad else ""


def _counts(raw, env):
    """Drawn numbers as integers >= 1; letters stay letters."""
    whole = lambda v: int(abs(v)) + 1 if isinstance(v, (int, float, Fraction)) else v
    return as_objects(map(whole, raw.ravel().tolist())).reshape(raw.shape)


counts = Domain(r"\in \{1, 2, \dots\}", _not_counts, _counts, nonnegative=True)


@formula(
    equation(sp.Symbol("r"), 1 + Sum(d[l] * (k[l] - 1) * Product(s[m], (m, 0, l - 1)), (l, 0, L - 1))),
    shapes="(L), (L), (L) -> ()",
    domain={"kernel_sizes": counts, "strides": counts, "dilations": counts},
    source="dumoulin2016, section 2; araujo2019, eq. 2",
)
def receptive_field(kernel_sizes, strides, dilations):
    """The number of entries of the input, along one axis, that a result of a stack of layers depends on.

    Parameters
    ----------
    kernel_sizes, strides, dilations : arrays (L) of integers >= 1, an entry for each layer, the first layer first

    Returns
    -------
    An integer, exact however large; a float if an array holds floats.

    Raises
    ------
    ValueError : an entry that is no integer >= 1, or arrays of different lengths.

    >>> receptive_field([5, 2, 5, 2, 5], [1, 2, 1, 2, 1], [1, 1, 1, 1, 1])
    32
    """
    jumps = np.concatenate([[1], np.cumprod(strides[:-1])])
    return 1 + (dilations * (kernel_sizes - 1) * jumps).sum()


@receptive_field.law(kernel_size="1..4", dilation="1..3", stride="1..3")
def of_one_layer(receptive_field, kernel_size, stride, dilation):
    """One layer reads its dilated kernel, whatever its stride."""
    return receptive_field([kernel_size], [stride], [dilation]), 1 + dilation * (kernel_size - 1)


@writable(r"\operatorname{{stack}}({}, {})")
def stacked(first, then):
    """The layers of one stack, followed by those of another."""
    return np.concatenate([first, then])


@receptive_field.law(
    kernel_sizes_2="(B)",
    strides_2="(B)",
    dilations_2="(B)",
    domain={"kernel_sizes_2": counts, "strides_2": counts, "dilations_2": counts},
)
def composes(receptive_field, kernel_sizes, strides, dilations, kernel_sizes_2, strides_2, dilations_2):
    """Two stacks: the upper one reads results that are as far apart as the product of the lower strides."""
    both = (stacked(kernel_sizes, kernel_sizes_2), stacked(strides, strides_2), stacked(dilations, dilations_2))
    lower, upper = (
        receptive_field(kernel_sizes, strides, dilations),
        receptive_field(kernel_sizes_2, strides_2, dilations_2),
    )
    return receptive_field(*both), lower + product(strides) * (upper - 1)


@receptive_field.fails()
def ignores_order(receptive_field, kernel_sizes, strides, dilations):
    """A stride matters to the layers after it, so the order of layers matters."""
    return receptive_field(*map(backwards, (kernel_sizes, strides, dilations))), receptive_field(
        kernel_sizes, strides, dilations
    )
