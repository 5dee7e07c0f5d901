"""`mathcnn list`, `show` and `verify`: find formulas, show one, check that formulas and implementations are right."""

from __future__ import annotations

import argparse
import contextlib
import functools
import os
import sys
import time
from typing import Any, TextIO

from ..text.extras import need
from .usage import FALLS_SHORT, HOLDS, JOBS, STDOUT, Commands, Misuse, announce, misused, outputs, seed, whole

MANY = 8  # tasks: fewer are done before a second process has started
TAKES = "about a minute for all formulas, on two cores"
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
)  # options that need --against


def add(commands: Commands) -> None:
    sub = commands.add(
        "list",
        list_,
        "list topics and their formulas, or search them",
        "WORD is a topic, or a word to search for in names, descriptions, laws and the names that frameworks use: "
        "`mathcnn list conv2d`, `mathcnn list gradient`. Several words must all match.",
    )
    sub.add_argument(
        "words", nargs="*", metavar="WORD", help="a topic, or a word to search for; all topics if left out"
    )
    sub.add_argument(
        "--laws", action="store_true", help="list laws: the theorem that proves each, whether it is derived, or why not"
    )
    sub.add_argument("--json", action="store_true", help="print JSON")

    sub = commands.add(
        "show",
        show,
        "show a formula, a law or a topic",
        "A formula is shown with its statement, shapes, conventions, and the equations of its laws.",
    )
    sub.add_argument(
        "name", metavar="NAME", help="layers.conv, layers.conv::pads, layers; or conv, if one topic has it"
    )
    sub.add_argument("--verify", action="store_true", help="also run the forms and laws, and show their verdicts")
    sub.add_argument(
        "--proof", action="store_true", help="show theorems, and derivations whose steps are checked as they are shown"
    )
    sub.add_argument("--latex", action="store_true", help="print the LaTeX and nothing else")
    sub.add_argument("--json", action="store_true", help="print JSON")
    sub.add_argument(
        "--jobs", type=whole(1, JOBS), metavar="N", help="with --verify: number of processes (default: one a core)"
    )

    sub = commands.add(
        "verify",
        verify,
        "check every form, law and gradient of the formulas, or of an implementation",
        "Prints a summary by topic and the rows that fall short. Exit code 1 if a row falls short.",
        TAKES,
    )
    sub.add_argument("names", nargs="*", metavar="NAME", help="topics, formulas or laws; all formulas if left out")
    sub.add_argument("--all", action="store_true", help="print all rows, and no summary by topic")
    sub.add_argument(
        "--examples", type=whole(1, 10**6), default=20, metavar="N", help="random cases of each check (default 20)"
    )
    seed(sub, "the random cases")
    sub.add_argument(
        "--jobs",
        type=whole(1, JOBS),
        metavar="N",
        help="number of processes (default: one a core); verdicts do not depend on it",
    )
    sub.add_argument(
        "--json", metavar="FILE", help="also write all verdicts as JSON; - is stdout, and then nothing else is printed"
    )
    sub.add_argument(
        "--against",
        action="append",
        metavar="TARGET",
        help="check an implementation against the formulas: torch, jax, onnxruntime, onnx-reference, scipy, a module "
        "with functions named like the formulas, or package.module:function; may be given more than once",
    )
    sub.add_argument(
        "--scope",
        metavar="SCOPE",
        help="with --against: what the function takes, outside of which nothing is asked: "
        "ranks=2,dtypes=float32,layout=NHWC, or the name of a TOML file; see mathcnn.conformance.scope",
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
        help="with --against: the most memory that a process of the target may use, 0 for no limit (default: half of "
        "the machine's, from 4 to 16 GiB)",
    )
    sub.add_argument(
        "--everyday",
        action="store_true",
        help="with --against: check the calls that the layers of real networks make, and nothing else",
    )
    sub.add_argument(
        "--thorough",
        action="store_true",
        help="with --against: check many more combinations of sizes, types and layouts, for a night",
    )
    sub.add_argument(
        "--accept",
        action="append",
        metavar="WORDS",
        help="with --against: verdicts that do not make the exit code 1, of special (NaN, infinities, subnormals, sign "
        "of zero), convention and suspect, separated by commas; special values of which nothing is lost, and results "
        "of transforms that hold normwise, never do",
    )
    sub.add_argument(
        "--strict",
        action="store_true",
        help="with --against: every difference on special values, and results that hold normwise only, "
        "make the exit code 1",
    )
    sub.add_argument("--dask", metavar="ADDRESS", help="with --against: run on the workers of this Dask scheduler")


# ---------------------------------------------------------------- list


def list_(args: argparse.Namespace) -> int:
    from .. import TOPICS, catalogue
    from ..display import formulas
    from ..display.terminal import as_json

    topics = [catalogue.topic(word) for word in args.words if word in TOPICS]
    if len(topics) < len(args.words):
        return list_found(args)
    topics = topics or list(catalogue.catalog().topics.values())
    if args.laws:
        list_laws([law for topic in topics for law in topic.laws.values()], args.json)
    elif args.json:
        print(as_json(formulas.listed(topics)))
    else:
        formulas.print_list(topics)
    return HOLDS


def list_found(args: argparse.Namespace) -> int:
    """The formulas that match the words of a search, or the laws of these formulas."""
    from .. import catalogue
    from ..display import formulas, search
    from ..display.terminal import as_json

    words = [part for word in args.words for part in word.split(" ")]
    with misused(catalogue.Unknown):
        found = search.search(words, catalogue.catalog().topics.values())
    if args.laws:
        list_laws([law for one in found for law in one.formula.laws.values()], args.json)
    elif args.json:
        print(as_json(formulas.found_as_dicts(found)))
    else:
        formulas.print_found(found)
    return HOLDS


def list_laws(laws: list[Any], json: bool) -> None:
    from ..display import proofs
    from ..display.terminal import as_json

    if json:
        print(as_json(proofs.listed_laws(laws)))
    else:
        proofs.print_laws(laws)


# ---------------------------------------------------------------- show


def show(args: argparse.Namespace) -> int:
    from .. import catalogue
    from ..display import formulas
    from ..display.terminal import as_json, page
    from ..language.formula import Formula
    from ..language.wording import statement_of

    if args.jobs and not args.verify:
        raise Misuse("--jobs needs --verify")
    with misused(catalogue.Unknown):
        thing = catalogue.find(args.name)
    if args.proof:
        return show_proofs(thing, args)
    if args.latex:
        things = thing.formulas.values() if isinstance(thing, catalogue.Topic) else [thing]
        for one in things:
            print("\n".join(statement_of(one) if isinstance(one, Formula) else [one.latex()]))
        return HOLDS
    if isinstance(thing, catalogue.Topic):
        if args.verify:
            raise Misuse(f"--verify shows the verdicts of a formula or a law; use `mathcnn verify {thing.name}`")
        if args.json:
            print(as_json(formulas.listed([thing])))
        else:
            with page() as out:
                formulas.print_topic(thing, out)
        return HOLDS
    rows = verified(thing, args.jobs) if args.verify else None
    facts = formulas.formula_as_dict(thing, rows) if isinstance(thing, Formula) else formulas.law_as_dict(thing, rows)
    if args.json:
        print(as_json(facts))
        return HOLDS
    with page() as out:
        formulas.print_formula(facts, out) if isinstance(thing, Formula) else formulas.print_law(facts, out, 0)
    return HOLDS


def verified(thing: Any, jobs: int | None) -> Any:
    """The verdicts about a formula or a law."""
    from ..display.terminal import progress
    from ..evidence import verification

    todo = verification.tasks([thing.name])
    with progress(len(todo)) as done:
        return verification.verify(thing.name, jobs=processes(jobs, len(todo)), done=done)


def show_proofs(thing: Any, args: argparse.Namespace) -> int:
    """The theorems and the derivation of a law, or of the laws of a formula or topic."""
    from ..display import proofs
    from ..display.terminal import as_json, page
    from ..evidence import derivation
    from ..language.formula import Law

    facts = [derivation.page_of(law) for law in ([thing] if isinstance(thing, Law) else thing.laws.values())]
    found = [one for one in facts if one["theorems"] or one["derived"]]
    if not found and isinstance(thing, Law):
        laws = (row for row in verified(thing, 1) if row.kind in ("law", "non-law"))
        rung = next((f"{row.evidence} ({row.tier})" for row in laws), "open")
        raise Misuse(f"{thing.name} has no theorem and no derivation; its evidence is: {rung}")
    if not found:
        raise Misuse(
            f"no law of {thing.name} has a theorem or a derivation; `mathcnn verify {thing.name}` shows evidence"
        )
    if args.json:
        print(as_json(found[0] if isinstance(thing, Law) else found))
    elif args.latex:
        print("\n\n".join(way["latex"] for one in found for way in one["derived"]))
    else:
        with page() as out:
            for k, one in enumerate(found):
                if k:
                    out.print()
                proofs.print_proof(one, out)
    return HOLDS


# ---------------------------------------------------------------- verify


def processes(jobs: int | None, tasks: int) -> int:
    """The number of processes: as asked for, else one a core, or one for few tasks."""
    from ..evidence import verification

    return jobs or (verification.cores() if tasks > MANY else 1)


def verify(args: argparse.Namespace) -> int:
    from .. import catalogue
    from ..display import terminal, verdicts
    from ..evidence import verification

    if args.against:
        return verify_against(args)
    if unused := next((name for name in FOR_TARGETS if getattr(args, name) not in (None, False)), None):
        raise Misuse(f"--{unused.replace('_', '-')} needs --against TARGET")
    started = time.perf_counter()
    with misused(catalogue.Unknown):
        todo = verification.tasks(args.names)
    jobs = processes(args.jobs, len(todo))
    with outputs(json=args.json) as files:
        if not args.names:
            announce(f"verifying {len({task.formula for task in todo})} formulas", TAKES)
        with terminal.progress(len(todo)) as done:
            rows = verification.verify(args.names, examples=args.examples, seed=args.seed, jobs=jobs, done=done)
        if "json" in files:
            files["json"](verdicts.verdicts_as_json(rows, args.seed, args.examples))
    short = [row for row in rows if not row.good]
    said = verdicts.summary(rows, time.perf_counter() - started, jobs)
    if args.json == STDOUT:
        print(said, file=sys.stderr)
        return FALLS_SHORT if short else HOLDS
    if args.all:
        verdicts.print_verdicts(rows)
    else:
        verdicts.print_topics(rows)
    verdicts.print_failures(short)
    print(f"\n{terminal.fitted(said)}")
    return FALLS_SHORT if short else HOLDS


def verify_against(args: argparse.Namespace) -> int:
    """Check other implementations, in processes of their own, since they may crash, hang or use up memory."""
    from .. import catalogue, conformance
    from ..conformance import acceptance, campaign, reports
    from ..conformance.limits import GIB, MEMORY
    from ..conformance.scope import MARK, parsed
    from ..display import conformance as pages
    from ..display import terminal, verdicts
    from ..evidence import verification
    from ..text.files import check_writable

    if args.all:
        raise Misuse("--all prints the rows of the formulas; with --against, --json writes all rows")
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
    scoped = "" if args.scope is None else f"{MARK}{args.scope}"
    targets = [f"{name}{scoped}" for name in dict.fromkeys(args.against)]
    files = [path for path in (args.json, args.html, args.junit) if path not in (None, STDOUT)]
    journal = args.journal if args.journal is not None else (f"{files[0]}.journal" if files else None)
    if args.resume and journal is None:
        raise Misuse("--resume needs the --journal of the interrupted run, or its --json, --html or --junit")
    if args.dask is not None:
        with misused(conformance.NoTarget):
            campaign.check_address(args.dask)
    if args.everyday and args.thorough:
        raise Misuse("--everyday and --thorough exclude each other")
    usual = campaign.LONG if args.thorough else campaign.LIMIT
    limit, memory = args.time_limit or usual, MEMORY if args.memory is None else args.memory * GIB
    jobs = args.jobs or verification.cores()
    with (
        outputs(json=args.json, html=args.html, junit=args.junit) as out,
        misused(catalogue.Unknown, conformance.NoTarget),
    ):
        journals = (
            {name: f"{journal}.{name.replace('/', '_')}" if len(targets) > 1 else journal for name in targets}
            if journal is not None
            else {}
        )
        for path in journals.values():
            check_writable(path)
        plans, faults = {}, {}
        for name in targets:
            try:
                plans[name] = campaign.planned(
                    name, args.names, limit, memory, everyday=args.everyday, thorough=args.thorough
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
                        first=functools.partial(say_first, name, sys.stderr if to_stderr else sys.stdout),
                        plan=plans[name],
                    )
                )
        for option, write in (
            ("json", reports.as_json),
            ("html", pages.as_html),
            ("junit", functools.partial(reports.as_junit, accept=accept)),
        ):
            if option in out:
                out[option](write(found))
    for path in journals.values() if not args.journal else ():
        with contextlib.suppress(FileNotFoundError):
            os.unlink(path)  # the reports are complete
    short = any(one.falls_short for one in found)
    if not short and not any(row.cases for one in found for row in one.rows):
        why = next((one.fault for one in found if one.fault), "")
        why = why or next((row.says for one in found for row in one.rows if row.says), "nothing was offered")
        raise Misuse(f"nothing could be checked: {why}")
    for one in found:
        if not to_stderr and not one.fault:
            pages.print_campaign(one)
            pages.print_coverage(one)
            verdicts.print_failures(one.falls_short)
            print()
        print(one.fault or pages.summary(one, jobs), file=sys.stderr if to_stderr else sys.stdout)
    short = any(acceptance.falls_short(one.rows, accept) for one in found)
    return FALLS_SHORT if short or faults else HOLDS


def say_first(name: str, to: TextIO, rows: list[Any]) -> None:
    """Print the answer about everyday calls, which comes before all others.

    name: of the target; to: where it is printed; rows: the verdicts.
    """
    from ..display.conformance import first_answer

    print(first_answer(name, rows), file=to, flush=True)
