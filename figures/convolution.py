"""Convolution, drawn: shifted copies, sliding boxes, moving averages, derivatives, images, and the roundings of its
algebra.
"""

from __future__ import annotations

import functools
import random
from fractions import Fraction

import numpy as np
import sympy as sp

from mathcnn import convolution, layers
from mathcnn.convolution.curves import t as line_t
from mathcnn.numbers import rounded, rounding

from . import Data, figure
from .style import Style, board, cells, outline, page, shades, spelt


def correlated(f, g):
    """The fault that frameworks made a custom: the kernel is not turned."""
    return convolution.discrete(f, np.asarray(g)[::-1])


def pointwise(f, g, x):
    """The fault of taking one product for another."""
    return (f * g).subs(line_t, x)


# ---------------------------------------------------------------- a sum of shifted copies


def copies(conv=convolution.discrete):
    f, g = np.array([2, 1, 3]), np.array([1, 4, 2, 3])
    size = len(f) + len(g) - 1
    shifted = [convolution.shift(f[m] * g, k=m) for m in range(len(f))]
    return Data(f=f, g=g, copies=np.array([np.pad(one, (0, size - len(one))) for one in shifted]), whole=conv(f, g))


def copies_add_up(data):
    return np.array_equal(data.copies.sum(axis=0), data.whole)


@figure(data=copies, holds=copies_add_up, wrong={"conv": correlated}, source="goodfellow2016, eq. 9.3")
def sum_of_copies(data, style: Style):
    """Convolution is a sum of shifted copies

    Every entry f[m] sends out a copy of g, f[m] times as large, which starts at place m; entry by entry the copies add
    up to f * g, exactly.
    """
    sheet, (table, bars) = page(7.5, 2.9, 1, 2, width_ratios=[1.15, 1])
    rows, size = data.copies.shape
    board(table, rows + 3.4, size + 3.8, left=-3.8)
    cells(table, data.g[None], style, fill=style.tint(style.muted, 0.2))
    table.text(-0.2, 0.5, "$g$", ha="right", va="center", size=11)
    for m, (copy, colour) in enumerate(zip(data.copies, style.colours, strict=False)):
        at = m + 1.5
        cells(table, copy[None, m : m + len(data.g)], style, (at, m), fill=style.tint(colour, 0.45))
        table.text(
            -0.2,
            at + 0.5,
            f"$f[{m}] \\cdot \\tau^{m} g = {data.f[m]} \\cdot \\tau^{m} g$",
            ha="right",
            va="center",
            size=11,
        )
    cells(table, data.whole[None], style, (rows + 2, 0), edge=style.ink, width=1.4)
    table.text(-0.2, rows + 2.5, "$f * g$", ha="right", va="center", size=11)
    below = np.zeros(size)
    for m, (copy, colour, hatch) in enumerate(zip(data.copies, style.colours, ("", "////", "\\\\\\"), strict=False)):
        bars.bar(
            range(size),
            copy,
            0.8,
            below,
            color=style.tint(colour, 0.45),
            edgecolor=colour,
            hatch=hatch,
            label=f"$f[{m}] \\cdot \\tau^{m} g$",
        )
        below += copy
    bars.plot(range(size), data.whole, linestyle="none", marker="D", ms=4.5, color=style.ink, label="$f * g$")
    bars.set(xlabel="place $n$", xticks=range(size))
    bars.legend(loc="upper left")
    return sheet


# ---------------------------------------------------------------- two boxes


def overlaps(conv=convolution.continuous):
    f, g, x = convolution.box(0, 2), convolution.box(0, 1), sp.Symbol("x", real=True)
    places = [sp.Rational(k, 8) for k in range(-4, 29)]
    whole = conv(f, g, x)
    return Data(f=(0, 2), g=(0, 1), places=places, values=[whole.subs(x, place) for place in places])


def are_areas(data):
    """Two boxes of height 1 have under their product the length that they share."""
    (a, b), (c, d) = data.f, data.g
    return data.values == [max(0, min(b, x - c) - max(a, x - d)) for x in data.places]


def slide(ax, data, style: Style, k):
    """One box where it lies, the other one turned and moved to x, and what they share."""
    x, (a, b), (c, d) = float(data.places[k]), data.f, data.g
    left, right = max(a, x - d), min(b, x - c)
    if left < right:
        ax.fill_between([left, right], 1, color=style.tint(style.green, 0.55), lw=0)
    for (start, end), colour, dashes in (((a, b), style.blue, "-"), ((x - d, x - c), style.vermilion, (0, (4, 1.5)))):
        ax.plot([start, start, end, end], [0, 1, 1, 0], color=colour, ls=dashes)
    ax.plot([x], [0], marker="^", color=style.vermilion, ms=6, clip_on=False, zorder=4)
    ax.set(xlim=(-1.6, 3.8), ylim=(0, 1.35), yticks=[0, 1])


def trace(ax, data, style: Style, k):
    """The convolution up to x, and there."""
    ax.plot([float(x) for x in data.places], [float(v) for v in data.values], color=style.rule, ls="-")
    done = [(float(x), float(v)) for x, v in zip(data.places[: k + 1], data.values, strict=False)]
    ax.plot(*zip(*done, strict=True), color=style.green, ls="-")
    ax.plot(*done[-1], marker="o", color=style.green, ms=6)
    ax.set(xlim=(-1.6, 3.8), ylim=(0, 1.35), yticks=[0, 1])


def boxes_at(data, style: Style, k):
    sheet, (above, below) = page(5, 2.9, 2, 1, sharex=True)
    slide(above, data, style, k)
    trace(below, data, style, k)
    above.text(0.02, 0.98, "$f(t)$ and $g(x - t)$", transform=above.transAxes, va="top", size=10)
    below.text(0.02, 0.98, "$(f * g)(x)$", transform=below.transAxes, va="top", size=10)
    return sheet


@figure(
    data=overlaps,
    holds=are_areas,
    wrong={"conv": pointwise},
    frame=boxes_at,
    frames=33,
    pause=100,
    source="goodfellow2016, eq. 9.1",
)
def two_boxes(data, style: Style):
    """Two boxes slide over each other

    The convolution of boxes on [0, 2) and [0, 1): the second is turned and moved to x (triangle); the area that both
    share is the value at x. At 33 places that area and the closed form of the integral are the same fraction.
    """
    shown = [2, 6, 10, 16, 22, 26]
    sheet, axes = page(7.5, 2.5, 2, len(shown), sharex=True, sharey="row")
    for column, k in zip(axes.T, shown, strict=True):
        slide(column[0], data, style, k)
        trace(column[1], data, style, k)
        column[0].set_title(f"$x = {sp.latex(data.places[k])}$", size=11)
        column[1].set(xticks=[0, 2])
    axes[0, 0].set_ylabel("$f(t)$, $g(x - t)$")
    axes[1, 0].set_ylabel("$(f * g)(x)$")
    return sheet


# ---------------------------------------------------------------- a moving average


def over_what_is_there(f, g):
    """The fault, or another convention: at the ends, dividing by the entries under the window and not by its length."""
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


# ---------------------------------------------------------------- the derivative


def derivatives(conv=convolution.continuous):
    t = line_t
    f = sp.Piecewise((0, t < 0), (t, t < 1), (2 - t, t < 2), (0, True))
    g = convolution.polynomial([0, 6, -6], 0, 1)
    curves = {"f": f, "g": g, "whole": conv(f, g, t)}
    curves |= {
        "of_whole": sp.diff(curves["whole"], t),
        "of_f": conv(sp.diff(f, t), g, t),
        "of_g": conv(f, sp.diff(g, t), t),
    }
    places = [sp.Rational(2 * k + 1, 80) for k in range(-10, 130)]
    return Data(places=places, **{name: [curve.subs(t, x) for x in places] for name, curve in curves.items()})


def coincide(data):
    return data.of_whole == data.of_f == data.of_g and any(data.of_whole)


@figure(data=derivatives, holds=coincide, wrong={"conv": pointwise}, source="bracewell2000, chapter 6")
def differentiation(data, style: Style):
    """The derivative of a convolution is the convolution with a derivative

    On the left a tent f, a bump g and f * g. On the right (f * g)′, f′ * g and f * g′, from three different integrals,
    lie on one another: at 140 places the three are the same fraction.
    """
    sheet, (left, right) = page(7.5, 2.7, 1, 2)
    x, values = [float(v) for v in data.places], lambda name: [float(v) for v in getattr(data, name)]
    for name, label in (("f", "$f$"), ("g", "$g$"), ("whole", "$f * g$")):
        left.plot(x, values(name), label=label)
    right.plot(x, values("of_whole"), color=style.tint(style.blue, 0.45), lw=7, ls="-", label="$(f * g)'$")
    right.plot(x, values("of_f"), color=style.vermilion, lw=2.2, ls=(0, (5, 2)), label="$f' * g$")
    at = slice(3, None, 9)
    right.plot(x[at], values("of_g")[at], ls="none", marker="D", ms=4, color=style.ink, label="$f * g'$")
    for ax in (left, right):
        ax.axhline(0, color=style.rule, lw=0.8, ls="-", zorder=0)
        ax.set(xlabel="$x$", xlim=(-0.3, 3.3))
        ax.legend(loc="upper right", fontsize=10)
    return sheet


# ---------------------------------------------------------------- images


def unturned(I, K):
    return convolution.cross_correlation(I, K)


def turned(I, K):
    return convolution.image(I, K)


def stamps(conv=convolution.image, cross=convolution.cross_correlation):
    K, I = np.array([[1, 2, 3], [4, 5, 6]]), np.zeros((4, 5), int)
    I[1, 2] = 1
    return Data(I=I, K=K, conv=conv(I, K), cross=cross(I, K), both=conv(I, convolution.flip(K)))


def are_stamps(data):
    """The kernel where the bright pixel stands, as it is or turned, and nothing else."""
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

    An image with one bright pixel, and a kernel without symmetry. Convolution puts the kernel where the pixel stands;
    cross-correlation, which networks compute, puts it there turned by half a turn. Every entry was checked, and that
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

    The kernel (here sobel_x, which answers to brightness that grows to the right) lies over each patch of the image in
    turn; what lies under it is multiplied by it and added up. The patch shown gives the entry shown, and every entry
    was checked so.
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


# ---------------------------------------------------------------- the algebra, rounded


def in_single_precision(f, g):
    """The fault of computing in single precision what is declared as double."""
    return np.asarray(convolution.discrete(np.float32(f), np.float32(g)), float)


def one_by_one(f, g):
    """The statement itself on floats, term by term, so that the roundings are the same on every machine."""
    return np.asarray(convolution.discrete.literal(f, g), float)


def roundings(conv=one_by_one):
    rng = random.Random(7)
    f, g, h = (np.array([rng.uniform(-1, 1) for _ in range(size)]) for size in (24, 24, 17))
    kind, laws = rounded.Rounded("float64"), convolution.discrete.laws
    found = {}
    with rounded.precision():
        for name, arrays in (("commutes", (f, g)), ("associates", (f, g, h))):
            balls = laws[name](
                functools.partial(convolution.discrete.literal, number=kind),
                *map(kind.balls, arrays, [0] * len(arrays)),
            )
            sides = laws[name](conv, *arrays)
            bounds = [
                float(rounding.reach(rounded.enclosed(a)) + rounding.reach(rounded.enclosed(b)))
                for a, b in zip(*balls, strict=True)
            ]
            found[name] = Data(latex=laws[name].latex(), rho=np.abs(sides[0] - sides[1]) / bounds)
    return Data(laws=found)


def within_their_bounds(data):
    """And not all the same bits, or the bounds would say nothing."""
    return all(one.rho.max() <= 1 and np.count_nonzero(one.rho) > len(one.rho) / 4 for one in data.laws.values())


@figure(
    data=roundings, holds=within_their_bounds, wrong={"conv": in_single_precision}, source="higham2002, section 3.1"
)
def rounded_laws(data, style: Style):
    """On floats the laws hold within a proved bound

    Both sides of two laws, computed term by term in double precision on random sequences. They differ, and a dot is
    their difference in units of rho = 1, the sum of both sides' rounding bounds at that entry; open dots at the bottom
    are the same bits. No dot lies above 1.
    """
    sheet, axes = page(7.5, 2.7, 1, 2, sharey=True)
    least = 1e-4
    for ax, (name, one), colour in zip(axes, data.laws.items(), style.colours, strict=False):
        places, same = np.arange(len(one.rho)), one.rho == 0
        ax.scatter(places[~same], one.rho[~same], s=14, color=colour, zorder=3)
        ax.scatter(
            places[same],
            np.full(same.sum(), least),
            s=14,
            facecolors=style.paper,
            edgecolors=colour,
            lw=1,
            zorder=3,
            clip_on=False,
        )
        ax.axhline(1, color=style.ink, ls="-", lw=1.2)
        ax.text(len(places) - 1, 1.25, "the bound", ha="right", va="bottom", size=8.5)
        ax.set(yscale="log", ylim=(least, 8), xlabel="entry $n$")
        ax.set_title(f"{name}: ${one.latex}$")
        ax.grid(True, axis="y")
    axes[0].set_ylabel(r"|left − right| / bound, $\rho$")
    return sheet
