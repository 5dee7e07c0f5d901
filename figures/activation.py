"""Activations, drawn: four functions and their derivatives."""

from __future__ import annotations

import numpy as np

from mathcnn import activation

from . import Data, figure
from .style import Style, page

STEP = 1 / 32
ALPHA = 1 / 8  # of the leaky unit: products with it are exact


def forgetting_the_chain_rule(dy, x):
    """The derivative of tanh at 2x/3, without that of 2x/3."""
    return (dy * 1.7159 / np.cosh(2 * x / 3) ** 2,)


def curves(
    relu=activation.relu.backward,
    leaky_relu=activation.leaky_relu.backward,
    sigmoid=activation.sigmoid.backward,
    scaled_tanh=activation.scaled_tanh.backward,
):
    x = np.arange(-4, 4 + STEP, STEP)
    one = np.ones_like(x)
    shown = {
        "ReLU": (activation.relu(x), relu(one, x)[0]),
        "leaky ReLU, α = 1/8": (activation.leaky_relu(x, ALPHA), leaky_relu(one, x, ALPHA)[0]),
        "sigmoid": (activation.sigmoid(x), sigmoid(one, x)[0]),
        "1.7159 tanh(2x/3)": (activation.scaled_tanh(x), scaled_tanh(one, x)[0]),
    }
    return Data(x=x, shown=shown)


def secants_lie_between_slopes(data):
    """The mean value theorem, for each secant between neighbouring places.

    The slopes of all four functions are monotone on either side of 0, which is one of the places; so a secant's slope
    lies between the slopes at its ends. On these places ReLU and leaky ReLU are exact. For the other two no secant's
    slope comes nearer than 1e-6 to that of an end, and rounding changes it by less than 4 · 2^-53 / STEP.
    """
    return all(
        np.all(np.minimum(slope[:-1], slope[1:]) <= (secant := np.diff(y) / STEP))
        and np.all(secant <= np.maximum(slope[:-1], slope[1:]))
        for y, slope in data.shown.values()
    )


@figure(
    data=curves,
    holds=secants_lie_between_slopes,
    source="goodfellow2016, section 6.3",
    wrong={
        "relu": lambda dy, x: (dy * (x > 1),),
        "leaky_relu": lambda dy, x, alpha: (dy * np.where(x > 0, 1, -alpha),),
        "sigmoid": lambda dy, x: (dy * activation.sigmoid(x),),
        "scaled_tanh": forgetting_the_chain_rule,
    },
)
def derivatives(data, style: Style):
    """Activations and their derivatives

    Above the functions, below their derivatives, which multiply a gradient on its way back. The slope of ReLU is 0 or
    1, that of leaky ReLU 1/8 or 1; those of the two smooth functions are nearly 0 far from the origin. By the mean
    value theorem the slope of the secant between two neighbouring places lies between the slopes at its ends: this was
    checked for each of the 256 secants of each curve. At 0, where ReLU has no derivative, the formula gives 0.
    """
    sheet, axes = page(7.5, 3.6, 2, 4, sharex=True, sharey="row", height_ratios=[1.35, 1])
    for (above, below), (name, (y, slope)), colour in zip(axes.T, data.shown.items(), style.colours, strict=False):
        for ax in (above, below):
            ax.axhline(0, color=style.rule, lw=0.8, ls="-", zorder=0)
            ax.axvline(0, color=style.rule, lw=0.8, ls="-", zorder=0)
        above.plot(data.x, y, color=colour, ls="-")
        above.set_title(name)
        jump = np.flatnonzero(np.abs(np.diff(slope)) > 0.5)
        cut = np.insert(slope, jump + 1, np.nan)  # a jump is not a steep line
        below.plot(np.insert(data.x, jump + 1, np.nan), cut, color=colour, ls="-")
        for k in jump:
            below.plot(data.x[k], slope[k], "o", color=colour, ms=4)
            below.plot(data.x[k], slope[k + 1], "o", color=colour, mfc=style.paper, ms=4)
        below.set(xticks=[-4, -2, 0, 2, 4], xlabel="$x$")
    axes[0, 0].set(ylim=(-2.2, 4.2), ylabel="$f(x)$")
    axes[1, 0].set(ylim=(-0.1, 1.3), ylabel="$f\\,'(x)$")
    return sheet
