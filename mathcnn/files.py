"""A file that appears whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
from collections.abc import Iterator
from typing import BinaryIO

PARTIAL = ".partial"


@contextlib.contextmanager
def replacing(path: str | os.PathLike[str]) -> Iterator[BinaryIO]:
    """A file to write to that takes the place of `path` when the block ends well; else `path` stays as it was.

    What can't be written is found out on entry: OSError. A pipe or a device is written to directly.
    """
    path = os.path.realpath(path)                        # a symbolic link stays one
    mode = os.stat(path).st_mode if os.path.exists(path) else None
    if mode is not None and stat.S_ISDIR(mode):
        raise IsADirectoryError(f"{path} is a directory")
    if mode is not None and not stat.S_ISREG(mode):
        with open(path, "wb") as device:
            yield device
        return
    if mode is not None and not os.access(path, os.W_OK):
        raise PermissionError(f"{path} is read-only")
    try:
        handle, temporary = tempfile.mkstemp(dir=os.path.dirname(path), prefix=_prefix(path), suffix=PARTIAL)
    except OSError as error:
        raise type(error)(error.errno, error.strerror, path) from None
    try:
        with open(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())                      # the contents are there before the name is
        os.chmod(temporary, stat.S_IMODE(mode) if mode is not None else 0o666 & ~_umask())
        os.replace(temporary, path)
    except BaseException:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def sweep(path: str | os.PathLike[str]) -> None:
    """Remove what writers of `path` left behind that were killed; none may be at work."""
    path = os.path.realpath(path)
    with contextlib.suppress(OSError):
        for name in os.listdir(os.path.dirname(path)):
            if name.startswith(_prefix(path)) and name.endswith(PARTIAL):
                os.unlink(os.path.join(os.path.dirname(path), name))


def _prefix(path: str) -> str:
    return f".{os.path.basename(path)[:80]}."


def _umask() -> int:
    mask = os.umask(0o022)
    os.umask(mask)
    return mask
