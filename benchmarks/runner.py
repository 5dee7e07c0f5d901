"""Runs the peers of a work: one process at a time, in random order, in rounds; wrong results are found before.

Nothing else of the benchmark runs while a peer is measured: this process waits for it, and other peers do not exist.
"""

from __future__ import annotations

import importlib
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any  # Any: a record is what JSON holds

from .plan import Work, environment

ROOT = pathlib.Path(__file__).resolve().parents[1]
LONGEST = 1800  # seconds, after which a process is stopped


class Failed(RuntimeError):
    """A process of the benchmark ended without an answer."""


@dataclass(frozen=True)
class Settings:
    """How a work is run.

    quick: fewer cases and rounds; threads: of every peer; seconds: of a measurement; seed: of the order; rounds: for
    tests, in place of that of the work.
    """

    quick: bool = False
    threads: int = 2
    seconds: float = 0.2
    seed: int = 0
    rounds: int | None = None


def run(module: str, settings: Settings, says: Callable[[str], None] = lambda _: None) -> dict[str, Any]:
    """Measure a work.

    Parameters
    ----------
    module : the module that has the `WORK`.
    settings : see `Settings`.
    says : is told what is being done.

    Returns
    -------
    The record of the work: its cases with the seconds of each peer in each round, None where it was not measured, and
    who was refused, for which reason.

    Raises
    ------
    Failed : a process ended without an answer.
    """
    work: Work = importlib.import_module(module).WORK
    began, order = time.perf_counter(), random.Random(settings.seed)
    cases = {case.name: case for case in work.cases(settings.quick)}
    left_out = {name: f"{peer.missing()} is not installed" for name, peer in work.peers.items() if peer.missing()}
    peers = [name for name in work.peers if name not in left_out]
    refused: dict[str, dict[str, str]] = {name: dict(left_out) for name in cases}
    versions: dict[str, str] = {}
    rounds = settings.rounds or (1 if settings.quick else work.rounds)
    seconds: dict[str, dict[str, list[float]]] = {name: {} for name in cases}

    def ask(task: str, peer: str, names: list[str], **more: Any) -> dict[str, Any]:
        said = {**asdict(settings), "task": task, "peer": peer, "cases": names, "seed": order.random(), **more}
        return answer(module, said, settings.threads)

    before = busy()
    with tempfile.TemporaryDirectory() as folder:
        computed: dict[str, list[str]] = {name: [] for name in cases}
        for peer in order.sample(peers, len(peers)):
            says(f"{work.title}: results of {peer}")
            said = ask("compute", peer, [*cases], folder=folder)
            versions[work.peers[peer].package] = said["version"]
            for name, found in said["cases"].items():
                if why := found.get("not offered") or found.get("refused"):
                    refused[name][peer] = why
                else:
                    computed[name].append(peer)
                    if rounds == 1 and "seconds" in found:  # of a peer that measures itself: this is its round
                        seconds[name][peer] = [found["seconds"]]
        says(f"{work.title}: comparing results")
        judged = ask("judge", "", [name for name in cases if computed[name]], folder=folder, computed=computed)["cases"]
        for name, wrong in judged.items():
            if "refused" in wrong:
                raise Failed(f"{work.title}: {name} could not be judged: {wrong['refused']}")
            refused[name] |= {peer: f"wrong result: {why}" for peer, why in wrong.items()}
    for k in range(rounds):
        for peer in order.sample(peers, len(peers)):
            wanted = [name for name in cases if peer not in refused[name] and len(seconds[name].get(peer, [])) == k]
            if not wanted:
                continue
            says(f"{work.title}: round {k + 1} of {rounds}, {peer}")
            for name, found in ask("time", peer, wanted)["cases"].items():
                if "seconds" not in found:
                    refused[name][peer] = found.get("not offered") or found["refused"]
                else:
                    seconds[name].setdefault(peer, []).append(found["seconds"])
    after = busy()
    return {
        "title": work.title,
        "about": work.about,
        "tried": work.tried,
        "beside": work.beside,
        "peers": {name: peer.about or name for name, peer in work.peers.items()},
        "when": date.today().isoformat(),
        "took": round(time.perf_counter() - began),
        "others": share_of_others(before, after),
        "quick": settings.quick,
        "rounds": rounds,
        "threads": settings.threads,
        "versions": versions,
        "cases": [
            {
                "name": name,
                "columns": dict(case.columns),
                "operations": case.operations,
                "moved": case.moved,
                "goals": [asdict(goal) for goal in case.goals],
                "seconds": {
                    p: s for p in work.peers if len(s := seconds[name].get(p, [])) == rounds and p not in refused[name]
                },
                "refused": {p: refused[name][p] for p in work.peers if p in refused[name]},
            }
            for name, case in cases.items()
        ],
    }


def answer(module: str, request: dict[str, Any], threads: int) -> dict[str, Any]:
    """What one process says, after it has ended."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "answer.json")
        asked = json.dumps({**request, "answer": str(path)})
        command = [sys.executable, "-m", "benchmarks.worker", module]
        env = environment(threads)
        env["PYTHONPATH"] = os.pathsep.join(filter(None, (str(ROOT), env.get("PYTHONPATH"))))
        try:
            done = subprocess.run(command, input=asked, env=env, text=True, capture_output=True, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            raise Failed(f"{module}: {request['task']} of {request['peer']} took more than {LONGEST} s") from None
        if done.returncode or not path.exists():
            last = (done.stderr.strip().splitlines() or ["no message"])[-1]
            raise Failed(f"{module}: {request['task']} of {request['peer'] or 'all'}: exit {done.returncode}: {last}")
        found: dict[str, Any] = json.loads(path.read_text())
        return found


def busy() -> tuple[float, float, float] | None:
    """Seconds since the start of the machine: of its cores at work, and of this run's processes; and the time. None
    outside Linux."""
    try:
        first = pathlib.Path("/proc/stat").read_text().splitlines()[0].split()
    except OSError:
        return None
    user, nice, system, _, _, irq, soft, stolen = (float(v) for v in first[1:9])
    spent = os.times()
    own = spent.user + spent.system + spent.children_user + spent.children_system
    return (user + nice + system + irq + soft + stolen) / os.sysconf("SC_CLK_TCK"), own, time.perf_counter()


def share_of_others(
    before: tuple[float, float, float] | None, after: tuple[float, float, float] | None
) -> float | None:
    """How many cores other processes kept at work meanwhile, on average; None where that is not known."""
    if before is None or after is None:
        return None
    all_, own, passed = (b - a for a, b in zip(before, after, strict=True))
    return round(max(0.0, (all_ - own) / max(passed, 1e-9)), 2)
