(** The laws of padding, by zeros, around a torus, by a mirror or by the border, and of cropping.

Idea: a place of the padded image comes from one of the image, on each axis alone; so each law is one about whole numbers.

Definitions: what laws do with arrays, under the names that these functions have in Python.
Results: the theorem of each law bears its name.
Not proved here: nothing is left open. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space Sums LayersFormulas LayersLaws LayersTransposeLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Arrays.
Variables (R : comRingType) (G : space).
Implicit Types (x : nat -> nat -> G -> R) (p q H t i : G).

(** The last axis turned by one place, as a torus is; on from a whole turn. *)
Definition rolled H x n c t := x n c (make G (fun k => if k.+1 == rank G then (axis k t - 1) mod axis k H else axis k t)%Z).
Definition turn_later H x n c i := x n c (i + along_last G (final H)).

(** What lies between the padding before and after. *)
Definition inside_of p x n c i := x n c (i + p).

(** As many places after the first entry as before it, where the padded image, of [H + p + q] entries, has so many. *)
Definition reach_around H p q : G := make G (fun k => Z.min (axis k p) (axis k H + axis k q - 1)).
Definition around_first H p q x n c i := x n c (i + p - reach_around H p q).
End Arrays.

Definition nonnegative (G : space) (i : G) := all_axes G (fun k => Z.leb 0 (axis k i)).

(** ** One axis *)

Section OneAxis.
Local Open Scope Z_scope.
Implicit Types (mode : nat) (H p q t i : Z).

Lemma source_inside mode H p i : 0 <= i < H -> source mode H p (i + p) = i.
Proof.
rewrite /source Z.add_simpl_r => i_in; case: mode => [|[|[|mode]]] //; try lia.
  by rewrite Z.mod_small.
case: (Z.eq_dec i (H - 1)) => [-> | other]; last by rewrite Z.mod_small; lia.
case: (Z.eq_dec H 1) => [-> //|more]; have -> : H - 1 + H - 1 = 0 + 1 * Z.max 1 (2 * H - 2) by lia.
by rewrite Z.mod_add ?Z.mod_small; lia.
Qed.


(** The mirror stands at the first entry; and at the last one. *)
Lemma source_mirrors H p t : 0 < H -> source 2 H p (p - t) = source 2 H p (p + t).
Proof.
move=> H_pos; rewrite /source; case: (Z.eq_dec H 1) => [->|more]; first by rewrite !Z.mod_1_r.
have -> : Z.max 1 (2 * H - 2) = 2 * (H - 1) by lia.
set m := H - 1; have m_pos : 0 < m by lia.
have -> : p - t - p + H - 1 = m - t by lia. have -> : p + t - p + H - 1 = m + t by lia.
have := Z.div_mod (m + t) (2 * m) ltac:(lia); have := Z.mod_pos_bound (m + t) (2 * m) ltac:(lia).
have := Z.div_mod (m - t) (2 * m) ltac:(lia); have := Z.mod_pos_bound (m - t) (2 * m) ltac:(lia).
move: ((m + t) mod _) ((m - t) mod _) ((m + t) / _) ((m - t) / _) => r r' k k' ? ? ? ?.
have : r + r' = 2 * m * (1 - k - k') by lia.
have : 1 - k - k' = 0 \/ 1 - k - k' = 1 by nia.
by move=> [->|->]; nia.
Qed.


Lemma mirror_turned H p q i : 0 < H -> H - 1 - source 2 H q i = source 2 H p (H + p + q - 1 - i).
Proof.
move=> H_pos; rewrite /source; case: (Z.eq_dec H 1) => [->|more]; first by rewrite !Z.mod_1_r.
have -> : Z.max 1 (2 * H - 2) = 2 * (H - 1) by lia.
set m := H - 1; have m_pos : 0 < m by lia.
have -> : i - q + H - 1 = m + (i - q) by lia. have -> : H + p + q - 1 - i - p + H - 1 = 2 * m - (i - q) by lia.
have := Z.div_mod (m + (i - q)) (2 * m) ltac:(lia); have := Z.mod_pos_bound (m + (i - q)) (2 * m) ltac:(lia).
have := Z.div_mod (2 * m - (i - q)) (2 * m) ltac:(lia); have := Z.mod_pos_bound (2 * m - (i - q)) (2 * m) ltac:(lia).
move: ((m + (i - q)) mod _) ((2 * m - (i - q)) mod _) ((m + (i - q)) / _) ((2 * m - (i - q)) / _) => r r' k k' ? ? ? ?.
have : r + r' = m + 2 * m * (1 - k - k') by lia.
have : 1 - k - k' = 0 \/ 1 - k - k' = 1 by nia.
by move=> [->|->]; nia.
Qed.

Lemma source_turns mode H p q i : 0 < H -> H - 1 - source mode H q i = source mode H p (H + p + q - 1 - i).
Proof.
case: mode => [|[|[|mode]]] H_pos; last by rewrite /source; lia.
- by rewrite /source; lia.
- rewrite /source; have := Z.div_mod (i - q) H ltac:(lia); have := Z.mod_pos_bound (i - q) H H_pos.
  move: ((i - q) / H) ((i - q) mod H) => k r bounds is_i.
  have -> : H + p + q - 1 - i - p = H - 1 - r + (- k) * H by lia.
  rewrite Z.mod_add; last by lia.
  by rewrite Z.mod_small; lia.
exact: mirror_turned.
Qed.
End OneAxis.

(** ** Padding *)

Section Padding.
Variables (R : comRingType) (G : space) (C N mode : nat) (H p q : G).
Implicit Types (x v : nat -> nat -> G -> R) (n c : nat) (i : G).

Theorem pad_is_a_convolution_with_a_unit x n c i : (c < C)%N ->
  pad 0 H p x n c i = conv C C 1 1 1 p false x (@identity R G) no_bias n c i.
Proof.
move=> c_in; by rewrite conv_pads conv_has_unit // /pad /surrounded /from; congr (x _ _ _); by_axes; rewrite /source; lia.
Qed.

Theorem pad_adds x v n c i : pad mode H p (plus x v) n c i = plus (pad mode H p x) (pad mode H p v) n c i.
Proof. by []. Qed.

Theorem pad_keeps_the_inside x n c i : inside H i -> inside_of p (pad mode H p x) n c i = x n c i.
Proof.
move=> /insideP i_in; rewrite /inside_of /pad /from; congr (x _ _ _); by_axes.
by rewrite source_inside //; exact: i_in.
Qed.

Theorem pad_wraps_around x n c i : Z.ltb 0 (final H) -> turn_later H (pad 1 H p x) n c i = pad 1 H p x n c i.
Proof.
move=> /Z.ltb_lt H_pos; rewrite /turn_later /pad /from /along_last; congr (x _ _ _); by_axes; rewrite /source.
case: eqP => [at_last|_]; last by rewrite Z.add_0_r.
have k_is : k = (rank G).-1 by rewrite -at_last.
rewrite /final -k_is in H_pos *; have -> : (axis k i + axis k H - axis k p = axis k i - axis k p + 1 * axis k H)%Z by lia.
by rewrite Z.mod_add //; lia.
Qed.

Theorem pad_commutes_with_a_cyclic_shift x n c i : positive H -> tail (pad 1 H p (rolled H x)) n c i = pad 1 H p x n c i.
Proof.
move=> /positiveP H_pos; rewrite /tail /pad /rolled /from; congr (x _ _ _); by_axes; have pos := H_pos k here.
rewrite /source /=; case: eqP => _; last by rewrite Z.add_0_r.
by rewrite Zminus_mod_idemp_l; congr (_ mod _)%Z; lia.
Qed.

(** As many places on every axis. *)
Definition all_around (back : Z) : G := make G (fun=> back).

Theorem pad_repeats_the_border x (back : Z) : Z.leb 0 back -> positive H -> forall n c i,
  pad 3 (H + all_around back + all_around back) (all_around back) (pad 3 H (all_around back) x) n c i
  = pad 3 H (all_around back + all_around back) x n c i.
Proof.
move=> /Z.leb_le b_pos /positiveP H_pos n c i; rewrite /pad /from /all_around; congr (x _ _ _); by_axes.
by rewrite /source; move: (H_pos k here); lia.
Qed.

Theorem pad_reverses x n c i : positive H -> pad mode H q (turned H x) n c i = turned (H + p + q) (pad mode H p x) n c i.
Proof.
move=> /positiveP H_pos; rewrite /pad /turned /from; congr (x _ _ _); by_axes.
have := source_turns mode (axis k p) (axis k q) (axis k i) (H_pos k here).
by have -> : (axis k H + axis k p + axis k q + - (1) + - axis k i = axis k H + axis k p + axis k q - 1 - axis k i)%Z by []; lia.
Qed.

Theorem pad_mirrors_at_its_first_entry x n c i : positive H ->
  around_first H p q (pad 2 H p x) n c i
  = turned (reach_around H p q + reach_around H p q + 1) (around_first H p q (pad 2 H p x)) n c i.
Proof.
move=> /positiveP H_pos; rewrite /around_first /turned /pad /from; congr (x _ _ _); by_axes.
move: (Z.min _ _) => r; have same := source_mirrors (axis k p) (r - axis k i) (H_pos k here).
by etransitivity; [|etransitivity; [exact: same|]]; congr (source _ _ _ _); lia.
Qed.
End Padding.

(** ** Cropping *)

Section Cropping.
Variables (R : comRingType) (G : space) (C N : nat) (H p q : G).
Implicit Types (x v z : nat -> nat -> G -> R) (n c : nat) (i : G).

Theorem crop_is_a_slice x n c i : crop p x n c i = inside_of p x n c i.
Proof. by []. Qed.

Theorem crop_undoes_padding x n c i : crop p (pad 0 H p x) n c i = x n c i.
Proof. by rewrite /crop /pad /from; congr (x _ _ _); by_axes; rewrite /source; lia. Qed.

Theorem crop_crop_reverses x n c i : crop q (turned H x) n c i = turned (H - p - q) (crop p x) n c i.
Proof. by rewrite /crop /turned; congr (x _ _ _); by_axes. Qed.

Theorem crop_crop_adds x z n c i : crop p (plus x z) n c i = plus (crop p x) (crop p z) n c i.
Proof. by []. Qed.

(** <crop x, v> = <x, pad v>, where v has the size of what is left. *)
Theorem crop_is_the_adjoint_of_padding x v : nonnegative p -> nonnegative q ->
  inner N C (H - p - q) (crop p x) v = inner N C H x (pad 0 (H - p - q) p (within (H - p - q) v)).
Proof.
move=> /all_axesP p_pos /all_axesP q_pos; apply: eq_total => n; apply: eq_total => c.
have back (u : G) : from 0 (H - p - q) p u = u - p by rewrite /from; by_axes; rewrite /source; lia.
apply: (@total_reindexed _ _ _ _ _ (fun i => i + p) (fun u => u - p)); rewrite ?uniq_box //.
- by move=> i _; rewrite addrK.
- move=> i; rewrite !mem_box => /insideP i_in; apply/insideP => k here; move: (i_in k here).
  by rewrite !axisE; have := p_pos k here; have := q_pos k here; lia.
- by move=> i; rewrite mem_box /pad back addrK /within => ->.
- by move=> u _; rewrite subrK eqxx andbT mem_box /pad back /within => ->; rewrite mulr0.
Qed.
End Cropping.
