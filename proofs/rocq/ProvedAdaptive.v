(** Laws of adaptive pooling, and of pooling along one axis, as they are printed from Python.

Idea: where the windows start and end is a quotient, which is known at the sizes that these laws are about.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPooling ProvedGeometry ProvedPoolingMax ProvedPoolingMean ProvedWindows.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** Windows of equal sizes *)
Lemma rounded_up a f : (0 < f)%Z -> (- (- (1) * (a + 1) / f) - a / f = 1)%Z.
Proof.
move=> f0; have D := Z.div_mod a f ltac:(lia); have M := Z.mod_pos_bound a f f0.
by rewrite -(@Z.div_unique_pos (- (1) * (a + 1)) f (- (a / f) - 1) (f - a mod f - 1)); lia.
Qed.
Section Places.
Variables (G : space) (H i : G) (f : Z).
Hypotheses (H0 : positive H) (f1 : (1 <=? f)%Z).
Let f0 : (0 < f)%Z. Proof. by lia. Qed.
Lemma start_at_a_multiple : per_axis Z.div (i * H) (each f * H) = per_axis Z.div i (each f).
Proof.
apply: same_axes => k lt; rewrite !axis_per // !axis_mul !axis_each //; have := positiveP _ H0 k lt => h0.
by rewrite Z.div_mul_cancel_r; lia.
Qed.
Lemma one_at_a_multiple : - per_axis Z.div ((- 1) * (i + 1) * H) (each f * H) - per_axis Z.div (i * H) (each f * H) = 1.
Proof.
apply: same_axes => k lt; rewrite !(axisE, axis_per _ _ _ lt, axis_each _ lt); have := positiveP _ H0 k lt => h0.
by rewrite !Z.div_mul_cancel_r; try lia; exact: rounded_up.
Qed.
Lemma start_of_equal : per_axis Z.div (i * (each f * H)) H = i * each f.
Proof.
apply: same_axes => k lt; rewrite !(axisE, axis_per _ _ _ lt, axis_each _ lt); have := positiveP _ H0 k lt => h0.
by rewrite Z.mul_assoc Z.div_mul; lia.
Qed.
Lemma size_of_equal : - per_axis Z.div ((- 1) * (i + 1) * (each f * H)) H - per_axis Z.div (i * (each f * H)) H = each f.
Proof.
apply: same_axes => k lt; rewrite !(axisE, axis_per _ _ _ lt, axis_each _ lt); have := positiveP _ H0 k lt => h0.
by rewrite !Z.mul_assoc !Z.div_mul; lia.
Qed.
End Places.

Theorem adaptive_avg_pool_repeats_at_a_multiple : pooling_adaptive_avg_pool_repeats_at_a_multiple.
Proof.
premises; rewrite /pooling_adaptive_avg_pool /words_repeated one_at_a_multiple // start_at_a_multiple // box_one product_of_ones number1 divr1.
by rewrite /sumb /= addr0 addr0.
Qed.
Theorem adaptive_avg_pool_is_average_pooling_of_equal_windows : pooling_adaptive_avg_pool_is_average_pooling_of_equal_windows.
Proof.
premises; rewrite /pooling_adaptive_avg_pool; averages; rewrite size_of_equal // start_of_equal //.
have f0 : positive (each factor : G) by apply/positiveP => k lt; rewrite axis_each //; lia.
rewrite (all_taps (K := each factor)); first last.
- move=> k t lt; rewrite axis_each // => t_in; move: (insideP _ _ H9 k lt); rewrite !axisE !axis_each //; move: (positiveP _ H0 k lt) t_in; clear.
  by move: (axis k i3) (axis k H) => j h; nia.
- exact: positive_nonnegative.
congr (_ / _); rewrite sumb_from; apply: eq_sumb => u _; by rewrite mulr1 subr0 [u + _]addrC.
Qed.

(** ** Along one axis *)
Section Line.
Lemma boxL (L u : space1) : (u \in box L) = between 0 L u. Proof. by rewrite mem_box inside1. Qed.
Lemma withinL (L u : space1) : within 0 L u = between 0 L u. Proof. by rewrite -/(inside _ _) inside1. Qed.
Lemma everyL (test : Z -> Z -> bool) (u v : space1) : on_every_axis test u v = test u v. Proof. exact: andbT. Qed.
Lemma per_axisL o (u v : space1) : per_axis o u v = o u v :> Z. Proof. by []. Qed.
Lemma productL (u : space1) : product_of_axes u = u. Proof. exact: Z.mul_1_r. Qed.
Lemma two_ : (2%:R : space1) = 2%Z. Proof. by []. Qed.
Lemma three_ : (3%:R : space1) = 3%Z. Proof. by []. Qed.
End Line.

Theorem adaptive_avg_pool_overlaps_by_one_entry : pooling_adaptive_avg_pool_overlaps_by_one_entry.
Proof.
hnf; intros R H size C N x H0 size0 C1 N1 H1 n c i n_in c_in i_in.
have h1 : (1 < H)%Z by move: H1; rewrite everyL; lia.
have i01 : i = 0%Z \/ i = 1%Z by move: i_in; rewrite withinL two_; ranges.
rewrite /pooling_adaptive_avg_pool /pooling_global_avg_pool; in_bounds; rewrite !everyL.
case: i01 => ->.
  have lo : per_axis Z.div (0%Z * (2%:R * H - 1) : space1) 2%:R = 0 by [].
  have hi : - per_axis Z.div ((- 1) * ((0%Z : space1) + 1) * (2%:R * H - 1)) 2%:R - per_axis Z.div (0%Z * (2%:R * H - 1) : space1) 2%:R = H.
    rewrite lo subr0 per_axisL two_; change (- ((- (1) * (0 + 1) * (2 * H - 1)) / 2) = H)%Z.
    by rewrite -(@Z.div_unique_pos _ 2 (- H) 1); clear; lia.
  rewrite hi lo sumb_from; congr (_ / _); apply: eq_sumb => u; rewrite boxL => u_in; rewrite add0r !withinL everyL u_in.
  by rewrite !ifT ?guard_in //; move: u_in; change (2%:R * H - 1) with (2 * H - 1)%Z; ranges.
have lo : per_axis Z.div ((1%Z : space1) * (2%:R * H - 1)) 2%:R = H - 1.
  by rewrite per_axisL two_; change ((1 * (2 * H - 1)) / 2 = H - 1)%Z; rewrite -(@Z.div_unique_pos _ 2 (H - 1) 1); clear; lia.
have hi : - per_axis Z.div ((- 1) * ((1%Z : space1) + 1) * (2%:R * H - 1)) 2%:R - per_axis Z.div ((1%Z : space1) * (2%:R * H - 1)) 2%:R = H.
  rewrite lo per_axisL two_; change (- ((- (1) * (1 + 1) * (2 * H - 1)) / 2) - (H - 1) = H)%Z.
  by rewrite -(@Z.div_unique_pos _ 2 (- (2 * H - 1)) 0); clear; lia.
rewrite hi lo sumb_from; congr (_ / _); apply: eq_sumb => u; rewrite boxL => u_in; rewrite !withinL !everyL u_in /=.
rewrite guard_in; last by move: u_in; change (2%:R * H - 1) with (2 * H - 1)%Z; change (H - 1 + u) with (H - 1 + u)%Z; ranges.
change (H - 1 + u) with (H - 1 + u)%Z; case: (Z.ltb_spec u 1) => one; case: (Z.ltb_spec (H - 1 + u) H) => two; try by move: u_in; ranges.
  by rewrite /guard /=; congr (x n c _); change (H - 1 + u = H + u - 1)%Z; clear; lia.
by rewrite /guard /=; congr (x n c _); change (H - 1 + u + 1 - H = u)%Z; clear; lia.
Qed.

Theorem max_pool_grows : pooling_max_pool_grows.
Proof.
hnf; intros R H K C N x H0 K0 C1 N1 _ _ h1 _ _ h2; split; [|split => //].
  by move: h1; rewrite !everyL; change (H + 1 - K) with (H + 1 - K)%Z; change (H - K) with (H - K)%Z; lia.
move=> n c i n_in c_in; rewrite withinL => i_in; pools.
have k1 : (0 < K)%Z by move: K0; rewrite /positive /all_axes /=; lia.
have sub u (j : space1) : u * 1 + j * 1 - 0 = u + j :> space1 by rewrite !mulr1 subr0.
have ij : between 0 (H - K)%Z i by [].
have pick (L : Z) (j : space1) (u : space1) : between 0 L u -> between 0 H (u + j)%Z ->
    x n c (u + j) <= maxb (box (L : space1)) (fun u : space1 => seen (true && true && within 0 H (u * 1 + j * 1 - 0)) (x n c (u * 1 + j * 1 - 0))).
  move=> uL u_in; rewrite -(sub u j); apply: (@maxb_bounds _ _ _ _ u); rewrite ?boxL // sub withinL /seen ifT //.
have some (L : Z) (j : space1) : (0 < L)%Z -> between 0 H j -> has (fun u : space1 => true && true && within 0 H (u * 1 + j * 1 - 0)) (box (L : space1)).
  move=> L0 j_in; apply/hasP; exists 0; first by rewrite boxL; ranges.
  by rewrite sub withinL add0r.
apply/eqP; rewrite eq_le; apply/andP; split.
  apply: maxb_seen_at_most => [|t]; first by apply: some; move: ij; ranges.
  rewrite boxL sub => t_in _; rewrite le_maxr; case: (Z.ltb_spec t K) => tK.
    by apply/orP; left; apply: (pick K i t); move: t_in ij; change (K + 1) with (K + 1)%Z; ranges.
  apply/orP; right; rewrite (_ : t + i = (t - 1)%Z + (i + 1) :> space1); last by change (t + i = t - 1 + (i + 1))%Z; clear; lia.
  by apply: (pick K (i + 1) (t - 1)%Z); move: t_in ij; change (K + 1) with (K + 1)%Z; change (i + 1) with (i + 1)%Z; ranges.
rewrite le_maxl; apply/andP; split.
  apply: maxb_seen_at_most => [|t]; first by apply: some; move: ij; ranges.
  by rewrite boxL sub => t_in _; apply: (pick (K + 1)%Z i t); move: t_in ij; ranges.
apply: maxb_seen_at_most => [|t]; first by apply: some; move: ij; change (i + 1) with (i + 1)%Z; ranges.
rewrite boxL sub => t_in _; rewrite (_ : t + (i + 1) = (t + 1)%Z + i :> space1); last by change (t + (i + 1) = t + 1 + i)%Z; clear; lia.
by apply: (pick (K + 1)%Z i (t + 1)%Z); move: t_in ij; ranges.
Qed.

Theorem avg_pool_overhang_is_the_mean_of_what_it_sees : pooling_avg_pool_overhang_is_the_mean_of_what_it_sees.
Proof.
hnf; intros R H C N x H0 C1 N1 _ _ H1.
have h1 : (1 < H)%Z by move: H1; rewrite everyL; lia.
have two : per_axis Z.min (- per_axis Z.div (1 : space1) H + 2%:R) (per_axis Z.div (- 2%:R) H + 3%:R) = 2%:R.
  rewrite !per_axisL; change (Z.min (- (1 / H) + 2) (- (2) / H + 3) = 2)%Z.
  by rewrite -(@Z.div_unique_pos 1 H 0 1) -?(@Z.div_unique_pos (- (2)) H (- (1)) (H - 2)); lia.
split=> // n c i n_in c_in; rewrite two withinL two_ => i_in.
have i01 : i = 0%Z \/ i = 1%Z by move: i_in; ranges.
rewrite /pooling_avg_pool_stride_none_ceil_mode_true_divisor_override_none /pooling_avg_pool_stride_none_ceil_mode_true_divisor_override_none_count
  /pooling_global_avg_pool; in_bounds; rewrite !everyL mulr0 addr0 number_seen.
have sub u (j : space1) : u * 1 + j * H - 0 = (u + j * H)%Z :> space1 by rewrite mulr1 subr0.
have ones L (M : Z) (j : space1) : (0 <= M)%Z -> (forall u, between 0 H u -> between 0 L (u + j * H)%Z = between 0 M u) -> (M <= H)%Z ->
    forall y : space1 -> R, sumb (box (H : space1)) (fun u => guard (within 0 (L : space1) (u * 1 + j * H - 0)) (y (u * 1 + j * H - 0)))
      = sumb (box (M : space1)) (fun u => y (u + j * H)%Z).
  move=> M0 same MH y; apply: (@sum_bij _ _ _ _ _ _ _ id id); rewrite ?uniq_box // => u; rewrite !boxL sub withinL => u_in nz.
    by have t := guard_neq0 nz; rewrite same // in t; split=> //; rewrite guard_in // same.
  have u_H : between 0 H u by move: u_in; ranges.
  by split=> //; rewrite guard_in // same.
have size1 L (M : Z) (j : space1) : (0 <= M)%Z -> (forall u, between 0 H u -> between 0 L (u + j * H)%Z = between 0 M u) -> (M <= H)%Z ->
    sumb (box (H : space1)) (fun u => guard (within 0 (L : space1) (u * 1 + j * H - 0)) 1) = number M :> R.
  move=> M0 same MH; rewrite (ones L M j M0 same MH (fun=> 1)) -zrange_box -[LHS]/(sumb (zrange M) (fun u => guard (predT u) 1)).
  by rewrite sum_of_ones count_predT size_map size_iota number_nat.
have all_in u : between 0 H u -> between 0 (2 * H - 1) (u + 0 * H)%Z = between 0 H u by move=> u_in; apply/idP/idP => _; move: u_in; ranges.
have but_one u : between 0 H u -> between 0 (2 * H - 1) (u + 1 * H)%Z = between 0 (H - 1) u by move=> u_in; apply/idP/idP; move: u_in; ranges.
have H_0 : (0 <= H)%Z by lia.
have H_1 : (0 <= H - 1)%Z by lia.
pose y (t : space1) := if on_every_axis (fun u v => (u <? v)%Z) t H then x n c t else x n c (t - H).
rewrite !productL; case: i01 => ->.
  transitivity (sumb (box (H : space1)) (fun u : space1 => y (u + 0 * H)%Z) / number H).
    congr (_ / _); first exact: (ones (2 * H - 1)%Z H 0%Z H_0 all_in (Z.le_refl _) y).
    exact: (size1 (2 * H - 1)%Z H 0%Z H_0 all_in (Z.le_refl _)).
  rewrite /=; congr (_ / _); apply: eq_sumb => u; rewrite boxL => u_in; rewrite withinL u_in /y everyL Z.add_0_r guard_in // ifT //.
  by move: u_in; ranges.
transitivity (sumb (box ((H - 1)%Z : space1)) (fun u : space1 => y (u + 1 * H)%Z) / number (H - 1)%Z).
  congr (_ / _); first exact: (ones (2 * H - 1)%Z (H - 1)%Z 1%Z H_1 but_one ltac:(lia) y).
  exact: (size1 (2 * H - 1)%Z (H - 1)%Z 1%Z H_1 but_one ltac:(lia)).
change (1 <? 1)%Z with false; cbv iota; change (H - 1) with (H - 1)%Z; congr (_ / _); apply: eq_sumb => u; rewrite boxL => u_in; rewrite withinL u_in /y everyL guard_in // ifF; last by move: u_in; ranges.
by congr (x n c _); change (u + 1 * H - H = u)%Z; lia.
Qed.
Theorem avg_pool_averages_many : pooling_avg_pool_averages_many.
Proof.
hnf; intros R z _ _ _ i4 i5 i6 i7 n_in c_in a_in b_in; averages.
have -> : i6 = 0%Z by move: a_in; clear; ranges.
have -> : i7 = 0%Z by move: b_in; clear; ranges.
rewrite mulr0 addr0.
set H : space2 := at2 64 64; set K : space2 := 64%:R.
have some : has (fun u : space2 => within 0 H (u * 1 + at2 0 0 * K - 0)) (box K).
  apply/hasP; exists 0; first by rewrite mem_box /K (_ : 64%:R = at2 64 64) ?inside2.
  by rewrite (_ : at2 0 0 = 0) // !mul0r addr0 subr0 -/(inside _ _) inside2.
have n0 := lt0r_neq0 (some_seen R some).
have e := sum_with_constant H K K 1 0 (at2 0 0) (fun _ => 0) z.
rewrite (eq_sumb (F' := fun u : space2 => guard (within 0 H (u * 1 + at2 0 0 * K - 0)) (0 + z))) ?e; last by move=> u _; rewrite add0r.
by rewrite sumb0 ?add0r ?mulfK // => u _; rewrite guard0.
Qed.
