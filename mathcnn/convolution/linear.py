"""The full convolution of two arrays, fast at every size, with the rounding bound of the direct sum at every entry.

`full` chooses between four ways by the number of products:

taps          one shifted copy for each entry of the smaller array; few products (numpy.convolve for sequences)
copies        the same for the entries that are not zero, where these are few
matrices      products with banded Toeplitz matrices, so that BLAS does the work; a direct sum, plus products with zeros
transform     FFTs of both arrays, each cut in two parts; only many products

A direct sum of n products is off by at most (n + 1) u sum |f g| at each entry, and exact for integers. A transform has
a normwise bound only: the same error at all entries. So `transform` computes that bound, and the sums of absolute
products, and keeps an entry only if the bound lies within the one of the direct sum there; it sums the others directly.
Where all results are multiples of one power of two that the error cannot bridge (integers, say), it rounds to that
multiple, and is exact.

The bound of a transform of N numbers: each result is a sum along a tree of at most log2(N) levels of butterflies, whose
factors have modulus 1. A butterfly with r inputs, in any of the ways in which r = 2, 3, 4, 5, 7, 11 are computed, takes
fewer than 16 log2(r) roundings on the way from an input to an output (higham2002, section 24.1, has 7 for r = 2). So a
transform is off by at most 16 log2(N) u sum |inputs|, and in the 2-norm by the same times the norm. With two transforms
forward, a product, and one transform back, Cauchy and Schwarz give 3 * 16 log2(N) u |f|_2 |g|_2, to first order; we
take 64 log2(2 N).
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
import scipy  # not scipy.fft, which takes 0.2 s to load: it is loaded when it is used first

from ..numbers.threads import in_threads
from .direct_sums import STRAY, Numbers, at_places, convolved, copies, full_shape, matrices, taps

FEW = 2**16  # products; up to so many, the copies are added one by one
SPARSE = 8  # entries of the smaller array; up to so many, they always are
TRANSFORM = {"f": 100, "i": 30}  # products for each butterfly step, beyond which a transform is faster
EACH = 10**5  # the time of one entry that is summed by itself, in products of a matrix product
OFTEN = 2**16  # entries of transforms from which threads are worth their start
FAR = 32  # the most entries, far larger than all others, that are kept out of a transform


def full(f: Numbers, g: Numbers) -> Numbers:
    """The convolution of two arrays of real numbers with as many axes, zero outside.

    f: (*H); g: (*A). Returns (*H + A - 1) in the result type of f and g; halves are summed in float32. Whole numbers
    are exact (the caller makes sure that no sum exceeds int64). NaN and infinities reach the entries that read them,
    and no others.
    """
    kind = np.result_type(f, g)
    if kind.itemsize == 2 and kind.kind in "fV":
        return full(f.astype(np.float32), g.astype(np.float32)).astype(kind)
    f, g = f.astype(kind, copy=False), g.astype(kind, copy=False)
    small, large = (g, f) if g.size <= f.size else (f, g)
    if kind.kind not in "fiub":  # complex numbers, and objects
        return taps(small, large)
    if small.size <= SPARSE or small.size * large.size <= FEW:
        return convolved(large, small) if large.ndim == 1 else taps(small, large)
    if kind.kind != "f":
        return whole(small, large)
    if not (np.isfinite(small).all() and np.isfinite(large).all()):
        return with_specials(small, large)
    if not pays(small, large, "f"):
        return matrices(small, large)
    present = [np.count_nonzero(x) for x in (small, large)]
    if STRAY * min(present[0] * large.size, present[1] * small.size) < small.size * large.size:
        return copies(small, large) if present[0] * large.size <= present[1] * small.size else copies(large, small)
    (far, near), (distant, close) = outliers(small), outliers(large)
    if far.any() or distant.any():  # the error of a transform grows with its largest input
        return copies(far, large) + copies(distant, near) + transform(near, close)
    return transform(small, large)


def part_of_full(f: Numbers, g: Numbers, part: tuple[slice, ...]) -> Numbers:
    """`full(f, g)[part]`, by a sum for each entry if the part has so few that this takes less time.

    f: (*H); g: (*A); part: a slice (start, stop) for each axis. Returns the part, in the result type of f and g.
    """
    kind = np.result_type(f, g)
    if kind.itemsize == 2 and kind.kind in "fV":
        return part_of_full(f.astype(np.float32), g.astype(np.float32), part).astype(kind)
    if kind.kind not in "fiub":
        return full(f, g)[part]
    f, g = f.astype(kind, copy=False), g.astype(kind, copy=False)
    small, large = (g, f) if g.size <= f.size else (f, g)
    sizes = [side.stop - side.start for side in part]
    products = math.prod(sizes) * small.size
    within = [slice(a - 1, h) for h, a in zip(large.shape, small.shape, strict=True)]
    if f.ndim == 1 and [*part] == within and products <= work(f, g):
        with np.errstate(all="ignore"):
            return np.convolve(large, small, "valid")
    if EACH * math.prod(sizes) + STRAY * products >= work(f, g):
        return full(f, g)[part]
    y = np.empty(sizes, kind)
    at_places(large, small, np.argwhere(np.ones(sizes, bool)), y, tuple(side.start for side in part))
    return y


def work(f: Numbers, g: Numbers) -> float:
    """The time that `full` takes, in products of a product of matrices."""
    entries = math.prod(padded(f, g))
    kind = "f" if np.result_type(f, g).kind == "f" else "i"
    return min(f.size * g.size, TRANSFORM[kind] * entries * math.log2(entries))


def pays(f: Numbers, g: Numbers, kind: str) -> bool:
    """Whether a transform takes less time than the products."""
    entries = math.prod(padded(f, g))
    return f.size * g.size > TRANSFORM[kind] * entries * math.log2(entries)


def padded(f: Numbers, g: Numbers) -> list[int]:
    """The sizes of the transforms."""
    return [scipy.fft.next_fast_len(n, real=True) for n in full_shape(f, g)]


def outliers(x: Numbers) -> tuple[Numbers, Numbers]:
    """x as a sum: its few largest entries where they make up most of its norm, and the others."""
    top = np.argpartition(abs(x).ravel(), -FAR)[-FAR:] if x.size > FAR else np.arange(0)
    far, near = np.zeros_like(x), x.copy()
    near.flat[top] = 0
    with np.errstate(all="ignore"):
        scale = abs(x).max()
        if top.size and np.square(x / scale).sum() > 16 * np.square(near / scale).sum():
            far.flat[top] = x.flat[top]
            return far, near
    return far, x


def with_specials(small: Numbers, large: Numbers) -> Numbers:
    """Where NaN and infinities are among the entries: the sum of the finite ones, and at every result the NaN or the
    infinity that the products with the others make of it, whose numbers are counted.
    """
    kinds = [
        {"nan": np.isnan(x), "up": x == np.inf, "down": x == -np.inf, "zero": x == 0, "plus": x > 0, "minus": x < 0}
        for x in (small, large)
    ]

    def any_of(*pairs: tuple[str, str]) -> Numbers:
        """The results that a product of two of these kinds of entries reaches."""
        found = np.zeros(full_shape(small, large), bool)
        for one, other in pairs:
            for a, b in {(one, other), (other, one)}:
                left, right = kinds[0][a], kinds[1][b]
                if left.any() and right.any():
                    found |= full(left.astype(np.float32), right.astype(np.float32)) > 0
        return found

    kinds = [{**k, "every": np.ones(k["nan"].shape, bool)} for k in kinds]
    nan = any_of(("nan", "every"), ("up", "zero"), ("down", "zero"))
    up, down = any_of(("up", "plus"), ("down", "minus")), any_of(("up", "minus"), ("down", "plus"))
    y = full(*(np.where(np.isfinite(x), x, 0) for x in (small, large)))
    y[up], y[down] = np.inf, -np.inf
    y[nan | up & down] = np.nan
    return y


# ---------------------------------------------------------------- integers


def whole(f: Numbers, g: Numbers, fast: bool | None = None) -> Numbers:
    """Whole numbers, cut into parts so short that sums of their products are exact in float64.

    fast: whether by transforms, or by products of matrices; None is whatever takes less time.
    """
    given = fast
    fast = pays(f, g, "i") if fast is None else fast
    if given is None and not fast and f.ndim == 1 and f.size * g.size <= 2**24:
        return convolved(g, f)
    if fast:  # the error must stay below 1/4, with eight products on one level
        room = 2**53 / (64 * math.log2(2 * math.prod(padded(f, g))) * math.sqrt(f.size * g.size) * 4 * 8)
    else:
        room = 2**53 / min(f.size, g.size)
    bits = int(math.log2(room)) // 2 + 1  # an entry of a part is at most 2^(bits - 1)
    y = np.zeros(full_shape(f, g), np.int64)
    left, right = parts(f, bits), parts(g, bits)
    if not fast:
        for i, one in enumerate(left):
            for j, other in enumerate(right):
                y += matrices(one, other).astype(np.int64) << bits * (i + j)
        return y
    sizes, back = padded(f, g), spectrum_back(f, g)
    found = in_threads(lambda part: scipy.fft.rfftn(part, sizes), [*left, *right], alone=math.prod(sizes) < OFTEN)
    first, second = found[: len(left)], found[len(left) :]
    for level in range(min(len(first) + len(second) - 1, -(-64 // bits))):
        pairs = [(i, level - i) for i in range(len(first)) if 0 <= level - i < len(second)]
        for some in (pairs[k : k + 8] for k in range(0, len(pairs), 8)):
            y += np.rint(back(sum(first[i] * second[j] for i, j in some))).astype(np.int64) << bits * level
    return y


def parts(x: Numbers, bits: int) -> list[Numbers]:
    """x as a sum of parts with entries up to 2^(bits - 1), the k-th times 2^(bits k)."""
    found: list[Numbers] = []
    half, rest = 2 ** (bits - 1), x.astype(np.int64)
    while not found or rest.any():
        low = ((rest + half) & (2 * half - 1)) - half
        found.append(low.astype(np.float64))
        rest = (rest - low) >> bits
    return found


# ---------------------------------------------------------------- a transform, within the bound of the sum


def spectrum_back(f: Numbers, g: Numbers) -> Callable[[Numbers], Numbers]:
    """The inverse transform of a product of transforms, in the size of the full result."""
    shape, sizes = full_shape(f, g), padded(f, g)
    return lambda spectrum: scipy.fft.irfftn(spectrum, sizes)[tuple(map(slice, shape))]


def transform(f: Numbers, g: Numbers) -> Numbers:
    """Finite floats by FFTs in at least float64; the entries that the bound does not reach are summed directly, and all
    of them where these are many.
    """
    kind, wide = f.dtype, np.promote_types(f.dtype, np.float64)
    u, unit = float(np.finfo(kind).eps) / 2, float(np.finfo(wide).eps) / 2
    sizes, back = padded(f, g), spectrum_back(f, g)
    steps = 64 * math.log2(2 * math.prod(sizes)) * unit
    if not f.any() or not g.any():
        return np.zeros(full_shape(f, g), kind)
    (x, up), (z, more) = scaled(f.astype(wide)), scaled(g.astype(wide))
    if x is None or z is None:
        return matrices(f, g)
    norm = lambda v: float(np.sqrt(np.square(v).sum())) * 1.001
    each = lambda fn, arrays: in_threads(fn, arrays, alone=math.prod(sizes) < OFTEN)
    spectra = lambda *arrays: each(lambda a: scipy.fft.rfftn(a, sizes), arrays)

    # the upper parts are integers times a power of two, so short that the error of their product is rounded away
    room = -math.log2(4 * steps) / 2
    shifts = [math.floor(room - math.log2(norm(v))) for v in (x, z)]
    upper = [np.rint(np.ldexp(v, s)) for v, s in zip((x, z), shifts, strict=True)]
    upper = [np.ldexp(v, -s) for v, s in zip(upper, shifts, strict=True)]
    lower = [v - w for v, w in zip((x, z), upper, strict=True)]
    a, b, c, d = spectra(upper[0], upper[1], *lower)
    error = steps * (norm(upper[0]) * norm(lower[1]) + norm(lower[0]) * norm(z))
    y, *rest = each(lambda terms: back(terms()), [lambda: a * b, *[lambda: a * d + c * (b + d)] * bool(error)])
    y = np.ldexp(np.rint(np.ldexp(y, sum(shifts))), -sum(shifts))
    if error:
        y += rest[0]
        error += unit * float(abs(y).max())
    grid = lowest_bit(x) + lowest_bit(z)
    if grid > -1000 and error < math.ldexp(1.0, grid - 2):  # all results are multiples of 2^grid, the nearest ones
        with np.errstate(all="ignore"):
            return np.ldexp(np.rint(np.ldexp(y, -grid)) + 0, grid + up + more).astype(kind)

    p, q = spectra(abs(x), abs(z))
    slack = steps * norm(x) * norm(z)
    gauge = back(p * q)
    del p, q
    terms = overlaps(x, z, spectra, back)
    bound = u * terms * np.maximum(gauge - slack, 0) * (1 - 2.0**-10)
    narrowing = 0.0 if kind == wide else u
    must_be_exact = gauge - slack <= math.ldexp(1.0, np.finfo(kind).nmant + 1 + grid)
    left = (error + narrowing * (abs(y) + error) > bound) | must_be_exact
    left &= terms > 0
    if STRAY * meeting(f, g)[left].sum() + EACH * np.count_nonzero(left) > f.size * g.size:
        return matrices(f, g)
    y[terms == 0] = 0
    with np.errstate(all="ignore"):
        y = np.ldexp(y, up + more).astype(kind)
        at_places(f, g, np.argwhere(left), y)
    return y


def scaled(x: Numbers) -> tuple[Numbers | None, int]:
    """x times the power of two that takes its largest entry to [1/2, 1), and the power; None where a small entry would
    underflow.
    """
    power = int(np.frexp(abs(x).max())[1])
    with np.errstate(under="ignore"):
        found = np.ldexp(x, -power)
    return (found, power) if (np.ldexp(found, power) == x).all() else (None, 0)


def lowest_bit(x: Numbers) -> int:
    """An exponent of a power of two of which all entries are multiples, the largest one where 64 bits hold them."""
    fraction, power = np.frexp(x[x != 0])
    digits = np.finfo(x.dtype).nmant + 1
    if digits > 64:
        return int(power.min()) - digits
    whole = np.ldexp(abs(fraction), digits).astype(np.uint64)
    low = whole & (~whole + np.uint64(1))
    return int((power - digits + np.frexp(low.astype(np.float64))[1] - 1).min())


def overlaps(
    x: Numbers, z: Numbers, spectra: Callable[..., list[Numbers]], back: Callable[[Numbers], Numbers]
) -> Numbers:
    """How many products of two entries that are not zero each result is the sum of."""
    if x.all() and z.all():
        return meeting(x, z)
    a, b = spectra((x != 0).astype(x.dtype), (z != 0).astype(z.dtype))
    return np.rint(back(a * b)).astype(np.int64)


def meeting(x: Numbers, z: Numbers) -> Numbers:
    """How many products each result is the sum of."""
    count = np.ones((), np.int64)
    for n, h, a in zip(full_shape(x, z), x.shape, z.shape, strict=True):
        along = np.arange(n) + 1
        count = np.multiply.outer(count, np.minimum(np.minimum(along, along[::-1]), min(h, a)))
    return count
