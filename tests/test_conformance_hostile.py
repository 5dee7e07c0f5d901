"""Targets that end their process, hang, use up memory, print, fork and write where they should not: each is reported in
one line, and the run goes on."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mathcnn import activation
from mathcnn.commands import main
from mathcnn.conformance import DoesNotImport, NoTarget, campaign, target, verify_against, workers
from mathcnn.conformance.client import Worker
from mathcnn.conformance.limits import GIB, MEMORY, default_memory
from mathcnn.conformance.reach import Reach
from mathcnn.evidence import verdicts
from mathcnn.evidence.verification import Task
from tests.planted.hostile import AT_IMPORT, CALLS, RELU, RIGHT

pytestmark = pytest.mark.usefixtures("small_runs")
FORM = Task("activation.relu", "form")
AGAINST = ["verify", "activation.relu", "--examples", "4", "--jobs", "2"]


@pytest.fixture
def module(tmp_path, monkeypatch):
    """A function that writes a module into the working directory; it returns the module's name."""
    monkeypatch.chdir(tmp_path)

    def write(source, name="hostile_target"):
        (tmp_path / f"{name}.py").write_text(source)
        return name

    yield write
    target.cache_clear()
    workers._close_all()


def run(*argv):
    """The exit code of the command."""
    return main([*AGAINST, *argv])


# ---------------------------------------------------------------- at import


def quick(names, *chosen):
    """Names as parameters; those that are not chosen are tested with the slow tests."""
    return [pytest.param(name, marks=() if name in chosen else pytest.mark.slow) for name in names]


@pytest.mark.parametrize("name", quick(AT_IMPORT, "exits_quietly", "faults", "loops", "leaves", "asks"))
def test_an_import_that_does_not_end_well_is_one_line(name, module, capfd):
    source, said = AT_IMPORT[name]
    hostile = module(source + RELU)
    assert run("--against", f"{hostile}:relu", "--time-limit", "2", "--json", "all.json") == 2
    out, err = capfd.readouterr()
    assert out == "" and err.startswith(f"mathcnn: nothing could be checked: {hostile}:relu does not import: "), err
    assert said in err and err.count("\n") == 1
    (one,) = json.loads(Path("all.json").read_text())["campaigns"]
    assert said in one["fault"] and one["verdicts"] == []


def test_the_run_goes_on_with_other_targets(module, capfd):
    bad, good = module("import os; os._exit(0)", "bad_target"), module(RELU, "good_target")
    files = ["--json", "all.json", "--junit", "all.xml", "--html", "all.html"]
    assert run("--against", f"{bad}:relu", "--against", f"{good}:relu", *files) == 1
    out, _ = capfd.readouterr()
    assert "bad_target:relu does not import: it ended its process with exit code 0\n" in out
    first, second = json.loads(Path("all.json").read_text())["campaigns"]
    assert first["fault"] and not first["verdicts"] and len(second["verdicts"]) > 5 and "fault" not in second
    assert (
        'errors="1"' in Path("all.xml").read_text()
        and "bad_target:relu does not import" in Path("all.html").read_text()
    )


def test_this_process_imports_nothing_of_the_target(module):
    name = module(RELU, "never_imported_here")
    rows = verify_against(f"{name}:relu", ["activation.relu"], examples=4).rows
    assert name not in sys.modules and all(row.good or row.verdict == verdicts.NOT_OFFERED for row in rows)


# ---------------------------------------------------------------- calls


@pytest.mark.parametrize("name", quick(CALLS, "exits", "loops", "fills_memory"))
def test_a_function_that_never_returns_a_result_falls_short(name, module, capfd):
    source, said = CALLS[name]
    hostile = module(source)
    started = time.perf_counter()
    options = ["--time-limit", "3" if said.endswith("in one call") else "60", "--json", "all.json", "--memory", "4"]
    assert run("--against", f"{hostile}:relu", *options) == 1
    took = time.perf_counter() - started
    (one,) = json.loads(Path("all.json").read_text())["campaigns"]
    assert any(said in f"{row['says']} {row['counterexample']}" for row in one["verdicts"]), one["verdicts"]
    assert not [row for row in one["verdicts"] if row["verdict"] == verdicts.HOLDS], one["verdicts"]
    if said.endswith("in one call"):  # at most once for each of two processes, which wait at the same time
        assert took < 3 + 15 and sum("took more than" in (row["counterexample"] or "") for row in one["verdicts"]) <= 2


@pytest.mark.parametrize("name", quick(RIGHT, "uses_a_pool", "leaves_a_child", "writes_everywhere", "prints"))
def test_a_right_function_holds_however_it_works(name, module, capfd):
    hostile = module(RIGHT[name])
    started = time.perf_counter()
    code = run("--against", f"{hostile}:relu", "--json", "-")
    out, err = capfd.readouterr()
    rows = json.loads(out)["campaigns"][0]["verdicts"]
    assert code == 0 and {row["law"] for row in rows} >= {"equals the literal form", *activation.relu.laws}, (err, rows)
    assert time.perf_counter() - started < 80  # children of some of them sleep for 100 s


@pytest.mark.slow
def test_a_loop_in_one_part_leaves_the_others_unreached():
    worker, reach = Worker(), Reach()
    try:
        first = worker.ask("tests.planted.looping:relu", FORM, 2, 0, 3.0, reach)
        assert "took more than 3 s" in first[-1].says and first[-1].verdict == verdicts.FAILS
        started = time.perf_counter()
        (row,) = worker.ask("tests.planted.looping:relu", Task("activation.relu", "edges"), 2, 0, 3.0, reach)
        assert row.says == "not reached: form took more than 3 s in one call" and not row.good
        assert time.perf_counter() - started < 1
    finally:
        worker.close()


@pytest.mark.slow
def test_a_slow_function_is_not_offered_at_large_sizes(module):
    slow = module(
        RELU + "    \nimport time\nfast = relu\n\ndef relu(x):\n    time.sleep(x.size / 1e5)\n    return fast(x)\n"
    )
    worker = Worker()
    try:
        rows = worker.ask(f"{slow}:relu", Task("activation.relu", "thresholds"), 2, 0, 3.0)
        assert rows[-1].verdict == verdicts.NOT_OFFERED and rows[-1].says == "too slow: took more than 3 s"
    finally:
        worker.close()


@pytest.mark.slow
def test_a_crash_in_a_later_call_leaves_the_other_parts_to_be_checked(module):
    source = (
        "import os\nimport numpy as np\ndef relu(x):\n    if np.isnan(x).any(): os.abort()\n    return np.maximum(x, 0)"
    )
    rows = verify_against(f"{module(source)}:relu", ["activation.relu"], examples=4).rows
    assert any("SIGABRT" in row.says for row in rows) and not [row for row in rows if "not reached" in row.says]
    assert any(row.good and row.kind == "law" for row in rows)


# ---------------------------------------------------------------- the channel


def test_a_damaged_answer_is_no_lost_row():
    from mathcnn.conformance.channel import Listener

    heard = Listener("token")
    line = lambda n, message: f"token{json.dumps([n, message])}\n".encode()
    assert [*heard.heard(line(1, {"ready": True}))] == [{"ready": True}]
    assert [*heard.heard(b'{"done": true}\n[2, {"done": true}]\nhalf')] == []
    assert [*heard.heard(line(2, {"a": 1}))] == [{"a": 1}]  # what stands before it is left out
    cut = line(3, {"row": {}})
    assert [*heard.heard(cut[:9] + b"X" + cut[9:])] == []
    assert [*heard.heard(line(4, {"done": True}))] == [{"damaged": 1}, {"done": True}]
    assert [*heard.heard(line(4, {"row": {}}))] == []  # said again


def test_the_memory_of_a_worker_is_limited(module):
    source = "import resource\n" + RELU + "\nassert resource.getrlimit(resource.RLIMIT_AS)[0] == 5 * 2**30"
    source += "\nassert resource.getrlimit(resource.RLIMIT_CORE) == (0, 0)"
    assert campaign.planned(f"{module(source)}:relu", ["activation.relu"], memory=5 * GIB)[0]
    with pytest.raises(DoesNotImport, match="AssertionError"):
        campaign.planned("hostile_target:relu", ["activation.relu"], memory=6 * GIB)
    assert 4 * GIB <= MEMORY == default_memory() <= 16 * GIB


def test_what_a_library_holds_when_it_is_loaded_does_not_count(module):
    """An import that maps 3 of 4 GiB, as PyTorch's build for CUDA does, leaves 4 for the calls; 5 are too many."""
    source = "import mmap\nimport numpy as np\nkept = mmap.mmap(-1, 3 * 2**30)\ndef relu(x):\n"
    needs = lambda gib: (
        source + f"    more = mmap.mmap(-1, {gib} * 2**30)\n    more.close()\n    return np.maximum(x, 0)\n"
    )
    for gib, good in ((2, True), (5, False)):
        name = module(needs(gib), f"maps_{gib}")
        worker = Worker(memory=4 * GIB)
        try:
            rows = worker.ask(f"{name}:relu", Task("activation.relu", "is_idempotent"), 2, 0, 60.0)
        finally:
            worker.close()
        assert all(row.good for row in rows) == good, rows


def test_address_space_that_the_first_array_of_a_library_takes_does_not_count(module, monkeypatch):
    """As the driver of a GPU reserves much of it, and no memory, when it makes its first array; here 100 GiB."""
    source = """import mmap
        import numpy as np
        kept = []
        def from_dlpack(x):
            if not kept:
                kept.append(mmap.mmap(-1, 100 * 2**30, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS | 0x4000, 0))
            return x
        def relu(x):
            mmap.mmap(-1, 2**31).close()
            return np.maximum(x, 0)
        """.replace("\n        ", "\n")
    name = module(source, "maps_with_its_first_array")
    worker = Worker(memory=4 * GIB)
    try:
        asked = f"{name}:relu?arrays={name}"
        rows = worker.ask(asked, Task("activation.relu", "is_idempotent"), 2, 0, 60.0)
    finally:
        worker.close()
    assert rows and all(row.good for row in rows), rows


# ---------------------------------------------------------------- journals and options


@pytest.mark.slow
def test_a_run_is_not_resumed_with_other_code(module, tmp_path):
    name = module("from hostile_helper import relu\n")
    module(RELU, "hostile_helper")
    ask = lambda resume: verify_against(
        f"{name}:relu", ["activation.relu"], examples=4, journal=tmp_path / "j", resume=resume
    )
    before = ask(False).rows
    assert [row.verdict for row in ask(True).rows] == [row.verdict for row in before]
    kept = (tmp_path / "j").read_bytes()
    module(RELU.replace("np.maximum(x, 0)", "np.minimum(x, 0)"), "hostile_helper")
    with pytest.raises(
        NoTarget, match=r"the code of hostile_target:relu has changed since; run again without --resume"
    ):
        ask(True)
    assert (tmp_path / "j").read_bytes() == kept
    assert any(row.verdict == verdicts.FAILS for row in ask(False).rows)


def test_html_without_its_extra_fails_before_the_run(module, capfd, monkeypatch, tmp_path):
    name = module("open('imported', 'w').close()\n" + RELU)
    monkeypatch.setitem(sys.modules, "latex2mathml.converter", None)
    assert run("--against", f"{name}:relu", "--html", "all.html", "--json", "all.json") == 2
    assert "pip install 'mathcnn[html]'" in capfd.readouterr().err
    assert not (tmp_path / "imported").exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--json", "-", "--junit", "-"], "--json and --junit name one file, -"),
        (["--html", "-", "--json", "-"], "--json and --html name one file, -"),
        (["--dask", ""], "no Dask scheduler at ''"),
        (["--memory", "-1"], "'-1' must be an integer between 0 and"),
        (["--memory", "much"], "'much' must be an integer between 0 and"),
    ],
)
def test_an_option_that_is_wrong_is_named_before_the_run(options, said, module, capfd, tmp_path):
    name = module("open('imported', 'w').close()\n" + RELU)
    assert run("--against", f"{name}:relu", *options) == 2
    out, err = capfd.readouterr()
    assert out == "" and said in err and err.count("\n") == 1, err
    assert not (tmp_path / "imported").exists()


def test_memory_is_for_targets(capfd):
    assert main(["verify", "activation.relu", "--memory", "4"]) == 2
    assert "--memory needs --against TARGET" in capfd.readouterr().err


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_lost_when_a_run_is_ended(number, module, tmp_path):
    """The journal has whole lines, the run is resumed from it, and no worker is left."""
    name = module(
        "import os, time\nopen(f'pid{os.getpid()}', 'w').close()\n" + RELU.replace("return", "time.sleep(.01); return")
    )
    command = [sys.executable, "-m", "mathcnn", *AGAINST, "--against", f"{name}:relu", "--json", "all.json"]
    begun = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    journal, deadline = tmp_path / "all.json.journal", time.monotonic() + 50
    while time.monotonic() < deadline and not (journal.exists() and journal.read_text().count("\n") > 2):
        time.sleep(0.02)
    begun.send_signal(number)
    assert begun.wait(20) in (-number, 128 + number)
    lines = journal.read_text().splitlines(keepends=True)
    assert len(lines) > 2 and not os.path.exists("all.json")
    assert all(json.loads(line) for line in lines[:-1])
    workers, deadline = [int(one.name[3:]) for one in tmp_path.glob("pid*")], time.monotonic() + 10
    while time.monotonic() < deadline and any(os.path.exists(f"/proc/{one}") for one in workers):
        time.sleep(0.05)
    assert workers and not [one for one in workers if os.path.exists(f"/proc/{one}")]
    resumed = subprocess.run([*command, "--resume"], capture_output=True, text=True, timeout=60)
    assert resumed.returncode == 0 and os.path.exists("all.json") and not journal.exists(), resumed.stderr


# ---------------------------------------------------------------- pytest


@pytest.mark.slow
def test_the_plugin_reports_an_import_and_goes_on(module, tmp_path):
    module("import os; os._exit(0)", "bad_target")
    module(RELU, "good_target")
    plugins = [word for name in ("no:mathcnn", "mathcnn.pytest_plugin", "no:cacheprovider") for word in ("-p", name)]
    targets = [word for name in ("bad_target:relu", "good_target:relu") for word in ("--mathcnn-against", name)]
    options = ["--mathcnn-formula", "activation.relu", "--mathcnn-examples", "4"]
    (tmp_path / "test_nothing.py").write_text("def test_one():\n    pass\n")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, *targets, *options],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 1, done.stdout + done.stderr
    assert "bad_target:relu does not import: it ended its process with exit code 0" in done.stdout
    assert "1 failed, 2 passed" in done.stdout, done.stdout
