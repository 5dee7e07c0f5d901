"""What a cause says: in one sentence, what is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from .. import catalogue
from ..evidence import deviations
from ..evidence.verdicts import CONVENTION, NORMWISE, SPECIAL, SUSPECT
from ..language.formula import Law
from .forms import WORDS
from .outputs import LEFT_OUT
from .real_sizes import EVERYDAY, THRESHOLDS
from .several import overall

if TYPE_CHECKING:
    from .causes import Cause

NUMBERS, GRADIENT, KIND, CALLS = "numbers", "gradient", "kind of result", "calls"
RAISES, ENDS, DIAGNOSIS, LITTLE = "raises", "process", "diagnosis", "little evidence"
INTEGERS = ("int", "uint")  # how the names of types of integers begin


def parameter(formula: str, laws: Sequence[str]) -> tuple[str, str]:
    """A law that fails and is about one parameter, and this parameter; ("", "") if there is none, or if most laws fail.

    formula: its name; laws: the names of those that fail.
    """
    of = catalogue.find_formula(formula)
    known = [law for law in of.laws.values() if law.holds]
    failing = [of.laws[name] for name in dict.fromkeys(laws) if name in of.laws]
    if not failing or 2 * len(failing) > len(known):
        return "", ""
    named = [(law, about(law)) for law in failing]
    shared = set.intersection(*(set(names) for _, names in named))
    if len(shared) != 1:
        return "", ""
    law, _ = min(named, key=lambda pair: len(pair[1]))
    return law.fn.__name__, shared.pop()


def about(law: Law) -> list[str]:
    """The parameters of the formula, beside arrays, that a law is about: its arguments, and those that its sides
    set."""
    consts: set[str] = set()
    for one in law.fn.__code__.co_consts:
        consts |= (
            {one} if isinstance(one, str) else {v for v in one if isinstance(v, str)} if type(one) is tuple else set()
        )
    names = {*law.names, *consts} - set(law.held)
    return [a for a in law.of.names if a in names and (a not in law.of.arrays or law.of.may_lack(a))]


def sentence(cause: Cause) -> str:
    """What is wrong: the exception, the deviation, the convention, or what is known of wrong numbers."""
    kind, which = cause.key
    row = cause.row
    if kind in (RAISES, ENDS):
        return f"raises {row.fault.strip().splitlines()[0]}" if kind == RAISES else row.fault.strip().splitlines()[0]
    if kind == SPECIAL:
        arrays = sorted({deviations.array_of(one.says) for one in cause.rows} - {""})
        return f"{which}, in {', '.join(arrays)}" if arrays else which
    if kind == CONVENTION:
        return which
    if kind == NORMWISE:
        return "within the bound of a transform (FFT, Winograd, prefix sums), and not within that of sums of products"
    if kind == LITTLE:
        return row.says
    if kind == KIND:
        return next((one.says for one in cause.rows if one.says.startswith("returns ")), row.counterexample or row.says)
    if kind == CALLS:
        return which
    said = [] if kind != DIAGNOSIS else [which]
    law, about_it = cause.parameter
    if law:
        doc = (catalogue.find_formula(cause.formula).laws[law].fn.__doc__ or "").strip().split("\n")[0].rstrip(".")
        said.append(f"law {law}, which is about {about_it}, fails: {doc[:1].lower()}{doc[1:]}")
    if kind == NUMBERS and which:
        said.append(f"wrong in {which}")
    elif when := _pattern(cause):
        said.append(f"wrong in {when}")
    if kind == GRADIENT:
        why = row.says.partition("; ")[0] if cause.verdict == SUSPECT else ""
        said.insert(0, f"the gradient is suspect: {why}" if why else "the gradient is wrong")
    if not said:
        said.append(f"{_what(cause)} {'suspect' if cause.verdict == SUSPECT else 'wrong'}")
    if cause.right and kind == NUMBERS:
        whole = all(map(_is_whole, cause.dtypes)) and not any(map(_is_whole, cause.right))
        said[-1] += f", seen in {'integers' if whole else ', '.join(cause.dtypes)} only"
    return "; ".join(said)


def _is_whole(dtype: str) -> bool:
    """Whether a type of numbers is one of integers."""
    return dtype.startswith(INTEGERS)


def _pattern(cause: Cause) -> str:
    """What the wrong calls have in common: of all calls of plans; else by the row with the most calls, which is named.
    "" if a row with as many calls or more has no such pattern, since what few calls have in common may be chance, or
    one of two faults. Rows of several faults in the same calls have none in common."""
    tried = [row for row in cause.rows if row.law in (EVERYDAY, THRESHOLDS)]
    if said := overall(tried, cause.beside):
        return said
    counts = Counter((row.law, row.dtype) for row in tried)
    alone = [row for row in tried if row.when and counts[row.law, row.dtype] == 1]
    best = max(alone, key=lambda row: row.cases, default=None)
    if best is None or any(row.cases >= best.cases for row in tried if row not in alone):
        return ""
    return f"{best.when} ({best.law}, {best.dtype})"


def _what(cause: Cause) -> str:
    """Which results are wrong, with the verb: of one check, if it is about some results only."""
    (name, *others) = {row.law for row in cause.rows}
    if others:
        return "results are"
    if name.startswith("also returns "):
        return f"the further result {name.removeprefix('also returns ')} is"
    return {WORDS: "results for arguments as words are", LEFT_OUT: "results without optional arrays are"}.get(
        name, "results are"
    )
