"""Stochastic gradient descent with momentum, and a schedule of its learning rate.

Conventions: weight decay is added to the gradient. The velocity is not scaled by 1 - momentum nor by the rate, as in
PyTorch, so a change of the rate acts at once. Steps are counted from 0. New arrays are returned, no argument is
changed.
"""

from __future__ import annotations

from .momentum import next_velocity, next_weight
from .schedule import scheduled_rate

__all__ = ["next_velocity", "next_weight", "scheduled_rate"]


def __dir__() -> list[str]:
    return __all__
