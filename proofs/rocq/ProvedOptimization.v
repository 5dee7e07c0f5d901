(** The laws of training steps, of learning rates and of lines that are fitted, as they are printed from Python.

Idea: entries are sums of multiples, so most laws are rearranged terms; a mean is a sum over a number that is not 0.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Theorem next_velocity_adds : optimization_next_velocity_adds.
Proof.
hnf; intros; rewrite /optimization_next_velocity; unguard; rewrite !mulrDr.
by rewrite [in RHS]addrACA; congr (_ + _); rewrite addrACA.
Qed.
Theorem next_velocity_without_momentum_is_the_gradient : optimization_next_velocity_without_momentum_is_the_gradient.
Proof. by hnf; intros; rewrite /optimization_next_velocity; unguard; rewrite !mul0r !add0r. Qed.
Theorem next_velocity_takes_the_gradient_whole : optimization_next_velocity_takes_the_gradient_whole.
Proof. by hnf; intros; rewrite /optimization_next_velocity; unguard; rewrite subrr mul0r mulr0 !add0r. Qed.
Theorem next_velocity_keeps_its_share : optimization_next_velocity_keeps_its_share.
Proof. by hnf; intros; rewrite /optimization_next_velocity; unguard; rewrite subrr mul0r add0r addr0. Qed.
Theorem next_velocity_decays_towards_zero : optimization_next_velocity_decays_towards_zero.
Proof. by hnf; intros; rewrite /optimization_next_velocity; unguard; rewrite mul0r add0r [in RHS]addrA [in RHS]addrC addrA. Qed.
Theorem next_weight_weights_add : optimization_next_weight_weights_add.
Proof. by hnf; intros; rewrite /optimization_next_weight; unguard; rewrite mulrDr opprD addrACA. Qed.
Theorem next_weight_at_rate_zero_rests : optimization_next_weight_at_rate_zero_rests.
Proof. by hnf; intros; rewrite /optimization_next_weight; unguard; rewrite mul0r subr0. Qed.
Theorem next_weight_without_velocity_rests : optimization_next_weight_without_velocity_rests.
Proof. by hnf; intros; rewrite /optimization_next_weight; unguard; rewrite subrr mulr0 subr0. Qed.
Theorem next_weight_moves_against_the_velocity : optimization_next_weight_moves_against_the_velocity.
Proof. by hnf; intros; rewrite /optimization_next_weight; unguard; rewrite !subrr add0r addNr. Qed.

Theorem scheduled_rate_reaches_its_peak : optimization_scheduled_rate_reaches_its_peak.
Proof.
hnf; intros; rewrite /optimization_scheduled_rate ifT; last by lia.
by rewrite Z.sub_add mulfK // number_neq0 //; lia.
Qed.
Theorem scheduled_rate_rises_in_equal_steps : optimization_scheduled_rate_rises_in_equal_steps.
Proof.
hnf; intros; rewrite /optimization_scheduled_rate ifT; last by lia.
by rewrite mulr1 divfK // number_neq0 //; lia.
Qed.
Theorem scheduled_rate_falls_in_equal_steps : optimization_scheduled_rate_falls_in_equal_steps.
Proof.
hnf; intros R peak step steps warmup; intros; rewrite /optimization_scheduled_rate; case: ifP => e.
  have -> : (steps + 1 - warmup = 1)%Z by lia.
  by rewrite mulr1 Z.sub_add (_ : steps = warmup) ?mulfK ?number_neq0 //; lia.
by rewrite (_ : steps - (steps - 1) = 1)%Z ?mulr1 ?divfK ?number_neq0 //; lia.
Qed.

Theorem line_starts_at_the_intercept : fitting_line_starts_at_the_intercept.
Proof. by hnf; intros; rewrite /fitting_line; unguard; rewrite mulr0 mul0r !add0r mul1r. Qed.
Theorem line_rises_by_the_slope : fitting_line_rises_by_the_slope.
Proof. by hnf; intros; rewrite /fitting_line; unguard; rewrite mulrDl [_ * _ + _ * _]addrC -addrA addrK. Qed.
Theorem mean_squared_error_depends_on_differences : fitting_mean_squared_error_depends_on_differences.
Proof.
hnf; intros; congr (_ / _); apply: eq_sumb => n; rewrite mem_zrange => n_in; unguard.
by rewrite opprD addrACA subrr addr0.
Qed.
Theorem mean_squared_error_is_symmetric : fitting_mean_squared_error_is_symmetric.
Proof. by hnf; intros; congr (_ / _); apply: eq_sumb => n _; rewrite -opprB sqrrN. Qed.
Theorem mean_squared_error_is_nonnegative : fitting_mean_squared_error_is_nonnegative.
Proof.
hnf; intros; rewrite /fitting_mean_squared_error number_nat; last by lia.
by apply: divr_ge0; rewrite ?ler0n // sumbE; apply: sumr_ge0 => n _; apply: sqr_ge0.
Qed.

Lemma difference_of_squares (R : comRingType) (a x : R) : (a + x) ^+ 2 - (a - x) ^+ 2 = 4%:R * (a * x).
Proof.
rewrite sqrrD sqrrB; move: (a ^+ 2) (x ^+ 2) => p r; rewrite opprD addrACA subrr addr0 opprB addrC addrA subrK.
by rewrite -mulrnDr mulr_natl.
Qed.
Lemma slopes (R : numFieldType) (rate S N : R) : 2%:R * rate * S / N = rate * (4%:R * S / N) / 2%:R.
Proof.
apply: (canRL (mulfK _)); first by rewrite pnatr_eq0.
rewrite -[4%:R]/((2 * 2)%N%:R) natrM -!mulrA [LHS]mulrCA; congr (_ * (_ * _)).
by rewrite mulrA mulrC.
Qed.

Theorem step_slope_slope_goes_down_the_gradient : fitting_step_slope_slope_goes_down_the_gradient.
Proof.
hnf; intros R rate N x y s b; intros; rewrite /fitting_step_slope /fitting_mean_squared_error -mulrBl -sumbB.
rewrite [X in rate * (X / _)](eq_sumb (F' := fun n => 4%:R * ((x n * s + b - y n) * x n))).
  rewrite sumbM slopes; congr (_ - rate * (_ * _ / _) / _).
  by apply: eq_sumb => n; rewrite mem_zrange => n_in; rewrite /fitting_step_slope_e /fitting_step_slope_f n_in.
move=> n; rewrite mem_zrange => n_in; rewrite /fitting_line n_in /guard -difference_of_squares mulrDr mulrBr mulr1.
by congr (_ ^+ 2 - _ ^+ 2); rewrite -!addrA; congr (_ + _); rewrite addrC -!addrA.
Qed.
Theorem step_intercept_intercept_goes_down_the_gradient : fitting_step_intercept_intercept_goes_down_the_gradient.
Proof.
hnf; intros R rate N x y s b; intros; rewrite /fitting_step_intercept /fitting_mean_squared_error -mulrBl -sumbB.
rewrite [X in rate * (X / _)](eq_sumb (F' := fun n => 4%:R * ((x n * s + b - y n) * 1))).
  rewrite sumbM slopes; congr (_ - rate * (_ * _ / _) / _).
  by apply: eq_sumb => n; rewrite mem_zrange => n_in; rewrite mulr1 /fitting_step_intercept_e /fitting_step_intercept_f n_in.
move=> n; rewrite mem_zrange => n_in; rewrite /fitting_line n_in /guard -difference_of_squares.
by congr (_ ^+ 2 - _ ^+ 2); rewrite -!addrA; congr (_ + (_ + _)); rewrite addrC.
Qed.
