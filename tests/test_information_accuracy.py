"""Measures of information against mpmath with 50 digits: tables whose entries are log-uniform down to the subnormal
numbers, in every float type.
"""

import importlib
import math
import warnings
from fractions import Fraction

import ml_dtypes
import mpmath
import numpy as np
import pytest

from mathcnn.information import (
    conditional_entropy,
    conditional_mutual_information,
    contingency,
    entropy,
    kl_divergence,
    logarithms,
    miller_madow,
    mutual_information,
)
from mathcnn.information.observations import numbered_array
from mathcnn.probability import conditional, marginal
from mathcnn.probability.domains import rounding_allowed

DTYPES = ["float16", "bfloat16", "float32", "float64", "longdouble"]
DIGITS = 50


@pytest.fixture(autouse=True)
def fifty_digits_and_no_warnings():
    with mpmath.workdps(DIGITS), warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


def type_of(name):
    return np.dtype(ml_dtypes.bfloat16) if name == "bfloat16" else np.dtype(name)


def computed(name):
    """The type in which a table is computed with: halves in single precision."""
    return np.dtype("float32") if name in ("float16", "bfloat16") else np.dtype(name)


def table(name, shape, rng):
    """A table that sums to one in its type: one entry near one, the others log-uniform from the smallest subnormal
    number on, a few zeros.
    """
    dtype = type_of(name)
    least = math.log2(float(ml_dtypes.finfo(dtype).smallest_subnormal)) if name != "longdouble" else -16_445.0
    exponents = rng.uniform(least, 0, shape)
    p = np.exp2(exponents.astype(np.longdouble)).astype(dtype)
    p[rng.random(shape) < 0.2] = 0
    p.flat[rng.integers(p.size)] = 1
    whole = p.astype(np.longdouble)
    return (whole / whole.sum()).astype(dtype)


def exact(x):
    """The entries of an array as numbers of 50 digits, exactly."""
    out = np.empty(np.shape(x), object)
    for at in np.ndindex(out.shape):
        v = np.longdouble(np.asarray(x)[at])
        m, e = np.frexp(v)
        high = float(m)
        out[at] = (
            mpmath.ldexp(mpmath.mpf(high) + mpmath.mpf(float(m - np.longdouble(high))), int(e)) if v else mpmath.mpf(0)
        )
    return out


def plog(p, *quotient):
    """Terms p log2(quotient), and the largest absolute sum on the way."""
    return [a * mpmath.log(q, 2) for a, q in zip(p, *quotient, strict=True) if a]


def terms_of(measure, *tables):
    """The terms of which the statement is the sum, in exact numbers."""
    p = tables[0]
    flat = p.ravel()
    if measure is entropy:
        return [-t for t in plog(flat, flat)]
    if measure is conditional_entropy:
        known = np.broadcast_to(p.sum(axis=1, keepdims=True), p.shape).ravel()
        return [-t for t in plog(flat, [a / b if b else b for a, b in zip(flat, known, strict=True)])]
    if measure is kl_divergence:
        q = tables[1].ravel()
        return [mpmath.inf if a and not b else a * mpmath.log(a / b, 2) for a, b in zip(flat, q, strict=True) if a]
    if measure is mutual_information:
        row, col = p.sum(axis=1, keepdims=True), p.sum(axis=0, keepdims=True)
        below = (row * col).ravel()
        return plog(flat, [a / b if b else b for a, b in zip(flat, below, strict=True)])
    last = p.sum(axis=(0, 1), keepdims=True)
    below = (p.sum(axis=1, keepdims=True) * p.sum(axis=0, keepdims=True)).ravel()
    above = (p * last).ravel()
    return plog(flat, [a / b if b else b for a, b in zip(above, below, strict=True)])


def allowed(n, eps, terms, total):
    """n + 16 units in the last place of the sum of absolute terms and of twice the table's own sum: every quotient of
    sums is off by n u at most, its logarithm by so much (in bits a factor of 1.44), each term by a few roundings, their
    sum by n u."""
    return (n + 16) * eps * (sum(map(abs, terms)) + 2 * total)


MEASURES = [
    (entropy, (3, 4), 1),
    (conditional_entropy, (3, 4), 1),
    (kl_divergence, (3, 4), 2),
    (mutual_information, (3, 4), 1),
    (conditional_mutual_information, (2, 3, 4), 1),
]


@pytest.mark.parametrize("name", DTYPES)
@pytest.mark.parametrize(("measure", "shape", "count"), MEASURES, ids=lambda v: getattr(v, "__name__", ""))
def test_log_uniform_tables(measure, shape, count, name):
    rng = np.random.default_rng(7)
    eps, tiny = float(np.finfo(computed(name)).eps), np.finfo(computed(name)).smallest_subnormal
    for _ in range(40):
        tables = [table(name, shape, rng) for _ in range(count)]
        got = measure(*tables)
        numbers = [exact(t) for t in tables]
        terms = terms_of(measure, *numbers)
        want, total = sum(terms), numbers[0].sum()
        assert got >= 0 and got.dtype == computed(name)
        if mpmath.isinf(want):
            assert got == math.inf
            continue
        bound = allowed(tables[0].size, eps, terms, total) + len(terms) * exact(tiny)[()]
        if got == 0 and want < 0:  # the measure is of tables that sum to one, and these do so up to their rounding
            assert -want <= bound + 3 * rounding_allowed(tables[0])
            continue
        assert abs(exact(got)[()] - want) <= bound, (got, want)


@pytest.mark.parametrize("base", [2, 0.9, np.float64(0.9), 10])
@pytest.mark.parametrize("name", DTYPES)
def test_only_a_wrong_sign_becomes_zero(name, base):
    """No true value is hidden: a result of the right sign is returned as it was computed, and 0 stands only for a
    wrong sign that rounding of the table or of the computation explains. Below base 1 all signs are turned."""
    rng, dtype = np.random.default_rng(17), type_of(name)
    eps = float(np.finfo(computed(name)).eps)
    half = float(ml_dtypes.finfo(dtype).eps) if name != "longdouble" else eps
    steps = half * np.array([0, 1, -1, 3, -3, 24])
    tables = [np.array([[0.25 + d, 0.25 - d], [0.25 - d, 0.25 + d]]) for d in steps]  # nearly independent
    third = np.longdouble(1) / 3
    tables += [np.array([[third + d], [1 - third]]) for d in steps[:3] / 2]  # sums beside one
    tables += [np.full((3, 5), third / 5), np.outer(rng.dirichlet(np.ones(2)), rng.dirichlet(np.ones(3)))]
    tables[-1] = tables[-1].astype(np.longdouble) / tables[-1].astype(np.longdouble).sum()
    for p in (t.astype(dtype) for t in tables):
        terms = terms_of(mutual_information, exact(p))
        want, total, bits = sum(terms), exact(p).sum(), mpmath.log(mpmath.mpf(float(base)), 2)
        got = exact(mutual_information(p, base))[()] * bits
        bound = allowed(p.size, eps, terms, total)
        assert got >= 0
        if got == 0:
            assert abs(want) <= bound + (3 * rounding_allowed(p) if want < 0 else 0)
        else:
            assert abs(got - want) <= bound + 4 * eps * abs(want)


@pytest.mark.parametrize("name", ["float32", "float64", "longdouble"])
@pytest.mark.parametrize("n", [1, 3, 50])
def test_no_table_that_is_admitted_has_a_negative_measure(name, n):
    """Certain tables whose sums are as far from 1 as is allowed, above and below."""
    eps = np.finfo(name).eps
    for off in (16, 10, 1, 0, -1, -10, -16):
        p = np.zeros(n, name)
        p[-1] = 1 + 2 * (n + 16) * eps * off / 17
        for got in (
            entropy(p),
            entropy(p, base=10),
            -entropy(p, base=0.5),
            conditional_entropy(p[None]),
            mutual_information(p[:, None]),
            conditional_mutual_information(p[:, None, None]),
            kl_divergence(p, p),
        ):
            assert got >= 0


def test_a_wrong_bound_of_the_sum_is_seen(monkeypatch):
    """The bound of a divergence, used for an entropy, lets a negative entropy through."""
    entropies = importlib.import_module("mathcnn.information.entropy")
    monkeypatch.setattr(entropies, "least_entropy", lambda total: logarithms.least_divergence(total, 1))
    p = np.array([1 + 2 * 17 * np.finfo(float).eps * 16 / 17])
    assert entropy.fn(p, 2) < 0
    monkeypatch.undo()
    assert entropy.fn(p, 2) == 0


def test_tables_of_halves_are_taken():
    """Every formula of tables takes float16 and bfloat16, and computes in single precision."""
    for name in ("float16", "bfloat16"):
        p = np.array([[0.1, 0.2], [0.3, 0.4]]).astype(type_of(name))
        for of in (entropy, conditional_entropy, mutual_information):
            wide = p.astype(float) / p.astype(float).sum()
            assert of(p).dtype == np.float32 and abs(float(of(p)) - of(wide)) < 0.02
        assert conditional_mutual_information(p[..., None]).dtype == np.float32 and kl_divergence(p, p) == 0
        assert marginal(p, axis=0).dtype == conditional(p, axis=0).dtype == np.float32
        assert all(part.dtype == np.float32 for part in mutual_information.backward(1.0, p))


def test_types_with_a_base_of_numpy():
    """NumPy's promotion: a base of single precision beside counts of int64 gives double precision, as in NumPy."""
    assert miller_madow([38, 40], base=np.float32(0.5)).dtype == np.result_type(np.int64, np.float32) == np.float64
    assert miller_madow(np.array([38, 40], "f4"), base=np.float32(0.5)).dtype == np.float32
    assert miller_madow(np.array([38, 40], "f4"), base=np.float64(0.5)).dtype == np.float64
    assert miller_madow(np.array([38, 40], "f4"), base=0.5).dtype == np.float32


def test_gradients_at_a_zero_of_fractions_name_the_formula():
    """Over exact numbers there is no infinity for the slope of p log p at 0."""
    half, table = Fraction(1, 2), [[Fraction(1, 2), 0], [0, Fraction(1, 2)]]
    for of, args in (
        (mutual_information, [table]),
        (entropy, [[half, half, Fraction(0)]]),
        (conditional_entropy, [table]),
        (kl_divergence, [[half, half, Fraction(0)], [half, Fraction(1, 4), Fraction(1, 4)]]),
    ):
        with pytest.raises(ValueError, match=rf"^{of.name}\.backward: .*p log q has no derivative at p = 0"):
            of.backward(Fraction(1), *args)


@pytest.mark.parametrize("name", ["float32", "float64", "longdouble"])
def test_a_few_units_in_the_last_place_where_nothing_cancels(name):
    """One observation of many outcomes: every term has the same sign, so the error is relative to the result."""
    rng = np.random.default_rng(8)
    dtype, eps = np.dtype(name), float(np.finfo(name).eps)
    for _ in range(40):
        tiny = np.exp2(rng.uniform(float(np.finfo(dtype).minexp) - 10, -60, 3).astype(np.longdouble)).astype(dtype)
        diagonal = np.diag(np.append(tiny, dtype.type(1)))
        q = np.append(tiny, dtype.type(1))[::-1].copy()
        for got, terms in (
            (mutual_information(diagonal), terms_of(mutual_information, exact(diagonal))),
            (kl_divergence(q[::-1], q), terms_of(kl_divergence, exact(q[::-1]), exact(q))),
        ):
            subnormal = exact(np.finfo(dtype).smallest_subnormal)[()]
            assert abs(exact(got)[()] - sum(terms)) <= 16 * eps * sum(map(abs, terms)) + 8 * subnormal


def test_the_listed_values():
    assert abs(mutual_information([[1e-320, 0], [0, 1.0]]) - 1.063005e-317) <= 1e-322
    assert kl_divergence([0.5, 0.5], [1, 5e-324]) == 536
    single = np.array([[1e-40, 0], [0, 1]], "f4")
    assert abs(float(mutual_information(single)) - float(sum(terms_of(mutual_information, exact(single))))) <= 3e-45
    assert kl_divergence(np.array([0.5, 0.5], "f4"), np.array([1, 2.0**-149], "f4")) == 73.5
    assert (
        abs(float(conditional_mutual_information(np.array([[1e-320, 0], [0, 1.0]])[..., None])) - 1.063005e-317)
        <= 1e-322
    )
    assert abs(conditional_entropy([[1e-320, 1e-320], [0, 1.0]]) - 2e-320) <= 1e-323
    assert abs(entropy([5e-324, 1]) - 5e-324 * 1074) <= 5e-324


@pytest.mark.parametrize("base", [math.e, 10, 1 + 2.0**-52, 1e300, 1e-300, 0.5])
def test_bases(base):
    p, q = [0.5, 0.25, 0.25], [0.25, 0.25, 0.5]
    for got, bits in ((entropy(p, base=base), 1.5), (kl_divergence(p, q, base=base), 0.25)):
        want = mpmath.mpf(bits) / mpmath.log(base, 2)
        assert abs(got - want) <= 4 * np.finfo(float).eps * abs(want)


@pytest.mark.parametrize("name", ["float32", "float64", "longdouble"])
def test_gradients_of_log_uniform_tables(name):
    """Entry by entry: log2 of a quotient of sums, off by n + 8 units in the last place of 1 and of itself."""
    rng = np.random.default_rng(9)
    dtype = np.dtype(name)
    eps, largest, tiny = (
        float(np.finfo(dtype).eps),
        exact(np.finfo(dtype).max)[()],
        exact(np.finfo(dtype).smallest_subnormal)[()],
    )
    nat = 1 / mpmath.log(2)
    for _ in range(20):
        p, q = table(name, (3, 4), rng), table(name, (3, 4), rng)
        P, Q = exact(p), exact(q)
        row, col = (
            np.broadcast_to(P.sum(axis=1, keepdims=True), P.shape),
            np.broadcast_to(P.sum(axis=0, keepdims=True), P.shape),
        )
        dy = dtype.type(1.5)
        found = [
            *(f.backward(dy, p)[0] for f in (entropy, conditional_entropy, mutual_information)),
            *kl_divergence.backward(dy, p, q),
        ]
        for at in zip(*np.nonzero(p), strict=True):
            slopes = [
                -(mpmath.log(P[at], 2) + nat),
                -mpmath.log(P[at] / row[at], 2),
                mpmath.log(P[at] / (row[at] * col[at]), 2) - nat,
                mpmath.log(P[at] / Q[at], 2) + nat if Q[at] else mpmath.inf,
            ]
            for grad, slope in zip(found[:4], slopes, strict=True):
                want = mpmath.mpf(1.5) * slope
                assert grad[at] == want or abs(exact(grad[at])[()] - want) <= (12 + 8) * eps * (abs(want) + 4), (
                    grad[at],
                    want,
                )
            want = -1.5 * P[at] / Q[at] * nat if Q[at] else -mpmath.inf
            if abs(want) > largest:
                assert found[4][at] == -math.inf
            else:
                assert abs(exact(found[4][at])[()] - want) <= 8 * eps * abs(want) + tiny


@pytest.mark.parametrize("name", DTYPES)
def test_marginal_and_conditional(name):
    """A sum of n entries is off by n units in the last place at most, a quotient of an entry and a sum by one more."""
    rng = np.random.default_rng(10)
    eps, tiny = float(np.finfo(computed(name)).eps), exact(np.finfo(computed(name)).smallest_subnormal)[()]
    for _ in range(40):
        p = table(name, (3, 4), rng)
        P = exact(p)
        row = P.sum(axis=1)
        kept, given = marginal(p, axis=0), conditional(p, axis=0)
        for i, j in np.ndindex(p.shape):
            assert abs(exact(kept)[i] - row[i]) <= 4 * eps * row[i]
            if row[i]:
                assert abs(exact(given[i, j])[()] - P[i, j] / row[i]) <= 5 * eps * P[i, j] / row[i] + tiny
            else:
                assert np.isnan(given[i, j])


def test_counts_as_large_as_floats():
    """Their sum overflows, and the bias does not."""
    big = 2.0**1023
    assert miller_madow([big] * 4, base=math.e) == float(mpmath.mpf(3) / (8 * mpmath.mpf(big)))
    assert miller_madow(np.full(4, 2.0**127, "f4"), base=math.e) == np.float32(
        float(mpmath.mpf(3) / (8 * mpmath.mpf(2.0**127)))
    )


@pytest.mark.parametrize("planted", ["quotient", "product"])
def test_early_overflow_and_underflow_are_seen(planted):
    """What these measures were: a quotient of one part after the other overflows, a product of marginals underflows."""
    p = np.array([[1e-320, 0], [0, 1.0]]) if planted == "quotient" else np.array([[1e-200, 0], [0, 1.0]])
    row, col = p.sum(axis=1, keepdims=True), p.sum(axis=0, keepdims=True)
    with np.errstate(all="ignore"):
        quotients = np.where(p > 0, p / row / col if planted == "quotient" else p / (row * col), 1)
        wrong = (p * np.log2(quotients)).sum()
    terms = terms_of(mutual_information, exact(p))
    assert not abs(wrong - sum(terms)) <= allowed(4, np.finfo(float).eps, terms, 1)


@pytest.mark.parametrize("shape", [(3, 5), (256, 257), (700, 400), (1, 2**18 + 1), (2**18 + 1, 1)])
@pytest.mark.parametrize("tiny", [0.0, 1e-100, 1e-320])
def test_tables_in_blocks_are_as_small_ones(shape, tiny):
    """At and beside the sizes from which on a table is cut into blocks; with zeros and with entries that need a
    separate exponent."""
    p = np.random.default_rng(8).random(shape)
    p.flat[::7] = tiny
    p /= p.sum()
    wide = p.astype(np.longdouble)
    with np.errstate(all="ignore"):
        terms = wide * np.log2(wide / (wide.sum(1, keepdims=True) * wide.sum(0, keepdims=True)))
    want, sizes = np.nansum(terms), np.nansum(abs(terms))
    assert abs(mutual_information(p) - want) <= 8 * np.finfo(float).eps * (sizes + 2)
    with np.errstate(all="ignore"):
        want = -np.nansum(wide * np.log2(wide))
    assert abs(entropy(p) - want) <= 8 * np.finfo(float).eps * (want + 2)


@pytest.mark.parametrize("kind", ["int8", "uint8", "int64", "uint64"])
def test_integers_are_counted_as_they_are_sorted(kind):
    ends = np.iinfo(kind)
    for x in ([ends.min, ends.max] * 40, [ends.max, ends.max - 2, ends.max - 2], [3, 1, 3, 3, 7, 7, 1]):
        x = np.array(x, kind)
        y = np.arange(len(x)) % 3
        codes, values = numbered_array("x", x)
        assert [values[k] for k in codes] == x.tolist() and values == sorted(set(x.tolist()))
        assert contingency(x, y).tolist() == contingency(x.tolist(), y.tolist()).tolist()
