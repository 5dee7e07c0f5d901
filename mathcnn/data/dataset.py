"""Labelled images of 28 x 28 pixels, in two parts: training and test images."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

SIZE, BOX = 28, 20  # pixels: an image's side, and that of the square that MNIST fits a digit into
DIGITS = tuple("0123456789")


class DataError(ValueError):
    """Data that are not available, or have the wrong shape, type or content."""


@dataclass(frozen=True, eq=False)
class Dataset:
    """Images (N, 28, 28) of uint8, white on black (0 is background), and labels (N,) of uint8, indices into `classes`.

    `origin` describes the source of the data in one sentence. Raises DataError if an array has another shape or type,
    is empty, if images and labels differ in number, or if a label is no index into `classes`.
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
        """The same data set with the first `train` and `test` images of its parts; None keeps all.

        Raises DataError for a number below 1 or above what there is.
        """
        for part, count, held in (("train", train, len(self.train_labels)), ("test", test, len(self.test_labels))):
            if count is not None and not 1 <= count <= held:
                raise DataError(f"{part} = {count}: it must be from 1 to {held}, the {part} images of {self.name}")
        return replace(
            self,
            train_images=self.train_images[:train],
            train_labels=self.train_labels[:train],
            test_images=self.test_images[:test],
            test_labels=self.test_labels[:test],
        )

    def __repr__(self) -> str:
        images = f"{len(self.train_labels)} + {len(self.test_labels)} images"
        return f"Dataset({self.name}: {images} in {len(self.classes)} classes, {self.origin})"


def checked(images_are: str, images: np.ndarray, labels_are: str, labels: np.ndarray, classes: Sequence[str]) -> None:
    """Raise DataError unless `images` and `labels` are labelled images of these classes.

    The messages call the arrays by the names `images_are` and `labels_are`.
    """
    if images.dtype != np.uint8 or images.ndim != 3 or images.shape[1:] != (SIZE, SIZE):
        raise DataError(
            f"{images_are}: {images.dtype} of shape {images.shape}; it must be uint8 of shape (N, {SIZE}, {SIZE})"
        )
    if labels.dtype != np.uint8 or labels.ndim != 1:
        raise DataError(f"{labels_are}: {labels.dtype} of shape {labels.shape}; it must be uint8 of shape (N,)")
    if len(images) != len(labels):
        raise DataError(
            f"{images_are}: {len(images)} images, but {len(labels)} labels ({labels_are}); each image needs one label"
        )
    if not len(labels):
        raise DataError(f"{images_are}: there are no images")
    if (worst := int(labels.max())) >= len(classes):
        place = int(np.argmax(labels))
        raise DataError(
            f"{labels_are}: label {worst} of image {place}; of {len(classes)} classes, a label must be from 0 to "
            f"{len(classes) - 1}"
        )
