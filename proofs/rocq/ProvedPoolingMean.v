(** The laws of means over windows, as they are printed from Python.

Idea: how many places a window sees is a product of numbers for each axis, and the number of places of a box with a property for each axis.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: [count_places]; each law, under the name of its proposition.
Not proved here: windows that are compared with other windows, see [ProvedWindows] and [ProvedAdaptive]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPooling ProvedGeometry ProvedPoolingMax.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** Counting places *)
Section Rows.
Lemma count_rows (l : seq (Z * (Z -> bool))) :
  count (all2 (fun hp t => hp.2 t) l) (rows [seq hp.1 | hp <- l]) = foldr muln 1%N [seq count hp.2 (zrange hp.1) | hp <- l].
Proof.
elim: l => //= -[h P] l IH /=; rewrite count_flatten -map_comp; rewrite -IH; elim: (zrange h) => //= t s ->.
rewrite mulnDl; congr (_ + _)%N; rewrite count_map; case E : (P t); [rewrite mul1n | rewrite mul0n -[RHS](count_pred0 (rows [seq hp.1 | hp <- l]))];
  by apply: eq_count => u /=; rewrite E.
Qed.
Lemma all2_iota (T : Type) (f : T -> Z -> bool) (g : nat -> T) n j (s : seq Z) : size s = n ->
  all2 f [seq g k | k <- iota j n] s = all (fun k => f (g (j + k)%N) (nth 0%Z s k)) (iota 0 n).
Proof.
elim: n j s => [|n IH] j [|t s] //= [e]; rewrite addn0 IH // -[1%N]addn0 iotaDl all_map; congr (_ && _).
by apply: eq_all => k /=; rewrite addSnnS.
Qed.
Lemma sum_of_flags (P : Z -> bool) (l : seq Z) : foldr Z.add 0%Z [seq Z.b2z (P t) | t <- l] = Z.of_nat (count P l).
Proof. by elim: l => //= t l ->; case: (P t); lia. Qed.
Lemma product_of_counts (T : Type) (f : T -> nat) (l : seq T) : foldr Z.mul 1%Z [seq Z.of_nat (f t) | t <- l] = Z.of_nat (foldr muln 1%N [seq f t | t <- l]).
Proof. by elim: l => //= t l ->; lia. Qed.
End Rows.

Section Places.
Variables (G : space) (K lo hi : G) (r : G -> G).
Hypothesis alone : forall u v k, (k < rank G)%N -> axis k u = axis k v -> axis k (r u) = axis k (r v).
Lemma count_places : product_of_axes (sum_per_axis K (fun u => flags lo hi (r u))) = Z.of_nat (count (fun u => within lo hi (r u)) (box K)).
Proof.
pose P k t := between (axis k lo) (axis k hi) (axis k (r (each t))).
have e : [seq axis k (sum_per_axis K (fun u => flags lo hi (r u))) | k <- iota 0 (rank G)]
       = [seq Z.of_nat (count (P k) (zrange (axis k K))) | k <- iota 0 (rank G)].
  apply/eq_in_map => k; rewrite mem_iota => /andP[_ lt]; rewrite /sum_per_axis axis_make // -sum_of_flags; congr foldr.
  by apply: eq_map => t; rewrite /flags axis_make.
rewrite /product_of_axes e product_of_counts /box count_map; congr Z.of_nat.
pose l := [seq (axis k K, P k) | k <- iota 0 (rank G)].
have -> : [seq count (P k) (zrange (axis k K)) | k <- iota 0 (rank G)] = [seq count hp.2 (zrange hp.1) | hp <- l] by rewrite /l -map_comp.
have -> : [seq axis k K | k <- iota 0 (rank G)] = [seq hp.1 | hp <- l] by rewrite /l -map_comp.
rewrite -count_rows; apply: eq_in_count => s s_in; have n : size s = rank G.
  by rewrite (size_row s_in) /l !size_map size_iota.
rewrite /= /l all2_iota // /within /all_axes; apply: eq_in_all => k; rewrite mem_iota => /andP[_ lt].
by rewrite /P add0n; congr between; apply: alone => //; rewrite !axis_make.
Qed.
End Places.

Lemma sum_of_ones (R : ringType) (T : Type) (P : T -> bool) (l : seq T) : sumb l (fun t => guard (P t) 1) = (count P l)%:R :> R.
Proof. by rewrite /sumb; elim: l => //= t l ->; case: (P t); rewrite /guard /= ?natrD ?add0r. Qed.
Lemma number_of_nat (R : ringType) n : number (Z.of_nat n) = n%:R :> R.
Proof. by rewrite number_nat; [rewrite Nat2Z.id | lia]. Qed.

Section Windows.
Variables (G : space) (H K s d p i : G).
Notation reads u := (u * d + i * s - p).
Lemma reads_alone u v k : (k < rank G)%N -> axis k u = axis k v -> axis k (reads u) = axis k (reads v).
Proof. by move=> lt e; rewrite !axisE e. Qed.
Lemma number_seen (R : ringType) lo hi : number (product_of_axes (sum_per_axis K (fun u => flags lo hi (reads u)))) =
  sumb (box K) (fun u => guard (within lo hi (reads u)) 1) :> R.
Proof. by rewrite (count_places K lo hi reads_alone) number_of_nat sum_of_ones. Qed.
Lemma some_seen (R : numFieldType) : has (fun u => within 0 H (reads u)) (box K) ->
  0 < number (product_of_axes (sum_per_axis K (fun u => flags 0 H (reads u)))) :> R.
Proof. by move=> some; rewrite number_seen sum_of_ones ltr0n -has_count. Qed.
Lemma sum_with_constant (R : ringType) (x : G -> R) z : sumb (box K) (fun u => guard (within 0 H (reads u)) (x (reads u) + z))
  = sumb (box K) (fun u => guard (within 0 H (reads u)) (x (reads u))) + z * number (product_of_axes (sum_per_axis K (fun u => flags 0 H (reads u)))).
Proof.
rewrite number_seen -sumbM -sumbD; apply: eq_sumb => u _; rewrite -{1}[z]mulr1.
by case: (within _ _ _); rewrite /guard /= ?mulr0 ?addr0.
Qed.
End Windows.

Ltac averages := rewrite ?/pooling_avg_pool ?/pooling_avg_pool_ceil_mode_true ?/pooling_avg_pool_count_include_pad_false ?/pooling_avg_pool_ceil_mode_true_count_include_pad_false
    ?/pooling_avg_pool_divisor_override_none ?/pooling_avg_pool_ceil_mode_true_divisor_override_none
    ?/pooling_avg_pool_count_include_pad_false_divisor_override_none ?/pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none
    ?/pooling_avg_pool_divisor_override_none_count ?/pooling_avg_pool_ceil_mode_true_divisor_override_none_count
    ?/pooling_avg_pool_count_include_pad_false_divisor_override_none_count ?/pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none_count
    ?/pooling_avg_pool_stride_none_divisor_override_none ?/pooling_avg_pool_stride_none_divisor_override_none_count
    ?/pooling_avg_pool_padding_same_count_include_pad_false_divisor_override_none ?/pooling_avg_pool_padding_same_count_include_pad_false_divisor_override_none_count;
  in_bounds; rewrite ?andTb.
Ltac divisor_not_zero := let n0 := fresh "n0" in match goal with m : is_true (has _ (box _)), R : numFieldType |- _ => have n0 := lt0r_neq0 (some_seen R m) | m : is_true (has _ (box _)), R : realFieldType |- _ => have n0 := lt0r_neq0 (some_seen R m) end.

Theorem avg_pool_avg_subsamples : pooling_avg_pool_avg_subsamples.
Proof. by premises; try exact: at_least_nothing; averages; rewrite !mulr1. Qed.
Theorem avg_pool_of_ones_is_one : pooling_avg_pool_of_ones_is_one.
Proof. by premises; meet; divisor_not_zero; averages; rewrite -number_seen divff. Qed.
Theorem avg_pool_avg_moves_with_a_constant : pooling_avg_pool_avg_moves_with_a_constant.
Proof.
by premises; meet; divisor_not_zero; averages; rewrite sum_with_constant mulrDl mulfK.
Qed.
Theorem avg_pool_conventions_agree : pooling_avg_pool_conventions_agree.
Proof. by premises; meet; divisor_not_zero; averages; rewrite -number_seen mulrA divfK. Qed.
Theorem avg_pool_avg_treats_images_alone : pooling_avg_pool_avg_treats_images_alone.
Proof.
premises; try exact: at_least_nothing; averages;
  match goal with h : is_true (between 0 1 ?n), h' : is_true (1 <=? ?N)%Z |- context [between 0%Z ?N ?n] => by rewrite (only_one h' h) h end.
Qed.
Theorem avg_pool_avg_has_its_size : pooling_avg_pool_avg_has_its_size.
Proof. by premises; rewrite reachE ?backE. Qed.
Theorem avg_pool_avg_same_covers_the_input : pooling_avg_pool_avg_same_covers_the_input.
Proof. by premises; apply: same_size. Qed.
Theorem avg_pool_same_counts_the_input : pooling_avg_pool_same_counts_the_input.
Proof. by premises; meet; divisor_not_zero; averages; rewrite -number_seen divff. Qed.
Theorem avg_pool_avg_ceil_contains_floor : pooling_avg_pool_avg_ceil_contains_floor.
Proof.
by premises; try exact: at_least_nothing;
  rewrite !plain_reachE !plain_backE ![H - 1]plain_startE; apply: floor_at_most_ceil; rewrite ?addr0 //; exact: nonnegative0.
Qed.
Theorem avg_pool_avg_ceil_mode_pads : pooling_avg_pool_avg_ceil_mode_pads.
Proof. by premises; try exact: at_least_nothing; apply: ceil_at_most_printed. Qed.
Lemma mean_at_most (R : realFieldType) (T : eqType) (l : seq T) see (x : T -> R) m : has see l -> (forall t, t \in l -> see t -> x t <= m) ->
  sumb l (fun t => guard (see t) (x t)) / sumb l (fun t => guard (see t) 1) <= m.
Proof.
move=> some A; rewrite ler_pdivr_mulr; last by rewrite sum_of_ones ltr0n -has_count.
rewrite -sumbM !sumbE big_seq [X in _ <= X]big_seq; apply: ler_sum => t tl; rewrite /guard; case: ifP => st; rewrite ?mulr1 ?mulr0 //; exact: A.
Qed.
Theorem max_pool_is_at_least_the_mean : pooling_max_pool_is_at_least_the_mean.
Proof.
premises; meet; averages; pools; rewrite number_seen; apply: mean_at_most => // u uK u_in; exact: maxb_seen_at_least.
Qed.
Lemma mean_at_least (R : realFieldType) (T : eqType) (l : seq T) see (x : T -> R) m : has see l -> (forall t, t \in l -> see t -> m <= x t) ->
  m <= sumb l (fun t => guard (see t) (x t)) / sumb l (fun t => guard (see t) 1).
Proof.
move=> some A; rewrite ler_pdivl_mulr; last by rewrite sum_of_ones ltr0n -has_count.
rewrite -sumbM !sumbE big_seq [X in _ <= X]big_seq; apply: ler_sum => t tl; rewrite /guard; case: ifP => st; rewrite ?mulr1 ?mulr0 //; exact: A.
Qed.
Theorem avg_pool_every_average_meets_the_input : pooling_avg_pool_every_average_meets_the_input.
Proof.
premises; meet; averages; pools; rewrite number_seen; apply: mean_at_least => // u uK u_in; rewrite ler_oppl;
  refine (@maxb_bounds _ _ _ _ u _ uK _); by rewrite /seen u_in.
Qed.
