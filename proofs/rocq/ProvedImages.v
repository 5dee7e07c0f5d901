(** The laws of convolution of images and volumes, as they are printed from Python.

Idea: the printed convolution is the one that [ConvolutionTheorems] is about, under other names; each law is one of the theorems there.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed ConvolutionFormulas ConvolutionTheorems Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Images.
Variables (R : comRingType) (G : space).
Implicit Types (H A P i : G) (I J K f g : G -> R).

(** The printed definitions are those of [ConvolutionFormulas]. *)
Lemma fullE A H I K i : convolution_image R G A H I K i = image 0 H A I K i.
Proof. by rewrite /image /= addr0. Qed.
Lemma halfE A : per_axis Z.div (A - 1) 2%:R = start 1 A :> G.
Proof.
apply: same_axes => k lt; rewrite /start !axis_per // !axisE; congr (_ / _)%Z.
Qed.
Lemma sameE A H I K i : convolution_image_mode_same R G A H I K i = image 1 H A I K i.
Proof. by rewrite /convolution_image_mode_same halfE. Qed.
Lemma validE A H I K i : convolution_image_mode_valid R G A H I K i = image 2 H A I K i.
Proof.
by rewrite /image /= /full; apply: eq_sumb => s _; rewrite (_ : A + i - s - 1 = i + (A - 1) - s) //; axiswise.
Qed.
Lemma correlate_fullE A H I K i : convolution_cross_correlation R G A H I K i = cross_correlation 0 H A I K i.
Proof. by apply: eq_sumb => a _; rewrite (_ : i + a + 1 - A = i + a - (A - 1 - 0)) //; axiswise. Qed.
Lemma correlate_sameE A H I K i : convolution_cross_correlation_mode_same R G A H I K i = cross_correlation 1 H A I K i.
Proof.
apply: eq_sumb => a _; rewrite halfE; set b := start 1 A.
by rewrite (_ : i + a + b + 1 - A = i + a - (A - 1 - b)) //; axiswise.
Qed.
Lemma correlate_validE A H I K i : convolution_cross_correlation_mode_valid R G A H I K i = cross_correlation 2 H A I K i.
Proof. by apply: eq_sumb => a _; rewrite /= subrr subr0. Qed.
Lemma flipE H f i : convolution_flip R G H f i = flip H f i.
Proof. by rewrite /convolution_flip /flip /cut (_ : H - i - 1 = H - 1 - i) //; axiswise. Qed.
Lemma eq_kernel mode H A I K K' i : (forall x, inside A x -> K x = K' x) -> image mode H A I K i = image mode H A I K' i.
Proof. by move=> e; apply: eq_full => x // /e. Qed.
Lemma unitE mode H I i : within 0 H i -> image mode H 1 I (fun=> 1) i = I i.
Proof.
move=> i_in; rewrite (@eq_kernel _ _ _ _ _ (@impulse G R)) => [|x x_in].
  by rewrite ConvolutionTheorems.image_with_impulse cut_in.
by rewrite /impulse (_ : x = 0) ?eqxx //; axiswise.
Qed.
Definition imageE := (fullE, sameE, validE, correlate_fullE, correlate_sameE, correlate_validE).
End Images.

Ltac named := hnf; repeat split; intros; try rewrite !imageE.

Theorem image_commutes_in_full : convolution_image_commutes_in_full.
Proof. named; exact: image_commutes. Qed.

Theorem image_associates_in_full : convolution_image_associates_in_full.
Proof.
named.
rewrite (@eq_image0 _ _ _ _ _ (image 0 H A I K) _ J) // => [|x]; last exact: fullE.
rewrite (@eq_image0 _ _ _ _ I I _ (image 0 A P K J)) // => [|x]; last exact: fullE.
have -> : A + H - 1 = extent 0 H A by rewrite /= /full_extent; axiswise.
have -> : A + P - 1 = extent 0 A P by rewrite /= /full_extent; axiswise.
exact: ConvolutionTheorems.image_associates.
Qed.

Theorem image_distributes_over_kernels : convolution_image_distributes_over_kernels.
Proof. named; exact: ConvolutionTheorems.imageDr. Qed.

Theorem image_distributes_over_images : convolution_image_distributes_over_images.
Proof. named; exact: ConvolutionTheorems.imageDl. Qed.

Theorem image_scales_images : convolution_image_scales_images.
Proof. named; exact: ConvolutionTheorems.imageZl. Qed.

Theorem image_has_unit_kernel : convolution_image_has_unit_kernel.
Proof. by named; apply: unitE. Qed.

Theorem image_has_correlation_as_adjoint : convolution_image_has_correlation_as_adjoint.
Proof.
move=> R G A H I K J _ _ _; have e : A + H - 1 = extent 0 H A by rewrite /= /full_extent; axiswise.
transitivity (inner_product (extent 0 H A) (image 0 H A I K) J); first by rewrite /inner_product -e; apply: eq_sumb => i _; rewrite fullE.
by rewrite ConvolutionTheorems.image_against_correlation /inner_product; apply: eq_sumb => i _; rewrite correlate_validE e.
Qed.

Theorem image_multiplies_totals : convolution_image_multiplies_totals.
Proof.
move=> R G A H I K _ _ _; have e : A + H - 1 = extent 0 H A by rewrite /= /full_extent; axiswise.
rewrite e -(ConvolutionTheorems.total_of_image H A I K) /Arrays.total; apply: eq_sumb => i _; exact: fullE.
Qed.

Theorem image_same_is_as_large : convolution_image_same_is_as_large.
Proof. by []. Qed.

Theorem cross_correlation_is_convolution_with_the_kernel_turned :
  convolution_cross_correlation_is_convolution_with_the_kernel_turned.
Proof.
have turned (R : comRingType) (G : space) mode (H A : G) I (K : G -> R) i :
    image mode H A I (convolution_flip R G A K) i = image mode H A I (flip A K) i.
  by apply: eq_full => x // _; exact: flipE.
by named; rewrite turned ConvolutionTheorems.correlation_is_image_flipped.
Qed.

Theorem cross_correlation_turns_when_swapped : convolution_cross_correlation_turns_when_swapped.
Proof.
move=> R G A H I K _ _ _ i _; have e : A + H - 1 = extent 0 H A by rewrite /= /full_extent; axiswise.
rewrite flipE correlate_fullE ConvolutionTheorems.correlation_swapped e.
by apply: eq_cut; rewrite correlate_fullE.
Qed.

Theorem flip_is_an_involution : convolution_flip_is_an_involution.
Proof.
move=> R G H f _ i i_in; rewrite flipE -[RHS](cut_in f i_in) -flipK; apply: eq_cut; exact: flipE.
Qed.
