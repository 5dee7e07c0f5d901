"""Families of laws: what a family states is what a law written by hand states, and a family attached to what breaks it
is found out."""

import inspect

import numpy as np
import pytest

from mathcnn import evidence
from mathcnn.activation import relu
from mathcnn.convolution import discrete
from mathcnn.laws import families as f
from mathcnn.laws.families import additive, associates, commutes, homogeneous, idempotent, odd
from mathcnn.layers import conv


def by_hand(conv, x, z, w):
    return conv(x + z, w), conv(x, w) + conv(z, w)


def test_a_family_is_a_function_of_an_implementation():
    law = additive("x", "z").function(conv, "adds", "Adds.")
    assert [*inspect.signature(law).parameters] == ["conv", "x", "z", "w"]
    assert (law.__name__, law.__doc__) == ("adds", "Adds.")
    rng = np.random.default_rng(0)
    x, z, w = (rng.integers(-9, 9, shape) for shape in ((2, 3, 5, 4), (2, 3, 5, 4), (4, 3, 2, 3)))
    for sides in (law(conv, x, z, w), law(conv, x, w=w, z=z)):
        for one, other in zip(sides, by_hand(conv, x, z, w), strict=True):
            assert np.array_equal(one, other)


@pytest.mark.parametrize(
    ("of", "family", "holds"),
    [
        (discrete, commutes("f", "g"), True),
        (discrete, associates("f", "g", "h", "(B)"), True),
        (discrete, additive("g", "h"), True),
        (discrete, homogeneous("f", "c"), True),
        (discrete, idempotent("f"), False),
        (relu, idempotent("x"), True),
        (relu, odd("x"), False),
        (relu, additive("x", "z"), False),
        (relu, f.nonnegative(), True),
        (relu, f.unchanged_by_adding("x", "z"), False),
        (relu, f.equivariant("x", np.negative), False),
        (relu, f.part_by_part("x", lambda x: x[:1]), True),
        (relu, f.invariant("x", np.abs), False),
        (relu, f.fixed_by(np.abs), True),
    ],
)
def test_a_family_holds_where_it_should_and_falls_where_it_should(of, family, holds):
    name = "of_a_family"
    law = of.law(family, name=name)
    try:
        rows = [row for row in evidence.verify_formula(of, 10, 0, only=name) if row.implementation == "mathcnn"]
    finally:
        del of.laws[name]
    assert law.relation == family.relation
    assert rows
    assert all(row.verdict == "holds" for row in rows) is holds


def test_what_does_not_fit_is_refused():
    with pytest.raises(TypeError, match="z cannot stand after b: the formula requires x, w"):
        additive("b", "z").function(conv, "adds")
    with pytest.raises(TypeError, match="w cannot stand after x"):
        additive("x", "w").function(conv, "adds")
    with pytest.raises(TypeError, match=r"layers\.conv has a law adds_inputs already"):
        conv.law(additive("x", "z"), name="adds_inputs")
