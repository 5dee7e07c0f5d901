"""What Sphinx is taught: a domain of the library's names, mathematics as MathML, and pictures for light and dark.

Roles: {formula}`layers.conv`, {law}`layers.conv::pads`, {gradient}`layers.conv.gradient["w"]`,
{drawing}`geometry.padding`, {exhibit}`dilation_ignored`, {statement}`commutativity` link to the place of each.
The directive `named` makes such a place: the name becomes an anchor, an entry of the search and of the index.
"""

from __future__ import annotations

import functools
import html
import re
from collections.abc import Iterator, Set
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.builders import Builder
from sphinx.domains import Domain, ObjType
from sphinx.environment import BuildEnvironment
from sphinx.roles import XRefRole
from sphinx.util.docutils import SphinxDirective
from sphinx.util.nodes import make_refnode
from sphinx.writers.html5 import HTML5Translator

from mathcnn.text.mathml import readable

KINDS = ("formula", "law", "gradient", "drawing", "exhibit", "statement")


def anchor(kind: str, name: str) -> str:
    """The identifier of the place of a name: letters, digits, dots and hyphens."""
    return f"{kind}-{re.sub(r'[^A-Za-z0-9.]+', '-', name).strip('-')}"


class Named(SphinxDirective):
    """Makes the place of a name. First argument: the kind; then the name. Option `aliases`: other names, one a line."""

    required_arguments = 2
    final_argument_whitespace = True
    option_spec: ClassVar[dict[str, Any]] = {"aliases": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        kind, name = self.arguments[0], self.arguments[1]
        if kind not in KINDS:
            raise self.error(f"named: kind = {kind!r}: must be one of {', '.join(KINDS)}")
        place = anchor(kind, name)
        target = nodes.target("", "", ids=[place])
        self.state.document.note_explicit_target(target)
        domain = self.env.get_domain("mathcnn")
        assert isinstance(domain, Names)
        domain.note(kind, name, place, self.env.docname)
        aliases = [line.strip() for line in self.options.get("aliases", "").split("\n")]
        entries = [("single", alias, place, "main", None) for alias in [name, *filter(None, aliases)]]
        return [addnodes.index(entries=entries), target]


class Names(Domain):
    """The names of the library: formulas, laws, gradients, figures, exhibits, statements of the document."""

    name = "mathcnn"
    label = "mathcnn"
    object_types: ClassVar[dict[str, ObjType]] = {kind: ObjType(kind, kind) for kind in KINDS}
    # the types of Sphinx's own domains
    roles: ClassVar[dict[str, XRefRole]] = {kind: XRefRole() for kind in KINDS}  # type: ignore[assignment]  # see above
    initial_data: ClassVar[dict[str, Any]] = {"places": {}}

    @property
    def places(self) -> dict[tuple[str, str], tuple[str, str]]:
        """The page and the anchor of each kind and name."""
        found: dict[tuple[str, str], tuple[str, str]] = self.data.setdefault("places", {})
        return found

    def note(self, kind: str, name: str, place: str, docname: str) -> None:
        """A name has a place. Raises ValueError if another page has it, too."""
        other = self.places.get((kind, name), (docname, ""))[0]
        if other != docname:
            raise ValueError(f"{kind} {name} is on two pages, {other} and {docname}")
        self.places[kind, name] = (docname, place)

    def clear_doc(self, docname: str) -> None:
        for key in [key for key, (page, _) in self.places.items() if page == docname]:
            del self.places[key]

    def merge_domaindata(self, docnames: Set[str], otherdata: dict[str, Any]) -> None:
        for (kind, name), (page, place) in otherdata["places"].items():
            if page in docnames:
                self.note(kind, name, place, page)

    def resolve_xref(
        self,
        env: BuildEnvironment,
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: addnodes.pending_xref,
        contnode: nodes.Element,
    ) -> nodes.reference | None:
        if (typ, target) not in self.places:
            return None
        page, place = self.places[typ, target]
        return make_refnode(builder, fromdocname, page, place, contnode, target)

    def resolve_any_xref(self, *args: Any) -> list[tuple[str, nodes.reference]]:
        return []  # the kind is always said

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        for (kind, name), (page, place) in self.places.items():
            yield name, name, kind, page, place, 1


# ---------------------------------------------------------------- mathematics


WIDE = 60  # characters of LaTeX within a line, from which on it may be wider than a phone


@functools.cache
def mathml(tex: str, display: str) -> str:
    """LaTeX as MathML. Raises ValueError, with the LaTeX, if it cannot be written."""
    from latex2mathml.converter import convert

    try:
        found = str(convert(readable(tex), display=display))
    except Exception as error:  # latex2mathml's errors have no common class, and do not say what was read
        raise ValueError(f"no MathML for {tex}: {type(error).__name__}") from error
    if unread := re.search(r"\\[A-Za-z]*", found):  # it writes commands that it does not know as text
        raise ValueError(f"no MathML for {tex}: {unread[0]} is unknown")
    return found


def visit_math(self: HTML5Translator, node: nodes.math) -> None:
    wide = len(node.astext()) > WIDE  # others keep the base line of their text
    shown = mathml(node.astext(), "inline")
    self.body.append(f'<span class="inline-math scrolls">{shown}</span>' if wide else shown)
    raise nodes.SkipNode


def visit_math_block(self: HTML5Translator, node: nodes.math_block) -> None:
    self.body.append(self.starttag(node, "div", CLASS="math"))
    if node["number"]:
        self.body.append(f'<span class="eqno">({node["number"]})</span>')
    self.body.append(f'<div class="scrolls">{mathml(node.astext(), "block")}</div></div>\n')
    raise nodes.SkipNode


# ---------------------------------------------------------------- what forges show, and browsers should, too

PICTURE = re.compile(
    r'<picture>\s*<source media="\(prefers-color-scheme: dark\)" srcset="(?P<dark>[^"]*)">\s*'
    r"<img (?P<img>[^>]*)>\s*</picture>"
)


def for_both(found: re.Match[str]) -> str:
    """The two pictures of a <picture>, of which the theme shows the one that fits the colours that a reader chose."""
    given = dict(re.findall(r'([a-z]+)="([^"]*)"', found["img"]))
    alt = html.unescape(given["alt"]).replace("[", "(").replace("]", ")")
    size = f" width={given['width']}px" if "width" in given else ""
    one = lambda src, which: f"![{alt}]({src}){{.only-{which}{size}}}"
    return one(given["src"], "light") + "\n" + one(found["dark"], "dark")


def prepare(app: Sphinx, docname: str, content: list[str]) -> None:
    """Pictures are shown in the colours of the page, which need not be those of the system."""
    content[0] = PICTURE.sub(for_both, content[0])


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_domain(Names)
    app.add_directive("named", Named)
    app.add_html_math_renderer("mathml", (visit_math, None), (visit_math_block, None))
    app.connect("source-read", prepare)
    return {"version": "1", "parallel_read_safe": True, "parallel_write_safe": True}
