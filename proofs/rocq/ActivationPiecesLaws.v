(** Laws of the activations of straight pieces, and of the sigmoid linear unit.

Idea: each is a function of one entry, which is linear between a few numbers; so every law is a case for each order of these numbers, decided by
linear arithmetic. The sigmoid linear unit is an entry times its sigmoid, whose complement is the sigmoid of the opposite.

Definitions: [clip], [hard_sigmoid], [hard_swish] and [silu] of arrays, as the Python formulas state them; [relu].
Results: each theorem is a law of [activation], under its name.
Not proved here: gradients, and that NaN is passed on.
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals Lra.
From CNN Require ActivationRealLaws.
Open Scope R_scope.

Definition clipped (low high a : R) : R := Rmin high (Rmax low a).
Definition line (alpha beta a : R) : R := Rmax 0 (Rmin 1 (alpha * a + beta)).

Definition clip (x : nat -> R) (low high : R) n := clipped low high (x n).
Definition hard_sigmoid (x : nat -> R) (alpha beta : R) n := line alpha beta (x n).
Definition hard_swish (x : nat -> R) n := x n * Rmax 0 (Rmin 1 (x n / 6 + 1 / 2)).
Definition silu (x : nat -> R) (beta : R) n := x n / (1 + exp (- beta * x n)).
Definition sigmoid (x : nat -> R) n := / (1 + exp (- x n)).
Definition relu (a : R) := Rmax 0 a.

(** A case for each order of numbers: those without cases inside them first. *)
Ltac plain t := lazymatch t with context [if _ then _ else _] => fail | _ => idtac end.
Ltac pieces := unfold clip, hard_sigmoid, hard_swish, line, clipped, relu, Rmax, Rmin, Rabs;
  repeat match goal with
  | |- context [Rlt_dec ?a ?b] => plain a; plain b; destruct (Rlt_dec a b)
  | |- context [Rle_dec ?a ?b] => plain a; plain b; destruct (Rle_dec a b)
  | |- context [Rcase_abs ?a] => plain a; destruct (Rcase_abs a)
  end; try lra.

(** ** Clipping *)

Theorem clip_clip_is_idempotent (x : nat -> R) (low high : R) (n : nat) : clip (clip x low high) low high n = clip x low high n.
Proof. pieces. Qed.

Theorem clip_is_made_of_relus (x : nat -> R) (low high : R) : low <= high -> forall n : nat,
  clip x low high n = (0 * x n + 1) * low + relu (x n - (0 * x n + 1) * low) - relu (x n - (0 * x n + 1) * high).
Proof. intros o n; pieces. Qed.

Theorem clip_crossed_bounds_give_the_upper (x : nat -> R) (low high : R) : low > high -> forall n : nat, clip x low high n = (0 * x n + 1) * high.
Proof. intros o n; pieces. Qed.

Theorem clip_is_at_most_high (x : nat -> R) (low high : R) (n : nat) : clip x low high n <= (0 * x n + 1) * high.
Proof. pieces. Qed.

Theorem clip_is_at_least_low (x : nat -> R) (low high : R) : low <= high -> forall n : nat, clip x low high n >= (0 * x n + 1) * low.
Proof. intros o n; pieces. Qed.

Theorem clip_clip_is_monotone (x z : nat -> R) (low high : R) (n : nat) : clip x low high n <= clip (fun n => x n + Rabs (z n)) low high n.
Proof. pieces. Qed.

Theorem clip_reflects (x : nat -> R) (low high : R) : low <= high -> forall n : nat, clip (fun n => - x n) (- high) (- low) n = - clip x low high n.
Proof. intros o n; pieces. Qed.

(** ** The hard sigmoid *)

Theorem hard_sigmoid_is_a_clipped_line (x : nat -> R) (alpha beta : R) (n : nat) :
  hard_sigmoid x alpha beta n = clip (fun n => (0 * x n + 1) * alpha * x n + (0 * x n + 1) * beta) 0 1 n.
Proof.
unfold clip, hard_sigmoid; replace ((0 * x n + 1) * alpha * x n + (0 * x n + 1) * beta) with (alpha * x n + beta) by ring.
unfold line; generalize (alpha * x n + beta); intro; pieces.
Qed.

Theorem hard_sigmoid_has_complement_too (x : nat -> R) (alpha beta : R) (n : nat) :
  hard_sigmoid x alpha beta n + hard_sigmoid (fun n => - x n) alpha (1 - beta) n = 0 * x n + 1.
Proof.
unfold hard_sigmoid, line; replace (alpha * - x n + (1 - beta)) with (1 - (alpha * x n + beta)) by ring.
generalize (alpha * x n + beta); intro; pieces.
Qed.

Theorem hard_sigmoid_is_a_difference_of_relus (x : nat -> R) (alpha beta : R) (n : nat) : hard_sigmoid x alpha beta n =
  relu ((0 * x n + 1) * alpha * x n + (0 * x n + 1) * beta) - relu ((0 * x n + 1) * alpha * x n + (0 * x n + 1) * beta - (0 * x n + 1)).
Proof.
unfold hard_sigmoid, line; replace (alpha * x n + beta) with ((0 * x n + 1) * alpha * x n + (0 * x n + 1) * beta) by ring.
generalize ((0 * x n + 1) * alpha * x n + (0 * x n + 1) * beta); intro; pieces.
Qed.

Theorem hard_sigmoid_slope_scales (x : nat -> R) (alpha beta : R) (n : nat) :
  hard_sigmoid (fun n => x n + x n) alpha beta n = hard_sigmoid x (2 * alpha) beta n.
Proof. unfold hard_sigmoid, line; replace (alpha * (x n + x n)) with (2 * alpha * x n) by ring; reflexivity. Qed.

Theorem hard_sigmoid_slopes_are_a_fifth_and_a_sixth (x : nat -> R) (n : nat) :
  hard_sigmoid (fun n => 5 * x n) (1 / 5) (1 / 2) n = hard_sigmoid (fun n => 6 * x n) (1 / 6) (1 / 2) n.
Proof. unfold hard_sigmoid, line; replace (1 / 5 * (5 * x n)) with (1 / 6 * (6 * x n)) by field; reflexivity. Qed.

Theorem hard_sigmoid_hard_is_at_least_zero (x : nat -> R) (alpha beta : R) (n : nat) : hard_sigmoid x alpha beta n >= 0 * x n.
Proof. unfold hard_sigmoid, line; generalize (alpha * x n + beta); intro; pieces. Qed.

Theorem hard_sigmoid_hard_is_at_most_one (x : nat -> R) (alpha beta : R) (n : nat) : hard_sigmoid x alpha beta n <= 0 * x n + 1.
Proof. unfold hard_sigmoid, line; generalize (alpha * x n + beta); intro; pieces. Qed.

(** ** The hard swish *)

Theorem hard_swish_weighs_by_the_hard_sigmoid (x : nat -> R) (n : nat) : hard_swish x n = x n * hard_sigmoid x (1 / 6) (1 / 2) n.
Proof. unfold hard_swish, hard_sigmoid, line; replace (1 / 6 * x n) with (x n / 6) by field; reflexivity. Qed.

Theorem hard_swish_weighs_by_relu6 (x : nat -> R) (n : nat) : hard_swish x n * 6 = x n * clip (fun n => x n + 3) 0 6 n.
Proof.
pieces; solve [nra | replace (x n) with (-3) by lra; lra | replace (x n) with 3 by lra; lra].
Qed.

Theorem hard_swish_hard_swish_splits (x : nat -> R) (n : nat) : hard_swish x n - hard_swish (fun n => - x n) n = x n.
Proof.
unfold hard_swish; replace (- x n / 6 + 1 / 2) with (1 - (x n / 6 + 1 / 2)) by field.
generalize (x n / 6 + 1 / 2) (x n); intros z a.
pieces; solve [nra | replace z with 0 by lra; lra | replace z with 1 by lra; lra].
Qed.

(** ** The sigmoid linear unit *)

Theorem silu_weighs_by_the_sigmoid (x : nat -> R) (n : nat) : silu x 1 n = x n * sigmoid x n.
Proof. unfold silu, sigmoid, Rdiv; now replace (- (1) * x n) with (- x n) by ring. Qed.

Theorem silu_silu_splits (x : nat -> R) (beta : R) (n : nat) : silu x beta n - silu (fun n => - x n) beta n = x n.
Proof.
unfold silu, Rdiv; replace (- beta * - x n) with (beta * x n) by ring; replace (- beta * x n) with (- (beta * x n)) by ring.
transitivity (x n * (/ (1 + exp (- (beta * x n))) + / (1 + exp (beta * x n)))); [ring|].
rewrite ActivationRealLaws.complement; ring.
Qed.

Theorem silu_beta_scales (x : nat -> R) (beta : R) (n : nat) :
  (0 * x n + 1) * beta * silu x beta n = silu (fun n => (0 * x n + 1) * beta * x n) 1 n.
Proof.
unfold silu; replace ((0 * x n + 1) * beta) with beta by ring; replace (- (1) * (beta * x n)) with (- beta * x n) by ring.
field; generalize (exp_pos (- beta * x n)); lra.
Qed.

Theorem silu_is_half_at_beta_zero (x : nat -> R) (n : nat) : silu x 0 n + silu x 0 n = x n.
Proof. unfold silu; rewrite Ropp_0, Rmult_0_l, exp_0; field. Qed.
