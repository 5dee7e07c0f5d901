(** What generated statements about real numbers are written with.

Idea: a statement with exponentials, logarithms, roots or hyperbolic tangents is about Coq's real numbers, as an ordered field of MathComp. This file is
read with the generated one, and says what the few words in it mean.

Definitions: [R], the real numbers, for all that has no [R] of its own; [exponential], [logarithm], which is 0 where there is none, [root], which is 0
where there is none, [tangent], the hyperbolic one; [power], of a number >= 0 with any exponent >= 0, where 0 to the power 0 is 1; [weighted_log],
p log q to a base, which is 0 where p is.
Results: none.
Not proved here: the laws.
Axioms: those of Coq's real numbers; see [RealField]. *)

From Coq Require Import Reals.
From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import RealField.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Notation R := R_realFieldType (only parsing).

Definition exponential (x : R) : R := exp x.
Definition logarithm (x : R) : R := ln x.
Definition root (x : R) : R := sqrt x.
Definition tangent (x : R) : R := tanh x.
Definition power (x a : R) : R := if 0 < x then exponential (a * logarithm x) else if a == 0 then 1 else 0.

Definition weighted_log (p q base : R) : R := if p == 0 then 0 else p * (logarithm q / logarithm base).

(** For gradients: the derivative at 0, in the sense of Coq's library. *)
Definition has_slope (f : R -> R) (a : R) : Prop := derivable_pt_lim f R0 a.
Definition above_zero (x : R) : Prop := Rlt R0 x.
