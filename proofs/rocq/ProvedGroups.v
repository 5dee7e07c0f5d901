(** Laws about groups of channels, as they are printed from Python.

Idea: channel o of the last group is channel M (g - 1) + o of all, and its group has the number g - 1.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPlaces.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Section One.
Variables (C M g : Z).
Hypotheses (C1 : (1 <=? C)%Z) (M1 : (1 <=? M)%Z) (g1 : (1 <=? g)%Z).
Lemma first_group o : between 0 M o -> Z.div o M = 0%Z.
Proof. by move=> /betweenP o_in; exact: Z.div_small. Qed.
Lemma channel_in_last o c : between 0 M o -> (C * Z.div (M * g + o - M) M + c = C * g + c - C)%Z.
Proof. by move=> o_in; rewrite group_of //; lia. Qed.
Lemma channel_of_first o c : between 0 M o -> (C * Z.div o M + c = c)%Z.
Proof. by move=> o_in; rewrite first_group // Z.mul_0_r. Qed.
End One.
Theorem conv_splits_into_groups : layers_conv_splits_into_groups.
Proof.
split=> R G H d A p q s C M N g x w H0 d0 A0 p0 q0 s0 C1 M1 N1 g1 some.
- split; first by move: C1 g1 => /Z.leb_le C1 /Z.leb_le g1; apply/Z.leb_le; nia.
  split; first by move: M1 g1 => /Z.leb_le M1 /Z.leb_le g1; apply/Z.leb_le; nia.
  split; first by move: some => /everyP F; apply/everyP => k lt; have := F k lt; rewrite axis_one axis_zero; lia.
  move=> n o i n_in o_in i_in; rewrite /layers_conv; congr (_ + _); first by rewrite !guard0.
  apply: eq_sumb => c; rewrite mem_zrange => c_in; apply: eq_sumb => u _.
  rewrite channel_in_last // channel_of_first // !Z.mul_1_r !in_last_group // o_in c_in n_in //.
- split; first by move: C1 g1 => /Z.leb_le C1 /Z.leb_le g1; apply/Z.leb_le; nia.
  split; first by move: M1 g1 => /Z.leb_le M1 /Z.leb_le g1; apply/Z.leb_le; nia.
  split; first by move: some => /everyP F; apply/everyP => k lt; have := F k lt; rewrite axis_one axis_zero; lia.
  move=> n o i n_in o_in i_in; rewrite /layers_conv_flip_true; congr (_ + _); first by rewrite !guard0.
  apply: eq_sumb => c; rewrite mem_zrange => c_in; apply: eq_sumb => u _.
  rewrite channel_in_last // channel_of_first // !Z.mul_1_r !in_last_group // o_in c_in n_in //.
Qed.
