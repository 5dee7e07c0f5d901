(** Gradients of functions of one number, and of squares, are derivatives, as it is printed from Python.

Idea: each proposition says that <dy, F(x + t v)> has at t = 0 the derivative <G(dy, x), v>, where F is smooth at x. [Derivatives] differentiates; what is
left is an equation for each entry.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: the normalisations.
Axioms: those of Coq's real numbers; excluded middle, for analysis; Hilbert's epsilon, for MathComp's choice operator. *)

From Coq Require Import Reals Lra Lia ZArith.
From Coquelicot Require Import Coquelicot.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Derivatives Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope R_scope.
Local Notation R := Rdefinitions.R.

Theorem sigmoid_gradient_x : activation_sigmoid_gradient_x_is_the_derivative.
Proof.
hnf; intros; differentiated; first by exponentials; lra.
by entrywise; rewrite exp_Ropp; exponentials; real; field; lra.
Qed.

Theorem scaled_tanh_gradient_x : activation_scaled_tanh_gradient_x_is_the_derivative.
Proof. by hnf; intros; differentiated; entrywise; real; field. Qed.

Theorem silu_gradient_x : activation_silu_gradient_x_is_the_derivative.
Proof.
hnf; intros; differentiated; first by exponentials; lra.
by entrywise; rewrite ?exp_Ropp; exponentials; real; field; lra.
Qed.

Theorem relu_gradient_x : activation_relu_gradient_x_is_the_derivative.
Proof. hnf; intros; differentiated; first [differs | by_cases]. Qed.

Theorem leaky_relu_gradient_x : activation_leaky_relu_gradient_x_is_the_derivative.
Proof. hnf; intros; differentiated; first [differs | by_cases]. Qed.

Theorem clip_gradient_x : activation_clip_gradient_x_is_the_derivative.
Proof. hnf; intros; differentiated; first [differs | by_cases]. Qed.

Theorem hard_sigmoid_gradient_x : activation_hard_sigmoid_gradient_x_is_the_derivative.
Proof. hnf; repeat split; intros; differentiated; first [differs | by_cases]. Qed.

Theorem hard_swish_gradient_x : activation_hard_swish_gradient_x_is_the_derivative.
Proof. hnf; intros; differentiated; first [differs | by_cases]. Qed.

(** Squares of differences *)

Theorem mean_squared_error_gradient_prediction : fitting_mean_squared_error_gradient_prediction_is_the_derivative.
Proof. by hnf; intros; differentiated; inward; entrywise; real; ring. Qed.

Theorem mean_squared_error_gradient_target : fitting_mean_squared_error_gradient_target_is_the_derivative.
Proof. by hnf; intros; differentiated; inward; entrywise; real; ring. Qed.

Theorem euclidean_rbf_gradient_x : classic_euclidean_rbf_gradient_x_is_the_derivative.
Proof. by hnf; intros; differentiated; inward; entrywise; rewrite over_swap; entrywise; entrywise; real; ring. Qed.

Theorem euclidean_rbf_gradient_w : classic_euclidean_rbf_gradient_w_is_the_derivative.
Proof. by hnf; intros; differentiated; inward; rewrite over_swap; entrywise; rewrite over_swap; entrywise; entrywise; real; ring. Qed.
