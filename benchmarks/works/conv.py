"""`layers.conv` and its gradients at ten shapes, from LeNet-5 to ResNet-50 and MobileNet, beside other libraries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any  # Any: options of layers

import numpy as np

from ..plan import Arrays, Case, Goal, NotOffered, Peer, Work, WrongResult
from . import jitted, onnx_node, tensors, torch_with

SEVERAL = 3e8  # operations, from which on SciPy's sums, which take about a second, are not run


@dataclass(frozen=True)
class Shape:
    """A layer: channels and size of its input, output channels, side of the kernel, options."""

    title: str
    channels: int
    size: int
    outputs: int
    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1
    groups: int = 1

    @property
    def options(self) -> dict[str, int]:
        return {k: getattr(self, k) for k in ("stride", "padding", "dilation", "groups")}

    @property
    def result(self) -> int:
        return (self.size + 2 * self.padding - self.dilation * (self.kernel - 1) - 1) // self.stride + 1


SHAPES = (
    Shape("LeNet-5 C1", 1, 32, 6, 5),
    Shape("LeNet-5 C3", 6, 14, 16, 5),
    Shape("ResNet-50 stem", 3, 224, 64, 7, stride=2, padding=3),
    Shape("ResNet-50 3 x 3, 56", 64, 56, 64, 3, padding=1),
    Shape("ResNet-50 1 x 1, 56", 64, 56, 256, 1),
    Shape("ResNet-50 3 x 3, stride 2", 128, 56, 128, 3, stride=2, padding=1),
    Shape("ResNet-50 3 x 3, 14", 256, 14, 256, 3, padding=1),
    Shape("ResNet-50 3 x 3, 7", 512, 7, 512, 3, padding=1),
    Shape("MobileNet depthwise", 96, 56, 96, 3, padding=1, groups=96),
    Shape("dilated by 2", 64, 28, 64, 3, padding=2, dilation=2),
)
KINDS = {"y": "forwards", "x": "gradient x", "w": "gradient w", "b": "gradient b"}


def cases(quick: bool) -> list[Case]:
    shapes = [SHAPES[k] for k in (1, 8, 9)] if quick else SHAPES
    batches = lambda kind: (8,) if kind == "b" else (1, 8) if quick else (1, 8, 32)  # few sums take little time
    return [case_of(s, n, kind) for s in shapes for kind in KINDS for n in batches(kind)]


def case_of(s: Shape, n: int, kind: str) -> Case:
    weights = s.outputs * s.channels // s.groups * s.kernel**2
    inputs, results = n * s.channels * s.size**2, n * s.outputs * s.result**2
    ahead = s.groups > 1 or s.dilation > 1
    goals = [Goal("compiled", 1.5 if n == 1 and not ahead else 1.0, ("torch",))]
    if kind == "y" and n == 1:
        goals.append(Goal("compiled", 1.0, ("scipy",)))
    return Case(
        f"{s.title}, {KINDS[kind]}, batch {n}",
        {"layer": s.title, "what": KINDS[kind], "batch": str(n)},
        {"shape": s, "batch": n, "kind": kind},
        results if kind == "b" else 2.0 * n * weights * s.result**2,
        4.0 * {"b": results + s.outputs}.get(kind, inputs + weights + results),
        tuple(goals),
    )


def arrays(case: Case) -> Arrays:
    s, n, rng = case.settings["shape"], case.settings["batch"], case.rng()
    normal = lambda *shape: rng.standard_normal(shape, np.float32)
    given = {
        "x": normal(n, s.channels, s.size, s.size),
        "w": normal(s.outputs, s.channels // s.groups, s.kernel, s.kernel),
        "b": normal(s.outputs),
    }
    return given if case.settings["kind"] == "y" else {"dy": normal(n, s.outputs, s.result, s.result), **given}


def formula(case: Case) -> Any:
    from mathcnn import layers

    kind = case.settings["kind"]
    return layers.conv if kind == "y" else layers.conv.gradient[kind]


def by_numpy(case: Case, given: Arrays, threads: int):
    of, options = formula(case), case.settings["shape"].options
    if case.settings["batch"] > 8:
        raise NotOffered("left out for time: it takes four times as long as at batch 8")
    return lambda: of(**given, **options)


def by_compiled(case: Case, given: Arrays, threads: int):
    run, options = formula(case).compiled(threads=threads), case.settings["shape"].options
    return lambda: run(**given, **options)


def by_torch(case: Case, given: Arrays, threads: int):
    torch, found = torch_with(threads), tensors(threads, given)
    s, kind = case.settings["shape"], case.settings["kind"]
    two = lambda v: [v, v]
    if kind == "y":
        conv = torch.nn.functional.conv2d

        def forwards():
            with torch.inference_mode():
                return conv(found["x"], found["w"], found["b"], s.stride, s.padding, s.dilation, s.groups)

        return forwards
    wanted, at = [kind == a for a in "xwb"], "xwb".index(kind)
    backward = torch.ops.aten.convolution_backward
    settings = (two(s.stride), two(s.padding), two(s.dilation), False, [0, 0], s.groups, wanted)
    return lambda: backward(found["dy"], found["x"], found["w"], [s.outputs], *settings)[at]


def by_jax(case: Case, given: Arrays, threads: int):
    import jax

    s, kind = case.settings["shape"], case.settings["kind"]
    if case.settings["batch"] > 8 or kind != "y":
        raise NotOffered("left out for time: each case is compiled in each process")

    def conv(x, w, b):
        y = jax.lax.conv_general_dilated(
            x,
            w,
            (s.stride, s.stride),
            [(s.padding, s.padding)] * 2,
            rhs_dilation=(s.dilation, s.dilation),
            feature_group_count=s.groups,
        )
        return y + b[:, None, None]

    if kind == "y":
        return jitted(conv, given["x"], given["w"], given["b"])

    def pulled(dy, x, w, b):
        by = {"x": lambda v: conv(v, w, b), "w": lambda v: conv(x, v, b), "b": lambda v: conv(x, w, v)}[kind]
        return jax.vjp(by, {"x": x, "w": w, "b": b}[kind])[1](dy)[0]

    return jitted(pulled, *given.values())


def by_onnxruntime(case: Case, given: Arrays, threads: int):
    s = case.settings["shape"]
    if case.settings["kind"] != "y":
        raise NotOffered("ONNX has no operator for this gradient")
    attributes = {"strides": [s.stride] * 2, "pads": [s.padding] * 4, "dilations": [s.dilation] * 2, "group": s.groups}
    return onnx_node("Conv", threads, given, **attributes)


def by_scipy(case: Case, given: Arrays, threads: int):
    """One call of `scipy.signal.correlate` for each image and output; SciPy has neither stride nor dilation."""
    import scipy.signal

    s, n = case.settings["shape"], case.settings["batch"]
    if case.settings["kind"] != "y":
        raise NotOffered("SciPy has no gradients")
    if n > 1 or case.operations > SEVERAL:
        raise NotOffered("left out for time; it goes image by image, so its time is in proportion to the batch")
    x = np.pad(given["x"], [(0, 0), (0, 0), *[(s.padding, s.padding)] * 2])
    side = s.dilation * (s.kernel - 1) + 1
    w = np.zeros((*given["w"].shape[:2], side, side), np.float32)
    w[:, :, :: s.dilation, :: s.dilation] = given["w"]
    inner, outer = s.channels // s.groups, s.outputs // s.groups
    method = scipy.signal.choose_conv_method(x[0, :inner], w[0], mode="valid")

    def run():
        y = np.empty((n, s.outputs, s.result, s.result), np.float32)
        for i in range(n):
            for o in range(s.outputs):
                c = o // outer * inner
                found = scipy.signal.correlate(x[i, c : c + inner], w[o], "valid", method)
                y[i, o] = found[0, :: s.stride, :: s.stride] + given["b"][o]
        return y

    return run


def agrees(case: Case, given: Arrays, result: np.ndarray) -> None:
    from mathcnn.testing import assert_computes

    if case.settings["kind"] == "x":
        agrees_with_gradient_x(case, given, result)
        return
    # Winograd's algorithm and transforms have a normwise bound
    assert_computes(formula(case), **given, **case.settings["shape"].options, result=result, transform=True)


def agrees_with_gradient_x(case: Case, given: Arrays, result: np.ndarray) -> None:
    """The gradient in float64, within the bound of sums of so many products; its statement, whose indices are divided
    by the stride, has no reference of its own at these sizes. The libraries confirm the value."""
    from mathcnn import layers

    s, of = case.settings["shape"], layers.conv.gradient["x"]
    dy, x, w, b = (v.astype(np.float64) for v in given.values())
    want, gauge = of(dy, x, w, b, **s.options), of(np.abs(dy), x, np.abs(w), b, **s.options)
    terms = s.outputs // s.groups * s.kernel**2
    if result.shape != want.shape:
        raise WrongResult(f"shape {result.shape} instead of {want.shape}")
    off = ~(np.abs(result - want) <= (terms + 1) * 2.0**-24 * gauge + 2.0**-126)
    if off.any():
        at = tuple(np.argwhere(off)[0])
        raise WrongResult(f"{result[at]} at {at}, and in float64 {want[at]}")


WORK = Work(
    title="Convolution of channels and its gradients",
    about="`layers.conv` in float32 with a bias, and its gradients, one by one, with arrays in ordinary memory order: "
    "channels first, rows last. SciPy is called once for each output channel of one image. Left out for time: "
    "gradients by the bias but at batch 8, JAX's gradients, the fast form at batch 32.",
    cases=cases,
    peers={
        "numpy": Peer(by_numpy, about="fast form"),
        "compiled": Peer(by_compiled, ("llvmlite",), about="compiled form"),
        "torch": Peer(by_torch, package="torch", about="PyTorch"),
        "jax": Peer(by_jax, package="jax", about="JAX"),
        "onnxruntime": Peer(by_onnxruntime, ("onnx",), "onnxruntime", "ONNX Runtime"),
        "scipy": Peer(by_scipy, package="scipy", about="SciPy"),
    },
    beside="torch",
    arrays=arrays,
    agrees=agrees,
    rounds=3,
    tried="PyTorch calls oneDNN, whose kernels were written by hand for each instruction set, with data reordered "
    "into blocks of channels. The generator takes channels as lanes, too, where columns fill no vector: one array is "
    "copied once, and the other one is read a number at a time, which all lanes take. Sums of up to 20 vectors stay in "
    "registers; with more LLVM moves some to memory and back, which takes twice as long. What the edges of an "
    "image leave out is left out of the code. Gradients of weights are taken in rounds over images and rows, so that "
    "what a round reads stays in the cache of a core. That runs at 130 to 150 GFLOP/s in one thread, of about 165 that "
    "products of matrices reach. 1 x 1 layers at 56 x 56 read another page of memory for each channel: columns "
    "are lanes there, each vector is read once for eight outputs, and asked for eight channels before. Copying x or dy "
    "so that channels lie next to each other was tried: reading 26 MB in that order takes as long as half of the "
    "sums. To wake a second thread takes 0.1 to 0.2 ms, where oneDNN's threads wait in a loop: what one thread "
    "computes within 0.6 ms, as its first calls show, it computes alone.",
)
