"""Plain `pytest` runs with pytest-xdist, in worker processes, and without it."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

ROOT = Path(__file__).parents[1]


def options_after(**options):
    """The options of a run after the hook of the root conftest.py has read them."""
    space = {}
    exec((ROOT / "conftest.py").read_text(), space)
    config = SimpleNamespace(option=SimpleNamespace(**options))
    space["pytest_cmdline_main"](config)
    return vars(config.option)


@pytest.mark.parametrize(
    "given, after",
    [
        ({"numprocesses": None, "dist": "no"}, {"numprocesses": "auto", "dist": "worksteal"}),
        ({"numprocesses": 0, "dist": "no"}, {"numprocesses": 0, "dist": "no"}),  # -n 0
        ({"numprocesses": 3, "dist": "load"}, {"numprocesses": 3, "dist": "load"}),  # -n 3
        ({"numprocesses": None, "dist": "loadfile"}, {"numprocesses": None, "dist": "loadfile"}),
        ({}, {}),  # without pytest-xdist
    ],
)
def test_one_worker_for_each_core_unless_the_command_line_says(given, after):
    assert options_after(**given) == after


def test_runs_without_xdist():
    """No option of pyproject.toml belongs to pytest-xdist."""
    command = [sys.executable, "-m", "pytest", "-p", "no:xdist", "-p", "no:cacheprovider", "-q"]
    done = subprocess.run(
        [*command, "tests/test_workers.py", "-k", "core"], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0 and "5 passed" in done.stdout, done.stdout + done.stderr
