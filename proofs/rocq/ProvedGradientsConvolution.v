(** Gradients of convolution of sequences and images are adjoints, as it is printed from Python.

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


Theorem discrete_gradient_f : convolution_discrete_gradient_f_is_adjoint.
Proof.
opened; cbv delta [convolution_discrete convolution_discrete_gradient_f]; cbv beta.
all: adjoint (fun t : Z * Z => let: (n, m) := t in (m, n))
  (fun t : Z * Z => let: (m, n) := t in (n, m)).
Qed.

Theorem discrete_gradient_g : convolution_discrete_gradient_g_is_adjoint.
Proof.
opened; cbv delta [convolution_discrete convolution_discrete_gradient_g]; cbv beta.
all: adjoint (fun t : Z * Z => let: (n, m) := t in ((n - m)%Z, m))
  (fun t : Z * Z => let: (e, m) := t in ((e + m)%Z, m)).
Qed.

Theorem shift_gradient_f : convolution_shift_gradient_f_is_adjoint.
Proof.
opened; cbv delta [convolution_shift convolution_shift_gradient_f]; cbv beta.
all: adjoint (fun n : Z => (n - k)%Z)
  (fun e : Z => (e + k)%Z).
Qed.

Theorem toeplitz_gradient_g : convolution_toeplitz_gradient_g_is_adjoint.
Proof.
opened; cbv delta [convolution_toeplitz convolution_toeplitz_gradient_g]; cbv beta.
all: adjoint (fun t : Z * Z => let: (n, m) := t in ((n - m)%Z, m))
  (fun t : Z * Z => let: (e, m) := t in ((e + m)%Z, m)).
Qed.

Theorem flip_gradient_f : convolution_flip_gradient_f_is_adjoint.
Proof.
opened; cbv delta [convolution_flip convolution_flip_gradient_f]; cbv beta.
all: adjoint (fun i : G => H - i - 1)
  (fun e : G => H - e - 1).
Qed.

Theorem circular_gradient_f : convolution_circular_gradient_f_is_adjoint.
Proof.
opened; cbv delta [convolution_circular convolution_circular_gradient_f]; cbv beta.
all: adjoint (fun t : G * G => let: (i, m) := t in (m, i))
  (fun t : G * G => let: (m, i) := t in (i, m)).
Qed.

Theorem circular_gradient_g : convolution_circular_gradient_g_is_adjoint.
Proof.
opened; cbv delta [convolution_circular convolution_circular_gradient_g]; cbv beta.
all: adjoint (fun t : G * G => let: (i, m) := t in (per_axis Z.modulo (i - m) H, m))
  (fun t : G * G => let: (a, m) := t in (per_axis Z.modulo (a + m) H, m)).
Qed.

Theorem image_gradient_I : convolution_image_gradient_I_is_adjoint.
Proof.
opened; cbv delta [convolution_image convolution_image_gradient_I convolution_image_mode_same convolution_image_gradient_I_mode_same
  convolution_image_mode_valid convolution_image_gradient_I_mode_valid]; cbv beta.
all: adjoint (fun t : G * G => let: (i, m) := t in (m, i))
  (fun t : G * G => let: (m, i) := t in (i, m)).
Qed.

Theorem image_gradient_K : convolution_image_gradient_K_is_adjoint.
Proof.
opened; cbv delta [convolution_image convolution_image_gradient_K convolution_image_mode_same convolution_image_gradient_K_mode_same
  convolution_image_mode_valid convolution_image_gradient_K_mode_valid]; cbv beta.
- adjoint (fun t : G * G => let: (i, m) := t in (i - m, m))
  (fun t : G * G => let: (e, m) := t in (e + m, m)).
- adjoint (fun t : G * G => let: (i, m) := t in (i + per_axis Z.div (A - 1) 2%:R - m, m))
  (fun t : G * G => let: (e, m) := t in (e + m - per_axis Z.div (A - 1) 2%:R, m)).
- adjoint (fun t : G * G => let: (i, m) := t in (i + A - 1 - m, m))
  (fun t : G * G => let: (e, m) := t in (e + m + 1 - A, m)).
Qed.

Theorem cross_correlation_gradient_I : convolution_cross_correlation_gradient_I_is_adjoint.
Proof.
opened; cbv delta [convolution_cross_correlation convolution_cross_correlation_gradient_I convolution_cross_correlation_mode_same
  convolution_cross_correlation_gradient_I_mode_same convolution_cross_correlation_mode_valid convolution_cross_correlation_gradient_I_mode_valid];
  cbv beta.
- adjoint (fun t : G * G => let: (i, u) := t in (i + u + 1 - A, u))
  (fun t : G * G => let: (h, u) := t in (h + A - u - 1, u)).
- adjoint (fun t : G * G => let: (i, u) := t in (i + u + per_axis Z.div (A - 1) 2%:R + 1 - A, u))
  (fun t : G * G => let: (h, u) := t in (h + A - 1 - u - per_axis Z.div (A - 1) 2%:R, u)).
- adjoint (fun t : G * G => let: (i, u) := t in (i + u, u))
  (fun t : G * G => let: (h, u) := t in (h - u, u)).
Qed.

Theorem cross_correlation_gradient_K : convolution_cross_correlation_gradient_K_is_adjoint.
Proof.
opened; cbv delta [convolution_cross_correlation convolution_cross_correlation_gradient_K convolution_cross_correlation_mode_same
  convolution_cross_correlation_gradient_K_mode_same convolution_cross_correlation_mode_valid convolution_cross_correlation_gradient_K_mode_valid];
  cbv beta.
all: adjoint (fun t : G * G => let: (i, u) := t in (u, i))
  (fun t : G * G => let: (u, i) := t in (i, u)).
Qed.

Theorem total_gradient_K : kernels_total_gradient_K_is_adjoint.
Proof.
opened; cbv delta [kernels_total kernels_total_gradient_K]; cbv beta.
all: adjoint (fun t : Z * Z => let: (a, b) := t in ((a + k)%Z, (b + l)%Z))
  (fun t : Z * Z => let: (a, b) := t in ((a - k)%Z, (b - l)%Z)).
Qed.

Theorem difference_gradient_f : convolution_difference_gradient_f_is_adjoint.
Proof.
opened; cbv delta [convolution_difference convolution_difference_gradient_f]; cbv beta.
rewrite (eq_sumb (F' := fun n => dy n * guard (between 0 N n) (f n) - dy n * guard (between 0 N (n - 1)) (f (n - 1)%Z))); last by move=> n _; rewrite mulrBr.
rewrite [RHS](eq_sumb (F' := fun n => guard (between 0 (N + 1) n) (dy n) * f n - guard (between 0 (N + 1) (n + 1)) (dy (n + 1)%Z) * f n)); last by move=> n _; rewrite mulrBl.
rewrite !sumbB; congr (_ - _); [adjoint (fun n : Z => n) (fun n : Z => n) | adjoint (fun n : Z => (n - 1)%Z) (fun n : Z => (n + 1)%Z)].
Qed.
