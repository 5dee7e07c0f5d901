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

PAGE = Path(__file__).with_name("conformance.md")
WORST = ("fails", "suspect", "differs by convention", "holds")
SIGNS = {"fails": "**fails**", "suspect": "suspect", "differs by convention": "convention", "holds": "holds"}


def tables(campaigns: list[dict[str, Any]]) -> str:
    """Versions and counts, then a matrix of formulas and targets."""
    words = ("holds", "differs by convention", "suspect", "fails", "not offered")
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
            cells.append(next((SIGNS[word] for word in WORST if word in found), ""))
        if any(cells):
            lines.append(f"| {formula} | {' | '.join(cells)} |")
    return "\n".join(lines)


def main(paths: list[str]) -> None:
    campaigns = [c for path in paths for c in json.loads(Path(path).read_text("utf-8"))["campaigns"]]
    page = PAGE.read_text("utf-8")
    PAGE.write_text(
        re.sub(r"(?s)(<!-- tables -->\n).*?(<!-- end -->)", lambda m: f"{m[1]}{tables(campaigns)}\n{m[2]}", page),
        "utf-8",
    )


if __name__ == "__main__":
    main(sys.argv[1:])
