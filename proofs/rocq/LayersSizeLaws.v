(** The laws of the layers' sizes.

Idea: a convolution has as many positions as there are places where its kernel fits into the padded input; its transpose has as many entries as lie
between the first and the last that a tap writes. Both are counted here, axis by axis, and are what the formulas of sizes say.

Definitions: [fitting], the number of such positions; [reached], of such entries.
Results: the theorem of each law bears its name.
Not proved here: nothing is left open. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Geometry Space.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Local Open Scope Z_scope.

Definition fitting (H k s d p q : Z) : Z := Z.of_nat (count (fun i => Z.ltb (s * i + reach k d) (H + p + q)) (zrange (H + p + q))).
Definition reached (H k s d : Z) : Z := foldr Z.max 0 [seq s * i + d * a + 1 | i <- zrange H, a <- zrange k].

Lemma count_below (n m : nat) : count (fun i => i < m)%N (iota 0 n) = minn n m.
Proof. by elim: n => [|n IH]; rewrite ?min0n // -[n.+1]addn1 iotaD count_cat IH /= addn0; case: ltnP; lia. Qed.

Lemma fitting_is_output_size H k s d p q : 0 < s -> 0 <= reach k d -> 0 <= span H k d p q -> fitting H k s d p q = output_size H k s d p q.
Proof.
move=> s_pos r_pos fits; have counts := output_size_counts_positions.
have few : 0 < output_size H k s d p q <= H + p + q.
  rewrite /output_size; set n := span _ _ _ _ _ in fits *; have n_is : n = H + p + q - reach k d - 1 by [].
  have E := Z.div_mod n s ltac:(lia); have B := Z.mod_pos_bound n s s_pos; nia.
rewrite /fitting /zrange count_map (@eq_in_count _ _ (fun i => i < Z.to_nat (output_size H k s d p q))%N).
  by rewrite count_below; lia.
move=> i _ /=; have [there back] := counts H k s d p q (Z.of_nat i) s_pos ltac:(lia).
by apply/idP/idP => [/Z.ltb_lt/back|i_lt]; [lia | apply/Z.ltb_lt/there; lia].
Qed.

Lemma largest (v : seq Z) m : 0 <= m -> m \in v -> (forall z, z \in v -> z <= m) -> foldr Z.max 0 v = m.
Proof.
move=> m_pos m_in below; suff : m <= foldr Z.max 0 v <= m by lia.
split; [elim: v m_in {below} => //= z v IH | elim: v below {m_in} => //= z v IH below].
  by rewrite inE => /orP[/eqP ->|/IH]; lia.
have := below z (mem_head _ _); have := IH (fun y y_in => below y (mem_behead (s := z :: v) y_in)); lia.
Qed.

Section Sizes.
Variables (G : space) (H kernel_size stride dilation p q output_padding : G).

Theorem conv_has_its_size (k : nat) : (k < rank G)%N -> 0 < axis k stride -> 0 < axis k dilation -> 0 < axis k kernel_size ->
  0 <= span (axis k H) (axis k kernel_size) (axis k dilation) (axis k p) (axis k q) ->
  fitting (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation) (axis k p) (axis k q)
  = output_size (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation) (axis k p) (axis k q).
Proof. by move=> _ s_pos d_pos k_pos fits; apply: fitting_is_output_size => //; rewrite /reach; nia. Qed.

(** SAME padding, half of it before. *)
Definition same_padding (k : nat) := same (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation).

Theorem conv_same_covers_the_input (k : nat) : (k < rank G)%N -> 0 < axis k H ->
  0 < axis k stride -> 0 < axis k dilation -> 0 < axis k kernel_size ->
  fitting (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation) (same_padding k / 2) (same_padding k - same_padding k / 2)
  = - (- axis k H / axis k stride).
Proof.
move=> _ H_pos s_pos d_pos k_pos; have r_pos : 0 <= reach (axis k kernel_size) (axis k dilation) by rewrite /reach; nia.
rewrite fitting_is_output_size //; first exact: same_is_ceil.
have bounds := ceiling_bounds (axis k H) (axis k stride) s_pos; set c := ceiling _ _ in bounds.
have c_pos : 1 <= c by nia.
have enough : (c - 1) * axis k stride + reach (axis k kernel_size) (axis k dilation) + 1 - axis k H <= same_padding k by exact: Z.le_max_r.
by rewrite /span; move: (same_padding k / 2) => before; nia.
Qed.

Theorem conv_transpose_transpose_has_its_size (k : nat) : (k < rank G)%N ->
  0 < axis k H -> 0 < axis k stride -> 0 < axis k dilation -> 0 < axis k kernel_size ->
  reached (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation) - axis k p - axis k q + axis k output_padding
  = transposed_output_size (axis k H) (axis k kernel_size) (axis k stride) (axis k dilation) (axis k p) (axis k q) (axis k output_padding).
Proof.
move=> _ H_pos s_pos d_pos k_pos; rewrite /transposed_output_size /reach /reached.
rewrite (@largest _ (axis k stride * (axis k H - 1) + axis k dilation * (axis k kernel_size - 1) + 1)) //; first by nia.
  by apply/allpairsP; exists (axis k H - 1, axis k kernel_size - 1) => /=; rewrite !mem_zrange /between; split; lia.
by move=> z /allpairsP[[i a] /= [+ + ->]]; rewrite !mem_zrange => /betweenP ? /betweenP ?; nia.
Qed.
End Sizes.
