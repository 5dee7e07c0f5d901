"""Streams that are closed, full or read by nobody: an exit code that says so, one line at most, no traceback."""

import os
import subprocess
import sys

import pytest

from mathcnn.commands import Closed, one_line

from .marks import slow_but, slow_only, thinned

COMMANDS = {
    "list": ["list", "geometry"],
    "list --json": ["list", "geometry", "--json"],
    "show": ["show", "geometry"],
    "verify": ["verify", "geometry.output_size::relationship_1", "--jobs", "1", "--examples", "1"],
    "verify --json -": [
        "verify",
        "geometry.output_size::relationship_1",
        "--jobs",
        "1",
        "--examples",
        "1",
        "--json",
        "-",
    ],
    "--help": ["--help"],
    "--version": ["--version"],
}


def run(argv, streams):
    """A command with what the shell makes of its streams."""
    line = f'exec "$0" -m mathcnn "$@" {streams}'
    return subprocess.run(["bash", "-c", line, sys.executable, *argv], capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize("name", thinned(COMMANDS, 3))
def test_closed_stdout(name):
    done = run(COMMANDS[name], ">&-")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "mathcnn: standard output is closed\n")


@pytest.mark.parametrize("name", thinned(COMMANDS, 3))
def test_full_stdout(name):
    done = run(COMMANDS[name], ">/dev/full")
    assert (done.returncode, done.stderr) == (2, "mathcnn: No space left on device\n")


@pytest.mark.parametrize("name", COMMANDS)
def test_stdout_that_nobody_reads(name):
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "mathcnn", *COMMANDS[name]],
        stdout=writer,
        stderr=subprocess.PIPE,
        text=True,
        timeout=120,
    )
    os.close(writer)
    assert (done.returncode, done.stderr) == (141, "")


@pytest.mark.slow
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_no_summary_of_json_that_nobody_gets(monkeypatch, unbuffered):
    """Whether Python writes at once, or when its buffer is full."""
    monkeypatch.setenv("PYTHONUNBUFFERED", unbuffered)
    test_stdout_that_nobody_reads("verify --json -")
    test_full_stdout("verify --json -")


@pytest.mark.parametrize("streams", slow_only(["2>&-", "<&-", "2>&- <&-", "2>/dev/full"], "2>&-", "<&-"))
def test_other_streams_are_not_needed(streams):
    whole = run(["list", "geometry"], "")
    done = run(["list", "geometry"], streams)
    assert (done.returncode, done.stdout) == (0, whole.stdout)


@pytest.mark.parametrize(
    "streams", thinned(["2>&-", ">&-", ">&- 2>&- <&-", "2>/dev/full", ">/dev/full 2>/dev/full"], 3)
)
def test_errors_keep_their_exit_code(streams):
    done = run(["show", "layers.cnov"], streams)
    assert done.returncode == 2 and done.stdout == "" and "Traceback" not in done.stderr


@pytest.mark.parametrize("streams", slow_but([">&-", ">&- 2>&-", "<&- >&- 2>&-"], "<&- >&- 2>&-"))
def test_no_file_takes_the_place_of_a_closed_stream(tmp_path, streams):
    """A report that was opened as file 1 would get what others print."""
    report = tmp_path / "report.json"
    done = run(
        ["verify", "geometry.output_size::relationship_1", "--jobs", "1", "--examples", "1", "--json", str(report)],
        streams,
    )
    assert (
        done.returncode == 2 and report.read_text().startswith('{\n "mathcnn"') and report.read_text().endswith("}\n")
    )
    image = tmp_path / "out.png"
    done = run(["filter", "--kernel", "sobel_x", "-o", str(image)], streams)
    assert done.returncode == 0 and image.read_bytes().startswith(b"\x89PNG") and done.stderr == ""


def test_a_reader_that_stops_early():
    done = subprocess.run(
        ["bash", "-c", '"$0" -m mathcnn list | head -1; echo "${PIPESTATUS[0]}"', sys.executable],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.splitlines()[-1] in ("141", "0") and done.stderr == ""


def test_json_into_a_full_device_names_it():
    done = run(
        ["verify", "geometry.output_size::relationship_1", "--jobs", "1", "--examples", "1", "--json", "/dev/full"], ""
    )
    assert (done.returncode, done.stdout, done.stderr) == (2, "", "mathcnn: /dev/full: No space left on device\n")


def test_a_closed_stream_takes_nothing():
    with pytest.raises(OSError, match="standard output is closed"):
        Closed("standard output").write("x")
    assert Closed("standard output").write("") == 0 and Closed().write("x") == 1 and not Closed().isatty()
    assert one_line(OSError(9, "standard output is closed")) == "standard output is closed"
