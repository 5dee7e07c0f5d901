"""Implementations checked against the formulas: faults of every kind are planted in a target, and reported as such."""

import importlib

import numpy as np
import pytest

from mathcnn import catalogue
from mathcnn.conformance.conventions import conventions
from mathcnn.conformance.rows import FORM
from mathcnn.evidence import checks, verdicts
from mathcnn.evidence.checkers import Checked
from mathcnn.evidence.counterexamples import counterexample, on_floats
from mathcnn.evidence.shrinking import shrink
from mathcnn.numbers import formats

from .targets import CONV, rows_of, shown, subject_of

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
    turned = importlib.import_module(ops).true_convolution
    rows = [
        row
        for part in ("form", "flips", "adds_kernels", "subsamples")
        for row in rows_of(turned, part=part, examples=8)
    ]
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


def test_nan_and_subnormals_are_verdicts_of_their_own(ops):
    relu = catalogue.find_formula("activation.relu")
    kernels = importlib.import_module(ops)

    special = shown(rows_of(kernels.loses_nan, relu, "edges"))
    assert special["special values", "float64", "IEEE"] == verdicts.SPECIAL
    tiny = [row for row in rows_of(kernels.flushes, relu, "edges") if row.law == "subnormal numbers"]
    assert {row.verdict for row in tiny} == {verdicts.SPECIAL} and all("flushed" in row.says for row in tiny)
    nan_everywhere = lambda x: np.maximum(x, 0) * np.nan
    assert {row.verdict for row in rows_of(nan_everywhere, relu) if row.law == FORM} == {verdicts.FAILS}


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

    rows = rows_of(nothing, examples=4)
    assert {row.verdict for row in rows if row.law == FORM} == {verdicts.NOT_OFFERED}
    seen = iter(range(10**6))

    def twice(*args, **kwargs):
        if next(seen) > 1:
            raise checks.NotOffered("more than two")
        return CONV(*args, **kwargs)

    run = checks.form_exact(CONV, subject_of(twice), 10, 0, ("float64",))
    verdict = verdicts.judged(CONV, Checked("form", FORM, "planted", run, 0.0, foreign=True))
    assert verdict.evidence == verdicts.OPEN and verdict.verdict == verdicts.NOT_OFFERED  # and no evidence


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


def test_unit_roundoffs():
    for dtype in ("float16", "float32", "float64"):
        info = np.finfo(dtype)
        assert formats.UNIT[dtype] == info.eps / 2 and formats.UNDERFLOW[dtype] == info.smallest_subnormal
        assert (
            formats.NORMAL[dtype] == info.tiny
            and formats.LARGEST[dtype] == info.max
            and formats.SIGNIFICAND[dtype] == info.nmant + 1
        )
