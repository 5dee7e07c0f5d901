"""Convert an image of one digit, of any size and kind, to the 28 x 28 image that a network trained on MNIST expects.

MNIST's authors scaled each digit to fit 20 x 20 pixels, kept its proportions, and put its centre of mass into the
middle of 28 x 28 pixels. Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits.
"""

from __future__ import annotations

import os

import numpy as np
from scipy import ndimage

from ..text.extras import need
from .dataset import BOX, SIZE
from .photographs import ImageError, read_image

try:
    from PIL import Image
except ImportError:
    need("images", "reading and writing images", "PIL")
    raise

LUMA = np.array([0.299, 0.587, 0.114])  # of red, green, blue; source: ITU-R BT.601
FAINT = 0.25  # of the strongest contrast: what is below is paper, shadow or JPEG noise
FINEST = 1024  # pixels of the longer side; a larger image is averaged first
SPECK = 0.02  # of the pixels of the largest connected piece: a smaller piece is dirt


def read_digit(path: str | os.PathLike[str]) -> np.ndarray:
    """The digit in an image file, converted by `as_digit`.

    Raises ImageError if the image cannot be read or shows no digit, OSError if the file cannot be opened.
    """
    x = read_image(path)
    try:
        return as_digit(x)
    except ImageError as error:
        raise ImageError(f"{path}: {error}") from None


def as_digit(x: np.ndarray) -> np.ndarray:
    """Convert an image of one digit, dark on light or light on dark, to light on black, placed as in MNIST.

    The background is the median of the outermost pixels; transparent pixels are background. Ink is what differs from
    the background by at least a quarter of the strongest difference, with the same sign. Connected pieces of less than
    a fiftieth of the largest are removed. An image of 28 x 28 pixels is only inverted if it is dark on light.

    Parameters
    ----------
    x : an image as `read_image` returns it.

    Returns
    -------
    (28, 28) of uint8, 255 for ink.

    Raises
    ------
    ImageError : `x` is not an image, or all of it has one colour.
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
    """Convert an image (H, W) or (H, W, 1 to 4) to grey, float64 from 0 to 255.

    Transparent pixels become white if the opaque ones are dark on average, else black, so that ink stays visible.
    Floats are scaled to the whole range. An image with a side longer than FINEST is averaged over squares. Raises
    ImageError for an array that is not an image.
    """
    x = np.asarray(x)
    if (
        x.dtype.name not in ("uint8", "uint16", "float32", "float64")
        or x.ndim not in (2, 3)
        or x.shape[2:] not in ((), (1,), (2,), (3,), (4,))
    ):
        raise ImageError(
            f"an array {x.shape} of {x.dtype} is not an image; it must be (H, W) or (H, W, 1 to 4) of uint8, uint16 or "
            "floats"
        )
    if 0 in x.shape or not (x.dtype.kind == "u" or np.isfinite(x).all()):
        raise ImageError(
            f"an array {x.shape} of {x.dtype} is not an image: it has no pixels, or values that are not finite"
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
    """Ink (H, W) without small connected pieces, cropped to the rest."""
    pieces, _ = ndimage.label(ink, np.ones((3, 3)))
    sizes = np.bincount(pieces.ravel())
    sizes[0] = 0
    kept = np.where((sizes >= SPECK * sizes.max())[pieces], ink, 0)
    rows, columns = (np.flatnonzero(kept.any(axis)) for axis in (1, 0))
    return kept[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def placed(ink: np.ndarray) -> np.ndarray:
    """Ink (H, W) from 0 to 1, scaled to fit 20 x 20 pixels, with its centre of mass in the middle of 28 x 28."""
    scale = BOX / max(ink.shape)
    height, width = (max(1, round(scale * n)) for n in ink.shape)
    small = np.array(Image.fromarray(ink.astype(np.float32)).resize((width, height), Image.Resampling.BILINEAR)).clip(
        0, 1
    )
    small /= small.max()
    centre = ndimage.center_of_mass(small)
    # MNIST's centre of mass is at pixel 14 of 0 to 27, half a pixel beyond the geometric middle
    top, left = (int(np.clip(round(SIZE / 2 - c), 0, SIZE - n)) for c, n in zip(centre, small.shape, strict=True))
    x = np.zeros((SIZE, SIZE), np.uint8)
    x[top : top + height, left : left + width] = np.rint(255 * small)
    return x
