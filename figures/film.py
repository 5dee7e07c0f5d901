"""Films: tables of numbers whose cells are marked and change from frame to frame, as animated SVG and as stills.

An animated SVG is one file without a script: each element that is not always there has an animation in CSS that shows
it from one frame to another. Readers who prefer reduced motion see the last frame. Colours are custom properties, so
that a page that includes the file can set them.
"""

from __future__ import annotations

import html
import textwrap
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

# Any: entries are numbers or words, and matplotlib has no types
from typing import Any

import numpy as np
from matplotlib.figure import Figure

from .style import Style, board, cells, outline, page, spelt

SIDE, GAP = 30, 1.2  # pixels of a square; squares between tables
TOP, BELOW, LINE = 0.9, 0.55, 0.75  # squares above for names, below for the sum, and for each of its lines
LETTERS = 58  # of a line below the tables
COLOURS = ("paper", "ink", "muted", "rule", "blue", "vermilion", "green", "orange", "purple")


@dataclass(frozen=True)
class Table:
    """A table of numbers.

    name: what stands above. values: two axes. colour: of the cells, one of COLOURS, or an array of them.
    """

    name: str
    values: np.ndarray
    colour: Any = "paper"

    def colour_at(self, place: tuple[int, int]) -> str:
        return str(self.colour[place] if isinstance(self.colour, np.ndarray) else self.colour)


@dataclass(frozen=True)
class Mark:
    """A cell that is marked in a frame: in which table, where, in which colour, and with which small text."""

    table: int
    place: tuple[int, int]
    colour: str = "vermilion"
    corner: str = ""


@dataclass(frozen=True)
class Frame:
    """What one frame shows besides the tables.

    says: the sum, or what is done. marks: marked cells. blocks: (table, row, column, rows, columns), framed. values: by
    table, all its entries in this frame; "" for an entry that is not shown yet.
    """

    says: str
    marks: Sequence[Mark] = ()
    blocks: Sequence[tuple[int, int, int, int, int]] = ()
    values: Mapping[int, np.ndarray] = field(default_factory=dict)


@dataclass(frozen=True)
class Film:
    """Tables and frames. pause: milliseconds a frame."""

    tables: Sequence[Table]
    frames: Sequence[Frame]
    pause: int = 1200

    @property
    def lefts(self) -> list[float]:
        """Where the tables begin, in squares."""
        widths = [table.values.shape[1] + GAP for table in self.tables]
        return [0.2 + sum(widths[:k]) for k in range(len(widths))]

    @property
    def size(self) -> tuple[float, float]:
        """Rows and columns, in squares, with the text."""
        rows = max(table.values.shape[0] for table in self.tables)
        lines = max(len(broken(frame.says)) for frame in self.frames)
        wide = max(0.4 + self.lefts[-1] + self.tables[-1].values.shape[1], 14.5)
        return TOP + rows + BELOW + LINE * lines, wide


def broken(says: str) -> list[str]:
    """A text in lines."""
    return textwrap.wrap(says, LETTERS, break_long_words=False, break_on_hyphens=False)


def entry(film: Film, k: int, table: int, place: tuple[int, int]) -> str:
    """The text of a cell in frame k."""
    values = film.frames[k].values.get(table, film.tables[table].values)
    return str(spelt(values[place]))


# ---------------------------------------------------------------- stills


def still(film: Film, style: Style, shown: Iterable[int], width: float = 5.2) -> Figure:
    """Some frames, one below the other, as a figure of matplotlib. width: in inches."""
    shown, (rows, columns) = list(shown), film.size
    sheet, axes = page(width, width * rows * len(shown) / columns, len(shown), 1, squeeze=False)
    inches = width / columns  # of a square
    for ax, k in zip(axes.flat, shown, strict=True):
        board(ax, rows, columns, top=-TOP)
        frame = film.frames[k]
        for t, (table, left) in enumerate(zip(film.tables, film.lefts, strict=True)):
            text = np.empty(table.values.shape, object)
            fill = np.empty(table.values.shape, object)
            for place in np.ndindex(table.values.shape):
                text[place] = entry(film, k, t, place)
                fill[place] = tinted(style, table.colour_at(place))
            for mark in frame.marks:
                if mark.table == t:
                    fill[mark.place] = style.tint(getattr(style, mark.colour), 0.4)
            cells(ax, text, style, (0, left), fill=fill, edge=style.rule, size=min(10, 26 * inches))
            ax.text(left + table.values.shape[1] / 2, -0.4, table.name, ha="center", va="center", size=9)
            for mark in frame.marks:
                if mark.table == t and mark.corner:
                    (i, j), small = mark.place, spelt(mark.corner)
                    ax.text(left + j + 0.96, i + 0.99, small, ha="right", va="bottom", size=7, color=style.ink)
        for t, i, j, high, wide in frame.blocks:
            outline(ax, style, high, wide, (i, film.lefts[t] + j))
        bottom = max(table.values.shape[0] for table in film.tables)
        ax.text(0.2, bottom + 0.4, "\n".join(broken(frame.says)), ha="left", va="top", size=9, linespacing=1.4)
    return sheet


def tinted(style: Style, colour: str) -> str:
    return style.paper if colour == "paper" else style.tint(getattr(style, colour), 0.24)


# ---------------------------------------------------------------- animated SVG


def spans(values: Sequence[str]) -> list[tuple[int, int, str]]:
    """Runs of equal texts: (first frame, frame after the last, text), without empty ones."""
    found, start = [], 0
    for k in range(1, len(values) + 1):
        if k == len(values) or values[k] != values[start]:
            found.append((start, k, values[start]))
            start = k
    return [run for run in found if run[2]]


def animation(film: Film, name: str, title: str, style: Style | None) -> str:
    """The film as an animated SVG, which is also a part of HTML.

    name: makes the names in the file its own. title: what a screen reader says. style: the colours; None if the page
    that the SVG is put into sets them.
    """
    n, own, (rows, columns) = len(film.frames), name.replace(".", "-"), film.size
    layers: list[dict[tuple[int, int], list[str]]] = [defaultdict(list) for _ in range(3)]  # from below
    ground, marks, above = layers
    y = lambda row: round((row + TOP) * SIDE, 1)
    for t, (table, left) in enumerate(zip(film.tables, film.lefts, strict=True)):
        high, wide = table.values.shape
        words = f'<text x="{(left + wide / 2) * SIDE:g}" y="{0.62 * SIDE:g}">{html.escape(table.name)}</text>'
        above[0, n].append(words)
        for i, j in np.ndindex(high, wide):
            x = round((left + j) * SIDE, 1)
            ground[0, n].append(square(x, y(i), table.colour_at((i, j))))
            for start, end, text in spans([entry(film, k, t, (i, j)) for k in range(n)]):
                at = f'x="{x + SIDE / 2:g}" y="{y(i) + SIDE / 2 + 4.5:g}"'
                at += ' class="w"' if len(text) > 3 else ""
                above[start, end].append(f'<text {at} data-cell="{t},{i},{j}">{html.escape(text)}</text>')
    for k, frame in enumerate(film.frames):
        for mark in frame.marks:
            i, j = mark.place
            x = round((film.lefts[mark.table] + j) * SIDE, 1)
            cell = f'data-mark="{mark.table},{i},{j}"'
            marks[k, k + 1].append(square(x, y(i), mark.colour, f"m {mark.colour}", cell))
            if mark.corner:
                at = f'class="s" x="{x + SIDE - 2:g}" y="{y(i + 1) - 2:g}"'
                corner = f"{mark.table},{i},{j}"
                above[k, k + 1].append(f'<text {at} data-corner="{corner}">{html.escape(spelt(mark.corner))}</text>')
        for t, i, j, high, wide in frame.blocks:
            at = f'x="{(film.lefts[t] + j) * SIDE:g}" y="{y(i):g}" width="{wide * SIDE}" height="{high * SIDE}"'
            above[k, k + 1].append(f'<rect class="o" {at}/>')
        bottom = max(table.values.shape[0] for table in film.tables) + BELOW
        for line, text in enumerate(broken(frame.says)):
            at = f'class="l" x="{0.2 * SIDE:g}" y="{y(bottom + LINE * (line + 0.3)):g}"'
            above[k, k + 1].append(f"<text {at}>{html.escape(text)}</text>")
    used = sorted({span for layer in layers for span in layer} - {(0, n)})
    size = f'width="{columns * SIDE:g}" height="{rows * SIDE:g}"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" id="{own}" class="film" role="img" ',
        f'aria-label="{html.escape(title)}" ',
        f'viewBox="0 0 {columns * SIDE:g} {rows * SIDE:g}" {size} data-frames="{n}" data-pause="{film.pause}">',
        f"<style>{css(own, n, film.pause, used, style)}</style>",
    ]
    if style:
        parts.append(f'<rect class="b" {size}/>')
    for layer in layers:
        for (start, end), inside in sorted(layer.items()):
            kind = "" if (start, end) == (0, n) else f' class="{own}-{start}-{end}"'
            parts.append(f"<g{kind}>{''.join(inside)}</g>")
    return "".join((*parts, "</svg>"))


def square(x: float, y: float, colour: str, kind: str = "", more: str = "") -> str:
    kind = kind or colour
    return f'<rect class="{kind}" x="{x:g}" y="{y:g}" width="{SIDE}" height="{SIDE}"{" " + more if more else ""}/>'


def css(own: str, n: int, pause: int, used: Iterable[tuple[int, int]], style: Style | None) -> str:
    """The style sheet of a film: colours, and for each span of frames the animation that shows what is in it."""
    of = f"#{own}"
    mixed = lambda name, part: f"color-mix(in srgb,var(--play-{name}) {part}%,var(--play-paper))"
    rules = [
        f"{of} rect{{stroke:var(--play-rule);fill:var(--play-paper)}}",
        f"{of} .b{{stroke:none}}",
        *(f"{of} .{name}{{fill:{mixed(name, 24)}}}" for name in COLOURS[4:]),
        *(f"{of} .m.{name}{{fill:{mixed(name, 42)}}}" for name in COLOURS[4:]),
        f"{of} .o{{fill:none;stroke:var(--play-vermilion);stroke-width:2.5}}",
        f"{of} text{{fill:var(--play-ink);font:14px system-ui,sans-serif;text-anchor:middle}}",
        f"{of} .w{{font-size:11px}}",
        f"{of} .s{{font-size:10px;text-anchor:end}}",
        f"{of} .l{{text-anchor:start}}",
    ]
    if style:
        rules.insert(0, of + "{" + "".join(f"--play-{name}:{getattr(style, name)};" for name in COLOURS) + "}")
    still_rules = []
    for start, end in used:
        word = f"{own}-{start}-{end}"
        steps = [(0, start == 0), *([(start, True)] if start else []), *([(end, False)] if end < n else [])]
        frames = "".join(f"{100 * at / n:.4g}%{{visibility:{'visible' if on else 'hidden'}}}" for at, on in steps)
        last = "visible" if end == n else "hidden"
        rules.append(f"@keyframes {word}{{{frames}100%{{visibility:{last}}}}}")
        rules.append(f"{of} .{word}{{animation:{word} {n * pause}ms step-end infinite}}")
        still_rules.append(f"{of} .{word}{{animation:none;visibility:{last}}}")
    return "".join(rules) + f"@media (prefers-reduced-motion:reduce){{{''.join(still_rules)}}}"
