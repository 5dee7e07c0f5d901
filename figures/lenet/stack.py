"""The layers of LeNet-5, drawn from their computed shapes."""

from __future__ import annotations

import numpy as np
from matplotlib.patches import Polygon

from mathcnn import geometry
from mathcnn.networks import lenet

from .. import Data, figure
from ..style import Style, page

KINDS = {
    "conv": "convolution",
    "conv_by_table": "convolution by a table",
    "avg_pool": "average",
    "subsample": "subsampling",
    "linear": "all to all",
    "euclidean_rbf": "distances",
}


def stack(variant, output_size):
    """Each named layer with the shape of its result, and the side that the formula gives."""
    network = lenet.Network(variant)
    held = list(network.inference.activations(np.zeros((1, 1, lenet.SIDE, lenet.SIDE), np.float32)))
    rows, side = (
        [Data(name="input", kind="", shape=held[0].shape[1:], side=lenet.SIDE, window=0, follows="")],
        lenet.SIDE,
    )
    for layer, y in zip(network.inference.layers, held[1:], strict=True):
        kind = layer.formula.name.partition(".")[2]
        if not layer.name:
            if kind != "flatten":
                rows[-1].follows = {"scaled_tanh": "tanh", "relu": "ReLU"}.get(kind, kind)
            continue
        window = layer.arguments["w"].shape[-1] if kind.startswith("conv") else layer.arguments.get("kernel_size", 0)
        if window:
            side = output_size(side, window, stride=1 if kind.startswith("conv") else window)
        rows.append(
            Data(name=layer.name, kind=kind, shape=y.shape[1:], side=side if window else 1, window=window, follows="")
        )
    return Data(rows=rows)


def sides_are_computed(data):
    """All maps are squares, with the sides that the formula gives."""
    return all(row.shape[1:] in ((), (row.side, row.side)) for row in data.rows) and [row.side for row in data.rows][
        :6
    ] == [32, 28, 14, 10, 5, 1]


def stack_of_document(output_size=geometry.output_size):
    return stack("document", output_size)


def stack_of_1998(output_size=geometry.output_size):
    return stack("1998", output_size)


def one_too_few(h, k, *, stride):
    """A frequent fault: an output size that is one too small."""
    return (h - k) // stride or 1


def drawn_stack(data, style: Style):
    """Feature maps as squares, all to one scale, and vectors as columns.

    A window is marked on each stack, and the cell that it gives.
    """
    sheet, ax = page(7.5, 2.75)
    fills = {
        "": style.muted,
        "conv": style.blue,
        "conv_by_table": style.blue,
        "avg_pool": style.orange,
        "subsample": style.orange,
        "linear": style.green,
        "euclidean_rbf": style.purple,
    }
    step, unit, x, last = 1.3, 0.4, 0.0, None  # between maps; a unit's height
    for row in data.rows:
        maps, side, colour = row.shape[0], row.side, fills[row.kind]
        if side > 1:
            depth = step * (maps - 1)
            low = -(side + depth) / 2
            for k in range(maps - 1, -1, -1):
                at = np.array([x + step * k, low + depth - step * k])
                ax.add_patch(
                    Polygon(
                        at + side * np.array([(0, 0), (1, 0), (1, 1), (0, 1)]),
                        fc=style.tint(colour, 0.35),
                        ec=colour,
                        lw=0.6,
                    )
                )
            width, front = side + depth, np.array([x, low + depth])
        else:
            width, front = 3.0, np.array([x, -unit * maps / 2])
            side = unit * maps
            ax.add_patch(
                Polygon(
                    front + np.array([(0, 0), (3, 0), (3, side), (0, side)]),
                    fc=style.tint(colour, 0.35),
                    ec=colour,
                    lw=0.8,
                )
            )
        if last is not None:
            begin, reach = last
            into = front + (np.array([0.25, 0.7]) * side if row.side > 1 else np.array([0.0, 0.7 * side]))
            if row.window:  # a window, and the lines to the cell that it makes
                corner = begin.front + np.array([0.45 * begin.side, min(0.55 * begin.side, begin.side - row.window)])
                window = corner + row.window * np.array([(0, 0), (1, 0), (1, 1), (0, 1)])
                ax.add_patch(Polygon(window, fc=style.paper, ec=style.ink, lw=0.9, zorder=4))
                for end in (window[1], window[2]):
                    ax.plot(*zip(end, into, strict=True), color=style.ink, lw=0.6, ls="-", zorder=4)
            else:
                for end, to in ((0, 0), (1, 1)):
                    ax.plot(
                        [begin.front[0] + reach, x],
                        [begin.front[1] + end * begin.side, front[1] + to * side],
                        color=style.muted,
                        lw=0.6,
                        ls="-",
                    )
        size = f"{row.side} × {row.side}" if row.side > 1 else "units"
        ax.text(x + width / 2, -31, row.name, ha="center", va="top", weight="bold", size=9)
        ax.text(
            x + width / 2,
            -36.5,
            f"{maps}\n{size}" if row.side == 1 else f"{maps} @\n{size}",
            ha="center",
            va="top",
            size=7.5,
        )
        if row.kind:
            words = KINDS[row.kind].replace(" by a table", "\nby a table") + (
                f"\n{row.window} × {row.window}" if row.window else ""
            )
            words = words.replace("all to all", "all\nto all") + (f"\n{row.follows}" if row.follows else "")
            ax.text(x + width / 2, 31, words, ha="center", va="bottom", size=7, color=style.muted, linespacing=1.1)
        last = Data(front=front, side=side), width
        x += width + (13 if row.side > 1 else 17)
    ax.set(xlim=(-3, x - 12), ylim=(-47, 46), aspect="equal")
    ax.axis("off")
    return sheet


@figure(
    data=stack_of_document, holds=sides_are_computed, wrong={"output_size": one_too_few}, source="lecun1998, figure 2"
)
def layers_of_the_document(data, style: Style):
    """LeNet-5, as it is built today

    Three convolutions, two averages and two fully connected layers, drawn to scale from the shapes of the network's
    results; above, the operation of each. The output-size formula, applied from one layer to the next, gives each of
    these sides: 32, 28, 14, 10, 5, 1.
    """
    return drawn_stack(data, style)


@figure(data=stack_of_1998, holds=sides_are_computed, wrong={"output_size": one_too_few}, source="lecun1998, figure 2")
def layers_of_1998(data, style: Style):
    """LeNet-5, as it was published

    The network of 1998: C3 reads the maps that a table lists, S2 and S4 have a trained coefficient and bias, tanh
    follows every layer up to F6, and the output is the squared distance from a picture of each digit. The shapes are
    those of the network's results, and the output-size formula gives each side.
    """
    return drawn_stack(data, style)
