(** Laws of images on a torus, of translations, and of the parts of a convolution, as they are printed from Python.

Idea: the printed definitions are those of [ConvolutionFormulas]; each law is one of the theorems of [ConvolutionTheorems].

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed ConvolutionFormulas ConvolutionTheorems Generated Guards ProvedImages.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Theorem circular_commutes_on_the_torus : convolution_circular_commutes_on_the_torus.
Proof. hnf; intros; exact: ConvolutionTheorems.circular_commutes. Qed.
Theorem circular_associates_on_the_torus : convolution_circular_associates_on_the_torus.
Proof. hnf; intros; exact: ConvolutionTheorems.circular_associates. Qed.
Theorem circular_distributes_on_the_torus : convolution_circular_distributes_on_the_torus.
Proof. hnf; intros; exact: ConvolutionTheorems.circularDr. Qed.
Theorem circular_scales_on_the_torus : convolution_circular_scales_on_the_torus.
Proof. hnf; intros; exact: ConvolutionTheorems.circularZl. Qed.

Lemma extentE (G : space) (A H : G) : A + H - 1 = extent 0 H A. Proof. by rewrite /= /full_extent; axiswise. Qed.

Theorem image_is_translation_equivariant : convolution_image_is_translation_equivariant.
Proof.
hnf; intros R G A H I K; intros; rewrite !fullE; etransitivity; first exact: ConvolutionTheorems.image_after_zeros.
by rewrite extentE.
Qed.
Theorem image_same_is_the_centre : convolution_image_same_is_the_centre.
Proof.
hnf; intros R G A H I K A_pos; intros; split => //.
apply/everyP => k lt; rewrite !axisE axis_per // !axisE; have /positiveP/(_ k lt) := A_pos.
rewrite -[(1 + 1)%Z]/2%Z.
by move: (axis k A) => a ?; have := Z.div_le_upper_bound (a + - (1)) 2 (a - 1) ltac:(lia) ltac:(lia); lia.
Qed.
Theorem cross_correlation_starts_at_the_last_tap : convolution_cross_correlation_starts_at_the_last_tap.
Proof.
hnf; intros R G A H I K; intros; rewrite !correlate_fullE; etransitivity; first exact: ConvolutionTheorems.correlation_after_zeros.
by rewrite extentE.
Qed.
Theorem cross_correlation_has_unit_tap : convolution_cross_correlation_has_unit_tap.
Proof.
have unit (R : comRingType) (G : space) mode (H : G) (I : G -> R) i : within 0 H i -> cross_correlation mode H 1 I (fun=> 1) i = I i.
  move=> i_in; rewrite -[RHS](cut_in _ i_in) -(ConvolutionTheorems.correlation_with_impulse mode); apply: eq_sumb => a; rewrite mem_box => a_in.
  by congr (_ * _); rewrite !cut_in // /impulse (_ : a = 0) ?eqxx //; axiswise.
by hnf; repeat split; intros; rewrite ?correlate_fullE ?correlate_sameE ?correlate_validE; apply: unit.
Qed.
Theorem image_valid_is_inside : convolution_image_valid_is_inside.
Proof.
move=> R G A H I K A_pos H_pos /everyP fits _; split; last split.
- by apply/everyP => k lt; have := fits k lt; rewrite !axisE; lia.
- by apply/everyP => k lt; have := fits k lt; rewrite !axisE; lia.
by move=> i i_in; rewrite validE fullE ConvolutionTheorems.image_valid /in_the_kernel addrA [A + i]addrC.
Qed.

(** Around the torus once or not at all, along each axis. *)
Lemma torusE (R : comRingType) (G : space) (H i : G) (y : G -> R) : inside H i ->
  words_around_the_torus R G H y i = wrapped (extent 0 H H) H y i.
Proof.
move=> /insideP i_in; rewrite /words_around_the_torus /wrapped.
apply: (@sum_bij _ _ _ _ _ _ _ (fun u => u * H + i) (fun t => per_axis Z.div t H)); try exact: uniq_box; [move=> u | move=> t].
  rewrite mem_box => /insideP u_in /guard_neq0 v_in; have v_in' : inside (extent 0 H H) (u * H + i).
    by rewrite /= /full_extent -[H + H]mulr2n -mulr_natl.
  split; first by rewrite mem_box.
    apply: same_axes => k lt; rewrite axis_per // !axisE Z.div_add_l; last by have := i_in k lt; lia.
    by rewrite Z.div_small ?Z.add_0_r //; exact: i_in.
  rewrite guard_in // ifT //; apply/eqP/same_axes => k lt; rewrite axis_per // !axisE Z.add_comm Z_mod_plus_full Z.mod_small //; exact: i_in.
rewrite mem_box => /insideP t_in; case: ifP => [/eqP e _|]; last by rewrite eqxx.
have back : per_axis Z.div t H * H + i = t.
  apply: same_axes => k lt; have := congr1 (axis k) e; rewrite !axisE !axis_per // => <-.
  by have := Z.div_mod (axis k t) (axis k H); have := i_in k lt; lia.
split; [rewrite mem_box | exact: back | rewrite back guard_in //].
  apply/insideP => k lt; have := t_in k lt; have := i_in k lt; rewrite axis_per // /= /full_extent !axisE => h_pos t_lt.
  by split; [apply: Z.div_pos; lia | apply: Z.div_lt_upper_bound; lia].
by apply/insideP => k lt; have := t_in k lt; rewrite /= /full_extent !axisE; lia.
Qed.
Theorem circular_periodises : convolution_circular_periodises.
Proof.
hnf; intros R G H f g H_pos i i_in; rewrite torusE //; etransitivity; first exact: (ConvolutionTheorems.circular_is_wrapped f g i_in).
by apply: eq_sumb => t _; rewrite fullE.
Qed.
