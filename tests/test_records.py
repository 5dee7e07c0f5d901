"""What figures show of earlier runs: records come from reports alone, say when they are out of date, and agree with the
page about them.
"""

import copy
import inspect
import json
import pathlib
import re

import pytest

import mathcnn
from mathcnn import catalogue, museum
from mathcnn.conformance import reports
from mathcnn.display import verdicts as verdict_pages
from mathcnn.evidence.verdicts import FAILS, HOLDS, NOT_OFFERED, SAMPLED, Verdict
from mathcnn.text import resources

figures = mathcnn.figures
recorded = resources.module("figures", "recorded")
DOCS = pathlib.Path(__file__).parent.parent / "docs"
NAMES = ("evidence", "conformance", "museum", "benchmark")


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """An empty folder in place of the records."""
    folder = tmp_path / "records"
    folder.mkdir()
    monkeypatch.setattr(recorded, "RECORDS", folder)
    return folder


def written(tmp_path, what):
    path = tmp_path / "report.json"
    path.write_text(what if isinstance(what, str) else json.dumps(what))
    return str(path)


def campaign(target, *verdicts):
    rows = [{"formula": name, "verdict": verdict} for name, verdict in verdicts]
    return {"target": target, "versions": {target: "1"}, "seconds": 2.4, "verdicts": rows}


# ---------------------------------------------------------------- from reports


def test_verdicts(tmp_path, shelf):
    rows = mathcnn.verify("activation.relu")
    (path,) = recorded.write([written(tmp_path, verdict_pages.verdicts_as_json(rows, 0, 20))])
    assert path == shelf / "evidence.json"
    kept = recorded.record("evidence")
    assert kept["formulas"] == {
        "activation.relu": [[r.kind, r.law, r.implementation, r.verdict, r.evidence, r.tier] for r in rows]
    }
    assert (
        kept["topics"] == catalogue.digests()
        and kept["seed"] == 0
        and kept["examples"] == 20
        and kept["versions"]["sympy"]
    )


def test_targets_are_added_to_those_that_are_there(tmp_path, shelf):
    told = {"schema": "mathcnn-conformance-1", "seed": 3, "examples": 5, "topics": {"layers": "abc"}}
    for one in (
        campaign("a", ("layers.conv", HOLDS), ("layers.conv", FAILS), ("layers.conv", HOLDS)),
        campaign("b", ("layers.pad", HOLDS)),
    ):
        recorded.write([written(tmp_path, {**told, "campaigns": [one]})])
    targets = recorded.record("conformance")["targets"]
    assert targets["a"]["formulas"] == {"layers.conv": {HOLDS: 2, FAILS: 1}} and targets["b"]["formulas"] == {
        "layers.pad": {HOLDS: 1}
    }
    assert (
        targets["a"]["seconds"] == 2 and targets["b"]["examples"] == 5 and targets["a"]["topics"] == {"layers": "abc"}
    )


def test_exhibits(tmp_path, shelf):
    one = museum.find("dilation_ignored")
    row = Verdict("layers.conv", "law", "dilates", one.name, FAILS, SAMPLED, "E", 1)
    told = museum.as_data(museum.Finding(one, [row]))
    recorded.write([written(tmp_path, {"seed": 0, "versions": {}, "topics": {}, "exhibits": [told]})])
    assert recorded.record("museum")["exhibits"] == {
        one.name: {"formula": "layers.conv", "named": list(one.laws), "caught": ["dilates"]}
    }


def test_times(tmp_path, shelf):
    """Works that a report lacks stay as they were."""
    told = {"schema": "mathcnn-benchmarks-1", "machine": {"cores": 2}}
    for name, seconds in (("lenet", 1.0), ("conv", 2.0), ("lenet", 3.0)):
        work = {"when": "2026-01-02", "cases": [{"seconds": {"torch": [seconds]}}]}
        recorded.write([written(tmp_path, {**told, "works": {name: work}})])
    kept = recorded.record("benchmark")
    assert kept["machine"] == {"cores": 2} and [*kept["works"]] == ["lenet", "conv"]
    assert [one["cases"][0]["seconds"]["torch"] for one in kept["works"].values()] == [[3.0], [2.0]]


@pytest.mark.parametrize(
    "what",
    ["", "[]", "{}", '{"verdicts": 3}', '{"works": []}', '{"exhibits": [{"a": 1}]}', '{"campaigns": [{}]}', "\x00"],
)
def test_what_is_no_report_changes_nothing(what, tmp_path, shelf, capsys):
    for name in NAMES:
        (shelf / f"{name}.json").write_text("{}")
    assert recorded.main([written(tmp_path, what)]) == 2
    said = capsys.readouterr()
    assert said.out == "" and said.err.count("\n") == 1 and "report.json is no report" in said.err
    assert {path.name: path.read_text() for path in shelf.iterdir()} == {f"{name}.json": "{}" for name in NAMES}


def test_misuse_is_one_line(tmp_path, shelf, capsys):
    for arguments in ([], [str(tmp_path / "none.json")]):
        assert recorded.main(arguments) == 2
        assert capsys.readouterr().err.count("\n") == 1
    assert not list(shelf.iterdir())


# ---------------------------------------------------------------- out of date


def test_a_topic_is_known_by_its_sources(monkeypatch):
    before = catalogue.digests()
    source = inspect.getsource
    monkeypatch.setattr(inspect, "getsource", lambda what: source(what).replace("def relu", "def rely"))
    after = catalogue.digests()
    assert {name for name in before if before[name] != after[name]} == {"activation"}
    assert recorded.changed(before) == {"activation"}
    assert recorded.changed({name: digest for name, digest in after.items() if name != "layers"}) == {"layers"}


def test_how_a_law_is_written_does_not_count(monkeypatch):
    """The LaTeX of a helper of laws, which stands in a decorator."""
    before, source, seen = catalogue.topic("layers").digest, inspect.getsource, []

    def otherwise(what):
        text = source(what)
        found = re.sub(r'(?m)^@writable\(r"', r'@writable(r"\\hat', text)
        seen.extend([what.__name__] * (found != text))
        return found

    monkeypatch.setattr(inspect, "getsource", otherwise)
    assert catalogue.topic("layers").digest == before
    assert seen


PAGES = {  # pages, and the topics whose digests cover them
    "convolution": {"convolution"},
    "convolution.continuous": {"convolution"},
    "convolution.dft": {"convolution"},
    "convolution.image": {"convolution", "perceptron", "kernels"},  # laws of others are about its formulas
    "layers.windows": {"layers", "pooling", "classic"},  # computes windows for fast forms
    "layers.taps": {"layers", "classic"},
    "pooling.boxes": {"pooling", "classic"},
    "geometry.letters": {"geometry", "layers", "pooling", "normalization", "classic"},
    "probability.domains": {"probability", "information"},
    "laws.layers": {"layers", "pooling", "classic"},
    "laws.families": set(mathcnn.TOPICS) - {"probability", "geometry"},  # whose laws are of `words`
}


@pytest.mark.parametrize("page", PAGES)
def test_a_topic_is_known_by_every_page_that_it_uses(page, monkeypatch):
    before, source = catalogue.digests(), inspect.getsource
    monkeypatch.setattr(inspect, "getsource", lambda what: source(what) + "#" * (what.__name__ == f"mathcnn.{page}"))
    assert recorded.changed(before) == PAGES[page]


@pytest.mark.parametrize("topic", mathcnn.TOPICS)
def test_no_page_of_a_topic_is_left_out(topic):
    pages = catalogue.topic(topic).pages
    folder = pathlib.Path(mathcnn.__file__).parent / topic
    own = {f"mathcnn.{topic}" + f".{path.stem}" * (path.stem != "__init__") for path in folder.glob("*.py")}
    assert own <= set(pages)
    assert all(name.split(".")[1] in (*mathcnn.TOPICS, "laws") for name in pages)


def test_a_page_counts_by_its_content(monkeypatch):
    """A shared page that is edited changes the digest; one that is renamed does not."""
    of = catalogue.topic("layers")
    given = {**of.pages, "mathcnn.layers.windows": "SIZE = 3"}
    digest = lambda pages: monkeypatch.setattr(type(of), "pages", pages) or of.digest
    before = digest(given)
    assert digest({**given, "mathcnn.layers.windows": "SIZE = 4"}) != before
    assert digest({"mathcnn.layers.a" if "windows" in name else name: text for name, text in given.items()}) == before


def words(sheet):
    return [text.get_text() for ax in sheet.axes for text in ax.texts]


@pytest.mark.parametrize(
    ("name", "marked"),
    [
        ("evidence.formulas_and_evidence", "conv †"),
        ("museum.bugs_of_convolution", "layers.conv †"),
    ],
)
def test_what_is_out_of_date_says_so(name, marked, monkeypatch):
    """With a record of another `layers` its formulas are marked, and with one of today nothing is."""
    one, kept = figures.find(name), recorded.record
    script = resources.module("figures", name.partition(".")[0])
    if name.startswith("museum"):
        monkeypatch.setattr(script, "caught_today", lambda one: True)
    of = lambda topics: lambda name: {**kept(name), "topics": topics}

    style = figures.LIGHT
    with style.applied():
        monkeypatch.setattr(script, "record", of(catalogue.digests()))
        assert not any("†" in text for text in words(one.draw(one.data(), style)))
        monkeypatch.setattr(script, "record", of({**catalogue.digests(), "layers": "another"}))
        shown = [text for text in words(one.draw(one.data(), style)) if "†" in text]
        assert marked in shown and not any("pool" in text or "relu" in text for text in shown)


def test_each_library_says_what_is_out_of_date(monkeypatch):
    """The libraries are recorded one by one: of the one whose record has another `layers`, these cells are marked."""
    one, script = figures.find("conformance.formulas_and_libraries"), resources.module("figures", "conformance")
    whole = copy.deepcopy(recorded.record("conformance"))
    monkeypatch.setattr(script, "record", lambda name: whole)
    for part in whole["targets"].values():
        part["topics"] = catalogue.digests()
    with figures.LIGHT.applied():
        assert not any("†" in text for text in words(one.draw(one.data(), figures.LIGHT)))
        whole["targets"]["jax"]["topics"] = {**catalogue.digests(), "layers": "another"}
        data = one.data()
        (ax,) = one.draw(data, figures.LIGHT).axes
    found = {tuple(map(int, text.get_position())) for text in ax.texts if "†" in text.get_text()}
    assert found and {list(data.targets)[column] for column, _ in found} == {"jax"}
    offered = [row for row in data.rows if row.startswith("layers.") and data.shown[row, "jax"] != NOT_OFFERED]
    assert [data.rows[row] for _, row in sorted(found)] == offered


# ---------------------------------------------------------------- what is on record


@pytest.mark.parametrize("name", NAMES)
def test_there_is_a_record(name):
    kept = recorded.record(name)
    parts = next((kept[k] for k in ("targets", "works") if k in kept), {"": kept})
    for part in parts.values():
        assert re.fullmatch(r"20\d\d-\d\d-\d\d", part.get("recorded") or part["when"]) and part["versions"]


def test_the_page_about_libraries_tells_the_same():
    """docs/conformance.md has the same verdicts in the same cells, and the same sums."""
    targets = recorded.record("conformance")["targets"]
    text = re.search(r"(?s)<!-- tables -->\n(.*?)<!-- end -->", (DOCS / "conformance.md").read_text("utf-8"))[1]
    lines = [
        [cell.strip(" *") for cell in line.split("|")[1:-1]] for line in text.splitlines() if line.startswith("| ")
    ]
    at = lines.index(next(line for line in lines if line[0] == "formula"))
    for line in lines[1:at]:
        sums = [sum(found.get(word, 0) for found in targets[line[0]]["formulas"].values()) for word in reports.WORST]
        said = dict(zip(lines[0][2:], line[2:], strict=True))
        assert said["run on"] == targets[line[0]]["recorded"]
        assert [int(said[word]) for word in reports.WORST] == sums, line[0]
    shown = {
        (line[0], target): word
        for line in lines[at + 1 :]
        for target, word in zip(lines[at][1:], line[1:], strict=True)
    }
    sign = {
        "differs by convention": "convention",
        "differs on special values": "special",
        "holds normwise": "normwise",
        "not offered": "",
    }
    data = figures.find("conformance.formulas_and_libraries").shown
    assert {cell: sign.get(word, word) for cell, word in data.shown.items() if cell[0] in data.rows} == shown
