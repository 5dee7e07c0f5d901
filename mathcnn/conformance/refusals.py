"""What a function of one's own refuses, found by calling it: a rank, a type, an argument, a layout in memory.

A function may compute one spatial rank, or float32, or symmetric padding only, and raise an exception for all else. It
then is right within what it takes. So it is called with some small arguments of every kind first. What always raises,
while the same call without it returns, is not offered; an exception beside such a rule is a fault.
"""

from __future__ import annotations

import contextlib
import functools
import random
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any  # Any: arrays of a target's own type

import numpy as np
import sympy as sp

from ..evidence import cases, checks
from ..evidence.cases import Case, Within
from ..evidence.checks import NotOffered
from ..language.formula import Formula
from ..language.shapes import value
from ..language.statement import Ratio
from . import spellings
from .aliases import Scalar
from .plan.means import means
from .signatures import at_default

if TYPE_CHECKING:
    from .subject import Subject

Facts = dict[str, str]  # what a call is like, by what that is about: {"stride": "stride = 2"}
RANK, TYPE, MEMORY = "rank", "type", "memory"
ANY_EXCEPTION = (RANK, TYPE, MEMORY)  # about which every exception is a refusal
DELIBERATE = (ValueError, TypeError, NotImplementedError, AssertionError, RuntimeError, NotOffered)
TRIALS = 3  # calls of each kind
MANY = (0, 1, 2, 3, 4)  # axes of a letter that stands for any number of them, of which plans have calls
SETTING_UP = 0.005  # seconds of a small call that may have been spent on what the next one finds done
SEED = 20
ONE_VALUE = "one value in each mean"
NOT_COVERED = "sizes that the windows do not cover evenly"


def facts_of(of: Formula, rank: int, arrays: Mapping[str, Any], scalars: Mapping[str, Scalar], dtype: str) -> Facts:
    """What a call is like.

    of: the formula; rank: the number of spatial axes; arrays: by name, or their shapes; scalars: the other arguments,
    as numbers for each axis; dtype: the type of the arrays.
    """
    shapes = {a: tuple(getattr(x, "shape", x)) for a, x in arrays.items()}
    found: Facts = {TYPE: dtype}
    if of.ranked:
        found[RANK] = rank_fact(of, rank)
    elif of.arrays and of.arrays[0] in shapes:
        found[RANK] = f"{of.arrays[0]} of {len(shapes[of.arrays[0]])} axes"
    for a in of.arrays:
        if of.may_lack(a):
            found[a] = a if a in shapes else f"no {a}"
    for a, v in scalars.items():
        if a in of.along:
            several = isinstance(v, tuple) and len(v) > 1
            found[a] = f"several axes as {a}" if several else f"one axis as {a}"
        elif a in of.conventions or isinstance(v, (bool, str)):
            found[a] = f"{a} = {v!r}"
        elif a in of.scalars:
            found |= _of_numbers(of, a, v)
    windows = scalars.get("kernel_size")
    by_argument = windows is not None
    if "w" in shapes and of.ranked and windows is None:
        windows = shapes["w"][2:]
    if isinstance(windows, tuple):
        if not by_argument:
            found["square"] = "a square kernel" if len(set(windows)) == 1 else "a kernel that is not square"
        pads = scalars.get("padding", (0,) * len(windows))  # a function without the argument has none
        if isinstance(pads, tuple) and len(pads) == len(windows):
            most = [max(p) if isinstance(p, tuple) else p for p in pads]
            wide = any(2 * p > k for p, k in zip(most, windows, strict=True))
            found["half"] = "padding of more than half a window" if wide else ""
            found["rest"] = NOT_COVERED if _leaves_a_rest(of, windows, shapes, pads, scalars) else ""
    if averages(of):
        found["values"] = ONE_VALUE if _values(of, shapes, scalars) == 1 else ""
    for kind, is_so in MEMORIES.items():
        held = any(is_so(x) for x in arrays.values() if isinstance(x, np.ndarray))
        found[f"{MEMORY}: {kind}"] = f"arrays {kind}" if held else ""
    return found


def _leaves_a_rest(
    of: Formula,
    windows: tuple[int, ...],
    shapes: Mapping[str, tuple[int, ...]],
    pads: tuple[Any, ...],
    scalars: Mapping[str, Scalar],
) -> bool:
    """Whether entries remain after the last window along some axis.

    windows: their size along each axis; shapes: of the arrays; a formula of numbers has none, and its sizes are
    arguments; pads: one number or two for each axis; Any: either; scalars: the other arguments, those at their defaults
    may be missing.
    """
    sizes = next(iter(shapes.values()))[2:] if shapes else ()

    def along(a: str) -> tuple[int, ...]:
        v = scalars.get(a, of.definition.defaults.get(a, 1))
        return windows if v is None else v if isinstance(v, tuple) else (v,) * len(windows)

    if len(sizes) != len(windows):
        return False
    padded = [n + (sum(p) if isinstance(p, tuple) else 2 * p) for n, p in zip(sizes, pads, strict=True)]
    reach = [d * (k - 1) + 1 for d, k in zip(along("dilation"), windows, strict=True)]
    return any((n - r) % s for n, r, s in zip(padded, reach, along("stride"), strict=True))


def kind_of_axes(of: Formula) -> str:
    """What the axes are whose number may differ: "spatial", or "batch" if there may be none."""
    return "batch" if 0 in of.definition.ranks else "spatial"


def rank_fact(of: Formula, rank: int) -> str:
    """The fact about a number of such axes."""
    return f"{rank} {kind_of_axes(of)} {'axis' if rank == 1 else 'axes'}"


@functools.cache
def averages(of: Formula) -> bool:
    """Whether a formula has named means over entries of its arrays, such as those of a normalisation."""
    return bool(means(of.plan(1, of.default_words())))


def _values(of: Formula, shapes: Mapping[str, tuple[int, ...]], scalars: Mapping[str, Scalar]) -> int:
    """The number of values of the mean with the fewest; 0 for a call that takes none, or that the formula refuses."""
    with contextlib.suppress(ValueError, TypeError, NameError):  # NameError: a sum whose bounds depend on the place
        zeros = {a: np.broadcast_to(np.zeros(()), shape) for a, shape in shapes.items()}
        call = of.read((), {**zeros, **scalars})
        counts = [sp.prod(hi - lo + 1 for _, lo, hi in one.limits) for one in means(call.plan)]
        return min((int(value(sp.sympify(count), call.env)) for count in counts), default=0)
    return 0


MEMORIES: dict[str, Callable[[np.ndarray], bool]] = {
    "with negative strides": lambda x: any(step < 0 for step, n in zip(x.strides, x.shape, strict=True) if n > 1),
    "that are not contiguous": lambda x: not x.flags.c_contiguous,
    "that are read-only": lambda x: not x.flags.writeable,
    "that are not aligned": lambda x: not x.flags.aligned,
    "in another byte order": lambda x: not x.dtype.isnative,
}


def held_so(kind: str, x: np.ndarray) -> np.ndarray:
    """An array with the same entries that lies in memory in the way that `MEMORIES` names; the array itself, if it has
    no axes, holds objects, or has one entry only, which no stride puts anywhere else."""
    if not x.ndim or x.dtype == object or (kind == "with negative strides" and x.size < 2):
        return x
    if kind == "with negative strides":
        return x[(slice(None, None, -1),) * x.ndim].copy()[(slice(None, None, -1),) * x.ndim]
    if kind == "that are not contiguous":
        return np.repeat(x, 2, -1)[..., ::2]
    if kind == "that are read-only":
        x = x.copy()
        x.flags.writeable = False
        return x
    if kind == "that are not aligned":
        held = np.empty(x.nbytes + 1, np.uint8)[1:].view(x.dtype).reshape(x.shape)
        held[...] = x
        return held
    return x.astype(x.dtype.newbyteorder()) if x.dtype.kind == "f" else x


def _of_numbers(of: Formula, a: str, v: Scalar) -> Facts:
    """What the numbers of an argument are like: the default or not, alike for all axes, alike before and after."""
    plain = at_default(of, a, v) or a == "kernel_size"
    found = {a: f"{a} at its default" if plain else f"{a} other than {of.signature.parameters[a].default}"}
    if isinstance(of.words.get(a), Ratio) and isinstance(v, tuple):
        found[f"{a}, whole"] = f"{a} that is no whole number" if any(one != int(one) for one in v) else ""
        found[f"{a}, below"] = f"{a} below 1" if min(v) < 1 else ""
    if isinstance(v, tuple) and of.definition.per_axis(a):
        found[f"{a}, axes"] = f"{a} that differs by axis" if len(set(v)) > 1 else ""
        sides = [p for p in v if isinstance(p, tuple)]
        if sides:
            found[f"{a}, sides"] = f"{a} that differs before and after" if any(len(set(p)) > 1 for p in sides) else ""
    return found


# ---------------------------------------------------------------- what is found


@dataclass
class Refusals:
    """What a function takes, and what it refuses.

    taken: facts of calls that returned; refused: facts that no call which returned had, each with what was raised;
    pace: seconds that a call takes for a unit of work, at most, and `overhead` those that it takes at least
    """

    taken: set[tuple[str, str]] = field(default_factory=set)
    refused: dict[tuple[str, str], str] = field(default_factory=dict)
    pace: float = 0.0
    overhead: float = 0.0

    def why(self, facts: Facts) -> str:
        """What of a call the function refuses, and what it raises then; "" if nothing is known to be refused."""
        for item in facts.items():
            if item in self.refused:
                return f"{item[1]}: {self.refused[item]}"
        return ""


def _plain(of: Formula, rank: int, passed: bool) -> Within:
    """Cases with every argument at its default, and optional arrays passed or left out."""
    held = {a: v for a, v in of.definition.defaults.items() if a in of.scalars or a in of.along}
    return Within((rank,), held, {a: passed for a in of.arrays if of.may_lack(a)})


def alike(of: Formula, kwargs: dict[str, Scalar]) -> list[dict[str, Scalar]]:
    """The arguments of a call, and the same ones alike along all axes, alike before and after, and both; and with one
    argument only that is not."""
    along = {a for a in of.scalars if of.definition.per_axis(a)}

    def sides(v: Scalar) -> Scalar:
        return tuple((p[0], p[0]) if isinstance(p, tuple) else p for p in v)

    def axes(v: Scalar) -> Scalar:
        return v[:1] * len(v)

    def both(v: Scalar) -> Scalar:
        return sides(axes(v))

    several = {a for a in along if isinstance(kwargs.get(a), tuple) and kwargs[a]}
    plain = {a: both(v) if a in several else v for a, v in kwargs.items()}
    if several:  # a stride that is left out is the window, and differs by axis where that does
        plain |= {a: (1,) * len(kwargs[min(several)]) for a in along if a in kwargs and kwargs[a] is None}
    found = [kwargs, plain]
    for change in (axes, sides, both):
        found.append({a: change(v) if a in several else v for a, v in kwargs.items()})
    for a in several:
        found += [{**plain, a: change(kwargs[a])} for change in (axes, sides, lambda v: v)]
    return [one for k, one in enumerate(found) if one not in found[:k]]


def square(of: Formula, arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The arrays of a call, with a part of the kernel that has one size on all axes, if it is an array of its own."""
    if not of.ranked or "w" not in arrays or "kernel_size" in of.names or arrays["w"].ndim < 4:
        return arrays
    w = arrays["w"]
    return {**arrays, "w": w[(slice(None), slice(None), *[slice(0, min(w.shape[2:]))] * (w.ndim - 2))]}


def together(of: Formula, arrays: Mapping[str, np.ndarray], kwargs: dict[str, Scalar]) -> list[dict[str, Scalar]]:
    """The arguments of a call with the last two axes where one is selected, for each argument that selects axes."""
    ndim = arrays[of.arrays[0]].ndim if of.arrays and of.arrays[0] in arrays else 0
    return [{**kwargs, a: (ndim - 2, ndim - 1)} for a in of.along if ndim > 1]


def trials(of: Formula) -> Iterator[tuple[Case, random.Random]]:
    """Small cases of every kind: plain ones, also with each number of axes, ones with a single argument other than its
    default, and random ones."""
    several = any(entry.many for line in of.plan(1, of.default_words()).arrays.values() for entry in line)
    for rank in of.definition.ranks:
        for passed in (True, False) if any(map(of.may_lack, of.arrays)) else (True,):
            plain = _plain(of, rank, passed)
            for many in (None, *MANY) if several else (None,):
                yield from _drawn(of, replace(plain, many=many), TRIALS)
            for a in plain.held:
                free = replace(plain, held={k: v for k, v in plain.held.items() if k != a})
                yield from _drawn(of, free, 2 * TRIALS)
        yield from _drawn(of, Within((rank,)), 2 * TRIALS)


def _drawn(of: Formula, within: Within, count: int) -> list[tuple[Case, random.Random]]:
    with cases.drawn_within(within):
        return list(cases.sampled(of, count, SEED))


def found(subject: Subject) -> Refusals:
    """What the function of a subject takes, by calling it."""
    of, tried, result = subject.of, list[tuple[Facts, Exception | None]](), Refusals()
    times, seen = list[tuple[float, float]](), dict[frozenset[tuple[str, str]], int]()

    def attempt(arrays: dict[str, np.ndarray], kwargs: dict[str, Scalar]) -> bool:
        asked = subject.read((), {**arrays, **kwargs})
        facts, started = asked.facts(of), time.thread_time()
        key = frozenset(facts.items())
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > TRIALS:
            return False
        try:
            subject.attempt(asked)
        except Exception as error:  # whatever it raises
            tried.append((facts, None if subject.returned else error))
            return False
        took = time.thread_time() - started
        if took > SETTING_UP:  # the first call of its kind may have compiled something
            started = time.thread_time()
            with contextlib.suppress(Exception):  # whatever it raises the second time, it has returned
                subject.attempt(asked)
            took = min(took, time.thread_time() - started)
        times.append((asked.work(of), took))
        if subject.spoken == spellings.WORD:  # it says nothing about the numbers that the words stand for
            facts = {about: fact for about, fact in facts.items() if about.partition(",")[0] not in of.words}
        tried.append((facts, None))
        return True

    returned = list[tuple[dict[str, np.ndarray], dict[str, Scalar]]]()
    for dtype in subject.dtypes:
        for case, rng in trials(of):
            arrays, drawn = cases.floats(case, rng, dtype), checks.float_scalars(case.kwargs)
            calls = [(arrays, kwargs) for kwargs in [*alike(of, drawn), *together(of, arrays, drawn)]]
            if (other := square(of, arrays)) is not arrays:
                calls.append((other, drawn))
            for given, kwargs in calls:
                try:
                    ok = attempt(given, kwargs)
                except (NotOffered, ValueError):  # or arguments that the formula does not take together
                    continue
                if ok:
                    returned.append((given, kwargs))
        if returned:
            break  # else the function may take another type only
    changes: list[Callable[[Formula, dict[str, np.ndarray]], dict[str, np.ndarray]]] = [
        *map(_typed, subject.dtypes[1:]),
        *(functools.partial(_held, kind) for kind in MEMORIES),
        *([_single] if averages(of) else []),
    ]
    for change in changes:
        for arrays, kwargs in returned[:: max(1, len(returned) // TRIALS)]:
            try:
                attempt(change(of, arrays), kwargs)
            except (NotOffered, ValueError):
                continue
    result.overhead, result.pace = line_of(times)
    result.taken = {item for facts, error in tried if error is None for item in facts.items()}
    for facts, error in tried:
        new = [item for item in facts.items() if item not in result.taken and not _is_plain(item[1])]
        if error is None or len(new) != 1 or not result.taken:
            continue
        said = str(error) if isinstance(error, NotOffered) else f"raises {type(error).__name__}: {error}".split("\n")[0]
        deliberate = isinstance(error, DELIBERATE) or new[0][0].partition(":")[0] in ANY_EXCEPTION
        result.refused[new[0]] = said if deliberate and result.refused.get(new[0], said) else ""
    result.refused = {item: said for item, said in result.refused.items() if said}
    return result


def _is_plain(fact: str) -> bool:
    """Whether a fact says that nothing is special; such a fact is never blamed."""
    return not fact or fact.endswith("at its default") or fact == "a square kernel"


def line_of(times: list[tuple[float, float]]) -> tuple[float, float]:
    """The seconds that a call takes at least, and those for each unit of work, from calls of (work, seconds): a line
    through the medians of the third with the least work and of that with the most."""
    if len(times) < 6:
        return 0.0, 0.0
    times = sorted(times)
    third = len(times) // 3
    (less, quick), (more, slow) = (np.median(part, 0).tolist() for part in (times[:third], times[-third:]))
    return float(quick), float(max(0.0, slow - quick) / (more - less)) if more > less else 0.0


def _typed(dtype: str) -> Callable[[Formula, dict[str, np.ndarray]], dict[str, np.ndarray]]:
    return lambda of, arrays: {a: x if a in of.labels else x.astype(dtype) for a, x in arrays.items()}


def _single(of: Formula, arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The first entry of each array, with the same number of axes."""
    return {a: x[(slice(0, 1),) * x.ndim] for a, x in arrays.items()}


def _held(kind: str, of: Formula, arrays: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {a: held_so(kind, x) for a, x in arrays.items()}
