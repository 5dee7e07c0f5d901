"""Pooling: a window slides over each channel of (N, C, *space), and says its largest entry or its mean.

Conventions: padding takes no part in a maximum, so an all-negative input stays negative. An average counts the taps
that lie in the padded input, or with `count_include_pad=False` those in the input; what ceil mode lets a window hang over
the padding is never counted. Every window has to meet the input. The global forms keep the spatial axes, with size 1.
Of equal entries the first is the largest one, the last axis running fastest; a NaN counts as larger than any number.
"""

from __future__ import annotations

import functools
import math

import numpy as np
from sympy import Eq, IndexedBase, Sum, Tuple, symbols

from . import layers
from .formula import formula
from .geometry import H, ceil_mode, dilation, kernel_size, output_size, p, padding, positions_ceil, q, span, stride
from .hypotheses import SAFE, numbers, taps_inside
from .layers import axes_swapped, cropped, every, first, first_channel, places_joined, space, strides_into, tail, transposed
from .memory import like
from .statement import AllAxes, ArgMaxOver, Axis, Convention, Flat, ForAll, MaxOver, Spelling, Within, axes
from .writing import writable

n, c = symbols("n c", integer=True)
N, C, divisor = symbols("N C divisor", integer=True, positive=True)
i, a = Axis("i j k"), Axis("u v t")                      # one letter an axis
before, after = axes("before, after", nonnegative=True)  # the padding that an average counts
x, y, m, count = map(IndexedBase, ("x", "y", "m", "count"))

size = positions_ceil
copies = Spelling(stride, {None: (kernel_size,)})        # windows side by side, unless a stride is given
place = stride * i + dilation * a - p                    # where the tap a of the window i reads
seen = x[n, c, place]


def taps_within(lo, hi):
    """How many taps of the window i read a place from lo to hi - 1."""
    return Sum(Within(place, lo, hi), (a, 0, kernel_size - 1))


meets = {
    span >= 0: "a kernel that fits the padded input",
    ForAll(taps_within(0, H) >= 1, Tuple(i, 0, size - 1)): "every window to meet the input",
}


@formula(
    Eq(y[n, c, i], MaxOver(seen, (a, 0, kernel_size - 1))),
    shapes="(N, C, *H) -> (N, C, *size)",
    requires=meets,
    source="goodfellow2016, section 9.3; zhang2023, section 7.5",
    padding=padding, stride=copies, ceil_mode=ceil_mode,
)  # fmt: skip
def max_pool(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
    """The largest entry of each window. With `return_indices` also where it is, (values, indices).

    x: (N, C, *space); sizes are in entries, a number or one an axis; stride None is the kernel's size. Returns
    (N, C, *positions) in the type of x. Raises ValueError where a window would lie wholly in padding.

    >>> max_pool([[[3, 1, 4, 1, 5, 9]]], 2).tolist()
    [[[3, 4, 9]]]
    """
    boxes = windows_of(x.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    return boxes.swept(np.maximum, -np.inf if x.dtype.kind == "f" else np.iinfo(x.dtype).min, x)


@formula(
    Eq(m[n, c, i], ArgMaxOver(Tuple(seen, Flat(place, H)), (a, 0, kernel_size - 1))),
    shapes="(N, C, *H) -> (N, C, *size)",
    requires=meets,
    source="PyTorch, torch.nn.MaxPool2d, return_indices",
    padding=padding, stride=copies, ceil_mode=ceil_mode,
)  # fmt: skip
def max_pool_indices(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False):
    """Where each window is largest: the place in its channel as one number, last axis fastest, the first of equals.

    x: (N, C, *space); parameters as for `max_pool`. Returns whole numbers (N, C, *positions).

    >>> max_pool_indices([[[3, 1, 4, 4, 5, 9]]], 2).tolist()
    [[[0, 2, 5]]]
    """
    boxes = windows_of(x.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    places = np.broadcast_to(np.arange(np.prod(x.shape[2:], dtype=np.int64)).reshape(x.shape[2:]), x.shape)
    found = (x, places)
    for axis in reversed(range(2, x.ndim)):              # the last axis first, so that the first of equals is kept
        found = boxes.along(axis).combined(first_largest, (0, -1), found)
    return found[1]


def first_largest(old, new, out):
    """The larger of pairs (value, place), the old one of equals; a NaN counts as larger than any number, and the place -1 as nothing."""
    (best, places), (value, place) = old, new
    better = ((places < 0) | (value > best) | ((value != value) & (best == best))) & (place >= 0)
    for target, one, other in zip(out, new, old, strict=True):
        np.copyto(target, other)
        np.copyto(target, one, where=better)


max_pool.also(lambda given: given["return_indices"], max_pool_indices)


@max_pool.gradient
def max_pool_backward(dy, x, kernel_size, *, stride, padding, dilation, ceil_mode, return_indices):
    """Each window sends dy to its largest entry, the first of equals."""
    at = max_pool_indices.fn(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode)
    dx = np.zeros((x.shape[0] * x.shape[1], np.prod(x.shape[2:], dtype=np.int64)), dy.dtype)
    np.add.at(dx, (np.arange(len(dx))[:, None], at.reshape(len(dx), -1)), dy.reshape(len(dx), -1))
    return (dx.reshape(x.shape),)


@formula(
    Eq(y[n, c, i], Sum(seen, (a, 0, kernel_size - 1)) / divisor),
    where=[Eq(count[i], AllAxes(taps_within(-before, H + after)))],
    shapes="(N, C, *H) -> (N, C, *size)",
    requires=meets,
    source="goodfellow2016, section 9.3; PyTorch, torch.nn.AvgPool2d, for the divisor",
    padding=padding, stride=copies, ceil_mode=ceil_mode,
    count_include_pad=Convention((before, after), {True: (p, q), False: (0, 0)}),
    divisor_override=Spelling(divisor, {None: (count[i],)}),
)  # fmt: skip
def avg_pool(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, count_include_pad=True, divisor_override=None):
    """The mean of each window. The sum is divided by how many taps lie in the padded input; with
    `count_include_pad=False` by how many lie in the input; or by `divisor_override`, a whole number.

    x: (N, C, *space); the other parameters as for `max_pool`. Returns (N, C, *positions).

    >>> avg_pool([[[3.0, 1.0, 4.0, 2.0]]], 2, padding=1).tolist()
    [[[1.5, 2.5, 1.0]]]
    """
    boxes = windows_of(x.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    y = boxes.swept(np.add, 0, x)
    return np.divide(y, boxes.divisor(count_include_pad, divisor_override, x.dtype), out=y if y is not x else like(x))


@avg_pool.gradient
def avg_pool_backward(dy, x, kernel_size, *, stride, padding, dilation, ceil_mode, count_include_pad, divisor_override):
    """Each window spreads dy over its taps in equal shares."""
    boxes = windows_of(x.shape[2:], kernel_size, stride, padding, dilation, ceil_mode)
    shares = np.divide(dy, boxes.divisor(count_include_pad, divisor_override, x.dtype), out=like(dy))
    return (boxes.spread(shares),)


class Boxes:
    """The windows of one geometry. They are boxes: what is combined over them is combined along one axis after another."""

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
        """Each window's entries combined, from `start`."""
        def both(old, new, out):
            combine(old[0], new[0], out=out[0])

        for line in self.lines:
            x, = line.combined(both, (start,), (x,), combine)
        return x

    def spread(self, shares):
        """The transpose of a sum: each window's share at every entry that it reads."""
        for line in self.lines:
            shares = line.spread(shares)
        return shares

    def divisor(self, count_include_pad, override, dtype):
        """What the sum of each window is divided by: one number where it is the same for all."""
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


FEW = 16                                                 # up to so many taps, a step a tap is the fastest way
STEP = 4096                                              # what a step of NumPy costs beside its entries, in entries


class Line:
    """The windows along one axis: `count` windows of `taps` taps. Window n reads the places step n + apart a - padding[0], as far as
    these lie in 0..size - 1.

    What is combined over windows is combined in one of three ways, whichever is the least work: a step for each tap, over all windows;
    a step for each window, over its taps; or by doubling, where entries are combined over 2, 4, 8, ... taps. All of them combine the
    window's entries and nothing else, in different orders, so that NaN and infinities reach the same windows."""

    def __init__(self, axis, size, taps, step, padding, apart, count):
        self.axis, self.size, self.taps, self.padding, self.count = axis, size, taps, padding, count
        self.step = step if count > 1 else 1             # of one window the steps do not matter
        self.apart = apart if taps > 1 else 1

        # the taps that some window reads through
        self.first_tap = max(0, -(((count - 1) * self.step - padding[0]) // self.apart))
        self.last_tap = min(taps - 1, (size - 1 + padding[0]) // self.apart)
        self.alone = self.step >= self.apart * (taps - 1) + 1  # no entry is read twice

    def at(self, start, stop, step=1):
        """A part of the axis."""
        return ((slice(None),) * self.axis + (slice(start, stop, step),))

    def taps_within(self, low, high):
        """How many taps of each window read a place from low to high - 1."""
        ends = max(abs(low), abs(high), self.step * self.count + self.padding[0] + self.apart * self.taps)
        starts = numbers(0, self.count) if ends < SAFE else np.array(range(self.count), object)
        return taps_inside(self.step * starts - self.padding[0], self.apart, self.taps, low, high)

    @functools.cached_property
    def reads(self):
        """For each tap that reads the input: the windows that read through it, the entries that they read, and how many."""
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
        """For each window the entries that it reads."""
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
        """How many places lie between the first and the last that a window reads, inside the input or not."""
        return self.step * (self.count - 1) + self.apart * (self.taps - 1) + 1

    def way(self, others):
        """How to combine arrays with so many entries beside this axis: "taps", "windows" or "doubling"."""
        taps = self.last_tap - self.first_tap + 1
        if taps <= FEW:
            return "taps"
        each = min(self.taps, -(-self.size // self.apart))
        work = {"taps": taps * (STEP + self.count * others), "windows": self.count * (STEP + each * others),
                "doubling": 2 * self.taps.bit_length() * (STEP + self.length * others)}  # fmt: skip
        return min(work, key=work.__getitem__)

    def combined(self, combine, starts, arrays, reduces=None):
        """Each window's entries combined, for several arrays at once: `combine(old, new, out)` takes and fills a list of arrays, and where
        `old` and `new` are equally good it keeps the old ones. `starts` says what an empty window holds. `reduces` is a ufunc that does the
        same for one array."""
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
        if way == "windows":                             # along each window's entries, by halves
            found = [like(x, shape) for x in arrays]
            for y, start in zip(found, starts, strict=True):
                y.fill(start)
            for here, there, _ in self.sights:
                for y, x in zip(found, self.halved(combine, [x[there] for x in arrays]), strict=True):
                    y[here] = x
            return tuple(found)
        found = [like(x, shape) for x in arrays]
        full, rest = [read for read in self.reads if read[2] == self.count], [read for read in self.reads if read[2] < self.count]
        match full if reduces is not None else []:       # where the order of taps matters, they are taken as they come
            case (_, first, _), (_, second, _), *more:   # taps that every window reads through need no start
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
        """Entries along the axis combined to one, each with its neighbour, in order."""
        while (n := arrays[0].shape[self.axis]) > 1:
            pairs = [np.empty((*x.shape[: self.axis], n // 2, *x.shape[self.axis + 1 :]), x.dtype) for x in arrays]
            combine([x[self.at(0, n - n % 2, 2)] for x in arrays], [x[self.at(1, n, 2)] for x in arrays], pairs)
            arrays = [np.concatenate([y, x[self.at(n - 1, n)]], self.axis) for y, x in zip(pairs, arrays, strict=True)] if n % 2 else pairs
        return arrays

    def doubled(self, combine, starts, arrays):
        """By blocks of 1, 2, 4, ... taps: a window of 13 taps is a block of 8, one of 4 after it, and one of 1."""
        blocks = []
        for x, start in zip(arrays, starts, strict=True):  # every place that is read, inside the input or not
            block = np.full((*x.shape[: self.axis], self.length, *x.shape[self.axis + 1 :]), start, x.dtype)
            seen = min(self.size, self.length - self.padding[0])
            block[self.at(self.padding[0], self.padding[0] + seen)] = x[self.at(0, seen)]
            blocks.append(block)
        found, reach, width = None, 0, 1                 # the first `reach` taps are in `found`; a block has `width` taps
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
        """The transpose of a sum along this axis: each window's share at every entry that it reads."""
        shape = (*shares.shape[: self.axis], self.size, *shares.shape[self.axis + 1 :])
        way = self.way(math.prod(shape) // self.size)
        if way == "doubling":                            # an entry is the sum of the windows that read it, which lie step apart
            apart = np.zeros((*shares.shape[: self.axis], self.step * (self.count - 1) + 1, *shares.shape[self.axis + 1 :]), shares.dtype)
            apart[self.at(0, None, self.step)] = shares
            reach = self.apart * (self.taps - 1)
            return Line(self.axis, apart.shape[self.axis], self.taps, 1, (reach - self.padding[0], 0), self.apart, self.size).swept_back(apart)
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
        y, = self.doubled(lambda old, new, out: np.add(old[0], new[0], out=out[0]), (0,), (x,))
        return y


windows_of = functools.lru_cache(maxsize=512)(Boxes)


@formula(
    Eq(y[n, c, i], MaxOver(x[n, c, a], (a, 0, H - 1))),
    shapes="(N, C, *H) -> (N, C, *1)",
    source="goodfellow2016, section 9.3",
)
def global_max_pool(x):
    """The largest entry of each channel; the spatial axes stay, with size 1.

    x: (N, C, *space). Returns (N, C, *1).

    >>> global_max_pool([[[3, 1, 4]]]).tolist()
    [[[4]]]
    """
    return x.max(axis=tuple(range(2, x.ndim)), keepdims=True)


@global_max_pool.gradient
def global_max_pool_backward(dy, x):
    """The first of the largest entries takes dy."""
    rows = x.reshape(*x.shape[:2], -1)
    if x.dtype.kind == "O":
        return max_pool_backward(dy, x, x.shape[2:])
    dx = np.zeros(rows.shape, dy.dtype)
    np.put_along_axis(dx, rows.argmax(axis=2, keepdims=True), dy.reshape(*x.shape[:2], 1), 2)
    return (dx.reshape(x.shape),)


@formula(
    Eq(y[n, c, i], Sum(x[n, c, a], (a, 0, H - 1)) / AllAxes(H)),
    shapes="(N, C, *H) -> (N, C, *1)",
    source="zhang2023, section 8.3",
)
def global_avg_pool(x):
    """The mean of each channel; the spatial axes stay, with size 1.

    x: (N, C, *space). Returns (N, C, *1).

    >>> global_avg_pool([[[3.0, 1.0, 5.0]]]).tolist()
    [[[3.0]]]
    """
    return x.mean(axis=tuple(range(2, x.ndim)), keepdims=True)


@global_avg_pool.gradient
def global_avg_pool_backward(dy, x):
    return (np.broadcast_to(dy / x.dtype.type(np.prod(x.shape[2:])), x.shape).copy(),)


# ---------------------------------------------------------------- what laws are said with


@writable(r"\operatorname{{pad}}_{{{padding}, {by}}} {}")
def surrounded(x, *, padding, by):
    """The input with one number around its spatial axes, in the type of x."""
    out = np.full((*x.shape[:2], *(h + sum(pq) for h, pq in zip(x.shape[2:], padding, strict=True))), by, x.dtype)
    cropped(out, padding, x.shape[2:])[...] = x
    return out


@writable(r"{padding} + \text{{overhang}}")
def overhung(x, *, kernel_size, stride, padding, dilation):
    """The padding that lets floor mode take the windows of ceil mode."""
    shape = zip(x.shape[2:], kernel_size, stride, padding, dilation, strict=True)
    ends = [(s * (output_size(h, k, stride=s, padding=pq, dilation=d, ceil_mode=True) - 1) + d * (k - 1) + 1 - h, pq)
            for h, k, s, pq, d in shape]  # fmt: skip
    return tuple((before, max(after, end - before)) for end, (before, after) in ends)


@writable(r"C_{{{}}}")
def channels(x):
    """How many channels there are."""
    return x.shape[1]


@writable(r"|{}|")
def entries(kernel_size):
    """How many taps a kernel has."""
    return int(np.prod(kernel_size))


@writable(r"\mathbf{{1}}_{{{}}}")
def ones(x):
    """Ones in the shape of x."""
    return np.ones(x.shape, x.dtype)


@writable(r"\mathbf{{1}}_{{{kernel_size}}}")
def box(x, *, kernel_size):
    """A kernel of ones, one for each channel of x."""
    return np.ones((x.shape[1], 1, *kernel_size), x.dtype)


@writable(r"\max({}, {})", tight=True)
def larger(y, z):
    """The larger of two arrays' entries."""
    return np.maximum(y, z)


@writable(r"\max_{{u, v}} {}")
def max_of_entries(x):
    """The largest entry of each channel, found by walking through them."""
    return walked(np.maximum, x)


@writable(r"\sum_{{u, v}} {}")
def sum_of_entries(x):
    """The sum of each channel's entries, found by walking through them."""
    return walked(np.add, x)


def walked(combine, x):
    flat = x.reshape(*x.shape[:2], -1)
    total = flat[:, :, 0]
    for k in range(1, flat.shape[2]):
        total = combine(total, flat[:, :, k])
    return total.reshape(*x.shape[:2], *[1] * (x.ndim - 2))


@writable(r"\max {}")
def largest(x):
    """The largest entry of all."""
    return x.max()


@writable(r"\operatorname{{ReLU}}({})")
def rectified(x):
    """Negative entries become 0."""
    return np.where(x > 0, x, 0)


@writable(r"\min {}")
def smallest(x):
    """The smallest entry of all."""
    return x.min()


@writable(r"(-1 - |{}|)")
def below_zero(x):
    """Every entry made negative."""
    return -abs(x) - 1


@writable(r"\mathbf{{-1}}")
def minus_ones(y):
    """-1 in the shape of y."""
    return y * 0 - 1


@writable(r"\min(0, {})")
def negative_part(x):
    """Positive entries become 0, which a float writes as -0."""
    return -rectified(-x)


@writable(r"{}_{{\text{{NaN}}}}")
def with_nan(x):
    """The middle entry of each channel replaced by NaN."""
    out = x.copy()
    out[(..., *(h // 2 for h in x.shape[2:]))] = np.nan
    return out


@writable(r"\mathbf{{e}}")
def at_the_nan(x):
    """1 at the middle entry of each channel and 0 elsewhere."""
    out = x * 0
    out[(..., *(h // 2 for h in x.shape[2:]))] = 1
    return out


@writable(r"({} \text{{, NaN where }} {} = 1)")
def nan_where(y, seen):
    """NaN where another array is 1."""
    return np.where(seen == 1, np.nan, y)


@writable(r"{}_{{0 \to \text{{NaN}}}}")
def first_nan(x):
    """The first entry of each channel replaced by NaN."""
    out = x.copy()
    out[(..., *[0] * (x.ndim - 2))] = np.nan
    return out


@writable(r"\tilde{{{}}}")
def turned(x):
    """Every spatial axis backwards."""
    return x[(..., *[slice(None, None, -1)] * (x.ndim - 2))]


@writable(r"{}_{{64}}")
def large(z):
    """An image of 64 x 64 entries that are all the same."""
    return np.full((1, 1, 64, 64), z, z.dtype)


@writable(r"{}_{{1}}")
def one_entry(z):
    """A number as an image of one entry."""
    return z.reshape(1, 1, 1, 1)


@writable(r"|{} - {}|")
def distance(y, z):
    """How far apart two arrays' entries are; NaN where both are infinite."""
    with np.errstate(invalid="ignore"):
        return np.abs(y - z)


@writable(r"{}_{{:-1}}")
def lead(x):
    """Without the last entry of the last axis."""
    return x[..., :-1]


@writable(r"{}\!\restriction_{{{like}}}")
def restricted(x, *, like):
    """The leading entries of x, as many as another array has."""
    return x[tuple(map(slice, like.shape))]


@writable(r"\pi({})")
def shuffled(x):
    """The entries of each channel in another order: backwards along every axis, and the axes turned by one place."""
    return np.roll(x[(..., *[slice(None, None, -1)] * (x.ndim - 2))], 1, -1)


@writable(r"\tau({})")
def rolled(x):
    """The last axis turned by one place."""
    return np.roll(x, 1, -1)


@writable(r"{}[{}]")
def taken(x, at):
    """The entries of each channel at given flat places; NaN where a place lies outside, so that no entry equals it."""
    flat = x.reshape(*x.shape[:2], -1)
    places = np.asarray(at).astype(np.int64).reshape(*x.shape[:2], -1)
    found = np.take_along_axis(flat, places.clip(0, flat.shape[2] - 1), 2)
    return np.where((places >= 0) & (places < flat.shape[2]), found, np.nan).reshape(at.shape).astype(x.dtype)


@writable(r"(H W \, {} - \text{{place}})")
def tilted(x):
    """Every entry times the number of places, less its own place: whole numbers keep their order, equals come apart."""
    count = int(np.prod(x.shape[2:]))
    return x * count - np.arange(count).reshape(x.shape[2:]).astype(x.dtype)


# ---------------------------------------------------------------- laws of the maximum: each removes one parameter, the last fix what is left

FLOOR = {"ceil_mode": False}
BARE = {"stride": 1, "padding": 0, "ceil_mode": False}


@max_pool.law(held=FLOOR)
def subsamples(max_pool, x, kernel_size, stride):
    """A stride is a subsampling of the result without it; padding and dilation are the same on both sides."""
    return max_pool(x, kernel_size, stride=stride), every(max_pool(x, kernel_size, stride=1), stride=stride)


@max_pool.law(held=FLOOR)
def pads(max_pool, x, kernel_size, padding):
    """Padding is an input with minus infinity around it."""
    return max_pool(x, kernel_size, padding=padding), max_pool(surrounded(x, padding=padding, by=-np.inf), kernel_size, padding=0)


@max_pool.law()
def ceil_mode_pads(max_pool, x, kernel_size, stride, padding, dilation):
    """Ceil mode is padding as far as the last window that starts before the input ends."""
    wide = overhung(x, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation)
    return (max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=True),
            restricted(max_pool(x, kernel_size, stride=stride, padding=wide, dilation=dilation, ceil_mode=False),
                       like=max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=True)))  # fmt: skip


@max_pool.law(held={"padding": 0})
def ceil_contains_floor(max_pool, x, kernel_size):
    """Floor mode gives the leading windows of ceil mode."""
    floor = max_pool(x, kernel_size, ceil_mode=False)
    return restricted(max_pool(x, kernel_size, ceil_mode=True), like=floor), floor


@max_pool.law(held={"padding": 0, "ceil_mode": False})
def dilates(max_pool, x, kernel_size, dilation):
    """A dilated window picks every d-th entry: at every d-th place it is a window of the input so thinned."""
    return (max_pool(x, kernel_size, stride=dilation, dilation=dilation),
            max_pool(every(x, stride=dilation), kernel_size, stride=1, dilation=1))  # fmt: skip


@max_pool.law(held=BARE)
def shifts(max_pool, x, kernel_size):
    """Without its first entry along an axis, the input gives the result without its first entry."""
    return max_pool(tail(x), kernel_size), tail(max_pool(x, kernel_size))


@max_pool.law(rank=1, held={**BARE, "dilation": 1})
def grows(max_pool, x, kernel_size):
    """One tap more: the larger of two neighbouring windows. With the window of one tap, this fixes every window."""
    (k,) = kernel_size if isinstance(kernel_size, tuple) else (kernel_size,)
    pool = max_pool(x, k)
    return max_pool(x, k + 1), larger(lead(pool), tail(pool))


@max_pool.law(held={**BARE, "dilation": 1})
def has_unit(max_pool, x):
    """A window of one entry changes nothing."""
    return max_pool(x, 1), x


@max_pool.law(rank=2)
def transposes(max_pool, x, kernel_size, stride, padding, dilation):
    """Swapping the axes of the input and of every parameter swaps those of the result."""
    swapped = {"stride": axes_swapped(stride), "padding": axes_swapped(padding), "dilation": axes_swapped(dilation)}
    return (max_pool(transposed(x), axes_swapped(kernel_size), **swapped),
            transposed(max_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation)))  # fmt: skip


@max_pool.law()
def treats_images_alone(max_pool, x, kernel_size):
    return first(max_pool(x, kernel_size)), max_pool(first(x), kernel_size)


@max_pool.law()
def treats_channels_alone(max_pool, x, kernel_size):
    return first_channel(max_pool(x, kernel_size)), max_pool(first_channel(x), kernel_size)


@max_pool.law(plain=True)
def ignores_order_in_a_window(max_pool, x):
    """A window as large as the input gives the same for its entries in any order."""
    return max_pool(shuffled(x), space(x)), max_pool(x, space(x))


@max_pool.law(plain=True)
def is_global(max_pool, x):
    """A window as large as the input is the global maximum."""
    return max_pool(x, space(x)), global_max_pool(x)


@max_pool.law()
def is_read_at_its_index(max_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    """The maximum is the entry at its index."""
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return max_pool(x, kernel_size, **common), taken(x, max_pool_indices(x, kernel_size, **common))


@max_pool.law("<=")
def adds_nothing(max_pool, x, kernel_size):
    """No result is larger than the largest entry: padding takes no part, also where all entries are negative."""
    return max_pool(x, kernel_size), largest(x)


@max_pool.law("<=")
def stays_negative(max_pool, x, kernel_size):
    """Of negative entries the largest is negative, at the border too: padding is no 0."""
    return max_pool(below_zero(x), kernel_size), minus_ones(max_pool(x, kernel_size))


@max_pool.law(">=")
def every_window_meets_the_input(max_pool, x, kernel_size):
    """No result is smaller than the smallest entry: a window sees one, in ceil mode too."""
    return max_pool(x, kernel_size), smallest(x)


@max_pool.law()
def passes_nan_on(max_pool, x, kernel_size):
    """A NaN makes NaN of the windows that see it, and of no other: those in which a mark at its place is the largest."""
    return max_pool(with_nan(x), kernel_size), nan_where(max_pool(x, kernel_size), max_pool(at_the_nan(x), kernel_size))


@max_pool.law(plain=True)
def nan_may_stand_anywhere(max_pool, x):
    """A NaN comes through wherever in its window it stands."""
    return max_pool(turned(first_nan(x)), space(x)), max_pool(first_nan(x), space(x))


@max_pool.law()
def commutes_with_the_negative_part(max_pool, x, kernel_size):
    """A monotone function may be applied before or after; this one makes zeros with a sign of floats, which are zeros too."""
    return max_pool(negative_part(x), kernel_size), negative_part(max_pool(x, kernel_size))


@max_pool.law()
def has_its_size(max_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    """As many windows as the formula of sizes says."""
    options = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return space(max_pool(x, kernel_size, **options)), output_size(space(x), kernel_size, **options)


@max_pool.law(held=FLOOR)
def same_covers_the_input(max_pool, x, kernel_size, stride):
    """With "same" padding, a window for every stride that has begun, whatever the kernel."""
    return space(max_pool(x, kernel_size, stride=stride, padding="same")), strides_into(x, stride=stride)


@max_pool.law()
def commutes_with_relu(max_pool, x, kernel_size):
    """A monotone function may be applied before or after."""
    return max_pool(rectified(x), kernel_size), rectified(max_pool(x, kernel_size))


@max_pool.law(z="()")
def moves_with_a_constant(max_pool, x, z, kernel_size):
    return max_pool(x + z, kernel_size), max_pool(x, kernel_size) + z


@max_pool.law()
def doubles(max_pool, x, kernel_size):
    return max_pool(x + x, kernel_size), max_pool(x, kernel_size) + max_pool(x, kernel_size)


@max_pool.law(">=")
def is_at_least_the_mean(max_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return max_pool(x, kernel_size, **common), avg_pool(x, kernel_size, **common, count_include_pad=False)


@max_pool.law("<=", z="x")
def is_lipschitz(max_pool, x, z, kernel_size):
    """Results differ by no more than the inputs do."""
    return distance(max_pool(x, kernel_size), max_pool(z, kernel_size)), largest(distance(x, z))


@max_pool.fails(z="x")
def is_linear(max_pool, x, z, kernel_size):
    return max_pool(x + z, kernel_size), max_pool(x, kernel_size) + max_pool(z, kernel_size)


@max_pool.fails(held={"padding": 0, "dilation": 1, "ceil_mode": False})
def commutes_with_a_shift(max_pool, x, kernel_size):
    """A shift by one is not a shift of the result, if only because of the stride."""
    return max_pool(rolled(x), kernel_size), rolled(max_pool(x, kernel_size))


@max_pool_indices.law()
def points_at_the_maximum(max_pool_indices, x, kernel_size, stride, padding, dilation, ceil_mode):
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return taken(x, max_pool_indices(x, kernel_size, **common)), max_pool(x, kernel_size, **common)


@max_pool_indices.law()
def prefers_the_first(max_pool_indices, x, kernel_size):
    """Equal entries count as if earlier ones were a little larger; shown on whole numbers."""
    return max_pool_indices(x, kernel_size), max_pool_indices(tilted(x), kernel_size)


@max_pool_indices.law(z="()")
def ignores_a_constant(max_pool_indices, x, z, kernel_size):
    return max_pool_indices(x + z, kernel_size), max_pool_indices(x, kernel_size)


@max_pool_indices.fails()
def ignores_the_sign(max_pool_indices, x, kernel_size):
    return max_pool_indices(-x, kernel_size), max_pool_indices(x, kernel_size)


# ---------------------------------------------------------------- laws of the mean


@avg_pool.law(held=FLOOR)
def avg_subsamples(avg_pool, x, kernel_size, stride):
    """A stride is a subsampling of the result without it."""
    return avg_pool(x, kernel_size, stride=stride), every(avg_pool(x, kernel_size, stride=1), stride=stride)


@avg_pool.law()
def counts_padding(avg_pool, x, kernel_size, padding):
    """Padding that is counted is an input with zeros around it, in floor and in ceil mode."""
    padded = avg_pool(x, kernel_size, padding=padding, count_include_pad=True)
    return padded, restricted(avg_pool(surrounded(x, padding=padding, by=0), kernel_size, padding=0, count_include_pad=False), like=padded)


@avg_pool.law()
def conventions_agree(avg_pool, x, kernel_size):
    """With padding counted, an average is that over the input times the share of the input, the average of ones."""
    return (avg_pool(x, kernel_size, count_include_pad=True, divisor_override=None),
            avg_pool(x, kernel_size, count_include_pad=False, divisor_override=None)
            * avg_pool(ones(x), kernel_size, count_include_pad=True, divisor_override=None))  # fmt: skip


@avg_pool.law(held={"divisor_override": None, "count_include_pad": False})
def of_ones_is_one(avg_pool, x, kernel_size):
    """Every window's average of ones is 1, at every border."""
    return avg_pool(ones(x), kernel_size), ones(avg_pool(x, kernel_size))


@avg_pool.law(z="()", held={"divisor_override": None, "count_include_pad": False})
def avg_moves_with_a_constant(avg_pool, x, z, kernel_size):
    return avg_pool(x + z, kernel_size), avg_pool(x, kernel_size) + z


@avg_pool.law(z="()", held={"divisor_override": None, "padding": 0, "count_include_pad": True, "ceil_mode": True})
def overhang_is_not_counted(avg_pool, x, z, kernel_size):
    """Without padding a constant stays itself in ceil mode: what hangs over counts for nothing."""
    return avg_pool(x + z, kernel_size), avg_pool(x, kernel_size) + z


@avg_pool.law(rank=1, plain=True, requires=[lambda H: H > 1])
def overhang_is_the_mean_of_what_it_sees(avg_pool, x):
    """x, and once more x without its last entry: in ceil mode the second window hangs over by one place, and has one entry less."""
    return (avg_pool(places_joined(x, lead(x)), space(x), ceil_mode=True),
            places_joined(global_avg_pool(x), global_avg_pool(lead(x))))  # fmt: skip


@avg_pool.law(share="1..5")
def divides_by_the_override(avg_pool, x, kernel_size, share):
    """A divisor that is given replaces any count."""
    return avg_pool(x, kernel_size, divisor_override=share) * share, avg_pool(x, kernel_size, divisor_override=1)


@avg_pool.law()
def is_a_convolution(avg_pool, x, kernel_size, stride, padding, dilation):
    """The sums are a strided convolution of each channel with a kernel of ones."""
    common = {"stride": stride, "padding": padding, "dilation": dilation}
    return (avg_pool(x, kernel_size, **common, ceil_mode=False, divisor_override=1),
            layers.conv(x, box(x, kernel_size=kernel_size), **common, groups=channels(x)))  # fmt: skip


@avg_pool.law(held=FLOOR)
def divides_by_the_kernel(avg_pool, x, kernel_size):
    """Where padding counts, every window of floor mode is divided by the number of taps."""
    return (avg_pool(x, kernel_size, count_include_pad=True, divisor_override=None) * entries(kernel_size),
            avg_pool(x, kernel_size, divisor_override=1))  # fmt: skip


@avg_pool.law()
def avg_ceil_mode_pads(avg_pool, x, kernel_size, stride, padding, dilation):
    """The sums of ceil mode are those of floor mode with padding as far as its last window."""
    wide = overhung(x, kernel_size=kernel_size, stride=stride, padding=padding, dilation=dilation)
    ceil = avg_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=True, divisor_override=1)
    return ceil, restricted(avg_pool(x, kernel_size, stride=stride, padding=wide, dilation=dilation, ceil_mode=False, divisor_override=1), like=ceil)


@avg_pool.law(held={"padding": 0})
def avg_ceil_contains_floor(avg_pool, x, kernel_size):
    """Floor mode gives the leading windows of ceil mode."""
    floor = avg_pool(x, kernel_size, ceil_mode=False)
    return restricted(avg_pool(x, kernel_size, ceil_mode=True), like=floor), floor


@avg_pool.law(rank=2)
def avg_transposes(avg_pool, x, kernel_size, stride, padding, dilation):
    """Swapping the axes of the input and of every parameter swaps those of the result."""
    swapped = {"stride": axes_swapped(stride), "padding": axes_swapped(padding), "dilation": axes_swapped(dilation)}
    return (avg_pool(transposed(x), axes_swapped(kernel_size), **swapped),
            transposed(avg_pool(x, kernel_size, stride=stride, padding=padding, dilation=dilation)))  # fmt: skip


@avg_pool.law()
def avg_treats_images_alone(avg_pool, x, kernel_size):
    return first(avg_pool(x, kernel_size)), avg_pool(first(x), kernel_size)


@avg_pool.law(plain=True)
def avg_is_global(avg_pool, x):
    """A window as large as the input is the global mean."""
    return avg_pool(x, space(x)), global_avg_pool(x)


@avg_pool.law(">=")
def every_average_meets_the_input(avg_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    """No mean is smaller than the smallest entry of its window, which sees one, in ceil mode too."""
    common = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return avg_pool(x, kernel_size, **common, count_include_pad=False, divisor_override=None), -max_pool(-x, kernel_size, **common)


@avg_pool.law(z="()", plain=True)
def averages_many(avg_pool, z):
    """The mean of 4096 equal entries is that entry: no sum on the way may stop growing."""
    return avg_pool(large(z), 64), one_entry(z)


@avg_pool.law()
def avg_has_its_size(avg_pool, x, kernel_size, stride, padding, dilation, ceil_mode):
    """As many windows as the formula of sizes says."""
    options = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
    return space(avg_pool(x, kernel_size, **options)), output_size(space(x), kernel_size, **options)


@avg_pool.law(held=FLOOR)
def avg_same_covers_the_input(avg_pool, x, kernel_size, stride):
    """With "same" padding, a window for every stride that has begun, whatever the kernel."""
    return space(avg_pool(x, kernel_size, stride=stride, padding="same")), strides_into(x, stride=stride)


@avg_pool.law(held={"divisor_override": None, "ceil_mode": False})
def same_counts_the_input(avg_pool, x, kernel_size):
    """With "same" padding that is not counted, the average of ones is 1 at every border."""
    same = {"padding": "same", "count_include_pad": False}
    return avg_pool(ones(x), kernel_size, **same), ones(avg_pool(x, kernel_size, **same))


@avg_pool.law(z="x")
def is_additive(avg_pool, x, z, kernel_size):
    return avg_pool(x + z, kernel_size), avg_pool(x, kernel_size) + avg_pool(z, kernel_size)


@avg_pool.fails()
def avg_commutes_with_relu(avg_pool, x, kernel_size):
    """The mean of what is left of the positive entries is not what is left of the mean."""
    return avg_pool(rectified(x), kernel_size), rectified(avg_pool(x, kernel_size))


@avg_pool.fails(held={"padding": 0, "dilation": 1, "ceil_mode": False})
def avg_commutes_with_a_shift(avg_pool, x, kernel_size):
    return avg_pool(rolled(x), kernel_size), rolled(avg_pool(x, kernel_size))


@avg_pool.fails(held={"divisor_override": None, "padding": 1, "dilation": 1})
def border_conventions_are_one(avg_pool, x, kernel_size):
    """Counting the padding makes the border darker."""
    return avg_pool(x, kernel_size, count_include_pad=True), avg_pool(x, kernel_size, count_include_pad=False)


# ---------------------------------------------------------------- laws of the global forms


@global_max_pool.law()
def global_max_is_reached(global_max_pool, x):
    """Every channel's largest entry, as an entry: the maximum of the rows' maxima."""
    return global_max_pool(x), max_of_entries(x)


@global_max_pool.law()
def global_max_ignores_order(global_max_pool, x):
    return global_max_pool(shuffled(x)), global_max_pool(x)


@global_max_pool.law("<=", z="x")
def global_max_is_lipschitz(global_max_pool, x, z):
    return distance(global_max_pool(x), global_max_pool(z)), largest(distance(x, z))


@global_max_pool.fails(z="x")
def global_max_is_linear(global_max_pool, x, z):
    return global_max_pool(x + z), global_max_pool(x) + global_max_pool(z)


@global_avg_pool.law()
def global_mean_shares_the_sum(global_avg_pool, x):
    """As often as a channel has entries, the mean is their sum."""
    return global_avg_pool(x) * entries(space(x)), sum_of_entries(x)


@global_avg_pool.law(z="()")
def global_mean_moves_with_a_constant(global_avg_pool, x, z):
    return global_avg_pool(x + z), global_avg_pool(x) + z


@global_avg_pool.law()
def global_mean_ignores_order(global_avg_pool, x):
    return global_avg_pool(shuffled(x)), global_avg_pool(x)


@global_avg_pool.fails()
def global_mean_commutes_with_relu(global_avg_pool, x):
    return global_avg_pool(rectified(x)), rectified(global_avg_pool(x))
