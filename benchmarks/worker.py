"""One peer in a process of its own: `python -m benchmarks.worker MODULE`, with a request as JSON on stdin.

A request names the peer, the cases, the task and the folder for its answer. Tasks: "compute" stores the result of each
case, "time" measures each case, "judge" compares stored results with the formula.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pathlib
import pickle
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any  # Any: results of every library

from mathcnn.processes import end_with_parent

from .plan import Case, Measured, NotOffered, Work, WrongResult

BATCHES = 7  # measurements in a round, of which the median counts


def main() -> int:
    end_with_parent()  # else it would go on beside the next measurement
    work: Work = importlib.import_module(sys.argv[1]).WORK
    request = json.loads(sys.stdin.read())
    limit(request["threads"])
    cases = {case.name: case for case in work.cases(request["quick"])}
    chosen = [cases[name] for name in request["cases"]]
    random.Random(request["seed"]).shuffle(chosen)
    task = {"compute": compute, "time": measure, "judge": judge}[request["task"]]
    found = {}
    for case in chosen:
        try:
            found[case.name] = task(work, case, request)
        except NotOffered as reason:
            found[case.name] = {"not offered": str(reason)}
        except Exception as error:  # whatever a library raises is reported, and the other cases are done
            found[case.name] = {"refused": f"{type(error).__name__}: {error}".splitlines()[0]}
    package = "" if request["task"] == "judge" else work.peers[request["peer"]].package
    version = getattr(importlib.import_module(package), "__version__", "") if package else ""
    pathlib.Path(request["answer"]).write_text(json.dumps({"cases": found, "version": version}))
    return 0


def limit(threads: int) -> None:
    """Let this process run on so many cores, where the system can do that, and say so to libraries that count cores."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])
    os.cpu_count = lambda: threads


def stored(request: dict[str, Any], peer: str, case: Case) -> pathlib.Path:
    """Where the result of a case is kept."""
    return pathlib.Path(request["folder"]) / f"{peer}.{case.name.replace('/', '_')}.pickle"


def compute(work: Work, case: Case, request: dict[str, Any]) -> dict[str, Any]:
    """Store the result of one call. The time of a peer that measures itself is said, too."""
    import numpy as np

    run = work.peers[request["peer"]].prepare(case, work.arrays(case), request["threads"])
    result = run.result if isinstance(run, Measured) else run()
    if hasattr(result, "__array__") and not isinstance(result, np.ndarray):
        result = np.asarray(result)
    with stored(request, request["peer"], case).open("wb") as file:
        pickle.dump(result, file, protocol=5)
    return {"seconds": run.seconds} if isinstance(run, Measured) else {}


def judge(work: Work, case: Case, request: dict[str, Any]) -> dict[str, Any]:
    """What is wrong with the results of each peer, by its name."""
    arrays, wrong = work.arrays(case), {}
    for peer in request["computed"][case.name]:
        path = stored(request, peer, case)
        with path.open("rb") as file:
            result = pickle.load(file)
        path.unlink()
        try:
            work.agrees(case, arrays, result)
        except (AssertionError, WrongResult, ValueError) as error:
            wrong[peer] = (str(error) or type(error).__name__).splitlines()[0]
    return wrong


def measure(work: Work, case: Case, request: dict[str, Any]) -> dict[str, Any]:
    """The seconds of one call: the median of some measurements of several calls, which take `seconds` together."""
    run = work.peers[request["peer"]].prepare(case, work.arrays(case), request["threads"])
    seconds = run.seconds if isinstance(run, Measured) else timed(run, request["seconds"])
    return {"seconds": float(f"{seconds:.5g}")}


def timed(run: Callable[[], Any], seconds: float) -> float:
    """The median time of a call, after calls that warm up."""
    began = time.perf_counter()
    run()  # which may compile
    first = time.perf_counter() - began
    gc.collect()
    gc.disable()
    try:
        if first < seconds:  # else one call is warming up enough: sizes of arrays are the same
            once(run, 1)
        one = once(run, 1)
        calls = max(1, round(seconds / BATCHES / max(one, 1e-7)))
        found = [one] if calls == 1 else []
        while sum(found) * calls < seconds:
            found.append(once(run, calls))
        return statistics.median(found)
    finally:
        gc.enable()


def once(run: Callable[[], Any], calls: int) -> float:
    """The mean time of some calls."""
    began = time.perf_counter()
    for _ in range(calls):
        run()
    return (time.perf_counter() - began) / calls


if __name__ == "__main__":
    sys.exit(main())
