"""Profiles of Hypothesis, and what several files of tests share.

The profile `ci` runs the same cases every time, and `deep` looks further on every run:

HYPOTHESIS_PROFILE=deep pytest
"""

import contextlib
import fcntl
import importlib.util
import itertools
import json
import os
import shutil
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


@contextlib.contextmanager
def alone(tmp_path_factory, name):
    """A folder that all workers of pytest share, for one of them at a time."""
    home = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        home = home.parent
    with open(home / f"{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield home


@pytest.fixture(scope="session")
def library(tmp_path_factory):
    """A function of the names of proofs: it compiles them, with all that they import, and copies what is compiled.

    Each file is compiled once, by the worker of pytest that is first.
    """
    link = resources.module("proofs", "link")

    def copied(work, *names):
        with alone(tmp_path_factory, "library") as home:
            for name in link.built(home / "library", names):
                shutil.copy(home / "library" / f"{name}.vo", work)
                shutil.copy(home / "library" / f"{name}.v", work)
        return work

    return copied


@pytest.fixture(scope="session")
def proofs(tmp_path_factory):
    """The folder of all compiled proofs and what their audit found: made once, in minutes, or in seconds after
    `mathcnn prove`, which keeps its results."""
    audit, kept = (resources.module("proofs", name) for name in ("audit", "kept"))
    with alone(tmp_path_factory, "proofs") as home:
        work, report = home / "proofs", home / "proofs.json"
        if not report.exists():
            work.mkdir()
            held = kept.Kept(kept.default())
            files = audit.compiled(audit.SOURCE, work, held=held)
            audit.audited(work, files, held=held)
            report.write_text(json.dumps([vars(file) for file in files]))
    return work, [audit.File(**file) for file in json.loads(report.read_text())]


@pytest.fixture(scope="module")
def ops(tmp_path_factory):
    """A module of kernels, good and bad, on the path of this process and of its workers."""
    from mathcnn.conformance import target

    from .targets import OPS

    home = tmp_path_factory.mktemp("kernels")
    (home / "ops_under_test.py").write_text(OPS)
    with pytest.MonkeyPatch.context() as m:
        m.syspath_prepend(str(home))
        m.setenv("PYTHONPATH", str(home))
        yield "ops_under_test"
    target.cache_clear()


@pytest.fixture
def small_runs(monkeypatch):
    """Runs leave the parts of real sizes out, which take most of the time and have tests of their own."""
    from mathcnn.conformance import judging

    run_of, large = judging.run_of, ("everyday", "thresholds", "layouts")
    monkeypatch.setattr(judging, "run_of", lambda *args: [part for part in run_of(*args) if part not in large])


@pytest.fixture
def place(tmp_path, monkeypatch):
    """An empty directory to work in, where a default output would be seen."""
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    yield tmp_path
    assert not os.listdir(tmp_path / "here")


@pytest.fixture
def no_work(monkeypatch):
    """Any of the long works fails the test."""

    def begun(*args, **options):
        pytest.fail("the work was begun")

    from mathcnn import audit as document
    from mathcnn import conformance
    from mathcnn.evidence import verification
    from mathcnn.networks import training

    monkeypatch.setattr(verification, "verify", begun)
    monkeypatch.setattr(verification, "spread", begun)
    monkeypatch.setattr(conformance, "verify_against", begun)
    monkeypatch.setattr(document, "audit", begun)
    monkeypatch.setattr(training, "loaded", begun)
    monkeypatch.setattr("mathcnn.data.photographs.filter_image", begun)
    monkeypatch.setattr("mathcnn.networks.onnx.export", begun)
    monkeypatch.setattr(resources.module("proofs", "proving"), "prove", begun)


@pytest.fixture
def compiling(tmp_path_factory, monkeypatch):
    """Machine code of these tests is kept for them, and its results lie between entries that it must leave alone.

    So code that writes beyond its result is seen, and harms nothing else. Tests of wrong code empty the list.
    """
    import numpy as np

    from mathcnn.compiled import running

    outside = []

    def between(shape, dtype):
        size = max(1, int(np.prod(shape))) * dtype.itemsize
        beside = max(1 << 16, 2 * size)
        memory = np.full(beside + size + beside, 0xA5, np.uint8)
        outside.extend((memory[:beside], memory[beside + size :]))
        return memory[beside:][: int(np.prod(shape)) * dtype.itemsize].view(dtype).reshape(shape)

    monkeypatch.setenv("MATHCNN_CACHE", str(tmp_path_factory.getbasetemp() / "native"))
    monkeypatch.setattr(running, "memory", between)
    yield outside
    assert all((part == 0xA5).all() for part in outside), "a kernel has written beyond its result"


@pytest.fixture
def sharing(monkeypatch):
    """Threads share every part of a compiled form, however soon one of them computes it."""
    for name in ("SMALL", "TRIALS", "SHORT", "LARGE"):
        monkeypatch.setattr(f"mathcnn.compiled.running.{name}", 0)


@pytest.fixture
def recording(monkeypatch, tmp_path, compiling):
    """A cache of its own, in `tmp_path`, and sources that count as old, so that calls are recorded."""
    import time

    from mathcnn.compiled import records

    monkeypatch.setenv("MATHCNN_CACHE", str(tmp_path / "cache"))
    records.origin.cache_clear()
    real = time.time
    monkeypatch.setattr(records.time, "time", lambda: real() + 10)
    yield
    records.origin.cache_clear()
