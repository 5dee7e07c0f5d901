"""Writes the generated file of Coq into `rocq/`, checks the theorems, and records what was found:
`python -m proofs.printing`. With `--print` it stops after the first step; with names of proof files it checks the
theorems of these alone, and the record keeps what it has of the others (which is stale if they changed)."""

from __future__ import annotations

import json
import sys

from .. import audit, kept
from .check import check_all, found
from .files import NAME, generated
from .record import FILE, recorded, written

printed, only = generated(), set(sys.argv[1:]) - {"--print"}
(audit.SOURCE / f"{NAME}.v").write_text(printed.text, encoding="utf-8")
print(f"{len(printed.propositions)} laws printed, {len(printed.why)} not")
for law, reason in printed.why.items():
    print(f"  {law}: {reason}")
if "--print" not in sys.argv[1:]:
    theorems = {law: one for law, one in found().items() if one.partition(".")[0] in only} if only else None
    results = check_all(theorems, held=kept.Kept(kept.default()))
    rows = json.loads(written(results, printed.propositions))
    if only:
        there = found()
        rows = {law: row for law, row in recorded().items() if there.get(law) == row["theorem"]} | rows
    FILE.write_text(json.dumps(rows, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    for one in results:
        if one.fault:
            print(f"WRONG: {one.theorem or 'nothing'} is not {one.law}: {one.fault}")
    good = [one for one in results if not one.fault]
    print(
        f"{len(good)} laws proved as they are printed, {sum(one.by_definition for one in good)} of them by definition, "
        f"{sum(not one.axioms for one in good)} without axioms"
    )
    sys.exit(1 if len(good) < len(results) else 0)
