"""The machine that a record was made on."""

from __future__ import annotations

import os
import pathlib
import platform
from typing import Any  # Any: texts and numbers


def described() -> dict[str, Any]:
    """Processor, cores, memory, system, Python, and vector instructions."""
    said = "" if not (info := pathlib.Path("/proc/cpuinfo")).exists() else info.read_text()
    lines = [line.partition(":") for line in said.splitlines()]
    fields = {name.strip(): value.strip() for name, _, value in lines}
    flags = fields.get("flags", "").split()
    return {
        "processor": fields.get("model name") or platform.processor() or platform.machine(),
        "cache": fields.get("cache size", ""),
        "vectors": next((f for f in ("avx512f", "avx2", "avx", "asimd") if f in flags), ""),
        "cores": os.cpu_count(),
        "memory": memory(),
        "system": f"{platform.system()} {platform.machine()}",
        "python": platform.python_version(),
    }


def memory() -> str:
    """The memory of the machine; "" where that is not known."""
    try:
        return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.0f} GiB"
    except (AttributeError, ValueError, OSError):
        return ""
