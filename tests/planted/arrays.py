"""Wrong arithmetic of arrays, wrong products of matrices, wrong means."""

from __future__ import annotations

import numpy as np
from sympy import Eq, Max, Sum

from mathcnn.arrays import add, div, matmul, mean, mul, sub
from mathcnn.arrays.letters import K, e, i, in_x, in_z, l, m, n, x, y, z

FAST = {
    "a sum in half precision": (add, lambda x, z: (x.astype(np.float16) + z.astype(np.float16)).astype(x.dtype)),
    "a sum that is not broadcast": (add, lambda x, z: x + z if x.shape == z.shape else x + z.flat[0]),
    "a difference the other way": (sub, lambda x, z: z - x),
    "a product with the absolute value": (mul, lambda x, z: x * np.abs(z)),
    "a quotient rounded to integers": (div, lambda x, z: np.trunc(x / z)),
    "a product with a rounded reciprocal": (div, lambda x, z: x * (1 / z).astype(np.float16).astype(x.dtype)),
    "matrices exchanged": (
        matmul,
        lambda x, z: np.matmul(z, x) if x.shape[-2:] == z.shape[:-3:-1] == x.shape[:-3:-1] else np.matmul(x, z),
    ),
    "the first matrix for the whole batch": (matmul, lambda x, z: np.matmul(x, z * 0 + z[(0,) * (z.ndim - 2)])),
    "a product in half precision": (
        matmul,
        lambda x, z: np.matmul(x.astype(np.float16), z.astype(np.float16)).astype(x.dtype),
    ),
    "a mean over the last axis only": (
        mean,
        lambda x, axis=-1: mean(x, axis) if np.size(axis) > 1 else mean(np.swapaxes(x, axis, -1)[..., ::-1], -1),
    ),
    "a median for a mean": (mean, lambda x, axis=-1: np.median(x, axis)),
}


STATEMENTS = {
    "a sum of the first entries": add.restated(Eq(y[i], x[in_x] + z[0 * in_z])),
    "a sum with twice the second": add.restated(Eq(y[i], x[in_x] + 2 * z[in_z])),
    "a sum that is not broadcast": add.restated(Eq(y[i], x[i] + z[i])),
    "a difference with the sign lost": sub.restated(Eq(y[i], x[in_x] + z[in_z])),
    "a difference the other way": sub.restated(Eq(y[i], z[in_z] - x[in_x])),
    "a product of squares": mul.restated(Eq(y[i], x[in_x] * z[in_z] ** 2)),
    "a product with one more": mul.restated(Eq(y[i], x[in_x] * (z[in_z] + 1))),
    "a quotient the other way": div.restated(Eq(y[i], z[in_z] / (1 + x[in_x] ** 2))),
    "a quotient by a square": div.restated(Eq(y[i], x[in_x] / z[in_z] ** 2)),
    "a product of matrices transposed": matmul.restated(
        Eq(y[i, m, l], Sum(x[in_x, m, e] * z[in_z, l, e], (e, 0, K - 1)))
    ),
    "a product that misses a term": matmul.restated(
        Eq(y[i, m, l], Sum(x[in_x, m, e] * z[in_z, e, l], (e, 0, Max(0, K - 2))))
    ),
    "a product with the first row": matmul.restated(Eq(y[i, m, l], Sum(x[in_x, 0, e] * z[in_z, e, l], (e, 0, K - 1)))),
    "a sum for a mean": mean.restated(Eq(y[n], Sum(x[n, e], (e, 0, K - 1)))),
    "a mean that misses an entry": mean.restated(Eq(y[n], Sum(x[n, e], (e, 0, Max(0, K - 2))) / K)),
}
