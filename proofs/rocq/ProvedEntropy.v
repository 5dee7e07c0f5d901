(** The laws of entropy and of conditional entropy, as they are printed from Python.

Idea: the theorems about programs are those of [InformationTheorems], [InformationMutualTheorems] and [InformationInequalityTheorems].

Definitions: the tactic [probabilities], which reads what a law supposes.
Results: each law, under the name of its proposition.
Not proved here: nothing of these two formulas is left.
Axioms: those of Coq's real numbers. *)

From Coq Require Import ZArith Lia Reals.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Totals ProbabilityFormulas InformationFormulas InformationTheorems.
From CNN Require Import InformationMutualTheorems InformationInequalityTheorems PrintedTables ProvedProbability PrintedInformation Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Lemma number_natural (n : Z) : (0 <= n)%Z -> number n = (natural_of n)%:R :> R.
Proof. exact: number_nat. Qed.
Lemma base_squared base : base ^+ Z.to_nat 2%Z = base ^+ 2 :> R.
Proof. by []. Qed.

Lemma row_of_reversed n (p : Z -> R) : {in values (natural_of n), row_of (fun i => p (n - i - 1)%Z) =1 relabelled (natural_of n) (row_of p)}.
Proof. by move=> k; rewrite mem_iota => kn; rewrite /row_of /relabelled; congr p; lia. Qed.

Theorem entropy_divides : information_entropy_divides.
Proof.
move=> base S p parts _ S1 p0 p1 q0 q1 _; rewrite !entropy_printed.
have := InformationTheorems.H_divides base (table_printed p0 p1) (table_printed q0 q1).
rewrite (_ : row_of p (natural_of S).-1 = p (S - 1)%Z); last by rewrite /row_of; congr p; lia.
move=> <-; rewrite (_ : natural_of (S + 1) = (natural_of S).+1); last by lia.
apply: same_entropy => k _; rewrite /row_of /refined; case: ifP => lt; first by rewrite ifT //; lia.
rewrite ifF; last by lia.
by congr (parts _ * p _); lia.
Qed.
Theorem entropy_of_uniform : information_entropy_of_uniform.
Proof.
move=> base S p _ S1 p0 p1 _; rewrite entropy_printed number_natural; last by lia.
by apply: (InformationTheorems.H_of_uniform base (row_of p)); lia.
Qed.
Theorem entropy_ignores_labels : information_entropy_ignores_labels.
Proof.
move=> base S p _ S1 _ _ _; rewrite !entropy_printed -(InformationTheorems.H_ignores_labels base (natural_of S) (row_of p)).
exact/same_entropy/row_of_reversed.
Qed.
Theorem entropy_ignores_the_impossible : information_entropy_ignores_the_impossible.
Proof.
move=> base S p _ S1 _ _ _; rewrite !entropy_printed -(InformationTheorems.H_ignores_the_impossible base (natural_of S) (row_of p)).
rewrite (_ : natural_of (S + 1) = (natural_of S).+1); last by lia.
apply: same_entropy => k; rewrite mem_iota /row_of /and_impossible => kS; case: ifP => lt; first by rewrite ifT //; lia.
by rewrite ifF ?mulr0 //; lia.
Qed.
Theorem entropy_is_of_all_variables : information_entropy_is_of_all_variables.
Proof. by []. Qed.
Theorem entropy_adds_over_independent : information_entropy_adds_over_independent.
Proof.
move=> base S p r _ S1 p0 p1 r0 r1 _; rewrite Z.mul_comm (entropy_of_two _ _ (fun i j => p i * r j)) //.
by rewrite !entropy_printed -(InformationTheorems.H_adds_over_independent base (table_printed p0 p1) (table_printed r0 r1)).
Qed.
Theorem entropy_changes_base : information_entropy_changes_base.
Proof. by move=> base S p b0 _ _ _ _ _; rewrite !entropy_printed base_squared InformationTheorems.H_changes_base. Qed.
Theorem entropy_is_nonnegative : information_entropy_is_nonnegative.
Proof. by move=> S p _ p0 p1; rewrite entropy_printed; apply/InformationInequalityTheorems.H_is_nonnegative/table_printed. Qed.
Theorem entropy_is_largest_for_uniform : information_entropy_is_largest_for_uniform.
Proof.
move=> S p S1 p0 p1; rewrite !entropy_printed number_natural; last by lia.
exact: (InformationInequalityTheorems.H_is_largest_for_uniform (table_printed p0 p1)).
Qed.
Theorem entropy_is_concave : information_entropy_is_concave.
Proof.
move=> S p r _ p0 p1 r0 r1; rewrite !entropy_printed.
exact: (InformationInequalityTheorems.H_is_concave (table_printed p0 p1) (table_printed r0 r1)).
Qed.

Theorem conditional_entropy_chain : information_conditional_entropy_chain.
Proof.
move=> X Y joint _ Y1 j0 j1; rewrite entropy_of_two; last by lia.
rewrite InformationMutualTheorems.H_given_chain ?table2_printed // conditional_entropy_printed entropy_printed.
by congr (_ + _); apply: same_entropy => k /values_between kX; rewrite /row_of marginal_values.
Qed.
Theorem conditional_entropy_knows_the_first_by_default : information_conditional_entropy_knows_the_first_by_default.
Proof. by []. Qed.
Theorem conditional_entropy_given_nothing : information_conditional_entropy_given_nothing.
Proof.
move=> X Y joint _ Y1 j0 j1; rewrite conditional_entropy_printed entropy_printed.
set q := fun i : Z => joint (i / Y)%Z (i mod Y)%Z; have t : table (values (natural_of (X * Y))) (row_of q) by apply: numbered_table_printed => //; lia.
rewrite (conditional_entropyE (logM _)) => [|u v _ vN]; last exact: (table_is_nonnegative t).
rewrite entropyE [spread _ (couples _ _) _]/spread total_of_pairs /spread /= !addr0 /marginal.
by rewrite (table_sums t) (log1 (logM _)) mulr0 sub0r.
Qed.
Theorem conditional_entropy_given_everything : information_conditional_entropy_given_everything.
Proof.
move=> base X Y joint _ _ _ _ _ _; rewrite conditional_entropy_printed /InformationFormulas.conditional_entropy_by.
rewrite total_of_zeros ?oppr0 // => k _; rewrite /marginal /= !addr0 plogE.
set v := table_of _ k 0%N; case: (eqVneq v 0) => [->|n0]; first by rewrite mul0r.
by rewrite mulfV // (log1 (logM _)) mulr0.
Qed.
Theorem conditional_entropy_given_the_independent : information_conditional_entropy_given_the_independent.
Proof.
move=> A B p r _ _ p0 p1 r0 r1; rewrite conditional_entropy_printed entropy_printed.
exact: (InformationMutualTheorems.H_given_of_independent (table_printed p0 p1) (table_printed r0 r1)).
Qed.

Lemma copied (p : Z -> R) a b : table_of (fun i j : Z => if (i =? j)%Z then p j else p j * 0) a b = with_a_copy (row_of p) a b.
Proof. by rewrite /table_of /with_a_copy /row_of; congr (if _ then _ else _); apply/Z.eqb_spec/eqP; lia. Qed.

Theorem conditional_entropy_given_a_copy : information_conditional_entropy_given_a_copy.
Proof.
move=> base A p _ _ p0 p1 _; rewrite conditional_entropy_printed.
apply: etrans (InformationMutualTheorems.H_given_of_a_copy base (table_printed p0 p1)).
by apply: same_conditional_entropy => a b _ _; exact: copied.
Qed.
Theorem conditional_entropy_conditional_changes_base : information_conditional_entropy_conditional_changes_base.
Proof.
move=> base X Y joint b0 _ _ _ _ _ _; rewrite !conditional_entropy_printed base_squared.
exact: InformationMutualTheorems.H_given_changes_base.
Qed.
Theorem conditional_entropy_conditional_is_nonnegative : information_conditional_entropy_conditional_is_nonnegative.
Proof.
move=> X Y joint _ _ j0 j1; rewrite conditional_entropy_printed.
exact/InformationInequalityTheorems.H_given_is_nonnegative/table2_printed.
Qed.
Theorem conditional_entropy_knowing_never_adds : information_conditional_entropy_knowing_never_adds.
Proof.
move=> A B t _ _ t0 t1; rewrite conditional_entropy_printed entropy_printed.
have := InformationInequalityTheorems.H_given_knowing_never_adds (table2_printed t0 t1).
by congr (_ <= _); apply: same_entropy => k /values_between kB; rewrite /row_of marginal_values.
Qed.
