"""The results of a network's layers over a sample of images, and their descriptions: bytes, intervals and patterns."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ..memory import Buffers
from .lenet import Network, prepared

BINNINGS = ("width", "frequency")


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
