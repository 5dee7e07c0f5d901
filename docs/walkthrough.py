"""Runs docs/walkthrough.ipynb from its first cell to its last and writes its outputs: `python -m docs.walkthrough`.

What differs from run to run without a reason (times of execution) is left out, so that the file is the same every time.
"""

from __future__ import annotations

import pathlib

import nbformat
from nbclient import NotebookClient

BOOK = pathlib.Path(__file__).with_suffix(".ipynb")


def executed(book: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """A notebook with the outputs of its cells, in a new kernel. Raises CellExecutionError if a cell fails."""
    done = NotebookClient(book.copy(), timeout=600, kernel_name="python3", record_timing=False).execute()
    done.metadata.pop("language_info", None)  # the version of Python that ran it
    if "language_info" in book.metadata:
        done.metadata["language_info"] = book.metadata["language_info"]
    return done


if __name__ == "__main__":
    BOOK.write_text(nbformat.writes(executed(nbformat.read(BOOK, 4)), version=4) + "\n", "utf-8")
