"""Whole networks: each node judged by itself; planted faults are found and named, and right networks raise no alarm."""

import numpy as np
import pytest

onnx = pytest.importorskip("onnx", reason="needs the package onnx: pip install 'mathcnn[onnx]'")
runtime = pytest.importorskip("onnxruntime", reason="needs the package onnxruntime: pip install 'mathcnn[onnx]'")

from mathcnn.models import Report, reproducing, verifying  # noqa: E402  after the packages that it needs
from mathcnn.models.following import followed  # noqa: E402  after the packages that it needs
from mathcnn.models.graph import graph_of  # noqa: E402  after the packages that it needs

from . import networks  # noqa: E402  after the packages that it needs


def judged(model, x, shown, diagnose=False):
    """The report about what a target shows of a network."""
    graph = graph_of(model, "net")
    feeds = {"x": x}
    watch = reproducing.Watch(graph, None, "own") if diagnose else None
    rows = verifying.verified(graph, feeds, shown, watch)
    verifying.add_totals(rows, followed(graph, feeds, shown).totals)
    return Report("net", "own", rows)


def in_runtime(model, x):
    """All results of a network in ONNX Runtime."""
    copy = onnx.ModelProto.FromString(model.SerializeToString())
    names = [name for node in copy.graph.node for name in node.output]
    del copy.graph.output[:]
    copy.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in names)
    options = runtime.SessionOptions()
    options.graph_optimization_level = runtime.GraphOptimizationLevel.ORT_DISABLE_ALL
    options.log_severity_level, options.intra_op_num_threads = 4, 1
    session = runtime.InferenceSession(copy.SerializeToString(), options, providers=["CPUExecutionProvider"])
    return dict(zip(names, session.run(None, {"x": x}), strict=True))


MODEL = networks.example()
X = networks.numbers_for(MODEL)
RIGHT = networks.results(MODEL, X)


def test_a_right_network_holds_node_by_node():
    for shown in (RIGHT, in_runtime(MODEL, X)):
        report = judged(MODEL, X, shown)
        assert [row.verdict for row in report.rows] == ["holds"] * len(report.rows)
        assert report.first is None and report.share == 1
        last = report.rows[-1]
        assert 0 < last.total < 1e-5  # rounding, added up along the network
        assert report.rows[0].total == pytest_close(report.rows[0].error, report.rows[0].total)


def pytest_close(one, other):
    """`other` if both are the same up to the rounding of float64: the first node reads the input itself."""
    return other if abs(one - other) <= 1e-12 else one


def with_changed_weight(w):
    w[2, 1, 0, 2] += 0.5
    return w


# A fault, the node that has it, and what the report says of it.
PLANTED = {
    "one weight changed": (
        lambda: networks.with_constant(MODEL, "middle", 1, with_changed_weight),
        "middle",
        "one other weight: w[2, 1, 0, 2]",
    ),
    "padding moved": (lambda: networks.faulty(MODEL, "first", pads=[1, 1, 0, 1]), "first", "padding (1, 1) before"),
    "epsilon dropped": (lambda: networks.faulty(MODEL, "norm", epsilon=0.0), "norm", "without epsilon"),
    "epsilon of a default": (lambda: networks.faulty(MODEL, "norm", epsilon=1e-5), "norm", "epsilon = 1e-05"),
    "ReLU6 for ReLU": (None, "relu", "ReLU6"),
    "ReLU for ReLU6": (lambda: networks.with_operator(MODEL, "relu6", "Relu"), "relu6", "ReLU, which is not cut off"),
    "nearest for linear": (lambda: networks.faulty(MODEL, "resize", mode="nearest"), "resize", "nearest, half_pixel"),
    "align_corners": (
        lambda: networks.faulty(MODEL, "resize", coordinate_transformation_mode="align_corners"),
        "resize",
        "linear, align_corners",
    ),
    "asymmetric": (
        lambda: networks.faulty(MODEL, "resize", coordinate_transformation_mode="asymmetric"),
        "resize",
        "linear, asymmetric",
    ),
    "channels swapped": (
        lambda: networks.with_constant(MODEL, "first", 1, lambda w: w[:, ::-1]),
        "first",
        "input channels of the weights in reverse order",
    ),
    "kernel flipped": (
        lambda: networks.with_constant(MODEL, "late", 1, lambda w: w[..., ::-1, ::-1]),
        "late",
        "kernel flipped",
    ),
    "no bias": (lambda: networks.with_constant(MODEL, "late", 2, np.zeros_like), "late", "no bias"),
}


def continued(name, replaced):
    """What a target shows whose result of one node is another, and which goes on with that."""
    graph = onnx.ModelProto.FromString(MODEL.SerializeToString())
    place = next(k for k, node in enumerate(graph.graph.node) if node.name == name)
    rest = onnx.ModelProto.FromString(MODEL.SerializeToString())
    del rest.graph.node[: place + 1]
    tensor = graph.graph.node[place].output[0]
    kind = onnx.helper.np_dtype_to_tensor_dtype(replaced.dtype)
    del rest.graph.input[:]
    rest.graph.input.append(onnx.helper.make_tensor_value_info(tensor, kind, replaced.shape))
    before = {n: x for n, x in RIGHT.items() if n in {o for node in graph.graph.node[:place] for o in node.output}}
    after = onnx.reference.ReferenceEvaluator(rest).run(None, {tensor: replaced}, intermediate=True)
    return {**before, tensor: replaced, **after}


@pytest.mark.parametrize("name", PLANTED)
def test_a_planted_fault_is_the_first_that_is_named(name):
    make, node, says = PLANTED[name]
    shown = networks.results(make(), X) if make else continued("relu", np.clip(RIGHT["norm_y"], 0, 6))
    report = judged(MODEL, X, shown, diagnose=True)
    assert report.first is not None and report.first.node.name == node
    assert [row.node.name for row in report.falls_short] == [node]  # errors are not handed on
    assert says in report.first.says, report.first.says
    assert report.first.place is not None and report.first.got != report.first.want


def accumulated(x, w, b, dtype):
    """A convolution of "late" whose sums are rounded to a narrower type at every step."""
    dtype = np.dtype(dtype)
    padded = np.pad(x, [(0, 0), (0, 0), (1, 1), (1, 1)]).astype(dtype)
    w, total = w.astype(dtype), np.zeros((len(x), len(w), *x.shape[2:]), dtype)
    for c in range(w.shape[1]):
        for i in range(3):
            for j in range(3):
                part = padded[:, None, c, i : i + x.shape[2], j : j + x.shape[3]] * w[None, :, c, i, j, None, None]
                total = (total + part.astype(dtype)).astype(dtype)
    return (total + b.astype(dtype)[:, None, None]).astype(dtype).astype(np.float32)


def late_arrays():
    tensors = {t.name: onnx.numpy_helper.to_array(t) for t in MODEL.graph.initializer}
    node = next(one for one in MODEL.graph.node if one.name == "late")
    return RIGHT[node.input[0]], tensors[node.input[1]], tensors[node.input[2]]


@pytest.mark.parametrize("dtype", ["float16", "bfloat16"])
def test_a_layer_in_narrower_arithmetic_is_named(dtype):
    ml_dtypes = pytest.importorskip("ml_dtypes", reason="needs ml-dtypes, for bfloat16 in NumPy")
    narrow = getattr(ml_dtypes, dtype, dtype)
    report = judged(MODEL, X, continued("late", accumulated(*late_arrays(), narrow)), diagnose=True)
    assert report.first.node.name == "late" and dtype in report.first.says
    x, w, b = (v.astype(narrow).astype(np.float32) for v in late_arrays())
    exact = accumulated(x, w, b, np.float32)
    report = judged(MODEL, X, continued("late", exact), diagnose=True)
    assert report.first.node.name == "late" and "inputs rounded to" in report.first.says and dtype in report.first.says


@pytest.mark.parametrize("node", ["first", "late", "gemm9"])
def test_one_bad_entry_is_found(node):
    tensor = f"{node}_y"
    for place in (0, -1, RIGHT[tensor].size // 2):
        wrong = RIGHT[tensor].copy()
        wrong.flat[place] += np.float32(1e-3) * np.abs(wrong).max()
        report = judged(MODEL, X, continued(node, wrong), diagnose=True)
        assert report.first.node.name == node
        assert report.first.place == np.unravel_index(place % wrong.size, wrong.shape)
        assert len(report.falls_short) == 1


def test_nan_is_named():
    wrong = RIGHT["late_y"].copy()
    wrong[0, 1, 2, 3] = np.nan
    report = judged(MODEL, X, continued("late", wrong), diagnose=True)
    assert report.first.node.name == "late" and "1 entries are NaN" in report.first.says


def test_hidden_nodes_are_judged_with_the_next_one_that_is_shown():
    few = {name: RIGHT[name] for name in ("relu_y", "late_y", list(RIGHT)[-1])}
    report = judged(MODEL, X, few)
    assert report.first is None and report.share == 1
    inside = {row.node.name: row.inside for row in report.rows if row.inside}
    assert inside == {
        "first": "relu", "norm": "relu", "middle": "late", "relu6": "late", "resize": "late",
        **{row.node.name: report.rows[-1].node.name for row in report.rows[-4:-1]},
    }  # fmt: skip
    wrong = dict(few, late_y=few["late_y"] + np.float32(0.5))
    report = judged(MODEL, X, wrong)
    assert report.first.node.name == "late" and set(report.first.with_) == {"middle", "relu6", "resize"}


def check_random(seeds):
    for seed in seeds:
        dtype = "float32" if seed % 4 else "float64"
        model = networks.random_network(seed, dtype)
        x = networks.numbers_for(model, seed)
        shown = in_runtime(model, x) if dtype == "float32" else networks.results(model, x)
        report = judged(model, x, shown)
        assert {row.verdict for row in report.rows} <= {"holds", "holds normwise"}, (
            seed,
            [(row.node.op, row.verdict, row.rho, row.says, row.shown) for row in report.rows if row.verdict != "holds"],
        )


def test_right_networks_raise_no_alarm():
    check_random(range(40))


def test_a_true_deviation_of_the_reference_evaluator_is_found():
    """It computes HardSwish with 1/6 rounded to float32, in float64, too: onnx 1.23.2."""
    model = networks.Builder((1, 2, 3, 4), "float64").node("HardSwish", name="swish").model()
    x = networks.numbers_for(model)
    report = judged(model, x, networks.results(model, x))
    assert report.first.node.name == "swish"
    sixth = float(np.float32(1 / 6))
    assert judged(model, x, {"swish_y": x * np.clip(x / 6 + 0.5, 0, 1)}).first is None
    assert np.abs(report.first.got - x[report.first.place] * (x[report.first.place] * sixth + 0.5)) < 1e-14


@pytest.mark.slow
def test_two_hundred_right_networks_raise_no_alarm():
    check_random(range(200))


def test_a_batch_normalisation_with_statistics_of_the_batch_is_named():
    """The reference evaluator blends them in before operator set 14: onnx/onnx#8442."""
    gamma, beta, mean, var = (np.float32(v) for v in ([1.5, 2], [0.5, -1], [0.25, 3], [1, 0.5]))
    net = networks.Builder((2, 2, 5, 4))
    net.node("BatchNormalization", "x", *map(net.constant, (gamma, beta, mean, var)), name="norm")
    model = net.model()
    x = networks.numbers_for(model)
    for momentum, says in ((0.0, "statistics of this batch, as in training"), (0.9, "blended with momentum 0.9")):
        m, v = (momentum * a + (1 - momentum) * b for a, b in ((mean, x.mean((0, 2, 3))), (var, x.var((0, 2, 3)))))
        each = lambda a: np.asarray(a, np.float32)[:, None, None]
        y = each(gamma) * (x - each(m)) / np.sqrt(each(v) + np.float32(1e-5)) + each(beta)
        report = judged(model, x, {"norm_y": y}, diagnose=True)
        assert report.first.node.name == "norm" and says in report.first.says, report.first.says
    model.opset_import[0].version = 12
    report = judged(model, x, networks.results(model, x), diagnose=True)
    assert "blended with momentum 0.9" in report.first.says


def test_a_quantised_result_is_named():
    y = RIGHT["late_y"]
    step = np.float32(np.abs(y).max() / 127)
    report = judged(MODEL, X, continued("late", np.rint(y / step) * step), diagnose=True)
    assert report.first.node.name == "late"
    assert f"multiples of {step:.5g}"[:-1] in report.first.says
    assert "it was quantised, and is within 0.5 steps" in report.first.says
