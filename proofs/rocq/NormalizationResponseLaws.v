(** Local response normalisation: each entry over a power of what its neighbours among the channels amount to.

Idea: places and images take no part, so that all is about one list of channels. A power of a positive number is an exponential, and turns sums of
exponents into products; whether a channel is a neighbour depends on a distance, which no reversal changes.

Definitions: [near], which channels are neighbours; [around], the sum over them; [crowd], what is raised to a power; [lrn], as the Python formula
states it; [summed_around], the same sum as a convolution with ones.
Results: each theorem is a law of [normalization], under its name.
Not proved here: the gradient.
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals Lra Lia Arith Bool.
From mathcomp Require Import ssralg.
From CNN Require Import Space ActivationRealLaws.
Open Scope R_scope.

(** ** More on sums *)

Lemma sum_of_zeros f K : (forall k, (k < K)%nat -> f k = 0) -> sum f K = 0.
Proof. intros H; rewrite (sum_ext f (fun k => 0 * f k)) by (intros; rewrite H by auto; ring). rewrite sum_scales; ring. Qed.

(** Zeros before and behind count nothing. *)
Lemma sum_after_zeros f s L : (forall k, (k < s)%nat -> f k = 0) -> sum f (s + L) = sum (fun k => f (s + k)%nat) L.
Proof. intros H; rewrite sum_of_appended, sum_of_zeros by auto; ring. Qed.

Lemma sum_before_zeros f K L : (K <= L)%nat -> (forall k, (K <= k)%nat -> f k = 0) -> sum f L = sum f K.
Proof.
intros HL H; replace L with (K + (L - K))%nat by lia; rewrite sum_of_appended, (sum_of_zeros (fun k => f (K + k)%nat)); [ring|].
intros; apply H; lia.
Qed.

Lemma sum_reversed f K : sum (fun k => f (K - 1 - k)%nat) K = sum f K.
Proof.
induction K as [|K IH]; [reflexivity|]. rewrite sum_begins; simpl sum; rewrite <- IH, Rplus_comm; f_equal; [|f_equal; lia].
apply sum_ext; intros k Hk; f_equal; lia.
Qed.

Lemma sum_is_nonnegative f K : (forall k, 0 <= f k) -> 0 <= sum f K.
Proof. intros H; induction K as [|K IH]; simpl; [|generalize (H K)]; lra. Qed.

(** ** Neighbours *)

Section Response.
Variable G : space.
Implicit Types (x : nat -> nat -> G -> R) (size C n c e : nat) (i : G) (alpha beta bias : R).

Definition near size c e := Nat.leb c (e + Nat.div2 size) && Nat.leb e (c + Nat.div2 size).
Definition around size C x n c i := sum (fun e => if near size c e then x n e i else 0) C.
Definition squares x n c i := x n c i * x n c i.
Definition crowd size alpha bias C x n c i := bias + alpha / INR size * around size C (squares x) n c i.
Definition lrn size alpha beta bias C x n c i := x n c i / Rpower (crowd size alpha bias C x n c i) beta.

Lemma squares_are_nonnegative a : 0 <= a * a.
Proof. exact (Rle_0_sqr a). Qed.

Lemma crowd_is_positive size alpha bias C x n c i : Nat.odd size = true -> 0 <= alpha -> 0 < bias -> 0 < crowd size alpha bias C x n c i.
Proof.
intros Hs Ha Hb; unfold crowd; assert (S0 : 0 < INR size) by (apply lt_0_INR; destruct size; [discriminate|lia]).
assert (0 <= alpha / INR size) by (apply Rmult_le_pos; [auto|apply Rlt_le, Rinv_0_lt_compat; auto]).
assert (0 <= around size C (squares x) n c i)
  by (apply sum_is_nonnegative; intros e; destruct near; [apply squares_are_nonnegative|lra]).
nra.
Qed.

Lemma power_is_positive z b : 0 < Rpower z b.
Proof. apply exp_pos. Qed.

(** What makes two results equal: the same entry, and as much around it. *)
Lemma same_response size size' alpha alpha' beta bias C C' x x' n n' c c' i : x n c i = x' n' c' i ->
  alpha / INR size = alpha' / INR size' -> around size C (squares x) n c i = around size' C' (squares x') n' c' i ->
  lrn size alpha beta bias C x n c i = lrn size' alpha' beta bias C' x' n' c' i.
Proof. intros E S A; unfold lrn, crowd; rewrite E, S, A; reflexivity. Qed.

(** The sum over neighbours, as a convolution with [size] ones that begins [size / 2] before the first channel. *)
Definition summed_around size C x n c i :=
  sum (fun a => let m := (c + a)%nat in
    if Nat.leb (Nat.div2 size) m && Nat.ltb m (C + Nat.div2 size) then x n (m - Nat.div2 size)%nat i else 0) size.

Lemma around_is_a_convolution size C x n c i : Nat.odd size = true -> summed_around size C x n c i = around size C x n c i.
Proof.
intros Hs; unfold summed_around, around, near; set (s := Nat.div2 size).
assert (Es : size = (2 * s + 1)%nat) by (rewrite (Nat.div2_odd size), Hs at 1; reflexivity).
pose (f m := if (Nat.leb c m && Nat.leb m (c + 2 * s)) && (Nat.leb s m && Nat.ltb m (C + s)) then x n (m - s)%nat i else 0).
transitivity (sum f (c + size)).
- rewrite sum_after_zeros by (intros k Hk; unfold f; replace (Nat.leb c k) with false by (symmetry; apply Nat.leb_gt; lia); reflexivity).
  apply sum_ext; intros a Ha; unfold f; cbv zeta.
  replace (Nat.leb c (c + a)) with true by (symmetry; apply Nat.leb_le; lia).
  replace (Nat.leb (c + a) (c + 2 * s)) with true by (symmetry; apply Nat.leb_le; lia); reflexivity.
- rewrite <- (sum_before_zeros f (c + size) (c + size + (s + C))), (sum_before_zeros f (s + C)) by
    (try lia; intros k Hk; unfold f;
     destruct (Nat.leb_spec c k), (Nat.leb_spec k (c + 2 * s)), (Nat.leb_spec s k), (Nat.ltb_spec k (C + s)); reflexivity || lia).
  rewrite sum_after_zeros by
    (intros k Hk; unfold f; replace (Nat.leb s k) with false by (symmetry; apply Nat.leb_gt; lia); rewrite andb_false_r; reflexivity).
  apply sum_ext; intros e He; unfold f; replace (s + e - s)%nat with e by lia.
  destruct (Nat.leb_spec c (s + e)), (Nat.leb_spec (s + e) (c + 2 * s)), (Nat.leb_spec s (s + e)), (Nat.ltb_spec (s + e) (C + s)),
    (Nat.leb_spec c (e + s)), (Nat.leb_spec e (c + s)); reflexivity || lia.
Qed.

(** ** Laws *)

Theorem local_response_norm_divides_by_the_neighbours size alpha bias C x n c i : Nat.odd size = true -> 0 <= alpha -> 0 < bias ->
  lrn size alpha 1 bias C x n c i * (INR size * bias + alpha * summed_around size C (squares x) n c i) = INR size * x n c i.
Proof.
intros Hs Ha Hb; rewrite around_is_a_convolution by auto; generalize (crowd_is_positive size alpha bias C x n c i Hs Ha Hb); intros P.
unfold lrn; rewrite Rpower_1 by auto; revert P; unfold crowd; intros P.
assert (S0 : INR size <> 0) by (apply not_0_INR; destruct size; [discriminate|lia]).
replace (INR size * bias + alpha * around size C (squares x) n c i)
  with (INR size * (bias + alpha / INR size * around size C (squares x) n c i)) by (field; auto).
set (z := bias + _) in *; field; lra.
Qed.

Theorem local_response_norm_adds_powers size alpha beta bias (more : R) C x n c i :
  lrn size alpha beta bias C x n c i * lrn size alpha more bias C x n c i = x n c i * lrn size alpha (beta + more) bias C x n c i.
Proof.
unfold lrn; rewrite Rpower_plus; set (z := crowd _ _ _ _ _ _ _ _).
generalize (power_is_positive z beta) (power_is_positive z more); intros; field; lra.
Qed.

Theorem local_response_norm_changes_nothing_to_the_power_zero size alpha bias C x n c i : lrn size alpha 0 bias C x n c i = x n c i.
Proof. unfold lrn, Rpower; rewrite Rmult_0_l, exp_0; field. Qed.

Theorem local_response_norm_takes_the_root size alpha beta bias C x n c i :
  squares (lrn size alpha (beta / 2) bias C x) n c i = x n c i * lrn size alpha beta bias C x n c i.
Proof.
unfold squares; rewrite local_response_norm_adds_powers; do 2 f_equal; field.
Qed.

(** So many neighbours that every channel is one of every other. *)
Definition all_channels C := (2 * C - 1)%nat.

Lemma all_are_near size C c e : (all_channels C <= size)%nat -> (c < C)%nat -> (e < C)%nat -> near size c e = true.
Proof.
unfold all_channels, near; intros Hs Hc He; apply andb_true_intro; rewrite !Nat.leb_le.
generalize (Nat.div2_odd size); destruct (Nat.odd size); simpl Nat.b2n; lia.
Qed.

Theorem local_response_norm_reaches_no_further_than_the_channels alpha beta bias C x n c i : Nat.ltb c C = true ->
  lrn (all_channels C) (alpha * INR (all_channels C)) beta bias C x n c i =
  lrn (all_channels C + 4) (alpha * INR (all_channels C + 4)) beta bias C x n c i.
Proof.
intros Hc; apply Nat.ltb_lt in Hc; apply same_response; [reflexivity| |].
- assert (INR (all_channels C) <> 0) by (apply not_0_INR; unfold all_channels; lia).
  assert (INR (all_channels C + 4) <> 0) by (apply not_0_INR; lia).
  field; auto.
- apply sum_ext; intros e He; rewrite !(all_are_near _ C) by lia; reflexivity.
Qed.

(** One channel more, of zeros. *)
Definition before_zeros C x n c i := if Nat.ltb c C then x n c i else 0.

Theorem local_response_norm_ignores_channels_of_zeros size alpha beta bias C x n c i : Nat.ltb c C = true ->
  lrn size alpha beta bias (C + 1) (before_zeros C x) n c i = lrn size alpha beta bias C x n c i.
Proof.
intros Hc; apply same_response; [unfold before_zeros; rewrite Hc; reflexivity|reflexivity|].
unfold around; rewrite (sum_before_zeros _ C) by (try lia; intros e He; unfold squares, before_zeros;
  replace (Nat.ltb e C) with false by (symmetry; apply Nat.ltb_ge; lia); destruct near; ring).
apply sum_ext; intros e He; unfold squares, before_zeros; replace (Nat.ltb e C) with true by (symmetry; apply Nat.ltb_lt; lia); reflexivity.
Qed.

Definition channels_reversed C x n c i := x n (C - 1 - c)%nat i.

Theorem local_response_norm_reverses_the_channels size alpha beta bias C x n c i : Nat.ltb c C = true ->
  lrn size alpha beta bias C (channels_reversed C x) n c i = channels_reversed C (lrn size alpha beta bias C x) n c i.
Proof.
intros Hc; apply Nat.ltb_lt in Hc; unfold channels_reversed at 2; apply same_response; [reflexivity|reflexivity|].
unfold around; rewrite <- (sum_reversed (fun e => if near size (C - 1 - c) e then squares x n e i else 0)).
apply sum_ext; intros e He; replace (near size (C - 1 - c) (C - 1 - e)) with (near size c e); [reflexivity|].
unfold near; destruct (Nat.leb_spec c (e + Nat.div2 size)), (Nat.leb_spec e (c + Nat.div2 size)),
  (Nat.leb_spec (C - 1 - c) (C - 1 - e + Nat.div2 size)), (Nat.leb_spec (C - 1 - e) (C - 1 - c + Nat.div2 size)); reflexivity || lia.
Qed.

Theorem local_response_norm_response_is_odd size alpha beta bias C x n c i :
  lrn size alpha beta bias C (fun n c i => - x n c i) n c i = - lrn size alpha beta bias C x n c i.
Proof.
unfold lrn, crowd; replace (around size C (squares (fun n c i => - x n c i)) n c i) with (around size C (squares x) n c i); [unfold Rdiv; ring|].
apply sum_ext; intros e _; unfold squares; destruct near; ring.
Qed.

Definition first_image x n c i := match n with O => x O c i | _ => 0 end.

Theorem local_response_norm_response_treats_images_alone size alpha beta bias C x n c i : Nat.ltb n 1 = true ->
  lrn size alpha beta bias C x n c i = lrn size alpha beta bias C (first_image x) n c i.
Proof. intros Hn; destruct n as [|n]; [reflexivity|discriminate]. Qed.
End Response.
