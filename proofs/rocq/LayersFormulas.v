(** The layers as the Python formulas state them, in a form that computes, for any number of spatial axes.

Idea: an image is a function of its number in the batch, its channel and its place, weights one of two channels and a place; outside its size an array
is zero. A layer is then what its index formula says, entry by entry, and what laws do with arrays are functions of them, too.

Definitions: [conv], [conv_transpose], [linear], [pad] with its four modes, [crop].
Results: a multiple of a stride is found by division, [strides_to].
Not proved here: the laws are in [LayersLaws]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space Sums.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** An equation of places is one of whole numbers on each axis. *)
Ltac by_axes := let k := fresh "k" in let here := fresh "here" in
  apply: same_axes => k here; rewrite /last_axis ?(axisE, axis_make _ here); try by lia.

Section Layers.
Variables (R : comRingType) (G : space).
Implicit Types (kernel_size stride dilation p H i t a : G) (x w : nat -> nat -> G -> R) (b : nat -> R).

(** Output channel [o] belongs to the group [o %/ M] and reads the [C] channels of that group. *)
Definition conv (C M : nat) kernel_size stride dilation p (flip : bool) x w b (n o : nat) i : R :=
  b o + \total_(c < C) \total_(a <- box kernel_size)
    w o c (if flip then kernel_size - 1 - a else a) * x n (o %/ M * C + c)%N (stride * i + dilation * a - p).

(** The image with zeros between its entries, so many that they lie a stride apart. *)
Definition divides stride t := all_axes G (fun k => Z.eqb (axis k t mod axis k stride) 0).
Definition quotient t stride : G := make G (fun k => axis k t / axis k stride)%Z.
Definition stuffed stride x (n e : nat) t : R := if divides stride t then x n e (quotient t stride) else 0.

Definition conv_transpose (C M : nat) kernel_size stride dilation p x w b (n o : nat) i : R :=
  b o + \total_(c < C) \total_(a <- box kernel_size)
    w (o %/ M * C + c)%N (o %% M)%N a * stuffed stride x n (o %/ M * C + c)%N (i + p - dilation * a).

(** Where a place [i] of the padded image comes from, on an axis of size [H] with [p] places before: zeros, a torus, a mirror, the border. *)
Definition source (mode : nat) (H p i : Z) : Z :=
  match mode with
  | 0%N => i - p
  | 1%N => (i - p) mod H
  | 2%N => Z.abs ((i - p + H - 1) mod (Z.max 1 (2 * H - 2)) - (H - 1))
  | _ => Z.min (Z.max (i - p) 0) (H - 1)
  end%Z.
Definition from mode H p i : G := make G (fun k => source mode (axis k H) (axis k p) (axis k i)).
Definition pad mode H p x (n c : nat) i : R := x n c (from mode H p i).

Definition crop p x (n c : nat) i : R := x n c (i + p).

Lemma strides_to stride t i : positive stride -> divides stride t && (quotient t stride == i) = (t == stride * i).
Proof.
move=> /positiveP s_pos; apply/andP/eqP => [[/all_axesP rest /eqP <-]|->].
  rewrite /quotient; by_axes; move: (s_pos k here) (rest k here) => pos /Z.eqb_eq r; have := Z.div_mod (axis k t) (axis k stride) ltac:(lia); lia.
split; first by apply/all_axesP => k lt; rewrite axisE Z.mul_comm Z.mod_mul; [|move: (s_pos k lt); lia].
by rewrite /quotient; apply/eqP; by_axes; rewrite Z.mul_comm Z.div_mul; move: (s_pos k here); lia.
Qed.
End Layers.

(** A layer without a bias. *)
Notation no_bias := (fun=> 0).

(** Where rows have several axes before the last one, [n] counts through all of them. *)
Definition linear (R : comRingType) (C : nat) (x w : nat -> nat -> R) (b : nat -> R) (n o : nat) : R := b o + \total_(c < C) w o c * x n c.
