(** The laws of local response normalisation, as they are printed from Python.

Idea: the divisor is a positive number to a power, and powers of one number multiply by adding exponents. The channels around one are those whose
distance is small enough, which says nothing of the order in which they stand.

Definitions: [crowd], the number that is raised to a power.
Results: each law, under the name of its proposition.
Not proved here: nothing is left.
Axioms: those of Coq's real numbers; Hilbert's epsilon, see [RealField]. *)

From Coq Require Import ZArith Lia Reals Rpower.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** Powers *)

Lemma power_of_positive (z a : R) : 0 < z -> power z a = exponential (a * logarithm z).
Proof. by rewrite /power => ->. Qed.
Lemma exponential_adds (a b : R) : exponential (a + b) = exponential a * exponential b.
Proof. exact: exp_plus. Qed.
Lemma power_adds (z a b : R) : 0 < z -> power z (a + b) = power z a * power z b.
Proof. by move=> z0; rewrite !power_of_positive // mulrDl exponential_adds. Qed.
Lemma power0 (z : R) : 0 < z -> power z 0 = 1.
Proof. by move=> z0; rewrite power_of_positive // mul0r; apply: exp_0. Qed.
Lemma halves (a : R) : a / 2%:R + a / 2%:R = a.
Proof. by rewrite -mulr2n -mulr_natr divfK // pnatr_eq0. Qed.

(** ** The channels around one *)

Lemma turned_channel_back (C e : Z) : (C - (C - e - 1) - 1 = e)%Z.
Proof. by lia. Qed.
Lemma turned_gap (C c e : Z) : (Z.abs (C - e - 1 - (C - c - 1)) = Z.abs (e - c))%Z.
Proof. by lia. Qed.
Lemma turned_gap' (C c e : Z) : (Z.abs (C - e - 1 - c) = Z.abs (e - (C - c - 1)))%Z.
Proof. by lia. Qed.
Lemma turned_in (C e : Z) : between 0 C e -> between 0 C (C - e - 1).
Proof. by move=> e_in; ranges. Qed.
Lemma wider (C e : Z) : between 0 C e -> between 0 (C + 1) e.
Proof. by move=> e_in; ranges. Qed.
Lemma narrower (C e : Z) : between 0 (C + 1) e -> (e <? C)%Z -> between 0 C e.
Proof. by move=> e_in e_C; ranges. Qed.
Lemma below (C e : Z) : between 0 C e -> (e <? C)%Z.
Proof. by move=> e_in; ranges. Qed.
Lemma near_enough (C c e s : Z) : (2 * C - 1 <=? s)%Z -> between 0 C c -> between 0 C e -> (Z.abs (e - c) <=? s / 2)%Z.
Proof.
move=> far c_in e_in; have d : (C - 1 <= s / 2)%Z by apply: Z.div_le_lower_bound; lia.
by clear far; ranges.
Qed.

(** An odd number of channels around one, by how far they are away. *)
Lemma sum_around (V : zmodType) (C size c : Z) (F : Z -> V) : (1 <=? size)%Z -> ((size mod 2) =? 1)%Z -> between 0 C c ->
  sumb (from ((- 1) * (size / 2))%Z (zrange size)) (fun e => guard (between 0 C (c + e)) (F (c + e)%Z)) =
  sumb (zrange C) (fun e => guard (Z.abs (e - c) <=? size / 2)%Z (F e)).
Proof.
move=> size_pos /Z.eqb_eq rest c_in; have odd : (size = 2 * (size / 2) + 1)%Z by have := Z.div_mod size 2 ltac:(lia); lia.
apply: (sum_bij (h := fun e => (c + e)%Z) (k := fun e => (e - c)%Z)); [by apply: uniq_from; apply: uniq_zrange|exact: uniq_zrange| |].
  move=> e; rewrite mem_from mem_zrange => e_in /guard_neq0 e_C; split=> //; first by clear; lia.
  have near : (Z.abs (c + e - c) <=? size / 2)%Z by clear -e_in odd; ranges.
  by rewrite near !guard_in.
move=> e; rewrite mem_from mem_zrange => e_in /guard_neq0 near; have back : (c + (e - c) = e)%Z by clear; lia.
by split; [clear -near odd; ranges|exact: back|rewrite back near !guard_in].
Qed.

Section Crowd.
Variables (G : space) (C : Z) (H : G) (N : Z).
Notation z := (normalization_local_response_norm_z R G C H N).
Implicit Types (x : Z -> Z -> G -> R).

Definition crowd (size : Z) (alpha bias : R) x n c i : R :=
  alpha * sumb (zrange C) (fun e => guard (Z.abs (e - c) <=? size / 2)%Z (x n e i ^+ 2)) / number size + bias.
Lemma crowdE size alpha beta bias x n c i : (1 <=? size)%Z -> between 0 N n -> between 0 C c -> within 0 H i ->
  z size alpha beta bias x n c i = crowd size alpha bias x n c i.
Proof.
move=> size_pos n_in c_in i_in; have side : (0 <= size / 2)%Z by apply: Z.div_pos; lia.
rewrite /normalization_local_response_norm_z /crowd; congr (_ * _ / _ + _).
apply: (sum_bij (h := id) (k := id)); [by apply: uniq_from; apply: uniq_zrange|exact: uniq_zrange| |].
  move=> e; rewrite mem_from mem_zrange => e_in _.
  have near : (Z.abs (e - c) <=? size / 2)%Z by ranges.
  have e_C : between 0 C e by ranges.
  by rewrite n_in i_in e_C near.
move=> e; rewrite mem_from mem_zrange => e_in /guard_neq0 near; split=> //; first by ranges.
by rewrite n_in i_in e_in near.
Qed.
Lemma crowd_positive size alpha bias x n c i : (1 <=? size)%Z -> 0 <= alpha -> 0 < bias -> 0 < crowd size alpha bias x n c i.
Proof.
move=> size_pos a0 b0; rewrite ltr_paddl // divr_ge0 ?mulr_ge0 //.
  by rewrite sumbE; apply: sumr_ge0 => e _; rewrite /guard; case: ifP => // _; apply: sqr_ge0.
by apply/ltW/number_gt0; clear -size_pos; lia.
Qed.
Lemma responseE size alpha beta bias x n c i : (1 <=? size)%Z -> between 0 N n -> between 0 C c -> within 0 H i ->
  normalization_local_response_norm G C H N size alpha beta bias x n c i = x n c i / power (crowd size alpha bias x n c i) beta.
Proof.
by move=> s_pos n_in c_in i_in; rewrite /normalization_local_response_norm crowdE //; known.
Qed.
End Crowd.

Ltac responses := hnf; intros; rewrite ?responseE //.
Ltac positive_crowd := solve [by apply: crowd_positive].

Theorem local_response_norm_adds_powers : normalization_local_response_norm_adds_powers.
Proof. by responses; rewrite power_adds; [rewrite invfM mulrACA -mulrA|positive_crowd]. Qed.
Theorem local_response_norm_changes_nothing_to_the_power_zero : normalization_local_response_norm_changes_nothing_to_the_power_zero.
Proof. by responses; rewrite power0 ?divr1 //; positive_crowd. Qed.
Theorem local_response_norm_takes_the_root : normalization_local_response_norm_takes_the_root.
Proof. by responses; rewrite -[in RHS](halves beta) power_adds; [rewrite invfM mulrACA -mulrA|positive_crowd]. Qed.
Theorem local_response_norm_response_is_odd : normalization_local_response_norm_response_is_odd.
Proof.
responses; rewrite mulNr; congr (- (_ / power _ _)); rewrite /crowd; congr (_ * _ / _ + _).
by apply: eq_sumb => e _; rewrite sqrrN.
Qed.
Theorem local_response_norm_response_treats_images_alone : normalization_local_response_norm_response_treats_images_alone.
Proof.
hnf; intros; have i4_in : between 0 N i4 by ranges.
by rewrite [LHS]responseE // responseE.
Qed.
Theorem local_response_norm_reverses_the_channels : normalization_local_response_norm_reverses_the_channels.
Proof.
hnf; intros; have i5_in : between 0 C (C - i5 - 1) by apply: turned_in.
rewrite [LHS]responseE // responseE //; congr (_ / power _ _); rewrite /crowd; congr (_ * _ / _ + _).
apply: (sum_bij (h := fun e => (C - e - 1)%Z) (k := fun e => (C - e - 1)%Z)); try exact: uniq_zrange.
  by move=> e; rewrite !mem_zrange => e_in _; split; [exact: turned_in|exact: turned_channel_back|rewrite /= turned_gap].
move=> e; rewrite !mem_zrange => e_in _; split; [exact: turned_in|exact: turned_channel_back|].
by rewrite /= turned_gap' turned_channel_back.
Qed.
Theorem local_response_norm_ignores_channels_of_zeros : normalization_local_response_norm_ignores_channels_of_zeros.
Proof.
hnf; intros; have i5_in : between 0 (C + 1) i5 by apply: wider.
have e5 : (i5 <? C)%Z by apply: below.
rewrite [LHS]responseE // responseE // e5; congr (_ / power _ _); rewrite /crowd; congr (_ * _ / _ + _).
apply: (sum_bij (h := id) (k := id)); try exact: uniq_zrange.
  move=> e; rewrite !mem_zrange => e_in; case: ifP => e_C; last by rewrite mulr0 expr0n guard0 eqxx.
  by move=> _; split => //; apply: narrower.
by move=> e; rewrite !mem_zrange => e_in _; rewrite (below e_in); split => //; apply: wider.
Qed.
Theorem local_response_norm_reaches_no_further_than_the_channels : normalization_local_response_norm_reaches_no_further_than_the_channels.
Proof.
have all_of_them (G : space) C s (alpha bias : R) (x : Z -> Z -> G -> R) n c i : (1 <=? s)%Z -> (2 * C - 1 <=? s)%Z -> between 0 C c ->
    crowd C s (alpha * number s) bias x n c i = alpha * sumb (zrange C) (fun e => x n e i ^+ 2) + bias.
  move=> s_pos far c_in; rewrite /crowd mulrAC -[alpha * _ / _]mulrA divff ?mulr1; last by apply: some_number_neq0.
  by congr (_ * _ + _); apply: eq_sumb => e; rewrite mem_zrange => e_in; rewrite (near_enough far).
hnf; intros G H alpha beta bias C N x; intros; have [s1 s2 s3 s4] : [/\ (1 <=? 2 * C - 1)%Z, (2 * C - 1 <=? 2 * C - 1)%Z, (1 <=? 2 * C + 3)%Z & (2 * C - 1 <=? 2 * C + 3)%Z].
  by match goal with C1 : is_true (1 <=? C)%Z |- _ => clear -C1; split; lia end.
by rewrite !responseE // !all_of_them.
Qed.
Theorem local_response_norm_divides_by_the_neighbours : normalization_local_response_norm_divides_by_the_neighbours.
Proof.
hnf; intros; rewrite responseE //; set z := crowd _ _ _ _ _ _ _ _.
have z0 : 0 < z by apply: crowd_positive.
have size0 : number size != 0 :> R by apply: some_number_neq0.
have -> : power z 1 = z by rewrite power_of_positive // mul1r; apply: exp_ln; apply/RltP.
have around_one : words_summed_around R G C N H size (fun a b i => x a b i * x a b i) i4 i5 i6 =
    sumb (zrange C) (fun e => guard (Z.abs (e - i5) <=? size / 2)%Z (x i4 e i6 ^+ 2)).
  etransitivity; last by apply: sum_around; eassumption.
  by apply: eq_sumb => e _; rewrite expr2; known; rewrite andbT.
rewrite around_one (_ : bias * number size + _ = z * number size); last by rewrite /z /crowd mulrDl divfK // addrC.
by rewrite mulrA divfK ?gt_eqF // mulrC.
Qed.
