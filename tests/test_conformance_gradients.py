"""Gradients at ties and kinks, at large inputs and at infinities: planted faults are found, right ones are accepted."""

import numpy as np
import pytest

from mathcnn import activation, catalogue, fitting, layers, pooling
from mathcnn.conformance import Target, judging, target
from mathcnn.evidence import deviations, verdicts
from mathcnn.evidence.checks import gradient_edges
from mathcnn.evidence.checks.gradients import CANCELS
from mathcnn.evidence.verdicts import verify_formula

from .marks import marked, thinned

RELU, POOL, SIGMOID, SOFTMAX = activation.relu, pooling.max_pool, activation.sigmoid, activation.softmax
LOSS, LEAKY, GLOBAL = activation.cross_entropy, activation.leaky_relu, pooling.global_max_pool
TIES, LARGE, INFINITE = gradient_edges.NAMES


def rows_of(pull, of, examples=12):
    """The rows about a gradient; pull: (dy, arguments) -> the gradient by the first array."""

    def gradient(fn, dy, arrays):
        with np.errstate(all="ignore"):
            return {of.arrays[0]: np.asarray(pull(dy, *arrays.values(), **fn.keywords), dy.dtype)}

    held = Target("planted", {of.name: of}, gradient=gradient, typed="planted", fixed=frozenset(of.arrays[1:]))
    return {row.law: row for row in judging.verdicts(held, of, "gradient", examples, 0)}


def own(of):
    return lambda dy, *args, **k: of.backward(dy, *args, **k)[0]


# ---------------------------------------------------------------- ties and kinks


@pytest.mark.parametrize("at_zero", [0.5, 1.0])
@pytest.mark.parametrize("of", [RELU, LEAKY])
def test_another_derivative_at_a_kink_is_a_convention(of, at_zero):
    def pull(dy, x, alpha=0.0):
        return dy * np.where(x > 0, 1.0, np.where(x < 0, alpha, at_zero))

    row = rows_of(pull, of)[TIES]
    assert row.verdict == verdicts.CONVENTION and f"at a kink: {at_zero:g}, and the formula's is 0" in row.says, (
        row.says
    )


def test_a_wrong_derivative_at_a_kink_fails():
    for wrong in (-1.0, 2.0, 1.5):
        row = rows_of(lambda dy, x, wrong=wrong: dy * np.where(x > 0, 1.0, np.where(x < 0, 0.0, wrong)), RELU)[TIES]
        assert row.verdict == verdicts.FAILS


def by_comparison(dy, x, share, kernel_size, **k):
    """The gradient of a maximum by comparing each entry of a window with it."""
    y, dx = POOL(x, kernel_size, **k), np.zeros_like(x)
    size, stride = np.ravel(kernel_size), np.ravel(k["stride"])
    pads, dilation = np.reshape(k["padding"], (-1, 2)), np.ravel(k["dilation"])
    for n, c, *at in np.ndindex(*y.shape):
        inside = []
        for tap in np.ndindex(*size):
            place = tuple(
                s * i + d * t - p for s, i, d, t, p in zip(stride, at, dilation, tap, pads[:, 0], strict=True)
            )
            if all(0 <= i < m for i, m in zip(place, x.shape[2:], strict=True)):
                inside.append((n, c, *place))
        equal = [p for p in inside if x[p] == y[(n, c, *at)]]
        for p, part in zip(equal, share(len(equal)), strict=True):
            dx[p] += part * dy[(n, c, *at)]
    return dx


LONG = ("evenly", "none", "one less")  # of these, each takes ten seconds or more
SHARES = {
    "first": (lambda n: [1, *[0] * (n - 1)], verdicts.HOLDS),
    "last": (lambda n: [*[0] * (n - 1), 1], verdicts.HOLDS),
    "evenly": (lambda n: [1 / n] * n, verdicts.HOLDS),
    "all": (lambda n: [1] * n, verdicts.FAILS),
    "none": (lambda n: [n == 1] * n, verdicts.FAILS),
    "one less": (lambda n: [2, -1, *[0] * (n - 2)] if n > 1 else [1], verdicts.FAILS),
}


@pytest.mark.parametrize(
    ("share", "verdict"),
    [marked(case, pytest.mark.deep if name in LONG else pytest.mark.slow) for name, case in SHARES.items()],
    ids=SHARES.keys(),
)
def test_a_maximum_at_ties(share, verdict):
    row = rows_of(lambda dy, x, **k: by_comparison(dy, x, share, **k), POOL)[TIES]
    assert row.verdict == verdict, (row.says, row.counterexample)
    if share(2) == [1, 1]:
        assert "adds up to" in row.says and "times dy" in row.says


def test_a_global_maximum_at_ties():
    doubled = lambda dy, x: dy * (x == GLOBAL(x))
    evenly = lambda dy, x: dy * (x == GLOBAL(x)) / (x == GLOBAL(x)).sum(axis=tuple(range(2, x.ndim)), keepdims=True)
    assert rows_of(doubled, GLOBAL)[TIES].verdict == verdicts.FAILS
    assert rows_of(evenly, GLOBAL)[TIES].good


# ---------------------------------------------------------------- large inputs


def softmax_of(x, axis=1, stable=True):
    e = np.exp(x - x.max(axis=axis, keepdims=True) if stable else x)
    return e / e.sum(axis=axis, keepdims=True), axis


def softmax_pull(dy, x, axis=1, stable=True):
    y, axis = softmax_of(x, axis, stable)
    return y * (dy - (dy * y).sum(axis=axis, keepdims=True))


def loss_pull(dy, x, t, stable=True):
    y, _ = softmax_of(x, 1, stable)
    y[np.arange(len(x)), t] -= 1
    return dy * y / len(x)


@pytest.mark.parametrize(
    ("of", "pull"),
    [
        (SIGMOID, lambda dy, x: dy * np.exp(-x) / (1 + np.exp(-x)) ** 2),
        (SOFTMAX, lambda dy, x, **k: softmax_pull(dy, x, **k, stable=False)),
        (LOSS, lambda dy, x, t: loss_pull(dy, x, t, stable=False)),
        (SIGMOID, lambda dy, x: own(SIGMOID)(dy, np.clip(x, -50, 9))),
    ],
)
def test_overflow_at_large_inputs_fails(of, pull):
    row = rows_of(pull, of)[LARGE]
    assert row.verdict == verdicts.FAILS, (row.verdict, row.says)


def test_what_cancels_is_suspect():
    found = rows_of(lambda dy, x: dy * (SIGMOID(x) * (1 - SIGMOID(x))), SIGMOID)
    assert {found[law].verdict for law in ("derivative", LARGE)} == {verdicts.SUSPECT}
    assert all(CANCELS in found[law].says for law in ("derivative", LARGE))


@pytest.mark.parametrize(("of", "pull"), [(SOFTMAX, softmax_pull), (LOSS, loss_pull)])
def test_stable_gradients_are_accepted(of, pull):
    rows = rows_of(pull, of)
    assert not [(law, row.says) for law, row in rows.items() if row.verdict == verdicts.FAILS], rows


# ---------------------------------------------------------------- infinities


def test_nan_at_infinity_is_special():
    steep = lambda dy, x: dy * np.where(x > 0, x / x, 0)
    row = rows_of(steep, RELU)[INFINITE]
    assert row.verdict == verdicts.SPECIAL and deviations.kind_of(row.says) == deviations.NO_DERIVATIVE
    row = rows_of(lambda dy, x: own(SIGMOID)(dy, x) * np.where(np.isinf(x), x - x, 1), SIGMOID)[INFINITE]
    assert row.verdict == verdicts.SPECIAL and row.says.startswith("NaN at infinity")
    row = rows_of(lambda dy, x: dy * np.where(np.isinf(x), 7, x > 0), RELU)[INFINITE]
    assert row.verdict == verdicts.FAILS


def test_a_lost_nan_of_dy_is_special():
    for of in (RELU, layers.flatten, fitting.mean_squared_error):
        row = rows_of(lambda dy, *args, of=of, **k: own(of)(np.nan_to_num(dy), *args, **k), of)[INFINITE]
        assert row.verdict == verdicts.SPECIAL and row.says.startswith("NaN becomes a number, in dy"), of.name


def test_a_gradient_that_writes_into_dy():
    def pull(dy, x):
        dy *= x > 0
        return dy

    found = rows_of(pull, RELU)
    assert all(row.verdict == verdicts.FAILS for row in found.values())
    assert "wrote into its input dy" in found["derivative"].counterexample


# ---------------------------------------------------------------- right ones


OWN = [of for of in catalogue.catalog().formulas.values() if of.backward is not None]


@pytest.mark.parametrize("of", thinned(OWN, 4), ids=lambda of: of.name)
def test_our_own_gradients_hold(of):
    for name, check in gradient_edges.checks_of(of):
        for dtype in ("float64", "float32"):
            run = check(of, of.backward, 8, 1, dtype)
            assert not run.wrong and not run.suspect, (name, run.worst, run.says, run.fault, run.case, run.arrays)


@pytest.mark.slow
def test_pytorch_holds():
    pytest.importorskip("torch", reason="pip install 'mathcnn[torch]'")
    for name in ("pooling.max_pool", "activation.relu", "activation.softmax", "activation.cross_entropy"):
        rows = list(judging.verdicts(target("torch"), catalogue.find_formula(name), "gradient", 8, 0))
        assert len(rows) > 2 and all(row.good for row in rows), [(row.law, row.says) for row in rows]


def test_a_gradient_that_is_passed_is_checked_at_edges():
    half = lambda dy, x: (dy * np.where(x > 0, 1.0, np.where(x < 0, 0.0, 0.5)),)
    rows = list(verify_formula(RELU, 12, 0, RELU, "planted", half, only="gradient"))
    assert {row.law: row.verdict for row in rows}[TIES] == verdicts.CONVENTION


def softmax_gradient(dy, x, axis):
    y = SOFTMAX(x, axis)
    return y * (dy - (y * dy).sum(axis, keepdims=True))


def test_a_gradient_gets_an_axis_in_each_spelling():
    seen = set()

    def pull(dy, x, axis=-1):
        seen.add(type(axis))
        wrong = isinstance(axis, int) and axis % x.ndim < x.ndim - 1
        return softmax_gradient(dy, x, axis if not wrong else -1)

    rows = rows_of(pull, SOFTMAX)
    assert seen == {int, tuple} and any(row.verdict == verdicts.FAILS for row in rows.values()), rows


@pytest.mark.parametrize("kind", [int, tuple])
def test_a_gradient_may_take_one_spelling_only(kind):
    def pull(dy, x, axis=-1):
        if not isinstance(axis, kind) and not (isinstance(axis, tuple) and len(axis) > 1):
            raise TypeError(f"axis must be {kind.__name__}")
        return softmax_gradient(dy, x, axis)

    rows = rows_of(pull, SOFTMAX)
    assert not any(row.fault or row.verdict == verdicts.FAILS for row in rows.values()), [r.says for r in rows.values()]


def test_dy_lies_in_memory_in_each_order():
    def pull(dy, x, alpha=0.01):
        other = np.asarray(dy).ravel("K").reshape(dy.shape)  # as it lies in memory
        return LEAKY.backward(other, x, alpha)[0]

    rows = rows_of(pull, LEAKY)
    assert any(row.verdict == verdicts.FAILS for row in rows.values()), [row.says for row in rows.values()]
    strict = lambda dy, x, alpha=0.01: own(LEAKY)(contiguous(dy), x, alpha)
    assert not any(row.fault for row in rows_of(strict, LEAKY).values())


def contiguous(dy):
    if not dy.flags.c_contiguous:
        raise ValueError("dy must be contiguous")
    return dy
