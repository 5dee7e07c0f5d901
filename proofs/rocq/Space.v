(** The places of an image: one axis, two or three, with one proof for all of them.

Idea: a place has a coordinate along each axis, and places are added and multiplied axis by axis, so that the place which a window reads,
[stride * i + dilation * a - p], is that expression in a ring. What is not an expression in a ring (a box, the number of windows) is said axis by
axis, and a theorem about it is shown axis by axis.

Definitions: [space], the ring of places with its coordinates; [space1], [space2], [space3], which are [Z], [Z * Z] and [Z * Z * Z];
[within], [inside] and [positive], conditions on every axis; [box], the list of places of an array, the last axis fastest; [flat], a place as one number;
[last_axis], one step along the last axis.
Results: the list [box H] holds the places inside [H], each once.
Not proved here: spaces of four axes and more, for which an instance would have to be written down. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Delimit Scope Z_scope with Z.

(** ** Places *)

Structure space := Space {
  places :> comRingType;
  rank : nat;
  axis : nat -> places -> Z;                             (* the coordinate along an axis, counted from 0 *)
  make : (nat -> Z) -> places;
  axis_add : forall k i j, axis k (i + j)%R = Z.add (axis k i) (axis k j);
  axis_opp : forall k i, axis k (- i)%R = Z.opp (axis k i);
  axis_mul : forall k i j, axis k (i * j)%R = Z.mul (axis k i) (axis k j);
  axis_one : forall k, axis k 1%R = 1%Z;
  axis_make : forall f k, (k < rank)%N -> axis k (make f) = f k;
  same_axes : forall i j, (forall k, (k < rank)%N -> axis k i = axis k j) -> i = j;
  some_axis : (0 < rank)%N }.

Definition space1 : space.
Proof.
by refine (@Space [comRingType of Z] 1 (fun _ i => i) (fun f => f 0%N) _ _ _ _ _ _ _) => // [f [|]//|i j /(_ 0%N)->].
Defined.

Definition space2 : space.
Proof.
refine (@Space [comRingType of (Z * Z)%type] 2 (fun k i => if k is 0 then i.1 else i.2) (fun f => (f 0%N, f 1%N)) _ _ _ _ _ _ _) => //.
- by case. - by case. - by case. - by case. - by move=> f [|[|]].
- by case=> [a b] [c d] E; congr (_, _); [apply: (E 0%N)|apply: (E 1%N)].
Defined.

Definition space3 : space.
Proof.
refine (@Space [comRingType of (Z * Z * Z)%type] 3 (fun k i => match k with 0 => i.1.1 | 1 => i.1.2 | _ => i.2 end)
  (fun f => (f 0%N, f 1%N, f 2%N)) _ _ _ _ _ _ _) => //.
- by case=> [|[|]]. - by case=> [|[|]]. - by case=> [|[|]]. - by case=> [|[|]]. - by move=> f [|[|[|]]].
- by case=> [[a b] c] [[d e] f] E; congr (_, _, _); [apply: (E 0%N)|apply: (E 1%N)|apply: (E 2%N)].
Defined.

Section Places.
Variable G : space.
Implicit Types i j H K lo hi : G.

Lemma axis_zero k : axis k (0 : G)%R = 0%Z.
Proof. by have := axis_add k (0 : G)%R 0%R; rewrite addr0; lia. Qed.
Definition axisE := (axis_add, axis_opp, axis_mul, axis_one, axis_zero).

(** A condition on every axis. *)
Definition all_axes (P : nat -> bool) := all P (iota 0 (rank G)).
Lemma all_axesP (P : nat -> bool) : reflect (forall k : nat, (k < rank G)%N -> P k) (all_axes P).
Proof. by apply: (iffP allP) => A k; [move=> lt|rewrite mem_iota => /andP[_ lt]]; apply: A; rewrite ?mem_iota. Qed.

Definition between (lo hi t : Z) := Z.leb lo t && Z.ltb t hi.
Lemma betweenP (lo hi t : Z) : reflect (lo <= t < hi)%Z (between lo hi t).
Proof. by apply: (iffP andP) => [[/Z.leb_le ? /Z.ltb_lt ?] //|[? ?]]; split; [apply/Z.leb_le|apply/Z.ltb_lt]. Qed.

(** [lo <= i < hi] on every axis; the places of an array of size [H]. *)
Definition within lo hi i := all_axes (fun k => between (axis k lo) (axis k hi) (axis k i)).
Definition inside H i := within 0%R H i.
Definition positive i := all_axes (fun k => Z.ltb 0 (axis k i)).

Lemma withinP lo hi i : reflect (forall k, (k < rank G)%N -> (axis k lo <= axis k i < axis k hi)%Z) (within lo hi i).
Proof. by apply: (iffP (all_axesP _)) => A k lt; apply/betweenP; apply: A. Qed.
Lemma insideP H i : reflect (forall k, (k < rank G)%N -> (0 <= axis k i < axis k H)%Z) (inside H i).
Proof. by apply: (iffP (withinP _ _ _)) => A k lt; have := A k lt; rewrite axis_zero. Qed.
Lemma positiveP i : reflect (forall k, (k < rank G)%N -> (0 < axis k i)%Z) (positive i).
Proof. by apply: (iffP (all_axesP _)) => A k lt; apply/Z.ltb_lt; apply: A. Qed.

(** Two conditions of places hold together where they do along each axis. *)
Lemma same_inside H i H' i' :
  (forall k, (k < rank G)%N -> (0 <= axis k i < axis k H)%Z <-> (0 <= axis k i' < axis k H')%Z) -> inside H i = inside H' i'.
Proof. by move=> E; apply/insideP/insideP => A k lt; apply/E => //; apply: A. Qed.

(** One step along the last axis. *)
Definition last_axis : G := make G (fun k => if k.+1 == rank G then 1%Z else 0%Z).

(** A place as one number, the last axis fastest. *)
Definition flat H i := foldl (fun f k => (f * axis k H + axis k i)%Z) 0%Z (iota 0 (rank G)).

(** ** All places of an array *)

Definition zrange h := [seq Z.of_nat i | i <- iota 0 (Z.to_nat h)].
Fixpoint rows (sizes : seq Z) : seq (seq Z) := if sizes is h :: t then [seq i :: s | i <- zrange h, s <- rows t] else [:: [::]].
Definition box K : seq G := [seq make G (nth 0%Z s) | s <- rows [seq axis k K | k <- iota 0 (rank G)]].

Lemma mem_zrange h t : (t \in zrange h) = between 0 h t.
Proof.
apply/mapP/betweenP => [[m + ->]|[ge lt]]; first by rewrite mem_iota add0n => /andP[_ /ssrnat.ltP]; lia.
by exists (Z.to_nat t); [rewrite mem_iota add0n /=; apply/ssrnat.ltP; lia|lia].
Qed.

Lemma uniq_zrange h : uniq (zrange h).
Proof. by rewrite map_inj_uniq ?iota_uniq // => a b; lia. Qed.

Lemma mem_rows sizes s : (s \in rows sizes) = all2 (fun t h => between 0 h t) s sizes.
Proof.
elim: sizes s => [|h t IH] [|e s] //=.
  by apply/negP => /allpairsP[[a b] [_ _]].
rewrite -IH -mem_zrange; apply/allpairsP/andP => [[[a b] [Ha Hb [-> ->]]] //|[He Hs]].
by exists (e, s).
Qed.

Lemma uniq_rows sizes : uniq (rows sizes).
Proof.
elim: sizes => //= h t IH; apply: allpairs_uniq; [exact: uniq_zrange|exact: IH|].
by move=> [a b] [c d] _ _ /= [-> ->].
Qed.

Lemma size_row sizes s : s \in rows sizes -> size s = size sizes.
Proof. by rewrite mem_rows; elim: sizes s => [|h t IH] [|e s] //= /andP[_ /IH ->]. Qed.

Definition coordinates i := [seq axis k i | k <- iota 0 (rank G)].
Lemma coordinatesK i : make G (nth 0%Z (coordinates i)) = i.
Proof. by apply: same_axes => k lt; rewrite axis_make // (nth_map 0%N) ?size_iota // nth_iota. Qed.
Lemma makeK s : size s = rank G -> coordinates (make G (nth 0%Z s)) = s.
Proof.
move=> E; apply: (@eq_from_nth _ 0%Z); rewrite size_map size_iota // => k lt.
by rewrite (nth_map 0%N) ?size_iota // nth_iota // axis_make.
Qed.

Lemma mem_box K i : (i \in box K) = inside K i.
Proof.
have C : (coordinates i \in rows (coordinates K)) = inside K i.
  rewrite mem_rows /inside /within /all_axes /coordinates; elim: (iota 0 _) => //= k s ->.
  by rewrite axis_zero.
rewrite -C; apply/mapP/idP => [[s Hs ->]|Hi]; last by exists (coordinates i) => //; rewrite coordinatesK.
by rewrite makeK // (size_row Hs) size_map size_iota.
Qed.

Lemma uniq_box K : uniq (box K).
Proof.
rewrite map_inj_in_uniq ?uniq_rows // => s t /size_row Es /size_row Et E.
by rewrite -(@makeK s) ?E ?makeK ?Es ?Et ?size_map ?size_iota.
Qed.
End Places.
Arguments last_axis {G}.
