"""How often a right implementation is called wrong: never, in so many random cases an operator, float32 and float64.

    python benchmarks/false_alarms.py --cases 100000

Many cases are one batch: each entry of a result is a case, with its own sum and its own bound. Sums have up to 4,608
terms, of normal, positive and log-normal data. What is exact comes from a wider type: float64 for float32 (its error is
2^-29 of the bound), the 64 bits of x87 for float64 (2^-11 of it, so a rho up to 1.0005 would be no alarm, and none
comes near). The columns of the peers say how many of the same right results their usual tolerances reject.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable

import numpy as np

from mathcnn import activation, convolution, layers, normalization, pooling
from mathcnn.numbers.formats import UNDERFLOW, UNIT
from mathcnn.numbers.rounding import LAMBDA

TERMS = (9, 75, 576, 4608)
Draw = Callable[[np.random.Generator, tuple[int, ...]], np.ndarray]
DATA: dict[str, Draw] = {
    "normal": lambda rng, shape: rng.standard_normal(shape),
    "positive": lambda rng, shape: rng.random(shape),
    "log-normal": lambda rng, shape: rng.lognormal(0, 2, shape),
}
PEERS = {
    "PyTorch (1.3e-6, 1e-5)": (1.3e-6, 1e-5),
    "NumPy (1e-5, 1e-8)": (1e-5, 1e-8),
}  # assert_close in float32, and allclose


def wider(x: np.ndarray) -> np.ndarray:
    """The same numbers in a type whose errors do not count here: float64 for float32, 64 bits of significand for
    float64.
    """
    return x.astype(np.float64 if x.dtype == np.float32 else np.longdouble)


def linear(
    rng: np.random.Generator, draw: Draw, dtype: str, n: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    x, w = draw(rng, (rows, n)).astype(dtype), draw(rng, (4, n)).astype(dtype)
    exact = np.stack([(wider(x) * wider(one)).sum(1) for one in w], 1)
    gauge = np.stack([(np.abs(wider(x)) * np.abs(wider(one))).sum(1) for one in w], 1)
    return layers.linear(x, w), exact, gauge, n


def conv(
    rng: np.random.Generator, draw: Draw, dtype: str, n: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    taps = 9 if n % 9 == 0 and n > 9 else 3
    C = max(1, n // taps)
    x, w = draw(rng, (rows, C, taps + 1)).astype(dtype), draw(rng, (2, C, taps)).astype(dtype)
    seen = np.stack([x[:, :, k : k + taps] for k in range(2)], 1)
    total = lambda a, b: np.stack([(wider(a) * wider(one)).sum((2, 3)) for one in b], 1)
    return layers.conv(x, w), total(seen, w), total(np.abs(seen), np.abs(w)), C * taps


def discrete(
    rng: np.random.Generator, draw: Draw, dtype: str, n: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    f, g = draw(rng, (rows + n - 1,)).astype(dtype), draw(rng, (n,)).astype(dtype)
    seen = np.lib.stride_tricks.sliding_window_view(f, n)
    total = lambda a, b: np.array([(wider(row) * wider(b)).sum() for row in a])
    return (
        convolution.discrete(f, g)[n - 1 : n - 1 + rows],
        total(seen, g[::-1]),
        total(np.abs(seen), np.abs(g[::-1])),
        n,
    )


def avg_pool(
    rng: np.random.Generator, draw: Draw, dtype: str, n: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    x = draw(rng, (rows, 4, n)).astype(dtype)
    return pooling.avg_pool(x, n)[..., 0], wider(x).mean(2), np.abs(wider(x)).mean(2), n + 1


def relu(
    rng: np.random.Generator, draw: Draw, dtype: str, n: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    x = draw(rng, (rows, 4)).astype(dtype)
    return activation.relu(x), np.maximum(wider(x), 0), np.abs(wider(x)), 1


def conv_transpose(
    rng: np.random.Generator, draw: Draw, dtype: str, n: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    x, w = draw(rng, (rows, n, 1)).astype(dtype), draw(rng, (n, 2, 2)).astype(dtype)
    total = lambda a, b: np.stack(
        [np.stack([(wider(a) * wider(b[:, m, k])).sum(1) for k in range(2)], 1) for m in range(2)], 1
    )
    return layers.conv_transpose(x, w), total(x[..., 0], w), total(np.abs(x[..., 0]), np.abs(w)), n


def global_avg_pool(
    rng: np.random.Generator, draw: Draw, dtype: str, n: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    x = draw(rng, (rows, 4, n)).astype(dtype)
    return pooling.global_avg_pool(x)[..., 0], wider(x).mean(2), np.abs(wider(x)).mean(2), n + 1


def batch_mean(
    rng: np.random.Generator, draw: Draw, dtype: str, n: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    x = draw(rng, (n, rows, 1)).astype(dtype)
    return normalization.batch_mean(x), wider(x).mean((0, 2)), np.abs(wider(x)).mean((0, 2)), n + 1


def max_pool(
    rng: np.random.Generator, draw: Draw, dtype: str, n: int, rows: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, int]:
    x = draw(rng, (rows, 4, n)).astype(dtype)
    return pooling.max_pool(x, n)[..., 0], wider(x).max(2), np.abs(wider(x)).max(2), 1


OPERATORS = {
    "layers.linear": linear,
    "layers.conv": conv,
    "layers.conv_transpose": conv_transpose,
    "convolution.discrete": discrete,
    "pooling.avg_pool": avg_pool,
    "pooling.global_avg_pool": global_avg_pool,
    "normalization.batch_mean": batch_mean,
    "pooling.max_pool": max_pool,
    "activation.relu": relu,
}


def judge(
    got: np.ndarray, exact: np.ndarray, gauge: np.ndarray, n: int, dtype: str
) -> tuple[int, int, float, dict[str, int]]:
    """How many results are beyond tier R, how many are suspect by tier P, the largest rho, and how many each peer's
    tolerance rejects.
    """
    error, u = np.abs(wider(got) - exact), UNIT[dtype]
    radius = (n + 1) * u * gauge + (n + 1) * UNDERFLOW[dtype]
    rho = np.divide(error, radius, out=np.zeros_like(error), where=radius > 0)
    suspect = error > LAMBDA * np.sqrt(n + 1.0) * u * gauge + (n + 1) * UNDERFLOW[dtype]
    peers = {
        name: int((error > absolute + relative * np.abs(exact)).sum()) for name, (relative, absolute) in PEERS.items()
    }
    return int((rho > 1).sum()), int(suspect.sum()), float(rho.max()), peers


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2000, help="an operator and a type of numbers (default 2000)")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    print(f"| operator | numbers | cases | fails | suspect | largest rho | {' | '.join(PEERS)} | s |")
    print(f"|---|---|---|---|---|---|{'---|' * len(PEERS)}---|")
    alarms = 0
    for name, operator in OPERATORS.items():
        for dtype in ("float32", "float64"):
            rng, started = np.random.default_rng(args.seed), time.perf_counter()
            seen = fails = suspects = 0
            top, rejected = 0.0, dict.fromkeys(PEERS, 0)
            rounds = [(n, draw) for n in TERMS for draw in DATA.values()]
            share = -(-args.cases // len(rounds))
            for n, draw in rounds:
                left = share
                while left > 0:
                    got, exact, gauge, terms = operator(rng, draw, dtype, n, max(1, min(left, 500_000 // n)))
                    wrong, suspect, rho, peers = judge(got, exact, gauge, terms, dtype)
                    left, seen, fails, suspects, top = (
                        left - got.size,
                        seen + got.size,
                        fails + wrong,
                        suspects + suspect,
                        max(top, rho),
                    )
                    rejected = {peer: count + peers[peer] for peer, count in rejected.items()}
            alarms += fails
            said = " | ".join(f"{count / seen:.2%}" for count in rejected.values())
            print(
                f"| {name} | {dtype} | {seen} | {fails} | {suspects} | {top:.3f} | {said} "
                f"| {time.perf_counter() - started:.1f} |",
                flush=True,
            )
    raise SystemExit(bool(alarms))


if __name__ == "__main__":
    main()
