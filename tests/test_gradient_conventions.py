"""What is said of a gradient of one's own: the convention that it follows, and the faults that it may have."""

import numpy as np
import pytest

from mathcnn import activation, catalogue, layers, pooling
from mathcnn.commands import main
from mathcnn.conformance import gradient_sizes, gradient_ties, gradients, judging, target
from mathcnn.conformance.checking import target_of
from mathcnn.conformance.scope import parsed
from mathcnn.evidence import cases, checks, conventions, deviations, verdicts
from mathcnn.evidence.arrays import AT_SIZES
from mathcnn.evidence.checks import NotOffered, gradient_edges, kinks

from .planted import gradients as planted

RELU, POOL, GLOBAL = activation.relu, pooling.max_pool, pooling.global_max_pool


@pytest.mark.parametrize("at_zero", [0, 1, 0.5])
def test_the_derivative_at_a_kink_has_a_name(at_zero):
    def pull(dy, x):
        return (dy * np.where(x > 0, 1, np.where(x < 0, 0, at_zero)),)

    assert conventions.followed(RELU, pull, 3) == f"kink = {at_zero}"


def at_bounds(share, twice):
    """A gradient of clip that gives a share of dy at a bound, and another one where both bounds are equal."""

    def pull(dy, x, low, high):
        at = np.where(low == high, twice, share)
        inside, on = (low < x) & (x < high), (low <= high) & ((x == low) | (x == high))
        return (dy * np.where(inside, 1, np.where(on, at, 0)).astype(x.dtype),)

    return pull


@pytest.mark.parametrize(("share", "twice"), [(0, 0), (1, 1), (0.5, 0.25)])
def test_the_derivative_at_a_bound_of_clip_has_a_name(share, twice):
    """Those of PyTorch since 2.14, of PyTorch before, and of JAX."""
    pull = at_bounds(share, twice)
    assert conventions.followed(activation.clip, pull, 3) == f"kink = {share}"
    row = rows_of(activation.clip, pull)
    ties = next(one for one in row if one.law == gradient_edges.TIES)
    assert ties.verdict == (verdicts.CONVENTION if share else verdicts.HOLDS) and ties.says.endswith(f"kink = {share}")
    assert all(one.verdict in (verdicts.HOLDS, verdicts.CONVENTION) for one in row), row


@pytest.mark.parametrize(("share", "twice"), [(2, 2), (-1, 0), (0, -1), (1, 2), (1.5, 1)])
def test_a_value_at_a_bound_of_clip_that_no_convention_has_fails(share, twice):
    pull = at_bounds(share, twice)
    assert conventions.followed(activation.clip, pull, 3) == ""
    found = [gradient_edges.gradient_ties(activation.clip, pull, 6, seed) for seed in range(3)]
    assert any(one.wrong and not one.says.startswith(deviations.KINK) for one in found), [one.says for one in found]


@pytest.mark.parametrize("wrong", [lambda dy, x, low, high: (dy,), lambda dy, x, low, high: (dy * (x < high),)])
def test_a_gradient_beside_the_bounds_of_clip_is_not_excused(wrong):
    assert checks.gradient_exact(activation.clip, wrong, 8, 0).wrong


@pytest.mark.parametrize("share", [0, 1, 0.5])
def test_kinks_beside_zero_have_a_name(share):
    """At both ends of the line of a hard sigmoid that has one slope only, as in PyTorch."""

    def pull(dy, x, alpha, beta):
        if (alpha, beta) not in (("pytorch", 0.5), (1 / 6, 0.5)):
            raise NotOffered("another line")
        return (dy * np.where(abs(x) < 3, 1, np.where(abs(x) == 3, share, 0)) / 6,)

    with cases.drawn_within(cases.Within(held={"alpha": "pytorch", "beta": 0.5})):
        assert conventions.followed(activation.hard_sigmoid, pull, 1) == f"kink = {share}"
    assert conventions.followed(activation.hard_sigmoid, activation.hard_sigmoid.backward, 1) == "kink = 0"
    assert conventions.followed(activation.hard_swish, activation.hard_swish.backward, 1) == "kink = 0"


def test_where_kinks_are():
    def found(of, **kwargs):
        case = next(case for case, _ in cases.sampled(of, 1, 0))
        return kinks.places(case, kwargs)

    assert found(activation.relu) == found(activation.leaky_relu, alpha=3) == [0]
    assert found(activation.clip, low=-2, high=5) == [-2, 5]
    assert found(activation.hard_sigmoid, alpha=-1, beta=3) == [2, 3]
    assert found(activation.hard_swish) == [-3, 3]
    assert found(activation.sigmoid) == []


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
    failing = {row.law for row in rows_of(of, wrong) if row.verdict == verdicts.FAILS}
    assert failing & {"derivative", gradient_edges.TIES}
    assert failing & {gradient_sizes.NAME, gradient_ties.NAME}
    assert AT_SIZES in failing or not gradients.is_smooth(of)


KINKED = [of for of in catalogue.catalog().formulas.values() if of.backward is not None and kinks.kinked(of)]


@pytest.mark.parametrize("of", KINKED, ids=lambda of: of.name)
@pytest.mark.parametrize("dtype", ["float64", "float32", "float16"])
def test_our_own_gradients_hold_at_ties_at_real_sizes(of, dtype, few):
    found = gradient_ties.check(of, of.backward, 0, dtype)
    assert found.informative and not found.wrong and not found.fault, (found.worst, found.says, found.case)


@pytest.fixture
def few(monkeypatch):
    """The cheapest calls alone."""
    monkeypatch.setattr(gradient_ties, "CALLS", 6)


def test_a_tie_counted_twice_is_wrong_at_real_sizes(few):
    found = gradient_ties.check(POOL, planted.every_tie, 0, "float32")
    assert found.wrong and "adds up to" in found.says
    assert not gradient_sizes.check(POOL, planted.every_tie, 0, "float32").wrong  # no entries are equal there


def test_any_distribution_among_equal_entries_is_right_at_real_sizes(few):
    def shared(dy, x):
        equal = x == GLOBAL(x)
        return ((dy * equal / equal.sum(axis=tuple(range(2, x.ndim)), keepdims=True)).astype(x.dtype),)

    assert not gradient_ties.check(GLOBAL, shared, 0, "float32").wrong
    assert gradient_ties.check(GLOBAL, lambda dy, x: (dy * (x == GLOBAL(x)),), 0, "float32").wrong


@pytest.mark.parametrize(("at_zero", "said"), [(1.0, "another derivative at a kink: 1"), (-1.0, "at a kink: -1")])
def test_what_is_done_at_a_kink_is_seen_at_real_sizes(at_zero, said, few):
    def pull(dy, x):
        return (dy * np.where(x > 0, 1, np.where(x < 0, 0, at_zero)).astype(x.dtype),)

    found = gradient_ties.check(RELU, pull, 0, "float32")
    assert found.wrong and (said in found.says or at_zero < 0)


def test_both_bounds_of_clip_may_be_kinks(few):
    """The sum over entries is not between the sums of the derivatives from both sides, and each entry is."""
    found = gradient_ties.check(
        activation.clip, lambda dy, x, low, high: (dy * ((low <= x) & (x <= high)),), 0, "float64"
    )
    assert found.says.startswith(deviations.KINK), (found.worst, found.case)
    inside = lambda dy, x, low, high: (2 * dy * ((low <= x) & (x <= high)),)
    wrong = gradient_ties.check(activation.clip, inside, 0, "float64")
    assert wrong.wrong and not wrong.says.startswith(deviations.KINK)


@pytest.mark.slow
@pytest.mark.parametrize("name", ["batch_norm, no variance", "softmax, not centred"])
@pytest.mark.parametrize("dtype", ["float64", "float32"])
def test_what_loses_half_of_its_digits_is_wrong_if_no_order_of_operations_explains_it(name, dtype):
    of, wrong = planted.FAST[name]
    found = gradient_sizes.check(of, wrong, 0, dtype)
    assert found.wrong and found.says == gradient_sizes.FAR
    own = gradient_sizes.check(of, of.backward, 0, dtype)
    assert not own.wrong and not own.suspect


# ---------------------------------------------------------------- the command

OPS = """
import numpy as np
def relu(x):
    return np.maximum(x, 0)
def right(dy, x):
    return dy * (x > 0)
def wrong(dy, x):
    return -dy * (x > 0)
number = 3
"""


@pytest.fixture
def ops(tmp_path, monkeypatch):
    (tmp_path / "planted_ops.py").write_text(OPS)
    monkeypatch.chdir(tmp_path)
    return ["verify", "activation.relu", "--against", "planted_ops:relu", "--jobs", "1", "--examples", "2"]


@pytest.mark.slow
@pytest.mark.parametrize(("name", "code"), [("right", 0), ("wrong", 1)])
def test_the_command_checks_a_gradient_of_ones_own(name, code, ops, capsys):
    assert main([*ops, "--gradient", f"planted_ops:{name}"]) == code
    printed = capsys.readouterr().out
    assert ("the gradient is wrong" in printed) == (name == "wrong")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ("planted_ops:nothing", "planted_ops has no nothing"),
        ("planted_ops:number", "planted_ops:number is int, which cannot be called"),
        ("no_such_module:f", "no module no_such_module"),
        ("right", "gradient = 'right': must be package.module:function"),
        ("", "must be package.module:function"),
    ],
)
def test_a_gradient_that_is_none_is_refused(given, said, ops, capsys):
    assert main([*ops, "--gradient", given]) == 2
    error = capsys.readouterr().err
    assert said in error and error.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (["verify", "relu", "--gradient", "a:b"], "--gradient needs --against"),
        (["verify", "relu", "--against", "scipy", "--gradient", "a:b"], "--gradient is that of one function"),
        (["verify", "relu", "--against", "a:b", "--gradient", "a:c", "--everyday"], "--everyday checks no gradients"),
    ],
)
def test_a_gradient_needs_one_function(line, said, capsys):
    assert main(line) == 2
    assert said in capsys.readouterr().err


def test_a_scope_from_a_file_may_have_more_entries(tmp_path):
    path = tmp_path / "scope.toml"
    path.write_text("ranks = [2]")
    found = parsed(f"{path},gradient=a.b:c")
    assert found.ranks == {2} and found.gradient == "a.b:c"
    assert parsed(str(path)).ranks == {2}
