(** The curvatures of the mean squared error of a line: both roots of one quadratic polynomial.

Idea: the gap between both roots is a square root; added up it goes, and multiplied it is squared. The smaller root, stated as the product of both
over the larger one, is the difference again.

Definitions: those of [FittingFormulas], with the square root of Coq's real numbers.
Results: the sum and the product of both curvatures, and which is the larger.
Not proved here: that they are the curvatures of [FittingFormulas.mean_squared_error] along their own directions; the laws as they are printed, see
[ProvedCurvatures].
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import RealField FieldTactic FittingFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Curvatures.
Variables (F : realFieldType) (sqrt : F -> F).
Hypothesis sqrt_ge0 : forall v, 0 <= sqrt v.
Hypothesis sqrt_squared : forall v, 0 <= v -> sqrt v * sqrt v = v.
Notation K := (Num.RealField.fieldType F).
Add Field F_field : (field_laws K).
Variables (N : nat) (x : nat -> F).
Hypothesis N0 : (0 < N)%N.

Lemma some_entries : (N%:R : F) != 0. Proof. by rewrite pnatr_eq0 -lt0n. Qed.

Lemma gap_squared : half_gap sqrt N x * half_gap sqrt N x = (mean N (fun n => x n ^+ 2) - 1) ^+ 2 + 4%:R * mean N x ^+ 2.
Proof. by rewrite sqrt_squared // addr_ge0 ?sqr_ge0 // mulr_ge0 ?sqr_ge0 ?ler0n. Qed.

Lemma largest_is_positive : 0 < largest_curvature sqrt N x.
Proof.
rewrite ltr_paddr ?sqrt_ge0 // ltr_paddl ?ltr01 // divr_ge0 ?ler0n // total_is_nonnegative // => i _; exact: sqr_ge0.
Qed.

Lemma smallest_is_the_other_root : smallest_curvature sqrt N x = mean N (fun n => x n ^+ 2) + 1 - half_gap sqrt N x.
Proof.
have n0 := some_entries; have := largest_is_positive; rewrite lt0r => /andP[l0 _].
apply: (mulfI l0); rewrite /smallest_curvature mulrC divfK // /mean squares_from_mean //.
have := gap_squared; rewrite /largest_curvature /mean; set gap := half_gap _ _ _ => gap2.
set s := total_over _ (fun n => x n ^+ 2) in gap2 *; set m := total_over _ x in gap2 *.
have -> : (s / N%:R + 1 + gap) * (s / N%:R + 1 - gap) = (s / N%:R + 1) ^+ 2 - gap * gap by by_field K.
by rewrite gap2; by_field K.
Qed.

Lemma curvatures_add_up : (largest_curvature sqrt N x + smallest_curvature sqrt N x) * N%:R = 2%:R * (dot_product N x x + N%:R).
Proof.
have n0 := some_entries; rewrite smallest_is_the_other_root /largest_curvature /mean; set gap := half_gap _ _ _.
have -> : dot_product N x x = total_over (values N) (fun n => x n ^+ 2) by [].
by by_field K.
Qed.

Lemma curvatures_multiply : largest_curvature sqrt N x * smallest_curvature sqrt N x * N%:R ^+ 2
  = 4%:R * (dot_product N x x * N%:R - dot_product N x (ones x) ^+ 2).
Proof.
have n0 := some_entries; have -> : dot_product N x x = total_over (values N) (fun n => x n ^+ 2) by [].
have -> : dot_product N x (ones x) = total_over (values N) x by apply: eq_total => n; rewrite /ones mulr0 add0r mulr1.
have gap2 := gap_squared; rewrite smallest_is_the_other_root /largest_curvature; set gap := half_gap _ _ _ in gap2 *; set m := mean _ _ in gap2 *.
have -> : (m + 1 + gap) * (m + 1 - gap) = (m + 1) ^+ 2 - gap * gap by by_field K.
by rewrite gap2 /m /mean; by_field K.
Qed.

Lemma largest_is_the_larger : smallest_curvature sqrt N x <= largest_curvature sqrt N x.
Proof. by rewrite smallest_is_the_other_root ler_add2l (le_trans (y := 0)) ?oppr_le0 ?sqrt_ge0. Qed.
End Curvatures.

Lemma real_sqrt_ge0 (v : R) : 0 <= R_sqrt.sqrt v. Proof. exact/RleP/sqrt_pos. Qed.
Lemma real_sqrt_squared (v : R) : 0 <= v -> R_sqrt.sqrt v * R_sqrt.sqrt v = v. Proof. by move/RleP; exact: sqrt_sqrt. Qed.

Section Laws.
Notation largest := (largest_curvature R_sqrt.sqrt).
Notation smallest := (smallest_curvature R_sqrt.sqrt).

Theorem real_curvatures_add_up (N : nat) (x : nat -> R) : (0 < N)%N ->
  (largest N x + smallest N x) * N%:R = 2%:R * (dot_product N x x + N%:R).
Proof. exact: curvatures_add_up real_sqrt_ge0 real_sqrt_squared _ _. Qed.

Theorem real_curvatures_multiply (N : nat) (x : nat -> R) : (0 < N)%N ->
  largest N x * smallest N x * N%:R ^+ 2 = 4%:R * (dot_product N x x * N%:R - dot_product N x (ones x) ^+ 2).
Proof. exact: curvatures_multiply real_sqrt_ge0 real_sqrt_squared _ _. Qed.

Theorem real_largest_is_the_larger (N : nat) (x : nat -> R) : (0 < N)%N -> smallest N x <= largest N x.
Proof. exact: largest_is_the_larger real_sqrt_ge0 real_sqrt_squared _ _. Qed.
End Laws.
