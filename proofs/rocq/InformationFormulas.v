(** Entropy, divergence and mutual information of tables of probabilities, as programs.

Idea: each is a sum of terms p log q that count nothing where p is 0, whatever q is. A logarithm is all that turns products into sums; its base is a
factor. Split at products, all of them are sums and differences of [spread p], the sum of p log p, which is the entropy with its sign turned.

Definitions: [entropy_by], [conditional_entropy_by], [divergence], [mutual_information_by], [conditional_mutual_information_by] as the formulas of the topic
[information] say them, over any ordered field, for any logarithm and any places; what the laws are said with.
Results: how each is made of [spread]; the spread of what was sent through a channel.
Not proved here: the laws; see [InformationTheorems] and [InformationInequalityTheorems]. *)

From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Export Totals ProbabilityFormulas.
From CNN Require Import FieldTactic.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Formulas.
Variables (F : realFieldType) (log : F -> F).
Implicit Types (S T U : Type).

(** The logarithm to a base. *)
Definition in_base (ln : F -> F) base x := ln x / ln base.

(** p log q, and 0 where p = 0, whatever q is. *)
Definition plog (p q : F) := if p == 0 then 0 else p * log q.

Definition entropy_by S (s : seq S) (p : S -> F) := - total_over s (fun i => plog (p i) (p i)).

Definition conditional_entropy_by S T (xs : seq S) (ys : seq T) (joint : S -> T -> F) :=
  - total_over xs (fun x => total_over ys (fun y => plog (joint x y) (joint x y / marginal ys joint x))).

(** Where [p] is positive and [q] is 0 it is infinite, which no number says: see [kl_divergence] in [InformationTheorems]. *)
Definition divergence S (s : seq S) (p q : S -> F) := total_over s (fun i => plog (p i) (p i / q i)).

Definition mutual_information_by S T (xs : seq S) (ys : seq T) (joint : S -> T -> F) :=
  let row x := total_over ys (joint x) in let col y := total_over xs (fun x => joint x y) in
  total_over xs (fun x => total_over ys (fun y => plog (joint x y) (joint x y / (row x * col y)))).

Definition conditional_mutual_information_by S T U (xs : seq S) (ys : seq T) (zs : seq U) (joint : S -> T -> U -> F) :=
  let last z := total_over xs (fun x => total_over ys (fun y => joint x y z)) in
  let xz x z := total_over ys (fun y => joint x y z) in let yz y z := total_over xs (fun x => joint x y z) in
  total_over xs (fun x => total_over ys (fun y => total_over zs (fun z => plog (joint x y z) (last z * joint x y z / (xz x z * yz y z))))).

(** What the laws are said with. *)
Definition uniform N (p : nat -> F) i := p i * 0 + 1 / N%:R.
Definition and_impossible N (p : nat -> F) i := if (i < N)%N then p i else p 0%N * 0.
Definition nowhere_else (p : nat -> F) i := if i is i'.+1 then p i' else p 0%N * 0.
Definition half_elsewhere N (p : nat -> F) i := if i is i'.+1 then p i' / 2%:R else total_over (values N) (fun i => p i / 2%:R).
Definition refined N (p parts : nat -> F) i := if (i < N.-1)%N then p i else parts (i - N.-1)%N * p N.-1.
Definition joined S T (joint : S -> T -> F) t := joint t.1 t.2.
Definition with_a_copy (p : nat -> F) a b := if a == b then p b else p b * 0.
Definition through B (joint : nat -> nat -> F) (channel : nat -> nat -> F) x z := total_over (values B) (fun y => joint x y * channel y z).
Definition chained (joint : nat -> nat -> F) (channel : nat -> nat -> F) x y z := joint x y * channel y z.
Definition distance_squared S (s : seq S) (p q : S -> F) := total_over s (fun i => `|p i - q i|) * total_over s (fun i => `|p i - q i|).
End Formulas.

Section Spread.
Variables (F : realFieldType) (log : F -> F).
Hypothesis log_of_product : forall x y, 0 < x -> 0 < y -> log (x * y) = log x + log y.
Notation K := (Num.RealField.fieldType F).
Add Field F_field : (field_laws K).
Implicit Types (S T U : eqType).

Definition spread S (s : seq S) (p : S -> F) := total_over s (fun i => p i * log (p i)).

Lemma plogE p q : plog log p q = p * log q.
Proof. by rewrite /plog; case: eqP => // ->; rewrite mul0r. Qed.

Lemma log1 : log 1 = 0.
Proof. by apply: (addrI (log 1)); rewrite -log_of_product ?ltr01 // mulr1 addr0. Qed.

Lemma log_of_inverse x : 0 < x -> log x^-1 = - log x.
Proof. by move=> x0; apply: (addrI (log x)); rewrite -log_of_product ?invr_gt0 // mulfV ?gt_eqF // log1 subrr. Qed.

Lemma log_of_quotient x y : 0 < x -> 0 < y -> log (x / y) = log x - log y.
Proof. by move=> x0 y0; rewrite log_of_product ?invr_gt0 // log_of_inverse. Qed.

Lemma zero_or_positive (x : F) : 0 <= x -> {x = 0} + {0 < x}.
Proof. by rewrite le_eqVlt; case: eqP => [<-|_] /=; [left|right]. Qed.

Lemma spread_of_product x y : 0 <= x -> 0 <= y -> x * y * log (x * y) = y * (x * log x) + x * (y * log y).
Proof.
case/zero_or_positive => [->|x0]; first by rewrite !mul0r mulr0 addr0.
case/zero_or_positive => [->|y0]; first by rewrite !mulr0 !mul0r mulr0 addr0.
by rewrite log_of_product //; by_field K.
Qed.

Lemma spread_of_quotient p q : 0 <= p -> 0 <= q -> (q = 0 -> p = 0) -> p * log (p / q) = p * log p - p * log q.
Proof.
case/zero_or_positive => [->|p0]; first by rewrite !mul0r subr0.
case/zero_or_positive => [-> /(_ erefl) e|q0 _]; first by rewrite e ltxx in p0.
by rewrite log_of_quotient // mulrBr.
Qed.

Lemma entropyE S (s : seq S) p : entropy_by log s p = - spread s p.
Proof. by congr (- _); apply: eq_total => i; rewrite plogE. Qed.

Lemma eq_spread S (s : seq S) (p q : S -> F) : {in s, p =1 q} -> spread s p = spread s q.
Proof. by move=> e; apply: eq_total_in => i iS; rewrite e. Qed.

Lemma spread_swaps S T (s : seq S) (t : seq T) (f : S -> T -> F) : spread (couples s t) (joined f) = spread (couples t s) (joined (fun y x => f x y)).
Proof. by rewrite /spread !total_of_pairs total_swaps. Qed.

(** Through a channel [c] from each place: what goes in spreads out, and each of its outputs again. *)
Lemma spread_through S T (s : seq S) (t : seq T) (f : S -> F) (c : S -> T -> F) :
  {in s, forall x, 0 <= f x} -> {in s & t, forall x y, 0 <= c x y} -> {in s, forall x, total_over t (c x) = 1} ->
  spread (couples s t) (joined (fun x y => f x * c x y)) = spread s f + total_over s (fun x => f x * spread t (c x)).
Proof.
move=> f0 c0 c1; rewrite /spread total_of_pairs -totalD; apply: eq_total_in => x xs.
rewrite -[X in _ = X + _]mul1r -(c1 x xs) -total_scales -total_scales_on_the_right -totalD.
by apply: eq_total_in => y yt; rewrite spread_of_product ?f0 ?c0.
Qed.

Section Two.
Variables (S T : eqType) (xs : seq S) (ys : seq T) (joint : S -> T -> F).
Hypothesis joint0 : {in xs & ys, forall x y, 0 <= joint x y}.
Notation row := (marginal ys joint).
Notation col := (marginal xs (fun y x => joint x y)).

Lemma row0 : {in xs, forall x, 0 <= row x}. Proof. by move=> x xX; apply: total_is_nonnegative => y yY; apply: joint0. Qed.
Lemma col0 : {in ys, forall y, 0 <= col y}. Proof. by move=> y yY; apply: total_is_nonnegative => x xX; apply: joint0. Qed.
Lemma joint_is_at_most_row x y : x \in xs -> y \in ys -> joint x y <= row x.
Proof. by move=> xX yY; apply: (term_is_at_most_total yY) => z zY; apply: joint0. Qed.
Lemma joint_is_at_most_col x y : x \in xs -> y \in ys -> joint x y <= col y.
Proof. by move=> xX yY; apply: (term_is_at_most_total (f := fun x => joint x y) xX) => z zX; apply: joint0. Qed.
Lemma row_is_0_where_joint_is x y : x \in xs -> y \in ys -> row x = 0 -> joint x y = 0.
Proof. by move=> xX yY e; apply/eqP; rewrite eq_le -{1}e joint_is_at_most_row //= joint0. Qed.
Lemma col_is_0_where_joint_is x y : x \in xs -> y \in ys -> col y = 0 -> joint x y = 0.
Proof. by move=> xX yY e; apply/eqP; rewrite eq_le -{1}e joint_is_at_most_col //= joint0. Qed.

Lemma logs_of_row : total_over xs (fun x => total_over ys (fun y => joint x y * log (row x))) = spread xs row.
Proof. by apply: eq_total => x; rewrite total_scales_on_the_right. Qed.
Lemma logs_of_col : total_over xs (fun x => total_over ys (fun y => joint x y * log (col y))) = spread ys col.
Proof. by rewrite total_swaps; apply: eq_total => y; rewrite total_scales_on_the_right. Qed.

Lemma conditional_entropyE : conditional_entropy_by log xs ys joint = spread xs row - spread (couples xs ys) (joined joint).
Proof.
rewrite -opprB; congr (- _); rewrite -logs_of_row [spread (couples _ _) _]/spread total_of_pairs -total_opposes -totalD.
apply: eq_total_in => x xX.
rewrite -total_opposes -totalD; apply: eq_total_in => y yY; rewrite plogE spread_of_quotient ?joint0 ?row0 //.
exact: row_is_0_where_joint_is.
Qed.

Lemma mutual_informationE :
  mutual_information_by log xs ys joint = spread (couples xs ys) (joined joint) - spread xs row - spread ys col.
Proof.
rewrite /mutual_information_by [spread (couples _ _) _]/spread total_of_pairs -logs_of_row -logs_of_col -!total_opposes -!totalD; apply: eq_total_in => x xX.
rewrite -!total_opposes -!totalD; apply: eq_total_in => y yY; rewrite plogE.
case: (zero_or_positive (joint0 xX yY)) => [e|p0]; first by rewrite /joined e !mul0r !subr0.
have r0 := lt_le_trans p0 (joint_is_at_most_row xX yY); have c0 := lt_le_trans p0 (joint_is_at_most_col xX yY).
by rewrite -/(row x) -/(col y) log_of_quotient ?mulr_gt0 // log_of_product // opprD addrA !mulrDr !mulrN.
Qed.
End Two.

Section Three.
Variables (S T U : eqType) (xs : seq S) (ys : seq T) (zs : seq U) (joint : S -> T -> U -> F).
Hypothesis joint0 : {in xs & ys, forall x y, {in zs, forall z, 0 <= joint x y z}}.
Notation last := (fun z => total_over xs (fun x => total_over ys (fun y => joint x y z))).
Notation xz := (fun x z => total_over ys (fun y => joint x y z)).
Notation yz := (fun y z => total_over xs (fun x => joint x y z)).
Notation all3 := (fun f => total_over xs (fun x => total_over ys (fun y => total_over zs (fun z => f x y z)))).

Lemma conditional_mutual_informationE : conditional_mutual_information_by log xs ys zs joint
  = all3 (fun x y z => joint x y z * log (joint x y z)) + spread zs last - spread (couples xs zs) (joined xz) - spread (couples ys zs) (joined yz).
Proof.
have -> : spread zs last = all3 (fun x y z => joint x y z * log (last z)).
  transitivity (total_over xs (fun x => total_over zs (fun z => total_over ys (fun y => joint x y z * log (last z))))).
    rewrite total_swaps; apply: eq_total => z; rewrite -total_scales_on_the_right.
    by apply: eq_total => x; rewrite total_scales_on_the_right.
  by apply: eq_total => x; rewrite total_swaps.
have -> : spread (couples xs zs) (joined xz) = all3 (fun x y z => joint x y z * log (xz x z)).
  by rewrite /spread total_of_pairs; apply: eq_total => x; rewrite [RHS]total_swaps; apply: eq_total => z; rewrite total_scales_on_the_right.
have -> : spread (couples ys zs) (joined yz) = all3 (fun x y z => joint x y z * log (yz y z)).
  rewrite /spread total_of_pairs [RHS]total_swaps; apply: eq_total => y.
  by rewrite [RHS]total_swaps; apply: eq_total => z; rewrite total_scales_on_the_right.
rewrite -!total_opposes -!totalD; apply: eq_total_in => x xX.
rewrite -!total_opposes -!totalD; apply: eq_total_in => y yY.
rewrite -!total_opposes -!totalD; apply: eq_total_in => z zZ; rewrite plogE.
case: (zero_or_positive (joint0 xX yY zZ)) => [->|p0]; first by rewrite !mul0r !subr0 addr0.
have a0 : 0 < xz x z.
  by apply: lt_le_trans p0 _; apply: (term_is_at_most_total (f := fun y => joint x y z) yY) => v vY; apply: joint0.
have b0 : 0 < yz y z.
  by apply: lt_le_trans p0 _; apply: (term_is_at_most_total (f := fun x => joint x y z) xX) => v vX; apply: joint0.
have l0 : 0 < last z.
  apply: lt_le_trans a0 _; apply: (term_is_at_most_total (f := fun x => xz x z) xX) => v vX.
  by apply: total_is_nonnegative => w wY; apply: joint0.
rewrite log_of_quotient ?mulr_gt0 // !log_of_product //.
by rewrite opprD !mulrDr !mulrN addrAC addrA addrC -!addrA addrC -!addrA; congr (_ + _); rewrite addrC -addrA.
Qed.

(** The sum over three variables, as that over the first two and the third, and as that over the last, or the first, and the others. *)
Lemma spread_of_three : spread (couples (couples xs ys) zs) (joined (fun t z => joint t.1 t.2 z)) = all3 (fun x y z => joint x y z * log (joint x y z)).
Proof. by rewrite /spread !total_of_pairs. Qed.
End Three.
End Spread.

Arguments eq_spread [F log S s p] q _.
Arguments spread_through [F log] _ [S T s t] f c _ _ _.
