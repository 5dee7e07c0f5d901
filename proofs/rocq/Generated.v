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
