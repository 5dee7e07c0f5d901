"""How the arguments of a call are checked and become a `BoundCall`."""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp

from . import admission, shapes
from .admission import Numbers, as_numbers
from .call import BoundCall
from .definition import Definition
from .domain import is_definite
from .plan import Plan
from .shapes import AxisGroups, shown
from .statement import on_axis
from .symbols import Convention, Ratio


class Binder:
    """Checks the arguments of calls of one formula. Arguments can be anything, so they are Any."""

    def __init__(self, of: Definition):
        self.of = of
        self.plan: Callable[..., Plan] = functools.cache(lambda rank=1, words=(): Plan(of, rank, words))

    def bind(self, given: dict[str, Any], weak: frozenset[str] = frozenset()) -> BoundCall:
        """The checked arguments of a call.

        Parameters
        ----------
        given : dict
            The arguments that were passed, by name; array arguments may be NumPy arrays already.
        weak : set of str
            The array arguments that were Python's numbers.

        Returns
        -------
        BoundCall

        Raises
        ------
        TypeError, ValueError
            With the name of the formula, the argument, its value and the rule.
        """
        of = self.of
        call = of.bound((), given)
        call.apply_defaults()
        values = dict(call.arguments)
        values |= {a: self.admitted(a, values[a]) for a in of.spaces}
        arrays = {
            a: as_numbers(f"{of.name}: {a}", values[a]) for a in of.arrays if not (values[a] is None and of.may_lack(a))
        }
        for a in of.switches:
            if not isinstance(values[a], (bool, np.bool_)):
                raise TypeError(f"{of.name}: {a} = {shown(values[a])}: it must be True or False")
        words = of.words_of(values)
        _ = of.axes_fit  # or a TypeError
        plan = self.plan(of.rank(arrays, values), words)
        if lacking := [a for a in sorted(plan.needed) if a not in arrays]:
            with_ = ", ".join(f"{a} = {w!r}" for a, w in words)
            raise ValueError(f"{of.name}: {', '.join(lacking)} is needed" + (f" with {with_}" if words else ""))
        folds = self._folds(plan, arrays, values)
        env = plan.bind({a: folds[a].folded if a in folds else x.shape for a, x in arrays.items()}, values)
        scalars = {a: v for a, v in values.items() if a not in of.arrays}
        for arg, letters in of.scalars.items():
            scalars[arg] = self._canonical(arg, letters, scalars[arg], plan, env)
        found = self._typed(BoundCall(plan, env, arrays, scalars, folds, weak=weak), values)
        self.check_domains(found, values)
        return found

    def admitted(self, a: str, v: Any) -> Any:
        """The function that an argument stands for. Raises TypeError or ValueError in one line."""
        try:
            return self.of.spaces[a].admit(f"{self.of.name}: {a}", v)
        except (TypeError, ValueError) as error:
            if "\n" not in str(error):
                raise
            raise type(error)(admission.one_line(error)) from None

    def _folds(self, plan: Plan, arrays: dict[str, Numbers], values: dict[str, Any]) -> dict[str, AxisGroups]:
        """How the axes of arrays are grouped; arguments that select axes are replaced in `values` by tuples."""
        name, chosen = self.of.name, {}
        folds: dict[str, AxisGroups] = {}
        for arg, s in self.of.along.items():
            array = next(
                a for a, line in plan.arrays.items() if a in arrays and s in {shapes.printed(e.size) for e in line}
            )
            values[arg] = chosen[s] = shapes.chosen_axes(f"{name}: {arg}", values[arg], arrays[array].ndim, array)
        for a, line in plan.arrays.items():
            if a in arrays and (any(entry.many for entry in line) or chosen):
                here = {s: axes for s, axes in chosen.items() if s in {shapes.printed(e.size) for e in line}}
                here = _kept(here, [shapes.printed(e.size) for e in line], folds)
                folds[a] = shapes.fold(f"{name}: {a}", arrays[a].shape, line, here)
        seen: dict[str, tuple[str, tuple[int, ...]]] = {}
        for a, one in folds.items():  # arrays seen as one axis still need the same shape, if they share the letter
            for s in one.letters:
                first, sizes = seen.setdefault(s, (a, one.sizes(s)))
                if sizes != one.sizes(s):
                    raise ValueError(
                        f"{name}: {first} has {s} = {sizes} and {a} has {s} = {one.sizes(s)}; they must agree"
                    )
        return folds

    def _canonical(self, arg: str, letters: tuple[sp.Symbol, ...], v: Any, plan: Plan, env: dict[str, Any]) -> Any:
        """An argument as the fast form takes it: one number, or a tuple with one for each axis; conventions keep their
        word."""
        if isinstance(self.of.words.get(arg), Convention) or not self.of.per_axis(arg):
            return v
        column: list[Any] = []
        for k in range(plan.rank):
            parts = [on_axis(s, k, plan.rank).name for s in letters]
            if any(s not in env for s in parts):
                return v
            found = tuple(env[s] for s in parts)
            if isinstance(self.of.words.get(arg), Ratio):
                column.append(Fraction(*found))
            else:
                column.append(found if len(found) > 1 else found[0])
        return column[0] if self.of.axiswise else tuple(column)

    def _typed(self, call: BoundCall, values: Mapping[str, Any]) -> BoundCall:
        """The same call with its floating type, and its numbers as the fast form takes them."""
        of, env, arrays, weak = self.of, call.env, call.arrays, call.weak
        free = {
            a: v
            for a, v in call.scalars.items()
            if a in of.scalars and not isinstance(v, (str, bool, tuple, type(None)))
        }
        strong = [
            t for a, x in arrays.items() if a not in weak | of.labels and (t := admission.counted(values[a].dtype))
        ]
        if arrays:
            strong += [t for v in free.values() if (t := admission.float_type(v))]
        dtype = admission.common(strong, [arrays[a].item() for a in weak if a not in of.labels])
        letters = {a: env[s.name] for a in free for s in of.scalars[a] if s.name in env}
        exact = bool(of.arrays) and any(
            isinstance(env.get(s.name), admission.EXOTIC) for a in free for s in of.scalars[a]
        )
        call.scalars |= letters
        call.fast = dict(call.scalars)  # a fast form takes Python's integers: NumPy's would wrap around
        if of.arrays and not exact:
            call.fast |= {a: self._float(a, v, dtype) for a, v in letters.items()}
        call.dtype, call.exact = dtype, exact
        call.direct = (
            dtype is not None
            and not (exact or weak or of.domain)
            and all(x is values[a] and x.dtype == dtype for a, x in arrays.items())
        )
        return call

    def _float(self, a: str, v: Any, dtype: np.dtype[Any] | None) -> Any:
        """A number for a letter as the fast form takes it."""
        if dtype is not None and dtype.itemsize > 8:
            return dtype.type(v.numerator) / dtype.type(v.denominator) if isinstance(v, Fraction) else v
        v = float(v) if isinstance(v, Fraction) else v
        if dtype is not None and not self.of.whole[a]:
            v = float(v)
            admission.fits(f"{self.of.name}: {a}", v, dtype)
        return v

    def check_domains(self, call: BoundCall, values: Mapping[str, Any]) -> None:
        """Raises ValueError for an array that is not in its domain. Halves are judged by their own rounding. Labels
        that are objects, or that have no domain, become integers first."""
        for a in self.of.labels & call.arrays.keys():
            if call.arrays[a].dtype.kind == "O" or a not in self.of.domain:
                call.arrays[a] = admission.labels(f"{self.of.name}: {a}", call.arrays[a])
        for a, domain in self.of.domain.items():
            if a in call.arrays and is_definite(x := call.arrays[a]):
                x = values[a] if values[a].dtype.name in admission.HALVES else x
                try:
                    fault = domain.fault(x, call.env)
                except (ValueError, OverflowError):  # int() of NaN or infinity, text of more than 4,300 digits
                    odd = next((v for v in x.flat if isinstance(v, float) and not math.isfinite(v)), None)
                    fault = "holds an integer that is too large" if odd is None else f"holds {odd}; it must be finite"
                if fault:
                    raise ValueError(f"{self.of.name}: {a} {shown(fault, str, 400)}")


def _kept(
    chosen: dict[str, tuple[int, ...]], line: list[str], folds: dict[str, AxisGroups]
) -> dict[str, tuple[int, ...]]:
    """The axes of letters in an array that may have the shape of the result, which keeps some axes of an argument."""
    for seen in folds.values():
        if set(chosen) <= set(seen.letters):
            left = sorted(axis for s in line if s in seen.letters for axis in seen.groups[seen.letters.index(s)])
            return {s: tuple(map(left.index, axes)) for s, axes in chosen.items()}
    return chosen
