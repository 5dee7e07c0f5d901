"""What is found about whole networks as data and as a page: JSON, and one HTML file that needs no network."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from typing import Any  # Any: what is written as JSON

from .. import __version__, catalogue
from ..evidence.verdicts import FAILS, HOLDS, NORMWISE, SUSPECT
from ..language.wording import statement_of
from ..models import Diff, Report, Row
from ..models.verifying import NOT_CHECKED
from ..text.wording import as_json
from .models import number, relative, size, summary
from .pages import mathml, template


def finite(v: float | None) -> float | str | None:
    """A number for JSON, which has no infinity."""
    return v if v is None or math.isfinite(v) else str(v)


def report_as_dict(report: Report) -> dict[str, Any]:
    """A report for JSON."""
    first = report.first
    return {
        "model": report.model,
        "target": report.target,
        "how": report.how,
        "versions": report.versions,
        "inputs": {name: list(shape) for name, shape in report.inputs.items()},
        "notes": report.notes,
        "seconds": report.seconds,
        "summary": dict(Counter(row.verdict for row in report.rows)),
        "multiply_adds": sum(row.multiply_adds for row in report.rows),
        "share_checked": report.share,
        "first_faulty": None if first is None else first.node.name,
        "nodes": [
            {
                "name": row.node.name,
                "operator": row.node.kind,
                "formulas": row.formulas,
                "shape": list(row.shape),
                "dtype": row.dtype,
                "verdict": row.verdict,
                "tier": row.tier,
                "entries": row.entries,
                "rho": finite(row.rho),
                "place": None if row.place is None else list(row.place),
                "got": finite(row.got),
                "want": finite(row.want),
                "bound": finite(row.radius),
                "shown": row.shown,
                "says": row.says,
                "multiply_adds": row.multiply_adds,
                "error": finite(row.error),
                "largest": finite(row.scale),
                "error_since_input": finite(row.total),
                "judged_with": row.with_,
                "inside": row.inside,
                "reproduce": row.reproduce,
            }
            for row in report.rows
        ],
    }


def reports_as_json(reports: Sequence[Report], seed: int) -> str:
    """Reports as JSON."""
    found = {"schema": "mathcnn-network-1", "mathcnn": __version__, "seed": seed}
    return as_json({**found, "reports": [report_as_dict(one) for one in reports]}) + "\n"


def diff_as_dict(found: Diff) -> dict[str, Any]:
    """Two models compared, for JSON."""
    return {
        **report_as_dict(found.report),
        "differences": [{"node": one.node, "other": one.other, "says": one.says} for one in found.differences],
        "only_in_first": found.only_first,
        "only_in_second": found.only_second,
        "repairs": found.repairs,
        "repaired": found.repaired,
    }


def as_html(reports: Sequence[Report]) -> str:
    """Reports as one HTML file. Raises MissingExtra if what pages need is not installed."""
    layout = template("models.html.j2", "an HTML report")
    return layout.render(
        version=__version__,
        reports=[
            {
                "one": report,
                "summary": summary(report),
                "first": report.first,
                "short": [cells(row) for row in report.falls_short if not row.inside],
                "rows": [cells(row) for row in report.rows],
            }
            for report in reports
        ],
        css={HOLDS: "holds", NORMWISE: "holds", SUSPECT: "suspect", FAILS: "fails", NOT_CHECKED: "absent"},
    )


def cells(row: Row) -> dict[str, Any]:
    """What the page shows of a node; bar: rho from 0 to 1, longer than the scale beyond."""
    formula = next((name for name in row.formulas if name.partition(".")[2] and " " not in name), "")
    return {
        "row": row,
        "size": size(row.shape),
        "bar": min(100.0, 100 * row.rho) if row.entries else 0.0,
        "rho": number(row.rho) if row.entries else "",
        "total": relative(row),
        "math": [mathml(tex) for tex in statement_of(catalogue.find_formula(formula))]
        if formula and not row.good
        else [],
    }
