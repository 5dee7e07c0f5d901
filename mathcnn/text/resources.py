"""What stands beside the package in a checkout, and inside it where it was installed: figures, derivations and proofs.

Top-level folders called `figures` and `proofs` have no place among installed packages; a wheel carries them inside
`mathcnn`.
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


def shelf(name: str) -> pathlib.Path:
    """The folder `figures` or `proofs`: inside the package, else beside it; FileNotFoundError where it is neither."""
    for folder in (HOME / name, HOME.parent / name):
        if (folder / "__init__.py").is_file():
            return folder
    raise FileNotFoundError(
        f"{name}: neither {HOME / name} nor {HOME.parent / name} exists; install mathcnn from its wheel or repository"
    )


def package(name: str) -> ModuleType:
    """The same folder as the package `mathcnn.figures` or `mathcnn.proofs`, wherever it stands.

    Raises FileNotFoundError if the folder is not there, MissingExtra if it is `figures` and the extra `figures` is not
    installed.
    """
    full = f"{PACKAGE}.{name}"
    if full not in sys.modules:
        if name == "figures":
            need("figures", "drawing figures")
        folder = shelf(name)
        spec = importlib.util.spec_from_file_location(
            full, folder / "__init__.py", submodule_search_locations=[str(folder)]
        )
        assert spec is not None and spec.loader is not None
        module = sys.modules[full] = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
    return sys.modules[full]


def room(name: str, module: str) -> ModuleType:
    """One module of it: `room("figures", "kernels")`."""
    package(name)
    return importlib.import_module(f"{PACKAGE}.{name}.{module}")
