"""A picture of one digit, of any size and kind, as the 28 x 28 image that a network trained on MNIST expects.

MNIST's own makers fitted each digit into 20 x 20 pixels, kept its proportions, and put its centre of mass into the
middle of 28 x 28. Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits.
"""

from __future__ import annotations

import os

import numpy as np
from PIL import Image
from scipy import ndimage

from .dataset import BOX, SIZE
from .photographs import ImageError, read_image

LUMA = np.array([0.299, 0.587, 0.114])  # of red, green, blue; source: ITU-R BT.601
FAINT = 0.25  # of the strongest contrast: what is below is paper, shadow or the noise of a JPEG
FINEST = 1024  # pixels: more on a side tell nothing about 20
SPECK = 0.02  # of the largest connected piece's pixels: a smaller piece is dirt


def read_digit(path: str | os.PathLike[str]) -> np.ndarray:
    """The digit in an image file, as `as_digit` places it.

    Raises ImageError where it can't be read or shows nothing; else OSError.
    """
    x = read_image(path)
    try:
        return as_digit(x)
    except ImageError as error:
        raise ImageError(f"{path}: {error}") from None


def as_digit(x: np.ndarray) -> np.ndarray:
    """One digit, dark on light or light on dark, as uint8 (28, 28), light on black, placed as MNIST places it.

    `x` is an image as `read_image` gives it. The background is the median of its outermost pixels. Whatever is
    transparent is background. Ink is what differs from it by at least a quarter of the strongest difference, of the
    sign of that; pieces of less than a fiftieth of the largest are dirt. An image of 28 x 28 is taken to be placed
    already, and turned light on black at most. Raises ImageError where there is no ink.
    """
    grey = as_grey(x)
    frame = np.median(np.concatenate([grey[0], grey[-1], grey[:, 0], grey[:, -1]]))
    contrast = grey - frame
    if (strongest := contrast.flat[np.argmax(abs(contrast))]) == 0:
        raise ImageError("it shows no digit: all of it has one colour")
    if grey.shape == (SIZE, SIZE):
        return np.rint(grey if strongest > 0 else 255 - grey).astype(np.uint8)
    contrast /= strongest
    return placed(cleaned(np.where(contrast >= FAINT, contrast, 0)))


def as_grey(x: np.ndarray) -> np.ndarray:
    """An image (H, W) or (H, W, 1 to 4 channels) as float64 from 0 to 255, its transparency laid over black or white.

    Over white if what is opaque is dark on average, else over black; so ink on nothing remains ink. Floats, which have
    no white of their own, are stretched to the whole range. What is longer than FINEST is averaged over squares.
    """
    x = np.asarray(x)
    if (
        x.dtype.name not in ("uint8", "uint16", "float32", "float64")
        or x.ndim not in (2, 3)
        or x.shape[2:] not in ((), (1,), (2,), (3,), (4,))
    ):
        raise ImageError(
            f"an array {x.shape} of {x.dtype} is no image: (H, W) or (H, W, 1 to 4) of uint8, uint16 or floats"
        )
    if 0 in x.shape or not (x.dtype.kind == "u" or np.isfinite(x).all()):
        raise ImageError(
            f"an array {x.shape} of {x.dtype} is no image: it has no pixels, or values that are not finite"
        )
    k = -(-max(x.shape[:2]) // FINEST)
    height, width = (max(1, n // k) for n in x.shape[:2])
    y = (
        x[: height * k, : width * k]
        .reshape(height, min(k, x.shape[0]), width, min(k, x.shape[1]), -1)
        .mean((1, 3), dtype=float)
    )
    if x.dtype.kind == "u":
        y *= 255 / np.iinfo(x.dtype).max
    elif (low := y.min()) < y.max():
        y = (y - low) * (255 / (y.max() - low))
    colours, opacity = (y[..., :-1], y[..., -1] / 255) if y.shape[2] in (2, 4) else (y, np.ones(y.shape[:2]))
    grey = colours @ LUMA if colours.shape[2] == 3 else colours[..., 0]
    if not opacity.any():
        raise ImageError("it shows no digit: all of it is transparent")
    under = 255.0 if np.average(grey, weights=opacity) < 127.5 else 0.0
    return grey * opacity + under * (1 - opacity)


def cleaned(ink: np.ndarray) -> np.ndarray:
    """Ink (H, W) without its small pieces, as small as still holds all the others."""
    pieces, _ = ndimage.label(ink, np.ones((3, 3)))
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    kept = np.where((sizes >= SPECK * sizes.max())[pieces], ink, 0)
    rows, columns = (np.flatnonzero(kept.any(axis)) for axis in (1, 0))
    return kept[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def placed(ink: np.ndarray) -> np.ndarray:
    """Ink (H, W) from 0 to 1, fitted into a box of 20 x 20 with its proportions, its centre of mass in the middle of 28
    x 28.
    """
    scale = BOX / max(ink.shape)
    height, width = (max(1, round(scale * n)) for n in ink.shape)
    small = np.array(Image.fromarray(ink.astype(np.float32)).resize((width, height), Image.Resampling.BILINEAR)).clip(
        0, 1
    )
    small /= small.max()
    centre = ndimage.center_of_mass(small)
    # MNIST's mean centre is pixel 14 of 0 to 27, that is half a pixel beyond the geometric middle
    top, left = (int(np.clip(round(SIZE / 2 - c), 0, SIZE - n)) for c, n in zip(centre, small.shape, strict=True))
    x = np.zeros((SIZE, SIZE), np.uint8)
    x[top : top + height, left : left + width] = np.rint(255 * small)
    return x
