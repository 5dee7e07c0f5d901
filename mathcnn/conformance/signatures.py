"""Whether a function of one's own can be called with a formula's arguments."""

from __future__ import annotations

import inspect
from fractions import Fraction

import numpy as np

from ..evidence.checks import NotOffered
from ..language.formula import Formula
from .aliases import Function, LibraryArray, Scalar


class NoTarget(Exception):
    """Something cannot be checked against the formulas; the message says why in one line."""


class DoesNotImport(NoTarget):
    """The import of a target raised an exception, ended its process, or took too long."""


P = inspect.Parameter


def parameters(fn: Function) -> list[inspect.Parameter] | None:
    """The parameters of a function; None for functions without a signature, such as some that are written in C."""
    try:
        return list(inspect.signature(fn).parameters.values())
    except (ValueError, TypeError):
        return None


def check_signature(of: Formula, fn: Function, name: str) -> None:
    """Raise NoTarget if a function cannot be called with the formula's arguments.

    of: the formula; fn: the function, which passes if it has no signature; name: the function's name in the message.
    """
    theirs = parameters(fn)
    if theirs is None:
        return
    positional = [p for p in theirs if p.kind in (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD)]
    ours = [p for p in of.signature.parameters.values() if p.kind is P.POSITIONAL_OR_KEYWORD]
    needed = [p for p in ours if p.default is P.empty]
    missing = len(needed) > len(positional) and not any(p.kind is P.VAR_POSITIONAL for p in theirs)
    extra = [p.name for p in positional[len(ours) :] if p.default is P.empty and p.name not in of.names]
    extra += [p.name for p in theirs if p.kind is P.KEYWORD_ONLY and p.default is P.empty and p.name not in of.names]
    if missing or extra:
        raise NoTarget(f"{name}{inspect.signature(fn)} has another signature than {of.name}{of.signature}")


def known(of: Formula, theirs: list[inspect.Parameter], scalars: dict[str, Scalar]) -> set[str]:
    """Which arguments beside arrays a function with these parameters takes, by the formula's names for them."""
    names = {p.name for p in theirs}
    if any(p.kind is P.VAR_KEYWORD for p in theirs):
        names |= scalars.keys()
    slots = sum(p.kind in (P.POSITIONAL_ONLY, P.POSITIONAL_OR_KEYWORD) for p in theirs)
    return names | {a for a in of.names[:slots] if of.signature.parameters[a].kind is P.POSITIONAL_OR_KEYWORD}


def passed(of: Formula, theirs: list[inspect.Parameter] | None, scalars: dict[str, Scalar]) -> dict[str, Scalar]:
    """The arguments beside arrays that a function gets; fractions become floats.

    of: the formula; theirs: the function's parameters, or None if it takes every argument; scalars: the arguments, by
    name. Raises NotOffered if an argument that the function does not have is not at its default.
    """
    numbers = {a: float(v) if type(v) is Fraction else v for a, v in scalars.items()}
    if theirs is None:
        return numbers
    names = known(of, theirs, scalars)
    for a, v in scalars.items():
        if a not in names and not at_default(of, a, v):
            raise NotOffered(f"{a} = {v}: the function has no such argument")
    return {a: v for a, v in numbers.items() if a in names}


def at_default(of: Formula, a: str, v: Scalar) -> bool:
    """Whether an argument has its default, given as one value or as one for each axis."""
    default = of.signature.parameters[a].default
    if v == default or default is P.empty:
        return bool(v == default)
    flat = np.ravel(np.asarray(v, object)).tolist()
    if default is None and a == "stride":  # None is the kernel's size here, which is a number by now
        return False
    return bool(flat) and all(one == default for one in flat)


def placed(
    of: Formula, arrays: dict[str, LibraryArray], scalars: dict[str, Scalar]
) -> tuple[list[LibraryArray], dict[str, LibraryArray]]:
    """The arguments of a call: those that are passed by position, and those by keyword."""
    both, positional = {**arrays, **scalars}, []
    for a, p in of.signature.parameters.items():
        if p.kind is P.KEYWORD_ONLY or a not in both:
            break
        positional.append(both.pop(a))
    return positional, both
