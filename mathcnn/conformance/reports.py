"""The verdicts of campaigns as data: JSON (its schema is report.schema.json) and JUnit's XML."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from importlib import resources
from xml.etree import ElementTree

from .. import __version__, catalogue
from ..evidence.verdicts import CONVENTION, FAILS, HOLDS, NORMWISE, NOT_OFFERED, SPECIAL, SUSPECT, Verdict
from ..text import wording
from .acceptance import DEFAULT, accepted, falls_short
from .campaign import Campaign

WORST = (
    FAILS,
    SUSPECT,
    SPECIAL,
    CONVENTION,
    NORMWISE,
    HOLDS,
    NOT_OFFERED,
)  # of several verdicts the first of these stands for all


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


def as_json(campaigns: Sequence[Campaign]) -> str:
    """Campaigns as JSON that satisfies `schema()`; there must be one at least, and all with one seed."""
    one = campaigns[0]
    report = {
        "schema": "mathcnn-conformance-1",
        "mathcnn": __version__,
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
                "verdicts": [{k: v for k, v in row.as_dict().items() if k != "covers"} for row in c.rows],
                "coverage": {name: found.as_dict() for name, found in c.coverage.items()},
            }
            for c in campaigns
        ],
    }
    return wording.as_json(report) + "\n"


def schema() -> str:
    """The published JSON schema of `as_json`."""
    return (resources.files(__package__) / "report.schema.json").read_text("utf-8")


def as_junit(campaigns: Sequence[Campaign], accept: Collection[str] = (DEFAULT,)) -> bytes:
    """Campaigns as JUnit's XML: one suite a target, one case a verdict; what is not offered is skipped.

    accept: which verdicts are no failures, see `acceptance.accepted`; what such a row says is the output of its case.
    """
    root = ElementTree.Element("testsuites", name="mathcnn")
    for c in campaigns:
        suite = ElementTree.SubElement(
            root,
            "testsuite",
            name=c.target,
            tests=str(len(c.rows) + bool(c.fault)),
            failures=str(len(falls_short(c.rows, accept))),
            errors=str(int(bool(c.fault))),
            skipped=str(sum(row.verdict == NOT_OFFERED for row in c.rows)),
            time=f"{c.seconds:.3f}",
        )
        properties = ElementTree.SubElement(suite, "properties")
        for k, v in {**c.versions, "mathcnn": c.mathcnn, "seed": str(c.seed), "examples": str(c.examples)}.items():
            ElementTree.SubElement(properties, "property", name=k, value=v)
        if c.fault:
            case = ElementTree.SubElement(suite, "testcase", classname=c.target, name="import", time="0.000")
            ElementTree.SubElement(case, "error", type="import", message=_printable(c.fault))
        for row in c.rows:
            name = " ".join(filter(None, [row.law, row.dtype, row.tier]))
            case = ElementTree.SubElement(
                suite, "testcase", classname=f"{c.target}.{row.formula}", name=name, time=f"{row.seconds:.3f}"
            )
            if row.verdict == NOT_OFFERED:
                ElementTree.SubElement(case, "skipped", message=_printable(row.says or NOT_OFFERED))
            elif row.good or accepted(row, accept):
                if not row.good:
                    output = ElementTree.SubElement(case, "system-out")
                    output.text = _printable(f"{row.verdict}: {row.says}")
            else:
                failure = ElementTree.SubElement(
                    case, "failure", type=row.verdict, message=_printable(row.says or row.verdict)
                )
                failure.text = _printable("\n".join(filter(None, [row.counterexample, row.reproduce])))
    ElementTree.indent(root)
    text: bytes = ElementTree.tostring(root, "utf-8", xml_declaration=True)
    return text


def _printable(text: str) -> str:
    """A text without the control characters that XML does not allow."""
    return "".join(c for c in text if c.isprintable() or c in "\n\t")
