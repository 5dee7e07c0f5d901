(** Laws about groups of channels and the normalisation of groups, as they are printed from Python.

Idea: the channels of the last group are those of one group alone, numbered from 0.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left.
Axioms: those of Coq's real numbers, and Hilbert's epsilon; see [RealField]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Generated ProvedPlaces.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Lemma last_channel M g e : (1 <=? g)%Z -> between 0 M e -> between 0 (M * g) ((g - 1) * M + e) /\ ((g - 1) * M + e = M * g + e - M)%Z.
Proof. by move=> /Z.leb_le g1 /betweenP e_in; split; [apply/betweenP; nia | lia]. Qed.
Theorem group_norm_normalises_groups_alone : normalization_group_norm_normalises_groups_alone.
Proof.
move=> G H eps M N g x gamma beta H0 _ M1 N1 g1; split; first by move: M1 g1 => /Z.leb_le M1 /Z.leb_le g1; apply/Z.leb_le; nia.
move=> n c i n_in c_in i_in; rewrite /normalization_group_norm group_of // (Z.div_small c M); last exact/betweenP.
rewrite Z.mul_1_r c_in n_in i_in in_last_group //.
set m := normalization_group_norm_mu _ _ _ _ _ _ _ _ _ _ _ (g - 1)%Z; set m' := normalization_group_norm_mu _ _ _ _ _ _ _ _ _ _ _ 0%Z.
have e : m = m'.
  rewrite /m /m' /normalization_group_norm_mu; congr (_ / _); apply: eq_sumb => h; rewrite mem_zrange => h_in; apply: eq_sumb => u _.
  by have [h_last h_e] := last_channel g1 h_in; rewrite h_last Z.mul_0_l Z.add_0_l Z.mul_1_r h_in h_e.
set v := normalization_group_norm_nu _ _ _ _ _ _ _ _ _ _ _ (g - 1)%Z; set v' := normalization_group_norm_nu _ _ _ _ _ _ _ _ _ _ _ 0%Z.
have e' : v = v'.
  rewrite /v /v' /normalization_group_norm_nu -/m -/m' e; congr (_ / _); apply: eq_sumb => h; rewrite mem_zrange => h_in; apply: eq_sumb => u _.
  by have [h_last h_e] := last_channel g1 h_in; rewrite h_last Z.mul_0_l Z.add_0_l Z.mul_1_r h_in h_e.
by rewrite e e'.
Qed.
Lemma sumb_one_place (V : zmodType) (F : space1 -> V) : sumb (box (1 : space1)) F = F 0%Z.
Proof. by rewrite -zrange_box; exact: sumb_single. Qed.
Theorem layer_norm_is_one_group : normalization_layer_norm_is_one_group.
Proof.
move=> eps K N x gamma beta _ K1 N1 n k i n_in k_in i_in; rewrite /normalization_layer_norm /normalization_group_norm (Z.div_small k K); last exact/betweenP.
have i_one : within (G := space1) 0 1%Z i by rewrite -/(inside _ _) inside1.
rewrite Z.mul_1_r k_in n_in i_one.
have one_place : number (K * product_of_axes (1%Z : space1)) = number K :> R by rewrite (_ : product_of_axes (1%Z : space1) = 1%Z) ?Z.mul_1_r.
set m := normalization_layer_norm_mu _ _ _ _ _ _ _ _; set m' := normalization_group_norm_mu _ _ _ _ _ _ _ _ _ _ _ _.
have e : m = m'.
  rewrite /m /m' /normalization_layer_norm_mu /normalization_group_norm_mu one_place; congr (_ / _); apply: eq_sumb => h; rewrite mem_zrange => h_in.
  by rewrite sumb_one_place Z.mul_0_l Z.add_0_l Z.mul_1_r h_in n_in.
set v := normalization_layer_norm_nu _ _ _ _ _ _ _ _; set v' := normalization_group_norm_nu _ _ _ _ _ _ _ _ _ _ _ _.
have e' : v = v'.
  rewrite /v /v' /normalization_layer_norm_nu /normalization_group_norm_nu -/m -/m' e one_place; congr (_ / _); apply: eq_sumb => h; rewrite mem_zrange => h_in.
  by rewrite sumb_one_place Z.mul_0_l Z.add_0_l Z.mul_1_r h_in n_in.
by rewrite e e'.
Qed.
