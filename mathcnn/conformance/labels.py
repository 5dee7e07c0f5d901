"""Labels in narrower types than int64, which users have: int32, int16, bytes.

An implementation may compute places with them, as in n K + t, which a narrow type does not hold. A function of one's
own may refuse a type by an exception: then nothing is asked of it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from ..evidence import checks
from ..evidence.cases import Case
from ..evidence.checks import CheckResult, NotOffered, Sample
from ..evidence.verdicts import Verdict
from ..language.formula import Formula
from ..numbers import rounded, rounding
from ..numbers.rounding import Gap
from .ordinary import case_of
from .plan import fills
from .plan.points import Point
from .rows import Rows

NAME = "labels of other types"  # of the check
TIMES = 3  # that each type is drawn
CLASSES = {"int32": 50, "int16": 50, "int8": 50, "uint8": 200}  # that a type holds, in uint8 beyond those of int8
OTHERS = 7  # so that the places are more than bytes hold


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The row about labels in narrow types; none for a formula without labels."""
    of, subject = rows.of, rows.subject
    if not of.labels:
        return
    dtype = rows.widest
    table = [(shaped(of, classes), narrow) for narrow, classes in CLASSES.items()]

    def draw(case: Case, rng: random.Random) -> Sample:
        numbers = fills.drawn(of, Point(case.shapes, case.kwargs, ""), fills.NORMAL, dtype, 1, rng.randrange(2**16))
        narrow = next(name for one, name in table if one is case)
        return Sample(case, {a: x.astype(narrow) if a in of.labels else x for a, x in numbers.arrays.items()}, dtype)

    def judge(sample: Sample) -> Gap | None:
        kwargs = checks.float_scalars(sample.case.kwargs)
        try:
            got = checks.call(of, subject, sample.arrays, kwargs)
        except Exception as error:  # whatever the target raises about a type that it does not take
            raise NotOffered(f"raises {type(error).__name__}") from error
        with rounded.precision():
            gap = rounding.rho(got, checks.bounded(of, dtype, sample.arrays, kwargs))
        sample.informative = True
        return gap

    def run() -> CheckResult:
        drawn = [(case, random.Random(rows.seed + k)) for k in range(TIMES) for case, _ in table]
        return checks.look(CheckResult("R"), iter(drawn), draw, judge, len(drawn))

    yield rows.row("form", NAME, run, dtype)


def shaped(of: Formula, classes: int) -> Case:
    """A case with more classes than other sizes, whose places bytes do not hold."""
    lines = of.plan(1, of.default_words()).arrays
    last = [str(line[-1].size) for a, line in lines.items() if a not in of.labels and len(line) > 1]
    sizes = {
        str(entry.size): classes if str(entry.size) in last else OTHERS for line in lines.values() for entry in line
    }
    return case_of(of, {a: tuple(sizes[str(entry.size)] for entry in line) for a, line in lines.items()}, {})
