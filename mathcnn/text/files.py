"""A file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from typing import Any, BinaryIO

PARTIAL = ".partial"
PATIENCE = 5.0  # seconds in which somebody has to open a named pipe for reading

Path_ = str | os.PathLike[str]


@contextlib.contextmanager
def replacing(path: Path_) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` when the block ends well; else `path` stays as it was.

    What can't be written is found out on entry: OSError, which names the path. A symbolic link stays one, and what it
    points to is replaced. A pipe or a character device is written to directly, and so is a file that is this process's
    standard output or error.
    """
    if (direct := _direct(path)) is not None:
        with direct as file:
            yield file
        return
    real, mode = _place(path)
    handle, temporary = _temporary(path, real)
    try:
        with _Named(handle, path) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())  # the contents are there before the name is
        os.chmod(temporary, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        os.replace(temporary, real)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def check_writable(path: Path_) -> None:
    """Raise the OSError that `replacing` would raise, before the work whose result goes there. Nothing is written."""
    found = _stat(path)
    if found is not None and not stat.S_ISREG(found.st_mode) and not stat.S_ISDIR(found.st_mode):
        _refuse_odd(path, found.st_mode)
        if not os.access(path, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), os.fspath(path))
        return
    handle, temporary = _temporary(path, _place(path)[0])
    os.close(handle)
    os.unlink(temporary)


def sweep(path: Path_) -> None:
    """Remove what writers of `path` left behind that were killed; none may be at work."""
    path = os.path.realpath(path)
    with contextlib.suppress(OSError):
        for name in os.listdir(os.path.dirname(path)):
            if name.startswith(_prefix(path)) and name.endswith(PARTIAL):
                os.unlink(os.path.join(os.path.dirname(path), name))


# ---------------------------------------------------------------- what is there


def _stat(path: Path_) -> os.stat_result | None:
    """What is at a path, behind its links; None where nothing is and a file can be made. OSError where none can: a loop
    of links, a name that is too long, a file where a directory is needed."""
    given = os.fspath(path)
    if not given:
        raise FileNotFoundError(errno.ENOENT, "an empty path names no file")
    if "\0" in given:
        raise OSError(errno.EINVAL, f"{given!r}: a path has no zero byte")
    try:
        return os.stat(given)
    except FileNotFoundError:
        if given.endswith(os.sep):
            raise IsADirectoryError(errno.EISDIR, "names a directory, not a file", given) from None
        return None


def _place(path: Path_) -> tuple[str, int | None]:
    """Where a regular file stands or would stand, and its mode."""
    found, real = (
        _stat(path),
        os.path.realpath(path),
    )  # a symbolic link stays one, whether or not there is a file behind it
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, f"{os.fspath(path)} is a directory")
    if found is not None and not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, f"{os.fspath(path)} is read-only")
    return real, found.st_mode if found else None


def _direct(path: Path_) -> BinaryIO | None:
    """The file to write to where it is not one that could be replaced."""
    found = _stat(path)
    if found is None or stat.S_ISDIR(found.st_mode):
        return None
    if stat.S_ISREG(found.st_mode):
        for standard in (1, 2):
            with contextlib.suppress(OSError):
                if os.path.samestat(
                    found, os.fstat(standard)
                ):  # /dev/stdout, led into a file: replacing it would cut what else is written off
                    return _Named(os.dup(standard), path)
        return None
    _refuse_odd(path, found.st_mode)
    if not stat.S_ISFIFO(found.st_mode):
        return _Named(os.open(path, os.O_WRONLY | getattr(os, "O_NOCTTY", 0)), path)
    until = time.monotonic() + PATIENCE
    while True:
        try:
            handle = os.open(path, os.O_WRONLY | os.O_NONBLOCK)
            os.set_blocking(handle, True)
            return _Named(handle, path)
        except OSError as error:
            if error.errno != errno.ENXIO:
                raise
            if time.monotonic() > until:
                raise OSError(errno.ENXIO, "a pipe that nobody reads from", os.fspath(path)) from None
            time.sleep(0.05)


def _refuse_odd(path: Path_, mode: int) -> None:
    if stat.S_ISBLK(mode) or stat.S_ISSOCK(mode):
        raise OSError(
            errno.EINVAL,
            f"is a {'block device' if stat.S_ISBLK(mode) else 'socket'}, not a file to write",
            os.fspath(path),
        )


def _temporary(path: Path_, real: str) -> tuple[int, str]:
    try:
        with contextlib.suppress(FileNotFoundError):
            os.lstat(real)  # a name that is too long shows now, not when the file is there
        return tempfile.mkstemp(dir=os.path.dirname(real), prefix=_prefix(real), suffix=PARTIAL)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, os.fspath(path)) from None


class _Named(io.BufferedWriter):
    """A file whose errors name its path: that of a full disk has none of its own."""

    def __init__(self, handle: int, path: Path_):
        self._path = os.fspath(path)
        super().__init__(io.FileIO(handle, "wb"))

    def write(self, data: Any, /) -> int:
        with self._named():
            return super().write(data)

    def flush(self) -> None:
        with self._named():
            super().flush()

    def close(self) -> None:
        with self._named():
            super().close()

    @contextlib.contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except BrokenPipeError:
            raise  # whoever read has stopped: no fault of the path
        except OSError as error:
            if error.filename is None and error.errno is not None:
                raise OSError(error.errno, error.strerror, self._path) from None
            raise


def _prefix(path: str) -> str:
    return f".{os.path.basename(path)[:40]}."


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
