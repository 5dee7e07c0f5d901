"""The walkthrough, a notebook whose outputs are in the repository, as a page."""

from __future__ import annotations

import base64
import json
import re
from typing import Any  # Any: JSON

from mathcnn.text import markdown

from ..staging import ROOT, Stage

BOOK = ROOT / "docs" / "walkthrough.ipynb"
PICTURES = {"image/png": "png", "image/svg+xml": "svg"}
SOURCES = re.compile(r'src="data:image/svg\+xml;base64,([^"]*)"')


def write(stage: Stage) -> None:
    """Write docs/walkthrough.md, and the pictures that it shows. Code whose outputs are not in the notebook stands
    without them."""
    book = json.loads(BOOK.read_text("utf-8"))
    blocks: list[str] = []
    count = 0

    def picture(data: bytes, kind: str, alt: str) -> str:
        nonlocal count
        count += 1
        name = f"walkthrough_{count:02}.{kind}"
        stage.write(f"docs/{name}", data)
        return f"![{alt}]({name})"

    def shown(output: dict[str, Any]) -> str:
        if output["output_type"] == "stream":
            return markdown.block(_text(output["text"]).rstrip(), "text")
        data = output.get("data", {})
        if found := SOURCES.search(_text(data.get("text/html", ""))):
            html = _text(data["text/html"])
            alt = re.search(r'alt="([^"]*)"', html)
            caption = re.search(r"<figcaption>(.*)</figcaption>", html, re.DOTALL)
            said = re.sub("<[^>]*>", "", caption[1]) if caption else ""
            return picture(base64.b64decode(found[1]), "svg", alt[1] if alt else "a figure") + f"\n\n{said}"
        for kind, ending in PICTURES.items():
            if kind in data:
                raw = _text(data[kind])
                return picture(base64.b64decode(raw) if ending == "png" else raw.encode(), ending, "a figure")
        if "text/markdown" in data:
            return demoted(_text(data["text/markdown"]))
        if "text/latex" in data:
            return "```{math}\n" + _text(data["text/latex"]).strip().strip("$").strip() + "\n```"
        return markdown.block(_text(data.get("text/plain", "")), "text")

    for cell in book["cells"]:
        source = _text(cell["source"])
        if cell["cell_type"] == "markdown":
            blocks.append(source)
        elif cell["cell_type"] == "code":
            blocks.append(markdown.block(source, "python"))
            blocks += [shown(output) for output in cell["outputs"] if output["output_type"] != "error"]
    note = "This page is [a notebook](walkthrough.ipynb), which can be downloaded and run."
    title, _, rest = "\n\n".join(blocks).partition("\n")
    stage.write("docs/walkthrough.md", f"{title}\n\n{note}\n{rest}\n")


def _text(lines: str | list[str]) -> str:
    """Text of a notebook, which may be in lines."""
    return lines if isinstance(lines, str) else "".join(lines)


def demoted(text: str) -> str:
    """Markdown of an output without headings, which would be those of the page."""
    return re.sub(r"(?m)^#+ +(.*)$", r"**\1**", text)
