"""The tables of docs/conformance.md, from the record of real runs, which figures show, too:

mathcnn verify --against torch --json torch.json
python figures/recorded.py torch.json              # the record keeps the last run of each target
python docs/conformance_table.py                   # writes the tables between the markers of conformance.md
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

from mathcnn.conformance.reports import WORST
from mathcnn.evidence.verdicts import CONVENTION, FAILS, HOLDS, NORMWISE, NOT_OFFERED, SPECIAL, SUSPECT
from mathcnn.text import resources
from mathcnn.text.files import replacing

PAGE = Path(__file__).with_name("conformance.md")
CELLS = {
    FAILS: "**fails**",
    SUSPECT: "suspect",
    SPECIAL: "special",
    CONVENTION: "convention",
    NORMWISE: "normwise",
    HOLDS: "holds",
    NOT_OFFERED: "",
}


def tables(targets: dict[str, dict[str, Any]]) -> str:
    """The tables as Markdown: versions, dates and counts, then a matrix of formulas and targets.

    targets: "targets" of the record
    """
    words = (HOLDS, NORMWISE, CONVENTION, SPECIAL, SUSPECT, FAILS, NOT_OFFERED)
    own = {"python", "numpy", "scipy", "sympy", "python-flint"}
    lines = [
        f"| target | versions | run on | {' | '.join(words)} | seconds |",
        f"|---|---|---|{'---|' * len(words)}---|",
    ]
    for target, one in targets.items():
        versions = ", ".join(f"{k} {v}" for k, v in one["versions"].items() if k not in own or k == target)
        counts: Counter[str] = Counter()
        for found in one["formulas"].values():
            counts.update(found)
        numbers = " | ".join(str(counts[word]) for word in words)
        lines.append(f"| {target} | {versions} | {one['recorded']} | {numbers} | {one['seconds']} |")
    lines += ["", f"| formula | {' | '.join(targets)} |", f"|---|{'---|' * len(targets)}"]
    for formula in dict.fromkeys(name for one in targets.values() for name in one["formulas"]):
        verdicts = [one["formulas"].get(formula, {}) for one in targets.values()]
        cells = [CELLS[next((word for word in WORST if word in found), NOT_OFFERED)] for found in verdicts]
        if any(cells):
            lines.append(f"| {formula} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    """Write the tables of the record into the page."""
    targets = resources.module("figures", "recorded").record("conformance")["targets"]
    page = PAGE.read_text("utf-8")
    found = re.sub(r"(?s)(<!-- tables -->\n).*?(<!-- end -->)", lambda m: f"{m[1]}{tables(targets)}\n{m[2]}", page)
    with replacing(PAGE) as file:
        file.write(found.encode())


if __name__ == "__main__":
    main()
