"""The gradient that somebody wrote for a function of their own, as that of a target."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any  # Any: what a function returns, which is checked here

import numpy as np

from ..language.formula import Formula
from ..language.shapes import shown
from . import kinds, refusals, signatures, timing
from .aliases import Function, LibraryArray
from .scope import declared_by

if TYPE_CHECKING:
    from .subject import Asked, Subject

RETURNED = "returned"  # what errors about a result start with


def gradient_by(
    of: Formula,
    gradient: Function,
    function: functools.partial[Any],  # Any: what the function returns, of which only the arguments matter
    dy: LibraryArray,
    arrays: Mapping[str, LibraryArray],
) -> dict[str, LibraryArray]:
    """What a gradient returns, by array, as `Target.gradient` has it.

    function: the function with its arguments beside arrays; dy: the weights of its results; arrays: by name. None
    beside other gradients is zero: the array has no influence. Raises NotOffered for an argument that the gradient does
    not have, TypeError for a result that is no array for each array.
    """
    bound: Callable[..., Any] = functools.partial(gradient, dy)
    scope = declared_by(gradient)
    fit = signatures.fit(of, bound, scope.arguments, scope.order)
    given = {**{a: np.asarray(x) for a, x in arrays.items()}, **function.keywords}
    passed = signatures.passed(of, fit, function.keywords, signatures.if_left_out(of, fit, given))
    positional, named = signatures.placed(of, dict(arrays), passed, fit)
    found = bound(*positional, **named)
    names = [a for a in of.arrays if a not in of.labels and a in arrays]
    if isinstance(found, Mapping):
        by_name = dict(found)
    elif isinstance(found, (tuple, list)):
        by_name = dict(zip([a for a in of.arrays if a not in of.labels], found, strict=False))
    else:
        by_name = {names[0]: found} if len(names) == 1 else {}
    if any(v is not None for v in by_name.values()):
        by_name |= {a: np.zeros_like(arrays[a]) for a in names if a in by_name and by_name[a] is None}
    for a in names:
        if by_name.get(a) is None:
            raise TypeError(f"{RETURNED} no gradient of {a}, but {shown(found)}")
        if not (isinstance(by_name[a], np.generic) or hasattr(by_name[a], "__array__")):
            raise TypeError(f"{RETURNED} {type(by_name[a]).__name__} as the gradient of {a}, which is no array")
        got = np.asarray(by_name[a])
        if fault := kinds.type_fault(got.dtype, kinds.REAL, np.asarray(arrays[a]).dtype.name):
            raise TypeError(f"{RETURNED} {fault} as the gradient of {a}")
        if got.shape != np.shape(arrays[a]):
            raise TypeError(
                f"{RETURNED} a gradient of {a} of shape {got.shape}, and {a} has shape {np.shape(arrays[a])}"
            )
    return {a: by_name[a] for a in names}


def pulled(
    subject: Subject,
    asked: Asked,
    dy: np.ndarray,
    pull: Callable[[functools.partial[Any]], dict[str, LibraryArray]],  # Any: what the function returns
) -> dict[str, LibraryArray]:
    """What the gradient of a target returns, by array; one of one's own gets arguments in the ways of its function.

    subject: the function; asked: the call; dy: the weights of its results; pull: the gradient of a function with its
    arguments beside arrays. Raises what it raises in the first way to write the arguments, if it takes none of them.
    """
    refused: Exception | None = None
    for _, scalars in [("", asked.scalars)] if subject.target.adapted else subject.ways(asked):
        try:
            with timing.told():
                subject.note(asked.arrays, scalars, dy)
                return pull(functools.partial(subject.fn, **scalars))
        except refusals.DELIBERATE as error:
            if str(error).startswith(RETURNED):  # it takes this way, and is wrong
                raise
            refused = refused or error
    assert refused is not None
    raise refused
