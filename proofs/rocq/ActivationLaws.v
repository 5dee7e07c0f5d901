(** Laws of the rectified linear unit, with and without a leak.

Idea: both are functions of an entry, so that arrays of any shape are arrays of one axis; each law is one of the order.

Definitions: [relu] and [leaky_relu] of an entry are those of [Activation]; here they are applied to arrays, and to numbers among which
NaN may be, which is [None].
Results: each theorem is a law of [activation], under its name.
Not proved here: activations that exponentials make; see [ActivationRealLaws]. *)

From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Activation.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Laws.
Variable R : realDomainType.
Implicit Types x z : nat -> R.

Definition relu x n := Activation.relu (x n).
Definition leaky_relu x (alpha : R) n := Activation.leaky_relu alpha (x n).

Theorem relu_is_positive_part x n : relu x n + relu x n = x n + `|x n|.
Proof. exact: Activation.relu_is_positive_part. Qed.

Theorem relu_splits x n : relu x n - relu (fun n => - x n) n = x n.
Proof. exact: Activation.relu_splits. Qed.

Theorem relu_is_idempotent x n : relu (relu x) n = relu x n.
Proof. exact: Activation.relu_is_idempotent. Qed.

Theorem relu_is_monotone x z n : relu x n <= relu (fun n => x n + `|z n|) n.
Proof. by apply: Activation.relu_is_monotone; rewrite ler_addl. Qed.

Theorem relu_is_at_least_zero x n : 0 * x n <= relu x n.
Proof. by rewrite mul0r; apply: Activation.relu_is_at_least_zero. Qed.

Theorem relu_is_positively_homogeneous x (z : R) n : relu (fun n => `|z| * x n) n = `|z| * relu x n.
Proof. exact: Activation.relu_is_positively_homogeneous. Qed.

Theorem leaky_relu_is_identity_at_one x n : leaky_relu x 1 n = x n.
Proof. exact: Activation.leaky_relu_is_identity_at_one. Qed.

Theorem leaky_relu_is_relu_at_zero x n : leaky_relu x 0 n = relu x n.
Proof. exact: Activation.leaky_relu_is_relu_at_zero. Qed.

Theorem leaky_relu_leaks x (alpha : R) n : leaky_relu x alpha n = relu x n - alpha * relu (fun n => - x n) n.
Proof. exact: Activation.leaky_relu_leaks. Qed.

Theorem leaky_relu_leaky_is_positively_homogeneous x (alpha z : R) n : leaky_relu (fun n => `|z| * x n) alpha n = `|z| * leaky_relu x alpha n.
Proof. exact: Activation.leaky_relu_is_positively_homogeneous. Qed.

(** The entry in the middle of [N] replaced by NaN, which a function of an entry leaves as it is. *)
Definition with_nan (N : nat) x n := if n == N./2 then None else Some (x n).
Definition through (f : R -> R) (x : nat -> option R) n := omap f (x n).

Theorem relu_passes_nan_on (N : nat) x n : through (@Activation.relu R) (with_nan N x) n = with_nan N (relu x) n.
Proof. by rewrite /through /with_nan; case: eqP. Qed.

Theorem leaky_relu_leaky_passes_nan_on (N : nat) x (alpha : R) n :
  through (Activation.leaky_relu alpha) (with_nan N x) n = with_nan N (leaky_relu x alpha) n.
Proof. by rewrite /through /with_nan; case: eqP. Qed.

(** The same of functions of straight pieces; their other laws are in [ProvedPieces]. *)
Definition clipped (low high a : R) := Num.min high (Num.max low a).
Definition clip x (low high : R) n := clipped low high (x n).
Definition hard_sigmoid x (alpha beta : R) n := Num.max 0 (Num.min 1 (alpha * x n + beta)).

Theorem clip_clip_passes_nan_on (N : nat) x (low high : R) n :
  through (clipped low high) (with_nan N x) n = with_nan N (clip x low high) n.
Proof. by rewrite /through /with_nan; case: eqP. Qed.

Theorem hard_sigmoid_hard_passes_nan_on (N : nat) x (alpha beta : R) n :
  through (fun a => Num.max 0 (Num.min 1 (alpha * a + beta))) (with_nan N x) n = with_nan N (hard_sigmoid x alpha beta) n.
Proof. by rewrite /through /with_nan; case: eqP. Qed.
End Laws.
