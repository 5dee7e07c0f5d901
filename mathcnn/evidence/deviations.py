"""How an implementation differs on special values: the kinds of deviations, and which of them hide an error.

A deviation is named as `KIND, in ARRAY`: "NaN becomes 0, in w". Some lose a NaN or an infinity, so that what was wrong
before goes on as a number (`LOSES`). Others lose nothing: NaN becomes an infinity (logarithms of sums), or reaches
further than in the statement, numbers below the normal ones become zero, a zero has the other sign (`HARMLESS`).
"""

from __future__ import annotations

import re

NAN_IGNORED = "NaN ignored"
NAN_TO_ZERO = "NaN becomes 0"
NAN_TO_NUMBER = "NaN becomes a number"
NAN_TO_INFINITY = "NaN becomes an infinity"
INFINITY_TO_LARGEST = "infinity becomes the largest number"
INFINITY_TO_ZERO = "infinity becomes 0"
INFINITY_TO_NUMBER = "infinity becomes a number"
INFINITY_TURNED = "infinity becomes the other infinity"
NUMBER_TO_INFINITY = "a number beside NaN or infinity becomes an infinity"
NUMBER_CHANGED = "a number beside NaN or infinity becomes another"
NO_DERIVATIVE = "NaN at infinity, where the derivative has a value"
SPREADS = "NaN reaches further than in the formula"
RAISES = "NaN or infinity raises an exception"
FLUSHED = "subnormals flushed"
TINY_CHANGED = "subnormals changed"
SIGN_LOST = "sign of zero lost"

LOSES = (
    NAN_IGNORED,
    NAN_TO_ZERO,
    NAN_TO_NUMBER,
    INFINITY_TO_LARGEST,
    INFINITY_TO_ZERO,
    INFINITY_TO_NUMBER,
    INFINITY_TURNED,
    NUMBER_TO_INFINITY,
    NUMBER_CHANGED,
    NO_DERIVATIVE,
)
HARMLESS = (NAN_TO_INFINITY, SPREADS, RAISES, FLUSHED, TINY_CHANGED, SIGN_LOST)
KINDS = (*LOSES, *HARMLESS)
KINK = "another derivative at a kink"  # no deviation on special values: a convention


def named(kind: str, array: str) -> str:
    """A deviation in words: "NaN becomes 0, in w"."""
    return f"{kind}, in {array}" if array else kind


def kind_of(says: str) -> str:
    """The kind of the deviation that a row says, one of KINDS, or "" if it says none."""
    return next((kind for kind in KINDS if re.match(rf"{re.escape(kind)}($|, in |: |; )", says)), "")


def array_of(says: str) -> str:
    """The array of the deviation that a row says, or "" if it names none."""
    found = re.match(rf"{re.escape(kind_of(says))}, in ([^;:]*)", says)
    return found[1] if found else ""
