"""Sums of sequences in two orders."""

from __future__ import annotations

import numpy as np

from mathcnn import convolution
from mathcnn import convolution as line
from mathcnn.convolution.two_sided import ONES, STEP, STEP_DOWN

from .. import Data, figure
from ..style import Style, page


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
    """A fault: g[m - n] for g[n - m]."""
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
