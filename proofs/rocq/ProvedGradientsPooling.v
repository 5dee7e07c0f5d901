(** The gradient of average pooling is its adjoint, as it is printed from Python.

Idea: the proposition says that <dy, F(v)> = <G(dy), v>, with F printed from the statement of the formula and G from the statement that was derived from it,
for each way to count the entries of a window. The count is a number that depends on the window alone, and goes with dy; [Adjoints] does the rest with the map
of indices from one side to the other.

Definitions: none; they are in [Generated].
Results: the law, under the name of its proposition.
Not proved here: the maximum, which is no linear formula. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed Adjoints Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** The window that an entry is read by is the window that reads it. *)
Ltac same_window := idtac; match goal with |- context [per_axis Z.div (?u * ?d + ?i * ?s - ?p + ?p - ?u * ?d) ?s] =>
  rewrite (_ : per_axis Z.div (u * d + i * s - p + p - u * d) s = i); last axes end.

Section Windows.
Variables (R : comRingType) (G : space) (H H_out kernel_size stride p dilation : G) (C N : Z) (x dy : Z -> Z -> G -> R).
Hypothesis s0 : positive stride.
Notation place i u := (u * dilation + i * stride - p).
Notation window h u := (per_axis Z.div (h + p - u * dilation) stride).
Notation reads h u := (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - u * dilation) stride) 0).

(** w: what the sum over a window is multiplied with. *)
Lemma weighted (w : G -> R) :
  sumb (zrange N) (fun n => sumb (zrange C) (fun c => sumb (box H_out) (fun i => dy n c i *
    (sumb (box kernel_size) (fun u => guard (between 0 N n && between 0 C c && within 0 H (place i u)) (x n c (place i u))) * w i)))) =
  sumb (zrange N) (fun n => sumb (zrange C) (fun c => sumb (box H) (fun h => sumb (box kernel_size) (fun u => if reads h u then
    guard (between 0 N n && between 0 C c && within 0 H_out (window h u)) (dy n c (window h u)) * w (window h u) else 0) * x n c h))).
Proof.
adjoint (fun t : Z * Z * G * G => let: (n, c, i, u) := t in (n, c, u * dilation + i * stride - p, u))
  (fun t : Z * Z * G * G => let: (n, c, h, u) := t in (n, c, per_axis Z.div (h + p - u * dilation) stride, u)) knowing same_window.
Qed.
Lemma weighted_alike (w : R) :
  sumb (zrange N) (fun n => sumb (zrange C) (fun c => sumb (box H_out) (fun i => dy n c i *
    (sumb (box kernel_size) (fun u => guard (between 0 N n && between 0 C c && within 0 H (place i u)) (x n c (place i u))) * w)))) =
  sumb (zrange N) (fun n => sumb (zrange C) (fun c => sumb (box H) (fun h => sumb (box kernel_size) (fun u => if reads h u then
    guard (between 0 N n && between 0 C c && within 0 H_out (window h u)) (dy n c (window h u)) else 0) * w * x n c h))).
Proof.
rewrite (weighted (fun _ => w)); do 3 apply: step_sum => ?; congr (_ * _); rewrite -sumbMl; apply: step_sum => ?.
by case: ifP => // _; rewrite mul0r.
Qed.
End Windows.

Theorem avg_pool_gradient_x : pooling_avg_pool_gradient_x_is_adjoint.
Proof.
opened; cbv delta [pooling_avg_pool_divisor_override_none pooling_avg_pool pooling_avg_pool_count_include_pad_false_divisor_override_none
  pooling_avg_pool_count_include_pad_false pooling_avg_pool_ceil_mode_true_divisor_override_none pooling_avg_pool_ceil_mode_true
  pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none pooling_avg_pool_ceil_mode_true_count_include_pad_false
  pooling_avg_pool_gradient_x_divisor_override_none pooling_avg_pool_gradient_x pooling_avg_pool_gradient_x_count_include_pad_false_divisor_override_none
  pooling_avg_pool_gradient_x_count_include_pad_false pooling_avg_pool_gradient_x_ceil_mode_true_divisor_override_none
  pooling_avg_pool_gradient_x_ceil_mode_true pooling_avg_pool_gradient_x_ceil_mode_true_count_include_pad_false_divisor_override_none
  pooling_avg_pool_gradient_x_ceil_mode_true_count_include_pad_false
  pooling_avg_pool_divisor_override_none_count pooling_avg_pool_count_include_pad_false_divisor_override_none_count
  pooling_avg_pool_ceil_mode_true_divisor_override_none_count pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none_count
  pooling_avg_pool_gradient_x_divisor_override_none_count pooling_avg_pool_gradient_x_count_include_pad_false_divisor_override_none_count
  pooling_avg_pool_gradient_x_ceil_mode_true_divisor_override_none_count
  pooling_avg_pool_gradient_x_ceil_mode_true_count_include_pad_false_divisor_override_none_count]; cbv beta.
all: lazymatch goal with |- context [sumb _ _ * _ * _] => exact: weighted_alike | |- _ => exact: weighted end.
Qed.
