"""Batch normalisation, drawn: three channels before and after."""

from __future__ import annotations

import numpy as np

from mathcnn import normalization

from . import Data, figure
from .style import MARKERS, Style, page

GAMMA, BETA, EPS = np.array([1.0, 0.5, 2.0]), np.array([0.0, 2.0, -3.0]), 1e-5


def channels(batch_norm=normalization.batch_norm):
    """A batch of 64 images of 5 x 3 pixels whose channels differ: narrow and far from 0, wide, skewed."""
    rng = np.random.Generator(np.random.Philox(5))
    x = (
        rng.standard_normal((64, 3, 5, 3)) * np.array([0.4, 2.5, 1.0])[:, None, None]
        + np.array([7.0, -2.0, 3.0])[:, None, None]
    )
    x[:, 2] = 0.7 * (x[:, 2] - 3) ** 2 + 1
    return Data(x=x, y=batch_norm(x, GAMMA, BETA, EPS))


def moments_are_as_set(data):
    """The mean is beta and the variance gamma^2 v / (v + eps), with v the variance before.

    This is so within the roundings of a sum of n entries and eight more for each entry. The rounding of the mean, n u
    max|x|, is multiplied by gamma / s.
    """
    n, u = data.x[:, 0].size, 2.0**-53
    for k in range(3):
        x, y = data.x[:, k], data.y[:, k]
        scale = abs(GAMMA[k]) / np.sqrt(x.var() + EPS)
        off = (n + 8) * u * (np.abs(y).max() + abs(BETA[k])) + scale * (n + 8) * u * np.abs(x).max()  # of a mean
        spread = 2 * np.abs(y - BETA[k]).max() * off + (2 * n + 16) * u * y.var()
        if abs(y.mean() - BETA[k]) > off or abs(y.var() - GAMMA[k] ** 2 * x.var() / (x.var() + EPS)) > spread:
            return False
    return True


@figure(
    data=channels,
    holds=moments_are_as_set,
    source="ioffe2015, algorithm 1",
    wrong={"batch_norm": lambda x, gamma, beta, eps: normalization.batch_norm(x, gamma, beta, eps, correction=1)},
)
def before_and_after(data, style: Style):
    """Batch normalisation before and after

    How often values occur in three channels of a batch of 64 images of 5 × 3 pixels. The mark is the mean, the bar one
    standard deviation to either side. Afterwards channel k has mean β and standard deviation γ, up to ε, and a
    histogram of the same form, since normalisation is linear in each channel. Mean and variance agree with β and γ² v /
    (v + ε) within the rounding of sums of 960 terms. Divided by 959 instead of 960, the variance does not.
    """
    sheet, axes = page(7.5, 3.0, 1, 2, sharex=True, sharey=True)
    lowest, highest = (float(edge([data.x, data.y])) for edge in (np.min, np.max))
    room = 0.04 * (highest - lowest)
    for ax, values, title in zip(axes, (data.x, data.y), ("before", "after"), strict=True):
        for k, (colour, hatch, marker) in enumerate(zip(style.colours, ("", "////", "\\\\\\"), MARKERS, strict=False)):
            channel = values[:, k].ravel()
            height = 3.0 * (2 - k)
            counts, edges = np.histogram(channel, bins=28, range=(channel.min(), channel.max()))
            ax.stairs(
                height + 2.1 * counts / counts.max(),
                edges,
                baseline=height,
                fill=True,
                color=style.tint(colour, 0.4),
                ec=colour,
                hatch=hatch,
                lw=0.8,
            )
            ax.errorbar(
                channel.mean(), height - 0.35, xerr=channel.std(), color=colour, marker=marker, ms=5, capsize=3, lw=1.6
            )
            told = f"channel {k}" if ax is axes[0] else f"γ = {GAMMA[k]:g}, β = {BETA[k]:g}"
            after = highest - channel.max() > channel.min() - lowest  # where there is more room
            ax.text(
                channel.max() + room if after else channel.min() - room,
                height + 1.0,
                told.replace("-", "\N{MINUS SIGN}"),
                ha="left" if after else "right",
                size=8.5,
            )
        ax.set(title=title, xlabel="value", yticks=[])
        ax.spines["left"].set_visible(False)
        ax.axvline(0, color=style.rule, lw=0.8, ls="-", zorder=0)
    axes[0].set(ylim=(-0.9, 8.9), xlim=(lowest - room, highest + room))
    return sheet
