"""LeNet-5 in two variants, both built from the formulas of the topics alone.

"document", as tutorials list it today: convolutions that read every map, averages, rectified linear units, softmax.
"1998", as published (lecun1998, section II.B): C3 reads the maps that its table lists, S2 and S4 have a trained
coefficient and bias, a scaled tanh follows each of the layers up to F6, and the output is the squared distance of F6
from a bitmap of each class.

Both take images of 28 x 28 pixels with a border of background, 32 x 32 pixels in all. Background is -0.1 and ink 1.175,
which makes the mean of MNIST about 0 and its variance about 1 (lecun1998, section II.B).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from ..activation import cross_entropy, relu, scaled_tanh, softmax
from ..classic import conv_by_table, euclidean_rbf, rejecting_loss, subsample
from ..classic.conv_by_table import where_read
from ..layers import conv, flatten, linear
from ..memory import batch_first, empty
from ..normalization import batch_norm, next_running_mean, next_running_var
from ..pooling import avg_pool
from .sequential import Forward, Layer, Row, Sequential

SIDE, BORDER = 32, 2  # pixels: an image with its border, and the border
BACKGROUND, INK = -0.1, 1.175
CLASSES = 10

C3_READS = (
    "012",
    "123",
    "234",
    "345",
    "045",
    "015",
    "0123",
    "1234",
    "2345",
    "0345",
    "0145",
    "0125",
    "0134",
    "1245",
    "0235",
    "012345",
)
"""The maps of S2 that each map of C3 reads (lecun1998, table I)."""


def c3_table() -> np.ndarray:
    """C3's table: a row for each of its 16 maps, a column for each of the 6 of S2.

    >>> int(c3_table().sum())
    60
    """
    return np.array([[str(c) in reads for c in range(6)] for reads in C3_READS], float)


BITMAPS = """
.#####. ...##.. .#####. .#####. ....##. ####### ..####. ####### .#####. .#####.
#.....# ..###.. #.....# #.....# ...###. #...... .#..... ......# #.....# #.....#
#.....# .####.. ......# ......# ..#.##. #...... #...... .....#. #.....# #.....#
#....## ...##.. ......# ......# .#..##. #...... #...... .....#. #.....# #.....#
#...#.# ...##.. .....#. .....#. #...##. #.####. #.####. ....#.. .#...#. #.....#
#..#..# ...##.. ....#.. ..###.. #...##. ##....# ##....# ....#.. ..###.. #....##
#.#...# ...##.. ...#... .....#. ####### ......# #.....# ...#... .#...#. .####.#
##....# ...##.. ..#.... ......# ....##. ......# #.....# ...#... #.....# ......#
#.....# ...##.. .#..... ......# ....##. ......# #.....# ..#.... #.....# ......#
#.....# ...##.. #...... ......# ....##. ......# #.....# ..#.... #.....# ......#
#.....# ...##.. #...... #.....# ....##. #.....# .#....# ..#.... #.....# .....#.
.#####. .#####. ####### .#####. ....##. .#####. ..####. ..#.... .#####. .####..
"""
"""The ten digits, 7 pixels wide and 12 high, after lecun1998, figure 3."""


def codes() -> np.ndarray:
    """The bitmaps as rows of 84 numbers, 1 for ink and -1 for background.

    >>> codes().shape
    (10, 84)
    """
    lines = [line.split() for line in BITMAPS.strip().splitlines()]
    return np.array(
        [[1.0 if pixel == "#" else -1.0 for line in lines for pixel in line[digit]] for digit in range(CLASSES)]
    )


def prepared(images: np.ndarray, dtype: Any = np.float32) -> np.ndarray:
    """Convert images (N, 28, 28) of uint8, 255 for ink, to a batch (N, 1, 32, 32) as the networks read it."""
    x = empty((SIDE, SIDE, len(images)), dtype)
    x.fill(BACKGROUND)
    inner = x[BORDER:-BORDER, BORDER:-BORDER]
    np.multiply(images.transpose(1, 2, 0), np.asarray((INK - BACKGROUND) / 255, dtype), out=inner, casting="unsafe")
    inner += np.asarray(BACKGROUND, dtype)
    return batch_first(x[None])


class Network:
    """A LeNet-5 that can be trained: its layers, its parameters in one row, its loss, and what its outputs mean.

    Parameters
    ----------
    variant : "document" or "1998".
    batch_norm : if true, batch normalisation follows each convolution.
    seed : of the random weights.
    dtype : float32 or float64.
    engine : "numpy" or "compiled"; see `Sequential`.

    Raises
    ------
    ValueError : the variant or the engine is unknown.
    MissingExtra : the engine is "compiled", and llvmlite is not installed.

    >>> Network("document"), Network("1998").parameters["C1.w"].shape
    (Network('document', batch_norm=False, seed=0, dtype=float32): 61,706 parameters, (6, 1, 5, 5))
    """

    def __init__(
        self,
        variant: str = "document",
        *,
        batch_norm: bool = False,
        seed: int = 0,
        dtype: Any = np.float32,
        engine: str = "numpy",
    ):
        if variant not in VARIANTS:
            raise ValueError(f"Network: variant = {variant!r}: it must be one of {', '.join(map(repr, VARIANTS))}")
        self.variant, self.batch_norm, self.seed, self.dtype = variant, batch_norm, seed, np.dtype(dtype)
        build, self.loss, self.loss_settings = VARIANTS[variant]
        stack = list(build(np.random.Generator(np.random.Philox(seed))))
        layers = list(_normalized(stack) if batch_norm else stack)
        self.theta = np.concatenate([np.ravel(layer.arguments[a]) for layer in layers for a in layer.trained]).astype(
            dtype
        )
        self.parameters: dict[str, np.ndarray] = {}
        self.statistics: dict[str, np.ndarray] = {}  # running means and variances
        bound = [self._bound(layer) for layer in layers]
        self.training = Sequential(
            (1, SIDE, SIDE), [layer for layer in bound if layer.formula is not softmax], engine
        )  # cross-entropy takes logits
        self.inference = Sequential((1, SIDE, SIDE), [self._frozen(layer) for layer in bound], engine)
        self._wanted = [layer.trained for layer in self.training.layers]

    def _bound(self, layer: Layer) -> Layer:
        """The layer with its arrays in this network's type, and its parameters as parts of `theta`."""
        arrays = {
            a: np.asarray(layer.arguments[a], self.dtype)
            for a in layer.formula.arrays
            if layer.arguments.get(a) is not None
        }
        for a in layer.trained:
            begin = sum(p.size for p in self.parameters.values())
            arrays[a] = self.theta[begin : begin + arrays[a].size].reshape(arrays[a].shape)
            self.parameters[f"{layer.name}.{a}"] = arrays[a]
        return layer.with_(**arrays)

    def _frozen(self, layer: Layer) -> Layer:
        """The layer for inference: batch normalisation uses running statistics."""
        if layer.formula is not batch_norm:
            return layer
        channels = len(layer.arguments["gamma"])
        for name, start in (("running_mean", 0), ("running_var", 1)):
            self.statistics[f"{layer.name}.{name}"] = np.full(channels, start, self.dtype)
        return layer.with_(
            training=False,
            **{name: self.statistics[f"{layer.name}.{name}"] for name in ("running_mean", "running_var")},
        )

    def outputs(self, x: np.ndarray) -> np.ndarray:
        """The outputs for a prepared batch, (N, 10): probabilities of the classes, or penalties in variant "1998"."""
        return self.inference(x)

    def probabilities(self, x: np.ndarray) -> np.ndarray:
        """The probabilities of the classes for a prepared batch, (N, 10); in variant "1998", softmax(-penalties)."""
        y = self.outputs(x)
        return y if self.variant == "document" else softmax.fn(-y, 1)

    def answers(self, outputs: np.ndarray) -> np.ndarray:
        """The class of each row of outputs: that of the largest probability or the smallest penalty, the first of
        equals.
        """
        return (outputs if self.variant == "document" else -outputs).argmax(axis=1)

    def gradient(self, x: np.ndarray, t: np.ndarray) -> tuple[float, np.ndarray, Forward]:
        """The loss on a prepared batch x with labels t, its gradient in the order of `theta`, and all activations."""
        activations = self.training.forward(x)
        y = activations[-1]
        loss = self.loss.fn(y, t, **self.loss_settings)
        dy = self.loss.backward.fn(self.dtype.type(1), y, t, **self.loss_settings)[0]
        _, grads = activations.pulled(dy, self._wanted, to_input=False)
        row = empty(self.theta.shape, self.dtype)
        begin = 0
        for layer, arrays in zip(self.training.layers, grads, strict=True):
            for a in layer.trained:
                g = arrays[a]
                np.copyto(row[begin : begin + g.size].reshape(g.shape), g)
                begin += g.size
        return float(loss), row, activations

    def follow(self, activations: Iterable[np.ndarray], momentum: float = 0.1) -> None:
        """Update the running statistics with those of the batch whose activations are given."""
        for layer, x in zip(self.training.layers, activations, strict=False):
            if layer.formula is batch_norm:
                for name, next_one in (("running_mean", next_running_mean), ("running_var", next_running_var)):
                    kept = self.statistics[f"{layer.name}.{name}"]
                    np.copyto(kept, next_one.fn(x, kept, self.dtype.type(momentum)))

    @property
    def trained(self) -> int:
        """The number of trained parameters. `theta` also has the weights that C3's table leaves out; they stay 0."""
        return sum(row.parameters for row in self.table())

    def table(self) -> list[Row]:
        """For each layer: shape, trained parameters, connections, multiply-adds and receptive field."""
        return self.inference.table()

    def _repr_markdown_(self) -> str:
        return self.inference._repr_markdown_()

    def __repr__(self) -> str:
        said = f"{self.variant!r}, batch_norm={self.batch_norm}, seed={self.seed}, dtype={self.dtype.name}"
        return f"Network({said}): {self.trained:,} parameters"


# ---------------------------------------------------------------- the two stacks


def document(rng: np.random.Generator) -> Iterable[Layer]:
    """The layers of the variant "document". Weights are normal with variance 2 / fan-in (he2015, eq. 10)."""
    weights = lambda *shape: rng.standard_normal(shape) * np.sqrt(2 / np.prod(shape[1:]))
    conv_ = lambda outputs, inputs: Layer(conv, w=weights(outputs, inputs, 5, 5), b=np.zeros(outputs))
    average = Layer(avg_pool, kernel_size=2)
    yield conv_(6, 1).named("C1")
    yield Layer(relu)
    yield average.named("S2")
    yield conv_(16, 6).named("C3")
    yield Layer(relu)
    yield average.named("S4")
    yield conv_(120, 16).named("C5")
    yield Layer(relu)
    yield Layer(flatten)
    yield Layer(linear, w=weights(84, 120), b=np.zeros(84)).named("F6")
    yield Layer(relu)
    yield Layer(linear, w=weights(CLASSES, 84), b=np.zeros(CLASSES)).named("output")
    yield Layer(softmax, axis=1)


def published(rng: np.random.Generator) -> Iterable[Layer]:
    """The layers of the variant "1998".

    Weights are uniform within 2.4 / fan-in (lecun1998, section III.C); subsampling starts as the average.
    """
    within = lambda reach, *shape: rng.uniform(-reach, reach, shape)
    table = c3_table()
    c3_reach = 2.4 / (25 * table.sum(axis=1))[:, None, None, None]
    squash = Layer(scaled_tanh)
    averages = lambda channels: Layer(
        subsample, coefficient=np.full(channels, 1 / 4), b=np.zeros(channels), kernel_size=2
    )
    yield Layer(conv, w=within(2.4 / 25, 6, 1, 5, 5), b=np.zeros(6)).named("C1")
    yield squash
    yield averages(6).named("S2")
    yield squash
    yield (
        Layer(conv_by_table, w=where_read(within(1, 16, 6, 5, 5) * c3_reach, table=table), table=table, b=np.zeros(16))
        .holding("table")
        .named("C3")
    )
    yield squash
    yield averages(16).named("S4")
    yield squash
    yield Layer(conv, w=within(2.4 / 400, 120, 16, 5, 5), b=np.zeros(120)).named("C5")
    yield squash
    yield Layer(flatten)
    yield Layer(linear, w=within(2.4 / 120, 84, 120), b=np.zeros(84)).named("F6")
    yield squash
    yield Layer(euclidean_rbf, w=codes()).holding("w").named("output")


Build = Callable[[np.random.Generator], Iterable[Layer]]
VARIANTS: dict[str, tuple[Build, Any, dict[str, float]]] = {  # layers, loss, arguments of the loss
    "document": (document, cross_entropy, {}),
    "1998": (published, rejecting_loss, {"rejection": 1.0}),
}


def _normalized(stack: Iterable[Layer]) -> Iterable[Layer]:
    """The layers with batch normalisation after each convolution."""
    for layer in stack:
        yield layer
        if layer.formula in (conv, conv_by_table):
            channels = len(layer.arguments["w"])
            yield Layer(batch_norm, gamma=np.ones(channels), beta=np.zeros(channels)).named(f"N{layer.name[1:]}")
