(** Laws about where entries are read: on the torus, in reverse order, with axes exchanged, in other places of memory; as they are printed from Python.

Idea: both sides are sums over the same places, named in another way.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Places.
Variable G : space.
Implicit Types H A i s : G.
Lemma around_in H i : positive H -> within 0 H (per_axis Z.modulo i H).
Proof.
by move=> /positiveP H0; apply/insideP => k lt; rewrite axis_per //; apply: Z.mod_pos_bound; have := H0 k lt; lia.
Qed.
Lemma around_once H i : positive H -> around H (H + i) = around H i.
Proof.
move=> /positiveP H0; apply: same_axes => k lt; rewrite !axis_per // axis_add.
by have := Z.mod_add (axis k i) 1 (axis k H); rewrite Z.mul_1_l Z.add_comm; apply; have := H0 k lt; lia.
Qed.
Lemma zero_in H : positive H -> within 0 H 0.
Proof. by move=> /positiveP H0; apply/insideP => k lt; rewrite axis_zero; have := H0 k lt; lia. Qed.
Lemma at_zero i : on_every_axis (fun u v => (u =? v)%Z) i 0 = (i == 0).
Proof.
apply/everyP/eqP => [e|-> k lt]; last by rewrite Z.eqb_refl.
by apply: same_axes => k lt; apply/Z.eqb_eq; exact: e.
Qed.
Lemma within_swap H i : within 0 (swap H) i = within 0 H (swap i).
Proof.
apply/insideP/insideP => A k lt; first by have := A (mirror G k) (mirror_lt lt); rewrite !axis_swap ?mirrorK ?mirror_lt.
by rewrite axis_swap //; have := A (mirror G k) (mirror_lt lt); rewrite !axis_swap ?mirrorK ?mirror_lt.
Qed.
End Places.

Lemma sumb_swap (G : space) (R : zmodType) (H : G) (F : G -> R) : sumb (box (swap H)) F = sumb (box H) (fun s => F (swap s)).
Proof.
apply: (@sum_bij _ _ _ _ _ _ _ (@swap G) (@swap G)); rewrite ?uniq_box // => s; rewrite !mem_box /inside => s_in _.
  by split; [rewrite -within_swap | exact: swapK | rewrite swapK].
by split; [rewrite within_swap swapK | exact: swapK | ].
Qed.

(** The places of a range, moved by one, and the channels of the last group. *)
Definition earlier n k := Z.modulo (n + k - 1) n.
Lemma earlier_in n k : (1 <=? n)%Z -> between 0 n (earlier n k).
Proof. by move=> /Z.leb_le n1; apply/betweenP; apply: Z.mod_pos_bound; lia. Qed.
Lemma sumb_earlier (R : zmodType) n (F : Z -> R) : (1 <=? n)%Z -> sumb (zrange n) (fun k => F (earlier n k)) = sumb (zrange n) F.
Proof.
move=> n1; have n0 := elimT (Z.leb_spec0 _ _) n1.
apply: (@sum_bij _ _ _ _ _ _ _ (earlier n) (fun k => Z.modulo (k + 1) n)); rewrite ?uniq_zrange // => k; rewrite !mem_zrange => k_in _.
  split; [exact: earlier_in | | by []].
  rewrite /earlier Zplus_mod_idemp_l (_ : (n + k - 1 + 1 = k + 1 * n)%Z) ?Z.mod_add ?Z.mod_small //; move: k_in => /betweenP; lia.
have e : earlier n (Z.modulo (k + 1) n) = k.
  rewrite /earlier (_ : (n + Z.modulo (k + 1) n - 1 = Z.modulo (k + 1) n + (n - 1))%Z); last by lia.
  rewrite Zplus_mod_idemp_l (_ : (k + 1 + (n - 1) = k + 1 * n)%Z) ?Z.mod_add ?Z.mod_small //; move: k_in => /betweenP; lia.
by split; [apply/betweenP; apply: Z.mod_pos_bound; lia | exact: e | rewrite /= e].
Qed.
Lemma group_of m g n : between 0 n m -> Z.div (n * g + m - n) n = (g - 1)%Z.
Proof. by move=> /betweenP m_in; symmetry; apply: (Z.div_unique_pos _ _ _ m); lia. Qed.
Lemma in_last_group m g n : (1 <=? g)%Z -> between 0 n m -> between 0 (n * g) (n * g + m - n).
Proof. by move=> /Z.leb_le g1 /betweenP m_in; apply/betweenP; nia. Qed.

(** ** The torus *)
Theorem circular_has_unit_of_the_torus : convolution_circular_has_unit_of_the_torus.
Proof.
move=> R G H f H0 i i_in; rewrite /convolution_circular.
rewrite (sumb_one (x := i)) ?uniq_box // => [|m].
  rewrite mem_box /inside i_in /guard subrr at_zero.
  have -> : per_axis Z.modulo 0 H = 0.
    by apply: same_axes => k lt; rewrite axis_per // axis_zero Z.mod_0_l //; have /positiveP/(_ k lt) := H0; lia.
  by rewrite zero_in // eqxx mulr1.
rewrite mem_box => m_in ne; rewrite at_zero (_ : _ == 0 = false) ?guard0 ?mulr0 //; apply: contra_neqF ne => /eqP e.
have := aroundD H (i - m) m; rewrite /around e add0r subrK => e'; rewrite -[m](around_small m_in) -[i](around_small i_in).
exact: e'.
Qed.
Theorem circular_is_equivariant_on_the_torus : convolution_circular_is_equivariant_on_the_torus.
Proof.
move=> R G H f g H0 i i_in; rewrite /words_rolled (guard_in _ (around_in _ H0)) /convolution_circular.
apply: (@sum_bij _ _ _ _ _ _ _ (fun m => around H (H + m - 1)) (fun m => around H (m + 1))); rewrite ?uniq_box // => m; rewrite !mem_box /inside => m_in _.
  have e : around H (H + m - 1) = around H (m - 1) by rewrite -addrA around_once.
  split; first exact: around_in.
    by rewrite e aroundD subrK around_small.
  rewrite /around !(around_in _ H0) m_in /guard; congr (_ * g _).
  change (around H (around H (H + i - 1) - around H (H + m - 1)) = around H (i - m)).
  by rewrite e -[H + i - 1]addrA around_once // aroundB aroundD; congr (around H _); axiswise.
have e : around H (H + around H (m + 1) - 1) = m.
  by rewrite -addrA around_once // aroundD addrK around_small.
split; [exact: around_in | exact: e | ].
have e' : per_axis Z.modulo (H + per_axis Z.modulo (m + 1) H - 1) H = m by exact: e.
rewrite /around e' !(around_in _ H0) m_in /guard; congr (_ * g _).
change (around H (i - around H (m + 1)) = around H (around H (H + i - 1) - m)).
by rewrite -[H + i - 1]addrA around_once // aroundB aroundD; congr (around H _); axiswise.
Qed.

(** ** Axes exchanged, and reversed *)
Theorem image_transposes : convolution_image_transposes.
Proof.
split; [|split].
- move=> R G A H I K A0 H0 _ _; split; first by rewrite swapB swapD swap1.
  move=> i _; rewrite /convolution_image sumb_swap; apply: eq_sumb => s _; rewrite !within_swap !swapB !swapK; congr (_ * _).
- move=> R G A H I K A0 H0 i _; rewrite /convolution_image_mode_same sumb_swap; apply: eq_sumb => s _.
  rewrite !within_swap swapK; set there := swap (_ - _); have -> // : there = swap i + per_axis Z.div (A - 1) 2%:R - s.
  apply: same_axes => k lt; have lt' := mirror_lt lt; rewrite /there axis_swap // !axis_add !axis_opp !axis_per // !axis_add !axis_opp !axis_swap ?mirrorK //.
  by rewrite !axis_one.
- move=> R G A H I K A0 H0 _ _; split; first by rewrite swapB swapD swap1.
  move=> i _; rewrite /convolution_image_mode_valid sumb_swap; apply: eq_sumb => s _; rewrite !within_swap.
  by rewrite swapK; set there := swap (_ - _); have -> // : there = A + swap i - s - 1; rewrite /there !(swapB, swapD) !swapK swap1.
Qed.
Theorem flip_pairs : convolution_flip_pairs.
Proof.
move=> R G H f g H0; rewrite /convolution_flip /convolution_image.
apply: (@sum_bij _ _ _ _ _ _ _ (fun s => H - s - 1) (fun s => H - s - 1)); rewrite ?uniq_box // => s; rewrite !mem_box /inside => s_in _.
  have t_in : within 0 H (H - s - 1).
    by move: s_in => /insideP s_in; apply/insideP => k lt; have := s_in k lt; rewrite !axisE; lia.
  have e : H - (H - s - 1) - 1 = s by axiswise.
  split=> //; rewrite t_in /guard (_ : H - 1 - (H - s - 1) = s) ?s_in //; axiswise.
have t_in : within 0 H (H - s - 1).
  by move: s_in => /insideP s_in; apply/insideP => k lt; have := s_in k lt; rewrite !axisE; lia.
have e : H - (H - s - 1) - 1 = s by axiswise.
by split=> //; rewrite e s_in /guard (_ : H - 1 - s = H - s - 1) ?t_in //; axiswise.
Qed.

(** ** Running sums *)
Theorem difference_is_undone_by_sums : convolution_difference_is_undone_by_sums.
Proof.
move=> R N f N1 n n_in; rewrite /words_running_sum.
have sums m : (0 <= m)%Z -> (m <= N)%Z -> sumb (zrange (m + 1)) (fun m => guard (between 0 (N + 1) m) (convolution_difference R N f m)) = guard (between 0 N m) (f m).
  move=> m0; pattern m; apply: natlike_ind m0 => {m} [_|m m0 IH mN].
    by rewrite sumb_single guard_in /convolution_difference; [rewrite [X in _ - X]guard_out ?subr0 | ranges].
  rewrite -Z.add_1_r sumb_snoc; last by lia.
  rewrite IH; last by lia.
  rewrite [X in _ + X]guard_in; last by ranges.
  by rewrite /convolution_difference Z.add_simpl_r addrCA subrr addr0.
rewrite sums; try (move: n_in; ranges); case: ifP => nN; first by rewrite guard_in //; move: n_in nN; ranges.
by rewrite mulr0 guard_out //; move: nN; ranges.
Qed.

(** ** Memory *)
Theorem conv_ignores_memory_layout : layers_conv_ignores_memory_layout.
Proof. by []. Qed.
Theorem conv_reads_views : layers_conv_reads_views.
Proof.
split=> R G H d A p q s C M N g x w; intros; rewrite /layers_conv /layers_conv_flip_true /words_as_a_view; congr (_ + _);
  apply: eq_sumb => c _; apply: eq_sumb => a _; rewrite !guard_guard !andbb //.
Qed.

(** ** Entries taken one after another *)
Theorem global_max_pool_global_max_is_reached : pooling_global_max_pool_global_max_is_reached.
Proof. by []. Qed.
Theorem subsample_is_linear_in_its_parameters : classic_subsample_is_linear_in_its_parameters.
Proof.
move=> R G H A C N x c b u v; intros; rewrite /classic_subsample !guardD mulrDl addrACA //.
Qed.
