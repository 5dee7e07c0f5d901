"""The mathematics of convolutional neural networks: stated once, printed, run, proved and checked against
implementations.
"""

from __future__ import annotations

import importlib
from typing import Any

__version__ = "0.1.0"

TOPICS = (
    "probability",
    "information",
    "perceptron",
    "geometry",
    "arrays",
    "convolution",
    "kernels",
    "layers",
    "pooling",
    "activation",
    "normalization",
    "classic",
    "optimization",
    "fitting",
)
PACKAGES = (
    *TOPICS,
    "language",
    "numbers",
    "laws",
    "text",
    "catalogue",
    "evidence",
    "conformance",
    "museum",
    "audit",
    "networks",
    "models",
    "testing",
    "data",
    "display",
    "strategies",
)
BESIDE = ("figures", "proofs")  # beside the package in a checkout, inside it where it is installed: see text.resources
NAMES = {
    "catalog": "catalogue",
    "check": "conformance.checking",
    "verify": "evidence.verification",
    "formula": "language.formula",
    "Formula": "language.formula",
    "Law": "language.formula",
    "Sequential": "networks.sequential",
    "inspect": "models.operations",
}

__all__ = [*TOPICS, *BESIDE, *NAMES, "TOPICS"]


def __getattr__(name: str) -> Any:
    """Topics, and SymPy with them, load when they are first used."""
    if name in PACKAGES:
        return importlib.import_module(f"{__name__}.{name}")
    if name in BESIDE:
        return importlib.import_module(f"{__name__}.text.resources").package(name)
    if name in NAMES:
        return getattr(importlib.import_module(f"{__name__}.{NAMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__, *PACKAGES} - {"strategies"})  # `help` loads all of these; it needs Hypothesis
