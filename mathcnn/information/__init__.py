"""Information: how much is uncertain, and how much one variable tells about another.

Everything is in bits (`base=2`; `base=math.e` gives nats), of tables of probabilities as in `probability`: one axis a
variable.

Conventions: 0 log 0 = 0, whatever the logarithm is of; p log(p / 0) is infinite for p > 0; `axis` names the variables
that are KNOWN. A base below 1 is admitted, and turns signs: the inequalities hold for bases above 1.
"""

from __future__ import annotations

from .entropy import entropy
from .conditional_entropy import conditional_entropy
from .kl_divergence import kl_divergence
from .mutual_information import mutual_information, conditional_mutual_information
from .miller_madow import miller_madow
from .samples import mutual_information_from_samples
from .observations import contingency

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
