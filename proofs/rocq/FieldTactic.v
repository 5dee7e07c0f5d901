(** Coq's [field] for the fields of MathComp.

Idea: [field] finds a field by the type of its elements, as it is written; MathComp writes the same type in many ways. So the operations are given
plain names first.

Definitions: the operations by plain names; the tactics [plainly] and [by_field], for use where [Add Field] was said of [field_laws F].
Results: [field_laws]: a field of MathComp is one of Coq's.
Not proved here: nothing is left. *)

From Coq Require Export Ring Field.
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Plain.
Variable F : fieldType.
Implicit Types x y : F.
Definition fzero : F := 0.
Definition fone : F := 1.
Definition fadd x y : F := x + y.
Definition fmul x y : F := x * y.
Definition fopp x : F := - x.
Definition finv x : F := x^-1.
Definition fsub x y : F := x - y.
Definition fdiv x y : F := x / y.
Definition fnat n : F := n%:R.

Lemma field_laws : field_theory fzero fone fadd fmul fsub fopp fdiv finv (@eq F).
Proof.
split; first split.
- exact: add0r.
- exact: addrC.
- exact: addrA.
- exact: mul1r.
- exact: mulrC.
- exact: mulrA.
- exact: mulrDl.
- by [].
- exact: subrr.
- exact/eqP/oner_neq0.
- by [].
- by move=> x /eqP x0; apply: mulVf.
Qed.
End Plain.

Tactic Notation "plainly" constr(F) := repeat match goal with
  | |- context [@GRing.exp ?V ?a 2] => change (@GRing.exp V a 2) with (@fmul F a a)
  | |- context [@GRing.natmul ?V ?a 2] => change (@GRing.natmul V a 2) with (@fadd F a a)
  | |- context [@GRing.natmul ?V ?a 3] => change (@GRing.natmul V a 3) with (@fadd F a (@fadd F a a))
  | |- context [@GRing.natmul ?V ?a 4] => change (@GRing.natmul V a 4) with (@fadd F a (@fadd F a (@fadd F a a)))
  | |- context [@GRing.natmul ?V (GRing.one ?W) ?n] => change (@GRing.natmul V (GRing.one W) n) with (fnat F n)
  | |- context [@GRing.add ?V ?a ?b] => change (@GRing.add V a b) with (@fadd F a b)
  | |- context [@GRing.mul ?V ?a ?b] => change (@GRing.mul V a b) with (@fmul F a b)
  | |- context [@GRing.opp ?V ?a] => change (@GRing.opp V a) with (@fopp F a)
  | |- context [@GRing.inv ?V ?a] => change (@GRing.inv V a) with (@finv F a)
  | |- context [GRing.zero ?V] => change (GRing.zero V) with (fzero F)
  | |- context [GRing.one ?V] => change (GRing.one V) with (fone F)
  end; lazymatch goal with |- @eq _ ?a ?b => change (@eq (GRing.Field.sort F) a b) end.

(** What [field] asks to be different from 0 is taken from the context, or left. *)
Tactic Notation "by_field" constr(F) := plainly F; field; repeat (match goal with |- _ /\ _ => split end); try (apply/eqP; assumption).
