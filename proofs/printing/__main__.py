"""Writes the generated file of Coq into `rocq/`, checks the theorems, and records what was found:
`python -m proofs.printing`. With `--print` it stops after the first step."""

from __future__ import annotations

import sys

from .. import audit, kept
from .check import check_all
from .files import NAME, generated
from .record import FILE, written

found = generated()
(audit.SOURCE / f"{NAME}.v").write_text(found.text, encoding="utf-8")
print(f"{len(found.propositions)} laws printed, {len(found.why)} not")
for law, reason in found.why.items():
    print(f"  {law}: {reason}")
if sys.argv[1:] != ["--print"]:
    results = check_all(held=kept.Kept(kept.default()))
    FILE.write_text(written(results, found.propositions), encoding="utf-8")
    for one in results:
        if one.fault:
            print(f"WRONG: {one.theorem or 'nothing'} is not {one.law}: {one.fault}")
    good = [one for one in results if not one.fault]
    print(
        f"{len(good)} laws proved as they are printed, {sum(one.by_definition for one in good)} of them by definition, "
        f"{sum(not one.axioms for one in good)} without axioms"
    )
    sys.exit(1 if len(good) < len(results) else 0)
