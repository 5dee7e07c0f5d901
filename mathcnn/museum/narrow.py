"""Each exhibit in its narrow form: wrong only where its report says so, and right elsewhere.

A fault that shows everywhere is found by any check. In its narrow form it shows only if a check makes such a call: the
plan of calls is judged by it. `examine` runs the exhibit on the calls of the plan that the condition is true of, which
are few, and then on the other parts of a formula's checks.
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..conformance import Target, judging, real_sizes
from ..conformance.plan import fills, layouts
from ..conformance.plan.points import Point
from ..conformance.rows import Rows
from ..evidence import cases
from ..evidence.verdicts import FAILS, SPECIAL, SUSPECT, Verdict
from ..language.formula import Formula, Gradient
from .calls import Call
from .collection import Exhibit
from .conditions import CONDITIONS

REJECTS = (FAILS, SPECIAL, SUSPECT)  # verdicts that reject an implementation
FIRST = 12  # calls of each part of the plan
EXAMPLES = 20  # random cases of each other check
DTYPES = ("float64", "float32", "float16")  # that exhibits are asked for
OTHERS = ("form", "edges", "outputs", "calls", "gradient")  # parts beside the plan and the laws, in this order


@dataclass(frozen=True)
class Narrowed:
    """An exhibit in its narrow form, and the first row that rejects it, if any does.

    exhibit: it; when: where it is wrong, in words; row: what rejects it
    """

    exhibit: Exhibit
    when: str
    row: Verdict | None


def as_data(found: Narrowed) -> dict[str, Any]:
    """A finding as data for JSON: where the exhibit is wrong, and the row that rejected it, None if there is none."""
    row = found.row
    return {
        "name": found.exhibit.name,
        "when": found.when,
        "rejected": row is not None,
        "by": row.law if row else None,
        "verdict": row.verdict if row else None,
        "dtype": row.dtype if row else None,
        "counterexample": row.counterexample if row else None,
    }


def condition(one: Exhibit) -> tuple[str, Callable[[Call], bool]]:
    """Where the report of an exhibit says that it is wrong: in words, and as a function of a call."""
    return CONDITIONS[one.name]


def narrowed(one: Exhibit) -> Callable[..., Any]:
    """The exhibit's function, which is wrong only where its report says so."""
    _, when = condition(one)
    of, right, faulty = one.of, one.claims, one.faulty
    skipped = int(isinstance(one.claims, Gradient))  # dy is no argument of the formula

    def narrow(*args: Any, **kwargs: Any) -> Any:
        call = Call(of, args[skipped:], kwargs)
        whole = bool(of.arrays) and call.first.dtype.kind in "iu"  # the reports are about floats
        return (right if whole or not when(call) else faulty)(*args, **kwargs)

    narrow.__name__ = narrow.__qualname__ = one.name
    narrow.__module__ = faulty.__module__
    if not skipped:
        narrow.__signature__ = of.signature  # type: ignore[attr-defined]  # functions have one
    return narrow


def gradient_target(of: Formula, backward: Callable[..., Any], name: str, typed: str = "") -> Target:
    """A target whose function is right, with this gradient.

    of: the formula; backward: its gradient, a function of dy and the formula's arguments; name, typed: of the target
    """
    names = [a for a in of.arrays if a not in of.labels]

    def pulled(fn: functools.partial[Any], dy: np.ndarray, given: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        found = backward(dy, **given, **fn.keywords)
        several = found if isinstance(found, tuple) else (found,)
        return {a: g for a, g in zip(names, several, strict=False) if g is not None}

    return Target(name, {of.name: of}, DTYPES, gradient=pulled, typed=typed)


def target_of(one: Exhibit) -> Target:
    """The exhibit in its narrow form, as the checks of implementations take it."""
    fn, typed = narrowed(one), f"mathcnn.museum.find({one.name!r}).narrow"
    if isinstance(one.claims, Gradient):
        return gradient_target(one.of, fn, one.name, typed)
    return Target(one.name, {one.of.name: fn}, DTYPES, typed=typed)


def examine(one: Exhibit, seed: int = 0) -> Narrowed:
    """Look for a check that rejects an exhibit in its narrow form.

    seed: where random cases start
    """
    with np.errstate(all="ignore"):
        row = next((row for row in rows(one, seed) if row.cases and row.verdict in REJECTS), None)
    return Narrowed(one, condition(one)[0], row)


def rows(one: Exhibit, seed: int) -> Iterator[Verdict]:
    """The verdicts about an exhibit in its narrow form: calls of the plan that may show it, then all other parts."""
    held, of = target_of(one), one.of
    parts = judging.parts(of)
    if not isinstance(one.claims, Gradient):
        yield from on_the_plan(held, of, condition(one)[1], seed)
    for part in [part for part in OTHERS if part in parts] + [part for part in parts if part in of.laws]:
        if part == "gradient" or not isinstance(one.claims, Gradient):
            yield from judging.verdicts(held, of, part, EXAMPLES, seed)


def on_the_plan(held: Target, of: Formula, when: Callable[[Call], bool], seed: int) -> Iterator[Verdict]:
    """The verdicts about some calls of the plan, those in which a target is wrong.

    held: the target; of: the formula; when: whether the target is wrong in a call, as far as shapes and arguments tell;
    seed: where random cases start
    """
    if not of.arrays or of.spaces:
        return
    subject = held.subject(of)
    subject.learn(EXAMPLES, seed)
    for name, every in ((real_sizes.EVERYDAY, _everyday), (real_sizes.THRESHOLDS, _thresholds)):
        found = itertools.islice((point for point in every(of, seed) if shows(of, point, when)), FIRST)
        with cases.drawn_within(subject.within()):
            yield from real_sizes.verdicts(Rows(subject, EXAMPLES, seed), name, list(found), 2)


@functools.cache
def _everyday(of: Formula, seed: int) -> list[Point]:
    from ..conformance.plan.everyday import everyday

    return everyday(of)


@functools.cache
def _thresholds(of: Formula, seed: int) -> list[Point]:
    from ..conformance.plan.thresholds import points_of

    return points_of(of, seed, DTYPES)


def shows(of: Formula, point: Point, when: Callable[[Call], bool]) -> bool:
    """Whether a condition is true of a call of the plan, as far as its shapes, types, layout and arguments tell."""
    try:
        call = fills.read(of, point)
        dtype = point.dtype or "float64"
        arrays = {a: x if a in of.labels else x.astype(dtype, copy=False) for a, x in call.arrays.items()}
        if point.layout != layouts.PLAIN:
            arrays = {a: layouts.LAYOUTS[point.layout](np.array(x)) for a, x in arrays.items()}
        return bool(when(Call(of, (), {**arrays, **point.kwargs})))
    except (ValueError, TypeError):
        return False
