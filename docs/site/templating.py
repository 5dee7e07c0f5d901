"""Templates of pages, which are Markdown."""

from __future__ import annotations

import functools
import pathlib

import jinja2

from mathcnn.text import markdown


@functools.cache
def environment() -> jinja2.Environment:
    """The environment of the templates: an undefined name is an error."""
    made = jinja2.Environment(
        loader=jinja2.FileSystemLoader(pathlib.Path(__file__).parent / "templates"),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,  # Markdown; `escaped` is for texts that may hold its special characters
    )
    made.filters["escaped"] = markdown.escaped
    made.filters["cell"] = lambda text: markdown.cell(markdown.escaped(text))
    return made


def render(template: str, /, **facts: object) -> str:
    """A page from a template and what it shows."""
    return environment().get_template(template).render(**facts)
