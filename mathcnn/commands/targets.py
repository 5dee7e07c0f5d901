"""`mathcnn verify --against`: other implementations are checked against the formulas."""

from __future__ import annotations

import argparse
import contextlib
import functools
import os
import shlex
import sys

from ..text.extras import need
from .usage import FALLS_SHORT, HOLDS, STDOUT, Misuse, announce, misused, outputs, whole

TAKES_AGAINST = "two to ten minutes for a whole library, on two cores"
FOR_TARGETS = (  # options that need --against
    "html",
    "junit",
    "journal",
    "resume",
    "everyday",
    "thorough",
    "time_limit",
    "memory",
    "dask",
    "accept",
    "strict",
    "scope",
    "gradient",
)


def add_options(sub: argparse.ArgumentParser) -> None:
    """The options of `verify` that are about other implementations."""
    sub.add_argument(
        "--against",
        action="append",
        metavar="TARGET",
        help="check an implementation against the formulas: torch, jax, onnxruntime, onnx-reference, scipy, mathcnn, "
        "compiled, a module with functions named like the formulas, or package.module:function; may be given more than "
        "once",
    )
    sub.add_argument(
        "--scope",
        metavar="SCOPE",
        help="with --against: what the function takes, outside of which nothing is asked: "
        "ranks=2,dtypes=float32,layout=NHWC, or the name of a TOML file; see mathcnn.conformance.scope",
    )
    sub.add_argument(
        "--gradient",
        metavar="FUNCTION",
        help="with --against package.module:function: its gradient, package.module:function, which takes dy and then "
        "what the function takes, and returns one array for each array argument",
    )
    sub.add_argument("--html", metavar="FILE", help="with --against: also write one HTML file that needs no network")
    sub.add_argument("--junit", metavar="FILE", help="with --against: also write JUnit XML")
    sub.add_argument(
        "--journal",
        metavar="FILE",
        help="with --against: the file that keeps verdicts as they come (default: beside the first report)",
    )
    sub.add_argument(
        "--resume", action="store_true", help="with --against: continue an interrupted run from its journal"
    )
    sub.add_argument(
        "--time-limit",
        type=whole(1, 10**6),
        metavar="S",
        help="with --against: the most seconds that the import of the target, or one check, may take (default 120)",
    )
    sub.add_argument(
        "--memory",
        type=whole(0, 2**20),
        metavar="GIB",
        help="with --against: the most memory that a process of the target may use beside what it holds when "
        "the target is loaded, 0 for no limit (default: half of the machine's, from 4 to 16 GiB)",
    )
    how_much = sub.add_mutually_exclusive_group()
    for option, what in (
        ("--everyday", "check the calls that the layers of real networks make, and nothing else"),
        ("--thorough", "check many more combinations of sizes, types and layouts, for a night"),
    ):
        how_much.add_argument(option, action="store_true", help=f"with --against: {what}")
    sub.add_argument(
        "--accept",
        action="append",
        metavar="WORDS",
        help="with --against: verdicts that do not make the exit code 1: special (differs on special values: NaN, "
        "infinities, subnormals, sign of zero), convention (differs by convention), suspect, normwise; several are "
        "separated by commas. By default a difference on special values in which nothing is lost, and results that "
        "hold normwise, are accepted, and all else is not",
    )
    sub.add_argument(
        "--strict",
        action="store_true",
        help="with --against: every difference on special values, and results that hold normwise only, "
        "make the exit code 1",
    )
    sub.add_argument("--dask", metavar="ADDRESS", help="with --against: run on the workers of this Dask scheduler")


def verify_against(args: argparse.Namespace) -> int:
    """Check other implementations, in processes of their own, since they may crash, hang or use up memory."""
    from .. import catalogue, conformance
    from ..conformance import acceptance, campaign, reports
    from ..conformance.limits import GIB, MEMORY
    from ..conformance.scope import MARK, parsed
    from ..conformance.target import is_function
    from ..display import conformance as pages
    from ..display import terminal
    from ..evidence import verification
    from ..evidence.rows import NOT_OFFERED
    from ..text.files import check_writable

    if args.all:
        raise Misuse("--all prints the rows of the formulas; with --against, --json writes all rows")
    from .own import is_own

    if mine := next((name for name in args.names if is_own(name)), None):
        raise Misuse(f"{mine}: --against takes formulas of mathcnn; for one of your own call mathcnn.check in Python")
    if args.html is not None:
        need("html", "an HTML report")
    if args.dask is not None:
        need("dask", "a Dask cluster")
    with misused(ValueError):
        words = [word for text in args.accept or () for word in acceptance.words_of(text)]
    if args.strict and "special" in words:
        raise Misuse("--strict and --accept special exclude each other")
    accept = [*words, acceptance.STRICT if args.strict else acceptance.DEFAULT]
    if args.scope is not None:
        with misused(conformance.BadScope):
            parsed(args.scope)
    entries = [args.scope] * (args.scope is not None)
    if args.gradient is not None:
        if len(args.against) > 1 or not is_function(args.against[0]):
            raise Misuse("--gradient is that of one function, --against package.module:function")
        if args.everyday:
            raise Misuse("--everyday checks no gradients; leave it out with --gradient")
        if not args.gradient:
            raise Misuse("--gradient = '': must be package.module:function")
        entries.append(f"gradient={args.gradient}")
        with misused(conformance.BadScope):
            parsed(entries[-1])
    scoped = f"{MARK}{','.join(entries)}" if entries else ""
    targets = [f"{name}{scoped}" for name in dict.fromkeys(args.against)]
    files = [path for path in (args.json, args.html, args.junit) if path not in (None, STDOUT)]
    journal = args.journal if args.journal is not None else (f"{files[0]}.journal" if files else None)
    if args.resume and journal is None:
        raise Misuse("--resume needs the --journal of the interrupted run, or its --json, --html or --junit")
    if args.dask is not None:
        with misused(conformance.NoTarget):
            campaign.check_address(args.dask)
    limit = args.time_limit or (campaign.LONG if args.thorough else campaign.LIMIT)
    memory = MEMORY if args.memory is None else args.memory * GIB
    jobs = args.jobs or verification.cores()
    with (
        outputs(json=args.json, html=args.html, junit=args.junit) as out,
        misused(catalogue.Unknown, conformance.NoTarget),
    ):
        own = targets if journal is not None else ()
        journals = {name: f"{journal}.{name.replace('/', '_')}" if len(targets) > 1 else str(journal) for name in own}
        for path in journals.values():
            check_writable(path)
        plans, faults = {}, {}
        for name in targets:
            try:
                plans[name] = campaign.planned(
                    name,
                    args.names,
                    limit,
                    memory,
                    everyday=args.everyday,
                    thorough=args.thorough,
                    jobs=jobs if len(targets) == 1 and args.dask is None else 1,  # each holds its library
                )
            except conformance.DoesNotImport as error:
                faults[name] = str(error)
        if not args.names:
            announce(f"checking {', '.join(targets)}", TAKES_AGAINST)
        found = []
        to_stderr = STDOUT in (args.json, args.html, args.junit)
        with terminal.progress(sum(len(todo) for todo, _ in plans.values()), "checking") as done:
            for name in targets:
                if name in faults:
                    found.append(campaign.unchecked(name, faults[name], examples=args.examples, seed=args.seed))
                    continue
                found.append(
                    conformance.verify_against(
                        name,
                        args.names,
                        examples=args.examples,
                        seed=args.seed,
                        jobs=jobs,
                        limit=limit,
                        memory=memory,
                        journal=journals.get(name),
                        resume=args.resume,
                        dask=args.dask,
                        done=done,
                        first=functools.partial(pages.print_first, name, sys.stderr if to_stderr else sys.stdout),
                        plan=plans[name],
                    )
                )
        command = shlex.join(["mathcnn", *args.line])
        for option, write in (
            ("json", functools.partial(reports.as_json, command=command)),
            ("html", functools.partial(pages.as_html, command=command)),
            ("junit", functools.partial(reports.as_junit, accept=accept)),
        ):
            if option in out:
                out[option](write(found))
    for path in journals.values() if not args.journal else ():
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)  # the reports are complete
    for one in found:
        if one.fault and len(found) == 1:
            break  # it is said below
        if not to_stderr and not one.fault:
            pages.print_campaign(one)
            pages.print_coverage(one)
            pages.print_causes(one)
            print()
        print(one.fault or pages.summary(one, jobs), file=sys.stderr if to_stderr else sys.stdout)
    if not any(row.cases or row.verdict != NOT_OFFERED for one in found for row in one.rows):
        why = next((one.fault for one in found if one.fault), "")
        why = why or next((row.says for one in found for row in one.rows if row.says), "nothing was offered")
        raise Misuse(f"nothing could be checked: {why}")
    short = any(acceptance.falls_short(one.rows, accept) for one in found)
    return FALLS_SHORT if short or faults else HOLDS
