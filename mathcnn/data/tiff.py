"""TIFF files: the tags of the first page, and its pixels where a sample is one or more whole bytes.

The tags of a TIFF define how its numbers are read: how many bits, whether signed or floats, whether 0 is black or
white, what samples beyond the colours are. Pillow supports some of these kinds and misreads others, so the tags are
read here, and libtiff, through imagecodecs, only unpacks the numbers. Source: Adobe, TIFF, revision 6.0 (1992); Adobe
Photoshop TIFF technical notes (2002); for BigTIFF the description of libtiff.
"""

from __future__ import annotations

import struct
from typing import Any

import numpy as np

from ..text.extras import need

try:
    import imagecodecs
except ImportError:
    need("images", "reading and writing images", "imagecodecs")
    raise

MAGIC = {b"II*\0": "<", b"MM\0*": ">", b"II+\0": "<", b"MM\0+": ">"}
TYPES = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 17: "q", 18: "Q"}
MANY = 2**20  # entries of a tag that are read
WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, ORIENTATION, SAMPLES, PLANAR, EXTRA, KIND = (
    256,
    257,
    258,
    259,
    262,
    274,
    277,
    284,
    338,
    339,
)
STRIPS, SIZES, TILES, TILE_SIZES = 273, 279, 324, 325
WHITE_IS_ZERO, BLACK_IS_ZERO, COLOUR, PALETTE, CMYK, YCBCR, LAB = 0, 1, 2, 3, 5, 6, 8
COLOURS = {WHITE_IS_ZERO: 1, BLACK_IS_ZERO: 1, COLOUR: 3}
MEANINGS = {
    WHITE_IS_ZERO: "WhiteIsZero",
    BLACK_IS_ZERO: "BlackIsZero",
    COLOUR: "RGB",
    PALETTE: "palette",
    4: "mask",
    CMYK: "CMYK",
    YCBCR: "YCbCr",
    LAB: "CIELab",
    9: "ICCLab",
    10: "ITULab",
    32803: "colour filter array",
    32844: "LogL",
    32845: "LogLuv",
}
UNSIGNED, SIGNED, FLOATS, UNSAID = 1, 2, 3, 4
NAMES = {
    UNSIGNED: "unsigned integers",
    SIGNED: "signed integers",
    FLOATS: "floats",
    5: "complex integers",
    6: "complex floats",
}
JPEG = (6, 7)
LESS = (1, 2, 4)  # bits a sample, packed


class Unreadable(ValueError):
    """A TIFF of a kind that is not read; the message names the kind and the reason."""


class Damaged(Unreadable):
    """A TIFF that is damaged or cut short."""


def is_tiff(data: bytes) -> bool:
    return data[:4] in MAGIC


def directory(data: bytes) -> dict[int, tuple[int, ...]]:
    """The tags of the first page that have integer values. Raises Damaged if the file is cut short."""
    order, big = MAGIC[data[:4]], data[:4] in (b"II+\0", b"MM\0+")
    whole, count, entry = ("Q", "Q", f"{order}HHQ8s") if big else ("I", "H", f"{order}HHI4s")

    def numbers(kind: str, many: int, at: int) -> tuple[int, ...]:
        try:
            return struct.unpack_from(f"{order}{many}{kind}", data, at)
        except struct.error:
            raise Damaged("it is cut short: its tags lie beyond its end") from None

    (start,) = numbers(whole, 1, 8 if big else 4)
    (many,) = numbers(count, 1, start)
    found: dict[int, tuple[int, ...]] = {}
    at = start + struct.calcsize(order + count)
    for k in range(min(many, 4096)):
        place = at + k * struct.calcsize(entry)
        if place + struct.calcsize(entry) > len(data):
            raise Damaged("it is cut short: its tags lie beyond its end")
        tag, kind, length, value = struct.unpack_from(entry, data, place)
        if kind not in TYPES or length > MANY:
            continue
        size = struct.calcsize(f"{order}{length}{TYPES[kind]}")
        inside = place + struct.calcsize(entry) - len(value)
        found[tag] = numbers(
            TYPES[kind], length, inside if size <= len(value) else struct.unpack(order + whole, value)[0]
        )
    return found


class Page:
    """The first page of a TIFF, as its tags describe it. Raises Damaged if the file is cut short."""

    def __init__(self, data: bytes):
        self.data, self.tags = data, directory(data)
        one = lambda tag, default: (self.tags.get(tag) or (default,))[0]
        self.width, self.height, self.samples = one(WIDTH, 0), one(HEIGHT, 0), one(SAMPLES, 1)
        self.compression, self.photometric, self.planar = one(COMPRESSION, 1), one(PHOTOMETRIC, -1), one(PLANAR, 1)
        self.orientation = one(ORIENTATION, 1)
        self.bits, self.kinds = (sorted(set(self.tags.get(tag) or (1,))) for tag in (BITS, KIND))
        self.extra = self.tags.get(EXTRA)

    @property
    def bit(self) -> int:
        return self.bits[0]

    @property
    def kind(self) -> int:
        return UNSIGNED if self.kinds[0] == UNSAID else self.kinds[0]

    def __str__(self) -> str:
        """ "a TIFF (RGB, 3 samples of 32 bits, floats, compression 8)"."""
        bits, kinds = (
            " and ".join(map(str, self.bits)),
            " and ".join(NAMES.get(k, "numbers of no stated kind") for k in self.kinds),
        )
        meaning = MEANINGS.get(self.photometric, f"photometric {self.photometric}")
        return (
            f"a TIFF ({meaning}, {self.samples} sample{'s' * (self.samples != 1)} of "
            f"{bits} bit{'s' * (self.bits != [1])}, {kinds}, compression {self.compression})"
        )

    def check(self) -> None:
        """Raise Unreadable for a kind of TIFF whose pixels would be misread, Damaged for a file that is cut short."""
        if self.width < 1 or self.height < 1 or self.samples < 1:
            raise Damaged(f"it claims {self.width} x {self.height} pixels of {self.samples} samples")
        if self.photometric < 0:
            raise Unreadable("tag 262, PhotometricInterpretation, is missing")
        if len(self.bits) > 1 or len(self.kinds) > 1:
            raise Unreadable(f"{self} is not read: all samples must be of one kind")
        if self.kind not in (UNSIGNED, SIGNED, FLOATS):
            raise Unreadable(f"{self} is not read: samples must be integers or floats")
        if self.kind != FLOATS and self.bit in (32, 64):
            raise Unreadable(
                f"{self} is not read: {self.bit}-bit integers; samples must be integers of at most 16 bits, or floats"
            )
        if self.bit not in ((16, 32, 64) if self.kind == FLOATS else (*LESS, 8, 16)):
            raise Unreadable(f"{self} is not read: integers must have 1, 2, 4, 8 or 16 bits, and floats 16, 32 or 64")
        if self.kind != UNSIGNED and (self.photometric != BLACK_IS_ZERO or self.samples > 1 or self.bit < 8):
            raise Unreadable(
                f"{self} is not read: floats and signed integers must be grey, BlackIsZero and without alpha"
            )
        if self.photometric in (CMYK, PALETTE, YCBCR, LAB) and self.bit > 8:
            raise Unreadable(f"{self} is not read: it must have 8 bits a sample")
        if self.photometric in COLOURS and self.samples > COLOURS[self.photometric] + 1 and self.extra is None:
            raise Unreadable(f"{self} is not read: tag 338, which gives the samples beyond the colours, is missing")
        if self.compression in JPEG and self.bit != 8:
            raise Unreadable(f"{self} is not read: JPEG must have 8 bits a sample")
        for starts, sizes in ((STRIPS, SIZES), (TILES, TILE_SIZES)):
            for start, size in zip(self.tags.get(starts, ()), self.tags.get(sizes, ()), strict=False):
                if start + size > len(self.data):
                    raise Damaged("it is cut short: its pixels lie beyond its end")

    @property
    def is_readable(self) -> bool:
        """Whether `pixels` reads this page: grey or colour, in whole bytes. Pillow reads the other pages."""
        return (
            self.photometric in COLOURS
            and self.bit >= 8
            and self.compression not in JPEG
            and self.samples >= COLOURS[self.photometric]
        )

    def pixels(self) -> np.ndarray:
        """The pixels (H, W) or (H, W, 2 to 4), before they are turned upright: uint8 or uint16, or grey of float32 or
        float64.

        0 is black. Signed integers and 16-bit floats become float32, which represents all their values. Colours are
        not multiplied by alpha. A sample without a stated meaning is left out. Raises Unreadable if the page cannot be
        unpacked.
        """
        try:
            x = imagecodecs.tiff_decode(self.data)
        except imagecodecs.TiffError as error:
            raise Unreadable(f"{self} cannot be unpacked, or is damaged: {error}") from None
        if x.ndim == 3 and self.planar == 2 and x.shape == (self.samples, self.height, self.width):
            x = np.moveaxis(x, 0, -1)  # planes, one after the other
        x = x.reshape(self.height, self.width, self.samples) if x.size == self.height * self.width * self.samples else x
        want: np.dtype[Any] = np.dtype({UNSIGNED: "u", SIGNED: "i", FLOATS: "f"}[self.kind] + str(self.bit // 8))
        if x.shape != (self.height, self.width, self.samples) or x.dtype != want:
            raise Unreadable(f"{self} is not read: it unpacks to {x.dtype} of shape {x.shape}")
        if self.kind != UNSIGNED:
            return np.ascontiguousarray(x[..., 0].astype(np.float32 if self.bit < 32 or self.kind == SIGNED else want))
        count, top = COLOURS[self.photometric], np.iinfo(want).max
        colours, role = x[..., :count], self._first_extra(count)
        if self.photometric == WHITE_IS_ZERO:
            colours = top - colours
        if role == 0:
            return np.ascontiguousarray(colours[..., 0] if count == 1 else colours)
        alpha = x[..., count : count + 1]
        if role == 1:  # colours times alpha: divided by it and rounded; black where alpha is 0
            wide = alpha.astype(np.int64)
            colours = np.where(
                wide > 0, np.minimum((colours * np.int64(2 * top) + wide) // np.maximum(2 * wide, 1), top), 0
            ).astype(want)
        return np.concatenate([colours, alpha], -1)

    def _first_extra(self, count: int) -> int:
        """The meaning of the first sample beyond the colours: 0 none, 1 alpha by which the colours are multiplied, 2
        alpha.
        """
        if self.samples == count:
            return 0
        if not self.extra:
            return 2  # as other readers do
        return self.extra[0] if self.extra[0] in (1, 2) else 0
