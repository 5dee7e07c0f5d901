"""The mathematics, drawn: one script a topic, one function a figure, from verified functions only.

A figure is declared by three functions: what computes its `data` (from formulas of mathcnn, which are its parameters'
defaults), what says whether they `hold` what the caption claims, and what draws them. The caption is the docstring of
the last. For each parameter that takes a formula, `wrong` plants a faulty one, with which the claim must fall.

    from mathcnn import figures

    figures.convolution.sum_of_copies()                    # a matplotlib Figure; dark=True for dark paper
    figures.find("sum_of_copies").picture("svg")           # the bytes of a file; the same at every call

The name of a figure is its script's and its function's: `convolution.sum_of_copies`.
"""

from __future__ import annotations

import base64
import difflib
import functools
import html
import importlib
import inspect
import io
import pathlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import ModuleType, SimpleNamespace
from typing import Any

import matplotlib
import numpy as np
import PIL
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from mathcnn import TOPICS

from .style import DARK, LIGHT, MissingFont, Style

__all__ = ["FORMATS", "Data", "Drawing", "MissingFont", "Style", "Unknown", "catalog", "chosen", "figure", "find"]

Data = SimpleNamespace  # what a figure shows, by name
FORMATS = ("svg", "png", "pdf")
SCREEN = 96  # pixels an inch
NO_DATE: dict[str, dict[str, Any]] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
MADE_WITH = f"matplotlib {matplotlib.__version__}, Pillow {PIL.__version__}"


class Unknown(KeyError):
    """A name that no figure has; the message says which name comes nearest."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, eq=False)
class Drawing:
    """A figure: calling it draws it."""

    name: str
    draw: Callable[[Any, Style], Figure]
    data: Callable[..., Data]
    holds: Callable[[Data], bool]
    wrong: Mapping[str, Any]
    source: str = ""
    rounded: bool = False  # whether another machine may round the data otherwise
    frame: Callable[[Any, Style, int], Figure] | None = None
    frames: int = 0
    pause: int = 0  # milliseconds a frame

    @property
    def title(self) -> str:
        """The first line of the caption."""
        return (inspect.getdoc(self.draw) or "").partition("\n")[0]

    @property
    def caption(self) -> str:
        """What is seen, and what was verified about it."""
        return " ".join((inspect.getdoc(self.draw) or "").partition("\n")[2].split())

    @functools.cached_property
    def shown(self) -> Data:
        """The data from the right formulas, computed once."""
        return self.data()

    def __call__(self, dark: bool = False) -> Figure:
        """The figure, drawn. Raises MissingFont."""
        style = DARK if dark else LIGHT
        with style.applied():
            return self.draw(self.shown, style)

    def picture(self, format: str = "svg", dark: bool = False) -> bytes:
        """The figure as a file: "svg", "png" or "pdf"; for a figure that moves "gif", too.

        The same bytes at every call.
        """
        known = (*FORMATS, *(["gif"] if self.frame else []))
        if format not in known:
            raise ValueError(f"{self.name}: format = {format!r}: it has to be one of {', '.join(known)}")
        style = DARK if dark else LIGHT
        with style.applied():
            if format == "gif":
                assert self.frame is not None
                return _film([self.frame(self.shown, style, k) for k in range(self.frames)], self.pause)
            sheet = self.draw(self.shown, style)
            if format == "png":
                return _still(sheet)
            file = io.BytesIO()
            sheet.savefig(file, format=format, metadata=NO_DATE[format])
            return file.getvalue()

    def _repr_html_(self) -> str:
        """In a notebook: the picture, and the caption below."""
        picture = base64.b64encode(self.picture("svg")).decode()
        title, caption = html.escape(self.title), html.escape(self.caption)
        return (
            f'<figure style="margin: 0"><img alt="{title}" src="data:image/svg+xml;base64,{picture}">'
            f"<figcaption><b>{title}.</b> {caption}</figcaption></figure>"
        )

    def __repr__(self) -> str:
        return f"<figure {self.name}: {self.title}>"


def figure(
    *,
    data: Callable[..., Data],
    holds: Callable[[Data], bool],
    wrong: Mapping[str, Any],
    source: str = "",
    rounded: bool = False,
    frame: Callable[[Any, Style, int], Figure] | None = None,
    frames: int = 0,
    pause: int = 60,
) -> Callable[..., Drawing]:
    """Declare a figure, on the function draw(data, style) that returns it; its docstring is a title and, below, the
    caption.

    data: computes what is shown, by formulas that are its parameters' defaults; holds: whether the data satisfy the
    caption; wrong: a faulty formula for each of these parameters; source: key and place in references.bib; rounded:
    True where another machine may round the data otherwise (training, a BLAS), so that its picture may have other
    bytes. A figure that moves has frame(data, style, k) for each of its `frames`, and a pause of so many milliseconds
    after each.
    """
    if unplanted := set(inspect.signature(data).parameters) ^ set(wrong):
        raise TypeError(
            f"{data.__name__}: its parameters and `wrong` have to have the same names, and not {', '.join(sorted(unplanted))}"
        )

    def declared(draw: Callable[[Any, Style], Figure]) -> Drawing:
        script = draw.__module__.rpartition(".")[2]
        return Drawing(f"{script}.{draw.__name__}", draw, data, holds, wrong, source, rounded, frame, frames, pause)

    return declared


# ---------------------------------------------------------------- pixels


def _pixels(sheet: Figure, dpi: int) -> np.ndarray:
    """(height, width, 3) of a byte each."""
    sheet.dpi = dpi
    canvas = FigureCanvasAgg(sheet)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3]


def _indexed(images: list[np.ndarray]) -> list[Image.Image]:
    """Images with one palette, the 256 commonest colours of them all: a fifth of the bytes, and what rests stays as it
    is.
    """
    codes = np.stack([image.astype(np.int32) @ (1 << 16, 1 << 8, 1) for image in images])
    found, at, often = np.unique(codes, return_inverse=True, return_counts=True)
    palette = found[np.argsort(-often, kind="stable")[:256]]
    parts = lambda code: np.stack([code >> 16, code >> 8 & 255, code & 255], -1)
    nearest = np.array([((parts(palette) - one) ** 2).sum(-1).argmin() for one in parts(found)], np.uint8)
    indexed = [Image.fromarray(one) for one in nearest[at].reshape(codes.shape)]
    for image in indexed:
        image.putpalette(parts(palette).ravel().tolist())
    return indexed


def _still(sheet: Figure) -> bytes:
    """A PNG with two pixels for each of a plain screen's, which says what it was made with."""
    says, file = PngInfo(), io.BytesIO()
    says.add_text("Software", MADE_WITH)
    _indexed([_pixels(sheet, 2 * SCREEN)])[0].save(
        file, "PNG", optimize=True, dpi=(2 * SCREEN, 2 * SCREEN), pnginfo=says
    )
    return file.getvalue()


def _film(sheets: list[Figure], pause: int) -> bytes:
    first, *others = _indexed([_pixels(sheet, SCREEN) for sheet in sheets])
    file = io.BytesIO()
    first.save(file, "GIF", save_all=True, append_images=others, duration=pause, loop=0, optimize=False)
    return file.getvalue()


# ---------------------------------------------------------------- what there is


def _scripts() -> list[str]:
    """The topics that have figures, in the order of mathcnn's, and then the others."""
    found = sorted(path.stem for path in pathlib.Path(__file__).parent.glob("[a-z]*.py") if path.stem != "style")
    order = {name: k for k, name in enumerate((*TOPICS, "lenet", "museum", "conformance", "document"))}
    return sorted(found, key=lambda name: order.get(name, len(order)))


def __getattr__(name: str) -> ModuleType:
    if name in _scripts():
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _of(script: str) -> dict[str, Drawing]:
    """The figures of a script by name, in its order."""
    module = importlib.import_module(f"{__name__}.{script}")
    return {
        one.name: one for one in vars(module).values() if isinstance(one, Drawing) and one.name.startswith(f"{script}.")
    }


@functools.cache
def catalog() -> dict[str, Drawing]:
    """Every figure by name, in the order of the scripts and within them."""
    return {name: one for script in _scripts() for name, one in _of(script).items()}


def find(name: str) -> Drawing:
    """The figure of a name, which may go without its topic where only one has it; or Unknown, with the nearest match."""
    script, _, _ = name.partition(".")
    if script in _scripts() and name in (figures := _of(script)):
        return figures[name]  # so that the other scripts need not be loaded
    known = catalog()
    same = [full for full in known if name == full.partition(".")[2]]
    if len(same) > 1:
        raise Unknown(f"{name} is a figure of several topics: {', '.join(same)}")
    if same:
        return known[same[0]]
    words = {**{full.partition(".")[2]: full for full in known}, **{full: full for full in known}}
    close = difflib.get_close_matches(name.lower(), words, 1) or difflib.get_close_matches(
        name.lower().rpartition(".")[2], words, 1
    )
    raise Unknown(f"no figure {name or repr(name)}{f'; did you mean {words[close[0]]}?' if close else ''}")


def chosen(names: Iterable[str] = ()) -> list[Drawing]:
    """What names of figures and of topics stand for; all figures where there are none."""
    groups = [list(_of(name).values() if name in _scripts() else ()) or [find(name)] for name in names]
    return list(dict.fromkeys(one for group in groups for one in group)) if groups else list(catalog().values())
