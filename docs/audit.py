"""docs/audit.md, from a run of the audit:

    python docs/audit.py            # audits the document, and writes findings, pictures and page
    python docs/audit.py --page     # the page alone, from the findings that are there

The text is in audit.md.j2. It names the verdict that it is about; if the audit finds another, an error is raised and no
page is written.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import jinja2

from mathcnn import audit
from mathcnn.evidence.verdicts import RUNGS
from mathcnn.text import resources
from mathcnn.text.files import replacing

HERE = Path(__file__).parent
PAGE, TEMPLATE, FINDINGS = HERE / "audit.md", HERE / "audit.md.j2", HERE / "audit" / "findings.json"
PICTURES = [
    "document.turned_or_not",
    "document.no_integral",
    "document.sums_in_two_orders",
    "document.lost_at_the_jumps",
    "document.shifted_off_the_edge",
    "document.which_edges",
    "document.bits_kept",
    "lenet.layers_of_1998",
    "document.gradient_through_depth",
]
MEANINGS = [
    ("holds", "as it is printed"),
    ("holds under hypotheses", "the same statement, under hypotheses that are not printed"),
    ("false as printed", "a counterexample, and a correction that holds"),
    ("ill-typed or undefined", "a case without a value, and a correction that has one"),
    ("convention", "true under one reading, false under another"),
    ("not mathematical", "what can be measured instead was measured"),
]


def rows_of(findings: list[audit.Finding]) -> list[dict[str, Any]]:
    """Findings as rows with what the tables of the page show, without what another run would measure differently."""
    found = []
    for one in findings:
        row = audit.as_data(one) | {
            "says": one.statement.says,
            "short": one.in_short,
            "settled": dict(Counter(o.rung for o in one.settled)),
        }
        row["measured"] = next((o.example for o in one.measured if o.example), "")
        found.append(row)
    return found


def picture_files(papers: tuple[bool, ...] = (False, True)) -> dict[str, bytes]:
    """The pictures of the page as SVG, by the names of their files; papers: of each version, whether on dark paper."""
    figures = resources.package("figures")
    file = lambda name, dark: f"{name.partition('.')[2]}{'.dark' if dark else ''}.svg"
    return {file(name, dark): figures.find(name).picture("svg", dark) for name in PICTURES for dark in papers}


def page(rows: list[dict[str, Any]], alterations: int) -> str:
    """The page as Markdown.

    rows: the findings; alterations: how many altered statements the tests have. Raises ValueError if the text is about
    another verdict than that of the findings, or shows a picture that is not in PICTURES.
    """
    by_id = {row["id"]: row for row in rows}
    figures = resources.package("figures")

    def is_(name: str, verdict: str) -> str:
        if by_id[name]["verdict"] != verdict:
            raise ValueError(f"audit.md.j2 says of {name}: {verdict}; the audit says: {by_id[name]['verdict']}")
        return ""

    def figure(name: str) -> str:
        if name not in PICTURES:
            raise ValueError(f"audit.md.j2 shows {name}, which docs/audit.py does not draw")
        one, file = figures.find(name), f"audit/{name.partition('.')[2]}"
        dark = f'<source media="(prefers-color-scheme: dark)" srcset="{file}.dark.svg">'
        return f'<picture>{dark}<img src="{file}.svg" alt="{one.title}"></picture>\n\n*{one.title}.* {one.caption}'

    environment = jinja2.Environment(
        undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True, keep_trailing_newline=True
    )
    environment.filters["cell"] = lambda text: text.replace("|", "\\|").replace("*", "\\*").replace("_", "\\_")
    environment.filters["capitalize_first"] = lambda text: text[:1].upper() + text[1:]
    rungs = Counter[str]()
    for row in rows:
        rungs.update(row["settled"])
    return environment.from_string(TEMPLATE.read_text("utf-8")).render(
        total=len(rows),
        meanings=MEANINGS,
        counts=Counter(row["verdict"] for row in rows),
        altered=alterations,
        sections=audit.TITLES,
        by_section=[(section, list(group)) for section, group in itertools.groupby(rows, lambda row: row["section"])],
        rungs=rungs,
        rungs_said=", ".join(f"{rungs[rung]} {rung}" for rung in RUNGS if rungs[rung]),
        figure=figure,
        **{"is": is_},
        counter=lambda name: f"`{by_id[name]['counterexample']}`",
        measured=lambda name: by_id[name]["measured"],
        fix=lambda name: by_id[name]["corrected"].partition(" $")[0],
        tex=lambda name: by_id[name]["printed"].split("$")[1],
    )


def main(argv: list[str]) -> None:
    """Write the page, and its findings and pictures unless "--page" is given."""
    sys.path.insert(0, str(HERE.parent))  # the folder of tests
    from tests.planted.audit import ALTERATIONS

    if "--page" not in argv:
        FINDINGS.parent.mkdir(exist_ok=True)
        rows = rows_of(audit.audit(audit.statements(), done=print))
        with replacing(FINDINGS) as file:
            file.write((json.dumps(rows, indent=1, ensure_ascii=False) + "\n").encode())
        for name, data in picture_files().items():
            with replacing(FINDINGS.with_name(name)) as file:
                file.write(data)
    with replacing(PAGE) as file:
        file.write(page(json.loads(FINDINGS.read_text("utf-8")), len(ALTERATIONS)).encode())


if __name__ == "__main__":
    main(sys.argv[1:])
