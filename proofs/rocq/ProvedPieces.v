(** The laws of [relu], [leaky_relu] and [clip], as they are printed from Python.

Idea: each is a number by cases, and where the cases are known it is a number without them.

Definitions: [bounded], a number brought between two bounds, as the formula says it; [Clipping.between_bounds], by a maximum and a minimum.
Results: each law, under the name of its proposition.
Not proved here: what is said of NaN. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards FieldTactic Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory Order.TTheory.
Local Open Scope ring_scope.

Section Numbers.
Variable R : realFieldType.
Notation K := (Num.RealField.fieldType R).
Add Field R_field : (field_laws K).
Implicit Types v low high c : R.

Lemma positive_part v : Num.max 0 v + Num.max 0 v = v + `|v|.
Proof.
case: (lerP 0 v) => s; first by rewrite ger0_norm.
by rewrite ltr0_norm // subrr addr0.
Qed.
Lemma half_of_six : 1 / 2%:R * 6%:R = 3%:R :> R.
Proof.
have two : 2%:R != 0 :> R by rewrite pnatr_eq0.
by rewrite -[6%:R]/((2 * 3)%N%:R) natrM; by_field K.
Qed.
Lemma positive_part_scales c v : Num.max 0 (`|c| * v) = `|c| * Num.max 0 v.
Proof. by rewrite maxr_pmulr // mulr0. Qed.

Definition leaky c v : R := if 0 < v then v else c * v.
Lemma leakyE c v : leaky c v = Num.max 0 v - c * Num.max 0 (- v).
Proof.
rewrite /leaky; case: ltP => s; first by rewrite max_l ?oppr_le0 ?ltW // mulr0 subr0.
by rewrite max_r ?oppr_ge0 // mulrN opprK add0r.
Qed.

Definition bounded low high v : R := Num.min high (Num.max low v).
Definition between_bounds low high v : R := Num.max low (Num.min high v).
Lemma boundedE low high v : low <= high -> bounded low high v = between_bounds low high v.
Proof. by move=> lh; rewrite /bounded /between_bounds min_maxr (min_r lh). Qed.
Lemma boundedC low high v : high < low -> bounded low high v = high.
Proof. by move=> hl; rewrite /bounded min_l // le_maxr (ltW hl). Qed.
Lemma bounded_le low high v : bounded low high v <= high.
Proof.
case: (leP low high) => lh; last by rewrite boundedC.
by rewrite boundedE // /between_bounds le_maxl lh le_minl lexx.
Qed.
Lemma le_bounded low high v : low <= high -> low <= bounded low high v.
Proof. by move=> lh; rewrite boundedE // /between_bounds le_maxr lexx. Qed.
Lemma bounded_idem low high v : bounded low high (bounded low high v) = bounded low high v.
Proof.
case: (leP low high) => lh; last by rewrite !boundedC.
by rewrite [LHS]boundedE // /between_bounds (min_r (bounded_le _ _ _)) (max_r (le_bounded _ lh)).
Qed.
Lemma bounded_mono low high v w : v <= w -> bounded low high v <= bounded low high w.
Proof.
move=> vw; case: (leP low high) => lh; last by rewrite !boundedC.
by rewrite !boundedE // /between_bounds le_maxl !le_maxr lexx /= !le_minr !le_minl lexx vw !orbT.
Qed.
Lemma bounded_opp low high v : low <= high -> bounded (- high) (- low) (- v) = - bounded low high v.
Proof.
move=> lh; rewrite !boundedE ?ler_opp2 // /between_bounds oppr_max oppr_min.
have swap a b : a <= b -> Num.max a (Num.min b (- v)) = Num.min b (Num.max a (- v)).
  move=> ab; case: (leP (- v) b) => vb; case: (leP a (- v)) => av; rewrite ?(max_r ab) ?(min_r ab) ?(min_r vb) ?(min_l (ltW vb)) //.
  by have := le_lt_trans ab (lt_trans vb av); rewrite ltxx.
by rewrite swap ?ler_opp2.
Qed.
Lemma bounded_relus low high v : low <= high -> bounded low high v = low + Num.max 0 (v - low) - Num.max 0 (v - high).
Proof.
move=> lh; rewrite boundedE // /between_bounds; case: (leP low v) => lv; case: (leP v high) => vh.
- by rewrite (max_r lv) max_r ?subr_ge0 // max_l ?subr_le0 // subr0 addrCA subrr addr0.
- rewrite (max_r lh) max_r ?subr_ge0 // max_r ?subr_ge0 ?ltW // [low + _]addrCA subrr addr0 opprB.
  by rewrite addrCA subrr addr0.
- by rewrite (max_l (ltW lv)) max_l ?subr_le0 ?ltW // max_l ?subr_le0 // subr0 addr0.
by have := lt_le_trans (lt_trans vh lv) lh; rewrite ltxx.
Qed.
End Numbers.

Ltac plain_pieces := hnf; intros; rewrite /activation_relu /activation_leaky_relu /activation_hard_sigmoid; unguard; rewrite ?mulr0 ?add0r ?mul1r.

Theorem relu_is_positive_part : activation_relu_is_positive_part.
Proof. by plain_pieces; apply: positive_part. Qed.
Theorem relu_is_monotone : activation_relu_is_monotone.
Proof. by plain_pieces; rewrite le_maxl !le_maxr lexx /= ler_addl normr_ge0 orbT. Qed.
Theorem relu_is_positively_homogeneous : activation_relu_is_positively_homogeneous.
Proof. by plain_pieces; apply: positive_part_scales. Qed.

Theorem leaky_relu_is_identity_at_one : activation_leaky_relu_is_identity_at_one.
Proof. by plain_pieces; case: ifP. Qed.
Theorem leaky_relu_is_relu_at_zero : activation_leaky_relu_is_relu_at_zero.
Proof. by plain_pieces; rewrite -/(leaky 0 (x i1)) leakyE mul0r subr0. Qed.
Theorem leaky_relu_leaks : activation_leaky_relu_leaks.
Proof. by plain_pieces; apply: leakyE. Qed.
Theorem leaky_relu_leaky_is_positively_homogeneous : activation_leaky_relu_leaky_is_positively_homogeneous.
Proof.
plain_pieces; move: (x i2) => v; rewrite -/(leaky alpha (`|z| * v)) -/(leaky alpha v) !leakyE -[- (`|z| * v)]mulrN !positive_part_scales mulrBr; congr (_ - _).
by rewrite mulrCA.
Qed.

Lemma clipE (R : realFieldType) N low high (x : Z -> R) i : between 0 N i -> activation_clip R N low high x i = bounded low high (x i).
Proof. by move=> i_in; rewrite /activation_clip i_in. Qed.
Ltac clips := hnf; intros; rewrite !clipE //; rewrite ?mulr0 ?add0r ?mul1r.

Theorem clip_clip_is_idempotent : activation_clip_clip_is_idempotent.
Proof. by clips; apply: bounded_idem. Qed.
Theorem clip_is_made_of_relus : activation_clip_is_made_of_relus.
Proof. by clips; rewrite /activation_relu; unguard; rewrite !mulr0 !add0r !mul1r bounded_relus. Qed.
Theorem clip_crossed_bounds_give_the_upper : activation_clip_crossed_bounds_give_the_upper.
Proof. by clips; apply: boundedC. Qed.
Theorem clip_is_at_most_high : activation_clip_is_at_most_high.
Proof. by clips; apply: bounded_le. Qed.
Theorem clip_is_at_least_low : activation_clip_is_at_least_low.
Proof. by clips; apply: le_bounded. Qed.
Theorem clip_clip_is_monotone : activation_clip_clip_is_monotone.
Proof. by clips; apply: bounded_mono; rewrite ler_addl normr_ge0. Qed.
Theorem clip_reflects : activation_clip_reflects.
Proof. by clips; apply: bounded_opp. Qed.
Theorem hard_sigmoid_is_a_clipped_line : activation_hard_sigmoid_is_a_clipped_line.
Proof. by clips; rewrite /activation_hard_sigmoid boundedE ?ler01 // /between_bounds; unguard; rewrite ?mulr0 ?add0r ?mul1r. Qed.
Theorem hard_swish_weighs_by_relu6 : activation_hard_swish_weighs_by_relu6.
Proof.
clips; rewrite /activation_hard_swish boundedE ?ler0n // /between_bounds; unguard; rewrite -mulrA; congr (_ * _).
have six : 0 <= 6%:R :> R by apply: ler0n.
rewrite maxr_pmull // mul0r minr_pmull // mul1r mulrDl divfK ?pnatr_eq0 //; congr (Num.max _ (Num.min _ (_ + _))).
by rewrite mul1r.
by rewrite -half_of_six mul1r.
Qed.
