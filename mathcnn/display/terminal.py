"""Output for people: pages on stdout that fit the terminal, and progress on stderr."""

from __future__ import annotations

import contextlib
import re
import sys
import textwrap
from collections.abc import Callable, Iterator
from typing import Any

from rich.console import Console
from rich.highlighter import NullHighlighter
from rich.padding import Padding
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.text import Text

from ..language.wording import first_line, statement_of
from ..text.tables import Grid as grid
from ..text.wording import as_json, plural, versions

__all__ = [
    "as_json",
    "first_line",
    "fitted",
    "grid",
    "indented",
    "notice",
    "page",
    "plural",
    "progress",
    "statement_of",
    "versions",
]


@contextlib.contextmanager
def page() -> Iterator[Console]:
    """A console for stdout, whose output appears when the block ends.

    On a terminal, lines are wrapped to its width; elsewhere they are neither wrapped nor coloured.
    """
    terminal = sys.stdout.isatty()
    out = Console(
        highlighter=NullHighlighter(),
        markup=False,
        emoji=False,
        force_terminal=terminal,
        width=None if terminal else 10_000,
    )
    with out.capture() as captured:
        yield out
    text = captured.get()
    sys.stdout.write(text if terminal else re.sub(" +$", "", text, flags=re.MULTILINE))


def indented(what: Any, by: int = 2) -> Padding:
    """A text, or anything else that rich prints, indented by some columns."""
    return Padding(Text(what) if isinstance(what, str) else what, (0, 0, 0, by), expand=False)


def fitted(line: str) -> str:
    """A line of text; on a terminal, wrapped between words to its width."""
    if not sys.stdout.isatty():
        return line
    return "\n".join(textwrap.wrap(line, Console().width, break_long_words=False, break_on_hyphens=False))


def notice(text: str) -> None:
    """A line on stderr before a long work; nothing if stderr is not a terminal."""
    if sys.stderr.isatty():
        Console(stderr=True, highlighter=NullHighlighter(), markup=False, emoji=False).print(Text(text, "dim"))


@contextlib.contextmanager
def progress(total: int, what: str = "verifying") -> Iterator[Callable[[object], None]]:
    """A progress bar on stderr, with the name of the last task that ended; nothing if stderr is not a terminal.

    total: the number of tasks; what: the word before the bar. The function that is yielded is called with each task.
    """
    if not sys.stderr.isatty():
        yield lambda task: None
        return
    console = Console(stderr=True)
    columns = [TextColumn("{task.description}"), BarColumn(20), MofNCompleteColumn(), TimeElapsedColumn()]
    room = console.width - 50  # what the other columns leave for the name of a task
    if room >= 20:
        columns.append(TextColumn("{task.fields[last]}"))
    with Progress(*columns, console=console, transient=True, redirect_stdout=sys.stdout.isatty()) as bar:
        running = bar.add_task(what, total=total, last="")
        yield lambda task: bar.update(running, advance=1, last=str(task)[:room])
