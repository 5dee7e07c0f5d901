"""What a step of a derivation asks, and where it acts: half of what has to be trusted; the steps themselves are in
`kernel`.

Conventions: an array is zero outside its shape. Three questions are decided, each by a procedure that may say "I don't
know", which refuses the step, and never a wrong yes:

    same     two expressions are one rational function of their sums, entries and letters (normal form); no divisor may be zero
    follows  an inequality of whole numbers follows from others (elimination after Fourier and Motzkin)
    support  what holds wherever a term is not zero
"""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from math import gcd

import sympy as sp
from sympy import Expr, Indexed, Mod, Sum, Symbol, floor, oo
from sympy.concrete.expr_with_limits import ExprWithLimits

from mathcnn.language.statement import Within

Rule = Callable[..., Expr]  # a summand, the letter and its limits, what is known there -> what stands instead


class Refused(ValueError):
    """A step that is none: which one, and why."""


@dataclass(frozen=True)
class Given:
    """What a derivation may use: where each array can be other than zero, whole numbers that are not negative.
    Entries are real numbers."""

    supports: dict[str, tuple[tuple[Expr, Expr], ...]]
    facts: tuple[Expr, ...] = ()
    nonnegative: frozenset[str] = frozenset()  # arrays whose entries are not negative

    def and_(self, facts: Iterable[Expr]) -> Given:
        return replace(self, facts=(*self.facts, *facts))

    def inside(self, e: ExprWithLimits, first: int = 0) -> Given:
        """What is known inside a sum, of its letters from the first-th outwards; other letters of these names are
        others.
        """
        bound = {limit[0] for limit in e.limits}
        return replace(self, facts=(*(fact for fact in self.facts if not bound & fact.free_symbols), *ranges(e, first)))


# ---------------------------------------------------------------- letters


def unused(letter: Symbol, taken: set[str]) -> Symbol:
    """The letter itself, or another one with the same assumptions."""
    names = itertools.chain(
        [letter.name],
        "mkjlrstuvabcd" if letter.is_integer else "stuvw",
        (f"{letter.name}_{n}" for n in itertools.count(1)),
    )
    return Symbol(next(name for name in names if name not in taken), **letter.assumptions0)


@functools.cache
def names(e: Expr) -> frozenset[str]:
    """Every letter in an expression, bound or free, and every array."""
    return frozenset(s.name for s in e.atoms(Symbol))


def apart(e: ExprWithLimits, taken: set[str]) -> ExprWithLimits:
    """The same sum with other bound letters than those taken."""
    limits, body, before = list(e.limits), e.function, set(names(e)) | taken
    for k, (s, *ends) in enumerate(limits):
        if s.name in taken:
            new = unused(s, before)
            before.add(new.name)
            body = put(body, s, new)
            limits[:k] = [(t, *(put(end, s, new) for end in more)) for t, *more in limits[:k]]
            limits[k] = (new, *ends)
    return e.func(body, *limits)


@functools.cache
def put(e: Expr, s: Symbol, v: Expr) -> Expr:
    """e with v for the free letter s; a bound letter that occurs in v is renamed first."""
    if e == s:
        return v
    if not e.args or s not in e.free_symbols:
        return e
    if isinstance(e, ExprWithLimits):
        e = apart(e, {t.name for t in v.free_symbols | {s} if isinstance(t, Symbol)})
        return e.func(put(e.function, s, v), *((t, *(put(end, s, v) for end in ends)) for t, *ends in e.limits))
    if isinstance(e, Indexed) and e.indices:
        return Indexed(e.base, *(sp.expand(put(i, s, v)) for i in e.indices))
    return e.func(*(put(part, s, v) for part in e.args))


@functools.cache
def plain(e: Expr) -> Expr:
    """e with bound letters of which nothing is supposed but that they are whole or real: their ranges say the rest."""
    if isinstance(e, ExprWithLimits):
        e = e.func(plain(e.function), *e.limits)
        for s, *_ in e.limits:
            new = Symbol(s.name, integer=s.is_integer, real=True)
            if new != s:
                limits = [(new if t == s else t, *(put(end, s, new) for end in ends)) for t, *ends in e.limits]
                e = e.func(put(e.function, s, new), *limits)
        return e
    return e.func(*map(plain, e.args)) if e.has(ExprWithLimits) else e


# ---------------------------------------------------------------- are two expressions the same?


def rational(e: Expr, to: Callable[[Expr], Expr] = sp.expand) -> Expr:
    """e multiplied out, or what else is done to a rational function, every sum, entry and function of it being one
    letter.
    """
    letters: dict[Expr, Symbol] = {}

    def hidden(part: Expr) -> Expr:
        if part.is_Add or part.is_Mul:
            return part.func(*map(hidden, part.args))
        if part.is_Pow and part.exp.is_Integer:
            return hidden(part.base) ** part.exp
        return part if part.is_Number or part.is_Symbol else letters.setdefault(part, sp.Dummy())

    return to(hidden(e)).xreplace({letter: part for part, letter in letters.items()})


@functools.cache
def normal(e: Expr, depth: int = 0) -> Expr:
    """Normal form: bound letters named after their depth, polynomials multiplied out, quotients in lowest terms."""
    if not e.args:
        return e
    if isinstance(e, ExprWithLimits):
        limits, body = list(e.limits), e.function
        for k in reversed(range(len(limits))):
            s, *ends = limits[k]
            new = Symbol(f"${depth}", integer=s.is_integer, real=True)
            body = put(body, s, new)
            limits[:k] = [(t, *(put(end, s, new) for end in more)) for t, *more in limits[:k]]
            limits[k], depth = (new, *(normal(end, depth) for end in ends)), depth + 1
        return e.func(normal(body, depth), *limits)
    if isinstance(e, Indexed):
        return Indexed(e.base, *(normal(i, depth) for i in e.indices))
    if isinstance(e, Within):  # [0 <= k - a < b - a], and [k = 0] is [-k = 0]
        k, size = (normal(e.args[0] - e.args[1], depth), normal(e.args[2] - e.args[1], depth))
        return Within(-k if size == 1 and k.could_extract_minus_sign() else k, sp.S.Zero, size)
    e = e.func(*(normal(part, depth) for part in e.args))
    return rational(e, lambda q: sp.cancel(sp.together(q))) if any(d.is_Add for d in divisors(e)) else rational(e)


def divisors(e: Expr) -> set[Expr]:
    """What an expression divides by."""
    return {p.base for p in e.atoms(sp.Pow) if p.exp.could_extract_minus_sign()}


def same(a: Expr, b: Expr) -> bool:
    """Whether two expressions, of which no divisor is zero, are one."""
    return a == b or normal(rational(normal(a) - normal(b))) == 0


def doubtful(e: Expr, given: Given) -> list[Expr]:
    """The divisors in e that may be zero, as far as is known where they stand."""
    found: list[Expr] = []

    def at(one: Expr, given: Given) -> Expr:
        if not (one.base.is_nonzero or is_positive(one.base, given)):
            found.append(one.base)
        return one

    walk(e, given, at, lambda one: isinstance(one, sp.Pow) and one.exp.could_extract_minus_sign(), alone=True)
    return found


def is_positive(e: Expr, given: Given, least: bool = False) -> bool:
    """Whether a real number is positive, or with `least` not negative, as its parts show: squares, exponentials, sums,
    products.
    """
    ask = functools.partial(is_positive, given=given)
    match e:
        case sp.Add() if all(ask(part, least=True) for part in e.args) and (least or any(map(ask, e.args))):
            return True
        case sp.Mul() if all(ask(part, least=least) for part in e.args):
            return True
        case sp.Pow() if e.exp.is_even and least:
            return True
        case sp.Pow():
            return ask(e.base, least=least and e.exp.is_positive is True)
        case sp.exp():
            return True
        case Within() if least:
            return True
        case Sum() if least:
            return is_positive(e.function, given.inside(e), least=True)
        case Indexed() if least:
            return str(e.base) in given.nonnegative
    return (
        bool(e.is_nonnegative if least else e.is_positive)
        or bool(e.is_integer)
        and follows(e if least else e - 1, given)
    )


# ---------------------------------------------------------------- does an inequality of whole numbers follow?


@functools.cache
def row(e: Expr) -> frozenset[tuple[Expr, int]]:
    """e >= 0 as coefficients of its monomials, without divisors."""
    terms = sp.expand(e).as_coefficients_dict()
    if not all(monomial.is_integer for monomial in terms):
        raise Refused(f"{e} is no whole number")
    scale = sp.ilcm(1, *(c.q for c in terms.values()))
    return frozenset((monomial, int(c * scale)) for monomial, c in terms.items())


@functools.cache
def known(monomials: frozenset[Expr]) -> tuple[Expr, ...]:
    """What holds of letters by themselves: bounds of sizes, of quotients that are rounded down, of remainders, of
    maxima and minima.
    """
    found = []
    for part in {part for monomial in monomials for part in sp.preorder_traversal(monomial)}:
        match part:
            case Symbol() if part.is_nonnegative:
                found.append(part - 1 if part.is_positive else part)
            case floor():
                above, below = sp.fraction(sp.together(part.args[0]))
                found += [above - below * part, below * part + below - 1 - above] if below.is_positive else []
            case Mod():
                k, n = part.args
                whole = k - n * floor(k / n)
                found += [part, n - 1 - part, whole - part, part - whole] if n.is_positive else []
            case sp.Max():
                found += [part - one for one in part.args]
            case sp.Min():
                found += [one - part for one in part.args]
    return tuple(found)


def follows(goal: Expr, given: Given) -> bool:
    """Whether goal >= 0: else -goal - 1 >= 0, and the letters are eliminated until that contradicts the facts."""
    goal = sp.expand(goal)
    if goal.is_nonnegative or goal == oo:
        return True
    return goal.is_integer and not goal.has(oo, -oo, sp.nan) and impossible((-goal - 1,), given)


def impossible(claims: tuple[Expr, ...], given: Given) -> bool:
    """Whether the claims (each >= 0) contradict what is given."""
    rows = {row(claim) for claim in claims}
    while True:  # the facts that have a letter in common with the claims, and so on
        near = {monomial for one in rows for monomial, _ in one if monomial != 1}
        letters = {s for monomial in near for s in monomial.free_symbols}
        more = {
            row(f) for f in (*given.facts, *known(frozenset(near))) if letters & f.free_symbols or not f.free_symbols
        } - rows
        if not more:
            break
        rows |= more
    return contradictory(frozenset(rows)) or contradictory(frozenset(rows | set(multiplied(rows, given))))


def multiplied(rows: set[frozenset[tuple[Expr, int]]], given: Given) -> Iterator[frozenset[tuple[Expr, int]]]:
    """Facts times a size, where a row has the product of that size and of a letter of the fact."""
    pairs = {tuple(monomial.args) for one in rows for monomial, _ in one if monomial.is_Mul and len(monomial.args) == 2}
    for pair in pairs:
        for size, other in (pair, pair[::-1]):
            if size.is_positive and size.is_Symbol:
                yield from (row(fact * size) for fact in (*given.facts, *known(frozenset({other}))) if fact.has(other))


@functools.cache
def contradictory(rows: frozenset[frozenset[tuple[Expr, int]]]) -> bool:
    """Whether no numbers satisfy all rows (>= 0). A sum of two rows in which a letter cancels is a row, too."""
    left = [dict(one) for one in rows]
    while True:
        if any(set(one) <= {sp.S.One} and one.get(sp.S.One, 0) < 0 for one in left):
            return True
        signs: dict[Expr, list[int]] = {}
        for one in left:
            for s, c in one.items():
                if s != 1 and c:
                    signs.setdefault(s, [0, 0])[c > 0] += 1
        if not signs or len(left) > 4000:
            return False
        s = min(signs, key=lambda s: signs[s][0] * signs[s][1] - sum(signs[s]))
        above, below = [one for one in left if one.get(s, 0) > 0], [one for one in left if one.get(s, 0) < 0]
        new = [one for one in left if not one.get(s, 0)]
        for up, down in itertools.product(above, below):
            both = {t: up.get(t, 0) * -down[s] + down.get(t, 0) * up[s] for t in up | down}
            shared = gcd(*both.values()) or 1
            new.append({t: c // shared for t, c in both.items() if c})
        left = list({frozenset(one.items()): one for one in new}.values())


def between(k: Expr, lo: Expr, hi: Expr) -> Iterator[Expr]:
    """lo <= k <= hi, as facts; an end at infinity says nothing."""
    yield from (e for e in (k - lo, hi - k) if not e.has(oo, -oo))


def ranges(e: ExprWithLimits, first: int = 0) -> Iterator[Expr]:
    """What holds inside a sum, of its letters from the first-th outwards."""
    return (fact for s, *ends in e.limits[first:] if len(ends) == 2 and s.is_integer for fact in between(s, *ends))


def support(e: Expr, given: Given) -> tuple[Expr, ...]:
    """What holds wherever e is not zero."""
    match e:
        case Indexed():
            shape = given.supports.get(str(e.base), ())
            return tuple(
                fact for i, (first, last) in zip(e.indices, shape, strict=False) for fact in between(i, first, last)
            )
        case Within():
            return tuple(between(e.args[0], e.args[1], e.args[2] - 1))
        case sp.Mul():
            return tuple(fact for part in e.args for fact in support(part, given))
        case sp.Add():  # what every term says
            first, *more = (support(part, given) for part in e.args)
            return tuple(fact for fact in first if all(fact in one for one in more))
        case sp.Pow() if e.exp.is_positive:
            return support(e.base, given)
        case Sum():  # some term is not zero: the one at its witnesses
            some = witnessed(e)
            return (*ranges(some), *support(some.function, given))
    return ()


@functools.cache
def witnessed(e: Sum) -> Sum:
    """The same sum over letters that occur nowhere else."""
    for s, *_ in e.limits:
        new = sp.Dummy(s.name, **s.assumptions0)
        body = put(e.function, s, new)
        e = e.func(body, *((new if t == s else t, *(put(end, s, new) for end in ends)) for t, *ends in e.limits))
    return e


def bounded(letters: set[Symbol], facts: tuple[Expr, ...]) -> bool:
    """Whether the facts leave finitely many values to each of the letters."""
    loose = set(letters) | {s for fact in facts for s in fact.free_symbols if isinstance(s, sp.Dummy)}
    while loose:
        ends = {
            s: {
                c.is_positive
                for fact in facts
                if (c := fact.coeff(s)).is_nonzero and not (fact.free_symbols & loose) - {s}
            }
            for s in loose
        }
        tight = {s for s, seen in ends.items() if {True, False} <= seen}
        if not tight:
            return False
        loose -= tight
    return True


# ---------------------------------------------------------------- where a step acts


def walk(
    e: Expr, given: Given, rule: Callable[[Expr, Given], Expr], meant: Callable[[Expr], bool], alone: bool = False
) -> Expr:
    """e with the rule applied to every part that is meant, from inside out. It is told what holds there: the ranges of
    the sums around it, and the support of the factors beside it: where one of these is zero, so is the product,
    whatever stands here. (Not so with what has no value, which is looked at `alone`.)"""
    found = functools.cache(lambda part: any(map(meant, sp.preorder_traversal(part))))
    if not found(e):
        return e
    if isinstance(e, ExprWithLimits):
        new = e.func(walk(e.function, given.inside(e), rule, meant, alone), *e.limits)
    elif isinstance(e, sp.Mul):
        parts = list(e.args)
        for k, part in enumerate(parts):  # one after the other: two factors must not vouch for each other
            if not found(part):
                continue
            beside = (fact for j, other in enumerate(parts) if j != k and not alone for fact in support(other, given))
            parts[k] = walk(part, given.and_(beside), rule, meant, alone)
        new = e.func(*parts)
    elif isinstance(e, sp.Derivative):  # a derivative asks what holds around a place, and not at it
        given = replace(given, facts=tuple(fact for fact in given.facts if not {*e.variables} & fact.free_symbols))
        new = e.func(walk(e.expr, given, rule, meant, alone), *e.variable_count)
    elif isinstance(e, Indexed):
        new = Indexed(e.base, *(walk(i, given, rule, meant, alone) for i in e.indices))
    else:
        new = e.func(*(walk(part, given, rule, meant, alone) for part in e.args)) if e.args else e
    return rule(new, given) if meant(new) else new


def at_sums(
    e: Expr, m: str, given: Given, rule: Rule, kind: type[ExprWithLimits] = Sum, reading: str | None = None
) -> Expr:
    """e with the rule applied at every sum over the letter m, or at those only that read an entry, such as "f[m - 1]"."""
    seen = []

    def at(one: ExprWithLimits, given: Given) -> Expr:
        k = [limit[0].name for limit in one.limits].index(m)
        seen.append(one)
        inside = one.func(one.function, *one.limits[:k]) if k else one.function
        new = rule(inside, *one.limits[k], given.inside(one, k + 1))
        return one.func(new, *one.limits[k + 1 :]) if one.limits[k + 1 :] else new

    def meant(one: Expr) -> bool:
        if not isinstance(one, kind) or m not in [limit[0].name for limit in one.limits]:
            return False
        return reading is None or reading in {str(x) for x in one.function.atoms(Indexed)}

    new = walk(e, given, at, meant)
    if not seen:
        raise Refused(
            f"there is no {kind.__name__.lower()} over {m}{f' that reads {reading}' if reading else ''} in {e}"
        )
    return new


def lean(e: Expr, given: Given) -> Expr:
    """e without the brackets [a <= k < b] that hold anyway, and without what lies outside its support."""

    def at(one: Expr, given: Given) -> Expr:
        if impossible(support(one, given), given):
            return sp.S.Zero
        if isinstance(one, Within):
            return sp.S.One if all(follows(fact, given) for fact in support(one, given)) else one
        return one

    return walk(e, given, at, lambda one: isinstance(one, (Indexed, Within, sp.Mul)))


def reduced(e: Expr, given: Given) -> Expr:
    """e with remainders and quotients that the ranges of their letters decide: (n mod N) is n where 0 <= n < N."""

    def at(one: Expr, given: Given) -> Expr:
        if isinstance(one, Mod):
            k, n = one.args
            parts = ((t, *t.as_coeff_Mul()) for t in sp.Add.make_args(k))
            k = sp.expand(
                sp.Add(
                    *(
                        c * f.args[0] if isinstance(f, Mod) and f.args[1] == n and c.is_Integer else t
                        for t, c, f in parts
                    )
                )
            )
            k = sum((t for t in sp.Add.make_args(k) if not is_multiple(t, n)), sp.S.Zero)
            one = Mod(k, n)
            if not isinstance(one, Mod):
                return one
            near = (k + j * n for j in (0, -1, 1))
            return next((r for r in near if follows(r, given) and follows(n - 1 - r, given)), one)
        above, below = sp.fraction(sp.together(one.args[0]))
        whole = sum((t for t in sp.Add.make_args(sp.expand(above)) if is_multiple(t, below)), sp.S.Zero)
        found, rest = sp.cancel(whole / below), sp.expand(above - whole)
        near = (
            j for j in (0, -1, 1) if follows(rest - j * below, given) and follows((j + 1) * below - 1 - rest, given)
        )
        return next((found + j for j in near), one)

    return walk(e, given, at, lambda one: isinstance(one, (Mod, floor)))


def is_multiple(t: Expr, n: Expr) -> bool:
    """Whether a product is a whole multiple of n, as its factors show."""
    quotient = t / n
    return bool(quotient.is_integer) and sp.fraction(quotient)[1] == 1
