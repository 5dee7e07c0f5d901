"""What a campaign knows of a target before it begins. A worker finds it out, since that imports the target."""

from __future__ import annotations

import hashlib
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from pathlib import Path

from .aliases import Message


@dataclass(frozen=True)
class Facts:
    """What a target has.

    target: its name; functions: the names of the formulas that it computes; versions: of what it runs on; code: a
    digest of its source files, "" for an adapter; laid_out: the formulas that it has in a layout of its own
    """

    target: str
    functions: list[str]
    versions: dict[str, str] = field(default_factory=dict)
    code: str = ""
    laid_out: list[str] = field(default_factory=list)


def facts(name: str, formulas: Iterable[str]) -> Message:
    """The facts of a target as a message. This imports the target, and may do whatever the target does.

    name: the target's; formulas: those that a single function is checked for. Raises NoTarget if there is no such
    target, or if it does not compute one of the formulas, and `catalogue.Unknown` if there is no such formula.
    """
    from .scope import MARK
    from .target import BUILT_IN, target

    before = set(sys.modules)
    held = [target(name, one) for one in formulas] or [target(name)]
    functions = list(dict.fromkeys(one for each in held for one in each.functions))
    plain = name.partition(MARK)[0]
    code = "" if plain in BUILT_IN else digest(plain.partition(":")[0], set(sys.modules) - before)
    laid_out = list(dict.fromkeys(one for each in held for table in each.layouts.values() for one in table))
    return asdict(Facts(name, functions, held[0].versions, code, laid_out))


def digest(path: str, loaded: set[str]) -> str:
    """A digest of the files of a module's package, and of those that were loaded with it from outside the installation.

    path: the module's name; loaded: the names of modules that were loaded with it. Returns 16 hexadecimal digits.
    """
    top = path.partition(".")[0]
    found: set[Path] = set()
    for name in {path, *loaded}:
        file = getattr(sys.modules.get(name), "__file__", None)
        if file and (name.partition(".")[0] == top or not _installed(Path(file))):
            found.add(Path(file))
    folder = getattr(sys.modules.get(top), "__path__", None)
    for one in folder or ():
        if not _installed(Path(one)):  # else its version is known
            found |= set(Path(one).rglob("*.py"))  # with modules that are imported when they are first used
    mix = hashlib.sha256()
    for file in sorted(found):
        if file.is_file():
            mix.update(f"{file.name}\0".encode() + hashlib.sha256(file.read_bytes()).digest())
    return mix.hexdigest()[:16]


def _installed(file: Path) -> bool:
    """Whether a file belongs to Python, to an installed distribution, or to this package."""
    homes = [sysconfig.get_path(one) for one in ("stdlib", "platstdlib", "purelib", "platlib")]
    homes.append(str(Path(__file__).parents[1]))
    return any(home and file.resolve().is_relative_to(Path(home).resolve()) for home in homes)
