"""Faulty implementations, each right but for one fault under a stated condition, of the kinds that real kernels have.

A module of this package has a `bank`, and declares a fault on a line or two:

    bank(conv, "3 x 3 kernels: all zeros", lambda c: c.k == (3, 3), zeros)
    bank.instead(conv, "3 x 3 kernels: stride 1", lambda c: c.k == (3, 3), lambda c: {"stride": 1})

The first calls the formula's fast form, and changes its result where the condition holds; the second calls it with
other arguments there. What needs more is a function, `@bank.function(conv, "what is wrong")`. Conditions and changes
get a `Call`. Each function is an attribute of its module, so that a command can name it, and has the formula's
signature.
"""

from __future__ import annotations

import dataclasses
import importlib
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import numpy as np

from mathcnn.conformance import Target
from mathcnn.evidence.verdicts import FAILS
from mathcnn.language.formula import Formula
from mathcnn.museum.calls import Call
from mathcnn.museum.narrow import gradient_target

MODULES = (
    "arguments",
    "commanded",
    "paths",
    "kernel_authors",
    "tuned",
    "listed",
    "convolution",
    "transposition",
    "pooling",
    "channels",
    "classes",
    "memory",
    "gradients",
    "held_out",
    "held_out_more",
    "reported",
    "reported_more",
    "seldom",
    "seldom_gradients",
    "numbers",
    "fresh",
    "fresh_more",
    "fresh_gradients",
    "fresh_later",
    "fresh_third",
    "fresh_fourth",
    "fresh_fourth_others",
    "fresh_fifth",
    "fresh_fifth_more",
    "fresh_sixth",
    "fresh_sixth_others",
    "fresh_seventh",
    "fresh_seventh_more",
    "fresh_eighth",
    "fresh_eighth_others",
    "fresh_ninth",
    "fresh_ninth_more",
    "fresh_tenth",
    "fresh_tenth_others",
)
SPECIAL = "differs on special values"


Condition = Callable[[Call], bool]
Change = Callable[[np.ndarray, Call], Any]


@dataclasses.dataclass(frozen=True)
class Fault:
    """A faulty implementation of a formula.

    of: the formula; says: when it is wrong, and how; function: it; name: of the function in its module; module: that;
    verdict: of the row that is to reject it; gradient: whether the function is the formula's gradient, whose first
    argument is dy; when: in which calls it is wrong, if it is declared by a condition
    """

    of: Formula
    says: str
    function: Callable[..., Any]
    name: str
    module: str
    verdict: tuple[str, ...] = (FAILS,)
    gradient: bool = False
    when: Condition | None = None

    def __str__(self) -> str:
        return f"{self.module.rpartition('.')[2]}: {self.of.name}: {self.says}"

    @property
    def path(self) -> str:
        """What the command calls it."""
        return f"{self.module}:{self.name}"

    def target(self) -> Target:
        """It as a target; a gradient as that of a target whose function is right."""
        if not self.gradient:
            from mathcnn.conformance import target

            return target(self.path, self.of.name)
        return gradient_target(self.of, self.function, self.path, f"{self.module}.{self.name}")


class Bank:
    """The faults of a module, in their order. module: its name."""

    def __init__(self, module: str):
        self.module, self.faults = module, dict[str, Fault]()

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.faults.values())

    def add(
        self,
        of: Formula,
        says: str,
        function: Callable[..., Any],
        *verdicts: str,
        gradient: bool = False,
        when: Condition | None = None,
    ) -> None:
        """Keep a function as a fault, and as an attribute of the module."""
        name = re.sub(r"\W+", "_", f"{of.__name__}{'_gradient' * gradient} {says.translate(SIGNS)}").strip("_").lower()
        if name in self.faults:
            raise TypeError(f"two faults are {says!r}")
        function.__name__ = function.__qualname__ = name
        function.__module__, function.__doc__ = self.module, says
        if not gradient:
            function.__signature__ = of.signature  # type: ignore[attr-defined]  # functions have one
        self.faults[name] = Fault(of, says, function, name, self.module, verdicts or (FAILS,), gradient, when)
        setattr(sys.modules[self.module], name, function)

    def function(
        self, of: Formula, says: str, *verdicts: str, gradient: bool = False
    ) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
        """A decorator for a function that is faulty."""

        def keep(fn: Callable[..., Any]) -> Callable[..., Any]:
            self.add(of, says, fn, *verdicts, gradient=gradient)
            return fn

        return keep

    def __call__(self, of: Formula, says: str, when: Condition, change: Change, *verdicts: str, out: int = 0) -> None:
        """The fast form, whose result is changed under a condition. out: which of several results is."""

        def faulty(*args: Any, **kwargs: Any) -> Any:
            found, call = of(*args, **kwargs), Call(of, args, kwargs)
            if not when(call):
                return found
            if not isinstance(found, tuple):
                return change(np.array(found), call) if out == 0 else found
            return tuple(change(np.array(y), call) if j == out else y for j, y in enumerate(found))

        self.add(of, says, faulty, *verdicts, when=when)

    def instead(
        self, of: Formula, says: str, when: Condition, others: Callable[[Call], Mapping[str, Any]], *verdicts: str
    ) -> None:
        """The fast form, which gets other arguments under a condition."""

        def faulty(*args: Any, **kwargs: Any) -> Any:
            call = Call(of, args, kwargs)
            return of(**{**call.asked, **others(call)}) if when(call) else of(*args, **kwargs)

        self.add(of, says, faulty, *verdicts, when=when)

    def backward(self, of: Formula, says: str, when: Condition, change: Callable[..., Any], *verdicts: str) -> None:
        """The gradient, changed under a condition. change: gets (gradients as a list, the call, dy)."""

        def faulty(dy: np.ndarray, *args: Any, **kwargs: Any) -> Any:
            assert of.backward is not None
            found, call = of.backward(dy, *args, **kwargs), Call(of, args, kwargs)
            several = [None if g is None else np.array(g) for g in (found if isinstance(found, tuple) else (found,))]
            return tuple(change(several, call, dy)) if when(call) else tuple(several)

        self.add(of, says, faulty, *verdicts, gradient=True)


SIGNS = str.maketrans(
    {">": " beyond ", "<": " below ", "=": " is ", "%": " mod ", "/": " over ", "-": " ", "+": " plus "}
)


def banks() -> dict[str, Bank]:
    """The banks by the names of their modules."""
    found = {name: importlib.import_module(f"{__name__}.{name}").bank for name in MODULES}
    assert all(isinstance(one, Bank) for one in found.values())
    return found


def faults() -> list[Fault]:
    """All faults, in the order of the modules."""
    return [one for bank in banks().values() for one in bank]


# ---------------------------------------------------------------- what is wrong


def always(call: Call) -> bool:
    """Whatever the call is."""
    return True


def zeros(y: np.ndarray, call: Call) -> np.ndarray:
    """All zeros."""
    return np.zeros_like(y)


def negated(y: np.ndarray, call: Call) -> np.ndarray:
    """Of the other sign."""
    return -y


def moved(y: np.ndarray, call: Call) -> np.ndarray:
    """Each row one place later, its last entry first."""
    return np.roll(y, 1, -1)


def backwards(y: np.ndarray, call: Call) -> np.ndarray:
    """Each row in reverse order."""
    return y[..., ::-1].copy()


def channels_backwards(y: np.ndarray, call: Call) -> np.ndarray:
    """The channels in reverse order."""
    return y[:, ::-1].copy()


def cleared(*where: Any) -> Change:
    """A change that sets a part of the result to zero."""

    def change(y: np.ndarray, call: Call) -> np.ndarray:
        y[where] = 0
        return y

    return change


last_column, last_channel, last_image = cleared(..., -1), cleared(slice(None), -1), cleared(-1)


def last_row(y: np.ndarray, call: Call) -> np.ndarray:
    """The last entry of the first spatial axis is zero."""
    y[:, :, -1] = 0
    return y


def one_entry(y: np.ndarray, call: Call) -> np.ndarray:
    """The last entry of all is zero."""
    y.flat[-1:] = 0
    return y


def beyond(limit: int) -> Change:
    """A change that sets entries from a number on to zero, in the order of memory."""

    def change(y: np.ndarray, call: Call) -> np.ndarray:
        y.flat[limit:] = 0
        return y

    return change


def scaled(by: float) -> Change:
    """A change that multiplies the result."""
    return lambda y, call: y * y.dtype.type(by)


def without(name: str, from_: int, axis: int = 1) -> Callable[[Call], dict[str, Any]]:
    """Arguments in which an array is zero from a place on along an axis, for `Bank.instead`."""

    def others(call: Call) -> dict[str, Any]:
        x = np.array(getattr(call, name))
        x[(slice(None),) * axis + (slice(from_, None),)] = 0
        return {name: x}

    return others


def rounded(x: np.ndarray, bits: int) -> np.ndarray:
    """Numbers of fewer bits, in their own type; NaN and infinities as they are."""
    with np.errstate(all="ignore"):
        m, e = np.frexp(np.asarray(x, np.float64))
        return np.ldexp(np.rint(m * 2.0**bits) / 2.0**bits, e).astype(x.dtype)


TF32, BFLOAT16, HALF, SINGLE = 11, 8, 11, 24  # bits of a significand


def narrowed(bits: int, *names: str) -> Callable[[Call], dict[str, Any]]:
    """Arguments with arrays of fewer bits, for `Bank.instead`."""
    return lambda call: {a: rounded(np.asarray(getattr(call, a)), bits) for a in names}
