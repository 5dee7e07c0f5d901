"""The command line. Exit codes: 0 all holds, 1 something falls short, 2 wrong usage or what can't be read or written,
130 interrupted by Ctrl-C, 143 ended by SIGTERM, 141 where nobody reads the output any more.

Each module holds a group of commands and adds them to the parser. What a command needs is imported when it runs, so
that `--help` and usage errors come at once.
"""

from __future__ import annotations

import argparse
import contextlib
import errno
import io
import os
import sys
from collections.abc import Sequence

from ..text.extras import MissingExtra
from ..processes import Ended, WorkerDied, raising
from . import audit, figures, formulas, lenet, museum, photographs, proofs
from .usage import Commands, HOLDS, Misuse, PIPE_CLOSED, Parser, USAGE, meant

LONGEST = 600  # letters of an error
GROUPS = (formulas, audit, museum, lenet, photographs, proofs, figures)


def commands() -> Commands:
    """Every command, on the parser that knows them."""
    parser = Parser(
        prog="mathcnn",
        description="The mathematics of convolutional neural networks: formulas that print, run and verify themselves.",
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    known = Commands(parser)
    for group in GROUPS:
        group.add(known)
    return known


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    known = commands()
    known.meet(argv)
    args, unknown = known.parser.parse_known_args(argv)
    if unknown:
        raise Misuse(
            f"no option {unknown[0]}{meant(unknown[0].partition('=')[0], args.parser.options)}"
            if unknown[0].startswith("-")
            else f"{args.command}: one argument too many: {unknown[0]}"
        )
    if args.version:
        args.run = version
    return args


def version(args: argparse.Namespace) -> int:
    from .. import __version__

    print(f"mathcnn {__version__}")
    return HOLDS


def one_line(error: BaseException) -> str:
    """An error as one line that a terminal can show."""
    if isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    else:
        text = str(error) or type(error).__name__
    line = " ".join("".join(c if c.isprintable() or c.isspace() else repr(c)[1:-1] for c in text).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"


class Closed(io.TextIOBase):
    """A standard stream that was closed before the command began. What is written to it is an error, or goes nowhere."""

    def __init__(self, name: str = ""):
        self.missing = name

    def write(self, text: str) -> int:
        if self.missing and text:
            raise OSError(errno.EBADF, f"{self.missing} is closed")
        return len(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return False


def open_streams() -> None:
    """Have streams where there were none, so that nothing that is opened later takes their numbers and gets what is
    meant for them.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            while (got := os.open(os.devnull, os.O_RDWR)) < number:
                pass  # one below was closed, too, and is filled in now
            if got != number:
                os.close(got)
    if sys.stdout is None:
        sys.stdout = Closed("standard output")
    if sys.stderr is None:
        sys.stderr = Closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a sign that the terminal has no letter for is no error


def end_output() -> None:
    """Write what stdout still holds. What can't be written goes nowhere, and is not tried again when Python ends."""
    try:
        sys.stdout.flush()
        return
    except (OSError, ValueError):
        pass
    with contextlib.suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, sys.stdout.fileno())
        os.close(nowhere)


def say(text: str) -> None:
    """A line on stderr, if anybody can have it."""
    with contextlib.suppress(OSError, ValueError):
        print(f"mathcnn: {text}", file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    open_streams()
    try:
        with raising():
            try:
                args = parsed(sys.argv[1:] if argv is None else argv)
            except SystemExit:  # --help has been printed
                sys.stdout.flush()
                raise
            code = args.run(args)
            sys.stdout.flush()
        return code
    except BrokenPipeError:
        end_output()
        return PIPE_CLOSED
    except KeyboardInterrupt as error:
        ended = error if isinstance(error, Ended) else Ended()
        say(str(ended))
        end_output()
        return ended.code
    except MemoryError:
        say("not enough memory")
        return USAGE
    except (Misuse, MissingExtra, WorkerDied) as error:
        say(one_line(error))
        return USAGE
    except OSError as error:
        say(one_line(error))
        end_output()
        return USAGE
