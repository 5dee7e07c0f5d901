(** The laws of layers from an image to an image that set entries, turn the torus or tile the plane, as they are printed from Python.

Idea: both sides are sums over the taps of a kernel; the terms are the same one by one, or all but one of them are 0.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: sums over places of two axes are sums over rows and columns; each law, under the name of its proposition.
Not proved here: nothing is left. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPerceptron.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** ** Sums *)

Section Sums.
Variable R : zmodType.
Lemma sumb_box2 (A B : Z) (F : space2 -> R) :
  sumb (box (at2 A B)) F = sumb (zrange A) (fun a => sumb (zrange B) (fun b => F (at2 a b))).
Proof.
rewrite sumbE /box big_map big_allpairs_dep sumbE; apply: eq_bigr => a _; rewrite big_allpairs_dep sumbE; apply: eq_bigr => b _.
by rewrite big_seq1.
Qed.
(** The same terms, but for those that are 0. *)
Lemma sumb_part (T : eqType) (l l' : seq T) (F F' : T -> R) : uniq l -> uniq l' -> {subset l <= l'} ->
  {in l, F =1 F'} -> (forall y, y \in l' -> y \notin l -> F' y = 0) -> sumb l F = sumb l' F'.
Proof.
move=> ul ul' sub same out; apply: (@sum_bij _ _ _ _ _ _ _ id id) => // x x_in nz.
  by split=> //; [exact: sub | rewrite same].
have xl : x \in l by apply: contraNT nz => /(out _ x_in) ->.
by split=> //; rewrite same.
Qed.
Lemma sumb_at (T : eqType) (l : seq T) (F : T -> R) x : uniq l -> x \in l -> (forall y, y \in l -> y != x -> F y = 0) -> sumb l F = F x.
Proof. by move=> ul xl out; rewrite (sumb_one ul out) xl. Qed.
End Sums.

Lemma mod_in n k : (1 <=? n)%Z -> between 0 n (Z.modulo k n).
Proof. by move=> /Z.leb_le n1; apply/betweenP; apply: Z.mod_pos_bound; lia. Qed.
Lemma uniq_taps low n : uniq (from low (zrange n)). Proof. by rewrite uniq_from ?uniq_zrange. Qed.
#[local] Hint Resolve uniq_zrange uniq_taps : core.

(** ** The dense layer *)

Lemma same_pixel (W i j k l : Z) : between 0 W j -> between 0 W l -> ((i * W + j) =? (k * W + l))%Z = ((i =? k) && (j =? l))%Z.
Proof.
move=> /betweenP j_in /betweenP l_in; apply/idP/andP => [/Z.eqb_eq e|[/Z.eqb_eq -> /Z.eqb_eq ->]]; last by rewrite Z.eqb_refl.
have e' := Z.div_mod_unique W i k j l; rewrite [(W * i)%Z]Z.mul_comm [(W * k)%Z]Z.mul_comm in e'.
by have [|||-> ->] // := e'; [left; lia | left; lia | rewrite !Z.eqb_refl].
Qed.
Theorem dense_has_unit : perceptron_dense_has_unit.
Proof.
move=> R H W x u H1 W1 i j i_in j_in; rewrite /perceptron_dense i_in j_in /= {1}/guard addrC; congr (_ + _).
rewrite (@sumb_at _ _ _ _ i) ?mem_zrange // => [|k]; last first.
  rewrite mem_zrange => k_in /eqP ne; apply: sumb0 => l; rewrite mem_zrange => l_in.
  by rewrite k_in l_in /guard /= same_pixel // (_ : (i =? k)%Z = false) ?mulr0 //; apply/Z.eqb_neq => e; apply: ne.
rewrite (@sumb_at _ _ _ _ j) ?mem_zrange // => [|l]; first by rewrite i_in j_in /guard /= Z.eqb_refl mulr1.
rewrite mem_zrange => l_in /eqP ne; rewrite i_in l_in /guard /= same_pixel // (_ : (j =? l)%Z = false) ?andbF ?mulr0 //.
by apply/Z.eqb_neq => e; apply: ne.
Qed.
Theorem dense_responds_to_impulses : perceptron_dense_responds_to_impulses.
Proof.
move=> R H W p q w u H1 W1 p0 q0 /andP[pH qW]; split=> //; split=> // i j i_in j_in.
have p_in : between 0 H p by apply/andP. have q_in : between 0 W q by apply/andP.
rewrite /perceptron_dense i_in j_in /= {1}/guard; congr (_ + _).
rewrite (@sumb_at _ _ _ _ p) ?mem_zrange // => [|k]; last first.
  rewrite mem_zrange => k_in /eqP ne; apply: sumb0 => l; rewrite mem_zrange => l_in.
  by rewrite k_in l_in /guard /= (_ : (k =? p)%Z = false) ?mulr0 ?mul0r //; apply/Z.eqb_neq.
rewrite (@sumb_at _ _ _ _ q) ?mem_zrange // => [|l]; first by rewrite p_in q_in /guard /= !Z.eqb_refl mul1r.
by rewrite mem_zrange => l_in /eqP ne; rewrite p_in l_in /guard /= (_ : (l =? q)%Z = false) ?andbF ?mulr0 ?mul0r //; apply/Z.eqb_neq.
Qed.

(** Averaged weights depend on the offset alone. *)
Lemma averaged_by_offset (R : comRingType) H W (w : Z -> Z -> Z -> Z -> R) i j k l : (1 <=? H)%Z -> (1 <=? W)%Z -> between 0 H k -> between 0 W l ->
  words_averaged R H W w i j k l = words_averaged R H W w (Z.modulo (i - k) H) (Z.modulo (j - l) W) 0 0.
Proof.
move=> H1 W1 k_in l_in; rewrite /words_averaged.
have turn n a s : (1 <=? n)%Z -> between 0 n s ->
  forall F : Z -> Z -> R, sumb (zrange n) (fun p => F (Z.modulo (a - p) n) (Z.modulo (s - p) n)) =
    sumb (zrange n) (fun p => F (Z.modulo (Z.modulo (a - s) n - p) n) (Z.modulo (0 - p) n)).
  move=> n1 s_in F; apply: (@sum_bij _ _ _ _ _ _ _ (fun p => Z.modulo (p - s) n) (fun p => Z.modulo (p + s) n)) => // p; rewrite !mem_zrange => p_in _.
    split; first exact: mod_in.
      by rewrite Zplus_mod_idemp_l Z.sub_add Z.mod_small //; apply/betweenP.
    by rewrite !Zminus_mod_idemp_r Zminus_mod_idemp_l; congr (F (Z.modulo _ n) (Z.modulo _ n)); lia.
  split; first exact: mod_in.
    by rewrite Zminus_mod_idemp_l Z.add_simpl_r Z.mod_small //; apply/betweenP.
  by rewrite !Zminus_mod_idemp_r Zminus_mod_idemp_l; congr (F (Z.modulo _ n) (Z.modulo _ n)); lia.
etransitivity.
  exact: (turn H i k H1 k_in (fun a b => sumb (zrange W) (fun q => guard (between 0 H a && between 0 W (Z.modulo (j - q) W) && between 0 H b && between 0 W (Z.modulo (l - q) W))
    (w a (Z.modulo (j - q) W) b (Z.modulo (l - q) W))))).
apply: eq_sumb => p _; set a := Z.modulo (_ - p) H; set b := Z.modulo (0 - p) H.
exact: (turn W j l W1 l_in (fun c d => guard (between 0 H a && between 0 W c && between 0 H b && between 0 W d) (w a c b d))).
Qed.
Theorem dense_equivariant_is_circular : perceptron_dense_equivariant_is_circular.
Proof.
move=> R H W x w H1 W1 i j i_in j_in.
have o_H : between 0 H 0 by ranges. have o_W : between 0 W 0 by ranges.
rewrite /perceptron_dense /convolution_circular sumb_box2 mulr0 guard0 add0r; apply: eq_sumb => k; rewrite mem_zrange => k_in.
apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite i_in j_in k_in l_in.
have inside_ a b : between 0 H a -> between 0 W b -> within (G := space2) 0 (at2 H W) (at2 a b).
  by move=> a_in b_in; rewrite -/(inside _ _) inside2 /= -/(between _ _ _) -/(between 0 W b) a_in b_in.
have -> : per_axis (G := space2) Z.modulo (at2 i j - at2 k l) (at2 H W) = at2 (Z.modulo (i - k) H) (Z.modulo (j - l) W) by [].
rewrite !inside_ ?mod_in //; congr (_ * _); rewrite [LHS]/guard [RHS]/guard /=.
rewrite (@sumb_at _ _ _ _ 0%Z) ?mem_zrange // => [|p]; last first.
  by rewrite mem_zrange => p_in /eqP/Z.eqb_neq e; apply: sumb0 => q _; rewrite e mulr0 guard0 mul0r.
rewrite (@sumb_at _ _ _ _ 0%Z) ?mem_zrange // => [|q]; last first.
  by rewrite mem_zrange => q_in /eqP/Z.eqb_neq e; rewrite e mulr0 guard0 mul0r.
by rewrite mulr0 add0r o_H o_W /guard /= mul1r -averaged_by_offset.
Qed.

(** ** Weights by offset *)
Theorem reindex_points_inside : perceptron_reindex_points_inside.
Proof.
move=> R H W w H1 W1 i j a b i_in j_in a_in b_in; rewrite /words_pruned /perceptron_reindex; set p := (a + i + 1 - H)%Z; set q := (b + j + 1 - W)%Z.
case: ifP => inside_; last by rewrite guard_out //; apply/negP; move: inside_; rewrite /p /q; ranges.
by rewrite [RHS]guard_in //; ranges.
Qed.
Theorem reindex_inverse_drops_the_outside : perceptron_reindex_inverse_drops_the_outside.
Proof.
move=> R H W v H1 W1 i j a b i_in j_in a_in b_in; rewrite /words_pruned /perceptron_reindex /perceptron_reindex_inverse.
case: ifP => inside_; last by rewrite guard_out //; apply/negP; move: inside_; ranges.
rewrite !guard_in; try ranges; congr v; lia.
Qed.

(** ** Weights that depend on the offset *)
Lemma around_ n k j : (1 <=? n)%Z -> Z.modulo (k + (n + j)) n = Z.modulo (k + j) n.
Proof. by move=> /Z.leb_le n1; rewrite (_ : (k + (n + j) = k + j + 1 * n)%Z) ?Z.mod_add //; lia. Qed.
Theorem shift_invariant_shares_weights : perceptron_shift_invariant_shares_weights.
Proof.
move=> R H W x v u H1 W1 i j i_in j_in; rewrite /perceptron_shift_invariant /perceptron_centred i_in j_in /= {3}/guard addrC; congr (_ + _).
apply: eq_sumb => a _; apply: eq_sumb => b _; rewrite mulrC; congr (_ * _).
Qed.
Theorem shift_invariant_circular_is_tiled : perceptron_shift_invariant_circular_is_tiled.
Proof.
move=> R H W x v u H1 W1 i j i_in j_in; rewrite /perceptron_shift_invariant_border_circular /perceptron_local /words_tiled; congr (_ + _).
have taps n : from (- (1) * (n - 1))%Z (zrange (2 * (n - 1) + 1)%Z) = from (1 - n)%Z (zrange (2 * n - 1)%Z).
  by congr (from _ (zrange _)); lia.
rewrite !taps; apply: eq_sumb => a; rewrite mem_from => a_in; apply: eq_sumb => b; rewrite mem_from => b_in; congr (_ * _).
  by rewrite !guard_in; try (move: a_in b_in; ranges); congr v; lia.
rewrite /words_tiled [RHS]guard_in; last by move: a_in b_in; ranges.
by rewrite !around_.
Qed.
Theorem shift_invariant_is_equivariant_on_the_torus : perceptron_shift_invariant_is_equivariant_on_the_torus.
Proof.
move=> R H W p q x v u H1 W1 p0 q0 i j i_in j_in; congr (_ + _); apply: eq_sumb => a _; apply: eq_sumb => b _; congr (_ * _).
rewrite !guard_in ?mod_in //; congr x; rewrite Zminus_mod_idemp_l Zplus_mod_idemp_r; congr Z.modulo; lia.
Qed.
(** A row that comes in from the other side is one of zeros. *)
Lemma moved_edge n k : (1 <? n)%Z -> between 0 n (k + 1) -> let r := Z.modulo (n + (k + 1) - 1) n in
  (r <? n - 1)%Z = between 0 (n - 1) k /\ (between 0 (n - 1) k -> r = k).
Proof.
move=> /Z.ltb_lt n1 /betweenP k_in r; have [e|ne] := Z.eq_dec k (-1).
  have -> : r = (n - 1)%Z by rewrite /r e Z.mod_small; lia.
  by split; [rewrite e; ranges | ranges].
have -> : r = k by rewrite /r (_ : (n + (k + 1) - 1 = k + 1 * n)%Z) ?Z.mod_add ?Z.mod_small; lia.
by split=> //; ranges.
Qed.
Theorem shift_invariant_is_equivariant_inside : perceptron_shift_invariant_is_equivariant_inside.
Proof.
move=> R H W x v u H1 W1 /andP[H2 W2] i j i_in j_in; congr (_ + _); apply: eq_sumb => a _; apply: eq_sumb => b _; congr (_ * _).
rewrite /words_clear_edge (Z.add_assoc a i) (Z.add_assoc b j); set k := (a + i)%Z; set l := (b + j)%Z.
case: (boolP (between 0 (H - 1) k && between 0 (W - 1) l)) => [/andP[k_in l_in]|out].
  have [_ /(_ k_in) ek] : _ := moved_edge (n := H) (k := k) H2 ltac:(move: k_in; ranges).
  have [_ /(_ l_in) el] : _ := moved_edge (n := W) (k := l) W2 ltac:(move: l_in; ranges).
  by rewrite ek el; move: k_in l_in => /betweenP k_in /betweenP l_in; rewrite !ifT ?guard_in //; ranges.
rewrite [RHS](_ : _ = 0); last first.
  rewrite /guard; case: ifP => // kl_in; case: ifP => // small; case: ifP => // _; exfalso; move: out; apply/negP/negPn; ranges.
case: (boolP (between 0 H (k + 1) && between 0 W (l + 1))) => [/andP[k_in l_in]|no]; last by rewrite guard_out.
rewrite guard_in ?k_in ?l_in //; have [ek _] := moved_edge H2 k_in; have [el _] := moved_edge W2 l_in.
by rewrite ek el (negbTE out).
Qed.
(** A kernel with zeros for other offsets. *)
Lemma widened (R : comRingType) H W k l (v : Z -> Z -> R) (see : Z -> Z -> R) : (k <? H)%Z -> (l <? W)%Z -> (0 <=? k)%Z -> (0 <=? l)%Z ->
  sumb (from (- (1) * k) (zrange (2 * k + 1)))%Z (fun a => sumb (from (- (1) * l) (zrange (2 * l + 1)))%Z (fun b =>
    guard (between (- (1) * k) (k + 1) a && between (- (1) * l) (l + 1) b) (v (a + k)%Z (b + l)%Z) * see a b)) =
  sumb (from (1 - H) (zrange (2 * H - 1)))%Z (fun a => sumb (from (1 - W) (zrange (2 * W - 1)))%Z (fun b =>
    guard (between (1 - H) H a && between (1 - W) W b) (if ((H + a - 1 <? H + k) && (W + b - 1 <? W + l) && (H - k - 1 <=? H + a - 1) && (W - l - 1 <=? W + b - 1))%Z
      then v (H + a - 1 + k + 1 - H)%Z (W + b - 1 + l + 1 - W)%Z else 0) * see a b)).
Proof.
move=> kH lW k0 l0; apply: sumb_part => // [a|a|a].
- by rewrite !mem_from; ranges.
- rewrite mem_from => a_in; apply: sumb_part => // [b|b|b].
  + by rewrite !mem_from; ranges.
  + rewrite mem_from => b_in; rewrite !guard_in; try ranges.
    by rewrite ifT; [congr (v _ _ * _); lia | ranges].
  + rewrite !mem_from => b_in b_out; rewrite ifF ?guard0 ?mul0r //; apply/negP; move: b_out; ranges.
- rewrite !mem_from => a_in a_out; apply: sumb0 => b _; rewrite ifF ?guard0 ?mul0r //; apply/negP; move: a_out; ranges.
Qed.
Theorem local_is_shift_invariant : perceptron_local_is_shift_invariant.
Proof.
split=> R H W k l x v u H1 W1 k0 l0 /andP[kH lW]; do 4 (split; first by move: kH lW k0 l0; ranges); move=> i j i_in j_in; congr (_ + _).
  exact: (widened v (fun a b => guard (between 0 H (a + i)%Z && between 0 W (b + j)%Z) (x (a + i)%Z (b + j)%Z))).
exact: (widened v (fun a b => guard (between 0 H (Z.modulo (a + i) H) && between 0 W (Z.modulo (b + j) W)) (x (Z.modulo (a + i) H) (Z.modulo (b + j) W)))).
Qed.
Theorem local_local_circular_is_tiled : perceptron_local_local_circular_is_tiled.
Proof.
move=> R H W k l x v u H1 W1 k0 l0 /andP[kH lW] i j i_in j_in; congr (_ + _).
apply: eq_sumb => a; rewrite mem_from => a_in; apply: eq_sumb => b; rewrite mem_from => b_in; congr (_ * _).
rewrite [RHS]guard_in; last by move: kH lW k0 l0 a_in b_in; ranges.
by rewrite /words_tiled !around_.
Qed.
Theorem local_has_unit_tap : perceptron_local_has_unit_tap.
Proof.
have unit_ (R : comRingType) k l (v see : Z -> Z -> R) : (0 <=? k)%Z -> (0 <=? l)%Z ->
  sumb (from (- (1) * k) (zrange (2 * k + 1)))%Z (fun a => sumb (from (- (1) * l) (zrange (2 * l + 1)))%Z (fun b =>
    guard (between (- (1) * k) (k + 1) a && between (- (1) * l) (l + 1) b) (if ((a + k =? k) && (b + l =? l))%Z then 1 else v (a + k)%Z (b + l)%Z * 0) * see a b)) = see 0%Z 0%Z.
  move=> k0 l0; rewrite (@sumb_at _ _ _ _ 0%Z) // => [||a _ /eqP ne]; first 1 last.
  - by rewrite mem_from; ranges.
  - by apply: sumb0 => b _; rewrite (_ : (a + k =? k)%Z = false) /= ?mulr0 ?guard0 ?mul0r //; apply/Z.eqb_neq; lia.
  rewrite (@sumb_at _ _ _ _ 0%Z) // => [||b _ /eqP ne]; first 1 last.
  - by rewrite mem_from; ranges.
  - by rewrite (_ : (b + l =? l)%Z = false) ?andbF /= ?mulr0 ?guard0 ?mul0r //; apply/Z.eqb_neq; lia.
  by rewrite !Z.add_0_l !Z.eqb_refl guard_in ?mul1r //; ranges.
split=> R H W k l x v u H1 W1 k0 l0 i j i_in j_in; congr (_ + _).
  have := unit_ _ k l v (fun a b => guard (between 0 H (a + i)%Z && between 0 W (b + j)%Z) (x (a + i)%Z (b + j)%Z)) k0 l0.
  by rewrite !Z.add_0_l i_in j_in.
have := unit_ _ k l v (fun a b => guard (between 0 H (Z.modulo (a + i) H) && between 0 W (Z.modulo (b + j) W)) (x (Z.modulo (a + i) H) (Z.modulo (b + j) W))) k0 l0.
by rewrite !Z.add_0_l !mod_in // !Z.mod_small //; apply/betweenP.
Qed.
Theorem local_answers_with_the_kernel_turned : perceptron_local_answers_with_the_kernel_turned.
Proof.
have answer (R : comRingType) k l i j (v see : Z -> Z -> R) : (0 <=? k)%Z -> (0 <=? l)%Z -> between 0 (2 * k + 1) i -> between 0 (2 * l + 1) j ->
  see (k - i)%Z (l - j)%Z = 1 -> (forall a b, between (- k) (k + 1) a -> between (- l) (l + 1) b -> (a <> k - i \/ b <> l - j)%Z -> see a b = 0) ->
  sumb (from (- (1) * k) (zrange (2 * k + 1)))%Z (fun a => sumb (from (- (1) * l) (zrange (2 * l + 1)))%Z (fun b =>
    guard (between (- (1) * k) (k + 1) a && between (- (1) * l) (l + 1) b) (v (a + k)%Z (b + l)%Z) * see a b)) = v (2 * k - i)%Z (2 * l - j)%Z.
  move=> k0 l0 i_in j_in one out; rewrite (@sumb_at _ _ _ _ (k - i)%Z) // => [||a]; first 1 last.
  - by rewrite mem_from; ranges.
  - rewrite mem_from => a_in /eqP ne; apply: sumb0 => b; rewrite mem_from => b_in; rewrite out ?mulr0 //; [ranges | ranges | by left].
  rewrite (@sumb_at _ _ _ _ (l - j)%Z) // => [||b]; first 1 last.
  - by rewrite mem_from; ranges.
  - by rewrite mem_from => b_in /eqP ne; rewrite out ?mulr0 //; [ranges | ranges | right].
  by rewrite one mulr1 guard_in; [congr v; lia | ranges].
split=> R k l v u k0 l0 i j i_in j_in; congr (_ + _).
  apply: (answer _ k l i j v (fun a b => guard (between 0 (2 * k + 1) (a + i)%Z && between 0 (2 * l + 1) (b + j)%Z) (if ((a + i =? k) && (b + j =? l))%Z then 1 else v (a + i)%Z (b + j)%Z * 0))) => //.
    by rewrite !Z.sub_add !Z.eqb_refl guard_in //; ranges.
  by move=> a b a_in b_in ne; rewrite ifF ?mulr0 ?guard0 //; apply/negP; lia.
set h := (2 * k + 1)%Z; set w := (2 * l + 1)%Z.
have small n r s : (0 <=? r)%Z -> between (- r) (r + 1) s -> between 0 (2 * r + 1) n -> (Z.modulo (s + n) (2 * r + 1) = r -> s = r - n)%Z.
  move=> /Z.leb_le r0 /betweenP s_in /betweenP n_in; have := Z.div_mod (s + n) (2 * r + 1) ltac:(lia); set d := (_ / _)%Z; set m := Z.modulo _ _ => e em.
  have d0 : d = 0%Z by nia.
  by move: e; rewrite d0 em; lia.
apply: (answer _ k l i j v (fun a b => guard (between 0 h (Z.modulo (a + i) h) && between 0 w (Z.modulo (b + j) w)) (if ((Z.modulo (a + i) h =? k) && (Z.modulo (b + j) w =? l))%Z then 1 else v (Z.modulo (a + i) h) (Z.modulo (b + j) w) * 0))) => //.
  by rewrite !Z.sub_add !Z.mod_small ?Z.eqb_refl ?guard_in //; rewrite /h /w; ranges.
move=> a b a_in b_in ne; rewrite ifF ?mulr0 ?guard0 //; apply/negP => /andP[/Z.eqb_eq e /Z.eqb_eq e'].
by have := small _ _ _ k0 a_in i_in e; have := small _ _ _ l0 b_in j_in e'; case: ne; lia.
Qed.
Theorem local_is_cross_correlation : perceptron_local_is_cross_correlation.
Proof.
move=> R H W k l x v u H1 W1 k0 l0 i j i_in j_in; congr (_ + _); rewrite /convolution_cross_correlation_mode_same sumb_box2 sumb_from; apply: eq_sumb => a; rewrite mem_zrange => a_in.
rewrite sumb_from; apply: eq_sumb => b; rewrite mem_zrange => b_in; rewrite mulrC.
have coordinate n r s : (r + s + (2 * n + 1 - 1) / 2 + 1 - (2 * n + 1) = r + s - n)%Z.
  by rewrite (_ : (2 * n + 1 - 1 = n * 2)%Z) ?Z.div_mul; lia.
have -> : at2 i j + at2 a b + per_axis (G := space2) Z.div (at2 (2 * k + 1) (2 * l + 1) - 1) 2%:R + 1 - at2 (2 * k + 1) (2 * l + 1) = at2 (i + a - k) (j + b - l).
  by congr (_, _); exact: coordinate.
have inside_ A B r s : within (G := space2) 0 (at2 A B) (at2 r s) = between 0 A r && between 0 B s by exact: inside2.
have from_ n s : GRing.add (- (1) * n)%Z s = (s - n)%Z by change (- (1) * n + s = s - n)%Z; lia.
rewrite !inside_ !from_; congr (_ * _).
  by congr (guard (between 0 H _ && between 0 W _) (x _ _)) => /=; lia.
have sum_ n s : (s - n + n = s)%Z by lia.
by rewrite !sum_ !guard_in //; ranges.
Qed.
