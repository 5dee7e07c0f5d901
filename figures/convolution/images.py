"""Convolution of images, and what a convolutional layer computes."""

from __future__ import annotations

import numpy as np

from mathcnn import convolution, layers

from .. import Data, figure
from ..style import Style, board, cells, outline, page, shades, spelt


def unturned(I, K):
    return convolution.cross_correlation(I, K)


def turned(I, K):
    return convolution.image(I, K)


def stamps(conv=convolution.image, cross=convolution.cross_correlation):
    K, I = np.array([[1, 2, 3], [4, 5, 6]]), np.zeros((4, 5), int)
    I[1, 2] = 1
    return Data(I=I, K=K, conv=conv(I, K), cross=cross(I, K), both=conv(I, convolution.flip(K)))


def are_stamps(data):
    """The kernel is at the bright pixel, as it is or turned, and everything else is 0."""
    h, w = data.K.shape
    stamp = np.zeros_like(data.conv)
    stamp[1 : 1 + h, 2 : 2 + w] = data.K
    turned_stamp = np.zeros_like(stamp)
    turned_stamp[1 : 1 + h, 2 : 2 + w] = data.K[::-1, ::-1]
    return (
        np.array_equal(data.conv, stamp)
        and np.array_equal(data.cross, turned_stamp)
        and np.array_equal(data.both, data.cross)
    )


@figure(
    data=stamps, holds=are_stamps, wrong={"conv": unturned, "cross": turned}, source="goodfellow2016, eq. 9.4 and 9.6"
)
def turned_kernel(data, style: Style):
    """Convolution stamps the kernel, cross-correlation the kernel turned

    An image with one bright pixel, and a kernel without symmetry. Convolution gives the kernel at the place of the
    pixel; cross-correlation, which networks compute, gives it turned by half a turn. Every entry was checked, and that
    each is the other with a turned kernel.
    """
    sheet, axes = page(7.5, 1.85, 1, 4, width_ratios=[5, 3, 7, 7])
    for ax, (name, values) in zip(
        axes, (("$I$", data.I), ("$K$", data.K), ("$I * K$", data.conv), (r"$I \star K$", data.cross)), strict=True
    ):
        board(ax, *values.shape)
        fill = shades(np.where(values > 0, values + 1.5, 0), style.sequential, 9)
        cells(ax, values, style, fill=fill, size=8.5)
        ax.set_title(name, size=11)
        if values.shape == data.conv.shape:
            outline(ax, style, *data.K.shape, (1, 2))
    return sheet


def flipped(x, w):
    return layers.conv(x, w, flip=True)


def seen(conv=layers.conv):
    x = np.array(
        [
            [0, 0, 2, 5, 3, 0, 0],
            [0, 3, 7, 9, 8, 1, 0],
            [1, 6, 9, 4, 9, 5, 0],
            [2, 8, 9, 1, 7, 6, 1],
            [0, 5, 9, 6, 9, 4, 0],
            [0, 1, 6, 9, 5, 0, 0],
        ]
    )
    K = np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
    return Data(x=x, K=K, at=(1, 0), y=conv(x[None, None], K[None, None])[0, 0])


def are_sums_under_the_kernel(data):
    h, w = data.K.shape
    sums = [[(data.x[i : i + h, j : j + w] * data.K).sum() for j in range(5)] for i in range(4)]
    return np.array_equal(data.y, sums)


@figure(
    data=seen,
    holds=are_sums_under_the_kernel,
    wrong={"conv": flipped},
    source="dumoulin2016, section 2; goodfellow2016, eq. 9.6",
)
def layer(data, style: Style):
    """What a convolutional layer computes

    The kernel (here sobel_x, which is positive where brightness increases to the right) lies over each patch of the
    image in turn; the entries under it are multiplied by those of the kernel and added. The patch shown gives the entry
    shown, and every entry was checked in this way.
    """
    sheet, ax = page(7.5, 3.05)
    (h, w), (i, j) = data.K.shape, data.at
    board(ax, 7.4, 19.4)
    cells(ax, data.x, style, fill=shades(data.x, style.sequential, 18), size=9.5)
    outline(ax, style, h, w, (i, j))
    cells(ax, data.K, style, (1.5, 8.7), fill=shades(data.K, style.diverging, 4), size=9.5)
    outline(ax, style, h, w, (1.5, 8.7))
    cells(ax, data.y, style, (1, 14.2), fill=shades(data.y, style.diverging, 40), size=9)
    outline(ax, style, 1, 1, (1 + i, 14.2 + j))
    for x, sign in ((7.85, r"$\star$"), (12.9, "$=$")):
        ax.text(x, 3, sign, ha="center", va="center", size=15)
    for x, y, name in ((3.5, 6.55, "image"), (10.2, 5.05, "kernel"), (16.7, 5.55, "result")):
        ax.text(x, y, name, ha="center", va="center", color=style.muted)
    patch = data.x[i : i + h, j : j + w]
    terms = " + ".join(
        f"{a}\N{MULTIPLICATION SIGN}{f'({spelt(b)})' if b < 0 else b}"
        for a, b in zip(patch.flat, data.K.flat, strict=True)
    )
    ax.text(9.7, 7.25, f"{terms} = {spelt(data.y[i, j])}", ha="center", va="center", size=9)
    return sheet
