(** Convolution that runs: on lists of numbers, equal to the definitions that the theorems are about.

Idea: a theorem about a definition says nothing about a program. These definitions are programs, too: Coq computes them, the tests
hold what it computes against the literal forms of the Python formulas, and the theorems here say that they are the same as [Sequences.seq_conv],
[Images.conv2] and [Images.xcorr2].

Definitions: [conv_full], [conv2_full], [xcorr2_valid] over any commutative ring; [zconv], [zconv2], [zxcorr2] on whole numbers.
Results: entry by entry, within the lengths, they are the definitions of the other files.
Not proved here: anything about floating-point numbers: see [Binary64]. *)

From Coq Require Import ZArith.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Sequences Images.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Exec.
Variable R : comRingType.

(** A sum that reduces: [\sum] is sealed, so that it does not unfold in proofs. *)
Definition sumf n (F : nat -> R) := foldr (fun i s => F i + s) 0 (iota 0 n).
Lemma sumf_is_a_sum n F : sumf n F = \sum_(i < n) F i.
Proof. by rewrite -(big_mkord xpredT F) unlock /reducebig /index_iota subn0. Qed.

(** Beyond its end a list is zero. *)
Definition entry1 (s : seq R) i := nth 0 s i.
Definition entry2 (s : seq (seq R)) i j := nth 0 (nth [::] s i) j.
Definition width (s : seq (seq R)) := size (head [::] s).

(** All of the convolution. *)
Definition conv_full (f g : seq R) : seq R :=
  mkseq (fun n => sumf n.+1 (fun i => entry1 f i * entry1 g (n - i))) (size f + size g).-1.

(** All of the convolution of two images. *)
Definition conv2_full (f g : seq (seq R)) : seq (seq R) :=
  mkseq (fun m => mkseq (fun n =>
     sumf m.+1 (fun i => sumf n.+1 (fun j => entry2 f i j * entry2 g (m - i) (n - j))))
     (width f + width g).-1) (size f + size g).-1.

(** The cross-correlation where the kernel lies inside: a layer of stride 1 without padding. *)
Definition xcorr2_valid (X K : seq (seq R)) : seq (seq R) :=
  mkseq (fun i => mkseq (fun j =>
     sumf (size K) (fun p => sumf (width K) (fun q => entry2 K p q * entry2 X (i + p) (j + q))))
     (width X - width K).+1) (size X - size K).+1.

Theorem conv_full_is_conv f g n : (n < (size f + size g).-1)%N ->
  entry1 (conv_full f g) n = seq_conv (entry1 f) (entry1 g) n.
Proof. by move=> lt; rewrite /entry1 nth_mkseq // sumf_is_a_sum. Qed.

Theorem conv2_full_is_conv2 f g m n :
  (m < (size f + size g).-1)%N -> (n < (width f + width g).-1)%N ->
  entry2 (conv2_full f g) m n = conv2 (entry2 f) (entry2 g) m n.
Proof.
move=> ltm ltn; rewrite {1}/entry2 !nth_mkseq // sumf_is_a_sum.
by apply: eq_bigr => i _; rewrite sumf_is_a_sum.
Qed.

Theorem xcorr2_valid_is_xcorr2 X K i j :
  (i < (size X - size K).+1)%N -> (j < (width X - width K).+1)%N ->
  entry2 (xcorr2_valid X K) i j = xcorr2 (size K) (width K) (entry2 X) (entry2 K) i j.
Proof.
move=> lti ltj; rewrite {1}/entry2 !nth_mkseq // sumf_is_a_sum.
by apply: eq_bigr => p _; rewrite sumf_is_a_sum.
Qed.
End Exec.

Notation "'Z1'" := (seq Z). Notation "'Z2'" := (seq (seq Z)).

(** On whole numbers, for the tests to run. *)
Definition zconv (f g : Z1) : Z1 := @conv_full [comRingType of Z] f g.
Definition zconv2 (f g : Z2) : Z2 := @conv2_full [comRingType of Z] f g.
Definition zxcorr2 (X K : Z2) : Z2 := @xcorr2_valid [comRingType of Z] X K.
