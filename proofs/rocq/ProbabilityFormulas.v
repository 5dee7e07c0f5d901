(** Tables of probabilities, as programs: marginals and conditionals.

Idea: which variables a formula keeps and which it sums away is a matter of what its indices are. A place among the variables that are kept may be a
number, a pair of numbers or nothing at all, and so may a place among the others; a list says which places there are.

Definitions: [marginal] and [conditional]; numbers that may be no number (NaN) as [option], with their sum and quotient; [independent], [mixed] and
other words that laws are said with; [table], the premise that an array is a table of probabilities.
Results: what a conditional distribution is where the known variables are possible.
Not proved here: the laws; see [ProvedProbability], [ProvedConditional] and [InformationTheorems]. *)

From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Export Totals.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** A number, or none (NaN): sums and quotients of no number are none, and so is a quotient by 0. *)
Section NaN.
Variable F : fieldType.
Definition sum_of_options (a b : option F) := if a is Some x then if b is Some y then Some (x + y) else None else None.
Definition quotient_of_numbers (a b : option F) := if a is Some x then if b is Some y then if y == 0 then None else Some (x / y) else None else None.
Definition times (x : F) (a : option F) := omap (fun y => x * y) a.
Definition total_of_numbers T (s : seq T) (f : T -> option F) := foldr (fun t => sum_of_options (f t)) (Some 0) s.

Lemma total_of_numbers_is_total T (s : seq T) (f : T -> F) : total_of_numbers s (fun t => Some (f t)) = Some (total_over s f).
Proof. by elim: s => //= t s ->. Qed.

(** The variables at [x] are kept, or known; [others] are the places of the others. *)
Section Tables.
Variables (S T : Type) (others : seq T).
Definition marginal (joint : S -> T -> F) x := total_over others (joint x).
Definition conditional_of_numbers (joint : S -> T -> option F) x y := quotient_of_numbers (joint x y) (total_of_numbers others (joint x)).
Definition conditional (joint : S -> T -> F) := conditional_of_numbers (fun x y => Some (joint x y)).

Lemma conditionalE joint x y : conditional joint x y = if marginal joint x == 0 then None else Some (joint x y / marginal joint x).
Proof. by rewrite /conditional /conditional_of_numbers /= total_of_numbers_is_total. Qed.
End Tables.
End NaN.

(** What the laws are said with. *)
Section Words.
Variable F : realFieldType.
Definition independent S T (p : S -> F) (r : T -> F) x y := p x * r y.
Definition mixed (p r : F) := (p + r) / 2%:R.
Definition relabelled X (p : nat -> F) x := p (X.-1 - x)%N.
Definition relabelled2 X Y (p : nat -> nat -> F) x y := p (X.-1 - x)%N (Y.-1 - y)%N.

(** An array of numbers that are not negative and add up to one, of places in a list; and one of positive numbers. *)
Definition table T (s : seq T) (p : T -> F) := all (fun t => 0 <= p t) s && (total_over s p == 1).
Definition positive_table T (s : seq T) (p : T -> F) := all (fun t => 0 < p t) s && (total_over s p == 1).
Definition table2 X Y (p : nat -> nat -> F) := table (couples (values X) (values Y)) (fun t => p t.1 t.2).
Definition positive_table2 X Y (p : nat -> nat -> F) := positive_table (couples (values X) (values Y)) (fun t => p t.1 t.2).
Definition table3 X Y Z (p : nat -> nat -> nat -> F) := table (couples (couples (values X) (values Y)) (values Z)) (fun t => p t.1.1 t.1.2 t.2).
Definition positive_table3 X Y Z (p : nat -> nat -> nat -> F) :=
  positive_table (couples (couples (values X) (values Y)) (values Z)) (fun t => p t.1.1 t.1.2 t.2).

(** A row of probabilities for each input. *)
Definition channel_of Y Z (c : nat -> nat -> F) := all (fun y => table (values Z) (c y)) (values Y).
End Words.
