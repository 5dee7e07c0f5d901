"""The process that calls a target: it is asked on a socket of its own, answers there, and may be killed by what the
target does.

All code of a target runs here, its import included, with nothing on standard input, with its output thrown away, and
within a limit of memory. It notes what it is about to call (see `progress`), so that the last call is known when it
dies. It ignores Ctrl-C, which its parent handles, and ends with its parent.

    -> {"token": ..., "memory": 8589934592, "path": [...]}
    -> {"describe": "mypkg.ops:conv", "formulas": ["layers.conv"]}
    <- {"facts": {...}} or {"no target": "...", "imports": true}, {"done": true}
    -> {"alone": "import numpy as np; from mathcnn..."}
    <- {"program": ...} ..., {"done": true}
    -> {"target": ..., "formula": ..., "part": ..., "examples": 20, "seed": 0}
    <- {"row": {...}} ..., {"done": true}
"""

from __future__ import annotations

import json
import os
import signal
import socket
import sys
import traceback
import warnings
from collections.abc import Callable

import numpy as np

from ..evidence.checks import said
from ..processes import end_with_parent
from .aliases import Message
from .channel import Speaker
from .limits import limit_further, limit_memory, unlimited
from .progress import Progress

Say = Callable[[Message], None]


def main() -> None:
    """Answer what is asked on a socket, until it ends. The arguments are its number, and the descriptor of the memory
    that progress is noted in."""
    descriptor, channel = int(sys.argv.pop()), socket.socket(fileno=int(sys.argv.pop()))
    progress = Progress(descriptor).as_worker()
    os.close(descriptor)
    channel.set_inheritable(False)  # programs that the target starts do not get it
    asked = channel.makefile("r", encoding="utf-8")
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warnings.simplefilter("ignore")
    np.seterr(all="ignore")
    end_with_parent()
    begin = json.loads(asked.readline() or "{}")
    say = Speaker(channel, begin.get("token", ""))
    sys.path += [one for one in begin.get("path", []) if one not in sys.path]

    from . import judging  # noqa: F401  takes seconds to import, which are no part of the first task

    memory = begin.get("memory", 0)
    limit_memory(memory)
    say({"ready": True})
    for line in asked:
        try:
            answer(json.loads(line), say, progress, memory)
        except BaseException as error:  # a check itself broke down, or the target left it: that is an answer, too
            where = "".join(traceback.format_tb(error.__traceback__)[-2:])
            say({"broken": said(error), "where": where})
        say({"done": True})


def answer(asked: Message, say: Say, progress: Progress, memory: int = 0) -> None:
    """Say what a target has, a program without its adapter, or the verdicts of a task.

    asked: the question; say: gets the answers; progress: where each call of the target is noted before it is made;
    memory: bytes that calls may use beside what is loaded, 0 for no limit.
    """
    from ..catalogue import find_formula
    from . import timing
    from .facts import facts
    from .judging import call_once, verdicts
    from .signatures import DoesNotImport, NoTarget
    from .target import is_function, target

    if "describe" in asked:
        try:
            say({"facts": facts(asked["describe"], asked["formulas"])})
        except NoTarget as error:
            say({"no target": str(error), "imports": not isinstance(error, DoesNotImport)})
        return
    if "alone" in asked:
        from .alone import alone

        def further(text: str) -> None:
            progress.begin()  # of a call: the one before has come back
            say({"program": text})

        say({"program": alone(asked["alone"], further)})
        return
    of = find_formula(asked["formula"])
    held = target(asked["target"], asked["formula"] if is_function(asked["target"]) else "")
    if memory:
        unlimited()
    held.ready(of)
    limit_further(memory)
    timing.progress = progress
    if asked.get("small first"):
        call_once(held, of, progress.called)
    for row in verdicts(held, of, asked["part"], asked["examples"], asked["seed"], progress.called):
        say({"row": row.as_dict()})


if __name__ == "__main__":
    main()
