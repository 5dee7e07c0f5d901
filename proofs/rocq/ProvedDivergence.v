(** The laws of divergence, as they are printed from Python, and those of mutual information that are said with it or with a conditional distribution.

Idea: the theorems about programs are those of [InformationDivergenceTheorems], [InformationInequalityTheorems] and [InformationPinskerTheorems].

Definitions: none.
Results: each law, under the name of its proposition.
Not proved here: that the gradients are derivatives.
Axioms: those of Coq's real numbers. *)

From Coq Require Import ZArith Lia Reals.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From Coquelicot Require Import Rbar.
From CNN Require Import RealLink Space Arrays Printed RealField PrintedReals PrintedExtended Guards Totals ProbabilityFormulas InformationFormulas InformationTheorems.
From CNN Require Import InformationDivergenceTheorems InformationMutualTheorems InformationInequalityTheorems InformationPinskerTheorems.
From CNN Require Import PrintedTables ProvedProbability PrintedInformation ProvedEntropy PrintedDivergence ProvedConditional Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Local Notation R := R_realFieldType (only parsing).

Lemma two_is_positive : 0 < two. Proof. by rewrite ltr0n. Qed.
Lemma two_is_not_one : two != 1. Proof. by rewrite -[1]/(1%:R) eqr_nat. Qed.

(** Where the second table is positive. *)
Lemma positive_row S (q : Z -> R) : (forall i, between 0 S i -> 0 < q i) -> {in values (natural_of S), forall k, 0 < row_of q k}.
Proof. by move=> q0 k /values_between; exact: q0. Qed.

Lemma divergence_number S base (p q : Z -> R) : 0 < base -> base != 1 -> (forall i, between 0 S i -> 0 <= p i) -> (forall i, between 0 S i -> 0 < q i) ->
  information_kl_divergence S base p q = Number (divergence (log base) (values (natural_of S)) (row_of p) (row_of q)).
Proof.
move=> b0 b1 p0 q0; rewrite kl_divergence_printed // => [|i iS]; last by rewrite ltW ?q0.
by rewrite divergence_is_finite //; exact: positive_row.
Qed.

Lemma refined_printed (n : Z) (p parts : Z -> R) k : (1 <= n)%Z -> k \in values (natural_of (n + 1)) ->
  row_of (fun i : Z => if (i <? n - 1)%Z then p i else parts (i + 1 - n)%Z * p (n - 1)%Z) k = refined (natural_of n) (row_of p) (row_of parts) k.
Proof.
move=> n1; rewrite mem_iota /row_of /refined => kn; case: ifP => lt; case: ifP => lt' //; try by exfalso; lia.
congr (parts _ * p _); lia.
Qed.

Lemma successor n : (0 <= n)%Z -> natural_of (n + 1) = (natural_of n).+1.
Proof. by lia. Qed.

Section Refined.
Variables (n : Z) (p parts : Z -> R).
Hypothesis n1 : (1 <= n)%Z.
Notation cut := (fun i : Z => if (i <? n - 1)%Z then p i else parts (i + 1 - n)%Z * p (n - 1)%Z).

Lemma refined_is_nonnegative : (forall i, between 0 n i -> 0 <= p i) -> (forall i, between 0 2 i -> 0 <= parts i) -> forall i, between 0 (n + 1) i -> 0 <= cut i.
Proof.
move=> p0 q0 i /betweenP i_in; case: ifP => lt; first by apply/p0/betweenP; lia.
by rewrite mulr_ge0 ?p0 ?q0 //; apply/betweenP; lia.
Qed.
Lemma refined_is_positive : (forall i, between 0 n i -> 0 < p i) -> (forall i, between 0 2 i -> 0 < parts i) -> forall i, between 0 (n + 1) i -> 0 < cut i.
Proof.
move=> p0 q0 i /betweenP i_in; case: ifP => lt; first by apply/p0/betweenP; lia.
by rewrite mulr_gt0 ?p0 ?q0 //; apply/betweenP; lia.
Qed.
End Refined.

Theorem kl_divergence_divergence_divides : information_kl_divergence_divergence_divides.
Proof.
move=> base A d e f g b0 A1 d0 d1 e0 e1 f0 f1 g0 g1 b1.
have A1' : (1 <= A)%Z by lia.
have law := InformationDivergenceTheorems.D_divides base (table_printed d0 d1) (positive_table_printed e0 e1) (table_printed f0 f1) (positive_table_printed g0 g1).
rewrite (kl_divergence_printed b0 b1 (refined_is_nonnegative A1' d0 f0) (fun i iA => ltW (refined_is_positive A1' e0 g0 iA))).
rewrite (same_divergence _ (refined (natural_of A) (row_of d) (row_of f)) (refined (natural_of A) (row_of e) (row_of g))).
- rewrite successor; last by lia.
  rewrite law !divergence_number // !divergence_is_finite; try exact: positive_row; try exact: (@positive_row 2).
  by rewrite /=; congr (Number (_ + _ * d _)); lia.
- by move=> k kA; exact: refined_printed.
by move=> k kA; exact: refined_printed.
Qed.

Lemma uniform_is_positive S (p : Z -> R) i : (1 <= S)%Z -> 0 < p i * 0 + 1 / number S.
Proof. by move=> S1; rewrite mulr0 add0r div1r invr_gt0 number_nat ?ltr0n; lia. Qed.

Theorem kl_divergence_from_uniform : information_kl_divergence_from_uniform.
Proof.
move=> S p S1 p0 p1; have S1' : (1 <= S)%Z by lia.
rewrite kl_divergence_printed ?two_is_positive ?two_is_not_one // => [|i _]; last by rewrite ltW // uniform_is_positive.
have -> : row_of (fun i : Z => p i * 0 + 1 / number S) = uniform (natural_of S) (row_of p).
  by rewrite /row_of /uniform number_natural //; lia.
rewrite (InformationDivergenceTheorems.D_from_uniform (table_printed p0 p1)) !entropy_printed /=; congr Number.
by rewrite /row_of /uniform number_natural //; lia.
Qed.

Lemma after_nothing (p : Z -> R) k : row_of (fun i : Z => if (i <? 1)%Z then p i * 0 else p (i - 1)%Z) k = nowhere_else (row_of p) k.
Proof.
case: k => // k; rewrite /row_of /nowhere_else (_ : (Z.of_nat k.+1 <? 1)%Z = false); last by lia.
by congr p; lia.
Qed.
Lemma after_half S (p : Z -> R) k :
  row_of (fun i : Z => if (i <? 1)%Z then sumb (zrange S) (fun j => p j / two) else p (i - 1)%Z / two) k = half_elsewhere (natural_of S) (row_of p) k.
Proof.
case: k => [|k]; rewrite /row_of /half_elsewhere; first by rewrite /= sumb_values.
rewrite (_ : (Z.of_nat k.+1 <? 1)%Z = false); last by lia.
by congr (p _ / _); lia.
Qed.

Section Elsewhere.
Variables (S : Z) (p : Z -> R).
Lemma nowhere_is_nonnegative : (forall i, between 0 S i -> 0 <= p i) -> forall i, between 0 (S + 1) i -> 0 <= (if (i <? 1)%Z then p i * 0 else p (i - 1)%Z).
Proof. by move=> p0 i /betweenP b; case: ifP => lt; rewrite ?mulr0 // p0 //; apply/betweenP; lia. Qed.
Lemma half_is_nonnegative : (forall i, between 0 S i -> 0 <= p i) ->
  forall i, between 0 (S + 1) i -> 0 <= (if (i <? 1)%Z then sumb (zrange S) (fun j => p j / two) else p (i - 1)%Z / two).
Proof.
move=> p0 i /betweenP b; case: ifP => lt; last by rewrite divr_ge0 ?p0 ?ltW ?two_is_positive //; apply/betweenP; lia.
rewrite sumb_values; apply: total_is_nonnegative => k /values_between kS; rewrite /row_of.
by rewrite divr_ge0 ?p0 ?ltW ?two_is_positive.
Qed.
Lemma half_is_positive : (1 <= S)%Z -> (forall i, between 0 S i -> 0 < p i) ->
  forall i, between 0 (S + 1) i -> 0 < (if (i <? 1)%Z then sumb (zrange S) (fun j => p j / two) else p (i - 1)%Z / two).
Proof.
move=> S1 p0 i /betweenP b; case: ifP => lt; last by rewrite divr_gt0 ?p0 ?two_is_positive //; apply/betweenP; lia.
apply: (@row_is_positive _ _ _ 0%Z) => [|j jS]; first by apply/betweenP; lia.
by rewrite divr_gt0 ?p0 ?two_is_positive.
Qed.
End Elsewhere.

Theorem kl_divergence_is_infinite_off_the_support : information_kl_divergence_is_infinite_off_the_support.
Proof.
move=> S p q S1 p0 p1 q0 q1.
rewrite (kl_divergence_printed two_is_positive two_is_not_one (half_is_nonnegative p0) (nowhere_is_nonnegative q0)).
rewrite (same_divergence _ (half_elsewhere (natural_of S) (row_of p)) (nowhere_else (row_of q))) => [|k _|k _]; [|exact: after_half|exact: after_nothing].
by rewrite successor ?(InformationDivergenceTheorems.D_is_infinite_off_the_support _ (table_printed p0 p1)) //; lia.
Qed.
Theorem kl_divergence_pays_for_what_never_occurs : information_kl_divergence_pays_for_what_never_occurs.
Proof.
move=> S p q S1 p0 p1 q0 q1; have S1' : (1 <= S)%Z by lia.
rewrite (kl_divergence_printed two_is_positive two_is_not_one (nowhere_is_nonnegative p0) (half_is_nonnegative (fun i iS => ltW (q0 i iS)))).
rewrite (same_divergence _ (nowhere_else (row_of p)) (half_elsewhere (natural_of S) (row_of q))) => [|k _|k _]; [|exact: after_nothing|exact: after_half].
rewrite successor; last by lia.
rewrite (InformationDivergenceTheorems.D_pays_for_what_never_occurs (table_printed p0 p1) (positive_table_printed q0 q1)).
rewrite divergence_number ?two_is_positive ?two_is_not_one // divergence_is_finite //; exact: positive_row.
Qed.

Lemma with_nothing_after S (p : Z -> R) k : k \in values (natural_of (S + 1)) ->
  row_of (fun i : Z => if (i <? S)%Z then p i else p (i - S)%Z * 0) k = and_impossible (natural_of S) (row_of p) k.
Proof.
rewrite mem_iota /row_of /and_impossible => kS; by case: ifP => lt; case: ifP => lt' //; try (by exfalso; lia); rewrite !mulr0.
Qed.
Lemma nothing_after_is_nonnegative S (p : Z -> R) : (forall i, between 0 S i -> 0 <= p i) ->
  forall i, between 0 (S + 1) i -> 0 <= (if (i <? S)%Z then p i else p (i - S)%Z * 0).
Proof. by move=> p0 i /betweenP b; case: ifP => lt; rewrite ?mulr0 // p0 //; apply/betweenP; lia. Qed.

Theorem kl_divergence_ignores_what_both_exclude : information_kl_divergence_ignores_what_both_exclude.
Proof.
move=> base S p q b0 S1 p0 _ q0 _ b1.
rewrite (kl_divergence_printed b0 b1 (nothing_after_is_nonnegative p0) (nothing_after_is_nonnegative q0)) kl_divergence_printed //.
rewrite (same_divergence _ (and_impossible (natural_of S) (row_of p)) (and_impossible (natural_of S) (row_of q))).
- rewrite successor; last by lia.
  by rewrite InformationDivergenceTheorems.D_ignores_what_both_exclude.
- by move=> k kS; exact: with_nothing_after.
by move=> k kS; exact: with_nothing_after.
Qed.
Theorem kl_divergence_is_zero_for_equals : information_kl_divergence_is_zero_for_equals.
Proof. by move=> base S p b0 _ p0 _ b1; rewrite kl_divergence_printed // InformationDivergenceTheorems.D_is_zero_for_equals. Qed.
Lemma halved (x : R) : Rdiv x (IZR 2) = x / 2%:R.
Proof. by rewrite -[RHS]/(Rmult x (Rinvx (Rplus R1 R1))) RinvxE. Qed.
Theorem kl_divergence_bounds_the_distance : information_kl_divergence_bounds_the_distance.
Proof.
move=> S p q _ p0 p1 q0 q1; rewrite kl_divergence_printed ?two_is_positive ?two_is_not_one //.
have := of_rbar_at_most (InformationPinskerTheorems.D_bounds_the_distance (table_printed p0 p1) (table_printed q0 q1)).
rewrite /= /distance_squared !sumb_values; congr (at_most (Number _) _).
exact: halved.
Qed.

Theorem kl_divergence_divergence_adds_over_independent : information_kl_divergence_divergence_adds_over_independent.
Proof.
move=> base A d e f g b0 A1 d0 d1 e0 e1 f0 f1 g0 g1 b1.
have law := InformationDivergenceTheorems.D_adds_over_independent base (table_printed d0 d1) (positive_table_printed e0 e1) (table_printed f0 f1) (positive_table_printed g0 g1).
have two1 : (1 <= 2)%Z by lia.
have inner i : between 0 (2 * A) i -> between 0 A (i / 2) && between 0 2 (i mod 2) by rewrite Z.mul_comm; exact: between_quotient.
rewrite !divergence_number // => [|i /inner/andP[iA i2]|i /inner/andP[iA i2]]; [|by rewrite mulr_ge0 ?d0 ?f0|by rewrite mulr_gt0 ?e0 ?g0].
have {}law : divergence (log base) (couples (values (natural_of A)) (values 2)) (joined (independent (row_of d) (row_of f))) (joined (independent (row_of e) (row_of g)))
  = divergence (log base) (values (natural_of A)) (row_of d) (row_of e) + divergence (log base) (values 2) (row_of f) (row_of g).
  move: law; rewrite !divergence_is_finite; try exact: positive_row; try exact: (@positive_row 2); first by case.
  by move=> [a b]; rewrite mem_couples => /andP[/values_between aA /(@values_between 2) b2]; rewrite mulr_gt0 ?e0 ?g0.
rewrite -[add_extended _ _]/(Number (_ + _)); congr Number; rewrite -[RHS]law.
rewrite [(2 * A)%Z]Z.mul_comm; exact: (total_numbered A (fun a b => plog (log base) (d a * f b) (d a * f b / (e a * g b)))).
Qed.
Theorem kl_divergence_divergence_ignores_labels : information_kl_divergence_divergence_ignores_labels.
Proof.
move=> base S p q b0 S1 p0 _ q0 _ b1; have turned i : between 0 S i -> between 0 S (S - i - 1) by move=> /betweenP ?; apply/betweenP; lia.
rewrite !kl_divergence_printed // => [|i /turned/p0|i /turned/q0] //.
rewrite (same_divergence _ (relabelled (natural_of S) (row_of p)) (relabelled (natural_of S) (row_of q))) => [|k kS|k kS].
- by rewrite InformationDivergenceTheorems.D_ignores_labels.
- exact: row_of_reversed.
exact: row_of_reversed.
Qed.
Theorem kl_divergence_divergence_is_of_all_variables : information_kl_divergence_divergence_is_of_all_variables.
Proof. by []. Qed.
Theorem kl_divergence_divergence_changes_base : information_kl_divergence_divergence_changes_base.
Proof.
move=> base S p q b0 _ p0 _ q0 q1 b2 b1; rewrite !divergence_number ?exprn_gt0 //=.
by congr Number; rewrite -total_scales; apply: eq_total => k; exact: plog_of_squared_base.
Qed.
Theorem kl_divergence_shrinks_through_a_channel : information_kl_divergence_shrinks_through_a_channel.
Proof.
move=> A B f g channel _ _ f0 f1 g0 g1 c0 c1; have sent p : (forall i, between 0 A i -> 0 <= p i) ->
    forall j, between 0 B j -> 0 <= sumb (zrange A) (fun i => p i * channel i j).
  move=> p0 j jB; rewrite sumb_values; apply: total_is_nonnegative => k /values_between kA.
  by rewrite /row_of mulr_ge0 ?p0 // c0 // kA.
rewrite !kl_divergence_printed ?two_is_positive ?two_is_not_one //; try exact: sent.
have := of_rbar_at_most (InformationInequalityTheorems.D_shrinks_through_a_channel (table_printed f0 f1) (table_printed g0 g1) (channel_printed c0 c1)).
by congr (at_most (of_rbar _) _); apply: same_divergence => k _; rewrite /row_of sumb_values.
Qed.

Theorem mutual_information_is_a_divergence : information_mutual_information_is_a_divergence.
Proof.
move=> X Y joint X1 Y1 j0 j1; have Y1' : (1 <= Y)%Z by lia.
have row0 x : between 0 X x -> 0 <= probability_marginal R X Y joint x.
  move=> xX; rewrite marginal_printed // sumb_values; apply: total_is_nonnegative => k /values_between kY.
  by apply: j0; rewrite xX.
have col0 y : between 0 Y y -> 0 <= probability_marginal R Y X (fun y x : Z => joint x y) y.
  move=> yY; rewrite marginal_printed // sumb_values; apply: total_is_nonnegative => k /values_between kX.
  by apply: j0; rewrite kX yY.
rewrite kl_divergence_printed ?two_is_positive ?two_is_not_one // => [|i /(between_quotient Y1')|i /(between_quotient Y1')/andP[iX iY]]; last first.
- by rewrite mulr_ge0 ?row0 ?col0.
- exact: j0.
have t := table2_printed j0 j1; have n0 := table2_is_nonnegative t.
rewrite mutual_information_printed -[Number _]/(of_rbar (Finite _)); congr of_rbar.
rewrite /kl_divergence ifT.
  congr Finite; apply: etrans _ (esym (total_numbered X (fun x y => plog (log two) (joint x y)
    (joint x y / (probability_marginal R X Y joint x * probability_marginal R Y X (fun y x : Z => joint x y) y))) Y1')).
  rewrite total_of_pairs; apply: eq_total_in => x /values_between xX; apply: eq_total_in => y /values_between yY.
  by rewrite /table_of !marginal_values.
apply/allP => k /values_between /(between_quotient Y1')/andP[kX kY]; rewrite /row_of.
move: kX kY; set x := (Z.of_nat k / Y)%Z; set y := (Z.of_nat k mod Y)%Z => xX yY.
have [ex ey] : x = Z.of_nat (natural_of x) /\ y = Z.of_nat (natural_of y) by move: xX yY => /betweenP ? /betweenP ?; lia.
have mx : natural_of x \in values (natural_of X) by move: xX => /betweenP ?; rewrite mem_iota; lia.
have my : natural_of y \in values (natural_of Y) by move: yY => /betweenP ?; rewrite mem_iota; lia.
rewrite ex ey !marginal_values -?ex -?ey // mulf_eq0 negb_or; case: (eqVneq (joint x y) 0) => //= nz.
have jE : table_of joint (natural_of x) (natural_of y) = joint x y by rewrite /table_of -ex -ey.
apply/andP; split; apply: contraNneq nz => e; apply/eqP; rewrite -jE.
  exact: (row_is_0_where_joint_is n0 mx my e).
exact: (col_is_0_where_joint_is n0 mx my e).
Qed.
