"""Files that appear whole or not at all, whatever stands at their path."""

import contextlib
import errno
import os
import socket
import subprocess
import sys
import threading

import pytest

from mathcnn.text import files


def entered(path):
    """The error that a writer of a path meets on entry, after which the block is never run."""
    with pytest.raises(OSError) as error, files.replacing(path):
        pytest.fail("the block was run")
    with pytest.raises(OSError) as checked:
        files.check_writable(path)
    assert (checked.value.errno, str(checked.value)) == (error.value.errno, str(error.value))
    return error.value


@pytest.fixture
def places(tmp_path):
    """Paths that can't be written, by what stands there."""
    (tmp_path / "loop").symlink_to("loop")
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    (tmp_path / "file").write_bytes(b"old")
    (tmp_path / "folder").mkdir()
    (tmp_path / "to folder").symlink_to("folder")
    (tmp_path / "astray").symlink_to(tmp_path / "none" / "x")
    with socket.socket(socket.AF_UNIX) as one:
        one.bind(os.path.relpath(tmp_path / "socket"))
        yield {
            "a link to itself": (tmp_path / "loop", errno.ELOOP),
            "two links to each other": (tmp_path / "a", errno.ELOOP),
            "beneath a loop": (tmp_path / "loop" / "x", errno.ELOOP),
            "a directory": (tmp_path / "folder", errno.EISDIR),
            "a link to a directory": (tmp_path / "to folder", errno.EISDIR),
            "a name with a slash at its end": (f"{tmp_path}/new/", errno.EISDIR),
            "a link into a missing directory": (tmp_path / "astray", errno.ENOENT),
            "a missing directory": (tmp_path / "none" / "x", errno.ENOENT),
            "beneath a file": (tmp_path / "file" / "x", errno.ENOTDIR),
            "a name that is too long": (tmp_path / ("x" * 300), errno.ENAMETOOLONG),
            "no name": ("", errno.ENOENT),
            "a zero byte": ("a\0b", errno.EINVAL),
            "a socket": (tmp_path / "socket", errno.EINVAL),
        }


PLACES = [
    "a link to itself",
    "two links to each other",
    "beneath a loop",
    "a directory",
    "a link to a directory",
    "a name with a slash at its end",
    "a link into a missing directory",
    "a missing directory",
    "beneath a file",
    "a name that is too long",
    "no name",
    "a zero byte",
    "a socket",
]


@pytest.mark.parametrize("what", PLACES)
def test_what_can_not_be_written_shows_on_entry(places, tmp_path, what):
    assert list(places) == PLACES
    before = sorted(os.listdir(tmp_path))
    path, number = places[what]
    assert entered(path).errno == number
    assert (
        sorted(os.listdir(tmp_path)) == before
        and (tmp_path / "file").read_bytes() == b"old"
        and (tmp_path / "loop").is_symlink()
    )


def test_a_read_only_place():
    """/sys takes no files, not even from root."""
    assert os.path.isdir("/sys"), "a system without /sys needs another place for this test"
    assert entered("/sys/x.json").errno in (errno.EACCES, errno.EPERM, errno.EROFS)


def test_a_dangling_link_is_followed(tmp_path):
    link, target = tmp_path / "link", tmp_path / "target"
    link.symlink_to("target")
    files.check_writable(link)
    assert not target.exists()
    with files.replacing(link) as file:
        file.write(b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"


@pytest.mark.parametrize("name", ["x" * 255, "ü" * 127, "𝒳" * 63])
def test_long_names(tmp_path, name):
    with files.replacing(tmp_path / name) as file:
        file.write(b"new")
    assert (tmp_path / name).read_bytes() == b"new" and len(os.listdir(tmp_path)) == 1


@pytest.mark.parametrize("delay", [0, 0.3])
def test_a_pipe_is_written_to(tmp_path, delay):
    pipe, got = tmp_path / "pipe", []
    os.mkfifo(pipe)
    reader = threading.Timer(delay, lambda: got.append(pipe.read_bytes()))
    reader.start()
    with files.replacing(pipe) as file:
        file.write(b"new" * 99999)
    reader.join()
    assert got == [b"new" * 99999] and os.listdir(tmp_path) == ["pipe"]


def test_a_pipe_that_nobody_reads_is_no_wait_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "PATIENCE", 0.2)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="a pipe that no process reads from"), files.replacing(tmp_path / "pipe"):
        pytest.fail("the block was run")


@pytest.mark.parametrize("size", [1, 10**6])
def test_a_full_device_is_named(size):
    with (
        pytest.raises(OSError, match="No space left on device: '/dev/full'") as error,
        files.replacing("/dev/full") as file,
    ):
        file.write(b"x" * size)
    assert error.value.filename == "/dev/full"
    files.check_writable("/dev/full")


def test_a_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    (tmp_path / "file").write_bytes(b"old")

    def full(handle):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"), files.replacing(tmp_path / "file") as file:
        file.write(b"new")
    assert os.listdir(tmp_path) == ["file"] and (tmp_path / "file").read_bytes() == b"old"


@pytest.mark.parametrize("into", ["file", "pipe"])
def test_the_path_of_standard_output(tmp_path, into):
    """What else is printed is neither lost nor overwritten."""
    code = (
        "from mathcnn.text import files\nprint('before', flush=True)\n"
        "with files.replacing('/dev/stdout') as f: f.write(b'data\\n')\nprint('after')"
    )
    with open(tmp_path / "out", "wb") if into == "file" else contextlib.nullcontext(subprocess.PIPE) as out:
        done = subprocess.run([sys.executable, "-c", code], stdout=out, stderr=subprocess.PIPE, timeout=60)
    assert done.stderr == b""
    assert ((tmp_path / "out").read_bytes() if into == "file" else done.stdout) == b"before\ndata\nafter\n"


def test_a_writer_that_looks_only_for_files_is_seen(places, monkeypatch):
    """The fault that these tests are for, planted: os.path.exists says that there is nothing at a loop of links."""
    monkeypatch.setattr(files, "_stat", lambda path: os.stat(path) if os.path.exists(path) else None)
    path, number = places["a link to itself"]
    with pytest.raises(pytest.fail.Exception):
        entered(path)
    assert not path.is_symlink() or number
