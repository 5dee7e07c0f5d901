"""Implementations checked against the formulas: faults of every kind are planted in a target, and reported as such."""

import dataclasses
import importlib
import json
import subprocess
import sys
import textwrap
import types

import numpy as np
import pytest

from mathcnn import catalogue, layers
from mathcnn.commands import main
from mathcnn.conformance import (
    NoTarget,
    Target,
    campaign,
    geometries,
    judging,
    large,
    reproductions,
    target,
    verify_against,
)
from mathcnn.conformance.client import Worker
from mathcnn.conformance.conventions import conventions
from mathcnn.conformance.journal import Journal
from mathcnn.conformance.rows import FORM
from mathcnn.conformance.subject import Subject
from mathcnn.evidence import checks, verdicts
from mathcnn.evidence.checkers import Checked
from mathcnn.evidence.counterexamples import counterexample, on_floats
from mathcnn.evidence.shrinking import shrink
from mathcnn.evidence.verification import Task
from mathcnn.numbers import formats

CONV = layers.conv
OPS = """
import os, signal, time
import numpy as np
from mathcnn import layers, activation, pooling

def conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    return layers.conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)

def true_convolution(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1):
    return layers.conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=True)

def dies(x): os.kill(os.getpid(), signal.SIGKILL)
def exits(x): os._exit(3)
def hangs(x): time.sleep(3600)
def a_list(x): return np.maximum(x, 0).tolist()
def other_shape(x): return np.maximum(x, 0)[..., None]
def other_type(x): return np.maximum(x, 0).astype(np.float64)
def raises(x): raise KeyError("no kernel")
def prints(x):
    print("hello from the kernel")
    return np.maximum(x, 0)
def writes(x):
    y = np.maximum(x, 0)
    x += 1
    return y
def loses_nan(x): return np.fmax(x, 0)
def flushes(x):
    small = np.finfo(x.dtype).tiny
    return np.where(np.abs(x) < small, 0, np.maximum(x, 0)).astype(x.dtype)
def wrong_signature(signal, taps, mode): return signal
def needs_more(x, *, secret): return x
"""


@pytest.fixture(scope="module")
def ops(tmp_path_factory):
    """A module of kernels, good and bad, on the path of this process and of its workers."""
    home = tmp_path_factory.mktemp("kernels")
    (home / "ops_under_test.py").write_text(OPS)
    with pytest.MonkeyPatch.context() as m:
        m.syspath_prepend(str(home))
        m.setenv("PYTHONPATH", str(home))
        yield "ops_under_test"
    target.cache_clear()


def subject_of(fn, of=CONV, **options):
    """A function as a target."""
    return Subject(of, Target("planted", {of.name: fn}, **options), fn)


def rows_of(fn, of=CONV, part="form", examples=12):
    return list(judging.verdicts(Target("planted", {of.name: fn}, typed="planted"), of, part, examples, 0))


def shown(rows):
    return {(row.law, row.dtype, row.tier): row.verdict for row in rows}


# ---------------------------------------------------------------- verdicts


def test_the_formula_itself_holds():
    for part in ("form", "edges", "subsamples"):
        rows = rows_of(CONV, part=part)
        assert rows and all(row.good for row in rows), shown(rows)


def test_wrong_code_fails_with_the_smallest_counterexample():
    def last_column_lost(*args, **kwargs):
        y = CONV(*args, **kwargs).copy()
        y[..., -1] = 0
        return y

    worst = next(row for row in rows_of(last_column_lost) if row.tier == "E")
    assert worst.verdict == verdicts.FAILS and worst.place is not None
    run = shrink(checks.form_exact(CONV, subject_of(last_column_lost), 40, 0, ("float64",)))
    assert run.case.entries == 3 and sorted(v for x in run.arrays.values() for v in x.flat) == [0, 1, 1]
    assert "(np.array([[[1.0]]], 'float64'), np.array([[[1.0]]], 'float64')" in worst.reproduce, worst.reproduce
    assert "the formula says 1" in worst.reproduce


def test_a_convention_is_named(ops):
    rows = campaign.verify_against(f"{ops}:true_convolution", ["layers.conv"], examples=8).rows
    said = {row.says for row in rows if row.kind == "form" and row.verdict == verdicts.CONVENTION}
    assert any("flip = False computes flip = True" in one for one in said), said
    assert not [row for row in rows if row.kind == "form" and row.law == FORM and row.verdict == verdicts.FAILS]
    laws = [row for row in rows if row.kind == "law"]
    assert laws and not [
        row for row in laws if row.verdict == verdicts.FAILS
    ]  # they are judged in the target's own words


def test_of_several_conventions_the_closest_is_named():
    """The first in the formula's order of those that differ least: the same in every process."""
    from mathcnn.conformance.conventions import _closest

    asked = (("mode", "full"), ("flip", False))
    near = [(("mode", word), ("flip", flip)) for word in ("same", "valid") for flip in (True, False)]
    assert _closest(asked, near) == (("mode", "same"), ("flip", False))
    assert _closest(asked, [*near, asked]) == asked


def test_a_wrong_kernel_is_no_convention():
    wrong = lambda x, w, b=None, **k: CONV(x, w, b, **k) + 1
    assert conventions(subject_of(wrong), "float64", 8, 0) is None
    assert {row.verdict for row in rows_of(wrong) if row.law == FORM} == {verdicts.FAILS}


def test_the_base_of_a_logarithm_is_a_convention():
    of = catalogue.find_formula("information.entropy")
    rows = rows_of(lambda p, base=2: of(p, base=np.e), of)
    assert {row.says for row in rows if row.verdict == verdicts.CONVENTION} == {"logarithms are nats (base e)"}


def test_nan_and_subnormals_are_conventions(ops):
    relu = catalogue.find_formula("activation.relu")
    kernels = importlib.import_module(ops)

    special = shown(rows_of(kernels.loses_nan, relu, "edges"))
    assert special["special values", "float64", "IEEE"] == verdicts.CONVENTION
    tiny = [row for row in rows_of(kernels.flushes, relu, "edges") if row.law == "subnormal numbers"]
    assert {row.verdict for row in tiny} == {verdicts.CONVENTION} and all("flushed" in row.says for row in tiny)
    nan_everywhere = lambda x: np.maximum(x, 0) * np.nan
    assert shown(rows_of(nan_everywhere, relu, "edges"))["special values", "float64", "IEEE"] == verdicts.FAILS


def test_a_transform_holds_normwise_and_says_so():
    def by_fft(f, g):
        n = len(f) + len(g) - 1
        return np.fft.irfft(np.fft.rfft(f, n) * np.fft.rfft(g, n), n).astype(f.dtype)

    of = catalogue.find_formula("convolution.discrete")
    rows = [row for row in rows_of(by_fft, of) if row.law == FORM and row.dtype == "float64"]
    assert {row.verdict for row in rows} == {verdicts.NORMWISE} and all(checks.TRANSFORM in row.says for row in rows), (
        shown(rows)
    )


@pytest.mark.parametrize(("dtype", "bits"), [("float16", "11 bits"), ("float32", "float32")])
def test_a_narrow_accumulator_is_named(dtype, bits):
    """TF32 keeps 11 bits of each input; tier E cannot see it, R does."""
    narrow = lambda x, w, b=None, **k: CONV(x.astype(dtype).astype(x.dtype), w.astype(dtype).astype(w.dtype), b, **k)
    wide = "float32" if dtype == "float16" else "float64"
    assert not checks.form_exact(CONV, subject_of(narrow), 12, 0, (wide,)).wrong
    run = checks.form_rounded(CONV, subject_of(narrow), 12, 0, (wide,))
    assert run.wrong and bits in run.says, run.says


def test_halves_have_their_own_unit_roundoff():
    """One rounding of the exact result holds, in float16 and in bfloat16; a result of a narrower type does not."""
    pytest.importorskip("ml_dtypes", reason="pip install 'mathcnn[torch]' for bfloat16")
    exact = lambda x, w, b=None, **k: CONV(
        x.astype("f8"), w.astype("f8"), None if b is None else b.astype("f8"), **k
    ).astype(x.dtype)
    coarse = lambda x, w, b=None, **k: exact(x, w, b, **k).astype("bfloat16").astype(x.dtype)
    options = {"dtypes": ("float16", "bfloat16")}
    for dtype in options["dtypes"]:
        for check in (checks.form_exact, checks.form_rounded):
            run = check(CONV, subject_of(exact, **options), 12, 0, (dtype,))
            assert run.count >= 8 and not run.wrong and run.worst.rho <= 1, (dtype, run)
    assert checks.form_rounded(CONV, subject_of(coarse, **options), 12, 0, ("float16",)).wrong


def test_too_few_informative_samples_are_open():
    def nothing(*args, **kwargs):
        raise checks.NotOffered("anything")

    rows = rows_of(nothing)
    assert {row.verdict for row in rows if row.law == FORM} == {verdicts.NOT_OFFERED}
    seen = iter(range(10**6))

    def twice(*args, **kwargs):
        if next(seen) > 1:
            raise checks.NotOffered("more than two")
        return CONV(*args, **kwargs)

    run = checks.form_exact(CONV, subject_of(twice), 10, 0, ("float64",))
    verdict = verdicts.judged(CONV, Checked("form", FORM, "planted", run, 0.0, foreign=True))
    assert verdict.evidence == verdicts.OPEN and verdict.verdict == verdicts.SUSPECT and not verdict.good


def test_a_non_law_does_not_hold_by_a_crash():
    law = CONV.laws["ignores_tap_order"]

    def raises(*args, **kwargs):
        raise KeyError("nothing here")

    run = counterexample(law, on_floats(raises), 0)
    assert (
        run.fault
        and verdicts.judged(CONV, Checked("non-law", "ignores_tap_order", "planted", run, 0.0)).verdict
        == verdicts.FAILS
    )


def test_an_exception_in_a_law_of_functions_is_a_failure():
    of = catalogue.find_formula("convolution.two_sided")

    def raises(*args):
        raise KeyError("no such function")

    rows = list(verdicts.verify_formula(of, 4, 0, raises, "planted"))
    assert all(row.verdict in (verdicts.FAILS, verdicts.NOT_OFFERED) for row in rows), shown(rows)
    assert any(row.verdict == verdicts.FAILS and row.kind == "law" for row in rows)


# ---------------------------------------------------------------- every element


def small(one):
    """A large geometry made small, terms and all kept."""
    return geometries.smaller(one)


def one_element(x, w, b=None, **k):
    y = CONV(x, w, b, **k).copy()
    y.flat[y.size * 2 // 3] += 1
    return y


def one_tap(x, w, b=None, **k):
    w = w.copy()
    w[0, 511 % w.shape[1], -1, -1] = 0
    return CONV(x, w, b, **k)


def divisor_at_one_edge(x, kernel_size, **k):
    from mathcnn.pooling import avg_pool

    y = avg_pool(x, kernel_size, **k).copy()
    y[..., 0, :] *= 5 / 6
    return y


@pytest.mark.parametrize(
    ("fn", "name", "which"),
    [(one_tap, "layers.conv", 0), (one_element, "layers.conv", 1), (divisor_at_one_edge, "pooling.avg_pool", 0)],
)
def test_one_fault_among_many(fn, name, which):
    of = catalogue.find_formula(name)
    one = small(geometries.GEOMETRIES[name][which])
    good = large.verdict(subject_of(of, of), one, "float32", 0)
    assert good.good and good.cases > 1000
    bad = large.verdict(subject_of(fn, of), one, "float32", 0)
    assert bad.verdict == verdicts.FAILS and "elements wrong" in bad.counterexample
    if fn is one_element:
        assert ": 1 of " in bad.counterexample and bad.place is not None


def test_one_element_of_ten_million():
    one = geometries.GEOMETRIES["layers.pad"][0]
    of = layers.pad

    def wrong(*args, **kwargs):
        y = of(*args, **kwargs)
        y.flat[7_654_321] += 1
        return y

    row = large.verdict(subject_of(wrong, of), one, "float32", 0)
    assert row.cases > 10_000_000 and ": 1 of 10" in row.counterexample and row.max_rho == float("inf")


def test_the_expected_result_is_checked_against_the_statement(monkeypatch):
    """A fast form of our own that is wrong in every element does not become the measure of others."""
    one = small(geometries.GEOMETRIES["layers.conv"][0])
    monkeypatch.setattr(large, "by_images", lambda of, one, arrays: CONV(**arrays, **one.kwargs) + 1)
    with pytest.raises(AssertionError, match="the literal form"):
        large.expected(CONV, one, 0)


def test_large_reproductions_run(ops):
    """Of an adapter, a function, and a function of a module: the lines make the case again, on their own."""
    import contextlib
    import io

    for name, formula, said in (
        ("scipy", "convolution.discrete", "target('scipy').subject(find_formula('convolution.discrete'))(f, g)"),
        (f"{ops}:conv", "layers.conv", f"{ops}.conv(x, w, b)"),
        (ops, "layers.conv", f"{ops}.conv(x, w, b)"),
    ):
        of = catalogue.find_formula(formula)
        one = dataclasses.replace(geometries.GEOMETRIES[formula][0], shapes={"f": (5,), "g": (3,)})
        if formula == "layers.conv":
            one = dataclasses.replace(one, shapes={"x": (2, 3, 4, 5), "w": (6, 3, 2, 3), "b": (6,)})
        lines = reproductions.of_large(target(name, formula).subject(of), one, "float32", 0, None)
        assert said in lines, lines
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(lines, {})
        assert printed.getvalue() == ("(7,)\n" if formula == "convolution.discrete" else "(2, 6, 3, 3)\n")


def test_large_geometries_are_large():
    for name, found in geometries.GEOMETRIES.items():
        of = catalogue.find_formula(name)
        for one in found:
            shapes = {a: np.broadcast_to(np.float64(1), s) for a, s in one.shapes.items()}
            entries = int(np.prod(of.shape(**shapes, **one.kwargs)))
            assert entries > 10_000_000 if one.what == geometries.EVERY else "4,6" in one.what, name


# ---------------------------------------------------------------- processes


@pytest.mark.parametrize(
    ("fn", "said"),
    [
        ("dies", "ended its process: signal 9"),
        ("exits", "exit code 3"),
        ("hangs", "took more than 8 s"),
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
    assert kept.verdict == verdicts.FAILS and kept.says == "returns float64 for float32"


@pytest.mark.slow
def test_the_number_of_jobs_changes_nothing(ops):
    brief = lambda row: (row.formula, row.law, row.dtype, row.verdict, row.cases, row.max_rho)
    found = [[brief(row) for row in verify_against(ops, ["layers"], examples=3, jobs=jobs).rows] for jobs in (1, 2)]
    assert found[0] == found[1] and len(found[0]) > 20


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
    assert main(["verify", *(word.replace("{ops}", ops) for word in argv)]) == 2
    err = capfd.readouterr().err
    assert err.startswith("mathcnn: ") and err.count("\n") == 1 and said in err, err
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
    assert bad.returncode == 1 and "a maximum ignores NaN" in bad.stdout, bad.stdout
    wrong = run("--mathcnn-against", "nowhere.ops")
    assert wrong.returncode == 4 and "no module nowhere" in wrong.stderr


def test_plugin_is_light():
    code = textwrap.dedent("""
        import sys, mathcnn.pytest_plugin
        print([m for m in ("numpy", "sympy", "mathcnn.conformance") if m in sys.modules])""")
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == "[]"
    )


def test_unit_roundoffs():
    for dtype in ("float16", "float32", "float64"):
        info = np.finfo(dtype)
        assert formats.UNIT[dtype] == info.eps / 2 and formats.UNDERFLOW[dtype] == info.smallest_subnormal
        assert (
            formats.NORMAL[dtype] == info.tiny
            and formats.LARGEST[dtype] == info.max
            and formats.SIGNIFICAND[dtype] == info.nmant + 1
        )
