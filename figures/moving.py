"""Layers in motion, position after position, with the numbers in the cells."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

import numpy as np

from mathcnn import layers as formulas
from mathcnn import pooling

from . import Data, figure, geometry, layers
from . import pooling as pools
from .film import Film, Frame, Mark, Table, still
from .style import Style, spelt

TIMES = "\N{MULTIPLICATION SIGN}"


def signed(v: int) -> str:
    return f"({spelt(v)})" if v < 0 else spelt(v)


def products(name: str, pairs: Iterable[tuple[int, int]], value: int) -> str:
    """A sum of products, written out."""
    return f"{name} = {' + '.join(f'{signed(int(a))}{TIMES}{signed(int(b))}' for a, b in pairs)} = {spelt(int(value))}"


def until(values: np.ndarray, k: int) -> np.ndarray:
    """The first k + 1 entries of a table, the others empty."""
    shown = np.arange(values.size).reshape(values.shape) <= k
    return np.where(shown, values.astype(object), "")


def at(places: Iterable[tuple[int, int]], table: int, colour: str, corners: Iterable[object] = ()) -> list[Mark]:
    """Marks at some places of a table, with small texts."""
    places = [(int(i), int(j)) for i, j in places]
    texts = [spelt(corner) for corner in corners] or [""] * len(places)
    return [Mark(table, place, colour, text) for place, text in zip(places, texts, strict=True)]


# ---------------------------------------------------------------- windows of a convolution


def sliding(data: Data) -> Film:
    """The kernel on the input, position after position."""
    (one,) = data.panels
    fill = np.where(one.inside, "blue", "paper").astype(object)
    tables = [Table("input", one.seen, fill), Table("kernel", one.w, "vermilion"), Table("result", one.y, "purple")]
    frames = []
    for k, place in enumerate(np.ndindex(one.y.shape)):
        rows, columns = geometry.footprint(one, place)
        places = [(i, j) for i in rows.ravel() for j in columns.ravel()]
        under = one.seen[rows, columns]
        block = (0, int(rows.min()), int(columns.min()), int(np.ptp(rows)) + 1, int(np.ptp(columns)) + 1)
        frames.append(
            Frame(
                products(f"result[{place[0]}, {place[1]}]", zip(one.w.flat, under.flat, strict=True), one.y[place]),
                at(places, 0, "vermilion", one.w.ravel()),
                [block, (2, *place, 1, 1)],
                {2: until(one.y, k)},
            )
        )
    return Film(tables, frames)


def one_panel(conv, x, **settings):
    """The data of `sliding`: the panel of `geometry`, with padding around the input if there is some."""
    y = geometry.one_channel(conv, x, geometry.W, **settings)
    amounts = ((0, 1), (1, 1)) if settings.get("padding") == "same" else 0
    steps = {key: settings[key] for key in ("stride", "dilation") if key in settings}
    return Data(panels=[geometry.panel("", y, geometry.W, *geometry.padded(x, amounts), **steps)])


def adds_up(data: Data) -> bool:
    return geometry.add_up(data.panels)


def flipped(x, w, **settings):
    """A fault: the kernel is turned."""
    return formulas.conv(x, w, flip=True, **settings)


def with_stride(conv=formulas.conv):
    return one_panel(conv, geometry.LARGE, stride=2)


@figure(data=with_stride, holds=adds_up, wrong={"conv": flipped}, source="dumoulin2016, section 2", film=sliding)
def convolution_with_stride(data, style: Style):
    """A convolution with stride 2, position after position

    The kernel of 2 by 3 moves two entries at a time over an input of 5 by 7. Small figures are its weights; the sum of
    the products is the framed entry of the result. Every entry was checked against its sum, exactly.
    """
    return still(sliding(data), style, (0, 4))


def with_padding(conv=formulas.conv):
    return one_panel(conv, geometry.X[:3, :4], padding="same")


@figure(data=with_padding, holds=adds_up, wrong={"conv": flipped}, source="dumoulin2016, section 2", film=sliding)
def convolution_with_padding(data, style: Style):
    """A convolution with padding, position after position

    With padding "same" the result has the size of the input, 3 by 4. The kernel of 2 by 3 also reads zeros outside the
    input (white): one row after it, and one column on each side. Every entry was checked against its sum, exactly.
    """
    return still(sliding(data), style, (0, 11))


def with_dilation(conv=formulas.conv):
    return one_panel(conv, geometry.LARGE, dilation=2)


@figure(data=with_dilation, holds=adds_up, wrong={"conv": flipped}, source="dumoulin2016, section 5.1", film=sliding)
def convolution_with_dilation(data, style: Style):
    """A convolution with dilation 2, position after position

    The taps of the kernel of 2 by 3 lie two entries apart, so that it spans 3 by 5 entries (framed) and reads six of
    them. Every entry was checked against its sum, exactly.
    """
    return still(sliding(data), style, (0, 5))


# ---------------------------------------------------------------- transposed


SPREAD = geometry.X[:2, :3]


def kernel_of(place: tuple[int, int], stride: int = 2) -> tuple[slice, slice]:
    """Where the kernel of an entry of the input lies in the result."""
    i, j = (slice(stride * at, stride * at + k) for at, k in zip(place, geometry.W.shape, strict=True))
    return i, j


def with_spread(conv_transpose=formulas.conv_transpose):
    return Data(x=SPREAD, w=geometry.W, y=geometry.one_channel(conv_transpose, SPREAD, geometry.W, stride=2))


def partial(data: Data) -> list[np.ndarray]:
    """The result after each entry of the input has been added."""
    sums = [np.zeros(data.y.shape, int)]
    for place, value in np.ndenumerate(data.x):
        then = sums[-1].copy()
        then[kernel_of(place)] += value * data.w
        sums.append(then)
    return sums[1:]


def ends_at_the_result(data: Data) -> bool:
    return np.array_equal(partial(data)[-1], data.y)


def stamping(data: Data) -> Film:
    """Each entry of the input adds the kernel, times that entry, to the result."""
    frames = []
    for (place, value), sums in zip(np.ndenumerate(data.x), partial(data), strict=True):
        rows, columns = kernel_of(place)
        places = [(i, j) for i in range(rows.start, rows.stop) for j in range(columns.start, columns.stop)]
        adds = [f"{signed(int(value))}{TIMES}{signed(int(w))}" for w in data.w.ravel()]
        says = f"input[{place[0]}, {place[1]}] = {value} adds {', '.join(adds)}"
        frames.append(
            Frame(
                says,
                at(places, 2, "vermilion", data.w.ravel()),
                [(0, *place, 1, 1), (2, rows.start, columns.start, *data.w.shape)],
                {2: sums},
            )
        )
    tables = [Table("input", data.x, "blue"), Table("kernel", data.w, "vermilion"), Table("result", data.y, "purple")]
    return Film(tables, frames, pause=2000)


@figure(
    data=with_spread,
    holds=ends_at_the_result,
    wrong={"conv_transpose": geometry.kernel_as_it_is},
    source="dumoulin2016, section 4",
    film=stamping,
)
def transposed_convolution(data, style: Style):
    """A transposed convolution with stride 2, entry after entry of the input

    Each entry of the input adds the kernel of 2 by 3, multiplied by that entry, to the result, two places after its
    neighbour. Where kernels overlap, their entries add up. The last frame was checked against the formula, exactly.
    """
    return still(stamping(data), style, (1, 5))


# ---------------------------------------------------------------- pooling

WINDOW, APART = (2, 3), 2  # of windows that overlap along one axis


def pooled(pool, x, **settings):
    return pool(x[None, None], WINDOW, stride=APART, **settings)[0, 0]


def window_of(place: tuple[int, int]) -> tuple[slice, slice]:
    i, j = (slice(APART * at, APART * at + k) for at, k in zip(place, WINDOW, strict=True))
    return i, j


def with_maxima(max_pool=pooling.max_pool):
    return Data(x=pools.IMAGE, y=pooled(max_pool, pools.IMAGE))


def with_means(avg_pool=pooling.avg_pool):
    share = np.vectorize(Fraction, otypes=[object])
    return Data(x=pools.IMAGE, y=pooled(avg_pool, share(pools.IMAGE)))


def are_maxima(data: Data) -> bool:
    return all(y == data.x[window_of(place)].max() for place, y in np.ndenumerate(data.y))


def are_means(data: Data) -> bool:
    return all(6 * y == data.x[window_of(place)].sum() for place, y in np.ndenumerate(data.y))


def windows(data: Data, said, marked) -> Film:
    """The windows, one after the other. said: the text, from entries and result; marked: the places of a window."""
    frames = []
    for k, (place, y) in enumerate(np.ndenumerate(data.y)):
        rows, columns = window_of(place)
        places = [(i, j) for i in range(rows.start, rows.stop) for j in range(columns.start, columns.stop)]
        entries = [int(v) for v in data.x[rows, columns].ravel()]
        frames.append(
            Frame(
                said(f"result[{place[0]}, {place[1]}]", entries, y),
                at(marked(places, entries), 0, "orange"),
                [(0, rows.start, columns.start, *WINDOW), (1, *place, 1, 1)],
                {1: until(data.y, k)},
            )
        )
    return Film([Table("input", data.x, "blue"), Table("result", data.y, "purple")], frames)


def of_maxima(data: Data) -> Film:
    said = lambda name, entries, y: f"{name} = max({', '.join(map(str, entries))}) = {y}"
    return windows(data, said, lambda places, entries: [places[int(np.argmax(entries))]])


def of_means(data: Data) -> Film:
    said = lambda name, entries, y: f"{name} = ({' + '.join(map(str, entries))})/6 = {y}"
    return windows(data, said, lambda places, entries: places)


@figure(
    data=with_maxima,
    holds=are_maxima,
    wrong={"max_pool": lambda x, *how, **settings: -pooling.max_pool(-x, *how, **settings)},
    source="goodfellow2016, section 9.3",
    film=of_maxima,
)
def max_pooling(data, style: Style):
    """Max-pooling, window after window

    Windows of 2 by 3 entries, two places apart, so that neighbours share a column. The result is the largest entry of
    each (marked: the first of equal ones). Every entry was checked against its window, exactly.
    """
    return still(of_maxima(data), style, (0, 5))


@figure(
    data=with_means,
    holds=are_means,
    wrong={"avg_pool": lambda x, *how, **settings: pooling.avg_pool(x, *how, divisor_override=5, **settings)},
    source="goodfellow2016, section 9.3",
    film=of_means,
)
def average_pooling(data, style: Style):
    """Average-pooling, window after window

    The same windows of 2 by 3 entries, two places apart. The result is the sum of the six entries divided by 6, here as
    a fraction. Every entry was checked against its window, exactly.
    """
    return still(of_means(data), style, (0, 5))


# ---------------------------------------------------------------- backpropagation


def to_weights(data: Data) -> Film:
    """The gradient of the weights, one after the other."""
    fill = np.where(np.pad(np.ones(data.x.shape), layers.PADDING) > 0, "blue", "paper").astype(object)
    dw = data.dw.astype(int)
    frames = []
    for k, (tap, value) in enumerate(np.ndenumerate(dw)):
        rows, columns = layers.read_by(tap)
        places = [(i, j) for i in rows.ravel() for j in columns.ravel()]
        read = data.seen[rows, columns]
        frames.append(
            Frame(
                products(f"dw[{tap[0]}, {tap[1]}]", zip(data.dy.flat, read.flat, strict=True), value),
                at(places, 0, "green", data.dy.ravel()),
                [(2, *tap, 1, 1)],
                {2: until(dw, k)},
            )
        )
    tables = [Table("x, with padding", data.seen, fill), Table("dy", data.dy, "green"), Table("dw", dw, "purple")]
    return Film(tables, frames, pause=2000)


def to_input(data: Data) -> Film:
    """The gradient of the input, one entry after the other."""
    dx = data.dx.astype(int)
    frames = []
    for k, (place, value) in enumerate(np.ndenumerate(dx)):
        used = layers.pairs(place)
        letters = layers.MARKS[: len(used)]
        frames.append(
            Frame(
                products(f"dx[{place[0]}, {place[1]}]", [(data.dy[i], data.w[u]) for i, u in used], value),
                at([u for _, u in used], 1, "green", letters) + at([i for i, _ in used], 2, "green", letters),
                [(0, *place, 1, 1)],
                {0: until(dx, k)},
            )
        )
    tables = [Table("dx", dx, "purple"), Table("w", data.w), Table("dy", data.dy)]
    return Film(tables, frames, pause=2000)


@figure(
    data=layers.passed,
    holds=layers.are_the_sums_shown,
    wrong=layers.FAULTS,
    source="dumoulin2016, section 4; goodfellow2016, eq. 9.11",
    film=to_weights,
)
def backpropagation_to_the_weights(data, style: Style):
    """Backpropagation to the weights, one weight after the other

    A convolution with stride 2 and padding 1, an input of 3 by 5, a kernel of 3 by 3. Each weight read every second
    entry (marked); these are multiplied by the entries of the incoming gradient dy (small figures) and added. Every
    entry of dw was checked against its sum, exactly.
    """
    return still(to_weights(data), style, (1, 4), width=6.4)


@figure(
    data=layers.passed,
    holds=layers.are_the_sums_shown,
    wrong=layers.FAULTS,
    source="dumoulin2016, section 4; goodfellow2016, eq. 9.13",
    film=to_input,
)
def backpropagation_to_the_input(data, style: Style):
    """Backpropagation to the input, one entry after the other

    The same convolution. An entry of the input receives its gradient through the weights that read it: one, two or
    four of nine, because of the stride. Weights and entries of dy with equal letters are multiplied and added. Every
    entry of dx was checked against its sum, exactly.
    """
    return still(to_input(data), style, (1, 8))
