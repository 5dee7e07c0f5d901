(** From the fully connected layer to the convolution, in three steps: re-index, make the weights the same everywhere, look near.

Idea: weights may be named by the pixel that they read, or by how far away it lies; the sum is the same. If the weight then depends on the
distance alone, the layer is a cross-correlation; if it vanishes far away, a finite window is enough.

Definitions: [dense] over a finite set of pixels of any abelian group; [offsets]; [square_window], the square of radius [k].
Results: re-indexing; translation invariance gives a cross-correlation; locality gives a finite sum; how many weights there are.
Not proved here: that an equivariant map has to have such weights: see [Equivariance]. *)

From mathcomp Require Import all_ssreflect all_algebra finmap.
From CNN Require Import Groups.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope fset_scope.
Local Open Scope ring_scope.

Section General.
Variables (G : zmodType) (R : comRingType).
Notation sig := {fsfun G -> R with 0}.

(** Each output [i] sees every pixel [k] of [S]. *)
Definition dense (S : {fset G}) (W : G -> G -> R) (X : G -> R) i :=
  \sum_(k <- S) W i k * X k.
Definition offsets (S : {fset G}) i := [fset k - i | k in S].

Theorem dense_is_reindexed S W X i (V := fun i a => W i (i + a)) :
  dense S W X i = \sum_(a <- offsets S i) V i a * X (i + a).
Proof.
rewrite /dense /offsets big_imfset /=; last by move=> a b _ _ /addIr.
by apply: eq_bigr => k _; rewrite /V ![i + _]addrC subrK.
Qed.

(** Translation invariance: the weight depends on the offset alone. *)
Theorem invariant_dense_is_xcorr S W (X v : sig) i : finsupp X `<=` S ->
  (forall i a, W i (i + a) = v a) -> dense S W X i = xcorr X v i.
Proof.
move=> XS Wv; pose T := offsets S i `|` finsupp v.
rewrite dense_is_reindexed (@big_fset_incl _ _ _ _ _ T) ?fsubsetUl //; last first.
  move=> a _ aS; rewrite [X _]fsfun_dflt ?mulr0 //; apply: contra aS => iaX.
  by apply/imfsetP; exists (i + a); [exact: (fsubsetP XS) | rewrite addrC addKr].
rewrite /xcorr (sum_over_more_than_the_support _ (fsubsetUr _ _ : finsupp v `<=` T)).
by apply: eq_bigr => a _; rewrite Wv.
Qed.

(** Locality: beyond the window there is no weight. *)
Theorem xcorr_local (X v : sig) (D : {fset G}) i : (forall a, a \notin D -> v a = 0) ->
  xcorr X v i = \sum_(a <- D) v a * X (i + a).
Proof.
move=> vD; apply: sum_over_more_than_the_support; apply/fsubsetP=> a; rewrite mem_finsupp.
by apply: contraR => /vD ->.
Qed.
End General.

(** The same for images of [n] rows and [m] columns, with whole numbers as offsets. *)
Section Image.
Variables (R : comRingType) (n m : nat).
Implicit Types (W : int -> int -> int -> int -> R) (X : int -> int -> R).

Theorem dense_image_is_reindexed W X (i j : int) (V := fun i j a b => W i j (i + a) (j + b)) :
  \sum_(k < n) \sum_(l < m) W i j k l * X k l =
  \sum_(k < n) \sum_(l < m) V i j (k%:Z - i) (l%:Z - j) * X (i + (k%:Z - i)) (j + (l%:Z - j)).
Proof.
by apply: eq_bigr => k _; apply: eq_bigr => l _; rewrite /V ![_ + (_ - _)]addrC !subrK.
Qed.
End Image.

(** Weights counted: pairs of pixels of an n x n image, and places of a window of radius [k]. *)
Theorem dense_has_n4_weights n : #|[finType of ('I_n * 'I_n) * ('I_n * 'I_n)]| = (n ^ 4)%N.
Proof. by rewrite !card_prod card_ord !expnS expn0 !mulnA muln1. Qed.

Theorem local_has_square_weights k : #|[finType of 'I_(2 * k + 1) * 'I_(2 * k + 1)]| = ((2 * k + 1) ^ 2)%N.
Proof. by rewrite card_prod card_ord mulnn. Qed.

(** The window of radius [k], around 0, has as many places. *)
Definition offset k (p : 'I_(2 * k + 1) * 'I_(2 * k + 1)) : int * int :=
  ((p.1 : nat)%:Z - k%:Z, (p.2 : nat)%:Z - k%:Z).
Definition square_window k : {fset int * int} := [fset offset p | p : 'I_(2 * k + 1) * 'I_(2 * k + 1)].

Theorem window_has_square_places k : #|` square_window k| = ((2 * k + 1) ^ 2)%N.
Proof.
rewrite card_imfset /=; first by rewrite -cardE local_has_square_weights.
by move=> [a b] [c d] [] /addIr[/val_inj->] /addIr[/val_inj->].
Qed.
