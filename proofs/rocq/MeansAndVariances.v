(** Mean and variance of a list of values, and a normalised value.

Idea: what an affine function does to the mean and the variance of a list is known, and a normalised value is an affine function of the value.

Definitions: [mean_of], [variance_of], of the values of a function on a list; [grid], the places of two lists; [scaled], a normalised value; [normed], one by
the mean and variance of its own list.
Results: means and variances of affine functions and of normalised values; how many places a box has.
Not proved here: the laws; see [ProvedNormalization].
Axioms: those of Coq's real numbers, and Hilbert's epsilon; see [RealField]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards FieldTactic.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** Mean and variance of a list of values; [n] says how many there are, or one less *)

Section Lists.
Variables (R : numFieldType) (T : eqType) (l : seq T).
Implicit Types (f g : T -> R) (a b n : R).

Definition mean_of f n := sumb l f / n.
Definition variance_of f m n := sumb l (fun t => (f t - m) ^+ 2) / n.

Lemma eq_mean_of f g n : {in l, f =1 g} -> mean_of f n = mean_of g n.
Proof. by move=> e; congr (_ / _); apply: eq_sumb. Qed.
Lemma eq_variance_of f g m n : {in l, f =1 g} -> variance_of f m n = variance_of g m n.
Proof. by move=> e; congr (_ / _); apply: eq_sumb => t tl; rewrite e. Qed.

Lemma sumb_const a : sumb l (fun _ => a) = a * (size l)%:R.
Proof. by rewrite sumbE big_const_seq count_predT iter_addr_0 mulr_natr. Qed.

Hypothesis some : (size l)%:R != 0 :> R.
Notation size := (size l)%:R.

Lemma mean_of_affine f a b : mean_of (fun t => a * f t + b) size = a * mean_of f size + b.
Proof. by rewrite /mean_of sumbD sumbM sumb_const mulrDl -mulrA mulfK. Qed.
Lemma variance_of_affine f a b m n : variance_of (fun t => a * f t + b) (a * m + b) n = a ^+ 2 * variance_of f m n.
Proof.
rewrite /variance_of mulrA -sumbM; congr (_ / _); apply: eq_sumb => t _.
by rewrite opprD addrACA subrr addr0 -mulrBr exprMn.
Qed.
Lemma mean_of_const b : mean_of (fun _ => b) size = b.
Proof. by rewrite /mean_of sumb_const mulfK. Qed.
Lemma variance_of_squares f : variance_of f (mean_of f size) size = mean_of (fun t => f t * f t) size - mean_of f size * mean_of f size.
Proof.
rewrite /variance_of /mean_of; set m := sumb l f / size.
have e : sumb l f = m * size by rewrite /m divfK.
rewrite (eq_sumb (F' := fun t => f t * f t + ((- (m *+ 2)) * f t + m * m))) => [|t _]; last first.
  by rewrite sqrrB -!expr2 mulNr mulrnAl [m * f t]mulrC addrA.
rewrite sumbD sumbD sumbM sumb_const e !mulrDl; congr (_ + _).
rewrite mulrA mulfK // mulfK //.
by rewrite mulNr mulrnAl mulr2n opprD -addrA addNr addr0.
Qed.
End Lists.

Lemma variance_of_ge0 (R : realFieldType) (T : eqType) (l : seq T) (f : T -> R) m n : 0 <= n -> 0 <= variance_of l f m n.
Proof. by move=> n0; rewrite divr_ge0 // sumbE; apply: sumr_ge0 => t _; apply: sqr_ge0. Qed.

(** ** The values of a channel, of a group and of a row *)

Definition grid (S T : Type) (l : seq S) (l' : seq T) := [seq (s, t) | s <- l, t <- l'].
Lemma sumb_grid (R : zmodType) S T (l : seq S) (l' : seq T) (F : S -> T -> R) :
  sumb l (fun s => sumb l' (F s)) = sumb (grid l l') (fun p => F p.1 p.2).
Proof. by rewrite [RHS]sumbE big_allpairs sumbE; apply: eq_bigr => s _; rewrite sumbE. Qed.
Lemma length_zrange n : size (zrange n) = Z.to_nat n.
Proof. by rewrite size_map size_iota. Qed.
Lemma size_box (G : space) (H : G) : positive H -> Z.of_nat (size (box H)) = product_of_axes H.
Proof.
move/positiveP => h; rewrite size_map /product_of_axes.
have : forall k, k \in iota 0 (rank G) -> (0 < axis k H)%Z by move=> k; rewrite mem_iota => /andP[_]; apply: h.
elim: (iota 0 _) => //= k s IH pos; rewrite size_allpairs length_zrange -IH => [|j js]; last by apply: pos; rewrite inE js orbT.
by have := pos k (mem_head _ _); lia.
Qed.
Lemma product_pos (G : space) (H : G) : positive H -> (1 <= product_of_axes H)%Z.
Proof.
move/positiveP => h; rewrite /product_of_axes.
have : forall k, k \in iota 0 (rank G) -> (0 < axis k H)%Z by move=> k; rewrite mem_iota => /andP[_]; apply: h.
elim: (iota 0 _) => //= k s IH pos; have := pos k (mem_head _ _).
by have := IH (fun j js => pos j (mem_behead (s := k :: s) js)); nia.
Qed.
Lemma number_size (R : ringType) (G : space) (H : G) N : positive H -> (1 <= N)%Z ->
  number (N * product_of_axes H) = (size (grid (zrange N) (box H)))%:R :> R.
Proof.
by move=> h N1; have p := product_pos h; rewrite number_nat ?size_allpairs ?length_zrange; [congr (_%:R); have := size_box h; nia|nia].
Qed.
Lemma some_values (R : numFieldType) (G : space) (H : G) N : positive H -> (1 <= N)%Z -> (size (grid (zrange N) (box H)))%:R != 0 :> R.
Proof. by move=> h N1; rewrite pnatr_eq0 size_allpairs length_zrange; have := size_box h; have := product_pos h; nia. Qed.

(** ** A normalised entry *)

Lemma root_squared (a : R) : 0 <= a -> root a * root a = a.
Proof. by move=> /RleP a0; apply: R_sqrt.sqrt_sqrt. Qed.
Lemma root_neq0 (a : R) : 0 < a -> root a != 0.
Proof. by move=> a0; apply/eqP => s0; have := root_squared (ltW a0); rewrite s0 mul0r => e; rewrite -e ltxx in a0. Qed.
Lemma root_of_product (a b : R) : 0 <= a -> 0 <= b -> root (a * b) = root a * root b.
Proof. by move=> /RleP a0 /RleP b0; apply: R_sqrt.sqrt_mult. Qed.
Lemma root_of_square (a : R) : 0 <= a -> root (a * a) = a.
Proof. by move=> /RleP a0; apply: R_sqrt.sqrt_square. Qed.

Notation K := (Num.RealField.fieldType R).
Add Field R_is_a_field : (field_laws K).

Section Normed.
Variables (T : eqType) (l : seq T).
Implicit Types (f : T -> R) (g b e n z m v : R) (t : T).

Definition scaled g b e m v (y : R) : R := b + (y - m) * g / root (e + v).
Notation size := (size l)%:R.
Notation mean f := (mean_of l f size).
Notation variance f n := (variance_of l f (mean f) n).
Definition normed f g b e n t : R := scaled g b e (mean f) (variance f n) (f t).

Lemma eq_normed f f' g b e n t : t \in l -> {in l, f =1 f'} -> normed f g b e n t = normed f' g b e n t.
Proof. by move=> tl E; rewrite /normed (eq_mean_of _ E) (eq_variance_of _ _ E) E. Qed.

Hypothesis some : size != 0 :> R.

Lemma normed_constant f g b e n z t : normed (fun t => f t + z) g b e n t = normed f g b e n t.
Proof.
have E : {in l, (fun t => f t + z) =1 (fun t => 1 * f t + z)} by move=> u _; rewrite mul1r.
rewrite /normed (eq_mean_of _ E) (eq_variance_of _ _ E) mean_of_affine // variance_of_affine expr1n !mul1r.
by rewrite /scaled opprD addrACA subrr addr0.
Qed.
Lemma normed_odd f g b e n t : normed (fun t => - f t) g b e n t = normed f (- g) b e n t.
Proof.
have E : {in l, (fun t => - f t) =1 (fun t => - 1 * f t + 0)} by move=> u _; rewrite mulN1r addr0.
rewrite /normed (eq_mean_of _ E) (eq_variance_of _ _ E) mean_of_affine // variance_of_affine sqrrN expr1n mul1r.
by rewrite /scaled mulN1r addr0; move: (root _)^-1 => r; by_field K.
Qed.
Lemma normed_scale f g b e n t : 0 < e -> 0 <= n -> normed (fun t => f t * 3%:R) g b (9%:R * e) n t = normed f g b e n t.
Proof.
move=> e0 n0; have E : {in l, (fun t => f t * 3%:R) =1 (fun t => 3%:R * f t + 0)} by move=> u _; rewrite addr0 mulrC.
rewrite /normed (eq_mean_of _ E) (eq_variance_of _ _ E) mean_of_affine // variance_of_affine addr0 /scaled.
have -> : 9%:R = 3%:R ^+ 2 :> R by rewrite -natrX.
have v0 : 0 <= variance f n by apply: variance_of_ge0.
rewrite -mulrDr expr2 root_of_product ?mulr_ge0 ?ler0n ?addr_ge0 ?(ltW e0) // root_of_square ?ler0n //.
have r0 : root (e + variance f n) != 0 by apply: root_neq0; rewrite ltr_paddr.
by have t0 : 3%:R != 0 :> R; [rewrite pnatr_eq0|by_field K].
Qed.
Lemma normed_affine f g b e n t : normed f g b e n t = g * normed f 1 0 e n t + b.
Proof. by rewrite /normed /scaled; move: (root _)^-1 => r; by_field K. Qed.
Lemma normed_of_a_constant g b e n z t : normed (fun _ => z) g b e n t = b.
Proof. by rewrite /normed mean_of_const // /scaled subrr !mul0r addr0. Qed.

Lemma normedE f g b e n t : normed f g b e n t = g / root (e + variance f n) * f t + (b - g / root (e + variance f n) * mean f).
Proof. by rewrite /normed /scaled; move: (root _)^-1 => r; by_field K. Qed.
Lemma mean_of_normed f g b e n : mean (normed f g b e n) = b.
Proof. by rewrite (eq_mean_of _ (fun t _ => normedE f g b e n t)) mean_of_affine // addrCA subrr addr0. Qed.
Lemma variance_of_normed f g b e n : 0 < e -> 0 <= n -> variance (normed f g b e n) n * (variance f n + e) = g * g * variance f n.
Proof.
move=> e0 n0; have v0 : 0 <= variance f n by apply: variance_of_ge0.
have p : 0 < e + variance f n by rewrite ltr_paddr.
rewrite mean_of_normed (eq_variance_of _ _ (fun t _ => normedE f g b e n t)).
set a := g / _; set c := b - _; have <- : a * mean f + c = b by rewrite /c addrCA subrr addr0.
rewrite variance_of_affine [variance f n + e]addrC mulrAC; congr (_ * _).
by rewrite /a expr2 -{3}(root_squared (ltW p)) mulf_div divfK // mulf_neq0 ?root_neq0.
Qed.
End Normed.
