"""The catalogue is read off the topic modules; names find things, and near names are suggested; sources and glyphs."""

import importlib

import pytest

import mathcnn
from mathcnn.catalogue import Topic, Unknown, find, find_formula, find_law, topic
from mathcnn.language import unicode
from mathcnn.language.formula import Formula, Law
from mathcnn.text import references


def test_every_topic_has_formulas():
    for name in mathcnn.TOPICS:
        assert topic(name).formulas, name
    assert list(mathcnn.catalog().topics) == list(mathcnn.TOPICS)


def test_nothing_is_left_out():
    """Every Formula object that a topic module defines is listed once, under the name that reaches it."""
    catalog = mathcnn.catalog()
    for name in mathcnn.TOPICS:
        module = importlib.import_module(f"mathcnn.{name}")
        mine = [v for v in vars(module).values() if isinstance(v, Formula) and v.topic == name]
        assert {id(v) for v in mine} == {id(v) for v in catalog.topics[name].formulas.values()}
    for name, formula in catalog.formulas.items():
        home, _, bare = name.partition(".")
        assert getattr(importlib.import_module(f"mathcnn.{home}"), bare) is formula


def test_is_a_mapping_of_formulas_and_laws():
    catalog = mathcnn.catalog()
    assert len(catalog) == len(list(catalog)) == len(catalog.formulas) + len(catalog.laws)
    assert catalog["layers.conv"] is mathcnn.layers.conv
    assert catalog["layers.conv::pads"] is mathcnn.layers.conv.laws["pads"]
    assert "layers.conv" in catalog and "layers.cnov" not in catalog
    assert all(isinstance(v, Formula | Law) and v.name == name for name, v in catalog.items())


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("layers", Topic),
        ("layers.conv", Formula),
        ("conv", Formula),
        ("layers.conv::pads", Law),
        ("conv::pads", Law),
    ],
)
def test_finds(name, kind):
    assert isinstance(find(name), kind)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("layers.cnov", "no formula layers.cnov; did you mean layers.conv?"),
        ("cnov", "no formula cnov; did you mean layers.conv?"),
        ("Conv", "no formula Conv; did you mean layers.conv?"),
        ("laers", "no formula laers; did you mean layers?"),
        ("convolution.conv_transpse", "no formula convolution.conv_transpse; did you mean layers.conv_transpose?"),
        ("layers.conv::pds", "no law pds of layers.conv; did you mean pads?"),
        ("layers.conv::", "no law '' of layers.conv"),
        ("xyzzy", "no formula xyzzy"),
        ("", "no formula ''"),
    ],
)
def test_names_the_nearest(name, said):
    with pytest.raises(Unknown) as error:
        find(name)
    assert str(error.value) == said


def test_a_topic_is_no_formula():
    with pytest.raises(Unknown, match="no formula layers; did you mean layers"):
        find_formula("layers")
    with pytest.raises(Unknown, match="no formula layers"):
        find_law("layers::pads")
    with pytest.raises(Unknown, match="no topic conv"):
        topic("conv")


def test_a_name_of_two_topics_has_to_say_which(monkeypatch):
    monkeypatch.setattr("mathcnn.catalogue._topics_that_list", lambda name: ["geometry", "layers"])
    topic("geometry").formulas["geometry.conv"] = mathcnn.layers.conv.restated(mathcnn.layers.conv.statement)
    topic("geometry").formulas["geometry.conv"].name = "geometry.conv"
    try:
        with pytest.raises(Unknown, match=r"several topics: geometry\.conv, layers\.conv"):
            find("conv")
    finally:
        del topic("geometry").formulas["geometry.conv"]


# ---------------------------------------------------------------- sources


BIB = r"""
@book{erdos1959,
  author = {Erd{\H{o}}s, P{\'a}l and {\L}ukasiewicz, Jan and M{\"u}ller-Stra{\ss}e, K.},
  title = "On {Random} Graphs \& other {things}: a--b",
  year = 1959,
}
@misc{plain, title = {No author}}
"""


def test_bibtex_is_read():
    book, misc = references.read(BIB)
    assert (book.key, book.kind, book.year) == ("erdos1959", "book", "1959")
    assert str(book) == "Pál Erdős, Jan Łukasiewicz, K. Müller-Straße: On Random Graphs & other things: a–b (1959)"
    assert str(misc) == "No author"


@pytest.mark.parametrize(
    "bad", ["@book{key, title = {open }", "@book{key, title = {a} year = {1}", "@book{key, title = unbraced}"]
)
def test_broken_bibtex_is_an_error(bad):
    with pytest.raises(ValueError, match=r"references\.bib: key"):
        list(references.read(bad))


def test_every_entry_of_the_bibliography_is_whole():
    for one in references.references().values():
        assert one.title and one.year and one.author, one.key
        assert not set(str(one)) & set("{}\\"), str(one)


def test_citations_keep_their_locators():
    keyed, free = references.cited("dumoulin2016, section 4; NumPy, numpy.pad")
    assert (
        str(keyed)
        == "Vincent Dumoulin, Francesco Visin: A guide to convolution arithmetic for deep learning (2016), section 4"
    )
    assert free.reference is None and str(free) == "NumPy, numpy.pad"


# ---------------------------------------------------------------- glyphs


@pytest.mark.parametrize(
    ("tex", "text"),
    [
        (r"x_{i}", "xᵢ"),
        (r"x_{12}^{2}", "x₁₂²"),
        (r"{x}_{n, c}", "x[n, c]"),
        (r"{p_X}_{x}", "p_X[x]"),
        (r"f[n - m]", "f[n - m]"),
        (r"\sum_{c=0}^{C - 1} \sum_{u=0}^{k_{1} - 1} {w}_{c, u}", "∑{c=0…C - 1, u=0…k₁ - 1} w[c, u]"),
        (r"\sum_{l=0}^{L - 1} d \, \prod_{m=0}^{l - 1} s", "∑{l=0…L - 1} d ∏{m=0…l - 1} s"),
        (r"\max_{0 \leq u < k, 0 \leq v < l} x", "max{0 ≤ u < k, 0 ≤ v < l} x"),
        (r"\frac{1}{2}", "1/2"),
        (r"-\frac{a + b}{c d}", "-(a + b)/(c d)"),
        (r"\lfloor \frac{H + p - 1}{s} \rfloor + 1", "⌊(H + p - 1)/s⌋ + 1"),
        (r"\begin{cases} x & \text{for}\: x > 0 \\0 & \text{otherwise} \end{cases}", "{ x for x > 0; 0 otherwise }"),
        (r"\operatorname{conv}_{s, p}(x, w)\!\downarrow_{s}", "conv[s, p](x, w)↓ₛ"),
        (r"\tilde {w}", "w\u0303"),
        (r"{x}^{\top}", "xᵀ"),
        (r"\sqrt{\sigma^{2} + \varepsilon}", "√(σ² + ε)"),
        (r"e^{-2 \pi i \, k / n}", "e^(-2 π i k / n)"),
        (r"\left\lfloor \frac{a}{b} \right\rfloor \bmod c", "⌊a/b⌋ mod c"),
        (r"\langle x, y \rangle \neq 0", "⟨x, y⟩ ≠ 0"),
        (r"\tanh{\left(x \right)}", "tanh(x)"),
        (r"\left|{x}\right| \in \mathbb{R}", "|x| ∈ ℝ"),
    ],
)
def test_glyphs(tex, text):
    assert unicode.text(tex) == text


def test_every_statement_and_law_has_glyphs():
    """Nothing of LaTeX is left over, and brackets close."""
    for name, thing in mathcnn.catalog().items():
        text = unicode.text(thing.latex())
        assert not set(text) & set("\\&$"), f"{name}: {text}"
        for opening, closing in ("()", "[]", "{}", "⌊⌋", "⌈⌉", "⟨⟩"):
            assert text.count(opening) == text.count(closing), f"{name}: {text}"
