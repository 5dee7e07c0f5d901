"""The mutual information between the layers of a network, the image and its label, layer by layer and through training.

The sample is N equally likely images; X is the index of the image, Y its label, T the result of a layer. T is a
function of X, so I(X; T) = H(T). Two descriptions of T are measured:

exact
    The bytes of the layer's result. Each layer is a function of the one before, so neither I(X; T) nor I(T; Y) rises
    from one layer to the next (cover2006, theorem 2.8.1). Each image passes through the network alone, since the
    rounding of a matrix product may depend on the position of an image in its batch.
binned
    The mean of each feature map over space, or the value of each unit of a vector, sorted into intervals; the pattern
    T' of a layer is all of these together. "width": intervals of equal width from the least to the largest value of the
    layer over the sample. "frequency": for each map, equally many images in each interval, and equal values in the same
    interval. The number of intervals is a power of two, so halving it joins neighbours and the information does not
    increase. From layer to layer it may increase, since a pattern is not a function of the pattern before; these
    increases are an effect of binning, and they are reported.

All values are exact for the sample. As estimates for the distribution of the images they are biased: H(T') is too small
and I(T'; Y) too large, the more so the more patterns there are. Beside each value is the first-order bias of Miller and
Madow, which is inaccurate for many patterns, and `chance`, the mean of I(T'; Y) with labels in random order. If there
are more than half as many patterns as images, a layer is `saturated`: nearly every image has its own pattern, and the
information says no more than that. Single maps have few intervals and little bias; the bias of Miller and Madow is
subtracted from their values.
"""

from __future__ import annotations

import functools
import hashlib
import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..information import entropy, miller_madow, mutual_information_from_samples
from ..information.observations import tally
from ..information.samples import information_of
from ..memory import Buffers
from ..numbers.balls import BALLS
from ..numbers.rounded import precision
from .lenet import Network, prepared

BINNINGS = ("width", "frequency")


# ---------------------------------------------------------------- the results of the layers


@dataclass(frozen=True)
class Representation:
    """A layer over the sample.

    name, shape: of the layer; symbols: (N,) integers, equal if the results have the same bytes; values: (N, maps), the
    mean of each map or the value of each unit, as floats, or integers, which are not binned.
    """

    name: str
    shape: tuple[int, ...]
    symbols: np.ndarray
    values: np.ndarray


def representations(network: Network, images: np.ndarray) -> list[Representation]:
    """The image, the result of each layer and the answer, for images (N, 28, 28) of uint8.

    Raises ValueError if a result is not finite.
    """
    names = ["image", *titles(network), "answer"]
    inputs = prepared(images, network.dtype)
    shapes: list[tuple[int, ...]] = [*network.inference.shapes, ()]
    numbers: list[dict[bytes, int]] = [{} for _ in names]
    symbols = np.empty((len(names), len(images)), np.int64)
    values = [np.empty((len(images), shape[0])) for shape in network.inference.shapes] + [
        np.empty((len(images), 1), np.int64)
    ]
    with Buffers():
        for n in range(len(images)):
            for k, y in enumerate(network.inference.activations(inputs[n : n + 1])):
                symbols[k, n] = numbers[k].setdefault(digest(y), len(numbers[k]))
                values[k][n] = y.reshape(y.shape[1], -1).mean(axis=1, dtype=np.float64)
            symbols[-1, n] = values[-1][n, 0] = network.answers(y)[0]
    for name, v in zip(names, values, strict=True):
        if not np.isfinite(v).all():
            raise ValueError(f"{name} has a result {v[~np.isfinite(v)][0]}; all results must be finite")
    return [Representation(*one) for one in zip(names, shapes, symbols, values, strict=True)]


def titles(network: Network) -> Iterator[str]:
    """A name for each layer; for one without a name, the last name before it and its formula."""
    last = ""
    for layer in network.inference.layers:
        last = layer.name or last
        yield layer.name or f"{last} {layer.formula.name.rpartition('.')[2]}"


def digest(y: np.ndarray) -> bytes:
    """A digest of the bytes of an array."""
    return hashlib.blake2b(np.ascontiguousarray(y).data, digest_size=32).digest()


# ---------------------------------------------------------------- patterns


def binned(values: np.ndarray, bins: int, binning: str = "width") -> np.ndarray:
    """The interval, from 0 to bins - 1, of each value (N, maps). Integers stay as they are.

    >>> values = np.array([[0.0, 1.0], [2.0, 4.0]])
    >>> binned(values, 4).tolist(), binned(values, 4, "frequency").tolist()
    ([[0, 1], [2, 3]], [[0, 0], [2, 2]])
    """
    if values.dtype.kind == "i":
        return values
    if binning == "frequency":  # the number of images with a smaller value, as a part of all images
        below = np.stack([np.searchsorted(np.sort(map_), map_) for map_ in values.T], axis=1)
        return below * bins // len(values)
    low, high = values.min(), values.max()
    if low == high:
        return np.zeros(values.shape, np.int64)
    share = (values - low) / (high - low)  # a product with a power of two is exact, so wider intervals join two
    return np.minimum((share * bins).astype(np.int64), bins - 1)


def patterns(codes: np.ndarray) -> np.ndarray:
    """A number for each row of integers (N, maps), the same for equal rows.

    >>> patterns(np.array([[0, 1], [1, 0], [0, 1]])).tolist()
    [0, 1, 0]
    """
    return np.unique(codes, axis=0, return_inverse=True)[1].reshape(-1)


# ---------------------------------------------------------------- measures of a layer


@dataclass(frozen=True)
class Row:
    """The information of a layer, in bits.

    about_image: H(T'); image_lacks: the bias of Miller and Madow, by which it is too small; about_label: I(T'; Y);
    label_excess: the bias, by which it is too large; chance: its mean with random labels; best_map, mean_map: the
    largest and the mean information of single maps about the label, corrected for bias; best: the number of the best
    map; exact_image, exact_label: I(X; T) and I(T; Y) of the bytes.
    """

    name: str
    shape: tuple[int, ...]
    patterns: int
    saturated: bool
    about_image: float
    image_lacks: float
    about_label: float
    label_excess: float
    chance: float
    best: int
    best_map: float
    mean_map: float
    exact_image: float
    exact_label: float


def row(layer: Representation, labels: np.ndarray, bins: int, binning: str, dealt: Sequence[np.ndarray]) -> Row:
    """The measures of one layer; dealt: the labels in several random orders."""
    codes = binned(layer.values, bins, binning)
    seen = patterns(codes)
    pairs = tally("representations", seen, labels)
    singles = [mutual_information_from_samples(map_, labels) for map_ in codes.T]
    return Row(
        layer.name,
        layer.shape,
        len(pairs.of_x),
        2 * len(pairs.of_x) > len(labels),
        about_image=float(entropy(pairs.of_x / len(labels))),
        image_lacks=float(miller_madow(pairs.of_x)),
        about_label=information_of(pairs),
        label_excess=float(miller_madow(pairs.counts) - miller_madow(pairs.of_x) - miller_madow(pairs.of_y)),
        chance=float(np.mean([shared(seen, order) for order in dealt])),
        best=int(np.argmax(singles)),
        best_map=max(singles),
        mean_map=float(np.mean(singles)),
        exact_image=float(entropy(np.bincount(layer.symbols) / len(labels))),
        exact_label=shared(layer.symbols, labels),
    )


def shared(symbols: np.ndarray, labels: np.ndarray) -> float:
    """The mutual information of observed frequencies, without a correction."""
    return information_of(tally("representations", symbols, labels))


# ---------------------------------------------------------------- the data processing inequality


@dataclass(frozen=True)
class Step:
    """The information of a description, and of another that is a function of it, in bits."""

    finer: str
    coarser: str
    finer_bits: float
    coarser_bits: float
    holds: bool


@dataclass(frozen=True)
class Check:
    """One rule for "I(X; T)" or "I(T; Y)" along one kind of step. Without a step, it was not checked and is false."""

    rule: str
    measure: str
    steps: tuple[Step, ...]

    @property
    def holds(self) -> bool:
        return bool(self.steps) and all(step.holds for step in self.steps)

    @property
    def strict(self) -> int:
        """The number of steps in which the information decreases."""
        return sum(step.coarser_bits < step.finer_bits for step in self.steps)

    @property
    def violations(self) -> list[Step]:
        return [step for step in self.steps if not step.holds]


def data_processing(layers: Sequence[Representation], labels: np.ndarray, bins: int, binning: str) -> list[Check]:
    """Check the inequality wherever one description is a function of another.

    These steps are from layer to layer, from bytes to patterns, and from intervals to intervals of twice the width. The
    values are computed with balls, which enclose them, so a violation is one of the exact values.
    """
    described = [[(layer.name, layer.symbols)] for layer in layers]
    halved = [bins >> k for k in range(bins.bit_length() - 1)]
    for ways, layer in zip(described, layers, strict=True):
        if layer.values.dtype.kind != "i":
            ways += [
                (f"{layer.name} in {count} intervals", patterns(binned(layer.values, count, binning)))
                for count in halved
            ]
    rules = {
        "from layer to layer, exact": [(a[0], b[0]) for a, b in itertools.pairwise(described)],
        "from a layer's bytes to its patterns": [(ways[0], ways[1]) for ways in described if len(ways) > 1],
        "from intervals to intervals twice as wide": [
            pair for ways in described for pair in itertools.pairwise(ways[1:])
        ],
    }
    with precision():
        return [
            Check(rule, measure, tuple(step(*pair, about) for pair in pairs))
            for rule, pairs in rules.items()
            if pairs
            for measure, about in (("I(X; T)", None), ("I(T; Y)", labels))
        ]


Described = tuple[str, np.ndarray]


def step(finer: Described, coarser: Described, labels: np.ndarray | None) -> Step:
    """Whether the coarser description has no more information about the labels, or, without labels, about the image."""
    before, after = (enclosed(symbols, labels) for _, symbols in (finer, coarser))
    return Step(finer[0], coarser[0], float(before.mid()), float(after.mid()), not after > before)


def enclosed(symbols: np.ndarray, labels: np.ndarray | None) -> Any:
    """H(T), or with labels I(T; Y) = H(T) + H(Y) - H(T, Y), as a ball."""
    of_symbols = entropy_of_counts(counts(symbols))
    if labels is None:
        return of_symbols
    return of_symbols + entropy_of_counts(counts(labels)) - entropy_of_counts(counts(symbols, labels))


def counts(*columns: np.ndarray) -> tuple[int, ...]:
    """How often each value, or combination of values, occurs, in ascending order: entropy depends on nothing else."""
    return tuple(sorted(np.unique(np.stack(columns), axis=1, return_counts=True)[1].tolist()))


@functools.lru_cache(maxsize=256)
def entropy_of_counts(occurrences: tuple[int, ...]) -> Any:
    """The statement of entropy over balls."""
    whole = sum(occurrences)
    shares = np.empty(len(occurrences), object)
    shares[:] = [Fraction(n, whole) for n in occurrences]
    return BALLS.lift(entropy.literal(shares, number=BALLS))


# ---------------------------------------------------------------- a network measured


@dataclass(frozen=True)
class Rise:
    """An increase of I(T';

    Y) from a layer to the next, in bits, and the part that an increase of chance does not explain.
    """

    before: str
    after: str
    bits: float
    beyond_chance: float


@dataclass(frozen=True)
class Study:
    """A network measured on a sample. Entropies are in bits."""

    images: int
    image_entropy: float
    label_entropy: float
    bins: int
    binning: str
    permutations: int
    rows: list[Row]
    checks: list[Check]

    @property
    def holds(self) -> bool:
        return all(check.holds for check in self.checks)

    @property
    def rises(self) -> list[Rise]:
        """The increases of I(T'; Y) from a layer to the next that are larger than those of chance."""
        found = [
            Rise(
                a.name,
                b.name,
                b.about_label - a.about_label,
                b.about_label - a.about_label - max(0.0, b.chance - a.chance),
            )
            for a, b in itertools.pairwise(self.rows)
        ]
        return [rise for rise in found if rise.beyond_chance > 0]


def measure(
    network: Network,
    images: np.ndarray,
    labels: np.ndarray,
    *,
    bins: int = 4,
    binning: str = "width",
    permutations: int = 5,
    seed: int = 0,
) -> Study:
    """Measure a network on labelled images.

    Parameters
    ----------
    network : the network.
    images : (N, 28, 28) of uint8, N >= 2.
    labels : (N,) integers.
    bins : the number of intervals, a power of two.
    binning : "width" or "frequency".
    permutations : the number of random orders of the labels for `chance`.
    seed : of these orders.

    Returns
    -------
    A `Study`.

    Raises
    ------
    ValueError : an argument is invalid, or a result of the network is not finite.
    """
    if isinstance(bins, bool) or not isinstance(bins, int) or bins < 2 or bins & (bins - 1):
        raise ValueError(f"bins = {bins!r}: it must be a power of two, and at least 2")
    if binning not in BINNINGS:
        raise ValueError(f"binning = {binning!r}: it must be one of {', '.join(BINNINGS)}")
    if isinstance(permutations, bool) or not isinstance(permutations, int) or permutations < 1:
        raise ValueError(f"permutations = {permutations!r}: it must be an integer >= 1")
    images, labels = np.asarray(images), np.asarray(labels)
    if images.ndim != 3 or labels.shape != images.shape[:1] or len(images) < 2:
        raise ValueError(
            f"images have shape {images.shape} and labels {labels.shape}: they must be (N, 28, 28) and (N,) with N >= 2"
        )
    return study(representations(network, images), labels, bins, binning, permutations, seed)


def study(
    layers: Sequence[Representation], labels: np.ndarray, bins: int, binning: str, permutations: int, seed: int
) -> Study:
    """Measure layers; the parameters are those of `measure`."""
    rng = np.random.Generator(np.random.Philox(seed))
    labels = labels.astype(np.int64)
    dealt = [rng.permutation(labels) for _ in range(permutations)]
    rows = [row(layer, labels, bins, binning, dealt) for layer in layers]
    of_labels = float(entropy(np.unique(labels, return_counts=True)[1] / len(labels)))
    return Study(
        len(labels),
        rows[0].exact_image,
        of_labels,
        bins,
        binning,
        permutations,
        rows,
        data_processing(layers, labels, bins, binning),
    )
