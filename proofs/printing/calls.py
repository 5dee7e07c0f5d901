"""Formulas that the function of a law calls: each gives its definition, applied to sizes and to functions.

Trusted. It trusts `arrays` and `formulas`.
"""

from __future__ import annotations

from typing import Any

import sympy as sp
from sympy import Expr

from mathcnn.language.formula import Formula
from mathcnn.language.statement import Axis

from .arrays import Array, lifted
from .expressions import REALS, Unprinted, is_place, whole
from .formulas import Printed, bare, printed, selects_the_last, words_of
from .places import application, flat_places
from .planes import as_axes, as_place, needs
from .tables import Folds
from .traces import PerAxis, Places, Spatial, Trace


class Called:
    """A formula in the function of a law: a call gives its definition, applied."""

    def __init__(self, of: Formula, trace: Trace):
        self._formula, self._trace = of, trace
        self.fn = self.literal = self

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        call = self._formula.signature.bind(*args, **kwargs)
        call.apply_defaults()
        return applied(self._formula, dict(call.arguments), self._trace)

    def __getattr__(self, attribute: str) -> Any:
        """The names of arguments, and of a gradient its formula, which is called in the same way."""
        if attribute not in ("names", "arrays", "array", "of", "name"):
            raise AttributeError(attribute)
        found = getattr(self._formula, attribute)
        return Called(found, self._trace) if isinstance(found, Formula) else found


def values_of(of: Formula, argument: str, value: Any) -> list[tuple[sp.Symbol, Any]]:
    """The letters that an argument sets, with their values."""
    letters = of.scalars[argument]
    if not letters:
        return []
    if not any(isinstance(s, Axis) for s in letters):
        return [(letters[0], value)]
    if isinstance(value, tuple) and len(value) == 1:  # a shape, or what was made for each axis
        (value,) = value
        value = value.value if isinstance(value, PerAxis) else value
    if isinstance(value, Spatial):
        value = value.parts
    if isinstance(value, (int, Expr)):
        value = (value,)
    if isinstance(value, tuple) and all(isinstance(v, (int, Expr)) for v in value):
        if len(value) == 1:
            value *= len(letters)
        if len(value) == len(letters):
            return list(zip(letters, value, strict=True))
    raise Unprinted(f"{of.name}: {argument} = {value}")


def applied(of: Formula, given: dict[str, Any], trace: Trace) -> Any:
    """The result of a formula: its definition, applied to letters and arrays. Raises Unprinted."""
    words = words_of(of, {a: v for a, v in given.items() if not isinstance(v, (Spatial, Array, Expr))})
    one = printed(of, words)
    if (of, words) not in trace.formulas:
        trace.formulas.append((of, words))
    arrays = {a: lifted(given[a], trace).numbers() for a in of.arrays if given.get(a) is not None}
    folds: Folds | None = None
    several: Places = ()
    plane: set[str] = set()
    if of.along and not selects_the_last(of):
        folds = Folds(of, one, arrays, given)
        arrays = folds.arrays
    else:
        for a in of.along:
            if given[a] != -1 and any(given[a] != len(given[x].shape) - 1 or given[x].many for x in of.arrays):
                raise Unprinted(f"{of.name}: {a} = {given[a]}, which is not the last")
        several = together(arrays, one)
        arrays |= {a: merged(arrays[a], several) for a in arrays if several}
        plane = {a for a, x in arrays.items() if needs(x, one.arrays[a])}
        arrays |= {a: as_place(arrays[a]) for a in plane}
    # an array with one axis that is not spatial is an image with one axis
    line1 = any(
        not k and is_place(e.size) for a, x in arrays.items() for k, e in zip(x.kinds, one.arrays[a], strict=False)
    )
    of_place = lambda e: is_place(e) and not line1
    env: dict[sp.Basic, Expr] = {}
    numbers: dict[sp.Basic, str] = {}
    constants: dict[sp.Basic, sp.Basic] = {}
    for a in of.scalars:
        if a not in dict(words):
            for s, v in values_of(of, a, given[a]):
                if s.is_integer:
                    env[s] = sp.sympify(v)
                else:
                    numbers[s] = lifted(v, trace).numbers().at(())
                    if isinstance(v, (int, sp.Number)):
                        constants[s] = sp.sympify(v)
    for step in one.steps:
        if step.array not in arrays:
            continue
        have = arrays[step.array]
        if len(have.shape) != len(one.arrays[step.array]):
            raise Unprinted(f"{of.name}: {step.array} of {len(have.shape)} axes")
        rest, by = (sp.sympify(v).xreplace(env) for v in (step.rest, step.by))
        if have.kinds[step.axis] != of_place(one.arrays[step.array][step.axis].size):
            raise Unprinted(f"{of.name}: {step.array} has other kinds of axes")
        if step.letter is None:
            trace.claim(sp.Eq(sp.expand(have.shape[step.axis] - rest), 0))
        else:
            found = sp.cancel((have.shape[step.axis] - rest) / by)
            if sp.denom(found) != 1:
                raise Unprinted(f"{of.name}: the size {have.shape[step.axis]} as {by} {step.letter} + {rest}")
            env[step.letter] = sp.expand(found)
    replaced = lambda e: e.xreplace(env)
    for rule in one.requires:
        trace.suppose(replaced(rule).xreplace(constants), numbers)
    shape = tuple(sp.expand(replaced(bare(e))) for e in one.result)
    kinds = tuple(of_place(e.size) for e in one.result)
    for n in shape:
        if not n.is_positive:
            trace.suppose(sp.Ge(n, 1, evaluate=False))
    letters = [numbers[s] if s in numbers else whole(env[s], of_place(s)) for s in one.letters]
    if one.whole:
        found = counted(of, one, env)
        return Spatial(found) if is_place(found) and any(isinstance(v, Spatial) for v in given.values()) else found
    trace.needs(one.ring)
    functions = []
    for a, line in one.arrays.items():
        if a in arrays:
            functions.append(arrays[a].function)
        else:
            functions.append(f"(fun {' '.join('_' for _ in line)} => 0)" if line else "0")
    text = " ".join(
        [one.name, *["R"] * (one.ring != REALS), *["space1" if line1 else "G"] * one.spatial, *letters, *functions]
    )
    many = sum(e.many for e in one.result) if any(x.many for x in arrays.values()) else 0

    def at(places: Places) -> str:
        return f"({' '.join([text, *(whole(k, kind) for k, kind in zip(places, kinds, strict=True))])})"

    found = Array(trace, shape, kinds, at, f"({text})" if shape else "", many, one.extended)
    if folds:
        return folds.undone(found)
    if several and one.result and one.result[0].many:
        return parted(found, several)
    others = {a for a, x in arrays.items() if any(x.kinds)} - plane
    return as_axes(found) if plane and not others and kinds[-1:] == (True,) else found


def together(arrays: dict[str, Array], one: Printed) -> Places:
    """The sizes of several axes that a formula reads as one, which stands for any number of them; () if there are
    none. Raises Unprinted if they are others in each array."""
    found = set()
    for a, x in arrays.items():
        line = one.arrays[a]
        more = len(x.shape) - len(line)
        if line and line[0].many and more > 0 and not any(x.kinds[: more + 1]):
            found.add(x.shape[: more + 1])
        else:
            found.add(())
    if len(found) > 1:
        raise Unprinted(f"{one.name}: some of its arrays have more axes than others")
    return found.pop() if found else ()


def merged(x: Array, sizes: Places) -> Array:
    """The first axes of an array as one, the last of them fastest."""

    def at(places: Places) -> str:
        own, index = [], places[0]
        for n in sizes[:0:-1]:
            own.append(sp.Mod(index, n))
            index = sp.floor(index / n)
        return x.at((index, *own[::-1], *places[1:]))

    found = x.like((sp.Mul(*sizes), *x.shape[len(sizes) :]), (False, *x.kinds[len(sizes) :]), at)
    found.many = 1
    return found


def parted(x: Array, sizes: Places) -> Array:
    """The first axis of an array as the axes that it stands for."""
    count = len(sizes)
    at = lambda places: x.at((*flat_places(places[:count], [sizes]), *places[count:]))
    return x.like((*sizes, *x.shape[1:]), (*(False,) * count, *x.kinds[1:]), at)


def counted(of: Formula, one: Printed, env: dict[sp.Basic, Expr]) -> Expr:
    """The result of a formula of whole numbers: its definition, applied to letters, which may be sizes."""
    given = [env[s] for s in one.letters]
    alone = one.spatial and not any(map(is_place, given))  # integers alone are the sizes along one axis
    kinds = tuple(is_place(s) and not alone for s in one.letters)
    text = " ".join([one.name, *["space1" if alone else "G"] * one.spatial])
    place = is_place(of.statement.rhs) and not alone
    return application(text, kinds, place)(*given)
