(** Laws of the borders that padding makes, as they are printed from Python.

Idea: a padded entry is an entry of the image; which one it is, is a number for each axis: around, at the border, or mirrored.

Definitions: [mirror_of], the number of the entry that a mirrored one shows.
Results: each law, under the name of its proposition.
Not proved here: nothing is left. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPadding ProvedPlaces.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Lemma axis_last_bounds (G : space) k : (k < rank G)%N -> (0 <= axis k (@last_axis G) <= 1)%Z.
Proof. by move=> lt; rewrite /last_axis axis_make //; case: eqP. Qed.

Theorem pad_commutes_with_a_cyclic_shift : layers_pad_commutes_with_a_cyclic_shift.
Proof.
move=> R G H p q C N x H0 p0 q0 C1 N1.
have sizes k : (k < rank G)%N -> (0 < axis k H /\ 0 <= axis k p /\ 0 <= axis k q)%Z.
  by move=> lt; move: H0 p0 q0 => /positiveP/(_ k lt) ? /nonnegativeP/(_ k lt) ? /nonnegativeP/(_ k lt).
split; first by apply/everyP => k lt; rewrite !axis_add; have := axis_last_bounds lt; have := sizes k lt; lia.
split; first by apply/everyP => k lt; rewrite !axisE; have := axis_last_bounds lt; have := sizes k lt; lia.
move=> n c i _ _ _; rewrite /layers_pad_mode_circular !(around_in _ H0); congr (guard _ (x n c _)).
change (around H (around H (i + last_axis - p) - last_axis) = around H (i - p)).
by rewrite aroundD; congr (around H _); axiswise.
Qed.
Theorem pad_repeats_the_border : layers_pad_repeats_the_border.
Proof.
move=> R G H C N back x H0 C1 N1 back1 n c i n_in c_in i_in; rewrite /layers_pad_mode_replicate.
rewrite [LHS]guard_in; last first.
  rewrite n_in c_in; apply/insideP => k lt; rewrite !axis_per // !axisE !axis_each //; have /positiveP/(_ k lt) := H0; move: back1; lia.
set one := per_axis _ _ _; set other := per_axis _ _ _; have -> // : one = other.
apply: same_axes => k lt; rewrite /one /other !axis_per // !axisE !axis_per // !axisE !axis_each //.
by have /positiveP/(_ k lt) := H0; move: back1; lia.
Qed.

(** ** Mirrored at the last entry *)
Definition mirror_of h s := let m := Z.max 1 (2 * h - 2) in let v := (Z.modulo (h + s + m - 1) m + 1 - h)%Z in Z.max v (- v).
Lemma mirror_ofE h s : (1 <= h)%Z -> mirror_of h s = Z.min (Z.modulo s (Z.max 1 (2 * h - 2))) (Z.max 1 (2 * h - 2) - Z.modulo s (Z.max 1 (2 * h - 2))).
Proof.
move=> h1; rewrite /mirror_of; case: (Z.eq_dec h 1) => [->|ne]; first by rewrite /= !Z.mod_1_r.
rewrite (_ : Z.max 1 (2 * h - 2) = 2 * h - 2)%Z; last by lia.
set m := (2 * h - 2)%Z; have m0 : (0 < m)%Z by lia.
have e := Z.div_mod s m ltac:(lia); have b := Z.mod_pos_bound s m m0; move: e b; set d := (s / m)%Z; set t := Z.modulo s m => e b.
case: (Z_lt_le_dec t (h - 1)) => small.
  have <- : (t + h - 1 = Z.modulo (h + s + m - 1) m)%Z by apply: (Z.mod_unique_pos _ _ (d + 1)); lia.
  by rewrite /m; lia.
have <- : (t - h + 1 = Z.modulo (h + s + m - 1) m)%Z by apply: (Z.mod_unique_pos _ _ (d + 2)); lia.
by rewrite /m; lia.
Qed.
Lemma opposite_mod s m : (1 <= m)%Z -> Z.modulo (- s) m = (if (Z.modulo s m =? 0)%Z then 0 else m - Z.modulo s m)%Z.
Proof.
by move=> m1; case: Z.eqb_spec => e; [apply: Z.mod_opp_l_z | apply: Z.mod_opp_l_nz] => //; lia.
Qed.
Lemma mirror_of_even h s : (1 <= h)%Z -> mirror_of h (- s) = mirror_of h s.
Proof. by move=> h1; rewrite !mirror_ofE // opposite_mod; [case: Z.eqb_spec => [->|]; lia | lia]. Qed.
Lemma mirror_of_reversed h s : (1 <= h)%Z -> mirror_of h (h - 1 - s) = (h - 1 - mirror_of h s)%Z.
Proof.
move=> h1; rewrite !mirror_ofE //; case: (Z.eq_dec h 1) => [->|ne]; first by rewrite /= !Z.mod_1_r.
rewrite (_ : Z.max 1 (2 * h - 2) = 2 * h - 2)%Z; last by lia.
set m := (2 * h - 2)%Z; have m0 : (0 < m)%Z by lia.
have e := Z.div_mod s m ltac:(lia); have b := Z.mod_pos_bound s m m0; move: e b; set d := (s / m)%Z; set t := Z.modulo s m => e b.
case: (Z_le_gt_dec t (h - 1)) => small.
  have <- : (h - 1 - t = Z.modulo (h - 1 - s) m)%Z by apply: (Z.mod_unique_pos _ _ (- d)); lia.
  by rewrite /m; lia.
have <- : (h - 1 - t + m = Z.modulo (h - 1 - s) m)%Z by apply: (Z.mod_unique_pos _ _ (- d - 1)); lia.
by rewrite /m; lia.
Qed.
Section Mirrored.
Variable G : space.
Implicit Types H p i : G.
Definition shown_place H p i : G := per_axis Z.max ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H)
  (- ((per_axis Z.modulo (H + i + (per_axis Z.max 1 ((2%:R * H) - 2%:R)) - p - 1) (per_axis Z.max 1 ((2%:R * H) - 2%:R))) + 1 - H)).
Lemma axis_shown H p i k : (k < rank G)%N -> axis k (shown_place H p i) = mirror_of (axis k H) (axis k i - axis k p).
Proof.
move=> lt; rewrite /shown_place /mirror_of; do !rewrite ?axis_per // ?axisE ?axis_two; cbv zeta.
by congr (Z.max (Z.modulo _ _ + 1 - _) (- (Z.modulo _ _ + 1 - _))); lia.
Qed.
Lemma shown_inside H p i : positive H -> within 0 H (shown_place H p i).
Proof.
move=> /positiveP H0; apply/insideP => k lt; rewrite axis_shown //; have h0 := H0 k lt; rewrite mirror_ofE; last by lia.
by have := Z.mod_pos_bound (axis k i - axis k p) (Z.max 1 (2 * axis k H - 2)) ltac:(lia); lia.
Qed.
End Mirrored.
Theorem pad_mirrors_at_its_first_entry : layers_pad_mirrors_at_its_first_entry.
Proof.
move=> R G H p q C N x H0 p0 q0 C1 N1.
have sizes k : (k < rank G)%N -> (0 < axis k H /\ 0 <= axis k p /\ 0 <= axis k q)%Z.
  by move=> lt; move: H0 p0 q0 => /positiveP/(_ k lt) ? /nonnegativeP/(_ k lt) ? /nonnegativeP/(_ k lt).
do 3 (split; first by apply/everyP => k lt; do !rewrite ?axisE ?axis_per //; have := sizes k lt; lia).
move=> n c i n_in c_in i_in; rewrite /layers_pad_mode_reflect -!/(shown_place _ _ _) !shown_inside //; congr (guard _ (x n c _)).
apply: same_axes => k lt; rewrite !axis_shown // -mirror_of_even; last by have := sizes k lt; lia.
by congr mirror_of; rewrite !axisE axis_per // !axisE; lia.
Qed.

(** ** Reversed *)
Section Reversed.
Variable G : space.
Implicit Types H p q i j : G.
Lemma within_reversed H j : within 0 H (H - j - 1) = within 0 H j.
Proof. by apply/insideP/insideP => A k lt; have := A k lt; rewrite !axisE; lia. Qed.
Lemma around_reversed H j : positive H -> H - per_axis Z.modulo j H - 1 = per_axis Z.modulo (H - j - 1) H.
Proof.
move=> /positiveP H0; apply: same_axes => k lt; have h0 := H0 k lt; rewrite !axisE !axis_per // !axisE.
have e := Z.div_mod (axis k j) (axis k H) ltac:(lia); have b := Z.mod_pos_bound (axis k j) (axis k H) h0.
by apply: (Z.mod_unique_pos _ _ (- (axis k j / axis k H))); lia.
Qed.
End Reversed.
Theorem pad_reverses : layers_pad_reverses.
Proof.
split; [|split; [|split]]; move=> R G H p q C N x H0 p0 q0 C1 N1 n c i n_in c_in i_in.
- rewrite /layers_pad; have e : H + p + q - i - 1 - p = H - (i - q) - 1 by axiswise.
  by rewrite e within_reversed.
- rewrite /layers_pad_mode_circular !(around_in _ H0) around_reversed //; congr (guard _ (x n c (per_axis Z.modulo _ H))); axiswise.
- rewrite /layers_pad_mode_reflect -!/(shown_place _ _ _) !shown_inside //; congr (guard _ (x n c _)).
  apply: same_axes => k lt; have h0 : (1 <= axis k H)%Z by have /positiveP/(_ k lt) := H0; lia.
  rewrite !axisE !axis_shown // (_ : axis k (H + p + q - i - 1) - axis k p = axis k H - 1 - (axis k i - axis k q))%Z ?mirror_of_reversed //; first by lia.
  by rewrite !axisE; lia.
- rewrite /layers_pad_mode_replicate; set one := per_axis _ _ _; set other := per_axis _ _ _.
  have e : H - one - 1 = other.
    by apply: same_axes => k lt; rewrite /one /other; do !rewrite ?axisE ?axis_per //; have /positiveP/(_ k lt) := H0; lia.
  by rewrite -e within_reversed.
Qed.
