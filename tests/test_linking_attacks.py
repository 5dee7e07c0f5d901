"""Theorems that would be linked to a law although they do not say what it says: each is refused, by what is refused.

What running on examples cannot exclude is said in proofs/README.md: a law in Python that differs only for rare values.
"""

from __future__ import annotations

import shutil

import pytest

from mathcnn import catalogue
from mathcnn.text import resources

audit, link = (resources.module("proofs", name) for name in ("audit", "linking"))
running, goals = (resources.module("proofs", f"linking.{name}") for name in ("running", "goals"))

needs_coq = pytest.mark.skipif(
    shutil.which("coqc") is None, reason=f"NO PROOF WAS CHECKED: coqc is missing; {audit.INSTALL}"
)

HEAD = """From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Executable Sequences.
Set Implicit Arguments.
Import GRing.Theory.
Local Open Scope ring_scope.
"""
PRODUCT = "Definition product (f g : nat -> R) n := sumf n.+1 (fun m => f m * g (n - m)%N).\n"
ABOVE = "Definition product (f g : nat -> R) n := if (7 < n)%N then 0 else sumf n.+1 (fun m => f m * g (n - m)%N).\n"
AT_4 = "Definition product (f g : nat -> R) n := if n == 4%N then 0 else sumf n.+1 (fun m => f m * g (n - m)%N).\n"
HIDDEN = "Definition proper (n : nat) : Prop := (n < 8)%N.\n"
SUM = "sumf n.+1 (fun m => {} m * {} (n - m)%N)"
COMMUTES = f"Lemma right (f g : nat -> R) n : {SUM.format('f', 'g')} = {SUM.format('g', 'f')}.\n"
COMMUTES += "Proof. by rewrite !sumf_is_a_sum; exact: (Sequences.seq_conv_commutes f g n). Qed.\n"
BY_CASES = "Proof. by rewrite /product; case: ifP => // _; exact: right. Qed."
PLANTED = {  # definitions, the theorem, and what is said
    "right": (PRODUCT, "(f g : nat -> R) n : product f g n = product g f n.\nProof. exact: right. Qed.", ""),
    "one term on both sides": (
        PRODUCT,
        "(f g : nat -> R) n : product f g n = product f g n.\nProof. by []. Qed.",
        "one term",
    ),
    "equality shadowed": (
        PRODUCT + 'Local Notation "x = y" := (@eq _ x x) : type_scope.\n',
        "(f g : nat -> R) n : product f g n = product g f n.\nProof. by []. Qed.",
        "one term",
    ),
    "at most for equal": (
        PRODUCT,
        "(f g : nat -> R) n : (product f g n <= product g f n)%R.\n"
        "Proof. by rewrite (right f g n : product f g n = _). Qed.",
        "concludes <=",
    ),
    "a definition that is wrong above 7": (
        ABOVE,
        f"(f g : nat -> R) n : product f g n = product g f n.\n{BY_CASES}",
        "differs from the law",
    ),
    "a definition that is wrong at entry 4": (
        AT_4,
        f"(f g : nat -> R) n : product f g n = product g f n.\n{BY_CASES}",
        "differs from the law",
    ),
    "a premise that holds below 8": (
        PRODUCT,
        "(f g : nat -> R) n : (n < 8)%N -> product f g n = product g f n.\nProof. by move=> _; exact: right. Qed.",
        "differs from the law",
    ),
    "a premise that hides it": (
        PRODUCT + HIDDEN,
        "(f g : nat -> R) n : proper n -> product f g n = product g f n.\nProof. by move=> _; exact: right. Qed.",
        "differs from the law",
    ),
}


@pytest.fixture(scope="session")
def rows(library, tmp_path_factory):
    """Each theorem in a file of its own, run against the law that it is called after."""
    here = library(tmp_path_factory.mktemp("attacks"), "Executable", "Sequences", "Rationals", "Link")
    files = {}
    for k, (how, (definitions, theorem, _)) in enumerate(PLANTED.items()):
        name = f"Convolution{chr(65 + k)}Laws"
        kind = "numDomainType" if "<=" in theorem else "comRingType"
        text = f"{HEAD}Section A.\nVariable R : {kind}.\n{COMMUTES}{definitions}"
        text += f"Theorem discrete_commutes {theorem}\nEnd A.\n"
        (here / f"{name}.v").write_text(text)
        said = audit.coq("coqc", f"{name}.v", work=here)
        assert not said.returncode, (how, said.stderr)
        files[name] = how
    found = link.theorems(here, {name: ["discrete_commutes"] for name in files})
    return here, found, {files[row.theorem.partition(".")[0]]: row for row in link.link(here, found)}


@needs_coq
@pytest.mark.slow
@pytest.mark.parametrize("how", PLANTED)
def test_a_theorem_that_says_something_else_is_refused(rows, how):
    row, said = rows[2][how], PLANTED[how][2]
    assert said in row.fault and bool(row.fault) == bool(said), row.fault


@needs_coq
@pytest.mark.slow
def test_a_law_with_another_relation_is_no_longer_linked(rows, monkeypatch):
    here, found, _ = rows
    law = catalogue.find("convolution.discrete::commutes")
    monkeypatch.setattr(law, "relation", "<=")
    (row,) = link.link(here, found[:1])
    assert row.fault == "it concludes =, and the law says <="


@needs_coq
@pytest.mark.slow
def test_a_law_that_is_false_for_long_arrays_is_not_linked(rows, monkeypatch):
    here, found, _ = rows
    law = catalogue.find("convolution.discrete::commutes")

    def longer(discrete, f, g):
        lhs, rhs = discrete(f, g), discrete(g, f)
        return (lhs + 1, rhs + 1) if len(f) > 6 else (lhs, rhs)

    monkeypatch.setattr(law, "fn", longer)
    (row,) = link.link(here, found[:1])
    assert "differs from the law" in row.fault


def answer(*lines):
    return "\n".join(lines)


def judged(*lines, law="convolution.discrete::commutes"):
    row = running.Linked(law, "ConvolutionLaws.discrete_commutes", "", cases=3)
    running._concludes([row], answer(*lines), [0])
    return row


def test_what_a_theorem_concludes_is_compared_with_the_law():
    assert not judged("RELATION 0 =", "NATURE 0 theorem").fault
    plain = judged("RELATION 0 =", "NATURE 0 definition")
    assert not plain.fault and plain.by_definition and plain.relation == "="
    assert "one term" in judged("RELATION 0 =", "NATURE 0 same").fault
    assert "concludes <=" in judged("RELATION 0 <=", "NATURE 0 theorem").fault
    assert "concludes ?" in judged("RELATION 0 ?").fault and "concludes ?" in judged().fault
    assert "did not say" in judged("RELATION 0 =").fault
    above = "activation.relu::is_at_least_zero"
    assert catalogue.find_law(above).relation == ">="
    assert not judged("RELATION 0 <=", "NATURE 0 theorem", law=above).fault
    assert "concludes =" in judged("RELATION 0 =", "NATURE 0 theorem", law=above).fault


def test_tactics_that_look_at_theorems_are_written_after_its_file_is_loaded(monkeypatch, tmp_path):
    """So that a tactic of the file with the same name is not the one that is used."""
    scripts = []
    monkeypatch.setattr(running, "_run", lambda work, name, lines: scripts.append(lines) or "")
    says = "forall (R : comRingType) (f g : nat -> R) (n : nat), product f g n = product g f n"
    running.link(tmp_path, [link.theorem("ConvolutionLaws.discrete_commutes", f"discrete_commutes : {says}")])
    lines = scripts[0]
    loaded = lines.index("Require CNN.ConvolutionLaws.")
    assert not [line for line in lines if "Import" in line and "ConvolutionLaws" in line]
    assert all(lines.index(tactic) > loaded for tactic in goals.natures(False))
