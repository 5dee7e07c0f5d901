"""The reference of the Python interface: a page a module, from signatures and docstrings."""

from __future__ import annotations

import importlib
import inspect
from types import ModuleType
from typing import Any  # Any: whatever a module offers

from mathcnn.language.formula import Formula, Gradient, Law

from ..prose import Described, described
from ..templating import render

MODULES = (
    "mathcnn",
    "mathcnn.testing",
    "mathcnn.catalogue",
    "mathcnn.language.formula",
    "mathcnn.language.law",
    "mathcnn.language.gradients",
    "mathcnn.evidence",
    "mathcnn.evidence.verdicts",
    "mathcnn.conformance",
    "mathcnn.models",
    "mathcnn.museum",
    "mathcnn.audit",
    "mathcnn.laws.families",
    "mathcnn.networks.sequential",
    "mathcnn.networks.lenet",
    "mathcnn.networks.costs",
    "mathcnn.data",
    "mathcnn.strategies",
    "mathcnn.pytest_plugin",
)
"""What is meant to be used from outside; formulas have pages of their own."""


def pages() -> dict[str, str]:
    """Every page of the reference, by its path."""
    found = {f"api/{name}.md": page_of(name) for name in MODULES}
    found["api/index.md"] = render("api_index.md.j2", modules={name: summary(name) for name in MODULES})
    return found


def summary(name: str) -> str:
    """The first line of a module's docstring."""
    return described(importlib.import_module(name)).about.partition("\n")[0]


def page_of(name: str) -> str:
    """The page of a module."""
    module = importlib.import_module(name)
    things = [entry(name, called, thing) for called, thing in offered(module)]
    return render("api.md.j2", name=name, said=described(module), things=things)


def offered(module: ModuleType) -> list[tuple[str, Any]]:
    """The functions and classes that a module offers: those that it lists, or else the public ones that it defines."""
    names = list(getattr(module, "__all__", ()))
    if not names:
        own = lambda thing: getattr(thing, "__module__", "") == module.__name__
        names = [called for called, thing in vars(module).items() if called[0] != "_" and own(thing)]
    found = [(called, getattr(module, called)) for called in names]
    instances = (Formula, Law, Gradient)
    return [
        (called, thing)
        for called, thing in found
        if not isinstance(thing, (ModuleType, *instances)) and callable(thing)
    ]


def entry(home: str, called: str, thing: Any) -> dict[str, Any]:
    """A function or class, as the template shows it."""
    is_class = inspect.isclass(thing)
    members = []
    if is_class:
        for name, member in vars(thing).items():
            what = inspect.unwrap(getattr(member, "fget", None) or getattr(member, "__func__", None) or member)
            if name[0] != "_" and inspect.isfunction(what) and inspect.getdoc(what):
                kind = "property" if isinstance(member, property) else "method"
                shown = "" if kind == "property" else signature(what, bound=True)
                members.append(
                    {"kind": kind, "name": f"{home}.{called}.{name}", "signature": shown, "said": described(what)}
                )
    return {
        "kind": "class" if is_class else "function",
        "name": f"{home}.{called}",
        "signature": signature(thing),
        "said": described(thing) if inspect.getdoc(thing) else Described(),
        "members": members,
    }


def signature(thing: Any, bound: bool = False) -> str:
    """The parameters of a function with their defaults; "" if it does not say.

    thing: the function or class; bound: whether the first parameter is left out.
    """
    try:
        found = inspect.signature(thing)
    except ValueError:  # a class without a constructor of its own
        return "()"
    parameters = [one.replace(annotation=inspect.Parameter.empty) for one in found.parameters.values()][bound:]
    plain = (int, float, str, bool, type(None), tuple)
    shown = [
        one if one.default is one.empty or isinstance(one.default, plain) else one.replace(default=...)
        for one in parameters
    ]
    return str(inspect.Signature(shown)).replace("Ellipsis", "...")
