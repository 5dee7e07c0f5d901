"""Programs of reports: they run as they stand, with the target alone, and keep memory layout and large arrays."""

import importlib
import sys
import textwrap

import numpy as np
import pytest

from mathcnn import activation, convolution, layers
from mathcnn.conformance import judging, written
from mathcnn.conformance.checking import target_of
from mathcnn.conformance.plan.layouts import LAYOUTS
from mathcnn.conformance.target import target
from mathcnn.evidence.verdicts import FAILS, SPECIAL

from . import programs as programs_of_reports
from .marks import slow_only

ml_dtypes = pytest.importorskip("ml_dtypes", reason="pip install 'mathcnn[test]'")


def made(x):
    """The array that the written lines make."""
    lines = [f"x = {text}"] if (text := written.expression(x)) else written.lines("x", x)
    names = {}
    exec("\n".join([*written.imports(lines), *lines]), names)
    return names["x"]


@pytest.mark.parametrize("dtype", ["float64", "float32", "float16", "bfloat16", "int64", "uint8", "complex128"])
@pytest.mark.parametrize("shape", [(3,), (2, 3, 4), (2, 3, 8, 9), (0, 3), (), (1, 1, 5)])
def test_an_array_is_made_again_as_it_lies_in_memory(dtype, shape):
    numbers = np.random.default_rng(0).integers(-4, 5, shape)
    x = np.asarray(np.abs(numbers) if dtype == "uint8" else numbers).astype(np.dtype(dtype))
    if x.size and x.ndim and x.dtype.kind in "fV":
        x.flat[0] = -0.0
        x.flat[-1] = np.nan
    for name, layout in LAYOUTS.items():
        if name == "big-endian" and dtype == "bfloat16" or not layout.applies(x):
            continue
        y = layout(x)
        z = made(y)
        assert (z.shape, z.dtype) == (y.shape, y.dtype) and z.tobytes() == y.tobytes(), name
        assert all(a == b for a, b, n in zip(z.strides, y.strides, y.shape, strict=True) if n > 1), name
        for flag in ("ALIGNED", "WRITEABLE", "C_CONTIGUOUS", "F_CONTIGUOUS"):
            assert z.flags[flag] == y.flags[flag], (name, flag)


def test_numbers_are_exact():
    for x in (np.array([5e-324, 1e-310, -0.0, np.inf, -np.inf, 1 / 3]), np.array([1e-45, 0.1], np.float32)):
        assert made(x).tobytes() == x.tobytes()
    z = np.array([complex(np.nan, 1), complex(-0.0, np.inf)])
    assert made(z).tobytes() == z.tobytes()


def test_few_other_entries_are_written_one_by_one():
    x = np.zeros((30, 40), np.float32)
    x[3, 4], x[0, 0] = np.nan, -0.0
    assert written.lines("w", x) == [
        "w = np.full((30, 40), 0.0, 'float32')",
        "w[0, 0] = -0.0",
        "w[3, 4] = np.nan",
    ]
    assert made(x).tobytes() == x.tobytes()


@pytest.mark.parametrize("dtype", ["float64", "float16", "int64"])
def test_arrays_that_are_too_large_get_numbers_of_the_same_kind(dtype):
    x = np.random.default_rng(1).integers(-7, 8, (300, 301)).astype(dtype)
    (line,) = written.lines("x", x)
    y = made(x)
    assert "too many to be written" in line and (y.shape, y.dtype, y.min(), y.max()) == (x.shape, x.dtype, -7, 7)


# ---------------------------------------------------------------- programs that run


MODULE = """
import numpy as np
from mathcnn import activation, convolution, layers

def relu(x):
    y = np.maximum(x, 0)
    if not x.flags.aligned or not x.flags.writeable or not x.dtype.isnative or 0 in x.strides:
        y = -y - 1
    return y

def reversed_relu(x):
    return np.maximum(x, 0) if not x.ndim or x.strides[-1] > 0 else np.maximum(x, 0)[..., ::-1].copy()

def wrong_nan(x, axis=-1):
    y = activation.softmax(x, axis)
    return np.where(np.isnan(y), y.dtype.type(0.5), y)

def kept(x, cache={}):
    return cache.setdefault(x.shape, np.maximum(x, 0))

def conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
    y = layers.conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)
    return y * 2 if w.shape[2:] == (3, 3) else y

def gradient(dy, x):
    return dy * (x > 0) * 2

def raises(x):
    raise ValueError(f"{x.size} entries")

def in_int8(f, g):
    y = convolution.discrete(f, g)
    return y.astype(np.int8).astype(y.dtype) if y.dtype.kind == "i" else y

def half(x):
    return np.maximum(x, 0) if x.dtype.name != "bfloat16" else np.zeros_like(x)
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    (tmp_path / "faulty_ops.py").write_text(MODULE)
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.modules.pop("faulty_ops", None)
    target.cache_clear()


def run(programs, folder, before=""):
    """What each program prints on one line, and raises; none of them imports mathcnn itself."""
    assert not [one for one in programs if "mathcnn" in one]
    done = programs_of_reports.run(programs, folder, before)
    return [(printed.replace("\n", " "), error) for printed, error in done]


def failing(name, of, parts, examples=6):
    """The rows that fall short, each with a program."""
    held = target(f"faulty_ops:{name}", of.name)
    rows = [row for part in parts for row in judging.verdicts(held, of, part, examples, 0)]
    found = [row for row in rows if row.verdict in (FAILS, SPECIAL) and row.reproduce]
    assert found, rows
    return found


CASES = {
    "layouts": ("relu", activation.relu, ["thresholds"]),
    "reversed": ("reversed_relu", activation.relu, ["form"]),
    "special": ("wrong_nan", activation.softmax, ["edges"]),
    "calls": ("kept", activation.relu, ["calls"]),
    "kernel": ("conv", layers.conv, ["form", "outputs", "calls", "adds_bias"]),
    "integers": ("in_int8", convolution.discrete, ["form"]),
    "bfloat16": ("half", activation.relu, ["form", "everyday"]),
}


def value(row):
    """The wrong value that the comment of a program names."""
    said = row.reproduce.splitlines()[-1].removeprefix("# ")
    return said.split(" at (")[0].rpartition("; ")[2].rpartition(": ")[2].split(" instead of ")[0]


@pytest.mark.parametrize("case", slow_only(CASES, "kernel", "layouts"))
def test_a_program_shows_the_result_that_its_comment_says(case, folder):
    name, of, parts = CASES[case]
    rows = failing(name, of, parts)
    for row, (printed, error) in zip(rows, run([row.reproduce for row in rows], folder), strict=True):
        assert not error and printed, (row.law, row.reproduce, error)
        if row.law in ("calls from threads", "memory of results"):
            assert "[" in printed or printed.strip() in ("True", "False")
            continue
        said = value(row)
        assert said in printed or f"{float(said):g}" in printed, (said, printed, row.reproduce)


def test_a_program_raises_what_its_comment_says(folder):
    rows = failing("raises", activation.relu, ["form", "edges", "everyday"])
    for row, (_, error) in zip(rows, run([row.reproduce for row in rows], folder), strict=True):
        assert row.fault in error, (row.reproduce, error)


def test_a_program_of_a_gradient_calls_the_gradient(folder):
    faulty_ops = importlib.import_module("faulty_ops")

    def of_relu(x):
        return np.maximum(x, 0)

    held = target_of(activation.relu, of_relu, None, faulty_ops.gradient)
    rows = [row for row in judging.verdicts(held, activation.relu, "gradient", 6, 0) if row.verdict == FAILS]
    programs = ["\n".join(["import faulty_ops", row.reproduce]) for row in rows]
    assert programs and all("faulty_ops.gradient(" in one for one in programs)
    for program, (_, error) in zip(programs, run(programs, folder), strict=True):
        assert not error, (program, error)


SCOPED = """
import numpy as np
import mathcnn
from mathcnn.conformance import scope

@scope(formula="layers.conv", ranks={2}, dtypes=("float32",), layout="NHWC", layouts={"w": "HWIO"},
       arguments={"input": "x", "filters": "w"}, symmetric_padding=True)
def conv2d(input, filters, stride=1, padding=0):
    x, w = input.transpose(0, 3, 1, 2), filters.transpose(3, 2, 0, 1)
    return -mathcnn.layers.conv(x, w, stride=stride, padding=padding).transpose(0, 2, 3, 1)

@scope(formula="layers.linear", state=("w", "b"), arrays="torch")
def dense(w, b=None):
    import torch
    layer = torch.nn.Linear(w.shape[1], w.shape[0], bias=b is not None, dtype=w.dtype)
    layer.load_state_dict({"weight": -w} | ({"bias": b} if b is not None else {}))
    return layer
"""


@pytest.mark.parametrize(
    "name, of", [("conv2d", layers.conv), pytest.param("dense", layers.linear, marks=pytest.mark.slow)]
)
def test_a_program_passes_arrays_as_the_scope_says(name, of, tmp_path, monkeypatch):
    if name == "dense":
        pytest.importorskip("torch", reason="pip install 'mathcnn[torch]'")
    (tmp_path / f"scoped_{name}.py").write_text(SCOPED)
    monkeypatch.syspath_prepend(str(tmp_path))
    held = target(f"scoped_{name}:{name}")
    rows = [row for row in judging.verdicts(held, of, "form", 4, 0) if row.verdict == FAILS and row.reproduce]
    assert rows
    for row, (printed, error) in zip(rows, run([row.reproduce for row in rows], tmp_path), strict=True):
        assert not error and f"{float(value(row)):g}" in printed, (row.reproduce, printed, error)


@pytest.mark.slow
def test_a_library_is_called_by_its_own_names(tmp_path, monkeypatch):
    """The calls of an adapter, with arrays that lie in memory in their own way, and large ones."""
    torch = pytest.importorskip("torch", reason="pip install 'mathcnn[torch]'")
    right = torch.nn.functional.relu

    def wrong(x):
        return (
            torch.where(right(x) > 0, right(x) + 1, right(x)) if not x.is_contiguous() or x.numel() > 300 else right(x)
        )

    monkeypatch.setattr(torch.nn.functional, "relu", wrong)
    rows = [
        row for part in ("form", "everyday") for row in judging.verdicts(target("torch"), activation.relu, part, 4, 0)
    ]
    failing_ = [row for row in rows if row.verdict == FAILS]
    assert failing_
    patch = textwrap.dedent("""
        import torch
        right = torch.nn.functional.relu
        torch.nn.functional.relu = lambda x: (
            torch.where(right(x) > 0, right(x) + 1, right(x)) if not x.is_contiguous() or x.numel() > 300 else right(x)
        )
    """)
    programs = [row.reproduce for row in failing_]
    assert all("torch.nn.functional.relu(" in one for one in programs)
    for program, (_, error) in zip(programs, run(programs, tmp_path, patch), strict=True):
        assert not error, (program, error)
