"""A part of a convolution by Fourier transforms of tiles, in at least float64; `methods` says what its bound is."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass

import numpy as np
import scipy  # not scipy.fft, which takes 0.2 s to load: it is loaded when it is used first

from ..numbers.threads import count, in_threads
from .direct_sums import Numbers, full_shape
from .linear import full, lowest_bit

Part = tuple[slice, ...]

BUTTERFLY = 1.2  # nanoseconds of an entry of a tile, for each doubling of the tile, on one core; decides no result
OFTEN = 2**16  # entries of transforms from which threads are worth their start
LARGEST = 2.0**200  # an entry with which a transform can neither overflow nor underflow
TILE = 2**16  # entries of a tile that stay in a cache


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
