"""Section III: cross-correlation, and five kernels."""

from __future__ import annotations

import functools
import itertools
from typing import Any

import numpy as np
import sympy as sp
from sympy import Eq, symbols

from .. import kernels
from ..convolution import cross_correlation, discrete, flip, image
from ..data import portrait
from ..layers import conv
from .propositions import Every, Lawful, Measured
from .statements import Corrected, Statement, Under

x, y = symbols("x y", real=True)
wx, wy = symbols("w_x w_y", real=True)
K = symbols("K")

# ---------------------------------------------------------------- which of the two frameworks compute

FRAMEWORKS = ("torch", "jax", "onnxruntime", "onnx-reference")
PIXELS, TAPS = np.array([[1.0, 2.0, 4.0], [8.0, 16.0, 32.0]]), np.array([[1.0, 3.0], [9.0, 27.0]])


def what_it_computes(y: Any) -> str:
    """Which of the two a result of PIXELS and TAPS is."""
    for name, product in (("cross-correlation", cross_correlation), ("convolution", image)):
        if np.array_equal(np.asarray(y, float).squeeze(), product(PIXELS, TAPS, mode="valid").squeeze()):
            return name
    return "neither"


@functools.cache
def by_frameworks() -> dict[str, str]:
    """What the convolution layer of each framework computes, of those that are installed."""
    from ..conformance.target import NoTarget, target
    from ..evidence.checks import NotOffered

    found = {}
    arrays = [v[None, None].astype("float32") for v in (PIXELS, TAPS)]
    for name in FRAMEWORKS:
        try:
            one = target(name)
            said = what_it_computes(one.subject(conv)(*arrays))
        except (NoTarget, NotOffered):
            continue
        except Exception as error:  # a framework that is installed and breaks down is a finding, too
            said = f"{type(error).__name__}: {error}"
        found[", ".join(f"{k} {v}" for k, v in one.versions.items() if k != "numpy")] = said
    return found


def by_libraries() -> dict[str, str]:
    """The same of NumPy and SciPy, which are always there, and whose functions are called convolve."""
    from scipy import signal

    rows = np.convolve([1, 2, 4], [1, 3], "valid")
    return {
        "numpy.convolve": "convolution"
        if np.array_equal(rows, discrete([1, 2, 4], [1, 3])[1:3])
        else "cross-correlation",
        "scipy.signal.convolve": what_it_computes(signal.convolve(PIXELS, TAPS, mode="valid")),
        "scipy.signal.correlate": what_it_computes(signal.correlate(PIXELS, TAPS, mode="valid")),
    }


def most_frameworks(rng: np.random.Generator) -> tuple[bool, str]:
    found = by_frameworks()
    if not found:
        return (
            True,
            "none of PyTorch, JAX and ONNX is installed (pip install 'mathcnn[torch]' brings one): nothing is known here about frameworks",
        )
    right = sum(what == "cross-correlation" for what in found.values())
    return 2 * right > len(found), f"{right} of {len(found)}: " + "; ".join(
        f"{name}: {what}" for name, what in found.items()
    )


def libraries(rng: np.random.Generator) -> tuple[bool, str]:
    found = by_libraries()
    return all(
        what == ("cross-correlation" if "correlate" in name else "convolution") for name, what in found.items()
    ), "; ".join(f"{name}: {what}" for name, what in found.items())


frameworks = Statement(
    "cross-correlation",
    "III",
    "most deep learning frameworks implement cross-correlation rather than true convolution",
    source="goodfellow2016, section 9.1, eq. 9.6",
    formula=cross_correlation,
    measured=(
        Measured(
            "the convolution layers of the frameworks that are installed, given a kernel that is not symmetric",
            most_frameworks,
        ),
        Measured("what NumPy and SciPy call convolve does turn the kernel", libraries, 3),
        Lawful("convolution.cross_correlation::is_convolution_with_the_kernel_turned"),
    ),
    figure="convolution.turned_kernel",
    note="A claim about software, true of today's, and no theorem. It does no harm there: a kernel that is learned is learned turned.",
)


# ---------------------------------------------------------------- the example


@image.restated(image.statement).law(plain=True)
def is_cross_correlation(conv, I, K):
    """conv(I, K) is the cross-correlation of I with K."""
    return conv(I, K), cross_correlation(I, K)


@image.restated(image.statement).law(plain=True)
def is_cross_correlation_for_symmetric_kernels(conv, I, K):
    """A kernel that a half turn leaves as it is makes no difference between the two."""
    return conv(I, K + flip(K)), cross_correlation(I, K + flip(K))


def out_of_range(rng: np.random.Generator) -> tuple[bool, str]:
    """The image that the example would show: how large it is, and which values it has."""
    grey = portrait.brightness() / 255
    output = image(grey, kernels.laplacian().astype(float))
    outside = float(((output < 0) | (output > 1)).mean())
    so = output.shape == tuple(n + 2 for n in grey.shape) and outside > 0
    return so, (
        f"of an image of {grey.shape[0]} × {grey.shape[1]} the result is {output.shape[0]} × {output.shape[1]}, from {output.min():.2f} to "
        f"{output.max():.2f}; {outside:.0%} of its values are no grey between 0 and 1"
    )


example = Statement(
    "example",
    "III",
    "“Example with cross-correlation”: conv(float_array, conv_mat) in Julia's DSP, shown as the edge image",
    source="oppenheim2010, section 2.3; gonzalez2018, section 3.6",
    formula=is_cross_correlation,
    printed=(Lawful(is_cross_correlation),),
    under=Under(
        "the kernel is the same after a half turn, as the Laplacian of the example is",
        (Lawful(is_cross_correlation_for_symmetric_kernels), Lawful("kernels.laplacian::turning_is_harmless")),
    ),
    corrected=Corrected("DSP's conv is convolution: it turns the kernel, and keeps all of the result", formula=image),
    beside=(
        Every(
            "with the Sobel kernel the same two lines would have shown the negative",
            [{"K": kernels.sobel_x()}],
            lambda K: (image(np.eye(3), K), -cross_correlation(np.eye(3), K)),
        ),
        Measured("what is shown is larger than the image, and mostly no grey", out_of_range),
    ),
)


# ---------------------------------------------------------------- kernels on polynomials and waves


def printed_kernel(rows: Any) -> np.ndarray:
    return np.array([[sp.Rational(v) for v in row] for row in rows], object)


def applied(kernel: np.ndarray, f: sp.Expr) -> sp.Expr:
    """The cross-correlation of a kernel with an image f(x, y): the taps times f at the neighbours, y downwards."""
    k, l = (n // 2 for n in kernel.shape)
    return sp.expand(
        sum(tap * f.subs({x: x + b - l, y: y + a - k}, simultaneous=True) for (a, b), tap in np.ndenumerate(kernel))
    )


def cubic() -> sp.Expr:
    """Every polynomial of degree 3, by its letters."""
    return sp.Add(*(symbols(f"c_{p}{q}") * x**p * y**q for p, q in itertools.product(range(4), repeat=2) if p + q <= 3))


def flat(f: sp.Expr) -> sp.Expr:
    return sp.diff(f, x, 2) + sp.diff(f, y, 2)


def estimates(kernel: np.ndarray, what: Any, says: str) -> Every:
    """On every polynomial of degree 3 a kernel is a differential operator."""
    return Every(
        says, [{"f": x**2}, {"f": x}, {"f": y}, {"f": cubic()}], lambda f: (applied(kernel, f), sp.expand(what(f)))
    )


def gain(kernel: np.ndarray) -> sp.Expr:
    """What the kernel multiplies a wave of frequencies (wx, wy) by."""
    return sp.expand(
        sum(
            tap * (sp.cos((a - 1) * wy + (b - 1) * wx) + sp.I * sp.sin((a - 1) * wy + (b - 1) * wx))
            for (a, b), tap in np.ndenumerate(kernel)
        ),
        trig=True,
    )


FREQUENCIES = [k * sp.pi / 4 for k in range(5)]  # from a constant to the fastest wave that pixels hold


def gains(kernel: np.ndarray) -> list[dict[str, Any]]:
    """Pairs of frequencies, the second with one of the two higher."""
    pairs = [((p, q), step) for p, q in itertools.product(FREQUENCIES, repeat=2) for step in ((1, 0), (0, 1))]
    near = [((p, q), (p + sp.pi / 4 * a, q + sp.pi / 4 * b)) for (p, q), (a, b) in pairs]
    return [{"low": low, "high": high} for low, high in near if max(high) <= sp.pi]


def size_at(kernel: np.ndarray, at: tuple[Any, Any]) -> sp.Expr:
    return sp.Abs(sp.simplify(gain(kernel).subs({wx: at[0], wy: at[1]})))


def along_the_diagonal(kernel: np.ndarray) -> list[float]:
    """What becomes of waves that run as fast along x as along y, from a constant to the fastest."""
    return [float(sp.Abs(gain(kernel).subs({wx: sp.pi * k / 32, wy: sp.pi * k / 32})).evalf()) for k in range(33)]


EDGE_ACROSS = np.array([[0, 0, 0], [1, 1, 1], [1, 1, 1]])  # dark above, light below: the edge lies horizontally
EDGE_DOWN = EDGE_ACROSS.T


def answers(kernel: np.ndarray, picture: np.ndarray) -> Any:
    """The largest size of a kernel's result inside a picture."""
    return max(abs(v) for v in cross_correlation(picture, kernel, mode="valid").ravel())


# ---------------------------------------------------------------- the kernels of the document

LAPLACIAN = printed_kernel([[-1, -1, -1], [-1, 8, -1], [-1, -1, -1]])
GAUSSIAN = printed_kernel([["1/16", "2/16", "1/16"], ["2/16", "4/16", "2/16"], ["1/16", "2/16", "1/16"]])
SOBEL_X = printed_kernel([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])
SOBEL_Y = printed_kernel([[-1, -2, -1], [0, 0, 0], [1, 2, 1]])
SHARPEN = printed_kernel([[0, -1, 0], [-1, 5, -1], [0, -1, 0]])


def as_matrix(kernel: np.ndarray) -> sp.Basic:
    return Eq(K, sp.ImmutableMatrix(kernel.tolist()), evaluate=False)


def laplacian_of(kernel: np.ndarray) -> Statement:
    return Statement(
        "laplacian",
        "III",
        "[-1 -1 -1; -1 8 -1; -1 -1 -1] is the edge-detection (Laplacian) kernel",
        source="gonzalez2018, section 3.6; szeliski2022, section 3.2.3",
        formula=as_matrix(kernel),
        conventions={
            "“a Laplacian” up to a factor: it is -3 times the Laplacian": (
                estimates(kernel, lambda f: -3 * flat(f), "K ⋆ f = -3 (f_xx + f_yy)"),
            ),
            "“the Laplacian” itself": (estimates(kernel, flat, "K ⋆ f = f_xx + f_yy"),),
        },
        corrected=Corrected(
            "it is -3 h² times the Laplacian, up to h⁴: 0 where brightness is even or rises evenly, and so an answer to edges",
            (
                estimates(kernel, lambda f: -3 * flat(f), "K ⋆ f = -3 (f_xx + f_yy)"),
                Lawful("kernels.laplacian::is_three_laplacians"),
            ),
        ),
        beside=(Lawful("kernels.laplacian::annihilates_planes"),),
    )


def gaussian_of(kernel: np.ndarray) -> Statement:
    return Statement(
        "gaussian",
        "III",
        "[1 2 1; 2 4 2; 1 2 1] / 16 smooths (Gaussian blur)",
        source="szeliski2022, section 3.2.1",
        formula=as_matrix(kernel),
        printed=(
            Every(
                "it is a Gaussian, of variance 1/(2 ln 2), at the nine pixels: 4/16 · 2^-(a² + b²)",
                [{"a": a, "b": b} for a, b in itertools.product((-1, 0, 1), repeat=2)],
                lambda a, b: (kernel[a + 1, b + 1], sp.Rational(1, 4) * sp.Rational(1, 2) ** (a * a + b * b)),
                whole=True,
            ),
            Every("it keeps brightness: its taps sum to 1", [{}], lambda: (kernel.sum(), 1), whole=True),
            Every(
                "it multiplies waves by cos²(w_x/2) cos²(w_y/2): none is made larger, the fastest are erased",
                [{"w": (wx, wy)}],
                lambda w: (gain(kernel), sp.expand((1 + sp.cos(wx)) * (1 + sp.cos(wy)) / 4, trig=True)),
            ),
            Every(
                "the faster the wave, the less is left of it",
                gains(kernel),
                lambda low, high: (size_at(kernel, high), size_at(kernel, low)),
                "<=",
            ),
        ),
        beside=(
            Lawful("kernels.gaussian::blurs_by_the_heat_equation"),
            Lawful("kernels.gaussian::gaussian_is_separable"),
        ),
        curves=lambda: {"of a wave is left": along_the_diagonal(kernel)},
        figure="kernels.photograph",
    )


def sobel_of(kernel: np.ndarray, axis: str) -> Statement:
    along, other = (x, EDGE_DOWN), (y, EDGE_ACROSS)
    if axis == "y":
        along, other = other, along
    word = "horizontal" if axis == "x" else "vertical"
    change, edge = ("from left to right", "upright") if axis == "x" else ("from above to below", "level")
    rows = "[-1 0 1; -2 0 2; -1 0 1]" if axis == "x" else "[-1 -2 -1; 0 0 0; 1 2 1]"
    return Statement(
        f"sobel-{axis}",
        "III",
        f"{rows} is “edge detection ({word})”",
        source="gonzalez2018, section 3.6; scikit-image, skimage.filters.sobel_h, for the other name",
        formula=as_matrix(kernel),
        conventions={
            f"“{word}” is the direction in which brightness changes: an estimate of the derivative {change}": (
                Every(
                    f"K ⋆ f = 8 f_{axis}, on every polynomial of degree 2",
                    [{"f": along[0]}, {"f": other[0]}, {"f": square()}],
                    lambda f: (applied(kernel, f), sp.expand(8 * sp.diff(f, along[0]))),
                ),
            ),
            f"“{word}” is how the edge itself lies": (
                Every(
                    "it answers such an edge no less than the other",
                    [{"edge": other[1]}],
                    lambda edge: (answers(kernel, edge), answers(kernel, edge.T)),
                    ">=",
                ),
            ),
        },
        corrected=Corrected(
            f"it finds {edge} edges: 8 h times the derivative {change}, averaged along the edge",
            (
                Every(
                    "it answers these, and not the others",
                    [{"pictures": "both"}],
                    lambda pictures: ([answers(kernel, along[1]), answers(kernel, other[1])], [4, 0]),
                    whole=True,
                ),
                Lawful(f"kernels.sobel_{axis}::{'estimates_f_x' if axis == 'x' else 'estimates_f_y'}"),
            ),
        ),
        figure="document.which_edges" if axis == "x" else "",
    )


def square() -> sp.Expr:
    """Every polynomial of degree 2, by its letters."""
    return sp.Add(*(symbols(f"c_{p}{q}") * x**p * y**q for p, q in itertools.product(range(3), repeat=2) if p + q <= 2))


def sharpen_of(kernel: np.ndarray) -> Statement:
    return Statement(
        "sharpen",
        "III",
        "[0 -1 0; -1 5 -1; 0 -1 0] sharpens",
        source="gonzalez2018, section 3.6",
        formula=as_matrix(kernel),
        printed=(
            estimates(kernel, lambda f: f - flat(f), "it is the image less its Laplacian: K ⋆ f = f - (f_xx + f_yy)"),
            Every(
                "it multiplies waves by 5 - 2 cos w_x - 2 cos w_y, at least 1 and up to 9",
                [{"w": (wx, wy)}],
                lambda w: (gain(kernel), sp.expand(5 - 2 * sp.cos(wx) - 2 * sp.cos(wy), trig=True)),
            ),
            Every(
                "the faster the wave, the more is made of it",
                gains(kernel),
                lambda low, high: (size_at(kernel, high), size_at(kernel, low)),
                ">=",
            ),
            Every(
                "edges overshoot",
                [{"step": [0, 0, 0, 1, 1, 1]}],
                lambda step: (cross_correlation(np.array([step] * 3), kernel, mode="valid").ravel(), [0, -1, 2, 1]),
                whole=True,
            ),
        ),
        curves=lambda: {"of a wave is made": along_the_diagonal(kernel)},
        note="What was noise is sharpened, too: the fastest wave becomes nine times as large.",
    )


STATEMENTS = (
    frameworks,
    example,
    laplacian_of(LAPLACIAN),
    gaussian_of(GAUSSIAN),
    sobel_of(SOBEL_X, "x"),
    sobel_of(SOBEL_Y, "y"),
    sharpen_of(SHARPEN),
)
