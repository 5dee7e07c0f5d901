"""The first page: what the site has, by who reads it."""

from __future__ import annotations

from mathcnn import layers

from ..staging import ROOT, Stage
from ..templating import render

WRITTEN = {  # folders of pages written by hand, each with its own index.md
    "start": "Start here: install, and a first result in five minutes",
    "howto": "How to: check a kernel, read a report, choose a tolerance, write a formula",
    "explain": "Explanations: from a statement to code, what equal means, the ladder of evidence",
    "play": "Pictures that move, and sizes to change",
}


def write(stage: Stage) -> None:
    """Write index.md."""
    there = {
        f"docs/{name}/index": said for name, said in WRITTEN.items() if (ROOT / "docs" / name / "index.md").exists()
    }
    stage.write("index.md", render("index.md.j2", written=there, statement=layers.conv.latex(rank=2)))
