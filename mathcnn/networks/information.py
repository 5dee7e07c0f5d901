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

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..information import entropy, miller_madow, mutual_information_from_samples
from ..information.observations import information_of, tally
from .data_processing import Check, data_processing
from .lenet import Network
from .representations import BINNINGS, Representation, binned, patterns, representations


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
