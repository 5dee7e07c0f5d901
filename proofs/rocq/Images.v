(** Convolution of images, and the cross-correlation that a layer computes.

Idea: an image is a sequence of rows, and a row a polynomial; so convolution of images is convolution of sequences whose
entries are polynomials, and its laws are those of [Sequences] over another ring.

Definitions: [conv2] of two functions [nat -> nat -> R], over any commutative ring; [delta2]; [xcorr2], the kernel laid over the
image without turning it, where it lies inside.
Results: [conv2] commutes, associates, distributes and has a unit; [xcorr2] is equivariant under translations.
Not proved here: that one is the other with the kernel turned, which needs places on both sides of 0: see [Groups]. *)

From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Sequences.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Conv2.
Variable R : comRingType.
Implicit Types f g h : nat -> nat -> R.

Definition conv2 f g (m n : nat) : R :=
  \sum_(i < m.+1) \sum_(j < n.+1) f i j * g (m - i)%N (n - j)%N.

(** The rows of an image as polynomials, cut off at [N]. *)
Definition row_polynomial (N : nat) f (i : nat) : {poly R} := \poly_(j < N) f i j.

Lemma rows_hold_the_image N f i j : (j < N)%N -> (row_polynomial N f i)`_j = f i j.
Proof. by rewrite coef_poly => ->. Qed.

Lemma conv2_is_conv_of_rows f g (F G : nat -> {poly R}) m n :
  (forall i j, (j <= n)%N -> f i j = (F i)`_j) ->
  (forall i j, (j <= n)%N -> g i j = (G i)`_j) ->
  conv2 f g m n = (seq_conv F G m)`_n.
Proof.
move=> fF gG; rewrite /seq_conv coef_sum; apply: eq_bigr => i _; rewrite coefM.
by apply: eq_bigr => j _; rewrite fF ?leq_ord // gG ?leq_subr.
Qed.

Lemma conv2_is_conv_of_its_rows f g m n N : (n < N)%N -> conv2 f g m n = (seq_conv (row_polynomial N f) (row_polynomial N g) m)`_n.
Proof. by move=> nN; apply: conv2_is_conv_of_rows => i j jn; rewrite rows_hold_the_image // (leq_ltn_trans jn). Qed.

Theorem conv2_commutes f g m n : conv2 f g m n = conv2 g f m n.
Proof. by rewrite !(@conv2_is_conv_of_its_rows _ _ _ _ n.+1) // seq_conv_commutes. Qed.

Theorem conv2_associates f g h m n : conv2 f (conv2 g h) m n = conv2 (conv2 f g) h m n.
Proof.
pose F := row_polynomial n.+1 f; pose G := row_polynomial n.+1 g; pose H := row_polynomial n.+1 h.
have rE u i j : (j <= n)%N -> u i j = (row_polynomial n.+1 u i)`_j by move=> jn; rewrite rows_hold_the_image.
rewrite (@conv2_is_conv_of_rows f _ F (seq_conv G H)); [|exact: rE|by move=> i j ?; exact: conv2_is_conv_of_its_rows].
rewrite (@conv2_is_conv_of_rows _ h (seq_conv F G) H); [|by move=> i j ?; exact: conv2_is_conv_of_its_rows|exact: rE].
by rewrite seq_conv_associates.
Qed.

Theorem conv2_distributes_over_images f g h m n :
  conv2 (fun i j => f i j + g i j) h m n = conv2 f h m n + conv2 g h m n.
Proof.
rewrite /conv2 -big_split; apply: eq_bigr => i _; rewrite -big_split.
by apply: eq_bigr => j _; rewrite mulrDl.
Qed.

Definition delta2 (i j : nat) : R := (i == 0%N)%:R * (j == 0%N)%:R.

Theorem conv2_has_unit_kernel f m n : conv2 delta2 f m n = f m n.
Proof.
rewrite /conv2 big_ord_recl [X in _ + X]big1 ?addr0; last first.
  by move=> i _; rewrite big1 // => j _; rewrite /delta2 /= !mul0r.
rewrite big_ord_recl [X in _ + X]big1 ?addr0; last first.
  by move=> j _; rewrite /delta2 /= mulr0 mul0r.
by rewrite /delta2 !mulr1 mul1r !subn0.
Qed.

(** With a kernel of [a] rows and [b] columns. *)
Definition xcorr2 a b (X K : nat -> nat -> R) i j : R :=
  \sum_(p < a) \sum_(q < b) K p q * X (i + p)%N (j + q)%N.

(** The input read from another place gives the output read from that place. *)
Theorem xcorr2_is_translation_equivariant a b X K s t i j :
  xcorr2 a b (fun u v => X (u + s)%N (v + t)%N) K i j = xcorr2 a b X K (i + s) (j + t).
Proof. by apply: eq_bigr => p _; apply: eq_bigr => q _; rewrite (addnAC i) (addnAC j). Qed.
End Conv2.
