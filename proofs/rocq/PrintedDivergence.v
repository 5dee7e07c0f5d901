(** The divergence as it is printed from Python, as the program that theorems are about.

Idea: a printed divergence is a sum of numbers and infinities of one sign, so that it is a number if no term is infinite, and else infinite. The same is
said in [InformationTheorems] with Coquelicot's extended real numbers.

Definitions: [of_rbar], an extended real number as a printed one.
Results: the printed divergence as that of [InformationTheorems]; it is a number where the second table is positive.
Not proved here: the laws.
Axioms: those of Coq's real numbers. *)

From Coq Require Import ZArith Lia Reals.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From Coquelicot Require Import Rbar.
From CNN Require Import Space Arrays Printed RealField PrintedReals PrintedExtended Guards Totals ProbabilityFormulas InformationFormulas InformationTheorems.
From CNN Require Import InformationDivergenceTheorems PrintedTables Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Local Notation R := R_realFieldType (only parsing).
Implicit Types (base : R) (p q : Z -> R).

Definition of_rbar (x : Rbar) : extended R := match x with Finite v => Number (v : R) | p_infty => Infinite false | m_infty => Infinite true end.

Lemma of_rbar_at_most x y : Rbar_le x y -> at_most (of_rbar x) (of_rbar y).
Proof. by case: x y => [x||] [y||] //= /RleP. Qed.

Section Infinity.
Variables (T : eqType) (f : T -> extended R) (s : bool).

Lemma number_or_infinity (l : seq T) : {in l, forall u, is_number (f u) \/ f u = Infinite s} ->
  is_number (sum_extended l f) \/ sum_extended l f = Infinite s.
Proof.
elim: l => [|u l IH] all_; first by left.
have {}IH : is_number (sum_extended l f) \/ sum_extended l f = Infinite s.
  by apply: IH => v vl; apply: all_; rewrite in_cons vl orbT.
rewrite /sum_extended /= -/(sum_extended l f); case: IH; case: (all_ u (mem_head _ _)) => [|->].
- by case: (f u) => // x _; case: (sum_extended l f) => // y _; left.
- by case: (sum_extended l f) => // y _; right.
- by case: (f u) => // x _ ->; right.
by move=> ->; right; rewrite /= eqxx.
Qed.

Lemma sum_with_infinity (l : seq T) t : t \in l -> f t = Infinite s -> {in l, forall u, is_number (f u) \/ f u = Infinite s} ->
  sum_extended l f = Infinite s.
Proof.
move=> + ft; elim: l => // u l IH; rewrite in_cons => tl all_.
have all_l : {in l, forall u, is_number (f u) \/ f u = Infinite s} by move=> v vl; apply: all_; rewrite in_cons vl orbT.
rewrite /sum_extended /= -/(sum_extended l f); case/orP: tl => [/eqP <-|tl].
  rewrite ft; case: (number_or_infinity all_l) => [|->]; last by rewrite /= eqxx.
  by case: (sum_extended l f).
by rewrite IH //; case: (all_ u (mem_head _ _)) => [|->]; [case: (f u)|rewrite /= eqxx].
Qed.
End Infinity.

Lemma log_of_base base : 0 < base -> base != 1 -> logarithm base != 0.
Proof. by move=> b0; apply: contraNneq => l; apply/eqP; rewrite -(exp_ln _ (elimT (RltP _ _) b0)) [ln _]l; exact: exp_0. Qed.

Lemma log_of_base_is_negative base : 0 < base -> base != 1 -> (logarithm base < 0) = ~~ (1 < base).
Proof.
move=> b0 b1; have l1 : ln 1 = 0 :> R by exact: ln_1.
rewrite /logarithm -[X in _ < X]l1; case: (ltP 1 base) => [lt|]; last first.
  rewrite le_eqVlt (negbTE b1) /= => lt; apply/RltP/ln_increasing; first exact/RltP.
  exact/RltP.
apply/negbTE; rewrite -leNgt; apply/ltW/RltP/ln_increasing; [exact: Rlt_0_1|exact/RltP].
Qed.

Section Divergence.
Variables (S : Z) (base : R) (p q : Z -> R).
Hypotheses (b0 : 0 < base) (b1 : base != 1) (p0 : forall i, between 0 S i -> 0 <= p i) (q0 : forall i, between 0 S i -> 0 <= q i).
Notation term s := (weighted_log_extended (guard (between 0 S s) (p s)) (@information_kl_divergence_r R S base p q s) base).

Lemma term_is_a_number s : between 0 S s -> (p s == 0) || (q s != 0) -> term s = Number (plog (log base) (p s) (p s / q s)).
Proof.
move=> sS; rewrite /information_kl_divergence_r /weighted_log_extended !guard_in // /plog; case: eqP => //= /eqP pn qn.
have r0 : 0 < p s / q s by rewrite divr_gt0 // lt_neqAle eq_sym ?pn ?qn ?p0 ?q0.
by rewrite qn /= r0 /= (negbTE (log_of_base b0 b1)) /= mulrA.
Qed.

Lemma term_is_infinite s : between 0 S s -> ~~ ((p s == 0) || (q s != 0)) -> term s = Infinite (~~ (1 < base)).
Proof.
move=> sS; rewrite negb_or negbK => /andP[pn /eqP qz].
have ps : 0 < p s by rewrite lt_neqAle eq_sym pn p0.
rewrite /information_kl_divergence_r /weighted_log_extended !guard_in // qz eqxx (negbTE pn) /= (negbTE (log_of_base b0 b1)) /=.
have -> : (p s < 0) = false by apply/negbTE; rewrite -leNgt ltW.
by rewrite (negbTE pn) log_of_base_is_negative //; case: (1 < base).
Qed.

Lemma kl_divergence_printed :
  information_kl_divergence S base p q = of_rbar (kl_divergence base (values (natural_of S)) (row_of p) (row_of q)).
Proof.
rewrite /kl_divergence; case: ifP => [/allP all_|].
  have al s : s \in zrange S -> (p s == 0) || (q s != 0).
    rewrite mem_zrange => /betweenP sS; have := all_ (natural_of s); rewrite mem_iota /row_of Z2Nat.id; last by lia.
    by apply; lia.
  rewrite /information_kl_divergence (@sum_of_numbers _ _ _ _ (fun s => plog (log base) (p s) (p s / q s))) => [|s sS].
    by rewrite sumb_values.
  by apply: term_is_a_number; [rewrite -mem_zrange|exact: al].
move=> /negbT/allPn[k kS bad]; have := values_between kS => kS'.
rewrite (_ : of_rbar _ = Infinite (~~ (1 < base))); last by case: (1 < base).
apply: (sum_with_infinity (t := Z.of_nat k)); rewrite ?mem_zrange //; first exact: term_is_infinite.
move=> s; rewrite mem_zrange => sS; case: (boolP ((p s == 0) || (q s != 0))) => h; first by left; rewrite term_is_a_number.
by right; exact: term_is_infinite.
Qed.
End Divergence.

Lemma same_divergence base (T : eqType) (s : seq T) (p q p' q' : T -> R) : {in s, p =1 p'} -> {in s, q =1 q'} ->
  kl_divergence base s p q = kl_divergence base s p' q'.
Proof.
move=> ep eq; rewrite /kl_divergence (eq_in_all (a2 := fun i => (p' i == 0) || (q' i != 0))) => [|i iS]; last by rewrite ep ?eq.
by rewrite (_ : divergence _ s p q = divergence (log base) s p' q') //; apply: eq_total_in => i iS; rewrite ep ?eq.
Qed.
Arguments same_divergence base [T s p q] p' q' _ _.
