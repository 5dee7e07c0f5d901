(** The laws of sizes, receptive fields and counts.

Idea: output sizes are division with remainder, see [Geometry]; a stack of layers sees a sum over layers, each weighted by the product of the strides
before it; parameters and connections are products.

Definitions: [receptive_field]; [volume], the product over the axes of a place; the counts of parameters, connections and multiply-adds.
Results: the theorem of each law bears its name.
Not proved here: nothing is left open. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Geometry Space.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope Z_scope.

(** ** Output sizes *)

Section OutputSizes.
Variables (H kernel_size stride dilation zeros half before after : Z).

Theorem output_size_relationship_1 : output_size H kernel_size 1 1 0 0 = H - kernel_size + 1.
Proof. exact: relationship_1. Qed.

Theorem output_size_relationship_2 : output_size H kernel_size 1 1 zeros zeros = H - kernel_size + 2 * zeros + 1.
Proof. exact: relationship_2. Qed.

Theorem output_size_relationship_3 : output_size H (2 * half + 1) 1 1 half half = H.
Proof. exact: relationship_3. Qed.

Theorem output_size_relationship_4 : output_size H kernel_size 1 1 (reach kernel_size 1) (reach kernel_size 1) = H + kernel_size - 1.
Proof. exact: relationship_4. Qed.

Theorem output_size_relationship_5 : output_size H kernel_size stride 1 0 0 = (H - kernel_size) / stride + 1.
Proof. exact: relationship_5. Qed.

Theorem output_size_relationship_6 : output_size H kernel_size stride 1 zeros zeros = (H + 2 * zeros - kernel_size) / stride + 1.
Proof. exact: relationship_6. Qed.

Theorem output_size_relationship_7 : 0 < kernel_size -> output_size H kernel_size kernel_size 1 0 0 = H / kernel_size.
Proof. exact: relationship_7. Qed.

Theorem output_size_relationship_14 : 0 < stride ->
  transposed_output_size (output_size H kernel_size stride 1 zeros zeros) kernel_size stride 1 zeros zeros
    ((H + 2 * zeros - kernel_size) mod stride) = H.
Proof. exact: relationship_14. Qed.

Theorem output_size_relationship_15 :
  output_size H kernel_size stride dilation zeros zeros = (H + 2 * zeros - wide kernel_size dilation) / stride + 1.
Proof. exact: relationship_15. Qed.

Theorem output_size_same_is_ceil : 0 < stride -> 0 < dilation -> 0 < kernel_size ->
  output_size H kernel_size stride dilation (same H kernel_size stride dilation / 2)
    (same H kernel_size stride dilation - same H kernel_size stride dilation / 2) = - (- H / stride).
Proof. by move=> s_pos d_pos k_pos; apply: same_is_ceil => //; rewrite /reach; nia. Qed.

Theorem output_size_padding_is_input :
  output_size H kernel_size stride dilation before after = output_size (H + before + after) kernel_size stride dilation 0 0.
Proof. exact: padding_is_input. Qed.

(** In ceil mode, where the kernel fits at all. *)
Definition positions_ceil (h k s d p q : Z) := if Z.leb 0 (span h k d p q) then ceil_output_size h k s d p q else output_size h k s d p q.

Theorem output_size_ceil_adds : 0 < stride -> zeros < kernel_size ->
  output_size H kernel_size stride 1 zeros zeros <= positions_ceil H kernel_size stride 1 zeros zeros.
Proof. by move=> s_pos small; rewrite /positions_ceil; case: Z.leb; [apply: ceil_adds => //; rewrite /reach; lia | lia]. Qed.

Theorem output_size_every_window_meets_the_input : 0 < stride -> 0 < kernel_size -> 0 <= span H kernel_size 1 before before ->
  (positions_ceil H kernel_size stride 1 before before - 1) * stride - before <= H - 1.
Proof. by move=> s_pos k_pos fits; rewrite /positions_ceil (proj2 (Z.leb_le _ _) fits); exact: every_window_meets_the_input. Qed.

(** ** Transposed *)

Theorem transposed_output_size_relationship_8 : transposed_output_size H kernel_size 1 1 0 0 0 = H + (kernel_size - 1).
Proof. exact: relationship_8. Qed.

Theorem transposed_output_size_relationship_9 :
  transposed_output_size H kernel_size 1 1 zeros zeros 0 = H + (kernel_size - 1) - 2 * zeros.
Proof. exact: relationship_9. Qed.

Theorem transposed_output_size_relationship_10 : transposed_output_size H (2 * half + 1) 1 1 half half 0 = H.
Proof. exact: relationship_10. Qed.

Theorem transposed_output_size_relationship_11 :
  transposed_output_size H kernel_size 1 1 (reach kernel_size 1) (reach kernel_size 1) 0 = H - (kernel_size - 1).
Proof. exact: relationship_11. Qed.

Theorem transposed_output_size_relationship_12 : transposed_output_size H kernel_size stride 1 0 0 0 = stride * (H - 1) + kernel_size.
Proof. exact: relationship_12. Qed.

Theorem transposed_output_size_relationship_13 :
  transposed_output_size H kernel_size stride 1 zeros zeros 0 = stride * (H - 1) + kernel_size - 2 * zeros.
Proof. exact: relationship_13. Qed.

Theorem transposed_output_size_dilation_widens_the_kernel :
  transposed_output_size H kernel_size stride dilation 0 0 0 = transposed_output_size H (wide kernel_size dilation) stride 1 0 0 0.
Proof. exact: dilation_widens_the_kernel. Qed.

Theorem transposed_output_size_is_taken_back : 0 < stride ->
  output_size (transposed_output_size H kernel_size stride dilation 0 0 0) kernel_size stride dilation 0 0 = H.
Proof. by move=> s_pos; apply: transposed_is_taken_back; lia. Qed.

Theorem transposed_output_size_output_padding_adds p q output_padding :
  transposed_output_size H kernel_size stride dilation p q output_padding
  = transposed_output_size H kernel_size stride dilation p q 0 + output_padding.
Proof. exact: output_padding_adds. Qed.
End OutputSizes.

(** ** Receptive fields *)

Definition sum (L : nat) (F : nat -> Z) : Z := foldr (fun l s => F l + s) 0 (iota 0 L).
Definition product (L : nat) (F : nat -> Z) : Z := foldr (fun l s => F l * s) 1 (iota 0 L).

Definition receptive_field (L : nat) (kernel_sizes strides dilations : nat -> Z) : Z :=
  1 + sum L (fun l => dilations l * (kernel_sizes l - 1) * product l strides).

(** One layer; the layers of one stack, and those of another after them. *)
Definition single (v : Z) (l : nat) : Z := if l is 0%nat then v else 0.
Definition stacked (L : nat) (first then_ : nat -> Z) (l : nat) : Z := if (l < L)%N then first l else then_ (l - L)%N.

Lemma sum_ext L F F' : (forall l, (l < L)%N -> F l = F' l) -> sum L F = sum L F'.
Proof.
rewrite /sum => same; have : forall l, l \in iota 0 L -> F l = F' l by move=> l; rewrite mem_iota => /andP[_ /same].
by elim: (iota 0 L) => //= l s IH each; rewrite each ?mem_head // IH // => m m_in; apply: each; rewrite inE m_in orbT.
Qed.
Lemma product_ext L F F' : (forall l, (l < L)%N -> F l = F' l) -> product L F = product L F'.
Proof.
rewrite /product => same; have : forall l, l \in iota 0 L -> F l = F' l by move=> l; rewrite mem_iota => /andP[_ /same].
by elim: (iota 0 L) => //= l s IH each; rewrite each ?mem_head // IH // => m m_in; apply: each; rewrite inE m_in orbT.
Qed.
Lemma sum_cat L B F : sum (L + B) F = sum L F + sum B (fun l => F (L + l)%N).
Proof.
rewrite /sum iotaD foldr_cat; have -> : iota (0 + L) B = [seq (L + l)%N | l <- iota 0 B] by rewrite -iotaDl addn0.
rewrite foldr_map; set rest := foldr _ 0 (iota 0 B).
by elim: (iota 0 L) => [|l s /= ->]; [rewrite Z.add_0_l | rewrite Z.add_assoc].
Qed.
Lemma product_cat L B F : product (L + B) F = product L F * product B (fun l => F (L + l)%N).
Proof.
rewrite /product iotaD foldr_cat; have -> : iota (0 + L) B = [seq (L + l)%N | l <- iota 0 B] by rewrite -iotaDl addn0.
rewrite foldr_map; set rest := foldr _ 1 (iota 0 B).
by elim: (iota 0 L) => [|l s /= ->]; [rewrite Z.mul_1_l | rewrite Z.mul_assoc].
Qed.
Lemma sum_scale L c F : sum L (fun l => c * F l) = c * sum L F.
Proof. by rewrite /sum; elim: (iota 0 L) => [|l s /= ->]; rewrite ?Z.mul_0_r ?Z.mul_add_distr_l. Qed.

Theorem receptive_field_of_one_layer (kernel_size stride dilation : Z) :
  receptive_field 1 (single kernel_size) (single stride) (single dilation) = 1 + dilation * (kernel_size - 1).
Proof. by rewrite /receptive_field /sum /product; cbn [foldr iota single]; ring. Qed.

Theorem receptive_field_composes (L B : nat) (kernel_sizes strides dilations kernel_sizes_2 strides_2 dilations_2 : nat -> Z) :
  receptive_field (L + B) (stacked L kernel_sizes kernel_sizes_2) (stacked L strides strides_2) (stacked L dilations dilations_2)
  = receptive_field L kernel_sizes strides dilations
    + product L strides * (receptive_field B kernel_sizes_2 strides_2 dilations_2 - 1).
Proof.
have low f g l : (l < L)%N -> stacked L f g l = f l by rewrite /stacked => ->.
have high f g l : stacked L f g (L + l)%N = g l by rewrite /stacked ltnNge leq_addr /= addKn.
rewrite /receptive_field sum_cat.
rewrite (@sum_ext L _ (fun l => dilations l * (kernel_sizes l - 1) * product l strides)); last first.
  move=> l in_L; rewrite !low //; congr (_ * _).
  by apply: product_ext => m m_lt; rewrite low //; apply: ltn_trans in_L.
rewrite (@sum_ext B _ (fun l => product L strides * (dilations_2 l * (kernel_sizes_2 l - 1) * product l strides_2))).
  by rewrite sum_scale; ring.
move=> l _; rewrite !high product_cat (@product_ext L _ strides); last by move=> m; exact: low.
by rewrite (@product_ext l _ strides_2) => [|m _]; [ring | exact: high].
Qed.

(** ** Parameters, connections, multiply-adds *)

(** How many places a box has. *)
Definition volume (G : space) (K : G) : Z := foldr (fun k v => axis k K * v) 1 (iota 0 (rank G)).

Definition dense_parameters (rows columns : Z) : Z := (rows * columns) ^ 2 + rows * columns.
Definition weights (inputs outputs taps groups : Z) : Z := outputs * (inputs / groups) * taps.
Definition conv_parameters (G : space) (inputs outputs : Z) (kernel_size : G) (groups : Z) (bias : bool) : Z :=
  weights inputs outputs (volume kernel_size) groups + Z.b2z bias * outputs.
Definition conv_connections (G : space) (inputs outputs : Z) (kernel_size positions : G) (groups : Z) (bias : bool) : Z :=
  (weights inputs outputs (volume kernel_size) groups + Z.b2z bias * outputs) * volume positions.
Definition conv_multiply_adds (G : space) (inputs outputs : Z) (kernel_size positions : G) (groups : Z) : Z :=
  weights inputs outputs (volume kernel_size) groups * volume positions.
Definition pool_connections (G : space) (channels : Z) (kernel_size positions : G) : Z := channels * volume kernel_size * volume positions.
Definition subsample_parameters (channels : Z) : Z := 2 * channels.
Definition subsample_connections (G : space) (channels : Z) (kernel_size positions : G) : Z :=
  channels * (volume kernel_size + 1) * volume positions.
Definition batch_norm_parameters (channels : Z) : Z := 2 * channels.

Lemma volume_one (G : space) : volume (1%R : G) = 1.
Proof. by rewrite /volume; elim: (iota 0 _) => //= k s ->; rewrite axisE. Qed.

Theorem dense_parameters_grows_as_n_to_the_fourth (n : Z) : dense_parameters n n = n ^ 4 + n ^ 2.
Proof. by rewrite /dense_parameters; ring. Qed.

Theorem dense_parameters_depends_on_the_area (rows columns : Z) : dense_parameters rows columns = dense_parameters 1 (rows * columns).
Proof. by rewrite /dense_parameters Z.mul_1_l. Qed.

Theorem conv_parameters_of_one_connection : @conv_parameters space1 1 1 1%R 1 true = 2.
Proof. by []. Qed.

Section Counts.
Variables (G : space) (inputs outputs channels groups more : Z) (kernel_size positions : G) (bias : bool).

Theorem conv_parameters_biases_are_outputs :
  conv_parameters inputs outputs kernel_size 1 true - conv_parameters inputs outputs kernel_size 1 false = outputs.
Proof. by rewrite /conv_parameters /weights /Z.b2z; ring. Qed.

Theorem conv_parameters_adds_inputs :
  conv_parameters (inputs + more) outputs kernel_size 1 false
  = conv_parameters inputs outputs kernel_size 1 false + conv_parameters more outputs kernel_size 1 false.
Proof. by rewrite /conv_parameters /weights !Z.div_1_r /Z.b2z; ring. Qed.

Theorem conv_parameters_adds_outputs :
  conv_parameters inputs (outputs + more) kernel_size 1 true
  = conv_parameters inputs outputs kernel_size 1 true + conv_parameters inputs more kernel_size 1 true.
Proof. by rewrite /conv_parameters /weights /Z.b2z; ring. Qed.

Theorem conv_parameters_groups_share_nothing (part : Z) : 0 < part ->
  conv_parameters (part * inputs) (part * outputs) kernel_size part bias = part * conv_parameters inputs outputs kernel_size 1 bias.
Proof. by move=> pos; rewrite /conv_parameters /weights [part * inputs]Z.mul_comm Z.div_mul ?Z.div_1_r; [ring | lia]. Qed.

Theorem conv_connections_uses_each_parameter_once_a_position :
  conv_connections inputs outputs kernel_size positions groups bias
  = conv_parameters inputs outputs kernel_size groups bias * volume positions.
Proof. by []. Qed.

Theorem conv_multiply_adds_are_connections_without_bias :
  conv_multiply_adds inputs outputs kernel_size positions groups = conv_connections inputs outputs kernel_size positions groups false.
Proof. by rewrite /conv_connections Z.add_0_r. Qed.

Theorem pool_connections_is_a_convolution_of_single_channels : 0 < channels ->
  pool_connections channels kernel_size positions = conv_connections channels channels kernel_size positions channels false.
Proof. by move=> pos; rewrite /conv_connections /weights Z.div_same /pool_connections /Z.b2z; [ring | lia]. Qed.

Theorem subsample_connections_adds_biases_to_pooling :
  subsample_connections channels kernel_size positions
  = pool_connections channels kernel_size positions + pool_connections channels (1%R : G) positions.
Proof. by rewrite /subsample_connections /pool_connections volume_one; ring. Qed.
End Counts.

Theorem conv_parameters_multiplies_axes (inputs outputs wide high : Z) :
  @conv_parameters space2 inputs outputs (high, wide) 1 true = @conv_parameters space1 inputs outputs (high * wide) 1 true.
Proof. by rewrite /conv_parameters /volume; cbn [foldr iota rank space1 space2 axis]; congr (weights _ _ _ _ + _); cbn; ring. Qed.

Theorem conv_parameters_counts_taps (inputs outputs taps : Z) :
  @conv_parameters space1 inputs outputs taps 1 false = taps * @conv_parameters space1 inputs outputs 1%R 1 false.
Proof. by rewrite /conv_parameters /weights volume_one /volume /Z.b2z Z.div_1_r; cbn [foldr iota rank space1 axis]; ring. Qed.

Theorem batch_norm_parameters_is_a_scale_and_a_shift (channels : Z) : 0 < channels ->
  batch_norm_parameters channels = @conv_parameters space1 channels channels 1%R channels true.
Proof. by move=> pos; rewrite /conv_parameters /weights volume_one Z.div_same /batch_norm_parameters /Z.b2z; lia. Qed.

Theorem subsample_parameters_is_a_weight_and_a_bias (channels : Z) : 0 < channels ->
  subsample_parameters channels = @conv_parameters space1 channels channels 1%R channels true.
Proof. by move=> pos; rewrite /conv_parameters /weights volume_one Z.div_same /subsample_parameters /Z.b2z; lia. Qed.
