(** The laws of the layers of LeNet-5, as they are printed from Python.

Idea: each summand is the same on both sides, once guards that are true are gone.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Theorem conv_by_table_is_a_convolution_of_what_is_read : classic_conv_by_table_is_a_convolution_of_what_is_read.
Proof.
hnf; intros R G H d ks p q s C N O x w table b; intros.
match goal with h : is_true (between 0 N ?r), h' : is_true (between 0 O ?t) |- _ => move: r t h h' => n o n_in o_in end.
have o0 : (o / O = 0)%Z by clear -o_in; apply: Z.div_small; ranges.
rewrite /classic_conv_by_table /layers_conv o0 !Z.mul_0_r !Z.mul_1_r; congr (_ + _); apply: eq_sumb => c; rewrite mem_zrange => c_in.
apply: eq_sumb => u; rewrite mem_box => u_in; rewrite o_in c_in n_in -[within 0 ks u]/(inside ks u) u_in /=.
by rewrite [w _ _ _ * _]mulrC.
Qed.
Theorem conv_by_table_with_a_full_table_is_a_convolution : classic_conv_by_table_with_a_full_table_is_a_convolution.
Proof.
hnf; intros R G H d ks p q s C N O x w table; intros.
match goal with h : is_true (between 0 N ?r), h' : is_true (between 0 O ?t) |- _ => move: r t h h' => n o n_in o_in end.
have o0 : (o / O = 0)%Z by clear -o_in; apply: Z.div_small; ranges.
rewrite /classic_conv_by_table /layers_conv o0 !Z.mul_0_r !Z.mul_1_r; congr (_ + _); apply: eq_sumb => c; rewrite mem_zrange => c_in.
by apply: eq_sumb => u _; rewrite o_in c_in n_in /= mulr0 add0r mul1r.
Qed.
Theorem conv_by_table_adds_tables : classic_conv_by_table_adds_tables.
Proof.
hnf; intros; rewrite /classic_conv_by_table !guard0 !add0r -sumbD; apply: eq_sumb => c _.
by rewrite -sumbD; apply: eq_sumb => a _; rewrite guardD !mulrDl.
Qed.
Theorem conv_by_table_adds_a_bias : classic_conv_by_table_adds_a_bias.
Proof. by hnf; intros; rewrite /classic_conv_by_table guard0 add0r addrC guard_in. Qed.

Theorem euclidean_rbf_is_symmetric : classic_euclidean_rbf_is_symmetric.
Proof. by hnf; intros; apply: eq_sumb => c _; rewrite -opprB sqrrN. Qed.
Theorem euclidean_rbf_ignores_a_shift_of_both : classic_euclidean_rbf_ignores_a_shift_of_both.
Proof.
hnf; intros; apply: eq_sumb => c; rewrite mem_zrange => c_in; known; rewrite /guard /=.
by rewrite opprD addrACA subrr addr0.
Qed.
Theorem euclidean_rbf_is_nonnegative : classic_euclidean_rbf_is_nonnegative.
Proof. by hnf; intros; rewrite mulr0 /classic_euclidean_rbf sumbE; apply: sumr_ge0 => c _; apply: sqr_ge0. Qed.
Theorem euclidean_rbf_is_by_the_cosine_rule : classic_euclidean_rbf_is_by_the_cosine_rule.
Proof.
hnf; intros; rewrite /classic_euclidean_rbf /layers_linear guard0 add0r -sumbM -sumbD -sumbB; apply: eq_sumb => c; rewrite mem_zrange => c_in.
known; rewrite /guard /= sqrrB addrAC -!expr2 mulr_natl; congr (_ - _ *+ 2); exact: mulrC.
Qed.
