"""What shows itself in a notebook, and the notebook that walks through it all: run from its first cell to its last."""

import html.parser
import importlib
import pathlib
import re

import numpy as np
import pytest

import mathcnn
from mathcnn import activation, catalogue, convolution, layers, normalization
from mathcnn.evidence.verdicts import EXACT, FAILS, HOLDS, OPEN, RUNGS, SAMPLED, Verdict, Verdicts
from mathcnn.networks.lenet import Network
from mathcnn.networks.sequential import Layer, Sequential
from mathcnn.text import markdown

ROOT = pathlib.Path(__file__).parent.parent
BOOK = ROOT / "docs" / "walkthrough.ipynb"
NEEDED = 'is not installed: pip install -e ".[test]"'


def rows_of(text):
    """The tables of a Markdown text, a list of cells a row; lines of dashes left out."""
    tables = [[]]
    for line in text.splitlines():
        if line.startswith("|"):
            tables[-1].append([cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]])
        elif tables[-1]:
            tables.append([])
    for table in filter(None, tables):
        assert {len(row) for row in table} == {len(table[0])}, table  # no bar ends a cell, no line a row
        assert all(re.fullmatch("-+:?", cell) for cell in table[1])
    return [[table[0], *table[2:]] for table in tables if table]


# ---------------------------------------------------------------- Markdown


def test_cells_hold_whatever_they_are_given():
    (table,) = rows_of(markdown.table(["a|b", "c"], [["1\n2", "|x|"], ["", 3]], right=["c"]))
    assert table == [[r"a\|b", "c"], ["1<br>2", r"\|x\|"], ["", "3"]]
    (table,) = rows_of(markdown.table(["math"], [[markdown.math(r"|x|_n \| y \|")]]))
    assert table[1] == [r"$\vert{}x\vert{}_n \Vert{} y \Vert{}$"]


def test_plain_text_means_nothing_else():
    assert markdown.escaped("a_b*c `d` [e] #f $g <h> & \\") == r"a\_b\*c \`d\` \[e\] \#f \$g &lt;h&gt; &amp; \\"


# ---------------------------------------------------------------- formulas and laws


def test_formulas_and_laws_are_shown_as_mathematics():
    assert activation.relu._repr_latex_() == rf"$\displaystyle {activation.relu.latex()}$"
    shown = normalization.batch_norm._repr_latex_()
    assert shown.count("&=") == 3 and shown.count(r" \\ ") == 2
    one_line = shown.replace("&=", "=").replace(r" \\ ", r", \quad ")
    assert one_line == rf"$\displaystyle \begin{{aligned}} {normalization.batch_norm.latex()} \end{{aligned}}$"
    assert convolution.discrete.laws["commutes"]._repr_latex_() == r"$\displaystyle f * g = g * f$"


COMMANDS = set(
    re.findall(
        r"\w+",
        """
    Delta Sigma alpha begin beta bigl bigr binom bmod cdot circ circledast delta displaystyle dots downarrow end
    eta frac gamma geq hat in
    infty int kappa ker lVert lambda langle lceil left leftarrow leftrightarrow leq lfloor limits ln log mathbf
    mathcal mathrm max mid min
    mu neg neq nu operatorname otimes overleftarrow overline pi pm prod quad rVert rangle rceil restriction rfloor
    rho right rightarrow sigma
    sqrt star sum tanh tau text textstyle tfrac tilde times to top triangleleft uparrow varepsilon vert wedge widehat
    xi zeta chi
""",
    )
)
"""The LaTeX commands that are used: MathJax and KaTeX have them all. Look at a new one in both before adding it."""
BRACES = r"\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\}"
GROUP = rf"(?:{BRACES}|\\[A-Za-z]+|[^\\{{}}])"
TWICE = re.compile(rf"\^{GROUP}\s*(?:_{GROUP}\s*)?\^|_{GROUP}\s*(?:\^{GROUP}\s*)?_")
BARE_ACCENT = re.compile(r"\\(?:tilde|hat|overline|widehat|overleftarrow)\s*(?![{A-Za-z\s])")


def faults(tex):
    """Why a browser would show an error in place of the formula."""
    yield from (f"unknown: {name}" for name in re.findall(r"\\([A-Za-z]+)", tex) if name not in COMMANDS)
    yield from (f"two of a kind: {found[0]}" for found in TWICE.finditer(tex))
    yield from (f"an accent on nothing: {found[0]}" for found in BARE_ACCENT.finditer(tex))
    if re.sub(r"\\.", "", tex).count("{") != re.sub(r"\\.", "", tex).count("}"):
        yield "braces"


@pytest.mark.parametrize(
    "tex",
    [
        r"w_{\cdot\cdotpq}",
        r"\lVert w \rVert^2_{\text{rows}}^{T}",
        r"k_{s}_{2}",
        r"\tilde \operatorname{pad}(x, p)",
        r"\frac{1}{2",
    ],
)
def test_what_browsers_refuse_is_seen(tex):
    """All but the last stood in laws once."""
    assert len(list(faults(tex))) == 1


@pytest.mark.parametrize("name", mathcnn.TOPICS)
def test_whatever_is_mathematics_is_shown_as_such(name):
    """Notebooks prefer HTML and Markdown, and would not show the LaTeX; and what they show is no error."""
    for of in (*catalogue.topic(name).formulas.values(), *catalogue.topic(name).laws.values()):
        assert not hasattr(of, "_repr_html_") and not hasattr(of, "_repr_markdown_")
        assert not list(faults(of._repr_latex_().strip("$"))), of


def test_topics_and_the_catalogue():
    topic = catalogue.topic("information")  # its statements have bars
    (table,) = rows_of(topic._repr_markdown_())
    assert [row[0] for row in table[1:]] == [f"`{name}`" for name in topic.formulas]
    assert all(re.fullmatch(r"\$.*\$", row[1]) for row in table[1:])
    every = catalogue.catalog()
    (table,) = rows_of(every._repr_markdown_())
    assert [row[0].strip("`") for row in table[1:]] == [*mathcnn.TOPICS, "in all"]
    assert [int(n) for n in table[-1][1:4]] == [
        len(every.formulas),
        sum(law.holds for law in every.laws.values()),
        sum(not law.holds for law in every.laws.values()),
    ]
    assert all(row[4].endswith(".") for row in table[1:-1])


# ---------------------------------------------------------------- verdicts


def test_verdicts_are_a_table():
    rows = mathcnn.verify("activation.relu")
    assert type(rows) is Verdicts and not rows.falls_short
    (table,) = rows_of(rows._repr_markdown_())
    assert table[0][:6] == ["kind", "law", "of", "verdict", "evidence", "tier"] and len(table) == len(rows) + 1
    for row, shown in zip(rows, table[1:], strict=True):
        assert shown[1].replace("\\", "") == row.law and shown[3:5] == [row.verdict, row.evidence]
    counted = ", ".join(f"{rung} {[row.evidence for row in rows].count(rung)}" for rung in RUNGS)
    assert rows._repr_markdown_().endswith(f"{len(rows)} hold, 0 fall short; {counted}.")


def test_what_falls_short_is_shown_with_its_counterexample():
    rows = mathcnn.check(convolution.discrete, lambda f, g: np.append(np.convolve(f, g)[1:], f.dtype.type(0)), 4)
    table, short = rows_of(rows._repr_markdown_())
    failing = [row.law for row in rows.falls_short if row.verdict == FAILS]
    assert [row[1].replace("\\", "") for row in table[1:] if row[3] == f"**{FAILS}**"] == failing
    assert [row[0].replace("\\", "") for row in short[1:]] == [row.law for row in rows.falls_short]
    assert short[1][1].startswith("`` f = [")
    alone = rows.falls_short[0]._repr_markdown_()
    assert "```python\n" in alone and rows.falls_short[0].reproduce in alone
    assert rows_of(alone)[0][1][3] == f"**{FAILS}**"


def test_an_open_verdict_is_no_pass():
    rows = Verdicts([Verdict("a.b", "law", "c", "d", HOLDS, OPEN, "", 0)])
    assert (
        rows.falls_short == rows
        and "**holds**" in rows._repr_markdown_()
        and "0 hold, 1 fall short" in rows._repr_markdown_()
    )


def test_many_verdicts_are_a_line_a_formula():
    one = lambda of, evidence: Verdict(of, "law", "c", "d", HOLDS, evidence, "E", 1)
    wrong = Verdict("b.b", "law", "c", "d", FAILS, SAMPLED, "E", 1, counterexample="x = [1]")
    rows = Verdicts([*(one("a.a", EXACT) for _ in range(Verdicts.ROWS)), wrong, one("b.b", EXACT)])
    table, short = rows_of(rows._repr_markdown_())
    assert table[1:] == [
        ["a.a", "", "", "", str(Verdicts.ROWS), "", "", ""],
        ["b.b", "", "", "", "1", "1", "", "**1**"],
    ]
    assert table[0][1:-1] == list(RUNGS) and short[1:] == [["b.b::c", "`` x = [1] ``", ""]]


def test_markup_in_verdicts_is_text():
    row = Verdict(
        "a.b", "law", "c_d|e", "<script>", FAILS, SAMPLED, "E", 1, counterexample="x = [1] | <b>", says="*not* bold"
    )
    table, short = rows_of(Verdicts([row])._repr_markdown_())
    assert table[1][1:3] == [r"c\_d\|e", "&lt;script&gt;"] and short[1] == [
        r"c\_d\|e",
        r"`` x = [1] \| <b> ``",
        r"\*not\* bold",
    ]


# ---------------------------------------------------------------- networks


@pytest.mark.parametrize("variant", ["document", "1998"])
def test_networks_are_a_table(variant):
    network = Network(variant)
    (table,) = rows_of(network._repr_markdown_())
    assert len(table) == len(network.table()) + 2
    for row, shown in zip(network.table(), table[1:], strict=False):
        assert shown[0].strip("*") == row.name and shown[3].replace(",", "") == (
            str(row.parameters) if row.parameters else ""
        )
    assert table[-1][3] == f"{network.trained:,}"


def test_stacks_are_a_table():
    stack = Sequential((2, 5, 4), [Layer(layers.conv, w=np.ones((3, 2, 2, 3))), activation.relu])
    (table,) = rows_of(stack._repr_markdown_())
    size = "3 × 4 × 2".replace(" ", "\N{NO-BREAK SPACE}")
    assert [row[1:4] for row in table[1:3]] == [
        ["layers.conv(w=array (3, 2, 2, 3))", size, "36"],
        ["activation.relu()", size, ""],
    ]


# ---------------------------------------------------------------- figures


class Tags(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.seen = []

    def handle_starttag(self, tag, attrs):
        self.seen.append((tag, dict(attrs)))


def test_figures_show_picture_and_caption():
    drawing = mathcnn.figures.find("activation.derivatives")
    tags = Tags()
    tags.feed(drawing._repr_html_())
    assert [tag for tag, _ in tags.seen] == ["figure", "img", "figcaption", "b"]
    assert tags.seen[1][1]["src"].startswith("data:image/svg+xml;base64,") and tags.seen[1][1]["alt"] == drawing.title


# ---------------------------------------------------------------- the notebook


def cells(book, kind):
    return [cell for cell in book.cells if cell.cell_type == kind]


@pytest.fixture(scope="module")
def book():
    nbformat = pytest.importorskip("nbformat", reason=f"nbformat {NEEDED}")
    return nbformat.read(BOOK, 4)


def test_the_notebook_is_kept_with_its_results(book):
    """So that it shows on a forge; and the file is the same every time that it is written, without times."""
    import nbformat

    nbformat.validate(book)
    assert [cell.execution_count for cell in cells(book, "code")] == list(range(1, len(cells(book, "code")) + 1))
    assert all(cell.outputs and "execution" not in cell.metadata for cell in cells(book, "code"))
    assert not [output for cell in cells(book, "code") for output in cell.outputs if output.output_type == "error"]
    assert [cell.id for cell in book.cells] == [f"cell-{k:02}" for k in range(1, len(book.cells) + 1)]
    assert BOOK.read_text("utf-8") == nbformat.writes(book, version=4) + "\n"
    assert not re.search(
        r"\\sum|\\frac|\\int", "".join(cell.source for cell in cells(book, "markdown"))
    )  # formulas print themselves


def texts(cell):
    """What a cell shows as text: each stream, and each kind of a result but pictures, which fonts may change."""
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.name, output.text
            continue
        for kind, data in output.data.items():
            yield kind, PICTURE.sub("data:", data) if isinstance(data, str) else data


PICTURE = re.compile(r"data:image/[^\"']*")


@pytest.mark.slow
def test_the_results_that_are_kept_are_those_of_a_run(book, done):
    """`python -m docs.walkthrough` writes them anew."""
    for kept, new in zip(cells(book, "code"), cells(done, "code"), strict=True):
        assert list(texts(kept)) == list(texts(new)), kept.source


@pytest.fixture(scope="module")
def done(book):
    """The notebook after it was run, from first cell to last, in a kernel of its own."""
    pytest.importorskip("nbclient", reason=f"nbclient {NEEDED}")
    pytest.importorskip("ipykernel", reason=f"ipykernel {NEEDED}")
    return importlib.import_module("docs.walkthrough").executed(book)


def shown(done, last):
    """What the cell that ends so shows, by kind."""
    (cell,) = [cell for cell in cells(done, "code") if cell.source.splitlines()[-1].strip() == last]
    (result,) = [output for output in cell.outputs if output.output_type == "execute_result"]
    return result.data


@pytest.mark.slow
def test_the_notebook_runs(done):
    for cell in cells(done, "code"):
        assert not [
            output for output in cell.outputs if output.output_type == "error" or output.get("name") == "stderr"
        ], cell.source
        assert cell.outputs, cell.source


@pytest.mark.slow
def test_the_notebook_shows_mathematics_tables_and_pictures(done):
    assert shown(done, "convolution.discrete")["text/latex"] == convolution.discrete._repr_latex_()
    assert shown(done, 'perceptron.local.laws["is_shift_invariant"]')["text/latex"].startswith(r"$\displaystyle")
    for a in ("w", "x"):
        gradient = layers.conv.gradient[a]
        assert shown(done, f'layers.conv.gradient["{a}"]')["text/latex"] == gradient._repr_latex_()
    (table,) = rows_of(shown(done, 'chain.of_network(Network("document"))')["text/markdown"])
    assert [row[0].strip("*") for row in table[1:3]] == ["loss", "output"] and table[1][3].count("$") == 4
    assert len(rows_of(shown(done, 'Network("1998")')["text/markdown"])[0]) == len(Network("1998").table()) + 2
    pictures = [
        output.data
        for cell in cells(done, "code")
        for output in cell.outputs
        if output.output_type == "execute_result" and output.data.get("text/html", "").startswith("<figure")
    ]
    assert len(pictures) >= 10


@pytest.mark.slow
def test_the_notebook_comes_to_what_its_words_say(done):
    said = "".join(
        output.text for cell in cells(done, "code") for output in cell.outputs if output.output_type == "stream"
    )
    assert float(re.search(r"([\d.]+) % of the test digits", said)[1]) > 97
    assert shown(done, "float(information.mutual_information(joint))")["text/plain"] == "1.0"
    assert (
        "60,000" in shown(done, 'Network("1998")')["text/markdown"]
        and "340,908" in shown(done, 'Network("1998")')["text/markdown"]
    )
    twelfths = shown(done, 'pooling.avg_pool.gradient["x"].literal(thirds, np.zeros((1, 1, 2, 2), int), 2)')
    assert twelfths["text/plain"].count("Fraction(1, 12)") == 4
    gradients = 'mathcnn.verify(["layers.linear", "activation.relu"]).falls_short or "nothing falls short"'
    assert shown(done, gradients)["text/plain"] == "'nothing falls short'"
    verdicts, _ = rows_of(shown(done, "mathcnn.check(convolution.discrete, shortened)")["text/markdown"])
    failing = {row[1] for row in verdicts[1:] if row[3] == "**fails**"}
    assert {"associates", "equals the literal form"} <= failing and not failing & {"commutes", "distributes", "scales"}
    assert "dilates" in shown(done, "mathcnn.check(layers.conv, conv, examples=10).falls_short")["text/markdown"]
