"""The gradient in the calls of real networks: planted faults are found, right gradients are accepted."""

import numpy as np
import pytest

from mathcnn import activation, catalogue, layers, normalization, pooling
from mathcnn.conformance import budget, gradient_sizes, gradient_ties
from mathcnn.evidence.checks import TRANSFORM
from mathcnn.evidence.checks.results import FEW

from .marks import thinned
from .planted import gradients as planted

CONV, AVG, LEAKY, SIGMOID = layers.conv, pooling.avg_pool, activation.leaky_relu, activation.sigmoid
DIFFERENTIABLE = [of for of in catalogue.catalog().formulas.values() if of.backward is not None]


@pytest.fixture(autouse=True)
def few(monkeypatch):
    """The cheapest calls alone."""
    monkeypatch.setattr(gradient_sizes, "CALLS", 24)


def changed(of, change):
    """The gradient of a formula, in which `change` changes those by each array, given the arguments."""

    def gradient(dy, *args, **k):
        found = of.backward(dy, *args, **k)
        return change(list(found if isinstance(found, tuple) else (found,)), k)

    return gradient


@pytest.mark.parametrize("of", thinned(DIFFERENTIABLE, 4), ids=lambda of: of.name)
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_our_own_gradients_hold(of, dtype):
    found = gradient_sizes.check(of, of.backward, 0, dtype)
    assert not found.wrong and not found.suspect and not found.fault, (found.worst, found.case, found.fault)


def test_a_gradient_of_the_weights_that_is_wrong_for_one_kernel_is_found():
    def wrong(found, k):
        dx, dw, *rest = found
        if (
            dw.shape[2:] == (3, 3)
            and k["stride"] in (1, (1, 1))
            and k["padding"] in (1, (1, 1), ((1, 1), (1, 1)), "same")
        ):
            dw = dw[:, :, ::-1]
        return (dx, dw, *rest)

    found = gradient_sizes.check(CONV, changed(CONV, wrong), 0, "float32")
    assert found.wrong and found.case.shapes["w"][2:] == (3, 3), (found.worst, found.count)
    assert not gradient_sizes.check(CONV, changed(CONV, lambda found, k: tuple(found)), 0, "float32").wrong


@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_one_wrong_entry_is_found(dtype):
    def off(found, k):
        found[0] = found[0].copy()
        found[0].flat[-1] += 1
        return tuple(found)

    for of in (CONV, AVG, pooling.max_pool, activation.relu):
        assert gradient_sizes.check(of, changed(of, off), 0, dtype).wrong, of.name


def test_the_tier_follows_from_the_statement():
    tiers = {of: gradient_sizes.check(of, of.backward, 0, "float32").tier for of in (CONV, AVG, LEAKY, SIGMOID)}
    assert tiers == {CONV: "E", AVG: "R", LEAKY: "P", SIGMOID: "P"}


def test_another_order_of_summation_is_right_where_sums_are_rounded():
    """A divisor that is no power of 2 rounds each term, or their sum."""

    def scaled(found, k):
        return tuple(np.float32(1) * ((g * np.float32(3)) / np.float32(3)) for g in found)

    found = gradient_sizes.check(AVG, changed(AVG, scaled), 0, "float32")
    assert not found.wrong and not found.suspect, found.worst


def test_errors_of_a_transform_are_suspect_only():
    def noisy(found, k):
        return tuple(g + np.float32(2e-6) * np.abs(g).max() for g in found)

    found = gradient_sizes.check(CONV, changed(CONV, noisy), 0, "float32")
    assert found.suspect and not found.wrong and found.says == TRANSFORM


# ---------------------------------------------------------------- half precision, whose bounds may exceed the value


HALF = ("float16", "bfloat16")
SIGNED = (
    layers.conv,
    layers.linear,
    normalization.batch_norm,
    activation.softmax,
    activation.log_softmax,
    AVG,
    pooling.global_avg_pool,
    layers.conv_transpose,
)


@pytest.mark.parametrize("dtype", HALF)
@pytest.mark.parametrize("of", thinned(SIGNED, 4), ids=lambda of: of.name)
def test_another_sign_is_wrong_in_half_precision(of, dtype):
    """In the gradient by each array alone, at every seed; bounds of hundreds of roundings would accept it."""
    count = sum(a not in of.labels for a in of.arrays)
    for k in range(count):

        def turned(found, options, k=k):
            return tuple(-g if j == k and g is not None else g for j, g in enumerate(found))

        found = gradient_sizes.check(of, changed(of, turned), k, dtype)
        assert found.wrong, (of.name, k, dtype, found.says)


@pytest.mark.parametrize("dtype", HALF)
def test_the_sign_of_a_maximum_is_judged_where_there_are_ties(dtype):
    turned = changed(pooling.max_pool, lambda found, k: tuple(-g for g in found))
    assert gradient_ties.check(pooling.max_pool, turned, 0, dtype).wrong


@pytest.mark.parametrize("dtype", HALF)
@pytest.mark.parametrize("name", ["conv, forgotten flip", "conv, no divisibility", "batch_norm, no variance"])
def test_planted_faults_are_found_in_half_precision(name, dtype):
    of, wrong = planted.FAST[name]
    assert gradient_sizes.check(of, wrong, 0, dtype).wrong


@pytest.mark.parametrize("dtype", HALF)
@pytest.mark.parametrize("of", thinned((CONV, layers.linear, AVG, activation.softmax, normalization.batch_norm), 2))
def test_right_gradients_hold_in_half_precision(of, dtype):
    """Rounded once at the end, as sums in float32 are."""

    def once(dy, *args, **k):
        wide = [x.astype(np.float32) for x in args]
        given = {a: v.astype(np.float32) if isinstance(v, np.ndarray) else v for a, v in k.items()}
        found = of.backward(dy.astype(np.float32), *wide, **given)
        return tuple(g if g is None else g.astype(dy.dtype) for g in (found if isinstance(found, tuple) else (found,)))

    with np.errstate(over="ignore"):
        found = gradient_sizes.check(of, once, 0, dtype)
    assert not found.wrong and not found.suspect and not found.fault, (found.worst, found.case, found.says)
    assert found.informative >= FEW


def test_a_bound_that_exceeds_the_gradient_is_no_evidence(monkeypatch):
    """Sums of a thousand terms and more in bfloat16, whose bounds are larger than they are, hold nothing."""
    monkeypatch.setattr(gradient_sizes, "_thinned", lambda dy, count, rng: dy)
    turned = changed(pooling.global_avg_pool, lambda found, k: (-found[0],))
    every = gradient_sizes.cases_of(pooling.global_avg_pool, 0)
    dense = [(work, one) for work, one in every if np.prod(one[0].shapes["x"]) > 10**5]
    monkeypatch.setattr(gradient_sizes, "cases_of", lambda *_: iter(dense[:2]))
    found = gradient_sizes.check(pooling.global_avg_pool, turned, 0, "bfloat16")
    assert found.wrong or found.informative == 0, (found.count, found.informative, found.says)


@pytest.mark.slow
def test_a_gradient_without_half_of_its_digits_is_wrong(monkeypatch):
    found = gradient_sizes.check(SIGMOID, changed(SIGMOID, lambda found, k: (found[0].astype("f2"),)), 0, "float64")
    assert found.wrong and found.says == gradient_sizes.FAR
    monkeypatch.setattr(gradient_sizes, "PROVED", 0)  # where the rounding bound takes too long to compute
    found = gradient_sizes.check(SIGMOID, changed(SIGMOID, lambda found, k: (found[0].astype("f2"),)), 0, "float64")
    assert found.suspect and found.says == gradient_sizes.FAR


@pytest.mark.parametrize("seconds", [0.0, 0.9 * gradient_sizes.SECONDS / 24])
def test_the_same_calls_are_made_whatever_they_take(seconds, monkeypatch):
    """A busy machine changes nothing: the work decides."""
    monkeypatch.setattr(budget.timing, "since", lambda began: seconds)
    monkeypatch.setattr(gradient_sizes, "WORK", 2e6)
    found = gradient_sizes.check(CONV, CONV.backward, 0, "float32")
    assert (found.count, found.absent) == (8, "")


def test_a_slow_gradient_ends_and_says_how_many_calls_are_left_out(monkeypatch):
    monkeypatch.setattr(budget.timing, "since", lambda began: gradient_sizes.SECONDS)
    found = gradient_sizes.check(CONV, CONV.backward, 0, "float32")
    assert found.count == 5 and found.absent == "time, for 112 calls" and not found.wrong


@pytest.mark.parametrize("dtype", ["f8", "f4", "f2", "i8"])
def test_the_adapter_of_torch_converts_another_order_of_bytes(dtype):
    pytest.importorskip("torch", reason="pip install 'mathcnn[torch]'")
    from mathcnn.conformance.adapters import torch as adapter

    x = np.arange(-3, 3).reshape(2, 3).astype(f">{dtype}")
    for given in (x, x.T, x[::-1], x.astype(f"<{dtype}")):
        assert np.array_equal(adapter.lowered(adapter.lifted(given)), given)
