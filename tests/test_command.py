"""The command line, as a user meets it."""

import contextlib
import functools
import os
import re
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from PIL import Image

import mathcnn
from mathcnn.data import photographs
from mathcnn.display import terminal
from mathcnn.evidence import verdicts, verification

from .bad.command import CALLS
from .calling import COMMAND, out_of, process, refused
from .marks import slow_but

# ---------------------------------------------------------------- bad calls


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Images that are fine, damaged, gigantic or none."""
    d = tmp_path_factory.mktemp("images")
    rng = np.random.default_rng(0)
    grey, colour = (rng.integers(0, 256, shape, dtype=np.uint8) for shape in ((40, 30), (40, 30, 3)))
    deep = rng.integers(0, 65536, (40, 30, 3), dtype=np.uint16)
    photographs.write_image(d / "grey.png", grey)
    photographs.write_image(d / "tiny.png", grey[:2, :2])
    photographs.write_image(d / "colour.png", colour)
    photographs.write_image(d / "alpha.png", np.concatenate([colour, grey[..., None]], -1))
    photographs.write_image(d / "deep.png", deep)
    photographs.write_image(d / "float.tiff", grey.astype(np.float32))
    Image.fromarray(grey.astype(np.int32)).save(d / "whole32.tiff")
    for name, x in (
        ("truncated.png", grey),
        ("truncated.jpg", grey),
        ("truncated.gif", grey),
        ("truncated16.png", deep),
        ("truncated16.tiff", deep),
    ):
        photographs.write_image(d / name, x)
        whole = (d / name).read_bytes()
        (d / name).write_bytes(whole[: len(whole) // 2])
    png = (d / "grey.png").read_bytes()
    header = b"IHDR" + (60000).to_bytes(4) * 2 + png[24:29]
    import zlib

    (d / "gigantic.png").write_bytes(png[:12] + header + zlib.crc32(header).to_bytes(4) + png[33:])
    (d / "text.png").write_text("not an image")
    (d / "empty.png").write_bytes(b"")
    (d / "page.eps").write_text("%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n")
    (d / "folder.png").mkdir()
    return d


def listing(d):
    return {str(path.relative_to(d)): path.stat().st_mtime_ns for path in d.rglob("*")}


@pytest.mark.parametrize(("argv", "message"), [row[1:] for row in CALLS], ids=[row[0] for row in CALLS])
def test_bad_call(argv, message, folder, capfd):
    before = listing(folder)
    said = refused([word.replace("{d}", str(folder)) for word in argv], capfd)
    assert re.search(message, said.strip()), said
    assert listing(folder) == before


def test_bad_calls_are_many_and_distinct():
    assert len(CALLS) >= 40
    assert len({row[0] for row in CALLS}) == len(CALLS)


# ---------------------------------------------------------------- as a process


def test_help_and_version_come_at_once():
    code = """
import sys
from mathcnn.commands import main
try:
    main(["--help"])
except SystemExit:
    print([m for m in ("numpy", "sympy", "rich") if m in sys.modules])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")
    assert process("--version").stdout == f"mathcnn {mathcnn.__version__}\n"


def test_module_and_exit_code():
    done = process("show", "layers.cnov")
    assert (done.returncode, done.stdout, done.stderr) == (
        2,
        "",
        "mathcnn: no formula layers.cnov; did you mean layers.conv?\n",
    )


def test_a_closed_pipe_is_silent():
    """The reader is gone before the first byte, so that no buffer can take what is written."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run([*COMMAND, "list", "--json"], stdout=writer, stderr=subprocess.PIPE, text=True, timeout=60)
    os.close(writer)
    assert done.returncode == 141 and done.stderr == ""


def test_a_full_disk_is_one_line():
    if not os.path.exists("/dev/full"):
        return
    with open("/dev/full", "w") as full:
        done = subprocess.run([*COMMAND, "list"], stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr == "mathcnn: No space left on device\n"


def test_interrupted_is_one_line(tmp_path):
    target = tmp_path / "report.json"
    running = subprocess.Popen(
        [*COMMAND, "verify", "--jobs", "2", "--json", str(target)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not any(tmp_path.iterdir()) and time.monotonic() < deadline:  # its report is open: the run has begun
        time.sleep(0.1)
    time.sleep(1)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert (running.returncode, out, err) == (130, "", "mathcnn: interrupted\n")
    assert not any(tmp_path.iterdir())


def on_terminal(*argv, columns=100, **environment):
    """What a call writes to a terminal of so many columns."""
    import fcntl
    import pty
    import struct
    import termios

    outer, inner = pty.openpty()
    fcntl.ioctl(inner, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    env = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "COLUMNS", "FORCE_COLOR")} | {
        "TERM": "xterm-256color",
        **environment,
    }
    running = subprocess.Popen([*COMMAND, *argv], stdout=inner, stderr=inner, stdin=inner, env=env)
    os.close(inner)
    written = b""
    with contextlib.suppress(OSError):  # a terminal that nobody writes to any more
        while part := os.read(outer, 65536):
            written += part
    os.close(outer)
    assert running.wait(60) == 0
    return written.decode()


def test_colour_is_for_terminals_alone():
    assert "\x1b[" in on_terminal("list", "layers")
    assert "\x1b[3" not in on_terminal("list", "layers", NO_COLOR="1")
    assert "\x1b" not in process("list", "layers").stdout


@pytest.mark.parametrize("columns", slow_but([80, 120], 80))
def test_tables_keep_to_the_terminal(columns):
    written = on_terminal(
        "verify", "layers.flatten", "--all", "--examples", "2", "--jobs", "1", columns=columns, NO_COLOR="1"
    )
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", written)
    lines = list(map(str.rstrip, plain[plain.rindex("layers.flatten\r\n") :].splitlines()))
    assert max(map(len, lines[:-1])) <= columns  # the summary is one line, whatever its length
    assert any(re.match(r"  law .*holds +sampled +E ", line) for line in lines)


@pytest.mark.parametrize("columns", slow_but([40, 80, 120], 40))
@pytest.mark.parametrize(
    "argv",
    [["list", "geometry"], ["show", "layers.linear"], ["verify", "layers.flatten"]],
    ids=" ".join,
)
def test_pages_keep_to_the_terminal(argv, columns):
    """No line is longer than the terminal, and no word is lost in one that is narrow."""
    plain = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", on_terminal(*argv, columns=columns, NO_COLOR="1"))
    lines = [line.rpartition("\r")[2].rstrip() for line in plain.replace("\r\n", "\n").split("\n")]
    assert max(map(len, lines)) <= columns
    if argv[0] == "list":
        assert all(name in plain for name in listed(*argv))


@functools.cache
def listed(*argv):
    """The names in a list that no terminal narrows."""
    return [line.split()[0] for line in process(*argv).stdout.splitlines() if "." in line.split(" ")[0]]


def test_long_commands_say_how_long_they_take(monkeypatch, capsys):
    for name, takes in (("verify", "minute"), ("audit", "minute"), ("museum", "minute"), ("prove", "minutes")):
        assert re.search(rf"It usually\s+takes[^.]*{takes}", process(name, "--help").stdout), name
    assert "minute" in process("lenet", "train", "--help").stdout
    said = []
    monkeypatch.setattr(terminal, "notice", said.append)
    monkeypatch.setattr(verification, "verify", lambda *args, **options: verdicts.Verdicts([]))
    out_of(capsys, "verify", "layers.flatten")
    assert not said
    out_of(capsys, "verify")
    assert len(said) == 1 and re.fullmatch(r"verifying \d\d+ formulas; this usually takes .*minute.*", said[0])


def test_a_narrow_character_set_is_no_error():
    done = process("show", "layers", env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0 and "\\u2211" in done.stdout
