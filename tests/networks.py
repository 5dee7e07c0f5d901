"""Small ONNX networks for tests: random ones, one with every operator that faults are planted in, and faulty copies."""

import numpy as np
import onnx
from onnx import helper as h
from onnx import numpy_helper
from onnx.reference import ReferenceEvaluator

OPSET = 17


class Builder:
    """An ONNX network in the making: `shape` is that of its last tensor, `last`."""

    def __init__(self, shape, dtype="float32", seed=0):
        self.rng, self.dtype = np.random.default_rng(seed), np.dtype(dtype)
        self.kind = h.np_dtype_to_tensor_dtype(self.dtype)
        self.start, self.shape, self.last = tuple(shape), tuple(shape), "x"
        self.nodes, self.initializers = [], []
        self.tensors = {"x": self.shape}

    def constant(self, x, name=""):
        name = name or f"c{len(self.initializers)}"
        self.initializers.append(numpy_helper.from_array(np.asarray(x), name))
        return name

    def numbers(self, *shape, scale=1.0):
        return (self.rng.standard_normal(shape) * scale).astype(self.dtype)

    def node(self, op, *inputs, shape=None, name="", **attributes):
        name = name or f"{op.lower()}{len(self.nodes)}"
        self.nodes.append(h.make_node(op, list(inputs) or [self.last], [f"{name}_y"], name=name, **attributes))
        self.last = f"{name}_y"
        self.shape = tuple(shape or self.shape)
        self.tensors[self.last] = self.shape
        return self

    def conv(self, channels, kernel=(3, 3), stride=(1, 1), pads=(1, 1, 1, 1), groups=1, dilation=(1, 1), **more):
        n, c, *space = self.shape
        w = self.numbers(channels, c // groups, *kernel, scale=(c // groups * kernel[0] * kernel[1]) ** -0.5)
        b = self.numbers(channels)
        size = [
            (m + pads[k] + pads[k + 2] - dilation[k] * (kernel[k] - 1) - 1) // stride[k] + 1
            for k, m in enumerate(space)
        ]
        words = {"pads": pads, "strides": stride, "group": groups, "dilations": dilation, "kernel_shape": kernel}
        inputs = (self.last, self.constant(w), self.constant(b))
        return self.node("Conv", *inputs, shape=(n, channels, *size), **words, **more)

    def batch_norm(self, eps=1e-3, **more):
        c = self.shape[1]
        arrays = [self.numbers(c), self.numbers(c), self.numbers(c), np.abs(self.numbers(c, scale=0.3))]
        return self.node("BatchNormalization", self.last, *map(self.constant, arrays), epsilon=eps, **more)

    def clip(self, low=0.0, high=6.0, **more):
        return self.node("Clip", self.last, *(self.constant(np.array(v, self.dtype)) for v in (low, high)), **more)

    def pool(self, op="MaxPool", kernel=(2, 2), stride=(2, 2), **more):
        n, c, *space = self.shape
        size = [(m - kernel[k]) // stride[k] + 1 for k, m in enumerate(space)]
        return self.node(op, shape=(n, c, *size), kernel_shape=kernel, strides=stride, **more)

    def resize(self, scale=2.0, mode="linear", where="half_pixel", **more):
        n, c, *space = self.shape
        scales = self.constant(np.array([1, 1, scale, scale], np.float32))
        shape = (n, c, *(int(m * scale) for m in space))
        words = {"mode": mode, "coordinate_transformation_mode": where, "nearest_mode": "floor"}
        return self.node("Resize", self.last, "", scales, shape=shape, **words, **more)

    def up(self, channels):
        n, c, *space = self.shape
        w = self.numbers(c, channels, 2, 2, scale=(4 * c) ** -0.5)
        shape = (n, channels, *(2 * m for m in space))
        return self.node("ConvTranspose", self.last, self.constant(w), shape=shape, strides=(2, 2))

    def head(self, classes=5):
        n, c = self.shape[:2]
        self.node("GlobalAveragePool", shape=(n, c, 1, 1)).node("Flatten", shape=(n, c))
        w, b = self.numbers(classes, c), self.numbers(classes)
        self.node("Gemm", self.last, self.constant(w), self.constant(b), shape=(n, classes), transB=1)
        return self.node("Softmax", axis=1)

    def model(self):
        """The network, from x to the last tensor."""
        inputs = [h.make_tensor_value_info("x", self.kind, self.start)]
        outputs = [h.make_tensor_value_info(self.last, self.kind, self.shape)]
        graph = h.make_graph(self.nodes, "net", inputs, outputs, self.initializers)
        model = h.make_model(graph, opset_imports=[h.make_opsetid("", OPSET)], ir_version=8)
        onnx.checker.check_model(model)
        return model


def random_network(seed, dtype="float32"):
    """A network of 3 to 12 layers, by a seed."""
    rng = np.random.default_rng([seed, 7])
    net = Builder((int(rng.integers(1, 3)), int(rng.integers(1, 5)), *rng.integers(6, 15, 2).tolist()), dtype, seed)
    for _ in range(int(rng.integers(2, 11))):
        n, c, height, width = net.shape
        grown = max(height, width) > 20
        choice = rng.integers(12)
        if choice <= 3:
            kernel = tuple(int(k) for k in rng.integers(1, 4, 2))
            pads = tuple(int(p) for p in [*rng.integers(0, 2, 2), *rng.integers(0, 2, 2)])
            stride = tuple(int(s) for s in rng.integers(1, 3, 2))
            if all(m + pads[k] + pads[k + 2] >= kernel[k] for k, m in enumerate((height, width))):
                groups = c if rng.random() < 0.3 else 1
                net.conv(
                    int(groups * rng.integers(1, 4)) if groups > 1 else int(rng.integers(1, 9)),
                    kernel,
                    stride,
                    pads,
                    groups,
                )
        elif choice == 4:
            net.batch_norm(float(rng.choice([1e-5, 1e-3])))
        elif choice == 5:
            op = str(rng.choice(["Relu", "Sigmoid", "HardSigmoid", "LeakyRelu", "HardSwish", "Tanh"]))
            net.node("Relu" if (op, dtype) == ("HardSwish", "float64") else op)  # see test_models.py
        elif choice == 6:
            net.clip()
        elif choice == 7 and min(height, width) >= 2:
            net.pool(str(rng.choice(["MaxPool", "AveragePool"])))
        elif choice == 8 and not grown:
            net.resize(mode=str(rng.choice(["linear", "nearest"])), where=str(rng.choice(["half_pixel", "asymmetric"])))
        elif choice == 9 and not grown:
            net.up(int(rng.integers(1, 5)))
        elif choice == 10:
            same = [t for t, s in net.tensors.items() if s == net.shape]
            net.node(str(rng.choice(["Add", "Mul", "Sub"])), net.last, str(rng.choice(same)))
        elif choice == 11:
            net.node("Concat", net.last, net.last, shape=(n, 2 * c, height, width), axis=1)
    if rng.random() < 0.5 or not net.nodes:
        net.head()
    return net.model()


def example(dtype="float32", seed=1):
    """A network with an operator for each planted fault, no two axes alike, and padding that is not symmetric."""
    net = Builder((2, 3, 13, 11), dtype, seed)
    net.conv(6, (3, 3), (2, 1), (0, 1, 1, 1), name="first").batch_norm(1e-2, name="norm").node("Relu", name="relu")
    net.conv(8, (1, 3), (1, 1), (0, 1, 0, 1), name="middle").clip(name="relu6").resize(name="resize")
    return net.conv(5, (3, 3), (1, 1), (1, 1, 1, 1), name="late").head().model()


def results(model, x):
    """All results of a network, by the reference evaluator of ONNX."""
    with np.errstate(all="ignore"):
        found = ReferenceEvaluator(model).run(None, {"x": x}, intermediate=True)
    return {name: found[name] for node in model.graph.node for name in node.output}


def numbers_for(model, seed=3):
    """Random numbers for the input x."""
    tensor = model.graph.input[0].type.tensor_type
    shape = [d.dim_value for d in tensor.shape.dim]
    dtype = h.tensor_dtype_to_np_dtype(tensor.elem_type)
    return (20 * np.random.default_rng(seed).standard_normal(shape)).astype(dtype)


def faulty(model, node, **attributes):
    """A copy in which attributes of a node are others."""
    other = onnx.ModelProto.FromString(model.SerializeToString())
    found = next(one for one in other.graph.node if one.name == node)
    kept = [a for a in found.attribute if a.name not in attributes]
    del found.attribute[:]
    found.attribute.extend([*kept, *(h.make_attribute(k, v) for k, v in attributes.items())])
    return other


def with_constant(model, node, place, change):
    """A copy in which the constant at an input of a node is another."""
    other = onnx.ModelProto.FromString(model.SerializeToString())
    name = next(one for one in other.graph.node if one.name == node).input[place]
    tensor = next(one for one in other.graph.initializer if one.name == name)
    tensor.CopyFrom(numpy_helper.from_array(np.ascontiguousarray(change(numpy_helper.to_array(tensor).copy())), name))
    return other


def with_operator(model, node, op, inputs=1):
    """A copy in which a node has another operator, with its first inputs only, and no attributes."""
    other = onnx.ModelProto.FromString(model.SerializeToString())
    found = next(one for one in other.graph.node if one.name == node)
    found.op_type = op
    del found.input[inputs:]
    del found.attribute[:]
    return other
