"""Formulas show the parameters of their functions: to `inspect`, to `help`, and to a type checker."""

import inspect
import pydoc
import subprocess
import sys

import pytest

from mathcnn import layers
from mathcnn.language.formula import Formula

from .calls import FORMULAS


@pytest.mark.parametrize("name", FORMULAS)
def test_signatures(name):
    of = FORMULAS[name]
    assert inspect.signature(of) == inspect.signature(of.fn) and list(inspect.signature(of).parameters) == [
        *of.names,
        *of.methods,
    ]
    assert of.__wrapped__ is of.fn and of.__doc__ == of.fn.__doc__ and of.__name__ == of.fn.__name__
    if of.backward:
        found = inspect.signature(of.backward)
        assert found == inspect.signature(of.backward.fn) and next(iter(found.parameters)) == "dy"


def test_help_shows_parameters_and_docstring():
    text = pydoc.render_doc(layers.conv, renderer=pydoc.plaintext)
    assert "conv(x, w, b=None, *, stride=1, padding=0, dilation=1, groups=1, flip=False)" in text
    assert inspect.getdoc(layers.conv).splitlines()[0] in text
    text = pydoc.render_doc(layers.conv.backward, renderer=pydoc.plaintext)
    assert "(dy, x, w, b=None" in text


def test_a_formula_is_the_same_as_an_attribute_of_a_class():
    class Network:
        layer = layers.conv

    assert Network.layer is Network().layer is layers.conv and isinstance(Network.layer, Formula)


RIGHT = """
import numpy as np
from mathcnn import layers
x, w = np.ones((1, 1, 4, 4)), np.ones((1, 1, 2, 2))
y = layers.conv(x, w, None, stride=2, padding="same")
text: str = layers.conv.latex(2, flip=True)
"""
WRONG = {
    "layers.conv(x)": 'Missing positional argument "w"',
    "layers.conv(x, w, strides=2)": 'Unexpected keyword argument "strides"',
    "layers.conv(x, w, None, 1)": "Too many positional arguments",
    "layers.conv.law(3)": 'No overload variant of "law"',
    "layers.conv.name = 3": "Incompatible types in assignment",
}


def test_type_checkers_see_parameters(tmp_path):
    pytest.importorskip("mypy", reason="mypy is not installed: pip install 'mathcnn[lint]'")
    lines = RIGHT.strip().splitlines() + list(WRONG)
    (tmp_path / "user.py").write_text("\n".join(lines) + "\n")
    options = ["--no-incremental", "--follow-imports=silent", "--ignore-missing-imports", "--config-file="]
    command = [sys.executable, "-m", "mypy", *options, str(tmp_path / "user.py")]
    done = subprocess.run(command, capture_output=True, text=True)
    found = [line for line in done.stdout.splitlines() if "user.py" in line and " error: " in line]
    first = len(lines) - len(WRONG) + 1
    assert [int(line.split(":")[1]) for line in found] == list(range(first, len(lines) + 1)), done.stdout + done.stderr
    for line, said in zip(found, WRONG.values(), strict=True):
        assert said in line
