"""What a number type must offer so that a statement can run on it: the base class `Arithmetic`.

The literal form of a formula is Python code that calls the operations below by name (`add`, `prod`, `log`, ...). An
arithmetic is an object that implements them for one type of number. There is one module a number type:

exact.py     EXACT: int, Fraction, polynomials, sums of roots and of logarithms (surds.py); nothing is rounded
symbols.py   SYMBOLS: SymPy expressions
floats.py    FLOATS: Python's floats by the rules of IEEE 754
balls.py     BALLS: python-flint's balls, which enclose the exact value
duals.py     Duals(base): numbers of another arithmetic with their partial derivatives
rounded.py   Rounded(dtype): balls that also hold the rounding errors of a fast form

`choosing.py` selects the arithmetic that fits given numbers.

To add an operation to the language of statements, write one method in `Arithmetic`, marked `@operation`: with a body if
the operation follows from others, and `@abstractmethod` otherwise. Then write one method in each number type that needs
its own. Everything else reads `OPERATIONS`, which is derived from the marks.
"""

from __future__ import annotations

import functools
import operator
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeAlias, TypeVar  # Any: methods of any signature, on numbers of every type

from .outside import OUTSIDE, Value, present
from .sequences import Place

Branch: TypeAlias = tuple[bool | None, Callable[[], Value]]  # a condition, None if it is undecided, and a value
Method = TypeVar("Method", bound=Callable[..., Any])  # any signature

COMPARE: dict[str, Callable[[Any, Any], Any]] = {  # of any two numbers; SymPy returns a relation
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "==": operator.eq,
    "!=": operator.ne,
}
OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "==": "!=", "!=": "=="}


def operation(method: Method) -> Method:
    """Mark a method of `Arithmetic` as an operation that statements call by name."""
    method.is_operation = True  # type: ignore[attr-defined]  # `operations_of` reads it
    return method


class Arithmetic(ABC):
    """The operations of statements on one type of number.

    Arguments named a, b, p are numbers of this type or int; a term or factor may also be `OUTSIDE`. Products of two
    numbers are written `a * b`, which numbers themselves implement.

    nan, inf: the numbers NaN and infinity, which statements may name.
    """

    nan: Value
    inf: Value

    # ------------------------------------------------------------ inputs

    @abstractmethod
    def lift(self, v: Value) -> Value:
        """A number of another type as one of this type."""

    def read(self, v: Value, exact: bool) -> Value:
        """An entry of an argument as a number of this type. `exact`: whether the statement only adds, multiplies and
        selects, so that it neither divides nor takes roots, exponentials or logarithms."""
        return self.lift(v)

    # ------------------------------------------------------------ operations

    @operation
    def add(self, terms: Iterable[Value]) -> Value:
        """The sum of the terms that are not `OUTSIDE`; 0 if there are none."""
        return sum(present(terms))

    @operation
    def prod(self, factors: Iterable[Value]) -> Value:
        """The product of the factors; 1 if there are none, and `OUTSIDE` if one is."""
        return functools.reduce(operator.mul, factors, 1)

    @operation
    def power(self, a: Value, n: int) -> Value:
        """a to an integer power n >= 0; 1 for n = 0."""
        return functools.reduce(operator.mul, [a] * n, 1)

    @operation
    @abstractmethod
    def raised(self, a: Value, p: Value) -> Value:
        """a to any real power p. 0 to the power p is 0, 1 or infinity for p > 0, p = 0 and p < 0, as in IEEE's pow."""

    @operation
    @abstractmethod
    def div(self, a: Value, b: Value) -> Value:
        """a / b; 0 if a is `OUTSIDE`."""

    @operation
    @abstractmethod
    def sqrt(self, a: Value) -> Value:
        """The square root of a."""

    @operation
    @abstractmethod
    def exp(self, a: Value) -> Value:
        """e to the power a."""

    @operation
    @abstractmethod
    def log(self, a: Value) -> Value:
        """The natural logarithm of a."""

    @operation
    @abstractmethod
    def tanh(self, a: Value) -> Value:
        """The hyperbolic tangent of a."""

    @operation
    def absolute(self, a: Value) -> Value:
        """The absolute value of a."""
        return abs(a)

    @operation
    @abstractmethod
    def top(self, values: Iterable[Value]) -> Value:
        """The maximum of the values that are not `OUTSIDE`; minus infinity if there are none."""

    @operation
    def argtop(self, pairs: Iterable[tuple[Value, int]]) -> int:
        """The place of the first maximum of (value, place) pairs, those with value `OUTSIDE` left out.

        IEEE: a maximum passes NaN on, so the place of the first NaN is returned if there is one. ValueError if the
        maximum is undecided, as that of overlapping balls.
        """
        pairs = [(v, at) for v, at in pairs if v is not OUTSIDE]
        for v, at in pairs:
            if v != v:
                return at
        best = self.top(v for v, _ in pairs)
        for v, at in pairs:
            if v == best:
                return at
        raise ValueError(f"the place of the maximum of {', '.join(str(v) for v, _ in pairs)} is not decided")

    @operation
    def test(self, a: Value, relation: str, b: Value) -> bool | None:
        """Whether a relation, one of the keys of `COMPARE`, holds between a and b; None if it is undecided."""
        return bool(COMPARE[relation](a, b))

    @operation
    def cases(self, *branches: Branch) -> Value:
        """The value of the first (condition, value) branch whose condition holds. Number types in which a condition may
        be undecided return an enclosure of every value that it may be."""
        return next(value() for test, value in branches if test)

    @operation
    @abstractmethod
    def plog(self, p: Value, q: Callable[[], Value], base: Value) -> Value:
        """p times the logarithm of q() to a base; 0 if p is 0 or `OUTSIDE`, whatever q() is."""

    @operation
    @abstractmethod
    def root(self, k: int, n: int) -> Value:
        """exp(-2 pi i k / n), a power of the n-th root of unity."""

    @operation
    @abstractmethod
    def integral(self, f: Callable[[Value], Value], lo: Value, hi: Value) -> Value:
        """The integral of f from lo to hi."""

    @operation
    def series(self, f: Callable[[Value], Value], lo: Value, hi: Value) -> Value:
        """The sum of f(m) for lo <= m <= hi, of which one may be infinite; f(m) is built from `Sequence`s."""
        return f(Place()).total(lo, hi)

    # ------------------------------------------------------------ undecided maxima and conditions

    def hull(self, a: Value, b: Value) -> Value:
        """A number that encloses both. TypeError in a number type whose values are single numbers."""
        raise TypeError(f"{type(self).__name__} has no number that encloses both {a} and {b}")

    def candidates(self, values: list[Value]) -> list[int]:
        """The positions in a list without `OUTSIDE` at which the first maximum may be: one unless it is undecided."""
        return [self.argtop((v, k) for k, v in enumerate(values))]


# What the literal form of a statement is called with, by name.
OPERATIONS = (
    *(name for name, method in vars(Arithmetic).items() if getattr(method, "is_operation", False)),
    "nan",
    "inf",
)


def operations_of(arithmetic: Arithmetic) -> dict[str, Any]:  # methods, and the numbers NaN and infinity
    """The operations of an arithmetic by name, as the literal form of a statement takes them."""
    return {name: getattr(arithmetic, name) for name in OPERATIONS}


def possible(branches: Iterable[Branch]) -> Iterator[Value]:
    """The values of the branches that may be the first whose condition holds, for `cases`.

    ValueError if one of several is `OUTSIDE`, since no number stands for both.
    """
    found = []
    for test, value in branches:
        if test is None or test:
            found.append(value())
            if test:
                break
    if len(found) > 1 and any(v is OUTSIDE for v in found):
        raise ValueError("whether an entry outside its array takes part is not decided: a condition is undecided")
    yield from found
