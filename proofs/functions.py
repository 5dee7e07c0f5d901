"""Both sides of a law about functions on the line, or about sequences on all of Z: the law's own function, run on f(t)
and g(t).

A function is an expression in one letter, as `line` has it, f(t) itself where nothing is known of it; f'(t) is its
derivative. The few helpers of laws that compute with functions of one kind are read as what they say: the value at x,
the derivative, the integral.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable
from types import FunctionType
from typing import Any

import sympy as sp
from sympy import Derivative, Expr, Integral, Sum, Symbol, oo
from sympy.core.function import AppliedUndef

from mathcnn import convolution
from mathcnn.convolution.curves import t as line_t
from mathcnn.convolution.two_sided import m as line_m
from mathcnn.language.formula import Formula, Law
from mathcnn.language.statement import Within

from .kernel import prime
from .questions import Given, put
from .tracing import Sides, Told, Untraced, mapped, replaced


def letter_of(of: Formula) -> Symbol:
    """The letter in which functions are expressions: t on the line, m on Z."""
    return line_t if of is convolution.continuous else line_m


def unfolded(of: Formula, given: dict[str, Any]) -> Expr:
    """A formula of functions: its statement, with the functions that it is given."""
    plan, s = of.plan(1, ()), letter_of(of)
    points = {
        plan.letters.get(one.name, one): sp.sympify(given[a]) for a, letters in plan.scalars.items() for one in letters
    }
    rhs = replaced(plan.output.rhs, points)
    return mapped(
        rhs,
        lambda e: isinstance(e, AppliedUndef) and str(e.func) in of.functions,
        lambda e: put(given[str(e.func)], s, e.args[0]),
    )


def derivative(f: Expr) -> Expr:
    """Of f(t), f'(t); of anything else, the derivative that is meant."""
    return prime(f, line_t) if isinstance(f, AppliedUndef) else Derivative(f, line_t)


READ: dict[str, Callable[..., Any]] = {  # helpers of laws, of functions of which nothing is known
    "at": lambda f, x: put(f, line_t, x),
    "derivative": derivative,
    "area": lambda f: Integral(f, (line_t, -oo, oo)),
    "whole_product": lambda f, g, *, by: by(f, g, line_m),
    "entry": lambda f, n: put(f, line_m, n),
    "delayed": lambda f: put(f, line_m, line_m - 1),
    "impulse": lambda like: Within(line_m, 0, 1),
    "whole_sum": lambda f: Sum(f, (line_m, -oo, oo)),
}


def sides(law: Law) -> Sides:
    """Both sides of a law about functions, at a point."""
    of, s = law.of, letter_of(law.of)
    if of not in (convolution.continuous, convolution.two_sided) or law.relation != "=" or not law.holds:
        raise Untraced(f"{law.name} is no equation that holds, about functions of which nothing is known")
    given = {a: of.scalars[a][0] if a in of.scalars else sp.Function(a)(s) for a in law.names}

    def implementation(*args: Any, **kwargs: Any) -> Expr:
        return unfolded(of, of.signature.bind(*args, **kwargs).arguments)

    fn = inspect.unwrap(law.fn)
    told = {**fn.__globals__, **{name: Told(v) for name, v in fn.__globals__.items() if isinstance(v, Formula)}, **READ}
    try:
        lhs, rhs = FunctionType(fn.__code__, told, fn.__name__, fn.__defaults__, fn.__closure__)(
            implementation, **given
        )
    except (TypeError, ValueError, AttributeError) as error:
        raise Untraced(f"{law.name}: {error}") from error
    place = tuple(v for v in given.values() if isinstance(v, Symbol))
    return Sides(law, sp.sympify(lhs), sp.sympify(rhs), place, (), (), Given({}), {}, given, {})
