"""Section III: whether frameworks compute cross-correlation, and the example that is said to."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from .. import kernels
from ..conformance import NoTarget, NotOffered, target
from ..convolution import cross_correlation, discrete, flip, image
from ..data import portrait
from ..layers import conv
from .propositions import Every, Lawful, Measured
from .statements import Corrected, Statement, Under

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
    """What the convolution layer of each framework computes, of the frameworks that are installed."""
    found = {}
    arrays = [v[None, None].astype("float32") for v in (PIXELS, TAPS)]
    for name in FRAMEWORKS:
        try:
            one = target(name)
            said = what_it_computes(one.subject(conv)(*arrays))
        except (NoTarget, NotOffered):
            continue
        except Exception as error:  # a framework that is installed and fails is a finding, too
            said = f"{type(error).__name__}: {error}"
        found[", ".join(f"{k} {v}" for k, v in one.versions.items() if k != "numpy")] = said
    return found


def by_libraries() -> dict[str, str]:
    """The same of NumPy and SciPy, which are always installed, and whose functions are called convolve."""
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
    """Whether more than half of the installed frameworks compute cross-correlation; and what each computes."""
    found = by_frameworks()
    if not found:
        return (
            True,
            "none of PyTorch, JAX and ONNX is installed (pip install 'mathcnn[torch]' installs one), so no framework "
            "was tried",
        )
    right = sum(what == "cross-correlation" for what in found.values())
    return 2 * right > len(found), f"{right} of {len(found)}: " + "; ".join(
        f"{name}: {what}" for name, what in found.items()
    )


def libraries(rng: np.random.Generator) -> tuple[bool, str]:
    """Whether NumPy and SciPy compute what the names of their functions say; and what each computes."""
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
    note="This is a claim about today's software, and not a theorem. It makes no difference to training: a learned "
    "kernel is learned turned.",
)


# ---------------------------------------------------------------- the example


@image.restated(image.statement).law(plain=True)
def is_cross_correlation(conv, I, K):
    """conv(I, K) is the cross-correlation of I with K."""
    return conv(I, K), cross_correlation(I, K)


@image.restated(image.statement).law(plain=True)
def is_cross_correlation_for_symmetric_kernels(conv, I, K):
    """For a kernel that a half turn does not change the two are the same."""
    return conv(I, K + flip(K)), cross_correlation(I, K + flip(K))


def out_of_range(rng: np.random.Generator) -> tuple[bool, str]:
    """The image that the example would show: its size and its values."""
    grey = portrait.brightness() / 255
    output = image(grey, kernels.laplacian().astype(float))
    outside = float(((output < 0) | (output > 1)).mean())
    so = output.shape == tuple(n + 2 for n in grey.shape) and outside > 0
    return so, (
        f"of an image of {grey.shape[0]} × {grey.shape[1]} the result is {output.shape[0]} × {output.shape[1]}, from "
        f"{output.min():.2f} to "
        f"{output.max():.2f}; {outside:.0%} of its values are not between 0 and 1"
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
        Measured("the result is larger than the image, and most of its values are outside [0, 1]", out_of_range),
    ),
)

STATEMENTS = (frameworks, example)
