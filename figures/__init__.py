"""The mathematics, drawn: one script or folder a topic, one function a figure, from verified functions only.

A figure is declared by three functions: one that computes its `data` from formulas of mathcnn (the defaults of its
parameters), one that returns whether the data `hold` what the caption claims, and one that draws them. The caption is
the docstring of the last. For each parameter that takes a formula, `wrong` has a faulty one, with which the claim must
fail.

    from mathcnn import figures

    figures.convolution.sum_of_copies()                    # a matplotlib Figure; dark=True for dark paper
    figures.find("sum_of_copies").picture("svg")           # the bytes of a file; the same at every call

The name of a figure is made of its script or folder and its function: `convolution.sum_of_copies`.
"""

from __future__ import annotations

import ast
import base64
import difflib
import functools
import html
import importlib
import inspect
import io
import pathlib
import textwrap
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

from mathcnn import TOPICS, Formula

from .film import Film, animation
from .style import DARK, LIGHT, MissingFont, Style

__all__ = ["FORMATS", "Data", "Drawing", "MissingFont", "Style", "Unknown", "catalog", "chosen", "figure", "find"]

Data = SimpleNamespace  # what a figure shows, by name
FORMATS = ("svg", "png", "pdf")
SCREEN = 96  # pixels an inch
TABLE = 64  # colours of a PNG that shows a table of words
NO_DATE: dict[str, dict[str, Any]] = {"svg": {"Date": None}, "pdf": {"CreationDate": None}}
MADE_WITH = f"matplotlib {matplotlib.__version__}, Pillow {PIL.__version__}"


class Unknown(KeyError):
    """No figure has this name. The message has the nearest one."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, eq=False)
class Drawing:
    """A figure. Calling it draws it.

    name: script and function. draw, data, holds, wrong, source, rounded, frame, frames, pause, film, colours: see
    `figure`.
    """

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
    film: Callable[[Any], Film] | None = None
    colours: int = 256  # of a PNG, at most

    @property
    def moves(self) -> tuple[str, ...]:
        """The formats in which the figure moves: "gif", "moving.svg", or none."""
        return (*(["gif"] if self.frame else []), *(["moving.svg"] if self.film else []))

    @property
    def title(self) -> str:
        """The first line of the caption."""
        return (inspect.getdoc(self.draw) or "").partition("\n")[0]

    @property
    def caption(self) -> str:
        """What is seen, and what was checked."""
        return " ".join((inspect.getdoc(self.draw) or "").partition("\n")[2].split())

    @property
    def command(self) -> str:
        """The command that draws it."""
        return f"mathcnn figures {self.name}"

    @functools.cached_property
    def formulas(self) -> tuple[str, ...]:
        """The names of the formulas that its data come from: those that the functions of its data mention."""
        return _mentioned(self.data)[0]

    @functools.cached_property
    def gradients(self) -> tuple[str, ...]:
        """The names of the gradients that its data come from: `layers.conv.gradient['w']`; for all arrays of a formula
        where the data mention its backward function."""
        return _mentioned(self.data)[1]

    def files(self, dark: bool = False) -> dict[str, str]:
        """Its files in `gallery/`, by format: "png", and those of `moves`."""
        return {kind: f"{self.name}{'.dark' if dark else ''}.{kind}" for kind in ("png", *self.moves)}

    @functools.cached_property
    def shown(self) -> Data:
        """The data from the correct formulas, computed once."""
        return self.data()

    def __call__(self, dark: bool = False) -> Figure:
        """The figure, drawn.

        dark: whether on dark paper. Raises MissingFont.
        """
        style = DARK if dark else LIGHT
        with style.applied():
            return self.draw(self.shown, style)

    def picture(self, format: str = "svg", dark: bool = False) -> bytes:
        """The figure as the bytes of a file, the same at every call.

        format: "svg", "png" or "pdf"; "gif" or "moving.svg", an animated SVG, for a figure that moves so. dark: whether
        on dark paper. Raises ValueError for another format, MissingFont.
        """
        known = (*FORMATS, *self.moves)
        if format not in known:
            raise ValueError(f"{self.name}: format = {format!r}: it must be one of {', '.join(known)}")
        style = DARK if dark else LIGHT
        if format == "moving.svg":
            return self.animated(style).encode()
        with style.applied():
            if format == "gif":
                assert self.frame is not None
                return _film([self.frame(self.shown, style, k) for k in range(self.frames)], self.pause)
            sheet = self.draw(self.shown, style)
            if format == "png":
                return _still(sheet, self.colours)
            file = io.BytesIO()
            sheet.savefig(file, format=format, metadata=NO_DATE[format])
            return file.getvalue()

    def animated(self, style: Style | None = None) -> str:
        """The figure as an animated SVG, in which the page that it is put into sets the colours if `style` is None."""
        assert self.film is not None
        return animation(self.film(self.shown), self.name, self.title, style)

    def _repr_html_(self) -> str:
        """For a notebook: the picture with its caption below."""
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
    film: Callable[[Any], Film] | None = None,
    colours: int = 256,
) -> Callable[..., Drawing]:
    """Declare a figure, on the function draw(data, style) that returns it.

    Its docstring is the title and, after an empty line, the caption.

    data: computes what is shown, by formulas that are the defaults of its parameters. holds: whether the data satisfy
    the caption. wrong: a faulty formula for each of these parameters. source: key and place in references.bib. rounded:
    whether another machine may round the data otherwise (training, a BLAS), so that the bytes of the picture may
    differ. frame: for a figure that moves, draws frame k from (data, style, k). frames: their number. pause:
    milliseconds after each. film: for a figure that moves as an animated SVG, makes the film from the data. colours:
    of a PNG, at most 256; a table of words on a few colours looks the same with `TABLE`, and takes a fifth less space.
    Raises TypeError if `data` and `wrong` have different names.
    """
    if unplanted := set(inspect.signature(data).parameters) ^ set(wrong):
        raise TypeError(
            f"{data.__name__}: its parameters and `wrong` must have the same names, "
            f"and differ in {', '.join(sorted(unplanted))}"
        )

    def declared(draw: Callable[[Any, Style], Figure]) -> Drawing:
        script = draw.__module__.removeprefix(f"{__name__}.").partition(".")[0]
        return Drawing(
            f"{script}.{draw.__name__}", draw, data, holds, wrong, source, rounded, frame, frames, pause, film, colours
        )

    return declared


def _mentioned(function: Callable[..., Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of the formulas that a function mentions, and the functions of this package that it mentions; and the
    names of the gradients."""
    found: dict[str, None] = {}
    gradients: dict[str, None] = {}
    functions, seen = [function], set()
    while functions:
        one = functions.pop(0)
        if one in seen:
            continue
        seen.add(one)
        for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(one)))):
            value = _value(node, one)
            if isinstance(value, Formula):
                found[value.name] = None
            elif inspect.isfunction(value) and value.__module__.startswith(f"{__name__}."):
                functions.append(value)
            gradients |= dict.fromkeys(_gradients(node, one))
    return tuple(found), tuple(gradients)


def _gradients(node: ast.AST, function: Callable[..., Any]) -> list[str]:
    """The names of the gradients that one expression of a function stands for."""
    match node:
        case ast.Subscript(value=ast.Attribute(value=inner, attr="gradient"), slice=ast.Constant(value=array)):
            of = _value(inner, function)
            return [f"{of.name}.gradient[{array!r}]"] if isinstance(of, Formula) else []
        case ast.Attribute(value=inner, attr="backward"):
            of = _value(inner, function)
            return [f"{of.name}.gradient[{a!r}]" for a in of.gradient] if isinstance(of, Formula) else []
    return []


def _value(node: ast.AST, function: Callable[..., Any]) -> Any:
    """What a name, or an attribute of one, stands for in a function; None if it is neither."""
    known = function.__globals__
    if isinstance(node, ast.Name):
        return known.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        return getattr(known.get(node.value.id), node.attr, None)
    return None


# ---------------------------------------------------------------- pixels


def _pixels(sheet: Figure, dpi: int) -> np.ndarray:
    """The pixels of a figure: (height, width, 3), a byte each."""
    sheet.dpi = dpi
    canvas = FigureCanvasAgg(sheet)
    canvas.draw()
    return np.asarray(canvas.buffer_rgba())[..., :3]


def _indexed(images: list[np.ndarray], colours: int = 256) -> list[Image.Image]:
    """Images with one palette, the most frequent colours of all: with 256 a fifth of the bytes."""
    codes = np.stack([image.astype(np.int32) @ (1 << 16, 1 << 8, 1) for image in images])
    found, at, often = np.unique(codes, return_inverse=True, return_counts=True)
    palette = found[np.argsort(-often, kind="stable")[:colours]]
    parts = lambda code: np.stack([code >> 16, code >> 8 & 255, code & 255], -1)
    nearest = np.array([((parts(palette) - one) ** 2).sum(-1).argmin() for one in parts(found)], np.uint8)
    indexed = [Image.fromarray(one) for one in nearest[at].reshape(codes.shape)]
    for image in indexed:
        image.putpalette(parts(palette).ravel().tolist())
    return indexed


def _still(sheet: Figure, colours: int) -> bytes:
    """A PNG with two pixels for each pixel of a screen; its "Software" is what it was made with."""
    says, file = PngInfo(), io.BytesIO()
    says.add_text("Software", MADE_WITH)
    _indexed([_pixels(sheet, 2 * SCREEN)], colours)[0].save(
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
    """The files and folders of figures: those of topics in the order of mathcnn's topics, then the others."""
    here = pathlib.Path(__file__).parent
    files = {path.stem for path in here.glob("[a-z]*.py")} - {"style", "film"}
    found = sorted(files | {path.parent.name for path in here.glob("[a-z]*/__init__.py")})
    order = {name: k for k, name in enumerate((*TOPICS, "moving", "lenet", "museum", "conformance", "document"))}
    return sorted(found, key=lambda name: order.get(name, len(order)))


def __getattr__(name: str) -> ModuleType:
    if name in _scripts():
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _of(script: str) -> dict[str, Drawing]:
    """The figures of a script or folder by name, in its order."""
    module = importlib.import_module(f"{__name__}.{script}")
    return {
        one.name: one for one in vars(module).values() if isinstance(one, Drawing) and one.name.startswith(f"{script}.")
    }


@functools.cache
def catalog() -> dict[str, Drawing]:
    """Every figure by name, in the order of the scripts."""
    return {name: one for script in _scripts() for name, one in _of(script).items()}


def find(name: str) -> Drawing:
    """The figure of a name. The topic may be left out if only one has such a figure.

    Raises Unknown, with the nearest name.
    """
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
    """The figures for names of figures and of topics; all figures if there are no names. Raises Unknown."""
    groups = [list(_of(name).values() if name in _scripts() else ()) or [find(name)] for name in names]
    return list(dict.fromkeys(one for group in groups for one in group)) if groups else list(catalog().values())
