(** What generated statements are written with.

Idea: a statement of Python is printed as a definition about functions of whole numbers and of places; outside its size an array takes no part. This file
is read with the generated one, and says what the few words in it mean.

Definitions: [guard], an entry that counts only where a test is true; [number], a whole number in a ring; [each], a place with the same coordinate on every
axis; [nonnegative], [on_every_axis]; [product_of_axes]; [from], a range that starts elsewhere.
Results: a sum of guarded terms loses its guards where they are true.
Not proved here: the laws. *)

From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays.
Import GRing.Theory.
Local Open Scope ring_scope.

Definition guard (R : zmodType) (test : bool) (entry : R) : R := if test then entry else 0.
Arguments guard {R} test entry.

Definition number (R : ringType) (n : Z) : R :=
  match n with Z0 => 0 | Zpos p => (Pos.to_nat p)%:R | Zneg p => - (Pos.to_nat p)%:R end.
Arguments number {R} n%Z.

Definition each (G : space) (n : Z) : G := make G (fun _ => n).
Arguments each {G} n%Z.

Definition on_every_axis (G : space) (test : Z -> Z -> bool) (i j : G) : bool := all_axes G (fun k => test (axis k i) (axis k j)).
Arguments on_every_axis {G} test i j.

Definition nonnegative (G : space) (i : G) : bool := all_axes G (fun k => Z.leb 0 (axis k i)).
Arguments nonnegative {G} i.

(** The number of places in a box: the product of the coordinates of its size. *)
Definition product_of_axes (G : space) (i : G) : Z := foldr (fun k n => Z.mul (axis k i) n) 1%Z (iota 0 (rank G)).
Arguments product_of_axes {G} i.

(** The places of a range or a box that starts at [low]. *)
Definition from (T : zmodType) (low : T) (places : seq T) : seq T := [seq low + t | t <- places].
Arguments from {T} low places.
