(** The laws of small kernels, as they are printed from Python.

Idea: a kernel of numbers is a table, whose sum and moments are computed in the whole numbers, from which a map into each ring preserves sums and products; a
sum over a range from -k to k does not change when the range is turned.

Definitions: none but those that proofs need; formulas and laws are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: what is said with functions that are not printed. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Theorem laplacian_laplacian_sums_to_zero : kernels_laplacian_laplacian_sums_to_zero.
Proof.
hnf; intros; rewrite /kernels_total /from /kernels_laplacian /sumb -[zrange _]/[:: 0; 1; 2]%Z; cbn -[number]; rewrite !addr0 -!numberD //.
Qed.
Theorem laplacian_laplacian_is_transposed : kernels_laplacian_laplacian_is_transposed.
Proof. by hnf; intros; rewrite /kernels_laplacian andbC. Qed.
Theorem laplacian_laplacian_is_mirrored : kernels_laplacian_laplacian_is_mirrored.
Proof. by hnf; intros R a b _ _; rewrite /kernels_laplacian; congr (number (if _ && _ then _ else _)); lia. Qed.
Theorem sharpen_sharpen_sums_to_one : kernels_sharpen_sharpen_sums_to_one.
Proof.
hnf; intros; rewrite /kernels_total /from /kernels_sharpen /sumb -[zrange _]/[:: 0; 1; 2]%Z; cbn -[number]; rewrite !addr0 -!numberD //.
Qed.
Theorem sharpen_sharpen_is_transposed : kernels_sharpen_sharpen_is_transposed.
Proof. by hnf; intros; rewrite /kernels_sharpen andbC Z.add_comm. Qed.
Theorem sharpen_sharpen_is_mirrored : kernels_sharpen_sharpen_is_mirrored.
Proof.
hnf; intros R a b _ _; rewrite /kernels_sharpen; congr (number (if _ && _ then _ else if _ then _ else _)); lia.
Qed.
Theorem total_adds : kernels_total_adds.
Proof. by hnf; intros; rewrite /kernels_total -sumbD; apply: eq_sumb => a _; rewrite -sumbD; apply: eq_sumb => b _; rewrite guardD. Qed.
Theorem total_ignores_turning : kernels_total_ignores_turning.
Proof.
hnf; intros R k l K k0 l0; apply: eq_sumb => a _.
apply: (@sum_bij _ _ _ _ _ _ _ Z.opp Z.opp); rewrite ?uniq_from ?uniq_zrange // => b; rewrite !mem_from => b_in _.
  by split; [ranges | ranges | apply: eq_guard => [|_]; [ranges | congr K; ranges]].
by split; [ranges | ranges | apply: eq_guard => [|_]; [ranges | congr K; ranges]].
Qed.
Theorem total_answers_to_constants : kernels_total_answers_to_constants.
Proof.
hnf; intros R k l H W K I; intros; rewrite /perceptron_local_border_circular /kernels_total mulr0 add0r addr0 mulr1.
apply: eq_sumb => a _; apply: eq_sumb => b _; rewrite mulr0 add0r [X in _ = _ * X]guard_in ?mulr1 //.
by apply/andP; split; apply/betweenP; apply: Z.mod_pos_bound; lia.
Qed.

(** ** Kernels of numbers: their moments are computed in the whole numbers. *)
Section Numbers.
Variable R : comRingType.
Lemma numberM m n : number (m * n)%Z = number m * number n :> R.
Proof.
have plus a b : (0 <= a)%Z -> (0 <= b)%Z -> number (a * b)%Z = number a * number b :> R.
  by move=> a0 b0; rewrite !number_nat ?Z2Nat.inj_mul ?natrM //; lia.
case: (Z_le_gt_dec 0 m) => m0; case: (Z_le_gt_dec 0 n) => n0; first exact: plus.
- by have := plus m (- n)%Z m0 ltac:(lia); rewrite Z.mul_opp_r !numberN mulrN => /oppr_inj.
- by have := plus (- m)%Z n ltac:(lia) n0; rewrite Z.mul_opp_l !numberN mulNr => /oppr_inj.
by have := plus (- m)%Z (- n)%Z ltac:(lia) ltac:(lia); rewrite Z.mul_opp_opp !numberN mulrNN.
Qed.
Lemma numberX (m : Z) k : number (m ^+ k) = number m ^+ k :> R.
Proof. by elim: k => // k IH; rewrite !exprS -IH -numberM. Qed.
Lemma number_sumb (T : Type) (l : seq T) (F : T -> Z) : number (sumb l F) = sumb l (fun t => number (F t)) :> R.
Proof. by rewrite /sumb; elim: l => //= a l <-; rewrite numberD. Qed.
Lemma number_guard b z : number (guard b z) = guard b (number z) :> R.
Proof. by case: b. Qed.
Lemma number_itself n : number n = n :> Z.
Proof.
have nat k : k%:R = Z.of_nat k :> Z by elim: k => // k IH; rewrite mulrS IH Nat2Z.inj_succ -Z.add_1_l.
by case: n => [|p|p] //=; rewrite nat positive_nat_Z.
Qed.
Notation moments_of S := (kernels_moments S 1 1 2).
Lemma moments_of_numbers (f : Z -> Z -> Z) p q :
  moments_of R (fun a b => number (f a b)) p q = number (moments_of [comRingType of Z] f p q).
Proof.
rewrite /kernels_moments number_sumb; apply: eq_sumb => a _; rewrite number_sumb; apply: eq_sumb => b _.
by rewrite !numberM !numberX number_guard !number_itself.
Qed.
Lemma total_of_whole_numbers (f : Z -> Z -> Z) : kernels_total R 1 1 (fun a b => number (f a b)) = number (kernels_total [comRingType of Z] 1 1 f).
Proof.
by rewrite /kernels_total number_sumb; apply: eq_sumb => a _; rewrite number_sumb; apply: eq_sumb => b _; rewrite number_guard.
Qed.
Lemma moments_of_multiples (c : R) f p q : moments_of R (fun a b => f a b * c) p q = moments_of R f p q * c.
Proof. by rewrite /kernels_moments -sumbMl; apply: eq_sumb => a _; rewrite -sumbMl; apply: eq_sumb => b _; rewrite guardMl !mulrA. Qed.
Lemma total_of_multiples (c : R) f : kernels_total R 1 1 (fun a b => f a b * c) = kernels_total R 1 1 f * c.
Proof. by rewrite /kernels_total -sumbMl; apply: eq_sumb => a _; rewrite -sumbMl; apply: eq_sumb => b _; rewrite guardMl. Qed.
End Numbers.

(** Of an index below 3 its three values. *)
Lemma below_three i : between 0 3 i -> [\/ i = 0, i = 1 | i = 2]%Z.
Proof.
move=> /betweenP h; have : (i = 0 \/ i = 1 \/ i = 2)%Z by lia.
by case=> [|[]] ->; [constructor 1|constructor 2|constructor 3].
Qed.
Ltac three_values := repeat match goal with h : is_true (between 0 3 ?i) |- _ => case: (below_three h) => ->; clear h end.
Ltac by_computing := match goal with |- number ?z = _ => let v := eval vm_compute in z in have -> : z = v by vm_compute | |- number ?z / _ = _ => let v := eval vm_compute in z in have -> : z = v by vm_compute end.

Theorem laplacian_laplacian_has_moments : kernels_laplacian_laplacian_has_moments.
Proof. by hnf; intros; rewrite moments_of_numbers; three_values; by_computing. Qed.
Theorem sobel_x_sobel_x_has_moments : kernels_sobel_x_sobel_x_has_moments.
Proof. by hnf; intros; rewrite moments_of_numbers; three_values; by_computing. Qed.
Theorem sobel_y_sobel_y_has_moments : kernels_sobel_y_sobel_y_has_moments.
Proof. by hnf; intros; rewrite moments_of_numbers; three_values; by_computing. Qed.
Theorem sharpen_sharpen_has_moments : kernels_sharpen_sharpen_has_moments.
Proof. by hnf; intros; rewrite moments_of_numbers; three_values; by_computing. Qed.
Theorem sobel_x_sobel_x_sums_to_zero : kernels_sobel_x_sobel_x_sums_to_zero.
Proof. by hnf; intros; rewrite total_of_whole_numbers; by_computing. Qed.
Theorem sobel_y_sobel_y_sums_to_zero : kernels_sobel_y_sobel_y_sums_to_zero.
Proof. by hnf; intros; rewrite total_of_whole_numbers; by_computing. Qed.
Theorem gaussian_gaussian_sums_to_one : kernels_gaussian_gaussian_sums_to_one.
Proof. by hnf; intros; rewrite total_of_multiples total_of_whole_numbers; by_computing; rewrite divff // pnatr_eq0. Qed.
Theorem gaussian_gaussian_has_moments : kernels_gaussian_gaussian_has_moments.
Proof.
hnf; intros; rewrite moments_of_multiples moments_of_numbers.
three_values; by_computing; rewrite ?mul0r //=; first by rewrite divff ?pnatr_eq0.
all: by apply/eqP; rewrite eqr_div ?pnatr_eq0 // mul1r -natrM.
Qed.
Theorem gaussian_gaussian_is_transposed : kernels_gaussian_gaussian_is_transposed.
Proof. by hnf; intros; rewrite /kernels_gaussian Z.mul_comm. Qed.
Theorem gaussian_gaussian_is_mirrored : kernels_gaussian_gaussian_is_mirrored.
Proof. by hnf; intros; three_values. Qed.
Theorem gaussian_gaussian_is_separable : kernels_gaussian_gaussian_is_separable.
Proof.
hnf; intros; rewrite mulr0; apply/eqP; rewrite subr_eq0 /kernels_gaussian !mulrA !(mulrAC _ _^-1) -!numberM; apply/eqP.
by congr (number _ / _ / _); ring.
Qed.
Theorem sobel_x_sobel_x_is_separable : kernels_sobel_x_sobel_x_is_separable.
Proof. by hnf; intros; rewrite mulr0; apply/eqP; rewrite subr_eq0 /kernels_sobel_x -!numberM; apply/eqP; congr number; ring. Qed.
Theorem sobel_y_sobel_y_is_separable : kernels_sobel_y_sobel_y_is_separable.
Proof. by hnf; intros; rewrite mulr0; apply/eqP; rewrite subr_eq0 /kernels_sobel_y -!numberM; apply/eqP; congr number; ring. Qed.
Theorem sobel_x_changes_sign_left_to_right : kernels_sobel_x_changes_sign_left_to_right.
Proof. by hnf; intros; rewrite /kernels_sobel_x -numberN; congr number; ring. Qed.
Theorem sobel_x_is_the_other_transposed : kernels_sobel_x_is_the_other_transposed.
Proof. by []. Qed.
Theorem sobel_y_sobel_y_is_the_other_transposed : kernels_sobel_y_sobel_y_is_the_other_transposed.
Proof. by []. Qed.
Theorem sobel_y_is_the_same_left_to_right : kernels_sobel_y_is_the_same_left_to_right.
Proof. by hnf; intros; three_values. Qed.

(** ** Moments *)
Theorem moments_begin_with_the_total : kernels_moments_begin_with_the_total.
Proof. by hnf; intros; apply: eq_sumb => a _; apply: eq_sumb => b _; rewrite !mul1r. Qed.
Theorem moments_transpose : kernels_moments_transpose.
Proof.
hnf; intros; rewrite /kernels_moments exchange_sumb; apply: eq_sumb => a _; apply: eq_sumb => b _.
by rewrite andbC [_ ^+ _ * _ ^+ _]mulrC.
Qed.
Theorem moments_count_columns : kernels_moments_count_columns.
Proof.
hnf; intros R k l order K _ _ _ p q _ q_in; apply: eq_sumb => a _; apply: eq_sumb => b _.
rewrite Z.add_simpl_r guardMl (_ : Z.to_nat (q + 1) = (Z.to_nat q).+1); last by ranges.
by rewrite exprSr [guard _ _ * _]mulrC !mulrA.
Qed.
Theorem moments_are_nested : kernels_moments_are_nested.
Proof. by []. Qed.
Lemma exchange_pairs (R : zmodType) (S T : Type) (l : seq S) (l' : seq T) (F : S -> S -> T -> T -> R) (m : seq S) (m' : seq T) :
  sumb l (fun p => sumb m (fun q => sumb l' (fun a => sumb m' (F p q a)))) = sumb l' (fun a => sumb m' (fun b => sumb l (fun p => sumb m (fun q => F p q a b)))).
Proof.
rewrite !sumbE; under eq_bigr do (rewrite sumbE; under eq_bigr do rewrite sumbE); under [RHS]eq_bigr do rewrite sumbE.
under eq_bigr do rewrite exchange_big; rewrite exchange_big; apply: eq_bigr => a _ /=.
under eq_bigr do (under eq_bigr do rewrite sumbE); under eq_bigr do rewrite exchange_big; rewrite exchange_big; apply: eq_bigr => b _ /=.
by rewrite sumbE; apply: eq_bigr => p _; rewrite sumbE.
Qed.
Lemma sumb_centred (R : zmodType) k n (F : Z -> R) : sumb (from ((- 1) * k)%Z (zrange n)) F = sumb (zrange n) (fun a => F (a - k)%Z).
Proof. by rewrite sumb_from; apply: eq_sumb => a _; congr F; rewrite -[LHS]/(- 1 * k + a)%Z; lia. Qed.
Theorem moments_gradient_K_is_adjoint : kernels_moments_gradient_K_is_adjoint.
Proof.
hnf; intros R k l o dy K k0 l0 o0; set P := zrange (o + 1)%Z.
transitivity (sumb P (fun p => sumb P (fun q => sumb (zrange (2 * k + 1)%Z) (fun a => sumb (zrange (2 * l + 1)%Z) (fun b =>
  number (a - k)%Z ^+ Z.to_nat p * number (b - l)%Z ^+ Z.to_nat q * dy p q * K a b))))).
  apply: eq_sumb => p _; apply: eq_sumb => q _; rewrite -sumbM sumb_centred; apply: eq_sumb => a; rewrite mem_zrange => /betweenP a_in.
  rewrite -sumbM sumb_centred; apply: eq_sumb => b; rewrite mem_zrange => /betweenP b_in.
  rewrite guard_in; last by apply/andP; split; apply/betweenP; lia.
  by rewrite !Z.sub_add mulrA [dy p q * _]mulrC.
rewrite exchange_pairs; apply: eq_sumb => a _; apply: eq_sumb => b _; rewrite /kernels_moments_gradient_K -sumbMl.
apply: eq_sumb => p; rewrite mem_zrange => p_in; rewrite -sumbMl; apply: eq_sumb => q; rewrite mem_zrange => q_in.
by rewrite guard_in // p_in.
Qed.
