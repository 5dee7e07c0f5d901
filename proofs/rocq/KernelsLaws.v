(** The kernels of image processing, and the sums and moments of any kernel.

Idea: what a kernel does to a smooth image is said by its moments, and those of the five kernels are numbers, which are computed. About any
kernel the theorems are about finite sums.

Definitions: entries are counted from 0, so that the middle of a kernel with 2 k + 1 rows is row k. [total], [moments]; the five kernels, over the
rational numbers; [full], the convolution of two images; [local_circular], a kernel on a torus.
Results: theorems called after the laws of the topic [kernels].
Not proved here: what a kernel makes of a smooth image, which is Taylor's theorem on top of the moments. *)

From Coq Require Import ZArith QArith Qcanon.
From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Executable Rationals.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** ** Any kernel *)

Section AnyKernel.
Variable R : comRingType.
Implicit Types K J : nat -> nat -> R.

(** How far row i of 2 k + 1 lies below the middle. *)
Definition offset (k i : nat) : R := i%:R - k%:R.

Definition total (k l : nat) K := sumf k.*2.+1 (fun i => sumf l.*2.+1 (fun j => K i j)).

Definition moments (k l : nat) K (p q : nat) :=
  sumf k.*2.+1 (fun i => sumf l.*2.+1 (fun j => offset k i ^+ p * offset l j ^+ q * K i j)).

(** A kernel on an image of H x W whose opposite borders meet. *)
Definition local_circular (k l H W : nat) (I : nat -> nat -> R) K (i j : nat) :=
  sumf k.*2.+1 (fun a => sumf l.*2.+1 (fun b => K a b * I ((i + a + k * H - k) %% H)%N ((j + b + l * W - l) %% W)%N)).

Definition transposed K i j := K j i.
Definition mirrored (l : nat) K i j := K i (l.*2 - j)%N.

Lemma sumf_ext n (F G : nat -> R) : (forall i, (i < n)%N -> F i = G i) -> sumf n F = sumf n G.
Proof. by move=> E; rewrite !sumf_is_a_sum; apply: eq_bigr => i _; exact: E. Qed.

Theorem total_answers_to_constants (k l H W : nat) K (i j : nat) :
  total k l K * 1 = local_circular k l H W (fun _ _ => 1) K i j.
Proof. by rewrite mulr1; apply: sumf_ext => a _; apply: sumf_ext => b _; rewrite mulr1. Qed.

Theorem total_adds (k l : nat) K J : total k l (fun i j => K i j + J i j) = total k l K + total k l J.
Proof.
rewrite /total !sumf_is_a_sum -big_split; apply: eq_bigr => i _.
by rewrite !sumf_is_a_sum -big_split.
Qed.

Lemma backwards n (F : nat -> R) : sumf n.+1 (fun j => F (n - j)%N) = sumf n.+1 F.
Proof. by rewrite !sumf_is_a_sum [RHS](reindex_inj rev_ord_inj); apply: eq_bigr => j _; rewrite /= subSS. Qed.

Theorem total_ignores_turning (k l : nat) K : total k l (mirrored l K) = total k l K.
Proof. by apply: sumf_ext => i _; exact: (backwards l.*2 (K i)). Qed.

Theorem moments_begin_with_the_total (k l : nat) K : moments k l K 0 0 = total k l K.
Proof. by apply: sumf_ext => i _; apply: sumf_ext => j _; rewrite !expr0 !mul1r. Qed.

Theorem moments_count_columns (k l : nat) K (p q : nat) :
  moments k l (fun i j => K i j * offset l j) p q = moments k l K p q.+1.
Proof.
by apply: sumf_ext => i _; apply: sumf_ext => j _; rewrite exprSr -!mulrA [K i j * _]mulrC.
Qed.

Theorem moments_transpose (k l : nat) K (p q : nat) : moments l k (transposed K) p q = transposed (moments k l K) p q.
Proof.
rewrite /transposed /moments !sumf_is_a_sum; under eq_bigr do rewrite sumf_is_a_sum.
rewrite exchange_big; apply: eq_bigr => i _; rewrite sumf_is_a_sum; apply: eq_bigr => j _.
by rewrite [offset l j ^+ p * _]mulrC.
Qed.

(** The table of the moments up to an order, zero beyond it; and a table without its last row and column, which has n of each. *)
Definition moments_up_to (k l : nat) K (order p q : nat) : R := if (p <= order)%N && (q <= order)%N then moments k l K p q else 0.
Definition before_last (n : nat) (M : nat -> nat -> R) (p q : nat) : R := if (p < n)%N && (q < n)%N then M p q else 0.

Theorem moments_are_nested (k l : nat) K (order p q : nat) :
  before_last order.+1 (moments_up_to k l K order.+1) p q = moments_up_to k l K order p q.
Proof.
rewrite /before_last /moments_up_to !ltnS; case: ifP => // /andP[po qo].
by rewrite (leq_trans po (leqnSn order)) (leq_trans qo (leqnSn order)).
Qed.

End AnyKernel.

(** ** The five, as rational numbers *)

Local Notation Q := Qc.
Definition whole (n : Z) : Q := Q2Qc (inject_Z n).
Definition at33 (rows : seq (seq Q)) (i j : nat) : Q := nth 0%Qc (nth [::] rows i) j.
Definition binomial2 (i : nat) : Q := at33 [:: [:: whole 1; whole 2; whole 1]] 0 i.
Definition step (i : nat) : Q := at33 [:: [:: whole (-1); whole 0; whole 1]] 0 i.

Definition laplacian i j : Q := if (i == 1%N) && (j == 1%N) then whole 8 else whole (-1).
Definition gaussian i j : Q := (binomial2 i * binomial2 j / whole 16)%Qc.
Definition sobel_x i j : Q := (binomial2 i * step j)%Qc.
Definition sobel_y i j : Q := (binomial2 j * step i)%Qc.
Definition sharpen i j : Q :=
  if (i == 1%N) && (j == 1%N) then whole 5 else if (i == 1%N) || (j == 1%N) then whole (-1) else whole 0.

(** Determinants of two rows and two columns. *)
Definition minors (K : nat -> nat -> Q) (a b c d : nat) : Q := (K a b * K c d - K c b * K a d)%Qc.

(** The convolution of an image of A x B with another. *)
Definition full (A B : nat) (I K : nat -> nat -> Q) (i j : nat) : Q :=
  sumf A (fun m => sumf B (fun n => if (m <= i)%N && (n <= j)%N then (I m n * K (i - m)%N (j - n)%N)%Qc else 0%Qc)).

(** Rational numbers are equal where their numerators and denominators are: each of finitely many cases is computed. *)
Ltac entries := repeat match goal with n : nat |- _ => move: n end; repeat (case=> [|[|[|?]]]); move=> //= *; apply: Qc_is_canon; vm_compute; reflexivity.

Theorem laplacian_laplacian_has_moments (p q : nat) : (p < 3)%N -> (q < 3)%N -> 
  moments 1 1 laplacian p q = at33 [:: [:: whole 0; whole 0; whole (-6)]; [:: whole 0; whole 0; whole 0]; [:: whole (-6); whole 0; whole (-4)]] p q.
Proof. entries. Qed.

Theorem laplacian_laplacian_sums_to_zero :
  total 1 1 laplacian = whole 0.
Proof. apply: Qc_is_canon; vm_compute; reflexivity. Qed.

Theorem gaussian_gaussian_has_moments (p q : nat) : (p < 3)%N -> (q < 3)%N -> 
  moments 1 1 gaussian p q = at33 [:: [:: whole 1; whole 0; (whole 1 / whole 2)%Qc]; [:: whole 0; whole 0; whole 0]; [:: (whole 1 / whole 2)%Qc; whole 0; (whole 1 / whole 4)%Qc]] p q.
Proof. entries. Qed.

Theorem gaussian_gaussian_sums_to_one :
  total 1 1 gaussian = whole 1.
Proof. apply: Qc_is_canon; vm_compute; reflexivity. Qed.

Theorem sobel_x_sobel_x_has_moments (p q : nat) : (p < 3)%N -> (q < 3)%N -> 
  moments 1 1 sobel_x p q = at33 [:: [:: whole 0; whole 8; whole 0]; [:: whole 0; whole 0; whole 0]; [:: whole 0; whole 4; whole 0]] p q.
Proof. entries. Qed.

Theorem sobel_x_sobel_x_sums_to_zero :
  total 1 1 sobel_x = whole 0.
Proof. apply: Qc_is_canon; vm_compute; reflexivity. Qed.

Theorem sobel_y_sobel_y_has_moments (p q : nat) : (p < 3)%N -> (q < 3)%N -> 
  moments 1 1 sobel_y p q = at33 [:: [:: whole 0; whole 0; whole 0]; [:: whole 8; whole 0; whole 4]; [:: whole 0; whole 0; whole 0]] p q.
Proof. entries. Qed.

Theorem sobel_y_sobel_y_sums_to_zero :
  total 1 1 sobel_y = whole 0.
Proof. apply: Qc_is_canon; vm_compute; reflexivity. Qed.

Theorem sharpen_sharpen_has_moments (p q : nat) : (p < 3)%N -> (q < 3)%N -> 
  moments 1 1 sharpen p q = at33 [:: [:: whole 1; whole 0; whole (-2)]; [:: whole 0; whole 0; whole 0]; [:: whole (-2); whole 0; whole 0]] p q.
Proof. entries. Qed.

Theorem sharpen_sharpen_sums_to_one :
  total 1 1 sharpen = whole 1.
Proof. apply: Qc_is_canon; vm_compute; reflexivity. Qed.

Theorem laplacian_laplacian_is_transposed (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  transposed laplacian i j = laplacian i j.
Proof. entries. Qed.

Theorem laplacian_laplacian_is_mirrored (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  mirrored 1 laplacian i j = laplacian i j.
Proof. entries. Qed.

Theorem gaussian_gaussian_is_transposed (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  transposed gaussian i j = gaussian i j.
Proof. entries. Qed.

Theorem gaussian_gaussian_is_mirrored (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  mirrored 1 gaussian i j = gaussian i j.
Proof. entries. Qed.

Theorem sharpen_sharpen_is_transposed (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  transposed sharpen i j = sharpen i j.
Proof. entries. Qed.

Theorem sharpen_sharpen_is_mirrored (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  mirrored 1 sharpen i j = sharpen i j.
Proof. entries. Qed.

Theorem gaussian_gaussian_is_separable (a b c d : nat) : (a < 3)%N -> (b < 3)%N -> (c < 3)%N -> (d < 3)%N -> 
  minors gaussian a b c d = (minors gaussian a b c d * 0)%R.
Proof. entries. Qed.

Theorem sobel_x_sobel_x_is_separable (a b c d : nat) : (a < 3)%N -> (b < 3)%N -> (c < 3)%N -> (d < 3)%N -> 
  minors sobel_x a b c d = (minors sobel_x a b c d * 0)%R.
Proof. entries. Qed.

Theorem sobel_y_sobel_y_is_separable (a b c d : nat) : (a < 3)%N -> (b < 3)%N -> (c < 3)%N -> (d < 3)%N -> 
  minors sobel_y a b c d = (minors sobel_y a b c d * 0)%R.
Proof. entries. Qed.

Theorem gaussian_is_the_mean_of_four_twice (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  (whole 16 * gaussian i j)%Qc = full 2 2 (at33 [:: [:: whole 1; whole 1]; [:: whole 1; whole 1]]) (at33 [:: [:: whole 1; whole 1]; [:: whole 1; whole 1]]) i j.
Proof. entries. Qed.

Theorem sobel_x_is_a_smoothed_difference (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  sobel_x i j = full 3 1 (fun m _ => binomial2 m) (at33 [:: [:: whole (-1); whole 0; whole 1]]) i j.
Proof. entries. Qed.

Theorem sobel_x_changes_sign_left_to_right (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  mirrored 1 sobel_x i j = (- sobel_x i j)%R.
Proof. entries. Qed.

Theorem sobel_x_is_the_other_transposed (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  sobel_x i j = transposed sobel_y i j.
Proof. entries. Qed.

Theorem sobel_y_is_the_same_left_to_right (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  mirrored 1 sobel_y i j = sobel_y i j.
Proof. entries. Qed.

Theorem sobel_y_sobel_y_is_the_other_transposed (i j : nat) : (i < 3)%N -> (j < 3)%N -> 
  sobel_y i j = transposed sobel_x i j.
Proof. entries. Qed.
