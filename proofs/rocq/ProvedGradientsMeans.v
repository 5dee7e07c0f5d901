(** Gradients of means, of running means and variances, of windows that do not overlap, and of steps of a fit are adjoints, as it is printed from Python.

Idea: each proposition says that <dy, F(v)> = <G(dy), v>, or <dy, F(u + v) - F(u)> = <G(dy), v>, with F printed from the statement of the formula and G from
the statement that was derived from it. A divisor is one factor more; [Adjoints] does the rest with the map of indices from one side to the other.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: gradients of formulas that are not linear. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed Adjoints Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Theorem mean_gradient_x : arrays_mean_gradient_x_is_adjoint.
Proof.
opened; cbv delta [arrays_mean arrays_mean_gradient_x]; cbv beta.
adjoint (fun t : Z * Z => let: (n, e) := t in (n, e)) (fun t : Z * Z => let: (n, e) := t in (n, e)).
Qed.

Theorem batch_mean_gradient_x : normalization_batch_mean_gradient_x_is_adjoint.
Proof.
opened; cbv delta [normalization_batch_mean normalization_batch_mean_gradient_x]; cbv beta.
adjoint (fun t : Z * Z * G => let: (c, m, u) := t in (m, c, u)) (fun t : Z * Z * G => let: (m, c, u) := t in (c, m, u)).
Qed.

Theorem next_running_mean_gradient_x : normalization_next_running_mean_gradient_x_is_the_slope.
Proof.
opened; cbv delta [normalization_next_running_mean normalization_next_running_mean_mean normalization_next_running_mean_gradient_x]; cbv beta.
adjoint (fun t : Z * Z * G => let: (c, m, u) := t in (m, c, u)) (fun t : Z * Z * G => let: (m, c, u) := t in (c, m, u)).
Qed.

Theorem next_running_mean_gradient_running_mean : normalization_next_running_mean_gradient_running_mean_is_the_slope.
Proof.
opened; cbv delta [normalization_next_running_mean normalization_next_running_mean_gradient_running_mean normalization_next_running_mean_mean]; cbv beta.
adjoint (fun c : Z => c) (fun c : Z => c).
Qed.

Theorem next_running_var_gradient_running_var : normalization_next_running_var_gradient_running_var_is_the_slope.
Proof.
opened; cbv delta [normalization_next_running_var normalization_next_running_var_gradient_running_var normalization_next_running_var_var
  normalization_next_running_var_mean normalization_next_running_var_running_correction_0 normalization_next_running_var_running_correction_0_var
  normalization_next_running_var_running_correction_0_mean normalization_next_running_var_gradient_running_var_running_correction_0]; cbv beta.
all: adjoint (fun c : Z => c) (fun c : Z => c).
Qed.

Theorem subsample_gradient_x : classic_subsample_gradient_x_is_the_slope.
Proof.
opened; cbv delta [classic_subsample classic_subsample_gradient_x]; cbv beta.
adjoint (fun t : Z * Z * G * G => let: (n, c, i, u) := t in (n, c, kernel_size * i + u))
  (fun t : Z * Z * G => let: (n, c, h) := t in (n, c, per_axis Z.div h kernel_size, per_axis Z.modulo h kernel_size)).
Qed.

Theorem subsample_gradient_coefficient : classic_subsample_gradient_coefficient_is_the_slope.
Proof.
opened; cbv delta [classic_subsample classic_subsample_gradient_coefficient]; cbv beta.
adjoint (fun t : Z * Z * G * G => let: (n, c, i, u) := t in (c, n, i, u)) (fun t : Z * Z * G * G => let: (c, n, i, u) := t in (n, c, i, u)).
Qed.

Theorem subsample_gradient_b : classic_subsample_gradient_b_is_the_slope.
Proof.
opened; cbv delta [classic_subsample classic_subsample_gradient_b]; cbv beta.
adjoint (fun t : Z * Z * G => let: (n, c, i) := t in (c, n, i)) (fun t : Z * Z * G => let: (c, n, i) := t in (n, c, i)).
Qed.

Theorem adaptive_avg_pool_gradient_x : pooling_adaptive_avg_pool_gradient_x_is_adjoint.
Proof.
opened; cbv delta [pooling_adaptive_avg_pool pooling_adaptive_avg_pool_gradient_x]; cbv beta.
adjoint (fun t : Z * Z * G * G => let: (n, c, i, u) := t in (n, c, u, i)) (fun t : Z * Z * G * G => let: (n, c, u, i) := t in (n, c, i, u)).
Qed.
