"""The kernel-checked proofs: they compile, rest on nothing that is not allowed, and are about what the Python formulas compute.

Every kind of cheating that the audit is for is planted, and has to be caught.
"""

import fcntl
import importlib.util
import json
import pathlib
import random
import re
import shutil
import sys

import numpy as np
import pytest

import mathcnn
from mathcnn import convolution, layers

PROOFS = pathlib.Path(__file__).parent.parent / "proofs"
spec = importlib.util.spec_from_file_location("proofs_audit", PROOFS / "audit.py")
audit = sys.modules["proofs_audit"] = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
spec.loader.exec_module(audit)  # type: ignore[union-attr]

needs_coq = pytest.mark.skipif(shutil.which("coqc") is None, reason=f"NO PROOF WAS CHECKED: coqc is missing; {audit.INSTALL}")


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
    for file in files:                                   # an allowance that nothing needs would hide the next axiom
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
}  # fmt: skip


def planted(home, text, **others):
    """A project of one good file, and one with this text."""
    for name, body in {"Good": GOOD, "Bad": text, **others}.items():
        (home / f"{name}.v").write_text(body + "\n")
    (home / "_CoqProject").write_text("\n".join([*audit.PROJECT, "Good.v", "Bad.v", *(f"{name}.v" for name in others)]) + "\n")
    return home


@needs_coq
@pytest.mark.parametrize("fault", PLANTED)
def test_cheating_is_caught(fault, tmp_path):
    # the good file may use an axiom and does not: what is allowed in one file is not in another
    files = {file.name: file for file in audit.audit(planted(tmp_path, PLANTED[fault]), allowed={"Good": {"Classical_Prop.classic"}})}
    assert not files["Good"].violations and files["Good"].statements == ["honest"]
    assert files["Bad"].violations, fault
    assert any("does not compile" in violation for violation in files["Bad"].violations) == (fault == "does not compile")


@needs_coq
def test_what_is_allowed_is_allowed_by_name(tmp_path):
    library = "Require Import Classical.\nTheorem middle : forall P : Prop, P \\/ ~ P. Proof. exact classic. Qed."
    files = audit.audit(planted(tmp_path, library), allowed={"Bad": audit.CLASSICAL})
    assert not any(file.violations for file in files)
    assert files[1].axioms == ["Classical_Prop.classic"] and "Classical_Prop.classic" in audit.table(files)
    shadow = planted(tmp_path, PLANTED["a module named like an allowed library"])
    assert audit.audit(shadow, allowed={"Bad": audit.CLASSICAL})[1].violations


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
    assert "WRONG: Bad: wrong rests on Bad.wrong" in capsys.readouterr().out
    assert audit.main([str(planted(tmp_path, GOOD.replace("honest", "second"))), "--json", str(tmp_path / "said.json")]) == 0
    assert json.loads((tmp_path / "said.json").read_text())["Bad"]["statements"] == ["second"]


def test_without_coq_it_says_what_to_install(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert audit.main([str(planted(tmp_path, GOOD))]) == 2
    assert "apt-get install" in capsys.readouterr().err


# ---------------------------------------------------------------- the link to what runs


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
    answers = audit.said_to(tmp_path, "Vectors", ["Executable"], queries, before=notations)
    got = [read(answer) for answer in answers]
    assert got == [one.tolist() for one in expected]
    turned = [convolution.image.literal(I, K, mode="valid").tolist() for I, K in images]   # the fault that this is for
    assert got[len(sequences) + 1 :: 2] != turned


# ---------------------------------------------------------------- the table

ROW = re.compile(r"^\| (?P<words>[^|]+) \| `(?P<coq>[\w.']+)` \| (?P<law>[^|]*) \|$", re.M)


def mistakes(text, statements, catalog):
    """What the table names and nobody has."""
    rows = [match.groupdict() for match in ROW.finditer(text)]
    wrong = [f"{row['coq']} is not among the audited statements" for row in rows if row["coq"] not in statements]
    for row in rows:
        for law in re.findall(r"`([^`]+)`", row["law"]):
            formula, _, name = law.partition("::")
            if formula not in catalog or (name and name not in catalog[formula].laws):
                wrong.append(f"{law} is no law")
    return rows, wrong


@needs_coq
def test_the_table_names_what_is_there(proofs):
    _, files = proofs
    statements = {f"{file.name}.{one}" for file in files for one in file.statements}
    text = (PROOFS / "README.md").read_text()
    rows, wrong = mistakes(text, statements, mathcnn.catalog())
    assert not wrong
    assert len(rows) >= 80 and len({row["coq"] for row in rows}) == len(rows)
    assert {row["coq"].split(".")[0] for row in rows} >= {file.name for file in files} - {"RealField"}


def test_a_wrong_row_is_seen():
    catalog = mathcnn.catalog()
    row = lambda coq, law: f"| Something | `{coq}` | `{law}` |\n"
    assert not mistakes(row("A.b", "convolution.discrete::commutes"), {"A.b"}, catalog)[1]
    assert mistakes(row("A.c", "convolution.discrete::commutes"), {"A.b"}, catalog)[1] == ["A.c is not among the audited statements"]
    assert mistakes(row("A.b", "convolution.discrete::commute"), {"A.b"}, catalog)[1] == ["convolution.discrete::commute is no law"]
    assert mistakes(row("A.b", "convolution.discreet"), {"A.b"}, catalog)[1] == ["convolution.discreet is no law"]
