"""IDX, the file format of MNIST: an array of any number of axes, after a header that gives its type and shape.

    0 0 type rank                   type 8: uint8, 9: int8, 11: int16, 12: int32, 13: float32, 14: float64
    sizes, one for each axis        4 bytes each, the most significant first, like all numbers that follow
    elements                        the last axis varies fastest

Files compressed by gzip are recognised by their first two bytes. The header is checked against the size of the file
before memory is allocated. Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits,
section "The IDX file format".
"""

from __future__ import annotations

import gzip
import math
import os
import stat
import zlib
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np

from ..text.files import replacing
from .dataset import DataError

Path_ = str | os.PathLike[str]

TYPES = {8: "u1", 9: "i1", 11: "i2", 12: "i4", 13: "f4", 14: "f8"}
CODES = {np.dtype(kind): code for code, kind in TYPES.items()}
HELD = ", ".join(kind.name for kind in CODES)
AXES = 64  # NumPy's most
MOST = 2**31  # bytes of elements, unless the caller gives another limit
RATIO = 1032  # the largest compression of deflate: a length code and a distance code of 1 bit each give 258 bytes
PIECE = 2**20  # bytes that are decompressed at a time


class IdxError(DataError):
    """A file that is not an IDX file, is damaged or too large; or an array whose type the format does not have."""


def read_idx(path: Path_, most: int = MOST) -> np.ndarray:
    """Read the array in an IDX file, plain or compressed by gzip.

    Parameters
    ----------
    path : the name of the file.
    most : the largest number of bytes of elements that is read.

    Returns
    -------
    The array, in the byte order of this machine.

    Raises
    ------
    IdxError : the file is not an IDX file, is cut short, damaged, or continues after its last element; or its header
        states more than `most` bytes of elements, or more than a file of its size can hold.
    OSError : the file cannot be opened.
    """
    with open(_regular(path), "rb") as file:
        size = os.fstat(file.fileno()).st_size
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        try:
            if packed:
                with gzip.GzipFile(fileobj=file) as unpacked:
                    return _read(cast(BinaryIO, unpacked), RATIO * size, most)
            return _read(file, size, most)
        except IdxError as error:
            raise IdxError(f"{path}: {error}") from None
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            raise IdxError(f"{path}: the gzip stream is damaged: {error}") from error


def _regular(path: Path_) -> Path_:
    """The path, if it is a regular file: a pipe has no size to check the header against."""
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(f"{path} is a directory")
    if not stat.S_ISREG(mode):
        raise IdxError(f"{path} is not a regular file")
    return path


def _read(file: BinaryIO, available: int, most: int) -> np.ndarray:
    """The array in a stream of at most `available` bytes."""
    head = _exactly(file, 4)
    code, rank = head[2:]
    if head[:2] != b"\0\0" or code not in TYPES:
        raise IdxError(
            f"it begins with {head.hex(' ')}; an IDX file begins with 00 00, a type of "
            f"{', '.join(f'{c:02x}' for c in TYPES)}, and a rank"
        )
    if rank > AXES:
        raise IdxError(f"its header states {rank} axes; at most {AXES} are read")
    kind = np.dtype(TYPES[code]).newbyteorder(">")
    shape = tuple(np.frombuffer(_exactly(file, 4 * rank), ">u4").tolist())
    claimed = math.prod(shape) * kind.itemsize
    if math.prod(n for n in shape if n) * kind.itemsize > np.iinfo(np.intp).max and 0 in shape:
        raise IdxError(f"its header states shape {shape}, which is too large for NumPy, although it has no elements")
    if claimed > most:
        raise IdxError(f"its header states shape {shape} of {kind.name}, {claimed} bytes; at most {most} are read")
    if 4 + 4 * rank + claimed > available:
        room = available - 4 - 4 * rank
        raise IdxError(
            f"cut short: its header states shape {shape} of {kind.name}, {claimed} bytes; a file of this size has "
            f"at most {room}"
        )
    elements = np.empty(claimed, np.uint8)
    done = 0
    while done < claimed:
        piece = file.read(min(PIECE, claimed - done))
        if not piece:
            raise IdxError(
                f"it is cut short: it has {done} of {claimed} bytes of elements, for shape {shape} of {kind.name}"
            )
        elements[done : done + len(piece)] = np.frombuffer(piece, np.uint8)
        done += len(piece)
    if file.read(1):  # at the end of a gzip stream this also checks its sum
        raise IdxError(f"it continues after the last of {claimed} bytes of elements, for shape {shape} of {kind.name}")
    return _native(elements.view(kind)).reshape(shape)


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise IdxError("it is cut short: it ends inside its header")
    return data


def _native(elements: np.ndarray) -> np.ndarray:
    """The same numbers in this machine's byte order, in the same memory."""
    native = elements.dtype.newbyteorder("=")
    return elements.view(native) if elements.dtype == native else elements.byteswap(inplace=True).view(native)


def write_idx(path: Path_, x: Any) -> None:
    """Write an array as an IDX file, compressed by gzip if the name ends in .gz; the file appears whole or not at all.

    The same array gives the same bytes.

    Parameters
    ----------
    path : the name of the file.
    x : an array of uint8, int8, int16, int32, float32 or float64.

    Raises
    ------
    IdxError : the format does not have the type, or an axis has 2^32 entries or more.
    OSError : the file cannot be written.
    """
    x = np.asarray(x)
    kind = x.dtype.newbyteorder("=")
    if kind not in CODES:
        raise IdxError(f"{path}: an array of {x.dtype}; its type must be one of {HELD}")
    if max(x.shape, default=0) >= 2**32:
        raise IdxError(f"{path}: an array of shape {x.shape}; an axis must be shorter than 2^32")
    head = bytes([0, 0, CODES[kind], x.ndim]) + np.array(x.shape, ">u4").tobytes()
    with replacing(path) as file:
        if Path(path).suffix == ".gz":
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                packed.write(head)
                packed.write(np.ascontiguousarray(x, kind.newbyteorder(">")).data)
        else:
            file.write(head)
            file.write(np.ascontiguousarray(x, kind.newbyteorder(">")).data)
