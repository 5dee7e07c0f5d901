"""A function that is called several times: what is asked of it, what it should give, and the calls as Python."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ..evidence import cases, checks
from ..evidence.cases import Case
from ..evidence.checks.special_values import real_floats
from ..numbers import rounding
from .aliases import Scalar
from .ordinary import integers, ordinary
from .reproductions import call_of
from .rows import Rows
from .wild import expected, near
from .written import Writer

GEOMETRIES = 3  # of a formula


@dataclass(frozen=True)
class Call:
    """The arguments of one call."""

    arrays: dict[str, np.ndarray]
    kwargs: dict[str, Scalar]


class Depends(Exception):
    """A result depends on something else than its arguments; the message says on what.

    shown: Python that shows it after the calls; beside: the entry that is wrong, in words
    """

    def __init__(self, said: str, shown: Sequence[str] = (), beside: str = ""):
        super().__init__(said)
        self.shown, self.beside = list(shown), beside


class Caller:
    """A function that is called, and what its results should be.

    rows: the function of a target, which is asked for in its own words; dtype: of the arrays
    """

    def __init__(self, rows: Rows, dtype: str):
        self.rows, self.of, self.dtype = rows, rows.of, dtype
        self.calls = 0
        self.remarks: dict[str, None] = {}
        self.right = True  # whether its first result was right
        self.last: Call | None = None
        self.begin()

    def begin(self) -> None:
        """Begin to write down the calls that are made, as Python."""
        self.writer, self.script = Writer(always=True), list[str]()

    def cases(self) -> list[Case]:
        """Some geometries: ordinary ones, or random ones if there are none."""
        found = ordinary(self.of)[:GEOMETRIES]
        if not found:
            drawn = (case for case, _ in cases.sampled(self.of, 40, self.rows.seed))
            found = list(itertools.islice((c for c in drawn if c.shapes and c.entries > 1), GEOMETRIES))
        return found

    def drawn(self, case: Case, seed: int, dtype: str = "") -> Call:
        """Arguments for a geometry, in the type of numbers of the check, or in another one."""
        arrays = integers(case, np.random.default_rng(seed), dtype or self.dtype)
        return Call(arrays, self.rows.subject.own_words(checks.float_scalars(case.kwargs)))

    def run(self, call: Call) -> np.ndarray:
        """The result of a call, which is called y1, y2, ... in the script."""
        self.last = call
        self.script.append(f"{self.name(1)} = {self.text(call)}")
        found: np.ndarray = checks.call(self.of, self.rows.subject, call.arrays, call.kwargs)
        self.calls += 1
        return found

    def before(self, error: Exception) -> list[str]:
        """The calls before an exception as Python: the last one only, if it raises such an exception by itself."""
        written = [*self.writer.lines, *self.script]
        if self.last is not None:
            self.begin()
            try:
                self.run(self.last)
            except Exception as again:  # whatever the target raises
                if type(again) is type(error):
                    return [*self.writer.lines, *self.script]
        return written

    def name(self, more: int = 0) -> str:
        """The name of the last result in the script; more: of one that many calls later."""
        return f"y{sum(line.startswith('y') for line in self.script) + more}"

    def text(self, call: Call) -> str:
        """A call as Python."""
        asked = self.rows.subject.read((), {**call.arrays, **call.kwargs})
        return call_of(self.rows.subject, asked.arrays, asked.scalars, self.writer)

    def wanted(self, call: Call) -> np.ndarray:
        """What the formula gives, in the words that the target computes."""
        return expected(self.of, call.arrays, call.kwargs, True)

    def check(self, call: Call, got: np.ndarray, said: str) -> None:
        """Raise Depends if a result is not that of its own arguments."""
        if not self.right:
            return
        found, want = real_floats(rounding.wide(got)), self.wanted(call)
        if found.shape != want.shape:
            raise Depends(said, [f"print({self.name()}.shape)"], f"shape {found.shape} instead of {want.shape}")
        if not (close := near(found, want)).all():
            at = tuple(map(int, np.argwhere(~close)[0]))
            raise Depends(said, [f"print({self.name()}[{at}])"], f"{found[at]} instead of {want[at]} at {at}")

    def first(self, case: Case) -> Call:
        """A call, whose result is the first one; notes whether that is right."""
        call = self.drawn(case, 1)
        self.right = True
        try:
            self.check(call, self.run(call), "")
        except Depends:
            self.right = False
        return call
