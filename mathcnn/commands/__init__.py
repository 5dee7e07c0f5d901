"""The command line. Exit codes: 0 all holds, 1 something falls short, 2 wrong usage, 130 interrupted.

Each module holds a group of commands and adds them to the parser. What a command needs is imported when it runs, so that
`--help` and usage errors come at once.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from . import audit, figures, formulas, lenet, museum, photographs, proofs
from .usage import HOLDS, INTERRUPTED, PIPE_CLOSED, USAGE, Commands, Misuse, Parser, meant

GROUPS = (formulas, audit, museum, lenet, photographs, proofs, figures)


def commands() -> Commands:
    """Every command, on the parser that knows them."""
    parser = Parser(prog="mathcnn", description="The mathematics of convolutional neural networks: formulas that print, run and verify themselves.")
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
        raise Misuse(f"no option {unknown[0]}{meant(unknown[0].partition('=')[0], args.parser.options)}" if unknown[0].startswith("-")
                     else f"{args.command}: one argument too many: {unknown[0]}")  # fmt: skip
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
    return " ".join("".join(c if c.isprintable() or c.isspace() else repr(c)[1:-1] for c in text).split())


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")    # a sign that the terminal has no letter for is no error
    try:
        args = parsed(sys.argv[1:] if argv is None else argv)
        code = args.run(args)
        sys.stdout.flush()
        return code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # nobody reads on: the rest goes nowhere
        return PIPE_CLOSED
    except KeyboardInterrupt:
        print("mathcnn: interrupted", file=sys.stderr)
        return INTERRUPTED
    except (Misuse, OSError) as error:
        print(f"mathcnn: {one_line(error)}", file=sys.stderr)
        return USAGE
