"""The check that a theorem proves what is printed: attacks, altered laws, and results that are kept."""

from __future__ import annotations

import shutil

import pytest

from mathcnn import catalogue
from proofs import audit
from proofs.kept import Kept
from proofs.printing import check, laws
from proofs.printing.files import generated

from .test_coq_printing import needs_coq

LAW = "convolution.discrete::scales"
ATTACKS = {
    "another proposition": "Theorem t : forall n : nat, n = n. Proof. by []. Qed.",
    "an axiom": "Axiom t : CNN.Generated.PROP.",
    "a proposition of the same name": "Module Generated. Definition PROP := True. End Generated."
    "\n"
    "Theorem t : Generated.PROP. Proof. exact I. Qed.",
    "a coercion of any proof": "Theorem t : True. Proof. exact I. Qed.\n"
    "Axiom any : True -> CNN.Generated.PROP.\n#[global] Coercion any : True >-> "
    "CNN.Generated.PROP.",
    "a check that is switched off": "#[global] Unset Guard Checking.\nFixpoint t0 (n : nat) : "
    "CNN.Generated.PROP := t0 n.\nDefinition t := t0 O.",
    "the definition altered": "Definition convolution_discrete (R : comRingType) (L M : Z) (f g : Z -> R)\n"
    "  (n : Z) : R := 0%R.\n"
    "Theorem t : forall (R : comRingType) (L M : Z) (f g : Z -> R) (c : R) n,\n"
    "  convolution_discrete R L M (fun i => (c * f i)%R) g n = (c * convolution_discrete R L M f g n)%R.\n"
    "Proof. by move=> *; rewrite GRing.mulr0. Qed.",
    "a premise more": "Theorem t : 8%N = 9%N -> CNN.Generated.PROP. Proof. by []. Qed.",
}


@needs_coq
@pytest.mark.slow
def test_attacks_are_refused(tmp_path):
    for name in check.PRELUDE:
        shutil.copyfile(audit.SOURCE / f"{name}.v", tmp_path / f"{name}.v")
    head = "From Coq Require Import ZArith.\nFrom mathcomp Require Import all_ssreflect all_algebra ssrZ.\n"
    head += "From CNN Require Import Space Arrays Printed.\nRequire CNN.Generated.\n"
    of = generated()
    asked = {}
    for k, (text, law) in enumerate(zip(ATTACKS.values(), of.propositions, strict=False)):
        text = text.replace("PROP", of.propositions[law].name)
        (tmp_path / f"Attack{k}.v").write_text(f"{head}{text}\n", encoding="utf-8")
        asked[law] = f"Attack{k}.t"
    assert len(asked) == len(ATTACKS)
    faults = dict(zip(ATTACKS, (one.fault for one in check.check_all(asked, tmp_path, of)), strict=True))
    assert all(faults.values()), faults
    # these files compile: what refuses them is the check
    assert not [what for what, fault in faults.items() if "does not compile" in fault], faults


@needs_coq
@pytest.mark.slow
def test_an_altered_law_is_not_proved_by_its_theorem():
    law = catalogue.find_law(LAW)
    other = law.attached_to(law.of)
    other.fn = lambda conv, f, g, c: (conv(c * f, g), c * conv(f, g) + c)
    other.fn.__name__ = "scales"
    assert laws.proposition(other).text != generated().propositions[LAW].text
    assert check.check(other, "ProvedSequences.discrete_scales").fault


@needs_coq
@pytest.mark.deep
def test_a_theorem_about_another_law_is_refused():
    asked = {
        LAW: "ProvedSequences.discrete_scales",
        "convolution.discrete::commutes": "ProvedSequences.discrete_scales",
    }
    right, wrong = check.check_all(asked)
    assert (right.fault, right.axioms, right.by_definition) == ("", (), False)
    assert wrong.fault.startswith("does not prove what the law says")


@needs_coq
@pytest.mark.deep
def test_results_that_are_kept_are_of_the_same_files_and_the_same_question(tmp_path, monkeypatch):
    for path in audit.SOURCE.glob("*.v"):
        shutil.copyfile(path, tmp_path / path.name)
    held, asked = Kept(tmp_path / "kept"), {LAW: "ProvedSequences.discrete_scales"}
    (first,) = check.check_all(asked, tmp_path, held=held)
    assert first.fault == ""
    with monkeypatch.context() as without_coq:
        without_coq.setattr(check, "_compile", None)
        assert check.check_all(asked, tmp_path, held=held) == [first]
    (other,) = check.check_all({"convolution.discrete::commutes": asked[LAW]}, tmp_path, held=held)
    assert other.fault  # the same file, asked for another law
    for name in ("ProvedSequences", "Guards"):  # the file, and one that it imports
        path = tmp_path / f"{name}.v"
        before = path.read_text(encoding="utf-8")
        path.write_text(f"{before}\nTheorem more : 1 = 2. Proof. by []. Qed.\n", encoding="utf-8")
        (one,) = check.check_all(asked, tmp_path, held=held)
        assert one.fault, name
        path.write_text(before, encoding="utf-8")
    assert check.check_all(asked, tmp_path, held=held) == [first]
