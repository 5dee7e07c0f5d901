(** Arrays, as functions of places that are zero outside a box, and sums over them.

Idea: a question about boxes is a question about one axis, whichever it is, and whole numbers answer it. A sum over a box is a sum over a list
without repetitions, of which no more is needed than which places are in it: two sums that have the same terms but for zeros are equal, and from this
come shifted, turned and larger boxes, and the torus.

Definitions: [sumb], a sum over a list, which computes; [cut], an array as a function that is zero outside its size; [total], the sum of its entries;
[per_axis], what is done on each axis; [swap], the axes in reverse order; [at2], a place of two axes; [around], a place of the torus; the tactic [axiswise].
Results: [sum_bij]; sums of one term, of sums, of multiples.
Not proved here: sums of infinitely many terms. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Delimit Scope Z_scope with ZZ.
Local Open Scope ring_scope.

(** ** Places, axis by axis *)

Section Places.
Variable G : space.
Implicit Types (x y : G).

(** An operation on whole numbers, on each axis. *)
Definition per_axis (o : Z -> Z -> Z) x y : G := make G (fun k => o (axis k x) (axis k y)).
Lemma axis_per o x y k : (k < rank G)%N -> axis k (per_axis o x y) = o (axis k x) (axis k y).
Proof. exact: axis_make. Qed.

(** The axes in reverse order. *)
Definition mirror k := (rank G - k.+1)%N.
Definition swap x : G := make G (fun k => axis (mirror k) x).
Lemma mirror_lt k : (k < rank G)%N -> (mirror k < rank G)%N.
Proof. by rewrite /mirror; lia. Qed.
Lemma mirrorK k : (k < rank G)%N -> mirror (mirror k) = k.
Proof. by rewrite /mirror; lia. Qed.
Lemma axis_swap x k : (k < rank G)%N -> axis k (swap x) = axis (mirror k) x.
Proof. exact: axis_make. Qed.
Lemma swapK : involutive swap.
Proof. by move=> x; apply: same_axes => k lt; rewrite !axis_swap ?mirrorK ?mirror_lt. Qed.
End Places.

(** With one axis or two the bounds are written out. *)
Definition at2 (p q : Z) : space2 := (p, q).
Lemma inside1 (N n : space1) : inside N n = ((0 <=? n) && (n <? N))%ZZ.
Proof. by rewrite /inside /within /all_axes /= andbT. Qed.
Lemma inside2 (B i : space2) : inside B i = ((0 <=? i.1) && (i.1 <? B.1) && ((0 <=? i.2) && (i.2 <? B.2)))%ZZ.
Proof. by rewrite /inside /within /all_axes /= andbT. Qed.

(** A question about boxes is one about each axis; so is an equation of places. *)
Ltac axes_of k lt := repeat match goal with
  | h : is_true (_ \in box _) |- _ => rewrite mem_box in h
  | h : is_true (inside _ _) |- _ => generalize (elimT (insideP _ _) h k lt); clear h
  end; rewrite ?(axisE, axis_per _ _ _ lt); cbv beta; lia.
Ltac axiswise := rewrite ?mem_box; let k := fresh "k" in let lt := fresh "lt" in lazymatch goal with
  | |- is_true (inside _ _) => apply/insideP; intros k lt; axes_of k lt
  | |- inside _ _ = inside _ _ => apply: same_inside; intros k lt; axes_of k lt
  | |- _ = _ => apply: same_axes; intros k lt; axes_of k lt
  end.

(** ** Sums over boxes *)

Section Sums.
Variables (R : zmodType).

(** A sum that computes: [\sum] is sealed, so that it does not unfold in proofs. *)
Definition sumb (T : Type) (l : seq T) (F : T -> R) : R := foldr (fun x so_far => F x + so_far) 0 l.
Lemma sumbE T (l : seq T) F : sumb l F = \sum_(x <- l) F x.
Proof. by rewrite unlock. Qed.

Lemma eq_sumb (T : eqType) (l : seq T) F F' : {in l, F =1 F'} -> sumb l F = sumb l F'.
Proof. by move=> e; rewrite !sumbE big_seq [RHS]big_seq; apply: eq_bigr. Qed.
Lemma sumbD T (l : seq T) F F' : sumb l (fun x => F x + F' x) = sumb l F + sumb l F'.
Proof. by rewrite !sumbE big_split. Qed.
Lemma sumb0 (T : eqType) (l : seq T) F : {in l, forall x, F x = 0} -> sumb l F = 0.
Proof. by move=> e; rewrite sumbE big_seq big1. Qed.
Lemma exchange_sumb S T (l : seq S) (l' : seq T) F : sumb l (fun x => sumb l' (F x)) = sumb l' (fun y => sumb l (fun x => F x y)).
Proof. by rewrite sumbE (eq_bigr _ (fun x _ => sumbE l' (F x))) exchange_big sumbE; apply: eq_bigr => y _; rewrite sumbE. Qed.

(** Two sums that have the same terms, but for zeros: [h] and [k] say which is which. *)
Lemma sum_bij (S T : eqType) (l : seq S) (l' : seq T) (F : S -> R) (F' : T -> R) (h : S -> T) (k : T -> S) : uniq l -> uniq l' ->
  (forall x, x \in l -> F x != 0 -> [/\ h x \in l', k (h x) = x & F' (h x) = F x]) ->
  (forall y, y \in l' -> F' y != 0 -> [/\ k y \in l, h (k y) = y & F (k y) = F' y]) -> sumb l F = sumb l' F'.
Proof.
move=> ul ul' there back; rewrite !sumbE.
have cut_off U (m : seq U) (E : U -> R) : \sum_(x <- m) E x = \sum_(x <- m | E x != 0) E x.
  by rewrite [RHS]big_mkcond; apply: eq_bigr => x _; case: eqP.
rewrite cut_off [RHS]cut_off -[LHS]big_filter -[RHS]big_filter.
have /(perm_big _) <- /= : perm_eq [seq h x | x <- l & F x != 0] [seq y <- l' | F' y != 0].
  apply: uniq_perm; rewrite ?filter_uniq //.
    rewrite map_inj_in_uniq ?filter_uniq // => x y; rewrite !mem_filter => /andP[x0 xl] /andP[y0 yl] e.
    by have [_ <- _] := there x xl x0; have [_ <- _] := there y yl y0; rewrite e.
  move=> y; rewrite mem_filter; apply/mapP/andP => [[x + ->]|[y0 yl]].
    by rewrite mem_filter => /andP[x0 xl]; have [hl _ ->] := there x xl x0.
  by have [kl e Fe] := back y yl y0; exists (k y); rewrite // mem_filter kl Fe y0.
rewrite big_map big_filter [RHS]big_filter; rewrite big_seq_cond [RHS]big_seq_cond; apply: eq_bigr => x /andP[xl x0].
by have [_ _ ->] := there x xl x0.
Qed.

(** One term alone. *)
Lemma sumb_one (T : eqType) (l : seq T) F x : uniq l -> (forall y, y \in l -> y != x -> F y = 0) -> sumb l F = if x \in l then F x else 0.
Proof.
move=> ul alone; rewrite sumbE; case: ifP => xl.
  by rewrite (bigD1_seq x) //= big_seq_cond big1 ?addr0 // => y /andP[yl yx]; apply: alone.
by rewrite big_seq big1 // => y yl; apply: alone => //; apply: contraFN xl => /eqP <-.
Qed.
End Sums.

Section Scaled.
Variable R : ringType.
Lemma sumbM T (l : seq T) (c : R) F : sumb l (fun x => c * F x) = c * sumb l F.
Proof. by rewrite !sumbE mulr_sumr. Qed.
Lemma sumbMl T (l : seq T) (c : R) F : sumb l (fun x => F x * c) = sumb l F * c.
Proof. by rewrite !sumbE mulr_suml. Qed.
End Scaled.

(** ** Arrays *)

Section Arrays.
Variables (G : space) (R : zmodType).
Implicit Types (x y i s H A : G) (f g : G -> R).

(** Outside its size an array is zero. *)
Definition cut H f : G -> R := fun i => if inside H i then f i else 0.
Lemma cut_in H f i : inside H i -> cut H f i = f i. Proof. by rewrite /cut => ->. Qed.
Lemma cut_out H f i : ~~ inside H i -> cut H f i = 0. Proof. by rewrite /cut => /negbTE ->. Qed.
Lemma cutK H f i : cut H (cut H f) i = cut H f i. Proof. by rewrite /cut; case: (inside H i). Qed.
Lemma eq_cut H f g i : f i = g i -> cut H f i = cut H g i. Proof. by rewrite /cut => ->. Qed.

(** The sum of all entries. *)
Definition total H f : R := sumb (box H) f.
End Arrays.

(** Places of the torus: each axis is counted around its length. *)
Section Torus.
Variables (G : space).
Implicit Types (x y i j s H : G).

Definition around H i : G := per_axis Z.modulo i H.
Lemma around_inside H i s : inside H s -> inside H (around H i).
Proof.
move=> /insideP sH; apply/insideP => k lt; rewrite axis_per //; have ? := sH k lt.
by apply: Z.mod_pos_bound; lia.
Qed.
Lemma around_small H i : inside H i -> around H i = i.
Proof. by move=> /insideP iH; apply: same_axes => k lt; rewrite axis_per // Z.mod_small //; apply: iH. Qed.
Lemma aroundD H i j : around H (around H i + j) = around H (i + j).
Proof. by apply: same_axes => k lt; rewrite axis_per // axis_add axis_per // Zplus_mod_idemp_l -axis_add -axis_per. Qed.
Lemma aroundB H i j : around H (i - around H j) = around H (i - j).
Proof. by apply: same_axes => k lt; rewrite !axis_per // !axisE axis_per // !Z.add_opp_r Zminus_mod_idemp_r. Qed.
End Torus.
