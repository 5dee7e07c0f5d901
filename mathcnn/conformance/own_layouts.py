"""Calls with arrays in a layout of the target's own library, such as channels last.

An adapter has a table of functions for each such layout. They make the calls of everyday sizes, and small calls with
axes of size 1, where strides say nothing; every entry of a result is judged as in C order.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..evidence.verdicts import Verdict
from . import real_sizes
from .plan.everyday import everyday
from .plan.narrow import narrow
from .rows import Rows
from .subject import Subject

NAME = "in the layout {}"  # of the check
COUNT = 240  # small calls, in each type
OFTEN = ("float32", "float16", "bfloat16")  # types that networks run in: only these have the calls of everyday sizes
AXES = 3  # of the first array, at least: others have one layout only


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """A row for each layout of the target's library and each type of numbers."""
    of, target, first = rows.of, rows.subject.target, rows.of.arrays[0]
    for layout, table in target.layouts.items():
        if of.name not in table:
            continue
        subject = Subject(of, target.laid_out(layout), table[of.name], rows.subject.scope)
        subject.before, subject.conventions = rows.subject.before, rows.subject.conventions
        layers = [replace(one, dtype=dtype) for one in everyday(of) for dtype in OFTEN]
        points = [one for one in [*narrow(of, rows.seed, COUNT), *layers] if len(one.shapes[first]) >= AXES]
        yield from real_sizes.verdicts(Rows(subject, rows.examples, rows.seed), NAME.format(layout), points, 1)
