"""Wrong fast forms and wrong statements of information."""

import math

import numpy as np
from sympy import Eq, Ne, Piecewise, Rational, Sum, log

from mathcnn.information import (
    conditional_entropy,
    conditional_mutual_information,
    entropy,
    kl_divergence,
    miller_madow,
    mutual_information,
)
from mathcnn.information.letters import D, H, I, S, Z, base, bias, col, counts, last, p, q, ratio, s, xz, yz, z
from mathcnn.language.statement import PLog
from mathcnn.probability.letters import X, Y, joint, row, x, y


def _without_zeros(p, base=2):
    with np.errstate(all="ignore"):
        return -(p * np.log(p)).sum() / math.log(base)


def _clipped(p, base=2):
    p = np.clip(p, 1e-6, 1)
    return -(p * np.log(p)).sum() / math.log(base)


def _regularised(joint, base=2):
    independent = joint.sum(1, keepdims=True) * joint.sum(0, keepdims=True)
    return (joint * np.log((joint + 1e-5) / (independent + 1e-5))).sum() / math.log(base)


def _known_last(joint, axis=0, base=2):
    axes = (axis,) if isinstance(axis, int) else axis
    return conditional_entropy(
        joint, tuple(k for k in range(joint.ndim) if k not in [a % joint.ndim for a in axes]), base
    )


def _finite(p, q, base=2):
    value = kl_divergence(p, q, base)
    return value if np.isfinite(value) else p.dtype.type(np.finfo(p.dtype).max)


FAST = {
    "NaN for 0 log 0": (entropy, _without_zeros),
    "zeros clipped to a millionth": (entropy, _clipped),
    "nats whatever the base": (entropy, lambda p, base=2: entropy(p, math.e)),
    "bits whatever the base": (entropy, lambda p, base=2: entropy(p)),
    "computed in half precision": (
        entropy,
        lambda p, base=2: entropy.fn((p.astype("f2") / p.sum()).astype(p.dtype), base),
    ),
    "the first axis only": (entropy, lambda p, base=2: entropy(p.sum(axis=tuple(range(1, p.ndim))), base)),
    "the wrong variable known": (conditional_entropy, _known_last),
    "the joint entropy": (conditional_entropy, lambda joint, axis=0, base=2: entropy(joint, base)),
    "the other way round": (kl_divergence, lambda p, q, base=2: kl_divergence(q, p, base)),
    "finite off the support": (kl_divergence, _finite),
    "averaged over outcomes": (kl_divergence, lambda p, q, base=2: kl_divergence(p, q, base) / p.size),
    "a little added inside the logarithm": (mutual_information, _regularised),
    "never above what one bit can be": (
        mutual_information,
        lambda joint, base=2: min(mutual_information(joint, base), joint.dtype.type(0.1)),
    ),
    "the last variable ignored": (
        conditional_mutual_information,
        lambda joint, base=2: mutual_information(joint.sum(2), base),
    ),
    "the first variable known": (
        conditional_mutual_information,
        lambda joint, base=2: conditional_mutual_information(np.moveaxis(joint, 0, 2), base),
    ),
    "outcomes that were not seen count": (
        miller_madow,
        lambda counts, base=2: (counts.size - 1) / (2 * math.log(base) * counts.sum()),
    ),
}

_terms, _cells, _cubes = (s, 0, S - 1), ((x, 0, X - 1), (y, 0, Y - 1)), ((x, 0, X - 1), (y, 0, Y - 1), (z, 0, Z - 1))

_col = col[y]
_seen = Sum(Piecewise((1, counts[s] > 0), (0, True)), _terms)
_observed = Sum(counts[s], _terms)

STATEMENTS = {
    "no sign": entropy.restated(Eq(H, Sum(PLog(p[s], p[s], base), _terms))),
    "always zero": entropy.restated(Eq(H, 0 * Sum(p[s], _terms))),
    "the last outcome left out": entropy.restated(Eq(H, -Sum(PLog(p[s], p[s], base), (s, 0, S - 2)))),
    "bits whatever the base": entropy.restated(Eq(H, -Sum(PLog(p[s], p[s], 2), _terms))),
    "twice as much": entropy.restated(Eq(H, -2 * Sum(PLog(p[s], p[s], base), _terms))),
    "of the squares": entropy.restated(Eq(H, -Sum(PLog(p[s] ** 2, p[s], base), _terms))),
    "not weighed": entropy.restated(Eq(H, -Sum(PLog(1, p[s], base), _terms) / S)),
    "the logarithm of the number of outcomes": entropy.restated(Eq(H, Sum(PLog(p[s], S, base), _terms))),
    "collision entropy": entropy.restated(Eq(H, -PLog(1, Sum(p[s] ** 2, _terms), base))),
    "Tsallis entropy": entropy.restated(Eq(H, 1 - Sum(p[s] ** 2, _terms))),
    "the joint entropy": conditional_entropy.restated(Eq(H, -Sum(PLog(joint[x, y], joint[x, y], base), *_cells))),
    "the entropy of what is known": conditional_entropy.restated(Eq(H, -Sum(PLog(joint[x, y], row[x], base), *_cells))),
    "a conditional not weighed": conditional_entropy.restated(
        Eq(H, -Sum(PLog(joint[x, y] / row[x], joint[x, y] / row[x], base), *_cells))
    ),
    "bits of what is left, whatever the base": conditional_entropy.restated(
        Eq(H, -Sum(PLog(joint[x, y], joint[x, y] / row[x], 2), *_cells))
    ),
    "the other way round": kl_divergence.restated(Eq(D, Sum(PLog(q[s], 1 / ratio[s], base), _terms))),
    "upside down": kl_divergence.restated(Eq(D, Sum(PLog(p[s], 1 / ratio[s], base), _terms))),
    "finite off the support": kl_divergence.restated(
        kl_divergence.statement, where=[Eq(ratio[s], Piecewise((p[s] / q[s], Ne(q[s], 0)), (1, True)))]
    ),
    "weighed by q": kl_divergence.restated(Eq(D, Sum(PLog(q[s], ratio[s], base), _terms))),
    "half as much": kl_divergence.restated(Eq(D, Rational(1, 2) * Sum(PLog(p[s], ratio[s], base), _terms))),
    "symmetrised": kl_divergence.restated(Eq(D, Sum(PLog(p[s], ratio[s], base) - PLog(q[s], ratio[s], base), _terms))),
    "the first marginal only": mutual_information.restated(
        Eq(I, Sum(PLog(joint[x, y], joint[x, y] / row[x], base), *_cells))
    ),
    "the first marginal twice": mutual_information.restated(
        Eq(I, Sum(PLog(joint[x, y], joint[x, y] / row[x] ** 2, base), *_cells))
    ),
    "no joint table in the logarithm": mutual_information.restated(
        Eq(I, -Sum(PLog(joint[x, y], row[x] * _col, base), *_cells))
    ),
    "one row less": mutual_information.restated(
        Eq(I, Sum(PLog(joint[x, y], joint[x, y] / (row[x] * _col), base), (x, 0, X - 2), (y, 0, Y - 1)))
    ),
    "weighed by independence": mutual_information.restated(
        Eq(I, Sum(PLog(row[x] * _col, joint[x, y] / (row[x] * _col), base), *_cells))
    ),
    "the last variable forgotten": conditional_mutual_information.restated(
        Eq(I, Sum(PLog(joint[x, y, z], joint[x, y, z] / (xz[x, z] * yz[y, z]), base), *_cubes))
    ),
    "the last variable squared": conditional_mutual_information.restated(
        Eq(I, Sum(PLog(joint[x, y, z], last[z] ** 2 * joint[x, y, z] / (xz[x, z] * yz[y, z]), base), *_cubes))
    ),
    "one marginal only": conditional_mutual_information.restated(
        Eq(I, Sum(PLog(joint[x, y, z], joint[x, y, z] / xz[x, z], base), *_cubes))
    ),
    "weighed by the last variable": conditional_mutual_information.restated(
        Eq(I, Sum(PLog(last[z] * joint[x, y, z], last[z] * joint[x, y, z] / (xz[x, z] * yz[y, z]), base), *_cubes))
    ),
    "unseen outcomes count": miller_madow.restated(Eq(bias, (S - 1) / (2 * log(base) * _observed))),
    "every outcome counts": miller_madow.restated(Eq(bias, _seen / (2 * log(base) * _observed))),
    "not halved": miller_madow.restated(Eq(bias, (_seen - 1) / (log(base) * _observed))),
    "nats whatever the base": miller_madow.restated(Eq(bias, (_seen - 1) / (2 * _observed))),
    "one observation less": miller_madow.restated(Eq(bias, (_seen - 1) / (2 * log(base) * (_observed + 1)))),
}
