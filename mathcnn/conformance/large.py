"""Large cases: results of some ten million elements, and sums of 4,608 terms, of which every element is looked at.

Inputs are whole numbers, so that a sum of products has one right answer in any order, bit for bit (tier E). That answer
comes from the formula's own fast form in float64, one image at a time, and is itself held against the literal form at a
few places. Means divide, so they are held to |error| <= (n + 3) u g (tier R), n the number of terms and g the mean of
their absolute values.
"""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import numpy as np

from ..evidence.checks import NotOffered
from ..evidence.verdicts import FAILS, HOLDS, NOT_OFFERED, OPEN, SAMPLED, Verdict
from ..language.formula import BoundCall, Formula
from ..numbers import formats
from ..numbers.arithmetic import operations_of
from ..numbers.exact import EXACT
from ..numbers.outside import OUTSIDE, ZeroOutside
from .target import Subject

PLACES = 6
SIZE = 8  # whole numbers from -8 to 8


@dataclass(frozen=True)
class Geometry:
    """Shapes and arguments; `terms` of a mean, which is then held to tier R."""

    what: str
    shapes: dict[str, tuple[int, ...]]
    kwargs: dict[str, Any]
    terms: int = 0
    batched: bool = True  # whether the first axis of the first array is a batch
    places: int = PLACES  # at which the expected result is held against the literal form


def deep(count: str, **shapes: Any) -> Geometry:
    return Geometry(f"{count} terms a sum", *_parted(shapes))


def wide(**shapes: Any) -> Geometry:
    return Geometry("every element of a large result", *_parted(shapes))


def _parted(given: dict[str, Any]) -> tuple[dict[str, tuple[int, ...]], dict[str, Any], int, bool, int]:
    options = given.pop("terms", 0), given.pop("batched", True), given.pop("places", PLACES)
    arrays = {a: v for a, v in given.items() if a in ("x", "w", "b", "f", "g", "I", "K")}
    return arrays, {a: v for a, v in given.items() if a not in arrays}, *options


WINDOW = {"x": (5, 4, 701, 743), "kernel_size": (3, 2), "stride": (1, 1)}  # 10,354,540 windows
GEOMETRIES: dict[str, list[Geometry]] = {
    "layers.conv": [
        deep("4,608", x=(2, 512, 13, 11), w=(6, 512, 3, 3), b=(6,)),
        wide(x=(9, 2, 601, 631), w=(3, 2, 2, 3), b=(3,), padding=((1, 1), (0, 0))),
    ],
    "layers.conv_transpose": [
        deep("4,608", x=(2, 512, 7, 9), w=(512, 5, 3, 3)),
        wide(x=(7, 2, 351, 347), w=(2, 3, 2, 3), stride=(2, 2)),
    ],
    "layers.linear": [deep("4,608", x=(37, 4608), w=(41, 4608), b=(41,)), wide(x=(20011, 7), w=(503, 7), b=(503,))],
    "layers.pad": [wide(x=(5, 3, 811, 823), padding=((1, 2), (4, 3)), mode="zero")],
    "pooling.max_pool": [wide(**WINDOW, padding=((1, 1), (1, 1)))],
    "pooling.avg_pool": [wide(**WINDOW, padding=((1, 1), (1, 1)), terms=6, count_include_pad=False)],
    "pooling.global_max_pool": [deep("4,620", x=(211, 37, 60, 77))],
    "pooling.global_avg_pool": [deep("4,620", x=(211, 37, 60, 77), terms=4620)],
    "activation.relu": [wide(x=(17, 601, 997))],
    "normalization.batch_mean": [deep("4,620", x=(7, 901, 22, 30), terms=4620, batched=False)],
    "convolution.discrete": [deep("4,608", f=(20011,), g=(4608,), batched=False)],
    "convolution.image": [
        wide(I=(3001, 3407), K=(2, 3), mode="same", batched=False, places=0)
    ],  # its statement sums over the whole image
    "convolution.cross_correlation": [wide(I=(3001, 3407), K=(2, 3), mode="same", batched=False)],
}


def verdicts(subject: Subject, seed: int) -> Iterator[Verdict]:
    for geometry in GEOMETRIES[subject.of.name]:
        for dtype in [d for d in ("float32", "float64") if d in subject.target.dtypes]:
            row = verdict(subject, smaller(geometry) if subject.target.slow else geometry, dtype, seed)
            yield row
            if row.verdict != NOT_OFFERED:
                break


def smaller(one: Geometry) -> Geometry:
    """A geometry with a hundredth of the positions, for a target that takes as long for each as others for all."""
    by = lambda n: max(7, n // 10) if n > 300 and one.what.startswith("every") else n
    return Geometry(
        one.what,
        {a: tuple(map(by, shape)) for a, shape in one.shapes.items()},
        one.kwargs,
        one.terms,
        one.batched,
        one.places,
    )


def drawn(one: Geometry, seed: int) -> dict[str, np.ndarray]:
    """Whole numbers, as float64."""
    rng = np.random.default_rng(seed)
    return {a: rng.integers(-SIZE, SIZE + 1, shape).astype(float) for a, shape in one.shapes.items()}


def by_images(of: Formula, one: Geometry, arrays: dict[str, np.ndarray]) -> np.ndarray:
    """The formula's own fast form in float64, one image at a time, so that it needs little memory."""
    if not one.batched:
        return np.asarray(of(**arrays, **one.kwargs))
    first = next(iter(arrays))
    step = max(1, math.ceil(len(arrays[first]) / 16))
    parts = [arrays[first][k : k + step] for k in range(0, len(arrays[first]), step)]
    return np.concatenate([np.asarray(of(**{**arrays, first: part}, **one.kwargs)) for part in parts])


class Entries(ZeroOutside):
    """The entries of a large array, read where they are asked for."""

    def __init__(self, x: np.ndarray, ranges: list[range]):
        super().__init__()
        self.x, self.ranges = x, ranges

    def __call__(self, at: tuple[int, ...]) -> Any:
        return (
            int(self.x[tuple(k - r.start for k, r in zip(at, self.ranges, strict=True))])
            if at in self
            else OUTSIDE
        )

    def __contains__(self, at: object) -> bool:
        return all(k in r for k, r in zip(at, self.ranges, strict=True))  # type: ignore[call-overload]


def stated(of: Formula, one: Geometry, arrays: dict[str, np.ndarray], places: list[tuple[int, ...]]) -> list[Any]:
    """The literal form at a few places, over whole numbers."""
    reading: BoundCall = of.read((), {**arrays, **one.kwargs})
    plan, env = reading.plan, reading.env
    seen = {a: reading.folds[a](x) if a in reading.folds else x for a, x in reading.arrays.items()}
    reads = {
        a: Entries(seen[a], plan.ranges(line, env)) if a in seen else ZeroOutside() for a, line in plan.arrays.items()
    }
    letters = {s: env.get(s, 0) for s in plan.letters}
    full = plan.ranges(plan.result, env)
    found = []
    for at in places:
        ranges = [range(r[k], r[k] + 1) for r, k in zip(full, at, strict=True)]
        found += plan.run(**reads, **letters, **operations_of(EXACT), ranges=ranges)
    return [0 if v is OUTSIDE else v for v in found]


def expected(of: Formula, one: Geometry, seed: int) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Arrays and the result that they should give, after a look at its places in the literal form."""
    arrays = drawn(one, seed)
    want = by_images(of, one, arrays)
    folded = of.read((), {**arrays, **one.kwargs}).folds
    if not folded:
        rng = np.random.default_rng(seed + 1)
        places = [tuple(int(rng.integers(n)) for n in want.shape) for _ in range(one.places)]
        for at, v in zip(places, stated(of, one, arrays, places), strict=True):
            bound = 0 if not one.terms else (one.terms + 3) * formats.UNIT["float64"] * SIZE
            if abs(Fraction(v) - Fraction(float(want[at]))) > bound:
                raise AssertionError(f"{of.name}: the fast form says {want[at]} at {at}, the literal form {v}")
    return arrays, want


def verdict(subject: Subject, one: Geometry, dtype: str, seed: int) -> Verdict:
    """Every element of one large result."""
    of, started = subject.of, time.perf_counter()
    arrays, want = expected(of, one, seed)
    tier = "R" if one.terms else "E"
    row = Verdict(of.name, "form", one.what, subject.target.name, HOLDS, SAMPLED, tier, int(want.size), dtype=dtype)
    before = subject.before
    if before:
        before(reproduction(subject, one, dtype, seed, None))
    subject.before = None
    try:
        got = subject(**{a: x.astype(dtype) for a, x in arrays.items()}, **one.kwargs)
    except NotOffered as error:
        row.verdict, row.evidence, row.cases, row.says = NOT_OFFERED, OPEN, 0, str(error)
        return row
    except Exception as error:
        row.verdict, row.counterexample, row.reproduce = (
            FAILS,
            f"{type(error).__name__}: {error}",
            reproduction(subject, one, dtype, seed, None),
        )
        return row
    finally:
        subject.before = before
        row.seconds = time.perf_counter() - started
    if got.shape != want.shape:
        row.verdict, row.counterexample = FAILS, f"shape {got.shape} instead of {want.shape}"
        row.reproduce = reproduction(subject, one, dtype, seed, None)
        return row
    gauge = by_images(of, one, {a: np.abs(x) for a, x in arrays.items()}) if one.terms else None
    wrong, ratio = compared(got, want, gauge, one.terms, dtype)
    at = tuple(int(k) for k in np.unravel_index(int(np.argmax(ratio)), want.shape))
    row.max_rho, row.place = float(ratio[at]), list(at)
    row.histogram = np.bincount(np.searchsorted(EDGES, ratio.ravel()), minlength=len(EDGES) + 1).tolist()
    row.seconds = time.perf_counter() - started
    if wrong:
        row.verdict = FAILS
        row.counterexample = (
            f"{', '.join(f'{a} {s}' for a, s in one.shapes.items())}, {one.kwargs}: {wrong} of {want.size} elements wrong; "
            f"{got[at]} instead of {want[at]} at {at}"
        )
        row.reproduce = reproduction(subject, one, dtype, seed, at)
    return row


EDGES = np.array([0.0, *(2.0**k for k in range(-10, 1))])


def compared(
    got: np.ndarray, want: np.ndarray, gauge: np.ndarray | None, terms: int, dtype: str
) -> tuple[int, np.ndarray]:
    """How many elements are wrong, and rho of each; a NaN counts as the largest."""
    error = np.abs(got.astype(float) - want)
    if gauge is None:
        ratio = np.where(error == 0, 0.0, np.inf)
    else:
        radius = (terms + 3) * formats.UNIT[dtype] * gauge + formats.UNDERFLOW[dtype]
        ratio = error / radius
    ratio[np.isnan(ratio)] = np.inf
    return int((ratio > 1).sum()), ratio


def reproduction(subject: Subject, one: Geometry, dtype: str, seed: int, at: tuple[int, ...] | None) -> str:
    """The case again: the arrays are drawn from the seed."""
    names = ", ".join(one.shapes)
    fn = subject.target.typed or f"target({subject.target.name!r}).subject(find_formula({subject.of.name!r}))"
    ours = [
        "import numpy as np",
        "from mathcnn.catalogue import find_formula",
        "from mathcnn.conformance import target",
    ]
    imports = subject.target.imports if subject.target.typed else ours
    options = "".join(f", {a}={v!r}" for a, v in one.kwargs.items())
    return "\n".join(
        [
            *imports,
            f"rng = np.random.default_rng({seed})",
            *(f"{a} = rng.integers(-{SIZE}, {SIZE + 1}, {shape}).astype({dtype!r})" for a, shape in one.shapes.items()),
            f"y = {fn}({names}{options})",
            f"print({f'y[{at}]' if at else 'y.shape'})",
        ]
    )
