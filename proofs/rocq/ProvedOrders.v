(** Laws of normalisation and of subsampling that say that an order, a group or a shape does not matter, as they are printed from Python.

Idea: a mean and a variance are sums over the same entries in another order; the rest is the same entry by entry.

Definitions: [mirrored_step], the places of an image in another order along its last axis.
Results: each law, under the name of its proposition.
Not proved here: the correction of the variance.
Axioms: those of Coq's real numbers, and Hilbert's epsilon; see [RealField]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Generated ProvedPlaces MeansAndVariances ProvedNormalization.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** Rows *)
Theorem layer_norm_moves_with_the_entries : normalization_layer_norm_moves_with_the_entries.
Proof.
move=> eps K N x gamma beta _ K1 N1 n k n_in k_in; rewrite /normalization_layer_norm -!/(earlier K _) !k_in !earlier_in // n_in.
set m := normalization_layer_norm_mu _ _ _ _ _ _ _ _; set m' := normalization_layer_norm_mu _ _ _ _ x _ _ _.
have e : m = m'.
  rewrite /m /m' /normalization_layer_norm_mu n_in; congr (_ / _); rewrite -[RHS](sumb_earlier _ K1).
  by apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite l_in earlier_in.
set v := normalization_layer_norm_nu _ _ _ _ _ _ _ _; set v' := normalization_layer_norm_nu _ _ _ _ x _ _ _.
have e' : v = v'.
  rewrite /v /v' /normalization_layer_norm_nu n_in -/m -/m' e; congr (_ / _); rewrite -[RHS](sumb_earlier _ K1).
  by apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite l_in earlier_in.
by rewrite e e'.
Qed.

(** ** The running variance *)
Lemma infers (g m v e y : R) : 0 < e -> 0 <= v ->
  ((y - m) * g / root (e + v)) * ((y - m) * g / root (e + v)) * (v + e) = (g * (y - m)) * (g * (y - m)).
Proof.
move=> e0 v0; have s0 : 0 < e + v by rewrite ltr_paddr.
rewrite mulrACA -invfM root_squared ?ltW // [v + e]addrC divfK ?gt_eqF //.
by rewrite [(y - m) * g]mulrC.
Qed.
Theorem batch_norm_infers_by_the_running_variance : normalization_batch_norm_infers_by_the_running_variance.
Proof.
split=> G H eps momentum C N x gamma beta mean var H0 e0 m0 C1 N1 var0 m1 some n c i n_in c_in i_in;
  rewrite /normalization_batch_norm_training_false /normalization_batch_norm_training_false_correction_1 n_in c_in i_in /guard /= !mulr0 !addr0 !add0r;
  apply: infers => //; exact: var0.
Qed.

(** ** Places in another order *)
Section Orders.
Variables (G : space) (H : G).
Hypothesis H0 : positive H.
Implicit Types i u : G.
Definition mirrored_step i : G := (last_axis * H) + (per_axis Z.modulo (i - last_axis) H) - (2%:R * last_axis * (per_axis Z.modulo (i - last_axis) H)) - last_axis.
Lemma axis_step i k : (k < rank G)%N -> axis k (mirrored_step i) =
  if k.+1 == rank G then (axis k H - 1 - Z.modulo (axis k i - 1) (axis k H))%Z else Z.modulo (axis k i) (axis k H).
Proof.
move=> lt; rewrite /mirrored_step; do !rewrite ?axis_per // ?axisE; rewrite /last_axis !axis_make //; case: ifP => _.
  by rewrite !Z.add_opp_r; lia.
by rewrite Z.opp_0 !Z.add_0_r; lia.
Qed.
Lemma step_in i : within 0 H (mirrored_step i).
Proof.
move: H0 => /positiveP h0; apply/insideP => k lt; rewrite axis_step //; have := h0 k lt; case: ifP => _ h.
  by have := Z.mod_pos_bound (axis k i - 1) (axis k H) h; lia.
exact: Z.mod_pos_bound.
Qed.
Lemma step_back i : within 0 H i -> mirrored_step (mirrored_step i) = i.
Proof.
move: H0 => /positiveP h0 /insideP i_in; apply: same_axes => k lt; rewrite !axis_step //; move: (h0 k lt) (i_in k lt).
move: (axis k H) (axis k i) => h j h1 j_in; case: (_ == rank G); last by rewrite !Z.mod_small //; lia.
case: (Z.eq_dec j 0) => [->|ne].
  have <- : (h - 1 = Z.modulo (0 - 1) h)%Z by apply: (Z.mod_unique_pos _ _ (-1)); lia.
  have <- : (h - 1 = Z.modulo (h - 1 - (h - 1) - 1) h)%Z by apply: (Z.mod_unique_pos _ _ (-1)); lia.
  by lia.
by rewrite [Z.modulo (j - 1) h]Z.mod_small ?Z.mod_small; lia.
Qed.
Lemma sumb_step (V : zmodType) (F : G -> V) : sumb (box H) (fun u => F (mirrored_step u)) = sumb (box H) F.
Proof.
apply: (@sum_bij _ _ _ _ _ _ _ mirrored_step mirrored_step); rewrite ?uniq_box // => u; rewrite !mem_box => u_in _.
  by split; [exact: step_in | exact: step_back | ].
by split; [exact: step_in | exact: step_back | rewrite step_back].
Qed.
End Orders.
Theorem group_norm_group_moves_with_places : normalization_group_norm_group_moves_with_places.
Proof.
move=> G H eps M N groups x gamma beta H0 _ M1 N1 g1 n c i n_in c_in i_in; rewrite /normalization_group_norm -!/(mirrored_step _ _) n_in c_in i_in step_in //.
set m := normalization_group_norm_mu _ _ _ _ _ _ _ _ _ _ _ _; set m' := normalization_group_norm_mu _ _ _ _ _ _ _ x _ _ _ _.
have e : m = m'.
  rewrite /m /m' /normalization_group_norm_mu; congr (_ / _); apply: eq_sumb => h _; rewrite -[RHS](sumb_step H0).
  by apply: eq_sumb => u; rewrite mem_box /inside => u_in; rewrite u_in step_in.
set v := normalization_group_norm_nu _ _ _ _ _ _ _ _ _ _ _ _; set v' := normalization_group_norm_nu _ _ _ _ _ _ _ x _ _ _ _.
have e' : v = v'.
  rewrite /v /v' /normalization_group_norm_nu -/m -/m' e; congr (_ / _); apply: eq_sumb => h _; rewrite -[RHS](sumb_step H0).
  by apply: eq_sumb => u; rewrite mem_box /inside => u_in; rewrite u_in step_in.
by rewrite e e'.
Qed.
(** Images in another order, too. *)
Lemma sumb_turned (G : space) (H : G) N (V : zmodType) (F : Z -> G -> V) : positive H -> (1 <=? N)%Z ->
  sumb (zrange N) (fun n => sumb (box H) (fun u => F (earlier N n) (mirrored_step H u))) = sumb (zrange N) (fun n => sumb (box H) (F n)).
Proof. by move=> H0 N1; rewrite -[RHS](sumb_earlier _ N1); apply: eq_sumb => n _; exact: sumb_step. Qed.
Theorem batch_norm_moves_with_the_batch : normalization_batch_norm_moves_with_the_batch.
Proof.
split=> G H eps momentum C N x gamma beta H0 _ _ C1 N1 _ _ n c i n_in c_in i_in.
- rewrite /normalization_batch_norm -!/(mirrored_step _ _) -!/(earlier N _) n_in c_in i_in step_in // earlier_in //.
  set m := normalization_batch_norm_mean _ _ _ _ _ _ _ _ _ _ _ _ _; set m' := normalization_batch_norm_mean _ _ _ _ _ _ _ x _ _ _ _ _.
  have e : m = m'.
    rewrite /m /m' /normalization_batch_norm_mean; congr (_ / _); rewrite -[RHS](sumb_turned _ H0 N1).
    by apply: eq_sumb => h; rewrite mem_zrange => h_in; apply: eq_sumb => u; rewrite mem_box /inside => u_in; rewrite h_in u_in step_in // earlier_in.
  set v := normalization_batch_norm_var _ _ _ _ _ _ _ _ _ _ _ _ _; set v' := normalization_batch_norm_var _ _ _ _ _ _ _ x _ _ _ _ _.
  have e' : v = v'.
    rewrite /v /v' /normalization_batch_norm_var -/m -/m' e; congr (_ / _); rewrite -[RHS](sumb_turned _ H0 N1).
    by apply: eq_sumb => h; rewrite mem_zrange => h_in; apply: eq_sumb => u; rewrite mem_box /inside => u_in; rewrite h_in u_in step_in // earlier_in.
  by rewrite e e'.
- rewrite /normalization_batch_norm_correction_1 -!/(mirrored_step _ _) -!/(earlier N _) n_in c_in i_in step_in // earlier_in //.
  set m := normalization_batch_norm_correction_1_mean _ _ _ _ _ _ _ _ _ _ _ _ _; set m' := normalization_batch_norm_correction_1_mean _ _ _ _ _ _ _ x _ _ _ _ _.
  have e : m = m'.
    rewrite /m /m' /normalization_batch_norm_correction_1_mean; congr (_ / _); rewrite -[RHS](sumb_turned _ H0 N1).
    by apply: eq_sumb => h; rewrite mem_zrange => h_in; apply: eq_sumb => u; rewrite mem_box /inside => u_in; rewrite h_in u_in step_in // earlier_in.
  set v := normalization_batch_norm_correction_1_var _ _ _ _ _ _ _ _ _ _ _ _ _; set v' := normalization_batch_norm_correction_1_var _ _ _ _ _ _ _ x _ _ _ _ _.
  have e' : v = v'.
    rewrite /v /v' /normalization_batch_norm_correction_1_var -/m -/m' e; congr (_ / _); rewrite -[RHS](sumb_turned _ H0 N1).
    by apply: eq_sumb => h; rewrite mem_zrange => h_in; apply: eq_sumb => u; rewrite mem_box /inside => u_in; rewrite h_in u_in step_in // earlier_in.
  by rewrite e e'.
Qed.

(** ** Sums of windows *)
Theorem subsample_is_scaled_sums : classic_subsample_is_scaled_sums.
Proof.
move=> R G H A C N x c b H0 A0 C1 N1 _ _ _ n k i n_in k_in i_in; rewrite /classic_subsample /pooling_avg_pool_stride_none k_in n_in addrC.
rewrite !(guard_in _ (erefl true)) number1 divr1; congr (_ * _ + _); apply: eq_sumb => u _.
by rewrite mulr1 subr0 [i * A + u]addrC.
Qed.
Theorem global_avg_pool_global_mean_shares_the_sum : pooling_global_avg_pool_global_mean_shares_the_sum.
Proof.
move=> R G H C N x H0 C1 N1 n c i n_in c_in i_in; rewrite /pooling_global_avg_pool /words_sum_of_entries divfK //.
by have := product_pos H0 => p1; rewrite number_nat ?pnatr_eq0; lia.
Qed.
