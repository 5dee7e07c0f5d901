(** The laws of the dense layer of an image and of its weights by offset, as they are printed from Python.

Idea: a sum over offsets from a pixel is one over pixels, since what lies outside the image is 0.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Theorem dense_adds_weights : perceptron_dense_adds_weights.
Proof.
hnf; intros; rewrite /perceptron_dense guardD addrACA; congr (_ + _); rewrite -sumbD; apply: eq_sumb => k _.
by rewrite -sumbD; apply: eq_sumb => l _; rewrite guardD mulrDr.
Qed.
Theorem dense_adds_inputs : perceptron_dense_adds_inputs.
Proof.
hnf; intros; rewrite /perceptron_dense mulr0 guard0 add0r -addrA; congr (_ + _); rewrite -sumbD; apply: eq_sumb => k _.
by rewrite -sumbD; apply: eq_sumb => l _; rewrite guardD mulrDl.
Qed.
Lemma undone (R : comRingType) H W (w : Z -> Z -> Z -> Z -> R) i j k l :
  between 0 H i -> between 0 W j -> between 0 H k -> between 0 W l ->
  perceptron_reindex_inverse R H W (perceptron_reindex R H W w) i j k l = w i j k l.
Proof.
move=> ? ? ? ?; rewrite /perceptron_reindex_inverse /perceptron_reindex !guard_in; try ranges.
by congr w; ranges.
Qed.
Theorem reindex_is_undone : perceptron_reindex_is_undone.
Proof. by hnf; intros; apply: undone. Qed.
Theorem reindex_inverse_undoes : perceptron_reindex_inverse_undoes.
Proof. by hnf; intros; apply: undone. Qed.

(** A sum over offsets from a place is one over places. *)
Lemma shifted (R : zmodType) (F : Z -> R) n i : between 0 n i -> (forall k, ~~ between 0 n k -> F k = 0) ->
  sumb (from (1 - n)%Z (zrange (2 * n - 1)%Z)) (fun a => F (a + i)%Z) = sumb (zrange n) F.
Proof.
move=> i_in out; apply: (@sum_bij _ _ _ _ _ _ _ (fun a => a + i)%Z (fun k => k - i)%Z); rewrite ?uniq_from ?uniq_zrange // => a; rewrite mem_from mem_zrange => a_in nz.
  by split; [apply: contraNT nz => /out -> | ranges | ].
by split; [ranges | ranges | congr F; ranges].
Qed.
Theorem centred_ignores_the_outside : perceptron_centred_ignores_the_outside.
Proof.
hnf; intros R H W x v u; intros; match goal with h : is_true (between 0 H ?r), h' : is_true (between 0 W ?s) |- _ => move: r s h h' => i j i_in j_in end.
congr (_ + _); rewrite -[RHS](shifted i_in) => [|k /negbTE k_out]; last by apply: sumb0 => l _; rewrite k_out /guard mul0r.
apply: eq_sumb => a; rewrite mem_from => a_in; rewrite -[RHS](shifted j_in) => [|l /negbTE l_out]; last by rewrite l_out andbF /guard mul0r.
apply: eq_sumb => b; rewrite mem_from => b_in; case: (boolP (between 0 H (a + i)%Z && between 0 W (b + j)%Z)) => [/andP[k_in l_in]|_]; last by rewrite /guard !mul0r.
by rewrite /perceptron_reindex_inverse !guard_in; try ranges; congr (_ * v _ _ _ _); ranges.
Qed.
Theorem centred_is_dense : perceptron_centred_is_dense.
Proof.
hnf; intros; rewrite centred_ignores_the_outside //; congr (_ + _); apply: eq_sumb => k; rewrite mem_zrange => k_in; apply: eq_sumb => l; rewrite mem_zrange => l_in.
by congr (_ * guard _ _); apply: undone.
Qed.
Theorem local_adds_kernels : perceptron_local_adds_kernels.
Proof.
by hnf; split; intros; rewrite /perceptron_local /perceptron_local_border_circular addrACA; congr (_ + _); rewrite -sumbD; apply: eq_sumb => a _;
  rewrite -sumbD; apply: eq_sumb => b _; rewrite guardD mulrDl.
Qed.
Theorem local_adds_images : perceptron_local_adds_images.
Proof.
by hnf; split; intros; rewrite /perceptron_local /perceptron_local_border_circular mulr0 addr0 addrAC; congr (_ + _); rewrite -sumbD; apply: eq_sumb => a _;
  rewrite -sumbD; apply: eq_sumb => b _; rewrite guardD mulrDr.
Qed.
