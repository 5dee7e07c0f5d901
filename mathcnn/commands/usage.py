"""How a command line is read: parsers with one-line errors, the words and numbers that options take, exit codes."""

from __future__ import annotations

import argparse
import contextlib
import difflib
import functools
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, BinaryIO, NoReturn

HOLDS, FALLS_SHORT, USAGE, PIPE_CLOSED = 0, 1, 2, 141
SEED, JOBS = 2**64 - 1, 1024  # the largest on the command line
LONGEST = 60  # signs of what was typed that an error repeats
STDOUT = "-"


class Misuse(Exception):
    """Wrong usage: one line on stderr, exit code 2."""


@contextlib.contextmanager
def misused(*kinds: type[Exception]) -> Iterator[None]:
    """Errors of these kinds are the user's to mend; others are ours."""
    try:
        yield
    except kinds as error:
        raise Misuse(str(error)) from error


@contextlib.contextmanager
def outputs(**paths: str | None) -> Iterator[dict[str, Callable[[str | bytes], object]]]:
    """What each option's file is written with, by the option's name; - is stdout, and an option that was not given has
    none.

    Every path is tried before the block, so that what can't be written shows before the work; the files appear when the
    block ends well. Raises Misuse where two options name one file, OSError where one can't be written.
    """
    from ..text.files import replacing

    def to_stdout(data: str | bytes) -> None:
        sys.stdout.write(data if isinstance(data, str) else data.decode())

    def to_file(file: BinaryIO, data: str | bytes) -> None:
        file.write(data.encode() if isinstance(data, str) else data)

    seen: dict[str, str] = {}
    with contextlib.ExitStack() as stack:
        found: dict[str, Callable[[str | bytes], object]] = {}
        for option, path in paths.items():
            if path is None:
                continue
            place = STDOUT if path == STDOUT else os.path.realpath(path) if path and "\0" not in path else path
            if place in seen and place != os.devnull:
                raise Misuse(f"--{seen[place]} and --{option} name one file, {path}; give each its own")
            seen[place] = option
            found[option] = (
                to_stdout if path == STDOUT else functools.partial(to_file, stack.enter_context(replacing(path)))
            )
        yield found


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

    def _print_message(self, message: str, file: Any = None) -> None:
        """argparse drops what it can't write, and then a closed or full stdout would look like success."""
        if message:
            (file or sys.stderr).write(message)


def whole(least: int, most: int = 2**31 - 1) -> Callable[[str], int]:
    """An integer between `least` and `most`, in digits 0 to 9."""
    ends = [
        f"2**{n.bit_length() - 1}"
        if n > 10**6 and n & (n - 1) == 0
        else f"2**{n.bit_length()} - 1"
        if n > 10**6 and n & (n + 1) == 0
        else str(n)
        for n in (least, most)
    ]

    def read(text: str) -> int:
        if not re.fullmatch(r"[+-]?[0-9]{1,40}", text) or not least <= int(text) <= most:
            raise argparse.ArgumentTypeError(f"{shown(text)} must be an integer between {ends[0]} and {ends[1]}")
        return int(text)

    return read


def number(least: float, most: float | None = None) -> Callable[[str], float]:
    """A number from `least` on, or up to `most`, in digits 0 to 9."""

    def read(text: str) -> float:
        plain = re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", text)
        value = float(text) if plain else float("nan")
        if not (least <= value < float("inf") and (most is None or value <= most)):
            rule = f"a finite number >= {least}" if most is None else f"a number between {least} and {most}"
            raise argparse.ArgumentTypeError(f"{shown(text)} must be {rule}")
        return value

    return read


def shown(text: str) -> str:
    """What was typed, in quotes, cut where it is long."""
    return repr(text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}...")


def one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise argparse.ArgumentTypeError(f"{shown(text)} must be one of {', '.join(words)}{meant(text, words)}")
        return text

    return read


class Commands:
    """The commands of a parser, by name; a command may have commands of its own."""

    def __init__(self, parser: Parser, within: str = ""):
        self.parser, self.within = parser, within
        self.named: dict[str, Parser] = {}
        self.groups: dict[str, Commands] = {}
        self._holder = parser.add_subparsers(
            dest=f"{within} action".strip() if within else "command", metavar="COMMAND"
        )
        parser.set_defaults(run=self._none, parser=parser)

    def add(self, name: str, run: Callable[[argparse.Namespace], int], help: str, more: str = "") -> Parser:
        """A command that `run` carries out; it returns the exit code."""
        self.named[name] = self._holder.add_parser(
            name, help=help, description=f"{help[0].upper()}{help[1:]}. {more}".strip()
        )
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
            raise Misuse(
                f"{self._said}no command {words[0]}{meant(words[0], list(self.named))} (commands: {', '.join(self.named)})"
            )
        if words[0] in self.groups:
            self.groups[words[0]].meet(words[1:])

    def _none(self, args: argparse.Namespace) -> int:
        raise Misuse(f"{self._said}a command is needed: {', '.join(self.named)} (more with --help)")

    @property
    def _said(self) -> str:
        return f"{self.within}: " if self.within else ""
