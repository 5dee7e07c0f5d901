"""A process that asks a target questions, one line of JSON each, and may be killed by what the target does.

It says what it is about to call, so that the last call is known when it dies; it ignores Ctrl-C, which is its parent's
affair, and ends with its parent. What a target prints goes to stderr, not into the answers.

    -> {"target": ..., "formula": ..., "part": ..., "examples": 20, "seed": 0}
    <- {"call": "..."} ..., {"row": {...}} ..., {"done": true}
"""

from __future__ import annotations

import json
import os
import signal
import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from ..processes import end_with_parent


def main() -> None:
    answers = os.fdopen(os.dup(1), "w", buffering=1, encoding="utf-8")
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    questions = sys.stdin
    end_with_parent()

    def say(**message: Any) -> None:
        answers.write(json.dumps(message, default=str) + "\n")
        answers.flush()

    from . import judging  # noqa: F401  what takes seconds to import is no part of the first question

    say(ready=True)
    for line in questions:
        asked = json.loads(line)
        try:
            answer(asked, say)
        except Exception as error:  # the checks themselves broke down: that is an answer, too
            import traceback

            where = "".join(traceback.format_tb(error.__traceback__)[-2:])
            say(broken=f"{type(error).__name__}: {error}", where=where)
        say(done=True)


def answer(asked: dict[str, Any], say: Callable[..., None]) -> None:
    from ..catalogue import find_formula
    from .judging import verdicts
    from .target import target

    of = find_formula(asked["formula"])
    held = target(asked["target"], asked["formula"] if ":" in asked["target"] else "")
    for row in verdicts(held, of, asked["part"], asked["examples"], asked["seed"], before=lambda line: say(call=line)):
        say(row=row.as_dict())


if __name__ == "__main__":
    main()
