"""Entries of objects that are no ordinary numbers, over every formula and array: a value or one clear line."""

import itertools
from decimal import Decimal
from fractions import Fraction

import flint
import numpy as np
import pytest
import sympy as sp

import mathcnn
from mathcnn import activation, classic, pooling
from mathcnn.evidence import cases

ODD = {
    "SymPy's NaN": sp.nan,
    "SymPy's infinity": sp.oo,
    "a complex infinity": sp.zoo,
    "the imaginary unit": sp.I,
    "an imaginary letter": sp.Symbol("i", imaginary=True),
    "a set of values": sp.AccumBounds(0, 1),
    "a decimal NaN": Decimal("nan"),
    "a signalling decimal NaN": Decimal("sNaN"),
    "a decimal infinity": Decimal("-inf"),
    "a ball that is NaN": flint.arb("nan"),
    "a ball around 0": flint.arb(0, 1),
    "a complex ball": flint.acb(1, 1),
    "a float that is NaN": float("nan"),
    "a truth of SymPy": sp.true,
    "a residue": flint.nmod(3, 7),
    "a polynomial": flint.fmpq_poly([1, 2]),
    "a large fraction": Fraction(10**400, 3),
    "a complex number": 1j,
}
FORMULAS = {name: of for name, of in mathcnn.catalog().formulas.items() if of.arrays}


@pytest.mark.parametrize("name", FORMULAS)
def test_one_odd_entry_among_exact_numbers(name):
    of = FORMULAS[name]
    case, rng = next(iter(cases.sampled(of, 1, 5)))
    plain = {a: np.array(x, object) for a, x in cases.integers(case, rng).items()}
    for (what, odd), a in itertools.product(ODD.items(), plain):
        x = plain[a].copy()
        x.flat[0] = odd
        for use in (of, of.literal):
            try:
                use(**{**plain, a: x}, **case.kwargs)
            except (TypeError, ValueError) as error:
                assert str(error).startswith(name) and "\n" not in str(error) and len(str(error)) < 500, (
                    what,
                    a,
                    error,
                )


@pytest.mark.parametrize("of", [activation.cross_entropy, classic.rejecting_loss], ids=str)
@pytest.mark.parametrize(
    ("label", "message"),
    [
        (Fraction(1, 2), "t holds 1/2; a label must be an integer"),
        (0.5, "t holds 0.5; a label must be an integer"),
        (float("nan"), "t holds nan; a label must be an integer"),
        (sp.Symbol("k", integer=True), "t holds k; a label must be an integer"),
        (flint.arb(1, 0.25), "t holds .*; a label must be an integer"),
        (Decimal("1.5"), "t holds 3/2; a label must be an integer"),
        (5.0, r"t holds 5 at \(0,\); a label must be an integer from 0 to 2"),
        (-1, r"t holds -1 at \(0,\); a label must be an integer from 0 to 2"),
        (10**30, r"t holds 1000.* at \(0,\); a label must be an integer from 0 to 2"),
    ],
)
def test_labels_among_objects_are_checked(of, label, message):
    """They were truncated, or read as places outside the array."""
    for x in (np.ones((2, 3)), np.array([[Fraction(1)] * 3] * 2)):
        for use in (of, of.literal):
            with pytest.raises(ValueError, match=f"{of.name}: {message}"):
                use(x, np.array([label, 1], object))


def test_labels_that_are_integers_of_another_type():
    x = np.arange(6.0).reshape(2, 3)
    want = activation.cross_entropy(x, [0, 2])
    for label in (2, 2.0, Fraction(2), sp.Integer(2), Decimal(2), np.float32(2), flint.fmpz(2)):
        assert abs(float(activation.cross_entropy(x, np.array([0, label], object))) - want) < 1e-15


def test_what_a_number_type_lacks_is_said_in_one_line():
    for odd in (sp.nan, flint.acb(1, 1)):
        with pytest.raises(
            (TypeError, ValueError), match=r"pooling\.max_pool: the statement has no value over these numbers"
        ):
            pooling.max_pool(np.array([[[odd, 1, 2, 3]]], object), 2)


def test_so_it_is_in_gradients():
    for odd in (sp.nan, flint.acb(1, 1)):
        with pytest.raises(ValueError, match=r"pooling\.max_pool\.backward: no derivative at x, over exact numbers"):
            pooling.max_pool.backward([[[1, 1]]], np.array([[[odd, 1, 2, 3]]], object), 2)
