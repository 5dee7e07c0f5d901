"""Running Coq's programs, and the order in which files are compiled.

Trusted. It trusts Coq's `coqc` and `coqdep`.
"""

from __future__ import annotations

import concurrent.futures
import os
import pathlib
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator

from mathcnn import processes

LIBRARY = "CNN"  # the name of the files' library inside Coq
FLAGS = ["-q", "-Q", ".", LIBRARY, "-w", "-notation-overridden,-ambiguous-paths"]
LONGEST = 300  # seconds for one file
INSTALL = (
    "apt-get install --no-install-recommends coq libcoq-mathcomp-algebra libcoq-mathcomp-finmap libcoq-mathcomp-zify "
    "libcoq-coquelicot libcoq-flocq libcoq-interval"
)


class Missing(Exception):
    """Coq is not installed."""


def coq(tool: str, *arguments: str, work: pathlib.Path, longest: int = LONGEST) -> subprocess.CompletedProcess[str]:
    """Run a tool of Coq in a directory, with no other environment, so that compiled files elsewhere are not found.

    tool: such as "coqc". arguments: of the tool. work: the directory. longest: seconds. Returns the completed process.
    Raises Missing if Coq is not installed, subprocess.TimeoutExpired after `longest` seconds.
    """
    path = shutil.which(tool)
    if path is None:
        raise Missing(f"{tool} is not installed; on Debian 12: {INSTALL}")
    environment = {"PATH": os.environ.get("PATH", os.defpath), "HOME": str(work), "LC_ALL": "C.UTF-8"}
    return processes.run(
        [path, *FLAGS, *arguments] if tool == "coqc" else [path, *arguments], cwd=work, env=environment, timeout=longest
    )


def version(work: pathlib.Path) -> str:
    """The version of Coq."""
    found = re.search(r"version (\S+)", coq("coqtop", "--version", work=work).stdout)
    return found[1] if found else ""


def needs(work: pathlib.Path, names: list[str]) -> dict[str, set[str]]:
    """Which of these files each of them imports, by coqdep. Raises ValueError if coqdep reports an error."""
    found = coq("coqdep", "-Q", ".", LIBRARY, *(f"{name}.v" for name in names), work=work)
    if found.returncode or "Error" in found.stderr:
        raise ValueError(f"coqdep: {found.stderr.strip()}")
    imports: dict[str, set[str]] = {name: set() for name in names}
    for line in found.stdout.splitlines():
        targets, _, sources = line.partition(": ")
        if (name := targets.split()[0].removesuffix(".vo")) in imports:
            imports[name] = {word.removesuffix(".vo") for word in sources.split() if word.endswith(".vo")} & set(names)
    return imports


def in_order(imports: dict[str, set[str]], run: Callable[[str], bool], jobs: int) -> Iterator[str]:
    """Run each name after all that it imports; yields those that were run.

    imports: the names that each name imports. run: returns whether it succeeded. jobs: how many at a time. Names that
    import a failed one are left out.
    """
    waiting, done = dict(imports), set[str]()
    with concurrent.futures.ThreadPoolExecutor(jobs) as pool:
        running: dict[concurrent.futures.Future[bool], str] = {}
        while True:
            for name in [name for name, wanted in waiting.items() if wanted <= done]:
                running[pool.submit(run, name)] = name
                del waiting[name]
            if not running:
                return
            for future in concurrent.futures.wait(running, return_when=concurrent.futures.FIRST_COMPLETED).done:
                name = running.pop(future)
                if future.result():
                    done.add(name)
                yield name
