(** The formulas of pooling, as they are stated: every parameter, any number of axes, and they compute.

Idea: an image has sizes, and its entries are a function of places; so has a result. A window is a list of places, those that its taps read and
that lie inside the image: what lies outside takes no part. A maximum and a mean are taken over that list.

Definitions: [image]; [windows], the parameters; [positions], how many windows there are; [window]; [proper], what the formulas ask for;
[max_pool], which has a form for entries that may be minus infinity; [max_pool_indices], [avg_pool], [global_max_pool], [global_avg_pool]; what the laws
are said with, under the names that it has there.
Results: a maximum is the least bound of its list; a monotone function may be applied before or after; what moves the taps of a window moves the window.
Not proved here: the laws; see [PoolingMaxLaws] and the files called likewise. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Geometry Space.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Delimit Scope Z_scope with Z.
Local Open Scope ring_scope.

(** ** Images and windows *)

Record image (G : space) (T : Type) := Image { batch : nat; channels : nat; extent : G; pixel : nat -> nat -> G -> T }.

(** What a formula does not say of a place outside is zero. *)
Definition entry (G : space) (R : zmodType) (X : image G R) n c i : R :=
  if [&& (n < batch X)%N, (c < channels X)%N & inside (extent X) i] then pixel X n c i else 0.

Record windows (G : space) := Windows { kernel : G; step : G; spread : G; before : G; after : G; ceil : bool }.

Section Windows.
Variable G : space.
Implicit Types (H i a : G) (w : windows G).

(** How many windows there are along an axis, and along all. *)
Definition positions_along (ceil : bool) (h k s d p q : Z) :=
  if ceil && Z.leb 0 (span h k d p q) then ceil_output_size h k s d p q else output_size h k s d p q.
Definition positions H w : G := make G (fun k => positions_along (ceil w)
  (axis k H) (axis k (kernel w)) (axis k (step w)) (axis k (spread w)) (axis k (before w)) (axis k (after w))).

(** Where a tap reads; what a window sees. *)
Definition place w i a : G := step w * i + spread w * a - before w.
Definition window H w i := [seq j <- [seq place w i a | a <- box (kernel w)] | inside H j].

(** What the formulas ask for: parameters of the kind that they are, a kernel that fits the padded input, every window to meet the input. *)
Definition fits H w := all_axes G (fun k =>
  Z.leb 0 (span (axis k H) (axis k (kernel w)) (axis k (spread w)) (axis k (before w)) (axis k (after w)))).
Definition natural i := all_axes G (fun k => Z.leb 0 (axis k i)).
Definition proper H w := [&& positive H, positive (kernel w), positive (step w), positive (spread w), natural (before w), natural (after w),
  fits H w & all (fun i => window H w i != [::]) (box (positions H w))].

(** How many taps read a place from [lo] to below [hi]. *)
Definition taps_within lo hi w i := count (fun a => within lo hi (place w i a)) (box (kernel w)).
End Windows.

(** ** The formulas *)

Section Maximum.
Variables (G : space) (R : realDomainType).

Definition maximum (s : seq R) : R := if s is v :: t then foldr Num.max v t else 0.

(** Of equal entries the first is the largest one. *)
Definition first_largest (x : G -> R) (s : seq G) : G := foldr (fun j best => if x best <= x j then j else best) (last 0 s) s.

Definition max_pool (X : image G R) w : image G R := Image (batch X) (channels X) (positions (extent X) w)
  (fun n c i => maximum [seq pixel X n c j | j <- window (extent X) w i]).

(** The same of entries among which minus infinity may be, which is [None]. *)
Definition max_pool_extended (X : image G (option R)) w : image G R := Image (batch X) (channels X) (positions (extent X) w)
  (fun n c i => maximum (pmap (pixel X n c) (window (extent X) w i))).

Definition max_pool_indices (X : image G R) w : image G Z := Image (batch X) (channels X) (positions (extent X) w)
  (fun n c i => flat (extent X) (first_largest (pixel X n c) (window (extent X) w i))).

Definition global_max_pool (X : image G R) : image G R := Image (batch X) (channels X) 1
  (fun n c _ => maximum [seq pixel X n c j | j <- box (extent X)]).
End Maximum.

Section Mean.
Variables (G : space) (F : fieldType).

Definition total (s : seq F) : F := foldr +%R 0 s.

(** What the sum of a window is divided by; a [divisor_override] of 0 is none. *)
Definition divisor H (w : windows G) (count_include_pad : bool) (divisor_override : nat) i : nat :=
  if divisor_override is 0%N then
    if count_include_pad then taps_within (- before w) (H + after w) w i else taps_within 0 H w i
  else divisor_override.

Definition avg_pool (X : image G F) w count_include_pad divisor_override : image G F :=
  Image (batch X) (channels X) (positions (extent X) w) (fun n c i =>
    total [seq pixel X n c j | j <- window (extent X) w i] / (divisor (extent X) w count_include_pad divisor_override i)%:R).

Definition global_avg_pool (X : image G F) : image G F := Image (batch X) (channels X) 1
  (fun n c _ => total [seq pixel X n c j | j <- box (extent X)] / (size (box (extent X)))%:R).
End Mean.

(** ** What laws are said with *)

Section Words.
Variable G : space.
Implicit Types (i s p q H : G).

Section AnyEntries.
Variables T U V : Type.
Implicit Type X : image G T.

(** A function of every entry; of the entries of two images. *)
Definition each (f : T -> U) X := Image (batch X) (channels X) (extent X) (fun n c i => f (pixel X n c i)).
Definition both (f : T -> U -> V) X (Y : image G U) :=
  Image (batch X) (channels X) (extent X) (fun n c i => f (pixel X n c i) (pixel Y n c i)).

Definition every X s := Image (batch X) (channels X) (make G (fun k => ceiling (axis k (extent X)) (axis k s))) (fun n c i => pixel X n c (s * i)).
Definition surrounded X p q (by_ : T) := Image (batch X) (channels X) (extent X + p + q)
  (fun n c i => if inside (extent X) (i - p) then pixel X n c (i - p) else by_).
Definition restricted X (like : image G U) := Image (minn (batch X) (batch like)) (minn (channels X) (channels like))
  (make G (fun k => Z.min (axis k (extent X)) (axis k (extent like)))) (pixel X).
Definition tail X := Image (batch X) (channels X) (extent X - last_axis) (fun n c i => pixel X n c (i + last_axis)).
Definition lead X := Image (batch X) (channels X) (extent X - last_axis) (pixel X).
Definition first X := Image (minn 1 (batch X)) (channels X) (extent X) (pixel X).
Definition first_channel X := Image (batch X) (minn 1 (channels X)) (extent X) (pixel X).

(** All entries, in one list. *)
Definition entries X := [seq pixel X nc.1 nc.2 i | nc <- [seq (n, c) | n <- iota 0 (batch X), c <- iota 0 (channels X)], i <- box (extent X)].

(** The entries of each channel backwards along every axis, then turned by one place along the last. *)
Definition shuffle H i : G := make G (fun k => if k.+1 == rank G then (axis k H - 1 - (axis k i - 1) mod axis k H)%Z else (axis k H - 1 - axis k i)%Z).
Definition shuffled X := Image (batch X) (channels X) (extent X) (fun n c i => pixel X n c (shuffle (extent X) i)).

(** Any one list, walked through from its first entry. *)
Definition walked (combine : T -> T -> T) (none : T) X := Image (batch X) (channels X) (1 : G) (fun n c _ =>
  if [seq pixel X n c j | j <- box (extent X)] is v :: s then foldl combine v s else none).

(** The entries of each channel at given flat places. *)
Definition unflat H (t : Z) : G := head 0 [seq j <- box H | flat H j == t].
Definition taken X (at_ : image G Z) := Image (batch at_) (channels at_) (extent at_) (fun n c i => pixel X n c (unflat (extent X) (pixel at_ n c i))).
End AnyEntries.

Definition overhung H (w : windows G) : G := make G (fun k =>
  let end_ := (axis k (step w) * (axis k (positions H w) - 1) + reach (axis k (kernel w)) (axis k (spread w)) + 1 - axis k H)%Z in
  Z.max (axis k (after w)) (end_ - axis k (before w))).

(** The two paddings that are called SAME. *)
Definition same_before H (kernel_size stride dilation : G) : G := make G (fun k =>
  (same (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation) / 2)%Z).
Definition same_after H (kernel_size stride dilation : G) : G := make G (fun k =>
  same (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation)) - same_before H kernel_size stride dilation.
End Words.

Section Entrywise.
Variables (R : realDomainType) (G : space).
Definition rectified (v : R) := if 0 < v then v else 0.
Definition negative_part (v : R) := - rectified (- v).
Definition distance (u v : R) := `|u - v|.
Definition largest (X : image G R) := maximum (entries X).
Definition smallest (X : image G R) := - maximum [seq - v | v <- entries X].
End Entrywise.

(** ** Lists: bounds and sums *)

Section Bounds.
Variable R : realDomainType.
Implicit Types (s t : seq R) (u v b : R).

Lemma maximum_cons u v s : maximum (u :: v :: s) = Num.max u (maximum (v :: s)).
Proof.
rewrite /=; elim: s u v => [|y s IH] u v /=; first exact: maxC.
by rewrite -IH (IH v) maxCA.
Qed.

Lemma maximum_bounds s v : v \in s -> v <= maximum s.
Proof.
elim: s => // u [|y s] IH; first by rewrite inE => /eqP->.
by rewrite maximum_cons le_maxr inE => /orP[/eqP->|/IH->]; rewrite ?lexx ?orbT.
Qed.

Lemma maximum_is_one s : s != [::] -> maximum s \in s.
Proof.
elim: s => // u [|y s] IH _; first by rewrite inE.
by rewrite maximum_cons inE; case: leP => _; rewrite ?IH ?eqxx ?orbT.
Qed.

Lemma maximum_is_least s b : s != [::] -> (forall v, v \in s -> v <= b) -> maximum s <= b.
Proof. by move=> /maximum_is_one s0 sb; apply: sb. Qed.

Lemma eq_maximum s t : s =i t -> maximum s = maximum t.
Proof.
move=> st; case: (altP (s =P [::])) => [s0|s0].
  by case: t st => [|v t] st; [rewrite s0|have := st v; rewrite s0 !inE eqxx].
have t0 : t != [::] by apply/eqP => t0; have := maximum_is_one s0; rewrite st t0.
by apply/eqP; rewrite eq_le !maximum_is_least // => v; rewrite ?st => H; apply: maximum_bounds; rewrite ?st.
Qed.

Lemma maximum_of_monotone (f : R -> R) s : s != [::] -> {homo f : u v / u <= v} -> maximum [seq f v | v <- s] = f (maximum s).
Proof.
move=> s0 fm; apply/eqP; rewrite eq_le maximum_is_least /=; first 1 last.
- by case: (s) s0.
- by move=> v /mapP[u us ->]; apply/fm/maximum_bounds.
- by apply/maximum_bounds/map_f/maximum_is_one.
Qed.
End Bounds.

Lemma total_is_a_sum (F : fieldType) (T : Type) (f : T -> F) s : total [seq f j | j <- s] = \sum_(j <- s) f j.
Proof. by elim: s => [|j s IH]; rewrite ?big_nil ?big_cons //= IH. Qed.

(** ** Division with remainder, as the number of windows uses it *)

Lemma below_quotient s n t : (0 < s -> t < n / s + 1 <-> s * t <= n)%Z.
Proof. move=> s0; have E := Z.div_mod n s ltac:(lia); have B := Z.mod_pos_bound n s s0; split; nia. Qed.

Lemma below_ceiling s n t : (0 < s -> t < ceiling n s <-> s * t < n)%Z.
Proof. by rewrite /ceiling => s0; have := below_quotient (- n) (- t) s0; lia. Qed.

Lemma below_positions ceil h k s d p q t : (0 < s)%Z -> (t < positions_along ceil h k s d p q)%Z <->
  if ceil && Z.leb 0 (span h k d p q) then (s * (t - 1) < span h k d p q /\ s * t <= h + p - 1)%Z else (s * t <= span h k d p q)%Z.
Proof.
move=> s0; rewrite /positions_along; case: ifP => _; last exact: below_quotient.
rewrite /ceil_output_size; have := below_ceiling (span h k d p q) (t - 1) s0; have := below_quotient (h + p - 1) t s0; lia.
Qed.

(** ** Images and windows *)

Section Entries.
Variable G : space.
Implicit Types (H i j a : G) (w : windows G).

Lemma same_entries (R : zmodType) (X Y : image G R) n c i : batch X = batch Y -> channels X = channels Y ->
  inside (extent X) i = inside (extent Y) i -> (inside (extent X) i -> inside (extent Y) i -> pixel X n c i = pixel Y n c i) -> entry X n c i = entry Y n c i.
Proof.
rewrite /entry => -> -> E XY; rewrite -E; case: (boolP (inside _ i)) => ii; rewrite ?andbF // XY // -E //.
Qed.

Lemma inside_positions H w i : positive (step w) -> reflect (forall k, (k < rank G)%N -> (0 <= axis k i)%Z /\
  let s := axis k (step w) in let h := axis k H in let p := axis k (before w) in
  let n := span h (axis k (kernel w)) (axis k (spread w)) p (axis k (after w)) in
  if ceil w && Z.leb 0 n then (s * (axis k i - 1) < n /\ s * axis k i <= h + p - 1)%Z else (s * axis k i <= n)%Z) (inside (positions H w) i).
Proof.
move=> /positiveP s0.
have B k lt := @below_positions (ceil w) (axis k H) (axis k (kernel w)) (axis k (step w)) (axis k (spread w))
  (axis k (before w)) (axis k (after w)) (axis k i) (s0 k lt).
by apply: (iffP (insideP _ _)) => A k lt; have := A k lt; have := B k lt; rewrite axis_make //=; tauto.
Qed.

Lemma inside_every T (X : image G T) s i : positive s -> inside (extent (every X s)) i = inside (extent X) (s * i).
Proof.
move=> /positiveP s0; apply: same_inside => k lt; rewrite axis_make // !axisE; have := s0 k lt.
have := below_ceiling (axis k (extent X)) (axis k i) (s0 k lt); nia.
Qed.

(** Where the taps of a window move along, its places do. *)
Lemma window_moves H w i H' w' i' (f : G -> G) : kernel w' = kernel w ->
  (forall a, inside (kernel w) a -> place w' i' a = f (place w i a)) ->
  (forall a, inside (kernel w) a -> inside H' (f (place w i a)) = inside H (place w i a)) ->
  window H' w' i' = [seq f j | j <- window H w i].
Proof.
rewrite /window => -> E I; have {}E a : a \in box (kernel w) -> place w' i' a = f (place w i a) by rewrite mem_box; apply: E.
have {}I a : a \in box (kernel w) -> inside H' (f (place w i a)) = inside H (place w i a) by rewrite mem_box; apply: I.
elim: (box _) E I => //= a s IH E I; have as_ : a \in a :: s by rewrite mem_head.
have sub b : b \in s -> b \in a :: s by rewrite inE orbC => ->.
by rewrite E // I // (IH (fun b bs => E b (sub b bs)) (fun b bs => I b (sub b bs))); case: ifP.
Qed.

Lemma mem_window H w i j : (j \in window H w i) = inside H j && has (fun a => place w i a == j) (box (kernel w)).
Proof.
rewrite mem_filter; congr (_ && _); apply/mapP/hasP => -[a aK]; first by move=> ->; exists a.
by move=> /eqP<-; exists a.
Qed.
End Entries.

(** ** Numbers of windows *)

Section Positions.
Variables (G : space) (H kernel_size stride dilation p q : G).
Implicit Types (w : windows G) (i : G).

Lemma positive_one : positive (1 : G).
Proof. by apply/positiveP => k _; rewrite axis_one. Qed.

Lemma axis_last k : (k < rank G)%N -> axis k (last_axis : G) = if k.+1 == rank G then 1%Z else 0%Z.
Proof. by move=> lt; rewrite axis_make. Qed.

Lemma proper_kernel w : proper H w -> positive (kernel w). Proof. by case/and3P. Qed.
Lemma proper_stride w : proper H w -> positive (step w). Proof. by case/and4P. Qed.
Lemma proper_dilation w : proper H w -> positive (spread w). Proof. by case/and5P. Qed.
Lemma proper_before w : proper H w -> natural (before w). Proof. by case/and5P=> _ _ _ _ /andP[]. Qed.
Lemma proper_after w : proper H w -> natural (after w). Proof. by case/and5P=> _ _ _ _ /and3P[]. Qed.
Lemma proper_meets w i : proper H w -> inside (positions H w) i -> window H w i != [::].
Proof. by case/and5P=> _ _ _ _ /and4P[_ _ _ /allP A] ii; apply: A; rewrite mem_box. Qed.

Lemma positions_subsample (R : zmodType) (N C : nat) (y z : nat -> nat -> G -> R) i : positive stride ->
  inside (positions H (Windows kernel_size stride dilation p q false)) i =
  inside (extent (every (Image N C (positions H (Windows kernel_size 1 dilation p q false)) y) stride)) i.
Proof.
move=> s0; have one0 := positive_one; rewrite inside_every //=; apply/inside_positions/inside_positions => //= A k lt; have := A k lt;
  rewrite /= ?axisE; have := positiveP _ s0 k lt; nia.
Qed.

Lemma positions_overhung i : let w := Windows kernel_size stride dilation p q true in proper H w ->
  inside (make G (fun k => Z.min (axis k (positions H (Windows kernel_size stride dilation p (overhung H w) false))) (axis k (positions H w)))) i =
  inside (positions H w) i.
Proof.
move=> w ok; have s0 := proper_stride ok; apply/idP/idP => ii.
  by move/insideP: ii => A; apply/insideP => k lt; have := A k lt; rewrite axis_make //; lia.
apply/insideP => k lt; have [ge lt'] := insideP _ _ ii k lt; rewrite axis_make //; split=> //.
apply/Z.min_glb_lt => //; rewrite axis_make // below_positions /=; last exact: (positiveP _ s0 k lt).
rewrite axis_make //= /span; have := positiveP _ s0 k lt; rewrite /=; nia.
Qed.

Lemma positions_ceil_floor i : proper H (Windows kernel_size stride dilation 0 0 false) ->
  inside (make G (fun k => Z.min (axis k (positions H (Windows kernel_size stride dilation 0 0 true)))
                                 (axis k (positions H (Windows kernel_size stride dilation 0 0 false))))) i =
  inside (positions H (Windows kernel_size stride dilation 0 0 false)) i.
Proof.
move=> ok; have s0 := proper_stride ok.
apply/idP/idP => /insideP A; apply/insideP => k lt; have := A k lt; rewrite axis_make //; first by lia.
have s1 := positiveP _ s0 k lt.
case=> ge lt'; split=> //; apply/Z.min_glb_lt => //; move: lt'; rewrite !axis_make // !below_positions //=.
have := positiveP _ s0 k lt; have := positiveP _ (proper_kernel ok) k lt; rewrite /= !axis_zero /span /reach.
have := positiveP _ (proper_dilation ok) k lt => /= d0.
by case: ifP; nia.
Qed.
End Positions.
