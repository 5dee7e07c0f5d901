"""The arithmetic of convolutions after Dumoulin and Visin, drawn with the numbers in the cells."""

from __future__ import annotations

import numpy as np

from mathcnn import geometry, layers

from . import Data, figure
from .style import Style, board, cells, outline, page

X = np.array([[3, 1, 4, 1, 5], [9, 2, 6, 5, 3], [5, 8, 9, 7, 9], [3, 2, 3, 8, 4]])
LARGE = np.array(
    [[3, 1, 4, 1, 5, 9, 2], [6, 5, 3, 5, 8, 9, 7], [9, 3, 2, 3, 8, 4, 6], [2, 6, 4, 3, 3, 8, 3], [2, 7, 9, 5, 0, 2, 8]]
)
W = np.array([[1, 2, 0], [0, 1, 3]])


def one_channel(apply, x, w, **settings):
    return apply(np.array(x)[None, None], np.array(w)[None, None], **settings)[0, 0]


def by(y):
    """The size of a table in words."""
    return " × ".join(map(str, y.shape))


def footprint(panel, place):
    """The entries of the padded input that the kernel reads for one entry of the output."""
    s, d = panel.stride, panel.dilation
    return np.ix_(*(s * i + d * np.arange(k) for i, k in zip(place, panel.w.shape, strict=True)))


def add_up(panels):
    """Whether each entry is the sum of the entries in its footprint times the weights that are drawn on them."""
    return all(
        int(one.y[place]) == int((one.seen[footprint(one, place)] * one.w).sum())
        for one in panels
        for place in np.ndindex(one.y.shape)
    )


def footprints(panels, style: Style, width: float):
    """One panel below the other, each with its title, input (padding pale), kernel and output.

    The kernel's entries also stand in small figures where it lies on the input. width: of the page, in inches.
    """
    across = [(one.seen.shape[1], one.w.shape[1], one.y.shape[1]) for one in panels]
    middle, right = (max(row[0] for row in across) + GAP, max(row[0] + row[1] for row in across) + 2 * GAP)
    columns = right + max(row[2] for row in across)
    high = [HEAD + max(one.seen.shape[0], one.y.shape[0]) for one in panels]
    rows = sum(high) + 0.6 * (len(panels) - 1)
    sheet, ax = page(width, width * rows / columns)
    board(ax, rows, columns)
    top = 0.0
    for one, used in zip(panels, high, strict=True):
        ax.text(0, top + 0.4, one.title, ha="left", va="center", size=10, weight="bold")
        footprint_row(ax, one, style, top + HEAD, middle, right)
        top += used + 0.6
    return sheet


GAP, HEAD = 1.2, 1.7  # squares between tables, and above them for the title and their names


def footprint_row(ax, one, style: Style, top: float, middle: float, right: float):
    """Input, kernel and output of a panel; the tables of the kernel and of the output begin at `middle` and `right`."""
    taps = footprint(one, one.places[0])
    fill = np.where(one.inside, style.tint(style.blue, 0.28), style.paper)
    fill[taps] = style.tint(style.vermilion, 0.35)
    for values, left, colours, name in (
        (one.seen, 0, fill, one.input),
        (one.w, middle, style.tint(style.vermilion, 0.35), one.kernel),
        (one.y, right, style.tint(style.purple, 0.22), "output"),
    ):
        cells(ax, values, style, (top, left), fill=colours, edge=style.rule)
        ax.text(left + values.shape[1] / 2, top - 0.4, name, ha="center", va="center", color=style.muted, size=8.5)
    for (u, v), weight in np.ndenumerate(one.w):
        ax.text(taps[1][0, v] + 0.94, top + taps[0][u, 0] + 0.97, weight, ha="right", va="bottom", size=7)
    for place, colour, dashes in zip(one.places, (style.vermilion, style.green), ("-", (0, (2.5, 1.2))), strict=False):
        (first, last), (west, east) = ((int(at.min()), int(at.max()) + 1) for at in footprint(one, place))
        outline(ax, style, last - first, east - west, (top + first, west), colour, 1.8, dashes)
        outline(ax, style, 1, 1, (top + place[0], right + place[1]), colour, 1.8, dashes)


def panel(title, y, w, seen, inside, *places, stride=1, dilation=1, input="input", kernel="kernel"):
    """What one panel shows; input, kernel: the names of the tables."""
    return Data(
        title=title,
        y=y,
        w=np.array(w),
        seen=seen,
        inside=inside,
        places=places,
        stride=stride,
        dilation=dilation,
        input=input,
        kernel=kernel,
    )


# ---------------------------------------------------------------- padding


def padded(x, amounts):
    """The input with zeros around it, and its place there."""
    return np.pad(x, amounts), np.pad(np.ones_like(x), amounts).astype(bool)


def padding_after(x, w, padding):
    """A fault: the odd zero of "same" is put before the input, and not after it."""
    if padding == "same":
        padding = tuple((k // 2, (k - 1) // 2) for k in w.shape[2:])
    return layers.conv(x, w, padding=padding)


def paddings(conv=layers.conv, output_size=geometry.output_size):
    found = []
    for word, amounts, place in (
        ("valid", ((0, 0), (0, 0)), (1, 2)),
        ("same", ((0, 1), (1, 1)), (3, 4)),
        ("full", ((1, 1), (2, 2)), (0, 0)),
    ):
        y = one_channel(conv, X, W, padding=word)
        found.append(panel(f"{word}: output of {by(y)}", y, W, *padded(X, amounts), place))
    return Data(
        panels=found, sizes=[tuple(output_size(X.shape, W.shape, padding=word)) for word in ("valid", "same", "full")]
    )


def fit(data):
    return [one.y.shape for one in data.panels] == data.sizes and add_up(data.panels)


def without_the_kernel(H, kernel_size, **settings):
    """A fault: the 1 in n − k + 1 is left out."""
    return tuple(n - k for n, k in zip(H, kernel_size, strict=True))


@figure(
    data=paddings,
    holds=fit,
    wrong={"conv": padding_after, "output_size": without_the_kernel},
    source="dumoulin2016, section 2",
)
def padding(data, style: Style):
    """Padding: valid, same, full

    An input of 4 by 5 (blue) under a kernel of 2 by 3 with three kinds of padding (white). The small figures are those
    of the kernel; the framed entry of the output is the sum of the products under the frame. All entries were checked
    in this way, and the sizes against their formula. For "same" the odd row of zeros comes after the input.
    """
    return footprints(data.panels, style, 6.3)


# ---------------------------------------------------------------- stride and dilation


def unit_stride(x, w, stride=1, dilation=1):
    """A fault: stride and dilation are exchanged."""
    return layers.conv(x, w, stride=dilation, dilation=stride)


def strided(conv=layers.conv, output_size=geometry.output_size):
    found, sizes = [], []
    for word, places in (("stride", ((0, 0), (0, 1))), ("dilation", ((1, 1),))):
        y = one_channel(conv, LARGE, W, **{word: 2})
        found.append(panel(f"{word} 2: output of {by(y)}", y, W, *padded(LARGE, 0), *places, **{word: 2}))
        sizes.append(tuple(output_size(LARGE.shape, W.shape, **{word: 2})))
    return Data(panels=found, sizes=sizes)


@figure(
    data=strided,
    holds=fit,
    wrong={"conv": unit_stride, "output_size": without_the_kernel},
    source="dumoulin2016, sections 2 and 5.1",
)
def stride_and_dilation(data, style: Style):
    """A stride skips places of the kernel, a dilation pixels under it

    The same kernel of 2 by 3 on an input of 5 by 7. With stride 2 it moves two pixels at a time (two neighbouring
    entries are framed); with dilation 2 its taps lie two pixels apart. Every entry was checked against its footprint,
    and the sizes against their formula.
    """
    return footprints(data.panels, style, 5)


# ---------------------------------------------------------------- transposed


def spread(x, stride):
    """The input with zeros between its entries."""
    y = np.zeros([stride * (n - 1) + 1 for n in x.shape], x.dtype)
    y[::stride, ::stride] = x
    return y


def kernel_as_it_is(x, w, stride):
    """A fault: the kernel is not turned."""
    return layers.conv_transpose(x, w[:, :, ::-1, ::-1], stride=stride)


def same_as_conv(H, kernel_size, stride):
    """A fault: the size of the convolution instead of that of its transpose."""
    return geometry.output_size(H, 1, stride=stride)


def transposes(conv_transpose=layers.conv_transpose, transposed_output_size=geometry.transposed_output_size):
    x, around = X[:2, :3], [(k - 1, k - 1) for k in W.shape]
    found, sizes = [], []
    for stride, place in ((1, (0, 1)), (2, (1, 2))):
        y = one_channel(conv_transpose, x, W, stride=stride)
        inside = np.pad(spread(np.ones_like(x), stride), around).astype(bool)
        name, seen = f"transposed, stride {stride}: output of {by(y)}", np.pad(spread(x, stride), around)
        words = {"input": "input, spread out" if stride > 1 else "input", "kernel": "turned kernel"}
        found.append(panel(name, y, W[::-1, ::-1], seen, inside, place, **words))
        sizes.append(tuple(transposed_output_size(x.shape, W.shape, stride=stride)))
    inner = []
    for stride, one in zip((1, 2), found, strict=True):
        z = np.arange(one.y.size).reshape(one.y.shape) ** 2 % 17  # any other image
        inner.append((int((one.y * z).sum()), int((x * one_channel(layers.conv, z, W, stride=stride)).sum())))
    return Data(panels=found, sizes=sizes, inner=inner)


def are_adjoint(data):
    """Each entry agrees with its footprint, and the inner products of transpose and convolution with any other image
    agree.
    """
    return fit(data) and all(left == right for left, right in data.inner)


@figure(
    data=transposes,
    holds=are_adjoint,
    source="dumoulin2016, section 4",
    wrong={"conv_transpose": kernel_as_it_is, "transposed_output_size": same_as_conv},
)
def transposed(data, style: Style):
    """A transposed convolution sees its input spread out

    The transpose of a convolution with a kernel of 2 by 3, on an input of 2 by 3 (blue): zeros around it, with stride 2
    zeros between its entries too (white), and on these the turned kernel (small figures). Every entry was checked
    against its footprint, the sizes against their formula, and that convolution and transpose are adjoint.
    """
    return footprints(data.panels, style, 6)
