"""How often a right implementation is called wrong: never, in so many random cases an operator and a type of numbers.

    python benchmarks/false_alarms.py --cases 100000
    python benchmarks/false_alarms.py --plan --cases 100000 --seconds 60

With --plan the calls are those of `mathcnn verify --against`: everyday sizes, sizes at thresholds and axes of size 1,
with other numbers in each round, and each result is judged as there. The right implementations are this package's own
and those of `ALSO`, which compute in another way. Each entry of a result is a case.

Without it the bounds themselves are tried:

Many cases are one batch: each entry of a result is a case, with its own sum and its own bound. Sums have up to 4,608
terms, of normal, positive and log-normal data. What is exact comes from a wider type: float64 for float32 (its error is
2^-29 of the bound), the 64 bits of x87 for float64 (2^-11 of it, so a rho up to 1.0005 would be no alarm, and none
comes near). The columns of the peers say how many of the same right results their usual tolerances reject.
"""

from __future__ import annotations

import argparse
import contextlib
import time
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from mathcnn import activation, catalogue, convolution, layers, normalization, pooling
from mathcnn.conformance import Target
from mathcnn.conformance.plan.everyday import everyday
from mathcnn.conformance.plan.narrow import narrow
from mathcnn.conformance.plan.thresholds import points_of
from mathcnn.conformance.real_sizes import Runner
from mathcnn.conformance.runs import Run
from mathcnn.conformance.sizes import key_of, size_of
from mathcnn.conformance.subject import Subject
from mathcnn.evidence.verdicts import FAILS, SUSPECT
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


# ---------------------------------------------------------------- the calls of the plan


def softmax(x: np.ndarray, axis: int = 1) -> np.ndarray:
    e = np.exp(x - x.max(axis=axis, keepdims=True))
    return np.asarray(e / e.sum(axis=axis, keepdims=True))


def log_softmax(x: np.ndarray, axis: int = 1) -> np.ndarray:
    shifted = x - x.max(axis=axis, keepdims=True)
    return np.asarray(shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True)))


def cross_entropy(x: np.ndarray, t: np.ndarray) -> np.ndarray:
    return np.asarray(-log_softmax(x)[np.arange(len(x)), t].mean(dtype=x.dtype))


def sigmoid(x: np.ndarray) -> np.ndarray:
    e = np.exp(-np.abs(x))
    return np.asarray(np.where(x >= 0, 1, e) / (1 + e), x.dtype)


def folded_norm(x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    axes, shape = (0, *range(2, x.ndim)), (1, -1, *[1] * (x.ndim - 2))
    centred = x - x.mean(axis=axes).reshape(shape)
    scale = gamma / np.sqrt((centred**2).mean(axis=axes) + x.dtype.type(eps))
    return np.asarray(centred * scale.reshape(shape) + beta.reshape(shape))


def matrix_product(x: np.ndarray, w: np.ndarray, b: np.ndarray | None = None) -> np.ndarray:
    return np.asarray(x @ w.T + (x.dtype.type(0) if b is None else b))


def neighbours(x: np.ndarray, size: int, alpha: float, beta: float, bias: float) -> np.ndarray:
    """One slice after the other, as a loop over the channels adds them."""
    C, total = x.shape[1], np.zeros_like(x)
    for c in range(C):
        total[:, c] = (x[:, max(0, c - size // 2) : c + (size - 1) // 2 + 1] ** 2).sum(1)
    number = x.dtype.type
    return np.asarray(x / (number(bias) + number(alpha) * total / number(size)) ** number(beta))


ALSO: dict[str, tuple[Callable[..., np.ndarray], ...]] = {
    "activation.softmax": (softmax,),
    "activation.log_softmax": (log_softmax,),
    "activation.cross_entropy": (cross_entropy,),
    "activation.sigmoid": (sigmoid,),
    "normalization.batch_norm": (folded_norm,),
    "normalization.local_response_norm": (neighbours,),
    "layers.linear": (matrix_product,),
}
PLANNED = (
    *ALSO,
    "layers.conv",
    "layers.conv_transpose",
    "layers.pad",
    "layers.flatten",
    "layers.resize",
    "pooling.avg_pool",
    "pooling.adaptive_avg_pool",
    "pooling.global_avg_pool",
    "pooling.max_pool",
    "pooling.max_pool_indices",
    "pooling.global_max_pool",
    "convolution.discrete",
    "convolution.image",
    "convolution.cross_correlation",
    "convolution.toeplitz",
    "convolution.flip",
    "convolution.dft",
    "normalization.batch_mean",
    "normalization.batch_var",
    "normalization.next_running_mean",
    "normalization.next_running_var",
    "normalization.group_norm",
    "normalization.layer_norm",
    "activation.relu",
    "activation.leaky_relu",
    "activation.clip",
    "activation.hard_sigmoid",
    "activation.hard_swish",
    "activation.silu",
    "arrays.add",
    "arrays.sub",
    "arrays.mul",
    "arrays.div",
    "arrays.matmul",
    "arrays.mean",
    "fitting.mean_squared_error",
)
WIDE = ("float64", "float32")  # of `ALSO`, whose sums lose most digits where NumPy adds in half precision
TYPES = ("float64", "float32", "float16", "bfloat16")
AFFORDABLE = 2**22  # operations of a call
OF_ONE_RESULT = 2**14  # the same of a call with one result, such as a loss, of which 100,000 are made
SAME = 50  # rounds with one plan of such calls
ROUND = 10**9  # seconds that a round may take


def rounds(name: str, fn: Callable[..., np.ndarray], dtype: str, seed: int) -> Iterator[tuple[Run, str]]:
    """What the calls of the plan find, with other entries in each round, without end; each with a call that is wrong,
    or ""."""
    of = catalogue.find_formula(name)
    subject = Subject(of, Target("right", {name: fn}, TYPES), fn)
    subject.learn(8, seed)
    one = not of.plan(1, of.default_words()).result
    most, times = (OF_ONE_RESULT, SAME) if one else (AFFORDABLE, 1)
    while True:
        points = [*everyday(of), *points_of(of, seed, TYPES), *narrow(of, seed, 200)]
        points = [point for point in points if point.dtype in ("", dtype)]
        sizes = {}
        for point in points:
            with contextlib.suppress(ValueError, TypeError):  # arrays that must be given together, for one
                sizes[key_of(point)] = size_of(of, point)
        points = [point for point in points if key_of(point) in sizes and sizes[key_of(point)].price <= most]
        for _ in range(times):
            runner = Runner(subject, dtype, False, False, seed, ROUND)
            run = runner.all(points, sizes, 1)
            yield run, runner.example(run.failing[0], lambda point: True).text if run.failing else ""
            seed += 1


def by_plan(names: Sequence[str], cases: int, seed: int, seconds: float) -> int:
    """Print a row for each operator, implementation and type. Returns how many calls were called wrong or suspect.

    names: of the operators; cases: entries of results to judge; seed: of the first round; seconds: of processor time
    for a row, which ends with the round that exceeds it
    """
    print("| operator | implementation | numbers | calls | cases | fails | suspect | largest rho | s |")
    print("|---|---|---|---|---|---|---|---|---|")
    alarms = 0
    for name in names:
        fns: tuple[Any, ...] = (catalogue.find_formula(name), *ALSO.get(name, ()))  # Any: a formula, or a function
        for fn in fns:
            own = fn is catalogue.find_formula(name)
            label = "own" if own else fn.__name__
            for dtype in TYPES if own else WIDE:
                started = time.process_time()
                calls = entries = fails = suspect = 0
                rho, example = 0.0, ""
                with np.errstate(all="ignore"):
                    for run, wrong in rounds(name, fn, dtype, seed):
                        calls, entries = calls + run.calls, entries + run.entries
                        fails += sum(one.found.verdict == FAILS for one in run.failing)
                        suspect += sum(one.found.verdict == SUSPECT for one in run.failing)
                        rho = max(rho, run.worst.rho)
                        example = example or wrong
                        if entries >= cases or time.process_time() - started > seconds or not run.calls:
                            break
                spent = time.process_time() - started
                row = f"{name} | {label} | {dtype} | {calls} | {entries} | {fails} | {suspect} | {rho:.3f}"
                print(f"| {row} | {spent:.1f} |", flush=True)
                if example:
                    print(f"    {example}", flush=True)
                alarms += fails + suspect
    return alarms


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=2000, help="an operator and a type of numbers (default 2000)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("operators", nargs="*", help="with --plan: some of the operators, all if left out")
    parser.add_argument("--plan", action="store_true", help="the calls of mathcnn verify --against, judged as there")
    parser.add_argument("--seconds", type=float, default=600, help="with --plan: for a row, at most (default 600)")
    args = parser.parse_args()
    if args.plan:
        raise SystemExit(bool(by_plan(args.operators or PLANNED, args.cases, args.seed, args.seconds)))
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
