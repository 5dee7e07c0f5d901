(** Laws of images on a torus, of translations, and of the parts of a convolution, as they are printed from Python.

Idea: the printed definitions are those of [ConvolutionFormulas]; each law is one of the theorems of [ConvolutionLaws].

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed ConvolutionFormulas ConvolutionLaws Generated Guards ProvedImages.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Theorem circular_commutes_on_the_torus : convolution_circular_commutes_on_the_torus.
Proof. hnf; intros; exact: ConvolutionLaws.circular_commutes_on_the_torus. Qed.
Theorem circular_associates_on_the_torus : convolution_circular_associates_on_the_torus.
Proof. hnf; intros; exact: ConvolutionLaws.circular_associates_on_the_torus. Qed.
Theorem circular_distributes_on_the_torus : convolution_circular_distributes_on_the_torus.
Proof. hnf; intros; exact: ConvolutionLaws.circular_distributes_on_the_torus. Qed.
Theorem circular_scales_on_the_torus : convolution_circular_scales_on_the_torus.
Proof. hnf; intros; exact: ConvolutionLaws.circular_scales_on_the_torus. Qed.

Lemma extentE (G : space) (A H : G) : A + H - 1 = extent 0 H A. Proof. by rewrite /= /full_extent; axiswise. Qed.

Theorem image_is_translation_equivariant : convolution_image_is_translation_equivariant.
Proof.
hnf; intros R G A H I K; intros; rewrite !fullE; etransitivity; first exact: ConvolutionLaws.image_is_translation_equivariant.
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
hnf; intros R G A H I K; intros; rewrite !correlate_fullE; etransitivity; first exact: ConvolutionLaws.cross_correlation_starts_at_the_last_tap.
by rewrite extentE.
Qed.
Theorem cross_correlation_has_unit_tap : convolution_cross_correlation_has_unit_tap.
Proof.
have unit (R : comRingType) (G : space) mode (H : G) (I : G -> R) i : within 0 H i -> cross_correlation mode H 1 I (fun=> 1) i = I i.
  move=> i_in; rewrite -[RHS](cut_in _ i_in) -(ConvolutionLaws.cross_correlation_has_unit_tap mode); apply: eq_sumb => a; rewrite mem_box => a_in.
  by congr (_ * _); rewrite !cut_in // /impulse (_ : a = 0) ?eqxx //; axiswise.
by hnf; repeat split; intros; rewrite ?correlate_fullE ?correlate_sameE ?correlate_validE; apply: unit.
Qed.
