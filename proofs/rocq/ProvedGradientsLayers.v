(** Gradients of layers are adjoints, as it is printed from Python.

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


Theorem linear_gradient_x : layers_linear_gradient_x_is_adjoint.
Proof.
opened; cbv delta [layers_linear layers_linear_gradient_x]; cbv beta.
all: adjoint (fun t : Z * Z * Z => let: (n, o, c) := t in (n, c, o))
  (fun t : Z * Z * Z => let: (n, c, o) := t in (n, o, c)).
Qed.

Theorem linear_gradient_w : layers_linear_gradient_w_is_adjoint.
Proof.
opened; cbv delta [layers_linear layers_linear_gradient_w]; cbv beta.
all: adjoint (fun t : Z * Z * Z => let: (n, o, c) := t in (o, c, n))
  (fun t : Z * Z * Z => let: (o, c, n) := t in (n, o, c)).
Qed.

Theorem linear_gradient_b : layers_linear_gradient_b_is_the_slope.
Proof.
opened; cbv delta [layers_linear layers_linear_gradient_b]; cbv beta.
all: adjoint (fun t : Z * Z => let: (n, o) := t in (o, n))
  (fun t : Z * Z => let: (o, n) := t in (n, o)).
Qed.

Theorem conv_gradient_x : layers_conv_gradient_x_is_adjoint.
Proof.
opened; cbv delta [layers_conv layers_conv_gradient_x layers_conv_flip_true layers_conv_gradient_x_flip_true]; cbv beta.
all: adjoint (fun t : Z * Z * G * Z * G => let: (n, o, i, c, u) := t in (n, (C * (o / M) + c)%Z, u * dilation + i * stride - p, u, (o mod M)%Z))
  (fun t : Z * Z * G * G * Z => let: (n, e, h, u, r) := t in (n, (M * (e / C) + r)%Z, per_axis Z.div (h + p - u * dilation) stride, (e mod C)%Z, u)).
Qed.

Theorem conv_gradient_w : layers_conv_gradient_w_is_adjoint.
Proof.
opened; cbv delta [layers_conv layers_conv_gradient_w layers_conv_flip_true layers_conv_gradient_w_flip_true]; cbv beta.
- adjoint (fun t : Z * Z * G * Z * G => let: (n, o, i, c, u) := t in (o, c, u, n, i))
  (fun t : Z * Z * G * Z * G => let: (o, c, u, n, i) := t in (n, o, i, c, u)).
- adjoint (fun t : Z * Z * G * Z * G => let: (n, o, i, c, u) := t in (o, c, kernel_size - u - 1, n, i))
  (fun t : Z * Z * G * Z * G => let: (o, c, u, n, i) := t in (n, o, i, c, kernel_size - u - 1)).
Qed.

Theorem conv_gradient_b : layers_conv_gradient_b_is_the_slope.
Proof.
opened; cbv delta [layers_conv layers_conv_gradient_b layers_conv_flip_true layers_conv_gradient_b_flip_true]; cbv beta.
all: adjoint (fun t : Z * Z * G => let: (n, o, i) := t in (o, n, i))
  (fun t : Z * Z * G => let: (o, n, i) := t in (n, o, i)).
Qed.

Theorem conv_transpose_gradient_x : layers_conv_transpose_gradient_x_is_adjoint.
Proof.
opened; cbv delta [layers_conv_transpose layers_conv_transpose_gradient_x layers_conv_transpose_z]; cbv beta.
all: adjoint (fun t : Z * Z * G * Z * G => let: (n, o, i, c, u) := t in (n, (C * (o / M) + c)%Z, per_axis Z.div (i + p - u * dilation) stride, u, (o mod M)%Z))
  (fun t : Z * Z * G * G * Z => let: (n, e, h, u, r) := t in (n, (M * (e / C) + r)%Z, u * dilation + h * stride - p, (e mod C)%Z, u)).
Qed.

Theorem conv_transpose_gradient_w : layers_conv_transpose_gradient_w_is_adjoint.
Proof.
opened; cbv delta [layers_conv_transpose layers_conv_transpose_gradient_w layers_conv_transpose_z layers_conv_transpose_gradient_w_z]; cbv beta.
all: adjoint (fun t : Z * Z * G * Z * G => let: (n, o, i, c, u) := t in ((C * (o / M) + c)%Z, (o mod M)%Z, u, n, i))
  (fun t : Z * Z * G * Z * G => let: (m, l, u, n, i) := t in (n, (M * (m / C) + l)%Z, i, (m mod C)%Z, u)).
Qed.

Theorem conv_transpose_gradient_b : layers_conv_transpose_gradient_b_is_the_slope.
Proof.
opened; cbv delta [layers_conv_transpose layers_conv_transpose_gradient_b layers_conv_transpose_z]; cbv beta.
all: adjoint (fun t : Z * Z * G => let: (n, o, i) := t in (o, n, i))
  (fun t : Z * Z * G => let: (o, n, i) := t in (n, o, i)).
Qed.

Theorem crop_gradient_x : layers_crop_gradient_x_is_adjoint.
Proof.
opened; cbv delta [layers_crop layers_crop_gradient_x]; cbv beta.
all: adjoint (fun t : Z * Z * G => let: (n, c, i) := t in (n, c, i + p))
  (fun t : Z * Z * G => let: (n, c, h) := t in (n, c, h - p)).
Qed.

Theorem flatten_gradient_x : layers_flatten_gradient_x_is_adjoint.
Proof.
opened; cbv delta [layers_flatten layers_flatten_gradient_x]; cbv beta.
all: adjoint (fun t : Z * Z => let: (n, c) := t in (n, c))
  (fun t : Z * Z => let: (n, c) := t in (n, c)).
Qed.

Theorem conv_by_table_gradient_x : classic_conv_by_table_gradient_x_is_adjoint.
Proof.
opened; cbv delta [classic_conv_by_table classic_conv_by_table_gradient_x]; cbv beta.
all: adjoint (fun t : Z * Z * G * Z * G => let: (n, o, i, c, u) := t in (n, c, u * dilation + i * stride - p, o, u))
  (fun t : Z * Z * G * Z * G => let: (n, c, h, o, u) := t in (n, o, per_axis Z.div (h + p - u * dilation) stride, c, u)).
Qed.

Theorem conv_by_table_gradient_w : classic_conv_by_table_gradient_w_is_adjoint.
Proof.
opened; cbv delta [classic_conv_by_table classic_conv_by_table_gradient_w]; cbv beta.
all: adjoint (fun t : Z * Z * G * Z * G => let: (n, o, i, c, u) := t in (o, c, u, n, i))
  (fun t : Z * Z * G * Z * G => let: (o, c, u, n, i) := t in (n, o, i, c, u)).
Qed.

Theorem conv_by_table_gradient_table : classic_conv_by_table_gradient_table_is_adjoint.
Proof.
opened; cbv delta [classic_conv_by_table classic_conv_by_table_gradient_table]; cbv beta.
all: adjoint (fun t : Z * Z * G * Z * G => let: (n, o, i, c, u) := t in (o, c, n, i, u))
  (fun t : Z * Z * Z * G * G => let: (o, c, n, i, u) := t in (n, o, i, c, u)).
Qed.

Theorem conv_by_table_gradient_b : classic_conv_by_table_gradient_b_is_the_slope.
Proof.
opened; cbv delta [classic_conv_by_table classic_conv_by_table_gradient_b]; cbv beta.
all: adjoint (fun t : Z * Z * G => let: (n, o, i) := t in (o, n, i))
  (fun t : Z * Z * G => let: (o, n, i) := t in (n, o, i)).
Qed.
