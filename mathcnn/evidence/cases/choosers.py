"""Who makes the choices of which a case is made.

`draw` asks a chooser for every size, number and word, so the same shape line gives random samples (`Random`), the
enumeration of all sizes up to N (`Counter`), Hypothesis strategies (`mathcnn.strategies`), and smaller versions of a
case that was recorded (`Recorded`, `Replay`).
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from typing import Protocol


class Chooser(Protocol):
    """What `draw` asks for. Every answer is an integer or a truth value."""

    def size(self, least: int, used: set[int]) -> int:
        """The size of an array along one axis, at least `least` and, where possible, none of `used`."""

    def number(self, least: int, used: set[int]) -> int:
        """A stride, a padding or the like, at least `least` and, where possible, none of `used`."""

    def pick(self, options: int) -> int:
        """One of so many options: an integer >= 0 and < `options`."""

    def wants(self, arg: str) -> bool:
        """Whether to set an argument instead of leaving it at its default."""

    def spells(self) -> bool:
        """Whether to pass a word where numbers are allowed, too."""

    def axes(self) -> int:
        """How many axes a letter stands for that may stand for any number of them."""


class Random:
    """Random sizes up to `limit`; four arguments of five are set.

    Parameters
    ----------
    rng : the generator that every choice is drawn from.
    limit : the largest size of an axis.
    """

    def __init__(self, rng: random.Random, limit: int = 5):
        self.rng, self.limit = rng, limit

    def size(self, least: int, used: set[int]) -> int:
        return self._unlike(least, self.limit, used)

    def number(self, least: int, used: set[int]) -> int:
        return self._unlike(least, least + 2, used)

    def _unlike(self, least: int, most: int, used: set[int]) -> int:
        """A number that is not among those used, if one of two more draws is such; else the number drawn before."""
        otherwise = self.rng.randint(least, most)
        for _ in range(2):
            if (v := self.rng.randint(least, most)) not in used:
                return v
        return otherwise

    def pick(self, options: int) -> int:
        return self.rng.randrange(options)

    def wants(self, arg: str) -> bool:
        return self.rng.random() < 0.8

    def spells(self) -> bool:
        return self.rng.random() < 0.25

    def axes(self) -> int:
        return self.rng.randrange(3)


class Counter:
    """Every combination of choices in turn, counted like the digits of a number.

    Parameters
    ----------
    limit : the largest size of an axis.
    named : the arguments that are set; all others keep their defaults.
    """

    def __init__(self, limit: int, named: set[str]):
        self.limit, self.named = limit, named
        self.digits: list[int] = []
        self.options: list[int] = []  # of each digit
        self.position = 0

    def _next(self, options: int) -> int:
        if self.position == len(self.digits):
            self.digits.append(0)
            self.options.append(options)
        self.position += 1
        return self.digits[self.position - 1]

    def size(self, least: int, used: set[int]) -> int:
        return least + self._next(self.limit - least + 1)

    def number(self, least: int, used: set[int]) -> int:
        return least + self._next(2)

    def pick(self, options: int) -> int:
        return self._next(options)

    def wants(self, arg: str) -> bool:
        return arg in self.named

    def spells(self) -> bool:
        return self._next(2) == 1

    def axes(self) -> int:
        return self._next(2)

    def advance(self) -> bool:
        """Move on to the next combination.

        Returns
        -------
        False after the last combination, else True.
        """
        del self.digits[self.position :], self.options[self.position :]
        self.position = 0
        while self.digits:
            self.digits[-1] += 1
            if self.digits[-1] < self.options[-1]:
                return True
            self.digits.pop()
            self.options.pop()
        return False


class Least:
    """The smallest of every choice."""

    def size(self, least: int, used: set[int]) -> int:
        return least

    number = size

    def pick(self, options: int) -> int:
        return 0

    def wants(self, arg: str) -> bool:
        return False

    def spells(self) -> bool:
        return False

    def axes(self) -> int:
        return 0


class Alike(Least):
    """One size for all axes, one axis for each letter that may stand for several, and else the smallest of all choices:
    arrays then have one shape if they can.

    Parameters
    ----------
    every : the size.
    """

    def __init__(self, every: int):
        self.every = every

    def size(self, least: int, used: set[int]) -> int:
        return max(least, self.every)

    def axes(self) -> int:
        return 1


class Recorded:
    """Another chooser, whose choices are recorded, so that a case can be drawn again or made smaller.

    Parameters
    ----------
    chooser : what makes the choices.

    Attributes
    ----------
    choices : the choices so far as integers >= 0; 0 is the simplest choice each time.
    """

    def __init__(self, chooser: Chooser):
        self.chooser, self.choices = chooser, list[int]()

    def _record(self, choice: int) -> int:
        self.choices.append(choice)
        return choice

    def size(self, least: int, used: set[int]) -> int:
        return least + self._record(self.chooser.size(least, used) - least)

    def number(self, least: int, used: set[int]) -> int:
        return least + self._record(self.chooser.number(least, used) - least)

    def pick(self, options: int) -> int:
        return self._record(self.chooser.pick(options))

    def wants(self, arg: str) -> bool:
        return bool(self._record(self.chooser.wants(arg)))

    def spells(self) -> bool:
        return bool(self._record(self.chooser.spells()))

    def axes(self) -> int:
        return self._record(self.chooser.axes())


class Replay:
    """Choices as `Recorded` has them, and the simplest ones after their end.

    Parameters
    ----------
    choices : integers >= 0.
    """

    def __init__(self, choices: Iterable[int]):
        self.left = iter(choices)

    def _next(self) -> int:
        return next(self.left, 0)

    def size(self, least: int, used: set[int]) -> int:
        return least + self._next()

    number = size

    def pick(self, options: int) -> int:
        return min(self._next(), options - 1)

    def wants(self, arg: str) -> bool:
        return bool(self._next())

    def spells(self) -> bool:
        return bool(self._next())

    def axes(self) -> int:
        return self._next()
