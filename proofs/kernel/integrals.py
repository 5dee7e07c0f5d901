"""Steps on integrals: change of variable, and the derivative of an integral.

Trusted. It trusts `rewriting`, and SymPy's derivative of a polynomial in one letter (`substitute`). That an integral
may be differentiated under its sign is a hypothesis, which the chain lists.
"""

from __future__ import annotations

from typing import Self

import sympy as sp
from sympy import Expr, Integral, Symbol, oo
from sympy.core.function import AppliedUndef

from .chain import Lines, Readable, as_text, extended, step
from .given import Given, Refused
from .letters import names, put
from .rewriting import at_sums, walk


class IntegralSteps(Lines):
    """Steps on integrals."""

    @step
    def substitute(self, t: str, by: Readable, new: str | None = None) -> Self:
        """Change of variable t = c u + r in an integral, c not zero; the Jacobian is |c|.

        t: the variable. by: c u + r. new: the letter u (by default t).
        """
        old = next((limit[0] for one in self.expr.atoms(Integral) for limit in one.limits if limit[0].name == t), None)
        if old is None:
            raise Refused(f"change of variable: there is no integral over {t} in {self.expr}")
        u = Symbol(new or t, real=True)
        by = put(self.read(by), Symbol(new, integer=True), u) if new else self.read(by)
        u = next((s for s in by.free_symbols if s.name == u.name), u)
        slope = sp.diff(by, u)
        if not (slope.is_positive or slope.is_negative) or u in slope.free_symbols or not by.is_real:
            raise Refused(
                f"change of variable: {t} → {by} is not linear with a slope that is known to be positive or negative"
            )

        def rule(body: Expr, s: Symbol, a: Expr, b: Expr, given: Given) -> Expr:
            if new and new != t and new in names(body):
                raise Refused(f"change of variable: {new} has another meaning in {body}")
            ends = [
                sp.expand((end - (by - slope * u)) / slope) if not end.has(oo) else end * sp.sign(slope)
                for end in (a, b)
            ]
            return Integral(put(body, s, by) * abs(slope), (u, *(ends if slope.is_positive else ends[::-1])))

        return extended(
            self, at_sums(self.expr, t, self.given, rule, Integral), "change of variable", f"{t} → {as_text(by)}"
        )

    @step
    def leibniz(self) -> Self:
        """The derivative of an integral is the integral of the derivative, if its limits do not depend on the variable.

        It is a hypothesis that the integrand satisfies the conditions of dominated convergence.
        """

        def rule(one: Expr, given: Given) -> Expr:
            (x, times), total = one.variable_count[0], one.expr
            if times != 1 or len(one.variable_count) != 1 or not isinstance(total, Integral):
                raise Refused(f"differentiate under the integral: {one} is no first derivative of an integral")
            if any(x in end.free_symbols for _, *ends in total.limits for end in ends) or x in [
                limit[0] for limit in total.limits
            ]:
                raise Refused(f"differentiate under the integral: its limits depend on {x}")
            return Integral(differentiated(total.function, x), *total.limits)

        expr = walk(self.expr, self.given, rule, lambda one: isinstance(one, sp.Derivative))
        hypothesis = "the integrand is differentiable, and its derivative lies below one integrable function"
        return extended(self, expr, "differentiate under the integral", assuming=(hypothesis,))


def prime(f: Expr, x: Symbol) -> Expr:
    """f'(x), for an expression f(...) of an unknown function of one argument."""
    return sp.Function(f"{f.func}'")(x)


def differentiated(e: Expr, x: Symbol) -> Expr:
    """The derivative with respect to x of sums and products of unknown functions. Raises Refused for anything else."""
    if x not in e.free_symbols:
        return sp.S.Zero
    match e:
        case Symbol():
            return sp.S.One
        case sp.Add():
            return sp.Add(*(differentiated(part, x) for part in e.args))
        case sp.Mul():
            return sp.Add(
                *(sp.Mul(*e.args[:k], differentiated(part, x), *e.args[k + 1 :]) for k, part in enumerate(e.args))
            )
        case AppliedUndef() if len(e.args) == 1:
            return prime(e, e.args[0]) * differentiated(e.args[0], x)
    raise Refused(f"differentiate: {e} by {x}")
