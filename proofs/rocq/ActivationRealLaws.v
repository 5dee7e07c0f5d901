(** Laws of the activations that exponentials make: sigmoid, scaled tanh, softmax, its logarithm, cross-entropy.

Idea: an exponential is positive, and turns sums into products. A softmax is a quotient by a positive sum; a constant, and with it the row's largest
entry, cancels. Rows of any shape are seen as one axis of K classes, as the formulas see them; along several axes of classes a turn moves each.

Definitions: [sigmoid], [scaled_tanh], [softmax], [log_softmax] and [cross_entropy] of arrays, as the Python formulas state them, with the row's
largest entry; [turned], every axis of classes turned by one place.
Results: each theorem is a law of [activation], under its name.
Not proved here: gradients; see [Sigmoid].
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals Lra Lia Arith List.
Import ListNotations.
Open Scope R_scope.

(** ** Entry by entry *)

Definition sigmoid (x : nat -> R) n := / (1 + exp (- x n)).
Definition scaled_tanh (x : nat -> R) n := 17159 / 10000 * tanh (2 / 3 * x n).

Lemma one_and_exp_is_positive a : 0 < 1 + exp a.
Proof. generalize (exp_pos a); lra. Qed.

Lemma exp_cancels a : exp a * exp (- a) = 1.
Proof. rewrite <- exp_plus, Rplus_opp_r; apply exp_0. Qed.

(** s(x) + s(-x) = 1 of a number. *)
Lemma complement a : / (1 + exp (- a)) + / (1 + exp a) = 1.
Proof.
generalize (one_and_exp_is_positive a) (one_and_exp_is_positive (- a)) (exp_cancels a); intros P Q E.
apply Rmult_eq_reg_r with ((1 + exp a) * (1 + exp (- a))); [|nra].
field_simplify; [nra|lra].
Qed.

Theorem sigmoid_has_complement (x : nat -> R) (n : nat) : sigmoid x n + sigmoid (fun n => - x n) n = 0 * x n + 1.
Proof. unfold sigmoid; rewrite Ropp_involutive, complement; ring. Qed.

Theorem sigmoid_is_a_half_at_zero (x : nat -> R) (n : nat) : sigmoid (fun n => x n * 0) n + sigmoid (fun n => x n * 0) n = 0 * x n + 1.
Proof. unfold sigmoid; rewrite Rmult_0_r, Ropp_0, exp_0; lra. Qed.

(** s(-a) = e^-a s(a). *)
Lemma odds a : / (1 + exp a) = exp (- a) * / (1 + exp (- a)).
Proof.
generalize (one_and_exp_is_positive a) (one_and_exp_is_positive (- a)) (exp_cancels a); intros P Q E.
apply Rmult_eq_reg_r with ((1 + exp a) * (1 + exp (- a))); [|nra].
field_simplify; [nra|lra|lra].
Qed.

Theorem sigmoid_has_odds (x : nat -> R) (n : nat) :
  sigmoid (fun n => - Rabs (x n)) n = exp (- Rabs (x n)) * sigmoid (fun n => Rabs (x n)) n.
Proof. unfold sigmoid; rewrite Ropp_involutive; apply odds. Qed.

(** 2 s(2a) - 1 = tanh a. *)
Lemma tanh_of_sigmoid a : / (1 + exp (- (a + a))) + / (1 + exp (- (a + a))) - 1 = tanh a.
Proof.
unfold tanh, sinh, cosh; replace (- (a + a)) with (- a + - a) by ring; rewrite exp_plus.
generalize (exp_pos a) (exp_pos (- a)) (exp_cancels a); intros P Q E.
replace ((exp a - exp (- a)) / 2 / ((exp a + exp (- a)) / 2)) with ((exp a - exp (- a)) / (exp a + exp (- a))) by (field; lra).
apply Rmult_eq_reg_r with ((1 + exp (- a) * exp (- a)) * (exp a + exp (- a))); [|nra].
field_simplify; [nra|lra|nra].
Qed.

Theorem sigmoid_is_a_tanh (x : nat -> R) (n : nat) :
  sigmoid (fun n => x n + x n) n + sigmoid (fun n => x n + x n) n - (0 * x n + 1) = tanh (x n).
Proof. unfold sigmoid; rewrite <- tanh_of_sigmoid; ring. Qed.

Lemma tanh_is_odd a : tanh (- a) = - tanh a.
Proof.
unfold tanh, sinh, cosh; rewrite Ropp_involutive; generalize (exp_pos a) (exp_pos (- a)); intros; field; lra.
Qed.

Theorem scaled_tanh_is_odd_too (x : nat -> R) (n : nat) : scaled_tanh (fun n => - x n) n = - scaled_tanh x n.
Proof. unfold scaled_tanh; replace (2 / 3 * - x n) with (- (2 / 3 * x n)) by ring; rewrite tanh_is_odd; ring. Qed.

Theorem scaled_tanh_is_a_sigmoid (x : nat -> R) (n : nat) :
  scaled_tanh (fun n => x n + x n + x n) n * 10000 = (sigmoid (fun n => 4 * x n) n + sigmoid (fun n => 4 * x n) n - (0 * x n + 1)) * 17159.
Proof.
unfold scaled_tanh, sigmoid; replace (2 / 3 * (x n + x n + x n)) with (2 * x n) by field; rewrite <- tanh_of_sigmoid.
replace (2 * x n + 2 * x n) with (4 * x n) by ring; field; generalize (one_and_exp_is_positive (- (4 * x n))); lra.
Qed.

(** ** Shares of an axis *)

Fixpoint sum (f : nat -> R) K := match K with O => 0 | S k => sum f k + f k end.

(** The largest of [K + 1] numbers, and of [K]. *)
Fixpoint largest_from (f : nat -> R) k := match k with O => f O | S j => Rmax (largest_from f j) (f k) end.
Definition top (x : nat -> nat -> R) K n := largest_from (x n) (pred K).

Definition total x K n := sum (fun k => exp (x n k - top x K n)) K.
Definition softmax x K (n l : nat) := exp (x n l - top x K n) / total x K n.
Definition log_softmax x K (n l : nat) := x n l - top x K n - ln (total x K n).
Definition cross_entropy (x : nat -> nat -> R) (t : nat -> nat) N K := sum (fun n => ln (total x K n) - (x n (t n) - top x K n)) N / INR N.

Lemma sum_ext f g K : (forall k, (k < K)%nat -> f k = g k) -> sum f K = sum g K.
Proof. induction K as [|K IH]; simpl; intros H; [reflexivity|]. rewrite IH, H by (intros; try apply H; lia); reflexivity. Qed.

Lemma sum_scales f c K : sum (fun k => c * f k) K = c * sum f K.
Proof. induction K as [|K IH]; simpl; [|rewrite IH]; ring. Qed.

Lemma sum_adds f g K : sum (fun k => f k + g k) K = sum f K + sum g K.
Proof. induction K as [|K IH]; simpl; [|rewrite IH]; ring. Qed.

Lemma sum_of_positive f K : (0 < K)%nat -> (forall k, 0 < f k) -> 0 < sum f K.
Proof.
intros HK H; induction K as [|[|K] IH]; [lia|simpl; generalize (H O); lra|].
change (0 < sum f (S K) + f (S K)); generalize (IH ltac:(lia)) (H (S K)); lra.
Qed.

Lemma term_is_at_most_sum f K l : (l < K)%nat -> (forall k, 0 < f k) -> f l <= sum f K.
Proof.
intros HK H; induction K as [|K IH]; [lia|simpl].
assert (P : 0 <= sum f K) by (destruct K as [|K]; [simpl; lra|apply Rlt_le, sum_of_positive; [lia|auto]]).
destruct (Nat.eq_dec l K) as [->|]; [|generalize (IH ltac:(lia)) (H K)]; lra.
Qed.

(** The row's largest entry cancels. *)
Definition bare x K (n : nat) := sum (fun k => exp (x n k)) K.

Lemma bare_is_positive x K n : Nat.ltb 0 K = true -> 0 < bare x K n.
Proof. intros HK; apply Nat.ltb_lt in HK; apply sum_of_positive; auto; intros; apply exp_pos. Qed.

Lemma total_is_bare x K n : total x K n = exp (- top x K n) * bare x K n.
Proof.
unfold total, bare; rewrite <- sum_scales; apply sum_ext; intros k _; rewrite <- exp_plus; f_equal; ring.
Qed.

Lemma softmax_is_bare x K n l : Nat.ltb 0 K = true -> softmax x K n l = exp (x n l) / bare x K n.
Proof.
intros HK; unfold softmax; rewrite total_is_bare; unfold Rminus; rewrite Rplus_comm, exp_plus.
generalize (bare_is_positive x K n HK) (exp_pos (- top x K n)); intros; field; lra.
Qed.

Lemma log_softmax_is_bare x K n l : Nat.ltb 0 K = true -> log_softmax x K n l = x n l - ln (bare x K n).
Proof.
intros HK; unfold log_softmax; rewrite total_is_bare, ln_mult, ln_exp; [ring|apply exp_pos|apply bare_is_positive; auto].
Qed.

Lemma bare_of_moved x K n z : bare (fun n k => x n k + z) K n = exp z * bare x K n.
Proof. unfold bare; rewrite <- sum_scales; apply sum_ext; intros k _; rewrite exp_plus; ring. Qed.

(** Every axis of the classes turned by one place; [sizes] are those of the axes, the last one fastest. *)
Fixpoint product (sizes : list nat) := match sizes with nil => 1%nat | h :: t => (h * product t)%nat end.
Fixpoint turn (sizes : list nat) k := match sizes with
  | nil => k
  | h :: t => (((k / product t + h - 1) mod h) * product t + turn t (k mod product t))%nat
  end.
Definition turned (sizes : list nat) (x : nat -> nat -> R) n k := x n (turn sizes k).

Lemma sum_begins f K : sum f (S K) = f O + sum (fun k => f (S k)) K.
Proof. induction K as [|K IH]; simpl in *; [ring|]. rewrite IH; ring. Qed.

Lemma sum_of_appended f K L : sum f (K + L) = sum f K + sum (fun k => f (K + k)%nat) L.
Proof. induction L as [|L IH]; [rewrite Nat.add_0_r; simpl; ring|]. rewrite Nat.add_succ_r; simpl; rewrite IH; ring. Qed.

Lemma sum_of_rows f h r : sum f (h * r) = sum (fun a => sum (fun b => f (a * r + b)%nat) r) h.
Proof. induction h as [|h IH]; simpl; [reflexivity|]. rewrite Nat.add_comm, sum_of_appended, IH; reflexivity. Qed.

Lemma sum_of_turned_axis f h : sum (fun a => f ((a + h - 1) mod h)%nat) h = sum f h.
Proof.
destruct h as [|h]; [reflexivity|]. rewrite sum_begins; change (sum f (S h)) with (sum f h + f h); rewrite Rplus_comm; f_equal.
- apply sum_ext; intros k Hk; f_equal; replace (S k + S h - 1)%nat with (k + 1 * S h)%nat by lia.
  rewrite Nat.mod_add by lia; apply Nat.mod_small; lia.
- f_equal; replace (0 + S h - 1)%nat with h by lia; apply Nat.mod_small; lia.
Qed.

Lemma sum_of_turned f sizes : sum (fun k => f (turn sizes k)) (product sizes) = sum f (product sizes).
Proof.
revert f; induction sizes as [|h t IH]; intros f; [reflexivity|]. simpl product; rewrite !sum_of_rows.
transitivity (sum (fun a => sum (fun b => f (((a + h - 1) mod h) * product t + turn t b)%nat) (product t)) h).
- apply sum_ext; intros a _; apply sum_ext; intros b Hb; simpl turn.
  replace ((a * product t + b) / product t)%nat with a by (rewrite Nat.div_add_l, Nat.div_small; lia).
  replace ((a * product t + b) mod product t)%nat with b; [reflexivity|].
  rewrite Nat.add_comm, Nat.mod_add by lia; symmetry; apply Nat.mod_small; auto.
- rewrite (sum_ext _ (fun a => (fun c => sum (fun b => f (c * product t + b)%nat) (product t)) ((a + h - 1) mod h)%nat)).
  + exact (sum_of_turned_axis (fun c => sum (fun b => f (c * product t + b)%nat) (product t)) h).
  + intros a _; exact (IH (fun b => f (((a + h - 1) mod h) * product t + b)%nat)).
Qed.

(** *** Softmax *)

(** The sum over the classes, which stay as an axis of one. *)
Definition summed K (y : nat -> nat -> R) (n l : nat) := sum (y n) K.

Theorem softmax_sums_to_one (x : nat -> nat -> R) (K : nat) : Nat.ltb 0 K = true -> forall n l : nat,
  summed K (softmax x K) n l = 0 * summed K x n l + 1.
Proof.
intros HK n l; unfold summed; rewrite (sum_ext _ (fun k => / bare x K n * exp (x n k))).
- rewrite sum_scales; fold (bare x K n); generalize (bare_is_positive x K n HK); intros; field; lra.
- intros k _; rewrite softmax_is_bare by auto; unfold Rdiv; ring.
Qed.

Theorem softmax_chooses_between_two (x : nat -> nat -> R) (K : nat) (K_sizes : list nat) : Nat.ltb 0 K = true -> forall n l : nat,
  softmax x K n l = (softmax x K n l + turned K_sizes (softmax x K) n l) * sigmoid (fun l => x n l - turned K_sizes x n l) l.
Proof.
intros HK n l; unfold turned, sigmoid; rewrite !softmax_is_bare by auto; set (m := turn K_sizes l).
replace (- (x n l - x n m)) with (x n m + - x n l) by ring; rewrite exp_plus, exp_Ropp.
generalize (bare_is_positive x K n HK) (exp_pos (x n l)) (exp_pos (x n m)); intros P U V; field; lra.
Qed.

Theorem softmax_ignores_a_constant (x : nat -> nat -> R) (z : R) (K : nat) : Nat.ltb 0 K = true -> forall n l : nat,
  softmax (fun n k => x n k + z) K n l = softmax x K n l.
Proof.
intros HK n l; rewrite !softmax_is_bare, bare_of_moved, exp_plus by auto.
generalize (bare_is_positive x K n HK) (exp_pos z); intros; field; lra.
Qed.

Theorem softmax_moves_with_the_classes (x : nat -> nat -> R) (K_sizes : list nat) : Nat.ltb 0 (product K_sizes) = true -> forall n l : nat,
  softmax (turned K_sizes x) (product K_sizes) n l = turned K_sizes (softmax x (product K_sizes)) n l.
Proof.
intros HK n l; unfold turned at 2; rewrite !softmax_is_bare by auto; unfold bare, turned.
rewrite (sum_of_turned (fun k => exp (x n k))); reflexivity.
Qed.

Definition beside_zero (a : R) (k : nat) := match k with O => a | _ => 0 end.

Theorem softmax_of_two_is_the_sigmoid (x : nat -> nat -> R) (n l : nat) : softmax (fun l => beside_zero (x n l)) 2 l 0 = sigmoid (x n) l.
Proof.
rewrite softmax_is_bare by reflexivity; unfold bare, sigmoid; simpl; rewrite exp_0, exp_Ropp.
generalize (exp_pos (x n l)); intros P; field; lra.
Qed.

(** *** Its logarithm *)

Theorem log_softmax_is_the_logarithm (x : nat -> nat -> R) (K : nat) : Nat.ltb 0 K = true -> forall n l : nat,
  exp (log_softmax x K n l) = softmax x K n l.
Proof.
intros HK n l; rewrite log_softmax_is_bare, softmax_is_bare by auto; unfold Rminus; rewrite exp_plus, exp_Ropp, exp_ln;
  [reflexivity|apply bare_is_positive; auto].
Qed.

Theorem log_softmax_keeps_differences (x : nat -> nat -> R) (K : nat) (K_sizes : list nat) (n l : nat) :
  log_softmax x K n l - turned K_sizes (log_softmax x K) n l = x n l - turned K_sizes x n l.
Proof. unfold turned, log_softmax; ring. Qed.

Theorem log_softmax_is_at_most_zero (x : nat -> nat -> R) (K : nat) (n l : nat) : Nat.ltb l K = true -> log_softmax x K n l <= 0 * x n l.
Proof.
intros Hl; apply Nat.ltb_lt in Hl; assert (HK : Nat.ltb 0 K = true) by (apply Nat.ltb_lt; lia).
rewrite log_softmax_is_bare by auto.
generalize (term_is_at_most_sum (fun k => exp (x n k)) K l Hl (fun k => exp_pos _)); fold (bare x K n); intros [H|H].
- generalize (ln_increasing _ _ (exp_pos _) H); rewrite ln_exp; lra.
- rewrite <- H, ln_exp; lra.
Qed.

Theorem log_softmax_log_ignores_a_constant (x : nat -> nat -> R) (z : R) (K : nat) : Nat.ltb 0 K = true -> forall n l : nat,
  log_softmax (fun n k => x n k + z) K n l = log_softmax x K n l.
Proof.
intros HK n l; rewrite !log_softmax_is_bare, bare_of_moved, ln_mult, ln_exp by (auto using exp_pos, bare_is_positive); ring.
Qed.

(** *** Cross-entropy *)

Theorem cross_entropy_reads_the_log_softmax (x : nat -> nat -> R) (t : nat -> nat) (N K : nat) :
  cross_entropy x t N K = - (sum (fun n => log_softmax x K n (t n)) N / INR N).
Proof.
unfold cross_entropy, log_softmax, Rdiv; rewrite Ropp_mult_distr_l; f_equal; induction N as [|N IH]; simpl; [|rewrite IH]; ring.
Qed.

Theorem cross_entropy_of_equal_logits (x : nat -> nat -> R) (t : nat -> nat) (N K : nat) : Nat.ltb 0 K = true ->
  cross_entropy (fun n k => x n k * 0) t N K = sum (fun n => ln (sum (fun k => x n k * 0 + 1) K)) N / INR N.
Proof.
intros HK; rewrite cross_entropy_reads_the_log_softmax; unfold Rdiv; rewrite Ropp_mult_distr_l; f_equal.
induction N as [|N IH]; [simpl; ring|]. simpl; rewrite <- IH, log_softmax_is_bare by auto; unfold bare.
rewrite (sum_ext (fun k => exp (x N k * 0)) (fun k => x N k * 0 + 1)); [ring|].
intros k _; rewrite Rmult_0_r, exp_0; ring.
Qed.

Theorem cross_entropy_loss_ignores_a_constant (x : nat -> nat -> R) (t : nat -> nat) (z : R) (N K : nat) : Nat.ltb 0 K = true ->
  cross_entropy (fun n k => x n k + z) t N K = cross_entropy x t N K.
Proof.
intros HK; rewrite !cross_entropy_reads_the_log_softmax; do 2 f_equal; apply sum_ext; intros n _.
apply log_softmax_log_ignores_a_constant; auto.
Qed.

Theorem cross_entropy_gains_by_the_label (x : nat -> nat -> R) (t : nat -> nat) (K : nat) : Nat.ltb 0 K = true -> forall n : nat, Nat.ltb n 1 = true ->
  exp (- cross_entropy x t 1 K) = softmax x K n (t O).
Proof.
intros HK [|n] Hn; [|discriminate]; rewrite <- log_softmax_is_the_logarithm by auto; f_equal.
rewrite cross_entropy_reads_the_log_softmax; simpl; field.
Qed.
