"""`mathcnn list`, `show` and `verify`: what there is, how it reads, whether it holds, and who else computes it."""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import time
from typing import Any

from ..text.extras import need
from .usage import FALLS_SHORT, HOLDS, JOBS, SEED, STDOUT, Commands, Misuse, misused, outputs, whole


def add(commands: Commands) -> None:
    sub = commands.add("list", list_, "list topics and their formulas")
    sub.add_argument("topic", nargs="?", metavar="TOPIC", help="a topic, such as layers; all of them if left out")
    sub.add_argument(
        "--laws", action="store_true", help="a law a row: the theorem that proves it, whether it is derived, or why not"
    )
    sub.add_argument("--json", action="store_true", help="print JSON")

    sub = commands.add(
        "show",
        show,
        "show a formula, a law or a topic",
        "Laws are run as they are shown: their verdicts are of this moment.",
    )
    sub.add_argument(
        "name", metavar="NAME", help="layers.conv, layers.conv::pads or layers; conv alone where one topic has it"
    )
    sub.add_argument("--json", action="store_true", help="print JSON")
    sub.add_argument("--latex", action="store_true", help="print the LaTeX and nothing else")
    sub.add_argument(
        "--proof",
        action="store_true",
        help="a law's theorems, and its derivation line by line, each step checked as it is shown",
    )
    sub.add_argument(
        "--jobs", type=whole(1, JOBS), metavar="N", help="processes that run the laws (default: one a core)"
    )

    sub = commands.add(
        "verify",
        verify,
        "verify every form, law, non-law and gradient, of an implementation with --against",
        "Exit code 1 where something falls short.",
    )
    sub.add_argument("names", nargs="*", metavar="NAME", help="topics, formulas or laws; all formulas if left out")
    sub.add_argument(
        "--examples", type=whole(1, 10**6), default=20, metavar="N", help="random cases a check (default 20)"
    )
    sub.add_argument("--seed", type=whole(0, SEED), default=0, metavar="S", help="where random cases start (default 0)")
    sub.add_argument(
        "--jobs",
        type=whole(1, JOBS),
        metavar="N",
        help="processes (default: one a core); the verdicts do not depend on it",
    )
    sub.add_argument(
        "--json", metavar="FILE", help="also write the verdicts as JSON; - is stdout, instead of the table"
    )
    sub.add_argument(
        "--against",
        action="append",
        metavar="TARGET",
        help="hold an implementation against the formulas: torch, jax, onnxruntime, onnx-reference, scipy, a module with functions of "
        "their names, or package.module:function; more than once for several",
    )
    sub.add_argument("--html", metavar="FILE", help="with --against: also one HTML file that needs no network")
    sub.add_argument("--junit", metavar="FILE", help="with --against: also JUnit XML")
    sub.add_argument(
        "--journal",
        metavar="FILE",
        help="with --against: where verdicts are kept as they come (default: beside the first report)",
    )
    sub.add_argument(
        "--resume", action="store_true", help="with --against: go on with the journal of a run that was interrupted"
    )
    sub.add_argument(
        "--time-limit",
        type=whole(1, 10**6),
        metavar="S",
        help="with --against: seconds that one check may take (default 120)",
    )
    sub.add_argument(
        "--dask", metavar="ADDRESS", help="with --against: the scheduler of a Dask cluster, whose workers are used"
    )


def list_(args: argparse.Namespace) -> int:
    from .. import catalogue
    from ..display import terminal

    with misused(catalogue.Unknown):
        topics = [catalogue.topic(args.topic)] if args.topic is not None else list(catalogue.catalog().topics.values())
    if args.json:
        print(terminal.as_json(terminal.listed_laws(topics) if args.laws else terminal.listed(topics)))
    elif args.laws:
        terminal.print_laws(topics)
    else:
        terminal.print_list(topics)
    return HOLDS


def show(args: argparse.Namespace) -> int:
    from .. import catalogue
    from ..display import terminal
    from ..evidence import verification
    from ..language.formula import Formula

    with misused(catalogue.Unknown):
        thing = catalogue.find(args.name)
    if args.proof:
        return show_proofs(thing, args)
    if args.latex:
        formulas = thing.formulas.values() if isinstance(thing, catalogue.Topic) else [thing]
        for one in formulas:
            print("\n".join(terminal.statement_of(one) if isinstance(one, Formula) else [one.latex()]))
        return HOLDS
    if isinstance(thing, catalogue.Topic):
        if args.json:
            print(terminal.as_json(terminal.listed([thing])))
            return HOLDS
        with terminal.page() as out:
            terminal.print_topic(thing, out)
        return HOLDS
    todo = verification.tasks([thing.name])
    with terminal.progress(len(todo)) as done:
        rows = verification.verify(thing.name, jobs=jobs(args, len(todo)), done=done)
    told = terminal.about(thing, rows) if isinstance(thing, Formula) else terminal.about_law(thing, rows)
    if args.json:
        print(terminal.as_json(told))
        return HOLDS
    with terminal.page() as out:
        terminal.print_formula(told, out) if isinstance(thing, Formula) else terminal.print_law(told, out, 0)
    return HOLDS


def show_proofs(thing: Any, args: argparse.Namespace) -> int:
    """Theorems about a law and its derivation, or those of a formula's or topic's laws."""
    from ..display import terminal
    from ..evidence import derivation, verification
    from ..language.formula import Law

    told = [derivation.about(law) for law in ([thing] if isinstance(thing, Law) else thing.laws.values())]
    found = [one for one in told if one["theorems"] or one["derived"]]
    if not found and isinstance(thing, Law):
        rung = next(
            (
                f"{row.evidence} ({row.tier})"
                for row in verification.verify(thing.name, jobs=1)
                if row.kind in ("law", "non-law")
            ),
            "open",
        )
        raise Misuse(f"{thing.name} has no derivation and no theorem; the evidence there is: {rung}")
    if not found:
        raise Misuse(
            f"no law of {thing.name} has a derivation or a theorem; `mathcnn show {thing.name}` shows the evidence there is"
        )
    if args.json:
        print(terminal.as_json(found[0] if isinstance(thing, Law) else found))
    elif args.latex:
        print("\n\n".join(way["latex"] for one in found for way in one["derived"]))
    else:
        with terminal.page() as out:
            for k, one in enumerate(found):
                if k:
                    out.print()
                derivation.print_proof(one, out)
    return HOLDS


def jobs(args: argparse.Namespace, tasks: int) -> int:
    """As many processes as were asked for, or one a core; a few tasks are done before a second process has started."""
    from ..evidence import verification

    return args.jobs or (verification.cores() if tasks > 8 else 1)


def verify(args: argparse.Namespace) -> int:
    from .. import catalogue
    from ..display import terminal
    from ..evidence import verification

    if args.against:
        return verify_against(args)
    for_targets = ("html", "junit", "journal", "resume", "time_limit", "dask")
    if unused := next((name for name in for_targets if getattr(args, name) not in (None, False)), None):
        raise Misuse(f"--{unused.replace('_', '-')} needs --against TARGET")
    started = time.perf_counter()
    with misused(catalogue.Unknown):
        todo = verification.tasks(args.names)
    processes = jobs(args, len(todo))
    with outputs(json=args.json) as files:
        with terminal.progress(len(todo)) as done:
            rows = verification.verify(args.names, examples=args.examples, seed=args.seed, jobs=processes, done=done)
        if "json" in files:
            files["json"](terminal.verdicts_as_json(rows, args.seed, args.examples))
    short = [row for row in rows if not row.good]
    said = terminal.summary(rows, time.perf_counter() - started, processes)
    if args.json == STDOUT:
        print(said, file=sys.stderr)
    else:
        terminal.print_verdicts(rows)
        terminal.print_failures(short)
        print(f"\n{terminal.fitted(said)}")
    return FALLS_SHORT if short else HOLDS


def verify_against(args: argparse.Namespace) -> int:
    """Other implementations, in processes of their own: they may crash, hang, or take the machine with them."""
    from .. import catalogue, conformance
    from ..conformance import campaign, reports
    from ..display import conformance as pages
    from ..display import terminal
    from ..evidence import verification
    from ..text.files import check_writable

    if args.html is not None:
        need("html", "an HTML report")
    if args.dask is not None:
        need("dask", "a Dask cluster")
    targets = list(dict.fromkeys(args.against))
    files = [path for path in (args.json, args.html, args.junit) if path not in (None, STDOUT)]
    journal = args.journal if args.journal is not None else (f"{files[0]}.journal" if files else None)
    if args.resume and journal is None:
        raise Misuse("--resume needs the --journal that the interrupted run wrote, or its --json, --html or --junit")
    with misused(catalogue.Unknown, conformance.NoTarget):
        todo = {name: campaign.tasks(name, args.names) for name in targets}
    jobs = args.jobs or verification.cores()
    with outputs(json=args.json, html=args.html, junit=args.junit) as out, misused(conformance.NoTarget):
        journals = (
            {name: f"{journal}.{name.replace('/', '_')}" if len(targets) > 1 else journal for name in targets}
            if journal is not None
            else {}
        )
        for path in journals.values():
            check_writable(path)
        found = []
        with terminal.progress(sum(map(len, todo.values())), "asking") as done:
            for name in targets:
                found.append(
                    conformance.verify_against(
                        name,
                        args.names,
                        examples=args.examples,
                        seed=args.seed,
                        jobs=jobs,
                        limit=args.time_limit or campaign.LIMIT,
                        journal=journals.get(name),
                        resume=args.resume,
                        dask=args.dask,
                        done=done,
                    )
                )
        for option, write in (("json", reports.as_json), ("html", pages.as_html), ("junit", reports.as_junit)):
            if option in out:
                out[option](write(found))
    for path in journals.values() if not args.journal else ():
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)  # the reports are complete
    for one in found:
        if "-" not in (args.json, args.html, args.junit):
            pages.print_campaign(one)
            terminal.print_failures(one.falls_short)
            print()
        print(pages.summary(one, jobs), file=sys.stderr if "-" in (args.json, args.html, args.junit) else sys.stdout)
    if not any(row.cases for one in found for row in one.rows):
        why = next((row.says for one in found for row in one.rows if row.says), "nothing was offered")
        raise Misuse(f"nothing could be checked: {why}")
    return FALLS_SHORT if any(one.falls_short for one in found) else HOLDS
