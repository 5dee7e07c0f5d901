"""Derivations: each is accepted by the kernel, and each of its lines is right at small sizes."""

from __future__ import annotations

import cmath
import itertools
import json
import math
import random
import subprocess
import sys
from typing import Any

import mpmath
import numpy as np
import pytest
import sympy as sp
from sympy import IndexedBase, Sum, symbols

from mathcnn import catalogue
from mathcnn.display import proofs as proof_pages
from mathcnn.display import terminal
from mathcnn.evidence import derivation, ledger
from mathcnn.numbers.sequences import Sequence
from mathcnn.text import resources

from .evaluation import both_sides, close, sample, value
from .marks import thinned

PROOFS = resources.package("proofs")
kernel, tracing, deriving = (resources.module("proofs", room) for room in ("kernel", "tracing", "derivation"))
Refused, Given = kernel.Refused, kernel.Given
DERIVATIONS = PROOFS.derivations()


# ---------------------------------------------------------------- each line, evaluated at small sizes


SUMS = sorted(name for name, one in DERIVATIONS.items() if not one.law.of.spaces)


@pytest.mark.parametrize("name", thinned(SUMS, 4))
def test_every_line_is_right_at_small_sizes(name):
    """The first and last line are the law's own sides, and no step changes a value: against the law run on numbers."""
    rng = random.Random(name)
    mpmath.mp.dps = 60
    for derived in DERIVATIONS[name].check():
        sides, seen = derived.sides, 0
        for _ in range(400):
            found = sample(sides, rng)
            if found is None:
                continue
            env, made = found
            try:
                want = [np.asarray(side, object) for side in both_sides(sides, env, made)]
            except (ValueError, ZeroDivisionError):  # outside the law's domain
                continue
            shape = tuple(int(value(n, env, {})) for n in sides.shape)
            assert want[0].shape == want[1].shape == shape
            arrays = {
                a: (x, tuple(int(value(first, env, {})) for first, _ in sides.given.supports[a]))
                for a, x in made.items()
            }
            places = list(itertools.product(*map(range, shape))) if sides.at is None else [sides.at]
            for place in rng.sample(places, min(2, len(places))):
                here = {**env, **{s.name: k for s, k in zip(sides.place, place, strict=True)}}
                for line in derived.lines:
                    got = value(line.expr, here, arrays)
                    for one in want:
                        assert close(got, one[place]), (
                            f"{line.step}: {line.expr} is {got} at {here}, and the law says {one[place]}"
                        )
            seen += 1
            if seen == (2 if len(derived.lines) < 12 else 1):
                break
        assert seen, f"no sizes were found for {name}"


@pytest.mark.parametrize("name", sorted(name for name in DERIVATIONS if "two_sided" in name))
def test_every_line_about_sequences_is_right(name):
    """On sequences of a few entries, where every sum over Z ends."""
    rng = random.Random(name)
    (derived,) = DERIVATIONS[name].check()
    law = derived.sides.law
    for _ in range(3):
        given = {
            a: Sequence([rng.randint(-4, 4) for _ in range(rng.randint(1, 3))], rng.randint(-2, 2))
            for a in law.names
            if a != "n"
        }
        at = {"n": rng.randint(-3, 4)} if "n" in law.names else {}
        lhs, rhs = law.fn(law.of, **given, **at)
        assert (
            [value(line.expr, {**given, **at}, {}) for line in derived.lines]
            == [lhs] * len(derived.lines)
            == [rhs] * len(derived.lines)
        )


@pytest.mark.parametrize("name", sorted(name for name in DERIVATIONS if "continuous" in name))
def test_every_line_about_functions_is_right(name):
    """On bells, whose convolutions are bells: each line against the law's left side in closed form."""
    (derived,) = DERIVATIONS[name].check()
    law = derived.sides.law
    given = {a: BELLS[a] for a in law.names if a in BELLS}
    functions: dict[str, Any] = {}
    for a, (height, sharpness, middle) in given.items():
        bell = functions[a] = lambda z, a=height, p=sharpness, m=middle: a * cmath.exp(-p * (z - m) ** 2)
        functions[f"{a}'"] = lambda z, bell=bell, p=sharpness, m=middle: -2 * p * (z - m) * bell(z)
    want = LEFT_SIDES[law.fn.__name__]()
    for line in derived.lines:
        got = value(line.expr, {**functions, "x": 0.75}, {})
        assert abs(got - want) <= 1e-12 * (1 + abs(want)), f"{line.step}: {line.expr} is {got}, and the law says {want}"


Bell = tuple[float, float, float]  # height, sharpness, middle: height e^(-sharpness (t - middle)^2)
BELLS: dict[str, Bell] = {"f": (1.0, 1.0, 0.5), "g": (1.0, 2.0, 0.0), "h": (1.0, 1.5, -0.25)}


def convolved(f: Bell, g: Bell) -> Bell:
    """Bells are closed under convolution."""
    (a, p, m), (b, q, n) = f, g
    return a * b * math.sqrt(math.pi / (p + q)), p * q / (p + q), m + n


def at(f: Bell, x: float) -> float:
    return f[0] * math.exp(-f[1] * (x - f[2]) ** 2)


def area(f: Bell) -> float:
    return f[0] * math.sqrt(math.pi / f[1])


FG, FH, X0 = convolved(BELLS["f"], BELLS["g"]), convolved(BELLS["f"], BELLS["h"]), 0.75
LEFT_SIDES = {
    "commutes_on_the_line": lambda: at(FG, X0),
    "distributes_on_the_line": lambda: at(FG, X0) + at(FH, X0),
    "scales_on_the_line": lambda: 3 * at(FG, X0),
    "is_translation_equivariant_on_the_line": lambda: at(FG, X0 - 1),
    "multiplies_areas": lambda: area(BELLS["f"]) * area(BELLS["g"]),
    "associates_on_the_line": lambda: at(convolved(FG, BELLS["h"]), X0),
    "differentiates_on_the_line": lambda: -2 * FG[1] * (X0 - FG[2]) * at(FG, X0),
}


# ---------------------------------------------------------------- scripts that do not lead from side to side

n, m = symbols("n m", integer=True)
M = sp.Symbol("M", integer=True, positive=True)
f, g = map(IndexedBase, "fg")
COMMUTES = catalogue.find("convolution.discrete::commutes")
SCRIPTS = {
    "an end that is not the law's": (lambda left, right: left.everywhere("m"), "the sides are not connected"),
    "a chain of another expression": (
        lambda left, right: kernel.begin(right.expr, left.given),
        "does not begin with a side",
    ),
    "the right side for the left": (lambda left, right: (right, right), "does not begin with a side"),
    "nothing at all": (lambda left, right: left, "the sides are not connected"),
    "a chain with more known than is": (
        lambda left, right: kernel.begin(left.expr, Given({})),
        "does not begin with a side",
    ),
    "no chain": (lambda left, right: right.expr, "does not begin with a side"),
}


@pytest.mark.parametrize("fault", SCRIPTS)
def test_a_script_that_does_not_lead_from_side_to_side_is_refused(fault):
    script, said = SCRIPTS[fault]
    with pytest.raises(Refused, match=said):
        deriving.Derivation(COMMUTES, script).check()


def test_a_law_that_does_not_hold_has_no_sides():
    """And a derivation's steps don't lead to another law's sides."""
    with pytest.raises(tracing.Untraced, match="no equation that holds"):
        tracing.sides(catalogue.find("convolution.discrete::ignores_order_of_taps"))
    script = DERIVATIONS["convolution.discrete::commutes"].script
    with pytest.raises(Refused):
        deriving.Derivation(catalogue.find("convolution.discrete::reverses"), script).check()


def test_a_restated_formula_is_not_derived_by_the_old_script():
    """A wrong statement: the same script misses the law's other side."""
    discrete = catalogue.find("convolution.discrete")
    wrong = discrete.restated(sp.Eq(IndexedBase("y")[n], Sum(f[m] * g[n - m] * (m + 1), (m, 0, M - 1))))
    assert (
        derivation.derivation_of(COMMUTES) is DERIVATIONS[COMMUTES.name]
        and derivation.derivation_of(wrong.laws["commutes"]) is None
    )
    with pytest.raises(Refused):
        deriving.Derivation(wrong.laws["commutes"], DERIVATIONS[COMMUTES.name].script).check()


def test_two_derivations_of_one_law_are_an_error():
    with pytest.raises(ValueError, match="has a derivation already"):
        deriving.derives(COMMUTES)(lambda left, right: left)


# ---------------------------------------------------------------- how many, and how they are shown


def test_there_are_derivations_of_many_laws_and_each_is_of_a_law_that_there_is():
    laws = {law.name for topic in catalogue.catalog().topics.values() for law in topic.laws.values() if law.holds}
    assert set(DERIVATIONS) <= laws
    assert len(DERIVATIONS) >= 230


def test_every_script_says_in_words_what_it_does_or_is_a_line_of_steps():
    """The page of each derivation can be written."""
    for name in random.Random(3).sample(sorted(DERIVATIONS), 12):
        told = derivation.page_of(DERIVATIONS[name].law)
        assert told["derived"] and all(
            way["lines"][0]["step"] == "" and way["latex"].isascii() for way in told["derived"]
        ), name


def mathcnn(*words: str) -> tuple[int, str, str]:
    run = subprocess.run([sys.executable, "-m", "mathcnn", *words], capture_output=True, text=True)
    return run.returncode, run.stdout, run.stderr


def test_show_prints_a_derivation_as_a_page_of_mathematics():
    code, out, err = mathcnn("show", "convolution.discrete::commutes", "--proof")
    assert (code, err) == (0, "")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert lines[0] == "convolution.discrete::commutes f * g = g * f"
    assert "f = 0 outside 0 … M - 1" in lines
    assert "∑{m=0…M - 1} f[m] g[n - m] by definition" in lines
    assert "= ∑{m ∈ ℤ} g[m] f[n - m] re-index: m → n - m" in lines
    assert lines[-1] == "∎"


@pytest.mark.slow
def test_show_prints_a_derivation_as_json_and_latex():
    code, out, _ = mathcnn("show", "layers.linear::composes", "--proof", "--json")
    told = json.loads(out)
    assert code == 0 and told["name"] == "layers.linear::composes"
    steps = [line["step"] for line in told["derived"][0]["lines"]]
    assert steps == ["", "bring inside", "swap the sums", "other letters", "factor out"]
    code, out, _ = mathcnn("show", "layers.linear::composes", "--proof", "--latex")
    assert code == 0 and out.startswith(r"\begin{aligned}") and out.count(r"\sum") == 10


def test_theorems_stand_on_the_page_too(monkeypatch, capsys):
    """What the ledger has about a law comes first; a law with a theorem and no derivation has a page."""
    law = catalogue.find("layers.conv::agrees_on_tiles")
    proof = ledger.Proof(law.name, "Tiles.agrees", "forall n : nat,\n  n = n", (), (1,), 5, "")
    monkeypatch.setattr(ledger, "proofs_of", lambda law: (proof,))
    told = derivation.page_of(law)
    assert told["theorems"][0]["theorem"] == "Tiles.agrees" and told["derived"] == []
    with terminal.page() as out:
        proof_pages.print_proof(told, out)
    assert (
        "Linked to Tiles.agrees (no axiom), which says the same as the law in every case that both were run in\n"
        "    forall n : nat,\n      n = n" in capsys.readouterr().out
    )


def test_where_there_is_no_proof_one_line_says_so():
    """Of a law that does not hold there is never one."""
    code, out, err = mathcnn("show", "convolution.discrete::ignores_order_of_taps", "--proof")
    assert code == 2 and out == "" and err.count("\n") == 1
    assert "convolution.discrete::ignores_order_of_taps has no theorem and no derivation; its evidence is: " in err
