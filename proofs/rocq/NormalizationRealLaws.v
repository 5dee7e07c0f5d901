(** Batch normalisation with its square root, over Coq's real numbers.

Idea: a channel less its mean, over the root of its variance and eps, is an affine function of the channel; what an affine function does to mean
and variance is known.

Definitions: [norm], each entry with given centre and spread; [batch_norm], with those of the batch; [infer], with the running ones; [moved], the
values of each channel in another order.
Results: theorems called after the laws of the topic [normalization].
Not proved here: the gradient; see [Gradients].
Axioms: those of Coq's real numbers, and Hilbert's epsilon for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia ZArith.
From mathcomp Require Import all_ssreflect all_algebra.
From CNN Require Import RealField Space Arrays NormalizationLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.
#[local] Bind Scope ring_scope with R.                     (* real numbers are written as MathComp writes them, *)
Arguments sqrt _%R.                                        (* under a root, too *)

(** MathComp's operations are Coq's; its inverse stands for itself. *)
Ltac by_algebra := repeat match goal with
  | |- context [@GRing.inv ?V ?a] => let k := fresh "k" in set k := @GRing.inv V a; clearbody k
  | |- context [@GRing.add ?V ?a ?b] => change (@GRing.add V a b) with (Rplus a b)
  | |- context [@GRing.mul ?V ?a ?b] => change (@GRing.mul V a b) with (Rmult a b)
  | |- context [@GRing.opp ?V ?a] => change (@GRing.opp V a) with (Ropp a)
  | |- context [GRing.zero ?V] => change (GRing.zero V) with R0
  | |- context [GRing.one ?V] => change (GRing.one V) with R1
  end; lazymatch goal with |- @eq _ ?a ?b => change (@eq R a b) end; ring.

Lemma sqrt_squared (a : R) : 0 <= a -> sqrt a * sqrt a = a.
Proof. by move=> /RlebP a0; apply: sqrt_sqrt. Qed.
Lemma sqrt_ne0 (a : R) : 0 < a -> sqrt a != 0.
Proof. by move=> a0; apply/eqP => s0; have := sqrt_squared (ltW a0); rewrite s0 mul0r => E; rewrite -E ltxx in a0. Qed.
Lemma sqrt_of_product (a b : R) : 0 <= a -> 0 <= b -> sqrt (a * b) = sqrt a * sqrt b.
Proof. by move=> /RlebP a0 /RlebP b0; apply: sqrt_mult. Qed.
Lemma sqrt_of_square (a : R) : 0 <= a -> sqrt (a * a) = a.
Proof. by move=> /RlebP a0; apply: sqrt_square. Qed.

(** Minus a place of an axis that is counted around its length, and back. *)
Lemma minus_around (a h : Z) : (0 <= a < h)%Z -> (0 <= (- a) mod h < h)%Z /\ ((- ((- a) mod h)) mod h)%Z = a.
Proof.
move=> [a0 ah]; split; first by apply: Z.mod_pos_bound; lia.
by rewrite -[X in Z.modulo X _]Z.sub_0_l Zminus_mod_idemp_r Z.sub_0_l Z.opp_involutive Z.mod_small.
Qed.

Section BatchNorm.
Variables (G : space).
Implicit Types (N C less n c : nat) (H i : G) (x : nat -> nat -> G -> R) (gamma beta : nat -> R) (eps : R).

Definition norm (centre spread eps : R) gamma beta x n c i := gamma c * ((x n c i - centre) / sqrt (spread + eps)) + beta c.
Definition batch_norm N H less eps gamma beta x n c i := norm (mean N H x c) (var N H less x c) eps gamma beta x n c i.
Definition infer eps (running_mean running_var : nat -> R) gamma beta x n c i :=
  norm (running_mean c) (running_var c) eps gamma beta x n c i.

(** What is an affine function of a channel, wherever it comes from. *)
Lemma mean_like N H x x' (a b : R) c : (0 < count N H)%N -> (forall n i, x' n c i = a * x n c i + b) -> mean N H x' c = a * mean N H x c + b.
Proof. by move=> c0 E; rewrite -mean_affine //; apply: eq_mean. Qed.
Lemma var_like N H less x x' (a b : R) c : (0 < count N H)%N -> (forall n i, x' n c i = a * x n c i + b) ->
  var N H less x' c = a ^+ 2 * var N H less x c.
Proof. by move=> c0 E; rewrite -(var_affine less x a b) //; apply: eq_var. Qed.

(** It is an affine function of the channel. *)
Lemma as_affine N H less eps gamma beta x n c i : batch_norm N H less eps gamma beta x n c i =
  gamma c / sqrt (var N H less x c + eps) * x n c i + (beta c - gamma c / sqrt (var N H less x c + eps) * mean N H x c).
Proof.
rewrite /batch_norm /norm; set m := mean _ _ _ _; set s := sqrt _.
by_algebra.
Qed.

Lemma eq_norm N H less eps gamma beta x x' n c i : (forall n i, x n c i = x' n c i) ->
  batch_norm N H less eps gamma beta x n c i = batch_norm N H less eps gamma beta x' n c i.
Proof. by move=> E; rewrite /batch_norm /norm (eq_mean N H E) (eq_var N H less E) E. Qed.

Lemma positive_below N H less eps x c : (less < count N H)%N -> 0 < eps -> 0 < var N H less x c + eps.
Proof. by move=> lt e0; rewrite ltr_paddl ?var_is_nonnegative. Qed.

Lemma some N H less : (less < count N H)%N -> (0 < count N H)%N. Proof. exact: leq_trans. Qed.

Theorem batch_norm_has_mean_beta N H less eps gamma beta x c : (less < count N H)%N ->
  mean N H (batch_norm N H less eps gamma beta x) c = beta c.
Proof.
move=> lt; have c0 := some lt; set a := gamma c / sqrt (var N H less x c + eps).
by rewrite (mean_like c0 (fun n i => as_affine N H less eps gamma beta x n c i)) addrC subrK.
Qed.

Theorem batch_norm_has_its_variance N H eps gamma beta x c : (0 < count N H)%N -> 0 < eps ->
  var N H 0 (batch_norm N H 0 eps gamma beta x) c * (var N H 0 x c + eps) = gamma c * gamma c * var N H 0 x c.
Proof.
move=> c0 e0; have v0 := positive_below x c c0 e0; set a := gamma c / sqrt (var N H 0 x c + eps).
have -> : var N H 0 (batch_norm N H 0 eps gamma beta x) c = a ^+ 2 * var N H 0 x c.
  exact: (var_like 0 c0 (fun n i => as_affine N H 0 eps gamma beta x n c i)).
rewrite /a; set v := var _ _ _ _ _ in v0 *.
have -> : (gamma c / sqrt (v + eps)) ^+ 2 = gamma c * gamma c / (v + eps) by rewrite expr2 mulrACA -invfM sqrt_squared ?(ltW v0).
by rewrite mulrAC divfK // gt_eqF.
Qed.

Theorem batch_norm_ignores_a_constant N H less eps gamma beta x (z : nat -> R) n c i : (0 < count N H)%N ->
  batch_norm N H less eps gamma beta (fun n c i => x n c i + z c) n c i = batch_norm N H less eps gamma beta x n c i.
Proof.
by move=> c0; rewrite /batch_norm /norm batch_mean_mean_moves // batch_var_var_ignores_a_constant // opprD addrACA subrr addr0.
Qed.

Theorem batch_norm_ignores_a_large_constant N H less eps gamma beta x n c i : (0 < count N H)%N ->
  batch_norm N H less eps gamma beta (fun n c i => x n c i + IZR 16384) n c i = batch_norm N H less eps gamma beta x n c i.
Proof. exact: (batch_norm_ignores_a_constant less eps gamma beta x (fun _ => IZR 16384)). Qed.

Theorem batch_norm_ignores_scale N H less eps gamma beta x n c i : (less < count N H)%N -> 0 < eps ->
  batch_norm N H less (eps * 9%:R) gamma beta (fun n c i => x n c i * 3%:R) n c i = batch_norm N H less eps gamma beta x n c i.
Proof.
move=> lt e0; have c0 := some lt.
have E : forall n i, x n c i * 3%:R = 3%:R * x n c i + 0 by move=> *; rewrite addr0 mulrC.
have three : 0 < 3%:R :> R by rewrite ltr0n.
have v0 := positive_below x c lt e0.
rewrite /batch_norm /norm (mean_like c0 E) (var_like less c0 E) addr0.
rewrite -[9%:R]/((3 * 3)%:R) natrM [eps * _]mulrC -expr2 -mulrDr expr2.
rewrite sqrt_of_product ?mulr_ge0 ?(ltW three) ?(ltW v0) // sqrt_of_square ?(ltW three) //.
rewrite [x n c i * _]mulrC -mulrBr; congr (_ * _ + _).
by rewrite -mulf_div divff ?mul1r // gt_eqF.
Qed.

Theorem batch_norm_is_odd N H less eps gamma beta x n c i : (0 < count N H)%N ->
  batch_norm N H less eps gamma beta (fun n c i => - x n c i) n c i = batch_norm N H less eps (fun c => - gamma c) beta x n c i.
Proof.
move=> c0; have E : forall n i, - x n c i = (-1) * x n c i + 0 by move=> *; rewrite addr0 mulN1r.
rewrite /batch_norm /norm (mean_like c0 E) (var_like less c0 E) addr0.
by rewrite sqrrN expr1n mul1r mulN1r -opprD mulNr mulrN mulNr.
Qed.

Theorem batch_norm_is_affine N H less eps gamma beta x n c i :
  batch_norm N H less eps gamma beta x n c i = gamma c * batch_norm N H less eps (fun _ => 1) (fun _ => 0) x n c i + beta c.
Proof. by rewrite /batch_norm /norm mul1r addr0. Qed.

Theorem batch_norm_of_a_constant_is_beta N H less eps gamma beta n c i : (0 < count N H)%N ->
  batch_norm N H less eps gamma beta (fun _ _ _ => 5%:R) n c i = beta c.
Proof.
move=> c0; rewrite /batch_norm /norm (@mean_like N H (fun _ _ _ => 0) _ 0 5%:R c c0); last by move=> *; rewrite mul0r add0r.
by rewrite mul0r add0r subrr mul0r mulr0 add0r.
Qed.

(** The first of the channels, and nothing else; the first of the images. *)
Definition first_channel x n c i := if c == 0%N then x n c i else 0.
Definition first x n c i := if n == 0%N then x n c i else 0.

Theorem batch_norm_treats_channels_alone N H less eps gamma beta x n c i : (c < 1)%N ->
  batch_norm N H less eps gamma beta x n c i =
  batch_norm N H less eps (fun c => if c == 0%N then gamma c else 0) (fun c => if c == 0%N then beta c else 0) (first_channel x) n c i.
Proof. by case: c => // _; rewrite /batch_norm /norm /= -(@eq_mean _ _ N H x (first_channel x)) // -(@eq_var _ _ N H less x (first_channel x)). Qed.

(** The images of the batch turned by one place; places reversed along the last axis, and turned by one there: 0, h - 1, ..., 2, 1. *)
Definition turned N n := if n is m.+1 then m else N.-1.
Definition flipped H i : G := make G (fun k => if k.+1 == rank G then Z.modulo (- axis k i) (axis k H) else axis k i).
Definition moved N H x n c i := x (turned N n) c (flipped H i).

Lemma inside_flipped H i : inside H i -> inside H (flipped H i).
Proof.
move=> /insideP iH; apply/insideP => k lt; rewrite axis_make //.
by case: eqP => _; [case: (minus_around (iH k lt))|exact: iH].
Qed.

Lemma flippedK H i : inside H i -> flipped H (flipped H i) = i.
Proof.
move=> /insideP iH; apply: same_axes => k lt; rewrite !axis_make //.
by case: eqP => // _; case: (minus_around (iH k lt)).
Qed.

(** The values of a channel, in another order. *)
Lemma sum_moved N H (f : nat * G -> R) : sumb (values N H) (fun t => f (turned N t.1, flipped H t.2)) = sumb (values N H) f.
Proof.
have u : uniq (values N H).
  by apply: allpairs_uniq; [exact: iota_uniq|exact: uniq_box|move=> [a b] [c d] _ _ /= [-> ->]].
have mem t : (t \in values N H) = (t.1 < N)%N && inside H t.2.
  apply/allpairsP/andP => [[[m a] /= [+ + ->]]|[lt iH]]; first by rewrite mem_iota mem_box.
  by exists t; rewrite mem_iota mem_box; split=> //; case: t lt iH.
apply: (sum_bij (h := fun t => (turned N t.1, flipped H t.2)) (k := fun t => (if t.1.+1 == N then 0%N else t.1.+1, flipped H t.2))) => //.
- move=> [m a] /=; rewrite !mem /= => /andP[lt iH] _; rewrite inside_flipped // flippedK // andbT.
  split=> //; first by case: m lt => [|m] /= lt; [rewrite ltn_predL|exact: ltnW].
  by case: m lt => [|m] /= lt; [rewrite prednK // eqxx|rewrite ltn_eqF].
- move=> [m a] /=; rewrite !mem /= => /andP[lt iH] _.
  have -> : turned N (if m.+1 == N then 0%N else m.+1) = m by case: eqP => // <-.
  rewrite inside_flipped // flippedK // andbT; split=> //.
  by case: eqP => [<-|/eqP ne] //; rewrite ltn_neqAle ne lt.
Qed.

Theorem batch_norm_moves_with_the_batch N H less eps gamma beta x n c i :
  batch_norm N H less eps gamma beta (moved N H x) n c i = moved N H (batch_norm N H less eps gamma beta x) n c i.
Proof.
have m : mean N H (moved N H x) c = mean N H x c by congr (_ / _); exact: (sum_moved N H (fun t => x t.1 c t.2)).
have v : var N H less (moved N H x) c = var N H less x c.
  by rewrite /var m; congr (_ / _); exact: (sum_moved N H (fun t => (x t.1 c t.2 - mean N H x c) ^+ 2)).
by rewrite /batch_norm /norm m v.
Qed.

Theorem batch_norm_trains_as_it_infers N H eps gamma beta x n c i :
  infer eps (mean N H x) (var N H 0 x) gamma beta x n c i = batch_norm N H 0 eps gamma beta x n c i.
Proof. by []. Qed.

Definition squared (y : R) := y * y.

Theorem batch_norm_corrects N H eps gamma x n c i : (1 < count N H)%N -> 0 < eps ->
  squared (batch_norm N H 1 (eps * (count N H)%:R) gamma (fun _ => 0) x n c i) * (count N H)%:R =
  squared (batch_norm N H 0 (eps * (count N H - 1)%:R) gamma (fun _ => 0) x n c i) * (count N H - 1)%:R.
Proof.
move=> c1 e0; rewrite /squared /batch_norm /norm !addr0; have c0 := ltnW c1.
have n0 : 0 < (count N H)%:R :> R by rewrite ltr0n.
have m0 : 0 < (count N H - 1)%:R :> R by rewrite ltr0n subn_gt0.
have v1 : 0 < var N H 1 x c + eps * (count N H)%:R by rewrite ltr_paddl ?var_is_nonnegative ?mulr_gt0.
have v0 : 0 < var N H 0 x c + eps * (count N H - 1)%:R by rewrite ltr_paddl ?var_is_nonnegative ?mulr_gt0.
set d := x n c i - _.
have square (g s : R) : 0 < s -> g * (d / sqrt s) * (g * (d / sqrt s)) = g * g * (d * d) / s.
  move=> s0; have <- : (sqrt s)^-1 * (sqrt s)^-1 = s^-1 by rewrite -invfM sqrt_squared ?(ltW s0).
  by_algebra.
have ratio : (count N H)%:R / (var N H 1 x c + eps * (count N H)%:R) = (count N H - 1)%:R / (var N H 0 x c + eps * (count N H - 1)%:R).
  apply/eqP; rewrite eqr_div ?lt0r_neq0 //; apply/eqP; rewrite !mulrDr [_ * var N H 0 x c]mulrC -(batch_var_corrections_agree x c c1).
  by congr (_ + _); [exact: mulrC | rewrite mulrCA [RHS]mulrCA; congr (_ * _); exact: mulrC].
rewrite !square // -!(mulrA (gamma c * gamma c * (d * d))) ![_^-1 * _]mulrC; congr (_ * _); exact: ratio.
Qed.

Theorem batch_norm_infers_affinely eps gamma beta (running_mean running_var : nat -> R) x (z : nat -> nat -> G -> R) n c i :
  infer eps running_mean running_var gamma beta (fun n c i => x n c i + z n c i) n c i - infer eps running_mean running_var gamma beta x n c i =
  infer eps running_mean running_var gamma beta (fun n c i => z n c i + z n c i) n c i - infer eps running_mean running_var gamma beta z n c i.
Proof. by rewrite /infer /norm; by_algebra. Qed.

Theorem batch_norm_infers_by_the_running_mean eps gamma beta (running_mean running_var : nat -> R) n c i :
  infer eps running_mean running_var gamma beta (fun _ c _ => running_mean c) n c i = beta c.
Proof. by rewrite /infer /norm subrr mul0r mulr0 add0r. Qed.

Theorem batch_norm_infers_images_alone eps gamma beta (running_mean running_var : nat -> R) x n c i : (n < 1)%N ->
  infer eps running_mean running_var gamma beta x n c i = infer eps running_mean running_var gamma beta (first x) n c i.
Proof. by case: n. Qed.

Theorem batch_norm_infers_by_the_running_variance eps gamma (running_mean running_var : nat -> R) x n c i : 0 <= running_var c -> 0 < eps ->
  squared (infer eps running_mean running_var gamma (fun _ => 0) x n c i) * (running_var c + eps) =
  squared (gamma c * (x n c i - running_mean c)).
Proof.
move=> v0 e0; rewrite /squared /infer /norm !addr0; have s0 : 0 < running_var c + eps by rewrite ltr_paddl.
have r1 : (sqrt (running_var c + eps))^-1 * (sqrt (running_var c + eps))^-1 * (running_var c + eps) = 1.
  by rewrite -invfM sqrt_squared ?(ltW s0) // mulVf // gt_eqF.
rewrite -[RHS]mulr1 -[in RHS]r1; by_algebra.
Qed.
End BatchNorm.
