"""Pages about figures, exhibits of the museum, and statements of the document."""

from __future__ import annotations

import inspect
import re
from typing import Any  # Any: facts are texts, numbers, and lists and dictionaries of them

from mathcnn import audit, museum
from mathcnn.catalogue import catalog
from mathcnn.display.museum import MEANING
from mathcnn.museum.collection import REPOSITORIES
from mathcnn.text import resources

from .. import known
from ..prose import prose
from ..staging import ROOT
from ..templating import render
from .formulas import file_of, sources


def drawing_page(name: str) -> str:
    """The page of a figure."""
    one = resources.package("figures").find(name)
    gallery = ROOT / "figures" / "gallery"
    ending = next(one for one in ("moving.svg", "gif", "png") if (gallery / f"{name}.{one}").exists())
    return render(
        "drawing.md.j2",
        one=one,
        caption=prose(one.caption),
        file=f"{name}.{ending}",
        dark=f"{name}.dark.{ending}",
        formulas=one.formulas,
        sources=sources(one.source),
        code=inspect.getsource(one.draw),
        script=f"{one.draw.__module__.replace('.', '/').removeprefix('mathcnn/')}.py",
    )


def exhibit_page(name: str) -> str:
    """The page of an exhibit of the museum."""
    one = museum.exhibits()[name]
    found = known.record("museum")["exhibits"].get(name)
    return render(
        "exhibit.md.j2",
        one=one,
        what=prose(one.what),
        aliases=list(one.references),
        reports=list(zip(one.references, one.links, strict=True)),
        repositories=REPOSITORIES,
        found=found,
        laws={law: MEANING.get(law, "") for law in (found["caught"] if found else ())},
        code=inspect.getsource(one.faulty),
        file=file_of(one.faulty),
        record=known.record("museum"),
        stale=one.of.topic in known.changed("museum"),
    )


def statement_page(row: dict[str, Any]) -> str:
    """The page of a statement of the document.

    row: what the audit found of it.
    """
    one = next(one for one in audit.statements() if one.id == row["id"])
    evidence: dict[str, list[dict[str, Any]]] = {}
    for outcome in row["evidence"]:
        said = outcome["statement"]
        name = said.partition("::")[0]
        link = f"{{law}}`{said}`" if name in catalog().formulas and said in catalog().laws else prose(said)
        evidence.setdefault(outcome["role"], []).append({**outcome, "link": link})
    return render(
        "statement.md.j2",
        row=row,
        title=audit.TITLES.get(one.section, ""),
        says=prose(one.says),
        printed=maths(row["printed"]),
        corrected=maths(row["corrected"]),
        corrected_says=prose(re.sub(r"\s*\$.*", "", row["corrected"], flags=re.DOTALL)),
        evidence=evidence,
        note=prose(one.note),
        figure=one.figure if one.figure in resources.package("figures").catalog() else "",
        sources=sources(one.source),
        aliases=[one.id.replace("-", " ")],
    )


def maths(text: str) -> list[str]:
    """The equations of a finding, which stand between dollar signs."""
    return re.findall(r"\$([^$]+)\$", text)
