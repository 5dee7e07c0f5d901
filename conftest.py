"""Tests run in one worker process for each core if pytest-xdist is installed, and in one process without it."""

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config):
    """Set what `-n auto --dist worksteal` sets, unless the command line says how many workers there are."""
    options = config.option
    if getattr(options, "numprocesses", 0) is None and options.dist == "no" and not hasattr(config, "workerinput"):
        options.numprocesses, options.dist = "auto", "worksteal"
