"""Steps that leave the sums of a line as they are: other forms of the same rational function.

Trusted. It trusts `equality`, `rewriting` and `inequalities`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Self

from sympy import Expr, Symbol
from sympy.concrete.expr_with_limits import ExprWithLimits

from .chain import Lines, Readable, as_text, extended, step
from .conditions import conditions
from .equality import rational, same
from .given import Refused
from .inequalities import follows
from .letters import put
from .rewriting import lean, reduced


class FormSteps(Lines):
    """Other forms of a line."""

    @step
    def where(self, s: str, value: Readable) -> Self:
        """The value of a letter that can have one value only."""
        value = self.read(value)
        letter = next((t for t in self.expr.free_symbols if isinstance(t, Symbol) and t.name == s), None)
        if letter is None or not (follows(letter - value, self.given) and follows(value - letter, self.given)):
            raise Refused(f"the only place: {s} may be other than {value}, or does not occur in {self.expr}")
        return extended(self, put(self.expr, letter, value), "the only place", f"{s} = {as_text(value)}")

    @step
    def lean(self) -> Self:
        """Brackets [a <= k < b] that are known to hold are dropped; entries outside their support are zero."""
        return extended(self, lean(self.expr, self.given), "nothing lies outside")

    @step
    def reduce(self) -> Self:
        """Remainders and floors that are known by the ranges of their letters."""
        return extended(self, reduced(self.expr, self.given), "remainders and quotients")

    @step
    def algebra(self, to: Callable[[Expr], Expr] | Expr | str, name: str = "algebra") -> Self:
        """Another form of the same rational function.

        to: the new expression, a text, or a function from the line to it. name: the name of the step. Raises Refused if
        it is not equal, or divides by what may be zero.
        """
        expr = self._checked(to(self.expr)) if callable(to) else self.read(to)
        old = [*conditions(self.expr, self.given), *conditions(self.lines[0].expr, self.given)]
        for one in conditions(expr, self.given):
            if not one.follows(old):
                what = "may be zero, and is divided by" if one.what == "!= 0" else f"is not known to be {one.what}"
                raise Refused(f"{name}: {one.of} {what if one.what != 'converges' else 'is not known to converge'}")
        if not same(self.expr, expr):
            raise Refused(f"{name}: {self.expr} is not {expr}")
        return extended(self, expr, name)

    @step
    def distribute(self, below: bool = False) -> Self:
        """Products of sums, expanded; with `below`, in divisors too."""
        return self.algebra(lambda e: _multiplied_out(e, below), "distribute")

    def is_(self, other: Expr) -> bool:
        """Whether the line is equal to this expression, up to algebra and the names of bound letters."""
        return same(self.expr, other)


def _multiplied_out(e: Expr, below: bool) -> Expr:
    """Every product of sums as a sum of products, inside sums too."""
    if isinstance(e, ExprWithLimits):
        return e.func(_multiplied_out(e.function, below), *e.limits)
    if e.is_Add or e.is_Mul or e.is_Pow and e.exp.is_Integer and (below or e.exp > 0):
        return rational(e.func(*(_multiplied_out(part, below) for part in e.args)))
    return e
