"""Gradients: the hand-written ones that formulas carry, those of the literal form, and those that are formulas."""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple  # Any: arrays and numbers of every number type, as they are passed

import sympy as sp
from sympy.polys.fields import FracElement
from sympy.polys.rings import PolyElement

from ..numbers.arithmetic import Arithmetic
from ..numbers.choosing import arithmetic_of
from ..text import markdown
from . import admission
from .admission import Numbers
from .call import BoundCall
from .definition import nearest
from .execution import QUIET, Executable
from .printing import aligned

if TYPE_CHECKING:
    from .derivatives.formulas import GradientFormula
    from .formula import Formula


def pulled(
    of: Executable, arrays: dict[str, Numbers], dy: Numbers, kwargs: dict[str, Any], base: Arithmetic
) -> dict[str, Numbers]:
    """The gradient of sum(dy * y) for each array, from the statement.

    Parameters
    ----------
    of : the formula.
    arrays : its array arguments.
    dy : array of the shape of the result.
    kwargs : its other arguments, of any type.
    base : the arithmetic to compute in.

    Returns
    -------
    An array of objects for each array that is not a label.
    """
    return of.pulled(of.read((), {**arrays, **kwargs}), dy, base)


class Gradient:
    """The gradient of a formula, as a vector-Jacobian product: (dy, *arguments) -> one array for each array argument.

    The rules for types and memory are those of formulas; the type of dy counts as one of the arrays.
    """

    def __init__(self, of: Formula, fn: Callable[..., Any]):  # Any: one array, or a tuple of arrays and None
        functools.update_wrapper(self, fn)
        self.of, self.fn = of, fn
        self.__signature__ = inspect.signature(fn)
        self.ready: dict[Any, BoundCall] = {}  # checked calls by their keys, without arrays
        self._quiet = QUIET(fn)

    def __get__(self, instance: object, owner: type | None = None) -> Gradient:
        return self  # makes it a routine, whose parameters `help` shows

    def __call__(self, dy: Any, *args: Any, **kwargs: Any) -> Any:
        """The gradient of sum(dy * y).

        Parameters
        ----------
        dy : array_like
            Of the shape of the result.
        *args, **kwargs
            The arguments of the formula.

        Returns
        -------
        For each array argument an array of its shape, or None where the formula has no gradient.

        Raises
        ------
        TypeError, ValueError
            As for a call of the formula; also if dy has another shape, or over exact numbers there is no derivative.
        """
        of = self.of
        name = f"{of.name}.backward: dy"
        weak = type(dy) in (int, float)
        given = admission.array(name, dy)
        values, key, others = of.gathered(args, kwargs)
        dy = admission.numbers(name, given)
        key = None if key is None else (*key, weak, given.dtype)
        ready = self.ready.get(key) if key is not None else None
        call = of.checked(ready, self.ready, values, key, others)
        if ready is None:  # the type of the call is that of dy, too
            counted = (admission.counted(given.dtype), call.dtype)
            floats = [t for t in counted if t and not (weak and t is not call.dtype)]
            dtype = admission.common(floats, [dy.item()] if weak else []) or admission.DOUBLE
            call = dataclasses.replace(call, dtype=dtype, shape_of_result=call.shape)
            if key is not None:
                self.ready[key] = call.with_arrays({})
        if dy.shape != call.shape_of_result:
            raise ValueError(
                f"{name} has shape {dy.shape}; it must have the shape of the result, {call.shape_of_result}"
            )
        if call.exact or any(x.dtype.kind == "O" for x in (dy, *call.arrays.values())):
            return self._exactly(dy, call)
        assert call.dtype is not None
        arrays = of.in_one_type(call, call.dtype)
        dy = admission.cast(name, dy, call.dtype, weak)
        found = of.run(self._quiet, {"dy": dy, **call.fast, **arrays})
        return admission.settled(found, call.dtype, (dy, *arrays.values()))

    def latex(self, rank: int = 2) -> str:
        """The derived gradients for all arrays, as LaTeX. rank : the number of spatial axes, if there are some."""
        return r", \quad ".join(self._lines(rank))

    def _lines(self, rank: int) -> list[str]:
        return [line for one in self.of.gradient.derivable().values() for line in one.lines(rank)]

    def _repr_latex_(self) -> str:
        """For notebooks."""
        return aligned(list(dict.fromkeys(self._lines(2))))

    def __repr__(self) -> str:
        return f"<gradient {self.of.name}.backward{self.__signature__}>"

    def _exactly(self, dy: Numbers, call: BoundCall) -> Any:
        """On numbers that NumPy has no type for: from the statement, over numbers that carry their derivatives.
        Polynomials go through the fast form, which is checked on them."""
        of, arrays = self.of, call.arrays
        entries = [v for x in (dy, *arrays.values()) for v in x.ravel().tolist()]
        if any(isinstance(v, (PolyElement, FracElement)) for v in entries):
            return self.fn(dy, **{**call.scalars, **arrays})
        try:
            found = of.pulled(call, dy, arithmetic_of([*entries, *call.env.values()] if call.exact else entries))
        except (TypeError, ValueError, AttributeError, ZeroDivisionError, OverflowError) as error:
            said = admission.one_line(error)
            if said.startswith(of.name):
                raise
            raise ValueError(
                f"{of.name}.backward: no derivative at {', '.join(arrays)}, over exact numbers: {said}"
            ) from None
        return tuple(found.get(a) for a in of.arrays if a not in of.labels)


class Textbook(NamedTuple):
    """A gradient as textbooks print it.

    statement, where : the equation and its named parts.
    source : where it is printed.
    """

    statement: sp.Eq
    where: tuple[sp.Eq, ...]
    source: str


class NotDerived(ValueError):
    """A statement of which no gradient can be derived; the message says why."""


class Gradients(Mapping[str, "GradientFormula"]):
    """The gradients of a formula, by array; called with a function, it registers it as their fast form.

    A gradient is derived when it is first asked for. Iteration gives the arrays that are no labels.

    `attach_laws` attaches the laws of a gradient that was derived; `mathcnn.laws`, above this package, sets it.
    """

    attach_laws: Callable[[GradientFormula], None] = staticmethod(lambda gradient: None)

    def __init__(self, of: Formula):
        self.of = of
        self.textbook: dict[str, Textbook] = {}
        self._found: dict[str, GradientFormula | NotDerived] = {}

    def __call__(self, fn: Callable[..., Any]) -> Gradient:
        """Attach a fast form: a function (dy, *arguments) -> one array, or None, for each array argument."""
        self.of.backward = Gradient(self.of, fn)
        self._found.clear()
        return self.of.backward

    def has_textbook_form(self, array: str, statement: sp.Eq, where: Iterable[sp.Eq] = (), source: str = "") -> None:
        """State the form that textbooks print of a gradient, which is checked to equal the derived one.

        Parameters
        ----------
        array : the array that the gradient is by.
        statement : the equation, in the letters of the formula, with dy for the gradient of the result.
        where : its named parts.
        source : where it is printed.
        """
        self.textbook[array] = Textbook(statement, tuple(where), source)

    def __getitem__(self, array: str) -> GradientFormula:
        """The gradient by an array.

        Raises
        ------
        KeyError : the formula has no such array, or the array holds labels.
        NotDerived : the machine has no rule for an operator of the statement; the message names it.
        """
        if not isinstance(array, str) or array not in self._found:
            if array not in (known := list(self)):
                near = nearest(array, known) if isinstance(array, str) else ""
                has = ", ".join(known) or "none"
                raise KeyError(f"{self.of.name} has no gradient by {array!r}; it has {has}{near}")
            from .derivatives import formulas  # here, so that nothing else pays for it

            try:
                derived = self._found[array] = formulas.GradientFormula(self.of, array)
                self.attach_laws(derived)
            except NotDerived as error:
                self._found[array] = NotDerived(f"{self.of.name} has no gradient by {array}: {error}")
        found = self._found[array]
        if isinstance(found, NotDerived):
            raise found
        return found

    def derivable(self) -> dict[str, GradientFormula]:
        """The gradients that can be derived, by array."""
        found = {}
        for a in self:
            try:
                found[a] = self[a]
            except NotDerived:
                continue
        return found

    def _repr_markdown_(self) -> str:
        """For notebooks: a table of the formulas."""
        said = [[markdown.code(a), "<br>".join(map(markdown.math, one.lines()))] for a, one in self.derivable().items()]
        return markdown.table(["by", "gradient"], said)

    def __iter__(self) -> Iterator[str]:
        return (a for a in self.of.arrays if a not in self.of.labels)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __repr__(self) -> str:
        return f"<gradients of {self.of.name} by {', '.join(self) or 'nothing'}>"
