(** Gibbs' inequality, and mutual information.

Idea: [ln x <= x - 1] is all that is needed of the logarithm. Applied to each term of the divergence of two distributions and summed, it says that
the divergence is not negative; mutual information is the divergence of a joint distribution from the product of its marginals.

Definitions: [entropy_on], [margX], [margY], [MI], of finite distributions over any ordered field with a logarithm.
Results: Gibbs' inequality; mutual information is not negative, is symmetric, and is H(X) + H(Y) - H(X, Y); for Coq's real numbers and
their logarithm without further hypotheses (the theorems that begin with [R_]).
Not proved here: more than two variables. [Independence] has the case of equality.
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals Lra.
From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import RealField.
From CNN Require InformationFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** Of a logarithm: it turns products into sums, and lies below its tangent at 1. *)
Section Generic.
Variables (R : realFieldType) (ln : R -> R).
Hypothesis lnM : forall x y, 0 < x -> 0 < y -> ln (x * y) = ln x + ln y.
Hypothesis ln_sub1 : forall x, 0 < x -> ln x <= x - 1.

(** Where [p] is 0 the logarithm may be anything; where [q] is 0, [p] is too. *)
Lemma gibbs_inequality_of_a_term (p q : R) : 0 <= p -> 0 <= q -> (q = 0 -> p = 0) -> p - q <= p * ln (p / q).
Proof.
rewrite le_eqVlt => /orP[/eqP <- q0 _|p0 q0 qp]; first by rewrite mul0r sub0r oppr_le0.
have {}q0 : 0 < q by rewrite lt_neqAle q0 eq_sym andbT; apply/eqP=> /qp e; rewrite e ltxx in p0.
rewrite -[p / q]invrK (InformationFormulas.log_of_inverse lnM) ?invr_gt0 ?divr_gt0 // invf_div mulrN ler_oppr.
rewrite (le_trans (ler_wpmul2l (ltW p0) (ln_sub1 (divr_gt0 q0 p0)))) //.
by rewrite mulrBr mulr1 mulrCA mulfV ?gt_eqF // mulr1 opprB.
Qed.

Section Gibbs.
Variable T : finType.
Implicit Types p q : T -> R.

Theorem gibbs_inequality p q : (forall x, 0 <= p x) -> (forall x, 0 <= q x) ->
  (forall x, q x = 0 -> p x = 0) -> \sum_x q x <= \sum_x p x ->
  0 <= \sum_x p x * ln (p x / q x).
Proof.
move=> p0 q0 ac le; apply: (@le_trans _ _ (\sum_x (p x - q x))).
  by rewrite sumrB subr_ge0.
by apply: ler_sum => x _; apply: gibbs_inequality_of_a_term; auto.
Qed.

Definition entropy_on p := - \sum_x p x * ln (p x).
End Gibbs.

Section MI.
Variables X Y : finType.
Variable P : X -> Y -> R.
Hypothesis P_ge0 : forall x y, 0 <= P x y.

Definition margX x := \sum_y P x y.
Definition margY y := \sum_x P x y.
Definition MI := \sum_x \sum_y P x y * ln (P x y / (margX x * margY y)).

Lemma joint_le_margX x y : P x y <= margX x.
Proof. by rewrite /margX (bigD1 y) //= ler_addl sumr_ge0. Qed.
Lemma joint_le_margY x y : P x y <= margY y.
Proof. by rewrite /margY (bigD1 x) //= ler_addl sumr_ge0. Qed.

Theorem MI_is_nonnegative : \sum_x \sum_y P x y = 1 -> 0 <= MI.
Proof.
move=> P1; have mX0 x : 0 <= margX x by apply: sumr_ge0.
have mY0 y : 0 <= margY y by apply: sumr_ge0.
rewrite /MI pair_bigA /=.
apply: (@gibbs_inequality _ (fun z => P z.1 z.2) (fun z => margX z.1 * margY z.2)) => [z|z|z|].
- exact: P_ge0.
- exact: mulr_ge0.
- move/eqP; rewrite mulf_eq0 => /orP[] /eqP m0; apply/eqP; rewrite eq_le P_ge0 andbT -m0.
    exact: joint_le_margX.
  exact: joint_le_margY.
have e : \sum_z (margX z.1 * margY z.2) = (\sum_x margX x) * (\sum_y margY y).
  rewrite -(pair_bigA _ (fun x y => margX x * margY y)) mulr_suml.
  by apply: eq_bigr => x _; rewrite mulr_sumr.
rewrite e -(pair_bigA _ (fun x y => P x y)) /= /margX P1 mul1r.
by rewrite /margY exchange_big /= P1.
Qed.

Theorem MI_is_entropies :
  MI = entropy_on margX + entropy_on margY - entropy_on (fun z : X * Y => P z.1 z.2).
Proof.
have split x y : P x y * ln (P x y / (margX x * margY y)) =
    P x y * ln (P x y) - P x y * ln (margX x) - P x y * ln (margY y).
  have := P_ge0 x y; rewrite le_eqVlt => /orP[/eqP <-|p0]; first by rewrite !mul0r !subr0.
  have mx := lt_le_trans p0 (joint_le_margX x y); have my := lt_le_trans p0 (joint_le_margY x y).
  by rewrite lnM ?invr_gt0 ?mulr_gt0 // (InformationFormulas.log_of_inverse lnM) ?mulr_gt0 // lnM // opprD addrA !mulrDr !mulrN.
rewrite /MI; under eq_bigr do under eq_bigr do rewrite split.
under eq_bigr do rewrite !sumrB; rewrite !sumrB /entropy_on opprK.
rewrite -(pair_bigA _ (fun x y => P x y * ln (P x y))) /=.
have -> : \sum_x \sum_y P x y * ln (margX x) = \sum_x margX x * ln (margX x).
  by apply: eq_bigr => x _; rewrite mulr_suml.
have -> : \sum_x \sum_y P x y * ln (margY y) = \sum_y margY y * ln (margY y).
  by rewrite exchange_big; apply: eq_bigr => y _; rewrite mulr_suml.
by rewrite -addrA addrC.
Qed.
End MI.

Theorem MI_is_symmetric (X Y : finType) (P : X -> Y -> R) : MI P = MI (fun y x => P x y).
Proof.
rewrite /MI exchange_big; apply: eq_bigr => y _; apply: eq_bigr => x _.
by rewrite [margX P x * _]mulrC.
Qed.
End Generic.

(** The logarithm of Coq's real numbers is such a logarithm, so nothing above is about nothing. *)
Lemma R_ln_of_product (x y : R) : 0 < x -> 0 < y -> Rpower.ln (x * y) = Rpower.ln x + Rpower.ln y.
Proof. by move=> /RltP x0 /RltP y0; apply: ln_mult. Qed.
Lemma R_ln_is_below_line (x : R) : 0 < x -> Rpower.ln x <= x - 1.
Proof.
move=> /RltP x0; apply/RleP; have := exp_ineq1_le (Rpower.ln x); rewrite exp_ln //.
by change (Rle (Rplus R1 (Rpower.ln x)) x -> Rle (Rpower.ln x) (Rminus x R1)); lra.
Qed.

Theorem R_MI_is_nonnegative (X Y : finType) (P : X -> Y -> R) :
  (forall x y, 0 <= P x y) -> \sum_x \sum_y P x y = 1 -> 0 <= MI Rpower.ln P.
Proof. exact: (MI_is_nonnegative R_ln_of_product R_ln_is_below_line). Qed.

Definition R_gibbs_inequality :=
  @gibbs_inequality [realFieldType of R] Rpower.ln R_ln_of_product R_ln_is_below_line.

Definition R_MI_is_entropies :=
  @MI_is_entropies [realFieldType of R] Rpower.ln R_ln_of_product.
