"""The rules that every call has to keep.

value      the result is exact, or within the rounding bound of the statement in the type of the result; other
           implementations agree
type       the type of the result follows from the types of the arguments
refused    a valid call of ordinary arguments gives a result; accepted: a wrong one does not
error      an error is a ValueError or a TypeError in one line that begins with the formula's name
warning    nothing warns
state      the same call again gives the same type, bits, or error
write      the arguments are as before, and the result shares no memory with them
hang       a call ends within seconds
"""

from __future__ import annotations

import contextlib
import math
import re
import signal
import sys
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import flint
import numpy as np

from mathcnn.language.statement import ArgMaxOver
from mathcnn.numbers import formats, rounded, rounding

from . import oracles
from .arrays import HALVES, is_float
from .calls import Call

WORK = 3000  # entries of the result times those of the largest array, up to which the statement itself is run
PATIENCE = 20  # seconds
SLACK = 16  # times the bound of the statement that another implementation, by another algorithm, may be off


@dataclass(frozen=True)
class Failure:
    rule: str
    says: str

    @property
    def kind(self) -> str:
        """What failures of one kind have in common: the message without its numbers."""
        return re.sub(r"0x[0-9a-f]+|-?\d+(\.\d*)?(e[-+]?\d+)?|\[.*\]|\(.*\)|'[^']*'", "#", self.says)[:70]


class Hang(BaseException):
    """A call did not end in time."""


@contextlib.contextmanager
def patience(seconds: int = PATIENCE) -> Iterator[None]:
    """At most so many seconds, where the system has alarms."""

    def rang(*_: Any) -> None:
        raise Hang

    before = signal.signal(signal.SIGALRM, rang)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def ran(call: Call) -> tuple[Any, BaseException | None, list[str]]:
    """The result or the error of a call, and its warnings."""
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        result, error = None, None
        try:
            with patience():
                result = call()
        except (Exception, Hang) as raised:  # what is raised is what is judged
            error = raised
    return result, error, [f"{w.category.__name__}: {w.message}" for w in seen]


def judged(call: Call) -> tuple[list[Failure], str]:
    """The rules that a call breaks, and how it ended: "value", "error"."""
    before = {
        a: np.array(g.value)
        for a, g in call.arguments.items()
        if isinstance(g.value, np.ndarray) and g.value.dtype != object
    }
    if call.earlier is not None:
        ran(call.earlier)
    result, error, warned = ran(call)
    found = [Failure("warning", w) for w in warned]
    if isinstance(error, Hang):
        return [*found, Failure("hang", f"no end within {PATIENCE} s")], "error"
    again, error_again, _ = ran(call)
    fault = differs(error, error_again) if error or error_again else changed(result, again)
    if fault and not any(type(g.value).__name__ == "generator" for g in call.arguments.values()):
        found.append(Failure("state", f"the second call: {fault}"))
    found += [
        Failure("write", f"wrote into {a}")
        for a, x in before.items()
        if not same_bits(x, np.array(call.arguments[a].value))
    ]
    if error is not None:
        found += judged_error(call, error)
        return found, "error"
    if call.refuse:
        found.append(
            Failure(
                "accepted",
                f"{call.wrong} = {call.arguments[call.wrong].text() if call.wrong in call.arguments else 'nothing'}",
            )
        )
    if not call.wrong:
        shared = {
            a
            for a in before
            for part in parts(result)
            if isinstance(part, np.ndarray) and np.may_share_memory(part, call.arguments[a].value)
        }
        found += [Failure("write", f"the result shares memory with {a}") for a in sorted(shared)]
        if call.gradient is None:
            found += judged_type(call, result) or valued(call, result)
    return found, "value"


def parts(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def differs(one: BaseException | None, other: BaseException | None) -> str:
    return "" if type(one) is type(other) and str(one) == str(other) else f"{other!r} instead of {one!r}"


def changed(one: Any, other: Any) -> str:
    """What two results differ in: types, types of numbers, bits."""
    if type(one) is not type(other):
        return f"{type(other).__name__} instead of {type(one).__name__}"
    if isinstance(one, tuple):
        return next(filter(None, map(changed, one, other)), "" if len(one) == len(other) else "another length")
    x, y = np.asarray(one), np.asarray(other)
    if x.dtype != y.dtype or x.shape != y.shape:
        return f"{y.dtype} {y.shape} instead of {x.dtype} {x.shape}"
    return "" if same_bits(x, y) else "other bits"


def has_kink(call: Call) -> bool:
    """Whether an exact table of probabilities has an entry 0, where p log p has no derivative."""
    tables = [np.asarray(g.value) for a, g in call.given_arrays.items() if a in call.of.domain]
    return call.of.topic == "information" and any(x.dtype == object and (x == 0).any() for x in tables)


def same_bits(x: np.ndarray, y: np.ndarray) -> bool:
    if x.dtype == object:
        return re.sub(" at 0x[0-9a-f]+", "", str(x.tolist())) == re.sub(" at 0x[0-9a-f]+", "", str(y.tolist()))
    if x.dtype.char in "gG":  # a longdouble has bytes that mean nothing
        return bool(np.array_equal(x, y, equal_nan=True))
    return x.tobytes() == y.tobytes()


def judged_error(call: Call, error: BaseException) -> list[Failure]:
    text = str(error)
    if not isinstance(error, (ValueError, TypeError)) or not text.startswith(call.of.name):
        return [Failure("error", f"{type(error).__name__}: {text.splitlines()[0][:160] if text else ''}")]
    if "\n" in text or len(text) > 1000:
        return [Failure("error", f"{len(text)} characters in {len(text.splitlines())} lines")]
    ordinary = (
        call.style in ("normal", "whole", "ties") and not call.wrong and not call.of.families
    )  # a sum may diverge
    if ordinary and "may reach" not in text and not (call.gradient is not None and has_kink(call)):
        return [Failure("refused", text[:160])]
    return []


# ---------------------------------------------------------------- types


def possible_types(call: Call) -> set[np.dtype]:
    """The types that a floating or integer result may have: NumPy's promotion of arrays and of NumPy's floats;
    Python's numbers adapt. Halves are computed in float32, and returned as such or as halves."""
    of = call.of
    types = [
        t for a, g in call.arguments.items() if a not in of.labels for t in g.types if a in of.arrays or is_float(t)
    ]
    counted = [
        np.dtype(np.float32) if t.name in HALVES or t.itemsize == 2 and t.kind == "f" else t.newbyteorder("=")
        for t in types
    ]
    counted = [np.dtype(np.int8) if t.kind == "b" else t for t in counted]
    if any(t.kind == "f" for t in counted):
        found = {
            np.result_type(*counted),
            np.result_type(*(np.dtype(np.int64) if t.kind in "iu" else t for t in counted)),
        }
        halves = {t for t in types if t.name in HALVES or t.itemsize == 2 and t.kind == "f"}
        if halves and found == {np.dtype(np.float32)}:
            found |= {t.newbyteorder("=") for t in halves}
        return found
    weak = any(g.weak for g in call.arguments.values())
    return {np.dtype(np.float64)} if weak and counted == [] else {np.dtype(np.float64), np.dtype(np.int64)}


def judged_type(call: Call, result: Any) -> list[Failure]:
    of = call.of
    if not call.given_arrays or any(np.asarray(g.value).dtype == object for g in call.given_arrays.values()):
        return []  # Python's numbers stay what they are
    have = np.asarray(parts(result)[0]).dtype
    allowed = possible_types(call)
    if have.kind == "c":
        have = np.empty(0, have).real.dtype
    if any(e.rhs.has(ArgMaxOver) for e in of.plan(call.rank, oracles.words(call)).equations):
        allowed = {np.dtype(np.int64)}
    if have not in allowed:
        return [Failure("type", f"{have} from {given_types(call)}, not {' or '.join(sorted(map(str, allowed)))}")]
    if isinstance(result, np.ndarray) and not have.isnative:
        return [Failure("type", f"{have} is not of native byte order")]
    return []


def given_types(call: Call) -> str:
    types = [
        f"{a}: {', '.join(map(str, g.types)) or type(g.value).__name__}"
        for a, g in call.arguments.items()
        if a in call.of.arrays or g.types
    ]
    return "; ".join(types)


# ---------------------------------------------------------------- values


def valued(call: Call, result: Any) -> list[Failure]:
    """The value, where the oracles accept the call."""
    try:
        with patience(60):
            return judged_value(call, result)
    except Hang:
        return [Failure("oracle", "no end within a minute")]
    except Exception as error:  # whatever an oracle raises is shown with the call
        if call.style in ("huge", "tiny", "special") and isinstance(
            error, (ValueError, ZeroDivisionError, OverflowError)
        ):
            return []  # the statement has no value there
        return [Failure("oracle", f"{type(error).__name__}: {str(error).splitlines()[0][:160] if str(error) else ''}")]


def judged_value(call: Call, result: Any) -> list[Failure]:
    of, first = call.of, np.asarray(parts(result)[0])
    if of.functions:
        return []
    means = [np.asarray(g.means) for g in call.given_arrays.values()]
    specials = any(x.dtype != object and not np.isfinite(x.astype(float)).all() for x in means)
    largest = max((x.size for x in means), default=1)
    if first.size * largest > WORK:
        return [] if specials or call.style in ("huge", "tiny") else against_others(call, parts(result)[0], None)
    if specials:
        return at_specials(call, result)
    floating = is_float(first.dtype) or first.dtype.kind == "c"
    if (
        not floating
        or not of.arrays
        and all(isinstance(v, (int, Fraction, str, bool, tuple, type(None))) for v in oracles.meant(call).values())
    ):
        return exactly(call, result)
    if call.style == "huge" and not of.plan(call.rank, oracles.words(call)).exact:
        return []  # a step on the way may overflow, where the statement does not
    want = oracles.balls(call, np.empty(0, first.dtype).real.dtype if first.dtype.kind == "c" else first.dtype)
    for k, (have, wanted) in enumerate(zip(parts(result), want, strict=False)):
        with rounded.precision():
            fault = beyond(have, wanted)
        if fault and never_negative(call, have, wanted):
            return []
        if fault:
            return [Failure("value", f"{fault}{f' (result {k})' if k else ''} in {np.asarray(have).dtype}")]
    return against_others(call, parts(result)[0], want[0])


def exactly(call: Call, result: Any) -> list[Failure]:
    """Integers, fractions and symbols: identical; floats that stand for fractions, to a rounding of each number."""
    want = oracles.exact(call)
    for have, wanted in zip(parts(result), parts(want), strict=False):
        x, y = np.asarray(have, object), np.asarray(wanted, object)
        if x.shape != y.shape:
            return [Failure("value", f"shape {x.shape} instead of {y.shape}")]
        for at in np.ndindex(x.shape):
            if x[at] == y[at] or x[at] is y[at]:
                continue
            if isinstance(x[at], float) and abs(x[at] - float(y[at])) <= 2**-45 * abs(float(y[at])):
                continue
            return [Failure("value", f"{x[at]!r} instead of exactly {y[at]!r} at {at}")]
    return []


def never_negative(call: Call, have: Any, want: Any) -> bool:
    """Whether a measure of information is 0 where its statement has the sign that it should not have, by no more than
    the totals of its tables, which floats do not have exactly, explain: `mathcnn.information` promises this.
    """
    if call.of.topic != "information" or np.size(have) != 1 or np.ravel(have)[0] != 0:
        return False
    nats = float(rounded.enclosed(np.ravel(np.asarray(want, object))[0]).mid())
    nats *= math.log(float(oracles.meant(call).get("base", 2)))
    tables = [np.asarray(g.means, float) for g in call.given_arrays.values()]
    return -sum(2 * abs(float(x.sum()) - 1) + x.size * 2**-50 for x in tables) <= nats <= 0


def beyond(have: Any, want: Any) -> str:
    """Where a result lies outside its balls."""
    x, y = np.asarray(have), np.asarray(want, object)
    if x.shape != y.shape:
        return f"shape {x.shape} instead of {y.shape}"
    for at in np.ndindex(x.shape):
        ball = rounded.enclosed(y[at])
        one = x[at].item() if x.dtype.itemsize <= 8 or x.dtype.kind == "c" else x[at]
        if x.dtype.name in HALVES:
            one = float(one)
        ratio = 0.0 if overflows(one, ball, x.dtype) else distance(one, ball)
        if not ratio <= 1:
            return f"{one!r} instead of {ball.str(12)} at {at}, {ratio:.3g} times the bound"
    return ""


def overflows(value: Any, ball: Any, dtype: np.dtype) -> bool:
    """Whether an infinity stands for a number that the type cannot hold."""
    largest = float(np.finfo(dtype).max) if dtype.kind in "fc" else formats.LARGEST[dtype.name]
    return bool(not np.isfinite(value) and (abs(ball).upper() * (1 + 2.0**-6) >= largest or dtype.itemsize > 8))


def distance(value: Any, ball: Any) -> float:
    if isinstance(value, (complex, np.complexfloating)) or isinstance(ball, flint.acb):
        return rounding.distance(complex(value), ball)
    if not ball.is_finite():  # no bound is known, or the statement has no value there
        return 0.0
    if not np.isfinite(value):
        return float("inf")
    return rounding.distance(float(value), ball) if isinstance(value, (float, int)) else _long(value, ball)


def _long(value: Any, ball: Any) -> float:
    error = abs(ball.mid() - flint.arb(flint.fmpq(*value.as_integer_ratio())))
    return 0.0 if error == 0 else float(error / ball.rad()) if ball.rad() > 0 else float("inf")


def promises_less(name: str) -> bool:
    """Whether the table of promises about special values, where there is one, has an exception for a formula."""
    table = getattr(sys.modules.get("mathcnn.evidence.special"), "WEAKER", {})
    return name in table


def at_specials(call: Call, result: Any) -> list[Failure]:
    """NaN and infinities are where the statement over floats has them."""
    if promises_less(call.of.name):
        return []
    want = np.asarray(parts(oracles.floats(call))[0])
    have = np.asarray(parts(result)[0])
    if have.dtype.kind not in "fc" and have.dtype.name not in HALVES:
        return []
    transform = have.dtype.kind == "c"  # infinities meet in another order there
    have, want = have.astype(complex), want.astype(complex)
    if have.shape != want.shape:
        return [Failure("value", f"shape {have.shape} instead of {want.shape}")]
    for at in np.ndindex(have.shape):
        h, w = have[at], want[at]
        if (
            np.isfinite(w) != np.isfinite(h)
            or not transform
            and (np.isnan(w) != np.isnan(h) or not np.isfinite(w) and not np.isnan(w) and h != w)
        ):
            narrow = np.isfinite(w) and abs(w) > formats.LARGEST.get(np.asarray(parts(result)[0]).dtype.name, np.inf)
            if not narrow:
                return [Failure("value", f"special values: {h.real} instead of {w.real} at {at}")]
    return []


def against_others(call: Call, result: Any, want: Any) -> list[Failure]:
    """Other implementations, in float64: where there is a ball, they have to lie near it, and so has our result near
    theirs."""
    x = np.asarray(result)
    with np.errstate(all="ignore"):
        wide = x.astype(complex if x.dtype.kind == "c" else float)
    for name, run in oracles.others(call):
        try:
            y = np.asarray(run())
        except oracles.NotOffered:
            continue
        except (ValueError, RuntimeError) as error:
            if name == "written here":
                raise
            del error  # a library refuses what the statement accepts
            continue
        if y.shape != x.shape:
            return [Failure("value", f"shape {x.shape}, and by {name} {y.shape}")]
        unit = max(
            float(np.finfo(x.dtype).eps) if x.dtype.kind in "fc" else 2.0**-7 if x.dtype.name in HALVES else 0.0,
            2.0**-52,
        )
        with np.errstate(all="ignore"):
            gauge = np.abs(wide) + np.abs(y)
        if want is not None:
            wider = 2.0**11 if x.dtype.char in "gG" else 1.0  # theirs is float64
            radius = wider * np.array([_radius(v) for v in np.asarray(want, object).ravel()]).reshape(y.shape)
        else:
            inputs = [np.abs(np.asarray(g.means, float)) for g in call.given_arrays.values()]
            largest = max((float(v.max(initial=0.0)) for v in [gauge, *inputs]), default=0.0)
            radius = np.full(y.shape, unit * sum(v.size for v in inputs) * largest)
        with np.errstate(all="ignore"):
            far = ~(np.abs(wide - y) <= SLACK * (radius + unit * gauge) + 1e-300) & np.isfinite(radius)
        far &= (wide != y) & ~(np.isnan(wide) & np.isnan(y))  # infinities, and NaN of both
        if far.any():
            at = tuple(int(k[0]) for k in np.nonzero(far)) if x.ndim else ()
            return [Failure("value", f"{wide[at]} and by {name} {y[at]} at {at}")]
    return []


def _radius(v: Any) -> float:
    ball = rounded.enclosed(v)
    return float(rounding.reach(ball)) if ball.is_finite() else np.inf
