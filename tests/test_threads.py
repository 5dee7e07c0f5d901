"""Pieces of array work in threads: results in their order, each row once, and tables that are checked in blocks."""

import numpy as np
import pytest

from mathcnn import information
from mathcnn.numbers import threads

SHAPES = [(1,), (7,), (8,), (9,), (64, 1), (13, 5), (2, 40), (5, 3, 2)]


@pytest.fixture
def small(monkeypatch):
    """Blocks of a few entries, and two threads for every array."""
    for name, value in {"BLOCK": 8, "MANY": 0, "count": lambda: 2}.items():
        monkeypatch.setattr(threads, name, value)


@pytest.mark.parametrize("shape", SHAPES, ids=str)
def test_blocks_have_each_row_once_in_order(shape, small):
    x = np.arange(np.prod(shape)).reshape(shape)
    np.testing.assert_array_equal(np.concatenate(threads.in_blocks(lambda at: x[at], x)), x)
    assert all(part.size <= max(threads.BLOCK, x[0].size) for part in threads.in_blocks(lambda at: x[at], x))


@pytest.mark.parametrize("shape", [(5, 3), (16, 16), (3, 100), (100, 3)], ids=str)
def test_information_does_not_depend_on_blocks(shape, monkeypatch):
    joint = np.random.default_rng(0).random(shape)
    joint[1, 2] = 0
    joint /= joint.sum()
    whole = information.mutual_information(joint), information.entropy(joint)
    for name, value in {"BLOCK": 8, "MANY": 0, "count": lambda: 2}.items():
        monkeypatch.setattr(threads, name, value)
    parts = information.mutual_information(joint), information.entropy(joint)
    assert np.abs(np.subtract(parts, whole)).max() <= 4 * joint.size * np.finfo(float).eps * max(whole)


@pytest.mark.parametrize("wrong, said", [(-0.25, r"-0\.25 at \(39, 2\)"), (np.nan, r"nan at \(39, 2\)"), (0.5, "sums")])
def test_a_wrong_entry_of_the_last_block_is_found(wrong, said, small):
    joint = np.full((40, 3), 1 / 120)
    joint[39, 2] = wrong
    with pytest.raises(ValueError, match=said):
        information.mutual_information(joint)


def test_an_exception_in_a_thread_is_raised(small):
    with pytest.raises(ZeroDivisionError):
        threads.in_blocks(lambda at: 1 / 0, np.zeros((40, 3)))
