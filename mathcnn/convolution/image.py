"""Convolution and cross-correlation of images (and sequences and volumes) with kernels, and the reversal of an array.

All are computed by `methods`; `mode` chooses a part of the full result.
"""

from __future__ import annotations

import numpy as np
from sympy import Sum

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Axis, Convention, equation
from ..language.symbols import Method
from ..laws.families import additive, associates, commutes, equivariant, has_unit, homogeneous, multiplicative
from ..laws.words import axes_reversed, inner, total
from .letters import A, H, I, K, a, f, i, s, y
from .methods import METHODS, convolution
from .words import centre, unit

start, extent, before = Axis("start"), Axis("extent"), Axis("before")
MODES = {  # the start and the length of each mode in the full result
    "full": lambda H, A: (0, H + A - 1),
    "same": lambda H, A: ((A - 1) // 2, H),
    "valid": lambda H, A: (A - 1, H - A + 1),
}


@formula(
    equation(y[i], Sum(I[s] * K[i + start - s], (s, 0, H - 1))),
    shapes="(*H), (*A) -> (*extent)",
    notation="{} * {}",
    source="goodfellow2016, eq. 9.4; scipy.signal.convolve, for the modes",
    mode=Convention((start, extent), {word: part(H, A) for word, part in MODES.items()}),
    method=Method(*METHODS),
)
def image(I, K, mode="full", *, method="auto"):
    """The convolution of an image with a kernel.

    Parameters
    ----------
    I : array (*space), 1 to 8 axes
    K : array with as many axes
    mode : "full", everything; "same", the centre in the size of I, also if K is longer; "valid", where K lies inside I
    method : "auto", "direct", "matrix", "separable" or "transform": how it is computed, see
        `convolution.methods`

    Returns
    -------
    Array with the number of axes of I.

    Raises
    ------
    ValueError : K does not fit inside I and mode is "valid", integers whose sums may exceed int64, or another
        method.

    >>> image([[1, 2], [3, 4]], [[1, -1]]).tolist()
    [[1, 1, -2], [3, 1, -4]]
    """
    return convolution(I, K, kept(mode, I.shape, K.shape), method)


def kept(mode, image, kernel):
    """The part of the full result that a mode keeps, as slices."""
    parts = (MODES[mode](h, a) for h, a in zip(image, kernel, strict=True))
    return tuple(slice(first, first + size) for first, size in parts)


@image.gradient
def image_backward(dy, I, K, mode):
    """The gradient: cross-correlations, the adjoint of convolution; what a mode leaves out has no influence."""
    if any(x.dtype.kind == "f" and not np.isfinite(x.sum()) for x in (dy, I, K)):
        return adjoint_by_taps(dy, I, K, mode)
    full = np.zeros([h + a - 1 for h, a in zip(I.shape, K.shape, strict=True)], dy.dtype)
    full[kept(mode, I.shape, K.shape)] = dy
    return cross_correlation(full, K, mode="valid"), cross_correlation(full, I, mode="valid")


def adjoint_by_taps(dy, I, K, mode):
    """The gradient tap by tap, for NaN and infinities: what a mode left out takes no part, where a zero in its place
    would give NaN.
    """
    dI, dK = np.zeros(I.shape, np.result_type(dy, K)), np.zeros(K.shape, np.result_type(dy, I))
    starts = [part.start for part in kept(mode, I.shape, K.shape)]
    for tap in np.ndindex(*K.shape):
        here, there = [], []  # places of I and of dy that this tap connects
        for h, m, start, u in zip(I.shape, dy.shape, starts, tap, strict=True):
            low, high = max(0, start - u), min(h, m + start - u)
            here.append(slice(low, max(low, high)))
            there.append(slice(low + u - start, max(low, high) + u - start))
        dI[tuple(here)] += dy[tuple(there)] * K[tap]
        dK[tap] = (dy[tuple(there)] * I[tuple(here)]).sum()
    return dI, dK


@formula(
    equation(y[i], Sum(I[i + a - before] * K[a], (a, 0, A - 1))),
    shapes="(*H), (*A) -> (*extent)",
    notation=r"{} \star {}",
    source="goodfellow2016, eq. 9.6; scipy.signal.correlate, for the modes",
    mode=Convention((before, extent), {word: (A - 1 - part(H, A)[0], part(H, A)[1]) for word, part in MODES.items()}),
    method=Method(*METHODS),
)
def cross_correlation(I, K, mode="full", *, method="auto"):
    """The kernel laid over the image without turning it; the products are summed.

    Parameters
    ----------
    I : array (*space), 1 to 8 axes
    K : array with as many axes
    mode : "full", "same" or "valid": the part that `image` keeps
    method : "auto", "direct", "matrix", "separable" or "transform": how it is computed, see
        `convolution.methods`

    Returns
    -------
    Array with the number of axes of I.

    Raises
    ------
    ValueError : K does not fit inside I and mode is "valid", integers whose sums may exceed int64, or another
        method.

    >>> cross_correlation([1, 2, 3], [1, 0, -1], mode="same").tolist()
    [-2, -2, 2]
    """
    return image.fn(I, K[(slice(None, None, -1),) * K.ndim], mode, method=method)


@cross_correlation.gradient
def cross_correlation_backward(dy, I, K, mode):
    """The gradient: that of the convolution with the kernel turned."""
    turn = (slice(None, None, -1),) * K.ndim
    dI, dK = image_backward.fn(dy, I, K[turn], mode)
    return dI, dK[turn]


@formula(
    equation(y[i], f[H - 1 - i]),
    shapes="(*H) -> (*H)",
    notation=r"\tilde{{{}}}",
    source="oppenheim2010, section 2.3",
)
def flip(f):
    """A sequence, an image or a volume with every axis in reverse order.

    Parameters
    ----------
    f : array (*space), 1 to 8 axes

    Returns
    -------
    Array of the same shape.

    >>> flip([[1, 2], [3, 4]]).tolist()
    [[4, 3], [2, 1]]
    """
    return f[(slice(None, None, -1),) * f.ndim].copy()


@flip.gradient
def flip_backward(dy, f):
    """The gradient: dy reversed."""
    return (flip.fn(dy),)


@writable(r"{}_{{\text{{middle}}}}")
def middle(y):
    """The entry of a full result at which two arguments of one size lie over each other."""
    return y[tuple(size // 2 for size in y.shape)]


@writable(r"\tau {}")
def after_zeros(x):
    """The array one place later along every axis, with zeros before."""
    return np.pad(x, [(1, 0)] * x.ndim)


@writable(r"\tau^{{-1}} {}")
def before_zeros(x):
    """The array with a zero after the last place of every axis."""
    return np.pad(x, [(0, 1)] * x.ndim)


@writable(r"\operatorname{{size}} {}")
def size(x):
    """The sizes of the axes."""
    return x.shape


@writable(r"{}_{{\text{{inside}}}}")
def inside(y, *, kernel):
    """Without the first and last entries of each axis, as many as the kernel has less one."""
    if any(size < 2 * a - 1 for size, a in zip(y.shape, kernel.shape, strict=True)):
        raise ValueError("nothing lies inside")
    return y[tuple(slice(a - 1, size - a + 1) for size, a in zip(y.shape, kernel.shape, strict=True))]


@writable(r"({} \otimes {})")
def outer(u, v):
    """The products of all pairs of entries, as a matrix."""
    return u[:, None] * v[None, :]


@writable(r"{}_{{|}}")
def column(u):
    """A sequence as a column."""
    return u[:, None]


@writable(r"{}_{{-}}")
def row(v):
    """A sequence as a row."""
    return v[None, :]


image.law(
    commutes("I", "K"), name="commutes_in_full", says='With mode="full" the two arguments may be exchanged.', plain=True
)
image.law(
    associates("I", "K", "J", "(*P)"),
    name="associates_in_full",
    says='With mode="full", of three arguments either two neighbours may be convolved first.',
    plain=True,
)
image.law(
    additive("K", "J"),
    name="distributes_over_kernels",
    says="The convolution with a sum of kernels is the sum of the convolutions.",
)
image.law(
    additive("I", "J"),
    name="distributes_over_images",
    says="The convolution of a sum of images is the sum of the convolutions.",
)
image.law(
    homogeneous("I", "c"), name="scales_images", says="A multiple of the image gives the same multiple of the result."
)
image.law(has_unit("I", "K", unit), name="has_unit_kernel", says="The kernel with a single 1 changes nothing.")
image.law(
    equivariant("I", after_zeros),
    name="is_translation_equivariant",
    says="Zeros before the image give zeros before the result.",
    plain=True,
)


@image.law(plain=True)
def same_is_the_centre(conv, I, K):
    """ "same" is in the size of the first argument, also if the second is longer (numpy#6316 has another choice)."""
    return conv(I, K, mode="same"), centre(conv(I, K), like=I)


@image.law(plain=True)
def valid_is_inside(conv, I, K):
    """Where the kernel lies inside the image, nothing depends on what is outside."""
    return conv(I, K, mode="valid"), inside(conv(I, K), kernel=K)


@image.law(rank=2, u="(M)", v="(N)")
def separates(conv, I, u, v):
    """A kernel that is the product of two sequences may be applied along one axis after the other."""
    return conv(I, outer(u, v)), conv(conv(I, column(u)), row(v))


image.law(
    equivariant("I", axes_reversed, K=axes_reversed),
    name="transposes",
    says="Both arguments with their axes in reverse order give the result with its axes in reverse order.",
)


@image.law(plain=True, J="(*H + A - 1)")
def has_correlation_as_adjoint(conv, I, K, J):
    """The adjoint of the convolution with K is the valid cross-correlation with K."""
    return inner(conv(I, K), J), inner(I, cross_correlation(J, K, mode="valid"))


image.law(
    multiplicative("I", "K", total),
    name="multiplies_totals",
    says="The sum of a full convolution is the product of the sums.",
    plain=True,
)


@image.law()
def same_is_as_large(conv, I, K):
    """With mode="same" the result is as large as the image, also if the kernel is larger."""
    return size(conv(I, K, mode="same")), size(I)


@image.fails(held={"mode": "same"})
def same_commutes(conv, I, K):
    """With mode="same" the result has the size of the first argument, so the arguments differ."""
    return conv(I, K, mode="same"), conv(K, I, mode="same")


@image.fails(held={"mode": "same"}, J="(*P)")
def same_associates(conv, I, K, J):
    """With mode="same" entries that the first step leaves out are missing in the second."""
    return conv(conv(I, K, mode="same"), J, mode="same"), conv(I, conv(K, J, mode="same"), mode="same")


@cross_correlation.law()
def is_convolution_with_the_kernel_turned(correlate, I, K, mode):
    """In every mode it is the convolution with the kernel in reverse order."""
    return correlate(I, K, mode=mode), image(I, flip(K), mode=mode)


@cross_correlation.law(plain=True)
def turns_when_swapped(correlate, I, K):
    """The arguments exchanged give the result in reverse order."""
    return correlate(I, K), flip(correlate(K, I))


@cross_correlation.law(plain=True)
def starts_at_the_last_tap(correlate, I, K):
    """A zero before the taps of the kernel adds zeros after the full result."""
    return correlate(I, after_zeros(K)), before_zeros(correlate(I, K))


cross_correlation.law(has_unit("I", "K", unit), name="has_unit_tap", says="The kernel with a single 1 changes nothing.")
cross_correlation.fails(
    commutes("I", "K"),
    name="commutes_without_turning",
    says="The two arguments may not be exchanged: the kernel is not turned.",
    plain=True,
)
cross_correlation.fails(
    associates("I", "K", "J", "(*P)"),
    name="associates_without_turning",
    says="The order of two correlations matters: the kernel is not turned.",
    plain=True,
)


@flip.law()
def is_an_involution(flip, f):
    """Reversed twice, an array is as it was."""
    return flip(flip(f)), f


@flip.law(g="f")
def pairs(flip, f, g):
    """The inner product with the reversed array is the middle of the convolution."""
    return inner(flip(f), g), middle(image(f, g))
