"""LeNet-5: its tables, its layers against their statements, its gradient against complex steps and PyTorch."""

import ast
import inspect
import textwrap

import numpy as np
import pytest

import mathcnn
from mathcnn.data import load
from mathcnn.memory import Buffers
from mathcnn.networks import lenet, training
from mathcnn.networks.lenet import Network, prepared
from mathcnn.numbers import rounded, rounding
from mathcnn.optimization import next_velocity, next_weight, scheduled_rate

from .running_error import Running, complex_step

VARIANTS = ("document", "1998")


@pytest.fixture(scope="module")
def digits():
    return load("digits", train=40, test=20, seed=5)


# ---------------------------------------------------------------- tables

PUBLISHED = {  # lecun1998, section II.B: output, trained parameters, connections
    "C1": ((6, 28, 28), 156, 122_304),
    "S2": ((6, 14, 14), 12, 5_880),
    "C3": ((16, 10, 10), 1_516, 151_600),
    "S4": ((16, 5, 5), 32, 2_000),
    "C5": ((120, 1, 1), 48_120, 48_120),
    "F6": ((84,), 10_164, 10_164),
    "output": ((10,), 0, 840),
}


def test_published_table():
    rows = Network("1998").table()
    assert {r.name: (r.output, r.parameters, r.connections) for r in rows if r.name} == PUBLISHED
    assert sum(r.parameters for r in rows) == 60_000 == Network("1998").trained
    assert sum(r.connections for r in rows) == 340_908


def test_document_table():
    rows = Network("document").table()
    assert [(r.name, r.parameters) for r in rows if r.parameters] == [
        ("C1", 156),
        ("C3", 2_416),
        ("C5", 48_120),
        ("F6", 10_164),
        ("output", 850),
    ]
    assert sum(r.parameters for r in rows) == 61_706 == Network("document").theta.size == Network("document").trained
    assert {r.name: r.receptive_field for r in rows if r.name} == {  # by hand: 5; 5 + 1; 6 + 4 * 2; 14 + 2; 16 + 4 * 4
        "C1": (5, 5),
        "S2": (6, 6),
        "C3": (14, 14),
        "S4": (16, 16),
        "C5": (32, 32),
        "F6": (32, 32),
        "output": (32, 32),
    }


def test_table_of_c3():
    """Table I of the paper: how many maps each result reads, and how often each map is read."""
    table = lenet.c3_table()
    assert table.sum(axis=1).tolist() == [3] * 6 + [4] * 9 + [6] and table.sum(axis=0).tolist() == [10] * 6
    assert len({tuple(row) for row in table}) == 16


def test_weights_that_are_not_read_stay_zero(digits):
    net = Network("1998", seed=4)
    unread = lenet.c3_table() == 0
    begin = sum(p.size for name, p in net.parameters.items() if name in ("C1.w", "C1.b", "S2.coefficient", "S2.b"))
    gradient = net.gradient(prepared(digits.train_images), digits.train_labels.astype(int))[1][
        begin : begin + 16 * 6 * 25
    ].reshape(16, 6, 5, 5)
    assert unread.sum() == 36 and not net.parameters["C3.w"][unread].any() and not gradient[unread].any()
    assert np.abs(gradient[~unread]).max(axis=(1, 2)).all() and net.theta.size == 60_000 + 36 * 25


def test_codes_are_told_apart():
    codes = lenet.codes()
    assert codes.shape == (10, 84) and set(codes.ravel()) == {-1.0, 1.0}
    apart = [int((codes[i] != codes[j]).sum()) for i in range(10) for j in range(i)]
    assert min(apart) >= 5


def test_prepared():
    images = np.arange(3 * 28 * 28, dtype=np.uint8).reshape(3, 28, 28)
    x = prepared(images)
    assert x.shape == (3, 1, 32, 32) and x.dtype == np.float32
    assert (x[:, :, :2] == np.float32(-0.1)).all() and (x[..., -2:] == np.float32(-0.1)).all()
    want = -0.1 + images.astype(float) * (1.275 / 255)
    assert np.abs(x[:, 0, 2:-2, 2:-2] - want).max() <= 4 * 2.0**-24 * 1.275


def test_the_parameters_are_one_row():
    for variant in VARIANTS:
        net = Network(variant, batch_norm=True)
        assert sum(p.size for p in net.parameters.values()) == net.theta.size
        assert all(np.shares_memory(p, net.theta) for p in net.parameters.values())
        for layer, step in zip(net.training.layers, net.training._steps, strict=True):
            assert all(step.given[a] is net.parameters[f"{layer.name}.{a}"] for a in layer.trained)


# ---------------------------------------------------------------- built from the formulas alone


def arithmetic_in(code):
    """What a method computes with arrays by itself: operators, and functions of NumPy beyond copying and counting."""
    plain = {"copyto", "ndarray", "isfinite", "count_nonzero", "ascontiguousarray", "int64"}
    found = []
    for node in ast.walk(ast.parse(textwrap.dedent(code))):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.MatMult):
            found.append("@")
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Name)
            and node.value.id == "np"
            and node.attr not in plain
        ):
            found.append(node.attr)
    return found


def test_is_composed_of_formulas_alone():
    """Every layer, the loss and the steps are formulas of the topics; what is between them moves arrays and does no
    arithmetic on them.
    """
    formulas = {id(f) for f in mathcnn.catalog().values()}
    for variant in VARIANTS:
        net = Network(variant, batch_norm=True)
        assert all(id(layer.formula) in formulas for stack in (net.training, net.inference) for layer in stack.layers)
        assert all(layer.formula.backward is not None for layer in net.training.layers)
        assert id(net.loss) in formulas
    assert all(id(f) in formulas for f in (next_velocity, next_weight, scheduled_rate))
    for method in (
        Network.outputs,
        Network.probabilities,
        Network.answers,
        Network.gradient,
        Network.follow,
        training.Training._step,
    ):
        assert arithmetic_in(inspect.getsource(method)) == [], method
    assert sorted(arithmetic_in("def layer(x): return np.maximum(x @ w, 0)")) == ["@", "maximum"]


@pytest.mark.parametrize("variant", VARIANTS)
def test_layers_against_their_statements(variant, digits):
    """Each layer's fast form, on the network's own activations, is within the rounding bound of its statement."""
    net = Network(variant, batch_norm=True, seed=3)
    net.follow(net.gradient(prepared(digits.train_images), digits.train_labels.astype(int))[2])
    x = prepared(digits.test_images[:1])
    for layer, y in zip(net.inference.layers, list(net.inference.activations(x))[1:], strict=True):
        with rounded.precision():
            want = layer.formula.literal(x, **layer.arguments, number=rounded.Rounded("float32"))
            assert rounding.rho(y, want).rho <= 1, layer
            wrong = np.array(y)
            wrong.flat[wrong.size // 2] += 2e-3 * (1 + np.abs(wrong).max())
            assert rounding.rho(wrong, want).rho > 1, layer
        x = y


@pytest.mark.parametrize("variant", VARIANTS)
def test_layer_gradients_on_whole_numbers(variant):
    """Tier E, at the network's own shapes: along whole steps that are small enough for every maximum to stay the same
    one, what a layer of products changes by is what its gradient says, exactly; for a layer of squares the two steps'
    difference is."""
    rng = np.random.default_rng(1)
    checked = set()
    for layer, step, before, after in zip(
        (net := Network(variant, dtype=np.float64)).training.layers,
        net.training._steps,
        net.training.shapes,
        net.training.shapes[1:],
        strict=False,
    ):
        of = layer.formula
        if of is mathcnn.activation.scaled_tanh:
            continue  # not a polynomial: the whole network's complex step has it
        whole = lambda shape, most=9: rng.integers(-most, most + 1, shape).astype(float)
        arrays = {of.arrays[0]: 4 * whole((2, *before)) + 2, **{a: whole(step.given[a].shape) for a in layer.trained}}
        given = {**step.given, **arrays}
        dy = whole((2, *after))
        grads = dict(zip(of.arrays, of.backward.fn(dy, **given), strict=False))
        for a, x in arrays.items():
            v = whole(x.shape, 1)
            change = of.fn(**{**given, a: x + v}) - of.fn(**{**given, a: x - v})
            assert (dy * change).sum() == 2 * (grads[a] * v).sum(), (layer, a)
            assert np.any(grads[a] * v)
            checked.add((of.name, a))
            wrong = grads[a].copy()
            wrong.flat[np.flatnonzero(v)[0]] += 1
            assert (dy * change).sum() != 2 * (wrong * v).sum()
    assert len(checked) == {"document": 9, "1998": 14}[variant]


@pytest.mark.parametrize("batch_norm", [False, True])
@pytest.mark.parametrize("variant", VARIANTS)
def test_gradient_by_complex_step(variant, batch_norm, digits):
    """The loss's derivative along random directions, without any difference of near numbers; within the gradient's
    running error bound (with batch normalisation, which that analysis does not cover, within 2^-30 of the sum of the
    terms' absolute values)."""
    net = Network(variant, batch_norm=batch_norm, seed=7, dtype=np.float64)
    x, t = prepared(digits.train_images[:6], np.float64), digits.train_labels[:6].astype(int)
    gradient = net.gradient(x, t)[1]
    for k in range(3):
        v = np.random.default_rng(k).standard_normal(gradient.size)
        v[: gradient.size * k // 3] = 0  # all parameters, the later two thirds, the last third
        apart = abs(complex_step(net, x, t, v) - gradient @ v)
        reach = 2.0**-30 * (np.abs(gradient) @ np.abs(v))
        if not batch_norm:
            bound = Running(net, x, t, 2.0**-53).bound
            reach = 3 * np.concatenate([bound[name].ravel() for name in net.parameters]) @ np.abs(v)
        assert apart <= reach
        assert abs(complex_step(net, x, t, v) - 1.001 * (gradient @ v)) > reach


@pytest.mark.parametrize("variant", VARIANTS)
def test_gradient_against_autograd(variant, digits):
    """Tier R: every entry of the gradient is as near to PyTorch's as two can be that each lie within the bound of the
    exact one. (In float64; through five layers in float32 the worst case is as large as the gradient, so that a
    comparison would see nothing.)"""
    torch = pytest.importorskip("torch", reason='PyTorch is not installed: pip install -e ".[torch]"')
    net = Network(variant, seed=2, dtype=np.float64)
    x, t = prepared(digits.train_images[:4], np.float64), digits.train_labels[:4].astype(int)
    running = Running(net, x, t, 2.0**-53)
    params = {name: torch.tensor(np.array(p), requires_grad=True) for name, p in net.parameters.items()}
    in_torch(torch, net, params, torch.tensor(np.ascontiguousarray(x)), torch.tensor(t)).backward()
    _, row, _ = net.gradient(x, t)
    begin = 0
    for name, p in params.items():
        ours, theirs = row[begin : begin + p.numel()].reshape(p.shape), p.grad.numpy()
        begin += p.numel()
        assert (np.abs(ours - theirs) <= 2 * running.bound[name]).all(), name
        wrong = theirs.copy()
        wrong.flat[np.abs(theirs).argmax()] *= 1 + 1e-5
        assert not (np.abs(ours - wrong) <= 2 * running.bound[name]).all(), f"{name}: the bound sees nothing"


def in_torch(torch, net, params, x, t):
    """The loss of the same network, written in PyTorch's own functions."""
    F = torch.nn.functional
    for layer in net.training.layers:
        p = {a: params.get(f"{layer.name}.{a}") for a in ("w", "b", "coefficient")}
        match layer.formula.name:
            case "layers.conv":
                x = F.conv2d(x, p["w"], p["b"])
            case "classic.conv_by_table":
                x = F.conv2d(x, p["w"] * torch.tensor(np.array(layer.arguments["table"]))[:, :, None, None], p["b"])
            case "classic.subsample":
                x = F.avg_pool2d(x, 2, divisor_override=1) * p["coefficient"][:, None, None] + p["b"][:, None, None]
            case "pooling.avg_pool":
                x = F.avg_pool2d(x, 2)
            case "activation.relu":
                x = F.relu(x)
            case "activation.scaled_tanh":
                x = 1.7159 * torch.tanh(2 * x / 3)
            case "layers.flatten":
                x = x.flatten(1)
            case "layers.linear":
                x = F.linear(x, p["w"], p["b"])
            case "classic.euclidean_rbf":
                x = ((x[:, None] - torch.tensor(np.array(layer.arguments["w"]))) ** 2).sum(-1)
    if net.variant == "document":
        return F.cross_entropy(x, t)
    return F.cross_entropy(torch.cat([-x, torch.full_like(x[:, :1], -1.0)], 1), t)


# ---------------------------------------------------------------- memory


def test_a_step_takes_no_new_memory(digits):
    """After the first step every buffer is used again, and what is held stays what it was."""
    net = Network("document", batch_norm=True)
    x, t = prepared(digits.train_images), digits.train_labels.astype(int)
    with Buffers() as kept:
        first = net.gradient(x, t)[1].copy()
        held = kept.bytes
        rows = [net.gradient(x, t)[1] for _ in range(3)]
        assert kept.bytes <= held + 3 * first.nbytes + 4096 * len(rows)
        assert all((row == first).all() for row in rows) and not np.shares_memory(rows[0], rows[1])


@pytest.mark.parametrize("variant", VARIANTS)
def test_inference_is_the_same_for_one_as_for_many(variant, digits):
    """An image's answer does not depend on its neighbours, but for rounding: shares within 32 u of each other."""
    net = Network(variant, batch_norm=True, seed=1, dtype=np.float64)
    together = net.probabilities(prepared(digits.test_images, np.float64))
    alone = np.concatenate([net.probabilities(prepared(digits.test_images[k : k + 1], np.float64)) for k in range(4)])
    assert (
        np.abs(together[:4] - alone).max() <= 2.0**-40
        and (net.answers(net.outputs(prepared(digits.test_images, np.float64))) < 10).all()
    )


@pytest.mark.parametrize(
    ("call", "says"),
    [
        (lambda: Network("2012"), r"variant = '2012': it must be one of 'document', '1998'"),
        (lambda: training.Settings(epochs=0), r"epochs = 0: it must be an integer >= 1"),
        (lambda: training.Settings(batch=True), r"batch = True"),
        (lambda: training.Settings(rate=float("nan")), r"rate = nan: it must be a finite number >= 0"),
        (lambda: training.Settings(momentum=1.5), r"momentum = 1.5: it must be a finite number >= 0 and <= 1"),
        (lambda: training.Settings(variant="1989"), r"variant = '1989': it must be one of document, 1998"),
        (lambda: training.Settings(augment="rotate"), r"augment = 'rotate'"),
    ],
)
def test_bad_settings(call, says):
    with pytest.raises(ValueError, match=says):
        call()
