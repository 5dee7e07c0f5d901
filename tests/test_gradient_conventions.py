"""What is said of a gradient of one's own: the convention that it follows, and the faults that it may have."""

import numpy as np
import pytest

from mathcnn import activation, layers, pooling
from mathcnn.conformance import gradients, judging, target
from mathcnn.conformance.checking import target_of
from mathcnn.evidence import conventions, verdicts
from mathcnn.evidence.arrays import AT_SIZES
from mathcnn.evidence.checks import gradient_edges

from .planted import gradients as planted

RELU, POOL = activation.relu, pooling.max_pool


@pytest.mark.parametrize("at_zero", [0, 1, 0.5])
def test_the_derivative_at_a_kink_has_a_name(at_zero):
    def pull(dy, x):
        return (dy * np.where(x > 0, 1, np.where(x < 0, 0, at_zero)),)

    assert conventions.followed(RELU, pull, 3) == f"kink = {at_zero}"


@pytest.mark.parametrize("word", ["first", "all", "shared"])
def test_what_is_done_at_ties_has_a_name(word):
    def pull(dy, x, kernel_size, **options):
        return (np.asarray(POOL.gradient["x"].literal(dy, x, kernel_size, **options, ties=word), float),)

    assert conventions.followed(POOL, pull, 1) == f"ties = {word!r}"


def test_what_follows_no_convention_has_no_name():
    assert conventions.followed(RELU, lambda dy, x: (dy * np.where(x > 0, 1, np.where(x < 0, 0, 0.25)),), 0) == ""
    assert conventions.followed(RELU, lambda dy, x: (-dy,), 0) == ""
    assert conventions.followed(activation.sigmoid, activation.sigmoid.backward, 0) == ""


@pytest.mark.slow
def test_the_convention_of_pytorch_is_said():
    pytest.importorskip("torch", reason="pip install 'mathcnn[torch]'")
    rows = {row.law: row for row in judging.verdicts(target("torch"), RELU, "gradient", 4, 0)}
    assert rows[gradient_edges.TIES].says == "kink = 0"


@pytest.mark.slow
def test_ties_and_the_gradient_of_conv_in_pytorch():
    pytest.importorskip("torch", reason="pip install 'mathcnn[torch]'")
    rows = {row.law: row for row in judging.verdicts(target("torch"), POOL, "gradient", 4, 0)}
    assert rows[gradient_edges.TIES].says.endswith("ties = 'first'")
    rows = {row.law: row for row in judging.verdicts(target("torch"), layers.conv, "gradient", 4, 0)}
    assert rows[AT_SIZES].good and rows[AT_SIZES].tier == "E"


def test_which_formulas_are_compared_with_the_derived_statement():
    assert gradients.is_smooth(layers.conv) and gradients.is_smooth(layers.linear)
    assert not any(map(gradients.is_smooth, (RELU, POOL, activation.sigmoid, activation.softmax)))


def rows_of(of, pull):
    """The rows about a gradient of one's own, as `check(..., gradient=pull)` has them."""
    return list(judging.verdicts(target_of(of, of, "own", pull), of, "gradient", 6, 0))


@pytest.mark.slow
@pytest.mark.parametrize("name", [*planted.FAST])
def test_planted_gradients_are_rejected_at_small_and_at_real_sizes(name):
    of, wrong = planted.FAST[name]
    rows = rows_of(of, wrong)
    failing = {row.law for row in rows if row.verdict == verdicts.FAILS}
    assert failing & {"derivative", gradient_edges.TIES}
    if of is not POOL:  # large arrays without equal entries cannot show what is done at ties
        short = {row.law for row in rows if not row.good and row.verdict != verdicts.NOT_OFFERED}
        assert AT_SIZES in failing if gradients.is_smooth(of) else "derivative at real sizes" in short
