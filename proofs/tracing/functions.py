"""Both sides of a law about functions on the line, or about sequences on all of Z: the law's own function, run on f(t)
and g(t).

Trusted. It trusts `namespaces`, and that each of `UNKNOWN` says of unknown functions what the helper of the law
computes of known ones.

A function is an expression in one letter; f(t) itself where nothing is known of it. f'(t) is its derivative.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any

import sympy as sp
from sympy import Derivative, Expr, Integral, Sum, Symbol, oo
from sympy.core.function import AppliedUndef

from mathcnn import convolution
from mathcnn.convolution.continuous import area, at, derivative
from mathcnn.convolution.continuous import product as product_on_the_line
from mathcnn.convolution.curves import t as line_t
from mathcnn.convolution.two_sided import delayed, entry, impulse, whole_product, whole_sum
from mathcnn.convolution.two_sided import m as line_m
from mathcnn.language.formula import Formula, Law
from mathcnn.language.statement import Within

from ..kernel import Given, prime
from ..kernel.letters import put
from .laws import Sides
from .namespaces import rebound, within
from .sizes import Untraced
from .unfolding import mapped, replaced

_MEANINGS: dict[Callable[..., Any], Callable[..., Any]] = {
    at: lambda f, x: put(f, line_t, x),
    derivative: lambda f: prime(f, line_t) if isinstance(f, AppliedUndef) else Derivative(f, line_t),
    area: lambda f: Integral(f, (line_t, -oo, oo)),
    product_on_the_line: lambda f, g, *, by: by(f, g, line_t),
    whole_product: lambda f, g, *, by: by(f, g, line_m),
    entry: lambda f, n: put(f, line_m, n),
    delayed: lambda f: put(f, line_m, line_m - 1),
    impulse: lambda like: Within(line_m, 0, 1),
    whole_sum: lambda f: Sum(f, (line_m, -oo, oo)),
}
# helpers of laws without their decorators -> what they are for functions of which nothing is known
UNKNOWN = {inspect.unwrap(helper): meaning for helper, meaning in _MEANINGS.items()}


def letter_of(of: Formula) -> Symbol:
    """The letter in which functions are expressions: t on the line, m on Z."""
    return line_t if of is convolution.continuous else line_m


def unfolded(of: Formula, given: dict[str, Any]) -> Expr:
    """A formula of functions: its statement, with the functions that it is given, by the names of its arguments."""
    plan, s = of.plan(1, ()), letter_of(of)
    points = {
        plan.letters.get(one.name, one): sp.sympify(given[a]) for a, letters in plan.scalars.items() for one in letters
    }
    taken = frozenset(one.name for v in given.values() for one in sp.sympify(v).free_symbols if one != s)
    return mapped(
        replaced(plan.output.rhs, points),
        lambda e: isinstance(e, AppliedUndef) and str(e.func) in of.functions,
        lambda e: put(given[str(e.func)], s, e.args[0]),
        taken,
    )


def refuse(why: str, *args: Any, **kwargs: Any) -> None:
    """Stands in for a formula that has no unknown functions as arguments. Raises Untraced."""
    raise Untraced(why)


def every_sides(law: Law) -> list[Sides]:
    """The sides of a law about functions, of which there is one choice. Raises Untraced."""
    return [sides(law)]


def sides(law: Law) -> Sides:
    """Both sides of a law about functions, at a point. Raises Untraced."""
    of, s = law.of, letter_of(law.of)
    if of not in (convolution.continuous, convolution.two_sided) or law.relation != "=" or not law.holds:
        raise Untraced(f"{law.name} is no equation that holds, about functions of which nothing is known")
    given = {a: of.scalars[a][0] if a in of.scalars else sp.Function(a)(s) for a in law.names}

    def implementation(*args: Any, **kwargs: Any) -> Expr:
        return unfolded(of, of.signature.bind(*args, **kwargs).arguments)

    def stand_in(v: Any) -> Any:
        if isinstance(v, Formula):
            return functools.partial(refuse, f"{law.name} calls {v.name} beside its own formula")
        return UNKNOWN.get(inspect.unwrap(v), v) if inspect.isfunction(v) else v

    try:
        lhs, rhs = rebound(law.fn, within(stand_in, ("mathcnn", inspect.unwrap(law.fn).__module__)))(
            implementation, **given
        )
    except Untraced:
        raise
    except (TypeError, ValueError, AttributeError) as error:
        raise Untraced(f"{law.name}: {error}") from error
    place = tuple(v for v in given.values() if isinstance(v, Symbol))
    return Sides(law, sp.sympify(lhs), sp.sympify(rhs), place, (), (), Given({}), {}, given, {})
