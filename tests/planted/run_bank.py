"""Run the checks on the whole bank of faulty implementations, each until the first row that rejects it.

    python -m tests.planted.run_bank LOG [PATTERN]

LOG gets one line of JSON an implementation: its name, the row that rejected it, None if none did, and the CPU time.
Implementations that LOG has are left out, so that a run that was stopped can go on. PATTERN: a regular expression that
the names are to contain. The order is drawn, so that the part that is done estimates the whole.
"""

from __future__ import annotations

import json
import random
import re
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from mathcnn.conformance import judging
from mathcnn.evidence.verdicts import Verdict
from mathcnn.museum import narrow

from . import faulty
from .faulty import Fault

FIRST = ("form", "everyday", "edges", "outputs", "calls", "thresholds", "gradient")  # parts in which most are found
PLAN = ("everyday", "thresholds")
EXAMPLES = 20  # random cases a check, as the command has it


def names() -> dict[str, Fault]:
    """The implementations by "module:name"."""
    return {fault.path.rpartition("faulty.")[2]: fault for fault in faulty.faults()}


def rejection(fault: Fault, parts: tuple[str, ...] = FIRST, others: bool = True) -> Verdict | None:
    """The first row of the checks that rejects an implementation with the verdict that is expected, None if none does.

    fault: it; parts: which are run first, in this order; others: whether all others follow
    """
    return next((row for row in rows(fault, parts, others) if row.cases and row.verdict in fault.verdict), None)


def rows(fault: Fault, parts: tuple[str, ...], others: bool) -> Iterator[Verdict]:
    """The verdicts about an implementation.

    If it says in which calls it is wrong, the first of these are made before anything else, to save time.
    """
    held, of = fault.target(), fault.of
    there = [part for part in judging.run_of(of) if not fault.gradient or part == "gradient"]
    order = [part for part in parts if part in there] + [part for part in there if others and part not in parts]
    if fault.when is not None and any(part in PLAN for part in order):
        yield from narrow.on_the_plan(held, of, fault.when, 0)
        order.sort(key=lambda part: part in PLAN)
    for part in order:
        yield from judging.verdicts(held, of, part, EXAMPLES, 0)


def main(log: Path, pattern: str = "") -> None:
    """Run the implementations that a log does not have yet, and say which escape. log: its path; pattern: see above."""
    known = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    done = {line["name"] for line in known}
    left = [(name, fault) for name, fault in names().items() if name not in done and re.search(pattern, name)]
    random.Random(0).shuffle(left)
    for name, fault in left:
        started = time.process_time()
        with warnings.catch_warnings(), np.errstate(all="ignore"):
            warnings.simplefilter("ignore")
            row = rejection(fault)
        by = None if row is None else f"{row.kind} {row.law}: {row.verdict} {row.dtype}".strip()
        known.append({"name": name, "by": by, "seconds": round(time.process_time() - started, 1)})
        with log.open("a") as out:
            print(json.dumps(known[-1]), file=out)
    escaped = [line["name"] for line in known if line["by"] is None]
    print("\n".join([f"{len(escaped)} of {len(known)} are not rejected", *escaped]))


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
