(** Convolution of one-sided sequences.

Idea: a sequence is the list of coefficients of a power series, and convolution is the product of the series. What is true of a
product of polynomials is thereby true of convolution, and the proofs below hardly do more than say so.

Definitions: [conv] of two functions [nat -> R], over any commutative ring [R]; [delta]; [difference]; [shift]. A finite
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

Definition conv f g (n : nat) : R := \sum_(i < n.+1) f i * g (n - i)%N.
Definition delta (n : nat) : R := (n == 0%N)%:R.
Definition difference f (n : nat) : R := f n - (if n is m.+1 then f m else 0).

(** The entry at [n] needs only what stands before [N > n], so finite polynomials do. *)
Lemma conv_is_a_product_of_polynomials f g N n : (n < N)%N ->
  conv f g n = (\poly_(i < N) f i * \poly_(i < N) g i)`_n.
Proof.
move=> ltnN; rewrite coefM; apply: eq_bigr => i _; rewrite !coef_poly.
by rewrite (leq_ltn_trans (leq_ord i) ltnN) (leq_ltn_trans (leq_subr i n) ltnN).
Qed.

(** And it depends on nothing that comes later. *)
Lemma eq_conv f f' g g' n :
  (forall i, (i <= n)%N -> f i = f' i) -> (forall i, (i <= n)%N -> g i = g' i) ->
  conv f g n = conv f' g' n.
Proof.
by move=> ef eg; apply: eq_bigr => i _; rewrite ef ?leq_ord // eg ?leq_subr.
Qed.

Lemma conv_commutes f g : conv f g =1 conv g f.
Proof. by move=> n; rewrite !(@conv_is_a_product_of_polynomials _ _ n.+1) // mulrC. Qed.

Lemma conv_of_coefficients (p q : {poly R}) n : conv (fun i => p`_i) (fun i => q`_i) n = (p * q)`_n.
Proof. by rewrite coefM. Qed.

Lemma conv_associates f g h : conv f (conv g h) =1 conv (conv f g) h.
Proof.
move=> n; pose P (u : nat -> R) := \poly_(i < n.+1) u i.
have PE u i : (i <= n)%N -> u i = (P u)`_i by move=> le; rewrite coef_poly ltnS le.
have PM u v i : (i <= n)%N -> conv u v i = (P u * P v)`_i.
  by move=> le; rewrite (@conv_is_a_product_of_polynomials u v n.+1).
rewrite (@eq_conv _ _ _ _ n (PE f) (PM g h)) (@eq_conv _ _ _ _ n (PM f g) (PE h)).
by rewrite !conv_of_coefficients mulrA.
Qed.

Lemma conv_distributes_on_the_left f g h : conv (fun i => f i + g i) h =1 (fun n => conv f h n + conv g h n).
Proof. by move=> n; rewrite /conv -big_split; apply: eq_bigr => i _; rewrite mulrDl. Qed.

Lemma conv_distributes f g h : conv h (fun i => f i + g i) =1 (fun n => conv h f n + conv h g n).
Proof. by move=> n; rewrite conv_commutes conv_distributes_on_the_left !(conv_commutes h). Qed.

Lemma conv_scales c f g : conv (fun i => c * f i) g =1 (fun n => c * conv f g n).
Proof. by move=> n; rewrite /conv mulr_sumr; apply: eq_bigr => i _; rewrite mulrA. Qed.

Lemma unit_conv f : conv delta f =1 f.
Proof.
move=> n; rewrite /conv big_ord_recl subn0 mul1r big1 ?addr0 // => i _.
by rewrite /delta /= mul0r.
Qed.

Lemma conv_has_unit f : conv f delta =1 f.
Proof. by move=> n; rewrite conv_commutes unit_conv. Qed.

(** The kernel of a difference is [(1, -1)]; so a difference is a convolution, and commutes with every other. *)
Definition step_down (n : nat) : R := (n == 0%N)%:R - (n == 1%N)%:R.

Lemma difference_is_a_convolution f : difference f =1 conv step_down f.
Proof.
case=> [|n]; rewrite /difference /conv big_ord_recl /step_down /= !subr0 mul1r.
  by rewrite big_ord0 addr0.
rewrite big_ord_recl /= sub0r mulN1r subSS !subn0 big1 ?addr0 // => i _.
by rewrite subrr mul0r.
Qed.

Theorem conv_differentiates f g : difference (conv f g) =1 conv (difference f) g.
Proof.
move=> n; rewrite difference_is_a_convolution conv_associates; apply: eq_conv => // i _; exact/esym/difference_is_a_convolution.
Qed.

Theorem conv_differentiates_the_second f g : difference (conv f g) =1 conv f (difference g).
Proof.
move=> n; have -> : difference (conv f g) n = difference (conv g f) n.
  by case: n => [|n]; rewrite /difference !(conv_commutes f).
by rewrite conv_differentiates conv_commutes.
Qed.

(** A delay by [k] places, with zeros before it. *)
Definition shift (k : nat) f (n : nat) : R := if (n < k)%N then 0 else f (n - k)%N.
Lemma shift_is_a_convolution k f : shift k f =1 conv (fun i => (i == k)%:R) f.
Proof.
move=> n; rewrite /shift /conv; case: ltnP => [lt|le].
  rewrite big1 // => i _; case: eqP => [e|]; last by rewrite mul0r.
  by move: (leq_ord i); rewrite e leqNgt lt.
rewrite (bigD1 (Ordinal (le : (k < n.+1)%N))) //= eqxx mul1r big1 ?addr0 // => i.
by rewrite -val_eqE /= => /negbTE ->; rewrite mul0r.
Qed.

Theorem conv_is_shift_equivariant k f g : shift k (conv f g) =1 conv (shift k f) g.
Proof.
move=> n; rewrite shift_is_a_convolution conv_associates; apply: eq_conv => // i _; exact/esym/shift_is_a_convolution.
Qed.
End Conv.
