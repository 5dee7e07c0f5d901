"""`mathcnn figures`: draw figures from the verified formulas, each after its caption was checked."""

from __future__ import annotations

import argparse
import functools
import html
import os
import pathlib
import tempfile
from collections.abc import Iterable

from ..text.extras import need
from .usage import FALLS_SHORT, HOLDS, Commands, Misuse, announce, misused, one_of

TAKES = "a minute for all figures"
FOLDER, PAGE, PICTURES = "mathcnn-figures", "README.md", "gallery"
PROCESSES, FEW = 2, 8  # a few figures are drawn before a second process has started
ABOUT = """\
Drawn from the verified formulas: `mathcnn figures --gallery --out figures` writes this page and its pictures. What a
caption says is checked on the numbers that are drawn. A test checks it again, and checks that it fails if a formula is
wrong. `mathcnn figures NAME` draws one figure, with `--format pdf` or `png` for print; in Python,
`mathcnn.figures.find(NAME)()` is a matplotlib figure."""


def add(commands: Commands) -> None:
    sub = commands.add(
        "figures",
        figures,
        "draw figures from the verified formulas",
        "A caption is checked before its figure is written. Exit code 1 if one is wrong. Needs the extra figures.",
        TAKES,
    )
    sub.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="figures or topics: convolution.sum_of_copies, convolution; all figures if left out",
    )
    sub.add_argument(
        "--out",
        metavar="DIR",
        default=FOLDER,
        help=f"the directory to write to (default {FOLDER}); it is created if it does not exist",
    )
    sub.add_argument(
        "--format",
        type=one_of("svg", "png", "pdf"),
        metavar="FORMAT",
        help="svg (default), png or pdf; an animation is also written as GIF or as animated SVG",
    )
    sub.add_argument("--dark", action="store_true", help="draw on a dark background: NAME.dark.svg")
    sub.add_argument(
        "--gallery",
        action="store_true",
        help=f"write {PAGE}, a page with captions, and its pictures, light and dark, into DIR",
    )
    sub.add_argument("--list", action="store_true", help="list the figures and draw none")


def figures(args: argparse.Namespace) -> int:
    from ..display import terminal
    from ..evidence import verification
    from ..text import resources
    from ..text.files import replacing

    need("figures", "drawing figures", load=False)
    try:
        import matplotlib  # noqa: F401  the import reads MPLBACKEND
    except ValueError:
        raise Misuse(
            f"MPLBACKEND={os.environ.get('MPLBACKEND')} is not a backend of matplotlib; figures need none, so unset it"
        ) from None
    shelf = resources.package("figures")
    if args.gallery and (args.dark or args.format):
        raise Misuse("--gallery writes PNG, light and dark: it cannot be combined with --format or --dark")
    with misused(shelf.Unknown):
        chosen = {one.name: one for one in shelf.chosen(args.names)}
    if args.list:
        with terminal.page() as out:
            table = terminal.grid("figure", "what it shows", whole=["figure"])
            for one in chosen.values():
                table.add_row(one.name, one.title)
            out.print(table)
        return HOLDS
    if not args.out:
        raise Misuse("--out must name a directory, and is empty")
    folder = writable(pathlib.Path(args.out, PICTURES) if args.gallery else pathlib.Path(args.out))
    draw = functools.partial(
        pictures,
        format="png" if args.gallery else args.format or "svg",
        darks=(False, True) if args.gallery else (args.dark,),
    )
    topics: dict[str, list[str]] = {}  # figures of a topic may share data, so one process draws them all
    for name in chosen:
        topics.setdefault(name.partition(".")[0], []).append(name)
    processes = min(PROCESSES, verification.cores(), len(topics)) if len(chosen) > FEW else 1
    said: dict[str, str] = {}
    if len(chosen) > FEW:
        announce(f"drawing {len(chosen)} figures", TAKES)
    with terminal.progress(len(topics), "drawing") as done, misused(shelf.MissingFont):
        for names, drawn in verification.spread(map(tuple, topics.values()), draw, processes):
            for name, files in drawn.items():
                for file, data in files.items():
                    with replacing(folder / file) as whole:
                        whole.write(data)
                said[name] = ", ".join(str(folder / file) for file in files)
            done(", ".join(names))
    if args.gallery:
        with replacing(pathlib.Path(args.out, PAGE)) as whole:
            whole.write(gallery([name for name in chosen if said[name]], folder).encode())
    with terminal.page() as out:
        for name in chosen:
            out.print(f"{name}: {said[name] or 'its caption is wrong, so it was not drawn'}")
    return HOLDS if all(said.values()) else FALLS_SHORT


def writable(folder: pathlib.Path) -> pathlib.Path:
    """The directory, created if it does not exist. Raises OSError before the work if it cannot be written to."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        tempfile.TemporaryFile(dir=folder).close()
    except OSError as error:
        raise type(error)(error.errno, error.strerror, str(folder)) from None
    return folder


def pictures(names: Iterable[str], format: str, darks: tuple[bool, ...]) -> dict[str, dict[str, bytes]]:
    """The files of each figure, by name; none if its caption is wrong. A figure that moves has that too."""
    from ..text import resources

    found: dict[str, dict[str, bytes]] = {}
    for one in map(resources.package("figures").find, names):
        formats = [format, *one.moves] if one.holds(one.shown) else []
        found[one.name] = {
            f"{one.name}{'.dark' if dark else ''}.{kind}": one.picture(kind, dark) for dark in darks for kind in formats
        }
    return found


def gallery(names: Iterable[str], folder: pathlib.Path) -> str:
    """The page, as Markdown: each picture in `folder`, light or dark, its caption, command, formulas and sources."""
    from PIL import Image

    from ..text import resources
    from ..text.references import cited

    shelf, blocks, script = resources.package("figures"), ["# Figures", ABOUT], ""
    for one in map(shelf.find, names):
        if script != (script := one.name.partition(".")[0]):
            blocks.append(f"## {(getattr(shelf, script).__doc__ or script).partition(', ')[0]}")
        blocks.append(f"### {one.title}")
        for kind, file in one.files().items():
            dark, light = (f"{PICTURES}/{name}" for name in (one.files(dark=True)[kind], file))
            if kind == "moving.svg":
                width = round(one.film(one.shown).size[1] * shelf.film.SIDE)
            else:
                with Image.open(folder / file) as picture:
                    width = picture.width // {"png": 2, "gif": 1}[kind]
            blocks.append(
                f'<picture><source media="(prefers-color-scheme: dark)" srcset="{dark}">'
                f'<img alt="{html.escape(one.title)}" src="{light}" width="{width}"></picture>'
            )
        blocks.append(one.caption)
        source = "; ".join(map(str, cited(one.source)))
        shown = ", ".join(f"`{name}`" for name in one.formulas)
        blocks.append(" | ".join(filter(None, (f"`{one.command}`", shown, source))))
    return "\n\n".join(blocks) + "\n"
