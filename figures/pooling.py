"""Pooling, drawn: the cells that a window chooses, and where gradients go."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mathcnn import pooling

from . import Data, figure
from .style import Style, board, cells, outline, page, shades

KERNEL = (2, 3)
IMAGE = np.array(
    [[3, 1, 4, 1, 5, 9, 2, 6, 5], [3, 5, 8, 9, 7, 9, 3, 2, 3], [8, 4, 6, 2, 6, 4, 3, 3, 8], [3, 2, 7, 9, 5, 0, 2, 8, 8]]
)  # digits of pi


def windows(x):
    """The entries of the windows: (rows, columns, entries)."""
    (k, l), (h, w) = KERNEL, x.shape
    return x.reshape(h // k, k, w // l, l).swapaxes(1, 2).reshape(h // k, w // l, k * l)


def pooled(max_pool=pooling.max_pool, max_pool_indices=pooling.max_pool_indices, avg_pool=pooling.avg_pool):
    x = IMAGE[None, None]
    share = np.vectorize(Fraction, otypes=[object])
    return Data(
        largest=max_pool(x, KERNEL)[0, 0], at=max_pool_indices(x, KERNEL)[0, 0], mean=avg_pool(share(x), KERNEL)[0, 0]
    )


def last_of_equals(x, k):
    """A fault: of equal entries the last one is chosen instead of the first."""
    return x.size - 1 - pooling.max_pool_indices(x[..., ::-1, ::-1], k)[..., ::-1, ::-1]


def windows_say_so(data):
    """No entry of a window exceeds the chosen one, which is at the given place and the first of equals; six times the
    mean is the sum. All exact.
    """
    seen = windows(IMAGE)
    first = windows(np.arange(IMAGE.size).reshape(IMAGE.shape))
    first = np.take_along_axis(first, seen.argmax(axis=2)[..., None], axis=2)[..., 0]
    return (
        np.array_equal(data.largest, seen.max(axis=2))
        and np.array_equal(data.at, first)
        and np.array_equal(data.mean * KERNEL[0] * KERNEL[1], seen.sum(axis=2))
    )


def framed(ax, style: Style, x, colours=None, marked=(), **how):
    """An image with its windows framed, and some cells marked."""
    board(ax, *x.shape)
    fill = np.empty(x.shape, object)
    for here in np.ndindex(x.shape):
        fill[here] = (
            style.tint(style.orange, 0.6) if here in marked else style.paper if colours is None else colours[here]
        )
    cells(ax, x, style, fill=fill, edge=style.rule, **how)
    for i in range(0, x.shape[0], KERNEL[0]):
        for j in range(0, x.shape[1], KERNEL[1]):
            outline(ax, style, *KERNEL, (i, j), style.muted, 1.6)


@figure(
    data=pooled,
    holds=windows_say_so,
    source="goodfellow2016, section 9.3",
    wrong={
        "max_pool": lambda x, k: -pooling.max_pool(-x, k),
        "max_pool_indices": last_of_equals,
        "avg_pool": lambda x, k: pooling.avg_pool(x, k, divisor_override=4),
    },
)
def chosen_cells(data, style: Style):
    """Max-pooling chooses a cell, average-pooling takes all

    Windows of 2 × 3 cells side by side. Max-pooling takes the largest entry of each, the first of equal ones (marked);
    average-pooling gives each cell the weight 1/6. Checked entry by entry: none in a window is larger, the marked place
    holds the maximum and no place before it does, and six times the mean, a fraction, is the sum of the window.
    """
    sheet, (image, most, mean) = page(7.5, 2.3, 1, 3, width_ratios=[9, 3.4, 3.4])
    marked = [divmod(int(k), IMAGE.shape[1]) for k in data.at.ravel()]
    framed(image, style, IMAGE, marked=marked)
    for ax, values, title in ((most, data.largest, "largest"), (mean, data.mean, "mean")):
        board(ax, *values.shape)
        fill = style.tint(style.orange, 0.6) if ax is most else style.tint(style.blue, 0.35)
        cells(ax, values, style, fill=fill, edge=style.muted, width=1.2)
        ax.set_title(title)
    image.set_title("4 × 9 cells, windows of 2 × 3")
    return sheet


def pulled(max_backward=pooling.max_pool.backward, avg_backward=pooling.avg_pool.backward):
    x = IMAGE[None, None].astype(float)
    dy = np.array([[[[6.0, -12.0, 18.0], [30.0, 24.0, -6.0]]]])
    return Data(dy=dy[0, 0], most=max_backward(dy, x, KERNEL)[0][0, 0], mean=avg_backward(dy, x, KERNEL)[0][0, 0])


def spread(y):
    """Each entry over the whole of its window."""
    return np.repeat(np.repeat(y, KERNEL[0], 2), KERNEL[1], 3)


def nothing_is_lost(data):
    """The cells of each window add up to its number: one cell has it, which holds the maximum, or all have equal
    shares.
    """
    seen, most, mean = map(windows, (IMAGE, data.most, data.mean))
    return (
        np.array_equal(most.sum(axis=2), data.dy)
        and np.array_equal((most != 0).sum(axis=2), np.ones(data.dy.shape))
        and np.array_equal(most[most != 0], data.dy.ravel())
        and np.array_equal(np.where(most != 0, seen, 0).sum(axis=2), seen.max(axis=2))
        and np.array_equal(6 * mean, np.broadcast_to(data.dy[..., None], mean.shape))
    )


@figure(
    data=pulled,
    holds=nothing_is_lost,
    source="goodfellow2016, section 9.3",
    wrong={
        "max_backward": lambda dy, x, k: (
            np.where(spread(pooling.max_pool(x, k)) == x, spread(dy), 0.0),
        ),  # to all equals
        "avg_backward": lambda dy, x, k: (spread(dy),),
    },
)
def gradients(data, style: Style):
    """Where the gradients of pooling go

    The incoming gradient has one number for each window (left). Max-pooling passes it to the cell that it chose, and
    to no equal one; average-pooling divides it into equal shares. Checked exactly: in both cases the cells of a window
    add up to its number, and the cell that gets all of it holds the maximum of the window.
    """
    sheet, (given, most, mean) = page(7.5, 2.2, 1, 3, width_ratios=[3.6, 9, 9])
    board(given, *data.dy.shape)
    top = float(np.abs(data.dy).max())
    cells(
        given, data.dy.astype(int), style, fill=shades(data.dy, style.diverging, 1.6 * top), edge=style.muted, width=1.2
    )
    for ax, dx, title in ((most, data.most, "max-pooling"), (mean, data.mean, "average-pooling")):
        whole = dx.astype(int)
        framed(ax, style, np.where(whole == 0, "", whole.astype(str)), shades(dx, style.diverging, 1.6 * top), size=7.5)
        for text in ax.texts:
            text.set_text(text.get_text().replace("-", "\N{MINUS SIGN}"))
        ax.set_title(title)
    given.set_title("incoming gradient")
    return sheet


# ---------------------------------------------------------------- windows that overlap

WIDE = IMAGE[:3, :5]  # of odd sizes, so that windows of 3 × 3 at every second place fit
WINDOW, APART, AROUND = 3, 2, 1
FROM_ABOVE = np.array([[9, -18, 27], [36, 45, 18]])


def windows_at(n):
    """For each place along an axis of n entries: the entries of its window, without those of the padding."""
    starts = range(-AROUND, n + AROUND - WINDOW + 1, APART)
    return [range(max(start, 0), min(start + WINDOW, n)) for start in starts]


def overlapping(max_backward=pooling.max_pool.backward, avg_backward=pooling.avg_pool.backward):
    x, dy = WIDE[None, None].astype(float), FROM_ABOVE[None, None].astype(float)
    settings = {"kernel_size": WINDOW, "stride": APART, "padding": AROUND}
    at = pooling.max_pool_indices(x, **settings)[0, 0]
    most, mean = (pull(dy, x, **settings)[0][0, 0] for pull in (max_backward, avg_backward))
    return Data(dy=FROM_ABOVE, at=at, most=most, mean=mean)


def windows_add_up(data):
    """Window after window: the first of its largest entries gets its number, or every entry a ninth of it."""
    most, mean = np.zeros(WIDE.shape), np.zeros(WIDE.shape)
    for i, rows in enumerate(windows_at(WIDE.shape[0])):
        for j, columns in enumerate(windows_at(WIDE.shape[1])):
            entries = [(r, c) for r in rows for c in columns]
            first = max(entries, key=lambda at: (WIDE[at], -at[0], -at[1]))
            most[first] += data.dy[i, j]
            for at in entries:
                mean[at] += data.dy[i, j] // WINDOW**2
    return np.array_equal(data.most, most) and np.array_equal(data.mean, mean)


def of_one_window(dy, x, **settings):
    """A fault: where windows overlap, the last one overwrites the others."""
    at = pooling.max_pool_indices(x, **settings)[0, 0]
    dx = np.zeros(x.size)
    dx[at.ravel()] = dy.ravel()
    return (dx.reshape(x.shape),)


@figure(
    data=overlapping,
    holds=windows_add_up,
    source="goodfellow2016, section 9.3",
    wrong={
        "max_backward": of_one_window,
        "avg_backward": lambda dy, x, **settings: pooling.avg_pool.backward(dy, x, count_include_pad=False, **settings),
    },
)
def overlapping_windows(data, style: Style):
    """Where windows of pooling overlap, their gradients add up

    Windows of 3 × 3 at every second place, with padding 1: two are framed. Backwards through max-pooling, the number of
    each window goes to its largest entry, the first of equal ones (marked on the left); an entry that is the largest of
    several windows gets the sum. Through average-pooling, every entry of a window gets a ninth, also in windows that
    reach into the padding; an entry in several windows gets the sum of its ninths. Checked window by window, exactly.
    """
    sheet, (image, given, most, mean) = page(7.5, 1.75, 1, 4, width_ratios=[5.6, 3.6, 5.6, 5.6])
    marked = {divmod(int(k), WIDE.shape[1]) for k in data.at.ravel()}
    fill = np.full(WIDE.shape, style.paper, object)
    for at in marked:
        fill[at] = style.tint(style.orange, 0.6)
    frames = (((0, 1), style.blue, "-"), ((1, 1), style.green, (0, (2.5, 1.2))))
    top = 1.6 * float(max(np.abs(data.dy).max(), np.abs(data.most).max()))
    for ax, values, colours, title in (
        (image, WIDE, fill, "input"),
        (given, data.dy, shades(data.dy, style.diverging, top), "incoming"),
        (most, data.most.astype(int), shades(data.most, style.diverging, top), "max-pooling"),
        (mean, data.mean.astype(int), shades(data.mean, style.diverging, top / 3), "average-pooling"),
    ):
        board(ax, *values.shape).set_title(title)
        cells(ax, values, style, fill=colours, edge=style.rule)
    for (i, j), colour, dashes in frames:
        rows, columns = windows_at(WIDE.shape[0])[i], windows_at(WIDE.shape[1])[j]
        for ax in (image, most, mean):
            outline(ax, style, len(rows), len(columns), (rows[0], columns[0]), colour, 1.8, dashes)
        outline(given, style, 1, 1, (i, j), colour, 1.8, dashes)
    return sheet


# ---------------------------------------------------------------- equal entries

EQUAL = np.array([[4, 9, 2, 7, 7, 1, 3, 1, 8], [9, 3, 5, 2, 7, 6, 0, 6, 2]])  # two, three and one largest entries
SHARED = np.array([[6, 12, -6]])  # what the windows get: it can be divided by their number
CONVENTIONS = {"first": "to the first of equals", "all": "to each of equals", "shared": "shared by equals"}


def tied(dy, x, k, ties):
    return pooling.max_pool.gradient["x"](dy, x, k, ties=ties)


def at_ties(to_input=tied):
    x, dy = EQUAL[None, None].astype(float), SHARED[None, None].astype(float)
    return Data(dx={word: to_input(dy, x, KERNEL, word)[0, 0] for word in CONVENTIONS})


def equals_get_their_part(data):
    """In each window: by every convention only largest entries get anything, and each gets what the convention says."""
    ok = True
    for entries, *dx, dy in zip(
        windows(EQUAL)[0], *(windows(data.dx[word])[0] for word in CONVENTIONS), SHARED[0], strict=True
    ):
        largest = entries == entries.max()
        first = np.arange(entries.size) == entries.argmax()
        expected = np.where(first, dy, 0), np.where(largest, dy, 0), np.where(largest, dy / largest.sum(), 0)
        ok = ok and all(map(np.array_equal, dx, expected))
    return ok


@figure(
    data=at_ties,
    holds=equals_get_their_part,
    source="goodfellow2016, section 9.3",
    wrong={"to_input": lambda dy, x, k, ties: tied(dy, x, k, "first")},
)
def ties(data, style: Style):
    """Three conventions for the gradient of a maximum of equal entries

    Three windows of 2 × 3 whose largest entry occurs twice, three times and once (marked), and the gradient of each
    window. Where entries are equal the maximum has no derivative, and implementations differ: the first one gets the
    gradient, as in PyTorch on the CPU; or each one gets all of it, which counts it several times; or they share it.
    Checked window by window, exactly: only largest entries get anything, and each what is said.
    """
    sheet, axes = page(7.5, 2.3, 2, 2)
    largest = np.zeros(EQUAL.shape, bool)
    for j in range(0, EQUAL.shape[1], KERNEL[1]):
        window = EQUAL[:, j : j + KERNEL[1]]
        largest[:, j : j + KERNEL[1]] = window == window.max()
    framed(axes[0, 0], style, EQUAL, marked=[tuple(at) for at in np.argwhere(largest)])
    numbers = ", ".join(str(int(n)).replace("-", "\N{MINUS SIGN}") for n in SHARED[0])
    axes[0, 0].set_title(f"input; the windows get {numbers}")
    for ax, (word, said) in zip(axes.flat[1:], CONVENTIONS.items(), strict=True):
        whole = data.dx[word].astype(int)
        shown = np.where(whole == 0, "", np.char.replace(whole.astype(str), "-", "\N{MINUS SIGN}"))
        framed(ax, style, shown, shades(whole, style.diverging, 20))
        ax.set_title(said)
    return sheet
