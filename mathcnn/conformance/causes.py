"""What falls short, by its cause: one entry for all rows that the same fault explains.

Rows of one formula belong together if they

* raise the same exception, or end the process in the same way, but for the numbers in the message;
* differ by the same convention, or on special values in the same way;
* return results of the wrong kind;
* are the gradient's;
* depend on earlier calls, on threads or on shared memory;
* are explained by the same diagnosis, such as inputs rounded to TF32;
* are wrong otherwise: the numbers of the form and of the laws. These are several causes if patterns of several faults
  explain the wrong calls; see `several`.

Types of numbers do not tell causes apart. Rows that follow from wrong numbers are counted to them: a suspicion in
another type, flushed subnormal numbers in a type whose numbers are wrong, and the derivative that a library takes of a
wrong function.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any  # Any: values of JSON

from ..evidence.deviations import (
    FLUSHED,
    NAN_IGNORED,
    NAN_TO_NUMBER,
    NAN_TO_ZERO,
    SIGN_LOST,
    TINY_CHANGED,
    kind_of,
)
from ..evidence.verdicts import (
    CONVENTION,
    FAILS,
    HOLDS,
    NORMWISE,
    NOT_OFFERED,
    SPECIAL,
    SUSPECT,
    Verdict,
)
from ..text.wording import plural
from .calls import NAMES as OF_CALLS
from .judgement import SHARED
from .rows import TYPE_KEPT
from .runs import SPARED
from .sentences import (
    CALLS,
    DIAGNOSIS,
    ENDS,
    GRADIENT,
    INTEGERS,
    KIND,
    LITTLE,
    NUMBERS,
    RAISES,
    parameter,
    sentence,
)
from .several import several

WORST = (FAILS, SUSPECT, SPECIAL, CONVENTION, NORMWISE, HOLDS, NOT_OFFERED)  # the first stands for several verdicts
WIDEST = ("float64", "float32", "bfloat16", "float16", "int64", "")
SMALL = (8, 100, 10**4)  # entries: counterexamples of about the same size
NAMED_BY_ARRAY = (NAN_IGNORED, NAN_TO_ZERO)  # deviations that the form names, and a law shows as a NaN that is a number
BY_NUMBERS = (FLUSHED, TINY_CHANGED, SIGN_LOST)  # deviations that wrong numbers show, too
ADVICE = "if it is not meant for such calls: raise NotImplementedError, or declare what it takes, as in --scope ranks=2"
LITTLE_SEEN = ("only ", "no sample ")
NOTES = (SPARED, "wrong in ")  # what a row says beside its diagnosis
OFFERED = re.compile(r"(?:^|; )not offered: ")
TYPES = re.compile(
    r"\b(torch\.|np\.|numpy\.|dtype\()?'?\b(b?float\d+|u?int\d+|complex\d+|BFloat16|Half|Double|Float)\b'?\)?"
)
COUNTED = re.compile(r"(\d+ of \d+|all \d+) calls")
NOT_NUMERIC = re.compile(r"\b(nan|inf|NaN)\b")
STATE = re.compile("returns the result of an earlier call|two calls with the same arguments give different")
ALIAS = re.compile("was changed in place|writes into|share their memory|is a view of|changes when its input")
ENDED = re.compile(
    r"(ended its process|took more than|did not return within|wrote among the answers|closed the descriptor)"
)


@dataclass
class Cause:
    """One cause, and the rows that it explains.

    formula: the name of the formula; key: what kind of cause it is, and which: equal for the same deviation of several
    formulas; rows: the first is the one that shows it best; right: types of numbers in which the same checks hold;
    beside: the other rows of the function that have seen calls of a plan
    """

    formula: str
    key: tuple[str, str]
    rows: list[Verdict] = field(default_factory=list)
    right: list[str] = field(default_factory=list)
    beside: list[Verdict] = field(default_factory=list)

    @property
    def verdict(self) -> str:
        """The worst verdict of its rows."""
        found = {row.verdict for row in self.rows}
        return next(one for one in WORST if one in found)

    @property
    def row(self) -> Verdict:
        """The row that shows it best: with the smallest counterexample in numbers."""
        return self.rows[0]

    @property
    def name(self) -> str:
        """A short name, which stays the same from run to run."""
        kind, which = self.key
        return f"{kind}: {which}" if which else kind

    @property
    def dtypes(self) -> list[str]:
        """The types of numbers of its rows, widest first."""
        return sorted({row.dtype for row in self.rows} - {""}, key=_width)

    @property
    def checks(self) -> list[str]:
        """The names of its checks: of those of the form first, then of laws."""
        ordered = sorted(self.rows, key=lambda row: row.kind in ("law", "non-law"))
        return list(dict.fromkeys(row.law for row in ordered))

    @property
    def parameter(self) -> tuple[str, str]:
        """A law that fails and is about one parameter, and this parameter; ("", "") if there is none, or if most laws
        fail."""
        return parameter(self.formula, [row.law for row in self.rows if row.kind == "law"])

    @property
    def says(self) -> str:
        """What is wrong, in one sentence."""
        return sentence(self)

    @property
    def explains(self) -> str:
        """How many rows, checks and types of numbers it explains: "6 rows: everyday sizes, in float64, float32"."""
        shown = self.checks
        some = ", ".join(shown[:MOST]) + (f" and {len(shown) - MOST} more checks" if len(shown) > MOST else "")
        types = f"; {', '.join(self.dtypes)}" if self.dtypes else ""
        return f"{plural(len(self.rows), 'row')}: {some}{types}"

    @property
    def shown(self) -> str:
        """The smallest counterexample with the check that it is of; "" if the sentence says all of it."""
        row = self.row
        if not row.counterexample or row.counterexample in (self.says, row.fault):
            return ""
        name = row.law if row.kind == "form" else f"{row.kind} {row.law}"
        return f"{' '.join(filter(None, [name, row.dtype]))}: {row.counterexample}"

    @property
    def advice(self) -> str:
        """What to do about an exception of one's own function if it is no fault; "" for another cause."""
        mine = self.key[0] == RAISES and self.verdict == FAILS and not _differentiates(self.row.implementation)
        return ADVICE if mine else ""

    def __str__(self) -> str:
        """The entry: what is wrong, which rows it explains, the smallest counterexample, and Python that shows it."""
        title = f"{self.formula} {self.verdict}: {self.says}"
        return "\n".join(filter(None, [title, self.explains, self.advice, self.shown, self.row.reproduce]))

    def as_dict(self, rows: Sequence[Verdict]) -> dict[str, Any]:
        """The cause for JSON. rows: all rows of its campaign, by whose places its own are named."""
        places = {id(row): k for k, row in enumerate(rows)}
        return {
            "formula": self.formula,
            "name": self.name,
            "verdict": self.verdict,
            "says": self.says,
            "law": self.parameter[0],
            "checks": self.checks,
            "dtypes": self.dtypes,
            "rows": [places[id(row)] for row in self.rows],
        }


MOST = 6  # checks whose names are written


def causes(rows: Iterable[Verdict]) -> list[Cause]:
    """The causes of the rows that do not hold, but for what is not offered: by formula, the worst first."""
    by_formula: dict[str, list[Verdict]] = {}
    hold: dict[str, set[tuple[str, str]]] = {}
    seen: dict[str, list[Verdict]] = {}
    for row in rows:
        if row.seen:
            seen.setdefault(row.formula, []).append(row)
        if row.good:
            hold.setdefault(row.formula, set()).add((row.law, row.dtype))
        elif row.verdict != NOT_OFFERED:
            by_formula.setdefault(row.formula, []).append(row)
    found: list[Cause] = []
    for formula, mine in by_formula.items():
        grouped: dict[tuple[str, str], Cause] = {}
        for row in mine:
            key = key_of(row)
            grouped.setdefault(key, Cause(formula, key)).rows.append(row)
        _follow(grouped)
        _split(grouped, [row for row in seen.get(formula, ()) if row.good])
        for one in grouped.values():
            one.rows.sort(key=_order)
            if one.key[0] == CALLS:  # which explains the others
                one.rows.sort(key=lambda row: row.law not in OF_CALLS)
            checks = {row.law for row in one.rows}
            whole = all(d.startswith(INTEGERS) for d in one.dtypes)
            types = {d for law, d in hold.get(formula, ()) if law in checks and (whole or not d.startswith(INTEGERS))}
            own = set(map(id, one.rows))
            one.beside = [row for row in seen.get(formula, ()) if id(row) not in own]
            one.right = sorted(types - {"", *one.dtypes}, key=_width)
        found += sorted(grouped.values(), key=lambda one: WORST.index(one.verdict))
    return found


def key_of(row: Verdict) -> tuple[str, str]:
    """What tells the cause of a row, as far as the row alone says it."""
    if row.verdict == SPECIAL:
        return SPECIAL, kind_of(row.says)
    if row.verdict in (CONVENTION, NORMWISE):
        return row.verdict, _diagnosis(row) if row.verdict == CONVENTION else ""
    if row.verdict == SUSPECT and row.says.startswith(LITTLE_SEEN):
        return LITTLE, ""
    if row.fault:
        return (ENDS if ENDED.search(row.fault) else RAISES), alike(row.fault)
    if row.law in OF_CALLS or SHARED in row.says:
        return CALLS, row.says if row.law in OF_CALLS else SHARED
    if row.law == TYPE_KEPT or row.says.startswith("returns ") or "returned integers" in (row.counterexample or ""):
        return KIND, ""
    if row.kind == "gradient":
        return GRADIENT, ""
    said = _diagnosis(row)
    return (DIAGNOSIS, said) if said and row.kind == "form" else (NUMBERS, "")


def alike(message: str) -> str:
    """The first line of a message of an exception, equal for messages that differ in numbers, types of numbers and
    addresses only."""
    line = message.strip().split("\n")[0]
    line = TYPES.sub("N", re.sub(r"0x[0-9a-fA-F]+", "N", line))
    line = re.sub(r"(?<![A-Za-z_])[-+]?\d+(\.\d+)?([eE][-+]?\d+)?", "N", line)
    line = re.sub(r"[(\[]\s*N?(\s*,\s*N)*\s*,?\s*[)\]]", "(N)", line)
    return line[:200]


def _diagnosis(row: Verdict) -> str:
    """What a row says the result looks like, without what it counts and what is not offered."""
    said = OFFERED.split(row.says)[0]  # it comes last, and may name several things
    parts = [part for part in said.split("; ") if part and not part.startswith(NOTES)]
    return "; ".join(_before_counts(parts))


def _before_counts(parts: list[str]) -> list[str]:
    """The parts before the one that counts calls: what follows are names of calls."""
    for k, part in enumerate(parts):
        if COUNTED.match(part):
            return parts[:k]
    return parts


def _follow(grouped: dict[tuple[str, str], Cause]) -> None:
    """Count rows that follow from another cause to this: from calls that depend on earlier ones, or wrong numbers."""
    named = next((one for key, one in grouped.items() if key[0] == SPECIAL and key[1] in NAMED_BY_ARRAY), None)
    if named is not None:  # of a law only that its sides differ in a NaN is known
        _move(grouped, named, lambda row: row.kind == "law" and key_of(row) == (SPECIAL, NAN_TO_NUMBER))
    failing = [(key, one) for key, one in grouped.items() if one.verdict == FAILS]
    of_calls = [one for key, one in failing if key[0] == CALLS]
    state = next((one for one in of_calls if STATE.search(one.key[1])), None)
    alias = next((one for one in of_calls if ALIAS.search(one.key[1])), None)
    if state is not None:
        _move(grouped, state, lambda row: key_of(row)[0] not in (RAISES, ENDS, KIND, CONVENTION))
        return
    if alias is not None and not any(row.kind == "form" for row in _numbers(failing)):  # laws hold two results
        _move(grouped, alias, lambda row: row.kind in ("law", "non-law") or key_of(row)[0] == CALLS)
        return
    if not (wrong := _numbers(failing)):
        if failing:
            _move(grouped, failing[0][1], lambda row: key_of(row)[0] == LITTLE)
        return
    main = next(one for kind in (NUMBERS, DIAGNOSIS) for key, one in failing if key[0] == kind)
    types = {row.dtype for row in wrong if row.verdict == FAILS}
    library = _differentiates(main.rows[0].implementation)

    def follows(row: Verdict) -> bool:
        kind, which = key_of(row)
        return (
            kind in (NUMBERS, LITTLE, NORMWISE)
            or kind == DIAGNOSIS
            and (row.verdict == SUSPECT or row.dtype in types)
            or kind == SPECIAL
            and which in BY_NUMBERS
            and row.dtype in types
            or kind == CALLS
            and not ALIAS.search(row.says)
            or kind == GRADIENT
            and library
        )

    _move(grouped, main, follows)


def _split(grouped: dict[tuple[str, str], Cause], right: Sequence[Verdict]) -> None:
    """Make several causes of wrong numbers, if the wrong calls are those of several faults. right: rows that hold."""
    one = grouped.get((NUMBERS, ""))
    if one is None or not (found := several(one.rows, right)):
        return
    del grouped[one.key]
    for when, rows in found:
        grouped[NUMBERS, when] = Cause(one.formula, (NUMBERS, when), rows)


def _numbers(failing: Sequence[tuple[tuple[str, str], Cause]]) -> list[Verdict]:
    """The rows whose numbers are wrong."""
    return [row for key, one in failing if key[0] in (NUMBERS, DIAGNOSIS) for row in one.rows]


def _differentiates(name: str) -> bool:
    """Whether a target is a library with its own automatic differentiation."""
    from .target import BUILT_IN

    return name in BUILT_IN


def _move(grouped: dict[tuple[str, str], Cause], main: Cause, follows: Any) -> None:  # Any: a function of a row
    for key in [key for key in grouped if grouped[key] is not main]:
        other = grouped[key]
        main.rows += [row for row in other.rows if follows(row)]
        other.rows = [row for row in other.rows if not follows(row)]
        if not other.rows:
            del grouped[key]


def _width(dtype: str) -> tuple[int, str]:
    """The place of a type of numbers among others, widest first; of one that is not known the last."""
    return (WIDEST.index(dtype) if dtype in WIDEST else len(WIDEST), dtype)


# ---------------------------------------------------------------- which row is shown


def _order(row: Verdict) -> tuple[Any, ...]:  # Any: parts that are compared
    """Rows that show a cause best first: with numbers, small, of the form, in a wide type."""
    shown = row.counterexample or ""
    entries = row.entries if row.entries is not None else 10**9
    own = WORST.index(row.verdict)
    return (
        not shown,
        own,
        bool(NOT_NUMERIC.search(shown)),
        sum(entries > n for n in SMALL),
        row.kind != "form",
        _width(row.dtype),
        entries,
        len(shown),
    )


# ---------------------------------------------------------------- of a whole module


def across(found: Sequence[Cause]) -> list[tuple[str, list[Cause]]]:
    """Deviations that several formulas have in common: what each is, and its causes; the most frequent first."""
    alike_: dict[tuple[str, str], list[Cause]] = {}
    for one in found:
        if one.key[0] in (RAISES, ENDS, SPECIAL, CONVENTION, KIND, CALLS, DIAGNOSIS, NORMWISE):
            key = one.key if one.key[0] != KIND else (KIND, one.says)
            alike_.setdefault(key, []).append(one)
    shared = [(key, group) for key, group in alike_.items() if len({one.formula for one in group}) > 1]
    shared.sort(key=lambda pair: (-len(pair[1]), WORST.index(pair[1][0].verdict)))
    return [(_in_common(key, group), group) for key, group in shared]


def _in_common(key: tuple[str, str], group: Sequence[Cause]) -> str:
    kind, which = key
    return {RAISES: f"raises {which}", SPECIAL: which}.get(kind, group[0].says)
