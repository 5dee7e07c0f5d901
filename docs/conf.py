"""Sphinx's configuration of the site. `python -m docs.site` builds it; see docs/site/__init__.py."""

import pathlib
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import mathcnn  # noqa: E402  the repository's own, whatever else is installed

project = "mathcnn"
author = "The mathcnn developers"
copyright = author
version = release = mathcnn.__version__
html_title = "mathcnn"

extensions = [
    "myst_parser",  # pages are Markdown, as elsewhere in the repository
    "sphinxcontrib.bibtex",  # the bibliography, from references.bib
    "docs.site.extension",  # roles and search for formulas, laws, ...; mathematics as MathML
]
bibtex_bibfiles = [str(ROOT / "mathcnn" / "text" / "references.bib")]
source_suffix = {".md": "markdown"}
primary_domain = "mathcnn"
myst_enable_extensions = ["dollarmath", "colon_fence", "deflist", "attrs_inline", "attrs_block"]
myst_dmath_double_inline = True
myst_heading_anchors = 4
nitpicky = True
nitpick_ignore_regex = [("py:.*", ".*")]  # words of signatures, such as types of other libraries
suppress_warnings = ["myst.header"]  # pages of reports begin at the level that a forge shows them at

html_theme = "furo"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_js_files = ["site.js"]
html_copy_source = False
html_show_sourcelink = False
html_show_search_summary = False  # a summary is fetched, which browsers refuse where the site is read from files
html_show_sphinx = False
html_show_copyright = False
html_permalinks_icon = "#"
html_theme_options = {"navigation_with_keys": False}
pygments_style = "a11y-light"  # both styles have the contrast that WCAG 2 asks for
pygments_dark_style = "a11y-dark"
html_math_renderer = "mathml"  # of docs.site.extension
search_language = "en"
