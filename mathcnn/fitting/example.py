"""The example of the document: a line, and places at which it is known and asked for."""

from __future__ import annotations

import numpy as np

from .line import line

SLOPE, INTERCEPT = 2.0, 9.0


def func(x):
    """The line of the document, 2 x + 9.

    x: array of any shape. Returns an array of the same shape.

    >>> func([0.0, 10.0]).tolist()
    [9.0, 29.0]
    """
    return line(x, SLOPE, INTERCEPT)


x_train, x_test = np.arange(0.0, 6.0), np.arange(6.0, 11.0)
y_train, y_test = func(x_train), func(x_test)
