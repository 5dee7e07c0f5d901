"""What is known of the sizes in one law, collected while its function runs.

Trusted. It trusts `kernel.inequalities` and `kernel.equality`.
"""

from __future__ import annotations

from sympy import Expr

from ..kernel.equality import normal
from ..kernel.given import Given
from ..kernel.inequalities import follows


class Untraced(TypeError):
    """A law has no sides for all sizes at once; the message says why."""


class Sizes:
    """Facts about the sizes in one law. Each law that is traced has an object of its own.

    known: the facts, as they are noted. letters: the names of the law's arguments and of the letters for their sizes,
    which bound letters must not take.
    """

    def __init__(self) -> None:
        self.known = Given({})
        self.letters: frozenset[str] = frozenset()

    def note(self, *facts: Expr) -> None:
        """More facts, each >= 0."""
        self.known = self.known.and_(fact for fact in facts if fact not in self.known.facts and not fact.is_nonnegative)

    def follows(self, goal: Expr) -> bool:
        """Whether goal >= 0 is known."""
        return follows(goal, self.known)

    def equal(self, n: Expr, m: Expr) -> bool:
        """Whether two sizes are known to be equal."""
        return normal(n - m) == 0 or self.follows(n - m) and self.follows(m - n)
