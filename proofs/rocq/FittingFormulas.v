(** A line, its mean squared error, the best line, and a step of gradient descent, as programs.

Idea: all of them are made of five sums over the observations: of x, y, x^2, x y and y^2.

Definitions: [line], [mean_squared_error], [least_squares_slope] and [least_squares_intercept], [step_slope] and [step_intercept],
[largest_curvature] and [smallest_curvature] as the formulas of the topic [fitting] say them, for N observations in any ordered field; the curvatures
for any square root.
Results: the normal equations: what the best line leaves has the sum 0, and the sum 0 where each is multiplied by its x.
Not proved here: the laws; see [FittingTheorems] and [FittingCurvatureTheorems]. *)

From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Export Totals.
From CNN Require Import FieldTactic.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Formulas.
Variable F : realFieldType.
Implicit Types (N : nat) (x y f : nat -> F) (slope intercept rate : F).

Definition line x slope intercept n := slope * x n + intercept.
Definition mean_squared_error N prediction target : F := total_over (values N) (fun n => (prediction n - target n) ^+ 2) / N%:R.

Definition mean N f := total_over (values N) f / N%:R.
Definition from_mean N f n := f n - mean N f.
Definition least_squares_slope N x y :=
  total_over (values N) (fun n => from_mean N x n * from_mean N y n) / total_over (values N) (fun n => from_mean N x n ^+ 2).
Definition least_squares_intercept N x y := total_over (values N) (fun n => y n - least_squares_slope N x y * x n) / N%:R.

Definition step_slope N x y slope intercept rate :=
  slope - rate * 2%:R * total_over (values N) (fun n => (line x slope intercept n - y n) * x n) / N%:R.
Definition step_intercept N x y slope intercept rate :=
  intercept - rate * 2%:R * total_over (values N) (fun n => line x slope intercept n - y n) / N%:R.

Definition half_gap (sqrt : F -> F) N x := sqrt ((mean N (fun n => x n ^+ 2) - 1) ^+ 2 + 4%:R * mean N x ^+ 2).
Definition largest_curvature sqrt N x := mean N (fun n => x n ^+ 2) + 1 + half_gap sqrt N x.
Definition smallest_curvature sqrt N x := 4%:R * mean N (fun n => from_mean N x n ^+ 2) / largest_curvature sqrt N x.

(** What the laws are said with. *)
Definition dot_product N p q : F := total_over (values N) (fun n => p n * q n).
Definition ones x n := x n * 0 + 1.
Definition backwards N x n := x (N.-1 - n)%N.
Definition distance_squared_of_lines (a a0 b b0 : F) := (a - a0) * (a - a0) + (b - b0) * (b - b0).
Definition cautious rate N x := rate / (dot_product N x x / N%:R + 1).

(** Two different [x] determine a line. *)
Definition distinct N x := has (fun n => x n != x 0%N) (values N).
End Formulas.

Section NormalEquations.
Variables (F : realFieldType) (N : nat) (x y : nat -> F).
Notation K := (Num.RealField.fieldType F).
Add Field F_field : (field_laws K).
Notation sum := (total_over (values N)).
Notation n := (N%:R : F).

Lemma some_observations : distinct N x -> n != 0.
Proof. by rewrite /distinct pnatr_eq0; case: N. Qed.

(** A combination of two arrays and a constant has the same combination of sums. *)
Lemma sum_of_combination (f g : nat -> F) a b c : sum (fun i => a * f i + b * g i + c) = a * sum f + b * sum g + c * n.
Proof. by rewrite !totalD !total_scales total_of_a_constant. Qed.

Lemma sum_of_difference (f g : nat -> F) : sum (fun i => f i - g i) = sum f - sum g.
Proof. by rewrite totalD total_opposes. Qed.

Lemma products_from_mean (f g : nat -> F) : n != 0 ->
  sum (fun i => from_mean N f i * from_mean N g i) = sum (fun i => f i * g i) - sum f * sum g / n.
Proof.
move=> n0; transitivity (sum (fun i => 1 * (f i * g i) + - mean N g * f i + (- mean N f * g i + mean N f * mean N g))).
  by apply: eq_total => i; rewrite /from_mean; by_field K.
by rewrite !totalD !total_scales total_of_a_constant /mean; by_field K.
Qed.

Lemma squares_from_mean : n != 0 -> sum (fun i => from_mean N x i ^+ 2) = sum (fun i => x i ^+ 2) - sum x ^+ 2 / n.
Proof. by move=> n0; rewrite !expr2 -products_from_mean. Qed.

Lemma squares_from_mean_are_positive : distinct N x -> 0 < sum (fun i => from_mean N x i ^+ 2).
Proof.
move=> d; rewrite lt_neqAle total_is_nonnegative ?andbT => [|i _]; last exact: sqr_ge0.
apply/eqP => /esym; rewrite totalE => /eqP; rewrite psumr_eq0 => [|i _]; last exact: sqr_ge0.
move/allP => z; case/hasP: (d) => i iN /negP; apply.
have e j : j \in values N -> x j = mean N x by move=> jN; apply/eqP; rewrite -subr_eq0 -sqrf_eq0; apply: z.
rewrite (e i) // eq_sym (e 0%N) // mem_iota.
by case: (N) d => // ?.
Qed.

Lemma squares_exceed_square_of_sum : distinct N x -> 0 < sum (fun i => x i ^+ 2) - sum x ^+ 2 / n.
Proof. by move=> d; rewrite -squares_from_mean ?squares_from_mean_are_positive ?some_observations. Qed.

Notation a := (least_squares_slope N x y).
Notation b := (least_squares_intercept N x y).
Notation rest := (fun i => y i - line x a b i).

Lemma slope_in_sums : n != 0 -> a = (sum (fun i => x i * y i) - sum x * sum y / n) / (sum (fun i => x i ^+ 2) - sum x ^+ 2 / n).
Proof. by move=> n0; rewrite /least_squares_slope products_from_mean // squares_from_mean. Qed.

Lemma intercept_in_sums : b = (sum y - a * sum x) / n.
Proof. by rewrite /least_squares_intercept sum_of_difference total_scales. Qed.

Theorem nothing_is_left_on_average : n != 0 -> sum rest = 0.
Proof.
move=> n0; rewrite sum_of_difference totalD total_scales total_of_a_constant intercept_in_sums.
by by_field K.
Qed.

Theorem nothing_is_left_along_x : distinct N x -> sum (fun i => rest i * x i) = 0.
Proof.
move=> d; have n0 := some_observations d; have := squares_exceed_square_of_sum d; rewrite lt0r => /andP[q0 _].
transitivity (sum (fun i => 1 * (x i * y i) + - a * (x i ^+ 2) + - b * x i)).
  by apply: eq_total => i; rewrite /line; by_field K.
rewrite !totalD !total_scales intercept_in_sums.
set sxy := sum _; set sxx := sum _ in q0 *; rewrite slope_in_sums // -/sxy -/sxx.
have q1 : sxx * n - sum x ^+ 2 != 0.
  have -> : sxx * n - sum x ^+ 2 = (sxx - sum x ^+ 2 / n) * n by by_field K.
  exact: mulf_neq0.
by by_field K.
Qed.
End NormalEquations.
