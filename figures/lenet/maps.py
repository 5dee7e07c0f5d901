"""Filters of LeNet-5 and their feature maps, after a short training."""

from __future__ import annotations

import functools

import numpy as np
from matplotlib.colors import LinearSegmentedColormap
from matplotlib.figure import Figure

from mathcnn import activation, layers, pooling
from mathcnn.networks import lenet

from .. import Data, figure
from ..style import Style
from .learning import EPOCHS, at_epoch, trained


def maps(conv=layers.conv):
    """The trained network on one digit: C1 and C3 as `conv` computes them, and the softmax of the outputs."""
    network, digits = at_epoch(EPOCHS), trained().digits
    at = int(np.flatnonzero(digits.test_labels == 5)[3])
    x = lenet.prepared(digits.test_images[at : at + 1])
    w = {name: np.array(network.parameters[f"{name}.w"]) for name in ("C1", "C3")}
    b = {name: np.array(network.parameters[f"{name}.b"]) for name in ("C1", "C3")}
    c1 = conv(x, w["C1"], b["C1"])
    s2 = pooling.avg_pool(activation.relu(c1), 2)
    c3 = conv(s2, w["C3"], b["C3"])
    return Data(x=x, w=w, b=b, into={"C1": x, "C3": s2}, out={"C1": c1, "C3": c3}, shares=network.outputs(x)[0])


def maps_are_correlations(data):
    """Each entry of each map is the sum of products with the kernel, plus the bias.

    It is so within (n + 1) u times the sum of the absolute terms, for n terms in float32. The sums they are compared
    with are in float64, which adds as little as 2^-29 of that.
    """
    for name, w in data.w.items():
        windows = np.lib.stride_tricks.sliding_window_view(data.into[name].astype(np.float64), w.shape[2:], (2, 3))
        total = lambda x, w, b: np.einsum("nchwkl,ockl->nohw", x, w) + b[:, None, None]
        exact, size = (
            total(windows, w.astype(np.float64), data.b[name]),
            total(np.abs(windows), np.abs(w).astype(np.float64), np.abs(data.b[name])),
        )
        if not np.all(np.abs(data.out[name] - exact) <= (w[0].size + 2) * 2.0**-24 * size):
            return False
    return True


@figure(
    data=maps,
    holds=maps_are_correlations,
    rounded=True,
    source="lecun1998, section II",
    wrong={"conv": functools.partial(layers.conv, flip=True)},
)
def filters_and_maps(data, style: Style):
    """Filters and feature maps after training

    A digit, the six kernels of C1 and their maps, the sixteen maps of C3, and the network's softmax for the ten digits.
    Blue is positive, vermilion negative, before rectification. Each entry of each map is the sum of the products of the
    kernel with the entries under it, plus the bias, within the rounding of its 25 or 150 terms; with the kernel turned
    it is not.
    """
    sheet = Figure(figsize=(7.5, 4.4), layout="constrained")
    grid = sheet.add_gridspec(4, 9, width_ratios=[1.5, *[1] * 8], height_ratios=[0.8, 1, 1, 1])
    picture = sheet.add_subplot(grid[0:2, 0])
    picture.imshow(data.x[0, 0], cmap=LinearSegmentedColormap.from_list("page", [style.paper, style.ink]))
    picture.set_title("the digit", size=8.5)

    def shown(where, values, title=None):
        ax = sheet.add_subplot(grid[where])
        most = float(np.abs(values).max())
        ax.imshow(values, cmap=style.diverging, vmin=-most, vmax=most)
        ax.set_title(title, size=8.5) if title else None
        return ax

    for k in range(6):
        shown((0, k + 1), data.w["C1"][k, 0], "kernels of C1" if k == 2 else None)
        shown((1, k + 1), data.out["C1"][0, k], "maps of C1" if k == 2 else None)
    for k in range(16):
        shown((2 + k // 8, 1 + k % 8), data.out["C3"][0, k], "maps of C3" if k == 3 else None)
    for ax in sheet.axes:
        ax.set(xticks=[], yticks=[])
        for spine in ax.spines.values():
            spine.set(visible=True, color=style.rule)
    bars = sheet.add_subplot(grid[2:4, 0])
    bars.barh(range(10), data.shares, color=style.tint(style.blue, 0.6), ec=style.blue)
    bars.set(yticks=range(10), ylim=(9.6, -0.6), xlim=(0, 1), xticks=[0, 1], title="shares")
    return sheet
