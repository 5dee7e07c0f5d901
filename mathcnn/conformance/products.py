"""How a statement is made of sums of products, so that the error of any order of summation has a bound."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import sympy as sp

from ..language.formula import Plan
from ..language.ranges import terms
from ..language.statement import is_whole


@dataclass(frozen=True)
class Products:
    """How a statement is made of sums of products: the code of a bound of how many terms a result has, and how many
    roundings each has beside those of additions."""

    terms: str
    roundings: int


def products(plan: Plan) -> Products | None:
    """How a statement is made of sums of products of entries, over divisors that no entry has an influence on; None if
    it is not: where numbers are subtracted, or where something else is computed."""
    return _products_of(plan)


@functools.lru_cache(maxsize=256)
def _products_of(plan: Plan) -> Products | None:
    parts, places = {str(e.lhs.base): e.rhs for e in plan.parts}, set(plan.indices)
    sizes = {a: tuple(entry.size for entry in line) for a, line in plan.arrays.items()}

    def joined(found: list[Products | None], sign: str, roundings: int) -> Products | None:
        known = [one for one in found if one is not None]
        if len(known) != len(found):
            return None
        return Products(f"({sign.join(one.terms for one in known)})", roundings)

    def visit(e: sp.Basic) -> Products | None:
        if isinstance(e, sp.Indexed):
            return visit(parts[str(e.base)]) if str(e.base) in parts else Products("1", 0)
        if is_whole(e):
            return Products("1" if e else "0", 0) if e.is_nonnegative else None
        if isinstance(e, sp.Add):
            found = [visit(part) for part in e.args]
            return joined(found, " + ", max((one.roundings for one in found if one), default=0))
        if isinstance(e, (sp.Mul, sp.Pow)):
            above, below = sp.fraction(e)
            if not fixed(below):
                return None
            if isinstance(above, sp.Pow):
                factors = [above.base] * int(above.exp) if above.exp.is_Integer and above.exp > 0 else []
            else:
                factors = list(sp.Mul.make_args(above))
            if not factors or below == 1 and factors == [e]:
                return None
            found = [visit(part) for part in factors]
            # a division may be a product with a reciprocal, which is rounded, too
            roundings = sum(one.roundings for one in found if one) + len(factors) - 1 + 2 * (below != 1)
            return joined(found, " * ", roundings)
        if isinstance(e, sp.Sum):
            inner = visit(e.function)
            if inner is None or places & {s for _, *ends in e.limits for end in ends for s in end.free_symbols}:
                return None  # also where the number of terms differs from one entry of the result to another
            counts = " * ".join(terms(e, limit, sizes) for limit in e.limits)
            return Products(f"({counts} * {inner.terms})", inner.roundings)
        if isinstance(e, sp.Piecewise) and all(fixed(test) for _, test in e.args):
            found = [visit(value) for value, _ in e.args]
            inner = joined(found, ", ", max((one.roundings for one in found if one), default=0))
            return inner and Products(f"max{inner.terms}", inner.roundings)
        return None

    def fixed(e: sp.Basic) -> bool:
        """Whether no entry has an influence on an expression, such as a count or a size."""
        names = {str(x.base) for x in e.atoms(sp.Indexed)}
        return all(name in parts and fixed(parts[name]) for name in names)

    return visit(plan.output.rhs)
