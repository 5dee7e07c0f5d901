"""SciPy: scipy.signal, scipy.fft, scipy.special, scipy.stats and scipy.linalg."""

from __future__ import annotations

import numpy as np
import scipy
import scipy.fft
import scipy.linalg
import scipy.signal
import scipy.special
import scipy.stats

from ..aliases import Function
from ..aliases import LibraryArray as Array
from ..recording import Library, numpy_text

DTYPES = ("float64", "float32")
VERSIONS = {"scipy": scipy.__version__, "numpy": np.__version__}
IMPORTS = ["import numpy as np", "import scipy"]
fft, linalg, signal, special, stats = (
    Library(getattr(scipy, name), f"scipy.{name}") for name in ("fft", "linalg", "signal", "special", "stats")
)
arrays = Library(np, "np")
lifted, lowered, as_python = np.asarray, np.asarray, numpy_text


def image(I: Array, K: Array, mode: str) -> Array:
    return signal.convolve(I, K, mode=mode, method="direct")


def cross_correlation(I: Array, K: Array, mode: str) -> Array:
    return signal.correlate(I, K, mode=mode, method="direct")


def entropy(p: Array, base: float) -> Array:
    return stats.entropy(arrays.ravel(p), base=base)


def kl_divergence(p: Array, q: Array, base: float) -> Array:
    return stats.entropy(arrays.ravel(p), arrays.ravel(q), base=base)


FORMULAS: dict[str, Function] = {
    "convolution.discrete": lambda f, g: signal.convolve(f, g, method="direct"),
    "convolution.image": image,
    "convolution.cross_correlation": cross_correlation,
    "convolution.dft": lambda f: fft.fft(f),
    "convolution.toeplitz": lambda g, M: linalg.convolution_matrix(g, M),
    "activation.sigmoid": lambda x: special.expit(x),
    "activation.softmax": lambda x, axis: special.softmax(x, axis=axis),
    "activation.log_softmax": lambda x, axis: special.log_softmax(x, axis=axis),
    "information.entropy": entropy,
    "information.kl_divergence": kl_divergence,
    "fitting.least_squares_slope": lambda x, y: stats.linregress(x, y).slope,
    "fitting.least_squares_intercept": lambda x, y: stats.linregress(x, y).intercept,
}
