(** The laws of sizes and of counts, as they are printed from Python.

Idea: an equation of places is one on each axis, where it is a theorem of [Geometry] or a law of whole numbers.

Definitions: none; they are in [Generated].
Results: each law, under the name of its proposition.
Not proved here: receptive fields, which are products over layers. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space Arrays Printed Guards Generated.
From CNN Require Geometry.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Axes.
Variables (G : space) (k : nat).
Hypothesis lt : (k < rank G)%N.
Lemma axis_both o (x y : G) : axis k (per_axis o x y) = o (axis k x) (axis k y). Proof. exact: axis_per. Qed.

Lemma axis_output_size (H K s p q d : G) : axis k (geometry_output_size G H K s p q d) =
  Geometry.output_size (axis k H) (axis k K) (axis k s) (axis k d) (axis k p) (axis k q).
Proof.
rewrite /geometry_output_size !axisE axis_per // !axisE /Geometry.output_size /Geometry.span /Geometry.reach.
by congr (_ / _ + _)%Z; lia.
Qed.
Lemma axis_ceil (H K s p q d : G) : axis k (geometry_output_size_ceil_mode_true G H K s p q d) =
  Geometry.positions_ceil (axis k H) (axis k K) (axis k s) (axis k d) (axis k p) (axis k q).
Proof.
rewrite /geometry_output_size_ceil_mode_true /Geometry.positions_ceil /Geometry.ceil_output_size /Geometry.output_size /choose axis_make //.
rewrite !(axisE, axis_per _ _ _ lt) /Geometry.ceiling /Geometry.span /Geometry.reach.
set n := (axis k H + axis k p + axis k q - axis k d * (axis k K - 1) - 1)%Z.
have e1 : (axis k H + axis k p + - (1) = axis k H + axis k p - 1)%Z by [].
have e2 : ((axis k K + - (1)) * axis k d + 1 + - axis k H + - axis k p + - axis k q = - n)%Z by rewrite /n; lia.
have e3 : (axis k H + axis k p + axis k q + - ((axis k K + - (1)) * axis k d) + - (1) = n)%Z by rewrite /n; lia.
rewrite e1 e2 e3; case: Z.leb_spec => one; case: Z.leb_spec => other //; [exact: Z.min_comm | |]; rewrite /n in other; lia.
Qed.
Lemma axis_transposed (H K s p q d o : G) : axis k (geometry_transposed_output_size G H K s p q d o) =
  Geometry.transposed_output_size (axis k H) (axis k K) (axis k s) (axis k d) (axis k p) (axis k q) (axis k o).
Proof. by rewrite /geometry_transposed_output_size !axisE /Geometry.transposed_output_size /Geometry.reach; lia. Qed.
End Axes.

(** What is known of a place, on one axis; an equation or a comparison of places on each axis. *)
Ltac facts k lt := repeat match goal with
  | h : is_true (positive _) |- _ => generalize (elimT (positiveP _) h k lt); clear h
  | h : is_true (nonnegative _) |- _ => generalize (elimT (nonnegativeP _) h k lt); clear h
  | h : is_true (on_every_axis _ _ _) |- _ => generalize (elimT (everyP _ _ _) h k lt); clear h
  end.
Ltac each_axis := hnf; intros; let k := fresh "k" in let lt := fresh "lt" in
  first [apply: same_axes => k lt | apply/everyP => k lt];
  facts k lt; rewrite ?/geometry_output_size_padding_full ?/geometry_transposed_output_size_padding_full
;
  do 3 rewrite ?(axis_output_size lt) ?(axis_ceil lt) ?(axis_transposed lt) ?axisE ?(axis_both lt) ?axis_two ?axis_make //; cbv beta; intros.
Ltac sizes := rewrite /Geometry.transposed_output_size /Geometry.output_size /Geometry.span /Geometry.reach ?Z.div_1_r.

Theorem output_size_relationship_1 : geometry_output_size_relationship_1.
Proof. by each_axis; sizes; lia. Qed.
Theorem output_size_relationship_2 : geometry_output_size_relationship_2.
Proof. by each_axis; sizes; lia. Qed.
Theorem output_size_relationship_3 : geometry_output_size_relationship_3.
Proof. by each_axis; sizes; lia. Qed.
Theorem output_size_relationship_4 : geometry_output_size_relationship_4.
Proof. by each_axis; rewrite ?Z.div_1_r; lia. Qed.
Theorem output_size_relationship_5 : geometry_output_size_relationship_5.
Proof. by each_axis; rewrite Geometry.relationship_5; congr (_ / _ + _)%Z; lia. Qed.
Theorem output_size_relationship_6 : geometry_output_size_relationship_6.
Proof. by each_axis; rewrite Geometry.relationship_6; congr (_ / _ + _)%Z; lia. Qed.
Theorem output_size_relationship_7 : geometry_output_size_relationship_7.
Proof. by each_axis; rewrite Geometry.relationship_7. Qed.
Theorem output_size_relationship_15 : geometry_output_size_relationship_15.
Proof. by each_axis; sizes; congr (_ / _ + _)%Z; lia. Qed.
Theorem output_size_relationship_14 : geometry_output_size_relationship_14.
Proof.
each_axis; sizes; set t := (axis k H + 2 * zeros + - axis k kernel_size)%Z.
have -> : (axis k H + zeros + zeros + - ((axis k kernel_size + - (1)) * 1) + - (1) = t)%Z by rewrite /t; lia.
have := Z.div_mod t (axis k stride) ltac:(lia); move: (Z.div t (axis k stride)) (Z.modulo t (axis k stride)) => quotient rest; rewrite /t; lia.
Qed.
Theorem output_size_every_window_meets_the_input : geometry_output_size_every_window_meets_the_input.
Proof.
hnf; intros; apply/everyP => k lt; facts k lt; rewrite !axisE (axis_ceil lt) /each ?axis_make // ?axisE; cbv beta; intros; apply/Z.leb_le.
have := Geometry.positions_ceil_meet_the_input (axis k H) (axis k kernel_size) (axis k stride) before.
rewrite /Geometry.span /Geometry.reach => bound; apply: bound; lia.
Qed.
Theorem output_size_same_is_ceil : geometry_output_size_same_is_ceil.
Proof.
hnf; intros R G H d K s H0 d0 K0 s0 _; apply: same_axes => k lt; move: (positiveP _ H0 k lt) (positiveP _ d0 k lt) (positiveP _ K0 k lt) (positiveP _ s0 k lt) => {}H0 {}d0 {}K0 {}s0.
rewrite /geometry_output_size_padding_same ?axisE ?(axis_both lt) ?axisE ?(axis_both lt) ?axisE ?(axis_both lt) ?axisE.
have r0 : (0 <= Geometry.reach (axis k K) (axis k d))%Z by rewrite /Geometry.reach; nia.
have E := Geometry.same_is_ceil (axis k H) _ _ _ (Geometry.same_padding (axis k H) (axis k K) (axis k s) (axis k d) / 2)%Z s0 r0; move: E.
rewrite /Geometry.output_size /Geometry.span /Geometry.same_padding /Geometry.ceiling /Geometry.reach => E.
rewrite (_ : (- (1) * axis k H = - axis k H)%Z); last by lia.
rewrite (_ : forall v, (- (1) * v = - v)%Z); last by move=> v; lia.
by rewrite -E; congr (_ / _ + _)%Z; lia.
Qed.
Theorem output_size_padding_is_input : geometry_output_size_padding_is_input.
Proof. by each_axis; sizes; congr (_ / _ + _)%Z; lia. Qed.
Theorem output_size_ceil_adds : geometry_output_size_ceil_adds.
Proof. by each_axis; apply/Z.leb_le; apply: Geometry.positions_ceil_adds; lia. Qed.
Theorem transposed_output_size_relationship_8 : geometry_transposed_output_size_relationship_8.
Proof. by each_axis; sizes; lia. Qed.
Theorem transposed_output_size_relationship_9 : geometry_transposed_output_size_relationship_9.
Proof. by each_axis; sizes; lia. Qed.
Theorem transposed_output_size_relationship_10 : geometry_transposed_output_size_relationship_10.
Proof. by each_axis; sizes; lia. Qed.
Theorem transposed_output_size_relationship_11 : geometry_transposed_output_size_relationship_11.
Proof. by each_axis; sizes; lia. Qed.
Theorem transposed_output_size_relationship_12 : geometry_transposed_output_size_relationship_12.
Proof. by each_axis; sizes; lia. Qed.
Theorem transposed_output_size_relationship_13 : geometry_transposed_output_size_relationship_13.
Proof. by each_axis; sizes; lia. Qed.
Theorem transposed_output_size_dilation_widens_the_kernel : geometry_transposed_output_size_dilation_widens_the_kernel.
Proof. by each_axis; sizes; lia. Qed.
Theorem transposed_output_size_is_taken_back : geometry_transposed_output_size_is_taken_back.
Proof. by each_axis; apply: Geometry.transposed_is_taken_back; lia. Qed.
Theorem transposed_output_size_output_padding_adds : geometry_transposed_output_size_output_padding_adds.
Proof. by each_axis; sizes; lia. Qed.

(** ** Counts *)

Lemma product_of_ones (G : space) : product_of_axes (1 : G) = 1%Z.
Proof. by rewrite /product_of_axes; elim: (iota 0 _) => //= k s ->; rewrite axis_one. Qed.
Lemma product_of_one (n : Z) : product_of_axes (n : space1) = n.
Proof. exact: Z.mul_1_r. Qed.

Ltac counts := hnf; repeat split; intros; apply/Z.eqb_eq;
  rewrite /geometry_dense_parameters ?/geometry_conv_parameters ?/geometry_conv_parameters_bias_false ?/geometry_conv_connections
    ?/geometry_conv_connections_bias_false ?/geometry_conv_multiply_adds ?/geometry_pool_connections ?/geometry_subsample_connections
    ?/geometry_subsample_parameters ?/geometry_batch_norm_parameters ?product_of_one ?product_of_ones ?Z.div_1_r.
Theorem dense_parameters_grows_as_n_to_the_fourth : geometry_dense_parameters_grows_as_n_to_the_fourth.
Proof. by counts; ring. Qed.
Theorem dense_parameters_depends_on_the_area : geometry_dense_parameters_depends_on_the_area.
Proof. by counts; ring. Qed.
Theorem conv_parameters_of_one_connection : geometry_conv_parameters_of_one_connection.
Proof. by []. Qed.
Theorem conv_parameters_biases_are_outputs : geometry_conv_parameters_biases_are_outputs.
Proof. by counts; ring. Qed.
Theorem conv_parameters_adds_inputs : geometry_conv_parameters_adds_inputs.
Proof. by counts; ring. Qed.
Theorem conv_parameters_adds_outputs : geometry_conv_parameters_adds_outputs.
Proof. by counts; ring. Qed.
Theorem conv_parameters_counts_taps : geometry_conv_parameters_counts_taps.
Proof. by counts; ring. Qed.
Theorem conv_parameters_groups_share_nothing : geometry_conv_parameters_groups_share_nothing.
Proof. by counts; rewrite Z.div_mul; first ring; lia. Qed.
Theorem conv_connections_uses_each_parameter_once_a_position : geometry_conv_connections_uses_each_parameter_once_a_position.
Proof. by counts; ring. Qed.
Theorem conv_multiply_adds_are_connections_without_bias : geometry_conv_multiply_adds_are_connections_without_bias.
Proof. by counts. Qed.
Theorem pool_connections_is_a_convolution_of_single_channels : geometry_pool_connections_is_a_convolution_of_single_channels.
Proof. by counts; rewrite Z.div_same; [ring | lia]. Qed.
Theorem subsample_parameters_is_a_weight_and_a_bias : geometry_subsample_parameters_is_a_weight_and_a_bias.
Proof. by counts; rewrite Z.div_same; [ring | lia]. Qed.
Theorem subsample_connections_adds_biases_to_pooling : geometry_subsample_connections_adds_biases_to_pooling.
Proof. by counts; ring. Qed.
Theorem batch_norm_parameters_is_a_scale_and_a_shift : geometry_batch_norm_parameters_is_a_scale_and_a_shift.
Proof. by counts; rewrite Z.div_same; [ring | lia]. Qed.
