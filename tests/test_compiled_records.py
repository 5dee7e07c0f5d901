"""Records of compiled calls: a process that makes a call again makes neither plan nor text, and no record is stale."""

import os
import pathlib
import shutil
import subprocess
import sys
import time

import numpy as np
import pytest

import mathcnn
from mathcnn import activation, information, layers, pooling
from mathcnn.compiled import Compiled, functions, loops, native, records
from mathcnn.compiled.writer import whole
from mathcnn.language.plan import Plan

pytest.importorskip("llvmlite", reason="compiled forms need the extra `native`")
pytestmark = pytest.mark.usefixtures("compiling", "recording")


def ordinary(*shape, seed=0):
    return np.random.default_rng([seed, *shape]).standard_normal(shape).astype("float32")


CALLS = {
    "conv": (layers.conv, (ordinary(2, 4, 9, 19), ordinary(6, 4, 3, 2)), {"stride": (2, 1), "padding": 1}),
    "conv, small": (layers.conv, (ordinary(1, 1, 4, 4), ordinary(1, 1, 2, 2)), {}),
    "gradient": (
        layers.conv.gradient["x"],
        (ordinary(2, 6, 5, 20), ordinary(2, 4, 9, 19), ordinary(6, 4, 3, 2)),
        {"stride": (2, 1), "padding": 1},
    ),
    "max_pool": (pooling.max_pool, (ordinary(2, 3, 8, 21), 2), {"stride": (2, 1)}),
    "softmax": (activation.softmax, (ordinary(2, 5, 19),), {"axis": 1}),
    "softmax over two": (activation.log_softmax, (ordinary(2, 5, 4, 19),), {"axis": (1, 3)}),
    "relu": (activation.relu, (ordinary(7, 3),), {}),
    "strided view": (activation.relu, (ordinary(8, 30)[::2, ::3],), {}),
}


@pytest.mark.parametrize("case", CALLS)
def test_a_call_that_was_made_before_needs_no_plan(case, monkeypatch):
    of, given, options = CALLS[case]
    want = Compiled(of, 1)(*given, **options)

    def never(*_):
        raise AssertionError("the call was made again")

    monkeypatch.setattr(of.binder, "bind", never)
    again = Compiled(of, 1)
    got = again(*given, **options)
    assert got.tobytes() == want.tobytes() and got.shape == want.shape and got.dtype == want.dtype
    assert again(*given, **options).tobytes() == want.tobytes()
    with pytest.raises(AssertionError, match="made again"):
        Compiled(of, 1)(*(np.repeat(given[0], 2, 0), *given[1:]), **options)


def test_other_strides_options_and_types_are_other_calls():
    x, w = ordinary(2, 4, 9, 19), ordinary(6, 4, 3, 2)
    for given, options in (
        ((x, w), {}),
        ((x.transpose(0, 1, 3, 2).copy().transpose(0, 1, 3, 2), w), {}),
        ((x, w), {"padding": 1}),
        ((x, w), {"flip": True}),
        ((x.astype(np.float64), w), {}),
        ((x, w.astype(np.float64)), {}),
        ((x[:, :, ::-1], w), {}),
    ):
        for _ in range(2):
            got = Compiled(layers.conv, 1)(*given, **options)
            np.testing.assert_allclose(got, layers.conv(*given, **options), rtol=1e-4, atol=1e-4)


def test_numbers_of_a_call_are_part_of_its_record():
    x = ordinary(5, 33)
    for slope in (0.25, 0.5):
        for _ in range(2):
            np.testing.assert_array_equal(
                Compiled(activation.leaky_relu, 1)(x, slope), np.where(x >= 0, x, np.float32(slope) * x)
            )


def test_domains_are_checked_each_time():
    for _ in range(2):
        assert Compiled(information.mutual_information, 1)(np.array([[0.5, 0.0], [0.0, 0.5]])) == 1
        with pytest.raises(ValueError, match="joint"):
            Compiled(information.mutual_information, 1)(np.array([[1.5, 0.0], [0.0, -0.5]]))


def test_a_formula_that_is_not_part_of_the_package_has_no_record():
    relu = activation.relu
    other = type(relu)(relu.definition)
    assert records.identity(relu) is not None and records.identity(other) is None
    assert records.identity(layers.conv.gradient["x"]) != records.identity(layers.conv.gradient["w"])


PLANTED = {
    "a function": (loops.Loops, "counted", lambda self, low, high, step, body: body(low)),
    "a constant": (functions, "NEAR", 0.9),
    "a method of a base class": (loops.Loops, "integer", lambda self, e, at: whole(0)),
    "the plan": (Plan, "ranges", lambda self, line, env: []),
}


@pytest.mark.parametrize("fault", PLANTED)
def test_a_function_that_was_replaced_is_seen(fault, monkeypatch):
    assert records.path_of(activation.relu, "call") is not None
    where, name, what = PLANTED[fault]
    monkeypatch.setattr(where, name, what, raising=False)
    assert records.path_of(activation.relu, "call") is None
    monkeypatch.undo()
    assert records.is_as_written()


def test_a_table_that_was_changed_is_seen(monkeypatch):
    assert records.is_as_written()
    monkeypatch.setitem(functions.TERMS, "float", (3, 2))
    assert not records.is_as_written()


def test_each_change_of_a_source_changes_the_name_of_records(tmp_path):
    (tmp_path / "inner").mkdir()
    file = tmp_path / "inner" / "one.py"
    file.write_text("a = 1\n")
    seen = {records.sources_changed(str(tmp_path))[0]}
    before = file.stat()
    time.sleep(0.02)
    file.write_text("a = 2\n")
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))  # the same size, and the time of before
    seen.add(records.sources_changed(str(tmp_path))[0])
    (tmp_path / "two.py").write_text("")
    seen.add(records.sources_changed(str(tmp_path))[0])
    file.unlink()
    seen.add(records.sources_changed(str(tmp_path))[0])
    assert len(seen) == 4


def test_sources_that_have_just_been_changed_have_no_records(monkeypatch):
    monkeypatch.setattr(records, "sources_changed", lambda folder: ("digest", time.time()))
    monkeypatch.setattr(records.time, "time", time.time)
    records.origin.cache_clear()
    assert records.path_of(activation.relu, "call") is None or records.TIDE == 0


def test_damaged_records_and_missing_code_are_made_again(tmp_path):
    x = ordinary(4, 21)
    want = Compiled(activation.sigmoid, 1)(x)
    folder = tmp_path / "cache" / "native"
    for file in folder.glob("*.o"):
        file.unlink()
    np.testing.assert_array_equal(Compiled(activation.sigmoid, 1)(x), want)
    for file in folder.glob("*.r"):
        file.write_bytes(file.read_bytes()[:-1])
    np.testing.assert_array_equal(Compiled(activation.sigmoid, 1)(x), want)


def test_a_folder_that_others_can_write_is_not_read(tmp_path):
    file = tmp_path / "one.r"
    native.keep(file, b"what")
    assert native.kept(file) == b"what"
    tmp_path.chmod(0o777)
    assert native.kept(file) is None
    tmp_path.chmod(0o700)
    assert native.kept(file) == b"what"


SCRIPT = """
import numpy as np
from mathcnn import activation
from mathcnn.compiled import native, records
print(float(activation.sigmoid.compiled()(np.array([[0.5]]))[0, 0]), records.path_of(activation.sigmoid, "call"))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    "file, old, new",
    [
        ("compiled/functions.py", "b.number(1))\n    half", "b.number(2))\n    half"),
        ("activation/sigmoid.py", "1 / (1 + exp(-x", "1 / (2 + exp(-x"),
    ],
    ids=["the generator", "the statement"],
)
def test_a_changed_source_gives_another_result(tmp_path, file, old, new):
    package = tmp_path / "mathcnn"
    shutil.copytree(pathlib.Path(mathcnn.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}

    def run():
        time.sleep(records.TIDE + 0.2)  # sources that have just been changed have no records
        argv = [sys.executable, "-c", SCRIPT]
        return subprocess.run(argv, env=env, text=True, capture_output=True, check=True, cwd=tmp_path).stdout.split()

    first = run()
    assert first == run() and first[1] != "None"
    source = package / file
    assert old in source.read_text()
    source.write_text(source.read_text().replace(old, new))
    changed = run()
    assert changed[0] != first[0] and changed[1] != first[1]
