"""The laws of convolution on floats."""

from __future__ import annotations

import functools
import random

import numpy as np

from mathcnn import convolution
from mathcnn.numbers import rounded, rounding

from .. import Data, figure
from ..style import Style, page


def in_single_precision(f, g):
    """A fault: single precision is used where double is declared."""
    return np.asarray(convolution.discrete(np.float32(f), np.float32(g)), float)


def one_by_one(f, g):
    """The statement on floats, term by term, so that the roundings are the same on every machine."""
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
    """Every difference is within its bound, and some are not 0, or the bounds would show nothing."""
    return all(one.rho.max() <= 1 and np.count_nonzero(one.rho) > len(one.rho) / 4 for one in data.laws.values())


@figure(
    data=roundings, holds=within_their_bounds, wrong={"conv": in_single_precision}, source="higham2002, section 3.1"
)
def rounded_laws(data, style: Style):
    """On floats the laws hold within a proved bound

    Both sides of two laws, computed term by term in double precision on random sequences. They differ; each dot is
    their difference divided by the sum of both sides' rounding bounds at that entry. Open dots at the bottom are equal
    bits. No dot lies above 1.
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
