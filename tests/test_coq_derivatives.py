"""Gradients as propositions of Coq: each is the derivative of its formula; a wrong one has another proposition."""

from __future__ import annotations

import re
import shutil

import pytest

from mathcnn import activation, arrays, classic, fitting, layers, normalization, pooling
from mathcnn.commands import main
from mathcnn.evidence import derivation, verdicts
from proofs import audit
from proofs.printing import check, gradients, laws, record
from proofs.printing.gradients import law_of

from .planted import gradients as planted

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason="Coq is not installed")
SIGMOID, NORM = activation.sigmoid.gradient["x"], normalization.layer_norm.gradient["x"]
PROVED = {
    activation: (
        *("sigmoid", "scaled_tanh", "silu", "relu", "leaky_relu", "clip", "hard_sigmoid", "hard_swish"),
        *("softmax", "log_softmax", "cross_entropy"),
    ),
    normalization: (
        *("batch_norm", "batch_var", "next_running_var", "layer_norm"),
        *("group_norm", "local_response_norm"),
    ),
    pooling: ("max_pool",),
    fitting: ("least_squares_slope", "step_slope", "largest_curvature", "smallest_curvature"),
}


def definitions(gradient):
    """What is printed about a gradient, with its definitions."""
    return record.definitions(laws.proposition(law_of(gradient)))


def without_variance(gradient):
    """The gradient of a normalisation that takes the variance as a constant."""
    rhs = gradient.statement.rhs
    (long,) = [e for e in rhs.args if e.is_Add]
    fewer = long.func(*(e for e in long.args if "nu" not in str(e)))
    return gradient.restated(gradient.statement.func(gradient.statement.lhs, rhs.xreplace({long: fewer})))


SIGN = "another sign"
WRONG = {
    SIGN: (SIGMOID, lambda g: g.restated(*planted.negated(g))),
    "no term of the variance": (NORM, without_variance),
}


def test_the_proposition_is_printed_from_both_statements():
    said = laws.proposition(law_of(SIGMOID))
    assert {of.name for of, _ in said.formulas} == {"activation.sigmoid", "activation.sigmoid.gradient['x']"}
    assert "(has_slope (fun t : R => (sumb (zrange N) (fun i2 => ((dy i2) * (activation_sigmoid N" in said.text
    assert "(t * (v i1))" in said.text and "smooth" not in said.text  # a sum of 1 and an exponential is not 0


def test_what_is_supposed_is_printed_from_the_statement():
    said = laws.proposition(law_of(activation.relu.gradient["x"]))
    assert said.words == (
        "Definition activation_relu_is_smooth_in_x (N : Z) (x : Z -> R) : Prop :=\n"
        "  (forall (n : Z), (between 0%Z N n) -> (0 <> (guard (between 0%Z N n) (x n)))).",
    )
    assert "(activation_relu_is_smooth_in_x N x) ->" in said.text
    assert "smooth" not in definitions(NORM)  # eps > 0, and a mean of squares is not negative
    (corrected,) = laws.proposition(law_of(normalization.batch_norm.gradient["x"])).words
    assert corrected.startswith("Definition normalization_batch_norm_correction_1_is_smooth_in_x")
    assert "(above_zero (eps + " in corrected  # the number of entries less 1 divides


def test_where_a_maximum_is_smooth():
    """Where one entry alone is the largest; a maximum that cancels is not supposed to be smooth."""
    said = "\n".join(laws.proposition(law_of(pooling.max_pool.gradient["x"])).words)
    assert said.count("(forall (u u_other : G), (within 0 kernel_size u) -> (within 0 kernel_size u_other) -> ") == 2
    assert said.count(" = Some (maxb (box kernel_size) ") == 4 and said.count(" -> u = u_other)") == 2
    assert not laws.proposition(law_of(activation.softmax.gradient["x"])).words


def test_a_gradient_that_is_linear_has_the_law_that_it_has():
    assert law_of(layers.conv.gradient["w"]) is layers.conv.gradient["w"].laws["is_adjoint"]
    assert derivation.derivative_law(layers.conv.gradient["w"]) is None
    assert not [law for law in SIGMOID.laws.values() if law.relation == gradients.RELATION]


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_gradient_has_another_proposition(what):
    gradient, change = WRONG[what]
    wrong = change(gradient)
    assert definitions(wrong) != definitions(gradient)
    assert record.page(law_of(wrong))["stale"] and not record.page(law_of(gradient))["stale"]
    assert derivation.proved_as_generated(law_of(wrong)) == {}


@needs_coq
@pytest.mark.deep
@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_gradient_is_not_proved_by_the_theorem(what, tmp_path):
    gradient, change = WRONG[what]
    name = f"{gradient.of.name.split('.')[1]}_gradient_{gradient.array}"
    file = "ProvedDerivatives" if gradient is SIGMOID else "ProvedDerivativesNormalization"
    text = (audit.SOURCE / f"{file}.v").read_text(encoding="utf-8")
    (theorem,) = re.findall(rf"^Theorem {name} :.*?Qed\.$", text, re.M | re.S)
    for one in (*check.PRELUDE, "Derivatives"):
        shutil.copyfile(audit.SOURCE / f"{one}.v", tmp_path / f"{one}.v")
    (tmp_path / "ProvedDerivatives.v").write_text(f"{text.partition('Theorem')[0]}{theorem}\n", encoding="utf-8")
    assert check.check(law_of(gradient), f"ProvedDerivatives.{name}", tmp_path).fault == ""
    assert check.check(law_of(change(gradient)), f"ProvedDerivatives.{name}", tmp_path).fault


def test_gradients_that_are_proved():
    proved = {law for law in record.recorded() if law.endswith("::is_the_derivative")}
    names = {getattr(topic, name).gradient["x"] for topic, those in PROVED.items() for name in those}
    names |= {arrays.div.gradient["z"], *fitting.mean_squared_error.gradient.derivable().values()}
    names |= set(classic.euclidean_rbf.gradient.derivable().values())
    assert {law_of(gradient).name for gradient in names} <= proved
    assert all(record.recorded()[law]["axioms"] for law in proved)  # those of the real numbers


def test_the_verdict_and_the_page_say_so(capsys):
    rows = [
        row for row in verdicts.verify_formula(activation.sigmoid, 2, 0, only="gradient") if row.law == "derived by x"
    ]
    assert [(row.evidence, row.tier) for row in rows] == [("proved", "generated")]
    assert rows[0].says == "ProvedDerivatives.sigmoid_gradient_x, where the formula is smooth"
    assert main(["show", "activation.sigmoid", "--gradient", "x", "--proof"]) == 0
    said = capsys.readouterr().out
    assert "Proved as it is generated from the law" in said and "derivable" not in said
    assert "has_slope" in said and "ProvedDerivatives.sigmoid_gradient_x" in said
