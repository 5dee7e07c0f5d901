"""The chain of gradients of a stack: what is printed is what training computes."""

import copy
import dataclasses
import json
import re
from fractions import Fraction

import numpy as np
import pytest

from mathcnn import Sequential, activation, classic, layers, normalization, pooling
from mathcnn.commands import main
from mathcnn.display import networks
from mathcnn.language.sized import sized
from mathcnn.networks import chain
from mathcnn.networks.lenet import Network, prepared
from mathcnn.networks.sequential import Layer

from .calling import out_of

RNG = np.random.default_rng(7)
assert layers.conv.backward is not None
BACKWARD = layers.conv.backward.fn


def whole(*shape):
    return RNG.integers(-3, 4, shape).astype(float)


STACKS = {
    "square kernels, as usual": (
        (1, 8, 8),
        lambda: [
            Layer(layers.conv, w=whole(2, 1, 3, 3), b=whole(2)).named("C1"),
            activation.relu,
            Layer(pooling.avg_pool, kernel_size=2).named("S2"),
            layers.flatten,
            Layer(layers.linear, w=whole(3, 18), b=whole(3)).named("F3"),
        ],
    ),
    "no two axes alike": (
        (4, 9, 7),
        lambda: [
            Layer(
                layers.conv, w=whole(6, 2, 3, 2), b=whole(6), groups=2, stride=(2, 1), padding=((1, 0), (0, 2))
            ).named("C1"),
            Layer(activation.leaky_relu, alpha=0.25),
            Layer(pooling.max_pool, kernel_size=(2, 3), stride=(1, 2)),
            Layer(layers.conv_transpose, w=whole(6, 1, 2, 3), groups=3, stride=(1, 2)).named("T2"),
            layers.flatten,
            Layer(layers.linear, w=whole(5, 84)).named("F3"),
        ],
    ),
    "one weight, and kernels as large as the input": (
        (1, 1, 5),
        lambda: [
            Layer(layers.conv, w=whole(1, 1, 1, 1), b=whole(1)).named("C1"),
            Layer(layers.conv, w=whole(2, 1, 1, 5)).named("C2"),
            layers.flatten,
        ],
    ),
    "parts of 1998": (
        (3, 4, 6),
        lambda: [
            Layer(
                classic.conv_by_table, w=whole(2, 3, 1, 3), table=np.array([[1.0, 0, 1], [0, 1, 1]]), b=whole(2)
            ).holding("table"),
            Layer(classic.subsample, coefficient=whole(2), b=whole(2), kernel_size=2),
            layers.flatten,
            Layer(classic.euclidean_rbf, w=whole(4, 8)).holding("w"),
        ],
    ),
}


@pytest.mark.parametrize("name", STACKS)
def test_printed_formulas_compute_what_a_backward_pass_computes(name):
    """Exactly: fractions through the derived statements, and integers that floats hold through the fast forms."""
    shape, build = STACKS[name]
    net = Sequential(shape, build())
    x, dy = whole(2, *shape), whole(2, *net.output_shape)
    exact = np.vectorize(Fraction, otypes=[object])
    dx, grads = net.backward(dy, x)
    literal_dx, literal_grads = chain.literal(net, exact(dy), exact(x))
    assert np.array_equal(literal_dx.astype(float), dx)
    assert [set(g) for g in literal_grads] == [set(layer.trained) for layer in net.layers]
    for mine, theirs in zip(literal_grads, grads, strict=True):
        for a in mine:
            assert np.array_equal(mine[a].astype(float), theirs[a]), a


@pytest.mark.parametrize(
    "fault",
    [
        lambda dy, x, w, b=None, **options: BACKWARD(-dy, x, w, b, **options),
        lambda dy, x, w, b=None, **options: BACKWARD(dy, x, w[..., ::-1, ::-1], b, **options),
        lambda dy, x, w, b=None, **options: BACKWARD(dy[..., ::-1], x, w, b, **options),
    ],
    ids=["wrong sign", "forgotten flip", "places turned"],
)
def test_a_wrong_gradient_of_one_layer_is_seen(fault, monkeypatch):
    """The check that the others in this file are, seen to fail."""
    monkeypatch.setattr(layers.conv.backward, "fn", fault)
    with pytest.raises(AssertionError):
        test_printed_formulas_compute_what_a_backward_pass_computes("square kernels, as usual")


def test_each_gradient_of_the_chain_is_printed_at_the_sizes_of_its_layer():
    shape, build = STACKS["no two axes alike"]
    printed = chain.rows(Sequential(shape, build()))
    assert [(row.name, row.array) for row in printed] == [
        ("F3", "w"), ("F3", "x"), ("", "x"), ("T2", "w"), ("T2", "x"), ("", "x"), ("", "x"),
        ("C1", "w"), ("C1", "b"), ("C1", "x"),
    ]  # fmt: skip
    assert printed[0].shape == (5, 84) and printed[1].shape == (None, 84) and printed[-1].shape == (None, 4, 9, 7)
    assert all(not re.search(r"stride|groups|k_\{|s_\{|p_\{", tex) for row in printed for tex in row.latex)


CALLS = {
    "conv": (layers.conv, {"x": (1, 4, 5, 6), "w": (6, 2, 3, 2)}, {"stride": (2, 1), "padding": (1, 0), "groups": 2}),
    "conv, dilated": (layers.conv, {"x": (2, 1, 7), "w": (1, 1, 3)}, {"dilation": 2, "padding": "same"}),
    "conv as large as its input": (layers.conv, {"x": (1, 2, 3, 4), "w": (2, 2, 3, 4)}, {}),
    "transposed": (layers.conv_transpose, {"x": (1, 2, 3, 2), "w": (2, 1, 2, 3)}, {"stride": (1, 3), "groups": 2}),
    "linear": (layers.linear, {"x": (3, 4), "w": (2, 4)}, {}),
    "max pooling": (pooling.max_pool, {"x": (1, 2, 5, 4)}, {"kernel_size": (3, 2), "stride": 1, "padding": (1, 0)}),
    "average pooling": (pooling.avg_pool, {"x": (1, 1, 5, 7)}, {"kernel_size": 3, "stride": 2, "padding": 1}),
    "average without padding": (pooling.avg_pool, {"x": (2, 1, 4, 6)}, {"kernel_size": 2}),
    "average of the input alone": (
        pooling.avg_pool, {"x": (1, 1, 4, 5)}, {"kernel_size": 3, "padding": 1, "count_include_pad": False}
    ),
    "subsampling": (classic.subsample, {"x": (1, 2, 4, 6), "coefficient": (2,), "b": (2,)}, {"kernel_size": (2, 3)}),
    "batch norm": (normalization.batch_norm, {"x": (3, 2, 2, 3), "gamma": (2,), "beta": (2,)}, {"eps": 0.25}),
    "softmax": (activation.softmax, {"x": (2, 3)}, {"axis": 1}),
}  # fmt: skip


def run(call, output, parts=()):
    """The value of another statement on the arguments of a call."""
    plan = copy.copy(call.plan)
    for kept in ("source", "run", "operations"):
        vars(plan).pop(kept, None)
    plan.output, plan.parts = output, list(parts)
    return dataclasses.replace(call, plan=plan).literal()


def gap_at_sizes(call, keep=()):
    """The largest difference of a statement with the numbers of a call from the statement itself, as a share of it."""
    want = np.asarray(call.literal(), float)
    output, *parts = sized(call.plan, call.env, keep)
    letters = {str(s) for e in (output, *parts) for s in e.rhs.free_symbols} & set(call.env) - {*call.arrays}
    assert letters <= set(keep), letters
    found = np.asarray(run(call, output, parts), float)
    assert found.shape == want.shape
    return np.abs(found - want).max() / max(1, np.abs(want).max())


@pytest.mark.parametrize("name", CALLS)
def test_a_statement_at_given_sizes_has_the_values_of_the_statement(name):
    """Of the formula and of its gradients, with all letters replaced and with that of the batch kept."""
    of, shapes, options = CALLS[name]
    rng = np.random.default_rng(3)
    arrays = {a: rng.integers(-5, 6, shape).astype(float) for a, shape in shapes.items()}
    dy = rng.integers(-5, 6, of.shape(**arrays, **options)).astype(float)
    gradients = [one for a, one in of.gradient.derivable().items() if a in arrays]
    calls = [of.read((), {**arrays, **options})]
    calls += [one.read((), {one.incoming: dy, **arrays, **options}) for one in gradients]
    for call in calls:
        decimals = {letter for letter, v in call.env.items() if isinstance(v, float)}  # they are printed, and not run
        for keep in (decimals, {*decimals, "N"}):
            assert gap_at_sizes(call, keep) <= 2**-45


def test_a_statement_at_other_sizes_is_seen():
    """The check above, seen to fail: the numbers of another call."""
    x, w = np.arange(24.0).reshape(1, 1, 4, 6), np.ones((1, 1, 3, 3))
    call, other = layers.conv.read((x, w), {"stride": 2}), layers.conv.read((x, w), {"stride": 1})
    output, *_ = sized(call.plan, {**call.env, "stride_2": other.env["stride_2"]})
    assert np.array_equal(run(call, sized(call.plan, call.env)[0]), call.literal())
    assert not np.array_equal(run(call, output), call.literal())


# ---------------------------------------------------------------- LeNet-5


@pytest.mark.parametrize("variant", ["document", "1998"])
def test_the_chain_of_lenet_is_what_a_step_of_training_computes(variant):
    network = Network(variant)
    rows = chain.of_network(network)
    assert rows[0].name == "loss" and rows[0].shape == (None, 10)
    own = [(row.name, row.array) for row in rows[1:] if row.shape[:1] != (None,)]
    assert sorted(f"{name}.{a}" for name, a in own) == sorted(network.parameters)
    shapes = {f"{row.name}.{row.array}": row.shape for row in rows[1:] if row.shape[:1] != (None,)}
    assert shapes == {name: p.shape for name, p in network.parameters.items()}
    passed = [row.shape[1:] for row in rows if row.shape[:1] == (None,)]
    assert passed == list(network.training.shapes[:0:-1])  # all but that of the image, which no one asks for
    assert all(tex for row in rows for tex in row.latex)


@pytest.mark.slow
@pytest.mark.parametrize("batch_norm", [False, True])
def test_the_printed_chain_evaluated_is_the_gradient_of_training(batch_norm):
    """LeNet-5 itself, one image, over floats: the derived statements against what a step of training computes."""
    network = Network("document", dtype=np.float64, batch_norm=batch_norm)
    image = RNG.integers(0, 256, (2, 28, 28)).astype(np.uint8)
    x, t = prepared(image, np.float64), np.array([3, 8])
    _, row, activations = network.gradient(x, t)
    dy = network.loss.gradient["x"].literal(1.0, activations[-1], t)
    stack = network.training
    _, grads = chain.literal(stack, np.asarray(dy, float), x)
    found = np.concatenate(
        [np.ravel(np.asarray(g[a], float)) for layer, g in zip(stack.layers, grads, strict=True) for a in layer.trained]
    )
    scale = np.abs(row).max()
    assert np.abs(found - row).max() <= 2**-40 * scale  # sums of at most 1,568 terms, through eleven layers


# ---------------------------------------------------------------- the command


def test_inspect_prints_the_chain(capsys):
    printed = out_of(capsys, "lenet", "inspect", "--gradients")
    for wanted in (
        "the gradients of one step of training, with a batch of N images",
        "dw[o, c] = ∑{n=0…N - 1} dy[n, o] x[n, c]",
        "120 x 16 x 5 x 5",
        "dw[o, c, u, v] = ∑{n=0…N - 1, i=0…27, j=0…27} dy[n, o, i, j] x[n, c, u + i, v + j]",
    ):
        assert wanted in printed
    lines = [line.split()[0] for line in printed.splitlines() if re.match(r"\w+  ", line)]
    assert lines == ["loss", "output", "F6", "C5", "S4", "C3", "S2", "C1"]


def test_inspect_as_json_and_as_latex(capsys):
    rows = json.loads(out_of(capsys, "lenet", "inspect", "--gradients", "--variant", "1998", "--json"))
    assert rows == json.loads(json.dumps(networks.gradients_as_dicts(Network("1998"))))
    assert rows[1]["formula"] == "classic.euclidean_rbf" and rows[1]["shape"] == [None, 84]
    tex = out_of(capsys, "lenet", "inspect", "--gradients", "--latex").splitlines()
    assert tex == [line for row in chain.of_network(Network()) for line in row.latex]


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        (["--latex"], "--latex needs --gradients"),
        (["--gradients", "--latex", "--json"], "--latex needs --gradients, and cannot be combined with --json"),
        (["--gradients", "--image", "a.png", "-o", "b.png"], "--gradients and --image cannot be combined"),
    ],
)
def test_bad_calls(argv, said, capsys):
    assert main(["lenet", "inspect", *argv]) == 2
    printed = capsys.readouterr()
    assert printed.out == "" and said in printed.err and printed.err.count("\n") == 1


def test_batch_norm_is_in_the_chain():
    """Its three gradients, with the number of images as a letter."""
    net = Sequential((2, 3, 4), [Layer(normalization.batch_norm, gamma=np.ones(2), beta=np.zeros(2)).named("N1")])
    rows = chain.rows(net)
    assert [row.array for row in rows] == ["gamma", "beta", "x"]
    assert all("N" in "".join(row.latex) for row in rows)
