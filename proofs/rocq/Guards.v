(** Guarded entries in proofs about printed statements.

Idea: an entry outside its array is 0; sums, products and multiples go through that.

Definitions: the tactics [unguard], which removes guards that are true by hypotheses, and [opened], which names what a proposition supposes.
Results: guards and sums, guards and products; numbers in a ring; ranges that start elsewhere, or have one number more; places with their axes in reverse order.
Not proved here: the laws. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Lemma guardD (R : zmodType) (b : bool) (x y : R) : guard b (x + y) = guard b x + guard b y.
Proof. by rewrite /guard; case: b; rewrite ?addr0. Qed.
Lemma guardN (R : zmodType) (b : bool) (x : R) : guard b (- x) = - guard b x.
Proof. by rewrite /guard; case: b; rewrite ?oppr0. Qed.
Lemma guard0 (R : zmodType) (b : bool) : guard b 0 = 0 :> R.
Proof. by rewrite /guard; case: b. Qed.
Lemma guard_in (R : zmodType) (b : bool) (x : R) : b -> guard b x = x.
Proof. by rewrite /guard => ->. Qed.
Lemma guard_out (R : zmodType) (b : bool) (x : R) : ~~ b -> guard b x = 0.
Proof. by rewrite /guard => /negbTE ->. Qed.
Lemma guardMl (R : ringType) (b : bool) (x y : R) : guard b (x * y) = guard b x * y.
Proof. by rewrite /guard; case: b; rewrite ?mul0r. Qed.
Lemma guardMr (R : ringType) (b : bool) (x y : R) : guard b (x * y) = x * guard b y.
Proof. by rewrite /guard; case: b; rewrite ?mulr0. Qed.
Lemma eq_guard (R : zmodType) (b c : bool) (x y : R) : b = c -> (b -> x = y) -> guard b x = guard c y.
Proof. by move=> <-; rewrite /guard; case: b => // ->. Qed.
Lemma guard_neq0 (R : zmodType) (b : bool) (x : R) : guard b x != 0 -> b.
Proof. by rewrite /guard; case: b => //; rewrite eqxx. Qed.

Lemma sumbN (R : zmodType) (T : Type) (l : seq T) (F : T -> R) : sumb l (fun x => - F x) = - sumb l F.
Proof. by rewrite !sumbE sumrN. Qed.

Lemma zrange_box n : zrange n = box (n : space1).
Proof. by rewrite /box /=; move: (zrange n); elim=> //= t s {1}->. Qed.
Lemma guard_cut (G : space) (R : zmodType) (H i : G) (f : G -> R) : guard (within 0 H i) (f i) = cut H f i.
Proof. by []. Qed.
Lemma zguard_cut (R : zmodType) (n k : Z) (f : Z -> R) : guard (between 0 n k) (f k) = cut (n : space1) f k.
Proof. by rewrite /guard /cut inside1. Qed.

(** Ranges that start elsewhere. *)
Lemma sumb_from (R : zmodType) (T : zmodType) (low : T) (l : seq T) (F : T -> R) : sumb (from low l) F = sumb l (fun x => F (low + x)).
Proof. by rewrite /from !sumbE big_map. Qed.
Lemma uniq_from (T : zmodType) (low : T) (l : seq T) : uniq l -> uniq (from low l).
Proof. by move=> u; rewrite map_inj_uniq // => a b /addrI. Qed.
Lemma mem_from low n k : (k \in from low (zrange n)) = between low (low + n) k.
Proof.
apply/mapP/betweenP => [[m]|k_in]; first by rewrite mem_zrange => /betweenP m_in ->; rewrite /GRing.add /=; lia.
by exists (k - low)%Z; [rewrite mem_zrange; apply/betweenP; lia | rewrite /GRing.add /=; lia].
Qed.

Lemma number_nat (R : ringType) n : (0 <= n)%Z -> number n = (Z.to_nat n)%:R :> R.
Proof. by case: n => //= p; lia. Qed.
Lemma numberN (R : ringType) n : number (- n) = - number n :> R.
Proof. by case: n => [|p|p] //=; rewrite ?oppr0 ?opprK. Qed.
Lemma numberD (R : ringType) m n : number (m + n) = number m + number n :> R.
Proof.
have plus a b : (0 <= a)%Z -> (0 <= b)%Z -> number (a + b) = number a + number b :> R.
  by move=> a0 b0; rewrite !number_nat ?Z2Nat.inj_add ?natrD //; lia.
have minus a b : (0 <= a)%Z -> (0 <= b)%Z -> number (a - b) = number a - number b :> R.
  move=> a0 b0; case: (Z_le_gt_dec b a) => ab.
    by apply/eqP; rewrite eq_sym subr_eq -plus; [apply/eqP; congr number | |]; lia.
  rewrite (_ : (a - b = - (b - a))%Z) ?numberN; last by lia.
  by apply: oppr_inj; rewrite opprK opprB; apply/eqP; rewrite eq_sym subr_eq -plus; [apply/eqP; congr number | |]; lia.
case: (Z_le_gt_dec 0 m) => m0; case: (Z_le_gt_dec 0 n) => n0; first exact: plus.
- by have := minus m (- n)%Z m0 ltac:(lia); rewrite Z.sub_opp_r numberN opprK.
- by have := minus n (- m)%Z n0 ltac:(lia); rewrite Z.sub_opp_r numberN opprK => e; rewrite Z.add_comm e addrC.
have := plus (- m)%Z (- n)%Z ltac:(lia) ltac:(lia); rewrite -Z.opp_add_distr !numberN -opprD; exact: oppr_inj.
Qed.
Lemma number_neq0 (R : numDomainType) n : n <> 0%Z -> number n != 0 :> R.
Proof. by case: n => //= p _; rewrite ?oppr_eq0 Num.Theory.pnatr_eq0; lia. Qed.
Lemma number_gt0 (R : numDomainType) n : (0 < n)%Z -> 0 < number n :> R.
Proof. by move=> n0; rewrite number_nat ?Num.Theory.ltr0n; lia. Qed.
Lemma some_number_neq0 (R : numDomainType) n : (1 <=? n)%Z -> number n != 0 :> R.
Proof. by move/Z.leb_le => n1; apply: number_neq0; lia. Qed.
Lemma number1 (R : ringType) : number 1 = 1 :> R. Proof. by []. Qed.

Lemma sumbB (R : zmodType) (T : Type) (l : seq T) (F F' : T -> R) : sumb l (fun x => F x - F' x) = sumb l F - sumb l F'.
Proof. by rewrite sumbD sumbN. Qed.

(** A range without its first number, and with one more. *)
Lemma sumb_first (R : zmodType) n (F : Z -> R) : (1 <= n)%Z -> sumb (zrange n) F = F 0%Z + sumb (zrange (n - 1)) (fun k => F (k + 1)%Z).
Proof.
move=> n1; rewrite /zrange (_ : Z.to_nat n = (Z.to_nat (n - 1)).+1); last by lia.
rewrite /= -[1%N]addn0 iotaDl -map_comp !sumbE !big_map; congr (_ + _); apply: eq_bigr => k _ /=; congr F; lia.
Qed.
Lemma sumb_snoc (R : zmodType) (F : Z -> R) n : (0 <= n)%Z -> sumb (zrange (n + 1)) F = sumb (zrange n) F + F n.
Proof.
move=> n0; rewrite !sumbE /zrange (_ : Z.to_nat (n + 1) = (Z.to_nat n + 1)%N); last by lia.
by rewrite iotaD map_cat big_cat /= big_seq1 add0n Z2Nat.id.
Qed.
Lemma sumb_single (R : zmodType) (F : Z -> R) : sumb (zrange 1) F = F 0%Z.
Proof. exact: addr0. Qed.

(** One guard in another. *)
Lemma guard_guard (R : zmodType) (a b : bool) (x : R) : guard a (guard b x) = guard (a && b) x.
Proof. by rewrite /guard; case: a; case: b. Qed.

Lemma everyP (G : space) (test : Z -> Z -> bool) (i j : G) :
  reflect (forall k, (k < rank G)%N -> test (axis k i) (axis k j)) (on_every_axis test i j).
Proof. exact: all_axesP. Qed.
Lemma nonnegativeP (G : space) (i : G) : reflect (forall k, (k < rank G)%N -> (0 <= axis k i)%Z) (nonnegative i).
Proof. by apply: (iffP (all_axesP _ _)) => A k lt; have := A k lt; lia. Qed.

Lemma positive_nonnegative (G : space) (i : G) : positive i -> nonnegative i.
Proof. by move/positiveP => h; apply/nonnegativeP => k lt; have := h k lt; lia. Qed.
(** What a proposition claims of sizes follows from what it supposes of them. *)
Lemma at_least_nothing (G : space) (i : G) : on_every_axis (fun u v => (u <=? v)%Z) 1 i -> on_every_axis (fun u v => (u <=? v)%Z) 0 i.
Proof. by move=> /everyP A; apply/everyP => k lt; have := A k lt; rewrite axis_one axis_zero; lia. Qed.

(** Coordinates of a few places. *)
Lemma axis_each (G : space) k n : (k < rank G)%N -> axis k (each n : G) = n.
Proof. exact: axis_make. Qed.
Lemma axis_two (G : space) k : axis k (2%:R : G) = 2%Z.
Proof. by rewrite -[2%:R]/(1 + 1) axisE axis_one. Qed.

(** The axes in reverse order. *)
Section Swapped.
Variable G : space.
Implicit Types u v : G.
Lemma swapD u v : swap (u + v) = swap u + swap v. Proof. by apply: same_axes => k lt; rewrite !(axisE, axis_swap). Qed.
Lemma swapB u v : swap (u - v) = swap u - swap v. Proof. by apply: same_axes => k lt; rewrite !(axisE, axis_swap). Qed.
Lemma swapM u v : swap (u * v) = swap u * swap v. Proof. by apply: same_axes => k lt; rewrite !(axisE, axis_swap). Qed.
Lemma swapN u : swap (- u) = - swap u. Proof. by apply: same_axes => k lt; rewrite !(axisE, axis_swap). Qed.
Lemma swap1 : swap (1 : G) = 1. Proof. by apply: same_axes => k lt; rewrite !(axisE, axis_swap). Qed.
End Swapped.

(** Whole numbers: what [lia] is to see. *)
Ltac ranges := unfold between in *; lia.

(** Guards that the hypotheses make true. *)
Ltac unguard := repeat match goal with
  | h : is_true ?b |- context [guard ?b _] => rewrite !(guard_in _ h)
  | h : is_true (between 0 ?n ?k) |- context [between 0%Z ?n ?k] => rewrite h
  end.
Ltac known := repeat match goal with h : is_true ?b |- context [?b] => rewrite h end.
