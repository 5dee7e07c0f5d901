(** The laws of lines that are fitted by least squares, as they are printed from Python.

Idea: a printed sum over a range of whole numbers is a sum over the numbers from 0; the theorems are those of [FittingLaws] and of
[FittingCurvatureLaws].

Definitions: [values_of], an array as a function of the numbers from 0.
Results: each printed formula is the one that is written by hand; each law, under the name of its proposition.
Not proved here: what is left after a fit, and that its error is the least.
Axioms: of the laws of curvatures those of Coq's real numbers; Hilbert's epsilon, see [RealField]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space Arrays Printed RealField PrintedReals Guards FittingFormulas FittingLaws FittingCurvatureLaws Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Bridge.
Variables (F : realFieldType) (N : Z).
Hypothesis N_pos : (1 <=? N)%Z.
Implicit Types (x y : Z -> F).
Notation count := (Z.to_nat N).

Definition values_of x (n : nat) := x (Z.of_nat n).
Lemma sum_is_total (f : Z -> F) : sumb (zrange N) f = total (values count) (fun n => f (Z.of_nat n)).
Proof. by rewrite sumbE totalE big_map. Qed.
Lemma in_range n : n \in values count -> between 0 N (Z.of_nat n).
Proof. by rewrite mem_iota => n_in; apply/betweenP; lia. Qed.
Lemma sum_of x : sumb (zrange N) (fun k => guard (between 0 N k) (x k)) = total (values count) (values_of x).
Proof. by rewrite sum_is_total; apply: eq_total_in => n n_in; rewrite in_range. Qed.
Lemma sum_of_products x y : sumb (zrange N) (fun k => x k * y k) = inner count (values_of x) (values_of y).
Proof. by rewrite sum_is_total. Qed.
Lemma count_number : number N = count%:R :> F.
Proof. by rewrite number_nat //; lia. Qed.
Lemma some_count : (0 < count)%N. Proof. by lia. Qed.

Lemma slopeE x y : fitting_least_squares_slope F N x y = least_squares_slope count (values_of x) (values_of y).
Proof.
rewrite /fitting_least_squares_slope /least_squares_slope !sum_is_total.
by congr (_ / _); apply: eq_total_in => n /in_range n_in;
  rewrite /fitting_least_squares_slope_u /fitting_least_squares_slope_v !sum_of count_number n_in.
Qed.
Lemma interceptE x y : fitting_least_squares_intercept F N x y = least_squares_intercept count (values_of x) (values_of y).
Proof.
rewrite /fitting_least_squares_intercept /least_squares_intercept count_number sum_is_total.
congr (_ / _); apply: eq_total_in => n /in_range n_in; rewrite n_in /=; congr (_ - _).
rewrite /fitting_least_squares_intercept_t n_in -mulrA mulrC; congr (_ * _); exact: slopeE.
Qed.
Lemma lineE x s b n : n \in values count -> values_of (fitting_line F N x s b) n = line (values_of x) s b n.
Proof. by move/in_range => n_in; rewrite /values_of /fitting_line /line n_in mulrC. Qed.
Lemma errorE x y : fitting_mean_squared_error F N x y = mean_squared_error count (values_of x) (values_of y).
Proof.
rewrite /fitting_mean_squared_error /mean_squared_error count_number sum_is_total.
by congr (_ / _); apply: eq_total_in => n /in_range n_in; rewrite n_in.
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
by apply: least_squares_slope_recovers_a_slope; apply: distinctE.
Qed.
Theorem least_squares_intercept_recovers_an_intercept : fitting_least_squares_intercept_recovers_an_intercept.
Proof.
by_hand; rewrite (@eq_intercept _ _ _ (values_of x) _ (line (values_of x) slope intercept)) //; last by move=> n n_in; apply: lineE.
by apply: least_squares_intercept_recovers_an_intercept; apply: distinctE.
Qed.
Theorem least_squares_slope_ignores_shifts : fitting_least_squares_slope_ignores_shifts.
Proof. by by_hand; apply: least_squares_slope_ignores_shifts; apply: distinctE. Qed.
Theorem least_squares_slope_is_linear : fitting_least_squares_slope_is_linear.
Proof. by by_hand; apply: least_squares_slope_is_linear. Qed.
Theorem least_squares_slope_falls_where_x_is_stretched : fitting_least_squares_slope_falls_where_x_is_stretched.
Proof. by by_hand; apply: least_squares_slope_falls_where_x_is_stretched. Qed.
Theorem least_squares_intercept_ignores_stretching : fitting_least_squares_intercept_ignores_stretching.
Proof. by by_hand; apply: least_squares_intercept_ignores_stretching. Qed.
