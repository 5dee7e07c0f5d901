"""Campaigns as runs: what a target does to its process, jobs, clusters, journals, bad calls and the pytest plugin."""

import json
import subprocess
import sys
import textwrap
import types

import pytest

from mathcnn.commands import main
from mathcnn.conformance import (
    NoTarget,
    target,
    verify_against,
)
from mathcnn.conformance.client import Worker
from mathcnn.conformance.journal import Journal
from mathcnn.evidence import verdicts
from mathcnn.evidence.verification import Task

from .calling import refused
from .marks import marked
from .targets import shown

pytestmark = pytest.mark.usefixtures("small_runs")

# ---------------------------------------------------------------- processes


@pytest.mark.parametrize(
    ("fn", "said"),
    [
        ("dies", "ended its process: signal 9"),
        ("exits", "exit code 3"),
        marked(("hangs", "took more than 8 s")),
        ("a_list", "returns list, which is no array"),
        ("other_shape", "shape"),
        ("raises", "KeyError"),
        ("writes", "wrote into its input x"),
    ],
)
def test_what_a_target_does_is_reported_and_the_run_goes_on(ops, fn, said):
    worker = Worker()
    try:
        rows = worker.ask(f"{ops}:{fn}", Task("activation.relu", "form"), 4, 0, 8.0)
        assert any(row.verdict == verdicts.FAILS and said in f"{row.counterexample} {row.says}" for row in rows), [
            row.counterexample for row in rows
        ]
        if fn in ("dies", "exits", "hangs"):  # the last call is known
            assert f"{ops}.{fn}(np.array(" in rows[-1].reproduce
        again = worker.ask(f"{ops}:prints", Task("activation.relu", "form"), 4, 0, 60.0)
        assert again and all(row.good for row in again), shown(again)
    finally:
        worker.stop()


def test_another_type_is_reported(ops):
    rows = verify_against(f"{ops}:other_type", ["activation.relu"], examples=6).rows
    kept = next(row for row in rows if row.law == "keeps the type")
    assert kept.verdict == verdicts.FAILS and kept.says.startswith("returns float64 for float32;")


@pytest.mark.slow
def test_the_number_of_jobs_changes_nothing(ops):
    brief = lambda row: (row.formula, row.law, row.dtype, row.verdict, row.cases, row.max_rho)
    found = [[brief(row) for row in verify_against(ops, ["layers"], examples=3, jobs=jobs).rows] for jobs in (1, 2)]
    assert found[0] == found[1] and len(found[0]) > 20


@pytest.mark.slow
def test_an_interrupted_run_goes_on(ops, tmp_path):
    names, header = ["activation.relu"], None
    whole = verify_against(f"{ops}:prints", names, examples=4, journal=tmp_path / "whole")
    lines = (tmp_path / "whole").read_text().splitlines(keepends=True)
    header = json.loads(lines[0])
    assert len(lines) > 3 and header["target"] == f"{ops}:prints"
    (tmp_path / "cut").write_text("".join(lines[:3]) + lines[3][: len(lines[3]) // 2])  # killed in the middle of a line
    asked = []
    resumed = verify_against(
        f"{ops}:prints", names, examples=4, journal=tmp_path / "cut", resume=True, done=asked.append
    )
    said = lambda rows: [(row.law, row.dtype, row.verdict, row.cases) for row in rows]
    assert said(resumed.rows) == said(whole.rows)
    before = Journal(tmp_path / "cut", header, resume=True)
    assert len(before.done) == len(lines) - 1
    before.close()
    with pytest.raises(NoTarget, match="of another campaign: seed was 0 and is 1"):
        verify_against(f"{ops}:prints", names, examples=4, seed=1, journal=tmp_path / "cut", resume=True)


def test_ctrl_c_keeps_what_was_found(ops, tmp_path):
    def interrupt(task):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        verify_against(f"{ops}:prints", ["activation.relu"], examples=4, journal=tmp_path / "journal", done=interrupt)
    assert len((tmp_path / "journal").read_text().splitlines()) == 2  # what was asked, and the first task


@pytest.mark.slow
def test_dask_says_the_same(ops):
    distributed = pytest.importorskip("distributed", reason="pip install 'mathcnn[dask]' for the cluster")
    import warnings

    said = lambda found: [(row.law, row.dtype, row.verdict, row.cases, row.max_rho) for row in found.rows]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        cluster = distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None)
        try:
            spread = verify_against(f"{ops}:conv", ["layers.conv"], examples=3, dask=cluster.scheduler_address)
        finally:
            cluster.close()
    assert said(spread) == said(verify_against(f"{ops}:conv", ["layers.conv"], examples=3)) and spread.rows


@pytest.mark.slow
def test_no_cluster_is_one_line():
    pytest.importorskip("distributed", reason="pip install 'mathcnn[dask]' for the cluster")
    with pytest.raises(NoTarget, match="no Dask scheduler at"):
        verify_against("scipy", ["convolution.flip", "convolution.toeplitz"], examples=2, dask="tcp://127.0.0.1:9")


# ---------------------------------------------------------------- bad calls

BAD = [
    ("no such module", ["layers.conv", "--against", "nowhere.at_all"], "nowhere.at_all: no module nowhere"),
    ("a misspelt adapter", ["layers.conv", "--against", "torhc"], "no module torhc; did you mean torch?"),
    ("no such function", ["layers.conv", "--against", "{ops}:nothing"], "ops_under_test has no nothing"),
    ("a function without its formula", ["--against", "{ops}:conv"], "name the formula that it computes"),
    (
        "another signature",
        ["activation.relu", "--against", "{ops}:wrong_signature"],
        "has another signature than activation.relu",
    ),
    ("a keyword that nobody gives", ["activation.relu", "--against", "{ops}:needs_more"], "has another signature"),
    ("not callable", ["layers.conv", "--against", "math:pi"], "float, which cannot be called"),
    ("a module without formulas", ["--against", "json"], "no function with a formula's name"),
    ("no name at all", ["--against", "a b"], "no target 'a b'"),
    ("an unknown formula", ["layers.cnov", "--against", "scipy"], "did you mean layers.conv"),
    ("html without a target", ["layers.conv", "--html", "x.html"], "--html needs --against"),
    ("resume without a journal", ["layers.conv", "--against", "scipy", "--resume"], "--resume needs the --journal"),
    ("no time at all", ["layers.conv", "--against", "scipy", "--time-limit", "0"], "must be an integer between 1 and"),
    (
        "nothing offered",
        ["layers.conv", "--against", "scipy", "--jobs", "1"],
        "nothing could be checked: scipy has no layers.conv",
    ),
    (
        "a report nowhere",
        ["layers.conv", "--against", "{ops}:conv", "--json", "/no/such/folder/x.json"],
        "No such file or directory",
    ),
]


@pytest.mark.parametrize(("argv", "said"), [row[1:] for row in BAD], ids=[row[0] for row in BAD])
def test_bad_call(argv, said, ops, capfd, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    argv = ["verify", *(word.replace("{ops}", ops) for word in argv)]
    assert said in refused(argv, capfd, shown="not offered: layers.conv" if "could be checked" in said else "")
    assert not list(tmp_path.iterdir())


def test_a_module_that_breaks_when_imported(tmp_path, monkeypatch, capfd):
    (tmp_path / "broken_ops.py").write_text("raise SystemExit('no licence')")
    monkeypatch.chdir(tmp_path)
    assert main(["verify", "layers.conv", "--against", "broken_ops:conv"]) == 2
    assert "broken_ops:conv does not import: SystemExit: no licence" in capfd.readouterr().err


@pytest.mark.parametrize(
    ("name", "package", "extra"),
    [
        ("jax", "jax", "jax"),
        ("torch", "torch", "torch"),
        ("torch", "ml_dtypes", "torch"),
        ("onnxruntime", "onnxruntime", "onnx"),
        ("onnx-reference", "onnx", "onnx"),
    ],
)
def test_a_missing_extra_is_named(name, package, extra, monkeypatch):
    for needed in (
        "jax",
        "torch",
        "ml_dtypes",
        "onnx",
        "onnxruntime",
    ):  # those that are not installed pass as if they were
        if needed not in sys.modules:
            monkeypatch.setitem(sys.modules, needed, types.ModuleType(needed))
    monkeypatch.setitem(sys.modules, package, None)
    target.cache_clear()
    with pytest.raises(NoTarget, match=rf"^{name} needs {package}: pip install 'mathcnn\[{extra}\]'$"):
        target(name)
    target.cache_clear()


# ---------------------------------------------------------------- the pytest plugin


@pytest.mark.slow
def test_plugin(ops, tmp_path):
    (tmp_path / "test_nothing.py").write_text("def test_one():\n    pass\n")
    plugins = [word for name in ("no:mathcnn", "mathcnn.pytest_plugin", "no:cacheprovider") for word in ("-p", name)]
    command = [sys.executable, "-m", "pytest", "-q", *plugins]
    run = lambda *more: subprocess.run([*command, *more], cwd=tmp_path, capture_output=True, text=True, timeout=300)
    good = run("--mathcnn-against", f"{ops}:prints", "--mathcnn-formula", "activation.relu", "--mathcnn-examples", "4")
    assert good.returncode == 0 and "activation.relu" in good.stdout and "holds" in good.stdout, good.stdout
    bad = run(
        "--mathcnn-against", f"{ops}:loses_nan", "--mathcnn-formula", "activation.relu", "--mathcnn-examples", "4"
    )
    assert bad.returncode == 1 and "NaN ignored" in bad.stdout, bad.stdout
    wrong = run("--mathcnn-against", "nowhere.ops")
    assert wrong.returncode == 4 and "no module nowhere" in wrong.stderr


def test_plugin_is_light():
    code = textwrap.dedent("""
        import sys, mathcnn.pytest_plugin
        print([m for m in ("numpy", "sympy", "mathcnn.conformance") if m in sys.modules])""")
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )
