"""What a target takes: right implementations are accepted within it, and a fault within it is found."""

import subprocess
import sys
import types

import numpy as np
import pytest

from mathcnn import catalogue, layers, pooling
from mathcnn.conformance import BadScope, NoTarget, Scope, Target, judging, narrower, scope, target
from mathcnn.conformance.acceptance import falls_short
from mathcnn.conformance.plan import fills
from mathcnn.conformance.plan.everyday import everyday
from mathcnn.conformance.rows import FORM
from mathcnn.conformance.scope import declared_by, parsed
from mathcnn.conformance.spellings import spellings
from mathcnn.conformance.target import ALL_TYPES
from mathcnn.evidence import cases, verdicts
from mathcnn.evidence.verdicts import CONVENTION, FAILS, HOLDS, NORMWISE, NOT_OFFERED

from .marks import slow_but
from .planted import right

LARGE = ("everyday", "thresholds", "thorough")  # parts of real sizes, which have tests of their own
SLOW = ("conv_by_loops", "by_columns", "conv_by_fft", "particular_about_memory", "two_dimensions_only")


def rows_of(fn, formula, parts=None, examples=8, types=ALL_TYPES, **options):
    of = catalogue.find_formula(formula)
    held = Target("planted", {of.name: fn}, types, typed="planted", **options)
    chosen = [part for part in judging.parts(of) if part not in LARGE] if parts is None else parts
    return [row for part in chosen for row in judging.verdicts(held, of, part, examples, 0)]


def shown(rows):
    return [(row.law, row.dtype, row.verdict, row.says, row.counterexample) for row in rows]


# ---------------------------------------------------------------- right implementations


@pytest.mark.parametrize(
    "name", slow_but((n for n in right.RIGHT if n not in SLOW), "delta", "by_fft", "online_softmax")
)
def test_a_right_implementation_is_accepted(name):
    formula, fn = right.RIGHT[name]
    rows = rows_of(fn, formula)
    assert not falls_short(rows), shown(falls_short(rows))
    assert any(row.law == FORM and row.verdict in (HOLDS, NORMWISE) for row in rows)


@pytest.mark.deep
@pytest.mark.parametrize("name", right.RIGHT)
def test_a_right_implementation_is_accepted_by_every_part(name):
    formula, fn = right.RIGHT[name]
    of = catalogue.find_formula(formula)
    rows = rows_of(fn, formula, [part for part in judging.parts(of) if part != "thorough"], examples=20)
    assert not falls_short(rows), shown(falls_short(rows))


@pytest.mark.filterwarnings("ignore")  # as in a worker: PyTorch warns of even kernels and of read-only arrays
@pytest.mark.parametrize("name", ["from_numpy", "pool_from_numpy", "module", "by_dlpack"])
def test_a_right_implementation_over_torch_is_accepted(name):
    pytest.importorskip("torch", reason="pip install 'mathcnn[torch]'")
    formula, fn = right.with_torch()[name]
    of = catalogue.find_formula(formula)
    module = types.SimpleNamespace(fn=fn)
    held = Target("planted", {of.name: module.fn}, ALL_TYPES, typed="planted")
    parts = [part for part in judging.parts(of) if part not in LARGE][:8]
    rows = [row for part in parts for row in judging.verdicts(held, of, part, 8, 0)]
    assert not falls_short(rows), shown(falls_short(rows))
    assert any(row.law == FORM and row.verdict == HOLDS for row in rows)


@pytest.mark.slow
def test_the_command_accepts_a_right_implementation(tmp_path):
    (tmp_path / "ops_in_scope.py").write_text(
        "from mathcnn import layers\n"
        "def linear(x, w):\n    return x @ w.T\n"
        "def narrow(x, w):\n    assert x.ndim == 2 and x.dtype == 'float32'\n    return x @ w.T\n"
    )
    run = lambda *args: subprocess.run(
        [sys.executable, "-m", "mathcnn", "verify", "layers.linear", "--examples", "4", "--against", *args],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    done = run("ops_in_scope:linear")
    assert done.returncode == 0, done.stdout + done.stderr
    done = run("ops_in_scope:narrow", "--scope", "ranks=2,dtypes=float32")
    assert done.returncode == 0, done.stdout + done.stderr
    done = run("ops_in_scope:linear", "--scope", "ranks=nine")
    assert done.returncode == 2 and done.stderr.count("\n") == 1 and "ranks = 'nine'" in done.stderr, done.stderr


# ---------------------------------------------------------------- faults within the scope


def conv(x, w, b=None, **options):
    return layers.conv(x, w, b, **options)


def last_column_lost(y):
    y = y.copy()
    y[..., -1] = 0
    return y


FAULTS = {
    "two dimensions, last column": (
        "layers.conv",
        lambda x, w, b=None, *, stride=1, padding=0: last_column_lost(
            right.two_dimensions_only(x, w, b, stride=stride, padding=padding)
        ),
    ),
    "no bias, weights not transposed": ("layers.linear", lambda x, w: x @ w[::-1].T),
    "FFT of too few places": (
        "convolution.discrete",
        lambda f, g: np.fft.irfft(np.fft.rfft(f, len(f)) * np.fft.rfft(g, len(f)), len(f) + len(g) - 1).astype(f.dtype),
    ),
    "FFT in half precision": (
        "convolution.discrete",
        lambda f, g: right.by_fft(f.astype("f2").astype(f.dtype), g.astype("f2").astype(g.dtype)),
    ),
    "prefix sums, divisor of the whole image": (
        "pooling.avg_pool",
        lambda x, kernel_size, *, stride=None, padding=0: (
            right.by_prefix_sums(x, kernel_size, stride=stride, padding=padding) * np.asarray(0.99, x.dtype)
        ),
    ),
    "raises for one kernel only": (
        "layers.conv",
        lambda x, w, b=None, **k: layers.conv(x, w, b, **k) if w.shape[-1] != 2 else [][0],
    ),
    "raises a KeyError with several groups": (
        "layers.conv",
        lambda x, w, b=None, *, groups=1, **k: (
            layers.conv(x, w, b, groups=groups, **k) if groups == 1 else dict[str, None]()["none"]
        ),
    ),
    "writes into x": ("activation.relu", lambda x: np.maximum(x, 0, out=x)),
    "wrong in float16": (
        "activation.relu",
        lambda x: np.maximum(x, 0) if x.dtype != np.float16 else np.maximum(x, 1).astype("f2"),
    ),
    "same is padded before": (
        "pooling.max_pool",
        lambda x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False: pooling.max_pool(
            x,
            kernel_size,
            stride=stride,
            dilation=dilation,
            ceil_mode=ceil_mode,
            padding="valid" if padding == "same" else padding,
        ),
    ),
    "integers in int8": ("convolution.discrete", lambda f, g: np.convolve(*eight(f, g))),
}


def eight(*arrays):
    return [x.astype(np.int8) if x.dtype.kind == "i" else x for x in arrays]


@pytest.mark.parametrize("name", slow_but(FAULTS, "integers in int8", "two dimensions, last column"))
def test_a_fault_within_what_it_takes_is_found(name):
    formula, fn = FAULTS[name]
    rows = rows_of(fn, formula, ["form"], examples=20)
    assert FAILS in {row.verdict for row in falls_short(rows)}, shown(rows)


def test_a_fault_in_the_layout_that_is_declared_is_found():
    @scope(layout="NHWC", ranks=2)
    def moved(x, w):
        return np.moveaxis(layers.conv(np.moveaxis(x, -1, 1), w), 1, -1)

    @scope(layout="NHWC", ranks=2)
    def not_moved(x, w):
        return layers.conv(np.moveaxis(x, -1, 1), w)

    assert not falls_short(rows_of(moved, "layers.conv", ["form"]))
    assert falls_short(rows_of(not_moved, "layers.conv", ["form"]))


# ---------------------------------------------------------------- refusals


def test_what_always_raises_is_not_offered_and_says_what():
    rows = rows_of(right.two_dimensions_only, "layers.conv", ["form"])
    assert {row.verdict for row in rows} <= {HOLDS, NOT_OFFERED}
    rows = rows_of(right.no_halves, "activation.relu", ["form"])
    said = [row.says for row in rows if row.verdict == NOT_OFFERED]
    assert said == ["float16: raises TypeError: float16 is not supported"]


def test_enough_samples_are_drawn_within_what_is_taken():
    """Not two that happened to be of two dimensions, without stride, padding, dilation and groups."""
    rows = [row for row in rows_of(right.three_arguments, "layers.conv", ["form"], examples=20) if row.law == FORM]
    assert all(row.verdict == HOLDS and row.cases >= 6 for row in rows), shown(rows)
    assert max(row.cases for row in rows) == 40


def test_a_crash_on_every_call_is_a_failure():
    def crashes(x):
        raise ValueError("nothing here")

    assert FAILS in {row.verdict for row in rows_of(crashes, "activation.relu", ["form"])}


def test_cases_are_drawn_within():
    of = layers.conv
    with cases.drawn_within(cases.Within(ranks=(2,), held={"groups": 1}, passed={"b": False}, sides={"padding"})):
        drawn = [case for case, _ in cases.sampled(of, 30, 0)]
    assert len(drawn) == 30 and {len(case.shapes["x"]) for case in drawn} == {4}
    assert {case.kwargs["groups"] for case in drawn} == {1} and not any("b" in case.shapes for case in drawn)
    pairs = [p for case in drawn for p in (case.kwargs["padding"] if isinstance(case.kwargs["padding"], tuple) else ())]
    assert pairs and all(before == after for before, after in pairs)
    assert {len(case.shapes["x"]) for case, _ in cases.sampled(of, 30, 0)} == {3, 4, 5}


# ---------------------------------------------------------------- conventions


@pytest.mark.slow
def test_a_flip_alone_differs_by_convention_once_and_nothing_fails():
    flipped = lambda x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1: layers.conv(
        x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=True
    )
    rows = rows_of(flipped, "layers.conv")
    assert [row.says for row in rows if row.verdict == CONVENTION] == ["flip = False computes flip = True"]
    assert {row.verdict for row in rows} <= {HOLDS, CONVENTION, NOT_OFFERED}, shown(falls_short(rows))
    laws = {row.verdict for row in rows if row.kind == "law"}
    assert HOLDS in laws


@pytest.mark.slow
def test_a_correction_that_is_ignored_is_a_convention_and_no_exception_is_blamed_on_it():
    def ignores(x, gamma, beta, eps=1e-5, *, training=True, running_mean=None, running_var=None, correction=0):
        return right.without_a_correction(
            x, gamma, beta, eps, training=training, running_mean=running_mean, running_var=running_var
        )

    rows = rows_of(ignores, "normalization.batch_norm")
    assert sum(row.verdict == CONVENTION for row in rows) == 1
    assert {row.verdict for row in falls_short(rows)} <= {CONVENTION}, shown(falls_short(rows))


def test_a_fault_beside_a_convention_is_found():
    wrong = lambda x, w, b=None, *, stride=1, padding=0: (
        layers.conv(x, w, b, stride=stride, padding=padding, flip=True) + (b is not None)
    )
    assert FAILS in {row.verdict for row in rows_of(wrong, "layers.conv", ["form"])}


# ---------------------------------------------------------------- transforms and diagnoses


def test_a_transform_holds_normwise_in_laws_too():
    rows = rows_of(right.by_fft, "convolution.discrete")
    assert {row.verdict for row in rows if row.kind == "law"} <= {HOLDS, NORMWISE}
    assert falls_short(rows) == [] and falls_short(rows, ["strict"])


@pytest.mark.parametrize("size", [2.0**-30, 2.0**-46])
def test_a_small_error_is_not_said_to_be_a_narrower_type(size):
    noisy = lambda x, w, b=None, **k: layers.conv(x, w, b, **k) * np.asarray(1 + size, x.dtype)
    said = [row.says for row in rows_of(noisy, "layers.conv", ["form"], types=("float64",)) if row.verdict == FAILS]
    assert said and not any("rounded to" in one for one in said), said


def to_11_bits(x):
    """Numbers of float32 as TF32 keeps them: the fraction is rounded to 10 bits, halves to even."""
    whole = x.view(np.uint32)
    kept = (whole + np.uint32(0xFFF) + (whole >> 13 & 1)) & np.uint32(0xFFFFE000)
    return np.where(np.isfinite(x), kept.view(np.float32), x)


@pytest.mark.parametrize("part", slow_but(["form", "everyday"], "form"))
def test_inputs_rounded_to_a_narrower_type_are_said_so(part):
    """As a convolution in PyTorch on a GPU does, unless `torch.backends.cudnn.allow_tf32` is False."""
    narrow = lambda x, w, b=None, **k: layers.conv(to_11_bits(x), to_11_bits(w), b, **k)
    rows = rows_of(narrow, "layers.conv", [part], types=("float32",))
    assert any("11 bits (TF32" in row.says for row in rows if row.verdict == FAILS), shown(rows)


@pytest.mark.parametrize("fill", ["normal", "integers"])
def test_only_what_explains_a_result_of_real_size_is_said(fill):
    of = layers.conv
    point = next(one for one in everyday(of) if one.shapes["w"][-2:] == (3, 3) and one.kwargs.get("groups", 1) == 1)
    arrays = fills.drawn(of, point, fill, "float32", 100, 0).arrays
    right = of(**arrays, **point.kwargs)
    by_tf32 = of(**arrays | {a: to_11_bits(arrays[a]) for a in ("x", "w")}, **point.kwargs)
    assert "11 bits (TF32" in narrower.explained(of, point, arrays, by_tf32, "float32")
    for wrong in (right * np.float32(1 + 2**-11), np.where(right > 0, by_tf32, right), np.zeros_like(right)):
        assert narrower.explained(of, point, arrays, wrong, "float32") == ""


# ---------------------------------------------------------------- our own


@pytest.mark.deep
@pytest.mark.parametrize("topic", ["pooling", "layers", "convolution", "information", "geometry", "normalization"])
def test_our_own_functions_hold_by_the_same_checks(topic):
    held = target(f"mathcnn.{topic}")
    for name in held.functions:
        of = catalogue.find_formula(name)
        parts = [part for part in judging.parts(of) if part != "thorough"]
        rows = [row for part in parts for row in judging.verdicts(held, of, part, 8, 0)]
        assert not falls_short(rows), (name, shown(falls_short(rows)))


def test_our_own_convolution_holds_by_the_same_checks():
    rows = rows_of(layers.conv, "layers.conv", ["form", "edges", "subsamples", "flips"])
    assert {row.verdict for row in rows} <= {HOLDS}, shown(rows)


# ---------------------------------------------------------------- scopes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("ranks=9", "ranks = 9"),
        ("dtypes=float99", "dtypes = 'float99'"),
        ("dtypes=int64", "one must be a floating type"),
        ("layout=NCC", "layout = 'NCC'"),
        ("layout=NHCW", "layout = 'NHCW'"),
        ("square=2", "square = 2"),
        ("colour=red", "colour = 'red'"),
        ("ranks", "must be written NAME=VALUE"),
        ("ranks=2,ranks=3", "given twice"),
        ("arguments=input", "must be written NAME:VALUE"),
        ("device=cuda", "needs arrays"),
        ("nothing.toml", "nothing.toml"),
        ("largest=-1", "largest"),
    ],
)
def test_a_bad_scope_is_one_clear_line(text, said):
    with pytest.raises(BadScope) as error:
        parsed(text)
    assert said in str(error.value) and "\n" not in str(error.value)


def test_a_scope_names_arguments_of_the_formula():
    for entries in ({"lacks": ("colour",)}, {"order": ("z",)}, {"state": ("stride",)}, {"layouts": {"z": "NHWC"}}):
        with pytest.raises(BadScope, match=r"layers\.conv"):
            Scope(**entries).check(layers.conv)
    with pytest.raises(BadScope, match="cannot be asked without it"):
        Scope(lacks=("w",)).check(layers.conv)


def test_a_scope_is_read_from_a_line_and_from_a_file(tmp_path):
    line = parsed("ranks=1+2,dtypes=float32,layout=NHWC,arguments=input:x+filters:w,only=groups:1+groups:2,square=true")
    path = tmp_path / "scope.toml"
    path.write_text(
        'ranks = [1, 2]\ndtypes = ["float32"]\nlayout = "NHWC"\nsquare = true\n'
        '[arguments]\ninput = "x"\nfilters = "w"\n[only]\ngroups = [1, 2]\n'
    )
    assert line == parsed(str(path)) and line.ranks == {1, 2} and line.only == {"groups": (1, 2)}

    @scope(ranks={3}, dtypes="float64")
    def declared(x):
        return x

    merged = declared_by(declared).merged(parsed("ranks=2"))
    assert merged.ranks == {2} and merged.dtypes == ("float64",)


def test_a_target_says_what_is_wrong_with_its_scope(tmp_path, monkeypatch):
    (tmp_path / "ops_with_scopes.py").write_text("def conv(x, w):\n    return x\n")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(NoTarget, match="lacks = 'colour'"):
        target("ops_with_scopes:conv?lacks=colour", "layers.conv")
    with pytest.raises(NoTarget, match="is an adapter"):
        target("scipy?ranks=1")
    assert target("ops_with_scopes:conv?ranks=1", "layers.conv").scope.ranks == {1}


def test_arguments_are_spelled_in_each_way():
    of = layers.conv
    resolved = {"stride": (2, 2), "padding": ((1, 1), (1, 1)), "dilation": (1, 1), "groups": 1, "flip": False}
    found = dict(spellings(of, resolved, {"padding": "same"}))
    assert {repr(way["padding"]) for way in found.values()} == {"((1, 1), (1, 1))", "(1, 1)", "1", "'same'"}
    assert {repr(way["stride"]) for way in found.values()} == {"(2, 2)", "2"}
    assert spellings(of, resolved, {}) == spellings(of, dict(reversed(resolved.items())), {})


def test_a_word_that_is_written_is_passed():
    """A kernel that resolves "same" wrongly shows in every call that says so, and in no other."""
    of = layers.conv
    for stride in range(1, 6):
        resolved = {"stride": (stride, 2), "padding": ((1, 1), (1, 1)), "dilation": (1, 1), "groups": 1, "flip": False}
        assert spellings(of, resolved, {"padding": "same"})[0][1]["padding"] == "same"
        assert all(type(way["padding"]) is not str for _, way in spellings(of, resolved, {"padding": 1}))


def test_a_verdict_of_its_own():
    assert verdicts.NORMWISE == "holds normwise"
