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
import re
import signal
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np

from mathcnn.language.statement import ArgMaxOver

from . import oracles
from .arrays import HALVES, is_float
from .calls import Call
from .failures import Failure, parts
from .values import judged_value

PATIENCE = 20  # seconds


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
    numpys_default = np.errstate(divide="warn", over="warn", invalid="warn", under="ignore")  # whatever ran before
    with warnings.catch_warnings(record=True) as seen, numpys_default:
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
    ordinary = call.style in ("normal", "whole", "ties") and not call.wrong and not call.of.spaces  # a sum may diverge
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
    if type(result) is int and abs(result) >= 2**63 and np.dtype(np.int64) in allowed:
        return []  # an exact integer that int64 does not hold, as Python's
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
