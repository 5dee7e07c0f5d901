(** The rounding error of a sum of products.

Idea: each operation is off by at most a factor [1 + u]; a product may also underflow, by at most [eta]. Along a loop the factors multiply, and
[(1 + u)^n - 1 <= gamma n = n u / (1 - n u)].

Definitions: [dot], what a loop over [n] products should give; [fdot], what it gives with every operation rounded; [absdot], the same with absolute values; [gamma].
Results: [fdot_error], for any set of numbers and any rounding that obey two inequalities; [float_dot_error], for every binary format with
gradual underflow, rounding to nearest, whatever the tie rule, where they are theorems; [float64_dot_error].
Not proved here: other orders of summation, and fused multiply-add ([RoundingTrees]); overflow.
Axioms: those of Coq's real numbers, and excluded middle. *)

From Coq Require Import Reals Lra Lia ZArith Psatz.
From Flocq Require Import Core Relative Plus_error.
Open Scope R_scope.

Section Abstract.

Variables (F : R -> Prop) (rnd : R -> R) (u eta : R).
Hypothesis u_ge0 : 0 <= u.
Hypothesis eta_ge0 : 0 <= eta.
Hypothesis F_rnd : forall x, F (rnd x).
Hypothesis F_0 : F 0.
Hypothesis rnd_F : forall x, F x -> rnd x = x.
Hypothesis rnd_mul : forall x, Rabs (rnd x - x) <= u * Rabs x + eta.
Hypothesis rnd_add : forall x y, F x -> F y -> Rabs (rnd (x + y) - (x + y)) <= u * Rabs (x + y).

Variables x y : nat -> R.
Fixpoint dot n := match n with O => 0 | S k => dot k + x k * y k end.
Fixpoint absdot n := match n with O => 0 | S k => absdot k + Rabs (x k * y k) end.
Fixpoint fdot n := match n with O => 0 | S k => rnd (fdot k + rnd (x k * y k)) end.

Lemma fdot_F n : F (fdot n). Proof. destruct n; simpl; auto. Qed.
Lemma absdot_ge n : Rabs (dot n) <= absdot n.
Proof.
induction n as [|n IH]; simpl; [rewrite Rabs_R0; lra|].
eapply Rle_trans; [apply Rabs_triang|]; lra.
Qed.

Lemma pow1u n : 1 <= (1 + u) ^ n.
Proof. apply pow_R1_Rle; lra. Qed.

Theorem fdot_error_pow n :
  Rabs (fdot n - dot n) <= ((1 + u) ^ n - 1) * absdot n + INR n * (1 + u) ^ n * eta.
Proof.
induction n as [|n IH]; [simpl; rewrite Rminus_0_r, Rabs_R0; lra|].
pose (m := rnd (x n * y n)); pose (p := x n * y n).
assert (Hm : Rabs (m - p) <= u * Rabs p + eta) by apply rnd_mul.
assert (Hp := Rabs_pos p). assert (Hd := absdot_ge n).
destruct n as [|k].
- simpl; change (rnd (x 0%nat * y 0%nat)) with m; change (x 0%nat * y 0%nat) with p.
  rewrite !Rplus_0_l, (rnd_F m) by apply F_rnd. nra.
- set (n := S k) in *; change (fdot (S n)) with (rnd (fdot n + m)).
  change (dot (S n)) with (dot n + p); change (absdot (S n)) with (absdot n + Rabs p).
  assert (Ha := rnd_add (fdot n) m (fdot_F n) (F_rnd _)).
  set (e := Rabs (fdot n - dot n)) in *; set (em := Rabs (m - p)) in *.
  assert (Hs : Rabs (fdot n + m) <= e + em + absdot n + Rabs p).
  { replace (fdot n + m) with ((fdot n - dot n) + (m - p) + dot n + p) by ring.
    eapply Rle_trans; [apply Rabs_triang|]; apply Rplus_le_compat_r.
    eapply Rle_trans; [apply Rabs_triang|]; apply Rplus_le_compat; [apply Rabs_triang|lra]. }
  assert (Ht : Rabs (rnd (fdot n + m) - (dot n + p)) <= u * Rabs (fdot n + m) + e + em).
  { replace (rnd (fdot n + m) - (dot n + p)) with
      ((rnd (fdot n + m) - (fdot n + m)) + (fdot n - dot n) + (m - p)) by ring.
    eapply Rle_trans; [apply Rabs_triang|]; apply Rplus_le_compat_r.
    eapply Rle_trans; [apply Rabs_triang|]; apply Rplus_le_compat_r; exact Ha. }
  apply Rle_trans with (1 := Ht).
  apply Rle_trans with ((1 + u) * e + (1 + u) * em + u * absdot n + u * Rabs p); [nra|].
  set (P := (1 + u) ^ n) in *.
  assert (HP : 1 + u <= P) by (unfold P, n; simpl; assert (H1 := pow1u k); nra).
  change ((1 + u) ^ (S n)) with ((1 + u) * P); rewrite S_INR.
  assert (HN : 0 <= INR n) by apply pos_INR.
  assert (He : (1 + u) * e <= (1 + u) * ((P - 1) * absdot n + INR n * P * eta)) by (apply Rmult_le_compat_l; lra).
  assert (Hem : (1 + u) * em <= (1 + u) * (u * Rabs p + eta)) by (apply Rmult_le_compat_l; lra).
  assert (H1 : (1 + u) * (1 + u) * Rabs p <= (1 + u) * P * Rabs p).
  { apply Rmult_le_compat_r; [lra|]; apply Rmult_le_compat_l; lra. }
  assert (H2 : (1 + u) * eta <= (1 + u) * P * eta) by (apply Rmult_le_compat_r; nra).
  nra.
Qed.

Definition gamma n := INR n * u / (1 - INR n * u).

Lemma pow_gamma n : INR n * u < 1 -> (1 + u) ^ n - 1 <= gamma n.
Proof.
intros Hn.
assert (H : (1 + u) ^ n * (1 - INR n * u) <= 1).
{ clear Hn; induction n as [|n IH]; [simpl; lra|].
  rewrite S_INR; simpl pow; assert (Hp := pow1u n); assert (HN := pos_INR n).
  assert ((1 + u) * (1 - (INR n + 1) * u) <= 1 - INR n * u) by nra.
  nra. }
unfold gamma; apply Rmult_le_reg_r with (1 - INR n * u); [lra|].
unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; lra.
Qed.

Theorem fdot_error n : INR n * u < 1 ->
  Rabs (fdot n - dot n) <= gamma n * absdot n + INR n * (1 + gamma n) * eta.
Proof.
intros Hn; assert (Hg := pow_gamma n Hn); assert (Ha := absdot_ge n).
assert (H0 := Rabs_pos (dot n)); assert (HN := pos_INR n).
apply Rle_trans with (1 := fdot_error_pow n); apply Rplus_le_compat.
- apply Rmult_le_compat_r; lra.
- apply Rmult_le_compat_r; [lra|]; apply Rmult_le_compat_l; lra.
Qed.
End Abstract.

(** The inequalities hold in every binary format of [prec] digits whose smallest number is [2 ^ emin], rounding to nearest. *)
Section Binary.
Variables (prec emin : Z) (choice : Z -> bool).
Context {Hprec : Prec_gt_0 prec}.
Notation fexp := (FLT_exp emin prec).
Definition rnd := round radix2 fexp (Znearest choice).
Definition u := / 2 * bpow radix2 (- prec + 1).
Definition eta := / 2 * bpow radix2 emin.
Notation F := (generic_format radix2 fexp).

Lemma u_gt0 : 0 < u. Proof. unfold u; assert (H := bpow_gt_0 radix2 (-prec + 1)); lra. Qed.
Lemma u_div : u / (1 + u) <= u.
Proof.
assert (H := u_gt0); apply Rmult_le_reg_r with (1 + u); [lra|].
unfold Rdiv; rewrite Rmult_assoc, Rinv_l by lra; nra.
Qed.

Lemma rnd_err t : Rabs (rnd t - t) <= u * Rabs t + eta.
Proof.
destruct (relative_error_N_FLT'_ex radix2 emin prec Hprec choice t) as (d & e & Hd & He & _ & H).
unfold rnd; rewrite H; change (u_ro radix2 prec) with u in Hd.
replace (t * (1 + d) + e - t) with (d * t + e) by ring.
apply Rle_trans with (1 := Rabs_triang _ _); rewrite Rabs_mult.
apply Rplus_le_compat; [|exact He].
apply Rmult_le_compat_r; [apply Rabs_pos|]; apply Rle_trans with (1 := Hd); apply u_div.
Qed.

Lemma rnd_plus a b : F a -> F b -> Rabs (rnd (a + b) - (a + b)) <= u * Rabs (a + b).
Proof.
intros Fa Fb; destruct (FLT_plus_error_N_ex radix2 emin prec choice a b Fa Fb) as (d & Hd & H).
unfold rnd; rewrite H; change (u_ro radix2 prec) with u in Hd.
replace ((a + b) * (1 + d) - (a + b)) with (d * (a + b)) by ring; rewrite Rabs_mult.
apply Rmult_le_compat_r; [apply Rabs_pos|]; apply Rle_trans with (1 := Hd); apply u_div.
Qed.

Theorem float_dot_error x y n : INR n * u < 1 ->
  Rabs (fdot rnd x y n - dot x y n)
    <= gamma u n * absdot x y n + INR n * (1 + gamma u n) * eta.
Proof.
intros Hn; apply (fdot_error F rnd u eta); auto using rnd_err, rnd_plus.
- apply Rlt_le, u_gt0.
- unfold eta; assert (H := bpow_gt_0 radix2 emin); lra.
- intros t; apply generic_format_round; auto with typeclass_instances.
- apply generic_format_0.
- intros t Ht; apply round_generic; auto with typeclass_instances.
Qed.
End Binary.

#[export] Instance prec53 : Prec_gt_0 53. Proof. reflexivity. Qed.

Definition float64_dot_error := float_dot_error 53 (-1074) (fun z => negb (Z.even z)).
