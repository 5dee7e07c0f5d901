(** A quotient of polynomials below the logarithm, and a term of Pinsker's inequality.

Idea: the difference of both has the derivative (x - 1)^3 / (x (x + 2))^2, so that it falls to 0 at 1 and rises again.

Definitions: none.
Results: ln x >= (5 x + 1) (x - 1) / (2 x (x + 2)); 3 (p - q)^2 <= (2 p + 4 q) (p ln (p / q) - p + q).
Not proved here: the inequality itself; see [InformationPinskerTheorems].
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals Lra Psatz.
From Coquelicot Require Import Coquelicot.
Local Open Scope R_scope.

Lemma logarithm_is_above x : 0 < x -> (5 * x + 1) * (x - 1) / (2 * x * (x + 2)) <= ln x.
Proof.
intros x0.
pose (F t := ln t - (5 * t + 1) * (t - 1) / (2 * t * (t + 2))); pose (dF t := (t - 1) ^ 3 / (t ^ 2 * (t + 2) ^ 2)).
assert (D : forall t, 0 < t -> is_derive F t (dF t)).
{ intros t t0; unfold F, dF; auto_derive; [|field; lra].
  split; [lra|split; [|exact I]]; apply Rgt_not_eq; apply Rmult_lt_0_compat; lra. }
assert (B : forall t, Rmin 1 x <= t <= Rmax 1 x -> 0 < t).
{ intros t; unfold Rmin; destruct (Rle_dec 1 x); lra. }
destruct (MVT_gen F 1 x dF) as [c [Hc E]].
{ intros t Ht; apply D, B; lra. }
{ intros t Ht; apply derivable_continuous_pt; exists (dF t); apply is_derive_Reals, D, B; exact Ht. }
assert (c0 := B c Hc).
assert (S : 0 <= dF c * (x - 1)).
{ unfold dF; replace ((c - 1) ^ 3 / (c ^ 2 * (c + 2) ^ 2) * (x - 1)) with (((c - 1) * (x - 1)) * ((c - 1) / (c * (c + 2))) ^ 2) by (field; lra).
  apply Rmult_le_pos; [|apply pow2_ge_0].
  unfold Rmin, Rmax in Hc; destruct (Rle_dec 1 x); [apply Rmult_le_pos; lra|].
  replace ((c - 1) * (x - 1)) with ((1 - c) * (1 - x)) by ring; apply Rmult_le_pos; lra. }
assert (F1 : F 1 = 0) by (unfold F; rewrite ln_1; field).
unfold F in E, F1; rewrite F1 in E; lra.
Qed.

Lemma pinsker_term p q : 0 <= p -> 0 < q -> 3 * (p - q) ^ 2 <= (2 * p + 4 * q) * (p * ln (p * / q) - p + q).
Proof.
intros [p0| <-] q0; [|assert (0 < q * q) by (apply Rmult_lt_0_compat; lra); nra].
assert (i0 := Rinv_0_lt_compat q q0).
assert (x0 : 0 < p * / q) by (apply Rmult_lt_0_compat; lra).
assert (L := logarithm_is_above _ x0).
apply (Rmult_le_compat_l ((2 * p + 4 * q) * p)) in L; [|apply Rmult_le_pos; lra].
replace ((2 * p + 4 * q) * p * ((5 * (p * / q) + 1) * (p * / q - 1) / (2 * (p * / q) * (p * / q + 2)))) with ((5 * p + q) * (p - q)) in L by (field; lra).
nra.
Qed.
