(** The laws of activations that are made of maximum and minimum, as they are printed from Python.

Idea: each is [clip], a number brought between two bounds; two of these add up, which is shown by cases.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Theorem relu_is_at_least_zero : activation_relu_is_at_least_zero.
Proof. by hnf; intros; rewrite /activation_relu mulr0 le_maxr lexx. Qed.
Theorem relu_is_idempotent : activation_relu_is_idempotent.
Proof. by hnf; intros; rewrite /activation_relu; unguard; rewrite maxA maxxx. Qed.
Theorem relu_splits : activation_relu_splits.
Proof.
hnf; intros R N x _ i i_in; rewrite /activation_relu; unguard; case: (leP 0 (x i)) => s.
  by rewrite max_l ?subr0 // oppr_le0.
by rewrite max_r ?opprK ?add0r // oppr_ge0 ltW.
Qed.
Theorem hard_sigmoid_hard_is_at_least_zero : activation_hard_sigmoid_hard_is_at_least_zero.
Proof. by hnf; intros; rewrite /activation_hard_sigmoid mulr0 le_maxr lexx. Qed.
Theorem hard_sigmoid_hard_is_at_most_one : activation_hard_sigmoid_hard_is_at_most_one.
Proof. by hnf; intros; rewrite /activation_hard_sigmoid mulr0 add0r le_maxl ler01 le_minl lexx. Qed.
Theorem hard_sigmoid_slope_scales : activation_hard_sigmoid_slope_scales.
Proof. by hnf; intros; rewrite /activation_hard_sigmoid; unguard; rewrite -mulrA mulrCA mulr2n !mulrDl !mul1r mulrDr. Qed.
Theorem hard_sigmoid_slopes_are_a_fifth_and_a_sixth : activation_hard_sigmoid_slopes_are_a_fifth_and_a_sixth.
Proof.
hnf; intros; rewrite /activation_hard_sigmoid_alpha_onnx /activation_hard_sigmoid_alpha_pytorch; unguard.
by rewrite ![_%:R * _]mulrC !mulfK ?pnatr_eq0.
Qed.
Theorem hard_swish_weighs_by_the_hard_sigmoid : activation_hard_swish_weighs_by_the_hard_sigmoid.
Proof. by hnf; intros; rewrite /activation_hard_swish /activation_hard_sigmoid_alpha_pytorch; unguard; rewrite [_ / 6%:R + _]addrC. Qed.

(** A number between 0 and 1, the nearest to [t]. *)
Definition clip (R : realFieldType) (t : R) := Num.max 0 (Num.min 1 t).
Lemma clip_ramps (R : realFieldType) (t : R) : clip t = Num.max 0 t - Num.max 0 (t - 1).
Proof.
rewrite /clip; case: (leP 1 t) => t1.
  rewrite (max_r ler01) [X in X - _]max_r ?(le_trans ler01) // max_r ?subr_ge0 //.
  by rewrite opprB addrCA subrr addr0.
by rewrite [X in _ - X]max_l ?subr0 // subr_le0 ltW.
Qed.
Lemma clip_complement (R : realFieldType) (t : R) : clip t + clip (1 - t) = 1.
Proof.
rewrite !clip_ramps (_ : 1 - t - 1 = - t); last by rewrite addrAC subrr add0r.
case/orP: (le_total 0 t) => t0; case/orP: (le_total t 1) => t1.
- rewrite (max_r t0) (max_l (x := 0) (y := t - 1)) ?subr_le0 // (max_r (x := 0) (y := 1 - t)) ?subr_ge0 // (max_l (x := 0) (y := - t)) ?oppr_le0 //.
  by rewrite !subr0 addrCA subrr addr0.
- rewrite (max_r t0) (max_r (x := 0) (y := t - 1)) ?subr_ge0 // (max_l (x := 0) (y := 1 - t)) ?subr_le0 // (max_l (x := 0) (y := - t)) ?oppr_le0 //.
  by rewrite subr0 addr0 opprB addrCA subrr addr0.
- rewrite (max_l t0) (max_l (x := 0) (y := t - 1)) ?subr_le0 // (max_r (x := 0) (y := 1 - t)) ?subr_ge0 // (max_r (x := 0) (y := - t)) ?oppr_ge0 //.
  by rewrite subr0 add0r opprK subrK.
by have := le_trans t1 t0; rewrite ler10.
Qed.

Theorem hard_sigmoid_has_complement_too : activation_hard_sigmoid_has_complement_too.
Proof.
hnf; intros; rewrite /activation_hard_sigmoid; unguard; rewrite mulr0 add0r -[RHS](clip_complement (alpha * x i2 + beta)).
by congr (_ + Num.max _ (Num.min _ _)); rewrite mulrN opprD addrCA addrA.
Qed.
Theorem hard_sigmoid_is_a_difference_of_relus : activation_hard_sigmoid_is_a_difference_of_relus.
Proof.
by hnf; intros; rewrite /activation_hard_sigmoid /activation_relu; unguard; rewrite mulr0 add0r !mul1r -clip_ramps.
Qed.
Theorem hard_swish_hard_swish_splits : activation_hard_swish_hard_swish_splits.
Proof.
hnf; intros R N x _ i i_in; rewrite /activation_hard_swish; unguard; rewrite mulNr opprK -mulrDr -[RHS]mulr1; congr (_ * _).
rewrite -[RHS](clip_complement (x i / 6%:R + 1 / 2%:R)); congr (_ + Num.max _ (Num.min _ _)).
rewrite mulNr opprD addrCA; congr (_ + _); rewrite mul1r -[X in X - _](@divff _ 2%:R) ?pnatr_eq0 // mulr2n mulrDl mul1r addrK //.
Qed.
