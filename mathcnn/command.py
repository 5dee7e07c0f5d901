"""The command line. Exit codes: 0 all holds, 1 something falls short, 2 wrong usage, 130 interrupted.

What a command needs is imported when it runs, so that `--help` and usage errors come at once.
"""

from __future__ import annotations

import argparse
import contextlib
import difflib
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any, NoReturn

HOLDS, FALLS_SHORT, USAGE, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141

KERNEL = "edge detection, blurring or sharpening kernel: laplacian, sobel_x, ... (mathcnn list kernels)"


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


def one_of(*words: str) -> Callable[[str], str]:
    def read(text: str) -> str:
        if text not in words:
            raise argparse.ArgumentTypeError(f"{text!r} has to be one of {', '.join(words)}{meant(text, words)}")
        return text

    return read


def parsers() -> tuple[Parser, dict[str, Parser]]:
    """The command's parser, and one for each of its commands."""
    parser = Parser(prog="mathcnn", description="The mathematics of convolutional neural networks: formulas that print, run and verify themselves.")
    parser.add_argument("--version", action="store_true", help="print the version")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    of: dict[str, Parser] = {}

    def command(name: str, run: Callable[[argparse.Namespace], int], help: str, more: str = "") -> Parser:
        of[name] = commands.add_parser(name, help=help, description=f"{help[0].upper()}{help[1:]}. {more}".strip())
        of[name].set_defaults(run=run)
        return of[name]

    sub = command("list", list_, "list topics and their formulas")
    sub.add_argument("topic", nargs="?", metavar="TOPIC", help="a topic, such as layers; all of them if left out")
    sub.add_argument("--json", action="store_true", help="print JSON")

    sub = command("show", show, "show a formula, a law or a topic", "Laws are run as they are shown: their verdicts are of this moment.")
    sub.add_argument("name", metavar="NAME", help="layers.conv, layers.conv::pads or layers; conv alone where one topic has it")
    sub.add_argument("--json", action="store_true", help="print JSON")
    sub.add_argument("--latex", action="store_true", help="print the LaTeX and nothing else")
    sub.add_argument("--jobs", type=whole(1), metavar="N", help="processes that run the laws (default: one a core)")

    sub = command("verify", verify, "verify every form, law, non-law and gradient", "Exit code 1 where something falls short.")
    sub.add_argument("names", nargs="*", metavar="NAME", help="topics, formulas or laws; all formulas if left out")
    sub.add_argument("--examples", type=whole(1), default=20, metavar="N", help="random cases a check (default 20)")
    sub.add_argument("--seed", type=whole(0), default=0, metavar="S", help="where random cases start (default 0)")
    sub.add_argument("--jobs", type=whole(1), metavar="N", help="processes (default: one a core); the verdicts do not depend on it")
    sub.add_argument("--json", metavar="FILE", help="also write the verdicts as JSON; - is stdout, instead of the table")

    sub = command("filter", filter_, "convolve a photograph with a kernel", "Colours are filtered one by one, transparency is kept.")
    sub.add_argument("image", nargs="?", metavar="IMAGE",
                     help="PNG, TIFF, JPEG, WebP, BMP, ... (default: the portrait of Grace Hopper that matplotlib ships)")  # fmt: skip
    sub.add_argument("--kernel", required=True, metavar="NAME", help=KERNEL)
    sub.add_argument("--mode", type=one_of("same", "full", "valid"), default="same", metavar="MODE",
                     help="size of the result: same (default), full, or valid; outside the image is 0")  # fmt: skip
    sub.add_argument("--true-convolution", action="store_true", help="turn the kernel by half a turn (default: cross-correlation, as networks do)")
    sub.add_argument("--scale", type=one_of("clip", "abs", "shift"), metavar="SCALE",
                     help="how values become intensities: clip to the range (default, where the kernel's sum is not 0), abs: the size of the value, "
                          "clipped (default for edges, whose kernel sums to 0), shift: the value added to mid-grey, clipped")  # fmt: skip
    sub.add_argument("-o", "--output", required=True, metavar="OUT", help="the file to write, in the format of its extension")
    return parser, of


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    parser, of = parsers()
    first = next((word for word in argv if not word.startswith("-")), None)
    if first is not None and first not in of and argv[0] == first:
        raise Misuse(f"no command {first}{meant(first, list(of))} (commands: {', '.join(of)})")
    args, unknown = parser.parse_known_args(argv)
    if unknown:
        sub = of.get(args.command, parser)
        raise Misuse(f"no option {unknown[0]}{meant(unknown[0].partition('=')[0], sub.options)}" if unknown[0].startswith("-")
                     else f"{args.command}: one argument too many: {unknown[0]}")  # fmt: skip
    if args.version:
        args.run = version
    elif args.command is None:
        raise Misuse(f"a command is needed: {', '.join(of)} (more with --help)")
    return args


# ---------------------------------------------------------------- commands


def version(args: argparse.Namespace) -> int:
    from . import __version__

    print(f"mathcnn {__version__}")
    return HOLDS


def list_(args: argparse.Namespace) -> int:
    from . import catalogue, report

    with misused(catalogue.Unknown):
        topics = [catalogue.topic(args.topic)] if args.topic is not None else list(catalogue.catalog().topics.values())
    if args.json:
        print(report.as_json(report.listed(topics)))
    else:
        report.print_list(topics)
    return HOLDS


def show(args: argparse.Namespace) -> int:
    from . import catalogue, report, verification
    from .formula import Formula

    with misused(catalogue.Unknown):
        thing = catalogue.find(args.name)
    if args.latex:
        formulas = thing.formulas.values() if isinstance(thing, catalogue.Topic) else [thing]
        for one in formulas:
            print("\n".join(report.statement_of(one) if isinstance(one, Formula) else [one.latex()]))
        return HOLDS
    if isinstance(thing, catalogue.Topic):
        if args.json:
            print(report.as_json(report.listed([thing])))
            return HOLDS
        with report.page() as out:
            report.print_topic(thing, out)
        return HOLDS
    todo = verification.tasks([thing.name])
    with report.progress(len(todo)) as done:
        rows = verification.verify(thing.name, jobs=jobs(args, len(todo)), done=done)
    told = report.about(thing, rows) if isinstance(thing, Formula) else report.about_law(thing, rows)
    if args.json:
        print(report.as_json(told))
        return HOLDS
    with report.page() as out:
        report.print_formula(told, out) if isinstance(thing, Formula) else report.print_law(told, out, 0)
    return HOLDS


def jobs(args: argparse.Namespace, tasks: int) -> int:
    """As many processes as were asked for, or one a core; a few tasks are done before a second process has started."""
    from . import verification

    return args.jobs or (verification.cores() if tasks > 8 else 1)


def verify(args: argparse.Namespace) -> int:
    from . import catalogue, report, verification
    from .files import replacing

    started = time.perf_counter()
    with misused(catalogue.Unknown):
        todo = verification.tasks(args.names)
    processes = jobs(args, len(todo))
    with contextlib.ExitStack() as stack:
        file = stack.enter_context(replacing(args.json)) if args.json not in (None, "-") else None  # an unwritable path shows before the run
        with report.progress(len(todo)) as done:
            rows = verification.verify(args.names, examples=args.examples, seed=args.seed, jobs=processes, done=done)
        if args.json is not None:
            text = report.verdicts_as_json(rows, args.seed, args.examples)
            file.write(text.encode()) if file else sys.stdout.write(text)
    short = [row for row in rows if not row.good]
    said = report.summary(rows, time.perf_counter() - started, processes)
    if args.json == "-":
        print(said, file=sys.stderr)
    else:
        report.print_verdicts(rows)
        report.print_failures(short)
        print(f"\n{said}")
    return FALLS_SHORT if short else HOLDS


def filter_(args: argparse.Namespace) -> int:
    from . import images

    with misused(images.ImageError):
        images.filter_file(args.image, args.output, args.kernel, args.mode, args.true_convolution, args.scale)
    return HOLDS


# ---------------------------------------------------------------- the way in


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
