"""Probability: what a table of joint probabilities says about some of its variables.

A table of n variables is an array of n axes, one a variable; its entries are not negative and sum to one. The variables
that a formula is about are named by `axis`.

Convention: `axis` names the variables that are KEPT (`marginal`) or KNOWN (`conditional`), as `dimensions` does for
scipy.stats and as dit's `marginal` does. It is the opposite of `axis` in `numpy.sum`, which names what is summed away.
"""

from __future__ import annotations

from .marginal import marginal
from .conditional import conditional

__all__ = ["marginal", "conditional"]


def __dir__() -> list[str]:
    return __all__
