(** The laws of the correction of Miller and Madow, as they are printed from Python.

Idea: the correction is made of two sums over the outcomes, of which one counts those that were seen.

Definitions: none.
Results: each law, under the name of its proposition.
Not proved here: that the correction is right on average to first order.
Axioms: those of Coq's real numbers. *)

From Coq Require Import ZArith Lia Reals.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Totals FieldTactic InformationTheorems InformationDivergenceTheorems PrintedTables Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Lemma miller_madow_printed S base (c : Z -> R) : information_miller_madow S base c
  = (sumb (zrange S) (fun s => if 0 < c s then 1 else 0) - 1) / (2%:R * sumb (zrange S) c * logarithm base).
Proof.
by congr ((_ - _) / (_ * _ * _)); apply: eq_sumb => s; rewrite mem_zrange => sS; rewrite !guard_in.
Qed.


Lemma logarithm_is_not_zero (base : R) : 0 < base -> base != 1 -> logarithm base != 0.
Proof. by move=> b0; apply: contraNneq => l; apply/eqP; rewrite -(exp_ln _ (elimT (RltP _ _) b0)) [ln _]l; exact: exp_0. Qed.

Theorem miller_madow_counts_outcomes : information_miller_madow_counts_outcomes.
Proof.
move=> base S c b0 S1 c0 _ b1; rewrite miller_madow_printed.
have positive s : between 0 S s -> 0 < c s + 1 by move=> /c0[n ->]; rewrite -(mulrSr 1 n) ltr0n.
have -> : sumb (zrange S) (fun s => if 0 < c s + 1 then 1 else 0) = number S :> R.
  rewrite (eq_sumb (F' := fun=> 1)) => [|s]; last by rewrite mem_zrange => /positive ->.
  by rewrite sumb_values total_of_a_constant mul1r number_nat //; lia.
have n0 : sumb (zrange S) (fun s => c s + 1) != 0.
  rewrite sumb_values gt_eqF //; apply: (@total_is_positive _ _ _ _ 0%N) => [|k /values_between]; last exact: positive.
  by rewrite mem_iota; lia.
rewrite numberD numberN number1; set n := sumb _ _ in n0 *; set l := logarithm base.
have l0 : l != 0 by exact: logarithm_is_not_zero.
have t0 : (2%:R : R) != 0 by rewrite pnatr_eq0.
by rewrite [2%:R * n * l]mulrAC factors_cancel.
Qed.
Theorem miller_madow_ignores_the_unseen : information_miller_madow_ignores_the_unseen.
Proof.
move=> base S c b0 S1 _ _ _; rewrite !miller_madow_printed !sumb_snoc; try lia.
rewrite Z.ltb_irrefl mulr0 ltxx !addr0.
by congr ((_ - _) / (_ * _ * _)); apply: eq_sumb => s; rewrite mem_zrange => /betweenP sS; rewrite (_ : (s <? S)%Z = true) //; lia.
Qed.
Theorem miller_madow_falls_with_observations : information_miller_madow_falls_with_observations.
Proof.
move=> base S k c b0 S1 k1 _ _ _; rewrite !miller_madow_printed.
have k0 : 0 < number k :> R by rewrite number_nat; [rewrite ltr0n; lia|lia].
rewrite sumbM (eq_sumb (F' := fun s => if 0 < c s then 1 else 0)) => [|s _]; last by rewrite pmulr_rgt0.
set n := sumb _ c; rewrite mulrAC [2%:R * n * _]mulrAC factor_falls // gt_eqF //.
Qed.
Theorem miller_madow_bias_ignores_labels : information_miller_madow_bias_ignores_labels.
Proof.
move=> base S c *; rewrite !miller_madow_printed (sumb_reversed _ c).
by rewrite (sumb_reversed _ (fun s => if 0 < c s then 1 else 0)).
Qed.
