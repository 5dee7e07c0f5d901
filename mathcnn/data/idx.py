"""IDX, the file format of MNIST: an array of any number of axes, after a head that gives its type and shape.

    0 0 type rank                   type 8: uint8, 9: int8, 11: int16, 12: int32, 13: float32, 14: float64
    size, one an axis               4 bytes each, the most significant first, like all numbers that follow
    elements                        the last axis runs fastest

Files packed by gzip are known by their first two bytes. What a head claims is held against the size of the file before
any memory is taken. Source: Y. LeCun, C. Cortes, C. J. C. Burges, The MNIST database of handwritten digits, section
"The IDX file format".
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
MOST = 2**31  # bytes of elements, unless the caller says otherwise
RATIO = 1032  # deflate's limit: a length code and a distance code, 1 bit each at least, give 258 bytes
PIECE = 2**20  # bytes that are unpacked at a time


class IdxError(DataError):
    """A file that is no IDX file, is damaged, or holds more than it may; or an array that the format has no type for."""


def read_idx(path: Path_, most: int = MOST) -> np.ndarray:
    """The array in an IDX file, plain or packed by gzip.

    Raises IdxError where the file is no IDX file, is cut short, damaged or goes on after its last element, or where its
    head claims more than `most` bytes of elements or more than a file of its size can hold; OSError where there is no
    such file.
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
    """The path, if a regular file is there: a pipe has no size that a head could be held against."""
    mode = os.stat(path).st_mode
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(f"{path} is a directory")
    if not stat.S_ISREG(mode):
        raise IdxError(f"{path} is no regular file")
    return path


def _read(file: BinaryIO, held: int, most: int) -> np.ndarray:
    """The array in a stream that holds at most so many bytes."""
    head = _exactly(file, 4)
    code, rank = head[2:]
    if head[:2] != b"\0\0" or code not in TYPES:
        raise IdxError(
            f"it begins with {head.hex(' ')}; an IDX file begins with 00 00, a type of {', '.join(f'{c:02x}' for c in TYPES)}, and a rank"
        )
    if rank > AXES:
        raise IdxError(f"it claims {rank} axes; at most {AXES} are read")
    kind = np.dtype(TYPES[code]).newbyteorder(">")
    shape = tuple(np.frombuffer(_exactly(file, 4 * rank), ">u4").tolist())
    claimed = math.prod(shape) * kind.itemsize
    if math.prod(n for n in shape if n) * kind.itemsize > np.iinfo(np.intp).max and 0 in shape:
        raise IdxError(f"it claims shape {shape}; NumPy has no array of it, though no element is in it")
    if claimed > most:
        raise IdxError(f"it claims shape {shape} of {kind.name}, {claimed} bytes; at most {most} are read")
    if 4 + 4 * rank + claimed > held:
        room = held - 4 - 4 * rank
        raise IdxError(
            f"it is cut short: it claims shape {shape} of {kind.name}, {claimed} bytes; a file of this size holds at most {room}"
        )
    elements = np.empty(claimed, np.uint8)
    done = 0
    while done < claimed:
        piece = file.read(min(PIECE, claimed - done))
        if not piece:
            raise IdxError(
                f"it is cut short: {done} of {claimed} bytes of elements are there, for shape {shape} of {kind.name}"
            )
        elements[done : done + len(piece)] = np.frombuffer(piece, np.uint8)
        done += len(piece)
    if file.read(1):  # at the end of a gzip stream this also checks its sum
        raise IdxError(f"it goes on after the last of {claimed} bytes of elements, for shape {shape} of {kind.name}")
    return _native(elements.view(kind)).reshape(shape)


def _exactly(file: BinaryIO, count: int) -> bytes:
    data = file.read(count)
    if len(data) < count:
        raise IdxError("it is cut short: it ends inside its head")
    return data


def _native(elements: np.ndarray) -> np.ndarray:
    """The same numbers in this machine's byte order, in the same memory."""
    native = elements.dtype.newbyteorder("=")
    return elements.view(native) if elements.dtype == native else elements.byteswap(inplace=True).view(native)


def write_idx(path: Path_, x: Any) -> None:
    """Write an array as an IDX file, packed by gzip if the name ends in .gz; the file appears whole or not at all.

    The same array gives the same bytes. Raises IdxError for a type that the format doesn't have, more than 64 axes or
    an axis of 2^32.
    """
    x = np.asarray(x)
    kind = x.dtype.newbyteorder("=")
    if kind not in CODES:
        raise IdxError(f"{path}: an array of {x.dtype}; IDX holds {HELD}")
    if max(x.shape, default=0) >= 2**32:
        raise IdxError(f"{path}: an array of shape {x.shape}; an axis of IDX is shorter than 2^32")
    head = bytes([0, 0, CODES[kind], x.ndim]) + np.array(x.shape, ">u4").tobytes()
    with replacing(path) as file:
        if Path(path).suffix == ".gz":
            with gzip.GzipFile("", "wb", fileobj=file, mtime=0) as packed:
                packed.write(head)
                packed.write(np.ascontiguousarray(x, kind.newbyteorder(">")).data)
        else:
            file.write(head)
            file.write(np.ascontiguousarray(x, kind.newbyteorder(">")).data)
