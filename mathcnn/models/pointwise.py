"""Nodes that compute each entry by itself, or from the entries of one line: activations, arithmetic with broadcasting,
sums and means over axes."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any  # Any: limits of Clip

import numpy as np

from ..numbers.formats import ACCUMULATOR, LARGEST, UNIT
from ..numbers.rounding import wide
from ..numbers.spreads import Spread, Spreads
from .calls import Call, NotChecked, Rule, aligned, exactly
from .integers import on_integers
from .values import Use, Value

ABSOLUTE = 4  # roundings at 1 that a sigmoid may be off where it meets an absolute bound only

# ---------------------------------------------------------------- activations


def activation(name: str, **attributes: float) -> Rule:
    """A rule that calls a formula of one array; attributes: arguments with the same names and their defaults."""
    return lambda c: c.formula(
        name, {"x": c.input(0)}, **{a: float(c.attribute(a, default)) for a, default in attributes.items()}
    )


def sigmoid(c: Call) -> Value:
    """The sigmoid, for which many runtimes meet an absolute bound only: they compute it as 1/2 and a correction."""
    found = c.formula("activation.sigmoid", {"x": c.input(0)})
    found.norm = found.absolute = ABSOLUTE * UNIT[ACCUMULATOR.get(c.dtype, c.dtype)]
    return found


def clip(c: Call) -> Value:
    """Clip; a limit that is left out, or is the largest number of the type, is none."""
    x = c.input(0)
    if x.dtype not in UNIT:
        return on_integers("Clip", c)
    limits: list[float] = []
    for k, name, most in ((1, "min", -np.inf), (2, "max", np.inf)):
        given: list[Any] | None = c.numbers(k) or ([c.attribute(name)] if c.attribute(name) is not None else None)
        limits.append(float(given[0]) if given and abs(float(given[0])) < LARGEST[x.dtype] else most)
    if np.isfinite(limits).all():
        return c.formula("activation.clip", {"x": x}, low=limits[0], high=limits[1])
    c.used.append(Use("clip at one side"))
    return Value(np.clip(wide(x.x), limits[0], limits[1]), x.rad, x.dtype, x.tier)


def softmax(name: str) -> Rule:
    """Softmax: over one axis, and before operator set 13 over all axes from one onwards."""

    def rule(c: Call) -> Value:
        x = c.input(0)
        if c.version >= 13:
            return c.formula(name, {"x": x}, axis=int(c.attribute("axis", -1)))
        axis = int(c.attribute("axis", 1)) % x.x.ndim
        flat = x.map(lambda y: y.reshape(int(np.prod(y.shape[:axis])), -1))
        return c.formula(name, {"x": flat}, axis=-1).map(lambda y: y.reshape(x.x.shape))

    return rule


def silu(c: Call) -> Value:
    return c.formula("activation.silu", {"x": c.input(0)}, beta=float(c.attribute("alpha", 1.0)))


def prelu(c: Call) -> Value:
    """x where it is positive, a multiple of it elsewhere."""

    def compute(k: Spreads, given: list[Spread]) -> Spread:
        x, slope = given
        return k.choose(x.low >= 0, x.high < 0, x, k.mul(x, slope))

    slope = c.input(1)
    x = c.input(0)
    if slope.x.ndim < x.x.ndim:
        slope = slope.map(lambda y: y.reshape((1,) * (x.x.ndim - y.ndim) + y.shape))
    return c.operations("slope x for x < 0", compute, x, slope)


def gelu(c: Call) -> Value:
    raise NotChecked("no formula activation.gelu")


# ---------------------------------------------------------------- arithmetic


def by_formula(name: str) -> Rule:
    """A rule for two arrays, with broadcasting; integers are exact."""

    def rule(c: Call) -> Value:
        if c.input(0).dtype not in UNIT:
            return on_integers(c.node.op, c)
        shape = np.broadcast_shapes(c.input(0).x.shape, c.input(1).x.shape)
        a, b = aligned(c.input(0), c.input(1))
        return c.formula(name, {"x": a, "z": b}).map(lambda y: y.reshape(shape))

    return rule


def sum_of(c: Call) -> Value:
    values = aligned(*(c.input(k) for k in range(len(c.values))))
    return c.operations("x + z + ...", lambda k, given: k.add(given), *values)


def mean_of(c: Call) -> Value:
    values = aligned(*(c.input(k) for k in range(len(c.values))))
    count = len(values)
    return c.operations("(x + z + ...) / n", lambda k, given: k.div(k.add(given), k.exact(count)), *values)


def largest_of(sign: int) -> Rule:
    """Max, or Min by the negatives."""

    def rule(c: Call) -> Value:
        values = aligned(*(c.input(k) for k in range(len(c.values))))
        if values[0].dtype not in UNIT:
            return on_integers(c.node.op, c)

        def compute(k: Spreads, given: list[Spread]) -> Spread:
            signed = [Spread(sign * one.mid, one.rad) for one in given]
            found = functools.reduce(k.larger, signed)
            return Spread(sign * found.mid, found.rad)

        return c.operations("max" if sign > 0 else "min", compute, *values)

    return rule


def operation(name: str, compute: Callable[[Spreads, Spread], Spread]) -> Rule:
    """A rule for a function of one number."""

    def rule(c: Call) -> Value:
        if c.input(0).dtype not in UNIT:
            return on_integers(c.node.op, c)
        return c.operations(name, lambda k, given: compute(k, given[0]), c.input(0))

    return rule


def power(c: Call) -> Value:
    """Powers whose exponent is the same number for all entries."""
    exponent = set(c.numbers(1) or ())
    if c.input(0).dtype not in UNIT:
        return on_integers("Pow", c)
    if len(exponent) != 1:
        raise NotChecked("powers with several exponents")
    p = float(exponent.pop())

    def compute(k: Spreads, given: list[Spread]) -> Spread:
        if p == int(p) and 0 <= p <= 8:
            return k.power(given[0], int(p))
        return root(k, given[0]) if p == 0.5 else k.raised(given[0], k.exact(p))

    return c.operations(f"x**{p:g}", compute, c.input(0))


def root(k: Spreads, a: Spread) -> Spread:
    """The square root, NaN for numbers below 0 that are known without error."""
    found = k.sqrt(a)
    return Spread(np.where((a.mid < 0) & (a.rad == 0), np.nan, found.mid), found.rad, found.there)


def negative(k: Spreads, a: Spread) -> Spread:
    return Spread(-a.mid, a.rad, a.there)


def floored(change: Callable[[np.ndarray], np.ndarray]) -> Callable[[Spreads, Spread], Spread]:
    """A function that rounds to integers: without a bound where the numbers within one have several results."""

    def compute(k: Spreads, a: Spread) -> Spread:
        low, high = change(a.low), change(a.high)
        return Spread(change(a.mid), np.where(low == high, 0.0, high - low))

    return compute


# ---------------------------------------------------------------- over axes


def reduced(compute: Callable[[Spreads, Spread, tuple[int, ...], int], Spread], name: str) -> Rule:
    """A rule for a reduction over axes: all of them if none are named, unless the node says otherwise."""

    def rule(c: Call) -> Value:
        x = c.input(0)
        axes = c.axes(1)
        if not axes and c.attribute("noop_with_empty_axes", 0):
            return c.moved(lambda y: y, x)
        over = tuple(sorted(a % x.x.ndim for a in axes)) if axes else tuple(range(x.x.ndim))
        if x.dtype not in UNIT:
            return on_integers(c.node.op, c, over)
        count = int(np.prod([x.x.shape[a] for a in over], dtype=int))
        found = c.operations(name, lambda k, given: compute(k, given[0], over, count), x)
        kept = tuple(1 if a in over else n for a, n in enumerate(x.x.shape))
        return found.map(lambda y: y.reshape(kept)) if c.attribute("keepdims", 1) else found

    return rule


def mean_over(c: Call) -> Value:
    """The mean over axes."""
    x, axes = c.input(0), c.axes(1)
    if not axes and c.attribute("noop_with_empty_axes", 0):
        return c.moved(lambda y: y, x)
    over = tuple(sorted(a % x.x.ndim for a in axes)) if axes else tuple(range(x.x.ndim))
    found = c.formula("arrays.mean", {"x": x}, axis=over)
    kept = tuple(1 if a in over else n for a, n in enumerate(x.x.shape))
    return found.map(lambda y: y.reshape(kept)) if c.attribute("keepdims", 1) else found


def least(k: Spreads, a: Spread, axes: tuple[int, ...], n: int) -> Spread:
    found = k.top(Spread(-a.mid, a.rad), axes)
    return Spread(-found.mid, found.rad)


def summed(k: Spreads, a: Spread, axes: tuple[int, ...], n: int) -> Spread:
    return k.add([], [(a, axes)])


REDUCTIONS: dict[str, Rule] = {
    "ReduceMean": mean_over,
    "ReduceSum": reduced(summed, "sum"),
    "ReduceL1": reduced(lambda k, a, axes, n: summed(k, k.absolute(a), axes, n), "sum |x|"),
    "ReduceL2": reduced(lambda k, a, axes, n: k.sqrt(summed(k, k.power(a, 2), axes, n)), "root of sum x**2"),
    "ReduceSumSquare": reduced(lambda k, a, axes, n: summed(k, k.power(a, 2), axes, n), "sum x**2"),
    "ReduceMax": reduced(lambda k, a, axes, n: k.top(a, axes), "max"),
    "ReduceMin": reduced(least, "min"),
}
OPERATIONS: dict[str, Rule] = {
    "Abs": operation("|x|", lambda k, a: k.absolute(a)),
    "Neg": operation("-x", negative),
    "Sqrt": operation("sqrt(x)", root),
    "Exp": operation("exp(x)", lambda k, a: k.exp(a)),
    "Log": operation("log(x)", lambda k, a: k.log(a)),
    "Tanh": operation("tanh(x)", lambda k, a: k.tanh(a)),
    "Reciprocal": operation("1 / x", lambda k, a: k.div(k.exact(np.ones_like(a.mid)), a)),
    "Softplus": operation("log(1 + exp(x))", lambda k, a: k.log(k.add([k.exact(1.0), k.exp(a)]))),
    "Floor": operation("floor(x)", floored(np.floor)),
    "Ceil": operation("ceil(x)", floored(np.ceil)),
    "Round": operation("round(x), halves to even", floored(np.rint)),
}
RULES: dict[str, Rule] = {
    "Relu": activation("activation.relu"),
    "LeakyRelu": activation("activation.leaky_relu", alpha=0.01),
    "Sigmoid": sigmoid,
    "HardSigmoid": activation("activation.hard_sigmoid", alpha=0.2, beta=0.5),
    "HardSwish": activation("activation.hard_swish"),
    "Elu": activation("activation.elu", alpha=1.0),
    "Swish": silu,
    "Gelu": gelu,
    "PRelu": prelu,
    "Clip": clip,
    "Softmax": softmax("activation.softmax"),
    "LogSoftmax": softmax("activation.log_softmax"),
    "Add": by_formula("arrays.add"),
    "Sub": by_formula("arrays.sub"),
    "Mul": by_formula("arrays.mul"),
    "Div": by_formula("arrays.div"),
    "Sum": sum_of,
    "Mean": mean_of,
    "Max": largest_of(1),
    "Min": largest_of(-1),
    "Pow": power,
    **OPERATIONS,
    **REDUCTIONS,
}

__all__ = ["RULES", "exactly"]
