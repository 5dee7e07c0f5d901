"""The ways in which a convolution of two arrays, or a part of it, is computed, and the choice between them.

direct      sums of products; each entry is within (n + 1) u sum |f g|, n the number of its products (higham2002,
            section 3.1)
matrix      products with banded Toeplitz matrices; the same bound, the added zeros change nothing
transform   Fourier transforms of tiles; each entry is within 64 log2(2 S) u |f|_2 |g|_2, where S is the number of
            entries of a tile and |f|_2 is the 2-norm of the entries of the larger array that the tile reads. `linear`
            derives it. In float32 the transforms are in float64, and rounding the result to float32 adds u |y|

"auto" is, of what keeps the bound of the direct sum at every entry, the one that is estimated to take the least time:
direct sums, or `linear.part_of_full`, whose transforms leave the entries that they would lose to direct sums. So
references, laws and bounds may rely on the formula as it is called; who takes "transform" takes another bound for less
time. On whole numbers all are exact.

NaN and infinities reach the entries that read them, and no others: with "matrix" and "transform" they are kept out, and
their products are found separately. Floats that are whole numbers times a power of two, with sums that the type holds,
give the exact sums with every method: the result of a transform is rounded to a multiple, or the sums are taken as in
`linear.full`. So are arrays whose largest entries a transform would overflow with.
"""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
import scipy.fft

from ..numbers.threads import count, in_threads
from . import bands
from .direct_sums import COPY, EACH, Numbers, band, full_shape
from .linear import FEW, full, lowest_bit, part_of_full, whole, with_specials

METHODS = ("auto", "direct", "matrix", "transform")
Part = tuple[slice, ...]

# Times in nanoseconds on one core, measured on x86 with AVX2. They decide which method is chosen, and no result.
PRODUCT = 0.055  # of a product of a direct sum of sequences
ENTRY = 8.0  # of an entry of a sequence, beside its products
BUTTERFLY = 1.2  # of an entry of a tile, for each doubling of the tile
LONG = 6e5  # nanoseconds of direct sums from which on threads are worth their start
OFTEN = 2**16  # entries of transforms from which on they are

LARGEST = 2.0**200  # an entry with which a transform can neither overflow nor underflow
TILE = 2**16  # entries of a tile that stay in a cache
CAREFUL = (
    6  # the time of `part_of_full` in that of a transform: it cuts arrays in two, and transforms their bounds, too
)


def convolution(f: Numbers, g: Numbers, part: Part, method: str = "auto") -> Numbers:
    """A part of the full convolution of two arrays.

    f: (*H); g: (*A), of real numbers; part: a slice (start, stop) of the full result for each axis; method: one of
    METHODS. Returns the part in the result type of f and g; halves are summed in float32, whole numbers are exact (the
    caller makes sure that no sum exceeds int64).
    """
    kind = np.result_type(f, g)
    if kind.itemsize == 2 and kind.kind in "fV":
        return convolution(f.astype(np.float32), g.astype(np.float32), part, method).astype(kind)
    if kind.kind not in "fiub":
        return part_of_full(f, g, part)
    f, g = f.astype(kind, copy=False), g.astype(kind, copy=False)
    small, large = (g, f) if g.size <= f.size else (f, g)
    if method == "auto":
        method = chosen(small, large, part)
    if method == "auto":
        return part_of_full(f, g, part)
    if method == "direct":
        return direct(small, large, part)
    if kind.kind != "f":
        if method == "matrix" and small.ndim > 1 and exact_in_floats(small, large):
            return bands.banded(small.astype(np.float64), large.astype(np.float64), part).astype(np.int64)
        return whole(small, large, method == "transform")[part]
    if not finite(small, large):
        return with_specials(small, large)[part]
    return by_matrices(small, large, part) if method == "matrix" else transform(small, large, part)


def chosen(small: Numbers, large: Numbers, part: Part) -> str:
    """The method that is estimated to take the least time, of those with the bound of direct sums; "auto" stands for
    `part_of_full`, also where there are few products.
    """
    results = math.prod(side.stop - side.start for side in part)
    if results * small.size <= FEW:
        return "auto"
    times = {"direct": direct_time(small, results)}
    exact = large.dtype.kind != "f"
    if small.ndim > 1 and (not exact or exact_in_floats(small, large)):
        times["matrix"] = bands.time(small, part)
    times["transform" if exact else "auto"] = (3 if exact else CAREFUL) * transform_time(small, large, part)
    return min(times, key=times.__getitem__)


def exact_in_floats(small: Numbers, large: Numbers) -> bool:
    """Whether every sum of products of whole numbers is exact in float64."""
    largest = [max(abs(int(x.min())), abs(int(x.max()))) for x in (small, large)]
    return largest[0] * largest[1] * small.size <= 2**53


def direct_time(small: Numbers, results: int) -> float:
    """An estimate of the nanoseconds of direct sums."""
    if small.ndim > 1:
        alone = EACH * small.size * results + COPY * small.size * -(-results // TILE)
    else:  # NumPy has a loop for few products
        alone = (2.0 if small.size <= 11 else ENTRY + PRODUCT * small.size) * results
    return alone / (1 if alone < LONG else count())


def transform_time(small: Numbers, large: Numbers, part: Part) -> float:
    """An estimate of the nanoseconds of transforms."""
    sizes, steps = tiles(small, large, part)
    number = math.prod(-(-(side.stop - side.start) // step) for side, step in zip(part, steps, strict=True))
    entries = math.prod(sizes)
    cores = 1 if number * entries < OFTEN else count()
    return 15_000 + BUTTERFLY * (number + 0.5) * entries * math.log2(2 * entries) / cores


def top_of(x: Numbers) -> Numbers:
    """The largest absolute value; NaN if there is a NaN."""
    return np.maximum(x.max(), -x.min())


def finite(*arrays: Numbers) -> bool:
    """Whether no entry is NaN or infinite."""
    return all(bool(np.isfinite(np.vdot(x, x)) or np.isfinite(top_of(x))) for x in arrays)  # squares may overflow


# ---------------------------------------------------------------- direct sums


def direct(small: Numbers, large: Numbers, part: Part) -> Numbers:
    """Sums of products, in threads where there are many."""
    if small.ndim == 1 and large.dtype.kind != "f" and exact_in_floats(small, large):  # which is faster
        return direct(small.astype(np.float64), large.astype(np.float64), part).astype(np.int64)
    if small.ndim == 1:
        return sequence(small, large)[part] if part != within(small, large) else inside(small, large)
    y = np.zeros([side.stop - side.start for side in part], large.dtype)
    cut = max(1, min(len(y), TILE // max(1, y[:1].size)))
    starts = range(part[0].start, part[0].stop, cut)
    many = EACH * y.size * small.size >= LONG

    def rows(start: int) -> None:
        stop = min(start + cut, part[0].stop)
        sides = (slice(start, stop), *part[1:])
        out = y[start - part[0].start : stop - part[0].start]
        held = np.empty(out.size, out.dtype)
        for at, tap in np.ndenumerate(small):
            here, there, sizes = [], [], []
            for side, u, h in zip(sides, at, large.shape, strict=True):
                low, high = max(side.start, u), min(side.stop, u + h)
                here.append(slice(low - side.start, max(low, high) - side.start))
                there.append(slice(low - u, max(low, high) - u))
                sizes.append(max(0, high - low))
            if 0 not in sizes:
                product = held[: math.prod(sizes)].reshape(sizes)
                np.multiply(large[tuple(there)], tap, out=product)
                out[tuple(here)] += product

    with np.errstate(all="ignore"):
        if many:
            in_threads(rows, starts)
        else:
            for start in starts:
                rows(start)
    return y


def within(small: Numbers, large: Numbers) -> Part:
    """The part in which the smaller array lies inside the larger one."""
    return tuple(slice(a - 1, h) for h, a in zip(large.shape, small.shape, strict=True))


def inside(small: Numbers, large: Numbers) -> Numbers:
    """Sequences, where the shorter one lies inside the longer one."""
    results = len(large) - len(small) + 1
    if count() < 2 or direct_time(small, results) * count() < LONG or results < 2 * count():
        with np.errstate(all="ignore"):
            return np.convolve(large, small, "valid")
    cut = -(-results // count())
    return np.concatenate(
        in_threads(lambda a: np.convolve(large[a : a + cut + len(small) - 1], small, "valid"), range(0, results, cut))
    )


def sequence(small: Numbers, large: Numbers) -> Numbers:
    """The full convolution of sequences; long ones in pieces, whose results are added where they overlap."""
    if (
        count() < 2
        or len(small) <= 11
        or direct_time(small, len(large)) * count() < LONG
        or len(large) < 2 * len(small)
    ):
        with np.errstate(all="ignore"):
            return np.convolve(large, small)
    ends = len(small) - 1
    y = np.empty(len(large) + ends, large.dtype)
    y[ends : len(large)] = inside(small, large)
    with np.errstate(all="ignore"):
        y[:ends] = np.convolve(large[:ends], small)[:ends] if ends else y[:0]
        y[len(large) :] = np.convolve(large[-ends:], small)[-ends:] if ends else y[:0]
    return y


def by_matrices(small: Numbers, large: Numbers, part: Part) -> Numbers:
    """Finite floats by products with Toeplitz matrices, for sequences, too."""
    if small.ndim > 1:
        return bands.banded(small, large, part)
    block = max(64, len(small))
    number = -(-len(large) // block)
    rows = np.zeros((number, block), large.dtype)
    rows.flat[: len(large)] = large
    with np.errstate(all="ignore"):
        found = rows @ band(small, block)
        y = np.zeros(((number + 1) * block,), large.dtype)
        y[: number * block].reshape(number, block)[:] = found[:, :block]
        y[block:].reshape(number, block)[:, : len(small) - 1] += found[:, block:]
    return y[: len(large) + len(small) - 1][part]


# ---------------------------------------------------------------- transforms


def tiles(small: Numbers, large: Numbers, part: Part) -> tuple[list[int], list[int]]:
    """The sizes of the transforms of tiles, and how many results each gives along each axis: all of them if the smaller
    array is so large that tiles would overlap by much.
    """
    sizes, steps = [], []
    room = TILE ** (1 / small.ndim)
    for side, a in zip(part, small.shape, strict=True):
        results = side.stop - side.start
        step = results
        size = scipy.fft.next_fast_len(max(round(room), 6 * a), real=True)
        if size - a + 1 < results:
            pieces = -(-results // (size - a + 1))
            step = -(-results // pieces)
        sizes.append(scipy.fft.next_fast_len(step + a - 1, real=True))
        steps.append(step)
    if all(step == side.stop - side.start for side, step in zip(part, steps, strict=True)):
        sizes = [scipy.fft.next_fast_len(n, real=True) for n in full_shape(small, large)]
    return sizes, steps


def transform(small: Numbers, large: Numbers, part: Part) -> Numbers:
    """Finite floats by transforms of tiles, in at least float64."""
    kind, wide = large.dtype, np.promote_types(large.dtype, np.float64)
    z, x = small.astype(wide, copy=False), large.astype(wide, copy=False)
    scale = Scale.of(z, x)
    if any(0 < top < 1 / LARGEST or top > LARGEST for top in scale.tops):
        return full(small, large)[part]
    if 0 in scale.tops:
        return np.zeros([side.stop - side.start for side in part], kind)
    sizes, steps = tiles(z, x, part)
    error = scale.error(sizes, float(np.finfo(wide).eps) / 2)
    mean = scale.mean(math.prod(full_shape(small, large)))
    grid, exactly = grid_of(z, x, error, mean / 2.0 ** (np.finfo(kind).nmant + 1))
    if exactly:
        return full(small, large)[part]
    y = np.empty([side.stop - side.start for side in part], wide)
    number = [-(-n // step) for n, step in zip(y.shape, steps, strict=True)]
    if math.prod(number) == 1:
        y[...] = whole_tile(z, x, sizes, part)
    else:
        by_tiles(z, x, sizes, steps, part, y)
    if grid is not None:  # all results are multiples of 2^grid, the nearest ones
        np.rint(np.ldexp(y, -grid, out=y), out=y)
        y += 0
        np.ldexp(y, grid, out=y)
    with np.errstate(all="ignore"):
        return y.astype(kind, copy=False)


def whole_tile(z: Numbers, x: Numbers, sizes: list[int], part: Part) -> Numbers:
    """A part of the full result by transforms that hold all that it reads."""
    if z.ndim == 1 and sizes[0] >= OFTEN:
        return in_halves(z, x)[part]
    workers = 1 if math.prod(sizes) < OFTEN else count()
    spectrum = scipy.fft.rfftn(x, sizes, workers=workers)
    spectrum *= scipy.fft.rfftn(z, sizes, workers=workers)
    return scipy.fft.irfftn(spectrum, sizes, workers=workers, overwrite_x=True)[part]


def by_tiles(z: Numbers, x: Numbers, sizes: list[int], steps: list[int], part: Part, y: Numbers) -> None:
    """Every tile of the part by a transform of the entries that it reads, which are as many as the tile and the smaller
    array together; entries around them would wrap into the first ones only, which are left out.
    """
    spectrum = scipy.fft.rfftn(z, sizes)
    lead = tuple(slice(a - 1, None) for a in z.shape)

    def tile(at: tuple[int, ...]) -> None:
        held, here, there, into = np.zeros(sizes, x.dtype), [], [], []
        for start, step, side, a, h in zip(at, steps, part, z.shape, x.shape, strict=True):
            first, stop = start - a + 1, min(start + step, side.stop)
            low, high = max(0, first), min(h, stop)
            here.append(slice(low, high))
            there.append(slice(low - first, high - first))
            into.append(slice(start - side.start, stop - side.start))
        held[tuple(there)] = x[tuple(here)]
        product = scipy.fft.rfftn(held)
        product *= spectrum
        found = scipy.fft.irfftn(product, sizes, overwrite_x=True)[lead]
        y[tuple(into)] = found[tuple(slice(0, s.stop - s.start) for s in into)]

    at = itertools.product(*(range(s.start, s.stop, n) for s, n in zip(part, steps, strict=True)))
    if y.size * 2 >= OFTEN:
        in_threads(tile, at)
    else:
        for one in at:
            tile(one)


def in_halves(z: Numbers, x: Numbers) -> Numbers:
    """The full convolution of two sequences from its remainders modulo t^h - 1 and t^h + 1, which are computed in two
    threads: with y = low + t^h high, they are low + high and low - high.

    The second is the real and imaginary part of the remainder modulo t^(h/2) - i, a cyclic convolution of half as many
    complex numbers once t is a root of i times another variable.
    """
    n = len(z) + len(x) - 1
    half = 2 * scipy.fft.next_fast_len(-(-n // 4))

    def folded(v: Numbers, sign: int) -> Numbers:
        low = np.zeros(half, v.dtype)
        low[: min(len(v), half)] = v[:half]
        low[: max(0, len(v) - half)] += sign * v[half:]
        return low

    def remainder(sign: int) -> Numbers:
        if sign > 0:
            spectrum = scipy.fft.rfft(folded(x, 1))
            spectrum *= scipy.fft.rfft(folded(z, 1))
            return scipy.fft.irfft(spectrum, half, overwrite_x=True)
        roots = powers(half // 2, x.dtype)

        def turned(v: Numbers) -> Numbers:
            low = folded(v, -1)
            found = np.empty(half // 2, roots.dtype)
            found.real, found.imag = low[: half // 2], low[half // 2 :]
            found *= roots
            return scipy.fft.fft(found, overwrite_x=True)

        spectrum = turned(x)
        spectrum *= turned(z)
        back = scipy.fft.ifft(spectrum, overwrite_x=True)
        back *= roots.conj()
        return np.concatenate([back.real, back.imag])

    total, difference = in_threads(remainder, (1, -1))
    y = np.empty(2 * half, x.dtype)
    np.add(total, difference, out=y[:half])
    np.subtract(total, difference, out=y[half:])
    y *= 0.5
    return y[:n]


def powers(n: int, kind: np.dtype) -> Numbers:
    """exp(i pi k / (2 n)) for k from 0 to n - 1, each as the product of two such numbers."""
    step = max(1, math.isqrt(n))
    angle = np.asarray(np.pi, kind) / (2 * n)
    near, far = np.arange(step) * angle, np.arange(-(-n // step)) * (step * angle)
    return np.multiply.outer(np.cos(far) + 1j * np.sin(far), np.cos(near) + 1j * np.sin(near)).ravel()[:n]


@dataclass(frozen=True)
class Scale:
    """What decides how a transform treats two arrays: their largest entries, and their norms."""

    tops: tuple[float, float]
    squares: tuple[float, float]  # sums of squares

    @classmethod
    def of(cls, z: Numbers, x: Numbers) -> Scale:
        flat = [v.ravel() for v in (z, x)]
        tops = tuple(float(top_of(v)) for v in flat)
        return cls(tops, tuple(float(np.dot(v, v)) * 1.001 for v in flat))  # type: ignore[arg-type]  # two each

    def error(self, sizes: list[int], unit: float) -> float:
        """The bound of the transforms, with the norm of the whole larger array."""
        return 64 * math.log2(2 * math.prod(sizes)) * unit * math.sqrt(self.squares[0] * self.squares[1])

    def mean(self, results: int) -> float:
        """At most the mean of the sums of absolute products, as the sum of |v| is at least that of v^2 / max |v|."""
        return math.prod(s / (1.001 * top) for s, top in zip(self.squares, self.tops, strict=True)) / results / 1.001


def grid_of(z: Numbers, x: Numbers, error: float, exact_to: float) -> tuple[int | None, bool]:
    """An exponent of a power of two of which all results are multiples, None if the error may bridge two multiples; and
    whether sums must be exact nevertheless: if the mean of the absolute sums is at most `exact_to` over such a power.
    """
    for some in (slice(0, 16), slice(None)):  # a few entries decide for most arrays
        parts = [v.ravel()[some] for v in (z, x)]
        if not all(v.any() for v in parts):
            continue
        grid = sum(map(lowest_bit, parts))
        bridged = grid < -900 or error >= math.ldexp(1.0, grid - 2)
        if bridged and (grid < -900 or exact_to > math.ldexp(1.0, grid)):
            return None, False
    return (None, True) if bridged else (grid, False)
