(** The laws of padding and cropping, as they are printed from Python.

Idea: padding and cropping read one entry each; which one is shown axis by axis.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Lemma insideE (G : space) (H i : G) : within 0 H i = inside H i. Proof. by []. Qed.

Theorem pad_adds : layers_pad_adds.
Proof. by hnf; repeat split; intros; rewrite -guardD. Qed.
Theorem crop_crop_adds : layers_crop_crop_adds.
Proof. by hnf; intros; rewrite -guardD. Qed.

Section Places.
Variable G : space.
Implicit Types H p q i : G.
Lemma addK i p : i + p - p = i. Proof. exact: addrK. Qed.
Lemma circular_inside H i : inside H i -> per_axis Z.modulo i H = i.
Proof. exact: around_small. Qed.
Lemma replicate_inside H i : inside H i -> per_axis Z.min (H - 1) (per_axis Z.max 0 i) = i.
Proof. by move=> /insideP i_in; apply: same_axes => k lt; rewrite !axis_per // !axisE; have := i_in k lt; lia. Qed.
Definition mirrored H p i : G := per_axis Z.max ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H)
  (- ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H)).
Lemma mirrored_inside H p i : inside H i -> mirrored H p (i + p) = i.
Proof.
move=> /insideP i_in; apply: same_axes => k lt; rewrite /mirrored; do !rewrite ?axis_per // ?axisE ?axis_two; move: (i_in k lt) => {i_in}.
move: (axis k H) (axis k i) (axis k p) => h j r j_in; set m := Z.max 1 _.
rewrite (_ : (h + (j + r) + m + - r + - (1) = h + j - 1 + 1 * m)%Z); last by lia.
rewrite Z.mod_add; last by lia.
case: (Z.eq_dec j (h - 1)) => [e|ne]; last by rewrite Z.mod_small; lia.
case: (Z.eq_dec h 1) => [h1|more]; first by rewrite (_ : m = 1)%Z ?Z.mod_1_r; lia.
by rewrite (_ : h + j - 1 = 0 + 1 * m)%Z ?Z.mod_add ?Z.mod_small; lia.
Qed.
End Places.

Theorem pad_keeps_the_inside : layers_pad_keeps_the_inside.
Proof.
hnf; repeat split; intros;
match goal with h : is_true (within 0 _ ?j), h' : is_true (between 0 _ ?r), h'' : is_true (between 0 _ ?t) |- _ =>
  rewrite insideE in h; rewrite ?/layers_pad ?/layers_pad_mode_circular ?/layers_pad_mode_reflect ?/layers_pad_mode_replicate;
  rewrite -?/(mirrored _ _ _) ?addrK ?(circular_inside h) ?(replicate_inside h) ?(mirrored_inside _ h) guard_in //; apply/andP; split; [by apply/andP | by rewrite insideE] end.
Qed.
Theorem pad_wraps_around : layers_pad_wraps_around.
Proof.
hnf; intros R G H p q C N x H_pos p0 q0 _ _.
have last k : (k < rank G)%N -> axis k (last_axis : G) = 0%Z \/ axis k (last_axis : G) = 1%Z.
  by move=> lt; rewrite axis_make //; case: eqP; [right|left].
split; first (apply/everyP => k lt; rewrite !axisE; have /nonnegativeP/(_ k lt) := p0; have /nonnegativeP/(_ k lt) := q0;
  have /positiveP/(_ k lt) := H_pos; case: (last k lt) => ->; lia).
split; first (apply/everyP => k lt; rewrite !axisE; have /nonnegativeP/(_ k lt) := p0; have /nonnegativeP/(_ k lt) := q0;
  have /positiveP/(_ k lt) := H_pos; case: (last k lt) => ->; lia).
intros n c i *; rewrite /layers_pad_mode_circular; suff -> : per_axis Z.modulo (last_axis * H + i - p) H = per_axis Z.modulo (i - p) H by [].
apply: same_axes => k lt; rewrite !axis_per // !axisE; have /positiveP/(_ k lt) := H_pos; case: (last k lt) => -> h0.
  by congr Z.modulo; lia.
by rewrite -[RHS](Z.mod_add _ 1); [congr Z.modulo|]; lia.
Qed.
Theorem crop_is_a_slice : layers_crop_is_a_slice.
Proof.
move=> R G H p q C N x H_pos p0 q0 _ _ /everyP left_over; split.
  by apply/everyP => k lt; have := left_over k lt; rewrite !axisE; lia.
move=> n c i n_in c_in i_in; rewrite /layers_crop n_in c_in /= guard_in // insideE.
move: i_in => /insideP i_in; apply/insideP => k lt; have := i_in k lt; rewrite !axisE.
have /nonnegativeP/(_ k lt) := p0; have /nonnegativeP/(_ k lt) := q0; lia.
Qed.
Theorem crop_undoes_padding : layers_crop_undoes_padding.
Proof.
hnf; intros R G H p q C N x H_pos p0 q0; intros; match goal with h : is_true (within 0 H ?j) |- _ => move: j h => i i_in end.
have larger : within 0 (H + p + q) (i + p).
  move: i_in => /insideP i_in; apply/insideP => k lt; have := i_in k lt; rewrite !axisE.
  have /nonnegativeP/(_ k lt) := p0; have /nonnegativeP/(_ k lt) := q0; lia.
by rewrite /layers_crop /layers_pad addrK larger i_in; known.
Qed.
Theorem crop_is_the_adjoint_of_padding : layers_crop_is_the_adjoint_of_padding.
Proof.
hnf; intros R G H p q C N x v H_pos p0 q0; intros; apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => c; rewrite mem_zrange => c_in.
rewrite /layers_crop /layers_pad n_in c_in /=.
have larger (i : G) : inside (H - p - q) i -> inside H (i + p).
  move=> /insideP i_in; apply/insideP => k lt; have := i_in k lt; rewrite !axisE.
  have /nonnegativeP/(_ k lt) := p0; have /nonnegativeP/(_ k lt) := q0; lia.
apply: (@sum_bij _ _ _ _ _ _ _ (fun i => i + p) (fun i => i - p)); rewrite ?uniq_box // => i; rewrite !mem_box => i_in nz.
  by split; [exact: larger | exact: addrK | rewrite addrK !guard_in // insideE larger].
have i_sm : inside (H - p - q) (i - p) by apply: contraNT nz => out; rewrite guard_out ?mulr0.
by split; [done | exact: subrK | rewrite subrK !guard_in].
Qed.

(** A pixel of a resized image reads one of the image. *)
Lemma clamped (G : space) (H t : G) : positive H -> within 0 H (per_axis Z.max 0 (per_axis Z.min t (H - 1))).
Proof. by move=> /positiveP H_pos; apply/insideP => k lt; rewrite !axis_per // !axisE; have := H_pos k lt; lia. Qed.
Lemma half_turned (G : space) (H L i : G) : positive H -> positive L ->
  H - per_axis Z.max 0 (per_axis Z.min (- (per_axis Z.div (L - (2%:R * i * H) - H) (2%:R * L))) (H - 1)) - 1 =
  per_axis Z.max 0 (per_axis Z.min (per_axis Z.div ((2%:R * (L - i - 1) * H) + H - L) (2%:R * L)) (H - 1)).
Proof.
move=> /positiveP H_pos /positiveP L_pos; apply: same_axes => k lt; do !rewrite ?axis_per // ?axisE ?axis_two.
move: (H_pos k lt) (L_pos k lt); move: (axis k H) (axis k L) (axis k i) => h l j h0 l0.
rewrite (_ : 2 * (l + - j + - (1)) * h + h + - l = (l + - (2 * j * h) + - h) + (h - 1) * (2 * l))%Z; last by lia.
rewrite Z.div_add; last by lia.
by set t := (_ / _)%Z; lia.
Qed.
Lemma half_turned_too (G : space) (H L i : G) : positive H -> positive L ->
  H - per_axis Z.max 0 (per_axis Z.min (per_axis Z.div (((2%:R * i) + 1) * H) (2%:R * L)) (H - 1)) - 1 =
  per_axis Z.max 0 (per_axis Z.min ((- (per_axis Z.div ((- 1) * ((2%:R * (L - i - 1)) + 1) * H) (2%:R * L))) - 1) (H - 1)).
Proof.
move=> /positiveP H_pos /positiveP L_pos; apply: same_axes => k lt; do !rewrite ?axis_per // ?axisE ?axis_two.
move: (H_pos k lt) (L_pos k lt); move: (axis k H) (axis k L) (axis k i) => h l j h0 l0.
rewrite (_ : - (1) * (2 * (l + - j + - (1)) + 1) * h = (2 * j + 1) * h + (- h) * (2 * l))%Z; last by lia.
rewrite Z.div_add; last by lia.
by set t := (_ / _)%Z; lia.
Qed.
Theorem resize_rounds_up_as_it_rounds_down : layers_resize_rounds_up_as_it_rounds_down.
Proof.
hnf; intros R G H L C N x H_pos L_pos; intros.
by rewrite /layers_resize_scale_none_rounding_ceil /layers_resize_scale_none_rounding_floor !(clamped _ H_pos) half_turned.
Qed.
Theorem resize_prefers_the_larger_as_the_smaller : layers_resize_prefers_the_larger_as_the_smaller.
Proof.
hnf; intros R G H L C N x H_pos L_pos; intros.
by rewrite /layers_resize_scale_none_rounding_round_prefer_ceil /layers_resize_scale_none !(clamped _ H_pos) half_turned_too.
Qed.
