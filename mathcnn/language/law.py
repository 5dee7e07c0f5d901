"""Laws: what holds of a formula for all of its arguments, and what does not."""

from __future__ import annotations

import copy
import functools
import inspect
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from .domain import Domain
from .latex import Term, letter, write

if TYPE_CHECKING:
    from .formula import Formula


class Law:
    """A function of an implementation that returns both sides.

    Its arguments have the names, and so the shapes, of the formula's own; an argument of the formula that the law does
    not name is drawn, and is the same on both sides. All values are Any: a law is run over every number type.

    Parameters
    ----------
    of : Formula
    fn : function of (implementation, *arguments)
        Both sides.
    relation : str
        "=", "<=" or ">=".
    holds : bool
        False for a statement of which a counterexample must be found.
    rank : int, optional
        The number of spatial axes of the law; by default every number that the formula has.
    requires : tuple of functions of the arguments
        Conditions on the drawn arguments, by name.
    domain : dict, optional
        The domains of arguments that the formula does not have, or that are smaller than the formula's.
    held : dict, optional
        Arguments of the formula with fixed values.
    plain : bool
        Whether all arguments that the law does not name have their default values.
    **shapes : str
        The shapes of arguments that the formula does not have: `h="(B)"` is an array, `k="0..3"` a number.
    """

    def __init__(
        self,
        of: Formula,
        fn: Callable[..., Any],
        relation: str,
        holds: bool,
        *,
        rank: int | None = None,
        requires: tuple[Callable[..., bool], ...] = (),
        domain: dict[str, Domain] | None = None,
        held: dict[str, Any] | None = None,
        plain: bool = False,
        **shapes: str,
    ):
        functools.update_wrapper(self, fn)
        self.of, self.fn, self.relation, self.holds = of, fn, relation, holds
        self.rank, self.requires, self.shapes, self.held = rank, requires, shapes, held or {}
        self.plain, self.domain = plain, {**of.domain, **(domain or {})}
        self.family: Any = None  # the family that made it, if one did; families are above this package
        self.unproved = ""  # why it has no theorem, if it says that itself
        self.names = list(inspect.signature(fn).parameters)[1:]
        self.name = f"{of.name}::{fn.__name__}"
        letters = set(re.findall(r"\w+", of.shapes)) | {*of.names}
        self.shares_no_letter = not {*self.names} & {
            *of.names
        } and not any(  # whether it shares no letter with the formula
            letters & {*re.findall(r"\w+", text)} for text in shapes.values()
        )

    def attached_to(self, of: Formula) -> Law:
        """The same law about another formula with the same arguments."""
        other = copy.copy(self)
        other.of = of
        return other

    def __call__(self, implementation: Callable[..., Any], *args: Any, **kwargs: Any) -> tuple[Any, Any]:
        """Both sides, for an implementation of the formula and the arguments of the law."""
        left, right = self.fn(implementation, *args, **kwargs)
        return left, right

    @property
    def said(self) -> str:
        """The law in words: the first line of its documentation."""
        return (inspect.getdoc(self.fn) or self.fn.__name__.replace("_", " ")).split("\n")[0]

    def latex(self) -> str:
        """The law as LaTeX. A law that terms cannot be run through is its sentence, as text."""
        try:
            return self.equation()
        except (TypeError, AttributeError, ValueError, IndexError):
            return r"\text{" + re.sub(r"([#$%&_{}])", r"\\\1", self.said) + "}"

    def equation(self) -> str:
        """The law as LaTeX, by running it on terms. Raises what the law raises on them."""
        sign = {"<=": r"\leq", ">=": r"\geq"}.get(self.relation, "=" if self.holds else r"\neq")
        terms = [Term(letter(a)) for a in self.names]
        lhs, rhs = self.fn(self.of.as_term, *terms)
        return f"{write(lhs).tex} {sign} {write(rhs).tex}"

    def _repr_latex_(self) -> str:
        return rf"$\displaystyle {self.latex()}$"

    def __repr__(self) -> str:
        return f"<{'law' if self.holds else 'non-law'} {self.name}>"
