"""Gradients and information through many layers."""

from __future__ import annotations

import itertools

import numpy as np

from mathcnn import activation, information
from mathcnn.audit import activations, foundations

from .. import Data, figure
from ..style import Style, page

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
    """After 30 layers the norm is within a factor of ten, or it is not: sigmoid layers multiply it by at most a
    quarter, ReLU layers with half the variance by about 1/√2.
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

    The norm of the gradient at the first of 30 dense layers of 64 units, divided by that at the last (seed 0). With
    weights of variance 2/n ReLU keeps it, as a scaled tanh does with 1/n; sigmoids, whose slope is at most 1/4, lose
    it, and so does ReLU with half the variance.
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
    """The first layer has all 8 bits of the image; neither kind of bits ever increases; the last layer has only the
    bits of the label.
    """
    image, label = ([row[k] for row in data.rows] for k in (1, 2))
    slack = foundations.SLACK
    falls = all(b <= a + slack for row in (image, label) for a, b in itertools.pairwise(row))
    return abs(image[0] - 8) < slack and falls and abs(image[-1] - label[-1]) < slack


def forgetting_half(joint, base=2):
    """A fault: another unit."""
    return information.mutual_information(joint, base=4)


@figure(
    data=bits,
    holds=information_is_processed,
    wrong={"mutual_information": forgetting_half},
    source="cover2006, theorem 2.8.1",
)
def bits_kept(data, style: Style):
    """Deeper layers have less information, and a larger part of it is about the label

    All 256 images of 2 × 4 pixels through a small network that computes whether a column is dark. The information that
    a layer has about the image falls from 8 bits to that of the label; the information about the label stays the same
    up to the last layer. Exact up to the rounding of sums, since every image is used.
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
