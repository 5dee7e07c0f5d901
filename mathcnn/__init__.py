"""The mathematics of convolutional neural networks: stated once, printed, run, tested and held against implementations."""

from __future__ import annotations

import importlib
import importlib.util
from typing import Any

__version__ = "0.1.0"

TOPICS = (
    "probability", "information", "perceptron", "geometry", "convolution", "kernels", "layers", "pooling", "activation",
    "normalization", "classic", "optimization", "fitting",
)  # fmt: skip
ROOMS = (
    *TOPICS, "sequential", "strategies", "evidence", "formula", "notation", "rounding", "catalogue", "verification", "images",
    "lenet", "training", "data", "museum", "conformance", "representations", "exchange", "document",
)  # fmt: skip
SHELVES = ("figures", "proofs")                          # beside the package in a checkout: see `shelves`
NAMES = {"catalog": "catalogue", "check": "evidence", "verify": "verification", "Sequential": "sequential"}

NEEDS = {"strategies": "hypothesis"}                     # what an extra installs: without it a room is not listed, so that `help` goes on


def _installed(name: str) -> bool:
    try:
        return importlib.util.find_spec(name) is not None
    except (ImportError, ValueError):                    # what hides a module may raise
        return False


__all__ = [name for name in (*ROOMS, *SHELVES, *NAMES, "TOPICS") if name not in NEEDS or _installed(NEEDS[name])]


def __getattr__(name: str) -> Any:
    """Topics, and SymPy with them, load when they are first used."""
    if name in ROOMS:
        return importlib.import_module(f"{__name__}.{name}")
    if name in SHELVES:
        return importlib.import_module(f"{__name__}.shelves").package(name)
    if name in NAMES:
        return getattr(importlib.import_module(f"{__name__}.{NAMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
