(** Laws of average pooling to a given size.

Idea: a window is a list of places that depends on the index of the result and on the two sizes only; a mean over a list is linear.

Definitions: [window], the places of a result; [adaptive_avg_pool].
Results: theorems called after the laws of the topic [pooling].
Not proved here: what depends on where windows start and end, but for the window that is the whole input. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays NormalizationLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Adaptive.
Variables (F : realFieldType) (G : space).
Implicit Types (x z : nat -> nat -> G -> F) (H size i : G) (n c : nat).

Definition start H size i : G := make G (fun k => (axis k i * axis k H) / axis k size)%Z.
Definition ending H size i : G := make G (fun k => - (- ((axis k i + 1) * axis k H) / axis k size))%Z.
Definition window H size i : seq G := [seq start H size i + a | a <- box (ending H size i - start H size i)].
Definition entries H size i : nat := seq.size (window H size i).
Definition adaptive_avg_pool H size x n c i : F := sumb (window H size i) (x n c) / (entries H size i)%:R.

Theorem adaptive_avg_pool_adaptive_is_additive H size x z n c i :
  adaptive_avg_pool H size (fun n c i => x n c i + z n c i) n c i = adaptive_avg_pool H size x n c i + adaptive_avg_pool H size z n c i.
Proof. by rewrite /adaptive_avg_pool sumbD mulrDl. Qed.

Theorem adaptive_avg_pool_adaptive_moves_with_a_constant H size x (z : F) n c i : (0 < entries H size i)%N ->
  adaptive_avg_pool H size (fun n c i => x n c i + z) n c i = adaptive_avg_pool H size x n c i + z.
Proof. by move=> w0; rewrite /adaptive_avg_pool /entries sumbD sumb_const mulrDl mulfK // pnatr_eq0 -lt0n. Qed.

Theorem adaptive_avg_pool_adaptive_treats_images_alone H size x n c i : (n < 1)%N ->
  adaptive_avg_pool H size x n c i = adaptive_avg_pool H size (fun n => x n) n c i.
Proof. by []. Qed.

Theorem adaptive_avg_pool_adaptive_is_global H x n c i : inside 1 i ->
  adaptive_avg_pool H 1 x n c i = sumb (box H) (x n c) / (seq.size (box H))%:R.
Proof.
move=> /insideP i_in; have i0 k : (k < rank G)%N -> axis k i = 0%Z by move=> lt; move: (i_in k lt); rewrite !axisE; lia.
have s0 : start H 1 i = 0 by apply: same_axes => k lt; rewrite /start axis_make // !axisE i0.
have eH : ending H 1 i = H.
  by apply: same_axes => k lt; rewrite /ending axis_make // !axisE i0 // Z.div_1_r; lia.
have E : window H 1 i = box H by rewrite /window s0 eH subr0 -[RHS]map_id; apply: eq_map => a; rewrite add0r.
by rewrite /adaptive_avg_pool /entries E.
Qed.
End Adaptive.
