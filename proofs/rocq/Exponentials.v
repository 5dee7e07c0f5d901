(** The logistic function and the hyperbolic tangent, of Coq's real numbers.

Idea: an exponential is positive, and turns sums into products.

Definitions: none; 1 / (1 + e^-a) is written out.
Results: what the logistic function of a and of -a have to do with each other, and with the hyperbolic tangent.
Not proved here: the laws; see [ProvedExponentials]. Derivatives; see [ProvedDerivatives].
Axioms: those of Coq's real numbers. *)

From Coq Require Import Reals Lra.
Open Scope R_scope.

Lemma one_and_exp_is_positive a : 0 < 1 + exp a.
Proof. generalize (exp_pos a); lra. Qed.

Lemma exp_cancels a : exp a * exp (- a) = 1.
Proof. rewrite <- exp_plus, Rplus_opp_r; apply exp_0. Qed.

(** s(x) + s(-x) = 1 of a number. *)
Lemma logistic_complement a : / (1 + exp (- a)) + / (1 + exp a) = 1.
Proof.
generalize (one_and_exp_is_positive a) (one_and_exp_is_positive (- a)) (exp_cancels a); intros P Q E.
apply Rmult_eq_reg_r with ((1 + exp a) * (1 + exp (- a))); [|nra].
field_simplify; [nra|lra].
Qed.

(** s(-a) = e^-a s(a). *)
Lemma logistic_odds a : / (1 + exp a) = exp (- a) * / (1 + exp (- a)).
Proof.
generalize (one_and_exp_is_positive a) (one_and_exp_is_positive (- a)) (exp_cancels a); intros P Q E.
apply Rmult_eq_reg_r with ((1 + exp a) * (1 + exp (- a))); [|nra].
field_simplify; [nra|lra|lra].
Qed.

(** 2 s(2a) - 1 = tanh a. *)
Lemma tanh_of_sigmoid a : / (1 + exp (- (a + a))) + / (1 + exp (- (a + a))) - 1 = tanh a.
Proof.
unfold tanh, sinh, cosh; replace (- (a + a)) with (- a + - a) by ring; rewrite exp_plus.
generalize (exp_pos a) (exp_pos (- a)) (exp_cancels a); intros P Q E.
replace ((exp a - exp (- a)) / 2 / ((exp a + exp (- a)) / 2)) with ((exp a - exp (- a)) / (exp a + exp (- a))) by (field; lra).
apply Rmult_eq_reg_r with ((1 + exp (- a) * exp (- a)) * (exp a + exp (- a))); [|nra].
field_simplify; [nra|lra|nra].
Qed.

Lemma tanh_is_odd a : tanh (- a) = - tanh a.
Proof.
unfold tanh, sinh, cosh; rewrite Ropp_involutive; generalize (exp_pos a) (exp_pos (- a)); intros; field; lra.
Qed.
