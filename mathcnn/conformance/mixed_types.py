"""Arrays of several types in one call, as users pass them: images in half precision and weights in float32, bytes as
they come from a camera; and integers where results are fractions, such as the mean of bytes.

A result may have any type that holds fractions. It is to be within the bound of the coarsest type among its own and
those of the arguments. Nothing is asked of a function of one's own that refuses such arrays by an exception, or that
returns integers for them.
"""

from __future__ import annotations

import contextlib
import copy
import itertools
import random
from collections.abc import Iterator, Sequence

import numpy as np

from ..evidence import cases, checks
from ..evidence.cases import Case
from ..evidence.checks import CheckResult, NotOffered, Sample
from ..evidence.checks.forms import within_bound
from ..evidence.verdicts import FAILS, Verdict
from ..language.formula import Formula
from ..language.statement import ArgMaxOver, Root
from ..numbers import formats, rounded
from ..numbers.rounding import Gap
from .ordinary import case_of, ordinary
from .products import products
from .rows import Rows

NAME = "arrays of several types"  # of the check
TWO = 2  # arrays, of which a formula may have more
COUNT = 3  # cases of each choice of types
Types = tuple[str, str, str]  # of the first array, of the second one, and of the others
FLOATS: tuple[Types, ...] = (
    ("float16", "float32", "float32"),
    ("float32", "float16", "float16"),
    ("float32", "float64", "float64"),
    ("float64", "float32", "float32"),
)
BIAS: Types = ("float16", "float16", "float32")  # sums are kept in float32, to which a bias is added
BYTES: Types = ("uint8", "float32", "float32")
INTEGERS: tuple[Types, ...] = (("uint8", "", ""), ("int32", "", ""), ("int16", "", ""))
LONG = (2, 300)  # axes of an array whose bytes add up to more than 16 bits along the last one
BITS = 23  # of integers of 32 bits, which are multiples of 2^7: float32 holds them


def types_of(of: Formula) -> list[Types]:
    """The types that arrays of a formula are passed in; none for a formula for which no choice says anything.

    Integers are passed to sums of products and transforms only: types narrower than 64 bits do not hold their squares.
    """
    plan = of.plan(None if not of.ranked else 1, of.default_words())
    numbers = [a for a in of.arrays if a not in of.labels]
    places = any(e.rhs.has(ArgMaxOver) for e in plan.equations)
    if places or not numbers or set(of.domain) - of.labels and len(numbers) < 2:
        return []
    sums = (bool(products(plan)) or plan.output.rhs.has(Root)) and not set(of.domain) - of.labels
    if len(numbers) > 1:
        return [*FLOATS, *[BIAS] * (len(numbers) > TWO), *[BYTES] * sums]
    return [*INTEGERS] if sums and not plan.exact else []


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The row about arrays of several types; none if nothing is known of them."""
    of, scope, subject = rows.of, rows.subject.scope, copy.copy(rows.subject)
    chosen = [one for one in types_of(of) if not scope.dtypes or {*one} - {""} <= {*scope.dtypes}]
    if not chosen or scope.arrays == "torch":
        return
    subject.mixed, subject.misfits = True, {}
    turns, larger = itertools.cycle(chosen), long_sums(of) if chosen == [*INTEGERS] else []

    def draw(case: Case, rng: random.Random) -> Sample | None:
        types = next(turns)
        return Sample(case, drawn(case, rng, types, case in larger), types[0])

    def judge(sample: Sample) -> Gap | None:
        kwargs = checks.float_scalars(sample.case.kwargs)
        try:
            got = checks.call(of, subject, sample.arrays, kwargs)
        except NotOffered:
            raise
        except checks.Written as error:
            raise checks.Fault(checks.said(error)) from error
        except Exception as error:  # whatever the target raises about types that it does not take
            raise NotOffered(f"raises {type(error).__name__}") from error
        if got.dtype.kind in "iub":
            raise NotOffered("returns integers")
        sample.dtype = coarsest([got.dtype, *(x.dtype for a, x in sample.arrays.items() if a not in of.labels)])
        with rounded.precision():
            gap = within_bound(of, sample, got, sample.arrays, kwargs)
        if gap.rho > 1 and not sample.suspicious:
            types = ", ".join(f"{a} in {x.dtype.name}" for a, x in sample.arrays.items() if a not in of.labels)
            sample.says = f"wrong for {types}"
        return gap

    def run() -> CheckResult:
        wide = ((case, random.Random(rows.seed + k)) for k, case in enumerate(larger))
        found = itertools.chain(wide, cases.sampled(of, checks.MORE * COUNT * len(chosen), rows.seed + 5))
        return checks.look(CheckResult("R"), found, draw, judge, COUNT * len(chosen) + len(larger))

    row = rows.row("form", NAME, run)
    if row.cases >= checks.FEW or row.verdict == FAILS:
        yield row


def long_sums(of: Formula) -> list[Case]:
    """Ordinary cases of a formula of one array, each once for every type of integers."""
    found = ordinary(of)
    if not found:
        with contextlib.suppress(ValueError, TypeError):  # an argument without a default
            found = [case_of(of, dict.fromkeys(of.arrays, LONG), {})]
    return [case for case in found for _ in INTEGERS]


def drawn(case: Case, rng: random.Random, types: Types, largest: bool = False) -> dict[str, np.ndarray]:
    """Arrays of a case in these types. Labels are int64.

    case: it; rng: what they are drawn from; types: of the arrays; largest: whether integers are as large as they can be
    """
    of, first = case.of, types[0]
    arrays, numbers = cases.floats(case, rng, "float16"), np.random.default_rng(rng.randrange(2**32))
    lead, *rest = [a for a in arrays if a not in of.labels]
    kinds = {lead: first} | {a: types[1] if a == of.arrays[1] else types[2] for a in rest}
    found = {a: x.astype(kinds[a]) if a in kinds and kinds[a] in formats.UNIT else x for a, x in arrays.items()}
    if first not in formats.UNIT:
        ends = np.iinfo(first)
        entries = numbers.integers(
            min(ends.max, 2**BITS) if largest else max(ends.min, -(2**BITS)),
            min(ends.max, 2**BITS) + 1,
            arrays[lead].shape,
        )
        found[lead] = (entries * (1 if ends.bits < BITS else ends.max // 2**BITS)).astype(first)
    return found


def coarsest(dtypes: Sequence[np.dtype]) -> str:
    """The name of the type of floats, or of parts of complex numbers, with the largest rounding error."""
    names = [np.zeros(0, one).real.dtype.name if one.kind == "c" else one.name for one in dtypes]
    return max((name for name in names if name in formats.UNIT), key=lambda name: formats.UNIT[name])
