"""Results of earlier runs, kept in a folder under digests of everything that they depend on.

A result is found only under the key that it was stored under, so a change of what went into it makes it be found anew.
Whoever can write into the folder can put results there: `mathcnn prove --fresh` uses none, and a new machine has none.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import pathlib
from collections.abc import Iterable, Mapping

from mathcnn.text.files import replacing


def digest(*parts: str | bytes) -> str:
    """The digest of several texts, each with its length."""
    found = hashlib.sha256()
    for part in parts:
        raw = part.encode() if isinstance(part, str) else part
        found.update(b"%d:" % len(raw) + raw)
    return found.hexdigest()


def sources(paths: Iterable[pathlib.Path]) -> str:
    """The digest of the Python files at these places, folders with all that is in them."""
    files = sorted({one for path in paths for one in ([path] if path.is_file() else path.rglob("*.py"))})
    return digest(*(part for one in files for part in (one.name, one.read_bytes())))


def keys(digests: Mapping[str, str], imports: Mapping[str, set[str]], *common: str) -> dict[str, str]:
    """A key for each name: a digest of its own digest, of the keys of what it imports, and of what is common to all.

    Names that import each other in a circle get none.
    """
    found: dict[str, str] = {}
    while ready := [name for name in digests if name not in found and imports[name] <= found.keys()]:
        for name in ready:
            found[name] = digest(*common, name, digests[name], *(found[one] for one in sorted(imports[name])))
    return found


def default() -> pathlib.Path:
    """The folder of this user for results: $XDG_CACHE_HOME/mathcnn/proofs, or ~/.cache/mathcnn/proofs."""
    home = os.environ.get("XDG_CACHE_HOME")
    return (pathlib.Path(home) if home else pathlib.Path.home() / ".cache") / "mathcnn" / "proofs"


class Kept:
    """Results by key. folder: where they are; None keeps and finds nothing."""

    def __init__(self, folder: pathlib.Path | None = None):
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """The result under a key, or None."""
        if self.folder is None:
            return None
        try:
            return (self.folder / key[:2] / key).read_bytes()
        except OSError:
            return None

    def put(self, key: str, result: bytes) -> None:
        """Keep a result. A folder that cannot be written keeps nothing, which only costs time."""
        if self.folder is None:
            return
        with contextlib.suppress(OSError):
            (self.folder / key[:2]).mkdir(parents=True, exist_ok=True)
            with replacing(self.folder / key[:2] / key) as file:
                file.write(result)
