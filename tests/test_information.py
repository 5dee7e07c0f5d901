"""Information against hand-worked tables, exact enumeration and independent oracles."""

import math
from fractions import Fraction

import numpy as np
import pytest
import scipy.special
import scipy.stats
from hypothesis import given
from hypothesis import strategies as st

from mathcnn.information import (
    conditional_entropy,
    conditional_mutual_information,
    contingency,
    entropy,
    kl_divergence,
    miller_madow,
    mutual_information,
    mutual_information_from_samples,
)
from mathcnn.probability import marginal
from mathcnn.strategies import markov_chains, probability_tables

from .test_probability import COVER, EXACT

EPS = np.finfo(float).eps


def allowed(n, terms=4.0):
    """Two computations of a sum of n terms p log(quotient), both in double precision: quotients of sums are off by n u
    each, so a logarithm by n u, and the terms, whose absolute values sum to `terms` bits, by a few roundings and n more
    for their sum."""
    return 2 * (n + 8) * EPS * (terms + 2)


def test_cover_and_thomas_example_2_2_1():
    """H(X) = 7/4, H(Y) = 2, H(X|Y) = 11/8, H(Y|X) = 13/8, H(X,Y) = 27/8, I(X;Y) = 3/8 (example 2.4.1): exact on
    fractions.
    """
    assert entropy(marginal(EXACT, axis=0)) == Fraction(7, 4)
    assert entropy(marginal(EXACT, axis=1)) == 2
    assert conditional_entropy(EXACT, axis=1) == Fraction(11, 8)
    assert conditional_entropy(EXACT, axis=0) == Fraction(13, 8)
    assert entropy(EXACT) == Fraction(27, 8)
    assert mutual_information(EXACT) == Fraction(3, 8)
    assert abs(mutual_information(COVER) - 3 / 8) <= allowed(16)
    assert abs(entropy(COVER) - 27 / 8) <= allowed(16)


def test_cover_and_thomas_example_2_3_1():
    """D(p||q) and D(q||p) for p = (1/2, 1/2), q = (3/4, 1/4): 1 - log(3)/2 and 3/4 log 3 - 1 bits."""
    p, q = [Fraction(1, 2)] * 2, [Fraction(3, 4), Fraction(1, 4)]
    assert kl_divergence(p, q) - 1 == entropy([Fraction(1, 3)] * 3) * Fraction(-1, 2)
    assert kl_divergence(q, p) + 1 == entropy([Fraction(1, 3)] * 3) * Fraction(3, 4)
    assert abs(float(kl_divergence([0.5, 0.5], [0.75, 0.25])) - 0.2075187496394219) <= allowed(2)


def test_exclusive_or():
    """Z = X xor Y of two fair coins: no two tell anything about each other, two tell all about the third."""
    p = np.array([[[Fraction(1, 4), 0], [0, Fraction(1, 4)]], [[0, Fraction(1, 4)], [Fraction(1, 4), 0]]], object)
    assert conditional_mutual_information(p) == 1
    assert mutual_information(marginal(p, axis=(0, 1))) == 0
    assert conditional_entropy(p, axis=(0, 1)) == 0 and conditional_entropy(p, axis=2) == 1


def test_units():
    p = [0.5, 0.25, 0.25]
    assert entropy(p) == 1.5
    assert abs(entropy(p, base=math.e) - 1.5 * math.log(2)) <= allowed(3)
    assert abs(entropy(p, base=4) - 0.75) <= allowed(3)
    assert entropy([Fraction(1, 2), Fraction(1, 4), Fraction(1, 4)], base=4) == Fraction(3, 4)
    assert abs(entropy(p, base=0.5) + 1.5) <= allowed(3)  # below 1 a base turns the sign


def test_certainty_is_zero_and_not_minus_zero():
    for value in (entropy([1.0]), entropy([1.0, 0.0]), conditional_entropy([[1.0, 0.0]], axis=0)):
        assert value == 0 and not np.signbit(value)


def test_infinite_divergence():
    assert kl_divergence([0.5, 0.5], [1.0, 0.0]) == math.inf
    assert kl_divergence([0.5, 0.5], [1.0, 0.0], base=0.5) == -math.inf
    assert kl_divergence([Fraction(1, 2)] * 2, [1, 0]) == math.inf
    assert kl_divergence([0.0, 1.0], [0.0, 1.0]) == 0


def test_tiny_probabilities_do_not_underflow():
    """Products of marginals as small as 1e-400 are never formed."""
    p = np.array([[1.0, 0.0], [0.0, 1e-200]])
    assert abs(mutual_information(p) - -1e-200 * math.log2(1e-200)) <= allowed(4, 0) * 1e-200 * 700
    assert np.isfinite(conditional_mutual_information(p[..., None]))


@given(probability_tables())
def test_scipy_entropy(p):
    assert abs(entropy(p) - scipy.stats.entropy(p.ravel(), base=2)) <= allowed(p.size, float(entropy(p)))


@given(probability_tables(), st.randoms(use_true_random=False))
def test_scipy_relative_entropy(p, random):
    q = np.array(random.sample(p.ravel().tolist(), p.size)).reshape(p.shape)
    want = scipy.special.rel_entr(p, q).sum() / math.log(2)
    got = kl_divergence(p, q)
    assert got == want if math.isinf(want) else abs(got - want) <= allowed(p.size)


@given(probability_tables(variables=3, most=3))
def test_dit(p):
    dit = pytest.importorskip("dit")
    d = dit.Distribution(["".join(map(str, at)) for at in np.ndindex(p.shape)], p.ravel().tolist())
    bound = 3 * allowed(p.size, 8)  # its entropies are of marginals, and at most log2(27) < 5 bits
    assert abs(entropy(p) - dit.shannon.entropy(d)) <= bound
    assert abs(entropy(marginal(p, axis=(0, 2))) - dit.shannon.entropy(d, [0, 2])) <= bound
    assert abs(conditional_entropy(p, axis=1) - dit.shannon.conditional_entropy(d, [0, 2], [1])) <= bound
    assert abs(mutual_information(marginal(p, axis=(0, 1))) - dit.shannon.mutual_information(d, [0], [1])) <= bound
    assert abs(conditional_mutual_information(p) - dit.multivariate.total_correlation(d, [[0], [1]], [2])) <= bound


@given(markov_chains(dtype=object))
def test_data_processing_along_markov_chains(p):
    """I(X;Z) <= min(I(X;Y), I(Y;Z)), and X, Z are independent given Y: exactly."""
    ends = mutual_information(marginal(p, axis=(0, 2)))
    assert ends <= mutual_information(marginal(p, axis=(0, 1))) and ends <= mutual_information(marginal(p, axis=(1, 2)))
    assert conditional_mutual_information(np.swapaxes(p, 1, 2)) == 0


@pytest.mark.parametrize("dtype", ["float32", "float64"])
def test_result_has_the_precision_of_the_table(dtype):
    p = np.full((2, 2), 0.25, dtype)
    for value in (
        entropy(p),
        conditional_entropy(p),
        kl_divergence(p, p),
        mutual_information(p),
        conditional_mutual_information(p[..., None]),
    ):
        assert value.dtype == dtype


def test_gradients_by_hand():
    """dH/dp = -log2(p) - 1/ln 2; dD/dq = -p / (q ln 2); dI/dp = log2(p / (p_X p_Y)) - 1/ln 2."""
    p, q, nat = np.array([0.5, 0.25, 0.25]), np.array([0.25, 0.25, 0.5]), 1 / math.log(2)
    assert abs(entropy.backward(1.0, p)[0] - [1 - nat, 2 - nat, 2 - nat]).max() <= 8 * EPS
    assert abs(kl_divergence.backward(1.0, p, q)[1] - [-2 * nat, -nat, -nat / 2]).max() <= 8 * EPS
    joint = np.array([[0.5, 0.25], [0.125, 0.125]])
    assert (
        abs(
            mutual_information.backward(1.0, joint)[0]
            - [[math.log2(16 / 15) - nat, math.log2(8 / 9) - nat], [math.log2(4 / 5) - nat, math.log2(4 / 3) - nat]]
        ).max()
        <= 8 * EPS
    )
    assert entropy.backward(1.0, [1.0, 0.0])[0][1] == math.inf


# ---------------------------------------------------------------- from samples


def test_contingency_by_hand():
    assert contingency(["b", "a", "b", "b"], [1.5, 1.5, 0.5, 1.5]).tolist() == [[0, 1], [1, 2]]
    assert contingency([True, False], [3, 3]).tolist() == [[1], [1]]


def test_estimate_by_hand():
    """Counts [[2, 1], [1, 2]]: frequencies 1/3 and 1/6, marginals 1/2, so I = 2/3 log2(4/3) + 1/3 log2(2/3); the
    correction adds (1 + 1 - 3) / (2 * 6) nats."""
    x, y = [0, 0, 0, 1, 1, 1], [0, 0, 1, 0, 1, 1]
    plain = 2 / 3 * math.log2(4 / 3) + 1 / 3 * math.log2(2 / 3)
    assert abs(mutual_information_from_samples(x, y, correction=None) - plain) <= allowed(4)
    assert abs(mutual_information_from_samples(x, y) - (plain - 1 / 12 / math.log(2))) <= allowed(4)
    assert abs(mutual_information_from_samples(x, y, None, math.e) - plain * math.log(2)) <= allowed(4)


def test_names_of_values_do_not_matter():
    x, y = [0, 1, 1, 2, 0, 1], [5, 5, 6, 6, 5, 6]
    named = mutual_information_from_samples([f"class {2 - v}" for v in x], [v / 10 for v in y])
    assert abs(named - mutual_information_from_samples(x, y)) <= allowed(6)


def test_miller_madow_removes_the_bias_to_first_order():
    """Two outcomes with p = 1/4, 3/4, n observations: the expectation of the estimate, over all n + 1 counts, in
    fractions of binomial weights. The remaining bias is that of the next order, (1 - sum 1/p) / (12 n^2) nats (Miller
    1955), and what follows it."""
    p, n = 0.25, 64
    weights = scipy.stats.binom.pmf(np.arange(n + 1), n, p)
    estimates = [entropy(np.array([k, n - k]) / n, base=math.e) for k in range(n + 1)]
    corrected = [h + miller_madow([k, n - k], base=math.e) for k, h in enumerate(estimates)]
    truth = entropy([p, 1 - p], base=math.e)
    assert -0.6 / n < weights @ estimates - truth < -0.4 / n  # (m - 1) / (2 n) = 0.5 / n too small
    second = (1 - 1 / p - 1 / (1 - p)) / (12 * n**2)
    assert 2 * second < weights @ corrected - truth < second / 2 < 0


def test_corrected_estimate_of_independent_variables_is_zero_on_average():
    """100 samples of 200 pairs, 3 by 4 equally likely values: the estimate is too large by (3 - 1)(4 - 1) / 400 nats,
    which is most of it. The mean of 100 estimates lies within 4 standard errors; 2 n I is chi squared with 6 degrees,
    so its deviation is 3.5 / 400."""
    rng = np.random.default_rng(0)
    pairs = [(rng.integers(3, size=200), rng.integers(4, size=200)) for _ in range(100)]
    plain = np.mean([mutual_information_from_samples(x, y, None, math.e) for x, y in pairs])
    corrected = np.mean([mutual_information_from_samples(x, y, base=math.e) for x, y in pairs])
    error = 4 * math.sqrt(12) / 400 / 10
    assert abs(plain - 6 / 400) <= error and abs(corrected) <= error


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=1, max_size=12))
def test_uncorrected_estimate_is_not_negative(pairs):
    x, y = zip(*pairs, strict=True)
    assert mutual_information_from_samples(x, y, correction=None) >= -allowed(9)
