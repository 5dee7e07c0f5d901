(** Coq's real numbers as an ordered field of MathComp.

Idea: the theorems about finite sums are MathComp's, the theorems about [ln] and [exp] are Coq's. This file lets the second use the first: it
gives the type [R] of Coq's standard library the structures that MathComp's lemmas ask for.

Definitions: one canonical structure after the other, from equality to an ordered field; inverse with [/ 0 = 0], as MathComp has it.
Results: [RleP], [RltP]: the two orders are the same.
Not proved here: that the field is real closed or archimedean, which nothing needs.
Axioms: those of Coq's real numbers; Hilbert's epsilon, since MathComp wants a choice operator. *)

From Coq Require Import Reals Lra Epsilon FunctionalExtensionality.
From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Order.TTheory.
Local Open Scope R_scope.

Definition Reqb (x y : R) : bool := if Req_EM_T x y is left _ then true else false.
Lemma ReqbP : Equality.axiom Reqb.
Proof. by move=> x y; rewrite /Reqb; case: Req_EM_T => H; constructor. Qed.
Canonical R_eqType := EqType R (EqMixin ReqbP).

(** A choice operator, by Hilbert's epsilon. *)
Definition Rpick (P : pred R) (n : nat) : option R :=
  let x := epsilon (inhabits R0) P in if P x then Some x else None.
Lemma Rpick_some P n x : Rpick P n = Some x -> P x.
Proof. by rewrite /Rpick; case: (boolP (P _)) => // Px [<-]. Qed.
Lemma Rpick_ex (P : pred R) : (exists x, P x) -> exists n, Rpick P n.
Proof. by move=> ex; exists 0%N; rewrite /Rpick (epsilon_spec (inhabits R0) P ex). Qed.
Lemma Rpick_ext (P Q : pred R) : P =1 Q -> Rpick P =1 Rpick Q.
Proof. by move=> /functional_extensionality ->. Qed.
Canonical R_choiceType := ChoiceType R (Choice.Mixin Rpick_some Rpick_ex Rpick_ext).

Lemma RaddA : associative Rplus. Proof. by move=> *; ring. Qed.
Canonical R_zmodType := ZmodType R (ZmodMixin RaddA Rplus_comm Rplus_0_l Rplus_opp_l).

Lemma RmulA : associative Rmult. Proof. by move=> *; ring. Qed.
Lemma Rone_neq0 : R1 != R0. Proof. exact/eqP/R1_neq_R0. Qed.
Canonical R_ringType := RingType R (RingMixin RmulA Rmult_1_l Rmult_1_r
  Rmult_plus_distr_r Rmult_plus_distr_l Rone_neq0).
Canonical R_comRingType := ComRingType R Rmult_comm.

(** MathComp's inverse of 0 is 0; Coq leaves it open. *)
Definition Rinvx (x : R) : R := if x != 0 then / x else 0.
Lemma RmulVx (x : R) : x != 0 -> Rinvx x * x = 1.
Proof. by move=> x0; rewrite /Rinvx x0; apply: Rinv_l; apply/eqP. Qed.
Lemma Rinvx0 : Rinvx 0 = 0. Proof. by rewrite /Rinvx eqxx. Qed.
Definition R_unitMixin := FieldUnitMixin RmulVx Rinvx0.
Canonical R_unitRingType := UnitRingType R R_unitMixin.
Canonical R_comUnitRingType := [comUnitRingType of R].
Lemma R_field : GRing.Field.mixin_of R_unitRingType. Proof. by []. Qed.
Canonical R_idomainType := IdomainType R (FieldIdomainMixin R_field).
Canonical R_fieldType := FieldType R R_field.

Definition Rleb (x y : R) : bool := if Rle_dec x y is left _ then true else false.
Definition Rltb (x y : R) : bool := (y != x) && Rleb x y.
Lemma RlebP x y : reflect (x <= y) (Rleb x y).
Proof. by rewrite /Rleb; case: Rle_dec => H; constructor. Qed.

Lemma nonneg_add x y : Rleb 0 x -> Rleb 0 y -> Rleb 0 (x + y).
Proof. by move=> /RlebP ? /RlebP ?; apply/RlebP; lra. Qed.
Lemma nonneg_mul x y : Rleb 0 x -> Rleb 0 y -> Rleb 0 (x * y).
Proof. by move=> /RlebP ? /RlebP ?; apply/RlebP/Rmult_le_pos. Qed.
Lemma nonneg_anti x : Rleb 0 x -> Rleb x 0 -> x = 0.
Proof. by move=> /RlebP ? /RlebP ?; lra. Qed.
Lemma leR_is_nonneg_difference x y : Rleb 0 (y - x) = Rleb x y.
Proof. by apply/RlebP/RlebP; lra. Qed.
Lemma leR_total x y : Rleb x y || Rleb y x.
Proof. by case: (Rle_or_lt x y) => [/RlebP-> //|/Rlt_le/RlebP->]; rewrite orbT. Qed.
Lemma abs_of_nonneg x : Rleb 0 x -> Rabs x = x.
Proof. by move=> /RlebP ?; apply: Rabs_pos_eq. Qed.

Definition R_leMixin : realLeMixin R_idomainType := @RealLeMixin R_idomainType
  Rleb Rltb Rabs nonneg_add nonneg_mul nonneg_anti leR_is_nonneg_difference (leR_total 0) Rabs_Ropp abs_of_nonneg (fun _ _ => erefl).
Canonical R_porderType := POrderType ring_display R R_leMixin.
Canonical R_latticeType := LatticeType R R_leMixin.
Canonical R_distrLatticeType := DistrLatticeType R R_leMixin.
Canonical R_orderType := OrderType R leR_total.
Canonical R_numDomainType := NumDomainType R R_leMixin.
Canonical R_normedZmodType := NormedZmodType R R R_leMixin.
Canonical R_realDomainType := [realDomainType of R].
Canonical R_numFieldType := [numFieldType of R].
Canonical R_realFieldType := [realFieldType of R].

Lemma RleP (x y : R) : reflect (Rle x y) (x <= y)%R. Proof. exact: RlebP. Qed.
Lemma RltP (x y : R) : reflect (Rlt x y) (x < y)%R.
Proof.
rewrite lt_neqAle; apply: (iffP andP) => [[/eqP n /RleP]|h]; first by lra.
by split; [apply/eqP|apply/RleP]; lra.
Qed.
