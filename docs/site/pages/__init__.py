"""The generated pages, one module a kind."""

from __future__ import annotations

import multiprocessing
from collections.abc import Sequence

from mathcnn import museum
from mathcnn.catalogue import catalog
from mathcnn.display.gradients import gradients_of
from mathcnn.text import resources

from .. import known
from ..staging import Stage
from . import api, formulas, front, indexes, notebook, things

Pages = dict[str, str]  # the text of each page, by its path


def write(stage: Stage, only: Sequence[str] | None = None, jobs: int = 2) -> None:
    """Write every generated page.

    stage: where they are written; only: names of formulas, to write pages of these alone; jobs: processes that do it.
    """
    names = list(only) if only is not None else list(catalog().formulas)
    with multiprocessing.get_context("fork").Pool(jobs) as pool:
        for pages in pool.imap_unordered(about, names):
            for path, text in pages.items():
                stage.write(path, text)
    for pages in (indexes.pages(), api.pages()):
        for path, text in pages.items():
            stage.write(path, text)
    for name in resources.package("figures").catalog():
        stage.write(f"figures/drawings/{name}.md", things.drawing_page(name))
    for name in museum.exhibits():
        stage.write(f"museum/{name}.md", things.exhibit_page(name))
    for row in known.findings():
        stage.write(f"audit/{row['id']}.md", things.statement_page(row))
    notebook.write(stage)
    front.write(stage)


def about(name: str) -> Pages:
    """The pages about a formula: its own, and those of its gradients."""
    of = catalog().formulas[name]
    pages = {f"formulas/{name}.md": formulas.page_of(of)}
    for array in gradients_of(of):
        pages[f"gradients/{name}.{array}.md"] = formulas.gradient_page(of, array)
    return pages
