"""Numbers with their partial derivatives: forward differentiation over any other number type.

If a condition or a maximum is undecided, as it may be for balls, the derivatives are the hull of those of every branch
that may be taken.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Hashable, Iterable

from .arithmetic import Arithmetic, Branch, possible
from .outside import OUTSIDE, Value, present


class Dual:
    """A number with its partial derivatives.

    arithmetic: the `Duals` it belongs to; value: a number of its base; slopes: {letter: derivative}, derivatives of 0
    left out.
    """

    __slots__ = ("arithmetic", "slopes", "value")

    def __init__(self, arithmetic: Duals, value: Value, slopes: dict[Hashable, Value]):
        self.arithmetic, self.value, self.slopes = arithmetic, value, slopes

    def __add__(self, other: Value) -> Dual:
        return self.arithmetic.add([self, other])

    def __sub__(self, other: Value) -> Dual:
        return self.arithmetic.add([self, -1 * other])

    def __rsub__(self, other: Value) -> Dual:
        return self.arithmetic.add([other, -1 * self])

    def __mul__(self, other: Value) -> Value:
        return other if other is OUTSIDE else self.arithmetic.mul(self, other)

    def __truediv__(self, other: Value) -> Dual:
        return self.arithmetic.div(self, other)

    def __rtruediv__(self, other: Value) -> Dual:
        return self.arithmetic.div(other, self)

    __radd__, __rmul__ = __add__, __mul__


class Duals(Arithmetic):
    """Numbers of the arithmetic `base` with their derivatives: one run of a literal form gives all partial derivatives.

    base: the arithmetic of values and derivatives, such as EXACT or BALLS.
    """

    def __init__(self, base: Arithmetic):
        self.base, self.nan, self.inf = base, base.nan, base.inf

    def letter(self, name: Hashable, v: Value) -> Dual:
        """An input of a value v, a number of the base. Its derivative by itself, `name`, is 1."""
        return Dual(self, v, {name: 1})

    def lift(self, v: Value) -> Dual:
        """A number as it is if it is a `Dual`; any other as a constant."""
        return v if isinstance(v, Dual) else Dual(self, self.base.lift(v), {})

    def read(self, v: Value, exact: bool) -> Dual:
        if isinstance(v, Dual):
            return Dual(self, self.base.read(v.value, exact), v.slopes)
        return self.lift(self.base.read(v, exact))

    def chain(self, value: Value, *parts: tuple[Dual, Value]) -> Dual:
        """A result by the chain rule. value: its value; parts: (argument, derivative of the result by it)."""
        slopes: dict[Hashable, list[Value]] = {}
        for argument, rate in parts:
            for letter, slope in argument.slopes.items():
                slopes.setdefault(letter, []).append(rate * slope)
        return Dual(self, value, {letter: self.base.add(s) if len(s) > 1 else s[0] for letter, s in slopes.items()})

    # ------------------------------------------------------------ operations

    def add(self, terms: Iterable[Value]) -> Dual:
        duals = [self.lift(t) for t in present(terms)]
        return self.chain(self.base.add([t.value for t in duals]), *((t, 1) for t in duals))

    def mul(self, a: Value, b: Value) -> Dual:
        """The product of two numbers."""
        a, b = self.lift(a), self.lift(b)
        return self.chain(a.value * b.value, (a, b.value), (b, a.value))

    def div(self, a: Value, b: Value) -> Dual:
        base, a, b = self.base, self.lift(a), self.lift(b)
        quotient = base.div(a.value, b.value)
        return self.chain(quotient, (a, base.div(1, b.value)), (b, base.div(-1 * quotient, b.value)))

    def sqrt(self, a: Value) -> Dual:
        a = self.lift(a)
        root = self.base.sqrt(a.value)
        return self.chain(root, (a, self.base.div(1, 2 * root)))

    def raised(self, a: Value, p: Value) -> Value:
        """d a^p = p a^(p-1) da + a^p log(a) dp. The second term is 0 for a = 0, p > 0."""
        if a is OUTSIDE or p is OUTSIDE:
            return OUTSIDE
        a, p = self.lift(a), self.lift(p)
        value, parts = self.base.raised(a.value, p.value), []
        if a.slopes:
            less = self.base.add([p.value, -1])
            parts.append((a, 0 if self._is_zero(p.value) else p.value * self.base.raised(a.value, less)))
        if p.slopes:
            parts.append((p, 0 if self._is_zero(value) else value * self.base.log(a.value)))
        return self.chain(value, *parts)

    def _is_zero(self, v: Value) -> bool:
        """Whether a number of the base is certainly zero."""
        return bool(getattr(v, "ball", v) == 0)  # `rounded.Number` has no comparison of its own

    def exp(self, a: Value) -> Dual:
        a = self.lift(a)
        value = self.base.exp(a.value)
        return self.chain(value, (a, value))

    def log(self, a: Value) -> Dual:
        a = self.lift(a)
        return self.chain(self.base.log(a.value), (a, self.base.div(1, a.value)))

    def tanh(self, a: Value) -> Dual:
        a = self.lift(a)
        value = self.base.tanh(a.value)
        return self.chain(value, (a, self.base.add([1, -1 * (value * value)])))

    def absolute(self, a: Value) -> Dual:
        """|a|, whose derivative is 1 at a = 0; undecided, its derivatives are the hull for both signs."""
        a = self.lift(a)
        if (positive := self.base.test(a.value, ">=", 0)) is None:
            return Dual(self, self.base.absolute(a.value), self.hull(a, a * -1).slopes)
        return a if positive else self.mul(a, -1)

    def top(self, values: Iterable[Value]) -> Dual:
        duals = [self.lift(v) for v in present(values)]
        if not duals:
            return self.lift(-1 * self.inf)
        several = self.base.candidates([v.value for v in duals])
        found = duals[several[0]]
        for k in several[1:]:
            found = self.hull(found, duals[k])
        return Dual(self, self.base.top([v.value for v in duals]), found.slopes) if len(several) > 1 else found

    def argtop(self, pairs: Iterable[tuple[Value, int]]) -> int:
        return self.base.argtop([(self.lift(v).value, at) for v, at in pairs if v is not OUTSIDE])

    def test(self, a: Value, relation: str, b: Value) -> bool | None:
        return self.base.test(self.lift(a).value, relation, self.lift(b).value)

    def cases(self, *branches: Branch) -> Value:
        """The value of the first branch whose condition holds; undecided, the hull of all that may be taken."""
        found = list(possible(branches))
        return found[0] if found[0] is OUTSIDE else functools.reduce(self.hull, map(self.lift, found))

    def plog(self, p: Value, q: Callable[[], Value], base: Value) -> Dual:
        """p log q by the product rule. TypeError at p = 0, where it has no derivative."""
        p, b, inner = self.lift(p), self.lift(base).value, self.lift(q())
        if p.value == 0:
            raise TypeError("p log q has no derivative at p = 0")
        unit = self.base.log(b)
        value = self.base.plog(p.value, lambda: inner.value, b)
        return self.chain(
            value,
            (p, self.base.div(self.base.log(inner.value), unit)),
            (inner, self.base.div(p.value, inner.value * unit)),
        )

    def root(self, k: int, n: int) -> Value:
        """A constant, as a number of the base."""
        return self.base.root(k, n)

    def integral(self, f: Callable[[Value], Value], lo: Value, hi: Value) -> Value:
        raise TypeError("an integral is not differentiated entry by entry")

    def series(self, f: Callable[[Value], Value], lo: Value, hi: Value) -> Value:
        raise TypeError("a sum without end is not differentiated entry by entry")

    # ------------------------------------------------------------ undecided maxima and conditions

    def hull(self, a: Value, b: Value) -> Dual:
        """A number whose value and derivatives enclose those of both; a derivative that one of them lacks is 0."""
        a, b = self.lift(a), self.lift(b)
        slopes = {s: self.base.hull(a.slopes.get(s, 0), b.slopes.get(s, 0)) for s in {**a.slopes, **b.slopes}}
        return Dual(self, self.base.hull(a.value, b.value), slopes)
