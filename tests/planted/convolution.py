"""Wrong fast forms and wrong statements of the convolutions."""

import numpy as np
from sympy import Eq, Integral, Lambda, Mod, Piecewise, Sum, oo

from mathcnn.convolution import (
    circular,
    continuous,
    cross_correlation,
    delta,
    dft,
    difference,
    discrete,
    flip,
    image,
    shift,
    toeplitz,
    two_sided,
)
from mathcnn.convolution.continuous import convolved
from mathcnn.convolution.curves import f as F
from mathcnn.convolution.curves import g as G
from mathcnn.convolution.curves import t, x
from mathcnn.convolution.image import before, start
from mathcnn.convolution.letters import A, H, I, K, L, M, N, T, a, f, g, i, k, m, n, s, y
from mathcnn.language.statement import Root


def _fft(f, g):
    size = len(f) + len(g) - 1
    return np.fft.irfft(np.fft.rfft(f, size) * np.fft.rfft(g, size), size)


def _cut_at_the_longer(I, K, mode="full"):
    """numpy#6316: "same" as large as the longer of the two."""
    if mode != "same" or I.ndim > 1:
        return image(I, K, mode)
    return np.convolve(I, K, "same")


def _last_entry_lost(f, g):
    y = discrete(f, g)
    y[-1] = 0
    return y


def _writes_into_its_input(f):
    f[1:] -= f[:-1].copy()
    return np.append(f, 0)


def _starts_one_late(I, K, mode="full"):
    full = image(I, K)
    if mode != "same":
        return image(I, K, mode)
    return full[tuple(slice(c // 2, c // 2 + h) for h, c in zip(I.shape, K.shape, strict=True))]


def _without_break_points(f, g, x):
    from scipy.integrate import quad

    return quad(lambda t: f(t) * g(x - t), -10, 10, limit=3, full_output=1)[0]


def _as_printed_in_the_document(f, g, x):
    return continuous(f, Lambda(t, g(-t)), x)


FAST = {
    "by FFT": (discrete, _fft),
    "last entry lost": (discrete, _last_entry_lost),
    "kernel not turned": (discrete, lambda f, g: np.correlate(np.pad(f, len(g) - 1), g, "valid")),
    "as long as the longer": (discrete, lambda f, g: np.convolve(f, g, "same")),
    "in whole numbers of 16 bits": (discrete, lambda f, g: np.convolve(f.astype("i2"), g.astype("i2")).astype(f.dtype)),
    "impulse one too early": (delta, lambda k: np.eye(1, k + 1, max(0, k - 1), dtype=int)[0]),
    "delay around the end": (shift, lambda f, k: np.roll(np.append(f, np.zeros(k, f.dtype)), k + (k > 1))),
    "difference without the return to zero": (
        difference,
        lambda f: np.append(np.diff(f, prepend=0), 0).astype(f.dtype),
    ),
    "writes into its input": (difference, _writes_into_its_input),
    "square matrix": (toeplitz, lambda g, M: toeplitz(g, M)[:M]),
    "matrix the wrong way": (toeplitz, lambda g, M: toeplitz(g[::-1], M)),
    "conjugated": (dft, lambda f: np.conj(np.fft.fft(f))),
    "normalised": (dft, lambda f: np.fft.fft(f, norm="ortho")),
    "in half precision": (dft, lambda f: np.fft.fft(f.astype("f2"))),
    "same as large as the longer": (image, _cut_at_the_longer),
    "same one place late": (image, _starts_one_late),
    "kernel not turned on the first axis": (
        image,
        lambda I, K, mode="full": image(I, K[::-1] if K.ndim > 1 else K, mode),
    ),
    "axes of square kernels swapped": (
        image,
        lambda I, K, mode="full": image(I, K.T if len(set(K.shape)) == 1 else K, mode),
    ),
    "correlation by convolution": (cross_correlation, lambda I, K, mode="full": image(I, K, mode)),
    "correlation with arguments swapped": (
        cross_correlation,
        lambda I, K, mode="full": cross_correlation(K, I) if mode == "full" else cross_correlation(I, K, mode),
    ),
    "only one axis turned": (flip, lambda f: f[::-1].copy()),
    "circular by one too many": (circular, lambda f, g: np.roll(circular(f, g), 1, -1)),
    "circular without wrapping": (circular, lambda f, g: image(f, g)[tuple(map(slice, f.shape))]),
    "g(t - x), as the document prints it": (continuous, _as_printed_in_the_document),
    "quadrature blind to jumps": (continuous, _without_break_points),
    "quadrature by a coarse sum": (
        continuous,
        lambda f, g, x: sum(f(t / 8) * g(x - t / 8) for t in range(-80, 80)) / 8,
    ),
    "sum from zero on": (two_sided, lambda f, g, n: sum(f(m) * g(n - m) for m in range(20))),
    "sum cut off at five": (two_sided, lambda f, g, n: sum(f(m) * g(n - m) for m in range(-1, 2))),
}

STATEMENTS = {
    "discrete: always zero": discrete.restated(Eq(y[n], Sum(0 * f[m] * g[n - m] + 0 * f[m], (m, 0, M - 1)))),
    "discrete: kernel not turned": discrete.restated(Eq(y[n], Sum(f[m] * g[m - n + L - 1], (m, 0, M - 1)))),
    "discrete: one place late": discrete.restated(Eq(y[n], Sum(f[m] * g[n - m - 1], (m, 0, M - 1)))),
    "discrete: first term dropped": discrete.restated(Eq(y[n], Sum(f[m] * g[n - m], (m, 1, M - 1)))),
    "discrete: last term dropped": discrete.restated(Eq(y[n], Sum(f[m] * g[n - m], (m, 0, M - 2)))),
    "discrete: twice": discrete.restated(Eq(y[n], 2 * Sum(f[m] * g[n - m], (m, 0, M - 1)))),
    "discrete: alternating signs": discrete.restated(
        Eq(y[n], Sum((1 - 2 * Mod(n, 2)) * f[m] * g[n - m], (m, 0, M - 1)))
    ),
    "discrete: squared": discrete.restated(Eq(y[n], Sum(f[m] ** 2 * g[n - m], (m, 0, M - 1)))),
    "delta: at the start": delta.restated(Eq(y[n], Piecewise((1, Eq(n, 0)), (0, True)))),
    "delta: a step": delta.restated(Eq(y[n], Piecewise((1, n <= k), (0, True)))),
    "shift: one too many": shift.restated(Eq(y[n], f[n - k - 1])),
    "shift: to the left": shift.restated(Eq(y[n], f[n + k])),
    "shift: around the end": shift.restated(Eq(y[n], f[Mod(n - k, N)])),
    "difference: a sum": difference.restated(Eq(y[n], f[n] + f[n - 1])),
    "difference: forward": difference.restated(Eq(y[n], f[n + 1] - f[n])),
    "difference: negative": difference.restated(Eq(y[n], f[n - 1] - f[n])),
    "toeplitz: constant along the other diagonals": toeplitz.restated(Eq(T[n, m], g[n + m])),
    "toeplitz: transposed": toeplitz.restated(Eq(T[n, m], g[m - n])),
    "dft: inverse sign": dft.restated(Eq(y[k], Sum(f[n] * Root(-k * n, N), (n, 0, N - 1)))),
    "dft: off by one": dft.restated(Eq(y[k], Sum(f[n] * Root(k * (n + 1), N), (n, 0, N - 1)))),
    "dft: normalised": dft.restated(Eq(y[k], Sum(f[n] * Root(k * n, N), (n, 0, N - 1)) / N)),
    "dft: another length": dft.restated(Eq(y[k], Sum(f[n] * Root(k * n, N + 1), (n, 0, N - 1)))),
    "image: kernel not turned": image.restated(Eq(y[i], Sum(I[s] * K[A - 1 - (i + start - s)], (s, 0, H - 1)))),
    "image: start ignored": image.restated(Eq(y[i], Sum(I[s] * K[i - s], (s, 0, H - 1)))),
    "image: start added twice": image.restated(Eq(y[i], Sum(I[s] * K[i + 2 * start - s], (s, 0, H - 1)))),
    "image: first row dropped": image.restated(Eq(y[i], Sum(I[s] * K[i + start - s], (s, 1, H - 1)))),
    "image: one place late": image.restated(Eq(y[i], Sum(I[s] * K[i + start - s - 1], (s, 0, H - 1)))),
    "image: around the torus": image.restated(Eq(y[i], Sum(I[s] * K[Mod(i + start - s, A)], (s, 0, H - 1)))),
    "image: centred at the other half": image.restated(
        Eq(y[i], Sum(I[s] * K[i + start - s + Piecewise((1, start > 1), (0, True))], (s, 0, H - 1)))
    ),
    "cross-correlation: kernel turned": cross_correlation.restated(
        Eq(y[i], Sum(I[i + A - 1 - a - before] * K[a], (a, 0, A - 1)))
    ),
    "cross-correlation: offset ignored": cross_correlation.restated(Eq(y[i], Sum(I[i + a] * K[a], (a, 0, A - 1)))),
    "cross-correlation: last tap dropped": cross_correlation.restated(
        Eq(y[i], Sum(I[i + a - before] * K[a], (a, 0, A - 2)))
    ),
    "flip: nothing": flip.restated(Eq(y[i], f[i])),
    "flip: one place off": flip.restated(Eq(y[i], f[Mod(H - i, H)])),
    "circular: correlation": circular.restated(Eq(y[i], Sum(f[s] * g[Mod(s - i, H)], (s, 0, H - 1)))),
    "circular: one place late": circular.restated(Eq(y[i], Sum(f[s] * g[Mod(i - s - 1, H)], (s, 0, H - 1)))),
    "circular: not around the torus": circular.restated(Eq(y[i], Sum(f[s] * g[i - s], (s, 0, H - 1)))),
    "circular: a longer torus": circular.restated(Eq(y[i], Sum(f[s] * g[Mod(i - s, H + 1)], (s, 0, H - 1)))),
    "continuous: g(t - x), as the document prints it": continuous.restated(
        Eq(convolved(x), Integral(F(t) * G(t - x), (t, -oo, oo)))
    ),
    "continuous: g(x + t)": continuous.restated(Eq(convolved(x), Integral(F(t) * G(x + t), (t, -oo, oo)))),
    "continuous: from zero on": continuous.restated(Eq(convolved(x), Integral(F(t) * G(x - t), (t, 0, oo)))),
    "continuous: half": continuous.restated(Eq(convolved(x), Integral(F(t) * G(x - t) / 2, (t, -oo, oo)))),
    "continuous: one unit late": continuous.restated(Eq(convolved(x), Integral(F(t) * G(x - 1 - t), (t, -oo, oo)))),
    "continuous: f twice": continuous.restated(Eq(convolved(x), Integral(F(t) * F(x - t), (t, -oo, oo)))),
    "continuous: g twice as fast": continuous.restated(Eq(convolved(x), Integral(F(t) * G(x - 2 * t), (t, -oo, oo)))),
    "continuous: up to x": continuous.restated(Eq(convolved(x), Integral(F(t) * G(x - t), (t, -oo, x)))),
    "two-sided: kernel not turned": two_sided.restated(Eq(convolved(n), Sum(F(m) * G(n + m), (m, -oo, oo)))),
    "two-sided: from zero on": two_sided.restated(Eq(convolved(n), Sum(F(m) * G(n - m), (m, 0, oo)))),
    "two-sided: one place late": two_sided.restated(Eq(convolved(n), Sum(F(m) * G(n - m - 1), (m, -oo, oo)))),
    "two-sided: twice": two_sided.restated(Eq(convolved(n), Sum(2 * F(m) * G(n - m), (m, -oo, oo)))),
    "two-sided: f squared": two_sided.restated(Eq(convolved(n), Sum(F(m) * F(m) * G(n - m), (m, -oo, oo)))),
}
