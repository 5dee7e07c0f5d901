"""How the statement and the implementations of one formula are checked: one interface, two implementations.

Arrays (`arrays.ArrayChecker`) and functions on the line (`functions.FunctionChecker`) are drawn, compared and printed
in different ways. `mathcnn.evidence.choice.checker_of` chooses by the formula, and nothing else asks which one it is.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from ..language.formula import Formula, Law
from .aliases import Backward, Implementation
from .checks import CheckResult
from .reproduction import Text

OWN = "mathcnn"  # the fast form, as an implementation
STATEMENT = "statement"
EQUALS_LITERAL = "equals the literal form"


@dataclass(frozen=True)
class Checked:
    """A check that has ended, with what a row of a report says of it.

    Attributes
    ----------
    kind : "form", "law", "non-law" or "gradient".
    law : the name of the law, or what was checked of the form or gradient.
    implementation : the name of what was checked.
    result : what was found.
    seconds : how long it took.
    foreign : whether little evidence is suspect: an implementation that is not the formula's own.
    """

    kind: str
    law: str
    implementation: str
    result: CheckResult
    seconds: float
    foreign: bool = False


def timed(kind: str, law: str, implementation: str, check: Callable[[], CheckResult], foreign: bool = False) -> Checked:
    """Run a check and take its time."""
    started = time.perf_counter()
    result = check()
    return Checked(kind, law, implementation, result, time.perf_counter() - started, foreign)


class Checker(Protocol):
    """The checks of one formula."""

    of: Formula

    def forms(self, implementation: Implementation | None, label: str, examples: int, seed: int) -> Iterator[Checked]:
        """The checks of the form.

        Parameters
        ----------
        implementation : what is checked; None for the formula's own fast form and the statement itself.
        label : its name.
        examples : about how many cases each check looks at.
        seed : of the cases.
        """

    def law_of_statement(self, law: Law, examples: int, seed: int, proved: bool = False) -> CheckResult:
        """Both sides of a law by the statement: as expressions where possible, else on exact numbers; on these alone,
        which takes less time, if there is a proof of it."""

    def law_of_implementation(
        self, law: Law, implementation: Implementation, label: str, foreign: bool, examples: int, seed: int
    ) -> Checked:
        """Both sides of a law by an implementation, which may be the formula itself. If `foreign`, a sample that fails
        is made small, and little evidence is suspect."""

    def counterexample(self, law: Law, implementation: Implementation | None, seed: int) -> CheckResult:
        """The smallest case in which a law does not hold, by an implementation, or by the statement if it is None."""

    def gradients(self, backward: Backward, label: str, foreign: bool, examples: int, seed: int) -> Iterator[Checked]:
        """The checks of a gradient."""

    def describe(self, result: CheckResult, names: set[str] | None = None, text: Text = repr) -> str:
        """The worst case as one line: the arguments in `names`, or all of them, each written by `text`."""

    def program(self, kind: str, law: str, result: CheckResult) -> str:
        """A Python program that runs the worst case again."""
