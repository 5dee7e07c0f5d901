(** The laws of pooling, as they are printed from Python.

Idea: a maximum over the entries that are there is one of them, and no entry is larger; a window that meets the input along each axis meets it. A mean
is a sum over a window, divided by a number that the entries have no part in.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what needs the number of places that a window sees, see [ProvedPoolingMean] and [ProvedWindows]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** Maxima *)

Section Maxima.
Variables (R : realDomainType) (T : eqType).
Implicit Types (l : seq T) (F : T -> option R).
Let best l F := foldr (fun t so_far => @larger R (F t) so_far) None l.

Lemma best_bounds l F t v : t \in l -> F t = Some v -> exists2 m, best l F = Some m & v <= m.
Proof.
elim: l => //= a l IH; rewrite inE => /orP[/eqP <- Ft|tl Ft]; last first.
  by have [m -> vm] := IH tl Ft; case: (F a) => [w|] /=; [exists (Num.max w m) | exists m]; rewrite // le_maxr vm orbT.
by rewrite Ft; case: (best l F) => [w|] /=; [exists (Num.max v w) | exists v]; rewrite // le_maxr lexx.
Qed.
Lemma best_is_one l F m : best l F = Some m -> exists2 t, t \in l & F t = Some m.
Proof.
elim: l m => //= a l IH m; case Fa : (F a) => [v|] /=; last by move=> /IH[t tl Ft]; exists t; rewrite // inE tl orbT.
case B : (best l F) => [w|] /= [<-]; last by exists a; rewrite // mem_head.
have [t tl Ft] := IH w B; case: (leP v w) => vw; first by exists t; rewrite // inE tl orbT.
by exists a; rewrite // mem_head.
Qed.

(** The largest entry is one of those that are there, and the bound of all of them. *)
Lemma maxb_is_one l F : has F l -> exists2 t, t \in l & F t = Some (maxb l F).
Proof.
case/hasP => t tl Ft; case Fv : (F t) Ft => [v|] // _; have [m E _] := best_bounds tl Fv.
by rewrite /maxb -/(best l F) E; exact: best_is_one.
Qed.
Lemma maxb_bounds l F t v : t \in l -> F t = Some v -> v <= maxb l F.
Proof. by move=> tl Ft; rewrite /maxb -/(best l F); have [m -> vm] := best_bounds tl Ft. Qed.
Lemma maxb_at_most l F m : has F l -> (forall t v, t \in l -> F t = Some v -> v <= m) -> maxb l F <= m.
Proof. by move=> /maxb_is_one[t tl Ft] A; apply: A Ft. Qed.
Lemma eq_maxb l F F' : {in l, F =1 F'} -> maxb l F = maxb l F'.
Proof.
move=> e; rewrite /maxb; congr odflt; elim: l e => //= a l IH e; rewrite e ?mem_head // IH // => t tl.
by apply: e; rewrite inE tl orbT.
Qed.
Lemma maxb_none l F : ~~ has F l -> maxb l F = 0.
Proof. by rewrite /maxb; elim: l => //= a l IH; rewrite negb_or; case: (F a) => //= /IH; case: (foldr _ _ _). Qed.
End Maxima.

Section Seen.
Variables (R : realDomainType) (T : eqType) (l : seq T) (see : T -> bool).
Hypothesis some : has see l.
Let seen_some (x : T -> R) : has (fun t => seen (see t) (x t)) l.
Proof. by move: some => /hasP[t tl st]; apply/hasP; exists t; rewrite // /seen st. Qed.

(** A monotone function may be applied before or after. *)
Lemma maxb_monotone (f : R -> R) (x : T -> R) : {homo f : u v / u <= v} ->
  maxb l (fun t => seen (see t) (f (x t))) = f (maxb l (fun t => seen (see t) (x t))).
Proof.
move=> fm; apply/eqP; rewrite eq_le; apply/andP; split.
  apply: maxb_at_most => // t v tl; rewrite /seen; case E : (see t) => // -[<-]; apply: fm.
  by apply: (@maxb_bounds _ _ _ _ t) => //; rewrite /seen E.
have [t tl] := maxb_is_one (seen_some x); rewrite {1}/seen; case E : (see t) => // -[<-].
by apply: (@maxb_bounds _ _ _ _ t) => //; rewrite /seen E.
Qed.
Lemma maxb_seen_at_most (x : T -> R) m : (forall t, t \in l -> see t -> x t <= m) -> maxb l (fun t => seen (see t) (x t)) <= m.
Proof. by move=> A; apply: maxb_at_most => // t v tl; rewrite /seen; case E : (see t) => // -[<-]; exact: A. Qed.
Lemma maxb_seen_at_least (x : T -> R) t : t \in l -> see t -> x t <= maxb l (fun t => seen (see t) (x t)).
Proof. by move=> tl st; apply: (@maxb_bounds _ _ _ _ t) => //; rewrite /seen st. Qed.
Lemma maxb_seen_is_one (x : T -> R) : exists2 t, (t \in l) && see t & maxb l (fun t => seen (see t) (x t)) = x t.
Proof.
have [t tl] := maxb_is_one (seen_some x); rewrite {1}/seen; case E : (see t) => // -[<-].
by exists t; rewrite ?tl.
Qed.
End Seen.

(** ** Windows *)

(** Where every axis has a tap inside, some place of the window is inside. *)
Section Windows.
Variables (G : space) (H K s d p : G).
Let reads (i u : G) := u * d + i * s - p.
Lemma window_meets i : on_every_axis (fun u v => (u <=? v)%Z) 1 (sum_per_axis K (fun u => flags 0 H (reads i u))) ->
  has (fun u => within 0 H (reads i u)) (box K).
Proof.
move=> /everyP M; pose tap k := head 0%Z [seq t <- zrange (axis k K) | between 0 (axis k H) (axis k (reads i (each t)))].
have T k : (k < rank G)%N -> tap k \in [seq t <- zrange (axis k K) | between 0 (axis k H) (axis k (reads i (each t)))].
  move=> lt; rewrite /tap; have := M k lt; rewrite /sum_per_axis axis_make // axis_one.
  elim: (zrange _) => //= t l IH; rewrite {1}/flags axis_make // axis_zero.
  by case: (between _ _ _) => [_|] /=; [exact: mem_head | exact: IH].
apply/hasP; exists (make G tap).
  by rewrite mem_box; apply/insideP => k lt; rewrite axis_make //; have := T k lt; rewrite mem_filter mem_zrange => /andP[_ /betweenP].
apply/insideP => k lt; have := T k lt; rewrite mem_filter => /andP[/betweenP + _].
by rewrite /reads !axisE !axis_make.
Qed.
End Windows.

(** Of the windows that a law supposes to meet the input, the one at a place of the result. *)
Ltac meet := match goal with
  | h : is_true (all _ (box ?n)), i_in : is_true (within 0 ?n ?i) |- _ =>
    let m := fresh "m" in have m := allP h i; rewrite mem_box in m; move: (m i_in) => {m} m; cbv beta in m; apply window_meets in m
  end.
Ltac premises := hnf; repeat split; intros.
Ltac in_bounds := repeat match goal with h : is_true (between 0 ?n ?k) |- context [between 0%Z ?n ?k] => rewrite h end.

Section Monotone.
Variable R : realDomainType.
Lemma rectified_monotone : {homo (fun v : R => if 0 < v then v else 0) : u v / u <= v}.
Proof. by move=> u v uv /=; case: (ltrP 0 u) => [u0|u0]; [rewrite (lt_le_trans u0 uv) | case: (ltrP 0 v) => // /ltW]. Qed.
Lemma negative_monotone : {homo (fun v : R => - (if 0 < - v then - v else 0)) : u v / u <= v}.
Proof. by move=> u v uv /=; rewrite ler_opp2; apply: rectified_monotone; rewrite ler_opp2. Qed.
End Monotone.

Theorem max_pool_commutes_with_relu : pooling_max_pool_commutes_with_relu.
Proof. by premises; meet; rewrite /pooling_max_pool /pooling_max_pool_ceil_mode_true; in_bounds; apply: (@maxb_monotone _ _ _ _ _ (fun v => if 0 < v then v else 0)) => //; exact: rectified_monotone. Qed.
Theorem max_pool_commutes_with_the_negative_part : pooling_max_pool_commutes_with_the_negative_part.
Proof. by premises; meet; rewrite /pooling_max_pool /pooling_max_pool_ceil_mode_true; in_bounds; apply: (@maxb_monotone _ _ _ _ _ (fun v => - (if 0 < - v then - v else 0))) => //; exact: negative_monotone. Qed.
Theorem max_pool_moves_with_a_constant : pooling_max_pool_moves_with_a_constant.
Proof.
by premises; meet; rewrite /pooling_max_pool /pooling_max_pool_ceil_mode_true; in_bounds;
  match goal with |- context [_ + ?z] => apply: (@maxb_monotone _ _ _ _ _ (fun v => v + z)) end => // u v uv; rewrite ler_add2r.
Qed.
Theorem max_pool_doubles : pooling_max_pool_doubles.
Proof.
by premises; meet; rewrite /pooling_max_pool /pooling_max_pool_ceil_mode_true; in_bounds;
  apply: (@maxb_monotone _ _ _ _ _ (fun v => v + v)) => // u v uv; rewrite ler_add.
Qed.
(** The first place is inside. *)
Lemma only_one N n : (1 <=? N)%Z -> between 0 1 n -> between 0 N n = between 0 1 n.
Proof. by move=> N1 h; rewrite h; apply/betweenP; move: h => /betweenP; lia. Qed.
Theorem max_pool_treats_images_alone : pooling_max_pool_treats_images_alone.
Proof.
premises; try exact: at_least_nothing; rewrite /pooling_max_pool /pooling_max_pool_ceil_mode_true; apply: eq_maxb => u _;
  match goal with h : is_true (between 0 1 ?n), h' : is_true (1 <=? ?N)%Z |- context [between 0%Z ?N ?n] => by rewrite (only_one h' h) end.
Qed.
Theorem max_pool_treats_channels_alone : pooling_max_pool_treats_channels_alone.
Proof.
premises; try exact: at_least_nothing; rewrite /pooling_max_pool /pooling_max_pool_ceil_mode_true; apply: eq_maxb => u _;
  match goal with h : is_true (between 0 1 ?n), h' : is_true (1 <=? ?N)%Z |- context [between 0%Z ?N ?n] => by rewrite (only_one h' h) end.
Qed.
Theorem max_pool_stays_negative : pooling_max_pool_stays_negative.
Proof.
by premises; meet; rewrite /pooling_max_pool /pooling_max_pool_ceil_mode_true; in_bounds; apply: maxb_seen_at_most => // t tl t_in;
  rewrite mulr0 sub0r ger_addr oppr_le0.
Qed.

(** ** Means *)
Theorem avg_pool_is_additive : pooling_avg_pool_is_additive.
Proof.
premises;
  rewrite ?/pooling_avg_pool ?/pooling_avg_pool_ceil_mode_true ?/pooling_avg_pool_count_include_pad_false ?/pooling_avg_pool_ceil_mode_true_count_include_pad_false
    ?/pooling_avg_pool_divisor_override_none ?/pooling_avg_pool_ceil_mode_true_divisor_override_none
    ?/pooling_avg_pool_count_include_pad_false_divisor_override_none ?/pooling_avg_pool_ceil_mode_true_count_include_pad_false_divisor_override_none
    -mulrDl -sumbD; congr (_ / _); by apply: eq_sumb => u _; rewrite guardD.
Qed.
Theorem adaptive_avg_pool_adaptive_is_additive : pooling_adaptive_avg_pool_adaptive_is_additive.
Proof. by premises; rewrite /pooling_adaptive_avg_pool -mulrDl -sumbD; congr (_ / _); apply: eq_sumb => u _; rewrite guardD. Qed.
Lemma times_the_divisor (R : numFieldType) n (total : R) : (1 <=? n)%Z -> total / number n * number n = total / number 1.
Proof. by move=> /Z.leb_le n1; rewrite number1 divr1 divfK // number_nat ?pnatr_eq0; lia. Qed.
Theorem avg_pool_divides_by_the_override : pooling_avg_pool_divides_by_the_override.
Proof. by premises; apply: times_the_divisor. Qed.
Theorem adaptive_avg_pool_adaptive_treats_images_alone : pooling_adaptive_avg_pool_adaptive_treats_images_alone.
Proof.
premises; rewrite /pooling_adaptive_avg_pool; match goal with h : is_true (between 0 1 ?n), h' : is_true (1 <=? ?N)%Z |- _ =>
  have -> : between 0 N n by move: h h' => /betweenP ? /Z.leb_le ?; apply/betweenP; lia end; by in_bounds.
Qed.
