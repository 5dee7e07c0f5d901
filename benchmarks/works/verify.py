"""`mathcnn verify`: every formula, law and gradient, in processes as the command starts them."""

from __future__ import annotations

import os
import subprocess
import sys
import time

from ..plan import Arrays, Case, Measured, Peer, Work, WrongResult


def cases(quick: bool) -> list[Case]:
    """Of all, or with `quick` of one topic."""
    what = ["geometry"] if quick else []
    command = " ".join(["mathcnn verify", *what])
    return [Case(command, {"command": f"`{command}`"}, {"arguments": what})]


def ours(case: Case, given: Arrays, threads: int) -> Measured:
    began = time.perf_counter()
    command = [sys.executable, "-m", "mathcnn", "verify", *case.settings["arguments"], "--jobs", str(threads)]
    done = subprocess.run(command, env=os.environ, text=True, capture_output=True)
    return Measured(time.perf_counter() - began, done.returncode)


def agrees(case: Case, given: Arrays, result: int) -> None:
    if result != 0:
        raise WrongResult(f"exit code {result}: something falls short")


WORK = Work(
    title="Verification",
    about="The whole command, once, with a process for each core.",
    cases=cases,
    peers={"mathcnn": Peer(ours, about="mathcnn")},
    beside="",
    arrays=lambda case: {},
    agrees=agrees,
    rounds=1,
)
