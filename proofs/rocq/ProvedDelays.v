(** The laws of impulses, delays and differences of sequences, as they are printed from Python.

Idea: the printed definitions are those of [ConvolutionSequencesLaws], under other names; each law is one of the theorems there.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed ConvolutionFormulas Generated Guards ProvedSequences.
From CNN Require ConvolutionSequencesLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Delays.
Variable R : comRingType.
Implicit Types (L M N k n : Z) (f g : Z -> R).
Lemma deltaE k n : convolution_delta R k n = ConvolutionSequencesLaws.delta R k n.
Proof. by rewrite /convolution_delta /ConvolutionSequencesLaws.delta Z.eqb_sym; case: Z.eqb. Qed.
Lemma shiftE N k f n : convolution_shift R N k f n = ConvolutionSequencesLaws.shift k N f n.
Proof. exact: zguard_cut. Qed.
Lemma differenceE N f n : convolution_difference R N f n = ConvolutionSequencesLaws.difference N f n.
Proof. by rewrite /convolution_difference !zguard_cut. Qed.
Lemma valueE N f z : words_value R N f z = ConvolutionSequencesLaws.value N f z.
Proof. by rewrite /words_value /ConvolutionSequencesLaws.value -zrange_box; apply: eq_sumb => m; rewrite mem_zrange => m_in; rewrite m_in. Qed.
Lemma flip1E M f n : convolution_flip R space1 M f n = flip (M : space1) f n.
Proof. by rewrite /convolution_flip /flip /cut [(M : space1) - n - 1]addrAC. Qed.
Lemma turned_order L M : (L + M - 1 = M + L - 1)%Z. Proof. by lia. Qed.
End Delays.

Theorem discrete_delays : convolution_discrete_delays.
Proof.
hnf; intros R M k f; intros; rewrite (eq_discrete (f' := f) (g' := ConvolutionSequencesLaws.delta R k)) // => [|m _]; last exact: deltaE.
by rewrite discreteE shiftE; apply: ConvolutionSequencesLaws.discrete_delays; lia.
Qed.
Theorem discrete_is_shift_equivariant : convolution_discrete_is_shift_equivariant.
Proof.
hnf; intros R L M k f g; intros; rewrite (eq_discrete (f' := ConvolutionSequencesLaws.shift k M f) (g' := g)) // => [|m _]; last exact: shiftE.
rewrite discreteE shiftE [LHS]ConvolutionSequencesLaws.discrete_is_shift_equivariant; last by lia.
by rewrite /ConvolutionSequencesLaws.shift turned_order; apply: eq_cut; rewrite discreteE.
Qed.
Theorem discrete_differentiates : convolution_discrete_differentiates.
Proof.
hnf; intros R L M f g; intros; rewrite [RHS](eq_discrete (f' := ConvolutionSequencesLaws.difference M f) (g' := g)) // => [|m _];
  last exact: differenceE.
rewrite discreteE differenceE; etransitivity; last exact: ConvolutionSequencesLaws.discrete_differentiates.
by rewrite /ConvolutionSequencesLaws.difference turned_order; congr (_ - _); apply: eq_cut; rewrite discreteE.
Qed.
Theorem discrete_differentiates_either : convolution_discrete_differentiates_either.
Proof.
hnf; intros R L M f g; intros; rewrite [LHS](eq_discrete (f' := ConvolutionSequencesLaws.difference M f) (g' := g)) // => [|m _];
  last exact: differenceE.
rewrite [RHS](eq_discrete (f' := f) (g' := ConvolutionSequencesLaws.difference L g)) // => [|m _]; last exact: differenceE.
by rewrite !discreteE; apply: ConvolutionSequencesLaws.discrete_differentiates_either.
Qed.
Theorem discrete_multiplies_polynomials : convolution_discrete_multiplies_polynomials.
Proof.
hnf; intros R L M f g z; intros; rewrite !valueE -ConvolutionSequencesLaws.discrete_multiplies_polynomials turned_order.
by apply: eq_sumb => n _; rewrite discreteE.
Qed.
Theorem discrete_reverses : convolution_discrete_reverses.
Proof.
hnf; intros R L M f g; intros; rewrite (eq_discrete (f' := flip (M : space1) f) (g' := flip (L : space1) g)) => [|m _|m _]; try exact: flip1E.
by rewrite discreteE flip1E [LHS]ConvolutionSequencesLaws.discrete_reverses turned_order; apply: eq_cut; rewrite discreteE.
Qed.
Theorem delta_sifts : convolution_delta_sifts.
Proof.
hnf; intros R k f k0; rewrite (@sumb_one _ _ _ _ k) ?uniq_zrange // => [|n _ /eqP nk].
  by rewrite mem_zrange ifT; [rewrite /convolution_delta Z.eqb_refl mul1r | ranges].
by rewrite /convolution_delta; case: Z.eqb_spec => [e|_]; [case: nk | rewrite mul0r].
Qed.
Theorem delta_adds_delays : convolution_delta_adds_delays.
Proof.
hnf; intros R j k; intros;
  rewrite (eq_discrete (f' := ConvolutionSequencesLaws.delta R k) (g' := ConvolutionSequencesLaws.delta R j)) => [|m _|m _]; try exact: deltaE.
by rewrite discreteE deltaE (Z.add_comm j k); apply: ConvolutionSequencesLaws.delta_adds_delays; lia.
Qed.
Theorem shift_multiplies_by_powers : convolution_shift_multiplies_by_powers.
Proof.
hnf; intros R N k f z; intros; rewrite !valueE -ConvolutionSequencesLaws.shift_multiplies_by_powers; last by lia.
by apply: eq_sumb => n _; rewrite shiftE.
Qed.
Theorem shift_adds_up : convolution_shift_adds_up.
Proof.
hnf; intros R N j k f; intros; rewrite !shiftE -ConvolutionSequencesLaws.shift_adds_up; last by lia.
by apply: eq_cut; rewrite shiftE.
Qed.
Theorem difference_is_a_convolution : convolution_difference_is_a_convolution.
Proof.
hnf; intros R N f; intros; rewrite differenceE discreteE; exact: ConvolutionSequencesLaws.difference_is_a_convolution.
Qed.
Theorem toeplitz_convolves : convolution_toeplitz_convolves.
Proof.
by hnf; intros R L M f g; intros; apply: eq_sumb => m; rewrite mem_zrange => m_in; rewrite m_in mulrC.
Qed.
