"""Bad calls: each gets one clear error that names the argument, its numbers and the rule."""

import importlib
import pkgutil

import pytest

from . import bad

TABLES = {
    name: importlib.import_module(f"{bad.__name__}.{name}").CALLS for _, name, _ in pkgutil.iter_modules(bad.__path__)
}
CALLS = {
    f"{table}: {label}": (call, message)
    for table, rows in TABLES.items()
    if table != "command"
    for label, call, message in rows
}


def test_there_are_many():
    assert len(CALLS) >= 200


def test_labels_are_distinct():
    for table, rows in TABLES.items():
        labels = [row[0] for row in rows]
        assert len(labels) == len(set(labels)), table


@pytest.mark.parametrize("label", CALLS)
def test_is_refused(label):
    call, message = CALLS[label]
    with pytest.raises((ValueError, TypeError), match=message) as error:
        call()
    assert "\n" not in str(error.value)
