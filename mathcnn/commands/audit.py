"""`mathcnn audit`: which statements of the source document are true as they are printed."""

from __future__ import annotations

import argparse
import time

from ..text.extras import need
from .usage import FALLS_SHORT, HOLDS, STDOUT, Commands, announce, misused, outputs, seed

TAKES = "half a minute for all statements"


def add(commands: Commands) -> None:
    sub = commands.add(
        "audit",
        audit,
        "check the statements of the source document as they are printed",
        "Prints a table of all statements, or a page about each that is named. Exit code 1 if a statement stays open.",
        TAKES,
    )
    sub.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="a statement, such as continuous; all statements if left out",
    )
    sub.add_argument(
        "--json", metavar="FILE", help="also write the findings as JSON; - is stdout, and then nothing else is printed"
    )
    sub.add_argument("--html", metavar="FILE", help="also write one HTML file that needs no network (extra html)")
    seed(sub, "the random cases")


def audit(args: argparse.Namespace) -> int:
    from .. import audit as document
    from ..display import audit as pages
    from ..display import terminal

    started = time.perf_counter()
    with misused(document.Unknown):
        chosen = [document.find(name) for name in dict.fromkeys(args.names)] or document.statements()
    if args.html is not None:
        need("html", "an HTML page")
    with outputs(json=args.json, html=args.html) as files:
        if not args.names:
            announce(f"auditing {len(chosen)} statements", TAKES)
        with terminal.progress(len(chosen), "auditing") as done:
            findings = document.audit(chosen, args.seed, done)
        for option, write in (("json", pages.json_of), ("html", pages.html_of)):
            if option in files:
                files[option](write(findings, args.seed))
    if STDOUT not in (args.json, args.html):
        if args.names:
            with terminal.page() as out:
                for k, found in enumerate(findings):
                    if k:
                        out.print("\n")
                    pages.print_finding(found, out)
        else:
            pages.print_overview(findings)
        print(f"\n{terminal.fitted(pages.summary(findings, time.perf_counter() - started))}")
    return HOLDS if all(found.settles for found in findings) else FALLS_SHORT
