(** Entropies and informations as they are printed from Python, as the programs that theorems are about.

Idea: each printed sum is one over lists of natural numbers; see [PrintedTables].

Definitions: the tactics [printed_row] and [as_values], which do this.
Results: for each formula its printed definition as the program of [InformationFormulas], also of variables that are numbered as one.
Not proved here: the laws.
Axioms: those of Coq's real numbers. *)

From Coq Require Import ZArith Lia Reals.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Totals ProbabilityFormulas InformationFormulas InformationTheorems PrintedTables.
From CNN Require Import Generated ProvedProbability.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Local Notation R := RealField.R_realFieldType (only parsing).
Implicit Types (base : R).

(** A sum over a printed range, and the guards inside it. *)
Ltac as_values := rewrite sumb_values; let k := fresh "k" in apply: eq_total_in => k /values_between; rewrite /row_of => ?.
Ltac all_in := repeat match goal with |- is_true (_ && _) => apply/andP; split end; assumption.

Lemma entropy_printed S base p : information_entropy S base p = entropy base (values (natural_of S)) (row_of p).
Proof. by rewrite /information_entropy; congr (- _); as_values; rewrite !guard_in. Qed.

Lemma eq_entropy S base (p q : Z -> R) : (forall i, between 0 S i -> p i = q i) -> information_entropy S base p = information_entropy S base q.
Proof. by move=> e; rewrite !entropy_printed; congr (- _); apply: eq_total_in => k /values_between kS; rewrite /row_of e. Qed.

Lemma entropy_of_two X Y base (joint : Z -> Z -> R) : (1 <= Y)%Z ->
  information_entropy (X * Y) base (fun i => joint (i / Y)%Z (i mod Y)%Z) = entropy base (couples (values (natural_of X)) (values (natural_of Y))) (joined (table_of joint)).
Proof.
move=> Y1; rewrite /information_entropy; congr (- _).
rewrite (_ : sumb _ _ = sumb (zrange (X * Y)) (fun i => plog (log base) (joint (i / Y)%Z (i mod Y)%Z) (joint (i / Y)%Z (i mod Y)%Z))).
  by rewrite (sumb_of_two _ (fun i j => plog (log base) (joint i j) (joint i j))) // sumb_values2.
by apply: eq_sumb => i; rewrite mem_zrange => iXY; rewrite !guard_in.
Qed.

(** The marginals that are printed as parts of a formula. *)
Lemma marginal_values X Y (joint : Z -> Z -> R) k : between 0 X (Z.of_nat k) ->
  probability_marginal R X Y joint (Z.of_nat k) = marginal (values (natural_of Y)) (table_of joint) k.
Proof. by move=> kX; rewrite marginal_printed // sumb_values. Qed.

Lemma guarded_row X Y (joint : Z -> Z -> R) k : between 0 X (Z.of_nat k) ->
  sumb (zrange Y) (fun y => guard (between 0 X (Z.of_nat k) && between 0 Y y) (joint (Z.of_nat k) y))
  = total_over (values (natural_of Y)) (table_of joint k).
Proof. by move=> kX; as_values; rewrite guard_in ?kX. Qed.
Lemma guarded_col X Y (joint : Z -> Z -> R) k : between 0 Y (Z.of_nat k) ->
  sumb (zrange X) (fun x => guard (between 0 X x && between 0 Y (Z.of_nat k)) (joint x (Z.of_nat k)))
  = total_over (values (natural_of X)) (fun x => table_of joint x k).
Proof. by move=> kY; as_values; rewrite guard_in // kY andbT. Qed.

Lemma conditional_entropy_printed X Y base joint :
  information_conditional_entropy X Y base joint = conditional_entropy base (values (natural_of X)) (values (natural_of Y)) (table_of joint).
Proof.
rewrite /information_conditional_entropy; congr (- _); as_values; as_values.
by rewrite /information_conditional_entropy_row guarded_row // guard_in //; apply/andP.
Qed.

Lemma mutual_information_printed X Y base joint :
  information_mutual_information X Y base joint = mutual_information base (values (natural_of X)) (values (natural_of Y)) (table_of joint).
Proof.
rewrite /information_mutual_information; as_values; as_values.
rewrite /information_mutual_information_row /information_mutual_information_col guarded_row // guarded_col // guard_in; last by all_in.
by rewrite mulrC.
Qed.

Lemma conditional_mutual_information_printed X Y Z' base joint :
  information_conditional_mutual_information X Y Z' base joint
  = conditional_mutual_information base (values (natural_of X)) (values (natural_of Y)) (values (natural_of Z')) (cube_of joint).
Proof.
rewrite /information_conditional_mutual_information; as_values; as_values; as_values.
rewrite guard_in; last by all_in.
have e1 : @information_conditional_mutual_information_p_Z R X Y Z' base joint (Z.of_nat k1)
  = total_over (values (natural_of X)) (fun x => total_over (values (natural_of Y)) (fun y => cube_of joint x y k1)).
  by rewrite /information_conditional_mutual_information_p_Z; as_values; as_values; rewrite guard_in; last all_in.
have e2 : @information_conditional_mutual_information_p_XZ R X Y Z' base joint (Z.of_nat k) (Z.of_nat k1)
  = total_over (values (natural_of Y)) (fun y => cube_of joint k y k1).
  by rewrite /information_conditional_mutual_information_p_XZ; as_values; rewrite guard_in; last all_in.
have e3 : @information_conditional_mutual_information_p_YZ R X Y Z' base joint (Z.of_nat k0) (Z.of_nat k1)
  = total_over (values (natural_of X)) (fun x => cube_of joint x k0 k1).
  by rewrite /information_conditional_mutual_information_p_YZ; as_values; rewrite guard_in; last all_in.
by rewrite e1 e2 e3.
Qed.

(** The last two variables of three as one. *)
Section Numbered.
Variables (X Y Z' : Z) (base : R) (joint : Z -> Z -> Z -> R).
Notation xs := (values (natural_of X)).
Notation ys := (values (natural_of Y)).
Notation zs := (values (natural_of Z')).

Lemma mutual_information_of_pair : (1 <= Z')%Z ->
  information_mutual_information X (Y * Z') base (fun x i => joint x (i / Z')%Z (i mod Z')%Z)
  = mutual_information base xs (couples ys zs) (fun x t => cube_of joint x t.1 t.2).
Proof.
move=> Z1; rewrite mutual_information_printed /InformationFormulas.mutual_information_by; apply: eq_total => x.
pose row := total_over (couples ys zs) (fun t => cube_of joint x t.1 t.2).
rewrite -(total_numbered _ (fun y z => plog (log base) (joint (Z.of_nat x) y z) (joint (Z.of_nat x) y z / (row * total_over xs (fun x => joint (Z.of_nat x) y z))))) //.
apply: eq_total => k; rewrite /row_of /table_of; congr (plog _ _ (_ / (_ * _))).
exact: (total_numbered _ (fun y z => joint (Z.of_nat x) y z)).
Qed.

Lemma conditional_entropy_of_pair : (1 <= Y)%Z ->
  information_conditional_entropy Z' (X * Y) base (fun z i => joint (i / Y)%Z (i mod Y)%Z z)
  = conditional_entropy base zs (couples xs ys) (fun z t => cube_of joint t.1 t.2 z).
Proof.
move=> Y1; rewrite conditional_entropy_printed; congr (- _); apply: eq_total => z.
pose row := total_over (couples xs ys) (fun t => cube_of joint t.1 t.2 z).
rewrite -(total_numbered _ (fun x y => plog (log base) (joint x y (Z.of_nat z)) (joint x y (Z.of_nat z) / row))) //.
apply: eq_total => k; rewrite /row_of /table_of; congr (plog _ _ (_ / _)).
exact: (total_numbered _ (fun x y => joint x y (Z.of_nat z))).
Qed.
End Numbered.

(** Tables with the same entries. *)
Section Same.
Variables (S T U : eqType) (base : R) (xs : seq S) (ys : seq T) (zs : seq U).
Implicit Types (f g : S -> T -> R) (p q : S -> R) (h k : S -> T -> U -> R).

Lemma same_entropy p q : {in xs, p =1 q} -> entropy base xs p = entropy base xs q.
Proof. by move=> e; congr (- _); apply: eq_total_in => x xX; rewrite e. Qed.

Lemma same_conditional_entropy f g : {in xs & ys, forall x y, f x y = g x y} -> conditional_entropy base xs ys f = conditional_entropy base xs ys g.
Proof.
move=> e; congr (- _); apply: eq_total_in => x xX; rewrite (_ : marginal ys f x = marginal ys g x); last by apply: eq_total_in => y yY; exact: e.
by apply: eq_total_in => y yY; rewrite e.
Qed.

Lemma same_mutual_information f g : {in xs & ys, forall x y, f x y = g x y} -> mutual_information base xs ys f = mutual_information base xs ys g.
Proof.
move=> e; apply: eq_total_in => x xX; apply: eq_total_in => y yY; rewrite e //.
rewrite (_ : total_over ys (f x) = total_over ys (g x)); last by apply: eq_total_in => v vY; exact: e.
by rewrite (_ : total_over xs (f^~ y) = total_over xs (g^~ y)) //; apply: eq_total_in => v vX; exact: e.
Qed.
End Same.
