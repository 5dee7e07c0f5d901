"""The gradients of a formula as formulas: `layers.conv.gradient["w"]`."""

from __future__ import annotations

import copy
import functools
from collections.abc import Iterable
from typing import Any  # Any: arrays and numbers of every number type, as they are passed

import numpy as np
import sympy as sp

from ...numbers.floats import FLOATS
from ..admission import Numbers
from ..call import BoundCall
from ..formula import Formula
from .definition import GradientDefinition, GradientPlan, derived
from .rules import KINKS, TIES
from .steps import Derivation, Step


class GradientFormula(Formula):
    """The gradient of a formula by one of its arrays, derived from the statement of the formula.

    It is a formula: it has a statement, LaTeX, a literal form over every number type, a fast form, shapes, laws and
    gradients. Its arguments are `dy`, the gradient of a number by the result, and those of the formula; its result is
    the gradient of that number by the array, in the shape of the array. Where a derivative does not exist, arguments
    `ties` and `kink` choose between the conventions of implementations.

    Attributes
    ----------
    of : Formula
        The formula.
    array : str
        The array that it is differentiated by.
    incoming : str
        The name of the first argument: "dy", or for the gradient of a gradient "ddx".
    """

    def __init__(self, of: Formula, array: str):
        self.of, self.array = of, array
        definition = GradientDefinition(of, array, derived)
        super().__init__(definition)
        self.incoming = definition.incoming
        self.binder.plan = self.plan = functools.cache(lambda rank=1, words=(): GradientPlan(definition, rank, words))
        self._mine = definition
        self._stated: tuple[sp.Eq, tuple[sp.Eq, ...]] | None = None  # where it is not the derived one

    def __get__(self, instance: object, owner: type | None = None) -> GradientFormula:
        return self

    @property
    def affine(self) -> bool:
        """Whether the formula is linear in the array but for a constant, whatever the other arguments."""
        return self._mine.affine

    @property
    def adjoint(self) -> bool:
        """Whether the formula is linear in the array, if the other arrays that may be left out are."""
        return self._mine.affine and self._mine.adjoint

    @property
    def setting(self) -> tuple[tuple[str, ...], dict[str, Any]]:
        """The arrays that may be left out and that the array needs beside itself, and the words under which the formula
        reads the array, where these are not the default words."""
        return self._mine.setting

    def derivation(self, **words: Any) -> Derivation:
        """How the gradient follows from the statement.

        Parameters
        ----------
        **words : words, by argument, as for `latex`.

        Returns
        -------
        A `Derivation` with the steps; see `mathcnn.language.derivatives.derivation`.

        Raises
        ------
        TypeError, ValueError : as for `latex`.
        """
        return self._mine.derivation(self.default_words(**words))

    def equations(self, words: tuple[tuple[str, Any], ...]) -> tuple[sp.Eq, tuple[sp.Eq, ...]]:
        """The statement in axis letters for a choice of words, by argument, and its named parts."""
        return self._mine.equations(words) if self._stated is None else self._stated

    def step(self, step: Step, rank: int = 1, **words: Any) -> GradientPlan:
        """The plan of one step of the derivation, which can be bound and run as that of the gradient."""
        chosen = self.default_words(**words)
        source = self._mine.source_for(tuple(pair for pair in chosen if pair[0] in self._mine.forward.words))
        parts = [e for e in source.parts if e.lhs not in {one.lhs for one in step.parts}]  # those of the formula
        return GradientPlan(self._mine, rank, chosen, (step.output, (*step.parts, *parts)))

    @property
    def textbook(self) -> GradientFormula | None:
        """The gradient in the form that textbooks print, if the formula states one; else None."""
        found = self.of.gradient.textbook.get(self.array)
        return None if found is None else self.restated(found.statement, found.where)

    def restated(self, statement: sp.Eq, where: Iterable[sp.Eq] | None = None) -> GradientFormula:
        """The same gradient with another statement, in axis letters, as if it had been derived wrongly.

        Parameters
        ----------
        statement : the other equation.
        where : its named parts; those of this gradient if None.
        """
        other = copy.copy(self)
        parts = self.where if where is None else tuple(where)
        other.statement, other.where, other.ready, other._stated = statement, parts, {}, (statement, parts)
        other.laws = {name: law.attached_to(other) for name, law in self.laws.items()}
        other.binder = copy.copy(self.binder)
        other.binder.plan = other.plan = functools.cache(
            lambda rank=1, words=(): GradientPlan(self._mine, rank, words, (statement, parts))
        )
        return other

    @property
    def says(self) -> list[str]:
        """What the conventions of the gradient mean, for those that it has, in words."""
        found = [f"ties={word!r}: {said}" for word, said in TIES.items() if "ties" in self.words]
        return found + [f"kink={word!r}: {said}" for word, said in KINKS.items() if "kink" in self.words]

    def by_statement(self, values: dict[str, Any]) -> Numbers:
        """The statement on arrays of floats, in their type."""
        call = self.binder.bind(values)
        dtype = np.result_type(*(x for a, x in call.arrays.items() if a not in self.labels))
        return np.asarray(np.asarray(call.literal(FLOATS), object).astype(float), dtype)

    def _computable(self, a: str, x: Numbers, call: BoundCall) -> Numbers:
        """Integers are computed in float64, as by `backward`."""
        return x.astype(np.float64) if x.dtype.kind == "i" and a not in self.labels else x
