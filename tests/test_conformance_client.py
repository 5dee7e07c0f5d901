"""The worker processes of a campaign: they may be closed from another thread, at any moment."""

import subprocess
import sys
import threading
import time

import pytest

from mathcnn.conformance import client
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
    monkeypatch.setattr(client, "ONE_CALL", 2.0)
    worker, started = Worker(), time.perf_counter()
    rows = worker.ask(name, Task("activation.relu", "everyday"), 5, 0, 300)
    worker.close()
    assert time.perf_counter() - started < 150
    assert [row.verdict for row in rows][-1] == verdicts.FAILS and "did not return within 2 s" in str(rows[-1]), rows
