(** Max-pooling as it is stated: every parameter, any number of axes, and it computes.

Idea: an image has sizes, and its entries are a function of places; so has a result. A window is a list of places, those that its taps read and
that lie inside the image: what lies outside takes no part. A maximum is taken over that list.

Definitions: [images]; [windows], the parameters; [positions], how many windows there are; [window]; [proper], what the formulas ask for;
[max_pool], which has a form for entries that may be minus infinity; [max_pool_indices]; what the laws are said with.
Results: a maximum is the least bound of its list; which places a window sees.
Not proved here: the laws; see [PoolingMaxLaws] and [PoolingNumberLaws]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Geometry Space.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Delimit Scope Z_scope with Z.
Local Open Scope ring_scope.

(** ** Images and windows *)

Record images (G : space) (T : Type) := Image { image_count : nat; channels : nat; image_sizes : G; pixel : nat -> nat -> G -> T }.

(** What a formula does not say of a place outside is zero. *)
Definition entry_of (G : space) (R : zmodType) (X : images G R) n c i : R :=
  if [&& (n < image_count X)%N, (c < channels X)%N & inside (image_sizes X) i] then pixel X n c i else 0.

Record windows (G : space) := Windows { kernel : G; step : G; gap : G; pad_before : G; pad_after : G; ceil : bool }.

Section Windows.
Variable G : space.
Implicit Types (H i a : G) (w : windows G).

(** How many windows there are along an axis, and along all. *)
Definition positions_along (ceil : bool) (h k s d p q : Z) :=
  if ceil && Z.leb 0 (span h k d p q) then ceil_output_size h k s d p q else output_size h k s d p q.
Definition positions H w : G := make G (fun k => positions_along (ceil w)
  (axis k H) (axis k (kernel w)) (axis k (step w)) (axis k (gap w)) (axis k (pad_before w)) (axis k (pad_after w))).

(** Where a tap reads; what a window sees. *)
Definition place w i a : G := step w * i + gap w * a - pad_before w.
Definition window H w i := [seq j <- [seq place w i a | a <- box (kernel w)] | inside H j].

(** What the formulas ask for: parameters of the kind that they are, a kernel that fits the padded input, every window to meet the input. *)
Definition fits_in_padded H w := all_axes G (fun k =>
  Z.leb 0 (span (axis k H) (axis k (kernel w)) (axis k (gap w)) (axis k (pad_before w)) (axis k (pad_after w)))).
Definition not_negative i := all_axes G (fun k => Z.leb 0 (axis k i)).
Definition proper H w := [&& positive H, positive (kernel w), positive (step w), positive (gap w), not_negative (pad_before w), not_negative (pad_after w),
  fits_in_padded H w & all (fun i => window H w i != [::]) (box (positions H w))].

End Windows.

(** ** The formulas *)

Section Maximum.
Variables (G : space) (R : realDomainType).

Definition maximum (s : seq R) : R := if s is v :: t then foldr Num.max v t else 0.

(** Of equal entries the first is the largest one. *)
Definition first_largest (x : G -> R) (s : seq G) : G := foldr (fun j best => if x best <= x j then j else best) (last 0 s) s.

Definition max_pool (X : images G R) w : images G R := Image (image_count X) (channels X) (positions (image_sizes X) w)
  (fun n c i => maximum [seq pixel X n c j | j <- window (image_sizes X) w i]).

(** The same of entries among which minus infinity may be, which is [None]. *)
Definition max_pool_extended (X : images G (option R)) w : images G R := Image (image_count X) (channels X) (positions (image_sizes X) w)
  (fun n c i => maximum (pmap (pixel X n c) (window (image_sizes X) w i))).

Definition max_pool_indices (X : images G R) w : images G Z := Image (image_count X) (channels X) (positions (image_sizes X) w)
  (fun n c i => flat (image_sizes X) (first_largest (pixel X n c) (window (image_sizes X) w i))).

End Maximum.

(** ** What laws are said with *)

Section Words.
Variable G : space.
Implicit Types (i s p q H : G).

Section AnyEntries.
Variables T U V : Type.
Implicit Type X : images G T.

(** A function of every entry; of the entries of two images. *)
Definition each_entry (f : T -> U) X := Image (image_count X) (channels X) (image_sizes X) (fun n c i => f (pixel X n c i)).
Definition both (f : T -> U -> V) X (Y : images G U) :=
  Image (image_count X) (channels X) (image_sizes X) (fun n c i => f (pixel X n c i) (pixel Y n c i)).

Definition surrounded X p q (by_ : T) := Image (image_count X) (channels X) (image_sizes X + p + q)
  (fun n c i => if inside (image_sizes X) (i - p) then pixel X n c (i - p) else by_).

(** The entries of each channel at given flat places. *)
Definition unflat H (t : Z) : G := head 0 [seq j <- box H | flat H j == t].
Definition taken X (at_ : images G Z) := Image (image_count at_) (channels at_) (image_sizes at_) (fun n c i => pixel X n c (unflat (image_sizes X) (pixel at_ n c i))).
End AnyEntries.
End Words.

(** ** Lists: bounds *)

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

End Bounds.

(** ** Images and windows *)

Section Entries.
Variable G : space.
Implicit Types (H i j a : G) (w : windows G).

Lemma same_entries (R : zmodType) (X Y : images G R) n c i : image_count X = image_count Y -> channels X = channels Y ->
  inside (image_sizes X) i = inside (image_sizes Y) i -> (inside (image_sizes X) i -> inside (image_sizes Y) i -> pixel X n c i = pixel Y n c i) -> entry_of X n c i = entry_of Y n c i.
Proof.
rewrite /entry_of => -> -> E XY; rewrite -E; case: (boolP (inside _ i)) => ii; rewrite ?andbF // XY // -E //.
Qed.

Lemma mem_window H w i j : (j \in window H w i) = inside H j && has (fun a => place w i a == j) (box (kernel w)).
Proof.
rewrite mem_filter; congr (_ && _); apply/mapP/hasP => -[a aK]; first by move=> ->; exists a.
by move=> /eqP<-; exists a.
Qed.
End Entries.

Section Positions.
Variables (G : space) (H kernel_size stride dilation p q : G).
Implicit Types (w : windows G) (i : G).

Lemma proper_dilation w : proper H w -> positive (gap w). Proof. by case/and5P. Qed.
Lemma proper_meets w i : proper H w -> inside (positions H w) i -> window H w i != [::].
Proof. by case/and5P=> _ _ _ _ /and4P[_ _ _ /allP A] ii; apply: A; rewrite mem_box. Qed.

End Positions.
