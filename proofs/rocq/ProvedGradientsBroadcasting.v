(** Gradients of arithmetic with broadcasting, of products of matrices, of differences and of padding are adjoints, as it is printed from Python.

Idea: each proposition says that <dy, F(v)> = <G(dy), v>, or <dy, F(u + v) - F(u)> = <G(dy), v>, with F printed from the statement of the formula and G from
the statement that was derived from it. An entry that is read at many places gets the sum of what comes back from them; along each axis the places of one
entry are a range. [Adjoints] does the rest with the map of indices from one side to the other.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: the quotient by its divisor, which is no linear formula. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed Adjoints Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Theorem add_gradient_x : arrays_add_gradient_x_is_the_slope.
Proof.
opened; cbv delta [arrays_add arrays_add_gradient_x]; cbv beta.
adjoint (fun i : G => (per_axis Z.min i (A - 1), i)) (fun t : G * G => let: (h, i) := t in i).
Qed.

Theorem add_gradient_z : arrays_add_gradient_z_is_the_slope.
Proof.
opened; cbv delta [arrays_add arrays_add_gradient_z]; cbv beta.
adjoint (fun i : G => (per_axis Z.min i (B - 1), i)) (fun t : G * G => let: (h, i) := t in i).
Qed.

Theorem sub_gradient_x : arrays_sub_gradient_x_is_the_slope.
Proof.
opened; cbv delta [arrays_sub arrays_sub_gradient_x]; cbv beta.
adjoint (fun i : G => (per_axis Z.min i (A - 1), i)) (fun t : G * G => let: (h, i) := t in i).
Qed.

Theorem sub_gradient_z : arrays_sub_gradient_z_is_the_slope.
Proof.
opened; cbv delta [arrays_sub arrays_sub_gradient_z]; cbv beta.
adjoint (fun i : G => (per_axis Z.min i (B - 1), i)) (fun t : G * G => let: (h, i) := t in i).
Qed.

Theorem mul_gradient_x : arrays_mul_gradient_x_is_adjoint.
Proof.
opened; cbv delta [arrays_mul arrays_mul_gradient_x]; cbv beta.
adjoint (fun i : G => (per_axis Z.min i (A - 1), i)) (fun t : G * G => let: (h, i) := t in i).
Qed.

Theorem mul_gradient_z : arrays_mul_gradient_z_is_adjoint.
Proof.
opened; cbv delta [arrays_mul arrays_mul_gradient_z]; cbv beta.
adjoint (fun i : G => (per_axis Z.min i (B - 1), i)) (fun t : G * G => let: (h, i) := t in i).
Qed.

Theorem div_gradient_x : arrays_div_gradient_x_is_adjoint.
Proof.
opened; cbv delta [arrays_div arrays_div_gradient_x]; cbv beta.
adjoint (fun i : G => (per_axis Z.min i (A - 1), i)) (fun t : G * G => let: (h, i) := t in i).
Qed.

Theorem matmul_gradient_x : arrays_matmul_gradient_x_is_adjoint.
Proof.
opened; cbv delta [arrays_matmul arrays_matmul_gradient_x]; cbv beta.
adjoint (fun t : G * Z * Z * Z => let: (i, m, l, e) := t in (per_axis Z.min i (A - 1), m, e, i, l))
  (fun t : G * Z * Z * G * Z => let: (a, m, e, i, l) := t in (i, m, l, e)).
Qed.

Theorem matmul_gradient_z : arrays_matmul_gradient_z_is_adjoint.
Proof.
opened; cbv delta [arrays_matmul arrays_matmul_gradient_z]; cbv beta.
adjoint (fun t : G * Z * Z * Z => let: (i, m, l, e) := t in (per_axis Z.min i (B - 1), e, l, i, m))
  (fun t : G * Z * Z * G * Z => let: (a, e, l, i, m) := t in (i, m, l, e)).
Qed.

Theorem pad_gradient_x : layers_pad_gradient_x_is_adjoint.
Proof.
opened; cbv delta [layers_pad layers_pad_gradient_x layers_pad_mode_circular layers_pad_gradient_x_mode_circular layers_pad_mode_reflect
  layers_pad_gradient_x_mode_reflect layers_pad_mode_replicate layers_pad_gradient_x_mode_replicate]; cbv beta.
- adjoint (fun t : Z * Z * G => let: (n, c, i) := t in (n, c, i - p)) (fun t : Z * Z * G => let: (n, c, h) := t in (n, c, h + p)).
- adjoint (fun t : Z * Z * G => let: (n, c, i) := t in (n, c, per_axis Z.modulo (i - p) H, per_axis Z.div (i - p) H))
    (fun t : Z * Z * G * G => let: (n, c, h, e) := t in (n, c, e * H + h + p)).
- set read := fun i : G => per_axis Z.max (per_axis Z.modulo (H + i + per_axis Z.max 1 (2%:R * H - 2%:R) - p - 1) (per_axis Z.max 1 (2%:R * H - 2%:R)) + 1 - H)
    (- (per_axis Z.modulo (H + i + per_axis Z.max 1 (2%:R * H - 2%:R) - p - 1) (per_axis Z.max 1 (2%:R * H - 2%:R)) + 1 - H)).
  adjoint (fun t : Z * Z * G => let: (n, c, i) := t in (n, c, read i, i)) (fun t : Z * Z * G * G => let: (n, c, h, i) := t in (n, c, i)).
- adjoint (fun t : Z * Z * G => let: (n, c, i) := t in (n, c, per_axis Z.min (H - 1) (per_axis Z.max 0 (i - p)), i))
    (fun t : Z * Z * G * G => let: (n, c, h, i) := t in (n, c, i)).
Qed.
