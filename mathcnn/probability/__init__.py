"""Probability: tables of joint probabilities, their marginals and their conditional distributions.

A table of n variables is an array of n axes, one for each variable; its entries are not negative and sum to 1 (floats
up to rounding). `axis` names the variables that a formula is about.

Convention: `axis` names the variables that are KEPT (`marginal`) or KNOWN (`conditional`), as `dimensions` does for
scipy.stats and as dit's `marginal` does. It is the opposite of `axis` in `numpy.sum`, which names what is summed over.
"""

from __future__ import annotations

from .marginal import marginal
from .conditional import conditional

__all__ = ["marginal", "conditional"]


def __dir__() -> list[str]:
    return __all__
