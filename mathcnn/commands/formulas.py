"""`mathcnn list`, `show` and `verify`: find formulas, show one, check that formulas and implementations are right."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from . import models, targets
from .usage import FALLS_SHORT, HOLDS, JOBS, STDOUT, Commands, Misuse, announce, misused, outputs, seed, whole

MANY = 8  # tasks: fewer are done before a second process has started
TAKES = "about a minute for all formulas, on two cores"


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
    sub.add_argument(
        "--gradients", action="store_true", help="list the gradients with their statements; with --laws, their laws"
    )
    sub.add_argument("--json", action="store_true", help="print JSON")

    sub = commands.add(
        "show",
        show,
        "show a formula, a law or a topic",
        "A formula is shown with its statement, gradients, shapes, conventions, and the equations of its laws.",
    )
    sub.add_argument(
        "name",
        metavar="NAME",
        help="layers.conv, layers.conv::pads, layers; or conv, if one topic has it; or my_formulas.py:group_norm",
    )
    sub.add_argument(
        "--gradient",
        metavar="ARRAY",
        action="append",
        help="show the gradient of a formula by this array; --proof shows its derivation; given again, the gradient of "
        "that gradient",
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
        "Prints a summary by topic and the rows that fall short; with --against a table by formula, then one entry for "
        "each cause. Exit code 0 if nothing falls short, 1 if something does, 2 if nothing could be checked, or for "
        "wrong usage. A target that differs by convention falls short, unless --accept convention is given.",
        TAKES,
    )
    sub.add_argument(
        "names",
        nargs="*",
        metavar="NAME",
        help="topics, formulas or laws; all formulas if left out; formulas of your own: my_formulas.py, "
        "my_formulas.py:group_norm, package.module:group_norm, or a law, my_formulas.py:group_norm::LAW",
    )
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
    targets.add_options(sub)
    models.add_options(sub)


# ---------------------------------------------------------------- list


def list_(args: argparse.Namespace) -> int:
    from .. import TOPICS, catalogue
    from ..display import formulas
    from ..display.terminal import as_json

    topics = [catalogue.topic(word) for word in args.words if word in TOPICS]
    if len(topics) < len(args.words):
        return list_found(args)
    topics = topics or list(catalogue.catalog().topics.values())
    if args.gradients:
        list_gradients([of for topic in topics for of in topic.formulas.values()], args)
    elif args.laws:
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
    if args.gradients:
        list_gradients([one.formula for one in found], args)
    elif args.laws:
        list_laws([law for one in found for law in one.formula.laws.values()], args.json)
    elif args.json:
        print(as_json(formulas.found_as_dicts(found)))
    else:
        formulas.print_found(found)
    return HOLDS


def list_gradients(formulas: list[Any], args: argparse.Namespace) -> None:
    from ..display import gradients
    from ..display.terminal import as_json

    if len(formulas) > MANY:
        announce(f"deriving the gradients of {len(formulas)} formulas", "ten seconds")
    if args.laws:
        list_laws(
            [law for of in formulas for g in gradients.gradients_of(of).values() for law in g.laws.values()], args.json
        )
    elif args.json:
        print(as_json(gradients.listed(formulas)))
    else:
        gradients.print_list(formulas)


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
    from . import own

    if args.jobs and not args.verify:
        raise Misuse("--jobs needs --verify")
    with misused(catalogue.Unknown):
        thing = own.the_one(args.name)
    if args.gradient is not None:
        return show_gradient(thing, args)
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


def show_gradient(thing: Any, args: argparse.Namespace) -> int:
    """The gradient of a formula by one array, or the steps of its derivation; with several arrays, the gradient of a
    gradient."""
    from ..display import formulas, gradients
    from ..display.terminal import as_json, page
    from ..language.formula import Formula
    from ..language.wording import statement_of

    if not isinstance(thing, Formula):
        raise Misuse(f"--gradient shows a gradient of a formula, and {thing.name} is none")
    if args.verify:
        raise Misuse(f"--verify shows the verdicts of a formula; use `mathcnn show {thing.name} --verify`")
    with misused(LookupError):
        gradient = gradients.gradient_of(thing, args.gradient[0])
        for array in args.gradient[1:]:
            gradient = gradients.gradient_of(gradient, array)
    facts = gradients.derivation_as_dict(gradient) if args.proof else formulas.gradient_as_dict(gradient)
    if args.json:
        print(as_json(facts))
    elif args.latex:
        steps = [line for step in facts["steps"] for line in step["latex"]] if args.proof else statement_of(gradient)
        print("\n".join(steps))
    else:
        with page() as out:
            gradients.print_derivation(facts, out) if args.proof else formulas.print_formula(facts, out)
    return FALLS_SHORT if args.proof and any(step["fault"] for step in facts["steps"]) else HOLDS


def verified(thing: Any, jobs: int | None) -> Any:
    """The verdicts about a formula or a law."""
    from ..display.terminal import progress
    from ..evidence import verification

    todo = verification.tasks([thing])
    with progress(len(todo)) as done:
        return verification.verify(thing, jobs=processes(jobs, len(todo)), done=done)


def show_proofs(thing: Any, args: argparse.Namespace) -> int:
    """The theorems and the derivation of a law, or of the laws of a formula or topic."""
    from ..display import proofs
    from ..display.terminal import as_json, page
    from ..evidence import derivation
    from ..language.formula import Law

    facts = [derivation.page_of(law) for law in ([thing] if isinstance(thing, Law) else thing.laws.values())]
    found = [one for one in facts if one["theorems"] or one["printed"] or one["derived"]]
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
    from . import own

    if args.model is not None:
        return models.verify(args)
    if unused := next((name for name in models.ONLY if getattr(args, name) not in (None, [])), None):
        raise Misuse(f"--{unused} needs --model MODEL.onnx")
    if args.against:
        return targets.verify_against(args)
    if unused := next((name for name in targets.FOR_TARGETS if getattr(args, name) not in (None, False)), None):
        raise Misuse(f"--{unused.replace('_', '-')} needs --against TARGET")
    started = time.perf_counter()
    with misused(catalogue.Unknown):
        named = own.all_found(args.names)
        todo = verification.tasks(named)
    jobs = processes(args.jobs, len(todo))
    with outputs(json=args.json) as files:
        if not args.names:
            announce(f"verifying {len({task.formula for task in todo})} formulas", TAKES)
        with terminal.progress(len(todo)) as done:
            rows = verification.verify(named, examples=args.examples, seed=args.seed, jobs=jobs, done=done)
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
    about = verdicts.gradients_said(rows)
    print("\n" + "\n".join(terminal.fitted(line) for line in (about, said) if line))
    return FALLS_SHORT if short else HOLDS
