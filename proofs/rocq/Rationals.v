(** Rational numbers that compute, as an ordered field of MathComp.

Idea: a theorem about any field, or any ordered field, holds of the rational numbers of Coq's [Qc], which are binary and always in lowest terms. So its
two sides can be run. This file gives [Qc] the structures that MathComp's lemmas ask for; [Link] runs theorems with it.

Definitions: one canonical structure after the other, from equality to an ordered field; the inverse of 0 is 0 in both libraries.
Results: the structures themselves.
Not proved here: that the field is archimedean, which nothing needs. *)

From Coq Require Import ZArith QArith Qcanon Lia Field.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Order.TTheory.
Local Open Scope Qc_scope.

Definition Qc_eqb (x y : Qc) : bool := if Qc_eq_dec x y is left _ then true else false.
Lemma Qc_eqbP : Equality.axiom Qc_eqb.
Proof. by move=> x y; rewrite /Qc_eqb; case: Qc_eq_dec => H; constructor. Qed.
Canonical Qc_eqType := EqType Qc (EqMixin Qc_eqbP).

(** A rational number is named by its numerator and its denominator, two whole numbers. *)
Definition Qc_code (x : Qc) : Z * Z := (Qnum x, Zpos (Qden x)).
Definition Qc_decode (c : Z * Z) : Qc := Q2Qc (Qmake c.1 (Z.to_pos c.2)).
Lemma Qc_codeK : cancel Qc_code Qc_decode.
Proof. by move=> [[n d] canon]; apply: Qc_is_canon; apply: Qred_correct. Qed.
Canonical Qc_choiceType := ChoiceType Qc (CanChoiceMixin Qc_codeK).

Lemma Qc_addA : associative Qcplus. Proof. by move=> x y z; rewrite Qcplus_assoc. Qed.
Lemma Qc_addN : left_inverse 0 Qcopp Qcplus. Proof. by move=> x; rewrite Qcplus_comm Qcplus_opp_r. Qed.
Canonical Qc_zmodType := ZmodType Qc (ZmodMixin Qc_addA Qcplus_comm Qcplus_0_l Qc_addN).

Lemma Qc_mulA : associative Qcmult. Proof. by move=> x y z; rewrite Qcmult_assoc. Qed.
Lemma Qc_mul_addl : left_distributive Qcmult Qcplus. Proof. by move=> x y z; rewrite Qcmult_plus_distr_l. Qed.
Lemma Qc_mul_addr : right_distributive Qcmult Qcplus. Proof. by move=> x y z; rewrite Qcmult_plus_distr_r. Qed.
Lemma Qc_one_neq0 : (1 : Qc) != 0. Proof. by []. Qed.
Canonical Qc_ringType := RingType Qc (RingMixin Qc_mulA Qcmult_1_l Qcmult_1_r Qc_mul_addl Qc_mul_addr Qc_one_neq0).
Canonical Qc_comRingType := ComRingType Qc Qcmult_comm.

Lemma Qc_mulV (x : Qc) : x != 0 -> / x * x = 1.
Proof. by move=> x0; apply: Qcmult_inv_l; apply/eqP. Qed.
Lemma Qc_inv0 : / 0 = 0. Proof. exact: Qc_is_canon. Qed.
Definition Qc_unitMixin := FieldUnitMixin Qc_mulV Qc_inv0.
Canonical Qc_unitRingType := UnitRingType Qc Qc_unitMixin.
Canonical Qc_comUnitRingType := [comUnitRingType of Qc].
Lemma Qc_field : GRing.Field.mixin_of Qc_unitRingType. Proof. by []. Qed.
Canonical Qc_idomainType := IdomainType Qc (FieldIdomainMixin Qc_field).
Canonical Qc_fieldType := FieldType Qc Qc_field.

Definition Qc_leb (x y : Qc) : bool := Qle_bool x y.
Definition Qc_ltb (x y : Qc) : bool := (y != x) && Qc_leb x y.
Definition Qc_norm (x : Qc) : Qc := if Qc_leb 0 x then x else - x.
Lemma Qc_lebP x y : reflect (x <= y) (Qc_leb x y).
Proof. by apply: (iffP idP); [exact: (proj1 (Qle_bool_iff x y)) | exact: (proj2 (Qle_bool_iff x y))]. Qed.

Lemma Qc_nonneg_add x y : Qc_leb 0 x -> Qc_leb 0 y -> Qc_leb 0 (x + y).
Proof. by move=> /Qc_lebP x0 /Qc_lebP y0; apply/Qc_lebP; rewrite -(Qcplus_0_l 0); apply: Qcplus_le_compat. Qed.
Lemma Qc_nonneg_mul x y : Qc_leb 0 x -> Qc_leb 0 y -> Qc_leb 0 (x * y).
Proof. by move=> /Qc_lebP x0 /Qc_lebP y0; apply/Qc_lebP; rewrite -(Qcmult_0_l y); apply: Qcmult_le_compat_r. Qed.
Lemma Qc_nonneg_anti x : Qc_leb 0 x -> Qc_leb x 0 -> x = 0.
Proof. by move=> /Qc_lebP x0 /Qc_lebP; move/Qcle_antisym; apply. Qed.
Lemma le_is_nonneg_difference x y : Qc_leb 0 (y - x) = Qc_leb x y.
Proof. by apply/Qc_lebP/Qc_lebP; [exact: (proj2 (Qcle_minus_iff x y)) | exact: (proj1 (Qcle_minus_iff x y))]. Qed.
Lemma le_total x y : Qc_leb x y || Qc_leb y x.
Proof. by case: (Qclt_le_dec x y) => [/Qclt_le_weak /Qc_lebP -> //|/Qc_lebP ->]; rewrite orbT. Qed.
Lemma norm_of_nonneg x : Qc_leb 0 x -> Qc_norm x = x.
Proof. by rewrite /Qc_norm => ->. Qed.
Lemma norm_opp x : Qc_norm (- x) = Qc_norm x.
Proof.
have neg z : Qc_leb 0 (- z) = Qc_leb z 0 by rewrite -(le_is_nonneg_difference z) [(0 - z)%Qc]Qcplus_0_l.
rewrite /Qc_norm neg; case: (boolP (Qc_leb x 0)) => [le0|gt0]; case: (boolP (Qc_leb 0 x)) => [ge0|lt0] //.
- by rewrite (Qc_nonneg_anti ge0 le0).
- by rewrite Qcopp_involutive.
- by have := le_total 0 x; rewrite (negbTE gt0) (negbTE lt0).
Qed.

Definition Qc_leMixin : realLeMixin Qc_idomainType := @RealLeMixin Qc_idomainType
  Qc_leb Qc_ltb Qc_norm Qc_nonneg_add Qc_nonneg_mul Qc_nonneg_anti le_is_nonneg_difference (le_total 0) norm_opp norm_of_nonneg (fun _ _ => erefl).
Canonical Qc_porderType := POrderType ring_display Qc Qc_leMixin.
Canonical Qc_latticeType := LatticeType Qc Qc_leMixin.
Canonical Qc_distrLatticeType := DistrLatticeType Qc Qc_leMixin.
Canonical Qc_orderType := OrderType Qc le_total.
Canonical Qc_numDomainType := NumDomainType Qc Qc_leMixin.
Canonical Qc_normedZmodType := NormedZmodType Qc Qc Qc_leMixin.
Canonical Qc_realDomainType := [realDomainType of Qc].
Canonical Qc_numFieldType := [numFieldType of Qc].
Canonical Qc_realFieldType := [realFieldType of Qc].
