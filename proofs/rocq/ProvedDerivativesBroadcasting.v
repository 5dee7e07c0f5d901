(** The gradient of a quotient by its divisor is its derivative, as it is printed from Python.

Idea: the derivative of x / z along v is the product of x and - v / z^2, entry by entry, with the same broadcasting. Of a product the gradient is the adjoint,
which is proved; the gradient of the quotient is that of the product, divided by - z^2.

Definitions: none; they are in [Generated].
Results: the law, under the name of its proposition.
Not proved here: nothing is left.
Axioms: those of Coq's real numbers; excluded middle, for analysis; Hilbert's epsilon, for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia ZArith.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Derivatives Generated Adjoints ProvedGradientsBroadcasting ProvedDerivativesPooling.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope R_scope.
Local Notation R := Rdefinitions.R.

Lemma slope_quotient (c z v : R_realFieldType) : z <> 0 -> is_derive (fun s : R => (c / (z + (s : R_realFieldType) * v))%R : R) 0 (c * (- v / z ^+ 2))%R.
Proof.
move=> z0; apply/is_derive_Reals; plain; apply/is_derive_Reals.
have at0 : z + 0 * v = z by ring.
by eapply slope_as; [slope|]; rewrite at0.
Qed.

Theorem div_gradient_z : arrays_div_gradient_z_is_the_derivative.
Proof.
move=> G A B H_out dy x z v A1 B1 Ho fit size; have [sizes product] := mul_gradient_z dy x (fun h => (- v h / z h ^+ 2 : R_realFieldType)%R) A1 B1 Ho fit size; split=> // smooth.
have e := same_place size.
have j_in i : i \in box H_out -> within 0%R B (per_axis Z.min i (B - 1)%R) by rewrite mem_box /inside => i_in; clear smooth product; axes.
have z0 i : i \in box H_out -> z (per_axis Z.min i (B - 1)%R) <> 0.
  by move=> i_in; have := smooth i; rewrite (j_in i i_in) -e; apply; move: i_in; rewrite mem_box.
rewrite /has_slope; apply/is_derive_Reals.
apply: (slope_as (a := sumb (box H_out) (fun i => (dy i * arrays_mul R_realFieldType G A B x (fun h => - v h / z h ^+ 2) i)%R))).
  apply: slope_sumb => i i_in; apply: (@slope_scale (dy i) (fun s => arrays_div R_realFieldType G A B x (fun h => (z h + s * v h)%R) i)).
  rewrite /arrays_mul /arrays_div (j_in i i_in); exact: slope_quotient (z0 i i_in).
rewrite product; apply: eq_sumb => h; rewrite mem_box /inside => h_in.
by rewrite /arrays_div_gradient_z /arrays_mul_gradient_z h_in !GRing.mulNr GRing.mulrN GRing.mulrA [in LHS]GRing.mulrAC.
Qed.
