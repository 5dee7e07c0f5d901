(** Gradients of normalisations by their parameters are adjoints, as it is printed from Python.

Idea: each proposition says that <dy, F(u + v) - F(u)> = <G(dy), v>, with F printed from the statement of the formula and G from the statement that was
  derived
from it: a normalised entry is a number times gamma, and beta. [Adjoints] does the rest with the map of indices from one side to the other.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: gradients by the input and by the running variance; see [ProvedDerivativesNormalization].
Axioms: those of Coq's real numbers, and Hilbert's epsilon; see [RealField]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra ssrZ.
From CNN Require Import Space Arrays Printed RealField PrintedReals Adjoints Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

(** The forms of batch normalisation: in training with two divisors, and by running values. *)
Ltac batch_norms := cbv delta [normalization_batch_norm normalization_batch_norm_mean normalization_batch_norm_var normalization_batch_norm_correction_1
  normalization_batch_norm_correction_1_mean normalization_batch_norm_correction_1_var normalization_batch_norm_training_false
  normalization_batch_norm_training_false_correction_1].
Ltac by_channel G := adjoint (fun t : Z * Z * G => let: (n, c, i) := t in (c, n, i)) (fun t : Z * Z * G => let: (c, n, i) := t in (n, c, i)).

Theorem batch_norm_gradient_gamma : normalization_batch_norm_gradient_gamma_is_the_slope.
Proof.
opened; batch_norms; cbv delta [normalization_batch_norm_gradient_gamma normalization_batch_norm_gradient_gamma_correction_1
  normalization_batch_norm_gradient_gamma_training_false normalization_batch_norm_gradient_gamma_training_false_correction_1
  normalization_batch_norm_gradient_gamma_mean normalization_batch_norm_gradient_gamma_var normalization_batch_norm_gradient_gamma_correction_1_mean
  normalization_batch_norm_gradient_gamma_correction_1_var]; cbv beta.
all: by_channel G.
Qed.

Theorem batch_norm_gradient_beta : normalization_batch_norm_gradient_beta_is_the_slope.
Proof.
opened; batch_norms; cbv delta [normalization_batch_norm_gradient_beta normalization_batch_norm_gradient_beta_correction_1
  normalization_batch_norm_gradient_beta_training_false normalization_batch_norm_gradient_beta_training_false_correction_1]; cbv beta.
all: by_channel G.
Qed.

Theorem batch_norm_gradient_running_mean : normalization_batch_norm_gradient_running_mean_is_the_slope.
Proof.
opened; batch_norms; cbv delta [normalization_batch_norm_gradient_running_mean_training_false
  normalization_batch_norm_gradient_running_mean_training_false_correction_1]; cbv beta.
all: by_channel G.
Qed.

Theorem group_norm_gradient_gamma : normalization_group_norm_gradient_gamma_is_the_slope.
Proof.
opened; cbv delta [normalization_group_norm normalization_group_norm_mu normalization_group_norm_nu normalization_group_norm_gradient_gamma
  normalization_group_norm_gradient_gamma_mu normalization_group_norm_gradient_gamma_nu]; cbv beta.
all: by_channel G.
Qed.

Theorem group_norm_gradient_beta : normalization_group_norm_gradient_beta_is_the_slope.
Proof.
opened; cbv delta [normalization_group_norm normalization_group_norm_mu normalization_group_norm_nu normalization_group_norm_gradient_beta]; cbv beta.
all: by_channel G.
Qed.

Theorem layer_norm_gradient_gamma : normalization_layer_norm_gradient_gamma_is_the_slope.
Proof.
opened; cbv delta [normalization_layer_norm normalization_layer_norm_mu normalization_layer_norm_nu normalization_layer_norm_gradient_gamma
  normalization_layer_norm_gradient_gamma_mu normalization_layer_norm_gradient_gamma_nu]; cbv beta.
all: adjoint (fun t : Z * Z => let: (n, k) := t in (k, n)) (fun t : Z * Z => let: (k, n) := t in (n, k)).
Qed.

Theorem layer_norm_gradient_beta : normalization_layer_norm_gradient_beta_is_the_slope.
Proof.
opened; cbv delta [normalization_layer_norm normalization_layer_norm_mu normalization_layer_norm_nu normalization_layer_norm_gradient_beta]; cbv beta.
all: adjoint (fun t : Z * Z => let: (n, k) := t in (k, n)) (fun t : Z * Z => let: (k, n) := t in (n, k)).
Qed.
