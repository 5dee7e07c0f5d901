"""Section V: the activation functions ReLU and leaky ReLU."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from sympy import Eq, Max, Piecewise, symbols

from .. import activation
from ..activation import leaky_relu, relu
from ..activation.letters import n, x, y
from ..activation.relu import alpha, relu_backward
from .propositions import Every, Fails, Lawful, Measured
from .statements import Statement

# ---------------------------------------------------------------- gradient flow and cost

DEPTH, WIDTH = 30, 64


def gradient_norms(act: Any, rng: np.random.Generator, gain: float) -> list[float]:
    """The norm of the loss's gradient at each layer, from the last to the first, over that at the last: 30 dense layers
    of 64 units, weights normal with variance gain / 64."""
    weights = [rng.standard_normal((WIDTH, WIDTH)) * np.sqrt(gain / WIDTH) for _ in range(DEPTH)]
    y = rng.standard_normal((32, WIDTH))
    before = []
    for w in weights:
        before.append(y @ w.T)
        y = act(before[-1])
    dy = rng.standard_normal(y.shape)
    norms = []
    for w, z in zip(reversed(weights), reversed(before), strict=True):
        dy = act.backward(dy, z)[0] @ w
        norms.append(float(np.linalg.norm(dy)))
    return [norm / norms[0] for norm in norms]


ACTIVATIONS = {"ReLU": (relu, 2.0), "scaled tanh": (activation.scaled_tanh, 1.0), "sigmoid": (activation.sigmoid, 1.0)}


def flow() -> dict[str, list[float]]:
    """The gradient's norm through depth for each activation, with the usual initialisation of its weights."""
    return {name: gradient_norms(act, np.random.default_rng(0), gain) for name, (act, gain) in ACTIVATIONS.items()}


def helps_gradient_flow(rng: np.random.Generator) -> tuple[bool, str]:
    """Whether the gradient reaches the first layer with ReLU, and not with the sigmoid; and the shares."""
    found = {name: norms[-1] for name, norms in flow().items()}
    so = 0.1 < found["ReLU"] < 10 and found["sigmoid"] < 1e-6
    return so, "share of the last layer's gradient that reaches the first of 30 layers: " + ", ".join(
        f"{share:.2g} ({name})" for name, share in found.items()
    )


def dies_without_its_scale(rng: np.random.Generator) -> tuple[bool, str]:
    """With weights of variance 1/64 and not 2/64, each ReLU layer halves the square of the gradient."""
    share = gradient_norms(relu, np.random.default_rng(0), 1.0)[-1]
    expected = 2 ** (-(DEPTH - 1) / 2)
    return expected / 10 < share < expected * 10, f"{share:.2g}, and 2^(-29/2) = {expected:.2g}"


def operation_counts(act: Any) -> dict[str, int]:
    """How many operations of each kind a statement has."""
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
    """Operations for each entry, and the time of a million entries in NumPy compared with the sigmoid."""
    counts = {name: operation_counts(act) for name, act in (("ReLU", relu), ("sigmoid", activation.sigmoid))}
    data = rng.standard_normal(2**20)
    times = {
        name: shortest(functools.partial(act.fn, data))
        for name, act in (("ReLU", relu), ("sigmoid", activation.sigmoid))
    }
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
    """The statement about ReLU, with this equation as its formula."""
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
                "helps with gradient flow: the gradient reaches the first of 30 layers, and with a sigmoid almost "
                "none of it does",
                helps_gradient_flow,
                3,
            ),
            Measured(
                "computationally efficient: operations for each entry, and time compared with the sigmoid",
                is_efficient,
                2,
            ),
        ),
        curves=lambda: {name: [float(np.log10(v)) for v in norms] for name, norms in flow().items()},
        beside=(
            Measured(
                "but only with weights of variance 2/n: with 1/n every layer halves the square of the gradient",
                dies_without_its_scale,
            ),
            Every(
                "and the gradient is 0 where the input is negative",
                [{"x": -1}],
                lambda x: (relu_backward([1.0], [float(x)])[0][0], 0),
            ),
        ),
        figure="document.gradient_through_depth",
    )


def leaky_as(statement: sp.Eq) -> Statement:
    """The statement about leaky ReLU, with this equation as its formula."""
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
                "for alpha > 1 it is not",
                [{"x": Fraction(1), "alpha": Fraction(3)}],
                lambda x, alpha: (leaky_relu.literal([x], alpha)[0], max(alpha * x, x)),
                "!=",
            ),
        ),
        note="The document says nothing about alpha, which is meant to be small and positive. For alpha = 1 the "
        "function is linear, and for alpha = 0 it is ReLU.",
    )


STATEMENTS = (
    relu_as(Eq(y[n], Max(0, x[n]))),
    leaky_as(Eq(y[n], Piecewise((x[n], x[n] > 0), (alpha * x[n], True)))),
)
