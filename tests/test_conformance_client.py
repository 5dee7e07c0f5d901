"""The worker processes of a campaign: they may be closed from another thread, at any moment."""

import os
import queue
import subprocess
import sys
import threading
import time
import types

import pytest

from mathcnn.conformance import client, reach, workers
from mathcnn.conformance.client import Closed, Worker
from mathcnn.conformance.limits import MEMORY
from mathcnn.conformance.progress import LONG, SIZE, Progress, State, shared
from mathcnn.conformance.signatures import NoTarget
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


@pytest.fixture
def progress():
    """The memory of a worker, as it and its parent have it."""
    descriptor = shared()
    found = Progress(descriptor)
    os.close(descriptor)
    return found


def test_what_hangs_is_known_from_the_calls_before(progress):
    """A few calls say nothing; after more of them one hangs that takes many times as long as the slowest."""
    known, before = reach.Reach(), State()

    def come_back(seconds):
        nonlocal before
        progress.begin()
        progress.end(seconds)
        before = known.noted("layers.conv", progress, before)

    for _ in range(reach.KNOWN - 1):
        come_back(0.01)
    assert known.hangs_after("layers.conv") == reach.ONE_CALL and known.returned == {"layers.conv"}
    come_back(0.01)
    assert known.hangs_after("layers.conv") == reach.QUICK_CALL and known.hangs_after("other") == reach.ONE_CALL
    come_back(1.0)
    assert reach.QUICK_CALL < known.hangs_after("layers.conv") == reach.SLOWER < reach.ONE_CALL
    come_back(100.0)
    assert known.hangs_after("layers.conv") == reach.ONE_CALL


def test_the_parent_reads_what_a_worker_notes(progress):
    """The last call, and how many have begun and come back; each task begins anew."""
    assert progress.state == State() and progress.text == "" and not progress.state.within
    for text, seconds in (("f(x)", 0.5), ("f(a longer one, \u00e4)", 0.1)):
        progress.begin()
        progress.called(text)
        assert progress.state.within and progress.text == text
        progress.end(seconds)
    assert progress.state[:3] == (2, 2, 0.5) and not progress.state.within
    assert 0 <= time.perf_counter() - progress.state.changed < 60
    progress.begin()
    progress.called("g()")
    assert progress.state.within and progress.text == "g()"  # nothing of the longer text before
    progress.called("x" * SIZE)
    assert progress.text == LONG
    progress.begin()
    progress.clear()
    assert progress.state == State() and progress.text == ""
    progress.end(0.1)  # of a call before, in another thread
    assert not progress.state.within
    progress.begin()
    assert progress.state.within


def test_threads_of_a_worker_note_every_call(progress):
    def calls():
        for _ in range(500):
            progress.begin()
            progress.called("f()")
            progress.end(0.001)

    threads = [threading.Thread(target=calls) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert progress.state[:3] == (2000, 2000, 0.001)


def test_a_process_that_is_forked_within_a_call_ends_when_the_call_returns(progress):
    """It has the memory of the worker, and notes nothing there."""
    program = (
        "import os, sys; from mathcnn.conformance.progress import Progress, shared\n"
        "progress = Progress(shared()).as_worker(); progress.begin()\n"
        "if os.fork(): print(os.waitstatus_to_exitcode(os.wait()[1]), progress.state.within)\n"
        "else: progress.end(0.0); print('still here')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["1", "True"], (done.stdout, done.stderr)


def _asked(monkeypatch, progress, part, limit, calls, name="jax"):
    """The rows of a worker that makes some calls and then says nothing.

    calls: for each call the seconds before it, and for which it computes; None for one that does not return
    """
    worker, known = Worker(), reach.Reach()

    def answers(self, message, allowed, each=None):
        self.progress = progress
        for before, seconds in calls:
            time.sleep(before)
            progress.begin()
            progress.called("f(x)")
            if seconds is None:
                time.sleep(allowed)
            else:
                progress.end(seconds)
            each()
        yield from ()
        raise client.Late

    monkeypatch.setattr(Worker, "_answers", answers)
    return worker.ask(name, Task("layers.conv", part), 5, 0, limit, known), known


def test_a_part_that_takes_too_long_though_its_calls_return_is_not_offered(monkeypatch, progress):
    rows, known = _asked(monkeypatch, progress, "layouts", 0.4, [(0, 0.01)] * 3 + [(0.5, 0.01)])
    assert rows[-1].verdict == verdicts.NOT_OFFERED and rows[-1].says == "too slow: took more than 0.4 s", rows
    assert not known.lost


def test_a_call_that_takes_most_of_the_limit_is_a_fault(monkeypatch, progress):
    rows, known = _asked(monkeypatch, progress, "layouts", 0.4, [(0, 0.01), (0, 0.01), (0, None)], "mypkg:conv")
    assert rows[-1].verdict == verdicts.FAILS and "took more than 0.4 s" in rows[-1].says, rows
    assert rows[-1].reproduce and "f(x)" in rows[-1].reproduce
    assert "in one call" in known.lost["layers.conv"]


def test_a_worker_is_asked_about_one_call_at_a_time(monkeypatch, progress):
    """Many calls that come back take longer together than one may; one that does not come back is seen."""
    monkeypatch.setattr(client, "SOON", 0.02)
    monkeypatch.setattr(client, "processor_time", lambda process: time.perf_counter())
    for hangs in (False, True):
        worker, ended = Worker(), threading.Event()
        worker.process, worker.progress = types.SimpleNamespace(poll=lambda: None, pid=0), progress
        monkeypatch.setattr(worker, "stop", lambda: None)

        def work(worker=worker, hangs=hangs, ended=ended):
            for _ in range(12):
                progress.begin()
                ended.wait(0.1)
                progress.end(0.1)
            if hangs:
                progress.begin()
                ended.wait(20)
            worker.messages.put({"done": True})

        thread = threading.Thread(target=work)
        monkeypatch.setattr(worker, "_send", lambda message, thread=thread: thread.start())
        began = time.perf_counter()
        if hangs:
            with pytest.raises(client.Late):
                list(worker._answers({}, 60, lambda: 0.6))
            assert time.perf_counter() - began < 15
        else:
            assert list(worker._answers({}, 60, lambda: 0.6)) == []
        ended.set()
        thread.join()


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


@pytest.mark.slow
def test_all_workers_of_a_target_import_it_at_the_same_time():
    """They live on when the threads in which they have imported it have ended; those that are not needed are closed."""
    workers.describe("scipy", [], 60.0, MEMORY, jobs=3)
    one, other = found = workers.taken("scipy", MEMORY, 2)
    try:
        processes = [worker.process for worker in found]
        for worker in found:
            rows = worker.ask("scipy", RELU, 5, 0, 60.0)
            assert not [row for row in rows if row.verdict == verdicts.FAILS], rows
        assert processes == [one.process, other.process] and None not in processes
        assert workers.taken("scipy", MEMORY, 1)[0].process is None  # a new one
    finally:
        for worker in found:
            worker.close()


def test_workers_that_are_not_needed_are_closed(monkeypatch):
    started = [Worker() for _ in range(3)]
    monkeypatch.setitem(workers._spare, ("mine", 0), started)
    assert workers.taken("mine", 0, 2) == started[:2] and [one.closed for one in started] == [False, False, True]
    more = workers.taken("mine", 0, 2)
    assert len(more) == 2 and not {*more} & {*started}
    monkeypatch.setitem(workers._spare, ("mine", 0), started[:1])
    assert workers.taken("mine", 0, 0) == [] and started[0].closed


def test_a_target_that_there_is_not_leaves_no_worker(monkeypatch):
    made = []
    monkeypatch.setattr(workers, "Worker", lambda memory: made.append(Worker(memory=memory)) or made[-1])
    with pytest.raises(NoTarget, match="no module no_such_module"):
        workers.describe("no_such_module:f", [], 60.0, MEMORY, jobs=2)
    assert len(made) == 2 and all(one.closed for one in made) and not workers._spare
