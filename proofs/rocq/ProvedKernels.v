(** The laws of small kernels, as they are printed from Python.

Idea: a kernel of numbers is a table, whose sum is computed in the whole numbers; a sum over a range from -k to k does not change when the range is turned.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Theorem laplacian_laplacian_sums_to_zero : kernels_laplacian_laplacian_sums_to_zero.
Proof.
hnf; intros; rewrite /kernels_total /from /kernels_laplacian /sumb -[zrange _]/[:: 0; 1; 2]%Z; cbn -[number]; rewrite !addr0 -!numberD //.
Qed.
Theorem laplacian_laplacian_is_transposed : kernels_laplacian_laplacian_is_transposed.
Proof. by hnf; intros; rewrite /kernels_laplacian andbC. Qed.
Theorem laplacian_laplacian_is_mirrored : kernels_laplacian_laplacian_is_mirrored.
Proof. by hnf; intros R a b _ _; rewrite /kernels_laplacian; congr (number (if _ && _ then _ else _)); lia. Qed.
Theorem sharpen_sharpen_sums_to_one : kernels_sharpen_sharpen_sums_to_one.
Proof.
hnf; intros; rewrite /kernels_total /from /kernels_sharpen /sumb -[zrange _]/[:: 0; 1; 2]%Z; cbn -[number]; rewrite !addr0 -!numberD //.
Qed.
Theorem sharpen_sharpen_is_transposed : kernels_sharpen_sharpen_is_transposed.
Proof. by hnf; intros; rewrite /kernels_sharpen andbC Z.add_comm. Qed.
Theorem sharpen_sharpen_is_mirrored : kernels_sharpen_sharpen_is_mirrored.
Proof.
hnf; intros R a b _ _; rewrite /kernels_sharpen; congr (number (if _ && _ then _ else if _ then _ else _)); lia.
Qed.
Theorem total_adds : kernels_total_adds.
Proof. by hnf; intros; rewrite /kernels_total -sumbD; apply: eq_sumb => a _; rewrite -sumbD; apply: eq_sumb => b _; rewrite guardD. Qed.
Theorem total_ignores_turning : kernels_total_ignores_turning.
Proof.
hnf; intros R k l K k0 l0; apply: eq_sumb => a _.
apply: (@sum_bij _ _ _ _ _ _ _ Z.opp Z.opp); rewrite ?uniq_from ?uniq_zrange // => b; rewrite !mem_from => b_in _.
  by split; [ranges | ranges | apply: eq_guard => [|_]; [ranges | congr K; ranges]].
by split; [ranges | ranges | apply: eq_guard => [|_]; [ranges | congr K; ranges]].
Qed.
Theorem total_answers_to_constants : kernels_total_answers_to_constants.
Proof.
hnf; intros R k l H W K I; intros; rewrite /perceptron_local_border_circular /kernels_total mulr0 add0r addr0 mulr1.
apply: eq_sumb => a _; apply: eq_sumb => b _; rewrite mulr0 add0r [X in _ = _ * X]guard_in ?mulr1 //.
by apply/andP; split; apply/betweenP; apply: Z.mod_pos_bound; lia.
Qed.
