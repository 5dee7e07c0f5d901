"""From the dense layer to the local one, drawn: how many weights there are, and where they are in the matrix."""

from __future__ import annotations

import numpy as np

from mathcnn import geometry, perceptron

from . import Data, figure
from .style import Style, page, shades

SIZES, REACHES = tuple(round(10 ** (k / 8)) for k in range(0, 25)), (1, 2, 5)


# ---------------------------------------------------------------- how many


def pixels_as_weights(rows, columns):
    """A fault: one weight for each pixel is counted, instead of one for each pair of pixels."""
    return rows * columns + rows * columns


def as_large_as_the_image(inputs, outputs, kernel_size):
    """A fault: a kernel that grows with its reach along one axis only."""
    return inputs * outputs * max(kernel_size) + outputs


def counts(dense=geometry.dense_parameters, conv=geometry.conv_parameters):
    kernels = {k: conv(1, 1, (2 * k + 1, 2 * k + 1)) for k in REACHES}
    return Data(
        sizes=SIZES,
        dense=[dense(n, n) for n in SIZES],
        kernels=kernels,
        digit=dense(28, 28),
        photograph=dense(1000, 1000),
    )


def grow_as_said(data):
    dense = all(
        count == n**4 + n**2
        for n, count in zip((*data.sizes, 28, 1000), (*data.dense, data.digit, data.photograph), strict=True)
    )
    return dense and all(count == (2 * k + 1) ** 2 + 1 for k, count in data.kernels.items())


@figure(
    data=counts,
    holds=grow_as_said,
    wrong={"dense": pixels_as_weights, "conv": as_large_as_the_image},
    source="zhang2023, section 7.1",
)
def parameters(data, style: Style):
    """Dense layers have n⁴ weights, local ones (2k + 1)²

    Parameters of a layer from an n by n image to another. Dense: n⁴ weights and n² biases. Translation-invariant and
    local, with reach k: (2k + 1)² weights and one bias, whatever the size of the image. Both counts were checked at
    every size shown.
    """
    sheet, ax = page(6, 3.5)
    ax.loglog(data.sizes, data.dense, marker="o", ms=3.5, label="dense: $n^4 + n^2$")
    for (k, count), dashes, colour in zip(
        data.kernels.items(), ((0, (5, 1.5)), (0, (1, 1.2)), "-."), style.colours[1:], strict=False
    ):
        ax.plot(
            [2 * k + 1, max(data.sizes)], [count, count], ls=dashes, color=colour, label=f"local, $k = {k}$: {count}"
        )
    for n, count, what in ((28, data.digit, "a digit, 28 × 28"), (1000, data.photograph, "a photograph, 1000 × 1000")):
        ax.plot([n], [count], marker="D", color=style.ink, ms=5.5, zorder=4)
        ax.annotate(
            f"{what}:\n{count:_}".replace("_", "\N{NARROW NO-BREAK SPACE}"),
            (n, count),
            (-12, 3),
            textcoords="offset points",
            ha="right",
            size=8.5,
        )
    ax.set(xlabel="side of the image, $n$", ylabel="parameters", xlim=(0.9, 1400), ylim=(1, 3e13))
    ax.grid(True)
    ax.legend(loc="lower right", bbox_to_anchor=(1, 0.17))
    return sheet


# ---------------------------------------------------------------- where


def with_the_other_side(x, v, u):
    """A fault: the image is taken as a torus, which was not asked for."""
    return perceptron.shift_invariant(x, v, u, border="circular")


def locally_with_the_other_side(x, v, u):
    return perceptron.local(x, v, u, border="circular")


def of_its_own(x, w, u):
    """A fault: weights are indexed from the pixel of the result, and not from that of the image."""
    return perceptron.dense(x, w.transpose(2, 3, 0, 1), u)


def maps(dense=perceptron.dense, invariant=perceptron.shift_invariant, local=perceptron.local):
    H, W, k, l = 4, 5, 1, 2
    rng = np.random.default_rng(5)
    w = rng.permutation((H * W) ** 2).reshape(H, W, H, W) - (H * W) ** 2 // 2
    v = rng.permutation((2 * H - 1) * (2 * W - 1)).reshape(2 * H - 1, 2 * W - 1) - (2 * H - 1) * (2 * W - 1) // 2
    small = v[H - 1 - k : H + k, W - 1 - l : W + l]
    pixels = np.eye(H * W, dtype=int).reshape(-1, H, W)
    matrix = lambda apply: (
        np.array([np.ravel(apply(pixel)) for pixel in pixels]).T
    )  # column by column, what one bright pixel brings out
    zeros = np.zeros((H, W), int)
    return Data(
        H=H,
        W=W,
        k=k,
        l=l,
        w=w,
        v=v,
        dense=matrix(lambda x: dense(x, w, zeros)),
        toeplitz=matrix(lambda x: invariant(x, v, 0)),
        banded=matrix(lambda x: local(x, small, 0)),
    )


def lose_their_freedom(data):
    """The three matrices, entry by entry: (i, j) down, (a, b) across."""
    places = [(i, j, a, b) for i, j in np.ndindex(data.H, data.W) for a, b in np.ndindex(data.H, data.W)]
    dense = [data.w[place] for place in places]
    toeplitz = [data.v[data.H - 1 + a - i, data.W - 1 + b - j] for i, j, a, b in places]
    banded = [
        v if abs(a - i) <= data.k and abs(b - j) <= data.l else 0
        for v, (i, j, a, b) in zip(toeplitz, places, strict=True)
    ]
    return [list(m.flat) for m in (data.dense, data.toeplitz, data.banded)] == [dense, toeplitz, banded]


@figure(
    data=maps,
    holds=lose_their_freedom,
    source="zhang2023, section 7.1; golub2013, section 4.7",
    wrong={"dense": of_its_own, "invariant": with_the_other_side, "local": locally_with_the_other_side},
)
def matrices(data, style: Style):
    """The dense layer as a matrix becomes Toeplitz, and then banded

    An image of 4 by 5 pixels, read row by row, is a vector of 20 entries, and a linear layer a matrix. Translation
    invariance leaves one weight for each diagonal in each block, and one block for each diagonal of blocks; locality
    leaves the middle diagonals of the middle blocks. Every entry was checked: w(i, j, a, b), then v(a − i, b − j), then
    that or 0. Blue is positive, orange negative.
    """
    sheet, axes = page(7.5, 2.75, 1, 3)
    size, free = data.H * data.W, (data.dense.size, data.v.size, (2 * data.k + 1) * (2 * data.l + 1))
    names, kinds = ("dense", "translation-invariant", "and local"), (data.dense, data.toeplitz, data.banded)
    for ax, name, matrix, count in zip(axes, names, kinds, free, strict=True):
        ax.imshow(shades(matrix, style.diverging), extent=(0, size, size, 0))
        for at in range(0, size + 1, data.W):
            ax.plot([0, size], [at, at], [at, at], [0, size], color=style.muted, lw=0.8, ls="-", clip_on=False)
        ax.set(xticks=[], yticks=[], title=f"{name}: {count} weights")
        ax.spines[:].set_visible(False)
    return sheet
