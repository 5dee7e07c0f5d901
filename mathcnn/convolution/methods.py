"""The ways in which a convolution of two arrays, or a part of it, is computed, and the choice between them.

direct      sums of products; each entry is within (n + 1) u sum |f g|, n the number of its products (higham2002,
            section 3.1)
matrix      products with banded Toeplitz matrices; the same bound, the added zeros change nothing
separable   a kernel that is a product of one sequence for each axis, in one pass along each; the same bound: entries
            that passes would lose are direct sums. Other kernels as by "auto", and sequences, too
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

import math

import numpy as np

from ..numbers.threads import count, in_threads
from .bands import banded
from .bands import time as banded_time
from .direct_sums import COPY, EACH, Numbers, band
from .linear import FEW, part_of_full, whole, with_specials
from .separable import separable
from .separable import time as separable_time
from .transforms import top_of, transform, transform_time

METHODS = ("auto", "direct", "matrix", "separable", "transform")
Part = tuple[slice, ...]

# Times in nanoseconds on one core, measured on x86 with AVX2. They decide which method is chosen, and no result.
PRODUCT = 0.055  # of a product of a direct sum of sequences
ENTRY = 8.0  # of an entry of a sequence, beside its products
LONG = 6e5  # nanoseconds of direct sums from which on threads are worth their start

TILE = 2**16  # entries of a tile that stay in a cache
CAREFUL = 6  # the time of `part_of_full` in that of a transform: it cuts arrays in two, and transforms their bounds
SPECIAL = 10  # the time of "matrix" with NaN and infinities in that without


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
    if method in ("auto", "separable"):
        times = estimates(small, large, part)
        passes = times.pop("separable", math.inf)
        method, asked = min(times, key=times.__getitem__), method == "separable"
        worth = offered(small, large) and (asked or passes < times[method])
        if worth and (found := separable(small, large, part)) is not None:
            return found
        if method == "matrix" and times["direct"] < SPECIAL * times["matrix"] and not finite(small, large):
            method = "direct"
    if method == "auto":
        return part_of_full(f, g, part)
    if method == "direct":
        return direct(small, large, part)
    if kind.kind != "f":
        if method == "matrix" and offered(small, large):
            return banded(small.astype(np.float64), large.astype(np.float64), part).astype(np.int64)
        return whole(small, large, method == "transform")[part]
    if not finite(small, large):
        return with_specials(small, large)[part]
    return by_matrices(small, large, part) if method == "matrix" else transform(small, large, part)


def chosen(small: Numbers, large: Numbers, part: Part) -> str:
    """The method that is estimated to take the least time, of all; only some kernels are "separable"."""
    times = estimates(small, large, part)
    return min(times, key=times.__getitem__)


def estimates(small: Numbers, large: Numbers, part: Part) -> dict[str, float]:
    """Estimates of the nanoseconds of the methods with the bound of direct sums; "auto" stands for `part_of_full`, the
    only one where there are few products.
    """
    results = math.prod(side.stop - side.start for side in part)
    if results * small.size <= FEW:
        return {"auto": 0.0}
    times = {"direct": direct_time(small, results)}
    exact = large.dtype.kind != "f"
    if offered(small, large):
        times["matrix"] = banded_time(small, part)
        times["separable"] = separable_time(small, part)
    times["transform" if exact else "auto"] = (3 if exact else CAREFUL) * transform_time(small, large, part)
    return times


def offered(small: Numbers, large: Numbers) -> bool:
    """Whether products with matrices, and passes, take sums of products of these arrays as they are."""
    return small.ndim > 1 and (large.dtype.char in "fd" or large.dtype.kind != "f" and exact_in_floats(small, large))


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
        return banded(small, large, part)
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
