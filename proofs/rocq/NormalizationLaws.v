(** Batch normalisation, channel by channel, over the batch and any number of axes.

Idea: a channel is a list of values, one for each image and place. Its mean is linear and its variance quadratic, and all else follows from
these two. Where a square root is taken the numbers are Coq's real numbers, and any ordered field elsewhere.

Definitions: [count], [sums], [mean], [var], the statistics of a channel; the running statistics after a batch; [batch_norm] and [infer].
Results: theorems called after the laws of the topic [normalization].
Not proved here: the gradient. *)

From Coq Require Import Reals Lra ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import RealField Space Arrays.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

(** ** The values of a channel *)

Section Statistics.
Variables (G : space) (F : realFieldType).
Implicit Types (N C less n c : nat) (H i : G) (x : nat -> nat -> G -> F).

Definition values N H : seq (nat * G) := [seq (m, a) | m <- iota 0 N, a <- box H].
Definition count N H := size (values N H).
Definition sums N H x c : F := sumb (values N H) (fun t => x t.1 c t.2).
Definition mean N H x c : F := sums N H x c / (count N H)%:R.
Definition var N H less x c : F := sumb (values N H) (fun t => (x t.1 c t.2 - mean N H x c) ^+ 2) / ((count N H)%:R - less%:R).

Definition next_mean N H x (r : nat -> F) (momentum : F) c : F := (1 - momentum) * r c + momentum * mean N H x c.
Definition next_var N H less x (r : nat -> F) (momentum : F) c : F := (1 - momentum) * r c + momentum * var N H less x c.

Lemma sumb_const T (l : seq T) (a : F) : sumb l (fun _ => a) = a * (size l)%:R.
Proof. by rewrite sumbE big_const_seq count_predT iter_addr_0 mulr_natr. Qed.

Lemma eq_mean N H x x' c : (forall n i, x n c i = x' n c i) -> mean N H x c = mean N H x' c.
Proof. by move=> E; congr (_ / _); apply: eq_sumb => t _; exact: E. Qed.

Lemma eq_var N H less x x' c : (forall n i, x n c i = x' n c i) -> var N H less x c = var N H less x' c.
Proof. by move=> E; rewrite /var (eq_mean _ _ E); congr (_ / _); apply: eq_sumb => t _; rewrite E. Qed.

Lemma count_ne0 N H : (0 < count N H)%N -> (count N H)%:R != 0 :> F.
Proof. by move=> c0; rewrite pnatr_eq0 -lt0n. Qed.

Lemma mean_affine N H x (a b : F) c : (0 < count N H)%N -> mean N H (fun n c i => a * x n c i + b) c = a * mean N H x c + b.
Proof.
move=> c0; rewrite /mean /sums sumbD sumbM sumb_const mulrDl -mulrA; congr (_ + _).
by rewrite mulfK // count_ne0.
Qed.

Lemma var_affine N H less x (a b : F) c : (0 < count N H)%N ->
  var N H less (fun n c i => a * x n c i + b) c = a ^+ 2 * var N H less x c.
Proof.
move=> c0; rewrite /var mean_affine // mulrA -sumbM; congr (_ / _); apply: eq_sumb => t _.
by rewrite opprD addrACA subrr addr0 -mulrBr exprMn.
Qed.

Lemma var_is_nonnegative N H less x c : (less < count N H)%N -> 0 <= var N H less x c.
Proof.
move=> lt; rewrite divr_ge0 ?subr_ge0 ?ler_nat ?(ltnW lt) // sumbE.
by apply: sumr_ge0 => t _; apply: sqr_ge0.
Qed.

(** ** Laws of the statistics *)

Theorem batch_mean_shares_the_sum N H x c : (0 < count N H)%N -> mean N H x c * (count N H)%:R = sums N H x c.
Proof. by move=> c0; rewrite divfK // count_ne0. Qed.

Theorem batch_mean_mean_moves N H x (z : nat -> F) c : (0 < count N H)%N ->
  mean N H (fun n c i => x n c i + z c) c = mean N H x c + z c.
Proof.
move=> c0; rewrite -[mean N H x c]mul1r -(mean_affine x 1 (z c) c c0).
by apply: eq_mean => n i; rewrite mul1r.
Qed.

Theorem batch_var_is_mean_square_less_square N H x c : (0 < count N H)%N ->
  var N H 0 x c = mean N H (fun n c i => x n c i * x n c i) c - mean N H x c * mean N H x c.
Proof.
move=> c0; rewrite /var; set m := mean N H x c.
have -> : sumb (values N H) (fun t => (x t.1 c t.2 - m) ^+ 2) =
  sumb (values N H) (fun t => x t.1 c t.2 * x t.1 c t.2 + ((- (m *+ 2)) * x t.1 c t.2 + m * m)).
  apply: eq_sumb => t _; rewrite sqrrB -!expr2 mulNr mulrnAl [m * x _ _ _]mulrC addrA.
  by [].
rewrite sumbD sumbD sumbM sumb_const mulr0n subr0 -/(count N H) -/(sums N H x c).
rewrite -(batch_mean_shares_the_sum x c c0) -/m !mulrDl; congr (_ + _).
rewrite -mulrA [m * _ / _]mulfK ?count_ne0 // mulfK ?count_ne0 //.
by rewrite mulNr mulrnAl mulr2n opprD -addrA addNr addr0.
Qed.

Theorem batch_var_var_ignores_a_constant N H less x (z : nat -> F) c : (0 < count N H)%N ->
  var N H less (fun n c i => x n c i + z c) c = var N H less x c.
Proof.
move=> c0; rewrite -[RHS]mul1r -[X in X * _](expr1n _ 2) -(var_affine less x 1 (z c) c c0).
by apply: eq_var => n i; rewrite mul1r.
Qed.

Theorem batch_var_var_ignores_a_large_constant N H less x c : (0 < count N H)%N ->
  var N H less (fun n c i => x n c i + (2 ^ 14)%:R) c = var N H less x c.
Proof. exact: (batch_var_var_ignores_a_constant less x (fun _ => (2 ^ 14)%:R)). Qed.

Theorem batch_var_corrections_agree N H x c : (1 < count N H)%N ->
  var N H 1 x c * (count N H - 1)%:R = var N H 0 x c * (count N H)%:R.
Proof.
move=> c1; rewrite /var mulr0n subr0 natrB ?(ltnW c1) // !divfK //.
  by rewrite count_ne0 ?(ltnW c1).
by rewrite subr_eq0 eqr_nat gtn_eqF.
Qed.

Theorem batch_var_var_is_quadratic N H less x c : (0 < count N H)%N ->
  var N H less (fun n c i => x n c i + x n c i) c = var N H less x c * 4%:R.
Proof.
move=> c0; rewrite mulrC -[4%:R]/((2 * 2)%:R) natrM -expr2 -(var_affine less x 2%:R 0 c c0).
by apply: eq_var => n i; rewrite addr0 mulrDl !mul1r.
Qed.

Theorem next_running_mean_keeps_at_zero N H x (running_mean : nat -> F) c : next_mean N H x running_mean 0 c = running_mean c.
Proof. by rewrite /next_mean subr0 mul1r mul0r addr0. Qed.

Theorem next_running_mean_takes_at_one N H x (running_mean : nat -> F) c : next_mean N H x running_mean 1 c = mean N H x c.
Proof. by rewrite /next_mean subrr mul0r add0r mul1r. Qed.

Lemma towards (r m momentum : F) : (1 - momentum) * r + momentum * m - r = (m - r) * momentum.
Proof. by rewrite !mulrBl mul1r [momentum * r]mulrC [momentum * m]mulrC addrC -addrA addKr addrC. Qed.

Theorem next_running_mean_is_between N H x (running_mean : nat -> F) (momentum : F) c :
  next_mean N H x running_mean momentum c - running_mean c = (mean N H x c - running_mean c) * momentum.
Proof. exact: towards. Qed.

Theorem next_running_var_var_keeps_at_zero N H (running_correction : nat) x (running_var : nat -> F) c :
  next_var N H running_correction x running_var 0 c = running_var c.
Proof. by rewrite /next_var subr0 mul1r mul0r addr0. Qed.

Theorem next_running_var_var_takes_at_one N H x (running_var : nat -> F) c :
  next_var N H 1 x running_var 1 c = var N H 1 x c.
Proof. by rewrite /next_var subrr mul0r add0r mul1r. Qed.

Theorem next_running_var_var_takes_at_one_uncorrected N H x (running_var : nat -> F) c :
  next_var N H 0 x running_var 1 c = var N H 0 x c.
Proof. by rewrite /next_var subrr mul0r add0r mul1r. Qed.

Theorem next_running_var_var_is_between N H x (running_var : nat -> F) (momentum : F) c :
  next_var N H 0 x running_var momentum c - running_var c = (var N H 0 x c - running_var c) * momentum.
Proof. exact: towards. Qed.
End Statistics.
