"""Synthetic OCR digits: the digits of typefaces, rotated, slanted, stretched, emboldened and noisy, placed as MNIST's.

Training and test images come from typefaces of different designers, so that accuracy is measured on designs that were
not trained on. Matplotlib ships Computer Modern and STIX, for training, and DejaVu, for the test. OCR-A and OCR-B are
also used for training if they are installed (on Debian: apt-get install fonts-ocr-a fonts-ocr-b).

FreeType, through Pillow, draws each glyph once in each weight; an image is a glyph under an affine map and a warp. All
random numbers of image k are row k of tables that depend on the seed and the part only, so an image does not depend on
how many are made.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import ndimage

from ..text.extras import need
from .dataset import BOX, DIGITS, SIZE, DataError, Dataset

try:
    from PIL import Image, ImageDraw, ImageFont
    from PIL.ImageFont import FreeTypeFont
except ImportError:
    need("data", "rendering digits", "PIL")
    raise

# ---------------------------------------------------------------- typefaces


@dataclass(frozen=True)
class Family:
    """Typefaces of one design, all in one part ("train" or "test"), and their files."""

    name: str
    part: str
    files: tuple[str, ...]


FAMILIES = (
    Family("Computer Modern Roman", "train", ("cmr10.ttf", "cmb10.ttf", "cmti10.ttf")),
    Family("Computer Modern Sans", "train", ("cmss10.ttf",)),
    Family("Computer Modern Typewriter", "train", ("cmtt10.ttf",)),
    Family(
        "STIX", "train", ("STIXGeneral.ttf", "STIXGeneralBol.ttf", "STIXGeneralItalic.ttf", "STIXGeneralBolIta.ttf")
    ),
    Family("OCR-A", "train", ("OCRA.ttf", "OCRABold.ttf", "OCRAItalic.ttf", "OCRACondensed.ttf")),
    Family("OCR-B", "train", ("OCRB.otf", "OCRBL.otf", "OCRBS.otf")),  # upright, oblique, with sharp ends
    Family(
        "DejaVu Sans",
        "test",
        ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf", "DejaVuSans-BoldOblique.ttf"),
    ),
    Family(
        "DejaVu Sans Mono",
        "test",
        (
            "DejaVuSansMono.ttf",
            "DejaVuSansMono-Bold.ttf",
            "DejaVuSansMono-Oblique.ttf",
            "DejaVuSansMono-BoldOblique.ttf",
        ),
    ),
    Family(
        "DejaVu Serif",
        "test",
        ("DejaVuSerif.ttf", "DejaVuSerif-Bold.ttf", "DejaVuSerif-Italic.ttf", "DejaVuSerif-BoldItalic.ttf"),
    ),
)


def typefaces(part: str) -> dict[str, list[FreeTypeFont]]:
    """The installed typefaces of a part, "train" or "test", by family, at the size at which glyphs are drawn.

    Raises DataError if none is installed, MissingExtra without matplotlib.
    """
    need("data", "rendering digits", "matplotlib")
    import matplotlib

    shipped = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    found: dict[str, list[FreeTypeFont]] = {}
    for family in FAMILIES:
        for name in family.files if family.part == part else ():
            # Pillow looks for a bare name among the fonts of the system
            where = shipped / name if (shipped / name).exists() else name
            with contextlib.suppress(OSError):  # it is not installed
                font = ImageFont.truetype(where, EM, layout_engine=ImageFont.Layout.BASIC)
                found.setdefault(family.name, []).append(font)
    if not found:
        raise DataError(
            f"digits: no {part} typeface is installed ({', '.join(f.name for f in FAMILIES if f.part == part)})"
        )
    return found


# ---------------------------------------------------------------- glyphs

EM, SIDE = 64, 96  # pixels: the size drawn (a digit is about 43 high, 20 in its image), and the drawing's side
BLUR = 1.0  # pixels of the drawing, half a pixel of the image: fine detail is averaged before sampling
WEIGHTS = (0.0, 0.6, 1.2)  # pixels of the drawing, added on both sides of a stroke
DIRECTIONS = np.stack([(np.cos(t), np.sin(t)) for t in np.arange(32) * 2 * np.pi / 32])


@dataclass(frozen=True)
class Glyph:
    """A drawn glyph: its blurred ink, from 0 to 255, its centre of mass (x, y) and its outermost points (P, 2)."""

    ink: np.ndarray
    centre: np.ndarray
    outermost: np.ndarray


def draw(face: FreeTypeFont, digit: str, weight: float) -> Glyph:
    """Draw a digit in white on black, its strokes thickened by `weight` pixels on both sides.

    Raises DataError if the typeface draws nothing for it.
    """
    picture = Image.new("L", (SIDE, SIDE))
    ImageDraw.Draw(picture).text((SIDE / 2, SIDE / 2), digit, fill=255, font=face, anchor="mm", stroke_width=weight)
    ink = np.asarray(picture, np.float32)
    if not ink.any():
        raise DataError(f"digits: the typeface {' '.join(map(str, face.getname()))} draws nothing for {digit}")
    points = np.argwhere(ink)[:, ::-1] + 0.5  # (x, y) of a pixel's middle
    centre = np.average(points, 0, ink[ink > 0])
    return Glyph(ndimage.gaussian_filter(ink, BLUR), centre, points[np.argmax(points @ DIRECTIONS.T, 0)])


# ---------------------------------------------------------------- images

TURN, SLANT, STRETCH, ZOOM, SHIFT = 12.0, 0.2, 0.15, 0.2, 1.5
"""The largest change of an image: degrees of rotation; shear; part of the width; part of the size, smaller only; shift
in pixels along each axis."""
CELLS, WARP = 4, {"train": 1.5, "test": 0.0}
"""The squares of an image along each axis for warping, and the largest shift of their corners in pixels. Only training
images are warped, to avoid that a network memorises a dozen outlines; test images show the outlines themselves."""
MARGIN = 1.5 + max(WARP.values())  # pixels between outline and edge, so that neither warp nor blur moves ink out
FADE, NOISE = 0.4, 24.0
"""The largest loss of brightness, and the largest standard deviation of the noise in grey levels of 255."""
RANDOM = 12 + 2 * (CELLS + 1) ** 2  # random numbers an image, besides noise
MANY = 1000  # images at a time


def generate(train: int = 20000, test: int = 4000, seed: int = 0) -> Dataset:
    """Render synthetic OCR digits: `train` images to train on and `test` images to test with, from different typefaces.

    Image k of a part depends on `seed` only, for given versions of NumPy, SciPy, Pillow and matplotlib and given
    installed typefaces.

    Raises
    ------
    DataError : a part has no images or no installed typeface.
    MissingExtra : Pillow or matplotlib is missing.
    """
    faces = {part: typefaces(part) for part in ("train", "test")}
    origin = (
        f"rendered with seed {seed} to train on from {', '.join(faces['train'])} and to test with from "
        f"{', '.join(faces['test'])}"
    )
    return Dataset(
        "digits",
        *images("train", faces["train"], train, seed),
        *images("test", faces["test"], test, seed),
        DIGITS,
        origin,
    )


def images(part: str, fonts: dict[str, list[FreeTypeFont]], count: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Images (count, 28, 28) of these typefaces and their labels (count,).

    Families are equally frequent, and so are digits.
    """
    glyphs = [
        [[[draw(face, digit, weight) for weight in WEIGHTS] for digit in DIGITS] for face in faces]
        for faces in fonts.values()
    ]
    chance, noise = (np.random.default_rng([seed, part == "test", purpose]) for purpose in (0, 1))
    x, labels = np.empty((count, SIZE, SIZE), np.uint8), np.empty(count, np.uint8)
    for start in range(0, count, MANY):
        now = slice(start, min(start + MANY, count))
        rows = chance.random((now.stop - start, RANDOM))
        labels[now] = rows[:, 0] * len(DIGITS)
        chosen = []
        for label, (family, face, weight) in zip(labels[now], rows[:, 1:4], strict=True):
            faces = glyphs[int(family * len(glyphs))]
            chosen.append(faces[int(face * len(faces))][label][int(weight * len(WEIGHTS))])
        ink = seen(chosen, *placed(chosen, rows[:, 4:10]), WARP[part] * (2 * rows[:, 12:] - 1)) * (
            1 - FADE * rows[:, 10, None, None]
        )
        grain = noise.standard_normal(ink.shape, np.float32) * (NOISE * rows[:, 11, None, None])
        x[now] = np.clip(np.rint(ink + grain), 0, 255)
    return x, labels


def placed(glyphs: list[Glyph], chance: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Linear maps (N, 2, 2) and places of the centres of mass (N, 2) that put glyphs into images, from random numbers
    (N, 6) in [0, 1).

    The longer side of the ink is as long as MNIST's box, or up to ZOOM shorter; the centre of mass is the image's, or
    up to SHIFT away, but no ink is cut off.
    """
    turn, slant, stretch, dx, dy = (2 * chance[:, :5] - 1).T * np.array(
        [[np.radians(TURN)], [SLANT], [STRETCH], [SHIFT], [SHIFT]]
    )
    none, one = np.zeros(len(glyphs)), np.ones(len(glyphs))
    turned = np.moveaxis(np.array([[np.cos(turn), -np.sin(turn)], [np.sin(turn), np.cos(turn)]]), -1, 0)
    slanted = np.moveaxis(np.array([[1 + stretch, -slant], [none, one]]), -1, 0)
    maps = turned @ slanted
    reach = np.einsum("nij,npj->npi", maps, np.stack([glyph.outermost - glyph.centre for glyph in glyphs]))
    low, high = reach.min(1), reach.max(1)
    scale = (BOX * (1 - ZOOM * chance[:, 5]) / (high - low).max(1))[:, None]
    centres = np.clip(SIZE / 2 + np.stack([dx, dy], 1), MARGIN - scale * low, SIZE - MARGIN - scale * high)
    return maps * scale[..., None], centres


def seen(glyphs: list[Glyph], maps: np.ndarray, centres: np.ndarray, warp: np.ndarray) -> np.ndarray:
    """Glyphs under affine maps and warps as images (N, 28, 28) of floats from 0 to 255.

    A warp, (N, 2 (CELLS + 1)^2) pixels, moves the corners of CELLS x CELLS squares, and what lies between goes with
    them (Simard, Steinkraus and Platt 2003 warp by smoothed noise to the same end).
    """
    corner = np.linspace(0, SIZE, CELLS + 1)
    lattice = np.stack(np.meshgrid(corner, corner), -1) + warp.reshape(-1, CELLS + 1, CELLS + 1, 2)
    sought = np.einsum(
        "nij,nrcj->nirc", np.linalg.inv(maps), lattice - centres[:, None, None]
    )  # where in the glyph a corner lies
    sought += np.stack([glyph.centre for glyph in glyphs])[:, :, None, None]
    near = np.maximum(
        0, 1 - abs(np.add.outer(np.arange(SIZE) + 0.5, -corner)) * CELLS / SIZE
    )  # of each corner in each pixel
    places = (near @ sought @ near.T)[:, ::-1] - 0.5  # (row, column), counted from the middle of the first pixel
    x = np.empty((len(glyphs), SIZE, SIZE), np.float32)
    for k, glyph in enumerate(glyphs):
        ndimage.map_coordinates(glyph.ink, places[k], x[k], order=1)
    return x
