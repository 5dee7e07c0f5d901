"""Calls with arrays in a layout of the target's own library, such as channels last.

An adapter has a table of functions for each such layout. They make the calls of everyday sizes, and small calls with
axes of size 1, where strides say nothing; every entry of a result is judged as in C order.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from ..evidence.verdicts import Verdict
from . import real_sizes
from .plan.everyday import everyday
from .plan.narrow import narrow
from .rows import Rows
from .subject import Subject

NAME = "{}, {}, {} axes"  # of the check
COUNT = 600  # small calls at most, in each type
OFTEN = ("float32", "float16", "bfloat16")  # types that networks run in: only these have the calls of everyday sizes
AXES = (3, 4, 5)  # of the first array: with fewer there is one layout only


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """A row for each layout of the target's library, each number of axes and each type of numbers."""
    of, first = rows.of, rows.of.arrays[0]
    for layout, dtype in itertools.product(rows.subject.target.layouts, rows.dtypes):
        own = replace(rows.subject.target.laid_out(layout), dtypes=(dtype,))
        if of.name not in own.functions:
            continue
        subject = Subject(of, own, own.functions[of.name], rows.subject.scope)
        subject.before, subject.conventions = rows.subject.before, rows.subject.conventions
        layers = [one for one in everyday(of) if dtype in OFTEN]
        for what, points in (("axes of size 1", narrow(of, rows.seed, COUNT)), (real_sizes.EVERYDAY, layers)):
            for axes in AXES:  # what is found before the process ends in one of these is known
                mine = [one for one in points if len(one.shapes[first]) == axes]
                name = NAME.format(what, layout, axes)
                yield from real_sizes.verdicts(Rows(subject, rows.examples, rows.seed), name, mine, 1)
