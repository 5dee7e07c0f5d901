"""Section III: the five kernels, on polynomials and waves."""

from __future__ import annotations

import itertools
from typing import Any

import numpy as np
import sympy as sp
from sympy import Eq, symbols

from ..convolution import cross_correlation
from .propositions import Every, Lawful
from .statements import Corrected, Statement

x, y = symbols("x y", real=True)
wx, wy = symbols("w_x w_y", real=True)
K = symbols("K")

# ---------------------------------------------------------------- kernels on polynomials and waves


def printed_kernel(rows: Any) -> np.ndarray:
    """A kernel as the document prints it, with exact taps."""
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
    """The Laplacian of a function of x and y."""
    return sp.diff(f, x, 2) + sp.diff(f, y, 2)


def estimates(kernel: np.ndarray, what: Any, says: str) -> Every:
    """On every polynomial of degree 3 a kernel is a differential operator."""
    return Every(
        says, [{"f": x**2}, {"f": x}, {"f": y}, {"f": cubic()}], lambda f: (applied(kernel, f), sp.expand(what(f)))
    )


def gain(kernel: np.ndarray) -> sp.Expr:
    """The factor that the kernel multiplies a wave of frequencies (wx, wy) by."""
    return sp.expand(
        sum(
            tap * (sp.cos((a - 1) * wy + (b - 1) * wx) + sp.I * sp.sin((a - 1) * wy + (b - 1) * wx))
            for (a, b), tap in np.ndenumerate(kernel)
        ),
        trig=True,
    )


FREQUENCIES = [k * sp.pi / 4 for k in range(5)]  # from a constant to the fastest wave that pixels can represent


def gains(kernel: np.ndarray) -> list[dict[str, Any]]:
    """Pairs of frequencies, the second with one of the two higher."""
    pairs = [((p, q), step) for p, q in itertools.product(FREQUENCIES, repeat=2) for step in ((1, 0), (0, 1))]
    near = [((p, q), (p + sp.pi / 4 * a, q + sp.pi / 4 * b)) for (p, q), (a, b) in pairs]
    return [{"low": low, "high": high} for low, high in near if max(high) <= sp.pi]


def size_at(kernel: np.ndarray, at: tuple[Any, Any]) -> sp.Expr:
    """The absolute gain of a kernel at a pair of frequencies."""
    return sp.Abs(sp.simplify(gain(kernel).subs({wx: at[0], wy: at[1]})))


def along_the_diagonal(kernel: np.ndarray) -> list[float]:
    """The gain of waves of equal frequencies along x and y, from a constant to the fastest."""
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
    """A kernel as an equation, for printing."""
    return Eq(K, sp.ImmutableMatrix(kernel.tolist()), evaluate=False)


def laplacian_of(kernel: np.ndarray) -> Statement:
    """The statement about the Laplacian kernel, with these taps."""
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
            "it is -3 h² times the Laplacian, up to h⁴: it is 0 where brightness is constant or changes linearly, and "
            "so it responds to edges",
            (
                estimates(kernel, lambda f: -3 * flat(f), "K ⋆ f = -3 (f_xx + f_yy)"),
                Lawful("kernels.laplacian::is_three_laplacians"),
            ),
        ),
        beside=(Lawful("kernels.laplacian::annihilates_planes"),),
    )


def gaussian_of(kernel: np.ndarray) -> Statement:
    """The statement about the Gaussian kernel, with these taps."""
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
                "it multiplies waves by cos²(w_x/2) cos²(w_y/2): no wave is amplified, and the fastest are removed",
                [{"w": (wx, wy)}],
                lambda w: (gain(kernel), sp.expand((1 + sp.cos(wx)) * (1 + sp.cos(wy)) / 4, trig=True)),
            ),
            Every(
                "the higher the frequency, the more a wave is attenuated",
                gains(kernel),
                lambda low, high: (size_at(kernel, high), size_at(kernel, low)),
                "<=",
            ),
        ),
        beside=(
            Lawful("kernels.gaussian::blurs_by_the_heat_equation"),
            Lawful("kernels.gaussian::gaussian_is_separable"),
        ),
        curves=lambda: {"gain": along_the_diagonal(kernel)},
        figure="kernels.photograph",
    )


def sobel_of(kernel: np.ndarray, axis: str) -> Statement:
    """The statement about a Sobel kernel, with these taps; axis: "x" or "y"."""
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
                    "it responds to such an edge at least as much as to the other",
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
                    "it responds to these edges, and not to the others",
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
    """The statement about the sharpening kernel, with these taps."""
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
                "the higher the frequency, the more a wave is amplified",
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
        curves=lambda: {"gain": along_the_diagonal(kernel)},
        note="Noise is amplified, too: the fastest wave becomes nine times as large.",
    )


STATEMENTS = (
    laplacian_of(LAPLACIAN),
    gaussian_of(GAUSSIAN),
    sobel_of(SOBEL_X, "x"),
    sobel_of(SOBEL_Y, "y"),
    sharpen_of(SHARPEN),
)
