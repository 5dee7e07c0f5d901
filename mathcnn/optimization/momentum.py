"""Stochastic gradient descent with momentum and weight decay."""

from __future__ import annotations

import numpy as np
from sympy import IndexedBase, symbols

from ..language.formula import formula
from ..language.statement import equation
from ..laws.families import leaves
from ..memory import like
from .letters import rate

n = symbols("n", integer=True)
momentum, decay = symbols("momentum decay", nonnegative=True)
weight, gradient, velocity, updated = map(IndexedBase, ("weight", "gradient", "velocity", "updated"))


@formula(
    equation(updated[n], momentum * velocity[n] + (gradient[n] + decay * weight[n])),
    shapes="(N...), (N...), (N...) -> (N...)",
    source="PyTorch, torch.optim.SGD; goodfellow2016, section 8.3.2",
)
def next_velocity(velocity, gradient, weight, momentum=0.9, decay=0.0):
    """The velocity after a step: momentum * velocity + gradient + decay * weight.

    velocity, gradient, weight: arrays of one shape. momentum: the share of the velocity that is kept, a number >= 0.
    decay: the weight decay, a number >= 0. Returns a new array of this shape. Raises ValueError if the shapes differ
    or a number is negative.

    >>> next_velocity([1.0], [2.0], [10.0], momentum=0.5, decay=0.25).tolist()
    [5.0]
    """
    y = np.multiply(velocity, momentum, out=like(velocity))
    np.add(y, gradient, out=y)
    return np.add(y, np.multiply(weight, decay, out=like(weight)), out=y) if decay else y


@next_velocity.gradient
def next_velocity_backward(dy, velocity, gradient, weight, momentum, decay):
    """The factors of the three terms: momentum, 1 and decay."""
    return dy * dy.dtype.type(momentum), dy, dy * dy.dtype.type(decay)


@next_velocity.law(u="velocity", v="gradient", z="weight")
def adds(next_velocity, velocity, gradient, weight, u, v, z):
    """The velocity is additive in all three arrays together."""
    return next_velocity(velocity + u, gradient + v, weight + z), next_velocity(
        velocity, gradient, weight
    ) + next_velocity(u, v, z)


next_velocity.law(
    leaves("gradient", momentum=0, decay=0),
    name="without_momentum_is_the_gradient",
    says="Without momentum and decay the velocity is the gradient: plain gradient descent.",
)


@next_velocity.law()
def takes_the_gradient_whole(next_velocity, velocity, gradient, weight, momentum):
    """From rest the velocity is the gradient, whatever the momentum."""
    return next_velocity(velocity - velocity, gradient, weight, momentum=momentum, decay=0), gradient


@next_velocity.law()
def keeps_its_share(next_velocity, velocity, gradient, weight, momentum):
    """With a gradient of 0 the velocity is multiplied by the momentum."""
    return next_velocity(velocity, gradient - gradient, weight, momentum=momentum, decay=0), momentum * velocity


@next_velocity.law()
def decays_towards_zero(next_velocity, velocity, gradient, weight, momentum, decay):
    """Weight decay adds decay * weight to the gradient."""
    return (
        next_velocity(velocity, gradient, weight, momentum=momentum, decay=decay),
        next_velocity(velocity, gradient + decay * weight, weight, momentum=momentum, decay=0),
    )


@next_velocity.fails()
def averages(next_velocity, velocity):
    """It is a sum and no mean: if velocity and gradient agree, it grows."""
    return next_velocity(velocity, velocity, velocity - velocity), velocity


@formula(
    equation(updated[n], weight[n] - rate * velocity[n]),
    shapes="(N...), (N...) -> (N...)",
    source="PyTorch, torch.optim.SGD; goodfellow2016, algorithm 8.2",
)
def next_weight(weight, velocity, rate):
    """The weights after a step against the velocity: weight - rate * velocity.

    weight, velocity: arrays of one shape. rate: the learning rate, any finite number. Returns a new array of this
    shape. Raises ValueError if the shapes differ or the rate is not finite.

    >>> next_weight([1.0], [2.0], 0.25).tolist()
    [0.5]
    """
    y = np.multiply(velocity, rate, out=like(velocity))
    return np.subtract(weight, y, out=y)


@next_weight.gradient
def next_weight_backward(dy, weight, velocity, rate):
    """The factors of the two terms: 1 and -rate."""
    return dy, dy * dy.dtype.type(-rate)


@next_weight.law(u="weight", v="velocity")
def weights_add(next_weight, weight, velocity, u, v, rate):
    """The step is additive in weights and velocity together."""
    return next_weight(weight + u, velocity + v, rate), next_weight(weight, velocity, rate) + next_weight(u, v, rate)


@next_weight.law()
def at_rate_zero_rests(next_weight, weight, velocity):
    """With rate 0 the weights stay as they are."""
    return next_weight(weight, velocity, 0), weight


@next_weight.law()
def without_velocity_rests(next_weight, weight, velocity, rate):
    """With velocity 0 the weights stay as they are."""
    return next_weight(weight, velocity - velocity, rate), weight


@next_weight.law()
def moves_against_the_velocity(next_weight, weight, velocity, rate):
    """From 0 the weights go to minus rate times the velocity."""
    return next_weight(weight - weight, velocity, rate) + rate * velocity, velocity - velocity


@next_weight.fails()
def moves_with_the_velocity(next_weight, weight, velocity):
    """The weights move against the velocity, not along it."""
    return next_weight(weight, velocity, 1), weight + velocity


N = symbols("N", integer=True, positive=True)
