(** The laws of transposed convolution, which is the transpose of convolution at every setting of both.

Idea: both are sums over the same triples of an entry of the one image, an entry of the other and a tap, which reads the second where it
writes the first.

Definitions: [inner], the sum of the products of two images' entries; [within], an image that is zero outside its size;
[size_transposed].
Results: the theorem of each law bears its name.
Not proved here: nothing is left open. *)

From Coq Require Import ZArith Lia.
From mathcomp Require Import all_ssreflect all_algebra zify ssrZ.
From CNN Require Import Totals Space Sums LayersFormulas LayersLaws.
Set Implicit Arguments. Unset Strict Implicit. Unset Printing Implicit Defensive.
Import GRing.Theory.
Local Open Scope ring_scope.

Section Transpose.
Variables (R : comRingType) (G : space).
Variables (C M groups N : nat) (kernel_size stride dilation p q output_padding H : G).
Implicit Types (x w v y z : nat -> nat -> G -> R) (b : nat -> R) (n o : nat) (i : G).

Lemma stuffed_one z n e t : stuffed 1 z n e t = z n e t.
Proof.
have one_pos : positive (1 : G) by apply/positiveP => k here; rewrite axisE.
have /andP[multiple /eqP is_t] : divides 1 t && (quotient t 1 == t) by rewrite strides_to // mul1r.
by rewrite /stuffed multiple is_t.
Qed.

Theorem conv_transpose_transpose_adds_kernels x w v n o i : conv_transpose C M kernel_size stride dilation p x (plus w v) no_bias n o i
  = plus (conv_transpose C M kernel_size stride dilation p x w no_bias) (conv_transpose C M kernel_size stride dilation p x v no_bias) n o i.
Proof.
rewrite /plus /conv_transpose !add0r -total_adds; apply: eq_total => c; rewrite -total_adds; apply: eq_total => a; exact: mulrDl.
Qed.

Theorem conv_transpose_transpose_adds_inputs x z w n o i : conv_transpose C M kernel_size stride dilation p (plus x z) w no_bias n o i
  = plus (conv_transpose C M kernel_size stride dilation p x w no_bias) (conv_transpose C M kernel_size stride dilation p z w no_bias) n o i.
Proof.
rewrite /plus /conv_transpose !add0r -total_adds; apply: eq_total => c; rewrite -total_adds; apply: eq_total => a.
by rewrite -mulrDr /stuffed; case: ifP => _; rewrite ?addr0.
Qed.

Theorem conv_transpose_transpose_adds_bias x w b n o i : conv_transpose C M kernel_size stride dilation p x w b n o i
  = biased (conv_transpose C M kernel_size stride dilation p x w no_bias) b n o i.
Proof. by rewrite /biased /conv_transpose add0r addrC. Qed.

Theorem conv_transpose_transpose_splits_into_groups x w : (0 < M)%N -> forall n o i,
  last_group_of_channels M groups (conv_transpose C M kernel_size stride dilation p x w no_bias) n o i
  = conv_transpose C M kernel_size stride dilation p (last_group_of_channels C groups x) (last_group_of_rows C groups w) no_bias n o i.
Proof.
move=> M_pos n o i; congr (_ + _); apply: eq_total => c; apply: eq_total => a.
by rewrite /last_group_of_rows /stuffed /last_group_of_channels divnMDl // modnMDl mulnDl addnA.
Qed.

Theorem conv_transpose_transpose_has_unit x n o i : (o < C)%N -> conv_transpose C C 1 1 1 0 x (@identity R G) no_bias n o i = x n o i.
Proof.
move=> o_in; rewrite /conv_transpose add0r divn_small // modn_small // (total_at (at_ := o)) ?iota_uniq ?mem_iota //; last first.
  by move=> c _ other; apply: total_of_zeros => a _; rewrite /identity mul0n add0n (negbTE other) mul0r.
rewrite (total_at (at_ := 0)) ?uniq_box ?mem_box //.
- rewrite /identity mul0n add0n !eqxx !mul1r stuffed_one; congr (x _ _ _); by_axes.
- by apply/insideP => k here; rewrite !axisE.
- by move=> a _ /negbTE other; rewrite /identity other andbF mul0r.
Qed.

(** ** The adjoint *)

Definition size_transposed := stride * (H - 1) + dilation * (kernel_size - 1) + 1 - p - q + output_padding.

(** An image of its size: zero outside. *)
Definition within H x (n c : nat) t : R := if inside H t then x n c t else 0.
Definition inner (channels : nat) H x y : R := \total_(n < N) \total_(c < channels) \total_(i <- box H) (x n c i * y n c i).

(** One tap between two images: what it reads of the one where it stands over the other. *)
Lemma tap_adjoint (S a : G) (f g : G -> R) : positive stride ->
  \total_(i <- box H) ((if inside S (stride * i + dilation * a - p) then g (stride * i + dilation * a - p) else 0) * f i)
  = \total_(j <- box S) (g j * (if divides stride (j + p - dilation * a) && inside H (quotient (j + p - dilation * a) stride)
      then f (quotient (j + p - dilation * a) stride) else 0)).
Proof.
move=> s_pos; pose at_ (i : G) := stride * i + dilation * a - p.
have met (i j : G) : (j == at_ i) = divides stride (j + p - dilation * a) && (quotient (j + p - dilation * a) stride == i).
  by rewrite strides_to // /at_ -[LHS](inj_eq (addIr p)) subrK -[LHS](inj_eq (addIr (- (dilation * a)))) addrK.
transitivity (\total_(i <- box H) \total_(j <- box S) (if j == at_ i then g j * f i else 0)).
  apply: eq_total_in => i _; case: ifP => [reads|misses].
    rewrite (total_at (at_ := at_ i)) ?uniq_box ?mem_box ?eqxx // => j _ /negbTE -> //.
  rewrite mul0r total_of_zeros // => j; rewrite mem_box; case: eqP => // ->; by rewrite misses.
rewrite total_swaps; apply: eq_total_in => j _; case: ifP => [/andP[multiple reads]|misses].
  rewrite (total_at (at_ := quotient (j + p - dilation * a) stride)) ?uniq_box ?mem_box // ?met ?multiple ?eqxx //.
  by move=> i _ other; rewrite met eq_sym (negbTE other) andbF.
rewrite mulr0 total_of_zeros // => i; rewrite mem_box met; case: andP => // -[multiple /eqP is_i] inside_i.
by move: misses; rewrite multiple is_i inside_i.
Qed.

(** <conv y, x> = <y, conv_transpose x>, over the entries that x has, and that its transposed convolution has. *)
Theorem conv_transpose_is_the_adjoint x w y : positive stride -> (0 < C)%N -> (0 < M)%N ->
  inner (groups * C) H (conv M C kernel_size stride dilation p false (within size_transposed y) w no_bias) x
  = inner (groups * M) size_transposed y (conv_transpose C M kernel_size stride dilation p (within H x) w no_bias).
Proof.
move=> s_pos C_pos M_pos; apply: eq_total => n; rewrite !total_groups; apply: eq_total => g.
transitivity (\total_(c < C) \total_(m < M) \total_(a <- box kernel_size) w (g * C + c)%N m a *
    \total_(i <- box H) (within size_transposed y n (g * M + m)%N (stride * i + dilation * a - p) * x n (g * C + c)%N i)).
  apply: eq_total_in => c; rewrite mem_iota => /andP[_ c_in].
  rewrite /conv; under eq_total => i do rewrite add0r divnMDl // divn_small // addn0 -total_scales_on_the_right.
  rewrite total_swaps; apply: eq_total => m; under eq_total => i do rewrite -total_scales_on_the_right.
  rewrite total_swaps; apply: eq_total => a; rewrite -total_scales; apply: eq_total => i; exact: esym (mulrA _ _ _).
rewrite total_swaps; apply: eq_total_in => m; rewrite mem_iota => /andP[_ m_in]; symmetry.
rewrite /conv_transpose; under eq_total => j do rewrite add0r divnMDl // divn_small // addn0 modnMDl modn_small // -total_scales.
rewrite total_swaps; apply: eq_total => c; under eq_total => j do rewrite -total_scales.
rewrite total_swaps; apply: eq_total => a; rewrite /within tap_adjoint // -total_scales; apply: eq_total => j.
by rewrite mulrCA /stuffed; case: ifP => //= _; case: ifP.
Qed.
End Transpose.
