"""Campaigns and the command with a plan: everyday calls first, alone, and what the calls that were made cover."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from mathcnn import catalogue
from mathcnn.__main__ import main
from mathcnn.conformance import NoTarget, campaign, judging, reports, verify_against
from mathcnn.conformance.campaign import EARLY
from mathcnn.conformance.client import Worker
from mathcnn.conformance.target import target
from mathcnn.display import conformance as pages
from mathcnn.evidence.verdicts import FAILS, HOLDS, SAMPLED, Verdict
from mathcnn.evidence.verification import Task

SIZED = "tests.planted.sized"
QUICK = ["--jobs", "1", "--examples", "2"]


@pytest.fixture(scope="module")
def linear():
    """A campaign about a linear layer that is wrong beyond 1,024 terms."""
    first = []
    plan = ["layers.linear"]
    found = verify_against(f"{SIZED}:wrong_beyond_1024", plan, examples=2, first=lambda rows: first.append(list(rows)))
    return found, first


def test_everyday_calls_come_first():
    tasks = [Task("layers.conv", part) for part in ("form", "thresholds", *EARLY, "edges", "commutes")]
    tasks += [Task("layers.linear", part) for part in ("form", *EARLY, "thorough")]
    ordered = [task.part for task in sorted(tasks, key=campaign.order)]
    assert ordered[:6] == [*EARLY, *EARLY, "thresholds", "thorough"]


def test_workers_get_the_formulas_that_they_have_loaded():
    """Each has one formula at first; when none of its own is left it takes what others know."""
    names = ("layers.conv", "layers.linear")
    waiting = campaign.Waiting([Task(name, part) for part in (*EARLY, "form", "edges") for name in names])
    one, other = Worker(), Worker()
    taken = [[waiting.next_for(worker) for worker in (one, other)] for _ in range(3)]
    assert [{task.formula for task in column} for column in zip(*taken, strict=True)] == [{name} for name in names]
    assert [task.part for task, _ in taken] == [*EARLY, "form"]
    assert [waiting.next_for(one) for _ in range(3)] == [*(Task(name, "edges") for name in names), None]
    waiting = campaign.Waiting([RELU := Task("activation.relu", "form")] * 3)
    assert waiting.next_for(one) == waiting.next_for(other) == RELU
    waiting.clear()
    assert waiting.next_for(one) is None


def test_rows_of_shares_come_as_those_of_the_whole():
    """A type in turn, with all of its rows; a type that was tried and refused has none."""
    row = lambda dtype, law="sizes": Verdict("layers.conv", "form", law, "mine", HOLDS, SAMPLED, "", 1, dtype=dtype)
    shares = [[row("float64"), row("float64", "more"), row("float16")], [row("float32"), row("int64")]]
    assert [(one.dtype, one.law) for one in campaign.in_turn(shares)] == [
        ("float64", "sizes"),
        ("float64", "more"),
        ("float32", "sizes"),
        ("float16", "sizes"),
        ("int64", "sizes"),
    ]
    tasks = [Task("layers.conv", part) for part in ("form", *EARLY, "edges")] + [Task("layers.pad", EARLY[0])]
    assert [len(some) for some in campaign.in_parts(tasks)] == [1, 2, 1, 1]


def test_the_answer_about_everyday_calls_is_given_before_all_others(linear):
    found, first = linear
    assert len(first) == 1 and {row.law for row in first[0]} == {"everyday sizes"}
    assert len(first[0]) < len(found.rows)
    assert {row.verdict for row in first[0]} == {FAILS}  # AlexNet's fc6 has 9,216 terms
    assert pages.first_answer("mine", first[0]).startswith("mine, ")
    assert "layers.linear fails: " in pages.first_answer("mine", first[0])


@pytest.mark.slow
def test_everyday_calls_alone_find_a_fault_beyond_64_classes():
    tasks, _ = campaign.planned(f"{SIZED}:wrong_softmax", ["activation.softmax"], everyday=True)
    assert tasks == [Task("activation.softmax", part) for part in EARLY]
    found = verify_against(f"{SIZED}:wrong_softmax", ["activation.softmax"], everyday=True)
    assert {row.verdict for row in found.rows if row.dtype == "float64"} == {FAILS}
    good = verify_against(f"{SIZED}:softmax", ["activation.softmax"], everyday=True)
    assert {row.verdict for row in good.rows} == {HOLDS}
    assert good.coverage["activation.softmax"].complete


def test_parts_of_a_usual_campaign_and_of_a_thorough_one():
    parts = lambda **how: {task.part for task in campaign.planned(f"{SIZED}:softmax", ["activation.softmax"], **how)[0]}
    usual, thorough = parts(), parts(thorough=True)
    assert usual - thorough == {"thresholds"} and thorough - usual == {"thorough"}
    assert set(EARLY) <= usual & thorough


@pytest.mark.slow
def test_shares_of_everyday_calls_are_the_whole():
    """Two processes divide the types of numbers: each row is that of one process that makes the calls of all types."""
    held = target(f"{SIZED}:wrong_softmax", "activation.softmax")
    of = catalogue.find_formula("activation.softmax")
    whole, *shares = ([*judging.verdicts(held, of, part, 2, 0)] for part in (campaign.FIRST, *EARLY))
    kept = lambda rows: [replace(row, seconds=0.0) for row in rows if row.law == "everyday sizes"]
    merged = sorted((row for share in shares for row in kept(share)), key=lambda row: row.dtype)
    assert all(shares) and merged == sorted(kept(whole), key=lambda row: row.dtype) and len(merged) > 2


def test_without_layers_of_networks_there_is_nothing_everyday():
    with pytest.raises(NoTarget, match="without --everyday"):
        campaign.planned("mathcnn.convolution:continuous", ["convolution.continuous"], everyday=True)


def test_the_coverage_is_of_the_calls_that_were_made(linear):
    found, _ = linear
    covered = found.coverage["layers.linear"]
    assert covered.counted(2)["wanted"] > 500
    assert covered.counted(1, "b") == {"wanted": 2, "covered": 2, "missing": [], "too_large": [], "too_large_count": 0}


@pytest.mark.slow
def test_what_a_target_refuses_is_said_and_not_wanted():
    found = verify_against(f"{SIZED}:conv_of_one_group", ["layers.conv"], everyday=True, examples=2)
    facts = found.coverage["layers.conv"].as_dict()
    assert facts["factors"]["groups"] == {
        "wanted": 1,
        "covered": 1,
        "missing": [],
        "too_large": [],
        "too_large_count": 0,
    }
    everyday = [row for row in found.rows if row.law == "everyday sizes" and row.cases]
    assert everyday and all("not offered: " in row.says and "groups other than 1" in row.says for row in everyday)


@pytest.mark.slow
def test_reports_have_the_coverage_and_satisfy_the_schema(linear):
    found, _ = linear
    report = json.loads(reports.as_json([found]))
    jsonschema.validate(report, json.loads(reports.schema()))
    facts = report["campaigns"][0]["coverage"]["layers.linear"]
    assert facts["factors"]["C"]["wanted"] == 31 and facts["triples"]["wanted"] == 0
    assert all("covers" not in row and "seen" not in row for row in report["campaigns"][0]["verdicts"])


@pytest.mark.slow
def test_the_journal_keeps_the_coverage(tmp_path):
    ask = lambda resume: verify_against(
        f"{SIZED}:softmax", ["activation.softmax"], everyday=True, journal=tmp_path / "journal", resume=resume
    )
    whole, resumed = ask(False), ask(True)
    assert resumed.coverage["activation.softmax"].text == whole.coverage["activation.softmax"].text


@pytest.mark.slow
def test_the_command_prints_the_coverage(capsys):
    assert main(["verify", "activation.softmax", "--against", f"{SIZED}:softmax", "--everyday", *QUICK]) == 0
    out = capsys.readouterr().out
    assert "calls that were made, out of those wanted" in out
    assert "pairs" in out and "K" in out


@pytest.mark.slow
def test_the_command_prints_the_everyday_answer_first(capsys):
    assert main(["verify", "activation.relu", "--against", f"{SIZED}:relu", "--jobs", "1"]) == 0
    first, *rest = capsys.readouterr().out.splitlines()
    assert "calls that layers of real networks make: of 1 formula 1 holds" in first
    assert len(rest) > 10


@pytest.mark.parametrize(
    ("argv", "says"),
    [
        (["--everyday"], "--everyday needs --against"),
        (["--thorough"], "--thorough needs --against"),
        (["--against", "scipy", "--everyday", "--thorough"], "not allowed with"),
    ],
)
def test_options_that_do_not_fit(argv, says, capsys):
    assert main(["verify", "convolution.flip", *argv]) == 2
    assert says in capsys.readouterr().err
