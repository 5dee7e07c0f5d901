(** That a conditional mutual information is small only close to conditional independence, as it is printed from Python.

Idea: the distance is printed as a sum over three variables that are numbered as one, of values that could be no number; where all entries of the table
are positive they are numbers. The theorem is that of [InformationPinskerTheorems].

Definitions: none.
Results: the law, under the name of its proposition.
Not proved here: that the constant is the best one.
Axioms: those of Coq's real numbers. *)

From Coq Require Import ZArith Lia Reals.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import RealLink Space Arrays Printed RealField PrintedReals PrintedExtended Guards Totals ProbabilityFormulas InformationFormulas InformationTheorems.
From CNN Require Import InformationMutualTheorems InformationInequalityTheorems InformationPinskerTheorems.
From CNN Require Import PrintedTables ProvedProbability PrintedInformation ProvedEntropy ProvedConditional Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Local Notation R := R_realFieldType (only parsing).

Lemma sumb_of_three (V : ringType) l m n (F : Z -> Z -> Z -> V) : (1 <= m)%Z -> (1 <= n)%Z ->
  sumb (zrange (l * m * n)) (fun i => F (i / (m * n))%Z ((i / n) mod m)%Z (i mod n)%Z)
  = sumb (zrange l) (fun i => sumb (zrange m) (fun j => sumb (zrange n) (F i j))).
Proof.
move=> m1 n1; rewrite -(sumb_of_two _ (fun i j => sumb (zrange n) (F i j))) // -(sumb_of_two _ (fun t k => F (t / m)%Z (t mod m)%Z k)) //.
by apply: eq_sumb => i _; rewrite Zdiv_Zdiv ?[(n * m)%Z]Z.mul_comm //; lia.
Qed.

Theorem conditional_mutual_information_is_zero_for_conditional_independence_only :
  information_conditional_mutual_information_is_zero_for_conditional_independence_only.
Proof.
move=> X Y Z' joint X1 Y1 Z1 j0 j1; have Y1' : (1 <= Y)%Z by lia. have Z1' : (1 <= Z')%Z by lia.
pose kept x z := sumb (zrange Y) (fun y => joint x y z); pose pair z y := sumb (zrange X) (fun x => joint x y z).
pose last z := sumb (zrange Y) (pair z); pose q x y z := kept x z * (pair z y / last z).
have pair0 z y : between 0 Z' z -> between 0 Y y -> 0 < pair z y.
  move=> zZ yY; apply: (@row_is_positive _ _ _ 0%Z) => [|x xX]; first by apply/betweenP; lia.
  by apply: j0; rewrite xX yY.
have keptE x z : between 0 X x -> between 0 Z' z ->
    probability_marginal R (X * Z') Y (fun i j : Z => joint (i / Z')%Z j (i mod Z')%Z) (Z' * x + z) = kept x z.
  by move=> xX zZ; rewrite [(Z' * x)%Z]Z.mul_comm marginal_printed ?between_number // quotient_of // rest_of.
have pairE z y : between 0 Z' z -> between 0 Y y ->
    probability_marginal R (Y * Z') X (fun i j : Z => joint j (i / Z')%Z (i mod Z')%Z) (y * Z' + z) = pair z y.
  by move=> zZ yY; rewrite marginal_printed ?between_number // quotient_of // rest_of.
have entry i : between 0 (X * Y * Z') i -> [/\ between 0 X (i / (Y * Z')), between 0 Y ((i / Z') mod Y) & between 0 Z' (i mod Z')].
  move=> /(between_quotient Z1')/andP[+ ->] => /(between_quotient Y1')/andP[+ ->].
  by rewrite Zdiv_Zdiv ?[(Z' * Y)%Z]Z.mul_comm //; lia.
set distance := sum_extended _ _.
have -> : distance = Number (sumb (zrange X) (fun x => sumb (zrange Y) (fun y => sumb (zrange Z') (fun z => `|joint x y z - q x y z|)))).
  rewrite -(sumb_of_three X (fun x y z => `|joint x y z - q x y z|)) //; apply: sum_of_numbers => i; rewrite mem_zrange => /entry[iX iY iZ].
  rewrite conditional_is_a_quotient // => [|y yY]; last by rewrite pairE // pair0.
  rewrite keptE // pairE // (eq_sumb (F' := pair (i mod Z')%Z)) => [|y]; first by [].
  by rewrite mem_zrange => yY; rewrite pairE.
rewrite /= pnatr_eq0 /= conditional_mutual_information_printed.
have law := InformationPinskerTheorems.I_given_is_zero_for_conditional_independence_only (positive_table3_printed j0 j1).
apply: le_trans law; rewrite le_eqVlt; apply/orP; left; apply/eqP; congr (_ / _); rewrite /distance_squared.
suff -> : sumb (zrange X) (fun x => sumb (zrange Y) (fun y => sumb (zrange Z') (fun z => `|joint x y z - q x y z|)))
  = total_over (couples (couples (values (natural_of X)) (values (natural_of Y))) (values (natural_of Z')))
      (fun t => `|cube_of joint t.1.1 t.1.2 t.2 - independent_given_last (natural_of X) (natural_of Y) (cube_of joint) t.1.1 t.1.2 t.2|) by [].
rewrite sumb_values3; apply: eq_total_in => [[[x y] z]]; rewrite !mem_couples => /andP[/andP[xX yY] zZ] /=.
congr `|_ - _|; rewrite /independent_given_last conditionalE.
have mE k : marginal (values (natural_of X)) (fun t x => cube_of joint x t.1 t.2) (k, z) = pair (Z.of_nat z) (Z.of_nat k).
  by rewrite /pair sumb_values.
have lE : marginal (values (natural_of Y)) (fun z y => marginal (values (natural_of X)) (fun t x => cube_of joint x t.1 t.2) (y, z)) z = last (Z.of_nat z).
  by rewrite /last sumb_values; apply: eq_total => k; rewrite mE.
have l0 : 0 < last (Z.of_nat z).
  by apply: (row_is_positive (values_between yY)) => v vY; apply: pair0 => //; exact: values_between.
rewrite lE gt_eqF //= mE; congr (_ * _).
by rewrite /kept sumb_values.
Qed.
