"""The document's statements, drawn where they fall: what the audit (`mathcnn audit`) says in numbers."""

from __future__ import annotations

import itertools

import numpy as np
import sympy as sp

from mathcnn import activation, convolution, information, kernels, perceptron
from mathcnn import convolution as line
from mathcnn.audit import activations, foundations, products
from mathcnn.convolution.curves import t as line_t
from mathcnn.convolution.two_sided import ONES, STEP, STEP_DOWN

from . import Data, figure
from .style import Style, board, cells, outline, page, shades, spelt

# ---------------------------------------------------------------- the integral as printed


def two_integrals(conv=convolution.continuous):
    f, g, x = convolution.box(0, 1), convolution.polynomial([1, -1], 0, 1), sp.Symbol("x", real=True)
    places = [sp.Rational(k, 12) for k in range(-18, 31)]
    as_printed = products.PRINTED_INTEGRAL.literal(f, g, x)
    values = lambda e: [sp.piecewise_fold(e).subs(x, place) for place in places]
    return Data(
        places=places,
        right=values(conv(f, g, x)),
        swapped=values(conv(g, f, x)),
        printed=values(as_printed),
        printed_swapped=values(products.PRINTED_INTEGRAL.literal(g, f, x)),
    )


def only_one_commutes(data):
    """g(x - t) commutes and lives on [0, 2]; what is printed does not, and swapping its factors turns it about 0."""
    zero_before = all(v == 0 for x, v in zip(data.places, data.right, strict=True) if x <= 0)
    turned = all(
        data.printed[data.places.index(x)] == data.printed_swapped[data.places.index(-x)]
        for x in data.places
        if -x in data.places
    )
    return data.right == data.swapped and zero_before and data.printed != data.printed_swapped and turned


def correlating(f, g, x):
    """The fault that the document has."""
    return products.PRINTED_INTEGRAL.literal(f, g, x)


@figure(data=two_integrals, holds=only_one_commutes, wrong={"conv": correlating}, source="goodfellow2016, eq. 9.1")
def turned_or_not(data, style: Style):
    """One sign turns convolution into cross-correlation

    f is the box on [0, 1), g falls from 1 to 0 there. With g(x - t) both orders give one curve (left). With g(t - x),
    as the document prints it, swapping f and g mirrors the curve about 0 (right): this product does not commute. The
    curves are exact at 49 places.
    """
    sheet, (left, right) = page(7.5, 2.4, 1, 2, sharey=True)
    x = [float(v) for v in data.places]
    for ax, one, other, title in (
        (left, data.right, data.swapped, r"$\int f(t)\,g(x-t)\,dt$"),
        (right, data.printed, data.printed_swapped, r"$\int f(t)\,g(t-x)\,dt$"),
    ):
        ax.plot(x, [float(v) for v in one], color=style.blue, ls="-", lw=3.4 if ax is left else 1.8, label="$f * g$")
        ax.plot(x, [float(v) for v in other], color=style.vermilion, ls=(0, (4, 2)), label="$g * f$")
        ax.set(xlabel="$x$", xticks=[-1, 0, 1, 2])
        ax.set_title(title, size=11, pad=8)
        ax.legend(loc="upper right" if ax is left else "upper left")
    return sheet


# ---------------------------------------------------------------- functions without a convolution


def partial_integrals(conv=convolution.continuous):
    """The part over [-T, T] of (f * f)(0), for 1, for 1/(1 + |t|)^(1/2), and for exp(-|t|), which is even, so that f(0
    - t) = f(t).
    """
    t = sp.Symbol("t", positive=True)
    squares = {"1": sp.S.One, "(1 + |t|)^(-1/2)": 1 / (1 + t), "exp(-|t|)": sp.exp(-2 * t)}
    end, T = sp.Symbol("T", nonnegative=True), [sp.Integer(k) for k in range(21)]
    upto = {name: 2 * sp.integrate(e, (t, 0, end)) for name, e in squares.items()}
    falling = sp.exp(-sp.Abs(line_t))
    return Data(
        T=T,
        parts={name: [e.subs(end, k) for k in T] for name, e in upto.items()},
        whole=conv(falling, falling, sp.S.Zero),
    )


def only_one_settles(data):
    """The first two grow as 2T and 2 log(1 + T); the third approaches the convolution from below, to 1e-17 at T = 20."""
    one, root, falling = data.parts.values()
    return (
        one == [2 * T for T in data.T]
        and all(sp.simplify(v - 2 * sp.log(1 + T)) == 0 for v, T in zip(root, data.T, strict=True))
        and all(sp.simplify(data.whole - v - sp.exp(-2 * T)) == 0 for v, T in zip(falling, data.T, strict=True))
    )


def twice(f, g, x):
    """The fault of counting the line's two halves twice."""
    return 2 * convolution.continuous(f, g, x)


@figure(data=partial_integrals, holds=only_one_settles, wrong={"conv": twice}, source="bracewell2000, chapter 3")
def no_integral(data, style: Style):
    """Not every pair of functions has a convolution

    The integral of (f * f)(0), from -T to T. For f = 1 it is 2T, for f(t) = (1 + |t|)^(-1/2), which falls to 0, it is 2
    log(1 + T): neither has an end. For f(t) = exp(-|t|), which is integrable, it is 1 - exp(-2T), exactly.
    """
    sheet, ax = page(7.5, 2.4)
    names = {"1": "$f = 1$", "(1 + |t|)^(-1/2)": r"$f(t) = (1 + |t|)^{-1/2}$", "exp(-|t|)": r"$f(t) = e^{-|t|}$"}
    for (name, values), marker in zip(data.parts.items(), "os^", strict=True):
        ax.plot([float(T) for T in data.T], [float(v) for v in values], marker=marker, ms=3.5, label=names[name])
    ax.set(xlabel="$T$", ylabel=r"$\int_{-T}^{T} f(t)\,f(-t)\,dt$", ylim=(-0.3, 11), xticks=[0, 5, 10, 15, 20])
    ax.legend(loc="upper right")
    return sheet


# ---------------------------------------------------------------- a shift at the edge


def two_borders(layer=perceptron.shift_invariant):
    x = np.zeros((3, 5), int)
    x[1] = [0, 2, 0, 0, 3]
    v = np.zeros((5, 9), int)
    v[2, 3:6] = [1, 2, 4]
    moved = np.roll(x, 1, 1)
    found = {
        border: (layer(x, v, 0, border=border), layer(moved, v, 0, border=border)) for border in ("circular", "zero")
    }
    return Data(x=x, moved=moved, found=found)


def only_the_torus_commutes(data):
    same = {border: np.array_equal(np.roll(y, 1, 1), of_moved) for border, (y, of_moved) in data.found.items()}
    return same == {"circular": True, "zero": False}


def leaving_out_what_is_outside(x, v, u, border="zero"):
    """The fault of another border than was asked for."""
    return perceptron.shift_invariant(x, v, u, border="zero")


@figure(
    data=two_borders,
    holds=only_the_torus_commutes,
    wrong={"layer": leaving_out_what_is_outside},
    source="zhang2023, section 7.1.2",
)
def shifted_off_the_edge(data, style: Style):
    """A shift moves the result along, unless there is an edge

    The middle row of an image, of the same image one pixel further to the right, and of what a layer with shared
    weights 1, 2, 4 makes of both. On a torus the second result is the first one, shifted. With zeros outside it differs
    (framed) where content crossed the edge. All numbers are exact.
    """
    sheet, axes = page(7.5, 2.5, 1, 2)
    for ax, (y, of_moved), title in zip(axes, data.found.values(), ("on a torus", "zeros outside"), strict=True):
        board(ax, 6.4, 9.4, left=-3.4)
        rows = [
            ("$X$", data.x[1], 0),
            ("$X$ shifted", data.moved[1], 1.2),
            ("$H$ of $X$, shifted", np.roll(y, 1, 1)[1], 3.2),
            ("$H$ of $X$ shifted", of_moved[1], 4.4),
        ]
        for name, row, at in rows:
            cells(ax, row[None], style, (at, 0), fill=shades(row[None], style.sequential, 30))
            ax.text(-0.2, at + 0.5, name, ha="right", va="center")
        for k in np.flatnonzero(rows[2][1] != rows[3][1]):
            outline(ax, style, 2.2, 1, (3.2, k))
        ax.set_title(title)
    return sheet


# ---------------------------------------------------------------- sums in two orders


def brackets(conv=convolution.two_sided):
    n = list(range(-4, 5))
    f, g, h = ONES, STEP_DOWN, STEP
    inner_left, inner_right = ([conv(a, b, k) for k in n] for a, b in ((f, g), (g, h)))
    left = line.Sequence(inner_left, n[0], inner_left[0], inner_left[-1])
    right = line.Sequence(inner_right, n[0], inner_right[0], inner_right[-1])
    return Data(
        n=n,
        inputs=[[s(k) for k in n] for s in (f, g, h)],
        inner=[inner_left, inner_right],
        outer=[[conv(left, h, k) for k in n], [conv(f, right, k) for k in n]],
    )


def one_is_nothing_one_is_all(data):
    return data.outer == [[0] * 9, [1] * 9]


def without_turning(f, g, n):
    """The fault of g[m - n] for g[n - m]."""
    return convolution.two_sided(f, line.Sequence(g.values[::-1], 1 - g.end, g.after, g.before), n) + (n == 0)


@figure(
    data=brackets, holds=one_is_nothing_one_is_all, wrong={"conv": without_turning}, source="oppenheim2010, section 2.4"
)
def sums_in_two_orders(data, style: Style):
    """Where sums don't converge absolutely, brackets matter

    1 at every place, the difference δ₀ - δ₁, and the step, at n = -4 to 4. Every single sum exists. But 1 * (δ₀ - δ₁)
    is 0, and stays 0 under the step; while (δ₀ - δ₁) * step is δ₀, and so 1 comes back. The double sum does not
    converge absolutely, and convolution does not associate. All values are exact.
    """
    sheet, axes = page(7.5, 2.6, 2, 3, sharex=True, sharey=True)
    top = [("$f = 1$", data.inputs[0]), (r"$g = \delta_0 - \delta_1$", data.inputs[1]), ("$h$ = step", data.inputs[2])]
    bottom = [("$f * g$ and $g * h$", None), ("$(f * g) * h = 0$", data.outer[0]), ("$f * (g * h) = 1$", data.outer[1])]
    for ax, (title, values) in zip(axes.flat, [*top, *bottom], strict=True):
        ax.axhline(0, color=style.rule, lw=0.8)
        for row, colour, marker, shift in (
            [(values, style.blue, "o", 0)]
            if values
            else [(data.inner[0], style.vermilion, "s", -0.12), (data.inner[1], style.green, "^", 0.12)]
        ):
            ax.vlines(np.array(data.n) + shift, 0, row, color=colour, lw=1.4, linestyles="-")
            ax.plot(np.array(data.n) + shift, row, marker=marker, ms=4, ls="none", color=colour)
        ax.set_title(title, size=10)
        ax.set(yticks=[-1, 0, 1], ylim=(-1.3, 1.4))
    for ax in axes[1]:
        ax.set_xlabel("$n$")
    return sheet


# ---------------------------------------------------------------- a derivative across jumps


def slopes(conv=convolution.continuous):
    """The derivative of box * box, and what is left of box' * box where the derivative is taken between the jumps
    alone.
    """
    x = sp.Symbol("x", real=True)
    box, places = convolution.box(0, 1), [sp.Rational(2 * k + 1, 16) for k in range(-8, 24)]
    whole = conv(box, box, x)
    between_jumps = conv(sp.diff(box, line_t), box, x)
    at = lambda e, places=places: [sp.piecewise_fold(e).subs(x, place) for place in places]
    corners = [sp.Integer(k) for k in range(-1, 4)]  # between which it is straight
    return Data(
        places=places, corners=corners, whole=at(whole, corners), slope=at(sp.diff(whole, x)), lost=at(between_jumps)
    )


def jumps_carry_the_slope(data):
    """Two impulses, 1 at 0 and -1 at 1, convolved with the box, are the slope: box(x) - box(x - 1)."""
    box = lambda x: int(bool(x >= 0) and bool(x < 1))
    return (
        data.whole == [0, 0, 1, 0, 0]
        and data.slope == [box(x) - box(x - 1) for x in data.places]
        and data.lost == [0] * len(data.places)
    )


@figure(
    data=slopes,
    holds=jumps_carry_the_slope,
    wrong={"conv": lambda f, g, x: 2 * convolution.continuous(f, g, x)},
    source="bracewell2000, chapter 6",
)
def lost_at_the_jumps(data, style: Style):
    """The derivative of a box is lost at its jumps

    The convolution of the box on [0, 1) with itself is a tent, whose slope is 1 and then -1. Between its jumps the
    derivative of the box is 0, and so is box' * box: what the slope is made of sits in the jumps, as two impulses. At
    32 places slope and impulses agree exactly.
    """
    sheet, (left, right) = page(7.5, 2.2, 1, 2)
    x = [float(v) for v in data.places]
    left.plot([float(v) for v in data.corners], [float(v) for v in data.whole], label="box $*$ box")
    right.step(x, [float(v) for v in data.slope], where="mid", label="(box $*$ box)$'$")
    right.step(x, [float(v) for v in data.lost], where="mid", label="box$'$ $*$ box")
    for ax in (left, right):
        ax.set(xlabel="$x$", xticks=[0, 1, 2])
        ax.legend(loc="upper right")
    left.set(yticks=[0, 1], ylim=(-0.05, 1.35))
    right.set(yticks=[-1, 0, 1], ylim=(-1.2, 1.7))
    return sheet


# ---------------------------------------------------------------- which edges


def answers(sobel_x=kernels.sobel_x, sobel_y=kernels.sobel_y):
    picture = np.zeros((9, 13), int)
    picture[2:7, 3:10] = 1
    return Data(
        picture=picture,
        across=convolution.cross_correlation(picture, sobel_x(), mode="same"),
        down=convolution.cross_correlation(picture, sobel_y(), mode="same"),
    )


def answer_edges_across_their_change(data):
    """Along the middle of a level edge sobel_x is 0 and sobel_y is not; along the middle of an upright one the other
    way round.
    """
    level, upright = (1, 6), (4, 2)
    return (data.across[level], data.down[level], data.across[upright], data.down[upright]) == (0, 4, 4, 0)


@figure(
    data=answers,
    holds=answer_edges_across_their_change,
    wrong={"sobel_x": kernels.sobel_y, "sobel_y": kernels.sobel_x},
    source="gonzalez2018, section 3.6",
)
def which_edges(data, style: Style):
    """The “horizontal” Sobel kernel finds vertical edges

    A rectangle of ones on zeros, and what the document's two kernels answer. sobel_x, “edge detection (horizontal)”, is
    0 along level edges and 4 in size along upright ones: it is brightness that changes horizontally. sobel_y finds the
    level ones. Whole numbers, exact.
    """
    sheet, axes = page(7.5, 2.1, 1, 3)
    for ax, values, title in zip(
        axes, (data.picture, data.across, data.down), ("image", "sobel_x", "sobel_y"), strict=True
    ):
        board(ax, *values.shape)
        colours = style.sequential if values is data.picture else style.diverging
        text = np.array([[spelt(int(v)) if v and values is not data.picture else "" for v in row] for row in values])
        cells(
            ax,
            text,
            style,
            fill=shades(values, colours, 1.6 if values is data.picture else 6),
            edge=style.rule,
            width=0.5,
            size=7,
        )
        ax.set_title(title)
    return sheet


# ---------------------------------------------------------------- gradients through depth


def through_depth(relu=activation.relu, scaled_tanh=activation.scaled_tanh, sigmoid=activation.sigmoid):
    acts = {
        "ReLU": (relu, 2.0),
        "scaled tanh": (scaled_tanh, 1.0),
        "sigmoid": (sigmoid, 1.0),
        "ReLU, half the variance": (relu, 1.0),
    }
    return Data(
        norms={
            name: activations.gradient_norms(act, np.random.default_rng(0), gain) for name, (act, gain) in acts.items()
        }
    )


def two_arrive(data):
    """Within a factor of ten after 30 layers, or not: sigmoid layers pass at most a quarter, ReLU layers of half the
    variance about 1/√2.
    """
    last = {name: norms[-1] for name, norms in data.norms.items()}
    halved = 2 ** (-29 / 2)
    return (
        0.1 < last["ReLU"] < 10
        and 0.1 < last["scaled tanh"] < 10
        and last["sigmoid"] < 4.0**-29 * 10
        and halved / 10 < last["ReLU, half the variance"] < halved * 10
    )


@figure(
    data=through_depth,
    holds=two_arrive,
    source="he2015, section 2.2",
    wrong={"relu": activation.sigmoid, "scaled_tanh": activation.sigmoid, "sigmoid": activation.relu},
)
def gradient_through_depth(data, style: Style):
    """What of a gradient arrives after thirty layers

    The norm of the gradient from the last of 30 dense layers of 64 units back to the first, over that at the last (seed
    0). With weights of variance 2/n ReLU keeps it, as a scaled tanh does with 1/n; sigmoids, whose slope is at most
    1/4, lose it, and so does ReLU with half the variance.
    """
    sheet, ax = page(7.5, 2.6)
    for (name, norms), marker in zip(data.norms.items(), "os^D", strict=True):
        ax.plot(range(len(norms)), norms, marker=marker, ms=3, label=name)
    ax.set(yscale="log", xlabel="layers passed on the way back", ylabel="norm of the gradient", ylim=(1e-20, 1e3))
    ax.legend(loc="lower left")
    return sheet


# ---------------------------------------------------------------- bits from layer to layer


def bits(mutual_information=information.mutual_information):
    return Data(rows=foundations.bits_through(mutual_information))


def information_is_processed(data):
    """The image's 8 bits are all there at first; neither kind of bits ever rises; in the end there is nothing but the
    label.
    """
    image, label = ([row[k] for row in data.rows] for k in (1, 2))
    slack = foundations.SLACK
    falls = all(b <= a + slack for row in (image, label) for a, b in itertools.pairwise(row))
    return abs(image[0] - 8) < slack and falls and abs(image[-1] - label[-1]) < slack


def forgetting_half(joint, base=2):
    """The fault of another unit."""
    return information.mutual_information(joint, base=4)


@figure(
    data=bits,
    holds=information_is_processed,
    wrong={"mutual_information": forgetting_half},
    source="cover2006, theorem 2.8.1",
)
def bits_kept(data, style: Style):
    """Deeper layers know less, and more of it is to the point

    All 256 images of 2 × 4 pixels through a small network that asks whether a column is dark. The bits that a layer
    holds about the image fall from 8 to those of the label; those about the label stay as they are until the end. Exact
    up to the rounding of sums: every image is there.
    """
    sheet, ax = page(7.5, 2.4)
    at = np.arange(len(data.rows))
    ax.bar(
        at - 0.2,
        [row[1] for row in data.rows],
        0.38,
        color=style.tint(style.blue, 0.45),
        edgecolor=style.blue,
        label="about the image",
    )
    ax.bar(
        at + 0.2,
        [row[2] for row in data.rows],
        0.38,
        color=style.tint(style.vermilion, 0.45),
        edgecolor=style.vermilion,
        hatch="////",
        label="about the label",
    )
    for x, (_, image, label) in zip(at, data.rows, strict=True):
        ax.text(x - 0.2, image + 0.1, f"{image:.2f}", ha="center", size=8)
        ax.text(x + 0.2, label + 0.1, f"{label:.2f}", ha="center", size=8)
    ax.set(xticks=at, xticklabels=[row[0] for row in data.rows], ylabel="bits", ylim=(0, 9.2))
    ax.legend(loc="upper right")
    return sheet
