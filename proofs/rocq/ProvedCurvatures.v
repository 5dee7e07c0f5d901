(** The laws of the curvatures of a mean squared error, as they are printed from Python.

Idea: the printed formulas are those that are written by hand, with Coq's square root; the theorems are those of [FittingCurvatureTheorems].

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: gradients of the curvatures.
Axioms: those of Coq's real numbers; Hilbert's epsilon, see [RealField]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space Arrays Printed RealField PrintedReals Guards FittingFormulas FittingCurvatureTheorems Generated ProvedFitting.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Curvatures.
Variable N : Z.
Hypothesis N_pos : (1 <=? N)%Z.
Implicit Types x : Z -> R.
Notation count := (Z.to_nat N).
Notation sqrt := R_sqrt.sqrt.

Lemma count_squared : number (N * N)%Z = count%:R ^+ 2 :> R.
Proof. by rewrite number_nat; [rewrite Z2Nat.inj_mul ?natrM ?expr2 //; lia | lia]. Qed.
Lemma gapE x : root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z))
    + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))
  = half_gap sqrt count (values_of x).
Proof.
rewrite /root /half_gap /mean count_number // count_squared sum_of // sum_is_total; congr (sqrt _).
congr ((_ / _ - 1) ^+ 2 + _); first by apply: eq_total_in => n /(in_values N_pos) ->.
by rewrite -mulrA exprMn exprVn.
Qed.
Lemma mean_of_squares x : (sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)
  = mean count (fun n => values_of x n ^+ 2).
Proof. by rewrite count_number // sum_is_total /mean; congr (_ / _); apply: eq_total_in => n /(in_values N_pos) ->. Qed.
Lemma largestE x : fitting_largest_curvature N x = largest_curvature sqrt count (values_of x).
Proof. by rewrite /fitting_largest_curvature gapE mean_of_squares /largest_curvature addrC addrA addrAC. Qed.
Lemma smallestE x : fitting_smallest_curvature N x = smallest_curvature sqrt count (values_of x).
Proof.
rewrite /fitting_smallest_curvature -/(fitting_largest_curvature N x) largestE /smallest_curvature invfM !mulrA.
rewrite count_number // sum_is_total; congr (_ * _ / _ / _); apply: eq_total_in => n /(in_values N_pos) n_in.
by rewrite /fitting_smallest_curvature_u sum_of // count_number // n_in.
Qed.
Lemma with_ones x : sumb (zrange N) (fun n => x n * (x n * 0 + 1)) = dot_product count (values_of x) (ones (values_of x)).
Proof. exact: sum_is_total. Qed.
End Curvatures.

Ltac curved := hnf; intros; rewrite ?largestE // ?smallestE // ?with_ones ?sum_of_products ?count_squared // ?count_number //.
Theorem largest_curvature_adds_up_with_the_smallest : fitting_largest_curvature_adds_up_with_the_smallest.
Proof. by curved; apply: real_curvatures_add_up; apply: some_count. Qed.
Theorem largest_curvature_multiplies_with_the_smallest : fitting_largest_curvature_multiplies_with_the_smallest.
Proof. by curved; apply: real_curvatures_multiply; apply: some_count. Qed.
Theorem largest_curvature_is_the_larger : fitting_largest_curvature_is_the_larger.
Proof. by curved; apply: real_largest_is_the_larger; apply: some_count. Qed.
Theorem smallest_curvature_adds_up_with_the_largest : fitting_smallest_curvature_adds_up_with_the_largest.
Proof. by curved; apply: real_curvatures_add_up; apply: some_count. Qed.
Theorem smallest_curvature_multiplies_with_the_largest : fitting_smallest_curvature_multiplies_with_the_largest.
Proof. by curved; apply: real_curvatures_multiply; apply: some_count. Qed.
Theorem smallest_curvature_is_the_smaller : fitting_smallest_curvature_is_the_smaller.
Proof. by curved; apply: real_largest_is_the_larger; apply: some_count. Qed.
