"""What the pages of the site are made with: links, docstrings, mathematics, pictures for light and dark."""

import importlib
import pathlib
import sys

import pytest

for needed in ("sphinx", "myst_parser", "numpydoc", "jinja2", "latex2mathml"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: pip install -e '.[docs]'")

ROOT = pathlib.Path(__file__).parents[1]


@pytest.fixture(scope="module")
def site():
    """Imports a module of the generator, which is no part of the package."""
    with pytest.MonkeyPatch.context() as m:
        m.syspath_prepend(str(ROOT))
        yield lambda name: importlib.import_module(f"docs.site.{name}")
    for name in [name for name in sys.modules if name == "docs" or name.startswith("docs.")]:
        del sys.modules[name]


# ---------------------------------------------------------------- links


def links_of(site, home, body, **others):
    """What is broken in a page with this body, and others beside it."""
    for name, text in {"page": body, **others}.items():
        (home / f"{name}.html").write_text(f"<html><body>{text}</body></html>")
    site("links").read.cache_clear()
    return list(site("links").broken(home))


@pytest.mark.parametrize(
    "body",
    [
        '<a href="other.html">x</a>',
        '<a href="other.html#there">x</a>',
        '<a href="#here">x</a><p id="here">',
        '<a href="https://example.org/x">x</a>',
        '<img src="data:image/png;base64,AA==">',
    ],
)
def test_links_that_lead_somewhere(site, tmp_path, body):
    assert links_of(site, tmp_path, body, other='<p id="there">') == []


@pytest.mark.parametrize(
    "body, why",
    [
        ('<a href="missing.html">x</a>', "no such file"),
        ('<a href="other.html#absent">x</a>', "no such element"),
        ('<a href="#absent">x</a>', "no such element"),
        ('<img src="missing.png">', "no such file"),
        ('<img src="https://example.org/x.png">', "loaded from elsewhere"),
        ('<script src="//example.org/x.js"></script>', "loaded from elsewhere"),
        ('<link rel="stylesheet" href="http://example.org/x.css">', "loaded from elsewhere"),
        ('<a href="../outside.html">x</a>', "outside the site"),
    ],
)
def test_links_that_lead_nowhere_are_seen(site, tmp_path, body, why):
    home = tmp_path / "home"
    home.mkdir()
    (tmp_path / "outside.html").write_text("")
    (found,) = links_of(site, home, body, other='<p id="there">')
    assert found.endswith(why)


# ---------------------------------------------------------------- docstrings


def test_a_docstring_is_read(site):
    def fn(x, k):
        """Halve `x`, as `layers.conv` does [not], and * `k`.

        More about a_b.

        Parameters
        ----------
        x : array (N), the numbers
        k : int >= 1

        Returns
        -------
        Array (N).

        Raises
        ------
        ValueError : k is 0.

        >>> 1 + 1
        3
        >>> [0][1]
        """

    said = site("prose").described(fn, {})
    assert said.about.startswith("Halve `x`, as {formula}`layers.conv` does \\[not\\], and \\* `k`.")
    assert said.more == "More about a\\_b."
    assert said.parameters == [("x", "array (N), the numbers"), ("k", "int &gt;= 1")]
    assert said.returns == [("", "Array (N).")] and said.raises == [("ValueError", "k is 0.")]
    assert said.examples.startswith(">>> 1 + 1\n2\n>>> [0][1]\nTraceback (most recent call last):\nIndexError")


def test_names_of_laws_are_links_and_others_are_not(site):
    prose = site("prose").prose
    assert prose("`layers.conv::pads`") == "{law}`layers.conv::pads`"
    assert prose("`layers.conv::pad`, `conv`") == "`layers.conv::pad`, `conv`"
    assert prose("- one\n- two") == "\\- one\n\\- two"


# ---------------------------------------------------------------- mathematics and pictures


def test_mathematics_that_cannot_be_written_is_an_error(site):
    mathml = site("extension").mathml
    assert "<mfrac>" in mathml(r"\frac{1}{2}", "block") and 'display="block"' in mathml("x", "block")
    norms = mathml(r"\bigl\lVert x \bigr\rVert + \lVert w \rVert\!", "block")
    assert norms.count("‖") == 4 and "\\" not in norms
    with pytest.raises(ValueError, match="no MathML for"):
        mathml(r"x + \unheard{1}", "block")


def test_pictures_for_light_and_dark(site):
    both = site("extension").PICTURE.sub(
        site("extension").for_both,
        '<picture><source media="(prefers-color-scheme: dark)" srcset="b.png"><img src="a.png" alt="A &amp; [b]"'
        ' width="40"></picture>',
    )
    assert both == "![A & (b)](a.png){.only-light width=40px}\n![A & (b)](b.png){.only-dark width=40px}"


def test_two_pages_of_one_name_are_refused(site, tmp_path):
    with site("staging").staged(tmp_path / "source") as stage:
        stage.write("one.md", "# One")
        with pytest.raises(ValueError, match=r"two pages are called one\.md"):
            stage.write("one.md", "# Two")
        stage.write("two.md", "# Two")
    with site("staging").staged(tmp_path / "source") as stage:
        stage.write("one.md", "# One")
    assert not (tmp_path / "source" / "two.md").exists()  # what is not written any more
    assert (tmp_path / "source" / "README.md").exists()


# ---------------------------------------------------------------- pages


@pytest.fixture(scope="module")
def relu(site):
    """The page of a formula, and that of its gradient."""
    return site("pages").about("activation.relu")


def test_the_page_of_a_formula_has_all_its_parts(relu):
    page = relu["formulas/activation.relu.md"]
    for part in ("Statement", "Arguments", "Example", "Gradients", "Laws", "Error bound", "Code", "Sources"):
        assert f"## {part} of activation.relu" in page, part
    assert "## What does not hold of activation.relu" in page and "Counterexample:" in page
    assert "nn.ReLU" in page and "{drawing}`" in page and "{gradient}`activation.relu.gradient['x']`" in page
    assert "def relu(x):" in page and "def literal(" in page and "Theorem " in page
    assert "* torch" in page and "{cite:t}`goodfellow2016`, section 6.3.1" in page
    gradient = relu["gradients/activation.relu.x.md"]
    assert "## Derivation" in gradient and "ReluGrad" in gradient and "kink = " in gradient


def test_a_non_law_that_holds_has_no_page(site, monkeypatch):
    """The counterexample is found while the page is made; a statement without one is an error."""
    import mathcnn

    law = mathcnn.activation.relu.laws["splits"]
    with pytest.raises(ValueError, match="no counterexample was found"):
        site("known").counterexample(law)


def test_what_libraries_do_is_what_they_compute(site, monkeypatch):
    import numpy as np

    import mathcnn
    from mathcnn.conformance.target import Target

    known, conv = site("known"), mathcnn.convolution.discrete
    assert conv.conventions == {} and mathcnn.layers.conv.conventions
    right = lambda x, w, b=None, **options: mathcnn.layers.conv(x, w, b, **options)
    turned = lambda x, w, b=None, **options: mathcnn.layers.conv(np.asarray(x), w, b, **{**options, "flip": True})
    other = lambda fn: Target("other", {"layers.conv": fn}, typed="other.conv")
    monkeypatch.setattr(known, "libraries", lambda: {"right": other(right), "turned": other(turned)})
    followers = known.followers.__wrapped__
    assert followers(mathcnn.layers.conv, "flip", False) == {
        "right": "computes it",
        "turned": "computes something else",
    }
    assert followers(mathcnn.layers.conv, "flip", True) == {"right": "computes it", "turned": "computes it"}


# ---------------------------------------------------------------- libraries


@pytest.mark.parametrize("missing", ["jax", "torch", "onnxruntime"])
def test_a_library_that_is_not_installed_has_no_column(site, monkeypatch, missing):
    known, target = site("known"), importlib.import_module("mathcnn.conformance.target").target
    for cached in (target, known.libraries, known.followers):
        cached.cache_clear()
    monkeypatch.setitem(sys.modules, missing, None)
    try:
        assert missing not in known.libraries()
        assert "scipy" in known.libraries()
        said = known.followers(importlib.import_module("mathcnn.layers").conv, "padding", 0)
        assert missing not in said
    finally:
        for cached in (target, known.libraries, known.followers):
            cached.cache_clear()
