"""Where each argument of a formula goes in the signature of a function of one's own."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ..evidence.checks import NotOffered
from ..language.formula import Formula
from . import synonyms
from .aliases import Function, LibraryArray, Scalar

EMPTY: Mapping[str, tuple[Scalar, ...]] = {}


class NoTarget(Exception):
    """Something cannot be checked against the formulas; the message says why in one line."""


class DoesNotImport(NoTarget):
    """The import of a target raised an exception, ended its process, or took too long."""


P = inspect.Parameter
POSITIONAL = (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)


def parameters(fn: Function) -> list[inspect.Parameter] | None:
    """The parameters of a function; None for functions without a signature, such as some that are written in C."""
    try:
        return list(inspect.signature(fn).parameters.values())
    except (ValueError, TypeError):
        return None


@dataclass(frozen=True)
class Fit:
    """Where each argument of a formula goes in a function's signature.

    slots: the formula's arguments that the function takes by position, in its order, and None for one of its own
    named: the function's keywords, by the formula's arguments
    needed: optional arguments of the formula that the function cannot do without
    unfilled: parameters without a default that get nothing
    positional_only: how many slots cannot be passed by keyword
    open: whether any keyword is taken
    none: the formula's arguments whose parameters have the default None, so that None means something there
    """

    slots: tuple[str | None, ...]
    named: Mapping[str, str]
    needed: frozenset[str] = frozenset()
    unfilled: tuple[str, ...] = ()
    positional_only: int = 0
    open: bool = False
    none: frozenset[str] = frozenset()

    def takes(self, a: str) -> bool:
        """Whether the function has an argument of the formula."""
        return self.open or a in self.slots or a in self.named


def fit(
    of: Formula,
    fn: Function,
    arguments: Mapping[str, str] | None = None,
    order: Iterable[str] = (),
    state: Iterable[str] = (),
) -> Fit:
    """How a function's parameters match a formula's arguments.

    Parameters of the formula's names are matched first, then, if no names are declared, those that have a framework's
    names for them, see `synonyms`, then those that are left, in their order. An optional array is matched by its place
    only to a parameter that has no default, or None: `conv(x, w, stride=1)` has no bias.

    of: the formula; fn: the function; arguments: the formula's names for parameters that have others; order: the
    formula's arguments that are passed by position, which leaves the function's own names aside; state: the arrays that
    a factory gets, all if there are none.
    """
    state = set(state)
    theirs = parameters(fn)
    ours = {a: p for a, p in of.signature.parameters.items() if not state or a in state or a not in of.arrays}
    renamed = {mine: name for name, mine in (arguments or {}).items()}
    order = tuple(order)
    positional_ours = [a for a, p in ours.items() if p.kind in POSITIONAL]
    if theirs is None:
        slots = order or tuple(positional_ours)
        return Fit(slots, {a: renamed.get(a, a) for a in ours if a not in slots}, positional_only=len(slots), open=True)
    keywords = {p.name for p in theirs if p.kind in (P.KEYWORD_ONLY, P.POSITIONAL_OR_KEYWORD)}
    if not (order or arguments):  # whoever declares names has said all of them
        renamed = synonyms.matched(list(ours), keywords)
    named = {a: renamed.get(a, a) for a in ours if renamed.get(a, a) in keywords}
    positional = [p for p in theirs if p.kind in POSITIONAL]
    by_name = {name: a for a, name in named.items()}
    slots_: list[str | None] = [by_name.get(p.name) for p in positional]
    left = [a for a in positional_ours if a not in named and a not in renamed and a not in order]
    if order:
        named = {a: name for a, name in named.items() if a not in order}
        slots_ = [*order[: len(positional)], *(by_name.get(p.name) for p in positional[len(order) :])]
    for k, p in enumerate(positional):
        if slots_[k] is None and left and not (left[0] in of.optional and p.default not in (P.empty, None)):
            slots_[k] = left.pop(0)
    if any(p.kind is P.VAR_POSITIONAL for p in theirs) and None not in slots_:
        slots_ += left
    named |= {a: p.name for a, p in zip(slots_, positional, strict=False) if a and p.kind is not P.POSITIONAL_ONLY}
    open_ = any(p.kind is P.VAR_KEYWORD for p in theirs)
    if open_:
        named |= {a: renamed.get(a, a) for a in ours if a not in named and a not in slots_}
    required = {p.name for p in theirs if p.default is P.empty and p.kind in (*POSITIONAL, P.KEYWORD_ONLY)}
    filled = {p.name: a for p, a in zip(positional, slots_, strict=False) if a} | {n: a for a, n in named.items()}
    return Fit(
        tuple(slots_),
        named,
        frozenset(filled[n] for n in required if n in filled and ours[filled[n]].default is not P.empty),
        tuple(p.name for p in theirs if p.name in required and p.name not in filled),
        max(len(order), sum(p.kind is P.POSITIONAL_ONLY for p in positional)),
        open_,
        frozenset(filled[p.name] for p in theirs if p.default is None and p.name in filled),
    )


def other_defaults(of: Formula, fn: Function, found: Fit) -> list[str]:
    """The arguments for which a function takes another number or word than the formula if they are left out, in words.

    of: the formula; fn: the function; found: how its parameters match. A default of None says nothing, on either side:
    it stands for what follows from other arguments.
    """
    said, own = [], {name: a for a, name in found.named.items()}
    for p in parameters(fn) or ():
        a = own.get(p.name, "")
        default = of.signature.parameters[a].default if a in of.signature.parameters else P.empty
        if p.default in (None, P.empty) or default in (None, P.empty) or a in of.arrays:
            continue
        if isinstance(p.default, (bool, int, float, str, tuple)) and not has(p.default, default):
            said.append(f"{a} left out is {p.default!r}, in the formula {default!r}")
    return said


def check_signature(of: Formula, fn: Function, name: str, found: Fit | None = None, state: Iterable[str] = ()) -> None:
    """Raise NoTarget if a function cannot be called with the formula's arguments.

    of: the formula; fn: the function, which passes if it has no signature; name: the function's name in the message;
    found: how its parameters match, if that is known already; state: the arrays that a factory gets.
    """
    if parameters(fn) is None:
        return
    found, state = found or fit(of, fn), tuple(state)
    needed = [a for a, p in of.signature.parameters.items() if p.default is P.empty]
    missing = [a for a in needed if not found.takes(a) and not (state and a in of.arrays and a not in state)]
    if missing or found.unfilled:
        raise NoTarget(f"{name}{inspect.signature(fn)} has another signature than {of.name}{of.signature}")


def passed(
    of: Formula,
    found: Fit | None,
    scalars: dict[str, Scalar],
    left_out: Mapping[str, Scalar],
    only: Mapping[str, tuple[Scalar, ...]] = EMPTY,
) -> dict[str, Scalar]:
    """The arguments beside arrays that a function gets; fractions become floats.

    of: the formula; found: how the function's parameters match, or None if it takes every argument; scalars: the
    arguments, by name; left_out: of those that the function does not have, what the formula takes if they are left out,
    see `if_left_out`; only: the values that an argument has, by its name. Raises NotOffered if an argument that the
    function does not have has neither that value, nor its default, nor the only value that it has.
    """
    numbers = {a: float(v) if type(v) is Fraction else v for a, v in scalars.items()}
    if found is None:
        return numbers
    for a, v in scalars.items():
        if found.takes(a) or a in left_out and v == left_out[a]:
            continue
        if not (has(v, only[a][0]) if len(only.get(a, ())) == 1 else at_default(of, a, v)):
            raise NotOffered(f"{a} = {v}: the function has no such argument")
    return {a: v for a, v in numbers.items() if found.takes(a)}


def if_left_out(of: Formula, found: Fit | None, given: Mapping[str, LibraryArray]) -> dict[str, Scalar]:
    """What the formula takes for arguments that a function does not have: the last axis for -1, the kernel's size as a
    stride, the size that a scale gives. Nothing, if the formula refuses the call without them.

    of: the formula; found: how the function's parameters match; given: all arguments of a call, by name
    """
    lacking = {a for a in (*of.scalars, *of.along) if found is not None and not found.takes(a)}
    if not lacking:
        return {}
    try:
        resolved = of.read((), {a: v for a, v in given.items() if a not in lacking}).scalars
    except (ValueError, TypeError):
        return {}
    return {a: v for a, v in resolved.items() if a in lacking}


def at_default(of: Formula, a: str, v: Scalar) -> bool:
    """Whether an argument has its default, given as one value or as one for each axis."""
    default = of.signature.parameters[a].default
    if v == default or default is P.empty:
        return bool(v == default)
    if default is None and a == "stride":  # None is the kernel's size here, which is a number by now
        return False
    return has(v, default)


def has(v: Scalar, allowed: Scalar) -> bool:
    """Whether an argument has a value, or has it for every axis."""
    flat = np.ravel(np.asarray(v, object)).tolist()
    return bool(v == allowed or flat and all(one == allowed for one in flat))


def placed(
    of: Formula, arrays: dict[str, LibraryArray], scalars: dict[str, Scalar], found: Fit | None = None
) -> tuple[list[LibraryArray], dict[str, LibraryArray]]:
    """The arguments of a call: those that are passed by position, and those by keyword.

    of: the formula; arrays, scalars: its arguments by name; found: how the function's parameters match; None for one
    with the formula's own signature. Raises NotOffered for an argument that only a position could pass.
    """
    both, positional = {**arrays, **scalars}, list[LibraryArray]()
    slots = found.slots if found else tuple(of.signature.parameters)
    least = found.positional_only if found else 0
    for k, a in enumerate(slots):
        keyword_only = a is None or of.signature.parameters[a].kind is P.KEYWORD_ONLY
        if a not in both or k >= least and keyword_only:
            break
        positional.append(both.pop(a))
    if stuck := [a for a in slots[len(positional) : least] if a in both]:
        raise NotOffered(f"{stuck[0]} without the arguments before it")
    return positional, {(found.named.get(a, a) if found else a): v for a, v in both.items()}
