"""The benchmark's machinery: wrong results are refused, one process runs at a time, in random order; its tables."""

import json
import pathlib
import subprocess
import sys
import time

import pytest

from benchmarks import __main__ as command
from benchmarks import page, plan, runner, tables, worker
from mathcnn.text import resources

ROOT = pathlib.Path(__file__).parents[1]
WORK = """
import pathlib, time
import numpy as np
from benchmarks.plan import Case, Goal, Measured, NotOffered, Peer, Work, WrongResult

LOG = pathlib.Path(__file__).with_name("log")

def peer(name, add=0.0, only="", dies=False):
    def prepare(case, arrays, threads):
        if only and case.name != only:
            raise NotOffered("it does " + only + " only")
        if dies:
            raise SystemExit(7)
        with LOG.open("a") as log:
            log.write(f"{name} {time.monotonic_ns()} begins\\n")
        def run():
            y = arrays["x"].sum() + add
            with LOG.open("a") as log:
                log.write(f"{name} {time.monotonic_ns()} runs\\n")
            return y
        return run
    return Peer(prepare, package="numpy", about=name.upper())

def agrees(case, arrays, result):
    if result != arrays["x"].sum():
        raise WrongResult(f"{result}, and the sum is {arrays['x'].sum()}")

WORK = Work(
    title="Sums", about="Sums.", cases=lambda quick: [
        Case(n, {"what": n}, operations=10, moved=80, goals=(Goal("a", 1e9, ("b", "wrong")), Goal("b", 1e-12)))
        for n in ("small", "large")
    ],
    peers={"a": peer("a"), "b": peer("b", only="small"), "wrong": peer("wrong", 1.0), "c": peer("c"), "d": peer("d"),
           "absent": Peer(lambda *given: None, package="no_such_package"), **EXTRA},
    beside="b", arrays=lambda case: {"x": np.arange(10.0)}, agrees=agrees, rounds=3, tried="Nothing was tried.",
)
"""


@pytest.fixture
def planted(tmp_path, monkeypatch):
    """A function that makes the work above importable, here and in workers, under a new name."""

    def make(name, extra="{}"):
        (tmp_path / f"{name}.py").write_text(WORK.replace("**EXTRA", f"**{extra}"))
        monkeypatch.setenv("PYTHONPATH", str(tmp_path))
        monkeypatch.syspath_prepend(tmp_path)
        return tmp_path / "log"

    yield make
    for name in ("planted_sums", "planted_death"):
        sys.modules.pop(name, None)


@pytest.fixture
def record(planted):
    """The record of the work above, and what its peers noted."""
    log = planted("planted_sums")
    return runner.run("planted_sums", runner.Settings(seconds=1e-4, threads=1)), log.read_text()


def test_peers_run_alone_in_random_order_and_wrong_ones_are_refused(record):
    found, log = record
    small, large = found["cases"]
    assert small["refused"]["wrong"].startswith("wrong result: 46.0, and the sum is 45.0")
    assert "wrong" not in small["seconds"] and small["refused"]["absent"] == "no_such_package is not installed"
    assert [*small["seconds"]] == ["a", "b", "c", "d"] and [*large["seconds"]] == ["a", "c", "d"]
    assert large["refused"]["b"] == "it does small only"
    assert all(len(rounds) == 3 for case in found["cases"] for rounds in case["seconds"].values())

    lines = [line.split() for line in log.splitlines()]
    assert [int(at) for _, at, _ in lines] == sorted(int(at) for _, at, _ in lines)
    turns = [name for k, (name, *_) in enumerate(lines) if not k or lines[k - 1][0] != name]
    # five processes that compute, then three rounds of four: none is cut in two, the wrong one is not timed
    assert len(turns) <= 5 + 3 * 4 and turns.count("wrong") == 1
    assert len({name for name in turns[:5]}) == 5
    assert sum(name == "wrong" for name, *_ in lines) == 4  # it began and ran once for each case


def test_the_order_is_drawn_with_a_seed_in_each_round(monkeypatch, planted):
    planted("planted_sums")
    orders = {}

    def noted(module, request, threads):
        orders.setdefault(seed, []).append((request["task"], request["peer"]))
        said = {"compute": {}, "judge": {}, "time": {"seconds": 1.0}}[request["task"]]
        return {"version": "", "cases": {name: dict(said) for name in request["cases"]}}

    monkeypatch.setattr(runner, "answer", noted)
    for seed in (0, 1, 2):
        runner.run("planted_sums", runner.Settings(seed=seed))
    again, seed = orders.pop(0), 0
    runner.run("planted_sums", runner.Settings(seed=0))
    assert orders[0] == again
    rounds = {tuple(run[k : k + 5]) for run in orders.values() for k in (6, 11, 16)}
    assert len(rounds) > 6 and all(len({peer for _, peer in one}) == 5 for one in rounds)


def test_a_process_that_ends_is_reported(planted):
    planted("planted_death", '{"dies": peer("dies", dies=True)}')
    with pytest.raises(runner.Failed, match=r"planted_death: compute of dies: exit 7: no message"):
        runner.run("planted_death", runner.Settings(seconds=1e-4, threads=1, rounds=1))


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_no_process_goes_on_when_the_command_is_ended():
    command = [sys.executable, "-m", "benchmarks", "conv"]  # a minute for each process
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as parent:
        children = pathlib.Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
        while not (found := children.read_text().split()):
            time.sleep(0.05)
        time.sleep(2)  # it reads its request, and computes
        parent.kill()
    until = time.monotonic() + 10
    while any(pathlib.Path(f"/proc/{pid}").exists() for pid in found) and time.monotonic() < until:
        time.sleep(0.05)
    assert not [pid for pid in found if pathlib.Path(f"/proc/{pid}").exists()]


def test_goals_are_beside_what_was_measured(record):
    found, _ = record
    rows = tables.goals(found)
    assert [row[-1].partition(" by")[0] for row in rows] == [
        "met",
        "missed",
        "not measured: it does small only",
        "not measured: it does small only",
    ]
    assert tables.counts(found) == (1, 1, 2)
    said = tables.section(found)
    assert "Where the limit is: Nothing was tried." in said and "small: WRONG: wrong result: 46.0" in said


def test_ratios_are_of_one_round_and_beside_the_fastest():
    case = {"seconds": {"a": [1.0, 2.0, 3.0], "b": [2.0, 2.0, 2.0], "c": [4.0, 1.0, 8.0]}, "refused": {}}
    assert tables.ratios(case, "a", ["b", "c", "d"]) == [0.5, 2.0, 1.5]
    assert tables.ratios(case, "a", ["d"]) is None and tables.ratios(case, "d", ["a"]) is None
    assert tables.quartiles([0.5, 2.0, 1.5]) == (1.0, 1.5, 1.75) and tables.quartiles([3.0]) == (3.0, 3.0, 3.0)
    goal = {"ours": "a", "beside": ["b", "c"], "most": 1.0}
    assert tables.outcome(case, goal) == ("1.50 (1.00 to 1.75)", "missed by a factor of 1.50")
    assert tables.outcome(case, {**goal, "most": 1.5})[1] == "met"


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (2.5, "2.50 s"),
        (0.0123, "12.3 ms"),
        (0.1234, "123 ms"),
        (9.996e-6, "10.0 us"),
        (4e-7, "0.40 us"),
        (61, "61.0 s"),
    ],
)
def test_durations(seconds, said):
    assert tables.duration(seconds) == said


def test_times_are_medians_of_enough_calls(monkeypatch):
    now = [0.0]
    monkeypatch.setattr(worker.time, "perf_counter", lambda: now[0])
    costs = iter([5.0, 0.3, 0.1, *[0.1] * 6, 9.0, *[0.1] * 1000])  # it compiles, warms up, and is once disturbed

    def run():
        now[0] += next(costs)

    assert abs(worker.timed(run, 2.0) - 0.1) < 2.0**-40  # differences of times up to 20


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["lenet5"], "WORK = 'lenet5': must be one of machine, lenet"),
        (["--threads", "0"], "--threads 0: must be an integer from 1 to"),
        (["--quick", "--publish"], "--publish cannot be combined with --quick"),
    ],
)
def test_misuse_is_one_line(arguments, said, capsys):
    with pytest.raises(SystemExit) as ended:
        command.main(arguments)
    err = capsys.readouterr().err
    assert ended.value.code == 2 and err.count("\n") == 1 and said in err


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"schema": "other"}', "\x00"])
def test_a_file_that_is_no_record_is_refused(text, tmp_path, capsys):
    (tmp_path / "x.json").write_text(text)
    with pytest.raises(SystemExit):
        command.main(["machine", "--json", str(tmp_path / "x.json")])
    assert "must be a record of this benchmark" in capsys.readouterr().err
    assert (tmp_path / "x.json").read_text() == text


def test_what_is_done_is_kept(tmp_path, monkeypatch, record, capsys):
    asked = []
    found, _ = record

    def run(module, settings, says):
        asked.append(module)
        return {**found, "quick": settings.quick, "threads": settings.threads}

    monkeypatch.setattr(command, "run", run)
    path = tmp_path / "x.json"
    line = ["--json", str(path), "--threads", "1"]
    assert command.main(["oracle", *line]) == 1  # a result is wrong
    assert command.main(["oracle", "lenet", *line]) == 1
    assert asked == ["benchmarks.works.oracle", "benchmarks.works.lenet"]
    assert [*json.loads(path.read_text())["works"]] == ["oracle", "lenet"]
    command.main(["oracle", *line, "--quick"])
    assert asked[-1] == "benchmarks.works.oracle" and len(asked) == 3
    command.main(["oracle", *line, "--quick", "--fresh"])
    assert len(asked) == 4


def test_every_work_has_cases_whose_names_differ():
    for name in plan.names():
        work = __import__(f"benchmarks.works.{name}", fromlist=["WORK"]).WORK
        for quick in (False, True):
            cases = work.cases(quick)
            assert len({case.name for case in cases}) == len(cases) > 0, name
            assert len({tuple(case.columns) for case in cases}) == 1, name
            for case in cases:
                used = {p for goal in case.goals for p in (goal.ours, *goal.beside)}
                assert used <= {*work.peers}, case.name
        assert work.beside in (*work.peers, "") and (work.tried or not any(case.goals for case in cases)), name


def test_pages_are_what_the_record_says():
    kept, docs = resources.module("figures", "recorded").record("benchmark"), pathlib.Path(page.ROOT, "docs")
    assert (docs / "benchmarks.md").read_text("utf-8") == page.page(kept)
    text = (docs / "lenet.md").read_text("utf-8")
    assert page.between(text, page.lenet(kept)) == text
    assert page.page({**kept, "machine": {**kept["machine"], "processor": "another"}}) != page.page(kept)
    with pytest.raises(ValueError, match="each once"):
        page.between("no comment", "x")


def test_old_figures_are_quoted_nowhere():
    """The times of processes that took turns, whose idle threads kept the cores at work."""
    for path in [*page.ROOT.glob("*.md"), *page.ROOT.joinpath("docs").rglob("*.md*")]:
        text = path.read_text("utf-8")
        assert "benchmarks/lenet.py" not in text and "0.36 (0.27" not in text and "0.52 (0.47" not in text, path


@pytest.mark.slow
def test_the_benchmark_of_false_alarms_counts_and_shows_what_is_called_wrong(monkeypatch, capsys):
    from benchmarks import false_alarms

    for types in ("TYPES", "WIDE"):
        monkeypatch.setattr(false_alarms, types, ("float64",))
    monkeypatch.setitem(false_alarms.ALSO, "fitting.mean_squared_error", (lambda y, z: ((y - z) ** 2).sum(),))
    assert false_alarms.by_plan(["fitting.mean_squared_error"], 1, 0, 0.0) > 0
    own, wrong, example = capsys.readouterr().out.splitlines()[2:]
    assert own.split(" | ")[5:7] == ["0", "0"] and "| 0 | 0 |" not in wrong and "the result is wrong" in example
