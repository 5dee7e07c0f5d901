(** The laws of impulses, delays and differences of sequences, as they are printed from Python.

Idea: the printed definitions are those of [ConvolutionSequencesTheorems], under other names; each law is one of the theorems there.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed ConvolutionFormulas Generated Guards ProvedSequences.
From CNN Require ConvolutionSequencesTheorems.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Delays.
Variable R : comRingType.
Implicit Types (L M N k n : Z) (f g : Z -> R).
Lemma deltaE k n : convolution_delta R k n = ConvolutionSequencesTheorems.delta R k n.
Proof. by rewrite /convolution_delta /ConvolutionSequencesTheorems.delta Z.eqb_sym; case: Z.eqb. Qed.
Lemma shiftE N k f n : convolution_shift R N k f n = ConvolutionSequencesTheorems.shift k N f n.
Proof. exact: zguard_cut. Qed.
Lemma differenceE N f n : convolution_difference R N f n = ConvolutionSequencesTheorems.difference N f n.
Proof. by rewrite /convolution_difference !zguard_cut. Qed.
Lemma valueE N f z : words_value R N f z = ConvolutionSequencesTheorems.polynomial_value N f z.
Proof. by rewrite /words_value /ConvolutionSequencesTheorems.polynomial_value -zrange_box; apply: eq_sumb => m; rewrite mem_zrange => m_in; rewrite m_in. Qed.
Lemma flip1E M f n : convolution_flip R space1 M f n = flip (M : space1) f n.
Proof. by rewrite /convolution_flip /flip /cut [(M : space1) - n - 1]addrAC. Qed.
Lemma turned_order L M : (L + M - 1 = M + L - 1)%Z. Proof. by lia. Qed.
End Delays.

Theorem discrete_delays : convolution_discrete_delays.
Proof.
hnf; intros R M k f; intros; rewrite (eq_discrete (f' := f) (g' := ConvolutionSequencesTheorems.delta R k)) // => [|m _]; last exact: deltaE.
by rewrite discreteE shiftE; apply: ConvolutionSequencesTheorems.discrete_with_delta; lia.
Qed.
Theorem discrete_is_shift_equivariant : convolution_discrete_is_shift_equivariant.
Proof.
hnf; intros R L M k f g; intros; rewrite (eq_discrete (f' := ConvolutionSequencesTheorems.shift k M f) (g' := g)) // => [|m _]; last exact: shiftE.
rewrite discreteE shiftE [LHS]ConvolutionSequencesTheorems.discrete_of_shift; last by lia.
by rewrite /ConvolutionSequencesTheorems.shift turned_order; apply: eq_cut; rewrite discreteE.
Qed.
Theorem discrete_differentiates : convolution_discrete_differentiates.
Proof.
hnf; intros R L M f g; intros; rewrite [RHS](eq_discrete (f' := ConvolutionSequencesTheorems.difference M f) (g' := g)) // => [|m _];
  last exact: differenceE.
rewrite discreteE differenceE; etransitivity; last exact: ConvolutionSequencesTheorems.difference_of_discrete.
by rewrite /ConvolutionSequencesTheorems.difference turned_order; congr (_ - _); apply: eq_cut; rewrite discreteE.
Qed.
Theorem discrete_differentiates_either : convolution_discrete_differentiates_either.
Proof.
hnf; intros R L M f g; intros; rewrite [LHS](eq_discrete (f' := ConvolutionSequencesTheorems.difference M f) (g' := g)) // => [|m _];
  last exact: differenceE.
rewrite [RHS](eq_discrete (f' := f) (g' := ConvolutionSequencesTheorems.difference L g)) // => [|m _]; last exact: differenceE.
by rewrite !discreteE; apply: ConvolutionSequencesTheorems.discrete_of_differences.
Qed.
Theorem discrete_multiplies_polynomials : convolution_discrete_multiplies_polynomials.
Proof.
hnf; intros R L M f g z; intros; rewrite !valueE -ConvolutionSequencesTheorems.value_of_discrete turned_order.
by apply: eq_sumb => n _; rewrite discreteE.
Qed.
Theorem discrete_reverses : convolution_discrete_reverses.
Proof.
hnf; intros R L M f g; intros; rewrite (eq_discrete (f' := flip (M : space1) f) (g' := flip (L : space1) g)) => [|m _|m _]; try exact: flip1E.
by rewrite discreteE flip1E [LHS]ConvolutionSequencesTheorems.discrete_flipped turned_order; apply: eq_cut; rewrite discreteE.
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
  rewrite (eq_discrete (f' := ConvolutionSequencesTheorems.delta R k) (g' := ConvolutionSequencesTheorems.delta R j)) => [|m _|m _]; try exact: deltaE.
by rewrite discreteE deltaE (Z.add_comm j k); apply: ConvolutionSequencesTheorems.discrete_of_deltas; lia.
Qed.
Theorem shift_multiplies_by_powers : convolution_shift_multiplies_by_powers.
Proof.
hnf; intros R N k f z; intros; rewrite !valueE -ConvolutionSequencesTheorems.value_of_shift; last by lia.
by apply: eq_sumb => n _; rewrite shiftE.
Qed.
Theorem shift_adds_up : convolution_shift_adds_up.
Proof.
hnf; intros R N j k f; intros; rewrite !shiftE -ConvolutionSequencesTheorems.shift_of_shift; last by lia.
by apply: eq_cut; rewrite shiftE.
Qed.
Theorem difference_is_a_convolution : convolution_difference_is_a_convolution.
Proof.
hnf; intros R N f; intros; rewrite differenceE discreteE; exact: ConvolutionSequencesTheorems.difference_is_discrete.
Qed.
Theorem toeplitz_convolves : convolution_toeplitz_convolves.
Proof.
by hnf; intros R L M f g; intros; apply: eq_sumb => m; rewrite mem_zrange => m_in; rewrite m_in mulrC.
Qed.
