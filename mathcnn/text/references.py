r"""Sources: what a formula's `source` line cites, looked up in references.bib.

A source reads "dumoulin2016, section 2; goodfellow2016, eq. 9.6": citations separated by semicolons, each a key of
references.bib with a locator, or other text ("NumPy, numpy.pad"). The part of BibTeX that the file uses is read:
entries with fields in braces or quotes, and accents such as {\'e}.
"""

from __future__ import annotations

import functools
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.resources import files

ACCENTS = {
    "'": "\u0301",
    "`": "\u0300",
    "^": "\u0302",
    '"': "\u0308",
    "~": "\u0303",
    "=": "\u0304",
    ".": "\u0307",
    "c": "\u0327",
    "v": "\u030c",
    "u": "\u0306",
    "H": "\u030b",
    "k": "\u0328",
    "r": "\u030a",
}
LIGATURES = {
    "ss": "ß",
    "ae": "æ",
    "AE": "Æ",
    "oe": "œ",
    "OE": "Œ",
    "o": "ø",
    "O": "Ø",
    "l": "ł",
    "L": "Ł",
    "aa": "å",
    "AA": "Å",
    "i": "i",
    "j": "j",
}


@dataclass(frozen=True)
class Reference:
    """One entry of references.bib."""

    key: str
    kind: str
    fields: dict[str, str] = field(hash=False)

    @property
    def author(self) -> str:
        """Authors as "Vincent Dumoulin, Francesco Visin"."""
        names = re.split(r"\s+and\s+", self.fields.get("author", self.fields.get("organization", "")))
        return ", ".join(" ".join(reversed(re.split(r",\s*", name, maxsplit=1))) for name in names)

    @property
    def title(self) -> str:
        return self.fields.get("title", "")

    @property
    def year(self) -> str:
        return self.fields.get("year", "")

    def __str__(self) -> str:
        said = f"{self.author}: {self.title}" if self.author else self.title
        return f"{said} ({self.year})" if self.year else said


@dataclass(frozen=True)
class Citation:
    """One citation of a source line: its reference, None if it cites no key, and its locator or other text."""

    reference: Reference | None
    locator: str

    def __str__(self) -> str:
        return ", ".join(filter(None, [str(self.reference or ""), self.locator]))


def cited(source: str) -> list[Citation]:
    """The citations of a source line."""
    found = []
    for part in filter(None, map(str.strip, source.split(";"))):
        key, _, locator = part.partition(",")
        reference = references().get(key.strip())
        found.append(Citation(reference, locator.strip() if reference else part))
    return found


@functools.cache
def references() -> dict[str, Reference]:
    """Every entry of references.bib, by key."""
    return {one.key: one for one in read(files(__package__).joinpath("references.bib").read_text("utf-8"))}


def read(bib: str) -> Iterator[Reference]:
    """The entries of a BibTeX text. ValueError if it cannot be read."""
    for start in re.finditer(r"^@(\w+)\s*\{\s*([^\s,]+)\s*,", bib, re.MULTILINE):
        fields, at = {}, start.end()
        while name := re.compile(r"\s*([\w-]+)\s*=\s*").match(bib, at):
            value, at = _value(bib, name.end(), start[2])
            fields[name[1].lower()] = field_text(value)
            if comma := re.compile(r"\s*,").match(bib, at):
                at = comma.end()
        if not re.compile(r"\s*\}").match(bib, at):
            raise ValueError(
                f"references.bib: {start[2]}: expected a field or the end of the entry, not {bib[at : at + 20]!r}"
            )
        yield Reference(start[2], start[1].lower(), fields)


def _value(bib: str, at: int, key: str) -> tuple[str, int]:
    """A field's value from `at` on, and where it ends."""
    if number := re.compile(r"\d+").match(bib, at):
        return number[0], number.end()
    close = {"{": "}", '"': '"'}.get(bib[at : at + 1])
    depth = 0
    for end in range(at + 1, len(bib)) if close else ():
        if bib[end] == close and depth == 0:
            return bib[at + 1 : end], end + 1
        depth += {"{": 1, "}": -1}.get(bib[end], 0)
    raise ValueError(f"references.bib: {key}: a value is not closed: {bib[at : at + 20]!r}")


def _composed(found: re.Match[str]) -> str:
    letter = found[2].replace("\\i", "i").replace("\\j", "j")
    return unicodedata.normalize("NFC", letter + ACCENTS[found[1]])


def field_text(value: str) -> str:
    """The text of a BibTeX field: accents composed, braces removed, white space as single blanks."""
    value = re.sub(r"\\(['`^\"~=.]|[cvuHkr](?![A-Za-z]))\s*\{?(\\?[A-Za-z])\}?", _composed, value)
    value = re.sub(r"\\([A-Za-z]+)\s?", lambda found: LIGATURES.get(found[1], found[0]), value)
    value = value.replace("---", "—").replace("--", "–").replace("~", " ")
    return " ".join(re.sub(r"\\([&%$#_])", r"\1", value.replace("{", "").replace("}", "")).split())
