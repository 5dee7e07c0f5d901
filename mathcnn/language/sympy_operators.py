"""SymPy's letters, sums, products, quotients and functions, as statements use them: the record of each.

Sums over ranges are in `ranges`, maxima, cases and conditions in `choices`.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any  # Any: letters and integer expressions are ints, bools, or arrays of them

import numpy as np
import sympy as sp
from sympy.core.function import AppliedUndef
from sympy.core.numbers import Infinity, NaN, NegativeInfinity

from . import blocks
from .dispatch import (
    Bound,
    Known,
    OneByOne,
    Operator,
    Sizes,
    code_of,
    describes,
    is_whole,
    loops,
    number,
    on_axes,
    operations,
    over,
    place_of,
    whole,
)
from .operators import Inexact
from .symbols import Axis

# ---------------------------------------------------------------- letters and constants


@describes(sp.Symbol)
class _Symbol(Operator):
    def whole(self, e: sp.Basic) -> str:
        return str(e)

    def number(self, e: sp.Basic) -> str:
        return str(e)

    def operations(self, e: sp.Basic) -> Iterator[str]:
        return iter(())

    def over(self, e: sp.Basic, known: Known) -> Any:
        return known[e.name]


@describes(Axis)
class _Axis(_Symbol):
    def expanded(self, e: sp.Basic, rank: int) -> sp.Basic:
        return e.at(0, rank)


@describes(sp.Integer)
class _Integer(Operator):
    def whole(self, e: sp.Basic) -> str:
        return f"({e})" if e < 0 else str(e)

    def number(self, e: sp.Basic) -> str:
        return whole(e)

    def over(self, e: sp.Basic, known: Known) -> Any:
        return int(e)


@describes(NaN)
class _NaN(Operator):
    def number(self, e: sp.Basic) -> str:
        return "nan"


@describes(Infinity, NegativeInfinity)
class _Infinity(Operator):
    def number(self, e: sp.Basic) -> str:
        return "inf" if e > 0 else "(-inf)"


@describes(sp.Indexed)
class _Indexed(Operator):
    def whole(self, e: sp.Basic) -> str:
        return f"{e.base}({place_of(e.indices)})"

    def number(self, e: sp.Basic) -> str:
        return whole(e)

    def values(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return ()

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        return f"big_{e.base}"

    def expanded(self, e: sp.Basic, rank: int) -> sp.Basic:
        return e.func(e.base, *on_axes(e.indices, rank))


@describes(AppliedUndef)
class _Function(Operator):
    """A function argument, at a point."""

    tag = "integrate"

    def number(self, e: sp.Basic) -> str:
        return f"{e.func}({code_of(e.args, number)})"

    def operands(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return ()


# ---------------------------------------------------------------- sums, products, quotients


@describes(sp.Add)
class _Add(Operator):
    tag = "add"

    def whole(self, e: sp.Basic) -> str:
        return f"({' + '.join(map(whole, e.args))})"

    def number(self, e: sp.Basic) -> str:
        return f"add([{code_of(e.args, self._term)}])"

    def _term(self, e: sp.Basic) -> str:
        return f"*[{number(e.function)} {loops(e.limits)}]" if isinstance(e, sp.Sum) else number(e)

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        return f"({' + '.join(map(bound, e.args))})"

    def over(self, e: sp.Basic, known: Known) -> Any:
        return functools.reduce(blocks.plus, (over(part, known) for part in e.args))


class Quotient(Operator):
    """Products, powers and fractions: what has a denominator is a division."""

    def number(self, e: sp.Basic) -> str:
        above, below = sp.fraction(e)
        return self.undivided(e) if below == 1 else f"div({number(above)}, {number(below)})"

    def undivided(self, e: sp.Basic) -> str:
        """The code of an expression without a denominator."""
        return super().number(e)

    def operations(self, e: sp.Basic) -> Iterator[str]:
        above, below = sp.fraction(e)
        yield "multiply"
        if below != 1:
            yield "divide"
        for part in self.factors(e) if below == 1 else (*sp.Mul.make_args(above), below):
            if part != e:
                yield from operations(part)

    def factors(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        """The parts of an expression without a denominator."""
        return tuple(e.args[:1])


@describes(sp.Rational)
class _Rational(Quotient):
    pass


@describes(sp.Mul)
class _Mul(Quotient):
    def whole(self, e: sp.Basic) -> str:
        return super().whole(e) if sp.fraction(e)[1] != 1 else f"({'*'.join(map(whole, e.args))})"

    def undivided(self, e: sp.Basic) -> str:
        return f"({'*'.join(map(number, e.args))})"

    def factors(self, e: sp.Basic) -> tuple[sp.Basic, ...]:
        return tuple(sp.Mul.make_args(sp.fraction(e)[0]))

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        return super().magnitude(e, bound, sizes) if is_whole(e) else f"({'*'.join(map(bound, e.args))})"

    def over(self, e: sp.Basic, known: Known) -> Any:
        if sp.fraction(e)[1] != 1:
            raise OneByOne
        return functools.reduce(blocks.times, (over(part, known) for part in e.args))


@describes(sp.Pow)
class _Pow(Quotient):
    def whole(self, e: sp.Basic) -> str:
        if not (e.exp.is_integer and e.exp.is_nonnegative):
            return super().whole(e)
        return f"({whole(e.base)}**{whole(e.exp)})"

    def undivided(self, e: sp.Basic) -> str:
        if e.exp.is_integer and e.exp.is_nonnegative:
            return f"power({number(e.base)}, {whole(e.exp)})"
        if e.exp == sp.Rational(1, 2):
            return f"sqrt({number(e.base)})"
        if e.exp.is_Rational and e.exp.q == 2 and e.exp > 0:
            return f"({number(e.base ** (e.exp - sp.Rational(1, 2)))}*sqrt({number(e.base)}))"
        return f"raised({number(e.base)}, {number(e.exp)})"

    def operations(self, e: sp.Basic) -> Iterator[str]:
        if not (e.exp.is_integer and (e.exp.is_nonnegative or e.exp.is_number)):
            yield "transcend"
        yield from super().operations(e)

    def magnitude(self, e: sp.Basic, bound: Bound, sizes: Sizes) -> str:
        if is_whole(e) or not e.exp.is_Integer:
            return super().magnitude(e, bound, sizes)
        return f"({bound(e.base)}**{e.exp})"

    def over(self, e: sp.Basic, known: Known) -> Any:
        if not (e.exp.is_Integer and e.exp >= 0):
            raise OneByOne
        return functools.reduce(blocks.times, [over(e.base, known)] * int(e.exp), 1)


@functools.lru_cache(4096)
def _fraction(e: sp.Basic) -> tuple[sp.Basic, sp.Basic]:
    """An expression as one fraction: numerator and denominator."""
    above, below = sp.fraction(sp.together(e))
    return above, below


class Division(Operator):
    """Quotients that are rounded to an integer. Subclasses say how."""

    down = True

    def whole(self, e: sp.Basic) -> str:
        above, below = map(whole, _fraction(e.args[0]))
        return f"({above} // {below})" if self.down else f"(-(-{above} // {below}))"

    def over(self, e: sp.Basic, known: Known) -> Any:
        above, below = (over(part, known) for part in _fraction(e.args[0]))
        if not np.all(np.not_equal(below, 0)):
            raise OneByOne
        return blocks.exact(lambda a, b: a // b if self.down else -(-a // b), max, above, below)


@describes(sp.floor)
class _Floor(Division):
    pass


@describes(sp.ceiling)
class _Ceiling(Division):
    down = False


@describes(sp.Mod)
class _Mod(Operator):
    def whole(self, e: sp.Basic) -> str:
        return f"({whole(e.args[0])} % {whole(e.args[1])})"

    def over(self, e: sp.Basic, known: Known) -> Any:
        left, right = (over(part, known) for part in e.args)
        return blocks.exact(lambda a, b: a % b, max, left, right)


# ---------------------------------------------------------------- functions of numbers


@describes(sp.exp, sp.log, sp.tanh)
class _Transcendental(Inexact):
    def number(self, e: sp.Basic) -> str:
        return f"{type(e).__name__}({number(e.args[0])})"


@describes(sp.Abs)
class _Abs(Operator):
    tag = "absolute"

    def whole(self, e: sp.Basic) -> str:
        return f"abs({whole(e.args[0])})"

    def number(self, e: sp.Basic) -> str:
        return f"absolute({number(e.args[0])})"

    def over(self, e: sp.Basic, known: Known) -> Any:
        return abs(over(e.args[0], known))


@describes(sp.binomial)
class _Binomial(Operator):
    def number(self, e: sp.Basic) -> str:
        return f"comb({code_of(e.args, whole)})"
