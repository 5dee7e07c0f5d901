(** The laws of LeNet-5's own layers: a convolution that reads what a table names, a trained subsampling, Euclidean radial basis functions.

Idea: a table multiplies weights, so that such a layer is a convolution; a subsampling is a sum over windows side by side; a squared distance is a sum
of squares.

Definitions: [conv_by_table], [subsample], [euclidean_rbf], as the Python formulas state them, and what their laws are said with.
Results: the theorem of each law bears its name.
Not proved here: the loss, see [ClassicRealLaws]. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Space PoolingFormulas Totals Sums LayersFormulas LayersLaws LayersLinearLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory Num.Theory.
Local Open Scope ring_scope.

Section ByTable.
Variables (R : comRingType) (G : space).
Variables (C O : nat) (kernel_size stride dilation p : G).
Implicit Types (x w : nat -> nat -> G -> R) (table u : nat -> nat -> R) (b : nat -> R) (n o : nat) (i : G).

Definition conv_by_table (D P : G) x w table b n o i : R :=
  b o + \total_(c < C) \total_(a <- box kernel_size) table o c * w o c a * x n c (stride * i + D * a - P).
Definition where_read table w (o c : nat) (a : G) : R := w o c a * table o c.
Definition ones table (o c : nat) : R := table o c * 0 + 1.

Theorem conv_by_table_is_a_convolution_of_what_is_read x w table b n o i : (o < O)%N ->
  conv_by_table dilation p x w table b n o i = conv C O kernel_size stride dilation p false x (where_read table w) b n o i.
Proof.
move=> o_in; congr (_ + _); apply: eq_total => c; apply: eq_total => a.
by rewrite divn_small // /where_read [w o c a * _]mulrC.
Qed.

Theorem conv_by_table_with_a_full_table_is_a_convolution x w table n o i : (o < O)%N ->
  conv_by_table 1 0 x w (ones table) no_bias n o i = conv C O kernel_size stride 1 0 false x w no_bias n o i.
Proof.
move=> o_in; congr (_ + _); apply: eq_total => c; apply: eq_total => a.
by rewrite divn_small // /ones mulr0 add0r mul1r.
Qed.

Theorem conv_by_table_adds_tables x w table u n o i : conv_by_table dilation p x w (LayersLinearLaws.plus table u) no_bias n o i
  = conv_by_table dilation p x w table no_bias n o i + conv_by_table dilation p x w u no_bias n o i.
Proof.
rewrite /conv_by_table !add0r -total_adds; apply: eq_total => c; rewrite -total_adds; apply: eq_total => a.
by rewrite -mulrDl -mulrDl.
Qed.

Theorem conv_by_table_adds_a_bias x w table b n o i :
  conv_by_table dilation p x w table b n o i = biased (conv_by_table dilation p x w table no_bias) b n o i.
Proof. by rewrite /biased /conv_by_table add0r addrC. Qed.
End ByTable.

Section Subsampling.
Variables (F : fieldType) (G : space).
Variables (N C : nat) (H kernel_size : G).
Implicit Types (x : nat -> nat -> G -> F) (coefficient b u v : nat -> F) (n c : nat) (i : G).

Definition subsample x coefficient b n c i : F := b c + coefficient c * \total_(a <- box kernel_size) x n c (kernel_size * i + a).
Definition per_channel coefficient x n c i : F := coefficient c * x n c i.
Definition first_window x n c t : F := if inside kernel_size t then x n c t else 0.
Definition all_of x n c : F := \total_(t <- box kernel_size) x n c t.
Definition beside_zeros (h : Z) x n c t : F := if Z.ltb (final t) h then x n c t else 0.

(** The mean of windows side by side, divided by 1. *)
Definition side_by_side : windows G := Windows kernel_size kernel_size 1 0 0 false.

Theorem subsample_is_scaled_sums x coefficient b : positive kernel_size -> forall n c i, inside (quotient H kernel_size) i ->
  subsample x coefficient b n c i
  = biased (per_channel coefficient (pixel (avg_pool (Image N C H x) side_by_side true 1))) b n c i.
Proof.
move=> /positiveP K_pos n c i /insideP i_in; rewrite /biased /per_channel /subsample addrC /= divr1; congr (_ * _ + _).
rewrite /window (all_filterP _).
  by elim: (box kernel_size) => [//|a s /= ->]; rewrite /total /=; congr (x _ _ _ + _); rewrite /place /= mul1r subr0.
apply/allP => t /mapP[a]; rewrite mem_box => /insideP a_in ->; apply/insideP => k here.
move: (i_in k here) (a_in k here) (K_pos k here); rewrite /place /= /quotient !axisE axis_make // => i_k a_k pos.
have := Z.mul_div_le (axis k H) (axis k kernel_size) pos; nia.
Qed.

Theorem subsample_is_linear_in_its_parameters x coefficient b u v n c i :
  subsample x (fun c => coefficient c + u c) (fun c => b c + v c) n c i = subsample x coefficient b n c i + subsample x u v n c i.
Proof. by rewrite /subsample mulrDl addrACA. Qed.

Theorem subsample_sums_its_window x coefficient b n c i : inside 1 i ->
  subsample (first_window x) (fun c => coefficient c * 0 + 1) (fun c => b c * 0) n c i = all_of (first_window x) n c.
Proof.
move=> /insideP i_in; have -> : i = 0 by by_axes; have := i_in k here; rewrite axisE; lia.
by rewrite /subsample !mulr0 !add0r mul1r; apply: eq_total => a; rewrite add0r.
Qed.

Theorem subsample_sets_windows_side_by_side x coefficient b : positive kernel_size -> forall n c i,
  subsample (beside_zeros (final kernel_size) (first_window x)) coefficient (fun c => b c * 0) n c i
  = beside_zeros 1 (subsample (first_window x) coefficient (fun c => b c * 0)) n c i.
Proof.
move=> /positiveP /(_ _ (rank_last G)) K_pos n c i; rewrite {2}/beside_zeros; case: Z.ltb_spec => i_at.
  congr (_ + _ * _); apply: eq_total_in => a; rewrite mem_box => /insideP /(_ _ (rank_last G)) a_in.
  by rewrite /beside_zeros; case: Z.ltb_spec => //; move: i_at; rewrite /final !axisE; nia.
rewrite /subsample mulr0 add0r total_of_zeros ?mulr0 // => a; rewrite mem_box => /insideP /(_ _ (rank_last G)) a_in.
by rewrite /beside_zeros; case: Z.ltb_spec => //; move: i_at; rewrite /final !axisE; nia.
Qed.
End Subsampling.

Section Distances.
Variables (F : realDomainType) (C : nat).
Implicit Types (x w : nat -> nat -> F) (z : nat -> F) (n o : nat).

Definition euclidean_rbf x w n o : F := \total_(c < C) (x n c - w o c) ^+ 2.
Definition squares x n : F := \total_(c < C) (x n c * x n c).

Theorem euclidean_rbf_is_by_the_cosine_rule x w n o :
  euclidean_rbf x w n o = squares x n + squares w o - 2%:R * linear C x w no_bias n o.
Proof.
apply: (canRL (addrK _)); rewrite /euclidean_rbf /squares /linear add0r -total_scales -!total_adds; apply: eq_total => c.
by rewrite sqrrB [w o c * x n c]mulrC -mulr_natl addrAC subrK !expr2.
Qed.

Theorem euclidean_rbf_ignores_a_shift_of_both x w z n o :
  euclidean_rbf (fun n c => x n c + z c) (fun o c => w o c + z c) n o = euclidean_rbf x w n o.
Proof. by apply: eq_total => c; rewrite opprD addrACA subrr addr0. Qed.

Theorem euclidean_rbf_is_symmetric x w n o : euclidean_rbf x w n o = euclidean_rbf w x o n.
Proof. by apply: eq_total => c; rewrite -opprB sqrrN. Qed.

Theorem euclidean_rbf_is_nonnegative x w n o : euclidean_rbf x w n o * 0 <= euclidean_rbf x w n o.
Proof. by rewrite mulr0 /euclidean_rbf totalE; apply: sumr_ge0 => c _; exact: sqr_ge0. Qed.
End Distances.
