"""Gradients as propositions of Coq: each is the adjoint of its formula; the theorem does not prove a wrong one."""

from __future__ import annotations

import re
import shutil

import pytest

from mathcnn import activation, catalogue, layers
from mathcnn.commands import main
from mathcnn.evidence import derivation, verdicts
from mathcnn.laws.gradients import ADJOINT, SLOPE
from proofs import audit
from proofs.printing import check, laws, record
from proofs.printing.expressions import Unprinted
from proofs.printing.files import generated

from .planted import gradients as planted

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")
W, X, B = (layers.conv.gradient[a] for a in "wxb")
SIGN, FLIP = "another sign", "a forgotten flip"
WRONG = {
    SIGN: (W, planted.negated),
    FLIP: (W, planted.unflipped),
    "no test of divisibility": (X, planted.unconditional),
}


def law_of(gradient, change):
    """The law of a gradient that was stated wrongly."""
    return gradient.restated(*change(gradient)).laws[ADJOINT]


def test_the_law_is_printed_from_both_statements():
    said = laws.proposition(W.laws[ADJOINT])
    assert {of.name for of, _ in said.formulas} == {"layers.conv", "layers.conv.gradient['w']"}
    assert "layers_conv_gradient_w_flip_true R G C H H_out M N" in said.text  # the convention of the kernel is open
    assert said.text.startswith("(forall (R : comRingType) (G : space) (H : G)")


def test_a_formula_that_is_linear_but_for_a_constant():
    said = laws.proposition(layers.linear.gradient["b"].laws[SLOPE]).text
    assert "(fun (i1 : Z) => ((b i1) + (v i1))) i2 i3) - (layers_linear R C N O x w b i2 i3)" in said


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_gradient_has_another_proposition(what):
    gradient, change = WRONG[what]
    wrong = law_of(gradient, change)
    assert wrong.name == gradient.laws[ADJOINT].name
    texts = [record.definitions(laws.proposition(law)) for law in (wrong, gradient.laws[ADJOINT])]
    assert texts[0] != texts[1]
    assert record.page(wrong)["stale"] and not record.page(gradient.laws[ADJOINT])["stale"]
    assert derivation.proved_as_generated(wrong) == {}


@needs_coq
@pytest.mark.deep
@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_gradient_is_not_proved_by_the_theorem(what, tmp_path):
    gradient, change = WRONG[what]
    text = (audit.SOURCE / "ProvedGradientsLayers.v").read_text(encoding="utf-8")
    head = text.partition("Theorem")[0]
    name = f"conv_gradient_{gradient.array}"
    (theorem,) = re.findall(rf"^Theorem {name} :.*?^Qed\.$", text, re.M | re.S)
    for file in (*check.PRELUDE, "Adjoints"):
        shutil.copyfile(audit.SOURCE / f"{file}.v", tmp_path / f"{file}.v")
    (tmp_path / "ProvedOne.v").write_text(f"{head}{theorem}\n", encoding="utf-8")
    assert check.check(gradient.laws[ADJOINT], f"ProvedOne.{name}", tmp_path).fault == ""
    assert check.check(law_of(gradient, change), f"ProvedOne.{name}", tmp_path).fault


def test_what_is_no_sum_of_products_is_not_printed():
    law = catalogue.find_law("convolution.dft.gradient['f']::is_adjoint")
    with pytest.raises(Unprinted):
        laws.proposition(law)
    assert ADJOINT not in activation.relu.gradient["x"].laws


@pytest.mark.slow
def test_gradients_that_are_proved():
    linear = lambda law: law.endswith((f"']::{ADJOINT}", f"']::{SLOPE}"))  # the others: tests/test_coq_derivatives.py
    proved = set(filter(linear, record.recorded()))
    printed = set(filter(linear, generated().propositions))
    assert proved == printed
    assert len(proved) >= 88
    for array, name in (("x", ADJOINT), ("w", ADJOINT), ("b", SLOPE)):
        for formula in (layers.conv, layers.conv_transpose, layers.linear):
            assert formula.gradient[array].laws[name].name in proved
    over_any_ring = {law for law in proved if "(R : " in generated().propositions[law].text}
    assert len(over_any_ring) >= 70  # the others are of formulas with roots
    assert not [law for law in over_any_ring if record.recorded()[law]["axioms"]]


def test_the_verdict_and_the_page_say_so(capsys):
    law = layers.linear.gradient["w"].laws[ADJOINT]
    row = verdicts.statement_verdict(law, 1, 0)
    assert (row.evidence, row.tier, row.says) == ("proved", "generated", "ProvedGradientsLayers.linear_gradient_w")
    assert main(["show", "layers.linear", "--gradient", "w", "--proof"]) == 0
    said = capsys.readouterr().out
    assert "Proved as it is generated from the law" in said and "ProvedGradientsLayers.linear_gradient_w" in said
