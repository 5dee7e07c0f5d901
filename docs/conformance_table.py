"""The tables of docs/conformance.md, from the JSON of real runs:

mathcnn verify --against torch --json torch.json ...
python docs/conformance_table.py torch.json jax.json ...        # writes them between the markers of conformance.md
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from mathcnn.conformance.reports import WORST
from mathcnn.evidence.verdicts import CONVENTION, FAILS, HOLDS, NORMWISE, NOT_OFFERED, SPECIAL, SUSPECT
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


def tables(campaigns: list[dict[str, Any]]) -> str:
    """The tables as Markdown: versions and counts, then a matrix of formulas and targets.

    campaigns: entries of "campaigns" in the JSON of runs
    """
    words = (HOLDS, NORMWISE, CONVENTION, SPECIAL, SUSPECT, FAILS, NOT_OFFERED)
    own = {"python", "numpy", "scipy", "sympy", "python-flint"}
    lines = [f"| target | versions | {' | '.join(words)} | seconds |", f"|---|---|{'---|' * len(words)}---|"]
    for c in campaigns:
        versions = ", ".join(f"{k} {v}" for k, v in c["versions"].items() if k not in own or k == c["target"])
        counts = Counter(row["verdict"] for row in c["verdicts"])
        lines.append(
            f"| {c['target']} | {versions} | {' | '.join(str(counts[word]) for word in words)} | {c['seconds']:.0f} |"
        )
    lines += ["", f"| formula | {' | '.join(c['target'] for c in campaigns)} |", f"|---|{'---|' * len(campaigns)}"]
    for formula in dict.fromkeys(row["formula"] for c in campaigns for row in c["verdicts"]):
        cells = []
        for c in campaigns:
            found = {row["verdict"] for row in c["verdicts"] if row["formula"] == formula}
            cells.append(next((CELLS[word] for word in WORST if word in found), ""))
        if any(cells):
            lines.append(f"| {formula} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main(paths: list[str]) -> None:
    """Write the tables of these reports into the page."""
    campaigns = [c for path in paths for c in json.loads(Path(path).read_text("utf-8"))["campaigns"]]
    page = PAGE.read_text("utf-8")
    found = re.sub(r"(?s)(<!-- tables -->\n).*?(<!-- end -->)", lambda m: f"{m[1]}{tables(campaigns)}\n{m[2]}", page)
    with replacing(PAGE) as file:
        file.write(found.encode())


if __name__ == "__main__":
    main(sys.argv[1:])
