"""What fast forms and their gradients promise about NaN, infinities, signed zeros and subnormal numbers. The checks
read it from here.

    NaN, infinity      reach the results that the statement gives, and no others. The reference is the literal form over
                       floats, in which entries outside an array take no part. A gradient is the derivative of that
                       form: an entry without influence on a result gets 0 from it, whatever dy is.
    signed zeros       keep their sign where entries are only moved (padding, flipping, reshaping). The sign of a zero
                       that is computed, or chosen as a maximum, is not promised.
    subnormal numbers  are kept: the rounding bound of the statement, underflow included, holds for them, too.
    overflow           a sum may overflow on the way, and give an infinity or NaN, where its absolute terms add up to
                       more than the largest number of the type, even if the sum itself is below that number.
    warnings           none are raised, since these results are the promised ones.

`WEAKER` and `WEAKER_GRADIENTS` list the formulas that promise less, and why. Implementations of others are checked by
the same rules, except that NaN in arrays after the first may reach further (an infinite weight meets the zeros of a
padded border; beta - inf mean + inf x is NaN), and that products with 0 may be left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..numbers.floats import Floats
from ..numbers.outside import OUTSIDE
from .aliases import Value

STATEMENT, NOT_FINITE, UNREAD = "statement", "not finite", "unread"
LIMIT, ZEROS_OUT, NOTHING = "limit", "zeros out", "nothing"
MEANING = {
    STATEMENT: "NaN and infinities are where the statement gives them",
    NOT_FINITE: "results are NaN or infinite where the statement gives either; which of the two is not promised",
    UNREAD: "an array that has no influence on the result is not read, so that NaN and infinities in it are lost",
    LIMIT: "where the chain rule over floats gives NaN or an infinity, any value (a limit, such as 0, among them) may "
    "be returned; elsewhere the result is finite",
    ZEROS_OUT: "products with zeros that the statement puts between entries are left out",
    NOTHING: "nothing is promised",
}


@dataclass(frozen=True)
class Promise:
    """What is promised.

    Attributes
    ----------
    kind : one of `MEANING`.
    why : why it is less than the statement.
    arrays : the arrays that it is about; all of them if empty.
    """

    kind: str
    why: str
    arrays: tuple[str, ...] = ()

    def __str__(self) -> str:
        of = f" ({', '.join(self.arrays)})" if self.arrays else ""
        return f"{MEANING[self.kind]}{of}: {self.why}"


DEFAULT = Promise(STATEMENT, "by default")
WEAKER: Mapping[str, Promise] = {
    "convolution.dft": Promise(NOT_FINITE, "a fast transform adds entries up in another order, by complex products"),
    "optimization.next_velocity": Promise(UNREAD, "without decay the weights are not read", ("weight",)),
}
TWICE = "an entry that several terms read sums what each of them sends"
ROWS = "what a row or a channel has in common is summed before it is subtracted, and inf - inf is NaN"
CHAIN = "the derivative is written without the steps in which the chain rule gives inf / inf or 0 inf"
WEAKER_GRADIENTS: Mapping[str, Promise] = {
    "probability.conditional": Promise(NOTHING, "entries of probability 0 get the gradient of their neighbours' row"),
    "activation.softmax": Promise(NOT_FINITE, ROWS),
    "activation.log_softmax": Promise(NOT_FINITE, ROWS),
    "activation.cross_entropy": Promise(NOT_FINITE, ROWS),
    "classic.rejecting_loss": Promise(NOT_FINITE, ROWS),
    "activation.sigmoid": Promise(LIMIT, CHAIN),
    "activation.scaled_tanh": Promise(LIMIT, CHAIN),
    "activation.hard_swish": Promise(LIMIT, CHAIN),
    "activation.silu": Promise(LIMIT, CHAIN),
    "normalization.batch_var": Promise(NOT_FINITE, ROWS),
    "normalization.next_running_var": Promise(NOT_FINITE, ROWS),
    "normalization.batch_norm": Promise(NOT_FINITE, ROWS),
    "normalization.group_norm": Promise(NOT_FINITE, ROWS),
    "normalization.layer_norm": Promise(NOT_FINITE, ROWS),
    "normalization.local_response_norm": Promise(LIMIT, CHAIN),
    "fitting.least_squares_intercept": Promise(NOT_FINITE, ROWS),
    "fitting.step_slope": Promise(NOT_FINITE, TWICE),
    "fitting.step_intercept": Promise(NOT_FINITE, TWICE),
    "perceptron.shift_invariant": Promise(NOT_FINITE, TWICE),
    "perceptron.local": Promise(NOT_FINITE, TWICE),
    "classic.conv_by_table": Promise(NOT_FINITE, TWICE),
    "information.conditional_mutual_information": Promise(LIMIT, CHAIN),
    "layers.resize": Promise(NOT_FINITE, TWICE),
    "layers.conv_transpose": Promise(ZEROS_OUT, "weights send to no place that they do not reach"),
}


SUBNORMAL = {
    "fitting.least_squares_intercept": "below the normal numbers each of its steps rounds, up to twice the bound"
}


def promise(name: str, array: str | None = None, gradient: bool = False) -> Promise:
    """What the fast form of a formula, or its gradient, promises about special values.

    Parameters
    ----------
    name : of the formula.
    array : the array that holds them; None for all.
    gradient : whether its gradient is meant.

    Returns
    -------
    The promise, DEFAULT unless a weaker one is listed.
    """
    found = (WEAKER_GRADIENTS if gradient else WEAKER).get(name, DEFAULT)
    return found if not found.arrays or array is None or array in found.arrays else DEFAULT


def table() -> str:
    """Who promises less than the statement, one line each."""
    lines = [f"{name}: {found}" for name, found in WEAKER.items()]
    lines += [f"{name}, gradient: {found}" for name, found in WEAKER_GRADIENTS.items()]
    return "\n".join([*lines, *(f"{name}, subnormal numbers: {why}" for name, why in SUBNORMAL.items())])


# ---------------------------------------------------------------- another reading of a statement over floats


class Absorbed(float):
    """A float for which 0 times anything is 0."""

    def __mul__(self, other: Value) -> Value:
        if other is OUTSIDE:
            return other
        return Absorbed(0.0 if 0 in (float(self), other) else float(self) * float(other))

    __rmul__ = __mul__


class ZerosAbsorb(Floats):
    """Floats for which products with 0 are left out."""

    def lift(self, v: Value) -> Value:
        return v if isinstance(v, complex) else Absorbed(v)


ZEROS_ABSORB = ZerosAbsorb()
