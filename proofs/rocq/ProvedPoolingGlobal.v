(** The laws of means over the whole input and over windows of equal shares, as they are printed from Python.

Idea: a window that lies inside the input has as many places as the product of its sizes.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: windows that read an image twice. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPooling ProvedGeometry ProvedPoolingMax ProvedPoolingMean.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** How many places a box has *)
Section Sizes.
Variables (G : space) (H : G).
Hypothesis H0 : nonnegative H.
Lemma size_of_box : product_of_axes H = Z.of_nat (size (box H)).
Proof.
rewrite -[size _](@count_predT _ (box H)) (@eq_in_count _ _ (fun u => within 0 H u)) => [|u]; last by rewrite mem_box.
rewrite -(@count_places G H 0 H id) //; rewrite /product_of_axes; congr foldr; apply/eq_in_map => k; rewrite mem_iota => /andP[_ lt].
rewrite /sum_per_axis axis_make // (@eq_map _ _ _ (fun t => Z.b2z (between 0 (axis k H) t))) => [|t]; last by rewrite /flags !axis_make // axis_zero.
rewrite sum_of_flags (@eq_in_count _ _ predT) => [|t]; last by rewrite mem_zrange.
by rewrite count_predT size_map size_iota Z2Nat.id //; apply: (nonnegativeP _ H0).
Qed.
Lemma number_of_places (R : ringType) : number (product_of_axes H) = (size (box H))%:R :> R.
Proof. by rewrite size_of_box number_of_nat. Qed.
End Sizes.
Lemma some_places (R : numFieldType) (G : space) (H : G) : positive H -> (size (box H))%:R != 0 :> R.
Proof.
move=> h; rewrite pnatr_eq0 size_eq0; apply/eqP => e; have : (0 : G) \in box H; last by rewrite e.
by rewrite mem_box; apply/insideP => k lt; rewrite axis_zero; have := positiveP _ h k lt; lia.
Qed.
Lemma sum_of_constant (R : ringType) (T : Type) (l : seq T) (z : R) : sumb l (fun=> z) = z * (size l)%:R.
Proof. by rewrite /sumb; elim: l => /= [|t l ->]; rewrite ?mulr0 // mulrS mulrDr mulr1. Qed.

Theorem global_avg_pool_global_mean_moves_with_a_constant : pooling_global_avg_pool_global_mean_moves_with_a_constant.
Proof.
premises; rewrite /pooling_global_avg_pool number_of_places ?positive_nonnegative //; in_bounds; have n0 := @some_places R G H H0.
rewrite (eq_sumb (F' := fun u => guard (within 0 H u) (x i4 i5 u) + z)) => [|u]; last by rewrite mem_box => u_in; rewrite /= !(guard_in _ u_in).
by rewrite sumbD sum_of_constant mulrDl mulfK.
Qed.
Lemma turnedK (G : space) (H u : G) : within 0 H u -> turned_back H (turned H u) = u.
Proof.
move=> u_in; apply: same_axes => k lt; have h := insideP _ _ u_in k lt; rewrite /turned /turned_back !(axisE, axis_both lt).
move: (axis k u) (axis k H) (axis k last_axis) h => a n l h.
transitivity (((a - l) mod n + l) mod n)%Z; last by rewrite Zplus_mod_idemp_l Z.sub_add Z.mod_small.
by congr (_ mod n)%Z; rewrite -[(a + - l)%Z]/(a - l)%Z; move: ((a - l) mod n)%Z => b; clear; lia.
Qed.
Theorem global_avg_pool_global_mean_ignores_order : pooling_global_avg_pool_global_mean_ignores_order.
Proof.
premises; rewrite /pooling_global_avg_pool; in_bounds; congr (_ / _).
apply: (@sum_bij _ _ _ _ _ _ _ (turned H) (turned_back H)); rewrite ?uniq_box // => u; rewrite mem_box => u_in _ /=; rewrite mem_box; have w : within 0 H u := u_in.
  by split; [exact: turned_inside | exact: turnedK | rewrite w turned_inside].
by split; [exact: turned_back_inside | exact: turned_backK | rewrite turned_back_inside // -/(turned H (turned_back H u)) turned_backK // w].
Qed.
Theorem avg_pool_avg_is_global : pooling_avg_pool_avg_is_global.
Proof.
premises; averages; rewrite /pooling_global_avg_pool (inside_one H6) number_seen number_of_places ?positive_nonnegative //; in_bounds.
have e u : u * 1 + 0 * H - 0 = u by rewrite mulr1 mul0r addr0 subr0.
congr (_ / _); first by apply: eq_sumb => u _; rewrite /= e.
rewrite -[RHS]mul1r -sum_of_constant; apply: eq_sumb => u; rewrite mem_box e mulr0 addr0 => u_in; exact: guard_in.
Qed.

(** ** Windows of equal shares *)
Section OnALine.
Variables (h s i : Z).
Hypotheses (h0 : (0 < h)%Z) (s0 : (0 < s)%Z) (i_in : (0 <= i < s)%Z).
Lemma share_inside : (0 <= i * h / s)%Z /\ (i * h / s < - (- ((i + 1) * h) / s) <= h)%Z.
Proof.
have D := Z.div_mod (i * h) s ltac:(lia); have M := Z.mod_pos_bound (i * h) s s0.
have D' := Z.div_mod (- ((i + 1) * h)) s ltac:(lia); have M' := Z.mod_pos_bound (- ((i + 1) * h)) s s0.
move: (i * h / s)%Z (- ((i + 1) * h) / s)%Z D D' => a b D D'; split; first by nia.
by split; nia.
Qed.
Lemma share_turned : ((s - i - 1) * h / s = h - - (- ((i + 1) * h) / s))%Z.
Proof.
rewrite (_ : (s - i - 1) * h = - ((i + 1) * h) + h * s)%Z; last by ring.
by rewrite Z.div_add; lia.
Qed.
End OnALine.

Section Shares.
Variables (G : space) (H s i : G).
Hypotheses (H0 : positive H) (s0 : positive s) (i_in : within 0 s i).
Notation low j := (per_axis Z.div (j * H) s).
Notation many j := (- per_axis Z.div ((- 1) * (j + 1) * H) s - per_axis Z.div (j * H) s).
Lemma axis_low j k : (k < rank G)%N -> axis k (low j) = (axis k j * axis k H / axis k s)%Z.
Proof. by move=> lt; rewrite (axis_both lt) !axisE. Qed.
Lemma axis_many j k : (k < rank G)%N -> axis k (many j) = (- (- ((axis k j + 1) * axis k H) / axis k s) - axis k j * axis k H / axis k s)%Z.
Proof. by move=> lt; rewrite !(axisE, axis_both lt) -Z.mul_assoc Z.mul_opp_l Z.mul_1_l. Qed.
Lemma share_line k : (k < rank G)%N -> (0 <= axis k (low i))%Z /\ (0 < axis k (many i))%Z /\ (axis k (low i) + axis k (many i) <= axis k H)%Z.
Proof.
move=> lt; rewrite axis_low // axis_many //; have [] := share_inside (positiveP _ H0 k lt) (positiveP _ s0 k lt) (insideP _ _ i_in k lt).
by move: (_ / _)%Z (_ / _)%Z => a b; clear; lia.
Qed.
Lemma share_positive : positive (many i).
Proof. by apply/positiveP => k /share_line[_ []]. Qed.
Lemma share_within u : u \in box (many i) -> within 0 H (low i + u).
Proof.
rewrite mem_box => u_in; apply/insideP => k lt; have := share_line lt; have := insideP _ _ u_in k lt.
by move: (axis k (many i)) => b; rewrite axis_add; move: (axis k (low i)) => a; clear; lia.
Qed.
End Shares.

Theorem adaptive_avg_pool_adaptive_moves_with_a_constant : pooling_adaptive_avg_pool_adaptive_moves_with_a_constant.
Proof.
premises; rewrite /pooling_adaptive_avg_pool !sumb_from; have P := share_positive H0 H1 H6.
rewrite number_of_places ?positive_nonnegative //; in_bounds; have n0 := @some_places R G _ P.
rewrite (eq_sumb (F' := fun u => guard (within 0 H (per_axis Z.div (i6 * H) size + u)) (x i4 i5 (per_axis Z.div (i6 * H) size + u)) + z)) => [|u u_in].
  by rewrite sumbD sum_of_constant mulrDl mulfK.
by rewrite /= !(guard_in _ (share_within H0 H1 H6 u_in)).
Qed.
Theorem adaptive_avg_pool_changes_nothing_at_its_own_size : pooling_adaptive_avg_pool_changes_nothing_at_its_own_size.
Proof.
premises; have i_in := H6; rewrite /pooling_adaptive_avg_pool.
have e : per_axis Z.div (i3 * H) H = i3 by apply: same_axes => k lt; rewrite axis_low // Z.div_mul // => n0; have := positiveP _ H0 k lt; rewrite n0.
have e' : - per_axis Z.div ((- 1) * (i3 + 1) * H) H - per_axis Z.div (i3 * H) H = 1.
  apply: same_axes => k lt; have h := positiveP _ H0 k lt; rewrite axis_many // -Z.mul_opp_l axis_one !Z.div_mul; [clear; lia | by move=> n0; rewrite n0 in h | by move=> n0; rewrite n0 in h].
rewrite e' e box_one sumb_from /sumb /= !addr0; in_bounds; rewrite i_in /=.
have -> : product_of_axes (1 : G) = 1%Z by rewrite size_of_box ?box_one //; apply/nonnegativeP => k _; rewrite axis_one.
by rewrite divr1.
Qed.
Theorem adaptive_avg_pool_adaptive_is_global : pooling_adaptive_avg_pool_adaptive_is_global.
Proof.
premises; rewrite /pooling_adaptive_avg_pool /pooling_global_avg_pool (inside_one H6).
have e : per_axis Z.div (0 * H) 1 = 0 by apply: same_axes => k lt; rewrite axis_low // axis_zero Z.mul_0_l axis_one.
have e' : - per_axis Z.div ((- 1) * (0 + 1) * H) 1 - per_axis Z.div (0 * H) 1 = H.
  by apply: same_axes => k lt; rewrite axis_many // axis_zero axis_one !Z.div_1_r; clear; lia.
by rewrite e' e sumb_from; congr (_ / _); apply: eq_sumb => u _; rewrite add0r.
Qed.
Theorem adaptive_avg_pool_adaptive_turns_with_the_input : pooling_adaptive_avg_pool_adaptive_turns_with_the_input.
Proof.
premises; rewrite /pooling_adaptive_avg_pool; set j := size - i6 - 1.
have low_j k : (k < rank G)%N -> axis k (per_axis Z.div (j * H) size) = (axis k H - - (- ((axis k i6 + 1) * axis k H) / axis k size))%Z.
  by move=> lt; rewrite axis_low // !axisE; apply: share_turned; apply: (positiveP _ H1).
have many_j : - per_axis Z.div ((- 1) * (j + 1) * H) size - per_axis Z.div (j * H) size = - per_axis Z.div ((- 1) * (i6 + 1) * H) size - per_axis Z.div (i6 * H) size.
  apply: same_axes => k lt; rewrite !axis_many // -axis_low // low_j // !axisE.
  have := @share_turned (axis k H) (axis k size) (axis k size - axis k i6 - 1)%Z (positiveP _ H1 k lt).
  rewrite (_ : axis k size - (axis k size - axis k i6 - 1) - 1 = axis k i6)%Z; last by clear; lia.
  move=> ->; move: (_ / _)%Z (_ / _)%Z => a b; clear; lia.
rewrite many_j !sumb_from; congr (_ / _); set M := - _ - _; set low := per_axis _ _ _.
have lowE : per_axis Z.div (j * H) size = H - (low + M).
  apply: same_axes => k lt; have aM : axis k M = _ := axis_many H size i6 lt; clearbody M; rewrite low_j // axis_add axis_opp axis_add aM /low axis_low //.
  by move: (_ / _)%Z (_ / _)%Z => a b; clear; lia.
have turn u : H - (low + M) + (M - 1 - u) = H - (low + u) - 1 by clearbody M low; apply: same_axes => k lt; rewrite !(axis_add, axis_opp, axis_one); clear; lia.
have turned_in u : u \in box M -> M - 1 - u \in box M.
  clearbody M; rewrite !mem_box => u_in; apply/insideP => k lt; have := insideP _ _ u_in k lt.
  by rewrite !(axis_add, axis_opp, axis_one); clear; lia.
have turnK u : M - 1 - (M - 1 - u) = u by rewrite subKr.
have flip v : within 0 H v -> within 0 H (H - v - 1).
  move=> w; apply/insideP => k lt; have := insideP _ _ w k lt; rewrite !(axis_add, axis_opp, axis_one); clear; lia.
rewrite lowE; in_bounds; apply: (@sum_bij _ _ _ _ _ _ _ (fun u => M - 1 - u) (fun u => M - 1 - u)); rewrite ?uniq_box // => u u_in _ /=.
  by have w := share_within H0 H1 H6 u_in; split; [exact: turned_in | exact: turnK | rewrite turn w flip].
have w := share_within H0 H1 H6 (turned_in u u_in); split; [exact: turned_in | exact: turnK | rewrite -turn turnK w].
by rewrite -[X in _ + X]turnK turn flip.
Qed.
