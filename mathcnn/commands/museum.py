"""`mathcnn museum`: bugs that frameworks had, and the laws that catch them."""

from __future__ import annotations

import argparse
import time

from .usage import FALLS_SHORT, HOLDS, Commands, announce, misused, seed, whole

TAKES, NARROW_TAKES = "half a minute for all exhibits", "a few minutes for all exhibits"


def add(commands: Commands) -> None:
    sub = commands.add(
        "museum",
        museum,
        "show bugs of real frameworks, and the laws that catch them",
        "Every faulty kernel is run against the laws. Exit code 1 if one is not caught.",
        TAKES,
    )
    sub.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="an exhibit, or a report such as pytorch#7645; all exhibits if left out",
    )
    sub.add_argument("--matrix", action="store_true", help="for each formula, print a matrix of bugs and laws")
    sub.add_argument(
        "--narrow",
        action="store_true",
        help="examine each exhibit in its narrow form, which is wrong only where its report says so",
    )
    sub.add_argument("--json", action="store_true", help="print JSON")
    sub.add_argument(
        "--examples",
        type=whole(1, 10**6),
        metavar="N",
        help="random cases of each check (default 5); 8 N for the laws that an exhibit names",
    )
    seed(sub, "the random cases")


def museum(args: argparse.Namespace) -> int:
    from .. import catalogue, museum
    from ..display import museum as pages
    from ..display import terminal

    with misused(museum.Unknown):
        chosen = [museum.find(name).name for name in args.names] or list(museum.exhibits())
    if args.narrow:
        return narrow(args, chosen)
    started = time.perf_counter()
    if not args.names:
        announce(f"examining {len(chosen)} exhibits", TAKES)
    with terminal.progress(len(chosen), "examining") as done:
        findings = museum.run(
            chosen,
            examples=args.examples or museum.EXAMPLES,
            seed=args.seed,
            smallest=bool(args.names or args.json),
            done=done,
        )
    if args.json:
        about = {"seed": args.seed, "versions": terminal.versions(), "topics": catalogue.digests()}
        print(
            terminal.as_json(
                {**about, "exhibits": [museum.as_data(found) for found in findings], "matrix": museum.matrix(findings)}
            )
        )
    elif args.matrix:
        pages.print_matrix(findings)
    elif args.names:
        with terminal.page() as out:
            for k, found in enumerate(findings):
                if k:
                    out.print("\n")
                pages.print_exhibit(found, out)
    else:
        pages.print_overview(findings)
    if not args.json:
        print(f"\n{terminal.fitted(pages.summary(findings, time.perf_counter() - started))}")
    return HOLDS if all(found.rejected for found in findings) else FALLS_SHORT


def narrow(args: argparse.Namespace, names: list[str]) -> int:
    """Examine exhibits in their narrow form. names: the exhibits'."""
    from .. import museum
    from ..display import museum as pages
    from ..display import terminal
    from ..museum import narrow as forms

    started = time.perf_counter()
    if not args.names:
        announce(f"examining {len(names)} exhibits in their narrow form", NARROW_TAKES)
    findings = []
    with terminal.progress(len(names), "examining") as done:
        for one in map(museum.find, names):
            findings.append(forms.examine(one, args.seed))
            done(one)
    if args.json:
        about = {"seed": args.seed, "versions": terminal.versions()}
        print(terminal.as_json({**about, "exhibits": [forms.as_data(found) for found in findings]}))
    else:
        pages.print_narrow(findings, time.perf_counter() - started)
    return HOLDS if all(found.row for found in findings) else FALLS_SHORT
