"""`mathcnn verify`, as a user meets it."""

import json
import os

import pytest

import mathcnn
from mathcnn.commands import main
from mathcnn.evidence import verdicts, verification

from .calling import out_of

KEYS = [
    "formula",
    "kind",
    "law",
    "implementation",
    "verdict",
    "evidence",
    "tier",
    "cases",
    "max_rho",
    "counterexample",
    "reproduce",
    "seconds",
    "place",
    "says",
    "dtype",
    "histogram",
]
NAMES = ["geometry.conv_parameters", "layers.flatten"]


def test_verify_prints_a_summary_by_topic(capsys):
    printed = out_of(capsys, "verify", *NAMES, "--jobs", "1", "--examples", "5")
    rows = verification.verify(NAMES, examples=5)
    table = {line.split()[0]: line.split()[1:] for line in printed.splitlines()[1:3]}
    head = printed.splitlines()[0].split(None, 8)
    assert head == ["topic", "formulas", *verdicts.RUNGS, "fall short"]
    for topic, numbers in table.items():
        here = [row for row in rows if row.formula.startswith(f"{topic}.")]
        rungs = [sum(row.evidence == rung for row in here) for rung in verdicts.RUNGS]
        assert list(map(int, numbers)) == [1, *rungs, 0]
    assert sum(map(int, printed.splitlines()[3].split()[3:])) == len(rows)
    assert printed.splitlines()[-2] == "gradients as statements: 3 of 3 verdicts proved, derived or exact (100 %)"
    assert f"{len(rows)} hold, 0 fall short" in printed.splitlines()[-1] and len(printed.splitlines()) == 7


def test_verify_prints_all_rows_if_asked(capsys):
    printed = out_of(capsys, "verify", *NAMES, "--jobs", "1", "--examples", "5", "--all")
    rows = verification.verify(NAMES, examples=5)
    assert sum(printed.count(f"{name}  ") for name in NAMES) == len(rows) and "topic" not in printed
    assert f"{len(rows)} hold, 0 fall short" in printed.splitlines()[-1]
    assert max(map(len, printed.splitlines())) > 80, "a table was cut to the width of a terminal that there is not"


def test_verify_as_json(capsys, tmp_path):
    report = tmp_path / "report.json"
    out_of(
        capsys,
        "verify",
        "layers.flatten",
        "conv::pads",
        "--jobs",
        "1",
        "--examples",
        "5",
        "--seed",
        "7",
        "--json",
        str(report),
    )
    told = json.loads(report.read_text(), parse_constant=pytest.fail)
    assert list(told) == ["mathcnn", "seed", "examples", "versions", "topics", "verdicts"]
    assert (told["mathcnn"], told["seed"], told["examples"]) == (mathcnn.__version__, 7, 5)
    assert set(told["versions"]) == {"python", "numpy", "scipy", "sympy", "python-flint"}
    assert all(list(row) == KEYS for row in told["verdicts"])
    assert {row["formula"] for row in told["verdicts"]} == {"layers.flatten", "layers.conv"}
    assert {row["kind"] for row in told["verdicts"]} == {"form", "law", "gradient"}
    assert list(tmp_path.iterdir()) == [report]


def test_json_on_stdout_is_json_alone(capsys):
    assert main(["verify", "conv::pads", "--jobs", "1", "--examples", "5", "--json", "-"]) == 0
    printed = capsys.readouterr()
    assert len(json.loads(printed.out)["verdicts"]) == 2
    assert printed.err.startswith("2 hold, 0 fall short")


def test_jobs_change_nothing():
    names = ["geometry.output_size", "layers.linear"]
    once, twice = (
        [{**row.as_dict(), "seconds": 0} for row in verification.verify(names, examples=5, jobs=jobs)]
        for jobs in (1, 2)
    )
    assert once == twice


def test_a_name_twice_is_verified_once():
    assert verification.tasks(["layers.linear", "linear", "linear::adds_a_bias"]) == verification.tasks(
        ["layers.linear"]
    )
    assert len(set(verification.tasks())) == len(verification.tasks())


WRONG = verdicts.Verdict(
    "layers.conv",
    "law",
    "pads",
    "mathcnn",
    verdicts.FAILS,
    verdicts.SAMPLED,
    "R",
    3,
    float("inf"),
    "x = [[1.0]]: 1 and 2",
    "print(1)",
    0.1,
)


def test_what_falls_short_is_shown_and_told(capsys, monkeypatch, tmp_path):
    """A planted failing row: exit code 1, counterexample and reproduction, JSON without an Infinity."""
    monkeypatch.setattr(verification, "_verdicts", lambda task, examples, seed: [WRONG])
    printed = out_of(capsys, "verify", "conv::pads", "--jobs", "1", "--json", str(tmp_path / "report.json"), code=1)
    assert "0 hold, 1 fall short" in printed and printed.splitlines()[1].split() == ["layers", *"10000001"]
    assert "layers.conv::pads (law, mathcnn): fails" in printed
    assert "counterexample: x = [[1.0]]: 1 and 2" in printed and "      print(1)" in printed
    assert (
        json.loads((tmp_path / "report.json").read_text(), parse_constant=pytest.fail)["verdicts"][0]["max_rho"]
        == "inf"
    )


def test_a_check_that_breaks_down_is_a_row(monkeypatch):
    def broken(*args, **options):
        raise RuntimeError("planted")

    monkeypatch.setattr(verification, "verify_formula", broken)
    (row,) = verification.verify("conv::pads")
    assert (row.kind, row.law, row.verdict, row.evidence, row.good) == ("law", "pads", "fails", "open", False)
    assert "RuntimeError: planted" in row.counterexample


@pytest.mark.parametrize("wrong", [{"examples": 0}, {"seed": -1}, {"jobs": 0}, {"examples": True}, {"seed": 1.5}])
def test_verify_refuses_numbers_that_make_no_sense(wrong):
    with pytest.raises(ValueError, match="must be an integer >="):
        verification.verify("conv::pads", **wrong)


def test_nothing_is_left_half_written(capsys, monkeypatch, tmp_path):
    """A run that dies leaves the old report as it was."""
    old = tmp_path / "report.json"
    old.write_text("old")

    def dies(*args, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(verification, "verify", dies)
    assert main(["verify", "conv::pads", "--json", str(old)]) == 130
    assert capsys.readouterr().err == "mathcnn: interrupted\n"
    assert old.read_text() == "old" and list(tmp_path.iterdir()) == [old]


def test_a_device_is_written_to_and_not_replaced(capsys):
    out_of(capsys, "verify", "conv::pads", "--jobs", "1", "--examples", "1", "--json", os.devnull)
    assert not os.path.isfile(os.devnull)
