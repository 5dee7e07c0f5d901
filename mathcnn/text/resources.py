"""The folders of figures, derivations and proofs: beside the package in a checkout, inside it in an installation.

A wheel has them inside `mathcnn`, since installed packages must not be called `figures` and `proofs`.
"""

from __future__ import annotations

import importlib
import importlib.util
import pathlib
import sys
from types import ModuleType

from .extras import need

PACKAGE = "mathcnn"
HOME = pathlib.Path(__file__).parent.parent


def folder(name: str) -> pathlib.Path:
    """The folder `figures` or `proofs`, inside the package or else beside it. FileNotFoundError if there is none."""
    for found in (HOME / name, HOME.parent / name):
        if (found / "__init__.py").is_file():
            return found
    raise FileNotFoundError(
        f"{name}: neither {HOME / name} nor {HOME.parent / name} exists; "
        "install mathcnn from its wheel or its repository"
    )


def package(name: str) -> ModuleType:
    """That folder as the package `mathcnn.figures` or `mathcnn.proofs`, wherever it is.

    Raises FileNotFoundError if there is no such folder, MissingExtra for figures without the extra `figures`.
    """
    full = f"{PACKAGE}.{name}"
    if full not in sys.modules:
        if name == "figures":
            need("figures", "drawing figures")
        home = folder(name)
        spec = importlib.util.spec_from_file_location(
            full, home / "__init__.py", submodule_search_locations=[str(home)]
        )
        assert spec is not None and spec.loader is not None
        made = sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(made)
    return sys.modules[full]


def module(name: str, inner: str) -> ModuleType:
    """One module of such a folder: `module("figures", "kernels")`."""
    package(name)
    return importlib.import_module(f"{PACKAGE}.{name}.{inner}")
