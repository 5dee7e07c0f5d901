(** What generated statements with infinite values, and with values that are no number, are written with.

Idea: a statement may give infinity, or NaN, where a quotient has none. Its value is then a number, one of two infinities, or no number. A sum or a
product with such values is what it is in floating-point arithmetic. This file is read with the generated one, and says what the few words in it mean.

Definitions: [extended], with [add_extended], [opposite_extended], [multiply_extended], [divide_extended], [absolute_extended], [sum_extended];
[weighted_log_extended], p log q to a base, which is 0 where p is; [at_most], the order, in which no number is not even at most itself; [is_number] and
[number_of].
Results: sums of numbers.
Not proved here: the laws.
Axioms: those of Coq's real numbers; see [RealField]. *)

From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Arrays RealField PrintedReals.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Inductive extended (F : Type) := Number (x : F) | Infinite (negative : bool) | NoNumber.
Arguments Number {F} x.
Arguments Infinite {F} negative.
Arguments NoNumber {F}.

Section Extended.
Variable F : realFieldType.
Implicit Types (a b : extended F).

Definition add_extended a b : extended F :=
  match a, b with
  | Number x, Number y => Number (x + y)
  | Infinite s, Number _ | Number _, Infinite s => Infinite s
  | Infinite s, Infinite t => if s == t then Infinite s else NoNumber
  | _, _ => NoNumber
  end.

Definition opposite_extended a : extended F :=
  match a with Number x => Number (- x) | Infinite s => Infinite (~~ s) | NoNumber => NoNumber end.

Definition multiply_extended a b : extended F :=
  match a, b with
  | Number x, Number y => Number (x * y)
  | Infinite s, Number x | Number x, Infinite s => if x == 0 then NoNumber else Infinite (s (+) (x < 0))
  | Infinite s, Infinite t => Infinite (s (+) t)
  | _, _ => NoNumber
  end.

(** A quotient by 0 is no number here, also where a limit would be infinite. *)
Definition divide_extended a b : extended F :=
  match a, b with
  | Number x, Number y => if y == 0 then NoNumber else Number (x / y)
  | Infinite s, Number y => if y == 0 then NoNumber else Infinite (s (+) (y < 0))
  | Number _, Infinite _ => Number 0
  | _, _ => NoNumber
  end.

Definition absolute_extended a : extended F :=
  match a with Number x => Number `|x| | Infinite _ => Infinite false | NoNumber => NoNumber end.

Definition sum_extended (T : Type) (places : seq T) (entry : T -> extended F) : extended F :=
  foldr (fun t so_far => add_extended (entry t) so_far) (Number 0) places.

Definition at_most a b : bool :=
  match a, b with
  | NoNumber, _ | _, NoNumber => false
  | Number x, Number y => x <= y
  | Infinite s, Infinite t => s || ~~ t
  | Infinite s, Number _ => s
  | Number _, Infinite t => ~~ t
  end.

Definition is_number a : bool := if a is Number _ then true else false.
Definition number_of a : F := if a is Number x then x else 0.

Lemma sum_of_numbers (T : eqType) (l : seq T) (f : T -> extended F) (g : T -> F) : {in l, forall t, f t = Number (g t)} ->
  sum_extended l f = Number (sumb l g).
Proof.
elim: l => //= t l IH e; rewrite /sum_extended /= e ?mem_head //.
by rewrite [foldr _ _ _]IH // => u ul; apply: e; rewrite in_cons ul orbT.
Qed.
End Extended.
Arguments sum_extended {F T} places entry.

(** A logarithm to a base that is neither 0 nor 1, times p. *)
Definition log_extended (q : extended R) : extended R :=
  match q with
  | Number x => if 0 < x then Number (logarithm x) else if x == 0 then Infinite true else NoNumber
  | Infinite false => Infinite false
  | _ => NoNumber
  end.
Definition weighted_log_extended (p : R) (q : extended R) (base : R) : extended R :=
  if p == 0 then Number 0 else multiply_extended (Number p) (divide_extended (log_extended q) (Number (logarithm base))).
