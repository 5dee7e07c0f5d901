"""convolution.discrete and convolution.image beside scipy.signal.convolve, which chooses between a direct sum and a
transform.

    python benchmarks/convolutions.py

SciPy's transform has a normwise bound only; ours keeps the bound of the direct sum at every entry. Times are the best
of two, in seconds, on as many threads as the libraries take.
"""

import time
from collections.abc import Callable
from typing import Any

import numpy as np
import scipy.signal

from mathcnn import convolution

SIZES = [
    ((1000,), (1000,)),
    ((10**5,), (31,)),
    ((10**4,), (10**4,)),
    ((10**5,), (10**5,)),
    ((28, 28), (5, 5)),
    ((512, 512), (15, 15)),
    ((2000, 2000), (3, 3)),
    ((2000, 2000), (31, 31)),
    ((2000, 2000), (75, 75)),
    ((1000, 1000), (300, 300)),
    ((64, 64, 64), (5, 5, 5)),
    ((64, 64, 64), (20, 20, 20)),
]
rng = np.random.default_rng(0)


def sparse(shape):
    return rng.standard_normal(shape) * (rng.random(shape) < 0.01)


def one_giant(shape):
    x = rng.standard_normal(shape)
    x.flat[0] = 1e12
    return x


def with_nan(shape):
    x = rng.standard_normal(shape)
    x.flat[0] = np.nan
    return x


DATA: dict[str, Callable[..., Any]] = {
    "float64": lambda shape: rng.standard_normal(shape),
    "float32": lambda shape: rng.standard_normal(shape, np.float32),
    "int64": lambda shape: rng.integers(-99, 100, shape),
    "wide range": lambda shape: rng.standard_normal(shape) * 2.0 ** rng.integers(-60, 60, shape),
    "sparse": sparse,
    "one giant": one_giant,
    "one NaN": with_nan,
}


def best(run, f, g):
    times = []
    for _ in range(2):
        before = time.perf_counter()
        run(f, g)
        times.append(time.perf_counter() - before)
    return min(times)


def main():
    print(f"{'numbers':12}{'sizes':32}{'mathcnn':>10}{'SciPy':>10}{'ratio':>8}")
    for name, make in DATA.items():
        for one, other in SIZES:
            f, g = make(one), make(other)
            ours = convolution.discrete if f.ndim == 1 else convolution.image
            mine, theirs = best(ours, f, g), best(scipy.signal.convolve, f, g)
            print(f"{name:12}{f'{one} {other}':32}{mine:10.4f}{theirs:10.4f}{mine / theirs:8.2f}")


if __name__ == "__main__":
    main()
