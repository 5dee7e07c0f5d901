(** The laws of maxima over windows, as they are printed from Python.

Idea: two maxima are equal if each entry that one sees is seen by the other; sizes of results are compared along each axis.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: laws with entries that are minus infinity or not a number. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated ProvedPooling ProvedGeometry.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** Maxima over different windows *)
Section Maxima.
Variables (R : realDomainType) (S T : eqType).
Lemma same_maxb (l : seq S) (l' : seq T) (F : S -> option R) (F' : T -> option R) : has F l ->
  (forall s v, s \in l -> F s = Some v -> exists2 t, t \in l' & F' t = Some v) ->
  (forall t v, t \in l' -> F' t = Some v -> exists2 s, s \in l & F s = Some v) -> maxb l F = maxb l' F'.
Proof.
move=> some there back; have some' : has F' l'.
  by case/hasP: some => s sl; case Fs : (F s) => [v|] // _; have [t tl Ft] := there s v sl Fs; apply/hasP; exists t; rewrite ?Ft.
apply/eqP; rewrite eq_le; apply/andP; split; apply: maxb_at_most => // t v tl Ft.
  by have [t' tl' Ft'] := there t v tl Ft; apply: maxb_bounds tl' Ft'.
by have [t' tl' Ft'] := back t v tl Ft; apply: maxb_bounds tl' Ft'.
Qed.
End Maxima.

Section Places.
Variable G : space.
Lemma box_one : box (1 : G) = [:: 0].
Proof.
apply: perm_small_eq => //; apply: uniq_perm; rewrite ?uniq_box // => i; rewrite mem_box inE.
apply/insideP/eqP => [h|-> k lt]; last by rewrite axis_zero axis_one; lia.
by apply: same_axes => k lt; have := h k lt; rewrite axis_one axis_zero; lia.
Qed.
Lemma inside_one (i : G) : within 0 1 i -> i = 0.
Proof. by move=> h; have i_in : i \in box (1 : G) by [rewrite mem_box]; move: i_in; rewrite box_one inE => /eqP. Qed.
End Places.

Ltac pools := rewrite ?/pooling_max_pool ?/pooling_max_pool_ceil_mode_true ?/pooling_max_pool_stride_none ?/pooling_global_max_pool; in_bounds.

Theorem max_pool_subsamples : pooling_max_pool_subsamples.
Proof. by premises; [exact: at_least_nothing | rewrite /pooling_max_pool mulr1]. Qed.
Theorem max_pool_is_global : pooling_max_pool_is_global.
Proof.
premises; rewrite /pooling_max_pool_stride_none /pooling_global_max_pool (inside_one H6); apply: eq_maxb => u _.
by rewrite mulr1 mul0r addr0 subr0.
Qed.
Theorem max_pool_has_unit : pooling_max_pool_has_unit.
Proof.
premises; rewrite /pooling_max_pool box_one /maxb /=; in_bounds; rewrite mul0r add0r mulr1 subr0.
by rewrite H7.
Qed.

(** ** Sizes: what Python simplifies is the size that [geometry] states. *)
Section Sizes.
Variables (G : space) (H K s p q d : G).
Ltac by_axes := apply: same_axes => k lt; rewrite !axisE; lia.
Lemma reachE : H + d + p + q - d * K = H + p + q - (K - 1) * d. Proof. by by_axes. Qed.
Lemma backE : d * K + 1 - H - d - p - q = (K - 1) * d + 1 - H - p - q. Proof. by by_axes. Qed.
Lemma plain_reachE : H + d - d * K = H + 0 + 0 - (K - 1) * d. Proof. by by_axes. Qed.
Lemma plain_backE : d * K + 1 - H - d = (K - 1) * d + 1 - H - 0 - 0. Proof. by by_axes. Qed.
Lemma plain_startE : H - 1 = H + 0 - 1. Proof. by by_axes. Qed.
End Sizes.
Ltac sized := rewrite ?reachE ?backE ?plain_reachE ?plain_backE -?[per_axis Z.div _ _ + 1]/(geometry_output_size _ _ _ _ _ _ _).

Theorem max_pool_has_its_size : pooling_max_pool_has_its_size.
Proof. by premises; rewrite reachE ?backE. Qed.

Section CeilSizes.
Variables (G : space) (H K s p q d : G).
Hypotheses (H0 : positive H) (K0 : positive K) (s0 : positive s) (d0 : positive d) (p0 : nonnegative p) (q0 : nonnegative q).
Notation ceil := (geometry_output_size_ceil_mode_true G H K s p q d).
Lemma floor_at_most_ceil : on_every_axis (fun u v => (u <=? v)%Z) 0 (H + 0 + 0 - (K - 1) * d - 1) ->
  on_every_axis (fun u v => (u <=? v)%Z) (geometry_output_size G H K s 0 0 d) (geometry_output_size_ceil_mode_true G H K s 0 0 d).
Proof.
move=> fits; apply/everyP => k lt; facts k lt; rewrite (axis_output_size lt) (axis_ceil lt) !axisE => *.
rewrite /Geometry.positions_ceil; case: ifP => _; last by apply/Z.leb_le; lia.
by apply/Z.leb_le/Geometry.ceil_adds => //; rewrite /Geometry.reach; nia.
Qed.
(** Zeros after the input, so that each window of ceil mode is complete. *)
Lemma ceil_at_most_padded : on_every_axis (fun u v => (u <=? v)%Z) ceil
  (geometry_output_size G H K s p (per_axis Z.max q ((K - 1) * d + (ceil - 1) * s + 1 - H - p)) d).
Proof.
apply/everyP => k lt; facts k lt; rewrite (axis_output_size lt) (axis_both lt) !axisE !(axis_ceil lt).
move: (Geometry.positions_ceil _ _ _ _ _ _) => o *.
apply/Z.leb_le; rewrite /Geometry.output_size /Geometry.span /Geometry.reach; rewrite -Z.le_sub_le_add_r; apply: Z.div_le_lower_bound => //; nia.
Qed.
End CeilSizes.

(** With the padding that is called SAME there are as many windows as strides in the input. *)
Lemma same_size_on_a_line h k s d : (0 < h)%Z -> (0 < k)%Z -> (0 < s)%Z -> (0 < d)%Z ->
  let o := (- (- h / s))%Z in ((h + d + Z.max 0 (d * k + s * o + 1 - h - d - s) - d * k - 1) / s + 1 = o)%Z.
Proof.
move=> h0 k0 s0 d0 o; have D := Z.div_mod (- h) s ltac:(lia); have M := Z.mod_pos_bound (- h) s s0.
have o1 : (s * (o - 1) < h <= s * o)%Z by rewrite /o; nia.
set n := (h + d + _ - d * k - 1)%Z; have n_in : (s * (o - 1) <= n < s * o)%Z by rewrite /n; nia.
by rewrite -(@Z.div_unique_pos n s (o - 1) (n - s * (o - 1))); lia.
Qed.
Section Same.
Variables (G : space) (H K s d : G).
Hypotheses (H0 : positive H) (K0 : positive K) (s0 : positive s) (d0 : positive d).
Lemma same_size : per_axis Z.div (H + d + per_axis Z.max 0 (d * K + s * (- per_axis Z.div ((- 1) * H) s) + 1 - H - d - s) - d * K - 1) s + 1
  = (- 1) * per_axis Z.div ((- 1) * H) s.
Proof.
apply: same_axes => k lt; facts k lt; do 4 rewrite ?axisE ?(axis_both lt); move=> *.
have e := @same_size_on_a_line (axis k H) (axis k K) (axis k s) (axis k d); cbv zeta in e.
rewrite (_ : - (1) * axis k H = - axis k H)%Z; last by case: (axis k H).
set o := (- axis k H / axis k s)%Z in e *; clearbody o; transitivity (- o)%Z; last by case: (o).
by apply: e.
Qed.
End Same.

Lemma nonnegative0 (G : space) : nonnegative (0 : G). Proof. by apply/nonnegativeP => k _; rewrite axis_zero. Qed.
Theorem max_pool_ceil_contains_floor : pooling_max_pool_ceil_contains_floor.
Proof.
premises; first exact: at_least_nothing.
by rewrite !plain_reachE !plain_backE ![H - 1]plain_startE; apply: floor_at_most_ceil; rewrite ?addr0 //; exact: nonnegative0.
Qed.
Section Pads.
Variables (G : space) (H K s p q d : G).
Hypotheses (H0 : positive H) (K0 : positive K) (s0 : positive s) (d0 : positive d) (p0 : nonnegative p) (q0 : nonnegative q).
Notation ceil := (geometry_output_size_ceil_mode_true G H K s p q d).
Notation after := (per_axis Z.max q (d * K + s * ceil + 1 - H - d - p - s)).
Lemma ceil_at_most_printed :
  on_every_axis (fun u v => (u <=? v)%Z) (choose (fun k => (@axis G k 1%R <=? @axis G k (H + d + p + q - (d * K))%R)%Z)
    (per_axis Z.min (per_axis Z.div (H + p - 1) s + 1) (- per_axis Z.div (d * K + 1 - H - d - p - q) s + 1)) (per_axis Z.div (H + d + p + q - d * K - 1) s + 1))
    (per_axis Z.div (H + d + p + after - d * K - 1) s + 1).
Proof.
have e := ceil_at_most_padded H0 K0 s0 d0 p0 q0.
rewrite (reachE H K p q d) (backE H K p q d) (reachE H K p _ d) (_ : d * K + s * _ + 1 - H - d - p - s = (K - 1) * d + (ceil - 1) * s + 1 - H - p); first exact: e.
move: ceil => o; clear; apply: same_axes => k lt; rewrite !axisE; ring.
Qed.
End Pads.
Theorem max_pool_ceil_mode_pads : pooling_max_pool_ceil_mode_pads.
Proof. by premises; first exact: at_least_nothing; apply: ceil_at_most_printed. Qed.

(** ** Windows *)
Lemma below_quotient h d v : (0 < d)%Z -> (0 <= v * d < h)%Z <-> (0 <= v < (h - 1) / d + 1)%Z.
Proof. by move=> d0; have D := Z.div_mod (h - 1) d ltac:(lia); have M := Z.mod_pos_bound (h - 1) d d0; nia. Qed.
Theorem max_pool_dilates : pooling_max_pool_dilates.
Proof.
premises; rewrite /pooling_max_pool; in_bounds; apply: eq_maxb => u _ /=; rewrite !mulr1 !subr0 -mulrDl; congr (seen _ _).
apply: same_inside => k lt; facts k lt; do 2 rewrite ?axisE ?(axis_both lt); move=> *.
by apply: below_quotient.
Qed.
Theorem max_pool_shifts : pooling_max_pool_shifts.
Proof.
premises; first by apply/everyP => k lt; move: (positiveP _ H1 k lt) (positiveP _ H2 k lt) (everyP _ _ _ H5 k lt); rewrite !axisE; clear; nia.
  by apply/everyP => k lt; move: (everyP _ _ _ H7 k lt); rewrite !axisE; clear; lia.
rewrite /pooling_max_pool; in_bounds; apply: eq_maxb => u; rewrite mem_box => u_in /=; rewrite !mulr1 !subr0 addrA; congr (seen _ _).
apply: same_inside => k lt; move: (positiveP _ H1 k lt) (insideP _ _ u_in k lt) (insideP _ _ H13 k lt); rewrite !axisE /last_axis axis_make //; clear.
by case: ifP => _; nia.
Qed.

Lemma largest_of_all (R : realDomainType) (S T U : eqType) (a : seq S) (b : seq T) (c : seq U) (x : S -> T -> U -> R) s t u :
  s \in a -> t \in b -> u \in c -> x s t u <= maxb a (fun s => Some (maxb b (fun t => Some (maxb c (fun u => Some (x s t u)))))).
Proof.
move=> sa tb uc; apply: le_trans (maxb_bounds sa erefl); apply: le_trans (maxb_bounds tb erefl).
exact: (maxb_bounds (F := fun u => Some (x s t u)) uc).
Qed.
Lemma maxb_above (R : realDomainType) (T : eqType) (l : seq T) see (x : T -> R) (m : R) : has see l ->
  (forall t, t \in l -> see t -> m <= x t) -> m <= maxb l (fun t => seen (see t) (x t)).
Proof. by move=> some A; have [t /andP[tl st] ->] := maxb_seen_is_one some x; exact: A. Qed.
Theorem max_pool_adds_nothing : pooling_max_pool_adds_nothing.
Proof.
premises; meet; pools; apply: maxb_seen_at_most => // u _ u_in;
  apply: (largest_of_all (fun a b c => x a b c)); rewrite ?mem_zrange ?mem_box //.
Qed.
Theorem max_pool_every_window_meets_the_input : pooling_max_pool_every_window_meets_the_input.
Proof.
premises; meet; pools; apply: maxb_above => // u _ u_in;
  rewrite ler_oppl; apply: (largest_of_all (fun a b c => - x a b c)); rewrite ?mem_zrange ?mem_box //.
Qed.
Lemma maxb_lipschitz (R : realDomainType) (T : eqType) (l : seq T) see (x z : T -> R) (m : R) : has see l ->
  (forall t, t \in l -> see t -> `|x t - z t| <= m) -> `|maxb l (fun t => seen (see t) (x t)) - maxb l (fun t => seen (see t) (z t))| <= m.
Proof.
move=> some A; rewrite ler_norml; apply/andP; split; last first.
  have [t /andP[tl st] ->] := maxb_seen_is_one some x; have := A t tl st; rewrite ler_norml => /andP[_]; apply: le_trans.
  by rewrite ler_add2l ler_opp2; apply: maxb_seen_at_least.
have [t /andP[tl st] ->] := maxb_seen_is_one some z; have := A t tl st; rewrite ler_norml => /andP[+ _] => /le_trans; apply.
by rewrite ler_add2r; apply: maxb_seen_at_least.
Qed.
Theorem max_pool_is_lipschitz : pooling_max_pool_is_lipschitz.
Proof.
premises; meet; pools; apply: maxb_lipschitz => // u _ u_in;
  apply: (largest_of_all (fun a b c => `|x a b c - z a b c|)); rewrite ?mem_zrange ?mem_box //.
Qed.
Theorem global_max_pool_global_max_is_lipschitz : pooling_global_max_pool_global_max_is_lipschitz.
Proof.
premises; pools; apply: maxb_lipschitz => [|u _ u_in].
  by apply/hasP; exists 0; rewrite ?mem_box //; apply/insideP => k lt; rewrite axis_zero; have := positiveP _ H0 k lt; lia.
apply: (largest_of_all (fun a b c => `|x a b c - z a b c|)); rewrite ?mem_zrange ?mem_box //.
Qed.

(** ** Order does not matter: the axes in reverse order, and the entries of the last one turned and delayed. *)
Section Turned.
Variables (G : space) (H : G).
Hypothesis H0 : positive H.
Definition turned (u : G) : G := H - per_axis Z.modulo (u - last_axis) H - 1.
Definition turned_back (u : G) : G := per_axis Z.modulo (H - 1 - u + last_axis) H.
Lemma turned_inside u : within 0 H (turned u).
Proof.
apply/insideP => k lt; rewrite /turned !axisE (axis_both lt); have h := positiveP _ H0 k lt.
have := Z.mod_pos_bound (axis k (u - last_axis)) (axis k H) h; clear; lia.
Qed.
Lemma turned_back_inside u : within 0 H (turned_back u).
Proof. by apply/insideP => k lt; rewrite (axis_both lt); apply: Z.mod_pos_bound; apply: (positiveP _ H0). Qed.
Lemma turned_backK u : within 0 H u -> turned (turned_back u) = u.
Proof.
move=> u_in; apply: same_axes => k lt; have h := insideP _ _ u_in k lt.
rewrite /turned /turned_back !(axisE, axis_both lt) -[(_ mod _ + - axis k last_axis)%Z]/(_ mod _ - axis k last_axis)%Z Zminus_mod_idemp_l.
rewrite Z.add_simpl_r Z.mod_small; move: h; clear; lia.
Qed.
Lemma turned_maxima (R : realDomainType) (x : G -> R) :
  maxb (box H) (fun u => seen (within 0 H u) (x (turned u))) = maxb (box H) (fun u => seen (within 0 H u) (x u)).
Proof.
apply: same_maxb => [|u v|u v].
- by apply/hasP; exists 0; rewrite ?mem_box /seen; [|rewrite ifT //]; apply/insideP => k lt; rewrite axis_zero; have := positiveP _ H0 k lt; lia.
- rewrite mem_box /seen; case: ifP => // u_in _ [<-].
  by exists (turned u); [rewrite mem_box; exact: turned_inside | rewrite turned_inside].
rewrite mem_box /seen; case: ifP => // u_in _ [<-].
by exists (turned_back u); [rewrite mem_box; exact: turned_back_inside | rewrite turned_back_inside turned_backK].
Qed.
End Turned.
Theorem global_max_pool_global_max_ignores_order : pooling_global_max_pool_global_max_ignores_order.
Proof. by premises; pools; apply: (turned_maxima H0 (x i4 i5)). Qed.
Theorem max_pool_ignores_order_in_a_window : pooling_max_pool_ignores_order_in_a_window.
Proof.
premises; rewrite /pooling_max_pool_stride_none (inside_one H6); in_bounds.
have e (y : G -> R) : maxb (box H) (fun u => seen (within 0 H (u * 1 + 0 * H - 0)) (y (u * 1 + 0 * H - 0))) = maxb (box H) (fun u => seen (within 0 H u) (y u)).
  by apply: eq_maxb => u _; rewrite mulr1 mul0r addr0 subr0.
by rewrite (e (fun u => x i4 i5 (turned H u))) (e (x i4 i5)); apply: turned_maxima.
Qed.

Section Swapped.
Variable G : space.
Implicit Types u v H : G.
Lemma swap_per_axis o u v : swap (per_axis o u v) = per_axis o (swap u) (swap v).
Proof. by apply: same_axes => k lt; rewrite !(axis_per, axis_swap) ?mirror_lt. Qed.
Lemma swap_inside H u : inside (swap H) (swap u) = inside H u.
Proof.
apply/insideP/insideP => h k lt; last by rewrite !axis_swap //; apply: h; exact: mirror_lt.
by have := h _ (mirror_lt lt); rewrite !axis_swap ?mirror_lt // mirrorK.
Qed.
Lemma swap_choose H u v (w : G) : swap (choose (fun k => (axis k (1%R : G) <=? axis k w)%Z) u v) = choose (fun k => (axis k (1%R : G) <=? axis k (swap w))%Z) (swap u) (swap v).
Proof. by apply: same_axes => k lt; rewrite axis_swap // /choose (axis_make _ lt) (axis_make _ (mirror_lt lt)) !(axis_swap _ lt) !axis_one. Qed.
Lemma swapped_maxima (R : realDomainType) (K : G) (F : G -> option R) : has F (box K) -> maxb (box (swap K)) (fun u => F (swap u)) = maxb (box K) F.
Proof.
move=> some; apply/esym/same_maxb => // u v; rewrite mem_box => u_in Fu; exists (swap u); rewrite ?swapK ?mem_box ?swap_inside //.
by rewrite -(swap_inside K) swapK.
Qed.
End Swapped.
Section Windows.
Variables (R : realDomainType) (G : space) (H K s p d i : G) (x : G -> R).
Let there u := u * swap d + i * swap s - swap p.
Hypothesis meets : has (fun u => within 0 (swap H) (there u)) (box (swap K)).
Lemma swapped_window : maxb (box (swap K)) (fun u => seen (within 0 (swap H) (there u)) (x (swap (there u))))
  = maxb (box K) (fun u => seen (within 0 H (u * d + swap i * s - p)) (x (u * d + swap i * s - p))).
Proof.
have e u : swap (there u) = swap u * d + swap i * s - p by rewrite /there swapB swapD !swapM !swapK.
have w u : within 0 (swap H) (there u) = within 0 H (swap u * d + swap i * s - p) by rewrite -[there u]swapK e -[within _ _ _]/(inside _ _) swap_inside.
rewrite -(@swapped_maxima _ _ K); first by apply: eq_maxb => u _; rewrite e w.
case/hasP: meets => u; rewrite mem_box w => uK u_in; apply/hasP; exists (swap u); last by rewrite /seen u_in.
by rewrite mem_box -(swap_inside K) swapK.
Qed.
End Windows.
(** ** Where the maximum stands *)
Lemma argmaxb_moves (R : realDomainType) (T : Type) (l : seq T) see (x : T -> R) at_ (z : R) :
  argmaxb l (fun t => (seen (see t) (x t + z), at_ t)) = argmaxb l (fun t => (seen (see t) (x t), at_ t)).
Proof.
rewrite /argmaxb; set f := foldr _ _; set g := foldr _ _.
have -> : f l = omap (fun p => (p.1 + z, p.2)) (g l).
  rewrite /f /g; elim: l => //= t l ->; rewrite /seen; case: (see t) => //=.
  by case: (foldr _ _ _) => [[w k]|] //=; rewrite ler_add2r; case: ifP.
by case: (g l).
Qed.
Theorem max_pool_indices_ignores_a_constant : pooling_max_pool_indices_ignores_a_constant.
Proof. by premises; rewrite /pooling_max_pool_indices /pooling_max_pool_indices_ceil_mode_true; in_bounds; rewrite argmaxb_moves. Qed.
