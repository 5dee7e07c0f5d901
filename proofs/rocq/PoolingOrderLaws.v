(** Laws of pooling that are about which entries a window sees, and not in which order.

Idea: a list of places, each once, may be put in another order; neither a maximum nor a sum notices. A place comes back from its number, since
places that lie inside and have one number are one place.

Definitions: those of [PoolingFormulas]; [swapped], the two axes of an image exchanged; [conv], the layer that average pooling is; images among whose
entries NaN may be, which is [None].
Results: each theorem is a law of [pooling], under its name.
Not proved here: nothing that those laws say. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Geometry Space PoolingFormulas PoolingMaxLaws PoolingMeanLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Delimit Scope Z_scope with Z.
Local Open Scope ring_scope.

(** ** Lists in another order *)

Lemma perm_total (F : fieldType) (T : eqType) (f : T -> F) s t : perm_eq s t -> total [seq f j | j <- s] = total [seq f j | j <- t].
Proof. by move=> st; rewrite !total_is_a_sum (perm_big _ st). Qed.

Lemma perm_maximum (R : realDomainType) (T : eqType) (f : T -> R) s t : perm_eq s t -> maximum [seq f j | j <- s] = maximum [seq f j | j <- t].
Proof. by move=> st; apply/eq_maximum/eq_mem_map/perm_mem. Qed.

Lemma foldl_maximum (R : realDomainType) (v : R) s : foldl Num.max v s = maximum (v :: s).
Proof.
have out (u b : R) t : foldr Num.max (Num.max u b) t = Num.max u (foldr Num.max b t) by elim: t => //= y t ->; rewrite maxCA.
by elim: s v => //= y s IH v; rewrite IH /= maxC out.
Qed.

Lemma foldl_total (F : fieldType) (v : F) s : foldl +%R v s = total (v :: s).
Proof. by elim: s v => [|y s IH] v /=; rewrite ?addr0 // IH /= addrA. Qed.

Section Orders.
Variables (G : space) (H : G).

Lemma perm_shuffle : positive H -> perm_eq [seq shuffle H j | j <- box H] (box H).
Proof.
move=> /positiveP H0.
have turn h t : (0 < h -> 0 <= t < h -> (t - 1) mod h = if Z.eqb t 0 then h - 1 else t - 1)%Z.
  move=> h0 th; case: Z.eqb_spec => [->|t0]; last by rewrite Z.mod_small; lia.
  by rewrite -(Z_mod_plus_full _ 1) Z.mod_small; lia.
have U : uniq [seq shuffle H j | j <- box H].
  rewrite map_inj_in_uniq ?uniq_box // => i j; rewrite !mem_box => /insideP Hi /insideP Hj E; apply: same_axes => k lt.
  have := congr1 (axis k) E; rewrite !axis_make //; have := Hi k lt; have := Hj k lt; have := H0 k lt.
  case: ifP => _; last by lia.
  by move=> h0 hj hi; rewrite !turn //; case: Z.eqb_spec; case: Z.eqb_spec; lia.
have S : {subset [seq shuffle H j | j <- box H] <= box H}.
  move=> j /mapP[i]; rewrite !mem_box => /insideP Hi ->; apply/insideP => k lt; rewrite axis_make //; have := Hi k lt; have := H0 k lt.
  by case: ifP => _; [move=> h0 hi; rewrite turn //; case: Z.eqb_spec|]; lia.
by apply: uniq_perm; rewrite ?uniq_box //; have [] := uniq_min_size U S _; rewrite ?size_map.
Qed.

Lemma box_of_one : box (1 : G) = [:: 0].
Proof.
apply: perm_small_eq => //; apply: uniq_perm; rewrite ?uniq_box // => j; rewrite mem_box inE.
apply/insideP/eqP => [A|-> k _]; last by rewrite axis_one axis_zero; lia.
by apply: same_axes => k lt; rewrite axis_zero; have := A k lt; rewrite axis_one; lia.
Qed.

Lemma inside_one i : inside (1 : G) i -> i = 0.
Proof. by rewrite -mem_box box_of_one inE => /eqP. Qed.

Lemma box_has_places : positive H -> box H != [::].
Proof.
move=> /positiveP H0; have : (0 : G) \in box H by rewrite mem_box; apply/insideP => k lt; rewrite axis_zero; have := H0 k lt; lia.
by case: (box H).
Qed.

(** A window as large as the input. *)
Definition whole := Windows H H 1 0 0 false.

Lemma positions_whole i : positive H -> inside (positions H whole) i = inside 1 i.
Proof.
move=> /positiveP H0; apply: same_inside => k lt; rewrite axis_make // /positions_along /= /output_size !axisE.
have -> : span (axis k H) (axis k H) 1 0 0 = 0%Z by rewrite /span /reach; lia.
by rewrite Z.div_0_l; have := H0 k lt; lia.
Qed.

Lemma window_whole : window H whole 0 = box H.
Proof.
rewrite /window /place /= (eq_map (f2 := id)) ?map_id; last by move=> a; rewrite /= mulr0 add0r mul1r subr0.
by apply/all_filterP/allP => j; rewrite mem_box.
Qed.

(** Places inside that have one number are one. *)
Lemma flat_injective i j : inside H i -> inside H j -> flat H i = flat H j -> i = j.
Proof.
move=> /insideP Hi /insideP Hj; rewrite /flat => E; apply: same_axes => m mG.
suff th (s : seq nat) f g : (forall k, k \in s -> (k < rank G)%N) ->
    foldl (fun f k => (f * axis k H + axis k i)%Z) f s = foldl (fun f k => (f * axis k H + axis k j)%Z) g s ->
    f = g /\ forall k, k \in s -> axis k i = axis k j.
  have sG k : k \in iota 0 (rank G) -> (k < rank G)%N by rewrite mem_iota.
  by have [_] := th _ _ _ sG E; apply; rewrite mem_iota.
elim: s f g => [|k s IH] f g sG; first by split.
case/IH => [b bs|fg rest]; first by apply: sG; rewrite inE bs orbT.
have kG := sG k (mem_head k s); have := Hi k kG; have := Hj k kG => ? ?.
have fg' : f = g by nia.
split=> // b; rewrite inE => /orP[/eqP->|/rest] //; lia.
Qed.

Lemma flatK j : inside H j -> unflat H (flat H j) = j.
Proof.
move=> jH; rewrite /unflat; case E : [seq _ <- _ | _] => [|i s].
  have : j \in [seq i <- box H | flat H i == flat H j] by rewrite mem_filter eqxx mem_box.
  by rewrite E.
have : i \in [seq i <- box H | flat H i == flat H j] by rewrite E mem_head.
by rewrite mem_filter mem_box => /andP[/eqP fij iH]; apply: flat_injective.
Qed.
End Orders.

Section Laws.
Variables (R : realDomainType) (G : space) (N C : nat) (x : nat -> nat -> G -> R) (H kernel_size stride dilation p q : G) (ceil_mode : bool).
Local Notation X := (Image N C H x).
Local Notation given := (Windows kernel_size stride dilation p q ceil_mode).
Implicit Types (w : windows G).

(** ** A window as large as the input *)

Theorem max_pool_is_global : positive H -> forall n c i, entry (max_pool X (Windows H H 1 0 0 false)) n c i = entry (global_max_pool X) n c i.
Proof.
move=> H0 n c i; apply: same_entries => //= [|_ /inside_one ->]; first exact: positions_whole.
by rewrite (window_whole H).
Qed.

Theorem global_max_pool_global_max_ignores_order : positive H -> forall n c i,
  entry (global_max_pool (shuffled X)) n c i = entry (global_max_pool X) n c i.
Proof. by move=> H0 n c i; apply: same_entries => //= _ _; rewrite -(perm_maximum (x n c) (perm_shuffle H0)) -[in RHS]map_comp. Qed.

Theorem max_pool_ignores_order_in_a_window : positive H -> forall n c i,
  entry (max_pool (shuffled X) (Windows H H 1 0 0 false)) n c i = entry (max_pool X (Windows H H 1 0 0 false)) n c i.
Proof.
move=> H0 n c i; apply: same_entries => //=; rewrite positions_whole // => /inside_one -> _.
by rewrite (window_whole H) -(perm_maximum (x n c) (perm_shuffle H0)) -[in RHS]map_comp.
Qed.

Theorem global_max_pool_global_max_is_reached : positive H -> forall n c i,
  entry (global_max_pool X) n c i = entry (walked Num.max 0 X) n c i.
Proof. by move=> H0 n c i; apply: same_entries => //= _ _; case: (box H) => //= a s; rewrite foldl_maximum. Qed.

(** ** Windows of one tap, and of one more *)

Theorem max_pool_has_unit : positive H -> forall n c i, entry (max_pool X (Windows 1 1 1 0 0 false)) n c i = entry X n c i.
Proof.
move=> H0 n c i; apply: same_entries => //= [|_ iH].
  by apply: same_inside => k lt; rewrite axis_make // /positions_along /= /output_size /span /reach !axisE Z.div_1_r; lia.
by rewrite /window box_of_one /= /place /= mulr0 mul1r addr0 subr0 iH.
Qed.

Lemma mem_plain_window (K : G) c i j : (j \in window H (Windows K 1 1 0 0 c) i) = inside H j && inside K (j - i).
Proof.
rewrite mem_window; congr (_ && _); apply/hasP/idP => /= [[a]|aK].
  by rewrite mem_box /place /= !mul1r subr0 => aK /eqP <-; rewrite addrAC subrr add0r.
by exists (j - i); rewrite ?mem_box // /place /= !mul1r subr0 addrC subrK.
Qed.

Lemma maximum_of_two (s t : seq R) : s != [::] -> t != [::] -> maximum (s ++ t) = Num.max (maximum s) (maximum t).
Proof.
elim: s => // a [|b s] IH _ t0; first by case: t {IH} t0 => // c t _; rewrite cat1s maximum_cons.
by rewrite !cat_cons !maximum_cons -maxA -IH.
Qed.

Theorem max_pool_grows : proper H (Windows (kernel_size + last_axis) 1 1 0 0 false) -> positive kernel_size -> forall n c i,
  entry (max_pool X (Windows (kernel_size + last_axis) 1 1 0 0 false)) n c i =
  entry (both Num.max (lead (max_pool X (Windows kernel_size 1 1 0 0 false))) (tail (max_pool X (Windows kernel_size 1 1 0 0 false)))) n c i.
Proof.
move=> ok /positiveP K0 n c i.
have E : inside (positions H (Windows (kernel_size + last_axis) 1 1 0 0 false)) i =
         inside (positions H (Windows kernel_size 1 1 0 0 false) - last_axis) i.
  apply: same_inside => k lt; rewrite axisE !axis_make //= !axisE axis_last // /positions_along /= /output_size /span /reach !Z.div_1_r.
  by case: ifP => _; lia.
apply: same_entries => //= ii _.
have at_ j : inside H (i + j) -> inside kernel_size j -> i + j \in window H (Windows kernel_size 1 1 0 0 false) i.
  by move=> iH jK; rewrite mem_plain_window iH addrAC subrr add0r.
have bound k (lt : (k < rank G)%N) : (0 <= axis k i)%Z /\ (axis k i + axis k kernel_size + axis k (last_axis : G) <= axis k H)%Z.
  by have := insideP _ _ ii k lt; rewrite axis_make //= !axisE /positions_along /= /output_size /span /reach !Z.div_1_r; lia.
have zero_in : inside kernel_size 0 by apply/insideP => k lt; rewrite axis_zero; have := K0 k lt; lia.
have last_range k : (k < rank G)%N -> (0 <= axis k (last_axis : G) <= 1)%Z by move=> lt; rewrite axis_last //; case: ifP; lia.
have iH : inside H i.
  by apply/insideP => k lt; have := bound k lt; have := K0 k lt; have := last_range k lt; lia.
have iH' : inside H (i + last_axis).
  by apply/insideP => k lt; rewrite axisE; have := bound k lt; have := K0 k lt; have := last_range k lt; lia.
rewrite -maximum_of_two -?map_cat.
- clear E ok ii at_ bound zero_in iH iH'; apply/eq_maximum/eq_mem_map => j; rewrite mem_cat !mem_plain_window -andb_orr; congr (_ && _).
  apply/idP/orP => [/insideP A|].
    case: (boolP (inside kernel_size (j - i))) => [|out]; first by left.
    right; apply/insideP => k lt; have := A k lt; rewrite !axisE axis_last //.
    case: (boolP (k.+1 == rank G)) => [kl|_]; last by lia.
    suff : ~ (axis k j - axis k i < axis k kernel_size)%Z by have := K0 k lt; lia.
    move=> low; case/negP: out; apply/insideP => m mlt; have := A m mlt; rewrite !axisE axis_last //; case: eqP => [ml|_]; last by lia.
    by have -> : m = k by [move: kl; rewrite -ml eqSS => /eqP->]; lia.
  by case=> /insideP A; apply/insideP => k lt; have := A k lt; have := last_range k lt; rewrite !axisE; lia.
- by have := at_ 0; rewrite addr0 => /(_ iH zero_in); case: (window _ _ _).
have : i + last_axis \in window H (Windows kernel_size 1 1 0 0 false) (i + last_axis) by rewrite mem_plain_window iH' subrr.
by case: (window _ _ _).
Qed.

(** ** The place of the largest entry *)

Lemma first_largest_is_largest (f : G -> R) s : s != [::] -> first_largest f s \in s /\ forall j, j \in s -> f j <= f (first_largest f s).
Proof.
rewrite /first_largest; set d := last 0 s; move=> s0.
suff th t : foldr (fun j best => if f best <= f j then j else best) d t \in d :: t /\
    forall j, j \in d :: t -> f j <= f (foldr (fun j best => if f best <= f j then j else best) d t).
  have ds : d \in s by rewrite /d; case: (s) s0 => //= a t _; apply: mem_last.
  have [m b] := th s; split; last by move=> j js; apply: b; rewrite inE js orbT.
  by move: m; rewrite inE => /orP[/eqP->|].
elim: t => [|a t [m b]] /=; first by split=> [|j]; rewrite inE ?eqxx // => /eqP->.
case: ifP => le; split.
- by rewrite !inE eqxx orbT.
- move=> j; rewrite !inE => /or3P[/eqP->|/eqP-> //|jt]; first by apply: le_trans le; apply: b; rewrite mem_head.
  by apply: le_trans le; apply: b; rewrite inE jt orbT.
- by move: m; rewrite !inE => /orP[->|->]; rewrite ?orbT.
move=> j; rewrite !inE => /or3P[/eqP->|/eqP->|jt]; first by apply: b; rewrite mem_head.
  by apply/ltW; rewrite ltNge le.
by apply: b; rewrite inE jt orbT.
Qed.

Theorem max_pool_is_read_at_its_index : proper H given -> forall n c i,
  entry (max_pool X given) n c i = entry (taken X (max_pool_indices X given)) n c i.
Proof.
move=> ok n c i; apply: same_entries => //= ii _.
have [m b] := first_largest_is_largest (x n c) (proper_meets ok ii).
rewrite flatK; last exact: window_inside m.
apply/eqP; rewrite eq_le maximum_is_least /=; first exact/maximum_bounds/map_f.
  by case: (window _ _ _) (proper_meets ok ii).
by move=> v /mapP[j js ->]; apply: b.
Qed.

Theorem max_pool_indices_points_at_the_maximum : proper H given -> forall n c i,
  entry (taken X (max_pool_indices X given)) n c i = entry (max_pool X given) n c i.
Proof. by move=> ok n c i; rewrite max_pool_is_read_at_its_index. Qed.

Theorem max_pool_indices_ignores_a_constant (z : R) n c i :
  entry (max_pool_indices (each (+%R^~ z) X) given) n c i = entry (max_pool_indices X given) n c i.
Proof.
apply: same_entries => //= _ _; congr flat; rewrite /first_largest.
by move: (last 0 _) => d; elim: (window H given i) => //= a s ->; rewrite ler_add2r.
Qed.

(** ** Sizes *)

Theorem max_pool_has_its_size (k : nat) : (k < rank G)%N ->
  axis k (extent (max_pool X given)) =
  positions_along ceil_mode (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation) (axis k p) (axis k q).
Proof. by move=> lt; rewrite axis_make. Qed.

Lemma positions_same (k : nat) : positive kernel_size -> positive stride -> positive dilation -> (k < rank G)%N ->
  axis k (positions H (Windows kernel_size stride dilation (same_before H kernel_size stride dilation) (same_after H kernel_size stride dilation) false)) =
  ceiling (axis k H) (axis k stride).
Proof.
move=> /positiveP K0 /positiveP s0 /positiveP d0 lt; rewrite !axis_make // /positions_along /=.
rewrite /same_after axisE axis_opp !axis_make // same_is_ceil //; first exact: s0.
by have := K0 k lt; have := d0 k lt; rewrite /reach; nia.
Qed.

Theorem max_pool_same_covers_the_input (k : nat) : positive kernel_size -> positive stride -> positive dilation -> (k < rank G)%N ->
  axis k (extent (max_pool X (Windows kernel_size stride dilation
    (same_before H kernel_size stride dilation) (same_after H kernel_size stride dilation) false))) =
  axis k (extent (every X stride)).
Proof. by move=> K0 s0 d0 lt; rewrite positions_same // axis_make. Qed.

End Laws.

(** ** Means *)

Section Means.
Variables (F : realFieldType) (G : space) (N C : nat) (x : nat -> nat -> G -> F).
Variables (H kernel_size stride dilation p q : G) (count_include_pad : bool) (divisor_override : nat).
Local Notation X := (Image N C H x).

Lemma size_of_box : positive H -> (size (box H))%:R != 0 :> F.
Proof. by move=> H0; rewrite pnatr_eq0 size_eq0 box_has_places. Qed.

Theorem avg_pool_avg_is_global : positive H -> forall n c i,
  entry (avg_pool X (Windows H H 1 0 0 false) true 0) n c i = entry (global_avg_pool X) n c i.
Proof.
move=> H0 n c i; apply: same_entries => //= [|_ /inside_one ->]; first exact: positions_whole.
by rewrite oppr0 addr0 taps_inside (window_whole H).
Qed.

Theorem global_avg_pool_global_mean_shares_the_sum : positive H -> forall n c i,
  entry (each ( *%R^~ (size (box H))%:R) (global_avg_pool X)) n c i = entry (walked +%R 0 X) n c i.
Proof.
move=> H0 n c i; apply: same_entries => //= _ _; rewrite divfK ?size_of_box //.
by case: (box H) => //= a s; rewrite foldl_total.
Qed.

Theorem global_avg_pool_global_mean_moves_with_a_constant (z : F) : positive H -> forall n c i,
  entry (global_avg_pool (each (+%R^~ z) X)) n c i = entry (each (+%R^~ z) (global_avg_pool X)) n c i.
Proof. by move=> H0 n c i; apply: same_entries => //= _ _; rewrite total_moves mulrDl mulfK // size_of_box. Qed.

Theorem global_avg_pool_global_mean_ignores_order : positive H -> forall n c i,
  entry (global_avg_pool (shuffled X)) n c i = entry (global_avg_pool X) n c i.
Proof.
by move=> H0 n c i; apply: same_entries => //= _ _; rewrite -(perm_total (x n c) (perm_shuffle H0)) -[in RHS]map_comp.
Qed.

Theorem avg_pool_avg_same_covers_the_input (k : nat) : positive kernel_size -> positive stride -> positive dilation -> (k < rank G)%N ->
  axis k (extent (avg_pool X (Windows kernel_size stride dilation
    (same_before H kernel_size stride dilation) (same_after H kernel_size stride dilation) false) count_include_pad divisor_override)) =
  axis k (extent (every X stride)).
Proof. by move=> K0 s0 d0 lt; rewrite positions_same // axis_make. Qed.

Local Notation padded := (Windows kernel_size stride dilation (same_before H kernel_size stride dilation) (same_after H kernel_size stride dilation) false).

Theorem avg_pool_same_counts_the_input : proper H padded -> forall n c i,
  entry (avg_pool (each (fun=> 1 : F) X) padded false 0) n c i = entry (each (fun=> 1 : F) (avg_pool X padded false 0)) n c i.
Proof. exact: avg_pool_of_ones_is_one. Qed.
End Means.
