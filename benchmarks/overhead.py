"""What checks cost: a formula's call beside its NumPy body, a stack beside its layers, `import mathcnn` beside `import
numpy`.

    python benchmarks/overhead.py

Times on shared machines are noisy: each pair is measured in turns, and medians of the turns are reported.
"""

import statistics
import subprocess
import sys
import time

import numpy as np
from rich.console import Console
from rich.table import Table

from mathcnn import Sequential, activation, layers, pooling
from mathcnn.networks.sequential import Layer

TURNS = 15


def seconds(run, calls):
    started = time.perf_counter()
    for _ in range(calls):
        run()
    return (time.perf_counter() - started) / calls


def medians(*runs, calls=200):
    """The median time of each, measured in turns."""
    for run in runs:
        run()
    turns = [[seconds(run, calls) for run in runs] for _ in range(TURNS)]
    return [statistics.median(column) for column in zip(*turns, strict=True)]


def import_seconds(module):
    """A new interpreter that imports the module, less one that imports nothing."""

    def once(code):
        started = time.perf_counter()
        subprocess.run([sys.executable, "-c", code], check=True)
        return time.perf_counter() - started

    return statistics.median(once(f"import {module}") - once("pass") for _ in range(TURNS))


def main():
    rng = np.random.default_rng(0)
    x, w = rng.standard_normal((2, 4, 9, 9)), rng.standard_normal((6, 2, 3, 3))
    options = {"stride": (2, 1), "padding": ((1, 0), (0, 2)), "dilation": (1, 2), "groups": 2}
    body = layers.conv.read((x, w), options).values
    rows, weights, z = rng.standard_normal((8, 12)), rng.standard_normal((10, 12)), rng.standard_normal(64)
    dy = layers.conv(x, w, **options)
    pool = pooling.max_pool.read((x, 2), {}).values
    pairs = {
        "conv (2, 4, 9, 9), 6 kernels 3 x 3": (lambda: layers.conv(x, w, **options), lambda: layers.conv.fn(**body)),
        "max_pool (2, 4, 9, 9), 2 x 2": (lambda: pooling.max_pool(x, 2), lambda: pooling.max_pool.fn(**pool)),
        "linear (8, 12), 10 outputs": (lambda: layers.linear(rows, weights), lambda: rows @ weights.T),
        "relu of a list of 3": (
            lambda: activation.relu([1.0, 2.0, 3.0]),
            lambda: activation.relu.fn(np.array([1.0, 2.0, 3.0])),
        ),
        "gradient of the conv": (
            lambda: layers.conv.backward(dy, x, w, **options),
            lambda: layers.conv.backward.fn(dy, **body),
        ),
        "relu (64)": (lambda: activation.relu(z), lambda: activation.relu.fn(z)),
    }
    net = Sequential((4, 9, 9), [Layer(layers.conv, w=w, **options), activation.relu, layers.flatten])
    steps = [step.run for step in net._steps]

    def bare():
        y = x
        for run in steps:
            y = run(y)

    pairs["stack of conv, relu, flatten"] = (lambda: net(x), bare)
    table = Table("what", "with checks (us)", "body alone (us)", "difference (us)", title=f"median of {TURNS} turns")
    for name, (checked, plain) in pairs.items():
        a, b = medians(checked, plain)
        table.add_row(name, f"{a * 1e6:.1f}", f"{b * 1e6:.1f}", f"{(a - b) * 1e6:.1f}")
    Console().print(table)
    numpy, ours = import_seconds("numpy"), import_seconds("mathcnn")
    print(f"import numpy {numpy * 1e3:.0f} ms, import mathcnn {ours * 1e3:.0f} ms: ratio {ours / numpy:.2f}")


if __name__ == "__main__":
    main()
