"""Calls of the command line, in this process and in one of their own."""

import subprocess
import sys

from mathcnn.commands import main

COMMAND = [sys.executable, "-m", "mathcnn"]


def out_of(capsys, *argv, code=0):
    """What a call prints, after it ended with the exit code that it should end with."""
    assert main(argv) == code
    printed = capsys.readouterr()
    assert printed.err == ""
    return printed.out


def process(*argv, **options):
    """A call in a process of its own."""
    return subprocess.run([*COMMAND, *argv], capture_output=True, text=True, timeout=120, **options)


def refused(argv, capfd, shown=""):
    """The message of a call that is refused: exit code 2, one line on stderr, nothing on stdout.

    With `shown` it is refused after the work, whose results are on stdout and have this text.
    """
    assert main(argv) == 2, argv
    printed = capfd.readouterr()
    assert (
        (shown in printed.out if shown else printed.out == "")
        and printed.err.startswith("mathcnn: ")
        and printed.err.count("\n") == 1
        and len(printed.err) < 640
    ), (argv, printed)
    return printed.err
