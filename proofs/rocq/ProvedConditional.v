(** The laws of conditional distributions, as they are printed from Python.

Idea: where what is known has a probability above 0, its marginal divides; elsewhere the value is no number.

Definitions: none.
Results: each law, under the name of its proposition.
Not proved here: that the gradient is the derivative. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed PrintedExtended Guards Totals PrintedTables ProvedProbability Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Conditional.
Variable R : realFieldType.
Implicit Types (joint : Z -> Z -> R).

Lemma conditional_printed X Y joint x y : between 0 X x -> between 0 Y y ->
  probability_conditional R X Y joint x y
  = if sumb (zrange Y) (joint x) == 0 then NoNumber else Number (joint x y / sumb (zrange Y) (joint x)).
Proof.
move=> xX yY; rewrite /probability_conditional guard_in ?xX //.
rewrite (_ : @probability_conditional_row R X Y joint x = sumb (zrange Y) (joint x)); first by rewrite if_neg.
exact: marginal_printed.
Qed.

Lemma row_is_positive Y (f : Z -> R) y : between 0 Y y -> (forall y, between 0 Y y -> 0 < f y) -> 0 < sumb (zrange Y) f.
Proof.
move=> /betweenP yY f0; rewrite sumb_values; apply: (@total_is_positive _ _ _ _ (natural_of y)) => [|k /values_between]; last exact: f0.
by rewrite mem_iota; lia.
Qed.

Lemma conditional_is_a_quotient X Y joint x y : between 0 X x -> between 0 Y y -> (forall y, between 0 Y y -> 0 < joint x y) ->
  probability_conditional R X Y joint x y = Number (joint x y / sumb (zrange Y) (joint x)).
Proof. by move=> xX yY j0; rewrite conditional_printed // gt_eqF // (row_is_positive yY). Qed.

Lemma chained_conditional X Y joint x y : between 0 X x -> between 0 Y y -> (forall y, between 0 Y y -> 0 < joint x y) ->
  multiply_extended (Number (probability_marginal R X Y joint x)) (probability_conditional R X Y joint x y) = Number (joint x y).
Proof.
move=> xX yY j0; rewrite conditional_is_a_quotient // marginal_printed //=; congr Number.
by rewrite mulrC divfK // gt_eqF // (row_is_positive yY).
Qed.
End Conditional.

Theorem conditional_chain : probability_conditional_chain.
Proof. by move=> R X Y joint _ _ j0 _ x y xX yY; apply: chained_conditional => // v vY; rewrite j0 // xX. Qed.
Theorem conditional_sums_to_one_each : probability_conditional_sums_to_one_each.
Proof.
move=> R X Y joint _ Y1 j0 _ x xX; have jx y : between 0 Y y -> 0 < joint x y by move=> yY; rewrite j0 // xX.
rewrite (@sum_of_numbers _ _ _ _ (fun y => joint x y / sumb (zrange Y) (joint x))) => [|y]; last first.
  by rewrite mem_zrange => yY; exact: conditional_is_a_quotient.
by rewrite sumbMl divff ?mulr0 ?add0r // gt_eqF // (@row_is_positive _ _ _ 0%Z) //; apply/betweenP; lia.
Qed.
Theorem conditional_is_undefined_given_the_impossible : probability_conditional_is_undefined_given_the_impossible.
Proof.
move=> R A B p _ _ _ _ a b aA bB; rewrite conditional_printed //; case a1: (a <? 1)%Z.
  by rewrite sumb0 ?eqxx // => t _; rewrite mulr0.
by rewrite conditional_printed //; move: aA => /betweenP aA; apply/betweenP; lia.
Qed.
Theorem conditional_bayes : probability_conditional_bayes.
Proof.
move=> R A B p _ _ p0 _ a b aA bB; rewrite !chained_conditional // => [v vB|v vA]; first by rewrite p0 // aA.
by rewrite p0 // vA.
Qed.
Theorem conditional_ignores_the_independent : probability_conditional_ignores_the_independent.
Proof.
move=> R A B p r _ _ p0 _ _ r1 a b aA bB; have pa : p a != 0 by rewrite gt_eqF // p0.
rewrite conditional_printed // sumbM r1 mulr1 (negbTE pa); congr Number.
by rewrite mulrAC divff // mulr0 add0r.
Qed.
Theorem conditional_given_nothing : probability_conditional_given_nothing.
Proof.
move=> R X Y joint _ Y1 _ j1 x y xX yY; rewrite conditional_printed ?between_number // sumb_of_two; last by lia.
by rewrite j1 oner_eq0 divr1 quotient_of // rest_of.
Qed.
Theorem conditional_given_everything : probability_conditional_given_everything.
Proof.
move=> R X Y joint _ _ j0 _ x y xX yY; rewrite conditional_printed ?between_number // sumb_single quotient_of // rest_of //.
have n0 : joint x y != 0 by rewrite gt_eqF // j0 // xX.
by rewrite (negbTE n0) divff // mulr0 add0r.
Qed.
Theorem conditional_given_one_after_the_other : probability_conditional_given_one_after_the_other.
Proof.
move=> R A B p A1 B1 p0 _; set first := fun (i j : Z) => p i (j / 2)%Z (j mod 2)%Z.
have a0 : between 0 A 0 by apply/betweenP; lia.
have f0 j : between 0 (2 * B) j -> 0 < first 0%Z j.
  rewrite Z.mul_comm => /between_quotient -/(_ ltac:(lia)) jB; apply: p0.
  by rewrite a0.
have e b c : between 0 B b -> between 0 2 c ->
    probability_conditional R A (2 * B) first 0 (2 * b + c) = Number (p 0%Z b c / sumb (zrange (2 * B)) (first 0%Z)).
  move=> bB c2; rewrite conditional_is_a_quotient //; last by rewrite Z.mul_comm [(2 * b)%Z]Z.mul_comm between_number.
  by rewrite /first [(2 * b)%Z]Z.mul_comm quotient_of // rest_of.
split=> [b c /andP[bB c2]|b c bB c2]; first by rewrite Z.add_comm e.
set m := sumb _ (first _) in e; have m0 : 0 < m.
  by apply: (@row_is_positive _ _ _ 0%Z) => //; apply/betweenP; lia.
have n0 : 0 < sumb (zrange 2) (p 0%Z b).
  by apply: (row_is_positive c2) => v v2; apply: p0; rewrite a0 bB.
have eb : between 0 (A * B) b by move: bB => /betweenP bB; apply/betweenP; nia.
rewrite [RHS]conditional_printed // Z.div_small ?Z.mod_small; try by move: bB => /betweenP.
rewrite conditional_printed // (eq_sumb (F' := fun c => p 0%Z b c / m)) => [|v]; last by rewrite mem_zrange => v2; rewrite e.
rewrite sumbMl !gt_eqF ?divr_gt0 // e //=; congr Number.
by rewrite invf_div mulrA divfK // gt_eqF.
Qed.
Theorem conditional_follows_the_order_of_variables : probability_conditional_follows_the_order_of_variables.
Proof.
move=> R A C p A1 C1 p0 _ c b a cC b2 aA; have n1 : between 0 (2 * A) (b * A + a) by exact: between_number.
have n2 : between 0 (2 * A) (b + 2 * a) by rewrite Z.add_comm Z.mul_comm [(2 * a)%Z]Z.mul_comm between_number.
rewrite !conditional_printed // quotient_of // rest_of // [(b + _)%Z]Z.add_comm [(2 * a)%Z]Z.mul_comm quotient_of // rest_of //.
rewrite (sumb_of_two _ (fun b a => p a b c)); last by lia.
by rewrite [in RHS]Z.mul_comm (sumb_of_two _ (fun a b => p a b c)) // exchange_sumb.
Qed.
