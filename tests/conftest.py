"""Profiles of Hypothesis, and what several files of tests share.

The profile `ci` runs the same cases every time, and `deep` looks further on every run:

HYPOTHESIS_PROFILE=deep pytest
"""

import fcntl
import importlib.util
import itertools
import json
import os
import sys

import pytest
from hypothesis import settings

from mathcnn.text import resources

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


@pytest.fixture(scope="session")
def proofs(tmp_path_factory):
    """The folder of compiled proofs and what their audit found: made once, by the worker of pytest that is first."""
    audit = resources.module("proofs", "audit")
    home = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        home = home.parent
    work, report = home / "proofs", home / "proofs.json"
    with open(home / "proofs.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not report.exists():
            work.mkdir()
            files = audit.compiled(audit.SOURCE, work)
            audit.audited(work, files)
            report.write_text(json.dumps([vars(file) for file in files]))
    return work, [audit.File(**file) for file in json.loads(report.read_text())]
