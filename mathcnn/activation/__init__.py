"""Activations: functions applied to every entry, and those of a whole axis of classes.

Conventions: relu(0) has the derivative 0, and leaky_relu there alpha. NaN goes through all of them. In a softmax -inf
gets the share 0; +inf, whose share of infinity is undetermined, makes its row NaN, as IEEE arithmetic says of inf -
inf.

The exponentials of softmax are stated less the row's largest entry. As real functions that is the textbook's quotient
(a law below says so); but only this form is bounded: the denominator lies between 1 and K, so an exponential that
underflows is small against it, and the rounding bound, which follows the statement, is u (|x_i| + |max|) for the
exponent, what the difference of two rounded numbers costs any implementation. The bare quotient has no bound where
every exponential underflows.
"""

from __future__ import annotations

from .relu import relu, leaky_relu
from .sigmoid import sigmoid, scaled_tanh
from .softmax import softmax, log_softmax
from .cross_entropy import cross_entropy

__all__ = ["relu", "leaky_relu", "sigmoid", "scaled_tanh", "softmax", "log_softmax", "cross_entropy"]


def __dir__() -> list[str]:
    return __all__
