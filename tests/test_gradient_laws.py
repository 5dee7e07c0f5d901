"""The laws that every gradient carries: they are made from the formula, checked like all laws, and able to fail."""

import json

import numpy as np
import pytest
import sympy as sp

import mathcnn
from mathcnn import activation, arrays, classic, fitting, layers, normalization, pooling
from mathcnn.commands import main
from mathcnn.evidence import linearity, verdicts
from mathcnn.language.linearity import is_linear

from .calling import out_of
from .planted import gradients as planted


def restated(gradient, change):
    """A gradient with its right side changed."""
    return gradient.restated(sp.Eq(gradient.statement.lhs, change(gradient.statement.rhs), evaluate=False))


def with_square(gradient):
    """The first factor dy squared."""
    rhs = gradient.statement.rhs
    dy = next(x for x in rhs.atoms(sp.Indexed) if str(x.base) == gradient.incoming)
    return gradient.restated(sp.Eq(gradient.statement.lhs, rhs.xreplace({dy: dy**2}), evaluate=False))


def of_next_image(gradient):
    """Each image gets the gradient of the next one."""
    n, *_ = gradient.statement.lhs.indices
    return restated(gradient, lambda rhs: rhs.xreplace({n: n + 1}))


def turned_about(gradient):
    """As if the places of the result were exchanged along the first axis of space."""
    place = gradient.statement.lhs.indices[-1]
    return restated(gradient, lambda rhs: rhs.xreplace({place: place + 1}))


def plus(text):
    """The gradient and dy times an entry of an array."""

    def change(gradient):
        at = gradient.statement.lhs.indices
        return restated(gradient, lambda rhs: rhs + sp.IndexedBase(gradient.incoming)[at] * sp.IndexedBase(text)[at])

    return change


DX, AVG = layers.conv.gradient["x"], pooling.avg_pool.gradient["x"]
WRONG = {  # the law, and the wrong statement: one a family
    "linear": (DX, "is_linear", with_square),
    "linear, a sum of quotients": (activation.softmax.gradient["x"], "is_linear", with_square),
    "adjoint, wrong sign": (layers.conv.gradient["w"], "is_adjoint", lambda g: g.restated(*planted.negated(g))),
    "adjoint, forgotten flip": (layers.conv.gradient["w"], "is_adjoint", lambda g: g.restated(*planted.unflipped(g))),
    "adjoint, no divisibility": (DX, "is_adjoint", lambda g: g.restated(*planted.unconditional(g))),
    "slope": (layers.linear.gradient["b"], "is_the_slope", lambda g: restated(g, lambda rhs: 2 * rhs)),
    "part by part": (DX, "treats_images_alone", of_next_image),
    "unchanged by adding": (activation.softmax.gradient["x"], "ignores_a_constant", plus("x")),
    "sums to zero": (
        activation.softmax.gradient["x"],
        "ignores_a_constant_sums_to_zero",
        lambda g: restated(g, lambda rhs: rhs + sp.IndexedBase("dy")[g.statement.lhs.indices]),
    ),
    "keeps the sum": (AVG, "avg_moves_with_a_constant_keeps_the_sum", lambda g: restated(g, lambda rhs: 2 * rhs)),
    "moves with": (
        arrays.mean.gradient["x"],
        "mean_moves",
        lambda g: restated(g, lambda rhs: rhs * sp.IndexedBase("x")[g.statement.lhs.indices]),
    ),
    "difference": (
        classic.euclidean_rbf.gradient["x"],
        "ignores_a_shift_of_both",
        lambda g: restated(g, lambda rhs: rhs + sp.IndexedBase("x")[g.statement.lhs.indices]),
    ),
    "equivariant": (layers.pad.gradient["x"], "reverses", turned_about),
    "odd": (activation.scaled_tanh.gradient["x"], "is_odd_too_has_an_even_slope", plus("x")),
}


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_statement_breaks_the_law(what):
    gradient, name, change = WRONG[what]
    right = verdicts.statement_verdict(gradient.laws[name], 8, 0)
    assert right.good and right.cases
    wrong = verdicts.statement_verdict(change(gradient).laws[name], 20, 0)
    assert wrong.verdict == verdicts.FAILS and wrong.counterexample


@pytest.mark.parametrize(
    ("gradient", "name", "wrong"),
    [
        (DX, "is_adjoint", lambda *a, **k: DX(*a, **k)[..., ::-1]),
        (DX, "is_linear", lambda dy, *a, **k: DX(abs(dy), *a, **k)),
        (AVG, "avg_moves_with_a_constant_keeps_the_sum", lambda *a, **k: 2 * AVG(*a, **k)),
        (activation.softmax.gradient["x"], "ignores_a_constant_sums_to_zero", lambda dy, x, axis=-1: dy),
    ],
    ids=["flipped", "absolute", "twice", "identity"],
)
def test_a_wrong_fast_form_breaks_the_law(gradient, name, wrong):
    law = gradient.laws[name]
    assert verdicts.fast_verdict(law, gradient, "own", 10, 0).good
    assert verdicts.fast_verdict(law, wrong, "wrong", 10, 0).verdict == verdicts.FAILS


@pytest.mark.parametrize("of", [layers.conv, layers.linear, pooling.max_pool, normalization.layer_norm, fitting.line])
def test_every_gradient_is_linear_for_all_sizes(of):
    """By the form of its statement, under every choice of words."""
    for gradient in of.gradient.values():
        row = verdicts.statement_verdict(gradient.laws["is_linear"], 4, 0)
        assert (row.verdict, row.evidence, row.tier) == (verdicts.HOLDS, verdicts.DERIVED, "form")
        assert linearity.statements_that_show(with_square(gradient).laws["is_linear"]) == 0


def test_the_form_shows_no_more_than_what_is_true():
    x, y, part = map(sp.IndexedBase, "xyz")
    n, k = sp.symbols("n k", integer=True)
    holds = [
        sp.Sum(x[k] * y[n - k], (k, 0, n)),
        x[n] / (1 + y[n] ** 2) - 3 * x[n + 1],
        sp.Piecewise((x[n], sp.Gt(y[n], 0)), (0, True)),
        part[n] * y[n],
    ]
    others = [
        x[n] + 1,
        x[n] * x[k],
        x[n] ** 2,
        sp.exp(x[n]),
        abs(x[n]),
        sp.Max(0, x[n]),
        y[n] / x[n],
        y[n],
        sp.Piecewise((x[n], sp.Gt(x[n], 0)), (0, True)),
        sp.Piecewise((x[n], sp.Gt(y[n], 0)), (1, True)),
        part[n] * x[n],
        sp.Product(x[k], (k, 0, 2)),
    ]
    parts = [sp.Eq(part[n], 2 * x[n])]
    said = [is_linear(sp.Eq(sp.IndexedBase("w")[n], e, evaluate=False), parts, "x") for e in (*holds, *others)]
    assert said == [True] * len(holds) + [False] * len(others)


def test_which_gradients_have_which_laws():
    laws = lambda of, a: set(of.gradient[a].laws)
    assert laws(layers.conv, "x") == {"is_linear", "is_adjoint", "treats_images_alone"}
    assert laws(layers.conv, "b") == {"is_linear", "is_the_slope"}
    assert laws(activation.relu, "x") == {"is_linear"}
    assert "is_the_slope" in laws(normalization.batch_norm, "running_mean")
    assert "is_adjoint" in laws(layers.pad, "x") and "is_adjoint" in laws(layers.resize, "x")
    assert "is_adjoint" not in laws(pooling.max_pool, "x")
    twice = layers.conv.gradient["x"].gradient["w"]
    assert {"is_linear", "is_adjoint"} <= set(twice.laws)


def test_a_law_of_a_gradient_runs_on_any_implementation():
    law = layers.linear.gradient["w"].laws["is_adjoint"]
    rng = np.random.default_rng(0)
    dy, x, w = rng.integers(-4, 5, (3, 2)), rng.integers(-4, 5, (3, 4)), rng.integers(-4, 5, (2, 4))
    left, right = law(lambda dy, x, w: dy.T @ x, dy, x, w)
    assert left == right == (dy * (x @ w.T)).sum()


# ---------------------------------------------------------------- where they show


def test_they_show_in_list_show_and_cards(capsys):
    printed = out_of(capsys, "list", "layers.linear", "--gradients", "--laws")
    assert "layers.linear.gradient['w']::is_adjoint" in printed and "neither" in printed
    told = json.loads(out_of(capsys, "list", "layers.conv", "--gradients", "--laws", "--json"))
    rows = {row["name"]: row for row in told}
    assert rows["layers.conv.gradient['x']::is_linear"]["derivation"]
    assert rows["layers.conv.gradient['x']::treats_images_alone"]["unproved"] == (
        "it follows from layers.conv::treats_images_alone"
    )
    assert all(row["derivation"] or row["unproved"] for row in told)
    assert "⟨dy, conv(x, w)⟩ = ⟨∇_w(dy, x, w), w⟩" in out_of(capsys, "show", "layers.conv", "--gradient", "w")
    assert "is_adjoint" in layers.conv.gradient["w"].card()


def test_a_gradient_has_a_name(capsys):
    assert mathcnn.catalogue.find("layers.conv.gradient['w']") is layers.conv.gradient["w"]
    assert mathcnn.catalogue.find("conv.gradient[w]::is_linear") is layers.conv.gradient["w"].laws["is_linear"]
    assert "is_adjoint" in out_of(capsys, "show", "layers.conv.gradient['w']::is_adjoint")
    for name, said in (
        ("layers.conv.gradient['v']", "layers.conv has no gradient by 'v'; it has x, w, b"),
        ("layers.cnov.gradient['w']", "no formula layers.cnov; did you mean layers.conv?"),
        ("pooling.max_pool_indices.gradient['x']", "has no gradient by x"),
        ("layers.conv.gradient['w']::is_linaer", "did you mean is_linear?"),
    ):
        assert main(["show", name]) == 2
        assert said in capsys.readouterr().err


def test_verify_has_their_verdicts():
    rows = [row for row in verdicts.verify_formula(fitting.line, 4, only="gradient") if ", by " in row.law]
    names = ("is_linear", "is_the_slope"), ("is_linear", "is_the_slope"), ("is_linear", "is_the_slope")
    wanted = {f"{name}, by {a}" for a, found in zip(fitting.line.arrays, names, strict=True) for name in found}
    assert {row.law for row in rows} == wanted
    assert all(row.good and row.kind == "gradient" and row.formula == "fitting.line" for row in rows)
    assert {row.implementation for row in rows} == {"statement", "mathcnn"}
