"""The command line is read: parsers with one-line errors, the types of options, files that are written, exit codes."""

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
LONGEST = 60  # characters of an argument that an error repeats
STDOUT = "-"


class Misuse(Exception):
    """Wrong usage: one line on stderr, exit code 2."""


@contextlib.contextmanager
def misused(*kinds: type[Exception]) -> Iterator[None]:
    """Turn errors of these kinds, which are the user's to mend, into Misuse; other errors are faults of mathcnn."""
    try:
        yield
    except kinds as error:
        raise Misuse(str(error)) from error


@contextlib.contextmanager
def outputs(**paths: str | None) -> Iterator[dict[str, Callable[[str | bytes], object]]]:
    """For each option that was given, the function that writes its file, by the name of the option; - is stdout.

    Every path is tried before the block, so that a path that cannot be written is an error before the work; the files
    appear when the block ends without an error. Raises Misuse if two options name one file, OSError if a file cannot be
    written.
    """
    from ..text.files import replacing

    def to_stdout(data: str | bytes) -> None:
        sys.stdout.write(data if isinstance(data, str) else data.decode())
        sys.stdout.flush()  # so that an output that is lost is an error now, before anything is said of it

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
                raise Misuse(f"--{seen[place]} and --{option} name one file, {path}; give each a file of its own")
            seen[place] = option
            found[option] = (
                to_stdout if path == STDOUT else functools.partial(to_file, stack.enter_context(replacing(path)))
            )
        yield found


def announce(work: str, takes: str) -> None:
    """Say on stderr what begins and how long it usually takes; nothing if stderr is not a terminal."""
    from ..display.terminal import notice

    notice(f"{work}; this usually takes {takes}")


# ---------------------------------------------------------------- arguments


def meant(given: str, known: Sequence[str]) -> str:
    """ "; did you mean ...?", or nothing."""
    close = difflib.get_close_matches(given.lower(), known, 1)
    return f"; did you mean {close[0]}?" if close else ""


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line with the nearest match."""

    def __init__(self, **options: Any):
        self.options: list[str] = []
        super().__init__(**options, allow_abbrev=False)

    def add_argument(self, *names: Any, **options: Any) -> argparse.Action:
        self.options += [name for name in names if name.startswith("--")]
        return super().add_argument(*names, **options)

    def error(self, message: str) -> NoReturn:
        raise Misuse(message)

    def _print_message(self, message: str, file: Any = None) -> None:
        """Write a message; argparse ignores errors here, so a closed or full stdout would look like success."""
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
    """A number >= `least`, and <= `most` if that is given, in digits 0 to 9."""

    def read(text: str) -> float:
        plain = re.fullmatch(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?", text)
        value = float(text) if plain else float("nan")
        if not (least <= value < float("inf") and (most is None or value <= most)):
            rule = f"a finite number >= {least}" if most is None else f"a number between {least} and {most}"
            raise argparse.ArgumentTypeError(f"{shown(text)} must be {rule}")
        return value

    return read


def shown(text: str) -> str:
    """An argument in quotes, cut if it is long."""
    return repr(text if len(text) <= LONGEST else f"{text[: LONGEST - 3]}...")


def one_of(*words: str) -> Callable[[str], str]:
    """One of some words."""

    def read(text: str) -> str:
        if text not in words:
            raise argparse.ArgumentTypeError(f"{shown(text)} must be one of {', '.join(words)}{meant(text, words)}")
        return text

    return read


def seed(sub: argparse.ArgumentParser, of: str, default: int | None = 0) -> None:
    """Add the option --seed to a command."""
    sub.add_argument("--seed", type=whole(0, SEED), default=default, metavar="S", help=f"seed of {of} (default 0)")


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

    def add(
        self, name: str, run: Callable[[argparse.Namespace], int], help: str, more: str = "", takes: str = ""
    ) -> Parser:
        """Add a command.

        Parameters
        ----------
        name : the word of the command line.
        run : carries the command out and returns the exit code.
        help : what the command does, for the list of commands; it begins with a small letter.
        more : further sentences for the command's own help.
        takes : how long it usually takes.
        """
        time = f"It usually takes {takes}." if takes else ""
        self.named[name] = self._holder.add_parser(
            name, help=help, description=" ".join(filter(None, (f"{help[0].upper()}{help[1:]}.", more, time)))
        )
        self.named[name].set_defaults(run=run, parser=self.named[name])
        return self.named[name]

    def group(self, name: str, help: str, more: str = "") -> Commands:
        """Add a command that has commands of its own: `mathcnn NAME COMMAND`."""
        self.groups[name] = Commands(self.add(name, self._none, help, more), name)
        return self.groups[name]

    def meet(self, words: Sequence[str]) -> None:
        """Raise Misuse with the nearest match if the first word is not a command."""
        if not words or words[0].startswith("-"):
            return
        if words[0] not in self.named:
            commands = ", ".join(self.named)
            raise Misuse(f"{self._said}no command {words[0]}{meant(words[0], list(self.named))} (commands: {commands})")
        if words[0] in self.groups:
            self.groups[words[0]].meet(words[1:])

    def _none(self, args: argparse.Namespace) -> int:
        raise Misuse(f"{self._said}a command is needed: {', '.join(self.named)} (more with --help)")

    @property
    def _said(self) -> str:
        return f"{self.within}: " if self.within else ""
