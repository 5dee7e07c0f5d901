"""Wrong steps of gradient descent."""

import numpy as np
from sympy import Eq, Piecewise

from mathcnn.optimization import next_velocity, next_weight, scheduled_rate
from mathcnn.optimization.letters import peak, rate
from mathcnn.optimization.momentum import decay, gradient, momentum, n, updated, velocity, weight
from mathcnn.optimization.schedule import eta, step, steps, warmup

rise, fall = peak * (step + 1) / warmup, peak * (steps - step) / (steps - warmup + 1)

FAST = {
    "velocity: an average": (
        next_velocity,
        lambda velocity, gradient, weight, momentum=0.9, decay=0.0: (
            momentum * velocity + (1 - momentum) * (gradient + decay * weight)
        ),
    ),
    "velocity: no decay": (
        next_velocity,
        lambda velocity, gradient, weight, momentum=0.9, decay=0.0: momentum * velocity + gradient,
    ),
    "velocity: decay outside of the gradient": (
        next_velocity,
        lambda velocity, gradient, weight, momentum=0.9, decay=0.0: momentum * velocity + gradient - decay * weight,
    ),
    "velocity: in place": (
        next_velocity,
        lambda velocity, gradient, weight, momentum=0.9, decay=0.0: np.add(
            velocity * momentum, gradient + decay * weight, out=velocity
        ),
    ),
    "weight: uphill": (next_weight, lambda weight, velocity, rate: weight + rate * velocity),
    "weight: the rate squared": (next_weight, lambda weight, velocity, rate: weight - rate * rate * velocity),
    "rate: constant": (scheduled_rate, lambda step, steps, peak, warmup=1: peak),
    "rate: no warm-up": (scheduled_rate, lambda step, steps, peak, warmup=1: peak * (steps - step) / steps),
}

STATEMENTS = {
    "velocity: an average": next_velocity.restated(
        Eq(updated[n], momentum * velocity[n] + (1 - momentum) * (gradient[n] + decay * weight[n]))
    ),
    "velocity: no decay": next_velocity.restated(Eq(updated[n], momentum * velocity[n] + gradient[n])),
    "velocity: decay against the sign": next_velocity.restated(
        Eq(updated[n], momentum * velocity[n] + gradient[n] - decay * weight[n])
    ),
    "velocity: no momentum": next_velocity.restated(Eq(updated[n], gradient[n] + decay * weight[n])),
    "velocity: the momentum by all": next_velocity.restated(
        Eq(updated[n], momentum * (velocity[n] + gradient[n] + decay * weight[n]))
    ),
    "velocity: the first entry": next_velocity.restated(
        Eq(updated[n], momentum * velocity[0] + gradient[n] + decay * weight[n])
    ),
    "weight: uphill": next_weight.restated(Eq(updated[n], weight[n] + rate * velocity[n])),
    "weight: without the rate": next_weight.restated(Eq(updated[n], weight[n] - velocity[n])),
    "weight: shrunk": next_weight.restated(Eq(updated[n], (1 - rate) * weight[n] - rate * velocity[n])),
    "weight: the first velocity": next_weight.restated(Eq(updated[n], weight[n] - rate * velocity[0])),
    "rate: constant": scheduled_rate.restated(Eq(eta, peak)),
    "rate: ends at 0": scheduled_rate.restated(
        Eq(eta, Piecewise((rise, step < warmup), (peak * (steps - step - 1) / (steps - warmup), True)))
    ),
    "rate: begins at 0": scheduled_rate.restated(
        Eq(eta, Piecewise((peak * step / warmup, step < warmup), (fall, True)))
    ),
    "rate: no warm-up": scheduled_rate.restated(Eq(eta, peak * (steps - step) / steps)),
    "rate: only the warm-up": scheduled_rate.restated(Eq(eta, rise)),
    "rate: half the peak": scheduled_rate.restated(Eq(eta, Piecewise((rise / 2, step < warmup), (fall / 2, True)))),
}
