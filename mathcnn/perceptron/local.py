"""Layers whose weights depend on the offset only: `shift_invariant` with all offsets, `local` with small ones.

Both are cross-correlations with a number added, summed tap by tap.
"""

from __future__ import annotations

import numpy as np
from sympy import Mod, Sum

from ..convolution.image import cross_correlation
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Convention, Single, equation
from ..laws.families import affine, invariant, jointly_additive
from ..laws.words import before_last, half_turn, zeros
from .centred import centred
from .letters import H, W, a, b, h, i, j, k, l, r, s, u, v, x
from .windows import correlated, overlaps
from .words import rolled

BORDER = Convention((r, s), {"zero": (i + a, j + b), "circular": (Mod(i + a, H), Mod(j + b, W))})


@formula(
    equation(h[i, j], Single(u) + Sum(v[a, b] * x[r, s], (a, 1 - H, H - 1), (b, 1 - W, W - 1))),
    shapes="(H, W), (1-H..H-1, 1-W..W-1), () -> (H, W)",
    source="zhang2023, eq. 7.1.2",
    border=BORDER,
)
def shift_invariant(x, v, u, border="zero"):
    """Translation invariance: the weights depend on the offset only, and one number is added everywhere.

    Parameters
    ----------
    x : array (H, W), the image
    v : array (2H-1, 2W-1), the weights by offset, offset 0 in the middle
    u : a number, added to the result
    border : "zero" or "circular", what is read outside the image

    Returns
    -------
    Array (H, W).

    Raises
    ------
    ValueError : the sizes of the arguments do not fit.

    >>> shift_invariant([[1.0, 2.0]], [[5.0, 3.0, 1.0]], 10.0).tolist()
    [[15.0, 21.0]]
    >>> shift_invariant([[1.0, 2.0]], [[5.0, 3.0, 1.0]], 10.0, border="circular").tolist()
    [[25.0, 22.0]]
    """
    return u + correlated(x, v, border)


@shift_invariant.gradient
def shift_invariant_backward(dy, x, v, u, border):
    """The gradient: for x the correlation of dy with the kernel turned, for v that of x with dy."""
    return correlated(dy, v[::-1, ::-1], border), overlaps(dy, x, v.shape, border), dy.sum()


@formula(
    equation(h[i, j], Single(u) + Sum(v[a, b] * x[r, s], (a, -k, k), (b, -l, l))),
    shapes="(H, W), (-k..k, -l..l), () -> (H, W)",
    source="zhang2023, eq. 7.1.3",
    border=BORDER,
)
def local(x, v, u, border="zero"):
    """Locality: a pixel reads what is at most k rows and l columns away. The receptive field is (2k+1, 2l+1).

    Parameters
    ----------
    x : array (H, W), the image
    v : array (2k+1, 2l+1), the kernel, offset 0 in the middle
    u : a number, added to the result
    border : "zero" or "circular", what is read outside the image

    Returns
    -------
    Array (H, W).

    Raises
    ------
    ValueError : a side of v is even, so that no tap is in the middle.

    >>> local([[0.0, 1.0, 0.0, 0.0]], [[5.0, 3.0, 1.0]], 0.0).tolist()
    [[1.0, 3.0, 5.0, 0.0]]
    """
    return u + correlated(x, v, border)


@local.gradient
def local_backward(dy, x, v, u, border):
    """The gradient: for x the correlation of dy with the kernel turned, for v that of x with dy."""
    return correlated(dy, v[::-1, ::-1], border), overlaps(dy, x, v.shape, border), dy.sum()


@writable(r"{}_{{ij\cdot\cdot}}")
def everywhere(v, *, like):
    """The same array at every pixel (i, j)."""
    return np.broadcast_to(v, (*like.shape, *v.shape))


@writable(r"{}^{{0}}")
def clear_edge(x):
    """The image with 0 in its last row and column, so that one step down and right keeps all other pixels."""
    x = x.copy()
    x[-1:] *= 0
    x[:, -1:] *= 0
    return x


@writable(r"{}_{{1:,1:}}")
def after_first(y):
    """Without the first row and column."""
    return y[1:, 1:]


@writable(r"{}^{{3 \times 3}}")
def tiled(x):
    """Nine copies of the image, side by side."""
    return np.tile(x, (3, 3))


@writable(r"{}_{{\mathrm{{mid}}}}")
def middle(y, *, like):
    """The middle of a larger image, in the size of `like`."""
    top, left = ((m - n) // 2 for m, n in zip(y.shape, like.shape, strict=True))
    return y[top : top + like.shape[0], left : left + like.shape[1]]


@writable(r"{}_{{0}}")
def widened(v, *, like):
    """A small kernel with zeros for all other offsets of an image."""
    H, W = like.shape
    wide = np.zeros((2 * H - 1, 2 * W - 1), v.dtype)
    k, l = (n // 2 for n in v.shape)
    wide[H - 1 - k : H + k, W - 1 - l : W + l] = v
    return wide


@writable(r"\delta")
def centre_tap(v):
    """A kernel or an image of one 1, in the middle."""
    one = v * 0
    one[tuple(n // 2 for n in v.shape)] = 1
    return one


@shift_invariant.law(held={"border": "zero"})
def shares_weights(shift_invariant, x, v, u):
    """Every pixel of the form by offsets has the same weights and the same constant."""
    return shift_invariant(x, v, u), centred(x, everywhere(v, like=x), everywhere(u, like=x))


@shift_invariant.law()
def circular_is_tiled(shift_invariant, x, v, u):
    """With border="circular" the plane is covered with copies of the image."""
    return shift_invariant(x, v, u, border="circular"), middle(local(tiled(x), v, u, border="zero"), like=x)


@shift_invariant.law(p="0..3", q="0..3", held={"border": "circular"})
def is_equivariant_on_the_torus(shift_invariant, x, v, u, p, q):
    """A shift of the image shifts the result."""
    return (shift_invariant(rolled(x, p=p, q=q), v, u), rolled(shift_invariant(x, v, u), p=p, q=q))


@shift_invariant.law(held={"border": "zero"}, requires=[lambda H, W: H > 1 and W > 1])
def is_equivariant_inside(shift_invariant, x, v, u):
    """With border="zero", a shift of the image shifts the result as long as no pixel leaves; the pixels that come in
    are new.
    """
    moved = rolled(clear_edge(x), p=1, q=1)
    return after_first(shift_invariant(moved, v, u)), before_last(shift_invariant(clear_edge(x), v, u))


@shift_invariant.fails(held={"border": "zero"}, p="0..1", q="0..1")
def is_equivariant_at_the_border(shift_invariant, x, v, u, p, q):
    """With border="zero", pixels that leave on one side and come back on the other have other neighbours."""
    return (shift_invariant(rolled(x, p=p, q=q), v, u), rolled(shift_invariant(x, v, u), p=p, q=q))


@local.law(requires=[lambda k, l, H, W: k < H and l < W])
def is_shift_invariant(local, x, v, u, border):
    """It is the layer with all offsets, with weights that are zero beyond k rows and l columns."""
    return local(x, v, u, border=border), shift_invariant(x, widened(v, like=x), u, border=border)


@local.law(requires=[lambda k, l, H, W: k <= H and l <= W])
def local_circular_is_tiled(local, x, v, u):
    """With border="circular" the plane is covered with copies of the image."""
    return local(x, v, u, border="circular"), middle(local(tiled(x), v, u, border="zero"), like=x)


@local.law(held={"border": "zero"})
def is_cross_correlation(local, x, v, u):
    """It is the cross-correlation of image processing, with mode="same", plus u."""
    return local(x, v, u), cross_correlation(x, v, mode="same") + u


local.law(
    jointly_additive("v", "z", "u", "t"),
    name="adds_kernels",
    says="Sums of kernels and of constants give the sum of the results.",
)
local.law(
    affine("x", "z", "u", zeros),
    name="adds_images",
    says="A sum of images gives the sum of the results, with the constant added once.",
)


@local.law()
def has_unit_tap(local, x, v, u):
    """A kernel whose only tap is a 1 in the middle gives the image back, plus u."""
    return local(x, centre_tap(v), u), x + u


@local.law()
def answers_with_the_kernel_turned(local, v, u):
    """An image with a single 1 gives the kernel, turned."""
    return local(centre_tap(v), v, u), half_turn(v) + u


local.fails(
    invariant("v", half_turn),
    name="ignores_turning",
    says="The kernel is not turned: this is cross-correlation, not convolution.",
    plain=True,
)
