"""The loss of LeNet-5: penalties of classes, and a rejection class of fixed penalty."""

from __future__ import annotations

import numpy as np
from sympy import Max, Sum, exp, log, symbols

from ..activation.cross_entropy import cross_entropy
from ..activation.letters import labels
from ..language.formula import formula
from ..language.latex import writable
from ..language.statement import MaxOver, equation
from ..laws.words import zeros
from .letters import K, N, k, m, n, t, y

rejection, loss = symbols("rejection loss", real=True)
top = Max(-rejection, m[n])  # the largest exponent: its exponential is 1, so that none overflows


@formula(
    equation(
        loss,
        Sum(y[n, t[n]] + top + log(exp(-rejection - top) + Sum(exp(-y[n, k] - top), (k, 0, K - 1))), (n, 0, N - 1)) / N,
    ),
    where=[equation(m[n], MaxOver(-y[n, k], (k, 0, K - 1)))],
    shapes="(N, K), (N) -> ()",
    domain={"t": labels},
    source="lecun1998, eq. 9",
)
def rejecting_loss(y, t, rejection=1.0):
    """The mean over a batch of the penalty of the right class, and of the log of the sum of exp(-penalty) over all
    classes and a rejection class.

    Parameters
    ----------
    y : array (N, K), the penalties
    t : array (N) of labels, integers from 0 to K - 1
    rejection : the penalty of "none of these", LeCun's j

    Returns
    -------
    A number in nats: the maximum a posteriori criterion, which raises the penalties of wrong classes.

    Raises
    ------
    ValueError : a label that is no integer from 0 to K - 1.

    >>> float(rejecting_loss([[0.0, 0.0]], [1], rejection=0.0).round(6))
    1.098612
    """
    return cross_entropy.fn(as_logits(y, rejection=rejection), t)


@writable(r"(-{} \mid -{rejection})")
def as_logits(y, *, rejection):
    """Penalties as logits, with the rejection as a further class."""
    return np.concatenate([-y, np.full_like(y[:, :1], -rejection)], axis=1)


@rejecting_loss.gradient
def rejecting_loss_backward(dy, y, t, rejection):
    """The gradient of the cross-entropy, with the sign of the penalties."""
    return (-cross_entropy.backward.fn(dy, as_logits(y, rejection=rejection), t)[0][:, :-1],)


@rejecting_loss.law()
def is_cross_entropy_with_a_class_more(rejecting_loss, y, t, rejection):
    """The cross-entropy of the negative penalties, with the rejection as a further class."""
    return rejecting_loss(y, t, rejection=rejection), cross_entropy(as_logits(y, rejection=rejection), t)


@rejecting_loss.law()
def ignores_a_shift_of_all_penalties(rejecting_loss, y, t, rejection):
    """The same number added to all penalties, that of the rejection class included, changes nothing."""
    return rejecting_loss(y + rejection, t, rejection=rejection), rejecting_loss(y, t, rejection=0)


@rejecting_loss.law(">=")
def loss_is_nonnegative(rejecting_loss, y, t, rejection):
    """The loss is never negative."""
    return rejecting_loss(y, t, rejection=rejection), zeros(rejecting_loss(y, t, rejection=rejection))


@rejecting_loss.fails()
def is_cross_entropy(rejecting_loss, y, t):
    """The rejection class makes a difference."""
    return rejecting_loss(y, t), cross_entropy(-y, t)
