"""Wrong fast forms and wrong statements of the dense layer and its special cases."""

import numpy as np
from sympy import Eq, Mod, Sum

from mathcnn.language.statement import Single
from mathcnn.perceptron import centred, dense, local, reindex, reindex_inverse, shift_invariant
from mathcnn.perceptron.letters import H, W, a, b, h, i, j, k, l, r, s, u, v, w, x


def _rounded(f):
    return lambda x, *more, **kw: f(x.astype("f2").astype(x.dtype), *more, **kw)


def _wrapped_along_rows(x, v, u, border="zero"):
    columns = v.shape[1] // 2 if border == "circular" else 0
    return local(np.pad(x, ((0, 0), (columns, columns)), "wrap"), v, u)[:, columns : columns + x.shape[1]]


def _last_tap_dropped(x, v, u, border="zero"):
    v = v.copy()
    v[-1, -1] = 0
    return local(x, v, u, border=border)


FAST = {
    "weights the wrong way round": (dense, lambda x, w, u: dense(x, w.transpose(2, 3, 0, 1), u)),
    "image transposed": (dense, lambda x, w, u: dense(x[::-1], w, u)),
    "constants forgotten": (dense, lambda x, w, u: dense(x, w, 0 * u)),
    "image rounded to half": (dense, _rounded(dense)),
    "offsets one row too low": (reindex, lambda w: np.roll(reindex(w), 1, 2)),
    "offsets wrap around": (reindex, lambda w: np.tile(w, (1, 1, 2, 2))[:, :, :-1, :-1]),
    "offsets with the other sign": (reindex_inverse, lambda v: reindex_inverse(v[:, :, ::-1, ::-1])),
    "weights of one pixel for all": (centred, lambda x, v, u: centred(x, np.broadcast_to(v[:1, :1], v.shape), u)),
    "outside is the edge": (
        shift_invariant,
        lambda x, v, u, border="zero": shift_invariant(x, v, u, border="circular"),
    ),
    "kernel turned": (
        shift_invariant,
        lambda x, v, u, border="zero": shift_invariant(x, v[::-1, ::-1], u, border=border),
    ),
    "circular only along rows": (local, _wrapped_along_rows),
    "last tap dropped": (local, _last_tap_dropped),
    "kernel upside down": (local, lambda x, v, u, border="zero": local(x, v[::-1], u, border=border)),
    "constant added to the first row only": (
        local,
        lambda x, v, u, border="zero": local(x, v, 0 * u, border=border) + u * np.eye(len(x))[:, :1],
    ),
}


def _dense(constant=u[i, j], weight=w[i, j, k, l], pixel=x[k, l], rows=(k, 0, H - 1), columns=(l, 0, W - 1)):
    return dense.restated(Eq(h[i, j], constant + Sum(weight * pixel, rows, columns)))


def _centred(weight=v[i, j, a, b], pixel=x[i + a, j + b], rows=(a, 1 - H, H - 1), constant=u[i, j]):
    return centred.restated(Eq(h[i, j], constant + Sum(weight * pixel, rows, (b, 1 - W, W - 1))))


def _shared(of, rows, columns, weight=v[a, b], pixel=x[r, s], constant=Single(u), factor=1):
    return of.restated(Eq(h[i, j], constant + factor * Sum(weight * pixel, rows, columns)))


def _shift_invariant(rows=(a, 1 - H, H - 1), columns=(b, 1 - W, W - 1), **parts):
    return _shared(shift_invariant, rows, columns, **parts)


def _local(rows=(a, -k, k), columns=(b, -l, l), **parts):
    return _shared(local, rows, columns, **parts)


STATEMENTS = {
    "dense: without constants": _dense(constant=0),
    "dense: constants twice": _dense(constant=2 * u[i, j]),
    "dense: weights the other way": _dense(weight=w[k, l, i, j]),
    "dense: first row missing": _dense(rows=(k, 1, H - 1)),
    "dense: last column missing": _dense(columns=(l, 0, W - 2)),
    "dense: constants of one row": _dense(constant=u[0, j]),
    "dense: always zero": dense.restated(Eq(h[i, j], 0 * x[i, j] + 0 * u[i, j])),
    "reindex: the other sign": reindex.restated(Eq(v[i, j, a, b], w[i, j, i - a, j - b])),
    "reindex: wraps around": reindex.restated(Eq(v[i, j, a, b], w[i, j, Mod(i + a, H), Mod(j + b, W)])),
    "reindex: seen from the other pixel": reindex.restated(Eq(v[i, j, a, b], w[i + a, j + b, i, j])),
    "reindex: twice": reindex.restated(Eq(v[i, j, a, b], 2 * w[i, j, i + a, j + b])),
    "reindex: offset by one": reindex.restated(Eq(v[i, j, a, b], w[i, j, i + a - 1, j + b])),
    "inverse: the other sign": reindex_inverse.restated(Eq(w[i, j, k, l], v[i, j, i - k, j - l])),
    "inverse: rows and columns mixed": reindex_inverse.restated(Eq(w[i, j, k, l], v[i, j, k - i, l - i])),
    "inverse: half": reindex_inverse.restated(Eq(w[i, j, k, l], v[i, j, k - i, l - j] / 2)),
    "centred: without constants": _centred(constant=0),
    "centred: the other sign": _centred(pixel=x[i - a, j - b]),
    "centred: no rows above": _centred(rows=(a, 0, H - 1)),
    "centred: weights of the first pixel": _centred(weight=v[0, 0, a, b]),
    "centred: wraps around": _centred(pixel=x[Mod(i + a, H), j + b]),
    "shift invariant: kernel turned": _shift_invariant(weight=v[-a, -b]),
    "shift invariant: last offset missing": _shift_invariant(rows=(a, 1 - H, H - 2)),
    "shift invariant: constant twice": _shift_invariant(constant=2 * Single(u)),
    "shift invariant: border ignored": _shift_invariant(pixel=x[i + a, j + b]),
    "shift invariant: always circular": _shift_invariant(pixel=x[Mod(i + a, H), Mod(j + b, W)]),
    "shift invariant: off by one column": _shift_invariant(pixel=x[r, s + 1]),
    "local: kernel turned": _local(weight=v[-a, -b]),
    "local: without the middle": _local(rows=(a, 1, k)),
    "local: last column missing": _local(columns=(b, -l, l - 1)),
    "local: a mean": _local(factor=1 / (2 * k + 1)),
    "local: constant forgotten": _local(constant=0),
    "local: border ignored": _local(pixel=x[i + a, j + b]),
    "local: rows wrap at the width": _local(pixel=x[Mod(i + a, W), s]),
}
