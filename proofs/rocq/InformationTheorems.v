(** Entropy: equations.

In the names of theorems, here and in the files called likewise, H is an entropy, D a divergence and I a mutual information; what follows [given] is known.

Idea: a sum of logarithms of products is split, and its parts are put together again in another order.

Definitions: [log base x], the quotient of two natural logarithms; [kl_divergence], an extended real number, infinite where the first distribution is
positive and the second is 0.
Results: entropies of tables that are divided, relabelled, joined, and in another base.
Not proved here: inequalities; see [InformationInequalityTheorems]. The laws as they are printed; see [ProvedEntropy].
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From Coquelicot Require Import Rbar.
From CNN Require Import RealField MutualInformation FieldTactic InformationFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Definition log : R -> R -> R := in_base Rpower.ln.
Arguments log : clear scopes.

Definition kl_divergence T (base : R) (s : seq T) (p q : T -> R) : Rbar :=
  if all (fun i => (p i == 0) || (q i != 0)) s then Finite (divergence (log base) s p q) else if 1 < base then p_infty else m_infty.

Notation entropy base := (InformationFormulas.entropy_by (log base)).
Notation conditional_entropy base := (InformationFormulas.conditional_entropy_by (log base)).
Notation mutual_information base := (InformationFormulas.mutual_information_by (log base)).
Notation conditional_mutual_information base := (InformationFormulas.conditional_mutual_information_by (log base)).
Notation two := (2%:R : R).

Add Field R_plain_field : (field_laws R_fieldType).
Tactic Notation "by_algebra" := by_field R_fieldType.

Section Logarithm.
Variable base : R.

Lemma logM x y : 0 < x -> 0 < y -> log base (x * y) = log base x + log base y.
Proof. by move=> x0 y0; rewrite /log /in_base R_ln_of_product // mulrDl. Qed.

(** Of the square of a base: half as much. *)
Lemma log_of_squared_base x : 0 < base -> two * log (base ^+ 2) x = log base x.
Proof.
move=> b0; rewrite /log /in_base expr2 R_ln_of_product //.
have -> : Rpower.ln base + Rpower.ln base = two * Rpower.ln base by rewrite mulr_natl mulr2n.
rewrite invfM mulrCA; congr (_ * _).
by rewrite mulrA mulfV ?mul1r // pnatr_eq0.
Qed.

Lemma plog_of_squared_base p q : 0 < base -> two * plog (log (base ^+ 2)) p q = plog (log base) p q.
Proof. by move=> b0; rewrite !plogE mulrCA log_of_squared_base. Qed.
End Logarithm.
Notation product_rule := (logM _).

Lemma ln2_is_positive : 0 < Rpower.ln two.
Proof. by apply/RltP; exact: Rlt_trans (Rinv_0_lt_compat _ Rlt_0_2) ln_lt_2. Qed.

Section Tables.
Lemma table_is_nonnegative (T : eqType) (s : seq T) (p : T -> R) : table s p -> {in s, forall t, 0 <= p t}.
Proof. by case/andP => /allP. Qed.
Lemma table_sums (T : eqType) (s : seq T) (p : T -> R) : table s p -> total_over s p = 1.
Proof. by case/andP => _ /eqP. Qed.
Lemma positive_is_positive (T : eqType) (s : seq T) (p : T -> R) : positive_table s p -> {in s, forall t, 0 < p t}.
Proof. by case/andP => /allP. Qed.
Lemma positive_is_a_table (T : eqType) (s : seq T) (p : T -> R) : positive_table s p -> table s p.
Proof. by case/andP => /allP p0 p1; apply/andP; split=> //; apply/allP => t /p0/ltW. Qed.

Lemma table2_is_nonnegative X Y (joint : nat -> nat -> R) : table2 X Y joint -> {in values X & values Y, forall x y, 0 <= joint x y}.
Proof. by move/table_is_nonnegative => p x y xX yY; apply: (p (x, y)); rewrite mem_couples xX. Qed.
Lemma table3_is_nonnegative X Y Z (joint : nat -> nat -> nat -> R) : table3 X Y Z joint ->
  {in values X & values Y, forall x y, {in values Z, forall z, 0 <= joint x y z}}.
Proof. by move/table_is_nonnegative => p x y xX yY z zZ; apply: (p (x, y, z)); rewrite !mem_couples xX yY. Qed.
Lemma table2_sums_to_1 X Y (joint : nat -> nat -> R) : table2 X Y joint -> total_over (values X) (fun x => total_over (values Y) (joint x)) = 1.
Proof. by move/table_sums; rewrite total_of_pairs. Qed.
Lemma table_has_a_place N (p : nat -> R) : table (values N) p -> (0 < N)%N.
Proof. by case: N => // /table_sums /eqP; rewrite eq_sym oner_eq0. Qed.
Lemma channel_is_nonnegative Y Z (c : nat -> nat -> R) : channel_of Y Z c -> {in values Y & values Z, forall y z, 0 <= c y z}.
Proof. by move/allP => rows y z /rows /table_is_nonnegative; apply. Qed.
Lemma channel_sums Y Z (c : nat -> nat -> R) : channel_of Y Z c -> {in values Y, forall y, total_over (values Z) (c y) = 1}.
Proof. by move/allP => rows y /rows /table_sums. Qed.
End Tables.

Section Entropy.
Variable base : R.
Implicit Types (p r parts : nat -> R) (S : nat).
Notation spread := (spread (log base)).
Notation entropyE := (@entropyE _ (log base)).

Lemma total_refined (f : nat -> R) n : total_over (values n.+2) f = total_over (values n) f + total_over (values 2) (fun i => f (n + i)%N).
Proof. by rewrite -addn2 total_continues. Qed.

Lemma refined_before n p parts : {in values n, refined n.+1 p parts =1 p}.
Proof. by move=> i; rewrite mem_iota /refined /= => ->. Qed.
Lemma refined_after n p parts i : refined n.+1 p parts (n + i) = parts i * p n.
Proof. by rewrite /refined /= ltnNge leq_addr /= addKn. Qed.
Lemma total_of_last (f : nat -> R) n : total_over (values n.+1) f = total_over (values n) f + f n.
Proof. by rewrite -addn1 total_continues /= addr0 addn0. Qed.

End Entropy.

Theorem H_divides (base : R) (S : nat) (p parts : nat -> R) : table (values S) p -> table (values 2) parts ->
  entropy base (values S.+1) (refined S p parts) = entropy base (values S) p + entropy base (values 2) parts * p S.-1.
Proof.
move=> tp tparts; have := table_has_a_place tp; case: S tp => // n tp _.
have p0 : 0 <= p n by apply: (table_is_nonnegative tp); rewrite mem_iota /= add0n ltnSn.
rewrite !entropyE /spread total_refined (total_of_last _ n) mulNr -opprD -addrA; congr (- (_ + _)).
  by apply: eq_total_in => i iN; rewrite refined_before.
rewrite -[X in _ = X + _]mul1r -(table_sums tparts) -!total_scales_on_the_right -totalD; apply: eq_total_in => i i2.
by rewrite refined_after (spread_of_product (logM base)) ?(table_is_nonnegative tparts) //=; by_algebra.
Qed.

Theorem H_of_uniform (base : R) (S : nat) (p : nat -> R) : (0 < S)%N ->
  entropy base (values S) (uniform S p) = plog (log base) 1 S%:R.
Proof.
move=> S0; have n0 : 0 < (S%:R : R) by rewrite ltr0n.
rewrite entropyE plogE mul1r (eq_spread (fun=> 1 / S%:R)) => [|i _]; last by rewrite /uniform mulr0 add0r.
rewrite /spread total_of_a_constant (log_of_quotient (logM base)) ?ltr01 //.
rewrite (log1 (logM base)) sub0r mulrN mulNr opprK mulrAC div1r mulVf ?mul1r //.
by rewrite gt_eqF.
Qed.

Theorem H_ignores_labels (base : R) (S : nat) (p : nat -> R) :
  entropy base (values S) (relabelled S p) = entropy base (values S) p.
Proof. by congr (- _); exact: (total_reversed _ (fun i => plog (log base) (p i) (p i))). Qed.

Theorem H_ignores_the_impossible (base : R) (S : nat) (p : nat -> R) :
  entropy base (values S.+1) (and_impossible S p) = entropy base (values S) p.
Proof.
congr (- _); rewrite total_of_last /and_impossible ltnn !plogE mulr0 mul0r addr0.
by apply: eq_total_in => i; rewrite mem_iota /= => ->.
Qed.

Theorem H_adds_over_independent (base : R) (S : nat) (p r : nat -> R) : table (values S) p -> table (values 2) r ->
  entropy base (couples (values S) (values 2)) (joined (independent p r)) = entropy base (values S) p + entropy base (values 2) r.
Proof.
move=> tp tr; rewrite !entropyE -opprD; congr (- _).
rewrite (spread_through (logM base) p (fun _ => r)) => [|x xS|x y xS yS|x xS].
- by rewrite total_scales_on_the_right (table_sums tp) mul1r.
- exact: (table_is_nonnegative tp).
- exact: (table_is_nonnegative tr).
- exact: table_sums.
Qed.

Theorem H_changes_base (base : R) (S : nat) (p : nat -> R) : 0 < base ->
  2%:R * entropy (base ^+ 2) (values S) p = entropy base (values S) p.
Proof. by move=> b0; rewrite mulrN -total_scales; congr (- _); apply: eq_total => i; rewrite plog_of_squared_base. Qed.
