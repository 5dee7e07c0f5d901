"""The first call of a compiled form: the statement is written as code and compiled, or read from the cache."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile

from ..plan import Arrays, Case, Goal, Measured, Peer, Work, WrongResult

KERNELS = {  # by name: the function, and its arguments
    "conv": ("layers.conv", "x, w, padding=1"),
    "conv, gradient x": ("layers.conv.gradient['x']", "dy, x, w, padding=1"),
    "conv, gradient w": ("layers.conv.gradient['w']", "dy, x, w, padding=1"),
    "max_pool": ("pooling.max_pool", "x, 2"),
    "batch_norm": ("normalization.batch_norm", "x, np.ones(16, 'f'), np.ones(16, 'f')"),
    "softmax": ("activation.softmax", "x, 1"),
}
LIMITS = {"kernel": {"cold": 0.2, "cached": 0.02}, "LeNet-5": {"cold": 2.0, "cached": 0.2}}

SCRIPT = """
import json, sys, time
import numpy as np
from mathcnn import activation, layers, normalization, pooling
from mathcnn.compiled.native import machine
machine()  # LLVM itself is loaded once in a process
rng = np.random.default_rng(0)
{setup}
began = time.perf_counter()
{call}
first = time.perf_counter() - began
began = time.perf_counter()
{call}
json.dump([first - (time.perf_counter() - began), float(np.sum(np.abs(result)))], sys.stdout)
"""
ARRAYS = """
x = rng.standard_normal((8, 16, 28, 28), np.float32)
w = rng.standard_normal((16, 16, 3, 3), np.float32)
dy = rng.standard_normal((8, 16, 28, 28), np.float32)
of = {of}
run = of.compiled()
"""
NETWORK = """
from mathcnn.memory import batch_first, batch_last
from mathcnn.networks.lenet import Network
network = Network(engine="compiled")
x = batch_first(batch_last(rng.standard_normal((64, 1, 32, 32)).astype(np.float32)))
t = rng.integers(0, 10, 64)
"""


def cases(quick: bool) -> list[Case]:
    kernels = ["conv", "softmax"] if quick else [*KERNELS]
    return [
        Case(
            name,
            {"what": f"{name}, a kernel" if name in KERNELS else "all of LeNet-5: a training step and an inference"},
            goals=tuple(Goal(p, most) for p, most in LIMITS["kernel" if name in KERNELS else name].items()),
        )
        for name in [*kernels, "LeNet-5"]
    ]


def script(case: Case) -> str:
    if case.name == "LeNet-5":
        return SCRIPT.format(setup=NETWORK, call="result = network.gradient(x, t)[1]; network.outputs(x)")
    of, arguments = KERNELS[case.name]
    return SCRIPT.format(setup=ARRAYS.format(of=of), call=f"result = run({arguments})")


def first_call(case: Case, cache: str) -> Measured:
    """The first call in a new process, less a second one."""
    env = {**os.environ, "MATHCNN_CACHE": cache}
    done = subprocess.run([sys.executable, "-c", script(case)], env=env, text=True, capture_output=True, timeout=600)
    if done.returncode:
        raise RuntimeError((done.stderr.strip().splitlines() or ["no message"])[-1])
    seconds, total = json.loads(done.stdout)
    return Measured(seconds, total)


def cold(case: Case, given: Arrays, threads: int) -> Measured:
    with tempfile.TemporaryDirectory() as cache:
        return first_call(case, cache)


def cached(case: Case, given: Arrays, threads: int) -> Measured:
    with tempfile.TemporaryDirectory() as cache:
        first_call(case, cache)
        return first_call(case, cache)


def agrees(case: Case, given: Arrays, result: float) -> None:
    """The sum of the absolute values is the same each time: the same code, from the cache or not."""
    with tempfile.TemporaryDirectory() as cache:
        want = first_call(case, cache).result
    if result != want:
        raise WrongResult(f"the absolute values sum to {result}, and to {want} in another process")


WORK = Work(
    title="Compiling",
    about="The first call of a compiled form in a new process, less a second call. `cold` with an empty cache, "
    "`cached` with the machine code on disk. What SymPy does with the statement is included; importing mathcnn and "
    "loading LLVM is not.",
    cases=cases,
    peers={
        "cold": Peer(cold, ("llvmlite",), about="cold"),
        "cached": Peer(cached, ("llvmlite",), about="from the cache"),
    },
    beside="cold",
    arrays=lambda case: {},
    agrees=agrees,
    rounds=3,
    tried="From the cache, neither the plan nor the text of a kernel is made, nor is a gradient derived for a network: "
    "the key is made of the statements, the call and the states of all sources. What is left is that key, and LLVM's "
    "loading of machine code, of which LeNet-5 has one piece for each layer and each gradient. Of a cold kernel LLVM's "
    "passes took most; those of level 1 take two thirds of the time of level 2.",
)
