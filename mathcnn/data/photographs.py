"""Images as arrays: read from a file, filtered with a kernel of `kernels`, and written to a file.

An image is an array (H, W), or (H, W, channels) with 2 (grey, alpha), 3 (red, green, blue) or 4 channels (and alpha),
of uint8 or uint16; grey ones may be of float32 or float64. Values are taken as they are stored: no gamma, no colour
profile.

Pillow finds the format and the size of a file, applies palettes and reads 8 bits a channel. It silently reduces colours
of 16 bits to 8, so imagecodecs reads and writes those, and most of TIFF (`tiff`). The width and height in the header
of a file are checked before anything is decoded. Importing this module without the extra `images` raises MissingExtra.
"""

from __future__ import annotations

import io
import logging
import os
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np

from ..text.extras import need
from ..text.files import check_writable, replacing
from . import tiff

try:
    import imagecodecs
    from PIL import Image, ImageOps, UnidentifiedImageError
    from PIL.ImageFile import ImageFile
except ImportError:
    need("images", "reading and writing images")
    raise

READ = ("PNG", "TIFF", "JPEG", "BMP", "DIB", "GIF", "WEBP", "PPM", "TGA", "ICO", "PCX", "QOI", "AVIF")
LARGEST = 2**30  # bytes of a file
MOST = 2**26  # pixels: 67 million, or three times as many bytes of colour

Path_ = str | os.PathLike[str]

logging.getLogger("PIL").addHandler(logging.NullHandler())  # else Pillow's log of unusual files goes to stderr


class ImageError(ValueError):
    """An image that cannot be read or written, or a filter that does not fit it."""


# ---------------------------------------------------------------- reading


def read_image(path: Path_) -> np.ndarray:
    """Read the image in a file; of an animation or several pages, the first one.

    The image is turned upright if the file states an orientation. Palettes become colours, 1-bit images become 0 and
    255, CMYK becomes RGB; a TIFF in which 0 is white is returned with 0 as black; signed integers and 16-bit floats
    become float32.

    Parameters
    ----------
    path : the name of the file.

    Returns
    -------
    An array (H, W) or (H, W, channels) as the docstring of this module describes it.

    Raises
    ------
    ImageError : the file is not an image, is damaged, has more than 67 million pixels, or a depth that would be lost.
    OSError : the file cannot be opened.
    """
    with open(path, "rb") as file:
        data = file.read(LARGEST + 1)
    if len(data) > LARGEST:  # a device may be endless
        raise ImageError(f"{path} has more than {LARGEST} bytes")
    page = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about size and metadata; size is checked here
            if tiff.is_tiff(data):
                page = tiff.Page(data)
                _check_size(page.width, page.height)
                page.check()
                if page.is_readable:
                    return ORIENTATIONS.get(page.orientation, ORIENTATIONS[1])(page.pixels())
            with Image.open(io.BytesIO(data), formats=READ) as image:
                _check_size(image.width, image.height)
                return _decoded(image, data)
    except tiff.Damaged as error:
        raise ImageError(f"{path} is a damaged image: {error}") from None
    except (ImageError, tiff.Unreadable) as error:
        raise ImageError(f"{path}: {error}") from None
    except UnidentifiedImageError:
        if page is not None:
            raise ImageError(f"{path}: {page} is not read") from None
        raise ImageError(f"{path} is not an image in a format that is read ({', '.join(READ)})") from None
    except Image.DecompressionBombError as error:
        raise ImageError(f"{path}: {error}") from None
    except Exception as error:  # a decoder may raise anything on a damaged file, from struct.error to IndexError
        raise ImageError(f"{path} is a damaged image: {error}") from error


def _check_size(width: int, height: int) -> None:
    if width * height > MOST:
        raise ImageError(f"{width} x {height} is more than {MOST} pixels")


def _decoded(image: Image.Image, data: bytes) -> np.ndarray:
    tile = image.tile[0] if isinstance(image, ImageFile) and image.tile else None
    args = (tile.args if isinstance(tile.args, tuple) else (tile.args,)) if tile else ()
    turn = ORIENTATIONS.get(image.getexif().get(0x0112, 1), ORIENTATIONS[1])
    match image.format:
        case "PNG" if ";16" in str(args):
            return turn(imagecodecs.png_decode(data))
        case "PPM" if tile and tile.codec_name == "ppm" and args[1] > 255:
            if args[1] != 65535 or data[:2] != b"P6":
                raise ImageError(f"a PPM whose largest value is {args[1]} is not read; it must be 255 or 65535")
            count = image.width * image.height * 3
            return (
                np.frombuffer(data, ">u2", count, tile.offset).reshape(image.height, image.width, 3).astype(np.uint16)
            )
        case "PPM" if image.mode == "I":
            return np.asarray(image).astype(np.uint16)
    return _plain(ImageOps.exif_transpose(image))


def _plain(image: Image.Image) -> np.ndarray:
    """The image that Pillow has read, in one of the modes of `read_image`."""
    mode = image.mode
    if mode in ("I;16", "I;16L", "I;16B", "I;16N"):
        return np.asarray(image).astype(np.uint16)
    if mode == "F":
        return np.array(image)
    if mode == "I":
        raise ImageError("an image of 32-bit integers is not read")
    if image.has_transparency_data:
        return np.array(image.convert("LA" if mode in ("1", "L", "LA", "La") else "RGBA"))
    if mode in ("1", "L"):
        return np.array(image.convert("L"))
    x = np.array(image.convert("RGB"))
    grey = mode == "P" and (x[..., 0] == x[..., 1]).all() and (x[..., 1] == x[..., 2]).all()
    return np.ascontiguousarray(x[..., 0]) if grey else x


def _turned(*axes: int, swap: bool = False) -> Callable[[np.ndarray], np.ndarray]:
    return lambda x: np.ascontiguousarray(np.flip(np.swapaxes(x, 0, 1) if swap else x, axes))


ORIENTATIONS = {  # EXIF: where the first row and column of the stored image belong
    1: _turned(),
    2: _turned(1),
    3: _turned(0, 1),
    4: _turned(0),
    5: _turned(swap=True),
    6: _turned(1, swap=True),
    7: _turned(0, 1, swap=True),
    8: _turned(0, swap=True),
}


# ---------------------------------------------------------------- writing


@dataclass(frozen=True)
class Format:
    """A file format: the types and numbers of channels that it stores, and the function that writes it."""

    name: str
    types: tuple[str, ...]
    channels: tuple[int, ...]
    write: Callable[[np.ndarray, BinaryIO], object]


def _by_pillow(name: str, **options: Any) -> Callable[[np.ndarray, BinaryIO], object]:
    return lambda x, file: Image.fromarray(x).save(file, name, **options)


def _png(x: np.ndarray, file: BinaryIO) -> None:
    file.write(imagecodecs.png_encode(x))


def _tiff(x: np.ndarray, file: BinaryIO) -> None:
    options: dict[str, Any] = {
        "photometric": "rgb" if x.ndim == 3 and x.shape[2] > 2 else "minisblack",
        "planarconfig": "contig",
    }
    if x.ndim == 3 and x.shape[2] in (2, 4):
        options["extrasample"] = "unassalpha"
    file.write(imagecodecs.tiff_encode(x, **options))


def _netpbm(x: np.ndarray, file: BinaryIO) -> None:
    file.write(b"P%d %d %d %d\n" % (5 if x.ndim == 2 else 6, x.shape[1], x.shape[0], np.iinfo(x.dtype).max))
    file.write(x.astype(x.dtype.newbyteorder(">")).tobytes())


PNG = Format("PNG", ("uint8", "uint16"), (1, 2, 3, 4), _png)
TIFF = Format("TIFF", ("uint8", "uint16", "float32", "float64"), (1, 2, 3, 4), _tiff)
JPEG = Format("JPEG", ("uint8",), (1, 3), _by_pillow("JPEG", quality=95, subsampling=0))
FORMATS = {
    ".png": PNG,
    ".tif": TIFF,
    ".tiff": TIFF,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".webp": Format("WebP", ("uint8",), (3, 4), _by_pillow("WEBP", lossless=True, exact=True)),
    ".bmp": Format("BMP", ("uint8",), (1, 3), _by_pillow("BMP")),
    ".tga": Format("TGA", ("uint8",), (1, 2, 3, 4), _by_pillow("TGA")),
    ".gif": Format("GIF", ("uint8",), (1,), _by_pillow("GIF")),
    ".pgm": Format("PGM", ("uint8", "uint16"), (1,), _netpbm),
    ".ppm": Format("PPM", ("uint8", "uint16"), (3,), _netpbm),
}
KINDS = {1: "grey", 2: "grey with alpha", 3: "colour", 4: "colour with alpha"}


def format_for(path: Path_, x: np.ndarray) -> Format:
    """The format of the file name's extension.

    Raises ImageError if the extension is unknown, or the format cannot store the image `x` unchanged.
    """
    extension = Path(path).suffix.lower()
    if extension not in FORMATS:
        raise ImageError(
            f"{path}: unknown extension {extension or repr(extension)}; it must be one of {', '.join(FORMATS)}"
        )
    found, channels = FORMATS[extension], x.shape[2] if x.ndim == 3 else 1
    known = x.dtype.name in ("uint8", "uint16") or (x.dtype.name in ("float32", "float64") and channels == 1)
    if not known or x.ndim not in (2, 3) or channels not in KINDS or 0 in x.shape:
        raise ImageError(
            f"an array {x.shape} of {x.dtype} is not an image; it must be (H, W) or (H, W, 1 to 4) of uint8 or uint16, "
            "or (H, W) of float32 or float64"
        )
    if x.dtype.name not in found.types:
        raise ImageError(
            f"{path}: {found.name} stores {' or '.join(found.types)} and not {x.dtype}; PNG and TIFF store uint16, "
            "TIFF also floats"
        )
    if channels not in found.channels:
        stored = " or ".join(KINDS[k] for k in found.channels)
        raise ImageError(f"{path}: {found.name} stores {stored} images and not {KINDS[channels]}; PNG does")
    return found


def write_image(path: Path_, x: np.ndarray) -> None:
    """Write an image in the format of the file name's extension; the file appears whole or not at all.

    Parameters
    ----------
    path : the name of the file.
    x : (H, W) or (H, W, 1 to 4) of uint8 or uint16, or (H, W) of float32 or float64.

    Raises
    ------
    ImageError : the extension is unknown, `x` is not an image, or the format cannot store it unchanged.
    OSError : the file cannot be written.
    """
    x = np.asarray(x)
    if x.ndim == 3 and x.shape[2] == 1:
        x = x[..., 0]
    format = format_for(path, x)
    with replacing(path) as file:
        format.write(np.ascontiguousarray(x, x.dtype.newbyteorder("=")), file)


# ---------------------------------------------------------------- filtering


def portrait() -> Path:
    """The file of the portrait of Grace Hopper that matplotlib ships. Raises MissingExtra without matplotlib."""
    need("figures", "the portrait that is filtered by default", "matplotlib")
    import matplotlib

    return Path(matplotlib.get_data_path()) / "sample_data" / "grace_hopper.jpg"


def filtered(x: np.ndarray, kernel: np.ndarray, mode: str = "same", true_convolution: bool = False) -> np.ndarray:
    """Filter every channel of an image with a kernel, by cross-correlation or by convolution. Outside the image is 0.

    Parameters
    ----------
    x : the image, (H, W) or (H, W, channels).
    kernel : (K, L).
    mode : the size of the result: "same", "full" or "valid".
    true_convolution : if true, convolve, that is, rotate the kernel by 180 degrees.

    Returns
    -------
    The filtered image, float64, with as many channels as `x`.

    Raises
    ------
    ImageError : the kernel is larger than the image and `mode` is "valid".
    """
    from .. import convolution

    act = convolution.image if true_convolution else convolution.cross_correlation
    if mode == "valid" and (x.shape[0] < kernel.shape[0] or x.shape[1] < kernel.shape[1]):
        raise ImageError(f"kernel {kernel.shape} does not fit inside the image {x.shape[:2]} in mode valid")
    planes = x[..., None] if x.ndim == 2 else x
    y = np.stack(
        [
            act(np.ascontiguousarray(plane, float), kernel.astype(float), mode=mode)
            for plane in np.moveaxis(planes, -1, 0)
        ],
        -1,
    )
    return y[..., 0] if x.ndim == 2 else y


def intensities(y: np.ndarray, dtype: np.dtype[Any], scale: str) -> np.ndarray:
    """Convert filtered values to intensities of a type: rounded and clipped, never wrapped. Floats are not clipped.

    `scale` is "clip" for the values themselves, "abs" for their absolute values, or "shift" for the values plus
    mid-grey.
    """
    y = np.abs(y) if scale == "abs" else y
    if dtype.kind == "f":
        return (y + 0.5 if scale == "shift" else y).astype(dtype)
    top = np.iinfo(dtype).max
    return np.clip(np.rint(y + (top + 1) / 2 if scale == "shift" else y), 0, top).astype(dtype)


def filter_image(
    x: np.ndarray, kernel: np.ndarray, mode: str = "same", true_convolution: bool = False, scale: str | None = None
) -> np.ndarray:
    """Filter an image with a kernel; the result is an image of the same type.

    The parameters are those of `filtered` and of `intensities`. If `scale` is None it is "abs" for a kernel that sums
    to 0, such as an edge detector, and "clip" for any other. Alpha is kept, and entries beyond the image are
    transparent.
    """
    colours, alpha = (x[..., :-1], x[..., -1]) if x.ndim == 3 and x.shape[2] in (2, 4) else (x, None)
    # a sum of 0 is exact here: taps are integers, or integers over a power of 2
    y = intensities(
        filtered(colours, kernel, mode, true_convolution), x.dtype, scale or ("abs" if kernel.sum() == 0 else "clip")
    )
    if alpha is None:
        return y
    unit = np.zeros(kernel.shape)
    unit[tuple(k // 2 for k in kernel.shape)] = 1
    return np.concatenate(
        [y, intensities(filtered(alpha, unit, mode, true_convolution), x.dtype, "clip")[..., None]], -1
    )


def filter_file(
    source: Path_ | None,
    target: Path_,
    kernel: str,
    mode: str = "same",
    true_convolution: bool = False,
    scale: str | None = None,
) -> None:
    """Read an image, filter it with a named kernel, and write it.

    Parameters
    ----------
    source : the file to read; None is the portrait that matplotlib ships.
    target : the file to write, in the format of its extension.
    kernel : a name in `kernels.KERNELS`.
    mode, true_convolution, scale : as in `filter_image`.

    Raises
    ------
    ImageError : the kernel is unknown, the image cannot be read, or the result cannot be stored in the format.
    OSError : a file cannot be opened or written.
    """
    from ..kernels import KERNELS
    from ..language.formula import nearest

    if kernel not in KERNELS:
        raise ImageError(f"no kernel {kernel}{nearest(kernel, KERNELS)} (kernels: {', '.join(KERNELS)})")
    x = read_image(portrait() if source is None else source)
    format_for(target, x)  # before the work: a format that cannot store the result
    check_writable(target)
    write_image(target, filter_image(x, np.asarray(KERNELS[kernel]()), mode, true_convolution, scale))
