"""What a line of a derivation may be made of. Every line is checked against this, whatever step made it.

Trusted. It trusts SymPy's assumptions (`is_integer`, `is_extended_real`) of expressions of the classes listed here.

A line is a real number. Its letters are integers or real numbers, and a name stands for one letter: no letter is both
free and bound, and no sum binds a letter that is bound around it. Ends of sums, indices, and the arguments of Mod,
Within and binomial are integers, so that the facts about them may be rounded. A sum over an empty range is 0.
Whatever is not listed is refused: Piecewise, Product, complex numbers, floats, subclasses of what is listed.
"""

from __future__ import annotations

import functools

import sympy as sp
from sympy import Basic, Expr, Symbol, oo
from sympy.concrete.expr_with_limits import ExprWithLimits
from sympy.core import numbers
from sympy.core.function import AppliedUndef, UndefinedFunction

from mathcnn.language.statement import Within

RATIONAL = (numbers.Zero, numbers.One, numbers.NegativeOne, numbers.Half, sp.Integer, sp.Rational)
NUMBERS = (*RATIONAL, numbers.Pi, numbers.Exp1)
OF_INTEGERS = (sp.Mod, Within, sp.binomial)
OF_REALS = (sp.Add, sp.Mul, sp.Pow, sp.floor, sp.Max, sp.Min, sp.Abs, sp.exp, sp.log, sp.tanh)
STRIPPED = ({"integer": True, "real": True}, {"integer": True}, {"real": True}, {"integer": False, "real": True})


def fault(e: Basic, known: frozenset[Symbol] = frozenset()) -> str:
    """Why an expression cannot be a line, or "".

    e: the expression. known: the letters that a derivation began with; others are plain integers or real numbers.
    """
    if wrong := _form(e):
        return wrong
    free = {s for s in e.free_symbols if isinstance(s, Symbol)} - labels(e)
    letters = {s.name: s for s in known}
    for s in free:
        if s not in known and not plain(s):
            return f"the letter {s} is assumed to be {', '.join(a for a, v in s._assumptions_orig.items() if v)}"
        if letters.setdefault(s.name, s) != s:
            return f"{s} stands for two letters"
    return _bound(e, frozenset(letters))


def plain(s: Symbol) -> bool:
    """Whether a letter is any integer or any real number."""
    return s in (Symbol(s.name, integer=True), Symbol(s.name, integer=True, real=True), Symbol(s.name, real=True))


@functools.cache
def labels(e: Basic) -> frozenset[Basic]:
    """The names of arrays in an expression, which SymPy counts among its letters."""
    return frozenset(x for base in e.atoms(sp.IndexedBase) for x in (base, *base.args))


def _bound(e: Basic, around: frozenset[str]) -> str:
    """Whether a bound letter has the name of one that is free, or bound around it."""
    if isinstance(e, ExprWithLimits):
        outer = around
        for s, *ends in reversed(e.limits):
            for end in ends:
                if wrong := _bound(end, outer):
                    return wrong
            if s.name in outer:
                return f"{s} is bound in {e}, and has another meaning around it"
            outer |= {s.name}
        return _bound(e.function, outer)
    return next((wrong for part in e.args if (wrong := _bound(part, around))), "")


@functools.cache
def _form(e: Basic) -> str:
    """Whether each part is of a class that is listed, with arguments of the right kind."""
    kind, args = type(e), e.args
    if kind in NUMBERS:
        return ""
    if kind is Symbol:
        return "" if e.is_integer or e.is_real else f"the letter {e} is neither an integer nor a real number"
    if kind in (sp.Sum, sp.Integral):
        for s, *ends in e.limits:
            if len(ends) != 2 or type(s) is not Symbol or bool(s.is_integer) is not (kind is sp.Sum) or not plain(s):
                return f"{s} is not summed over rightly in {e}"
            for end, infinite in zip(ends, (-oo, oo), strict=True):
                if end != infinite and (wrong := _integer(end) if kind is sp.Sum else _form(end)):
                    return f"the end {end} of {e}: {wrong}"
        return _form(e.function)
    if kind is sp.Indexed:
        base = args[0]
        if type(base) is not sp.IndexedBase or len(base.args) != 1 or type(base.label) is not Symbol:
            return f"{base} is no array"
        return next((wrong for i in args[1:] if (wrong := _integer(i))), "")
    if kind is sp.Derivative:
        ((x, times),) = e.variable_count if len(e.variable_count) == 1 else ((None, 0),)
        return _form(e.expr) if type(x) is Symbol and times == 1 else f"{e} is no first derivative"
    if kind is Within:
        ends = tuple(end for end in args[1:] if end not in (oo, -oo))
        return next((wrong for part in (args[0], *ends) if (wrong := _integer(part))), "")
    if kind in OF_INTEGERS:
        return next((wrong for part in args if (wrong := _integer(part))), "")
    if kind in OF_REALS or isinstance(kind, UndefinedFunction) and AppliedUndef in kind.__mro__ and len(args) == 1:
        return next((wrong for part in args if (wrong := _form(part))), "")
    return f"{e} is {kind.__name__}, which derivations do not have"


def _integer(e: Expr) -> str:
    return _form(e) or ("" if e.is_integer else f"{e} may be no integer")


@functools.cache
def apart(e: Expr, around: frozenset[str] = frozenset()) -> Expr:
    """The same expression in which no sum binds a letter that is bound around it."""
    from .letters import renamed_bound

    if isinstance(e, ExprWithLimits):
        e = renamed_bound(e, around)
        return e.func(apart(e.function, around | {s.name for s, *_ in e.limits}), *e.limits)
    return e.func(*(apart(part, around) for part in e.args)) if e.has(ExprWithLimits) else e
