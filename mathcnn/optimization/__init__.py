"""Stochastic gradient descent with momentum, and its schedule.

Conventions: weight decay is a part of the gradient; the velocity is not scaled by 1 - momentum and not by the rate, as
in PyTorch, so that a change of the rate acts at once. Steps are counted from 0. Nothing is updated in place: new values
are returned.
"""

from __future__ import annotations

from .momentum import next_velocity, next_weight
from .schedule import scheduled_rate

__all__ = ["next_velocity", "next_weight", "scheduled_rate"]


def __dir__() -> list[str]:
    return __all__
