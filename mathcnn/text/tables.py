"""Tables for terminals: in columns if there is room for whole words, and otherwise with the cells of a row in lines.

Rich shrinks the widest columns first, down to single letters. Here a column is at least as wide as its longest word. If
the terminal is too narrow for that, each row is printed as a block: its first cell as the head, the others as lines
"column: cell".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.table import Table
from rich.text import Text

LONGEST = 30  # a longer word may be broken, after one of these characters if it has one
PARTS = re.compile(r"[^\s_.:/,\-]*[_.:/,\-]*")
INDENT = 2


class Grid(Table):
    """A table without lines.

    columns: the heads; right: heads of columns that are aligned to the right; whole: heads of columns whose cells are
    not broken; gap: blanks between columns.
    """

    def __init__(self, *columns: str, right: Sequence[str] = (), whole: Sequence[str] = (), gap: int = 2):
        super().__init__(box=None, pad_edge=False, padding=(0, gap, 0, 0), header_style="bold")
        self.gap = gap
        for column in columns:
            self.add_column(
                column, justify="right" if column in right else "left", no_wrap=column in whole, overflow="fold"
            )

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        least, most = self._widths()
        room = options.max_width - self.gap * (len(self.columns) - 1)
        if not self.columns or sum(most) <= room:
            yield from super().__rich_console__(console, options)
        elif sum(least) <= room:
            yield from self._with(shares(least, most, room)).__rich_console__(console, options)
        else:
            yield from self._stacked(options.max_width)

    def _texts(self) -> list[list[Text]]:
        """The cells, as one list a column."""
        return [[one if isinstance(one, Text) else Text(str(one)) for one in column.cells] for column in self.columns]

    def _widths(self) -> tuple[list[int], list[int]]:
        """The width that each column needs for whole words, and the width of its longest line."""
        least, most = [], []
        for column, cells in zip(self.columns, self._texts(), strict=True):
            head = [str(column.header)] if self.show_header else []
            lines = [line for text in [*head, *(one.plain for one in cells)] for line in text.split("\n")]
            widest = max(map(cell_len, lines), default=0)
            words = max((min(cell_len(word), LONGEST) for line in lines for word in line.split()), default=0)
            fixed = column.width or (column.min_width or 0)
            most.append(max(widest, fixed) if column.width is None else fixed)
            least.append(fixed if column.width is not None else widest if column.no_wrap else max(words, fixed))
        return least, most

    def _with(self, widths: Sequence[int]) -> Table:
        """The same as a plain table with these widths, long words broken after characters such as _ ."""
        table = Table(
            box=None, pad_edge=False, padding=(0, self.gap, 0, 0), header_style="bold", show_header=self.show_header
        )
        for column, width in zip(self.columns, widths, strict=True):
            table.add_column(
                column.header,
                justify=column.justify,
                no_wrap=column.no_wrap,
                overflow="fold",
                width=width,
                style=column.style,
            )
        columns = [
            [one if column.no_wrap else parted(one, width) for one in cells]
            for column, cells, width in zip(self.columns, self._texts(), widths, strict=True)
        ]
        for row in zip(*columns, strict=True):
            table.add_row(*row)
        return table

    def _stacked(self, width: int) -> RenderResult:
        heads = [str(column.header) for column in self.columns]
        for row in zip(*self._texts(), strict=True):
            named = [(head, cell) for head, cell in zip(heads, row, strict=True) if cell.plain]
            for k, (head, cell) in enumerate(named):
                title = (f"{head}: ", "dim") if head and self.show_header and k else ""
                line = Text.assemble(title, cell) if k else Text.assemble(cell, style="bold")
                wide = max(1, width - INDENT * bool(k))
                for part in parted(line, wide).split("\n"):
                    for piece in part.wrap(_plain, wide, overflow="fold") if part.plain else [part]:
                        yield Text.assemble(" " * INDENT * bool(k), piece)


_plain = Console(width=80, force_terminal=False)  # for wrapping only


def shares(least: Sequence[int], most: Sequence[int], room: int) -> list[int]:
    """Widths between `least` and `most` that fill the room: narrow columns get all of `most`, others equal widths."""
    widths, left = list(least), room - sum(least)
    while left > 0 and (open_ := [k for k in range(len(widths)) if widths[k] < most[k]]):
        lowest = min(widths[k] for k in open_)
        low = [k for k in open_ if widths[k] == lowest]
        step = max(
            1,
            min(
                [
                    left // len(low),
                    *(most[k] - lowest for k in low),
                    *(widths[k] - lowest for k in open_ if widths[k] > lowest),
                ]
            ),
        )
        for k in low[:left]:
            widths[k] += step
            left -= step
    return widths


def parted(text: Text, width: int) -> Text:
    """Text with words longer than the width on several lines, broken after characters such as _ if they have them."""
    if width < 1 or all(cell_len(word) <= width for word in text.plain.split()):
        return text
    breaks: list[int] = []
    for word in re.finditer(r"\S+", text.plain):
        if cell_len(word[0]) <= width:
            continue
        room = width
        for part in PARTS.finditer(word[0]):
            if part[0] and cell_len(part[0]) > room and part.start():
                breaks.append(word.start() + part.start())
                room = width
            room -= cell_len(part[0])
    return Text("\n").join(text.divide(breaks)) if breaks else text
