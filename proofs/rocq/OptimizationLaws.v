(** Laws of gradient descent with momentum and of its schedule.

Idea: a step is linear in what it updates, entry by entry; the schedule is two straight lines. Everything here is arithmetic of rings and fields.

Definitions: [next_velocity], [next_weight], [scheduled_rate].
Results: each theorem is a law of [optimization], under its name.
Not proved here: anything about convergence. *)

From mathcomp Require Import all_ssreflect all_algebra.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Steps.
Variable R : comRingType.
Implicit Types velocity gradient weight u v z : nat -> R.

Definition next_velocity velocity gradient weight (momentum decay : R) n := momentum * velocity n + (gradient n + decay * weight n).
Definition next_weight weight velocity (rate : R) n := weight n - rate * velocity n.

Theorem next_velocity_adds velocity gradient weight (momentum decay : R) u v z n :
  next_velocity (fun n => velocity n + u n) (fun n => gradient n + v n) (fun n => weight n + z n) momentum decay n =
  next_velocity velocity gradient weight momentum decay n + next_velocity u v z momentum decay n.
Proof. by rewrite /next_velocity !mulrDr addrACA; congr (_ + _); rewrite addrACA. Qed.

Theorem next_velocity_without_momentum_is_the_gradient velocity gradient weight n : next_velocity velocity gradient weight 0 0 n = gradient n.
Proof. by rewrite /next_velocity !mul0r add0r addr0. Qed.

Theorem next_velocity_takes_the_gradient_whole velocity gradient weight (momentum : R) n :
  next_velocity (fun n => velocity n - velocity n) gradient weight momentum 0 n = gradient n.
Proof. by rewrite /next_velocity subrr mulr0 mul0r add0r addr0. Qed.

Theorem next_velocity_keeps_its_share velocity gradient weight (momentum : R) n :
  next_velocity velocity (fun n => gradient n - gradient n) weight momentum 0 n = momentum * velocity n.
Proof. by rewrite /next_velocity subrr mul0r !addr0. Qed.

Theorem next_velocity_decays_towards_zero velocity gradient weight (momentum decay : R) n :
  next_velocity velocity gradient weight momentum decay n =
  next_velocity velocity (fun n => gradient n + decay * weight n) weight momentum 0 n.
Proof. by rewrite /next_velocity mul0r addr0. Qed.

Theorem next_weight_weights_add weight velocity (rate : R) u v n :
  next_weight (fun n => weight n + u n) (fun n => velocity n + v n) rate n = next_weight weight velocity rate n + next_weight u v rate n.
Proof. by rewrite /next_weight mulrDr opprD addrACA. Qed.

Theorem next_weight_at_rate_zero_rests weight velocity n : next_weight weight velocity 0 n = weight n.
Proof. by rewrite /next_weight mul0r subr0. Qed.

Theorem next_weight_without_velocity_rests weight velocity (rate : R) n : next_weight weight (fun n => velocity n - velocity n) rate n = weight n.
Proof. by rewrite /next_weight subrr mulr0 subr0. Qed.

Theorem next_weight_moves_against_the_velocity weight velocity (rate : R) n :
  next_weight (fun n => weight n - weight n) velocity rate n + rate * velocity n = velocity n - velocity n.
Proof. by rewrite /next_weight !subrr sub0r addNr. Qed.
End Steps.

Section Schedule.
Variable F : numFieldType.

Definition scheduled_rate (step steps : nat) (peak : F) (warmup : nat) :=
  if (step < warmup)%N then peak * (step%:R + 1) / warmup%:R else peak * (steps%:R - step%:R) / (steps%:R - warmup%:R + 1).

Lemma whole (n : nat) : (0 < n)%N -> n%:R != 0 :> F. Proof. by rewrite Num.Theory.pnatr_eq0 lt0n. Qed.
Lemma one_more (n : nat) : n%:R + 1 = n.+1%:R :> F. Proof. by rewrite mulrSr. Qed.

Theorem scheduled_rate_reaches_its_peak (steps : nat) (peak : F) (warmup : nat) : (0 < warmup)%N -> scheduled_rate warmup.-1 steps peak warmup = peak.
Proof. by case: warmup => // w _; rewrite /scheduled_rate /= ltnSn one_more mulfK ?whole. Qed.

Theorem scheduled_rate_rises_in_equal_steps (steps : nat) (peak : F) (warmup : nat) : (0 < warmup)%N ->
  scheduled_rate 0 steps peak warmup * warmup%:R = peak.
Proof. by move=> w0; rewrite /scheduled_rate w0 add0r mulr1 divfK ?whole. Qed.

Theorem scheduled_rate_falls_in_equal_steps (steps : nat) (peak : F) (warmup : nat) : (0 < warmup)%N -> (warmup <= steps)%N ->
  scheduled_rate steps.-1 steps peak warmup * (steps%:R - warmup%:R + 1) = peak.
Proof.
move=> w0 ws; have s0 := leq_trans w0 ws; have E : steps%:R - warmup%:R + 1 = (steps - warmup).+1%:R :> F.
  by rewrite -natrB // one_more.
rewrite /scheduled_rate E; case: (ltnP steps.-1 warmup) => le; last first.
  by rewrite -natrB ?leq_pred // -{1}(prednK s0) subSnn mulr1 divfK ?whole.
have {}ws : steps = warmup by apply/eqP; rewrite eqn_leq ws -(prednK s0) le.
by rewrite one_more ws (prednK w0) subnn mulfK ?mulr1 ?whole.
Qed.
End Schedule.
