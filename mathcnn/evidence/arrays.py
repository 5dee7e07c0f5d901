"""The checks of a formula of arrays, in the order in which a report has them."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator

import numpy as np

from ..language.formula import Formula, Law
from ..language.statement import Root
from .aliases import Arguments, Backward, Implementation, Value
from .checkers import EQUALS_LITERAL, STATEMENT, Checked, timed
from .checks import (
    CheckResult,
    form_exact,
    form_rounded,
    form_selects,
    form_special,
    gradient_exact,
    gradient_rounded,
    gradient_special,
    law_exact,
    law_rounded,
)
from .checks.gradient_edges import checks_of
from .counterexamples import counterexample, on_floats
from .derived import derived_on_letters
from .derived_sizes import gradient_at_sizes
from .reproduction import Text, form_program, gradient_program, importing, law_program, lettered
from .shrinking import shrink
from .symbolic import form_as_printed, gradient_on_letters, law_on_letters, law_on_numbers

SHOWN = 40  # entries of an array that are written in full
FEW = 8  # entries that are named with their places
DERIVATIVE, DERIVED, SPECIAL = "derivative", "derived by", "special values"
AT_SIZES, TEXTBOOK = "derived, at real sizes", "textbook form by"


class ArrayChecker:
    """The checks of a formula of arrays and numbers; see `Checker`."""

    def __init__(self, of: Formula):
        self.of = of

    # -- forms

    def forms(self, implementation: Implementation | None, label: str, examples: int, seed: int) -> Iterator[Checked]:
        """The generated code against substitution; then the strictest comparison of the fast form that applies."""
        of, fast = self.of, implementation or self.of
        if of.names and not of.arrays and (of.functions or not of.scalars):
            return
        if implementation is None:
            few = max(2, examples // 8)
            yield timed("form", "as printed", STATEMENT, lambda: form_as_printed(of, few, seed))
        check = functools.partial(self._timed, "form", label=label, foreign=implementation is not None)
        found = [check(EQUALS_LITERAL, functools.partial(form_exact, of, fast, 2 * examples, seed))]
        if of.arrays and not found[0].result.wrong or not found[0].result.count:
            found.append(check(EQUALS_LITERAL, functools.partial(form_selects, of, fast, examples, seed)))
            if not found[1].result.count:
                found.append(check(EQUALS_LITERAL, functools.partial(form_rounded, of, fast, examples, seed)))
                if self.has_special_values():
                    found.append(check(SPECIAL, functools.partial(form_special, of, fast, examples, seed)))
        yield from with_cases(found)

    def has_special_values(self) -> bool:
        """Whether NaN and infinities are checked: the first array may hold them, and the result is no transform."""
        of = self.of
        if not of.arrays or of.arrays[0] in of.domain:
            return False
        return not of.plan(1, of.default_words()).output.rhs.atoms(Root)

    # -- laws

    def law_of_statement(self, law: Law, examples: int, seed: int, proved: bool = False) -> CheckResult:
        """On letters at every size up to N; on exact numbers as well if N < 2, or if the law leaves arguments open,
        which keep their defaults on letters. A theorem holds at every size, so a law that has one is looked at on exact
        numbers, unless these cannot decide it, as where functions of them have no exact value."""
        literal = law.of.literal
        if proved:
            result = law_on_numbers(law, literal, examples, seed)
            if result.count and not result.wrong:
                return result
        result = law_on_letters(law, literal)
        if result.wrong:
            return result
        if result.complete < 2:
            more = law_on_numbers(law, literal, examples, seed)
            return more if more.count or more.wrong else result
        if not law.plain and set(law.of.scalars) - set(law.names) - set(law.held):
            more = law_on_numbers(law, literal, examples // 2, seed)
            return more if more.wrong else result
        return result

    def law_of_implementation(
        self, law: Law, implementation: Implementation, label: str, foreign: bool, examples: int, seed: int
    ) -> Checked:
        """On integers where those stay exact, else on floats within their bound."""

        def check() -> CheckResult:
            result = law_exact(law, implementation, examples, seed)
            return result if result.count else law_rounded(law, implementation, max(4, examples // 2), seed)

        return self._timed("law", law.fn.__name__, check, label=label, foreign=foreign)

    def counterexample(self, law: Law, implementation: Implementation | None, seed: int) -> CheckResult:
        """On integers; an implementation gets them as floats."""
        return counterexample(law, on_floats(implementation) if implementation else law.of.literal, seed)

    # -- gradients

    def gradients(self, backward: Backward, label: str, foreign: bool, examples: int, seed: int) -> Iterator[Checked]:
        """The gradients that are derived from the statement; then the one that is checked: as polynomials, on integers,
        on floats within their bound, and with NaN and infinities. Polynomials, the last and what is derived are for the
        formula's own gradient only."""
        if not foreign:
            yield from self._derived()
        of = self.of

        def check(run: Callable[[], CheckResult], law: str = DERIVATIVE) -> Checked:
            return self._timed("gradient", law, run, label=label, foreign=foreign)

        found = [] if foreign else [check(functools.partial(gradient_on_letters, of, backward))]
        found.append(check(functools.partial(gradient_exact, of, backward, max(4, examples // 2), seed)))
        found.append(check(functools.partial(gradient_rounded, of, backward, max(4, examples // 3), seed)))
        yield from with_cases(found)
        if not foreign:
            at_sizes = check(functools.partial(gradient_at_sizes, of, backward, 2, seed), law=AT_SIZES)
            yield from [at_sizes] if at_sizes.result.count else []
        if foreign:
            for name, edges in checks_of(of):
                run = functools.partial(edges, of, backward, max(6, examples // 2), seed, "float64")
                at_edges = self._timed("gradient", name, run, label=label, foreign=True)
                yield from [at_edges] if at_edges.result.count else []
        else:
            few = max(4, examples // 2)
            special = timed("gradient", SPECIAL, label, lambda: gradient_special(of, backward, few, seed))
            yield from [special] if special.result.count else []

    def _derived(self) -> Iterator[Checked]:
        """The gradient by each array, as it follows from the statement, against the derivative of the literal form."""
        of = self.of
        for a in of.gradient:
            gradient = of.gradient[a]
            yield timed("gradient", f"{DERIVED} {a}", STATEMENT, functools.partial(derived_on_letters, gradient))
            if (printed := gradient.textbook) is not None:
                run = functools.partial(derived_on_letters, printed)
                yield timed("gradient", f"{TEXTBOOK} {a}", STATEMENT, run)

    # -- what a row shows

    def describe(self, result: CheckResult, names: set[str] | None = None, text: Text = repr) -> str:
        """The arrays, and the arguments that are not the law's own."""
        if result.case is None or result.arrays is None:
            return ""
        parts = [f"{a} = {entries(x)}" for a, x in result.arrays.items() if names is None or a in names]
        shown = self.of.names if names is None else [*self.of.names, *names]
        arguments = result.case.kwargs.items()
        return ", ".join([*parts, *(f"{a} = {text(v)}" for a, v in arguments if names is None or a in shown)])

    def program(self, kind: str, law: str, result: CheckResult) -> str:
        """The formula and its literal form, or both sides of the law, or both gradients."""
        if result.case is None or result.arrays is None:
            return ""
        arrays: Arguments = {a: np.asarray(x).tolist() for a, x in result.arrays.items()}
        kwargs = {a: v for a, v in result.case.kwargs.items() if a in self.of.names}
        imports = ["from fractions import Fraction", importing(self.of), *lettered(arrays), ""]
        if kind == "gradient" and "dy" in arrays:
            read = {a: arrays[a] for a in self.of.arrays if a in arrays}
            return gradient_program(self.of, imports[:-1], arrays["dy"], read, kwargs)
        if kind in ("law", "non-law"):
            given = [
                f"np.array({arrays[a]!r})" if a in arrays else repr(result.case.kwargs.get(a))
                for a in self.of.laws[law].names
            ]
            return law_program(self.of, law, ["import numpy as np", *imports], given)
        named = {a: v for a, v in arrays.items() if a in self.of.names} | kwargs
        return form_program(self.of, imports, named)

    @staticmethod
    def _timed(kind: str, law: str, check: Callable[[], CheckResult], *, label: str, foreign: bool) -> Checked:
        """A check of an implementation; a sample of a foreign one that fails is made small."""
        return timed(kind, law, label, (lambda: shrink(check())) if foreign else check, foreign)


def with_cases(found: list[Checked]) -> list[Checked]:
    """The checks that judged a case; if none did, the first one, which is open."""
    return [one for one in found if one.result.count] or found[:1]


def entries(x: Value) -> str:
    """An array in one line, its numbers in full; of a large one the entries that differ from most others, or the
    corners, with its shape."""
    y = np.asarray(x)
    if y.dtype.kind == "V":
        y = y.astype(np.float32)
    if y.size > SHOWN and y.dtype != object:
        values, counts = np.unique(y, return_counts=True)
        usual = values[int(np.argmax(counts))]
        alike = (
            (y == usual) & (np.signbit(y) == np.signbit(usual)) if y.dtype.kind in "iuf" else np.zeros(y.shape, bool)
        )
        others = np.argwhere(~alike)
        if len(others) <= FEW:
            listed = ", ".join(f"{y[tuple(at)]} at {tuple(int(k) for k in at)}" for at in others)
            return f"{usual} in shape {y.shape}" + (f", but for {listed}" if listed else "")
    text = np.array2string(y, separator=", ", threshold=SHOWN, edgeitems=2, formatter={"float_kind": str})
    text = " ".join(text.split()).replace("[ ", "[")
    special = special_entries(y) if y.size > SHOWN else ""
    return f"{text} of shape {y.shape}{special}" if y.size > SHOWN else text


def special_entries(x: np.ndarray) -> str:
    """The NaN and infinities of an array with their places, which a summary may leave out."""
    if x.dtype.kind not in "fc" or np.isfinite(x).all():
        return ""
    places = np.argwhere(~np.isfinite(x))
    listed = ", ".join(f"{x[tuple(at)]} at {tuple(int(k) for k in at)}" for at in places[:FEW])
    return f" with {listed}" + (f" and {len(places) - FEW} more" if len(places) > FEW else "")
