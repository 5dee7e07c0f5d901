"""A formula that is called, as the expression that its statement gives.

Trusted. It trusts the plan of a formula (`mathcnn.language`), which is its statement with its letters for a number of
axes, and `kernel.letters`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import sympy as sp
from sympy import Expr, Indexed, Mod, Sum, Symbol
from sympy.concrete.expr_with_limits import ExprWithLimits

from mathcnn.language.formula import Formula, Plan
from mathcnn.language.statement import Axis, Inside, Within, on_axis

from ..kernel.letters import put, renamed_bound
from .numpy_arrays import Array, lifted
from .sizes import Sizes, Untraced

FUNCTIONS_OF_NUMBERS = (Mod, sp.floor, sp.ceiling, sp.Max, sp.Min, sp.Abs, sp.binomial, sp.exp, sp.tanh)


class Unfolding:
    """A formula that gives its statement when it is called: what stands in for it while a law is traced."""

    def __init__(self, of: Formula, sizes: Sizes):
        self.of, self.sizes, self.fn, self.literal = of, sizes, self, self

    def __call__(self, *args: Any, **kwargs: Any) -> Array:
        call = self.of.signature.bind(*args, **kwargs)
        call.apply_defaults()
        return unfolded(self.of, dict(call.arguments), self.sizes)


def unfolded(of: Formula, given: dict[str, Any], sizes: Sizes) -> Array:
    """The result of a formula.

    of: the formula. given: its arguments by name; arrays are Arrays. sizes: what is known in the law; conditions of the
    formula on sizes are added. Raises Untraced where the statement has no meaning for these arguments.
    """
    arrays = {a: lifted(given[a], sizes) for a in of.arrays if given.get(a) is not None}
    definition = of.definition
    rank = definition.rank(arrays, given)  # type: ignore[arg-type]  # it reads their numbers of axes only
    plan = of.plan(rank, definition.words_of(given))
    env: dict[Symbol, Expr] = {}
    for arg, letters in plan.scalars.items():
        for one, value in letters_of(letters, given[arg], plan.rank):
            env[plan.letters.get(one.name, one)] = sp.sympify(value)
    for step in plan.steps:
        if step.array in arrays:
            if len(plan.arrays[step.array]) != arrays[step.array].ndim:
                raise Untraced(f"{of.name}: {step.array} of {arrays[step.array].ndim} axes")
            have, rest, by = arrays[step.array].shape[step.axis], replaced(step.rest, env), replaced(step.by, env)
            if step.letter is None:
                if not sizes.equal(have, rest):
                    raise Untraced(f"{of.name}: {step.array} has the size {have} on axis {step.axis}, not {rest}")
            else:
                env[step.letter] = sp.cancel((have - rest) / by)
    for name, meaning in plan.spelled:
        env[plan.letters.get(name, Symbol(name, integer=True))] = replaced(meaning, env)
        env.update({s: replaced(meaning, env) for s in plan.swap if s.name == name})
    of_sizes = {**env, **{s: replaced(v, env) for s, v in plan.swap.items()}}
    for rule, _ in plan.requires:
        sizes.note(*inequality(rule, of_sizes))
    rhs = with_parts(plan.output.rhs, plan, sizes.letters)
    shape = tuple(sp.expand(replaced(entry.size, of_sizes)) for entry in plan.result)
    sizes.note(*(n - 1 for n in shape))
    rhs = replaced(rhs, env)
    held = {a: x.bounded() for a, x in arrays.items()}
    shapes = {a: x.shape for a, x in arrays.items()}

    def entry(*place: Expr) -> Expr:
        places = (k + replaced(e.first, env) for k, e in zip(place, plan.result, strict=True))
        here = replaced(rhs, dict(zip(plan.indices, places, strict=False)))
        return reading(here, held, shapes, plan, env, sizes.letters)

    return Array(shape, entry, sizes)


def inequality(rule: Any, env: dict[Symbol, Expr]) -> Iterator[Expr]:
    """A condition on sizes as an integer that is >= 0, if it is an inequality of integers."""
    if isinstance(rule, (sp.Ge, sp.Gt)) and rule.lhs.is_integer and rule.rhs.is_integer:
        yield sp.expand(replaced(rule.lhs - rule.rhs, env)) - (1 if isinstance(rule, sp.Gt) else 0)
    elif isinstance(rule, (sp.Le, sp.Lt)):
        yield from inequality(rule.reversed, env)


def letters_of(letters: tuple[Any, ...], value: Any, rank: int) -> Iterator[tuple[Symbol, Any]]:
    """The letters that an argument sets, one an axis, with their values."""
    if not any(isinstance(s, Axis) for s in letters):
        yield from ((s, value) for s in letters[:1])
        return
    per_axis = value if isinstance(value, tuple) else (value,) * rank
    for k, v in enumerate(per_axis):
        for s, one in zip(letters, v if isinstance(v, tuple) else (v,) * len(letters), strict=True):
            yield on_axis(s, k, rank), one


# ---------------------------------------------------------------- expressions


def replaced(e: Expr, env: dict[Symbol, Expr]) -> Expr:
    """e with all letters of `env` replaced at once; bound letters are renamed where they would capture."""
    env = {s: v for s, v in env.items() if s != v and s in e.free_symbols}
    bound = {limit[0].name for one in e.atoms(ExprWithLimits) for limit in one.limits}
    if not bound & {s.name for v in (*env, *env.values()) for s in v.free_symbols}:
        e = e.xreplace(env)
        entries = {x: Indexed(x.base, *map(sp.expand, x.indices)) for x in e.atoms(Indexed) if x.indices}
        return e.xreplace(entries) if env else e
    dummies = {s: sp.Dummy(s.name, **s.assumptions0) for s in env}
    for s, dummy in dummies.items():
        e = put(e, s, dummy)
    for s, dummy in dummies.items():
        e = put(e, dummy, env[s])
    return e


def with_parts(e: Expr, plan: Plan, taken: frozenset[str]) -> Expr:
    """A statement with its named parts replaced by their definitions. taken: names that bound letters must not have."""
    parts = {str(part.lhs.base): part for part in plan.parts}

    def definition(x: Indexed) -> Expr:
        one = parts[str(x.base)]
        return with_parts(replaced(one.rhs, dict(zip(one.lhs.indices, x.indices, strict=True))), plan, taken)

    return mapped(e, lambda x: isinstance(x, Indexed) and str(x.base) in parts, definition, taken)


def mapped(e: Expr, meant: Callable[[Expr], bool], to: Callable[[Any], Expr], taken: frozenset[str]) -> Expr:
    """e with some parts replaced.

    e: an expression. meant: whether a part is to be replaced. to: its replacement. taken: the names of letters in
    replacements; bound letters around them with these names are renamed.
    """
    if meant(e):
        return to(e)
    if isinstance(e, ExprWithLimits):
        e = renamed_bound(e, taken & {limit[0].name for limit in e.limits})
        return e.func(mapped(e.function, meant, to, taken), *e.limits)
    return e.func(*(mapped(part, meant, to, taken) for part in e.args)) if e.args else e


def reading(
    e: Expr,
    arrays: dict[str, Callable[..., Expr]],
    shapes: dict[str, tuple[Expr, ...]],
    plan: Plan,
    env: dict[Symbol, Expr],
    taken: frozenset[str],
) -> Expr:
    """A statement with the entries of its arrays, and its cases as brackets.

    e: the statement. arrays: the entries of each array, zero outside its shape. shapes: their shapes. plan, env: the
    plan, and values of its letters. taken: names that bound letters must not have.
    """

    def read(x: Any) -> Expr:
        if isinstance(x, Indexed):
            if (name := str(x.base)) not in arrays:
                return sp.S.Zero  # an optional array that is not given
            places = zip(x.indices, plan.arrays[name], strict=True)
            return arrays[name](*(sp.expand(k - replaced(one.first, env)) for k, one in places))
        if isinstance(x, Inside):
            shape, at = shapes[str(x.args[0].base)], x.args[0].indices
            return sp.Mul(*(Within(k, 0, n) for k, n in zip(at, shape, strict=True)))
        before, found = sp.S.One, sp.S.Zero  # the bracket that none of the cases before holds
        for value, test in x.args:
            here = holds(test)
            found += before * here * reading(value, arrays, shapes, plan, env, taken)
            before *= 1 - here
        return found

    e = mapped(e, lambda x: isinstance(x, (Indexed, Inside, sp.Piecewise)), read, taken)
    if odd := [
        type(one).__name__
        for one in e.atoms(ExprWithLimits, sp.Function)
        if not isinstance(one, (Sum, Within, *FUNCTIONS_OF_NUMBERS))
    ]:
        raise Untraced(f"{plan.of.name}: its statement has {odd[0]}, which the kernel has no steps for")
    return e


def holds(test: Any) -> Expr:
    """A condition on integers as a bracket. Raises Untraced if it is not an equation or several."""
    if test in (True, sp.true):
        return sp.S.One
    match test:
        case sp.And():
            return sp.Mul(*map(holds, test.args))
        case sp.Eq() if test.lhs.is_integer and test.rhs.is_integer:
            return Within(test.lhs, test.rhs, test.rhs + 1)
    raise Untraced(f"the case {test}")
