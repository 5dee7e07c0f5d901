"""Reports of campaigns: JSON by its schema, JUnit, the terminal, and one HTML page as a browser shows it."""

import dataclasses
import html
import json
import re
from xml.etree import ElementTree

import numpy as np
import pytest

from mathcnn.commands import main
from mathcnn.conformance import Campaign, Target, judging, reports, rows
from mathcnn.conformance.causes import causes
from mathcnn.display import conformance as pages
from mathcnn.evidence import verdicts

from .browser import DARK, opener, violations
from .targets import CONV

RELU = __import__("mathcnn").activation.relu


@pytest.fixture(scope="module")
def found():
    """Two targets: one right, one that loses NaN and an entry, and has no convolution."""

    def loses(x):
        y = np.fmax(x, 0).copy()
        y.flat[-1:] = 0
        return y

    def held(name, of, fn):
        return [
            row
            for part in ("form", "edges")
            for row in judging.verdicts(Target(name, {of.name: fn}, typed="kernels.f"), of, part, 8, 0)
        ]

    right = [*held("right", RELU, RELU), *held("right", CONV, CONV)]
    wrong = [*held("wrong", RELU, loses), rows.absent(CONV, "form", "wrong", "no convolution", 0.0)]
    return [
        Campaign("right", 0, 8, {"numpy": np.__version__}, right, 1.5),
        Campaign("wrong", 0, 8, {"numpy": np.__version__}, wrong, 0.5),
    ]


def test_json_is_what_its_schema_says(found):
    jsonschema = pytest.importorskip("jsonschema", reason="pip install 'mathcnn[test]'")
    schema, report = json.loads(reports.schema()), json.loads(reports.as_json(found))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(report, schema)
    assert report["campaigns"][1]["summary"]["fails"] and report["campaigns"][0]["summary"].keys() == {"holds"}
    (cause, *_), all_rows = report["campaigns"][1]["causes"], report["campaigns"][1]["verdicts"]
    assert all(all_rows[k]["formula"] == cause["formula"] for k in cause["rows"]) and cause["verdict"] == "fails"
    report["campaigns"][0]["verdicts"][0]["verdict"] = "passes"
    with pytest.raises(jsonschema.ValidationError, match="'passes' is not one of"):
        jsonschema.validate(report, schema)
    again = [rows.verdict_of(row) for row in json.loads(reports.as_json(found))["campaigns"][1]["verdicts"]]
    assert again == [dataclasses.replace(row, covers="", seen="") for row in found[1].rows]


def test_junit(found):
    root = ElementTree.fromstring(reports.as_junit(found))
    right, wrong = root.findall("testsuite")
    short, held = causes(found[1].rows), [row for row in found[1].rows if row.good]
    assert (right.get("name"), right.get("failures")) == ("right", "0") and int(wrong.get("failures")) == len(short) > 0
    assert len(short) < len(found[1].falls_short)
    assert len(wrong.findall("testcase")) == len(short) + len(held) + 1 and len(wrong.findall(".//skipped")) == 1
    assert any("kernels.f.relu(np.array(" in failure.text for failure in wrong.iter("failure"))


def test_terminal(found, capsys):
    for one in found:
        pages.print_campaign(one)
    printed = capsys.readouterr().out
    assert re.search(r"activation\.relu +holds +holds", printed) and re.search(r"activation\.relu +fails", printed), (
        printed
    )
    assert "not offered: layers.conv" in printed


def page_of(found):
    pytest.importorskip("jinja2", reason="pip install 'mathcnn[html]' for the page")
    pytest.importorskip("latex2mathml", reason="pip install 'mathcnn[html]' for the page")
    return pages.as_html(found)


def test_page_needs_no_network(found):
    page = page_of(found)
    namespaces = ("http://www.w3.org/1998/Math/MathML",)
    assert set(re.findall(r"https?://[^\"'< ]+", page)) <= set(namespaces)
    assert (
        "<script" not in page
        and not re.search(r"(src|href)=\"(?!#)", page)
        and "@import" not in page
        and "url(" not in page
    )
    assert page.count("<math") >= 2 and "<munderover>" in page
    assert '<svg width="130"' in page and "kernels.f.relu(np.array(" in page


def test_page_escapes_what_targets_say(found):
    row = verdicts.Verdict(
        "activation.relu", "form", "x", "evil", "fails", "sampled", "E", 1, 2.0, "<script>alert(1)</script>", "<b>"
    )
    pytest.importorskip("jinja2", reason="pip install 'mathcnn[html]' for the page")
    assert "<script>" not in pages.as_html([Campaign("<i>evil", 0, 1, {}, [row])])


@pytest.fixture(scope="module")
def chromium(tmp_path_factory):
    """A function that opens a page in Chromium, and returns what the browser writes."""
    return opener(tmp_path_factory.mktemp("browser"))


def test_page_in_a_browser(found, tmp_path, chromium):
    """Chromium lays the page out: the matrix, the verdicts, and a formula that is drawn and not typed."""
    page = page_of(found)
    dom = chromium(page, "--dump-dom", "--virtual-time-budget=2000")
    assert dom.count("<math") >= 2 and '<span class="word fails"' in dom and "</html>" in dom
    shots = {}
    for name, options in {"light": (), "dark": (DARK,)}.items():
        chromium(page, "--window-size=1200,1400", f"--screenshot={tmp_path / name}.png", *options)
        from PIL import Image

        with Image.open(tmp_path / f"{name}.png") as image:
            shots[name] = np.asarray(image.convert("RGB")).astype(int)
    assert shots["light"].shape == (1400, 1200, 3) and shots["light"][-1, 0].min() > 200
    assert shots["dark"][-1, 0].max() < 60
    reds = (shots["light"][..., 0] > 150) & (shots["light"][..., 1] < 80)
    assert reds.sum() > 50  # the word "fails" is there, and red
    assert shots["light"].std() > 10


FRAME = """<!DOCTYPE html><html lang="en"><title>frame</title><body><iframe id="page" width="{width}" height="3000"
srcdoc="{page}"></iframe><pre id="out"></pre><script>page.onload = () => {{
const d = page.contentDocument.documentElement; out.textContent = "measured " + d.scrollWidth + " of " + d.clientWidth
}}</script></body></html>"""


@pytest.mark.parametrize("width", [320, 400, 1400])
def test_page_is_no_wider_than_its_window(found, width, chromium):
    """Long tables and programs scroll in a region of their own."""
    page = page_of(found).replace("&", "&amp;").replace('"', "&quot;")
    dom = chromium(FRAME.format(width=width, page=page), "--dump-dom", "--virtual-time-budget=3000")
    wide, room = map(int, re.search(r"measured (\d+) of (\d+)", dom).groups())
    assert wide == room and width - 20 <= room <= width


@pytest.mark.parametrize("options", [(DARK,), pytest.param((), marks=pytest.mark.slow)])
def test_page_is_accessible(found, options, chromium):
    """No rule of axe-core is broken, in light and in dark; one that is broken on purpose is seen."""
    page = page_of(found)
    assert violations(page, chromium, *options) == []
    broken = page.replace('<html lang="en">', "<html>").replace("<main>", "<div>").replace("</main>", "</div>")
    assert {"html-has-lang", "landmark-one-main"} <= {rule for rule, _ in violations(broken, chromium, *options)}


def test_page_says_how_it_was_made(found):
    pytest.importorskip("jinja2", reason="pip install 'mathcnn[html]' for the page")
    page = pages.as_html(found, "mathcnn verify --against 'a b'", "2020-02-03 04:05 UTC")
    assert "mathcnn verify --against &#39;a b&#39;" in page and "2020-02-03 04:05 UTC" in page
    assert f"numpy {np.__version__}" in page and "seed 0, 8 cases a check" in page
    assert all(one in page for one in pages.MEANS.values()) and pages.MEANS.keys() == set(pages.WORST)
    for name in pages.CLASSES.values():
        assert f"--{name}: #" in page and f"--{name}-bg: " in page and f".{name} {{" in page
    for one in causes(found[1].rows):
        assert page.count(html.escape(one.says, quote=False).replace("&#x27;", "&#39;")) >= 2, one.says


@pytest.mark.slow
def test_files_appear_whole(tmp_path, capsys, monkeypatch):
    (tmp_path / "right_ops.py").write_text("from mathcnn.activation import relu\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    code = main(
        [
            "verify",
            "activation.relu",
            "--against",
            "right_ops",
            "--examples",
            "6",
            "--jobs",
            "1",
            "--json",
            "r.json",
            "--junit",
            "r.xml",
        ]
    )
    printed = capsys.readouterr().out
    assert code == 0, printed
    assert json.loads((tmp_path / "r.json").read_text())["campaigns"][0]["target"] == "right_ops"
    assert ElementTree.parse(tmp_path / "r.xml").getroot().find("testsuite").get("failures") == "0"
    assert not list(tmp_path.glob("*.journal")) and "right_ops: " in printed
