"""The memory that a worker may use."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
from pathlib import Path

GIB = 2**30
LEAST, MOST = 4 * GIB, 16 * GIB  # of the default
CONTROL_GROUP = Path("/sys/fs/cgroup/memory.max")  # source: "Control Group v2" of the Linux kernel's documentation


def default_memory() -> int:
    """Bytes that a worker may use if no other limit is asked for: half of the machine's memory, from 4 to 16 GiB."""
    found = []
    with contextlib.suppress(ValueError, OSError, AttributeError):
        found.append(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    with contextlib.suppress(ValueError, OSError):  # "max" if there is no limit
        found.append(int(CONTROL_GROUP.read_text()))
    return min(MOST, max(LEAST, min(found) // 2)) if found else MOST


MEMORY = default_memory()


def held() -> int:
    """Bytes of address space that this process holds; 0 where the system does not say that."""
    with contextlib.suppress(OSError, ValueError, IndexError):  # source: proc_pid_statm(5) of Linux
        return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    return 0


def limit_memory(size: int) -> None:
    """Limit the address space of this process and of those that it starts, and let none of them leave a core file.

    size: in bytes; 0 for no limit. The limit can be raised by `unlimited` and `limit_further`. On systems other than
    Linux it may have no effect.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if size:
        _limit(size, resource.RLIM_INFINITY)


def unlimited() -> None:
    """Let this process use as much as it may at all, until `limit_further`."""
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    _limit(most, most)


def limit_further(size: int) -> None:
    """Limit what this process may use beside what it holds now; size: in bytes, at least what it holds; 0 for no limit.

    A library may hold several GiB of address space when it is loaded, as PyTorch's build for CUDA does, and none of
    that says what its calls need.
    """
    if size:
        _limit(size + held(), size + held())


def _limit(size: int, most: int) -> None:
    """Set the limit of the address space, and the one up to which it can be raised."""
    known = resource.getrlimit(resource.RLIMIT_AS)[1]
    if known != resource.RLIM_INFINITY:
        size, most = (known if one == resource.RLIM_INFINITY else min(one, known) for one in (size, most))
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, most))
    except (ValueError, OSError):
        if sys.platform == "linux":
            raise
