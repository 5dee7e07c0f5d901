"""Statements about real numbers, and hypotheses about arrays, as they are printed for Coq."""

from __future__ import annotations

import inspect
import re
import shutil
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

from mathcnn import catalogue
from mathcnn.activation.letters import labels
from mathcnn.arrays.letters import divisors
from mathcnn.fitting.letters import DISTINCT
from mathcnn.language.domain import Domain
from mathcnn.normalization.letters import variances
from proofs import audit
from proofs.printing import check, domains, expressions, files, image_words, laws, words
from proofs.printing.expressions import REALS, Unprinted, Values
from proofs.printing.formulas import printed

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")
x, y = sp.symbols("x y", real=True)
positive = sp.Symbol("a", positive=True)


@pytest.mark.parametrize(
    ("value", "text", "ring"),
    [
        (sp.exp(x), "(exponential x)", REALS),
        (sp.log(x), "(logarithm x)", REALS),
        (sp.tanh(x), "(tangent x)", REALS),
        (sp.sqrt(x), "(root x)", REALS),
        (1 / sp.sqrt(x), "(1 / (root x))", "reals"),
        (x**positive, "(power x a)", REALS),
        (sp.Abs(x), "`|x|", "realFieldType"),
        (sp.Piecewise((x, x < y), (y, True)), "(if (x < y :> R) then x else y)", "realFieldType"),
        (sp.Piecewise((x, sp.Ne(y, 0)), (y, True)), "(if (~~ (y == 0 :> R)) then x else y)", "comRingType"),
    ],
)
def test_values_and_the_numbers_that_they_need(value, text, ring):
    values = Values({}, {})
    assert (values(value), values.ring) == (text, ring)


def test_what_no_word_says_is_refused():
    for value in (sp.sin(x), sp.gamma(x), x**y):
        with pytest.raises(Unprinted):
            Values({}, {})(value)


def test_the_product_of_sizes_is_one_number():
    said = laws.proposition(catalogue.find_law("normalization.batch_mean::shares_the_sum")).text
    assert "(number (N * (product_of_axes (H : G)%R))%Z)" in said or "product_of_axes H%R" in said


def test_a_law_about_real_numbers_has_no_structure_of_its_own():
    said = laws.proposition(catalogue.find_law("activation.sigmoid::has_complement")).text
    assert said.startswith("forall (N : Z) (x : Z -> R),")
    assert "(activation_sigmoid N x i2)" in said


def test_hypotheses_of_a_law_about_numbers_are_those_of_its_arguments():
    said = laws.proposition(catalogue.find_law("normalization.next_running_mean::is_between")).text
    assert "(momentum <= 1 :> R) ->" in said and "(0 <= momentum) ->" in said


@pytest.mark.parametrize(
    ("law", "text"),
    [
        (
            "normalization.next_running_var::var_keeps_at_zero",
            r"(forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1))",
        ),
        ("fitting.least_squares_slope::recovers_a_slope", r"/\ (x i1) <> (x i2)) ->"),
    ],
)
def test_a_domain_is_a_hypothesis(law, text):
    assert text in laws.proposition(catalogue.find_law(law)).text


def test_a_domain_that_is_not_stated_is_refused():
    other = Domain("x", lambda p, env: "", lambda p, env: p)
    with pytest.raises(Unprinted, match="the domain"):
        domains.hypothesis(other, None)


def test_a_domain_says_what_its_check_says():
    for values, allowed in (([0, 2, 1], True), ([0, 3], False), ([-1, 0], False)):
        assert (labels.fault(np.array(values, object), {"K": 3}) == "") is allowed
    for values, allowed in (([1, -2], True), ([1, 0], False)):
        assert (divisors.fault(np.array(values, object), {}) == "") is allowed
    for values, distinct, nonnegative in (([1, 1, 1], False, True), ([1, 2, 1], True, True), ([0, -1], True, False)):
        entries = np.array(values, object)
        assert (DISTINCT.fault(entries, {}) == "") is distinct
        assert (variances.fault(entries, {}) == "") is nonnegative
        assert any(a != b for a in values for b in values) is distinct


SHAPES = {  # of the arrays of words, if they have others than one axis of 4
    "spaced": {"w": (2, 2, 3, 2)},
    "value": {"z": ()},
    "mean_at": {"y": (4, 3)},
    "label_share": {"y": (4, 3)},
    "averaged": {"w": (2, 3, 2, 3)},
    "pruned": {"v": (2, 3, 3, 5)},
    "clear_edge": {"x": (3, 4)},
    "tiled": {"x": (2, 3)},
    "rolled": {"x": (3, 4)},
    "around_the_torus": {"y": (3, 5)},
}
IMAGES = ("as_a_view", "side_by_side", "repeated", "summed_around", "sum_of_entries", "max_of_entries", "surrounded")
SHAPES |= {word: {"x": (2, 3, 2, 4)} for word in IMAGES}
OPTIONS = {"dilation": (2, 1), "factor": 2, "size": 3, "padding": ((1, 0), (0, 2)), "by": 0.5}


@pytest.mark.parametrize("fn", image_words.STATED, ids=lambda fn: fn.__name__)
def test_a_word_has_the_values_of_its_statement(fn):
    of = words.STATED[fn]
    rng = np.random.default_rng(5)
    shapes = SHAPES.get(fn.__name__, {})
    given = {a: rng.uniform(0.5, 2, shapes.get(a, (4,))) for a in of.arrays}
    given |= {a: np.array([2, 0, 1, 2]) for a in of.definition.labels}
    more = {a: OPTIONS[a] for a in inspect.signature(fn).parameters if a in OPTIONS}
    found = np.asarray(fn(**given, **more), float)
    exact = {a: np.vectorize(Fraction, otypes=[object])(v) for a, v in given.items()}
    expected = np.asarray(of.literal(**exact, **more), object)
    assert found.shape == expected.shape
    assert all(
        abs(float(sp.N(e, 30)) - f) <= 1e-12 * (1 + abs(f)) for e, f in zip(expected.flat, found.flat, strict=True)
    )


# ---------------------------------------------------------------- definitions run in Coq

# not scaled_tanh: Coq would add up 17159 ones
REAL = ["activation.sigmoid", "activation.silu", "normalization.layer_norm"]
HEAD = [
    "From Coq Require Import ZArith Reals.",
    "From mathcomp Require Import all_ssreflect all_algebra ssrZ.",
    "From Interval Require Import Tactic.",
    "From CNN Require Import Space Arrays Printed RealField PrintedReals PrintedExtended Generated Link RealLink.",
    "Local Open Scope R_scope.",
    "Definition G := space1.",
]


def enclosed(work, text, cases):
    """Which entries of definitions are where the literal form is: for each case (term, number) a truth value."""
    for name in (*check.PRELUDE, "Rationals", "Link", "RealLink"):
        if not (work / f"{name}.vo").exists():
            shutil.copyfile(audit.SOURCE / f"{name}.v", work / f"{name}.v")
            assert not audit.coq("coqc", f"{name}.v", work=work).returncode, name
    (work / "Generated.v").write_text(text, encoding="utf-8")
    said = audit.coq("coqc", "Generated.v", work=work)
    assert not said.returncode, said.stderr
    lines = list(HEAD)
    for k, (term, value) in enumerate(cases):
        low, high = int(value * 10**9) - 2, int(value * 10**9) + 2
        bounds = f"(IZR ({low}) / IZR 1000000000) (IZR ({high}) / IZR 1000000000)"
        tactic = f"enclosed_between ({term} : Rdefinitions.R) {bounds}"
        lines.append(f'Goal True. first [{tactic}; idtac "INSIDE {k}" | idtac]. Abort.')
    (work / "Run.v").write_text("\n".join(lines) + "\n", encoding="utf-8")
    said = audit.coq("coqc", "Run.v", work=work)
    assert not said.returncode, said.stderr[-2000:]
    return [f"INSIDE {k}\n" in f"{said.stdout}\n" for k in range(len(cases))]


def row(values):
    """An array of one axis as a function in Coq, 7 outside."""
    text = "7"
    for k, v in enumerate(values):
        text = f"if Z.eqb n {k}%Z then {v} / 2 else {text}"
    return f"(fun n : Z => {text})"


def cases_of(name):
    """Terms of Coq, with the values of the literal form."""
    of = catalogue.find_formula(name)
    entries = np.array([[3, -1, 4]], object)
    halves = entries / Fraction(2)
    if name == "normalization.layer_norm":
        gamma, beta = np.array([2, 1, -3], object), np.array([1, 0, 5], object)
        expected = of.literal(halves, gamma / Fraction(2), beta / Fraction(2), eps=Fraction(1, 2))
        head = f"normalization_layer_norm 3%Z 1%Z (1 / 2) (fun _ => {row(entries[0])}) {row(gamma)} {row(beta)} 0%Z"
    else:
        expected = of.literal(halves[0], **({"beta": 2} if "silu" in name else {}))[None]
        head = f"{expressions.name(name)} 3%Z {'2 ' * ('silu' in name)}{row(entries[0])}"
    return [(f"{head} {k}%Z", float(sp.N(v, 20))) for k, v in enumerate(expected[0])]


@needs_coq
@pytest.mark.slow
def test_definitions_over_the_reals_are_the_literal_forms_and_wrong_ones_are_seen(tmp_path):
    text = "\n".join([files.HEAD, *(printed(catalogue.find_formula(name), ()).text for name in REAL), ""])
    asked = [case for name in REAL for case in cases_of(name)]
    assert all(enclosed(tmp_path, text, asked))
    planted = text.replace("(exponential (- ", "(exponential (").replace("(root (eps", "((eps")
    found = enclosed(tmp_path, planted, asked)
    assert planted != text and not any(found[:3]) and not any(found[-3:])


@needs_coq
@pytest.mark.slow
def test_a_proposition_without_a_type_is_a_fault_of_its_law_alone(tmp_path):
    chosen = [catalogue.find_law(f"activation.relu::{one}") for one in ("splits", "is_idempotent")]
    of = files.generated_from(chosen)
    one = of.propositions[chosen[0].name]
    wrong = laws.Proposition(
        one.law, one.name, re.sub(r"\(between 0 N i2\)", "(between 0 x i2)", one.text), one.formulas
    )
    assert wrong.text != one.text
    for name in check.PRELUDE:
        shutil.copyfile(audit.SOURCE / f"{name}.v", tmp_path / f"{name}.v")
        assert not audit.coq("coqc", f"{name}.v", work=tmp_path).returncode
    typed, untyped = check._typed(tmp_path, files.written(of.propositions | {one.law: wrong}, {}))
    assert set(untyped) == {one.law} and "no type" in untyped[one.law]
    assert set(typed.propositions) == {chosen[1].name}
