(** The laws of arithmetic with broadcasting, of means over an axis and of products of matrices, as they are printed from Python.

Idea: both sides read the same entries: along an axis of one entry, the only one.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section Broadcast.
Variable G : space.
Implicit Types A B i : G.
Definition goes_with A B := all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis B%R)%Z || (@axis G one_axis B%R =? @axis G one_axis 1%R)%Z)).
Definition fits_in A B := all_axes G (fun one_axis => ((@axis G one_axis A%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis A%R =? @axis G one_axis (per_axis Z.max A B)%R)%Z)).
Lemma fits_first A B : positive A -> positive B -> goes_with A B -> fits_in A B.
Proof.
move=> /positiveP A0 /positiveP B0 /all_axesP F; apply/all_axesP => k lt; move: (F k lt) (A0 k lt) (B0 k lt); rewrite axis_per // axis_one; lia.
Qed.
Lemma fits_second A B : positive A -> positive B -> goes_with A B -> all_axes G (fun one_axis => ((@axis G one_axis B%R =? @axis G one_axis 1%R)%Z || (@axis G one_axis B%R =? @axis G one_axis (per_axis Z.max A B)%R)%Z)).
Proof.
move=> /positiveP A0 /positiveP B0 /all_axesP F; apply/all_axesP => k lt; move: (F k lt) (A0 k lt) (B0 k lt); rewrite axis_per // axis_one; lia.
Qed.
Lemma read_inside A B i : positive A -> within 0 (per_axis Z.max A B) i -> within 0 A (per_axis Z.min i (A - 1)).
Proof.
move=> /positiveP A0 /insideP i_in; apply/insideP => k lt; move: (i_in k lt) (A0 k lt); rewrite !axis_per // !axisE; lia.
Qed.
Lemma read_inside_too A B i : positive B -> within 0 (per_axis Z.max A B) i -> within 0 B (per_axis Z.min i (B - 1)).
Proof.
move=> /positiveP B0 /insideP i_in; apply/insideP => k lt; move: (i_in k lt) (B0 k lt); rewrite !axis_per // !axisE; lia.
Qed.
Lemma read_once n i : within 0 n i -> per_axis Z.min i (n - 1) = i.
Proof. by move=> /insideP i_in; apply: same_axes => k lt; move: (i_in k lt); rewrite axis_per // !axisE; lia. Qed.
Lemma read_self A i : within 0 (per_axis Z.max A A) i -> within 0 A i.
Proof. by move=> /insideP i_in; apply/insideP => k lt; move: (i_in k lt); rewrite axis_per //; lia. Qed.
End Broadcast.

Theorem add_adds_as_numpy_does : arrays_add_adds_as_numpy_does.
Proof.
move=> R G A B x z A0 B0 F; split; first exact: fits_first. split; first exact: fits_second.
by move=> i i_in; rewrite /arrays_add (read_inside A0 i_in) (read_inside_too B0 i_in).
Qed.
Theorem mul_multiplies_as_numpy_does : arrays_mul_multiplies_as_numpy_does.
Proof.
move=> R G A B x z A0 B0 F; split; first exact: fits_first. split; first exact: fits_second.
by move=> i i_in; rewrite /arrays_mul (read_inside A0 i_in) (read_inside_too B0 i_in).
Qed.
Theorem sub_undoes_a_sum : arrays_sub_undoes_a_sum.
Proof.
move=> R G A B x z A0 B0 F _; split; first exact: fits_first.
move=> i i_in; rewrite /arrays_add /arrays_sub (read_once i_in) i_in (read_inside A0 i_in) (read_inside_too B0 i_in) /guard.
exact: subrK.
Qed.
Theorem div_undoes_a_product : arrays_div_undoes_a_product.
Proof.
move=> R G A B x z A0 B0 nz F _; split; first exact: fits_first.
move=> i i_in; rewrite /arrays_mul /arrays_div (read_once i_in) i_in (read_inside A0 i_in) (read_inside_too B0 i_in) /guard.
by rewrite divfK //; apply/eqP; apply: nz; exact: read_inside_too i_in.
Qed.
Theorem div_by_itself_is_one : arrays_div_by_itself_is_one.
Proof.
move=> R G B z B0 nz i i_in; rewrite /arrays_div (read_once i_in) i_in /guard mulr0 add0r divff //.
by apply/eqP; exact: nz.
Qed.
Lemma read_unit (G : space) (i : G) : per_axis Z.min i (1 - 1) = per_axis Z.min i 0. Proof. by rewrite subrr. Qed.
Theorem matmul_keeps_by_the_unit : arrays_matmul_keeps_by_the_unit.
Proof.
move=> R G A K M x A0 K1 M1 i m l i_in m_in l_in; rewrite /arrays_matmul.
have one_place : within 0 1 (per_axis Z.min i (1 - 1)).
  by move: i_in => /insideP i_in; apply/insideP => k lt; move: (i_in k lt); rewrite !axis_per // !axisE; lia.
rewrite (sumb_one (x := l)) ?uniq_zrange // => [|e].
  by rewrite mem_zrange l_in (read_once i_in) i_in m_in one_place /guard /= Z.eqb_refl mulr1.
by move=> _ /eqP/Z.eqb_neq ne; rewrite ne guard0 mulr0.
Qed.
Theorem matmul_multiplies_rows_with_columns : arrays_matmul_multiplies_rows_with_columns.
Proof.
move=> R G A B K L M x z A0 B0 _ _ _ F i m l i_in m_in l_in; apply: eq_sumb => e; rewrite mem_zrange => e_in.
by rewrite (read_inside A0 i_in) (read_inside_too B0 i_in) m_in e_in l_in.
Qed.
Theorem mean_mean_shares_the_sum : arrays_mean_mean_shares_the_sum.
Proof.
move=> R K N x K1 N1 n n_in; rewrite /arrays_mean divfK; first by apply: eq_sumb => e; rewrite mem_zrange n_in => ->.
by move: K1 => /Z.leb_le K1; rewrite number_nat ?pnatr_eq0; lia.
Qed.
Theorem mean_means_add : arrays_mean_means_add.
Proof.
by move=> R K N x z K1 N1 n n_in; rewrite /arrays_mean -mulrDl -sumbD; congr (_ / _); apply: eq_sumb => e _; rewrite guardD.
Qed.
Lemma sumb_constant (R : ringType) n (z : R) : (0 <= n)%Z -> sumb (zrange n) (fun=> z) = z * number n.
Proof. by move=> n0; rewrite number_nat // sumbE /zrange big_map big_const_seq count_predT size_iota iter_addr_0 mulr_natr. Qed.
Theorem mean_mean_moves : arrays_mean_mean_moves.
Proof.
move=> R K N x z /Z.leb_le K1 N1 n n_in; rewrite /arrays_mean.
rewrite (eq_sumb (F' := fun e => guard (between 0 N n && between 0 K e) (x n e) + z)); last first.
  by move=> e; rewrite mem_zrange n_in => ->.
have K0 : number K != 0 :> R by rewrite number_nat ?pnatr_eq0; lia.
by rewrite sumbD sumb_constant ?mulrDl ?mulfK //; lia.
Qed.
