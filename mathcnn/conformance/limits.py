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


def limit_memory(size: int) -> None:
    """Limit the address space of this process and of those that it starts, and let none of them leave a core file.

    size: in bytes; 0 for no limit. On systems other than Linux the limit may have no effect.
    """
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if not size:
        return
    most = resource.getrlimit(resource.RLIMIT_AS)[1]
    size = size if most == resource.RLIM_INFINITY else min(size, most)
    try:
        resource.setrlimit(resource.RLIMIT_AS, (size, size))
    except (ValueError, OSError):
        if sys.platform == "linux":
            raise
