(** The laws of the dense layer of an image, and of the local layer that it becomes in four steps.

Idea: an image has two axes, and its pixels are places; what is said here holds of any number of axes, and is then said of two. Each theorem is called
after the law that `mathcnn` states, and its two sides are written as the law writes them. Arrays that are indexed by offsets are stored from 0 on:
offset 0 stands in their middle.

Definitions: [dense], [reindex], [reindex_inverse], [centred], [local]; [shift_invariant], which is [local] with the largest radius; [sees], what is seen
from a pixel, past the border (0: zero, 1: circular); and what the laws are said with.
Results: the layer is linear; weights by pixel and by offset say the same; the steps from the dense layer to cross-correlation; equivariance.
Not proved here: how many weights each has, which is in [Dense]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays ConvolutionFormulas.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Delimit Scope Z_scope with ZZ.
Local Open Scope ring_scope.

Section Formulas.
Variables (G : space) (R : comRingType).
Implicit Types (S i p r c : G) (x : G -> R) (w : G -> G -> R).

Definition dense S x w (u : G -> R) i : R := u i + sumb (box S) (fun p => w i p * x p).
Definition reindex S w i c : R := cut S (w i) (i + c - (S - 1)).
Definition reindex_inverse S (v : G -> G -> R) i p : R := cut (S + S - 1) (v i) (p - i + (S - 1)).
Definition centred S x (v : G -> G -> R) (u : G -> R) i : R := u i + sumb (box (S + S - 1)) (fun c => v i c * cut S x (i + c - (S - 1))).

(** What an image of size [S] shows at a place that may lie outside. *)
Definition sees (border : nat) S x i : R := if border is 0%N then cut S x i else cut S x (around S i).
Definition local border S r x (v : G -> R) (u : R) i : R := u + sumb (box (r + r + 1)) (fun c => v c * sees border S x (i + c - r)).
Definition shift_invariant border S x (v : G -> R) (u : R) i : R :=
  u + sumb (box (S + S - 1)) (fun c => v c * sees border S x (i + c - (S - 1))).

(** What laws are said with. *)
Definition zeros : G -> R := fun=> 0.
Definition identity i p : R := (i == p)%:R.
Definition bright p i : R := (i == p)%:R.
Definition adjoint w i p : R := w p i.
Definition averaged S w i p : R := sumb (box S) (fun t => w (around S (i - t)) (around S (p - t))).
Definition pruned S (v : G -> G -> R) i c : R := if inside S (i + c - (S - 1)) then v i c else 0.
Definition rolled_by t S x i : R := x (around S (i - t)).
Definition clear_edge S x i : R := cut (S - 1) x i.
Definition tiled S x i : R := x (around S i).
Definition middle_of B S x i : R := x (i + per_axis (fun m n => (m - n) / 2)%ZZ B S).
Definition widened S r x c : R := cut (r + r + 1) x (c - (S - 1) + r).
Definition turned B x i : R := x (B - 1 - i).
Definition centre_tap B i : R := (i == per_axis (fun n _ => n / 2)%ZZ B B)%:R.

(** ** The dense layer *)

Lemma dense_adds S x w z u t i : dense S x (fun i p => w i p + z i p) (fun i => u i + t i) i = dense S x w u i + dense S x z t i.
Proof. by rewrite /dense addrACA -sumbD; congr (_ + _); apply: eq_sumb => p _; rewrite mulrDl. Qed.
Lemma dense_adds_images S x z w u i : dense S (fun p => x p + z p) w u i = dense S x w u i + dense S z w zeros i.
Proof. by rewrite /dense /zeros add0r -addrA -sumbD; congr (_ + _); apply: eq_sumb => p _; rewrite mulrDr. Qed.
Lemma dense_unit S x u i : inside S i -> dense S x identity u i = x i + u i.
Proof.
move=> i_in; rewrite /dense addrC (@sumb_one _ _ _ _ i) ?uniq_box //; first by rewrite mem_box i_in /identity eqxx mul1r.
by move=> p _; rewrite /identity eq_sym => /negbTE ->; rewrite mul0r.
Qed.
Lemma dense_bright S w u p i : inside S p -> dense S (bright p) w u i = u i + w i p.
Proof.
move=> p_in; rewrite /dense (@sumb_one _ _ _ _ p) ?uniq_box //; first by rewrite mem_box p_in /bright eqxx mulr1.
by move=> q _; rewrite /bright => /negbTE ->; rewrite mulr0.
Qed.
Lemma dense_adjoint S x w z : inner S (dense S x w zeros) z = inner S x (dense S z (adjoint w) zeros).
Proof.
rewrite /inner /dense /zeros (eq_sumb (F' := fun i => sumb (box S) (fun p => w i p * x p * z i))); last by move=> i _; rewrite add0r sumbMl.
rewrite [LHS]exchange_sumb; apply: eq_sumb => p _; rewrite add0r -sumbM; apply: eq_sumb => i _.
by rewrite /adjoint mulrA [x p * _]mulrC.
Qed.

(** Averaged weights depend on the offset alone. *)
Lemma averaged_by_offset S w i s : inside S s -> averaged S w i s = averaged S w (around S (i - s)) 0.
Proof.
move=> s_in; apply: (@sum_bij _ _ _ _ _ _ _ (fun t => around S (t - s)) (fun t => around S (t + s))); rewrite ?uniq_box // => t; rewrite !mem_box => t_in _.
  split; [exact: around_inside t_in | by rewrite aroundD subrK around_small | ].
  by congr (w _ _); rewrite ?aroundD aroundB; congr (around S _); axiswise.
split; [exact: around_inside t_in | by rewrite aroundD addrK around_small | ].
by congr (w _ _); rewrite ?aroundD aroundB; congr (around S _); axiswise.
Qed.

Lemma dense_averaged S x w i :
  dense S x (averaged S w) zeros i = circular S x (dense S (bright 0) (averaged S w) zeros) i.
Proof.
rewrite {1}/dense /zeros add0r; apply: eq_sumb => s; rewrite mem_box => s_in.
rewrite (cut_in _ s_in) (cut_in _ (around_inside _ s_in)) dense_bright ?add0r; first by rewrite mulrC (averaged_by_offset _ _ s_in).
by move/insideP: s_in => s_in; apply/insideP => k lt; have := s_in k lt; rewrite axis_zero; lia.
Qed.

(** ** Weights by offset *)

Lemma reindex_undone S w i p : inside S i -> inside S p -> reindex_inverse S (reindex S w) i p = w i p.
Proof.
move=> i_in p_in; have c_in : inside (S + S - 1) (p - i + (S - 1)) by axiswise.
by rewrite /reindex_inverse (cut_in _ c_in) /reindex addrA addrK addrC subrK cut_in.
Qed.
Lemma reindex_inverse_undone S v i c : inside S i -> inside (S + S - 1) c -> reindex S (reindex_inverse S v) i c = pruned S v i c.
Proof.
move=> i_in c_in; rewrite /reindex /pruned /cut; case: ifP => // p_in.
have e : i + c - (S - 1) - i + (S - 1) = c by axiswise.
by rewrite /reindex_inverse e cut_in.
Qed.

Lemma centred_is_dense_of_offsets S x v u i : inside S i -> centred S x v u i = dense S x (reindex_inverse S v) u i.
Proof.
move=> i_in; congr (_ + _).
apply: (@sum_bij _ _ _ _ _ _ _ (fun c => i + c - (S - 1)) (fun p => p - i + (S - 1))); rewrite ?uniq_box // => y; rewrite !mem_box => y_in.
  case/mul_neq0 => _ /cut_neq0 p_in; have e : i + y - (S - 1) - i + (S - 1) = y by axiswise.
  by split; rewrite ?e // /reindex_inverse e cut_in // cut_in.
move=> _; have c_in : inside (S + S - 1) (y - i + (S - 1)) by axiswise.
have e : i + (y - i + (S - 1)) - (S - 1) = y by axiswise.
by split; rewrite ?e // (cut_in _ y_in) /reindex_inverse cut_in.
Qed.
Lemma centred_is_dense_of_weights S x w u i : inside S i -> centred S x (reindex S w) u i = dense S x w u i.
Proof.
move=> i_in; rewrite centred_is_dense_of_offsets //; congr (_ + _); apply: eq_sumb => p; rewrite mem_box => p_in.
by rewrite reindex_undone.
Qed.

(** ** The same weights everywhere *)

Lemma shift_invariant_is_local border S x v u i : shift_invariant border S x v u i = local border S (S - 1) x v u i.
Proof. by rewrite /local (_ : S - 1 + (S - 1) + 1 = S + S - 1) //; axiswise. Qed.

Lemma aroundS S i : around S (i + S) = around S i.
Proof.
apply: same_axes => k lt; rewrite !axis_per // axis_add.
by rewrite -{1}[axis k S]Z.mul_1_l Z_mod_plus_full.
Qed.

Lemma local_tiled S r x v u i : inside S i -> inside (S + 1) r ->
  local 1 S r x v u i = middle_of (S + S + S) S (local 0 (S + S + S) r (tiled S x) v u) i.
Proof.
move=> i_in r_in; rewrite /middle_of.
have -> : per_axis (fun m n => (m - n) / 2)%ZZ (S + S + S) S = S.
  apply: same_axes => k lt; rewrite axis_per // !axis_add.
  by rewrite (_ : axis k S + axis k S + axis k S - axis k S = axis k S * 2)%ZZ ?Z.div_mul //; lia.
congr (_ + _); apply: eq_sumb => c; rewrite mem_box => c_in; congr (_ * _).
have p_in : inside (S + S + S) (i + S + c - r) by axiswise.
rewrite /sees (cut_in _ p_in) /tiled cut_in ?(around_inside _ i_in) //; congr x.
by rewrite -[LHS]aroundS; congr (around S _); axiswise.
Qed.

Lemma local_equivariant S r t x v u i : inside S i ->
  local 1 S r (rolled_by t S x) v u i = rolled_by t S (local 1 S r x v u) i.
Proof.
move=> i_in; congr (_ + _); apply: eq_sumb => c _; congr (_ * _).
rewrite /sees !cut_in ?(around_inside _ i_in) // /rolled_by; congr x.
by rewrite aroundD -!addrA aroundD; congr (around S _); axiswise.
Qed.

(** Between zeros: with a dark edge, a step by one pixel loses nothing. *)
Lemma dark_edge_moves S x j : cut S (rolled_by 1 S (clear_edge S x)) j = cut S (clear_edge S x) (j - 1).
Proof.
rewrite /clear_edge; case: (boolP (inside (S - 1) (j - 1))) => [in1|out].
  have j_in : inside S j by axiswise.
  have j1_in : inside S (j - 1) by axiswise.
  by rewrite (cut_in _ j_in) (cut_in _ j1_in) /rolled_by around_small.
rewrite [RHS]cut_same; last by move=> out'; rewrite cut_out.
rewrite [RHS]cut_out //; rewrite {1}/cut; case: ifP => // j_in; rewrite /rolled_by cut_out //.
apply: contra out => /insideP in1; apply/insideP => k lt; have := in1 k lt; have /insideP/(_ k lt) := j_in.
rewrite axis_per // !axisE => j_k; case: (Z.eq_dec (axis k j) 0) => [-> |?]; last by rewrite Z.mod_small; lia.
by rewrite -(Z_mod_plus_full _ 1) Z.mod_small; lia.
Qed.

Lemma local_equivariant_inside S r x v u i :
  local 0 S r (rolled_by 1 S (clear_edge S x)) v u (i + 1) = local 0 S r (clear_edge S x) v u i.
Proof.
congr (_ + _); apply: eq_sumb => c _; congr (_ * _); rewrite /sees dark_edge_moves; congr (cut S _ _); axiswise.
Qed.

(** ** Small kernels *)

Lemma local_is_widened border S r x v u i : inside S r ->
  local border S r x v u i = shift_invariant border S x (widened S r v) u i.
Proof.
move=> r_in; congr (_ + _).
apply: (@sum_bij _ _ _ _ _ _ _ (fun c => c + (S - 1) - r) (fun c => c - (S - 1) + r)); rewrite ?uniq_box // => c; rewrite !mem_box => c_in.
  move=> _; have e : c + (S - 1) - r - (S - 1) + r = c by axiswise.
  split; [axiswise | by [] | rewrite /widened e (cut_in _ c_in); congr (_ * sees _ _ _ _); axiswise].
case/mul_neq0 => /cut_neq0 c_small _; split=> //; first by axiswise.
by rewrite /widened (cut_in _ c_small); congr (_ * sees _ _ _ _); axiswise.
Qed.

Lemma half_of_odd r : per_axis (fun n _ => n / 2)%ZZ (r + r + 1) (r + r + 1) = r.
Proof.
apply: same_axes => k lt; rewrite axis_per // !axisE.
by rewrite (_ : axis k r + axis k r + 1 = axis k r * 2 + 1)%ZZ; [rewrite Z.div_add_l // Z.add_0_r | lia].
Qed.

Lemma local_correlates S r x v u i : local 0 S r x v u i = cross_correlation 1 S (r + r + 1) x v i + u.
Proof.
rewrite addrC; congr (_ + _); apply: eq_sumb => c c_in; rewrite mulrC (cut_in v) -?mem_box //.
congr (cut S x _ * _); rewrite /start.
have -> : per_axis (fun a _ => (a - 1) / 2)%ZZ (r + r + 1) (r + r + 1) = r.
  apply: same_axes => k lt; rewrite axis_per // !axisE.
  by rewrite (_ : axis k r + axis k r + 1 - 1 = axis k r * 2)%ZZ ?Z.div_mul //; lia.
by axiswise.
Qed.

Lemma local_adds_taps border S r x v z u t i :
  local border S r x (fun c => v c + z c) (u + t) i = local border S r x v u i + local border S r x z t i.
Proof. by rewrite /local addrACA -sumbD; congr (_ + _); apply: eq_sumb => c _; rewrite mulrDl. Qed.
Lemma seesD border S x z i : sees border S (fun p => x p + z p) i = sees border S x i + sees border S z i.
Proof. by rewrite /sees /cut; case: border => [|_]; case: ifP; rewrite ?addr0. Qed.
Lemma local_adds_seen border S r x z v u i :
  local border S r (fun p => x p + z p) v u i = local border S r x v u i + local border S r z v 0 i.
Proof. by rewrite /local add0r -[RHS]addrA -sumbD; congr (_ + _); apply: eq_sumb => c _; rewrite seesD mulrDr. Qed.

Lemma sees_inside border S x i : inside S i -> sees border S x i = x i.
Proof. by move=> i_in; rewrite /sees; case: border => [|_]; rewrite ?around_small // cut_in. Qed.

Lemma local_unit border S r x u i : inside S i -> inside (r + r + 1) r -> local border S r x (centre_tap (r + r + 1)) u i = x i + u.
Proof.
move=> i_in r_in; rewrite /local addrC (@sumb_one _ _ _ _ r) ?uniq_box //.
  by rewrite mem_box r_in /centre_tap half_of_odd eqxx mul1r addrK sees_inside.
by move=> c _; rewrite /centre_tap half_of_odd => /negbTE ->; rewrite mul0r.
Qed.

Lemma local_answers border r v u i : inside (r + r + 1) i ->
  local border (r + r + 1) r (centre_tap (r + r + 1)) v u i = turned (r + r + 1) v i + u.
Proof.
move=> i_in; have r_in : inside (r + r + 1) r by axiswise.
have c_in : inside (r + r + 1) (r + r + 1 - 1 - i) by axiswise.
have e : i + (r + r + 1 - 1 - i) - r = r by axiswise.
rewrite /local /turned addrC (@sumb_one _ _ _ _ (r + r + 1 - 1 - i)) ?uniq_box //.
  by rewrite mem_box c_in e sees_inside // /centre_tap half_of_odd eqxx mulr1.
move=> c; rewrite mem_box => in_c /eqP other; rewrite (_ : sees _ _ _ _ = 0) ?mulr0 //.
rewrite /sees /centre_tap /cut half_of_odd; case: border => [|_]; case: ifP => // _; case: eqP => // at_r; case: other.
  by apply: same_axes => k lt; move: (congr1 (axis k) at_r); rewrite !axisE; lia.
rewrite -[LHS](around_small in_c) -[RHS](around_small c_in).
have -> : r + r + 1 - 1 - i = around (r + r + 1) (i + c - r) + (r - i) by rewrite at_r; axiswise.
by rewrite aroundD; congr (around _ _); axiswise.
Qed.
End Formulas.

(** ** The laws: two axes *)

Section Laws.
Variable R : comRingType.
Implicit Types (H W k l : Z) (x z : Z * Z -> R).

Theorem dense_adds_weights H W x (w z : Z * Z -> Z * Z -> R) (u t : Z * Z -> R) (i : Z * Z) :
  dense (at2 H W) x (fun i p => w i p + z i p) (fun i => u i + t i) i = dense (at2 H W) x w u i + dense (at2 H W) x z t i.
Proof. exact: dense_adds. Qed.
Theorem dense_adds_inputs H W x z (w : Z * Z -> Z * Z -> R) (u : Z * Z -> R) (i : Z * Z) :
  dense (at2 H W) (fun p => x p + z p) w u i = dense (at2 H W) x w u i + dense (at2 H W) z w (@zeros space2 R) i.
Proof. exact: dense_adds_images. Qed.
Theorem dense_has_unit H W x (u : Z * Z -> R) (i : Z * Z) : inside (at2 H W) i -> dense (at2 H W) x (@identity space2 R) u i = x i + u i.
Proof. exact: dense_unit. Qed.
Theorem dense_responds_to_impulses H W p q (w : Z * Z -> Z * Z -> R) (u : Z * Z -> R) (i : Z * Z) : inside (at2 H W) (at2 p q) ->
  dense (at2 H W) (bright R (at2 p q)) w u i = u i + w i (p, q).
Proof. exact: dense_bright. Qed.
Theorem dense_has_adjoint H W x (w : Z * Z -> Z * Z -> R) z :
  inner (at2 H W) (dense (at2 H W) x w (@zeros space2 R)) z = inner (at2 H W) x (dense (at2 H W) z (@adjoint space2 R w) (@zeros space2 R)).
Proof. exact: dense_adjoint. Qed.
Theorem dense_equivariant_is_circular H W x (w : Z * Z -> Z * Z -> R) (i : Z * Z) :
  dense (at2 H W) x (averaged (at2 H W) w) (@zeros space2 R) i =
  circular (at2 H W) x (dense (at2 H W) (bright R (at2 0 0)) (averaged (at2 H W) w) (@zeros space2 R)) i.
Proof. exact: dense_averaged. Qed.

Theorem reindex_is_undone H W (w : Z * Z -> Z * Z -> R) (i p : Z * Z) : inside (at2 H W) i -> inside (at2 H W) p ->
  reindex_inverse (at2 H W) (reindex (at2 H W) w) i p = w i p.
Proof. exact: reindex_undone. Qed.
Theorem reindex_points_inside H W (w : Z * Z -> Z * Z -> R) (i a : Z * Z) :
  reindex (at2 H W) w i a = pruned (at2 H W) (reindex (at2 H W) w) i a.
Proof. by rewrite /reindex /pruned /cut; case: ifP. Qed.
Theorem reindex_inverse_undoes H W (w : Z * Z -> Z * Z -> R) (i p : Z * Z) : inside (at2 H W) i -> inside (at2 H W) p ->
  reindex_inverse (at2 H W) (reindex (at2 H W) w) i p = w i p.
Proof. exact: reindex_undone. Qed.
Theorem reindex_inverse_drops_the_outside H W (v : Z * Z -> Z * Z -> R) (i a : Z * Z) :
  inside (at2 H W) i -> inside (at2 H W + at2 H W - 1) a ->
  reindex (at2 H W) (reindex_inverse (at2 H W) v) i a = pruned (at2 H W) v i a.
Proof. exact: reindex_inverse_undone. Qed.
Theorem centred_is_dense H W x (w : Z * Z -> Z * Z -> R) (u : Z * Z -> R) (i : Z * Z) : inside (at2 H W) i ->
  centred (at2 H W) x (reindex (at2 H W) w) u i = dense (at2 H W) x w u i.
Proof. exact: centred_is_dense_of_weights. Qed.
Theorem centred_ignores_the_outside H W x (v : Z * Z -> Z * Z -> R) (u : Z * Z -> R) (i : Z * Z) : inside (at2 H W) i ->
  centred (at2 H W) x v u i = dense (at2 H W) x (reindex_inverse (at2 H W) v) u i.
Proof. exact: centred_is_dense_of_offsets. Qed.

Theorem shift_invariant_shares_weights H W x (v : Z * Z -> R) (u : R) (i : Z * Z) :
  shift_invariant 0 (at2 H W) x v u i = centred (at2 H W) x (fun=> v) (fun=> u) i.
Proof. by []. Qed.
Theorem shift_invariant_circular_is_tiled H W x (v : Z * Z -> R) (u : R) (i : Z * Z) : inside (at2 H W) i ->
  shift_invariant 1 (at2 H W) x v u i =
  middle_of (at2 H W + at2 H W + at2 H W) (at2 H W)
    (local 0 (at2 H W + at2 H W + at2 H W) (at2 H W - 1) (tiled (at2 H W) x) v u) i.
Proof.
move=> i_in; have r_in : inside (at2 H W + 1) (at2 H W - 1) by move: (at2 H W) i_in => S i_in; axiswise.
by rewrite shift_invariant_is_local (local_tiled _ _ _ i_in r_in).
Qed.
Theorem shift_invariant_is_equivariant_on_the_torus H W x (v : Z * Z -> R) (u : R) p q (i : Z * Z) : inside (at2 H W) i ->
  shift_invariant 1 (at2 H W) (rolled_by (at2 p q) (at2 H W) x) v u i = rolled_by (at2 p q) (at2 H W) (shift_invariant 1 (at2 H W) x v u) i.
Proof. by move=> i_in; rewrite /rolled_by !shift_invariant_is_local -[RHS]/(rolled_by _ _ (local _ _ _ _ _ _) _) -local_equivariant. Qed.
Theorem shift_invariant_is_equivariant_inside H W x (v : Z * Z -> R) (u : R) (i : Z * Z) :
  shift_invariant 0 (at2 H W) (rolled_by 1 (at2 H W) (clear_edge (at2 H W) x)) v u ((i : space2) + 1) =
  shift_invariant 0 (at2 H W) (clear_edge (at2 H W) x) v u i.
Proof. by rewrite !shift_invariant_is_local local_equivariant_inside. Qed.

Theorem local_is_shift_invariant border H W k l x (v : Z * Z -> R) (u : R) (i : Z * Z) : inside (at2 H W) (at2 k l) ->
  local border (at2 H W) (at2 k l) x v u i = shift_invariant border (at2 H W) x (widened (at2 H W) (at2 k l) v) u i.
Proof. exact: local_is_widened. Qed.
Theorem local_local_circular_is_tiled H W k l x (v : Z * Z -> R) (u : R) (i : Z * Z) : inside (at2 H W) i -> inside (at2 H W + 1) (at2 k l) ->
  local 1 (at2 H W) (at2 k l) x v u i =
  middle_of (at2 H W + at2 H W + at2 H W) (at2 H W)
    (local 0 (at2 H W + at2 H W + at2 H W) (at2 k l) (tiled (at2 H W) x) v u) i.
Proof. exact: local_tiled. Qed.
Theorem local_is_cross_correlation H W k l x (v : Z * Z -> R) (u : R) (i : Z * Z) :
  local 0 (at2 H W) (at2 k l) x v u i = cross_correlation 1 (at2 H W) (at2 k l + at2 k l + 1) x v i + u.
Proof. exact: local_correlates. Qed.
Theorem local_adds_kernels border H W k l x (v z : Z * Z -> R) (u t : R) (i : Z * Z) :
  local border (at2 H W) (at2 k l) x (fun c => v c + z c) (u + t) i =
  local border (at2 H W) (at2 k l) x v u i + local border (at2 H W) (at2 k l) x z t i.
Proof. exact: local_adds_taps. Qed.
Theorem local_adds_images border H W k l x z (v : Z * Z -> R) (u : R) (i : Z * Z) :
  local border (at2 H W) (at2 k l) (fun p => x p + z p) v u i =
  local border (at2 H W) (at2 k l) x v u i + local border (at2 H W) (at2 k l) z v 0 i.
Proof. exact: local_adds_seen. Qed.
Theorem local_has_unit_tap border H W k l x (u : R) (i : Z * Z) : inside (at2 H W) i -> inside (at2 k l + at2 k l + 1) (at2 k l) ->
  local border (at2 H W) (at2 k l) x (centre_tap R (at2 k l + at2 k l + 1)) u i = x i + u.
Proof. exact: local_unit. Qed.
Theorem local_answers_with_the_kernel_turned border k l (v : Z * Z -> R) (u : R) (i : Z * Z) : inside (at2 k l + at2 k l + 1) i ->
  local border (at2 k l + at2 k l + 1) (at2 k l) (centre_tap R (at2 k l + at2 k l + 1)) v u i = turned (at2 k l + at2 k l + 1) v i + u.
Proof. exact: local_answers. Qed.
End Laws.
