"""Arithmetic of two arrays, entry by entry, with broadcasting."""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import equation
from ..laws.families import commutes
from ..laws.words import ones
from .broadcasting import summed_to
from .letters import BROADCAST, divisors, dx, dy, dz, fits, h, i, in_x, in_z, read_x, read_z, x, y, z

SHAPES = "(*A), (*B) -> (*R)"
SOURCE = "ONNX, Add, Sub, Mul, Div and Broadcasting; NumPy, broadcasting"


@formula(equation(y[i], x[in_x] + z[in_z]), shapes=SHAPES, requires=fits, source=SOURCE)
def add(x, z):
    """The sum of two arrays, entry by entry.

    x, z: arrays with the same number of axes, 1 to 8; along each axis their sizes are equal, or one of them is 1.
    Returns an array with the larger of the two sizes along each axis. Raises ValueError if sizes do not fit.

    >>> add([[1], [2]], [[10, 20]]).tolist()
    [[11, 21], [12, 22]]
    """
    return x + z


@add.gradient
def add_backward(dy, x, z):
    """dy for both, summed over the axes along which one was broadcast."""
    return summed_to(dy, x.shape), summed_to(dy, z.shape)


add.gradient.has_textbook_form("x", equation(dx[h], Sum(dy[i], read_x)), source=BROADCAST)
add.gradient.has_textbook_form("z", equation(dz[h], Sum(dy[i], read_z)), source=BROADCAST)


@formula(equation(y[i], x[in_x] - z[in_z]), shapes=SHAPES, requires=fits, source=SOURCE)
def sub(x, z):
    """The difference of two arrays, entry by entry.

    x, z: as for `add`. Returns an array with the larger of the two sizes along each axis. Raises ValueError if sizes do
    not fit.

    >>> sub([5, 7], [2]).tolist()
    [3, 5]
    """
    return x - z


@sub.gradient
def sub_backward(dy, x, z):
    """dy and -dy, summed over the axes along which one was broadcast."""
    return summed_to(dy, x.shape), -summed_to(dy, z.shape)


sub.gradient.has_textbook_form("x", equation(dx[h], Sum(dy[i], read_x)), source=BROADCAST)
sub.gradient.has_textbook_form("z", equation(dz[h], -Sum(dy[i], read_z)), source=BROADCAST)


@formula(equation(y[i], x[in_x] * z[in_z]), shapes=SHAPES, requires=fits, source=SOURCE)
def mul(x, z):
    """The product of two arrays, entry by entry.

    x, z: as for `add`. Returns an array with the larger of the two sizes along each axis. Raises ValueError if sizes do
    not fit.

    >>> mul([5, 7], [2]).tolist()
    [10, 14]
    """
    return x * z


@mul.gradient
def mul_backward(dy, x, z):
    """dy times the other array, summed over the axes along which one was broadcast."""
    return summed_to(dy * z, x.shape), summed_to(dy * x, z.shape)


mul.gradient.has_textbook_form("x", equation(dx[h], Sum(dy[i] * z[in_z], read_x)), source=BROADCAST)
mul.gradient.has_textbook_form("z", equation(dz[h], Sum(dy[i] * x[in_x], read_z)), source=BROADCAST)


@formula(equation(y[i], x[in_x] / z[in_z]), shapes=SHAPES, requires=fits, domain={"z": divisors}, source=SOURCE)
def div(x, z):
    """The quotient of two arrays, entry by entry; integers are divided as numbers.

    x, z: as for `add`. Returns an array with the larger of the two sizes along each axis; a division of floats by 0 is
    infinite or NaN. Raises ValueError if sizes do not fit, or exact numbers are divided by 0.

    >>> div([5.0, 7.0], [2.0]).tolist()
    [2.5, 3.5]
    """
    return x / z


@div.gradient
def div_backward(dy, x, z):
    """dy / z and -dy x / z^2, summed over the axes along which one was broadcast."""
    return summed_to(dy / z, x.shape), -summed_to(dy / z * (x / z), z.shape)


div.gradient.has_textbook_form("x", equation(dx[h], Sum(dy[i] / z[in_z], read_x)), source=BROADCAST)
div.gradient.has_textbook_form("z", equation(dz[h], -Sum(dy[i] * x[in_x] / z[in_z] ** 2, read_z)), source=BROADCAST)


@writable(r"{}_{{i}}")
def everywhere(x, *, like):
    """An array in the shape that it has with another one."""
    return np.broadcast_to(x, np.broadcast_shapes(x.shape, like.shape))


@add.law()
def adds_as_numpy_does(add, x, z):
    """It is the sum of both arrays in the shape that they have together."""
    return add(x, z), everywhere(x, like=z) + everywhere(z, like=x)


add.law(commutes("x", "z"), name="sums_commute", says="The order of the two does not matter.")


@add.law(v="z")
def sums_associate(add, x, z, v):
    """Of three arrays, either two may be added first."""
    return add(add(x, z), v), add(x, add(z, v))


@sub.law()
def undoes_a_sum(sub, x, z):
    """A difference plus what was subtracted is the array, in the shape of both."""
    return add(sub(x, z), z), everywhere(x, like=z)


@sub.law()
def changes_its_sign(sub, x, z):
    """The two exchanged give the opposite."""
    return sub(z, x), -sub(x, z)


mul.law(commutes("x", "z"), name="products_commute", says="The order of the two does not matter.")


@mul.law()
def multiplies_as_numpy_does(mul, x, z):
    """It is the product of both arrays in the shape that they have together."""
    return mul(x, z), everywhere(x, like=z) * everywhere(z, like=x)


@mul.law(v="z")
def distributes(mul, x, z, v):
    """A product with a sum is the sum of the products."""
    return mul(x, z + v), mul(x, z) + mul(x, v)


@div.law()
def undoes_a_product(div, x, z):
    """The quotient times the divisor is the dividend, in the shape of both."""
    return mul(div(x, z), z), everywhere(x, like=z)


@div.law()
def by_itself_is_one(div, z):
    """An array divided by itself is 1 everywhere."""
    return div(z, z), ones(z)


@sub.fails()
def differences_commute(sub, x, z):
    """The order of the two matters."""
    return sub(x, z), sub(z, x)


@div.fails(v="z")
def divides_a_sum_below(div, x, z, v):
    """A quotient by a sum is not the sum of the quotients."""
    return div(x, z + v), div(x, z) + div(x, v)
