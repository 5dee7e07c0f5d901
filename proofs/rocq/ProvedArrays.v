(** The laws of arithmetic on arrays of different sizes and of products of matrices, as they are printed from Python.

Idea: an axis of size 1 goes with any other: what is read of it is its last entry at most, so larger places read the same entries.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** The place that is read where an array of size [A] goes with a larger one of which [i] is a place. *)
Lemma reads (G : space) (A i : G) : positive A -> (forall k, (k < rank G)%N -> (0 <= axis k i)%Z) -> within 0 A (per_axis Z.min i (A - 1)).
Proof.
move=> /positiveP A_pos i_pos; apply/insideP => k lt; rewrite axis_per // !axisE.
by have := A_pos k lt; have := i_pos k lt; lia.
Qed.

Lemma twice (G : space) (A B i : G) : (forall k, (k < rank G)%N -> (axis k A <= axis k B)%Z) ->
  per_axis Z.min (per_axis Z.min i (B - 1)) (A - 1) = per_axis Z.min i (A - 1).
Proof. by move=> le; apply: same_axes => k lt; rewrite !axis_per // !axisE; have := le k lt; lia. Qed.

Lemma axis_of_larger (G : space) (A B : G) k : (k < rank G)%N -> (axis k A <= axis k (per_axis Z.max A B))%Z.
Proof. by move=> lt; rewrite axis_per //; lia. Qed.
Lemma larger_positive (G : space) (A B : G) : positive A -> positive (per_axis Z.max A B).
Proof. by move=> /positiveP A_pos; apply/positiveP => k lt; rewrite axis_per //; have := A_pos k lt; lia. Qed.
Lemma from_zero (G : space) (A i : G) : within 0 A i -> forall k, (k < rank G)%N -> (0 <= axis k i)%Z.
Proof. by move=> /insideP i_in k lt; have := i_in k lt; lia. Qed.

Theorem add_sums_commute : arrays_add_sums_commute.
Proof. by hnf; intros; rewrite /arrays_add addrC. Qed.

Theorem mul_products_commute : arrays_mul_products_commute.
Proof. by hnf; intros; rewrite /arrays_mul mulrC. Qed.

Theorem sub_changes_its_sign : arrays_sub_changes_its_sign.
Proof. by hnf; intros; rewrite /arrays_sub opprB. Qed.

Theorem mul_distributes : arrays_mul_distributes.
Proof. by hnf; intros; rewrite /arrays_mul guardD mulrDr. Qed.

Theorem matmul_adds_left_factors : arrays_matmul_adds_left_factors.
Proof. by hnf; intros; rewrite /arrays_matmul -sumbD; apply: eq_sumb => e _; rewrite guardD mulrDl. Qed.

Theorem matmul_adds_right_factors : arrays_matmul_adds_right_factors.
Proof. by hnf; intros; rewrite /arrays_matmul -sumbD; apply: eq_sumb => e _; rewrite guardD mulrDr. Qed.

Lemma larger_twice (G : space) (A B : G) : per_axis Z.max (per_axis Z.max A B) B = per_axis Z.max A B.
Proof. by apply: same_axes => k lt; rewrite !axis_per //; lia. Qed.

Theorem add_sums_associate : arrays_add_sums_associate.
Proof.
hnf; intros R G A B x z v A_pos B_pos; intros; match goal with h : is_true (within 0 _ ?j) |- _ => have i0 := from_zero h; move: j i0 {h} => i i0 end.
have j0 k : (k < rank G)%N -> (0 <= axis k (per_axis Z.min i (B - 1)))%Z.
  by move=> lt; rewrite axis_per // !axisE; have := i0 k lt; have /positiveP/(_ k lt) := B_pos; lia.
have le1 k : (k < rank G)%N -> (axis k A <= axis k (per_axis Z.max A B))%Z by move=> lt; rewrite axis_per //; lia.
have le2 k : (k < rank G)%N -> (axis k B <= axis k (per_axis Z.max A B))%Z by move=> lt; rewrite axis_per //; lia.
have le3 k : (k < rank G)%N -> (axis k B <= axis k B)%Z by lia.
have m_pos := larger_positive B A_pos.
have rA := reads A_pos i0; have rB := reads B_pos i0; have rm := reads m_pos i0.
by rewrite /arrays_add !(guard_in _ rA, guard_in _ rB, guard_in _ rm) !(twice _ le1, twice _ le2, twice _ le3) !(guard_in _ rA, guard_in _ rB) addrA.
Qed.

Theorem matmul_products_associate : arrays_matmul_products_associate.
Proof.
hnf; intros R G A B K L M P x z v A_pos B_pos; intros.
match goal with h : is_true (within 0 _ ?j), h' : is_true (between 0 M ?r), h'' : is_true (between 0 P ?s) |- _ =>
  have i0 := from_zero h; move: j r s i0 h' h'' {h} => i m l i0 m_in l_in end.
have le1 k : (k < rank G)%N -> (axis k A <= axis k (per_axis Z.max A B))%Z by move=> lt; rewrite axis_per //; lia.
have le2 k : (k < rank G)%N -> (axis k B <= axis k (per_axis Z.max A B))%Z by move=> lt; rewrite axis_per //; lia.
have le3 k : (k < rank G)%N -> (axis k B <= axis k B)%Z by lia.
have m_pos := larger_positive B A_pos.
have rA := reads A_pos i0; have rB := reads B_pos i0; have rm := reads m_pos i0.
transitivity (sumb (zrange L) (fun d => sumb (zrange K) (fun e => x (per_axis Z.min i (A - 1)) m e * z (per_axis Z.min i (B - 1)) e d * v (per_axis Z.min i (B - 1)) d l))).
  apply: eq_sumb => d; rewrite mem_zrange => d_in; rewrite rm rB m_in d_in l_in /= -sumbMl; apply: eq_sumb => e; rewrite mem_zrange => e_in.
  by rewrite !(twice _ le1, twice _ le2) rA rB m_in d_in e_in.
rewrite exchange_sumb; apply: eq_sumb => e; rewrite mem_zrange => e_in; rewrite rA rB m_in e_in l_in /= -sumbM; apply: eq_sumb => d; rewrite mem_zrange => d_in.
by rewrite !(twice _ le3) rB e_in d_in l_in mulrA.
Qed.
