"""Wrong fast forms and wrong statements of the kernels: a tap, a sign or a scale."""

import numpy as np
from sympy import Abs, And, Eq, Piecewise, Rational, Sum, binomial

from mathcnn.kernels import gaussian, laplacian, moments, sharpen, sobel_x, sobel_y, total
from mathcnn.kernels.letters import K, M, S, a, b
from mathcnn.kernels.moments import k, l, p, q


def _changed(kernel, at, by):
    def wrong():
        taps = kernel()
        taps[at] += by
        return taps

    return wrong


FAST = {
    "a corner forgotten": (laplacian, _changed(laplacian, (0, 0), 1)),
    "four in the middle": (laplacian, _changed(laplacian, (1, 1), -4)),
    "not normalised": (gaussian, lambda: 16 * gaussian()),
    "a flat mean": (gaussian, lambda: np.full((3, 3), 1 / 9)),
    "Prewitt": (sobel_x, lambda: np.array([[-1, 0, 1]] * 3)),
    "turned": (sobel_x, lambda: sobel_x()[::-1, ::-1]),
    "x for y": (sobel_y, lambda: sobel_x()),
    "Scharr": (sobel_y, lambda: np.outer([-1, 0, 1], [3, 10, 3])),
    "with the corners": (sharpen, lambda: np.array([[-1, -1, -1], [-1, 9, -1], [-1, -1, -1]])),
    "a blur": (sharpen, lambda: gaussian()),
    "the mean of the taps": (total, lambda K: K.mean()),
    "absolute taps": (total, lambda K: abs(K).sum()),
    "offsets from the corner": (
        moments,
        lambda K, order: np.tensordot(
            [
                [np.multiply.outer(np.arange(K.shape[0]) ** p, np.arange(K.shape[1]) ** q) for q in range(order + 1)]
                for p in range(order + 1)
            ],
            K,
            2,
        ),
    ),
    "x and y swapped": (moments, lambda K, order: moments(K, order).T),
    "central moments": (moments, lambda K, order: moments(K - K.mean(), order)),
}

CENTRE = And(Eq(a, 0), Eq(b, 0))
CROSS = Eq(Abs(a) + Abs(b), 1)

STATEMENTS = {
    "laplacian: the other sign": laplacian.restated(Eq(K[a, b], Piecewise((-8, CENTRE), (1, True)))),
    "laplacian: five points": laplacian.restated(Eq(K[a, b], Piecewise((4, CENTRE), (-1, CROSS), (0, True)))),
    "laplacian: nine in the middle": laplacian.restated(Eq(K[a, b], Piecewise((9, CENTRE), (-1, True)))),
    "laplacian: two corners": laplacian.restated(
        Eq(K[a, b], Piecewise((8, CENTRE), (-2, Eq(a, b)), (0, Eq(a, -b)), (-1, True)))
    ),
    "laplacian: diagonals only": laplacian.restated(
        Eq(K[a, b], Piecewise((12, CENTRE), (-3, Eq(Abs(a * b), 1)), (0, True)))
    ),
    "gaussian: divided by 9": gaussian.restated(Eq(K[a, b], binomial(2, a + 1) * binomial(2, b + 1) / 9)),
    "gaussian: a flat mean": gaussian.restated(Eq(K[a, b], Rational(1, 9))),
    "gaussian: off the centre": gaussian.restated(Eq(K[a, b], binomial(2, a + 2) * binomial(2, b + 1) / 8)),
    "gaussian: along one axis": gaussian.restated(
        Eq(K[a, b], binomial(2, a + 1) * Piecewise((1, Eq(b, 0)), (0, True)) / 4)
    ),
    "sobel x: turned": sobel_x.restated(Eq(K[a, b], -b * binomial(2, a + 1))),
    "sobel x: y": sobel_x.restated(Eq(K[a, b], a * binomial(2, b + 1))),
    "sobel x: Prewitt": sobel_x.restated(Eq(K[a, b], b)),
    "sobel x: an eighth": sobel_x.restated(Eq(K[a, b], b * binomial(2, a + 1) / 8)),
    "sobel x: a cross": sobel_x.restated(Eq(K[a, b], Piecewise((4 * b, Eq(a, 0)), (0, True)))),
    "sobel y: turned": sobel_y.restated(Eq(K[a, b], -a * binomial(2, b + 1))),
    "sobel y: x": sobel_y.restated(Eq(K[a, b], b * binomial(2, a + 1))),
    "sobel y: a mixed derivative": sobel_y.restated(Eq(K[a, b], a * b)),
    "sharpen: eight neighbours": sharpen.restated(Eq(K[a, b], Piecewise((9, CENTRE), (-1, True)))),
    "sharpen: darker": sharpen.restated(Eq(K[a, b], Piecewise((4, CENTRE), (-1, CROSS), (0, True)))),
    "sharpen: twice as much": sharpen.restated(Eq(K[a, b], Piecewise((9, CENTRE), (-2, CROSS), (0, True)))),
    "sharpen: the corners": sharpen.restated(Eq(K[a, b], Piecewise((5, CENTRE), (-1, Eq(Abs(a * b), 1)), (0, True)))),
    "total: absolute taps": total.restated(Eq(S, Sum(Abs(K[a, b]), (a, -k, k), (b, -l, l)))),
    "total: one row": total.restated(Eq(S, Sum(K[0, b], (b, -l, l)))),
    "total: last row missing": total.restated(Eq(S, Sum(K[a, b], (a, -k, k - 1), (b, -l, l)))),
    "total: squares": total.restated(Eq(S, Sum(K[a, b] ** 2, (a, -k, k), (b, -l, l)))),
    "moments: x and y swapped": moments.restated(Eq(M[p, q], Sum(a**q * b**p * K[a, b], (a, -k, k), (b, -l, l)))),
    "moments: of the kernel turned": moments.restated(
        Eq(M[p, q], Sum(a**p * b**q * K[-a, -b], (a, -k, k), (b, -l, l)))
    ),
    "moments: absolute offsets": moments.restated(
        Eq(M[p, q], Sum(Abs(a) ** p * Abs(b) ** q * K[a, b], (a, -k, k), (b, -l, l)))
    ),
    "moments: offsets from the corner": moments.restated(
        Eq(M[p, q], Sum((a + k) ** p * (b + l) ** q * K[a, b], (a, -k, k), (b, -l, l)))
    ),
    "moments: twice": moments.restated(Eq(M[p, q], 2 * Sum(a**p * b**q * K[a, b], (a, -k, k), (b, -l, l)))),
}
