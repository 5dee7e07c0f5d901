(** The laws of sizes that are not printed: receptive fields, and parameters of one axis and of two.

Idea: a stack of layers sees a sum over layers, each weighted by the product of the strides before it; parameters are a product.

Definitions: [receptive_field]; [volume], the product over the axes of a place; [conv_parameters].
Results: the theorem of each law bears its name.
Not proved here: the other laws; see [ProvedGeometry]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope Z_scope.

(** ** Receptive fields *)

Definition sum (L : nat) (F : nat -> Z) : Z := foldr (fun l s => F l + s) 0 (iota 0 L).
Definition product_of (L : nat) (F : nat -> Z) : Z := foldr (fun l s => F l * s) 1 (iota 0 L).

Definition receptive_field (L : nat) (kernel_sizes strides dilations : nat -> Z) : Z :=
  1 + sum L (fun l => dilations l * (kernel_sizes l - 1) * product_of l strides).

(** One layer; the layers of one stack, and those of another after them. *)
Definition single (v : Z) (l : nat) : Z := if l is 0%nat then v else 0.
Definition stacked (L : nat) (first then_ : nat -> Z) (l : nat) : Z := if (l < L)%N then first l else then_ (l - L)%N.

Lemma sum_ext L F F' : (forall l, (l < L)%N -> F l = F' l) -> sum L F = sum L F'.
Proof.
rewrite /sum => same; have : forall l, l \in iota 0 L -> F l = F' l by move=> l; rewrite mem_iota => /andP[_ /same].
by elim: (iota 0 L) => //= l s IH each; rewrite each ?mem_head // IH // => m m_in; apply: each; rewrite inE m_in orbT.
Qed.
Lemma product_ext L F F' : (forall l, (l < L)%N -> F l = F' l) -> product_of L F = product_of L F'.
Proof.
rewrite /product_of => same; have : forall l, l \in iota 0 L -> F l = F' l by move=> l; rewrite mem_iota => /andP[_ /same].
by elim: (iota 0 L) => //= l s IH each; rewrite each ?mem_head // IH // => m m_in; apply: each; rewrite inE m_in orbT.
Qed.
Lemma sum_cat L B F : sum (L + B) F = sum L F + sum B (fun l => F (L + l)%N).
Proof.
rewrite /sum iotaD foldr_cat; have -> : iota (0 + L) B = [seq (L + l)%N | l <- iota 0 B] by rewrite -iotaDl addn0.
rewrite foldr_map; set rest := foldr _ 0 (iota 0 B).
by elim: (iota 0 L) => [|l s /= ->]; [rewrite Z.add_0_l | rewrite Z.add_assoc].
Qed.
Lemma product_cat L B F : product_of (L + B) F = product_of L F * product_of B (fun l => F (L + l)%N).
Proof.
rewrite /product_of iotaD foldr_cat; have -> : iota (0 + L) B = [seq (L + l)%N | l <- iota 0 B] by rewrite -iotaDl addn0.
rewrite foldr_map; set rest := foldr _ 1 (iota 0 B).
by elim: (iota 0 L) => [|l s /= ->]; [rewrite Z.mul_1_l | rewrite Z.mul_assoc].
Qed.
Lemma sum_scale L c F : sum L (fun l => c * F l) = c * sum L F.
Proof. by rewrite /sum; elim: (iota 0 L) => [|l s /= ->]; rewrite ?Z.mul_0_r ?Z.mul_add_distr_l. Qed.

Theorem receptive_field_of_one_layer (kernel_size stride dilation : Z) :
  receptive_field 1 (single kernel_size) (single stride) (single dilation) = 1 + dilation * (kernel_size - 1).
Proof. by rewrite /receptive_field /sum /product_of; cbn [foldr iota single]; ring. Qed.

Theorem receptive_field_composes (L B : nat) (kernel_sizes strides dilations kernel_sizes_2 strides_2 dilations_2 : nat -> Z) :
  receptive_field (L + B) (stacked L kernel_sizes kernel_sizes_2) (stacked L strides strides_2) (stacked L dilations dilations_2)
  = receptive_field L kernel_sizes strides dilations
    + product_of L strides * (receptive_field B kernel_sizes_2 strides_2 dilations_2 - 1).
Proof.
have low f g l : (l < L)%N -> stacked L f g l = f l by rewrite /stacked => ->.
have high f g l : stacked L f g (L + l)%N = g l by rewrite /stacked ltnNge leq_addr /= addKn.
rewrite /receptive_field sum_cat.
rewrite (@sum_ext L _ (fun l => dilations l * (kernel_sizes l - 1) * product_of l strides)); last first.
  move=> l in_L; rewrite !low //; congr (_ * _).
  by apply: product_ext => m m_lt; rewrite low //; apply: ltn_trans in_L.
rewrite (@sum_ext B _ (fun l => product_of L strides * (dilations_2 l * (kernel_sizes_2 l - 1) * product_of l strides_2))).
  by rewrite sum_scale; ring.
move=> l _; rewrite !high product_cat (@product_ext L _ strides); last by move=> m; exact: low.
by rewrite (@product_ext l _ strides_2) => [|m _]; [ring | exact: high].
Qed.

(** ** Parameters, connections, multiply-adds *)

(** How many places a box has. *)
Definition volume (G : space) (K : G) : Z := foldr (fun k v => axis k K * v) 1 (iota 0 (rank G)).

Definition weights (inputs outputs taps groups : Z) : Z := outputs * (inputs / groups) * taps.
Definition conv_parameters (G : space) (inputs outputs : Z) (kernel_size : G) (groups : Z) (bias : bool) : Z :=
  weights inputs outputs (volume kernel_size) groups + Z.b2z bias * outputs.

Theorem conv_parameters_multiplies_axes (inputs outputs wide high : Z) :
  @conv_parameters space2 inputs outputs (high, wide) 1 true = @conv_parameters space1 inputs outputs (high * wide) 1 true.
Proof. by rewrite /conv_parameters /volume; cbn [foldr iota rank space1 space2 axis]; congr (weights _ _ _ _ + _); cbn; ring. Qed.
