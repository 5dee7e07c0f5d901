"""Pooling, normalisation, activation and softmax at 32 x 64 x 56 x 56, beside other libraries."""

from __future__ import annotations

import functools
from typing import Any  # Any: options of formulas

import numpy as np

from ..plan import Arrays, Case, Goal, NotOffered, Peer, Work
from . import jitted, onnx_node, tensors, torch_with

SHAPE = (32, 64, 56, 56)
SETTINGS: dict[str, dict[str, Any]] = {  # by what is shown: the formula and its options
    "max_pool 2 x 2": {"of": "pooling.max_pool", "kernel_size": 2, "stride": 2, "padding": 0},
    "max_pool 3 x 3, stride 2": {"of": "pooling.max_pool", "kernel_size": 3, "stride": 2, "padding": 1},
    "avg_pool 2 x 2": {"of": "pooling.avg_pool", "kernel_size": 2, "stride": 2, "padding": 0},
    "batch_norm": {"of": "normalization.batch_norm"},
    "relu": {"of": "activation.relu"},
    "softmax over channels": {"of": "activation.softmax", "axis": 1},
}


def cases(quick: bool) -> list[Case]:
    shape = (4, *SHAPE[1:]) if quick else SHAPE
    found = []
    for name, settings in SETTINGS.items():
        result = (56 + 2 * settings.get("padding", 0) - settings.get("kernel_size", 1)) // settings.get("stride", 1) + 1
        entries, results = shape[0] * 64 * 56 * 56, shape[0] * 64 * result**2
        # of an entry: comparisons or additions of a window; sums, squares and scaling; exponential, sum and quotient
        each = {"batch_norm": 6, "softmax over channels": 4}.get(name, settings.get("kernel_size", 1) ** 2)
        goals = (Goal("compiled", 1.0, ("torch",)),)
        of = {"what": name, "shape": " x ".join(map(str, shape))}
        found.append(Case(name, of, {**settings, "x": shape}, each * results, 4.0 * (entries + results), goals))
    return found


def options(case: Case) -> dict[str, Any]:
    return {k: v for k, v in case.settings.items() if k not in ("of", "x")}


def arrays(case: Case) -> Arrays:
    rng = case.rng()
    given = {"x": rng.standard_normal(case.settings["x"], np.float32)}
    if case.name == "batch_norm":
        given |= {"gamma": rng.random(64, np.float32) + 1, "beta": rng.standard_normal(64, np.float32)}
    return given


def formula(case: Case) -> Any:
    import mathcnn

    topic, _, name = case.settings["of"].partition(".")
    return getattr(getattr(mathcnn, topic), name)


def by_numpy(case: Case, given: Arrays, threads: int):
    return functools.partial(formula(case), **given, **options(case))


def by_compiled(case: Case, given: Arrays, threads: int):
    return functools.partial(formula(case).compiled(threads=threads), **given, **options(case))


def by_torch(case: Case, given: Arrays, threads: int):
    torch, found = torch_with(threads), tensors(threads, given)
    f, s = torch.nn.functional, case.settings
    x = found["x"]
    run = {
        "pooling.max_pool": lambda: f.max_pool2d(x, s["kernel_size"], s["stride"], s["padding"]),
        "pooling.avg_pool": lambda: f.avg_pool2d(x, s["kernel_size"], s["stride"], s["padding"]),
        "normalization.batch_norm": lambda: f.batch_norm(x, None, None, found["gamma"], found["beta"], training=True),
        "activation.relu": lambda: torch.relu(x),
        "activation.softmax": lambda: torch.softmax(x, 1),
    }[s["of"]]

    def inferred():
        with torch.inference_mode():
            return run()

    return inferred


def by_jax(case: Case, given: Arrays, threads: int):
    import jax
    from jax import numpy as jnp

    s = case.settings
    if "kernel_size" in s:
        k, by, p = s["kernel_size"], s["stride"], s["padding"]
        start, join = (-jnp.inf, jax.lax.max) if "max" in s["of"] else (0.0, jax.lax.add)
        scale = 1.0 if "max" in s["of"] else 1.0 / k**2

        def pooled(x):
            return scale * jax.lax.reduce_window(
                x, start, join, (1, 1, k, k), (1, 1, by, by), [(0, 0), (0, 0), (p, p), (p, p)]
            )

        return jitted(pooled, given["x"])

    def normalised(x, gamma, beta):
        mean = x.mean((0, 2, 3), keepdims=True)
        var = jnp.square(x - mean).mean((0, 2, 3), keepdims=True)
        return gamma[:, None, None] * (x - mean) / jnp.sqrt(var + 1e-5) + beta[:, None, None]

    run = {
        "normalization.batch_norm": normalised,
        "activation.relu": jax.nn.relu,
        "activation.softmax": lambda x: jax.nn.softmax(x, 1),
    }[s["of"]]
    return jitted(run, *given.values())


def by_onnxruntime(case: Case, given: Arrays, threads: int):
    s = case.settings
    if s["of"] == "normalization.batch_norm":
        raise NotOffered("the package normalises with given statistics only")
    if "kernel_size" in s:
        sizes = {"kernel_shape": [s["kernel_size"]] * 2, "strides": [s["stride"]] * 2, "pads": [s["padding"]] * 4}
        return onnx_node("MaxPool" if "max" in s["of"] else "AveragePool", threads, given, **sizes)
    return onnx_node("Relu", threads, given) if "relu" in s["of"] else onnx_node("Softmax", threads, given, axis=1)


def agrees(case: Case, given: Arrays, result: np.ndarray) -> None:
    from mathcnn.testing import assert_computes

    assert_computes(formula(case), **given, **options(case), result=result, transform=True)


WORK = Work(
    title="Pooling, normalisation, activation, softmax",
    about="float32, forwards; batch normalisation with the statistics of the batch.",
    cases=cases,
    peers={
        "numpy": Peer(by_numpy, about="fast form"),
        "compiled": Peer(by_compiled, ("llvmlite",), about="compiled form"),
        "torch": Peer(by_torch, package="torch", about="PyTorch"),
        "jax": Peer(by_jax, package="jax", about="JAX"),
        "onnxruntime": Peer(by_onnxruntime, ("onnx",), "onnxruntime", "ONNX Runtime"),
    },
    beside="torch",
    arrays=arrays,
    agrees=agrees,
    tried="These are limited by memory: each entry is read and written once or twice, and few operations are made "
    "on it. Softmax needs an exponential for each entry as well: one in LLVM IR was tried in place of the C "
    "library's, and takes half the time. It is computed image by image, since a copy with the channels last takes "
    "several times as long as the softmax. Arrays that are new to the process cost page faults.",
)
