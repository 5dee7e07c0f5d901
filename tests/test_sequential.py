"""The plain stack of layers."""

from fractions import Fraction

import numpy as np
import pytest

from mathcnn import Sequential, activation, layers, normalization, pooling
from mathcnn.networks.sequential import Layer


@pytest.fixture
def net():
    rng = np.random.default_rng(0)
    whole = lambda *shape: rng.integers(-3, 4, shape).astype(float)
    return Sequential(
        (2, 9, 7),
        [
            Layer(layers.conv, w=whole(4, 1, 3, 2), b=whole(4), groups=2, padding=((1, 0), (0, 2))),
            activation.relu,
            Layer(pooling.max_pool, kernel_size=2),
            layers.flatten,
            Layer(layers.linear, w=whole(5, 64), b=whole(5)),
        ],
    )


def test_computes_its_layers_one_after_another(net):
    x = np.random.default_rng(1).integers(-3, 4, (3, 2, 9, 7)).astype(float)
    y = x
    for layer in net.layers:
        y = layer.formula(y, **layer.arguments)
    assert net.output_shape == (5,) and (net(x) == y).all() and (net(x[:1]) == y[:1]).all()


def test_is_its_statements(net):
    x = np.random.default_rng(2).integers(-3, 4, (1, 2, 9, 7))
    exact = net.literal(np.vectorize(Fraction, otypes=[object])(x))
    assert (np.asarray(exact, float) == net(x)).all()


def test_gradient_by_whole_steps(net):
    """Along a direction in which no maximum changes, the network is affine: the gradient predicts a step exactly."""
    rng = np.random.default_rng(3)
    x, dy = rng.integers(-50, 50, (2, 2, 9, 7)).astype(float), rng.integers(-3, 4, (2, 5)).astype(float)
    dx, grads = net.backward(dy, x)
    direction, step = rng.integers(-1, 2, x.shape).astype(float), 2.0**-20
    assert ((net(x + step * direction) - net(x)) * dy).sum() / step == (dx * direction).sum()
    assert [set(g) for g in grads] == [{"w", "b"}, set(), set(), set(), {"w", "b"}]
    assert grads[4]["b"].tolist() == dy.sum(axis=0).tolist()


def test_table(net):
    rows = net.table()
    assert [r.output for r in rows] == [(4, 8, 8), (4, 8, 8), (4, 4, 4), (64,), (5,)]
    assert [r.parameters for r in rows] == [4 * 6 + 4, 0, 0, 0, 5 * 64 + 5]
    assert [r.connections for r in rows] == [28 * 64, 0, 4 * 4 * 64 // 4, 0, 325]
    assert rows[2].receptive_field == (4, 3) and rows[4].receptive_field == (9, 7)
    assert "| layers.flatten() | 64 |  |" in net._repr_markdown_()


def test_batch_norm_in_a_stack():
    net = Sequential((3, 4, 5), [Layer(normalization.batch_norm, gamma=np.ones(3), beta=np.zeros(3))])
    assert net.table()[0].parameters == 6 and net(np.random.default_rng(0).standard_normal((2, 3, 4, 5))).shape == (
        2,
        3,
        4,
        5,
    )


BAD = [
    (lambda: Sequential((1, 4, 4), []), ValueError, "the stack is empty"),
    (lambda: Sequential((), [activation.relu]), ValueError, r"input_shape = \(\)"),
    (lambda: Sequential((1, 0), [activation.relu]), ValueError, "one size >= 1"),
    (lambda: Sequential((1, 4), [np.tanh]), TypeError, "is not a formula"),
    (
        lambda: Sequential((3, 4, 4), [activation.relu, Layer(layers.conv, w=np.ones((1, 2, 3, 3)))]),
        ValueError,
        "layer 1: layers.conv: w has shape",
    ),
    (
        lambda: Sequential((1, 4, 4), [Layer(pooling.max_pool, kernel_size=2, return_indices=True)]),
        ValueError,
        "returns more than one array",
    ),
    (
        lambda: Sequential((1, 4, 4), [Layer(pooling.max_pool)]),
        TypeError,
        "layer 0: pooling.max_pool: missing .*kernel_size",
    ),
    (
        lambda: Sequential((4,), [Layer(layers.linear, w=np.ones((2, 4)))])(np.ones((2, 5))),
        ValueError,
        r"it must be \(N, 4\)",
    ),
    (lambda: Sequential((4,), [activation.relu])(np.ones((0, 4))), ValueError, "N >= 1"),
    (lambda: Sequential((4,), [activation.relu])("image"), TypeError, "Sequential: x"),
    (
        lambda: Sequential((4,), [activation.relu]).backward(np.ones((1, 3)), np.ones((1, 4))),
        ValueError,
        "dy has shape",
    ),
]


@pytest.mark.parametrize("k", range(len(BAD)))
def test_bad_input(k):
    call, kind, message = BAD[k]
    with pytest.raises(kind, match=message):
        call()
