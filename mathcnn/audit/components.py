"""Section V: activation functions, pooling, batch normalisation."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from sympy import Eq, Max, Piecewise, symbols

from .. import activation, pooling
from ..activation import leaky_relu, relu
from ..activation.letters import n, x, y
from ..activation.relu import alpha, relu_backward
from ..evidence.symbolic import sympified
from ..normalization import batch_norm
from .propositions import Every, Fails, Lawful, Measured
from .statements import Corrected, Statement, Under

value, eps, hat = sp.Symbol("x"), sp.Symbol("epsilon"), sp.Symbol(r"\hat{x}")
mean, variance = (sp.Function(name)(value) for name in ("E", "Var"))
NORMALISED = Eq(hat, (value - mean) / sp.sqrt(variance + eps), evaluate=False)

# ---------------------------------------------------------------- ReLU: gradient flow and cost

DEPTH, WIDTH = 30, 64


def gradient_norms(act: Any, rng: np.random.Generator, gain: float) -> list[float]:
    """The norm of the loss's gradient at each layer, from the last to the first, over that at the last: 30 dense layers
    of 64 units, weights normal with variance gain / 64."""
    weights = [rng.standard_normal((WIDTH, WIDTH)) * np.sqrt(gain / WIDTH) for _ in range(DEPTH)]
    held = [rng.standard_normal((32, WIDTH))]
    before = []
    for w in weights:
        before.append(held[-1] @ w.T)
        held.append(act(before[-1]))
    dy = rng.standard_normal(held[-1].shape)
    norms = []
    for w, z in zip(reversed(weights), reversed(before), strict=True):
        dy = act.backward(dy, z)[0] @ w
        norms.append(float(np.linalg.norm(dy)))
    return [norm / norms[0] for norm in norms]


ACTIVATIONS = {"ReLU": (relu, 2.0), "scaled tanh": (activation.scaled_tanh, 1.0), "sigmoid": (activation.sigmoid, 1.0)}


def flow() -> dict[str, list[float]]:
    """The gradient's norm through depth for each activation, its weights started as is usual with it."""
    return {name: gradient_norms(act, np.random.default_rng(0), gain) for name, (act, gain) in ACTIVATIONS.items()}


def helps_gradient_flow(rng: np.random.Generator) -> tuple[bool, str]:
    found = {name: norms[-1] for name, norms in flow().items()}
    so = 0.1 < found["ReLU"] < 10 and found["sigmoid"] < 1e-6
    return so, "of the gradient at the last of 30 layers the first gets " + ", ".join(
        f"{share:.2g} ({name})" for name, share in found.items()
    )


def dies_without_its_scale(rng: np.random.Generator) -> tuple[bool, str]:
    """With weights of variance 1/64 and not 2/64, each ReLU layer halves the square of the gradient."""
    share = gradient_norms(relu, np.random.default_rng(0), 1.0)[-1]
    expected = 2 ** (-(DEPTH - 1) / 2)
    return expected / 10 < share < expected * 10, f"{share:.2g}, and 2^(-29/2) = {expected:.2g}"


def operation_counts(act: Any) -> dict[str, int]:
    """The operations of a statement, by kind."""
    kinds = {
        sp.exp: "exp",
        sp.tanh: "tanh",
        sp.Max: "comparison",
        sp.Pow: "division",
        sp.Add: "addition",
        sp.Mul: "multiplication",
    }
    found: dict[str, int] = {}
    for node in sp.preorder_traversal(act.statement.rhs):
        if (kind := kinds.get(type(node))) and not (kind == "multiplication" and sp.S.NegativeOne in node.args):
            found[kind] = found.get(kind, 0) + 1
    return found


def is_efficient(rng: np.random.Generator) -> tuple[bool, str]:
    """Operations an entry, and the time of a million entries in NumPy beside the sigmoid's."""
    counts = {name: operation_counts(act) for name, act in (("ReLU", relu), ("sigmoid", activation.sigmoid))}
    data = rng.standard_normal(2**20)
    times = {
        name: shortest(lambda act=act: act.fn(data)) for name, act in (("ReLU", relu), ("sigmoid", activation.sigmoid))
    }  # type: ignore[misc]
    said = "; ".join(f"{name}: " + ", ".join(f"{v} {k}" for k, v in count.items()) for name, count in counts.items())
    return (
        sum(counts["ReLU"].values()) < sum(counts["sigmoid"].values()) and times["ReLU"] < times["sigmoid"],
        f"{said}; on a million numbers the sigmoid takes {times['sigmoid'] / times['ReLU']:.0f} times as long",
    )


def shortest(run: Callable[[], Any], times: int = 5) -> float:
    """The shortest of a few runs, in seconds."""
    found = []
    for _ in range(times):
        started = time.perf_counter()
        run()
        found.append(time.perf_counter() - started)
    return min(found)


SIGNS = [{"x": symbols("p", positive=True)}, {"x": symbols("q", negative=True)}]  # with 0, every real number
NUMBERS = [{"x": Fraction(v, 2)} for v in (0, 1, -1, 2, -2, 3, -3)] + SIGNS


def relu_as(statement: sp.Eq) -> Statement:
    printed = relu.restated(statement)
    return Statement(
        "relu",
        "V",
        "ReLU(x) = max(0, x); computationally efficient, helps with gradient flow, introduces non-linearity",
        source="goodfellow2016, section 6.3.1; he2015, section 2.2",
        formula=printed,
        printed=(
            Every(
                "it is x where x is positive, and 0 elsewhere",
                NUMBERS,
                lambda x: (printed.literal([x])[0], x if x > 0 else 0),
            ),
            Lawful(printed.laws["splits"]),
            Fails(printed.laws["is_linear"], "introduces non-linearity: it does not add"),
        ),
        measured=(
            Measured(
                "helps with gradient flow: through 30 layers it arrives, where a sigmoid leaves nothing",
                helps_gradient_flow,
                3,
            ),
            Measured("computationally efficient: operations an entry, and time beside the sigmoid", is_efficient, 2),
        ),
        curves=lambda: {name: [float(np.log10(v)) for v in norms] for name, norms in flow().items()},
        beside=(
            Measured(
                "but only with weights of variance 2/n: with 1/n every layer halves its square", dies_without_its_scale
            ),
            Every(
                "and where its input is negative, nothing flows",
                [{"x": -1}],
                lambda x: (relu_backward([1.0], [float(x)])[0][0], 0),
            ),
        ),
        figure="document.gradient_through_depth",
    )


def leaky_as(statement: sp.Eq) -> Statement:
    printed = leaky_relu.restated(statement)
    cases = [{"x": one["x"], "alpha": a} for one in NUMBERS for a in (Fraction(1, 100), Fraction(3), alpha)]
    return Statement(
        "leaky-relu",
        "V",
        "LeakyReLU(x) is x for x > 0, and alpha x for x <= 0",
        source="maas2013, section 2",
        formula=printed,
        printed=(
            Every(
                "the positive part of x, less alpha times its negative part",
                cases,
                lambda x, alpha: (printed.literal([x], alpha)[0], max(x, 0) - alpha * max(-x, 0)),
            ),
            *(Lawful(printed.laws[name]) for name in ("is_identity_at_one", "is_relu_at_zero", "leaks")),
        ),
        beside=(
            Every(
                "for alpha = 1/100 it is max(alpha x, x)",
                [c for c in cases if c["alpha"] == Fraction(1, 100)],
                lambda x, alpha: (leaky_relu.literal([x], alpha)[0], max(alpha * x, x)),
            ),
            Every(
                "beyond 1 it is not",
                [{"x": Fraction(1), "alpha": Fraction(3)}],
                lambda x, alpha: (leaky_relu.literal([x], alpha)[0], max(alpha * x, x)),
                "!=",
            ),
        ),
        note="Nothing is said of alpha: it is meant to be small and positive. At 1 nothing is left of the non-linearity, at 0 of the leak.",
    )


# ---------------------------------------------------------------- pooling


ROWS: list[list[Any]] = [[1], [2, -1], [-3, 1, -2, 5, -1]]
OF_LETTERS = [list(symbols(f"x_0:{size}")) for size in (1, 2, 5)]


def windows(padding: tuple[int, ...], rows: list[list[Any]]) -> list[dict[str, Any]]:
    """Windows over rows of numbers or letters."""
    return [
        {"X": row, "size": size, "stride": stride, "padding": p}
        for row, size, stride, p in itertools.product(rows, (1, 2, 3), (1, 2), padding)
        if len(row) + 2 * p >= size
    ]


def regions(X: list[int], size: int, stride: int, padding: int) -> list[list[int]]:
    """The entries of X in each region R_i: of the window that starts at i times the stride, what lies inside X."""
    count = (len(X) + 2 * padding - size) // stride + 1
    return [
        [X[m] for m in range(i * stride - padding, i * stride - padding + size) if 0 <= m < len(X)]
        for i in range(count)
    ]


def max_over(best: Callable[[list[int]], Any]) -> Callable[..., tuple[Any, Any]]:
    """The document's formula over each region, and the max-pooling of this toolkit."""

    def sides(X: list[int], size: int, stride: int, padding: int) -> tuple[Any, Any]:
        found = regions(X, size, stride, padding)
        if empty := [i for i, region in enumerate(found) if not region]:
            raise ValueError(f"the region R_{empty[0]} lies outside X, and an empty set has no maximum")
        return [best(region) for region in found], pooling.max_pool.literal(
            [[X]], size, stride=stride, padding=padding
        )[0, 0]

    return sides


def max_pool_as(best: Callable[[list[int]], Any] = max) -> Statement:
    return Statement(
        "max-pool",
        "V",
        "MaxPool_ij is the maximum of X_mn over the region R_ij",
        source="goodfellow2016, section 9.3; dumoulin2016, section 3",
        printed=(Every("the maximum over each region is the max-pooling", windows((0, 1), ROWS), max_over(best)),),
        under=Under(
            "every region R_ij holds an entry of X: windows of size k, one every s pixels, padded by less than k",
            (
                Every(
                    "the maximum over each region is the max-pooling",
                    lambda: [case for case in windows((0, 1), ROWS) if all(regions(**case))],
                    max_over(best),
                ),
                Lawful("pooling.max_pool::every_window_meets_the_input"),
                Lawful("pooling.max_pool::is_global"),
                Lawful("pooling.max_pool::stays_negative"),
            ),
        ),
        corrected=Corrected(
            "the maximum over the entries of X in the window k_1 × k_2 that starts at (s_1 i - p_1, s_2 j - p_2); what is padding takes no part",
            formula=pooling.max_pool,
        ),
        figure="pooling.chosen_cells",
        note="R_ij is called “the pooling region”, and no more is said of it: its size, its stride and what it is at the border are left open.",
    )


def mean_over(divisor: Callable[[list[int], int], int], include: bool) -> Callable[..., tuple[Any, Any]]:
    def sides(X: list[int], size: int, stride: int, padding: int) -> tuple[Any, Any]:
        found = regions(X, size, stride, padding)
        got = pooling.avg_pool.literal([[X]], size, stride=stride, padding=padding, count_include_pad=include)[0, 0]
        return [sp.Rational(1, divisor(region, size)) * sum(region) for region in found], got

    return sides


def avg_pool_as(divisor: Callable[[list[int], int], int] = lambda region, size: len(region)) -> Statement:
    cases = lambda: [case for case in windows((0, 1), ROWS + OF_LETTERS) if all(regions(**case))]
    same = "the sum over each region by |R_ij| is the average-pooling"
    return Statement(
        "avg-pool",
        "V",
        "AvgPool_ij is the sum of X_mn over the region R_ij, divided by |R_ij|",
        source="goodfellow2016, section 9.3; PyTorch, torch.nn.AvgPool2d, for the divisor",
        conventions={
            "R_ij holds the entries of X in the window (count_include_pad=False)": (
                Every(same, cases, mean_over(divisor, False)),
            ),
            "the divisor counts padding as entries that are 0 (count_include_pad=True, PyTorch's default)": (
                Every(same, cases, mean_over(divisor, True)),
            ),
        },
        corrected=Corrected(
            "the sum over the window by its size k, or by how many entries of X it holds: where there is no padding both are the mean",
            (
                Lawful("pooling.avg_pool::conventions_agree"),
                Lawful("pooling.avg_pool::counts_padding"),
                Lawful("pooling.avg_pool::of_ones_is_one"),
            ),
            pooling.avg_pool,
        ),
        beside=(Fails("pooling.avg_pool::border_conventions_are_one", "at a padded border the two differ"),),
    )


# ---------------------------------------------------------------- batch normalisation

BATCHES: list[list[Any]] = [[0, 2], [1, 2, 6], [Fraction(1, 2), -1, 4, 0], list(symbols("x_0:3", real=True))]


def by(statement: sp.Eq) -> Callable[[list[Any], Any], list[Any]]:
    """A statement about one channel, on its values, exactly; mean and variance are those of the values."""

    def normalise(x: list[Any], epsilon: Any) -> list[Any]:
        values = list(map(sp.sympify, x))
        m, v = moments(values)
        return [
            statement.rhs.subs({value: one, mean: m, variance: v, eps: epsilon}, simultaneous=True) for one in values
        ]

    return normalise


def moments(x: list[Any]) -> list[Any]:
    """Mean and variance."""
    x = list(map(sp.sympify, x))
    mean = sum(x) / sp.Integer(len(x))
    return [sp.simplify(mean), sp.simplify(sum((v - mean) ** 2 for v in x) / sp.Integer(len(x)))]


def batch_norm_as(statement: sp.Eq = NORMALISED) -> Statement:
    small, formula = sp.Rational(1, 100_000), by(statement)
    return Statement(
        "batch-norm",
        "V",
        "x^ = (x - E[x]) / sqrt(Var[x] + eps): normalises the inputs of each layer",
        source="ioffe2015, algorithm 1",
        formula=statement,
        printed=(
            Every(
                "x^ has mean 0 and variance 1",
                [{"x": x, "eps": small} for x in BATCHES],
                lambda x, eps: (moments(formula(x, eps)), [0, 1]),
            ),
        ),
        under=Under(
            "eps = 0 and the values of a channel are not all alike (so it is what eps -> 0 comes to); E and Var are those of the batch, divided by N",
            (
                Every(
                    "x^ has mean 0 and variance 1",
                    [{"x": x} for x in BATCHES],
                    lambda x: (moments(formula(x, 0)), [0, 1]),
                ),
                Every(
                    "with eps > 0 its variance is Var[x] / (Var[x] + eps), which comes to 1",
                    [{"x": x, "eps": sp.Rational(1, 4)} for x in BATCHES],
                    lambda x, eps: (moments(formula(x, eps))[1], moments(x)[1] / (moments(x)[1] + eps)),
                ),
            ),
        ),
        corrected=Corrected(
            "x^ has mean 0 and variance Var[x] / (Var[x] + eps), a little below 1; 0 for a channel that is constant",
            formula=batch_norm,
        ),
        beside=(
            Lawful("normalization.batch_norm::has_its_variance"),
            Lawful("normalization.batch_norm::has_mean_beta"),
            Fails("normalization.batch_norm::has_variance_one", "with eps > 0 the variance is never 1"),
            Every(
                "with eps = 0 a constant channel would divide by 0", [{"x": [3, 3]}], lambda x: (formula(x, 1), [0, 0])
            ),
            Lawful("normalization.batch_norm::trains_as_it_infers"),
        ),
        figure="normalization.before_and_after",
        note="E and Var of what is not said: in training of the batch and of space, channel by channel; in use, of running averages.",
    )


def affine_as(rebuild: Callable[[Any, Any, Any], Any] = lambda gamma, hat, beta: gamma * hat + beta) -> Statement:
    def sides(x: list[Any], gamma: Any, beta: Any) -> tuple[Any, Any]:
        data = np.array(x, object).reshape(-1, 1, 1)
        got = batch_norm.literal(data, [gamma], [beta], eps=Fraction(1, 4)).ravel()
        hat = batch_norm.literal(data, [1], [0], eps=Fraction(1, 4)).ravel()
        return [sympified(v) for v in got], [rebuild(gamma, sympified(v), beta) for v in hat]

    scales = [(Fraction(2), Fraction(3)), (Fraction(-1), Fraction(5)), symbols("gamma beta")]
    cases = [{"x": list(map(Fraction, x)), "gamma": g, "beta": b} for x in BATCHES[:3] for g, b in scales]
    return Statement(
        "batch-norm-affine",
        "V",
        "then y = gamma x^ + beta, with parameters that are learned",
        source="ioffe2015, algorithm 1",
        formula=batch_norm.laws["is_affine"],
        printed=(
            Every("y is gamma times the normalised x, and beta", cases, sides),
            Lawful("normalization.batch_norm::is_affine"),
            Lawful("normalization.batch_norm::has_mean_beta"),
        ),
    )


STATEMENTS = (
    relu_as(Eq(y[n], Max(0, x[n]))),
    leaky_as(Eq(y[n], Piecewise((x[n], x[n] > 0), (alpha * x[n], True)))),
    max_pool_as(),
    avg_pool_as(),
    batch_norm_as(),
    affine_as(),
)
