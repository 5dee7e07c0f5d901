(** Gradients of the normalisations and of variances are derivatives, as it is printed from Python.

Idea: each proposition says that <dy, F(x + t v)> has at t = 0 the derivative <G(dy, x), v>. The three terms of the gradient, that of the variance among them,
come from the lemma about a mean and a variance in [Derivatives].

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: group and local response normalisation.
Axioms: those of Coq's real numbers; excluded middle, for analysis; Hilbert's epsilon, for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia ZArith.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Derivatives Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope R_scope.
Local Notation R := Rdefinitions.R.

Theorem layer_norm_gradient_x : normalization_layer_norm_gradient_x_is_the_derivative.
Proof.
hnf; intros eps K N dy x v gamma beta e0 K1 N1; move/RltP: e0 => e0; have K0 : 0 < IZR K by apply: IZR_lt; move/Z.leb_le: K1; lia.
have above n m : 0 < eps + over (zrange K) (fun k => (x n k + - m) * (x n k + - m)) * / IZR K.
  apply: Rplus_lt_le_0_compat => //; apply: Rmult_le_pos; [exact: squares_nonnegative|exact/Rlt_le/Rinv_0_lt_compat].
differentiated; [exact: above|exact/Rgt_not_eq/sqrt_lt_R0/above|].
apply: over_in => n _; have Q := @normal_slope Z (fun F => over (zrange K) F) (x n) (v n) (fun k => gamma k * dy n k) (IZR K) (IZR K) eps; cbv beta zeta in Q.
etransitivity; [|etransitivity; [apply: Q|]]; cbv beta.
- by entrywise; real; ring.
- by move=> F F' E; apply: over_in.
- by move=> *; exact: over_adds.
- by move=> *; exact: over_scales.
- exact: ones_zrange.
- lra.
- lra.
- exact: above.
- entrywise; repeat (first [reflexivity | apply: over_in => * /=; real; ring | f_equal]).
Qed.

Theorem batch_var_gradient_x : normalization_batch_var_gradient_x_is_the_derivative.
Proof.
hnf; split; intros G H C N dy x v H1 _ N1; intros; differentiated.
all: rewrite over_swap; entrywise; squares N1 H1 x v; inward; entrywise; entrywise; real; ring.
Qed.

Theorem next_running_var_gradient_x : normalization_next_running_var_gradient_x_is_the_derivative.
Proof.
hnf; split; intros G H momentum C N dy x v running_var H1 _ _ N1; intros; differentiated.
all: rewrite over_swap; entrywise; squares N1 H1 x v; inward; entrywise; entrywise; real; ring.
Qed.

Theorem batch_norm_gradient_x : normalization_batch_norm_gradient_x_is_the_derivative.
Proof.
hnf; repeat split.
- intros G H eps momentum C N dy x v gamma beta H1 e0 _ _ N1 _ _; move/RltP: e0 => e0.
  have above c m : 0 < eps + over (zrange N) (fun n => over (box H) (fun i => (x n c i + - m) * (x n c i + - m))) * / IZR (N * product_of_axes H).
    apply: Rplus_lt_le_0_compat => //; apply: Rmult_le_pos; last by exact/Rlt_le/Rinv_0_lt_compat/batch_positive.
    exact: (@batch_squares G N H (fun t => x t.1 c t.2 + - m)).
  differentiated; [exact: above|exact/Rgt_not_eq/sqrt_lt_R0/above|].
  rewrite over_swap [RHS]over_swap; entrywise.
  have Q := @batch_normal G N H N1 H1 (fun t => x t.1 k t.2) (fun t => v t.1 k t.2) (fun t => dy t.1 k t.2) (IZR (N * product_of_axes H)) eps
    (Rgt_not_eq _ _ (batch_positive N1 H1)).
  have {}Q := f_equal (Rmult (gamma k)) (Q (above k _)); rewrite /batch -!over_scales /= in Q.
  etransitivity; [|etransitivity; [exact Q|]]; cbv beta; entrywise; rewrite -?over_scales; entrywise; real; first [ring | rewrite ?mult_IZR ?Rinv_mult; ring].
- intros G H eps momentum C N dy x v gamma beta H1 e0 _ _ N1 _ q1 S; move/RltP: e0 => e0.
  have r0 : IZR (N * product_of_axes H - 1) <> 0 by apply/Rgt_not_eq/IZR_lt; move/Z.ltb_lt: q1; lia.
  have above c : Space.between 0 C c -> 0 < eps + over (zrange N) (fun n => over (box H) (fun i =>
      (x n c i + - (over (zrange N) (fun n => over (box H) (x n c)) * / IZR (N * product_of_axes H))) *
      (x n c i + - (over (zrange N) (fun n => over (box H) (x n c)) * / IZR (N * product_of_axes H))))) * / IZR (N * product_of_axes H - 1).
    move=> h; move: (S c h); plain; in_range h; match goal with |- Rlt _ ?a -> _ => tidied a end; move=> P; exact: P.
  differentiated; [exact: above|exact/Rgt_not_eq/sqrt_lt_R0/above|].
  rewrite over_swap [RHS]over_swap; entrywise.
  have Q := @batch_normal G N H N1 H1 (fun t => x t.1 k t.2) (fun t => v t.1 k t.2) (fun t => dy t.1 k t.2) (IZR (N * product_of_axes H - 1)) eps r0.
  have {}Q := f_equal (Rmult (gamma k)) (Q (above k h)); rewrite /batch -!over_scales /= in Q.
  etransitivity; [|etransitivity; [exact Q|]]; cbv beta; entrywise; rewrite -?over_scales; entrywise; real; first [ring | rewrite ?mult_IZR ?Rinv_mult; ring].
- intros; differentiated; entrywise; entrywise; entrywise; real; ring.
- intros; differentiated; entrywise; entrywise; entrywise; real; ring.
Qed.

(** The real power 3 / 2, of the variance of an inference. *)
Lemma power_three_halves s : 0 < s -> power s (3%:R / 2%:R)%R = s * sqrt s.
Proof.
move=> s0; rewrite /power; case: ifP => [_|/negP n]; last by case: n; apply/RltP.
rewrite /exponential /logarithm -[RHS]exp_ln; last by apply: Rmult_lt_0_compat => //; exact: sqrt_lt_R0.
congr exp; rewrite ln_mult //; last exact: sqrt_lt_R0.
rewrite -Rpower_sqrt // /Rpower ln_exp; plain; field.
Qed.

Theorem batch_norm_gradient_running_var : normalization_batch_norm_gradient_running_var_is_the_derivative.
Proof.
hnf; split; intros G H eps momentum C N dy x gamma beta rm rv v H1 e0 _ _ _ _ _ smooth.
all: have above c : Space.between 0 C c -> 0 < eps + rv c by move=> h; move: (smooth c h); plain; in_range h.
all: apply: (same_slope (fun _ => erefl _) (b := sumb (zrange C) (fun c => (- (gamma c * sumb (zrange N) (fun n => sumb (box H) (fun i =>
  (x n c i - rm c) * dy n c i))) / (2%:R * ((eps + rv c) * root (eps + rv c))) * v c)%R))).
1, 3: (apply: eq_sumb => c; rewrite mem_zrange => h; congr (_ / (_ * _) * _)%R; last (by rewrite h; exact: power_three_halves (above c h));
  rewrite h; congr (- (_ * _))%R; apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => i; rewrite mem_box /inside => i_in; by rewrite n_in i_in).
all: differentiated; [exact: above|exact/Rgt_not_eq/sqrt_lt_R0/above|rewrite over_swap; entrywise; have s0 := above _ h].
all: have r0 := sqrt_lt_R0 _ s0; have e := sqrt_sqrt _ (Rlt_le _ _ s0); set r := sqrt _ in r0 e *; rewrite -e; inward; entrywise; entrywise; real; field; lra.
Qed.
