"""The parts that a formula of a target is checked in, and the verdicts of each.

form        shape, type and values, and whether inputs are left alone; for every type of numbers
edges       NaN and infinities, subnormal numbers, signed zeros
outputs     what is returned beside the result, and optional arrays that are left out
calls       repeated calls, the memory of results, calls from threads
everyday    every entry of the results of calls that the layers of real networks make
thresholds  the same at and beside the sizes at which kernels switch, results of millions of entries among them
thorough    instead of thresholds, and much more, in a run for a night
a law       both sides by the target, one part a law
layouts     everyday sizes and axes of size 1, in the layouts of a library's own, such as channels last
gradient    by the target's automatic differentiation
"""

from __future__ import annotations

import contextlib
import functools
import time
from collections.abc import Callable, Iterator

from ..evidence import cases, checks
from ..evidence.checks import NotOffered
from ..evidence.verdicts import Verdict, verify_formula
from ..language.formula import Formula
from . import calls, edges, forms, gradients, laws, outputs, own_layouts, real_sizes
from .rows import Rows, absent
from .target import Target

LAYOUTS = "layouts"  # the part that only targets with layouts of their own have
NIGHTLY = {"thresholds": "thorough"}  # the part that a run for a night replaces, and by which
SHARES = {"everyday": 2}  # parts of a campaign that several processes divide, each with a share of the types of numbers
TRIED = 24  # small cases that are looked through for one that a target offers
Part = Callable[[Rows], Iterator[Verdict]]


def parts(of: Formula) -> dict[str, Part]:
    """The parts that a formula is checked in, by name, each with what makes its verdicts."""
    if of.spaces:  # functions on the line have no arrays, types of numbers or edges
        return {part: functools.partial(_of_functions, part=part) for part in ("form", *of.laws)}
    found: dict[str, Part] = {"form": forms.verdicts}
    if of.names:
        found |= {"everyday": real_sizes.everyday, "thresholds": real_sizes.thresholds}
        found["thorough"] = functools.partial(real_sizes.thresholds, thorough=True)
    if of.arrays:
        found["edges"] = edges.verdicts
        if outputs.present(of):
            found["outputs"] = outputs.verdicts
        found["calls"] = calls.verdicts
        found[LAYOUTS] = own_layouts.verdicts
    found |= {name: functools.partial(laws.verdicts, name=name) for name in of.laws}
    if of.backward is not None:
        found["gradient"] = gradients.verdicts
    return found


def run_of(of: Formula, thorough: bool = False) -> list[str]:
    """The names of the parts of a run, in their order.

    of: the formula; thorough: whether the run is one for a night
    """
    left_out = list(NIGHTLY if thorough else NIGHTLY.values())
    return [part for part in parts(of) if part not in left_out]


def shares(part: str) -> list[str]:
    """The names of what a campaign divides a part into: "everyday 1/2" and "everyday 2/2", or the part itself."""
    return [f"{part} {k}/{SHARES[part]}" for k in range(1, SHARES[part] + 1)] if part in SHARES else [part]


def share_of(name: str) -> tuple[str, tuple[int, int]]:
    """The part that a name of `shares` stands for, and which share of it: ("everyday", (1, 2))."""
    part, _, share = name.partition(" ")
    k, _, count = share.partition("/")
    return part, (int(k or 1), int(count or 1))


def _of_functions(rows: Rows, part: str) -> Iterator[Verdict]:
    subject = rows.subject
    return verify_formula(rows.of, rows.examples, rows.seed, subject.fn, subject.target.name, only=part)


def call_once(target: Target, of: Formula, before: Callable[[str], None]) -> None:
    """Call the function of a target once on a small case, whatever comes of it; parameters as for `verdicts`."""
    with contextlib.suppress(Exception):
        subject = target.subject(of)
        subject.before = before
        for case, rng in cases.sampled(of, TRIED, 0):
            with contextlib.suppress(NotOffered):
                subject(**cases.floats(case, rng, target.dtypes[0]), **checks.float_scalars(case.kwargs))
                return


def verdicts(
    target: Target, of: Formula, part: str, examples: int, seed: int, before: Callable[[str], None] | None = None
) -> Iterator[Verdict]:
    """The verdicts about one part of a formula; one row says that the target does not have the formula.

    target: the library, module or function; of: the formula; part: a key of `parts(of)`, or a share of one; examples:
    random cases a check; seed: where they start; before: gets every call of the target as Python before it is made.
    Raises KeyError if the formula has no such part.
    """
    started = time.perf_counter()
    try:
        subject = target.subject(of)
    except NotOffered as error:
        yield absent(of, part, target.name, str(error), started)
        return
    subject.before = before
    subject.learn(examples, seed)
    name, share = share_of(part)
    rows, within = Rows(subject, examples, seed, share), subject.within()
    found = parts(of)[name](rows)
    while True:
        with cases.drawn_within(within):  # for this row only: whoever asks for the next one draws cases of its own
            row = next(found, None)
        if row is None:
            break
        yield row
    if part != "form" and subject.misfits:  # the form has this row in any case
        yield forms.keeps_type(rows)
