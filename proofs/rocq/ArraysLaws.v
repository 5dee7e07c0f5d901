(** Laws of arithmetic with broadcasting, and of means over axes.

Idea: along each axis an array of one entry is read at its only index, others where they are; this is a place that a place is taken to, so that
arithmetic entry by entry is that of numbers. A mean is a sum, which is linear, over the number of its terms.

Definitions: [held], the place at which an array of a size is read; [larger], the size of the result; [add], [sub], [mul], [div], [mean].
Results: the theorem of each law of [arrays] bears its name.
Not proved here: products of matrices. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space Arrays.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Broadcasting.
Variables (R : comRingType) (G : space) (A B : G).
Implicit Types (x z v : G -> R) (i : G).

Definition held (H i : G) : G := per_axis Z.min i (H - 1).
Definition larger : G := per_axis Z.max A B.
Definition fitting := all_axes G (fun k => (axis k A =? axis k B)%Z || (axis k A =? 1)%Z || (axis k B =? 1)%Z).
Definition add x z i : R := x (held A i) + z (held B i).
Definition sub x z i : R := x (held A i) - z (held B i).
Definition mul x z i : R := x (held A i) * z (held B i).

Lemma held_inside H i : inside H i -> held H i = i.
Proof.
move=> /insideP i_in; apply: same_axes => k lt; move: (i_in k lt); rewrite /held axis_per // !axisE; lia.
Qed.

Lemma held_twice H i : held H (held H i) = held H i.
Proof. by apply: same_axes => k lt; rewrite /held !axis_per // !axisE; lia. Qed.

Theorem add_adds_as_numpy_does x z i : add x z i = x (held A i) + z (held B i).
Proof. by []. Qed.

Theorem add_sums_commute x z i : add x z i = z (held B i) + x (held A i).
Proof. by rewrite /add addrC. Qed.

Theorem mul_products_commute x z i : mul x z i = z (held B i) * x (held A i).
Proof. by rewrite /mul mulrC. Qed.

Theorem mul_multiplies_as_numpy_does x z i : mul x z i = x (held A i) * z (held B i).
Proof. by []. Qed.

Theorem mul_distributes x z v i : mul x (fun i => z i + v i) i = mul x z i + mul x v i.
Proof. exact: mulrDr. Qed.

Theorem sub_changes_its_sign x z i : z (held B i) - x (held A i) = - sub x z i.
Proof. by rewrite /sub opprB. Qed.
End Broadcasting.

(** What two arrays give is an array of the larger sizes, of which an array of the smaller ones takes what it needs. *)
Section Twice.
Variables (R : comRingType) (G : space) (A B : G).
Implicit Types (x z v : G -> R) (i : G).

Lemma larger_inside i : inside (larger A B) i -> held (larger A B) i = i.
Proof. exact: held_inside. Qed.

Theorem add_sums_associate x z v i : inside (larger A B) i ->
  add (larger A B) B (add A B x z) v i = add A B x (fun i => z i + v i) i.
Proof. by move=> i_in; rewrite /add larger_inside // addrA. Qed.

Theorem sub_undoes_a_sum x z i : inside (larger A B) i -> add (larger A B) B (sub A B x z) z i = x (held A i).
Proof. by move=> i_in; rewrite /add /sub larger_inside // subrK. Qed.
End Twice.

Section Quotients.
Variables (F : fieldType) (G : space) (A B : G).
Implicit Types (x z : G -> F) (i : G).

Definition div (C D : G) x z i : F := x (held C i) / z (held D i).

Theorem div_undoes_a_product x z i : inside (larger A B) i -> z (held B i) != 0 ->
  mul (larger A B) B (div A B x z) z i = x (held A i).
Proof. by move=> i_in z0; rewrite /mul /div larger_inside // divfK. Qed.

Theorem div_by_itself_is_one z i : z (held B i) != 0 -> div B B z z i = 1.
Proof. exact: divff. Qed.
End Quotients.

Section Mean.
Variables (F : fieldType) (K : nat).
Implicit Types (x z : nat -> nat -> F) (n : nat).

Definition mean x n : F := Totals.total (values K) (x n) / K%:R.

Theorem mean_means_add x z n : mean (fun n k => x n k + z n k) n = mean x n + mean z n.
Proof. by rewrite /mean total_adds mulrDl. Qed.
End Mean.

Section OrderedMean.
Variables (F : realFieldType) (K : nat).
Implicit Types (x : nat -> nat -> F) (z : F) (n : nat).
Import Num.Theory.

Theorem mean_mean_shares_the_sum x n : (0 < K)%N -> mean K x n * K%:R = Totals.total (values K) (x n).
Proof. by move=> K0; rewrite /mean divfK // pnatr_eq0 -lt0n. Qed.

Lemma total_of_equals (T : Type) (s : seq T) z : Totals.total s (fun _ => z) = z * (size s)%:R.
Proof. by elim: s => [|a s IH] /=; rewrite ?mulr0 // IH mulrS mulrDr mulr1. Qed.

Theorem mean_mean_moves x z n : (0 < K)%N -> mean K (fun n k => x n k + z) n = mean K x n + z.
Proof.
move=> K0; rewrite /mean total_adds total_of_equals size_iota mulrDl mulfK // pnatr_eq0 -lt0n //.
Qed.
End OrderedMean.
