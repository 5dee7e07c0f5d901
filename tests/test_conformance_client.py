"""The worker processes of a campaign: they may be closed from another thread, at any moment."""

import queue
import subprocess
import sys
import threading
import time
import types

import pytest

from mathcnn.conformance import client, reach
from mathcnn.conformance.client import Closed, Worker
from mathcnn.evidence import verdicts
from mathcnn.evidence.verification import Task

SLEEPS = [sys.executable, "-c", "import time; time.sleep(60)"]
RELU = Task("activation.relu", "form")


def test_two_threads_may_stop_one_worker():
    worker = Worker()

    class Waited(subprocess.Popen):
        """A process with which another thread stops the worker, while the first one waits for its end."""

        others = 1

        def wait(self, timeout=None):
            if self.others:
                self.others -= 1
                other = threading.Thread(target=worker.stop)
                other.start()
                other.join()
            return super().wait(timeout)

    with Waited(SLEEPS, stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True) as process:
        worker.process = process
        worker.stop()
    assert process.returncode == -9 and worker.process is None and process.others == 0


def test_a_closed_worker_starts_no_process():
    worker = Worker()
    worker.close()
    with pytest.raises(Closed, match="closed"):
        worker.ask("scipy", RELU, 5, 0, 10)
    assert worker.process is None


def test_a_worker_may_be_closed_while_it_is_asked():
    """The thread that asks ends without a traceback, at whichever moment the worker is closed."""
    worker, ended = Worker(), []

    def ask():
        try:
            while True:
                worker.ask("scipy", RELU, 5, 0, 60)
        except Closed:
            ended.append(True)

    thread = threading.Thread(target=ask)
    thread.start()
    thread.join(2)
    worker.close()
    thread.join(30)
    assert ended == [True] and worker.process is None


@pytest.mark.slow
def test_one_call_of_a_library_that_does_not_return_is_a_fault(ops, monkeypatch):
    """A kernel that hangs costs the limit of one call, not that of a part, and is no slow one."""
    name = f"{ops}:hangs_when_wide"
    monkeypatch.setattr(client, "COMPILED", (name,))
    monkeypatch.setattr(reach, "ONE_CALL", 2.0)
    worker, started = Worker(), time.perf_counter()
    rows = worker.ask(name, Task("activation.relu", "everyday"), 5, 0, 300)
    worker.close()
    assert time.perf_counter() - started < 150
    assert [row.verdict for row in rows][-1] == verdicts.FAILS and "did not return within" in str(rows[-1]), rows


def test_what_hangs_is_known_from_the_calls_before():
    """A few calls say nothing; after more of them one hangs that takes many times as long as the slowest."""
    known = reach.Reach()
    for _ in range(reach.KNOWN - 1):
        known.came_back("layers.conv", 0.01)
    assert known.hangs_after("layers.conv") == reach.ONE_CALL
    known.came_back("layers.conv", 0.01)
    assert known.hangs_after("layers.conv") == reach.QUICK_CALL and known.hangs_after("other") == reach.ONE_CALL
    known.came_back("layers.conv", 1.0)
    assert reach.QUICK_CALL < known.hangs_after("layers.conv") == reach.SLOWER < reach.ONE_CALL
    known.came_back("layers.conv", 100.0)
    assert known.hangs_after("layers.conv") == reach.ONE_CALL


def _asked(monkeypatch, part, limit, source):
    """The rows of a worker that says some messages, with seconds before each, and then nothing."""
    worker, known = Worker(), reach.Reach()

    def answers(self, message, allowed, each=None):
        for seconds, said in source:
            time.sleep(seconds)
            yield said
        raise client.Late

    monkeypatch.setattr(Worker, "_answers", answers)
    return worker.ask("jax", Task("layers.conv", part), 5, 0, limit, known), known


def test_a_part_that_takes_too_long_though_its_calls_return_is_not_offered(monkeypatch):
    calls = [(0, {"call": "f(x)"}), (0, {"took": 0.01})] * 3
    rows, known = _asked(monkeypatch, "layouts", 0.4, [*calls, (0.5, calls[0][1]), calls[1]])
    assert rows[-1].verdict == verdicts.NOT_OFFERED and rows[-1].says == "too slow: took more than 0.4 s", rows
    assert not known.lost


def test_a_call_that_takes_most_of_the_limit_is_a_fault(monkeypatch):
    source = [(0, {"call": "f(x)"}), (0, {"took": 0.01}), (0, {"call": "f(y)"}), (0, {"took": 0.01})]

    class Clock:
        """A clock that is late by a second from the third call on."""

        late = 0.0

        def perf_counter(self):
            return time.perf_counter() + self.late

    clock = Clock()
    monkeypatch.setattr(client, "time", clock)

    def answers(self, message, allowed, each=None):
        yield from (said for _, said in source)
        yield {"call": "f(z)"}
        clock.late = 10.0
        raise client.Late

    monkeypatch.setattr(Worker, "_answers", answers)
    known = reach.Reach()
    rows = Worker().ask("mypkg:conv", Task("layers.conv", "layouts"), 5, 0, 8.0, known)
    assert rows[-1].verdict == verdicts.FAILS and "took more than 8 s" in rows[-1].says, rows
    assert "in one call" in known.lost["layers.conv"]


def test_seconds_in_which_others_had_the_cores_do_not_count(monkeypatch):
    """The limit of a part is extended by what its process has waited for a core, and by no more."""
    for waited, late in ((0.0, True), (5.0, False)):
        worker, messages = Worker(), queue.Queue()
        worker.process, worker.messages = types.SimpleNamespace(poll=lambda: None, pid=0), messages
        since = time.perf_counter()
        waits = lambda process, waited=waited, since=since: waited * (time.perf_counter() - since > 0.1)
        monkeypatch.setattr(client, "waited_for_core", waits)
        monkeypatch.setattr(worker, "_send", lambda message: None)
        monkeypatch.setattr(worker, "stop", lambda: None)
        threading.Timer(0.6, messages.put, [{"done": True}]).start()
        if late:
            with pytest.raises(client.Late):
                list(worker._answers({}, 0.3))
        else:
            assert list(worker._answers({}, 0.3)) == []
    assert reach.waited_for_core(None) == 0.0
