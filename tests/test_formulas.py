"""Every form, law, non-law and gradient of every formula; nothing here knows what a convolution is."""

import importlib
import os
import random
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mathcnn
from mathcnn import strategies
from mathcnn.evidence import verdicts
from mathcnn.language.formula import Formula

from .marks import thinned

DEEP = os.environ.get("HYPOTHESIS_PROFILE") == "deep"
SEED = random.SystemRandom().randrange(2**31) if DEEP else 20261122
EXAMPLES = 200 if DEEP else 8

FORMULAS = {name: f for name, f in mathcnn.catalog().items() if isinstance(f, Formula)}
LAWS = {name: law for f in FORMULAS.values() for name, law in ((law.name, law) for law in f.laws.values())}


def said(v):
    found = f"{v.verdict}, {v.evidence}, tier {v.tier}, {v.cases} cases, seed {SEED}"
    return f"{v.formula} {v.kind} {v.law} ({v.implementation}): {found}\n{v.counterexample}\n{v.reproduce}"


@pytest.mark.parametrize("name", thinned(FORMULAS, 5, pytest.mark.deep))
def test_holds(name):
    """`mathcnn verify` checks all formulas, and `.ci/run` runs it."""
    rows = list(verdicts.verify_formula(FORMULAS[name], EXAMPLES, SEED))
    assert rows, f"nothing was checked of {name}"
    short = [said(v) for v in rows if not v.good]
    assert not short, "\n\n".join(short)


@pytest.mark.parametrize("name", FORMULAS)
def test_is_characterised_and_described(name):
    """A formula has laws, a source with a key that the bibliography knows, shapes, and a docstring with an example."""
    of = FORMULAS[name]
    assert any(law.holds for law in of.laws.values()), f"{name} has no law"
    assert of.__doc__ and ">>>" in of.__doc__, f"{name} shows no example"
    assert of.source, f"{name} has no source"


@pytest.mark.parametrize("name", FORMULAS)
def test_writes_itself(name):
    of = FORMULAS[name]
    for rank in (1, 2, 3) if of.ranked and not of.axiswise else (1,):
        tex = of.latex(rank)
        assert tex.count("{") == tex.count("}") and "Axis" not in tex and "_{1}_{1}" not in tex
    for word in [{a: w} for a, words in of.conventions.items() for w in words]:
        assert of.latex(**word)
    assert of._repr_latex_().startswith("$")
    assert name in of.card() and of.card()._repr_markdown_() == of.card()
    for law in of.laws.values():
        tex = law.latex()
        assert tex.count("{") == tex.count("}") and not re.search(r"object at|<\w+ ", tex), tex


ARRAYS = {name: of for name, of in FORMULAS.items() if of.arrays and not of.functions}


@pytest.mark.parametrize("name", ARRAYS)
def test_shape_line_is_a_strategy(name):
    """What the strategy draws is accepted, and the result has the shape that the line promises."""
    of = ARRAYS[name]

    @settings(max_examples=100 if DEEP else 8)
    @given(st.data())
    def accepted(data):
        arguments = data.draw(strategies.arguments(of))
        result = of(**arguments)
        first = result[0] if isinstance(result, tuple) else result
        assert getattr(first, "shape", ()) == of.shape(**arguments)

    accepted()


def broken_links(formulas):
    """The names by which something else is found than what has the name."""
    found = []
    for name, of in formulas.items():
        topic, _, own = name.partition(".")
        if getattr(importlib.import_module(f"mathcnn.{topic}"), own, None) is not of or of.name != name:
            found.append(name)
        for key, law in of.laws.items():
            if not (law.of is of and key == law.fn.__name__ and law.name == f"{name}::{key}"):
                found.append(f"{name}::{key}")
    return found


def test_names_are_links():
    """A formula is found in its topic, and a law in its formula, under the names that they have."""
    assert broken_links(FORMULAS) == []
    assert all(mathcnn.catalog()[name] is law for name, law in LAWS.items())


def test_a_broken_link_is_found(monkeypatch):
    """The faults that the test above is for, planted."""
    of = FORMULAS["layers.conv"]
    monkeypatch.setitem(of.laws, "another_name", of.laws["pads"])
    assert broken_links(FORMULAS) == ["layers.conv::another_name"]
    assert broken_links({"layers.linear": of})[0] == "layers.linear"
    monkeypatch.undo()
    monkeypatch.setattr(of.laws["pads"], "of", FORMULAS["layers.linear"])
    assert broken_links(FORMULAS) == ["layers.conv::pads"]
