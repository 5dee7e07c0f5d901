(** The laws of LeNet-5's loss, by which all classes and one for rejection compete.

Idea: penalties are logits with their signs changed, and the rejection is one class more; so the loss is a cross-entropy, and has its laws.

Definitions: [rejecting_loss], as the Python formula states it; [as_logits].
Results: each theorem is a law of [classic], under its name.
Not proved here: its gradient.
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals Lra Lia Arith List.
From CNN Require Import ActivationRealLaws.
Open Scope R_scope.

(** The largest exponent: its exponential is 1, so that none overflows. *)
Definition highest (y : nat -> nat -> R) (rejection : R) (K n : nat) := Rmax (- rejection) (largest_from (fun k => - y n k) (pred K)).

Definition rejecting_loss (y : nat -> nat -> R) (t : nat -> nat) (rejection : R) (N K : nat) :=
  sum (fun n => y n (t n) + highest y rejection K n
                + ln (exp (- rejection - highest y rejection K n) + sum (fun k => exp (- y n k - highest y rejection K n)) K)) N / INR N.

(** Penalties as logits, with the rejection as one class more, the last. *)
Definition as_logits (y : nat -> nat -> R) (rejection : R) (K n k : nat) := if Nat.ltb k K then - y n k else - rejection.

(** Every label is a class. *)
Definition labels (t : nat -> nat) (N K : nat) := forallb (fun n => Nat.ltb (t n) K) (seq 0 N).

Lemma label t N K n : labels t N K = true -> (n < N)%nat -> Nat.ltb (t n) K = true.
Proof. unfold labels; rewrite forallb_forall; intros every Hn; apply every, in_seq; lia. Qed.

Lemma largest_ext f g k : (forall j, (j <= k)%nat -> f j = g j) -> largest_from f k = largest_from g k.
Proof. induction k as [|k IH]; simpl; intros H; [apply H; lia|]. rewrite IH, H by (intros; try apply H; lia); reflexivity. Qed.

Lemma top_of_logits y rejection K n : Nat.ltb 0 K = true -> top (as_logits y rejection K) (S K) n = highest y rejection K n.
Proof.
intros HK; apply Nat.ltb_lt in HK; destruct K as [|K]; [lia|]; unfold top, highest; simpl pred; rewrite Rmax_comm; simpl largest_from; f_equal.
- apply largest_ext; intros j Hj; unfold as_logits; replace (Nat.ltb j (S K)) with true by (symmetry; apply Nat.ltb_lt; lia); reflexivity.
- unfold as_logits; rewrite Nat.ltb_irrefl; reflexivity.
Qed.

Theorem rejecting_loss_is_cross_entropy_with_a_class_more (y : nat -> nat -> R) (t : nat -> nat) (rejection : R) (N K : nat) :
  Nat.ltb 0 K = true -> labels t N K = true -> rejecting_loss y t rejection N K = cross_entropy (as_logits y rejection K) t N (S K).
Proof.
intros HK Ht; unfold rejecting_loss, cross_entropy; f_equal; apply sum_ext; intros n Hn.
rewrite top_of_logits by auto; unfold as_logits at 2; rewrite (label t N K n) by auto.
replace (total (as_logits y rejection K) (S K) n)
  with (exp (- rejection - highest y rejection K n) + sum (fun k => exp (- y n k - highest y rejection K n)) K); [ring|].
unfold total; simpl sum; rewrite top_of_logits by auto; rewrite Rplus_comm; f_equal.
- apply sum_ext; intros k Hk; unfold as_logits; replace (Nat.ltb k K) with true by (symmetry; apply Nat.ltb_lt; lia); reflexivity.
- unfold as_logits; rewrite Nat.ltb_irrefl; reflexivity.
Qed.

Lemma cross_entropy_ext x z t N K : (forall n k, x n k = z n k) -> cross_entropy x t N K = cross_entropy z t N K.
Proof.
intros same; unfold cross_entropy; f_equal; apply sum_ext; intros n _.
assert (T : top x K n = top z K n) by (apply largest_ext; auto).
unfold total; rewrite T, same; do 2 f_equal; apply sum_ext; intros k _; rewrite same; reflexivity.
Qed.

Theorem rejecting_loss_ignores_a_shift_of_all_penalties (y : nat -> nat -> R) (t : nat -> nat) (rejection : R) (N K : nat) :
  Nat.ltb 0 K = true -> labels t N K = true -> rejecting_loss (fun n k => y n k + rejection) t rejection N K = rejecting_loss y t 0 N K.
Proof.
intros HK Ht; rewrite !rejecting_loss_is_cross_entropy_with_a_class_more by auto.
rewrite <- (cross_entropy_loss_ignores_a_constant (as_logits y 0 K) t (- rejection)) by reflexivity.
apply cross_entropy_ext; intros n k; unfold as_logits; destruct (Nat.ltb k K); ring.
Qed.

Theorem rejecting_loss_loss_is_nonnegative (y : nat -> nat -> R) (t : nat -> nat) (rejection : R) (N K : nat) :
  Nat.ltb 0 N = true -> Nat.ltb 0 K = true -> labels t N K = true ->
  rejecting_loss y t rejection N K * 0 <= rejecting_loss y t rejection N K.
Proof.
intros HN HK Ht; rewrite Rmult_0_r, rejecting_loss_is_cross_entropy_with_a_class_more, cross_entropy_reads_the_log_softmax by auto.
assert (some : 0 < INR N) by (apply lt_0_INR, Nat.ltb_lt; auto).
unfold Rdiv; rewrite Ropp_mult_distr_l; apply Rmult_le_pos; [|left; apply Rinv_0_lt_compat; auto].
apply Ropp_0_ge_le_contravar, Rle_ge; clear some HN.
assert (H : forall n, (n < N)%nat -> log_softmax (as_logits y rejection K) (S K) n (t n) <= 0).
{ intros n Hn; generalize (log_softmax_is_at_most_zero (as_logits y rejection K) (S K) n (t n)); rewrite Rmult_0_l; intros E; apply E.
  generalize (label t N K n Ht Hn); rewrite !Nat.ltb_lt; lia. }
clear Ht; induction N as [|N IH]; simpl; [lra|].
generalize (H N ltac:(lia)).
assert (sum (fun n => log_softmax (as_logits y rejection K) (S K) n (t n)) N <= 0) by (apply IH; intros; apply H; lia).
lra.
Qed.
