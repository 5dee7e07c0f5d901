"""The learning rate of a schedule with a linear warm-up and a linear decay."""

from __future__ import annotations

from sympy import Piecewise, Symbol, symbols

from ..language.formula import formula
from ..language.statement import equation
from .letters import peak

step = Symbol("step", integer=True, nonnegative=True)
steps, warmup = symbols("steps warmup", integer=True, positive=True)
eta = Symbol("eta")


@formula(
    equation(
        eta,
        Piecewise((peak * (step + 1) / warmup, step < warmup), (peak * (steps - step) / (steps - warmup + 1), True)),
    ),
    requires={step < steps: "a step of the training", warmup <= steps: "a warm-up that ends before the training"},
    source="smith2018, section 4.1",
)
def scheduled_rate(step, steps, peak, warmup=1):
    """The learning rate at a step: it rises in equal steps to the peak, at step `warmup - 1`, and then falls in equal
    steps.

    step: the number of the step, an integer from 0 to steps - 1. steps: how many steps there are, an integer >= 1.
    peak: the largest rate, any number. warmup: the number of steps of the warm-up, an integer from 1 to steps. Returns
    a number. Raises ValueError if an integer is out of its range, TypeError if it is not an integer.

    >>> [float(scheduled_rate(k, 5, 8.0, warmup=2)) for k in range(5)]
    [4.0, 8.0, 6.0, 4.0, 2.0]
    """
    return peak * (step + 1) / warmup if step < warmup else peak * (steps - step) / (steps - warmup + 1)


@scheduled_rate.law()
def reaches_its_peak(scheduled_rate, steps, peak, warmup):
    """The last step of the warm-up has the peak."""
    return scheduled_rate(warmup - 1, steps, peak, warmup=warmup), peak


@scheduled_rate.law()
def rises_in_equal_steps(scheduled_rate, steps, peak, warmup):
    """The first step has the peak divided by the length of the warm-up."""
    return scheduled_rate(0, steps, peak, warmup=warmup) * warmup, peak


@scheduled_rate.law()
def falls_in_equal_steps(scheduled_rate, steps, peak, warmup):
    """The last step has one share of the fall."""
    return scheduled_rate(steps - 1, steps, peak, warmup=warmup) * (steps - warmup + 1), peak


@scheduled_rate.fails()
def is_constant(scheduled_rate, step, steps, peak):
    """The rate changes from step to step."""
    return scheduled_rate(step, steps, peak), peak
