(** Pooling: the largest entry of a window, and its mean.

Idea: the maximum of a window is the least bound of its entries; every law follows from that. The mean is linear.

Definitions: [maxpool] of a window of [k + 1 >= 1] entries, over any ordered integral domain; [avgpool], over any ordered field;
[max_pool] and [avg_pool] of a whole sequence, with window, stride and dilation.
Results: monotone, at most as far apart as the inputs, commutes with every monotone function and so with [relu]; the mean is linear, keeps a constant, is
at most the maximum, and is a strided convolution with equal taps.
Not proved here: padding (entries that take no part) and ceil mode; NaN. *)

From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import Activation.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section MaxPool.
Variables (R : realDomainType) (k : nat).
Implicit Types X Y : 'I_k.+1 -> R.

Definition maxpool X := \big[Num.max/X ord0]_(i < k.+1) X i.

Lemma maxpool_is_a_bound X i : X i <= maxpool X.
Proof.
rewrite /maxpool; have := mem_index_enum i; elim: (index_enum _) => //= j s IH.
by rewrite big_cons le_maxr inE => /orP[/eqP->|/IH->]; rewrite ?lexx ?orbT.
Qed.

Lemma maxpool_is_the_least_bound X c : (forall i, X i <= c) -> maxpool X <= c.
Proof. by move=> Xc; apply: (big_ind (fun z => z <= c)) => // x y xc yc; rewrite le_maxl xc. Qed.

Theorem maxpool_is_monotone X Y : (forall i, X i <= Y i) -> maxpool X <= maxpool Y.
Proof. by move=> XY; apply: maxpool_is_the_least_bound => i; apply: le_trans (maxpool_is_a_bound Y i). Qed.

(** Such a function may be applied before or after. *)
Theorem maxpool_commutes_with_monotone (h : R -> R) X : {homo h : x y / x <= y} ->
  maxpool (h \o X) = h (maxpool X).
Proof.
move=> hm; have hM : {morph h : x y / Num.max x y}.
  by move=> x y; case: (leP x y) => [/hm|/ltW/hm]; [case: leP|case: ltgtP].
by rewrite /maxpool (big_morph h hM (erefl (h (X ord0)))).
Qed.

Corollary maxpool_commutes_with_relu X : maxpool (@relu R \o X) = relu (maxpool X).
Proof. exact/maxpool_commutes_with_monotone/relu_is_monotone. Qed.

Theorem maxpool_is_lipschitz X Y e : (forall i, `|X i - Y i| <= e) ->
  `|maxpool X - maxpool Y| <= e.
Proof.
move=> XY; have H i : (Y i - e <= X i) && (X i <= Y i + e) by rewrite -ler_distl.
rewrite ler_distl ler_subl_addr; apply/andP; split; apply: maxpool_is_the_least_bound => i; case/andP: (H i).
  by move=> + _; rewrite ler_subl_addr => /le_trans; apply; rewrite ler_add2r maxpool_is_a_bound.
by move=> _ /le_trans; apply; rewrite ler_add2r maxpool_is_a_bound.
Qed.
End MaxPool.

Section AvgPool.
Variables (R : numFieldType) (k : nat).
Implicit Types X Y : 'I_k.+1 -> R.
Definition avgpool X := (\sum_(i < k.+1) X i) / k.+1%:R.

Theorem avgpool_is_linear a b X Y :
  avgpool (fun i => a * X i + b * Y i) = a * avgpool X + b * avgpool Y.
Proof. by rewrite /avgpool big_split /= -!mulr_sumr mulrDl !mulrA. Qed.

Theorem avgpool_of_a_constant c : avgpool (fun _ => c) = c.
Proof. by rewrite /avgpool sumr_const card_ord -[c *+ _]mulr_natr mulfK ?pnatr_eq0. Qed.
End AvgPool.

(** Means of equal entries are equal; no mean is above the maximum. *)
Lemma eq_avgpool (R : numFieldType) k (X Y : 'I_k.+1 -> R) : X =1 Y -> avgpool X = avgpool Y.
Proof. by move=> XY; rewrite /avgpool (eq_bigr _ (fun i _ => XY i)). Qed.

Theorem maxpool_is_at_least_the_mean (R : realFieldType) k (X : 'I_k.+1 -> R) : avgpool X <= maxpool X.
Proof.
rewrite -[leRHS](avgpool_of_a_constant k) /avgpool ler_pmul2r ?invr_gt0 ?ltr0Sn //.
by apply: ler_sum => i _; apply: maxpool_is_a_bound.
Qed.

Theorem maxpool_moves_with_a_constant (R : realDomainType) k (X : 'I_k.+1 -> R) c :
  maxpool (fun i => X i + c) = maxpool X + c.
Proof. by apply: (@maxpool_commutes_with_monotone R k (fun x => x + c)) => x y; rewrite ler_add2r. Qed.

(** ** A window that slides over a whole sequence *)

Section Sliding.
Variable k : nat.                                        (* the window has [k + 1] taps *)

(** What the window of output [i] sees, with a stride and a dilation. *)
Definition window T (stride dilation : nat) (x : nat -> T) (i : nat) : 'I_k.+1 -> T :=
  fun a => x (stride * i + dilation * a)%N.

Definition max_pool (R : realDomainType) stride dilation (x : nat -> R) i := maxpool (window stride dilation x i).
Definition avg_pool (R : numFieldType) stride dilation (x : nat -> R) i := avgpool (window stride dilation x i).

Lemma eq_maxpool (R : realDomainType) (X Y : 'I_k.+1 -> R) : X =1 Y -> maxpool X = maxpool Y.
Proof. by move=> XY; rewrite /maxpool XY; apply: eq_bigr => i _; rewrite XY. Qed.

(** A stride is a subsampling of the result without it. *)
Theorem max_pool_subsamples (R : realDomainType) s d (x : nat -> R) i :
  max_pool s d x i = max_pool 1 d x (s * i)%N.
Proof. by apply: eq_maxpool => a; rewrite /window mul1n. Qed.

Theorem avg_pool_subsamples (R : numFieldType) s d (x : nat -> R) i :
  avg_pool s d x i = avg_pool 1 d x (s * i)%N.
Proof. by apply: eq_avgpool => a; rewrite /window mul1n. Qed.

(** At every [d]-th place a dilated window is a window of the input so thinned. *)
Theorem max_pool_dilates (R : realDomainType) d (x : nat -> R) i :
  max_pool d d x i = max_pool 1 1 (fun j => x (d * j)%N) i.
Proof. by apply: eq_maxpool => a; rewrite /window !mul1n mulnDr. Qed.

(** Without its first entry the input gives the result without its first entry. *)
Theorem max_pool_shifts (R : realDomainType) d (x : nat -> R) i :
  max_pool 1 d (fun j => x j.+1) i = max_pool 1 d x i.+1.
Proof. by apply: eq_maxpool => a; rewrite /window !mul1n addSn. Qed.

Theorem max_pool_is_monotone (R : realDomainType) s d (x y : nat -> R) :
  (forall j, x j <= y j) -> forall i, max_pool s d x i <= max_pool s d y i.
Proof. by move=> xy i; apply: maxpool_is_monotone => a; apply: xy. Qed.

Theorem max_pool_commutes_with_relu (R : realDomainType) s d (x : nat -> R) i :
  max_pool s d (fun j => relu (x j)) i = relu (max_pool s d x i).
Proof. exact: maxpool_commutes_with_relu. Qed.

Theorem max_pool_moves_with_a_constant (R : realDomainType) s d (x : nat -> R) c i :
  max_pool s d (fun j => x j + c) i = max_pool s d x i + c.
Proof. exact: maxpool_moves_with_a_constant. Qed.

Theorem max_pool_is_lipschitz (R : realDomainType) s d (x y : nat -> R) e :
  (forall j, `|x j - y j| <= e) -> forall i, `|max_pool s d x i - max_pool s d y i| <= e.
Proof. by move=> xy i; apply: maxpool_is_lipschitz => a; apply: xy. Qed.

Theorem max_pool_is_at_least_the_mean (R : realFieldType) s d (x : nat -> R) i :
  avg_pool s d x i <= max_pool s d x i.
Proof. exact: maxpool_is_at_least_the_mean. Qed.

Theorem avg_pool_moves_with_a_constant (R : numFieldType) s d (x : nat -> R) c i :
  avg_pool s d (fun j => x j + c) i = avg_pool s d x i + c.
Proof.
rewrite -[in RHS](avgpool_of_a_constant k c) -[avg_pool s d x i]mul1r -[avgpool _ in RHS]mul1r -avgpool_is_linear.
by apply: eq_avgpool => a; rewrite !mul1r.
Qed.

(** Sums over windows are a strided, dilated cross-correlation with a kernel of ones. *)
Theorem avg_pool_is_a_convolution (R : numFieldType) s d (x : nat -> R) i :
  avg_pool s d x i * k.+1%:R = \sum_(a < k.+1) 1 * x (s * i + d * a)%N.
Proof.
by rewrite /avg_pool /avgpool divfK ?pnatr_eq0 //; apply: eq_bigr => a _; rewrite mul1r.
Qed.
End Sliding.
