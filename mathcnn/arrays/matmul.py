"""Products of batches of matrices."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import additive
from ..laws.words import transposed
from .broadcasting import summed_to
from .letters import BROADCAST, K, L, M, dx, dy, dz, e, fits, h, i, in_x, in_z, l, m, read_x, read_z, x, y, z


@formula(
    equation(y[i, m, l], Sum(x[in_x, m, e] * z[in_z, e, l], (e, 0, K - 1))),
    shapes="(*A, M, K), (*B, K, L) -> (*R, M, L)",
    requires=fits,
    source="ONNX, MatMul; NumPy, numpy.matmul",
)
def matmul(x, z):
    """The product of matrices, one for each index of the batch.

    x: (*batch, M, K), z: (*batch, K, L), with up to 8 axes of batches, none for two matrices; along each of them the
    sizes are equal, or one of them is 1. Returns an array (*batch, M, L) with the larger of the two sizes along each
    axis of the batch. Raises ValueError if sizes do not fit.

    >>> matmul([[[1, 2], [3, 4]]], [[[1], [10]]]).tolist()
    [[[21], [43]]]
    >>> matmul([[1, 2], [3, 4]], [[1], [10]]).tolist()
    [[21], [43]]
    """
    return np.matmul(x, z)


@matmul.gradient
def matmul_backward(dy, x, z):
    """Products with the transposed matrices, summed over the axes along which one was broadcast."""
    dx, dz = np.matmul(dy, np.swapaxes(z, -1, -2)), np.matmul(np.swapaxes(x, -1, -2), dy)
    return summed_to(dx, x.shape), summed_to(dz, z.shape)


matmul.gradient.has_textbook_form(
    "x", equation(dx[h, m, e], Sum(dy[i, m, l] * z[in_z, e, l], read_x, (l, 0, L - 1))), source=BROADCAST
)
matmul.gradient.has_textbook_form(
    "z", equation(dz[h, e, l], Sum(dy[i, m, l] * x[in_x, m, e], read_z, (m, 0, M - 1))), source=BROADCAST
)


@writable(r"\mathbf{{1}}")
def unit_matrices(x):
    """The unit matrix for the last axis of x, in a batch of one."""
    n = x.shape[-1]
    return np.eye(n, dtype=x.dtype).reshape(*[1] * (x.ndim - 2), n, n)


@matmul.law()
def keeps_by_the_unit(matmul, x):
    """The unit matrix changes nothing, for every index of the batch."""
    return matmul(x, unit_matrices(x)), x


@matmul.law()
def transposes_in_reverse(matmul, x, z):
    """The transpose of a product is the product of the transposes in the other order."""
    return transposed(matmul(x, z)), matmul(transposed(z), transposed(x))


@matmul.law(v="(*B, L, P)")
def products_associate(matmul, x, z, v):
    """Of three matrices, either two may be multiplied first."""
    return matmul(matmul(x, z), v), matmul(x, matmul(z, v))


matmul.law(additive("x", "v"), name="adds_left_factors", says="A sum of left factors gives the sum of the products.")
matmul.law(additive("z", "v"), name="adds_right_factors", says="A sum of right factors gives the sum of the products.")


@writable(r"{}_{{m \cdot}} \cdot {}_{{\cdot l}}")
def rows_times_columns(x, z):
    """The sums of the products of the entries of each row of x and each column of z."""
    return (x[..., :, None, :] * np.swapaxes(z, -1, -2)[..., None, :, :]).sum(axis=-1)


@matmul.law()
def multiplies_rows_with_columns(matmul, x, z):
    """Each entry is the sum of the products of a row and a column."""
    return matmul(x, z), rows_times_columns(x, z)


@matmul.fails(v="(*A, K, M)")
def matrices_commute(matmul, x, v):
    """The order of two matrices matters, even for the sum of the diagonal entries at each index of the batch."""
    return diagonal(matmul(x, v)) + diagonal(matmul(x, v)), diagonal(matmul(v, x))


@writable(r"\operatorname{{tr}} {}")
def diagonal(y):
    """The sum of the diagonal entries of each matrix."""
    return np.trace(y, axis1=-2, axis2=-1)
