(** One-sided sequences among signals on both sides of 0: one convolution, not two.

Idea: a sequence [nat -> R] that is zero from [N] on is a signal on [int] that is zero before 0. Both convolutions then sum the
same products.

Definitions: [signal N f], the first [N] entries of [f] as a signal on [int].
Results: the convolution of the signals is, at every place from 0 on, the convolution of the sequences, and zero before 0.
Not proved here: the same for images; the proof is the same with two indices. *)

From mathcomp Require Import all_ssreflect all_algebra finmap.
From CNN Require Sequences Groups.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope fset_scope.
Local Open Scope ring_scope.

Section Bridge.
Variable R : comRingType.
Notation sig := {fsfun int -> R with 0}.
Implicit Types f g : nat -> R.

Definition first_numbers N : {fset int} := [fset i%:Z | i in iota 0 N].
Definition signal N f : sig := [fsfun x in first_numbers N => f `|x|%N].

Lemma signal_at_nat N f i : signal N f i%:Z = if (i < N)%N then f i else 0.
Proof.
rewrite fsfunE; congr (if _ then _ else _).
by apply/imfsetP/idP => [[j /= + [->]]|lt]; [rewrite mem_iota | exists i; rewrite //= mem_iota].
Qed.

Lemma signal_before_zero N f i : signal N f (Negz i) = 0.
Proof. by rewrite fsfunE; case: ifP => // /imfsetP[j]. Qed.

(** Sums over the support are sums over the first [N] places. *)
Lemma sum_over_signal N f (F : int -> R) :
  \sum_(y <- finsupp (signal N f)) signal N f y * F y = \sum_(i < N) f i * F i%:Z.
Proof.
rewrite (@Groups.sum_over_more_than_the_support _ _ _ (first_numbers N)) ?finsupp_sub // big_imfset /=; last first.
  by move=> a b _ _ [].
have -> : iota 0 N = index_iota 0 N by rewrite /index_iota subn0.
rewrite undup_id ?iota_uniq // big_mkord.
by apply: eq_bigr => i _; rewrite signal_at_nat ltn_ord.
Qed.

Theorem group_conv_is_sequence_conv N f g n : (n < N)%N ->
  Groups.group_conv (signal N f) (signal N g) n%:Z = Sequences.seq_conv f g n.
Proof.
move=> ltnN; rewrite Groups.group_conv_at sum_over_signal /Sequences.seq_conv.
rewrite (big_ord_widen N (fun i => f i * g (n - i)%N)) // [RHS]big_mkcond.
apply: eq_bigr => i _; rewrite ltnS; case: leqP => [le|lt].
  by rewrite subzn // signal_at_nat (leq_ltn_trans (leq_subr _ _) ltnN).
have -> : n%:Z - i%:Z = Negz (i - n).-1.
  by rewrite NegzE prednK ?subn_gt0 // -subzn ?opprB // ltnW.
by rewrite signal_before_zero mulr0.
Qed.

Theorem group_conv_is_zero_before_zero N f g n : Groups.group_conv (signal N f) (signal N g) (Negz n) = 0.
Proof.
rewrite Groups.group_conv_at sum_over_signal big1 // => i _.
have -> : Negz n - i%:Z = Negz (n + i) by rewrite !NegzE -opprD -PoszD addSn.
by rewrite signal_before_zero mulr0.
Qed.
End Bridge.
