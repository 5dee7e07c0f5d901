"""Families of laws: what a family states is what a law written by hand states, and a family attached to what breaks it
is found out."""

import ast
import collections
import inspect
import pathlib
from typing import Any

import numpy as np
import pytest
import sympy as sp

import mathcnn
from mathcnn import evidence
from mathcnn.activation import relu
from mathcnn.convolution import discrete
from mathcnn.laws import families as f
from mathcnn.laws.families import additive, associates, commutes, homogeneous, idempotent, odd
from mathcnn.layers import conv
from mathcnn.pooling import max_pool
from mathcnn.text import resources


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
    with pytest.raises(TypeError, match="z cannot stand after b: the law has the arguments x, w"):
        additive("b", "z").function(conv, "adds")
    with pytest.raises(TypeError, match="w cannot stand after x"):
        additive("x", "w").function(conv, "adds")
    with pytest.raises(TypeError, match=r"layers\.conv has a law adds_inputs already"):
        conv.law(additive("x", "z"), name="adds_inputs")


# ---- each family: a formula that satisfies it, and one that does not

LINE = np.array([[1.0, -2.0, 4.0], [0.5, 3.0, -1.0]])
WEIGHTS = np.array([[2.0, -1.0, 3.0], [1.0, 5.0, 0.5]])
OFFSET = np.array([3.0, -7.0])
EACH: dict[str, tuple[Any, Any, Any]] = {
    "jointly_additive": (
        f.jointly_additive("w", "z", "u", "t"),
        lambda x, w, u: x @ w.T + u,
        lambda x, w, u: x @ w.T * u,
    ),
    "affine": (f.affine("x", "z", "u", np.zeros_like), lambda x, w, u: x @ w.T + u, lambda x, w, u: x @ w.T + u + 1),
    "positively_homogeneous": (
        f.positively_homogeneous("x", "c", abs),
        lambda x, w, u: np.maximum(x, 0),
        lambda x, w, u: x + 1,
    ),
    "multiplied_by": (f.multiplied_by("x", 3), lambda x, w, u: -x, lambda x, w, u: x**2),
    "even": (f.even("x"), lambda x, w, u: abs(x), lambda x, w, u: x),
    "depends_on_the_difference": (
        f.depends_on_the_difference("x", "w", "c"),
        lambda x, w, u: abs(x - w),
        lambda x, w, u: x * w,
    ),
    "moves_with": (f.moves_with("x", "c"), lambda x, w, u: x.max(), lambda x, w, u: 2 * x),
    "has_unit": (f.has_unit("x", "w", np.ones_like), lambda x, w, u: x * w, lambda x, w, u: x + w),
    "equivariant": (
        f.equivariant("x", np.flip, w=np.flip),
        lambda x, w, u: x + w,
        lambda x, w, u: x + w * [[1, 2, 4], [1, 2, 4]],
    ),
    "part_by_part": (
        f.part_by_part("w", lambda w: w[:1], lambda y: y[:, :1]),
        lambda x, w, u: x @ w.T,
        lambda x, w, u: x @ w.T + w.max(),
    ),
    "multiplicative": (
        f.multiplicative("x", "w", np.sum),
        lambda x, w, u: np.multiply.outer(x, w),
        lambda x, w, u: x * w,
    ),
    "measures": (f.measures(np.sum, 1.0), lambda x, w, u: np.eye(2) / 2, lambda x, w, u: x),
    "satisfies": (f.satisfies(np.flip, np.negative), lambda x, w, u: x - np.flip(x), lambda x, w, u: x),
    "leaves": (f.leaves("u", part=0), lambda x, w, u, part=1: u + part * x[:, 0], lambda x, w, u, part=1: u + 1),
    "same_for": (
        f.same_for("part", 0, 1),
        lambda x, w, u, part=1: x.sum(),
        lambda x, w, u, part=1: x.sum(axis=part)[0],
    ),
    "changes_base": (
        f.changes_base(),
        lambda x, w, u, base=2.0: x / np.log2(base),
        lambda x, w, u, base=2.0: x * base,
    ),
    "nonnegative": (f.nonnegative("part"), lambda x, w, u, part=1: abs(x) * part**2, lambda x, w, u, part=1: x * part),
}


@pytest.mark.parametrize("name", EACH)
def test_each_family_sees_what_breaks_it(name):
    family, right, wrong = EACH[name]
    drawn = {"x": LINE, "w": WEIGHTS, "u": OFFSET, "z": LINE[::-1] * 3, "t": OFFSET * 2, "c": -1.5, "base": 4.0}
    drawn["part"] = -1
    if name == "jointly_additive":
        drawn["z"] = WEIGHTS[::-1] * 3
    for form, holds in ((right, True), (wrong, False)):
        law = family.function(form, "a_law")
        one, other = law(form, *(drawn[a] for a in [*inspect.signature(law).parameters][1:]))
        agree = np.all(one >= other) if family.relation == ">=" else np.abs(one - other).max() <= 1e-12
        assert bool(agree) is holds


def planted(**faults):
    """A convolution with a fault in one of its options."""

    def run(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False):
        stride = stride[::-1] if "stride" in faults and isinstance(stride, tuple) else stride
        if "cut" in faults and padding == "same":
            padding = 0
        if "bias" in faults and b is not None:
            b = b[::-1]
        if "groups" in faults and groups > 1:
            w = w[::-1]
        y = conv(x, w, b, stride=stride, padding=padding, dilation=dilation, groups=groups, flip=flip)
        return y[..., ::-1] if "order" in faults and stride not in (1, (1, 1)) else y

    return run


@pytest.mark.parametrize(
    ("law", "fault"),
    [
        ("splits_into_groups", "groups"),
        ("adds_bias", "bias"),
        ("same_covers_the_input", "cut"),
    ],
)
def test_the_laws_of_layers_see_a_planted_fault(law, fault):
    for implementation, caught in ((planted(), False), (planted(**{fault: True}), True)):
        rows = [*evidence.verify_formula(conv, 20, 0, implementation=implementation, only=law)]
        assert any(row.verdict == "fails" for row in rows) is caught


def halved(pool, **fault):
    """A pool with a fault: another size, another order of its axes, other windows, or another mode."""

    def run(x, kernel_size, **options):
        y = pool(x, kernel_size, **options)
        if "size" in fault:
            y = y[..., :1]
        if "axes" in fault:
            y = y[..., ::-1, :]
        if "stride" in fault and options.get("stride") not in (1, (1,), (1, 1), (1, 1, 1), None):
            y = y + 1
        if "ceil" in fault and options.get("ceil_mode"):
            y = y - 1
        return y

    return run


@pytest.mark.parametrize(
    ("law", "fault"),
    [("has_its_size", "size"), ("transposes", "axes"), ("subsamples", "stride"), ("ceil_contains_floor", "ceil")],
)
def test_the_laws_of_pools_see_a_planted_fault(law, fault):
    for implementation, caught in ((halved(max_pool), False), (halved(max_pool, **{fault: True}), True)):
        rows = [*evidence.verify_formula(max_pool, 20, 0, implementation=implementation, only=law)]
        assert any(row.verdict == "fails" for row in rows) is caught


def test_an_option_that_the_formula_lacks_is_refused():
    with pytest.raises(TypeError, match="the formula has no argument base"):
        f.changes_base().function(conv, "adds")
    with pytest.raises(TypeError, match="the formula has no argument y"):
        f.has_unit("x", "y", abs).function(conv, "has_unit")


# ---- words


def test_no_word_is_stated_twice():
    """Functions that print themselves and have one body have one home."""
    bodies = collections.defaultdict(set)
    for path in pathlib.Path(mathcnn.__file__).parent.rglob("*.py"):
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.FunctionDef) and any("writable" in ast.unparse(d) for d in node.decorator_list):
                names = {a.arg: f"a{k}" for k, a in enumerate([*node.args.args, *node.args.kwonlyargs])}
                for one in ast.walk(node):
                    if isinstance(one, ast.Name):
                        one.id = names.get(one.id, one.id)
                lines = [ast.unparse(s) for s in node.body if not isinstance(s, ast.Expr)]
                bodies["\n".join(lines)].add(f"{path.name}: {node.name}")
    assert len(bodies) > 100
    twice = {body: homes for body, homes in bodies.items() if len(homes) > 1}
    assert set(twice) <= {"return a0[::-1]"}, twice  # the axes of a parameter exchanged, and a sequence reversed


def test_words_of_a_family_are_traced():
    """A proof reads the words around a law as it reads those beside it: here an array of a symbolic size is made."""
    sides = resources.module("proofs", "tracing").sides(conv.laws["has_unit"])
    assert isinstance(sides.rhs, sp.Indexed)
