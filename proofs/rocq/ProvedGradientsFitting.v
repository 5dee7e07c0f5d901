(** Gradients of least squares by the observations, and of steps towards it, are adjoints or slopes, as it is printed from Python.

Idea: each of these formulas is a quotient of sums, linear in the argument but for a constant. A sum with the argument moved is the sum, and the sum of
what was moved; what is left is an equation of fractions with these sums as letters.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is not linear in the argument, see [ProvedDerivativesFitting]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import FieldTactic Space Arrays Printed Generated Adjoints Guards.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Steps *)

Section Steps.
Variables (F : realFieldType) (N : Z).
Notation K := (Num.RealField.fieldType F).
Add Field F_field : (field_laws K).
Hypothesis N1 : (1 <=? N)%Z.
Implicit Types (x y v : Z -> F) (r s b d t : F).
Notation count := (@number (Num.RealField.ringType F) N).
Notation sum f := (sumb (zrange N) f).

Lemma observations_neq0 : count != 0 :> F.
Proof. by rewrite number_nat ?pnatr_eq0; lia. Qed.
Lemma step_slope_as_a_sum r x y s b : fitting_step_slope F N r x y s b = s - 2%:R * r * sum (fun n => (x n * s + b - y n) * x n) / count.
Proof. by congr (_ - _ * _ / _); apply: eq_sumb => n; rewrite mem_zrange /fitting_step_slope_e /fitting_step_slope_f => ->. Qed.
Lemma step_intercept_as_a_sum r x y s b : fitting_step_intercept F N r x y s b = b - 2%:R * r * sum (fun n => x n * s + b - y n) / count.
Proof. by congr (_ - _ * _ / _); apply: eq_sumb => n; rewrite mem_zrange /fitting_step_intercept_e /fitting_step_intercept_f => ->. Qed.

(** A sum of which each term was moved by a multiple. *)
Lemma sum_moved (f g h : Z -> F) c : (forall n, between 0%Z N n -> f n = g n + c * h n) -> sum f = sum g + c * sum h.
Proof. by move=> e; rewrite -sumbM -sumbD; apply: eq_sumb => n; rewrite mem_zrange; exact: e. Qed.

(** A side of a law as a multiple of one sum: of the terms that [e] says. *)
Lemma sum_as (f g : Z -> F) c : (forall n, between 0 N n -> f n = c * g n) -> sum f = c * sum g.
Proof. by move=> e; rewrite -sumbM; apply: eq_sumb => n; rewrite mem_zrange; exact: e. Qed.
Ltac letters := repeat match goal with |- context [sumb ?l ?f] => let S := fresh "S" in set S := sumb l f end.
Ltac solved := letters; have n0 := observations_neq0; by_field K.

Lemma step_slope_by_y r x y v d s b : d * (fitting_step_slope F N r x (fun n => y n + v n) s b - fitting_step_slope F N r x y s b) =
  sum (fun n => fitting_step_slope_gradient_y F N r x y s b d n * v n).
Proof.
rewrite !step_slope_as_a_sum (sum_moved (g := fun n => (x n * s + b - y n) * x n) (h := fun n => x n * v n) (c := - 1)) => [|n _]; last by by_field K.
rewrite [RHS](sum_as (g := fun n => x n * v n) (c := 2%:R * r * d / count)) => [|n n_in]; first by solved.
by rewrite (_ : fitting_step_slope_gradient_y _ _ _ _ _ _ _ _ _ = 2%:R * r * x n * d / count) /fitting_step_slope_gradient_y ?n_in //; solved.
Qed.
Lemma step_slope_by_slope r x y s (v : F) d b : d * (fitting_step_slope F N r x y (s + v) b - fitting_step_slope F N r x y s b) =
  fitting_step_slope_gradient_slope F N r x y s b d * v.
Proof.
rewrite !step_slope_as_a_sum (sum_moved (g := fun n => (x n * s + b - y n) * x n) (h := fun n => x n * x n) (c := v)) => [|n _]; last by by_field K.
have -> : fitting_step_slope_gradient_slope F N r x y s b d = d - 2%:R * r * sum (fun n => x n * x n) * d / count.
  by congr (_ - _ * _ * _ / _); apply: eq_sumb => n; rewrite mem_zrange => ->.
by solved.
Qed.
Lemma step_slope_by_intercept r x y s b (v : F) d : d * (fitting_step_slope F N r x y s (b + v) - fitting_step_slope F N r x y s b) =
  fitting_step_slope_gradient_intercept F N r x y s b d * v.
Proof.
rewrite !step_slope_as_a_sum (sum_moved (g := fun n => (x n * s + b - y n) * x n) (h := x) (c := v)) => [|n _]; last by by_field K.
have -> : fitting_step_slope_gradient_intercept F N r x y s b d = - (2%:R * r * sum x * d) / count.
  by congr (- (_ * _ * _) / _); apply: eq_sumb => n; rewrite mem_zrange => ->.
by solved.
Qed.
Lemma step_intercept_by_x r x v y s b d : d * (fitting_step_intercept F N r (fun n => x n + v n) y s b - fitting_step_intercept F N r x y s b) =
  sum (fun n => fitting_step_intercept_gradient_x F N r x y s b d n * v n).
Proof.
rewrite !step_intercept_as_a_sum (sum_moved (g := fun n => x n * s + b - y n) (h := v) (c := s)) => [|n _]; last by by_field K.
rewrite [RHS](sum_as (g := v) (c := - (2%:R * r * d * s) / count)) => [|n n_in]; last by [].
by solved.
Qed.
Lemma step_intercept_by_y r x y v s b d : d * (fitting_step_intercept F N r x (fun n => y n + v n) s b - fitting_step_intercept F N r x y s b) =
  sum (fun n => fitting_step_intercept_gradient_y F N r x y s b d n * v n).
Proof.
rewrite !step_intercept_as_a_sum (sum_moved (g := fun n => x n * s + b - y n) (h := v) (c := - 1)) => [|n _]; last by by_field K.
rewrite [RHS](sum_as (g := v) (c := 2%:R * r * d / count)) => [|n n_in]; last by [].
by solved.
Qed.
Lemma step_intercept_by_slope r x y s (v : F) b d : d * (fitting_step_intercept F N r x y (s + v) b - fitting_step_intercept F N r x y s b) =
  fitting_step_intercept_gradient_slope F N r x y s b d * v.
Proof.
rewrite !step_intercept_as_a_sum (sum_moved (g := fun n => x n * s + b - y n) (h := x) (c := v)) => [|n _]; last by by_field K.
have -> : fitting_step_intercept_gradient_slope F N r x y s b d = - (2%:R * r * sum x * d) / count.
  by congr (- (_ * _ * _) / _); apply: eq_sumb => n; rewrite mem_zrange => ->.
by solved.
Qed.
Lemma step_intercept_by_intercept r x y s b (v : F) d : d * (fitting_step_intercept F N r x y s (b + v) - fitting_step_intercept F N r x y s b) =
  fitting_step_intercept_gradient_intercept F N r x y s b d * v.
Proof.
rewrite !step_intercept_as_a_sum (sum_moved (g := fun n => x n * s + b - y n) (h := fun _ => 1) (c := v)) => [|n _]; last by by_field K.
rewrite (_ : sum (fun _ => 1) = count); last first.
  by rewrite number_nat ?sumbE; [rewrite big_const_seq count_predT size_map size_iota; elim: (Z.to_nat N) => //= k ->; rewrite mulrS | lia].
by rewrite /fitting_step_intercept_gradient_intercept; solved.
Qed.

(** Least squares. *)
Definition deviation x n : F := x n - sum x / count.
Notation squares x := (sum (fun n => deviation x n ^+ 2)).
Notation products x y := (sum (fun n => deviation x n * y n)).

Lemma sum_entries x : sum (fun k => guard (between 0%Z N k) (x k)) = sum x.
Proof. by apply: eq_sumb => n; rewrite mem_zrange => ->. Qed.
Lemma least_squares_slopeE x y :
  fitting_least_squares_slope F N x y = (products x y - sum y / count * sum (deviation x)) / squares x.
Proof.
rewrite -mulNr -(@sum_moved (fun n => deviation x n * deviation y n)) => [|n _]; last by rewrite mulNr [_ * deviation x n]mulrC -mulrBr.
by congr (_ / _); apply: eq_sumb => n; rewrite mem_zrange => n_in;
  rewrite /fitting_least_squares_slope_u /fitting_least_squares_slope_v !sum_entries n_in.
Qed.
Lemma least_squares_slope_by_y x y d : d * fitting_least_squares_slope F N x y = sum (fun n => fitting_least_squares_slope_gradient_y F N x y d n * y n).
Proof.
have partE n : between 0%Z N n -> fitting_least_squares_slope_gradient_y_dv F N x y d n = d / squares x * deviation x n.
  move=> n_in; rewrite [RHS]mulrAC [d * _]mulrC /fitting_least_squares_slope_gradient_y_dv /fitting_least_squares_slope_gradient_y_u sum_entries n_in.
  by congr (_ / _); apply: eq_sumb => k; rewrite mem_zrange => ->.
rewrite least_squares_slopeE; set q := squares x in partE *.
rewrite [RHS](@sum_moved _ (fun n => d / q * (deviation x n * y n)) y (- (d / q * sum (deviation x) / count))) => [|n n_in]; last first.
  by rewrite /fitting_least_squares_slope_gradient_y partE // (sum_as partE) mulrBl mulrA -mulNr.
by rewrite sumbM; move: (q^-1) => iq; solved.
Qed.
Lemma least_squares_interceptE x y : fitting_least_squares_intercept F N x y =
  (sum y - (products x y - sum y / count * sum (deviation x)) / squares x * sum x) / count.
Proof.
rewrite -least_squares_slopeE -mulNr -(@sum_moved (fun n => y n - fitting_least_squares_intercept_t F N x y n)) => [|n n_in]; last first.
  by rewrite mulNr /fitting_least_squares_intercept_t n_in -mulrA mulrC.
by congr (_ / _); apply: eq_sumb => n; rewrite mem_zrange => ->.
Qed.
Lemma least_squares_intercept_by_y x y d :
  d * fitting_least_squares_intercept F N x y = sum (fun n => fitting_least_squares_intercept_gradient_y F N x y d n * y n).
Proof.
have squaresE : sum (fun k => fitting_least_squares_intercept_gradient_y_u F N x y d k ^+ 2) = squares x.
  by apply: eq_sumb => k; rewrite mem_zrange /fitting_least_squares_intercept_gradient_y_u sum_entries => ->.
rewrite least_squares_interceptE; set q := squares x in squaresE *; set c := - (sum x * d / count / q).
have partE n : between 0%Z N n -> fitting_least_squares_intercept_gradient_y_dv F N x y d n = c * deviation x n.
  move=> n_in; have -> : fitting_least_squares_intercept_gradient_y_dv F N x y d n = - (deviation x n * sum x * d) / (count * q).
    by rewrite /fitting_least_squares_intercept_gradient_y_dv squaresE /fitting_least_squares_intercept_gradient_y_u !sum_entries n_in.
  by rewrite /c invfM; move: (q^-1) (deviation x n) => iq e; solved.
rewrite [RHS](@sum_moved _ (fun n => c * (deviation x n * y n)) y (d / count - c * sum (deviation x) / count)) => [|n n_in]; last first.
  rewrite (_ : fitting_least_squares_intercept_gradient_y F N x y d n = c * deviation x n + d / count - c * sum (deviation x) / count).
    by move: (deviation x n) => e; clear partE; move: c => c'; solved.
  by rewrite /fitting_least_squares_intercept_gradient_y partE // (sum_as partE).
by rewrite sumbM /c; move: (q^-1) => iq; solved.
Qed.
End Steps.

Theorem step_slope_gradient_y : fitting_step_slope_gradient_y_is_the_slope.
Proof. by hnf; intros; exact: step_slope_by_y. Qed.
Theorem step_slope_gradient_slope : fitting_step_slope_gradient_slope_is_the_slope.
Proof. by hnf; intros; exact: step_slope_by_slope. Qed.
Theorem step_slope_gradient_intercept : fitting_step_slope_gradient_intercept_is_the_slope.
Proof. by hnf; intros; exact: step_slope_by_intercept. Qed.
Theorem step_intercept_gradient_x : fitting_step_intercept_gradient_x_is_the_slope.
Proof. by hnf; intros; exact: step_intercept_by_x. Qed.
Theorem step_intercept_gradient_y : fitting_step_intercept_gradient_y_is_the_slope.
Proof. by hnf; intros; exact: step_intercept_by_y. Qed.
Theorem step_intercept_gradient_slope : fitting_step_intercept_gradient_slope_is_the_slope.
Proof. by hnf; intros; exact: step_intercept_by_slope. Qed.
Theorem step_intercept_gradient_intercept : fitting_step_intercept_gradient_intercept_is_the_slope.
Proof. by hnf; intros; exact: step_intercept_by_intercept. Qed.
Theorem least_squares_slope_gradient_y : fitting_least_squares_slope_gradient_y_is_adjoint.
Proof. by hnf; intros; exact: least_squares_slope_by_y. Qed.
Theorem least_squares_intercept_gradient_y : fitting_least_squares_intercept_gradient_y_is_adjoint.
Proof. by hnf; intros; exact: least_squares_intercept_by_y. Qed.
