"""The calls in which one factor after the other has a value beside the ordinary: each axis long, each argument unlike
on each axis, each real argument and each convention at every value that is wanted.

They are few and small, for checks that have no time for a covering array, such as that of gradients: a gradient by a
scale or a bias is a sum along axes that are short where networks are made smaller, and a derivative may have the wrong
branch for a slope below 0 only.
"""

from __future__ import annotations

import contextlib
import functools
from dataclasses import replace

from ...language.formula import Formula
from . import calls, factors, places
from .building import Builder, Unfit
from .factors import DIFFER, Factor, Value
from .points import Point

LENGTH = 131  # of an axis, one at a time: beyond blocks of 4, 8, 16, 32, 64 and 128, with something left
USUAL, INNER, KERNEL = 3, 5, 2  # the length of other axes, of those that a kernel moves along, and of the kernel
MANY = 20  # calls for pairs of sizes of which none divides the other one
ENTRIES = 8  # along each axis, in a call for a value of a real argument or a convention


@functools.cache
def points_of(of: Formula) -> tuple[Point, ...]:
    """The calls of a formula in which one axis is long, or one real argument or convention has another value."""
    known = factors.factors(of)
    build = Builder(of, known)
    usual = {
        one.name: INNER if one.name in build.inner else KERNEL if one.name == "kernel_size" else USUAL
        for one in calls.letters(of)
    }
    found = []
    for one in known:
        others = usual if one.role == "letter" else dict.fromkeys(usual, ENTRIES)
        for v in _wanted(one):
            with contextlib.suppress(Unfit):
                found.append(replace(build.fitting({**others, one.name: v}).point, name=f"{one.name} {v}"))
    unlike = places.points_of(of, ("",))
    return (*found, *unlike[:: max(1, len(unlike) // MANY)])


def _wanted(one: Factor) -> tuple[Value, ...]:
    """The values that a factor is to have, one at a time."""
    if one.role == "letter":
        return (LENGTH,)
    if one.role == "alike":
        return (DIFFER,)
    return one.values if one.role in ("real", "word") else ()
