"""LaTeX of statements, from the SymPy expression, and of laws, which are run on a `Term` for each argument."""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable

# Any: terms stand beside numbers, texts and expressions; SymPy, whose printer calls this, has no types
from typing import Any

import sympy as sp
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.printing.latex import LatexPrinter
from sympy.printing.precedence import PRECEDENCE

from . import conditions
from .choices import Where
from .dispatch import operator_of
from .notation import LETTERS

SUM, PRODUCT = PRECEDENCE["Add"], PRECEDENCE["Mul"]


def letter(name: str) -> str:
    """A name in code as a letter on the page: `stride_2` is s_2; `dgamma`, a gradient, has an upright d."""
    base, _, axis = name.rpartition("_") if re.search(r"_\d$", name) else (name, "", "")
    if is_gradient(base):
        return rf"\mathrm{{d}}{letter(name[1:])}"
    tex = LETTERS.get(base) or (base if len(base) == 1 else sp.latex(sp.Symbol(base)))
    if base not in LETTERS and all(len(word) > 1 for word in base.split("_")) and not tex.startswith("\\"):
        tex = rf"\mathrm{{{base}}}".replace("_", r"\ ")  # no letter, but a word or several
    return f"{tex}_{{{axis}}}" if axis else tex


def is_gradient(name: str) -> bool:
    """Whether a name in code is that of the gradient by a letter: dx, dgamma, ddx."""
    base = name[1:]
    return name[:1] == "d" and name not in LETTERS and (len(base) == 1 or base in LETTERS or is_gradient(base))


def _is_negative(t: sp.Basic) -> bool:
    """Whether a term is printed with a minus sign: a sum only if all its terms are, whatever SymPy prefers."""
    if isinstance(t, sp.Add):
        return all(map(_is_negative, t.args))
    return bool(t.could_extract_minus_sign())


class Writer(LatexPrinter):
    """Prints n - m, and s i + d a - p. In a sum, letters come in the order of `letters`, numbers and negatives last."""

    def __init__(self, letters: Iterable[sp.Symbol] = (), bound: Iterable[sp.Symbol] = (), brackets: bool = False):
        super().__init__()
        self.place = {s: k for k, s in reversed(list(enumerate(letters)))}
        self.bound, self.brackets = set(bound), brackets
        self.exact: frozenset[conditions.Division] = frozenset()  # the quotients that conditions around make whole

    def _print(self, e: Any, **options: Any) -> str:
        """An expression as LaTeX, by its `Operator` if that prints it."""
        found = operator_of(e).latex(e, self) if isinstance(e, sp.Basic) else None
        return str(super()._print(e, **options)) if found is None else found

    def term(self, e: sp.Basic) -> str:
        """An expression as LaTeX, in brackets if it is a sum."""
        return str(self.parenthesize(e, SUM))

    def factor(self, e: sp.Basic) -> str:
        """An expression as LaTeX, in brackets if it is a sum or a product."""
        return str(self.parenthesize(e, PRODUCT, is_neg=False))

    def _rank(self, e: sp.Basic) -> int:
        return min((self.place.get(s, 99) for s in e.free_symbols), default=100)

    def _print_Symbol(self, e: sp.Symbol, **_: Any) -> str:
        return letter(e.name)

    def _print_Add(self, e: sp.Add, order: Any = None) -> str:
        terms = sorted(e.args, key=lambda t: (t.has(ExprWithLimits), _is_negative(t), self._rank(t), str(t)))
        text = self._print(terms[0])
        for t in terms[1:]:
            text += f" - {self.parenthesize(-t, SUM)}" if _is_negative(t) else f" + {self._print(t)}"
        return text

    def _print_Mul(self, e: sp.Mul) -> str:
        above, below = sp.fraction(sp.Mul(*(t for t in sp.Mul.make_args(e) if not isinstance(t, sp.exp))))
        powers = sp.Mul(*(t for t in sp.Mul.make_args(e) if isinstance(t, sp.exp)))
        above *= powers  # e^-x stays above, and is no 1 / e^x
        if below != 1:
            if isinstance(above, ExprWithLimits):
                return rf"\frac{{1}}{{{self._print(below)}}} {self._print(above)}"
            sign, above = ("-", -above) if _is_negative(above) else ("", above)
            return rf"{sign}\frac{{{self._print(above)}}}{{{self._print(below)}}}"
        sign, e = ("-", -e) if e.could_extract_minus_sign() else ("", e)
        return sign + r" \, ".join(
            self.parenthesize(t, SUM) for t in sorted(sp.Mul.make_args(e), key=self._factor_order)
        )

    def _factor_order(self, t: sp.Basic) -> tuple[Any, ...]:
        """Numbers first, then sizes and parameters before the index that they multiply, arrays, sums last."""
        is_index = any(s in self.bound for s in t.free_symbols)
        compound = isinstance(t, sp.Indexed) and not all(i.is_Symbol for i in t.indices)
        return (
            not t.is_number,
            t.has(ExprWithLimits),
            t.has(sp.Indexed),
            t.is_Add,
            compound,
            is_index,
            self._rank(t),
            str(t),
        )

    def _print_Indexed(self, e: sp.Indexed) -> str:
        name, at = letter(str(e.base.label)), ", ".join(map(self._print, e.indices))
        if not e.indices:
            return name
        return f"{name}[{at}]" if self.brackets else f"{{{name}}}_{{{at}}}"

    def _over(self, sign: str, e: ExprWithLimits) -> str:
        signs = (rf"{sign}_{{{self._print(v)}={self._print(lo)}}}^{{{self._print(hi)}}}" for v, lo, hi in e.limits)
        return " ".join(signs) + " " + self.term(e.function)

    def _print_Sum(self, e: sp.Sum) -> str:
        return self._over(r"\sum", e)

    def _print_Product(self, e: sp.Product) -> str:
        return self._over(r"\prod", e)

    def _print_floor(self, e: sp.floor) -> str:
        if (found := conditions.quotient(e)) in self.exact and found is not None:
            return rf"\frac{{{self._print(found[0])}}}{{{self._print(found[1])}}}"
        return rf"\lfloor {self._print(sp.together(e.args[0]))} \rfloor"

    def _print_ceiling(self, e: sp.ceiling) -> str:
        return rf"\lceil {self._print(sp.together(e.args[0]))} \rceil"

    def _print_Mod(self, e: sp.Mod, exp: Any = None) -> str:
        return rf"{self.parenthesize(e.args[0], PRODUCT)} \bmod {self.parenthesize(e.args[1], PRODUCT)}"

    def where(self, value: sp.Basic, test: sp.Basic) -> str:
        """A value with its condition in brackets before it; where D divides E, floor(E / D) is E / D."""
        tests = [test]
        while (inner := _guarded(value)) is not None:
            value, test = inner
            tests.append(test)
        outside, self.exact = self.exact, self.exact | frozenset(conditions.divisions(tests))
        exactly = [conditions.exactly(e, self.exact) for e in tests]
        said = r", \; ".join(conditions.latex_of(exactly, self))
        said = rf"\left[{said}\right]"
        text = said if value == 1 else rf"{said} \, {self.term(conditions.exactly(value, self.exact))}"
        self.exact = outside
        return text

    def _print_Piecewise(self, e: sp.Piecewise) -> str:
        """Cases; 0 where a condition holds, and else a value, as the value with the opposite condition before it."""
        (value, test), *rest = e.args
        if value == 0 and len(rest) == 1 and rest[0][1] == sp.true:
            return self.where(rest[0][0], sp.Not(test))
        return str(super()._print_Piecewise(e))

    def _print_Relational(self, e: Any) -> str:
        return conditions.of_maximum(e, self) or str(super()._print_Relational(e))

    def _print_Pow(self, e: sp.Pow) -> str:
        if isinstance(e.base, sp.Indexed) and e.exp.is_Integer and e.exp > 1 and not self.brackets:
            return rf"{self._print(e.base)}^{{{e.exp}}}"
        return str(super()._print_Pow(e))

    def _print_exp(self, e: sp.exp, exp: Any = None) -> str:
        tex = rf"e^{{{self._print(e.args[0])}}}"
        return rf"\left({tex}\right)^{{{exp}}}" if exp else tex

    def _print_AppliedUndef(self, e: Any) -> str:
        return f"{letter(str(e.func))}({', '.join(map(self._print, e.args))})"

    def _print_Function(self, e: Any, exp: Any = None) -> str:
        return (
            self._print_AppliedUndef(e)
            if isinstance(e, sp.core.function.AppliedUndef)
            else super()._print_Function(e, exp)
        )


def latex_of(equations: list[sp.Eq], letters: Iterable[sp.Symbol], bound: Iterable[sp.Symbol]) -> list[str]:
    """Equations as LaTeX. Arrays take brackets, f[n - m], where an index is more than a letter."""
    compound = any(not i.is_Symbol for e in equations for x in e.atoms(sp.Indexed) for i in x.indices)
    writer = Writer(letters, bound, brackets=compound)
    return [f"{writer.doprint(e.lhs)} = {writer.doprint(_signs_first(e.rhs))}" for e in equations]


def _guarded(e: sp.Basic) -> tuple[sp.Basic, sp.Basic] | None:
    """The value and the condition of what is 0 unless a condition holds; None for another expression."""
    if isinstance(e, Where):
        return e.args[0], e.args[1]
    if isinstance(e, sp.Piecewise) and len(e.args) == 2 and e.args[0][0] == 0 and e.args[1][1] == sp.true:
        return e.args[1][0], sp.Not(e.args[0][1])
    return None


def _signs_first(e: sp.Basic) -> sp.Basic:
    """An expression with minus signs before conditions and sums, and not after them."""
    e = e.replace(lambda x: isinstance(x, Where) and _is_negative(x.args[0]), lambda x: -Where(-x.args[0], *x.args[1:]))
    e = e.replace(
        lambda x: isinstance(x, sp.Sum) and _is_negative(x.function), lambda x: -x.func(-x.function, *x.limits)
    )
    return e.replace(lambda x: isinstance(x, sp.Mul), _with_sign)


def _with_sign(e: sp.Mul) -> sp.Expr:
    """A product with a sum among its factors: without a minus sign before the sum's first term, where the product can
    have it or lose it instead."""
    sums = [x for x in e.args if isinstance(x, sp.Add)]
    if len(sums) != 1 or len(e.args) == 2 and -1 in e.args:
        return e
    terms = sorted(sums[0].args, key=lambda t: (t.has(ExprWithLimits), _is_negative(t)))
    if not (_is_negative(terms[0]) if _is_negative(e) else all(map(_is_negative, terms))):
        return e
    left = sp.Mul(-1, *(x for x in e.args if x is not sums[0]))
    return sp.Mul(left, sp.Add(*(-x for x in terms)))


# ---------------------------------------------------------------- laws, by being run


class Term:
    """A piece of LaTeX that can be computed with: a law that is run on terms returns its own LaTeX.

    Parameters
    ----------
    tex : the LaTeX.
    tight : whether it needs no brackets as a factor.
    """

    def __init__(self, tex: str, tight: bool = True):
        self.tex, self.tight = tex, tight

    def inner(self) -> str:
        return self.tex if self.tight else rf"\left({self.tex}\right)"

    def __add__(self, other: Any) -> Term:
        return Term(f"{self.tex} + {write(other).tex}", False)

    def __sub__(self, other: Any) -> Term:
        return Term(f"{self.tex} - {write(other).inner()}", False)

    def __neg__(self) -> Term:
        return Term(f"-{self.inner()}", False)

    def __mul__(self, other: Any) -> Term:
        return Term(rf"{self.inner()} \, {write(other).inner()}")

    def __truediv__(self, other: Any) -> Term:
        return Term(rf"\frac{{{self.tex}}}{{{write(other).tex}}}")

    def __floordiv__(self, other: Any) -> Term:
        return Term(rf"\left\lfloor {(self / other).tex} \right\rfloor")

    def __mod__(self, other: Any) -> Term:
        return Term(rf"{self.inner()} \bmod {write(other).inner()}", False)

    def __matmul__(self, other: Any) -> Term:
        return Term(rf"{self.inner()} \, {write(other).inner()}")

    def __pow__(self, n: Any) -> Term:
        return Term(rf"{self.inner()}^{{{write(n).tex}}}")

    def __abs__(self) -> Term:
        return Term(rf"\left|{self.tex}\right|")

    def __getitem__(self, at: Any) -> Term:
        """An entry or a part of it, as in code: y[..., 1:]."""
        return Term(f"{self.inner()}[{', '.join(map(_index, at if isinstance(at, tuple) else (at,)))}]")

    __iter__ = None  # an index makes no sequence of it

    def __array_function__(self, fn: Any, *_: Any) -> Term:
        """No function of NumPy: it would take a term for an array of no axes, and return it unchanged."""
        raise TypeError(f"{fn.__name__} has no LaTeX")

    def __array__(self, *_: Any, **__: Any) -> Any:
        """No array: it would hold the term itself, as an object."""
        raise TypeError("an array has no LaTeX")

    def __radd__(self, other: Any) -> Term:
        return write(other) + self

    def __rsub__(self, other: Any) -> Term:
        return write(other) - self

    def __rmul__(self, other: Any) -> Term:
        return write(other) * self

    def __rtruediv__(self, other: Any) -> Term:
        return write(other) / self


def _index(at: Any) -> str:
    """One index or slice of a part."""
    if isinstance(at, slice):
        ends = ["" if end is None else write(end).tex for end in (at.start, at.stop, at.step)]
        return ":".join(ends if ends[2] else ends[:2])
    return r"\dots" if at is Ellipsis else r"\text{new axis}" if at is None else write(at).tex


def write(x: Any) -> Term:
    """Anything as a term; Any: numbers, arrays, texts, tuples and SymPy expressions."""
    if isinstance(x, Term):
        return x
    if isinstance(x, (tuple, list)):
        return Term("(" + ", ".join(write(v).tex for v in x) + ")")
    if isinstance(x, str):
        return Term(rf"\text{{{x}}}")
    if getattr(x, "ndim", 0) == 2:  # an array of numbers, as a matrix
        x = sp.ImmutableMatrix(x.tolist())
    return Term(sp.latex(x) if isinstance(x, sp.Basic) else str(x))


def writable(tex: str, tight: bool = True) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Give a function that laws use its LaTeX: `@writable(r"{}^{{\\top}}")`.

    Parameters
    ----------
    tex : the LaTeX, with {} for each argument and {name} for keywords.
    tight : whether it needs no brackets as a factor.
    """

    def bind(fn: Callable[..., Any]) -> Callable[..., Any]:
        @functools.wraps(fn)
        def run(*args: Any, **kwargs: Any) -> Any:
            if any(isinstance(a, Term) for a in [*args, *kwargs.values()]):
                named = {k: write(v).tex for k, v in kwargs.items()}
                return Term(tex.format(*(write(a).inner() for a in args), **named), tight)
            return fn(*args, **kwargs)

        return run

    return bind
