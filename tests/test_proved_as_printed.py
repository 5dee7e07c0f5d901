"""The record of what is proved as it is printed, and compiled files that a check takes, without Coq."""

import dataclasses
import json
import shutil

import pytest

from proofs import audit
from proofs.printing import check, record
from proofs.printing.files import NAME, Generated, generated

LAWS = ("convolution.discrete::scales", "convolution.discrete::commutes")


def results():
    """What a check finds of two laws."""
    of = generated().propositions
    return [check.Result(law, check.found()[law], of[law].text) for law in LAWS]


@pytest.fixture
def recorded(monkeypatch, tmp_path):
    """A record of these two laws alone."""
    path = tmp_path / "record.json"
    path.write_text(record.written(results(), generated().propositions), encoding="utf-8")
    monkeypatch.setattr(record, "FILE", path)
    return path


def test_a_record_that_differs_is_named(recorded):
    found, of = results(), generated().propositions
    assert record.differences(found, of) == []
    said = f"{LAWS[0]} as it is generated: the record has"
    fails = dataclasses.replace(found[0], fault="does not prove what the law says")
    assert record.differences([fails, found[1]], of) == [f"{said} it as proved by {found[0].theorem}, which it is not"]
    other = dataclasses.replace(found[0], axioms=("Classical_Prop.classic",))
    assert record.differences([other, found[1]], of) == [f"{said} another entry"]
    rows = json.loads(recorded.read_text("utf-8"))
    recorded.write_text(json.dumps({LAWS[1]: rows[LAWS[1]]}), encoding="utf-8")
    assert record.differences(found, of) == [f"{said} no entry"]


def test_compiled_files_are_taken_only_if_they_are_of_what_is_printed(tmp_path):
    of = Generated("Definition says := True.", {}, {})
    for name in check.PRELUDE:
        shutil.copyfile(audit.SOURCE / f"{name}.v", tmp_path / f"{name}.v")
    (tmp_path / f"{NAME}.v").write_text(of.text, encoding="utf-8")
    assert not check.is_of(tmp_path, of)  # nothing is compiled
    for name in (*check.PRELUDE, NAME):
        (tmp_path / f"{name}.vo").touch()
    assert check.is_of(tmp_path, of)
    assert not check.is_of(tmp_path, dataclasses.replace(of, text=f"{of.text} "))
    (tmp_path / f"{check.PRELUDE[0]}.v").write_text("Axiom any : False.", encoding="utf-8")
    assert not check.is_of(tmp_path, of)
