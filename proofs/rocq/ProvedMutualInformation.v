(** The laws of mutual information, as they are printed from Python.

Idea: the theorems about programs are those of [InformationMutualTheorems], [InformationInequalityTheorems] and [InformationPinskerTheorems].

Definitions: none.
Results: each law, under the name of its proposition.
Not proved here: what is said with a divergence, or with a conditional distribution.
Axioms: those of Coq's real numbers. *)

From Coq Require Import ZArith Lia Reals.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Totals ProbabilityFormulas InformationFormulas InformationTheorems.
From CNN Require Import InformationMutualTheorems InformationInequalityTheorems InformationPinskerTheorems PrintedTables ProvedProbability PrintedInformation.
From CNN Require Import ProvedEntropy Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Marginals.
Variables (X Y : Z) (joint : Z -> Z -> R).

Lemma entropy_of_row : entropy two (values (natural_of X)) (row_of (probability_marginal R X Y joint))
  = entropy two (values (natural_of X)) (marginal (values (natural_of Y)) (table_of joint)).
Proof. by apply: same_entropy => k /values_between kX; rewrite /row_of marginal_values. Qed.

Lemma entropy_of_col : entropy two (values (natural_of Y)) (row_of (probability_marginal R Y X (fun y x : Z => joint x y)))
  = entropy two (values (natural_of Y)) (marginal (values (natural_of X)) (fun y x => table_of joint x y)).
Proof. by apply: same_entropy => k /values_between kY; rewrite /row_of marginal_values. Qed.
End Marginals.

Theorem mutual_information_in_entropies : information_mutual_information_in_entropies.
Proof.
move=> X Y joint _ Y1 j0 j1; rewrite mutual_information_printed !entropy_printed entropy_of_row entropy_of_col -entropy_printed entropy_of_two; last by lia.
exact/InformationMutualTheorems.I_in_entropies/table2_printed.
Qed.
Theorem mutual_information_is_uncertainty_removed : information_mutual_information_is_uncertainty_removed.
Proof.
move=> X Y joint _ Y1 j0 j1; rewrite mutual_information_printed entropy_printed conditional_entropy_printed entropy_of_col.
exact/InformationMutualTheorems.I_is_uncertainty_removed/table2_printed.
Qed.
Theorem mutual_information_is_symmetric : information_mutual_information_is_symmetric.
Proof. by move=> base X Y joint *; rewrite !mutual_information_printed; exact: InformationMutualTheorems.I_is_symmetric. Qed.
Theorem mutual_information_information_is_nonnegative : information_mutual_information_information_is_nonnegative.
Proof.
move=> X Y joint _ _ j0 j1; rewrite mutual_information_printed.
exact/InformationInequalityTheorems.I_is_nonnegative/table2_printed.
Qed.
Theorem mutual_information_is_at_most_either_entropy : information_mutual_information_is_at_most_either_entropy.
Proof.
move=> X Y joint _ _ j0 j1 k _; rewrite mutual_information_printed !entropy_printed entropy_of_row entropy_of_col.
have le := InformationInequalityTheorems.I_is_at_most_either_entropy _ (table2_printed j0 j1).
by case: ifP => _; [exact: (le 0%N)|exact: (le 1%N)].
Qed.
Theorem mutual_information_is_zero_for_independence : information_mutual_information_is_zero_for_independence.
Proof.
move=> base A B p r _ _ _ p0 p1 r0 r1 _; rewrite mutual_information_printed.
exact: (InformationMutualTheorems.I_is_zero_for_independence base (table_printed p0 p1) (table_printed r0 r1)).
Qed.
Theorem mutual_information_is_zero_for_independence_only : information_mutual_information_is_zero_for_independence_only.
Proof.
move=> X Y joint _ Y1 j0 j1; rewrite mutual_information_printed.
have := InformationPinskerTheorems.I_is_zero_for_independence_only (table2_printed j0 j1).
rewrite /distance_squared; congr (_ <= _); set a := total_over _ _; set b := sumb _ _; suff -> : a = b by [].
rewrite {}/a {}/b (sumb_of_two _ (fun x y => `|joint x y - probability_marginal R X Y joint x * probability_marginal R Y X (fun y x : Z => joint x y) y|)); last by lia.
rewrite sumb_values2; apply: eq_total_in => [[x y]]; rewrite mem_couples => /andP[/values_between xX /values_between yY].
by rewrite /table_of !marginal_values.
Qed.
Theorem mutual_information_with_itself : information_mutual_information_with_itself.
Proof.
move=> A p _ p0 p1; rewrite mutual_information_printed entropy_printed.
apply: etrans (InformationMutualTheorems.I_with_itself (table_printed p0 p1)).
by apply: same_mutual_information => a b _ _; exact: copied.
Qed.
Theorem mutual_information_information_ignores_labels : information_mutual_information_information_ignores_labels.
Proof.
move=> base X Y joint *; rewrite !mutual_information_printed.
apply: etrans (InformationMutualTheorems.I_ignores_labels base _ _ _).
apply: same_mutual_information => a b; rewrite !mem_iota /table_of /relabelled2 => aX bY; congr joint; lia.
Qed.
Theorem mutual_information_information_changes_base : information_mutual_information_information_changes_base.
Proof.
move=> base X Y joint b0 _ _ _ _ _ _; rewrite !mutual_information_printed base_squared.
exact: InformationMutualTheorems.I_changes_base.
Qed.

Lemma sent X Y Z' (joint channel : Z -> Z -> R) :
  mutual_information two (values (natural_of X)) (values (natural_of Z')) (table_of (fun x z : Z => sumb (zrange Y) (fun y => joint x y * channel y z)))
  = mutual_information two (values (natural_of X)) (values (natural_of Z')) (through (natural_of Y) (table_of joint) (table_of channel)).
Proof. by apply: same_mutual_information => x z _ _; rewrite /table_of sumb_values. Qed.

Theorem mutual_information_data_processing : information_mutual_information_data_processing.
Proof.
move=> X Y Z' joint channel _ _ _ j0 j1 c0 c1; rewrite !mutual_information_printed sent.
exact: (InformationInequalityTheorems.I_data_processing (table2_printed j0 j1) (channel_printed c0 c1)).
Qed.
Theorem mutual_information_lost_in_processing : information_mutual_information_lost_in_processing.
Proof.
move=> X Y Z' joint channel _ _ _ j0 j1 c0 c1; rewrite !mutual_information_printed conditional_mutual_information_printed sent.
exact: (InformationMutualTheorems.I_lost_in_processing (table2_printed j0 j1) (channel_printed c0 c1)).
Qed.

(** Given a third variable. *)
Lemma pair_of_variables X Y Z' (joint : Z -> Z -> Z -> R) x z : between 0 X (Z.of_nat x) -> between 0 Z' (Z.of_nat z) ->
  probability_marginal R (X * Z') Y (fun i j : Z => joint (i / Z')%Z j (i mod Z')%Z) (Z.of_nat x * Z' + Z.of_nat z)
  = total_over (values (natural_of Y)) (fun y => cube_of joint x y z).
Proof. by move=> xX zZ; rewrite marginal_printed ?between_number // quotient_of // rest_of // sumb_values. Qed.

Theorem conditional_mutual_information_chain_rule : information_conditional_mutual_information_chain_rule.
Proof.
move=> X Y Z' joint _ _ Z1 j0 j1; rewrite mutual_information_of_pair; last by lia.
rewrite mutual_information_printed conditional_mutual_information_printed.
rewrite (InformationMutualTheorems.I_given_chain_rule (table3_printed j0 j1)); congr (_ + _).
by apply: same_mutual_information => x z /values_between xX /values_between zZ; rewrite [RHS]pair_of_variables.
Qed.
Theorem conditional_mutual_information_in_conditional_entropies : information_conditional_mutual_information_in_conditional_entropies.
Proof.
move=> X Y Z' joint _ Y1 Z1 j0 j1; rewrite conditional_entropy_of_pair; last by lia.
rewrite !conditional_entropy_printed conditional_mutual_information_printed.
rewrite (InformationMutualTheorems.I_given_in_conditional_entropies (table3_printed j0 j1)).
congr (_ + _ - _); apply: same_conditional_entropy => z k /values_between zZ /values_between kX; first by rewrite [RHS]pair_of_variables.
rewrite [RHS](@marginal_printed _ _ X) ?between_number // sumb_values /row_of.
by apply: eq_total => x; rewrite quotient_of // rest_of.
Qed.
Theorem conditional_mutual_information_given_a_constant : information_conditional_mutual_information_given_a_constant.
Proof.
move=> A B t _ _ t0 t1; rewrite mutual_information_printed conditional_mutual_information_printed.
exact: (InformationMutualTheorems.I_given_of_a_constant (table2_printed t0 t1)).
Qed.
Theorem conditional_mutual_information_is_zero_along_a_chain : information_conditional_mutual_information_is_zero_along_a_chain.
Proof.
move=> base A B C t c _ _ _ _ t0 t1 c0 c1 _; rewrite conditional_mutual_information_printed.
exact: (InformationMutualTheorems.I_given_is_zero_along_a_chain base (table2_printed t0 t1) (channel_printed c0 c1)).
Qed.
Theorem conditional_mutual_information_is_symmetric_in_the_first_two : information_conditional_mutual_information_is_symmetric_in_the_first_two.
Proof.
move=> base X Y Z' joint *; rewrite !conditional_mutual_information_printed.
exact: InformationMutualTheorems.I_given_is_symmetric_in_the_first_two.
Qed.
Theorem conditional_mutual_information_remaining_information_is_nonnegative : information_conditional_mutual_information_remaining_information_is_nonnegative.
Proof.
move=> X Y Z' joint _ _ _ j0 j1; rewrite conditional_mutual_information_printed.
exact/InformationInequalityTheorems.I_given_is_nonnegative/table3_printed.
Qed.
Theorem conditional_mutual_information_remaining_information_changes_base : information_conditional_mutual_information_remaining_information_changes_base.
Proof.
move=> base X Y Z' joint b0 _ _ _ _ _ _ _; rewrite !conditional_mutual_information_printed base_squared.
exact: InformationMutualTheorems.I_given_changes_base.
Qed.
