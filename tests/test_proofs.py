"""The kernel-checked proofs: they compile, rest on nothing that is not allowed, and say what the laws in Python say.

Every kind of cheating that the audit, the link and the ledger are for is planted, and has to be caught. `mathcnn prove`
runs every theorem against its law; here are the planted ones.
"""

import dataclasses
import fcntl
import json
import pathlib
import random
import re
import shutil
from fractions import Fraction

import numpy as np
import pytest
import sympy as sp

import mathcnn
from mathcnn import catalogue, convolution, layers
from mathcnn.activation.cross_entropy import cross_entropy_backward
from mathcnn.commands import main
from mathcnn.display import terminal as report
from mathcnn.evidence import derivation, ledger, verdicts
from mathcnn.normalization.batch_norm import batch_norm_backward
from mathcnn.text import resources

PROOFS = pathlib.Path(__file__).parent.parent / "proofs"
audit, link, proving = (resources.room("proofs", name) for name in ("audit", "linking", "proving"))

needs_coq = pytest.mark.skipif(
    shutil.which("coqc") is None, reason=f"NO PROOF WAS CHECKED: coqc is missing; {audit.INSTALL}"
)


@pytest.fixture(scope="session")
def proofs(tmp_path_factory, worker_id):
    """The compiled directory and its audit, made once by whichever worker comes first."""
    home = tmp_path_factory.getbasetemp() if worker_id == "master" else tmp_path_factory.getbasetemp().parent
    work, report = home / "proofs", home / "proofs.json"
    with open(home / "proofs.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not report.exists():
            work.mkdir()
            files = audit.compiled(audit.SOURCE, work)
            audit.audited(work, files)
            report.write_text(json.dumps([vars(file) for file in files]))
    return work, [audit.File(**file) for file in json.loads(report.read_text())]


@needs_coq
def test_all_proofs_hold(proofs):
    _, files = proofs
    assert not [f"{file.name}: {violation}" for file in files for violation in file.violations]
    assert all(file.statements for file in files)
    for file in files:  # an allowance that nothing needs would hide the next axiom
        assert bool(file.axioms) == (file.name in audit.ALLOWED), file.name
    assert not set(audit.ALLOWED) - {file.name for file in files}


# ---------------------------------------------------------------- planted

GOOD = "Theorem honest : 1 + 1 = 2. Proof. reflexivity. Qed.\n"
LOOP = "Fixpoint loop (n : nat) : False := loop n.\nTheorem wrong : False. Proof. exact (loop 0). Qed.\n"
PLANTED = {
    "admitted": "Theorem wrong : 1 = 2. Admitted.",
    "an axiom": "Axiom wrong : 1 = 2.",
    "a parameter": "Parameter wrong : False.",
    "a conjecture": "Conjecture wrong : False.",
    "an axiom of a strict proposition": "Axiom wrong : forall P : SProp, P.",
    "an axiom used far away": "Axiom hidden : False.\nTheorem wrong : 1 = 2. Proof. destruct hidden. Qed.",
    "a hypothesis outside any section": "Hypothesis wrong : forall n : nat, n = S n.\nTheorem follows : 0 = 1. Proof. apply wrong. Qed.",
    "a variable outside any section": "Variable wrong : False.",
    "the guard switched off": f"Unset Guard Checking.\n{LOOP}Set Guard Checking.",
    "the guard bypassed": f"#[bypass_check(guard)]\n{LOOP}",
    "positivity switched off": "Unset Positivity Checking.\nInductive bad : Set := Bad : (bad -> False) -> bad.\nSet Positivity Checking.\n"
    "Definition out (b : bad) : False := match b with Bad f => f b end.\n"
    "Theorem wrong : False. Proof. exact (out (Bad out)). Qed.",
    "universes switched off": "Unset Universe Checking.\nDefinition wrong : Type@{Set} := Type.",
    "split over lines": "Theorem\n\n  (* Qed. *) wrong\n  : 1\n = 2\n. Admitted\n.",
    "inside a module": "Module Deep. Module Deeper. Fact wrong : 1 = 2. Admitted. End Deeper. End Deep.",
    "a fact": "Fact wrong : 1 = 2. Proof. admit. Admitted.",
    "a remark": "Remark wrong : 1 = 2. Admitted.",
    "a corollary": "Corollary wrong : 1 = 2. Admitted.",
    "obligations admitted": "Require Import Program.\nProgram Definition wrong : {n : nat | n = S n} := 0.\nAdmit Obligations.",
    "an instance": "Class Absurd := absurd : False.\n#[export] Instance wrong : Absurd. Admitted.",
    "inside a functor": "Module Type Any. End Any.\nModule F (A : Any). Theorem wrong : 1 = 2. Admitted. End F.",
    "an axiom of a library": "Require Import Classical.\nTheorem wrong : forall P : Prop, P \\/ ~ P. Proof. exact classic. Qed.",
    "a module named like an allowed library": "Module Classical_Prop. Axiom classic : False. End Classical_Prop.",
    "does not compile": "Theorem wrong : 1 = 2. Proof. reflexivity. Qed.",
}


def planted(home, text, **others):
    """A project of one good file, and one with this text."""
    for name, body in {"Good": GOOD, "Bad": text, **others}.items():
        (home / f"{name}.v").write_text(body + "\n")
    (home / "_CoqProject").write_text(
        "\n".join([*audit.PROJECT, "Good.v", "Bad.v", *(f"{name}.v" for name in others)]) + "\n"
    )
    return home


@needs_coq
@pytest.mark.parametrize("fault", PLANTED)
def test_cheating_is_caught(fault, tmp_path):
    # the good file may use an axiom and does not: what is allowed in one file is not in another
    files = {
        file.name: file
        for file in audit.audit(planted(tmp_path, PLANTED[fault]), allowed={"Good": {"Classical_Prop.classic"}})
    }
    assert not files["Good"].violations and files["Good"].statements == ["honest"]
    assert files["Bad"].violations, fault
    assert any("does not compile" in violation for violation in files["Bad"].violations) == (
        fault == "does not compile"
    )


@needs_coq
def test_what_is_allowed_is_allowed_by_name(tmp_path):
    library = "Require Import Classical.\nTheorem middle : forall P : Prop, P \\/ ~ P. Proof. exact classic. Qed."
    files = audit.audit(planted(tmp_path, library), allowed={"Bad": audit.CLASSICAL})
    assert not any(file.violations for file in files)
    assert files[1].axioms == ["Classical_Prop.classic"] and "Classical_Prop.classic" in audit.table(files)
    shadow = planted(tmp_path, PLANTED["a module named like an allowed library"])
    assert audit.audit(shadow, allowed={"Bad": audit.CLASSICAL})[1].violations


@needs_coq
def test_what_is_no_part_of_a_tuple_is_audited(tmp_path):
    """The induction principle for strict propositions."""
    (bad,) = (
        file for file in audit.audit(planted(tmp_path, "Inductive box (A : Set) := Box (a : A).")) if file.name == "Bad"
    )
    assert not bad.violations and "box_sind" in bad.statements


@needs_coq
def test_a_stale_compiled_file_is_not_used(tmp_path):
    """A lemma that the source no longer has is still in the .vo beside it."""
    follows = "From CNN Require Import Old.\nTheorem follows : 0 = 0. Proof. exact lemma. Qed."
    home, work = planted(tmp_path, follows, Old="Lemma lemma : 0 = 0. Proof. reflexivity. Qed."), tmp_path / "work"
    work.mkdir()
    assert not any(file.violations for file in audit.compiled(home, work))
    shutil.copy(work / "Old.vo", home / "Old.vo")
    (home / "Old.v").write_text("Lemma other : 0 = 0. Proof. reflexivity. Qed.\n")
    files = {file.name: file for file in audit.audit(home)}
    assert "lemma" in " ".join(files["Bad"].violations)


@needs_coq
def test_what_is_left_out_is_seen(tmp_path, capsys):
    home = planted(tmp_path, GOOD.replace("honest", "second"))
    (home / "Forgotten.v").write_text(PLANTED["an axiom"])
    assert audit.main([str(home)]) == 1 and "Forgotten.v" in capsys.readouterr().err
    (home / "Forgotten.v").unlink()
    (home / "_CoqProject").write_text("-arg -type-in-type\n" + (home / "_CoqProject").read_text())
    assert audit.main([str(home)]) == 1 and "type-in-type" in capsys.readouterr().err


@needs_coq
def test_the_exit_code_tells(tmp_path, capsys):
    assert audit.main([str(planted(tmp_path, PLANTED["admitted"]))]) == 1
    assert "WRONG: Bad: wrong depends on Bad.wrong" in capsys.readouterr().out
    assert (
        audit.main([str(planted(tmp_path, GOOD.replace("honest", "second"))), "--json", str(tmp_path / "said.json")])
        == 0
    )
    assert json.loads((tmp_path / "said.json").read_text())["Bad"]["statements"] == ["second"]


def test_without_coq_it_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert audit.main([str(planted(tmp_path, GOOD))]) == 2
    assert "apt-get install" in capsys.readouterr().err


# ---------------------------------------------------------------- the link to the laws

TRUE = """
Definition product (f g : nat -> R) n := sumf n.+1 (fun m => f m * g (n - m)%N).
Lemma product_commutes f g n : product f g n = product g f n.
Proof. by rewrite /product !sumf_is_a_sum; exact: (conv_commutes f g n). Qed.
Theorem discrete_commutes (f g : nat -> R) n : product f g n = product g f n.
Proof. exact: product_commutes. Qed.
"""
UNTRUE = {  # each is a theorem, none says what the law that it is called after says
    "another law": ("discrete_distributes", "(f g : nat -> R) n : product f g n = product g f n", "product_commutes"),
    "another definition": ("discrete_has_unit", "(f : nat -> R) n : f n.+1 = f n.+1", "erefl"),
    "a premise that cannot be met": (
        "discrete_scales",
        "(f g : nat -> R) n : n < n -> product f g n = product g f n",
        "(fun _ => product_commutes f g n)",
    ),
    "a premise that is narrower": (
        "discrete_associates",
        "(f g h : nat -> R) n : f 0%N + g 0%N + h 0%N == 0 -> product f g n = product g f n",
        "(fun _ => product_commutes f g n)",
    ),
    "one side right": (
        "discrete_is_shift_equivariant",
        "(f g : nat -> R) (k n : nat) : product f g (n - k) = product g f (n - k)",
        "product_commutes",
    ),
    "an index too many": (
        "discrete_multiplies_sums",
        "(f g : nat -> R) n : product f g n = product g f n",
        "product_commutes",
    ),
    "the sides exchanged with something else": ("discrete_delays", "(f : nat -> R) (k n : nat) : f n = f n", "erefl"),
}


LEFT_OUT = """From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Totals Space Sums LayersFormulas LayersLaws.
Set Implicit Arguments.
Import GRing.Theory.
Local Open Scope ring_scope.
Section Planted.
Variables (R : comRingType) (G : space) (C M groups : nat) (kernel_size stride dilation p : G) (flip : bool) (x w v z : nat -> nat -> G -> R).
Theorem conv_subsamples n o i : conv C M kernel_size stride dilation p false x w no_bias n o i =
  every stride (conv C M kernel_size 1 dilation p false x w no_bias) n o i.
Proof. exact: conv_subsamples. Qed.
Theorem conv_adds_kernels n o i : conv C M kernel_size stride dilation 0 flip x (LayersLaws.plus w v) no_bias n o i =
  conv C M kernel_size stride dilation 0 flip x w no_bias n o i + conv C M kernel_size stride dilation 0 flip x v no_bias n o i.
Proof. exact: conv_adds_kernels. Qed.
Theorem conv_flips n o i : conv C M kernel_size dilation stride p true x w no_bias n o i =
  conv C M kernel_size dilation stride p false x (turned kernel_size w) no_bias n o i.
Proof. exact: conv_flips. Qed.
End Planted.
"""


def planted_laws(untrue):
    theorems = "".join(f"Theorem {name} {says}.\nProof. exact: {proof}. Qed.\n" for name, says, proof in untrue)
    return f"""From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Executable Sequences.
Set Implicit Arguments.
Import GRing.Theory.
Local Open Scope ring_scope.
Section Planted.
Variable R : comRingType.
{TRUE.replace("conv_commutes", "Sequences.conv_commutes")}{theorems.replace("n < n", "(n < n)%N")}
End Planted.
"""


@pytest.fixture(scope="session")
def met(proofs, tmp_path_factory):
    """Theorems that don't say what their names say, held against the laws of these names."""
    work, _ = proofs
    here = tmp_path_factory.mktemp("planted")
    for name in ("Executable", "Sequences", "Images", "Rationals", "Link"):
        shutil.copy(work / f"{name}.vo", here)
    (here / "ConvolutionPlantedLaws.v").write_text(planted_laws(UNTRUE.values()))
    said = audit.coq("coqc", "ConvolutionPlantedLaws.v", work=here)
    assert not said.returncode, said.stderr
    names = [name for name, *_ in UNTRUE.values()] + ["discrete_commutes"]
    found = link.theorems(here, {"ConvolutionPlantedLaws": names})
    return {row.theorem.partition(".")[2]: row for row in link.link(here, found)}


@needs_coq
def test_a_theorem_that_says_what_the_law_says_is_linked(met):
    row = met["discrete_commutes"]
    assert (row.law, row.fault, row.ranks) == ("convolution.discrete::commutes", "", (1,)) and row.cases >= 3


@needs_coq
@pytest.mark.parametrize("how", UNTRUE)
def test_a_theorem_that_says_something_else_is_not(met, how):
    row = met[UNTRUE[how][0]]
    assert row.fault, row


@needs_coq
def test_a_theorem_that_leaves_an_argument_out_is_not(proofs, tmp_path):
    """The flip is held at False, the padding at 0; stride and dilation are exchanged. At any number of axes."""
    work, _ = proofs
    for compiled in work.glob("*.vo"):
        if not compiled.name.startswith(("Audit", "Blame")):
            shutil.copy(compiled, tmp_path)
    (tmp_path / "LayersPlantedLaws.v").write_text(LEFT_OUT)
    said = audit.coq("coqc", "LayersPlantedLaws.v", work=tmp_path)
    assert not said.returncode, said.stderr
    names = ["conv_subsamples", "conv_adds_kernels", "conv_flips"]
    rows = link.link(tmp_path, link.theorems(tmp_path, {"LayersPlantedLaws": names}))
    assert [row.law for row in rows] == [f"layers.conv::{name.removeprefix('conv_')}" for name in names]
    assert all("differs from the law" in row.fault for row in rows), rows


GRADIENTS = """From CNN Require Import Space NormalizationLaws ActivationRealLaws Gradients.
Definition x : nat -> nat -> Z -> R := read {x}.
Definition dy : nat -> nat -> Z -> R := read {dy}.
Definition z : nat -> nat -> R := read {z}.
Definition labels : nat -> nat := read {labels}.
Definition gamma : R := read {gamma}.
Definition eps : R := read {eps}.
Definition all := values 2 (Z.of_nat 2 : space1).
Definition of_x less : R := dx all (INR 4) (INR 4 - INR less)%R eps gamma (channel space1 1 x) (channel space1 1 dy) (1%nat, Z0).
Definition of_gamma less : R := dgamma all (INR 4) (INR 4 - INR less)%R eps (channel space1 1 x) (channel space1 1 dy).
Definition of_beta (less : nat) : R := dbeta all (channel space1 1 dy).
Definition of_logits k : R := ((softmax z 3 1 k - one_hot labels 1 k) / INR 2)%R.
"""


@needs_coq
def test_the_gradients_of_the_theorems_are_those_that_run(proofs, tmp_path):
    """Entries lie in intervals around what Python gives; those of the other divisor of the variance don't, and other
    logits' neither.
    """
    work, _ = proofs
    for compiled in work.glob("*.vo"):
        if not compiled.name.startswith(("Audit", "Blame")):
            shutil.copy(compiled, tmp_path)
    x, dy = (
        np.array([[[3, 1], [0, -2], [-2, -4]], [[-4, -4], [-3, 3], [1, 4]]]),
        np.array([[[0, 1], [4, 2], [1, 0]], [[1, 4], [-2, 3], [2, -4]]]),
    )
    z, labels, gamma, eps = np.array([[2, -1, 0], [1, 3, -2]]), np.array([2, 0]), np.array([2, 3, -1]), Fraction(1, 2)
    of_z = cross_entropy_backward.fn(1.0, z.astype(float), labels)[0]
    said = [(f"of_logits {k}", of_z[1, k], f"logits {k}") for k in range(3)] + [
        ("of_logits 0", of_z[1, 1], "WRONG entry")
    ]
    for less in (0, 1):
        dx, dgamma, dbeta, *_ = batch_norm_backward.fn(
            dy.astype(float),
            x.astype(float),
            gamma.astype(float),
            np.zeros(3),
            float(eps),
            training=True,
            momentum=0.1,
            correction=less,
            running_correction=1,
        )
        said += [
            (f"of_x {less}", dx[1, 1, 0], f"x {less}"),
            (f"of_x {1 - less}", dx[1, 1, 0], f"WRONG x {less}"),
            (f"of_gamma {less}", dgamma[1], f"gamma {less}"),
            (f"of_gamma {1 - less}", dgamma[1], f"WRONG gamma {less}"),
            (f"of_beta {less}", dbeta[1], f"beta {less}"),
        ]
    data = {
        name: link.datum(v)
        for name, v in {"x": x, "dy": dy, "z": z, "labels": labels, "gamma": gamma[1], "eps": eps}.items()
    }
    goals = [
        f'Goal True. first [enclosed ({term}) {link.interval(Fraction(float(v)))}; idtac "SAME {label}" | idtac "OTHER {label}"]. Abort.'
        for term, v, label in said
    ]
    lines = [*link.PREAMBLE, *link.REAL, *link.NUMBERS, GRADIENTS.format(**data), *goals]
    (tmp_path / "Run.v").write_text("\n".join(lines) + "\n")
    answer = audit.coq("coqc", "Run.v", work=tmp_path)
    assert not answer.returncode, answer.stderr
    found = [line for line in answer.stdout.splitlines() if line.startswith(("SAME", "OTHER"))]
    assert found == [f"{'OTHER' if 'WRONG' in label else 'SAME'} {label}" for _, _, label in said]


def test_variables_are_read_as_coq_prints_them():
    says = "forall (R : comRingType) (x : Z * Z -> R) (p : Z), is_true (0 < n) -> (forall i : nat, f i) -> forall i j : Z, x (i, j) = x (j, i)"
    assert list(link.variables(says)) == [
        ("R", "comRingType"),
        ("x", "Z * Z -> R"),
        ("p", "Z"),
        ("", "is_true (0 < n)"),
        ("", "(forall i : nat, f i)"),
        ("i", "Z"),
        ("j", "Z"),
    ]
    assert link.datum([1, Fraction(-1, 2), True]) == "(Row [:: (Num (1) 1); (Num (-1) 2); (Num (1) 1)])"
    assert link.nested((1, 2, 3)) == ((1, 2), 3)


# ---------------------------------------------------------------- programs in Coq that are the formulas


def written(rows):
    """A list, or a list of lists, of whole numbers, in Coq's notation."""
    if not isinstance(rows, list):
        return f"({rows})%Z"
    return "[:: " + "; ".join(map(written, rows)) + "]"


def read(answer):
    """The list that Coq prints."""
    value = re.sub(r"\s+", " ", answer).strip().removeprefix("=").rsplit(":", 1)[0]
    return json.loads(value.replace("[::", "[").replace(";", ",").replace("%Z", "").replace("(", "").replace(")", ""))


def test_reading_what_coq_prints():
    assert read("     = [:: 1; (-2); 3]\n     : seq Z\n") == [1, -2, 3]
    assert written([[1, -2]]) == "[:: [:: (1)%Z; (-2)%Z]]"


@pytest.fixture(scope="session")
def vectors():
    draw = random.Random(6)
    matrix = lambda h, w: [[draw.randint(-9, 9) for _ in range(w)] for _ in range(h)]
    images = [(matrix(draw.randint(3, 7), 8), matrix(draw.randint(1, 3), draw.randint(1, 4))) for _ in range(12)]
    sequences = [(image[0][: draw.randint(1, 8)], kernel[0]) for image, kernel in images]
    return sequences, images


@needs_coq
def test_what_coq_computes_is_what_python_states(proofs, vectors, tmp_path):
    """The definitions of Executable.v, which the theorems are about, against the literal forms of the formulas."""
    work, _ = proofs
    sequences, images = vectors
    for name in ("Executable", "Sequences", "Images"):
        for ending in (".vo", ".v"):
            shutil.copy(work / f"{name}{ending}", tmp_path)
    queries, expected = [], []
    for f, g in sequences:
        queries.append(f"Eval vm_compute in Executable.zconv {written(f)} {written(g)}.")
        expected.append(convolution.discrete.literal(f, g))
    for I, K in images:
        queries.append(f"Eval vm_compute in Executable.zconv2 {written(I)} {written(K)}.")
        expected.append(convolution.image.literal(I, K, mode="full"))
        queries.append(f"Eval vm_compute in Executable.zxcorr2 {written(I)} {written(K)}.")
        expected.append(convolution.cross_correlation.literal(I, K, mode="valid"))
        assert np.array_equal(expected[-1], layers.conv.literal([[I]], [[K]])[0, 0])
    notations = ["From Coq Require Import ZArith.", "From mathcomp Require Import all_ssreflect."]
    answers = audit.answers(tmp_path, "Vectors", ["Executable"], queries, before=notations)
    got = [read(answer) for answer in answers]
    assert got == [one.tolist() for one in expected]
    turned = [convolution.image.literal(I, K, mode="valid").tolist() for I, K in images]  # the fault that this is for
    assert got[len(sequences) + 1 :: 2] != turned


# ---------------------------------------------------------------- the ledger


@pytest.fixture
def commutes():
    return convolution.discrete.laws["commutes"]


def entry(law, **other):
    proof = ledger.Proof(law.name, "Sequences.conv_commutes", "f * g = g * f", (), (1,), 3, ledger.digest(law))
    files = {"Sequences": {"digest": ledger.source_digest("Sequences"), "imports": [], "axioms": []}}
    return ledger.Ledger("8.16.1", files, {law.name: (dataclasses.replace(proof, **other),)})


def test_a_proof_counts_while_nothing_changes(commutes, monkeypatch):
    monkeypatch.setattr(ledger, "packaged", lambda: entry(commutes))
    row = verdicts.statement_verdict(commutes, 4, 0)
    assert (row.verdict, row.evidence, row.tier) == ("holds", "proved", "Coq") and row.good


STALE = {
    "another law": {"digest": "0" * 64},
    "another file": {"theorem": "Images.conv2_commutes"},
}


@pytest.mark.parametrize("how", STALE)
def test_a_proof_of_something_else_leaves_the_law_open(commutes, monkeypatch, how):
    monkeypatch.setattr(ledger, "packaged", lambda: entry(commutes, **STALE[how]))
    row = verdicts.statement_verdict(commutes, 4, 0)
    assert row.evidence == "open" and not row.good and "stale" in row.says


def test_a_changed_file_leaves_the_law_open(commutes, monkeypatch):
    held = entry(commutes)
    held.files["Sequences"]["digest"] = "0" * 64
    monkeypatch.setattr(ledger, "packaged", lambda: held)
    assert verdicts.statement_verdict(commutes, 4, 0).evidence == "open"
    held.files["Sequences"].update(digest=ledger.source_digest("Sequences"), imports=["Missing"])
    assert "Missing.v" in verdicts.statement_verdict(commutes, 4, 0).says


def test_a_proof_does_not_help_a_wrong_law(commutes, monkeypatch):
    false = next(law for law in convolution.discrete.laws.values() if not law.holds)
    wrong = false.about(false.of)
    wrong.holds = True
    monkeypatch.setattr(
        ledger, "proofs_of", lambda law: (dataclasses.replace(entry(commutes).proofs[commutes.name][0]),)
    )
    row = verdicts.statement_verdict(wrong, 10, 0)
    assert row.verdict == "fails" and row.evidence != "proved"


def test_a_proof_is_not_lent_to_another_law_or_statement(commutes):
    held = entry(commutes)
    proof = held.proofs[commutes.name][0]
    assert not held.fault(proof, commutes)
    assert held.fault(proof, convolution.discrete.laws["associates"])
    other = convolution.discrete.restated(convolution.discrete.statement.subs({"m": "n"}))
    assert not ledger.proofs_of(other.laws["commutes"])


# ---------------------------------------------------------------- derivations, the rung below


@pytest.fixture
def unproved(monkeypatch):
    """As if nothing were proved."""
    monkeypatch.setattr(ledger, "packaged", lambda: ledger.Ledger("", {}, {}))


def test_a_law_is_derived_by_running_its_derivation(commutes, unproved):
    row = verdicts.statement_verdict(commutes, 4, 0)
    assert (row.verdict, row.evidence) == ("holds", "derived") and row.cases > 2


def test_a_derivation_that_is_refused_fails_the_law(commutes, unproved, monkeypatch):
    def nonsense(left, right):
        return left.reindex("m", 2 * left.expr.limits[0][0])

    planted = dataclasses.replace(derivation.derivations()[commutes.name], script=nonsense)
    monkeypatch.setattr(derivation, "derivations", lambda: {commutes.name: planted})
    row = verdicts.statement_verdict(commutes, 4, 0)
    assert (row.verdict, row.evidence) == ("fails", "exact") and "its derivation is refused" in row.says


def test_a_derivation_is_not_lent_to_another_statement(commutes, unproved):
    double = convolution.discrete.restated(
        sp.Eq(convolution.discrete.statement.lhs, 2 * convolution.discrete.statement.rhs)
    )
    assert verdicts.statement_verdict(double.laws["commutes"], 4, 0).evidence == "exact"


def test_every_law_is_proved_or_derived_or_says_why_not():
    """In `mathcnn list --laws`; and a reason is given for nothing else."""
    rows = report.listed_laws(catalogue.catalog().topics.values())
    assert not [row["name"] for row in rows if not (row["proofs"] or row["derivation"] or row["unproved"])]
    assert not ledger.reasons().keys() - {row["name"] for row in rows if not row["proofs"]}


def test_a_digest_sees_statement_law_helpers_and_options():
    before = {name: ledger.digest(law) for name, law in catalogue.catalog().laws.items()}
    assert len(set(before.values())) == len(before)
    law = mathcnn.fitting.step_slope.laws["comes_closer"]
    freer, other = law.about(law.of), law.about(law.of)
    freer.requires, other.relation = law.requires[:1], "="
    assert len({ledger.digest(one) for one in (law, freer, other)}) == 3


def test_no_entry_of_the_packaged_ledger_is_stale():
    """Without Coq, too."""
    laws = catalogue.catalog().laws
    held = ledger.packaged()
    assert held.proofs.keys() <= laws.keys()
    assert not [(name, one.stale) for name in held.proofs for one in held.of(laws[name]) if one.stale]


def test_a_ledger_that_is_none_is_refused(tmp_path):
    for text in ("{", "[]", '{"coq": "", "files": {}, "proofs": [{"law": "a"}]}'):
        (tmp_path / "ledger.json").write_text(text)
        with pytest.raises(ValueError, match="is no ledger of proofs"):
            ledger.read(tmp_path / "ledger.json")


def test_a_ledger_that_somebody_typed_is_seen(commutes):
    """`mathcnn prove` compares it with what it finds."""
    found = proving.Proved([], [], ledger.Ledger("8.16.1", {}, {}))
    said = "the ledger has convolution.discrete::commutes as proved by Sequences.conv_commutes, which it is not"
    assert found.differences(entry(commutes))[0] == said
    found = proving.Proved([], [], entry(commutes))
    assert not found.differences(entry(commutes))
    assert found.differences(entry(commutes, axioms=("Classical_Prop.classic",))) == [
        "convolution.discrete::commutes: the ledger has another axioms"
    ]
    assert "which the ledger does not have" in found.differences(ledger.Ledger("8.16.1", {}, {}))[0]


def test_a_ledger_is_read_as_it_was_written(commutes, tmp_path):
    (tmp_path / "ledger.json").write_text(entry(commutes).as_json())
    assert ledger.read(tmp_path / "ledger.json") == entry(commutes)


def test_without_coq_proving_says_so(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "/nowhere")
    assert main(["prove"]) == 2
    said = capsys.readouterr().err
    assert (
        "is not installed" in said
        and "no proof was checked" in said
        and "0 are stale" in said
        and said.count("\n") == 1
    )


# ---------------------------------------------------------------- the tables

ROW = re.compile(r"^\| (?P<words>[^|]+) \| `(?P<coq>[\w.']+)` \| (?P<law>[^|]*) \|$", re.M)


def mistakes(text, statements, catalog):
    """What the tables name and nobody has."""
    rows = [match.groupdict() for match in ROW.finditer(text)]
    wrong = [f"{row['coq']} is not among the audited statements" for row in rows if row["coq"] not in statements]
    for row in rows:
        for law in re.findall(r"`([^`]+)`", row["law"]):
            formula, _, name = law.partition("::")
            if formula not in catalog or (name and name not in catalog[formula].laws):
                wrong.append(f"{law} is no law")
    return rows, wrong


@needs_coq
def test_the_tables_name_what_is_there(proofs):
    _, files = proofs
    statements = {f"{file.name}.{one}" for file in files for one in file.statements}
    text = (PROOFS / "README.md").read_text()
    rows, wrong = mistakes(text, statements, mathcnn.catalog())
    assert not wrong
    assert len({row["coq"] for row in rows}) == len(rows)


def test_the_table_of_laws_is_that_of_the_ledger():
    text = (PROOFS / "README.md").read_text()
    assert proving.with_table(text, ledger.packaged()) == text


def test_a_wrong_row_is_seen():
    catalog = mathcnn.catalog()
    row = lambda coq, law: f"| Something | `{coq}` | `{law}` |\n"
    assert not mistakes(row("A.b", "convolution.discrete::commutes"), {"A.b"}, catalog)[1]
    assert mistakes(row("A.c", "convolution.discrete::commutes"), {"A.b"}, catalog)[1] == [
        "A.c is not among the audited statements"
    ]
    assert mistakes(row("A.b", "convolution.discrete::commute"), {"A.b"}, catalog)[1] == [
        "convolution.discrete::commute is no law"
    ]
    assert mistakes(row("A.b", "convolution.discreet"), {"A.b"}, catalog)[1] == ["convolution.discreet is no law"]
