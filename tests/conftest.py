"""Profiles of Hypothesis: `ci`, the same cases every time, and `deep`, which looks further on every run:

HYPOTHESIS_PROFILE=deep pytest
"""

import importlib.util
import itertools
import os
import sys

import pytest
from hypothesis import settings

settings.register_profile("deep", max_examples=1000, deadline=None, derandomize=False, print_blob=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

COUNT = itertools.count()


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A module from its text, in a file of its own."""
    monkeypatch.syspath_prepend(tmp_path)

    def load(text, name=None):
        name = name or f"planted_{next(COUNT)}"
        (tmp_path / f"{name}.py").write_text(text)
        importlib.invalidate_caches()
        spec = importlib.util.spec_from_file_location(name, tmp_path / f"{name}.py")
        found = importlib.util.module_from_spec(spec)
        monkeypatch.setitem(sys.modules, name, found)
        spec.loader.exec_module(found)
        return found

    return load
