"""Signals and worker processes: however a command ends, nothing goes on without it."""

import contextlib
import os
import pathlib
import signal
import subprocess
import sys
import tempfile
import time

import pytest

from mathcnn import processes

MARK = "MATHCNN_TEST_MARK"
COMMAND = [sys.executable, "-m", "mathcnn"]


def members(mark):
    """The processes that run and were started with this mark in their environment, by whomever."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        with contextlib.suppress(OSError):
            marked = entry.name.isdigit() and f"{MARK}={mark}".encode() in entry.joinpath("environ").read_bytes().split(
                b"\0"
            )
            if marked and entry.joinpath("stat").read_text().rpartition(")")[2].split()[0] not in "ZX":
                found.append(int(entry.name))
    return found


def until(what, seconds=60.0):
    deadline = time.monotonic() + seconds
    while not (found := what()) and time.monotonic() < deadline:
        time.sleep(0.05)
    return found


def ended(argv, number, at_least, group=False, begun=lambda: True):
    """Start a command in its own session, wait for its workers, send a signal: exit code, output, and who is left.

    begun: whether it has done what is to be there when the signal comes.
    """
    mark = f"{os.getpid()}-{time.monotonic_ns()}"
    with tempfile.TemporaryFile("w+") as out, tempfile.TemporaryFile("w+") as err:
        running = subprocess.Popen(argv, stdout=out, stderr=err, start_new_session=True, env={**os.environ, MARK: mark})
        try:
            assert until(lambda: len(members(mark)) >= at_least and begun()), "the workers did not start"
            time.sleep(0.5)
            (os.killpg if group else os.kill)(running.pid, number)
            code = running.wait(60)
            until(lambda: not members(mark), 3)
            left = members(mark)
        finally:
            for one in members(mark):
                os.kill(one, signal.SIGKILL)
            running.wait()
        out.seek(0)
        err.seek(0)
        return code, out.read(), err.read(), left


WORK = [
    sys.executable,
    "-c",
    """
import sys, time
from mathcnn import processes
try:
    with processes.raising():
        list(processes.spread([50, 51, 52], time.sleep, 2))
except processes.Ended as error:
    sys.exit(error.code)
""",
]
OTHERS = 5  # the command, the server that forks, what tracks resources, two workers


@pytest.mark.parametrize("group", [False, True])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_no_worker_is_left(number, group):
    code, out, err, left = ended(WORK, number, OTHERS, group)
    assert (code, out, err, left) == (-9 if number == signal.SIGKILL else 128 + number, "", "", [])


@pytest.mark.parametrize(
    ("number", "said"), [(signal.SIGTERM, "terminated"), (signal.SIGINT, "interrupted"), (signal.SIGKILL, "")]
)
def test_verify_leaves_none(tmp_path, number, said):
    argv = [
        *COMMAND,
        "verify",
        "layers",
        "convolution",
        "--examples",
        "500",
        "--jobs",
        "2",
        "--json",
        str(tmp_path / "report.json"),
    ]
    code, out, err, left = ended(argv, number, OTHERS)
    assert (code, out, left) == (-9 if number == signal.SIGKILL else 128 + number, "", [])
    assert err == (f"mathcnn: {said}\n" if said else "")
    assert not (tmp_path / "report.json").exists()
    assert number == signal.SIGKILL or not os.listdir(tmp_path)


@pytest.mark.slow
def test_workers_of_a_target_end_with_it_and_verdicts_are_kept(tmp_path):
    """The journal has what came before the end, and --resume goes on with it."""
    report = tmp_path / "report.json"
    argv = [
        *COMMAND,
        "verify",
        "activation",
        "--against",
        "scipy",
        "--examples",
        "2000",
        "--jobs",
        "2",
        "--json",
        str(report),
    ]
    journal = tmp_path / "report.json.journal"  # which is made when the workers have imported the target
    code, out, err, left = ended(argv, signal.SIGTERM, 3, begun=journal.exists)
    assert (code, out, err, left) == (143, "", "mathcnn: terminated\n", [])
    assert os.listdir(tmp_path) == ["report.json.journal"]


@pytest.mark.slow
def test_workers_that_do_not_watch_are_seen():
    """The fault that these tests are for, planted: a pool as Python makes it goes on without its process."""
    code = (
        "import concurrent.futures, multiprocessing, time\nif __name__ == '__main__':\n"
        " pool = concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context('forkserver'))\n"
        " list(pool.map(time.sleep, [50, 50]))"
    )
    *_, left = ended([sys.executable, "-c", code], signal.SIGKILL, OTHERS)
    assert len(left) >= 2


def test_a_worker_that_dies_is_one_line(tmp_path):
    code = """
import os, sys
from mathcnn import processes
try:
    list(processes.spread([3, 4, 5], os._exit, 2))
except processes.WorkerDied as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (
        done.returncode == 0
        and done.stderr == ""
        and done.stdout.startswith("a worker process ended before its work did")
    )


def test_a_program_ends_when_this_process_is_asked_to(tmp_path):
    code = """
import sys, threading
from mathcnn import processes
from concurrent.futures import ThreadPoolExecutor
try:
    with processes.raising(), ThreadPoolExecutor(1) as pool:
        found = [pool.submit(processes.run, ["sleep", "50"]) for _ in range(3)]
        found[0].result()
except processes.Ended as error:
    sys.exit(error.code)
"""
    began = time.monotonic()
    code, out, err, left = ended([sys.executable, "-c", code], signal.SIGTERM, 2)
    assert (code, out, err, left) == (143, "", "", []) and time.monotonic() - began < 40


def test_a_second_signal_acts_at_once():
    code = """
import os, signal, sys
from mathcnn import processes
with processes.raising():
    try:
        os.kill(os.getpid(), signal.SIGTERM)
    except BaseException:
        os.kill(os.getpid(), signal.SIGTERM)
    print("went on")
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (-signal.SIGTERM, "", "")


def test_what_is_ignored_stays_ignored():
    """As under nohup."""
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        with processes.raising():
            os.kill(os.getpid(), signal.SIGHUP)
    finally:
        signal.signal(signal.SIGHUP, before)


def test_handlers_are_put_back():
    before = [signal.getsignal(one) for one in processes.ASKED]
    with contextlib.suppress(processes.Ended), processes.raising():
        os.kill(os.getpid(), signal.SIGTERM)
    assert [signal.getsignal(one) for one in processes.ASKED] == before


def test_a_block_that_was_ended_leaves_nothing_behind():
    """A program can be run again after a command of the same process was asked to end."""
    with pytest.raises(processes.Ended), processes.raising():
        os.kill(os.getpid(), signal.SIGTERM)
    assert processes.run([sys.executable, "-c", "print(1)"]).stdout == "1\n"
