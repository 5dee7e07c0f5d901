(** Laws of max-pooling, for any number of images, channels and axes, and any window.

Idea: a result is the maximum of a list of entries. Most laws say that two windows are the same list, or hold the same entries; the others
are about maxima of any list.

Definitions: those of [PoolingFormulas].
Results: each theorem is a law of [pooling], under its name.
Not proved here: what is about the order of entries, and about NaN; see [PoolingOrderLaws] and [PoolingNumberLaws]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Geometry Space PoolingFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Delimit Scope Z_scope with Z.
Local Open Scope ring_scope.

Section Laws.
Variables (R : realDomainType) (G : space) (N C : nat) (x : nat -> nat -> G -> R).
Variables (H kernel_size stride dilation p q : G) (ceil_mode : bool).
Local Notation X := (Image N C H x).
Local Notation given := (Windows kernel_size stride dilation p q ceil_mode).
Implicit Types (w : windows G).

Theorem max_pool_subsamples : positive stride -> forall n c i,
  entry (max_pool X (Windows kernel_size stride dilation p q false)) n c i =
  entry (every (max_pool X (Windows kernel_size 1 dilation p q false)) stride) n c i.
Proof.
move=> s0 n c i; apply: same_entries => //; first exact: positions_subsample.
move=> _ _ /=; congr maximum.
rewrite (@window_moves G H (Windows kernel_size stride dilation p q false) i H _ (stride * i) id) ?map_id // => a _.
by rewrite /place /= mul1r.
Qed.

Theorem max_pool_ceil_mode_pads : proper H (Windows kernel_size stride dilation p q true) -> forall n c i,
  entry (max_pool X (Windows kernel_size stride dilation p q true)) n c i =
  entry (restricted (max_pool X (Windows kernel_size stride dilation p (overhung H (Windows kernel_size stride dilation p q true)) false))
                    (max_pool X (Windows kernel_size stride dilation p q true))) n c i.
Proof. by move=> ok n c i; apply: same_entries; rewrite /= ?minnn // positions_overhung. Qed.

Theorem max_pool_ceil_contains_floor : proper H (Windows kernel_size stride dilation 0 0 false) -> forall n c i,
  entry (restricted (max_pool X (Windows kernel_size stride dilation 0 0 true)) (max_pool X (Windows kernel_size stride dilation 0 0 false))) n c i =
  entry (max_pool X (Windows kernel_size stride dilation 0 0 false)) n c i.
Proof. by move=> ok n c i; apply: same_entries; rewrite /= ?minnn // positions_ceil_floor. Qed.

Theorem max_pool_dilates : positive dilation -> forall n c i,
  entry (max_pool X (Windows kernel_size dilation dilation 0 0 false)) n c i =
  entry (max_pool (every X dilation) (Windows kernel_size 1 1 0 0 false)) n c i.
Proof.
move=> d0 n c i; have one0 := positive_one; apply: same_entries => //.
  apply/inside_positions/inside_positions => //= A k lt; have := A k lt; rewrite /= ?axisE axis_make // /span /reach;
    have := positiveP _ d0 k lt; have := below_ceiling (axis k H) (axis k i + (axis k kernel_size - 1)) (positiveP _ d0 k lt); nia.
move=> _ _ /=; congr maximum.
rewrite (@window_moves G (extent (every X dilation)) (Windows kernel_size 1 1 0 0 false) i H _ i (fun j => dilation * j)) -?map_comp // => a _.
  by rewrite /place /= !subr0 !mul1r mulrDr.
by rewrite -(inside_every X).
Qed.

Theorem max_pool_shifts : positive dilation -> forall n c i,
  entry (max_pool (tail X) (Windows kernel_size 1 dilation 0 0 false)) n c i =
  entry (tail (max_pool X (Windows kernel_size 1 dilation 0 0 false))) n c i.
Proof.
move=> d0 n c i; have one0 := positive_one.
have E : inside (positions (H - last_axis) (Windows kernel_size 1 dilation 0 0 false)) i =
         inside (positions H (Windows kernel_size 1 dilation 0 0 false) - last_axis) i.
  apply: same_inside => k lt; rewrite axisE !axis_make //= !axisE axis_last // /positions_along /= /output_size !Z.div_1_r /span.
  by case: ifP => _; lia.
apply: same_entries => //= ii _; congr maximum.
rewrite (@window_moves G (H - last_axis) (Windows kernel_size 1 dilation 0 0 false) i H _ (i + last_axis) (fun j => j + last_axis)) -?map_comp // => a aK.
  by rewrite /place /= !subr0 !mul1r addrAC.
apply: same_inside => k lt; rewrite /place /= !axisE.
have := insideP _ _ ii k lt; have := insideP _ _ aK k lt; have := positiveP _ d0 k lt; rewrite axis_last //; case: ifP => _; nia.
Qed.
(** ** One image, one channel, and padding *)

Theorem max_pool_treats_images_alone n c i : entry (first (max_pool X given)) n c i = entry (max_pool (first X) given) n c i.
Proof. by []. Qed.

Theorem max_pool_treats_channels_alone n c i : entry (first_channel (max_pool X given)) n c i = entry (max_pool (first_channel X) given) n c i.
Proof. by []. Qed.

Theorem max_pool_pads : natural p -> natural q -> forall n c i,
  entry (max_pool X (Windows kernel_size stride dilation p q false)) n c i =
  entry (max_pool_extended (surrounded (each Some X) p q None) (Windows kernel_size stride dilation 0 0 false)) n c i.
Proof.
move=> /all_axesP p0 /all_axesP q0 n c i; apply: same_entries => //=.
  apply: same_inside => k lt; rewrite !axis_make // /positions_along /= /output_size !axisE.
  set a := span _ _ _ _ _; set b := span _ _ _ _ _; have -> : a = b by rewrite /a /b /span; lia.
  by [].
move=> _ _; congr maximum; rewrite /window; elim: (box kernel_size) => //= a s IH.
set v := place _ i a; set u := place _ i a; have -> : u = v + p by rewrite /u /v /place /= subr0 subrK.
case: (boolP (inside H v)) => vH; last by case: ifP; rewrite /= ?addrK ?(negbTE vH).
have -> : inside (H + p + q) (v + p).
  apply/insideP => k lt; have := insideP _ _ vH k lt; rewrite !axisE; have := p0 k lt; have := q0 k lt; lia.
by rewrite /= addrK vH /= IH.
Qed.

(** ** A monotone function may be applied before or after *)

Lemma max_pool_of_each (f : R -> R) w : {homo f : u v / u <= v} -> proper H w -> forall n c i,
  entry (max_pool (each f X) w) n c i = entry (each f (max_pool X w)) n c i.
Proof.
move=> fm ok n c i; apply: same_entries => //= ii _; rewrite -maximum_of_monotone // -?map_comp //.
by have := proper_meets ok ii; case: (window _ _ _).
Qed.

Lemma rectified_is_monotone : {homo @rectified R : u v / u <= v}.
Proof.
move=> u v uv; rewrite /rectified; case: (ltrP 0 u) => [u0|u0]; first by rewrite (lt_le_trans u0 uv).
by case: (ltrP 0 v) => // /ltW.
Qed.

Theorem max_pool_commutes_with_relu : proper H given -> forall n c i,
  entry (max_pool (each (@rectified R) X) given) n c i = entry (each (@rectified R) (max_pool X given)) n c i.
Proof. exact/max_pool_of_each/rectified_is_monotone. Qed.

Theorem max_pool_commutes_with_the_negative_part : proper H given -> forall n c i,
  entry (max_pool (each (@negative_part R) X) given) n c i = entry (each (@negative_part R) (max_pool X given)) n c i.
Proof. by apply/max_pool_of_each => u v uv; rewrite ler_opp2 rectified_is_monotone // ler_opp2. Qed.

Theorem max_pool_moves_with_a_constant (z : R) : proper H given -> forall n c i,
  entry (max_pool (each (+%R^~ z) X) given) n c i = entry (each (+%R^~ z) (max_pool X given)) n c i.
Proof. by apply/max_pool_of_each => u v uv; rewrite ler_add2r. Qed.

Theorem max_pool_doubles : proper H given -> forall n c i,
  entry (max_pool (both +%R X X) given) n c i = entry (both +%R (max_pool X given) (max_pool X given)) n c i.
Proof. by apply: (@max_pool_of_each (fun v => v + v)) => u v uv; rewrite ler_add. Qed.

(** ** Bounds *)

Lemma mem_entries (T : eqType) (Y : image G T) n c j : (n < batch Y)%N -> (c < channels Y)%N -> inside (extent Y) j ->
  pixel Y n c j \in PoolingFormulas.entries Y.
Proof.
move=> nN cC jH; apply/allpairsP; exists ((n, c), j); split=> //=; last by rewrite mem_box.
by apply/allpairsP; exists (n, c); rewrite !mem_iota.
Qed.

Lemma window_inside w i j : j \in window H w i -> inside H j.
Proof. by rewrite mem_window => /andP[]. Qed.

Theorem max_pool_adds_nothing : proper H given -> forall n c i, (n < N)%N -> (c < C)%N -> inside (positions H given) i ->
  entry (max_pool X given) n c i <= largest X.
Proof.
move=> ok n c i nN cC ii; rewrite /entry /= nN cC ii /=; apply: maximum_is_least.
  by have := proper_meets ok ii; case: (window _ _ _).
by move=> v /mapP[j /window_inside jH ->]; apply: maximum_bounds; apply: (@mem_entries _ X).
Qed.

Theorem max_pool_every_window_meets_the_input : proper H given -> forall n c i, (n < N)%N -> (c < C)%N -> inside (positions H given) i ->
  smallest X <= entry (max_pool X given) n c i.
Proof.
move=> ok n c i nN cC ii; rewrite /entry /= nN cC ii /=; case E : (window H given i) (proper_meets ok ii) => [//|j s] _.
have jw : j \in window H given i by rewrite E mem_head.
rewrite -E; apply: (@le_trans _ _ (x n c j)); last by apply/maximum_bounds/map_f.
by rewrite /smallest ler_oppl; apply/maximum_bounds/map_f/(@mem_entries _ X) => //; apply: window_inside jw.
Qed.

Theorem max_pool_stays_negative : proper H given -> forall n c i,
  entry (max_pool (each (fun v => - `|v| - 1) X) given) n c i <= entry (each (fun v => v * 0 - 1) (max_pool X given)) n c i.
Proof.
move=> ok n c i; rewrite /entry /=; case: ifP => // /and3P[_ _ ii]; apply: maximum_is_least.
  by have := proper_meets ok ii; case: (window _ _ _).
by move=> v /mapP[j _ ->]; rewrite mulr0 sub0r ger_addr oppr_le0.
Qed.

Lemma maxima_are_no_further_apart (T : eqType) (f g : T -> R) s e : s != [::] -> (forall j, j \in s -> `|f j - g j| <= e) ->
  `|maximum [seq f j | j <- s] - maximum [seq g j | j <- s]| <= e.
Proof.
move=> s0 fg; have near h := maximum_is_least (s := [seq h j | j <- s]); have sf h : [seq h j | j <- s] != [::] by case: (s) s0.
rewrite ler_distl ler_subl_addr; apply/andP; split; apply: near => // v /mapP[j js ->]; have := fg j js; rewrite ler_distl => /andP[lo hi].
  by rewrite ler_subl_addr in lo; apply: le_trans lo _; rewrite ler_add2r; apply/maximum_bounds/map_f.
by apply: le_trans hi _; rewrite ler_add2r; apply/maximum_bounds/map_f.
Qed.
End Laws.

Section TwoImages.
Variables (R : realDomainType) (G : space) (N C : nat) (x z : nat -> nat -> G -> R).
Variables (H kernel_size stride dilation p q : G) (ceil_mode : bool).
Local Notation X := (Image N C H x).
Local Notation Z := (Image N C H z).
Local Notation given := (Windows kernel_size stride dilation p q ceil_mode).

Theorem max_pool_is_lipschitz : proper H given -> forall n c i, (n < N)%N -> (c < C)%N -> inside (positions H given) i ->
  entry (both (@distance R) (max_pool X given) (max_pool Z given)) n c i <= largest (both (@distance R) X Z).
Proof.
move=> ok n c i nN cC ii; rewrite /entry /= nN cC ii /=; apply: maxima_are_no_further_apart; first exact: proper_meets ok ii.
by move=> j /window_inside jH; apply: maximum_bounds; apply: (@mem_entries G R (both (@distance R) X Z)).
Qed.

Theorem global_max_pool_global_max_is_lipschitz : positive H -> forall n c i, (n < N)%N -> (c < C)%N -> inside 1 i ->
  entry (both (@distance R) (global_max_pool X) (global_max_pool Z)) n c i <= largest (both (@distance R) X Z).
Proof.
move=> /positiveP H0 n c i nN cC ii; rewrite /entry /= nN cC ii /=; apply: maxima_are_no_further_apart.
  have : (0 : G) \in box H by rewrite mem_box; apply/insideP => k lt; rewrite axis_zero; have := H0 k lt; lia.
  by case: (box H).
by move=> j; rewrite mem_box => jH; apply: maximum_bounds; apply: (@mem_entries G R (both (@distance R) X Z)).
Qed.
End TwoImages.
