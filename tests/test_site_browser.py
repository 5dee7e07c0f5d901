"""The built site in headless Chromium, opened from its files: nothing is logged as an error, no request leaves the
machine, every link leads somewhere, everything is found by the search, and axe-core finds nothing serious.

MATHCNN_SITE=FOLDER looks at a site that was built before, while pages are being written.
"""

import json
import os
import pathlib
import resource
import subprocess
import sys

import pytest

import mathcnn
from mathcnn import museum
from mathcnn.display.aliases import ALIASES
from mathcnn.display.gradients import gradients_of
from mathcnn.text import resources

from .browser import Browser, axe_script

ROOT = pathlib.Path(__file__).parents[1]
MINUTES = 10  # of processor time: 5 minutes on two cores
pytestmark = [pytest.mark.slow, pytest.mark.alone]  # one process builds the site, and measures how long that takes
for needed in ("sphinx", "furo", "myst_parser", "numpydoc", "sphinxcontrib.bibtex"):
    pytest.importorskip(needed, reason=f"{needed} is not installed: pip install -e '.[docs]'")

KINDS = {  # a page of each kind
    "front": "index.html",
    "formula": "formulas/layers.conv.html",
    "formula with cases": "formulas/activation.leaky_relu.html",
    "topic": "formulas/pooling.html",
    "formulas": "formulas/index.html",
    "names": "names.html",
    "laws": "laws.html",
    "gradient": "gradients/layers.conv.w.html",
    "figure": "figures/drawings/geometry.padding.html",
    "gallery": "figures/README.html",
    "exhibit": "museum/dilation_ignored.html",
    "statement": "audit/commutativity.html",
    "sources": "sources.html",
    "reference": "api/mathcnn.testing.html",
    "report": "docs/conformance.html",
    "audit": "docs/audit.html",
    "walkthrough": "docs/walkthrough.html",
    "benchmarks": "docs/benchmarks.html",
    "search": "search.html",
    "index of names": "genindex.html",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """The site, built as the README says, with warnings as errors."""
    if "MATHCNN_SITE" in os.environ:
        return pathlib.Path(os.environ["MATHCNN_SITE"])
    out = tmp_path_factory.mktemp("docs") / "site"
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    run = subprocess.run([sys.executable, "-m", "docs.site", str(out)], cwd=ROOT, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run.returncode == 0, run.stdout + run.stderr
    assert "WARNING" not in run.stderr
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 60 * MINUTES
    return out


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    one = Browser(tmp_path_factory.mktemp("browser"))
    yield one
    one.close()


def pages(built):
    return sorted(built.rglob("*.html"))


def written(name):
    """The pages of a folder that are written by hand, as they are built."""
    pages = sorted((ROOT / "docs" / name).rglob("*.md"))
    return [path.relative_to(ROOT).with_suffix(".html").as_posix() for path in pages]


BY_HAND = [page for name in ("start", "howto", "explain", "play") for page in written(name)]


def test_every_link_leads_somewhere(built):
    with pytest.MonkeyPatch.context() as m:
        m.syspath_prepend(str(ROOT))
        from docs.site import links
    assert len(pages(built)) > 400
    assert list(links.broken(built)) == []


def test_no_page_logs_an_error_or_asks_for_something_elsewhere(built, browser):
    browser.look(1400, False)
    found = {}
    for path in pages(built):
        browser.open(path.as_uri())
        if browser.said or browser.asked:
            found[path.relative_to(built).as_posix()] = browser.said + browser.asked
    assert found == {}


PLANTED = {
    "an error on the console": ("<script>console.error('planted')</script>", "planted"),
    "an exception": ("<script>undefinedName()</script>", "undefinedName is not defined"),
    "a missing picture": ('<img alt="x" src="missing.png">', "ERR_FILE_NOT_FOUND"),
    "a picture from elsewhere": ('<img alt="x" src="http://127.0.0.1:9/x.png">', "http://127.0.0.1:9/x.png"),
    "a fetch": ("<script>fetch('x.json').catch(() => {})</script>", "x.json"),
}


@pytest.mark.parametrize("what", PLANTED)
def test_what_should_not_be_logged_or_asked_for_is_seen(browser, tmp_path, what):
    body, said = PLANTED[what]
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><title>x</title><p>x</p>{body}")
    browser.open((tmp_path / "page.html").as_uri())
    browser.value("new Promise((done) => setTimeout(done, 300))", wait=True)
    assert any(said in one for one in browser.said + browser.asked), (browser.said, browser.asked)


WIDTH = "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"


def test_no_page_is_wider_than_a_phone(built, browser):
    """Long formulas, tables and programs scroll in regions of their own."""
    browser.look(400, False)
    found = {}
    for page in [*KINDS.values(), *BY_HAND, *(f"formulas/{name}.html" for name in mathcnn.catalog().formulas)]:
        browser.open((built / page).as_uri())
        wide, room = browser.value(WIDTH)
        if wide > room:
            found[page] = wide
    assert found == {}


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [400, 1400])
def test_pages_are_accessible(built, browser, width, dark):
    axe = axe_script()
    browser.look(width, dark)
    found = {}
    for page in [*KINDS.values(), *BY_HAND]:
        browser.open((built / page).as_uri())
        if wrong := browser.violations(axe):
            found[page] = wrong
    assert found == {}


def test_what_is_not_accessible_is_seen(browser, tmp_path):
    browser.look(1400, False)
    body = '<p style="color: #bbb; background: #fff">pale</p><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">'
    (tmp_path / "page.html").write_text(f"<!DOCTYPE html><html><title>x</title><body>{body}")
    browser.open((tmp_path / "page.html").as_uri())
    assert {"color-contrast", "html-has-lang", "image-alt"} <= {rule for rule, _ in browser.violations(axe_script())}


def test_light_and_dark_differ_and_mathematics_has_its_font(built, browser):
    colours = []
    for dark in (False, True):
        browser.look(1400, dark)
        browser.open((built / KINDS["formula"]).as_uri())
        colours.append(browser.value("getComputedStyle(document.body).backgroundColor"))
        shown = "[...document.querySelectorAll('article img')].filter((one) => one.offsetWidth).length"
        assert browser.value(shown) <= browser.value("document.querySelectorAll('article img').length")
    assert len(set(colours)) == 2
    browser.value("document.fonts.ready.then(() => 0)", wait=True)
    assert browser.value("document.fonts.check('16px \"STIX Two Math\"')")
    assert browser.value("[...document.fonts].some((one) => one.family.includes('STIX') && one.status == 'loaded')")
    assert browser.value("document.querySelectorAll('article math').length") > 30


# ---------------------------------------------------------------- search

SEARCH = """(() => {
  const found = {};
  for (const query of QUERIES) {
    const [text, words, excluded, marked, objects] = Search._parseQuery(query);
    const results = Search._performSearch(text, words, excluded, marked, objects); // the best is the last
    found[query] = results.map((one) => one[0] + one[2]).reverse();
  }
  return found;
})()"""


def searched(built, browser, queries):
    """The results of each query as a page and a place in it, best first, by the search of the site."""
    browser.open((built / "search.html").as_uri())
    browser.until("typeof Search !== 'undefined' && Search.hasIndex()")
    return browser.value(SEARCH.replace("QUERIES", json.dumps(sorted(queries))))


def wanted():
    """What is searched for, and the page where it is."""
    every = mathcnn.catalog()
    found = {}
    for name, of in every.formulas.items():
        page = f"formulas/{name}"
        found[name] = page
        found[name.partition(".")[2]] = found[name.partition(".")[2].replace("_", " ")] = page
        for array, gradient in gradients_of(of).items():
            found[gradient.name] = found[f"gradient of {name} by {array}"] = f"gradients/{name}.{array}"
    for name, law in every.laws.items():
        found[name] = f"formulas/{law.of.name}"
        found[law.fn.__name__] = None  # several formulas may have a law of this name
    for name, one in resources.package("figures").catalog().items():
        found[name] = found[one.title] = f"figures/drawings/{name}"
    for name, one in museum.exhibits().items():
        found[name] = f"museum/{name}"
        found |= {reference: None for reference in one.references}
    for one in mathcnn.audit.statements():
        found[one.id] = f"audit/{one.id}"
    return found


def test_everything_is_found_by_its_name(built, browser):
    places = wanted()
    results = searched(built, browser, places)
    pages = {query: [result.partition("#")[0] for result in results[query]] for query in places}
    missed = {query: page for query, page in places.items() if page and page not in pages[query]}
    assert missed == {}
    assert [query for query in places if not results[query]] == []


def test_formulas_are_found_by_the_names_of_frameworks(built, browser):
    """Among the first ten results."""
    results = searched(built, browser, {alias for names in ALIASES.values() for alias in names})
    missed = {
        (alias, name)
        for name, names in ALIASES.items()
        for alias in names
        if f"formulas/{name}" not in [one.partition("#")[0] for one in results[alias]][:10]
    }
    assert missed == set()


def test_what_is_nowhere_is_not_found(built, browser):
    assert searched(built, browser, ["qqqzzz", "conv2dd7"]) == {"qqqzzz": [], "conv2dd7": []}


def test_a_reader_who_searches_sees_results(built, browser):
    browser.open((built / "search.html").as_uri() + "?q=conv2d")
    browser.until("document.querySelectorAll('#search-results li a').length > 0")
    first = "[...document.querySelectorAll('#search-results li a')].map((one) => one.getAttribute('href'))"
    assert any("formulas/layers.conv.html" in one for one in browser.value(first)[:3])
    assert not browser.said and not browser.asked
