"""`mathcnn audit`: what of the source document holds as it is printed."""

from __future__ import annotations

import argparse
import time

from ..text.extras import need
from .usage import FALLS_SHORT, HOLDS, SEED, STDOUT, Commands, misused, outputs, whole


def add(commands: Commands) -> None:
    sub = commands.add(
        "audit",
        audit,
        "show which statements of the source document hold as printed, or a page about one",
        "Every verdict is computed as it is shown. Exit code 1 where one stays open.",
    )
    sub.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="a statement, such as continuous, for a page about it; all of them if left out",
    )
    sub.add_argument(
        "--json", metavar="FILE", help="also write the findings as JSON; - is stdout, instead of the table"
    )
    sub.add_argument("--html", metavar="FILE", help="also write one HTML file that needs no network")
    sub.add_argument("--seed", type=whole(0, SEED), default=0, metavar="S", help="where random cases start (default 0)")


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
