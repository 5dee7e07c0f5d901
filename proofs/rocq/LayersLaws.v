(** The laws of layers that are not printed: a row as an image of one row, and the order of flattening.

Idea: an image is a function of its number in the batch, its channel and its place, weights one of two channels and a place; outside its size an array
is zero. Flattening counts through the axes of an image, the last one fastest.

Definitions: [conv]; [as_row], one axis as the second of two; [counted], all indices of an array in the order of counting; [flat_index], where an index
comes in it; [flattened].
Results: the theorem of each law bears its name.
Not proved here: the other laws; see [ProvedConvolution], [ProvedLayers] and the files called likewise. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Local Notation "\total_ ( a <- s ) F" := (total_over s (fun a => F)) (at level 41, F at level 41, a, s at level 50, format "\total_ ( a  <-  s )  F").
Local Notation "\total_ ( a < n ) F" := (total_over (iota 0 n) (fun a => F)) (at level 41, F at level 41, a, n at level 50, format "\total_ ( a  <  n )  F").

(** ** Convolution *)

Section Layers.
Variables (R : comRingType) (G : space).
Implicit Types (kernel_size stride dilation p i : G) (x w : nat -> nat -> G -> R) (b : nat -> R).

(** Output channel [o] belongs to the group [o %/ M] and reads the [C] channels of that group. *)
Definition conv (C M : nat) kernel_size stride dilation p (flip : bool) x w b (n o : nat) i : R :=
  b o + \total_(c < C) \total_(a <- box kernel_size)
    w o c (if flip then kernel_size - 1 - a else a) * x n (o %/ M * C + c)%N (stride * i + dilation * a - p).
End Layers.

Section Axes.
Variable R : comRingType.
Variables (C M : nat) (flip : bool).
Implicit Types (n o : nat).

(** A row of numbers as an image of one row. *)
Definition as_row (x : nat -> nat -> Z -> R) n c (i : Z * Z) : R := if Z.eqb i.1 0 then x n c i.2 else 0.

Lemma one_row (K : Z) (a : space2) : inside ((1, K)%Z : space2) a -> a.1 = Z0 /\ inside (K : space1) a.2.
Proof. by move/insideP => a_in; have := a_in 0%N isT; have := a_in 1%N isT => /=; split; [lia | apply/insideP => k _ /=; lia]. Qed.

Theorem conv_knows_its_axis (kernel_size stride dilation p : Z) (x w : nat -> nat -> Z -> R) n o (i : Z * Z) :
  @conv R space2 C M (1, kernel_size)%Z (1, stride)%Z (1, dilation)%Z (0, p)%Z flip (as_row x) (as_row w) (fun=> 0) n o i
  = as_row (@conv R space1 C M kernel_size stride dilation p flip x w (fun=> 0)) n o i.
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

(** ** Flattening *)

Fixpoint counted (sizes : seq nat) : seq (seq nat) := if sizes is h :: t then [seq i :: s | i <- iota 0 h, s <- counted t] else [:: [::]].
Fixpoint entries_of (sizes : seq nat) : nat := if sizes is h :: t then (h * entries_of t)%N else 1%N.
Fixpoint flat_index (sizes at_ : seq nat) : nat := match sizes, at_ with _ :: t, i :: s => (i * entries_of t + flat_index t s)%N | _, _ => 0%N end.

Lemma counted_in_order sizes : map (flat_index sizes) (counted sizes) = iota 0 (entries_of sizes).
Proof.
elim: sizes => // h t IH.
suff from a m : map (flat_index (h :: t)) [seq i :: s | i <- iota a m, s <- counted t] = iota (a * entries_of t) (m * entries_of t).
  exact: (from 0%N h).
elim: m a => // m each a; rewrite mulSn iotaD -mulSnr -each /= map_cat -map_comp; congr (_ ++ _).
by rewrite -[(a * entries_of t)%N]addn0 iotaDl -IH -map_comp; apply: eq_map => s /=; rewrite ?addn0.
Qed.

Section Flatten.
Variable R : comRingType.

(** An image is given by its entries_of in memory: [x n] at the [flat_index] of an index. A row lists them by counting. *)
Definition flattened (x : nat -> nat -> R) (n c : nat) : R := x n c.
Definition row_in_order (sizes : seq nat) (x : nat -> nat -> R) (n c : nat) : R := x n (flat_index sizes (nth [::] (counted sizes) c)).

Theorem flatten_reads_in_order (C_sizes : seq nat) x n c : (c < entries_of C_sizes)%N -> flattened x n c = row_in_order C_sizes x n c.
Proof.
move=> c_in; have many : size (counted C_sizes) = entries_of C_sizes by rewrite -(size_map (flat_index C_sizes)) counted_in_order size_iota.
by rewrite /flattened /row_in_order -(nth_map _ 0%N) ?many // counted_in_order nth_iota.
Qed.
End Flatten.
