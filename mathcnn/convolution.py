"""Convolution of sequences and images; of functions on the line and of sequences on all of Z, in `line`.

Idea: every entry of one argument sends out a copy of the other, which starts where that entry stands; the copies add up. So
convolution is the bilinear product whose unit is delta and which commutes with shifts, and nothing else is.

Conventions: the second argument is turned, which makes the product commute; `cross_correlation` leaves it as it is, as
frameworks do. Sequences and images are zero outside. `mode` says which part of the full result is kept. All fast forms keep to
the rounding bound of the direct sum at every entry, and are exact on whole numbers, also where `linear_convolution` takes a
transform; except the one of `dft`.
"""

from __future__ import annotations

import functools

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from sympy import Eq, IndexedBase, Mod, Piecewise, Sum, symbols

from .formula import formula
from .line import box, continuous, exponential, gaussian, polynomial, two_sided
from .linear_convolution import full
from .sequences import Sequence
from .statement import Axis, Convention, Root
from .writing import writable

__all__ = [
    "Sequence", "box", "circular", "continuous", "cross_correlation", "delta", "dft", "difference", "discrete", "exponential", "flip",
    "gaussian", "image", "polynomial", "shift", "toeplitz", "two_sided",
]  # fmt: skip

n, m, r = symbols("n m r", integer=True)
L, M, N = symbols("L M N", integer=True, positive=True)
k = symbols("k", integer=True, nonnegative=True)
i, s, a = Axis("i j k"), Axis("m n r"), Axis("u v w")    # a place of the result, of the image, of the kernel
H, A, P = Axis("H W D", positive=True), Axis("A B C", positive=True), Axis("P Q R", positive=True)
start, extent, before = Axis("start"), Axis("extent"), Axis("before")
f, g, y, I, K, T = map(IndexedBase, "fgyIKT")

MODES = {                                                # where each mode starts in the full result, and how long it is
    "full": lambda H, A: (0, H + A - 1),
    "same": lambda H, A: ((A - 1) // 2, H),
    "valid": lambda H, A: (A - 1, H - A + 1),
}


# ---------------------------------------------------------------- sequences


@formula(
    Eq(y[n], Sum(f[m] * g[n - m], (m, 0, M - 1))),
    shapes="(M), (L) -> (M + L - 1)",
    notation="{} * {}",
    source="goodfellow2016, eq. 9.3; oppenheim2010, section 2.3",
)
def discrete(f, g):
    """The full linear convolution of two finite sequences.

    f: (M); g: (L). Returns (M + L - 1).

    >>> discrete([1, 2], [1, 0, 3]).tolist()
    [1, 2, 3, 6]
    """
    return full(f, g)


@discrete.gradient
def discrete_backward(dy, f, g):
    """The adjoint of convolution is cross-correlation."""
    return cross_correlation(dy, g, mode="valid"), cross_correlation(dy, f, mode="valid")


@formula(
    Eq(y[n], Piecewise((1, Eq(n, k)), (0, True))),
    shapes="-> (k + 1)",
    notation=r"\delta_{{{}}}",
    source="oppenheim2010, section 2.1",
)
def delta(k):
    """The unit impulse: the sequence of length k + 1 with a 1 at k.

    >>> delta(2).tolist()
    [0, 0, 1]
    """
    return np.eye(1, k + 1, k, dtype=np.int64)[0]


@formula(
    Eq(y[n], f[n - k]),
    shapes="(N) -> (N + k)",
    notation=r"\tau^{{{k}}} {}",
    source="oppenheim2010, section 2.2",
)
def shift(f, k):
    """The sequence delayed by k >= 0 places: zeros before it, none of it lost.

    f: (N). Returns (N + k).

    >>> shift([5, 7], 2).tolist()
    [0, 0, 5, 7]
    """
    return np.concatenate([np.zeros(k, f.dtype), f])


@shift.gradient
def shift_backward(dy, f, k):
    return (dy[k:],)


@formula(
    Eq(y[n], f[n] - f[n - 1]),
    shapes="(N) -> (N + 1)",
    notation=r"\Delta {}",
    source="oppenheim2010, section 2.4",
)
def difference(f):
    """What a sequence gains from one place to the next, up to its return to zero.

    f: (N). Returns (N + 1).

    >>> difference([2, 5, 5]).tolist()
    [2, 3, 0, -5]
    """
    y = np.concatenate([f, np.zeros(1, f.dtype)])
    y[1:] -= f
    return y


@difference.gradient
def difference_backward(dy, f):
    return (dy[:-1] - dy[1:],)


@formula(
    Eq(T[n, m], g[n - m]),
    shapes="(L) -> (M + L - 1, M)",
    notation=r"T_{{{M}}}({})",
    source="golub2013, section 4.7; scipy.linalg.convolution_matrix",
)
def toeplitz(g, M):
    """The matrix that convolves a sequence of length M with g.

    g: (L); M: a length, at least 1. Returns (M + L - 1, M).

    >>> toeplitz([1, 2], 3).tolist()
    [[1, 0, 0], [2, 1, 0], [0, 2, 1], [0, 0, 2]]
    """
    around = np.zeros(M - 1, g.dtype)
    return sliding_window_view(np.concatenate([around, g, around]), M)[:, ::-1].copy()


@toeplitz.gradient
def toeplitz_backward(dy, g, M):
    """An entry of g stands along one diagonal."""
    return (np.array([dy.diagonal(-at).sum() for at in range(len(g))]),)


@formula(
    Eq(y[k], Sum(f[n] * Root(k * n, N), (n, 0, N - 1))),
    shapes="(N) -> (N)",
    notation=r"\widehat{{{}}}",
    source="oppenheim2010, section 8.5",
)
def dft(f):
    """The discrete Fourier transform. Its fast form is a transform, held to the rounding bound of the direct sum.

    f: (N), real. Returns (N), complex.

    >>> dft([1.0, 0.0, -1.0, 0.0]).tolist()
    [0j, (2+0j), 0j, (2+0j)]
    """
    return np.fft.fft(f)


# ---------------------------------------------------------------- images


@formula(
    Eq(y[i], Sum(I[s] * K[i + start - s], (s, 0, H - 1))),
    shapes="(*H), (*A) -> (*extent)",
    notation="{} * {}",
    source="goodfellow2016, eq. 9.4; scipy.signal.convolve, for the modes",
    mode=Convention((start, extent), {word: part(H, A) for word, part in MODES.items()}),
)
def image(I, K, mode="full"):
    """The convolution of an image with a kernel: all of it, the centre as large as I, or where K lies inside I.

    I: (*space); K: as many axes, 1 to 3. `mode`: "full", "same" or "valid". "same" is as large as I, whichever is longer.
    Raises ValueError where K does not fit inside I and mode is "valid".

    >>> image([[1, 2], [3, 4]], [[1, -1]]).tolist()
    [[1, 1, -2], [3, 1, -4]]
    """
    return full(I, K)[kept(mode, I.shape, K.shape)]


def kept(mode, image, kernel):
    """The part of the full result that a mode keeps, as slices."""
    parts = (MODES[mode](h, a) for h, a in zip(image, kernel, strict=True))
    return tuple(slice(first, first + size) for first, size in parts)


@image.gradient
def image_backward(dy, I, K, mode):
    """The adjoint of convolution is cross-correlation; what a mode left out had no influence."""
    if any(x.dtype.kind == "f" and not np.isfinite(x.sum()) for x in (dy, I, K)):
        return adjoint_by_taps(dy, I, K, mode)
    full = np.zeros([h + a - 1 for h, a in zip(I.shape, K.shape, strict=True)], dy.dtype)
    full[kept(mode, I.shape, K.shape)] = dy
    return cross_correlation(full, K, mode="valid"), cross_correlation(full, I, mode="valid")


def adjoint_by_taps(dy, I, K, mode):
    """The same, tap by tap, for NaN and infinities: what a mode left out takes no part, where a zero in its place would give NaN."""
    dI, dK = np.zeros(I.shape, np.result_type(dy, K)), np.zeros(K.shape, np.result_type(dy, I))
    starts = [part.start for part in kept(mode, I.shape, K.shape)]
    for tap in np.ndindex(*K.shape):
        here, there = [], []                             # places of I, and of dy, that meet through this tap
        for h, m, start, u in zip(I.shape, dy.shape, starts, tap, strict=True):
            low, high = max(0, start - u), min(h, m + start - u)
            here.append(slice(low, max(low, high)))
            there.append(slice(low + u - start, max(low, high) + u - start))
        dI[tuple(here)] += dy[tuple(there)] * K[tap]
        dK[tap] = (dy[tuple(there)] * I[tuple(here)]).sum()
    return dI, dK


@formula(
    Eq(y[i], Sum(I[i + a - before] * K[a], (a, 0, A - 1))),
    shapes="(*H), (*A) -> (*extent)",
    notation=r"{} \star {}",
    source="goodfellow2016, eq. 9.6; scipy.signal.correlate, for the modes",
    mode=Convention((before, extent), {word: (A - 1 - part(H, A)[0], part(H, A)[1]) for word, part in MODES.items()}),
)
def cross_correlation(I, K, mode="full"):
    """The kernel laid over the image without turning it, what lies under it multiplied and summed.

    I: (*space); K: as many axes, 1 to 3. `mode` keeps the same part as in `image`: "full", "same" or "valid".

    >>> cross_correlation([1, 2, 3], [1, 0, -1], mode="same").tolist()
    [-2, -2, 2]
    """
    return image.fn(I, K[(slice(None, None, -1),) * K.ndim], mode)


@cross_correlation.gradient
def cross_correlation_backward(dy, I, K, mode):
    turn = (slice(None, None, -1),) * K.ndim
    dI, dK = image_backward.fn(dy, I, K[turn], mode)
    return dI, dK[turn]


@formula(
    Eq(y[i], f[H - 1 - i]),
    shapes="(*H) -> (*H)",
    notation=r"\tilde{{{}}}",
    source="oppenheim2010, section 2.3",
)
def flip(f):
    """A sequence, an image or a volume turned about its centre.

    >>> flip([[1, 2], [3, 4]]).tolist()
    [[4, 3], [2, 1]]
    """
    return f[(slice(None, None, -1),) * f.ndim].copy()


@flip.gradient
def flip_backward(dy, f):
    return (flip.fn(dy),)


# ---------------------------------------------------------------- on the torus


@formula(
    Eq(y[i], Sum(f[s] * g[Mod(i - s, H)], (s, 0, H - 1))),
    shapes="(*H), (*H) -> (*H)",
    notation=r"{} \circledast {}",
    source="oppenheim2010, section 8.6.5",
)
def circular(f, g):
    """The convolution over the torus: what leaves on one side comes in on the other.

    f, g: (*space), 1 to 3 axes. Returns the same shape.

    >>> circular([1, 2, 3], [0, 1, 0]).tolist()
    [3, 1, 2]
    """
    return wrapped(image.fn(f, g), like=f)


@circular.gradient
def circular_backward(dy, f, g):
    return circular(dy, mirrored(g)), circular(dy, mirrored(f))


def mirrored(x):
    """x at -n on the torus."""
    return np.roll(flip.fn(x), 1, tuple(range(x.ndim)))


@writable(r"\operatorname{{wrap}} {}")
def wrapped(y, *, like):
    """A full result laid around the torus, where places a period apart add up."""
    for axis, h in enumerate(like.shape):
        y = np.moveaxis(y, axis, 0)
        once = y[:h].copy()
        once[: len(y) - h] += y[h:]
        y = np.moveaxis(once, 0, axis)
    return y


# ---------------------------------------------------------------- what laws are said with


@writable(r"\delta_0")
def unit(like):
    """The impulse at the origin, with as many axes."""
    return np.ones((1,) * like.ndim, np.int64)


@writable(r"\delta_0")
def unit_on_torus(like):
    """The impulse at the origin, as large as the torus."""
    one = np.zeros(like.shape, np.int64)
    one[(0,) * like.ndim] = 1
    return one


@writable(r"(\delta_0 - \delta_1)", tight=True)
def step_down(like):
    return np.array([1, -1])


@writable(r"\textstyle\sum {}", tight=False)
def total(x):
    """The sum of all entries."""
    return x.sum()


@writable(r"\langle {}, {} \rangle")
def inner(x, y):
    """The sum of the products of two arrays' entries."""
    return (x * y).sum()


@writable(r"{}(z)")
def value(f, z):
    """The polynomial with coefficients f, at z."""
    return functools.reduce(lambda so_far, c: so_far * z[()] + c, f[::-1])


@writable(r"{}_{{\text{{last}}}}")
def last(x):
    """The last entry."""
    return x[-1]


@writable(r"{}_{{\text{{middle}}}}")
def middle(y):
    """The entry of a full result at which two arguments of one size lie over each other."""
    return y[tuple(size // 2 for size in y.shape)]


@writable(r"({}, 0)")
def before_zero(f):
    return np.concatenate([f, f[:1] * 0])


@writable(r"{}_0")
def first_entry(x):
    return x[0]


@writable(r"\tau {}")
def after_zeros(x):
    """One place later along every axis, with zeros before."""
    return np.pad(x, [(1, 0)] * x.ndim)


@writable(r"\tau^{{-1}} {}")
def before_zeros(x):
    """Zeros after the last place of every axis."""
    return np.pad(x, [(0, 1)] * x.ndim)


@writable(r"\sigma {}")
def rolled(x):
    """One place further around the torus, along every axis."""
    return np.roll(x, 1, tuple(range(x.ndim)))


@writable(r"{}^{{\top}}")
def transposed(x):
    """The axes in reverse order."""
    return np.transpose(x)


@writable(r"\Sigma {}")
def running_sum(f):
    return np.cumsum(f)


@writable(r"{}_{{\text{{centre}}}}")
def centre(y, *, like):
    """The middle of an array, as large as `like`; the odd entry is left out after it."""
    return y[tuple(slice((size - h) // 2, (size - h) // 2 + h) for size, h in zip(y.shape, like.shape, strict=True))]


@writable(r"\operatorname{{size}} {}")
def size(x):
    """The sizes of an array's axes."""
    return x.shape


@writable(r"{}_{{\text{{inside}}}}")
def inside(y, *, kernel):
    """Without the kernel's length less one, at both ends of each axis."""
    if any(size < 2 * a - 1 for size, a in zip(y.shape, kernel.shape, strict=True)):
        raise ValueError("nothing lies inside")
    return y[tuple(slice(a - 1, size - a + 1) for size, a in zip(y.shape, kernel.shape, strict=True))]


@writable(r"({} \otimes {})")
def outer(u, v):
    return u[:, None] * v[None, :]


@writable(r"{}_{{|}}")
def column(u):
    return u[:, None]


@writable(r"{}_{{-}}")
def row(v):
    return v[None, :]


@writable(r"(1, -i, -1, i) \cdot {}")
def quarter_turns(y):
    """Four complex numbers turned clockwise by 0, 1, 2 and 3 right angles."""
    from sympy import I as i

    symbolic = y.dtype == object and any(getattr(v, "is_commutative", False) for v in y)
    return y * np.array([1, -i, -1, i] if symbolic else [1, -1j, -1, 1j], object if symbolic else complex)


# ---------------------------------------------------------------- laws of sequences: a commutative algebra, and its shifts


@discrete.law()
def commutes(conv, f, g):
    return conv(f, g), conv(g, f)


@discrete.law(h="(N)")
def associates(conv, f, g, h):
    return conv(conv(f, g), h), conv(f, conv(g, h))


@discrete.law(h="g")
def distributes(conv, f, g, h):
    return conv(f, g + h), conv(f, g) + conv(f, h)


@discrete.law(h="f")
def distributes_on_the_left(conv, f, h, g):
    return conv(f + h, g), conv(f, g) + conv(h, g)


@discrete.law(c="()")
def scales(conv, f, g, c):
    return conv(c * f, g), c * conv(f, g)


@discrete.law()
def has_unit(conv, f):
    """Convolution with the impulse at 0 changes nothing."""
    return conv(f, unit(f)), f


@discrete.law(k="0..3")
def delays(conv, f, k):
    """Convolution with the impulse at k delays by k."""
    return conv(f, delta(k)), shift(f, k=k)


@discrete.law(k="0..3")
def is_shift_equivariant(conv, f, g, k):
    return conv(shift(f, k=k), g), shift(conv(f, g), k=k)


@discrete.law()
def differentiates(conv, f, g):
    """The difference of a convolution is the convolution with the difference of either argument; here the first."""
    return difference(conv(f, g)), conv(difference(f), g)


@discrete.law()
def differentiates_either(conv, f, g):
    return conv(difference(f), g), conv(f, difference(g))


@discrete.law()
def multiplies_sums(conv, f, g):
    return total(conv(f, g)), total(f) * total(g)


@discrete.law(z="()")
def multiplies_polynomials(conv, f, g, z):
    """Coefficients of a product of polynomials are the convolution of the factors' coefficients."""
    return value(conv(f, g), z), value(f, z) * value(g, z)


@discrete.law()
def reverses(conv, f, g):
    return conv(flip(f), flip(g)), flip(conv(f, g))


@discrete.fails()
def ignores_order_of_taps(conv, f, g):
    """The kernel turned gives another result, unless it is symmetric."""
    return conv(f, flip(g)), conv(f, g)


@delta.law(f="(k + 1)")
def sifts(delta, k, f):
    """The inner product with the impulse at k picks out the entry at k."""
    return inner(delta(k), f), last(f)


@delta.law(j="0..3")
def adds_delays(delta, k, j):
    return discrete(delta(k), delta(j)), delta(k + j)


@shift.law(z="()")
def multiplies_by_powers(shift, f, k, z):
    """Each place of delay is a factor z of the polynomial."""
    return value(shift(f, k=k), z), z**k * value(f, z)


@shift.law(j="0..3")
def adds_up(shift, f, k, j):
    return shift(shift(f, k=j), k=k), shift(f, k=j + k)


@difference.law()
def is_a_convolution(difference, f):
    return difference(f), discrete(f, step_down(f))


@difference.law()
def is_undone_by_sums(difference, f):
    return running_sum(difference(f)), before_zero(f)


@toeplitz.law(f="(M)")
def convolves(toeplitz, f, g, M):
    """Convolution with g is a matrix, constant along its diagonals."""
    return toeplitz(g, M=M) @ f, discrete(f, g)


@dft.law(g="f")
def turns_convolution_into_product(dft, f, g):
    """The convolution theorem, on the torus."""
    return dft(circular(f, g)), dft(f) * dft(g)


@dft.law(f="(4)")
def turns_delay_into_phase(dft, f):
    """A delay by one of four places turns the entries by right angles, clockwise."""
    return dft(rolled(f)), quarter_turns(dft(f))


@dft.law()
def begins_with_the_sum(dft, f):
    return first_entry(dft(f)), total(f)


@dft.law(g="f")
def adds(dft, f, g):
    return dft(f + g), dft(f) + dft(g)


@dft.fails(g="f")
def turns_product_into_product(dft, f, g):
    return dft(f * g), dft(f) * dft(g)


# ---------------------------------------------------------------- laws of images, in every mode where none is named


@image.law(plain=True)
def commutes_in_full(conv, I, K):
    return conv(I, K), conv(K, I)


@image.law(plain=True, J="(*P)")
def associates_in_full(conv, I, K, J):
    return conv(conv(I, K), J), conv(I, conv(K, J))


@image.law(J="K")
def distributes_over_kernels(conv, I, K, J):
    return conv(I, K + J), conv(I, K) + conv(I, J)


@image.law(J="I")
def distributes_over_images(conv, I, J, K):
    return conv(I + J, K), conv(I, K) + conv(J, K)


@image.law(c="()")
def scales_images(conv, I, K, c):
    return conv(c * I, K), c * conv(I, K)


@image.law()
def has_unit_kernel(conv, I):
    return conv(I, unit(I)), I


@image.law(plain=True)
def is_translation_equivariant(conv, I, K):
    return conv(after_zeros(I), K), after_zeros(conv(I, K))


@image.law(plain=True)
def same_is_the_centre(conv, I, K):
    """As large as the first argument, even where the second is longer (numpy#6316 tells of another choice)."""
    return conv(I, K, mode="same"), centre(conv(I, K), like=I)


@image.law(plain=True)
def valid_is_inside(conv, I, K):
    """Where the kernel lies inside the image nothing depends on what is outside."""
    return conv(I, K, mode="valid"), inside(conv(I, K), kernel=K)


@image.law(rank=2, u="(M)", v="(N)")
def separates(conv, I, u, v):
    """An outer product of two sequences may be applied along one axis after the other."""
    return conv(I, outer(u, v)), conv(conv(I, column(u)), row(v))


@image.law()
def transposes(conv, I, K):
    return conv(transposed(I), transposed(K)), transposed(conv(I, K))


@image.law(plain=True, J="(*H + A - 1)")
def has_correlation_as_adjoint(conv, I, K, J):
    return inner(conv(I, K), J), inner(I, cross_correlation(J, K, mode="valid"))


@image.law(plain=True)
def multiplies_totals(conv, I, K):
    return total(conv(I, K)), total(I) * total(K)


@image.law()
def same_is_as_large(conv, I, K):
    """"same" is as large as the image, also where the kernel is the larger of the two."""
    return size(conv(I, K, mode="same")), size(I)


@image.fails(held={"mode": "same"})
def same_commutes(conv, I, K):
    """The centre is as large as the first argument, so the arguments are not alike."""
    return conv(I, K, mode="same"), conv(K, I, mode="same")


@image.fails(held={"mode": "same"}, J="(*P)")
def same_associates(conv, I, K, J):
    """What the first step cuts off would have come back in the second."""
    return conv(conv(I, K, mode="same"), J, mode="same"), conv(I, conv(K, J, mode="same"), mode="same")


@cross_correlation.law()
def is_convolution_with_the_kernel_turned(correlate, I, K, mode):
    return correlate(I, K, mode=mode), image(I, flip(K), mode=mode)


@cross_correlation.law(plain=True)
def turns_when_swapped(correlate, I, K):
    """In place of commutativity."""
    return correlate(I, K), flip(correlate(K, I))


@cross_correlation.law(plain=True)
def starts_at_the_last_tap(correlate, I, K):
    """A zero before the kernel's taps moves nothing in the full result but adds zeros after it."""
    return correlate(I, after_zeros(K)), before_zeros(correlate(I, K))


@cross_correlation.law()
def has_unit_tap(correlate, I):
    return correlate(I, unit(I)), I


@cross_correlation.fails(plain=True)
def commutes_without_turning(correlate, I, K):
    return correlate(I, K), correlate(K, I)


@cross_correlation.fails(plain=True, J="(*P)")
def associates_without_turning(correlate, I, K, J):
    return correlate(correlate(I, K), J), correlate(I, correlate(K, J))


@flip.law()
def is_an_involution(flip, f):
    return flip(flip(f)), f


@flip.law(g="f")
def pairs(flip, f, g):
    """The inner product with the turned array is the middle of the convolution."""
    return inner(flip(f), g), middle(image(f, g))


# ---------------------------------------------------------------- laws on the torus


@circular.law()
def commutes_on_the_torus(conv, f, g):
    return conv(f, g), conv(g, f)


@circular.law(h="f")
def associates_on_the_torus(conv, f, g, h):
    return conv(conv(f, g), h), conv(f, conv(g, h))


@circular.law(h="f")
def distributes_on_the_torus(conv, f, g, h):
    return conv(f, g + h), conv(f, g) + conv(f, h)


@circular.law(c="()")
def scales_on_the_torus(conv, f, g, c):
    return conv(c * f, g), c * conv(f, g)


@circular.law()
def has_unit_of_the_torus(conv, f):
    return conv(f, unit_on_torus(f)), f


@circular.law()
def is_equivariant_on_the_torus(conv, f, g):
    return conv(rolled(f), g), rolled(conv(f, g))


@circular.law()
def periodises(conv, f, g):
    """The linear convolution, wrapped around the torus."""
    return conv(f, g), wrapped(image(f, g), like=f)


@circular.fails()
def is_the_linear_one(conv, f, g):
    """Without wrapping, what leaves the torus is lost."""
    return conv(f, g), centre(image(f, g), like=f)
