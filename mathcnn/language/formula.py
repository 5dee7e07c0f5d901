"""Formulas: Python functions that carry their own equation, laws and gradient. `formula` makes one.

Formula    a function (the fast form) with its statement, literal form, laws and gradient
Law        what holds of it: a function of an implementation that returns both sides
Gradient   its gradient
"""

from __future__ import annotations

import dataclasses
import functools
import inspect
from collections.abc import Callable, Iterable

# Any: options of laws and words: texts, bools, numbers and tuples of them
from typing import Any, ParamSpec, Protocol, TypeVar, overload

import numpy as np
import sympy as sp

from .admission import as_numbers, as_objects
from .call import BoundCall
from .definition import Definition, nearest
from .domain import Domain, FunctionSpace, is_definite
from .execution import Executable, P, R
from .gradients import Gradient, Gradients
from .law import Law
from .plan import Plan
from .printing import Card, aligned, card
from .shapes import shown
from .symbols import AxisArgument, Method, Words

__all__ = [
    "AxisArgument",
    "BoundCall",
    "Card",
    "Definition",
    "Domain",
    "Formula",
    "FunctionSpace",
    "Gradient",
    "Law",
    "Plan",
    "as_numbers",
    "as_objects",
    "formula",
    "is_definite",
    "nearest",
]

Q = ParamSpec("Q")  # the parameters of a function that becomes a formula
S = TypeVar("S")  # its result
LawFunction = Callable[..., Any]  # a law is written without annotations, and run over every number type


class Family(Protocol):
    """What `Formula.law` needs of a family of laws; see `mathcnn.laws.families`."""

    @property
    def adds(self) -> dict[str, tuple[str, str]]:
        """The arguments that the formula does not have: after which argument each stands, and its shape."""

    @property
    def relation(self) -> str:
        """ "=", "<=" or ">="."""

    def function(self, formula: Callable[..., Any], name: str, says: str | None = None) -> LawFunction:
        """The law as a function of an implementation and its arguments."""


class Formula(Executable[P, R]):
    """A Python function that carries its own equation. Calling it runs the fast form; on numbers that NumPy has no
    type for (Fraction, SymPy, balls) it runs the statement.

    These rules hold for every formula and every gradient, and no call depends on an earlier one:

    * An array is anything that NumPy reads as real numbers without loss. Masked arrays, tensors that NumPy cannot read,
      sparse matrices, generators, complex numbers, dates, records and other objects raise TypeError or ValueError.
    * With a floating array, or one of NumPy's floats beside an array, a call computes and returns in `np.result_type`
      of its arrays and of NumPy's floats among its other arguments. float16, bfloat16 and smaller floats count as
      float32. Python's numbers adapt, and are refused if that type cannot hold them. Labels do not count.
    * Integers alone are computed in int64 if the statement keeps them integers (and refused if they might wrap
      around), else in float64. Results are in native byte order.
    * A result is a new array that can be written to, and shares no memory with an argument.
    * An integer argument beside arrays is at most 2147483647. NaN and infinities raise no warnings.

    Attributes
    ----------
    name, topic : str
        "layers.conv" and "layers".
    fn : function
        The fast form.
    definition : Definition
        What the author states; its parts are attributes of the formula, too.
    laws : dict
        The laws by name, those that do not hold included.
    backward : Gradient or None
        The gradients by all arrays at once, written in NumPy.
    gradient : Gradients
        The gradients as formulas, by array, derived when they are first asked for: `conv.gradient["w"]`. As a decorator
        it attaches their fast form, a function (dy, *arguments) -> one array, or None, for each array argument.
    """

    def __init__(self, definition: Definition):
        functools.update_wrapper(self, definition.fn)
        super().__init__(definition)
        self.__signature__ = inspect.signature(definition.fn) if definition.methods else definition.signature
        self._ways: dict[str, Formula[P, R]] = {}  # by method
        self.laws: dict[str, Law] = {}
        self.backward: Gradient | None = None
        self.gradient = Gradients(self)

    def __get__(self, instance: object, owner: type | None = None) -> Formula[P, R]:
        return self  # makes it a routine, whose parameters `help` shows

    # -- how it is computed

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R:
        """The result of the fast form; of the statement if a number is of a type that NumPy does not have."""
        for a in self.definition.methods:
            if a in kwargs:
                method = kwargs.pop(a)
                return self.by(method)(*args, **kwargs)
        return super().__call__(*args, **kwargs)

    def by(self, method: object) -> Formula[P, R]:
        """The same formula with one method as its fast form, which can be checked like any other implementation:
        `mathcnn.check(convolution.discrete, convolution.discrete.by("transform"))`.

        Parameters
        ----------
        method : str
            A word of the argument that chooses how to compute.

        Raises
        ------
        TypeError
            If the formula has no such argument.
        ValueError
            If the word is none of the methods.
        """
        if not self.definition.methods:
            raise TypeError(f"{self.name} has one method only; by was given {shown(method)}")
        ((argument, words),) = self.definition.methods.items()
        if not isinstance(method, str) or method not in words:
            known = ", ".join(map(repr, words))
            raise ValueError(
                f"{self.name}: {argument} = {shown(method)}: it must be one of {known}{nearest(method, words)}"
            )
        if method not in self._ways:
            fn, chosen = self.fn, {argument: method}

            @functools.wraps(fn)
            def one_way(*args: Any, **kwargs: Any) -> Any:  # Any: what the fast form takes and returns
                return fn(*args, **{**kwargs, **chosen})

            self._ways[method] = Formula(dataclasses.replace(self.definition, fn=one_way))
            self._ways[method].backward = self.backward
        return self._ways[method]

    # -- what is said about it

    @overload
    def law(self, relation: str = "=", **options: Any) -> Callable[[LawFunction], Law]: ...
    @overload
    def law(self, relation: Family, **options: Any) -> Law: ...
    def law(self, relation: str | Family = "=", **options: Any) -> Callable[[LawFunction], Law] | Law:
        """Attach a law.

        Parameters
        ----------
        relation : str or family of laws
            With "=", "<=" or ">=" the result is a decorator of a function of an implementation that returns both
            sides: `@conv.law()`. With a family it is the law: `conv.law(additive("x", "z"), name="adds_inputs")`.
        **options
            As for `Law`; for a family also `name`, and `says`, the sentence of the law.

        Raises
        ------
        TypeError
            If the formula has a law of this name.
        """
        return self._law(relation, options, True)

    @overload
    def fails(self, relation: str = "=", **options: Any) -> Callable[[LawFunction], Law]: ...
    @overload
    def fails(self, relation: Family, **options: Any) -> Law: ...
    def fails(self, relation: str | Family = "=", **options: Any) -> Callable[[LawFunction], Law] | Law:
        """Attach a statement that does not hold, of which a counterexample must be found. Parameters as for `law`."""
        return self._law(relation, options, False)

    def _law(self, relation: str | Family, options: dict[str, Any], holds: bool) -> Callable[[LawFunction], Law] | Law:
        if isinstance(relation, str):
            return lambda fn: self._with_law(fn, relation, holds, options)
        fn = relation.function(self, options.pop("name"), options.pop("says", None))
        options = {new: shape for new, (_, shape) in relation.adds.items()} | options
        law = self._with_law(fn, relation.relation, holds, options)
        law.family = relation
        return law

    def _with_law(self, fn: LawFunction, relation: str, holds: bool, options: dict[str, Any]) -> Law:
        if fn.__name__ in self.laws:
            raise TypeError(f"{self.name} has a law {fn.__name__} already")
        self.laws[fn.__name__] = law = Law(self, fn, relation, holds, **options)
        return law

    def restated(self, statement: sp.Eq, where: Iterable[sp.Eq] | None = None) -> Formula[P, R]:
        """The same formula with another statement, under the same laws, as if this one had been written wrongly.

        Parameters
        ----------
        statement : the other equation.
        where : its named parts; those of this formula if None.
        """
        parts = self.where if where is None else tuple(where)
        definition = dataclasses.replace(self.definition, statement=statement, where=parts, like=self.definition)
        other: Formula[P, R] = Formula(definition)
        other.laws = {name: law.attached_to(other) for name, law in self.laws.items()}
        return other

    def compiled(self, *, threads: int | None = None, fixed: bool | None = None) -> Callable[P, Any]:
        """The formula as machine code that is written from its statement: a function with the same parameters.

        Parameters and errors are those of `mathcnn.compiled.compiled`. It needs the extra `native`.
        """
        from ..compiled import compiled  # here, so that nothing else loads it

        return compiled(self, threads, fixed)

    # -- printing

    def latex(self, rank: int = 2, **words: Any) -> str:
        """The statement as LaTeX, its named parts after it.

        Parameters
        ----------
        rank : the number of spatial axes, an integer >= 1, for formulas that have some; others are printed as they are.
        **words : words, by argument: `latex(flip=True)`. By default those of the signature.

        Raises
        ------
        TypeError : there is no such argument, or rank is not an integer.
        ValueError : the argument takes numbers or arrays, for which the statement has letters, or rank is below 1.
        """
        return r", \quad ".join(self.lines(rank, **words))

    def lines(self, rank: int = 2, **words: Any) -> list[str]:
        """The statement as LaTeX, and each of its named parts. Parameters as for `latex`."""
        return self.plan(self.printed_rank(rank), self.default_words(**words)).latex

    def printed_rank(self, rank: int) -> int:
        """The number of spatial axes for which the statement is printed. Raises TypeError or ValueError for a rank that
        is no integer >= 1."""
        if isinstance(rank, bool) or not isinstance(rank, (int, np.integer)):
            raise TypeError(f"{self.name}: rank = {shown(rank)}: must be an integer >= 1")
        if rank < 1:
            raise ValueError(f"{self.name}: rank = {rank}: must be an integer >= 1")
        return int(rank) if self.ranked and not self.axiswise else 1

    def _repr_latex_(self) -> str:
        """For notebooks."""
        return aligned(self.lines())

    def __repr__(self) -> str:
        return f"<formula {self.name}{self.signature}>"

    def card(self) -> Card:
        """The formula as a Markdown page: its statement, shapes, conventions, laws and source."""
        return card(self)


def formula(
    statement: sp.Eq,
    *,
    shapes: str = "->()",
    where: Iterable[sp.Eq] = (),
    requires: Iterable[sp.Basic] | dict[sp.Basic, str] = (),
    domain: dict[str, Domain] | None = None,
    notation: str | None = None,
    source: str = "",
    **words: Words | AxisArgument | FunctionSpace | Method,
) -> Callable[[Callable[Q, S]], Formula[Q, S]]:
    """Decorate the fast form of a formula with its statement.

    Parameters
    ----------
    statement : sympy.Eq
        The result, index by index, on the left; on the right the arguments of the function, by their names.
    shapes : str
        The shapes of the array arguments and of the result: "(N, C), (C) -> (N)". See `mathcnn.language.shapes`.
        Letters are looked up in the module of the function, then in the module `letters` beside it.
    where : equations of named parts that the statement reads.
    requires : conditions on sizes and numbers, or {condition: the condition in words}.
    domain : {argument: Domain}, what entries of arrays must satisfy.
    notation : str, optional
        How laws print the formula: a name, or LaTeX with {} for each argument and {name} for others.
    source : str
        Where the formula is printed: a key of the bibliography, and a place.
    **words
        What the words of an argument mean (`padding=Spelling(...)`), which axes it selects (`axis=AxisArgument("X")`),
        which functions it takes (`f=FunctionSpace(...)`), or how the fast form computes (`method=Method(...)`).

    Returns
    -------
    A decorator: function -> Formula with the function's parameters.

    Raises
    ------
    TypeError
        If the statement is no equation, the shape line has another form, they have different arrays, or one letter has
        two meanings; by a call, if an array has other axes in the statement than in the shape line.
    """
    conditions = requires if isinstance(requires, dict) else dict.fromkeys(requires, "")

    def decorate(fn: Callable[Q, S]) -> Formula[Q, S]:
        return Formula(
            Definition.of(
                fn,
                statement,
                words,
                shapes=shapes,
                where=tuple(where),
                requires=conditions,
                domain=domain or {},
                notation=notation,
                source=source,
            )
        )

    return decorate
