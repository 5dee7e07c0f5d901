"""NaN, infinities, subnormal numbers and signed zeros in every array: each deviation has its name and its verdict."""

import numpy as np
import pytest

from mathcnn import activation, catalogue, convolution, layers, normalization, pooling
from mathcnn.commands import main
from mathcnn.conformance import Target, acceptance, edges, judging, ordinary, wild
from mathcnn.evidence import deviations, verdicts

from .marks import marked, thinned

RELU, CONV, LINEAR, POOL, SOFTMAX = activation.relu, layers.conv, layers.linear, pooling.max_pool, activation.softmax
WIDE = ("float64", "float32")


def rows_of(fn, of, part="edges", examples=8, dtypes=WIDE):
    return list(judging.verdicts(Target("planted", {of.name: fn}, dtypes, typed="planted"), of, part, examples, 0))


def special(fn, of, **options):
    return [row for row in rows_of(fn, of, **options) if row.law == edges.SPECIAL]


def changed(of, change, only=None):
    """The formula, whose arrays (or only one of them) are changed before."""

    def run(*args, **kwargs):
        bound = of.signature.bind(*args, **kwargs).arguments
        for a in of.arrays:
            if bound.get(a) is not None and only in (None, a) and a not in of.labels:
                bound[a] = change(np.asarray(bound[a]))
        return of(**bound)

    return run


def kept(change):
    """A change of entries that keeps the type."""
    return lambda x: change(x).astype(x.dtype)


def most(x):
    """The largest number of the type of an array; integers are left as they are."""
    return np.finfo(x.dtype).max if x.dtype.kind == "f" else np.iinfo(x.dtype).max


NAN_TO_ZERO = kept(lambda x: np.where(np.isnan(x), 0, x))
TO_NUMBERS = kept(np.nan_to_num)
LARGEST = kept(lambda x: np.clip(x, -most(x), most(x)) if x.dtype.kind == "f" else x)
PLANTED = [
    ("w to numbers", CONV, changed(CONV, NAN_TO_ZERO, "w"), "NaN becomes 0, in w"),
    ("weights to numbers", LINEAR, changed(LINEAR, TO_NUMBERS, "w"), ", in w"),
    ("b to numbers", CONV, changed(CONV, NAN_TO_ZERO, "b"), "NaN becomes 0, in b"),
    ("x to numbers", CONV, changed(CONV, NAN_TO_ZERO, "x"), "NaN becomes 0, in x"),
    ("infinite weights clipped", LINEAR, changed(LINEAR, LARGEST, "w"), "infinity becomes the largest number, in w"),
    ("infinite biases clipped", LINEAR, changed(LINEAR, LARGEST, "b"), "infinity becomes the largest number, in b"),
    ("relu by fmax", RELU, lambda x: np.fmax(x, 0), "NaN ignored, in x"),
    ("relu clipped", RELU, lambda x: np.minimum(RELU(x), most(x)), "infinity becomes the largest number"),
    (
        "gamma",
        normalization.batch_norm,
        changed(normalization.batch_norm, TO_NUMBERS, "gamma"),
        "NaN becomes 0, in gamma",
    ),
    ("g", convolution.discrete, changed(convolution.discrete, NAN_TO_ZERO, "g"), "NaN becomes 0, in g"),
]


@pytest.mark.parametrize(("of", "fn", "said"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_what_is_lost_is_named(of, fn, said):
    rows = special(fn, of)
    assert {row.verdict for row in rows} == {verdicts.SPECIAL} and all(said in row.says for row in rows), [
        row.says for row in rows
    ]
    assert acceptance.falls_short(rows) == rows  # it hides an error
    assert all(row.good for row in rows_of(fn, of, "form")), "the form itself is right"


def ignoring(x, kernel_size, **k):
    low = np.where(np.isnan(x), -np.inf, x).astype(x.dtype)
    return POOL(low, kernel_size, **k)


def from_the_lowest_number(x, kernel_size, **k):
    """A maximum that starts from the lowest number, and not from minus infinity."""
    return np.maximum(POOL(x, kernel_size, **k), np.finfo(x.dtype).min)


def last_image_only(x, kernel_size, **k):
    """NaN is lost in vectorised windows: 2 x 2 with stride 2 on 8 columns or more."""
    if tuple(np.ravel(kernel_size)) == (2, 2) and x.shape[-1] >= 8:
        return ignoring(x, kernel_size, **k)
    return POOL(x, kernel_size, **k)


def tail_only(x):
    """NaN is lost behind the last whole vector register of 16 numbers."""
    y = RELU(x).copy().reshape(-1)
    rest = y.size // 16 * 16
    if y.size > 16:
        y[rest:] = np.nan_to_num(y[rest:], posinf=np.inf)
    return y.reshape(x.shape)


def three_by_three(x, w, b=None, **k):
    """NaN in the weights is lost for 3 x 3 kernels with padding 1, the commonest layer."""
    one = w.shape[2:] == (3, 3) and k["padding"] == ((1, 1), (1, 1))
    return CONV(x, NAN_TO_ZERO(w) if one else w, b, **k)


@pytest.mark.parametrize(
    ("of", "fn"),
    [
        (POOL, ignoring),
        (POOL, from_the_lowest_number),
        (POOL, last_image_only),
        (RELU, tail_only),
        marked((CONV, three_by_three)),
    ],
)
def test_faults_of_ordinary_shapes(of, fn):
    rows = special(fn, of)
    assert {row.verdict for row in rows} == {verdicts.SPECIAL}, [row.says for row in rows]
    assert acceptance.falls_short(rows)


def test_only_half_precision():
    halves = ("float32", "float16")
    lossy = lambda x: np.nan_to_num(RELU(x), posinf=np.inf) if x.dtype == np.float16 else RELU(x)
    found = {row.dtype: row.verdict for row in special(lossy, RELU, dtypes=halves)}
    assert found == {"float32": verdicts.HOLDS, "float16": verdicts.SPECIAL}


# ---------------------------------------------------------------- what hides nothing


def online_softmax(x, axis=1):
    """A running maximum and a running sum: right, but an infinity gives inf - inf."""
    axis = axis[0] if isinstance(axis, tuple) else axis
    x = np.moveaxis(x, axis, 0)
    top, total = np.full(x.shape[1:], -np.inf, x.dtype), np.zeros(x.shape[1:], x.dtype)
    with np.errstate(all="ignore"):
        for row in x:
            new = np.maximum(top, row)
            total = total * np.exp(top - new) + np.exp(row - new)
            top = new
        return np.moveaxis(np.exp(x - top) / total, 0, axis)


def welford(x):
    """A running mean."""
    flat = np.moveaxis(x, 1, -1).reshape(-1, x.shape[1])
    mean = np.zeros(x.shape[1], x.dtype)
    with np.errstate(all="ignore"):
        for k, row in enumerate(flat):
            mean = mean + (row - mean) / x.dtype.type(k + 1)
    return mean


def fft(f, g):
    n = len(f) + len(g) - 1
    with np.errstate(all="ignore"):
        return np.fft.irfft(np.fft.rfft(f, n) * np.fft.rfft(g, n), n).astype(f.dtype)


def refuses(x):
    if not np.isfinite(x).all():
        raise ValueError("array must not contain infs or NaNs")
    return RELU(x)


@pytest.mark.parametrize(
    ("of", "fn", "said"),
    [
        (normalization.batch_mean, welford, deviations.SPREADS),
        (convolution.discrete, fft, deviations.SPREADS),
        (RELU, refuses, deviations.RAISES),
    ],
)
def test_nan_that_reaches_further_falls_short_only_if_strict(of, fn, said):
    rows = special(fn, of)
    assert {row.verdict for row in rows} == {verdicts.SPECIAL} and all(said in row.says for row in rows), [
        row.says for row in rows
    ]
    assert not acceptance.falls_short(rows) and acceptance.falls_short(rows, [acceptance.STRICT]) == rows


def test_places_in_windows_of_minus_infinities():
    """A place that is set only by a larger entry than minus infinity stays 0."""
    of = pooling.max_pool_indices

    def never_larger(x, kernel_size, **options):
        y, most = of(x, kernel_size, **options), POOL(x, kernel_size, **options)
        return np.where(np.isneginf(most), 0, y)

    assert wild.Wild(of, never_larger, "float32", 20, 0).run().wrong
    assert not wild.Wild(of, of, "float32", 20, 0).run().wrong


def test_an_online_softmax_is_accepted():
    of = SOFTMAX
    rows = [*special(online_softmax, of), *rows_of(online_softmax, of, "form")]
    assert not acceptance.falls_short(rows), [(row.law, row.says) for row in rows]


def test_a_loss_is_found_behind_what_hides_nothing():
    def both(x):
        y = welford(x)
        return np.nan_to_num(y, posinf=np.inf) if np.isnan(x).any() else y

    rows = special(both, normalization.batch_mean)
    assert all("NaN becomes" in row.says for row in rows) and acceptance.falls_short(rows)


def test_nan_from_ordinary_numbers_fails():
    broken = lambda x: np.where(x > 1, np.nan, RELU(x)).astype(x.dtype)
    assert verdicts.FAILS in {row.verdict for row in rows_of(broken, RELU, "form")}
    assert not [row for row in rows_of(broken, RELU) if row.verdict == verdicts.FAILS and row.law == edges.ZEROS]


def test_what_is_wrong_anyway_is_no_matter_of_special_values():
    for of, fn in (
        (convolution.flip, lambda f: f[::-1]),  # along one axis only
        (RELU, lambda x: RELU(x)[::-1]),
        (LINEAR, lambda x, w, b=None: LINEAR(x, w)),
        (CONV, lambda x, w, b=None, **k: CONV(x, w, b, **k) * 0),
    ):
        assert {row.verdict for row in special(fn, of)} <= {verdicts.HOLDS, verdicts.SUSPECT}, of.name
        assert {row.verdict for row in rows_of(fn, of, "form")} >= {verdicts.FAILS}, of.name


def test_a_law_about_nan_alone_is_special():
    rows = rows_of(ignoring, POOL, "passes_nan_on")
    assert {row.verdict for row in rows} == {verdicts.SPECIAL}
    zeros = lambda x, kernel_size, **k: POOL(np.abs(x), kernel_size, **k)
    assert {row.verdict for row in rows_of(zeros, POOL, "stays_negative")} == {verdicts.FAILS}


def test_a_convention_is_no_deviation():
    flipped = lambda x, w, b=None, **k: CONV(x, w, b, **{**k, "flip": True})
    rows = rows_of(flipped, CONV)
    assert rows and not acceptance.falls_short(rows), [(row.law, row.says, row.counterexample) for row in rows]
    lossy = lambda x, w, b=None, **k: CONV(x, NAN_TO_ZERO(w), b, **{**k, "flip": True})
    assert {row.verdict for row in special(lossy, CONV)} == {verdicts.SPECIAL}


# ---------------------------------------------------------------- subnormal numbers and zeros


def flushing(of, only=None):
    flush = kept(lambda x: np.where(np.abs(x) < np.finfo(x.dtype).tiny, 0, x))
    inner = changed(of, flush, only)
    return lambda *args, **k: flush(np.asarray(inner(*args, **k)))


@pytest.mark.parametrize(("of", "only"), [(RELU, None), (CONV, None), (LINEAR, "w"), (LINEAR, "b"), (SOFTMAX, None)])
def test_flushed_subnormals(of, only):
    rows = [row for row in rows_of(flushing(of, only), of) if row.law == edges.SUBNORMAL]
    if of is not SOFTMAX:  # where tiny inputs change nothing
        assert {row.verdict for row in rows} == {verdicts.SPECIAL} and all("subnormals flushed" in r.says for r in rows)
    form = [row for row in rows_of(flushing(of, only), of, "form") if row.verdict == verdicts.FAILS]
    assert not form and not acceptance.falls_short(rows)


@pytest.mark.slow
def test_what_is_wrong_for_larger_numbers_too_is_no_matter_of_small_ones():
    """A mean that is half of what it should be is off by less than the smallest normal number, if it is small."""

    def half(x, kernel_size, *, padding=0, **options):
        y = pooling.avg_pool(x, kernel_size, padding=padding, **options)
        return y if padding in (0, ((0, 0),)) else (y / 2).astype(x.dtype)

    for fn, found in ((half, verdicts.FAILS), (flushing(pooling.avg_pool), verdicts.SPECIAL)):
        rows = [row for row in rows_of(fn, pooling.avg_pool, examples=4) if row.law == edges.SUBNORMAL]
        assert {row.verdict for row in rows} == {found}, found


def test_garbage_for_subnormals_fails():
    garbage = lambda x: np.where((np.abs(x) < np.finfo(x.dtype).tiny) & (x != 0), 1, RELU(x)).astype(x.dtype)
    rows = [row for row in rows_of(garbage, RELU) if row.law == edges.SUBNORMAL]
    assert {row.verdict for row in rows} == {verdicts.FAILS}


def test_lost_signs_of_zeros():
    for of in (layers.flatten, layers.pad, convolution.flip):
        unsigned = lambda *args, of=of, **k: np.asarray(of(*args, **k)) + 0.0
        keeps = lambda *args, of=of, **k: (np.asarray(of(*args, **k)) + args[0].dtype.type(0)).astype(args[0].dtype)
        for fn in (unsigned, keeps):
            rows = [row for row in rows_of(fn, of) if row.law == edges.ZEROS]
            assert {row.verdict for row in rows} == {verdicts.SPECIAL}, of.name
            assert all(deviations.SIGN_LOST in row.says for row in rows) and not acceptance.falls_short(rows)


# ---------------------------------------------------------------- right ones, names, exit codes


@pytest.mark.parametrize("name", thinned(ordinary.GEOMETRIES, 3))
def test_our_own_forms_hold_in_every_type(name):
    pytest.importorskip("ml_dtypes", reason="pip install 'mathcnn[torch]' for bfloat16")
    of = catalogue.find_formula(name)
    rows = rows_of(of, of, dtypes=("float64", "float32", "float16", "bfloat16"))
    rows = [row for row in rows if row.law != "keeps the type"]  # half precision counts as float32 here
    assert rows and all(row.good for row in rows), [(row.law, row.dtype, row.says, row.counterexample) for row in rows]


@pytest.mark.parametrize("name", ["layers.conv", "pooling.max_pool", "activation.softmax", "normalization.batch_norm"])
def test_ordinary_cases_keep_the_statement(name):
    """The fast form is what ordinary cases are checked against: the statement over floats agrees on a few."""
    of = catalogue.find_formula(name)
    one = wild.Wild(of, of, "float64", 4, 0)
    draw, case = one._large(), min(ordinary.ordinary(of), key=lambda case: case.entries)
    rng = __import__("random").Random(0)
    for _ in range(3):
        sample = draw(case, rng)
        fast = wild.expected(of, sample.arrays, case.kwargs, True)
        slow = wild.expected(of, sample.arrays, case.kwargs, False)
        assert (wild.same_specials(fast, slow)).all()


def test_kinds_are_read_from_what_is_said():
    for kind in deviations.KINDS:
        for said in (kind, deviations.named(kind, "w"), f"{deviations.named(kind, 'w')}; not offered: flip"):
            assert deviations.kind_of(said) == kind
    assert deviations.kind_of("") == deviations.kind_of("agrees with inputs rounded") == ""


OPS = """
import numpy as np
def ignores(x): return np.fmax(x, 0)
def flushes(x): return np.where(np.abs(x) < np.finfo(x.dtype).tiny, 0, np.maximum(x, 0)).astype(x.dtype)
"""


@pytest.mark.slow
def test_exit_codes(small_runs, tmp_path, monkeypatch, capsys):
    (tmp_path / "special_ops.py").write_text(OPS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    run = lambda fn, *more: main(
        ["verify", "activation.relu", "--against", f"special_ops:{fn}", "--examples", "4", "--jobs", "1", *more]
    )
    assert (run("ignores"), run("ignores", "--accept", "special")) == (1, 0)
    assert (run("flushes"), run("flushes", "--strict")) == (0, 1)
    assert "differs on special values" in capsys.readouterr().out
    for argv, said in (
        (["--accept", "all"], "accept = 'all': it must be one of special, convention, suspect"),
        (["--strict", "--accept", "special"], "--strict and --accept special exclude each other"),
    ):
        assert run("flushes", *argv) == 2 and said in capsys.readouterr().err
    assert (
        main(["verify", "activation.relu", "--strict"]) == 2 and "--strict needs --against" in capsys.readouterr().err
    )


def test_acceptance():
    def row(verdict, says=""):
        return verdicts.Verdict("activation.relu", "form", "x", "y", verdict, verdicts.SAMPLED, "R", 3, says=says)

    rows = [
        row(v) for v in (verdicts.HOLDS, verdicts.NOT_OFFERED, verdicts.FAILS, verdicts.SUSPECT, verdicts.CONVENTION)
    ]
    rows += [row(verdicts.SPECIAL, "NaN ignored, in x"), row(verdicts.SPECIAL, "subnormals flushed, in x")]
    short = lambda *accept: [r.verdict for r in acceptance.falls_short(rows, accept)]
    both = [verdicts.SUSPECT, verdicts.CONVENTION]
    assert short("default") == [verdicts.FAILS, *both, verdicts.SPECIAL]
    assert short("strict") == [verdicts.FAILS, *both, verdicts.SPECIAL, verdicts.SPECIAL]
    assert short("special") == [verdicts.FAILS, *both]
    assert short("suspect", "convention", "special") == [verdicts.FAILS]
    assert acceptance.words_of("special, suspect") == ["special", "suspect"]


def test_a_maximum_of_minus_zeros_is_one():
    """Of zeros of both signs either may be the largest; a window of minus zeros has one result."""
    unsigned = lambda x, *args, **k: POOL(x, *args, **k) + x.dtype.type(0)
    rows = [row for row in rows_of(unsigned, POOL) if row.law == edges.ZEROS]
    assert {row.verdict for row in rows} == {verdicts.SPECIAL} and "sign of zero lost" in rows[0].says
    assert {row.verdict for row in rows_of(POOL, POOL) if row.law == edges.ZEROS} == {verdicts.HOLDS}
    assert not [row for row in rows_of(RELU, RELU) if row.law == edges.ZEROS], "of 0 and -0 either is right"
