(** Convolution of one-sided sequences.

Idea: a sequence is the list of coefficients of a power series, and convolution is the product of the series. What is true of a
product of polynomials is thereby true of convolution, and the proofs below hardly do more than say so.

Definitions: [seq_conv] of two functions [nat -> R], over any commutative ring [R]; [seq_delta]; [seq_difference]; [seq_shift]. A finite
sequence is one that is zero from some place on.
Results: convolution commutes, associates, distributes, scales and has a unit; it commutes with differences and with shifts.
Not proved here: anything about places before 0. [Groups] has sequences on both sides, [Bridge] the way from one to the other. *)

From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Conv.
Variable R : comRingType.
Implicit Types f g h : nat -> R.

Definition seq_conv f g (n : nat) : R := \sum_(i < n.+1) f i * g (n - i)%N.
Definition seq_delta (n : nat) : R := (n == 0%N)%:R.
Definition seq_difference f (n : nat) : R := f n - (if n is m.+1 then f m else 0).

(** The entry at [n] needs only what stands before [N > n], so finite polynomials do. *)
Lemma seq_conv_is_a_product_of_polynomials f g N n : (n < N)%N ->
  seq_conv f g n = (\poly_(i < N) f i * \poly_(i < N) g i)`_n.
Proof.
move=> ltnN; rewrite coefM; apply: eq_bigr => i _; rewrite !coef_poly.
by rewrite (leq_ltn_trans (leq_ord i) ltnN) (leq_ltn_trans (leq_subr i n) ltnN).
Qed.

(** And it depends on nothing that comes later. *)
Lemma eq_conv f f' g g' n :
  (forall i, (i <= n)%N -> f i = f' i) -> (forall i, (i <= n)%N -> g i = g' i) ->
  seq_conv f g n = seq_conv f' g' n.
Proof.
by move=> ef eg; apply: eq_bigr => i _; rewrite ef ?leq_ord // eg ?leq_subr.
Qed.

Lemma seq_conv_commutes f g : seq_conv f g =1 seq_conv g f.
Proof. by move=> n; rewrite !(@seq_conv_is_a_product_of_polynomials _ _ n.+1) // mulrC. Qed.

Lemma seq_conv_of_coefficients (p q : {poly R}) n : seq_conv (fun i => p`_i) (fun i => q`_i) n = (p * q)`_n.
Proof. by rewrite coefM. Qed.

Lemma seq_conv_associates f g h : seq_conv f (seq_conv g h) =1 seq_conv (seq_conv f g) h.
Proof.
move=> n; pose P (u : nat -> R) := \poly_(i < n.+1) u i.
have PE u i : (i <= n)%N -> u i = (P u)`_i by move=> le; rewrite coef_poly ltnS le.
have PM u v i : (i <= n)%N -> seq_conv u v i = (P u * P v)`_i.
  by move=> le; rewrite (@seq_conv_is_a_product_of_polynomials u v n.+1).
rewrite (@eq_conv _ _ _ _ n (PE f) (PM g h)) (@eq_conv _ _ _ _ n (PM f g) (PE h)).
by rewrite !seq_conv_of_coefficients mulrA.
Qed.

Lemma seq_conv_distributes_on_the_left f g h : seq_conv (fun i => f i + g i) h =1 (fun n => seq_conv f h n + seq_conv g h n).
Proof. by move=> n; rewrite /seq_conv -big_split; apply: eq_bigr => i _; rewrite mulrDl. Qed.

Lemma seq_conv_distributes f g h : seq_conv h (fun i => f i + g i) =1 (fun n => seq_conv h f n + seq_conv h g n).
Proof. by move=> n; rewrite seq_conv_commutes seq_conv_distributes_on_the_left !(seq_conv_commutes h). Qed.

Lemma seq_conv_scales c f g : seq_conv (fun i => c * f i) g =1 (fun n => c * seq_conv f g n).
Proof. by move=> n; rewrite /seq_conv mulr_sumr; apply: eq_bigr => i _; rewrite mulrA. Qed.

Lemma seq_unit_conv f : seq_conv seq_delta f =1 f.
Proof.
move=> n; rewrite /seq_conv big_ord_recl subn0 mul1r big1 ?addr0 // => i _.
by rewrite /seq_delta /= mul0r.
Qed.

Lemma seq_conv_has_unit f : seq_conv f seq_delta =1 f.
Proof. by move=> n; rewrite seq_conv_commutes seq_unit_conv. Qed.

(** The kernel of a difference is [(1, -1)]; so a difference is a convolution, and commutes with every other. *)
Definition step_down (n : nat) : R := (n == 0%N)%:R - (n == 1%N)%:R.

Lemma seq_difference_is_a_convolution f : seq_difference f =1 seq_conv step_down f.
Proof.
case=> [|n]; rewrite /seq_difference /seq_conv big_ord_recl /step_down /= !subr0 mul1r.
  by rewrite big_ord0 addr0.
rewrite big_ord_recl /= sub0r mulN1r subSS !subn0 big1 ?addr0 // => i _.
by rewrite subrr mul0r.
Qed.

Theorem seq_conv_differentiates f g : seq_difference (seq_conv f g) =1 seq_conv (seq_difference f) g.
Proof.
move=> n; rewrite seq_difference_is_a_convolution seq_conv_associates; apply: eq_conv => // i _; exact/esym/seq_difference_is_a_convolution.
Qed.

Theorem seq_conv_differentiates_the_second f g : seq_difference (seq_conv f g) =1 seq_conv f (seq_difference g).
Proof.
move=> n; have -> : seq_difference (seq_conv f g) n = seq_difference (seq_conv g f) n.
  by case: n => [|n]; rewrite /seq_difference !(seq_conv_commutes f).
by rewrite seq_conv_differentiates seq_conv_commutes.
Qed.

(** A delay by [k] places, with zeros before it. *)
Definition seq_shift (k : nat) f (n : nat) : R := if (n < k)%N then 0 else f (n - k)%N.
Lemma seq_shift_is_a_convolution k f : seq_shift k f =1 seq_conv (fun i => (i == k)%:R) f.
Proof.
move=> n; rewrite /seq_shift /seq_conv; case: ltnP => [lt|le].
  rewrite big1 // => i _; case: eqP => [e|]; last by rewrite mul0r.
  by move: (leq_ord i); rewrite e leqNgt lt.
rewrite (bigD1 (Ordinal (le : (k < n.+1)%N))) //= eqxx mul1r big1 ?addr0 // => i.
by rewrite -val_eqE /= => /negbTE ->; rewrite mul0r.
Qed.

Theorem seq_conv_is_shift_equivariant k f g : seq_shift k (seq_conv f g) =1 seq_conv (seq_shift k f) g.
Proof.
move=> n; rewrite seq_shift_is_a_convolution seq_conv_associates; apply: eq_conv => // i _; exact/esym/seq_shift_is_a_convolution.
Qed.
End Conv.
