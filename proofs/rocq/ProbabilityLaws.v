(** Laws of marginals and of conditional distributions, for tables of any number of variables.

Idea: the variables that a formula keeps stand together as one index, and so do the others; where a law tells variables apart it has an index for
each. A sum over some of them and then over the rest is a sum over all, in any order.

Definitions: those of [ProbabilityFormulas]; [marginal_of_axes], the marginal of a table of three variables by the numbers of the axes that are kept.
Results: all laws of the topic [probability], each called after its law.
Not proved here: nothing of this topic is left. *)

From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import ProbabilityFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** What the tables of two variables have in common. *)
Section Premises.
Variables (F : realFieldType) (X Y : nat) (joint : nat -> nat -> F).

Lemma table2_sums : table2 X Y joint -> total (values X) (fun x => total (values Y) (joint x)) = 1.
Proof. by case/andP => _ /eqP; rewrite total_of_pairs. Qed.

Lemma positive_entry x y : positive_table2 X Y joint -> (x < X)%N -> (y < Y)%N -> 0 < joint x y.
Proof. by case/andP => /allP p _ xX yY; apply: (p (x, y)); rewrite mem_pairs !mem_iota /= xX. Qed.

Lemma positive_marginal x : positive_table2 X Y joint -> (x < X)%N -> (0 < Y)%N -> 0 < marginal (values Y) joint x.
Proof.
move=> p xX; case: Y p => // m p _; apply: (@total_is_positive _ _ _ _ 0%N) => // y.
rewrite mem_iota /= => yY; case/andP: p => /allP p _; apply: (p (x, y)).
by rewrite mem_pairs !mem_iota /= xX.
Qed.
End Premises.

Section Marginal.
Variable F : realFieldType.
Implicit Types (X Y A B C : nat).

Theorem marginal_sums_to_one X Y (joint : nat -> nat -> F) : table2 X Y joint -> total (values X) (marginal (values Y) joint) = 1.
Proof. exact: table2_sums. Qed.

Theorem marginal_keeps_the_first B (p r : nat -> F) a : table (values B) r -> marginal (values B) (independent p r) a = p a.
Proof. by case/andP => _ /eqP r1; rewrite /marginal total_scales r1 mulr1. Qed.

Theorem marginal_keeps_the_last A (p r : nat -> F) b : table (values A) p ->
  marginal (values A) (fun b a => independent p r a b) b = r b.
Proof. by case/andP => _ /eqP p1; rewrite /marginal total_scales_on_the_right p1 mul1r. Qed.

Theorem marginal_mixes Y (joint r : nat -> nat -> F) x :
  marginal (values Y) (fun x y => mixed (joint x y) (r x y)) x = mixed (marginal (values Y) joint x) (marginal (values Y) r x).
Proof. by rewrite /marginal /mixed total_scales_on_the_right total_adds. Qed.

(** Where all variables are kept, the others have one place; where none is, what is kept has. *)
Theorem marginal_keeps_everything (joint : nat -> nat -> F) x y : marginal [:: tt] (fun t _ => joint t.1 t.2) (x, y) = joint x y.
Proof. exact: addr0. Qed.

Theorem marginal_keeps_nothing X Y (joint : nat -> nat -> F) : table2 X Y joint ->
  marginal (pairs (values X) (values Y)) (fun _ t => joint t.1 t.2) tt = 1.
Proof. by case/andP => _ /eqP. Qed.

Theorem marginal_of_a_marginal A B (p : nat -> nat -> nat -> F) c :
  marginal (values A) (fun c a => marginal (values B) (fun t b => p t.1 b t.2) (a, c)) c
  = marginal (pairs (values A) (values B)) (fun c t => p t.1 t.2 c) c.
Proof. by rewrite /marginal total_of_pairs. Qed.

Theorem marginal_follows_the_variables A (p : nat -> nat -> nat -> F) c b :
  marginal (values A) (fun t a => swapped p t.1 t.2 a) (c, b) = marginal (values A) (fun t a => p a t.1 t.2) (b, c).
Proof. by []. Qed.

Theorem marginal_follows_relabelling X Y (joint : nat -> nat -> F) x :
  marginal (values Y) (relabelled2 X Y joint) x = relabelled X (marginal (values Y) joint) x.
Proof. by rewrite /marginal /relabelled2 (total_reversed _ (joint (X.-1 - x)%N)). Qed.
End Marginal.

(** By the numbers of axes, in any order, from the last one where they are negative: what is kept has the order of the table. *)
Section Axes.
Variable F : realFieldType.
Definition kept (axis : seq int) : seq nat := [seq k <- values 3 | has (fun a => (a == Posz k) || (a + 3 == Posz k)) axis].
Definition at_axis (t : nat * nat * nat) k := nth 0%N [:: t.1.1; t.1.2; t.2] k.
Definition marginal_of_axes A B C (axis : seq int) (p : nat -> nat -> nat -> F) (place : seq nat) :=
  total [seq t <- pairs (pairs (values A) (values B)) (values C) | map (at_axis t) (kept axis) == place] (fun t => p t.1.1 t.1.2 t.2).

Theorem marginal_ignores_order A B C (p : nat -> nat -> nat -> F) a c :
  marginal_of_axes A B C [:: 2; 0] p [:: a; c] = marginal_of_axes A B C [:: 0; -1] p [:: a; c].
Proof. by []. Qed.
End Axes.

Section Conditional.
Variable F : realFieldType.
Implicit Types (X Y A B C : nat).

Theorem conditional_chain X Y (joint : nat -> nat -> F) x y : positive_table2 X Y joint -> (x < X)%N -> (y < Y)%N ->
  times (marginal (values Y) joint x) (conditional (values Y) joint x y) = Some (joint x y).
Proof.
move=> p xX yY; have m := positive_marginal p xX (leq_ltn_trans (leq0n y) yY).
by rewrite conditionalE gt_eqF //= mulrC divfK // gt_eqF.
Qed.

Theorem conditional_sums_to_one_each X Y (joint : nat -> nat -> F) x : positive_table2 X Y joint -> (x < X)%N -> (0 < Y)%N ->
  total_of_numbers (values Y) (conditional (values Y) joint x) = Some (certain (marginal (values Y) joint x)).
Proof.
move=> p xX Y0; have m := positive_marginal p xX Y0.
rewrite (@eq_total_of_numbers _ _ _ _ (fun y => Some (joint x y / marginal (values Y) joint x))) => [|y]; last by rewrite conditionalE gt_eqF.
by rewrite total_of_numbers_is_total total_scales_on_the_right divff ?gt_eqF // /certain mulr0 add0r.
Qed.

Theorem conditional_is_undefined_given_the_impossible B (p : nat -> nat -> F) a b :
  conditional (values B) (after_impossible p) a b = after_nan (conditional (values B) p) a b.
Proof.
case: a => [|a]; last by rewrite /after_nan !conditionalE.
by rewrite conditionalE /marginal total_scales_on_the_right mulr0 eqxx.
Qed.

Theorem conditional_bayes A B (p : nat -> nat -> F) a b : positive_table2 A B p -> (a < A)%N -> (b < B)%N ->
  times (marginal (values A) (fun b a => p a b) b) (conditional (values A) (fun b a => p a b) b a)
  = times (marginal (values B) p a) (conditional (values B) p a b).
Proof.
move=> pos aA bB; rewrite (conditional_chain pos) //.
rewrite (@conditional_chain B A (fun b a => p a b)) //.
case/andP: pos => /allP pos /eqP p1; apply/andP; split.
  by apply/allP => [[b' a']]; rewrite mem_pairs andbC -mem_pairs => /pos.
by rewrite -p1 !total_of_pairs total_swaps.
Qed.

Theorem conditional_ignores_the_independent A B (p r : nat -> F) a b : positive_table (values A) p -> table (values B) r -> (a < A)%N ->
  conditional (values B) (independent p r) a b = Some (independent (fun a => certain (p a)) r a b).
Proof.
case/andP => /allP p0 _ /andP[_ /eqP r1] aA; have {}p0 : p a != 0 by rewrite gt_eqF // p0 // mem_iota.
rewrite conditionalE /marginal total_scales r1 mulr1 (negbTE p0) /independent /certain mulr0 add0r mul1r.
by rewrite mulrAC divff // mul1r.
Qed.

Theorem conditional_given_nothing X Y (joint : nat -> nat -> F) x y : table2 X Y joint ->
  conditional (pairs (values X) (values Y)) (fun _ t => joint t.1 t.2) tt (x, y) = Some (joint x y).
Proof. by move=> t; rewrite conditionalE marginal_keeps_nothing // oner_eq0 divr1. Qed.

Theorem conditional_given_everything X Y (joint : nat -> nat -> F) x y : positive_table2 X Y joint -> (x < X)%N -> (y < Y)%N ->
  conditional [:: tt] (fun t _ => joint t.1 t.2) (x, y) tt = Some (certain (joint x y)).
Proof.
move=> p xX yY; have j := positive_entry p xX yY.
have e : marginal [:: tt] (fun t _ => joint t.1 t.2) (x, y) = joint x y by exact: addr0.
by rewrite conditionalE e gt_eqF // divff ?gt_eqF // /certain mulr0 add0r.
Qed.

(** Given [x], and then [y]: the marginals of the first distribution are quotients again. *)
Theorem conditional_given_one_after_the_other A B (p : nat -> nat -> nat -> F) b c : positive_table3 A B 2 p -> (0 < A)%N -> (b < B)%N -> (c < 2)%N ->
  conditional_of_numbers (values 2) (fun b c => conditional (pairs (values B) (values 2)) (fun a t => p a t.1 t.2) 0%N (b, c)) b c
  = conditional (values 2) (fun t c => p t.1 t.2 c) (0%N, b) c.
Proof.
case/andP => /allP pos _ A0 bB cC.
have p0 b' c' : (b' < B)%N -> (c' < 2)%N -> 0 < p 0%N b' c'.
  by move=> *; apply: (pos (0%N, b', c')); rewrite !mem_pairs !mem_iota /= A0; apply/andP.
set m := marginal (pairs (values B) (values 2)) (fun a t => p a t.1 t.2) 0%N.
have m0 : 0 < m.
  apply: (@total_is_positive _ _ _ _ (b, c)) => [|[b' c']]; rewrite mem_pairs !mem_iota; first by apply/andP.
  by case/andP; apply: p0.
have e b' c' : conditional (pairs (values B) (values 2)) (fun a t => p a t.1 t.2) 0%N (b', c') = Some (p 0%N b' c' / m).
  by rewrite conditionalE -/m gt_eqF.
rewrite /conditional_of_numbers /= !e conditionalE /marginal /=.
rewrite -[_ / m + 0]/(_ / m + 0) !addr0 -mulrDl.
set n := p 0%N b 0%N + p 0%N b 1%N; have n0 : 0 < n by rewrite addr_gt0 ?p0.
by rewrite !gt_eqF ?divr_gt0 // invf_div mulrA divfK // gt_eqF.
Qed.

Theorem conditional_follows_the_order_of_variables A (p : nat -> nat -> nat -> F) c b a :
  conditional (pairs (values 2) (values A)) (fun c t => swapped p c t.1 t.2) c (b, a)
  = conditional (pairs (values A) (values 2)) (fun c t => p t.1 t.2 c) c (a, b).
Proof. by rewrite !conditionalE /marginal !total_of_pairs total_swaps. Qed.
End Conditional.
