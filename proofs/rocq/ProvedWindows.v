(** Laws of pooling that compare windows with other windows, as they are printed from Python.

Idea: a window of the one side sees the entries that a window of the other side sees; where every tap is inside, the number of taps is the size of the kernel.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: [all_taps], how many taps there are where all are inside; each law, under the name of its proposition.
Not proved here: windows of a size that depends on the place, see [ProvedAdaptive]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPooling ProvedGeometry ProvedPoolingMax ProvedPoolingMean ProvedPadding ProvedConvolution ProvedTurned.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** How many taps there are *)
Section Taps.
Variable G : space.
Implicit Types K lo hi u : G.
Lemma eq_sum_per_axis K (F F' : G -> G) : (forall u, F u = F' u) -> sum_per_axis K F = sum_per_axis K F'.
Proof. by move=> e; apply: same_axes => k lt; rewrite /sum_per_axis !axis_make //; congr foldr; apply: eq_map => t; rewrite e. Qed.
Lemma all_taps K lo hi (r : G -> G) : nonnegative K ->
  (forall k t, (k < rank G)%N -> (0 <= t < axis k K)%Z -> (axis k lo <= axis k (r (each t)) < axis k hi)%Z) -> sum_per_axis K (fun u => flags lo hi (r u)) = K.
Proof.
move=> /nonnegativeP K0 inside_all; apply: same_axes => k lt; rewrite /sum_per_axis axis_make //.
pose P t := between (axis k lo) (axis k hi) (axis k (r (each t))).
rewrite (eq_map (f2 := fun t => Z.b2z (P t))) => [|t]; last by rewrite /flags axis_make.
rewrite sum_of_flags (eq_in_count (a2 := predT)) => [|t]; last first.
  by rewrite mem_zrange => /betweenP t_in; apply/betweenP; apply: inside_all.
by rewrite count_predT /zrange size_map size_iota Z2Nat.id //; apply: K0.
Qed.
Lemma product_positive K : positive K -> (0 < product_of_axes K)%Z.
Proof.
move=> /positiveP K0; rewrite /product_of_axes.
have : forall k, k \in iota 0 (rank G) -> (0 < axis k K)%Z by move=> k; rewrite mem_iota => /andP[_ lt]; apply: K0.
elim: (iota 0 _) => //= k l IH A; apply: Z.mul_pos_pos; first exact: (A k (mem_head _ _)).
by apply: IH => j jl; apply: A; rewrite inE jl orbT.
Qed.
Lemma number_product (R : numFieldType) K : positive K -> number (product_of_axes K) != 0 :> R.
Proof. by move=> /product_positive K0; rewrite number_nat ?pnatr_eq0; lia. Qed.

(** Every tap of a window of floor mode is inside the padded input. *)
Variables (H K s p q d i : G).
Lemma floor_inside : positive K -> positive s -> positive d -> nonnegative p -> nonnegative q ->
  within 0 (per_axis Z.div (H + d + p + q - d * K - 1) s + 1) i ->
  sum_per_axis K (fun u => flags ((- 1) * p) (H + q) (u * d + i * s - p)) = K.
Proof.
move=> K0 s0 d0 p0 q0 i_in; apply: all_taps; first exact: positive_nonnegative.
move=> k t lt; move: (positiveP _ s0 k lt) (positiveP _ d0 k lt) (insideP _ _ i_in k lt).
do 2 rewrite ?axisE ?axis_per // ?axis_each //; move: (axis k H) (axis k d) (axis k p) (axis k q) (axis k K) (axis k s) (axis k i) => h e a b l c j; clear.
move=> c0 e0 j_in t_in; have := Z.mul_div_le (h + e + a + b + - (e * l) + - (1)) c c0; move: (_ / _)%Z j_in => z j_in z_le.
by have : (c * j <= c * z)%Z by [nia]; have : (t * e <= (l - 1) * e)%Z by [nia]; nia.
Qed.
End Taps.

Theorem avg_pool_divides_by_the_kernel : pooling_avg_pool_divides_by_the_kernel.
Proof.
premises; averages; rewrite floor_inside // number1 divr1 divfK //; exact: number_product.
Qed.

(** ** A convolution with ones *)
Theorem avg_pool_is_a_convolution : pooling_avg_pool_is_a_convolution.
Proof.
premises; averages; rewrite number1 divr1 /layers_conv guard0 add0r sumb_single; apply: eq_sumb => u; rewrite mem_box -insideE => u_in;
  by rewrite Z.div_1_r !Z.mul_1_l Z.add_0_r; known; rewrite [X in _ = X * _]guard_in // mul1r.
Qed.

(** ** Axes exchanged *)
Section Swapped.
Variable G : space.
Implicit Types lo hi : G.
Lemma swapped_within lo hi (u : G) : within (swap lo) (swap hi) (swap u) = within lo hi u.
Proof.
apply/withinP/withinP => h k lt; last by rewrite !axis_swap //; apply: h; exact: mirror_lt.
by have := h _ (mirror_lt lt); rewrite !axis_swap ?mirror_lt // mirrorK.
Qed.
Variables (R : ringType) (H K s p q d i : G).
Lemma swapped_count lo hi : number (product_of_axes (sum_per_axis (swap K) (fun u => flags (swap lo) (swap hi) (u * swap d + i * swap s - swap p)))) =
  number (product_of_axes (sum_per_axis K (fun u => flags lo hi (u * d + swap i * s - p)))) :> R.
Proof. by rewrite !number_seen swapped_sum; apply: eq_sumb => u _; rewrite -[X in within (swap lo) _ X]swapK swap_read swapped_within. Qed.
Lemma swapped_seen_count : number (product_of_axes (sum_per_axis (swap K) (fun u => flags 0 (swap H) (u * swap d + i * swap s - swap p)))) =
  number (product_of_axes (sum_per_axis K (fun u => flags 0 H (u * d + swap i * s - p)))) :> R.
Proof. by rewrite -swapped_count (_ : swap 0 = 0 :> G) //; apply: same_axes => k lt; rewrite axis_swap // !axis_zero. Qed.
Lemma swapped_padded_count : number (product_of_axes (sum_per_axis (swap K) (fun u => flags ((- 1) * swap p) (swap H + swap q) (u * swap d + i * swap s - swap p)))) =
  number (product_of_axes (sum_per_axis K (fun u => flags ((- 1) * p) (H + q) (u * d + swap i * s - p)))) :> R.
Proof. by rewrite -swapped_count swapD swapM swapN swap1. Qed.
Lemma swapped_entries (x : G -> R) : sumb (box (swap K)) (fun u => guard (within 0 (swap H) (u * swap d + i * swap s - swap p)) (x (swap (u * swap d + i * swap s - swap p))))
  = sumb (box K) (fun u => guard (within 0 H (u * d + swap i * s - p)) (x (u * d + swap i * s - p))).
Proof. by rewrite swapped_sum; apply: eq_sumb => u _; rewrite swap_seen swap_read. Qed.
Lemma meets_in_turn : on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis K (fun u => flags 0 H (i * s + u * d - p))) ->
  has (fun u => within 0 H (u * d + i * s - p)) (box K).
Proof.
by move=> h; apply: window_meets; rewrite (eq_sum_per_axis K (F' := fun u => flags 0 H (i * s + u * d - p))) // => u; rewrite [i * s + _]addrC.
Qed.
Lemma meets_unpadded : on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis K (fun u => flags 0 H (u * d + i * s))) ->
  has (fun u => within 0 H (u * d + i * s - 0)) (box K).
Proof. by move=> h; apply: window_meets; rewrite (eq_sum_per_axis K (F' := fun u => flags 0 H (u * d + i * s))) // => u; rewrite subr0. Qed.
End Swapped.

Ltac sizes_swapped := try lazymatch goal with |- _ = swap (choose _ _ _) => exact: swap_ceil | |- _ = swap (_ + 1) => exact: swap_floor end.
Theorem avg_pool_avg_transposes : pooling_avg_pool_avg_transposes.
Proof.
premises; sizes_swapped; averages; congr (_ / _); first [exact: (swapped_entries _ _ _ _ _ _ (x i4 i5)) | exact: swapped_padded_count | exact: swapped_seen_count].
Qed.
Theorem max_pool_transposes : pooling_max_pool_transposes.
Proof.
premises; sizes_swapped; pools;
  match goal with h : is_true (all (fun j => on_every_axis _ _ (sum_per_axis (swap _) _)) (box ?n)), i_in : is_true (within 0 ?n ?i) |- _ =>
    have m := allP h i; rewrite mem_box in m; move: (m i_in) => {m} m; cbv beta in m; apply meets_in_turn in m;
    exact: (@swapped_window _ _ _ _ _ _ _ _ (x i4 i5) m) end.
Qed.

(** ** Padding that is counted *)
Section Padded.
Variables (G : space) (H K s p q d i : G).
Lemma counts_the_padding : sum_per_axis K (fun u => flags ((- 1) * p) (H + q) (u * d + i * s - p)) = sum_per_axis K (fun u => flags 0 (H + p + q) (u * d + i * s - 0)).
Proof.
apply: eq_sum_per_axis => u; apply: same_axes => k lt; rewrite /flags !axis_make // !axisE; congr Z.b2z.
by move: (axis k p) (axis k q) (axis k H) (axis k u * _ + _)%Z => a b h t; clear; apply/betweenP/betweenP; lia.
Qed.
Lemma surrounded_test t : on_every_axis (fun u v => (u <=? v)%Z) 0 (t - p) && on_every_axis (fun u v => (u <? v)%Z) (t - p) H = within 0 H (t - p).
Proof.
apply/andP/insideP => [[/everyP a /everyP b] k lt|h].
  by have := a k lt; have := b k lt; rewrite axis_zero => /Z.ltb_lt ? /Z.leb_le.
by split; apply/everyP => k lt; have := h k lt; rewrite ?axis_zero; [move=> /proj1/Z.leb_le | move=> /proj2/Z.ltb_lt].
Qed.
Lemma ceil_of_padded (test : nat -> bool) (B F : G) : positive s -> nonnegative q ->
  on_every_axis (fun u v => (u <=? v)%Z) (choose test (per_axis Z.min (per_axis Z.div (H + p - 1) s + 1) B) F)
    (choose test (per_axis Z.min (per_axis Z.div (H + p + q - 1) s + 1) B) F).
Proof.
move=> /positiveP s0 /nonnegativeP q0; apply/everyP => k lt; have := s0 k lt; have := q0 k lt; rewrite /choose !axis_make //.
case: ifP => _ q_k s_k; apply/Z.leb_le; last by lia.
rewrite !(axisE, axis_per _ _ _ lt); apply: Z.min_le_compat_r; apply: Zplus_le_compat_r; apply: Z.div_le_mono => //; lia.
Qed.
End Padded.
Section PaddedEntries.
Variables (R : comRingType) (G : space) (H p q : G) (C N : Z) (x : Z -> Z -> G -> R) (n c : Z).
Hypotheses (p0 : nonnegative p) (q0 : nonnegative q) (n_in : between 0 N n) (c_in : between 0 C c).
Lemma surrounded_entry t : guard (within 0 (H + p + q) (t - 0)) (words_surrounded R G C N H p q 0 x n c (t - 0)) = guard (within 0 H (t - p)) (x n c (t - p)).
Proof.
rewrite subr0 /words_surrounded surrounded_test n_in c_in /=; case: (boolP (within 0 H (t - p))) => t_in; last by rewrite guard0 [RHS]guard_out.
by rewrite guard_in // insideE; apply: padded.
Qed.
End PaddedEntries.
Theorem avg_pool_counts_padding : pooling_avg_pool_counts_padding.
Proof.
premises; try lazymatch goal with |- is_true (on_every_axis _ 0 _) => exact: at_least_nothing | |- is_true (on_every_axis _ _ _) => exact: ceil_of_padded end;
  averages; rewrite ?counts_the_padding; congr (_ / _); apply: eq_sumb => u _; by rewrite surrounded_entry.
Qed.
Theorem avg_pool_overhang_is_not_counted : pooling_avg_pool_overhang_is_not_counted.
Proof.
premises; match goal with h : is_true (all _ (box ?n)), i_in : is_true (within 0 ?n ?i) |- _ =>
  have m := allP h i; rewrite mem_box in m; move: (m i_in) => {m} m; cbv beta in m; apply meets_unpadded in m end.
by divisor_not_zero; averages; rewrite mulr0 addr0 sum_with_constant mulrDl mulfK.
Qed.
