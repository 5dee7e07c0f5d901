"""Gradients as formulas: derived from statements, run, checked step by step, and differentiated again."""

import subprocess
import sys

import numpy as np
import pytest
from sympy import Rational, expand, simplify, symbols

import mathcnn
from mathcnn import activation, classic, convolution, fitting, geometry, layers, normalization, perceptron, pooling
from mathcnn.evidence import derived, derived_sizes
from mathcnn.language.call import BoundCall
from mathcnn.language.derivatives.formulas import GradientFormula
from mathcnn.language.gradients import NotDerived
from mathcnn.language.wording import statement_of

from .planted import gradients as planted

FORMULAS = [of for of in mathcnn.catalog().formulas.values() if of.backward is not None]
HEAVY = {"normalization.batch_norm", "normalization.group_norm", "classic.rejecting_loss"}  # others test these


@pytest.mark.parametrize("of", [of for of in FORMULAS if of.name not in HEAVY], ids=lambda of: of.name)
def test_every_differentiable_formula_has_derived_gradients(of):
    """One for each array that the gradient in NumPy has, with LaTeX and without an infinite sum."""
    assert set(of.gradient) == {a for a in of.arrays if a not in of.labels}
    for a, gradient in of.gradient.items():
        assert isinstance(gradient, GradientFormula)
        assert gradient.latex().count("=") and gradient.derivation().steps[-1].name == "simplify"
        assert gradient.array == a


def test_textbook_gradients_of_conv():
    """As Goodfellow, Bengio and Courville, equations 9.11 and 9.13, with stride, dilation, padding and groups."""
    printed = {a: layers.conv.gradient[a].latex(1) for a in ("x", "w", "b")}
    assert printed["w"] == (
        r"\mathrm{d}w[o, c, u] = \sum_{n=0}^{N - 1} \sum_{i=0}^{H_{out} - 1} "
        r"\mathrm{d}y[n, o, i] \, x[n, C \, \lfloor \frac{o}{M} \rfloor + c, d \, u + s \, i - p]"
    )
    assert r"\left[s \mid h + p - d \, u\right]" in printed["x"]
    assert printed["b"] == r"{\mathrm{d}b}_{o} = \sum_{n=0}^{N - 1} \sum_{i=0}^{H_{out} - 1} {\mathrm{d}y}_{n, o, i}"


def test_the_gradient_of_a_gradient_of_conv_is_conv():
    rng = np.random.default_rng(3)
    x, w = rng.integers(-4, 5, (2, 4, 5, 6)), rng.integers(-4, 5, (6, 2, 2, 3))
    options = {"stride": (2, 1), "padding": ((1, 0), (2, 1)), "dilation": (1, 2), "groups": 2}
    dy = rng.integers(-4, 5, layers.conv.shape(x, w, **options))
    v = rng.integers(-4, 5, w.shape)
    again = layers.conv.gradient["w"].gradient["dy"]
    assert again.incoming == "ddw"
    assert (again.literal(v, dy, x, w, **options) == layers.conv.literal(x, v, **options)).all()


@pytest.mark.parametrize("name", [*planted.STATEMENTS])
def test_a_wrong_statement_is_rejected(name):
    """At small sizes by the derivative of the literal form, at large ones by the right fast form."""
    of, array, fault = planted.STATEMENTS[name]
    wrong = of.gradient[array].restated(*fault(of.gradient[array]))
    assert derived.derived_on_letters(wrong).wrong
    assert derived_sizes.gradient_at_sizes(of, of.backward, 6, 1, {array: wrong}).wrong


@pytest.mark.parametrize("name", [*planted.FAST])
def test_a_wrong_fast_form_is_rejected_at_real_sizes(name):
    of, wrong = planted.FAST[name]
    assert derived_sizes.gradient_at_sizes(of, wrong, 8, 2).wrong


def test_right_gradients_are_accepted():
    for of in (layers.conv, pooling.avg_pool, activation.relu, normalization.batch_norm):
        assert not derived_sizes.gradient_at_sizes(of, of.backward, 2, 1).wrong
        for gradient in of.gradient.values():
            result = derived.derived_on_letters(gradient, limits=(1,))
            assert result.count and not result.wrong, gradient


def test_every_step_of_a_derivation_is_checked():
    for gradient in (layers.conv.gradient["x"], pooling.avg_pool.gradient["x"], activation.softmax.gradient["x"]):
        steps = derived.checked_steps(gradient, 4)
        assert len(steps) > 2 and all(one.fault == "" for one in steps)
        assert all(one.cases == 4 for one in steps if one.step.runs) and steps[-1].step.runs


def test_a_wrong_step_is_seen(monkeypatch):
    gradient = layers.conv.gradient["x"]
    right = gradient.derivation()
    assert right.steps[3].runs
    wrong = planted.unconditional(gradient)[0]
    steps = (*right.steps[:-1], right.steps[-1].__class__("simplify", "", wrong))
    monkeypatch.setattr(GradientFormula, "derivation", lambda self, **_: right.__class__(wrong, (), steps, frozenset()))
    found = derived.checked_steps(gradient, 12)
    assert [one.fault != "" for one in found] == [False] * (len(steps) - 1) + [True]


def test_conventions_have_words():
    g = pooling.max_pool.gradient["x"]
    x, dy = [[[3.0, 3.0, 1.0, 2.0, 2.0]]], [[[1.0, 10.0]]]
    found = {word: g(dy, x, 3, stride=2, ties=word).ravel().tolist() for word in ("first", "all", "shared")}
    assert found == {"first": [1, 0, 0, 10, 0], "all": [1, 1, 0, 10, 10], "shared": [0.5, 0.5, 0, 5, 5]}
    r = activation.relu.gradient["x"]
    assert [r([4.0, 4.0], [0.0, 1.0], kink=word).tolist() for word in (0, 1, 0.5)] == [[0, 4], [4, 4], [2, 4]]
    assert len(g.says) == len(r.says) == 3 and not activation.softmax.gradient["x"].says
    with pytest.raises(ValueError, match=r"kink = 2: it must be one of 0, 1, 0\.5"):
        r([1.0], [0.0], kink=2)


def test_infinite_gradients_follow_the_statement():
    g = activation.relu.gradient["x"]
    assert g([np.inf, np.nan, np.inf], [-1.0, 0.0, 1.0]).tolist() == [0, 0, np.inf]
    assert g.literal([np.inf, np.nan, np.inf], [-1.0, 0.0, 1.0]).tolist() == [0, 0, np.inf]


def test_names_that_do_not_exist():
    with pytest.raises(KeyError, match=r"layers\.conv has no gradient by 'z'; it has x, w, b"):
        layers.conv.gradient["z"]
    with pytest.raises(KeyError, match="has no gradient by 't'"):
        activation.cross_entropy.gradient["t"]
    for wrong in (0, None, ["x"], ("x",), {"x"}):
        with pytest.raises(KeyError, match=r"layers\.conv has no gradient by .*; it has x, w, b"):
            layers.conv.gradient[wrong]
    with pytest.raises(NotDerived, match=r"has no gradient by x: the place of a maximum is an integer"):
        pooling.max_pool_indices.gradient["x"]


@pytest.mark.slow
def test_every_array_argument_has_a_gradient():
    """But for the places of maxima, which are integers."""
    without = {
        (of.name, a)
        for of in mathcnn.catalog().formulas.values()
        for a in of.arrays
        if a not in of.labels and a not in of.gradient.derivable()
    }
    assert without == {("pooling.max_pool_indices", "x")}
    assert "no gradient" in pooling.max_pool_indices.__doc__


def test_the_gradient_of_a_product_has_the_other_factors():
    """Without a division, so that a factor may be 0."""
    k, s, d = (symbols(f"{a}:3") for a in "ksd")
    g = geometry.receptive_field.gradient["strides"]
    expected = [d[1] * (k[1] - 1) + d[2] * (k[2] - 1) * s[1], d[2] * (k[2] - 1) * s[0], 0]
    assert [expand(v - w) for v, w in zip(g.literal(1, k, s, d), expected, strict=True)] == [0, 0, 0]
    assert g(1, [3, 5, 2], [2, 3, 4], [1, 2, 1]).tolist() == [11, 2, 0]
    assert g.literal(1, [3], [2], [1]).tolist() == [0]
    assert not derived.derived_on_letters(g).wrong


def test_the_gradient_of_an_eigenvalue():
    """The difference of the gradients of both is that of the gap; where the gap is 0 there is none."""
    least, most = (f.gradient["x"] for f in (fitting.smallest_curvature, fitting.largest_curvature))
    x = [1, 2, 5]
    trace = [v + w for v, w in zip(least.literal(1, x), most.literal(1, x), strict=True)]
    assert [simplify(v) for v in trace] == [Rational(4 * v, 3) for v in x]  # of 2 (mean x^2 + 1)
    assert np.isnan(least(1.0, [-1.0, 1.0])).all() and np.isnan(most(1.0, [-1.0, 1.0])).all()


@pytest.mark.parametrize("of", [layers.conv, layers.conv.gradient["w"], layers.conv.gradient["x"].gradient["w"]])
def test_what_is_printed_uses_each_argument_or_refuses_it(of):
    calls = [of.latex, of.lines, lambda **words: statement_of(of, **words)]
    if of is not layers.conv:
        calls += [of.derivation, lambda **words: of.step(of.derivation().steps[0], 1, **words)]
    for call in calls:
        assert call(flip=True) and call(padding="same")
        for a, v in (("stride", 2), ("dilation", 3), ("groups", 1), ("w", None), ("padding", 1), ("padding", (1, 2))):
            with pytest.raises(ValueError, match=rf"{a} = .*: the statement has letters for"):
                call(**{a: v})
        with pytest.raises(TypeError, match="there is no argument flipp; did you mean flip"):
            call(flipp=True)
        with pytest.raises(ValueError, match=r"padding = 'sane': it must be one of .* did you mean same"):
            call(padding="sane")


@pytest.mark.parametrize(("rank", "error"), [(0, ValueError), (-1, ValueError), (1.0, TypeError), (True, TypeError)])
def test_a_rank_that_is_none_is_refused(rank, error):
    for of in (layers.conv, layers.linear, layers.conv.gradient["w"], activation.relu):
        for call in (of.latex, of.lines):
            with pytest.raises(error, match=r"rank = .*: must be an integer >= 1"):
                call(rank)
    with pytest.raises(error, match=r"rank = .*: must be an integer >= 1"):
        layers.conv.backward.latex(rank)


def test_bad_calls_name_the_argument():
    x, w = np.ones((1, 1, 5)), np.ones((1, 1, 3))
    g = layers.conv.gradient["w"]
    for call, said in (
        (lambda: g(np.ones((1, 1, 4)), x, w), "needs dy to have the shape of the result"),
        (lambda: g(np.ones((1, 1, 3)), x, w, stride=0), "stride = 0: must be|stride = 0: it must be"),
        (lambda: layers.conv.gradient["b"](np.ones((1, 1, 3)), x, w), "b is needed"),
        (lambda: g(None, x, w), "dy"),
    ):
        with pytest.raises((ValueError, TypeError), match=said):
            call()


def test_the_fast_form_is_that_of_backward():
    rng = np.random.default_rng(0)
    x, w, b = rng.standard_normal((2, 4, 7, 6)), rng.standard_normal((6, 2, 3, 2)), rng.standard_normal(6)
    options = {"stride": (2, 1), "padding": "same", "groups": 2, "flip": True}
    dy = rng.standard_normal(layers.conv.shape(x, w, b, **options))
    for a, want in zip("xwb", layers.conv.backward(dy, x, w, b, **options), strict=True):
        assert (layers.conv.gradient[a](dy, x, w, b, **options) == want).all()
    one = layers.conv.gradient["w"](dy.astype("float32"), x.astype("float32"), w.astype("float32"), **options)
    assert one.dtype == np.float32


@pytest.mark.parametrize("mode", ["zero", "circular", "reflect", "replicate"])
def test_borders_of_pad(mode):
    x, dy = np.arange(1, 6).reshape(1, 1, 5), np.arange(1, 13).reshape(1, 1, 12)
    found = layers.pad.gradient["x"].literal(dy, x, ((3, 4),), mode=mode)
    assert found.tolist() == layers.pad.backward(dy, x, ((3, 4),), mode=mode)[0].tolist()


def test_the_torus_and_local_sums():
    f, g, dy = np.array([1, 2, 3]), np.array([4, 5, 7]), np.array([1, 10, 100])
    assert convolution.circular.gradient["g"].literal(dy, f, g).tolist() == [321, 213, 132]
    assert perceptron.local.gradient["u"].literal(np.ones((2, 2), int), np.ones((2, 2)), np.ones((1, 1)), 0) == 4


def test_nobody_pays_for_it_who_does_not_ask():
    code = (
        "import sys; from mathcnn import layers, activation; layers.conv([[[1.0, 2]]], [[[1.0]]]); "
        "layers.conv.backward([[[1.0, 2]]], [[[1.0, 2]]], [[[1.0]]]); "
        "print([m for m in sys.modules if 'language.derivatives' in m])"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"
    assert layers.conv.gradient["w"] is layers.conv.gradient["w"]


def test_a_flipped_kernel_keeps_its_letters():
    """The letters of a tap are those of the statement, also where the kernel is read backwards."""
    printed = layers.conv.gradient["w"].latex(flip=True)
    assert printed.startswith(r"\mathrm{d}w[o, c, u, v] = ") and r"\left(k_{1} - u - 1\right)" in printed


@pytest.mark.parametrize("of", [layers.pad, pooling.avg_pool, layers.conv], ids=lambda of: of.name)
def test_every_word_of_every_convention_is_looked_at(of, monkeypatch):
    """By the exact check; a gradient that is wrong under one word is rejected."""
    seen, judge = set(), derived._judge

    def spy(result, gradient, case, rng, **options):
        seen.update((a, case.kwargs[a]) for a in of.conventions)
        return judge(result, gradient, case, rng, **options)

    monkeypatch.setattr(derived, "_judge", spy)
    assert not derived.derived_on_letters(of.gradient["x"], limits=(1,), count=1).wrong
    assert seen == {(a, word) for a, words in of.conventions.items() for word in words}


@pytest.mark.parametrize("of", [of for of in FORMULAS if of.along], ids=lambda of: of.name)
def test_an_argument_that_names_axes_names_those_of_dy_too(of):
    """The steps of the gradient of a gradient are checked on cases, whose dy has the axes of the result."""
    (array,) = of.gradient
    for again in of.gradient[array].gradient.values():
        steps = derived.checked_steps(again, 3)
        assert steps and all(one.cases == 3 and not one.fault for one in steps if one.step.runs)


@pytest.mark.parametrize("side, compared", [(8, 6), (16, 2)])
def test_fewer_places_are_compared_where_each_is_a_long_sum(side, compared, monkeypatch):
    table, dy = classic.conv_by_table.gradient["table"], np.ones((9, 3, side - 2, side - 2))
    given = {"x": np.ones((9, 2, side, side)), "w": np.ones((3, 2, 3, 3)), "table": np.ones((3, 2)), "b": np.zeros(3)}
    call = table.read((), {**given, table.incoming: dy})
    assert call.longest() == 9 * 9 * (side - 2) ** 2
    seen, literal_at = [], BoundCall.literal_at
    monkeypatch.setattr(BoundCall, "literal_at", lambda *args: seen.append(literal_at(*args)) or seen[-1])
    wrong = np.full((3, 2), 9.0 * 9 * (side - 2) ** 2)
    assert derived_sizes.at_places(table, call, wrong, exact=True).rho == 0
    wrong[0, 0] += 1
    assert derived_sizes.at_places(table, call, wrong, exact=True).place == (0, 0)
    assert [x.size for x in seen] == [compared, compared]
