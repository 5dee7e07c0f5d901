(** Kernels that are products of sequences, and kernels made of smaller ones, as they are printed from Python.

Idea: a convolution with an outer product is [ConvolutionSeparableTheorems.image_of_outer]; a convolution of tables of whole numbers is computed in the whole
numbers.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed ConvolutionFormulas ConvolutionTheorems ConvolutionSeparableTheorems Generated Guards ProvedImages ProvedKernels.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

(** ** Outer products *)

Lemma eq_image (R : comRingType) (G : space) mode (H A : G) (I I' K K' : G -> R) i : I =1 I' -> K =1 K' -> image mode H A I K i = image mode H A I' K' i.
Proof. by move=> eI eK; apply: eq_full => x _. Qed.
Lemma sum_of_two (H : space2) M N : H + at2 M N - 1 = H + at2 1 N + at2 M 1 - 2%:R.
Proof. by apply: same_axes => [[|[|k]]] // lt; rewrite !axisE /at2 /=; lia. Qed.
Lemma difference_of_two (H : space2) M N : H + 1 - at2 M N = H + 2%:R - at2 1 N - at2 M 1.
Proof. by apply: same_axes => [[|[|k]]] // lt; rewrite !axisE /at2 /=; lia. Qed.

Theorem image_separates : convolution_image_separates.
Proof.
hnf; split; [|split]; cbv zeta.
- move=> R H M N I u v _ _ _ _ _ _; split; first exact: sum_of_two.
  move=> i i_in; rewrite !fullE (@ConvolutionSeparableTheorems.image_of_outer R 0) //.
  by apply: eq_image => // s; rewrite fullE.
- move=> R H M N I u v _ _ _ i i_in; rewrite !sameE.
  refine (etrans (@ConvolutionSeparableTheorems.image_of_outer R 1%N H M N I u v i i_in) _).
  by apply: (@eq_image R space2 1%N H (at2 1 N)) => // s; rewrite sameE.
move=> R H M N I u v _ _ _ _ _ _; split; first exact: difference_of_two.
move=> i i_in; rewrite !validE (@ConvolutionSeparableTheorems.image_of_outer R 2) /=; last by rewrite addrAC.
by rewrite [H + 1 - _]addrAC; apply: eq_image => // s; rewrite validE.
Qed.

(** ** Kernels of numbers *)

Lemma conv_of_numbers (R : comRingType) (G : space) (A H : G) (I K : G -> R) (I' K' : G -> Z) i :
  (forall s, I s = number (I' s)) -> (forall s, K s = number (K' s)) ->
  convolution_image R G A H I K i = number (convolution_image [comRingType of Z] G A H I' K' i).
Proof.
by move=> eI eK; rewrite /convolution_image number_sumb; apply: eq_sumb => s _; rewrite numberM !number_guard eI eK.
Qed.
Lemma of_pair (R : ringType) (s : space2) (c := fun k : Z => ((k =? 0) || (k =? 1))%Z) :
  (if (axis 0 s =? 0)%Z then (if (axis 1 s =? 0)%Z then 1 else (if (axis 1 s =? 1)%Z then 1 else 0)) else (if (axis 0 s =? 1)%Z then
  (if (axis 1 s =? 0)%Z then 1 else (if (axis 1 s =? 1)%Z then 1 else 0)) else 0)) = number (if c s.1 && c s.2 then 1 else 0) :> R.
Proof. by case: s => p q; rewrite /c /=; case: (p =? 0)%Z; case: (p =? 1)%Z; case: (q =? 0)%Z; case: (q =? 1)%Z. Qed.
Theorem gaussian_is_the_mean_of_four_twice : kernels_gaussian_is_the_mean_of_four_twice.
Proof.
hnf; intros; rewrite (conv_of_numbers _ _ _ (of_pair R) (of_pair R)) /kernels_gaussian mulrC divfK; last by rewrite number_nat // pnatr_eq0.
by congr number; three_values.
Qed.

Lemma of_smooth (R : ringType) (s : space2) :
  (if (axis 0 s =? 0)%Z then (if (axis 1 s =? 0)%Z then 1 else 0) else (if (axis 0 s =? 1)%Z then (if (axis 1 s =? 0)%Z then (2%:R) else 0) else
  (if (axis 0 s =? 2)%Z then (if (axis 1 s =? 0)%Z then 1 else 0) else 0)))
  = number (if (s.2 =? 0)%Z then if (s.1 =? 0)%Z then 1 else if (s.1 =? 1)%Z then 2 else if (s.1 =? 2)%Z then 1 else 0 else 0) :> R.
Proof. by case: s => p q; rewrite /=; case: (p =? 0)%Z; case: (p =? 1)%Z; case: (p =? 2)%Z; case: (q =? 0)%Z. Qed.
Lemma of_difference (R : ringType) (s : space2) :
  (if (axis 0 s =? 0)%Z then (if (axis 1 s =? 0)%Z then (number (- 1)%Z) else (if (axis 1 s =? 1)%Z then 0 else (if (axis 1 s =? 2)%Z then 1 else 0))) else 0)
  = number (if (s.1 =? 0)%Z then if (s.2 =? 0)%Z then -1 else if (s.2 =? 1)%Z then 0 else if (s.2 =? 2)%Z then 1 else 0 else 0)%Z :> R.
Proof. by case: s => p q; rewrite /=; case: (p =? 0)%Z; case: (q =? 0)%Z; case: (q =? 1)%Z; case: (q =? 2)%Z. Qed.
Theorem sobel_x_is_a_smoothed_difference : kernels_sobel_x_is_a_smoothed_difference.
Proof.
hnf; intros; rewrite (conv_of_numbers _ _ _ (of_smooth R) (of_difference R)) /kernels_sobel_x.
by congr number; three_values.
Qed.
