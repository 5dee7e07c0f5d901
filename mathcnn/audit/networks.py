"""Section IV: the plain stack of layers, LeNet-5, and a line that is fitted."""

from __future__ import annotations

import functools
from fractions import Fraction
from typing import Any

import numpy as np
from sympy import Eq, symbols

from .. import fitting, geometry
from ..activation import relu
from ..layers import conv, flatten, linear
from ..networks.lenet import Network
from ..networks.sequential import Layer, Sequential
from ..pooling import avg_pool
from .propositions import Every, Lawful, Measured
from .statements import Corrected, Statement

x = symbols("x")

# ---------------------------------------------------------------- the plain stack


def a_stack() -> tuple[Sequential, np.ndarray]:
    """Convolution, ReLU, pooling and a linear layer with integer weights, and a batch of two images."""
    rng = np.random.default_rng(0)
    whole = lambda *shape: rng.integers(-3, 4, shape).astype(float)
    layers: list[Any] = [
        Layer(conv, w=whole(3, 2, 2, 3), b=whole(3)),
        relu,
        Layer(avg_pool, kernel_size=2),
        flatten,
        Layer(linear, w=whole(5, 12), b=whole(5)),
    ]
    return Sequential((2, 5, 7), layers), whole(2, 2, 5, 7)


def one_after_another(split: int) -> tuple[Any, Any]:
    """A stack, and the same layers in two stacks, the second on the first one's result."""
    whole, images = a_stack()
    first = Sequential(whole.input_shape, whole.layers[:split])
    return whole(images), Sequential(first.output_shape, whole.layers[split:])(first(images))


def arrays_of_lenet(axes: Any) -> tuple[list[Any], list[Any]]:
    """The numbers of axes of the arrays between the layers of LeNet-5 for one image, and those that are expected."""
    shapes = lenet().inference.shapes
    return [len(shape) for shape in shapes], [axes(shape) for shape in shapes]


@functools.cache
def lenet(variant: str = "document") -> Network:
    """LeNet-5 as the document lists it, or as another variant of `networks.lenet`."""
    return Network(variant)


sequential = Statement(
    "sequential",
    "IV",
    "a Sequential model is a plain stack in which each layer has exactly one input and one output (“one input matrix "
    "and one output matrix”)",
    source="goodfellow2016, chapter 6",
    conventions={
        "“matrix” is an array of any number of axes, a tensor": (
            Every(
                "two parts of a stack, one applied after the other, give the result of the stack",
                [{"split": k} for k in range(1, 5)],
                one_after_another,
            ),
            Every(
                "each layer of LeNet-5 has one input array and one output array",
                [{"layers": "LeNet-5"}],
                lambda layers: arrays_of_lenet(len),
                whole=True,
            ),
        ),
        "“matrix” is an array with two axes": (
            Every(
                "the arrays between the layers of LeNet-5 have two axes",
                [{"layers": "LeNet-5"}],
                lambda layers: arrays_of_lenet(lambda shape: 2),
                whole=True,
            ),
        ),
    },
    corrected=Corrected(
        "one array (tensor) in, one out: C1 of LeNet-5 maps 1 × 32 × 32 to 6 × 28 × 28",
        (
            Every(
                "the shapes of C1's input and output",
                [{"layer": "C1"}],
                lambda layer: (lenet().inference.shapes[:2], [(1, 32, 32), (6, 28, 28)]),
                whole=True,
            ),
        ),
    ),
)


# ---------------------------------------------------------------- LeNet-5

LISTED = {
    "C1": 156,
    "S2": 0,
    "C3": 2416,
    "S4": 0,
    "C5": 48120,
    "F6": 10164,
    "output": 850,
}  # parameters of the layers as listed, by hand
PUBLISHED = {"C1": 156, "S2": 12, "C3": 1516, "S4": 32, "C5": 48120, "F6": 10164}  # lecun1998, section II.B
CONNECTIONS = {"C1": 122304, "S2": 5880, "C3": 151600, "S4": 2000, "C5": 48120, "F6": 10164}


def per_layer(variant: str, what: str) -> dict[str, int]:
    """An attribute of each named layer of a network."""
    return {row.name: getattr(row, what) for row in lenet(variant).table() if row.name}


def sizes(side: int) -> list[int]:
    """The side of each layer's maps, from an image's, through 5 × 5 convolutions and 2 × 2 averages; a ValueError where
    one does not fit.
    """
    found = [side]
    for kernel, stride in ((5, 1), (2, 2), (5, 1), (2, 2), (5, 1)):
        found.append(geometry.output_size(found[-1], kernel, stride=stride))
    return found


lenet_statement = Statement(
    "lenet",
    "4.0.1",
    "LeNet-5, proposed by Yann LeCun, consists of C1 6@5×5, S2 2×2 average, C3 16@5×5, S4 2×2 average, C5 120@5×5, F6 "
    "84, output 10",
    source="lecun1998, section II.B",
    printed=(
        Every(
            "each layer has the parameters that were published",
            [{"layer": name} for name in PUBLISHED],
            lambda layer: ([per_layer("document", "parameters")[layer]], [PUBLISHED[layer]]),
            whole=True,
        ),
        Every(
            "MNIST's images of 28 × 28 pass through it", [{"side": 28}], lambda side: (sizes(side)[-1], 1), whole=True
        ),
    ),
    corrected=Corrected(
        "images are padded to 32 × 32; S2 and S4 multiply the sum of each window by a trained coefficient and add a "
        "bias; each map of C3 reads only "
        "some of S2's; the output layer measures distances to codes. So there are 60,000 trained parameters and "
        "340,908 connections. It is by "
        "LeCun, Bottou, Bengio and Haffner",
        (
            Every(
                "each layer has the parameters that were published",
                [{"layer": name} for name in PUBLISHED],
                lambda layer: ([per_layer("1998", "parameters")[layer]], [PUBLISHED[layer]]),
                whole=True,
            ),
            Every(
                "each layer has the connections that were published",
                [{"layer": name} for name in CONNECTIONS],
                lambda layer: ([per_layer("1998", "connections")[layer]], [CONNECTIONS[layer]]),
                whole=True,
            ),
            Every(
                "60,000 in all, and 340,908 connections with those of the output layer",
                [{"network": "1998"}],
                lambda network: (
                    [lenet(network).trained, sum(row.connections for row in lenet(network).table())],
                    [60000, 340908],
                ),
                whole=True,
            ),
            Every(
                "images of 32 × 32 are reduced to single numbers",
                [{"side": 32}],
                lambda side: (sizes(side), [32, 28, 14, 10, 5, 1]),
                whole=True,
            ),
        ),
    ),
    beside=(
        Every(
            "the stack as listed has 61,706 parameters",
            [{"network": "as listed"}],
            lambda network: ([per_layer("document", "parameters")[name] for name in LISTED], list(LISTED.values())),
            whole=True,
        ),
    ),
    note="C5 is a convolution in name only: on 5 × 5 maps it is a fully connected layer, and on 4 × 4 maps, from "
    "images of 28 × 28, its kernel does not fit.",
    figure="lenet.layers_of_1998",
)


# ---------------------------------------------------------------- a line

TRAIN, TEST = [Fraction(k) for k in range(6)], [Fraction(k) for k in range(6, 11)]


def func(x: Any) -> Any:
    """The document's line."""
    return 2 * x + 9


def fitted() -> tuple[Any, Any]:
    """Slope and intercept by least squares, exactly."""
    y = [func(x) for x in TRAIN]
    return fitting.least_squares_slope(TRAIN, y), fitting.least_squares_intercept(TRAIN, y)


def by_descent(rng: np.random.Generator) -> tuple[bool, str]:
    """Gradient descent at two rates, one on each side of the limit that the data set."""
    data = [float(x) for x in TRAIN]
    limit = 2 / float(fitting.largest_curvature(data))
    ends = {}
    for rate in (0.1, 0.11):
        slope, intercept = 0.0, 0.0
        for _ in range(3000):
            slope, intercept = (
                step(data, [func(x) for x in data], slope, intercept, rate)
                for step in (fitting.step_slope, fitting.step_intercept)
            )
            if abs(slope) > 1e9:
                break
        ends[rate] = float(slope), float(intercept)
    so = abs(ends[0.1][0] - 2) + abs(ends[0.1][1] - 9) < 2**-20 and abs(ends[0.11][0]) > 1e9 and 0.1 < limit < 0.11
    return (
        so,
        f"rates below {limit:.4f} converge: with 0.1 slope {ends[0.1][0]:.6f} and intercept {ends[0.1][1]:.6f}; with "
        "0.11 it diverges",
    )


line = Statement(
    "line",
    "IV",
    "a model fits func(x) = 2x + 9 on x = 0..5, and is tested on 6..10",
    source="bjorck1996, section 1.1; nesterov2004, section 1.2.3",
    formula=Eq(symbols("func"), func(x), evaluate=False),
    printed=(
        Every(
            "least squares on x = 0..5 finds slope 2 and intercept 9, exactly",
            [{"x": TRAIN}],
            lambda x: (list(fitted()), [2, 9]),
            whole=True,
        ),
        Every(
            "and predicts the values at 6..10, which it was not fitted to",
            [{"x": x} for x in TEST],
            lambda x: (fitted()[0] * x + fitted()[1], func(x)),
            whole=True,
        ),
        Lawful("fitting.least_squares_slope::recovers_a_slope"),
        Lawful("fitting.least_squares_intercept::recovers_an_intercept"),
    ),
    beside=(
        Measured("by gradient descent, as in the document's library, convergence depends on the rate", by_descent, 2),
    ),
    note="The fit extrapolates because the line is one of its models. Nothing in this example is a convolution.",
)

STATEMENTS = (sequential, lenet_statement, line)
