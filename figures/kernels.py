"""The classical kernels, drawn: a photograph under each, and their frequency responses."""

from __future__ import annotations

import functools
from fractions import Fraction

import numpy as np
import sympy as sp
from matplotlib import colormaps

from mathcnn import kernels
from mathcnn.data import photographs as images

from . import Data, figure
from .style import Style, board, cells, page, shades

QUARTERS = {0: (1, 0), 1: (0, 1), 2: (-1, 0), 3: (0, -1)}  # i^n, real and imaginary part


def grey_portrait():
    """The portrait of Grace Hopper that matplotlib ships, around the face, in grey levels."""
    red, green, blue = np.moveaxis(images.read_image(images.portrait()).astype(int)[40:420, 90:410], -1, 0)
    return ((299 * red + 587 * green + 114 * blue) // 1000)[::2, ::2]


def quarter_wave(a, b, shape):
    """exp(i pi/2 (a y + b x)), which is 1, i, -1 or -i everywhere: real and imaginary part."""
    y, x = np.indices(shape)
    return np.moveaxis(np.array(list(QUARTERS.values()))[(a * y + b * x) % 4], -1, 0)


def photographs(filtered=images.filtered, response=kernels.response):
    grey, found = grey_portrait(), {}
    for name, kernel in {"unit": lambda: np.array([[0, 0, 0], [0, 1, 0], [0, 0, 0]]), **kernels.KERNELS}.items():
        K = kernel()
        parts = {}
        for a, b in np.ndindex(4, 4):
            H = sp.sympify(response(K, sp.pi * a / 2, sp.pi * b / 2))
            waves = [filtered(part, np.asarray(K, float), "valid") for part in quarter_wave(a, b, (6, 7))]
            parts[a, b] = complex(H), waves[0] + 1j * waves[1], quarter_wave(a, b, (6, 7))
        found[name] = Data(
            K=K, photo=filtered(grey, np.asarray(K, float)), waves=parts, response=on_a_grid(response, K)
        )
    return Data(grey=grey, kernels=found)


def on_a_grid(response, K, side=61):
    """The size of the response at frequencies from -pi to pi."""
    wy, wx = sp.symbols("wy wx", real=True)
    w = np.linspace(-np.pi, np.pi, side)
    found = sp.lambdify((wy, wx), response(K, wy, wx), "numpy")(w[:, None], w[None, :])
    return np.abs(np.broadcast_to(found, (side, side)))


def answer_as_said(data):
    """All numbers are integers (sixteenths, for the Gaussian) in floats: both claims are exact."""
    inside = lambda K: sum(
        float(K[u, v]) * data.grey[u : u - 2 or None, v : v - 2 or None] for u, v in np.ndindex(3, 3)
    )
    return all(
        np.array_equal(one.photo[1:-1, 1:-1], inside(one.K))
        and all(np.array_equal(y, H * (x[0] + 1j * x[1])[1:-1, 1:-1]) for H, y, x in one.waves.values())
        for one in data.kernels.values()
    )


kernel_turned = {
    "filtered": functools.partial(images.filtered, true_convolution=True),
    "response": functools.partial(kernels.response, flip=True),
}


@figure(data=photographs, holds=answer_as_said, wrong=kernel_turned, source="gonzalez2018, chapters 3 and 4")
def photograph(data, style: Style):
    """The classical kernels on a photograph, and their frequency responses

    Grace Hopper under five kernels (edges as the size of the result), and the factor by which a kernel multiplies each
    wave: frequency 0 in the middle, paper 0, blue the largest. Every pixel inside is the sum of nine products, and
    sixteen waves are multiplied by the response, both without any rounding.
    """
    names = list(data.kernels)
    rows = [
        [f"{name} {what}" for name in three for what in ("photo", part)]
        for three in (names[:3], names[3:])
        for part in ("taps", "waves")
    ]
    sheet, axes = page(7.5, 4.5, rows, width_ratios=[2.1, 1] * 3)
    for name, one in data.kernels.items():
        photo, taps, waves = (axes[f"{name} {what}"] for what in ("photo", "taps", "waves"))
        edges = not np.sum(one.K)
        photo.imshow(abs(one.photo) if edges else one.photo, cmap=colormaps["gray"].resampled(32), vmin=0, vmax=255)
        photo.axis("off")
        photo.set_title("the photograph" if name == "unit" else name, loc="left")
        whole = np.array([[Fraction(v) for v in row] for row in one.K.tolist()])
        scale = max(v.denominator for v in whole.flat)
        cells(
            board(taps, 3, 3),
            (whole * scale).astype(int),
            style,
            fill=shades(one.K, style.diverging, 2 * float(abs(whole).max())),
            size=8,
        )
        if scale > 1:
            taps.text(1.5, 3.5, f"/ {scale}", ha="center", va="center", size=8)
            taps.set_ylim(3.9, -0.05)
        waves.imshow(one.response, cmap=style.sequential, vmin=0, vmax=one.response.max(), extent=(-1, 1, -1, 1))
        waves.set(xticks=[], yticks=[])
        waves.set_xlabel(f"up to {one.response.max():.3g}", size=8)
        waves.spines[:].set(visible=True, color=style.rule)
    return sheet
