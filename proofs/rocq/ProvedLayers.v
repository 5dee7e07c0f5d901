(** The laws of convolution layers and of fully connected layers, as they are printed from Python.

Idea: most of these laws say that two sums have the same terms, or that a term may be split; a sum over channels and taps is [sumb], and an entry outside
its array is 0.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** Sums of layers: each term is split, and the sum with it. *)
Ltac split_terms := rewrite !guard0 !add0r -sumbD; apply: eq_sumb => ? _;
  rewrite -sumbD; apply: eq_sumb => ? _; rewrite guardD ?mulrDl ?mulrDr.

Theorem linear_adds_weights : layers_linear_adds_weights.
Proof. by hnf; repeat split; intros; rewrite /layers_linear !guard0 !add0r -sumbD; apply: eq_sumb => ? _; rewrite guardD mulrDl. Qed.

Theorem linear_adds_rows : layers_linear_adds_rows.
Proof. by hnf; repeat split; intros; rewrite /layers_linear !guard0 !add0r -sumbD; apply: eq_sumb => ? _; rewrite guardD mulrDr. Qed.

Theorem linear_adds_a_bias : layers_linear_adds_a_bias.
Proof. by move=> R C N O x w b _ _ _ n o n_in o_in; rewrite /layers_linear guard0 add0r guard_in // addrC. Qed.

Theorem linear_has_the_unit_matrix : layers_linear_has_the_unit_matrix.
Proof.
move=> R C N x _ _ n o n_in o_in; rewrite /layers_linear guard0 add0r (@sumb_one _ _ _ _ o) ?uniq_zrange //.
  by rewrite mem_zrange o_in n_in Z.eqb_refl !guard_in // mul1r.
by move=> c _ /eqP co; case: Z.eqb_spec => [e|_]; [case: co | rewrite guard0 mul0r].
Qed.

Lemma linearE (R : comRingType) C N O (x w : Z -> Z -> R) n o : layers_linear R C N O x w (fun=> 0) n o =
  sumb (zrange C) (fun c => guard (between 0 O o && between 0 C c) (w o c) * guard (between 0 N n && between 0 C c) (x n c)).
Proof. by rewrite /layers_linear guard0 add0r. Qed.

Theorem linear_composes : layers_linear_composes.
Proof.
move=> R C N O P x w v _ _ _ _ n o n_in o_in; rewrite !linearE.
rewrite (eq_sumb (F' := fun c => sumb (zrange C) (fun e => v o c * w c e * guard (between 0 N n && between 0 C e) (x n e)))).
  rewrite exchange_sumb; apply: eq_sumb => e; rewrite mem_zrange => e_in; rewrite sumbMl; congr (_ * _).
  by rewrite o_in e_in.
move=> c; rewrite mem_zrange => c_in; rewrite linearE n_in o_in c_in /= -sumbM; apply: eq_sumb => e.
by rewrite mem_zrange => e_in; rewrite e_in mulrA.
Qed.

Theorem conv_adds_kernels : layers_conv_adds_kernels.
Proof. by hnf; repeat split; intros; rewrite /layers_conv /layers_conv_flip_true; split_terms. Qed.

Theorem conv_adds_inputs : layers_conv_adds_inputs.
Proof. by hnf; repeat split; intros; rewrite /layers_conv /layers_conv_flip_true; split_terms. Qed.

Theorem conv_adds_bias : layers_conv_adds_bias.
Proof. by hnf; repeat split; intros; rewrite /layers_conv /layers_conv_flip_true guard0 add0r addrC guard_in. Qed.

Theorem conv_flips : layers_conv_flips.
Proof.
hnf; intros; rewrite /layers_conv /layers_conv_flip_true; congr (_ + _); apply: eq_sumb => c _; apply: eq_sumb => a.
rewrite mem_box => a_in; congr (guard (_ && _ && _) _ * _); rewrite -/(inside _ _) -/(inside _ _); clear -a_in; axiswise.
Qed.
