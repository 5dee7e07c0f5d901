"""The ONNX files: what ONNX Runtime makes of them is checked against the literal forms of the same stack, to tier R."""

import contextlib
import os
import subprocess
import sys

import numpy as np
import pytest

from mathcnn import activation, layers, pooling
from mathcnn.layers.windows import columns
from mathcnn.networks import onnx as exchange
from mathcnn.networks.lenet import Network, prepared
from mathcnn.networks.sequential import Layer, Sequential
from mathcnn.numbers import rounded, rounding

INSTALL = "pip install 'mathcnn[onnx]'"
onnx = pytest.importorskip("onnx", reason=f"needs the package onnx: {INSTALL}")
runtime = pytest.importorskip("onnxruntime", reason=f"needs the package onnxruntime: {INSTALL}")

IMAGES = np.zeros((3, 28, 28), np.uint8)  # a bar, a square and a stroke
IMAGES[0, 5:23, 12:15] = IMAGES[1, 8:20, 9:19] = 255
IMAGES[2][np.arange(5, 24), np.arange(23, 4, -1)] = 200


def trained_a_little(variant, batch_norm):
    """A network none of whose biases, scales or running statistics is where it began."""
    network, rng = Network(variant, batch_norm=batch_norm, seed=1), np.random.default_rng(2)
    network.theta += rng.standard_normal(network.theta.shape).astype(np.float32) / 100
    for name, kept in network.statistics.items():
        kept[...] = rng.uniform(0.5, 2, kept.shape) if name.endswith("var") else rng.uniform(-0.1, 0.1, kept.shape)
    return network


def run(model, images=IMAGES[:1], wanted=("classes",), **feeds):
    """The results of a file in ONNX Runtime, under their names."""
    session = runtime.InferenceSession(model.SerializeToString(), providers=["CPUExecutionProvider"])
    return dict(
        zip(wanted, session.run(list(wanted), feeds or {"image": np.ascontiguousarray(prepared(images))}), strict=True)
    )


def answer(model, *args, **kwargs):
    return run(model, *args, **kwargs)["classes"]


def literal(layers, x):
    """The statements of layers, one after another, in balls that hold every rounding error of single precision."""
    with rounded.precision():
        for layer in layers:
            x = layer.formula.literal(x, **layer.arguments, number=rounded.Rounded("float32"))
    return x


@pytest.mark.parametrize("variant", ["document", "1998"])
def test_computes_what_the_statements_say(variant):
    """The whole network within the bound of all its statements together; and beyond it with another image, or another
    weight.
    """
    network = trained_a_little(variant, False)
    model = exchange.onnx_model(network)
    want = literal(network.inference.layers, prepared(IMAGES[:1]))
    assert rounding.rho(answer(model), want).rho <= 1
    assert rounding.rho(answer(model, IMAGES[1:2]), want).rho > 1
    with changed(model, "output.w", (4, 7), by=2.0):
        assert rounding.rho(answer(model), want).rho > 1
    assert rounding.rho(answer(model), want).rho <= 1


@pytest.mark.parametrize("variant", ["document", "1998"])
def test_each_layer_computes_what_its_statement_says(variant):
    """From what it is given, to the last rounding; one weight changed a little, one left out, another bias: beyond the
    bound.
    """
    network = trained_a_little(variant, True)
    model = exchange.onnx_model(network)
    layers_ = network.inference.layers
    names = [node.output[0] for node in model.graph.node if "." not in node.output[0]]
    assert len(names) == len(layers_) and names[-1] == "classes"
    every = onnx.ModelProto.FromString(model.SerializeToString())
    every.graph.output.extend(onnx.helper.make_empty_tensor_value_info(name) for name in names[:-1])
    held = {"image": prepared(IMAGES[:1]), **run(every, wanted=names)}
    for layer, before, name in zip(layers_, held, names, strict=False):
        want = literal([layer], held[before])
        assert rounding.rho(held[name], want).rho <= 1, name
        for a in layer.formula.arrays[1:]:
            if a in layer.arguments and a != "table":
                at = weightiest(layer.arguments, a, held[before])
                for fault in ({"by": 0.01}, {"to": 0.0}):
                    with changed(every, f"{name if name != 'classes' else layer.name}.{a}", at, **fault):
                        assert rounding.rho(run(every, wanted=[name])[name], want).rho > 1, (name, a, at, fault)


def weightiest(arguments, array, x):
    """Where an array has the entry that does most: the largest, and a weight by the largest number that it meets."""
    values = np.abs(arguments[array])
    if array == "w":
        kernel = values.shape[2:]
        met = columns(x, kernel, (1,) * len(kernel), ((0, 0),) * len(kernel), (1,) * len(kernel))
        values = values * np.abs(met).reshape(*values.shape[1:], -1).max(axis=-1)
        values = values * arguments.get("table", np.ones(values.shape[:2])).reshape(
            *values.shape[:2], *[1] * len(kernel)
        )
    return tuple(map(int, np.unravel_index(values.argmax(), values.shape)))


@contextlib.contextmanager
def changed(model, name, at, by=0.0, to=None):
    """A file in which one number is another."""
    tensor = next(t for t in model.graph.initializer if t.name == name)
    kept, values = tensor.raw_data, onnx.numpy_helper.to_array(tensor).copy()
    values[at] = values[at] + by if to is None else to
    tensor.raw_data = values.tobytes()
    yield
    tensor.raw_data = kept


def test_dropping_a_tap_is_seen():
    """A convolution without its last tap, or turned about, is beyond the bound in most results."""
    rng = np.random.default_rng(3)
    x, w = rng.standard_normal((2, 3, 8, 7)).astype(np.float32), rng.standard_normal((4, 3, 3, 2)).astype(np.float32)
    settings = {
        "w": w,
        "b": rng.standard_normal(4).astype(np.float32),
        "stride": (2, 1),
        "padding": ((1, 0), (0, 2)),
        "dilation": (1, 2),
    }
    stack = Sequential((3, 8, 7), [Layer(layers.conv, **settings)])
    want = literal(stack.layers, x)
    assert rounding.rho(run_stack(stack, x), want).rho <= 1
    dropped = np.where(np.arange(w.size).reshape(w.shape) % 6 == 5, np.float32(0), w)
    for other in ({"w": dropped}, {"flip": True}, {"padding": ((0, 1), (2, 0))}):
        assert (
            rounding.rho(run_stack(Sequential((3, 8, 7), [Layer(layers.conv, **{**settings, **other})]), x), want).rho
            > 1
        )
    turned = Sequential((3, 8, 7), [Layer(layers.conv, **settings, flip=True)])
    assert rounding.rho(run_stack(turned, x), literal(turned.layers, x)).rho <= 1


def test_averages_count_as_they_are_told():
    x = np.random.default_rng(4).standard_normal((1, 2, 6, 5)).astype(np.float32)
    pools = [
        Sequential(
            (2, 6, 5),
            [
                Layer(
                    pooling.avg_pool,
                    kernel_size=(3, 2),
                    stride=(2, 1),
                    padding=((1, 1), (0, 1)),
                    count_include_pad=counts,
                )
            ],
        )
        for counts in (True, False)
    ]
    for pool, other in (pools, pools[::-1]):
        assert (
            rounding.rho(run_stack(pool, x), literal(pool.layers, x)).rho
            <= 1
            < rounding.rho(run_stack(other, x), literal(pool.layers, x)).rho
        )


def run_stack(stack, x):
    graph = exchange.translated(stack, "image", "classes", x.dtype)
    model = onnx.helper.make_model(
        graph, opset_imports=[onnx.helper.make_opsetid("", exchange.OPSET)], ir_version=exchange.IR
    )
    onnx.checker.check_model(model, full_check=True)
    return answer(model, image=x)


@pytest.mark.parametrize("variant", ["document", "1998"])
def test_batches_of_any_size(variant):
    """An image's row is the same up to rounding whatever stands beside it, and one image is enough."""
    network = trained_a_little(variant, False)
    model = exchange.onnx_model(network)
    got = answer(model, IMAGES)
    assert got.shape == (3, 10) and (got.argmax(axis=1) != got.argmin(axis=1)).all()
    assert (network.answers(got) == network.answers(network.outputs(prepared(IMAGES)))).all()
    assert [d.dim_param or d.dim_value for d in model.graph.input[0].type.tensor_type.shape.dim] == ["N", 1, 32, 32]
    assert [d.dim_param or d.dim_value for d in model.graph.output[0].type.tensor_type.shape.dim] == ["N", 10]


def test_says_what_it_is(tmp_path):
    network = trained_a_little("1998", True)
    exchange.export(network, tmp_path / "model.onnx")
    model = onnx.load(tmp_path / "model.onnx")
    said = {p.key: p.value for p in model.metadata_props}
    assert said["variant"] == "1998" and said["batch_norm"] == "True" and said["parameters"] == str(network.theta.size)
    assert said["formulas"].split()[:2] == ["layers.conv", "normalization.batch_norm"]
    assert [(o.domain, o.version) for o in model.opset_import] == [("", 17)]
    assert (
        "0.1" in model.doc_string and "1.175" in model.doc_string and "the smallest is the answer" in model.doc_string
    )
    assert os.listdir(tmp_path) == ["model.onnx"]
    again = tmp_path / "again.onnx"
    exchange.export(network, again)
    assert again.read_bytes() == (tmp_path / "model.onnx").read_bytes()


def test_what_has_no_translation_is_named():
    for stack, message in (
        (
            Sequential((2, 3), [activation.relu, activation.log_softmax]),
            r"layer 1, activation\.log_softmax, has no translation",
        ),
        (
            Sequential((1, 4, 4), [Layer(pooling.avg_pool, kernel_size=2, dilation=2)]),
            "layer 0, pooling.avg_pool: an average with dilation",
        ),
        (Network("document", batch_norm=True).training, r"layer 1, normalization\.batch_norm: .*training=False"),
        (Sequential((2, 3), [Layer(activation.softmax, axis=(1, 2))]), "softmax over several axes"),
    ):
        with pytest.raises(exchange.ExchangeError, match=message):
            exchange.translated(stack, "image", "classes", np.float32)


def test_nothing_is_written_where_it_fails(tmp_path):
    with pytest.raises(OSError):
        exchange.export(Network(), tmp_path / "nowhere" / "model.onnx")
    assert not os.listdir(tmp_path)


def test_without_the_package_the_extra_is_named():
    code = (
        "import sys\nfrom mathcnn.networks import lenet, onnx as exchange\n"
        "print([m for m in ('onnx', 'onnxruntime') if m in sys.modules])\n"
        "sys.modules['onnx'] = None\n"
        "try: exchange.onnx_model(lenet.Network())\nexcept exchange.ExchangeError as error: print(error)"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.splitlines()
    assert len(said) == 2 and said[0] == "[]" and INSTALL in said[1]
