"""Results of runs that take minutes, which some figures show: JSON in `records/`, written from reports.

    mathcnn verify --json verdicts.json
    mathcnn verify --against torch --json torch.json             # and other targets
    mathcnn museum --json > museum.json
    python -m benchmarks --json benchmark.json                   # --publish records it, too
    python figures/recorded.py verdicts.json torch.json museum.json benchmark.json

A record has the date and the versions of its run, and for each topic the digest of the sources that its verdicts are
about. Figures mark topics that have changed since.
"""

from __future__ import annotations

import json
import pathlib
import sys
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from mathcnn import __version__, catalogue
from mathcnn.text.files import replacing

RECORDS = pathlib.Path(__file__).parent / "records"


class NoReport(ValueError):
    """A file is not a report from which a record is made."""


# ---------------------------------------------------------------- reading


def record(name: str) -> dict[str, Any]:
    """The record "evidence", "conformance", "museum" or "benchmark"."""
    found: dict[str, Any] = json.loads((RECORDS / f"{name}.json").read_text("utf-8"))
    return found


def changed(topics: dict[str, str]) -> set[str]:
    """The topics whose digest is not that in a record; topics that the record lacks are among them."""
    return {name for name, digest in catalogue.digests().items() if topics.get(name) != digest}


def topic_of(formula: str) -> str:
    return formula.partition(".")[0]


def marked(formula: str, changed: set[str], shown: str = "") -> str:
    """The name of a formula, or what is shown for it, with a dagger if its topic has changed since the record."""
    return (shown or formula) + " †" * (topic_of(formula) in changed)


# ---------------------------------------------------------------- writing


def evidence(report: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """For each formula and each check: kind, what was checked, verdict, evidence and tier."""
    formulas: dict[str, list[list[str]]] = {}
    for row in report["verdicts"]:
        formulas.setdefault(row["formula"], []).append(
            [row[k] for k in ("kind", "law", "implementation", "verdict", "evidence", "tier")]
        )
    return {**about(report), "topics": report["topics"], "formulas": formulas}


def conformance(report: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """For each target and formula: how often each verdict occurred. Targets that the report lacks stay as they were."""
    targets = dict(before.get("targets", {}))
    for campaign in report["campaigns"]:
        formulas: dict[str, Counter[str]] = {}
        for row in campaign["verdicts"]:
            formulas.setdefault(row["formula"], Counter())[row["verdict"]] += 1
        targets[campaign["target"]] = {
            **about(report),
            "versions": campaign["versions"],
            "seconds": round(campaign["seconds"]),
            "topics": report["topics"],
            "formulas": {name: dict(found) for name, found in formulas.items()},
        }
    return {"targets": targets}


def museum(report: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """For each exhibit: what it claims to compute, the checks that rejected it, and which of these it names."""
    exhibits = {
        one["name"]: {"formula": one["formula"], "named": one["named"], "caught": [row["law"] for row in one["caught"]]}
        for one in report["exhibits"]
    }
    return {**about(report), "topics": report["topics"], "exhibits": exhibits}


def benchmark(report: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """The whole report: the machine, and for each work the seconds of each round. Works that it lacks stay as they
    were."""
    return {**report, "works": {**before.get("works", {}), **report["works"]}}


def save(target: pathlib.Path, found: dict[str, Any]) -> None:
    """Write a record, with lines that a comparison of versions can show."""
    text = json.dumps(found, separators=(",", ":")).replace('},"', '},\n"').replace('],"', '],\n"')
    with replacing(target) as file:
        file.write((text + "\n").encode())


def about(report: dict[str, Any]) -> dict[str, Any]:
    """When and how the verdicts of a report were made."""
    known = {k: report[k] for k in ("seed", "examples", "versions") if k in report}
    return {"recorded": date.today().isoformat(), "mathcnn": __version__, **known}


KINDS = {
    "campaigns": conformance,
    "exhibits": museum,
    "works": benchmark,
    "verdicts": evidence,
}  # by what each kind of report holds


def write(paths: Iterable[str]) -> list[pathlib.Path]:
    """Write records from reports.

    Raises NoReport or OSError; records that were not reached stay as they were.
    """
    written = []
    for path in paths:
        try:
            report = json.loads(pathlib.Path(path).read_text("utf-8"))
            condense = next(condense for key, condense in KINDS.items() if key in report)
            target = RECORDS / f"{condense.__name__}.json"
            before = json.loads(target.read_text("utf-8")) if target.exists() else {}
            found = condense(report, before)
        except (ValueError, KeyError, TypeError, StopIteration, IndexError) as error:
            raise NoReport(
                f"{path} is no report of verify, museum or benchmarks: {type(error).__name__} {error}".rstrip()
            ) from None
        save(target, found)
        written.append(target)
    return written


def main(paths: list[str]) -> int:
    if not paths:
        print("recorded.py: name the reports to be recorded: REPORT.json ...", file=sys.stderr)
        return 2
    try:
        for path in write(paths):
            print(path)
    except (NoReport, OSError) as error:
        print(f"recorded.py: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
