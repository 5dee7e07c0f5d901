"""Activations: functions of single entries, and functions of an axis of classes.

Conventions: the derivative of relu at 0 is 0, that of leaky_relu is alpha, that of clip at a bound is 1, that of
hard_sigmoid where its line meets 0 or 1 is 0. NaN gives NaN. In a softmax a logit of -inf
gets the share 0; +inf makes its row NaN, as IEEE arithmetic makes inf - inf.

The exponentials of the softmax are stated after subtracting the largest entry of the row. For real numbers that is the
quotient of textbooks (a law says so), but only this form has an error bound: its denominator lies between 1 and K, so
an exponential that underflows is negligible, and the bound, which follows from the statement, is u (|x_i| + |max|) for
the exponent, the rounding error of the difference of two rounded numbers. The quotient of textbooks has no bound if all
exponentials underflow.
"""

from __future__ import annotations

from .relu import relu, leaky_relu
from .sigmoid import sigmoid, scaled_tanh
from .clip import clip
from .hard_sigmoid import hard_sigmoid, hard_swish
from .silu import silu
from .softmax import softmax, log_softmax
from .cross_entropy import cross_entropy

__all__ = [
    "relu",
    "leaky_relu",
    "sigmoid",
    "scaled_tanh",
    "clip",
    "hard_sigmoid",
    "hard_swish",
    "silu",
    "softmax",
    "log_softmax",
    "cross_entropy",
]


def __dir__() -> list[str]:
    return __all__
