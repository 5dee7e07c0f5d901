(** Gradients of dense and local maps, and of steps of training are adjoints, as it is printed from Python.

Idea: each proposition says that <dy, F(v)> = <G(dy), v>, or <dy, F(u + v) - F(u)> = <G(dy), v>, with F printed from the statement of the formula and G from
the statement that was derived from it. Each proof gives the map of indices that takes the terms of one side to those of the other, and the map back;
[Adjoints] does the rest.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: gradients of formulas that are not linear. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed Adjoints Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.


Theorem dense_gradient_x : perceptron_dense_gradient_x_is_the_slope.
Proof.
opened; cbv delta [perceptron_dense perceptron_dense_gradient_x]; cbv beta.
all: adjoint (fun t : Z * Z * Z * Z => let: (i, j, k, l) := t in (k, l, i, j))
  (fun t : Z * Z * Z * Z => let: (k, l, i, j) := t in (i, j, k, l)).
Qed.

Theorem dense_gradient_w : perceptron_dense_gradient_w_is_the_slope.
Proof.
opened; cbv delta [perceptron_dense perceptron_dense_gradient_w]; cbv beta.
all: adjoint (fun t : Z * Z * Z * Z => let: (i, j, k, l) := t in (i, j, k, l))
  (fun t : Z * Z * Z * Z => let: (i, j, k, l) := t in (i, j, k, l)).
Qed.

Theorem dense_gradient_u : perceptron_dense_gradient_u_is_the_slope.
Proof.
opened; cbv delta [perceptron_dense perceptron_dense_gradient_u]; cbv beta.
all: adjoint (fun t : Z * Z => let: (i, j) := t in (i, j))
  (fun t : Z * Z => let: (i, j) := t in (i, j)).
Qed.

Theorem reindex_gradient_w : perceptron_reindex_gradient_w_is_adjoint.
Proof.
opened; cbv delta [perceptron_reindex perceptron_reindex_gradient_w]; cbv beta.
all: adjoint (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in (i, j, (a + i + 1 - H)%Z, (b + j + 1 - W)%Z))
  (fun t : Z * Z * Z * Z => let: (i, j, e, m) := t in (i, j, (H + e - i - 1)%Z, (W + m - j - 1)%Z)).
Qed.

Theorem reindex_inverse_gradient_v : perceptron_reindex_inverse_gradient_v_is_adjoint.
Proof.
opened; cbv delta [perceptron_reindex_inverse perceptron_reindex_inverse_gradient_v]; cbv beta.
all: adjoint (fun t : Z * Z * Z * Z => let: (i, j, e, m) := t in (i, j, (H + e - i - 1)%Z, (W + m - j - 1)%Z))
  (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in (i, j, (a + i + 1 - H)%Z, (b + j + 1 - W)%Z)).
Qed.

Theorem centred_gradient_x : perceptron_centred_gradient_x_is_the_slope.
Proof.
opened; cbv delta [perceptron_centred perceptron_centred_gradient_x]; cbv beta.
all: adjoint (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in ((a + i)%Z, (b + j)%Z, a, b))
  (fun t : Z * Z * Z * Z => let: (e, m, a, b) := t in ((e - a)%Z, (m - b)%Z, a, b)).
Qed.

Theorem centred_gradient_v : perceptron_centred_gradient_v_is_the_slope.
Proof.
opened; cbv delta [perceptron_centred perceptron_centred_gradient_v]; cbv beta.
all: adjoint (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in (i, j, (H + a - 1)%Z, (W + b - 1)%Z))
  (fun t : Z * Z * Z * Z => let: (i, j, k, l) := t in (i, j, (k + 1 - H)%Z, (l + 1 - W)%Z)).
Qed.

Theorem centred_gradient_u : perceptron_centred_gradient_u_is_the_slope.
Proof.
opened; cbv delta [perceptron_centred perceptron_centred_gradient_u]; cbv beta.
all: adjoint (fun t : Z * Z => let: (i, j) := t in (i, j))
  (fun t : Z * Z => let: (i, j) := t in (i, j)).
Qed.

Theorem shift_invariant_gradient_x : perceptron_shift_invariant_gradient_x_is_the_slope.
Proof.
opened; cbv delta [perceptron_shift_invariant perceptron_shift_invariant_gradient_x perceptron_shift_invariant_border_circular
  perceptron_shift_invariant_gradient_x_border_circular]; cbv beta.
- adjoint (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in ((a + i)%Z, (b + j)%Z, a, b))
  (fun t : Z * Z * Z * Z => let: (e, m, a, b) := t in ((e - a)%Z, (m - b)%Z, a, b)).
- adjoint (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in (((a + i) mod H)%Z, ((b + j) mod W)%Z, a, b))
  (fun t : Z * Z * Z * Z => let: (e, m, a, b) := t in (((e - a) mod H)%Z, ((m - b) mod W)%Z, a, b)).
Qed.

Theorem shift_invariant_gradient_v : perceptron_shift_invariant_gradient_v_is_the_slope.
Proof.
opened; cbv delta [perceptron_shift_invariant perceptron_shift_invariant_gradient_v perceptron_shift_invariant_border_circular
  perceptron_shift_invariant_gradient_v_border_circular]; cbv beta.
all: adjoint (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in ((H + a - 1)%Z, (W + b - 1)%Z, i, j))
  (fun t : Z * Z * Z * Z => let: (k, l, i, j) := t in (i, j, (k + 1 - H)%Z, (l + 1 - W)%Z)).
Qed.

Theorem shift_invariant_gradient_u : perceptron_shift_invariant_gradient_u_is_the_slope.
Proof.
opened; cbv delta [perceptron_shift_invariant perceptron_shift_invariant_gradient_u perceptron_shift_invariant_border_circular
  perceptron_shift_invariant_gradient_u_border_circular]; cbv beta.
all: adjoint (fun t : Z * Z => let: (i, j) := t in (i, j))
  (fun t : Z * Z => let: (i, j) := t in (i, j)).
Qed.

Theorem local_gradient_x : perceptron_local_gradient_x_is_the_slope.
Proof.
opened; cbv delta [perceptron_local perceptron_local_gradient_x perceptron_local_border_circular perceptron_local_gradient_x_border_circular]; cbv
  beta.
- adjoint (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in ((a + i)%Z, (b + j)%Z, a, b))
  (fun t : Z * Z * Z * Z => let: (e, m, a, b) := t in ((e - a)%Z, (m - b)%Z, a, b)).
- adjoint (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in (((a + i) mod H)%Z, ((b + j) mod W)%Z, a, b))
  (fun t : Z * Z * Z * Z => let: (e, m, a, b) := t in (((e - a) mod H)%Z, ((m - b) mod W)%Z, a, b)).
Qed.

Theorem local_gradient_v : perceptron_local_gradient_v_is_the_slope.
Proof.
opened; cbv delta [perceptron_local perceptron_local_gradient_v perceptron_local_border_circular perceptron_local_gradient_v_border_circular]; cbv
  beta.
all: adjoint (fun t : Z * Z * Z * Z => let: (i, j, a, b) := t in ((a + k)%Z, (b + l)%Z, i, j))
  (fun t : Z * Z * Z * Z => let: (e, m, i, j) := t in (i, j, (e - k)%Z, (m - l)%Z)).
Qed.

Theorem local_gradient_u : perceptron_local_gradient_u_is_the_slope.
Proof.
opened; cbv delta [perceptron_local perceptron_local_gradient_u perceptron_local_border_circular perceptron_local_gradient_u_border_circular]; cbv
  beta.
all: adjoint (fun t : Z * Z => let: (i, j) := t in (i, j))
  (fun t : Z * Z => let: (i, j) := t in (i, j)).
Qed.

Theorem next_velocity_gradient_velocity : optimization_next_velocity_gradient_velocity_is_the_slope.
Proof.
opened; cbv delta [optimization_next_velocity optimization_next_velocity_gradient_velocity]; cbv beta.
all: adjoint (fun n : Z => n)
  (fun n : Z => n).
Qed.

Theorem next_velocity_gradient_gradient : optimization_next_velocity_gradient_gradient_is_the_slope.
Proof.
opened; cbv delta [optimization_next_velocity optimization_next_velocity_gradient_gradient]; cbv beta.
all: adjoint (fun n : Z => n)
  (fun n : Z => n).
Qed.

Theorem next_velocity_gradient_weight : optimization_next_velocity_gradient_weight_is_the_slope.
Proof.
opened; cbv delta [optimization_next_velocity optimization_next_velocity_gradient_weight]; cbv beta.
all: adjoint (fun n : Z => n)
  (fun n : Z => n).
Qed.

Theorem next_weight_gradient_weight : optimization_next_weight_gradient_weight_is_the_slope.
Proof.
opened; cbv delta [optimization_next_weight optimization_next_weight_gradient_weight]; cbv beta.
all: adjoint (fun n : Z => n)
  (fun n : Z => n).
Qed.

Theorem next_weight_gradient_velocity : optimization_next_weight_gradient_velocity_is_the_slope.
Proof.
opened; cbv delta [optimization_next_weight optimization_next_weight_gradient_velocity]; cbv beta.
all: adjoint (fun n : Z => n)
  (fun n : Z => n).
Qed.

Theorem line_gradient_x : fitting_line_gradient_x_is_the_slope.
Proof.
opened; cbv delta [fitting_line fitting_line_gradient_x]; cbv beta.
all: adjoint (fun n : Z => n)
  (fun n : Z => n).
Qed.

Theorem line_gradient_slope : fitting_line_gradient_slope_is_the_slope.
Proof.
opened; cbv delta [fitting_line fitting_line_gradient_slope]; cbv beta.
all: adjoint (fun n : Z => n)
  (fun n : Z => n).
Qed.

Theorem line_gradient_intercept : fitting_line_gradient_intercept_is_the_slope.
Proof.
opened; cbv delta [fitting_line fitting_line_gradient_intercept]; cbv beta.
all: adjoint (fun n : Z => n)
  (fun n : Z => n).
Qed.
