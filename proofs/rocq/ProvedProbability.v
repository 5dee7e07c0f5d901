(** The laws of marginals, as they are printed from Python.

Idea: inside its range a marginal is a sum without guards; variables that are printed as one are numbered.

Definitions: none.
Results: each law, under the name of its proposition; the gradient is the adjoint.
Not proved here: the laws of conditional distributions. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Totals ProbabilityFormulas PrintedTables Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Lemma marginal_printed (R : comRingType) X Y (joint : Z -> Z -> R) x : between 0 X x ->
  probability_marginal R X Y joint x = sumb (zrange Y) (joint x).
Proof. by move=> xX; apply: eq_sumb => y; rewrite mem_zrange => yY; rewrite guard_in // xX yY. Qed.

Theorem marginal_sums_to_one : probability_marginal_sums_to_one.
Proof. by move=> R X Y joint _ _ _ j1; rewrite -[RHS]j1; apply: eq_sumb => x; rewrite mem_zrange; apply: marginal_printed. Qed.
Theorem marginal_keeps_the_first : probability_marginal_keeps_the_first.
Proof. by move=> R A B p r _ _ _ _ _ r1 a aA; rewrite marginal_printed // sumbM r1 mulr1. Qed.
Theorem marginal_keeps_the_last : probability_marginal_keeps_the_last.
Proof. by move=> R A B p r _ _ _ p1 _ _ b bB; rewrite marginal_printed // sumbMl p1 mul1r. Qed.
Theorem marginal_mixes : probability_marginal_mixes.
Proof. by move=> R X Y joint r _ _ _ _ _ _ x xX; rewrite !marginal_printed // sumbMl sumbD. Qed.
Theorem marginal_keeps_everything : probability_marginal_keeps_everything.
Proof.
move=> R X Y joint _ _ _ _ x y xX yY; rewrite marginal_printed ?between_number // sumb_single.
by rewrite quotient_of // rest_of.
Qed.
Theorem marginal_keeps_nothing : probability_marginal_keeps_nothing.
Proof. by move=> R X Y joint _ Y1 _ j1; rewrite marginal_printed // sumb_of_two //; lia. Qed.
Theorem marginal_of_a_marginal : probability_marginal_of_a_marginal.
Proof.
move=> R A B C p _ B1 _ _ _ c cC; rewrite !marginal_printed //.
rewrite (sumb_of_two _ (fun a b => p a b c)); last by lia.
apply: eq_sumb => a; rewrite mem_zrange => aA; rewrite marginal_printed ?between_number //.
by rewrite quotient_of // rest_of.
Qed.
Theorem marginal_ignores_order : probability_marginal_ignores_order.
Proof. by []. Qed.
Theorem marginal_follows_the_variables : probability_marginal_follows_the_variables.
Proof.
move=> R A B C p _ _ _ _ _ c b cC bB; rewrite marginal_printed; last by rewrite Z.mul_comm between_number.
rewrite marginal_printed ?between_number //; apply: eq_sumb => a _.
by rewrite !quotient_of // !rest_of.
Qed.
Theorem marginal_follows_relabelling : probability_marginal_follows_relabelling.
Proof.
move=> R X Y joint _ _ _ _ x xX; rewrite !marginal_printed //; last by move: xX => /betweenP ?; apply/betweenP; lia.
exact: sumb_reversed.
Qed.
Theorem marginal_gradient_is_adjoint : probability_marginal_gradient_joint_is_adjoint.
Proof.
move=> R X Y dy joint _ _ _ _; apply: eq_sumb => x; rewrite mem_zrange => xX.
by rewrite marginal_printed // -sumbM; apply: eq_sumb => y _; rewrite /probability_marginal_gradient_joint guard_in.
Qed.
