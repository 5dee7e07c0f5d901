"""The audit of the document: every statement has a verdict that can be told from that of an altered one, and the pages
say what was found.
"""

import dataclasses
import importlib.util
import json
import pathlib
import re
import sys

import numpy as np
import pytest
import sympy as sp

from mathcnn import audit, convolution, perceptron
from mathcnn.audit.perceptrons import printed_layer
from mathcnn.audit.propositions import (
    FALLS,
    HOLDS,
    OPEN,
    UNDEFINED,
    Every,
    Fails,
    Lawful,
    Measured,
    Outcome,
)
from mathcnn.audit.readings import Defined, Typed
from mathcnn.audit.statements import Corrected, Statement, Under, examine
from mathcnn.commands import main
from mathcnn.display import audit as pages
from mathcnn.evidence import derivation, ledger
from mathcnn.evidence.verdicts import RUNGS
from mathcnn.text import resources
from mathcnn.text.references import cited

from .planted.audit import ALTERATIONS

ROOT = pathlib.Path(__file__).parent.parent
ROWS = {row["id"]: row for row in json.loads((ROOT / "docs" / "audit" / "findings.json").read_text("utf-8"))}
IDS = [
    "marginal",
    "mutual-information",
    "information-in-features",
    "mlp",
    "reindexing",
    "parameters",
    "flattening",
    "translation-invariance",
    "shared-form",
    "locality",
    "receptive-field",
    "patch",
    "bilinear-commutative",
    "domain",
    "continuous",
    "discrete",
    "image",
    "edges",
    "cross-correlation",
    "example",
    "laplacian",
    "gaussian",
    "sobel-x",
    "sobel-y",
    "sharpen",
    "commutativity",
    "associativity",
    "distributivity",
    "differentiation",
    "sequential",
    "lenet",
    "line",
    "relu",
    "leaky-relu",
    "max-pool",
    "avg-pool",
    "batch-norm",
    "batch-norm-affine",
]
KEYS = ["id", "section", "verdict", "printed", "corrected", "hypotheses", "counterexample", "evidence", "source"]
FALLEN = ("holds under hypotheses", "false as printed", "ill-typed or undefined", "convention")


# ---------------------------------------------------------------- the statements


def test_every_statement_is_there():
    assert sorted(one.id for one in audit.statements()) == sorted(IDS)
    assert list(ROWS) == [one.id for one in audit.statements()]
    assert all(one.section in audit.TITLES for one in audit.statements())


@pytest.mark.parametrize("name", IDS)
def test_a_statement_has_the_verdict_that_the_essay_tells(name):
    """Computed anew: the verdict, the counterexample, and evidence that is no weaker."""
    found = audit.examine(audit.find(name))
    assert found.settles, [one for one in found.beside if not one.holds]
    row, recorded = audit.as_data(found), ROWS[name]
    assert list(row) == KEYS and row["verdict"] in audit.WORDS[:-1]
    assert {key: row[key] for key in KEYS if key != "evidence"} == {
        key: recorded[key] for key in KEYS if key != "evidence"
    }
    assert [one["statement"] for one in row["evidence"]] == [one["statement"] for one in recorded["evidence"]]
    for now, then in zip(row["evidence"], recorded["evidence"], strict=True):
        assert now["verdict"] == then["verdict"]
        assert RUNGS.index(now["rung"]) <= RUNGS.index(then["rung"]), (
            f"{now['statement']} was {then['rung']} and is {now['rung']}"
        )
    assert found.settled and all(one.holds for one in found.settled)
    assert bool(row["counterexample"]) == (row["verdict"] in FALLEN)
    assert bool(row["corrected"]) == (row["verdict"] in FALLEN)


def test_sources_and_figures_exist():
    figures = resources.package("figures").catalog()
    for one in audit.statements():
        assert cited(one.source) and cited(one.source)[0].reference, one.id
        assert all(c.locator or c.reference is None for c in cited(one.source)), (
            f"{one.id}: a source without a place in it"
        )
        assert not one.figure or one.figure in figures, one.figure


@pytest.mark.parametrize("what", ALTERATIONS)
def test_an_altered_statement_has_another_verdict(what):
    altered = ALTERATIONS[what]()
    assert examine(dataclasses.replace(altered, beside=())).verdict != ROWS[altered.id]["verdict"]


def test_there_are_many_alterations():
    assert len(ALTERATIONS) >= 40
    assert {make().id for make in ALTERATIONS.values()} == set(IDS)


# ---------------------------------------------------------------- propositions


def test_every_tells_false_from_undefined_and_nothing_from_something():
    half = Every("x / 2 = y", [{"x": 2, "y": 1}, {"x": 3, "y": 1}], lambda x, y: (sp.Rational(x, 2), y)).judge()
    assert (half.word, half.cases, half.example) == (FALLS, 2, "x = 3, y = 1: 3/2 ≠ 1")
    assert Every("log", [{"x": 0}], lambda x: (sp.log(x), 1)).judge().word == UNDEFINED
    assert Every("1/x", [{"x": 0}], lambda x: (1 / x, 1)).judge().word == UNDEFINED
    assert Every("nan", [{"x": float("nan")}], lambda x: (x, x)).judge().word == UNDEFINED
    assert Every("nothing", [], lambda: (1, 1)).judge().word == OPEN
    assert Every("shapes", [{"x": 1}], lambda x: ([x], [x, x])).judge().word == FALLS
    a, b = sp.symbols("a b")
    letters = Every("(a + b)^2", [{"n": 2}], lambda n: ((a + b) ** n, a**2 + 2 * a * b + b**2)).judge()
    assert letters.holds and letters.rung == "exact"
    assert Every("numbers", [{"n": 2}], lambda n: (n, 2)).judge().rung == "sampled"
    pairs = {
        "<": ((1, 2), (2, 2)),
        "<=": ((2, 2), (3, 2)),
        ">": ((2, 1), (2, 2)),
        ">=": ((2, 2), (1, 2)),
        "!=": ((1, 2), (2, 2)),
    }
    for relation, (right, wrong) in pairs.items():
        assert Every(relation, [{"p": right}], lambda p: p, relation).judge().holds
        assert Every(relation, [{"p": wrong}], lambda p: p, relation).judge().word == FALLS


def test_an_entry_that_is_not_there_is_undefined():
    assert Defined(perceptron.dense).judge().holds
    missing = Defined(perceptron.local).judge()
    assert missing.word == UNDEFINED and "x[0, -1] is no entry of x, which is 1 × 1" in missing.example


def test_arrays_have_as_many_indices_as_they_were_declared_with():
    assert Typed(perceptron.centred).judge().holds
    assert Typed(printed_layer).judge().example == "v is n × n, with 2 indices, and is read with 4: v[i, j, a, b]"


def test_laws_by_name_and_laws_that_fall():
    assert Lawful("convolution.discrete::commutes").judge().holds
    tempting = Lawful("convolution.discrete::ignores_order_of_taps").judge()
    assert tempting.word == FALLS and "≠" in tempting.example
    assert Fails("convolution.discrete::ignores_order_of_taps", "order matters").judge().holds
    assert not Fails("convolution.discrete::commutes", "it does not commute").judge().holds


def test_a_stale_proof_leaves_a_law_open(monkeypatch):
    law = convolution.discrete.laws["scales"]
    monkeypatch.setattr(derivation, "proved_as_generated", lambda law: {})
    proof = ledger.Proof(law.name, "File.theorem", "", (), (1,), 1, "", stale="another statement stands here")
    monkeypatch.setattr(ledger, "proofs_of", lambda asked: (proof,) if asked is law else ())
    assert Lawful(law).judge().word == OPEN
    monkeypatch.setattr(
        ledger, "proofs_of", lambda asked: (dataclasses.replace(proof, stale=""),) if asked is law else ()
    )
    assert Lawful(law).judge().rung == "linked"


RUNG_BY_RUNG = {
    "proved, generated": ("proved", "generated", 9),
    "linked, Coq": ("linked", "Coq", 9),
    "derived, 12 steps": ("derived", "steps", 12),
    "derived, 1 axis, 1 step": ("derived", "1 axis", 1),
    "exact, symbols <= 3, 14 cases": ("exact", "symbols <= 3", 14),
    "sampled, fractions, 1 case": ("sampled", "fractions", 1),
    "open": ("open",),
}


@pytest.mark.parametrize("said", RUNG_BY_RUNG)
def test_evidence_names_its_rung(said):
    assert Outcome("it", HOLDS, *RUNG_BY_RUNG[said]).evidence == said


def test_functions_and_sequences_are_written_in_words():
    found = Lawful("convolution.two_sided::associates_without_summability").judge()
    assert found.example == "f = 1 everywhere, g = [1, -1] at 0, h = 1 from 0 on, n = 0: 0 ≠ 1"
    assert (
        "f = 1 on [0, 1), g = 1 on [0, 1): 1 ≠ 0 at x = 0"
        in Lawful("convolution.continuous::differentiates_across_jumps").judge().example
    )


# ---------------------------------------------------------------- how a verdict follows


@dataclasses.dataclass(frozen=True)
class Said:
    """A proposition that came out so."""

    word: str
    rung: str = "sampled"

    def judge(self, seed=0):
        return Outcome("it", self.word, self.rung, example="a case" if self.word != HOLDS else "")


YES, NO, WITHOUT, UNKNOWN = (Said(word) for word in (HOLDS, FALLS, UNDEFINED, OPEN))
RULES = [
    ("holds", dict(printed=(YES, YES))),
    ("open", dict()),
    ("open", dict(printed=(YES, UNKNOWN))),
    ("open", dict(printed=(Said(HOLDS, OPEN),))),
    ("false as printed", dict(printed=(YES, NO), corrected=Corrected("so", (YES,)))),
    ("ill-typed or undefined", dict(printed=(WITHOUT,), corrected=Corrected("so", (YES,)))),
    ("open", dict(printed=(NO,), corrected=Corrected("so", (NO,)))),
    ("open", dict(printed=(NO,), corrected=Corrected("so", (UNKNOWN,)))),
    ("holds under hypotheses", dict(printed=(NO,), under=Under("if", (YES,)), corrected=Corrected("so"))),
    ("holds under hypotheses", dict(printed=(WITHOUT,), under=Under("if", (YES,)))),
    ("open", dict(printed=(NO,), under=Under("if", (NO,)), corrected=Corrected("so", (YES,)))),
    ("convention", dict(conventions={"one": (YES,), "other": (NO,)})),
    ("holds", dict(conventions={"one": (YES,), "other": (YES,)})),
    ("false as printed", dict(conventions={"one": (NO,), "other": (NO,)}, corrected=Corrected("so", (YES,)))),
    ("open", dict(conventions={"one": (YES,), "other": (UNKNOWN,)})),
    ("open", dict(conventions={"one": (YES,), "other": (NO,)}, corrected=Corrected("so", (NO,)))),
    ("not mathematical", dict(measured=(YES,))),
    ("not mathematical", dict(printed=(YES,), measured=(YES,))),
    ("open", dict(measured=(NO,))),
    ("false as printed", dict(printed=(NO,), measured=(YES,), corrected=Corrected("so", (YES,)))),
]


@pytest.mark.parametrize("verdict, parts", RULES)
def test_how_a_verdict_follows(verdict, parts):
    assert examine(Statement("id", "I", "words", "cover2006, eq. 2.28", **parts)).verdict == verdict


def test_what_was_found_beside_has_to_come_out_as_it_was_said():
    one = Statement("id", "I", "words", "cover2006, eq. 2.28", printed=(YES,), beside=(NO,))
    assert examine(one).verdict == "holds" and not examine(one).settles


def test_measurements_have_a_fixed_seed():
    drawn = Measured("a number", lambda rng: (True, str(rng.integers(10**9))))
    assert drawn.judge(3).example == drawn.judge(3).example == str(np.random.default_rng(3).integers(10**9))


# ---------------------------------------------------------------- the command


def test_pages_and_files(tmp_path, capsys):
    files = {name: tmp_path / f"audit.{name}" for name in ("json", "html")}
    assert main(["audit", "patch", "mlp", "--json", str(files["json"]), "--html", str(files["html"])]) == 0
    printed = capsys.readouterr().out
    assert (
        "patch  section 1.0.3  false as printed" in printed
        and "x = [[0]], v = [[0]], u = 1, border = 'zero': 1 ≠ 0" in printed
    )
    assert "Evidence: corrected" in printed and "2 statements: " in printed
    data = json.loads(files["json"].read_text())
    assert [list(row) for row in data["statements"]] == [KEYS, KEYS] and data["seed"] == 0
    html = files["html"].read_text()
    assert html.count("<section") == 2 and html.count("<math") >= 4
    assert not re.search(r"""(?:src|href)=["'](?!#)""", html), "the page needs something beside itself"


def test_json_on_stdout_and_curves(capsys):
    assert main(["audit", "parameters", "--json", "-"]) == 0
    assert [row["id"] for row in json.loads(capsys.readouterr().out)["statements"]] == ["parameters"]
    assert main(["audit", "relu"]) == 0
    assert re.search(r"sigmoid +█", capsys.readouterr().out)


def test_every_statement_is_in_the_overview(capsys):
    findings = [
        examine(Statement(one.id, one.section, one.says, one.source, printed=(YES,))) for one in audit.statements()
    ]
    pages.print_overview(findings)
    printed = capsys.readouterr().out
    assert all(f"  {one.id} " in printed for one in audit.statements())
    assert pages.summary(findings, 1.0) == "38 statements: 38 holds; 1.0 s"


def test_an_open_statement_is_an_exit_code(monkeypatch, capsys):
    monkeypatch.setattr(
        audit, "statements", lambda: [Statement("one", "I", "words", "cover2006, eq. 2.28", printed=(UNKNOWN,))]
    )
    assert main(["audit"]) == 1
    assert "one                      open" in capsys.readouterr().out


@pytest.mark.parametrize(
    "argv, said",
    [
        (["continous"], "no statement continous; did you mean continuous?"),
        ([""], "no statement ''"),
        (["patch", "--seed", "-1"], "argument --seed: '-1' must be an integer between 0 and 2**64 - 1"),
        (["patch", "--json", "/nowhere/audit.json"], "/nowhere/audit.json: No such file or directory"),
        (["patch", "--html", "/"], "/ is a directory"),
    ],
)
def test_misuse_is_one_line(argv, said, capsys):
    assert main(["audit", *argv]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and printed.err == f"mathcnn: {said}\n"


def test_html_names_what_is_missing(monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert main(["audit", "patch", "--html", str(tmp_path / "audit.html")]) == 2
    assert "needs jinja2: pip install 'mathcnn[html]'" in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


# ---------------------------------------------------------------- the essay


def essay():
    spec = importlib.util.spec_from_file_location("audit_page", ROOT / "docs" / "audit.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_essay_is_made_from_the_findings():
    maker = essay()
    assert maker.PAGE.read_text("utf-8") == maker.page(list(ROWS.values()), len(ALTERATIONS)), (
        "run docs/audit.py --page"
    )
    another = [row | {"verdict": "holds"} for row in ROWS.values()]
    with pytest.raises(ValueError, match=r"says of continuous: false as printed; the audit says: holds"):
        maker.page(another, len(ALTERATIONS))


def test_the_essay_s_pictures_are_the_figures():
    """On light paper to the byte; those on dark are drawn from the same data."""
    maker = essay()
    files = {path.name: path.read_bytes() for path in (ROOT / "docs" / "audit").glob("*.svg")}
    light = {name: data for name, data in files.items() if not name.endswith(".dark.svg")}
    assert light == maker.picture_files((False,)), "run docs/audit.py"
    assert {f"audit/{name}" for name in files} == set(
        re.findall(r"audit/\w+(?:\.dark)?\.svg", maker.PAGE.read_text("utf-8"))
    )
