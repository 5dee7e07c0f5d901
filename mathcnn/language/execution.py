"""How a formula is called: its arguments are checked, and the fast form is run on them, or the statement."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Generic

import numpy as np

from ..numbers.arithmetic import Arithmetic
from ..numbers.duals import Duals
from . import admission, keys
from .admission import LARGEST, Numbers, as_numbers, as_objects
from .binding import Binder
from .call import BoundCall
from .definition import Definition
from .keys import key_of
from .latex import Term
from .printing import as_term
from .shapes import shown

if TYPE_CHECKING:  # defaults of type parameters, so that a plain `Formula` is a type: only the checker needs them
    from typing_extensions import ParamSpec, TypeVar

    from .formula import Formula

    P = ParamSpec("P", default=...)
    R = TypeVar("R", default=Any)  # of a formula whose fast form has no annotations
else:
    from typing import ParamSpec, TypeVar

    P = ParamSpec("P")
    R = TypeVar("R")

ndarray = np.ndarray
QUIET = np.errstate(all="ignore")  # NaN and infinities are IEEE's results, and no reason for a warning
NONE_WEAK: frozenset[str] = frozenset()
MOST_KEPT = 512  # checked calls, for each formula


MANY = 2**20  # an integer from which on an argument is named if memory runs out


def _largest(v: Any) -> int:  # Any: an argument
    """The largest integer of an argument: a number, or numbers for the axes; 0 for anything else."""
    if isinstance(v, (tuple, list)):
        return max(map(_largest, v), default=0)
    return abs(v) if isinstance(v, int) else 0


class TooLarge(MemoryError, ValueError):
    """A call that needs more memory than there is."""


class IsTerm(Exception):
    """An argument is a `Term`, so that the result is one, too."""


class Executable(Generic[P, R]):
    """A definition that can be called. Arguments can be anything, so they are Any."""

    __name__: str

    def __init__(self, definition: Definition):
        d = self.definition = definition
        self.fn, self.statement, self.shapes, self.where = d.fn, d.statement, d.shapes, d.where
        self.requires, self.domain, self.notation, self.source = d.requires, d.domain, d.notation, d.source
        self.words, self.along, self.spaces, self.home = d.words, d.along, d.spaces, d.home
        self.name, self.topic, self.signature, self.names = d.name, d.name.partition(".")[0], d.signature, d.names
        self.arrays, self.optional, self.labels, self.functions = d.arrays, d.optional, d.labels, d.functions
        self.scalars, self.switches, self.whole = d.scalars, d.switches, d.whole
        self.methods = d.methods
        self.axiswise, self.ranked, self.shaped = d.axiswise, d.ranked, d.shaped
        self.conventions, self.default_words = d.conventions, d.default_words
        self.word, self.is_word, self.may_lack, self.bound = d.word, d.is_word, d.may_lack, d.bound
        self.binder = Binder(definition)
        self.plan = self.binder.plan
        self.companions: list[tuple[Callable[[dict[str, Any]], bool], list[Formula]]] = []
        self.ready: dict[Any, BoundCall] = {}  # checked calls by their keys, without arrays
        self._quiet = QUIET(d.fn)
        self._array_names = frozenset(d.arrays)
        self._leading = len(list(itertools.takewhile(lambda a: a in d.arrays, d.names)))
        self._positional = [a for a, p in d.signature.parameters.items() if p.kind is not p.KEYWORD_ONLY]
        self._splits = d.axiswise or bool(d.spaces)

    @property
    def scope(self) -> dict[str, Any]:
        """The names that shape lines may use: see `Definition.scope`."""
        return self.definition.scope

    # -- the call

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of the fast form; of the statement if a number is of a type that NumPy does not have."""
        at_once = key_of(args, kwargs, self._leading, self._array_names)
        ready = None if at_once is None else self.ready.get(at_once)
        if ready is not None:  # arrays in the type of the call, whose shapes have been checked before
            arrays = args[: self._leading]
            try:
                result: R = admission.settled(self._quiet(*arrays, **ready.fast), ready.dtype, arrays)
                return result
            except (OverflowError, MemoryError) as error:
                raise self._too_large(error, ready.fast) from None
        return self._called(args, kwargs, at_once)  # type: ignore[no-any-return]  # both are what the fast form returns

    def _called(self, args: tuple[Any, ...], kwargs: dict[str, Any], at_once: tuple[Any, ...] | None) -> Any:
        """The result of a call that was not made before; `at_once` is its quick key."""
        if self._splits and (found := self._split(args, kwargs)) is not None:
            return found
        try:
            values, key, weak = self.gathered(args, kwargs)
        except IsTerm:
            return self.as_term(*args, **kwargs)
        ready = None if key is None else self.ready.get(key)
        call = self.checked(ready, self.ready, values, key, weak)
        if at_once is not None and call.direct and not any(when(call.values) for when, _ in self.companions):
            self.ready[at_once] = call.with_arrays({})
        return self._computed(call)

    def gathered(
        self, args: tuple[Any, ...], kwargs: dict[str, Any]
    ) -> tuple[dict[str, Any], tuple[Any, ...] | None, frozenset[str]]:
        """The arguments by name, arrays as NumPy reads them; the key of the call, or None; and the array arguments that
        were Python's numbers. Raises TypeError or ValueError for an argument that is no array."""
        values = dict(zip(self._positional, args))  # noqa: B905  too many are refused below
        if kwargs:
            values |= kwargs
        if len(values) != len(args) + len(kwargs):
            self.bound(args, kwargs)  # raises: an argument given twice, or too many
        weak, known, cached = NONE_WEAK, self._array_names, True
        key: list[Any] = [*values]
        for a, v in values.items():
            t = type(v)
            if t is ndarray and a in known:
                key += v.shape, v.dtype
            elif a in known:
                if t is Term:
                    raise IsTerm
                if v is None and self.may_lack(a):
                    key.append(None)
                    continue
                if t is int or t is float:
                    weak |= {a}
                values[a] = v = admission.array(f"{self.name}: {a}", v)
                key += (a in weak, v.shape, v.dtype)
            elif t is int or t is str or t is bool:
                key += t, v
            elif t is Term:
                raise IsTerm
            elif cached:
                try:
                    key.append(keys.tuple_key(v) if t is tuple else keys.value_key(v))
                except (TypeError, RecursionError):
                    cached = False
        return values, tuple(key) if cached else None, weak

    def read(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> BoundCall:
        """The arguments of a call, checked. Raises TypeError or ValueError that names the argument and the rule."""
        values, key, weak = self.gathered(args, kwargs)
        return self.checked(None if key is None else self.ready.get(key), self.ready, values, key, weak)

    def checked(
        self,
        ready: BoundCall | None,
        kept: dict[Any, BoundCall],
        values: dict[str, Any],
        key: tuple[Any, ...] | None,
        weak: frozenset[str],
    ) -> BoundCall:
        """The arguments of a call, checked: the entries of arrays each time, the rest once for each key."""
        if ready is None:
            call = self.binder.bind(values, weak)
            if key is not None:
                if len(kept) >= MOST_KEPT:
                    kept.clear()
                kept[key] = call.with_arrays({})
            return call
        call = ready.with_arrays(
            {a: admission.numbers(f"{self.name}: {a}", values[a]) for a in self.arrays if values.get(a) is not None}
        )
        self.binder.check_domains(call, values)
        return call

    def _computed(self, call: BoundCall) -> Any:
        """The result of checked arguments, with those of companions."""
        if call.exact or any(x.dtype.kind == "O" for x in call.arrays.values()):
            return self._with_companions(self.run(lambda **_: call.literal(), call.values), call.values)
        call.arrays = self.in_one_type(call, call.dtype)
        y = admission.settled(self.run(self._quiet, {**call.fast, **call.arrays}), call.dtype, call.arrays.values())
        return self._with_companions(y, call.values)

    def in_one_type(self, call: BoundCall, dtype: np.dtype[Any] | None) -> dict[str, Numbers]:
        """The arrays in the type that the call computes in; labels stay integers."""
        if dtype is None:
            whole = self._whole_type(call)
            return {
                a: x.astype(whole) if whole is not None and x.dtype.kind == "i" and a not in self.labels else x
                for a, x in call.arrays.items()
            }
        return {
            a: x if a in self.labels else admission.cast(f"{self.name}: {a}", x, dtype, a in call.weak)
            for a, x in call.arrays.items()
        }

    def _whole_type(self, call: BoundCall) -> np.dtype[Any] | None:
        """The type in which integers are computed, None for int64: that if the statement keeps them integers and they
        cannot wrap around; else floats, or Python's integers if all letters are integers and the statement has no
        bound. Raises ValueError where they could wrap around."""
        plan = call.plan
        if not any(x.dtype.kind == "i" for a, x in call.arrays.items() if a not in self.labels):
            return None
        if not plan.exact:
            return np.dtype(np.float64)
        if plan.chooses:
            return None
        if plan.magnitude is None:
            whole = all(s.is_integer for letters in plan.scalars.values() for s in letters)
            return np.dtype(object if whole else np.float64)
        big = {f"big_{b}": max(abs(int(y.min())), abs(int(y.max()))) for b, y in call.arrays.items()}
        if (bound := plan.magnitude(call.env, big)) > LARGEST:
            largest = ", ".join(f"|{b.removeprefix('big_')}| <= {n}" for b, n in big.items())
            raise ValueError(
                f"{self.name}: integers as large as {largest} may reach {shown(bound)} > {LARGEST} = 2^63 - 1; "
                "pass floats"
            )
        return None

    def run(self, fn: Callable[..., Any], values: dict[str, Any]) -> Any:
        """A fast form on checked arguments. Raises ValueError if numbers or arrays are too large for it."""
        try:
            return fn(**values)
        except (OverflowError, MemoryError) as error:
            raise self._too_large(error, values) from None

    def _too_large(self, error: Exception, values: dict[str, Any]) -> ValueError:
        """The error of a call that asks for too much."""
        said = admission.one_line(error)
        if isinstance(error, MemoryError):
            given = ", ".join(f"{a} = {shown(v)}" for a, v in values.items() if _largest(v) >= MANY)
            return TooLarge(f"{self.name}: {given or 'the call'} needs more memory than there is{said and ': '}{said}")
        large = ", ".join(f"{a} = {shown(v)}" for a, v in values.items() if isinstance(v, int) and abs(v) > 2**63)
        return ValueError(f"{self.name}: {large or 'a number'} is too large for the types of the call: {said}")

    # -- calls that are several calls

    def _split(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        """The result of a call that is one call for each axis, or for each point; None for other calls."""
        if any(isinstance(v, Term) for v in (*args, *kwargs.values())):
            return None
        if self.axiswise and (split_up := self._axis_by_axis(args, kwargs)):
            return tuple(map(self._again, split_up))
        if self.spaces and (
            points := [a for a, v in self.bound(args, kwargs).arguments.items() if isinstance(v, (list, ndarray))]
        ):
            return self._point_by_point(points[-1], args, kwargs)
        return None

    def _again(self, call: dict[str, Any]) -> Any:
        """The result of another call."""
        run: Callable[..., Any] = self
        return run(**call)

    def _point_by_point(self, a: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Numbers:
        """A formula of functions at an array of points."""
        call = self.bound(args, kwargs).arguments
        call |= {b: self.binder.admitted(b, call[b]) for b in self.spaces if b in call}
        x = as_numbers(f"{self.name}: {a}", call[a])
        found = [self._again({**call, a: v}) for v in x.ravel().tolist()]
        return np.array(found, None if all(isinstance(v, (int, float)) for v in found) else object).reshape(x.shape)

    def _axis_by_axis(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> list[dict[str, Any]]:
        """The arguments of a call for each axis; none if the first argument is one number."""
        call = {
            a: v.tolist() if isinstance(v, ndarray) and v.ndim else v
            for a, v in self.bound(args, kwargs).arguments.items()
        }
        first = call.get(self.names[0])
        if not isinstance(first, (tuple, list)):
            return []
        several = {a: v for a, v in call.items() if isinstance(v, (tuple, list))}
        if not first or any(isinstance(e, (tuple, list)) for e in first):
            raise ValueError(
                f"{self.name}: {self.names[0]} = {shown(first)}: it must be one number, or one for each axis"
            )
        if any(len(v) != len(first) for v in several.values()):
            given = ", ".join(f"{a} = {shown(v)}" for a, v in several.items())
            raise ValueError(f"{self.name}: {given}: each must have one entry for each axis")
        return [{a: v[k] if a in several else v for a, v in call.items()} for k in range(len(first))]

    # -- results of other formulas beside the result

    def also(self, when: Callable[[dict[str, Any]], bool], *formulas: Formula) -> None:
        """Return the results of other formulas, too, if `when` is true of the arguments by name.

        The result is then a tuple, with one part for each of `formulas` after the first.
        """
        self.companions.append((when, list(formulas)))

    def _with_companions(
        self, y: Any, values: dict[str, Any], run: Callable[..., Any] = lambda other, **given: other(**given)
    ) -> Any:
        more = [other for when, others in self.companions if when(values) for other in others]
        if not more:
            return y
        return (y, *(run(other, **{k: v for k, v in values.items() if k in other.names}) for other in more))

    # -- the statement

    def literal(self, *args: Any, number: Any = None, **kwargs: Any) -> Any:
        """The result of the statement itself.

        Parameters
        ----------
        *args, **kwargs
            The arguments of the formula.
        number : Arithmetic, optional
            The number type to compute over; by default the one that fits the arguments.

        Returns
        -------
        An array of objects, one number, or a tuple as for a call.

        Raises
        ------
        TypeError, ValueError
            As for a call; also where the statement divides by zero over exact numbers.
        """
        if self.axiswise and (split_up := self._axis_by_axis(args, kwargs)):
            return tuple(self.literal(**one) for one in split_up)
        call = self.read(args, kwargs)
        again = functools.partial(Executable.literal, number=number)
        return self._with_companions(self.run(lambda **_: call.literal(number), call.values), call.values, again)

    def pulled(self, call: BoundCall, dy: Numbers, base: Arithmetic) -> dict[str, Numbers]:
        """The gradient of sum(dy * y) for each array, from the statement over numbers of the type `base` that carry
        their derivatives. Labels have none."""
        kind = Duals(base)
        lifted = {}
        for a, x in call.arrays.items():
            entries = x.ravel().tolist()
            letters = (
                entries if a in self.labels else [kind.letter((a, k), base.lift(v)) for k, v in enumerate(entries)]
            )
            lifted[a] = as_objects(letters).reshape(x.shape)
        y = np.ravel(call.with_arrays(lifted).literal(kind)).tolist()
        sums: dict[tuple[str, int], list[Any]] = {}
        for v, weight in zip(y, dy.ravel().tolist(), strict=True):
            for at, slope in getattr(v, "slopes", {}).items():
                sums.setdefault(at, []).append(base.lift(weight) * slope)
        return {
            a: as_objects(base.add(sums.get((a, k), [])) for k in range(x.size)).reshape(x.shape)
            for a, x in call.arrays.items()
            if a not in self.labels
        }

    def shape(self, *args: Any, **kwargs: Any) -> tuple[int, ...]:
        """The shape of the result of a call with these arguments."""
        return self.read(args, kwargs).shape

    def as_term(self, *args: Any, **scalars: Any) -> Term:
        """The formula of terms, as a term: how laws are printed."""
        return as_term(self.definition, args, scalars)
