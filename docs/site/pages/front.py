"""The first page: what the site has, by who reads it."""

from __future__ import annotations

from ..staging import ROOT, Stage
from ..templating import render

WRITTEN = ["start", "howto", "explain", "play"]  # folders of pages written by hand, each with its own index.md


def write(stage: Stage) -> None:
    """Write index.md."""
    there = [f"docs/{name}/index" for name in WRITTEN if (ROOT / "docs" / name / "index.md").exists()]
    stage.write("index.md", render("index.md.j2", written=there))
