"""What of a plan a target takes: the values of factors, from its signature, its scope, and what it refuses.

A plan is made of these values alone. Else most calls of a covering array would have an argument that a small function
does not have, and nothing would be left of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from ..evidence.cases import Within
from ..language.formula import Formula
from ..numbers.formats import ACCUMULATOR
from .plan.building import Builder, Unfit
from .plan.factors import (
    ALIKE,
    APART,
    ASIDE,
    BETWEEN,
    COUNTED,
    DIFFER,
    FIRST,
    GIVEN,
    LACKING,
    LAST,
    RATIOS,
    SEVERAL,
    SINGLE,
    Allowed,
    Factor,
    Value,
    factors_of,
)
from .plan.factors import factors as all_factors
from .plan.points import Point
from .refusals import RANK

if TYPE_CHECKING:
    from .subject import Subject

TRIED = ("float16",)  # types that a function of one's own is asked for beside its own; it may refuse them
WHOLE = "int64"
PLACES = {-1: (LAST, COUNTED), 0: (FIRST,), 1: (BETWEEN, LAST)}  # of an axis that is held, in arrays of some size
PLACED = {SINGLE: lambda rank: rank == 1, ALIKE: lambda rank: rank > 1, DIFFER: lambda rank: rank > 1}


def factors(subject: Subject) -> Allowed:
    """Of the factors of which a function does not take every value, the values that it takes.

    subject: the function, after `learn`. A factor of which it would take none is left as it is: every such call is not
    offered, and the report says so.
    """
    of, within = subject.of, subject.within()
    defaults = _defaults(of, within)
    found = []
    for one in all_factors(of):
        taken = tuple(v for v in _held(one, within, defaults) if _takes(subject, within, one, v))
        if taken and taken != one.values:
            found.append((one.name, taken))
    return tuple(found)


def types(subject: Subject) -> list[tuple[str, bool]]:
    """The types of numbers that a target is asked for, each with whether it was only tried, and may be refused."""
    of = subject.of
    if not of.arrays:  # numbers adapt
        return [(subject.dtypes[0], False)]
    inexact = not all(domain.exact for domain in of.domain.values())  # half precision holds no such arrays
    own = [(dtype, False) for dtype in subject.dtypes if not (inexact and dtype in ACCUMULATOR)]
    if subject.target.adapted or subject.scope.dtypes:
        return own
    known = [dtype for dtype, _ in own]
    tried = [(dtype, True) for dtype in TRIED if dtype not in known and not inexact]
    plan = of.plan(2 if of.ranked and not of.axiswise else 1, of.default_words())
    return own + tried + ([(WHOLE, True)] if plan.exact and not inexact else [])


def points(subject: Subject, planned: Iterable[Point], taken: Allowed) -> list[Point]:
    """The calls of a plan that a function takes, without optional arrays that it does not have, each call once.

    subject: the function; planned: the calls; taken: `factors` of the function
    """
    of = subject.of
    known = {one.name: one.values for one in all_factors(of)}
    lacking = {a for a in of.arrays if not subject.takes(a)} | subject.scope.lacks
    found: dict[tuple[object, ...], Point] = {}
    for point in planned:
        try:
            values = factors_of(of, point) if taken else {}
        except (ValueError, TypeError):
            values = {}
        if any(_outside(values.get(a), some, known[a]) for a, some in taken if a not in of.arrays):
            continue
        one = replace(point, shapes={a: shape for a, shape in point.shapes.items() if a not in lacking})
        key = (*one.shapes.items(), *map(repr, one.kwargs.items()), one.dtype, one.layout, one.fill)
        found.setdefault(key, one)
    return list(found.values())


def _outside(v: Value | None, taken: tuple[Value, ...], known: tuple[Value, ...]) -> bool:
    """Whether a value of a factor is not taken: it is one of those of plans, and none of those that are taken, or it is
    not the only one."""
    return v is not None and v not in taken and (v in known or len(taken) == 1)


def lacking(subject: Subject) -> list[str]:
    """What no call of a plan has, as a report says it: arguments that the function does not have, and what it refuses
    of others, with the exception."""
    of, fit = subject.of, subject.fit
    names = [a for a in (*of.arrays, *of.scalars, *of.along) if fit is not None and not subject.takes(a)]
    names = [a for a in dict.fromkeys(names) if a in of.arrays or a in subject.within().held or a in of.along]
    refused = subject.known.refused if subject.known else {}
    said = [f"{', '.join(names)}: the function has no such argument{'s' * (len(names) > 1)}"] if names else []
    return said + [f"{what}: {why}" for (about, what), why in refused.items() if about in (*of.names, RANK)]


def _defaults(of: Formula, within: Within) -> Mapping[str, Value]:
    """The values of the factors when every argument that is held has its value."""
    try:
        simplest = Builder(of, all_factors(of)).fitting({}).point
        return factors_of(of, Point(simplest.shapes, {**simplest.kwargs, **within.held}, ""))
    except (Unfit, ValueError, TypeError):
        return {}


def _held(one: Factor, within: Within, defaults: Mapping[str, Value]) -> tuple[Value, ...]:
    """The values of a factor, or the one of an argument that is held."""
    if one.of in within.held and one.role in ("word", "number", "pair", "ratio", "real") and one.name in defaults:
        return (defaults[one.name],)
    return one.values


def _takes(subject: Subject, within: Within, one: Factor, v: Value) -> bool:
    return all(_asked(subject, within, one, v))


def _asked(subject: Subject, within: Within, one: Factor, v: Value) -> Iterator[bool]:
    """What a value asks of a function, and whether it is so."""
    ranks, held, refused = within.ranks, within.held, subject.known.refused if subject.known else {}
    if one.role == "rank":
        yield v in ranks
    elif one.role == "alike":
        yield any(map(PLACED[str(v)], ranks))
        yield v != DIFFER or not {one.of} & (within.axes | held.keys())
    elif one.role == "pair":
        yield v != DIFFER or one.of not in within.axes and max(ranks) > 1
        yield v != ASIDE or one.of not in within.sides
    elif one.role == "ratio" and v in RATIOS:
        ratio = Fraction(str(v))
        yield ratio.denominator == 1 or (f"{one.of}, whole", f"{one.of} that is no whole number") not in refused
        yield ratio >= 1 or (f"{one.of}, below", f"{one.of} below 1") not in refused
    elif one.role == "array":
        yield v != GIVEN or within.passed.get(one.of, True) and one.of not in subject.scope.lacks
        yield v != LACKING or not within.passed.get(one.of, False)
        yield (one.of, one.of if v == GIVEN else f"no {one.of}") not in refused
    elif one.role == "axis":
        if one.of in held:
            yield v in PLACES.get(held[one.of], one.values)
        yield v not in (SEVERAL, APART) or (one.of, f"several axes as {one.of}") not in refused
    if one.role in ("word", "pair", "number", "real") and (words := subject.of.words.get(one.of)):
        for word in words.words:
            if str(word) == v:
                yield (one.of, f"{one.of} = {word!r}") not in refused
    if one.role in ("word", "number", "real") and one.of in subject.scope.only:
        yield v in [str(w) if isinstance(v, str) else w for w in subject.scope.only[one.of]]
    if one.role == "number" and (one.of, f"{one.of} other than {_default(subject.of, one.of)}") in refused:
        yield v == _default(subject.of, one.of)


def _default(of: Formula, arg: str) -> object:
    return of.signature.parameters[arg].default
