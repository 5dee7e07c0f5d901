"""The proofs in Coq: they compile and use only allowed axioms. Every kind of cheating is planted and caught."""

import json
import shutil

import pytest

from mathcnn.text import resources

audit, record = (resources.module("proofs", name) for name in ("audit", "record"))

needs_coq = pytest.mark.skipif(
    shutil.which("coqc") is None, reason=f"NO PROOF WAS CHECKED: coqc is missing; {audit.INSTALL}"
)


@needs_coq
@pytest.mark.slow
def test_all_proofs_hold(proofs):
    _, files = proofs
    assert not [f"{file.name}: {violation}" for file in files for violation in file.violations]
    assert all(file.statements for file in files)
    for file in files:  # an allowance that nothing needs would hide the next axiom
        assert bool(file.axioms) == (file.name in audit.ALLOWED), file.name
    assert not set(audit.ALLOWED) - {file.name for file in files}


# ---------------------------------------------------------------- planted

GOOD = "Theorem honest : 1 + 1 = 2. Proof. reflexivity. Qed.\nLtac check := fail.\n"
LOOP = "Fixpoint loop (n : nat) : False := loop n.\nTheorem wrong : False. Proof. exact (loop 0). Qed.\n"
PLANTED = {
    "admitted": "Theorem wrong : 1 = 2. Admitted.",
    "an axiom": "Axiom wrong : 1 = 2.",
    "a parameter": "Parameter wrong : False.",
    "a conjecture": "Conjecture wrong : False.",
    "an axiom of a strict proposition": "Axiom wrong : forall P : SProp, P.",
    "an axiom used far away": "Axiom hidden : False.\nTheorem wrong : 1 = 2. Proof. destruct hidden. Qed.",
    "a hypothesis outside any section": "Hypothesis wrong : forall n : nat, n = S n.\n"
    "Theorem follows : 0 = 1. Proof. apply wrong. Qed.",
    "a variable outside any section": "Variable wrong : False.",
    "the guard switched off": f"Unset Guard Checking.\n{LOOP}Set Guard Checking.",
    "the guard bypassed": f"#[bypass_check(guard)]\n{LOOP}",
    "positivity switched off": "Unset Positivity Checking.\n"
    "Inductive bad : Set := Bad : (bad -> False) -> bad.\nSet Positivity Checking.\n"
    "Definition out (b : bad) : False := match b with Bad f => f b end.\n"
    "Theorem wrong : False. Proof. exact (out (Bad out)). Qed.",
    "universes switched off": "Unset Universe Checking.\nDefinition wrong : Type@{Set} := Type.",
    "split over lines": "Theorem\n\n  (* Qed. *) wrong\n  : 1\n = 2\n. Admitted\n.",
    "inside a module": "Module Deep. Module Deeper. Fact wrong : 1 = 2. Admitted. End Deeper. End Deep.",
    "a fact": "Fact wrong : 1 = 2. Proof. admit. Admitted.",
    "a remark": "Remark wrong : 1 = 2. Admitted.",
    "a corollary": "Corollary wrong : 1 = 2. Admitted.",
    "obligations admitted": "Require Import Program.\n"
    "Program Definition wrong : {n : nat | n = S n} := 0.\nAdmit Obligations.",
    "an instance": "Class Absurd := absurd : False.\n#[export] Instance wrong : Absurd. Admitted.",
    "inside a functor": "Module Type Any. End Any.\nModule F (A : Any). Theorem wrong : 1 = 2. Admitted. End F.",
    "an axiom of a library": "Require Import Classical.\n"
    "Theorem wrong : forall P : Prop, P \\/ ~ P. Proof. exact classic. Qed.",
    "a module named like an allowed library": "Module Classical_Prop. Axiom classic : False. End Classical_Prop.",
    "a tactic of another file redefined": "From CNN Require Good.\nLtac Good.check ::= idtac.",
    "the same over lines, in a comment's shadow": "From CNN Require Good.\n(* Ltac\n *) Ltac (* = *)\n"
    'Good.check\n (* " (* *) " *) ::= idtac.',
    "a global instance": "Class Shown := shown : nat.\n#[global] Instance wrong : Shown := 0.",
    "an instance that is global unless it says so": "Class Shown := shown : nat.\nInstance wrong : Shown := 0.",
    "a hint that is global unless it says so": "Create HintDb wrong. Hint Resolve eq_refl : wrong.",
    "a global option": "Global Set Implicit Arguments.",
    "equality shadowed": 'Notation "x = y" := (@eq _ x x) : type_scope.',
    "equality shadowed in the file alone": 'Local Notation "x = y" := (@eq _ x x) : type_scope.',
    "an order shadowed": 'Require Import Arith.\nInfix "<=" := (fun a _ : nat => a = a) : nat_scope.',
    "a quantifier shadowed": "Notation \"'forall' x , P\" := (exists x, P) (at level 200, x binder).",
    "another file executed": 'Load "Good.v".',
    "a plugin": 'Declare ML Module "ltac_plugin".',
    "a command behind another": "Time #[global] Set Implicit Arguments.",
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


INNOCENT = """From CNN Require Import Good.
(* Ltac Good.check ::= idtac. Axiom wrong : False. "(*" *)
Require Import String.
Local Notation "x =1 y" := (forall n : nat, x n = y n) (at level 70).
Notation twice := (fun n : nat => n + n).
Class Shown := shown : nat.
#[export] Instance right : Shown := 0.
#[local] Hint Resolve eq_refl : core.
Definition says := ("Global Set" ++ "(* Ltac x ::= y. *)")%string.
Theorem same : twice =1 (fun n => n + n). Proof. Fail check. intro n. { reflexivity. } Qed.
"""


@needs_coq
def test_right_commands_are_not_refused(tmp_path):
    files = audit.audit(planted(tmp_path, INNOCENT))
    assert not [file.violations for file in files if file.violations]


def test_a_record_that_does_not_cover_the_source_is_seen():
    """A tactic can print lines like those of the record; none can be taken away or put between."""
    source = b"Check 1. (* a *) Check 2.\n"
    lines = [b"Chars 0 - 8 [Check~1.] 0. secs", b"Chars 17 - 25 [Check~2.] 0. secs"]
    whole = b"\n".join(lines)
    assert record.faults(source, whole) == [] and [*record.sentences(source, whole)] == ["Check 1.", "Check 2."]
    for wrong in (lines[0], lines[1], b"", whole + b"\nChars 3 - 5 [x] 0. secs", b"\n".join(lines[::-1])):
        assert record.faults(source, wrong), wrong
    assert record.faults(source.replace(b"(* a *)", b'Load "a"'), whole)


@needs_coq
def test_results_are_kept_by_content(tmp_path):
    """What did not change is not compiled again; a change below it, or of what Coq is told, is seen."""
    kept = resources.module("proofs", "kept")
    (tmp_path / "home").mkdir()
    home = planted(
        tmp_path / "home", "From CNN Require Good.\nTheorem second : 1 + 1 = 2. Proof. exact Good.honest. Qed."
    )
    held, compiled = kept.Kept(tmp_path / "held"), []

    def run():
        before = len(compiled)
        work = tmp_path / f"work{before}"
        work.mkdir()
        files = audit.compiled(home, work, 1, held)
        audit.audited(work, files, 1, {}, held)
        compiled.append({file.name: (file.seconds > 0, file.statements, file.violations) for file in files})
        return compiled[-1]

    first = run()
    assert first["Good"][0] and first["Bad"][0]
    again = run()
    assert not again["Good"][0] and not again["Bad"][0]
    assert [row[1:] for row in again.values()] == [row[1:] for row in first.values()]
    (home / "Good.v").write_text(GOOD.replace("2.", "2 ."))
    changed = run()
    assert changed["Good"][0] and changed["Bad"][0]
    (home / "Good.v").write_text(GOOD.replace("honest", "other"))
    assert run()["Bad"][2]


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


@needs_coq
def test_files_asked_together_are_blamed_alone(tmp_path, monkeypatch):
    """Many files are asked of in one process: what one of them assumes is said of this one, and of its statement."""
    assumptions = resources.module("proofs", "assumptions")
    scripts, real = [], assumptions.coq
    monkeypatch.setattr(assumptions, "coq", lambda *args, **others: (scripts.append(args[1]), real(*args, **others))[1])
    classic = "From Coq Require Import Classical.\nTheorem either : 1 = 2 \\/ 1 <> 2. Proof. apply classic. Qed."
    more = {"Third": GOOD.replace("honest", "third"), "Fourth": classic.replace("either", "fourth")}
    home = planted(tmp_path, f"{classic}\n{GOOD}", **more)
    files = {file.name: file for file in audit.audit(home, 1, {"Fourth": {"Classical_Prop.classic"}})}
    assert scripts == ["AuditStated.v", "AuditFourth.v", "AuditGoodWhole.v", "AuditGood.v", "BlameBad.v"]
    assert files["Good"].axioms == files["Third"].axioms == []
    assert files["Bad"].axioms == files["Fourth"].axioms == ["Classical_Prop.classic"]
    assert {name: file.violations for name, file in files.items() if file.violations} == {
        "Bad": ["either depends on Classical_Prop.classic"]
    }
