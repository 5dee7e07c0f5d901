"""How a command line is read: parsers with one-line errors, the words and numbers that options take, exit codes."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

HOLDS, FALLS_SHORT, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class Misuse(Exception):
    """Wrong usage: one line on stderr, exit code 2."""


@contextlib.contextmanager
def misused(*kinds: type[Exception]) -> Iterator[None]:
    """Errors of these kinds are the user's to mend; others are ours."""
    try:
        yield
    except kinds as error:
        raise Misuse(str(error)) from error


# ---------------------------------------------------------------- what is said on the command line


def meant(given: str, known: Sequence[str]) -> str:
    """ "; did you mean ...?", or nothing."""
    close = difflib.get_close_matches(given.lower(), known, 1)
    return f"; did you mean {close[0]}?" if close else ""


class Parser(argparse.ArgumentParser):
    """Errors are one line with the nearest match."""

    def __init__(self, **options: Any):
        self.options: list[str] = []
        super().__init__(**options, allow_abbrev=False)

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        self.options += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **options)

    def error(self, message: str) -> NoReturn:
        raise Misuse(message)


def whole(least: int) -> Callable[[str], int]:
    """A whole number from `least` on."""

    def read(text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text) or int(text) < least:
            raise argparse.ArgumentTypeError(f"{text!r} has to be a whole number >= {least}")
        return int(text)

    return read


def number(least: float, most: float | None = None) -> Callable[[str], float]:
    """A number from `least` on, or up to `most`."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = float("nan")
        if not (least <= value < float("inf") and (most is None or value <= most)):
            raise argparse.ArgumentTypeError(f"{text!r} has to be a number {f'>= {least}' if most is None else f'from {least} to {most}'}")
        return value

    return read


def one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise argparse.ArgumentTypeError(f"{text!r} has to be one of {', '.join(words)}{meant(text, words)}")
        return text

    return read


class Commands:
    """The commands of a parser, by name; a command may have commands of its own."""

    def __init__(self, parser: Parser, within: str = ""):
        self.parser, self.within = parser, within
        self.named: dict[str, Parser] = {}
        self.groups: dict[str, Commands] = {}
        self._holder = parser.add_subparsers(dest=f"{within} action".strip() if within else "command", metavar="COMMAND")
        parser.set_defaults(run=self._none, parser=parser)

    def add(self, name: str, run: Callable[[argparse.Namespace], int], help: str, more: str = "") -> Parser:
        """A command that `run` carries out; it returns the exit code."""
        self.named[name] = self._holder.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}. {more}".strip())
        self.named[name].set_defaults(run=run, parser=self.named[name])
        return self.named[name]

    def group(self, name: str, help: str, more: str = "") -> Commands:
        """A command that has commands of its own: `mathcnn NAME COMMAND`."""
        self.groups[name] = Commands(self.add(name, self._none, help, more), name)
        return self.groups[name]

    def meet(self, words: Sequence[str]) -> None:
        """Raise Misuse with the nearest match where the first word is no command."""
        if not words or words[0].startswith("-"):
            return
        if words[0] not in self.named:
            raise Misuse(f"{self._said}no command {words[0]}{meant(words[0], list(self.named))} (commands: {', '.join(self.named)})")
        if words[0] in self.groups:
            self.groups[words[0]].meet(words[1:])

    def _none(self, args: argparse.Namespace) -> int:
        raise Misuse(f"{self._said}a command is needed: {', '.join(self.named)} (more with --help)")

    @property
    def _said(self) -> str:
        return f"{self.within}: " if self.within else ""
