(** Gradients of least squares by the places of the observations, and of the curvatures of its error, are derivatives, as it is printed from Python.

Idea: each formula is made of a few sums: of x, of its squares, of its distances from the mean and their squares. Their derivatives along v are the sums of v
and of the products of v and x; the sum that the gradient says is a combination of these two, and an equation of fractions is left.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left.
Axioms: those of Coq's real numbers; excluded middle, for analysis; Hilbert's epsilon, for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia ZArith.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Derivatives Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope R_scope.
Local Notation R := Rdefinitions.R.

(** ** Sums over the observations *)

Section Sums.
Variable N : Z.
Hypothesis N1 : (1 <=? N)%Z.
Implicit Types (x y v G : Z -> R) (a b c m p : R).
Notation sum F := (over (zrange N) F).

Lemma count_positive : 0 < IZR N.
Proof. by apply: IZR_lt; move/Z.leb_le: N1; lia. Qed.

(** A sum of combinations of two arrays and a constant, and one of such combinations times a third array. *)
Lemma sum_of_combinations x y G a b c : (forall n, G n = a * x n + b * y n + c) -> sum G = a * sum x + b * sum y + c * IZR N.
Proof.
move=> e; rewrite (over_in (F' := fun n => a * x n + b * y n + c * 1)) => [|n _]; last by rewrite e; ring.
by rewrite !over_adds !over_scales ones_zrange.
Qed.
Lemma sum_of_weighted x y v G a b c : (forall n, G n = a * x n + b * y n + c) ->
  sum (fun n => G n * v n) = a * sum (fun n => x n * v n) + b * sum (fun n => y n * v n) + c * sum v.
Proof.
move=> e; rewrite (over_in (F' := fun n => a * (x n * v n) + b * (y n * v n) + c * v n)) => [|n _]; last by rewrite e; ring.
by rewrite !over_adds !over_scales.
Qed.

Lemma sum_twice x v : sum (fun n => v n * x n + x n * v n) = 2 * sum (fun n => x n * v n).
Proof. by rewrite -over_scales; apply: over_in => n _; ring. Qed.
(** Products of distances from any two numbers. *)
Lemma sum_of_distances x y m p : sum (fun n => (x n + - m) * (y n + - p)) = sum (fun n => x n * y n) + - p * sum x + - m * (sum y + - p * IZR N).
Proof.
rewrite (@sum_of_weighted x x (fun n => y n + - p) _ 1 0 (- m)) => [|n]; last by ring.
rewrite (@sum_of_combinations y y (fun n => y n + - p) 1 0 (- p)) => [|n]; last by ring.
rewrite (over_in (F := fun n => x n * (y n + - p)) (F' := fun n => x n * y n + - p * x n)) => [|n _]; last by ring.
by rewrite over_adds over_scales; real; ring.
Qed.
End Sums.

(** ** The laws *)

(** What a law supposes, without guards. *)
Ltac supposes S := move: S; plain; lazymatch goal with |- Rlt _ ?a -> _ => tidied a | |- ?a <> _ -> _ => tidied a end.

Theorem step_slope_gradient_x : fitting_step_slope_gradient_x_is_the_derivative.
Proof. by hnf; intros; differentiated; inward; entrywise; real; ring. Qed.

Theorem largest_curvature_gradient_x : fitting_largest_curvature_gradient_x_is_the_derivative.
Proof.
move=> N x v dy N1 smooth; have n0 := count_positive N1; supposes smooth => g0; differentiated; first exact: g0.
set g := sqrt _.
have {}g0 : 0 < g by exact: sqrt_lt_R0.
clearbody g; rewrite sum_twice !mult_IZR; set Sxx := over (zrange N) (fun n => x n * x n).
set Sx := over (zrange N) x.
rewrite [RHS](@sum_of_weighted N x x v _ (2 * (IZR N * g + Sxx + - IZR N) * dy * / (IZR N * IZR N * g)) 0 (4 * Sx * dy * / (IZR N * IZR N * g))) => [|n]; last by real; field; lra.
set Sxv := over _ (fun n => x n * v n); set Sv := over _ v; real; field; lra.
Qed.

Theorem smallest_curvature_gradient_x : fitting_smallest_curvature_gradient_x_is_the_derivative.
Proof.
move=> N x v dy N1 smooth; have n0 := count_positive N1; supposes smooth => g0; differentiated; first exact: g0.
all: set g := sqrt _.
all: have {}g0 : 0 < g by exact: sqrt_lt_R0.
all: clearbody g; set Sxx := over (zrange N) (fun n => x n * x n).
all: have d0 : 0 < IZR N * g + IZR N + Sxx by have := squares_nonnegative (zrange N) x; rewrite -/Sxx; have := Rmult_lt_0_compat _ _ n0 g0; lra.
all: have t0 : g + 1 + Sxx * / IZR N <> 0 by move=> e; have := f_equal (Rmult (IZR N)) e; rewrite !Rmult_plus_distr_l -Rmult_assoc [_ * Sxx]Rmult_comm Rmult_assoc Rinv_r; lra.
  by apply: Rmult_integral_contrapositive_currified; [lra|exact: t0].
rewrite (@sum_twice N (fun n => x n + - (over (zrange N) x * / IZR N)) (fun n => v n + - (over (zrange N) v * / IZR N))) sum_twice !mult_IZR.
rewrite (@sum_of_distances N N1 x v).
set Sx := over (zrange N) x; set U := over (zrange N) (fun n => (x n + _) * _).
rewrite (@sum_of_combinations N N1 x x (fun n => _ * (x n + - (Sx * / IZR N)) * dy * _) (8 * dy * / (IZR N * g + IZR N + Sxx)) 0
  (- (8 * dy * (Sx * / IZR N) * / (IZR N * g + IZR N + Sxx)))) => [|n]; last by real; field; lra.
rewrite -/Sx; set t := g + 1 + _ in t0 *; set D := IZR N * g + _ + _ in d0 *.
have tD : t = D * / IZR N by rewrite /t /D; field; lra.
rewrite tD [RHS](@sum_of_weighted N x x v _ (8 * dy * / D + - (8 * (Sxx * / IZR N + - (1)) * U * dy * / (g * (D * D))) + - (8 * U * dy * / (D * D))) 0
  (- (8 * dy * (Sx * / IZR N) * / D) + - (16 * U * Sx * dy * / (IZR N * g * (D * D))))) => [|n]; last by real; field; lra.
clearbody D; real; field; lra.
Qed.

Theorem least_squares_slope_gradient_x : fitting_least_squares_slope_gradient_x_is_the_derivative.
Proof.
move=> N x v y d N1 N2 smooth; have n0 := count_positive N1; supposes smooth => Q0; differentiated; first exact: Q0.
set Q := over (zrange N) (fun n => (x n + _) * _) in Q0 *; clearbody Q.
rewrite (@sum_twice N (fun n => x n + - (over (zrange N) x * / IZR N)) (fun n => v n + - (over (zrange N) v * / IZR N))).
rewrite (@sum_of_distances N N1 x v) (@sum_of_distances N N1 v y).
set P := over (zrange N) (fun n => (x n + _) * _); clearbody P; set Sx := over (zrange N) x; set Sy := over (zrange N) y.
rewrite (@sum_of_combinations N N1 x y (fun n => (_ * Q + - _) * d * _) (- (2 * P) * d * / (Q * Q)) (Q * d * / (Q * Q))
  ((2 * (Sx * / IZR N) * P + - (Sy * / IZR N * Q)) * d * / (Q * Q))) => [|n]; last by real; field; repeat split; first [exact: Q0|lra].
rewrite -/Sx -/Sy [RHS](@sum_of_weighted N x y v _ (- (2 * P) * d * / (Q * Q)) (Q * d * / (Q * Q))
  ((2 * (Sx * / IZR N) * P + - (Sy * / IZR N * Q)) * d * / (Q * Q))) => [|n]; last by real; field; repeat split; first [exact: Q0|lra].
rewrite (over_in (F := fun n => y n * v n) (F' := fun n => v n * y n)) => [|n _]; last exact: Rmult_comm.
real; field; repeat split; first [exact: Q0|lra].
Qed.
