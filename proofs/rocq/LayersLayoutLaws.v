(** Laws of convolution about the order of axes and of entries: axes exchanged, a row as an image, memory that is laid out otherwise.

Idea: which axis is the first one, and where an entry lies in memory, is no part of a formula. An array in memory is a list of entries, in an order of
its indices; to read it is to look up the place of an index in that order.

Definitions: [swapped], two axes exchanged; [as_row], one axis as the second of two; [in_columns], an array in the memory of Fortran, read back;
[as_a_view], every second entry of one twice as wide, read back.
Results: the theorem of each law bears its name.
Not proved here: nothing is left open. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space Sums LayersFormulas LayersLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** ** Axes *)

Section Axes.
Variable R : comRingType.
Variables (C M : nat) (flip : bool).
Implicit Types (n o : nat).

Definition swapped (i : Z * Z) : Z * Z := (i.2, i.1).
Definition transposed (x : nat -> nat -> Z * Z -> R) n c i := x n c (swapped i).

Lemma swapped_inside (K a : space2) : inside (swapped K : space2) (swapped a : space2) = inside K a.
Proof. by rewrite /inside /within /all_axes /= !andbT andbC. Qed.

Theorem conv_transposes (kernel_size stride dilation p : Z * Z) (x w : nat -> nat -> Z * Z -> R) n o (i : Z * Z) :
  @conv R space2 C M (swapped kernel_size) (swapped stride) (swapped dilation) (swapped p) flip (transposed x) (transposed w) no_bias n o i
  = transposed (@conv R space2 C M kernel_size stride dilation p flip x w no_bias) n o i.
Proof.
rewrite /transposed /conv !add0r; apply: eq_total => c.
apply: (@total_reindexed R (places space2) (places space2) _ _ swapped swapped); rewrite ?uniq_box //.
- by case.
- by move=> a; rewrite !mem_box -swapped_inside; case: kernel_size.
- by move=> a _; case: flip.
- by move=> a; rewrite !mem_box; case: a => a b; rewrite eqxx andbT -swapped_inside => ->.
Qed.

(** A row of numbers as an image of one row. *)
Definition as_row (x : nat -> nat -> Z -> R) n c (i : Z * Z) : R := if Z.eqb i.1 0 then x n c i.2 else 0.

Lemma one_row (K : Z) (a : space2) : inside ((1, K)%Z : space2) a -> a.1 = Z0 /\ inside (K : space1) a.2.
Proof. by move/insideP => a_in; have := a_in 0%N isT; have := a_in 1%N isT => /=; split; [lia | apply/insideP => k _ /=; lia]. Qed.

Theorem conv_knows_its_axis (kernel_size stride dilation p : Z) (x w : nat -> nat -> Z -> R) n o (i : Z * Z) :
  @conv R space2 C M (1, kernel_size)%Z (1, stride)%Z (1, dilation)%Z (0, p)%Z flip (as_row x) (as_row w) no_bias n o i
  = as_row (@conv R space1 C M kernel_size stride dilation p flip x w no_bias) n o i.
Proof.
case: i => r j; rewrite {3}/as_row [LHS]/conv add0r /=; case: Z.eqb_spec => [->|other].
  rewrite /conv add0r; apply: eq_total => c; symmetry.
  apply: (@total_reindexed R (places space1) (places space2) _ _ (fun a => (Z0, a)) snd); rewrite ?uniq_box //.
  - move=> a; rewrite !mem_box => /insideP a_in; apply/insideP => -[|k] _ /=; [lia | exact: (a_in 0%N isT)].
  - by move=> a _; case: flip.
  - by move=> [a b]; rewrite !mem_box => /one_row /= [-> ->]; rewrite eqxx.
apply: total_of_zeros => c _; apply: (@total_of_zeros R (places space2)) => a; rewrite mem_box => /one_row [row_0 _].
rewrite {2}/as_row; case: Z.eqb_spec; last by rewrite mulr0.
by move: row_0; case: (a) => a1 a2 /= -> ; lia.
Qed.
End Axes.

(** ** Memory *)

Section Memory.
Variables (R : comRingType) (G : space).
Variables (N C M groups : nat) (kernel_size stride dilation p H : G) (flip : bool).
Implicit Types (x w : nat -> nat -> G -> R) (n c o : nat) (i : G).

(** The sizes of an array; the index of an entry; all indices in Fortran's order, the first axis fastest. *)
Definition shape (n c : nat) (K : G) : seq Z := [:: Z.of_nat n, Z.of_nat c & coordinates K].
Definition columns (sizes : seq Z) : seq (seq Z) := map rev (rows (rev sizes)).
Definition entry x (at_ : seq Z) : R := x (Z.to_nat (nth Z0 at_ 0)) (Z.to_nat (nth Z0 at_ 1)) (make G (fun k => nth Z0 at_ k.+2)).
Definition in_columns (sizes : seq Z) x n c i : R := nth 0 (map (entry x) (columns sizes)) (index (shape n c i) (columns sizes)).

(** An array of a given shape: zero outside. *)
Definition of_shape (sizes : seq Z) x n c i : R := if shape n c i \in columns sizes then x n c i else 0.

Lemma in_columns_is_the_array sizes x n c i : in_columns sizes x n c i = of_shape sizes x n c i.
Proof.
rewrite /in_columns /of_shape; case: ifP => [there|outside]; last by rewrite nth_default // size_map leqNgt index_mem outside.
rewrite (nth_map [::]) ?index_mem // nth_index // /entry /shape /= !Nat2Z.id; congr (x _ _ _).
exact: coordinatesK.
Qed.

Theorem conv_ignores_memory_layout x w n o i :
  conv C M kernel_size stride dilation p flip
    (in_columns (shape N (groups * C) H) x) (in_columns (shape (groups * M) C kernel_size) w) no_bias n o i
  = conv C M kernel_size stride dilation p flip
    (of_shape (shape N (groups * C) H) x) (of_shape (shape (groups * M) C kernel_size) w) no_bias n o i.
Proof. by apply: conv_ext => c _ a _; rewrite !in_columns_is_the_array. Qed.

(** Every second entry of the last axis of an array twice as wide, whose other entries are the last one. *)
Definition on_last (f : Z -> Z) i : G := make G (fun k => if k.+1 == rank G then f (axis k i) else axis k i).
Definition wide (last_one : R) x n c i : R := if Z.even (final i) then x n c (on_last (fun t => t / 2)%Z i) else last_one.
Definition as_a_view (last_one : R) x n c i : R := wide last_one x n c (on_last (Z.mul 2) i).

Theorem conv_reads_views x w n o i :
  conv C M kernel_size stride dilation p flip (as_a_view (x N.-1 (groups * C).-1 (H - 1)) x)
    (as_a_view (w (groups * M).-1 C.-1 (kernel_size - 1)) w) no_bias n o i
  = conv C M kernel_size stride dilation p flip x w no_bias n o i.
Proof.
have halved z : (2 * z / 2)%Z = z by rewrite Z.mul_comm Z.div_mul.
have view u y m e t : as_a_view u y m e t = y m e t.
  rewrite /as_a_view /wide {1}/final /on_last axis_make ?rank_last // prednK ?some_axis // eqxx Z.even_mul /=.
  congr (y _ _ _); apply: same_axes => k here; rewrite !axis_make //; case: (k.+1 == rank G) => //; exact: halved.
by apply: conv_ext => c _ a _; rewrite !view.
Qed.
End Memory.
