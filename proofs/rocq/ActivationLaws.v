(** Laws of activations that are made of straight pieces: NaN stays NaN.

Idea: each is a function of an entry, so that arrays of any shape are arrays of one axis, and a function of an entry leaves NaN as it is.

Definitions: [rectified], [leaking], [clipped], [straightened], the functions of a number; [relu], [leaky_relu], [clip_all], [hard_sigmoid], those of an array;
[nan_in_the_middle], an array one entry of which is NaN, which is [None]; [on_each], a function of numbers among which NaN may be.
Results: each theorem is a law of [activation], under its name.
Not proved here: the other laws; see [ProvedActivation], [ProvedPieces] and [ProvedExponentials]. *)

From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Laws.
Variable R : realDomainType.
Implicit Types (x : nat -> R) (a alpha beta low high : R) (N n : nat).

Definition rectified a := Num.max 0 a.
Definition leaking alpha a := if 0 < a then a else alpha * a.
Definition clipped low high a := Num.min high (Num.max low a).
Definition straightened alpha beta a := Num.max 0 (Num.min 1 (alpha * a + beta)).
Definition relu x n := rectified (x n).
Definition leaky_relu x alpha n := leaking alpha (x n).
Definition clip_all x low high n := clipped low high (x n).
Definition hard_sigmoid x alpha beta n := straightened alpha beta (x n).

(** The entry in the middle of [N] replaced by NaN. *)
Definition nan_in_the_middle N x n := if n == N./2 then None else Some (x n).
Definition on_each (f : R -> R) (x : nat -> option R) n := omap f (x n).

Lemma nan_stays (f : R -> R) N x n : on_each f (nan_in_the_middle N x) n = nan_in_the_middle N (f \o x) n.
Proof. by rewrite /on_each /nan_in_the_middle; case: eqP. Qed.

Theorem relu_passes_nan_on (N : nat) x n : on_each rectified (nan_in_the_middle N x) n = nan_in_the_middle N (relu x) n.
Proof. exact: nan_stays. Qed.

Theorem leaky_relu_leaky_passes_nan_on (N : nat) x (alpha : R) n :
  on_each (leaking alpha) (nan_in_the_middle N x) n = nan_in_the_middle N (leaky_relu x alpha) n.
Proof. exact: nan_stays. Qed.

Theorem clip_clip_passes_nan_on (N : nat) x (low high : R) n :
  on_each (clipped low high) (nan_in_the_middle N x) n = nan_in_the_middle N (clip_all x low high) n.
Proof. exact: nan_stays. Qed.

Theorem hard_sigmoid_hard_passes_nan_on (N : nat) x (alpha beta : R) n :
  on_each (straightened alpha beta) (nan_in_the_middle N x) n = nan_in_the_middle N (hard_sigmoid x alpha beta) n.
Proof. exact: nan_stays. Qed.
End Laws.
