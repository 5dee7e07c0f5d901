(** What generated statements are written with.

Idea: a statement of Python is printed as a definition about functions of whole numbers and of places; outside its size an array takes no part. This file
is read with the generated one, and says what the few words in it mean.

Definitions: [guard], an entry that counts only where a test is true; [number], a whole number in a ring; [each], a place with the same coordinate on every
axis; [nonnegative], [on_every_axis]; [choose], [flags], [sum_per_axis], what is done on each axis by itself; [sum_of_axes], [product_of_axes];
[from], a range that starts elsewhere; [binomial]; [maxb] and [argmaxb], maxima over the entries that are there.
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

(** The places of a range or a box that starts at [low]. *)
Definition from (T : zmodType) (low : T) (places : seq T) : seq T := [seq low + t | t <- places].
Arguments from {T} low places.

(** On each axis by itself: a case distinction; 1 where [low <= i < high], and 0 elsewhere; a sum over the places of that axis. *)
Definition choose (G : space) (test : nat -> bool) (i j : G) : G := make G (fun k => if test k then axis k i else axis k j).
Arguments choose {G} test i j.
Definition flags (G : space) (low high i : G) : G := make G (fun k => Z.b2z (between (axis k low) (axis k high) (axis k i))).
Arguments flags {G} low high i.
Definition sum_per_axis (G : space) (size : G) (term : G -> G) : G :=
  make G (fun k => foldr Z.add 0%Z [seq axis k (term (each t)) | t <- zrange (axis k size)]).
Arguments sum_per_axis {G} size term.

(** Of the coordinates of a place. *)
Definition sum_of_axes (G : space) (i : G) : Z := foldr Z.add 0%Z [seq axis k i | k <- iota 0 (rank G)].
Arguments sum_of_axes {G} i.
Definition product_of_axes (G : space) (i : G) : Z := foldr Z.mul 1%Z [seq axis k i | k <- iota 0 (rank G)].
Arguments product_of_axes {G} i.

Definition binomial (n k : Z) : Z := if Z.leb 0 k then Z.of_nat 'C(Z.to_nat n, Z.to_nat k) else 0%Z.
Arguments binomial (n k)%Z.

(** The largest of the entries that are there; 0 if there is none. The number that stands with the first of the largest. *)
Definition seen (T : Type) (test : bool) (entry : T) : option T := if test then Some entry else None.
Arguments seen {T} test entry.
Section Maxima.
Variables (R : realDomainType) (T : Type).
Definition larger (u v : option R) : option R :=
  match u, v with Some a, Some b => Some (Num.max a b) | None, _ => v | _, None => u end.
Definition maxb (places : seq T) (entry : T -> option R) : R := odflt 0 (foldr (fun t so_far => larger (entry t) so_far) None places).
Definition better (one : option R * Z) (other : option (R * Z)) : option (R * Z) :=
  match one, other with
  | (None, _), _ => other
  | (Some v, at_), None => Some (v, at_)
  | (Some v, at_), Some (w, _) => if w <= v then Some (v, at_) else other
  end.
Definition argmaxb (places : seq T) (entry : T -> option R * Z) : Z :=
  odflt 0%Z (omap snd (foldr (fun t so_far => better (entry t) so_far) None places)).
End Maxima.
Arguments maxb {R T} places entry.
Arguments argmaxb {R T} places entry.
