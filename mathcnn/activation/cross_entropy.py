"""The cross-entropy loss of logits and labels."""

from __future__ import annotations

import operator

import numpy as np
from sympy import Eq, Sum, Symbol, log

from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import Single, Where, equation
from ..laws.families import invariant
from ..laws.words import first, zeros
from .letters import N, dx, dy, l, labels, m, n, t, top, total, x, y
from .softmax import log_softmax, softmax
from .words import exponential, in_kind

loss = Symbol("loss", real=True)


@formula(
    equation(loss, Sum(log(total) - (x[n, t[n]] - m[n]), (n, 0, N - 1)) / N),
    where=[top],
    shapes="(N, K), (N) -> ()",
    domain={"t": labels},
    source="goodfellow2016, eq. 6.30 and section 5.5",
)
def cross_entropy(x, t):
    """The cross-entropy loss: the mean over a batch of -log softmax(x) at the labels, in nats.

    x: (N, K), the logits of N images for K classes. t: (N), the labels, integers from 0 to K - 1. Returns a number >=
    0, NaN if a row has +inf or NaN. Raises ValueError for any other label, or if the shapes do not match. Labels have
    no gradient.

    >>> float(cross_entropy([[0.0, 0.0]], [1]).round(6))
    0.693147
    """
    rows = np.arange(len(x))
    return -log_softmax.fn(x, 1)[rows, t.astype(np.int64)].mean()


@cross_entropy.gradient
def cross_entropy_backward(dy, x, t):
    """The derivative by the logits is (softmax(x) - y) / N, where y is 1 at the label and else 0."""
    dx = softmax.fn(x, 1)
    dx[np.arange(len(x)), t.astype(np.int64)] -= 1
    return (dy * dx / x.dtype.type(len(x)),)


cross_entropy.gradient.has_textbook_form(
    "x",
    equation(dx[n, l], Single(dy) * (y[n, l] - Where(1, Eq(t[n], l))) / N),
    where=[softmax.statement, top],
    source="goodfellow2016, section 6.2.2.3; zhang2023, section 4.1",
)


@writable(r"\ln {}")
def logarithm(x):
    """The natural logarithm of each entry, in its number type."""
    return np.log(x) if x.dtype != object else in_kind("log", x)


@writable(r"\frac{{1}}{{N}} \sum_n {}_{{n, {}_n}}")
def mean_at(y, at):
    """The mean of the entries at the labels."""
    return sum(y[row, int(label)] for row, label in enumerate(at)) / len(at)


@writable(r"K")
def classes(x):
    """The number of classes for each image, in the type of x."""
    return (x * 0 + 1).sum(axis=1)


@writable(r"{}")
def mean(x):
    """The mean of all entries."""
    return x.sum() / len(x)


@writable(r"{}")
def row_loss(v):
    """A number as an array of one entry."""
    return np.asarray(v).reshape(1)


@writable(r"{}_{{{}}}")
def label_share(y, t):
    """The share of the first image's label, for each image."""
    return y[:, int(t[0])]


@cross_entropy.law()
def reads_the_log_softmax(cross_entropy, x, t):
    """It is minus the mean of the log-softmax at the labels."""
    return cross_entropy(x, t), -mean_at(log_softmax(x, axis=1), t)


@cross_entropy.law()
def of_equal_logits(cross_entropy, x, t):
    """Equal logits have the loss log K."""
    return cross_entropy(zeros(x), t), mean(logarithm(classes(x)))


@cross_entropy.law(z="()")
def loss_ignores_a_constant(cross_entropy, x, t, z):
    """A constant added to all logits changes nothing."""
    return cross_entropy(x + z, t), cross_entropy(x, t)


@cross_entropy.law()
def gains_by_the_label(cross_entropy, x, t):
    """For one image, e to the minus loss is the share of its label."""
    return exponential(-row_loss(cross_entropy(first(x), first(t)))), label_share(softmax(first(x), axis=1), first(t))


cross_entropy.fails(
    invariant("x", operator.neg), name="loss_is_symmetric_in_the_sign", says="The opposite logits have another loss."
)
