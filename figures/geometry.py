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


def footprints(axes, panels, style: Style, gap=0.9):
    """Input with padding (pale) on the left, output on the right; the kernel's entries in small figures at its place,
    and its result.
    """
    for ax, one in zip(axes, panels, strict=True):
        (H, W_), (h, w) = one.seen.shape, one.y.shape
        rows = max(H, h)
        board(ax, rows, W_ + gap + w).set_title(one.title)
        input_, output = ((rows - H) / 2, 0), ((rows - h) / 2, W_ + gap)
        taps = footprint(one, one.places[0])
        fill = np.where(one.inside, style.tint(style.blue, 0.28), style.paper)
        fill[taps] = style.tint(style.vermilion, 0.35)
        cells(ax, one.seen, style, input_, fill=fill, edge=style.rule)
        cells(ax, one.y, style, output, fill=style.tint(style.purple, 0.22), edge=style.rule)
        for (u, v), weight in np.ndenumerate(one.w):
            ax.text(taps[1][0, v] + 0.92, input_[0] + taps[0][u, 0] + 0.93, weight, ha="right", va="bottom", size=7)
        for place, colour, dashes in zip(
            one.places, (style.vermilion, style.green), ("-", (0, (2.5, 1.2))), strict=False
        ):
            (top, bottom), (left, right) = ((int(at.min()), int(at.max()) + 1) for at in footprint(one, place))
            outline(ax, style, bottom - top, right - left, (input_[0] + top, left), colour, 1.8, dashes)
            outline(ax, style, 1, 1, (output[0] + place[0], output[1] + place[1]), colour, 1.8, dashes)


def panel(title, y, w, seen, inside, *places, stride=1, dilation=1):
    return Data(
        title=title, y=y, w=np.array(w), seen=seen, inside=inside, places=places, stride=stride, dilation=dilation
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
        found.append(panel(f"{word}: {' × '.join(map(str, y.shape))}", y, W, *padded(X, amounts), place))
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

    An input of 4 by 5 (blue) under a kernel of 2 by 3 with three kinds of padding (white). The small figures are the
    kernel; the framed entry on the right is the sum of the products under the frame. All entries were checked in this
    way, and the sizes against their formula. For "same" the odd row of zeros comes after the input.
    """
    sheet, axes = page(7.5, 4.3, [["valid", "same"], ["full", "full"]], width_ratios=[8.9, 12.9], height_ratios=[5, 6])
    footprints(axes.values(), data.panels, style)
    return sheet


# ---------------------------------------------------------------- stride and dilation


def unit_stride(x, w, stride=1, dilation=1):
    """A fault: stride and dilation are exchanged."""
    return layers.conv(x, w, stride=dilation, dilation=stride)


def strided(conv=layers.conv, output_size=geometry.output_size):
    found, sizes = [], []
    for word, places in (("stride", ((0, 0), (0, 1))), ("dilation", ((1, 1),))):
        y = one_channel(conv, LARGE, W, **{word: 2})
        found.append(panel(f"{word} 2: {' × '.join(map(str, y.shape))}", y, W, *padded(LARGE, 0), *places, **{word: 2}))
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
    sheet, axes = page(7.5, 2.3, 1, 2)
    footprints(axes, data.panels, style)
    return sheet


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
        name = f"transposed, stride {stride}: {' × '.join(map(str, y.shape))}"
        found.append(panel(name, y, W[::-1, ::-1], np.pad(spread(x, stride), around), inside, place))
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
    sheet, axes = page(5.7, 3.9, 2, 1, height_ratios=[4, 5])
    footprints(axes, data.panels, style)
    return sheet
