"""Section V: batch normalisation, and the affine map after it."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np
import sympy as sp
from sympy import Eq, symbols

from ..evidence.symbolic import sympified
from ..normalization import batch_norm
from .propositions import Every, Fails, Lawful
from .statements import Corrected, Statement, Under

value, eps, hat = sp.Symbol("x"), sp.Symbol("epsilon"), sp.Symbol(r"\hat{x}")
mean, variance = (sp.Function(name)(value) for name in ("E", "Var"))
NORMALISED = Eq(hat, (value - mean) / sp.sqrt(variance + eps), evaluate=False)

BATCHES: list[list[Any]] = [[0, 2], [1, 2, 6], [Fraction(1, 2), -1, 4, 0], list(symbols("x_0:3", real=True))]


def by(statement: sp.Eq) -> Callable[[list[Any], Any], list[Any]]:
    """A statement about one channel as a function of its values, exact; mean and variance are those of the values."""

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
    """The statement about normalisation, with this equation as its formula."""
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
            "eps = 0, or eps -> 0, and the values of a channel are not all equal; E and Var are those of the batch, "
            "divided by N",
            (
                Every(
                    "x^ has mean 0 and variance 1",
                    [{"x": x} for x in BATCHES],
                    lambda x: (moments(formula(x, 0)), [0, 1]),
                ),
                Every(
                    "with eps > 0 its variance is Var[x] / (Var[x] + eps), which tends to 1 as eps -> 0",
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
        note="The document does not say what E and Var are taken over: in training it is the batch and space, for "
        "each channel; in inference they are running averages.",
    )


def affine_as(rebuild: Callable[[Any, Any, Any], Any] = lambda gamma, hat, beta: gamma * hat + beta) -> Statement:
    """The statement about the affine map; rebuild: the map of gamma, the normalised value, and beta."""

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


STATEMENTS = (batch_norm_as(), affine_as())
