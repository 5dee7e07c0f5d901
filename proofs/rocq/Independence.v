(** Mutual information is zero exactly where two variables are independent.

Idea: in Gibbs' inequality each term is at least [p - q], with equality only where [p = q], since [ln x = x - 1] only at 1. If the sum is as small
as it can be, every term is.

Definitions: none beyond those of [MutualInformation].
Results: the case of equality of Gibbs' inequality; [I(X; Y) = 0] iff [P x y = P x * P y], for Coq's real numbers without further hypotheses.
Not proved here: how far from independence a small mutual information can be (Pinsker's inequality).
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals Lra.
From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import RealField.
From CNN Require Import MutualInformation.
From CNN Require InformationFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Generic.
Variables (R : realFieldType) (ln : R -> R).
Hypothesis lnM : forall x y, 0 < x -> 0 < y -> ln (x * y) = ln x + ln y.
Hypothesis ln_sub1 : forall x, 0 < x -> ln x <= x - 1.
Hypothesis ln_sub1_eq : forall x, 0 < x -> ln x = x - 1 -> x = 1.

Lemma gibbs_term_is_strict (p q : R) : 0 <= p -> 0 <= q -> (q = 0 -> p = 0) ->
  p * ln (p / q) = p - q -> p = q.
Proof.
rewrite le_eqVlt => /orP[/eqP <- q0 _|p0 q0 qp].
  by rewrite mul0r sub0r => /eqP; rewrite eq_sym oppr_eq0 eq_sym => /eqP.
have {}q0 : 0 < q by rewrite lt_neqAle q0 eq_sym andbT; apply/eqP=> /qp e; rewrite e ltxx in p0.
have pn0 : p != 0 by rewrite gt_eqF.
rewrite -[p / q]invrK (InformationFormulas.log_of_inverse lnM) ?invr_gt0 ?divr_gt0 // invf_div mulrN => e.
have /(ln_sub1_eq (divr_gt0 q0 p0)) qp1 : ln (q / p) = q / p - 1.
  by apply: (mulfI pn0); rewrite mulrBr mulr1 mulrCA mulfV // mulr1 -[LHS]opprK e opprB.
by rewrite -[RHS](divfK pn0) qp1 mul1r.
Qed.

Theorem gibbs_equality (T : finType) (p q : T -> R) : (forall x, 0 <= p x) -> (forall x, 0 <= q x) ->
  (forall x, q x = 0 -> p x = 0) -> \sum_x q x = \sum_x p x ->
  \sum_x p x * ln (p x / q x) = 0 -> forall x, p x = q x.
Proof.
move=> p0 q0 ac e z x.
have h y : true -> 0 <= p y * ln (p y / q y) - (p y - q y).
  by move=> _; rewrite subr_ge0 (gibbs_inequality_of_a_term lnM ln_sub1) //; apply: ac.
have s0 : \sum_y (p y * ln (p y / q y) - (p y - q y)) = 0.
  by rewrite !sumrB z e !subrr.
apply: gibbs_term_is_strict => //; first exact: ac.
by apply/eqP; rewrite -subr_eq0; apply/eqP; apply: (psumr_eq0P h s0).
Qed.

Theorem MI_is_zero_iff_independent (X Y : finType) (P : X -> Y -> R) :
  (forall x y, 0 <= P x y) -> \sum_x \sum_y P x y = 1 ->
  MI ln P = 0 <-> forall x y, P x y = margX P x * margY P y.
Proof.
move=> P0 P1; split=> [z x y|ind]; last first.
  rewrite /MI big1 // => x _; rewrite big1 // => y _; rewrite -ind.
  by case: (eqVneq (P x y) 0) => [->|n0]; [rewrite mul0r | rewrite divff // (InformationFormulas.log1 lnM) mulr0].
pose p (t : X * Y) := P t.1 t.2; pose q t := margX P t.1 * margY P t.2.
have mX u : 0 <= margX P u by apply: sumr_ge0.
have mY v : 0 <= margY P v by apply: sumr_ge0.
apply: (@gibbs_equality _ p q _ _ _ _ _ (x, y)) => [t|t|[u v]||]; rewrite /p /q /=.
- exact: P0.
- exact: mulr_ge0.
- move/eqP; rewrite mulf_eq0 => /orP[] /eqP m0; apply/eqP; rewrite eq_le P0 andbT -m0.
    exact: joint_le_margX.
  exact: joint_le_margY.
- rewrite -(pair_bigA _ (fun x y => margX P x * margY P y)) -(pair_bigA _ (fun x y => P x y)) /= P1.
  under eq_bigr do rewrite -mulr_sumr; rewrite -mulr_suml /margX P1 mul1r.
  by rewrite /margY exchange_big.
- by rewrite -(pair_bigA _ (fun x y => P x y * ln (P x y / (margX P x * margY P y)))).
Qed.
End Generic.

Lemma R_ln_meets_line_at_one (x : R) : 0 < x -> Rpower.ln x = x - 1 -> x = 1.
Proof.
move=> /RltP x0 e; apply/eqP; case: (eqVneq x 1) => // /eqP n1; exfalso.
have n0 : Rpower.ln x <> R0 by move=> l0; apply: n1; rewrite -[x](exp_ln _ x0) l0 exp_0.
have := exp_ineq1 _ n0; rewrite exp_ln // e.
by change (Rlt (Rplus R1 (Rminus x R1)) x -> False); lra.
Qed.

Theorem R_MI_is_zero_iff_independent (X Y : finType) (P : X -> Y -> R) :
  (forall x y, 0 <= P x y) -> \sum_x \sum_y P x y = 1 ->
  MI Rpower.ln P = 0 <-> forall x y, P x y = margX P x * margY P y.
Proof. exact: (MI_is_zero_iff_independent R_ln_of_product R_ln_is_below_line R_ln_meets_line_at_one). Qed.

Definition R_gibbs_equality :=
  @gibbs_equality [realFieldType of R] Rpower.ln R_ln_of_product R_ln_is_below_line R_ln_meets_line_at_one.
