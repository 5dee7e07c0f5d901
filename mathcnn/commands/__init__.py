"""The command line.

Exit codes: 0 all holds; 1 something falls short; 2 wrong usage, or a file that cannot be read or written; 130
interrupted by Ctrl-C; 143 ended by SIGTERM; 141 the reader of the output has gone.

Each module has a group of commands and adds them to the parser. A command imports what it needs when it runs, so that
`--help` and usage errors appear at once.
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
from . import audit, figures, formulas, lenet, models, museum, photographs, proofs
from .usage import Commands, HOLDS, Misuse, PIPE_CLOSED, Parser, USAGE, meant

LONGEST = 600  # characters of an error message
GROUPS = (formulas, models, audit, museum, lenet, photographs, proofs, figures)


def commands() -> Commands:
    """The parser with every command."""
    parser = Parser(
        prog="mathcnn",
        description="The mathematics of convolutional neural networks: each formula is stated once, as an "
        "equation, and is printed, run and verified from it. `mathcnn COMMAND --help` describes a command.",
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    known = Commands(parser)
    for group in GROUPS:
        group.add(known)
    return known


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """The arguments of a command line. Raises Misuse for wrong ones."""
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
    """Print the version."""
    from .. import __version__

    print(f"mathcnn {__version__}")
    return HOLDS


def one_line(error: BaseException) -> str:
    """The message of an error as one line of printable characters."""
    if isinstance(error, OSError) and error.strerror:
        text = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    else:
        text = str(error) or type(error).__name__
    line = " ".join("".join(c if c.isprintable() or c.isspace() else repr(c)[1:-1] for c in text).split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST // 2]} ... {line[-LONGEST // 2 :]}"


class Closed(io.TextIOBase):
    """A standard stream that was closed before the command began: writing to it is an error, or does nothing."""

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
    """Open the standard streams that are closed, so that no file that is opened later takes their numbers."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            while (got := os.open(os.devnull, os.O_RDWR)) < number:
                pass  # a lower number was closed, too, and is open now
            if got != number:
                os.close(got)
    if sys.stdout is None:
        sys.stdout = Closed("standard output")
    if sys.stderr is None:
        sys.stderr = Closed()
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a character outside the terminal's encoding is no error


def end_output() -> None:
    """Flush stdout; if that fails, discard the rest, so that Python does not try again when it ends."""
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
    """A line on stderr, if stderr can be written."""
    with contextlib.suppress(OSError, ValueError):
        print(f"mathcnn: {text}", file=sys.stderr, flush=True)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code. `argv` is the command line without the program, by default sys.argv."""
    open_streams()
    try:
        with raising():
            try:
                args = parsed(sys.argv[1:] if argv is None else argv)
                args.line = list(sys.argv[1:] if argv is None else argv)
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
