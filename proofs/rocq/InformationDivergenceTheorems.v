(** Divergence: equations, and where it is infinite.

Idea: where the second distribution is positive the divergence is a number, a sum of logarithms that is split; elsewhere it is a number or infinite
on both sides.

Definitions: those of [InformationTheorems].
Results: divergences of tables that are divided, relabelled and joined; two numbers about fractions, for [ProvedMillerMadow].
Not proved here: inequalities; see [InformationInequalityTheorems]. The laws as they are printed; see [ProvedDivergence].
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From Coquelicot Require Import Rbar.
From CNN Require Import RealField FieldTactic InformationFormulas InformationTheorems.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.


Section Divergence.

(** Where [q] is positive the divergence is a number; nothing else is asked of [p]. *)
Lemma divergence_is_finite (base : R) (T : eqType) (s : seq T) (p q : T -> R) : {in s, forall t, 0 < q t} ->
  kl_divergence base s p q = Finite (divergence (log base) s p q).
Proof. by move=> q0; rewrite /kl_divergence ifT //; apply/allP => t /q0 q1; rewrite (gt_eqF q1) orbT. Qed.

(** A term at a pair of places. *)
Lemma divergence_of_product (base : R) x y u v : 0 <= x -> 0 <= y -> 0 < u -> 0 < v ->
  plog (log base) (x * y) (x * y / (u * v)) = y * plog (log base) x (x / u) + x * plog (log base) y (y / v) :> R.
Proof.
move=> x0 y0 u0 v0; rewrite !plogE.
case: (zero_or_positive x0) => [->|x1]; first by rewrite !mul0r mulr0 addr0.
case: (zero_or_positive y0) => [->|y1]; first by rewrite !mulr0 !mul0r mulr0 addr0.
rewrite !(log_of_quotient product_rule) ?mulr_gt0 // !product_rule //.
by by_algebra.
Qed.

Lemma ends_are_positive n p : {in values n.+1, forall i, 0 < (p i : R)} -> 0 < p n /\ {in values n, forall i, 0 < p i}.
Proof.
move=> p0; split=> [|i]; first by apply: p0; rewrite mem_iota /= add0n ltnSn.
by rewrite mem_iota /= => iN; apply: p0; rewrite mem_iota /= ltnS ltnW.
Qed.

Theorem D_divides (base : R) (A : nat) (d e f g : nat -> R) :
  table (values A) d -> positive_table (values A) e -> table (values 2) f -> positive_table (values 2) g ->
  kl_divergence base (values A.+1) (refined A d f) (refined A e g)
  = Rbar_plus (kl_divergence base (values A) d e) (Rbar_mult (kl_divergence base (values 2) f g) (Finite (d A.-1))).
Proof.
move=> td te tf tg; have := table_has_a_place td; case: A td te => // n td te _.
have d0 : 0 <= d n by apply: (table_is_nonnegative td); rewrite mem_iota /= add0n ltnSn.
have [e0 e1] := ends_are_positive (positive_is_positive te); have g0 := positive_is_positive tg.
have f0 := table_is_nonnegative tf.
have eg : {in values n.+2, forall i, 0 < refined n.+1 e g i}.
  move=> i; rewrite mem_iota /= add0n => iN; rewrite /refined /=; case: (ltnP i n) => [i0|n0]; first by rewrite e1 // mem_iota.
  by rewrite mulr_gt0 // g0 // mem_iota /= add0n ltn_subLR // addn2.
have e2 := positive_is_positive te; rewrite !divergence_is_finite //.
congr Finite; rewrite -[n.+1.-1]/n -[Rplus _ _]/(_ + _ * d n) /divergence total_refined (total_of_last _ n) -addrA; congr (_ + (_ : R)).
  by apply: eq_total_in => i iN; rewrite !refined_before.
rewrite -[X in _ = X + _]mul1r -(table_sums tf) -!total_scales_on_the_right -totalD; apply: eq_total_in => i i2.
by rewrite !refined_after divergence_of_product ?f0 ?g0 // addrC; congr (_ + _); exact: mulrC.
Qed.

Theorem D_from_uniform (S : nat) (p : nat -> R) : table (values S) p ->
  kl_divergence two (values S) p (uniform S p)
  = Rbar_minus (Finite (entropy two (values S) (uniform S p))) (Finite (entropy two (values S) p)).
Proof.
move=> tp; have S0 := table_has_a_place tp; have n0 : 0 < (S%:R : R) by rewrite ltr0n.
have u i : uniform S p i = S%:R^-1 by rewrite /uniform mulr0 add0r div1r.
rewrite divergence_is_finite => [|i _]; last by rewrite u invr_gt0.
rewrite /= H_of_uniform //; congr Finite.
change (divergence (log two) (values S) p (uniform S p) = plog (log two) 1 S%:R - entropy two (values S) p).
rewrite entropyE opprK plogE mul1r.
rewrite -[X in _ = X + _]mul1r -[X in X * _ + _](table_sums tp) -total_scales_on_the_right -totalD; apply: eq_total_in => i iS.
rewrite u plogE invrK; case: (zero_or_positive (table_is_nonnegative tp iS)) => [->|p0]; first by rewrite !mul0r addr0.
by rewrite product_rule // mulrDr addrC.
Qed.

Theorem D_is_infinite_off_the_support (S : nat) (p q : nat -> R) : table (values S) p ->
  kl_divergence two (values S.+1) (half_elsewhere S p) (nowhere_else q) = p_infty.
Proof.
move=> tp; rewrite /kl_divergence ifF; first by rewrite ifT // -[1]/(1%:R) ltr_nat.
rewrite /= mulr0 eqxx orbF total_scales_on_the_right (table_sums tp) div1r invr_eq0.
by rewrite pnatr_eq0.
Qed.

Lemma total_from_1 (f : nat -> R) n : total_over (values n.+1) f = f 0%N + total_over (values n) (fun i => f i.+1).
Proof. by rewrite -add1n total_continues /= addr0. Qed.

Theorem D_pays_for_what_never_occurs (S : nat) (p q : nat -> R) : table (values S) p -> positive_table (values S) q ->
  kl_divergence two (values S.+1) (nowhere_else p) (half_elsewhere S q) = Rbar_plus (kl_divergence two (values S) p q) (Finite 1).
Proof.
move=> tp tq; have q0 := positive_is_positive tq; have two0 : 0 < two by rewrite ltr0n.
rewrite !divergence_is_finite // => [|[_|i]].
- congr Finite; change (divergence (log two) (values S.+1) (nowhere_else p) (half_elsewhere S q) = divergence (log two) (values S) p q + 1).
  rewrite /divergence total_from_1 plogE /= mulr0 mul0r add0r.
  rewrite -[X in _ + X](table_sums tp) -totalD; apply: eq_total_in => i iS; rewrite !plogE.
  case: (zero_or_positive (table_is_nonnegative tp iS)) => [->|p0]; first by rewrite !mul0r addr0.
  rewrite invfM invrK [_^-1 * _]mulrC [_ * (two * _)]mulrCA product_rule ?divr_gt0 ?q0 // mulrDr addrC; congr (_ + _).
  by rewrite /log /in_base mulfV ?mulr1 // gt_eqF // ln2_is_positive.
- rewrite /= total_scales_on_the_right (table_sums (positive_is_a_table tq)) div1r.
  by rewrite invr_gt0.
by rewrite mem_iota /= => iS; rewrite divr_gt0 // q0 // mem_iota.
Qed.

Lemma all_values n (a : pred nat) : all a (values n.+1) = all a (values n) && a n.
Proof. by rewrite -addn1 iotaD all_cat /= andbT. Qed.

Theorem D_ignores_what_both_exclude (base : R) (S : nat) (p q : nat -> R) :
  kl_divergence base (values S.+1) (and_impossible S p) (and_impossible S q) = kl_divergence base (values S) p q.
Proof.
rewrite /kl_divergence all_values {2 3}/and_impossible ltnn !mulr0 eqxx andbT.
rewrite (@eq_in_all _ _ (fun i => (p i == 0) || (q i != 0))) => [|i]; last by rewrite mem_iota /and_impossible /= => ->.
case: ifP => // _; congr Finite; rewrite /divergence total_of_last /and_impossible ltnn plogE mulr0 mul0r addr0.
by apply: eq_total_in => i; rewrite mem_iota /= => ->.
Qed.

Theorem D_is_zero_for_equals (base : R) (S : nat) (p : nat -> R) : kl_divergence base (values S) p p = Finite 0.
Proof.
rewrite /kl_divergence ifT; last by apply/allP => i _; case: eqP.
congr Finite; rewrite /divergence total_of_zeros // => i _; rewrite plogE.
by case: (eqVneq (p i) 0) => [->|n0]; rewrite ?mul0r // divff // (log1 product_rule) mulr0.
Qed.

Theorem D_adds_over_independent (base : R) (A : nat) (d e f g : nat -> R) :
  table (values A) d -> positive_table (values A) e -> table (values 2) f -> positive_table (values 2) g ->
  kl_divergence base (couples (values A) (values 2)) (joined (independent d f)) (joined (independent e g))
  = Rbar_plus (kl_divergence base (values A) d e) (kl_divergence base (values 2) f g).
Proof.
move=> td te tf tg; have e0 := positive_is_positive te; have g0 := positive_is_positive tg.
have d0 := table_is_nonnegative td; have f0 := table_is_nonnegative tf.
rewrite !divergence_is_finite // => [|[a b]]; last by rewrite mem_couples => /andP[aA b2]; rewrite mulr_gt0 ?e0 ?g0.
congr Finite.
change (divergence (log base) (couples (values A) (values 2)) (joined (independent d f)) (joined (independent e g))
        = divergence (log base) (values A) d e + divergence (log base) (values 2) f g).
rewrite /divergence total_of_pairs -[X in _ = _ + X]mul1r -(table_sums td).
rewrite -total_scales_on_the_right -totalD; apply: eq_total_in => a aA.
rewrite -[X in _ = X + _]mul1r -(table_sums tf) -total_scales_on_the_right -total_scales -totalD; apply: eq_total_in => b b2.
by rewrite /joined /independent /= divergence_of_product ?d0 ?e0 ?f0 ?g0.
Qed.

Theorem D_ignores_labels (base : R) (S : nat) (p q : nat -> R) :
  kl_divergence base (values S) (relabelled S p) (relabelled S q) = kl_divergence base (values S) p q.
Proof.
rewrite /kl_divergence /divergence /relabelled.
rewrite (total_reversed _ (fun i => plog (log base) (p i) (p i / q i))).
suff -> : all (fun i => (p (S.-1 - i)%N == 0) || (q (S.-1 - i)%N != 0)) (values S) = all (fun i => (p i == 0) || (q i != 0)) (values S) by [].
case: S => // n; apply/allP/allP => h i; rewrite mem_iota add0n /= ltnS => iN.
  by have := h (n - i)%N; rewrite mem_iota add0n /= ltnS leq_subr subKn //; apply.
by apply: h; rewrite mem_iota add0n /= ltnS leq_subr.
Qed.

End Divergence.

Section MillerMadow.
Implicit Types (S : nat) (counts : nat -> nat) (base : R).

Lemma factors_cancel (t m l a : R) : t != 0 -> m != 0 -> l != 0 -> t * m * (a / (t * l * m)) * l = a.
Proof. by move=> *; by_algebra. Qed.

Lemma factor_falls (t a d m : R) : t != 0 -> t * (a / (d * (t * m))) = a / (d * m).
Proof. by move=> t0; rewrite !invfM; set i := m^-1; set j := d^-1; by_algebra. Qed.

End MillerMadow.
