(** The gradient of maximum pooling is its derivative where one entry of each window is the largest, as it is printed from Python.

Idea: near an array where one entry of a window is larger than all others it stays so, and the maximum is this entry, whose derivative is known. The gradient
gives what comes back to the entry that the maximum was; the sum over windows is a sum over entries and taps, with the map of indices of [Adjoints].

Definitions: [top], where the largest entry of a window stands.
Results: the law, under the name of its proposition; [slope_maxb], the derivative of a maximum; [argmaxb_at], where it stands.
Not proved here: what the gradient is where two entries of a window are the largest, where there is no derivative.
Axioms: those of Coq's real numbers; excluded middle, for analysis; Hilbert's epsilon, for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia ZArith.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Derivatives Generated ProvedPooling ProvedPoolingMax Adjoints.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope R_scope.
Local Notation R := Rdefinitions.R.

(** ** A maximum of which one entry is the largest *)

Section Largest.
Variables (T : eqType) (l : seq T) (see : T -> bool) (x v : T -> R) (top : T).
Hypotheses (top_in : top \in l) (top_seen : see top) (largest : forall t, t \in l -> see t -> t != top -> x t < x top).

Lemma stays_largest : locally 0 (fun s => forall t, t \in l -> see t -> x t + s * v t <= x top + s * v top).
Proof.
suff part (m : seq T) : {subset m <= l} -> locally 0 (fun s => forall t, t \in m -> see t -> x t + s * v t <= x top + s * v top) by exact: part.
elim: m => [|a m IH] sub; first exact: filter_forall.
have rest := IH (fun t tm => sub t (@mem_behead _ (a :: m) t tm)).
have one : locally 0 (fun s => see a -> x a + s * v a <= x top + s * v top).
  case: (boolP (a == top)) => [/eqP ->|other]; first by apply: filter_forall => s _; lra.
  case: (boolP (see a)) => a_seen; last exact: filter_forall.
  have lt := largest (sub a (mem_head a m)) a_seen other.
  have D : is_derive (fun s => x top + - x a + s * (v top + - v a)) 0 (v top + - v a) by slope.
  have gap : x top + - x a + 0 * (v top + - v a) <> 0 by lra.
  apply: filter_imp (near D gap) => s; rewrite Rmult_0_l; nra.
by apply: filter_imp (filter_and _ _ one rest) => s [A B] t; rewrite inE => /orP[/eqP ->|tm]; [exact: A|exact: B].
Qed.

Lemma maxb_at (y : T -> R) : (forall t, t \in l -> see t -> y t <= y top) -> @maxb R_realFieldType T l (fun t => seen (see t) (y t)) = y top.
Proof.
move=> A; have some : has see l by apply/hasP; exists top.
apply: Rle_antisym; apply/RleP; last exact: (@maxb_seen_at_least R_realFieldType T l see y top).
by apply: (@maxb_seen_at_most R_realFieldType T l see some y) => t tl st; apply/RleP; exact: A.
Qed.

Lemma slope_maxb : is_derive (fun s => @maxb R_realFieldType T l (fun t => seen (see t) (x t + s * v t))) 0 (v top).
Proof.
apply: (is_derive_ext_loc (fun s => x top + s * v top)); last by slope.
by apply: filter_imp stays_largest => s A; rewrite (maxb_at (y := fun t => x t + s * v t)).
Qed.

Lemma argmaxb_at (at_ : T -> Z) : @argmaxb R_realFieldType T l (fun t => (seen (see t) (x t), at_ t)) = at_ top.
Proof.
pose best m := foldr (fun t so_far => @better R_realFieldType (seen (see t) (x t), at_ t) so_far) None m.
suff part (m : seq T) : {subset m <= l} -> if top \in m then best m = Some (x top, at_ top) else forall w k, best m = Some (w, k) -> w < x top.
  by have := part l (fun t tl => tl); rewrite top_in /argmaxb -/(best l) => ->.
elim: m => [//|a m IH] sub; have {}IH := IH (fun t tm => sub t (@mem_behead _ (a :: m) t tm)).
have kept (w z : R) : w <= z -> (w <= z :> R_realFieldType)%R by move=> ?; apply/RleP.
have left_out (w z : R) : w < z -> (z <= w :> R_realFieldType)%R = false by move=> ?; apply/negP => /RleP; lra.
rewrite inE; case: (boolP (a == top)) => [/eqP -> | other].
  rewrite eqxx /= /seen top_seen; move: IH; case: (top \in m) => [->|]; first by rewrite /better kept //; lra.
  by case: (best m) => [[w k]|] // below; rewrite /better kept //; have := below w k erefl; lra.
rewrite eq_sym (negbTE other) /= /seen; move: IH; case: (boolP (see a)) => a_seen; last by [].
have lt := largest (sub a (mem_head a m)) a_seen other.
case: (top \in m) => [->|below w k]; first by rewrite /better left_out.
case: (best m) below => [[w' k']|] below; rewrite /better; last by move=> [<- _].
by case: ifP => _ [<- _]; [exact: lt|exact: below w' k' erefl].
Qed.
End Largest.

(** ** Sums of what has a derivative *)

Lemma slope_sumb (T : eqType) (l : seq T) (F : R -> T -> R) (F' : T -> R) : (forall t, t \in l -> is_derive (fun s => F s t) 0 (F' t)) ->
  is_derive (fun s => @sumb R_zmodType T l (F s)) 0 (@sumb R_zmodType T l F').
Proof. exact: slope_over. Qed.

(** ** Windows *)

Lemma number_once (m n : Z) : (@number R_realFieldType m == number n) = (m == n).
Proof. by apply/eqP/eqP => [|-> //]; rewrite !numeral; exact: eq_IZR. Qed.

(** Places of a box that have one number are one. *)
Lemma flat_once (G : space) (H u w : G) : within 0 H u -> within 0 H w -> flat H u = flat H w -> u = w.
Proof.
move=> /insideP uH /insideP wH; rewrite /flat => E; apply: same_axes => m lt.
have part ks : (forall k, k \in ks -> (k < rank G)%N) -> forall f g, foldl (fun f k => (f * axis k H + axis k u)%Z) f ks = foldl (fun f k => (f * axis k H + axis k w)%Z) g ks ->
    f = g /\ forall k, k \in ks -> axis k u = axis k w.
  elim: ks => [|k ks IH] below f g /=; first by move=> ->; split.
  case/IH => [j jk|e rest]; first by apply: below; rewrite inE jk orbT.
  have := uH k (below k (mem_head k ks)); have := wH k (below k (mem_head k ks)) => ? ?.
  have fg : f = g by nia.
  by split=> // j; rewrite inE => /orP[/eqP -> |]; [lia|exact: rest].
have below k : k \in iota 0 (rank G) -> (k < rank G)%N by rewrite mem_iota.
by have [_] := part _ below _ _ E; apply; rewrite mem_iota.
Qed.

Lemma same_place (G : space) (i j : G) : on_every_axis (fun u v => (u =? v)%Z) i j -> i = j.
Proof. by move=> /every_axisP e; apply: same_axes => k lt; apply/Z.eqb_eq; exact: e. Qed.

Section Windows.
Import GRing.Theory.
Variables (G : space) (H H_out K s p d : G) (C N : Z) (x v dy : Z -> Z -> G -> R).
Hypothesis s0 : positive s.
Local Open Scope ring_scope.
Notation place i u := (u * d + i * s - p).
Notation reads n c i u := (between 0 N n && between 0 C c && within 0 H (place i u)).
Notation entry n c i := (fun u => seen (reads n c i u) (x n c (place i u))).
Notation largest n c i := (@maxb R_realFieldType G (box K) (entry n c i)).
Hypothesis meets : forall i, within 0 H_out i -> has (fun u => within 0 H (place i u)) (box K).
Hypothesis alone : forall n c i, between 0 N n -> between 0 C c -> within 0 H_out i -> forall u w, within 0 K u -> within 0 K w ->
  entry n c i u = Some (largest n c i) -> entry n c i w = Some (largest n c i) -> u = w.

Definition top n c i : G := nth 0 (box K) (find (fun u => entry n c i u == Some (largest n c i)) (box K)).

Section One.
Variables (n c : Z) (i : G).
Hypotheses (n_in : between 0 N n) (c_in : between 0 C c) (i_in : within 0 H_out i).
Let some : has (fun u => reads n c i u) (box K).
Proof. by rewrite n_in c_in; exact: meets. Qed.
Let is_top : has (fun u => entry n c i u == Some (largest n c i)) (box K).
Proof.
have [u /andP[uK u_seen] e] := @maxb_seen_is_one R_realFieldType G (box K) (fun u => reads n c i u) some (fun u => x n c (place i u)).
by apply/hasP; exists u; rewrite // e /seen u_seen.
Qed.
Lemma top_in : within 0 K (top n c i).
Proof. by rewrite -[within _ _ _]/(inside _ _) -mem_box; apply: mem_nth; rewrite -has_find. Qed.
Lemma top_is_largest : entry n c i (top n c i) = Some (largest n c i).
Proof. by apply/eqP; exact: (nth_find 0 is_top). Qed.
Lemma top_reads : reads n c i (top n c i).
Proof. by have := top_is_largest; rewrite /seen; case: (reads _ _ _ _). Qed.
Lemma top_above u : u \in box K -> reads n c i u -> u != top n c i -> Rlt (x n c (place i u)) (x n c (place i (top n c i))).
Proof.
rewrite mem_box => uK u_seen other; have := top_is_largest; rewrite /seen top_reads => -[e].
have le := @maxb_seen_at_least R_realFieldType G (box K) (fun u => reads n c i u) (fun u => x n c (place i u)) u.
have {}le : Rle (x n c (place i u)) (x n c (place i (top n c i))) by rewrite e; apply/RleP; apply: le; rewrite ?mem_box.
case: le => // same; case/eqP: other; apply: (alone n_in c_in i_in uK top_in); last exact: top_is_largest.
by rewrite /seen u_seen same e.
Qed.
Lemma top_number : @argmaxb R_realFieldType G (box K) (fun w =>
  (seen (between 0 N n && between 0 C c && within 0 H (w * d + s * i - p)) (x n c (w * d + s * i - p)), flat K w)) = flat K (top n c i).
Proof.
rewrite [s * i]mulrC; apply: (@argmaxb_at G (box K) (fun w => reads n c i w) (fun w => x n c (place i w)) (top n c i) _ top_reads top_above).
by rewrite mem_box; exact: top_in.
Qed.
End One.

(** The window that an entry is read by with a tap is the one that reads it there. *)
Lemma window_of i u : per_axis Z.div (place i u + p - u * d) s = i.
Proof. by axes. Qed.

Lemma max_pool_slope q : has_slope
  (fun t => sumb (zrange N) (fun n => sumb (zrange C) (fun c => sumb (box H_out) (fun i =>
    dy n c i * pooling_max_pool R_realFieldType G C H N K s p q d (fun a b j => x a b j + t * v a b j) n c i))))
  (sumb (zrange N) (fun n => sumb (zrange C) (fun c => sumb (box H) (fun h =>
    pooling_max_pool_gradient_x R_realFieldType G C H H_out N K s p q d x dy n c h * v n c h)))).
Proof.
rewrite /has_slope; apply/is_derive_Reals.
apply: (slope_as (a := sumb (zrange N) (fun n => sumb (zrange C) (fun c => sumb (box H_out) (fun i => dy n c i * v n c (place i (top n c i))))))).
  apply: slope_sumb => n; rewrite mem_zrange => n_in; apply: slope_sumb => c; rewrite mem_zrange => c_in.
  apply: slope_sumb => i; rewrite mem_box => i_in.
  apply: (@slope_scale (dy n c i) (fun t => pooling_max_pool R_realFieldType G C H N K s p q d (fun a b j => x a b j + t * v a b j) n c i)).
  apply: (@slope_maxb G (box K) (fun u => reads n c i u) (fun u => x n c (place i u)) (fun u => v n c (place i u)) (top n c i)).
  - by rewrite mem_box; exact: top_in.
  - exact: top_reads.
  - exact: top_above.
cbv delta [pooling_max_pool_gradient_x]; cbv beta; flatten.
apply: (sumb_match (h := fun t : Z * Z * G => let: (n, c, i) := t in (n, c, place i (top n c i), top n c i))
  (k := fun t : Z * Z * G * G => let: (n, c, h, u) := t in (n, c, per_axis Z.div (h + p - u * d) s))); [by uniqueness|by uniqueness| |].
- move=> [[n c] i]; rewrite !mem_pairs !mem_zrange mem_box /inside => /andP[/andP[n_in c_in] i_in] _; have u_in := top_in n_in c_in i_in.
  have /andP[_ h_in] := top_reads n_in c_in i_in; have number := top_number n_in c_in i_in; move: (top n c i) u_in h_in number => u u_in h_in number.
  cbn [fst snd]; rewrite window_of; split; [by member|by []| |by []].
  by rewrite number eqxx n_in c_in i_in /= ?andbT; apply/and3P; split; axes.
- move=> [[[n c] h] u]; rewrite !mem_pairs !mem_zrange !mem_box /inside; cbn [fst snd] => /andP[/andP[/andP[n_in c_in] h_in] u_in].
  set i := per_axis Z.div _ _ => /and5P[mod0 same i0 _ /andP[_ i_in]].
  have back : place i u = h by rewrite /i; axes.
  have e : top n c i = u.
    by move: same; rewrite top_number // number_once => /eqP; apply: flat_once; rewrite ?top_in.
  by rewrite e back n_in c_in i_in; split.
Qed.
End Windows.

Theorem max_pool_gradient_x : pooling_max_pool_gradient_x_is_the_derivative.
Proof.
hnf; split; move=> G H H_out d K p q s C N dy x v H1 Ho d1 K1 p0 q0 s1 C1 N1 fits meets some size; rewrite ?reachE ?backE in meets *.
all: rewrite -(same_place size) in meets *; split; first by axes.
all: move=> smooth; apply: max_pool_slope => // [i i_in|n c i n_in c_in i_in].
1, 3: by apply: window_meets; apply: (allP meets); rewrite mem_box.
all: by apply: smooth; rewrite // -(same_place size).
Qed.
