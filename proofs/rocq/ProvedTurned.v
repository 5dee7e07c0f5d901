(** Laws of convolution, cropping and products about exchanged axes, delays, turned images and adjoints, as they are printed from Python.

Idea: with the axes in reverse order every step, size and place is that of the other axis, so that a window sees the same entries; sums over pairs are exchanged.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: exchanged axes of pooling, see [ProvedWindows]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPooling ProvedGeometry ProvedPoolingMax ProvedPoolingMean ProvedKernels.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Sizes.
Variables (G : space) (H K s p q d : G).
Notation reach H K p q d := (H + d + p + q - d * K).
Notation back H K s p q d := (per_axis Z.min (per_axis Z.div (H + p - 1) s + 1) (- per_axis Z.div (d * K + 1 - H - d - p - q) s + 1)).
Notation floor H K s p q d := (per_axis Z.div (reach H K p q d - 1) s + 1).
Notation ceil H K s p q d := (choose (fun k => Z.leb (@axis G k 1) (@axis G k (reach H K p q d))) (back H K s p q d) (floor H K s p q d)).
Lemma swap_reach : reach (swap H) (swap K) (swap p) (swap q) (swap d) = swap (reach H K p q d).
Proof. by rewrite swapB !swapD swapM. Qed.
Lemma swap_floor : floor (swap H) (swap K) (swap s) (swap p) (swap q) (swap d) = swap (floor H K s p q d).
Proof. by rewrite swapD swap_per_axis !swapB !swapD swapM swap1. Qed.
Lemma swap_back : back (swap H) (swap K) (swap s) (swap p) (swap q) (swap d) = swap (back H K s p q d).
Proof. by rewrite swap_per_axis !swapD swapN !swap_per_axis !swapB !swapD !swapM !swap1. Qed.
Lemma swap_ceil : ceil (swap H) (swap K) (swap s) (swap p) (swap q) (swap d) = swap (ceil H K s p q d).
Proof. by rewrite swap_back swap_floor swap_reach (swap_choose 0). Qed.
End Sizes.

Section Sums.
Variables (R : zmodType) (G : space) (K : G).
Lemma swapped_sum (F : G -> R) : sumb (box (swap K)) F = sumb (box K) (fun u => F (swap u)).
Proof.
apply: (@sum_bij _ _ _ _ _ _ _ (@swap G) (@swap G)); rewrite ?uniq_box // => u; rewrite !mem_box => u_in _.
  by rewrite swapK; split=> //; rewrite -(swap_inside K) swapK.
by rewrite swapK swap_inside.
Qed.
End Sums.

Lemma swap_within (G : space) (H u : G) : within 0 (swap H) (swap u) = within 0 H u. Proof. exact: swap_inside. Qed.
Section Reads.
Variables (G : space) (H s p d i u : G).
Lemma swap_read : swap (swap u * swap d + i * swap s - swap p) = u * d + swap i * s - p.
Proof. by rewrite swapB swapD !swapM !swapK. Qed.
Lemma swap_seen : within 0 (swap H) (swap u * swap d + i * swap s - swap p) = within 0 H (u * d + swap i * s - p).
Proof. by rewrite -[X in within 0 (swap H) X]swapK swap_read swap_within. Qed.
End Reads.
Theorem conv_transposes : layers_conv_transposes.
Proof.
premises; congr (_ + _); apply: eq_sumb => c _; rewrite swapped_sum; apply: eq_sumb => u _.
  by rewrite swap_within swap_seen swap_read swapK.
have e : swap kernel_size - swap u - 1 = swap (kernel_size - u - 1) by rewrite !swapB swap1.
by rewrite e swap_within swap_seen swap_read swapK.
Qed.

(** ** Delays, sizes and turned borders *)
Theorem conv_same_covers_the_input : layers_conv_same_covers_the_input.
Proof. by premises; apply: same_size. Qed.
Theorem max_pool_same_covers_the_input : pooling_max_pool_same_covers_the_input.
Proof. by premises; apply: same_size. Qed.
Theorem conv_shifts : layers_conv_shifts.
Proof.
premises; try by [apply/everyP => k lt; move: (positiveP _ H1 k lt) (positiveP _ H2 k lt) (everyP _ _ _ H8 k lt) (everyP _ _ _ H7 k lt); rewrite !axisE /last_axis axis_make //; clear; case: ifP => _; nia].
all: congr (_ + _); apply: eq_sumb => c _; apply: eq_sumb => u; rewrite mem_box => u_in; rewrite !mulr1 !subr0 addrA; congr (_ * _); apply: eq_guard => //; congr (_ && _);
  apply: same_inside => k lt; move: (positiveP _ H1 k lt) (insideP _ _ u_in k lt) (insideP _ _ H11 k lt); rewrite !axisE /last_axis axis_make //; clear;
  by case: ifP => _; nia.
Qed.
Theorem crop_crop_reverses : layers_crop_crop_reverses.
Proof.
premises; rewrite /layers_crop; have e : H - i6 - p - q - 1 + p = H - (i6 + q) - 1 by apply: same_axes => k lt; rewrite !axisE; clear; lia.
by rewrite e; apply: eq_guard => //; congr (_ && _); apply: same_inside => k lt; rewrite !axisE; clear; lia.
Qed.

(** ** Products of matrices and of images *)
Theorem matmul_transposes_in_reverse : arrays_matmul_transposes_in_reverse.
Proof.
premises; rewrite /arrays_matmul; apply: eq_sumb => e _; rewrite mulrC.
by congr (_ * _); apply: eq_guard => //; case: (between 0 K e); rewrite ?andbT ?andbF.
Qed.
Theorem dense_has_adjoint : perceptron_dense_has_adjoint.
Proof.
premises; rewrite /perceptron_dense.
pose F i j k l := x k l * w i j k l * z i j.
transitivity (sumb (zrange H) (fun i => sumb (zrange W) (fun j => sumb (zrange H) (fun k => sumb (zrange W) (fun l => F i j k l))))).
  apply: eq_sumb => i; rewrite mem_zrange => i_in; apply: eq_sumb => j; rewrite mem_zrange => j_in; rewrite i_in j_in /= mulr0 add0r -sumbMl.
  apply: eq_sumb => k; rewrite mem_zrange => k_in; rewrite -sumbMl; apply: eq_sumb => l; rewrite mem_zrange => l_in; by rewrite k_in l_in.
rewrite exchange_pairs; apply: eq_sumb => k; rewrite mem_zrange => k_in; apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite k_in l_in /= mulr0 add0r -sumbM.
apply: eq_sumb => i; rewrite mem_zrange => i_in; rewrite -sumbM; apply: eq_sumb => j; rewrite mem_zrange => j_in; rewrite i_in j_in /= /F.
by rewrite [z i j * _]mulrC mulrA.
Qed.
