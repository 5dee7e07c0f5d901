"""Every argument of every formula given every kind of object: a result, or one clear line that names the formula and an
argument.
"""

import functools
import re
import warnings

import numpy as np
import pytest

from .calls import FORMULAS, LIKE, OBJECTS, arguments, like, results

PLACES = [(name, a) for name, of in FORMULAS.items() for a in of.names]
GRADIENTS = [(name, a) for name, of in FORMULAS.items() if of.backward and not of.functions for a in ("dy", *of.names)]
TORCH = ("a tensor with grad", "a tensor")


@functools.cache
def installed():
    """The objects that can be made here: those of PyTorch where it is installed."""
    try:
        import torch  # noqa: F401
    except ModuleNotFoundError:
        return [label for label in OBJECTS if label not in TORCH]
    return list(OBJECTS)


def told(call, name, names):
    """What is wrong with the outcome of a call; nothing where it is a result, or one clear error."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            y = call()
    except (TypeError, ValueError) as error:
        text = str(error)
        clear = (
            text.startswith(name)
            and "\n" not in text
            and len(text) < 700
            and any(re.search(rf"\b{a}\b", text) for a in names)
        )
        return "" if clear else f"{type(error).__name__}: {text}"
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    wrong = [part for part in results(y) if np.asarray(part).dtype.kind not in "ifcO" and type(part) is not int]
    return f"a result of {np.asarray(wrong[0]).dtype}" if wrong else ""


def given_all(of, name, a, run, first=()):
    """What each object gets in the place of one argument."""
    names = {*of.names, *first, "result", "leave", "needs"}
    found = {}
    arrays, others = arguments(name)
    base = {**dict(zip(first, [None] * len(first), strict=True)), **arrays, **others}
    if "dy" in first:
        base["dy"] = np.ones(of.shape(**arrays, **others))
    for label in installed():
        found[label] = told(lambda label=label: run(**{**base, a: OBJECTS[label]()}), name, names)
    if isinstance(base.get(a), np.ndarray):
        for label in LIKE:
            if label not in TORCH or label in installed():
                x = base[a]
                try:
                    odd = like(x, label)
                except (ValueError, IndexError, TypeError):  # no such object of this shape
                    continue
                found[f"{label}, in shape"] = told(lambda odd=odd: run(**{**base, a: odd}), name, names)
    return {label: what for label, what in found.items() if what}


@pytest.mark.parametrize(("name", "a"), PLACES)
def test_every_object(name, a):
    of = FORMULAS[name]
    wrong = given_all(of, name, a, of)
    assert not wrong, "\n".join(f"{label}: {what}" for label, what in wrong.items())


@pytest.mark.parametrize(("name", "a"), GRADIENTS)
def test_every_object_in_gradients(name, a):
    of = FORMULAS[name]
    wrong = given_all(of, name, a, of.backward, ("dy",))
    assert not wrong, "\n".join(f"{label}: {what}" for label, what in wrong.items())
