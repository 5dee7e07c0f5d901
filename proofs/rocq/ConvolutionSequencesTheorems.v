(** Convolution of sequences with impulses, delays and differences.

Idea: a sequence is an image of one axis. [M], [L], [N] are lengths; a sequence is zero outside its length.

Definitions: [discrete], [delta], [shift], [difference]; [polynomial_value], the value of the polynomial whose coefficients a sequence has.
Results: delays and differences are products of sequences.
Not proved here: the laws as they are printed, see [ProvedDelays]; sequences on all of Z, which are in [ConvolutionIntegersLaws]; the Fourier transform,
in [ConvolutionFourierLaws]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays ConvolutionFormulas ConvolutionTheorems.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Delimit Scope Z_scope with ZZ.
Local Open Scope ring_scope.

Section Sequences.
Variable R : comRingType.
Implicit Types (M L N k n : Z) (f g h : Z -> R).

Definition discrete M L f g n : R := @full space1 R M L f g n.
Definition delta k n : R := if Z.eqb n k then 1 else 0.
Definition shift k N f n : R := @cut space1 R N f (n - k)%ZZ.
Definition difference N f n : R := @cut space1 R N f n - @cut space1 R N f (n - 1)%ZZ.
Definition first_differs n : R := if Z.eqb n 0 then 1 else if Z.eqb n 1 then - 1 else 0.
Definition polynomial_value N f (z : R) : R := sumb (@box space1 N) (fun n => f n * z ^+ Z.to_nat n).
Definition last N f : R := f (N - 1)%ZZ.
Definition sequence N f n : R := @cut space1 R N f n.

Theorem discrete_swaps M L f g n : discrete M L f g n = discrete L M g f n.
Proof. exact: full_commutes. Qed.

(** The impulse at [k] picks out one term. *)
Lemma full_delta M A k f n : (0 <= k < A)%ZZ -> @full space1 R M A f (delta k) n = @cut space1 R M f (n - k)%ZZ.
Proof.
move=> k_in; have zero s : s != (n - k)%ZZ -> @cut space1 R A (delta k) (n - s)%ZZ = 0.
  move=> /eqP sk; rewrite /cut /delta; case: ifP => // _; case: Z.eqb_spec => // e; case: sk; lia.
rewrite /full (@sumb_one _ space1 _ _ (n - k)%ZZ) ?uniq_box //; last by move=> s _ /zero e; rewrite [X in _ * X]e mulr0.
have one (a : space1) : a = k -> @cut space1 R A (delta k) a = 1.
  by move=> ->; rewrite cut_in ?inside1 ?/delta ?Z.eqb_refl //; lia.
rewrite mem_box; case: ifP => n_in; last by rewrite cut_out ?n_in.
by rewrite one ?mulr1 // /GRing.add /GRing.opp /=; lia.
Qed.

Theorem discrete_with_delta M k f n : (0 <= k)%ZZ -> discrete M (k + 1) f (delta k) n = shift k M f n.
Proof. by move=> ?; apply: full_delta; lia. Qed.

Theorem discrete_of_shift M L k f g n : (0 <= k)%ZZ ->
  discrete (M + k) L (shift k M f) g n = shift k (M + L - 1) (discrete M L f g) n.
Proof.
move=> k0; rewrite /shift [RHS]full_stays /discrete.
by apply: (@full_moved space1 R M (M + k)%ZZ L k) => s; rewrite !inside1 /GRing.add /=; lia.
Qed.

Lemma full_in_a_larger_box M L f g n : @full space1 R (M + 1)%ZZ L (sequence M f) g n = @full space1 R M L f g n.
Proof.
rewrite -[in RHS](Z.sub_0_r n) -(@full_moved space1 R M (M + 1)%ZZ L 0); last by move=> s; rewrite addr0 !inside1; lia.
by apply: eq_full => // s _; rewrite /translated subr0.
Qed.

Theorem difference_of_discrete M L f g n : difference (M + L - 1) (discrete M L f g) n = discrete (M + 1) L (difference M f) g n.
Proof.
rewrite /discrete (eq_full (I' := fun s : space1 => sequence M f s + -1 * shift 1 M f s) (K' := g)) //; last first.
  by move=> s _; rewrite mulN1r.
rewrite fullDl fullZl mulN1r full_in_a_larger_box /difference; congr (_ - _); first exact: full_stays.
rewrite [LHS]full_stays; apply/esym; apply: (@full_moved space1 R M (M + 1)%ZZ L 1) => s.
by rewrite !inside1 /GRing.add /GRing.one /=; lia.
Qed.

Theorem discrete_of_differences M L f g n : discrete (M + 1) L (difference M f) g n = discrete M (L + 1) f (difference L g) n.
Proof.
rewrite -difference_of_discrete [RHS]discrete_swaps -difference_of_discrete /difference (Z.add_comm L).
by rewrite !(eq_cut (G := space1) _ (discrete_swaps M L f g _)).
Qed.

Theorem value_of_discrete M L f g z : polynomial_value (M + L - 1) (discrete M L f g) z = polynomial_value M f z * polynomial_value L g z.
Proof.
rewrite /polynomial_value [LHS](@full_tested space1 R M L f g (fun n => z ^+ Z.to_nat n)) -sumbMl; apply: eq_sumb => s sM; rewrite -sumbM; apply: eq_sumb => a aL.
rewrite mem_box in sM; rewrite mem_box in aL; rewrite (cut_in _ sM) (cut_in _ aL).
rewrite (_ : Z.to_nat (s + a) = (Z.to_nat s + Z.to_nat a)%N) ?exprD; first by rewrite mulrACA.
by move: sM aL; rewrite !inside1 /GRing.add /=; lia.
Qed.

Theorem discrete_flipped M L f g n :
  discrete M L (@flip space1 R M f) (@flip space1 R L g) n = @flip space1 R (M + L - 1) (discrete M L f g) n.
Proof. by rewrite /discrete full_turned [RHS]full_stays. Qed.

(** *** Impulses, delays, differences *)

Theorem discrete_of_deltas k j n : (0 <= k)%ZZ -> (0 <= j)%ZZ -> discrete (k + 1) (j + 1) (delta k) (delta j) n = delta (k + j) n.
Proof.
move=> k0 j0; rewrite discrete_with_delta // /shift /cut inside1 /delta /GRing.add /=; case: ifP => [_|out].
  by congr (if _ then _ else _); lia.
by case: Z.eqb_spec => // e; move: out; rewrite e; lia.
Qed.

Theorem value_of_shift N k f z : (0 <= k)%ZZ -> polynomial_value (N + k) (shift k N f) z = z ^+ Z.to_nat k * polynomial_value N f z.
Proof.
move=> k0; rewrite /polynomial_value -sumbM.
apply: (@sum_bij _ _ _ _ _ _ _ (fun n : space1 => n - k : space1) (fun n : space1 => n + k : space1)); rewrite ?uniq_box // => n; rewrite !mem_box => n_in.
  case/mul_neq0 => /cut_neq0 nk _; split; rewrite ?subrK //; rewrite /shift (cut_in _ nk) mulrCA -exprD; congr (_ * z ^+ _).
  by move: nk; rewrite inside1 /GRing.add /GRing.opp /=; lia.
move=> _; split; rewrite ?addrK //; first by move: n_in; rewrite !inside1 /GRing.add /=; lia.
rewrite /shift (_ : (_ + _ - _)%ZZ = n); last by rewrite /GRing.add /=; lia.
rewrite (cut_in _ n_in) mulrCA -exprD.
by congr (_ * z ^+ _); move: n_in; rewrite inside1 /GRing.add /=; lia.
Qed.

Theorem shift_of_shift N k j f n : (0 <= j)%ZZ -> shift k (N + j) (shift j N f) n = shift (j + k) N f n.
Proof.
move=> j0; rewrite /shift cut_same; first by congr (cut _ _ _); rewrite /GRing.add /=; lia.
by move=> out; apply: cut_out; apply: contra out; rewrite !inside1 /GRing.add /=; lia.
Qed.

Theorem difference_is_discrete N f n : difference N f n = discrete N 2 f first_differs n.
Proof.
rewrite /discrete (eq_full (G := space1) (I' := f) (K' := fun a : space1 => delta 0 a + -1 * delta 1 a)) //; last first.
  move=> a _; rewrite /first_differs /delta; case: Z.eqb_spec => [->|]; first by rewrite mulr0 addr0.
  by case: Z.eqb_spec; rewrite ?mulr1 ?mulr0 ?add0r.
rewrite fullDr [X in _ = _ + X]full_commutes fullZl [X in _ = _ + _ * X]full_commutes !full_delta; [|lia..].
by rewrite mulN1r Z.sub_0_r.
Qed.

End Sequences.
