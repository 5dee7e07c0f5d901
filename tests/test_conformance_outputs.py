"""Results beside the first, and optional arrays: functions that have them are judged on them."""

import numpy as np
import pytest

from mathcnn import layers, normalization, pooling
from mathcnn.conformance import Target, judging, outputs, target
from mathcnn.evidence import verdicts

NORM, POOL, CONV, LINEAR = normalization.batch_norm, pooling.max_pool, layers.conv, layers.linear
MEAN, VAR, PLACES = "also returns next_running_mean", "also returns next_running_var", "also returns max_pool_indices"


SIZES = f", {outputs.AT_REAL_SIZES}"


def rows_of(fn, of, dtypes=("float64", "float32"), examples=10):
    held = Target("planted", {of.name: fn}, dtypes, typed="planted")
    return list(judging.verdicts(held, of, "outputs", examples, 0))


def said(rows, law):
    found = {(row.verdict, row.says) for row in rows if row.law == law}
    assert len(found) == 1, found
    return found.pop()


def norm(change):
    """Batch normalisation, whose returned statistics are changed."""

    def run(
        x,
        gamma,
        beta,
        eps=1e-5,
        *,
        training=True,
        running_mean=None,
        running_var=None,
        momentum=0.1,
        correction=0,
        running_correction=1,
    ):
        given = {k: v for k, v in locals().items() if k not in ("change", "x", "gamma", "beta")}
        y = NORM(x, gamma, beta, **given)
        return change(y, given, x) if isinstance(y, tuple) else y

    return run


def eps_inside(y, given, x):
    return y[0], y[1], (y[2] + given["momentum"] * given["eps"]).astype(x.dtype)


def biased(y, given, x):
    var = normalization.next_running_var(x, given["running_var"], given["momentum"], running_correction=0)
    return y[0], y[1], var


def old_first(y, given, x):
    turned = 1 - given["momentum"]
    return (
        y[0],
        normalization.next_running_mean(x, given["running_mean"], turned),
        normalization.next_running_var(x, given["running_var"], turned, running_correction=given["running_correction"]),
    )


def test_statistics_of_batch_norm():
    rows = rows_of(norm(lambda y, given, x: y), NORM)
    assert {row.law for row in rows} == {MEAN, VAR, MEAN + SIZES, VAR + SIZES} and all(row.good for row in rows), rows
    rows = rows_of(norm(eps_inside), NORM)
    assert said(rows, MEAN)[0] == verdicts.HOLDS
    assert {row.verdict for row in rows if row.law == VAR} == {verdicts.FAILS}
    assert "planted.batch_norm(" in next(row.reproduce for row in rows if row.law == VAR)
    rows = rows_of(norm(biased), NORM)
    assert said(rows, VAR) == (verdicts.CONVENTION, "running_correction is always 0")
    rows = rows_of(norm(old_first), NORM)
    assert {said(rows, law)[0] for law in (MEAN, VAR)} == {verdicts.CONVENTION}
    assert all("momentum weighs the old statistics" in row.says for row in rows)


def test_what_is_not_returned_is_not_offered():
    rows = rows_of(norm(lambda y, given, x: y[0]), NORM)
    assert {said(rows, law) for law in (MEAN, VAR)} == {(verdicts.NOT_OFFERED, "returns its first result alone")}
    rows = rows_of(norm(lambda y, given, x: y[:2]), NORM)
    assert said(rows, MEAN)[0] == verdicts.FAILS and "a tuple of 2, and 3 results" in said(rows, MEAN)[1]

    def training_only(x, gamma, beta, eps=1e-5):
        return NORM(x, gamma, beta, eps)

    rows = rows_of(training_only, NORM)
    assert {row.verdict for row in rows} == {verdicts.NOT_OFFERED}


def pool(change):
    def run(x, kernel_size, *, stride=None, padding=0, dilation=1, ceil_mode=False, return_indices=False):
        given = {"stride": stride, "padding": padding, "dilation": dilation, "ceil_mode": ceil_mode}
        y = POOL(x, kernel_size, **given, return_indices=return_indices)
        return change(*y) if return_indices else y

    return run


@pytest.mark.parametrize(
    ("change", "verdict", "says"),
    [
        (lambda y, at: (y, at), verdicts.HOLDS, ""),
        (lambda y, at: (y, at.astype(np.int32)), verdicts.HOLDS, ""),
        (lambda y, at: (y, at + 1), verdicts.FAILS, ""),
        (lambda y, at: (y, at[:, :1] + 0 * at), verdicts.FAILS, ""),
        (lambda y, at: (y, at.astype(float)), verdicts.FAILS, "returns float64 for integers"),
        (lambda y, at: y, verdicts.FAILS, "returns a tuple of 1, and 2 results are asked for"),
        (lambda y, at: [y, at], verdicts.HOLDS, ""),
    ],
)
def test_places_of_maxima(change, verdict, says):
    found = said(rows_of(pool(change), POOL), PLACES)
    assert found[0] == verdict and says in found[1]


def in_int16(y, at):
    return y, at.astype(np.int16).astype(np.int64)


def within_the_window(y, at):
    return y, at % 2 if y.size > 1000 else at


def other_of_equals(y, at):
    """Another place than the first, if the pool's largest results are equal."""
    return y, at + (np.ptp(y) < 3) * (y.size > 64)


@pytest.mark.parametrize("change", [in_int16, other_of_equals, within_the_window])
def test_places_that_are_wrong_in_large_calls_or_at_ties_are_found(change, monkeypatch):
    monkeypatch.setattr(outputs.output_sizes, "MOST", 2**20)
    rows = rows_of(pool(change), POOL, ("float32",))
    assert [row.verdict for row in rows if row.law == PLACES] == [verdicts.HOLDS]
    assert [row.verdict for row in rows if row.law == PLACES + SIZES] == [verdicts.FAILS]


def test_a_variance_that_is_wrong_for_many_values_is_found():
    def wrong(y, given, x):
        return y if x.size // x.shape[1] < 500 else (*y[:2], (y[2] * 1.01).astype(x.dtype))

    rows = rows_of(norm(wrong), NORM, ("float32",))
    assert {row.law: row.verdict for row in rows} == {
        MEAN: verdicts.HOLDS,
        MEAN + SIZES: verdicts.HOLDS,
        VAR: verdicts.HOLDS,
        VAR + SIZES: verdicts.FAILS,
    }


def test_a_pool_without_the_switch_does_not_offer_it():
    plain = lambda x, kernel_size, stride=None, padding=0, dilation=1, ceil_mode=False: POOL(
        x, kernel_size, stride=stride, padding=padding, dilation=dilation, ceil_mode=ceil_mode
    )
    assert said(rows_of(plain, POOL), PLACES)[0] == verdicts.NOT_OFFERED


def test_optional_arrays():
    for of in (CONV, LINEAR):
        assert all(row.good for row in rows_of(of, of))

    def one_if_missing(x, w, b=None):
        return LINEAR(x, w, np.ones(len(w), w.dtype) if b is None else b)

    def zero_is_missing(x, w, b=None):
        return LINEAR(x, w, b) if b is None or b.any() else LINEAR(x, w, np.ones_like(b))

    for fn, which in ((one_if_missing, "left out"), (zero_is_missing, "zero")):
        verdict, says = said(rows_of(fn, LINEAR), outputs.LEFT_OUT)
        assert verdict == verdicts.FAILS and says == f"wrong if b is {which}"


def test_adapters_do_not_return_more():
    pytest.importorskip("torch", reason="pip install 'mathcnn[torch]'")
    rows = list(judging.verdicts(target("torch"), POOL, "outputs", 4, 0))
    assert {row.verdict for row in rows} == {verdicts.NOT_OFFERED}
