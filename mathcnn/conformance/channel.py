"""The channel on which a worker answers: a socket of its own. Nothing that a target writes there counts as an answer.

Each answer is one line: a token that the worker gets when it starts, then JSON with the number of the answer. A line
without the token is ignored, and a number that is missing shows that an answer was damaged.
"""

from __future__ import annotations

import json
import os
import socket
import threading
from collections.abc import Iterator

from .aliases import Message

CUT_OFF = 74  # the exit code of a worker that cannot answer; EX_IOERR of sysexits.h
MOST = 2**26  # bytes without a line end that are kept


class Speaker:
    """The worker's end: it says messages.

    channel: the socket; token: what every line begins with
    """

    def __init__(self, channel: socket.socket, token: str):
        self.channel, self.token, self.count = channel, token, 0
        self.process, self.lock = os.getpid(), threading.Lock()
        os.register_at_fork(after_in_child=self.leave)

    def leave(self) -> None:
        """Close the channel in a process that was forked from the worker; its number stays taken."""
        nothing = os.open(os.devnull, os.O_RDWR)
        os.dup2(nothing, self.channel.fileno(), inheritable=False)
        os.close(nothing)

    def __call__(self, message: Message) -> None:
        """Say a message. The process ends if it was forked from the worker, or if the channel is closed."""
        if os.getpid() != self.process:
            os._exit(1)  # the target forked, and its child returned from the call
        with self.lock:
            self.count += 1
            line = f"{self.token}{json.dumps([self.count, message], default=str)}\n"
            try:
                self.channel.sendall(line.encode())
            except OSError:
                os._exit(CUT_OFF)


class Listener:
    """The campaign's end: it takes messages out of bytes.

    token: what every line begins with
    """

    def __init__(self, token: str):
        self.token, self.count, self.rest = token.encode(), 0, b""

    def heard(self, data: bytes) -> Iterator[Message]:
        """The messages that are complete with these bytes; {"damaged": n} if n messages before one are missing."""
        *lines, self.rest = (self.rest + data).split(b"\n")
        self.rest = self.rest[-MOST:]
        for line in lines:
            _, token, text = line.rpartition(self.token)
            try:
                number, message = json.loads(text) if token else (0, {})
            except ValueError:  # damaged; the next number shows it
                continue
            if number <= self.count:
                continue
            if number > self.count + 1:
                yield {"damaged": number - self.count - 1}
            self.count = number
            yield message
