"""The verdicts of campaigns as data: JSON (its schema is report.schema.json) and JUnit's XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from importlib import resources
from typing import Any  # Any: values of JSON
from xml.etree import ElementTree

from .. import __version__, catalogue
from ..evidence.verdicts import NOT_OFFERED, Verdict
from ..text import wording
from .acceptance import DEFAULT, accepted
from .campaign import Campaign
from .causes import WORST, Cause, across, causes

INSIDE = ("covers", "seen")  # what a row has for this package only


def worst(rows: Iterable[Verdict]) -> str:
    """The worst of several verdicts; "not offered" if there are none."""
    found = {row.verdict for row in rows}
    return next((one for one in WORST if one in found), NOT_OFFERED)


def by_formula(rows: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    """Rows by the names of their formulas, in the order of their first rows."""
    found: dict[str, list[Verdict]] = {}
    for row in rows:
        found.setdefault(row.formula, []).append(row)
    return found


def as_json(campaigns: Sequence[Campaign], command: str = "") -> str:
    """Campaigns as JSON that satisfies `schema()`; there must be one at least, and all with one seed.

    command: the command line that made them.
    """
    one = campaigns[0]
    report = {
        "schema": "mathcnn-conformance-1",
        "mathcnn": __version__,
        **({"command": command} if command else {}),
        "seed": one.seed,
        "examples": one.examples,
        "topics": catalogue.digests(),
        "campaigns": [
            {
                "target": c.target,
                "versions": c.versions,
                "seconds": c.seconds,
                **({"fault": c.fault} if c.fault else {}),
                "summary": dict(Counter(row.verdict for row in c.rows)),
                **_causes(c.rows),
                "verdicts": [{k: v for k, v in row.as_dict().items() if k not in INSIDE} for row in c.rows],
                "coverage": {name: found.as_dict() for name, found in c.coverage.items()},
            }
            for c in campaigns
        ],
    }
    return wording.as_json(report) + "\n"


def _causes(rows: Sequence[Verdict]) -> dict[str, Any]:
    """What falls short by its causes, and what several formulas have in common, for JSON."""
    found = causes(rows)
    shared = [{"says": says, "formulas": [one.formula for one in group]} for says, group in across(found)]
    return {"causes": [one.as_dict(rows) for one in found], "in_common": shared}


def schema() -> str:
    """The published JSON schema of `as_json`."""
    return (resources.files(__package__) / "report.schema.json").read_text("utf-8")


def as_junit(campaigns: Sequence[Campaign], accept: Collection[str] = (DEFAULT,)) -> bytes:
    """Campaigns as JUnit's XML: one suite a target, one case a cause of what falls short, one case a row otherwise.

    accept: which verdicts are no failures, see `acceptance.accepted`; what such a cause says is the output of its case.
    What is not offered is skipped.
    """
    root = ElementTree.Element("testsuites", name="mathcnn")
    for c in campaigns:
        suite = ElementTree.SubElement(root, "testsuite", name=c.target)
        properties = ElementTree.SubElement(suite, "properties")
        for k, v in {**c.versions, "mathcnn": c.mathcnn, "seed": str(c.seed), "examples": str(c.examples)}.items():
            ElementTree.SubElement(properties, "property", name=k, value=v)
        if c.fault:
            case = ElementTree.SubElement(suite, "testcase", classname=c.target, name="import", time="0.000")
            ElementTree.SubElement(case, "error", type="import", message=_printable(c.fault))
        found = causes(c.rows)
        for one in found:
            _case_of_cause(suite, c.target, one, accept)
        for row in c.rows:
            if row.good or row.verdict == NOT_OFFERED:
                name = " ".join(filter(None, [row.law, row.dtype, row.tier]))
                case = _case(suite, c.target, row.formula, name, row.seconds)
                if row.verdict == NOT_OFFERED:
                    ElementTree.SubElement(case, "skipped", message=_printable(row.says or NOT_OFFERED))
        for kind in ("failure", "error", "skipped"):
            suite.set({"failure": "failures", "error": "errors"}.get(kind, kind), str(len(suite.findall(f".//{kind}"))))
        suite.set("tests", str(len(suite.findall("testcase"))))
        suite.set("time", f"{c.seconds:.3f}")
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return text


def _case(suite: ElementTree.Element, target: str, formula: str, name: str, seconds: float) -> ElementTree.Element:
    return ElementTree.SubElement(
        suite, "testcase", classname=f"{target}.{formula}", name=_printable(name), time=f"{seconds:.3f}"
    )


def _case_of_cause(suite: ElementTree.Element, target: str, cause: Cause, accept: Collection[str]) -> None:
    """The case of a cause, which fails unless all of its rows are accepted."""
    seconds = sum(row.seconds for row in cause.rows)
    case = _case(suite, target, cause.formula, cause.name, seconds)
    if all(accepted(row, accept) for row in cause.rows):
        ElementTree.SubElement(case, "system-out").text = _printable(f"{cause.verdict}: {cause.says}")
        return
    failure = ElementTree.SubElement(case, "failure", type=cause.verdict, message=_printable(cause.says))
    text = [cause.explains, cause.advice, cause.shown, cause.row.reproduce]
    failure.text = _printable("\n".join(filter(None, text)))


def _printable(text: str) -> str:
    """A text without the control characters that XML does not allow."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
