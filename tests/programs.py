"""Runs the programs that reports show, as a reader does."""

import json
import subprocess
import sys

RUNNER = """
import contextlib, io, json, sys, traceback
found = []
for program in json.load(sys.stdin):
    out, error = io.StringIO(), ""
    with contextlib.redirect_stdout(out):
        try:
            exec(program, {"__name__": "__main__"})
        except Exception:
            error = traceback.format_exc()
    found.append((out.getvalue(), error))
json.dump(found, sys.stdout)
"""


def run(programs, folder, before="", options=(), timeout=300):
    """What each program prints, and the traceback of what it raises or "": all in one process.

    folder: the directory that it is started in; before: lines that run first; options: of Python; timeout: in seconds.
    """
    done = subprocess.run(
        [sys.executable, *options, "-c", f"{before}\n{RUNNER}"],
        input=json.dumps(programs),
        capture_output=True,
        text=True,
        cwd=folder,
        timeout=timeout,
        check=False,
    )
    assert not done.returncode, done.stderr
    return json.loads(done.stdout)
