"""Windows in pools: maxima and sums over boxes of entries, one axis after another.

`windows_of` gives the windows for some sizes, kept for further calls.
"""

from __future__ import annotations

import functools
import math

import numpy as np

from ..geometry.sizes import output_size
from ..language.hypotheses import SAFE, numbers, taps_inside
from ..memory import like


class Boxes:
    """The windows of one setting. They are boxes, so entries are combined along one axis after another."""

    def __init__(self, space, kernel_size, stride, padding, dilation, ceil_mode):
        self.lines = []
        for h, k, s, pair, d in zip(space, kernel_size, stride, padding, dilation, strict=True):
            count = output_size.fn(h, k, stride=s, padding=pair, dilation=d, ceil_mode=ceil_mode)
            self.lines.append(Line(2 + len(self.lines), h, k, s, pair, d, count))
        self.divisors = {}

    def along(self, axis):
        """The windows along an axis of the array."""
        return self.lines[axis - 2]

    def swept(self, combine, start, x):
        """The entries of each window combined by a ufunc; `start` is the value of an empty window."""

        def both(old, new, out):
            combine(old[0], new[0], out=out[0])

        for line in self.lines:
            (x,) = line.combined(both, (start,), (x,), combine)
        return x

    def spread(self, shares):
        """The transpose of a sum: at every entry the sum of the shares of the windows that read it."""
        for line in self.lines:
            shares = line.spread(shares)
        return shares

    def divisor(self, count_include_pad, override, dtype):
        """The divisor of the sum of each window: one number if it is the same for all."""
        if override is not None:
            if dtype.kind == "f" and override > (limit := float(np.finfo(dtype).max)):
                rule = f"divisor_override must be at most {limit:.5g}, the largest {dtype}"
                raise ValueError(f"pooling.avg_pool: {rule}; it has {override.bit_length()} bits")
            return override if dtype.kind == "O" else dtype.type(override)
        if (count_include_pad, dtype) not in self.divisors:
            product = np.ones((), dtype)
            for line in self.lines:
                before, after = line.padding if count_include_pad else (0, 0)
                product = product[..., None] * line.taps_within(-before, line.size + after).astype(dtype)
            alike = (product == product.flat[0]).all()
            self.divisors[count_include_pad, dtype] = product.flat[0] if alike else product
        return self.divisors[count_include_pad, dtype]


FEW = 16  # taps; up to so many, a step for each tap is fastest
STEP = 4096  # the fixed time of a step of NumPy, in entries


class Line:
    """The windows along one axis: `count` windows of `taps` taps. Window n reads the places step n + apart a -
    padding[0] that lie in 0..size - 1.

    Entries are combined in one of three ways, whichever takes the least time: a step for each tap, over all windows; a
    step for each window, over its taps; or by doubling, with blocks of 2, 4, 8, ... taps. All of them combine the
    entries of the window and nothing else, in different orders, so that NaN and infinities reach the same windows.
    """

    def __init__(self, axis, size, taps, step, padding, apart, count):
        self.axis, self.size, self.taps, self.padding, self.count = axis, size, taps, padding, count
        self.step = step if count > 1 else 1  # of one window, the step does not matter
        self.apart = apart if taps > 1 else 1

        # the taps that some window reads through
        self.first_tap = max(0, -(((count - 1) * self.step - padding[0]) // self.apart))
        self.last_tap = min(taps - 1, (size - 1 + padding[0]) // self.apart)
        self.alone = self.step >= self.apart * (taps - 1) + 1  # no entry is read twice

    def at(self, start, stop, step=1):
        """A part of the axis."""
        return (slice(None),) * self.axis + (slice(start, stop, step),)

    def taps_within(self, low, high):
        """The number of taps of each window that read a place from low to high - 1."""
        ends = max(abs(low), abs(high), self.step * self.count + self.padding[0] + self.apart * self.taps)
        starts = numbers(0, self.count) if ends < SAFE else np.array(range(self.count), object)
        return taps_inside(self.step * starts - self.padding[0], self.apart, self.taps, low, high)

    @functools.cached_property
    def reads(self):
        """For each tap that reads the input: the windows that read through it, the entries that they read, and their
        number.
        """
        reads = []
        for tap in range(self.first_tap, self.last_tap + 1):
            start = self.apart * tap - self.padding[0]
            low, high = max(0, -(start // self.step)), min(self.count - 1, (self.size - 1 - start) // self.step)
            if low <= high:
                places = self.at(self.step * low + start, self.step * high + start + 1, min(self.step, self.size))
                reads.append((self.at(low, high + 1), places, high + 1 - low))
        return reads

    @functools.cached_property
    def sights(self):
        """For each window: the window, the entries that it reads, and their number."""
        found = []
        for n in range(self.count):
            start = self.step * n - self.padding[0]
            low, high = max(0, -(start // self.apart)), min(self.taps - 1, (self.size - 1 - start) // self.apart)
            if low <= high:
                places = self.at(self.apart * low + start, self.apart * high + start + 1, min(self.apart, self.size))
                found.append((self.at(n, n + 1), places, high + 1 - low))
        return found

    @functools.cached_property
    def length(self):
        """The number of places from the first to the last that a window reads, inside the input or not."""
        return self.step * (self.count - 1) + self.apart * (self.taps - 1) + 1

    def way(self, others):
        """How to combine arrays with `others` entries for each place of this axis: "taps", "windows" or "doubling"."""
        taps = self.last_tap - self.first_tap + 1
        if taps <= FEW:
            return "taps"
        each = min(self.taps, -(-self.size // self.apart))
        work = {
            "taps": taps * (STEP + self.count * others),
            "windows": self.count * (STEP + each * others),
            "doubling": 2 * self.taps.bit_length() * (STEP + self.length * others),
        }
        return min(work, key=work.__getitem__)

    def combined(self, combine, starts, arrays, reduces=None):
        """The entries of each window combined, for several arrays at once.

        Parameters
        ----------
        combine : function (old, new, out) of lists of arrays, one for each array, that fills `out`; of equal entries it
            keeps the old ones
        starts : the values of an empty window, one for each array
        arrays : arrays of the same shape
        reduces : a ufunc that does the same for one array, or None

        Returns
        -------
        A tuple of arrays, with `count` windows along this axis.
        """
        shape = (*arrays[0].shape[: self.axis], self.count, *arrays[0].shape[self.axis + 1 :])
        others = math.prod(shape) // self.count
        way = self.way(others)
        if way == "doubling":
            return self.doubled(combine, starts, arrays)
        if way == "windows" and reduces is not None:
            y = like(arrays[0], shape)
            y.fill(starts[0])
            for here, there, _ in self.sights:
                y[here] = reduces.reduce(arrays[0][there], axis=self.axis, keepdims=True)
            return (y,)
        if way == "windows":  # along each window's entries, by halves
            found = [like(x, shape) for x in arrays]
            for y, start in zip(found, starts, strict=True):
                y.fill(start)
            for here, there, _ in self.sights:
                for y, x in zip(found, self.halved(combine, [x[there] for x in arrays]), strict=True):
                    y[here] = x
            return tuple(found)
        found = [like(x, shape) for x in arrays]
        full, rest = (
            [read for read in self.reads if read[2] == self.count],
            [read for read in self.reads if read[2] < self.count],
        )
        match full if reduces is not None else []:  # else the order of taps matters
            case (_, first, _), (_, second, _), *more:  # a tap through which every window reads needs no start
                combine([x[first] for x in arrays], [x[second] for x in arrays], found)
            case (_, only, _), *more:
                reduces(arrays[0][only], arrays[0].dtype.type(starts[0]), out=found[0])
            case _:
                more, rest = [], self.reads if reduces is None else rest
                for y, start in zip(found, starts, strict=True):
                    y.fill(start)
        for here, there, _ in (*more, *rest):
            combine([y[here] for y in found], [x[there] for x in arrays], [y[here] for y in found])
        return tuple(found)

    def halved(self, combine, arrays):
        """The entries along the axis combined to one, each with its neighbour, in order."""
        while (n := arrays[0].shape[self.axis]) > 1:
            pairs = [np.empty((*x.shape[: self.axis], n // 2, *x.shape[self.axis + 1 :]), x.dtype) for x in arrays]
            combine([x[self.at(0, n - n % 2, 2)] for x in arrays], [x[self.at(1, n, 2)] for x in arrays], pairs)
            arrays = (
                [np.concatenate([y, x[self.at(n - 1, n)]], self.axis) for y, x in zip(pairs, arrays, strict=True)]
                if n % 2
                else pairs
            )
        return arrays

    def doubled(self, combine, starts, arrays):
        """As `combined`, by blocks of 1, 2, 4, ... taps: a window of 13 taps is a block of 8, a block of 4 after it,
        and one of 1.
        """
        blocks = []
        for x, start in zip(arrays, starts, strict=True):  # every place that is read, inside the input or not
            block = np.full((*x.shape[: self.axis], self.length, *x.shape[self.axis + 1 :]), start, x.dtype)
            seen = min(self.size, self.length - self.padding[0])
            block[self.at(self.padding[0], self.padding[0] + seen)] = x[self.at(0, seen)]
            blocks.append(block)
        found, reach, width = None, 0, 1  # the first `reach` taps are in `found`; a block has `width` taps
        while True:
            if self.taps & width:
                first = self.apart * reach
                part = [x[self.at(first, first + self.step * (self.count - 1) + 1, self.step)] for x in blocks]
                if found is None:
                    found = [x.copy() for x in part]
                else:
                    combine(found, part, found)
                reach += width
            if reach == self.taps:
                return tuple(found)
            shift, n = self.apart * width, blocks[0].shape[self.axis]
            wider = [np.empty((*x.shape[: self.axis], n - shift, *x.shape[self.axis + 1 :]), x.dtype) for x in blocks]
            combine([x[self.at(0, n - shift)] for x in blocks], [x[self.at(shift, n)] for x in blocks], wider)
            blocks, width = wider, 2 * width

    def spread(self, shares):
        """The transpose of a sum along this axis: at every entry the sum of the shares of the windows that read it."""
        shape = (*shares.shape[: self.axis], self.size, *shares.shape[self.axis + 1 :])
        way = self.way(math.prod(shape) // self.size)
        if way == "doubling":  # an entry is the sum of the windows that read it, which lie step apart
            apart = np.zeros(
                (*shares.shape[: self.axis], self.step * (self.count - 1) + 1, *shares.shape[self.axis + 1 :]),
                shares.dtype,
            )
            apart[self.at(0, None, self.step)] = shares
            reach = self.apart * (self.taps - 1)
            return Line(
                self.axis, apart.shape[self.axis], self.taps, 1, (reach - self.padding[0], 0), self.apart, self.size
            ).swept_back(apart)
        x = like(shares, shape)
        reads = self.reads if way == "taps" else self.sights
        if not self.alone or sum(count for *_, count in reads) < self.size:
            x.fill(0)
        for here, there, _ in reads:
            if self.alone:
                x[there] = shares[here]
            else:
                np.add(x[there], shares[here], out=x[there])
        return x

    def swept_back(self, x):
        """Sums by doubling."""
        (y,) = self.doubled(lambda old, new, out: np.add(old[0], new[0], out=out[0]), (0,), (x,))
        return y


windows_of = functools.lru_cache(maxsize=512)(Boxes)
