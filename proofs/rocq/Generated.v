(** The formulas, and what their laws say, printed from Python by `python -m proofs.printing`. Do not edit.

Definitions: a formula, by its statement, under one choice of words; a law, by its name, as the proposition that a
proof has to prove. *)

From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed PrintedReals PrintedExtended.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Definition probability_marginal (R : comRingType) (X : Z) (Y : Z) (joint : Z -> Z -> R) (x : Z) : R :=
  (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))).

Definition probability_conditional_row (R : comRingType) (X : Z) (Y : Z) (joint : Z -> Z -> R) (x : Z) : R :=
  (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))).
Definition probability_conditional (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R) (x : Z) (y : Z) : extended R :=
  (if (~~ ((@probability_conditional_row R X Y joint x) == 0 :> R)) then (Number ((guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)) / (@probability_conditional_row R X Y joint x))) else NoNumber).

Definition information_entropy (S : Z) (base : R) (p : Z -> R) : R :=
  (- (sumb (zrange S) (fun s => (weighted_log (guard (between 0%Z S s) (p s)) (guard (between 0%Z S s) (p s)) base)))).

Definition information_conditional_entropy_row (R : comRingType) (X : Z) (Y : Z) (base : R) (joint : Z -> Z -> R) (x : Z) : R :=
  (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))).
Definition information_conditional_entropy (X : Z) (Y : Z) (base : R) (joint : Z -> Z -> R) : R :=
  (- (sumb (zrange X) (fun x => (sumb (zrange Y) (fun y => (weighted_log (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)) ((guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)) / (@information_conditional_entropy_row R X Y base joint x)) base)))))).

Definition information_kl_divergence_r (R : realFieldType) (S : Z) (base : R) (p : Z -> R) (q : Z -> R) (s : Z) : extended R :=
  (if (~~ ((guard (between 0%Z S s) (q s)) == 0 :> R)) then (Number ((guard (between 0%Z S s) (p s)) / (guard (between 0%Z S s) (q s)))) else (Infinite false)).
Definition information_kl_divergence (S : Z) (base : R) (p : Z -> R) (q : Z -> R) : extended R :=
  (sum_extended (zrange S) (fun s => (weighted_log_extended (guard (between 0%Z S s) (p s)) (@information_kl_divergence_r R S base p q s) base))).

Definition information_mutual_information_col (R : comRingType) (X : Z) (Y : Z) (base : R) (joint : Z -> Z -> R) (y : Z) : R :=
  (sumb (zrange X) (fun x => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))).
Definition information_mutual_information_row (R : comRingType) (X : Z) (Y : Z) (base : R) (joint : Z -> Z -> R) (x : Z) : R :=
  (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))).
Definition information_mutual_information (X : Z) (Y : Z) (base : R) (joint : Z -> Z -> R) : R :=
  (sumb (zrange X) (fun x => (sumb (zrange Y) (fun y => (weighted_log (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)) ((guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)) / ((@information_mutual_information_col R X Y base joint y) * (@information_mutual_information_row R X Y base joint x))) base))))).

Definition information_conditional_mutual_information_p_XZ (R : comRingType) (X : Z) (Y : Z) (Z_ : Z) (base : R) (joint : Z -> Z -> Z -> R) (x : Z) (z : Z) : R :=
  (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))).
Definition information_conditional_mutual_information_p_YZ (R : comRingType) (X : Z) (Y : Z) (Z_ : Z) (base : R) (joint : Z -> Z -> Z -> R) (y : Z) (z : Z) : R :=
  (sumb (zrange X) (fun x => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))).
Definition information_conditional_mutual_information_p_Z (R : comRingType) (X : Z) (Y : Z) (Z_ : Z) (base : R) (joint : Z -> Z -> Z -> R) (z : Z) : R :=
  (sumb (zrange X) (fun x => (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))))).
Definition information_conditional_mutual_information (X : Z) (Y : Z) (Z_ : Z) (base : R) (joint : Z -> Z -> Z -> R) : R :=
  (sumb (zrange X) (fun x => (sumb (zrange Y) (fun y => (sumb (zrange Z_) (fun z => (weighted_log (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)) (((@information_conditional_mutual_information_p_Z R X Y Z_ base joint z) * (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z))) / ((@information_conditional_mutual_information_p_XZ R X Y Z_ base joint x z) * (@information_conditional_mutual_information_p_YZ R X Y Z_ base joint y z))) base))))))).

Definition information_miller_madow (S : Z) (base : R) (counts : Z -> R) : R :=
  (((sumb (zrange S) (fun s => (if (0 < (guard (between 0%Z S s) (counts s)) :> R) then 1 else 0))) - 1) / ((2%:R) * (sumb (zrange S) (fun s => (guard (between 0%Z S s) (counts s)))) * (logarithm base))).

Definition perceptron_dense (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (i : Z) (j : Z) : R :=
  ((guard ((between 0%Z H i) && (between 0%Z W j)) (u i j)) + (sumb (zrange H) (fun k => (sumb (zrange W) (fun l => ((guard ((between 0%Z H k) && (between 0%Z W l)) (x k l)) * (guard ((between 0%Z H i) && (between 0%Z W j) && (between 0%Z H k) && (between 0%Z W l)) (w i j k l)))))))).

Definition words_averaged (R : comRingType) (H : Z) (W : Z) (w : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (k : Z) (l : Z) : R :=
  (sumb (zrange H) (fun p => (sumb (zrange W) (fun q => (guard ((between 0%Z H (Z.modulo (i - p) H)%Z) && (between 0%Z W (Z.modulo (j - q) W)%Z) && (between 0%Z H (Z.modulo (k - p) H)%Z) && (between 0%Z W (Z.modulo (l - q) W)%Z)) (w (Z.modulo (i - p) H)%Z (Z.modulo (j - q) W)%Z (Z.modulo (k - p) H)%Z (Z.modulo (l - q) W)%Z)))))).

Definition convolution_circular (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R) (i : G) : R :=
  (sumb (box H) (fun m => ((guard (within 0 H m) (f m)) * (guard (within 0 H (per_axis Z.modulo (i - m) H)) (g (per_axis Z.modulo (i - m) H)))))).

Definition perceptron_reindex (R : comRingType) (H : Z) (W : Z) (w : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (a : Z) (b : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j) && (between 0%Z H (a + i + 1 - H)%Z) && (between 0%Z W (b + j + 1 - W)%Z)) (w i j (a + i + 1 - H)%Z (b + j + 1 - W)%Z)).

Definition perceptron_reindex_inverse (R : comRingType) (H : Z) (W : Z) (v : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (k : Z) (l : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j) && (between (1 - H)%Z H (k - i)%Z) && (between (1 - W)%Z W (l - j)%Z)) (v i j (H + k - i - 1)%Z (W + l - j - 1)%Z)).

Definition words_pruned (R : comRingType) (H : Z) (W : Z) (v : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (h : Z) (g : Z) : R :=
  (if ((0%Z <=? (h + i + 1 - H)%Z)%Z && (0%Z <=? (g + j + 1 - W)%Z)%Z && ((h + i + 1 - H)%Z <? H)%Z && ((g + j + 1 - W)%Z <? W)%Z) then (guard ((between 0%Z H i) && (between 0%Z W j) && (between (1 - H)%Z H (h + 1 - H)%Z) && (between (1 - W)%Z W (g + 1 - W)%Z)) (v i j h g)) else 0).

Definition perceptron_centred (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (i : Z) (j : Z) : R :=
  ((guard ((between 0%Z H i) && (between 0%Z W j)) (u i j)) + (sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between 0%Z H (a + i)%Z) && (between 0%Z W (b + j)%Z)) (x (a + i)%Z (b + j)%Z)) * (guard ((between 0%Z H i) && (between 0%Z W j) && (between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v i j (H + a - 1)%Z (W + b - 1)%Z)))))))).

Definition perceptron_shift_invariant (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (i : Z) (j : Z) : R :=
  ((sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v (H + a - 1)%Z (W + b - 1)%Z)) * (guard ((between 0%Z H (a + i)%Z) && (between 0%Z W (b + j)%Z)) (x (a + i)%Z (b + j)%Z))))))) + u).

Definition perceptron_shift_invariant_border_circular (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (i : Z) (j : Z) : R :=
  ((sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v (H + a - 1)%Z (W + b - 1)%Z)) * (guard ((between 0%Z H (Z.modulo (a + i) H)%Z) && (between 0%Z W (Z.modulo (b + j) W)%Z)) (x (Z.modulo (a + i) H)%Z (Z.modulo (b + j) W)%Z))))))) + u).

Definition words_tiled (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (i : Z) (j : Z) : R :=
  (guard ((between 0%Z H (Z.modulo i H)%Z) && (between 0%Z W (Z.modulo j W)%Z)) (x (Z.modulo i H)%Z (Z.modulo j W)%Z)).

Definition perceptron_local (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (i : Z) (j : Z) : R :=
  ((sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => ((guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (v (a + k)%Z (b + l)%Z)) * (guard ((between 0%Z H (a + i)%Z) && (between 0%Z W (b + j)%Z)) (x (a + i)%Z (b + j)%Z))))))) + u).

Definition words_clear_edge (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (i : Z) (j : Z) : R :=
  (if ((i <? (H - 1)%Z)%Z && (j <? (W - 1)%Z)%Z) then (guard ((between 0%Z H i) && (between 0%Z W j)) (x i j)) else 0).

Definition perceptron_local_border_circular (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (i : Z) (j : Z) : R :=
  ((sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => ((guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (v (a + k)%Z (b + l)%Z)) * (guard ((between 0%Z H (Z.modulo (a + i) H)%Z) && (between 0%Z W (Z.modulo (b + j) W)%Z)) (x (Z.modulo (a + i) H)%Z (Z.modulo (b + j) W)%Z))))))) + u).

Definition convolution_cross_correlation_mode_same (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R) (i : G) : R :=
  (sumb (box A) (fun u => ((guard (within 0 H (i + u + (per_axis Z.div (A - 1) 2%:R) + 1 - A)) (I (i + u + (per_axis Z.div (A - 1) 2%:R) + 1 - A))) * (guard (within 0 A u) (K u))))).

Definition geometry_output_size (G : space) (H : G) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) : G := ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1).

Definition geometry_output_size_padding_full (G : space) (H : G) (kernel_size : G) (stride : G) (dilation : G) : G := ((per_axis Z.div (H + ((kernel_size - 1) * dilation) - 1) stride) + 1).

Definition geometry_transposed_output_size (G : space) (H : G) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (output_padding : G) : G := (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q).

Definition geometry_output_size_padding_same (G : space) (H : G) (kernel_size : G) (stride : G) (dilation : G) : G := ((per_axis Z.div (H + (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) - ((kernel_size - 1) * dilation) - 1) stride) + 1).

Definition geometry_output_size_ceil_mode_true (G : space) (H : G) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) : G := (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + p + q - ((kernel_size - 1) * dilation))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div (((kernel_size - 1) * dilation) + 1 - H - p - q) stride)) + 1)) ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)).

Definition geometry_transposed_output_size_padding_full (G : space) (H : G) (kernel_size : G) (stride : G) (dilation : G) (output_padding : G) : G := (output_padding + ((H - 1) * stride) + 1 - ((kernel_size - 1) * dilation)).

Definition geometry_dense_parameters (rows : Z) (columns : Z) : Z := (((columns * columns) * (rows * rows)) + (columns * rows))%Z.

Definition geometry_conv_parameters (G : space) (inputs : Z) (outputs : Z) (kernel_size : G) (groups : Z) : Z := ((outputs * (product_of_axes (kernel_size : G)%R) * (Z.div inputs groups)) + outputs)%Z.

Definition geometry_conv_parameters_bias_false (G : space) (inputs : Z) (outputs : Z) (kernel_size : G) (groups : Z) : Z := (outputs * (product_of_axes (kernel_size : G)%R) * (Z.div inputs groups))%Z.

Definition geometry_conv_connections (G : space) (inputs : Z) (outputs : Z) (kernel_size : G) (positions : G) (groups : Z) : Z := (((outputs * (product_of_axes (kernel_size : G)%R) * (Z.div inputs groups)) + outputs) * (product_of_axes (positions : G)%R))%Z.

Definition geometry_conv_connections_bias_false (G : space) (inputs : Z) (outputs : Z) (kernel_size : G) (positions : G) (groups : Z) : Z := (outputs * (product_of_axes (kernel_size : G)%R) * (product_of_axes (positions : G)%R) * (Z.div inputs groups))%Z.

Definition geometry_conv_multiply_adds (G : space) (inputs : Z) (outputs : Z) (kernel_size : G) (positions : G) (groups : Z) : Z := (outputs * (product_of_axes (kernel_size : G)%R) * (product_of_axes (positions : G)%R) * (Z.div inputs groups))%Z.

Definition geometry_pool_connections (G : space) (channels : Z) (kernel_size : G) (positions : G) : Z := (channels * (product_of_axes (kernel_size : G)%R) * (product_of_axes (positions : G)%R))%Z.

Definition geometry_subsample_parameters (channels : Z) : Z := (2 * channels)%Z.

Definition geometry_subsample_connections (G : space) (channels : Z) (kernel_size : G) (positions : G) : Z := (channels * ((product_of_axes (kernel_size : G)%R) + 1) * (product_of_axes (positions : G)%R))%Z.

Definition geometry_batch_norm_parameters (channels : Z) : Z := (2 * channels)%Z.

Definition arrays_add (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R) (i : G) : R :=
  ((guard (within 0 A (per_axis Z.min i (A - 1))) (x (per_axis Z.min i (A - 1)))) + (guard (within 0 B (per_axis Z.min i (B - 1))) (z (per_axis Z.min i (B - 1))))).

Definition arrays_sub (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R) (i : G) : R :=
  ((guard (within 0 A (per_axis Z.min i (A - 1))) (x (per_axis Z.min i (A - 1)))) - (guard (within 0 B (per_axis Z.min i (B - 1))) (z (per_axis Z.min i (B - 1))))).

Definition arrays_mul (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R) (i : G) : R :=
  ((guard (within 0 A (per_axis Z.min i (A - 1))) (x (per_axis Z.min i (A - 1)))) * (guard (within 0 B (per_axis Z.min i (B - 1))) (z (per_axis Z.min i (B - 1))))).

Definition arrays_div (R : numFieldType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R) (i : G) : R :=
  ((guard (within 0 A (per_axis Z.min i (A - 1))) (x (per_axis Z.min i (A - 1)))) / (guard (within 0 B (per_axis Z.min i (B - 1))) (z (per_axis Z.min i (B - 1))))).

Definition arrays_matmul (R : comRingType) (G : space) (A : G) (B : G) (K : Z) (L : Z) (M : Z) (x : G -> Z -> Z -> R) (z : G -> Z -> Z -> R) (i : G) (m : Z) (l : Z) : R :=
  (sumb (zrange K) (fun e => ((guard ((within 0 A (per_axis Z.min i (A - 1))) && (between 0%Z M m) && (between 0%Z K e)) (x (per_axis Z.min i (A - 1)) m e)) * (guard ((within 0 B (per_axis Z.min i (B - 1))) && (between 0%Z K e) && (between 0%Z L l)) (z (per_axis Z.min i (B - 1)) e l))))).

Definition arrays_mean (R : numFieldType) (K : Z) (N : Z) (x : Z -> Z -> R) (n : Z) : R :=
  ((sumb (zrange K) (fun e => (guard ((between 0%Z N n) && (between 0%Z K e)) (x n e)))) / (number K)).

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

Definition words_running_sum (R : comRingType) (N : Z) (f : Z -> R) (n : Z) : R :=
  (sumb (zrange (n + 1)%Z) (fun m => (guard (between 0%Z N m) (f m)))).

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

Definition words_rolled (R : comRingType) (G : space) (S : G) (x : G -> R) (i : G) : R :=
  (guard (within 0 S (per_axis Z.modulo (S + i - 1) S)) (x (per_axis Z.modulo (S + i - 1) S))).

Definition words_around_the_torus (R : comRingType) (G : space) (S : G) (y : G -> R) (i : G) : R :=
  (sumb (box 2%:R) (fun turn => (guard (within 0 ((2%:R * S) - 1) ((turn * S) + i)) (y ((turn * S) + i))))).

Definition kernels_laplacian (R : comRingType) (a : Z) (b : Z) : R :=
  (number (if ((a =? 1%Z)%Z && (b =? 1%Z)%Z) then 8 else (- 1))%Z).

Definition kernels_moments (R : comRingType) (k : Z) (l : Z) (order : Z) (K : Z -> Z -> R) (p : Z) (q : Z) : R :=
  (sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => (((number a) ^+ (Z.to_nat p)) * ((number b) ^+ (Z.to_nat q)) * (guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (K (a + k)%Z (b + l)%Z))))))).

Definition kernels_total (R : comRingType) (k : Z) (l : Z) (K : Z -> Z -> R) : R :=
  (sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => (guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (K (a + k)%Z (b + l)%Z)))))).

Definition words_term_of_order (R : numFieldType) (k : Z) (l : Z) (n : Z) (K : Z -> Z -> R) (d : Z -> Z -> R) : R :=
  (sumb (zrange (n + 1)%Z) (fun p => (sumb (zrange (n + 1)%Z) (fun q => (if ((p + q)%Z =? n)%Z then (((guard ((between 0%Z (n + 1)%Z p) && (between 0%Z (n + 1)%Z q)) (d p q)) * (sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => (((number a) ^+ (Z.to_nat p)) * ((number b) ^+ (Z.to_nat q)) * (guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (K (a + k)%Z (b + l)%Z)))))))) / (number ((Z.of_nat (factorial (Z.to_nat p))) * (Z.of_nat (factorial (Z.to_nat q))))%Z)) else 0))))).

Definition words_seen_monomial (R : comRingType) (k : Z) (l : Z) (q : Z) (p : Z) (K : Z -> Z -> R) (y : R) (x : R) : R :=
  (sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => ((guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (K (a + k)%Z (b + l)%Z)) * (((number a) + y) ^+ (Z.to_nat q)) * (((number b) + x) ^+ (Z.to_nat p))))))).

Definition kernels_gaussian (R : numFieldType) (a : Z) (b : Z) : R :=
  ((number ((binomial 2 a) * (binomial 2 b))%Z) / (number 16%Z)).

Definition kernels_sobel_x (R : comRingType) (a : Z) (b : Z) : R :=
  (number ((b - 1) * (binomial 2 a))%Z).

Definition kernels_sobel_y (R : comRingType) (a : Z) (b : Z) : R :=
  (number ((a - 1) * (binomial 2 b))%Z).

Definition kernels_sharpen (R : comRingType) (a : Z) (b : Z) : R :=
  (number (if ((a =? 1%Z)%Z && (b =? 1%Z)%Z) then 5 else (if (((Z.max (a - 1) (- (a - 1))) + (Z.max (b - 1) (- (b - 1))))%Z =? 1%Z)%Z then (- 1) else 0))%Z).

Definition layers_conv (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (M * groups)%Z o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u)) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n ((C * (Z.div o M)) + c)%Z ((u * dilation) + (i * stride) - p))))))))).

Definition layers_conv_flip_true (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (M * groups)%Z o) && (between 0%Z C c) && (within 0 kernel_size (kernel_size - u - 1))) (w o c (kernel_size - u - 1))) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n ((C * (Z.div o M)) + c)%Z ((u * dilation) + (i * stride) - p))))))))).

Definition words_spaced (R : comRingType) (G : space) (A : G) (C : Z) (O : Z) (dilation : G) (w : Z -> Z -> G -> R) (o : Z) (c : Z) (a : G) : R :=
  (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo a dilation) 0) then (guard ((between 0%Z O o) && (between 0%Z C c) && (within 0 A (per_axis Z.div a dilation))) (w o c (per_axis Z.div a dilation))) else 0).

Definition layers_conv_padding_same (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (M * groups)%Z o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u)) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)))) (x n ((C * (Z.div o M)) + c)%Z ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) 2%:R)))))))))).

Definition layers_conv_padding_same_flip_true (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (M * groups)%Z o) && (between 0%Z C c) && (within 0 kernel_size (kernel_size - u - 1))) (w o c (kernel_size - u - 1))) * (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (within 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)))) (x n ((C * (Z.div o M)) + c)%Z ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) 2%:R)))))))))).

Definition words_as_a_view (R : comRingType) (G : space) (C : Z) (N : Z) (S : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 S i)) (x n c i)).

Definition layers_conv_transpose_z (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (output_padding : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (e : Z) (r : G) : R :=
  (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo r stride) 0) then (guard ((between 0%Z N n) && (between 0%Z (C * groups)%Z e) && (within 0 H (per_axis Z.div r stride))) (x n e (per_axis Z.div r stride))) else 0).
Definition layers_conv_transpose (R : comRingType) (G : space) (C : Z) (H : G) (M : Z) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (output_padding : G) (dilation : G) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z (C * groups)%Z ((C * (Z.div o M)) + c)%Z) && (between 0%Z M (Z.modulo o M)%Z) && (within 0 kernel_size u)) (w ((C * (Z.div o M)) + c)%Z (Z.modulo o M)%Z u)) * (@layers_conv_transpose_z R G C H M N kernel_size stride p q output_padding dilation groups x w b n ((C * (Z.div o M)) + c)%Z (i + p - (u * dilation))))))))).

Definition layers_linear (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (b : Z -> R) (n : Z) (o : Z) : R :=
  ((guard (between 0%Z O o) (b o)) + (sumb (zrange C) (fun c => ((guard ((between 0%Z O o) && (between 0%Z C c)) (w o c)) * (guard ((between 0%Z N n) && (between 0%Z C c)) (x n c)))))).

Definition layers_pad (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (i - p))) (x n c (i - p))).

Definition layers_pad_mode_circular (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (per_axis Z.modulo (i - p) H))) (x n c (per_axis Z.modulo (i - p) H))).

Definition layers_pad_mode_reflect (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (per_axis Z.max ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H) (- ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H))))) (x n c (per_axis Z.max ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H) (- ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H))))).

Definition layers_pad_mode_replicate (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (per_axis Z.min (H - 1) (per_axis Z.max 0 (i - p))))) (x n c (per_axis Z.min (H - 1) (per_axis Z.max 0 (i - p))))).

Definition layers_crop (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (i + p))) (x n c (i + p))).

Definition layers_resize_scale_none_rounding_ceil (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (L : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (per_axis Z.max 0 (per_axis Z.min (- (per_axis Z.div (L - (((2%:R * i) + 1) * H)) (2%:R * L))) (H - 1))))) (x n c (per_axis Z.max 0 (per_axis Z.min (- (per_axis Z.div (L - (2%:R * i * H) - H) (2%:R * L))) (H - 1))))).

Definition layers_resize_scale_none_rounding_floor (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (L : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (per_axis Z.max 0 (per_axis Z.min (per_axis Z.div ((((2%:R * i) + 1) * H) - L) (2%:R * L)) (H - 1))))) (x n c (per_axis Z.max 0 (per_axis Z.min (per_axis Z.div ((2%:R * i * H) + H - L) (2%:R * L)) (H - 1))))).

Definition layers_resize_scale_none_rounding_round_prefer_ceil (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (L : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (per_axis Z.max 0 (per_axis Z.min (per_axis Z.div (((2%:R * i) + 1) * H) (2%:R * L)) (H - 1))))) (x n c (per_axis Z.max 0 (per_axis Z.min (per_axis Z.div (((2%:R * i) + 1) * H) (2%:R * L)) (H - 1))))).

Definition layers_resize_scale_none (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (L : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H (per_axis Z.max 0 (per_axis Z.min ((- (per_axis Z.div ((- 1) * ((2%:R * i) + 1) * H) (2%:R * L))) - 1) (H - 1))))) (x n c (per_axis Z.max 0 (per_axis Z.min ((- (per_axis Z.div ((- 1) * ((2%:R * i) + 1) * H) (2%:R * L))) - 1) (H - 1))))).

Definition pooling_max_pool (R : realDomainType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (maxb (box kernel_size) (fun u => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))).

Definition pooling_max_pool_ceil_mode_true (R : realDomainType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (maxb (box kernel_size) (fun u => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))).

Definition pooling_max_pool_stride_none (R : realDomainType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (maxb (box kernel_size) (fun u => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * kernel_size) - p))) (x n c ((u * dilation) + (i * kernel_size) - p))))).

Definition pooling_max_pool_padding_same (R : realDomainType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (maxb (box kernel_size) (fun u => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)))) (x n c ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) 2%:R)))))).

Definition pooling_global_max_pool (R : realDomainType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (maxb (box H) (fun u => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H u)) (x n c u)))).

Definition pooling_avg_pool_count_include_pad_false_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_count_include_pad_false_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))) / (@pooling_avg_pool_count_include_pad_false_divisor_override_none_count R G C H N kernel_size stride p q dilation x i)).

Definition pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))) / (@pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none_count R G C H N kernel_size stride p q dilation x i)).

Definition pooling_max_pool_indices (R : realDomainType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (number (argmaxb (box kernel_size) (fun u => ((seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))), (flat H%R ((u * dilation) + (i * stride) - p)%R)%Z)))).

Definition pooling_max_pool_indices_ceil_mode_true (R : realDomainType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (number (argmaxb (box kernel_size) (fun u => ((seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))), (flat H%R ((u * dilation) + (i * stride) - p)%R)%Z)))).

Definition pooling_avg_pool_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags ((- 1) * p) (H + q) ((u * dilation) + (i * stride) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))) / (@pooling_avg_pool_divisor_override_none_count R G C H N kernel_size stride p q dilation x i)).

Definition pooling_avg_pool (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))) / (number divisor)).

Definition pooling_avg_pool_count_include_pad_false (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))) / (number divisor)).

Definition words_surrounded (R : comRingType) (G : space) (C : Z) (N : Z) (S : G) (left : G) (right : G) (by_ : R) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (if ((on_every_axis (fun u v => (u <=? v)%Z) 0 (i - left)) && (on_every_axis (fun u v => (u <? v)%Z) (i - left) S)) then (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 S (i - left))) (x n c (i - left))) else by_).

Definition pooling_avg_pool_ceil_mode_true_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags ((- 1) * p) (H + q) ((u * dilation) + (i * stride) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_ceil_mode_true_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))) / (@pooling_avg_pool_ceil_mode_true_divisor_override_none_count R G C H N kernel_size stride p q dilation x i)).

Definition pooling_avg_pool_ceil_mode_true (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))) / (number divisor)).

Definition pooling_avg_pool_ceil_mode_true_count_include_pad_false (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))) / (number divisor)).

Definition pooling_avg_pool_stride_none_ceil_mode_true_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags ((- 1) * p) (H + q) ((u * dilation) + (i * kernel_size) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_stride_none_ceil_mode_true_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * kernel_size) - p))) (x n c ((u * dilation) + (i * kernel_size) - p))))) / (@pooling_avg_pool_stride_none_ceil_mode_true_divisor_override_none_count R G C H N kernel_size p q dilation x i)).

Definition pooling_global_avg_pool (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box H) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H u)) (x n c u)))) / (number (product_of_axes (H : G)%R)%Z)).

Definition pooling_avg_pool_stride_none_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags ((- 1) * p) (H + q) ((u * dilation) + (i * kernel_size) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_stride_none_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * kernel_size) - p))) (x n c ((u * dilation) + (i * kernel_size) - p))))) / (@pooling_avg_pool_stride_none_divisor_override_none_count R G C H N kernel_size p q dilation x i)).

Definition pooling_avg_pool_padding_same_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (x : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags ((- 1) * (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)) (H + (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)) ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R))))) : G)%R)%Z).
Definition pooling_avg_pool_padding_same_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)))) (x n c ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) 2%:R)))))) / (@pooling_avg_pool_padding_same_divisor_override_none_count R G C H N kernel_size stride dilation x i)).

Definition pooling_avg_pool_padding_same (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)))) (x n c ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) 2%:R)))))) / (number divisor)).

Definition pooling_avg_pool_padding_same_count_include_pad_false_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (x : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R))))) : G)%R)%Z).
Definition pooling_avg_pool_padding_same_count_include_pad_false_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)))) (x n c ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) 2%:R)))))) / (@pooling_avg_pool_padding_same_count_include_pad_false_divisor_override_none_count R G C H N kernel_size stride dilation x i)).

Definition pooling_avg_pool_padding_same_count_include_pad_false (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R)))) (x n c ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) 2%:R)))))) / (number divisor)).

Definition words_max_of_entries (R : realDomainType) (G : space) (C : Z) (N : Z) (S : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (r : G) : R :=
  (maxb (box S) (fun i => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 S i)) (x n c i)))).

Definition words_sum_of_entries (R : comRingType) (G : space) (C : Z) (N : Z) (S : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (r : G) : R :=
  (sumb (box S) (fun i => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 S i)) (x n c i)))).

Definition pooling_adaptive_avg_pool (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (size : G) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (from (per_axis Z.div (i * H) size) (box ((- (per_axis Z.div ((- 1) * (i + 1) * H) size)) - (per_axis Z.div (i * H) size)))) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H u)) (x n c u)))) / (number (product_of_axes (((- (per_axis Z.div ((- 1) * (i + 1) * H) size)) - (per_axis Z.div (i * H) size)) : G)%R)%Z)).

Definition words_side_by_side (R : comRingType) (G : space) (C : Z) (N : Z) (S : G) (factor : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 S (per_axis Z.modulo i S))) (x n c (per_axis Z.modulo i S))).

Definition words_repeated (R : comRingType) (G : space) (C : Z) (N : Z) (S : G) (factor : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 S (per_axis Z.div i (each factor)))) (x n c (per_axis Z.div i (each factor)))).

Definition activation_relu (R : realFieldType) (N : Z) (x : Z -> R) (n : Z) : R :=
  (Num.max 0 (guard (between 0%Z N n) (x n))).

Definition activation_leaky_relu (R : realFieldType) (N : Z) (alpha : R) (x : Z -> R) (n : Z) : R :=
  (if (0 < (guard (between 0%Z N n) (x n)) :> R) then (guard (between 0%Z N n) (x n)) else (alpha * (guard (between 0%Z N n) (x n)))).

Definition activation_sigmoid (N : Z) (x : Z -> R) (n : Z) : R :=
  (1 / (1 + (exponential (- (guard (between 0%Z N n) (x n)))))).

Definition words_exponential (N : Z) (x : Z -> R) (n : Z) : R :=
  (exponential (guard (between 0%Z N n) (x n))).

Definition words_hyperbolic_tangent (N : Z) (x : Z -> R) (n : Z) : R :=
  (tangent (guard (between 0%Z N n) (x n))).

Definition activation_scaled_tanh (N : Z) (x : Z -> R) (n : Z) : R :=
  (((number 17159%Z) * (tangent (((2%:R) * (guard (between 0%Z N n) (x n))) / (3%:R)))) / (number 10000%Z)).

Definition activation_clip (R : realFieldType) (N : Z) (low : R) (high : R) (x : Z -> R) (n : Z) : R :=
  (Num.min high (Num.max low (guard (between 0%Z N n) (x n)))).

Definition activation_hard_sigmoid (R : realFieldType) (N : Z) (alpha : R) (beta : R) (x : Z -> R) (n : Z) : R :=
  (Num.max 0 (Num.min 1 ((alpha * (guard (between 0%Z N n) (x n))) + beta))).

Definition activation_hard_sigmoid_alpha_onnx (R : realFieldType) (N : Z) (beta : R) (x : Z -> R) (n : Z) : R :=
  (Num.max 0 (Num.min 1 (beta + ((guard (between 0%Z N n) (x n)) / (5%:R))))).

Definition activation_hard_sigmoid_alpha_pytorch (R : realFieldType) (N : Z) (beta : R) (x : Z -> R) (n : Z) : R :=
  (Num.max 0 (Num.min 1 (beta + ((guard (between 0%Z N n) (x n)) / (6%:R))))).

Definition activation_hard_swish (R : realFieldType) (N : Z) (x : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (x n)) * (Num.max 0 (Num.min 1 (((guard (between 0%Z N n) (x n)) / (6%:R)) + (1 / (2%:R)))))).

Definition activation_silu (N : Z) (beta : R) (x : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (x n)) / (1 + (exponential (- (beta * (guard (between 0%Z N n) (x n))))))).

Definition activation_softmax_m (R : realDomainType) (K : Z) (N : Z) (x : Z -> Z -> R) (n : Z) : R :=
  (maxb (zrange K) (fun k => (seen ((between 0%Z N n) && (between 0%Z K k)) (x n k)))).
Definition activation_softmax (K : Z) (N : Z) (x : Z -> Z -> R) (n : Z) (l : Z) : R :=
  ((exponential ((guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)) - (@activation_softmax_m R K N x n))) / (sumb (zrange K) (fun k => (exponential ((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@activation_softmax_m R K N x n)))))).

Definition activation_log_softmax_m (R : realDomainType) (K : Z) (N : Z) (x : Z -> Z -> R) (n : Z) : R :=
  (maxb (zrange K) (fun k => (seen ((between 0%Z N n) && (between 0%Z K k)) (x n k)))).
Definition activation_log_softmax (K : Z) (N : Z) (x : Z -> Z -> R) (n : Z) (l : Z) : R :=
  ((guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)) - (logarithm (sumb (zrange K) (fun k => (exponential ((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@activation_log_softmax_m R K N x n)))))) - (@activation_log_softmax_m R K N x n)).

Definition activation_cross_entropy_m (R : realDomainType) (K : Z) (N : Z) (x : Z -> Z -> R) (t : Z -> Z) (n : Z) : R :=
  (maxb (zrange K) (fun k => (seen ((between 0%Z N n) && (between 0%Z K k)) (x n k)))).
Definition activation_cross_entropy (K : Z) (N : Z) (x : Z -> Z -> R) (t : Z -> Z) : R :=
  ((sumb (zrange N) (fun n => ((logarithm (sumb (zrange K) (fun k => (exponential ((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@activation_cross_entropy_m R K N x t n)))))) + (@activation_cross_entropy_m R K N x t n) - (guard ((between 0%Z N n) && (between 0%Z K (t n)%Z)) (x n (t n)%Z))))) / (number N)).

Definition words_mean_at (R : numFieldType) (K : Z) (N : Z) (y : Z -> Z -> R) (at_ : Z -> Z) : R :=
  ((sumb (zrange N) (fun n => (guard ((between 0%Z N n) && (between 0%Z K (at_ n)%Z)) (y n (at_ n)%Z)))) / (number N)).

Definition words_logarithm (N : Z) (x : Z -> R) (n : Z) : R :=
  (logarithm (guard (between 0%Z N n) (x n))).

Definition words_label_share (R : comRingType) (K : Z) (M : Z) (N : Z) (y : Z -> Z -> R) (t : Z -> Z) (n : Z) : R :=
  (guard ((between 0%Z N n) && (between 0%Z K (t 0%Z)%Z)) (y n (t 0%Z)%Z)).

Definition normalization_batch_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).

Definition normalization_batch_var_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_var_mean R G C H N x c)) ^+ (Z.to_nat 2%Z)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).

Definition normalization_batch_var_correction_1_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_var_correction_1 (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_var_correction_1_mean R G C H N x c)) ^+ (Z.to_nat 2%Z)))))) / (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)).

Definition normalization_next_running_mean_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_mean : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_next_running_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_mean : Z -> R) (c : Z) : R :=
  ((momentum * (@normalization_next_running_mean_mean R G C H N momentum x running_mean c)) + ((1 - momentum) * (guard (between 0%Z C c) (running_mean c)))).

Definition normalization_next_running_var_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_next_running_var_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_next_running_var_mean R G C H N momentum x running_var c)) ^+ (Z.to_nat 2%Z)))))) / (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)).
Definition normalization_next_running_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (c : Z) : R :=
  ((momentum * (@normalization_next_running_var_var R G C H N momentum x running_var c)) + ((1 - momentum) * (guard (between 0%Z C c) (running_var c)))).

Definition normalization_next_running_var_running_correction_0_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_next_running_var_running_correction_0_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_next_running_var_running_correction_0_mean R G C H N momentum x running_var c)) ^+ (Z.to_nat 2%Z)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_next_running_var_running_correction_0 (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (c : Z) : R :=
  ((momentum * (@normalization_next_running_var_running_correction_0_var R G C H N momentum x running_var c)) + ((1 - momentum) * (guard (between 0%Z C c) (running_var c)))).

Definition normalization_batch_norm_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_norm_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_norm_mean R G C H N eps momentum x gamma beta running_mean running_var c)) ^+ (Z.to_nat 2%Z)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_norm (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (n : Z) (c : Z) (i : G) : R :=
  ((guard (between 0%Z C c) (beta c)) + ((((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (@normalization_batch_norm_mean R G C H N eps momentum x gamma beta running_mean running_var c)) * (guard (between 0%Z C c) (gamma c))) / (root (eps + (@normalization_batch_norm_var R G C H N eps momentum x gamma beta running_mean running_var c))))).

Definition normalization_batch_norm_correction_1_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_norm_correction_1_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_norm_correction_1_mean R G C H N eps momentum x gamma beta running_mean running_var c)) ^+ (Z.to_nat 2%Z)))))) / (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)).
Definition normalization_batch_norm_correction_1 (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (n : Z) (c : Z) (i : G) : R :=
  ((guard (between 0%Z C c) (beta c)) + ((((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (@normalization_batch_norm_correction_1_mean R G C H N eps momentum x gamma beta running_mean running_var c)) * (guard (between 0%Z C c) (gamma c))) / (root (eps + (@normalization_batch_norm_correction_1_var R G C H N eps momentum x gamma beta running_mean running_var c))))).

Definition normalization_batch_norm_training_false (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (n : Z) (c : Z) (i : G) : R :=
  ((guard (between 0%Z C c) (beta c)) + ((((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (guard (between 0%Z C c) (running_mean c))) * (guard (between 0%Z C c) (gamma c))) / (root (eps + (guard (between 0%Z C c) (running_var c)))))).

Definition normalization_batch_norm_training_false_correction_1 (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (n : Z) (c : Z) (i : G) : R :=
  ((guard (between 0%Z C c) (beta c)) + ((((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (guard (between 0%Z C c) (running_mean c))) * (guard (between 0%Z C c) (gamma c))) / (root (eps + (guard (between 0%Z C c) (running_var c)))))).

Definition normalization_group_norm_mu (R : numFieldType) (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (n : Z) (g : Z) : R :=
  ((sumb (zrange M) (fun e => (sumb (box H) (fun u => (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((g * M) + e)%Z) && (within 0 H u)) (x n ((g * M) + e)%Z u)))))) / (number (M * (product_of_axes (H : G)%R))%Z)).
Definition normalization_group_norm_nu (R : numFieldType) (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (n : Z) (g : Z) : R :=
  ((sumb (zrange M) (fun e => (sumb (box H) (fun u => (((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((g * M) + e)%Z) && (within 0 H u)) (x n ((g * M) + e)%Z u)) - (@normalization_group_norm_mu R G H M N groups eps x gamma beta n g)) ^+ (Z.to_nat 2%Z)))))) / (number (M * (product_of_axes (H : G)%R))%Z)).
Definition normalization_group_norm (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (n : Z) (c : Z) (i : G) : R :=
  ((guard (between 0%Z (M * groups)%Z c) (beta c)) + ((((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z c) && (within 0 H i)) (x n c i)) - (@normalization_group_norm_mu R G H M N groups eps x gamma beta n (Z.div c M)%Z)) * (guard (between 0%Z (M * groups)%Z c) (gamma c))) / (root (eps + (@normalization_group_norm_nu R G H M N groups eps x gamma beta n (Z.div c M)%Z))))).

Definition normalization_layer_norm_mu (R : numFieldType) (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (n : Z) : R :=
  ((sumb (zrange K) (fun l => (guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)))) / (number K)).
Definition normalization_layer_norm_nu (R : numFieldType) (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (n : Z) : R :=
  ((sumb (zrange K) (fun l => (((guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)) - (@normalization_layer_norm_mu R K N eps x gamma beta n)) ^+ (Z.to_nat 2%Z)))) / (number K)).
Definition normalization_layer_norm (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (n : Z) (k : Z) : R :=
  ((guard (between 0%Z K k) (beta k)) + ((((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@normalization_layer_norm_mu R K N eps x gamma beta n)) * (guard (between 0%Z K k) (gamma k))) / (root (eps + (@normalization_layer_norm_nu R K N eps x gamma beta n))))).

Definition normalization_local_response_norm_z (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (size : Z) (alpha : R) (beta : R) (bias : R) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (((alpha * (sumb (from (Z.max 0 (c - (Z.div size 2)))%Z (zrange ((Z.min (C - 1) (c + (Z.div size 2))) + 1 - (Z.max 0 (c - (Z.div size 2))))%Z)) (fun e => ((guard ((between 0%Z N n) && (between 0%Z C e) && (within 0 H i)) (x n e i)) ^+ (Z.to_nat 2%Z))))) / (number size)) + bias).
Definition normalization_local_response_norm (G : space) (C : Z) (H : G) (N : Z) (size : Z) (alpha : R) (beta : R) (bias : R) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) / (power (@normalization_local_response_norm_z R G C H N size alpha beta bias x n c i) beta)).

Definition words_summed_around (R : comRingType) (G : space) (C : Z) (N : Z) (S : G) (size : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (sumb (from ((- 1) * (Z.div size 2))%Z (zrange size)) (fun e => (guard ((between 0%Z N n) && (between 0%Z C (c + e)%Z) && (within 0 S i)) (x n (c + e)%Z i)))).

Definition classic_conv_by_table (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (n : Z) (o : Z) (i : G) : R :=
  ((guard (between 0%Z O o) (b o)) + (sumb (zrange C) (fun c => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z O o) && (between 0%Z C c)) (table o c)) * (guard ((between 0%Z O o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))))))).

Definition classic_subsample (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R) (n : Z) (c : Z) (i : G) : R :=
  ((guard (between 0%Z C c) (b c)) + ((guard (between 0%Z C c) (coefficient c)) * (sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((i * kernel_size) + u))) (x n c ((i * kernel_size) + u))))))).

Definition pooling_avg_pool_stride_none (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (p : G) (q : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * kernel_size) - p))) (x n c ((u * dilation) + (i * kernel_size) - p))))) / (number divisor)).

Definition classic_euclidean_rbf (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (n : Z) (o : Z) : R :=
  (sumb (zrange C) (fun c => (((guard ((between 0%Z N n) && (between 0%Z C c)) (x n c)) - (guard ((between 0%Z O o) && (between 0%Z C c)) (w o c))) ^+ (Z.to_nat 2%Z)))).

Definition classic_rejecting_loss_m (R : realDomainType) (K : Z) (N : Z) (rejection : R) (y : Z -> Z -> R) (t : Z -> Z) (n : Z) : R :=
  (maxb (zrange K) (fun k => (seen ((between 0%Z N n) && (between 0%Z K k)) (- (guard ((between 0%Z N n) && (between 0%Z K k)) (y n k)))))).
Definition classic_rejecting_loss (K : Z) (N : Z) (rejection : R) (y : Z -> Z -> R) (t : Z -> Z) : R :=
  ((sumb (zrange N) (fun n => ((logarithm ((exponential (0 - rejection - (Num.max (- rejection) (@classic_rejecting_loss_m R K N rejection y t n)))) + (sumb (zrange K) (fun k => (exponential (0 - (guard ((between 0%Z N n) && (between 0%Z K k)) (y n k)) - (Num.max (- rejection) (@classic_rejecting_loss_m R K N rejection y t n)))))))) + (guard ((between 0%Z N n) && (between 0%Z K (t n)%Z)) (y n (t n)%Z)) + (Num.max (- rejection) (@classic_rejecting_loss_m R K N rejection y t n))))) / (number N)).

Definition optimization_next_velocity (R : comRingType) (N : Z) (momentum : R) (decay : R) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (n : Z) : R :=
  ((decay * (guard (between 0%Z N n) (weight n))) + (momentum * (guard (between 0%Z N n) (velocity n))) + (guard (between 0%Z N n) (gradient n))).

Definition optimization_next_weight (R : comRingType) (N : Z) (rate : R) (weight : Z -> R) (velocity : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (weight n)) - (rate * (guard (between 0%Z N n) (velocity n)))).

Definition optimization_scheduled_rate (R : numFieldType) (step : Z) (steps : Z) (peak : R) (warmup : Z) : R :=
  (if (step <? warmup)%Z then ((peak * (number (step + 1)%Z)) / (number warmup)) else ((peak * (number (steps - step)%Z)) / (number (steps + 1 - warmup)%Z))).

Definition fitting_line (R : comRingType) (N : Z) (x : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  (((guard (between 0%Z N n) (x n)) * slope) + intercept).

Definition fitting_mean_squared_error (R : numFieldType) (N : Z) (prediction : Z -> R) (target : Z -> R) : R :=
  ((sumb (zrange N) (fun n => (((guard (between 0%Z N n) (prediction n)) - (guard (between 0%Z N n) (target n))) ^+ (Z.to_nat 2%Z)))) / (number N)).

Definition fitting_least_squares_slope_u (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (x n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (x k)))) / (number N))).
Definition fitting_least_squares_slope_v (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (y n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (y k)))) / (number N))).
Definition fitting_least_squares_slope (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) : R :=
  ((sumb (zrange N) (fun n => ((@fitting_least_squares_slope_u R N x y n) * (@fitting_least_squares_slope_v R N x y n)))) / (sumb (zrange N) (fun n => ((@fitting_least_squares_slope_u R N x y n) ^+ (Z.to_nat 2%Z))))).

Definition fitting_least_squares_intercept_u (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (x n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (x k)))) / (number N))).
Definition fitting_least_squares_intercept_v (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (y n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (y k)))) / (number N))).
Definition fitting_least_squares_intercept_t (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (n : Z) : R :=
  (((guard (between 0%Z N n) (x n)) * (sumb (zrange N) (fun k => ((@fitting_least_squares_intercept_u R N x y k) * (@fitting_least_squares_intercept_v R N x y k))))) / (sumb (zrange N) (fun k => ((@fitting_least_squares_intercept_u R N x y k) ^+ (Z.to_nat 2%Z))))).
Definition fitting_least_squares_intercept (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) : R :=
  ((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (y n)) - (@fitting_least_squares_intercept_t R N x y n)))) / (number N)).

Definition fitting_step_slope_f (R : comRingType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  (((guard (between 0%Z N n) (x n)) * slope) + intercept).
Definition fitting_step_slope_e (R : comRingType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  ((@fitting_step_slope_f R N rate x y slope intercept n) - (guard (between 0%Z N n) (y n))).
Definition fitting_step_slope (R : numFieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) : R :=
  (slope - (((2%:R) * rate * (sumb (zrange N) (fun n => ((@fitting_step_slope_e R N rate x y slope intercept n) * (guard (between 0%Z N n) (x n)))))) / (number N))).

Definition fitting_step_intercept_f (R : comRingType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  (((guard (between 0%Z N n) (x n)) * slope) + intercept).
Definition fitting_step_intercept_e (R : comRingType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (n : Z) : R :=
  ((@fitting_step_intercept_f R N rate x y slope intercept n) - (guard (between 0%Z N n) (y n))).
Definition fitting_step_intercept (R : numFieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) : R :=
  (intercept - (((2%:R) * rate * (sumb (zrange N) (fun n => (@fitting_step_intercept_e R N rate x y slope intercept n)))) / (number N))).

Definition fitting_largest_curvature (N : Z) (x : Z -> R) : R :=
  ((root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))) + 1 + ((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N))).

Definition fitting_smallest_curvature_u (R : numFieldType) (N : Z) (x : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (x n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (x k)))) / (number N))).
Definition fitting_smallest_curvature (N : Z) (x : Z -> R) : R :=
  (((4%:R) * (sumb (zrange N) (fun n => ((@fitting_smallest_curvature_u R N x n) ^+ (Z.to_nat 2%Z))))) / ((number N) * ((root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))) + 1 + ((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N))))).

Definition probability_marginal_gradient_joint (R : comRingType) (X : Z) (Y : Z) (joint : Z -> Z -> R) (dy : Z -> R) (x : Z) (y : Z) : R :=
  (guard (between 0%Z X x) (dy x)).

Definition information_entropy_gradient_p (S : Z) (base : R) (p : Z -> R) (dy : R) (s : Z) : R :=
  ((- (((logarithm (guard (between 0%Z S s) (p s))) + 1) * dy)) / (logarithm base)).

Definition information_mutual_information_gradient_joint_col (R : comRingType) (X : Z) (Y : Z) (base : R) (joint : Z -> Z -> R) (dy : R) (y : Z) : R :=
  (sumb (zrange X) (fun x => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))).
Definition information_mutual_information_gradient_joint_row (R : comRingType) (X : Z) (Y : Z) (base : R) (joint : Z -> Z -> R) (dy : R) (x : Z) : R :=
  (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))).
Definition information_mutual_information_gradient_joint (X : Z) (Y : Z) (base : R) (joint : Z -> Z -> R) (dy : R) (x : Z) (y : Z) : R :=
  ((((logarithm ((guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)) / ((@information_mutual_information_gradient_joint_col R X Y base joint dy y) * (@information_mutual_information_gradient_joint_row R X Y base joint dy x)))) - 1) * dy) / (logarithm base)).

Definition information_conditional_mutual_information_gradient_joint_p_XZ (R : comRingType) (X : Z) (Y : Z) (Z_ : Z) (base : R) (joint : Z -> Z -> Z -> R) (dy : R) (x : Z) (z : Z) : R :=
  (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))).
Definition information_conditional_mutual_information_gradient_joint_p_YZ (R : comRingType) (X : Z) (Y : Z) (Z_ : Z) (base : R) (joint : Z -> Z -> Z -> R) (dy : R) (y : Z) (z : Z) : R :=
  (sumb (zrange X) (fun x => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))).
Definition information_conditional_mutual_information_gradient_joint_p_Z (R : comRingType) (X : Z) (Y : Z) (Z_ : Z) (base : R) (joint : Z -> Z -> Z -> R) (dy : R) (z : Z) : R :=
  (sumb (zrange X) (fun x => (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))))).
Definition information_conditional_mutual_information_gradient_joint (X : Z) (Y : Z) (Z_ : Z) (base : R) (joint : Z -> Z -> Z -> R) (dy : R) (x : Z) (y : Z) (z : Z) : R :=
  (((logarithm (((@information_conditional_mutual_information_gradient_joint_p_Z R X Y Z_ base joint dy z) * (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z))) / ((@information_conditional_mutual_information_gradient_joint_p_XZ R X Y Z_ base joint dy x z) * (@information_conditional_mutual_information_gradient_joint_p_YZ R X Y Z_ base joint dy y z)))) * dy) / (logarithm base)).

Definition information_miller_madow_gradient_counts (S : Z) (base : R) (counts : Z -> R) (dy : R) (s : Z) : R :=
  (((1 - (sumb (zrange S) (fun s => (if (0 < (guard (between 0%Z S s) (counts s)) :> R) then 1 else 0)))) * dy) / ((2%:R) * ((sumb (zrange S) (fun s => (guard (between 0%Z S s) (counts s)))) ^+ (Z.to_nat 2%Z)) * (logarithm base))).

Definition perceptron_dense_gradient_x (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (k : Z) (l : Z) : R :=
  (sumb (zrange H) (fun i => (sumb (zrange W) (fun j => ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H i) && (between 0%Z W j) && (between 0%Z H k) && (between 0%Z W l)) (w i j k l))))))).

Definition perceptron_dense_gradient_w (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (i : Z) (j : Z) (k : Z) (l : Z) : R :=
  ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H k) && (between 0%Z W l)) (x k l))).

Definition perceptron_dense_gradient_u (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (i : Z) (j : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)).

Definition perceptron_reindex_gradient_w (R : comRingType) (H : Z) (W : Z) (w : Z -> Z -> Z -> Z -> R) (dy : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (e : Z) (m : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j) && (between (1 - H)%Z H (e - i)%Z) && (between (1 - W)%Z W (m - j)%Z)) (dy i j (H + e - i - 1)%Z (W + m - j - 1)%Z)).

Definition perceptron_reindex_inverse_gradient_v (R : comRingType) (H : Z) (W : Z) (v : Z -> Z -> Z -> Z -> R) (dy : Z -> Z -> Z -> Z -> R) (i : Z) (j : Z) (e : Z) (m : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j) && (between 0%Z H (e + i + 1 - H)%Z) && (between 0%Z W (j + m + 1 - W)%Z)) (dy i j (e + i + 1 - H)%Z (j + m + 1 - W)%Z)).

Definition perceptron_centred_gradient_x (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (e : Z) (m : Z) : R :=
  (sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between 0%Z H (e - a)%Z) && (between 0%Z W (m - b)%Z)) (dy (e - a)%Z (m - b)%Z)) * (guard ((between 0%Z H (e - a)%Z) && (between 0%Z W (m - b)%Z) && (between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v (e - a)%Z (m - b)%Z (H + a - 1)%Z (W + b - 1)%Z))))))).

Definition perceptron_centred_gradient_v (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (i : Z) (j : Z) (a : Z) (b : Z) : R :=
  ((guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)) * (guard ((between 0%Z H (a + i + 1 - H)%Z) && (between 0%Z W (b + j + 1 - W)%Z)) (x (a + i + 1 - H)%Z (b + j + 1 - W)%Z))).

Definition perceptron_centred_gradient_u (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (dy : Z -> Z -> R) (i : Z) (j : Z) : R :=
  (guard ((between 0%Z H i) && (between 0%Z W j)) (dy i j)).

Definition perceptron_shift_invariant_gradient_x (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (e : Z) (m : Z) : R :=
  (sumb (from (1 - H)%Z (zrange ((2 * H) - 1)%Z)) (fun a => (sumb (from (1 - W)%Z (zrange ((2 * W) - 1)%Z)) (fun b => ((guard ((between 0%Z H (e - a)%Z) && (between 0%Z W (m - b)%Z)) (dy (e - a)%Z (m - b)%Z)) * (guard ((between (1 - H)%Z H a) && (between (1 - W)%Z W b)) (v (H + a - 1)%Z (W + b - 1)%Z))))))).

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

Definition perceptron_local_gradient_x (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R) (dy : Z -> Z -> R) (e : Z) (m : Z) : R :=
  (sumb (from ((- 1) * k)%Z (zrange ((2 * k) + 1)%Z)) (fun a => (sumb (from ((- 1) * l)%Z (zrange ((2 * l) + 1)%Z)) (fun b => ((guard ((between 0%Z H (e - a)%Z) && (between 0%Z W (m - b)%Z)) (dy (e - a)%Z (m - b)%Z)) * (guard ((between ((- 1) * k)%Z (k + 1)%Z a) && (between ((- 1) * l)%Z (l + 1)%Z b)) (v (a + k)%Z (b + l)%Z))))))).

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

Definition arrays_add_gradient_x (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (x : G -> R) (z : G -> R) (dy : G -> R) (h : G) : R :=
  (sumb (from h (box ((choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis (A - 1)%R)%Z) (H_out - A) 0) + 1))) (fun i => (guard (within 0 H_out i) (dy i)))).

Definition arrays_add_gradient_z (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (x : G -> R) (z : G -> R) (dy : G -> R) (h : G) : R :=
  (sumb (from h (box ((choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis (B - 1)%R)%Z) (H_out - B) 0) + 1))) (fun i => (guard (within 0 H_out i) (dy i)))).

Definition arrays_sub_gradient_x (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (x : G -> R) (z : G -> R) (dy : G -> R) (h : G) : R :=
  (sumb (from h (box ((choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis (A - 1)%R)%Z) (H_out - A) 0) + 1))) (fun i => (guard (within 0 H_out i) (dy i)))).

Definition arrays_sub_gradient_z (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (x : G -> R) (z : G -> R) (dy : G -> R) (h : G) : R :=
  (- (sumb (from h (box ((choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis (B - 1)%R)%Z) (H_out - B) 0) + 1))) (fun i => (guard (within 0 H_out i) (dy i))))).

Definition arrays_mul_gradient_x (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (x : G -> R) (z : G -> R) (dy : G -> R) (h : G) : R :=
  (sumb (from h (box ((choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis (A - 1)%R)%Z) (H_out - A) 0) + 1))) (fun i => ((guard (within 0 H_out i) (dy i)) * (guard (within 0 B (per_axis Z.min i (B - 1))) (z (per_axis Z.min i (B - 1))))))).

Definition arrays_mul_gradient_z (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (x : G -> R) (z : G -> R) (dy : G -> R) (h : G) : R :=
  (sumb (from h (box ((choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis (B - 1)%R)%Z) (H_out - B) 0) + 1))) (fun i => ((guard (within 0 H_out i) (dy i)) * (guard (within 0 A (per_axis Z.min i (A - 1))) (x (per_axis Z.min i (A - 1))))))).

Definition arrays_div_gradient_x (R : numFieldType) (G : space) (A : G) (B : G) (H_out : G) (x : G -> R) (z : G -> R) (dy : G -> R) (h : G) : R :=
  (sumb (from h (box ((choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis (A - 1)%R)%Z) (H_out - A) 0) + 1))) (fun i => ((guard (within 0 H_out i) (dy i)) / (guard (within 0 B (per_axis Z.min i (B - 1))) (z (per_axis Z.min i (B - 1))))))).

Definition arrays_div_gradient_z (R : numFieldType) (G : space) (A : G) (B : G) (H_out : G) (x : G -> R) (z : G -> R) (dy : G -> R) (h : G) : R :=
  ((- (sumb (from h (box ((choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis (B - 1)%R)%Z) (H_out - B) 0) + 1))) (fun i => ((guard (within 0 H_out i) (dy i)) * (guard (within 0 A (per_axis Z.min i (A - 1))) (x (per_axis Z.min i (A - 1)))))))) / ((guard (within 0 B h) (z h)) ^+ (Z.to_nat 2%Z))).

Definition arrays_matmul_gradient_x (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (K : Z) (L : Z) (M : Z) (x : G -> Z -> Z -> R) (z : G -> Z -> Z -> R) (dy : G -> Z -> Z -> R) (a : G) (m : Z) (e : Z) : R :=
  (sumb (from a (box ((choose (fun one_axis => (@axis G one_axis a%R =? @axis G one_axis (A - 1)%R)%Z) (H_out - A) 0) + 1))) (fun i => (sumb (zrange L) (fun l => ((guard ((within 0 H_out i) && (between 0%Z M m) && (between 0%Z L l)) (dy i m l)) * (guard ((within 0 B (per_axis Z.min i (B - 1))) && (between 0%Z K e) && (between 0%Z L l)) (z (per_axis Z.min i (B - 1)) e l))))))).

Definition arrays_matmul_gradient_z (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (K : Z) (L : Z) (M : Z) (x : G -> Z -> Z -> R) (z : G -> Z -> Z -> R) (dy : G -> Z -> Z -> R) (a : G) (e : Z) (l : Z) : R :=
  (sumb (from a (box ((choose (fun one_axis => (@axis G one_axis a%R =? @axis G one_axis (B - 1)%R)%Z) (H_out - B) 0) + 1))) (fun i => (sumb (zrange M) (fun m => ((guard ((within 0 H_out i) && (between 0%Z M m) && (between 0%Z L l)) (dy i m l)) * (guard ((within 0 A (per_axis Z.min i (A - 1))) && (between 0%Z M m) && (between 0%Z K e)) (x (per_axis Z.min i (A - 1)) m e))))))).

Definition arrays_mean_gradient_x (R : numFieldType) (K : Z) (N : Z) (x : Z -> Z -> R) (dy : Z -> R) (n : Z) (e : Z) : R :=
  ((guard (between 0%Z N n) (dy n)) / (number K)).

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

Definition kernels_total_gradient_K (R : comRingType) (k : Z) (l : Z) (K : Z -> Z -> R) (dy : R) (a : Z) (b : Z) : R :=
  dy.

Definition kernels_moments_gradient_K (R : comRingType) (k : Z) (l : Z) (order : Z) (K : Z -> Z -> R) (dy : Z -> Z -> R) (a : Z) (b : Z) : R :=
  (sumb (zrange (order + 1)%Z) (fun p => (sumb (zrange (order + 1)%Z) (fun q => (((number (a - k)%Z) ^+ (Z.to_nat p)) * ((number (b - l)%Z) ^+ (Z.to_nat q)) * (guard ((between 0%Z (order + 1)%Z p) && (between 0%Z (order + 1)%Z q)) (dy p q))))))).

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

Definition layers_pad_gradient_x (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 (H + p + q) (h + p))) (dy n c (h + p))).

Definition layers_pad_gradient_x_mode_circular (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (from ((- 1) * (per_axis Z.div (h + p) H)) (box ((per_axis Z.div (h + p) H) + (per_axis Z.div (q - h - 1) H) + 2%:R))) (fun e => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 (H + p + q) ((e * H) + h + p))) (dy n c ((e * H) + h + p))))).

Definition layers_pad_gradient_x_mode_reflect (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (box (H + p + q)) (fun i => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.max ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H) (- ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H))) h) then (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 (H + p + q) i)) (dy n c i)) else 0))).

Definition layers_pad_gradient_x_mode_replicate (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (from (h + p - (choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis 0%R)%Z) p 0)) (box ((choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis 0%R)%Z) p 0) + (choose (fun one_axis => (@axis G one_axis h%R =? @axis G one_axis (H - 1)%R)%Z) q 0) + 1))) (fun i => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 (H + p + q) i)) (dy n c i)))).

Definition layers_crop_gradient_x (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (p : G) (q : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 (H - p - q) (h - p))) (dy n c (h - p))).

Definition layers_flatten (R : comRingType) (C : Z) (N : Z) (x : Z -> Z -> R) (n : Z) (c : Z) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c)) (x n c)).

Definition layers_flatten_gradient_x (R : comRingType) (C : Z) (N : Z) (x : Z -> Z -> R) (dy : Z -> Z -> R) (n : Z) (c : Z) : R :=
  (guard ((between 0%Z N n) && (between 0%Z C c)) (dy n c)).

Definition pooling_max_pool_gradient_x (R : realDomainType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (box kernel_size) (fun e => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (e * dilation)) stride) 0) then (if ((number (argmaxb (box kernel_size) (fun u => ((seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (stride * (per_axis Z.div (h + p - (e * dilation)) stride)) - p))) (x n c ((u * dilation) + (stride * (per_axis Z.div (h + p - (e * dilation)) stride)) - p))), (flat kernel_size%R u%R)%Z)))) == (number (flat kernel_size%R e%R)%Z) :> R) then (if (on_every_axis (fun u v => (u <=? v)%Z) 0 (per_axis Z.div (h + p - (e * dilation)) stride)) then (if (on_every_axis (fun u v => (u <=? v)%Z) ((per_axis Z.div (h + p - (e * dilation)) stride) + 1) H_out) then (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (e * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (e * dilation)) stride))) else 0) else 0) else 0) else 0))).

Definition pooling_max_pool_gradient_x_ceil_mode_true (R : realDomainType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (box kernel_size) (fun e => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (e * dilation)) stride) 0) then (if ((number (argmaxb (box kernel_size) (fun u => ((seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (stride * (per_axis Z.div (h + p - (e * dilation)) stride)) - p))) (x n c ((u * dilation) + (stride * (per_axis Z.div (h + p - (e * dilation)) stride)) - p))), (flat kernel_size%R u%R)%Z)))) == (number (flat kernel_size%R e%R)%Z) :> R) then (if (on_every_axis (fun u v => (u <=? v)%Z) 0 (per_axis Z.div (h + p - (e * dilation)) stride)) then (if (on_every_axis (fun u v => (u <=? v)%Z) ((per_axis Z.div (h + p - (e * dilation)) stride) + 1) H_out) then (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (e * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (e * dilation)) stride))) else 0) else 0) else 0) else 0))).

Definition pooling_avg_pool_gradient_x_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags ((- 1) * p) (H + q) ((u * dilation) + (i * stride) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_gradient_x_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then ((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (u * dilation)) stride))) / (@pooling_avg_pool_gradient_x_divisor_override_none_count R G C H H_out N kernel_size stride p q dilation x dy (per_axis Z.div (h + p - (u * dilation)) stride))) else 0))).

Definition pooling_avg_pool_gradient_x (R : numFieldType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  ((sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (u * dilation)) stride))) else 0))) / (number divisor)).

Definition pooling_avg_pool_gradient_x_count_include_pad_false_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_gradient_x_count_include_pad_false_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then ((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (u * dilation)) stride))) / (@pooling_avg_pool_gradient_x_count_include_pad_false_divisor_override_none_count R G C H H_out N kernel_size stride p q dilation x dy (per_axis Z.div (h + p - (u * dilation)) stride))) else 0))).

Definition pooling_avg_pool_gradient_x_count_include_pad_false (R : numFieldType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  ((sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (u * dilation)) stride))) else 0))) / (number divisor)).

Definition pooling_avg_pool_gradient_x_ceil_mode_true_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags ((- 1) * p) (H + q) ((u * dilation) + (i * stride) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_gradient_x_ceil_mode_true_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then ((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (u * dilation)) stride))) / (@pooling_avg_pool_gradient_x_ceil_mode_true_divisor_override_none_count R G C H H_out N kernel_size stride p q dilation x dy (per_axis Z.div (h + p - (u * dilation)) stride))) else 0))).

Definition pooling_avg_pool_gradient_x_ceil_mode_true (R : numFieldType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  ((sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (u * dilation)) stride))) else 0))) / (number divisor)).

Definition pooling_avg_pool_gradient_x_ceil_mode_true_count_include_pad_false_divisor_override_none_count (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (i : G) : R :=
  (number (product_of_axes ((sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))) : G)%R)%Z).
Definition pooling_avg_pool_gradient_x_ceil_mode_true_count_include_pad_false_divisor_override_none (R : numFieldType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then ((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (u * dilation)) stride))) / (@pooling_avg_pool_gradient_x_ceil_mode_true_count_include_pad_false_divisor_override_none_count R G C H H_out N kernel_size stride p q dilation x dy (per_axis Z.div (h + p - (u * dilation)) stride))) else 0))).

Definition pooling_avg_pool_gradient_x_ceil_mode_true_count_include_pad_false (R : numFieldType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (divisor : Z) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  ((sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n c (per_axis Z.div (h + p - (u * dilation)) stride))) else 0))) / (number divisor)).

Definition pooling_adaptive_avg_pool_gradient_x (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (size : G) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (u : G) : R :=
  (sumb (from (per_axis Z.div (u * size) H) (box ((- (per_axis Z.div ((- 1) * (u + 1) * size) H)) - (per_axis Z.div (u * size) H)))) (fun i => ((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 size i)) (dy n c i)) / (number (product_of_axes (((- (per_axis Z.div ((- 1) * (i + 1) * H) size)) - (per_axis Z.div (i * H) size)) : G)%R)%Z)))).

Definition activation_relu_gradient_x (R : realFieldType) (N : Z) (x : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (if (0 < (guard (between 0%Z N n) (x n)) :> R) then (guard (between 0%Z N n) (dy n)) else 0).

Definition activation_leaky_relu_gradient_x (R : realFieldType) (N : Z) (alpha : R) (x : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (if (0 < (guard (between 0%Z N n) (x n)) :> R) then (guard (between 0%Z N n) (dy n)) else (alpha * (guard (between 0%Z N n) (dy n)))).

Definition activation_sigmoid_gradient_x (N : Z) (x : Z -> R) (dy : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (dy n)) / (((1 + (exponential (- (guard (between 0%Z N n) (x n))))) ^+ (Z.to_nat 2%Z)) * (exponential (guard (between 0%Z N n) (x n))))).

Definition activation_scaled_tanh_gradient_x (N : Z) (x : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (((number 17159%Z) * (1 - ((tangent (((2%:R) * (guard (between 0%Z N n) (x n))) / (3%:R))) ^+ (Z.to_nat 2%Z))) * (guard (between 0%Z N n) (dy n))) / (number 15000%Z)).

Definition activation_clip_gradient_x (R : realFieldType) (N : Z) (low : R) (high : R) (x : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (if ((guard (between 0%Z N n) (x n)) < high :> R) then (if (low < (guard (between 0%Z N n) (x n)) :> R) then (guard (between 0%Z N n) (dy n)) else 0) else 0).

Definition activation_hard_sigmoid_gradient_x (R : realFieldType) (N : Z) (alpha : R) (beta : R) (x : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (if (0 < ((alpha * (guard (between 0%Z N n) (x n))) + beta) :> R) then (if (((alpha * (guard (between 0%Z N n) (x n))) + beta) < 1 :> R) then (alpha * (guard (between 0%Z N n) (dy n))) else 0) else 0).

Definition activation_hard_swish_gradient_x (R : realFieldType) (N : Z) (x : Z -> R) (dy : Z -> R) (n : Z) : R :=
  ((if (0 < (((guard (between 0%Z N n) (x n)) / (6%:R)) + (1 / (2%:R))) :> R) then (if ((((guard (between 0%Z N n) (x n)) / (6%:R)) + (1 / (2%:R))) < 1 :> R) then (((guard (between 0%Z N n) (dy n)) * (guard (between 0%Z N n) (x n))) / (6%:R)) else 0) else 0) + ((guard (between 0%Z N n) (dy n)) * (Num.max 0 (Num.min 1 (((guard (between 0%Z N n) (x n)) / (6%:R)) + (1 / (2%:R))))))).

Definition activation_silu_gradient_x (N : Z) (beta : R) (x : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (((((beta * (guard (between 0%Z N n) (x n))) / ((1 + (exponential (- (beta * (guard (between 0%Z N n) (x n)))))) * (exponential (beta * (guard (between 0%Z N n) (x n)))))) + 1) * (guard (between 0%Z N n) (dy n))) / (1 + (exponential (- (beta * (guard (between 0%Z N n) (x n))))))).

Definition activation_softmax_gradient_x_m (R : realDomainType) (K : Z) (N : Z) (x : Z -> Z -> R) (dy : Z -> Z -> R) (n : Z) : R :=
  (maxb (zrange K) (fun k => (seen ((between 0%Z N n) && (between 0%Z K k)) (x n k)))).
Definition activation_softmax_gradient_x (K : Z) (N : Z) (x : Z -> Z -> R) (dy : Z -> Z -> R) (n : Z) (l : Z) : R :=
  ((((guard ((between 0%Z N n) && (between 0%Z K l)) (dy n l)) - ((sumb (zrange K) (fun e => ((guard ((between 0%Z N n) && (between 0%Z K e)) (dy n e)) * (exponential ((guard ((between 0%Z N n) && (between 0%Z K e)) (x n e)) - (@activation_softmax_gradient_x_m R K N x dy n)))))) / (sumb (zrange K) (fun k => (exponential ((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@activation_softmax_gradient_x_m R K N x dy n))))))) * (exponential ((guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)) - (@activation_softmax_gradient_x_m R K N x dy n)))) / (sumb (zrange K) (fun k => (exponential ((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@activation_softmax_gradient_x_m R K N x dy n)))))).

Definition activation_log_softmax_gradient_x_m (R : realDomainType) (K : Z) (N : Z) (x : Z -> Z -> R) (dy : Z -> Z -> R) (n : Z) : R :=
  (maxb (zrange K) (fun k => (seen ((between 0%Z N n) && (between 0%Z K k)) (x n k)))).
Definition activation_log_softmax_gradient_x (K : Z) (N : Z) (x : Z -> Z -> R) (dy : Z -> Z -> R) (n : Z) (l : Z) : R :=
  ((guard ((between 0%Z N n) && (between 0%Z K l)) (dy n l)) - (((sumb (zrange K) (fun e => (guard ((between 0%Z N n) && (between 0%Z K e)) (dy n e)))) * (exponential ((guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)) - (@activation_log_softmax_gradient_x_m R K N x dy n)))) / (sumb (zrange K) (fun k => (exponential ((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@activation_log_softmax_gradient_x_m R K N x dy n))))))).

Definition activation_cross_entropy_gradient_x_m (R : realDomainType) (K : Z) (N : Z) (x : Z -> Z -> R) (t : Z -> Z) (dy : R) (n : Z) : R :=
  (maxb (zrange K) (fun k => (seen ((between 0%Z N n) && (between 0%Z K k)) (x n k)))).
Definition activation_cross_entropy_gradient_x (K : Z) (N : Z) (x : Z -> Z -> R) (t : Z -> Z) (dy : R) (n : Z) (e : Z) : R :=
  ((if ((t n)%Z =? e)%Z then ((- dy) / (number N)) else 0) + (((exponential ((guard ((between 0%Z N n) && (between 0%Z K e)) (x n e)) - (@activation_cross_entropy_gradient_x_m R K N x t dy n))) * dy) / ((number N) * (sumb (zrange K) (fun k => (exponential ((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@activation_cross_entropy_gradient_x_m R K N x t dy n)))))))).

Definition normalization_batch_mean_gradient_x (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (dy : Z -> R) (m : Z) (c : Z) (u : G) : R :=
  ((guard (between 0%Z C c) (dy c)) / (number (N * (product_of_axes (H : G)%R))%Z)).

Definition normalization_batch_var_gradient_x_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (dy : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_var_gradient_x (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (dy : Z -> R) (m : Z) (c : Z) (u : G) : R :=
  (((2%:R) * ((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_var_gradient_x_mean R G C H N x dy c)) * (guard (between 0%Z C c) (dy c))) / (number (N * (product_of_axes (H : G)%R))%Z)).

Definition normalization_batch_var_gradient_x_correction_1_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (dy : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_var_gradient_x_correction_1 (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (x : Z -> Z -> G -> R) (dy : Z -> R) (m : Z) (c : Z) (u : G) : R :=
  (((2%:R) * ((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_var_gradient_x_correction_1_mean R G C H N x dy c)) * (guard (between 0%Z C c) (dy c))) / (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)).

Definition normalization_next_running_mean_gradient_x (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_mean : Z -> R) (dy : Z -> R) (m : Z) (c : Z) (u : G) : R :=
  ((momentum * (guard (between 0%Z C c) (dy c))) / (number (N * (product_of_axes (H : G)%R))%Z)).

Definition normalization_next_running_mean_gradient_running_mean (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_mean : Z -> R) (dy : Z -> R) (c : Z) : R :=
  ((1 - momentum) * (guard (between 0%Z C c) (dy c))).

Definition normalization_next_running_var_gradient_x_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (dy : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_next_running_var_gradient_x (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (dy : Z -> R) (m : Z) (c : Z) (u : G) : R :=
  (((2%:R) * momentum * ((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_next_running_var_gradient_x_mean R G C H N momentum x running_var dy c)) * (guard (between 0%Z C c) (dy c))) / (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)).

Definition normalization_next_running_var_gradient_x_running_correction_0_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (dy : Z -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_next_running_var_gradient_x_running_correction_0 (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (dy : Z -> R) (m : Z) (c : Z) (u : G) : R :=
  (((2%:R) * momentum * ((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_next_running_var_gradient_x_running_correction_0_mean R G C H N momentum x running_var dy c)) * (guard (between 0%Z C c) (dy c))) / (number (N * (product_of_axes (H : G)%R))%Z)).

Definition normalization_next_running_var_gradient_running_var (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (dy : Z -> R) (c : Z) : R :=
  ((1 - momentum) * (guard (between 0%Z C c) (dy c))).

Definition normalization_next_running_var_gradient_running_var_running_correction_0 (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (momentum : R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (dy : Z -> R) (c : Z) : R :=
  ((1 - momentum) * (guard (between 0%Z C c) (dy c))).

Definition normalization_batch_norm_gradient_x_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_norm_gradient_x_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_norm_gradient_x_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) ^+ (Z.to_nat 2%Z)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_norm_gradient_x (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i)) - ((sumb (zrange N) (fun e => (sumb (box H) (fun h => (guard ((between 0%Z N e) && (between 0%Z C c) && (within 0 H h)) (dy e c h)))))) / (number (N * (product_of_axes (H : G)%R))%Z)) - ((((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (@normalization_batch_norm_gradient_x_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) * (sumb (zrange N) (fun e => (sumb (box H) (fun h => (((guard ((between 0%Z N e) && (between 0%Z C c) && (within 0 H h)) (x e c h)) - (@normalization_batch_norm_gradient_x_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) * (guard ((between 0%Z N e) && (between 0%Z C c) && (within 0 H h)) (dy e c h)))))))) / ((number N) * (eps + (@normalization_batch_norm_gradient_x_var R G C H N eps momentum x gamma beta running_mean running_var dy c)) * (number (product_of_axes (H : G)%R)%Z)))) * (guard (between 0%Z C c) (gamma c))) / (root (eps + (@normalization_batch_norm_gradient_x_var R G C H N eps momentum x gamma beta running_mean running_var dy c)))).

Definition normalization_batch_norm_gradient_x_correction_1_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_norm_gradient_x_correction_1_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_norm_gradient_x_correction_1_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) ^+ (Z.to_nat 2%Z)))))) / (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)).
Definition normalization_batch_norm_gradient_x_correction_1 (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i)) - ((((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (@normalization_batch_norm_gradient_x_correction_1_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) * (sumb (zrange N) (fun e => (sumb (box H) (fun h => (((guard ((between 0%Z N e) && (between 0%Z C c) && (within 0 H h)) (x e c h)) - (@normalization_batch_norm_gradient_x_correction_1_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) * (guard ((between 0%Z N e) && (between 0%Z C c) && (within 0 H h)) (dy e c h)))))))) / ((number ((N * (product_of_axes (H : G)%R)) - 1)%Z) * (eps + (@normalization_batch_norm_gradient_x_correction_1_var R G C H N eps momentum x gamma beta running_mean running_var dy c)))) - ((sumb (zrange N) (fun e => (sumb (box H) (fun h => (guard ((between 0%Z N e) && (between 0%Z C c) && (within 0 H h)) (dy e c h)))))) / (number (N * (product_of_axes (H : G)%R))%Z))) * (guard (between 0%Z C c) (gamma c))) / (root (eps + (@normalization_batch_norm_gradient_x_correction_1_var R G C H N eps momentum x gamma beta running_mean running_var dy c)))).

Definition normalization_batch_norm_gradient_x_training_false (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (((guard (between 0%Z C c) (gamma c)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i))) / (root (eps + (guard (between 0%Z C c) (running_var c))))).

Definition normalization_batch_norm_gradient_x_training_false_correction_1 (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (((guard (between 0%Z C c) (gamma c)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i))) / (root (eps + (guard (between 0%Z C c) (running_var c))))).

Definition normalization_batch_norm_gradient_gamma_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_norm_gradient_gamma_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_norm_gradient_gamma_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) ^+ (Z.to_nat 2%Z)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_norm_gradient_gamma (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun n => (sumb (box H) (fun i => (((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (@normalization_batch_norm_gradient_gamma_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i))))))) / (root (eps + (@normalization_batch_norm_gradient_gamma_var R G C H N eps momentum x gamma beta running_mean running_var dy c)))).

Definition normalization_batch_norm_gradient_gamma_correction_1_mean (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z)).
Definition normalization_batch_norm_gradient_gamma_correction_1_var (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - (@normalization_batch_norm_gradient_gamma_correction_1_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) ^+ (Z.to_nat 2%Z)))))) / (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)).
Definition normalization_batch_norm_gradient_gamma_correction_1 (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun n => (sumb (box H) (fun i => (((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (@normalization_batch_norm_gradient_gamma_correction_1_mean R G C H N eps momentum x gamma beta running_mean running_var dy c)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i))))))) / (root (eps + (@normalization_batch_norm_gradient_gamma_correction_1_var R G C H N eps momentum x gamma beta running_mean running_var dy c)))).

Definition normalization_batch_norm_gradient_gamma_training_false (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun n => (sumb (box H) (fun i => (((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (guard (between 0%Z C c) (running_mean c))) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i))))))) / (root (eps + (guard (between 0%Z C c) (running_var c))))).

Definition normalization_batch_norm_gradient_gamma_training_false_correction_1 (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((sumb (zrange N) (fun n => (sumb (box H) (fun i => (((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (guard (between 0%Z C c) (running_mean c))) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i))))))) / (root (eps + (guard (between 0%Z C c) (running_var c))))).

Definition normalization_batch_norm_gradient_beta (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H) (fun i => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i)))))).

Definition normalization_batch_norm_gradient_beta_correction_1 (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H) (fun i => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i)))))).

Definition normalization_batch_norm_gradient_beta_training_false (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H) (fun i => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i)))))).

Definition normalization_batch_norm_gradient_beta_training_false_correction_1 (R : comRingType) (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H) (fun i => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i)))))).

Definition normalization_batch_norm_gradient_running_mean_training_false (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((- ((guard (between 0%Z C c) (gamma c)) * (sumb (zrange N) (fun n => (sumb (box H) (fun i => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i)))))))) / (root (eps + (guard (between 0%Z C c) (running_var c))))).

Definition normalization_batch_norm_gradient_running_mean_training_false_correction_1 (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((- ((guard (between 0%Z C c) (gamma c)) * (sumb (zrange N) (fun n => (sumb (box H) (fun i => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i)))))))) / (root (eps + (guard (between 0%Z C c) (running_var c))))).

Definition normalization_batch_norm_gradient_running_var_training_false (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((- ((guard (between 0%Z C c) (gamma c)) * (sumb (zrange N) (fun n => (sumb (box H) (fun i => (((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (guard (between 0%Z C c) (running_mean c))) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i))))))))) / ((2%:R) * (power (eps + (guard (between 0%Z C c) (running_var c))) ((3%:R) / (2%:R))))).

Definition normalization_batch_norm_gradient_running_var_training_false_correction_1 (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  ((- ((guard (between 0%Z C c) (gamma c)) * (sumb (zrange N) (fun n => (sumb (box H) (fun i => (((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) - (guard (between 0%Z C c) (running_mean c))) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i))))))))) / ((2%:R) * (power (eps + (guard (between 0%Z C c) (running_var c))) ((3%:R) / (2%:R))))).

Definition normalization_group_norm_gradient_x_mu (R : numFieldType) (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (g : Z) : R :=
  ((sumb (zrange M) (fun e => (sumb (box H) (fun u => (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((g * M) + e)%Z) && (within 0 H u)) (x n ((g * M) + e)%Z u)))))) / (number (M * (product_of_axes (H : G)%R))%Z)).
Definition normalization_group_norm_gradient_x_nu (R : numFieldType) (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (g : Z) : R :=
  ((sumb (zrange M) (fun e => (sumb (box H) (fun u => (((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((g * M) + e)%Z) && (within 0 H u)) (x n ((g * M) + e)%Z u)) - (@normalization_group_norm_gradient_x_mu R G H M N groups eps x gamma beta dy n g)) ^+ (Z.to_nat 2%Z)))))) / (number (M * (product_of_axes (H : G)%R))%Z)).
Definition normalization_group_norm_gradient_x (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  ((((guard (between 0%Z (M * groups)%Z c) (gamma c)) * (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z c) && (within 0 H i)) (dy n c i))) - ((sumb (box H) (fun h => (sumb (zrange M) (fun e => ((guard (between 0%Z (M * groups)%Z ((M * (Z.div c M)) + e)%Z) (gamma ((M * (Z.div c M)) + e)%Z)) * (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((M * (Z.div c M)) + e)%Z) && (within 0 H h)) (dy n ((M * (Z.div c M)) + e)%Z h))))))) / (number (M * (product_of_axes (H : G)%R))%Z)) - ((((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z c) && (within 0 H i)) (x n c i)) - (@normalization_group_norm_gradient_x_mu R G H M N groups eps x gamma beta dy n (Z.div c M)%Z)) * (sumb (box H) (fun h => (sumb (zrange M) (fun e => (((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((M * (Z.div c M)) + e)%Z) && (within 0 H h)) (x n ((M * (Z.div c M)) + e)%Z h)) - (@normalization_group_norm_gradient_x_mu R G H M N groups eps x gamma beta dy n (Z.div c M)%Z)) * (guard (between 0%Z (M * groups)%Z ((M * (Z.div c M)) + e)%Z) (gamma ((M * (Z.div c M)) + e)%Z)) * (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((M * (Z.div c M)) + e)%Z) && (within 0 H h)) (dy n ((M * (Z.div c M)) + e)%Z h)))))))) / ((number M) * (eps + (@normalization_group_norm_gradient_x_nu R G H M N groups eps x gamma beta dy n (Z.div c M)%Z)) * (number (product_of_axes (H : G)%R)%Z)))) / (root (eps + (@normalization_group_norm_gradient_x_nu R G H M N groups eps x gamma beta dy n (Z.div c M)%Z)))).

Definition normalization_group_norm_gradient_gamma_mu (R : numFieldType) (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (g : Z) : R :=
  ((sumb (zrange M) (fun e => (sumb (box H) (fun u => (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((g * M) + e)%Z) && (within 0 H u)) (x n ((g * M) + e)%Z u)))))) / (number (M * (product_of_axes (H : G)%R))%Z)).
Definition normalization_group_norm_gradient_gamma_nu (R : numFieldType) (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (g : Z) : R :=
  ((sumb (zrange M) (fun e => (sumb (box H) (fun u => (((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z ((g * M) + e)%Z) && (within 0 H u)) (x n ((g * M) + e)%Z u)) - (@normalization_group_norm_gradient_gamma_mu R G H M N groups eps x gamma beta dy n g)) ^+ (Z.to_nat 2%Z)))))) / (number (M * (product_of_axes (H : G)%R))%Z)).
Definition normalization_group_norm_gradient_gamma (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H) (fun i => ((((guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z c) && (within 0 H i)) (x n c i)) - (@normalization_group_norm_gradient_gamma_mu R G H M N groups eps x gamma beta dy n (Z.div c M)%Z)) * (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z c) && (within 0 H i)) (dy n c i))) / (root (eps + (@normalization_group_norm_gradient_gamma_nu R G H M N groups eps x gamma beta dy n (Z.div c M)%Z)))))))).

Definition normalization_group_norm_gradient_beta (R : comRingType) (G : space) (H : G) (M : Z) (N : Z) (groups : Z) (eps : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H) (fun i => (guard ((between 0%Z N n) && (between 0%Z (M * groups)%Z c) && (within 0 H i)) (dy n c i)))))).

Definition normalization_layer_norm_gradient_x_mu (R : numFieldType) (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> R) (n : Z) : R :=
  ((sumb (zrange K) (fun l => (guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)))) / (number K)).
Definition normalization_layer_norm_gradient_x_nu (R : numFieldType) (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> R) (n : Z) : R :=
  ((sumb (zrange K) (fun l => (((guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)) - (@normalization_layer_norm_gradient_x_mu R K N eps x gamma beta dy n)) ^+ (Z.to_nat 2%Z)))) / (number K)).
Definition normalization_layer_norm_gradient_x (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> R) (n : Z) (k : Z) : R :=
  ((((guard (between 0%Z K k) (gamma k)) * (guard ((between 0%Z N n) && (between 0%Z K k)) (dy n k))) - ((sumb (zrange K) (fun e => ((guard (between 0%Z K e) (gamma e)) * (guard ((between 0%Z N n) && (between 0%Z K e)) (dy n e))))) / (number K)) - ((((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@normalization_layer_norm_gradient_x_mu R K N eps x gamma beta dy n)) * (sumb (zrange K) (fun e => (((guard ((between 0%Z N n) && (between 0%Z K e)) (x n e)) - (@normalization_layer_norm_gradient_x_mu R K N eps x gamma beta dy n)) * (guard (between 0%Z K e) (gamma e)) * (guard ((between 0%Z N n) && (between 0%Z K e)) (dy n e)))))) / ((number K) * (eps + (@normalization_layer_norm_gradient_x_nu R K N eps x gamma beta dy n))))) / (root (eps + (@normalization_layer_norm_gradient_x_nu R K N eps x gamma beta dy n)))).

Definition normalization_layer_norm_gradient_gamma_mu (R : numFieldType) (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> R) (n : Z) : R :=
  ((sumb (zrange K) (fun l => (guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)))) / (number K)).
Definition normalization_layer_norm_gradient_gamma_nu (R : numFieldType) (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> R) (n : Z) : R :=
  ((sumb (zrange K) (fun l => (((guard ((between 0%Z N n) && (between 0%Z K l)) (x n l)) - (@normalization_layer_norm_gradient_gamma_mu R K N eps x gamma beta dy n)) ^+ (Z.to_nat 2%Z)))) / (number K)).
Definition normalization_layer_norm_gradient_gamma (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> R) (k : Z) : R :=
  (sumb (zrange N) (fun n => ((((guard ((between 0%Z N n) && (between 0%Z K k)) (x n k)) - (@normalization_layer_norm_gradient_gamma_mu R K N eps x gamma beta dy n)) * (guard ((between 0%Z N n) && (between 0%Z K k)) (dy n k))) / (root (eps + (@normalization_layer_norm_gradient_gamma_nu R K N eps x gamma beta dy n)))))).

Definition normalization_layer_norm_gradient_beta (R : comRingType) (K : Z) (N : Z) (eps : R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (dy : Z -> Z -> R) (k : Z) : R :=
  (sumb (zrange N) (fun n => (guard ((between 0%Z N n) && (between 0%Z K k)) (dy n k)))).

Definition normalization_local_response_norm_gradient_x_z (R : numFieldType) (G : space) (C : Z) (H : G) (N : Z) (size : Z) (alpha : R) (beta : R) (bias : R) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (((alpha * (sumb (from (Z.max 0 (c - (Z.div size 2)))%Z (zrange ((Z.min (C - 1) (c + (Z.div size 2))) + 1 - (Z.max 0 (c - (Z.div size 2))))%Z)) (fun e => ((guard ((between 0%Z N n) && (between 0%Z C e) && (within 0 H i)) (x n e i)) ^+ (Z.to_nat 2%Z))))) / (number size)) + bias).
Definition normalization_local_response_norm_gradient_x (G : space) (C : Z) (H : G) (N : Z) (size : Z) (alpha : R) (beta : R) (bias : R) (x : Z -> Z -> G -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (i : G) : R :=
  (((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (dy n c i)) / (power (@normalization_local_response_norm_gradient_x_z R G C H N size alpha beta bias x dy n c i) beta)) - (((2%:R) * alpha * beta * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H i)) (x n c i)) * (sumb (from (Z.max 0 (c - (Z.div size 2)))%Z (zrange ((Z.min (C - 1) (c + (Z.div size 2))) + 1 - (Z.max 0 (c - (Z.div size 2))))%Z)) (fun e => (((guard ((between 0%Z N n) && (between 0%Z C e) && (within 0 H i)) (dy n e i)) * (guard ((between 0%Z N n) && (between 0%Z C e) && (within 0 H i)) (x n e i))) / (power (@normalization_local_response_norm_gradient_x_z R G C H N size alpha beta bias x dy n e i) (beta + 1)))))) / (number size))).

Definition classic_conv_by_table_gradient_x (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  (sumb (zrange O) (fun o => (sumb (box kernel_size) (fun u => (if (on_every_axis (fun u v => (u =? v)%Z) (per_axis Z.modulo (h + p - (u * dilation)) stride) 0) then ((guard ((between 0%Z O o) && (between 0%Z C c)) (table o c)) * (guard ((between 0%Z N n) && (between 0%Z O o) && (within 0 H_out (per_axis Z.div (h + p - (u * dilation)) stride))) (dy n o (per_axis Z.div (h + p - (u * dilation)) stride))) * (guard ((between 0%Z O o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u))) else 0))))).

Definition classic_conv_by_table_gradient_w (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) (c : Z) (u : G) : R :=
  ((guard ((between 0%Z O o) && (between 0%Z C c)) (table o c)) * (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => ((guard ((between 0%Z N n) && (between 0%Z O o) && (within 0 H_out i)) (dy n o i)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))))))))).

Definition classic_conv_by_table_gradient_table (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => (sumb (box kernel_size) (fun u => ((guard ((between 0%Z N n) && (between 0%Z O o) && (within 0 H_out i)) (dy n o i)) * (guard ((between 0%Z O o) && (between 0%Z C c) && (within 0 kernel_size u)) (w o c u)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p)))))))))).

Definition classic_conv_by_table_gradient_b (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (O : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (o : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => (guard ((between 0%Z N n) && (between 0%Z O o) && (within 0 H_out i)) (dy n o i)))))).

Definition classic_subsample_gradient_x (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (n : Z) (c : Z) (h : G) : R :=
  ((guard (between 0%Z C c) (coefficient c)) * (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out (per_axis Z.div h kernel_size))) (dy n c (per_axis Z.div h kernel_size)))).

Definition classic_subsample_gradient_coefficient (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => ((guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out i)) (dy n c i)) * (sumb (box kernel_size) (fun u => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((i * kernel_size) + u))) (x n c ((i * kernel_size) + u)))))))))).

Definition classic_subsample_gradient_b (R : comRingType) (G : space) (C : Z) (H : G) (H_out : G) (N : Z) (kernel_size : G) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R) (dy : Z -> Z -> G -> R) (c : Z) : R :=
  (sumb (zrange N) (fun n => (sumb (box H_out) (fun i => (guard ((between 0%Z N n) && (between 0%Z C c) && (within 0 H_out i)) (dy n c i)))))).

Definition classic_euclidean_rbf_gradient_x (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (dy : Z -> Z -> R) (n : Z) (c : Z) : R :=
  ((2%:R) * (sumb (zrange O) (fun o => (((guard ((between 0%Z N n) && (between 0%Z C c)) (x n c)) - (guard ((between 0%Z O o) && (between 0%Z C c)) (w o c))) * (guard ((between 0%Z N n) && (between 0%Z O o)) (dy n o)))))).

Definition classic_euclidean_rbf_gradient_w (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (dy : Z -> Z -> R) (o : Z) (c : Z) : R :=
  (- ((2%:R) * (sumb (zrange N) (fun n => (((guard ((between 0%Z N n) && (between 0%Z C c)) (x n c)) - (guard ((between 0%Z O o) && (between 0%Z C c)) (w o c))) * (guard ((between 0%Z N n) && (between 0%Z O o)) (dy n o))))))).

Definition classic_rejecting_loss_gradient_y_m (R : realDomainType) (K : Z) (N : Z) (rejection : R) (y : Z -> Z -> R) (t : Z -> Z) (dloss : R) (n : Z) : R :=
  (maxb (zrange K) (fun k => (seen ((between 0%Z N n) && (between 0%Z K k)) (- (guard ((between 0%Z N n) && (between 0%Z K k)) (y n k)))))).
Definition classic_rejecting_loss_gradient_y (K : Z) (N : Z) (rejection : R) (y : Z -> Z -> R) (t : Z -> Z) (dloss : R) (n : Z) (e : Z) : R :=
  ((if ((t n)%Z =? e)%Z then (dloss / (number N)) else 0) - (((exponential (0 - (guard ((between 0%Z N n) && (between 0%Z K e)) (y n e)) - (Num.max (- rejection) (@classic_rejecting_loss_gradient_y_m R K N rejection y t dloss n)))) * dloss) / ((number N) * ((exponential (0 - rejection - (Num.max (- rejection) (@classic_rejecting_loss_gradient_y_m R K N rejection y t dloss n)))) + (sumb (zrange K) (fun k => (exponential (0 - (guard ((between 0%Z N n) && (between 0%Z K k)) (y n k)) - (Num.max (- rejection) (@classic_rejecting_loss_gradient_y_m R K N rejection y t dloss n)))))))))).

Definition optimization_next_velocity_gradient_velocity (R : comRingType) (N : Z) (momentum : R) (decay : R) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (momentum * (guard (between 0%Z N n) (dy n))).

Definition optimization_next_velocity_gradient_gradient (R : comRingType) (N : Z) (momentum : R) (decay : R) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (guard (between 0%Z N n) (dy n)).

Definition optimization_next_velocity_gradient_weight (R : comRingType) (N : Z) (momentum : R) (decay : R) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (decay * (guard (between 0%Z N n) (dy n))).

Definition optimization_next_weight_gradient_weight (R : comRingType) (N : Z) (rate : R) (weight : Z -> R) (velocity : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (guard (between 0%Z N n) (dy n)).

Definition optimization_next_weight_gradient_velocity (R : comRingType) (N : Z) (rate : R) (weight : Z -> R) (velocity : Z -> R) (dy : Z -> R) (n : Z) : R :=
  (- (rate * (guard (between 0%Z N n) (dy n)))).

Definition fitting_line_gradient_x (R : comRingType) (N : Z) (x : Z -> R) (slope : R) (intercept : R) (dy : Z -> R) (n : Z) : R :=
  ((guard (between 0%Z N n) (dy n)) * slope).

Definition fitting_line_gradient_slope (R : comRingType) (N : Z) (x : Z -> R) (slope : R) (intercept : R) (dy : Z -> R) : R :=
  (sumb (zrange N) (fun n => ((guard (between 0%Z N n) (dy n)) * (guard (between 0%Z N n) (x n))))).

Definition fitting_line_gradient_intercept (R : comRingType) (N : Z) (x : Z -> R) (slope : R) (intercept : R) (dy : Z -> R) : R :=
  (sumb (zrange N) (fun n => (guard (between 0%Z N n) (dy n)))).

Definition fitting_mean_squared_error_gradient_prediction (R : numFieldType) (N : Z) (prediction : Z -> R) (target : Z -> R) (dy : R) (n : Z) : R :=
  (((2%:R) * ((guard (between 0%Z N n) (prediction n)) - (guard (between 0%Z N n) (target n))) * dy) / (number N)).

Definition fitting_mean_squared_error_gradient_target (R : numFieldType) (N : Z) (prediction : Z -> R) (target : Z -> R) (dy : R) (n : Z) : R :=
  ((- ((2%:R) * ((guard (between 0%Z N n) (prediction n)) - (guard (between 0%Z N n) (target n))) * dy)) / (number N)).

Definition fitting_least_squares_slope_gradient_x_u (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (da : R) (n : Z) : R :=
  ((guard (between 0%Z N n) (x n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (x k)))) / (number N))).
Definition fitting_least_squares_slope_gradient_x_v (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (da : R) (n : Z) : R :=
  ((guard (between 0%Z N n) (y n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (y k)))) / (number N))).
Definition fitting_least_squares_slope_gradient_x_du (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (da : R) (n : Z) : R :=
  (((((@fitting_least_squares_slope_gradient_x_v R N x y da n) * (sumb (zrange N) (fun n => ((@fitting_least_squares_slope_gradient_x_u R N x y da n) ^+ (Z.to_nat 2%Z))))) - ((2%:R) * (@fitting_least_squares_slope_gradient_x_u R N x y da n) * (sumb (zrange N) (fun n => ((@fitting_least_squares_slope_gradient_x_u R N x y da n) * (@fitting_least_squares_slope_gradient_x_v R N x y da n)))))) * da) / ((sumb (zrange N) (fun n => ((@fitting_least_squares_slope_gradient_x_u R N x y da n) ^+ (Z.to_nat 2%Z)))) ^+ (Z.to_nat 2%Z))).
Definition fitting_least_squares_slope_gradient_x (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (da : R) (k : Z) : R :=
  ((@fitting_least_squares_slope_gradient_x_du R N x y da k) - ((sumb (zrange N) (fun n => (@fitting_least_squares_slope_gradient_x_du R N x y da n))) / (number N))).

Definition fitting_least_squares_slope_gradient_y_u (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (da : R) (n : Z) : R :=
  ((guard (between 0%Z N n) (x n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (x k)))) / (number N))).
Definition fitting_least_squares_slope_gradient_y_dv (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (da : R) (n : Z) : R :=
  (((@fitting_least_squares_slope_gradient_y_u R N x y da n) * da) / (sumb (zrange N) (fun n => ((@fitting_least_squares_slope_gradient_y_u R N x y da n) ^+ (Z.to_nat 2%Z))))).
Definition fitting_least_squares_slope_gradient_y (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (da : R) (k : Z) : R :=
  ((@fitting_least_squares_slope_gradient_y_dv R N x y da k) - ((sumb (zrange N) (fun n => (@fitting_least_squares_slope_gradient_y_dv R N x y da n))) / (number N))).

Definition fitting_least_squares_intercept_gradient_y_u (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (db : R) (n : Z) : R :=
  ((guard (between 0%Z N n) (x n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (x k)))) / (number N))).
Definition fitting_least_squares_intercept_gradient_y_dv (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (db : R) (n : Z) : R :=
  ((- ((@fitting_least_squares_intercept_gradient_y_u R N x y db n) * (sumb (zrange N) (fun e => (guard (between 0%Z N e) (x e)))) * db)) / ((number N) * (sumb (zrange N) (fun k => ((@fitting_least_squares_intercept_gradient_y_u R N x y db k) ^+ (Z.to_nat 2%Z)))))).
Definition fitting_least_squares_intercept_gradient_y (R : numFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (db : R) (n : Z) : R :=
  ((@fitting_least_squares_intercept_gradient_y_dv R N x y db n) + (db / (number N)) - ((sumb (zrange N) (fun e => (@fitting_least_squares_intercept_gradient_y_dv R N x y db e))) / (number N))).

Definition fitting_step_slope_gradient_x_f (R : comRingType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (da_1 : R) (n : Z) : R :=
  (((guard (between 0%Z N n) (x n)) * slope) + intercept).
Definition fitting_step_slope_gradient_x_e (R : comRingType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (da_1 : R) (n : Z) : R :=
  ((@fitting_step_slope_gradient_x_f R N rate x y slope intercept da_1 n) - (guard (between 0%Z N n) (y n))).
Definition fitting_step_slope_gradient_x (R : numFieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (da_1 : R) (n : Z) : R :=
  (((2%:R) * rate * da_1 * (0 - (@fitting_step_slope_gradient_x_e R N rate x y slope intercept da_1 n) - ((guard (between 0%Z N n) (x n)) * slope))) / (number N)).

Definition fitting_step_slope_gradient_y (R : numFieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (da_1 : R) (n : Z) : R :=
  (((2%:R) * rate * (guard (between 0%Z N n) (x n)) * da_1) / (number N)).

Definition fitting_step_slope_gradient_slope (R : numFieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (da_1 : R) : R :=
  (da_1 - (((2%:R) * rate * (sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) * da_1) / (number N))).

Definition fitting_step_slope_gradient_intercept (R : numFieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (da_1 : R) : R :=
  ((- ((2%:R) * rate * (sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) * da_1)) / (number N)).

Definition fitting_step_intercept_gradient_x (R : numFieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (db_1 : R) (n : Z) : R :=
  ((- ((2%:R) * rate * db_1 * slope)) / (number N)).

Definition fitting_step_intercept_gradient_y (R : numFieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (db_1 : R) (n : Z) : R :=
  (((2%:R) * rate * db_1) / (number N)).

Definition fitting_step_intercept_gradient_slope (R : numFieldType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (db_1 : R) : R :=
  ((- ((2%:R) * rate * (sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) * db_1)) / (number N)).

Definition fitting_step_intercept_gradient_intercept (R : comRingType) (N : Z) (rate : R) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R) (db_1 : R) : R :=
  (db_1 - ((2%:R) * rate * db_1)).

Definition fitting_largest_curvature_gradient_x (N : Z) (x : Z -> R) (dy : R) (n : Z) : R :=
  (((2%:R) * (((number N) * (root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))) * (guard (between 0%Z N n) (x n))) + ((guard (between 0%Z N n) (x n)) * (sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z))))) + ((2%:R) * (sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n))))) - ((number N) * (guard (between 0%Z N n) (x n)))) * dy) / ((number (N * N)%Z) * (root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))))).

Definition fitting_smallest_curvature_gradient_x_u (R : numFieldType) (N : Z) (x : Z -> R) (dy : R) (n : Z) : R :=
  ((guard (between 0%Z N n) (x n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (x k)))) / (number N))).
Definition fitting_smallest_curvature_gradient_x_du (N : Z) (x : Z -> R) (dy : R) (n : Z) : R :=
  (((8%:R) * (@fitting_smallest_curvature_gradient_x_u R N x dy n) * dy) / (((number N) * (root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z))))) + (number N) + (sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))))).
Definition fitting_smallest_curvature_gradient_x (N : Z) (x : Z -> R) (dy : R) (n : Z) : R :=
  ((@fitting_smallest_curvature_gradient_x_du N x dy n) - ((sumb (zrange N) (fun e => (@fitting_smallest_curvature_gradient_x_du N x dy e))) / (number N)) - (((8%:R) * (((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) * (guard (between 0%Z N n) (x n)) * (sumb (zrange N) (fun n => ((@fitting_smallest_curvature_gradient_x_u R N x dy n) ^+ (Z.to_nat 2%Z)))) * dy) / ((number (N * N)%Z) * (root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))) * (((root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))) + 1 + ((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N))) ^+ (Z.to_nat 2%Z)))) - (((8%:R) * (guard (between 0%Z N n) (x n)) * (sumb (zrange N) (fun n => ((@fitting_smallest_curvature_gradient_x_u R N x dy n) ^+ (Z.to_nat 2%Z)))) * dy) / ((number (N * N)%Z) * (((root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))) + 1 + ((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N))) ^+ (Z.to_nat 2%Z)))) - (((number 16%Z) * (sumb (zrange N) (fun n => ((@fitting_smallest_curvature_gradient_x_u R N x dy n) ^+ (Z.to_nat 2%Z)))) * (sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) * dy) / ((number (N * N * N)%Z) * (root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))) * (((root (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))) + 1 + ((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N))) ^+ (Z.to_nat 2%Z))))).

Definition leads (R : numFieldType) (term : Z -> (Z -> Z -> R) -> R) (value : R) (first after : Z)
  (factor : Z -> Z -> R) : Prop :=
  (forall d, term 0%Z d = value * d 0%Z 0%Z) /\
  (0 < first < after)%Z /\
  (forall n d, (0 < n < after)%Z -> term n d =
    if (n =? first)%Z then sumb (zrange (n + 1)%Z) (fun p => factor p (n - p)%Z * d p (n - p)%Z) else 0) /\
  ~ (forall d, term first d = 0) /\ ~ (forall d, term after d = 0).

Definition information_entropy_is_smooth_in_p (S : Z) (base : R) (p : Z -> R) : Prop :=
  (forall (s : Z), (between 0%Z S s) -> (above_zero (guard (between 0%Z S s) (p s)))).

Definition information_mutual_information_is_smooth_in_joint (X : Z) (Y : Z) (base : R) (joint : Z -> Z -> R) : Prop :=
  (forall (x : Z) (y : Z), (between 0%Z X x) -> (between 0%Z Y y) -> (above_zero (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))) /\
  (forall (x : Z) (y : Z), (between 0%Z X x) -> (between 0%Z Y y) -> (above_zero ((guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)) / ((sumb (zrange X) (fun x => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))) * (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))))))) /\
  (forall (y : Z), (between 0%Z Y y) -> ((sumb (zrange X) (fun x => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))) <> 0)) /\
  (forall (x : Z), (between 0%Z X x) -> ((sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y)) (joint x y)))) <> 0)).

Definition information_conditional_mutual_information_is_smooth_in_joint (X : Z) (Y : Z) (Z_ : Z) (base : R) (joint : Z -> Z -> Z -> R) : Prop :=
  (forall (x : Z) (y : Z) (z : Z), (between 0%Z X x) -> (between 0%Z Y y) -> (between 0%Z Z_ z) -> (above_zero (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))) /\
  (forall (x : Z) (y : Z) (z : Z), (between 0%Z X x) -> (between 0%Z Y y) -> (between 0%Z Z_ z) -> (above_zero (((guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)) * (sumb (zrange X) (fun x => (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z))))))) / ((sumb (zrange X) (fun x => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))) * (sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))))))) /\
  (forall (x : Z) (z : Z), (between 0%Z X x) -> (between 0%Z Z_ z) -> ((sumb (zrange Y) (fun y => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))) <> 0)) /\
  (forall (y : Z) (z : Z), (between 0%Z Y y) -> (between 0%Z Z_ z) -> ((sumb (zrange X) (fun x => (guard ((between 0%Z X x) && (between 0%Z Y y) && (between 0%Z Z_ z)) (joint x y z)))) <> 0)).

Definition information_miller_madow_is_smooth_in_counts (S : Z) (base : R) (counts : Z -> R) : Prop :=
  ((sumb (zrange S) (fun s => (guard (between 0%Z S s) (counts s)))) <> 0) /\
  (forall (s : Z), (between 0%Z S s) -> ((guard (between 0%Z S s) (counts s)) <> 0)).

Definition arrays_div_is_smooth_in_z (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R) : Prop :=
  (forall (i : G), (within 0 (per_axis Z.max A B) i) -> ((guard (within 0 B (per_axis Z.min i (B - 1))) (z (per_axis Z.min i (B - 1)))) <> 0)).

Definition pooling_max_pool_is_smooth_in_x (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) : Prop :=
  (forall (n : Z) (c : Z) (i : G), (between 0%Z N n) -> (between 0%Z C c) -> (within 0 ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1) i) -> (forall (u u_other : G), (within 0 kernel_size u) -> (within 0 kernel_size u_other) -> ((seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))) = Some (maxb (box kernel_size) (fun u => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p)))))) -> ((seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u_other * dilation) + (i * stride) - p))) (x n c ((u_other * dilation) + (i * stride) - p))) = Some (maxb (box kernel_size) (fun u => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p)))))) -> u = u_other)).

Definition pooling_max_pool_ceil_mode_true_is_smooth_in_x (G : space) (C : Z) (H : G) (N : Z) (kernel_size : G) (stride : G) (p : G) (q : G) (dilation : G) (x : Z -> Z -> G -> R) : Prop :=
  (forall (n : Z) (c : Z) (i : G), (between 0%Z N n) -> (between 0%Z C c) -> (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + p + q - ((kernel_size - 1) * dilation))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div (((kernel_size - 1) * dilation) + 1 - H - p - q) stride)) + 1)) ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) i) -> (forall (u u_other : G), (within 0 kernel_size u) -> (within 0 kernel_size u_other) -> ((seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p))) = Some (maxb (box kernel_size) (fun u => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p)))))) -> ((seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u_other * dilation) + (i * stride) - p))) (x n c ((u_other * dilation) + (i * stride) - p))) = Some (maxb (box kernel_size) (fun u => (seen ((between 0%Z N n) && (between 0%Z C c) && (within 0 H ((u * dilation) + (i * stride) - p))) (x n c ((u * dilation) + (i * stride) - p)))))) -> u = u_other)).

Definition activation_relu_is_smooth_in_x (N : Z) (x : Z -> R) : Prop :=
  (forall (n : Z), (between 0%Z N n) -> (0 <> (guard (between 0%Z N n) (x n)))).

Definition activation_leaky_relu_is_smooth_in_x (N : Z) (alpha : R) (x : Z -> R) : Prop :=
  (forall (n : Z), (between 0%Z N n) -> ((guard (between 0%Z N n) (x n)) <> 0)).

Definition activation_clip_is_smooth_in_x (N : Z) (low : R) (high : R) (x : Z -> R) : Prop :=
  (forall (n : Z), (between 0%Z N n) -> (high <> (Num.max low (guard (between 0%Z N n) (x n))))) /\
  (forall (n : Z), (between 0%Z N n) -> (low <> (guard (between 0%Z N n) (x n)))).

Definition activation_hard_sigmoid_is_smooth_in_x (N : Z) (alpha : R) (beta : R) (x : Z -> R) : Prop :=
  (forall (n : Z), (between 0%Z N n) -> (0 <> (Num.min 1 ((alpha * (guard (between 0%Z N n) (x n))) + beta)))) /\
  (forall (n : Z), (between 0%Z N n) -> (1 <> ((alpha * (guard (between 0%Z N n) (x n))) + beta))).

Definition activation_hard_swish_is_smooth_in_x (N : Z) (x : Z -> R) : Prop :=
  (forall (n : Z), (between 0%Z N n) -> (0 <> (Num.min 1 (((guard (between 0%Z N n) (x n)) / (6%:R)) + (1 / (2%:R)))))) /\
  (forall (n : Z), (between 0%Z N n) -> (1 <> (((guard (between 0%Z N n) (x n)) / (6%:R)) + (1 / (2%:R))))).

Definition normalization_batch_norm_correction_1_is_smooth_in_x (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) : Prop :=
  (forall (c : Z), (between 0%Z C c) -> (above_zero (eps + ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (((guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)) - ((sumb (zrange N) (fun m => (sumb (box H) (fun u => (guard ((between 0%Z N m) && (between 0%Z C c) && (within 0 H u)) (x m c u)))))) / (number (N * (product_of_axes (H : G)%R))%Z))) ^+ (Z.to_nat 2%Z)))))) / (number ((N * (product_of_axes (H : G)%R)) - 1)%Z))))).

Definition normalization_batch_norm_training_false_is_smooth_in_running_var (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) : Prop :=
  (forall (c : Z), (between 0%Z C c) -> (above_zero (eps + (guard (between 0%Z C c) (running_var c))))).

Definition normalization_batch_norm_training_false_correction_1_is_smooth_in_running_var (G : space) (C : Z) (H : G) (N : Z) (eps : R) (momentum : R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) : Prop :=
  (forall (c : Z), (between 0%Z C c) -> (above_zero (eps + (guard (between 0%Z C c) (running_var c))))).

Definition normalization_local_response_norm_is_smooth_in_x (G : space) (C : Z) (H : G) (N : Z) (size : Z) (alpha : R) (beta : R) (bias : R) (x : Z -> Z -> G -> R) : Prop :=
  (forall (n : Z) (c : Z) (i : G), (between 0%Z N n) -> (between 0%Z C c) -> (within 0 H i) -> (above_zero (((alpha * (sumb (from (Z.max 0 (c - (Z.div size 2)))%Z (zrange ((Z.min (C - 1) (c + (Z.div size 2))) + 1 - (Z.max 0 (c - (Z.div size 2))))%Z)) (fun e => ((guard ((between 0%Z N n) && (between 0%Z C e) && (within 0 H i)) (x n e i)) ^+ (Z.to_nat 2%Z))))) / (number size)) + bias))).

Definition classic_rejecting_loss_is_smooth_in_y (K : Z) (N : Z) (rejection : R) (y : Z -> Z -> R) (t : Z -> Z) : Prop :=
  (forall (n : Z), (between 0%Z N n) -> ((- rejection) <> (maxb (zrange K) (fun k => (seen ((between 0%Z N n) && (between 0%Z K k)) (- (guard ((between 0%Z N n) && (between 0%Z K k)) (y n k)))))))).

Definition fitting_least_squares_slope_is_smooth_in_x (N : Z) (x : Z -> R) (y : Z -> R) : Prop :=
  ((sumb (zrange N) (fun n => (((guard (between 0%Z N n) (x n)) - ((sumb (zrange N) (fun k => (guard (between 0%Z N k) (x k)))) / (number N))) ^+ (Z.to_nat 2%Z)))) <> 0).

Definition fitting_largest_curvature_is_smooth_in_x (N : Z) (x : Z -> R) : Prop :=
  (above_zero (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))).

Definition fitting_smallest_curvature_is_smooth_in_x (N : Z) (x : Z -> R) : Prop :=
  (above_zero (((((sumb (zrange N) (fun n => ((guard (between 0%Z N n) (x n)) ^+ (Z.to_nat 2%Z)))) / (number N)) - 1) ^+ (Z.to_nat 2%Z)) + (((4%:R) * ((sumb (zrange N) (fun n => (guard (between 0%Z N n) (x n)))) ^+ (Z.to_nat 2%Z))) / (number (N * N)%Z)))).

Definition probability_marginal_sums_to_one : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (sumb (zrange X) (fun i5 => (probability_marginal R X Y joint i5)))
    = 1.

Definition probability_marginal_keeps_the_first : Prop :=
forall (R : realFieldType) (A : Z) (B : Z) (p : Z -> R) (r : Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 <= (p i1)) ->
  ((sumb (zrange A) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z B i3) -> 0 <= (r i3)) ->
  ((sumb (zrange B) (fun i4 => (r i4))) = 1) ->
  forall (i7 : Z),
    (between 0 A i7) ->
    (probability_marginal R A B (fun (i5 : Z) (i6 : Z) => ((p i5) * (r i6))) i7)
    = (p i7).

Definition probability_marginal_keeps_the_last : Prop :=
forall (R : realFieldType) (A : Z) (B : Z) (p : Z -> R) (r : Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 <= (p i1)) ->
  ((sumb (zrange A) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z B i3) -> 0 <= (r i3)) ->
  ((sumb (zrange B) (fun i4 => (r i4))) = 1) ->
  forall (i7 : Z),
    (between 0 B i7) ->
    (probability_marginal R B A (fun (i5 : Z) (i6 : Z) => ((p i6) * (r i5))) i7)
    = (r i7).

Definition probability_marginal_mixes : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R) (r : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (forall (i5 : Z) (i6 : Z), ((between 0%Z X i5) && (between 0%Z Y i6)) -> 0 <= (r i5 i6)) ->
  ((sumb (zrange X) (fun i7 => (sumb (zrange Y) (fun i8 => (r i7 i8))))) = 1) ->
  forall (i11 : Z),
    (between 0 X i11) ->
    (probability_marginal R X Y (fun (i9 : Z) (i10 : Z) => (((joint i9 i10) + (r i9 i10)) / (2%:R))) i11)
    = (((probability_marginal R X Y joint i11) + (probability_marginal R X Y r i11)) / (2%:R)).

Definition probability_marginal_keeps_everything : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  forall (i7 : Z) (i8 : Z),
    (between 0 X i7) ->
    (between 0 Y i8) ->
    (probability_marginal R (X * Y)%Z 1%Z (fun (i5 : Z) (i6 : Z) => (joint (Z.div i5 Y)%Z (Z.modulo i5 Y)%Z)) ((i7 * Y) + i8)%Z)
    = (joint i7 i8).

Definition probability_marginal_keeps_nothing : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (probability_marginal R 1%Z (X * Y)%Z (fun (i5 : Z) (i6 : Z) => (joint (Z.div i6 Y)%Z (Z.modulo i6 Y)%Z)) 0%Z)
    = 1.

Definition probability_marginal_of_a_marginal : Prop :=
forall (R : realFieldType) (A : Z) (B : Z) (C : Z) (p : Z -> Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (1 <=? C)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z A i1) && (between 0%Z B i2) && (between 0%Z C i3)) -> 0 <= (p i1 i2 i3)) ->
  ((sumb (zrange A) (fun i4 => (sumb (zrange B) (fun i5 => (sumb (zrange C) (fun i6 => (p i4 i5 i6))))))) = 1) ->
  forall (i13 : Z),
    (between 0 C i13) ->
    (probability_marginal R C A (fun (i9 : Z) (i10 : Z) => (probability_marginal R (A * C)%Z B (fun (i7 : Z) (i8 : Z) => (p (Z.div i7 C)%Z i8 (Z.modulo i7 C)%Z)) ((i10 * C) + i9)%Z)) i13)
    = (probability_marginal R C (A * B)%Z (fun (i11 : Z) (i12 : Z) => (p (Z.div i12 B)%Z (Z.modulo i12 B)%Z i11)) i13).

Definition probability_marginal_ignores_order : Prop :=
forall (R : realFieldType) (A : Z) (B : Z) (C : Z) (p : Z -> Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (1 <=? C)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z A i1) && (between 0%Z B i2) && (between 0%Z C i3)) -> 0 <= (p i1 i2 i3)) ->
  ((sumb (zrange A) (fun i4 => (sumb (zrange B) (fun i5 => (sumb (zrange C) (fun i6 => (p i4 i5 i6))))))) = 1) ->
  forall (i11 : Z) (i12 : Z),
    (between 0 A i11) ->
    (between 0 C i12) ->
    (probability_marginal R (A * C)%Z B (fun (i7 : Z) (i8 : Z) => (p (Z.div i7 C)%Z i8 (Z.modulo i7 C)%Z)) ((i11 * C) + i12)%Z)
    = (probability_marginal R (A * C)%Z B (fun (i9 : Z) (i10 : Z) => (p (Z.div i9 C)%Z i10 (Z.modulo i9 C)%Z)) ((i11 * C) + i12)%Z).

Definition probability_marginal_follows_the_variables : Prop :=
forall (R : realFieldType) (A : Z) (B : Z) (C : Z) (p : Z -> Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (1 <=? C)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z A i1) && (between 0%Z B i2) && (between 0%Z C i3)) -> 0 <= (p i1 i2 i3)) ->
  ((sumb (zrange A) (fun i4 => (sumb (zrange B) (fun i5 => (sumb (zrange C) (fun i6 => (p i4 i5 i6))))))) = 1) ->
  forall (i11 : Z) (i12 : Z),
    (between 0 C i11) ->
    (between 0 B i12) ->
    (probability_marginal R (B * C)%Z A (fun (i7 : Z) (i8 : Z) => (p i8 (Z.modulo i7 B)%Z (Z.div i7 B)%Z)) ((i11 * B) + i12)%Z)
    = (probability_marginal R (B * C)%Z A (fun (i9 : Z) (i10 : Z) => (p i10 (Z.div i9 C)%Z (Z.modulo i9 C)%Z)) ((i12 * C) + i11)%Z).

Definition probability_marginal_follows_relabelling : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  forall (i7 : Z),
    (between 0 X i7) ->
    (probability_marginal R X Y (fun (i5 : Z) (i6 : Z) => (joint (X - i5 - 1)%Z (Y - i6 - 1)%Z)) i7)
    = (probability_marginal R X Y joint (X - i7 - 1)%Z).

Definition probability_conditional_chain : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 < (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  forall (i5 : Z) (i6 : Z),
    (between 0 X i5) ->
    (between 0 Y i6) ->
    (multiply_extended (Number (probability_marginal R X Y joint i5)) (probability_conditional R X Y joint i5 i6))
    = (Number (joint i5 i6)).

Definition probability_conditional_sums_to_one_each : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 < (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  forall (i5 : Z),
    (between 0 X i5) ->
    (sum_extended (zrange Y) (fun i6 => (probability_conditional R X Y joint i5 i6)))
    = (Number (((probability_marginal R X Y joint i5) * 0) + 1)).

Definition probability_conditional_is_undefined_given_the_impossible : Prop :=
forall (R : realFieldType) (A : Z) (B : Z) (p : Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z A i1) && (between 0%Z B i2)) -> 0 <= (p i1 i2)) ->
  ((sumb (zrange A) (fun i3 => (sumb (zrange B) (fun i4 => (p i3 i4))))) = 1) ->
  forall (i7 : Z) (i8 : Z),
    (between 0 (A + 1)%Z i7) ->
    (between 0 B i8) ->
    (probability_conditional R (A + 1)%Z B (fun (i5 : Z) (i6 : Z) => (if (i5 <? 1%Z)%Z then ((p i5 i6) * 0) else (p (i5 - 1)%Z i6))) i7 i8)
    = (if (i7 <? 1%Z)%Z then NoNumber else (probability_conditional R A B p (i7 - 1)%Z i8)).

Definition probability_conditional_bayes : Prop :=
forall (R : realFieldType) (A : Z) (B : Z) (p : Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z A i1) && (between 0%Z B i2)) -> 0 < (p i1 i2)) ->
  ((sumb (zrange A) (fun i3 => (sumb (zrange B) (fun i4 => (p i3 i4))))) = 1) ->
  forall (i9 : Z) (i10 : Z),
    (between 0 A i9) ->
    (between 0 B i10) ->
    (multiply_extended (Number (probability_marginal R B A (fun (i5 : Z) (i6 : Z) => (p i6 i5)) i10)) (probability_conditional R B A (fun (i7 : Z) (i8 : Z) => (p i8 i7)) i10 i9))
    = (multiply_extended (Number (probability_marginal R A B p i9)) (probability_conditional R A B p i9 i10)).

Definition probability_conditional_ignores_the_independent : Prop :=
forall (R : realFieldType) (A : Z) (B : Z) (p : Z -> R) (r : Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 < (p i1)) ->
  ((sumb (zrange A) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z B i3) -> 0 <= (r i3)) ->
  ((sumb (zrange B) (fun i4 => (r i4))) = 1) ->
  forall (i7 : Z) (i8 : Z),
    (between 0 A i7) ->
    (between 0 B i8) ->
    (probability_conditional R A B (fun (i5 : Z) (i6 : Z) => ((p i5) * (r i6))) i7 i8)
    = (Number ((((p i7) * 0) + 1) * (r i8))).

Definition probability_conditional_given_nothing : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  forall (i7 : Z) (i8 : Z),
    (between 0 X i7) ->
    (between 0 Y i8) ->
    (probability_conditional R 1%Z (X * Y)%Z (fun (i5 : Z) (i6 : Z) => (joint (Z.div i6 Y)%Z (Z.modulo i6 Y)%Z)) 0%Z ((i7 * Y) + i8)%Z)
    = (Number (joint i7 i8)).

Definition probability_conditional_given_everything : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 < (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  forall (i7 : Z) (i8 : Z),
    (between 0 X i7) ->
    (between 0 Y i8) ->
    (probability_conditional R (X * Y)%Z 1%Z (fun (i5 : Z) (i6 : Z) => (joint (Z.div i5 Y)%Z (Z.modulo i5 Y)%Z)) ((i7 * Y) + i8)%Z 0%Z)
    = (Number (((joint i7 i8) * 0) + 1)).

Definition probability_conditional_given_one_after_the_other : Prop :=
forall (R : realFieldType) (A : Z) (B : Z) (p : Z -> Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z A i1) && (between 0%Z B i2) && (between 0%Z 2%Z i3)) -> 0 < (p i1 i2 i3)) ->
  ((sumb (zrange A) (fun i4 => (sumb (zrange B) (fun i5 => (sumb (zrange 2%Z) (fun i6 => (p i4 i5 i6))))))) = 1) ->
  (forall (i9 : Z) (i10 : Z), ((between 0%Z B i9) && (between 0%Z 2%Z i10)) -> (is_number (probability_conditional R A (2 * B)%Z (fun (i7 : Z) (i8 : Z) => (p i7 (Z.div i8 2)%Z (Z.modulo i8 2)%Z)) 0%Z (i10 + (2 * i9))%Z))) /\
  (forall (i15 : Z) (i16 : Z),
    (between 0 B i15) ->
    (between 0 2%Z i16) ->
    (probability_conditional R B 2%Z (fun (i11 : Z) (i12 : Z) => (number_of (probability_conditional R A (2 * B)%Z (fun (i7 : Z) (i8 : Z) => (p i7 (Z.div i8 2)%Z (Z.modulo i8 2)%Z)) 0%Z ((2 * i11) + i12)%Z))) i15 i16)
    = (probability_conditional R (A * B)%Z 2%Z (fun (i13 : Z) (i14 : Z) => (p (Z.div i13 B)%Z (Z.modulo i13 B)%Z i14)) i15 i16)).

Definition probability_conditional_follows_the_order_of_variables : Prop :=
forall (R : realFieldType) (A : Z) (C : Z) (p : Z -> Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? C)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z A i1) && (between 0%Z 2%Z i2) && (between 0%Z C i3)) -> 0 < (p i1 i2 i3)) ->
  ((sumb (zrange A) (fun i4 => (sumb (zrange 2%Z) (fun i5 => (sumb (zrange C) (fun i6 => (p i4 i5 i6))))))) = 1) ->
  forall (i11 : Z) (i12 : Z) (i13 : Z),
    (between 0 C i11) ->
    (between 0 2%Z i12) ->
    (between 0 A i13) ->
    (probability_conditional R C (2 * A)%Z (fun (i7 : Z) (i8 : Z) => (p (Z.modulo i8 A)%Z (Z.div i8 A)%Z i7)) i11 ((i12 * A) + i13)%Z)
    = (probability_conditional R C (2 * A)%Z (fun (i9 : Z) (i10 : Z) => (p (Z.div i10 2)%Z (Z.modulo i10 2)%Z i9)) i11 (i12 + (2 * i13))%Z).

Definition information_entropy_divides : Prop :=
forall (base : R) (S : Z) (p : Z -> R) (parts : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z 2%Z i3) -> 0 <= (parts i3)) ->
  ((sumb (zrange 2%Z) (fun i4 => (parts i4))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_entropy (S + 1)%Z base (fun (i5 : Z) => (if (i5 <? (S - 1)%Z)%Z then (p i5) else ((parts (i5 + 1 - S)%Z) * (p (S - 1)%Z)))))
    = ((information_entropy S base p) + ((information_entropy 2%Z base parts) * (p (S - 1)%Z))).

Definition information_entropy_of_uniform : Prop :=
forall (base : R) (S : Z) (p : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_entropy S base (fun (i3 : Z) => (((p i3) * 0) + (1 / (number S)))))
    = (weighted_log 1 (number S) base).

Definition information_entropy_ignores_labels : Prop :=
forall (base : R) (S : Z) (p : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_entropy S base (fun (i3 : Z) => (p (S - i3 - 1)%Z)))
    = (information_entropy S base p).

Definition information_entropy_ignores_the_impossible : Prop :=
forall (base : R) (S : Z) (p : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_entropy (S + 1)%Z base (fun (i3 : Z) => (if (i3 <? S)%Z then (p i3) else ((p (i3 - S)%Z) * 0))))
    = (information_entropy S base p).

Definition information_entropy_is_of_all_variables : Prop :=
forall (base : R) (S : Z) (p : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_entropy S base p)
    = (information_entropy S base (fun (i3 : Z) => (p i3))).

Definition information_entropy_adds_over_independent : Prop :=
forall (base : R) (S : Z) (p : Z -> R) (r : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z 2%Z i3) -> 0 <= (r i3)) ->
  ((sumb (zrange 2%Z) (fun i4 => (r i4))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_entropy (2 * S)%Z base (fun (i5 : Z) => ((p (Z.div i5 2)%Z) * (r (Z.modulo i5 2)%Z))))
    = ((information_entropy S base p) + (information_entropy 2%Z base r)).

Definition information_entropy_changes_base : Prop :=
forall (base : R) (S : Z) (p : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (~~ ((base ^+ (Z.to_nat 2%Z)) == 1 :> R)) ->
  (~~ (base == 1 :> R)) ->
  ((2%:R) * (information_entropy S (base ^+ (Z.to_nat 2%Z)) p))
    = (information_entropy S base p).

Definition information_entropy_is_nonnegative : Prop :=
forall (S : Z) (p : Z -> R),
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (information_entropy S (2%:R) p)
    >= 0.

Definition information_entropy_is_largest_for_uniform : Prop :=
forall (S : Z) (p : Z -> R),
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (information_entropy S (2%:R) p)
    <= (information_entropy S (2%:R) (fun (i3 : Z) => (((p i3) * 0) + (1 / (number S))))).

Definition information_entropy_is_concave : Prop :=
forall (S : Z) (p : Z -> R) (r : Z -> R),
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z S i3) -> 0 <= (r i3)) ->
  ((sumb (zrange S) (fun i4 => (r i4))) = 1) ->
  ((2%:R) * (information_entropy S (2%:R) (fun (i5 : Z) => (((p i5) + (r i5)) / (2%:R)))))
    >= ((information_entropy S (2%:R) p) + (information_entropy S (2%:R) r)).

Definition information_conditional_entropy_chain : Prop :=
forall (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (information_entropy (X * Y)%Z (2%:R) (fun (i5 : Z) => (joint (Z.div i5 Y)%Z (Z.modulo i5 Y)%Z)))
    = ((information_entropy X (2%:R) (probability_marginal R X Y joint)) + (information_conditional_entropy X Y (2%:R) joint)).

Definition information_conditional_entropy_knows_the_first_by_default : Prop :=
forall (A : Z) (B : Z) (t : Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z A i1) && (between 0%Z B i2)) -> 0 <= (t i1 i2)) ->
  ((sumb (zrange A) (fun i3 => (sumb (zrange B) (fun i4 => (t i3 i4))))) = 1) ->
  (information_conditional_entropy A B (2%:R) t)
    = (information_conditional_entropy A B (2%:R) t).

Definition information_conditional_entropy_given_nothing : Prop :=
forall (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (information_conditional_entropy 1%Z (X * Y)%Z (2%:R) (fun (i5 : Z) (i6 : Z) => (joint (Z.div i6 Y)%Z (Z.modulo i6 Y)%Z)))
    = (information_entropy (X * Y)%Z (2%:R) (fun (i7 : Z) => (joint (Z.div i7 Y)%Z (Z.modulo i7 Y)%Z))).

Definition information_conditional_entropy_given_everything : Prop :=
forall (base : R) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (0 < base) ->
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_conditional_entropy (X * Y)%Z 1%Z base (fun (i5 : Z) (i6 : Z) => (joint (Z.div i5 Y)%Z (Z.modulo i5 Y)%Z)))
    = 0.

Definition information_conditional_entropy_given_the_independent : Prop :=
forall (A : Z) (B : Z) (p : Z -> R) (r : Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 <= (p i1)) ->
  ((sumb (zrange A) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z B i3) -> 0 <= (r i3)) ->
  ((sumb (zrange B) (fun i4 => (r i4))) = 1) ->
  (information_conditional_entropy A B (2%:R) (fun (i5 : Z) (i6 : Z) => ((p i5) * (r i6))))
    = (information_entropy B (2%:R) r).

Definition information_conditional_entropy_given_a_copy : Prop :=
forall (base : R) (A : Z) (p : Z -> R),
  (0 < base) ->
  (1 <=? A)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 <= (p i1)) ->
  ((sumb (zrange A) (fun i2 => (p i2))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_conditional_entropy A A base (fun (i3 : Z) (i4 : Z) => (if (i3 =? i4)%Z then (p i4) else ((p i4) * 0))))
    = 0.

Definition information_conditional_entropy_conditional_changes_base : Prop :=
forall (base : R) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (0 < base) ->
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (~~ ((base ^+ (Z.to_nat 2%Z)) == 1 :> R)) ->
  (~~ (base == 1 :> R)) ->
  ((2%:R) * (information_conditional_entropy X Y (base ^+ (Z.to_nat 2%Z)) joint))
    = (information_conditional_entropy X Y base joint).

Definition information_conditional_entropy_conditional_is_nonnegative : Prop :=
forall (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (information_conditional_entropy X Y (2%:R) joint)
    >= 0.

Definition information_conditional_entropy_knowing_never_adds : Prop :=
forall (A : Z) (B : Z) (t : Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z A i1) && (between 0%Z B i2)) -> 0 <= (t i1 i2)) ->
  ((sumb (zrange A) (fun i3 => (sumb (zrange B) (fun i4 => (t i3 i4))))) = 1) ->
  (information_conditional_entropy A B (2%:R) t)
    <= (information_entropy B (2%:R) (probability_marginal R B A (fun (i5 : Z) (i6 : Z) => (t i6 i5)))).

Definition information_kl_divergence_divergence_divides : Prop :=
forall (base : R) (A : Z) (d : Z -> R) (e : Z -> R) (f : Z -> R) (g : Z -> R),
  (0 < base) ->
  (1 <=? A)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 <= (d i1)) ->
  ((sumb (zrange A) (fun i2 => (d i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z A i3) -> 0 < (e i3)) ->
  ((sumb (zrange A) (fun i4 => (e i4))) = 1) ->
  (forall (i5 : Z), (between 0%Z 2%Z i5) -> 0 <= (f i5)) ->
  ((sumb (zrange 2%Z) (fun i6 => (f i6))) = 1) ->
  (forall (i7 : Z), (between 0%Z 2%Z i7) -> 0 < (g i7)) ->
  ((sumb (zrange 2%Z) (fun i8 => (g i8))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_kl_divergence (A + 1)%Z base (fun (i9 : Z) => (if (i9 <? (A - 1)%Z)%Z then (d i9) else ((f (i9 + 1 - A)%Z) * (d (A - 1)%Z)))) (fun (i10 : Z) => (if (i10 <? (A - 1)%Z)%Z then (e i10) else ((g (i10 + 1 - A)%Z) * (e (A - 1)%Z)))))
    = (add_extended (information_kl_divergence A base d e) (multiply_extended (information_kl_divergence 2%Z base f g) (Number (d (A - 1)%Z)))).

Definition information_kl_divergence_from_uniform : Prop :=
forall (S : Z) (p : Z -> R),
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (information_kl_divergence S (2%:R) p (fun (i3 : Z) => (((p i3) * 0) + (1 / (number S)))))
    = (Number ((information_entropy S (2%:R) (fun (i4 : Z) => (((p i4) * 0) + (1 / (number S))))) - (information_entropy S (2%:R) p))).

Definition information_kl_divergence_is_infinite_off_the_support : Prop :=
forall (S : Z) (p : Z -> R) (q : Z -> R),
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z S i3) -> 0 <= (q i3)) ->
  ((sumb (zrange S) (fun i4 => (q i4))) = 1) ->
  (information_kl_divergence (S + 1)%Z (2%:R) (fun (i5 : Z) => (if (i5 <? 1%Z)%Z then (sumb (zrange S) (fun i6 => ((p i6) / (2%:R)))) else ((p (i5 - 1)%Z) / (2%:R)))) (fun (i7 : Z) => (if (i7 <? 1%Z)%Z then ((q i7) * 0) else (q (i7 - 1)%Z))))
    = (Infinite false).

Definition information_kl_divergence_pays_for_what_never_occurs : Prop :=
forall (S : Z) (p : Z -> R) (q : Z -> R),
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z S i3) -> 0 < (q i3)) ->
  ((sumb (zrange S) (fun i4 => (q i4))) = 1) ->
  (information_kl_divergence (S + 1)%Z (2%:R) (fun (i5 : Z) => (if (i5 <? 1%Z)%Z then ((p i5) * 0) else (p (i5 - 1)%Z))) (fun (i6 : Z) => (if (i6 <? 1%Z)%Z then (sumb (zrange S) (fun i7 => ((q i7) / (2%:R)))) else ((q (i6 - 1)%Z) / (2%:R)))))
    = (add_extended (information_kl_divergence S (2%:R) p q) (Number 1)).

Definition information_kl_divergence_ignores_what_both_exclude : Prop :=
forall (base : R) (S : Z) (p : Z -> R) (q : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z S i3) -> 0 <= (q i3)) ->
  ((sumb (zrange S) (fun i4 => (q i4))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_kl_divergence (S + 1)%Z base (fun (i5 : Z) => (if (i5 <? S)%Z then (p i5) else ((p (i5 - S)%Z) * 0))) (fun (i6 : Z) => (if (i6 <? S)%Z then (q i6) else ((q (i6 - S)%Z) * 0))))
    = (information_kl_divergence S base p q).

Definition information_kl_divergence_is_zero_for_equals : Prop :=
forall (base : R) (S : Z) (p : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_kl_divergence S base p p)
    = (Number 0).

Definition information_kl_divergence_bounds_the_distance : Prop :=
forall (S : Z) (p : Z -> R) (q : Z -> R),
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z S i3) -> 0 <= (q i3)) ->
  ((sumb (zrange S) (fun i4 => (q i4))) = 1) ->
  (at_most (Number (((sumb (zrange S) (fun i5 => `|((p i5) - (q i5))|)) * (sumb (zrange S) (fun i6 => `|((p i6) - (q i6))|))) / (2%:R)))
    (information_kl_divergence S (2%:R) p q)).

Definition information_kl_divergence_divergence_adds_over_independent : Prop :=
forall (base : R) (A : Z) (d : Z -> R) (e : Z -> R) (f : Z -> R) (g : Z -> R),
  (0 < base) ->
  (1 <=? A)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 <= (d i1)) ->
  ((sumb (zrange A) (fun i2 => (d i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z A i3) -> 0 < (e i3)) ->
  ((sumb (zrange A) (fun i4 => (e i4))) = 1) ->
  (forall (i5 : Z), (between 0%Z 2%Z i5) -> 0 <= (f i5)) ->
  ((sumb (zrange 2%Z) (fun i6 => (f i6))) = 1) ->
  (forall (i7 : Z), (between 0%Z 2%Z i7) -> 0 < (g i7)) ->
  ((sumb (zrange 2%Z) (fun i8 => (g i8))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_kl_divergence (2 * A)%Z base (fun (i9 : Z) => ((d (Z.div i9 2)%Z) * (f (Z.modulo i9 2)%Z))) (fun (i10 : Z) => ((e (Z.div i10 2)%Z) * (g (Z.modulo i10 2)%Z))))
    = (add_extended (information_kl_divergence A base d e) (information_kl_divergence 2%Z base f g)).

Definition information_kl_divergence_divergence_ignores_labels : Prop :=
forall (base : R) (S : Z) (p : Z -> R) (q : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z S i3) -> 0 <= (q i3)) ->
  ((sumb (zrange S) (fun i4 => (q i4))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_kl_divergence S base (fun (i5 : Z) => (p (S - i5 - 1)%Z)) (fun (i6 : Z) => (q (S - i6 - 1)%Z)))
    = (information_kl_divergence S base p q).

Definition information_kl_divergence_divergence_is_of_all_variables : Prop :=
forall (base : R) (S : Z) (p : Z -> R) (q : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z S i3) -> 0 <= (q i3)) ->
  ((sumb (zrange S) (fun i4 => (q i4))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_kl_divergence S base p q)
    = (information_kl_divergence S base (fun (i5 : Z) => (p i5)) (fun (i6 : Z) => (q i6))).

Definition information_kl_divergence_divergence_changes_base : Prop :=
forall (base : R) (S : Z) (p : Z -> R) (q : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> 0 <= (p i1)) ->
  ((sumb (zrange S) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z S i3) -> 0 < (q i3)) ->
  ((sumb (zrange S) (fun i4 => (q i4))) = 1) ->
  (~~ ((base ^+ (Z.to_nat 2%Z)) == 1 :> R)) ->
  (~~ (base == 1 :> R)) ->
  (multiply_extended (Number (2%:R)) (information_kl_divergence S (base ^+ (Z.to_nat 2%Z)) p q))
    = (information_kl_divergence S base p q).

Definition information_kl_divergence_shrinks_through_a_channel : Prop :=
forall (A : Z) (B : Z) (f : Z -> R) (g : Z -> R) (channel : Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 <= (f i1)) ->
  ((sumb (zrange A) (fun i2 => (f i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z A i3) -> 0 <= (g i3)) ->
  ((sumb (zrange A) (fun i4 => (g i4))) = 1) ->
  (forall (i7 : Z) (i8 : Z), ((between 0%Z A i7) && (between 0%Z B i8)) -> 0 <= (channel i7 i8)) ->
  (forall (i5 : Z), (between 0%Z A i5) -> (sumb (zrange B) (fun i6 => (channel i5 i6))) = 1) ->
  (at_most (information_kl_divergence B (2%:R) (fun (i9 : Z) => (sumb (zrange A) (fun i10 => ((f i10) * (channel i10 i9))))) (fun (i11 : Z) => (sumb (zrange A) (fun i12 => ((g i12) * (channel i12 i11))))))
    (information_kl_divergence A (2%:R) f g)).

Definition information_mutual_information_in_entropies : Prop :=
forall (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (information_mutual_information X Y (2%:R) joint)
    = (((information_entropy X (2%:R) (probability_marginal R X Y joint)) + (information_entropy Y (2%:R) (probability_marginal R Y X (fun (i5 : Z) (i6 : Z) => (joint i6 i5))))) - (information_entropy (X * Y)%Z (2%:R) (fun (i7 : Z) => (joint (Z.div i7 Y)%Z (Z.modulo i7 Y)%Z)))).

Definition information_mutual_information_is_a_divergence : Prop :=
forall (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (Number (information_mutual_information X Y (2%:R) joint))
    = (information_kl_divergence (X * Y)%Z (2%:R) (fun (i7 : Z) => (joint (Z.div i7 Y)%Z (Z.modulo i7 Y)%Z)) (fun (i8 : Z) => ((probability_marginal R X Y joint (Z.div i8 Y)%Z) * (probability_marginal R Y X (fun (i5 : Z) (i6 : Z) => (joint i6 i5)) (Z.modulo i8 Y)%Z)))).

Definition information_mutual_information_is_uncertainty_removed : Prop :=
forall (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (information_mutual_information X Y (2%:R) joint)
    = ((information_entropy Y (2%:R) (probability_marginal R Y X (fun (i5 : Z) (i6 : Z) => (joint i6 i5)))) - (information_conditional_entropy X Y (2%:R) joint)).

Definition information_mutual_information_is_symmetric : Prop :=
forall (base : R) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (0 < base) ->
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_mutual_information Y X base (fun (i5 : Z) (i6 : Z) => (joint i6 i5)))
    = (information_mutual_information X Y base joint).

Definition information_mutual_information_information_is_nonnegative : Prop :=
forall (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (information_mutual_information X Y (2%:R) joint)
    >= 0.

Definition information_mutual_information_is_at_most_either_entropy : Prop :=
forall (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  forall (i7 : Z),
    (between 0 2%Z i7) ->
    (information_mutual_information X Y (2%:R) joint)
    <= (if (i7 =? 0%Z)%Z then (information_entropy X (2%:R) (probability_marginal R X Y joint)) else (information_entropy Y (2%:R) (probability_marginal R Y X (fun (i5 : Z) (i6 : Z) => (joint i6 i5))))).

Definition information_mutual_information_is_zero_for_independence : Prop :=
forall (base : R) (A : Z) (B : Z) (p : Z -> R) (r : Z -> R),
  (0 < base) ->
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 <= (p i1)) ->
  ((sumb (zrange A) (fun i2 => (p i2))) = 1) ->
  (forall (i3 : Z), (between 0%Z B i3) -> 0 <= (r i3)) ->
  ((sumb (zrange B) (fun i4 => (r i4))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_mutual_information A B base (fun (i5 : Z) (i6 : Z) => ((p i5) * (r i6))))
    = 0.

Definition information_mutual_information_is_zero_for_independence_only : Prop :=
forall (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (information_mutual_information X Y (2%:R) joint)
    >= (((sumb (zrange (X * Y)%Z) (fun i7 => `|((joint (Z.div i7 Y)%Z (Z.modulo i7 Y)%Z) - ((probability_marginal R X Y joint (Z.div i7 Y)%Z) * (probability_marginal R Y X (fun (i5 : Z) (i6 : Z) => (joint i6 i5)) (Z.modulo i7 Y)%Z)))|)) * (sumb (zrange (X * Y)%Z) (fun i8 => `|((joint (Z.div i8 Y)%Z (Z.modulo i8 Y)%Z) - ((probability_marginal R X Y joint (Z.div i8 Y)%Z) * (probability_marginal R Y X (fun (i5 : Z) (i6 : Z) => (joint i6 i5)) (Z.modulo i8 Y)%Z)))|))) / (2%:R)).

Definition information_mutual_information_with_itself : Prop :=
forall (A : Z) (p : Z -> R),
  (1 <=? A)%Z ->
  (forall (i1 : Z), (between 0%Z A i1) -> 0 <= (p i1)) ->
  ((sumb (zrange A) (fun i2 => (p i2))) = 1) ->
  (information_mutual_information A A (2%:R) (fun (i3 : Z) (i4 : Z) => (if (i3 =? i4)%Z then (p i4) else ((p i4) * 0))))
    = (information_entropy A (2%:R) p).

Definition information_mutual_information_information_ignores_labels : Prop :=
forall (base : R) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (0 < base) ->
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_mutual_information X Y base (fun (i5 : Z) (i6 : Z) => (joint (X - i5 - 1)%Z (Y - i6 - 1)%Z)))
    = (information_mutual_information X Y base joint).

Definition information_mutual_information_information_changes_base : Prop :=
forall (base : R) (X : Z) (Y : Z) (joint : Z -> Z -> R),
  (0 < base) ->
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (~~ ((base ^+ (Z.to_nat 2%Z)) == 1 :> R)) ->
  (~~ (base == 1 :> R)) ->
  ((2%:R) * (information_mutual_information X Y (base ^+ (Z.to_nat 2%Z)) joint))
    = (information_mutual_information X Y base joint).

Definition information_mutual_information_data_processing : Prop :=
forall (X : Z) (Y : Z) (Z_ : Z) (joint : Z -> Z -> R) (channel : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (1 <=? Z_)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (forall (i7 : Z) (i8 : Z), ((between 0%Z Y i7) && (between 0%Z Z_ i8)) -> 0 <= (channel i7 i8)) ->
  (forall (i5 : Z), (between 0%Z Y i5) -> (sumb (zrange Z_) (fun i6 => (channel i5 i6))) = 1) ->
  (information_mutual_information X Z_ (2%:R) (fun (i9 : Z) (i10 : Z) => (sumb (zrange Y) (fun i11 => ((joint i9 i11) * (channel i11 i10))))))
    <= (information_mutual_information X Y (2%:R) joint).

Definition information_mutual_information_lost_in_processing : Prop :=
forall (X : Z) (Y : Z) (Z_ : Z) (joint : Z -> Z -> R) (channel : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (1 <=? Z_)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (forall (i7 : Z) (i8 : Z), ((between 0%Z Y i7) && (between 0%Z Z_ i8)) -> 0 <= (channel i7 i8)) ->
  (forall (i5 : Z), (between 0%Z Y i5) -> (sumb (zrange Z_) (fun i6 => (channel i5 i6))) = 1) ->
  (information_mutual_information X Y (2%:R) joint)
    = ((information_mutual_information X Z_ (2%:R) (fun (i9 : Z) (i10 : Z) => (sumb (zrange Y) (fun i11 => ((joint i9 i11) * (channel i11 i10)))))) + (information_conditional_mutual_information X Y Z_ (2%:R) (fun (i12 : Z) (i13 : Z) (i14 : Z) => ((joint i12 i13) * (channel i13 i14))))).

Definition information_conditional_mutual_information_chain_rule : Prop :=
forall (X : Z) (Y : Z) (Z_ : Z) (joint : Z -> Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (1 <=? Z_)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z X i1) && (between 0%Z Y i2) && (between 0%Z Z_ i3)) -> 0 <= (joint i1 i2 i3)) ->
  ((sumb (zrange X) (fun i4 => (sumb (zrange Y) (fun i5 => (sumb (zrange Z_) (fun i6 => (joint i4 i5 i6))))))) = 1) ->
  (information_mutual_information X (Y * Z_)%Z (2%:R) (fun (i7 : Z) (i8 : Z) => (joint i7 (Z.div i8 Z_)%Z (Z.modulo i8 Z_)%Z)))
    = ((information_mutual_information X Z_ (2%:R) (fun (i11 : Z) (i12 : Z) => (probability_marginal R (X * Z_)%Z Y (fun (i9 : Z) (i10 : Z) => (joint (Z.div i9 Z_)%Z i10 (Z.modulo i9 Z_)%Z)) ((i11 * Z_) + i12)%Z))) + (information_conditional_mutual_information X Y Z_ (2%:R) joint)).

Definition information_conditional_mutual_information_in_conditional_entropies : Prop :=
forall (X : Z) (Y : Z) (Z_ : Z) (joint : Z -> Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (1 <=? Z_)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z X i1) && (between 0%Z Y i2) && (between 0%Z Z_ i3)) -> 0 <= (joint i1 i2 i3)) ->
  ((sumb (zrange X) (fun i4 => (sumb (zrange Y) (fun i5 => (sumb (zrange Z_) (fun i6 => (joint i4 i5 i6))))))) = 1) ->
  (information_conditional_mutual_information X Y Z_ (2%:R) joint)
    = (((information_conditional_entropy Z_ X (2%:R) (fun (i9 : Z) (i10 : Z) => (probability_marginal R (X * Z_)%Z Y (fun (i7 : Z) (i8 : Z) => (joint (Z.div i7 Z_)%Z i8 (Z.modulo i7 Z_)%Z)) ((i10 * Z_) + i9)%Z))) + (information_conditional_entropy Z_ Y (2%:R) (fun (i13 : Z) (i14 : Z) => (probability_marginal R (Y * Z_)%Z X (fun (i11 : Z) (i12 : Z) => (joint i12 (Z.div i11 Z_)%Z (Z.modulo i11 Z_)%Z)) ((i14 * Z_) + i13)%Z)))) - (information_conditional_entropy Z_ (X * Y)%Z (2%:R) (fun (i15 : Z) (i16 : Z) => (joint (Z.div i16 Y)%Z (Z.modulo i16 Y)%Z i15)))).

Definition information_conditional_mutual_information_given_a_constant : Prop :=
forall (A : Z) (B : Z) (t : Z -> Z -> R),
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z A i1) && (between 0%Z B i2)) -> 0 <= (t i1 i2)) ->
  ((sumb (zrange A) (fun i3 => (sumb (zrange B) (fun i4 => (t i3 i4))))) = 1) ->
  (information_conditional_mutual_information A B 1%Z (2%:R) (fun (i5 : Z) (i6 : Z) (i7 : Z) => (t i5 i6)))
    = (information_mutual_information A B (2%:R) t).

Definition information_conditional_mutual_information_is_zero_along_a_chain : Prop :=
forall (base : R) (A : Z) (B : Z) (C : Z) (t : Z -> Z -> R) (channel : Z -> Z -> R),
  (0 < base) ->
  (1 <=? A)%Z ->
  (1 <=? B)%Z ->
  (1 <=? C)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z A i1) && (between 0%Z B i2)) -> 0 <= (t i1 i2)) ->
  ((sumb (zrange A) (fun i3 => (sumb (zrange B) (fun i4 => (t i3 i4))))) = 1) ->
  (forall (i7 : Z) (i8 : Z), ((between 0%Z B i7) && (between 0%Z C i8)) -> 0 <= (channel i7 i8)) ->
  (forall (i5 : Z), (between 0%Z B i5) -> (sumb (zrange C) (fun i6 => (channel i5 i6))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_conditional_mutual_information A C B base (fun (i9 : Z) (i10 : Z) (i11 : Z) => ((t i9 i11) * (channel i11 i10))))
    = 0.

Definition information_conditional_mutual_information_is_zero_for_conditional_independence_only : Prop :=
forall (X : Z) (Y : Z) (Z_ : Z) (joint : Z -> Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (1 <=? Z_)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z X i1) && (between 0%Z Y i2) && (between 0%Z Z_ i3)) -> 0 < (joint i1 i2 i3)) ->
  ((sumb (zrange X) (fun i4 => (sumb (zrange Y) (fun i5 => (sumb (zrange Z_) (fun i6 => (joint i4 i5 i6))))))) = 1) ->
  (at_most (divide_extended (multiply_extended (sum_extended (zrange (X * Y * Z_)%Z) (fun i13 => (absolute_extended (add_extended (Number (joint (Z.div i13 (Y * Z_))%Z (Z.modulo (Z.div i13 Z_) Y)%Z (Z.modulo i13 Z_)%Z)) (opposite_extended (multiply_extended (Number (probability_marginal R (X * Z_)%Z Y (fun (i7 : Z) (i8 : Z) => (joint (Z.div i7 Z_)%Z i8 (Z.modulo i7 Z_)%Z)) ((Z_ * (Z.div i13 (Y * Z_))) + (Z.modulo i13 Z_))%Z)) (probability_conditional R Z_ Y (fun (i11 : Z) (i12 : Z) => (probability_marginal R (Y * Z_)%Z X (fun (i9 : Z) (i10 : Z) => (joint i10 (Z.div i9 Z_)%Z (Z.modulo i9 Z_)%Z)) ((i12 * Z_) + i11)%Z)) (Z.modulo i13 Z_)%Z (Z.modulo (Z.div i13 Z_) Y)%Z))))))) (sum_extended (zrange (X * Y * Z_)%Z) (fun i14 => (absolute_extended (add_extended (Number (joint (Z.div i14 (Y * Z_))%Z (Z.modulo (Z.div i14 Z_) Y)%Z (Z.modulo i14 Z_)%Z)) (opposite_extended (multiply_extended (Number (probability_marginal R (X * Z_)%Z Y (fun (i7 : Z) (i8 : Z) => (joint (Z.div i7 Z_)%Z i8 (Z.modulo i7 Z_)%Z)) ((Z_ * (Z.div i14 (Y * Z_))) + (Z.modulo i14 Z_))%Z)) (probability_conditional R Z_ Y (fun (i11 : Z) (i12 : Z) => (probability_marginal R (Y * Z_)%Z X (fun (i9 : Z) (i10 : Z) => (joint i10 (Z.div i9 Z_)%Z (Z.modulo i9 Z_)%Z)) ((i12 * Z_) + i11)%Z)) (Z.modulo i14 Z_)%Z (Z.modulo (Z.div i14 Z_) Y)%Z)))))))) (Number (2%:R)))
    (Number (information_conditional_mutual_information X Y Z_ (2%:R) joint))).

Definition information_conditional_mutual_information_is_symmetric_in_the_first_two : Prop :=
forall (base : R) (X : Z) (Y : Z) (Z_ : Z) (joint : Z -> Z -> Z -> R),
  (0 < base) ->
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (1 <=? Z_)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z X i1) && (between 0%Z Y i2) && (between 0%Z Z_ i3)) -> 0 <= (joint i1 i2 i3)) ->
  ((sumb (zrange X) (fun i4 => (sumb (zrange Y) (fun i5 => (sumb (zrange Z_) (fun i6 => (joint i4 i5 i6))))))) = 1) ->
  (~~ (base == 1 :> R)) ->
  (information_conditional_mutual_information Y X Z_ base (fun (i7 : Z) (i8 : Z) (i9 : Z) => (joint i8 i7 i9)))
    = (information_conditional_mutual_information X Y Z_ base joint).

Definition information_conditional_mutual_information_remaining_information_is_nonnegative : Prop :=
forall (X : Z) (Y : Z) (Z_ : Z) (joint : Z -> Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (1 <=? Z_)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z X i1) && (between 0%Z Y i2) && (between 0%Z Z_ i3)) -> 0 <= (joint i1 i2 i3)) ->
  ((sumb (zrange X) (fun i4 => (sumb (zrange Y) (fun i5 => (sumb (zrange Z_) (fun i6 => (joint i4 i5 i6))))))) = 1) ->
  (information_conditional_mutual_information X Y Z_ (2%:R) joint)
    >= 0.

Definition information_conditional_mutual_information_remaining_information_changes_base : Prop :=
forall (base : R) (X : Z) (Y : Z) (Z_ : Z) (joint : Z -> Z -> Z -> R),
  (0 < base) ->
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (1 <=? Z_)%Z ->
  (forall (i1 : Z) (i2 : Z) (i3 : Z), ((between 0%Z X i1) && (between 0%Z Y i2) && (between 0%Z Z_ i3)) -> 0 <= (joint i1 i2 i3)) ->
  ((sumb (zrange X) (fun i4 => (sumb (zrange Y) (fun i5 => (sumb (zrange Z_) (fun i6 => (joint i4 i5 i6))))))) = 1) ->
  (~~ ((base ^+ (Z.to_nat 2%Z)) == 1 :> R)) ->
  (~~ (base == 1 :> R)) ->
  ((2%:R) * (information_conditional_mutual_information X Y Z_ (base ^+ (Z.to_nat 2%Z)) joint))
    = (information_conditional_mutual_information X Y Z_ base joint).

Definition information_miller_madow_counts_outcomes : Prop :=
forall (base : R) (S : Z) (counts : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> exists n : nat, (counts i1) = n%:R) ->
  (exists (i2 : Z), (between 0%Z S i2) /\ 0 < (counts i2)) ->
  (~~ (base == 1 :> R)) ->
  ((((2%:R) * (sumb (zrange S) (fun i4 => ((counts i4) + 1)))) * (information_miller_madow S base (fun (i3 : Z) => ((counts i3) + 1)))) * (logarithm base))
    = (number (S - 1)%Z).

Definition information_miller_madow_ignores_the_unseen : Prop :=
forall (base : R) (S : Z) (counts : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> exists n : nat, (counts i1) = n%:R) ->
  (exists (i2 : Z), (between 0%Z S i2) /\ 0 < (counts i2)) ->
  (~~ (base == 1 :> R)) ->
  (information_miller_madow (S + 1)%Z base (fun (i3 : Z) => (if (i3 <? S)%Z then (counts i3) else ((counts (i3 - S)%Z) * 0))))
    = (information_miller_madow S base counts).

Definition information_miller_madow_falls_with_observations : Prop :=
forall (base : R) (S : Z) (k : Z) (counts : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (1 <=? k)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> exists n : nat, (counts i1) = n%:R) ->
  (exists (i2 : Z), (between 0%Z S i2) /\ 0 < (counts i2)) ->
  (~~ (base == 1 :> R)) ->
  ((number k) * (information_miller_madow S base (fun (i3 : Z) => ((number k) * (counts i3)))))
    = (information_miller_madow S base counts).

Definition information_miller_madow_bias_ignores_labels : Prop :=
forall (base : R) (S : Z) (counts : Z -> R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (forall (i1 : Z), (between 0%Z S i1) -> exists n : nat, (counts i1) = n%:R) ->
  (exists (i2 : Z), (between 0%Z S i2) /\ 0 < (counts i2)) ->
  (~~ (base == 1 :> R)) ->
  (information_miller_madow S base (fun (i3 : Z) => (counts (S - i3 - 1)%Z)))
    = (information_miller_madow S base counts).

Definition perceptron_dense_adds_weights : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (z : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R) (t : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i7 : Z) (i8 : Z),
    (between 0 H i7) ->
    (between 0 W i8) ->
    (perceptron_dense R H W x (fun (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z) => ((w i1 i2 i3 i4) + (z i1 i2 i3 i4))) (fun (i5 : Z) (i6 : Z) => ((u i5 i6) + (t i5 i6))) i7 i8)
    = ((perceptron_dense R H W x w u i7 i8) + (perceptron_dense R H W x z t i7 i8)).

Definition perceptron_dense_adds_inputs : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (z : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i5 : Z) (i6 : Z),
    (between 0 H i5) ->
    (between 0 W i6) ->
    (perceptron_dense R H W (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (z i1 i2))) w u i5 i6)
    = ((perceptron_dense R H W x w u i5 i6) + (perceptron_dense R H W z w (fun (i3 : Z) (i4 : Z) => ((u i3 i4) * 0)) i5 i6)).

Definition perceptron_dense_has_unit : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (u : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i5 : Z) (i6 : Z),
    (between 0 H i5) ->
    (between 0 W i6) ->
    (perceptron_dense R H W x (fun (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z) => (if (((i1 * W) + i2)%Z =? ((i3 * W) + i4)%Z)%Z then 1 else 0)) u i5 i6)
    = ((x i5 i6) + (u i5 i6)).

Definition perceptron_dense_responds_to_impulses : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (p : Z) (q : Z) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? p)%Z ->
  (0 <=? q)%Z ->
  ((p <? H)%Z && (q <? W)%Z) ->
  (p <? H)%Z /\
  (q <? W)%Z /\
  (forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_dense R H W (fun (i1 : Z) (i2 : Z) => (if ((i1 =? p)%Z && (i2 =? q)%Z) then 1 else ((u i1 i2) * 0))) w u i3 i4)
    = ((u i3 i4) + (w i3 i4 p q))).

Definition perceptron_dense_has_adjoint : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (z : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (sumb (zrange H) (fun i9 => (sumb (zrange W) (fun i10 => ((perceptron_dense R H W x w (fun (i1 : Z) (i2 : Z) => ((x i1 i2) * 0)) i9 i10) * (z i9 i10))))))
    = (sumb (zrange H) (fun i11 => (sumb (zrange W) (fun i12 => ((x i11 i12) * (perceptron_dense R H W z (fun (i3 : Z) (i4 : Z) (i5 : Z) (i6 : Z) => (w i5 i6 i3 i4)) (fun (i7 : Z) (i8 : Z) => ((x i7 i8) * 0)) i11 i12)))))).

Definition perceptron_dense_equivariant_is_circular : Prop :=
let G := space2 in
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i9 : Z) (i10 : Z),
    (between 0 H i9) ->
    (between 0 W i10) ->
    (perceptron_dense R H W x (words_averaged R H W w) (fun (i1 : Z) (i2 : Z) => ((x i1 i2) * 0)) i9 i10)
    = (convolution_circular R G (at2 H W) (fun (i7 : G) => (x (@axis G 0 i7%R)%Z (@axis G 1 i7%R)%Z)) (fun (i8 : G) => (perceptron_dense R H W (fun (i3 : Z) (i4 : Z) => (if ((i3 =? 0%Z)%Z && (i4 =? 0%Z)%Z) then 1 else ((x i3 i4) * 0))) (words_averaged R H W w) (fun (i5 : Z) (i6 : Z) => ((x i5 i6) * 0)) (@axis G 0 i8%R)%Z (@axis G 1 i8%R)%Z)) (at2 i9 i10)).

Definition perceptron_reindex_is_undone : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (w : Z -> Z -> Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z),
    (between 0 H i1) ->
    (between 0 W i2) ->
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_reindex_inverse R H W (perceptron_reindex R H W w) i1 i2 i3 i4)
    = (w i1 i2 i3 i4).

Definition perceptron_reindex_points_inside : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (w : Z -> Z -> Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z),
    (between 0 H i1) ->
    (between 0 W i2) ->
    (between 0 ((2 * H) - 1)%Z i3) ->
    (between 0 ((2 * W) - 1)%Z i4) ->
    (perceptron_reindex R H W w i1 i2 i3 i4)
    = (words_pruned R H W (perceptron_reindex R H W w) i1 i2 i3 i4).

Definition perceptron_reindex_inverse_undoes : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (w : Z -> Z -> Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z),
    (between 0 H i1) ->
    (between 0 W i2) ->
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_reindex_inverse R H W (perceptron_reindex R H W w) i1 i2 i3 i4)
    = (w i1 i2 i3 i4).

Definition perceptron_reindex_inverse_drops_the_outside : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (v : Z -> Z -> Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z),
    (between 0 H i1) ->
    (between 0 W i2) ->
    (between 0 ((2 * H) - 1)%Z i3) ->
    (between 0 ((2 * W) - 1)%Z i4) ->
    (perceptron_reindex R H W (perceptron_reindex_inverse R H W v) i1 i2 i3 i4)
    = (words_pruned R H W v i1 i2 i3 i4).

Definition perceptron_centred_is_dense : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (w : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 H i1) ->
    (between 0 W i2) ->
    (perceptron_centred R H W x (perceptron_reindex R H W w) u i1 i2)
    = (perceptron_dense R H W x w u i1 i2).

Definition perceptron_centred_ignores_the_outside : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> Z -> Z -> R) (u : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 H i1) ->
    (between 0 W i2) ->
    (perceptron_centred R H W x v u i1 i2)
    = (perceptron_dense R H W x (perceptron_reindex_inverse R H W v) u i1 i2).

Definition perceptron_shift_invariant_shares_weights : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i7 : Z) (i8 : Z),
    (between 0 H i7) ->
    (between 0 W i8) ->
    (perceptron_shift_invariant R H W x v u i7 i8)
    = (perceptron_centred R H W x (fun (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z) => (v i3 i4)) (fun (i5 : Z) (i6 : Z) => u) i7 i8).

Definition perceptron_shift_invariant_circular_is_tiled : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 H i1) ->
    (between 0 W i2) ->
    (perceptron_shift_invariant_border_circular R H W x v u i1 i2)
    = (perceptron_local R (3 * H)%Z (3 * W)%Z (H - 1)%Z (W - 1)%Z (words_tiled R H W x) v u (H + i1)%Z (W + i2)%Z).

Definition perceptron_shift_invariant_is_equivariant_on_the_torus : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (p : Z) (q : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? p)%Z ->
  (0 <=? q)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_shift_invariant_border_circular R H W (fun (i1 : Z) (i2 : Z) => (x (Z.modulo (i1 - p) H)%Z (Z.modulo (i2 - q) W)%Z)) v u i3 i4)
    = (perceptron_shift_invariant_border_circular R H W x v u (Z.modulo (i3 - p) H)%Z (Z.modulo (i4 - q) W)%Z).

Definition perceptron_shift_invariant_is_equivariant_inside : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  ((1%Z <? H)%Z && (1%Z <? W)%Z) ->
  forall (i3 : Z) (i4 : Z),
    (between 0 (H - 1)%Z i3) ->
    (between 0 (W - 1)%Z i4) ->
    (perceptron_shift_invariant R H W (fun (i1 : Z) (i2 : Z) => (words_clear_edge R H W x (Z.modulo (H + i1 - 1) H)%Z (Z.modulo (W + i2 - 1) W)%Z)) v u (i3 + 1)%Z (i4 + 1)%Z)
    = (perceptron_shift_invariant R H W (words_clear_edge R H W x) v u i3 i4).

Definition perceptron_local_is_shift_invariant : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  ((k <? H)%Z && (l <? W)%Z) ->
  (0%Z <=? (H - k - 1)%Z)%Z /\
  ((H + k)%Z <=? ((2 * H) - 1)%Z)%Z /\
  (0%Z <=? (W - l - 1)%Z)%Z /\
  ((W + l)%Z <=? ((2 * W) - 1)%Z)%Z /\
  (forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_local R H W k l x v u i3 i4)
    = (perceptron_shift_invariant R H W x (fun (i1 : Z) (i2 : Z) => (if ((i1 <? (H + k)%Z)%Z && (i2 <? (W + l)%Z)%Z && ((H - k - 1)%Z <=? i1)%Z && ((W - l - 1)%Z <=? i2)%Z) then (v (i1 + k + 1 - H)%Z (i2 + l + 1 - W)%Z) else 0)) u i3 i4))) /\
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  ((k <? H)%Z && (l <? W)%Z) ->
  (0%Z <=? (H - k - 1)%Z)%Z /\
  ((H + k)%Z <=? ((2 * H) - 1)%Z)%Z /\
  (0%Z <=? (W - l - 1)%Z)%Z /\
  ((W + l)%Z <=? ((2 * W) - 1)%Z)%Z /\
  (forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_local_border_circular R H W k l x v u i3 i4)
    = (perceptron_shift_invariant_border_circular R H W x (fun (i1 : Z) (i2 : Z) => (if ((i1 <? (H + k)%Z)%Z && (i2 <? (W + l)%Z)%Z && ((H - k - 1)%Z <=? i1)%Z && ((W - l - 1)%Z <=? i2)%Z) then (v (i1 + k + 1 - H)%Z (i2 + l + 1 - W)%Z) else 0)) u i3 i4))).

Definition perceptron_local_local_circular_is_tiled : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  ((k <=? H)%Z && (l <=? W)%Z) ->
  forall (i1 : Z) (i2 : Z),
    (between 0 H i1) ->
    (between 0 W i2) ->
    (perceptron_local_border_circular R H W k l x v u i1 i2)
    = (perceptron_local R (3 * H)%Z (3 * W)%Z k l (words_tiled R H W x) v u (H + i1)%Z (W + i2)%Z).

Definition perceptron_local_is_cross_correlation : Prop :=
let G := space2 in
forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_local R H W k l x v u i3 i4)
    = ((convolution_cross_correlation_mode_same R G (at2 ((2 * k) + 1)%Z ((2 * l) + 1)%Z) (at2 H W) (fun (i1 : G) => (x (@axis G 0 i1%R)%Z (@axis G 1 i1%R)%Z)) (fun (i2 : G) => (v (@axis G 0 i2%R)%Z (@axis G 1 i2%R)%Z)) (at2 i3 i4)) + u).

Definition perceptron_local_adds_kernels : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (z : Z -> Z -> R) (u : R) (t : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_local R H W k l x (fun (i1 : Z) (i2 : Z) => ((v i1 i2) + (z i1 i2))) (u + t) i3 i4)
    = ((perceptron_local R H W k l x v u i3 i4) + (perceptron_local R H W k l x z t i3 i4))) /\
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (z : Z -> Z -> R) (u : R) (t : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_local_border_circular R H W k l x (fun (i1 : Z) (i2 : Z) => ((v i1 i2) + (z i1 i2))) (u + t) i3 i4)
    = ((perceptron_local_border_circular R H W k l x v u i3 i4) + (perceptron_local_border_circular R H W k l x z t i3 i4))).

Definition perceptron_local_adds_images : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (z : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_local R H W k l (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (z i1 i2))) v u i3 i4)
    = ((perceptron_local R H W k l x v u i3 i4) + (perceptron_local R H W k l z v (u * 0) i3 i4))) /\
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (z : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_local_border_circular R H W k l (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (z i1 i2))) v u i3 i4)
    = ((perceptron_local_border_circular R H W k l x v u i3 i4) + (perceptron_local_border_circular R H W k l z v (u * 0) i3 i4))).

Definition perceptron_local_has_unit_tap : Prop :=
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_local R H W k l x (fun (i1 : Z) (i2 : Z) => (if ((i1 =? k)%Z && (i2 =? l)%Z) then 1 else ((v i1 i2) * 0))) u i3 i4)
    = ((x i3 i4) + u)) /\
(forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (u : R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    (perceptron_local_border_circular R H W k l x (fun (i1 : Z) (i2 : Z) => (if ((i1 =? k)%Z && (i2 =? l)%Z) then 1 else ((v i1 i2) * 0))) u i3 i4)
    = ((x i3 i4) + u)).

Definition perceptron_local_answers_with_the_kernel_turned : Prop :=
(forall (R : comRingType) (k : Z) (l : Z) (v : Z -> Z -> R) (u : R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 ((2 * k) + 1)%Z i3) ->
    (between 0 ((2 * l) + 1)%Z i4) ->
    (perceptron_local R ((2 * k) + 1)%Z ((2 * l) + 1)%Z k l (fun (i1 : Z) (i2 : Z) => (if ((i1 =? k)%Z && (i2 =? l)%Z) then 1 else ((v i1 i2) * 0))) v u i3 i4)
    = ((v ((2 * k) - i3)%Z ((2 * l) - i4)%Z) + u)) /\
(forall (R : comRingType) (k : Z) (l : Z) (v : Z -> Z -> R) (u : R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 ((2 * k) + 1)%Z i3) ->
    (between 0 ((2 * l) + 1)%Z i4) ->
    (perceptron_local_border_circular R ((2 * k) + 1)%Z ((2 * l) + 1)%Z k l (fun (i1 : Z) (i2 : Z) => (if ((i1 =? k)%Z && (i2 =? l)%Z) then 1 else ((v i1 i2) * 0))) v u i3 i4)
    = ((v ((2 * k) - i3)%Z ((2 * l) - i4)%Z) + u)).

Definition geometry_output_size_relationship_1 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G),
  (positive H) ->
  (positive kernel_size) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - kernel_size)) ->
  ((geometry_output_size G H%R kernel_size%R 1%R 0%R 0%R 1%R) = (H + 1 - kernel_size)).

Definition geometry_output_size_relationship_2 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (zeros : Z),
  (positive H) ->
  (positive kernel_size) ->
  (0 <=? zeros)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (each (2 * zeros)%Z) - kernel_size)) ->
  ((geometry_output_size G H%R kernel_size%R 1%R (each zeros)%R (each zeros)%R 1%R) = (H + (each (2 * zeros)%Z) + 1 - kernel_size)).

Definition geometry_output_size_relationship_3 : Prop :=
forall (R : comRingType) (G : space) (H : G) (half : Z),
  (positive H) ->
  (0 <=? half)%Z ->
  ((geometry_output_size G H%R (each ((2 * half) + 1)%Z)%R 1%R (each half)%R (each half)%R 1%R) = H).

Definition geometry_output_size_relationship_4 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G),
  (positive H) ->
  (positive kernel_size) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + kernel_size - 2%:R)) ->
  ((geometry_output_size_padding_full G H%R kernel_size%R 1%R 1%R) = (H + kernel_size - 1)).

Definition geometry_output_size_relationship_5 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (stride : G),
  (positive H) ->
  (positive kernel_size) ->
  (positive stride) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - kernel_size)) ->
  ((geometry_output_size G H%R kernel_size%R stride%R 0%R 0%R 1%R) = ((per_axis Z.div (H - kernel_size) stride) + 1)).

Definition geometry_output_size_relationship_6 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (stride : G) (zeros : Z),
  (positive H) ->
  (positive kernel_size) ->
  (positive stride) ->
  (0 <=? zeros)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (each (2 * zeros)%Z) - kernel_size)) ->
  ((geometry_output_size G H%R kernel_size%R stride%R (each zeros)%R (each zeros)%R 1%R) = ((per_axis Z.div (H + (each (2 * zeros)%Z) - kernel_size) stride) + 1)).

Definition geometry_output_size_relationship_7 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G),
  (positive H) ->
  (positive kernel_size) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - kernel_size)) ->
  ((geometry_output_size G H%R kernel_size%R kernel_size%R 0%R 0%R 1%R) = (per_axis Z.div H kernel_size)).

Definition geometry_output_size_relationship_14 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (stride : G) (zeros : Z),
  (positive H) ->
  (positive kernel_size) ->
  (positive stride) ->
  (0 <=? zeros)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (each (2 * zeros)%Z) - kernel_size)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (kernel_size + (((geometry_output_size G H%R kernel_size%R stride%R (each zeros)%R (each zeros)%R 1%R) - 1) * stride) + (per_axis Z.modulo (H + (each (2 * zeros)%Z) - kernel_size) stride) - (each (2 * zeros)%Z))) ->
  (on_every_axis (fun u v => (u <? v)%Z) (per_axis Z.modulo (H + (each (2 * zeros)%Z) - kernel_size) stride) stride) ->
  ((geometry_transposed_output_size G (geometry_output_size G H%R kernel_size%R stride%R (each zeros)%R (each zeros)%R 1%R)%R kernel_size%R stride%R (each zeros)%R (each zeros)%R 1%R (per_axis Z.modulo (H + (each (2 * zeros)%Z) - kernel_size) stride)%R) = H).

Definition geometry_output_size_relationship_15 : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G) (zeros : Z),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (0 <=? zeros)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (each (2 * zeros)%Z) - ((kernel_size - 1) * dilation) - 1)) ->
  ((geometry_output_size G H%R kernel_size%R stride%R (each zeros)%R (each zeros)%R dilation%R) = ((per_axis Z.div (H + (each (2 * zeros)%Z) - kernel_size - ((dilation - 1) * (kernel_size - 1))) stride) + 1)).

Definition geometry_output_size_same_is_ceil : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) - ((kernel_size - 1) * dilation) - 1)) ->
  ((geometry_output_size_padding_same G H%R kernel_size%R stride%R dilation%R) = ((- 1) * (per_axis Z.div ((- 1) * H) stride))).

Definition geometry_output_size_padding_is_input : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G) (after : Z) (before : Z),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (0 <=? after)%Z ->
  (0 <=? before)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (each after) + (each before) - ((kernel_size - 1) * dilation) - 1)) ->
  ((geometry_output_size G H%R kernel_size%R stride%R (each before)%R (each after)%R dilation%R) = (geometry_output_size G (H + (each after) + (each before))%R kernel_size%R stride%R 0%R 0%R dilation%R)).

Definition geometry_output_size_ceil_adds : Prop :=
forall (R : realFieldType) (G : space) (H : G) (kernel_size : G) (stride : G) (zeros : Z),
  (positive H) ->
  (positive kernel_size) ->
  (positive stride) ->
  (0 <=? zeros)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (each (2 * zeros)%Z) - kernel_size)) ->
  (on_every_axis (fun u v => (u <? v)%Z) (each zeros) kernel_size) ->
  (on_every_axis (fun u v => (u <=? v)%Z) (geometry_output_size G H%R kernel_size%R stride%R (each zeros)%R (each zeros)%R 1%R) (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R (each zeros)%R (each zeros)%R 1%R)).

Definition geometry_output_size_every_window_meets_the_input : Prop :=
forall (R : realFieldType) (G : space) (H : G) (kernel_size : G) (stride : G) (before : Z),
  (positive H) ->
  (positive kernel_size) ->
  (positive stride) ->
  (0 <=? before)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (each (2 * before)%Z) - kernel_size)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) ((((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R (each before)%R (each before)%R 1%R) - 1) * stride) - (each before)) (H - 1)).

Definition geometry_transposed_output_size_relationship_8 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G),
  (positive H) ->
  (positive kernel_size) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + kernel_size - 1)) ->
  ((geometry_transposed_output_size G H%R kernel_size%R 1%R 0%R 0%R 1%R 0%R) = (H + kernel_size - 1)).

Definition geometry_transposed_output_size_relationship_9 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (zeros : Z),
  (positive H) ->
  (positive kernel_size) ->
  (0 <=? zeros)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + kernel_size - (each (2 * zeros)%Z) - 1)) ->
  ((geometry_transposed_output_size G H%R kernel_size%R 1%R (each zeros)%R (each zeros)%R 1%R 0%R) = (H + kernel_size - (each (2 * zeros)%Z) - 1)).

Definition geometry_transposed_output_size_relationship_10 : Prop :=
forall (R : comRingType) (G : space) (H : G) (half : Z),
  (positive H) ->
  (0 <=? half)%Z ->
  ((geometry_transposed_output_size G H%R (each ((2 * half) + 1)%Z)%R 1%R (each half)%R (each half)%R 1%R 0%R) = H).

Definition geometry_transposed_output_size_relationship_11 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G),
  (positive H) ->
  (positive kernel_size) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - kernel_size)) ->
  ((geometry_transposed_output_size_padding_full G H%R kernel_size%R 1%R 1%R 0%R) = (H + 1 - kernel_size)).

Definition geometry_transposed_output_size_relationship_12 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (stride : G),
  (positive H) ->
  (positive kernel_size) ->
  (positive stride) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (kernel_size + ((H - 1) * stride))) ->
  ((geometry_transposed_output_size G H%R kernel_size%R stride%R 0%R 0%R 1%R 0%R) = (kernel_size + ((H - 1) * stride))).

Definition geometry_transposed_output_size_relationship_13 : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (stride : G) (zeros : Z),
  (positive H) ->
  (positive kernel_size) ->
  (positive stride) ->
  (0 <=? zeros)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (kernel_size + ((H - 1) * stride) - (each (2 * zeros)%Z))) ->
  ((geometry_transposed_output_size G H%R kernel_size%R stride%R (each zeros)%R (each zeros)%R 1%R 0%R) = (kernel_size + ((H - 1) * stride) - (each (2 * zeros)%Z))).

Definition geometry_transposed_output_size_dilation_widens_the_kernel : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (kernel_size + ((H - 1) * stride) + ((dilation - 1) * (kernel_size - 1)))) ->
  ((geometry_transposed_output_size G H%R kernel_size%R stride%R 0%R 0%R dilation%R 0%R) = (geometry_transposed_output_size G H%R (kernel_size + ((dilation - 1) * (kernel_size - 1)))%R stride%R 0%R 0%R 1%R 0%R)).

Definition geometry_transposed_output_size_is_taken_back : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((geometry_transposed_output_size G H%R kernel_size%R stride%R 0%R 0%R dilation%R 0%R) - ((kernel_size - 1) * dilation) - 1)) ->
  ((geometry_output_size G (geometry_transposed_output_size G H%R kernel_size%R stride%R 0%R 0%R dilation%R 0%R)%R kernel_size%R stride%R 0%R 0%R dilation%R) = H).

Definition geometry_transposed_output_size_output_padding_adds : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative output_padding) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q)) ->
  (on_every_axis (fun u v => (u <? v)%Z) output_padding (per_axis Z.max dilation stride)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (((kernel_size - 1) * dilation) + ((H - 1) * stride) + 1 - p - q)) ->
  ((geometry_transposed_output_size G H%R kernel_size%R stride%R p%R q%R dilation%R output_padding%R) = (output_padding + (geometry_transposed_output_size G H%R kernel_size%R stride%R p%R q%R dilation%R 0%R))).

Definition geometry_dense_parameters_grows_as_n_to_the_fourth : Prop :=
forall (R : comRingType) (columns : Z) (n : Z) (rows : Z),
  (1 <=? columns)%Z ->
  (1 <=? n)%Z ->
  (1 <=? rows)%Z ->
  ((geometry_dense_parameters n n)%Z =? ((n * n * n * n) + (n * n))%Z)%Z.

Definition geometry_dense_parameters_depends_on_the_area : Prop :=
forall (R : comRingType) (columns : Z) (rows : Z),
  (1 <=? columns)%Z ->
  (1 <=? rows)%Z ->
  ((geometry_dense_parameters rows columns)%Z =? (geometry_dense_parameters 1%Z (columns * rows)%Z)%Z)%Z.

Definition geometry_conv_parameters_of_one_connection : Prop :=
forall (R : comRingType),
  ((geometry_conv_parameters space1 1%Z 1%Z 1%Z 1%Z)%Z =? 2%Z)%Z.

Definition geometry_conv_parameters_biases_are_outputs : Prop :=
forall (R : comRingType) (G : space) (kernel_size : G) (inputs : Z) (outputs : Z),
  (positive kernel_size) ->
  (1 <=? inputs)%Z ->
  (1 <=? outputs)%Z ->
  (((geometry_conv_parameters G inputs outputs kernel_size%R 1%Z) - (geometry_conv_parameters_bias_false G inputs outputs kernel_size%R 1%Z))%Z =? outputs)%Z.

Definition geometry_conv_parameters_adds_inputs : Prop :=
forall (R : comRingType) (G : space) (kernel_size : G) (inputs : Z) (more : Z) (outputs : Z),
  (positive kernel_size) ->
  (1 <=? inputs)%Z ->
  (1 <=? more)%Z ->
  (1 <=? outputs)%Z ->
  ((geometry_conv_parameters_bias_false G (inputs + more)%Z outputs kernel_size%R 1%Z)%Z =? ((geometry_conv_parameters_bias_false G inputs outputs kernel_size%R 1%Z) + (geometry_conv_parameters_bias_false G more outputs kernel_size%R 1%Z))%Z)%Z.

Definition geometry_conv_parameters_adds_outputs : Prop :=
forall (R : comRingType) (G : space) (kernel_size : G) (inputs : Z) (more : Z) (outputs : Z),
  (positive kernel_size) ->
  (1 <=? inputs)%Z ->
  (1 <=? more)%Z ->
  (1 <=? outputs)%Z ->
  ((geometry_conv_parameters G inputs (more + outputs)%Z kernel_size%R 1%Z)%Z =? ((geometry_conv_parameters G inputs more kernel_size%R 1%Z) + (geometry_conv_parameters G inputs outputs kernel_size%R 1%Z))%Z)%Z.

Definition geometry_conv_parameters_counts_taps : Prop :=
forall (R : comRingType) (inputs : Z) (outputs : Z) (taps : Z),
  (1 <=? inputs)%Z ->
  (1 <=? outputs)%Z ->
  (1 <=? taps)%Z ->
  ((geometry_conv_parameters_bias_false space1 inputs outputs taps 1%Z)%Z =? (taps * (geometry_conv_parameters_bias_false space1 inputs outputs 1%Z 1%Z))%Z)%Z.

Definition geometry_conv_parameters_groups_share_nothing : Prop :=
(forall (R : comRingType) (G : space) (kernel_size : G) (groups : Z) (inputs : Z) (outputs : Z) (part : Z),
  (positive kernel_size) ->
  (1 <=? groups)%Z ->
  (1 <=? inputs)%Z ->
  (1 <=? outputs)%Z ->
  (1 <=? part)%Z ->
  ((geometry_conv_parameters G (inputs * part)%Z (outputs * part)%Z kernel_size%R part)%Z =? (part * (geometry_conv_parameters G inputs outputs kernel_size%R 1%Z))%Z)%Z) /\
(forall (R : comRingType) (G : space) (kernel_size : G) (groups : Z) (inputs : Z) (outputs : Z) (part : Z),
  (positive kernel_size) ->
  (1 <=? groups)%Z ->
  (1 <=? inputs)%Z ->
  (1 <=? outputs)%Z ->
  (1 <=? part)%Z ->
  ((geometry_conv_parameters_bias_false G (inputs * part)%Z (outputs * part)%Z kernel_size%R part)%Z =? (part * (geometry_conv_parameters_bias_false G inputs outputs kernel_size%R 1%Z))%Z)%Z).

Definition geometry_conv_connections_uses_each_parameter_once_a_position : Prop :=
(forall (R : comRingType) (G : space) (kernel_size : G) (positions : G) (groups : Z) (inputs : Z) (outputs : Z),
  (positive kernel_size) ->
  (positive positions) ->
  (1 <=? groups)%Z ->
  (1 <=? inputs)%Z ->
  (1 <=? outputs)%Z ->
  ((Z.modulo inputs groups)%Z =? 0%Z)%Z ->
  ((Z.modulo outputs groups)%Z =? 0%Z)%Z ->
  ((geometry_conv_connections G inputs outputs kernel_size%R positions%R groups)%Z =? ((product_of_axes (positions : G)%R) * (geometry_conv_parameters G inputs outputs kernel_size%R groups))%Z)%Z) /\
(forall (R : comRingType) (G : space) (kernel_size : G) (positions : G) (groups : Z) (inputs : Z) (outputs : Z),
  (positive kernel_size) ->
  (positive positions) ->
  (1 <=? groups)%Z ->
  (1 <=? inputs)%Z ->
  (1 <=? outputs)%Z ->
  ((Z.modulo inputs groups)%Z =? 0%Z)%Z ->
  ((Z.modulo outputs groups)%Z =? 0%Z)%Z ->
  ((geometry_conv_connections_bias_false G inputs outputs kernel_size%R positions%R groups)%Z =? ((product_of_axes (positions : G)%R) * (geometry_conv_parameters_bias_false G inputs outputs kernel_size%R groups))%Z)%Z).

Definition geometry_conv_multiply_adds_are_connections_without_bias : Prop :=
forall (R : comRingType) (G : space) (kernel_size : G) (positions : G) (groups : Z) (inputs : Z) (outputs : Z),
  (positive kernel_size) ->
  (positive positions) ->
  (1 <=? groups)%Z ->
  (1 <=? inputs)%Z ->
  (1 <=? outputs)%Z ->
  ((Z.modulo inputs groups)%Z =? 0%Z)%Z ->
  ((Z.modulo outputs groups)%Z =? 0%Z)%Z ->
  ((geometry_conv_multiply_adds G inputs outputs kernel_size%R positions%R groups)%Z =? (geometry_conv_connections_bias_false G inputs outputs kernel_size%R positions%R groups)%Z)%Z.

Definition geometry_pool_connections_is_a_convolution_of_single_channels : Prop :=
forall (R : comRingType) (G : space) (kernel_size : G) (positions : G) (channels : Z),
  (positive kernel_size) ->
  (positive positions) ->
  (1 <=? channels)%Z ->
  ((geometry_pool_connections G channels kernel_size%R positions%R)%Z =? (geometry_conv_connections_bias_false G channels channels kernel_size%R positions%R channels)%Z)%Z.

Definition geometry_subsample_parameters_is_a_weight_and_a_bias : Prop :=
forall (R : comRingType) (channels : Z),
  (1 <=? channels)%Z ->
  ((geometry_subsample_parameters channels)%Z =? (geometry_conv_parameters space1 channels channels 1%Z channels)%Z)%Z.

Definition geometry_subsample_connections_adds_biases_to_pooling : Prop :=
forall (R : comRingType) (G : space) (kernel_size : G) (positions : G) (channels : Z),
  (positive kernel_size) ->
  (positive positions) ->
  (1 <=? channels)%Z ->
  ((geometry_subsample_connections G channels kernel_size%R positions%R)%Z =? ((geometry_pool_connections G channels 1%R positions%R) + (geometry_pool_connections G channels kernel_size%R positions%R))%Z)%Z.

Definition geometry_batch_norm_parameters_is_a_scale_and_a_shift : Prop :=
forall (R : comRingType) (channels : Z),
  (1 <=? channels)%Z ->
  ((geometry_batch_norm_parameters channels)%Z =? (geometry_conv_parameters space1 channels channels 1%Z channels)%Z)%Z.

Definition arrays_add_adds_as_numpy_does : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis (per_axis Z.max A B)%R)%Z))) /\
  (all_axes G (fun one_axis => ((@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis (per_axis Z.max A B)%R)%Z))) /\
  (forall (i1 : G),
    (within 0 (per_axis Z.max A B) i1) ->
    (arrays_add R G A B x z i1)
    = ((x (per_axis Z.min i1 (A - 1))) + (z (per_axis Z.min i1 (B - 1))))).

Definition arrays_add_sums_commute : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis A%R)%Z))) ->
  forall (i1 : G),
    (within 0 (per_axis Z.max A B) i1) ->
    (arrays_add R G A B x z i1)
    = (arrays_add R G B A z x i1).

Definition arrays_add_sums_associate : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R) (v : G -> R),
  (positive A) ->
  (positive B) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis (per_axis Z.max A B)%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis (per_axis Z.max A B)%R =? @axis G one_axis B%R)%Z))) ->
  forall (i1 : G),
    (within 0 (per_axis Z.max A B) i1) ->
    (arrays_add R G (per_axis Z.max A B) B (arrays_add R G A B x z) v i1)
    = (arrays_add R G A B x (arrays_add R G B B z v) i1).

Definition arrays_sub_undoes_a_sum : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis (per_axis Z.max A B)%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis (per_axis Z.max A B)%R =? @axis G one_axis B%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis (per_axis Z.max A B)%R)%Z))) /\
  (forall (i1 : G),
    (within 0 (per_axis Z.max A B) i1) ->
    (arrays_add R G (per_axis Z.max A B) B (arrays_sub R G A B x z) z i1)
    = (x (per_axis Z.min i1 (A - 1)))).

Definition arrays_sub_changes_its_sign : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis A%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  forall (i1 : G),
    (within 0 (per_axis Z.max A B) i1) ->
    (arrays_sub R G B A z x i1)
    = (- (arrays_sub R G A B x z i1)).

Definition arrays_mul_products_commute : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis A%R)%Z))) ->
  forall (i1 : G),
    (within 0 (per_axis Z.max A B) i1) ->
    (arrays_mul R G A B x z i1)
    = (arrays_mul R G B A z x i1).

Definition arrays_mul_multiplies_as_numpy_does : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis (per_axis Z.max A B)%R)%Z))) /\
  (all_axes G (fun one_axis => ((@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis (per_axis Z.max A B)%R)%Z))) /\
  (forall (i1 : G),
    (within 0 (per_axis Z.max A B) i1) ->
    (arrays_mul R G A B x z i1)
    = ((x (per_axis Z.min i1 (A - 1))) * (z (per_axis Z.min i1 (B - 1))))).

Definition arrays_mul_distributes : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R) (v : G -> R),
  (positive A) ->
  (positive B) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  forall (i2 : G),
    (within 0 (per_axis Z.max A B) i2) ->
    (arrays_mul R G A B x (fun (i1 : G) => ((z i1) + (v i1))) i2)
    = ((arrays_mul R G A B x z i2) + (arrays_mul R G A B x v i2)).

Definition arrays_div_undoes_a_product : Prop :=
forall (R : numFieldType) (G : space) (A : G) (B : G) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (forall (i1 : G), (within 0 B i1) -> (z i1) <> 0) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis (per_axis Z.max A B)%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis (per_axis Z.max A B)%R =? @axis G one_axis B%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis (per_axis Z.max A B)%R)%Z))) /\
  (forall (i2 : G),
    (within 0 (per_axis Z.max A B) i2) ->
    (arrays_mul R G (per_axis Z.max A B) B (arrays_div R G A B x z) z i2)
    = (x (per_axis Z.min i2 (A - 1)))).

Definition arrays_div_by_itself_is_one : Prop :=
forall (R : numFieldType) (G : space) (B : G) (z : G -> R),
  (positive B) ->
  (forall (i1 : G), (within 0 B i1) -> (z i1) <> 0) ->
  forall (i2 : G),
    (within 0 B i2) ->
    (arrays_div R G B B z z i2)
    = (((z i2) * 0) + 1).

Definition arrays_matmul_keeps_by_the_unit : Prop :=
forall (R : comRingType) (G : space) (A : G) (K : Z) (M : Z) (x : G -> Z -> Z -> R),
  (positive A) ->
  (1 <=? K)%Z ->
  (1 <=? M)%Z ->
  forall (i4 : G) (i5 : Z) (i6 : Z),
    (within 0 A i4) ->
    (between 0 M i5) ->
    (between 0 K i6) ->
    (arrays_matmul R G A 1 K K M x (fun (i1 : G) (i2 : Z) (i3 : Z) => (if (i2 =? i3)%Z then 1 else 0)) i4 i5 i6)
    = (x i4 i5 i6).

Definition arrays_matmul_transposes_in_reverse : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (K : Z) (L : Z) (M : Z) (x : G -> Z -> Z -> R) (z : G -> Z -> Z -> R),
  (positive A) ->
  (positive B) ->
  (1 <=? K)%Z ->
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis A%R)%Z))) ->
  forall (i7 : G) (i8 : Z) (i9 : Z),
    (within 0 (per_axis Z.max A B) i7) ->
    (between 0 L i8) ->
    (between 0 M i9) ->
    (arrays_matmul R G A B K L M x z i7 i9 i8)
    = (arrays_matmul R G B A K M L (fun (i1 : G) (i2 : Z) (i3 : Z) => (z i1 i3 i2)) (fun (i4 : G) (i5 : Z) (i6 : Z) => (x i4 i6 i5)) i7 i8 i9).

Definition arrays_matmul_products_associate : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (K : Z) (L : Z) (M : Z) (P : Z) (x : G -> Z -> Z -> R) (z : G -> Z -> Z -> R) (v : G -> Z -> Z -> R),
  (positive A) ->
  (positive B) ->
  (1 <=? K)%Z ->
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (1 <=? P)%Z ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (all_axes G (fun one_axis => ((@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis (per_axis Z.max A B)%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis (per_axis Z.max A B)%R =? @axis G one_axis B%R)%Z))) ->
  forall (i1 : G) (i2 : Z) (i3 : Z),
    (within 0 (per_axis Z.max A B) i1) ->
    (between 0 M i2) ->
    (between 0 P i3) ->
    (arrays_matmul R G (per_axis Z.max A B) B L P M (arrays_matmul R G A B K L M x z) v i1 i2 i3)
    = (arrays_matmul R G A B K P M x (arrays_matmul R G B B L P K z v) i1 i2 i3).

Definition arrays_matmul_adds_left_factors : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (K : Z) (L : Z) (M : Z) (x : G -> Z -> Z -> R) (v : G -> Z -> Z -> R) (z : G -> Z -> Z -> R),
  (positive A) ->
  (positive B) ->
  (1 <=? K)%Z ->
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  forall (i4 : G) (i5 : Z) (i6 : Z),
    (within 0 (per_axis Z.max A B) i4) ->
    (between 0 M i5) ->
    (between 0 L i6) ->
    (arrays_matmul R G A B K L M (fun (i1 : G) (i2 : Z) (i3 : Z) => ((x i1 i2 i3) + (v i1 i2 i3))) z i4 i5 i6)
    = ((arrays_matmul R G A B K L M x z i4 i5 i6) + (arrays_matmul R G A B K L M v z i4 i5 i6)).

Definition arrays_matmul_adds_right_factors : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (K : Z) (L : Z) (M : Z) (x : G -> Z -> Z -> R) (z : G -> Z -> Z -> R) (v : G -> Z -> Z -> R),
  (positive A) ->
  (positive B) ->
  (1 <=? K)%Z ->
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  forall (i4 : G) (i5 : Z) (i6 : Z),
    (within 0 (per_axis Z.max A B) i4) ->
    (between 0 M i5) ->
    (between 0 L i6) ->
    (arrays_matmul R G A B K L M x (fun (i1 : G) (i2 : Z) (i3 : Z) => ((z i1 i2 i3) + (v i1 i2 i3))) i4 i5 i6)
    = ((arrays_matmul R G A B K L M x z i4 i5 i6) + (arrays_matmul R G A B K L M x v i4 i5 i6)).

Definition arrays_matmul_multiplies_rows_with_columns : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (K : Z) (L : Z) (M : Z) (x : G -> Z -> Z -> R) (z : G -> Z -> Z -> R),
  (positive A) ->
  (positive B) ->
  (1 <=? K)%Z ->
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  forall (i1 : G) (i2 : Z) (i3 : Z),
    (within 0 (per_axis Z.max A B) i1) ->
    (between 0 M i2) ->
    (between 0 L i3) ->
    (arrays_matmul R G A B K L M x z i1 i2 i3)
    = (sumb (zrange K) (fun i4 => ((x (per_axis Z.min i1 (A - 1)) i2 i4) * (z (per_axis Z.min i1 (B - 1)) i4 i3)))).

Definition arrays_mean_mean_shares_the_sum : Prop :=
forall (R : numFieldType) (K : Z) (N : Z) (x : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    ((arrays_mean R K N x i1) * (number K))
    = (sumb (zrange K) (fun i2 => (x i1 i2))).

Definition arrays_mean_means_add : Prop :=
forall (R : numFieldType) (K : Z) (N : Z) (x : Z -> Z -> R) (z : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i3 : Z),
    (between 0 N i3) ->
    (arrays_mean R K N (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (z i1 i2))) i3)
    = ((arrays_mean R K N x i3) + (arrays_mean R K N z i3)).

Definition arrays_mean_mean_moves : Prop :=
forall (R : numFieldType) (K : Z) (N : Z) (x : Z -> Z -> R) (z : R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i3 : Z),
    (between 0 N i3) ->
    (arrays_mean R K N (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + z)) i3)
    = ((arrays_mean R K N x i3) + z).

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

Definition convolution_difference_is_undone_by_sums : Prop :=
forall (R : comRingType) (N : Z) (f : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 (N + 1)%Z i1) ->
    (words_running_sum R (N + 1)%Z (convolution_difference R N f) i1)
    = (if (i1 <? N)%Z then (f i1) else ((f (i1 - N)%Z) * 0)).

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

Definition convolution_image_valid_is_inside : Prop :=
forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) ((2%:R * A) - 1) (A + H - 1)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (A - 1) H) /\
  (forall (i1 : G),
    (within 0 (H + 1 - A) i1) ->
    (convolution_image_mode_valid R G A H I K i1)
    = (convolution_image R G A H I K (A + i1 - 1))).

Definition convolution_image_separates : Prop :=
(let G := space2 in
forall (R : comRingType) (H : G) (M : Z) (N : Z) (I : G -> R) (u : Z -> R) (v : Z -> R),
  (positive H) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + (at2 M N) - 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + (at2 M 1%Z) - 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + (at2 1%Z N) + (at2 M 1%Z) - 2%:R)) ->
  ((H + (at2 M N) - 1) = (H + (at2 1%Z N) + (at2 M 1%Z) - 2%:R)) /\
  (forall (i4 : G),
    (within 0 (H + (at2 M N) - 1) i4) ->
    (convolution_image R G (at2 M N) H I (fun (i1 : G) => ((u (@axis G 0 i1%R)%Z) * (v (@axis G 1 i1%R)%Z))) i4)
    = (convolution_image R G (at2 1%Z N) (H + (at2 M 1%Z) - 1) (convolution_image R G (at2 M 1%Z) H I (fun (i2 : G) => (u (@axis G 0 i2%R)%Z))) (fun (i3 : G) => (v (@axis G 1 i3%R)%Z)) i4))) /\
(let G := space2 in
forall (R : comRingType) (H : G) (M : Z) (N : Z) (I : G -> R) (u : Z -> R) (v : Z -> R),
  (positive H) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : G),
    (within 0 H i4) ->
    (convolution_image_mode_same R G (at2 M N) H I (fun (i1 : G) => ((u (@axis G 0 i1%R)%Z) * (v (@axis G 1 i1%R)%Z))) i4)
    = (convolution_image_mode_same R G (at2 1%Z N) H (convolution_image_mode_same R G (at2 M 1%Z) H I (fun (i2 : G) => (u (@axis G 0 i2%R)%Z))) (fun (i3 : G) => (v (@axis G 1 i3%R)%Z)) i4)) /\
(let G := space2 in
forall (R : comRingType) (H : G) (M : Z) (N : Z) (I : G -> R) (u : Z -> R) (v : Z -> R),
  (positive H) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - (at2 M N))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - (at2 M 1%Z))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 2%:R - (at2 1%Z N) - (at2 M 1%Z))) ->
  ((H + 1 - (at2 M N)) = (H + 2%:R - (at2 1%Z N) - (at2 M 1%Z))) /\
  (forall (i4 : G),
    (within 0 (H + 1 - (at2 M N)) i4) ->
    (convolution_image_mode_valid R G (at2 M N) H I (fun (i1 : G) => ((u (@axis G 0 i1%R)%Z) * (v (@axis G 1 i1%R)%Z))) i4)
    = (convolution_image_mode_valid R G (at2 1%Z N) (H + 1 - (at2 M 1%Z)) (convolution_image_mode_valid R G (at2 M 1%Z) H I (fun (i2 : G) => (u (@axis G 0 i2%R)%Z))) (fun (i3 : G) => (v (@axis G 1 i3%R)%Z)) i4))).

Definition convolution_image_transposes : Prop :=
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((swap A) + (swap H) - 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (A + H - 1)) ->
  (((swap A) + (swap H) - 1) = (swap (A + H - 1))) /\
  (forall (i3 : G),
    (within 0 ((swap A) + (swap H) - 1) i3) ->
    (convolution_image R G (swap A) (swap H) (fun (i1 : G) => (I (swap i1))) (fun (i2 : G) => (K (swap i2))) i3)
    = (convolution_image R G A H I K (swap i3)))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  forall (i3 : G),
    (within 0 (swap H) i3) ->
    (convolution_image_mode_same R G (swap A) (swap H) (fun (i1 : G) => (I (swap i1))) (fun (i2 : G) => (K (swap i2))) i3)
    = (convolution_image_mode_same R G A H I K (swap i3))) /\
(forall (R : comRingType) (G : space) (A : G) (H : G) (I : G -> R) (K : G -> R),
  (positive A) ->
  (positive H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((swap H) + 1 - (swap A))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - A)) ->
  (((swap H) + 1 - (swap A)) = (swap (H + 1 - A))) /\
  (forall (i3 : G),
    (within 0 ((swap H) + 1 - (swap A)) i3) ->
    (convolution_image_mode_valid R G (swap A) (swap H) (fun (i1 : G) => (I (swap i1))) (fun (i2 : G) => (K (swap i2))) i3)
    = (convolution_image_mode_valid R G A H I K (swap i3)))).

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

Definition convolution_flip_pairs : Prop :=
forall (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R),
  (positive H) ->
  (sumb (box H) (fun i1 => ((convolution_flip R G H f i1) * (g i1))))
    = (convolution_image R G H H f g (H - 1)).

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

Definition convolution_circular_has_unit_of_the_torus : Prop :=
forall (R : comRingType) (G : space) (H : G) (f : G -> R),
  (positive H) ->
  forall (i2 : G),
    (within 0 H i2) ->
    (convolution_circular R G H f (fun (i1 : G) => (if (on_every_axis (fun u v => (u =? v)%Z) i1 0) then 1 else 0)) i2)
    = (f i2).

Definition convolution_circular_is_equivariant_on_the_torus : Prop :=
forall (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R),
  (positive H) ->
  forall (i1 : G),
    (within 0 H i1) ->
    (convolution_circular R G H (words_rolled R G H f) g i1)
    = (words_rolled R G H (convolution_circular R G H f g) i1).

Definition convolution_circular_periodises : Prop :=
forall (R : comRingType) (G : space) (H : G) (f : G -> R) (g : G -> R),
  (positive H) ->
  forall (i1 : G),
    (within 0 H i1) ->
    (convolution_circular R G H f g i1)
    = (words_around_the_torus R G H (convolution_image R G H H f g) i1).

Definition kernels_laplacian_laplacian_has_moments : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_moments R 1%Z 1%Z 2%Z (kernels_laplacian R) i1 i2)
    = (if (i1 =? 0%Z)%Z then (if (i2 =? 0%Z)%Z then 0 else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then (number (- 6)%Z) else 0))) else (if (i1 =? 1%Z)%Z then (if (i2 =? 0%Z)%Z then 0 else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then 0 else 0))) else (if (i1 =? 2%Z)%Z then (if (i2 =? 0%Z)%Z then (number (- 6)%Z) else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then (number (- 4)%Z) else 0))) else 0))).

Definition kernels_laplacian_laplacian_sums_to_zero : Prop :=
forall (R : comRingType),
  (kernels_total R 1%Z 1%Z (kernels_laplacian R))
    = 0.

Definition kernels_laplacian_laplacian_is_transposed : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_laplacian R i2 i1)
    = (kernels_laplacian R i1 i2).

Definition kernels_laplacian_laplacian_is_mirrored : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_laplacian R i1 (2 - i2)%Z)
    = (kernels_laplacian R i1 i2).

Definition kernels_laplacian_is_three_laplacians : Prop :=
forall (R : numFieldType),
  (leads R (fun n d => (words_term_of_order R 1%Z 1%Z n (kernels_laplacian R) d)) 0 2%Z 4%Z (fun p q => (if ((p =? 2%Z)%Z && (q =? 0%Z)%Z) then (number (- 3)%Z) else (if ((p =? 1%Z)%Z && (q =? 1%Z)%Z) then 0 else (if ((p =? 0%Z)%Z && (q =? 2%Z)%Z) then (number (- 3)%Z) else 0))))).

Definition kernels_laplacian_of_a_parabola : Prop :=
forall (R : numFieldType),
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 2%Z (kernels_laplacian R) y x)) = (((number (- 6)%Z) * (x ^+ 0) * (y ^+ 0)))).

Definition kernels_laplacian_turning_is_harmless : Prop :=
forall (R : numFieldType),
  (exists (value : R) (first after : Z) (factor : Z -> Z -> R),
    (leads R (fun n d => (words_term_of_order R 1%Z 1%Z n (fun (i1 : Z) (i2 : Z) => (kernels_laplacian R (2 - i1)%Z (2 - i2)%Z)) d)) value first after factor) /\ (leads R (fun n d => (words_term_of_order R 1%Z 1%Z n (kernels_laplacian R) d)) value first after factor)).

Definition kernels_laplacian_annihilates_planes : Prop :=
forall (R : numFieldType),
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 0%Z (kernels_laplacian R) y x)) = 0) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 1%Z (kernels_laplacian R) y x)) = 0) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 0%Z (kernels_laplacian R) y x)) = 0) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 2%Z (kernels_laplacian R) y x)) = 0)) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 1%Z (kernels_laplacian R) y x)) = 0) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 0%Z (kernels_laplacian R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 3%Z (kernels_laplacian R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 2%Z (kernels_laplacian R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 1%Z (kernels_laplacian R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 3%Z 0%Z (kernels_laplacian R) y x)) = 0)).

Definition kernels_gaussian_gaussian_has_moments : Prop :=
forall (R : numFieldType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_moments R 1%Z 1%Z 2%Z (kernels_gaussian R) i1 i2)
    = (if (i1 =? 0%Z)%Z then (if (i2 =? 0%Z)%Z then 1 else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then (1 / (2%:R)) else 0))) else (if (i1 =? 1%Z)%Z then (if (i2 =? 0%Z)%Z then 0 else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then 0 else 0))) else (if (i1 =? 2%Z)%Z then (if (i2 =? 0%Z)%Z then (1 / (2%:R)) else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then (1 / (4%:R)) else 0))) else 0))).

Definition kernels_gaussian_gaussian_sums_to_one : Prop :=
forall (R : numFieldType),
  (kernels_total R 1%Z 1%Z (kernels_gaussian R))
    = 1.

Definition kernels_gaussian_gaussian_is_transposed : Prop :=
forall (R : numFieldType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_gaussian R i2 i1)
    = (kernels_gaussian R i1 i2).

Definition kernels_gaussian_gaussian_is_mirrored : Prop :=
forall (R : numFieldType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_gaussian R i1 (2 - i2)%Z)
    = (kernels_gaussian R i1 i2).

Definition kernels_gaussian_gaussian_is_separable : Prop :=
forall (R : numFieldType),
  forall (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (between 0 3%Z i3) ->
    (between 0 3%Z i4) ->
    (((kernels_gaussian R i1 i2) * (kernels_gaussian R i3 i4)) - ((kernels_gaussian R i3 i2) * (kernels_gaussian R i1 i4)))
    = ((((kernels_gaussian R i1 i2) * (kernels_gaussian R i3 i4)) - ((kernels_gaussian R i3 i2) * (kernels_gaussian R i1 i4))) * 0).

Definition kernels_gaussian_is_the_mean_of_four_twice : Prop :=
let G := space2 in
forall (R : numFieldType),
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((2%:R * (at2 2%Z 2%Z)) - 1)) ->
  forall (i3 : Z) (i4 : Z),
    (between 0 3%Z i3) ->
    (between 0 3%Z i4) ->
    ((number 16%Z) * (kernels_gaussian R i3 i4))
    = (convolution_image R G (at2 2%Z 2%Z) (at2 2%Z 2%Z) (fun (i1 : G) => (if ((@axis G 0 i1%R)%Z =? 0%Z)%Z then (if ((@axis G 1 i1%R)%Z =? 0%Z)%Z then 1 else (if ((@axis G 1 i1%R)%Z =? 1%Z)%Z then 1 else 0)) else (if ((@axis G 0 i1%R)%Z =? 1%Z)%Z then (if ((@axis G 1 i1%R)%Z =? 0%Z)%Z then 1 else (if ((@axis G 1 i1%R)%Z =? 1%Z)%Z then 1 else 0)) else 0))) (fun (i2 : G) => (if ((@axis G 0 i2%R)%Z =? 0%Z)%Z then (if ((@axis G 1 i2%R)%Z =? 0%Z)%Z then 1 else (if ((@axis G 1 i2%R)%Z =? 1%Z)%Z then 1 else 0)) else (if ((@axis G 0 i2%R)%Z =? 1%Z)%Z then (if ((@axis G 1 i2%R)%Z =? 0%Z)%Z then 1 else (if ((@axis G 1 i2%R)%Z =? 1%Z)%Z then 1 else 0)) else 0))) (at2 i3 i4)).

Definition kernels_gaussian_blurs_by_the_heat_equation : Prop :=
forall (R : numFieldType),
  (leads R (fun n d => (words_term_of_order R 1%Z 1%Z n (kernels_gaussian R) d)) 1 2%Z 4%Z (fun p q => (if ((p =? 2%Z)%Z && (q =? 0%Z)%Z) then (1 / (4%:R)) else (if ((p =? 1%Z)%Z && (q =? 1%Z)%Z) then 0 else (if ((p =? 0%Z)%Z && (q =? 2%Z)%Z) then (1 / (4%:R)) else 0))))).

Definition kernels_gaussian_gaussian_preserves_planes : Prop :=
forall (R : numFieldType),
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 0%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 0) * (y ^+ 0)))) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 1%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 1) * (y ^+ 0)))) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 0%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 0) * (y ^+ 1)))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 2%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 2) * (y ^+ 0))))) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 1%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 1) * (y ^+ 1)))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 0%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 0) * (y ^+ 2))))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 3%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 3) * (y ^+ 0))))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 2%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 2) * (y ^+ 1))))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 1%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 1) * (y ^+ 2))))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 3%Z 0%Z (kernels_gaussian R) y x)) = ((1 * (x ^+ 0) * (y ^+ 3))))).

Definition kernels_sobel_x_sobel_x_has_moments : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_moments R 1%Z 1%Z 2%Z (kernels_sobel_x R) i1 i2)
    = (if (i1 =? 0%Z)%Z then (if (i2 =? 0%Z)%Z then 0 else (if (i2 =? 1%Z)%Z then (8%:R) else (if (i2 =? 2%Z)%Z then 0 else 0))) else (if (i1 =? 1%Z)%Z then (if (i2 =? 0%Z)%Z then 0 else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then 0 else 0))) else (if (i1 =? 2%Z)%Z then (if (i2 =? 0%Z)%Z then 0 else (if (i2 =? 1%Z)%Z then (4%:R) else (if (i2 =? 2%Z)%Z then 0 else 0))) else 0))).

Definition kernels_sobel_x_sobel_x_sums_to_zero : Prop :=
forall (R : comRingType),
  (kernels_total R 1%Z 1%Z (kernels_sobel_x R))
    = 0.

Definition kernels_sobel_x_sobel_x_is_separable : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (between 0 3%Z i3) ->
    (between 0 3%Z i4) ->
    (((kernels_sobel_x R i1 i2) * (kernels_sobel_x R i3 i4)) - ((kernels_sobel_x R i3 i2) * (kernels_sobel_x R i1 i4)))
    = ((((kernels_sobel_x R i1 i2) * (kernels_sobel_x R i3 i4)) - ((kernels_sobel_x R i3 i2) * (kernels_sobel_x R i1 i4))) * 0).

Definition kernels_sobel_x_is_a_smoothed_difference : Prop :=
let G := space2 in
forall (R : comRingType),
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((at2 1%Z 3%Z) + (at2 3%Z 1%Z) - 1)) ->
  forall (i3 : Z) (i4 : Z),
    (between 0 3%Z i3) ->
    (between 0 3%Z i4) ->
    (kernels_sobel_x R i3 i4)
    = (convolution_image R G (at2 1%Z 3%Z) (at2 3%Z 1%Z) (fun (i1 : G) => (if ((@axis G 0 i1%R)%Z =? 0%Z)%Z then (if ((@axis G 1 i1%R)%Z =? 0%Z)%Z then 1 else 0) else (if ((@axis G 0 i1%R)%Z =? 1%Z)%Z then (if ((@axis G 1 i1%R)%Z =? 0%Z)%Z then (2%:R) else 0) else (if ((@axis G 0 i1%R)%Z =? 2%Z)%Z then (if ((@axis G 1 i1%R)%Z =? 0%Z)%Z then 1 else 0) else 0)))) (fun (i2 : G) => (if ((@axis G 0 i2%R)%Z =? 0%Z)%Z then (if ((@axis G 1 i2%R)%Z =? 0%Z)%Z then (number (- 1)%Z) else (if ((@axis G 1 i2%R)%Z =? 1%Z)%Z then 0 else (if ((@axis G 1 i2%R)%Z =? 2%Z)%Z then 1 else 0))) else 0)) (at2 i3 i4)).

Definition kernels_sobel_x_changes_sign_left_to_right : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_sobel_x R i1 (2 - i2)%Z)
    = (- (kernels_sobel_x R i1 i2)).

Definition kernels_sobel_x_is_the_other_transposed : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_sobel_x R i1 i2)
    = (kernels_sobel_y R i2 i1).

Definition kernels_sobel_x_estimates_f_x : Prop :=
forall (R : numFieldType),
  (leads R (fun n d => (words_term_of_order R 1%Z 1%Z n (kernels_sobel_x R) d)) 0 1%Z 3%Z (fun p q => (if ((p =? 1%Z)%Z && (q =? 0%Z)%Z) then 0 else (if ((p =? 0%Z)%Z && (q =? 1%Z)%Z) then (8%:R) else 0)))).

Definition kernels_sobel_x_true_convolution_changes_the_sign : Prop :=
forall (R : numFieldType),
  (exists (value : R) (first after : Z) (factor : Z -> Z -> R),
    (leads R (fun n d => (words_term_of_order R 1%Z 1%Z n (fun (i1 : Z) (i2 : Z) => (kernels_sobel_x R (2 - i1)%Z (2 - i2)%Z)) d)) value first after factor) /\ (leads R (fun n d => (words_term_of_order R 1%Z 1%Z n (kernels_sobel_x R) d)) (- value) first after (fun p q => - factor p q))).

Definition kernels_sobel_x_sees_no_change_along_y : Prop :=
forall (R : numFieldType),
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 0%Z (kernels_sobel_x R) y x)) = 0) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 1%Z (kernels_sobel_x R) y x)) = 0)) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 0%Z (kernels_sobel_x R) y x)) = 0) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 2%Z (kernels_sobel_x R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 1%Z (kernels_sobel_x R) y x)) = 0)) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 0%Z (kernels_sobel_x R) y x)) = 0) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 3%Z (kernels_sobel_x R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 2%Z (kernels_sobel_x R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 1%Z (kernels_sobel_x R) y x)) = 0)) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 3%Z 0%Z (kernels_sobel_x R) y x)) = 0).

Definition kernels_sobel_y_sobel_y_has_moments : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_moments R 1%Z 1%Z 2%Z (kernels_sobel_y R) i1 i2)
    = (if (i1 =? 0%Z)%Z then (if (i2 =? 0%Z)%Z then 0 else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then 0 else 0))) else (if (i1 =? 1%Z)%Z then (if (i2 =? 0%Z)%Z then (8%:R) else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then (4%:R) else 0))) else (if (i1 =? 2%Z)%Z then (if (i2 =? 0%Z)%Z then 0 else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then 0 else 0))) else 0))).

Definition kernels_sobel_y_sobel_y_sums_to_zero : Prop :=
forall (R : comRingType),
  (kernels_total R 1%Z 1%Z (kernels_sobel_y R))
    = 0.

Definition kernels_sobel_y_sobel_y_is_separable : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z) (i3 : Z) (i4 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (between 0 3%Z i3) ->
    (between 0 3%Z i4) ->
    (((kernels_sobel_y R i1 i2) * (kernels_sobel_y R i3 i4)) - ((kernels_sobel_y R i3 i2) * (kernels_sobel_y R i1 i4)))
    = ((((kernels_sobel_y R i1 i2) * (kernels_sobel_y R i3 i4)) - ((kernels_sobel_y R i3 i2) * (kernels_sobel_y R i1 i4))) * 0).

Definition kernels_sobel_y_is_the_same_left_to_right : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_sobel_y R i1 (2 - i2)%Z)
    = (kernels_sobel_y R i1 i2).

Definition kernels_sobel_y_sobel_y_is_the_other_transposed : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_sobel_y R i1 i2)
    = (kernels_sobel_x R i2 i1).

Definition kernels_sobel_y_estimates_f_y : Prop :=
forall (R : numFieldType),
  (leads R (fun n d => (words_term_of_order R 1%Z 1%Z n (kernels_sobel_y R) d)) 0 1%Z 3%Z (fun p q => (if ((p =? 1%Z)%Z && (q =? 0%Z)%Z) then (8%:R) else (if ((p =? 0%Z)%Z && (q =? 1%Z)%Z) then 0 else 0)))).

Definition kernels_sobel_y_sees_no_change_along_x : Prop :=
forall (R : numFieldType),
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 0%Z (kernels_sobel_y R) y x)) = 0) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 1%Z (kernels_sobel_y R) y x)) = 0) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 0%Z (kernels_sobel_y R) y x)) = 0)) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 2%Z (kernels_sobel_y R) y x)) = 0) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 1%Z (kernels_sobel_y R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 0%Z (kernels_sobel_y R) y x)) = 0)) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 3%Z (kernels_sobel_y R) y x)) = 0) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 2%Z (kernels_sobel_y R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 1%Z (kernels_sobel_y R) y x)) = 0)) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 3%Z 0%Z (kernels_sobel_y R) y x)) = 0)).

Definition kernels_sharpen_sharpen_has_moments : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_moments R 1%Z 1%Z 2%Z (kernels_sharpen R) i1 i2)
    = (if (i1 =? 0%Z)%Z then (if (i2 =? 0%Z)%Z then 1 else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then (number (- 2)%Z) else 0))) else (if (i1 =? 1%Z)%Z then (if (i2 =? 0%Z)%Z then 0 else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then 0 else 0))) else (if (i1 =? 2%Z)%Z then (if (i2 =? 0%Z)%Z then (number (- 2)%Z) else (if (i2 =? 1%Z)%Z then 0 else (if (i2 =? 2%Z)%Z then 0 else 0))) else 0))).

Definition kernels_sharpen_sharpen_sums_to_one : Prop :=
forall (R : comRingType),
  (kernels_total R 1%Z 1%Z (kernels_sharpen R))
    = 1.

Definition kernels_sharpen_sharpen_is_transposed : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_sharpen R i2 i1)
    = (kernels_sharpen R i1 i2).

Definition kernels_sharpen_sharpen_is_mirrored : Prop :=
forall (R : comRingType),
  forall (i1 : Z) (i2 : Z),
    (between 0 3%Z i1) ->
    (between 0 3%Z i2) ->
    (kernels_sharpen R i1 (2 - i2)%Z)
    = (kernels_sharpen R i1 i2).

Definition kernels_sharpen_subtracts_the_laplacian : Prop :=
forall (R : numFieldType),
  (leads R (fun n d => (words_term_of_order R 1%Z 1%Z n (kernels_sharpen R) d)) 1 2%Z 4%Z (fun p q => (if ((p =? 2%Z)%Z && (q =? 0%Z)%Z) then (number (- 1)%Z) else (if ((p =? 1%Z)%Z && (q =? 1%Z)%Z) then 0 else (if ((p =? 0%Z)%Z && (q =? 2%Z)%Z) then (number (- 1)%Z) else 0))))).

Definition kernels_sharpen_sharpen_preserves_planes : Prop :=
forall (R : numFieldType),
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 0%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 0) * (y ^+ 0)))) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 1%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 1) * (y ^+ 0)))) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 0%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 0) * (y ^+ 1)))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 2%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 2) * (y ^+ 0))))) /\
  (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 1%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 1) * (y ^+ 1)))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 0%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 0) * (y ^+ 2))))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 0%Z 3%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 3) * (y ^+ 0))))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 1%Z 2%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 2) * (y ^+ 1))))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 2%Z 1%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 1) * (y ^+ 2))))) /\
  (~ (forall x y : R, ((words_seen_monomial R 1%Z 1%Z 3%Z 0%Z (kernels_sharpen R) y x)) = ((1 * (x ^+ 0) * (y ^+ 3))))).

Definition kernels_total_answers_to_constants : Prop :=
forall (R : comRingType) (H : Z) (W : Z) (k : Z) (l : Z) (K : Z -> Z -> R) (I : Z -> Z -> R),
  (1 <=? H)%Z ->
  (1 <=? W)%Z ->
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 H i3) ->
    (between 0 W i4) ->
    ((kernels_total R k l K) * (((I i3 i4) * 0) + 1))
    = (perceptron_local_border_circular R H W k l (fun (i1 : Z) (i2 : Z) => (((I i1 i2) * 0) + 1)) K 0 i3 i4).

Definition kernels_total_adds : Prop :=
forall (R : comRingType) (k : Z) (l : Z) (K : Z -> Z -> R) (J : Z -> Z -> R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (kernels_total R k l (fun (i1 : Z) (i2 : Z) => ((K i1 i2) + (J i1 i2))))
    = ((kernels_total R k l K) + (kernels_total R k l J)).

Definition kernels_total_ignores_turning : Prop :=
forall (R : comRingType) (k : Z) (l : Z) (K : Z -> Z -> R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (kernels_total R k l (fun (i1 : Z) (i2 : Z) => (K i1 ((2 * l) - i2)%Z)))
    = (kernels_total R k l K).

Definition kernels_moments_begin_with_the_total : Prop :=
forall (R : comRingType) (k : Z) (l : Z) (order : Z) (K : Z -> Z -> R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (0 <=? order)%Z ->
  (kernels_moments R k l order K 0%Z 0%Z)
    = (kernels_total R k l K).

Definition kernels_moments_count_columns : Prop :=
forall (R : comRingType) (k : Z) (l : Z) (order : Z) (K : Z -> Z -> R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (0 <=? order)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 (order + 1)%Z i3) ->
    (between 0 (order + 1)%Z i4) ->
    (kernels_moments R k l order (fun (i1 : Z) (i2 : Z) => ((K i1 i2) * (number (i2 - l)%Z))) i3 i4)
    = (kernels_moments R k l (order + 1)%Z K i3 (i4 + 1)%Z).

Definition kernels_moments_transpose : Prop :=
forall (R : comRingType) (k : Z) (l : Z) (order : Z) (K : Z -> Z -> R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (0 <=? order)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 (order + 1)%Z i3) ->
    (between 0 (order + 1)%Z i4) ->
    (kernels_moments R l k order (fun (i1 : Z) (i2 : Z) => (K i2 i1)) i3 i4)
    = (kernels_moments R k l order K i4 i3).

Definition kernels_moments_are_nested : Prop :=
forall (R : comRingType) (k : Z) (l : Z) (order : Z) (K : Z -> Z -> R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (0 <=? order)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 (order + 1)%Z i1) ->
    (between 0 (order + 1)%Z i2) ->
    (kernels_moments R k l (order + 1)%Z K i1 i2)
    = (kernels_moments R k l order K i1 i2).

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

Definition layers_conv_splits_into_groups : Prop :=
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
  (0%Z <=? ((C * groups) - C)%Z)%Z /\
  (0%Z <=? ((M * groups) - M)%Z)%Z /\
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 M i8) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i9) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i7 ((M * groups) + i8 - M)%Z i9)
    = (layers_conv R G C H M N kernel_size stride p q dilation 1%Z (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 ((C * groups) + i2 - C)%Z i3)) (fun (i4 : Z) (i5 : Z) (i6 : G) => (w ((M * groups) + i4 - M)%Z i5 i6)) (fun _ => 0) i7 i8 i9))) /\
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
  (0%Z <=? ((C * groups) - C)%Z)%Z /\
  (0%Z <=? ((M * groups) - M)%Z)%Z /\
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 M i8) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i9) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i7 ((M * groups) + i8 - M)%Z i9)
    = (layers_conv_flip_true R G C H M N kernel_size stride p q dilation 1%Z (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 ((C * groups) + i2 - C)%Z i3)) (fun (i4 : Z) (i5 : Z) (i6 : G) => (w ((M * groups) + i4 - M)%Z i5 i6)) (fun _ => 0) i7 i8 i9))).

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

Definition layers_conv_reads_later : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (C : Z) (M : Z) (N : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - kernel_size - last_axis)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (kernel_size + last_axis - (last_axis * kernel_size))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (kernel_size + last_axis - (last_axis * kernel_size)) kernel_size) /\
  (on_every_axis (fun u v => (u <=? v)%Z) last_axis H) /\
  (forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 M i8) ->
    (within 0 (H + 1 - kernel_size - last_axis) i9) ->
    (layers_conv R G C H M N (kernel_size + last_axis) 1 0 0 1 1%Z x (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (on_every_axis (fun u v => (u <? v)%Z) i3 (kernel_size + last_axis - (last_axis * kernel_size))) then ((w i1 i2 i3) * 0) else (w i1 i2 (i3 - last_axis)))) (fun _ => 0) i7 i8 i9)
    = (layers_conv R G C (H - last_axis) M N kernel_size 1 0 0 1 1%Z (fun (i4 : Z) (i5 : Z) (i6 : G) => (x i4 i5 (i6 + last_axis))) w (fun _ => 0) i7 i8 i9)).

Definition layers_conv_transposes : Prop :=
(let G := space2 in
forall (R : comRingType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
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
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) = (swap ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 (M * groups)%Z i8) ->
    (within 0 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) i9) ->
    (layers_conv R G C (swap H) M N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) (fun (i4 : Z) (i5 : Z) (i6 : G) => (w i4 i5 (swap i6))) (fun _ => 0) i7 i8 i9)
    = (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i7 i8 (swap i9)))) /\
(let G := space2 in
forall (R : comRingType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
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
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) = (swap ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 (M * groups)%Z i8) ->
    (within 0 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) i9) ->
    (layers_conv_flip_true R G C (swap H) M N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) (fun (i4 : Z) (i5 : Z) (i6 : G) => (w i4 i5 (swap i6))) (fun _ => 0) i7 i8 i9)
    = (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i7 i8 (swap i9)))).

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
  (((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) = (geometry_output_size G H%R kernel_size%R stride%R p%R q%R dilation%R)).

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

Definition layers_conv_shifts : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size) - last_axis)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) last_axis H) /\
  (on_every_axis (fun u v => (u <=? v)%Z) last_axis (H + dilation - (dilation * kernel_size))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 (H + dilation - (dilation * kernel_size) - last_axis) i6) ->
    (layers_conv R G C (H - last_axis) M N kernel_size 1 0 0 dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (i3 + last_axis))) w (fun _ => 0) i4 i5 i6)
    = (layers_conv R G C H M N kernel_size 1 0 0 dilation groups x w (fun _ => 0) i4 i5 (i6 + last_axis)))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size) - last_axis)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) last_axis H) /\
  (on_every_axis (fun u v => (u <=? v)%Z) last_axis (H + dilation - (dilation * kernel_size))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 (H + dilation - (dilation * kernel_size) - last_axis) i6) ->
    (layers_conv_flip_true R G C (H - last_axis) M N kernel_size 1 0 0 dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (i3 + last_axis))) w (fun _ => 0) i4 i5 i6)
    = (layers_conv_flip_true R G C H M N kernel_size 1 0 0 dilation groups x w (fun _ => 0) i4 i5 (i6 + last_axis)))).

Definition layers_conv_agrees_on_tiles : Prop :=
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + (last_axis * dilation * kernel_size) + dilation + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (dilation * kernel_size) - (last_axis * dilation))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size) - (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (last_axis * dilation * kernel_size) + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (last_axis * dilation))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (H + (last_axis * dilation * kernel_size) + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (last_axis * dilation)) H) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) H) /\
  (forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 (M * groups)%Z i8) ->
    (within 0 (H + dilation - (dilation * kernel_size)) i9) ->
    (layers_conv R G C H M N kernel_size 1 0 0 dilation groups x w (fun _ => 0) i7 i8 i9)
    = (if (on_every_axis (fun u v => (u <? v)%Z) i9 (H + (last_axis * dilation * kernel_size) + dilation + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (dilation * kernel_size) - (last_axis * dilation))) then (layers_conv R G C (H + (last_axis * dilation * kernel_size) + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (last_axis * dilation)) M N kernel_size 1 0 0 dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) w (fun _ => 0) i7 i8 i9) else (layers_conv R G C (H - (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R)))) M N kernel_size 1 0 0 dilation groups (fun (i4 : Z) (i5 : Z) (i6 : G) => (x i4 i5 (i6 + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R)))))) w (fun _ => 0) i7 i8 (i9 - (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R)))))))) /\
(forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + (last_axis * dilation * kernel_size) + dilation + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (dilation * kernel_size) - (last_axis * dilation))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size) - (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (last_axis * dilation * kernel_size) + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (last_axis * dilation))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (H + (last_axis * dilation * kernel_size) + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (last_axis * dilation)) H) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) H) /\
  (forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 (M * groups)%Z i8) ->
    (within 0 (H + dilation - (dilation * kernel_size)) i9) ->
    (layers_conv_flip_true R G C H M N kernel_size 1 0 0 dilation groups x w (fun _ => 0) i7 i8 i9)
    = (if (on_every_axis (fun u v => (u <? v)%Z) i9 (H + (last_axis * dilation * kernel_size) + dilation + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (dilation * kernel_size) - (last_axis * dilation))) then (layers_conv_flip_true R G C (H + (last_axis * dilation * kernel_size) + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R))) - (last_axis * H) - (last_axis * dilation)) M N kernel_size 1 0 0 dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) w (fun _ => 0) i7 i8 i9) else (layers_conv_flip_true R G C (H - (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R)))) M N kernel_size 1 0 0 dilation groups (fun (i4 : Z) (i5 : Z) (i6 : G) => (x i4 i5 (i6 + (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R)))))) w (fun _ => 0) i7 i8 (i9 - (last_axis * (per_axis Z.max 1 (per_axis Z.div (H + dilation - (dilation * kernel_size)) 2%:R)))))))).

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

Definition layers_conv_ignores_memory_layout : Prop :=
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
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)
    = (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)) /\
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
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)
    = (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)).

Definition layers_conv_reads_views : Prop :=
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
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv R G C H M N kernel_size stride p q dilation groups (words_as_a_view R G (C * groups)%Z N H x) (words_as_a_view R G C (M * groups)%Z kernel_size w) (fun _ => 0) i1 i2 i3)
    = (layers_conv R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)) /\
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
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups (words_as_a_view R G (C * groups)%Z N H x) (words_as_a_view R G C (M * groups)%Z kernel_size w) (fun _ => 0) i1 i2 i3)
    = (layers_conv_flip_true R G C H M N kernel_size stride p q dilation groups x w (fun _ => 0) i1 i2 i3)).

Definition layers_conv_transpose_is_the_adjoint : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (y : Z -> Z -> G -> R),
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
  (sumb (zrange N) (fun i1 => (sumb (zrange (C * groups)%Z) (fun i2 => (sumb (box H) (fun i3 => ((layers_conv R G M ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride) C N kernel_size stride p q dilation groups y w (fun _ => 0) i1 i2 i3) * (x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange (M * groups)%Z) (fun i5 => (sumb (box (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q)) (fun i6 => ((y i4 i5 i6) * (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w (fun _ => 0) i4 i5 i6)))))))).

Definition layers_conv_transpose_transpose_adds_kernels : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
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
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride) i6) ->
    (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x (fun (i1 : Z) (i2 : Z) (i3 : G) => ((w i1 i2 i3) + (v i1 i2 i3))) (fun _ => 0) i4 i5 i6)
    = ((layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w (fun _ => 0) i4 i5 i6) + (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x v (fun _ => 0) i4 i5 i6)).

Definition layers_conv_transpose_transpose_adds_inputs : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
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
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride) i6) ->
    (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) w (fun _ => 0) i4 i5 i6)
    = ((layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w (fun _ => 0) i4 i5 i6) + (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups z w (fun _ => 0) i4 i5 i6)).

Definition layers_conv_transpose_transpose_adds_bias : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (b : Z -> R),
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
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 (M * groups)%Z i2) ->
    (within 0 ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride) i3) ->
    (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w b i1 i2 i3)
    = ((layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w (fun _ => 0) i1 i2 i3) + (b i2)).

Definition layers_conv_transpose_transpose_splits_into_groups : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
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
  (0%Z <=? ((C * groups) - C)%Z)%Z /\
  (0%Z <=? ((M * groups) - M)%Z)%Z /\
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride)) /\
  (forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 M i8) ->
    (within 0 ((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride) i9) ->
    (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation groups x w (fun _ => 0) i7 ((M * groups) + i8 - M)%Z i9)
    = (layers_conv_transpose R G C H M N kernel_size stride p q output_padding dilation 1%Z (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 ((C * groups) + i2 - C)%Z i3)) (fun (i4 : Z) (i5 : Z) (i6 : G) => (w ((C * groups) + i4 - C)%Z i5 i6)) (fun _ => 0) i7 i8 i9)).

Definition layers_conv_transpose_transpose_has_unit : Prop :=
forall (R : comRingType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (layers_conv_transpose R G C H C N 1 1 0 0 0 1 1%Z x (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (i1 =? i2)%Z then 1 else 0)) (fun _ => 0) i4 i5 i6)
    = (x i4 i5 i6).

Definition layers_conv_transpose_transpose_has_its_size : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (output_padding : G) (p : G) (q : G) (stride : G) (C : Z) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R),
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
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (((kernel_size - 1) * dilation) + output_padding + ((H - 1) * stride) + 1 - p - q)) ->
  (((H * stride) + (dilation * kernel_size) + output_padding + 1 - dilation - p - q - stride) = (geometry_transposed_output_size G H%R kernel_size%R stride%R p%R q%R dilation%R output_padding%R)).

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

Definition layers_pad_is_a_convolution_with_a_unit : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q) i6) ->
    (layers_pad R G C H N p q x i4 i5 i6)
    = (layers_conv R G C H C N 1 1 p q 1 1%Z x (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (i1 =? i2)%Z then 1 else 0)) (fun _ => 0) i4 i5 i6).

Definition layers_pad_adds : Prop :=
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q) i6) ->
    (layers_pad R G C H N p q (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (v i1 i2 i3))) i4 i5 i6)
    = ((layers_pad R G C H N p q x i4 i5 i6) + (layers_pad R G C H N p q v i4 i5 i6))) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q) i6) ->
    (layers_pad_mode_circular R G C H N p q (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (v i1 i2 i3))) i4 i5 i6)
    = ((layers_pad_mode_circular R G C H N p q x i4 i5 i6) + (layers_pad_mode_circular R G C H N p q v i4 i5 i6))) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q) i6) ->
    (layers_pad_mode_reflect R G C H N p q (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (v i1 i2 i3))) i4 i5 i6)
    = ((layers_pad_mode_reflect R G C H N p q x i4 i5 i6) + (layers_pad_mode_reflect R G C H N p q v i4 i5 i6))) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q) i6) ->
    (layers_pad_mode_replicate R G C H N p q (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (v i1 i2 i3))) i4 i5 i6)
    = ((layers_pad_mode_replicate R G C H N p q x i4 i5 i6) + (layers_pad_mode_replicate R G C H N p q v i4 i5 i6))).

Definition layers_pad_keeps_the_inside : Prop :=
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (layers_pad R G C H N p q x i1 i2 (i3 + p))
    = (x i1 i2 i3)) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (layers_pad_mode_circular R G C H N p q x i1 i2 (i3 + p))
    = (x i1 i2 i3)) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (layers_pad_mode_reflect R G C H N p q x i1 i2 (i3 + p))
    = (x i1 i2 i3)) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (layers_pad_mode_replicate R G C H N p q x i1 i2 (i3 + p))
    = (x i1 i2 i3)).

Definition layers_pad_wraps_around : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) (last_axis * H) (H + p + q)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - (last_axis * H))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (H + p + q - (last_axis * H)) i3) ->
    (layers_pad_mode_circular R G C H N p q x i1 i2 ((last_axis * H) + i3))
    = (layers_pad_mode_circular R G C H N p q x i1 i2 i3)).

Definition layers_pad_commutes_with_a_cyclic_shift : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) last_axis (H + p + q)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - last_axis)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q - last_axis) i6) ->
    (layers_pad_mode_circular R G C H N p q (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (per_axis Z.modulo (i3 - last_axis) H))) i4 i5 (i6 + last_axis))
    = (layers_pad_mode_circular R G C H N p q x i4 i5 i6)).

Definition layers_pad_repeats_the_border : Prop :=
forall (R : comRingType) (G : space) (H : G) (C : Z) (N : Z) (back : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? back)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (H + (each (4 * back)%Z)) i3) ->
    (layers_pad_mode_replicate R G C (H + (each (2 * back)%Z)) N (each back) (each back) (layers_pad_mode_replicate R G C H N (each back) (each back) x) i1 i2 i3)
    = (layers_pad_mode_replicate R G C H N (each (2 * back)%Z) (each (2 * back)%Z) x i1 i2 i3).

Definition layers_pad_reverses : Prop :=
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q) i6) ->
    (layers_pad R G C H N q p (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - i3 - 1))) i4 i5 i6)
    = (layers_pad R G C H N p q x i4 i5 (H + p + q - i6 - 1))) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q) i6) ->
    (layers_pad_mode_circular R G C H N q p (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - i3 - 1))) i4 i5 i6)
    = (layers_pad_mode_circular R G C H N p q x i4 i5 (H + p + q - i6 - 1))) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q) i6) ->
    (layers_pad_mode_reflect R G C H N q p (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - i3 - 1))) i4 i5 i6)
    = (layers_pad_mode_reflect R G C H N p q x i4 i5 (H + p + q - i6 - 1))) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + p + q) i6) ->
    (layers_pad_mode_replicate R G C H N q p (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - i3 - 1))) i4 i5 i6)
    = (layers_pad_mode_replicate R G C H N p q x i4 i5 (H + p + q - i6 - 1))).

Definition layers_pad_mirrors_at_its_first_entry : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (p - (per_axis Z.min p (H + q - 1)))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (p - (per_axis Z.min p (H + q - 1))) (p + (per_axis Z.min p (H + q - 1)) + 1)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (p + (per_axis Z.min p (H + q - 1)) + 1) (H + p + q)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((2%:R * (per_axis Z.min p (H + q - 1))) + 1) i3) ->
    (layers_pad_mode_reflect R G C H N p q x i1 i2 (i3 + p - (per_axis Z.min p (H + q - 1))))
    = (layers_pad_mode_reflect R G C H N p q x i1 i2 (p + (per_axis Z.min p (H + q - 1)) - i3))).

Definition layers_crop_is_a_slice : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H - p - q)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) p (H - q)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (H - p - q) i3) ->
    (layers_crop R G C H N p q x i1 i2 i3)
    = (x i1 i2 (i3 + p))).

Definition layers_crop_undoes_padding : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (layers_crop R G C (H + p + q) N p q (layers_pad R G C H N p q x) i1 i2 i3)
    = (x i1 i2 i3).

Definition layers_crop_is_the_adjoint_of_padding : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H - p - q)) ->
  (sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box (H - p - q)) (fun i3 => ((layers_crop R G C H N p q x i1 i2 i3) * (v i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((x i4 i5 i6) * (layers_pad R G C (H - p - q) N p q v i4 i5 i6)))))))).

Definition layers_crop_crop_reverses : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H - p - q)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H - p - q) i6) ->
    (layers_crop R G C H N q p (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - i3 - 1))) i4 i5 i6)
    = (layers_crop R G C H N p q x i4 i5 (H - i6 - p - q - 1)).

Definition layers_crop_crop_adds : Prop :=
forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H - p - q)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H - p - q) i6) ->
    (layers_crop R G C H N p q (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((layers_crop R G C H N p q x i4 i5 i6) + (layers_crop R G C H N p q z i4 i5 i6)).

Definition layers_resize_rounds_up_as_it_rounds_down : Prop :=
forall (R : comRingType) (G : space) (H : G) (L : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive L) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 L i6) ->
    (layers_resize_scale_none_rounding_ceil R G C H N L (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - i3 - 1))) i4 i5 i6)
    = (layers_resize_scale_none_rounding_floor R G C H N L x i4 i5 (L - i6 - 1)).

Definition layers_resize_prefers_the_larger_as_the_smaller : Prop :=
forall (R : comRingType) (G : space) (H : G) (L : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive L) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 L i6) ->
    (layers_resize_scale_none_rounding_round_prefer_ceil R G C H N L (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - i3 - 1))) i4 i5 i6)
    = (layers_resize_scale_none R G C H N L x i4 i5 (L - i6 - 1)).

Definition pooling_max_pool_subsamples : Prop :=
forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + i - p)))))) (box (H + dilation + p + q - (dilation * kernel_size))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation + p + q - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + dilation + p + q - (dilation * kernel_size))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation x i1 i2 i3)
    = (pooling_max_pool R G C H N kernel_size 1 p q dilation x i1 i2 (i3 * stride))).

Definition pooling_max_pool_ceil_mode_pads : Prop :=
forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i1 i2 i3)
    = (pooling_max_pool R G C H N kernel_size stride p (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) dilation x i1 i2 i3)).

Definition pooling_max_pool_ceil_contains_floor : Prop :=
forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride 0 0 dilation x i1 i2 i3)
    = (pooling_max_pool R G C H N kernel_size stride 0 0 dilation x i1 i2 i3)).

Definition pooling_max_pool_dilates : Prop :=
forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((i * dilation) + (u * dilation))))))) (box ((per_axis Z.div (H - 1) dilation) + 2%:R - kernel_size)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H - 1) dilation) + 2%:R - kernel_size)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H - 1) dilation) + 1 - kernel_size)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 ((per_axis Z.div (H - 1) dilation) + 1) (i + u)))))) (box ((per_axis Z.div (H - 1) dilation) + 2%:R - kernel_size)%R)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H - 1) dilation) + 2%:R - kernel_size) i6) ->
    (pooling_max_pool R G C H N kernel_size dilation 0 0 dilation x i4 i5 i6)
    = (pooling_max_pool R G C ((per_axis Z.div (H - 1) dilation) + 1) N kernel_size 1 0 0 1 (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (i3 * dilation))) i4 i5 i6).

Definition pooling_max_pool_shifts : Prop :=
forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - ((kernel_size - 1) * dilation) - last_axis - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 (H - last_axis) ((u * dilation) + i)))))) (box (H + dilation - (dilation * kernel_size) - last_axis)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size) - last_axis)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + i)))))) (box (H + dilation - (dilation * kernel_size))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) last_axis H) /\
  (on_every_axis (fun u v => (u <=? v)%Z) last_axis (H + dilation - (dilation * kernel_size))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (H + dilation - (dilation * kernel_size) - last_axis) i6) ->
    (pooling_max_pool R G C (H - last_axis) N kernel_size 1 0 0 dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (i3 + last_axis))) i4 i5 i6)
    = (pooling_max_pool R G C H N kernel_size 1 0 0 dilation x i4 i5 (i6 + last_axis))).

Definition pooling_max_pool_grows : Prop :=
let G := space1 in
forall (R : realDomainType) (H : G) (kernel_size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - kernel_size)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H (i + u)))))) (box (H + 1 - kernel_size)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - kernel_size)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - kernel_size - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (kernel_size + 1) (fun u => (flags 0 H (i + u)))))) (box (H - kernel_size)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H - kernel_size)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - kernel_size)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + 1 - kernel_size)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (H - kernel_size) i3) ->
    (pooling_max_pool R G C H N (kernel_size + 1) 1 0 0 1 x i1 i2 i3)
    = (Num.max (pooling_max_pool R G C H N kernel_size 1 0 0 1 x i1 i2 i3) (pooling_max_pool R G C H N kernel_size 1 0 0 1 x i1 i2 (i3 + 1)))).

Definition pooling_max_pool_has_unit : Prop :=
forall (R : realDomainType) (G : space) (H : G) (kernel_size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis 1 (fun u => (flags 0 H (i + u)))))) (box H%R)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (pooling_max_pool R G C H N 1 1 0 0 1 x i1 i2 i3)
    = (x i1 i2 i3).

Definition pooling_max_pool_transposes : Prop :=
(let G := space2 in
forall (R : realDomainType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) = (swap ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) i6) ->
    (pooling_max_pool R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 (swap i6)))) /\
(let G := space2 in
forall (R : realDomainType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) = (swap (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 (swap i6)))).

Definition pooling_max_pool_treats_images_alone : Prop :=
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = (pooling_max_pool R G C H 1%Z kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))) /\
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = (pooling_max_pool_ceil_mode_true R G C H 1%Z kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))).

Definition pooling_max_pool_treats_channels_alone : Prop :=
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 1%Z i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = (pooling_max_pool R G 1%Z H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))) /\
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 1%Z i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = (pooling_max_pool_ceil_mode_true R G 1%Z H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))).

Definition pooling_max_pool_ignores_order_in_a_window : Prop :=
forall (R : realDomainType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis H (fun u => (flags 0 H ((i * H) + u)))))) (box 1%R)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 1 i6) ->
    (pooling_max_pool_stride_none R G C H N H 0 0 1 (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - (per_axis Z.modulo (i3 - last_axis) H) - 1))) i4 i5 i6)
    = (pooling_max_pool_stride_none R G C H N H 0 0 1 x i4 i5 i6).

Definition pooling_max_pool_adds_nothing : Prop :=
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6)
    <= (maxb (zrange N) (fun i1 => (Some (maxb (zrange C) (fun i2 => (Some (maxb (box H) (fun i3 => (Some (x i1 i2 i3))))))))))) /\
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6)
    <= (maxb (zrange N) (fun i1 => (Some (maxb (zrange C) (fun i2 => (Some (maxb (box H) (fun i3 => (Some (x i1 i2 i3))))))))))).

Definition pooling_max_pool_stays_negative : Prop :=
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((- `|(x i1 i2 i3)|) - 1)) i4 i5 i6)
    <= (((pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6) * 0) - 1)) /\
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((- `|(x i1 i2 i3)|) - 1)) i4 i5 i6)
    <= (((pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6) * 0) - 1)).

Definition pooling_max_pool_every_window_meets_the_input : Prop :=
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6)
    >= (- (maxb (zrange N) (fun i1 => (Some (maxb (zrange C) (fun i2 => (Some (maxb (box H) (fun i3 => (Some (- (x i1 i2 i3))))))))))))) /\
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6)
    >= (- (maxb (zrange N) (fun i1 => (Some (maxb (zrange C) (fun i2 => (Some (maxb (box H) (fun i3 => (Some (- (x i1 i2 i3))))))))))))).

Definition pooling_max_pool_commutes_with_the_negative_part : Prop :=
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (if (0 < (- (x i1 i2 i3))) then (- (x i1 i2 i3)) else 0))) i4 i5 i6)
    = (- (if (0 < (- (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6))) then (- (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6)) else 0))) /\
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (if (0 < (- (x i1 i2 i3))) then (- (x i1 i2 i3)) else 0))) i4 i5 i6)
    = (- (if (0 < (- (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6))) then (- (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6)) else 0))).

Definition pooling_max_pool_has_its_size : Prop :=
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) = (geometry_output_size G H%R kernel_size%R stride%R p%R q%R dilation%R))) /\
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) = (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R))).

Definition pooling_max_pool_same_covers_the_input : Prop :=
forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R))))))) (box ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1) = ((- 1) * (per_axis Z.div ((- 1) * H) stride))).

Definition pooling_max_pool_commutes_with_relu : Prop :=
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (0 < (x i1 i2 i3)) then (x i1 i2 i3) else 0)) i4 i5 i6)
    = (if (0 < (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6)) then (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6) else 0)) /\
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (0 < (x i1 i2 i3)) then (x i1 i2 i3) else 0)) i4 i5 i6)
    = (if (0 < (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6)) then (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6) else 0)).

Definition pooling_max_pool_moves_with_a_constant : Prop :=
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) i4 i5 i6)
    = ((pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6) + z)) /\
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) i4 i5 i6)
    = ((pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6) + z)).

Definition pooling_max_pool_doubles : Prop :=
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (x i1 i2 i3))) i4 i5 i6)
    = ((pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6) + (pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6))) /\
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (x i1 i2 i3))) i4 i5 i6)
    = ((pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6) + (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6))).

Definition pooling_max_pool_is_lipschitz : Prop :=
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    `|((pooling_max_pool R G C H N kernel_size stride p q dilation x i4 i5 i6) - (pooling_max_pool R G C H N kernel_size stride p q dilation z i4 i5 i6))|
    <= (maxb (zrange N) (fun i1 => (Some (maxb (zrange C) (fun i2 => (Some (maxb (box H) (fun i3 => (Some `|((x i1 i2 i3) - (z i1 i2 i3))|)))))))))) /\
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    `|((pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6) - (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation z i4 i5 i6))|
    <= (maxb (zrange N) (fun i1 => (Some (maxb (zrange C) (fun i2 => (Some (maxb (box H) (fun i3 => (Some `|((x i1 i2 i3) - (z i1 i2 i3))|)))))))))).

Definition pooling_max_pool_is_global : Prop :=
forall (R : realDomainType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis H (fun u => (flags 0 H ((i * H) + u)))))) (box 1%R)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 1 i3) ->
    (pooling_max_pool_stride_none R G C H N H 0 0 1 x i1 i2 i3)
    = (pooling_global_max_pool R G C H N x i1 i2 i3).

Definition pooling_max_pool_is_at_least_the_mean : Prop :=
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_max_pool R G C H N kernel_size stride p q dilation x i1 i2 i3)
    >= (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3)) /\
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation x i1 i2 i3)
    >= (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3)).

Definition pooling_max_pool_indices_ignores_a_constant : Prop :=
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_max_pool_indices R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) i4 i5 i6)
    = (pooling_max_pool_indices R G C H N kernel_size stride p q dilation x i4 i5 i6)) /\
(forall (R : realDomainType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_max_pool_indices_ceil_mode_true R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) i4 i5 i6)
    = (pooling_max_pool_indices_ceil_mode_true R G C H N kernel_size stride p q dilation x i4 i5 i6)).

Definition pooling_avg_pool_avg_subsamples : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + i - p)))))) (box (H + dilation + p + q - (dilation * kernel_size))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation + p + q - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + dilation + p + q - (dilation * kernel_size))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3)
    = (pooling_avg_pool_divisor_override_none R G C H N kernel_size 1 p q dilation x i1 i2 (i3 * stride)))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + i - p)))))) (box (H + dilation + p + q - (dilation * kernel_size))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation + p + q - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + dilation + p + q - (dilation * kernel_size))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool R G C H N kernel_size stride p q dilation divisor x i1 i2 i3)
    = (pooling_avg_pool R G C H N kernel_size 1 p q dilation divisor x i1 i2 (i3 * stride)))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + i - p)))))) (box (H + dilation + p + q - (dilation * kernel_size))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation + p + q - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + dilation + p + q - (dilation * kernel_size))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3)
    = (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size 1 p q dilation x i1 i2 (i3 * stride)))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + i - p)))))) (box (H + dilation + p + q - (dilation * kernel_size))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (H + dilation + p + q - (dilation * kernel_size))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + dilation + p + q - (dilation * kernel_size))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation divisor x i1 i2 i3)
    = (pooling_avg_pool_count_include_pad_false R G C H N kernel_size 1 p q dilation divisor x i1 i2 (i3 * stride)))).

Definition pooling_avg_pool_counts_padding : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 (H + p + q) ((u * dilation) + (i * stride))))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3)
    = (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C (H + p + q) N kernel_size stride 0 0 dilation (words_surrounded R G C N H p q 0 x) i1 i2 i3))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 (H + p + q) ((u * dilation) + (i * stride))))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool R G C H N kernel_size stride p q dilation divisor x i1 i2 i3)
    = (pooling_avg_pool_count_include_pad_false R G C (H + p + q) N kernel_size stride 0 0 dilation divisor (words_surrounded R G C N H p q 0 x) i1 i2 i3))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 (H + p + q) ((u * dilation) + (i * stride))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p + q - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p + q - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p + q - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3)
    = (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C (H + p + q) N kernel_size stride 0 0 dilation (words_surrounded R G C N H p q 0 x) i1 i2 i3))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 (H + p + q) ((u * dilation) + (i * stride))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p + q - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p + q - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p + q - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation divisor x i1 i2 i3)
    = (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C (H + p + q) N kernel_size stride 0 0 dilation divisor (words_surrounded R G C N H p q 0 x) i1 i2 i3))).

Definition pooling_avg_pool_conventions_agree : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = ((pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) * (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = ((pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) * (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = ((pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) * (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = ((pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) * (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) i4 i5 i6))).

Definition pooling_avg_pool_of_ones_is_one : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) i4 i5 i6)
    = 1) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) i4 i5 i6)
    = 1).

Definition pooling_avg_pool_avg_moves_with_a_constant : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) i4 i5 i6)
    = ((pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) + z)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) i4 i5 i6)
    = ((pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) + z)).

Definition pooling_avg_pool_overhang_is_not_counted : Prop :=
forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride 0 0 dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) i4 i5 i6)
    = ((pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride 0 0 dilation x i4 i5 i6) + z).

Definition pooling_avg_pool_overhang_is_the_mean_of_what_it_sees : Prop :=
let G := space1 in
forall (R : numFieldType) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis H (fun u => (flags 0 ((2%:R * H) - 1) ((i * H) + u)))))) (box (per_axis Z.min ((- (per_axis Z.div 1 H)) + 2%:R) ((per_axis Z.div (- 2%:R) H) + 3%:R))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (per_axis Z.min ((- (per_axis Z.div 1 H)) + 2%:R) ((per_axis Z.div (- 2%:R) H) + 3%:R))) ->
  (on_every_axis (fun u v => (u <? v)%Z) 1 H) ->
  ((per_axis Z.min ((- (per_axis Z.div 1 H)) + 2%:R) ((per_axis Z.div (- 2%:R) H) + 3%:R)) = 2%:R) /\
  (forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 C i8) ->
    (within 0 (per_axis Z.min ((- (per_axis Z.div 1 H)) + 2%:R) ((per_axis Z.div (- 2%:R) H) + 3%:R)) i9) ->
    (pooling_avg_pool_stride_none_ceil_mode_true_divisor_override_none R G C ((2%:R * H) - 1) N H 0 0 1 (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (on_every_axis (fun u v => (u <? v)%Z) i3 H) then (x i1 i2 i3) else (x i1 i2 (i3 - H)))) i7 i8 i9)
    = (if (on_every_axis (fun u v => (u <? v)%Z) i9 1) then (pooling_global_avg_pool R G C H N x i7 i8 i9) else (pooling_global_avg_pool R G C (H - 1) N (fun (i4 : Z) (i5 : Z) (i6 : G) => (x i4 i5 i6)) i7 i8 (i9 - 1)))).

Definition pooling_avg_pool_divides_by_the_override : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (share : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? share)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    ((pooling_avg_pool R G C H N kernel_size stride p q dilation share x i1 i2 i3) * (number share))
    = (pooling_avg_pool R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (share : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (1 <=? share)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    ((pooling_avg_pool R G C H N kernel_size stride p q dilation share x i1 i2 i3) * (number share))
    = (pooling_avg_pool R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (share : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? share)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    ((pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation share x i1 i2 i3) * (number share))
    = (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (share : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (1 <=? share)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    ((pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation share x i1 i2 i3) * (number share))
    = (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (share : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? share)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    ((pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation share x i1 i2 i3) * (number share))
    = (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (share : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (1 <=? share)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    ((pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation share x i1 i2 i3) * (number share))
    = (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (share : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? share)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    ((pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation share x i1 i2 i3) * (number share))
    = (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (share : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (1 <=? share)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    ((pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation share x i1 i2 i3) * (number share))
    = (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)).

Definition pooling_avg_pool_is_a_convolution : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool R G C H N kernel_size stride p q dilation 1%Z x i4 i5 i6)
    = (layers_conv R G 1%Z H 1%Z N kernel_size stride p q dilation C x (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) (fun _ => 0) i4 i5 i6)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool R G C H N kernel_size stride p q dilation 1%Z x i4 i5 i6)
    = (layers_conv R G 1%Z H 1%Z N kernel_size stride p q dilation C x (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) (fun _ => 0) i4 i5 i6)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i4 i5 i6)
    = (layers_conv R G 1%Z H 1%Z N kernel_size stride p q dilation C x (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) (fun _ => 0) i4 i5 i6)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i4 i5 i6)
    = (layers_conv R G 1%Z H 1%Z N kernel_size stride p q dilation C x (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) (fun _ => 0) i4 i5 i6)).

Definition pooling_avg_pool_divides_by_the_kernel : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    ((pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3) * (number (product_of_axes (kernel_size : G)%R)%Z))
    = (pooling_avg_pool R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    ((pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3) * (number (product_of_axes (kernel_size : G)%R)%Z))
    = (pooling_avg_pool R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    ((pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3) * (number (product_of_axes (kernel_size : G)%R)%Z))
    = (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    ((pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3) * (number (product_of_axes (kernel_size : G)%R)%Z))
    = (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)).

Definition pooling_avg_pool_avg_ceil_mode_pads : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)
    = (pooling_avg_pool R G C H N kernel_size stride p (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) dilation 1%Z x i1 i2 i3))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)
    = (pooling_avg_pool R G C H N kernel_size stride p (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) dilation 1%Z x i1 i2 i3))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)
    = (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) dilation 1%Z x i1 i2 i3))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (on_every_axis (fun u v => (u <=? v)%Z) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ((per_axis Z.div (H + dilation + p + (per_axis Z.max q ((dilation * kernel_size) + (stride * (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R)) + 1 - H - dilation - p - stride)) - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i3) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation 1%Z x i1 i2 i3)
    = (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p (per_axis Z.max q (((kernel_size - 1) * dilation) + (((geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R) - 1) * stride) + 1 - H - p)) dilation 1%Z x i1 i2 i3))).

Definition pooling_avg_pool_avg_ceil_contains_floor : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride 0 0 dilation x i1 i2 i3)
    = (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride 0 0 dilation x i1 i2 i3))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride 0 0 dilation divisor x i1 i2 i3)
    = (pooling_avg_pool R G C H N kernel_size stride 0 0 dilation divisor x i1 i2 i3))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride 0 0 dilation x i1 i2 i3)
    = (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride 0 0 dilation x i1 i2 i3))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1)) /\
  (on_every_axis (fun u v => (u <=? v)%Z) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation) stride)) + 1)) ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((per_axis Z.div (H + dilation - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride 0 0 dilation divisor x i1 i2 i3)
    = (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride 0 0 dilation divisor x i1 i2 i3))).

Definition pooling_avg_pool_avg_transposes : Prop :=
(let G := space2 in
forall (R : numFieldType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) = (swap ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) i6) ->
    (pooling_avg_pool_divisor_override_none R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 (swap i6)))) /\
(let G := space2 in
forall (R : numFieldType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) = (swap ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) i6) ->
    (pooling_avg_pool R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_avg_pool R G C H N kernel_size stride p q dilation divisor x i4 i5 (swap i6)))) /\
(let G := space2 in
forall (R : numFieldType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) = (swap ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 (swap i6)))) /\
(let G := space2 in
forall (R : numFieldType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) = (swap ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation divisor x i4 i5 (swap i6)))) /\
(let G := space2 in
forall (R : numFieldType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) = (swap (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 (swap i6)))) /\
(let G := space2 in
forall (R : numFieldType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) = (swap (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation divisor x i4 i5 (swap i6)))) /\
(let G := space2 in
forall (R : numFieldType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) = (swap (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 (swap i6)))) /\
(let G := space2 in
forall (R : numFieldType) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((swap H) + (swap p) + (swap q) - (((swap kernel_size) - 1) * (swap dilation)) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (swap kernel_size) (fun u => (flags 0 (swap H) ((i * (swap stride)) + (u * (swap dilation)) - (swap p))))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) = (swap (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)))%R)%Z) (per_axis Z.min ((per_axis Z.div ((swap H) + (swap p) - 1) (swap stride)) + 1) ((- (per_axis Z.div (((swap dilation) * (swap kernel_size)) + 1 - (swap H) - (swap dilation) - (swap p) - (swap q)) (swap stride))) + 1)) ((per_axis Z.div ((swap H) + (swap dilation) + (swap p) + (swap q) - ((swap dilation) * (swap kernel_size)) - 1) (swap stride)) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C (swap H) N (swap kernel_size) (swap stride) (swap p) (swap q) (swap dilation) divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (swap i3))) i4 i5 i6)
    = (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation divisor x i4 i5 (swap i6)))).

Definition pooling_avg_pool_avg_treats_images_alone : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = (pooling_avg_pool_divisor_override_none R G C H 1%Z kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool R G C H N kernel_size stride p q dilation divisor x i4 i5 i6)
    = (pooling_avg_pool R G C H 1%Z kernel_size stride p q dilation divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H 1%Z kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation divisor x i4 i5 i6)
    = (pooling_avg_pool_count_include_pad_false R G C H 1%Z kernel_size stride p q dilation divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H 1%Z kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation divisor x i4 i5 i6)
    = (pooling_avg_pool_ceil_mode_true R G C H 1%Z kernel_size stride p q dilation divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    = (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H 1%Z kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) /\
  (forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation divisor x i4 i5 i6)
    = (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H 1%Z kernel_size stride p q dilation divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6))).

Definition pooling_avg_pool_avg_is_global : Prop :=
forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis H (fun u => (flags 0 H ((i * H) + u)))))) (box 1%R)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 1 i3) ->
    (pooling_avg_pool_stride_none_divisor_override_none R G C H N H 0 0 1 x i1 i2 i3)
    = (pooling_global_avg_pool R G C H N x i1 i2 i3).

Definition pooling_avg_pool_every_average_meets_the_input : Prop :=
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    >= (- (pooling_max_pool R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (x i1 i2 i3))) i4 i5 i6))) /\
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    >= (- (pooling_max_pool R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (x i1 i2 i3))) i4 i5 i6))) /\
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    >= (- (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (x i1 i2 i3))) i4 i5 i6))) /\
(forall (R : realFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6)
    >= (- (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (x i1 i2 i3))) i4 i5 i6))).

Definition pooling_avg_pool_averages_many : Prop :=
let G := space2 in
forall (R : numFieldType) (z : R),
  (on_every_axis (fun u v => (u <=? v)%Z) 0 ((at2 64%Z 64%Z) - 64%:R)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis 64%:R (fun u => (flags 0 (at2 64%Z 64%Z) ((64%:R * i) + u)))))) (box (per_axis Z.div (at2 64%Z 64%Z) 64%:R)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (per_axis Z.div (at2 64%Z 64%Z) 64%:R)) ->
  forall (i4 : Z) (i5 : Z) (i6 : Z) (i7 : Z),
    (between 0 1%Z i4) ->
    (between 0 1%Z i5) ->
    (between 0 1%Z i6) ->
    (between 0 1%Z i7) ->
    (pooling_avg_pool_stride_none_divisor_override_none R G 1%Z (at2 64%Z 64%Z) 1%Z 64%:R 0 0 1 (fun (i1 : Z) (i2 : Z) (i3 : G) => z) i4 i5 (at2 i6 i7))
    = z.

Definition pooling_avg_pool_avg_has_its_size : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) = (geometry_output_size G H%R kernel_size%R stride%R p%R q%R dilation%R))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) = (geometry_output_size G H%R kernel_size%R stride%R p%R q%R dilation%R))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) = (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) = (geometry_output_size_ceil_mode_true G H%R kernel_size%R stride%R p%R q%R dilation%R))).

Definition pooling_avg_pool_avg_same_covers_the_input : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R))))))) (box ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1) = ((- 1) * (per_axis Z.div ((- 1) * H) stride)))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R))))))) (box ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  (((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1) = ((- 1) * (per_axis Z.div ((- 1) * H) stride)))).

Definition pooling_avg_pool_same_counts_the_input : Prop :=
forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - (per_axis Z.div (per_axis Z.max 0 (((kernel_size - 1) * dilation) + (((- (per_axis Z.div ((- 1) * H) stride)) - 1) * stride) + 1 - H)) 2%:R))))))) (box ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + (per_axis Z.max 0 ((dilation * kernel_size) + (stride * (- (per_axis Z.div ((- 1) * H) stride))) + 1 - H - dilation - stride)) - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_padding_same_count_include_pad_false_divisor_override_none R G C H N kernel_size stride dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => 1) i4 i5 i6)
    = 1.

Definition pooling_avg_pool_is_additive : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) + (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation z i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool R G C H N kernel_size stride p q dilation divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((pooling_avg_pool R G C H N kernel_size stride p q dilation divisor x i4 i5 i6) + (pooling_avg_pool R G C H N kernel_size stride p q dilation divisor z i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) + (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation z i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation divisor x i4 i5 i6) + (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation divisor z i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) + (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation z i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation divisor x i4 i5 i6) + (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation divisor z i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i4 i5 i6) + (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation z i4 i5 i6))) /\
(forall (R : numFieldType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) i6) ->
    (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation divisor (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation divisor x i4 i5 i6) + (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation divisor z i4 i5 i6))).

Definition pooling_global_max_pool_global_max_is_reached : Prop :=
forall (R : realDomainType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 1 i3) ->
    (pooling_global_max_pool R G C H N x i1 i2 i3)
    = (words_max_of_entries R G C N H x i1 i2 i3).

Definition pooling_global_max_pool_global_max_ignores_order : Prop :=
forall (R : realDomainType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 1 i6) ->
    (pooling_global_max_pool R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - (per_axis Z.modulo (i3 - last_axis) H) - 1))) i4 i5 i6)
    = (pooling_global_max_pool R G C H N x i4 i5 i6).

Definition pooling_global_max_pool_global_max_is_lipschitz : Prop :=
forall (R : realFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 1 i6) ->
    `|((pooling_global_max_pool R G C H N x i4 i5 i6) - (pooling_global_max_pool R G C H N z i4 i5 i6))|
    <= (maxb (zrange N) (fun i1 => (Some (maxb (zrange C) (fun i2 => (Some (maxb (box H) (fun i3 => (Some `|((x i1 i2 i3) - (z i1 i2 i3))|))))))))).

Definition pooling_global_avg_pool_global_mean_shares_the_sum : Prop :=
forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 1 i3) ->
    ((pooling_global_avg_pool R G C H N x i1 i2 i3) * (number (product_of_axes (H : G)%R)%Z))
    = (words_sum_of_entries R G C N H x i1 i2 i3).

Definition pooling_global_avg_pool_global_mean_moves_with_a_constant : Prop :=
forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 1 i6) ->
    (pooling_global_avg_pool R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) i4 i5 i6)
    = ((pooling_global_avg_pool R G C H N x i4 i5 i6) + z).

Definition pooling_global_avg_pool_global_mean_ignores_order : Prop :=
forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 1 i6) ->
    (pooling_global_avg_pool R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - (per_axis Z.modulo (i3 - last_axis) H) - 1))) i4 i5 i6)
    = (pooling_global_avg_pool R G C H N x i4 i5 i6).

Definition pooling_adaptive_avg_pool_changes_nothing_at_its_own_size : Prop :=
forall (R : numFieldType) (G : space) (H : G) (size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (pooling_adaptive_avg_pool R G C H N H x i1 i2 i3)
    = (x i1 i2 i3).

Definition pooling_adaptive_avg_pool_adaptive_is_global : Prop :=
forall (R : numFieldType) (G : space) (H : G) (size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 1 i3) ->
    (pooling_adaptive_avg_pool R G C H N 1 x i1 i2 i3)
    = (pooling_global_avg_pool R G C H N x i1 i2 i3).

Definition pooling_adaptive_avg_pool_is_average_pooling_of_equal_windows : Prop :=
forall (R : numFieldType) (G : space) (H : G) (size : G) (C : Z) (N : Z) (factor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? factor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (((each factor) * H) - (each factor))) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis (each factor) (fun u => (flags 0 ((each factor) * H) (((each factor) * i) + u)))))) (box H%R)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (pooling_adaptive_avg_pool R G C ((each factor) * H) N H (words_side_by_side R G C N H factor x) i1 i2 i3)
    = (pooling_avg_pool_stride_none_divisor_override_none R G C ((each factor) * H) N (each factor) 0 0 1 (words_side_by_side R G C N H factor x) i1 i2 i3).

Definition pooling_adaptive_avg_pool_repeats_at_a_multiple : Prop :=
forall (R : numFieldType) (G : space) (H : G) (size : G) (C : Z) (N : Z) (factor : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? factor)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 ((each factor) * H) i3) ->
    (pooling_adaptive_avg_pool R G C H N ((each factor) * H) x i1 i2 i3)
    = (words_repeated R G C N H factor x i1 i2 i3).

Definition pooling_adaptive_avg_pool_adaptive_turns_with_the_input : Prop :=
forall (R : numFieldType) (G : space) (H : G) (size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 size i6) ->
    (pooling_adaptive_avg_pool R G C H N size (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 (H - i3 - 1))) i4 i5 i6)
    = (pooling_adaptive_avg_pool R G C H N size x i4 i5 (size - i6 - 1)).

Definition pooling_adaptive_avg_pool_overlaps_by_one_entry : Prop :=
let G := space1 in
forall (R : numFieldType) (H : G) (size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <? v)%Z) 1 H) ->
  forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 N i7) ->
    (between 0 C i8) ->
    (within 0 2%:R i9) ->
    (pooling_adaptive_avg_pool R G C ((2%:R * H) - 1) N 2%:R (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (on_every_axis (fun u v => (u <? v)%Z) i3 H) then (x i1 i2 i3) else (x i1 i2 (i3 + 1 - H)))) i7 i8 i9)
    = (if (on_every_axis (fun u v => (u <? v)%Z) i9 1) then (pooling_global_avg_pool R G C H N x i7 i8 i9) else (pooling_global_avg_pool R G C H N (fun (i4 : Z) (i5 : Z) (i6 : G) => (if (on_every_axis (fun u v => (u <? v)%Z) i6 1) then (x i4 i5 (H + i6 - 1)) else (x i4 i5 i6))) i7 i8 (i9 - 1))).

Definition pooling_adaptive_avg_pool_adaptive_is_additive : Prop :=
forall (R : numFieldType) (G : space) (H : G) (size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 size i6) ->
    (pooling_adaptive_avg_pool R G C H N size (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (z i1 i2 i3))) i4 i5 i6)
    = ((pooling_adaptive_avg_pool R G C H N size x i4 i5 i6) + (pooling_adaptive_avg_pool R G C H N size z i4 i5 i6)).

Definition pooling_adaptive_avg_pool_adaptive_moves_with_a_constant : Prop :=
forall (R : numFieldType) (G : space) (H : G) (size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 size i6) ->
    (pooling_adaptive_avg_pool R G C H N size (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) i4 i5 i6)
    = ((pooling_adaptive_avg_pool R G C H N size x i4 i5 i6) + z).

Definition pooling_adaptive_avg_pool_adaptive_treats_images_alone : Prop :=
forall (R : numFieldType) (G : space) (H : G) (size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 size i6) ->
    (pooling_adaptive_avg_pool R G C H N size x i4 i5 i6)
    = (pooling_adaptive_avg_pool R G C H 1%Z size (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6).

Definition activation_relu_is_positive_part : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    ((activation_relu R N x i1) + (activation_relu R N x i1))
    = ((x i1) + `|(x i1)|).

Definition activation_relu_splits : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    ((activation_relu R N x i2) - (activation_relu R N (fun (i1 : Z) => (- (x i1))) i2))
    = (x i2).

Definition activation_relu_is_idempotent : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_relu R N (activation_relu R N x) i1)
    = (activation_relu R N x i1).

Definition activation_relu_is_monotone : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (z : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (activation_relu R N x i2)
    <= (activation_relu R N (fun (i1 : Z) => ((x i1) + `|(z i1)|)) i2).

Definition activation_relu_is_at_least_zero : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_relu R N x i1)
    >= ((x i1) * 0).

Definition activation_relu_is_positively_homogeneous : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (z : R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (activation_relu R N (fun (i1 : Z) => (`|z| * (x i1))) i2)
    = (`|z| * (activation_relu R N x i2)).

Definition activation_leaky_relu_is_identity_at_one : Prop :=
forall (R : realFieldType) (alpha : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_leaky_relu R N 1 x i1)
    = (x i1).

Definition activation_leaky_relu_is_relu_at_zero : Prop :=
forall (R : realFieldType) (alpha : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_leaky_relu R N 0 x i1)
    = (activation_relu R N x i1).

Definition activation_leaky_relu_leaks : Prop :=
forall (R : realFieldType) (alpha : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (activation_leaky_relu R N alpha x i2)
    = ((activation_relu R N x i2) - (alpha * (activation_relu R N (fun (i1 : Z) => (- (x i1))) i2))).

Definition activation_leaky_relu_leaky_is_positively_homogeneous : Prop :=
forall (R : realFieldType) (alpha : R) (N : Z) (x : Z -> R) (z : R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (activation_leaky_relu R N alpha (fun (i1 : Z) => (`|z| * (x i1))) i2)
    = (`|z| * (activation_leaky_relu R N alpha x i2)).

Definition activation_sigmoid_has_complement : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    ((activation_sigmoid N x i2) + (activation_sigmoid N (fun (i1 : Z) => (- (x i1))) i2))
    = (((x i2) * 0) + 1).

Definition activation_sigmoid_is_a_half_at_zero : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i3 : Z),
    (between 0 N i3) ->
    ((activation_sigmoid N (fun (i1 : Z) => ((x i1) * 0)) i3) + (activation_sigmoid N (fun (i2 : Z) => ((x i2) * 0)) i3))
    = (((x i3) * 0) + 1).

Definition activation_sigmoid_has_odds : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i4 : Z),
    (between 0 N i4) ->
    (activation_sigmoid N (fun (i1 : Z) => (- `|(x i1)|)) i4)
    = ((words_exponential N (fun (i2 : Z) => (- `|(x i2)|)) i4) * (activation_sigmoid N (fun (i3 : Z) => `|(x i3)|) i4)).

Definition activation_sigmoid_is_a_tanh : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i3 : Z),
    (between 0 N i3) ->
    (((activation_sigmoid N (fun (i1 : Z) => ((x i1) + (x i1))) i3) + (activation_sigmoid N (fun (i2 : Z) => ((x i2) + (x i2))) i3)) - (((x i3) * 0) + 1))
    = (words_hyperbolic_tangent N x i3).

Definition activation_scaled_tanh_is_odd_too : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (activation_scaled_tanh N (fun (i1 : Z) => (- (x i1))) i2)
    = (- (activation_scaled_tanh N x i2)).

Definition activation_scaled_tanh_is_a_sigmoid : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i4 : Z),
    (between 0 N i4) ->
    ((activation_scaled_tanh N (fun (i1 : Z) => (((x i1) + (x i1)) + (x i1))) i4) * (number 10000%Z))
    = ((((activation_sigmoid N (fun (i2 : Z) => ((4%:R) * (x i2))) i4) + (activation_sigmoid N (fun (i3 : Z) => ((4%:R) * (x i3))) i4)) - (((x i4) * 0) + 1)) * (number 17159%Z)).

Definition activation_clip_clip_is_idempotent : Prop :=
forall (R : realFieldType) (high : R) (low : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_clip R N low high (activation_clip R N low high x) i1)
    = (activation_clip R N low high x i1).

Definition activation_clip_is_made_of_relus : Prop :=
forall (R : realFieldType) (high : R) (low : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (low <= high :> R) ->
  forall (i3 : Z),
    (between 0 N i3) ->
    (activation_clip R N low high x i3)
    = ((((((x i3) * 0) + 1) * low) + (activation_relu R N (fun (i1 : Z) => ((x i1) - ((((x i1) * 0) + 1) * low))) i3)) - (activation_relu R N (fun (i2 : Z) => ((x i2) - ((((x i2) * 0) + 1) * high))) i3)).

Definition activation_clip_crossed_bounds_give_the_upper : Prop :=
forall (R : realFieldType) (high : R) (low : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (high < low :> R) ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_clip R N low high x i1)
    = ((((x i1) * 0) + 1) * high).

Definition activation_clip_is_at_most_high : Prop :=
forall (R : realFieldType) (high : R) (low : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_clip R N low high x i1)
    <= ((((x i1) * 0) + 1) * high).

Definition activation_clip_is_at_least_low : Prop :=
forall (R : realFieldType) (high : R) (low : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (low <= high :> R) ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_clip R N low high x i1)
    >= ((((x i1) * 0) + 1) * low).

Definition activation_clip_clip_is_monotone : Prop :=
forall (R : realFieldType) (high : R) (low : R) (N : Z) (x : Z -> R) (z : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (activation_clip R N low high x i2)
    <= (activation_clip R N low high (fun (i1 : Z) => ((x i1) + `|(z i1)|)) i2).

Definition activation_clip_reflects : Prop :=
forall (R : realFieldType) (high : R) (low : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (low <= high :> R) ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (activation_clip R N (- high) (- low) (fun (i1 : Z) => (- (x i1))) i2)
    = (- (activation_clip R N low high x i2)).

Definition activation_hard_sigmoid_is_a_clipped_line : Prop :=
forall (R : realFieldType) (alpha : R) (beta : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (activation_hard_sigmoid R N alpha beta x i2)
    = (activation_clip R N 0 1 (fun (i1 : Z) => ((((((x i1) * 0) + 1) * alpha) * (x i1)) + ((((x i1) * 0) + 1) * beta))) i2).

Definition activation_hard_sigmoid_has_complement_too : Prop :=
forall (R : realFieldType) (alpha : R) (beta : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    ((activation_hard_sigmoid R N alpha beta x i2) + (activation_hard_sigmoid R N alpha (1 - beta) (fun (i1 : Z) => (- (x i1))) i2))
    = (((x i2) * 0) + 1).

Definition activation_hard_sigmoid_is_a_difference_of_relus : Prop :=
forall (R : realFieldType) (alpha : R) (beta : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i3 : Z),
    (between 0 N i3) ->
    (activation_hard_sigmoid R N alpha beta x i3)
    = ((activation_relu R N (fun (i1 : Z) => ((((((x i1) * 0) + 1) * alpha) * (x i1)) + ((((x i1) * 0) + 1) * beta))) i3) - (activation_relu R N (fun (i2 : Z) => (((((((x i2) * 0) + 1) * alpha) * (x i2)) + ((((x i2) * 0) + 1) * beta)) - (((x i2) * 0) + 1))) i3)).

Definition activation_hard_sigmoid_slope_scales : Prop :=
forall (R : realFieldType) (alpha : R) (beta : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (activation_hard_sigmoid R N alpha beta (fun (i1 : Z) => ((x i1) + (x i1))) i2)
    = (activation_hard_sigmoid R N ((2%:R) * alpha) beta x i2).

Definition activation_hard_sigmoid_slopes_are_a_fifth_and_a_sixth : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i3 : Z),
    (between 0 N i3) ->
    (activation_hard_sigmoid_alpha_onnx R N (1 / (2%:R)) (fun (i1 : Z) => ((5%:R) * (x i1))) i3)
    = (activation_hard_sigmoid_alpha_pytorch R N (1 / (2%:R)) (fun (i2 : Z) => ((6%:R) * (x i2))) i3).

Definition activation_hard_sigmoid_hard_is_at_least_zero : Prop :=
forall (R : realFieldType) (alpha : R) (beta : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_hard_sigmoid R N alpha beta x i1)
    >= ((x i1) * 0).

Definition activation_hard_sigmoid_hard_is_at_most_one : Prop :=
forall (R : realFieldType) (alpha : R) (beta : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_hard_sigmoid R N alpha beta x i1)
    <= (((x i1) * 0) + 1).

Definition activation_hard_swish_weighs_by_the_hard_sigmoid : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_hard_swish R N x i1)
    = ((x i1) * (activation_hard_sigmoid_alpha_pytorch R N (1 / (2%:R)) x i1)).

Definition activation_hard_swish_weighs_by_relu6 : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    ((activation_hard_swish R N x i2) * (6%:R))
    = ((x i2) * (activation_clip R N 0 (6%:R) (fun (i1 : Z) => ((x i1) + (3%:R))) i2)).

Definition activation_hard_swish_hard_swish_splits : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    ((activation_hard_swish R N x i2) - (activation_hard_swish R N (fun (i1 : Z) => (- (x i1))) i2))
    = (x i2).

Definition activation_silu_weighs_by_the_sigmoid : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (activation_silu N 1 x i1)
    = ((x i1) * (activation_sigmoid N x i1)).

Definition activation_silu_silu_splits : Prop :=
forall (beta : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    ((activation_silu N beta x i2) - (activation_silu N beta (fun (i1 : Z) => (- (x i1))) i2))
    = (x i2).

Definition activation_silu_beta_scales : Prop :=
forall (beta : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (((((x i2) * 0) + 1) * beta) * (activation_silu N beta x i2))
    = (activation_silu N 1 (fun (i1 : Z) => (((((x i1) * 0) + 1) * beta) * (x i1))) i2).

Definition activation_silu_is_half_at_beta_zero : Prop :=
forall (beta : R) (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    ((activation_silu N 0 x i1) + (activation_silu N 0 x i1))
    = (x i1).

Definition activation_softmax_sums_to_one : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 N i1) ->
    (between 0 1%Z i2) ->
    (sumb (zrange K) (fun i3 => (activation_softmax K N x i1 i3)))
    = (((sumb (zrange K) (fun i4 => (x i1 i4))) * 0) + 1).

Definition activation_softmax_chooses_between_two : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i2 : Z) (i3 : Z),
    (between 0 N i2) ->
    (between 0 K i3) ->
    (activation_softmax K N x i2 i3)
    = (((activation_softmax K N x i2 i3) + (activation_softmax K N x i2 (Z.modulo (K + i3 - 1) K)%Z)) * (activation_sigmoid (K * N)%Z (fun (i1 : Z) => ((x (Z.div i1 K)%Z (Z.modulo i1 K)%Z) - (x (Z.div i1 K)%Z (Z.modulo (K + i1 - 1) K)%Z))) ((i2 * K) + i3)%Z)).

Definition activation_softmax_ignores_a_constant : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R) (z : R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 N i3) ->
    (between 0 K i4) ->
    (activation_softmax K N (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + z)) i3 i4)
    = (activation_softmax K N x i3 i4).

Definition activation_softmax_moves_with_the_classes : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 N i3) ->
    (between 0 K i4) ->
    (activation_softmax K N (fun (i1 : Z) (i2 : Z) => (x i1 (Z.modulo (K + i2 - 1) K)%Z)) i3 i4)
    = (activation_softmax K N x i3 (Z.modulo (K + i4 - 1) K)%Z).

Definition activation_softmax_of_two_is_the_sigmoid : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z),
    (between 0 N i4) ->
    (between 0 K i5) ->
    (activation_softmax 2%Z (K * N)%Z (fun (i1 : Z) (i2 : Z) => (if (i2 =? 0%Z)%Z then (x (Z.div i1 K)%Z (Z.modulo i1 K)%Z) else ((x (Z.div i1 K)%Z (Z.modulo i1 K)%Z) * 0))) ((i4 * K) + i5)%Z 0%Z)
    = (activation_sigmoid (K * N)%Z (fun (i3 : Z) => (x (Z.div i3 K)%Z (Z.modulo i3 K)%Z)) ((i4 * K) + i5)%Z).

Definition activation_log_softmax_is_the_logarithm : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i2 : Z) (i3 : Z),
    (between 0 N i2) ->
    (between 0 K i3) ->
    (words_exponential (K * N)%Z (fun (i1 : Z) => (activation_log_softmax K N x (Z.div i1 K)%Z (Z.modulo i1 K)%Z)) ((i2 * K) + i3)%Z)
    = (activation_softmax K N x i2 i3).

Definition activation_log_softmax_keeps_differences : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 N i1) ->
    (between 0 K i2) ->
    ((activation_log_softmax K N x i1 i2) - (activation_log_softmax K N x i1 (Z.modulo (K + i2 - 1) K)%Z))
    = ((x i1 i2) - (x i1 (Z.modulo (K + i2 - 1) K)%Z)).

Definition activation_log_softmax_is_at_most_zero : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 N i1) ->
    (between 0 K i2) ->
    (activation_log_softmax K N x i1 i2)
    <= ((x i1 i2) * 0).

Definition activation_log_softmax_log_ignores_a_constant : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R) (z : R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 N i3) ->
    (between 0 K i4) ->
    (activation_log_softmax K N (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + z)) i3 i4)
    = (activation_log_softmax K N x i3 i4).

Definition activation_cross_entropy_reads_the_log_softmax : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R) (t : Z -> Z),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z N i1) -> (between 0 K (t i1))) ->
  (activation_cross_entropy K N x t)
    = (- (words_mean_at R K N (activation_log_softmax K N x) t)).

Definition activation_cross_entropy_of_equal_logits : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R) (t : Z -> Z),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z N i1) -> (between 0 K (t i1))) ->
  (activation_cross_entropy K N (fun (i2 : Z) (i3 : Z) => ((x i2 i3) * 0)) t)
    = ((sumb (zrange N) (fun i6 => (words_logarithm N (fun (i4 : Z) => (sumb (zrange K) (fun i5 => (((x i4 i5) * 0) + 1)))) i6))) / (number N)).

Definition activation_cross_entropy_loss_ignores_a_constant : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R) (t : Z -> Z) (z : R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z N i1) -> (between 0 K (t i1))) ->
  (activation_cross_entropy K N (fun (i2 : Z) (i3 : Z) => ((x i2 i3) + z)) t)
    = (activation_cross_entropy K N x t).

Definition activation_cross_entropy_gains_by_the_label : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R) (t : Z -> Z),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z N i1) -> (between 0 K (t i1))) ->
  forall (i9 : Z),
    (between 0 1%Z i9) ->
    (words_exponential 1%Z (fun (i5 : Z) => (- (activation_cross_entropy K 1%Z (fun (i2 : Z) (i3 : Z) => (x i2 i3)) (fun (i4 : Z) => (t i4))))) i9)
    = (words_label_share R K 1%Z 1%Z (activation_softmax K 1%Z (fun (i6 : Z) (i7 : Z) => (x i6 i7))) (fun (i8 : Z) => (t i8)) i9).

Definition normalization_batch_mean_shares_the_sum : Prop :=
forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 C i1) ->
    ((normalization_batch_mean R G C H N x i1) * (number (N * (product_of_axes (H : G)%R))%Z))
    = (sumb (zrange N) (fun i2 => (sumb (box H) (fun i3 => (x i2 i1 i3))))).

Definition normalization_batch_mean_mean_moves : Prop :=
forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z),
    (between 0 C i4) ->
    (normalization_batch_mean R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + ((z i2) + ((x i1 i2 i3) * 0)))) i4)
    = ((normalization_batch_mean R G C H N x i4) + (z i4)).

Definition normalization_batch_var_is_mean_square_less_square : Prop :=
forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z),
    (between 0 C i4) ->
    (normalization_batch_var R G C H N x i4)
    = ((normalization_batch_mean R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) * (x i1 i2 i3))) i4) - ((normalization_batch_mean R G C H N x i4) * (normalization_batch_mean R G C H N x i4))).

Definition normalization_batch_var_var_ignores_a_constant : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z),
    (between 0 C i4) ->
    (normalization_batch_var R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + ((z i2) + ((x i1 i2 i3) * 0)))) i4)
    = (normalization_batch_var R G C H N x i4)) /\
(forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (z : Z -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z),
    (between 0 C i4) ->
    (normalization_batch_var_correction_1 R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + ((z i2) + ((x i1 i2 i3) * 0)))) i4)
    = (normalization_batch_var_correction_1 R G C H N x i4)).

Definition normalization_batch_var_var_ignores_a_large_constant : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z),
    (between 0 C i4) ->
    (normalization_batch_var R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (number 16384%Z))) i4)
    = (normalization_batch_var R G C H N x i4)) /\
(forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z),
    (between 0 C i4) ->
    (normalization_batch_var_correction_1 R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (number 16384%Z))) i4)
    = (normalization_batch_var_correction_1 R G C H N x i4)).

Definition normalization_batch_var_corrections_agree : Prop :=
forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (on_every_axis (fun u v => (u <? v)%Z) 1 ((each N) * H)) ->
  forall (i1 : Z),
    (between 0 C i1) ->
    ((normalization_batch_var_correction_1 R G C H N x i1) * (number ((N * (product_of_axes (H : G)%R)) - 1)%Z))
    = ((normalization_batch_var R G C H N x i1) * (number (N * (product_of_axes (H : G)%R))%Z)).

Definition normalization_batch_var_var_is_quadratic : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z),
    (between 0 C i4) ->
    (normalization_batch_var R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (x i1 i2 i3))) i4)
    = ((normalization_batch_var R G C H N x i4) * (4%:R))) /\
(forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z),
    (between 0 C i4) ->
    (normalization_batch_var_correction_1 R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (x i1 i2 i3))) i4)
    = ((normalization_batch_var_correction_1 R G C H N x i4) * (4%:R))).

Definition normalization_next_running_mean_keeps_at_zero : Prop :=
forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (running_mean : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 C i1) ->
    (normalization_next_running_mean R G C H N 0 x running_mean i1)
    = (running_mean i1).

Definition normalization_next_running_mean_takes_at_one : Prop :=
forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (running_mean : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 C i1) ->
    (normalization_next_running_mean R G C H N 1 x running_mean i1)
    = (normalization_batch_mean R G C H N x i1).

Definition normalization_next_running_mean_is_between : Prop :=
forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (running_mean : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  forall (i1 : Z),
    (between 0 C i1) ->
    ((normalization_next_running_mean R G C H N momentum x running_mean i1) - (running_mean i1))
    = (((normalization_batch_mean R G C H N x i1) - (running_mean i1)) * momentum).

Definition normalization_next_running_var_var_keeps_at_zero : Prop :=
(forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (running_var : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i2 : Z),
    (between 0 C i2) ->
    (normalization_next_running_var R G C H N 0 x running_var i2)
    = (running_var i2)) /\
(forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (running_var : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i2 : Z),
    (between 0 C i2) ->
    (normalization_next_running_var_running_correction_0 R G C H N 0 x running_var i2)
    = (running_var i2)).

Definition normalization_next_running_var_var_takes_at_one : Prop :=
forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (running_var : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (on_every_axis (fun u v => (u <? v)%Z) 1 ((each N) * H)) ->
  forall (i2 : Z),
    (between 0 C i2) ->
    (normalization_next_running_var R G C H N 1 x running_var i2)
    = (normalization_batch_var_correction_1 R G C H N x i2).

Definition normalization_next_running_var_var_takes_at_one_uncorrected : Prop :=
forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (running_var : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i2 : Z),
    (between 0 C i2) ->
    (normalization_next_running_var_running_correction_0 R G C H N 1 x running_var i2)
    = (normalization_batch_var R G C H N x i2).

Definition normalization_next_running_var_var_is_between : Prop :=
forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (running_var : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i2 : Z),
    (between 0 C i2) ->
    ((normalization_next_running_var_running_correction_0 R G C H N momentum x running_var i2) - (running_var i2))
    = (((normalization_batch_var R G C H N x i2) - (running_var i2)) * momentum).

Definition normalization_batch_norm_has_mean_beta : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i1 : Z),
    (between 0 C i1) ->
    (normalization_batch_mean R G C H N (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0)) i1)
    = (beta i1)) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i1 : Z),
    (between 0 C i1) ->
    (normalization_batch_mean R G C H N (normalization_batch_norm_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0)) i1)
    = (beta i1)).

Definition normalization_batch_norm_has_its_variance : Prop :=
forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i1 : Z),
    (between 0 C i1) ->
    ((normalization_batch_var R G C H N (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0)) i1) * ((normalization_batch_var R G C H N x i1) + eps))
    = (((gamma i1) * (gamma i1)) * (normalization_batch_var R G C H N x i1)).

Definition normalization_batch_norm_ignores_a_constant : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (z : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + ((z i2) + ((x i1 i2 i3) * 0)))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (z : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm_correction_1 G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + ((z i2) + ((x i1 i2 i3) * 0)))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = (normalization_batch_norm_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)).

Definition normalization_batch_norm_ignores_a_large_constant : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (number 16384%Z))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm_correction_1 G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (number 16384%Z))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = (normalization_batch_norm_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)).

Definition normalization_batch_norm_ignores_scale : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm G C H N ((9%:R) * eps) momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) * (3%:R))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm_correction_1 G C H N ((9%:R) * eps) momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) * (3%:R))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = (normalization_batch_norm_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)).

Definition normalization_batch_norm_is_odd : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i5 : Z) (i6 : Z) (i7 : G),
    (between 0 N i5) ->
    (between 0 C i6) ->
    (within 0 H i7) ->
    (normalization_batch_norm G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (x i1 i2 i3))) gamma beta (fun _ => 0) (fun _ => 0) i5 i6 i7)
    = (normalization_batch_norm G C H N eps momentum x (fun (i4 : Z) => (- (gamma i4))) beta (fun _ => 0) (fun _ => 0) i5 i6 i7)) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i5 : Z) (i6 : Z) (i7 : G),
    (between 0 N i5) ->
    (between 0 C i6) ->
    (within 0 H i7) ->
    (normalization_batch_norm_correction_1 G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (x i1 i2 i3))) gamma beta (fun _ => 0) (fun _ => 0) i5 i6 i7)
    = (normalization_batch_norm_correction_1 G C H N eps momentum x (fun (i4 : Z) => (- (gamma i4))) beta (fun _ => 0) (fun _ => 0) i5 i6 i7)).

Definition normalization_batch_norm_is_affine : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i3 : Z) (i4 : Z) (i5 : G),
    (between 0 N i3) ->
    (between 0 C i4) ->
    (within 0 H i5) ->
    (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i3 i4 i5)
    = ((((gamma i4) + ((x i3 i4 i5) * 0)) * (normalization_batch_norm G C H N eps momentum x (fun (i1 : Z) => (((gamma i1) * 0) + 1)) (fun (i2 : Z) => ((beta i2) * 0)) (fun _ => 0) (fun _ => 0) i3 i4 i5)) + ((beta i4) + ((x i3 i4 i5) * 0)))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i3 : Z) (i4 : Z) (i5 : G),
    (between 0 N i3) ->
    (between 0 C i4) ->
    (within 0 H i5) ->
    (normalization_batch_norm_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i3 i4 i5)
    = ((((gamma i4) + ((x i3 i4 i5) * 0)) * (normalization_batch_norm_correction_1 G C H N eps momentum x (fun (i1 : Z) => (((gamma i1) * 0) + 1)) (fun (i2 : Z) => ((beta i2) * 0)) (fun _ => 0) (fun _ => 0) i3 i4 i5)) + ((beta i4) + ((x i3 i4 i5) * 0)))).

Definition normalization_batch_norm_of_a_constant_is_beta : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => (((x i1 i2 i3) * 0) + (5%:R))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = ((beta i5) + ((x i4 i5 i6) * 0))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm_correction_1 G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => (((x i1 i2 i3) * 0) + (5%:R))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = ((beta i5) + ((x i4 i5 i6) * 0))).

Definition normalization_batch_norm_treats_channels_alone : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i6 : Z) (i7 : Z) (i8 : G),
    (between 0 N i6) ->
    (between 0 1%Z i7) ->
    (within 0 H i8) ->
    (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i6 i7 i8)
    = (normalization_batch_norm G 1%Z H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) (fun (i4 : Z) => (gamma i4)) (fun (i5 : Z) => (beta i5)) (fun _ => 0) (fun _ => 0) i6 i7 i8)) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i6 : Z) (i7 : Z) (i8 : G),
    (between 0 N i6) ->
    (between 0 1%Z i7) ->
    (within 0 H i8) ->
    (normalization_batch_norm_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i6 i7 i8)
    = (normalization_batch_norm_correction_1 G 1%Z H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) (fun (i4 : Z) => (gamma i4)) (fun (i5 : Z) => (beta i5)) (fun _ => 0) (fun _ => 0) i6 i7 i8)).

Definition normalization_batch_norm_moves_with_the_batch : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => (x (Z.modulo (N + i1 - 1) N)%Z i2 ((last_axis * H) + (per_axis Z.modulo (i3 - last_axis) H) - (2%:R * last_axis * (per_axis Z.modulo (i3 - last_axis) H)) - last_axis))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) (Z.modulo (N + i4 - 1) N)%Z i5 ((last_axis * H) + (per_axis Z.modulo (i6 - last_axis) H) - (2%:R * last_axis * (per_axis Z.modulo (i6 - last_axis) H)) - last_axis))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_batch_norm_correction_1 G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => (x (Z.modulo (N + i1 - 1) N)%Z i2 ((last_axis * H) + (per_axis Z.modulo (i3 - last_axis) H) - (2%:R * last_axis * (per_axis Z.modulo (i3 - last_axis) H)) - last_axis))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)
    = (normalization_batch_norm_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) (Z.modulo (N + i4 - 1) N)%Z i5 ((last_axis * H) + (per_axis Z.modulo (i6 - last_axis) H) - (2%:R * last_axis * (per_axis Z.modulo (i6 - last_axis) H)) - last_axis))).

Definition normalization_batch_norm_trains_as_it_infers : Prop :=
forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (momentum <= 1 :> R) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (normalization_batch_norm_training_false G C H N eps momentum x gamma beta (normalization_batch_mean R G C H N x) (normalization_batch_var R G C H N x) i1 i2 i3)
    = (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i1 i2 i3).

Definition normalization_batch_norm_corrects : Prop :=
forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (on_every_axis (fun u v => (u <? v)%Z) 1 ((each N) * H)) ->
  forall (i3 : Z) (i4 : Z) (i5 : G),
    (between 0 N i3) ->
    (between 0 C i4) ->
    (within 0 H i5) ->
    (((normalization_batch_norm_correction_1 G C H N (eps * (number N) * (number (product_of_axes (H : G)%R)%Z)) momentum x gamma (fun (i1 : Z) => ((beta i1) * 0)) (fun _ => 0) (fun _ => 0) i3 i4 i5) * (normalization_batch_norm_correction_1 G C H N (eps * (number N) * (number (product_of_axes (H : G)%R)%Z)) momentum x gamma (fun (i1 : Z) => ((beta i1) * 0)) (fun _ => 0) (fun _ => 0) i3 i4 i5)) * (number (N * (product_of_axes (H : G)%R))%Z))
    = (((normalization_batch_norm G C H N (eps * (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)) momentum x gamma (fun (i2 : Z) => ((beta i2) * 0)) (fun _ => 0) (fun _ => 0) i3 i4 i5) * (normalization_batch_norm G C H N (eps * (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)) momentum x gamma (fun (i2 : Z) => ((beta i2) * 0)) (fun _ => 0) (fun _ => 0) i3 i4 i5)) * (number ((N * (product_of_axes (H : G)%R)) - 1)%Z)).

Definition normalization_batch_norm_infers_affinely : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i8 : Z) (i9 : Z) (i10 : G),
    (between 0 N i8) ->
    (between 0 C i9) ->
    (within 0 H i10) ->
    ((normalization_batch_norm_training_false G C H N eps momentum (fun (i2 : Z) (i3 : Z) (i4 : G) => ((x i2 i3 i4) + (z i2 i3 i4))) gamma beta running_mean running_var i8 i9 i10) - (normalization_batch_norm_training_false G C H N eps momentum x gamma beta running_mean running_var i8 i9 i10))
    = ((normalization_batch_norm_training_false G C H N eps momentum (fun (i5 : Z) (i6 : Z) (i7 : G) => ((z i5 i6 i7) + (z i5 i6 i7))) gamma beta running_mean running_var i8 i9 i10) - (normalization_batch_norm_training_false G C H N eps momentum z gamma beta running_mean running_var i8 i9 i10))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (z : Z -> Z -> G -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i8 : Z) (i9 : Z) (i10 : G),
    (between 0 N i8) ->
    (between 0 C i9) ->
    (within 0 H i10) ->
    ((normalization_batch_norm_training_false_correction_1 G C H N eps momentum (fun (i2 : Z) (i3 : Z) (i4 : G) => ((x i2 i3 i4) + (z i2 i3 i4))) gamma beta running_mean running_var i8 i9 i10) - (normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma beta running_mean running_var i8 i9 i10))
    = ((normalization_batch_norm_training_false_correction_1 G C H N eps momentum (fun (i5 : Z) (i6 : Z) (i7 : G) => ((z i5 i6 i7) + (z i5 i6 i7))) gamma beta running_mean running_var i8 i9 i10) - (normalization_batch_norm_training_false_correction_1 G C H N eps momentum z gamma beta running_mean running_var i8 i9 i10))).

Definition normalization_batch_norm_infers_by_the_running_mean : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i5 : Z) (i6 : Z) (i7 : G),
    (between 0 N i5) ->
    (between 0 C i6) ->
    (within 0 H i7) ->
    (normalization_batch_norm_training_false G C H N eps momentum (fun (i2 : Z) (i3 : Z) (i4 : G) => ((running_mean i3) + ((x i2 i3 i4) * 0))) gamma beta running_mean running_var i5 i6 i7)
    = ((beta i6) + ((x i5 i6 i7) * 0))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i5 : Z) (i6 : Z) (i7 : G),
    (between 0 N i5) ->
    (between 0 C i6) ->
    (within 0 H i7) ->
    (normalization_batch_norm_training_false_correction_1 G C H N eps momentum (fun (i2 : Z) (i3 : Z) (i4 : G) => ((running_mean i3) + ((x i2 i3 i4) * 0))) gamma beta running_mean running_var i5 i6 i7)
    = ((beta i6) + ((x i5 i6 i7) * 0))).

Definition normalization_batch_norm_infers_by_the_running_variance : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i3 : Z) (i4 : Z) (i5 : G),
    (between 0 N i3) ->
    (between 0 C i4) ->
    (within 0 H i5) ->
    (((normalization_batch_norm_training_false G C H N eps momentum x gamma (fun (i2 : Z) => ((beta i2) * 0)) running_mean running_var i3 i4 i5) * (normalization_batch_norm_training_false G C H N eps momentum x gamma (fun (i2 : Z) => ((beta i2) * 0)) running_mean running_var i3 i4 i5)) * (((running_var i4) + ((x i3 i4 i5) * 0)) + eps))
    = ((((gamma i4) + ((x i3 i4 i5) * 0)) * ((x i3 i4 i5) - ((running_mean i4) + ((x i3 i4 i5) * 0)))) * (((gamma i4) + ((x i3 i4 i5) * 0)) * ((x i3 i4 i5) - ((running_mean i4) + ((x i3 i4 i5) * 0)))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  forall (i3 : Z) (i4 : Z) (i5 : G),
    (between 0 N i3) ->
    (between 0 C i4) ->
    (within 0 H i5) ->
    (((normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma (fun (i2 : Z) => ((beta i2) * 0)) running_mean running_var i3 i4 i5) * (normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma (fun (i2 : Z) => ((beta i2) * 0)) running_mean running_var i3 i4 i5)) * (((running_var i4) + ((x i3 i4 i5) * 0)) + eps))
    = ((((gamma i4) + ((x i3 i4 i5) * 0)) * ((x i3 i4 i5) - ((running_mean i4) + ((x i3 i4 i5) * 0)))) * (((gamma i4) + ((x i3 i4 i5) * 0)) * ((x i3 i4 i5) - ((running_mean i4) + ((x i3 i4 i5) * 0)))))).

Definition normalization_batch_norm_infers_images_alone : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (0%Z <? (product_of_axes (H : G)%R)%Z)%Z ->
  forall (i5 : Z) (i6 : Z) (i7 : G),
    (between 0 1%Z i5) ->
    (between 0 C i6) ->
    (within 0 H i7) ->
    (normalization_batch_norm_training_false G C H N eps momentum x gamma beta running_mean running_var i5 i6 i7)
    = (normalization_batch_norm_training_false G C H 1%Z eps momentum (fun (i2 : Z) (i3 : Z) (i4 : G) => (x i2 i3 i4)) gamma beta running_mean running_var i5 i6 i7)) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (0%Z <? (product_of_axes (H : G)%R)%Z)%Z ->
  forall (i5 : Z) (i6 : Z) (i7 : G),
    (between 0 1%Z i5) ->
    (between 0 C i6) ->
    (within 0 H i7) ->
    (normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma beta running_mean running_var i5 i6 i7)
    = (normalization_batch_norm_training_false_correction_1 G C H 1%Z eps momentum (fun (i2 : Z) (i3 : Z) (i4 : G) => (x i2 i3 i4)) gamma beta running_mean running_var i5 i6 i7)).

Definition normalization_group_norm_of_one_image_is_batch_norm : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  ((1 / (number 10%Z)) <= 1 :> R) ->
  (0%Z <? (product_of_axes (H : G)%R)%Z)%Z ->
  forall (i7 : Z) (i8 : Z) (i9 : G),
    (between 0 1%Z i7) ->
    (between 0 (M * groups)%Z i8) ->
    (within 0 H i9) ->
    (normalization_group_norm G H 1%Z 1%Z (M * groups)%Z eps (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) gamma beta i7 i8 i9)
    = (normalization_batch_norm G (M * groups)%Z H 1%Z eps (1 / (number 10%Z)) (fun (i4 : Z) (i5 : Z) (i6 : G) => (x i4 i5 i6)) gamma beta (fun _ => 0) (fun _ => 0) i7 i8 i9).

Definition normalization_group_norm_normalises_groups_alone : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (0%Z <=? ((M * groups) - M)%Z)%Z /\
  (forall (i6 : Z) (i7 : Z) (i8 : G),
    (between 0 N i6) ->
    (between 0 M i7) ->
    (within 0 H i8) ->
    (normalization_group_norm G H M N groups eps x gamma beta i6 ((M * groups) + i7 - M)%Z i8)
    = (normalization_group_norm G H M N 1%Z eps (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 ((M * groups) + i2 - M)%Z i3)) (fun (i4 : Z) => (gamma ((M * groups) + i4 - M)%Z)) (fun (i5 : Z) => (beta ((M * groups) + i5 - M)%Z)) i6 i7 i8)).

Definition normalization_group_norm_group_treats_images_alone : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 H i6) ->
    (normalization_group_norm G H M N groups eps x gamma beta i4 i5 i6)
    = (normalization_group_norm G H M 1%Z groups eps (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) gamma beta i4 i5 i6).

Definition normalization_group_norm_group_ignores_a_constant : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (z : R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 H i6) ->
    (normalization_group_norm G H M N groups eps (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + z)) gamma beta i4 i5 i6)
    = (normalization_group_norm G H M N groups eps x gamma beta i4 i5 i6).

Definition normalization_group_norm_group_is_affine : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  forall (i3 : Z) (i4 : Z) (i5 : G),
    (between 0 N i3) ->
    (between 0 (M * groups)%Z i4) ->
    (within 0 H i5) ->
    (normalization_group_norm G H M N groups eps x gamma beta i3 i4 i5)
    = ((((gamma i4) + ((x i3 i4 i5) * 0)) * (normalization_group_norm G H M N groups eps x (fun (i1 : Z) => (((gamma i1) * 0) + 1)) (fun (i2 : Z) => ((beta i2) * 0)) i3 i4 i5)) + ((beta i4) + ((x i3 i4 i5) * 0))).

Definition normalization_group_norm_group_ignores_scale : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 H i6) ->
    (normalization_group_norm G H M N groups ((9%:R) * eps) (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) * (3%:R))) gamma beta i4 i5 i6)
    = (normalization_group_norm G H M N groups eps x gamma beta i4 i5 i6).

Definition normalization_group_norm_group_is_odd : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  forall (i5 : Z) (i6 : Z) (i7 : G),
    (between 0 N i5) ->
    (between 0 (M * groups)%Z i6) ->
    (within 0 H i7) ->
    (normalization_group_norm G H M N groups eps (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (x i1 i2 i3))) gamma beta i5 i6 i7)
    = (normalization_group_norm G H M N groups eps x (fun (i4 : Z) => (- (gamma i4))) beta i5 i6 i7).

Definition normalization_group_norm_group_moves_with_places : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 (M * groups)%Z i5) ->
    (within 0 H i6) ->
    (normalization_group_norm G H M N groups eps (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 ((last_axis * H) + (per_axis Z.modulo (i3 - last_axis) H) - (2%:R * last_axis * (per_axis Z.modulo (i3 - last_axis) H)) - last_axis))) gamma beta i4 i5 i6)
    = (normalization_group_norm G H M N groups eps x gamma beta i4 i5 ((last_axis * H) + (per_axis Z.modulo (i6 - last_axis) H) - (2%:R * last_axis * (per_axis Z.modulo (i6 - last_axis) H)) - last_axis)).

Definition normalization_layer_norm_is_one_group : Prop :=
forall (eps : R) (K : Z) (N : Z) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R),
  (0 < eps) ->
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : Z),
    (between 0 N i4) ->
    (between 0 K i5) ->
    (between 0 1%Z i6) ->
    (normalization_layer_norm K N eps x gamma beta i4 i5)
    = (normalization_group_norm space1 1%Z K N 1%Z eps (fun (i1 : Z) (i2 : Z) (i3 : Z) => (x i1 i2)) gamma beta i4 i5 i6).

Definition normalization_layer_norm_moves_with_the_entries : Prop :=
forall (eps : R) (K : Z) (N : Z) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R),
  (0 < eps) ->
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i5 : Z) (i6 : Z),
    (between 0 N i5) ->
    (between 0 K i6) ->
    (normalization_layer_norm K N eps (fun (i1 : Z) (i2 : Z) => (x i1 (Z.modulo (K + i2 - 1) K)%Z)) (fun (i3 : Z) => (gamma (Z.modulo (K + i3 - 1) K)%Z)) (fun (i4 : Z) => (beta (Z.modulo (K + i4 - 1) K)%Z)) i5 i6)
    = (normalization_layer_norm K N eps x gamma beta i5 (Z.modulo (K + i6 - 1) K)%Z).

Definition normalization_layer_norm_layer_ignores_a_constant : Prop :=
forall (eps : R) (K : Z) (N : Z) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (z : R),
  (0 < eps) ->
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 N i3) ->
    (between 0 K i4) ->
    (normalization_layer_norm K N eps (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + z)) gamma beta i3 i4)
    = (normalization_layer_norm K N eps x gamma beta i3 i4).

Definition normalization_layer_norm_layer_ignores_scale : Prop :=
forall (eps : R) (K : Z) (N : Z) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R),
  (0 < eps) ->
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 N i3) ->
    (between 0 K i4) ->
    (normalization_layer_norm K N ((9%:R) * eps) (fun (i1 : Z) (i2 : Z) => ((x i1 i2) * (3%:R))) gamma beta i3 i4)
    = (normalization_layer_norm K N eps x gamma beta i3 i4).

Definition normalization_layer_norm_layer_is_affine : Prop :=
forall (eps : R) (K : Z) (N : Z) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R),
  (0 < eps) ->
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  forall (i3 : Z) (i4 : Z),
    (between 0 N i3) ->
    (between 0 K i4) ->
    (normalization_layer_norm K N eps x gamma beta i3 i4)
    = (((gamma i4) * (normalization_layer_norm K N eps x (fun (i1 : Z) => (((gamma i1) * 0) + 1)) (fun (i2 : Z) => ((beta i2) * 0)) i3 i4)) + (beta i4)).

Definition normalization_local_response_norm_divides_by_the_neighbours : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (size : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? size)%Z ->
  ((Z.modulo size 2)%Z =? 1%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    ((normalization_local_response_norm G C H N size alpha 1 bias x i4 i5 i6) * ((bias * (number size)) + (alpha * (words_summed_around R G C N H size (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) * (x i1 i2 i3))) i4 i5 i6))))
    = ((number size) * (x i4 i5 i6)).

Definition normalization_local_response_norm_adds_powers : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (more : Z) (size : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? more)%Z ->
  (1 <=? size)%Z ->
  ((Z.modulo size 2)%Z =? 1%Z)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    ((normalization_local_response_norm G C H N size alpha beta bias x i1 i2 i3) * (normalization_local_response_norm G C H N size alpha (number more) bias x i1 i2 i3))
    = ((x i1 i2 i3) * (normalization_local_response_norm G C H N size alpha (beta + (number more)) bias x i1 i2 i3)).

Definition normalization_local_response_norm_changes_nothing_to_the_power_zero : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (size : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? size)%Z ->
  ((Z.modulo size 2)%Z =? 1%Z)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (normalization_local_response_norm G C H N size alpha 0 bias x i1 i2 i3)
    = (x i1 i2 i3).

Definition normalization_local_response_norm_takes_the_root : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (size : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? size)%Z ->
  ((Z.modulo size 2)%Z =? 1%Z)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    ((normalization_local_response_norm G C H N size alpha (beta / (2%:R)) bias x i1 i2 i3) * (normalization_local_response_norm G C H N size alpha (beta / (2%:R)) bias x i1 i2 i3))
    = ((x i1 i2 i3) * (normalization_local_response_norm G C H N size alpha beta bias x i1 i2 i3)).

Definition normalization_local_response_norm_reaches_no_further_than_the_channels : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (size : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? size)%Z ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 H i3) ->
    (normalization_local_response_norm G C H N ((2 * C) - 1)%Z (alpha * (number ((2 * C) - 1)%Z)) beta bias x i1 i2 i3)
    = (normalization_local_response_norm G C H N ((2 * C) + 3)%Z (alpha * (number ((2 * C) + 3)%Z)) beta bias x i1 i2 i3).

Definition normalization_local_response_norm_ignores_channels_of_zeros : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (size : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? size)%Z ->
  ((Z.modulo size 2)%Z =? 1%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_local_response_norm G (C + 1)%Z H N size alpha beta bias (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (i2 <? C)%Z then (x i1 i2 i3) else ((x i1 (i2 - C)%Z i3) * 0))) i4 i5 i6)
    = (normalization_local_response_norm G C H N size alpha beta bias x i4 i5 i6).

Definition normalization_local_response_norm_reverses_the_channels : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (size : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? size)%Z ->
  ((Z.modulo size 2)%Z =? 1%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_local_response_norm G C H N size alpha beta bias (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 (C - i2 - 1)%Z i3)) i4 i5 i6)
    = (normalization_local_response_norm G C H N size alpha beta bias x i4 (C - i5 - 1)%Z i6).

Definition normalization_local_response_norm_response_is_odd : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (size : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? size)%Z ->
  ((Z.modulo size 2)%Z =? 1%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_local_response_norm G C H N size alpha beta bias (fun (i1 : Z) (i2 : Z) (i3 : G) => (- (x i1 i2 i3))) i4 i5 i6)
    = (- (normalization_local_response_norm G C H N size alpha beta bias x i4 i5 i6)).

Definition normalization_local_response_norm_response_treats_images_alone : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (size : Z) (x : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? size)%Z ->
  ((Z.modulo size 2)%Z =? 1%Z)%Z ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 1%Z i4) ->
    (between 0 C i5) ->
    (within 0 H i6) ->
    (normalization_local_response_norm G C H N size alpha beta bias x i4 i5 i6)
    = (normalization_local_response_norm G C H 1%Z size alpha beta bias (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) i4 i5 i6).

Definition classic_conv_by_table_is_a_convolution_of_what_is_read : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i4 : Z) (i5 : Z) (i6 : G),
    (between 0 N i4) ->
    (between 0 O i5) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i6) ->
    (classic_conv_by_table R G C H N O kernel_size stride p q dilation x w table b i4 i5 i6)
    = (layers_conv R G C H O N kernel_size stride p q dilation 1%Z x (fun (i1 : Z) (i2 : Z) (i3 : G) => ((w i1 i2 i3) * (table i1 i2))) b i4 i5 i6).

Definition classic_conv_by_table_with_a_full_table_is_a_convolution : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H - kernel_size) stride) + 1)) ->
  forall (i3 : Z) (i4 : Z) (i5 : G),
    (between 0 N i3) ->
    (between 0 O i4) ->
    (within 0 ((per_axis Z.div (H - kernel_size) stride) + 1) i5) ->
    (classic_conv_by_table R G C H N O kernel_size stride 0 0 1 x w (fun (i1 : Z) (i2 : Z) => (((table i1 i2) * 0) + 1)) (fun _ => 0) i3 i4 i5)
    = (layers_conv R G C H O N kernel_size stride 0 0 1 1%Z x w (fun _ => 0) i3 i4 i5).

Definition classic_conv_by_table_adds_tables : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (u : Z -> Z -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i3 : Z) (i4 : Z) (i5 : G),
    (between 0 N i3) ->
    (between 0 O i4) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i5) ->
    (classic_conv_by_table R G C H N O kernel_size stride p q dilation x w (fun (i1 : Z) (i2 : Z) => ((table i1 i2) + (u i1 i2))) (fun _ => 0) i3 i4 i5)
    = ((classic_conv_by_table R G C H N O kernel_size stride p q dilation x w table (fun _ => 0) i3 i4 i5) + (classic_conv_by_table R G C H N O kernel_size stride p q dilation x w u (fun _ => 0) i3 i4 i5)).

Definition classic_conv_by_table_adds_a_bias : Prop :=
forall (R : comRingType) (G : space) (H : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> G -> R) (w : Z -> Z -> G -> R) (table : Z -> Z -> R) (b : Z -> R),
  (positive H) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 O i2) ->
    (within 0 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1) i3) ->
    (classic_conv_by_table R G C H N O kernel_size stride p q dilation x w table b i1 i2 i3)
    = ((classic_conv_by_table R G C H N O kernel_size stride p q dilation x w table (fun _ => 0) i1 i2 i3) + (b i2)).

Definition classic_subsample_is_scaled_sums : Prop :=
forall (R : numFieldType) (G : space) (H : G) (kernel_size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R),
  (positive H) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (per_axis Z.div H kernel_size)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H - kernel_size)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((i * kernel_size) + u)))))) (box (per_axis Z.div H kernel_size)%R)) ->
  forall (i1 : Z) (i2 : Z) (i3 : G),
    (between 0 N i1) ->
    (between 0 C i2) ->
    (within 0 (per_axis Z.div H kernel_size) i3) ->
    (classic_subsample R G C H N kernel_size x coefficient b i1 i2 i3)
    = (((coefficient i2) * (pooling_avg_pool_stride_none R G C H N kernel_size 0 0 1 1%Z x i1 i2 i3)) + (b i2)).

Definition classic_subsample_is_linear_in_its_parameters : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R) (u : Z -> R) (v : Z -> R),
  (positive H) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (per_axis Z.div H kernel_size)) ->
  forall (i3 : Z) (i4 : Z) (i5 : G),
    (between 0 N i3) ->
    (between 0 C i4) ->
    (within 0 (per_axis Z.div H kernel_size) i5) ->
    (classic_subsample R G C H N kernel_size x (fun (i1 : Z) => ((coefficient i1) + (u i1))) (fun (i2 : Z) => ((b i2) + (v i2))) i3 i4 i5)
    = ((classic_subsample R G C H N kernel_size x coefficient b i3 i4 i5) + (classic_subsample R G C H N kernel_size x u v i3 i4 i5)).

Definition classic_subsample_sums_its_window : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R),
  (positive H) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) kernel_size H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) kernel_size H) /\
  (forall (i6 : Z) (i7 : Z) (i8 : G),
    (between 0 N i6) ->
    (between 0 C i7) ->
    (within 0 1 i8) ->
    (classic_subsample R G C kernel_size N kernel_size (fun (i1 : Z) (i2 : Z) (i3 : G) => (x i1 i2 i3)) (fun (i4 : Z) => (((coefficient i4) * 0) + 1)) (fun (i5 : Z) => ((b i5) * 0)) i6 i7 i8)
    = (sumb (box kernel_size) (fun i9 => (x i6 i7 i9)))).

Definition classic_subsample_sets_windows_side_by_side : Prop :=
forall (R : comRingType) (G : space) (H : G) (kernel_size : G) (C : Z) (N : Z) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R),
  (positive H) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) kernel_size H) ->
  (on_every_axis (fun u v => (u <=? v)%Z) kernel_size H) /\
  (forall (i9 : Z) (i10 : Z) (i11 : G),
    (between 0 N i9) ->
    (between 0 C i10) ->
    (within 0 (last_axis + 1) i11) ->
    (classic_subsample R G C ((last_axis * kernel_size) + kernel_size) N kernel_size (fun (i1 : Z) (i2 : Z) (i3 : G) => (if (on_every_axis (fun u v => (u <? v)%Z) i3 kernel_size) then (x i1 i2 i3) else ((x i1 i2 (i3 - (last_axis * kernel_size))) * 0))) coefficient (fun (i4 : Z) => ((b i4) * 0)) i9 i10 i11)
    = (if (on_every_axis (fun u v => (u <? v)%Z) i11 1) then (classic_subsample R G C kernel_size N kernel_size (fun (i5 : Z) (i6 : Z) (i7 : G) => (x i5 i6 i7)) coefficient (fun (i8 : Z) => ((b i8) * 0)) i9 i10 i11) else ((classic_subsample R G C kernel_size N kernel_size (fun (i5 : Z) (i6 : Z) (i7 : G) => (x i5 i6 i7)) coefficient (fun (i8 : Z) => ((b i8) * 0)) i9 i10 (i11 - last_axis)) * 0))).

Definition classic_euclidean_rbf_is_by_the_cosine_rule : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 N i1) ->
    (between 0 O i2) ->
    (classic_euclidean_rbf R C N O x w i1 i2)
    = (((sumb (zrange C) (fun i3 => ((x i1 i3) * (x i1 i3)))) + (sumb (zrange C) (fun i4 => ((w i2 i4) * (w i2 i4))))) - ((2%:R) * (layers_linear R C N O x w (fun _ => 0) i1 i2))).

Definition classic_euclidean_rbf_ignores_a_shift_of_both : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R) (z : Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  forall (i5 : Z) (i6 : Z),
    (between 0 N i5) ->
    (between 0 O i6) ->
    (classic_euclidean_rbf R C N O (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (z i2))) (fun (i3 : Z) (i4 : Z) => ((w i3 i4) + (z i4))) i5 i6)
    = (classic_euclidean_rbf R C N O x w i5 i6).

Definition classic_euclidean_rbf_is_symmetric : Prop :=
forall (R : comRingType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 N i1) ->
    (between 0 O i2) ->
    (classic_euclidean_rbf R C N O x w i1 i2)
    = (classic_euclidean_rbf R C O N w x i2 i1).

Definition classic_euclidean_rbf_is_nonnegative : Prop :=
forall (R : realFieldType) (C : Z) (N : Z) (O : Z) (x : Z -> Z -> R) (w : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  forall (i1 : Z) (i2 : Z),
    (between 0 N i1) ->
    (between 0 O i2) ->
    (classic_euclidean_rbf R C N O x w i1 i2)
    >= ((classic_euclidean_rbf R C N O x w i1 i2) * 0).

Definition classic_rejecting_loss_is_cross_entropy_with_a_class_more : Prop :=
forall (rejection : R) (K : Z) (N : Z) (y : Z -> Z -> R) (t : Z -> Z),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z N i1) -> (between 0 K (t i1))) ->
  (classic_rejecting_loss K N rejection y t)
    = (activation_cross_entropy (K + 1)%Z N (fun (i2 : Z) (i3 : Z) => (if (i3 <? K)%Z then (- (y i2 i3)) else (- rejection))) t).

Definition classic_rejecting_loss_ignores_a_shift_of_all_penalties : Prop :=
forall (rejection : R) (K : Z) (N : Z) (y : Z -> Z -> R) (t : Z -> Z),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z N i1) -> (between 0 K (t i1))) ->
  (classic_rejecting_loss K N rejection (fun (i2 : Z) (i3 : Z) => ((y i2 i3) + rejection)) t)
    = (classic_rejecting_loss K N 0 y t).

Definition classic_rejecting_loss_loss_is_nonnegative : Prop :=
forall (rejection : R) (K : Z) (N : Z) (y : Z -> Z -> R) (t : Z -> Z),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z N i1) -> (between 0 K (t i1))) ->
  (classic_rejecting_loss K N rejection y t)
    >= ((classic_rejecting_loss K N rejection y t) * 0).

Definition optimization_next_velocity_adds : Prop :=
forall (R : realFieldType) (decay : R) (momentum : R) (N : Z) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R) (u : Z -> R) (v : Z -> R) (z : Z -> R),
  (0 <= decay) ->
  (0 <= momentum) ->
  (1 <=? N)%Z ->
  forall (i4 : Z),
    (between 0 N i4) ->
    (optimization_next_velocity R N momentum decay (fun (i1 : Z) => ((velocity i1) + (u i1))) (fun (i2 : Z) => ((gradient i2) + (v i2))) (fun (i3 : Z) => ((weight i3) + (z i3))) i4)
    = ((optimization_next_velocity R N momentum decay velocity gradient weight i4) + (optimization_next_velocity R N momentum decay u v z i4)).

Definition optimization_next_velocity_without_momentum_is_the_gradient : Prop :=
forall (R : realFieldType) (decay : R) (momentum : R) (N : Z) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R),
  (0 <= decay) ->
  (0 <= momentum) ->
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (optimization_next_velocity R N 0 0 velocity gradient weight i1)
    = (gradient i1).

Definition optimization_next_velocity_takes_the_gradient_whole : Prop :=
forall (R : realFieldType) (decay : R) (momentum : R) (N : Z) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R),
  (0 <= decay) ->
  (0 <= momentum) ->
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (optimization_next_velocity R N momentum 0 (fun (i1 : Z) => ((velocity i1) - (velocity i1))) gradient weight i2)
    = (gradient i2).

Definition optimization_next_velocity_keeps_its_share : Prop :=
forall (R : realFieldType) (decay : R) (momentum : R) (N : Z) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R),
  (0 <= decay) ->
  (0 <= momentum) ->
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (optimization_next_velocity R N momentum 0 velocity (fun (i1 : Z) => ((gradient i1) - (gradient i1))) weight i2)
    = (momentum * (velocity i2)).

Definition optimization_next_velocity_decays_towards_zero : Prop :=
forall (R : realFieldType) (decay : R) (momentum : R) (N : Z) (velocity : Z -> R) (gradient : Z -> R) (weight : Z -> R),
  (0 <= decay) ->
  (0 <= momentum) ->
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (optimization_next_velocity R N momentum decay velocity gradient weight i2)
    = (optimization_next_velocity R N momentum 0 velocity (fun (i1 : Z) => ((gradient i1) + (decay * (weight i1)))) weight i2).

Definition optimization_next_weight_weights_add : Prop :=
forall (R : comRingType) (rate : R) (N : Z) (weight : Z -> R) (velocity : Z -> R) (u : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  forall (i3 : Z),
    (between 0 N i3) ->
    (optimization_next_weight R N rate (fun (i1 : Z) => ((weight i1) + (u i1))) (fun (i2 : Z) => ((velocity i2) + (v i2))) i3)
    = ((optimization_next_weight R N rate weight velocity i3) + (optimization_next_weight R N rate u v i3)).

Definition optimization_next_weight_at_rate_zero_rests : Prop :=
forall (R : comRingType) (rate : R) (N : Z) (weight : Z -> R) (velocity : Z -> R),
  (1 <=? N)%Z ->
  forall (i1 : Z),
    (between 0 N i1) ->
    (optimization_next_weight R N 0 weight velocity i1)
    = (weight i1).

Definition optimization_next_weight_without_velocity_rests : Prop :=
forall (R : comRingType) (rate : R) (N : Z) (weight : Z -> R) (velocity : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (optimization_next_weight R N rate weight (fun (i1 : Z) => ((velocity i1) - (velocity i1))) i2)
    = (weight i2).

Definition optimization_next_weight_moves_against_the_velocity : Prop :=
forall (R : comRingType) (rate : R) (N : Z) (weight : Z -> R) (velocity : Z -> R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    ((optimization_next_weight R N rate (fun (i1 : Z) => ((weight i1) - (weight i1))) velocity i2) + (rate * (velocity i2)))
    = ((velocity i2) - (velocity i2)).

Definition optimization_scheduled_rate_reaches_its_peak : Prop :=
forall (R : numFieldType) (peak : R) (step : Z) (steps : Z) (warmup : Z),
  (0 <=? step)%Z ->
  (1 <=? steps)%Z ->
  (1 <=? warmup)%Z ->
  ((warmup - 1)%Z <? steps)%Z ->
  (warmup <=? steps)%Z ->
  (optimization_scheduled_rate R (warmup - 1)%Z steps peak warmup)
    = peak.

Definition optimization_scheduled_rate_rises_in_equal_steps : Prop :=
forall (R : numFieldType) (peak : R) (step : Z) (steps : Z) (warmup : Z),
  (0 <=? step)%Z ->
  (1 <=? steps)%Z ->
  (1 <=? warmup)%Z ->
  (warmup <=? steps)%Z ->
  ((optimization_scheduled_rate R 0%Z steps peak warmup) * (number warmup))
    = peak.

Definition optimization_scheduled_rate_falls_in_equal_steps : Prop :=
forall (R : numFieldType) (peak : R) (step : Z) (steps : Z) (warmup : Z),
  (0 <=? step)%Z ->
  (1 <=? steps)%Z ->
  (1 <=? warmup)%Z ->
  (warmup <=? steps)%Z ->
  ((optimization_scheduled_rate R (steps - 1)%Z steps peak warmup) * (number (steps + 1 - warmup)%Z))
    = peak.

Definition fitting_line_starts_at_the_intercept : Prop :=
forall (R : comRingType) (N : Z) (x : Z -> R) (slope : R) (intercept : R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    (fitting_line R N (fun (i1 : Z) => ((x i1) * 0)) slope intercept i2)
    = ((((x i2) * 0) + 1) * intercept).

Definition fitting_line_rises_by_the_slope : Prop :=
forall (R : comRingType) (N : Z) (x : Z -> R) (z : Z -> R) (slope : R) (intercept : R),
  (1 <=? N)%Z ->
  forall (i2 : Z),
    (between 0 N i2) ->
    ((fitting_line R N (fun (i1 : Z) => ((x i1) + (z i1))) slope intercept i2) - (fitting_line R N x slope intercept i2))
    = ((z i2) * slope).

Definition fitting_mean_squared_error_is_the_mean_square : Prop :=
forall (R : numFieldType) (N : Z) (prediction : Z -> R),
  (1 <=? N)%Z ->
  ((fitting_mean_squared_error R N prediction (fun (i1 : Z) => ((prediction i1) * 0))) * (number N))
    = (sumb (zrange N) (fun i2 => ((prediction i2) * (prediction i2)))).

Definition fitting_mean_squared_error_depends_on_differences : Prop :=
forall (R : numFieldType) (N : Z) (prediction : Z -> R) (target : Z -> R) (z : Z -> R),
  (1 <=? N)%Z ->
  (fitting_mean_squared_error R N (fun (i1 : Z) => ((prediction i1) + (z i1))) (fun (i2 : Z) => ((target i2) + (z i2))))
    = (fitting_mean_squared_error R N prediction target).

Definition fitting_mean_squared_error_is_symmetric : Prop :=
forall (R : numFieldType) (N : Z) (prediction : Z -> R) (target : Z -> R),
  (1 <=? N)%Z ->
  (fitting_mean_squared_error R N prediction target)
    = (fitting_mean_squared_error R N target prediction).

Definition fitting_mean_squared_error_is_nonnegative : Prop :=
forall (R : realFieldType) (N : Z) (prediction : Z -> R) (target : Z -> R),
  (1 <=? N)%Z ->
  (fitting_mean_squared_error R N prediction target)
    >= 0.

Definition fitting_least_squares_slope_leaves_nothing_along_x : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (sumb (zrange N) (fun i3 => (((y i3) - (fitting_line R N x (fitting_least_squares_slope R N x y) (fitting_least_squares_intercept R N x y) i3)) * (x i3))))
    = 0.

Definition fitting_least_squares_slope_recovers_a_slope : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (slope : R) (intercept : R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_least_squares_slope R N x (fitting_line R N x slope intercept))
    = slope.

Definition fitting_least_squares_slope_ignores_shifts : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (c : R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_least_squares_slope R N (fun (i3 : Z) => ((x i3) + c)) (fun (i4 : Z) => ((y i4) + c)))
    = (fitting_least_squares_slope R N x y).

Definition fitting_least_squares_slope_is_linear : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (z : Z -> R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_least_squares_slope R N x (fun (i3 : Z) => ((y i3) + (z i3))))
    = ((fitting_least_squares_slope R N x y) + (fitting_least_squares_slope R N x z)).

Definition fitting_least_squares_slope_falls_where_x_is_stretched : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  ((3%:R) * (fitting_least_squares_slope R N (fun (i3 : Z) => ((3%:R) * (x i3))) y))
    = (fitting_least_squares_slope R N x y).

Definition fitting_least_squares_slope_ignores_order : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_least_squares_slope R N (fun (i3 : Z) => (x (N - i3 - 1)%Z)) (fun (i4 : Z) => (y (N - i4 - 1)%Z)))
    = (fitting_least_squares_slope R N x y).

Definition fitting_least_squares_intercept_leaves_nothing_on_average : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (sumb (zrange N) (fun i3 => (((y i3) - (fitting_line R N x (fitting_least_squares_slope R N x y) (fitting_least_squares_intercept R N x y) i3)) * (((x i3) * 0) + 1))))
    = 0.

Definition fitting_least_squares_intercept_recovers_an_intercept : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (slope : R) (intercept : R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_least_squares_intercept R N x (fitting_line R N x slope intercept))
    = intercept.

Definition fitting_least_squares_intercept_follows_shifts : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (c : R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_least_squares_intercept R N x (fun (i3 : Z) => ((y i3) + c)))
    = (c + (fitting_least_squares_intercept R N x y)).

Definition fitting_least_squares_intercept_ignores_stretching : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_least_squares_intercept R N (fun (i3 : Z) => ((3%:R) * (x i3))) y)
    = (fitting_least_squares_intercept R N x y).

Definition fitting_least_squares_intercept_has_the_least_error : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_mean_squared_error R N (fitting_line R N x (fitting_least_squares_slope R N x y) (fitting_least_squares_intercept R N x y)) y)
    <= (fitting_mean_squared_error R N (fitting_line R N x slope intercept) y).

Definition fitting_step_slope_slope_goes_down_the_gradient : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (fitting_step_slope R N rate x y slope intercept)
    = (slope - ((rate * ((fitting_mean_squared_error R N (fitting_line R N x (slope + 1) intercept) y) - (fitting_mean_squared_error R N (fitting_line R N x (slope - 1) intercept) y))) / (2%:R))).

Definition fitting_step_slope_slope_rests_at_least_squares : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_step_slope R N rate x y (fitting_least_squares_slope R N x y) (fitting_least_squares_intercept R N x y))
    = (fitting_least_squares_slope R N x y).

Definition fitting_step_slope_comes_closer : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (rate <= 1 :> R) ->
  ((((fitting_step_slope R N (rate / (((sumb (zrange N) (fun i3 => ((x i3) * (x i3)))) / (number N)) + 1)) x y slope intercept) - (fitting_least_squares_slope R N x y)) * ((fitting_step_slope R N (rate / (((sumb (zrange N) (fun i3 => ((x i3) * (x i3)))) / (number N)) + 1)) x y slope intercept) - (fitting_least_squares_slope R N x y))) + (((fitting_step_intercept R N (rate / (((sumb (zrange N) (fun i4 => ((x i4) * (x i4)))) / (number N)) + 1)) x y slope intercept) - (fitting_least_squares_intercept R N x y)) * ((fitting_step_intercept R N (rate / (((sumb (zrange N) (fun i4 => ((x i4) * (x i4)))) / (number N)) + 1)) x y slope intercept) - (fitting_least_squares_intercept R N x y))))
    <= (((slope - (fitting_least_squares_slope R N x y)) * (slope - (fitting_least_squares_slope R N x y))) + ((intercept - (fitting_least_squares_intercept R N x y)) * (intercept - (fitting_least_squares_intercept R N x y)))).

Definition fitting_step_intercept_intercept_goes_down_the_gradient : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R) (slope : R) (intercept : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (fitting_step_intercept R N rate x y slope intercept)
    = (intercept - ((rate * ((fitting_mean_squared_error R N (fitting_line R N x slope (intercept + 1)) y) - (fitting_mean_squared_error R N (fitting_line R N x slope (intercept - 1)) y))) / (2%:R))).

Definition fitting_step_intercept_intercept_rests_at_least_squares : Prop :=
forall (R : realFieldType) (rate : R) (N : Z) (x : Z -> R) (y : Z -> R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (fitting_step_intercept R N rate x y (fitting_least_squares_slope R N x y) (fitting_least_squares_intercept R N x y))
    = (fitting_least_squares_intercept R N x y).

Definition fitting_largest_curvature_adds_up_with_the_smallest : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (((fitting_largest_curvature N x) + (fitting_smallest_curvature N x)) * (number N))
    = ((2%:R) * ((sumb (zrange N) (fun i1 => ((x i1) * (x i1)))) + (number N))).

Definition fitting_largest_curvature_multiplies_with_the_smallest : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (((fitting_largest_curvature N x) * (fitting_smallest_curvature N x)) * (number (N * N)%Z))
    = ((4%:R) * (((sumb (zrange N) (fun i1 => ((x i1) * (x i1)))) * (number N)) - ((sumb (zrange N) (fun i2 => ((x i2) * (((x i2) * 0) + 1)))) ^+ (Z.to_nat 2%Z)))).

Definition fitting_largest_curvature_is_the_larger : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (fitting_largest_curvature N x)
    >= (fitting_smallest_curvature N x).

Definition fitting_smallest_curvature_adds_up_with_the_largest : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (((fitting_largest_curvature N x) + (fitting_smallest_curvature N x)) * (number N))
    = ((2%:R) * ((sumb (zrange N) (fun i1 => ((x i1) * (x i1)))) + (number N))).

Definition fitting_smallest_curvature_multiplies_with_the_largest : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (((fitting_largest_curvature N x) * (fitting_smallest_curvature N x)) * (number (N * N)%Z))
    = ((4%:R) * (((sumb (zrange N) (fun i1 => ((x i1) * (x i1)))) * (number N)) - ((sumb (zrange N) (fun i2 => ((x i2) * (((x i2) * 0) + 1)))) ^+ (Z.to_nat 2%Z)))).

Definition fitting_smallest_curvature_is_the_smaller : Prop :=
forall (N : Z) (x : Z -> R),
  (1 <=? N)%Z ->
  (fitting_smallest_curvature N x)
    <= (fitting_largest_curvature N x).

Definition probability_marginal_gradient_joint_is_adjoint : Prop :=
forall (R : realFieldType) (X : Z) (Y : Z) (dy : Z -> R) (joint : Z -> Z -> R),
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (forall (i1 : Z) (i2 : Z), ((between 0%Z X i1) && (between 0%Z Y i2)) -> 0 <= (joint i1 i2)) ->
  ((sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => (joint i3 i4))))) = 1) ->
  (sumb (zrange X) (fun i5 => ((dy i5) * (probability_marginal R X Y joint i5))))
    = (sumb (zrange X) (fun i6 => (sumb (zrange Y) (fun i7 => ((probability_marginal_gradient_joint R X Y joint dy i6 i7) * (joint i6 i7)))))).

Definition information_entropy_gradient_p_is_the_derivative : Prop :=
forall (base : R) (S : Z) (p : Z -> R) (v : Z -> R) (dy : R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (~~ (base == 1 :> R)) ->
  (information_entropy_is_smooth_in_p S base p) ->
  (has_slope (fun t : R => (dy * (information_entropy S base (fun (i1 : Z) => ((p i1) + (t * (v i1)))))))
    (sumb (zrange S) (fun i2 => ((information_entropy_gradient_p S base p dy i2) * (v i2))))).

Definition information_mutual_information_gradient_joint_is_the_derivative : Prop :=
forall (base : R) (X : Z) (Y : Z) (joint : Z -> Z -> R) (v : Z -> Z -> R) (dy : R),
  (0 < base) ->
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (~~ (base == 1 :> R)) ->
  (information_mutual_information_is_smooth_in_joint X Y base joint) ->
  (has_slope (fun t : R => (dy * (information_mutual_information X Y base (fun (i1 : Z) (i2 : Z) => ((joint i1 i2) + (t * (v i1 i2)))))))
    (sumb (zrange X) (fun i3 => (sumb (zrange Y) (fun i4 => ((information_mutual_information_gradient_joint X Y base joint dy i3 i4) * (v i3 i4))))))).

Definition information_conditional_mutual_information_gradient_joint_is_the_derivative : Prop :=
forall (base : R) (X : Z) (Y : Z) (Z_ : Z) (joint : Z -> Z -> Z -> R) (v : Z -> Z -> Z -> R) (dy : R),
  (0 < base) ->
  (1 <=? X)%Z ->
  (1 <=? Y)%Z ->
  (1 <=? Z_)%Z ->
  (~~ (base == 1 :> R)) ->
  (information_conditional_mutual_information_is_smooth_in_joint X Y Z_ base joint) ->
  (has_slope (fun t : R => (dy * (information_conditional_mutual_information X Y Z_ base (fun (i1 : Z) (i2 : Z) (i3 : Z) => ((joint i1 i2 i3) + (t * (v i1 i2 i3)))))))
    (sumb (zrange X) (fun i4 => (sumb (zrange Y) (fun i5 => (sumb (zrange Z_) (fun i6 => ((information_conditional_mutual_information_gradient_joint X Y Z_ base joint dy i4 i5 i6) * (v i4 i5 i6))))))))).

Definition information_miller_madow_gradient_counts_is_the_derivative : Prop :=
forall (base : R) (S : Z) (counts : Z -> R) (v : Z -> R) (dy : R),
  (0 < base) ->
  (1 <=? S)%Z ->
  (~~ (base == 1 :> R)) ->
  (information_miller_madow_is_smooth_in_counts S base counts) ->
  (has_slope (fun t : R => (dy * (information_miller_madow S base (fun (i1 : Z) => ((counts i1) + (t * (v i1)))))))
    (sumb (zrange S) (fun i2 => ((information_miller_madow_gradient_counts S base counts dy i2) * (v i2))))).

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

Definition arrays_add_gradient_x_is_the_slope : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (dy : G -> R) (x : G -> R) (v : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((sumb (box H_out) (fun i2 => ((dy i2) * ((arrays_add R G A B (fun (i1 : G) => ((x i1) + (v i1))) z i2) - (arrays_add R G A B x z i2)))))
    = (sumb (box A) (fun i3 => ((arrays_add_gradient_x R G A B H_out x z dy i3) * (v i3))))).

Definition arrays_add_gradient_z_is_the_slope : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (dy : G -> R) (x : G -> R) (z : G -> R) (v : G -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((sumb (box H_out) (fun i2 => ((dy i2) * ((arrays_add R G A B x (fun (i1 : G) => ((z i1) + (v i1))) i2) - (arrays_add R G A B x z i2)))))
    = (sumb (box B) (fun i3 => ((arrays_add_gradient_z R G A B H_out x z dy i3) * (v i3))))).

Definition arrays_sub_gradient_x_is_the_slope : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (dy : G -> R) (x : G -> R) (v : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((sumb (box H_out) (fun i2 => ((dy i2) * ((arrays_sub R G A B (fun (i1 : G) => ((x i1) + (v i1))) z i2) - (arrays_sub R G A B x z i2)))))
    = (sumb (box A) (fun i3 => ((arrays_sub_gradient_x R G A B H_out x z dy i3) * (v i3))))).

Definition arrays_sub_gradient_z_is_the_slope : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (dy : G -> R) (x : G -> R) (z : G -> R) (v : G -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((sumb (box H_out) (fun i2 => ((dy i2) * ((arrays_sub R G A B x (fun (i1 : G) => ((z i1) + (v i1))) i2) - (arrays_sub R G A B x z i2)))))
    = (sumb (box B) (fun i3 => ((arrays_sub_gradient_z R G A B H_out x z dy i3) * (v i3))))).

Definition arrays_mul_gradient_x_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (dy : G -> R) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((sumb (box H_out) (fun i1 => ((dy i1) * (arrays_mul R G A B x z i1))))
    = (sumb (box A) (fun i2 => ((arrays_mul_gradient_x R G A B H_out x z dy i2) * (x i2))))).

Definition arrays_mul_gradient_z_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (dy : G -> R) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((sumb (box H_out) (fun i1 => ((dy i1) * (arrays_mul R G A B x z i1))))
    = (sumb (box B) (fun i2 => ((arrays_mul_gradient_z R G A B H_out x z dy i2) * (z i2))))).

Definition arrays_div_gradient_x_is_adjoint : Prop :=
forall (R : numFieldType) (G : space) (A : G) (B : G) (H_out : G) (dy : G -> R) (x : G -> R) (z : G -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (forall (i1 : G), (within 0 B i1) -> (z i1) <> 0) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((sumb (box H_out) (fun i2 => ((dy i2) * (arrays_div R G A B x z i2))))
    = (sumb (box A) (fun i3 => ((arrays_div_gradient_x R G A B H_out x z dy i3) * (x i3))))).

Definition arrays_div_gradient_z_is_the_derivative : Prop :=
forall (G : space) (A : G) (B : G) (H_out : G) (dy : G -> R) (x : G -> R) (z : G -> R) (v : G -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((arrays_div_is_smooth_in_z G A B x z) ->
  (has_slope (fun t : R => (sumb (box H_out) (fun i2 => ((dy i2) * (arrays_div R G A B x (fun (i1 : G) => ((z i1) + (t * (v i1)))) i2)))))
    (sumb (box B) (fun i3 => ((arrays_div_gradient_z R G A B H_out x z dy i3) * (v i3)))))).

Definition arrays_matmul_gradient_x_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (K : Z) (L : Z) (M : Z) (dy : G -> Z -> Z -> R) (x : G -> Z -> Z -> R) (z : G -> Z -> Z -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (1 <=? K)%Z ->
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((sumb (box H_out) (fun i1 => (sumb (zrange M) (fun i2 => (sumb (zrange L) (fun i3 => ((dy i1 i2 i3) * (arrays_matmul R G A B K L M x z i1 i2 i3))))))))
    = (sumb (box A) (fun i4 => (sumb (zrange M) (fun i5 => (sumb (zrange K) (fun i6 => ((arrays_matmul_gradient_x R G A B H_out K L M x z dy i4 i5 i6) * (x i4 i5 i6))))))))).

Definition arrays_matmul_gradient_z_is_adjoint : Prop :=
forall (R : comRingType) (G : space) (A : G) (B : G) (H_out : G) (K : Z) (L : Z) (M : Z) (dy : G -> Z -> Z -> R) (x : G -> Z -> Z -> R) (z : G -> Z -> Z -> R),
  (positive A) ->
  (positive B) ->
  (positive H_out) ->
  (1 <=? K)%Z ->
  (1 <=? L)%Z ->
  (1 <=? M)%Z ->
  (all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.max A B)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.max A B) - H_out) 0) /\
  ((sumb (box H_out) (fun i1 => (sumb (zrange M) (fun i2 => (sumb (zrange L) (fun i3 => ((dy i1 i2 i3) * (arrays_matmul R G A B K L M x z i1 i2 i3))))))))
    = (sumb (box B) (fun i4 => (sumb (zrange K) (fun i5 => (sumb (zrange L) (fun i6 => ((arrays_matmul_gradient_z R G A B H_out K L M x z dy i4 i5 i6) * (z i4 i5 i6))))))))).

Definition arrays_mean_gradient_x_is_adjoint : Prop :=
forall (R : numFieldType) (K : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i1 => ((dy i1) * (arrays_mean R K N x i1))))
    = (sumb (zrange N) (fun i2 => (sumb (zrange K) (fun i3 => ((arrays_mean_gradient_x R K N x dy i2 i3) * (x i2 i3)))))).

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

Definition kernels_moments_gradient_K_is_adjoint : Prop :=
forall (R : comRingType) (k : Z) (l : Z) (order : Z) (dy : Z -> Z -> R) (K : Z -> Z -> R),
  (0 <=? k)%Z ->
  (0 <=? l)%Z ->
  (0 <=? order)%Z ->
  (sumb (zrange (order + 1)%Z) (fun i1 => (sumb (zrange (order + 1)%Z) (fun i2 => ((dy i1 i2) * (kernels_moments R k l order K i1 i2))))))
    = (sumb (zrange ((2 * k) + 1)%Z) (fun i3 => (sumb (zrange ((2 * l) + 1)%Z) (fun i4 => ((kernels_moments_gradient_K R k l order K dy i3 i4) * (K i3 i4)))))).

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

Definition layers_pad_gradient_x_is_adjoint : Prop :=
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box (H + p + q)) (fun i3 => ((dy i1 i2 i3) * (layers_pad R G C H N p q x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((layers_pad_gradient_x R G C H N p q x dy i4 i5 i6) * (x i4 i5 i6))))))))) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box (H + p + q)) (fun i3 => ((dy i1 i2 i3) * (layers_pad_mode_circular R G C H N p q x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((layers_pad_gradient_x_mode_circular R G C H N p q x dy i4 i5 i6) * (x i4 i5 i6))))))))) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box (H + p + q)) (fun i3 => ((dy i1 i2 i3) * (layers_pad_mode_reflect R G C H N p q x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((layers_pad_gradient_x_mode_reflect R G C H N p q x dy i4 i5 i6) * (x i4 i5 i6))))))))) /\
(forall (R : comRingType) (G : space) (H : G) (p : G) (q : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box (H + p + q)) (fun i3 => ((dy i1 i2 i3) * (layers_pad_mode_replicate R G C H N p q x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((layers_pad_gradient_x_mode_replicate R G C H N p q x dy i4 i5 i6) * (x i4 i5 i6))))))))).

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

Definition pooling_max_pool_gradient_x_is_the_derivative : Prop :=
(forall (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((pooling_max_pool_is_smooth_in_x G C H N kernel_size stride p q dilation x) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H_out) (fun i6 => ((dy i4 i5 i6) * (pooling_max_pool R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) i4 i5 i6)))))))))
    (sumb (zrange N) (fun i7 => (sumb (zrange C) (fun i8 => (sumb (box H) (fun i9 => ((pooling_max_pool_gradient_x R G C H H_out N kernel_size stride p q dilation x dy i7 i8 i9) * (v i7 i8 i9))))))))))) /\
(forall (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + p + q - ((kernel_size - 1) * dilation))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div (((kernel_size - 1) * dilation) + 1 - H - p - q) stride)) + 1)) ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) - H_out) 0) /\
  ((pooling_max_pool_ceil_mode_true_is_smooth_in_x G C H N kernel_size stride p q dilation x) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H_out) (fun i6 => ((dy i4 i5 i6) * (pooling_max_pool_ceil_mode_true R G C H N kernel_size stride p q dilation (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) i4 i5 i6)))))))))
    (sumb (zrange N) (fun i7 => (sumb (zrange C) (fun i8 => (sumb (box H) (fun i9 => ((pooling_max_pool_gradient_x_ceil_mode_true R G C H H_out N kernel_size stride p q dilation x dy i7 i8 i9) * (v i7 i8 i9))))))))))).

Definition pooling_avg_pool_gradient_x_is_adjoint : Prop :=
(forall (R : numFieldType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (pooling_avg_pool_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((pooling_avg_pool_gradient_x_divisor_override_none R G C H H_out N kernel_size stride p q dilation x dy i4 i5 i6) * (x i4 i5 i6)))))))))) /\
(forall (R : numFieldType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (pooling_avg_pool R G C H N kernel_size stride p q dilation divisor x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((pooling_avg_pool_gradient_x R G C H H_out N kernel_size stride p q dilation divisor x dy i4 i5 i6) * (x i4 i5 i6)))))))))) /\
(forall (R : numFieldType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (pooling_avg_pool_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((pooling_avg_pool_gradient_x_count_include_pad_false_divisor_override_none R G C H H_out N kernel_size stride p q dilation x dy i4 i5 i6) * (x i4 i5 i6)))))))))) /\
(forall (R : numFieldType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1 - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (pooling_avg_pool_count_include_pad_false R G C H N kernel_size stride p q dilation divisor x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((pooling_avg_pool_gradient_x_count_include_pad_false R G C H H_out N kernel_size stride p q dilation divisor x dy i4 i5 i6) * (x i4 i5 i6)))))))))) /\
(forall (R : numFieldType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + p + q - ((kernel_size - 1) * dilation))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div (((kernel_size - 1) * dilation) + 1 - H - p - q) stride)) + 1)) ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (pooling_avg_pool_ceil_mode_true_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((pooling_avg_pool_gradient_x_ceil_mode_true_divisor_override_none R G C H H_out N kernel_size stride p q dilation x dy i4 i5 i6) * (x i4 i5 i6)))))))))) /\
(forall (R : numFieldType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + p + q - ((kernel_size - 1) * dilation))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div (((kernel_size - 1) * dilation) + 1 - H - p - q) stride)) + 1)) ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (pooling_avg_pool_ceil_mode_true R G C H N kernel_size stride p q dilation divisor x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((pooling_avg_pool_gradient_x_ceil_mode_true R G C H H_out N kernel_size stride p q dilation divisor x dy i4 i5 i6) * (x i4 i5 i6)))))))))) /\
(forall (R : numFieldType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + p + q - ((kernel_size - 1) * dilation))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div (((kernel_size - 1) * dilation) + 1 - H - p - q) stride)) + 1)) ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H N kernel_size stride p q dilation x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((pooling_avg_pool_gradient_x_ceil_mode_true_count_include_pad_false_divisor_override_none R G C H H_out N kernel_size stride p q dilation x dy i4 i5 i6) * (x i4 i5 i6)))))))))) /\
(forall (R : numFieldType) (G : space) (H : G) (H_out : G) (dilation : G) (kernel_size : G) (p : G) (q : G) (stride : G) (C : Z) (N : Z) (divisor : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive H_out) ->
  (positive dilation) ->
  (positive kernel_size) ->
  (nonnegative p) ->
  (nonnegative q) ->
  (positive stride) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? divisor)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 0 (H + p + q - ((kernel_size - 1) * dilation) - 1)) ->
  (all (fun i => (on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis kernel_size (fun u => (flags 0 H ((u * dilation) + (i * stride) - p)))))) (box (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))%R)) ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + p + q - ((kernel_size - 1) * dilation))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div (((kernel_size - 1) * dilation) + 1 - H - p - q) stride)) + 1)) ((per_axis Z.div (H + p + q - ((kernel_size - 1) * dilation) - 1) stride) + 1))) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((choose (fun one_axis => (@axis G one_axis 1%R <=? @axis G one_axis (H + dilation + p + q - (dilation * kernel_size))%R)%Z) (per_axis Z.min ((per_axis Z.div (H + p - 1) stride) + 1) ((- (per_axis Z.div ((dilation * kernel_size) + 1 - H - dilation - p - q) stride)) + 1)) ((per_axis Z.div (H + dilation + p + q - (dilation * kernel_size) - 1) stride) + 1)) - H_out) 0) /\
  ((sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box H_out) (fun i3 => ((dy i1 i2 i3) * (pooling_avg_pool_ceil_mode_true_count_include_pad_false R G C H N kernel_size stride p q dilation divisor x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((pooling_avg_pool_gradient_x_ceil_mode_true_count_include_pad_false R G C H H_out N kernel_size stride p q dilation divisor x dy i4 i5 i6) * (x i4 i5 i6)))))))))).

Definition pooling_adaptive_avg_pool_gradient_x_is_adjoint : Prop :=
forall (R : numFieldType) (G : space) (H : G) (size : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (positive size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i1 => (sumb (zrange C) (fun i2 => (sumb (box size) (fun i3 => ((dy i1 i2 i3) * (pooling_adaptive_avg_pool R G C H N size x i1 i2 i3))))))))
    = (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((pooling_adaptive_avg_pool_gradient_x R G C H N size x dy i4 i5 i6) * (x i4 i5 i6)))))))).

Definition activation_relu_gradient_x_is_the_derivative : Prop :=
forall (N : Z) (dy : Z -> R) (x : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  (activation_relu_is_smooth_in_x N x) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => ((dy i2) * (activation_relu R N (fun (i1 : Z) => ((x i1) + (t * (v i1)))) i2)))))
    (sumb (zrange N) (fun i3 => ((activation_relu_gradient_x R N x dy i3) * (v i3))))).

Definition activation_leaky_relu_gradient_x_is_the_derivative : Prop :=
forall (alpha : R) (N : Z) (dy : Z -> R) (x : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  (activation_leaky_relu_is_smooth_in_x N alpha x) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => ((dy i2) * (activation_leaky_relu R N alpha (fun (i1 : Z) => ((x i1) + (t * (v i1)))) i2)))))
    (sumb (zrange N) (fun i3 => ((activation_leaky_relu_gradient_x R N alpha x dy i3) * (v i3))))).

Definition activation_sigmoid_gradient_x_is_the_derivative : Prop :=
forall (N : Z) (dy : Z -> R) (x : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => ((dy i2) * (activation_sigmoid N (fun (i1 : Z) => ((x i1) + (t * (v i1)))) i2)))))
    (sumb (zrange N) (fun i3 => ((activation_sigmoid_gradient_x N x dy i3) * (v i3))))).

Definition activation_scaled_tanh_gradient_x_is_the_derivative : Prop :=
forall (N : Z) (dy : Z -> R) (x : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => ((dy i2) * (activation_scaled_tanh N (fun (i1 : Z) => ((x i1) + (t * (v i1)))) i2)))))
    (sumb (zrange N) (fun i3 => ((activation_scaled_tanh_gradient_x N x dy i3) * (v i3))))).

Definition activation_clip_gradient_x_is_the_derivative : Prop :=
forall (high : R) (low : R) (N : Z) (dy : Z -> R) (x : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  (activation_clip_is_smooth_in_x N low high x) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => ((dy i2) * (activation_clip R N low high (fun (i1 : Z) => ((x i1) + (t * (v i1)))) i2)))))
    (sumb (zrange N) (fun i3 => ((activation_clip_gradient_x R N low high x dy i3) * (v i3))))).

Definition activation_hard_sigmoid_gradient_x_is_the_derivative : Prop :=
forall (alpha : R) (beta : R) (N : Z) (dy : Z -> R) (x : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  (activation_hard_sigmoid_is_smooth_in_x N alpha beta x) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => ((dy i2) * (activation_hard_sigmoid R N alpha beta (fun (i1 : Z) => ((x i1) + (t * (v i1)))) i2)))))
    (sumb (zrange N) (fun i3 => ((activation_hard_sigmoid_gradient_x R N alpha beta x dy i3) * (v i3))))).

Definition activation_hard_swish_gradient_x_is_the_derivative : Prop :=
forall (N : Z) (dy : Z -> R) (x : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  (activation_hard_swish_is_smooth_in_x N x) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => ((dy i2) * (activation_hard_swish R N (fun (i1 : Z) => ((x i1) + (t * (v i1)))) i2)))))
    (sumb (zrange N) (fun i3 => ((activation_hard_swish_gradient_x R N x dy i3) * (v i3))))).

Definition activation_silu_gradient_x_is_the_derivative : Prop :=
forall (beta : R) (N : Z) (dy : Z -> R) (x : Z -> R) (v : Z -> R),
  (1 <=? N)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => ((dy i2) * (activation_silu N beta (fun (i1 : Z) => ((x i1) + (t * (v i1)))) i2)))))
    (sumb (zrange N) (fun i3 => ((activation_silu_gradient_x N beta x dy i3) * (v i3))))).

Definition activation_softmax_gradient_x_is_the_derivative : Prop :=
forall (K : Z) (N : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i3 => (sumb (zrange K) (fun i4 => ((dy i3 i4) * (activation_softmax K N (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (t * (v i1 i2)))) i3 i4)))))))
    (sumb (zrange N) (fun i5 => (sumb (zrange K) (fun i6 => ((activation_softmax_gradient_x K N x dy i5 i6) * (v i5 i6))))))).

Definition activation_log_softmax_gradient_x_is_the_derivative : Prop :=
forall (K : Z) (N : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i3 => (sumb (zrange K) (fun i4 => ((dy i3 i4) * (activation_log_softmax K N (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (t * (v i1 i2)))) i3 i4)))))))
    (sumb (zrange N) (fun i5 => (sumb (zrange K) (fun i6 => ((activation_log_softmax_gradient_x K N x dy i5 i6) * (v i5 i6))))))).

Definition activation_cross_entropy_gradient_x_is_the_derivative : Prop :=
forall (K : Z) (N : Z) (x : Z -> Z -> R) (v : Z -> Z -> R) (t : Z -> Z) (dy : R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (has_slope (fun t_ : R => (dy * (activation_cross_entropy K N (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (t_ * (v i1 i2)))) t)))
    (sumb (zrange N) (fun i3 => (sumb (zrange K) (fun i4 => ((activation_cross_entropy_gradient_x K N x t dy i3 i4) * (v i3 i4))))))).

Definition normalization_batch_mean_gradient_x_is_adjoint : Prop :=
forall (R : numFieldType) (G : space) (H : G) (C : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange C) (fun i1 => ((dy i1) * (normalization_batch_mean R G C H N x i1))))
    = (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((normalization_batch_mean_gradient_x R G C H N x dy i2 i3 i4) * (x i2 i3 i4)))))))).

Definition normalization_batch_var_gradient_x_is_the_derivative : Prop :=
(forall (G : space) (H : G) (C : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (has_slope (fun t : R => (sumb (zrange C) (fun i4 => ((dy i4) * (normalization_batch_var R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) i4)))))
    (sumb (zrange N) (fun i5 => (sumb (zrange C) (fun i6 => (sumb (box H) (fun i7 => ((normalization_batch_var_gradient_x R G C H N x dy i5 i6 i7) * (v i5 i6 i7)))))))))) /\
(forall (G : space) (H : G) (C : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (has_slope (fun t : R => (sumb (zrange C) (fun i4 => ((dy i4) * (normalization_batch_var_correction_1 R G C H N (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) i4)))))
    (sumb (zrange N) (fun i5 => (sumb (zrange C) (fun i6 => (sumb (box H) (fun i7 => ((normalization_batch_var_gradient_x_correction_1 R G C H N x dy i5 i6 i7) * (v i5 i6 i7)))))))))).

Definition normalization_next_running_mean_gradient_x_is_the_slope : Prop :=
forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R) (running_mean : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (sumb (zrange C) (fun i4 => ((dy i4) * ((normalization_next_running_mean R G C H N momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (v i1 i2 i3))) running_mean i4) - (normalization_next_running_mean R G C H N momentum x running_mean i4)))))
    = (sumb (zrange N) (fun i5 => (sumb (zrange C) (fun i6 => (sumb (box H) (fun i7 => ((normalization_next_running_mean_gradient_x R G C H N momentum x running_mean dy i5 i6 i7) * (v i5 i6 i7)))))))).

Definition normalization_next_running_mean_gradient_running_mean_is_the_slope : Prop :=
forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> G -> R) (running_mean : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (sumb (zrange C) (fun i2 => ((dy i2) * ((normalization_next_running_mean R G C H N momentum x (fun (i1 : Z) => ((running_mean i1) + (v i1))) i2) - (normalization_next_running_mean R G C H N momentum x running_mean i2)))))
    = (sumb (zrange C) (fun i3 => ((normalization_next_running_mean_gradient_running_mean R G C H N momentum x running_mean dy i3) * (v i3)))).

Definition normalization_next_running_var_gradient_x_is_the_derivative : Prop :=
(forall (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R) (running_var : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (has_slope (fun t : R => (sumb (zrange C) (fun i4 => ((dy i4) * (normalization_next_running_var R G C H N momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) running_var i4)))))
    (sumb (zrange N) (fun i5 => (sumb (zrange C) (fun i6 => (sumb (box H) (fun i7 => ((normalization_next_running_var_gradient_x R G C H N momentum x running_var dy i5 i6 i7) * (v i5 i6 i7)))))))))) /\
(forall (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R) (running_var : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (has_slope (fun t : R => (sumb (zrange C) (fun i4 => ((dy i4) * (normalization_next_running_var_running_correction_0 R G C H N momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) running_var i4)))))
    (sumb (zrange N) (fun i5 => (sumb (zrange C) (fun i6 => (sumb (box H) (fun i7 => ((normalization_next_running_var_gradient_x_running_correction_0 R G C H N momentum x running_var dy i5 i6 i7) * (v i5 i6 i7)))))))))).

Definition normalization_next_running_var_gradient_running_var_is_the_slope : Prop :=
(forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (forall (i2 : Z), (between 0%Z C i2) -> 0 <= (v i2)) ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange C) (fun i4 => ((dy i4) * ((normalization_next_running_var R G C H N momentum x (fun (i3 : Z) => ((running_var i3) + (v i3))) i4) - (normalization_next_running_var R G C H N momentum x running_var i4)))))
    = (sumb (zrange C) (fun i5 => ((normalization_next_running_var_gradient_running_var R G C H N momentum x running_var dy i5) * (v i5))))) /\
(forall (R : realFieldType) (G : space) (H : G) (momentum : R) (C : Z) (N : Z) (dy : Z -> R) (x : Z -> Z -> G -> R) (running_var : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (forall (i2 : Z), (between 0%Z C i2) -> 0 <= (v i2)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange C) (fun i4 => ((dy i4) * ((normalization_next_running_var_running_correction_0 R G C H N momentum x (fun (i3 : Z) => ((running_var i3) + (v i3))) i4) - (normalization_next_running_var_running_correction_0 R G C H N momentum x running_var i4)))))
    = (sumb (zrange C) (fun i5 => ((normalization_next_running_var_gradient_running_var_running_correction_0 R G C H N momentum x running_var dy i5) * (v i5))))).

Definition normalization_batch_norm_gradient_x_is_the_derivative : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((dy i4 i5 i6) * (normalization_batch_norm G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)))))))))
    (sumb (zrange N) (fun i7 => (sumb (zrange C) (fun i8 => (sumb (box H) (fun i9 => ((normalization_batch_norm_gradient_x G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i7 i8 i9) * (v i7 i8 i9)))))))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (normalization_batch_norm_correction_1_is_smooth_in_x G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0)) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((dy i4 i5 i6) * (normalization_batch_norm_correction_1 G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)))))))))
    (sumb (zrange N) (fun i7 => (sumb (zrange C) (fun i8 => (sumb (box H) (fun i9 => ((normalization_batch_norm_gradient_x_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i7 i8 i9) * (v i7 i8 i9)))))))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((dy i4 i5 i6) * (normalization_batch_norm_training_false G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)))))))))
    (sumb (zrange N) (fun i7 => (sumb (zrange C) (fun i8 => (sumb (box H) (fun i9 => ((normalization_batch_norm_gradient_x_training_false G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i7 i8 i9) * (v i7 i8 i9)))))))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((dy i4 i5 i6) * (normalization_batch_norm_training_false_correction_1 G C H N eps momentum (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) gamma beta (fun _ => 0) (fun _ => 0) i4 i5 i6)))))))))
    (sumb (zrange N) (fun i7 => (sumb (zrange C) (fun i8 => (sumb (box H) (fun i9 => ((normalization_batch_norm_gradient_x_training_false_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i7 i8 i9) * (v i7 i8 i9)))))))))).

Definition normalization_batch_norm_gradient_gamma_is_the_slope : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (v : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_batch_norm G C H N eps momentum x (fun (i1 : Z) => ((gamma i1) + (v i1))) beta (fun _ => 0) (fun _ => 0) i2 i3 i4) - (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_gamma G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i5) * (v i5))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (v : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_batch_norm_correction_1 G C H N eps momentum x (fun (i1 : Z) => ((gamma i1) + (v i1))) beta (fun _ => 0) (fun _ => 0) i2 i3 i4) - (normalization_batch_norm_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_gamma_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i5) * (v i5))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (v : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_batch_norm_training_false G C H N eps momentum x (fun (i1 : Z) => ((gamma i1) + (v i1))) beta (fun _ => 0) (fun _ => 0) i2 i3 i4) - (normalization_batch_norm_training_false G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_gamma_training_false G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i5) * (v i5))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (v : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_batch_norm_training_false_correction_1 G C H N eps momentum x (fun (i1 : Z) => ((gamma i1) + (v i1))) beta (fun _ => 0) (fun _ => 0) i2 i3 i4) - (normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_gamma_training_false_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i5) * (v i5))))).

Definition normalization_batch_norm_gradient_beta_is_the_slope : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_batch_norm G C H N eps momentum x gamma (fun (i1 : Z) => ((beta i1) + (v i1))) (fun _ => 0) (fun _ => 0) i2 i3 i4) - (normalization_batch_norm G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_beta R G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i5) * (v i5))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (1%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_batch_norm_correction_1 G C H N eps momentum x gamma (fun (i1 : Z) => ((beta i1) + (v i1))) (fun _ => 0) (fun _ => 0) i2 i3 i4) - (normalization_batch_norm_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_beta_correction_1 R G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i5) * (v i5))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_batch_norm_training_false G C H N eps momentum x gamma (fun (i1 : Z) => ((beta i1) + (v i1))) (fun _ => 0) (fun _ => 0) i2 i3 i4) - (normalization_batch_norm_training_false G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_beta_training_false R G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i5) * (v i5))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma (fun (i1 : Z) => ((beta i1) + (v i1))) (fun _ => 0) (fun _ => 0) i2 i3 i4) - (normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_beta_training_false_correction_1 R G C H N eps momentum x gamma beta (fun _ => 0) (fun _ => 0) dy i5) * (v i5))))).

Definition normalization_batch_norm_gradient_running_mean_is_the_slope : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (v : Z -> R) (running_var : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i3 => (sumb (zrange C) (fun i4 => (sumb (box H) (fun i5 => ((dy i3 i4 i5) * ((normalization_batch_norm_training_false G C H N eps momentum x gamma beta (fun (i2 : Z) => ((running_mean i2) + (v i2))) running_var i3 i4 i5) - (normalization_batch_norm_training_false G C H N eps momentum x gamma beta running_mean running_var i3 i4 i5)))))))))
    = (sumb (zrange C) (fun i6 => ((normalization_batch_norm_gradient_running_mean_training_false G C H N eps momentum x gamma beta running_mean running_var dy i6) * (v i6))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (v : Z -> R) (running_var : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (forall (i1 : Z), (between 0%Z C i1) -> 0 <= (running_var i1)) ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (sumb (zrange N) (fun i3 => (sumb (zrange C) (fun i4 => (sumb (box H) (fun i5 => ((dy i3 i4 i5) * ((normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma beta (fun (i2 : Z) => ((running_mean i2) + (v i2))) running_var i3 i4 i5) - (normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma beta running_mean running_var i3 i4 i5)))))))))
    = (sumb (zrange C) (fun i6 => ((normalization_batch_norm_gradient_running_mean_training_false_correction_1 G C H N eps momentum x gamma beta running_mean running_var dy i6) * (v i6))))).

Definition normalization_batch_norm_gradient_running_var_is_the_derivative : Prop :=
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (normalization_batch_norm_training_false_is_smooth_in_running_var G C H N eps momentum x gamma beta running_mean running_var) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * (normalization_batch_norm_training_false G C H N eps momentum x gamma beta running_mean (fun (i1 : Z) => ((running_var i1) + (t * (v i1)))) i2 i3 i4)))))))))
    (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_running_var_training_false G C H N eps momentum x gamma beta running_mean running_var dy i5) * (v i5)))))) /\
(forall (G : space) (H : G) (eps : R) (momentum : R) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (running_mean : Z -> R) (running_var : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (0 <= momentum) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (momentum <= 1 :> R) ->
  (0%Z <? (N * (product_of_axes (H : G)%R))%Z)%Z ->
  (normalization_batch_norm_training_false_correction_1_is_smooth_in_running_var G C H N eps momentum x gamma beta running_mean running_var) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * (normalization_batch_norm_training_false_correction_1 G C H N eps momentum x gamma beta running_mean (fun (i1 : Z) => ((running_var i1) + (t * (v i1)))) i2 i3 i4)))))))))
    (sumb (zrange C) (fun i5 => ((normalization_batch_norm_gradient_running_var_training_false_correction_1 G C H N eps momentum x gamma beta running_mean running_var dy i5) * (v i5)))))).

Definition normalization_group_norm_gradient_x_is_the_derivative : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i4 => (sumb (zrange (M * groups)%Z) (fun i5 => (sumb (box H) (fun i6 => ((dy i4 i5 i6) * (normalization_group_norm G H M N groups eps (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) gamma beta i4 i5 i6)))))))))
    (sumb (zrange N) (fun i7 => (sumb (zrange (M * groups)%Z) (fun i8 => (sumb (box H) (fun i9 => ((normalization_group_norm_gradient_x G H M N groups eps x gamma beta dy i7 i8 i9) * (v i7 i8 i9))))))))).

Definition normalization_group_norm_gradient_gamma_is_the_slope : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (v : Z -> R) (beta : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange (M * groups)%Z) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_group_norm G H M N groups eps x (fun (i1 : Z) => ((gamma i1) + (v i1))) beta i2 i3 i4) - (normalization_group_norm G H M N groups eps x gamma beta i2 i3 i4)))))))))
    = (sumb (zrange (M * groups)%Z) (fun i5 => ((normalization_group_norm_gradient_gamma G H M N groups eps x gamma beta dy i5) * (v i5)))).

Definition normalization_group_norm_gradient_beta_is_the_slope : Prop :=
forall (G : space) (H : G) (eps : R) (M : Z) (N : Z) (groups : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (gamma : Z -> R) (beta : Z -> R) (v : Z -> R),
  (positive H) ->
  (0 < eps) ->
  (1 <=? M)%Z ->
  (1 <=? N)%Z ->
  (1 <=? groups)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange (M * groups)%Z) (fun i3 => (sumb (box H) (fun i4 => ((dy i2 i3 i4) * ((normalization_group_norm G H M N groups eps x gamma (fun (i1 : Z) => ((beta i1) + (v i1))) i2 i3 i4) - (normalization_group_norm G H M N groups eps x gamma beta i2 i3 i4)))))))))
    = (sumb (zrange (M * groups)%Z) (fun i5 => ((normalization_group_norm_gradient_beta R G H M N groups eps x gamma beta dy i5) * (v i5)))).

Definition normalization_layer_norm_gradient_x_is_the_derivative : Prop :=
forall (eps : R) (K : Z) (N : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R),
  (0 < eps) ->
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i3 => (sumb (zrange K) (fun i4 => ((dy i3 i4) * (normalization_layer_norm K N eps (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (t * (v i1 i2)))) gamma beta i3 i4)))))))
    (sumb (zrange N) (fun i5 => (sumb (zrange K) (fun i6 => ((normalization_layer_norm_gradient_x K N eps x gamma beta dy i5 i6) * (v i5 i6))))))).

Definition normalization_layer_norm_gradient_gamma_is_the_slope : Prop :=
forall (eps : R) (K : Z) (N : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (gamma : Z -> R) (v : Z -> R) (beta : Z -> R),
  (0 < eps) ->
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange K) (fun i3 => ((dy i2 i3) * ((normalization_layer_norm K N eps x (fun (i1 : Z) => ((gamma i1) + (v i1))) beta i2 i3) - (normalization_layer_norm K N eps x gamma beta i2 i3)))))))
    = (sumb (zrange K) (fun i4 => ((normalization_layer_norm_gradient_gamma K N eps x gamma beta dy i4) * (v i4)))).

Definition normalization_layer_norm_gradient_beta_is_the_slope : Prop :=
forall (eps : R) (K : Z) (N : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (gamma : Z -> R) (beta : Z -> R) (v : Z -> R),
  (0 < eps) ->
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (sumb (zrange N) (fun i2 => (sumb (zrange K) (fun i3 => ((dy i2 i3) * ((normalization_layer_norm K N eps x gamma (fun (i1 : Z) => ((beta i1) + (v i1))) i2 i3) - (normalization_layer_norm K N eps x gamma beta i2 i3)))))))
    = (sumb (zrange K) (fun i4 => ((normalization_layer_norm_gradient_beta R K N eps x gamma beta dy i4) * (v i4)))).

Definition normalization_local_response_norm_gradient_x_is_the_derivative : Prop :=
forall (G : space) (H : G) (alpha : R) (beta : R) (bias : R) (C : Z) (N : Z) (size : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R),
  (positive H) ->
  (0 <= alpha) ->
  (0 <= beta) ->
  (0 < bias) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? size)%Z ->
  ((Z.modulo size 2)%Z =? 1%Z)%Z ->
  (normalization_local_response_norm_is_smooth_in_x G C H N size alpha beta bias x) ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H) (fun i6 => ((dy i4 i5 i6) * (normalization_local_response_norm G C H N size alpha beta bias (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (t * (v i1 i2 i3)))) i4 i5 i6)))))))))
    (sumb (zrange N) (fun i7 => (sumb (zrange C) (fun i8 => (sumb (box H) (fun i9 => ((normalization_local_response_norm_gradient_x G C H N size alpha beta bias x dy i7 i8 i9) * (v i7 i8 i9))))))))).

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

Definition classic_subsample_gradient_x_is_the_slope : Prop :=
forall (R : comRingType) (G : space) (H : G) (H_out : G) (kernel_size : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (v : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R),
  (positive H) ->
  (positive H_out) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (per_axis Z.div H kernel_size)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.div H kernel_size)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div H kernel_size) - H_out) 0) /\
  ((sumb (zrange N) (fun i4 => (sumb (zrange C) (fun i5 => (sumb (box H_out) (fun i6 => ((dy i4 i5 i6) * ((classic_subsample R G C H N kernel_size (fun (i1 : Z) (i2 : Z) (i3 : G) => ((x i1 i2 i3) + (v i1 i2 i3))) coefficient b i4 i5 i6) - (classic_subsample R G C H N kernel_size x coefficient b i4 i5 i6)))))))))
    = (sumb (zrange N) (fun i7 => (sumb (zrange C) (fun i8 => (sumb (box H) (fun i9 => ((classic_subsample_gradient_x R G C H H_out N kernel_size x coefficient b dy i7 i8 i9) * (v i7 i8 i9))))))))).

Definition classic_subsample_gradient_coefficient_is_the_slope : Prop :=
forall (R : comRingType) (G : space) (H : G) (H_out : G) (kernel_size : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (v : Z -> R) (b : Z -> R),
  (positive H) ->
  (positive H_out) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (per_axis Z.div H kernel_size)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.div H kernel_size)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div H kernel_size) - H_out) 0) /\
  ((sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H_out) (fun i4 => ((dy i2 i3 i4) * ((classic_subsample R G C H N kernel_size x (fun (i1 : Z) => ((coefficient i1) + (v i1))) b i2 i3 i4) - (classic_subsample R G C H N kernel_size x coefficient b i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((classic_subsample_gradient_coefficient R G C H H_out N kernel_size x coefficient b dy i5) * (v i5))))).

Definition classic_subsample_gradient_b_is_the_slope : Prop :=
forall (R : comRingType) (G : space) (H : G) (H_out : G) (kernel_size : G) (C : Z) (N : Z) (dy : Z -> Z -> G -> R) (x : Z -> Z -> G -> R) (coefficient : Z -> R) (b : Z -> R) (v : Z -> R),
  (positive H) ->
  (positive H_out) ->
  (positive kernel_size) ->
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (on_every_axis (fun u v => (u <=? v)%Z) 1 (per_axis Z.div H kernel_size)) ->
  (on_every_axis (fun u v => (u =? v)%Z) H_out (per_axis Z.div H kernel_size)) ->
  (on_every_axis (fun u v => (u =? v)%Z) ((per_axis Z.div H kernel_size) - H_out) 0) /\
  ((sumb (zrange N) (fun i2 => (sumb (zrange C) (fun i3 => (sumb (box H_out) (fun i4 => ((dy i2 i3 i4) * ((classic_subsample R G C H N kernel_size x coefficient (fun (i1 : Z) => ((b i1) + (v i1))) i2 i3 i4) - (classic_subsample R G C H N kernel_size x coefficient b i2 i3 i4)))))))))
    = (sumb (zrange C) (fun i5 => ((classic_subsample_gradient_b R G C H H_out N kernel_size x coefficient b dy i5) * (v i5))))).

Definition classic_euclidean_rbf_gradient_x_is_the_derivative : Prop :=
forall (C : Z) (N : Z) (O : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (v : Z -> Z -> R) (w : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i3 => (sumb (zrange O) (fun i4 => ((dy i3 i4) * (classic_euclidean_rbf R C N O (fun (i1 : Z) (i2 : Z) => ((x i1 i2) + (t * (v i1 i2)))) w i3 i4)))))))
    (sumb (zrange N) (fun i5 => (sumb (zrange C) (fun i6 => ((classic_euclidean_rbf_gradient_x R C N O x w dy i5 i6) * (v i5 i6))))))).

Definition classic_euclidean_rbf_gradient_w_is_the_derivative : Prop :=
forall (C : Z) (N : Z) (O : Z) (dy : Z -> Z -> R) (x : Z -> Z -> R) (w : Z -> Z -> R) (v : Z -> Z -> R),
  (1 <=? C)%Z ->
  (1 <=? N)%Z ->
  (1 <=? O)%Z ->
  (has_slope (fun t : R => (sumb (zrange N) (fun i3 => (sumb (zrange O) (fun i4 => ((dy i3 i4) * (classic_euclidean_rbf R C N O x (fun (i1 : Z) (i2 : Z) => ((w i1 i2) + (t * (v i1 i2)))) i3 i4)))))))
    (sumb (zrange O) (fun i5 => (sumb (zrange C) (fun i6 => ((classic_euclidean_rbf_gradient_w R C N O x w dy i5 i6) * (v i5 i6))))))).

Definition classic_rejecting_loss_gradient_y_is_the_derivative : Prop :=
forall (rejection : R) (K : Z) (N : Z) (y : Z -> Z -> R) (v : Z -> Z -> R) (t : Z -> Z) (dloss : R),
  (1 <=? K)%Z ->
  (1 <=? N)%Z ->
  (classic_rejecting_loss_is_smooth_in_y K N rejection y t) ->
  (has_slope (fun t_ : R => (dloss * (classic_rejecting_loss K N rejection (fun (i1 : Z) (i2 : Z) => ((y i1 i2) + (t_ * (v i1 i2)))) t)))
    (sumb (zrange N) (fun i3 => (sumb (zrange K) (fun i4 => ((classic_rejecting_loss_gradient_y K N rejection y t dloss i3 i4) * (v i3 i4))))))).

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

Definition fitting_mean_squared_error_gradient_prediction_is_the_derivative : Prop :=
forall (N : Z) (prediction : Z -> R) (v : Z -> R) (target : Z -> R) (dy : R),
  (1 <=? N)%Z ->
  (has_slope (fun t : R => (dy * (fitting_mean_squared_error R N (fun (i1 : Z) => ((prediction i1) + (t * (v i1)))) target)))
    (sumb (zrange N) (fun i2 => ((fitting_mean_squared_error_gradient_prediction R N prediction target dy i2) * (v i2))))).

Definition fitting_mean_squared_error_gradient_target_is_the_derivative : Prop :=
forall (N : Z) (prediction : Z -> R) (target : Z -> R) (v : Z -> R) (dy : R),
  (1 <=? N)%Z ->
  (has_slope (fun t : R => (dy * (fitting_mean_squared_error R N prediction (fun (i1 : Z) => ((target i1) + (t * (v i1)))))))
    (sumb (zrange N) (fun i2 => ((fitting_mean_squared_error_gradient_target R N prediction target dy i2) * (v i2))))).

Definition fitting_least_squares_slope_gradient_x_is_the_derivative : Prop :=
forall (N : Z) (x : Z -> R) (v : Z -> R) (y : Z -> R) (da : R),
  (1 <=? N)%Z ->
  (2%Z <=? N)%Z ->
  (fitting_least_squares_slope_is_smooth_in_x N x y) ->
  (has_slope (fun t : R => (da * (fitting_least_squares_slope R N (fun (i1 : Z) => ((x i1) + (t * (v i1)))) y)))
    (sumb (zrange N) (fun i2 => ((fitting_least_squares_slope_gradient_x R N x y da i2) * (v i2))))).

Definition fitting_least_squares_slope_gradient_y_is_adjoint : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (da : R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (da * (fitting_least_squares_slope R N x y))
    = (sumb (zrange N) (fun i3 => ((fitting_least_squares_slope_gradient_y R N x y da i3) * (y i3)))).

Definition fitting_least_squares_intercept_gradient_y_is_adjoint : Prop :=
forall (R : realFieldType) (N : Z) (x : Z -> R) (y : Z -> R) (db : R),
  (1 <=? N)%Z ->
  (exists (i1 : Z) (i2 : Z), (between 0%Z N i1) /\ (between 0%Z N i2) /\ (x i1) <> (x i2)) ->
  (2%Z <=? N)%Z ->
  (db * (fitting_least_squares_intercept R N x y))
    = (sumb (zrange N) (fun i3 => ((fitting_least_squares_intercept_gradient_y R N x y db i3) * (y i3)))).

Definition fitting_step_slope_gradient_x_is_the_derivative : Prop :=
forall (rate : R) (N : Z) (x : Z -> R) (v : Z -> R) (y : Z -> R) (da_1 : R) (slope : R) (intercept : R),
  (0 < rate) ->
  (1 <=? N)%Z ->
  (has_slope (fun t : R => (da_1 * (fitting_step_slope R N rate (fun (i1 : Z) => ((x i1) + (t * (v i1)))) y slope intercept)))
    (sumb (zrange N) (fun i2 => ((fitting_step_slope_gradient_x R N rate x y slope intercept da_1 i2) * (v i2))))).

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

Definition fitting_largest_curvature_gradient_x_is_the_derivative : Prop :=
forall (N : Z) (x : Z -> R) (v : Z -> R) (dy : R),
  (1 <=? N)%Z ->
  (fitting_largest_curvature_is_smooth_in_x N x) ->
  (has_slope (fun t : R => (dy * (fitting_largest_curvature N (fun (i1 : Z) => ((x i1) + (t * (v i1)))))))
    (sumb (zrange N) (fun i2 => ((fitting_largest_curvature_gradient_x N x dy i2) * (v i2))))).

Definition fitting_smallest_curvature_gradient_x_is_the_derivative : Prop :=
forall (N : Z) (x : Z -> R) (v : Z -> R) (dy : R),
  (1 <=? N)%Z ->
  (fitting_smallest_curvature_is_smooth_in_x N x) ->
  (has_slope (fun t : R => (dy * (fitting_smallest_curvature N (fun (i1 : Z) => ((x i1) + (t * (v i1)))))))
    (sumb (zrange N) (fun i2 => ((fitting_smallest_curvature_gradient_x N x dy i2) * (v i2))))).
