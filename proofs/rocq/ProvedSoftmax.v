(** The laws of the softmax, its logarithm and the losses that are made of it, as they are printed from Python.

Idea: what is subtracted from all logits of a row cancels, whether it is their maximum or not; so the softmax is a quotient of exponentials, and its
logarithm the logit minus the logarithm of their sum.

Definitions: [weight], the sum of the exponentials of a row.
Results: each law, under the name of its proposition.
Not proved here: the derivatives, see [ProvedDerivativesSoftmax].
Axioms: those of Coq's real numbers; Hilbert's epsilon, see [RealField]. *)

From Coq Require Import ZArith Lia Reals Lra.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Generated ProvedPlaces.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** Exponentials and logarithms as operations of a field *)

Lemma exponentialD (a b : R) : exponential (a + b) = exponential a * exponential b. Proof. exact: exp_plus. Qed.
Lemma exponential0 : exponential (0 : R) = 1. Proof. exact: exp_0. Qed.
Lemma exponential_gt0 (a : R) : 0 < exponential a. Proof. by apply/RltP; exact: exp_pos. Qed.
Lemma exponential_neq0 (a : R) : exponential a != 0. Proof. by rewrite gt_eqF ?exponential_gt0. Qed.
Lemma exponentialB (a b : R) : exponential (a - b) = exponential a / exponential b.
Proof. by apply: (mulIf (exponential_neq0 b)); rewrite -exponentialD subrK divfK // exponential_neq0. Qed.
Lemma logarithmK (a : R) : logarithm (exponential a) = a. Proof. exact: ln_exp. Qed.
Lemma exponentialK (a : R) : 0 < a -> exponential (logarithm a) = a. Proof. by move=> /RltP; exact: exp_ln. Qed.
Lemma logarithmM (a b : R) : 0 < a -> 0 < b -> logarithm (a * b) = logarithm a + logarithm b.
Proof. by move=> /RltP a0 /RltP b0; exact: ln_mult. Qed.
Lemma exponential_inj : injective (exponential : R -> R). Proof. exact: exp_inv. Qed.

(** ** Rows *)

Definition weight (K : Z) (row : Z -> R) : R := sumb (zrange K) (fun k => exponential (row k)).
Section Rows.
Variables (K : Z) (row : Z -> R).
Hypothesis K1 : (1 <=? K)%Z.
Lemma weight_gt0 : 0 < weight K row.
Proof.
rewrite /weight sumbE; have K0 : (0 : Z) \in zrange K by rewrite mem_zrange; ranges.
by rewrite (bigD1_seq _ K0) ?uniq_zrange //= ltr_paddr ?exponential_gt0 // sumr_ge0 // => k _; rewrite ltW ?exponential_gt0.
Qed.
Lemma weight_moved c : sumb (zrange K) (fun k => exponential (row k - c)) = weight K row / exponential c.
Proof. by rewrite /weight -sumbMl; apply: eq_sumb => k _; rewrite exponentialB. Qed.
Lemma share_moved c l : exponential (row l - c) / sumb (zrange K) (fun k => exponential (row k - c)) = exponential (row l) / weight K row.
Proof. by rewrite weight_moved exponentialB invfM invrK mulrACA mulVf ?mulr1 ?exponential_neq0. Qed.
Lemma logarithm_moved c : logarithm (sumb (zrange K) (fun k => exponential (row k - c))) = logarithm (weight K row) - c.
Proof. by rewrite weight_moved -{1}(exponentialK weight_gt0) -exponentialB logarithmK. Qed.
Lemma weight_bounds l : between 0 K l -> exponential (row l) <= weight K row.
Proof.
move=> l_in; rewrite /weight sumbE (bigD1_seq l) ?uniq_zrange ?mem_zrange //= ler_addl sumr_ge0 // => k _.
by rewrite ltW ?exponential_gt0.
Qed.
End Rows.
Lemma logarithm_bounds (a b : R) : 0 < b -> exponential a <= b -> a <= logarithm b.
Proof.
move=> b0 ab; rewrite leNgt; apply/negP => /RltP lt; have := exp_increasing _ _ lt; move=> /RltP.
by rewrite -/(exponential _) -/(exponential _) exponentialK // ltNge ab.
Qed.
Lemma eq_weight K (row row' : Z -> R) : (forall k, between 0 K k -> row k = row' k) -> weight K row = weight K row'.
Proof. by move=> e; apply: eq_sumb => k; rewrite mem_zrange => /e ->. Qed.
Lemma weight_scaled K (row : Z -> R) z : weight K (fun k => row k + z) = weight K row * exponential z.
Proof. by rewrite /weight -sumbMl; apply: eq_sumb => k _; rewrite exponentialD. Qed.
Lemma weight_turned K (row : Z -> R) : (1 <=? K)%Z -> weight K (fun k => row (earlier K k)) = weight K row.
Proof. exact: (@sumb_earlier _ K (fun k => exponential (row k))). Qed.

(** ** The softmax and its logarithm *)

Lemma softmaxE K N (x : Z -> Z -> R) n l : between 0 N n -> between 0 K l -> activation_softmax K N x n l = exponential (x n l) / weight K (x n).
Proof.
move=> n_in l_in; rewrite /activation_softmax n_in l_in {1}/guard /=; set c := activation_softmax_m _ _ _ _ _.
rewrite -(share_moved K (x n) c l); congr (_ / _); apply: eq_sumb => k; rewrite mem_zrange => ->.
by [].
Qed.
Lemma log_softmaxE K N (x : Z -> Z -> R) n l : (1 <=? K)%Z -> between 0 N n -> between 0 K l ->
  activation_log_softmax K N x n l = x n l - logarithm (weight K (x n)).
Proof.
move=> K1 n_in l_in; rewrite /activation_log_softmax n_in l_in {1}/guard /=; set c := activation_log_softmax_m _ _ _ _ _.
have -> : sumb (zrange K) (fun k => exponential (guard (between 0 K k) (x n k) - c)) = sumb (zrange K) (fun k => exponential (x n k - c)).
  by apply: eq_sumb => k; rewrite mem_zrange => ->.
by rewrite (logarithm_moved (x n) K1) opprB addrCA [c + _]addrC addrK.
Qed.
Theorem softmax_sums_to_one : activation_softmax_sums_to_one.
Proof.
move=> K N x K1 N1 n o n_in o_in; rewrite mulr0 add0r (eq_sumb (F' := fun k => exponential (x n k) / weight K (x n))).
  by rewrite sumbMl divff // gt_eqF ?weight_gt0.
by move=> k; rewrite mem_zrange => k_in; exact: softmaxE.
Qed.
(** Rows one after another. *)
Lemma row_and_class K n k : between 0 K k -> Z.div (n * K + k) K = n /\ Z.modulo (n * K + k) K = k /\ Z.modulo (K + (n * K + k) - 1) K = earlier K k.
Proof.
move=> /betweenP k_in; rewrite Z.div_add_l ?Z.div_small; try lia.
split; first by lia. split; first by rewrite Z.add_comm Z.mod_add ?Z.mod_small; lia.
by rewrite /earlier (_ : (K + (n * K + k) - 1 = K + k - 1 + n * K)%Z) ?Z.mod_add; lia.
Qed.
Lemma in_rows K N n k : between 0 N n -> between 0 K k -> between 0 (K * N) (n * K + k).
Proof. by move=> /betweenP n_in /betweenP k_in; apply/betweenP; nia. Qed.
Lemma odds_of_two (a b : R) : 1 / (1 + exponential (- (a - b))) = exponential a / (exponential a + exponential b).
Proof.
rewrite opprB exponentialB; have -> : 1 + exponential b / exponential a = (exponential a + exponential b) / exponential a.
  by rewrite mulrDl divff ?exponential_neq0.
by rewrite invfM invrK mul1r mulrC.
Qed.
Theorem softmax_chooses_between_two : activation_softmax_chooses_between_two.
Proof.
move=> K N x K1 N1 n k n_in k_in; rewrite /activation_sigmoid (guard_in _ (in_rows n_in k_in)).
have [-> [-> ->]] := row_and_class n k_in; rewrite odds_of_two !softmaxE ?earlier_in //.
set a := exponential _; set b := exponential _; rewrite -mulrDl mulrACA [(a + b) * a]mulrC -mulrA [_^-1 * _]mulrC.
rewrite [(a + b) * _]mulrA divff ?mul1r // gt_eqF // addr_gt0 ?exponential_gt0 //.
Qed.
Theorem softmax_ignores_a_constant : activation_softmax_ignores_a_constant.
Proof.
by move=> K N x z K1 N1 n k n_in k_in; rewrite !softmaxE // weight_scaled exponentialD invfM mulrACA divff ?mulr1 ?exponential_neq0.
Qed.
Theorem softmax_moves_with_the_classes : activation_softmax_moves_with_the_classes.
Proof.
move=> K N x K1 N1 n k n_in k_in; rewrite !softmaxE ?earlier_in //; congr (_ / _).
exact: (weight_turned (x n) K1).
Qed.
Theorem softmax_of_two_is_the_sigmoid : activation_softmax_of_two_is_the_sigmoid.
Proof.
move=> K N x K1 N1 n k n_in k_in; have all_in := in_rows n_in k_in.
rewrite softmaxE // /activation_sigmoid guard_in //; have [-> [-> _]] := row_and_class n k_in.
have -> : weight 2 (fun i => if (i =? 0)%Z then x n k else x n k * 0) = exponential (x n k) + exponential 0.
  by rewrite /weight /sumb /= addr0 mulr0.
by rewrite -(subr0 (x n k)) odds_of_two subr0.
Qed.
Theorem log_softmax_is_the_logarithm : activation_log_softmax_is_the_logarithm.
Proof.
move=> K N x K1 N1 n k n_in k_in; rewrite /words_exponential (guard_in _ (in_rows n_in k_in)).
have [-> [-> _]] := row_and_class n k_in; rewrite log_softmaxE // softmaxE // exponentialB exponentialK // weight_gt0 //.
Qed.
Theorem log_softmax_keeps_differences : activation_log_softmax_keeps_differences.
Proof. by move=> K N x K1 N1 n k n_in k_in; rewrite !log_softmaxE ?earlier_in // opprB addrA addrNK. Qed.
Theorem log_softmax_is_at_most_zero : activation_log_softmax_is_at_most_zero.
Proof.
move=> K N x K1 N1 n k n_in k_in; rewrite log_softmaxE // mulr0 subr_le0; apply: logarithm_bounds; [exact: weight_gt0 | exact: weight_bounds].
Qed.
Theorem log_softmax_log_ignores_a_constant : activation_log_softmax_log_ignores_a_constant.
Proof.
move=> K N x z K1 N1 n k n_in k_in; rewrite !log_softmaxE // weight_scaled logarithmM ?weight_gt0 ?exponential_gt0 // logarithmK.
by rewrite opprD addrACA subrr addr0.
Qed.
