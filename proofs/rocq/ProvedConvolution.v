(** More laws of convolution layers and of transposed convolution, as they are printed from Python.

Idea: both sides are sums over channels and taps, and a summand of the one is a summand of the other.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPadding.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Ltac split_pairs := rewrite !guard0 !add0r -sumbD; apply: eq_sumb => ? _; rewrite -sumbD; apply: eq_sumb => ? _.

Theorem conv_transpose_transpose_adds_kernels : layers_conv_transpose_transpose_adds_kernels.
Proof. by hnf; intros; rewrite /layers_conv_transpose; split_pairs; rewrite guardD mulrDl. Qed.
Theorem conv_transpose_transpose_adds_bias : layers_conv_transpose_transpose_adds_bias.
Proof. by hnf; intros; rewrite /layers_conv_transpose guard0 add0r addrC guard_in. Qed.
Theorem conv_transpose_transpose_adds_inputs : layers_conv_transpose_transpose_adds_inputs.
Proof.
hnf; intros; rewrite /layers_conv_transpose; split_pairs; rewrite -mulrDr /layers_conv_transpose_z; congr (_ * _).
by rewrite ?guardD; case: ifP => // _; rewrite addr0.
Qed.
Theorem conv_transpose_transpose_has_its_size : layers_conv_transpose_transpose_has_its_size.
Proof. by move=> R G H d ks op p q s C M N g x w *; apply: same_axes => k lt; rewrite !axisE; ring. Qed.
Theorem conv_has_its_size : layers_conv_has_its_size.
Proof. by hnf; repeat split; intros; congr (per_axis _ _ _ + 1); apply: same_axes => k lt; rewrite !axisE; ring. Qed.
Lemma small M o : between 0 M o -> (o / M = 0)%Z.
Proof. by move=> o_in; apply: Z.div_small; ranges. Qed.
Lemma origin M : (1 <=? M)%Z -> between 0 M 0.
Proof. by ranges. Qed.
Lemma later C c : between 0 (C - 1) c -> between 0 C (c + 1)%Z.
Proof. by ranges. Qed.
Lemma one_before M o : between 0 M o -> (o <? 1)%Z = false -> between 0 (M - 1) (o - 1)%Z.
Proof. by ranges. Qed.
Lemma only_zero M o : between 0 M o -> (o <? 1)%Z -> o = 0%Z.
Proof. by ranges. Qed.
Lemma not_negative_extent (G : space) (m s : G) : positive s -> on_every_axis (fun u v => (u <=? v)%Z) 1 (per_axis Z.div (m - 1) s + 1) ->
  on_every_axis (fun u v => (u <=? v)%Z) 0 m.
Proof.
move=> /positiveP s_pos /everyP m1; apply/everyP => k lt; have := m1 k lt; have := s_pos k lt; rewrite !axisE axis_per // !axisE.
move: (axis k m) (axis k s) => a b b_pos; case: (Z_le_gt_dec 1 a) => [|a0]; first by lia.
by have := Z.div_lt_upper_bound (a + - (1)) b 0 ltac:(lia) ltac:(lia); lia.
Qed.

Lemma first_of N n : (1 <=? N)%Z -> between 0 1 n -> between 0 N n /\ (n / N = 0)%Z.
Proof. by move=> N1 n_in; split; [|apply: Z.div_small]; ranges. Qed.

Theorem conv_treats_images_alone : layers_conv_treats_images_alone.
Proof.
hnf; repeat split; try (intros; apply: at_least_nothing; assumption); intros.
all: match goal with h : is_true (between 0 1 ?n), h' : is_true (1 <=? ?N)%Z |- layers_conv _ _ _ _ _ ?N _ _ _ _ _ _ _ _ _ ?n _ _ = _ =>
  have [n_in _] := first_of h' h | h : is_true (between 0 1 ?n), h' : is_true (1 <=? ?N)%Z |-
  layers_conv_flip_true _ _ _ _ _ ?N _ _ _ _ _ _ _ _ _ ?n _ _ = _ => have [n_in _] := first_of h' h end.
all: rewrite /layers_conv /layers_conv_flip_true; congr (_ + _); apply: eq_sumb => c _; apply: eq_sumb => u _; known; done.
Qed.
Lemma zero_of n : between 0 1 n -> n = 0%Z.
Proof. by ranges. Qed.
Lemma alone (R : comRingType) (G : space) C H M N ks s p q d (x w : Z -> Z -> G -> R) n o i : (1 <=? M)%Z -> between 0 1 o ->
  layers_conv R G C H M N ks s p q d 1 x w (fun=> 0) n o i = layers_conv R G C H 1 N ks s p q d 1 x w (fun=> 0) n o i.
Proof.
move=> M1 /zero_of ->; rewrite /layers_conv (small (origin M1)) Z.div_0_l // !guard0; congr (_ + _).
by apply: eq_sumb => c _; apply: eq_sumb => u _; rewrite !Z.mul_1_r (origin M1).
Qed.
Lemma alone_flipped (R : comRingType) (G : space) C H M N ks s p q d (x w : Z -> Z -> G -> R) n o i : (1 <=? M)%Z -> between 0 1 o ->
  layers_conv_flip_true R G C H M N ks s p q d 1 x w (fun=> 0) n o i = layers_conv_flip_true R G C H 1 N ks s p q d 1 x w (fun=> 0) n o i.
Proof.
move=> M1 /zero_of ->; rewrite /layers_conv_flip_true (small (origin M1)) Z.div_0_l // !guard0; congr (_ + _).
by apply: eq_sumb => c _; apply: eq_sumb => u _; rewrite !Z.mul_1_r (origin M1).
Qed.
Theorem conv_treats_outputs_alone : layers_conv_treats_outputs_alone.
Proof.
hnf; repeat split; try (intros; apply: at_least_nothing; assumption); intros; [exact: alone | exact: alone_flipped].
Qed.

Theorem conv_subsamples : layers_conv_subsamples.
Proof.
hnf; repeat split; intros; first [by rewrite /layers_conv /layers_conv_flip_true mulr1 | by apply: not_negative_extent; eassumption].
Qed.
Lemma padded (G : space) (H p q t : G) : nonnegative p -> nonnegative q -> inside H (t - p) -> inside (H + p + q) t.
Proof.
move=> /nonnegativeP p0 /nonnegativeP q0 /insideP t_in; apply/insideP => k lt; have := t_in k lt; have := p0 k lt; have := q0 k lt.
by rewrite !axisE; lia.
Qed.
Lemma padded_guard (R : zmodType) (G : space) (H p q t : G) (a : bool) (y : R) : nonnegative p -> nonnegative q ->
  guard (a && within 0 H (t - p)) y = guard (a && within 0 (H + p + q) t) (guard (within 0 H (t - p)) y).
Proof.
move=> p0 q0; rewrite guard_guard -andbA; congr (guard (_ && _) _); rewrite !insideE.
by case: (boolP (inside H (t - p))) => t_in; rewrite ?andbF // (padded p0 q0 t_in).
Qed.
Theorem conv_pads : layers_conv_pads.
Proof.
hnf; repeat split; intros; rewrite /layers_conv /layers_conv_flip_true; congr (_ + _); apply: eq_sumb => c _; apply: eq_sumb => u _.
all: by congr (_ * _); rewrite !subr0; apply: padded_guard.
Qed.

Lemma one_tap (R : zmodType) (G : space) (F : G -> R) : sumb (box 1) F = F 0.
Proof.
have one : 0 \in box (1 : G) by rewrite mem_box; axiswise.
rewrite (@sumb_one _ _ _ _ 0) ?uniq_box ?one // => u; rewrite mem_box => u_in /eqP []; axiswise.
Qed.
Lemma one_channel (R : ringType) (F : Z -> R) C o : between 0 C o -> sumb (zrange C) (fun c => (if (o =? c)%Z then 1 else 0) * F c) = F o.
Proof.
move=> o_in; rewrite (@sumb_one _ _ _ _ o) ?uniq_zrange //; first by rewrite mem_zrange o_in Z.eqb_refl mul1r.
by move=> c _ /eqP co; case: Z.eqb_spec => [e|_]; [case: co | rewrite mul0r].
Qed.
Theorem pad_is_a_convolution_with_a_unit : layers_pad_is_a_convolution_with_a_unit.
Proof.
hnf; intros R G H p q C N x; intros; match goal with h : is_true (between 0 N ?r), h' : is_true (between 0 C ?t) |- _ => move: r t h h' =>
  n o n_in o_in end.
have o0 : (o / C = 0)%Z by apply: Z.div_small; ranges.
rewrite /layers_conv guard0 add0r o0 Z.mul_0_r Z.mul_1_r.
rewrite (eq_sumb (F' := fun c => (if (o =? c)%Z then 1 else 0) * guard (between 0 N n && between 0 C c && within 0 H (i6 - p)) (x n c (i6 - p)))).
  by rewrite one_channel.
move=> c; rewrite mem_zrange => c_in; rewrite one_tap o_in c_in (_ : within 0 1 (0 : G)) /=; last by rewrite insideE; axiswise.
by rewrite mul0r add0r mulr1.
Qed.
Theorem conv_has_unit : layers_conv_has_unit.
Proof.
hnf; intros R G H C N x; intros; match goal with h : is_true (between 0 N ?r), h' : is_true (between 0 C ?t), h'' : is_true (within 0 H ?j) |- _ =>
  move: r t j h h' h'' => n o i n_in o_in i_in end.
have o0 : (o / C = 0)%Z by apply: Z.div_small; ranges.
rewrite /layers_conv guard0 add0r o0 Z.mul_0_r Z.mul_1_r.
rewrite (eq_sumb (F' := fun c => (if (o =? c)%Z then 1 else 0) * x n c i)); first by rewrite one_channel.
move=> c; rewrite mem_zrange => c_in; rewrite one_tap o_in c_in (_ : within 0 1 (0 : G)) /=; last by rewrite insideE; axiswise.
by rewrite mul0r add0r mulr1 subr0 i_in n_in.
Qed.
Theorem conv_adds_input_channels : layers_conv_adds_input_channels.
Proof.
hnf; split; move=> R G H d ks p q s C M N x w _ _ _ _ _ _ C1 _ _ _ _ n o i n_in o_in i_in.
all: rewrite /layers_conv /layers_conv_flip_true !guard0 !add0r (sumb_first _ (elimT (Z.leb_spec0 _ _) C1)) sumb_single (small o_in) !Z.mul_0_r.
all: congr (_ + _); first by (apply: eq_sumb => u _; rewrite !Z.mul_1_r (origin C1)).
all: by apply: eq_sumb => c; rewrite mem_zrange => c_in; apply: eq_sumb => u _; rewrite !Z.mul_1_r !Z.add_0_l c_in (later c_in).
Qed.
Theorem conv_splits_into_outputs : layers_conv_splits_into_outputs.
Proof.
hnf; split; intros.
all: match goal with h : is_true (between 0 ?M ?t) |- context [(?t <? 1)%Z] => move: (h) => o_in end.
all: rewrite /layers_conv /layers_conv_flip_true !guard0 !add0r; case: ifP => where_o; rewrite (small o_in) ?(small (one_before o_in where_o)).
all: apply: eq_sumb => c _; apply: eq_sumb => u _; rewrite !Z.mul_1_r o_in.
all: try by rewrite (one_before o_in where_o) Z.sub_add.
all: by rewrite (only_zero o_in where_o).
Qed.
Theorem linear_is_a_convolution_of_one_tap : layers_linear_is_a_convolution_of_one_tap.
Proof.
move=> R C N P x w b _ _ _ n o i n_in o_in /zero_of ->.
rewrite /layers_linear /layers_conv (small o_in) !Z.mul_0_r !Z.mul_1_r; congr (_ + _); apply: eq_sumb => c; rewrite mem_zrange => c_in.
by rewrite -zrange_box sumb_single o_in c_in n_in.
Qed.

(** With a stride of 1 every place of the transposed convolution is read. *)
Lemma z_one (R : comRingType) (G : space) C (H : G) M N ks (p q op d : G) g (x w : Z -> Z -> G -> R) b n c (t : G) :
  layers_conv_transpose_z R G C H M N ks 1 p q op d g x w b n c t = guard (between 0 N n && between 0 (C * g)%Z c && within 0 H t) (x n c t).
Proof.
have e : per_axis Z.div t 1 = t by apply: same_axes => k lt; rewrite axis_per // axisE Z.div_1_r.
rewrite /layers_conv_transpose_z ifT ?e //.
by apply/everyP => k lt; rewrite axis_per // !axisE Z.mod_1_r.
Qed.
Theorem conv_transpose_transpose_has_unit : layers_conv_transpose_transpose_has_unit.
Proof.
hnf; intros R G H C N x; intros; match goal with h : is_true (between 0 N ?r), h' : is_true (between 0 C ?t), h'' : is_true (within 0 _ ?j) |- _ =>
  move: r t j h h' h'' => n o i n_in o_in i_in end.
have o_mod : (o mod C = o)%Z by apply: Z.mod_small; ranges.
rewrite /layers_conv_transpose guard0 add0r (small o_in) o_mod Z.mul_0_r Z.mul_1_r.
rewrite (eq_sumb (F' := fun c => (if (o =? c)%Z then 1 else 0) * x n c i)); first by rewrite one_channel.
move=> c; rewrite mem_zrange => c_in; rewrite one_tap z_one (_ : within 0 1 (0 : G)); last by rewrite insideE; axiswise.
by rewrite mul0r addr0 subr0 Z.mul_1_r n_in o_in i_in [(c =? o)%Z]Z.eqb_sym /= ?c_in.
Qed.
