(** Numbers about the sigmoid and the hyperbolic tangent.

Idea: interval arithmetic inside Coq: a constant that is printed with ten digits is a theorem.

Definitions: [sigmoid].
Results: its derivative is [s (1 - s)], which lies in [(0, 1/4]]; two numerical bounds.
Not proved here: the scaled hyperbolic tangent; the laws, which are in [ProvedExponentials].
Axioms: those of Coq's real numbers; of machine numbers, since the intervals are computed with them. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
From Interval Require Import Tactic.
Open Scope R_scope.

Definition sigmoid x := / (1 + exp (- x)).

Theorem sigmoid_has_its_derivative x : is_derive sigmoid x (sigmoid x * (1 - sigmoid x)).
Proof.
unfold sigmoid; assert (H := exp_pos (- x)); auto_derive; [lra|field; lra].
Qed.

Theorem sigmoid_slope_is_at_most_a_quarter x : 0 < sigmoid x * (1 - sigmoid x) <= / 4.
Proof.
assert (H := exp_pos (- x)); set (s := sigmoid x).
assert (0 < s < 1).
{ unfold s, sigmoid; split; [apply Rinv_0_lt_compat; lra|].
  rewrite <- Rinv_1; apply Rinv_lt_contravar; lra. }
clearbody s; split; [apply Rmult_lt_0_compat; lra|assert (K := pow2_ge_0 (s - / 2)); simpl in K; lra].
Qed.

Theorem sigmoid_at_one : Rabs (sigmoid 1 - 0.7310585786) <= 1e-10.
Proof. unfold sigmoid; interval with (i_prec 60). Qed.

(** On [[-1/2, 1/2]]. *)
Theorem tanh_is_near_its_cubic x : -1/2 <= x <= 1/2 ->
  Rabs ((exp x - exp (- x)) / (exp x + exp (- x)) - (x - x ^ 3 / 3)) <= 0.0046.
Proof. intros H; interval with (i_bisect x, i_taylor x, i_prec 40). Qed.
