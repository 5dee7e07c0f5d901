"""The folder that Sphinx reads: copies of the repository's pages, at their own paths, and generated pages."""

from __future__ import annotations

import contextlib
import pathlib
from collections.abc import Iterator

ROOT = pathlib.Path(__file__).resolve().parents[2]
COPIED = ["*.md", "LICENSE", "figures/README.md", "figures/gallery/*", "proofs/README.md"]
OWN = ("docs/site", "docs/_static")  # of docs, what is no page


def sources() -> Iterator[pathlib.Path]:
    """The files of the repository that the site shows as they are."""
    for pattern in COPIED:
        yield from sorted(ROOT.glob(pattern))
    for path in sorted((ROOT / "docs").rglob("*")):
        name = path.relative_to(ROOT).as_posix()
        if path.is_file() and not name.startswith(OWN) and "__pycache__" not in name:
            yield path


class Stage:
    """Writes pages into a folder. A page that is as it was is left alone, so that Sphinx does not read it again."""

    def __init__(self, home: pathlib.Path):
        self.home = home
        self.written: set[pathlib.Path] = set()

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file.

        name: its path in the folder; text: what it holds. Raises ValueError if it was written before.
        """
        path = self.home / name
        if path in self.written:
            raise ValueError(f"two pages are called {name}")
        self.written.add(path)
        data = text.encode() if isinstance(text, str) else text
        if not path.is_file() or path.read_bytes() != data:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)


@contextlib.contextmanager
def staged(home: pathlib.Path) -> Iterator[Stage]:
    """A folder with copies of the repository's pages. At the end, files that were not written are removed.

    home: the folder, which is made if it is not there.
    """
    stage = Stage(home)
    for path in sources():
        stage.write(path.relative_to(ROOT).as_posix(), path.read_bytes())
    yield stage
    for path in home.rglob("*"):
        if path.is_file() and path not in stage.written:
            path.unlink()
