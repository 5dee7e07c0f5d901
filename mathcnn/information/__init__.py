"""Information: how uncertain variables are, and how much information one has about another.

All measures are of tables of probabilities as in `probability`, with one axis for each variable, and are in bits by
default (`base=2`; `base=math.e` gives nats).

Conventions: 0 log 0 = 0, whatever the logarithm is of; p log(p / 0) is infinite for p > 0. `axis` names the variables
whose values are known. A base below 1 is admitted and reverses all signs, so the inequalities hold for bases above 1.
The entries of a table of floats sum to 1 only up to rounding; the measures are those of the entries as they are, but a
sum of the wrong sign that rounding explains is returned as 0.
"""

from __future__ import annotations

from .entropy import entropy
from .conditional_entropy import conditional_entropy
from .kl_divergence import kl_divergence
from .mutual_information import mutual_information, conditional_mutual_information
from .miller_madow import miller_madow
from .observations import mutual_information_from_samples, contingency

__all__ = [
    "entropy",
    "conditional_entropy",
    "kl_divergence",
    "mutual_information",
    "conditional_mutual_information",
    "miller_madow",
    "mutual_information_from_samples",
    "contingency",
]


def __dir__() -> list[str]:
    return __all__
