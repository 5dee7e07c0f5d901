"""The process that calls a target: it reads tasks and writes verdicts, one line of JSON each, and may be killed by what
the target does.

It says what it is about to call, so that the last call is known when it dies. It ignores Ctrl-C, which its parent
handles, and ends with its parent. What a target prints goes to stderr, and not among the answers.

    -> {"target": ..., "formula": ..., "part": ..., "examples": 20, "seed": 0}
    <- {"call": "..."} ..., {"row": {...}} ..., {"done": true}
"""

from __future__ import annotations

import json
import os
import signal
import sys
import traceback
import warnings
from collections.abc import Callable

import numpy as np

from ..processes import end_with_parent
from .aliases import Message

Say = Callable[[Message], None]


def main() -> None:
    """Answer the tasks of stdin until it ends."""
    answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    tasks = sys.stdin
    end_with_parent()

    def say(message: Message) -> None:
        answers.write(json.dumps(message, default=str) + "\n")
        answers.flush()

    from . import judging  # noqa: F401  takes seconds to import, which are no part of the first task

    say({"ready": True})
    for line in tasks:
        try:
            answer(json.loads(line), say)
        except Exception as error:  # a check itself broke down: that is an answer, too
            where = "".join(traceback.format_tb(error.__traceback__)[-2:])
            say({"broken": f"{type(error).__name__}: {error}", "where": where})
        say({"done": True})


def answer(asked: Message, say: Say) -> None:
    """Say the verdicts of a task, and before each call of the target what it is."""
    from ..catalogue import find_formula
    from .judging import verdicts
    from .target import target

    of = find_formula(asked["formula"])
    held = target(asked["target"], asked["formula"] if ":" in asked["target"] else "")
    before = lambda line: say({"call": line})
    for row in verdicts(held, of, asked["part"], asked["examples"], asked["seed"], before):
        say({"row": row.as_dict()})


if __name__ == "__main__":
    main()
