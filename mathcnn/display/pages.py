"""What the HTML pages have in common: templates in this package, and formulas as MathML."""

from __future__ import annotations

from importlib import resources
from typing import TYPE_CHECKING

from ..text.extras import need
from ..text.mathml import readable

if TYPE_CHECKING:
    from jinja2 import Template


def template(name: str, what: str) -> Template:
    """A template of this package, which escapes what is filled in and allows no undefined name.

    name: the file's; what: what is made, for the message. Raises MissingExtra if what pages need is not installed.
    """
    need("html", what)
    import jinja2

    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    return environment.from_string((resources.files(__package__) / name).read_text("utf-8"))


def mathml(tex: str) -> str:
    """LaTeX as MathML, which browsers show without a script."""
    import latex2mathml.converter

    return str(latex2mathml.converter.convert(readable(tex), display="block"))
