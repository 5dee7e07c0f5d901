"""Whether results depend on anything but the arguments: on earlier calls, on other threads, on memory that is shared.

Arrays hold integers, so that a result that belongs to other data, or that another call has written into, is far from
what the formula's own fast form gives in float64; rounding is checked elsewhere. If the target is wrong at its first
call already, and no convention explains that, calls are compared with its own results only.
"""

from __future__ import annotations

import contextlib
import copy
import itertools
import re
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import FrameType
from typing import Any

import numpy as np

from ..evidence import cases, checks
from ..evidence.cases import Case
from ..evidence.checks import NotOffered
from ..evidence.checks.special_values import real_floats
from ..evidence.verdicts import FAILS, HOLDS, NOT_OFFERED, OPEN, SAMPLED, Verdict
from ..numbers import rounding
from .aliases import Function, Scalar
from .callers import Call, Caller, Depends
from .kinds import ANY
from .reproductions import imports_of, whole
from .rows import Rows
from .wild import near

NAMES = REPEATED, MEMORY, THREADS = "repeated calls", "memory of results", "calls from threads"  # of the checks
TraceFunction = Callable[[FrameType, str, Any], Any]  # as `sys.settrace` takes it
OTHERS: Mapping[str, tuple[Scalar, ...]] = {  # arguments that are changed between two calls with the same arrays
    "stride": (2, 1),
    "padding": (0, 1),
    "dilation": (2, 1),
    "flip": (True,),
    "kernel_size": (3, 2),
    "alpha": (0.5,),
    "axis": (0,),
    "eps": (1.0,),
    "momentum": (0.5,),
    "mode": ("full", "valid"),
    "correction": (1,),
    "count_include_pad": (False,),
}
WORKERS, SECONDS = 4, 5.0  # threads, and the time after which they end
ROUNDS, YIELDING = 20, 4  # calls of each thread, and how many of them let others run after every line of Python
FRESH = 12  # calls in other shapes, of which one that is wrong shows that a result is wrong by itself
ALIKE = (4, 8)  # sizes of all axes, where one array is two arguments
IN_THREADS = (  # lines of Python: the calls from threads, and which results are not those of calls alone
    "import sys; from concurrent.futures import ThreadPoolExecutor",
    "right = [np.array(call()) for call in calls]",
    "sys.setswitchinterval(1e-6)",
    "with ThreadPoolExecutor(4) as pool:",
    "    found = list(pool.map(lambda k: np.array(calls[k % 4]()), range(4000)))",
    "print([k for k in range(4000) if not (np.abs(found[k] - right[k % 4]) < 0.01).all()][:9])",
)
OURS = ("mathcnn.conformance.", "mathcnn.evidence.", "mathcnn.language.")


def verdicts(rows: Rows) -> Iterator[Verdict]:
    """The rows about calls: repeated ones, the memory of results, and calls from several threads."""
    if rows.subject.kind == ANY:
        return
    dtype = "float32" if "float32" in rows.dtypes else rows.widest
    for name, check in ((REPEATED, repeated), (MEMORY, memory), (THREADS, threads)):
        yield row_of(rows, Caller(rows, dtype), name, check)


def row_of(rows: Rows, caller: Caller, name: str, check: Function) -> Verdict:
    """A check of calls as a row."""
    started, subject = time.perf_counter(), rows.subject
    row = Verdict(rows.of.name, "form", name, subject.target.name, HOLDS, SAMPLED, "", 0, dtype=caller.dtype)
    lacking = ""
    for case in caller.cases():
        caller.begin()
        try:
            check(caller, case)
        except NotOffered as error:
            lacking = lacking or str(error)
        except Depends as error:
            row.verdict, row.says = FAILS, str(error)
            row.counterexample = ": ".join(filter(None, [row.says, error.beside]))
            lines = [*caller.writer.lines, *caller.script, *error.shown]
            row.reproduce = whole(imports_of(subject), lines, row.counterexample)
        except Exception as error:  # whatever the target raises
            row.fault = checks.said(error)
            row.verdict, row.says = FAILS, f"raises {row.fault}"
            row.counterexample = row.says
            row.reproduce = whole(imports_of(subject), caller.before(error), row.says)
        if row.verdict == FAILS:
            break
    row.cases = caller.calls
    if row.verdict == HOLDS and caller.remarks:
        row.says = "; ".join(caller.remarks)
    if not row.cases or row.verdict == HOLDS and lacking and caller.calls < 2:
        row.verdict, row.evidence, row.says, row.cases = NOT_OFFERED, OPEN, lacking or "no geometry", 0
    row.seconds = time.perf_counter() - started
    return row


# ---------------------------------------------------------------- repeated calls


def repeated(caller: Caller, case: Case) -> None:
    """New data in the same shapes, the same arrays with new data or other arguments, other shapes between."""
    one = caller.first(case)
    other = caller.drawn(case, 2)
    kept = np.array(caller.run(one))
    same(caller, kept, caller.run(one))
    other_data(caller, other, kept)
    same(caller, kept, caller.run(one))
    in_place(caller, one, other)
    other_arguments(caller, one)
    for between in caller.cases():
        _offered(caller, caller.drawn(between, 3), "is wrong after calls with other shapes")
    caller.check(one, caller.run(one), "is wrong after calls with other shapes")
    if "float64" in caller.rows.dtypes:
        wide = caller.drawn(case, 1, "float64")
        _offered(caller, wide, "is wrong after a call with another type of numbers")
    caller.check(one, caller.run(one), "is wrong after a call with another type of numbers")
    one_for_two(caller)


def other_data(caller: Caller, other: Call, kept: np.ndarray) -> None:
    """New data in the shapes of an earlier call, whose result is `kept`. What is wrong with first calls in other
    shapes, too, is wrong by itself."""
    got = caller.run(other)
    try:
        caller.check(other, got, "returns the result of an earlier call with arrays of the same shapes")
    except Depends as error:
        again = got.shape == kept.shape and near(real_floats(rounding.wide(got)), real_floats(rounding.wide(kept)))
        if np.all(again) or not _wrong_in_other_shapes(caller, other):
            raise
        written = caller.writer, caller.script
        caller.begin()
        if caller.run(other).tobytes() != got.tobytes():
            caller.writer, caller.script = written
            raise
        shown = [re.sub(r"y\d+", "y1", line) for line in error.shown]
        raise Depends("is wrong for some numbers", shown, error.beside) from None


def _wrong_in_other_shapes(caller: Caller, other: Call) -> bool:
    """Whether a first call in some shapes is wrong. What calls wrote is left as it is."""
    written = caller.writer, caller.script
    caller.begin()
    try:
        for case, _ in itertools.islice(cases.sampled(caller.of, FRESH, caller.rows.seed + 5), FRESH):
            if case.shapes != {a: x.shape for a, x in other.arrays.items()}:
                with contextlib.suppress(NotOffered):
                    call = caller.drawn(case, 5)
                    caller.check(call, caller.run(call), "")
        return False
    except Exception:  # whatever the target raises, it is wrong
        return True
    finally:
        caller.writer, caller.script = written


def same(caller: Caller, one: np.ndarray, other: np.ndarray) -> None:
    """Two results of the same arguments are the same bit for bit, or else roughly, which is a remark."""
    if one.shape == other.shape and one.tobytes() == other.tobytes():
        return
    if one.shape != other.shape or not near(real_floats(rounding.wide(one)), real_floats(rounding.wide(other))).all():
        said = "two calls with the same arguments give different results"
        raise Depends(said, [f"print(np.array_equal({caller.name()}, y2))"])
    caller.remarks["two calls with the same arguments differ in their last digits"] = None


def in_place(caller: Caller, one: Call, other: Call) -> None:
    """The same arrays, of which one gets new entries."""
    for a in one.arrays:
        mine = Call({b: x.copy() for b, x in one.arrays.items()}, one.kwargs)
        caller.run(mine)
        mine.arrays[a][...] = other.arrays[a]
        caller.script.append(
            f"{caller.writer.define(mine.arrays[a], a)}[...] = {caller.writer.text(other.arrays[a], a)}"
        )
        caller.check(mine, caller.run(mine), f"does not see that {a} was changed in place between two calls")


def other_arguments(caller: Caller, one: Call) -> None:
    """The same arrays with other arguments, one changed at a time, and then with the first ones again."""
    for name, values in OTHERS.items():
        for v in values if name in caller.of.names else ():
            try:
                kwargs = caller.of.read((), {**one.arrays, **one.kwargs, name: v}).scalars
            except (ValueError, TypeError):  # no geometry
                continue
            kwargs = {a: w for a, w in kwargs.items() if a not in caller.of.switches}
            if kwargs == one.kwargs:
                continue
            _offered(caller, Call(one.arrays, kwargs), f"does not see that {name} differs from that of an earlier call")
    caller.check(one, caller.run(one), "is wrong after calls with other arguments")


def one_for_two(caller: Caller) -> None:
    """One array for two arguments, for which functions may take another way, such as that of symmetric products."""
    of = caller.of
    for size in ALIKE:
        try:
            call = caller.drawn(cases.draw(of, cases.Alike(size)), 4)
        except cases.Reject:
            continue
        for a, b in itertools.combinations(call.arrays, 2):
            x, y = call.arrays[a], call.arrays[b]
            if x.shape == y.shape and x.dtype == y.dtype and of.domain.get(a) is of.domain.get(b):
                both = Call({**call.arrays, b: x}, call.kwargs)
                caller.begin()  # the calls before it show nothing of this one
                _offered(caller, both, f"is wrong if {a} and {b} are one array")


def _offered(caller: Caller, call: Call, said: str) -> None:
    try:
        got = caller.run(call)
    except NotOffered:
        return
    caller.check(call, got, said)


# ---------------------------------------------------------------- memory


def memory(caller: Caller, case: Case) -> None:
    """A result is no part of the arguments, and no later call writes into it."""
    one, other = caller.drawn(case, 1), caller.drawn(case, 2)
    moves = case.plan.operations == set()
    first = caller.run(one)
    kept = first.copy()
    caller.script.append("kept = y1.copy()")
    if shared := [a for a, x in one.arrays.items() if np.shares_memory(first, x)]:
        said = f"the result is a view of its input {shared[0]}"
        if not moves:
            raise Depends(
                said, [f"print(np.shares_memory(y1, {caller.writer.define(one.arrays[shared[0]], shared[0])}))"]
            )
        caller.remarks[said] = None
    second = caller.run(other)
    if first.tobytes() != kept.tobytes():
        raise Depends("the next call writes into an earlier result", ["print(np.array_equal(y1, kept))"])
    if first.size and np.shares_memory(first, second):
        raise Depends("two results share their memory", ["print(np.shares_memory(y1, y2))"])
    if not shared:
        for a, x in one.arrays.items():
            x[...] = 0
            caller.script.append(f"{caller.writer.define(x, a)}[...] = 0")
        if first.tobytes() != kept.tobytes():
            said = "the result changes when its input is changed afterwards"
            raise Depends(said, ["print(np.array_equal(y1, kept))"])


# ---------------------------------------------------------------- threads


def threads(caller: Caller, case: Case) -> None:
    """Calls from several threads at once, each with data of its own in the same shapes."""
    todo = [caller.drawn(case, 10 + k) for k in range(WORKERS)]
    caller.first(case)
    kept = [np.array(caller.run(call)) for call in todo]
    gate, faults, made = threading.Barrier(WORKERS), list[tuple[Call, str]](), list[Call]()
    subject, deadline = caller.rows.subject, time.monotonic() + SECONDS

    def work(call: Call, want: np.ndarray) -> None:
        try:
            gate.wait()
            for k in range(ROUNDS):
                if time.monotonic() > deadline:
                    return
                asked = yielding if k >= ROUNDS - YIELDING else subject
                got = np.asarray(checks.call(caller.of, asked, call.arrays, call.kwargs))
                made.append(call)
                close = got.shape == want.shape and near(
                    real_floats(rounding.wide(got)), real_floats(rounding.wide(want))
                )
                if not np.all(close):
                    faults.append((call, "is wrong when it is called from several threads at once"))
                    return
        except Exception as error:  # whatever the target raises
            faults.append((call, f"raises {type(error).__name__} when it is called from several threads: {error}"))
            gate.abort()

    script = _in_threads(caller, todo)
    before, interval = subject.before, sys.getswitchinterval()
    if before:
        before("\n".join(script))
    subject.before = None  # the calls of threads would be announced in no order
    yielding = copy.copy(subject)
    yielding.fn = _yielding(subject.fn, bool(subject.scope.state))
    sys.setswitchinterval(1e-5)
    try:
        running = [threading.Thread(target=work, args=pair, daemon=True) for pair in zip(todo, kept, strict=True)]
        for one in running:
            one.start()
        for one in running:
            one.join()
    finally:
        sys.setswitchinterval(interval)
        subject.before = before
    caller.calls += len(made)
    for _, said in faults:
        if "BrokenBarrier" not in said:
            caller.begin()
            caller.script = script
            raise Depends(said)


def _in_threads(caller: Caller, todo: Sequence[Call]) -> list[str]:
    """Lines of Python that make calls from several threads."""
    caller.begin()
    texts = [f"lambda: {caller.text(one)}" for one in todo]
    return [*caller.writer.lines, IN_THREADS[0], f"calls = [{', '.join(texts)}]", *IN_THREADS[1:]]


def _yielding(fn: Function, makes: bool) -> Function:
    """A function that gives way to other threads at every line of Python, its own and of what it calls.

    fn: the function; makes: whether it returns a function that is called in its place.
    """

    def run(*args: Any, **kwargs: Any) -> Any:  # Any: what a function takes and returns
        sys.settrace(_lets_others_run)
        try:
            found = fn(*args, **kwargs)
        finally:
            sys.settrace(None)
        return _yielding(found, False) if makes else found

    return run


def _lets_others_run(frame: FrameType, event: str, arg: object) -> TraceFunction | None:
    """A trace function that gives way to other threads at every line, so that what they share is seen half done.

    Lines of the checks themselves are left out.
    """
    if frame.f_globals.get("__name__", "").startswith(OURS):
        return None
    time.sleep(0)
    return _lets_others_run
