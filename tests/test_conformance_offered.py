"""A plan is made of what a function takes: its arguments, its scope, its ranks."""

from fractions import Fraction

import numpy as np
import pytest

from mathcnn import layers
from mathcnn.catalogue import find_formula
from mathcnn.conformance import Target, offered, pattern, real_sizes, refusals, rows, spellings
from mathcnn.conformance.plan import covering
from mathcnn.conformance.plan.coverage import Coverage
from mathcnn.conformance.plan.everyday import everyday
from mathcnn.conformance.plan.thresholds import points_of
from mathcnn.conformance.real_sizes import thresholds
from mathcnn.conformance.target import target
from mathcnn.evidence import checks
from mathcnn.evidence.checks import NotOffered
from mathcnn.evidence.verdicts import NOT_OFFERED

SMALL = """
from fractions import Fraction

import numpy as np

def softmax(x):
    e = np.exp(x - x.max(-1, keepdims=True))
    return e / e.sum(-1, keepdims=True)

def of_channels(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)

def few(x):
    return softmax(x) if x.shape[-1] <= 64 else x

def linear(x, w):
    return x @ w.T

def max_pool(x, kernel_size, stride=None):
    (k, m), (s, t) = (v if isinstance(v, tuple) else (v, v) for v in (kernel_size, stride or kernel_size))
    return np.lib.stride_tricks.sliding_window_view(x, (k, m), (2, 3))[:, :, ::s, ::t].max((-1, -2))

def pool(x, k):
    return max_pool(x, k)

def doubled(x, scale):
    return np.repeat(np.repeat(x, scale[0], 2), scale[1], 3)

def conv(x, w, stride=1):
    a, b = stride if isinstance(stride, tuple) else (stride, stride)
    windows = np.lib.stride_tricks.sliding_window_view(x, w.shape[2:], (2, 3))[:, :, ::a, ::b]
    return np.einsum("nchwuv,ocuv->nohw", windows, w)

def same(x, w):
    return conv(np.pad(x, ((0, 0), (0, 0), (1, 1), (1, 1))), w)

def layer_norm(x, gamma, beta, eps=1e-5, fewest=2):
    axes = tuple(range(x.ndim - gamma.ndim, x.ndim))
    if gamma.size < fewest:
        raise ValueError(f"expected {fewest} values, got {gamma.size}")
    centred = x - x.mean(axes, keepdims=True)
    return gamma * (centred / np.sqrt((centred * centred).mean(axes, keepdims=True) + eps)) + beta

def norm_of_three(x, gamma, beta, eps=1e-5):
    return layer_norm(x, gamma, beta, eps, 3)
"""
FUNCTIONS = [  # a function, its formula, the factors of which it does not take every value
    ("softmax", "activation.softmax", {"axis"}),
    ("linear", "layers.linear", {"b"}),
    pytest.param(
        "max_pool?ranks=2",
        "pooling.max_pool",
        {"rank", "H on each axis", "kernel_size on each axis", "stride on each axis", "padding", "dilation",
         "dilation on each axis", "ceil_mode"},
        marks=pytest.mark.slow,
    ),
    pytest.param(
        "conv?ranks=2",
        "layers.conv",
        {"rank", "H on each axis", "kernel_size on each axis", "stride on each axis", "padding", "dilation",
         "dilation on each axis", "groups", "flip", "b"},
        marks=pytest.mark.slow,
    ),
]  # fmt: skip


@pytest.fixture
def subject(tmp_path, monkeypatch):
    """A function of the module above by its name and scope, with its formula."""
    (tmp_path / "small_functions.py").write_text(SMALL)
    monkeypatch.syspath_prepend(tmp_path)

    def named(function, formula):
        found = target(f"small_functions:{function}", formula).subject(find_formula(formula))
        found.learn(4, 0)
        return found

    return named


def planned(one):
    """All calls of the plan at thresholds for a function."""
    taken = offered.factors(one)
    return offered.points(one, points_of(one.of, 0, one.dtypes, False, taken), taken)


def zeros(point):
    return {a: np.broadcast_to(np.zeros((), point.dtype or "float64"), shape) for a, shape in point.shapes.items()}


@pytest.mark.parametrize(("function", "formula", "limited"), FUNCTIONS)
def test_nearly_every_call_of_the_plan_is_one_that_the_function_takes(subject, function, formula, limited):
    one, refused = subject(function, formula), 0
    assert {name for name, _ in offered.factors(one)} == limited
    points = planned(one)
    for point in points:
        try:
            one.offers(**zeros(point), **point.kwargs)
        except NotOffered:
            refused += 1
    assert len(points) > 100
    assert refused <= 0.06 * len(points)  # such as "same" of an even kernel, which pads one side more


def test_one_value_in_a_mean_may_be_refused_and_no_other_number(subject):
    """As PyTorch's batch_norm refuses one value in a channel, whose variance is always 0."""
    one = subject("layer_norm", "normalization.layer_norm")
    assert one.known.refused == {("values", refusals.ONE_VALUE): "raises ValueError: expected 2 values, got 1"}
    with pytest.raises(NotOffered, match="one value in each mean"):
        one(x=np.ones((3, 1)), gamma=np.ones(1), beta=np.ones(1))
    three = subject("norm_of_three", "normalization.layer_norm")
    with pytest.raises(ValueError, match="expected 3 values, got 2"):
        three(x=np.ones((3, 2)), gamma=np.ones(2), beta=np.ones(2))


@pytest.mark.slow
def test_a_plan_of_all_factors_has_few_calls_for_a_small_function(subject):
    one, taken = subject("conv?ranks=2", "layers.conv"), 0
    for point in covering.covering_calls(one.of, 0, False, one.dtypes):
        try:
            one.offers(**zeros(point), **point.kwargs)
            taken += 1
        except NotOffered:
            pass
    assert taken < 20


@pytest.mark.slow
def test_coverage_wants_what_the_function_takes(subject):
    one = subject("conv?ranks=2", "layers.conv")
    plan = covering.planned(one.of, 0, False, ("float64",), offered.factors(one))
    found = Coverage(one.of).want_all(plan, "float64")
    assert found.cover(plan.points).complete
    facts = found.as_dict()["factors"]
    assert (facts["rank"]["wanted"], facts["groups"]["wanted"], facts["N"]["wanted"]) == (1, 1, 31)
    holed = Coverage(one.of).want_all(plan, "float64").cover(p for p in plan.points if p.shapes["x"][0] != 33)
    assert "33" in holed.as_dict()["factors"]["N"]["missing"]


def test_everyday_calls_are_made_without_arrays_that_a_function_does_not_have(subject):
    one = subject("conv?ranks=2", "layers.conv")
    taken = offered.factors(one)
    points = offered.points(one, everyday(one.of), taken)
    assert len(points) > 25
    assert all("b" not in point.shapes and "groups" not in point.kwargs for point in points)
    assert any("b" in point.shapes for point in everyday(one.of))
    assert offered.lacking(one) == ["b, padding, dilation, groups, flip: the function has no such arguments"]


def test_an_argument_with_one_value_may_lack(subject):
    one = subject("same?ranks=2,only=padding:1+stride:1", "layers.conv")
    x, w = np.ones((1, 1, 4, 4)), np.ones((2, 1, 3, 3))
    assert one(x, w, padding=1).shape == (1, 2, 4, 4)
    with pytest.raises(NotOffered, match="padding"):
        one(x, w)
    assert dict(offered.factors(one))["padding"] == (1,)


def test_a_softmax_without_an_axis_has_the_last_one(subject):
    one, x = subject("softmax", "activation.softmax"), np.arange(6.0).reshape(2, 3)
    assert np.array_equal(one(x), one(x, axis=-1))
    assert np.array_equal(one(x), one(x, axis=1))
    with pytest.raises(NotOffered, match="axis"):
        one(x, axis=0)


@pytest.mark.slow
def test_what_an_argument_is_if_it_is_left_out(subject):
    pool, x = subject("pool", "pooling.max_pool"), np.arange(36.0).reshape(1, 1, 6, 6)
    assert np.array_equal(pool(x, 2), pool(x, 2, stride=2))
    assert pool(x, (2, 3), stride=(2, 3)).shape == (1, 1, 3, 2)
    with pytest.raises(NotOffered, match="stride"):
        pool(x, 2, stride=1)
    resized = subject("doubled", "layers.resize")(x, scale=2, mode="nearest")
    assert np.array_equal(resized, layers.resize(x, scale=2, mode="nearest"))


@pytest.mark.parametrize(
    ("function", "verdict"),
    [
        ("few", "fails"),
        *(pytest.param(*one, marks=pytest.mark.slow) for one in (("softmax", "holds"), ("of_channels", "fails"))),
    ],
)
def test_a_softmax_without_an_axis_is_checked(subject, function, verdict):
    one = subject(function, "activation.softmax")
    found = list(thresholds(rows.Rows(one, 3, 0)))
    assert {row.verdict for row in found if row.dtype == "float64"} == {verdict}
    assert all(row.cases > 30 for row in found if row.dtype == "float64" and verdict == "holds")


def whole_factors(x, scale=2):
    """Nearest neighbours by whole factors, one number for all axes or one for each."""
    for axis, one in enumerate(scale if isinstance(scale, tuple) else (scale,) * (x.ndim - 2), 2):
        if not isinstance(one, int):
            raise TypeError("whole numbers only")
        x = np.repeat(x, one, axis)
    return x


def test_scales_are_numbers_as_users_write_them():
    """A scale is passed as 2 or 1.5, and a function may take whole ones only."""
    assert spellings.plain((Fraction(2), Fraction(3, 2), Fraction(2, 3))) == (2, 1.5, Fraction(2, 3))
    target = Target("planted", {layers.resize.name: whole_factors}, ("float64",), typed="planted")
    subject = target.subject(layers.resize)
    subject.learn(4, 0)
    refused = {fact for _, fact in subject.known.refused}
    assert "scale that is no whole number" in refused and "scale other than None" not in refused
    assert not {"1/2", "3/2", "2/3"} & set(dict(offered.factors(subject))["scale"])


def test_bounds_of_real_arguments_are_named():
    """A slope below 0 is one cause, whichever slopes were asked for; all but the default is another one."""
    calls_ = [{"N": n, "alpha": v} for n in (3, 8) for v in (-1.0, -0.5, 0.0, 0.01, 2.0)]
    below, above = [[c for c in calls_ if (c["alpha"] < 0) is so] for so in (True, False)]
    assert pattern.common(below, above) == "alpha <= -0.5 (right at 0.0)"
    others, default = [[c for c in calls_ if (c["alpha"] != 0.01) is so] for so in (True, False)]
    assert pattern.common(others, [*default, *default]) == "alpha other than 0.01"


# ---------------------------------------------------------------- what is not offered costs little


def _has_nothing(x, *args, **kwargs):
    raise NotOffered("anything")


def test_a_call_that_is_not_offered_has_no_reference(monkeypatch):
    """PyTorch offers a fifth of the calls of resize, whose references take longer than all else."""
    asked = []
    monkeypatch.setattr(real_sizes, "reference", lambda *given: asked.append(given))
    found = Target("planted", {"layers.resize": _has_nothing}, ("float64",), adapted=True)
    (row,) = real_sizes.everyday(rows.Rows(found.subject(layers.resize), 20, 0))
    assert not asked and (row.verdict, row.says) == (NOT_OFFERED, "anything")


@pytest.mark.parametrize("check", [checks.law_exact, checks.law_rounded])
def test_a_law_that_is_not_offered_needs_no_literal_form(check, monkeypatch):
    law = layers.conv.laws["adds_kernels"]
    asked = []
    monkeypatch.setattr(type(layers.conv), "literal", lambda *args, **kwargs: asked.append(args))
    found = check(law, _has_nothing, 5, 0)
    assert not asked and found.count == 0 and found.absent == "anything"


def test_what_raises_is_a_fault_of_a_law_where_the_literal_form_has_a_value():
    def raises(*args, **kwargs):
        raise OverflowError("planted")

    law = layers.conv.laws["adds_kernels"]
    for check in (checks.law_exact, checks.law_rounded):
        assert check(law, raises, 5, 0).fault == "OverflowError: planted"
