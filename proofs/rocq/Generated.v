(** The formulas, and what their laws say, printed from Python by `python -m proofs.printing`. Do not edit.

Definitions: a formula, by its statement, under one choice of words; a law, by its name, as the proposition that a
proof has to prove. *)

From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Definition convolution_discrete (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R) (n : Z) : R :=
  (sumb (zrange M) (fun m => ((guard (between 0%Z M m) (f m)) * (guard (between 0%Z L (n - m)%Z) (g (n - m)%Z))))).

Definition convolution_delta (R : comRingType) (k : Z) (n : Z) : R :=
  (number (if (k =? n)%Z then 1 else 0)%Z).

Definition convolution_shift (R : comRingType) (N : Z) (k : Z) (f : Z -> R) (n : Z) : R :=
  (guard (between 0%Z N (n - k)%Z) (f (n - k)%Z)).

Definition convolution_difference (R : comRingType) (N : Z) (f : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (f n)) - (guard (between 0%Z N (n - 1)%Z) (f (n - 1)%Z))).

Definition words_value (R : comRingType) (N : Z) (f : Z -> R) (z : R) : R :=
  (sumb (zrange N) (fun m => ((guard (between 0%Z N m) (f m)) * (z ^+ (Z.to_nat m))))).

Definition convolution_flip (R : comRingType) (G : space) (H : G) (f : G -> R) (i : G) : R :=
  (guard (within 0 H (H - i - 1)) (f (H - i - 1))).

Definition convolution_toeplitz (R : comRingType) (L : Z) (M : Z) (g : Z -> R) (n : Z) (m : Z) : R :=
  (guard (between 0%Z L (n - m)%Z) (g (n - m)%Z)).

Definition convolution_image (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (i : G) : R :=
  (sumb (box H) (fun m => ((guard (within 0 H m) (I m)) * (guard (within 0 A (i - m)) (K (i - m)))))).

Definition convolution_image_mode_same (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (i : G) : R :=
  (sumb (box H) (fun m => ((guard (within 0 H m) (I m)) * (guard (within 0 A (i + (per_axis Z.div (A - 1) 2%:R) - m)) (K (i + (per_axis Z.div (A - 1) 2%:R) - m)))))).

Definition convolution_image_mode_valid (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (i : G) : R :=
  (sumb (box H) (fun m => ((guard (within 0 H m) (I m)) * (guard (within 0 A (A + i - m - 1)) (K (A + i - m - 1)))))).

Definition convolution_cross_correlation_mode_valid (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (i : G) : R :=
  (sumb (box A) (fun u => ((guard (within 0 H (i + u)) (I (i + u))) * (guard (within 0 A u) (K u))))).

Definition convolution_cross_correlation (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (i : G) : R :=
  (sumb (box A) (fun u => ((guard (within 0 H (i + u + 1 - A)) (I (i + u + 1 - A))) * (guard (within 0 A u) (K u))))).

Definition convolution_cross_correlation_mode_same (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (i : G) : R :=
  (sumb (box A) (fun u => ((guard (within 0 H (i + u + (per_axis Z.div (A - 1) 2%:R) + 1 - A)) (I (i + u + (per_axis Z.div (A - 1) 2%:R) + 1 - A))) * (guard (within 0 A u) (K u))))).

Definition convolution_circular (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R) (i : G) : R :=
  (sumb (box H) (fun m => ((guard (within 0 H m) (f m)) * (guard (within 0 H (per_axis Z.modulo (i - m) H)) (g (per_axis Z.modulo (i - m) H)))))).

Definition layers_linear (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (b : Z -> R) (n : Z) (o : Z) : R :=
  ((guard (between 0%Z O o) (b o)) + (sumb (zrange C) (fun c => ((guard ((between 0%Z O o) && (between 0%Z C c)) (w o c)) * (guard ((between 0%Z N n) && (between 0%Z C c)) (x n c)))))).

Definition layers_conv (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (M * groups)%Z o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u)) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n ((C * (Z.div o M)) + c)%Z ((u * dilation) + (i * stride) - p))))))))).

Definition layers_conv_flip_true (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (M * groups)%Z o) && (between 0%Z C c) && (within 0 kernel_size (kernel_size - u - 1))) (w o c (kernel_size - u - 1))) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n ((C * (Z.div o M)) + c)%Z ((u * dilation) + (i * stride) - p))))))))).

Definition words_spaced (R : comRingType) (G : space) (A : G) (C : Z) (O : Z) (dilation : G) (w : Z -> Z -> G -> R) (o : Z) (c : Z) (a : G) : R :=
  (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo a dilation) 0) then (guard ((between 0%Z O o) && (between 0%Z C c) && (within 0 A (per_axis Z.div a dilation))) (w o c (per_axis Z.div a dilation))) else 0).

Definition geometry_output_size (G : space) (H : G) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) : G := ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1).

Definition layers_conv_padding_same (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (M * groups)%Z o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u)) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)))) (x n ((C * (Z.div o M)) + c)%Z ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) 2%:R)))))))))).

Definition layers_conv_padding_same_flip_true (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (M * groups)%Z o) && (between 0%Z C c) && (within 0 kernel_size (kernel_size - u - 1))) (w o c (kernel_size - u - 1))) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)))) (x n ((C * (Z.div o M)) + c)%Z ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) 2%:R)))))))))).

Definition perceptron_dense (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (i : Z) (j : Z) : R :=
  ((guard ((between 0%Z H i) && (between 0%Z W j)) (u i j)) + (sumb (zrange H) (fun k => (sumb (zrange W) (fun l => ((guard ((between 0%Z H k) && (between 0%Z W l)) (x k l)) * (guard ((between 0%Z H i) && (between 0%Z W j) && (between 0%Z H k) && (between 0%Z W l)) (w i j k l)))))))).

Definition perceptron_dense_gradient_x (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (k : Z) (l : Z) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H i) && (between 0%Z W j) && (between 0%Z H k) && (between 0%Z W l)) (w i j k l))))))).

Definition perceptron_dense_gradient_w (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (i : Z) (j : Z) (k : Z) (l : Z) : R :=
  ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H k) && (between 0%Z W l)) (x k l))).

Definition perceptron_dense_gradient_u (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (i : Z) (j : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)).

Definition perceptron_reindex (R : comRingType) (H : Z) (W : Z) (w : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (a : Z) (b : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j) && (between 0%Z H (a + i + 1 - H)%Z) && (between 0%Z W (b + j + 1 - W)%Z)) (w i j (a + i + 1 - H)%Z (b + j + 1 - W)%Z)).

Definition perceptron_reindex_gradient_w (R : comRingType) (H : Z) (W : Z) (w : Z -> Z -> Z -> Z -> R) (dy : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (e : Z) (m : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j) && (between (1 - H)%Z H (e - i)%Z) && (between (1 - W)%Z W (m - j)%Z)) (dy i j (H + e - i - 1)%Z (W + m - j - 1)%Z)).

Definition perceptron_reindex_inverse (R : comRingType) (H : Z) (W : Z) (v : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (k : Z) (l : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j) && (between (1 - H)%Z H (k - i)%Z) && (between (1 - W)%Z W (l - j)%Z)) (v i j (H + k - i - 1)%Z (W + l - j - 1)%Z)).

Definition perceptron_reindex_inverse_gradient_v (R : comRingType) (H : Z) (W : Z) (v : Z -> Z -> Z -> Z -> R) (dy : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (e : Z) (m : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j) && (between 0%Z H (e + i + 1 - H)%Z) && (between 0%Z W (j + m + 1 - W)%Z)) (dy i j (e + i + 1 - H)%Z (j + m + 1 - W)%Z)).

Definition perceptron_centred (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (i : Z) (j : Z) : R :=
  ((guard ((between 0%Z H i) && (between 0%Z W j)) (u i j)) + (sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between 0%Z H (a + i)%Z) && (between 0%Z W (b + j)%Z)) (x (a + i)%Z (b + j)%Z)) * (guard ((between 0%Z H i) && (between 0%Z W j) && (between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v i j (H + a - 1)%Z (W + b - 1)%Z)))))))).

Definition perceptron_centred_gradient_x (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (e : Z) (m : Z) : R :=
  (sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between 0%Z H (e - a)%Z) && (between 0%Z W (m - b)%Z)) (dy (e - a)%Z (m - b)%Z)) * (guard ((between 0%Z H (e - a)%Z) && (between 0%Z W (m - b)%Z) && (between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v (e - a)%Z (m - b)%Z (H + a - 1)%Z (W + b - 1)%Z))))))).

Definition perceptron_centred_gradient_v (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (i : Z) (j : Z) (a : Z) (b : Z) : R :=
  ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H (a + i + 1 - H)%Z) && (between 0%Z W (b + j + 1 - W)%Z)) (x (a + i + 1 - H)%Z (b + j + 1 - W)%Z))).

Definition perceptron_centred_gradient_u (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (i : Z) (j : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)).

Definition perceptron_shift_invariant (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (i : Z) (j : Z) : R :=
  ((sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v (H + a - 1)%Z (W + b - 1)%Z)) * (guard ((between 0%Z H (a + i)%Z) && (between 0%Z W (b + j)%Z)) (x (a + i)%Z (b + j)%Z))))))) + u).

Definition perceptron_shift_invariant_gradient_x (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (e : Z) (m : Z) : R :=
  (sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between 0%Z H (e - a)%Z) && (between 0%Z W (m - b)%Z)) (dy (e - a)%Z (m - b)%Z)) * (guard ((between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v (H + a - 1)%Z (W + b - 1)%Z))))))).

Definition perceptron_shift_invariant_border_circular (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (i : Z) (j : Z) : R :=
  ((sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v (H + a - 1)%Z (W + b - 1)%Z)) * (guard ((between 0%Z H (Z.modulo (a + i) H)%Z) && (between 0%Z W (Z.modulo (b + j) W)%Z)) (x (Z.modulo (a + i) H)%Z (Z.modulo (b + j) W)%Z))))))) + u).

Definition perceptron_shift_invariant_gradient_x_border_circular (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (e : Z) (m : Z) : R :=
  (sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between 0%Z H (Z.modulo (e - a) H)%Z) && (between 0%Z W (Z.modulo (m - b) W)%Z)) (dy (Z.modulo (e - a) H)%Z (Z.modulo (m - b) W)%Z)) * (guard ((between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v (H + a - 1)%Z (W + b - 1)%Z))))))).

Definition perceptron_shift_invariant_gradient_v (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (a : Z) (b : Z) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H (a + i + 1 - H)%Z) && (between 0%Z W (b + j + 1 - W)%Z)) (x (a + i + 1 - H)%Z (b + j + 1 - W)%Z))))))).

Definition perceptron_shift_invariant_gradient_v_border_circular (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (a : Z) (b : Z) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H (Z.modulo (a + i + 1) H)%Z) && (between 0%Z W (Z.modulo (b + j + 1) W)%Z)) (x (Z.modulo (a + i + 1) H)%Z (Z.modulo (b + j + 1) W)%Z))))))).

Definition perceptron_shift_invariant_gradient_u (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => (guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)))))).

Definition perceptron_shift_invariant_gradient_u_border_circular (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => (guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)))))).

Definition perceptron_local (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (i : Z) (j : Z) : R :=
  ((sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => ((guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (v (a + k)%Z (b + l)%Z)) * (guard ((between 0%Z H (a + i)%Z) && (between 0%Z W (b + j)%Z)) (x (a + i)%Z (b + j)%Z))))))) + u).

Definition perceptron_local_gradient_x (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (e : Z) (m : Z) : R :=
  (sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => ((guard ((between 0%Z H (e - a)%Z) && (between 0%Z W (m - b)%Z)) (dy (e - a)%Z (m - b)%Z)) * (guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (v (a + k)%Z (b + l)%Z))))))).

Definition perceptron_local_border_circular (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (i : Z) (j : Z) : R :=
  ((sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => ((guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (v (a + k)%Z (b + l)%Z)) * (guard ((between 0%Z H (Z.modulo (a + i) H)%Z) && (between 0%Z W (Z.modulo (b + j) W)%Z)) (x (Z.modulo (a + i) H)%Z (Z.modulo (b + j) W)%Z))))))) + u).

Definition perceptron_local_gradient_x_border_circular (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (e : Z) (m : Z) : R :=
  (sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => ((guard ((between 0%Z H (Z.modulo (e - a) H)%Z) && (between 0%Z W (Z.modulo (m - b) W)%Z)) (dy (Z.modulo (e - a) H)%Z (Z.modulo (m - b) W)%Z)) * (guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (v (a + k)%Z (b + l)%Z))))))).

Definition perceptron_local_gradient_v (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (a : Z) (b : Z) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H (a + i - k)%Z) && (between 0%Z W (b + j - l)%Z)) (x (a + i - k)%Z (b + j - l)%Z))))))).

Definition perceptron_local_gradient_v_border_circular (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (a : Z) (b : Z) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H (Z.modulo (a + i - k) H)%Z) && (between 0%Z W (Z.modulo (b + j - l) W)%Z)) (x (Z.modulo (a + i - k) H)%Z (Z.modulo (b + j - l) W)%Z))))))).

Definition perceptron_local_gradient_u (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => (guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)))))).

Definition perceptron_local_gradient_u_border_circular (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => (guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)))))).

Definition convolution_discrete_gradient_f (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R) (dy : Z -> R) (m : Z) : R :=
  (sumb (zrange (L + M - 1)%Z) (fun n => ((guard (between 0%Z (L + M - 1)%Z n) (dy n)) * (guard (between 0%Z L (n - m)%Z) (g (n - m)%Z))))).

Definition convolution_discrete_gradient_g (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R) (dy : Z -> R) (e : Z) : R :=
  (sumb (zrange M) (fun m => ((guard (between 0%Z (L + M - 1)%Z (e + m)%Z) (dy (e + m)%Z)) * (guard (between 0%Z M m) (f m))))).

Definition convolution_shift_gradient_f (R : comRingType) (N : Z) (k : Z) (f : Z -> R) (dy : Z -> R) (e : Z) : R :=
  (guard (between 0%Z (N + k)%Z (e + k)%Z) (dy (e + k)%Z)).

Definition convolution_difference_gradient_f (R : comRingType) (N : Z) (f : Z -> R) (dy : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z (N + 1)%Z n) (dy n)) - (guard (between 0%Z (N + 1)%Z (n + 1)%Z) (dy (n + 1)%Z))).

Definition convolution_toeplitz_gradient_g (R : comRingType) (L : Z) (M : Z) (g : Z -> R) (dy : Z -> Z -> R) (e : Z) : R :=
  (sumb (zrange M) (fun m => (guard ((between 0%Z (L + M - 1)%Z (e + m)%Z) && (between 0%Z M m)) (dy (e + m)%Z m)))).

Definition convolution_image_gradient_I (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (m : G) : R :=
  (sumb (box (A + H - 1)) (fun i => ((guard (within 0 A (i - m)) (K (i - m))) * (guard (within 0 (A + H - 1) i) (dy i))))).

Definition convolution_image_gradient_I_mode_same (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (m : G) : R :=
  (sumb (box H) (fun i => ((guard (within 0 A (i + (per_axis Z.div (A - 1) 2%:R) - m)) (K (i + (per_axis Z.div (A - 1) 2%:R) - m))) * (guard (within 0 H i) (dy i))))).

Definition convolution_image_gradient_I_mode_valid (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (m : G) : R :=
  (sumb (box (H + 1 - A)) (fun i => ((guard (within 0 A (A + i - m - 1)) (K (A + i - m - 1))) * (guard (within 0 (H + 1 - A) i) (dy i))))).

Definition convolution_image_gradient_K (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (e : G) : R :=
  (sumb (box H) (fun m => ((guard (within 0 H m) (I m)) * (guard (within 0 (A + H - 1) (e + m)) (dy (e + m)))))).

Definition convolution_image_gradient_K_mode_same (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (e : G) : R :=
  (sumb (box H) (fun m => ((guard (within 0 H m) (I m)) * (guard (within 0 H (e + m - (per_axis Z.div (A - 1) 2%:R))) (dy (e + m - (per_axis Z.div (A - 1) 2%:R))))))).

Definition convolution_image_gradient_K_mode_valid (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (e : G) : R :=
  (sumb (box H) (fun m => ((guard (within 0 H m) (I m)) * (guard (within 0 (H + 1 - A) (e + m + 1 - A)) (dy (e + m + 1 - A)))))).

Definition convolution_cross_correlation_gradient_I (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (h : G) : R :=
  (sumb (box A) (fun u => ((guard (within 0 A u) (K u)) * (guard (within 0 (A + H - 1) (A + h - u - 1)) (dy (A + h - u - 1)))))).

Definition convolution_cross_correlation_gradient_I_mode_same (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (h : G) : R :=
  (sumb (box A) (fun u => ((guard (within 0 A u) (K u)) * (guard (within 0 H (A + h - u - (per_axis Z.div (A - 1) 2%:R) - 1)) (dy (A + h - u - (per_axis Z.div (A - 1) 2%:R) - 1)))))).

Definition convolution_cross_correlation_gradient_I_mode_valid (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (h : G) : R :=
  (sumb (box A) (fun u => ((guard (within 0 A u) (K u)) * (guard (within 0 (H + 1 - A) (h - u)) (dy (h - u)))))).

Definition convolution_cross_correlation_gradient_K (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (u : G) : R :=
  (sumb (box (A + H - 1)) (fun i => ((guard (within 0 H (i + u + 1 - A)) (I (i + u + 1 - A))) * (guard (within 0 (A + H - 1) i) (dy i))))).

Definition convolution_cross_correlation_gradient_K_mode_same (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (u : G) : R :=
  (sumb (box H) (fun i => ((guard (within 0 H (i + u + (per_axis Z.div (A - 1) 2%:R) + 1 - A)) (I (i + u + (per_axis Z.div (A - 1) 2%:R) + 1 - A))) * (guard (within 0 H i) (dy i))))).

Definition convolution_cross_correlation_gradient_K_mode_valid (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (dy : G -> R) (u : G) : R :=
  (sumb (box (H + 1 - A)) (fun i => ((guard (within 0 H (i + u)) (I (i + u))) * (guard (within 0 (H + 1 - A) i) (dy i))))).

Definition convolution_flip_gradient_f (R : comRingType) (G : space) (H : G) (f : G -> R) (dy : G -> R) (h : G) : R :=
  (guard (within 0 H (H - h - 1)) (dy (H - h - 1))).

Definition convolution_circular_gradient_f (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R) (dy : G -> R) (m : G) : R :=
  (sumb (box H) (fun i => ((guard (within 0 H i) (dy i)) * (guard (within 0 H (per_axis Z.modulo (i - m) H)) (g (per_axis Z.modulo (i - m) H)))))).

Definition convolution_circular_gradient_g (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R) (dy : G -> R) (a : G) : R :=
  (sumb (box H) (fun m => ((guard (within 0 H (per_axis Z.modulo (a + m) H)) (dy (per_axis Z.modulo (a + m) H))) * (guard (within 0 H m) (f m))))).

Definition kernels_total (R : comRingType) (k : Z) (l : Z) (K : Z -> Z -> R) : R :=
  (sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => (guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (K (a + k)%Z (b + l)%Z)))))).

Definition kernels_total_gradient_K (R : comRingType) (k : Z) (l : Z) (K : Z -> Z -> R) (dy : R) (a : Z) (b : Z) : R :=
  dy.

Definition layers_conv_gradient_x (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (e : Z) (h : G) : R :=
  (sumb (box kernel_size) (fun u => (sumb (zrange M) (fun r => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then ((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((M * (Z.div e C)) + r)%Z) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n ((M * (Z.div e C)) + r)%Z (per_axis Z.div (h + p - (u * dilation)) stride))) * (guard ((between 0%Z (M * groups)%Z ((M * (Z.div e C)) + r)%Z) && (between 0%Z C (Z.modulo e C)%Z) && (within 0 kernel_size u)) (w ((M * (Z.div e C)) + r)%Z (Z.modulo e C)%Z u))) else 0))))).

Definition layers_conv_gradient_x_flip_true (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (e : Z) (h : G) : R :=
  (sumb (box kernel_size) (fun u => (sumb (zrange M) (fun r => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then ((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((M * (Z.div e C)) + r)%Z) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n ((M * (Z.div e C)) + r)%Z (per_axis Z.div (h + p - (u * dilation)) stride))) * (guard ((between 0%Z (M * groups)%Z ((M * (Z.div e C)) + r)%Z) && (between 0%Z C (Z.modulo e C)%Z) && (within 0 kernel_size (kernel_size - u - 1))) (w ((M * (Z.div e C)) + r)%Z (Z.modulo e C)%Z (kernel_size - u - 1)))) else 0))))).

Definition layers_conv_gradient_w (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) (c : Z) (u : G) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => ((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z o) && (within 0 H_out i)) (dy n o i)) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n ((C * (Z.div o M)) + c)%Z ((u * dilation) + (i * stride) - p)))))))).

Definition layers_conv_gradient_w_flip_true (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) (c : Z) (u : G) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => ((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z o) && (within 0 H_out i)) (dy n o i)) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H (((kernel_size - u - 1) * dilation) + (i * stride) - p))) (x n ((C * (Z.div o M)) + c)%Z ((dilation * kernel_size) + (i * stride) - (u * dilation) - dilation - p)))))))).

Definition layers_conv_gradient_b (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z o) && (within 0 H_out i)) (dy n o i)))))).

Definition layers_conv_gradient_b_flip_true (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z o) && (within 0 H_out i)) (dy n o i)))))).

Definition layers_conv_transpose_z (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (output_padding : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (e : Z) (r : G) : R :=
  (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo r stride) 0) then (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z e) && (within 0 H (per_axis Z.div r stride))) (x n e (per_axis Z.div r stride))) else 0).
Definition layers_conv_transpose (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (output_padding : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (between 0%Z M (Z.modulo o M)%Z) && (within 0 kernel_size u)) (w ((C * (Z.div o M)) + c)%Z (Z.modulo o M)%Z u)) * (@layers_conv_transpose_z R G C H M N kernel_size stride p q output_padding dilation groups x w b n ((C * (Z.div o M)) + c)%Z (i + p - (u * dilation))))))))).

Definition layers_conv_transpose_gradient_x (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (output_padding : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (e : Z) (h : G) : R :=
  (sumb (box kernel_size) (fun u => (sumb (zrange M) (fun r => ((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((M * (Z.div e C)) + r)%Z) && (within 0 (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q) ((u * dilation) + (h * stride) - p))) (dy n ((M * (Z.div e C)) + r)%Z ((u * dilation) + (h * stride) - p))) * (guard ((between 0%Z (C * groups)%Z e) && (between 0%Z M r) && (within 0 kernel_size u)) (w e r u))))))).

Definition layers_conv_transpose_gradient_w_z (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (output_padding : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (e : Z) (r : G) : R :=
  (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo r stride) 0) then (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z e) && (within 0 H (per_axis Z.div r stride))) (x n e (per_axis Z.div r stride))) else 0).
Definition layers_conv_transpose_gradient_w (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (output_padding : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (m : Z) (l : Z) (u : G) : R :=
  (sumb (zrange N) (fun n => (sumb (box ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride)) (fun i => ((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((M * (Z.div m C)) + l)%Z) && (within 0 (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q) i)) (dy n ((M * (Z.div m C)) + l)%Z i)) * (@layers_conv_transpose_gradient_w_z R G C H M N kernel_size stride p q output_padding dilation groups x w b dy n m (i + p - (u * dilation)))))))).

Definition layers_conv_transpose_gradient_b (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (output_padding : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride)) (fun i => (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z o) && (within 0 (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q) i)) (dy n o i)))))).

Definition layers_linear_gradient_x (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> R) (n : Z) (c : Z) : R :=
  (sumb (zrange O) (fun o => ((guard ((between 0%Z N n) && (between 0%Z O o)) (dy n o)) * (guard ((between 0%Z O o) && (between 0%Z C c)) (w o c))))).

Definition layers_linear_gradient_w (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> R) (o : Z) (c : Z) : R :=
  (sumb (zrange N) (fun n => ((guard ((between 0%Z N n) && (between 0%Z O o)) (dy n o)) * (guard ((between 0%Z N n) && (between 0%Z C c)) (x n c))))).

Definition layers_linear_gradient_b (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> R) (o : Z) : R :=
  (sumb (zrange N) (fun n => (guard ((between 0%Z N n) && (between 0%Z O o)) (dy n o)))).

Definition layers_crop (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (i + p))) (x n c (i + p))).

Definition layers_crop_gradient_x (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 (H - p - q) (h - p))) (dy n c (h - p))).

Definition layers_flatten (R : comRingType) (C : Z) (N : Z) (x : Z -> Z -> R) (n : Z) (c : Z) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c)) (x n c)).

Definition layers_flatten_gradient_x (R : comRingType) (C : Z) (N : Z) (x : Z -> Z -> R) (dy : Z -> Z -> R) (n : Z) (c : Z) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c)) (dy n c)).

Definition classic_conv_by_table (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z O o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z O o) && (between 0%Z C c)) (table o c)) * (guard ((between 0%Z O o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))))))).

Definition classic_conv_by_table_gradient_x (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (zrange O) (fun o => (sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then ((guard ((between 0%Z O o) && (between 0%Z C c)) (table o c)) * (guard ((between 0%Z N n) && (between 0%Z O o) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n o (per_axis Z.div (h + p - (u * dilation)) stride))) * (guard ((between 0%Z O o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u))) else 0))))).

Definition classic_conv_by_table_gradient_w (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) (c : Z) (u : G) : R :=
  ((guard ((between 0%Z O o) && (between 0%Z C c)) (table o c)) * (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => ((guard ((between 0%Z N n) && (between 0%Z O o) && (within 0 H_out i)) (dy n o i)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))))))).

Definition classic_conv_by_table_gradient_table (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z N n) && (between 0%Z O o) && (within 0 H_out i)) (dy n o i)) * (guard ((between 0%Z O o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p)))))))))).

Definition classic_conv_by_table_gradient_b (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => (guard ((between 0%Z N n) && (between 0%Z O o) && (within 0 H_out i)) (dy n o i)))))).

Definition optimization_next_velocity (R : comRingType) (N : Z) (momentum : R) (decay : R) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (n : Z) : R :=
  ((decay * (guard (between 0%Z N n) (weight n))) + (momentum * (guard (between 0%Z N n) (velocity n))) + (guard (between 0%Z N n) (gradient n))).

Definition optimization_next_velocity_gradient_velocity (R : comRingType) (N : Z) (momentum : R) (decay : R) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (momentum * (guard (between 0%Z N n) (dy n))).

Definition optimization_next_velocity_gradient_gradient (R : comRingType) (N : Z) (momentum : R) (decay : R) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (guard (between 0%Z N n) (dy n)).

Definition optimization_next_velocity_gradient_weight (R : comRingType) (N : Z) (momentum : R) (decay : R) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (decay * (guard (between 0%Z N n) (dy n))).

Definition optimization_next_weight (R : comRingType) (N : Z) (rate : R) (weight : Z -> R) (velocity : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (weight n)) - (rate * (guard (between 0%Z N n) (velocity n)))).

Definition optimization_next_weight_gradient_weight (R : comRingType) (N : Z) (rate : R) (weight : Z -> R) (velocity : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (guard (between 0%Z N n) (dy n)).

Definition optimization_next_weight_gradient_velocity (R : comRingType) (N : Z) (rate : R) (weight : Z -> R) (velocity : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (- (rate * (guard (between 0%Z N n) (dy n)))).

Definition fitting_line (R : comRingType) (N : Z) (x : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  (((guard (between 0%Z N n) (x n)) * slope) + intercept).

Definition fitting_line_gradient_x (R : comRingType) (N : Z) (x : Z -> R) (slope : R) (intercept : R) (dy : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (dy n)) * slope).

Definition fitting_line_gradient_slope (R : comRingType) (N : Z) (x : Z -> R) (slope : R) (intercept : R) (dy : Z -> R) : R :=
  (sumb (zrange N) (fun n => ((guard (between 0%Z N n) (dy n)) * (guard (between 0%Z N n) (x n))))).

Definition fitting_line_gradient_intercept (R : comRingType) (N : Z) (x : Z -> R) (slope : R) (intercept : R) (dy : Z -> R) : R :=
  (sumb (zrange N) (fun n => (guard (between 0%Z N n) (dy n)))).

Definition fitting_step_slope_f (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  (((guard (between 0%Z N n) (x n)) * slope) + intercept).
Definition fitting_step_slope_e (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  ((@fitting_step_slope_f R N rate x y slope intercept n) - (guard (between 0%Z N n) (y n))).
Definition fitting_step_slope (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) : R :=
  (slope - (((2%:R) * rate * (sumb (zrange N) (fun n => ((@fitting_step_slope_e R N rate x y slope intercept n) * (guard (between 0%Z N n) (x n)))))) / (number N))).

Definition fitting_step_slope_gradient_y (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (da_1 : R) (n : Z) : R :=
  (((2%:R) * rate * (guard (between 0%Z N n) (x n)) * da_1) / (number N)).

Definition fitting_step_slope_gradient_slope (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (da_1 : R) : R :=
  (da_1 - (((2%:R) * rate * (sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) * da_1) / (number N))).

Definition fitting_step_slope_gradient_intercept (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (da_1 : R) : R :=
  ((- ((2%:R) * rate * (sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) * da_1)) / (number N)).

Definition fitting_step_intercept_f (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  (((guard (between 0%Z N n) (x n)) * slope) + intercept).
Definition fitting_step_intercept_e (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  ((@fitting_step_intercept_f R N rate x y slope intercept n) - (guard (between 0%Z N n) (y n))).
Definition fitting_step_intercept (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) : R :=
  (intercept - (((2%:R) * rate * (sumb (zrange N) (fun n => (@fitting_step_intercept_e R N rate x y slope intercept n)))) / (number N))).

Definition fitting_step_intercept_gradient_x (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (db_1 : R) (n : Z) : R :=
  ((- ((2%:R) * rate * db_1 * slope)) / (number N)).

Definition fitting_step_intercept_gradient_y (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (db_1 : R) (n : Z) : R :=
  (((2%:R) * rate * db_1) / (number N)).

Definition fitting_step_intercept_gradient_slope (R : fieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (db_1 : R) : R :=
  ((- ((2%:R) * rate * (sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) * db_1)) / (number N)).

Definition fitting_step_intercept_gradient_intercept (R : comRingType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (db_1 : R) : R :=
  (db_1 - ((2%:R) * rate * db_1)).

Definition convolution_discrete_commutes : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  forall (i1 : Z),
    (between 0 (L + M - 1)%Z i1) ->
    (convolution_discrete R L M f g i1)
    = (convolution_discrete R M L g f i1).

Definition convolution_discrete_associates : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (N : Z) (f : Z -> R) (g : Z -> R) (h : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  (1%Z <=? (L + M + N - 2)%Z)%Z ->
  (1%Z <=? (L + N - 1)%Z)%Z ->
  forall (i1 : Z),
    (between 0 (L + M + N - 2)%Z i1) ->
    (convolution_discrete R N (L + M - 1)%Z (convolution_discrete R L M f g) h i1)
    = (convolution_discrete R (L + N - 1)%Z M f (convolution_discrete R N L g h) i1).

Definition convolution_discrete_distributes : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R) (h : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  forall (i2 : Z),
    (between 0 (L + M - 1)%Z i2) ->
    (convolution_discrete R L M f (fun (i1 : Z) => ((g i1) + (h i1))) i2)
    = ((convolution_discrete R L M f g i2) + (convolution_discrete R L M f h i2)).

Definition convolution_discrete_distributes_on_the_left : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (h : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  forall (i2 : Z),
    (between 0 (L + M - 1)%Z i2) ->
    (convolution_discrete R L M (fun (i1 : Z) => ((f i1) + (h i1))) g i2)
    = ((convolution_discrete R L M f g i2) + (convolution_discrete R L M h g i2)).

Definition convolution_discrete_scales : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R) (c : R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  forall (i2 : Z),
    (between 0 (L + M - 1)%Z i2) ->
    (convolution_discrete R L M (fun (i1 : Z) => (c * (f i1))) g i2)
    = (c * (convolution_discrete R L M f g i2)).

Definition convolution_discrete_has_unit : Prop :=
forall (R : comRingType) (M : Z) (f : Z -> R),
  (1 <=? M)%Z ->
  forall (i2 : Z),
    (between 0 M i2) ->
    (convolution_discrete R 1%Z M f (fun (i1 : Z) => 1) i2)
    = (f i2).

Definition convolution_discrete_delays : Prop :=
forall (R : comRingType) (M : Z) (k : Z) (f : Z -> R),
  (1 <=? M)%Z ->
  (0 <=? k)%Z ->
  forall (i1 : Z),
    (between 0 (M + k)%Z i1) ->
    (convolution_discrete R (k + 1)%Z M f (convolution_delta R k) i1)
    = (convolution_shift R M k f i1).

Definition convolution_discrete_is_shift_equivariant : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (k : Z) (f : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (0 <=? k)%Z ->
  (1%Z <=? (L + M + k - 1)%Z)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  forall (i1 : Z),
    (between 0 (L + M + k - 1)%Z i1) ->
    (convolution_discrete R L (M + k)%Z (convolution_shift R M k f) g i1)
    = (convolution_shift R (L + M - 1)%Z k (convolution_discrete R L M f g) i1).

Definition convolution_discrete_differentiates : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  forall (i1 : Z),
    (between 0 (L + M)%Z i1) ->
    (convolution_difference R (L + M - 1)%Z (convolution_discrete R L M f g) i1)
    = (convolution_discrete R L (M + 1)%Z (convolution_difference R M f) g i1).

Definition convolution_discrete_differentiates_either : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  forall (i1 : Z),
    (between 0 (L + M)%Z i1) ->
    (convolution_discrete R L (M + 1)%Z (convolution_difference R M f) g i1)
    = (convolution_discrete R (L + 1)%Z M f (convolution_difference R L g) i1).

Definition convolution_discrete_multiplies_sums : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  (sumb (zrange (L + M - 1)%Z) (fun i1 => (convolution_discrete R L M f g i1)))
    = ((sumb (zrange M) (fun i2 => (f i2))) * (sumb (zrange L) (fun i3 => (g i3)))).

Definition convolution_discrete_multiplies_polynomials : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R) (z : R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  (words_value R (L + M - 1)%Z (convolution_discrete R L M f g) z)
    = ((words_value R M f z) * (words_value R L g z)).

Definition convolution_discrete_reverses : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  forall (i1 : Z),
    (between 0 (L + M - 1)%Z i1) ->
    (convolution_discrete R L M (convolution_flip R space1 M f) (convolution_flip R space1 L g) i1)
    = (convolution_flip R space1 (L + M - 1)%Z (convolution_discrete R L M f g) i1).

Definition convolution_delta_sifts : Prop :=
forall (R : comRingType) (k : Z) (f : Z -> R),
  (0 <=? k)%Z ->
  (sumb (zrange (k + 1)%Z) (fun i1 => ((convolution_delta R k i1) * (f i1))))
    = (f k).

Definition convolution_delta_adds_delays : Prop :=
forall (R : comRingType) (j : Z) (k : Z),
  (0 <=? j)%Z ->
  (0 <=? k)%Z ->
  forall (i1 : Z),
    (between 0 (j + k + 1)%Z i1) ->
    (convolution_discrete R (j + 1)%Z (k + 1)%Z (convolution_delta R k) (convolution_delta R j) i1)
    = (convolution_delta R (j + k)%Z i1).

Definition convolution_shift_multiplies_by_powers : Prop :=
forall (R : comRingType) (N : Z) (k : Z) (f : Z -> R) (z : R),
  (1 <=? N)%Z ->
  (0 <=? k)%Z ->
  (words_value R (N + k)%Z (convolution_shift R N k f) z)
    = ((z ^+ (Z.to_nat k)) * (words_value R N f z)).

Definition convolution_shift_adds_up : Prop :=
forall (R : comRingType) (N : Z) (j : Z) (k : Z) (f : Z -> R),
  (1 <=? N)%Z ->
  (0 <=? j)%Z ->
  (0 <=? k)%Z ->
  forall (i1 : Z),
    (between 0 (N + j + k)%Z i1) ->
    (convolution_shift R (N + j)%Z k (convolution_shift R N j f) i1)
    = (convolution_shift R N (j + k)%Z f i1).

Definition convolution_difference_is_a_convolution : Prop :=
forall (R : comRingType) (N : Z) (f : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 (N + 1)%Z i2) ->
    (convolution_difference R N f i2)
    = (convolution_discrete R 2%Z N f (fun (i1 : Z) => (if (i1 =? 0%Z)%Z then 1 else (if (i1 =? 1%Z)%Z then (number (- 1)%Z) else 0))) i2).

Definition convolution_toeplitz_convolves : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (f : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  forall (i1 : Z),
    (between 0 (L + M - 1)%Z i1) ->
    (sumb (zrange M) (fun i2 => ((convolution_toeplitz R L M g i1 i2) * (f i2))))
    = (convolution_discrete R L M f g i1).

Definition convolution_image_commutes_in_full : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  forall (i1 : G),
    (within 0 (A + H - 1) i1) ->
    (convolution_image R G A H I K i1)
    = (convolution_image R G H A K I i1).

Definition convolution_image_associates_in_full : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (P : G) (I : G -> R) (K : G -> R) (J : G -> R),
  (positive A) ->
  (positive H) ->
  (positive P) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H + P - 2%:R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + P - 1)) ->
  forall (i1 : G),
    (within 0 (A + H + P - 2%:R) i1) ->
    (convolution_image R G P (A + H - 1) (convolution_image R G A H I K) J i1)
    = (convolution_image R G (A + P - 1) H I (convolution_image R G P A K J) i1).

Definition convolution_image_distributes_over_kernels : Prop :=
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (J : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  forall (i2 : G),
    (within 0 (A + H - 1) i2) ->
    (convolution_image R G A H I (fun (i1 : G) => ((K i1) + (J i1))) i2)
    = ((convolution_image R G A H I K i2) + (convolution_image R G A H I J i2))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (J : G -> R),
  (positive A) ->
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_image_mode_same R G A H I (fun (i1 : G) => ((K i1) + (J i1))) i2)
    = ((convolution_image_mode_same R G A H I K i2) + (convolution_image_mode_same R G A H I J i2))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (J : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  forall (i2 : G),
    (within 0 (H + 1 - A) i2) ->
    (convolution_image_mode_valid R G A H I (fun (i1 : G) => ((K i1) + (J i1))) i2)
    = ((convolution_image_mode_valid R G A H I K i2) + (convolution_image_mode_valid R G A H I J i2))).

Definition convolution_image_distributes_over_images : Prop :=
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (J : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  forall (i2 : G),
    (within 0 (A + H - 1) i2) ->
    (convolution_image R G A H (fun (i1 : G) => ((I i1) + (J i1))) K i2)
    = ((convolution_image R G A H I K i2) + (convolution_image R G A H J K i2))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (J : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_image_mode_same R G A H (fun (i1 : G) => ((I i1) + (J i1))) K i2)
    = ((convolution_image_mode_same R G A H I K i2) + (convolution_image_mode_same R G A H J K i2))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (J : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  forall (i2 : G),
    (within 0 (H + 1 - A) i2) ->
    (convolution_image_mode_valid R G A H (fun (i1 : G) => ((I i1) + (J i1))) K i2)
    = ((convolution_image_mode_valid R G A H I K i2) + (convolution_image_mode_valid R G A H J K i2))).

Definition convolution_image_scales_images : Prop :=
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (c : R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  forall (i2 : G),
    (within 0 (A + H - 1) i2) ->
    (convolution_image R G A H (fun (i1 : G) => (c * (I i1))) K i2)
    = (c * (convolution_image R G A H I K i2))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (c : R),
  (positive A) ->
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_image_mode_same R G A H (fun (i1 : G) => (c * (I i1))) K i2)
    = (c * (convolution_image_mode_same R G A H I K i2))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (c : R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  forall (i2 : G),
    (within 0 (H + 1 - A) i2) ->
    (convolution_image_mode_valid R G A H (fun (i1 : G) => (c * (I i1))) K i2)
    = (c * (convolution_image_mode_valid R G A H I K i2))).

Definition convolution_image_has_unit_kernel : Prop :=
(forall (R : comRingType) (G : space) (H : G) (I : G -> R),
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_image R G 1 H I (fun (i1 : G) => 1) i2)
    = (I i2)) /\
(forall (R : comRingType) (G : space) (H : G) (I : G -> R),
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_image_mode_same R G 1 H I (fun (i1 : G) => 1) i2)
    = (I i2)) /\
(forall (R : comRingType) (G : space) (H : G) (I : G -> R),
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_image_mode_valid R G 1 H I (fun (i1 : G) => 1) i2)
    = (I i2)).

Definition convolution_image_is_translation_equivariant : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  forall (i2 : G),
    (within 0 (A + H) i2) ->
    (convolution_image R G A (H + 1) (fun (i1 : G) => (guard (within 0 H (i1 - 1)) (I (i1 - 1)))) K i2)
    = (guard (within 0 (A + H - 1) (i2 - 1)) (convolution_image R G A H I K (i2 - 1))).

Definition convolution_image_same_is_the_centre : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) (H + (per_axis Z.div (A - 1) 2%:R)) (A + H - 1)) /\
  (forall (i1 : G),
    (within 0 H i1) ->
    (convolution_image_mode_same R G A H I K i1)
    = (convolution_image R G A H I K (i1 + (per_axis Z.div (A - 1) 2%:R)))).

Definition convolution_image_has_correlation_as_adjoint : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (J : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (sumb (box (A + H - 1)) (fun i1 => ((convolution_image R G A H I K i1) * (J i1))))
    = (sumb (box H) (fun i2 => ((I i2) * (convolution_cross_correlation_mode_valid R G A (A + H - 1) J K i2)))).

Definition convolution_image_multiplies_totals : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (sumb (box (A + H - 1)) (fun i1 => (convolution_image R G A H I K i1)))
    = ((sumb (box H) (fun i2 => (I i2))) * (sumb (box A) (fun i3 => (K i3)))).

Definition convolution_image_same_is_as_large : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (H = H).

Definition convolution_cross_correlation_is_convolution_with_the_kernel_turned : Prop :=
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  forall (i1 : G),
    (within 0 (A + H - 1) i1) ->
    (convolution_cross_correlation R G A H I K i1)
    = (convolution_image R G A H I (convolution_flip R G A K) i1)) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  forall (i1 : G),
    (within 0 H i1) ->
    (convolution_cross_correlation_mode_same R G A H I K i1)
    = (convolution_image_mode_same R G A H I (convolution_flip R G A K) i1)) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  forall (i1 : G),
    (within 0 (H + 1 - A) i1) ->
    (convolution_cross_correlation_mode_valid R G A H I K i1)
    = (convolution_image_mode_valid R G A H I (convolution_flip R G A K) i1)).

Definition convolution_cross_correlation_turns_when_swapped : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  forall (i1 : G),
    (within 0 (A + H - 1) i1) ->
    (convolution_cross_correlation R G A H I K i1)
    = (convolution_flip R G (A + H - 1) (convolution_cross_correlation R G H A K I) i1).

Definition convolution_cross_correlation_starts_at_the_last_tap : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  forall (i2 : G),
    (within 0 (A + H) i2) ->
    (convolution_cross_correlation R G (A + 1) H I (fun (i1 : G) => (guard (within 0 A (i1 - 1)) (K (i1 - 1)))) i2)
    = (guard (within 0 (A + H - 1) i2) (convolution_cross_correlation R G A H I K i2)).

Definition convolution_cross_correlation_has_unit_tap : Prop :=
(forall (R : comRingType) (G : space) (H : G) (I : G -> R),
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_cross_correlation R G 1 H I (fun (i1 : G) => 1) i2)
    = (I i2)) /\
(forall (R : comRingType) (G : space) (H : G) (I : G -> R),
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_cross_correlation_mode_same R G 1 H I (fun (i1 : G) => 1) i2)
    = (I i2)) /\
(forall (R : comRingType) (G : space) (H : G) (I : G -> R),
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_cross_correlation_mode_valid R G 1 H I (fun (i1 : G) => 1) i2)
    = (I i2)).

Definition convolution_flip_is_an_involution : Prop :=
forall (R : comRingType) (G : space) (H : G) (f : G -> R),
  (positive H) ->
  forall (i1 : G),
    (within 0 H i1) ->
    (convolution_flip R G H (convolution_flip R G H f) i1)
    = (f i1).

Definition convolution_circular_commutes_on_the_torus : Prop :=
forall (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R),
  (positive H) ->
  forall (i1 : G),
    (within 0 H i1) ->
    (convolution_circular R G H f g i1)
    = (convolution_circular R G H g f i1).

Definition convolution_circular_associates_on_the_torus : Prop :=
forall (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R) (h : G -> R),
  (positive H) ->
  forall (i1 : G),
    (within 0 H i1) ->
    (convolution_circular R G H (convolution_circular R G H f g) h i1)
    = (convolution_circular R G H f (convolution_circular R G H g h) i1).

Definition convolution_circular_distributes_on_the_torus : Prop :=
forall (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R) (h : G -> R),
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_circular R G H f (fun (i1 : G) => ((g i1) + (h i1))) i2)
    = ((convolution_circular R G H f g i2) + (convolution_circular R G H f h i2)).

Definition convolution_circular_scales_on_the_torus : Prop :=
forall (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R) (c : R),
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_circular R G H (fun (i1 : G) => (c * (f i1))) g i2)
    = (c * (convolution_circular R G H f g i2)).

Definition layers_linear_adds_weights : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (v : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 N i3) ->
    (between 0 O i4) ->
    (layers_linear R C N O x (fun (i1 : Z) (i2 : Z) => ((w i1 i2) + (v i1 i2))) (fun _ => 0) i3 i4)
    = ((layers_linear R C N O x w (fun _ => 0) i3 i4) + (layers_linear R C N O x v (fun _ => 0) i3 i4)).

Definition layers_linear_adds_rows : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (z : Z -> Z -> R) (w : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 N i3) ->
    (between 0 O i4) ->
    (layers_linear R C N O (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (z i1 i2))) w (fun _ => 0) i3 i4)
    = ((layers_linear R C N O x w (fun _ => 0) i3 i4) + (layers_linear R C N O z w (fun _ => 0) i3 i4)).

Definition layers_linear_adds_a_bias : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (b : Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 N i1) ->
    (between 0 O i2) ->
    (layers_linear R C N O x w b i1 i2)
    = ((layers_linear R C N O x w (fun _ => 0) i1 i2) + (b i2)).

Definition layers_linear_has_the_unit_matrix : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (x : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 N i3) ->
    (between 0 C i4) ->
    (layers_linear R C N C x (fun (i1 : Z) (i2 : Z) => (if (i1 =? i2)%Z then 1 else 0)) (fun _ => 0) i3 i4)
    = (x i3 i4).

Definition layers_linear_composes : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (P : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (v : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (1 <=? P)%Z ->
  forall (i4 : Z) (i5 : Z),
    (between 0 N i4) ->
    (between 0 P i5) ->
    (layers_linear R O N P (layers_linear R C N O x w (fun _ => 0)) v (fun _ => 0) i4 i5)
    = (layers_linear R C N P x (fun (i1 : Z) (i2 : Z) => (sumb (zrange O) (fun i3 => ((v i1 i3) * (w i3 i2))))) (fun _ => 0) i4 i5).

Definition layers_linear_is_a_convolution_of_one_tap : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (b : Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  forall (i7 : Z) (i8 : Z) (i9 : Z),
    (between 0 N i7) ->
    (between 0 O i8) ->
    (between 0 1%Z i9) ->
    (layers_linear R C N O x w b i7 i8)
    = (layers_conv R space1 C 1%Z O N 1%Z 1%Z 0%Z 0%Z 1%Z 1%Z (fun (i1 : Z) (i2 : Z) (i3 : Z) => (x i1 i2)) (fun (i4 : Z) (i5 : Z) (i6 : Z) => (w i4 i5)) b i7 i8 i9).

Definition layers_conv_subsamples : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation + p + q - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + dilation + p + q - (dilation * kernel_size))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)
    = (layers_conv R G C H M N kernel_size 1 p q dilation groups x w (fun _ => 0) i1 i2 (i3 * stride)))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation + p + q - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + dilation + p + q - (dilation * kernel_size))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)
    = (layers_conv_flip_true R G C H M N kernel_size 1 p q dilation groups x w (fun _ => 0) i1 i2 (i3 * stride)))).

Definition layers_conv_pads : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i4 i5 i6)
    = (layers_conv R G C (H + p + q) M N kernel_size stride 0 0 dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (guard (within 0 H (i3 - p)) (x i1 i2 (i3 - p)))) w (fun _ => 0) i4 i5 i6)) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i4 i5 i6)
    = (layers_conv_flip_true R G C (H + p + q) M N kernel_size stride 0 0 dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (guard (within 0 H (i3 - p)) (x i1 i2 (i3 - p)))) w (fun _ => 0) i4 i5 i6)).

Definition layers_conv_dilates : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((dilation * kernel_size) + 1 - dilation)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)
    = (layers_conv R G C H M N ((dilation * kernel_size) + 1 - dilation) stride p q 1 groups x (words_spaced R G kernel_size C (M * groups)%Z dilation w) (fun _ => 0) i1 i2 i3)) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((dilation * kernel_size) + 1 - dilation)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)
    = (layers_conv_flip_true R G C H M N ((dilation * kernel_size) + 1 - dilation) stride p q 1 groups x (words_spaced R G kernel_size C (M * groups)%Z dilation w) (fun _ => 0) i1 i2 i3)).

Definition layers_conv_flips : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i4 i5 i6)
    = (layers_conv R G C H M N kernel_size stride p q dilation groups x (fun (i1 : Z) (i2 : Z) (i3 : G) => (w i1 i2 (kernel_size - i3 - 1))) (fun _ => 0) i4 i5 i6).

Definition layers_conv_adds_kernels : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups x (fun (i1 : Z) (i2 : Z) (i3 : G) => ((w i1 i2 i3) + (v i1 i2 i3))) (fun _ => 0) i4 i5 i6)
    = ((layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i4 i5 i6) + (layers_conv R G C H M N kernel_size stride p q dilation groups x v (fun _ => 0) i4 i5 i6))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x (fun (i1 : Z) (i2 : Z) (i3 : G) => ((w i1 i2 i3) + (v i1 i2 i3))) (fun _ => 0) i4 i5 i6)
    = ((layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i4 i5 i6) + (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x v (fun _ => 0) i4 i5 i6))).

Definition layers_conv_adds_inputs : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) w (fun _ => 0) i4 i5 i6)
    = ((layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i4 i5 i6) + (layers_conv R G C H M N kernel_size stride p q dilation groups z w (fun _ => 0) i4 i5 i6))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) w (fun _ => 0) i4 i5 i6)
    = ((layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i4 i5 i6) + (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups z w (fun _ => 0) i4 i5 i6))).

Definition layers_conv_adds_bias : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups x w b i1 i2 i3)
    = ((layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3) + (b i2))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w b i1 i2 i3)
    = ((layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3) + (b i2))).

Definition layers_conv_treats_images_alone : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i4 i5 i6)
    = (layers_conv R G C H M 1%Z kernel_size stride p q dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) w (fun _ => 0) i4 i5 i6))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i4 i5 i6)
    = (layers_conv_flip_true R G C H M 1%Z kernel_size stride p q dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) w (fun _ => 0) i4 i5 i6))).

Definition layers_conv_treats_outputs_alone : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 1%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv R G C H M N kernel_size stride p q dilation 1%Z x w (fun _ => 0) i4 i5 i6)
    = (layers_conv R G C H 1%Z N kernel_size stride p q dilation 1%Z x (fun (i1 : Z) (i2 : Z) (i3 : G) => (w i1 i2 i3)) (fun _ => 0) i4 i5 i6))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 1%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation 1%Z x w (fun _ => 0) i4 i5 i6)
    = (layers_conv_flip_true R G C H 1%Z N kernel_size stride p q dilation 1%Z x (fun (i1 : Z) (i2 : Z) (i3 : G) => (w i1 i2 i3)) (fun _ => 0) i4 i5 i6))).

Definition layers_conv_has_unit : Prop :=
forall (R : comRingType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (layers_conv R G C H C N 1 1 0 0 1 1%Z x (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (i1 =? i2)%Z then 1 else 0)) (fun _ => 0) i4 i5 i6)
    = (x i4 i5 i6).

Definition layers_conv_has_its_size : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) = ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)).

Definition layers_conv_same_covers_the_input : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1) = ((- 1) * (per_axis Z.div ((- 1) * H) stride))).

Definition layers_conv_splits_into_outputs : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (1%Z <=? (M - 1)%Z)%Z ->
  (1%Z <? M)%Z ->
  forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 M i8) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i9) ->
    (layers_conv R G C H M N kernel_size stride p q dilation 1%Z x w (fun _ => 0) i7 i8 i9)
    = (if (i8 <? 1%Z)%Z then (layers_conv R G C H 1%Z N kernel_size stride p q dilation 1%Z x (fun (i1 : Z) (i2 : Z) (i3 : G) => (w i1 i2 i3)) (fun _ => 0) i7 i8 i9) else (layers_conv R G C H (M - 1)%Z N kernel_size stride p q dilation 1%Z x (fun (i4 : Z) (i5 : Z) (i6 : G) => (w (i4 + 1)%Z i5 i6)) (fun _ => 0) i7 (i8 - 1)%Z i9))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (1%Z <=? (M - 1)%Z)%Z ->
  (1%Z <? M)%Z ->
  forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 M i8) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i9) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation 1%Z x w (fun _ => 0) i7 i8 i9)
    = (if (i8 <? 1%Z)%Z then (layers_conv_flip_true R G C H 1%Z N kernel_size stride p q dilation 1%Z x (fun (i1 : Z) (i2 : Z) (i3 : G) => (w i1 i2 i3)) (fun _ => 0) i7 i8 i9) else (layers_conv_flip_true R G C H (M - 1)%Z N kernel_size stride p q dilation 1%Z x (fun (i4 : Z) (i5 : Z) (i6 : G) => (w (i4 + 1)%Z i5 i6)) (fun _ => 0) i7 (i8 - 1)%Z i9))).

Definition layers_conv_adds_input_channels : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (1%Z <? C)%Z ->
  forall (i13 : Z) (i14 : Z) (i15 : G),
    (between 0 N i13) ->
    (between 0 M i14) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i15) ->
    (layers_conv R G C H M N kernel_size stride p q dilation 1%Z x w (fun _ => 0) i13 i14 i15)
    = ((layers_conv R G 1%Z H M N kernel_size stride p q dilation 1%Z (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) (fun (i4 : Z) (i5 : Z) (i6 : G) => (w i4 i5 i6)) (fun _ => 0) i13 i14 i15) + (layers_conv R G (C - 1)%Z H M N kernel_size stride p q dilation 1%Z (fun (i7 : Z) (i8 : Z) (i9 : G) => (x i7 (i8 + 1)%Z i9)) (fun (i10 : Z) (i11 : Z) (i12 : G) => (w i10 (i11 + 1)%Z i12)) (fun _ => 0) i13 i14 i15))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (1%Z <? C)%Z ->
  forall (i13 : Z) (i14 : Z) (i15 : G),
    (between 0 N i13) ->
    (between 0 M i14) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i15) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation 1%Z x w (fun _ => 0) i13 i14 i15)
    = ((layers_conv_flip_true R G 1%Z H M N kernel_size stride p q dilation 1%Z (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) (fun (i4 : Z) (i5 : Z) (i6 : G) => (w i4 i5 i6)) (fun _ => 0) i13 i14 i15) + (layers_conv_flip_true R G (C - 1)%Z H M N kernel_size stride p q dilation 1%Z (fun (i7 : Z) (i8 : Z) (i9 : G) => (x i7 (i8 + 1)%Z i9)) (fun (i10 : Z) (i11 : Z) (i12 : G) => (w i10 (i11 + 1)%Z i12)) (fun _ => 0) i13 i14 i15))).

Definition perceptron_dense_gradient_x_is_the_slope : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_dense R H W (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (v i1 i2))) w u i3 i4) - (perceptron_dense R H W x w u i3 i4)))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((perceptron_dense_gradient_x R H W x w u dy i5 i6) * (v i5 i6)))))).

Definition perceptron_dense_gradient_w_is_the_slope : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((dy i5 i6) * ((perceptron_dense R H W x (fun (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z) => ((w i1 i2 i3 i4) + (v i1 i2 i3 i4))) u i5 i6) - (perceptron_dense R H W x w u i5 i6)))))))
    = (sumb (zrange H) (fun i7 => (sumb (zrange W) (fun i8 => (sumb (zrange H) (fun i9 => (sumb (zrange W) (fun i10 => ((perceptron_dense_gradient_w R H W x w u dy i7 i8 i9 i10) * (v i7 i8 i9 i10)))))))))).

Definition perceptron_dense_gradient_u_is_the_slope : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (v : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_dense R H W x w (fun (i1 : Z) (i2 : Z) => ((u i1 i2) + (v i1 i2))) i3 i4) - (perceptron_dense R H W x w u i3 i4)))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((perceptron_dense_gradient_u R H W x w u dy i5 i6) * (v i5 i6)))))).

Definition perceptron_reindex_gradient_w_is_adjoint : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i1 => (sumb (zrange W) (fun i2 => (sumb (zrange ((2 * H) - 1)%Z) (fun i3 => (sumb (zrange ((2 * W) - 1)%Z) (fun i4 => ((dy i1 i2 i3 i4) * (perceptron_reindex R H W w i1 i2 i3 i4))))))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => (sumb (zrange H) (fun i7 => (sumb (zrange W) (fun i8 => ((perceptron_reindex_gradient_w R H W w dy i5 i6 i7 i8) * (w i5 i6 i7 i8)))))))))).

Definition perceptron_reindex_inverse_gradient_v_is_adjoint : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i1 => (sumb (zrange W) (fun i2 => (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i1 i2 i3 i4) * (perceptron_reindex_inverse R H W v i1 i2 i3 i4))))))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => (sumb (zrange ((2 * H) - 1)%Z) (fun i7 => (sumb (zrange ((2 * W) - 1)%Z) (fun i8 => ((perceptron_reindex_inverse_gradient_v R H W v dy i5 i6 i7 i8) * (v i5 i6 i7 i8)))))))))).

Definition perceptron_centred_gradient_x_is_the_slope : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v_ : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_centred R H W (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (v_ i1 i2))) v u i3 i4) - (perceptron_centred R H W x v u i3 i4)))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((perceptron_centred_gradient_x R H W x v u dy i5 i6) * (v_ i5 i6)))))).

Definition perceptron_centred_gradient_v_is_the_slope : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (v_ : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((dy i5 i6) * ((perceptron_centred R H W x (fun (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z) => ((v i1 i2 i3 i4) + (v_ i1 i2 i3 i4))) u i5 i6) - (perceptron_centred R H W x v u i5 i6)))))))
    = (sumb (zrange H) (fun i7 => (sumb (zrange W) (fun i8 => (sumb (zrange ((2 * H) - 1)%Z) (fun i9 => (sumb (zrange ((2 * W) - 1)%Z) (fun i10 => ((perceptron_centred_gradient_v R H W x v u dy i7 i8 i9 i10) * (v_ i7 i8 i9 i10)))))))))).

Definition perceptron_centred_gradient_u_is_the_slope : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (v_ : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_centred R H W x v (fun (i1 : Z) (i2 : Z) => ((u i1 i2) + (v_ i1 i2))) i3 i4) - (perceptron_centred R H W x v u i3 i4)))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((perceptron_centred_gradient_u R H W x v u dy i5 i6) * (v_ i5 i6)))))).

Definition perceptron_shift_invariant_gradient_x_is_the_slope : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v_ : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_shift_invariant R H W (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (v_ i1 i2))) v u i3 i4) - (perceptron_shift_invariant R H W x v u i3 i4)))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((perceptron_shift_invariant_gradient_x R H W x v u dy i5 i6) * (v_ i5 i6))))))) /\
(forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v_ : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_shift_invariant_border_circular R H W (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (v_ i1 i2))) v u i3 i4) - (perceptron_shift_invariant_border_circular R H W x v u i3 i4)))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((perceptron_shift_invariant_gradient_x_border_circular R H W x v u dy i5 i6) * (v_ i5 i6))))))).

Definition perceptron_shift_invariant_gradient_v_is_the_slope : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (v_ : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_shift_invariant R H W x (fun (i1 : Z) (i2 : Z) => ((v i1 i2) + (v_ i1 i2))) u i3 i4) - (perceptron_shift_invariant R H W x v u i3 i4)))))))
    = (sumb (zrange ((2 * H) - 1)%Z) (fun i5 => (sumb (zrange ((2 * W) - 1)%Z) (fun i6 => ((perceptron_shift_invariant_gradient_v R H W x v u dy i5 i6) * (v_ i5 i6))))))) /\
(forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (v_ : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_shift_invariant_border_circular R H W x (fun (i1 : Z) (i2 : Z) => ((v i1 i2) + (v_ i1 i2))) u i3 i4) - (perceptron_shift_invariant_border_circular R H W x v u i3 i4)))))))
    = (sumb (zrange ((2 * H) - 1)%Z) (fun i5 => (sumb (zrange ((2 * W) - 1)%Z) (fun i6 => ((perceptron_shift_invariant_gradient_v_border_circular R H W x v u dy i5 i6) * (v_ i5 i6))))))).

Definition perceptron_shift_invariant_gradient_u_is_the_slope : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (v_ : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i1 => (sumb (zrange W) (fun i2 => ((dy i1 i2) * ((perceptron_shift_invariant R H W x v (u + v_) i1 i2) - (perceptron_shift_invariant R H W x v u i1 i2)))))))
    = ((perceptron_shift_invariant_gradient_u R H W x v u dy) * v_)) /\
(forall (R : comRingType) (H : Z) (W : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (v_ : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i1 => (sumb (zrange W) (fun i2 => ((dy i1 i2) * ((perceptron_shift_invariant_border_circular R H W x v (u + v_) i1 i2) - (perceptron_shift_invariant_border_circular R H W x v u i1 i2)))))))
    = ((perceptron_shift_invariant_gradient_u_border_circular R H W x v u dy) * v_)).

Definition perceptron_local_gradient_x_is_the_slope : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v_ : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_local R H W k l (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (v_ i1 i2))) v u i3 i4) - (perceptron_local R H W k l x v u i3 i4)))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((perceptron_local_gradient_x R H W k l x v u dy i5 i6) * (v_ i5 i6))))))) /\
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v_ : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_local_border_circular R H W k l (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (v_ i1 i2))) v u i3 i4) - (perceptron_local_border_circular R H W k l x v u i3 i4)))))))
    = (sumb (zrange H) (fun i5 => (sumb (zrange W) (fun i6 => ((perceptron_local_gradient_x_border_circular R H W k l x v u dy i5 i6) * (v_ i5 i6))))))).

Definition perceptron_local_gradient_v_is_the_slope : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (v_ : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_local R H W k l x (fun (i1 : Z) (i2 : Z) => ((v i1 i2) + (v_ i1 i2))) u i3 i4) - (perceptron_local R H W k l x v u i3 i4)))))))
    = (sumb (zrange ((2 * k) + 1)%Z) (fun i5 => (sumb (zrange ((2 * l) + 1)%Z) (fun i6 => ((perceptron_local_gradient_v R H W k l x v u dy i5 i6) * (v_ i5 i6))))))) /\
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (v_ : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (sumb (zrange H) (fun i3 => (sumb (zrange W) (fun i4 => ((dy i3 i4) * ((perceptron_local_border_circular R H W k l x (fun (i1 : Z) (i2 : Z) => ((v i1 i2) + (v_ i1 i2))) u i3 i4) - (perceptron_local_border_circular R H W k l x v u i3 i4)))))))
    = (sumb (zrange ((2 * k) + 1)%Z) (fun i5 => (sumb (zrange ((2 * l) + 1)%Z) (fun i6 => ((perceptron_local_gradient_v_border_circular R H W k l x v u dy i5 i6) * (v_ i5 i6))))))).

Definition perceptron_local_gradient_u_is_the_slope : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (v_ : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (sumb (zrange H) (fun i1 => (sumb (zrange W) (fun i2 => ((dy i1 i2) * ((perceptron_local R H W k l x v (u + v_) i1 i2) - (perceptron_local R H W k l x v u i1 i2)))))))
    = ((perceptron_local_gradient_u R H W k l x v u dy) * v_)) /\
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (v_ : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (sumb (zrange H) (fun i1 => (sumb (zrange W) (fun i2 => ((dy i1 i2) * ((perceptron_local_border_circular R H W k l x v (u + v_) i1 i2) - (perceptron_local_border_circular R H W k l x v u i1 i2)))))))
    = ((perceptron_local_gradient_u_border_circular R H W k l x v u dy) * v_)).

Definition convolution_discrete_gradient_f_is_adjoint : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (dy : Z -> R) (f : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  (sumb (zrange (L + M - 1)%Z) (fun i1 => ((dy i1) * (convolution_discrete R L M f g i1))))
    = (sumb (zrange M) (fun i2 => ((convolution_discrete_gradient_f R L M f g dy i2) * (f i2)))).

Definition convolution_discrete_gradient_g_is_adjoint : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (dy : Z -> R) (f : Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  (sumb (zrange (L + M - 1)%Z) (fun i1 => ((dy i1) * (convolution_discrete R L M f g i1))))
    = (sumb (zrange L) (fun i2 => ((convolution_discrete_gradient_g R L M f g dy i2) * (g i2)))).

Definition convolution_shift_gradient_f_is_adjoint : Prop :=
forall (R : comRingType) (N : Z) (k : Z) (dy : Z -> R) (f : Z -> R),
  (1 <=? N)%Z ->
  (0 <=? k)%Z ->
  (sumb (zrange (N + k)%Z) (fun i1 => ((dy i1) * (convolution_shift R N k f i1))))
    = (sumb (zrange N) (fun i2 => ((convolution_shift_gradient_f R N k f dy i2) * (f i2)))).

Definition convolution_difference_gradient_f_is_adjoint : Prop :=
forall (R : comRingType) (N : Z) (dy : Z -> R) (f : Z -> R),
  (1 <=? N)%Z ->
  (sumb (zrange (N + 1)%Z) (fun i1 => ((dy i1) * (convolution_difference R N f i1))))
    = (sumb (zrange N) (fun i2 => ((convolution_difference_gradient_f R N f dy i2) * (f i2)))).

Definition convolution_toeplitz_gradient_g_is_adjoint : Prop :=
forall (R : comRingType) (L : Z) (M : Z) (dy : Z -> Z -> R) (g : Z -> R),
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1%Z <=? (L + M - 1)%Z)%Z ->
  (sumb (zrange (L + M - 1)%Z) (fun i1 => (sumb (zrange M) (fun i2 => ((dy i1 i2) * (convolution_toeplitz R L M g i1 i2))))))
    = (sumb (zrange L) (fun i3 => ((convolution_toeplitz_gradient_g R L M g dy i3) * (g i3)))).

Definition convolution_image_gradient_I_is_adjoint : Prop :=
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (sumb (box (A + H - 1)) (fun i1 => ((dy i1) * (convolution_image R G A H I K i1))))
    = (sumb (box H) (fun i2 => ((convolution_image_gradient_I R G A H I K dy i2) * (I i2))))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (sumb (box H) (fun i1 => ((dy i1) * (convolution_image_mode_same R G A H I K i1))))
    = (sumb (box H) (fun i2 => ((convolution_image_gradient_I_mode_same R G A H I K dy i2) * (I i2))))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  (sumb (box (H + 1 - A)) (fun i1 => ((dy i1) * (convolution_image_mode_valid R G A H I K i1))))
    = (sumb (box H) (fun i2 => ((convolution_image_gradient_I_mode_valid R G A H I K dy i2) * (I i2))))).

Definition convolution_image_gradient_K_is_adjoint : Prop :=
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (sumb (box (A + H - 1)) (fun i1 => ((dy i1) * (convolution_image R G A H I K i1))))
    = (sumb (box A) (fun i2 => ((convolution_image_gradient_K R G A H I K dy i2) * (K i2))))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (sumb (box H) (fun i1 => ((dy i1) * (convolution_image_mode_same R G A H I K i1))))
    = (sumb (box A) (fun i2 => ((convolution_image_gradient_K_mode_same R G A H I K dy i2) * (K i2))))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  (sumb (box (H + 1 - A)) (fun i1 => ((dy i1) * (convolution_image_mode_valid R G A H I K i1))))
    = (sumb (box A) (fun i2 => ((convolution_image_gradient_K_mode_valid R G A H I K dy i2) * (K i2))))).

Definition convolution_cross_correlation_gradient_I_is_adjoint : Prop :=
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (sumb (box (A + H - 1)) (fun i1 => ((dy i1) * (convolution_cross_correlation R G A H I K i1))))
    = (sumb (box H) (fun i2 => ((convolution_cross_correlation_gradient_I R G A H I K dy i2) * (I i2))))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (sumb (box H) (fun i1 => ((dy i1) * (convolution_cross_correlation_mode_same R G A H I K i1))))
    = (sumb (box H) (fun i2 => ((convolution_cross_correlation_gradient_I_mode_same R G A H I K dy i2) * (I i2))))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  (sumb (box (H + 1 - A)) (fun i1 => ((dy i1) * (convolution_cross_correlation_mode_valid R G A H I K i1))))
    = (sumb (box H) (fun i2 => ((convolution_cross_correlation_gradient_I_mode_valid R G A H I K dy i2) * (I i2))))).

Definition convolution_cross_correlation_gradient_K_is_adjoint : Prop :=
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (sumb (box (A + H - 1)) (fun i1 => ((dy i1) * (convolution_cross_correlation R G A H I K i1))))
    = (sumb (box A) (fun i2 => ((convolution_cross_correlation_gradient_K R G A H I K dy i2) * (K i2))))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (sumb (box H) (fun i1 => ((dy i1) * (convolution_cross_correlation_mode_same R G A H I K i1))))
    = (sumb (box A) (fun i2 => ((convolution_cross_correlation_gradient_K_mode_same R G A H I K dy i2) * (K i2))))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (dy : G -> R) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  (sumb (box (H + 1 - A)) (fun i1 => ((dy i1) * (convolution_cross_correlation_mode_valid R G A H I K i1))))
    = (sumb (box A) (fun i2 => ((convolution_cross_correlation_gradient_K_mode_valid R G A H I K dy i2) * (K i2))))).

Definition convolution_flip_gradient_f_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (dy : G -> R) (f : G -> R),
  (positive H) ->
  (sumb (box H) (fun i1 => ((dy i1) * (convolution_flip R G H f i1))))
    = (sumb (box H) (fun i2 => ((convolution_flip_gradient_f R G H f dy i2) * (f i2)))).

Definition convolution_circular_gradient_f_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (dy : G -> R) (f : G -> R) (g : G -> R),
  (positive H) ->
  (sumb (box H) (fun i1 => ((dy i1) * (convolution_circular R G H f g i1))))
    = (sumb (box H) (fun i2 => ((convolution_circular_gradient_f R G H f g dy i2) * (f i2)))).

Definition convolution_circular_gradient_g_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (dy : G -> R) (f : G -> R) (g : G -> R),
  (positive H) ->
  (sumb (box H) (fun i1 => ((dy i1) * (convolution_circular R G H f g i1))))
    = (sumb (box H) (fun i2 => ((convolution_circular_gradient_g R G H f g dy i2) * (g i2)))).

Definition kernels_total_gradient_K_is_adjoint : Prop :=
forall (R : comRingType) (k : Z) (l : Z) (K : Z -> Z -> R) (dy : R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (dy * (kernels_total R k l K))
    = (sumb (zrange ((2 * k) + 1)%Z) (fun i1 => (sumb (zrange ((2 * l) + 1)%Z) (fun i2 => ((kernels_total_gradient_K R k l K dy i1 i2) * (K i1 i2)))))).

Definition layers_conv_gradient_x_is_adjoint : Prop :=
(forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange (M * groups)%Z) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange (C * groups)%Z) (fun i5 => (sumb (box H) (fun i6 => ((layers_conv_gradient_x R G C H H_out M N kernel_size stride p q dilation groups x w (fun _ => 0) dy i4 i5 i6) * (x i4 i5 i6)))))))))) /\
(forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange (M * groups)%Z) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange (C * groups)%Z) (fun i5 => (sumb (box H) (fun i6 => ((layers_conv_gradient_x_flip_true R G C H H_out M N kernel_size stride p q dilation groups x w (fun _ => 0) dy i4 i5 i6) * (x i4 i5 i6)))))))))).

Definition layers_conv_gradient_w_is_adjoint : Prop :=
(forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange (M * groups)%Z) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3))))))))
    = (sumb (zrange (M * groups)%Z) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box kernel_size) (fun i6 => ((layers_conv_gradient_w R G C H H_out M N kernel_size stride p q dilation groups x w (fun _ => 0) dy i4 i5 i6) * (w i4 i5 i6)))))))))) /\
(forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange (M * groups)%Z) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3))))))))
    = (sumb (zrange (M * groups)%Z) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box kernel_size) (fun i6 => ((layers_conv_gradient_w_flip_true R G C H H_out M N kernel_size stride p q dilation groups x w (fun _ => 0) dy i4 i5 i6) * (w i4 i5 i6)))))))))).

Definition layers_conv_gradient_b_is_the_slope : Prop :=
(forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (v : Z -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i2 => (sumb (zrange (M * groups)%Z) (fun i3 => (sumb (box H_out) (fun i4 => ((dy i2 i3 i4) * ((layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun (i1 : Z) => ((b i1) + (v i1))) i2 i3 i4) - (layers_conv R G C H M N kernel_size stride p q dilation groups x w b i2 i3 i4)))))))))
    = (sumb (zrange (M * groups)%Z) (fun i5 => ((layers_conv_gradient_b R G C H H_out M N kernel_size stride p q dilation groups x w b dy i5) * (v i5)))))) /\
(forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (v : Z -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i2 => (sumb (zrange (M * groups)%Z) (fun i3 => (sumb (box H_out) (fun i4 => ((dy i2 i3 i4) * ((layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun (i1 : Z) => ((b i1) + (v i1))) i2 i3 i4) - (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w b i2 i3 i4)))))))))
    = (sumb (zrange (M * groups)%Z) (fun i5 => ((layers_conv_gradient_b_flip_true R G C H H_out M N kernel_size stride p q dilation groups x w b dy i5) * (v i5)))))).

Definition layers_conv_transpose_gradient_x_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative output_padding) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <? v)%Z) output_padding (per_axis Z.max dilation stride)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride)) ->
  (sumb (zrange N) (fun i1 => (sumb (zrange (M * groups)%Z) (fun i2 => (sumb (box (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q)) (fun i3 => ((dy i1 i2 i3) * (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w (fun _ => 0) i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange (C * groups)%Z) (fun i5 => (sumb (box H) (fun i6 => ((layers_conv_transpose_gradient_x R G C H M N kernel_size stride p q output_padding dilation groups x w (fun _ => 0) dy i4 i5 i6) * (x i4 i5 i6)))))))).

Definition layers_conv_transpose_gradient_w_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative output_padding) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <? v)%Z) output_padding (per_axis Z.max dilation stride)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride)) ->
  (sumb (zrange N) (fun i1 => (sumb (zrange (M * groups)%Z) (fun i2 => (sumb (box (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q)) (fun i3 => ((dy i1 i2 i3) * (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w (fun _ => 0) i1 i2 i3))))))))
    = (sumb (zrange (C * groups)%Z) (fun i4 => (sumb (zrange M) (fun i5 => (sumb (box kernel_size) (fun i6 => ((layers_conv_transpose_gradient_w R G C H M N kernel_size stride p q output_padding dilation groups x w (fun _ => 0) dy i4 i5 i6) * (w i4 i5 i6)))))))).

Definition layers_conv_transpose_gradient_b_is_the_slope : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (v : Z -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative output_padding) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <? v)%Z) output_padding (per_axis Z.max dilation stride)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride)) ->
  (sumb (zrange N) (fun i2 => (sumb (zrange (M * groups)%Z) (fun i3 => (sumb (box (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q)) (fun i4 => ((dy i2 i3 i4) * ((layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w (fun (i1 : Z) => ((b i1) + (v i1))) i2 i3 i4) - (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w b i2 i3 i4)))))))))
    = (sumb (zrange (M * groups)%Z) (fun i5 => ((layers_conv_transpose_gradient_b R G C H M N kernel_size stride p q output_padding dilation groups x w b dy i5) * (v i5)))).

Definition layers_linear_gradient_x_is_adjoint : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (w : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (sumb (zrange N) (fun i1 => (sumb (zrange O) (fun i2 => ((dy i1 i2) * (layers_linear R C N O x w (fun _ => 0) i1 i2))))))
    = (sumb (zrange N) (fun i3 => (sumb (zrange C) (fun i4 => ((layers_linear_gradient_x R C N O x w (fun _ => 0) dy i3 i4) * (x i3 i4)))))).

Definition layers_linear_gradient_w_is_adjoint : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (w : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (sumb (zrange N) (fun i1 => (sumb (zrange O) (fun i2 => ((dy i1 i2) * (layers_linear R C N O x w (fun _ => 0) i1 i2))))))
    = (sumb (zrange O) (fun i3 => (sumb (zrange C) (fun i4 => ((layers_linear_gradient_w R C N O x w (fun _ => 0) dy i3 i4) * (w i3 i4)))))).

Definition layers_linear_gradient_b_is_the_slope : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (w : Z -> Z -> R) (b : Z -> R) (v : Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange O) (fun i3 => ((dy i2 i3) * ((layers_linear R C N O x w (fun (i1 : Z) => ((b i1) + (v i1))) i2 i3) - (layers_linear R C N O x w b i2 i3)))))))
    = (sumb (zrange O) (fun i4 => ((layers_linear_gradient_b R C N O x w b dy i4) * (v i4)))).

Definition layers_crop_gradient_x_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H - p - q)) ->
  (sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box (H - p - q)) (fun i3 => ((dy i1 i2 i3) * (layers_crop R G C H N p q x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((layers_crop_gradient_x R G C H N p q x dy i4 i5 i6) * (x i4 i5 i6)))))))).

Definition layers_flatten_gradient_x_is_adjoint : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => ((dy i1 i2) * (layers_flatten R C N x i1 i2))))))
    = (sumb (zrange N) (fun i3 => (sumb (zrange C) (fun i4 => ((layers_flatten_gradient_x R C N x dy i3 i4) * (x i3 i4)))))).

Definition classic_conv_by_table_gradient_x_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (O : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange O) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (classic_conv_by_table R G C H N O kernel_size stride p q dilation x w table (fun _ => 0) i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((classic_conv_by_table_gradient_x R G C H H_out N O kernel_size stride p q dilation x w table (fun _ => 0) dy i4 i5 i6) * (x i4 i5 i6))))))))).

Definition classic_conv_by_table_gradient_w_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (O : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange O) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (classic_conv_by_table R G C H N O kernel_size stride p q dilation x w table (fun _ => 0) i1 i2 i3))))))))
    = (sumb (zrange O) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box kernel_size) (fun i6 => ((classic_conv_by_table_gradient_w R G C H H_out N O kernel_size stride p q dilation x w table (fun _ => 0) dy i4 i5 i6) * (w i4 i5 i6))))))))).

Definition classic_conv_by_table_gradient_table_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (O : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange O) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (classic_conv_by_table R G C H N O kernel_size stride p q dilation x w table (fun _ => 0) i1 i2 i3))))))))
    = (sumb (zrange O) (fun i4 => (sumb (zrange C) (fun i5 => ((classic_conv_by_table_gradient_table R G C H H_out N O kernel_size stride p q dilation x w table (fun _ => 0) dy i4 i5) * (table i4 i5))))))).

Definition classic_conv_by_table_gradient_b_is_the_slope : Prop :=
forall (R : comRingType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (O : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (v : Z -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i2 => (sumb (zrange O) (fun i3 => (sumb (box H_out) (fun i4 => ((dy i2 i3 i4) * ((classic_conv_by_table R G C H N O kernel_size stride p q dilation x w table (fun (i1 : Z) => ((b i1) + (v i1))) i2 i3 i4) - (classic_conv_by_table R G C H N O kernel_size stride p q dilation x w table b i2 i3 i4)))))))))
    = (sumb (zrange O) (fun i5 => ((classic_conv_by_table_gradient_b R G C H H_out N O kernel_size stride p q dilation x w table b dy i5) * (v i5))))).

Definition optimization_next_velocity_gradient_velocity_is_the_slope : Prop :=
forall (R : realFieldType) (decay : R) (momentum : R) (N : Z) (dy : Z -> R) (velocity : Z -> R) (v : Z -> R) (gradient : Z -> R) (weight : Z -> R),
  (0 <= decay) ->
  (0 <= momentum) ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i2 => ((dy i2) * ((optimization_next_velocity R N momentum decay (fun (i1 : Z) => ((velocity i1) + (v i1))) gradient weight i2) - (optimization_next_velocity R N momentum decay velocity gradient weight i2)))))
    = (sumb (zrange N) (fun i3 => ((optimization_next_velocity_gradient_velocity R N momentum decay velocity gradient weight dy i3) * (v i3)))).

Definition optimization_next_velocity_gradient_gradient_is_the_slope : Prop :=
forall (R : realFieldType) (decay : R) (momentum : R) (N : Z) (dy : Z -> R) (velocity : Z -> R) (gradient : Z -> R) (v : Z -> R) (weight : Z -> R),
  (0 <= decay) ->
  (0 <= momentum) ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i2 => ((dy i2) * ((optimization_next_velocity R N momentum decay velocity (fun (i1 : Z) => ((gradient i1) + (v i1))) weight i2) - (optimization_next_velocity R N momentum decay velocity gradient weight i2)))))
    = (sumb (zrange N) (fun i3 => ((optimization_next_velocity_gradient_gradient R N momentum decay velocity gradient weight dy i3) * (v i3)))).

Definition optimization_next_velocity_gradient_weight_is_the_slope : Prop :=
forall (R : realFieldType) (decay : R) (momentum : R) (N : Z) (dy : Z -> R) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (v : Z -> R),
  (0 <= decay) ->
  (0 <= momentum) ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i2 => ((dy i2) * ((optimization_next_velocity R N momentum decay velocity gradient (fun (i1 : Z) => ((weight i1) + (v i1))) i2) - (optimization_next_velocity R N momentum decay velocity gradient weight i2)))))
    = (sumb (zrange N) (fun i3 => ((optimization_next_velocity_gradient_weight R N momentum decay velocity gradient weight dy i3) * (v i3)))).

Definition optimization_next_weight_gradient_weight_is_the_slope : Prop :=
forall (R : comRingType) (rate : R) (N : Z) (dy : Z -> R) (weight : Z -> R) (v : Z -> R) (velocity : Z -> R),
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i2 => ((dy i2) * ((optimization_next_weight R N rate (fun (i1 : Z) => ((weight i1) + (v i1))) velocity i2) - (optimization_next_weight R N rate weight velocity i2)))))
    = (sumb (zrange N) (fun i3 => ((optimization_next_weight_gradient_weight R N rate weight velocity dy i3) * (v i3)))).

Definition optimization_next_weight_gradient_velocity_is_the_slope : Prop :=
forall (R : comRingType) (rate : R) (N : Z) (dy : Z -> R) (weight : Z -> R) (velocity : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i2 => ((dy i2) * ((optimization_next_weight R N rate weight (fun (i1 : Z) => ((velocity i1) + (v i1))) i2) - (optimization_next_weight R N rate weight velocity i2)))))
    = (sumb (zrange N) (fun i3 => ((optimization_next_weight_gradient_velocity R N rate weight velocity dy i3) * (v i3)))).

Definition fitting_line_gradient_x_is_the_slope : Prop :=
forall (R : comRingType) (N : Z) (dy : Z -> R) (x : Z -> R) (v : Z -> R) (slope : R) (intercept : R),
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i2 => ((dy i2) * ((fitting_line R N (fun (i1 : Z) => ((x i1) + (v i1))) slope intercept i2) - (fitting_line R N x slope intercept i2)))))
    = (sumb (zrange N) (fun i3 => ((fitting_line_gradient_x R N x slope intercept dy i3) * (v i3)))).

Definition fitting_line_gradient_slope_is_the_slope : Prop :=
forall (R : comRingType) (N : Z) (dy : Z -> R) (x : Z -> R) (slope : R) (v : R) (intercept : R),
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i1 => ((dy i1) * ((fitting_line R N x (slope + v) intercept i1) - (fitting_line R N x slope intercept i1)))))
    = ((fitting_line_gradient_slope R N x slope intercept dy) * v).

Definition fitting_line_gradient_intercept_is_the_slope : Prop :=
forall (R : comRingType) (N : Z) (dy : Z -> R) (x : Z -> R) (slope : R) (intercept : R) (v : R),
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i1 => ((dy i1) * ((fitting_line R N x slope (intercept + v) i1) - (fitting_line R N x slope intercept i1)))))
    = ((fitting_line_gradient_intercept R N x slope intercept dy) * v).

Definition fitting_step_slope_gradient_y_is_the_slope : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R) (v : Z -> R) (da_1 : R) (slope : R) (intercept : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (da_1 * ((fitting_step_slope R N rate x (fun (i1 : Z) => ((y i1) + (v i1))) slope intercept) - (fitting_step_slope R N rate x y slope intercept)))
    = (sumb (zrange N) (fun i2 => ((fitting_step_slope_gradient_y R N rate x y slope intercept da_1 i2) * (v i2)))).

Definition fitting_step_slope_gradient_slope_is_the_slope : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R) (da_1 : R) (slope : R) (v : R) (intercept : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (da_1 * ((fitting_step_slope R N rate x y (slope + v) intercept) - (fitting_step_slope R N rate x y slope intercept)))
    = ((fitting_step_slope_gradient_slope R N rate x y slope intercept da_1) * v).

Definition fitting_step_slope_gradient_intercept_is_the_slope : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R) (da_1 : R) (slope : R) (intercept : R) (v : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (da_1 * ((fitting_step_slope R N rate x y slope (intercept + v)) - (fitting_step_slope R N rate x y slope intercept)))
    = ((fitting_step_slope_gradient_intercept R N rate x y slope intercept da_1) * v).

Definition fitting_step_intercept_gradient_x_is_the_slope : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (v : Z -> R) (y : Z -> R) (db_1 : R) (slope : R) (intercept : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (db_1 * ((fitting_step_intercept R N rate (fun (i1 : Z) => ((x i1) + (v i1))) y slope intercept) - (fitting_step_intercept R N rate x y slope intercept)))
    = (sumb (zrange N) (fun i2 => ((fitting_step_intercept_gradient_x R N rate x y slope intercept db_1 i2) * (v i2)))).

Definition fitting_step_intercept_gradient_y_is_the_slope : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R) (v : Z -> R) (db_1 : R) (slope : R) (intercept : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (db_1 * ((fitting_step_intercept R N rate x (fun (i1 : Z) => ((y i1) + (v i1))) slope intercept) - (fitting_step_intercept R N rate x y slope intercept)))
    = (sumb (zrange N) (fun i2 => ((fitting_step_intercept_gradient_y R N rate x y slope intercept db_1 i2) * (v i2)))).

Definition fitting_step_intercept_gradient_slope_is_the_slope : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R) (db_1 : R) (slope : R) (v : R) (intercept : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (db_1 * ((fitting_step_intercept R N rate x y (slope + v) intercept) - (fitting_step_intercept R N rate x y slope intercept)))
    = ((fitting_step_intercept_gradient_slope R N rate x y slope intercept db_1) * v).

Definition fitting_step_intercept_gradient_intercept_is_the_slope : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R) (db_1 : R) (slope : R) (intercept : R) (v : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (db_1 * ((fitting_step_intercept R N rate x y slope (intercept + v)) - (fitting_step_intercept R N rate x y slope intercept)))
    = ((fitting_step_intercept_gradient_intercept R N rate x y slope intercept db_1) * v).
