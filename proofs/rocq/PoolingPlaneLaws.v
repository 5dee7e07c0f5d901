(** Laws of pooling on one axis and on two: axes exchanged, a large image, an overhang; and average pooling as a layer.

Idea: exchanging the axes of the places that a window reads gives the places that the other window reads, in another order. A sum over taps is the
sum over what they read, since what lies outside is zero.

Definitions: [swap] and [transposed], two axes exchanged; [joined], two images one after the other; [conv_of_each_channel].
Results: each theorem is a law of [pooling], under its name.
Not proved here: nothing that those laws say. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Geometry Space PoolingFormulas PoolingMaxLaws PoolingMeanLaws PoolingOrderLaws.
From CNN Require LayersFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Delimit Scope Z_scope with Z.
Local Open Scope ring_scope.

(** ** Two axes exchanged *)

Definition swap (i : space2) : space2 := (i.2, i.1).
Definition transposed T (X : image space2 T) : image space2 T := Image (batch X) (channels X) (swap (extent X)) (fun n c i => pixel X n c (swap i)).
Definition transposed_windows (w : windows space2) :=
  Windows (swap (kernel w)) (swap (step w)) (swap (spread w)) (swap (before w)) (swap (after w)) (ceil w).

Lemma swapK : involutive swap. Proof. by case. Qed.

Lemma within_swap (lo hi i : space2) : within (swap lo) (swap hi) (swap i) = within lo hi i.
Proof. by case: lo hi i => [a b] [c d] [e f]; rewrite /within /all_axes /= !andbT andbC. Qed.

Lemma inside_swap (H i : space2) : inside (swap H) (swap i) = inside H i.
Proof. exact: (within_swap 0). Qed.

Lemma positions_swap (H : space2) w i : inside (positions (swap H) (transposed_windows w)) i = inside (positions H w) (swap i).
Proof. by rewrite -[RHS]inside_swap swapK. Qed.

Lemma box_swap (K : space2) : perm_eq (box (swap K)) [seq swap a | a <- box K].
Proof.
have I : injective swap := inv_inj swapK.
apply: uniq_perm; rewrite ?(map_inj_uniq I) ?uniq_box // => a.
by rewrite mem_box -[a in RHS](swapK a) (mem_map I) mem_box -inside_swap swapK.
Qed.

Lemma window_swap (H : space2) w i : perm_eq (window (swap H) (transposed_windows w) (swap i)) [seq swap j | j <- window H w i].
Proof.
have E a : place (transposed_windows w) (swap i) (swap a) = swap (place w i a) by [].
rewrite /window; apply: (perm_trans (perm_filter _ (perm_map _ (box_swap (kernel w))))).
suff -> : [seq j <- [seq place (transposed_windows w) (swap i) a | a <- [seq swap a | a <- box (kernel w)]] | inside (swap H) j] =
          [seq swap j | j <- [seq j <- [seq place w i a | a <- box (kernel w)] | inside H j]] by [].
elim: (box (kernel w)) => // a s IH; rewrite !map_cons E /= inside_swap IH.
by case: ifP.
Qed.

Section Transposes.
Variables (R : realDomainType) (N C : nat) (x : nat -> nat -> Z * Z -> R).
Variables (H kernel_size stride dilation p q : Z * Z) (ceil_mode : bool).
Local Notation X := (@Image space2 R N C H x).
Local Notation given := (@Windows space2 kernel_size stride dilation p q ceil_mode).

Theorem max_pool_transposes n c (i : Z * Z) :
  entry (max_pool (transposed X) (transposed_windows given)) n c i = entry (transposed (max_pool X given)) n c i.
Proof.
apply: same_entries => //= _ _.
by rewrite -{1}(swapK i) (perm_maximum _ (window_swap _ _ _)) -map_comp; congr maximum; apply: eq_map => j /=; rewrite swapK.
Qed.
End Transposes.

Section MeanTransposes.
Variables (F : realFieldType) (N C : nat) (x : nat -> nat -> Z * Z -> F).
Variables (H kernel_size stride dilation p q : Z * Z) (ceil_mode count_include_pad : bool) (divisor_override : nat).
Local Notation X := (@Image space2 F N C H x).
Local Notation given := (@Windows space2 kernel_size stride dilation p q ceil_mode).

Theorem avg_pool_avg_transposes n c (i : Z * Z) :
  entry (avg_pool (transposed X) (transposed_windows given) count_include_pad divisor_override) n c i =
  entry (transposed (avg_pool X given count_include_pad divisor_override)) n c i.
Proof.
apply: same_entries => //= _ _.
rewrite -{1 2}(swapK i); congr (_ / _).
  by rewrite (perm_total _ (window_swap _ _ _)) -map_comp; congr total; apply: eq_map => j /=; rewrite swapK.
congr _%:R; rewrite /divisor; case: divisor_override => //; case: count_include_pad => /=; rewrite ?taps_inside.
  rewrite /taps_within (permP (box_swap kernel_size)) count_map; apply: eq_count => a /=.
  by rewrite (_ : place _ _ _ = swap (place given (swap i) a)) // -within_swap.
by rewrite (perm_size (window_swap _ _ _)) size_map.
Qed.
End MeanTransposes.

(** ** A large image, and an overhang *)

Lemma mean_of_equal (F : realFieldType) (G : space) (N C : nat) (H : G) (z : F) : positive H -> forall n c i,
  entry (avg_pool (Image N C H (fun _ _ _ => z)) (Windows H H 1 0 0 false) true 0) n c i = entry (Image N C 1 (fun _ _ _ => z)) n c i.
Proof.
move=> H0 n c i; rewrite avg_pool_avg_is_global //; apply: same_entries => //= _ _.
apply: (@mulIf _ (size (box H))%:R); rewrite ?divfK ?pnatr_eq0 ?size_eq0 ?box_has_places //.
by elim: (box H) => [|a s IH] /=; rewrite ?mulr0 // IH mulrS mulrDr mulr1.
Qed.

Theorem avg_pool_averages_many (F : realFieldType) (z : F) n c (i : Z * Z) :
  entry (avg_pool (@Image space2 F 1 1 (64, 64)%Z (fun _ _ _ => z)) (@Windows space2 (64, 64)%Z (64, 64)%Z 1 0 0 false) true 0) n c i =
  entry (@Image space2 F 1 1 1 (fun _ _ _ => z)) n c i.
Proof. exact: mean_of_equal. Qed.

Section Overhang.
Variables (F : realFieldType) (N C : nat) (x : nat -> nat -> space1 -> F) (H : space1).
Local Notation X := (Image N C H x).
Local Notation given := (@Windows space1 H H 1 0 0 true).
Implicit Types (i j K : space1).

(** Two images of one axis, one after the other. *)
Definition joined T (X Y : image space1 T) := Image (batch X) (channels X) (extent X + extent Y)
  (fun n c j => if inside (extent X) j then pixel X n c j else pixel Y n c (j - extent X)).

Lemma inside1 K j : inside K j = between 0 K j. Proof. by rewrite /inside /within /all_axes /= andbT. Qed.

Lemma window_joined i K : (0 <= K <= H)%Z -> (i * H + K = Z.min (2 * H - 1) (i * H + H))%Z -> (0 <= i)%Z ->
  perm_eq (window (H + (H - 1)) given i) [seq i * H + j | j <- box K].
Proof.
move=> KH KE i0; have E : place given i =1 +%R (i * H).
  by move=> a; rewrite /place /= mul1r subr0 mulrC.
have I : injective (+%R (i * H)) := @addrI _ _.
apply: uniq_perm; [by apply: filter_uniq; rewrite (eq_map E) (map_inj_uniq I) uniq_box|by rewrite (map_inj_uniq I) uniq_box|].
move=> j; rewrite mem_window inside1; apply/andP/mapP => [[/betweenP jL /hasP[a]]|[a]]; rewrite mem_box inside1 => /betweenP aH.
  rewrite E => /eqP jE; move: jL; rewrite -jE => jL; exists a => //; rewrite mem_box inside1; apply/betweenP.
  by have {}jL : (0 <= i * H + a < H + (H - 1))%Z := jL; move: aH => /=; lia.
move=> ->; split; first by apply/betweenP; have : (0 <= i * H + a < H + (H - 1))%Z by lia.
by apply/hasP; exists a; rewrite ?E // mem_box inside1; apply/betweenP; move=> /=; lia.
Qed.

Lemma mean_of_window i K (f : space1 -> F) (g : space1 -> F) : (0 <= K <= H)%Z -> (i * H + K = Z.min (2 * H - 1) (i * H + H))%Z -> (0 <= i)%Z ->
  (forall j, inside K j -> f (i * H + j) = g j) ->
  total [seq f j | j <- window (H + (H - 1)) given i] / (taps_within (- 0) (H + (H - 1) + 0) given i)%:R = total [seq g j | j <- box K] / (size (box K))%:R.
Proof.
move=> KH KE i0 fg; have W := window_joined KH KE i0; rewrite oppr0 addr0 taps_inside (perm_total _ W) (perm_size W) size_map -map_comp.
by congr (total _ / _); apply/eq_in_map => j; rewrite mem_box => /fg.
Qed.

Lemma overhang : Z.ltb 1 H -> forall n c i,
  entry (avg_pool (joined X (lead X)) given true 0) n c i = entry (joined (global_avg_pool X) (global_avg_pool (lead X))) n c i.
Proof.
move=> /Z.ltb_lt H1 n c i.
have P : positions (H + (H - 1)) given = 1 + 1.
  rewrite /positions /= /positions_along /= /ceil_output_size /ceiling /span /reach.
  have -> : (H + (H - 1) + 0 + 0 - 1 * (H - 1) - 1 = H - 1)%Z by lia.
  have -> : (H + (H - 1) + 0 - 1 = H - 2 + 1 * H)%Z by lia.
  have -> : (- (H - 1) = 1 + (-1) * H)%Z by lia.
  by rewrite !Z.div_add ?(Z.div_small) /=; try lia; case: Z.leb_spec; lia.
apply: same_entries => //; first by congr (inside _ _); exact: P.
move=> ii _; have : inside (1 + 1) i by rewrite -P; exact: ii.
rewrite inside1 => /betweenP {}ii.
rewrite [LHS]/= [RHS]/= [inside 1 i]inside1; case: (Z.eq_dec i 0) => [i0|i0].
  rewrite {}i0 /=; apply: mean_of_window; try lia; move=> j jH.
  by rewrite mul0r add0r jH.
have {i0 ii} -> : i = 1%Z by move: ii; rewrite /GRing.add /GRing.one /=; lia.
apply: (@mean_of_window 1%Z (Z.sub H 1)); try lia.
move=> j; rewrite inside1 => /betweenP jH; rewrite inside1 mul1r addrAC subrr add0r.
by case: betweenP => // out; have {}out : (0 <= H + j < H)%Z := out; lia.
Qed.
End Overhang.

Theorem avg_pool_overhang_is_the_mean_of_what_it_sees (F : realFieldType) (N C : nat) (x : nat -> nat -> Z -> F) (H : Z) : Z.ltb 1 H ->
  forall n c (i : Z),
  entry (avg_pool (joined (@Image space1 F N C H x) (lead (@Image space1 F N C H x))) (@Windows space1 H H 1 0 0 true) true 0) n c i =
  entry (joined (global_avg_pool (@Image space1 F N C H x)) (global_avg_pool (lead (@Image space1 F N C H x)))) n c i.
Proof. exact: overhang. Qed.

(** ** Average pooling as a layer *)

Section Convolution.
Variables (F : realFieldType) (G : space) (N C : nat) (x : nat -> nat -> G -> F).
Variables (H kernel_size stride dilation p q : G) (count_include_pad : bool).
Local Notation X := (Image N C H x).
Local Notation given := (Windows kernel_size stride dilation p q false).

(** The layer of [LayersFormulas] on an image: each channel is a group, and goes to a channel. *)
Definition conv_of_each_channel (g : windows G) (X : image G F) (w : nat -> nat -> G -> F) : image G F :=
  Image (batch X) (channels X) (positions (extent X) g) (LayersFormulas.conv 1 1 (kernel g) (step g) (spread g) (before g) false (entry X) w (fun _ => 0)).

Theorem avg_pool_is_a_convolution n c i :
  entry (avg_pool X given count_include_pad 1) n c i = entry (conv_of_each_channel given X (fun _ _ _ => 1)) n c i.
Proof.
rewrite /entry /=; case: ifP => // /and3P[nN cC _]; rewrite divr1 /LayersFormulas.conv /= add0r addr0 divn1 muln1 addn0 /window.
by elim: (box _) => //= a s <-; rewrite /entry /= nN cC mul1r; case: ifP => //; rewrite add0r.
Qed.
End Convolution.
