"""`mathcnn prove`: check every proof with Coq, compare every theorem with its law, and write the ledger."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from .usage import FALLS_SHORT, HOLDS, JOBS, STDOUT, Commands, Misuse, announce, misused, outputs, seed, whole

TAKES = "ten minutes, on two cores"


def add(commands: Commands) -> None:
    sub = commands.add(
        "prove",
        prove,
        "check all proofs with Coq, and theorems against their laws",
        "Exit code 1 if a proof is wrong, or the packaged ledger differs from what is found. Needs Coq.",
        TAKES,
    )
    sub.add_argument("--jobs", type=whole(1, JOBS), metavar="N", help="number of processes (default: one a core)")
    seed(sub, "the cases on which theorem and law are compared")
    sub.add_argument(
        "--write", action="store_true", help="write the ledger, and the table of proofs/README.md, if nothing is wrong"
    )
    sub.add_argument(
        "--fresh",
        action="store_true",
        help="use no results of earlier runs, which are kept for files that did not change, and run every theorem "
        "against its law, also where another one proves the law as it is generated",
    )
    sub.add_argument("--json", metavar="FILE", help="also write files, theorems and violations as JSON")


def prove(args: argparse.Namespace) -> int:
    from ..display import terminal
    from ..evidence import ledger, verification
    from ..text import resources

    with misused(FileNotFoundError):
        audit, proving, kept = (resources.module("proofs", name) for name in ("audit", "proving", "kept"))
    started, jobs = time.perf_counter(), args.jobs or verification.cores()
    if args.write:
        proving.prepare()
    with outputs(json=args.json) as files:
        try:
            announce("checking all proofs", TAKES)
            with terminal.progress(3, "proving") as done:
                held = kept.Kept(None if args.fresh else kept.default())
                every = args.write or args.fresh
                found = proving.prove(jobs=jobs, seed=args.seed, done=done, held=held, every=every)
        except audit.Missing as error:
            raise Misuse(f"{error}; no proof was checked. {_unchecked()}") from error
        except ValueError as error:
            raise Misuse(str(error)) from error
        if args.write and not found.violations:
            found.write()
            differences: list[str] = []
        else:
            differences = found.differences(ledger.packaged()) + found.unrecorded()
        if "json" in files:
            files["json"](terminal.as_json(findings(found, differences)))
    if args.json != STDOUT:
        print(audit.table(found.files))
        for wrong in found.violations:
            print(f"WRONG: {wrong}")
        for other in differences:
            print(f"DIFFERS: {other}")
    proofs = sum(map(len, found.ledger.proofs.values()))
    by_definition = sum(one.by_definition for those in found.ledger.proofs.values() for one in those)
    generated = sum(not one.fault for one in found.printed)
    statements = sum(len(file.statements) for file in found.files)
    print(
        f"\n{statements} statements in {len(found.files)} files; {len(found.ledger.proofs)} laws proved by "
        f"{proofs} theorems that were run against them, {by_definition} of them by definition; "
        f"{generated} laws proved as they are generated; {len(found.violations)} violations; the ledger "
        + (
            "was written"
            if args.write and not found.violations
            else f"differs {len(differences)} times"
            if differences
            else "agrees"
        )
        + f"; {time.perf_counter() - started:.0f} s, {terminal.plural(jobs, 'job')}",
        file=sys.stderr if args.json == STDOUT else sys.stdout,
    )
    return FALLS_SHORT if found.violations or differences else HOLDS


def _unchecked() -> str:
    """How many entries of the ledger match the laws of this version; Coq is not needed for that."""
    from .. import catalogue
    from ..evidence import ledger

    laws = catalogue.catalog().laws
    entries = [
        one for name, law in laws.items() if name in ledger.packaged().proofs for one in ledger.packaged().of(law)
    ]
    stale = [one for one in entries if one.stale]
    return f"The ledger has {len(entries)} proofs, of which {len(stale)} are stale" + (
        f": {stale[0].law}: {stale[0].stale}" if stale else ""
    )


def findings(found: Any, differences: list[str]) -> dict[str, Any]:
    """The findings, for JSON."""
    return {
        "files": [vars(file) for file in found.files],
        "theorems": [vars(row) for row in found.rows],
        "generated": [vars(one) for one in found.printed],
        "violations": found.violations,
        "ledger": differences,
    }
