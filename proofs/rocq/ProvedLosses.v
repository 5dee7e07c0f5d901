(** The laws of the cross-entropy of logits and labels, and of the loss with a rejection class, as they are printed from Python.

Idea: the loss of an image is the logarithm of the sum of exponentials of its logits, minus the logit of its label, whatever was subtracted from all of
them before; a rejection class is one logit more.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: the derivatives, see [ProvedDerivativesSoftmax].
Axioms: those of Coq's real numbers; Hilbert's epsilon, see [RealField]. *)

From Coq Require Import ZArith Lia Reals.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Generated ProvedSoftmax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Lemma cross_entropy_at K N (x : Z -> Z -> R) (t : Z -> Z) : (1 <=? K)%Z ->
  activation_cross_entropy K N x t = sumb (zrange N) (fun n => logarithm (weight K (x n)) - guard (between 0 K (t n)) (x n (t n))) / number N.
Proof.
move=> K1; congr (_ / _); apply: eq_sumb => n; rewrite mem_zrange => n_in; rewrite n_in.
set c := activation_cross_entropy_m _ _ _ _ _ _; congr (_ - _).
have -> : sumb (zrange K) (fun k => exponential (guard (true && between 0 K k) (x n k) - c)) = sumb (zrange K) (fun k => exponential (x n k - c)).
  by apply: eq_sumb => k; rewrite mem_zrange => ->.
by rewrite (logarithm_moved (x n) K1) subrK.
Qed.
Lemma cross_entropyE K N (x : Z -> Z -> R) (t : Z -> Z) : (1 <=? K)%Z -> (forall n, between 0 N n -> between 0 K (t n)) ->
  activation_cross_entropy K N x t = sumb (zrange N) (fun n => logarithm (weight K (x n)) - x n (t n)) / number N.
Proof.
by move=> K1 labelled; rewrite cross_entropy_at //; congr (_ / _); apply: eq_sumb => n; rewrite mem_zrange => /labelled ->.
Qed.
Theorem cross_entropy_reads_the_log_softmax : activation_cross_entropy_reads_the_log_softmax.
Proof.
move=> K N x t K1 N1 labelled; rewrite cross_entropyE // /words_mean_at -mulNr -sumbN; congr (_ / _).
apply: eq_sumb => n; rewrite mem_zrange => n_in; rewrite n_in labelled // [guard _ _]/guard /= log_softmaxE ?labelled //.
by rewrite opprB.
Qed.
Theorem cross_entropy_of_equal_logits : activation_cross_entropy_of_equal_logits.
Proof.
move=> K N x t K1 N1 labelled; rewrite cross_entropyE //; congr (_ / _).
apply: eq_sumb => n; rewrite mem_zrange => n_in; rewrite mulr0 subr0 /words_logarithm guard_in //; congr logarithm.
by apply: eq_sumb => k _; rewrite mulr0 add0r exponential0.
Qed.
Theorem cross_entropy_loss_ignores_a_constant : activation_cross_entropy_loss_ignores_a_constant.
Proof.
move=> K N x t z K1 N1 labelled; rewrite !cross_entropyE //; congr (_ / _); apply: eq_sumb => n _.
rewrite weight_scaled logarithmM ?weight_gt0 ?exponential_gt0 // logarithmK opprD addrACA subrr addr0 //.
Qed.
Theorem cross_entropy_gains_by_the_label : activation_cross_entropy_gains_by_the_label.
Proof.
move=> K N x t K1 N1 labelled i i_in; have i0 : i = 0%Z by move: i_in => /betweenP; lia.
have o_in : between 0 N 0 by apply/betweenP; move: N1; lia.
have one_label n : between 0 1 n -> between 0 K (t n).
  by move=> /betweenP n_in; rewrite (_ : n = 0%Z); [exact: labelled | lia].
rewrite /words_exponential guard_in // cross_entropyE // sumb_single number1 divr1 opprB.
rewrite /words_label_share i_in one_label // [RHS]guard_in // softmaxE // ?one_label // i0.
by rewrite exponentialB exponentialK ?weight_gt0.
Qed.

(** ** With a rejection class *)

Lemma rejecting_loss_at K N (r : R) (y : Z -> Z -> R) (t : Z -> Z) : (1 <=? K)%Z ->
  classic_rejecting_loss K N r y t = sumb (zrange N) (fun n =>
    logarithm (exponential (- r) + weight K (fun k => - y n k)) + guard (between 0 K (t n)) (y n (t n))) / number N.
Proof.
move=> K1; congr (_ / _); apply: eq_sumb => n; rewrite mem_zrange => n_in; rewrite n_in.
set c := Num.max _ _; rewrite addrAC; congr (_ + _).
have -> : sumb (zrange K) (fun k => exponential (0 - guard (true && between 0 K k) (y n k) - c)) = weight K (fun k => - y n k) / exponential c.
  rewrite -weight_moved; apply: eq_sumb => k; rewrite mem_zrange => ->; by rewrite sub0r.
rewrite sub0r exponentialB -mulrDl; set w := _ + weight _ _; have w0 : 0 < w by rewrite addr_gt0 ?exponential_gt0 ?weight_gt0.
by rewrite -{1}(exponentialK w0) -exponentialB logarithmK subrK.
Qed.
Lemma rejecting_lossE K N (r : R) (y : Z -> Z -> R) (t : Z -> Z) : (1 <=? K)%Z -> (forall n, between 0 N n -> between 0 K (t n)) ->
  classic_rejecting_loss K N r y t =
    sumb (zrange N) (fun n => logarithm (exponential (- r) + weight K (fun k => - y n k)) + y n (t n)) / number N.
Proof.
by move=> K1 labelled; rewrite rejecting_loss_at //; congr (_ / _); apply: eq_sumb => n; rewrite mem_zrange => /labelled ->.
Qed.
Theorem rejecting_loss_is_cross_entropy_with_a_class_more : classic_rejecting_loss_is_cross_entropy_with_a_class_more.
Proof.
move=> r K N y t K1 N1 labelled; rewrite rejecting_lossE // cross_entropyE; first last.
- by move=> n /labelled /betweenP n_in; apply/betweenP; lia.
- by move: K1; lia.
congr (_ / _); apply: eq_sumb => n; rewrite mem_zrange => /labelled/betweenP n_in.
rewrite ifT ?opprK; last by lia.
congr (logarithm _ + _); rewrite /weight sumb_snoc; last by move: K1; lia.
rewrite Z.ltb_irrefl addrC; congr (_ + _); apply: eq_sumb => k; rewrite mem_zrange => /betweenP k_in; rewrite ifT //; lia.
Qed.
Theorem rejecting_loss_ignores_a_shift_of_all_penalties : classic_rejecting_loss_ignores_a_shift_of_all_penalties.
Proof.
move=> r K N y t K1 N1 labelled; rewrite !rejecting_lossE //; congr (_ / _); apply: eq_sumb => n _.
have -> : exponential (- r) + weight K (fun k => - (y n k + r)) = (exponential (- 0) + weight K (fun k => - y n k)) * exponential (- r).
  rewrite oppr0 exponential0 mulrDl mul1r -weight_scaled; congr (_ + _); apply: eq_sumb => k _; by rewrite opprD.
by rewrite logarithmM ?addr_gt0 ?exponential_gt0 ?weight_gt0 // logarithmK addrACA addNr addr0 //.
Qed.
Theorem rejecting_loss_loss_is_nonnegative : classic_rejecting_loss_loss_is_nonnegative.
Proof.
move=> r K N y t K1 N1 labelled; rewrite mulr0 rejecting_lossE //.
apply: divr_ge0; last by rewrite number_nat ?ler0n //; move: N1; lia.
rewrite sumbE big_seq sumr_ge0 // => n; rewrite mem_zrange => n_in; rewrite -[y n (t n)]opprK subr_ge0.
have w0 : 0 < exponential (- r) + weight K (fun k => - y n k) by rewrite addr_gt0 ?exponential_gt0 ?weight_gt0.
apply: logarithm_bounds => //; apply: (le_trans (weight_bounds (fun k => - y n k) (labelled n n_in))).
by rewrite ler_addr ltW ?exponential_gt0.
Qed.
