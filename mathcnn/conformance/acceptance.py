"""Which verdicts make a run fall short.

By default everything does that neither holds nor is not offered, but for results of transforms (FFT, Winograd, prefix
sums), which hold normwise, and for deviations on special values that hide
nothing: NaN that reaches further than in the formula, NaN or infinity refused by an exception, subnormal numbers that
are flushed to zero, and the sign of a zero. A NaN or an infinity that becomes a number falls short: it hides an error.
An argument with another default than in the formula is reported, and falls short only if all that is reported does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from ..evidence.deviations import HARMLESS, kind_of
from ..evidence.rows import CONVENTION, NORMWISE, NOT_OFFERED, SPECIAL, SUSPECT, Verdict

WORDS = {
    "special": SPECIAL,
    "convention": CONVENTION,
    "suspect": SUSPECT,
    "normwise": NORMWISE,
}  # of --accept, with the verdict of each
DEFAULTS = "defaults of arguments"  # the name of the check
DEFAULT, STRICT = "default", "strict"  # beside the words: accept what hides nothing, or nothing at all


def accepted(row: Verdict, accept: Collection[str] = (DEFAULT,)) -> bool:
    """Whether a row does not make a run fall short.

    accept: words of WORDS, each of which accepts its verdict. NORMWISE, other defaults, and deviations on special
    values that hide nothing, are accepted, too, unless STRICT is among the words.
    """
    if row.good or row.verdict == NOT_OFFERED:
        return True
    if (row.verdict == NORMWISE or row.law == DEFAULTS) and STRICT not in accept:
        return True
    if row.verdict == SPECIAL and STRICT not in accept and kind_of(row.says) in HARMLESS:
        return True
    return any(row.verdict == verdict for word, verdict in WORDS.items() if word in accept)


def falls_short(rows: Iterable[Verdict], accept: Collection[str] = (DEFAULT,)) -> list[Verdict]:
    """The rows that make a run fall short. accept: as for `accepted`."""
    return [row for row in rows if not accepted(row, accept)]


def words_of(text: str) -> list[str]:
    """The words of an option: "special,convention". Raises ValueError for a word that is none of WORDS."""
    found = [word.strip() for word in text.split(",")]
    for word in found:
        if word not in WORDS:
            raise ValueError(f"accept = {word!r}: it must be one of {', '.join(WORDS)}")
    return found
