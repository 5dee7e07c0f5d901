"""The gradients that PyTorch and JAX compute by automatic differentiation, against the derivative of the statement."""

import functools

import pytest

import mathcnn
from mathcnn.conformance import target
from mathcnn.evidence import checks, conventions, deviations
from mathcnn.evidence.cases import drawn_within
from mathcnn.evidence.checks import gradient_edges
from mathcnn.language.derivatives.rules import KINKS, TIES

FRAMEWORKS = ("torch", "jax")
# What a framework does at ties and kinks differs between frameworks, and between versions of one of them.
NAMED = {"kink": [f"kink = {word!r}" for word in KINKS], "ties": [f"ties = {word!r}" for word in TIES]}
WITH_NAMES = {
    "kink": ("relu", "leaky_relu", "clip", "hard_sigmoid", "hard_swish"),
    "ties": ("max_pool", "global_max_pool"),
}
SAID = [
    (framework, f"{'activation' if convention == 'kink' else 'pooling'}.{name}", convention)
    for framework in FRAMEWORKS
    for convention, names in WITH_NAMES.items()
    for name in names
]
APART = {  # gradients that are another number, and why
    ("torch", "activation.hard_sigmoid"): "the slope 1/6 is rounded to single precision, in double precision, too",
}
NONE = {  # no gradient: running statistics are updated in place
    ("torch", "normalization.next_running_mean"),
    ("torch", "normalization.next_running_var"),
}
DIFFERENTIABLE = [name for name, of in mathcnn.catalog().formulas.items() if of.backward is not None]


def subject_of(framework, name):
    """The function of a framework, and its gradient (dy, *arguments); the test is skipped if it has none."""
    pytest.importorskip(framework, reason=f"pip install 'mathcnn[{framework}]'")
    held, of = target(framework), mathcnn.catalog().formulas[name]
    try:
        subject = held.subject(of)
    except checks.NotOffered as error:
        pytest.skip(f"{framework} has no {name}: {error}")
    subject.learn(4, 0)
    pull = functools.partial(subject.backward)
    pull.fixed = held.fixed
    return of, subject, pull


def judged(of, subject, pull):
    """The checks of a gradient that judged a case: on integers bit for bit, and within the rounding bound."""
    with drawn_within(subject.within()):
        exact = checks.gradient_exact(of, pull, 3, 0, "float64")
        rounded = checks.gradient_rounded(of, pull, 3, 0, ("float64",))
    return [one for one in (exact, rounded) if one.count]


@pytest.mark.slow
@pytest.mark.parametrize("framework", FRAMEWORKS)
@pytest.mark.parametrize("name", DIFFERENTIABLE)
def test_automatic_differentiation_gives_the_derivative_of_the_statement(framework, name):
    of, subject, pull = subject_of(framework, name)
    found = judged(of, subject, pull)
    assert bool(found) is ((framework, name) not in NONE)
    wrong = [(one.worst, one.fault) for one in found if one.wrong]
    assert bool(wrong) is ((framework, name) in APART), wrong


@pytest.mark.slow
@pytest.mark.parametrize(("framework", "name", "convention"), SAID)
def test_what_a_framework_does_at_ties_and_kinks_has_a_name(framework, name, convention):
    of, subject, pull = subject_of(framework, name)
    with drawn_within(subject.within()):
        assert conventions.followed(of, pull, 0) in NAMED[convention]
        if gradient_edges.kinked(of):
            found = gradient_edges.gradient_ties(of, pull, 2, 0)
            assert not found.fault and (not found.wrong or found.says.startswith(deviations.KINK)), found.worst


@pytest.mark.slow
def test_a_framework_that_forgets_a_factor_is_rejected():
    of, subject, pull = subject_of("torch", "activation.sigmoid")
    halved = lambda dy, **given: tuple(None if x is None else x / 2 for x in pull(dy, **given))
    halved.fixed = pull.fixed
    assert any(one.wrong for one in judged(of, subject, halved))
