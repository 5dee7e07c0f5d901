(** Gradients of the normalisations that see several channels of an image, by groups or by neighbours, are derivatives, as it is printed from Python.

Idea: the channels of a group, with all places, have one mean and one variance, and the lemma about these in [Derivatives] gives the three terms of the
gradient. Local response normalisation divides by a power of a sum over neighbours; a channel is a neighbour of those that are its neighbours, so the sum
that comes back to an entry is over the same channels.

Definitions: [group_mean] and [group_variance], of the channels of a group at all places; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left.
Axioms: those of Coq's real numbers; excluded middle, for analysis; Hilbert's epsilon, for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia ZArith.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Derivatives Generated Adjoints Guards ProvedResponse.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(** ** Neighbours *)

Section Neighbours.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Variables (G : space) (C : Z) (H : G) (N size : Z) (alpha beta bias : R) (x dy : Z -> Z -> G -> R).
Hypotheses (alpha0 : 0 <= alpha) (bias0 : 0 < bias) (size1 : (1 <=? size)%Z).
Notation near e c := (Z.abs (e - c) <=? size / 2)%Z.
Notation z n c i := (crowd C size alpha bias x n c i).
Notation scale n c i := (exponential (beta * logarithm (z n c i))).

Lemma sumb_near c (F : Z -> R) : between 0%Z C c ->
  sumb (from (Z.max 0 (c - size / 2)) (zrange (Z.min (C - 1) (c + size / 2) + 1 - Z.max 0 (c - size / 2)))) F = sumb (zrange C) (fun e => guard (near e c) (F e)).
Proof.
move=> c_in; have side : (0 <= size / 2)%Z by apply: Z.div_pos; lia.
apply: (sum_bij (h := id) (k := id)); [by apply: uniq_from; apply: uniq_zrange|exact: uniq_zrange| |].
  move=> e; rewrite mem_from mem_zrange => e_in _; have e_near : near e c by ranges.
  by split=> //; [ranges|rewrite e_near].
by move=> e; rewrite mem_from mem_zrange => e_in /guard_neq0 e_near; split=> //; [ranges|rewrite e_near].
Qed.

Lemma response_gradientE n c i : between 0%Z N n -> between 0%Z C c -> within 0 H i ->
  normalization_local_response_norm_gradient_x G C H N size alpha beta bias x dy n c i =
  dy n c i / scale n c i - 2%:R * alpha * beta * x n c i * sumb (zrange C) (fun e => guard (near e c) (dy n e i * x n e i / (scale n e i * z n e i))) / number size.
Proof.
move=> n_in c_in i_in; have zE e : between 0%Z C e -> normalization_local_response_norm_gradient_x_z R_realFieldType G C H N size alpha beta bias x dy n e i = z n e i.
  by move=> e_in; exact: (@crowdE G C H N size alpha beta bias x n e i).
have z0 e : 0 < z n e i by exact: crowd_positive.
rewrite /normalization_local_response_norm_gradient_x sumb_near // zE // power_of_positive // n_in c_in i_in; congr (_ - _ * _ / _).
apply: eq_sumb => e; rewrite mem_zrange => e_in; rewrite zE // power_adds // !power_of_positive // e_in mul1r; congr (guard _ (_ / (_ * _))).
by apply: exp_ln; apply/RltP.
Qed.
End Neighbours.

Local Open Scope R_scope.
Local Notation R := Rdefinitions.R.

(** d: what comes back to the results; z: the sums over neighbours; w: their powers. *)
Lemma row_of_neighbours (T : eqType) (l : seq T) (near : T -> T -> bool) (d x v z w : T -> R) (a b q : R) :
  (forall s t, near s t = near t s) -> (forall t, w t <> 0) ->
  over l (fun t => d t * (v t * / w t + x t * (- (b * (a * over l (fun s => if near s t then v s * x s + x s * v s else 0) * / q * / z t) * w t) * / (w t * w t)))) =
  over l (fun t => (d t * / w t + - (2 * a * b * x t * over l (fun s => if near s t then d s * x s * / (w s * z s) else 0) * / q)) * v t).
Proof.
move=> sym w0; pose k t := d t * x t * / (w t * z t).
transitivity (over l (fun t => d t * / w t * v t) + - (2 * a * b * / q) * over l (fun t => over l (fun s => if near s t then k t * (x s * v s) else 0))).
  rewrite -over_scales -over_adds; apply: over_in => t _.
  transitivity (d t * / w t * v t + - (a * b * / q) * (k t * over l (fun s => if near s t then v s * x s + x s * v s else 0))).
    by rewrite /k (Rinv_mult (w t) (z t)); set S := foldr _ _ _; set iz := / z t; set iq := / q; field; exact: w0.
  by rewrite -!over_scales; congr (_ + _); apply: over_in => s _; case: (near s t); ring.
rewrite over_swap -over_scales -over_adds; apply: over_in => t _.
rewrite [RHS]Rmult_plus_distr_r; congr (_ + _).
transitivity (- (2 * a * b * x t * / q * v t) * over l (fun s => if near s t then k s else 0)); last by rewrite /k; ring.
by rewrite -!over_scales; apply: over_in => s _; rewrite (sym t s); case: (near s t); ring.
Qed.

Theorem local_response_norm_gradient_x : normalization_local_response_norm_gradient_x_is_the_derivative.
Proof.
move=> G H alpha beta bias C N size dy x v H1 a0 b0 bias0 C1 N1 size1 _ _.
have z0 y n c i : Rlt 0 (crowd C size alpha bias y n c i) by apply/RltP; exact: crowd_positive.
apply: (@same_slope _ (fun t => sumb (zrange N) (fun n => sumb (zrange C) (fun c => sumb (box H) (fun i =>
    (dy n c i * ((x n c i + t * v n c i) / exponential (beta * logarithm (crowd C size alpha bias (fun a b j => x a b j + t * v a b j) n c i))))%R))))
  _ (sumb (zrange N) (fun n => sumb (zrange C) (fun c => sumb (box H) (fun i =>
    ((dy n c i / exponential (beta * logarithm (crowd C size alpha bias x n c i)) - 2%:R * alpha * beta * x n c i * sumb (zrange C) (fun e =>
      guard (Z.abs (e - c) <=? size / 2)%Z (dy n e i * x n e i / (exponential (beta * logarithm (crowd C size alpha bias x n e i)) * crowd C size alpha bias x n e i)))
      / number size) * v n c i)%R))))).
- move=> t; apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => c; rewrite mem_zrange => c_in; apply: eq_sumb => i; rewrite mem_box => i_in.
  by rewrite responseE // power_of_positive //; apply/RltP; exact: z0.
- apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => c; rewrite mem_zrange => c_in; apply: eq_sumb => i; rewrite mem_box => i_in.
  by rewrite response_gradientE.
differentiated; [by have := z0 G x k k0 k1; plain|exact/Rgt_not_eq/exp_pos|].
apply: over_in => n _; rewrite over_swap [RHS]over_swap; apply: over_in => i _; cbv beta.
pose z c := alpha * over (zrange C) (fun e => if (Z.abs (e - c) <=? size / 2)%Z then x n e i * x n e i else 0) * / IZR size + bias.
apply: (@row_of_neighbours _ (zrange C) (fun e c => (Z.abs (e - c) <=? size / 2)%Z) (fun c => dy n c i) (fun c => x n c i) (fun c => v n c i) z
  (fun c => exp (beta * ln (z c))) alpha beta (IZR size)) => [e c|c]; last exact/Rgt_not_eq/exp_pos.
by rewrite -Z.abs_opp Z.opp_sub_distr Z.add_comm.
Qed.

(** ** Groups of channels *)

Section Numbering.
Import GRing.Theory.
Local Open Scope ring_scope.
Lemma sumb_groups (V : zmodType) M g (F : Z -> V) : (1 <=? M)%Z ->
  sumb (zrange (M * g)) F = sumb (zrange g) (fun h => sumb (zrange M) (fun e => F (h * M + e)%Z)).
Proof.
move=> M1; rewrite sumb_pairs.
apply: (sum_bij (h := fun c => (c / M, c mod M)%Z) (k := fun t => (t.1 * M + t.2)%Z)); [exact: uniq_zrange|by apply: uniq_pairs => *; exact: uniq_zrange| |].
  move=> c; rewrite mem_zrange => /betweenP c_in _; have D := Z.div_mod c M ltac:(lia); have B := Z.mod_pos_bound c M ltac:(lia).
  rewrite mem_pairs !mem_zrange /=; have e : (c / M * M + c mod M = c)%Z by lia.
  by rewrite e; split=> //; apply/andP; split; apply/betweenP; nia.
move=> [h e]; rewrite mem_pairs !mem_zrange /= => /andP[/betweenP h_in /betweenP e_in] _.
have q : ((h * M + e) / M = h)%Z by rewrite Z.div_add_l ?Z.div_small; lia.
have r : ((h * M + e) mod M = e)%Z by rewrite Z.add_comm Z_mod_plus_full Z.mod_small; lia.
by rewrite q r; split=> //; apply/betweenP; nia.
Qed.
End Numbering.

Section Norm.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Local Notation real := R_realFieldType.
Variables (G : space) (H : G) (M N groups : Z) (eps : real) (gamma beta : Z -> real).
Hypotheses (H_pos : positive H) (M_pos : (1 <=? M)%Z).
Notation group x n g := (fun t : Z * G => x n (g * M + t.1)%Z t.2).
(** The mean and the variance of a group: of its M channels at all places. *)
Definition group_mean (F : Z * G -> real) : real := sumb (zrange M) (fun e => sumb (box H) (fun u => F (e, u))) / number (M * product_of_axes H).
Definition group_variance (F : Z * G -> real) : real := group_mean (fun t => (F t - group_mean F) ^+ 2).
Notation mean := group_mean.
Notation variance := group_variance.

Lemma channel_in g e : between 0%Z groups g -> between 0%Z M e -> between 0%Z (M * groups) (g * M + e) /\ ((g * M + e) / M = g)%Z.
Proof.
move=> /betweenP g_in /betweenP e_in; split; first by apply/betweenP; nia.
by rewrite Z.div_add_l ?Z.div_small; lia.
Qed.

Lemma sumb_group (F : real -> real) x n g : between 0%Z N n -> between 0%Z groups g ->
  sumb (zrange M) (fun e => sumb (box H) (fun u =>
    F (guard (between 0%Z N n && between 0%Z (M * groups) (g * M + e) && within 0 H u) (x n (g * M + e)%Z u)))) =
  sumb (zrange M) (fun e => sumb (box H) (fun u => F (x n (g * M + e)%Z u))).
Proof.
move=> n_in g_in; apply: eq_sumb => e; rewrite mem_zrange => e_in; apply: eq_sumb => u; rewrite mem_box /inside => u_in.
by have [c_in _] := channel_in g_in e_in; rewrite n_in c_in u_in.
Qed.
Lemma group_meanE x n g : between 0%Z N n -> between 0%Z groups g ->
  normalization_group_norm_mu R_realFieldType G H M N groups eps x gamma beta n g = mean (group x n g).
Proof. by move=> n_in g_in; congr (_ / _); exact: (sumb_group id x n_in g_in). Qed.
Lemma group_varianceE x n g : between 0%Z N n -> between 0%Z groups g ->
  normalization_group_norm_nu R_realFieldType G H M N groups eps x gamma beta n g = variance (group x n g).
Proof. by move=> n_in g_in; rewrite /normalization_group_norm_nu group_meanE // (sumb_group (fun a => (a - _) ^+ 2)). Qed.

Lemma group_normalisedE x n g e u : between 0%Z N n -> between 0%Z groups g -> between 0%Z M e -> within 0 H u ->
  normalization_group_norm G H M N groups eps x gamma beta n (g * M + e)%Z u =
  beta (g * M + e)%Z + (group x n g (e, u) - mean (group x n g)) * gamma (g * M + e)%Z / root (eps + variance (group x n g)).
Proof.
move=> n_in g_in e_in u_in; have [c_in q] := channel_in g_in e_in.
by rewrite /normalization_group_norm q c_in n_in u_in group_meanE // group_varianceE.
Qed.

Lemma group_gradientE x dy n g e u : between 0%Z N n -> between 0%Z groups g -> between 0%Z M e -> within 0 H u ->
  normalization_group_norm_gradient_x G H M N groups eps x gamma beta dy n (g * M + e)%Z u =
  (gamma (g * M + e)%Z * dy n (g * M + e)%Z u - mean (fun t => gamma (g * M + t.1)%Z * group dy n g t)
    - (group x n g (e, u) - mean (group x n g)) * sumb (zrange M) (fun e => sumb (box H) (fun u =>
      (group x n g (e, u) - mean (group x n g)) * (gamma (g * M + e)%Z * dy n (g * M + e)%Z u)))
      / (number (M * product_of_axes H) * (eps + variance (group x n g)))) / root (eps + variance (group x n g)).
Proof.
move=> n_in g_in e_in u_in; have [c_in q] := channel_in g_in e_in.
have e_mean : normalization_group_norm_gradient_x_mu R_realFieldType G H M N groups eps x gamma beta dy n g = mean (group x n g) by exact: group_meanE.
have e_variance : normalization_group_norm_gradient_x_nu R_realFieldType G H M N groups eps x gamma beta dy n g = variance (group x n g) by exact: group_varianceE.
have inner (F : real -> real -> real -> real) : sumb (box H) (fun h => sumb (zrange M) (fun e =>
    F (guard (between 0%Z N n && between 0%Z (M * groups) (M * g + e) && within 0 H h) (x n (M * g + e)%Z h))
      (guard (between 0%Z (M * groups) (M * g + e)) (gamma (M * g + e)%Z))
      (guard (between 0%Z N n && between 0%Z (M * groups) (M * g + e) && within 0 H h) (dy n (M * g + e)%Z h)))) =
    sumb (zrange M) (fun e => sumb (box H) (fun h => F (x n (g * M + e)%Z h) (gamma (g * M + e)%Z) (dy n (g * M + e)%Z h))).
  rewrite exchange_sumb; apply: eq_sumb => e'; rewrite mem_zrange => e'_in; apply: eq_sumb => u'; rewrite mem_box /inside => u'_in.
  by have [c'_in _] := channel_in g_in e'_in; rewrite [(M * g)%Z]Z.mul_comm n_in c'_in u'_in.
have products := inner (fun _ c d => c * d); have weighted m := inner (fun a c d => (a - m) * c * d); cbv beta in products, weighted.
rewrite /normalization_group_norm_gradient_x q e_mean e_variance products weighted c_in n_in u_in; congr ((_ - _ / _ - _ * _ / _) / _).
  by apply: eq_sumb => e' _; apply: eq_sumb => u' _; rewrite mulrA.
by rewrite mulrAC; congr (_ * _); rewrite !numeral; apply/esym/mult_IZR.
Qed.
End Norm.

Theorem group_norm_gradient_x : normalization_group_norm_gradient_x_is_the_derivative.
Proof.
move=> G H eps M N groups dy x v gamma beta H1 e0 M1 N1 g1; move/RltP: e0 => e0.
pose moved t n g (p : Z * G) : R_realFieldType := (x n (g * M + p.1)%Z p.2 + t * v n (g * M + p.1)%Z p.2)%R; pose still n g (p : Z * G) : R_realFieldType := x n (g * M + p.1)%Z p.2.
apply: (@same_slope _ (fun t => sumb (zrange N) (fun n => sumb (zrange groups) (fun g => sumb (zrange M) (fun e => sumb (box H) (fun u =>
    (dy n (g * M + e)%Z u * (beta (g * M + e)%Z + (moved t n g (e, u) - group_mean H M (moved t n g)) * gamma (g * M + e)%Z /
      root (eps + group_variance H M (moved t n g))))%R)))))
  _ (sumb (zrange N) (fun n => sumb (zrange groups) (fun g => sumb (zrange M) (fun e => sumb (box H) (fun u =>
    ((gamma (g * M + e)%Z * dy n (g * M + e)%Z u - group_mean H M (fun p => gamma (g * M + p.1)%Z * dy n (g * M + p.1)%Z p.2)
    - (still n g (e, u) - group_mean H M (still n g)) * sumb (zrange M) (fun e => sumb (box H) (fun u =>
      (still n g (e, u) - group_mean H M (still n g)) * (gamma (g * M + e)%Z * dy n (g * M + e)%Z u)))
      / (number (M * product_of_axes H) * (eps + group_variance H M (still n g)))) / root (eps + group_variance H M (still n g)) * v n (g * M + e)%Z u)%R)))))).
- move=> t; apply: eq_sumb => n; rewrite mem_zrange => n_in; rewrite sumb_groups //; apply: eq_sumb => g; rewrite mem_zrange => g_in.
  apply: eq_sumb => e; rewrite mem_zrange => e_in; apply: eq_sumb => u; rewrite mem_box => u_in; by rewrite group_normalisedE.
- apply: eq_sumb => n; rewrite mem_zrange => n_in; rewrite sumb_groups //; apply: eq_sumb => g; rewrite mem_zrange => g_in.
  apply: eq_sumb => e; rewrite mem_zrange => e_in; apply: eq_sumb => u; rewrite mem_box => u_in; by rewrite group_gradientE.
have above n g m : 0 < eps + over (zrange M) (fun e => over (box H) (fun u => (x n (g * M + e)%Z u + - m) * (x n (g * M + e)%Z u + - m))) * / IZR (M * product_of_axes H).
  apply: Rplus_lt_le_0_compat => //; apply: Rmult_le_pos; last by exact/Rlt_le/Rinv_0_lt_compat/batch_positive.
  exact: (@batch_squares G M H (fun t => x n (g * M + t.1)%Z t.2 + - m)).
differentiated; [exact: above|exact/Rgt_not_eq/sqrt_lt_R0/above|].
apply: over_in => n _; apply: over_in => g _; cbv beta.
have Q := @batch_normal G M H M1 H1 (fun t => x n (g * M + t.1)%Z t.2) (fun t => v n (g * M + t.1)%Z t.2)
  (fun t => gamma (g * M + t.1)%Z * dy n (g * M + t.1)%Z t.2) (IZR (M * product_of_axes H)) eps (Rgt_not_eq _ _ (batch_positive M1 H1)) (above n g _).
rewrite /batch /= in Q.
etransitivity; [|etransitivity; [exact Q|]]; cbv beta; entrywise; entrywise; real; ring.
Qed.
