"""Whether a wrong result is right by another convention of the formula.

A target may compute true convolution where cross-correlation is asked for, or logarithms to another base. Its results
are then wrong for the words that are asked for, and right for others in every sample: this module finds which.
"""

from __future__ import annotations

import functools
import itertools
import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

import numpy as np

from ..evidence import cases, checks
from ..evidence.checks import NotOffered
from ..language.formula import Formula
from ..language.statement import Convention
from ..numbers import rounded, rounding
from .aliases import LibraryArray, Scalar
from .subject import Subject

Words = tuple[tuple[str, Scalar], ...]  # arguments that are conventions, with the word of each
Arguments = tuple[dict[str, np.ndarray], dict[str, Scalar]]  # the arrays of a call, and its other arguments
Change = Callable[[dict[str, np.ndarray], dict[str, Scalar]], Arguments]
ENOUGH = 3  # samples that a reading other than the formula's words has to explain


@dataclass(frozen=True)
class Conventions:
    """What a target computes instead of what it is asked for.

    meant: words asked for: words computed, where they differ; other: a reading that the formula has no words for, and
    `change`, what makes of the arguments of a call those of another one that the target answers in its place; held:
    arguments that have to be asked for so that the target and the formula agree
    """

    meant: Mapping[Words, Words] = field(default_factory=dict)
    other: str = ""
    change: Change | None = None
    held: Mapping[str, Scalar] = field(default_factory=dict)

    def says(self) -> str:
        """The difference in words, such as "flip = False computes flip = True"."""
        if self.other:
            return self.other
        lines = []
        for asked, meant in self.meant.items():
            pairs = [(a, v, m) for (a, v), (_, m) in zip(asked, meant, strict=True) if v != m]
            lines.append(", ".join(f"{a} = {v!r} computes {a} = {m!r}" for a, v, m in pairs))
        return "; ".join(dict.fromkeys(lines))

    def asked(self, arrays: dict[str, np.ndarray], scalars: dict[str, Scalar]) -> Arguments:
        """The arguments for which the target computes what these mean by the formula.

        Raises NotOffered if there are none: a target that always flips the kernel never computes flip = False.
        """
        if self.change is not None:
            return self.change(arrays, scalars) if arrays else (arrays, scalars)
        if not self.meant:
            return arrays, scalars
        names = [a for a, _ in next(iter(self.meant))]
        words: Words = tuple((a, scalars[a]) for a in names)
        if words in self.meant:
            back = next((ask for ask, meant in self.meant.items() if meant == words), None)
            if back is None:
                raise NotOffered(", ".join(f"{a} = {v!r}" for a, v in words))
            return arrays, {**scalars, **dict(back)}
        back = next((ask for ask, meant in self.meant.items() if meant == words), words)
        return arrays, {**scalars, **dict(back)}

    def computed(self, of: Formula, kwargs: Mapping[str, Scalar]) -> dict[str, Scalar]:
        """Arguments with the words that the target computes when it is asked for theirs."""
        found = {**kwargs, **self.held}
        if not self.meant:
            return found
        names = [a for a, _ in next(iter(self.meant))]
        words: Words = tuple((a, found.get(a, of.signature.parameters[a].default)) for a in names)
        return found | dict(self.meant.get(words, words))


def _reversed(array: str, arrays: dict[str, np.ndarray], kwargs: dict[str, Scalar]) -> Arguments:
    x = arrays[array]
    return {**arrays, array: x[(slice(None, None, -1),) * x.ndim]}, kwargs


def _to_base(base: float, arrays: dict[str, np.ndarray], kwargs: dict[str, Scalar]) -> Arguments:
    return arrays, {**kwargs, "base": base}


@dataclass(frozen=True)
class Reading:
    """What implementations do differently without a word for it.

    change: what makes of the arguments of a call those for which the formula gives their result; held: arguments for
    which both agree. If there are none, the change undoes itself, so that it also makes the target agree.
    """

    change: Change
    held: Mapping[str, Scalar] = field(default_factory=dict)


def other_readings(of: Formula) -> Iterator[tuple[str, Reading]]:
    """Other readings of a formula by their names: a kernel that is reversed or not, and the base of a logarithm."""
    if of.topic == "convolution" and len(of.arrays) == 2:
        for a in of.arrays[::-1]:
            yield f"{a} is turned about its centre", Reading(functools.partial(_reversed, a))
    if "base" in of.names:
        for name, base in (("nats (base e)", math.e), ("bits (base 2)", 2), ("base 10", 10)):
            yield f"logarithms are {name}", Reading(functools.partial(_to_base, base), {"base": base})


def conventions(subject: Subject, dtype: str, count: int, seed: int) -> Conventions | None:
    """The conventions of a target, from samples.

    subject: the function; dtype: the type of the samples; count: how many; seed: where they start. Returns None if the
    target computes what it is asked for, or if no convention explains every sample.
    """
    of = subject.of
    arguments = {a: w for a, w in of.words.items() if isinstance(w, Convention)}
    others = dict(other_readings(of))
    if not others and not arguments:
        return None
    choices = [tuple((a, word) for word in w.words) for a, w in arguments.items()]
    every: list[Words] = list(itertools.product(*choices))
    samples: list[tuple[LibraryArray, dict[str, np.ndarray], dict[str, Scalar], Words]] = []
    wrong = 0
    for case, rng in cases.sampled(of, checks.MORE * count, seed + 2):
        if len(samples) == count:
            break
        arrays, kwargs = cases.floats(case, rng, dtype), checks.float_scalars(case.kwargs)
        try:
            got = subject(**arrays, **kwargs)
        except Exception:  # whatever the target raises: no convention is seen by an exception
            continue
        samples.append((got, arrays, kwargs, tuple((a, kwargs[a]) for a in arguments)))
        wrong += not agrees(of, got, arrays, kwargs, dtype)
    if not wrong:
        return None
    agreeing: dict[Words, set[Words]] = {}  # by the words asked for: those that explain each sample
    explained = set(others)
    for got, arrays, kwargs, asked in samples:
        if len(every) > 1:
            fits = {words for words in every if agrees(of, got, arrays, {**kwargs, **dict(words)}, dtype)}
            agreeing[asked] = agreeing.get(asked, set(every)) & fits
        explained -= {a for a in explained if not agrees(of, got, *others[a].change(arrays, kwargs), dtype)}
    if explained and len(samples) >= ENOUGH:
        found = others[min(explained)]
        return Conventions(other=min(explained), change=None if found.held else found.change, held=found.held)
    if not arguments or not all(agreeing.values()):
        return None
    closest = {asked: _closest(asked, [words for words in every if words in fits]) for asked, fits in agreeing.items()}
    return Conventions({asked: meant for asked, meant in closest.items() if asked != meant})


def _closest(asked: Words, fits: list[Words]) -> Words:
    """The words that differ from those asked for in the fewest arguments, the first of several."""
    return min(fits, key=lambda words: sum(x != y for x, y in zip(words, asked, strict=True)))


def agrees(
    of: Formula, got: LibraryArray, arrays: dict[str, np.ndarray], kwargs: dict[str, Scalar], dtype: str
) -> bool:
    """Whether a result is within the rounding bound of the literal form."""
    try:
        with rounded.precision():
            return bool(rounding.rho(got, checks.literal(of, arrays, kwargs, number=rounded.Rounded(dtype))).rho <= 1)
    except (ValueError, ZeroDivisionError, TypeError):
        return False
