"""Labelled images of 28 x 28 pixels, in two parts: one to train on, one to test with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

SIZE, BOX = 28, 20  # pixels: an image's side, and that of the square that MNIST fits a digit into
DIGITS = tuple("0123456789")


class DataError(ValueError):
    """Data that can't be had, or are not what they should be."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Images (N, 28, 28) of uint8, white on black (0 is background), and labels (N,) of uint8, which number `classes`.

    `origin` says in a sentence where they came from. Raises DataError where the arrays are of other shapes or types,
    are of different lengths or empty, or where a label numbers no class.
    """

    name: str
    train_images: np.ndarray
    train_labels: np.ndarray
    test_images: np.ndarray
    test_labels: np.ndarray
    classes: tuple[str, ...]
    origin: str

    def __post_init__(self) -> None:
        checked(
            f"{self.name}, training images",
            self.train_images,
            f"{self.name}, training labels",
            self.train_labels,
            self.classes,
        )
        checked(
            f"{self.name}, test images", self.test_images, f"{self.name}, test labels", self.test_labels, self.classes
        )

    def first(self, train: int | None, test: int | None) -> Dataset:
        """The same with the first so many images of each part; None is all of them."""
        for part, count, held in (("train", train, len(self.train_labels)), ("test", test, len(self.test_labels))):
            if count is not None and not 1 <= count <= held:
                raise DataError(f"{part} = {count}; {self.name} has {held} {part} images, and at least 1 is needed")
        return replace(
            self,
            train_images=self.train_images[:train],
            train_labels=self.train_labels[:train],
            test_images=self.test_images[:test],
            test_labels=self.test_labels[:test],
        )

    def __repr__(self) -> str:
        return f"Dataset({self.name}: {len(self.train_labels)} + {len(self.test_labels)} images in {len(self.classes)} classes, {self.origin})"


def checked(images_are: str, images: np.ndarray, labels_are: str, labels: np.ndarray, classes: Sequence[str]) -> None:
    """Raise DataError, in which each array goes by what it is, unless these are labelled images of these classes."""
    if images.dtype != np.uint8 or images.ndim != 3 or images.shape[1:] != (SIZE, SIZE):
        raise DataError(
            f"{images_are}: {images.dtype} of shape {images.shape}; it has to be uint8 of shape (N, {SIZE}, {SIZE})"
        )
    if labels.dtype != np.uint8 or labels.ndim != 1:
        raise DataError(f"{labels_are}: {labels.dtype} of shape {labels.shape}; it has to be uint8 of shape (N,)")
    if len(images) != len(labels):
        raise DataError(
            f"{images_are}: there are {len(images)}, and {len(labels)} labels ({labels_are}); each image has one label"
        )
    if not len(labels):
        raise DataError(f"{images_are}: there are none")
    if (worst := int(labels.max())) >= len(classes):
        place = int(np.argmax(labels))
        raise DataError(
            f"{labels_are}: label {worst} of image {place}; there are {len(classes)} classes, so labels are 0 to {len(classes) - 1}"
        )
