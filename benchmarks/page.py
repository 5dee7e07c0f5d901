"""Writes the page, the record of the figures, the table of docs/lenet.md and the figure from a record.

    python -m benchmarks --json FILE --publish

Nothing is typed by hand: `docs/benchmarks.md` is the template `docs/benchmarks.md.j2` with the tables in it, and the
text between the two comments of `docs/lenet.md` is written again.
"""

from __future__ import annotations

import pathlib
import re
import subprocess
import sys
from typing import Any  # Any: a record is what JSON holds

from . import tables

ROOT = pathlib.Path(__file__).resolve().parents[1]
BEGIN, END = "<!-- benchmark: begin -->", "<!-- benchmark: end -->"
FIGURE = "benchmarks.times_beside_others"


def page(record: dict[str, Any]) -> str:
    """docs/benchmarks.md."""
    from jinja2 import Environment

    text = (ROOT / "docs" / "benchmarks.md.j2").read_text("utf-8")
    works = record["works"]
    found = Environment(keep_trailing_newline=True, autoescape=False).from_string(text)  # Markdown, no HTML
    sections = "\n\n".join(tables.section(work) for work in works.values())
    summary = tables.summary(works)
    return found.render(machine=described(record), summary=summary, sections=sections, works=works)


def described(record: dict[str, Any]) -> str:
    """The machine in one sentence."""
    m = record["machine"]
    parts = [m["processor"], f"{m['cores']} cores"]
    parts += [part for part in (m["vectors"], m["memory"], m["system"], f"Python {m['python']}") if part]
    return ", ".join(parts)


def lenet(record: dict[str, Any]) -> str:
    """The tables of LeNet-5, as docs/lenet.md has them."""
    work = record["works"]["lenet"]
    when = f"{work['when']}, {described(record)}; medians over {work['rounds']} rounds, {work['threads']} threads."
    said = f"{tables.DISTURBED}\n\n" if tables.disturbed(work) else ""
    return f"{said}{when}\n\n{tables.times(work)}"


def between(text: str, new: str) -> str:
    """A page with other text between the two comments. Raises ValueError if it lacks them."""
    parts = re.split(f"({re.escape(BEGIN)}|{re.escape(END)})", text)
    if len(parts) != 5:
        raise ValueError(f"the page must have {BEGIN} and {END}, each once")
    parts[2] = f"\n\n{new}\n\n"
    return "".join(parts)


def publish(record: dict[str, Any]) -> list[pathlib.Path]:
    """Write all that shows the record.

    record: of a run of all works, or of some, LeNet-5 among them. Returns the files. Raises ValueError if LeNet-5 is
    not in it.
    """
    if "lenet" not in record["works"]:
        raise ValueError("the record must have LeNet-5: python -m benchmarks lenet --json FILE")
    from mathcnn.text import resources

    recorded = resources.module("figures", "recorded")
    kept = recorded.benchmark(record, {})
    target = recorded.RECORDS / "benchmark.json"
    recorded.save(target, kept)
    shown = ROOT / "docs" / "lenet.md"
    shown.write_text(between(shown.read_text("utf-8"), lenet(kept)), "utf-8")
    whole = ROOT / "docs" / "benchmarks.md"
    whole.write_text(page(kept), "utf-8")
    subprocess.run([sys.executable, "-c", DRAW], cwd=ROOT, check=True)
    return [target, shown, whole, ROOT / "figures" / "gallery" / f"{FIGURE}.png"]


DRAW = f"""
import pathlib
import figures
from mathcnn.commands import figures as command
names = [one.name for one in figures.chosen()]
folder = pathlib.Path("figures", "gallery")
for files in command.pictures(["{FIGURE}"], "png", (False, True)).values():
    for name, data in files.items():
        (folder / name).write_bytes(data)
pathlib.Path("figures", "README.md").write_text(command.gallery(names, folder), "utf-8")
"""
