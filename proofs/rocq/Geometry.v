(** Sizes: how many positions a kernel takes, forwards and transposed, and in ceil mode.

Idea: the last position starts at [stride * (o - 1)] and has to leave room for the kernel; everything else is division with remainder.

Definitions: [output_size] and [transposed_output_size] over whole numbers (padding [p] before, [q] after), as the Python formulas state them;
[ceil_output_size], with the clamp that drops windows which would start beyond the input, and [positions_ceil], which is it where the kernel fits; [same_padding], the padding that is called SAME.
Results: the relationships 1 to 15 of Dumoulin and Visin (2016); that the size is what it should be, the number of positions that fit
([output_size_counts_positions]); SAME gives ceil(H / s); ceil mode and its clamp.
Not proved here: receptive fields. *)

From Coq Require Import ZArith Lia.
Local Open Scope Z_scope.

(** From the first tap to the last; and how far the first tap can move. *)
Definition reach (k d : Z) := d * (k - 1).
Definition span (H k d p q : Z) := H + p + q - reach k d - 1.
Definition output_size (H k s d p q : Z) := span H k d p q / s + 1.
Definition transposed_output_size (H k s d p q a : Z) := s * (H - 1) + reach k d + 1 - p - q + a.
Definition ceiling (a b : Z) := - (- a / b).
Definition ceil_output_size (H k s d p q : Z) := Z.min (ceiling (span H k d p q) s + 1) ((H + p - 1) / s + 1).

(** What the formula is for: position [i] fits exactly where [0 <= i < output_size]. *)
Theorem output_size_counts_positions H k s d p q i : 0 < s ->
  0 <= i -> (i < output_size H k s d p q <-> s * i + reach k d < H + p + q).
Proof.
intros Hs Hi; unfold output_size; set (n := span H k d p q).
assert (Hn : n = H + p + q - reach k d - 1) by reflexivity.
assert (E := Z.div_mod n s ltac:(lia)); assert (B := Z.mod_pos_bound n s Hs); split; nia.
Qed.

(** ** Relationships 1 to 7: convolution *)

Theorem relationship_1 H k : output_size H k 1 1 0 0 = H - k + 1.
Proof. unfold output_size, span, reach; rewrite Z.div_1_r; lia. Qed.

Theorem relationship_2 H k p : output_size H k 1 1 p p = H - k + 2 * p + 1.
Proof. unfold output_size, span, reach; rewrite Z.div_1_r; lia. Qed.

Theorem relationship_3 H half : output_size H (2 * half + 1) 1 1 half half = H.
Proof. rewrite relationship_2; lia. Qed.

Theorem relationship_4 H k : output_size H k 1 1 (reach k 1) (reach k 1) = H + k - 1.
Proof. rewrite relationship_2; unfold reach; lia. Qed.

Theorem relationship_5 H k s : output_size H k s 1 0 0 = (H - k) / s + 1.
Proof. unfold output_size, span, reach; do 2 f_equal; lia. Qed.

Theorem relationship_6 H k s p : output_size H k s 1 p p = (H + 2 * p - k) / s + 1.
Proof. unfold output_size, span, reach; do 2 f_equal; lia. Qed.

Theorem relationship_7 H k : 0 < k -> output_size H k k 1 0 0 = H / k.
Proof.
intros Hk; rewrite relationship_5; replace (H - k) with (H + (-1) * k) by lia.
rewrite Z.div_add by lia; lia.
Qed.

(** ** Relationships 8 to 13: transposed convolution, by which the convolution is taken back *)

Theorem relationship_8 H k : transposed_output_size H k 1 1 0 0 0 = H + (k - 1).
Proof. unfold transposed_output_size, reach; lia. Qed.

Theorem relationship_9 H k p : transposed_output_size H k 1 1 p p 0 = H + (k - 1) - 2 * p.
Proof. unfold transposed_output_size, reach; lia. Qed.

Theorem relationship_10 H half : transposed_output_size H (2 * half + 1) 1 1 half half 0 = H.
Proof. unfold transposed_output_size, reach; lia. Qed.

Theorem relationship_11 H k : transposed_output_size H k 1 1 (reach k 1) (reach k 1) 0 = H - (k - 1).
Proof. unfold transposed_output_size, reach; lia. Qed.

Theorem relationship_12 H k s : transposed_output_size H k s 1 0 0 0 = s * (H - 1) + k.
Proof. unfold transposed_output_size, reach; lia. Qed.

Theorem relationship_13 H k s p : transposed_output_size H k s 1 p p 0 = s * (H - 1) + k - 2 * p.
Proof. unfold transposed_output_size, reach; lia. Qed.

(** ** Relationships 14 and 15: what a stride leaves over, and dilation *)

Theorem relationship_14 H k s p : 0 < s ->
  transposed_output_size (output_size H k s 1 p p) k s 1 p p ((H + 2 * p - k) mod s) = H.
Proof.
intros Hs; rewrite relationship_6; unfold transposed_output_size, reach.
assert (E := Z.div_mod (H + 2 * p - k) s ltac:(lia)); lia.
Qed.

(** A dilated kernel is as wide as one of [k + (k - 1) (d - 1)] taps. *)
Definition widened_kernel (k d : Z) := k + (k - 1) * (d - 1).

Lemma reach_of_wide k d : reach (widened_kernel k d) 1 = reach k d.
Proof. unfold reach, widened_kernel; lia. Qed.

Theorem relationship_15 H k s d p : output_size H k s d p p = (H + 2 * p - widened_kernel k d) / s + 1.
Proof. unfold output_size, span, reach, widened_kernel; do 2 f_equal; lia. Qed.

Theorem dilation_widens_the_kernel H k s d :
  transposed_output_size H k s d 0 0 0 = transposed_output_size H (widened_kernel k d) s 1 0 0 0.
Proof. unfold transposed_output_size; rewrite reach_of_wide; lia. Qed.

Theorem output_padding_adds H k s d p q a :
  transposed_output_size H k s d p q a = transposed_output_size H k s d p q 0 + a.
Proof. unfold transposed_output_size; lia. Qed.

(** Forwards undoes transposed, whatever the padding, where the output padding is less than the stride. *)
Theorem transposed_is_taken_back H k s d p q a : 0 < s -> 0 <= a < s ->
  output_size (transposed_output_size H k s d p q a) k s d p q = H.
Proof.
intros Hs Ha; unfold output_size, span, transposed_output_size.
replace (_ - reach k d - 1) with (a + (H - 1) * s) by lia.
rewrite Z.div_add, (Z.div_small a s) by lia; lia.
Qed.

(** ** Padding *)

Theorem padding_is_input H k s d p q : output_size H k s d p q = output_size (H + p + q) k s d 0 0.
Proof. unfold output_size, span; do 2 f_equal; lia. Qed.

(** SAME padding in total: what the last of ceil(H / s) windows lacks. *)
Definition same_padding (H k s d : Z) := Z.max 0 ((ceiling H s - 1) * s + reach k d + 1 - H).

Lemma ceiling_bounds a b : 0 < b -> b * (ceiling a b - 1) < a <= b * ceiling a b.
Proof.
intros Hb; unfold ceiling.
assert (E := Z.div_mod (- a) b ltac:(lia)); assert (B := Z.mod_pos_bound (- a) b Hb); lia.
Qed.

(** However the padding is shared between the two sides. *)
Theorem same_is_ceil H k s d p : 0 < s -> 0 <= reach k d ->
  output_size H k s d p (same_padding H k s d - p) = ceiling H s.
Proof.
intros Hs Hr; unfold output_size, span, same_padding.
assert (B := ceiling_bounds H s Hs); set (c := ceiling H s) in *.
destruct (Z.max_spec 0 ((c - 1) * s + reach k d + 1 - H)) as [[L ->]|[L ->]].
- replace (_ - reach k d - 1) with (0 + (c - 1) * s) by lia.
  rewrite Z.div_add, Z.div_0_l by lia; lia.
- replace (_ - reach k d - 1) with (H - reach k d - 1 - (c - 1) * s + (c - 1) * s) by lia.
  rewrite Z.div_add, Z.div_small by lia; lia.
Qed.

(** ** Ceil mode *)

(** Every window starts at or before the last entry of the input, padding before it counted. *)
Theorem every_window_meets_the_input H k s d p q : 0 < s ->
  (ceil_output_size H k s d p q - 1) * s - p <= H - 1.
Proof.
intros Hs; unfold ceil_output_size.
assert (E := Z.div_mod (H + p - 1) s ltac:(lia)); assert (B := Z.mod_pos_bound (H + p - 1) s Hs).
assert (M := Z.le_min_r (ceiling (span H k d p q) s + 1) ((H + p - 1) / s + 1)); nia.
Qed.

(** Where the padding is smaller than the kernel, ceil mode drops no window of floor mode. *)
Theorem ceil_adds H k s d p q : 0 < s -> q <= reach k d ->
  output_size H k s d p q <= ceil_output_size H k s d p q.
Proof.
intros Hs Hq; unfold output_size, ceil_output_size; apply Z.min_glb.
- assert (B := ceiling_bounds (span H k d p q) s Hs).
  assert (E := Z.div_mod (span H k d p q) s ltac:(lia)); assert (M := Z.mod_pos_bound (span H k d p q) s Hs); nia.
- apply Zplus_le_compat_r, Z.div_le_mono; [exact Hs|]; unfold span; lia.
Qed.

(** It adds one window at most, and none where the stride leaves no rest. *)
Theorem ceil_adds_at_most_one H k s d p q : 0 < s ->
  ceil_output_size H k s d p q <= output_size H k s d p q + 1.
Proof.
intros Hs; unfold output_size, ceil_output_size.
assert (L := Z.le_min_l (ceiling (span H k d p q) s + 1) ((H + p - 1) / s + 1)).
assert (B := ceiling_bounds (span H k d p q) s Hs).
assert (E := Z.div_mod (span H k d p q) s ltac:(lia)); assert (M := Z.mod_pos_bound (span H k d p q) s Hs); nia.
Qed.

Theorem ceil_is_floor_without_a_rest H k s d p q : 0 < s -> q <= reach k d ->
  span H k d p q mod s = 0 -> ceil_output_size H k s d p q = output_size H k s d p q.
Proof.
intros Hs Hq Hm; apply Z.le_antisymm; [|now apply ceil_adds].
unfold ceil_output_size, output_size; etransitivity; [apply Z.le_min_l|].
unfold ceiling; rewrite Z.div_opp_l_z by lia; lia.
Qed.

(** In ceil mode, where the kernel fits at all. *)
Definition positions_ceil (H k s d p q : Z) := if Z.leb 0 (span H k d p q) then ceil_output_size H k s d p q else output_size H k s d p q.

Theorem positions_ceil_adds H k s p : 0 < s -> p < k -> output_size H k s 1 p p <= positions_ceil H k s 1 p p.
Proof. intros Hs Hk; unfold positions_ceil; destruct (Z.leb 0 _); [apply ceil_adds; unfold reach; lia|lia]. Qed.

Theorem positions_ceil_meet_the_input H k s p : 0 < s -> 0 <= span H k 1 p p -> (positions_ceil H k s 1 p p - 1) * s - p <= H - 1.
Proof. intros Hs fits; unfold positions_ceil; rewrite (proj2 (Z.leb_le _ _) fits); now apply every_window_meets_the_input. Qed.
