(** The laws of fully connected layers, and of flattening.

Idea: a fully connected layer is a product with a matrix, and a convolution at the one place of an image of one pixel; flattening counts through the
axes of an image, the last one fastest.

Definitions: [one_pixel]; [counted], all indices of an array in the order of counting; [flat_index], where an index comes in it.
Results: the theorem of each law bears its name.
Not proved here: nothing is left open. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space Sums LayersFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Linear.
Variables (R : comRingType) (C O P : nat).
Implicit Types (x w v z : nat -> nat -> R) (b : nat -> R) (n o : nat).

Definition plus x z n c : R := x n c + z n c.
Definition unit_matrix (o c : nat) : R := (o == c)%:R.
Definition product v w (o c : nat) : R := \total_(m < O) v o m * w m c.
Definition one_pixel x (n c : nat) (i : space1) : R := if i == 0 then x n c else 0.

Theorem linear_adds_weights x w v n o : linear C x (plus w v) no_bias n o = plus (linear C x w no_bias) (linear C x v no_bias) n o.
Proof. by rewrite /plus /linear !add0r -total_adds; apply: eq_total => c; rewrite mulrDl. Qed.

Theorem linear_adds_rows x z w n o : linear C (plus x z) w no_bias n o = plus (linear C x w no_bias) (linear C z w no_bias) n o.
Proof. by rewrite /plus /linear !add0r -total_adds; apply: eq_total => c; rewrite mulrDr. Qed.

Theorem linear_adds_a_bias x w b n o : linear C x w b n o = linear C x w no_bias n o + b o.
Proof. by rewrite /linear add0r addrC. Qed.

Theorem linear_has_the_unit_matrix x n o : (o < C)%N -> linear C x unit_matrix no_bias n o = x n o.
Proof.
move=> o_in; rewrite /linear add0r (total_at (at_ := o)) ?iota_uniq ?mem_iota //; first by rewrite /unit_matrix eqxx mul1r.
by move=> c _ other; rewrite /unit_matrix eq_sym (negbTE other) mul0r.
Qed.

Theorem linear_composes x w v n o : linear O (linear C x w no_bias) v no_bias n o = linear C x (product v w) no_bias n o.
Proof.
rewrite /linear !add0r; under eq_total => m do rewrite add0r -total_scales.
rewrite total_swaps; apply: eq_total => c; rewrite /product -total_scales_on_the_right; apply: eq_total => m; exact: mulrA.
Qed.

Theorem linear_is_a_convolution_of_one_tap x w b n o (i : Z) : (o < O)%N -> i = Z0 ->
  one_pixel (linear C x w b) n o i = @conv R space1 C O 1 1 1 0 false (one_pixel x) (one_pixel w) b n o i.
Proof.
move=> o_in ->; rewrite /conv divn_small // /one_pixel eqxx /linear; congr (_ + _); apply: eq_total => c.
by rewrite (total_at (at_ := (0 : space1))) ?uniq_box ?mem_box ?eqxx //= => a _ /negbTE ->; rewrite mul0r.
Qed.
End Linear.

(** ** Flattening *)

Fixpoint counted (sizes : seq nat) : seq (seq nat) := if sizes is h :: t then [seq i :: s | i <- iota 0 h, s <- counted t] else [:: [::]].
Fixpoint entries (sizes : seq nat) : nat := if sizes is h :: t then (h * entries t)%N else 1%N.
Fixpoint flat_index (sizes at_ : seq nat) : nat := match sizes, at_ with _ :: t, i :: s => (i * entries t + flat_index t s)%N | _, _ => 0%N end.

Lemma counted_in_order sizes : map (flat_index sizes) (counted sizes) = iota 0 (entries sizes).
Proof.
elim: sizes => // h t IH.
suff from a m : map (flat_index (h :: t)) [seq i :: s | i <- iota a m, s <- counted t] = iota (a * entries t) (m * entries t).
  exact: (from 0%N h).
elim: m a => // m each a; rewrite mulSn iotaD -mulSnr -each /= map_cat -map_comp; congr (_ ++ _).
by rewrite -[(a * entries t)%N]addn0 iotaDl -IH -map_comp; apply: eq_map => s /=; rewrite ?addn0.
Qed.

Section Flatten.
Variable R : comRingType.

(** An image is given by its entries in memory: [x n] at the [flat_index] of an index. A row lists them by counting. *)
Definition flatten (x : nat -> nat -> R) (n c : nat) : R := x n c.
Definition row (sizes : seq nat) (x : nat -> nat -> R) (n c : nat) : R := x n (flat_index sizes (nth [::] (counted sizes) c)).

Theorem flatten_reads_in_order (C_sizes : seq nat) x n c : (c < entries C_sizes)%N -> flatten x n c = row C_sizes x n c.
Proof.
move=> c_in; have many : size (counted C_sizes) = entries C_sizes by rewrite -(size_map (flat_index C_sizes)) counted_in_order size_iota.
by rewrite /flatten /row -(nth_map _ 0%N) ?many // counted_in_order nth_iota.
Qed.
End Flatten.
