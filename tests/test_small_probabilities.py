"""Implementations whose steps underflow for small probabilities are rejected, and those whose steps don't are not."""

import ml_dtypes  # noqa: F401  NumPy then knows bfloat16 by its name
import numpy as np
import pytest

import mathcnn
from mathcnn import information, probability
from mathcnn.evidence import cases
from mathcnn.evidence.checks.forms import form_rounded, spread_out
from mathcnn.evidence.checks.tiers import bounded
from mathcnn.numbers import formats, rounded

SEEDS = range(4)


def summed(terms, p, base):
    """The sum of the terms of positive probability, in the base."""
    return np.where(p > 0, terms, 0).sum() / np.log(float(base))


def by_product(joint, base=2):
    """The product of two marginals is 0 where both are about 1e-200."""
    rows, columns = joint.sum(1, keepdims=True), joint.sum(0, keepdims=True)
    return summed(joint * np.log(joint / (rows * columns)), joint, base)


def by_logarithms(joint, base=2):
    rows, columns = joint.sum(1, keepdims=True), joint.sum(0, keepdims=True)
    return summed(joint * (np.log(joint) - np.log(rows) - np.log(columns)), joint, base)


def conditional_by_product(joint, base=2):
    both = joint.sum(0, keepdims=True) * joint.sum(1, keepdims=True)
    return summed(joint * np.log(joint * joint.sum((0, 1), keepdims=True) / both), joint, base)


def conditional_by_logarithms(joint, base=2):
    logs = np.log(joint) + np.log(joint.sum((0, 1), keepdims=True))
    return summed(
        joint * (logs - np.log(joint.sum(0, keepdims=True)) - np.log(joint.sum(1, keepdims=True))), joint, base
    )


def divergence_by_logarithms(p, q, base=2):
    return summed(p * (np.log(p) - np.log(q)), p, base)


def entropy(p, base=2):
    return -summed(p * np.log(p), p, base)


def quiet(fn):
    """An implementation without NumPy's warnings."""

    def run(*args, **kwargs):
        with np.errstate(all="ignore"):
            return fn(*args, **kwargs)

    return run


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    ("of", "fast"),
    [
        (information.mutual_information, by_product),
        (information.conditional_mutual_information, conditional_by_product),
    ],
)
def test_steps_that_underflow_are_rejected(of, fast, dtype, seed):
    found = form_rounded(of, quiet(fast), 30, seed, (dtype,))
    assert found.wrong and not np.isfinite(found.worst.got)


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(
    ("of", "fast"),
    [
        (information.mutual_information, by_logarithms),
        (information.conditional_mutual_information, conditional_by_logarithms),
        (information.kl_divergence, divergence_by_logarithms),
        (information.entropy, entropy),
        *(
            (of, of)
            for of in mathcnn.catalog().formulas.values()
            if of.name.startswith(("information.", "probability."))
        ),
    ],
    ids=lambda one: getattr(one, "__name__", str(one)),
)
def test_other_steps_are_not(of, fast, dtype, seed):
    found = form_rounded(of, quiet(fast), 30, seed, (dtype,))
    assert found.count and not found.wrong, (found.case, found.arrays, found.worst)


@pytest.mark.slow
def test_check_and_the_command_draw_such_tables():
    rows = mathcnn.check(information.mutual_information, quiet(by_product))
    assert "fails" in {row.verdict for row in rows if row.kind == "form"}
    kept = lambda joint, base=2: quiet(by_logarithms)(joint, base=base).astype(joint.dtype)
    rows = mathcnn.check(information.mutual_information, kept)
    assert all(row.good for row in rows if row.kind == "form"), rows


@pytest.mark.parametrize("dtype", ["float32", "float64", "bfloat16", "float16"])
def test_tables_that_are_spread_out_are_tables(dtype):
    """They pass the check of their domain, and hold no subnormal number."""
    for of in (probability.marginal, information.kl_divergence, information.conditional_mutual_information):
        smallest = 1.0
        for case, rng in cases.sampled(of, 40, 1):
            arrays = cases.floats(case, rng, dtype)
            spread = spread_out(case, arrays, rng, dtype)
            assert list(spread) == list(arrays)
            for a, x in spread.items():
                assert x.dtype.name == dtype and not case.domain[a].fault(x, case.env)
                smallest = min(smallest, float(x[x > 0].min()))
        assert smallest < 1e-30 or dtype == "float16"
        assert smallest >= formats.NORMAL[dtype] or dtype == "float16"


def test_a_bound_is_left_where_steps_of_the_statement_underflow():
    """1 / (p q) has none with underflow; the exact value is log2(1 / 1e-200) 1e-200, up to what rounding explains."""
    joint = np.array([[1.0, 0.0], [0.0, 1e-200]])
    with rounded.precision():
        ball = rounded.enclosed(bounded(information.mutual_information, "float64", {"joint": joint}, {"base": 2})[()])
    assert ball.is_finite() and ball.rad() < 1e-14 and ball.contains(0)
