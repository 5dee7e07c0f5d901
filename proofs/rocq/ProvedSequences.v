(** The laws of convolution of sequences, as they are printed from Python.

Idea: the printed convolution of sequences is that of images with one axis, which [ConvolutionFormulas] is about.

Definitions: none; they are in [Generated].
Results: [discreteE], the two definitions are equal; each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed ConvolutionFormulas Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Sequences.
Variables (R : comRingType).
Implicit Types (L M N k n : Z) (f g h : Z -> R).

Lemma discreteE L M f g n : convolution_discrete R L M f g n = full (M : space1) (L : space1) f g n.
Proof. by rewrite /convolution_discrete /full zrange_box; apply: eq_sumb => m _; rewrite !zguard_cut. Qed.

Lemma eq_discrete L M f f' g g' n : (forall m, between 0 M m -> f m = f' m) -> (forall m, between 0 L m -> g m = g' m) ->
  convolution_discrete R L M f g n = convolution_discrete R L M f' g' n.
Proof.
by move=> ef eg; rewrite !discreteE; apply: eq_full => m; rewrite -topredE /= inside1; [apply: ef|apply: eg].
Qed.


Lemma discrete_outside L M f g n : ~~ between 0 (L + M - 1) n -> convolution_discrete R L M f g n = 0.
Proof.
move=> out; rewrite discreteE; apply: full_outside; rewrite inside1; apply: contra out => /andP[a b].
by apply/andP; split=> //; move: b; rewrite /full_extent; congr (Z.ltb _ _); change (M + L - 1 = L + M - 1)%Z; lia.
Qed.
End Sequences.

Theorem discrete_commutes : convolution_discrete_commutes.
Proof. by move=> R L M f g _ _ _ i _; rewrite !discreteE full_commutes. Qed.

Theorem discrete_associates : convolution_discrete_associates.
Proof.
move=> R L M N f g h _ _ _ _ _ _ i _.
have e1 : (L + M - 1)%Z = full_extent (M : space1) (L : space1) by rewrite /full_extent; change (L + M - 1 = M + L - 1)%Z; lia.
have e2 : (L + N - 1)%Z = full_extent (L : space1) (N : space1) by [].
rewrite (eq_discrete (f' := full (M : space1) (L : space1) f g) (g' := h)) // => [|m _]; last exact: discreteE.
rewrite (eq_discrete (f := f) (f' := f) (g' := full (L : space1) (N : space1) g h)) // => [|m _]; last exact: discreteE.
by rewrite !discreteE e1 e2 full_associates.
Qed.

Theorem discrete_distributes : convolution_discrete_distributes.
Proof. by move=> R L M f g h _ _ _ i _; rewrite !discreteE fullDr. Qed.

Theorem discrete_distributes_on_the_left : convolution_discrete_distributes_on_the_left.
Proof. by move=> R L M f h g _ _ _ i _; rewrite !discreteE fullDl. Qed.

Theorem discrete_scales : convolution_discrete_scales.
Proof. by move=> R L M f g c _ _ _ i _; rewrite !discreteE fullZl. Qed.

Theorem discrete_has_unit : convolution_discrete_has_unit.
Proof.
move=> R M f _ i i_in; rewrite (eq_discrete (f' := f) (g' := @impulse space1 R)) //; last first.
  by move=> m /betweenP m_in; rewrite /impulse (_ : m = 0) ?eqxx //; change (m = 0%Z); lia.
by rewrite discreteE full_has_unit cut_in // inside1.
Qed.

Theorem discrete_multiplies_sums : convolution_discrete_multiplies_sums.
Proof.
move=> R L M f g _ _ _.
have e : (L + M - 1)%Z = full_extent (M : space1) (L : space1) by rewrite /full_extent; change (L + M - 1 = M + L - 1)%Z; lia.
rewrite !zrange_box (eq_sumb (F' := fun i => full (M : space1) (L : space1) f g i * 1)); last by move=> i _; rewrite mulr1 discreteE.
rewrite e (full_tested _ _ _ _ (fun=> 1)) -sumbMl; apply: eq_sumb => s s_in; rewrite -sumbM; apply: eq_sumb => a a_in.
by rewrite mulr1 !cut_in -?mem_box.
Qed.
