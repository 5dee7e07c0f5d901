(** The laws of lines that are fitted by least squares, as they are printed from Python.

Idea: a printed sum over a range of whole numbers is a sum over the numbers from 0; the theorems are those of [FittingTheorems].

Definitions: [values_of], an array as a function of the numbers from 0.
Results: each printed formula is the one that is written by hand; each law, under the name of its proposition.
Not proved here: curvatures; see [ProvedCurvatures]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space Arrays Printed Guards FittingFormulas FittingTheorems Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Bridge.
Variables (F : realFieldType) (N : Z).
Hypothesis N_pos : (1 <=? N)%Z.
Implicit Types (x y : Z -> F).
Notation count := (Z.to_nat N).

Definition values_of x (n : nat) := x (Z.of_nat n).
Lemma sum_is_total (f : Z -> F) : sumb (zrange N) f = total_over (values count) (fun n => f (Z.of_nat n)).
Proof. by rewrite sumbE totalE big_map. Qed.
Lemma in_values n : n \in values count -> between 0 N (Z.of_nat n).
Proof. by rewrite mem_iota => n_in; apply/betweenP; lia. Qed.
Lemma sum_of x : sumb (zrange N) (fun k => guard (between 0 N k) (x k)) = total_over (values count) (values_of x).
Proof. by rewrite sum_is_total; apply: eq_total_in => n n_in; rewrite in_values. Qed.
Lemma sum_of_products x y : sumb (zrange N) (fun k => x k * y k) = dot_product count (values_of x) (values_of y).
Proof. by rewrite sum_is_total. Qed.
Lemma count_number : number N = count%:R :> F.
Proof. by rewrite number_nat //; lia. Qed.
Lemma some_count : (0 < count)%N. Proof. by lia. Qed.

Lemma slopeE x y : fitting_least_squares_slope F N x y = least_squares_slope count (values_of x) (values_of y).
Proof.
rewrite /fitting_least_squares_slope /least_squares_slope !sum_is_total.
by congr (_ / _); apply: eq_total_in => n /in_values n_in;
  rewrite /fitting_least_squares_slope_u /fitting_least_squares_slope_v !sum_of count_number n_in.
Qed.
Lemma interceptE x y : fitting_least_squares_intercept F N x y = least_squares_intercept count (values_of x) (values_of y).
Proof.
rewrite /fitting_least_squares_intercept /least_squares_intercept count_number sum_is_total.
congr (_ / _); apply: eq_total_in => n /in_values n_in; rewrite n_in /=; congr (_ - _).
rewrite /fitting_least_squares_intercept_t n_in -mulrA mulrC; congr (_ * _); exact: slopeE.
Qed.
Lemma lineE x s b n : n \in values count -> values_of (fitting_line F N x s b) n = line (values_of x) s b n.
Proof. by move/in_values => n_in; rewrite /values_of /fitting_line /line n_in mulrC. Qed.
Lemma errorE x y : fitting_mean_squared_error F N x y = mean_squared_error count (values_of x) (values_of y).
Proof.
rewrite /fitting_mean_squared_error /mean_squared_error count_number sum_is_total.
by congr (_ / _); apply: eq_total_in => n /in_values n_in; rewrite n_in.
Qed.
Lemma distinctE x : (exists i j, between 0 N i /\ between 0 N j /\ x i <> x j) -> distinct count (values_of x).
Proof.
case=> i [j [i_in [j_in differ]]]; apply/hasP.
have there k : between 0 N k -> Z.to_nat k \in values count /\ Z.of_nat (Z.to_nat k) = k.
  by move/betweenP => k_in; rewrite mem_iota; split; lia.
case: (eqVneq (x i) (x 0%Z)) => [xi|xi]; last first.
  by have [k_in e] := there i i_in; exists (Z.to_nat i); rewrite // /values_of e.
have [k_in e] := there j j_in; exists (Z.to_nat j); rewrite // /values_of e /=.
by apply/eqP => xj; apply: differ; rewrite xi xj.
Qed.
Lemma eq_slope (x x' y y' : nat -> F) : {in values count, x =1 x'} -> {in values count, y =1 y'} ->
  least_squares_slope count x y = least_squares_slope count x' y' :> F.
Proof.
move=> ex ey; rewrite /least_squares_slope; congr (_ / _); apply: eq_total_in => n n_in;
  rewrite /from_mean /mean (eq_total_in ex) ?(eq_total_in ey) ex ?ey //.
Qed.
Lemma eq_intercept (x x' y y' : nat -> F) : {in values count, x =1 x'} -> {in values count, y =1 y'} ->
  least_squares_intercept count x y = least_squares_intercept count x' y' :> F.
Proof. by move=> ex ey; congr (_ / _); apply: eq_total_in => n n_in; rewrite (eq_slope ex ey) ex ?ey. Qed.
End Bridge.

Ltac by_hand := hnf; intros; rewrite ?slopeE ?interceptE ?errorE //.

Theorem least_squares_slope_recovers_a_slope : fitting_least_squares_slope_recovers_a_slope.
Proof.
by_hand; rewrite (@eq_slope _ _ _ (values_of x) _ (line (values_of x) slope intercept)) //; last by move=> n n_in; apply: lineE.
by apply: slope_of_a_line; apply: distinctE.
Qed.
Theorem least_squares_intercept_recovers_an_intercept : fitting_least_squares_intercept_recovers_an_intercept.
Proof.
by_hand; rewrite (@eq_intercept _ _ _ (values_of x) _ (line (values_of x) slope intercept)) //; last by move=> n n_in; apply: lineE.
by apply: intercept_of_a_line; apply: distinctE.
Qed.
Theorem least_squares_slope_ignores_shifts : fitting_least_squares_slope_ignores_shifts.
Proof. by by_hand; apply: slope_of_shifted; apply: distinctE. Qed.
Theorem least_squares_slope_is_linear : fitting_least_squares_slope_is_linear.
Proof. by by_hand; apply: slope_of_a_sum. Qed.
Theorem least_squares_slope_falls_where_x_is_stretched : fitting_least_squares_slope_falls_where_x_is_stretched.
Proof. by by_hand; apply: slope_of_stretched. Qed.
Theorem least_squares_intercept_ignores_stretching : fitting_least_squares_intercept_ignores_stretching.
Proof. by by_hand; apply: intercept_of_stretched. Qed.

(** ** What the best line leaves, and steps towards it *)
Section Steps.
Variables (F : realFieldType) (N : Z).
Hypothesis N_pos : (1 <=? N)%Z.
Implicit Types (x y : Z -> F).
Notation count := (Z.to_nat N).

Lemma eq_error (p p' t t' : nat -> F) : {in values count, p =1 p'} -> {in values count, t =1 t'} ->
  mean_squared_error count p t = mean_squared_error count p' t'.
Proof. by move=> ep et; rewrite /mean_squared_error; congr (_ / _); apply: eq_total_in => n n_in; rewrite ep ?et. Qed.
Lemma error_of_line x y s b : fitting_mean_squared_error F N (fitting_line F N x s b) y
  = mean_squared_error count (line (values_of x) s b) (values_of y).
Proof. by rewrite errorE //; apply: eq_error => // n n_in; apply: lineE. Qed.
Lemma step_slopeE x y r s b : fitting_step_slope F N r x y s b = step_slope count (values_of x) (values_of y) s b r.
Proof.
rewrite /fitting_step_slope /step_slope [2%:R * r]mulrC count_number // sum_is_total; congr (_ - _ * _ / _).
apply: eq_total_in => n /(in_values N_pos) n_in; rewrite /fitting_step_slope_e /fitting_step_slope_f n_in /=.
by rewrite /line /values_of [s * _]mulrC.
Qed.
Lemma step_interceptE x y r s b : fitting_step_intercept F N r x y s b = step_intercept count (values_of x) (values_of y) s b r.
Proof.
rewrite /fitting_step_intercept /step_intercept [2%:R * r]mulrC count_number // sum_is_total; congr (_ - _ * _ / _).
apply: eq_total_in => n /(in_values N_pos) n_in; rewrite /fitting_step_intercept_e /fitting_step_intercept_f n_in /=.
by rewrite /line /values_of [s * _]mulrC.
Qed.
Lemma backwardsE x n : n \in values count -> values_of (fun i => x (N - i - 1)%Z) n = backwards count (values_of x) n.
Proof. by rewrite mem_iota => n_in; congr x; lia. Qed.
End Steps.

Theorem mean_squared_error_is_the_mean_square : fitting_mean_squared_error_is_the_mean_square.
Proof.
hnf; intros; have n0 : number N != 0 :> R by rewrite number_nat ?pnatr_eq0; lia.
rewrite /fitting_mean_squared_error divfK //; apply: eq_sumb => n; rewrite mem_zrange => n_in.
by rewrite n_in /= mulr0 subr0 expr2.
Qed.
Theorem least_squares_slope_leaves_nothing_along_x : fitting_least_squares_slope_leaves_nothing_along_x.
Proof.
by_hand; rewrite sum_is_total -[RHS](rest_is_orthogonal_to_x (values_of y) (distinctE H H0)).
by apply: eq_total_in => n n_in; rewrite -(lineE H _ _ _ n_in).
Qed.
Theorem least_squares_slope_ignores_order : fitting_least_squares_slope_ignores_order.
Proof.
by by_hand; rewrite -[RHS]slope_of_reversed; apply: eq_slope => n n_in; rewrite backwardsE.
Qed.
Theorem least_squares_intercept_leaves_nothing_on_average : fitting_least_squares_intercept_leaves_nothing_on_average.
Proof.
by_hand; rewrite sum_is_total -[RHS](rest_is_zero_on_average (values_of y) (distinctE H H0)).
by apply: eq_total_in => n n_in; rewrite -(lineE H _ _ _ n_in).
Qed.
Theorem least_squares_intercept_follows_shifts : fitting_least_squares_intercept_follows_shifts.
Proof. by by_hand; apply: intercept_of_shifted; apply: distinctE. Qed.
Theorem least_squares_intercept_has_the_least_error : fitting_least_squares_intercept_has_the_least_error.
Proof. by hnf; intros; rewrite !error_of_line // slopeE // interceptE //; apply: least_error; apply: distinctE. Qed.
Theorem step_slope_slope_rests_at_least_squares : fitting_step_slope_slope_rests_at_least_squares.
Proof. by by_hand; rewrite step_slopeE //; apply: step_slope_rests; apply: distinctE. Qed.
Theorem step_intercept_intercept_rests_at_least_squares : fitting_step_intercept_intercept_rests_at_least_squares.
Proof. by by_hand; rewrite step_interceptE //; apply: step_intercept_rests; apply: distinctE. Qed.
Theorem step_slope_comes_closer : fitting_step_slope_comes_closer.
Proof.
by_hand; rewrite !step_slopeE // !step_interceptE // sum_of_products count_number //.
by apply: steps_come_closer => //; [apply: distinctE | apply: ltW].
Qed.
