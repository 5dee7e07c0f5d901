(** The laws of the activations that exponentials make, as they are printed from Python.

Idea: the theorems about Coq's real numbers are those of [Exponentials]; here they are brought into the form of MathComp's fields.

Definitions: [logistic], the logistic function of a number.
Results: each law, under the name of its proposition.
Not proved here: what is said of a row of classes.
Axioms: those of Coq's real numbers; Hilbert's epsilon, see [RealField]. *)

From Coq Require Import ZArith Lia Reals Lra.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Guards Exponentials Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Lemma inverse (x : R) : x^-1 = Rinv x.
Proof. by rewrite /GRing.inv /= /Rinvx; case: eqP => //= ->; rewrite Rinv_0. Qed.

(** Operations of a field, as those of Coq's real numbers. *)
Ltac as_reals := rewrite /exponential /logarithm /tangent /root ?inverse; repeat match goal with
  | |- context [@GRing.add ?V ?a ?b] => change (@GRing.add V a b) with (Rplus a b)
  | |- context [@GRing.mul ?V ?a ?b] => change (@GRing.mul V a b) with (Rmult a b)
  | |- context [@GRing.opp ?V ?a] => change (@GRing.opp V a) with (Ropp a)
  | |- context [GRing.zero ?V] => change (GRing.zero V) with R0
  | |- context [GRing.one ?V] => change (GRing.one V) with R1
  end; lazymatch goal with |- @eq _ ?a ?b => change (@eq Rdefinitions.R a b) end.

Definition logistic (a : R) : R := 1 / (1 + exponential (- a)).

Lemma share_complement a : logistic a + logistic (- a) = 1.
Proof. by rewrite /logistic opprK !mul1r; as_reals; apply: logistic_complement. Qed.
Lemma share_odds a : logistic (- a) = exponential (- a) * logistic a.
Proof. by rewrite /logistic opprK !mul1r; as_reals; apply: logistic_odds. Qed.
Lemma share_tangent a : logistic (a + a) + logistic (a + a) - 1 = tangent a.
Proof. by rewrite /logistic !mul1r; as_reals; apply: tanh_of_sigmoid. Qed.
Lemma tangent_opp a : tangent (- a) = - tangent a.
Proof. by as_reals; apply: tanh_is_odd. Qed.
Lemma share0 : logistic 0 + logistic 0 = 1.
Proof. by have := share_complement 0; rewrite oppr0. Qed.

Ltac shares := hnf; intros;
  rewrite /activation_silu /activation_sigmoid /activation_scaled_tanh /words_exponential /words_hyperbolic_tangent; unguard;
  repeat match goal with |- context [1 / (1 + exponential (- ?a))] => rewrite -/(logistic a) end; rewrite ?mulr0 ?add0r ?mul1r.

Theorem sigmoid_has_complement : activation_sigmoid_has_complement.
Proof. by shares; apply: share_complement. Qed.
Theorem sigmoid_is_a_half_at_zero : activation_sigmoid_is_a_half_at_zero.
Proof. by shares; apply: share0. Qed.
Theorem sigmoid_has_odds : activation_sigmoid_has_odds.
Proof. by shares; apply: share_odds. Qed.
Theorem sigmoid_is_a_tanh : activation_sigmoid_is_a_tanh.
Proof. by shares; apply: share_tangent. Qed.
Theorem scaled_tanh_is_odd_too : activation_scaled_tanh_is_odd_too.
Proof. by shares; rewrite mulrN mulNr tangent_opp mulrN mulNr. Qed.
Theorem scaled_tanh_is_a_sigmoid : activation_scaled_tanh_is_a_sigmoid.
Proof.
shares; rewrite divfK ?pnatr_eq0 // mulrC; congr (_ * _).
rewrite -[4%:R]/((2 + 2)%N%:R) natrD mulrDl -share_tangent; set t := _ / _; set u := 2%:R * _.
suff -> : t = u by [].
by rewrite /t /u -[x i4 + x i4]mulr2n -[_ + x i4]mulrSr -[_ *+ 3]mulr_natr mulrA mulfK ?pnatr_eq0.
Qed.
Theorem silu_silu_splits : activation_silu_silu_splits.
Proof.
hnf; intros; rewrite /activation_silu; unguard; rewrite mulNr opprK -mulrDr -[RHS]mulr1; congr (_ * _).
by have := share_complement (beta * x i2); rewrite /logistic !mul1r mulrN.
Qed.
Theorem silu_beta_scales : activation_silu_beta_scales.
Proof. by hnf; intros; rewrite /activation_silu; unguard; rewrite !mulr0 !add0r !mul1r mulrA. Qed.
Theorem silu_is_half_at_beta_zero : activation_silu_is_half_at_beta_zero.
Proof.
hnf; intros; rewrite /activation_silu; unguard; rewrite mul0r -mulrDr -[RHS]mulr1; congr (_ * _).
by have := share0; rewrite /logistic !mul1r.
Qed.
Theorem silu_weighs_by_the_sigmoid : activation_silu_weighs_by_the_sigmoid.
Proof. by hnf; intros; rewrite /activation_silu /activation_sigmoid; unguard; rewrite !mul1r. Qed.
