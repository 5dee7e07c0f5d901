"""Files that are written whole or not at all."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import stat
import tempfile
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from typing_extensions import Buffer

PARTIAL = ".partial"
PATIENCE = 5.0  # seconds within which a named pipe must be opened for reading

Path_ = str | os.PathLike[str]


@contextlib.contextmanager
def replacing(path: Path_) -> Iterator[BinaryIO]:
    """A context in which a binary file is open for writing; it replaces the file at `path` when the block ends without
    an exception. Otherwise `path` stays as it was.

    OSError on entry, with the path in its message, if it cannot be written. A symbolic link stays one, and what it
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
            os.fsync(file.fileno())  # so that the contents are on disk before the name is
        os.chmod(temporary, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        os.replace(temporary, real)
    except BaseException:  # an interrupt, too, must leave no temporary file
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def check_writable(path: Path_) -> None:
    """Raise the OSError that `replacing` would raise on entry, before any work whose result is written to `path`.

    Nothing is written.
    """
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
    """Remove the temporary files of killed writers of `path`. No other process may be writing it."""
    path = os.path.realpath(path)
    with contextlib.suppress(OSError):
        for name in os.listdir(os.path.dirname(path)):
            if name.startswith(_prefix(path)) and name.endswith(PARTIAL):
                os.unlink(os.path.join(os.path.dirname(path), name))


# ---------------------------------------------------------------- the present file


def _stat(path: Path_) -> os.stat_result | None:
    """The status of the file at a path, its links followed; None if there is none and one can be made.

    OSError if none can be made: a loop of links, a name that is too long, a file in the place of a directory.
    """
    given = os.fspath(path)
    if not given:
        raise FileNotFoundError(errno.ENOENT, "an empty path names no file")
    if "\0" in given:
        raise OSError(errno.EINVAL, f"{given!r}: a path must not contain a zero byte")
    try:
        return os.stat(given)
    except FileNotFoundError:
        if given.endswith(os.sep):
            raise IsADirectoryError(errno.EISDIR, "names a directory, not a file", given) from None
        return None


def _place(path: Path_) -> tuple[str, int | None]:
    """The real path of a regular file that is there or is to be made, and its mode, None for a new one."""
    found = _stat(path)
    real = os.path.realpath(path)  # a symbolic link stays one, whether or not its target exists
    if found is not None and stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, f"{os.fspath(path)} is a directory")
    if found is not None and not os.access(real, os.W_OK):
        raise PermissionError(errno.EACCES, f"{os.fspath(path)} is read-only")
    return real, found.st_mode if found else None


def _direct(path: Path_) -> BinaryIO | None:
    """The file at a path opened for writing if it cannot be replaced: a pipe, a device, standard output; else None."""
    found = _stat(path)
    if found is None or stat.S_ISDIR(found.st_mode):
        return None
    if stat.S_ISREG(found.st_mode):
        for standard in (1, 2):
            with contextlib.suppress(OSError):
                # /dev/stdout redirected to a file: to replace that would lose everything else written to it
                if os.path.samestat(found, os.fstat(standard)):
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
                raise OSError(errno.ENXIO, "a pipe that no process reads from", os.fspath(path)) from None
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
            os.lstat(real)  # raises now if the name is too long
        return tempfile.mkstemp(dir=os.path.dirname(real), prefix=_prefix(real), suffix=PARTIAL)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, os.fspath(path)) from None


class _Named(io.BufferedWriter):
    """A file whose errors name its path, also the one of a full disk, which by itself does not."""

    def __init__(self, handle: int, path: Path_):
        self._path = os.fspath(path)
        super().__init__(io.FileIO(handle, "wb"))

    def write(self, data: Buffer, /) -> int:
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
            raise  # the reader has stopped, which the path does not explain
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
