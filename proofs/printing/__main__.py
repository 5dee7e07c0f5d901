"""Writes the generated file of Coq into `rocq/`: `python -m proofs.printing`."""

from __future__ import annotations

from .. import audit
from .files import NAME, generated

found = generated()
(audit.SOURCE / f"{NAME}.v").write_text(found.text, encoding="utf-8")
print(f"{len(found.propositions)} laws printed, {len(found.why)} not")
for law, reason in found.why.items():
    print(f"  {law}: {reason}")
