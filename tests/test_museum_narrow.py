"""Each exhibit of the museum is rejected in its narrow form, too: wrong only where its report says so."""

import json

import numpy as np
import pytest

from mathcnn import activation, commands, museum, pooling
from mathcnn.museum import conditions, narrow

SOME = [
    "last_column_missed",
    "nan_becomes_zero",
    "zeros_take_part",
    "slope_without_alpha",
    "same_as_the_larger",
    "same_padding_counted",  # wrong for the word only, in a square window
    "circular_padding_one_off",
]


def test_every_exhibit_has_a_narrow_form():
    assert set(conditions.CONDITIONS) == set(museum.exhibits())


def test_a_narrow_form_is_right_elsewhere():
    x = np.arange(98, dtype=float).reshape(1, 2, 7, 7)
    fn = narrow.narrowed(museum.find("last_column_missed"))
    assert (fn(x, 2) == pooling.max_pool(x, 2)).all()
    assert (fn(x, 3, stride=2) != pooling.max_pool(x, 3, stride=2)).any()
    relu = narrow.narrowed(museum.find("nan_becomes_zero"))
    assert np.isnan(relu(np.full((2, 3), np.nan))).all() and not np.isnan(relu(np.full((1, 1, 2, 3), np.nan))).any()


@pytest.mark.parametrize("name", SOME)
def test_some_are_rejected(name):
    assert narrow.examine(museum.find(name)).row is not None


@pytest.mark.deep
@pytest.mark.parametrize("name", museum.exhibits())
def test_all_are_rejected(name):
    found = narrow.examine(museum.find(name))
    assert found.row is not None, f"{name}: wrong only for {found.when}"
    assert "Error" not in (found.row.counterexample or ""), found.row.counterexample  # wrong, and does not break down


def test_a_mended_exhibit_is_not_rejected(monkeypatch):
    """What is found is the fault: the same function without it passes the calls of the plan."""
    one = museum.find("nan_becomes_zero")
    monkeypatch.setitem(conditions.CONDITIONS, one.name, ("no call", lambda c: False))
    rows = narrow.on_the_plan(narrow.target_of(one), activation.relu, lambda c: True, 0)
    assert all(row.good for row in rows)


def test_the_command(capsys):
    assert commands.main(["museum", "--narrow", "last_column_missed"]) == 0
    said = capsys.readouterr().out
    assert "3 x 3, stride 2" in said and "1 narrow form: 1 rejected" in said
    assert commands.main(["museum", "--narrow", "--json", "last_column_missed"]) == 0
    (told,) = json.loads(capsys.readouterr().out)["exhibits"]
    assert told["rejected"] and told["by"] and told["counterexample"]
