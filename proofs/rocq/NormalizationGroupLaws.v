(** Group normalisation and layer normalisation, over Coq's real numbers.

Idea: what is normalised together is a list of values, whatever their places are: the channels of a group and all places, or the entries of a row.
Less its mean, over the root of its variance and eps, such a list ignores what an affine function does to it.

Definitions: [mu] and [nu], mean and variance of a list; [standard], a value less the mean, over the root; [members], the places of a group;
[group_norm] and [layer_norm], as the Python formulas state them.
Results: theorems called after the laws of the topic [normalization].
Not proved here: that places and entries may be in another order; the gradient.
Axioms: those of Coq's real numbers, and Hilbert's epsilon for MathComp's choice operator. *)

From Coq Require Import Reals ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import RealField Space Arrays NormalizationLaws NormalizationRealLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.
#[local] Bind Scope ring_scope with R.
Arguments sqrt _%R.

Section Standard.
Variable T : eqType.
Implicit Types (l : seq T) (f : T -> R) (a b eps : R).

Definition mu l f : R := sumb l f / (size l)%:R.
Definition nu l f : R := sumb l (fun t => (f t - mu l f) ^+ 2) / (size l)%:R.
Definition standard eps l f a : R := (a - mu l f) / sqrt (nu l f + eps).

Lemma eq_mu l f f' : (forall t, f t = f' t) -> mu l f = mu l f'.
Proof. by move=> E; congr (_ / _); apply: eq_sumb => t _; exact: E. Qed.
Lemma eq_nu l f f' : (forall t, f t = f' t) -> nu l f = nu l f'.
Proof. by move=> E; rewrite /nu (eq_mu _ E); congr (_ / _); apply: eq_sumb => t _; rewrite E. Qed.

Lemma mu_affine l f a b : (0 < size l)%N -> mu l (fun t => a * f t + b) = a * mu l f + b.
Proof.
move=> l0; rewrite /mu sumbD sumbM sumb_const mulrDl -mulrA; congr (_ + _).
by rewrite mulfK // pnatr_eq0 -lt0n.
Qed.

Lemma nu_affine l f a b : (0 < size l)%N -> nu l (fun t => a * f t + b) = a ^+ 2 * nu l f.
Proof.
move=> l0; rewrite /nu mu_affine // mulrA -sumbM; congr (_ / _); apply: eq_sumb => t _.
by rewrite opprD addrACA subrr addr0 -mulrBr exprMn.
Qed.

Lemma nu_is_nonnegative l f : 0 <= nu l f.
Proof. by rewrite divr_ge0 ?ler0n // sumbE; apply: sumr_ge0 => t _; apply: sqr_ge0. Qed.

Lemma standard_moves eps l f a b : (0 < size l)%N -> standard eps l (fun t => f t + b) (a + b) = standard eps l f a.
Proof.
move=> l0; have E t : f t + b = 1 * f t + b by rewrite mul1r.
by rewrite /standard (eq_mu _ E) (eq_nu _ E) mu_affine // nu_affine // expr1n !mul1r opprD addrACA subrr addr0.
Qed.

Lemma standard_opposes eps l f a : (0 < size l)%N -> standard eps l (fun t => - f t) (- a) = - standard eps l f a.
Proof.
move=> l0; have E t : - f t = -1 * f t + 0 by rewrite mulN1r addr0.
by rewrite /standard (eq_mu _ E) (eq_nu _ E) mu_affine // nu_affine // sqrrN expr1n mul1r mulN1r addr0 -opprD mulNr.
Qed.

Lemma standard_scales eps l f a : (0 < size l)%N -> 0 < eps ->
  standard (eps * 9%:R) l (fun t => f t * 3%:R) (a * 3%:R) = standard eps l f a.
Proof.
move=> l0 e0; have E t : f t * 3%:R = 3%:R * f t + 0 by rewrite addr0 mulrC.
have p0 : 0 < nu l f + eps by rewrite ltr_paddl ?nu_is_nonnegative.
rewrite /standard (eq_mu _ E) (eq_nu _ E) mu_affine // nu_affine // addr0 [a * _]mulrC -mulrBr.
have -> : 3%:R ^+ 2 * nu l f + eps * 9%:R = (3%:R * 3%:R) * (nu l f + eps).
  have -> : 9%:R = 3%:R * 3%:R :> R by rewrite -natrM.
  by rewrite expr2 [eps * _]mulrC -mulrDr.
have three : (0 : R) <= 3%:R by exact: ler0n.
rewrite sqrt_of_product ?mulr_ge0 ?(ltW p0) // sqrt_of_square // -mulf_div divff ?mul1r //.
by rewrite pnatr_eq0.
Qed.
End Standard.

(** The same list of values at other places. *)
Lemma sumb_map (S T : eqType) (h : S -> T) (l : seq S) (f : T -> R) : sumb (map h l) f = sumb l (fun s => f (h s)).
Proof. by rewrite !sumbE big_map. Qed.
Lemma mu_map (S T : eqType) (h : S -> T) (l : seq S) (f : T -> R) : mu (map h l) f = mu l (fun s => f (h s)).
Proof. by rewrite /mu sumb_map size_map. Qed.
Lemma nu_map (S T : eqType) (h : S -> T) (l : seq S) (f : T -> R) : nu (map h l) f = nu l (fun s => f (h s)).
Proof. by rewrite /nu sumb_map size_map mu_map. Qed.

(** ** Rows *)

Section Rows.
Implicit Types (K n k : nat) (eps z : R) (gamma beta : nat -> R) (x : nat -> nat -> R).

Definition layer_norm K eps gamma beta x n k : R := gamma k * standard eps (iota 0 K) (x n) (x n k) + beta k.

Theorem layer_norm_layer_ignores_a_constant K eps gamma beta x z n k : (0 < K)%N ->
  layer_norm K eps gamma beta (fun n k => x n k + z) n k = layer_norm K eps gamma beta x n k.
Proof. by move=> K0; rewrite /layer_norm standard_moves ?size_iota. Qed.

Theorem layer_norm_layer_ignores_scale K eps gamma beta x n k : (0 < K)%N -> 0 < eps ->
  layer_norm K (eps * 9%:R) gamma beta (fun n k => x n k * 3%:R) n k = layer_norm K eps gamma beta x n k.
Proof. by move=> K0 e0; rewrite /layer_norm standard_scales ?size_iota. Qed.

Theorem layer_norm_layer_is_affine K eps gamma beta x n k :
  layer_norm K eps gamma beta x n k = gamma k * layer_norm K eps (fun _ => 1) (fun _ => 0) x n k + beta k.
Proof. by rewrite /layer_norm mul1r addr0. Qed.
End Rows.

(** ** Groups of channels *)

Section Groups.
Variable G : space.
Implicit Types (M groups n c : nat) (H i : G) (eps z : R) (gamma beta : nat -> R) (x : nat -> nat -> G -> R).

Definition members M H g : seq (nat * G) := [seq ((M * g + e)%N, a) | e <- iota 0 M, a <- box H].
Definition group_norm M H eps gamma beta x n c i : R :=
  gamma c * standard eps (members M H (c %/ M)) (fun t => x n t.1 t.2) (x n c i) + beta c.
Definition filled M H c := (0 < size (members M H (c %/ M)))%N.

Theorem group_norm_group_treats_images_alone M H eps gamma beta x n c i : (n < 1)%N ->
  group_norm M H eps gamma beta x n c i = group_norm M H eps gamma beta (fun n => x n) n c i.
Proof. by []. Qed.

Theorem group_norm_group_ignores_a_constant M H eps gamma beta x z n c i : filled M H c ->
  group_norm M H eps gamma beta (fun n c i => x n c i + z) n c i = group_norm M H eps gamma beta x n c i.
Proof. by move=> l0; rewrite /group_norm standard_moves. Qed.

Theorem group_norm_group_is_affine M H eps gamma beta x n c i :
  group_norm M H eps gamma beta x n c i = gamma c * group_norm M H eps (fun _ => 1) (fun _ => 0) x n c i + beta c.
Proof. by rewrite /group_norm mul1r addr0. Qed.

Theorem group_norm_group_ignores_scale M H eps gamma beta x n c i : filled M H c -> 0 < eps ->
  group_norm M H (eps * 9%:R) gamma beta (fun n c i => x n c i * 3%:R) n c i = group_norm M H eps gamma beta x n c i.
Proof. by move=> l0 e0; rewrite /group_norm standard_scales. Qed.

Theorem group_norm_group_is_odd M H eps gamma beta x n c i : filled M H c ->
  group_norm M H eps gamma beta (fun n c i => - x n c i) n c i = group_norm M H eps (fun c => - gamma c) beta x n c i.
Proof. by move=> l0; rewrite /group_norm standard_opposes // mulrN mulNr. Qed.

Lemma members_later M H g : members M H g = [seq ((M * g + t.1)%N, t.2) | t <- members M H 0].
Proof.
by rewrite /members map_allpairs; congr flatten; apply: eq_map => e; apply: eq_map => a /=; rewrite muln0 add0n.
Qed.

Theorem group_norm_normalises_groups_alone M H groups eps gamma beta x n c i : (c < M)%N ->
  group_norm M H eps gamma beta x n (M * groups.-1 + c) i =
  group_norm M H eps (fun c => gamma (M * groups.-1 + c)%N) (fun c => beta (M * groups.-1 + c)%N)
    (fun n c i => x n (M * groups.-1 + c)%N i) n c i.
Proof.
move=> cM; have M0 : (0 < M)%N by exact: leq_ltn_trans cM.
rewrite /group_norm mulnC divnMDl // divn_small // addn0 mulnC; congr (_ * _ + _).
by rewrite /standard [members M H groups.-1]members_later mu_map nu_map.
Qed.

Theorem group_norm_of_one_image_is_batch_norm H eps gamma beta x n c i : (n < 1)%N ->
  group_norm 1 H eps gamma beta x n c i = batch_norm 1 H 0 eps gamma beta x n c i.
Proof.
case: n => // _; rewrite /group_norm /batch_norm /norm /standard divn1; congr (_ * (_ / sqrt (_ + _)) + _).
  congr (_ - _); rewrite /mean /sums /count /values /members /mu /= !cats0 !size_map !sumb_map.
  by congr (_ / _); apply: eq_sumb => a _ /=; rewrite mul1n addn0.
rewrite /var /mean /sums /count /values /members /nu /mu /= !cats0 !size_map !sumb_map subr0.
by congr (_ / _); apply: eq_sumb => a _ /=; rewrite mul1n addn0; congr ((_ - _ / _) ^+ 2); apply: eq_sumb => b _ /=.
Qed.
End Groups.
