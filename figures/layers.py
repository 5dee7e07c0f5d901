"""Gradients of convolution, drawn: forwards, to the weights and to the input, with the numbers in the cells."""

from __future__ import annotations

import numpy as np

from mathcnn import layers

from . import Data, figure
from .style import Style, board, cells, outline, page, spelt

STRIDE, PADDING = 2, 1
X = np.array([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9]])
W = np.array([[1, 0, -1], [2, 3, -2], [0, -4, 1]])
DY = np.array([[2, -1, 3], [1, 4, -2]])
MARKS = "abcd"  # what belongs together: an entry of the gradient and the weight that it passes through


def of_one_channel(x):
    return np.asarray(x, float)[None, None]


def forwards(x, w):
    return layers.conv(x, w, stride=STRIDE, padding=PADDING)


def to_weights(dy, x, w):
    return layers.conv.gradient["w"](dy, x, w, stride=STRIDE, padding=PADDING)


def to_input(dy, x, w):
    return layers.conv.gradient["x"](dy, x, w, stride=STRIDE, padding=PADDING)


def passed(forwards=forwards, to_weights=to_weights, to_input=to_input):
    x, w, dy = map(of_one_channel, (X, W, DY))
    y, dw, dx = forwards(x, w), to_weights(dy, x, w), to_input(dy, x, w)
    return Data(x=X, w=W, dy=DY, y=y[0, 0], dw=dw[0, 0], dx=dx[0, 0], seen=np.pad(X, PADDING))


def pairs(place):
    """The entries of y that an entry of x takes part in, each with the weight that lies on it there.

    Along each axis a weight u belongs to an entry if h + 1 - u is even and half of it is a place of y.
    """
    along = [
        [((h + PADDING - u) // STRIDE, u) for u in range(k) if (h + PADDING - u) % STRIDE == 0]
        for h, k in zip(place, W.shape, strict=True)
    ]
    rows, columns = ([(i, u) for i, u in axis if 0 <= i < n] for axis, n in zip(along, DY.shape, strict=True))
    return [((i, j), (u, v)) for i, u in rows for j, v in columns]


def window(i, n):
    """Where n entries begin for place i, or what tap i reads: along both axes."""
    return np.ix_(*(STRIDE * at + np.arange(k) for at, k in zip(i, n, strict=True)))


def read_by(tap):
    """What a tap reads, for all places of y."""
    return np.ix_(*(u + STRIDE * np.arange(n) for u, n in zip(tap, DY.shape, strict=True)))


def are_the_sums_shown(data):
    """Each entry of the three results is the sum that its row shows."""
    return (
        all(y == (data.seen[window(at, W.shape)] * data.w).sum() for at, y in np.ndenumerate(data.y))
        and all(dw == (data.seen[read_by(tap)] * data.dy).sum() for tap, dw in np.ndenumerate(data.dw))
        and all(dx == sum(data.dy[i] * data.w[u] for i, u in pairs(at)) for at, dx in np.ndenumerate(data.dx))
    )


def without_flip(dy, x, w):
    """A fault: the kernel is not turned on the way back."""
    return to_input(dy, x, w[..., ::-1, ::-1])


def without_stride(dy, x, w):
    """A fault: neighbouring entries of x are multiplied by neighbouring entries of dy."""
    seen, dw = np.pad(x[0, 0], PADDING), np.empty_like(w)
    for u, v in np.ndindex(w.shape[2:]):
        dw[0, 0, u, v] = (seen[u : u + DY.shape[0], v : v + DY.shape[1]] * dy[0, 0]).sum()
    return dw


FAULTS = {
    "forwards": lambda x, w: layers.conv(x, w, stride=STRIDE, padding=PADDING, flip=True),
    "to_weights": without_stride,
    "to_input": without_flip,
}


# ---------------------------------------------------------------- three rows: forwards, to the weights, to the input

COLUMNS = (0, 7.9, 11.9)  # where the input, the weights and the result begin
NARROW = (0, 5.5, 9)
SMALL = 7
MOST = 33  # letters of a line of a sum


def block(ax, values, style: Style, at, fill, name, *, result=False, size=9):
    """A table of numbers with its name above; a result has a frame."""
    rows, columns = values.shape
    cells(ax, values, style, at, fill=fill, edge=style.rule, size=size)
    if result:
        outline(ax, style, rows, columns, at, style.muted, 1.6)
    ax.text(at[1] + columns / 2, at[0] - 0.45, name, ha="center", va="center", size=size + 1.5)


def marked(shape, where, colour, paper):
    """Colours for cells: one for those at `where`, another for the others."""
    fill = np.full(shape, paper, object)
    for at in where:
        fill[at] = colour
    return fill


def small(ax, at, text, style: Style):
    """A small figure or letter in the corner of a cell."""
    ax.text(at[1] + 0.95, at[0] + 0.99, spelt(text), ha="right", va="bottom", size=SMALL, color=style.ink)


def written(ax, at, name, terms, value, size=9):
    """A sum, with its terms and its value, on as many lines as it needs. The upper left corner is at `at`."""
    signed = lambda v: f"({spelt(int(v))})" if v < 0 else spelt(int(v))
    products = [f"{signed(a)}\N{MULTIPLICATION SIGN}{signed(b)}" for a, b in terms]
    lines = [products[0]]
    for product in products[1:]:
        lines[-1] += " +"
        if len(lines[-1]) + len(product) > MOST:
            lines.append(product)
        else:
            lines[-1] += f" {product}"
    ax.text(
        at[1],
        at[0],
        f"{name} = " + "\n      ".join(lines) + f" = {spelt(int(value))}",
        ha="left",
        va="top",
        size=size,
        linespacing=1.5,
    )


def grid_of_input(data, style: Style):
    """The colours of the input and of its padding."""
    fill = np.full(data.seen.shape, style.paper, object)
    fill[PADDING:-PADDING, PADDING:-PADDING] = style.tint(style.blue, 0.22)
    return fill


def forwards_row(ax, data, style: Style, top, at):
    """The window of one place, with the weights that lie on it."""
    (left, middle, right), fill, (i, j) = COLUMNS, grid_of_input(data, style), at
    fill[window(at, W.shape)] = style.tint(style.vermilion, 0.35)
    block(ax, data.seen, style, (top, left), fill, "$x$, with padding")
    for u in np.ndindex(W.shape):
        small(ax, (top + STRIDE * i + u[0], left + STRIDE * j + u[1]), data.w[u], style)
    outline(ax, style, *W.shape, (top + STRIDE * i, left + STRIDE * j))
    block(ax, data.w, style, (top, middle), style.tint(style.vermilion, 0.35), "$w$")
    block(ax, data.y.astype(int), style, (top, right), style.tint(style.purple, 0.22), "$y$", result=True)
    outline(ax, style, 1, 1, (top + i, right + j))
    terms = list(zip(data.w.flat, data.seen[window(at, W.shape)].flat, strict=True))
    written(ax, (top + 3.5, middle), f"$y[{i}, {j}]$", terms, data.y[at])


def weights_row(ax, data, style: Style, top, tap):
    """What one tap reads, at distances of the stride, each with the entry of the gradient that multiplies it."""
    (left, middle, right), fill, (u, v) = COLUMNS, grid_of_input(data, style), tap
    fill[read_by(tap)] = style.tint(style.green, 0.4)
    block(ax, data.seen, style, (top, left), fill, "$x$, with padding")
    for i in np.ndindex(DY.shape):
        small(ax, (top + u + STRIDE * i[0], left + v + STRIDE * i[1]), data.dy[i], style)
    block(ax, data.dw.astype(int), style, (top, middle), style.tint(style.purple, 0.22), "$dw$", result=True)
    outline(ax, style, 1, 1, (top + u, middle + v))
    block(ax, data.dy, style, (top, right), style.tint(style.green, 0.4), "$dy$")
    terms = list(zip(data.dy.flat, data.seen[read_by(tap)].flat, strict=True))
    written(ax, (top + 3.5, middle), f"$dw[{u}, {v}]$", terms, data.dw[tap])


def input_row(ax, data, style: Style, top, place, columns=COLUMNS, shift=0, size=9):
    """The entries of the gradient that one entry of the input receives, each with the weight that it passes through.

    shift: how far the result is from the left. Returns the terms.
    """
    (left, middle, right), used, (h, w) = columns, pairs(place), place
    left += shift
    fill = style.tint(style.purple, 0.22)
    block(ax, data.dx.astype(int), style, (top, left), fill, "$dx$", result=True, size=size)
    outline(ax, style, 1, 1, (top + h, left + w))
    colour = style.tint(style.green, 0.4)
    for at, name, table, where in (
        (middle, "$w$", data.w, [u for _, u in used]),
        (right, "$dy$", data.dy, [i for i, _ in used]),
    ):
        block(ax, table, style, (top, at), marked(table.shape, where, colour, style.paper), name, size=size)
        for mark, here in zip(MARKS, where, strict=False):
            small(ax, (top + here[0], at + here[1]), mark, style)
    return [(data.dy[i], data.w[u]) for i, u in used]


HEADS = (
    ("Forwards", r"$y[i, j] = \sum_{u, v} w[u, v] \, x[2 i + u - 1, 2 j + v - 1]$"),
    ("To the weights", r"$dw[u, v] = \sum_{i, j} dy[i, j] \, x[2 i + u - 1, 2 j + v - 1]$"),
    ("To the input", r"$dx[h, l] = \sum_{u, v} w[u, v] \, dy[\frac{h + 1 - u}{2}, \frac{l + 1 - v}{2}]$"),
)


@figure(
    data=passed,
    holds=are_the_sums_shown,
    wrong=FAULTS,
    source="dumoulin2016, section 4; goodfellow2016, eq. 9.11 and 9.13",
)
def backpropagation(data, style: Style):
    """Backpropagation through a convolution, cell by cell

    One channel, stride 2, padding 1, an input of 3 by 5 and a kernel of 3 by 3. Forwards: the weights (small figures)
    lie on a window of the input. To the weights: weight (0, 1) read every second entry; each is multiplied by the
    gradient dy at the place for which it was read (small figures). To the input: entry (1, 3) was read by the marked
    weights, for the marked places of dy; equal letters are multiplied. Where (h + 1 − u)/2 or (l + 1 − v)/2 is no whole
    number or no place of dy, weight (u, v) did not read entry (h, l) and has no part in the sum. Every entry of y, dw
    and dx was checked against its sum, exactly.
    """
    sheet, ax = page(6.3, 7)
    tops = (0, 7.6, 15.2)
    board(ax, 20.8, 18.7, top=-1.9, left=-0.1)
    for top, (title, formula) in zip(tops, HEADS, strict=True):
        ax.text(0, top - 1.35, title, ha="left", va="center", size=10, weight="bold")
        ax.text(4.4, top - 1.35, formula, ha="left", va="center", size=10)
    forwards_row(ax, data, style, tops[0], (0, 1))
    weights_row(ax, data, style, tops[1], (0, 1))
    place = (1, 3)
    terms = input_row(ax, data, style, tops[2], place, shift=PADDING)
    written(ax, (tops[2] + 3.25, COLUMNS[1]), f"$dx[{place[0]}, {place[1]}]$", terms, data.dx[place])
    return sheet


# ---------------------------------------------------------------- to the input, entry after entry


def one_entry(ax, data, style: Style, place, **how):
    board(ax, 4.9, 12.2, top=-0.9, left=-0.1)
    terms = input_row(ax, data, style, 0, place, NARROW, **how)
    written(ax, (3.25, 0), f"$dx[{place[0]}, {place[1]}]$", terms, data.dx[place])


@figure(
    data=passed,
    holds=are_the_sums_shown,
    wrong=FAULTS,
    source="dumoulin2016, section 4",
)
def gradient_to_the_input(data, style: Style):
    """With a stride, each entry of the input receives its gradient through other weights

    The convolution of the figure above, stride 2 and padding 1, on the way back. Weight u read entry h of an axis for
    place (h + 1 − u)/2 of the result, if that is a whole number and a place. So of a kernel of 3 by 3 an entry meets
    one weight, two or four (marked, with the entries of dy by which they are multiplied). The figure
    moving.backpropagation_to_the_input goes through all entries. Every entry was checked against its sum, exactly.
    """
    sheet, axes = page(7.5, 3, 2, 2)
    for ax, place in zip(axes.flat, ((0, 0), (0, 1), (1, 0), (1, 1)), strict=True):
        one_entry(ax, data, style, place, size=7.5)
    return sheet
