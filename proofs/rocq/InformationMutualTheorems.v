(** Conditional entropy and mutual information: equations.

Idea: both are sums and differences of spreads of a table and of its marginals; what is sent through a channel spreads by what the channel spreads.

Definitions: those of [InformationFormulas] and [InformationTheorems].
Results: each in terms of others; copies, independent variables, chains and channels.
Not proved here: inequalities; see [InformationInequalityTheorems]. The laws as they are printed; see [ProvedMutualInformation].
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From Coquelicot Require Import Rbar.
From CNN Require Import RealField FieldTactic InformationFormulas InformationTheorems.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.


(** Spreads and sums over three variables are numbers like any other. *)
Ltac spreads := repeat (let a := fresh "a" in set a := (spread _ _ _)); by_algebra.

Section ConditionalEntropy.
Theorem H_given_chain (X Y : nat) (joint : nat -> nat -> R) : table2 X Y joint ->
  entropy two (couples (values X) (values Y)) (joined joint)
  = entropy two (values X) (marginal (values Y) joint) + conditional_entropy two (values X) (values Y) joint.
Proof.
move/table2_is_nonnegative => j0; rewrite !entropyE (conditional_entropyE product_rule) //.
by rewrite addrA addNr add0r.
Qed.

Theorem H_given_of_independent (A B : nat) (p r : nat -> R) : table (values A) p -> table (values B) r ->
  conditional_entropy two (values A) (values B) (independent p r) = entropy two (values B) r.
Proof.
move=> tp tr; have p0 := table_is_nonnegative tp; have r0 := table_is_nonnegative tr.
rewrite (conditional_entropyE product_rule) => [|a b aA bB]; last by rewrite mulr_ge0 ?p0 ?r0.
rewrite (spread_through product_rule p (fun _ => r)) // => [|a b _|a _]; [|exact: r0|exact: table_sums].
rewrite total_scales_on_the_right (table_sums tp) mul1r (eq_spread p) => [|a _].
  by rewrite entropyE opprD addrA subrr add0r.
by rewrite /marginal total_scales (table_sums tr) mulr1.
Qed.

Lemma total_of_copy A (p : nat -> R) a (f : R -> R) : f 0 = 0 -> a \in values A ->
  total_over (values A) (fun b => f (with_a_copy p a b)) = f (p a).
Proof.
move=> f0 aA; rewrite (total_at a) ?iota_uniq /with_a_copy ?eqxx // => b _ ba.
by rewrite eq_sym (negbTE ba) mulr0.
Qed.

Arguments total_of_copy [A p a] f _ _.

Lemma marginal_of_copy A (p : nat -> R) a : a \in values A -> marginal (values A) (with_a_copy p) a = p a.
Proof. exact: (total_of_copy id). Qed.

Lemma spread_of_copy base A (p : nat -> R) :
  spread (log base) (couples (values A) (values A)) (joined (with_a_copy p)) = spread (log base) (values A) p.
Proof.
rewrite /spread total_of_pairs; apply: eq_total_in => a aA.
by rewrite (total_of_copy (fun v => v * log base v)) // mul0r.
Qed.

Lemma copy_is_nonnegative A (p : nat -> R) : table (values A) p -> {in values A & values A, forall a b, 0 <= with_a_copy p a b}.
Proof. by move/table_is_nonnegative => p0 a b _ bA; rewrite /with_a_copy; case: eqP => _; rewrite ?mulr0 ?p0. Qed.

Theorem H_given_of_a_copy (base : R) (A : nat) (p : nat -> R) : table (values A) p ->
  conditional_entropy base (values A) (values A) (with_a_copy p) = 0.
Proof.
move=> tp; rewrite (conditional_entropyE product_rule); last exact: copy_is_nonnegative.
by rewrite spread_of_copy (eq_spread p) ?subrr // => a /marginal_of_copy.
Qed.

Theorem H_given_changes_base (base : R) (X Y : nat) (joint : nat -> nat -> R) : 0 < base ->
  2%:R * conditional_entropy (base ^+ 2) (values X) (values Y) joint = conditional_entropy base (values X) (values Y) joint.
Proof.
move=> b0; rewrite mulrN -total_scales; congr (- _); apply: eq_total => x.
by rewrite -total_scales; apply: eq_total => y; rewrite plog_of_squared_base.
Qed.
End ConditionalEntropy.

Section MutualInformation.

Theorem I_in_entropies (X Y : nat) (joint : nat -> nat -> R) : table2 X Y joint ->
  mutual_information two (values X) (values Y) joint
  = entropy two (values X) (marginal (values Y) joint) + entropy two (values Y) (marginal (values X) (fun y x => joint x y))
    - entropy two (couples (values X) (values Y)) (joined joint).
Proof.
move/table2_is_nonnegative => j0; rewrite !entropyE (mutual_informationE product_rule) //.
by spreads.
Qed.

Theorem I_is_uncertainty_removed (X Y : nat) (joint : nat -> nat -> R) : table2 X Y joint ->
  mutual_information two (values X) (values Y) joint
  = entropy two (values Y) (marginal (values X) (fun y x => joint x y)) - conditional_entropy two (values X) (values Y) joint.
Proof.
move/table2_is_nonnegative => j0; rewrite entropyE (mutual_informationE product_rule) // (conditional_entropyE product_rule) //.
by spreads.
Qed.

Theorem I_is_symmetric (base : R) (X Y : nat) (joint : nat -> nat -> R) :
  mutual_information base (values Y) (values X) (fun y x => joint x y) = mutual_information base (values X) (values Y) joint.
Proof.
rewrite /InformationFormulas.mutual_information_by total_swaps; apply: eq_total => x; apply: eq_total => y.
by rewrite [total_over (values X) _ * _]mulrC.
Qed.

Theorem I_is_zero_for_independence (base : R) (A B : nat) (p r : nat -> R) : table (values A) p -> table (values B) r ->
  mutual_information base (values A) (values B) (independent p r) = 0.
Proof.
move=> tp tr; have p0 := table_is_nonnegative tp; have r0 := table_is_nonnegative tr.
rewrite (mutual_informationE product_rule) => [|a b aA bB]; last by rewrite mulr_ge0 ?p0 ?r0.
rewrite (spread_through product_rule p (fun _ => r)) // => [|a b _|a _]; [|exact: r0|exact: table_sums].
rewrite total_scales_on_the_right (table_sums tp) mul1r; set row := marginal _ _; set col := marginal _ _.
have -> : spread (log base) (values A) row = spread (log base) (values A) p.
  by apply: eq_spread => a _; rewrite /row /marginal total_scales (table_sums tr) mulr1.
have -> : spread (log base) (values B) col = spread (log base) (values B) r.
  by apply: eq_spread => b _; rewrite /col /marginal total_scales_on_the_right (table_sums tp) mul1r.
by spreads.
Qed.

Theorem I_with_itself (A : nat) (p : nat -> R) : table (values A) p ->
  mutual_information two (values A) (values A) (with_a_copy p) = entropy two (values A) p.
Proof.
move=> tp; rewrite (mutual_informationE product_rule); last exact: copy_is_nonnegative.
have -> : spread (log two) (values A) (marginal (values A) (with_a_copy p)) = spread (log two) (values A) p.
  by apply: eq_spread => a /marginal_of_copy.
rewrite spread_of_copy subrr sub0r entropyE; congr (- _); apply: eq_spread => a aA; rewrite /marginal.
rewrite (total_at a) ?iota_uniq /with_a_copy ?eqxx // => b _ ba.
by rewrite (negbTE ba) mulr0.
Qed.

Theorem I_ignores_labels (base : R) (X Y : nat) (joint : nat -> nat -> R) :
  mutual_information base (values X) (values Y) (relabelled2 X Y joint) = mutual_information base (values X) (values Y) joint.
Proof.
rewrite /InformationFormulas.mutual_information_by -[RHS]total_reversed; apply: eq_total => x.
rewrite -[RHS]total_reversed; apply: eq_total => y; rewrite /relabelled2.
by rewrite (total_reversed _ (joint (X.-1 - x)%N)) (total_reversed _ (fun x => joint x (Y.-1 - y)%N)).
Qed.

Theorem I_changes_base (base : R) (X Y : nat) (joint : nat -> nat -> R) : 0 < base ->
  2%:R * mutual_information (base ^+ 2) (values X) (values Y) joint = mutual_information base (values X) (values Y) joint.
Proof.
move=> b0; rewrite -total_scales; apply: eq_total => x.
by rewrite -total_scales; apply: eq_total => y; rewrite plog_of_squared_base.
Qed.

Section Channel.
Variables (base : R) (X Y Z : nat) (joint channel : nat -> nat -> R).
Hypotheses (j0 : {in values X & values Y, forall x y, 0 <= joint x y}) (c : channel_of Y Z channel).
Notation spread := (spread (log base)).
Notation col := (marginal (values X) (fun y x => joint x y)).
Notation lost := (total_over (values Y) (fun y => col y * spread (values Z) (channel y))).

Lemma chain_is_nonnegative : {in values X & values Y, forall x y, {in values Z, forall z, 0 <= chained joint channel x y z}}.
Proof. by move=> x y xX yY z zZ; rewrite mulr_ge0 ?j0 ?(channel_is_nonnegative c). Qed.

Lemma spread_of_chain :
  total_over (values X) (fun x => total_over (values Y) (fun y => total_over (values Z) (fun z => chained joint channel x y z * log base (chained joint channel x y z))))
  = spread (couples (values X) (values Y)) (joined joint) + lost.
Proof.
rewrite -(spread_of_three (log base) (values X) (values Y) (values Z) (chained joint channel)).
rewrite (spread_through product_rule (joined joint) (fun t => channel t.2)) => [|[x y]|[x y] z|[x y]]; rewrite ?mem_couples.
- congr (_ + _); rewrite total_of_pairs total_swaps; apply: eq_total => y.
  by rewrite -total_scales_on_the_right.
- by case/andP; exact: j0.
- by case/andP => _ yY zZ; exact: (channel_is_nonnegative c).
- by case/andP => _; exact: channel_sums.
Qed.

Lemma spread_of_output_with_input :
  spread (couples (values Y) (values Z)) (joined (fun y z => total_over (values X) (fun x => chained joint channel x y z)))
  = spread (values Y) col + lost.
Proof.
rewrite -(spread_through product_rule col channel).
- by apply: eq_spread => [[y z] _]; exact: total_scales_on_the_right.
- by move=> y yY; apply: total_is_nonnegative => x xX; apply: j0.
- exact: (channel_is_nonnegative c).
- exact: channel_sums.
Qed.

Lemma sum_over_output x y : y \in values Y -> total_over (values Z) (chained joint channel x y) = joint x y.
Proof. by move=> yY; rewrite total_scales (channel_sums c yY) mulr1. Qed.
End Channel.

Theorem I_lost_in_processing (X Y Z : nat) (joint channel : nat -> nat -> R) : table2 X Y joint -> channel_of Y Z channel ->
  mutual_information two (values X) (values Y) joint
  = mutual_information two (values X) (values Z) (through Y joint channel)
    + conditional_mutual_information two (values X) (values Y) (values Z) (chained joint channel).
Proof.
move/table2_is_nonnegative => j0 c; have c0 := channel_is_nonnegative c.
rewrite (conditional_mutual_informationE product_rule); last exact: chain_is_nonnegative.
rewrite !(mutual_informationE product_rule) // => [|x z xX zZ]; last first.
  by apply: total_is_nonnegative => y yY; rewrite mulr_ge0 ?j0 ?c0.
rewrite (spread_of_chain _ j0 c) (spread_of_output_with_input _ j0 c).
rewrite -[joined (fun x z => total_over (values Y) _)]/(joined (through Y joint channel)).
rewrite -[fun z => total_over (values X) _]/(marginal (values X) (fun z x => through Y joint channel x z)).
have -> : spread (log two) (values X) (marginal (values Z) (through Y joint channel)) = spread (log two) (values X) (marginal (values Y) joint).
  apply: eq_spread => x xX; rewrite /marginal /through total_swaps; apply: eq_total_in => y yY.
  exact: (sum_over_output _ c).
by spreads.
Qed.
End MutualInformation.

Section ConditionalMutualInformation.

Theorem I_given_chain_rule (X Y Z : nat) (joint : nat -> nat -> nat -> R) : table3 X Y Z joint ->
  mutual_information two (values X) (couples (values Y) (values Z)) (fun x t => joint x t.1 t.2)
  = mutual_information two (values X) (values Z) (fun x z => marginal (values Y) (fun t y => joint t.1 y t.2) (x, z))
    + conditional_mutual_information two (values X) (values Y) (values Z) joint.
Proof.
move/table3_is_nonnegative => j0; rewrite (conditional_mutual_informationE product_rule) // !(mutual_informationE product_rule); first last.
- by move=> x [y z] xX; rewrite mem_couples => /andP[yY zZ]; exact: j0.
- by move=> x z xX zZ; apply: total_is_nonnegative => y yY; exact: j0.
have -> : spread (log two) (values X) (marginal (couples (values Y) (values Z)) (fun x t => joint x t.1 t.2))
        = spread (log two) (values X) (marginal (values Z) (fun x z => marginal (values Y) (fun t y => joint t.1 y t.2) (x, z))).
  by apply: eq_spread => x _; rewrite /marginal total_of_pairs total_swaps.
have -> : spread (log two) (couples (values X) (couples (values Y) (values Z))) (joined (fun x t => joint x t.1 t.2))
  = total_over (values X) (fun x => total_over (values Y) (fun y => total_over (values Z) (fun z => joint x y z * log two (joint x y z)))).
  by rewrite /spread total_of_pairs; apply: eq_total => x; rewrite total_of_pairs.
rewrite -[joined (fun x z => total_over (values Y) _)]/(joined (fun x z => marginal (values Y) (fun t y => joint t.1 y t.2) (x, z))).
set all3 := total_over _ _; rewrite /joined /=.
by spreads.
Qed.
Theorem I_given_in_conditional_entropies (X Y Z : nat) (joint : nat -> nat -> nat -> R) : table3 X Y Z joint ->
  conditional_mutual_information two (values X) (values Y) (values Z) joint
  = conditional_entropy two (values Z) (values X) (fun z x => marginal (values Y) (fun t y => joint t.1 y t.2) (x, z))
    + conditional_entropy two (values Z) (values Y) (fun z y => marginal (values X) (fun t x => joint x t.1 t.2) (y, z))
    - conditional_entropy two (values Z) (couples (values X) (values Y)) (fun z t => joint t.1 t.2 z).
Proof.
move/table3_is_nonnegative => j0; rewrite (conditional_mutual_informationE product_rule) // !(conditional_entropyE product_rule); first last.
- by move=> z x zZ xX; apply: total_is_nonnegative => y yY; exact: j0.
- by move=> z y zZ yY; apply: total_is_nonnegative => x xX; exact: j0.
- by move=> z [x y] zZ; rewrite mem_couples => /andP[xX yY]; exact: j0.
rewrite -(spread_of_three (log two) (values X) (values Y) (values Z) joint).
rewrite [spread _ (couples (couples _ _) _) _]spread_swaps.
rewrite [spread _ (couples (values X) (values Z)) _]spread_swaps [spread _ (couples (values Y) (values Z)) _]spread_swaps.
pose last z := total_over (values X) (fun x => total_over (values Y) (fun y => joint x y z)).
have -> : spread (log two) (values Z) (marginal (values X) (fun z x => marginal (values Y) (fun t y => joint t.1 y t.2) (x, z)))
        = spread (log two) (values Z) last by [].
have -> : spread (log two) (values Z) (marginal (values Y) (fun z y => marginal (values X) (fun t x => joint x t.1 t.2) (y, z)))
        = spread (log two) (values Z) last by apply: eq_spread => z _; rewrite /last total_swaps.
have -> : spread (log two) (values Z) (marginal (couples (values X) (values Y)) (fun z t => joint t.1 t.2 z)) = spread (log two) (values Z) last.
  by apply: eq_spread => z _; rewrite /marginal total_of_pairs.
by spreads.
Qed.

Theorem I_given_of_a_constant (A B : nat) (t : nat -> nat -> R) : table2 A B t ->
  conditional_mutual_information two (values A) (values B) (values 1) (fun a b _ => t a b) = mutual_information two (values A) (values B) t.
Proof.
move/table2_sums_to_1 => t1; apply: eq_total => a; apply: eq_total => b.
by rewrite /= addr0 t1 mul1r.
Qed.

Theorem I_given_is_zero_along_a_chain (base : R) (A B C : nat) (t channel : nat -> nat -> R) :
  table2 A B t -> channel_of B C channel ->
  conditional_mutual_information base (values A) (values C) (values B) (fun a c b => chained t channel a b c) = 0.
Proof.
move/table2_is_nonnegative => t0 c; have c0 := channel_is_nonnegative c.
rewrite (conditional_mutual_informationE product_rule) => [|a k aA kC b bB]; last by rewrite mulr_ge0 ?t0 ?c0.
have -> : total_over (values A) (fun a => total_over (values C) (fun k => total_over (values B) (fun b => chained t channel a b k * log base (chained t channel a b k))))
        = spread (log base) (couples (values A) (values B)) (joined t)
          + total_over (values B) (fun b => marginal (values A) (fun b a => t a b) b * spread (log base) (values C) (channel b)).
  by rewrite -(spread_of_chain _ t0 c); apply: eq_total => a; rewrite total_swaps.
have -> : spread (log base) (couples (values A) (values B)) (joined (fun a b => total_over (values C) (fun k => chained t channel a b k)))
        = spread (log base) (couples (values A) (values B)) (joined t).
  by apply: eq_spread => [[a b]]; rewrite mem_couples => /andP[_ bB]; exact: (sum_over_output _ c).
rewrite [spread _ (couples (values C) _) _]spread_swaps.
rewrite [spread _ (couples (values B) (values C)) _](spread_of_output_with_input _ t0 c).
have -> : spread (log base) (values B) (fun b => total_over (values A) (fun a => total_over (values C) (fun k => chained t channel a b k)))
        = spread (log base) (values B) (marginal (values A) (fun b a => t a b)).
  by apply: eq_spread => b bB; apply: eq_total => a; exact: (sum_over_output _ c).
by set lost := total_over _ _; spreads.
Qed.

Theorem I_given_is_symmetric_in_the_first_two (base : R) (X Y Z : nat) (joint : nat -> nat -> nat -> R) :
  conditional_mutual_information base (values Y) (values X) (values Z) (fun y x z => joint x y z)
  = conditional_mutual_information base (values X) (values Y) (values Z) joint.
Proof.
rewrite /InformationFormulas.conditional_mutual_information_by [LHS]total_swaps; apply: eq_total => x; apply: eq_total => y; apply: eq_total => z.
by rewrite [total_over (values X) (fun x => joint x y z) * _]mulrC [in LHS]total_swaps.
Qed.

Theorem I_given_changes_base (base : R) (X Y Z : nat) (joint : nat -> nat -> nat -> R) : 0 < base ->
  2%:R * conditional_mutual_information (base ^+ 2) (values X) (values Y) (values Z) joint
  = conditional_mutual_information base (values X) (values Y) (values Z) joint.
Proof.
move=> b0; rewrite -total_scales; apply: eq_total => x; rewrite -total_scales; apply: eq_total => y.
by rewrite -total_scales; apply: eq_total => z; rewrite plog_of_squared_base.
Qed.
End ConditionalMutualInformation.
