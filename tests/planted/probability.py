"""Wrong fast forms and wrong statements of probability."""

import numpy as np
from sympy import Eq, Ne, Piecewise, Sum, nan

from mathcnn.probability import conditional, marginal
from mathcnn.probability.letters import X, Y, joint, q, row, summed, x, y


def _others(joint, axis):
    kept = (axis,) if isinstance(axis, int) else axis
    return tuple(k for k in range(joint.ndim) if k not in [a % joint.ndim for a in kept])


def _summed_away(joint, axis):
    return joint.sum(axis=axis)


def _zero_given_the_impossible(joint, axis):
    return np.nan_to_num(conditional(joint, axis))


def _one_over_the_other(joint, axis):
    known = joint.sum(axis=_others(joint, axis), keepdims=True)
    with np.errstate(all="ignore"):
        return known / joint


def _given_the_others(joint, axis):
    with np.errstate(all="ignore"):
        return joint / joint.sum(axis=axis, keepdims=True)


def _last_left_out(joint, axis):
    p = joint.copy()
    p.flat[-1] = 0
    return marginal.fn(p, tuple(k for k in range(joint.ndim) if k not in _others(joint, axis)))


def _named_order(joint, axis):
    axes = axis if isinstance(axis, tuple) else (axis,)
    return marginal(joint, axis).transpose(np.argsort(np.argsort(axes))[::-1])


FAST = {
    "axis summed away, as numpy.sum does": (marginal, _summed_away),
    "the largest instead of the sum": (marginal, lambda joint, axis: joint.max(axis=_others(joint, axis))),
    "the mean instead of the sum": (marginal, lambda joint, axis: joint.mean(axis=_others(joint, axis))),
    "one entry left out": (marginal, _last_left_out),
    "variables in reverse order": (marginal, _named_order),
    "added up in half precision": (
        marginal,
        lambda joint, axis: joint.astype("f2").sum(axis=_others(joint, axis)).astype(joint.dtype),
    ),
    "zero given the impossible": (conditional, _zero_given_the_impossible),
    "upside down": (conditional, _one_over_the_other),
    "the other variables known": (conditional, _given_the_others),
    "not divided": (conditional, lambda joint, axis: joint.copy()),
    "divided by the largest": (
        conditional,
        lambda joint, axis: joint / joint.max(axis=_others(joint, axis), keepdims=True),
    ),
    "the first axis always": (conditional, lambda joint, axis: conditional(joint, 0 if joint.ndim else ())),
}

_above, _known = joint[x, y], Ne(row[x], 0)

STATEMENTS = {
    "always zero": marginal.restated(Eq(row[x], 0 * Sum(joint[x, y], (y, 0, Y - 1)))),
    "the last value left out": marginal.restated(Eq(row[x], Sum(joint[x, y], (y, 0, Y - 2)))),
    "the first value left out": marginal.restated(Eq(row[x], Sum(joint[x, y], (y, 1, Y - 1)))),
    "the mean": marginal.restated(Eq(row[x], Sum(joint[x, y], (y, 0, Y - 1)) / Y)),
    "twice the sum": marginal.restated(Eq(row[x], 2 * Sum(joint[x, y], (y, 0, Y - 1)))),
    "one value off": marginal.restated(Eq(row[x], Sum(joint[x + 1, y], (y, 0, Y - 1)))),
    "values reversed": marginal.restated(Eq(row[x], Sum(joint[X - 1 - x, y], (y, 0, Y - 1)))),
    "squares": marginal.restated(Eq(row[x], Sum(joint[x, y] ** 2, (y, 0, Y - 1)))),
    "zero given the impossible": conditional.restated(Eq(q[x, y], Piecewise((_above / row[x], _known), (0, True)))),
    "one given the impossible": conditional.restated(Eq(q[x, y], Piecewise((_above / row[x], _known), (1, True)))),
    "upside down": conditional.restated(Eq(q[x, y], Piecewise((row[x] / _above, _known), (nan, True)))),
    "not divided": conditional.restated(Eq(q[x, y], Piecewise((_above, _known), (nan, True)))),
    "divided twice": conditional.restated(Eq(q[x, y], Piecewise((_above / row[x] ** 2, _known), (nan, True)))),
    "given one value less": conditional.restated(
        conditional.statement, where=[Eq(row[x], Sum(joint[x, y], (y, 0, Y - 2)))]
    ),
    "given the first value, whatever is known": conditional.restated(
        conditional.statement, where=[Eq(row[x], Sum(joint[0, y], (y, 0, Y - 1)))]
    ),
    "its marginal squared": conditional.restated(
        conditional.statement, where=[Eq(row[x], summed(row[x], joint[x, y], (y, Y)).rhs ** 2)]
    ),
}
