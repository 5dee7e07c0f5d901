"""Links of built pages: each has to lead to a file, and to an element of it where it names one."""

from __future__ import annotations

import functools
import html.parser
import pathlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import unquote, urlsplit

ADDRESSES = {"href", "src", "srcset", "poster", "data"}


@dataclass
class Page:
    """What a page has: the addresses that it names, with their tags, and the identifiers of its elements."""

    addresses: list[tuple[str, str]] = field(default_factory=list)
    identifiers: set[str] = field(default_factory=set)


class _Reader(html.parser.HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page = Page()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.page.identifiers.add(value)
            elif name in ADDRESSES and value is not None:
                self.page.addresses.append((tag, value))


@functools.lru_cache(maxsize=2000)
def read(path: pathlib.Path) -> Page:
    """A page, read."""
    reader = _Reader()
    reader.feed(path.read_text("utf-8"))
    return reader.page


def broken(home: pathlib.Path) -> Iterator[str]:
    """Each link of the pages of a folder that leads nowhere, and each file that a page would load from elsewhere.

    home: the folder. Links to other sites are not followed.
    """
    for path in sorted(home.rglob("*.html")):
        for tag, address in read(path).addresses:
            where = f"{path.relative_to(home)}: {address}"
            parts = urlsplit(address)
            if parts.scheme in ("data", "mailto"):
                continue
            if parts.scheme or parts.netloc:
                if tag != "a":
                    yield f"{where}: loaded from elsewhere"
                continue
            to = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not to.is_file():
                yield f"{where}: no such file"
            elif not to.is_relative_to(home.resolve()) and to != path:
                yield f"{where}: outside the site"
            elif parts.fragment and to.suffix == ".html" and unquote(parts.fragment) not in read(to).identifiers:
                yield f"{where}: no such element"
