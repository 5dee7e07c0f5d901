(** Batch normalisation of one channel in training.

Idea: subtract the mean and divide by a number. The mean is linear, so the result has mean 0; the variance is quadratic, so it is
divided by the square.

Definitions: [variance], [batchnorm] of [k + 1 >= 1] entries over any real closed field (one with square roots), with [eps > 0].
Results: mean 0; variance [v / (v + eps)], below 1; a constant added changes nothing; a change of sign changes the sign.
Not proved here: the running statistics; the gradient. *)

From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Pooling.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section BatchNorm.
Variables (R : rcfType) (k : nat) (eps : R).
Hypothesis eps_gt0 : 0 < eps.
Implicit Types X : 'I_k.+1 -> R.
Notation mean := (@avgpool R k).
Definition variance X := mean (fun i => (X i - mean X) ^+ 2).
Definition batchnorm X i := (X i - mean X) / Num.sqrt (variance X + eps).

Lemma mean_is_affine a b X : mean (fun i => (X i - b) * a) = (mean X - b) * a.
Proof.
rewrite {1}/avgpool -mulr_suml sumrB sumr_const card_ord -[b *+ _]mulr_natr.
by rewrite mulrAC mulrBl mulfK ?pnatr_eq0.
Qed.

Lemma variance_is_at_least_zero X : 0 <= variance X.
Proof. by rewrite divr_ge0 ?ler0n // sumr_ge0 // => i _; exact: sqr_ge0. Qed.

Theorem batchnorm_has_mean_0 X : mean (batchnorm X) = 0.
Proof. by rewrite mean_is_affine subrr mul0r. Qed.

Theorem batchnorm_has_its_variance X : variance (batchnorm X) = variance X / (variance X + eps).
Proof.
have v0 : 0 <= variance X + eps by rewrite addr_ge0 ?variance_is_at_least_zero ?ltW.
rewrite {1}/variance batchnorm_has_mean_0 /avgpool.
under eq_bigr do rewrite subr0 exprMn exprVn sqr_sqrtr //.
by rewrite -mulr_suml mulrAC.
Qed.
End BatchNorm.

(** What is done to the input: a constant added, a change of sign and of scale. *)
Section Changes.
Variables (R : rcfType) (k : nat).
Implicit Types (X : 'I_k.+1 -> R) (c eps : R).
Notation mean := (@avgpool R k).

Lemma mean_moves X c : mean (fun i => X i + c) = mean X + c.
Proof. by have := mean_is_affine 1 (- c) X; rewrite mulr1 opprK => <-; apply: eq_avgpool => i; rewrite mulr1. Qed.

Lemma mean_scales X c : mean (fun i => c * X i) = c * mean X.
Proof. by rewrite /avgpool -mulr_sumr mulrA. Qed.

Theorem variance_ignores_a_constant X c : variance (fun i => X i + c) = variance X.
Proof. by apply: eq_avgpool => i; rewrite mean_moves opprD addrACA subrr addr0. Qed.

Theorem variance_is_quadratic X c : variance (fun i => c * X i) = c ^+ 2 * variance X.
Proof. by rewrite -mean_scales; apply: eq_avgpool => i; rewrite mean_scales -mulrBr exprMn. Qed.

Theorem variance_is_mean_square_less_square X : variance X = mean (fun i => X i ^+ 2) - mean X ^+ 2.
Proof.
rewrite /variance; set m := mean X.
have -> : mean (fun i => (X i - m) ^+ 2) = mean (fun i => 1 * (X i ^+ 2 - (m *+ 2) * X i) + 1 * m ^+ 2).
  by apply: eq_avgpool => i; rewrite !mul1r sqrrB mulrnAl [m * X i]mulrC.
rewrite avgpool_is_linear !mul1r avgpool_of_a_constant.
have -> : mean (fun i => X i ^+ 2 - m *+ 2 * X i) = mean (fun i => 1 * X i ^+ 2 + (- (m *+ 2)) * X i).
  by apply: eq_avgpool => i; rewrite mul1r mulNr.
by rewrite avgpool_is_linear mul1r mulNr mulrnAl -expr2 -/m mulr2n opprD addrA subrK.
Qed.

Theorem batchnorm_ignores_a_constant X c eps : batchnorm eps (fun i => X i + c) =1 batchnorm eps X.
Proof. by move=> i; rewrite /batchnorm variance_ignores_a_constant mean_moves opprD addrACA subrr addr0. Qed.

Theorem batchnorm_is_odd X eps : batchnorm eps (fun i => -1 * X i) =1 (fun i => - batchnorm eps X i).
Proof. by move=> i; rewrite /batchnorm variance_is_quadratic mean_scales sqrrN expr1n mul1r -mulrBr mulN1r mulNr. Qed.

(** A positive factor changes nothing where [eps] is scaled with it. *)
Theorem batchnorm_ignores_scale X c eps : 0 < c -> 0 < eps ->
  batchnorm (c ^+ 2 * eps) (fun i => c * X i) =1 batchnorm eps X.
Proof.
move=> c0 e0 i; rewrite /batchnorm variance_is_quadratic mean_scales -mulrDr -mulrBr sqrtrM ?sqr_ge0 //.
by rewrite sqrtr_sqr ger0_norm ?ltW // -mulf_div divff ?mul1r // gt_eqF.
Qed.

Theorem batchnorm_of_a_constant c eps i : batchnorm eps (fun _ : 'I_k.+1 => c) i = 0.
Proof. by rewrite /batchnorm avgpool_of_a_constant subrr mul0r. Qed.

(** [variance / (variance + eps)] is less than 1: an [eps] always costs some spread. *)
Theorem batchnorm_variance_is_below_one X eps : 0 < eps -> variance (batchnorm eps X) < 1.
Proof.
move=> e0; have v0 := variance_is_at_least_zero X.
by rewrite batchnorm_has_its_variance // ltr_pdivr_mulr ?mul1r ?ltr_addl // (le_lt_trans v0) // ltr_addl.
Qed.
End Changes.
