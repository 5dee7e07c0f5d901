(** The laws of max-pooling that are not printed, for any number of images, channels and axes, and any window: padding, and the index of the maximum.

Idea: a result is the maximum of a list of entries. Padding with minus infinity leaves the list as it is. A place comes back from its number, since places
that lie inside and have one number are one place.

Definitions: those of [PoolingFormulas]; [whole_window], a window as large as the input.
Results: each theorem is a law of [pooling], under its name.
Not proved here: NaN and equal entries; see [PoolingNumberLaws]. The other laws; see [ProvedPoolingMax] and the files called likewise. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Geometry Space PoolingFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Delimit Scope Z_scope with Z.
Local Open Scope ring_scope.

(** ** A window as large as the input, and the numbers of places *)

Section Orders.
Variables (G : space) (H : G).

Lemma box_of_one : box (1 : G) = [:: 0].
Proof.
apply: perm_small_eq => //; apply: uniq_perm; rewrite ?uniq_box // => j; rewrite mem_box inE.
apply/insideP/eqP => [A|-> k _]; last by rewrite axis_one axis_zero; lia.
by apply: same_axes => k lt; rewrite axis_zero; have := A k lt; rewrite axis_one; lia.
Qed.

Lemma only_place i : inside (1 : G) i -> i = 0.
Proof. by rewrite -mem_box box_of_one inE => /eqP. Qed.

(** A window as large as the input. *)
Definition whole_window := Windows H H 1 0 0 false.

Lemma positions_whole i : positive H -> inside (positions H whole_window) i = inside 1 i.
Proof.
move=> /positiveP H0; apply: same_inside => k lt; rewrite axis_make // /positions_along /= /output_size !axisE.
have -> : span (axis k H) (axis k H) 1 0 0 = 0%Z by rewrite /span /reach; lia.
by rewrite Z.div_0_l; have := H0 k lt; lia.
Qed.

Lemma window_whole : window H whole_window 0 = box H.
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

(** ** Padding *)

Theorem max_pool_pads : not_negative p -> not_negative q -> forall n c i,
  entry_of (max_pool X (Windows kernel_size stride dilation p q false)) n c i =
  entry_of (max_pool_extended (surrounded (each_entry Some X) p q None) (Windows kernel_size stride dilation 0 0 false)) n c i.
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

(** ** The place of the largest entry *)

Lemma window_inside w i j : j \in window H w i -> inside H j.
Proof. by rewrite mem_window => /andP[]. Qed.

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
  entry_of (max_pool X given) n c i = entry_of (taken X (max_pool_indices X given)) n c i.
Proof.
move=> ok n c i; apply: same_entries => //= ii _.
have [m b] := first_largest_is_largest (x n c) (proper_meets ok ii).
rewrite flatK; last exact: window_inside m.
apply/eqP; rewrite eq_le maximum_is_least /=; first exact/maximum_bounds/map_f.
  by case: (window _ _ _) (proper_meets ok ii).
by move=> v /mapP[j js ->]; apply: b.
Qed.

Theorem max_pool_indices_points_at_the_maximum : proper H given -> forall n c i,
  entry_of (taken X (max_pool_indices X given)) n c i = entry_of (max_pool X given) n c i.
Proof. by move=> ok n c i; rewrite max_pool_is_read_at_its_index. Qed.

End Laws.
