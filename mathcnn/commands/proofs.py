"""`mathcnn prove`: every proof checked again by Coq, every theorem held against its law, and the ledger renewed."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Any

from .usage import FALLS_SHORT, HOLDS, JOBS, SEED, STDOUT, Commands, Misuse, misused, outputs, whole


def add(commands: Commands) -> None:
    sub = commands.add(
        "prove",
        prove,
        "check all proofs again with Coq, and hold every theorem against its law",
        "The packaged ledger has to say what is found. Exit code 1 where something falls short.",
    )
    sub.add_argument("--jobs", type=whole(1, JOBS), metavar="N", help="processes (default: one a core)")
    sub.add_argument(
        "--seed",
        type=whole(0, SEED),
        default=0,
        metavar="S",
        help="where the cases start on which theorem and law are compared (default 0)",
    )
    sub.add_argument(
        "--write", action="store_true", help="write the ledger, and the table of proofs/README.md, from what was found"
    )
    sub.add_argument("--json", metavar="FILE", help="also write files, theorems and what is wrong as JSON")


def prove(args: argparse.Namespace) -> int:
    from ..display import terminal
    from ..evidence import ledger, verification
    from ..text import resources
    from ..text.files import check_writable, replacing

    with misused(FileNotFoundError):
        audit, proving = resources.module("proofs", "audit"), resources.module("proofs", "proving")
    started, jobs = time.perf_counter(), args.jobs or verification.cores()
    for path in (ledger.FILE, proving.TABLE) if args.write else ():
        check_writable(path)
    with outputs(json=args.json) as files:
        try:
            with terminal.progress(3, "proving") as done:
                found = proving.prove(jobs=jobs, seed=args.seed, done=done)
        except audit.Missing as error:
            raise Misuse(f"{error}; no proof was checked. {_unchecked()}") from error
        except ValueError as error:
            raise Misuse(str(error)) from error
        if args.write and not found.violations:
            with replacing(ledger.FILE) as file:
                file.write(found.ledger.as_json().encode())
            text = proving.with_table(proving.TABLE.read_text(encoding="utf-8"), found.ledger)
            with replacing(proving.TABLE) as file:
                file.write(text.encode())
            differences: list[str] = []
        else:
            differences = found.differences(ledger.packaged())
        if "json" in files:
            files["json"](terminal.as_json(told(found, differences)))
    if args.json != STDOUT:
        print(audit.table(found.files))
        for wrong in found.violations:
            print(f"WRONG: {wrong}")
        for other in differences:
            print(f"LEDGER: {other}")
    proofs = sum(map(len, found.ledger.proofs.values()))
    print(
        f"\n{sum(len(file.statements) for file in found.files)} statements in {len(found.files)} files; {len(found.ledger.proofs)} laws proved by "
        f"{proofs} theorems that were run against them; {len(found.violations)} violations; the ledger "
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
    """What the ledger says without Coq: how many entries match what stands here."""
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


def told(found: Any, differences: list[str]) -> dict[str, Any]:
    """What was found, for JSON."""
    return {
        "files": [vars(file) for file in found.files],
        "theorems": [vars(row) for row in found.rows],
        "violations": found.violations,
        "ledger": differences,
    }
