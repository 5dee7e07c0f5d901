(** Gradients of the softmax, its logarithm and the losses that are made of it are derivatives, as it is printed from Python.

Idea: what is subtracted from all logits of a row cancels (see [ProvedSoftmax]), so the maximum is not differentiated. What is left is a quotient of
exponentials or the logarithm of their sum, which [Derivatives] differentiates, and an equation between sums over one row.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: nothing is left.
Axioms: those of Coq's real numbers; excluded middle, for analysis; Hilbert's epsilon, for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia ZArith.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Derivatives Generated ProvedSoftmax ProvedLosses.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.

(** ** The gradients without what cancels *)

Section Gradients.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.
Variables (K N : Z).

Lemma without (x : Z -> R) c d : sumb (zrange K) (fun k => d k * exponential (x k - c)) = sumb (zrange K) (fun k => d k * exponential (x k)) / exponential c.
Proof. by rewrite -sumbMl; apply: eq_sumb => k _; rewrite exponentialB mulrA. Qed.
Lemma in_row (b : bool) (f : Z -> R -> R) (x : Z -> R) : b -> sumb (zrange K) (fun k => f k (guard (b && between 0 K k) (x k))) = sumb (zrange K) (fun k => f k (x k)).
Proof. by move=> ->; apply: eq_sumb => k; rewrite mem_zrange => ->. Qed.

Lemma softmax_gradientE (x dy : Z -> Z -> R) n l : between 0 N n -> between 0 K l -> activation_softmax_gradient_x K N x dy n l =
  (dy n l - sumb (zrange K) (fun k => dy n k * exponential (x n k)) / weight K (x n)) * (exponential (x n l) / weight K (x n)).
Proof.
move=> n_in l_in; rewrite /activation_softmax_gradient_x; set c := activation_softmax_gradient_x_m _ _ _ _ _ _.
rewrite (in_row (fun k a => exponential (a - c)) _ n_in) n_in l_in -mulrA share_moved; congr ((_ - _) * _).
rewrite (eq_sumb (F' := fun k => dy n k * exponential (x n k - c))) => [|k]; last by rewrite mem_zrange => ->.
by rewrite without weight_moved invf_div mulrA divfK ?exponential_neq0.
Qed.
Lemma log_softmax_gradientE (x dy : Z -> Z -> R) n l : between 0 N n -> between 0 K l -> activation_log_softmax_gradient_x K N x dy n l =
  dy n l - sumb (zrange K) (dy n) * (exponential (x n l) / weight K (x n)).
Proof.
move=> n_in l_in; rewrite /activation_log_softmax_gradient_x; set c := activation_log_softmax_gradient_x_m _ _ _ _ _ _.
rewrite (in_row (fun k a => exponential (a - c)) _ n_in) (in_row (fun _ a => a) _ n_in) n_in l_in -mulrA share_moved //.
Qed.
Lemma cross_entropy_gradientE (x : Z -> Z -> R) t (dy : R) n l : between 0 N n -> between 0 K l -> activation_cross_entropy_gradient_x K N x t dy n l =
  (if (t n =? l)%Z then - dy / number N else 0) + exponential (x n l) / weight K (x n) * (dy / number N).
Proof.
move=> n_in l_in; rewrite /activation_cross_entropy_gradient_x; set c := activation_cross_entropy_gradient_x_m _ _ _ _ _ _ _.
by rewrite (in_row (fun k a => exponential (a - c)) _ n_in) n_in l_in [number N * _]mulrC -mulf_div share_moved.
Qed.
Lemma rejecting_loss_gradientE (r : R) (y : Z -> Z -> R) t (dy : R) n l : between 0 N n -> between 0 K l ->
  classic_rejecting_loss_gradient_y K N r y t dy n l = (if (t n =? l)%Z then dy / number N else 0) -
    exponential (- y n l) / (exponential (- r) + weight K (fun k => - y n k)) * (dy / number N).
Proof.
move=> n_in l_in; rewrite /classic_rejecting_loss_gradient_y; set c := Num.max _ _.
rewrite (in_row (fun k a => exponential (0 - a - c)) _ n_in) n_in l_in [number N * _]mulrC -mulf_div; congr (_ - _ * _).
have -> : sumb (zrange K) (fun k => exponential (0 - y n k - c)) = weight K (fun k => - y n k) / exponential c.
  by rewrite -weight_moved; apply: eq_sumb => k _; rewrite sub0r.
by rewrite !sub0r !exponentialB -mulrDl invf_div mulrA divfK ?exponential_neq0.
Qed.
End Gradients.

Local Open Scope R_scope.
Local Notation R := Rdefinitions.R.

(** ** Equations of one row: d, the gradient of the results; v, the velocity of the logits; e, their exponentials *)

Section Row.
Variables (T : eqType) (l : seq T) (d v e : T -> R) (W : R).

Lemma row_of_softmax :
  over l (fun t => d t * (v t * e t * / W + e t * (- over l (fun k => v k * e k) * / (W * W)))) =
  over l (fun t => (d t + - (over l (fun k => d k * e k) * / W)) * (e t * / W) * v t).
Proof.
set V := over l (fun k => v k * e k); set D := over l (fun k => d k * e k).
transitivity (/ W * over l (fun t => d t * e t * v t) + - (V * / (W * W)) * D).
  by rewrite /D -!over_scales -over_adds; apply: over_in => t _; ring.
transitivity (/ W * over l (fun t => d t * e t * v t) + - (D * / W * / W) * V); first by rewrite Rinv_mult; ring.
by rewrite /V -!over_scales -over_adds; apply: over_in => t _; ring.
Qed.

Lemma row_of_log_softmax :
  over l (fun t => d t * (v t + - (over l (fun k => v k * e k) * / W))) = over l (fun t => (d t + - (over l d * (e t * / W))) * v t).
Proof.
set V := over l (fun k => v k * e k); set D := over l d.
transitivity (over l (fun t => d t * v t) + - (V * / W) * D).
  by rewrite /D -!over_scales -over_adds; apply: over_in => t _; ring.
transitivity (over l (fun t => d t * v t) + - (D * / W) * V); first by ring.
by rewrite /V -!over_scales -over_adds; apply: over_in => t _; ring.
Qed.
End Row.

(** The term of the label, where it is one. *)
Lemma row_of_label K (t : Z) (v e : Z -> R) W a c :
  over (zrange K) (fun k => ((if (t =? k)%Z then a else 0) + e k * / W * c) * v k) =
  a * (if Space.between 0 K t then v t else 0) + c * (over (zrange K) (fun k => v k * e k) * / W).
Proof.
have one : over (zrange K) (fun k => (if (t =? k)%Z then a else 0) * v k) = a * (if Space.between 0 K t then v t else 0).
  rewrite -[LHS]/(sumb (R := R_zmodType) (zrange K) (fun k => (if (t =? k)%Z then a else 0) * v k)).
  rewrite (sumb_one (x := t)) ?uniq_zrange ?mem_zrange //; first by case: Space.between; rewrite ?Z.eqb_refl ?Rmult_0_r.
  by move=> k _ /eqP n; case: Z.eqb_spec => [eq|_]; [case: n|exact: Rmult_0_l].
rewrite -one -over_scaled -over_scales -over_adds; apply: over_in => k _; ring.
Qed.

(** ** The laws *)

Theorem softmax_gradient_x : activation_softmax_gradient_x_is_the_derivative.
Proof.
move=> K N dy x v K1 N1; have W n : 0 < over (zrange K) (fun k => exp (x n k)) by apply/RltP; exact: (weight_gt0 (x n) K1).
apply: (@same_slope _ (fun t => sumb (zrange N) (fun n => sumb (zrange K) (fun l =>
    (dy n l * (exponential (x n l + t * v n l) / weight K (fun k => x n k + t * v n k)))%R)))
  _ (sumb (zrange N) (fun n => sumb (zrange K) (fun l => (dy n l - sumb (zrange K) (fun k => dy n k * exponential (x n k)) / weight K (x n)) *
    (exponential (x n l) / weight K (x n)) * v n l)%R))).
- by move=> t; apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite softmaxE.
- by apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite softmax_gradientE.
differentiated; first exact/Rgt_not_eq/W.
apply: over_in => n _; exact: (@row_of_softmax _ (zrange K) (dy n) (v n) (fun k => exp (x n k))).
Qed.

Theorem log_softmax_gradient_x : activation_log_softmax_gradient_x_is_the_derivative.
Proof.
move=> K N dy x v K1 N1; have W n : 0 < over (zrange K) (fun k => exp (x n k)) by apply/RltP; exact: (weight_gt0 (x n) K1).
apply: (@same_slope _ (fun t => sumb (zrange N) (fun n => sumb (zrange K) (fun l =>
    (dy n l * (x n l + t * v n l - logarithm (weight K (fun k => x n k + t * v n k))))%R)))
  _ (sumb (zrange N) (fun n => sumb (zrange K) (fun l =>
    (dy n l - sumb (zrange K) (dy n) * (exponential (x n l) / weight K (x n))) * v n l)%R))).
- by move=> t; apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite log_softmaxE.
- by apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite log_softmax_gradientE.
differentiated; first exact: W.
apply: over_in => n _; exact: (@row_of_log_softmax _ (zrange K) (dy n) (v n) (fun k => exp (x n k))).
Qed.

Theorem cross_entropy_gradient_x : activation_cross_entropy_gradient_x_is_the_derivative.
Proof.
move=> K N x v t dy K1 N1; have W n : 0 < over (zrange K) (fun k => exp (x n k)) by apply/RltP; exact: (weight_gt0 (x n) K1).
apply: (@same_slope _ (fun s => (dy * (sumb (zrange N) (fun n => logarithm (weight K (fun k => x n k + s * v n k)) -
    guard (Space.between 0 K (t n)) (x n (t n) + s * v n (t n))) / number N))%R)
  _ (sumb (zrange N) (fun n => sumb (zrange K) (fun k => ((if (t n =? k)%Z then - dy / number N else 0) +
    exponential (x n k) / weight K (x n) * (dy / number N)) * v n k)%R))).
- by move=> s; rewrite cross_entropy_at.
- by apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite cross_entropy_gradientE.
differentiated; first exact: W.
rewrite -over_scaled -over_scales; apply: over_in => n _.
rewrite (@row_of_label K (t n) (v n) (fun k => exp (x n k))).
set a := foldr _ _ _; set b := foldr _ _ _; set c := if _ then _ else _; set d := / IZR N; real; ring.
Qed.

Theorem rejecting_loss_gradient_y : classic_rejecting_loss_gradient_y_is_the_derivative.
Proof.
move=> r K N y v t dy K1 N1 _; pose W' n := exp (- r) + over (zrange K) (fun k => exp (- y n k)); have W n : 0 < W' n.
  by apply: Rplus_lt_0_compat; [exact: exp_pos|apply/RltP; exact: (weight_gt0 (fun k => - y n k)%R K1)].
apply: (@same_slope _ (fun s => (dy * (sumb (zrange N) (fun n => logarithm (exponential (- r) + weight K (fun k => - (y n k + s * v n k))) +
    guard (Space.between 0 K (t n)) (y n (t n) + s * v n (t n))) / number N))%R)
  _ (sumb (zrange N) (fun n => sumb (zrange K) (fun k => ((if (t n =? k)%Z then dy / number N else 0) -
    exponential (- y n k) / (exponential (- r) + weight K (fun k => - y n k)) * (dy / number N)) * v n k)%R))).
- by move=> s; rewrite rejecting_loss_at.
- by apply: eq_sumb => n; rewrite mem_zrange => n_in; apply: eq_sumb => l; rewrite mem_zrange => l_in; rewrite rejecting_loss_gradientE.
differentiated; first exact: W.
rewrite -over_scaled -over_scales; apply: over_in => n _.
rewrite -/(W' n); set c := dy * / IZR N.
transitivity (over (zrange K) (fun k => ((if (t n =? k)%Z then c else 0) + - exp (- y n k) * / W' n * c) * v n k)); last first.
  by apply: over_in => k _; real; ring.
rewrite (@row_of_label K (t n) (v n) (fun k => - exp (- y n k)) (W' n) c c).
rewrite (over_in (F' := fun k => v n k * - exp (- y n k))) => [|k _]; last by real; ring.
set a := foldr _ _ _; set b := W' n; set d := if _ then _ else _; rewrite /c; real; ring.
Qed.
