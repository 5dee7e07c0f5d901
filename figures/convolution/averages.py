"""A moving average is a convolution."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from mathcnn import convolution

from .. import Data, figure
from ..style import Style, page, spelt


def over_what_is_there(f, g):
    """A fault, or another convention: at the ends, the sum is divided by the number of entries under the window."""
    return convolution.discrete(f, g) / convolution.discrete(np.full(len(f), Fraction(1)), g)


def means(conv=convolution.discrete):
    rng, size = np.random.default_rng(3), 5
    f = np.array(
        [Fraction(int(v)) for v in 6 + 4 * (np.arange(32) > 13) - 5 * (np.arange(32) > 24) + rng.integers(-3, 4, 32)]
    )
    return Data(f=f, size=size, mean=conv(f, np.full(size, Fraction(1, size))))


def are_means(data):
    padded = [*[0] * (data.size - 1), *data.f, *[0] * (data.size - 1)]
    return [data.size * v for v in data.mean] == [
        sum(padded[n : n + data.size]) for n in range(len(padded) - data.size + 1)
    ]


@figure(data=means, holds=are_means, wrong={"conv": over_what_is_there}, source="goodfellow2016, eq. 9.3")
def averaging(data, style: Style):
    """Averaging is a convolution

    Bars: a sequence f. Line: its convolution with a window of five entries 1/5, drawn at the middle of the window. Each
    point is the mean of the five bars under the window, with zeros beyond the ends, exactly; three windows are shown.
    """
    sheet, ax = page(7.5, 2.7)
    half, places = data.size // 2, np.arange(len(data.f))
    ax.bar(
        places,
        [float(v) for v in data.f],
        0.8,
        color=style.tint(style.blue, 0.35),
        edgecolor=style.blue,
        lw=0.6,
        label="$f$",
    )
    at = np.arange(len(data.mean)) - half
    ax.plot(
        at,
        [float(v) for v in data.mean],
        color=style.vermilion,
        ls="-",
        marker="o",
        ms=3.5,
        label=r"$f * \frac{1}{5} (1, 1, 1, 1, 1)$",
    )
    for centre in (0, 13, 24):
        mean = data.mean[centre + half]
        ax.plot(
            [centre - half - 0.45, centre + half + 0.45],
            [float(mean)] * 2,
            color=style.ink,
            ls="-",
            lw=2.6,
            solid_capstyle="butt",
        )
        top = float(max(data.f[max(0, centre - half) : centre + half + 1]))
        ax.annotate(
            f"mean {spelt(mean)}",
            (centre, float(mean)),
            (centre, top + 0.9),
            ha="center",
            size=9,
            arrowprops={"arrowstyle": "-", "color": style.ink, "lw": 0.8},
        )
    ax.set(xlabel="place $n$", xlim=(-4.6, len(data.f) + 3.6), ylim=(0, 16.5))
    ax.legend(loc="upper left", ncols=2)
    return sheet
