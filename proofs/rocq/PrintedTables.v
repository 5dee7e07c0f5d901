(** Printed statements about tables of probabilities, as the programs that theorems are about.

Idea: a printed statement sums over whole numbers from 0, and guards its entries; the programs of [ProbabilityFormulas] and [InformationFormulas] sum over
lists of natural numbers. Inside their range the two are the same. Several variables that are printed as one are numbered, the last one fastest.

Definitions: [row_of], [table_of], [cube_of], arrays by natural numbers.
Results: sums over a range as sums over [values]; a sum over numbered places as a sum over two variables; premises of printed laws as [table] and so on.
Not proved here: the laws. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Totals ProbabilityFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Notation natural_of := Z.to_nat.

Section Arrays.
Variable T : Type.
Definition row_of (p : Z -> T) k := p (Z.of_nat k).
Definition table_of (p : Z -> Z -> T) j k := p (Z.of_nat j) (Z.of_nat k).
Definition cube_of (p : Z -> Z -> Z -> T) i j k := p (Z.of_nat i) (Z.of_nat j) (Z.of_nat k).
End Arrays.

Lemma values_between n k : k \in values (natural_of n) -> between 0 n (Z.of_nat k).
Proof. by rewrite mem_iota => kn; apply/betweenP; lia. Qed.

Section Sums.
Variable V : ringType.

Lemma sumb_values n (F : Z -> V) : sumb (zrange n) F = total_over (values (natural_of n)) (row_of F).
Proof. by rewrite sumbE big_map totalE. Qed.

Lemma sumb_values2 m n (F : Z -> Z -> V) :
  sumb (zrange m) (fun i => sumb (zrange n) (F i)) = total_over (couples (values (natural_of m)) (values (natural_of n))) (fun t => table_of F t.1 t.2).
Proof. by rewrite total_of_pairs sumb_values; apply: eq_total => i; rewrite /row_of sumb_values. Qed.

Lemma sumb_values3 l m n (F : Z -> Z -> Z -> V) : sumb (zrange l) (fun i => sumb (zrange m) (fun j => sumb (zrange n) (F i j)))
  = total_over (couples (couples (values (natural_of l)) (values (natural_of m))) (values (natural_of n))) (fun t => cube_of F t.1.1 t.1.2 t.2).
Proof. by rewrite !total_of_pairs sumb_values; apply: eq_total => i; rewrite /row_of sumb_values2 total_of_pairs. Qed.

(** Numbered places. *)
Lemma sumb_numbered m n (F : Z -> V) : (1 <= n)%Z -> sumb (zrange (m * n)) F = sumb (zrange m) (fun i => sumb (zrange n) (fun j => F (i * n + j)%Z)).
Proof.
move=> n1.
have -> : sumb (zrange m) (fun i => sumb (zrange n) (fun j => F (i * n + j)%Z))
        = sumb [seq (i, j) | i <- zrange m, j <- zrange n] (fun t => F (t.1 * n + t.2)%Z).
  by rewrite [RHS]sumbE big_allpairs sumbE; apply: eq_bigr => i _; exact: sumbE.
apply: (sum_bij (h := fun i => (i / n, i mod n)%Z) (k := fun t => (t.1 * n + t.2)%Z)).
- exact: uniq_zrange.
- by apply: allpairs_uniq; [exact: uniq_zrange|exact: uniq_zrange|case=> [a b] [c d]].
- move=> i; rewrite mem_zrange => /betweenP i_in _; have e := Z_div_mod_eq_full i n; have b := Z.mod_pos_bound i n ltac:(lia).
  split=> /=; [|lia|congr F; lia].
  apply/allpairsP; exists (i / n, i mod n)%Z; split; rewrite ?mem_zrange //; apply/betweenP => //.
  by split; [apply: Z.div_pos; lia|apply: Z.div_lt_upper_bound; lia].
move=> t /allpairsP[[i j] /= [+ + ->]] _; rewrite !mem_zrange => /betweenP i_in /betweenP j_in /=.
split; [by apply/betweenP; nia| |by []].
by congr (_, _); rewrite Z.add_comm ?Z_div_plus_full ?Z_mod_plus_full ?Z.div_small ?Z.mod_small //; lia.
Qed.

Lemma quotient_of i j n : between 0 n j -> ((i * n + j) / n = i)%Z.
Proof. by move/betweenP => b; rewrite Z.add_comm Z_div_plus_full ?Z.div_small; lia. Qed.
Lemma rest_of i j n : between 0 n j -> ((i * n + j) mod n = j)%Z.
Proof. by move/betweenP => b; rewrite Z.add_comm Z_mod_plus_full Z.mod_small. Qed.

Lemma sumb_of_two m n (F : Z -> Z -> V) : (1 <= n)%Z ->
  sumb (zrange (m * n)) (fun i => F (i / n)%Z (i mod n)%Z) = sumb (zrange m) (fun i => sumb (zrange n) (F i)).
Proof.
move=> n1; rewrite sumb_numbered //; apply: eq_sumb => i _; apply: eq_sumb => j; rewrite mem_zrange => b.
by rewrite quotient_of // rest_of.
Qed.

Lemma total_numbered m n (F : Z -> Z -> V) : (1 <= n)%Z -> total_over (values (natural_of (m * n))) (row_of (fun i => F (i / n)%Z (i mod n)%Z))
  = total_over (couples (values (natural_of m)) (values (natural_of n))) (fun t => table_of F t.1 t.2).
Proof. by move=> n1; rewrite -sumb_values sumb_of_two // sumb_values2. Qed.

Lemma sumb_reversed n (F : Z -> V) : sumb (zrange n) (fun i => F (n - i - 1)%Z) = sumb (zrange n) F.
Proof.
apply: (sum_bij (h := fun i => (n - i - 1)%Z) (k := fun i => (n - i - 1)%Z)); rewrite ?uniq_zrange // => i;
  rewrite !mem_zrange => /betweenP b _; split=> //; try (apply/betweenP; lia); try lia; congr F; lia.
Qed.
End Sums.

Lemma between_quotient m n i : (1 <= n)%Z -> between 0 (m * n) i -> between 0 m (i / n) && between 0 n (i mod n).
Proof.
move=> n1 /betweenP b; have := Z.mod_pos_bound i n ltac:(lia) => r; apply/andP; split; apply/betweenP => //.
by split; [apply: Z.div_pos; lia|apply: Z.div_lt_upper_bound; lia].
Qed.
Lemma between_number m n i j : between 0 m i -> between 0 n j -> between 0 (m * n) (i * n + j).
Proof. by move=> /betweenP a /betweenP b; apply/betweenP; nia. Qed.

(** What a printed law supposes. *)
Section Premises.
Variable F : realFieldType.
Implicit Types (p : Z -> F) (joint c : Z -> Z -> F) (cube : Z -> Z -> Z -> F).

Lemma table_printed n p : (forall i, between 0 n i -> 0 <= p i) -> sumb (zrange n) (fun i => p i) = 1 -> table (values (natural_of n)) (row_of p).
Proof. by move=> p0 p1; rewrite /table -sumb_values p1 eqxx andbT; apply/allP => k /values_between; apply: p0. Qed.

Lemma positive_table_printed n p : (forall i, between 0 n i -> 0 < p i) -> sumb (zrange n) (fun i => p i) = 1 -> positive_table (values (natural_of n)) (row_of p).
Proof. by move=> p0 p1; rewrite /positive_table -sumb_values p1 eqxx andbT; apply/allP => k /values_between; apply: p0. Qed.

Lemma table2_printed m n joint : (forall i j, between 0 m i && between 0 n j -> 0 <= joint i j) ->
  sumb (zrange m) (fun i => sumb (zrange n) (fun j => joint i j)) = 1 -> table2 (natural_of m) (natural_of n) (table_of joint).
Proof.
move=> p0 p1; rewrite /table2 /table -sumb_values2 p1 eqxx andbT; apply/allP => [[j k]].
by rewrite mem_couples => /andP[/values_between a /values_between b]; apply: p0; rewrite a b.
Qed.

Lemma positive_table2_printed m n joint : (forall i j, between 0 m i && between 0 n j -> 0 < joint i j) ->
  sumb (zrange m) (fun i => sumb (zrange n) (fun j => joint i j)) = 1 -> positive_table2 (natural_of m) (natural_of n) (table_of joint).
Proof.
move=> p0 p1; rewrite /positive_table2 /positive_table -sumb_values2 p1 eqxx andbT; apply/allP => [[j k]].
by rewrite mem_couples => /andP[/values_between a /values_between b]; apply: p0; rewrite a b.
Qed.

Lemma table3_printed l m n cube : (forall i j k, between 0 l i && between 0 m j && between 0 n k -> 0 <= cube i j k) ->
  sumb (zrange l) (fun i => sumb (zrange m) (fun j => sumb (zrange n) (fun k => cube i j k))) = 1 ->
  table3 (natural_of l) (natural_of m) (natural_of n) (cube_of cube).
Proof.
move=> p0 p1; rewrite /table3 /table -sumb_values3 p1 eqxx andbT; apply/allP => [[[i j] k]].
by rewrite !mem_couples => /andP[/andP[/values_between a /values_between b] /values_between c]; apply: p0; rewrite a b c.
Qed.

Lemma positive_table3_printed l m n cube : (forall i j k, between 0 l i && between 0 m j && between 0 n k -> 0 < cube i j k) ->
  sumb (zrange l) (fun i => sumb (zrange m) (fun j => sumb (zrange n) (fun k => cube i j k))) = 1 ->
  positive_table3 (natural_of l) (natural_of m) (natural_of n) (cube_of cube).
Proof.
move=> p0 p1; rewrite /positive_table3 /positive_table -sumb_values3 p1 eqxx andbT; apply/allP => [[[i j] k]].
by rewrite !mem_couples => /andP[/andP[/values_between a /values_between b] /values_between c]; apply: p0; rewrite a b c.
Qed.

Lemma channel_printed m n c : (forall i j, between 0 m i && between 0 n j -> 0 <= c i j) ->
  (forall i, between 0 m i -> sumb (zrange n) (fun j => c i j) = 1) -> channel_of (natural_of m) (natural_of n) (table_of c).
Proof.
move=> p0 p1; apply/allP => i /values_between a; apply: table_printed; last exact: p1.
by move=> j b; apply: p0; rewrite a b.
Qed.

(** Two variables as one. *)
Lemma numbered_table_printed m n joint : (1 <= n)%Z -> (forall i j, between 0 m i && between 0 n j -> 0 <= joint i j) ->
  sumb (zrange m) (fun i => sumb (zrange n) (fun j => joint i j)) = 1 ->
  table (values (natural_of (m * n))) (row_of (fun i => joint (i / n)%Z (i mod n)%Z)).
Proof.
move=> n1 p0 p1; apply: table_printed; last by rewrite sumb_of_two.
by move=> i /(between_quotient n1); apply: p0.
Qed.
End Premises.
